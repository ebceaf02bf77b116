"""What news agencies send as text: headline, authors, day and words, without what is for programs and editors."""

import pytest

from retrieval.articles.blocks import blocks
from retrieval.readers import read
from retrieval.records import Article

IPTC = (
    "\x01eca062 4 i 211 ccccb   dpa 061\r\n\r\nKessen/\r\n\x021ST LEAD\r\nThe mill burned in the night\r\n"
    "By Ana Ruiz, dpa =\r\n\r\n"
    "   Kessen (dpa) - The mill burned down\r\nin the night.\r\n\r\n   Nobody was hurt.\r\n\r\n"
    "# dpa NOTEBOOK\r\n\r\nThe following information is not for publication\r\n- Editing by: Ben Cole\r\n"
    "\x03161137 GMT Mar 24 \r\n\x7f\r\n\x04"
)
ANPA = (
    "\x16\x16\x01W2870\x1f_asian\nf l\x13\x11 BC-LT--Mill     03-16 1049\n\x02^BC-LT--Mill,466<\n"
    "^The mill burned in the night<\n"
    "^Eds: With AP Photos.<\n^By ANA RUIZ and BEN COLE=\n^Associated Press=\n"
    "\t   KESSEN (AP) _ The mill burned down in the night.\n"
    " \n\t   Nobody was hurt.\n \n\t   \x03AP-WF-03-16-24 1509GMT<\n\n\x0c\n\x04"
)


@pytest.mark.parametrize(
    ("sent", "authors", "source", "body", "line"),
    [
        (IPTC, ("Ana Ruiz",), "dpa", "Kessen (dpa) - The mill burned down\nin the night.", 8),
        (ANPA, ("ANA RUIZ", "BEN COLE"), "AP", "KESSEN (AP) _ The mill burned down in the night.", 8),
    ],
)
def test_a_message(sent: str, authors: tuple[str, ...], source: str, body: str, line: int) -> None:
    """Of an agency's message."""
    (got,) = read(sent.encode(), "a.txt")
    assert isinstance(got, Article)
    assert (got.title, str(got.date)) == ("The mill burned in the night", "2024-03-16")
    assert (got.authors, got.source) == (authors, source)
    assert got.text == f"The mill burned in the night\n\n{body}\n\nNobody was hurt."
    start = got.text.index(body)
    assert [number for at, number in got.lines or () if at == start] == [line]


@pytest.mark.parametrize(("header", "source"), [("kes0042 4 pol 120", None), ("bdt0123 3 pl 123 dpa 0456", "dpa")])
def test_a_category_is_no_agency_and_a_time_needs_no_zone(header: str, source: str | None) -> None:
    """Behind the priority stands what the message is about."""
    sent = f"\x01{header}\x02\n^Mill^\nThe mill burned down in the night.\n\x03161030 MAR 24\x04"
    (got,) = read(sent.encode(), "a.txt")
    assert isinstance(got, Article)
    assert (str(got.date), got.source) == ("2024-03-16", source)


def test_several_messages_in_a_file() -> None:
    """Each is an article with its place; a list of headlines has no other text."""
    headlines = (
        "\x01eca063 4 i 20 ccccb   dpa 062\n\x02\n^x<\n^News at noon<\n^A mill burned.<\n\x03AP-WF-03-16-24 1509GMT<"
    )
    items = [item for item in read(f"{IPTC}{headlines}".encode(), "a.txt") if isinstance(item, Article)]
    assert [item.record for item in items] == [1, 2]
    assert items[1].id.startswith("a.txt#")
    assert items[1].text == "News at noon\n\nA mill burned."


def test_other_text_with_such_characters_is_text() -> None:
    """It has no header."""
    (got,) = read(b"The mill\x02 burned.\x03", "a.txt")
    assert isinstance(got, Article)
    assert got.reader.startswith("text")
    assert len(blocks(got.text)) == 1
