"""Files whose names don't tell what they are, or tell it wrongly."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Article, Searcher
from retrieval.articles.files import Problem
from retrieval.ingestion.folder import walked
from retrieval.readers import read, readable_inside
from tests.readers.test_members import zipped

WORDS = (
    "The mill at Kessen burned down on Monday, and nobody knows why. The council wants it to be built again in spring."
)
RICH = rf"{{\rtf1\ansi{{\info{{\title The mill}}}}\pard {WORDS}\par}}".encode()
PAGE = f"<html><head><title>The mill</title></head><body><h1>The mill</h1><p>{WORDS}</p></body></html>".encode()
SAVED = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
    + PAGE
    + b"\n--x--\n"
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f"<w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body>"
DOCUMENT = zipped({"word/document.xml": f'<w:document xmlns:w="{WORD}">{BODY}</w:document>'})
MESSAGE = (
    f"From: Ana Ruiz <a@b.example>\nTo: c@b.example\nDate: Sat, 16 Mar 2024 10:00:00 +0000\nSubject: Mill\n\n{WORDS}\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize("data", [RICH, PAGE, b"\xef\xbb\xbf \n<!-- made by hand -->" + PAGE, SAVED, DOCUMENT])
@pytest.mark.parametrize("name", ["a.doc", "a.docx", "a.rtf", "a.pdf", "a.txt", "a.odt", "a.eml", "a"])
def test_what_is_inside_decides(name: str, data: bytes) -> None:
    """Rich text, pages and documents are read as what they are, whatever they are called."""
    (article,) = read(data, name)
    assert isinstance(article, Article)
    assert WORDS in article.text
    assert "<" not in article.text


@pytest.mark.parametrize("name", ["a.php", "a.aspx", "a.asp", "a.jsp", "a.cfm"])
def test_pages_under_the_ending_of_what_made_them(name: str) -> None:
    """The program itself is no page."""
    (article,) = read(PAGE, name)
    assert isinstance(article, Article)
    assert article.title == "The mill"
    assert not readable_inside(name, f"<?php echo '{WORDS}'; ?>".encode())


def test_records_in_a_table_that_is_none() -> None:
    """Under `.csv`."""
    (article,) = read(b'[{"title": "The mill", "text": "It burned down."}]', "a.csv")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("The mill", "It burned down.")


@pytest.mark.parametrize(
    ("name", "data", "is_read"),
    [
        ("Inbox", f"From a@b.example Sat Mar 16 10:00:00 2024\n{MESSAGE}".encode(), True),
        ("1", MESSAGE.encode(), True),
        ("mill", WORDS.encode(), True),
        ("мельница", "Мельница сгорела в понедельник, и никто не знает почему. ".encode() * 4, True),
        ("磨坊", ("磨坊周一被烧毁，没有人知道为什么。" * 6).encode(), True),
        ("mill", WORDS.encode("utf-16"), True),
        ("mill.doc", WORDS.encode(), True),
        ("12. The mill at Kessen", WORDS.encode(), True),
        ("Letter to Mr. Smith", WORDS.encode(), True),
        ("cur/1710583200.M1P1.host:2,S", MESSAGE.encode(), True),
        ("inbox.d/1.", MESSAGE.encode(), True),
        ("README", WORDS.encode(), False),
        ("sub/License", WORDS.encode(), False),
        ("run", b"#!/bin/sh\n" + WORDS.encode(), False),
        ("data", bytes(range(256)), False),
        ("settings", b"depth = 3\nwidth = 4\n" * 20, False),
        ("few", b"Words.", False),
        ("mill.doc", OLE, False),
        ("mill.doc", b"", False),
        ("table", zipped({"xl/workbook.xml": "<workbook/>"}), False),
    ],
)
def test_files_without_an_ending(corpus: Path, name: str, data: bytes, *, is_read: bool) -> None:
    """Mail, pages and texts with sentences are articles; programs, settings and what is about a folder are none."""
    (corpus / name).parent.mkdir(exist_ok=True)
    (corpus / name).write_bytes(data)
    walk = walked(corpus)
    assert (list(walk.listing.files) == [name], not walk.left_out) == (is_read, is_read)
    items = list(read(zipped({name: data}), "a.zip"))
    assert any(isinstance(item, Article) for item in items) == is_read
    assert any(isinstance(item, Problem) for item in items) == (not is_read)


@pytest.mark.parametrize("name", ["a.rtf", "a.docx", "a.odt", "a.epub", "a.pdf"])
@pytest.mark.parametrize(
    "words", [WORDS, "The mill\n\nIt has three wheels.", "The mill\n\nIt burned to the ground in 1921."]
)
def test_words_under_the_ending_of_a_document(name: str, words: str) -> None:
    """They are read as words; what are no sentences is named."""
    (article,) = read(words.encode(), name)
    assert isinstance(article, Article)
    assert article.text == words
    (problem,) = read(b"x = 1", name)
    assert isinstance(problem, Problem)


@pytest.mark.slow
def test_a_kind_that_changes_is_noticed(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """When a page under `.doc` becomes a document of Word's."""
    (corpus / "a.txt").write_text("Words of an article.")
    (corpus / "a.doc").write_bytes(PAGE)
    with closing(opened()) as searcher:
        assert sorted(article.id for article in searcher.archive.articles()) == ["a.doc", "a.txt"]
    (corpus / "a.doc").write_bytes(OLE)
    with closing(opened()) as searcher:
        assert [article.id for article in searcher.archive.articles()] == ["a.txt"]
        assert [(it.where, it.reason) for it in searcher.archive.left_out] == [("a.doc", "unknown kind; save as .docx")]
    (problem,) = read(OLE, "a.doc")
    assert isinstance(problem, Problem)
    assert str(problem.reason) == "is of a kind that is not known"


@pytest.mark.parametrize(
    ("name", "is_read"),
    [("Minutes 12.3.2024", True), ("adler.weir0027112-a1", True), ("a.sqlite-wal", False), ("a.0001", False)],
)
def test_a_year_or_a_shelf_mark_is_no_ending(name: str, is_read: bool) -> None:
    """What is inside decides, as it does of names without a point."""
    assert readable_inside(name, WORDS.encode()) == is_read


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.rst"])
def test_messages_under_the_ending_of_a_page(name: str) -> None:
    """Are read as mail; fields above a post are none."""
    (article,) = read(MESSAGE.encode(), name)
    assert isinstance(article, Article)
    assert article.provenance["title"] == "mail headers"
    (article,) = read(b"Title: The mill\nDate: 2024-03-16\n\nThe mill burned down.", name)
    assert isinstance(article, Article)
    assert article.provenance.get("title") != "mail headers"
