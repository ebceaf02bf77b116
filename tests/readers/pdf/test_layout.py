"""Where columns and cells of a PDF's page stand, by lines that are made up."""

from collections import Counter
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import pytest

from retrieval.readers.pdf import columns as pdf_columns
from retrieval.readers.pdf import layout as pdf_layout
from retrieval.readers.pdf import tables as pdf_tables
from retrieval.readers.pdf.columns import _gutter, columns
from retrieval.readers.pdf.layout import laid_out, without_running_heads
from retrieval.readers.pdf.tables import Line, _are_aligned

WORDS = "The kiln of Osterholm is cold, Ada Lind says."


def column(left: float, right: float, count: int) -> list[Line]:
    """So many lines below each other."""
    return [Line(WORDS, left, right, 700 - 12 * number, 710 - 12 * number, 10) for number in range(count)]


@pytest.mark.parametrize(
    ("first", "second", "across", "gutter"),
    [
        (8, 8, 0, 295),
        (4, 4, 0, 295),
        (3, 5, 0, None),
        (5, 3, 0, None),
        (6, 6, 4, 295),
        (6, 6, 5, None),
    ],
)
def test_columns_have_lines_enough(first: int, second: int, across: int, gutter: float | None) -> None:
    """Four on either side, and no more than a quarter of all lines runs across both."""
    wide = [Line(WORDS, 50, 540, 300 - 12 * number, 310 - 12 * number, 10) for number in range(across)]
    assert _gutter([*column(50, 290, first), *column(300, 540, second), *wide]) == gutter


@pytest.mark.parametrize(("right", "gutter"), [(292.9, 296.45), (293.1, None), (300, None)])
def test_the_white_between_columns_is_wide_enough(right: float, gutter: float | None) -> None:
    """Seven tenths of the type's size."""
    found = _gutter([*column(50, right, 8), *column(300, 540, 8)])
    assert found == (pytest.approx(gutter) if gutter else None)


@pytest.mark.parametrize(
    ("edges", "gutter"),
    [(((50, 200), (220, 370), (420, 540)), 395), (((50, 200), (250, 390), (410, 540)), 225)],
)
def test_three_columns_are_parted_where_most_is_white(edges: tuple[tuple[float, float], ...], gutter: float) -> None:
    """The two on one side of it are parted later."""
    assert _gutter([line for left, right in edges for line in column(left, right, 8)]) == gutter


def cell(left: float, right: float, text: str = "kiln") -> Line:
    return Line(text, left, right, 100, 110, 10)


OTHER = [cell(50, 90), cell(150, 190), cell(250, 290)]


@pytest.mark.parametrize(
    ("row", "aligned"),
    [
        ([cell(50, 100), cell(150, 200)], True),
        ([cell(50, 100), cell(156, 200)], False),
        ([cell(50, 100), cell(155.9, 200)], True),
        ([cell(50, 90), cell(120, 140)], True),
        ([cell(50, 100), cell(120, 190)], False),
        ([cell(50, 100), cell(120, 140)], False),
        ([cell(150, 199), cell(220, 230)], False),
    ],
)
def test_cells_of_a_table_stand_below_each_other(row: list[Line], aligned: bool) -> None:
    """At an inner edge: the left one of all but the first, the right one of all but the last."""
    assert _are_aligned(row, OTHER) is aligned
    assert not _are_aligned(row, OTHER[:1])


def test_figures_stand_below_figures() -> None:
    """At their right edges, the last column's, too."""
    figures = [cell(50, 90), cell(150, 190), cell(250, 290, "1904")]
    assert _are_aligned([cell(50, 100), cell(270, 290, "12")], figures)
    assert not _are_aligned([cell(50, 100), cell(270, 290, "kiln")], figures)
    assert not _are_aligned([cell(50, 100), cell(270, 290, "12")], OTHER)


def line(text: str, left: float = 50, right: float = 250, bottom: float = 700, size: float = 10, **about: Any) -> Line:
    """A line of words."""
    return Line(text, left, right, bottom, bottom + size, size, **about)


def page(*texts: str, top: float = 700, step: float = 12, **about: Any) -> list[Line]:
    """Lines below each other."""
    return [line(text, bottom=top - step * number, **about) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("above", "below", "parts"),
    [
        ({}, {}, False),
        ({}, {"size": 11}, False),
        ({}, {"size": 11.2}, True),
        ({"size": 11}, {}, False),
        ({"size": 11.1}, {}, True),
        ({"bold": True}, {}, False),
        ({"bold": True, "right": 209}, {}, True),
        ({"bold": True}, {"text": "Cold again"}, True),
        ({"bold": True}, {"bold": True}, False),
        ({"bottom": 688}, {}, True),
        ({"bottom": 687}, {}, True),
        ({"bottom": 703}, {}, False),
        ({"bottom": 704.1}, {}, False),
        ({"bottom": 704.3}, {}, True),
        ({}, {"text": "- it is cold"}, True),
        ({}, {"text": "2. it is cold"}, True),
        ({}, {"cells": ("a", "b")}, True),
        ({"cells": ("a", "b")}, {}, True),
        ({"text": "It ended."}, {}, False),
        ({"text": "It ended.", "right": 220}, {}, False),
        ({"text": "It ended.", "right": 219}, {"right": 99}, True),
        ({"text": "It ended.", "right": 219}, {"right": 113}, False),
        ({"text": "おわった。", "right": 219}, {"text": "窯は冷たい"}, True),
        ({"right": 219}, {}, False),
        ({"text": "It ended."}, {"left": 58}, False),
        ({"text": "It ended."}, {"left": 58.1}, True),
        ({"text": "It ended.", "left": 55}, {"left": 60}, True),
        ({"text": "It ended.", "left": 55.1}, {"left": 60}, False),
        ({"text": "- it ended."}, {"left": 60}, False),
        ({"right": 219}, {"left": 60}, True),
        ({}, {"left": 60}, False),
    ],
)
def test_what_begins_a_paragraph(above: dict[str, Any], below: dict[str, Any], parts: bool) -> None:
    """Other type, white, a bullet or row; an indent or a short line before it, where a sentence ended."""
    first = line(**{"text": "the kiln is", "bottom": 700, **above})
    second = line(**{"text": "cold again", "bottom": 688, **below})
    assert pdf_layout._parts(first, second, 1.2, 50, 250) is parts


@pytest.mark.parametrize(
    ("above", "text", "broken"),
    [
        ({"right": 250}, "Cold again", False),
        ({"right": 140}, "Cold again", True),
        ({"right": 80}, "Cold again", True),
        ({"right": 190, "text": "It ended."}, "cold again", False),
        ({"right": 80, "text": "It ended."}, "cold again", True),
        ({"right": 170}, "cold again", False),
        ({"right": 169}, "cold again", True),
        ({"right": 169}, "incommensurability again", False),
        ({"right": 60}, "窯は冷たい", False),
        ({"right": 219, "text": "窯は冷たい"}, "窯は冷たい", True),
        ({"right": 219, "text": "窯は冷たい"}, "“窯は冷たい", True),
        ({"right": 220, "text": "窯は冷たい"}, "窯は冷たい", False),
        ({"right": 60}, "שלום לכולם", False),
        ({"right": 60, "text": "the kiln-"}, "Cold again", False),
    ],
)
def test_what_was_broken_off(above: dict[str, Any], text: str, broken: bool) -> None:
    """A line that had room for the next word; within a sentence one that is much shorter than its column."""
    first = line(**{"text": "the kiln is", "bottom": 712, **above})
    assert pdf_layout._was_broken_off(first, line(text, right=150), 250) is broken


def test_three_columns_whose_lines_stand_on_other_heights() -> None:
    """Each is read by itself, though no two of them are one text that fills its width."""
    texts = [[one._replace(bottom=one.bottom - shift, top=one.top - shift) for one in column(left, left + 140, 20)]
             for left, shift in ((50, 0), (220, 5), (390, -4))]  # fmt: skip
    assert columns([line for text in texts for line in text]) == texts


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([(50, 90), (130, 170), (210, 250)], "kiln kiln kiln"),
        ([(50, 90), (110, 150), (210, 250)], "kiln | kiln | kiln"),
        ([(50, 90), (125, 165), (200, 240)], "kiln | kiln | kiln"),
    ],
)
def test_a_justified_line_of_few_words_is_no_row(words: list[tuple[float, float]], text: str) -> None:
    """Its words stand equally far apart from edge to edge of the text around it, where a table is aligned by chance."""
    around = [Line(WORDS, 50, 250, 100 + 12 * n, 110 + 12 * n, 10) for n in (-2, 2, 3)]
    chance = [cell(50, 110)._replace(bottom=112), cell(130, 180)._replace(bottom=112)]
    rows = pdf_tables.table_rows([*around, *chance, *(cell(*word) for word in words)])
    assert text in [row.text for row in rows]


def test_the_room_that_a_word_needs() -> None:
    """One and a half times its width with a space, and two sizes of the type."""
    below = line("Cold again", right=150)
    for right, broken in ((250 - 95.1, True), (250 - 95, False)):
        assert pdf_layout._was_broken_off(line("It is", right=right), below, 250) is broken


@pytest.mark.parametrize(
    ("above", "below", "on"),
    [
        ({}, {}, True),
        ({"size": 11}, {}, True),
        ({"size": 11.1}, {}, False),
        ({"size": 0.5}, {"size": 0.45}, True),
        ({"size": 0.5}, {"size": 0.35}, False),
        ({"bold": True}, {}, False),
        ({"size": 11.2}, {"size": 11.2}, True),
        ({"size": 11.3}, {"size": 11.3}, False),
        ({}, {"cells": ("a", "b")}, False),
        ({"cells": ("a", "b")}, {}, False),
        ({}, {"text": "- cold"}, False),
        ({"text": "It ended."}, {}, False),
        ({"text": "It ended bro-"}, {"text": "Ken up"}, True),
        ({}, {"text": "Cold again"}, True),
        ({"right": 200}, {"text": "Cold again", "right": 100}, False),
        ({"right": 200}, {"text": "Cold again"}, True),
        ({"right": 200.1}, {"text": "Cold again"}, True),
        ({"right": 100}, {}, True),
    ],
)
def test_what_goes_on_over_the_page(above: dict[str, Any], below: dict[str, Any], on: bool) -> None:
    """Words of the same type in the middle of a sentence, where the line before was full or a small letter follows."""
    before = pdf_layout._Part(1, [line(**{"text": "the kiln is", **above})], 250)
    part = pdf_layout._Part(2, [line(**{"text": "cold again", **below})], 250)
    assert pdf_layout._goes_on(before, part, 10) is on


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ([{"size": 11.3}], True),
        ([{"size": 11.2}], False),
        ([{"size": 12}, {"size": 11}], False),
        ([{"size": 12}, {"size": 12}], True),
        ([{"bold": True}], True),
        ([{"bold": True, "size": 9}], True),
        ([{"bold": True, "size": 8.9}], False),
        ([{"bold": True}, {"bold": True}], True),
        ([{"bold": True}, {}], False),
        ([{"bold": True}, {"bold": True}, {"bold": True}], False),
        ([{"bold": True, "text": "It is cold."}], False),
        ([{"size": 12, "text": "1904"}], False),
        ([{"size": 12, "cells": ("a", "b")}], False),
        ([{"size": 12, "text": "x" * 200}], True),
        ([{"size": 12, "text": "x" * 201}], False),
    ],
)
def test_what_is_a_heading(lines: list[dict[str, Any]], heading: bool) -> None:
    """Words in larger type, or a bold line that ends no sentence."""
    typed = [line(**{"text": "The kiln", **about}) for about in lines]
    words = " ".join(each.text for each in typed)
    assert pdf_layout._is_heading([pdf_layout._Part(1, typed, 0)], words, 10) is heading


@pytest.mark.parametrize(
    ("row", "backwards", "cells"),
    [
        ([("kiln", 50, 80), ("cold", 81, 100)], False, ["kilncold"]),
        ([("kiln", 50, 80), ("cold", 81.3, 100)], False, ["kiln cold"]),
        ([("cold", 92, 110), ("kiln", 50, 80)], False, ["kiln cold"]),
        ([("cold", 92.1, 110), ("kiln", 50, 80)], False, ["kiln", "cold"]),
        ([("kiln", 50, 80), ("cold", 85, 100)], True, ["cold kiln"]),
        ([("•", 50, 55), ("cold", 85, 100)], False, ["• cold"]),
        ([("a", 50, 60), ("b", 62, 70), ("c", 90, 99)], False, ["a b", "c"]),
    ],
)
def test_the_cells_of_a_row(row: list[tuple[str, float, float]], backwards: bool, cells: list[str]) -> None:
    """Pieces with little white between them are words or parts of one; a bullet goes with its item."""
    got = pdf_tables._cells([line(text, left, right) for text, left, right in row], backwards=backwards)
    assert [each.text for each in got] == cells
    assert got[0].left == min(left for _, left, _ in row)
    assert got[-1].right == max(right for _, _, right in row)


@pytest.mark.parametrize(("left", "dense"), [(70, False), (69.9, True)])
def test_a_justified_line_is_no_row(left: float, dense: bool) -> None:
    """Its words fill more than seven tenths of it."""
    assert pdf_tables._is_dense([line("a", 50, 80), line("b", left, 110), line("c", 150, 150)]) is dense


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", True), ("- 7 -", True), ("Page 7 of 12", True), ("Seite 7/12", True), ("xii", True), ("12345", False),
     ("Kiln 7", False)],
)  # fmt: skip
def test_page_numbers(text: str, number: bool) -> None:
    """In figures, with or without their word and how many there are."""
    assert pdf_layout._is_number(line(text)) is number


def body(number: int) -> list[Line]:
    """Four lines that are no other page's."""
    return page(*(f"{name} {'abcdefgh'[number] * 9} is cold." for name in ("Kiln", "Weir", "Lock", "Mill")))


def with_head(head: str, page_number: str, number: int) -> list[Line]:
    """A page of four lines below a head and above a number, apart from both."""
    foot = [line(page_number, bottom=600)] if page_number else []
    return [line(head, bottom=750), *body(number), *foot]


@pytest.mark.parametrize(
    ("heads", "left"),
    [
        (["The Lamp", "The Lamp"], [4, 4]),
        (["The Lamp"], [5]),
        (["The Lamp", "Kilns"], [5, 5]),
        (["The Lamp 1", "The Lamp 2"], [4, 4]),
        (["The Lamp", "Kilns"] * 3, [4] * 6),
        (["The Lamp", "Kilns", "Weirs", "Locks"] * 2, [5] * 8),
        (["The Lamp", "Kilns", "Weirs"] * 2, [4] * 6),
    ],
)
def test_running_heads(heads: list[str], left: list[int]) -> None:
    """The same but for figures on a third of the pages, on two at least."""
    pages = [with_head(head, "", n) for n, head in enumerate(heads)]
    assert [len(lines) for lines in without_running_heads(pages)] == left


@pytest.mark.parametrize(
    ("numbers", "left"), [(["1"], [5]), (["1", "2"], [5, 5]), (["1", ""], [6, 5]), (["1", "kiln"], [6, 6])]
)
def test_numbers_below_the_text(numbers: list[str], left: list[int]) -> None:
    """On more than one page, or on the only one."""
    pages = [with_head(f"{'abcdefg'[n]} head", number, n) for n, number in enumerate(numbers)]
    assert [len(lines) for lines in without_running_heads(pages)] == left


def test_small_type_at_the_edge_of_a_page() -> None:
    """Is compared with other pages without any white around it; ordinary type only where there are three or more."""
    for size, count, left in ((9.2, 2, 4), (9.4, 2, 5), (10, 2, 5), (10, 3, 4), (10, 5, 4)):
        pages = [[line("The Lamp", bottom=712, size=size), *body(n)] for n in range(count)]
        assert {len(lines) for lines in without_running_heads(pages)} == {left}
    pages = [[line(f"The {word}", bottom=712, size=10), *body(n)] for n, word in enumerate(("Lamp", "Lamp", "End"))]
    assert {len(lines) for lines in without_running_heads(pages)} == {5}


@pytest.mark.parametrize(
    ("sizes", "texts", "below"),
    [
        ([10, 10, 9], ["a", "b", "1 a note"], 1),
        ([10, 9, 9], ["a", "1 a note", "more of it"], 2),
        ([10, 9, 10], ["a", "1 a note", "b"], 0),
        ([10, 10, 9], ["a", "b", "no note"], 0),
        ([9, 9, 9], ["1 a", "2 b", "3 c"], 0),
        ([10, 10, 9.3], ["a", "b", "1 a note"], 0),
    ],
)
def test_notes_below_the_text(sizes: list[float], texts: list[str], below: int) -> None:
    """In smaller type to the end of the page, the first with a number or sign."""
    lines = [
        line(text, bottom=700 - 12 * n, size=size) for n, (text, size) in enumerate(zip(texts, sizes, strict=True))
    ]
    text, notes = pdf_layout._apart_from_notes(lines, 10)
    assert (len(text), len(notes)) == (3 - below, below)


def test_the_distance_of_lines() -> None:
    """The least of those that are about as common as the commonest, in sizes of the type; 1.3 where there is none."""
    assert pdf_layout._leading([]).usual == 1.3
    assert pdf_layout._leading([page("a", "b", "c")]).usual == 1.2
    assert pdf_layout._leading([page("a", "b", "c", step=28)]).usual == 1.3
    assert pdf_layout._leading([page("a", "b", step=22)]).usual == 2.2
    assert pdf_layout._leading([page("a", "b", step=8)]).usual == 0.8
    assert pdf_layout._leading([page("a", "b", "c"), page("a", "b", step=10)]).usual == 1.0
    assert pdf_layout._leading([page("a", "b", "c", "d"), page("a", "b", step=10)]).usual == 1.2


@pytest.mark.parametrize(
    ("texts", "backwards"), [(["kiln"], False), (["שלום"], True), (["שלום", "kiln"], False), (["שלום", "kil"], True)]
)
def test_the_way_a_script_runs(texts: list[str], backwards: bool) -> None:
    """From right to left where most of its letters do."""
    assert pdf_tables.is_right_to_left(page(*texts)) is backwards


def test_columns_in_order() -> None:
    """The left one first; from the right where the script runs so; a wide line parts what is above and below it."""
    left, right = column(50, 290, 5), column(300, 540, 5)
    assert [each[0].left for each in columns([*right, *left])] == [50, 300]
    wide = Line(WORDS, 50, 540, 640, 650, 10)
    below = [each._replace(bottom=each.bottom - 80, top=each.top - 80) for each in (*left, *right)]
    got = columns([*left, *right, wide, wide._replace(bottom=628, top=638), *below])
    assert [(each[0].left, len(each)) for each in got] == [(50, 5), (300, 5), (50, 2), (50, 5), (300, 5)]
    above = [line._replace(bottom=line.bottom + 100, top=line.top + 100) for line in (wide, wide._replace(top=662))]
    assert [(each[0].left, len(each)) for each in columns([*above, *left, *right])] == [(50, 2), (50, 5), (300, 5)]
    hebrew = [each._replace(text="שלום לכולם בבוקר הקר הזה") for each in (*left, *right)]
    assert [each[0].left for each in columns(hebrew)] == [300, 50]
    assert columns([]) == []


@pytest.mark.parametrize(
    ("change", "side_by_side"),
    [
        ({}, True),
        ({"bottom": -200, "top": -200}, False),
        ({"bottom": 200, "top": 200}, False),
        ({"right": -115}, False),
        ({"right": -100}, True),
    ],
)
def test_what_is_a_column(change: dict[str, float], side_by_side: bool) -> None:
    """It stands beside the other one, and its lines fill it in the median."""
    left, right = column(50, 290, 5), column(300, 540, 5)
    moved = [
        each._replace(**{key: getattr(each, key) + by for key, by in change.items()})
        if "bottom" in change or n < 3
        else each
        for n, each in enumerate(right)
    ]
    assert pdf_columns._are_columns(left, moved, 0, {}) is side_by_side
    assert pdf_columns._are_columns([each._replace(text="x" * 15) for each in left], right, 0, {})
    assert not pdf_columns._are_columns([each._replace(text="x" * 14) for each in left], right, 0, {})


def test_rows_of_a_table_are_joined() -> None:
    """What stands on one height; as cells only where other rows within two lines are like it."""
    rows = [[line("kiln", 50, 90, 700 - 12 * n), line(str(n), 150, 160, 700 - 12 * n)] for n in range(2)]
    assert [each.text for each in pdf_tables.table_rows([*rows[1], *rows[0]])] == ["kiln | 0", "kiln | 1"]
    assert [each.text for each in pdf_tables.table_rows(rows[0])] == ["kiln 0"]
    apart = [*rows[0], line("It is so", bottom=688), *(each._replace(bottom=676, top=686) for each in rows[1])]
    assert [each.text for each in pdf_tables.table_rows(apart)] == ["kiln | 0", "It is so", "kiln | 1"]
    far = [*rows[0], *page("It is so", "cold", top=688), *(each._replace(bottom=664, top=674) for each in rows[1])]
    assert [each.text for each in pdf_tables.table_rows(far)] == ["kiln 0", "It is so", "cold", "kiln 1"]
    assert len(pdf_tables.table_rows([line("a", 50, 60, 700), line("b", 62, 70, 704.4)])) == 1
    assert len(pdf_tables.table_rows([line("a", 50, 60, 700), line("b", 62, 70, 704.6)])) == 2


def test_names_of_columns_above_a_table() -> None:
    """A line with a word for each, without figures; a bold first row, too."""
    rows = [line("kiln | cold", cells=("kiln", "cold")), line("weir | dry", cells=("weir", "dry"))]
    texts = [each.cells for each in pdf_tables._with_names([line("Thing State"), *rows])]
    assert texts == [("Thing", "State"), ("kiln", "cold"), ("weir", "dry")]
    for other in ("Thing State Year", "Thing 1904", "Thing"):
        assert next(pdf_tables._with_names([line(other), *rows])).cells == ()
    head = line("Thing | State", bold=True, cells=("Thing", "State"))
    assert [each.text for each in pdf_tables._named([head, *rows])] == [
        "Thing: kiln | State: cold",
        "Thing: weir | State: dry",
    ]
    bold = [head, *(each._replace(bold=True) for each in rows)]
    assert [each.text for each in pdf_tables._named(bold)] == ["Thing | State", "kiln | cold", "weir | dry"]


def test_pages_begin_where_their_first_words_are() -> None:
    """Also in the middle of a paragraph, after the space; headings have their places."""
    pages = [[line("The kiln", bottom=740, size=14), *page("It was lit in May", "and it is")], page("cold again.")]
    laid = laid_out(pages)
    assert laid.text == "The kiln\n\nIt was lit in May and it is cold again."
    assert laid.headings == ((0, 8),)
    assert laid.pages == ((0, 1), (laid.text.index("cold"), 2))


def test_bold_tells_nothing_where_most_is_bold() -> None:
    """Half of a text is not most of it; the outline's titles are headings in any type."""
    half = [line("It is cold", bottom=740, bold=True), *page("and so it", "y")]
    assert laid_out([half]).headings == ((0, 10),)
    more = [line("It is colder", bottom=740, bold=True), *page("and so it", "y")]
    assert laid_out([more]).headings == ()
    assert laid_out([page("Kilns")], frozenset({"kilns"})).headings == ((0, 5),)
    assert laid_out([]) == ("", (), (), ())


@pytest.mark.parametrize(
    ("above", "line", "count"),
    [
        (("The kiln of Osterholm was opened by the", 500, False), ("potter Ada Lind.", 200, True), 1),
        (("The kiln of Osterholm was opened by the", 500, True), ("potter Ada Lind.", 200, False), 1),
        (("The kiln of Osterholm", 300, True), ("potter Ada Lind.", 200, False), 2),
        (("The kiln of Osterholm was opened by the", 500, True), ("Potter Ada Lind.", 200, False), 2),
        (("The kiln of Osterholm was opened by none.", 500, True), ("potter Ada Lind.", 200, False), 2),
    ],
)
def test_a_sentence_goes_on_in_bold(above: tuple[str, float, bool], line: tuple[str, float, bool], count: int) -> None:
    """Where a full line ends in its middle, the next one is the same paragraph whatever is bold in it."""
    lines = [
        Line(text, 50, right, 700 - 12 * number, 710 - 12 * number, 10, bold)
        for number, (text, right, bold) in enumerate((above, line, (WORDS * 2, 500, False)))
    ]
    assert len(pdf_layout._split([*lines[:2], lines[2]._replace(bottom=600, top=610)], 1.2)) == count + 1


@pytest.mark.parametrize(
    ("bottoms", "sizes", "above", "below"),
    [
        ([750, 700, 688, 676, 664, 652], [10] * 6, 1, 0),
        ([700, 688, 676, 664, 652, 600], [10] * 6, 0, 1),
        ([762, 750, 700, 688, 676, 664], [10] * 6, 2, 0),
        ([774, 762, 750, 700, 688, 676], [10] * 6, 0, 0),
        ([715, 700, 688, 676, 664, 652], [10] * 6, 0, 0),
        ([716, 700, 688, 676, 664, 652], [10] * 6, 1, 0),
        ([722, 700, 688, 676, 664, 652], [10, 18, 10, 10, 10, 10], 0, 0),
        ([750, 700], [10] * 2, 0, 0),
        ([700], [10], 0, 0),
        ([], [], 0, 0),
    ],
)
def test_what_stands_apart_at_an_edge(bottoms: list[float], sizes: list[float], above: int, below: int) -> None:
    """Up to two lines, by white that is wider than that of the text, but for what large type needs."""
    lines = [line("x", bottom=bottom, size=size) for bottom, size in zip(bottoms, sizes, strict=True)]
    assert len(pdf_layout._edge(lines)) == above
    assert len(pdf_layout._edge(lines, from_below=True)) == below


def test_a_running_head_is_known_by_its_words_and_height() -> None:
    """Without capitals and figures, in steps of four points."""
    assert pdf_layout._key(line("Kiln 12", bottom=720)) == ("kiln #", 180)
    assert pdf_layout._key(line("KILN 7", bottom=721.9)) == ("kiln #", 180)
    assert pdf_layout._leading([page("a", "b", step=1.2, size=0.5)]).usual == 1.2


def test_a_word_that_has_its_hyphen_elsewhere_keeps_it() -> None:
    """Also before the full stop of its line."""
    assert laid_out([page("He is well-known.", "She is a well-", "known one.")]).text.endswith("a well-known one.")
    assert laid_out([page("He is unknown.", "She is a well-", "known one.")]).text.endswith("a wellknown one.")


@pytest.mark.parametrize(("first", "at"), [("a", 1), ("It", 2), ("1904-", 5)])
def test_a_page_begins_behind_the_space(first: str, at: int) -> None:
    """Or where there is none, in the middle of a range."""
    laid = laid_out([[line(first)], [line("1908 kilns")]], frozenset())
    assert laid.pages == ((0, 1), (at + (first != "1904-"), 2))


def test_lines_of_a_column_need_not_begin_at_the_same_point() -> None:
    """Up to half a point before it they belong to it."""
    right = [each._replace(left=299.5 if number % 2 else 300) for number, each in enumerate(column(300, 540, 8))]
    assert _gutter([*column(50, 290, 8), *right]) == 295


def sidebar(step: float) -> list[Line]:
    """A page with a box beside its text, whose lines stand so far from each other."""
    above = [line(f"{WORDS} Above.", 50, 540, 700)]
    text = [line(f"{WORDS} {n}", 50, 340, 680 - 12 * n) for n in range(6)]
    box = [
        line("In figures", 370, 430, 684, 12),
        *(line(f"It is {n} years old", 370, 520, 670 - step * n) for n in range(4)),
    ]
    below = [line(f"{WORDS} Below {n}.", 50, 540, 600 - 12 * n) for n in range(3)]
    return [*above, *text, *box, *below]


def test_a_box_beside_the_text_is_read_by_itself() -> None:
    """Before what stands beside it; its heading heads nothing but it, and the text goes on below."""
    laid = laid_out([sidebar(13.7)])
    assert laid.headings == ()
    texts = [f"{WORDS} {n}" for n in range(6)]
    assert laid.text.split("\n\n")[0] == f"{WORDS} Above."
    order = [laid.text.index(words) for words in ("Above.", "In figures", "It is 3 years", *texts, "Below 2.")]
    assert order == sorted(order)
    assert len(laid.text) == len(" ".join(each.text for each in sidebar(13.7))) + laid.text.count("\n\n")


def test_cells_beside_each_other_are_no_box() -> None:
    """They stand on the same heights."""
    rows = [line(f"{WORDS} {n}", 50, 340, 680 - 14 * n) for n in range(6)]
    cells = [line(f"It is {n} years old", 370, 520, 680 - 14 * n) for n in range(3)]
    assert pdf_columns._around_a_sidebar([*rows, *cells])[1] == []
    assert pdf_columns._around_a_sidebar([*rows, *(each._replace(bottom=each.bottom - 6) for each in cells)])[1]


def test_a_question_in_bold_is_a_heading() -> None:
    """As interviews have it."""
    asked = [
        line("Why is it cold?", bottom=740, bold=True),
        *page("Nobody has lit it", "since the winter of 1904, she says."),
    ]
    assert laid_out([asked]).headings == ((0, 15),)


def page_of(head: str, number: int, **about: Any) -> list[Line]:
    """A page whose first line stands apart from its text."""
    words = [line(f"The kiln of page {number * 7} is cold {n}", bottom=660 - 12 * n) for n in range(20)]
    return [line(head, bottom=700, **about), *words]


@pytest.mark.parametrize(
    "heads",
    [
        ["Chapter 1: Early kilns", "Chapter 2: Later kilns", "Chapter 2: Later kilns", "Chapter 3: The end"],
        ["I · Weir Post", "II · Weir Post", "III · Weir Post"],
        ["Weir Post", "Ana Ruiz", "Weir Post"],
        ["The kilns", "Weir Post", "The weirs", "Weir Post"],
    ],
)
def test_running_heads_that_differ(heads: list[str]) -> None:
    """In smaller type they stand where those of other pages do, or begin alike with a number; others are text."""
    for about, kept in (({"size": 9}, False), ({"bold": True, "size": 14}, True)):
        text = laid_out([page_of(head, number, **about) for number, head in enumerate(heads, 1)]).text
        assert all((head in text) == kept for head in heads if heads.count(head) == 1 and " · " not in head)
    apart = [page_of(head, number, size=9) for number, head in enumerate(["The kiln is out", "A weir", "Ana Ruiz"], 1)]
    assert "Ana Ruiz" in laid_out(apart).text


@pytest.mark.parametrize(
    ("heads", "about", "kept"),
    [
        (["Section 3", "Section 7", "Section 9"], {"bold": True}, True),
        (["Section 3", "Section 7", "Section 9"], {"size": 14}, True),
        (["Section 3", "Section 7", "Section 9"], {}, False),
        (["Weir Post 11", "Weir Post 12", "Weir Post 13"], {"bold": True}, False),
        (["Chapter 2", "Chapter 2", "Chapter 3"], {"bold": True}, False),
    ],
)
def test_headings_at_the_top_of_pages(heads: list[str], about: dict[str, Any], kept: bool) -> None:
    """They differ by their numbers, which don't go up as those of the pages do."""
    body = without_running_heads([page_of(head, n, **about) for n, head in enumerate(heads, 1)])
    assert (body[0][0].text == heads[0]) is kept


def test_white_through_lines_of_justified_text_is_no_table() -> None:
    """It is as wide as that between their other words."""
    words = ["the", "kiln", "of", "Osterholm", "stood", "cold", "in", "March", "again"]

    def justified(bottom: float, shift: float) -> Line:
        gaps = tuple(
            (n, 50 + 40 * n - 8 + shift * (n != 4), 50 + 40 * n + shift * (n != 4)) for n in range(1, len(words))
        )
        return Line(" ".join(words), 50, 400, bottom, bottom + 10, 10, gaps=gaps)

    lines = [justified(700 - 12 * n, shift) for n, shift in enumerate((0, 9, 18))]
    assert [row.cells for row in pdf_tables.table_rows(lines)] == [()] * len(lines)


def spaced(step: float, count: int = 12, **look: Any) -> list[Line]:
    """A sentence over so many full lines that stand so far apart, and below it lines of another that stand close."""
    long = [
        Line(f"and the kiln of Osterholm is cold and grey {n}", 50, 350, 700 - step * n, 708 - step * n, 10, **look)
        for n in range(count)
    ]
    below = 700 - step * count - 20
    close = [
        Line(f"as Ada Lind says of the other kiln too {n}", 50, 350, below - 12 * n, below + 8 - 12 * n, 10)
        for n in range(20)
    ]
    return [*long, *close]


@pytest.mark.parametrize(("step", "look", "count"), [(23, {}, 2), (23, {"bold": True}, 13), (40, {}, 13)])
def test_double_spaced_text_beside_other_text(step: float, look: dict[str, bool], count: int) -> None:
    """Its lines are those of a paragraph, but for bold ones, which are headings, and for what is farther apart."""
    assert len(laid_out([spaced(step, **look)]).text.split("\n\n")) == count


def test_a_page_that_tells_how_many_there_are() -> None:
    """The line that does, at an edge, is no text; another page's number is."""
    pages = [
        [line("The kiln is cold and", bottom=700), line("and grey.", bottom=688), line(f"Page {n} of {m}", bottom=676)]
        for n, m in ((1, 2), (2, 3))
    ]
    assert [[each.text for each in page] for page in without_running_heads(pages)] == [
        ["The kiln is cold and", "and grey."],
        ["The kiln is cold and", "and grey.", "Page 2 of 3"],
    ]


@pytest.mark.parametrize(("pages", "gone"), [((3, 4, 5), True), ((2, 4, 6), True), ((3, 4, 6), False)])
def test_the_head_of_a_part(pages: tuple[int, ...], gone: bool) -> None:
    """It stands on three pages in a row, or on every other one."""
    body = [line(f"The kiln is cold, they say {n}", bottom=640 - 12 * n) for n in range(6)]
    book = [[*([line("Opinion of the court", bottom=700)] if n in pages else []), *body] for n in range(1, 31)]
    heads = [each.text for page in without_running_heads(book) for each in page if each.bottom == 700]
    assert heads == ([] if gone else ["Opinion of the court"] * 3)


@pytest.mark.parametrize(
    ("text", "is_heading"), [("Monsieur le Président,", False), ("Dear friends!", False), ("Dear friends", True)]
)
def test_a_greeting_is_no_heading(text: str, is_heading: bool) -> None:
    """However it is set; its comma tells."""
    body = [line(f"The kiln of Osterholm is cold {n}", bottom=640 - 12 * n) for n in range(6)]
    laid = laid_out([[Line(text, 50, 200, 690, 705, 15, bold=True), *body]])
    assert (len(laid.headings) == 1) is is_heading


@pytest.mark.parametrize(
    ("first", "second", "is_heading"),
    [
        ("Airworthiness of the Boats of", "Osterholm and the Weir", True),
        ("2. The kiln, the weir and the", "boats of Osterholm", True),
        ("and the boats of Osterholm are", "older than the weir", False),
        ("(the boats of Osterholm are", "older than the weir)", False),
        ("Are the boats of Osterholm", "older than the weir?", False),
        ("The boats of Osterholm are", "older than the weir.", False),
        (
            "The boats of Osterholm are older than the weir and all",
            "the kilns that Ada Lind has ever seen there",
            False,
        ),
    ],
)
def test_a_bold_heading_may_be_on_two_lines(first: str, second: str, is_heading: bool) -> None:
    """Where it is short, begins as one, and ends as no sentence and no question."""
    bold = [Line(first, 50, 200, 700, 710, 10, bold=True), Line(second, 50, 150, 688, 698, 10, bold=True)]
    body = [line(WORDS, bottom=660 - 12 * n) for n in range(6)]
    laid = laid_out([[*bold, *body]])
    assert laid.text.startswith(f"{first} {second}\n\n")
    assert bool(laid.headings) is is_heading


def test_numbers_of_several_levels_open_items() -> None:
    """As "5.2." does; a figure with a point doesn't."""
    texts = ["• The kiln is cold and grey,", "5.2. The weir", "is low, by some", "3.5 metres or more."]
    rows = [line(text, bottom=700 - 12 * n) for n, text in enumerate(texts)]
    assert laid_out([rows]).text.split("\n\n")[:2] == [texts[0], "5.2. The weir is low, by some 3.5 metres or more."]


def test_a_table_of_figures_is_not_taken_for_columns_inside_of_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place between its cells would be tried in each part of each other."""
    looked_at: list[int] = []
    monkeypatch.setattr(pdf_columns, "_fills_its_width", lambda lines: looked_at.append(len(lines)))
    cells = [
        Line("1,904", 50 + 40 * x, 70 + 40 * x, 700 - 12 * y, 708 - 12 * y, 10) for x in range(12) for y in range(30)
    ]
    assert _gutter(cells) is None
    assert len(looked_at) < 30


def test_the_same_cells_are_looked_at_once_in_whatever_columns_they_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large table of words has some thousand parts, each of which is in the parts of many others."""
    looked_at: list[tuple[int, ...]] = []
    monkeypatch.setattr(pdf_columns, "_fills_its_width", lambda lines: looked_at.append(tuple(map(id, lines))))
    cells = [
        Line("osterholm", 50 + 40 * x, 85 + 40 * x, 700 - 12 * y, 708 - 12 * y, 5) for x in range(9) for y in range(30)
    ]
    assert _gutter(cells) is None
    most = Counter(looked_at).most_common(1)[0][1]
    assert len(set(looked_at)) > 30
    assert most < 25


def test_white_that_parts_the_same_lines_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their left edges may differ by a hair; the widest white of these counts."""
    tried: list[int] = []
    monkeypatch.setattr(pdf_columns, "_are_columns", lambda left, right, *_: tried.append(len(left)))
    rows = [Line("osterholm", 300 + 0.01 * n, 500, 700 - 12 * n, 708 - 12 * n, 10) for n in range(30)]
    assert _gutter([*column(50, 290, 30), *rows]) is None
    assert tried == [30]


def numbered(count: int, last: int = 28) -> list[Line]:
    """A page of so many numbered lines, every other one of which has words."""
    return [
        Line(
            f"{n} the kiln of {WORDS[n:]}" if n % 2 else str(n),
            50,
            400 if n % 2 else 60,
            740 - 24 * n,
            748 - 24 * n,
            10,
        )
        for n in range(1, count + 1)
    ] + [line("- 2 -", bottom=20)] * (count == last)


def test_the_numbers_of_lines_are_no_words() -> None:
    """From 1 to 28 on each page, or with blank lines among them; those of a list, or of one that ends sooner, stay."""
    two = pdf_layout.without_line_numbers([numbered(28), numbered(28)])
    assert [each.text[:8] for each in two[1]] == ["the kiln"] * 14 + ["- 2 -"]
    assert two[0][0].left == pytest.approx(50 + 350 * 2 / len(numbered(28)[0].text))
    (one,) = pdf_layout.without_line_numbers([numbered(28)])
    assert len(one) == 15
    full = [each._replace(text=f"{each.text} is grey") for each in numbered(28)]
    for pages in ([full], [full, full[:25]], [numbered(19), numbered(19)]):
        assert pdf_layout.without_line_numbers(pages) == pages


BOX = [line("The kiln of Osterholm", 50, 150, 700 - 12 * number) for number in range(4)]
BESIDE = [line("The kiln of Osterholm", 170, 540, 694 - 12 * number) for number in range(4)]


@pytest.mark.parametrize(
    ("left", "right", "are_beside"),
    [
        (BOX, BESIDE, True),
        (BOX[:2], BESIDE, False),
        (BOX, BESIDE[:2], False),
        ([each._replace(right=163) for each in BOX], BESIDE, True),
        ([each._replace(right=164) for each in BOX], BESIDE, False),
        ([each._replace(text="x" * 14) for each in BOX], BESIDE, False),
        (BOX, [each._replace(cells=("a",)) for each in BESIDE], False),
        (BOX, [each._replace(left=170, right=540) for each in BOX], False),
        (BOX, [each._replace(bottom=each.bottom - 100, top=each.top - 100) for each in BESIDE], True),
        (BOX, [each._replace(bottom=each.bottom + 100, top=each.top + 100) for each in BESIDE], False),
    ],
)
def test_a_box_beside_text(left: list[Line], right: list[Line], are_beside: bool) -> None:
    """Of lines enough that stand on heights of their own; one above the text heads it."""
    assert pdf_columns._are_beside(left, right, 170) is are_beside


def headings_at_edges(*places: tuple[str, int], **about: Any) -> list[str]:
    """The words of the headings among lines at the edges of pages."""
    lines = [(line(text, **about), number) for text, number in places]
    ids = pdf_layout._headings_at_edges(lines, 10)
    return [each.text for each, _ in lines if id(each) in ids]


def test_headings_at_the_edges_of_pages() -> None:
    """In large or bold type, each once, with numbers that don't go up as those of pages do."""
    sections = [("Section 3", 1), ("Section 7", 2)]
    assert headings_at_edges(*sections, size=20) == ["Section 3", "Section 7"]
    assert headings_at_edges(*sections, bold=True) == ["Section 3", "Section 7"]
    assert headings_at_edges(*sections) == []
    assert headings_at_edges(("Section 3", 1), ("Section 3", 2), ("Section 7", 3), size=20) == ["Section 7"]
    assert headings_at_edges(("Page 3", 3), ("Page 4", 4), size=20) == []


@pytest.mark.parametrize(
    ("words", "size", "is_heading"),
    [("Dear Ana,", 20, False), ("Dear Ana", 20, True), ("The mill:", 20, True), ("Dear Ana", 10, False)],
)
def test_a_greeting_heads_nothing(words: str, size: float, is_heading: bool) -> None:
    """However large it is set."""
    part: Any = SimpleNamespace(lines=[line(words, size=size)])
    assert pdf_layout._is_heading([part], words, 10) is is_heading


@pytest.mark.parametrize(
    ("lefts", "words"),
    [
        ((50, 250), ["kiln", "", "kiln"]),
        ((150, 250), ["", "kiln", "kiln"]),
        ((50, 150, 250), ["kiln", "kiln", "kiln"]),
        ((50,), ["kiln"]),
        ((50, 350), ["kiln", "kiln"]),
        ((50, 55), ["kiln", "kiln"]),
    ],
)
def test_a_row_has_a_cell_in_each_column(lefts: tuple[int, ...], words: list[str]) -> None:
    """Where each of its cells stands in a column of its own."""
    row = [cell(left, left + 40) for left in lefts]
    assert [each.text for each in pdf_tables._with_empty_cells(row, OTHER)] == words


def test_a_box_whose_lines_are_level_with_the_text_is_read_by_itself_where_it_is_written_so() -> None:
    """LibreOffice writes the words of a frame before those of its paragraph; of a table a program writes each row."""
    box = ["the weir in figures is", "two metres high and it", "has five gates in all"]
    text = ["It was built in 1794 by a company that went", "bankrupt before the first barge", "had passed the gates"]
    sides = [
        [Line(words, x, x + 5.0 * len(words), 100 - 14.0 * n, 110 - 14.0 * n, 12.0) for n, words in enumerate(side)]
        for x, side in ((300.0, box), (50.0, text))
    ]
    apart = [line for side in sides for line in side]
    by_row = [line for row in zip(*sides, strict=True) for line in row]
    assert [line.text for column in columns(apart) for line in column] == [*box, *text]
    assert [line.text for column in columns(by_row) for line in column] != [*box, *text]


def test_a_short_line_of_arabic_ends_a_paragraph() -> None:
    """It ends on the left, where there was room for the next word."""
    words = ["٥ مايو ٢٠٢١", "بدأ العمل في الجسر عام ١٩٦٢ وانتهى بعد أربع سنوات", "وكلف الجسر مليوني دينار"]
    page = [
        Line(text, 400 - 6.0 * len(text), 400, 100 - 26.0 * n, 110 - 26.0 * n, 12.0) for n, text in enumerate(words)
    ]
    assert laid_out([page]).text == f"{words[0]}\n\n{words[1]} {words[2]}"


def test_columns_of_another_width_than_those_above_are_read_one_after_the_other() -> None:
    """A box stands on the right of the text above, and two columns below it, whose lines cross the white beside it."""

    def side(left: float, right: float, top: float, words: list[str]) -> list[Line]:
        return [Line(text, left, right, top - 12.0 * n, top + 9 - 12.0 * n, 11.0) for n, text in enumerate(words)]

    names = {key: [f"{key} goes on with line {n} of it" for n in range(count)] for key, count in
             {"text": 9, "box": 6, "left": 4, "right": 6}.items()}  # fmt: skip
    page = [
        *side(378, 512, 700, names["box"]), *side(64, 350, 700, names["text"]),
        *side(64, 279, 534, names["left"]), *side(308, 532, 546, names["right"]),
    ]  # fmt: skip
    order = [line.text.split()[0] for part in columns(page) for line in part]
    assert [word for word, _ in groupby(order)] == ["text", "box", "left", "right"]


def test_the_heading_of_what_stands_below_columns_is_not_of_the_left_one() -> None:
    """It is larger than the text, and the lowest line above a line across the page."""

    def side(left: float, name: str, count: int) -> list[Line]:
        words = [f"{name} goes on with line {n} of the text" for n in range(count)]
        return [Line(text, left, left + 230, 700 - 12.0 * n, 709 - 12.0 * n, 10.0) for n, text in enumerate(words)]

    heading = Line("The auction", 57, 160, 602, 614, 15.8)
    across = [Line(f"below goes on with line {n} of it", 57, 524, 575 - 12.0 * n, 584 - 12.0 * n, 10.0) for n in (0, 1)]
    page = [*side(57, "left", 6), *side(303, "right", 5), heading, *across]
    order = [line.text.split()[0] for part in columns(page) for line in part]
    assert [word for word, _ in groupby(order)] == ["left", "right", "The", "below"]
