"""Tables of Markdown that are drawn with hyphens, as Pandoc writes them."""

import pytest

from retrieval import Article
from retrieval.readers import read
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
