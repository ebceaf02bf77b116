"""The blocks of a text: paragraphs and headings, and what stands at its front."""

import datetime

import pytest

from retrieval import Article, paragraphs
from retrieval.readers.blocks import Block, blocks, dateline, opening, title_in

BODY = "body text goes on here, and it ends."


@pytest.mark.parametrize(
    ("text", "day", "offset"),
    [
        ("date 2024-03-16 Words", "2024-03-16", 16),
        ("date 2024-03-16", "2024-03-16", 15),
        ("Date: 2024-03-16\n\nWords", "2024-03-16", 17),
        ("\n date 2024-03-16 \t \n", "2024-03-16", 20),
        ("date 2024-02-30 Words", None, 0),
        ("date 2024-03-167 Words", None, 0),
        ("dated 2024-03-16 Words", None, 0),
        ("The date 2024-03-16 Words", None, 0),
        ("", None, 0),
    ],
)
def test_the_dateline_is_read(text: str, day: str | None, offset: int) -> None:
    """A date at the very front is read when the calendar has it, and the words begin after it."""
    assert dateline(text) == (datetime.date.fromisoformat(day) if day else None, offset)


def test_blocks_are_runs_of_lines_without_white_space_around_them() -> None:
    """Each block is where its words are; lines of blanks part blocks, and the dateline belongs to none."""
    text = "date 2024-03-16  one line,\nanother line.  \n \t\n\n  indented, at the end.\n"
    assert [text[start:end] for start, end, _ in blocks(text)] == ["one line,\nanother line.", "indented, at the end."]
    assert blocks("") == blocks(" \n \n") == []
    assert blocks("date 2024-03-16") == []
    assert blocks("x") == [Block(0, 1, None)]


@pytest.mark.parametrize(
    ("block", "heading"),
    [
        ("# Marked", "Marked"),
        ("###### Marked ##", "Marked"),
        ("####### Seven marks.", None),
        ("#Not marked.", None),
        ("# #", None),
        ("Underlined\n=", "Underlined"),
        ("Underlined\n---", "Underlined"),
        ("Not underlined\n--", None),
        ("Short and bare", "Short and bare"),
        ("Is it asked?", "Is it asked?"),
        ("It ends.", None),
        ("It ends?!", None),
        ("in lower case", None),
        ("- Item", None),
        ("1. Item", None),
        ("123) Item", None),
        ("1234 Items", "1234 Items"),
        ("2024", "2024"),
        ("~ ~ ~", None),
        ("See https://example.org", None),
        ("Two\nlines", None),
        (" ".join(["Word"] * 12), " ".join(["Word"] * 12)),
        (" ".join(["Word"] * 13), None),
        ("W" * 90, "W" * 90),
        ("W" * 91, None),
    ],
)
def test_what_is_a_heading(block: str, heading: str | None) -> None:
    """A line of its own above body text is a heading when it is marked, or short and not a sentence or an item."""
    assert [block.heading for block in blocks(f"{block}\n\n{BODY}")] == [heading, None]


def test_bare_headings_stand_alone() -> None:
    """Neighbouring short lines are a list, and at the end of a text there is nothing below a heading."""
    text = f"One\n\nTwo\n\n{BODY}\n\nThree\n\n{BODY}\n\nFour"
    assert [block.heading for block in blocks(text)] == [None, None, None, "Three", None, None]


def test_paragraphs_are_numbered_below_their_headings() -> None:
    """Headings are not counted; one that opens the article and repeats its title heads nothing."""
    text = f"# T\n\n{BODY}\n\n# S\n\n{BODY}\n\n{BODY}\n\n# T\n\n{BODY}"
    article = Article("a", text, title="T")
    numbered = [(paragraph.number, paragraph.heading) for paragraph in paragraphs(article)]
    assert numbered == [(1, None), (2, "S"), (3, "S"), (4, "T")]
    assert {text[paragraph.start : paragraph.end] for paragraph in paragraphs(article)} == {BODY}
    assert paragraphs(Article("a", text, title="Other"))[0].heading == "T"


def test_the_title_is_the_heading_that_opens_the_text() -> None:
    """A heading further down is not the title."""
    assert title_in(f"date 2024-03-16 # T\n\n{BODY}") == "T"
    assert title_in(f"{BODY}\n\n# T\n\n{BODY}") is None
    assert title_in("") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twelve chars", "twelve chars"),
        ("thirteen char", "thirteen…"),
        ("exactlytwelve", "exactlytwelv…"),
        ("exactly many words", "exactly many…"),
        ("well, then - goes on", "well, then…"),
        ("date 2024-03-16 a  b\n\nc", "a b c"),
        ("a" + " " * 48 + "b", "a"),
        ("a" + " " * 46 + "b", "a b"),
        ("", ""),
    ],
)
def test_the_opening_is_cut_at_a_word(text: str, expected: str) -> None:
    """As many whole words as fit, or the beginning of the only one; an ellipsis says that it was cut."""
    assert opening(text, 12) == expected


def test_indents_open_paragraphs() -> None:
    """A block whose first line is indented, and others are not, is cut where an indent follows a sentence's end."""
    text = '   The mill burned\ndown. It stood\n   in the town.\n\tNobody was hurt,\nit was said.\n   "Why?" he\nasked.'
    assert [text[start:end] for start, end, _ in blocks(text)] == [
        "The mill burned\ndown. It stood\n   in the town.", "Nobody was hurt,\nit was said.", '"Why?" he\nasked.'
    ]  # fmt: skip
    poem = "  One line.\n  Two lines.\n  And three"
    assert len(blocks(poem)) == 1
    assert len(blocks("- One item.\n  More of it.\nAnd text")) == 1


def test_a_question_may_stand_right_below_the_title() -> None:
    """Both are headings then; a name below a title is none."""
    asked = blocks(f"Questions about the bridge\n\nWhen does it open?\n\n{BODY}")
    assert [block.heading for block in asked] == ["Questions about the bridge", "When does it open?", None]
    assert [block.heading for block in blocks(f"Bridge opens\n\nBy Ana Ruiz\n\n{BODY}")] == [None, None, None]
