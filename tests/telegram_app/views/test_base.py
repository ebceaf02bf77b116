"""How a citation reads, and where its title leads."""

from dataclasses import replace

import pytest

from bot.telegram_app.translations import words
from bot.telegram_app.views.base import (
    DisplayOptions,
    deep_link,
    linked_title,
    paragraph_numbers,
    source,
    text_view,
)
from bot.telegram_app.views.html import Block, Span
from tests.telegram_app.views.conftest import SAY, citation


@pytest.mark.parametrize(
    ("numbers", "text"), [((), "¶"), ((3,), "¶ 3"), ((3, 4), "¶ 3–4"), ((3, 4, 5), "¶ 3–5"), ([1], "¶ 1")]
)
def test_paragraph_numbers(numbers: tuple[int, ...], text: str) -> None:
    """None, one, and several."""
    assert paragraph_numbers(numbers) == text


def test_source() -> None:
    """Title, date, heading where there is one, and paragraphs; a title that is missing is the article's id."""
    cited = citation(heading="The wall")
    assert "".join(span.text for span in source(cited, SAY, DisplayOptions())) == (
        "The dam · March 16, 2024 · The wall · ¶ 3"
    )
    bare = replace(cited, title="", date=None, heading=None)
    assert "".join(span.text for span in source(bare, words("de"), DisplayOptions())) == (
        "news/dam.txt · ohne Datum · ¶ 3"
    )


@pytest.mark.parametrize(
    ("authors", "named"),
    [
        (("Ana Ruiz",), "Ana Ruiz"),
        (("Ruiz, Ana", "Cole, Ben"), "Ruiz, Ana; Cole, Ben"),
        (tuple("ABCDE"), "A; B; C + 2"),
    ],
)
def test_authors_are_named(authors: tuple[str, ...], named: str) -> None:
    """The first three, after the date."""
    _, details = source(citation(authors=authors), words("en"), DisplayOptions())
    assert f" · {named} · " in details.text


@pytest.mark.parametrize(("size", "shown"), [(80, "x" * 80), (81, "x" * 79 + "…")])
def test_long_titles(size: int, shown: str) -> None:
    """A title of 80 characters is shown whole."""
    assert linked_title(citation(title="x" * size), DisplayOptions()).text == shown


def test_where_a_title_leads() -> None:
    """To the words, to the page where that is wanted or the words have no address, or nowhere."""
    cited = citation(link="https://example.org/dam#:~:text=holds")
    options = DisplayOptions()
    assert options.address(cited) == "https://example.org/dam#:~:text=holds"
    assert options.address(replace(cited, link=None)) == "https://example.org/dam"
    assert replace(options, text_fragments=False).address(cited) == "https://example.org/dam"
    assert replace(options, links=False).address(cited) is None
    assert linked_title(cited, options) == Span("The dam", "a", "https://example.org/dam#:~:text=holds")
    assert linked_title(cited, replace(options, links=False)) == Span("The dam")


def test_defaults() -> None:
    """Whoever has chosen nothing gets three passages with links to the words."""
    assert DisplayOptions() == DisplayOptions(passages=3, links=True, username="", text_fragments=True)


def test_sentences_and_links() -> None:
    """A sentence is a message without buttons; a deep link opens the bot."""
    view = text_view("Hello!")
    assert (view.page, view.rows) == ([Block((Span("Hello!"),))], ())
    assert deep_link("pincite_bot", "a_k7") == "https://t.me/pincite_bot?start=a_k7"


def test_a_citation_leads_to_the_page() -> None:
    """Its paragraphs do where a public address is set, and its title where the article has none of its own."""
    options = DisplayOptions(public_url="https://archive.example")
    page = "https://archive.example/article/news/dam.txt#p3"
    title, _, numbers = source(citation(url=None), SAY, options)
    assert (title.href, numbers.href, numbers.text) == (page, page, "¶ 3")
    title, _, numbers = source(citation(url="https://a.example"), SAY, options)
    assert (title.href, numbers.href) == ("https://a.example", page)
    assert [span.href for span in source(citation(url=None), SAY, replace(options, links=False))] == ["", ""]
