"""Articles as text and JSON."""

import datetime

from bot.render.articles import article_json, article_summary_json, article_text, articles_text
from retrieval import Article, paragraphs
from tests.render.test_answers import drawn

ARTICLE = Article(
    id="a\x07.md",
    text="The first words.\n\n## Harbour\n\nThe second words.\n\nThe third words.\n\n## Bridge\n\nThe last words.\n",
    title="Title",
    date=datetime.date(2024, 3, 6),
    url="https://news.example/a",
    source="The Example",
    authors=("Ana", "Boris"),
)


def test_json_has_all_that_is_known() -> None:
    """Every field is there; offsets are those of the text; the summary is the same without the text."""
    value = article_json(ARTICLE)
    assert [(p["number"], p["heading"], ARTICLE.text[p["start"] : p["end"]]) for p in value["paragraphs"]] == [
        (p.number, p.heading, ARTICLE.text[p.start : p.end]) for p in paragraphs(ARTICLE)
    ]
    assert value.keys() - article_summary_json(ARTICLE).keys() == {"paragraphs", "text"}
    assert (value["date"], value["authors"], value["record"]) == ("2024-03-06", ["Ana", "Boris"], None)
    assert (value["text"], value["sha256"]) == (ARTICLE.text, ARTICLE.sha256)
    assert article_json(Article("b", "Words."))["date"] is None


def test_text_numbers_and_marks_paragraphs() -> None:
    """Each paragraph has its number, marked ones a sign and asterisks; a heading stands once over its paragraphs."""
    lines = drawn(article_text(ARTICLE, "Title\x07", (2, 4), marks=True)).splitlines()
    assert lines == [
        "Title\ufffd",
        "6 March 2024 · The Example · Ana, Boris · https://news.example/a · a\ufffd.md",
        "",
        "    1  The first words.",
        "",
        "Harbour",
        "",
        "▶   2  **The second words.**",
        "",
        "    3  The third words.",
        "",
        "Bridge",
        "",
        "▶   4  **The last words.**",
    ]


def test_a_terminal_shows_marked_paragraphs_bold() -> None:
    """There is no asterisk where there is bold, and unmarked paragraphs are plain."""
    shown = drawn(article_text(ARTICLE, "Title", (2,), marks=False), force_terminal=True, width=100)
    assert "\x1b[1mThe second words.\x1b[0m" in shown
    assert "\x1b[1mThe third words." not in shown
    assert "*" not in shown


def test_a_list_has_a_line_for_each() -> None:
    """Day, title and id stand under each other."""
    listed = [(ARTICLE, "Title\x07"), (Article("b.txt", "Words."), "Words.")]
    assert drawn(articles_text(listed)).splitlines() == [
        "2024-03-06  Title\ufffd  a\ufffd.md",
        "no date     Words.  b.txt",
    ]


def test_on_a_terminal_paragraphs_stand_beside_their_numbers() -> None:
    """The number has a column of its own, so that a long paragraph wraps beside it."""
    shown = drawn(article_text(ARTICLE, "Title", (2,), marks=False), width=16, force_terminal=True, color_system=None)
    lines = [line.rstrip() for line in shown.splitlines()]
    at = lines.index("▶   2  The")
    assert lines[at : at + 3] == ["▶   2  The", "       second", "       words."]
