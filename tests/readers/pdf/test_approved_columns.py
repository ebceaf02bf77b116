"""Tables across columns and boxes beside the text of printed pages, on both sides of each bound.

A page is drawn by its numbers as in `test_approved_tables.py`.
"""

from itertools import groupby

from syrupy.assertion import SnapshotAssertion

from retrieval.readers.pdf.layout import laid_out
from tests.approved import lines
from tests.readers.pdf.test_approved_tables import drawn

SHORT = {"L": "ana and the harbour of the town, and", "R": "bo and the weirs of the river Os, or"}
"""What is written in the left and right column, as wide as the column whatever its letters are."""


def blocks(page: str) -> str:
    """The blocks of a page; lines of columns are told by their letter."""
    text = laid_out([list(drawn(page))]).text
    for letter, words in SHORT.items():
        text = text.replace(words, letter)
    return text.replace("\n\n", " ◦ ")


def edges(page: str, *values: object) -> str:
    """What is read of a page with some values in the place of `#`: those that make no difference together."""
    outcomes = [(str(value), blocks(page.replace("#", str(value)))) for value in values]
    groups = [([value for value, _ in group], text) for text, group in groupby(outcomes, key=lambda pair: pair[1])]
    return lines(*(f"  {', '.join(map(repr, group))} → {text}" for group, text in groups))


def columns(top: float, count: int = 5) -> str:
    """Lines of two columns, 150 points wide and 50 apart."""
    left, right = SHORT.values()
    return "".join(f"{top - 12 * n:g} 0–150 {left} / 200–350 {right}\n" for n in range(count))


def cells(top: float, *rows: str) -> str:
    """Rows below each other: their heights stand before their cells."""
    return "".join(f"{top - 12 * n:g} {row}\n" for n, row in enumerate(rows))


ROW = ("0 Ana / 120 Osten / 240 May", "0 Bo / 120 Ley / 240 June", "0 Cy / 120 Weir / 240 July")
TWO = ("0 Di / 120 Mill", "0 Ed / 120 Quay")


def test_a_table_across_columns(snapshot: SnapshotAssertion) -> None:
    """White above and below sets it off, its cells are narrow, and three rows, most of all, have three or more."""
    text = columns(700)
    inner = [ROW, ROW[:2], (*ROW, *TWO[:2]), (*ROW[:2], TWO[0]), (*TWO[:1], *ROW), (*ROW, "0 Di")]
    examples = [
        "above: "
        + edges(
            text + "# 0 Ana / 120 Osten / 240 May\n622 0 Bo / 120 Ley / 240 June\n610 0 Cy / 120 Weir / 240 July",
            636,
            635,
        ),
        "below: " + edges(cells(700, *ROW) + "#", *(columns(676 - gap) for gap in (16, 17))),
        "between: " + edges(text + cells(632, *ROW) + "#", *(columns(608 - gap) for gap in (16, 17))),
        "rows: " + edges(text + "#", *(cells(632, *rows) for rows in inner)),
        "rows above: " + edges("#" + columns(600), *(cells(700, *rows) for rows in inner)),
        "width: " + edges(text + cells(632, "0–# Ana / 125 Osten / 240 May", *ROW[1:]), 122.4, 122.5, 122.6),
        "lines: "
        + edges(
            columns(700, 4) + "#",
            cells(640, *ROW),
            cells(640, *ROW[:2]),
            cells(640, *(row.rpartition(" / ")[0] for row in ROW)),
        ),
        "two tables: " + edges(cells(740, *ROW[:2]) + columns(700) + cells(632, *ROW), ""),
    ]
    assert lines(*examples) == snapshot


def test_a_box_beside_the_text(snapshot: SnapshotAssertion) -> None:
    """Three lines or more that begin alike, apart from three lines of text or more, and on other heights than these."""
    left, right = SHORT.values()
    text = "".join(f"{700 - 12 * n} 0–300 {left}\n" for n in range(6))

    def box(count: int, x: str = "340", top: float = 694, step: float = 12) -> str:
        return "".join(f"{top - step * n:g} {x}–480 {right}\n" for n in range(count))

    across = f"{{}} 0–480 {left}, {right}\n"
    examples = [
        "lines: " + edges(text + "#", *(box(n) for n in (1, 2, 3, 4))),
        "of text: " + edges("#" + box(3), *("\n".join(text.split("\n")[:n]) + "\n" for n in (2, 3))),
        "white: " + edges(text + box(3, "#"), 306, 307),
        "begins: " + edges(text + box(1) + box(1, "#", 682) + box(1, top=670), 338, 339, 341, 342),
        "far in: " + edges("".join(f"{700 - 12 * n} 0–30 {left}\n" for n in range(6)) + box(3, "#"), 40, 40.4),
        "level: " + edges(text + "#", *(box(n, top=700) + box(3 - n, top=694 - 12 * n) for n in range(4))),
        "nearly level: " + edges(text + "#", *(box(3, top=top) for top in (698, 699, 701, 702))),
        "across: "
        + edges(
            across.format(712) + text + box(3) + "#", "", across.format(620), across.format(620) + across.format(608)
        ),
        "through: " + edges(text + box(5) + across.format("#"), 676, 664, 640),
        "few letters: " + edges(text + box(3).replace(right, "#"), "a" * 14, "a" * 15),
        "few in the text: " + edges(text.replace(left, "#") + box(3), "a" * 14, "a" * 15),
        "below: " + edges(text + "#", *(box(3, top=top) for top in (629, 630, 640))),
        "on the left: "
        + edges(
            "".join(f"{700 - 12 * n} 180–480 {left}\n" for n in range(6)) + box(3, "0").replace("–480", "–140"), ""
        ),
        "with a row: " + edges(text + box(3) + "#", "", "640 340–480 x *C\n"),
        "types: " + edges(text + box(3).replace("\n", " *#\n"), "B", 9, 14),
    ]
    assert lines(*examples) == snapshot


def test_short_columns(snapshot: SnapshotAssertion) -> None:
    """Between lines across the page: both of running text, whose lines had no room for another word, not of rows."""
    left, right = SHORT.values()
    wide = "what is told here at length goes on below it in two columns of a few lines each"
    above = "".join(f"{800 - 12 * n} 0–350 {wide}\n" for n in range(9))

    def column(words: str, count: int, x: int = 0, top: int = 680) -> str:
        return "".join(f"{top - 12 * n} {x}–{x + 150} {words}\n" for n in range(count))

    def parted(at: int, words: str, x: int = 0) -> str:
        """A column with white above one of its lines."""
        return column(words, at, x) + column(words, 6 - at, x, 670 - 12 * at)

    beside = column(right, 5, 200)
    two = column(left, 5) + beside
    rest = column(left, 1, top=620).replace("\n", " *#\n")
    pages = {
        "2 lines": column(left, 2) + column(right, 2, 200),
        "3 lines": column(left, 3) + column(right, 3, 200),
        "4 and 3 lines": column(left, 4) + column(right, 3, 200),
        "4 lines": column(left, 4) + column(right, 4, 200),
        "3 and 6 lines": column(left, 3) + column(right, 6, 200),
        "text below": f"{two}614 0–350 {wide}\n",
        "narrow gutter": column(left, 5) + column(right, 5, 156),
        "wider gutter": column(left, 5) + column(right, 5, 157),
        "capitals": column(left.title(), 5) + beside,
        "14 letters": column("ana of harbour", 5) + beside,
        "15 letters": column("ana of harbours", 5) + beside,
        "room on two lines": column(left, 3)
        + "644 0–100 ana and the quay\n632 0–100 ana and the quay\n620 0–150 ana and the quay\n"
        + beside,
        "a last line": f"{column(left, 4)}632 0–60 it.\n{beside}",
        "rows": parted(3, left) + parted(3, right, 200),
        "white elsewhere": parted(3, left) + parted(4, right, 200),
        "white on one side": parted(3, left) + column(right, 6, 200),
        "smaller type": two + rest.replace("#", "9"),
        "a piece": two.replace(f"656 0–150 {left}", "656 0–70 ana and the harbour / 85–150 of the town, and"),
        "pieces far apart": two.replace(f"656 0–150 {left}", "656 0–70 ana and the harbour / 95–150 of the town, and"),
    }
    read = {name: blocks(above + page).replace(wide, "W").replace(left.title(), "C") for name, page in pages.items()}
    examples = (f"{name}: {text}" for name, text in read.items())
    assert lines(*examples) == snapshot
