"""An article's text as a page shows it."""

import pytest

from bot.render.marked import Run, direction, language_tag, runs


@pytest.mark.parametrize(
    ("start", "end", "spans", "cut"),
    [
        (0, 6, {}, [("", "abcdef")]),
        (1, 5, {"cited": (0, 6)}, [("cited", "bcde")]),
        (0, 6, {"cited": (2, 4)}, [("", "ab"), ("cited", "cd"), ("", "ef")]),
        (0, 6, {"cited": (1, 6), "answer": (2, 3)}, [("", "a"), ("cited", "b"), ("answer", "c"), ("cited", "def")]),
        (0, 3, {"cited": (3, 6)}, [("", "abc")]),
        (3, 6, {"cited": (0, 3)}, [("", "def")]),
        (2, 2, {"cited": (0, 6)}, []),
    ],
)
def test_a_text_is_cut_where_marks_begin_and_end(
    start: int, end: int, spans: dict[str, tuple[int, int]], cut: list[tuple[str, str]]
) -> None:
    """A run is of the last span that covers it, and nothing is lost."""
    assert list(runs("abcdef", start, end, spans)) == [Run(*run) for run in cut]


@pytest.mark.parametrize(
    ("language", "tag", "written"),
    [
        ("en", "en", "ltr"),
        ("he", "he", "rtl"),
        ("ar-EG", "ar-EG", "rtl"),
        ("AR", "AR", "rtl"),
        ("ks-Latn", "ks-Latn", "ltr"),
        ("uz-Cyrl", "uz-Cyrl", "ltr"),
        (None, None, "auto"),
        ("", None, "auto"),
        ('en" onload="x', None, "ltr"),
    ],
)
def test_language_and_direction_are_named(language: str | None, tag: str | None, written: str) -> None:
    """Only what is a tag goes into an attribute."""
    assert (language_tag(language), direction(language)) == (tag, written)
