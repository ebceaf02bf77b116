"""The text of a draft, as its quotations are looked for in it."""

import pytest

from retrieval.citing.drafts.text import _in_marks


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
