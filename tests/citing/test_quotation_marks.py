"""Quotations in a text: every pair of marks, whatever stands inside and around it."""

import itertools

import pytest

from retrieval.citing.quotation_marks import PAIRS, QuotedSpan, quoted_spans

STYLES = [
    "“…”", "„…“", "„…”", "«…»", "»…«", "»…»", "”…”", "‘…’", "‚…‘", "‚…’", "'…'", "‹…›", "›…‹", '"…"', "「…」", "『…』",
    "``…''", "“…“", "＂…＂", "〝…〟", "’…’",
]  # fmt: skip
"""Opening and closing marks, as style guides and keyboards have them."""

APOSTROPHES = ["the tenant's and O’Neill's word", "they don’t, l'État won't"]
NESTED = {"“": "‘no’", "„": "‚nein‘", "‘": "“no”", "'": '"no"', '"': "'no'", "«": "“non”", "「": "『否』"}


def inners(text: str) -> list[str]:
    """What stands between the marks of each quotation."""
    return [span.inner for span in quoted_spans(text)]


@pytest.mark.parametrize("style", STYLES)
def test_every_pair_of_marks(style: str) -> None:
    """Two quotations in a sentence with apostrophes in them; the spans are those of the marks."""
    opening, closing = style.split("…")
    for first, second in itertools.product(["so it is", *APOSTROPHES], repeat=2):
        text = f"The tenant's friend: {opening}{first}{closing}, and ({opening}{second}{closing})."
        assert inners(text) == [first, second]
        for span in quoted_spans(text):
            assert text[span.start : span.end] == f"{opening}{span.inner}{closing}"
            assert span.closed
    assert inners(f"{opening}all of it{closing}") == ["all of it"]
    assert inners(f"**{opening}bold{closing}** _{opening}and so{closing}_") == ["bold", "and so"]


@pytest.mark.parametrize("space", [" ", "\xa0", "\u202f"])
@pytest.mark.parametrize("style", ["«…»", '"…"', "“…”"])
def test_spaces_inside_the_marks(style: str, space: str) -> None:
    """They do not belong to the quotation, even where it could end as well as begin."""
    opening, closing = style.split("…")
    text = f"He: {opening}{space}one{space}{closing} then {opening}{space}two{space}{closing}."
    assert inners(text) == ["one", "two"]


@pytest.mark.parametrize("opening", NESTED)
def test_marks_inside_belong_to_the_quotation(opening: str) -> None:
    """A quotation within a quotation is no quotation of its own."""
    closing = PAIRS[opening][0]
    words = f"she said {NESTED[opening]} to it"
    assert inners(f"Then {opening}{words}{closing} and {opening}more{closing}.") == [words, "more"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“He said “yes” to it” now", ["He said “yes” to it"]),
        ("“I read “War and Peace” last. He", ["I read “War and Peace"]),
        ("it's the dogs' day, 'the tenants' rent is low' he said", ["the tenants' rent is low"]),
        ("in the '90s they 'sang songs' well", ["sang songs"]),
        ("'Tis so, 'twas; rock 'n' roll", []),
        ("‘Don’t go,’ he said. ‘The tenants’ rent,’ she said.", ["Don’t go,", "The tenants’ rent,"]),
        ("he has 'dogs' and 'cats'", ["dogs", "cats"]),
        ('a pipe of 6" and 6\'2" and "so"', ["so"]),
        ("市長は「橋は『安全』だ」と言った", ["橋は『安全』だ"]),
        ("don't, won't, D’Arcy’s", []),
        ("»Abc.« »Def.«", ["Abc.", "Def."]),
        ('"', []),
        ("“", []),
        ("", []),
    ],
)
def test_what_is_a_quotation(text: str, found: list[str]) -> None:
    """Apostrophes, inches and elisions are no marks; the last mark counts where one inside is missing."""
    assert inners(text) == found


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "«»", "„“", "「」", "''"])
def test_a_quotation_over_paragraphs(opening: str, closing: str) -> None:
    """Each paragraph opens with the mark again, the last one closes; one that closes is a quotation of its own."""
    text = f"{opening}One is here.\n\n{opening}Two is here,{closing} she said.\n\n{opening}Three.{closing}"
    assert inners(text) == [f"One is here.\n\n{opening}Two is here,", "Three."]
    closed = f"{opening}One.{closing}\n\n{opening}Two.{closing}"
    assert inners(closed) == ["One.", "Two."]
    quoted = f"> {opening}One is here.\n>\n> {opening}Two is here.{closing}"
    assert len(inners(quoted)) == 1


def test_a_quotation_that_never_closes() -> None:
    """It ends with its paragraph, and says so; a single mark was an apostrophe."""
    assert quoted_spans("x “so it\nends \n\nNext “one”") == [
        QuotedSpan(2, 14, "so it\nends", closed=False),
        QuotedSpan(21, 26, "one"),
    ]
    assert quoted_spans("x ‘so it\n\nNext") == []


def test_french_paragraphs_may_go_on_with_the_closing_mark() -> None:
    """The old way of French and Spanish newspapers."""
    assert inners("«Uno.\n\n»Dos», dijo") == ["Uno.\n\n»Dos"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“One.\n\n““Two” nested,” he said.", "One.\n\n““Two” nested,"),
        ("«One.\n\n««Two» is nested,» he said.", "One.\n\n««Two» is nested,"),
    ],
)
def test_a_quotation_may_open_right_where_its_paragraph_does(text: str, inner: str) -> None:
    """The mark that opens the paragraph again and the one after it are two."""
    assert [span.inner for span in quoted_spans(text)] == [inner]
