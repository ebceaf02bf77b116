"""The whole sentence around some words."""

import pytest

from retrieval.citing.edges import REACH, sentence_around
from retrieval.records import Article

TEXT = "The lease\n\nIt began. Under clause 9 Mr. Falk may not leave. It ended.\n \nOn he\nwent. “So it was.”"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("clause 9", "Under clause 9 Mr. Falk may not leave."),
        ("It began.", "It began."),
        ("began. Under", "It began. Under clause 9 Mr. Falk may not leave."),
        ("ended", "It ended."),
        ("lease", "The lease"),
        ("went", "On he\nwent."),
        ("leave. It ended.\n \nOn", "Under clause 9 Mr. Falk may not leave. It ended.\n \nOn he\nwent."),
        (TEXT, TEXT),
    ],
)
def test_the_sentence_around_words(words: str, sentence: str) -> None:
    """From the first to the last sentence that they touch, within their paragraphs."""
    start = TEXT.index(words)
    found = sentence_around(Article("a.txt", TEXT, language="en"), start, start + len(words))
    assert found is not None
    assert found.exact == sentence == TEXT[found.start : found.end]


def test_a_dateline_belongs_to_no_sentence() -> None:
    """The date at the front of a text is not read with it, unless it is quoted."""
    article = Article("a.txt", "date 2024-03-16 It began. It ended.", language="en")
    for start, expected in ((19, "It began."), (0, "date 2024-03-16 It began.")):
        found = sentence_around(article, start, 21)
        assert found is not None
        assert found.exact == expected


def test_no_words_have_no_sentence() -> None:
    """White space belongs to none."""
    assert sentence_around(Article("a.txt", "One. \n\n Two."), 6, 6) is None


def test_a_sentence_without_end_is_cut() -> None:
    """So that a text without a full stop is not read whole."""
    text = "word " * 2_000
    found = sentence_around(Article("a.txt", text), 5_000, 5_004)
    assert found is not None
    assert found.start >= 5_000 - REACH
    assert found.end <= 5_004 + REACH
