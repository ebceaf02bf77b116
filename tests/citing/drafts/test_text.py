"""The text of a draft, as its quotations are looked for in it."""

import pytest

from retrieval.citing.drafts.marks import unmarked
from retrieval.citing.drafts.text import _in_marks, quotations_in, read_draft


@pytest.mark.parametrize(
    ("block", "seen"),
    [
        ("> The mill is gone.\n> It burned.\n> — Ana Ruiz", " “The mill is gone.   It burned.”  — Ana Ruiz"),
        ("> “The mill is gone.”\n", "  “The mill is gone.” "),
        ("> The mill is gone.\n\n", " “The mill is gone.” "),
        ("> The mill is gone.", " “The mill is gone”"),
        ("> The mill.\n-- Ana Ruiz\n> It", " “The mill.”-- Ana Ruiz\n  It"),
        ("The mill", "The mill"),
        (">  ", "   "),
    ],
)
def test_a_block_quote_is_a_quotation(block: str, seen: str) -> None:
    """In marks, unless it has some, with its source behind it: every character stays where it was."""
    assert _in_marks(block) == seen
    assert len(seen) == len(block)


def test_blocks_of_html_are_paragraphs() -> None:
    """On one line or on several; rows have their bars, and a block quote ends before its source."""
    draft = (
        "<style>q{quotes:'a b' 'c d'}</style><h1>“One”</h1><p>Two “two”.</p><ul><li>“three”</li></ul>"
        "<blockquote class=x><p>Four</p><p>five.</p><footer>— Ana Ruiz</footer></blockquote>\n"
        "<table><tr><td>Ana Ruiz</td><td>“six”</td></tr></table>"
    )
    read = read_draft(draft)
    assert len(read.text) == len(draft)
    assert {read.words.index(word) - draft.index(word) for word in ("One", "Four", "five", "six")} == {0}
    quoted = [span.inner.split() for stretch in read.stretches for span in quotations_in(stretch)]
    assert quoted == [["One"], ["two"], ["three"], ["Four", "five."], ["six"]]
    assert [read.line(draft.index(word)) for word in ("One", "Four", "six")] == [1, 1, 2]
    speakers = [mark.quotations[0].speaker for mark in unmarked(draft)]
    assert [speaker and speaker.names for speaker in speakers] == [None, None, None, ("Ana Ruiz",), ("Ana Ruiz",)]
