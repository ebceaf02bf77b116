"""Paragraphs, headings and passages."""

import datetime

import pytest

from retrieval import Article
from retrieval.analysis.passages import (
    ENOUGH_WORDS,
    MOST_CHARACTERS,
    MOST_INDEXED,
    PACKED_WORDS,
    SHORT_CHARACTERS,
    TAIL_WORDS,
    Layout,
    narrowed,
    passages,
    unshown,
    widened,
    with_lead,
)
from retrieval.articles.blocks import dateline, opening, paragraphs, title_in
from retrieval.records import Passage
from tests.conftest import SEED, SEEDS


def article(text: str, title: str | None = None) -> Article:
    return Article("a", text, title)


def sentence(words: int) -> str:
    return " ".join(["word"] * (words - 1)) + " end."


def seed() -> Article:
    return article((SEEDS / SEED).read_text(encoding="utf-8"))


def test_seed_has_date_headings_and_paragraphs() -> None:
    """The date glued to the front is read and no part of the first paragraph; bare short lines are headings."""
    assert dateline(seed().text) == (datetime.date(2024, 3, 16), 17)
    found = paragraphs(seed())
    assert [(p.number, p.heading) for p in found] == [
        (1, None),
        (2, "Escalation of Demands"),
        (3, "The Israeli Delegation's Mission to Qatar"),
        (4, "International Mediation Efforts"),
    ]
    assert seed().text[found[0].start :].startswith("Amidst escalating")
    assert seed().text[found[2].start : found[2].end].endswith("hostages' release.")


@pytest.mark.parametrize("text", ["date 2024-13-45 Words.", "dates 2024-03-16 Words.", "On date 2024-03-16 words.", ""])
def test_no_date_where_none_is_glued(text: str) -> None:
    """What only looks like a date at the front stays part of the text."""
    assert dateline(text) == (None, 0)


def test_offsets_count_code_points() -> None:
    """Signs beyond the basic plane count as one each."""
    text = "𝔘𝔫 😀 first paragraph ends here.\n\nSecond 😀😀 paragraph ends here."
    found = paragraphs(article(text))
    assert [text[p.start : p.end] for p in found] == text.split("\n\n")
    assert found[1].start == 33


def test_blank_lines_with_spaces_divide() -> None:
    """A line of white space divides paragraphs, and belongs to none."""
    text = "  First one.\nStill first. \n \t \n\n  Second one.  \n"
    assert [text[p.start : p.end] for p in paragraphs(article(text))] == ["First one.\nStill first.", "Second one."]


def test_headings_of_markdown() -> None:
    """Marked and underlined lines are headings, without their marks."""
    text = "# Title #\n\nFirst.\n\nUnder\n-----\n\nSecond.\n\n### Third\n\nThird."
    assert [p.heading for p in paragraphs(article(text, "Title"))] == [None, "Under", "Third"]
    assert title_in(text) == "Title"


@pytest.mark.parametrize(
    "line",
    [
        "It ends as a sentence.",
        "small letters begin it",
        "- an item",
        "1. an item",
        "https://example.org/x",
        "A, B,",
        "CNN —",
    ],
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    """What can't be a heading stays a paragraph that can be quoted."""
    assert [p.number for p in paragraphs(article(f"{sentence(30)}\n\n{line}\n\n{sentence(30)}"))] == [1, 2, 3]


def test_a_list_of_short_lines_is_no_row_of_headings() -> None:
    """Several short lines in a row are a list, whose items can hold an answer."""
    text = f"{sentence(30)}\n\nPoland\n\nFrance\n\nSpain\n\n{sentence(30)}"
    assert len(paragraphs(article(text))) == 5


def test_last_line_is_no_heading() -> None:
    """A short line with nothing under it heads nothing."""
    assert len(paragraphs(article(f"{sentence(30)}\n\nReporting by J. Doe"))) == 2


def test_passages_are_packed_up_to_enough_words() -> None:
    """Short paragraphs are packed until they hold enough words, and never cut."""
    text = "\n\n".join([sentence(PACKED_WORDS // 3 + 1)] * 7)
    found = passages(article(text))
    assert [p.paragraphs for p in found] == [(1, 2, 3), (4, 5, 6), (7,)]
    assert all(len(text[p.start : p.end].split()) >= PACKED_WORDS for p in found[:-1])


def test_a_short_tail_is_absorbed() -> None:
    """A last passage of few words joins the one before."""
    text = "\n\n".join([sentence(PACKED_WORDS), sentence(TAIL_WORDS - 1)])
    assert [p.paragraphs for p in passages(article(text))] == [(1, 2)]
    text = "\n\n".join([sentence(PACKED_WORDS), sentence(TAIL_WORDS)])
    assert [p.paragraphs for p in passages(article(text))] == [(1,), (2,)]


def test_a_short_passage_is_shown_with_what_leads_up_to_it() -> None:
    """With whole paragraphs before it, as many as people like to read at once; a long one stays as it is."""
    found = article("\n\n".join([sentence(60)] * 6 + [sentence(40)]))
    _, before, last = passages(found)
    assert before.end - before.start >= SHORT_CHARACTERS > last.end - last.start
    assert with_lead(Layout(found), before) == before
    shown = with_lead(Layout(found), last)
    assert (last.paragraphs, shown.paragraphs) == ((7,), (5, 6, 7))
    assert (shown.start, shown.end) == (paragraphs(found)[4].start, last.end)
    assert shown.end - shown.start <= MOST_CHARACTERS < shown.end - paragraphs(found)[3].start


def test_what_leads_up_to_a_passage_is_of_its_section_and_not_shown_anyway() -> None:
    """It begins after a heading, and after a paragraph that is taken."""
    found = article(f"{sentence(30)}\n\nThe Heading\n\n{sentence(120)}\n\n{sentence(20)}\n\n{sentence(30)}")
    first, head, last = passages(found)
    assert (head.paragraphs, last.paragraphs) == ((2, 3), (4,))
    assert with_lead(Layout(found), first) == first
    assert with_lead(Layout(found), last).paragraphs == (2, 3, 4)
    assert with_lead(Layout(found), last, {2}).paragraphs == (3, 4)
    assert with_lead(Layout(found), last, {3}) == last


def test_of_a_passage_right_below_its_heading_the_article_is_not_taken_apart() -> None:
    """Nothing leads up to it; of one with a paragraph of the same words as its heading above it the same is said."""
    found = article(f"{sentence(30)}\n\nThe Heading\n\n{sentence(20)}\n\nAnother One\n\n{sentence(20)}")
    for passage in passages(found)[1:]:
        layout = Layout(found)
        assert with_lead(layout, passage) == passage
        assert "paragraphs" not in vars(layout)
    far = article(f"{sentence(20)}\n\n{'word ' * 100}\n\nThe Heading\n\n{sentence(20)}")
    assert with_lead(Layout(far), passages(far)[1]._replace(heading="Heading")).start == passages(far)[1].start


def test_passages_never_cross_a_heading() -> None:
    """Short sections stay apart, even when two have the same heading."""
    text = f"{sentence(10)}\n\nThe Same\n\n{sentence(10)}\n\nThe Same\n\n{sentence(10)}"
    assert [(p.paragraphs, p.heading) for p in passages(article(text))] == [
        ((1,), None),
        ((2,), "The Same"),
        ((3,), "The Same"),
    ]


def test_no_quote_holds_a_heading() -> None:
    """The words of a heading stand in no passage."""
    text = seed().text
    assert [p for p in passages(seed()) if p.heading and "Escalation of Demands" in p.heading]
    assert not any("Escalation of Demands" in text[p.start : p.end] for p in passages(seed()))


def test_opening_is_cut_at_a_word() -> None:
    """The opening words leave the date out and end at a word."""
    assert opening(seed().text) == "Amidst escalating tensions and stalled prisoner exchange negotiations…"
    assert opening("Short words.") == "Short words."
    assert opening("x" * 100) == "x" * 70 + "…"


def test_text_without_words_has_no_passages() -> None:
    """White space alone gives nothing."""
    assert passages(article(" \n\n \t\n")) == []


def test_a_passage_with_enough_words_is_not_joined_beyond_a_thousand_characters() -> None:
    """A paragraph that could stand alone stays so when the next would make it too long to read at once."""
    long_words = " ".join(["parliamentarians"] * 50)
    text = f"{long_words} {'word ' * 30}\n\n{long_words}\n\n{'Short tail here.'}"
    found = passages(Article("a", text))
    assert [passage.paragraphs for passage in found] == [(1,), (2, 3)]
    assert [passage.paragraphs for passage in passages(Article("a", "Few words.\n\n" + long_words * 2))] == [
        (1, 2),
        (2,),
    ]


def block(words: int, characters: int) -> str:
    """A paragraph of so many words and code points."""
    return " ".join(["w"] * (words - 1) + ["x" * (characters - 2 * (words - 1))])


def packed(*blocks: tuple[int, int]) -> list[tuple[int, ...]]:
    """How paragraphs of so many words and code points are packed."""
    return [passage.paragraphs for passage in passages(article("\n\n".join(block(*size) for size in blocks)))]


def test_a_passage_is_full_with_just_enough_words() -> None:
    """One word less, and the next paragraph is taken in."""
    assert (PACKED_WORDS, TAIL_WORDS) == (130, 25)
    assert packed((129, 300), (30, 100)) == [(1, 2)]
    assert packed((130, 300), (30, 100)) == [(1,), (2,)]
    assert packed((100, 300), (29, 100), (30, 100)) == [(1, 2, 3)]
    assert packed((100, 300), (30, 100), (30, 100)) == [(1, 2), (3,)]


def test_a_passage_that_can_stand_alone_is_just_as_long_as_allowed() -> None:
    """With `ENOUGH_WORDS` a paragraph that would end `MOST_CHARACTERS` from the start is taken in, a later one not."""
    assert (ENOUGH_WORDS, MOST_CHARACTERS) == (70, 1_000)
    assert packed((70, 300), (30, 698)) == [(1, 2)]
    assert packed((70, 300), (30, 699)) == [(1,), (2,)]
    assert packed((69, 300), (30, 699)) == [(1, 2)]


def test_a_short_tail_is_not_absorbed_beyond_what_is_read_at_once() -> None:
    """It joins the passage before it as long as both together are no longer than allowed."""
    assert packed((130, 500), (24, 498)) == [(1, 2)]
    assert packed((130, 500), (24, 499)) == [(1,), (2,)]
    assert packed((130, 500), (25, 400)) == [(1,), (2,)]
    assert packed((24, 100)) == [(1,)]


@pytest.mark.parametrize(
    ("before", "short", "shown"), [(399, 599, (1, 2)), (400, 599, (2,)), (398, 600, (2,)), (300, 300, (1, 2))]
)
def test_a_short_passage_is_led_up_to_as_far_as_can_be_read_at_once(
    before: int, short: int, shown: tuple[int, ...]
) -> None:
    """Shorter than `SHORT_CHARACTERS`, and up to `MOST_CHARACTERS` in all."""
    found = article("\n\n".join([block(130, before), block(30, short)]))
    assert SHORT_CHARACTERS == 600
    assert with_lead(Layout(found), passages(found)[1]).paragraphs == shown


def test_a_list_stays_with_the_sentence_that_leads_it_in() -> None:
    """Where a passage is full, the sentence goes on with its list and not with what was before."""
    full, lead = " ".join(["word"] * 140), "The council wants three things:"
    text = f"{full}\n\n{lead}\n\n- more pay\n- less work\n\n" + " ".join(["other"] * 60)
    article = Article("a", text)
    assert text[slice(passages(article)[1].start, None)].startswith(lead)
    own = "A few more words than that, so that it is full now, and then this is it:"
    many = f"{' '.join(['word'] * 120)}\n\n{own}\n\n- item"
    second = passages(Article("a", many + " more" * 40))[1]
    assert many[second.start :].startswith("A few more words")


def sentences_of(count: int, length: int) -> str:
    """A paragraph of so many sentences, each of so many code points, space included."""
    return " ".join(
        f"It is {number:03} {'x' * ((length - 12) % 4)}{'old ' * ((length - 12) // 4)}."[: length - 2] + "."
        for number in range(count)
    )


@pytest.mark.parametrize(
    ("count", "length", "pieces"),
    [(15, 100, 1), (16, 100, 2), (30, 100, 2), (31, 100, 3), (3, 900, 3), (1, 900, 1), (100, 100, 7)],
)
def test_a_long_paragraph_is_cut_at_the_ends_of_sentences(count: int, length: int, pieces: int) -> None:
    """Into parts about as long as each other, none of more than can be indexed, together all of it."""
    text = f"{sentences_of(count, length)}\n\nThe end."
    cut = [p for p in passages(article(text)) if p.paragraphs[0] == 1]
    assert len(cut) == pieces
    assert all(p.end - p.start <= MOST_INDEXED and text[p.end - 1] == "." for p in cut)
    assert " ".join(text[p.start : p.end] for p in cut).startswith(text.split("\n", maxsplit=1)[0])
    shorter, longer = min(p.end - p.start for p in cut), max(p.end - p.start for p in cut)
    assert longer - shorter <= MOST_INDEXED / 2


@pytest.mark.parametrize(("text", "longest"), [("word " * 1_000, 1_000), ("x" * 5_000, 1_000), ("語" * 5_000, 1_000)])
def test_a_line_without_sentences_is_cut_all_the_same(text: str, longest: int) -> None:
    """Between words, or anywhere where there are none; nothing is lost."""
    cut = passages(article(text))
    assert len(cut) > 1
    assert max(p.end - p.start for p in cut) <= MOST_INDEXED
    assert "".join(text[p.start : p.end] for p in cut).replace(" ", "") == text.replace(" ", "")
    assert longest == MOST_CHARACTERS


def test_a_part_of_a_paragraph_is_shown_with_what_stands_around_it() -> None:
    """As far as fits, behind it first, and never what is shown already; a paragraph of its own stays alone."""
    text = f"Before.\n\n# One\n\n{sentences_of(32, 50)}\n\n# Two\n\nBehind."
    found = article(text)
    first, second = (p for p in passages(found) if p.end - p.start > 100)
    shown = widened(Layout(found), first)
    assert shown.start == first.start
    assert 0 <= MOST_CHARACTERS - (shown.end - shown.start) < 50
    shown = widened(Layout(found), second)
    assert shown.end == second.end == text.index("\n\n# Two")
    assert 0 <= MOST_CHARACTERS - (shown.end - shown.start) < 50
    assert widened(Layout(found), second, [(first.start, first.end)]) == second
    assert widened(Layout(found), first, [(second.start, second.end)]) == first
    alone = article(f"Before.\n\n# One\n\n{sentences_of(3, 50)}\n\n# Two\n\nBehind.")
    whole = passages(alone)[1]
    assert widened(Layout(alone), whole) == whole


def test_what_is_shown_already_is_left_out_on_both_sides_of_a_sentence() -> None:
    """The paragraphs that are left are those that are numbered."""
    found = article("\n\n".join([sentences_of(2, 100), sentences_of(3, 100)]))
    layout, (one, two) = Layout(found), paragraphs(found)
    both, last = Passage("a", (1, 2), None, one.start, two.end), (two.end - 99, two.end)
    assert unshown(layout, both, [], last) == unshown(layout, both, [(two.end + 2, two.end + 9)], last) == both
    assert unshown(layout, both, [(one.start, one.end)], last) == both._replace(paragraphs=(2,), start=two.start)
    within = unshown(layout, both, [(one.start, two.start + 99)], last)
    assert (within.start, within.paragraphs) == (two.start + 100, (2,))
    first = (one.start, one.start + 99)
    assert unshown(layout, both, [(two.start, two.end)], first) == both._replace(paragraphs=(1,), end=one.end)
    between = unshown(layout, both, [first, (two.start + 100, two.end + 9)], (two.start, two.start + 99))
    assert (between.start, between.end, between.paragraphs) == (one.start + 100, two.start + 99, (1, 2))


def test_a_passage_longer_than_a_screen_is_cut_down_to_the_sentences_that_are_shown() -> None:
    """A shorter one is shown as a whole."""
    found = article(sentences_of(14, 100))
    (whole,) = passages(found)
    shown = narrowed(Layout(found), whole, (300, 1_199))
    assert (shown.start, shown.end, shown.paragraphs) == (300, 1_199, (1,))
    assert narrowed(Layout(found), shown, (300, 399)) == shown
    rest = whole._replace(start=350)
    assert narrowed(Layout(found), rest, (300, 1_199)) == rest._replace(end=1_199)
    assert narrowed(Layout(found), whole._replace(end=1_099), (200, 1_199)) == whole._replace(start=200, end=1_099)


def test_the_paragraphs_that_are_shown_are_numbered() -> None:
    """Those around the answer sentence only."""
    parts = [f"P{number} {'x' * 391}." for number in range(4)]
    text = "\n\n".join(parts)
    found = article(text)
    both = Passage("a", (1, 2, 3, 4), None, 0, len(text))
    assert narrowed(Layout(found), both, (0, len(parts[0]) + 2 + len(parts[1]))).paragraphs == (1, 2)
