"""Small parts of readers at their edges: what counts as the main part of a page, what lines say, what is joined."""

import lxml.html
import pytest

from retrieval.readers.front_matter import NOTHING, _line_by_line, _read_lines
from retrieval.readers.html_fields import _articles, _without_site
from retrieval.readers.html_main import _is_marked
from retrieval.readers.pdf_layout import joined
from retrieval.readers.rows import Cell, Row, _grid


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<article>x</article>", True),
        ("<main>x</main>", True),
        ('<p role="main">x</p>', True),
        ('<p class="article">x</p>', False),
        ("<div>x</div>", False),
        ('<div itemprop="name articleBody">x</div>', True),
        ('<div class="wide post-content">x</div>', True),
        ('<section id="content">x</section>', True),
        ('<div class="sidebar" id="links">x</div>', False),
    ],
)
def test_what_is_marked_as_the_main_part(markup: str, marked: bool) -> None:
    """By its element or role; of a division by its property, class or id alone."""
    assert _is_marked(lxml.html.fromstring(markup)) is marked


@pytest.mark.parametrize(
    ("title", "site", "rest"),
    [
        ("The kiln of Osterholm is cold | The Lamp", None, "The kiln of Osterholm is cold"),
        ("The kiln of Osterholm is cold | The Lamp", "The Lamp", "The kiln of Osterholm is cold"),
        ("The Lamp | The kiln of Osterholm is cold", "the lamp", "The kiln of Osterholm is cold"),
        ("The kiln of Osterholm is cold | The Lamp", "Another", "The kiln of Osterholm is cold | The Lamp"),
        ("Cold | The kiln of Osterholm", None, "Cold | The kiln of Osterholm"),
    ],
)
def test_a_title_without_its_site(title: str, site: str | None, rest: str) -> None:
    """Where the site has a name, only that one goes; else what is short and stands after a bar."""
    assert _without_site(title, site, []) == rest


def test_so_many_articles_of_a_list_are_looked_at() -> None:
    """A page may list any number."""
    assert len(list(_articles([{"@type": "NewsArticle"}] * 101))) == 100


def test_lines_with_a_colon_are_fields() -> None:
    """What is indented below one is inside it; words with a blank line in them are text, unless a name is known."""
    assert _read_lines("kiln:\n  height: tall\n  colour: red") == ({"kiln": {"height": "tall", "colour": "red"}}, 0)
    assert _line_by_line("Ada: it was late\nBen: it was", 5, "YAML", None).fields == {
        "Ada": "it was late", "Ben": "it was",
    }  # fmt: skip
    assert _line_by_line("Ada: it was late\n\nBen: it was", 5, "YAML", None) is NOTHING
    assert _line_by_line("title: Late\n\nBen: it was", 5, "YAML", None).fields["title"] == "Late"


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("", "begins", "begins"),
        ("the kiln", "is cold", "the kiln is cold"),
        ("窯は", "冷たい", "窯は冷たい"),
        ("窯は", "cold", "窯は cold"),
        ("cold", "窯", "cold 窯"),
        ("1904-", "1908", "1904-1908"),
    ],
)
def test_lines_of_a_paragraph_are_joined(before: str, line: str, whole: str) -> None:
    """By a space, but between two characters of a script that has none, and in a range."""
    assert joined(before, line) == whole


def test_a_cell_that_spans_rows_stands_in_each_of_them() -> None:
    """And in no row after them."""
    rows = [Row([Cell("Thun", rows=2), Cell("1904")], 1), Row([Cell("1905")], 2), Row([Cell("Bern"), Cell("1906")], 3)]
    assert _grid(rows) == [["Thun", "1904"], ["Thun", "1905"], ["Bern", "1906"]]
