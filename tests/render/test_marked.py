"""An article's text as a page shows it."""

import pytest

from bot.render.marked import Run, direction, language_tag, layout, runs, unwrapped


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


FIFTY = "word " * 10
LONG = "word " * 26


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("One line.", "prose"),
        (f"{FIFTY[:-1]}\nend.", "lines"),
        (f"{FIFTY}x\nend.", "prose"),
        (f"{LONG}\nend.", "prose"),
        (f"{LONG}xx\nend.", "lines"),
        (f"{FIFTY}x\n" * 7 + "short\n" * 3 + "end.", "prose"),
        (f"{FIFTY}x\n" * 6 + "short\n" * 3 + "end.", "lines"),
        ("Roses are red,\nviolets blue.", "lines"),
        ("name     tons", "rows"),
        ("name\ttons\nAurora\t1,204\nall", "rows"),
        ("name\ttons\nall", "lines"),
        ("A sentence.  And one.", "prose"),
    ],
)
def test_lines_stay_where_they_mean_something(paragraph: str, kind: str) -> None:
    """Prose that was broken at words is shown as wide as there is room; verse and columns are left alone."""
    assert layout(paragraph) == kind


def test_prose_is_unwrapped_in_place() -> None:
    """Paragraph by paragraph; no offset changes."""
    text = f"{FIFTY}x\nend.\n \nRoses are red,\nviolets blue.\n\n{FIFTY}y\nend."
    plain = unwrapped(text)
    assert plain == f"{FIFTY}x end.\n \nRoses are red,\nviolets blue.\n\n{FIFTY}y end."
    assert len(plain) == len(text)
