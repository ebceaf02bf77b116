"""Edit scripts: wdiff's notation is written and read in one place."""

import pytest

from retrieval import Edit, edits


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", []),
        ("all the same", [Edit("common", "all the same")]),
        ("[-old-]", [Edit("deleted", "old")]),
        ("{+new+}", [Edit("inserted", "new")]),
        ("a [-b-]{+c+} d", [
            Edit("common", "a "), Edit("deleted", "b"), Edit("inserted", "c"), Edit("common", " d"),
        ]),
        ("[-a-]{+b+}", [Edit("deleted", "a"), Edit("inserted", "b")]),
        ("[-two\nlines-] [-more-]", [Edit("deleted", "two\nlines"), Edit("common", " "), Edit("deleted", "more")]),
        ("[--]{++}", [Edit("deleted", ""), Edit("inserted", "")]),
        ("a [- b {+ c", [Edit("common", "a [- b {+ c")]),
    ],
)  # fmt: skip
def test_a_script_is_read_and_written(script: str, expected: list[Edit]) -> None:
    """What is common, deleted and inserted comes in order, and its strings joined are the script again."""
    assert list(edits(script)) == expected
    assert "".join(map(str, expected)) == script
