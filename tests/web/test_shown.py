"""What pages show of answers, articles and verdicts, before any template."""

import datetime
from dataclasses import replace

import pytest

from bot.render.checks import PLACES_SHOWN
from bot.render.marked import Run
from bot.web.pages_addresses import answer_address, article_address, with_parameters
from bot.web.pages_answers import AROUND_SENTENCE, FULLY_SHOWN, answer_shown
from bot.web.pages_articles import PART_BYTES, PIECE, article_shown, listed_article
from bot.web.pages_verdicts import mark_shown, quotation_shown, verdict_shown
from bot.web.pages_work import figures
from retrieval import (
    Article,
    Caution,
    CautionKind,
    CautionPlace,
    Check,
    Copy,
    Place,
    Quotation,
    QuoteVerdict,
    Remark,
    Sentence,
    Statistics,
    Verdict,
)
from tests.answers import OPENED, TEXT, answer, passage, sentence


def words(runs: list[Run], kind: str | None = None) -> str:
    """The words of some runs, or of those of a kind."""
    return "".join(text for each, text in runs if kind in (None, each))


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        (0.0, "about one is right"),
        (0.14, "about one is right"),
        (0.49, "about five are right"),
        (0.5, "Of ten answers as sure as this one, about five are right."),
        (0.84, "about eight are right"),
        (0.94, "about nine are right"),
        (0.96, "Nearly all answers as sure as this one are right."),
        (1.0, "Nearly all"),
    ],
)
def test_how_sure_an_answer_is_stands_in_words(confidence: float, told: str) -> None:
    """Of ten such answers so many are right; below a half it may hold the answer, no more."""
    shown = answer_shown(answer(passage(), confidence=confidence), {})
    assert told in shown.sureness
    assert ("may hold the answer" in shown.sureness) == (confidence < 0.5)
    assert shown.headline == ("This may hold the answer" if confidence < 0.5 else "What the archive says")


def test_nothing_is_sure_of_no_answer_and_of_a_list() -> None:
    """A list of what there is of some days is not a guess, and neither is that there is none."""
    none = answer_shown(answer(passage(), answered=False), {})
    assert (none.headline, none.sureness) == ("The archive does not seem to hold the answer", "")
    listing = answer_shown(answer(passage(), provenance={"listing": 1}), {})
    assert (listing.headline, listing.sureness) == ("Articles from these days", "")
    empty = answer_shown(answer(provenance={"listing": 1}), {})
    assert empty.headline == "The archive has nothing from these days"


def test_later_passages_are_shown_by_their_sentence() -> None:
    """The first three are shown in full; of the others what is around the sentence, at whole words."""
    around = "many words " * 40
    text = f"{around}{OPENED} {around}".strip()
    shown = answer_shown(answer(*[passage(rank, text) for rank in range(1, 6)]), {})
    assert [it.rank for it in shown.passages] == [1, 2, 3] == list(range(1, FULLY_SHOWN + 1))
    assert words(shown.passages[0].words) == text
    assert [it.rank for it in shown.further] == [4, 5]
    part = words(shown.further[0].words)
    assert words(shown.further[0].words, "answer") == OPENED
    assert part.startswith(("… many ", "… words "))
    assert part.endswith(("many …", "words …"))
    assert len(part) <= len(OPENED) + 2 * AROUND_SENTENCE + 4


def test_a_short_later_passage_is_whole() -> None:
    """There is nothing to leave out."""
    shown = answer_shown(answer(*[passage(rank) for rank in range(1, 5)]), {})
    assert words(shown.further[0].words) == TEXT


def test_a_second_sentence_is_marked_apart() -> None:
    """The first one counts where both are the same words."""
    both = replace(passage(), second_sentence=sentence("Ana cheered."))
    (shown,) = answer_shown(answer(both), {}).passages
    assert words(shown.words, "answer") == OPENED
    assert words(shown.words, "second") == "Ana cheered."
    same = replace(passage(), second_sentence=sentence(OPENED))
    assert words(answer_shown(answer(same), {}).passages[0].words, "answer") == OPENED


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", f"“{OPENED}”"),
        (None, f"“{OPENED}”"),
        ("de-AT", f"„{OPENED}“"),
        ("ru", f"«{OPENED}»"),
        ("pl", f"„{OPENED}”"),
        ("ja", f"「{OPENED}」"),
    ],
)
def test_words_are_quoted_as_their_language_does(language: str | None, quoted: str) -> None:
    """With the source in brackets and the mark behind it."""
    article = Article("bridge.txt", TEXT, language=language)
    (shown,) = answer_shown(answer(passage(source="The Example")), {"bridge.txt": article}).passages
    assert shown.quotation == f"{quoted} (The bridge, The Example, 16 March 2024) [pincite:k7q2m9.1]"


def test_only_web_addresses_lead_to_the_original() -> None:
    """An article could carry one that runs a script."""
    for url, original in (("https://example.org/a", "https://example.org/a"), ("javascript:x", None), (None, None)):
        assert answer_shown(answer(passage(url=url)), {}).passages[0].original == original


def test_copies_lead_to_their_articles() -> None:
    """Each with what is known of it."""
    copy = Copy("b c.txt", "A copy", datetime.date(2024, 3, 17), "The Other", None)
    (shown,) = answer_shown(answer(replace(passage(), copies=(copy,))), {}).passages
    assert shown.copies == [("A copy", ["The Other", "17 March 2024"], "/article/b%20c.txt")]


def test_a_citation_of_what_is_gone_has_no_page() -> None:
    """Its words are shown as they were cited."""
    gone = Check("k7q2m9.1", Verdict.GONE, None, None, None, None)
    (shown,) = answer_shown(answer(passage()), {}, [gone]).passages
    assert shown.address == ""
    assert shown.verdict is not None
    assert (shown.verdict.word, shown.verdict.tone) == ("gone", "bad")
    assert words(shown.words) == TEXT


@pytest.mark.parametrize(
    ("article", "more", "address"),
    [
        ("a.txt", {}, "/article/a.txt"),
        ("a/b ü.txt", {"paragraph": 3}, "/article/a/b%20%C3%BC.txt?p=3#p3"),
        ("a.txt", {"paragraph": 3, "citation": "k7q2m9.1"}, "/article/a.txt?citation=k7q2m9.1#p3"),
        ("a.txt", {"paragraph": 1, "span": (4, 9)}, "/article/a.txt?words=4-9#p1"),
        ("a.txt", {"citation": "k7q2m9.1", "part": 2}, "/article/a.txt?citation=k7q2m9.1&part=2"),
        ("a.txt", {"part": 2}, "/article/a.txt?part=2"),
        ("..", {"part": 2}, "/article/?id=..&part=2"),
        ("a//b", {}, "/article/a%2F%2Fb"),
        ("a?b#c", {}, "/article/a%3Fb%23c"),
    ],
)
def test_an_article_has_an_address(article: str, more: dict[str, int], address: str) -> None:
    """Whatever its id, and whatever is marked in it."""
    assert article_address(article, **more) == address  # type: ignore[arg-type]


def test_other_addresses() -> None:
    """What is empty is left out."""
    assert answer_address("k7q2m9") == "/answer/k7q2m9"
    assert answer_address("k7q2m9", 2) == "/answer/k7q2m9#passage-2"
    assert with_parameters("/articles", title="a b", since=None, source="") == "/articles?title=a+b"
    assert with_parameters("/articles") == "/articles"


LINES = """date 2024-03-16

# The ferry

The ferry sailed at
noon.

## In the harbour ##

name     tons
Aurora   1,204
Boreas   980

Roses are red,
violets blue.

* * *

It was a long day for the whole of the crew of the Aurora, and it
was longer still for those who had waited for her at the pier."""


def test_everything_of_a_text_is_shown_in_order() -> None:
    """Headings, paragraphs as prose, lines or rows; not the title at the front, and not what only parts others."""
    shown = article_shown(Article("ferry.txt", LINES, title="The ferry"), not_indexed=[3])
    told = [(block.kind, words(block.runs).split("\n", maxsplit=1)[0], block.number) for block in shown.blocks]
    assert told == [
        ("aside", "date 2024-03-16", None),
        ("lines", "The ferry sailed at", 1),
        ("heading", "In the harbour", None),
        ("rows", "name     tons", 2),
        ("rows", "Aurora   1,204", 3),
        ("rows", "Boreas   980", 4),
        ("lines", "Roses are red,", 5),
        ("prose", "It was a long day for the whole of the crew of the Aurora, and it", 6),
    ]
    assert [block.is_found for block in shown.blocks if block.number] == [True, True, False, True, True, True]
    assert (shown.part, shown.parts, shown.paragraphs, shown.first, shown.last) == (1, 1, 6, 1, 6)


def test_marked_words_are_cut_out_of_their_paragraphs() -> None:
    """Also where they reach over several; the sentence counts more than the citation."""
    text = "One is here.\n\nTwo is there.\n\nThree is gone."
    shown = article_shown(Article("a.txt", text), cited_span=(4, 24), answer=(14, 17))
    assert [[tuple(run) for run in block.runs] for block in shown.blocks] == [
        [("", "One "), ("cited", "is here.")],
        [("answer", "Two"), ("cited", " is the"), ("", "re.")],
        [("", "Three is gone.")],
    ]
    assert [block.is_cited for block in shown.blocks] == [True, True, False]


def test_a_paragraph_without_end_is_cut_at_words() -> None:
    """Its number stands before the first piece; nothing is lost, and the part with the cited words is shown."""
    text = "word " * 20_000 + "Here it is."
    at = text.index("Here")
    article = Article("a.txt", text.strip())
    first = article_shown(article)
    assert first.parts > 2
    parts = [article_shown(article, part=number) for number in range(1, first.parts + 1)]
    assert "".join(words(block.runs) for part in parts for block in part.blocks) == text
    assert [block.number for part in parts for block in part.blocks].count(1) == 1
    assert all(len(words(block.runs)) <= PIECE for part in parts for block in part.blocks)
    sizes = [sum(len(words(block.runs)) for block in part.blocks) for part in parts]
    assert all(size <= PART_BYTES for size in sizes)
    assert article_shown(article, cited_span=(at, at + 4)).part == first.parts
    assert article_shown(article, part=99).part == first.parts
    assert article_shown(article, part=-1).part == 1
    blanks = article_shown(Article("b.txt", "x" * (2 * PIECE + 1)))
    assert [len(words(block.runs)) for block in blanks.blocks] == [PIECE, PIECE, 1]


def test_a_heading_stays_with_what_stands_under_it() -> None:
    """No part of a long article ends with one."""
    section = "## Section\n\n" + "Words of the section stand here, and are many. " * 20
    article = Article("a.md", "\n\n".join([section] * 80), reader="markdown")
    shown = article_shown(article)
    for number in range(1, shown.parts + 1):
        assert article_shown(article, part=number).blocks[-1].kind != "heading"


def test_pages_begin_where_they_do() -> None:
    """A page's number stands before the first paragraph on it; a page on which none begins has no number."""
    text = "One is here.\n\nTwo is there.\n\nThree is gone."
    shown = article_shown(Article("a.pdf", text, pages=((0, 1), (14, 2), (20, 3), (29, 4))))
    assert [words(block.runs) for block in shown.blocks if block.kind == "page"] == ["1", "2", "4"]


def test_a_heading_stands_behind_the_number_of_its_page() -> None:
    """It is what the page begins with."""
    text = "One is here, and it is said by many.\n\nTides\n\nTwo is there, and it is said by all of them."
    shown = article_shown(Article("a.pdf", text, pages=((0, 1), (38, 2)), headings=((38, 43),)))
    assert [(block.kind, words(block.runs)[:5]) for block in shown.blocks] == [
        ("page", "1"), ("prose", "One i"), ("page", "2"), ("heading", "Tides"), ("prose", "Two i"),
    ]  # fmt: skip


def test_an_empty_article_is_one_part() -> None:
    """It has a page all the same."""
    shown = article_shown(Article("a.txt", ""), paragraph=3)
    assert (shown.blocks, shown.parts, shown.first, shown.last) == ([], 1, 0, 0)


def test_what_is_known_of_an_article() -> None:
    """Publisher, day, authors; the file, the record and the member of a packed one."""
    article = Article(
        "x", "It rained.", title="Rain", date=datetime.date(2024, 3, 16), source="The Example", authors=("Ana", "Bo"),
        path="a.zip", record=7, member="b.jsonl", language="he", url="ftp://example.org",
    )  # fmt: skip
    shown = article_shown(article)
    assert shown.about == ["The Example", "16 March 2024", "Ana, Bo"]
    assert (shown.file, shown.original, shown.direction) == ("a.zip, record 7, b.jsonl", None, "rtl")
    listed = listed_article(article)
    assert (listed.title, listed.day, listed.about) == ("Rain", "16 March 2024", ["The Example", "Ana, Bo"])


PLACE = Place(
    "a.txt", "A", None, 5, 30, (2,), "rained, it poured, and snew", Sentence("It rained, it poured, and snew.", 2, 33)
)


@pytest.mark.parametrize("verdict", list(QuoteVerdict))
def test_a_quotation_has_a_sign_a_word_and_a_meaning(verdict: QuoteVerdict) -> None:
    """And its places, up to ten of them; what ellipses leave out is marked in the sentence."""
    caution = Caution(CautionKind.NEGATION, CautionPlace.OMITTED, "not")
    quotation = Quotation(
        None, "rained […] and", verdict, (PLACE,) * (PLACES_SHOWN + 2), "a[-b-]{+c+}", (Remark("A remark."),),
        (" it poured,", "nowhere"), (caution,),
    )  # fmt: skip
    shown = quotation_shown(quotation)
    assert shown.verdict.word == verdict.value
    assert shown.verdict.sign
    assert shown.verdict.meaning.endswith("A remark.")
    assert [edit.kind for edit in shown.verdict.change] == ["common", "deleted", "inserted"]
    assert shown.cautions == [caution.remark]
    assert (len(shown.places), shown.more) == (PLACES_SHOWN, 2)
    place = shown.places[0]
    assert place.address == "/article/a.txt?words=5-30#p2"
    assert [tuple(run) for run in place.words] == [
        ("", "It "), ("cited", "rained,"), ("omitted", " it poured,"), ("cited", " and sn"), ("", "ew."),
    ]  # fmt: skip


def test_a_place_without_a_sentence_shows_its_words() -> None:
    """All of them are the quotation."""
    quotation = Quotation(None, "x", QuoteVerdict.VERBATIM, (replace(PLACE, sentence=None, end=32),), None)
    assert [tuple(run) for run in quotation_shown(quotation).places[0].words] == [("cited", PLACE.exact)]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_never_a_colour_alone(verdict: Verdict) -> None:
    """Each has a tone, a sign and a word of its own."""
    shown = verdict_shown(Check("k7q2m9.1", verdict, "a.txt", 0, 4, None, also_at=(PLACE,)))
    assert shown.word == verdict.value
    assert shown.also_at == [("A", "/article/a.txt?words=5-30#p2")]
    others = {verdict_shown(Check("", other, None, None, None, None))[:3] for other in Verdict if other != verdict}
    assert not {part for other in others for part in other} & set(shown[:3])


def test_a_mark_of_a_draft_tells_of_all_its_quotations() -> None:
    """The first one with its sentence and its article; one that stands nowhere has neither."""
    other = Check("k7q2m9.1", Verdict.ALTERED, "a.txt", None, None, "a[-b-]", quotation="ab")
    first = Check(
        "k7q2m9.1", Verdict.VERIFIED, "a.txt", 5, 30, None, sentence=PLACE.sentence, quotation="rained", others=(other,)
    )
    shown = mark_shown(first, "A", 3)
    assert (shown.where, shown.citation, shown.title, shown.quotation) == ("Line 3", "k7q2m9.1", "A", "rained")
    assert shown.address == "/article/a.txt?words=5-30"
    assert words(shown.words, "cited") == "rained, it poured, and sn"
    (second,) = shown.others
    assert (second.where, second.words, second.address) == ("", [], "/article/a.txt")
    assert mark_shown(Check("", Verdict.GONE, None, None, None, None), "", None).address == ""


class Counted:
    """An archive of which only the figures are known."""

    def __init__(self, months: dict[str, int]) -> None:
        self._months = months

    def statistics(self) -> Statistics:
        changed = datetime.datetime(2024, 3, 16, 12, 30, tzinfo=datetime.UTC)
        return Statistics(9, 9, 9, 9, {}, 9, {}, self._months, 0, 0, 10, 20, "memory", changed)

    @property
    def searcher(self) -> "Counted":
        return self


@pytest.mark.parametrize(
    ("months", "period", "names", "heights"),
    [
        ({"2024-01": 4, "2024-03": 1}, "month", ["January 2024", "February 2024", "March 2024"], [160, 0, 40]),
        ({"2024-01": 1000, "2024-02": 1}, "month", ["January 2024", "February 2024"], [160, 2]),
        ({"2000-01": 1, "2010-12": 1}, "quarter", ["January 2000 to March 2000", "April 2000 to June 2000"], [160, 0]),
        ({"1950-01": 1, "2010-12": 1}, "year", ["1950", "1951"], [160, 0]),
        ({"0001-01": 1, "9999-12": 1}, "century", ["January 1 to December 99"], None),
        ({}, "", [], None),
    ],
)
def test_bars_stand_for_periods(
    months: dict[str, int], period: str, names: list[str], heights: list[int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long ones as there is room for; any article at all is seen, and each bar knows its days."""
    monkeypatch.setattr("bot.web.pages_work.publishers_of", lambda _: {"The Example": 3})
    shown = figures(Counted(months))  # type: ignore[arg-type]
    assert shown["period"] == period
    assert [bar.name for bar in shown["bars"]][: len(names)] == names
    if heights is not None:
        assert [bar.height for bar in shown["bars"]][: len(heights)] == heights
    if period == "month":
        assert shown["bars"][0].address == "/articles?since=2024-01-01&until=2024-01-31"
    assert shown["about"].startswith("10 bytes of files, 20 bytes of index (memory). Last changed: 2024-03-16")
