"""Addresses of resources: every id comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistants.resources import KINDS, address, parsed_address


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_comes_back(identity: str) -> None:
    """Slashes, question marks, percent signs, blanks, other scripts; and an address is ASCII."""
    for kind in KINDS:
        written = address(kind, identity)
        assert parsed_address(written) == (kind, identity)
        assert written.isascii()
        assert not set(written.removeprefix(f"pincite://{kind}/")) & set("/?#&: ")


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        ("pincite://article/2024/a dam.md", ("article", "2024/a dam.md")),
        ("pincite://article/2024%2Fa%20dam.md", ("article", "2024/a dam.md")),
        ("PINCITE://Answer/k7q2m9", ("answer", "k7q2m9")),
        ("pincite://article/100%", ("article", "100%")),
        ("pincite://article/a\nb", ("article", "a\nb")),
        ("pincite://article/", None),
        ("pincite://articles/a", None),
        ("file:///etc/passwd", None),
        ("", None),
    ],
)
def test_addresses_that_clients_write(written: str, parsed: tuple[str, str] | None) -> None:
    """An id may stand there as it is; what is not an address of ours is none."""
    assert parsed_address(written) == parsed


def test_a_lone_surrogate_is_written_all_the_same() -> None:
    """As a question mark: no id has one."""
    assert address("article", "a\ud800") == "pincite://article/a%3F"
