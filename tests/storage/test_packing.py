"""Texts and terms as the catalog keeps them."""

import zlib

import pytest

from retrieval.storage.packing import packed_terms, packed_text, unpacked_terms, unpacked_text


@pytest.mark.parametrize("text", ["", "The ferry sails.\n\n", "\udcff half a pair \ud800", "渡船 " * 10_000, "\0\r\n"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    """Whatever code points it has."""
    assert unpacked_text(packed_text(text)) == text


@pytest.mark.parametrize("passages", [[], [[]], [["ferri"]], [["ferri", "quay"], [], ["渡船", "\udcff"]], [[], []]])
def test_terms_come_back_passage_by_passage(passages: list[list[str]]) -> None:
    """Also those of passages without any, and of no passage."""
    for text in ("", "The ferry leaves the quay. 渡船 \udcff", "quay " * 9_000):
        assert unpacked_terms(packed_terms(passages, text), text) == passages


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_damage_is_no_other_text(at: int) -> None:
    """A text is unreadable then, which its hash tells; terms are refused."""
    terms = packed_terms([["ferri", "sail", "nine", "quay", "boat"]], "The ferry.")
    for packed in (packed_text("The ferry sails at nine."), terms):
        damaged = bytearray(packed)
        damaged[at] ^= 4
        assert unpacked_text(bytes(damaged)) == "\ufffd"
        with pytest.raises(ValueError, match=r"."):
            unpacked_terms(bytes(damaged), "The ferry.")
    with pytest.raises(ValueError, match="cut short"):
        unpacked_terms(terms[:-3], "The ferry.")
    with pytest.raises(ValueError, match=r"."):
        unpacked_terms(terms, "Another text.")


@pytest.mark.parametrize("given", [b"", b"\x78", b"plain", None])
def test_what_was_never_packed_is_unreadable(given: bytes) -> None:
    """As where a hand edited the catalog."""
    assert unpacked_text(given) == "\ufffd"


def test_what_is_packed_is_of_the_format_of_zlib() -> None:
    """So that a state is read on machines with zlib-ng and without it."""
    assert zlib.decompress(packed_text("The ferry sails.")) == b"The ferry sails."
    assert unpacked_text(zlib.compress(b"The ferry sails.")) == "The ferry sails."
    packed = packed_terms([["ferri", "sail"], ["quay"]], "The ferry sails. QUAY")
    assert zlib.decompressobj(zdict=b"the ferry sails. quay").decompress(packed) == b"ferri sail\nquay"


@pytest.mark.parametrize(
    "text", ["“QUAY” – THE Ferry…", "ÉTÉ “Quay”", "Ω\u2126 quay", "“" * 40_000 + "QUAY", "É" * 40_000, "\ud800A"]
)
def test_terms_are_packed_with_the_small_letters_of_a_text(text: str) -> None:
    """Whatever stands in it beside letters: a state is read by every version that has its number."""
    small_letters = text[-32_768:].lower().encode("utf-8", "surrogatepass")[-32_768:]
    packed = packed_terms([["ferri", "quay"]], text)
    assert zlib.decompressobj(zdict=small_letters).decompress(packed) == b"ferri quay"
