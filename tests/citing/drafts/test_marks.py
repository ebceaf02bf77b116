"""Which quotations belong to which mark, wherever a writer puts them."""

import re

import pytest

from retrieval import marks, unmarked
from retrieval.citing.drafts.text import _HTML_MARK, _typed, read_draft
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


def beside(draft: str) -> list[tuple[str, list[tuple[str, bool]]]]:
    """The marks of a draft, each with its quotations and whether it stands beside them."""
    return [(mark.reference, [(it.words, it.beside) for it in mark.quotations]) for mark in marks(draft)]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (
            f"“Zero was” it. “One here” and “two there” and “three” {OF}, “four” {AND}.",
            [[("three", True), ("two there", True), ("One here", True), ("Zero was", False)], [("four", True)]],
        ),
        (f"“One here” {OF}, he said. “Two there”, he added.", [[("One here", True), ("Two there", False)]]),
        (f"“One here”, he said. “Two there” {OF}", [[("Two there", True), ("One here", False)]]),
        (f"“One here” {OF} and “two there”. Then three {AND}.", [[("One here", True), ("two there", False)], []]),
        (f"“One here” {OF}. “Two there” he said. Three {AND}.", [[("One here", True)], [("Two there", True)]]),
        (f"{OF} “one here”. Then “two there”.", [[("one here", True), ("two there", False)]]),
        (f"“Far here”{' and on' * 60} {OF}", [[("Far here", False)]]),
        (f"> One here. {OF} Two there. {AND}", [[("One here.", True)], [("Two there.", True)]]),
        (f"> One here. {OF} Two there.", [[("One here.", True), ("Two there.", False)]]),
        (f"> {OF} One here.", [[("One here.", True)]]),
        (f"> One here. {OF} {AND}", [[("One here.", True)], [("One here.", True)]]),
    ],
)
def test_every_quotation_of_a_paragraph_belongs_to_a_mark(draft: str, expected: list[list[tuple[str, bool]]]) -> None:
    """To the one beside it, else to that of its sentence, to the next one, to the one before."""
    assert [quotations for _, quotations in beside(draft)] == expected
    assert unmarked(draft) == []


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (f"- As he said:\n  > One here. {OF}", ["One here."]),
        (f"1. He said:\n   > One\n   > here.\n\n   {OF}", ["One here."]),
        (f"- > One here. {OF}\n- “two there” {AND}", ["One here.", "two there"]),
        (f"He said:\n> One here. {OF}", ["One here."]),
        (f"Ana Rossi said {OF}:\n\n> One\n> here.\n", ["One here."]),
        (f"> One here.\n\n— Ana Rossi, in May {OF}", ["One here."]),
        (f"> One here.\n\nAna Rossi said so {OF}.", [None]),
        (f"<blockquote class='x y z'>One here.</blockquote> {OF}", ["One here."]),
        (f'<a title="no words of his">One</a> {OF}', [None]),
        (f'[One](https://a.example/b "no words of his") {OF}', [None]),
        (f"`x = 'no words of his'` {OF}", [None]),
        (f"One. <!-- “no words of his” --> {OF}", [None]),
    ],
)
def test_quotations_in_markup(draft: str, expected: list[str | None]) -> None:
    """Block quotes in items, announced, named below, in HTML; what is in code, tags and targets of links is none."""
    assert [mark.quotation for mark in marks(draft)] == expected


def test_quotations_without_a_mark() -> None:
    """Those of paragraphs without one, wherever they stand, with their lines; front matter and code hold none."""
    draft = (
        "---\ntitle: “Not this one here”\n---\n\nHe said “one here”.\n\n“Two there” "
        f"{OF}\n\n> Three\n> more.\n\n```\n“Not this code here”\n```\n\n- “four”\n- five {AND}\n\n"
        "[^9]: “Six of them”"
    )
    assert [(it.line, it.quotation or it.others[0]) for it in unmarked(draft)] == [
        (5, "one here"), (9, "Three more."), (16, "four"), (19, "Six of them"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "speakers"),
    [
        (f"“One here” {OF}, said Ana Rossi.", ("Ana Rossi",)),
        (f"**Ana Rossi** said: “one here” {OF}.", ("Ana Rossi",)),
        (f"[Ana Rossi](https://a.example) said: “one here” {OF}.", ("Ana Rossi",)),
        (f"- Ana Rossi said: “one here” {OF}.", ("Ana Rossi",)),
        (f"“One here”[^1], said Ana Rossi.\n\n[^1]: {OF}", ("Ana Rossi",)),
        (f"Ana Rossi said:\n\n> One here. {OF}", ("Ana Rossi",)),
        (f"> One here.\n>\n> — Ana Rossi {OF}", ("Ana Rossi",)),
        (f"> One here.\n> more of it\n> — Ana Rossi\n\n{OF}", ("Ana Rossi",)),
        (f"„One here“, sagte Ana Rossi {OF}.", ("Ana Rossi",)),
        (f"« One here », a déclaré Ana Rossi {OF}.", ("Ana Rossi",)),
        (f"> One here.\n\n— Ana Rossi {OF}", ("Ana Rossi",)),
        (f"| Ana Rossi | “One here” | {OF} |", ("Ana Rossi",)),
        (f"| “One here” | Ana Rossi | May | {OF} |", ("Ana Rossi",)),
        (f"| North Harbour | “One here” | {OF} |", None),
        (f"“One here” | North Harbour | {OF}", None),
        (f"林涛说：“港口明天重新开放” {OF}。", ("林涛",)),
        (f"* Ana Rossi: “zero”\n* Tom Dale: “one here” {OF}", ("Tom Dale",)),
        (f"Ana Rossi said:\n\n1. “one here” {OF}", ("Ana Rossi",)),
        (f"\u200fAna Rossi: \u200f“one here”\u200f {OF}", ("Ana Rossi",)),
        (f"The “one here” {OF} was long.", None),
        (f"“One here” {OF}, he said.", ()),
        (f"“The road, said Ana Rossi, is one here.” {OF}", None),
        (f"“The road, said Ana Rossi, is one here.” {OF} So Ana Rossi.", ("Ana Rossi",)),
    ],
)
def test_whom_a_draft_makes_speak(draft: str, speakers: tuple[str, ...] | None) -> None:
    """As in an article, whatever the markup and wherever the mark."""
    (mark,) = marks(draft)
    speaker = mark.quotations[0].speaker
    assert (speaker and speaker.names) == speakers


def test_what_is_said_keeps_its_places() -> None:
    """Every word of a draft stands at the code point where it stood."""
    text = (
        "# Title\n\n- **One** [two](x) `three` \\*four\\*[^1]\n\n"
        "> five\n> six\n> — Seven\n\n<b>eight</b> [pincite:k7q2m9.1]\n"
    )
    draft = read_draft(text)
    for word in ("Title", "One", "two", "four", "five", "six", "Seven", "eight"):
        assert draft.words.index(word) == text.index(word)
    assert not any(char in draft.words for char in "*#>[]<`\\")
    assert "three" not in draft.words
    assert re.search("“five +six” *— Seven", draft.words)


def test_marks_come_in_the_order_of_the_draft() -> None:
    """Those of footnotes too: by where they are referred to."""
    draft = f"“One here”[^1] and “two there” {AND}.\n\n[^1]: {OF}"
    assert [mark.reference for mark in marks(draft)] == ["k7q2m9.1", "k7q2m9.2"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [("&ldquo;rain", "      “"), ("x &ldquo;rain", "      “"), ("(&LDQUO;rain", "      “"), ("x</q> y", "”   "),
     ("rain&rdquo;", "”      "), ("[<q>rain", "  “"), ("<b><q>rain", "  “"),
     ("<q cite='x'>rain", "           “"), ("&#8220;rain", "      “"), ("rain&#xab; ", "«     "),
     ("don&rsquo;t", "&rsquo;"), ("R&amp;D", "&amp;")],
)  # fmt: skip
def test_a_mark_of_html_as_it_is_typed(text: str, typed: str) -> None:
    """As long as before, an opening one beside the words behind it."""
    mark = _HTML_MARK.search(text)
    assert mark is not None
    assert _typed(mark) == typed
