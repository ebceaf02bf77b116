"""A passage in its article, screen by screen: which paragraphs a screen has, and where its buttons lead."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.telegram_app.views.article import article_view
from bot.telegram_app.views.base import View
from bot.telegram_app.views.html import Span
from bot.telegram_app.views.keyboards import Press, rank_and_screen
from retrieval import Article, Paragraph, Sentence
from tests.telegram_app.views.conftest import OPTIONS, SAY, answer_of, article_of, kinds, passage, presses, takes


def view_of(
    story: tuple[Article, list[Paragraph]], first: int, last: int | None = None, screen: int = 0, rank: int = 1
) -> View:
    """A screen of an article, with paragraphs `first` to `last` cited."""
    article, body = story
    start, end = body[first - 1].start, body[(last or first) - 1].end
    cited = passage(1, article.text[start:end], start=start)
    return article_view(answer_of([cited] * rank), rank, screen, article, body, SAY, OPTIONS)


def numbers(view: View) -> str:
    """The paragraphs that a screen says it has."""
    return takes(view).splitlines()[1].partition("¶ ")[2]


def steps(view: View) -> dict[str, int]:
    """The screens that the buttons lead to."""
    return {
        label: rank_and_screen(press.number)[1]
        for label, press in presses(view).items()
        if isinstance(press, Press) and press.kind == "p"
    }


@pytest.mark.parametrize(
    ("cited", "shown", "buttons"),
    [
        (1, "1–2 of 9", {"After ▶": 1}),
        (2, "1–3 of 9", {"After ▶": 1}),
        (5, "4–6 of 9", {"◀ Before": -1, "After ▶": 1}),
        (8, "7–9 of 9", {"◀ Before": -1}),
        (9, "8–9 of 9", {"◀ Before": -1}),
    ],
)
def test_first_screen(cited: int, shown: str, buttons: dict[str, int]) -> None:
    """The paragraph cited with one on each side where there is one, and buttons to what there is besides."""
    view = view_of(article_of(*[100] * 9), cited)
    assert (numbers(view), steps(view)) == (shown, buttons)
    assert kinds(view) == ["quote"]
    assert presses(view)["↩ Answer"] == Press("a", "k7q2m9")


def test_only_paragraph() -> None:
    """An article of one paragraph has one screen and no button to another."""
    view = view_of(article_of(100), 1)
    assert numbers(view) == "1 of 1"
    assert takes(view).startswith("[1] The dam\nMarch 16, 2024 · ¶ 1 of 1\n\nwordwords ")
    assert list(presses(view)) == ["↩ Answer"]


def test_source_and_rank() -> None:
    """The source is named where it is known; buttons keep the rank."""
    article, body = article_of(*[1000] * 9)
    story = replace(article, source="The Courier"), body
    view = view_of(story, 5, rank=3)
    assert takes(view).startswith("[3] The dam\nMarch 16, 2024 · The Courier · ¶ 4–6 of 9\n")
    assert presses(view)["◀ Before"] == Press("p", "k7q2m9", 3499)
    assert presses(view)["After ▶"] == Press("p", "k7q2m9", 3501)


@pytest.mark.parametrize(
    ("screen", "shown", "buttons"),
    [
        (-3, "1 of 9", {"After ▶": -1}),
        (-2, "1 of 9", {"After ▶": -1}),
        (-1, "2–3 of 9", {"◀ Before": -2, "After ▶": 0}),
        (0, "4–6 of 9", {"◀ Before": -1, "After ▶": 1}),
        (1, "7–8 of 9", {"◀ Before": 0, "After ▶": 2}),
        (2, "9 of 9", {"◀ Before": 1}),
        (3, "9 of 9", {"◀ Before": 1}),
    ],
)
def test_other_screens(screen: int, shown: str, buttons: dict[str, int]) -> None:
    """Screens are filled from the passage outwards; beyond the ends there is none."""
    view = view_of(article_of(*[1000] * 9), 5, screen=screen)
    assert (numbers(view), steps(view)) == (shown, buttons)
    assert kinds(view) == (["quote"] if screen == 0 else [])


@pytest.mark.parametrize(("size", "shown"), [(1400, "3–4 of 5"), (1401, "3 of 5")])
def test_as_many_paragraphs_as_fit(size: int, shown: str) -> None:
    """A screen takes paragraphs of 2,800 characters together and no more."""
    story = article_of(1500, 1400, size, 1400, 10)
    assert numbers(view_of(story, 1)) == "1–2 of 5"
    assert numbers(view_of(story, 1, screen=1)) == shown


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((1275, 1000, 1275), "1–3 of 3"),
        ((1276, 1000, 1275), "1–2 of 3"),
        ((1275, 1000, 1276), "1–2 of 3"),
        ((1500, 2050, 100), "1–2 of 3"),
        ((1500, 1000, 1050), "1–3 of 3"),
        ((1500, 1000, 1051), "1–2 of 3"),
    ],
)
def test_neighbours_that_fit(sizes: Sequence[int], shown: str) -> None:
    """The paragraph before and then the one after come with the passage while all have at most 3,550 characters."""
    story = article_of(*sizes)
    assert numbers(view_of(story, 2)) == shown


@pytest.mark.parametrize(("size", "screens"), [(1500, 1), (1501, 1), (3000, 2)])
def test_long_paragraphs_are_cut(size: int, screens: int) -> None:
    """A paragraph of more than 1,500 characters is shown in pieces, cut behind a space; together they are all of it."""
    article, body = article_of(size)
    blocks = [
        block for screen in range(3) for block in view_of((article, body), 1, screen=screen).page[2:] if block.kind
    ]
    texts = ["".join(span.text for span in block.spans) for block in blocks]
    assert texts[0] == article.text[:1500]
    assert len(texts[0]) == min(size, 1500)
    assert len(dict.fromkeys(texts)) == -(-size // 1500)


def test_pieces_without_spaces() -> None:
    """Where there is no space a piece has exactly 1,500 characters; one in the first half is not cut at."""
    for text in ("x" * 1600, "x" * 749 + " " + "x" * 850):
        article = Article("a", text)
        body = [Paragraph("a", 1, None, 0, 1600)]
        view = view_of((article, body), 1)
        assert [len(block) for block in view.page if block.kind] == [1500, 100]
    text = "x" * 750 + " " + "x" * 849
    view = view_of((Article("a", text), [Paragraph("a", 1, None, 0, 1600)]), 1)
    assert [len(block) for block in view.page if block.kind] == [751, 849]


def test_long_passage_begins_its_screen() -> None:
    """Of a passage longer than a screen the first screen has its beginning, the next ones the rest."""
    story = article_of(100, 1400, 1400, 1400, 100)
    assert numbers(view_of(story, 2, 4)) == "1–3 of 5"
    assert kinds(view_of(story, 2, 4)) == ["quote", "quote"]
    assert numbers(view_of(story, 2, 4, screen=1)) == "4–5 of 5"
    assert kinds(view_of(story, 2, 4, screen=1)) == ["quote"]
    fits = article_of(100, 1400, 1400, 100)
    assert numbers(view_of(fits, 2, 3)) == "1–4 of 4"


def test_headings() -> None:
    """A heading stands above its first paragraph on a screen, once, and again where another came in between."""
    story = article_of(10, 10, 10, 10, 10, headings=["One", "One", None, "One", "Two"])
    lines = takes(view_of(story, 2, 4)).splitlines()[2:]
    assert lines == [
        "", "One", "", "wordwords.", "", "wordwords.", "", "wordwords.", "", "One", "", "wordwords.",
        "", "Two", "", "wordwords.",
    ]  # fmt: skip


def test_gone_passage() -> None:
    """When nothing is left of the passage the article is shown from its beginning, without a quotation."""
    article, body = article_of(100, 100)
    cited = passage(1, "x" * 50, start=900)
    view = article_view(answer_of([cited]), 1, 0, article, body, SAY, OPTIONS)
    assert numbers(view) == "1–2 of 2"
    assert kinds(view) == []


@pytest.mark.parametrize(
    ("start", "end", "spans"),
    [
        (0, 4, [("word", "b"), ("words.", "")]),
        (4, 10, [("word", ""), ("words.", "b")]),
        (2, 4, [("wo", ""), ("rd", "b"), ("words.", "")]),
        (0, 10, [("wordwords.", "b")]),
        (12, 22, [("wordwords.", "")]),
        (9, 13, [("wordwords", ""), (".", "b")]),
        (10, 12, [("wordwords.", "")]),
    ],
)
def test_answer_sentence_in_a_paragraph(start: int, end: int, spans: list[tuple[str, str]]) -> None:
    """The part of the answer sentence that a paragraph has is in bold there."""
    article, body = article_of(10, 10)
    cited = replace(passage(1, article.text), sentence=Sentence(article.text[start:end], start, end))
    view = article_view(answer_of([cited]), 1, 0, article, body, SAY, OPTIONS)
    assert list(view.page[3].spans) == [Span(text, tag) for text, tag in spans]


def test_which_paragraphs_are_quoted() -> None:
    """A paragraph is quoted when a character of it is cited, and not when the citation ends where it begins."""
    article, body = article_of(10, 10, 10)
    for start, end, quoted in ((0, 10, 1), (9, 13, 2), (0, 12, 1), (10, 22, 1), (9, 12, 1), (21, 25, 2)):
        cited = passage(1, article.text[start:end], start=start)
        view = article_view(answer_of([cited]), 1, 0, article, body, SAY, OPTIONS)
        assert len(kinds(view)) == quoted
