"""Answers and articles of any size as messages that Telegram takes, and the edges of what they show."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.telegram_app import limits
from bot.telegram_app.translations import languages, words
from bot.telegram_app.views import answers
from bot.telegram_app.views.article import article_view
from bot.telegram_app.views.checks import answer_check_view
from bot.telegram_app.views.html import Span, plain
from bot.telegram_app.views.keyboards import Press
from retrieval import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Explanation,
    Period,
    Remark,
    Sentence,
    SpellingCorrection,
    Verdict,
    WordContribution,
    paragraphs,
)
from tests.telegram_app.views.conftest import (
    OPTIONS,
    SAY,
    answer_of,
    kinds,
    passage,
    presses,
    prose,
    short_answer,
    takes,
)

SIGNS = ["word ", "<b>", "& ", "🙂", "字", "\n", "“quote” ", "long-word-without-end"]


def article(seed: int, count: int, size: int) -> Article:
    """An article of `count` paragraphs of about `size` signs, with headings."""
    chance = random.Random(seed)
    body = ["".join(chance.choices(SIGNS, k=max(1, size // 5))).replace("\n", " ").strip() + "." for _ in range(count)]
    parts = [f"Heading {n}\n\n{text}" if n % 3 == 0 else text for n, text in enumerate(body)]
    return Article(f"news/{seed}.txt", "\n\n".join(parts), title="Title & <more>", date=date(2024, 3, 16))


def answer(story: Article, ranks: int) -> Answer:
    """An answer with a passage for each of the article's first paragraphs."""
    found = []
    for rank, paragraph in enumerate(paragraphs(story)[:ranks], 1):
        text = story.text[paragraph.start : paragraph.end]
        middle = len(text) // 2
        sentence = Sentence(text[middle : middle + 60], paragraph.start + middle, paragraph.start + middle + 60)
        cited = Citation(
            f"k7q2m9.{rank}", story.id, "Title & <more> " * 20, story.date, "The Courier", "https://example.org/a?b=1&c",
            paragraph.heading, (paragraph.number,), text, "", "", paragraph.start, paragraph.end, story.sha256,
        )  # fmt: skip
        second = Sentence(text[:20], paragraph.start, paragraph.start + 20) if rank % 2 and middle > 20 else None
        found.append(AnswerPassage(rank, 9.5, text, sentence, cited, second))
    asked = datetime(2026, 1, 2, tzinfo=UTC)
    return Answer(
        id="k7q2m9",
        question="Who <asked>?" * 100,
        asked_at=asked,
        answered=True,
        confidence=0.7,
        passages=tuple(found),
        unmatched_terms=("xyz",) * 50,
        elapsed_ms=1.2,
    )


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("count", "size"), [(1, 10), (3, 700), (9, 3000), (5, 20_000), (40, 300)])
def test_answers(count: int, size: int, language: str) -> None:
    """An answer of any size fits on each of its pages, in every language, and so do check and why."""
    say, found = words(language), answer(article(count, count, size), 12)
    for options in (OPTIONS, replace(OPTIONS, passages=5), replace(OPTIONS, passages=1, links=False)):
        for page in (-1, 0, 1, 2, 99):
            takes(answers.answer_view(found, say, options, page))
        for unsure in (found, replace(found, passages=())):
            takes(answers.answer_view(replace(unsure, answered=False), say, options))
        words_found = tuple(WordContribution(f"<w{n}>", "w", 2, 5, 0.1) for n in range(30))
        takes(answers.explanation_view(found, {1: Explanation(1, 9.5, 8.0, words_found, {})}, say, options))
        checks = [
            Check(passage.citation.id, verdict, None, None, None, "a [-b-]{+c <d>+} " * 300, (Remark("a note"),))
            for passage, verdict in zip(found.passages, [*Verdict] * 3, strict=False)
        ]
        takes(answer_check_view(found, checks, say, options))


def test_pages_show_every_passage_once() -> None:
    """`More` leads through all passages, each once."""
    found = answer(article(1, 12, 100), 11)
    for options in (replace(OPTIONS, passages=n) for n in (1, 3, 5)):
        for one in (found, replace(found, answered=False)):
            shown = [takes(answers.answer_view(one, words("en"), options, page)) for page in range(11)]
            pages = [page for n, page in enumerate(shown) if page not in shown[:n]]
            ranks = [rank for page in pages for rank in range(1, 12) if f"[{rank}] " in page]
            assert ranks == list(range(1, 12))


@pytest.mark.parametrize(("count", "size"), [(1, 10), (1, 9000), (4, 500), (30, 400), (7, 5000)])
def test_article_is_shown_whole(count: int, size: int) -> None:
    """From the passage screen by screen to both ends, every word of the article is shown once, in order."""
    story = article(count, count, size)
    body, found = paragraphs(story), answer(story, count)
    rank = len(found.passages) // 2 + 1
    screens: dict[int, str] = {}
    for screen in range(-400, 401):
        view = article_view(found, rank, screen, story, body, words("en"), OPTIONS)
        if not screens or plain(view.page) != screens[max(screens)]:
            screens[screen] = takes(view)
    together = "".join("".join(text.split("\n")[2:]) for _, text in sorted(screens.items()))
    shown = re.sub(r"Heading\d+", "", "".join(together.split()))
    for paragraph in body:
        assert "".join(story.text[paragraph.start : paragraph.end].split()) in shown


def test_passage_stands_between_its_neighbours() -> None:
    """The first screen has the paragraph before and the one after, where they are not too long."""
    story = article(2, 9, 200)
    shown = takes(article_view(answer(story, 9), 5, 0, story, paragraphs(story), words("en"), OPTIONS))
    assert "¶ 4–6 of 9" in shown


def test_passage_that_is_gone_from_its_article() -> None:
    """When the article is shorter now, what is left of it is shown."""
    found = answer(article(3, 9, 200), 9)
    story = article(3, 1, 20)
    takes(article_view(found, 9, 0, story, paragraphs(story), words("en"), OPTIONS))


def test_days_of_a_question_are_said() -> None:
    """Which days a question's words were read as is said in the reader's language."""
    found = replace(
        answer(article(1, 3, 200), 2),
        question="What happened last week?",
        period=Period(date(2024, 3, 4), date(2024, 3, 10), "last week"),
    )
    assert "“last week” → March 4, 2024 – March 10, 2024" in takes(answers.answer_view(found, words("en"), OPTIONS))
    assert "4. März 2024 – 10. März 2024" in takes(answers.answer_view(found, words("de"), OPTIONS))
    assert found.period is not None
    counted = replace(found, period=replace(found.period, asked_on=date(2024, 3, 16)))
    assert "10. März 2024 (gezählt vom 16. März 2024)" in takes(answers.answer_view(counted, words("de"), OPTIONS))


def test_second_sentence_is_underlined() -> None:
    """The answer sentence stands out in bold, the next best one lightly, in the order they stand in."""
    passage = answer(article(1, 1, 400), 1).passages[0]
    bold, underlined = passage.sentence.exact, passage.text[:20]
    styled = [(span.text, span.tag) for span in answers.highlighted(passage) if span.tag]
    assert styled == [(underlined, "u"), (bold, "b")]
    assert "".join(span.text for span in answers.highlighted(passage)) == passage.text


def test_long_passage_is_cut_around_its_answer_sentence() -> None:
    """Of a passage too long for a third of a message the answer sentence stays whole, between ellipses."""
    passage = answer(article(2, 1, 9000), 1).passages[0]
    shown = answers.highlighted(passage)
    assert next(span.text for span in shown if span.tag == "b") == passage.sentence.exact
    assert shown[0].text.startswith("…")
    assert shown[-1].text.endswith("…")
    assert sum(len(span.text) for span in shown) <= limits.TEXT // 3 + 2


def steps(actions: dict[str, Press | str]) -> str:
    """The buttons to other pages, with those pages."""
    pages = ((label, actions.get(label)) for label in ("◀ Back", "More"))
    return ", ".join(f"{label} {press.number}" for label, press in pages if isinstance(press, Press))


@pytest.mark.parametrize(
    ("count", "page", "ranks", "buttons"),
    [
        (1, 0, "1", ""),
        (3, 0, "123", ""),
        (4, 0, "123", "More 1"),
        (4, 1, "4", "◀ Back 0"),
        (4, 2, "4", "◀ Back 0"),
        (6, 1, "456", "◀ Back 0"),
        (7, 1, "456", "◀ Back 0, More 2"),
        (7, 2, "7", "◀ Back 1"),
        (7, -1, "123", "More 1"),
    ],
)
def test_pages_of_an_answer(count: int, page: int, ranks: str, buttons: str) -> None:
    """A page has three passages, and buttons to the pages that there are."""
    view = answers.answer_view(short_answer(count), SAY, OPTIONS, page)
    actions = presses(view)
    assert "".join(label for label in actions if label.isdecimal()) == ranks
    assert steps(actions) == buttons
    assert [re.sub(r" .*", "", line) for line in takes(view).splitlines() if line.startswith("[")] == [
        f"[{rank}]" for rank in ranks
    ]


@pytest.mark.parametrize(
    ("count", "page", "ranks", "buttons"),
    [
        (0, 0, "", ""),
        (1, 0, "1", ""),
        (2, 0, "1", "More 1"),
        (2, 1, "2", "◀ Back 0"),
        (4, 1, "234", "◀ Back 0"),
        (5, 1, "234", "◀ Back 0, More 2"),
        (5, 2, "5", "◀ Back 1"),
        (5, 9, "5", "◀ Back 1"),
    ],
)
def test_pages_without_an_answer(count: int, page: int, ranks: str, buttons: str) -> None:
    """An answer that abstains shows the closest passage, folded, and the others on the pages after it."""
    view = answers.answer_view(short_answer(count, answered=False), SAY, OPTIONS, page)
    actions = presses(view)
    assert "".join(label for label in actions if label.isdecimal()) == ranks
    assert steps(actions) == buttons
    assert kinds(view) == ["folded"] * len(ranks)
    assert takes(view).startswith("I found no answer") == (page == 0)
    assert ("The closest passage I found:" in takes(view)) == (page == 0 and count > 0)


def test_buttons_of_an_answer() -> None:
    """Each button says what it does, for this answer."""
    actions = presses(answers.answer_view(short_answer(1), SAY, OPTIONS))
    share = actions.pop("Share")
    link = "https%3A%2F%2Ft.me%2Fpincite_bot%3Fstart%3Da_k7q2m9"
    assert share == f"https://t.me/share/url?url={link}&text=Does+the+dam+hold%3F"
    assert actions == {
        "1": Press("p", "k7q2m9", 1500),
        "Check": Press("c", "k7q2m9"),
        "Why": Press("w", "k7q2m9"),
        "👍": Press("g", "k7q2m9"),
        "👎": Press("b", "k7q2m9"),
    }
    assert "Share" not in presses(answers.answer_view(short_answer(1), SAY, replace(OPTIONS, username="")))
    unsure = presses(answers.answer_view(short_answer(1, answered=False), SAY, OPTIONS))
    assert unsure == actions


def test_shared_question_is_short() -> None:
    """At most 200 characters of the question go with a shared link."""
    share = presses(answers.answer_view(short_answer(1, question="x" * 150 + "y" * 100), SAY, OPTIONS))["Share"]
    assert str(share).endswith("text=" + "x" * 150 + "y" * 50)


@pytest.mark.parametrize(("size", "kind"), [(699, "quote"), (700, "quote"), (701, "folded")])
def test_long_passages_are_folded(size: int, kind: str) -> None:
    """The first passage is folded when it has more than 700 characters, the others always."""
    view = answers.answer_view(answer_of([passage(1, prose(size)), passage(2, "Short. Two.")]), SAY, OPTIONS)
    assert kinds(view) == [kind, "folded"]


def test_answer_sentence_comes_first() -> None:
    """The answer sentence stands above the passages, unless it is all of the first passage; on the first page only."""
    two = answer_of([passage(rank, "It holds. So they say.", "It holds.") for rank in (1, 2, 3, 4)])
    assert takes(answers.answer_view(two, SAY, OPTIONS)).startswith("It holds.\n\nIt holds. So they say.\n[1] ")
    assert takes(answers.answer_view(two, SAY, OPTIONS, 1)).startswith("It holds. So they say.\n[4] ")
    one = answer_of([passage(1, "It holds. ", "It holds.")])
    assert takes(answers.answer_view(one, SAY, OPTIONS)).startswith("It holds. \n[1] ")
    assert answers.answer_view(answer_of([]), SAY, OPTIONS).page == []


def test_how_a_question_was_read() -> None:
    """The first twelve corrections are listed, and the days of a period, a single day once; 300 characters at most."""
    corrections = tuple(SpellingCorrection(f"a{n}", f"b{n}") for n in range(13))
    day = Period(date(2024, 3, 4), date(2024, 3, 4), "that day")
    read = takes(answers.answer_view(short_answer(1, corrections=corrections, period=day), SAY, OPTIONS)).splitlines()
    assert read[0].endswith("“a11” → “b11”, “that day” → March 4, 2024")
    assert read[0].startswith("Read as: “a0” → “b0”, “a1” → “b1”, ")
    assert "a12" not in read[0]
    both = short_answer(1, corrections=corrections[:1], understood="Does the dam hold water?")
    assert takes(answers.answer_view(both, SAY, OPTIONS)).startswith(
        "Understood as: Does the dam hold water?\nRead as: “a0” → “b0”\n"
    )
    long = short_answer(1, understood="x" * 285)
    assert takes(answers.answer_view(long, SAY, OPTIONS)).splitlines()[0] == f"Understood as: {'x' * 285}"
    longer = short_answer(1, understood="x" * 286)
    assert takes(answers.answer_view(longer, SAY, OPTIONS)).splitlines()[0] == f"Understood as: {'x' * 284}…"
    typed = short_answer(1, understood="\n\n  Does the\ndam\t hold?  ")
    assert takes(answers.answer_view(typed, SAY, OPTIONS)).splitlines()[0] == "Understood as: Does the dam hold?"
    assert takes(answers.answer_view(short_answer(1), SAY, OPTIONS)).startswith("Passa")


def test_words_that_occur_nowhere() -> None:
    """The first twelve words that occur nowhere are listed where there is no answer, in at most 300 characters."""
    terms = tuple(f"a{n}" for n in range(13))
    shown = takes(answers.answer_view(short_answer(1, answered=False, unmatched_terms=terms), SAY, OPTIONS))
    assert "Not in the archive: “a0”, “a1”," in shown
    assert "“a11”\n" in shown
    assert "a12" not in shown
    (line,) = answers.unmatched_words(short_answer(1, unmatched_terms=("x" * 280,)), SAY)
    assert len(line) == 300
    assert "Not in the archive" not in takes(answers.answer_view(short_answer(1, answered=False), SAY, OPTIONS))


def test_explanation() -> None:
    """The passages of one page, each with the words that it has, the largest share first, eight at most."""
    found = [WordContribution(f"w{n}", f"w{n}", n, 5, n / 100) for n in range(10)]
    answer = short_answer(4, confidence=0.704, elapsed_ms=2.6, question="x" * 310)
    explanations = {1: Explanation(1, 9.5, 8.0, tuple(found), {}), 2: Explanation(2, 9.5, 8.0, (), {})}
    view = answers.explanation_view(answer, explanations, SAY, OPTIONS)
    shown = takes(view).splitlines()
    assert shown[:3] == ["Why this answer", f"Question: {'x' * 299}…", "Confidence: 70%"]
    ranked = next(
        n for n, line in enumerate(shown) if line.startswith("[1] score 9.5 · The dam · March 16, 2024 · ¶ 3")
    )
    assert shown[ranked + 1].startswith("“w9” 9× 9% · “w8” 8× 8% · ")
    assert shown[ranked + 1].endswith(" · “w2” 2× 2%")
    assert [line[:3] for line in shown if line.startswith("[")] == ["[1]", "[2]", "[3]"]
    assert shown[-1] == "Found in 3 ms. No language model is involved."
    assert presses(view) == {"↩ Answer": Press("a", "k7q2m9")}


def test_words_a_passage_does_not_have() -> None:
    """A word of the question that a passage has once is listed, one that it does not have is not."""
    words_of_it = (WordContribution("dam", "dam", 1, 5, 1.0), WordContribution("hold", "hold", 0, 5, 0.0))
    explanations = {1: Explanation(1, 9.5, 8.0, words_of_it, {})}
    shown = takes(answers.explanation_view(short_answer(1), explanations, SAY, OPTIONS))
    assert "\n“dam” 1× 100%\n" in shown


def styles(shown: list[Span]) -> list[tuple[str, str]]:
    """Each span's words and tag."""
    return [(span.text, span.tag) for span in shown]


@pytest.mark.parametrize("start", [0, 1000])
def test_sentences_of_a_passage(start: int) -> None:
    """Both sentences are styled in the order they stand in, also when they touch, and wherever the passage begins."""
    text = "One here. Two. Three."
    shown = answers.highlighted(passage(1, text, "Three.", "One here. ", start))
    assert styles(shown) == [("One here. ", "u"), ("Two. ", ""), ("Three.", "b")]
    touching = answers.highlighted(passage(1, text, "One here. ", "Two. ", start))
    assert styles(touching) == [("One here. ", "b"), ("Two. ", "u"), ("Three.", "")]


def test_sentences_that_overlap_or_lie_outside() -> None:
    """Of two sentences that overlap the first is styled; one that is not in the passage is not."""
    assert styles(answers.highlighted(passage(1, "One two three.", "One two", "two three."))) == [
        ("One two", "b"),
        (" three.", ""),
    ]
    found = passage(1, "One two three.", "One two")
    for start, end in ((-1, 3), (8, 15), (3, 3)):
        outside = replace(found, sentence=Sentence("?", start, end))
        assert styles(answers.highlighted(outside)) == [("One two three.", "")]
    assert styles(answers.highlighted(replace(found, sentence=Sentence("?", 8, 14)))) == [
        ("One two ", ""),
        ("three.", "b"),
    ]


@pytest.mark.parametrize(("size", "is_cut"), [(1364, False), (1365, False), (1366, True)])
def test_passage_that_fills_its_room(size: int, is_cut: bool) -> None:
    """A passage of a third of a message is shown whole, a longer one is cut, with and without its answer sentence."""
    found = passage(1, prose(size), "wordwords")
    without = replace(found, sentence=Sentence("?", 0, 0))
    for shown in (answers.highlighted(found), answers.highlighted(without)):
        text = "".join(span.text for span in shown)
        assert (text == found.text) != is_cut
        assert text.endswith("…") == is_cut
        assert len(text) <= 1365


def test_room_around_an_answer_sentence() -> None:
    """What an answer sentence leaves of its passage's room is shared by both sides; each gets at least 80."""
    before, after = prose(2000) + " ", " " + prose(2000)
    shown = answers.highlighted(passage(1, before + "The sentence!" + after, "The sentence!"))
    assert [span.tag for span in shown] == ["", "b", ""]
    assert [span.text for span in shown][1] == "The sentence!"
    assert 660 <= len(shown[0].text) <= 677
    assert 660 <= len(shown[2].text) <= 676
    sentence = "S" + "s" * 1300 + "!"
    shown = answers.highlighted(passage(1, before + sentence + after, sentence))
    assert [span.text for span in shown][1] == sentence
    assert 70 <= len(shown[0].text) <= 81
    assert 70 <= len(shown[2].text) <= 80
    longest = "S" + "s" * 2000
    shown = answers.highlighted(passage(1, before + longest + after, longest))
    assert shown[1].text == "S" + "s" * 1363 + "…"


def test_an_answer_with_reserve_says_so_on_its_first_page() -> None:
    """Not on the next ones, and not where there is none."""
    said = "This may hold the answer, but it is not certain."
    assert said in takes(answers.answer_view(short_answer(6, confidence=0.4), SAY, OPTIONS))
    assert said not in takes(answers.answer_view(short_answer(6, confidence=0.4), SAY, OPTIONS, 1))
    assert said not in takes(answers.answer_view(short_answer(6, confidence=0.6), SAY, OPTIONS))
    assert said not in takes(answers.answer_view(short_answer(6, confidence=0.1, answered=False), SAY, OPTIONS))


def test_what_the_first_passage_lacks_is_said() -> None:
    """Whether the answer is sure, given with reserve, or none."""
    said = "Not in the first passage: “2019”, “Malta”"
    for confidence, answered in ((0.9, True), (0.4, True), (0.1, False)):
        given = short_answer(2, confidence=confidence, answered=answered, missing_terms=("2019", "Malta"))
        assert said in takes(answers.answer_view(given, SAY, OPTIONS))
    assert "Not in the first passage" not in takes(answers.answer_view(short_answer(2), SAY, OPTIONS))


def test_a_score_has_two_decimals() -> None:
    """However many it was worked out with."""
    answer = answer_of([replace(passage(1, "The dam holds."), score=9.4567)])
    assert "score 9.46 · " in takes(answers.explanation_view(answer, {}, SAY, OPTIONS))
