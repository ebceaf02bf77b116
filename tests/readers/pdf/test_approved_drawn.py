"""Words that lines strike out and tables that they rule, on both sides of each bound.

A page is drawn by its numbers: `— left right height` is a level line, `| place bottom top` an upright one, and
`left baseline words` are words whose letters are 5 points wide, in type of 10 points or of `*size`.
"""

from itertools import groupby

from syrupy.assertion import SnapshotAssertion

from retrieval.readers.pdf.drawn import Character, Drawn, Rules, drawn_on
from retrieval.readers.rows import MOST_COLUMNS
from tests.approved import lines, table


def page(drawing: str) -> tuple[Rules, list[Character]]:
    """The lines and characters of a page that is drawn by its numbers."""
    rules, characters = Rules([], []), list[Character]()
    for row in filter(None, drawing.split("\n")):
        first, *rest = row.split(" ")
        if first == "—":
            left, right, height = map(float, rest)
            rules.level.append((left, height, right, height))
        elif first == "|":
            place, bottom, top = map(float, rest)
            rules.upright.append((place, bottom, place, top))
        else:
            words, _, size = " ".join(rest[1:]).partition(" *")
            at, baseline, number = float(first), float(rest[0]), characters[-1].at + 1 if characters else 0
            for n, letter in enumerate(words):
                if letter != " ":
                    box = at + 5 * n, baseline, at + 5 * n + 5, baseline + 6
                    characters.append(Character(number + n, box, baseline, float(size or 10), letter.isalnum()))
    return rules, characters


def shown(drawing: str) -> str:
    """The words that are struck out, and how many letters are in each cell; of wide and high cells also how much so."""
    rules, characters = page(drawing)
    drawn = drawn_on(rules, characters)
    struck = [each.box[0] for each in characters if each.at in drawn.struck]
    told = [f"struck {len(struck)} from {min(struck):g} to {max(struck) + 5:g}"] if struck else []
    return " ◦ ".join([*told, *_rows(drawn)]) or "nothing"


def _rows(drawn: Drawn) -> list[str]:
    placed = list(drawn.places.values())
    rows = groupby(sorted(drawn.cells.items()), key=lambda item: item[0][:2])
    return [
        f"{table}.{row}: "
        + " | ".join(
            f"{placed.count(place)}" + (f" ({cell.columns}×{cell.rows})" if cell.columns + cell.rows > 2 else "")
            for place, cell in cells
        )
        for (table, row), cells in rows
    ]


def edges(drawing: str, *values: object) -> str:
    """What is seen of a drawing with some values in the place of `#`: those that make no difference together."""
    outcomes = [(str(value), shown(drawing.replace("#", str(value)))) for value in values]
    groups = [([value for value, _ in group], text) for text, group in groupby(outcomes, key=lambda pair: pair[1])]
    return lines(f"━━ {drawing!r}", *(f"  {', '.join(map(repr, group))} → {text}" for group, text in groups))


def test_struck_words(snapshot: SnapshotAssertion) -> None:
    """Whole words, by a line through the middle of their letters that is no longer than they are."""
    sentence = "\n100 500 It is nine today"
    assert (
        lines(
            edges(f"— 130 150 #{sentence}", 501.1, 501.2, 503, 505, 505.1),
            edges(f"— 130 150 #{sentence} *20", 502.3, 502.4, 510, 510.1),
            edges(f"— # 150 503{sentence}", 130, 132.5, 132.6),
            edges(f"— 130 # 503{sentence}", 150, 147.5, 147.4, 157.5, 157.4),
            edges("— 100 # 503\n100 500 It", 110, 112.5, 112.6),
            edges("— # 110 503\n100 500 It", 102.5, 102.6),
            edges("— 100 105 503\n100 500 #", "I", "I am"),
            edges("— 100 110 503\n100 500 #", "It, is", "Its", "It"),
            edges("— 100 110 503\n100 500 It\n110 # is", 500, 502.4, 502.5),
            edges("— 160 185 503\n— 100 110 503\n— 100 110 495" + sentence, ""),
            edges("— 100 110 483\n— 100 110 503\n100 500 It\n100 480 is", ""),
            edges("#\n100 500 It", "", "— 100 110 503", "| 100 490 510"),
            edges("— 100 110 503#", "", "\n100 500 It"),
        )
        == snapshot
    )


GRID = "".join(f"\n— 100 300 {y}" for y in (500, 540, 560)) + "".join(f"\n| {x} 500 560" for x in (100, 200, 300))
FILLED = "\n105 545 Mill\n205 545 Weir\n105 525 long\n105 510 one\n205 525 4"


def test_lines_that_rule_a_table(snapshot: SnapshotAssertion) -> None:
    """They touch each other, there are three each way, and there are words between them."""
    assert (
        lines(
            edges(f"#{FILLED}", GRID, GRID.replace("\n— 100 300 540", ""), GRID.replace("\n| 200 500 560", "")),
            edges(GRID.replace("| 300", "| #") + FILLED, 302.5, 302.6),
            edges(GRID.replace("| 100", "| #") + FILLED, 97.5, 97.4),
            edges(GRID.replace("300 560", "300 #") + FILLED, 562.5, 562.6),
            edges(GRID.replace("300 500", "300 #") + FILLED, 497.5, 497.4),
            edges(f"{GRID}\n| # 500 560{FILLED}", 202.5, 202.6),
            edges(f"{GRID}\n— 100 300 #{FILLED}", 542.5, 542.6, 537.5, 537.4),
            edges(GRID.replace("— 100 300 540", "— 100 # 540") + FILLED, 150, 149.9, 250, 249.9),
            edges(GRID.replace("— 100 300 540", "— # 300 540") + FILLED, 150, 150.1, 250, 250.1),
            edges(GRID.replace("| 300 500 560", "| 300 500 #") + FILLED, 560, 540),
            edges(GRID.replace("— 100 300 500", "— 100 # 500") + FILLED, 300, 150),
            edges(GRID.replace("| 200 500 560", "| 200 # 560") + FILLED, 520, 520.1, 550, 550.1),
            edges(GRID.replace("| 200 500 560", "| 200 500 #") + FILLED, 550, 549.9, 520, 519.9),
            edges(f"{GRID}{FILLED}\n105 460 It", ""),
            edges(f"{GRID}{FILLED}\n# 545 I", 197.4, 197.5, 197.6, 297.5, 297.6, 97.5, 97.4),
            edges(f"{GRID}{FILLED}\n150 # I", 557.5, 557.6, 537.4, 537.5, 537.6, 497.5, 497.4),
        )
        == snapshot
    )
    below = GRID.replace("560", "360").replace("540", "340").replace("500", "300")
    words = FILLED.replace(" 5", " 3")
    assert shown(GRID + FILLED + below + words) == snapshot(name="two")


def test_how_much_of_a_table_is_filled(snapshot: SnapshotAssertion) -> None:
    """Four cells in ten, and two in each of two rows."""

    def filled(case: str) -> str:
        rows, columns, words = map(str, case.split())
        sides, heights = [100 + 100 * n for n in range(int(columns) + 1)], [500 + 20 * n for n in range(int(rows) + 1)]
        grid = "".join(f"\n— 100 {sides[-1]} {y}" for y in heights)
        grid += "".join(f"\n| {x} 500 {heights[-1]}" for x in sides)
        places = [divmod(int(word), int(columns)) for word in words]
        return shown(grid + "".join(f"\n{105 + 100 * column} {heights[-1 - row] - 15} It" for row, column in places))

    wide = ("0156", "015", "056", "0567", "01", "56789", "0123456789")
    cases = [*(f"2 5 {case}" for case in wide), "2 6 0167", "3 3 0134", "3 3 013", "3 3 0136", "3 3 0178"]
    assert table(filled, cases) == snapshot(name="filled")

    def columns(count: str) -> int:
        sides = [100 + 10 * n for n in range(int(count) + 1)]
        grid = "".join(f"\n— 100 {sides[-1]} {y}" for y in (500, 520, 540))
        uprights = "".join(f"\n| {x} 500 540" for x in sides)
        words = "".join(f"\n{x + 2} {y} I" for x in sides[:-1] for y in (525, 505))
        return len(drawn_on(*page(grid + uprights + words)).cells)

    assert table(columns, ("1", "2", "3", str(MOST_COLUMNS), str(MOST_COLUMNS + 1))) == snapshot(name="columns")


def test_lines_between_groups_of_rows(snapshot: SnapshotAssertion) -> None:
    """Where most cells hold as many lines as each other, each of these is a row: it is no table."""

    def ruled(counts: str) -> str:
        rows = [[int(n) for n in row] for row in counts.split("/")]
        sides = [100 + 100 * n for n in range(max(map(len, rows)) + 1)]
        heights = [1000 - 240 * n for n in range(len(rows) + 1)]
        grid = "".join(f"\n— 100 {sides[-1]} {y}" for y in heights)
        grid += "".join(f"\n| {x} {heights[-1]} 1000" for x in sides)
        words = [
            f"\n{sides[m] + 5} {heights[n] - 20 * (line + 1) - 2} It *20"
            f"\n{sides[m] + 20} {heights[n] - 20 * (line + 1) + 1} 1 *20"
            for n, row in enumerate(rows) for m, count in enumerate(row) for line in range(count)
        ]  # fmt: skip
        return shown(grid + "".join(words))

    cases = (
        "11/11", "22/22", "222/222", "22/33", "33/33", "33/11", "33/32", "333/111", "222/111", "222/111/111", "11/22",
        "111/222", "111/222/111", "111/222/222", "222/222/111", "22111/22211/11111", "11111/22211/22211",
        "11111/33311/33321", "111/333/321/321", "11/33/33/32/32", "11/33/33/33/32",
    )  # fmt: skip
    assert table(ruled, cases) == snapshot
