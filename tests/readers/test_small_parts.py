"""Small parts of readers at their edges: what counts as the main part of a page, what lines say, what is joined."""

import lxml.html
import pytest

from retrieval.articles.front_matter import NOTHING, _line_by_line, _read_lines
from retrieval.readers.html.fields import _articles, without_site
from retrieval.readers.html.main import _is_marked
from retrieval.readers.pdf.layout import joined
from retrieval.readers.rows import Cell, TableRow, _grid, _names, seen_rows


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
    assert without_site(title, site, []) == rest


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
    rows = [
        TableRow([Cell("Thun", rows=2), Cell("1904")], 1),
        TableRow([Cell("1905")], 2),
        TableRow([Cell("Bern"), Cell("1906")], 3),
    ]
    assert _grid(rows) == [["Thun", "1904"], ["Thun", "1905"], ["Bern", "1906"]]


@pytest.mark.parametrize(
    ("rows", "grid"),
    [
        ([[Cell("a", columns=2), Cell("b")], [Cell("c"), Cell("d"), Cell("e")]], [["a", "a", "b"], ["c", "d", "e"]]),
        ([[Cell("a", rows=3), Cell("b")], [Cell("c")], [Cell("d")], [Cell("e"), Cell("f")]],
         [["a", "b"], ["a", "c"], ["a", "d"], ["e", "f"]]),
        ([[Cell("a"), Cell("b", rows=2)], [Cell("c")]], [["a", "b"], ["c", "b"]]),
        ([[Cell("a", rows=2, columns=2)], [Cell("b")]], [["a", "a"], ["a", "a", "b"]]),
        ([[Cell("a", columns=3)]], [["a"] * 3]),
        ([[Cell("a", columns=300)]], [["a"] * 200]),
        ([[Cell("a", columns=199), Cell("b"), Cell("c")]], [["a"] * 199 + ["b"]]),
    ],
)  # fmt: skip
def test_cells_that_span(rows: list[list[Cell]], grid: list[list[str]]) -> None:
    """Stand in each of their rows and columns, up to the width of a table."""
    assert _grid([TableRow(cells, number) for number, cells in enumerate(rows)]) == grid


def names(*words: str) -> list[Cell]:
    """Cells that are names of columns or rows."""
    return [Cell(word, is_name=True) for word in words]


def cells(*words: str) -> list[Cell]:
    """Cells that are none."""
    return [Cell(word) for word in words]


def bold(*words: str) -> list[Cell]:
    """Cells in bold."""
    return [Cell(word, is_bold=True) for word in words]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([cells("Year", "Fires"), cells("1904", "2")], ["Year: 1904 | Fires: 2"]),
        ([cells("Year", "Fires"), cells("1904", "two"), cells("x", "3")], ["Year | Fires", "1904 | two", "x | 3"]),
        ([cells("Year", "Year"), cells("1904", "2")], ["Year | Year", "1904 | 2"]),
        ([cells("Year", "1"), cells("1904", "2")], ["Year | 1", "1904 | 2"]),
        ([cells("Year", ""), cells("1904", "2")], ["Year | ", "1904 | 2"]),
        ([cells("Year"), cells("1904")], ["Year", "1904"]),
        ([cells("Year", "Fires"), cells("1904")], ["Year | Fires", "1904"]),
        ([cells("Year", "Fires")], ["Year | Fires"]),
        ([cells("Year", "Fires"), [*names("1904"), *cells("2")]], ["Year | Fires", "1904: 2"]),
        ([[*names("a"), *cells("b")], [*names("c"), *cells("1")]], ["a: b", "c: 1"]),
        ([[*names("a:"), *cells("b")]], ["a: b"]),
        ([[*names("a"), *cells("")]], ["a | "]),
        ([names("a", "b")], ["a | b"]),
        ([names("a", "b"), cells("1", "2")], ["a: 1 | b: 2"]),
        ([names("a", "b"), cells("1", "2", "3")], ["a: 1 | b: 2 | 3"]),
        ([names("a", "b"), cells("1", "1")], ["a: 1 | b: 1"]),
        ([names("a", "b"), cells("a", "2")], ["a | b: 2"]),
        ([names("a", "b"), cells("", "2")], ["b: 2"]),
        ([names("a", "b"), [Cell("x", columns=2)]], ["x"]),
        ([names("a", "b", "c"), [Cell("x", columns=2), Cell("y")]], ["a: x | b: x | c: y"]),
        ([[Cell("T", is_name=True, columns=2)], names("a", "b"), cells("1", "2")], ["T", "a: 1 | b: 2"]),
        ([[Cell("a", is_name=True, columns=2), *names("b")], names("c", "d", ""), cells("1", "2", "3")],
         ["a c: 1 | a d: 2 | b: 3"]),
        ([names("T"), names("a", "b"), cells("1", "2")], ["T", "a: 1 | b: 2"]),
        ([names("T"), cells("1", "2")], ["T", "1 | 2"]),
        ([[Cell("a", rows=2), Cell("b", columns=2)], cells("c", "d"), cells("x", "y", "z")],
         ["a: x | b c: y | b d: z"]),
        ([[Cell("a", rows=2), Cell("b1", columns=2)], cells("c", "d"), cells("x", "y", "z")],
         ["a | b1", "c | d", "x | y | z"]),
        ([[Cell("a", rows=2), *cells("b", "c")], cells("d", "e"), cells("x", "y", "z")],
         ["a | b | c", "d | e", "x | y | z"]),
        ([[Cell("a", rows=2), Cell("b", columns=2)], cells("c", "d")], ["a | b", "c | d"]),
        ([cells("", ""), cells("a", "b")], ["a | b"]),
        ([[*cells(""), *names("1904", "1905")], [*names("Thun"), *cells("2", "3")]], ["Thun | 1904: 2 | 1905: 3"]),
        ([[*names("Thun"), *cells("", "")], cells("a", "b", "c")], ["Thun |  | ", "a | b | c"]),
        ([[*cells("x"), *names("a", "b")], cells("y", "c", "d")], ["x | a | b", "y | c | d"]),
        ([bold("a", "b"), cells("c", "d")], ["a: c | b: d"]),
        ([bold("", "b"), [*bold("c"), *cells("d")]], ["c | b: d"]),
        ([bold("a", ""), cells("c", "d")], ["a | ", "c | d"]),
        ([bold("a", "b"), bold("c", "d")], ["a | b", "c | d"]),
        ([bold("a", "b")], ["a | b"]),
        ([[*bold("a"), *cells("b")], cells("c", "d")], ["a | b", "c | d"]),
        ([], []),
    ],
)  # fmt: skip
def test_rows_as_they_are_read(rows: list[list[Cell]], lines: list[str]) -> None:
    """With the names of their columns, which are marked so or stand above figures; a row that is one name is a line."""
    assert [text for text, _ in seen_rows([TableRow(row, number) for number, row in enumerate(rows)])] == lines


def test_names_of_columns_that_are_too_long_are_not_repeated() -> None:
    """Nor those of a table that is as wide as is looked at."""
    assert _names([["x" * 500, "y" * 500]]) == ["x" * 500, "y" * 500]
    assert _names([["x" * 501, "y" * 500]]) == []
    wide = [str(number) for number in range(200)]
    assert (_names([wide[:199]]), _names([wide])) == (wide[:199], [])
    assert _names([["a", "a"], ["c", "d"]]) == ["c", "d"]
    assert _names([["a:", "b "], ["a", "d"], ["e"]]) == ["a", "b d"]
    assert [
        text for text, _ in seen_rows([TableRow(cells("a", "b"), 1, is_head=True), TableRow(cells("1", "2"), 2)])
    ] == ["a: 1 | b: 2"]


def test_columns_without_names() -> None:
    """A first row of empty names is none, and the row below it is no name of a column either."""
    names = TableRow([Cell("", is_name=True), Cell("", is_name=True)], 1)
    rows = [TableRow([Cell("Author"), Cell("Ana Ruiz")], 2), TableRow([Cell("Date"), Cell("2024-03-16")], 3)]
    assert [text for text, _ in seen_rows([names, *rows])] == ["Author | Ana Ruiz", "Date | 2024-03-16"]
