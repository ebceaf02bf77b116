"""Which quotations belong to which mark, wherever a writer puts them."""

import re

import pytest

from retrieval import Mark, marks
from retrieval.citing.draft_marks import _typed
from retrieval.citing.quotation_marks import PAIRS

OF, AND = "[pincite:k7q2m9.1]", "[pincite:k7q2m9.2]"


def read(draft: str) -> list[tuple[str | None, tuple[str, ...], int]]:
    return [(mark.quotation, mark.others, mark.line) for mark in marks(draft)]


@pytest.mark.parametrize(("opening", "closing"), [(o, c[:2] if o == "``" else c[0]) for o, c in PAIRS.items()])
@pytest.mark.parametrize("space", ["", "\xa0"])
def test_every_pair_of_marks(opening: str, closing: str, space: str) -> None:
    """Also with white space inside where that is usual, over two lines, and right beside the mark."""
    if space and opening not in "«‹":
        space = ""
    for draft in (
        f"The mayor said {opening}{space}the harbour of the\nold town is closed{space}{closing} {OF}.",
        f"{OF} {opening}{space}the harbour of the\nold town is closed{space}{closing}",
        f"She said: {opening}{space}the harbour of the\nold town is closed{space}{closing}{OF}",
    ):
        ((quotation, others, _),) = read(draft)
        assert ((quotation or "").split(), others) == (
            ["the", "harbour", "of", "the", "old", "town", "is", "closed"],
            (),
        )


def test_apostrophes_are_no_quotations() -> None:
    """Neither those of a genitive nor those of a contraction make words a quotation."""
    assert read(f"The mayor's harbour isn't the tenants' any more {OF}.") == [(None, (), 1)]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (
            f"“One here” [^a] and “two there”[^b].\n\n[^a]: {OF}\n[^b]: {AND}",
            [("One here", (), 1), ("two there", (), 1)],
        ),
        (f"Line.\n“One here”.[^1]\n\n[^1]: See {OF}.", [("One here", (), 2)]),
        (f"“One here” [1]\n\n[1]: {OF}", [("One here", (), 1)]),
        (f"“One here” [1]_\n\n.. [1] {OF}", [("One here", (), 1)]),
        (f"“One here”[^1]. Again “two there”[^1].\n\n[^1]: {OF}", [("One here", (), 1), ("two there", (), 1)]),
        (f"No words here.[^1]\n\n[^1]: “One here” {OF}", [("One here", (), 3)]),
        (f"No words here.[^1]\n\n[^1]: {OF}", [(None, (), 1)]),
        (f"Nobody refers to it.\n\n[^1]: {OF}", [(None, (), 3)]),
        (f"> One here\n> in a block.[^1]\n\n[^1]: {OF}", [("One here in a block.", (), 2)]),
    ],
)
def test_footnotes(draft: str, expected: list[tuple[str | None, tuple[str, ...], int]]) -> None:
    """A mark in a footnote stands where the footnote is referred to, once for each time."""
    assert [(q and q.replace("[^1]", ""), others, line) for q, others, line in read(draft)] == expected


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (f"| quote | source |\n|---|---|\n| “One here” | {OF} |\n| “two there” | {AND} |", ["One here", "two there"]),
        (f"| “One here” | {OF} |\n| nothing | {AND} |", ["One here", None]),
        (f"- “One here” {OF}\n- “two there” {AND}", ["One here", "two there"]),
        (f"1. “One here”\n2. two there {OF}", [None]),
        (f"“One here” {OF}, but two there {AND}.", ["One here", None]),
        (f"“One here” {OF} {AND}", ["One here", "One here"]),
        (f"“One here” {OF}, {AND}", ["One here", "One here"]),
        (f"{OF} says so; “two there” {AND}", [None, "two there"]),
    ],
)
def test_rows_items_and_neighbours(draft: str, expected: list[str | None]) -> None:
    """A quotation belongs to its row, its item, and to the mark it stands before, not to the next one."""
    assert [mark.quotation for mark in marks(draft)] == expected


def test_several_quotations_of_a_sentence() -> None:
    """All between this mark and the one before it, in its sentence; those of another sentence are not."""
    draft = f"“Zero was” it. “One here” and “two there” and “three” {OF}, “four” {AND}."
    assert list(marks(draft)) == [
        Mark("k7q2m9.1", "three", 1, ("two there", "One here")),
        Mark("k7q2m9.2", "four", 1),
    ]


def test_marks_come_in_the_order_of_the_draft() -> None:
    """Those of footnotes too: by where they are referred to."""
    draft = f"“One here”[^1] and “two there” {AND}.\n\n[^1]: {OF}"
    assert [mark.reference for mark in marks(draft)] == ["k7q2m9.1", "k7q2m9.2"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [("&ldquo;rain", "      “"), ("x &ldquo;rain", "      “"), ("(&LDQUO;rain", "      “"), ("x</q> y", "”   "),
     ("rain&rdquo;", "”      "), ("[<q>rain", "  “"), ("<b><q>rain", "  “")],
)  # fmt: skip
def test_a_mark_of_html_as_it_is_typed(text: str, typed: str) -> None:
    """As long as before, an opening one beside the words behind it."""
    mark = re.search(r"&\w+;|</?q>", text)
    assert mark is not None
    assert _typed(mark) == typed
