"""LinuxDoc, in which HOWTOs were written: short tags, sections, lists, code, tables, links, on lines of the file."""

import pytest

from retrieval.readers import read
from retrieval.records import Article

HEAD = (
    "<!doctype linuxdoc system>\n<!-- <sect>no -->\n<article>\n<title>The Mill <em/HOWTO/\n"
    "<author>Ana Ruiz, <tt/ana@mill.example/\n<author>Ben Cole &lt;ben@mill.example&gt;\n<date>v1.2, 16 March 2024\n"
)


def howto(text: str) -> Article:
    """The article of a HOWTO with a text."""
    (got,) = read(f"{HEAD}{text}\n</article>\n".encode(), "Mill-HOWTO.sgml")
    assert isinstance(got, Article)
    return got


def test_fields_headings_and_lines() -> None:
    """The day without the version before it; a blank line parts paragraphs; the table of contents is not seen."""
    got = howto(
        '<abstract>\nHow to keep a mill.\n</abstract>\n<toc>\n\n<sect>Rye<label id="r">\n<p>\nIt <bf/grinds/.\n\nStill.'
    )
    assert (got.title, str(got.date), got.authors) == ("The Mill HOWTO", "2024-03-16", ("Ana Ruiz", "Ben Cole"))
    assert got.text == "How to keep a mill.\n\nRye\n\nIt grinds.\n\nStill."
    assert [got.text[start:end] for start, end in got.headings or ()] == ["Rye"]
    start = got.text.index("Still")
    before = max((at, line) for at, line in got.lines or () if at <= start)
    assert before[1] + got.text.count("\n", before[0], start) == 17


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<itemize>\n<item>Open it.\n<item>Close it, <em/slowly/.\n</itemize>", "Open it.\nClose it, slowly."),
        ("<descrip><tag/Oak/ It lasts. <tag>Elm</tag> Not.</descrip>", "Oak\n\nIt lasts.\n\nElm\n\nNot."),
        ("<tscreen><verb>\nmill &etago;x> a<b\n</verb></tscreen>", "mill </x> a<b"),
        ("Read <url url=\"http://x.example\" name=\"it\"> or <htmlurl url='http://y.example'>.", "Read it or http://y.example."),
        ("See <ref id=\"rye\" name=\"Rye\">, &dquot;a&dquot; &amp; &num;1.", "See Rye, \"a\" & #1."),
        ("<tabular ca=\"ll\">Oak | 1904 @<hline>\nElm<colsep>1905<rowsep></tabular>", "Oak | 1904\n\nElm | 1905"),
    ],
)  # fmt: skip
def test_what_is_seen(typed: str, text: str) -> None:
    """As on the page that was made of it."""
    assert howto(f"<sect>Rye\n<p>\n{typed}").text.removeprefix("Rye\n\n") == text
