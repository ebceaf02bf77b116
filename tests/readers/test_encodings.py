"""A file's bytes → its characters."""

import pytest

from retrieval import Article, Problem
from retrieval.readers import read
from retrieval.readers.encodings import Characters, characters, encoding

GERMAN = "Die Straße nach Köln führt über die Brücke, schöne Grüße aus München.\n"
FRENCH = "Où est l’été déjà passé? Ça va très bien, « voilà », dit-il à l’hôtel.\n"
JAPANESE = "港は冬まで閉鎖されると、市長が語った。\n本当です。\n"
RUSSIAN = "Мост закрыт на ремонт до осени, сказал инженер.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((text, codec) for codec in ("utf-16", "utf-32", "utf-8-sig") for text in (GERMAN, JAPANESE)),
        *(
            (text, codec)
            for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
            for text in (GERMAN, JAPANESE, RUSSIAN)
        ),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "euc_jp"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "koi8_r"),
    ],
)
def test_what_is_read_for_certain(text: str, codec: str) -> None:
    """Unicode with or without a mark, and the encodings of the web."""
    assert characters(text.encode(codec)) == Characters(text)


@pytest.mark.parametrize(("text", "codec"), [(FRENCH, "mac_roman"), (GERMAN, "mac_roman"), (GERMAN, "cp437")])
def test_what_is_a_guess_is_said(text: str, codec: str) -> None:
    """The Macintosh's and DOS's encodings give words where the others don't."""
    text = text.replace("«", "<").replace("»", ">")
    problem, article = read(text.encode(codec), "a.txt")
    assert isinstance(article, Article)
    assert article.text == text
    assert isinstance(problem, Problem)
    assert "guess" in problem.reason
    assert not problem.left_out


def test_broken_places_are_said() -> None:
    """UTF-8 with a character cut off is not another encoding."""
    data = (FRENCH * 2).encode()[:-1] + b"\xc3"
    for name in ("a.txt", "a.md"):
        problem, article = read(data, name)
        assert isinstance(article, Article)
        assert article.text.startswith(FRENCH[:10])
        assert isinstance(problem, Problem)
        assert "\ufffd" in problem.reason


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, b"\0" * 64, b"ab\0cd" * 9]
)
def test_what_is_no_text(data: bytes) -> None:
    """Bytes that make no characters of a text."""
    assert encoding(data) is None
    assert characters(data) == "is not text"


def test_an_unknown_encoding_is_said() -> None:
    """EBCDIC and the like make no words in any encoding that is tried."""
    data = bytes(0x80 + (n * 7) % 0x20 for n in range(400))
    (problem,) = read(data, "a.txt")
    assert isinstance(problem, Problem)
    assert problem.reason in ("is in an encoding that is not known", "is not text")
