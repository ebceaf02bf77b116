"""Exports of articles that try to break out: no formula, no live HTML, no forged entry, no order to a terminal."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt

from bot.exports.bundle import Bundle, web_address
from bot.exports.texts import COLUMNS, markdown, plain_json, table
from bot.exports.writers import WRITERS
from retrieval import Article, marks
from tests.answers import answer, passage
from tests.exports.test_bundles import AT, bundle

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "<!-- x",
    "--> x",
    "&lt;b&gt;",
    "x\n\n<script>alert(1)</script>",
    "x\n</blockquote><b>",
    "x\r\n\r\n# heading",
    "x\n> y\n\n    <b>code</b>",
    "`<b>`",
    "![x](http://evil.example/track.png)",
    "[x]: javascript:alert(1)",
    "<http://evil.example>",
    "{{ 7*7 }} {% x %}",
    "$x$",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1",
    "-1",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    '"=1',
    "}, url={http://evil.example}",
    "}}}",
    "{{{",
    "$\\input{/etc/passwd}$",
    "\\}",
    "\\",
    "@misc{evil, title={x}}",
    "x\n@misc{evil,\n title={x}\n}",
    "@ß",
    "A and B",
    "\\end{document}",
    "%",
    "x\nER  - \nTY  - NEWS",
    "x\nTI  - y",
    "\x1b]0;owned\x07",
    "\x9b2J",
    "\u202eevil\u2066",
    "a\x00b",
    "\ud800",
    "é漢🙂",
)
"""What an article, its title, publisher, authors, id, heading or address may be."""

ORDERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)")


def hostile(words: str) -> Bundle:
    """An answer of two passages in which everything is hostile but the ids of answer and citations."""
    text = f"{words} The mayor opened the bridge. {words}"
    fields: dict[str, Any] = {"title": words, "source": words, "article": words, "heading": words}
    first = passage(text=text, url=f"https://a.example/{words}", **fields)
    second = passage(2, text=text, link=f"https://a.example/{words}", **{**fields, "article": f"b{words}"})
    known = Article(
        id=words, title=words, text=text, date=None, url=None, source=words, authors=(words, "Ada Ó"),
        language="en", path=words, record=None,
    )  # fmt: skip
    asked = answer(first, second, question=words)
    return bundle(first, second, answer=asked, articles={words: known})


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("form", WRITERS)
def test_no_format_gives_orders(words: str, form: str) -> None:
    """Whatever is written can be shown on a terminal and encoded, and is."""
    written = WRITERS[form](hostile(words))
    assert not ORDERS.search(written)
    assert written.encode()


@pytest.mark.parametrize("words", HOSTILE)
def test_json_has_the_very_words(words: str) -> None:
    """Nothing is replaced where the format can say it."""
    read = json.loads(plain_json(hostile(words)))
    assert read["passages"][0]["citation"]["title"] == words
    assert read["passages"][0]["text"].startswith(words)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(words: str) -> None:
    """No cell begins with what starts one, also behind blanks; what is harmless is verbatim."""
    rows = list(csv.reader(io.StringIO(table(hostile(words)), newline="")))
    assert [len(row) for row in rows] == [len(COLUMNS)] * 3
    for row in rows:
        for cell in row:
            assert cell.strip()[:1] not in tuple("=+-@＝＋－＠")
            assert cell[:1] not in ("\t", "\r")
    harmless = re.sub("\r?\n", "", words).isprintable() and words.strip()[0] not in "=+-@＝＋－＠"
    assert (rows[1][COLUMNS.index("title")] == words) == harmless


class Live(HTMLParser):
    """What of a page is more than text: elements other than those of the format, and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.addresses: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_has_no_live_html(words: str) -> None:
    """A renderer that lets HTML through makes of it a heading, quotes and links to the article, and no more."""
    written = markdown(hostile(words))
    page = Live()
    page.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(written))
    assert page.elements <= {"h1", "blockquote", "p", "a"}
    assert all(address.startswith("https://a.example/") for address in page.addresses)
    assert len(page.addresses) == 1
    shown = re.sub(r"\s+", " ", words).strip()
    assert not shown.isprintable() or shown in re.sub(r"\s+", " ", page.words)
    assert [mark.reference for mark in marks(written)] == ["k7q2m9.1", "k7q2m9.2"]


@pytest.mark.parametrize("words", HOSTILE)
def test_bibtex_has_two_entries(words: str) -> None:
    """No brace forges or breaks one: the entries, their fields and braces are those of the format."""
    library = parse_string(written := WRITERS["bibtex"](hostile(words)))
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["pincite-k7q2m9-1", "pincite-k7q2m9-2"]
    assert len(library.blocks) == 2
    for entry in library.entries:
        assert set(entry.fields_dict) <= {"title", "author", "howpublished", "year", "date", "urldate", "note", "url"}
    depths = [0]
    for brace in re.findall("[{}]", written):  # BibTeX counts braces whether or not a backslash stands before them
        depths.append(depths[-1] + (1 if brace == "{" else -1))
    assert min(depths) == depths[-1] == 0
    assert [line[0] for line in written.splitlines() if line and not line.startswith("\t")] == list("@}@}")
    assert not re.search(r"\\(input|url|end)\b", written)
    assert library.entries[0]["author"].count(" and ") == 1 + words.count(" and ")
    assert (" and " in words) == library.entries[0]["author"].startswith("{A and B}")


def test_bibtex_complains_of_no_character(caplog: pytest.LogCaptureFixture) -> None:
    """One that LaTeX has no name for stands as it is, without a word on stderr."""
    assert "港口" in WRITERS["bibtex"](hostile("港口 \ufffd"))
    assert caplog.records == []


@pytest.mark.parametrize("words", HOSTILE)
def test_ris_has_two_entries(words: str) -> None:
    """No line end forges a field or an entry."""
    written = WRITERS["ris"](hostile(words))
    assert len(rispy.loads(written)) == 2
    assert all(
        re.match(r"(\d+\.$|[A-Z][A-Z0-9]  - |$)", line) for line in re.split("[\r\n\x0b\x0c\x85\u2028\u2029]", written)
    )
    assert written.count("TY  - ") == 2


@pytest.mark.parametrize("words", HOSTILE)
def test_the_page_has_no_live_html(words: str) -> None:
    """The page's own elements are all there are, whatever the words."""
    plain, page = Live(), Live()
    plain.feed(WRITERS["html"](hostile("x")))
    page.feed(WRITERS["html"](hostile(words)))
    assert page.elements <= plain.elements | {"strong"}  # the answer sentence, where it is found
    assert all(address.startswith("https://a.example/") for address in page.addresses)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d&e=%20f#g", "https://a.example/b?c=d&e=%20f#g"),
        ("https://a.example/ä漢(x)[y]*_~!'", "https://a.example/ä漢(x)[y]*_~!'"),
        ("https://a.example/>", "https://a.example/%3E"),
        ('https://a.example/ <"\\^`{|}', "https://a.example/%20%3C%22%5C%5E%60%7B%7C%7D"),
        ("https://a.example/\n\x1b\x9b\u202e\ud800", "https://a.example/%0A%1B%C2%9B%E2%80%AE%3F"),
        ("HTTPS://a.example", "HTTPS://a.example"),
    ],
)
def test_addresses_hold_nothing_that_no_address_may(url: str, safe: str) -> None:
    """Other signs stay as they are."""
    assert web_address(url) == safe


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Fish & chips, AT&T, R&D;", "Fish & chips, AT&T, R\\&D;"),
        ("&lt; &#60; &#x3c; &amp", "\\&lt; \\&#60; \\&#x3c; &amp"),
        ("5$ {x} ^2", "5\\$ \\{x\\} \\^2"),
        ("a (b) 'c' “d” e.f!", "a (b) 'c' “d” e.f!"),
    ],
)
def test_only_what_means_something_is_escaped(text: str, written: str) -> None:
    """Words without markup are words without backslashes."""
    shown = passage(text=f"{text} The mayor opened the bridge.")
    assert f"> {written} The mayor" in markdown(bundle(shown))


def test_the_time_of_the_checks_is_written() -> None:
    """The hostile answers are dated as the others."""
    assert hostile("x").checked_at == AT
