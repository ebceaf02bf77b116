"""Tables of printed pages on both sides of each bound: what stands on a height, in a row, in a cell.

A page is drawn by its numbers: a line is a height and, parted by slashes, its pieces, each with its left edge and its
right one, where it isn't as wide as its words in type of 10 points (5 points a character). White that may part cells is
told in points: `<6>`. After `*` stand the size of the type, `B` for bold, `C` for a row that the page marks as such.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from syrupy.assertion import SnapshotAssertion

from retrieval.readers.pdf.tables import Line, is_right_to_left, table_rows
from tests.approved import lines, table

_PIECE = re.compile(r"(?P<left>-?[\d.]+)(?:–(?P<right>[\d.]+))? (?P<words>.*)")


def drawn(page: str) -> Iterator[Line]:
    """The lines of a page that is drawn by its numbers."""
    for row in page.strip().split("\n"):
        row, _, look = row.partition(" *")
        height, _, pieces = row.partition(" ")
        size = float(number[0]) if (number := re.search(r"[\d.]+", look)) else 10.0
        for piece in pieces.split(" / "):
            match = _PIECE.fullmatch(piece)
            assert match is not None, piece
            words: list[str] = []
            gaps: list[tuple[int, float, float]] = []
            left = at = float(match["left"])
            for part in re.split(r" ?(<[\d.]+>) ?| ", match["words"]):
                if part is None:
                    at += 2.5
                elif part.startswith("<"):
                    gaps.append((len(words), at, at + float(part[1:-1])))
                    at = gaps[-1][2]
                else:
                    words.append(part)
                    at += 5.0 * len(part)
            text, right, bottom = " ".join(words), float(match["right"] or at), float(height)
            cells = (text,) if "C" in look else ()
            yield Line(text, left, right, bottom, bottom + size, size, "B" in look, cells, tuple(gaps))


def seen(page: str) -> str:
    """The lines of a page as they are read, with how many cells they have and from where to where they run."""
    rows = table_rows(list(drawn(page)))
    return " ◦ ".join(f"{row.text} ({len(row.cells)}, {row.left:g}–{row.right:g})" for row in rows)


def edges(page: str, *values: object) -> str:
    """What is read of a page with some values in the place of `#`: those that make no difference together."""
    outcomes = [(str(value), seen(page.replace("#", str(value)))) for value in values]
    groups = [([value for value, _ in group], text) for text, group in groupby(outcomes, key=lambda pair: pair[1])]
    return lines(f"━━ {page!r}", *(f"  {', '.join(map(repr, group))} → {text}" for group, text in groups))


TEXT = "30–330 The harbour office said on Monday that the old mill is gone."
SPREAD = "30 The / 90–105 old / 150–170 mill / 215–330 is"


def test_which_way_lines_run(snapshot: SnapshotAssertion) -> None:
    """By most of their letters."""
    texts = ("אב ab", "אבג ab", "אב abc", "אב a", "אב a 1,2", "12", "ab")
    assert table(lambda words: is_right_to_left(list(drawn(f"700 0 {words}"))), texts) == snapshot


def test_what_stands_on_a_height(snapshot: SnapshotAssertion) -> None:
    """Lines whose heights differ by less than half of their type, and that the page doesn't mark as rows."""
    examples = (
        edges("700 0 Ana\n# 16 Ruiz", 696, 695.6, 695.5, 695),
        edges("700 0 Ana\n# 16–40 Ruiz *20", 691.1, 691, 690),
        edges("700 0 Ana *20\n# 16–40 Ruiz", 691.1, 691, 690),
        edges("700 0–3 Ana *0.5\n# 3.1–9 Ruiz *0.5", 699.6, 699.55, 699.5, 699.2),
        edges("700 0 Ana#\n700 16 Ruiz", "", " *C"),
        edges("700 0 Ana\n700 16 Ruiz#", "", " *C"),
        edges("700 0 Ana\n697 16 Ruiz\n# 38 Ray", 696, 695.6, 695.5, 694),
    )
    assert lines(*examples) == snapshot


def test_what_is_one_cell(snapshot: SnapshotAssertion) -> None:
    """White between two pieces parts cells, or words, or nothing; not behind the mark of an item."""
    small = ("1.1–2", "1.2–2", "2.2–4", "2.3–4", "3–4")
    examples = (
        edges("700 0 Ana / # Ruiz\n680 0 Bob / # Ray", 15.5, 16.1, 27, 27.1, 60),
        edges("700 -15–0 Ana / # Ruiz", 1.1, 1.2, 1.3),
        edges("700 0 Ana# / 16 Ruiz", "", ".\ue0013\ue002"),
        edges("700 0 It burned#", "", ".\ue0013\ue002"),
        edges("700 0–1 A *0.5\n700 # B *0.5\n680 0–1 C *0.5\n680 # D *0.5", *small),
        edges("700 0 Ana / # Ruiz *20\n676 0 Bob / # Ray *20", "16–40", "17.4–40", "39–60", "39.1–60"),
        edges("700 0 # / 60 It burned.\n680 0 # / 60 It did not.", "•", "1.", "(12)", "a)", "1234.", "A)", "o", "x"),
        edges("700 0 אבג / # דהו\n680 0 אבג / # דהו", 15.5, 16.2, 27.1),
        edges("700 0 The / 18–# mill / 40 burned", 22, 38, 39, 60),
    )
    assert lines(*examples) == snapshot


def test_which_rows_are_of_a_table(snapshot: SnapshotAssertion) -> None:
    """White parts them where it parts one of the two rows above or below, at an edge of a cell or of a figure."""
    first, pair = "700 0 Ana / 60 Ruiz", "700 0 Ana / 60 Ruiz\n688 "
    texts = [f"\n{688 - 12 * n} {TEXT}" for n in range(3)]
    examples = (
        edges(f"{first}#", *("".join(texts[:n]) + f"\n{688 - 12 * n} 0 Bo / 60 Ray" for n in range(4))),
        edges(f"{pair}9–30 Bo / # Ray", 54, 54.1, 65.9, 66),
        edges(f"{pair}9–30 Bo / 45–# Ray", 74, 80, 86),
        edges(f"{pair}#–30 Bo / 100 Ray", 0, 6),
        edges(f"{pair}40–# Bo / 100 Ray", 74, 74.1, 85.9, 86),
        edges(f"{pair}6–# Bo / 100 Ray", 9, 9.1, 20.9, 21),
        edges("700 0 Ana / 60–80 2019\n688 9–30 Bo / 45–# 7", 74, 74.1, 85.9, 86),
        edges("700 0 Ana / 60–80 2019\n688 9–30 Bo / 45–80 #", 7, "x"),
        edges("700 0 Ana / 60–80 #\n688 9–30 Bo / 45–80 7", "much", "2019"),
        edges("700 0–# Ana / 120–160 Ruiz\n688 0–30 Bo / 120 Ray", 72, 72.1),
        edges("700 0 Ana / 60 Ruiz\n688 #", "0 Bo", "60 Bo", "40–80 Bo"),
    )
    assert lines(*examples) == snapshot


def test_which_rows_are_justified_text(snapshot: SnapshotAssertion) -> None:
    """Where all words are as far apart, and two lines of text near them begin and end where they do."""
    pair, other = f"688 {SPREAD}\n676 {SPREAD}", "30–320 The weir is still there, as they said"
    ends = [f"{left}–{right} The mill" for left in (30, 32.4, 32.5) for right in (325, 327.5, 327.6, 332.4, 332.5)]
    examples = (
        edges(f"700 #\n{pair}\n664 #", *ends),
        edges(
            f"700 {TEXT}\n688 30 The / #–105 old / 150–170 mill / 215–330 is\n676 {SPREAD}\n664 {TEXT}", 90, 87.5, 87.4
        ),
        edges(f"700 {TEXT}\n{pair}\n664 #", TEXT, other, "30–130 The / 150–330 mill", "30–110 The / 210–330 mill"),
        edges(
            f"700 {TEXT}\n688 30 The / 90–105 # / 150–170 mill / 215–330 is\n676 {SPREAD}\n664 {TEXT}", "old", "old one"
        ),
    )
    assert lines(*examples) == snapshot

    def beside(case: str) -> int:
        rows = {0: SPREAD, 1: SPREAD} | {int(n): TEXT for n in case.split()}
        page = "\n".join(f"{700 - 12 * n} {rows.get(n, other)}" for n in range(-9, 10))
        return sum(len(row.cells) > 1 for row in table_rows(list(drawn(page))))

    assert table(beside, ("-1 -2", "-1 -5", "-1 -6", "-1 -7", "2 6", "2 7", "2 8", "-5 6", "2", "")) == snapshot(
        name="n"
    )


def test_white_that_runs_through_rows(snapshot: SnapshotAssertion) -> None:
    """It parts cells even where it is narrow, in three rows or more that stand near each other in type of one size."""
    two, three = "700 0 Ana <6> Osten\n688 0 Bob <6> Ley", "\n676 0 Cyr <6> Weir"
    examples = (
        edges(
            "700 0 Ana <6> Osten <6> May\n688 0 Bo# <6> Ley <16> June\n676 0 Cyr <6> Weir <11> July", " <5>", " <4>", ""
        ),
        edges("700 0 Ana <6> Osten\n# 0 Bob <6> Ley\n658 0 Cyr <6> Weir", 688, 682, 670, 669.9),
        edges(f"700 0 Ana <6> Osten\n688 0 Bob <6> Ley *#{three}\n664 0 Day <6> Mill", 10, 10.4, 10.5, 9.5),
        edges(f"{two}#", "", three, "\n676 0 Cyr Weir", "\n676 0 Cyr Weir\n664 0 Day <6> Mill"),
        edges("700 0 Ana <#> Osten\n688 0 Bob <#> Leyre\n676 0 Cyr <#> Weirs", 4.4, 4.5, 4.6),
        edges("700 0 Ana / # Osten\n688 0 Bob / # Ley\n676 0 Cyr / # Weir", 18, 19.5, 19.6, 26),
        edges(f"700 0 Ana <6> Osten\n688 0 Bob <#> Ley{three}", 6, 9.9, 10, 11),
        edges(
            "700 0 Ana <6> Osten / 60–80 May\n688 0 Bo <11> Ley / 60–80 June\n676 0 Cyr <6> Weir / 60–80 #",
            "Fall",
            "Fall <6> 3",
        ),
        edges(
            "700 0 Mon / 15.5 day <6> May\n688 0 Fri / 15.5 day <6> June\n676 0 Sun / #",
            "15.5 day <6> July",
            "20 ay <6.5> July",
        ),
        edges(f"#{two}{three}", f"712 {TEXT}\n", "712 0 Total\n", f"731 {TEXT}\n", f"712 {TEXT} *9\n"),
    )
    assert lines(*examples) == snapshot


def test_white_that_makes_no_table(snapshot: SnapshotAssertion) -> None:
    """Behind labels and the marks of items, and between the words of justified lines."""
    text = "700 0 it <10> runs <#> far <6> on\n688 0 here <10> it <#> a <6> mill\n676 0 a <10> river <#> from <6> it"
    apart = text.replace("#", "10")
    examples = (
        edges("700 0 Name: <6> Ana\n688 0 Town: <6> Ley\n676 0 # <6> May", "Days:", "Days", "Days：", "Day: <6> 3"),
        edges("700 0 Name: <6> Ana <6> a\n688 0 Town: <6> Ley <6> b\n676 0 Days: <6> May <6> c#", "", "\n664 0 Days:"),
        edges("700 0 Name: <6> Ana\n688 0 Town: <6> Ley\n676 0 Days: <6> May\n664 #", "0 Months", "0 Year: <6> One"),
        edges(
            "700 0 #. <6> It was so\n688 0 #. <6> It was not\n676 0 #. <6> It is all",
            1,
            123,
            1234,
            "a",
            "iv",
            "xiii",
            "ab",
        ),
        edges(
            "700 0 # <6> It was so\n688 0 # <6> It was not\n676 0 # <6> It is all", "—", "o", "oo", "(1)", "(b)", "1"
        ),
        edges(text, 6, 10.4, 10.5, 10.6, 14),
        edges(text.replace("\n", "#\n").replace("<#>", "<10>") + "#", "", " a", " a mill", " a mill is"),
        edges(
            apart.split("\n")[0] + "\n688 0 Ana <35> Ruiz\n676 0 Bob <35> Ray#",
            "",
            "\n664 0 a <10> river <10> from <6> it",
        ),
        edges(apart + "\n664 0 Ana <35> Ruiz\n652 0 Bob <35> Ray#", "", "\n640 0 Cy <40> Ley\n628 0 Dan <35> Mill"),
        edges(
            "700 0 it <14> runs <10> from / # so\n688 0 at <14> mill <10> from / # it\n676 0 the mills <11.5> from",
            78.4,
            78.5,
            78.6,
        ),
        edges("700 0 it <10> runs <10> far\n688 0 here <10> it <10> a\n676 0 a <10> river <10> from#", "", " <10> it"),
    )
    assert lines(*examples) == snapshot


def test_cells_below_each_other(snapshot: SnapshotAssertion) -> None:
    """They begin or end alike, or are around the same place; rows that lack some have empty ones."""
    four = "700 0 Ana <20> Osten <20> May\n688 0 Bob <20> Ley <30> June\n676 #\n664 0 Cyr <20> Mills <20> July"
    firsts = ("0 Eve <20> Weir", "35 Weir <21> Aug", "31.1 Weir <21> Aug", "31 Weir <21> Aug", "38.9 Weir <21> Aug")
    examples = (
        edges("700 0 Ana <20> Osten\n688 0 Bob <#> Ley\n676 0 Cyr <20> Weir", 16, 16.1, 20, 23.9, 24),
        edges("700 0 Ana <20> 100\n688 0 Bob <#> 7\n676 0 Cyr <20> 200", 26, 26.1, 30, 33.9, 34),
        edges("700 0 Ana <20> #\n688 0 Bob <30> 7\n676 0 Cyr <20> 200", 100, "pcs"),
        edges("700 0 Ana <20> 100\n688 0 Bob <30> #\n676 0 Cyr <20> 200", 7, "x"),
        edges("700 0 Ana <20> Ostend\n688 0 Bob <#> Leys\n676 0 Cyr <25> Weir", 25, 27.4, 28.9, 29, 31),
        edges("700 0 Ana <#> Osten *B\n688 0 Bob <20> Ley\n676 0 Cyr <20> Weir\n664 0 Dan <20> Mill", 20, 24, 40),
        edges(
            "700 0 Ana <11.9> Osten *B\n688 0 Bob <6> Ley#\n676 0 Cyr <6> Weir\n664 0 Dan <6> Mill", "", " *B", " *9.9"
        ),
        edges(four, *firsts, "0 Eve", "35 Weir", "75 Aug", "35 Weir <2.5> so <20> Aug"),
    )
    assert lines(*examples) == snapshot


def test_cells_of_several_lines(snapshot: SnapshotAssertion) -> None:
    """Lines of a cell stand closer than rows, one of which is full; what is set apart above and below isn't of it."""
    boats, mills, weirs = "700 0 Boats <20> to cross", "676 0 Mills <20> to grind", "660 0 Weirs <20> to hold"
    above = ("", "710 45 Its use\n", "712 45 Its use\n", "712.1 45 Its use\n", "712.1 45 Its use\n722.1 45 Much\n")
    below = ("650 45 it", "648 45 it", "647.9 45 it", "647.9 45 it\n637.9 45 up", "647.9 45 it\n634 45 up")
    examples = (
        edges(
            f"{boats}\n690 45 rivers\n# 0 Mills <20> to grind\n660 0 Weirs <20> to hold", 680, 678.1, 678, 677.9, 674
        ),
        edges(
            f"#{boats}\n690 45 rivers\n{mills}\n{weirs}",
            *above,
            "712.1 0 Boats <20> the sea\n",
            "726 45 Much\n712.1 45 Use\n",
        ),
        edges(f"{boats}\n690 45 rivers\n{mills}\n{weirs}\n#", *below, "647.9 0 Quays <20> to be"),
        edges(f"{boats}\n690 # rivers\n{mills}\n{weirs}", 0, 45, 41.1, 41, 50, 55, 57, 62),
        edges(f"{boats}\n690 # so\n{mills}\n{weirs}", 55, 62.6, 62.7, 54.8, 54.7, 76.4, 76.6),
        edges(f"{boats} <20> May\n690 0 and\n690 45 rivers\n{mills} <18> #\n{weirs} <23> Fall", "July", "July 3"),
        edges(f"{boats} <20> May\n690 45 # <20> June\n{mills} <18> July\n{weirs} <23> Fall", "rivers", "all rivers"),
        edges(f"{boats} <20> May\n690 0 Mills <20> to grind\n# 0 Weirs <20> to hold", 678.1, 678, 677.9),
        edges(
            f"{boats}\n690 45 rivers\n680 45 and seas\n664 0 Mills <20> to grind\n648 0 Weirs <20> to hold#",
            "",
            "\n638 45 it",
        ),
    )
    assert lines(*examples) == snapshot


def test_names_of_columns(snapshot: SnapshotAssertion) -> None:
    """A word for each column above rows, or a row in bold; marks of notes and empty cells aren't shown."""
    rows = "688 0 Ana / 60 Osten / 120 May 3\n676 0 Bo / 60 Ley / 120 May 4"
    names = (
        "Name Place Day",
        "Name Place",
        "Name Place Day Hour",
        "Name Place 2019",
        "Name Place Day.",
        "Name Place Day:",
    )
    examples = (
        edges(f"700 0 #\n{rows}", *names),
        edges("700 0 Name / 60 Place#\n688 0 Ana / 60 Osten\n676 0 Bo / 60 Ley", "", " *B"),
        edges("700 0 Name / 60 Place *B\n688 0 Ana / 60 Osten#\n676 0 Bo / 60 Ley", "", " *B"),
        edges(
            "700 0 Ana.\ue0013\ue002 / 60 Osten\n688 0 Bo\ue0013\ue002 / 60 Ley#",
            ".\ue0011234\ue002",
            ".\ue001123\ue002",
        ),
        edges("700 0 אבג / 60 דהו\n688 0 אבג / 60 #", "דה", "abcdefgh"),
    )
    assert lines(*examples) == snapshot
