"""Tables of Markdown that are drawn with hyphens, as Pandoc writes them."""

import pytest

from retrieval import Article
from retrieval.readers import read
from retrieval.readers.markup.drawn_tables import with_bars
from tests.readers.markup.lines import line_of

SIMPLE = """  Right     Left
-------     ------
     12     Old mill
      3     New

Table: Mills of Kessen
"""
HEADLESS = """-------     ------
     12     Old mill
      3     New
-------     ------
"""
MULTILINE = """-----------------------
 Mill     Told
-------- --------------
 Old      Burned down
          in 1904

 New      Stands
-----------------------
"""
GRID = """+------+--------+
| Mill | Year   |
+======+========+
| Old  | 1904,  |
|      | burned |
+------+--------+
| New  | a | b  |
+------+--------+
"""


def markdown(written: str) -> Article:
    """The article of a file."""
    (article,) = read(f"# Mills\n\nSee below.\n\n{written}\nThat is all of it.\n".encode(), "a.md")
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (SIMPLE, ["Right: 12 | Left: Old mill", "Right: 3 | Left: New", "Mills of Kessen"]),
        (HEADLESS, ["12 | Old mill", "3 | New"]),
        (MULTILINE, ["Mill: Old | Told: Burned down in 1904", "Mill: New | Told: Stands"]),
        (GRID, ["Mill: Old | Year: 1904, burned", "Mill: New | Year: a | b"]),
    ],
)
def test_rows_are_paragraphs(table: str, rows: list[str]) -> None:
    """With the names of their columns; a caption is no heading."""
    article = markdown(table)
    assert article.text.split("\n\n") == ["Mills", "See below.", *rows, "That is all of it."]
    assert [article.text[slice(*heading)] for heading in article.headings or ()] == ["Mills"]


def test_rows_lead_back_to_their_lines() -> None:
    """Also those of several lines."""
    article = markdown(MULTILINE)
    assert [line_of(article, words) for words in ("Mill: Old", "Mill: New", "That is all")] == [8, 11, 14]


@pytest.mark.parametrize(
    "written",
    [
        "```\n  a     b\n----- -----\n    1     2\n```\n",
        "One\n\n-----\n\nTwo\n\n-----\n",
        "A line of words\n-- --\n\nmore\n",
        "+------+\n| open\n",
        "----- -----\n",
    ],
)
def test_what_is_no_table_stays(written: str) -> None:
    """Code, rules, and what doesn't end."""
    text = markdown(written).text
    assert "|" not in text.replace("| open", "")
    assert text.endswith("That is all of it.")


def test_a_grid_with_wide_cells_is_left_as_it_is_drawn() -> None:
    """Its columns can't be told."""
    assert "wide" in markdown("+---+---+\n| wide  |\n+---+---+\n| a | b |\n+---+---+\n").text


@pytest.mark.parametrize(
    ("above", "is_read"),
    [
        ("", True),
        ("```\nx\n```\n\n", True),
        ("```\n~~~\n```\n\n", True),
        ("```\n\n", False),
        ("~~~\nx\n```\n\n", False),
        ("````\n```\n\n", False),
    ],
)
def test_a_table_within_a_fence_is_code(above: str, is_read: bool) -> None:
    """Until the same mark closes it, as long as the one that opened it."""
    lines = list(enumerate(f"{above}{GRID}".split("\n"), 1))
    assert (list(with_bars(lines)) != lines) is is_read


def test_where_the_lines_of_a_table_stand() -> None:
    """With an empty one above and below, and its caption as the words of a picture."""
    table = "Mill  Year\n----  ----\nOld   1904\nNew   2021\n"
    rows = [(1, ""), (1, "| Mill | Year |"), (1, "|---|---|"), (3, "| Old | 1904 |"), (4, "| New | 2021 |"), (4, "")]
    for gap, caption in ((1, [(6, "![Mills](#)"), (6, "")]), (2, [(5, ""), (6, ""), (7, "Table: [Mills]")])):
        lines = enumerate(f"{table}{gap * chr(10)}Table: [Mills]".split("\n"), 1)
        assert list(with_bars(list(lines))) == [*rows, *caption]
