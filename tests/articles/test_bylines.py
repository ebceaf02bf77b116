"""The line that names who wrote a text."""

import pytest

from retrieval.articles.bylines import _is_name


@pytest.mark.parametrize(
    ("words", "is_name", "single"),
    [
        ("Ana Ruiz", True, True),
        ("Ana de Ruiz", True, True),
        ("von Ana Ruiz", True, True),
        ("de la Cruz", True, True),
        ("van Ruiz", False, False),
        ("ana Ruiz", False, False),
        ("Ana ruiz", False, False),
        ("Ana", False, True),
    ],
)
def test_what_is_written_as_a_name(words: str, is_name: bool, single: bool) -> None:
    """Its outer words have capitals, but for a particle before them."""
    assert (_is_name(words, single=False), _is_name(words, single=True)) == (is_name, single)
