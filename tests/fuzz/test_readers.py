"""The readers: whatever a file holds, it gives articles and problems that can be written, and nothing else.

With Hypothesis; `tests/fuzz/readers_with_atheris.py` does the same led by what code it reaches.
"""

import bz2
import gzip
import io
import json
import lzma
import time
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.articles.front_matter import split
from retrieval.articles.limits import under
from retrieval.ingestion.analyst import Analyst
from retrieval.readers import ARCHIVES, FORMATS, RECORD_FORMATS, Hints, Limits, Problem, read
from retrieval.readers.sidecars import sidecar
from retrieval.records import Article

LIMITS = Limits(file_mb=5, unpacked_mb=20, seconds=10, memory_mb=500)
SECONDS = 10.0
"""No input of a few kilobytes may take so much of the processor."""

ENDINGS = sorted({*FORMATS, *RECORD_FORMATS, *ARCHIVES, ".txt.gz", ".md.xz", ".jsonl.bz2"})


def zipped(members: dict[str, str]) -> bytes:
    """A ZIP file of texts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return stream.getvalue()


ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("o", "office"), ("t", "text"))
)
OCF = 'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
SEEDS: dict[str, bytes] = {
    ".txt": b"Title: A\nDate: 2024-03-16\n\nThe lamp burns.\n\nAda Lind lit it.\n",
    ".md": b"---\ntitle: A\ntags: [a, {b: c}]\ndate: 2024-03-16\n---\n# A\n\nThe *lamp* [burns](x).\n| a |\n|---|\n"
    b"| b |\n",
    ".html": b"<html><head><title>A</title><meta name=author content=B></head><body><article><h1>A</h1><p>The lamp "
    b"burns.<table><tr><td>1<td>2</table><script>x</script></article></body></html>",
    ".jsonl": b'{"id": "a", "title": "A", "date": "2024-03-16", "text": "The lamp burns."}\n'
    b'{"text": "---\\na: b\\n---\\nc"}\n',
    ".json": b'{"articles": [{"title": "A", "body": "The lamp burns.", "authors": [{"name": "B"}]}]}',
    ".csv": b'title,date,text\nA,2024-03-16,"The lamp, burns."\n',
    ".eml": b"From: a@b.example\nSubject: =?utf-8?q?A?=\nDate: Sat, 16 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>The lamp.\n--x--\n",
    ".rss": b"<rss><channel><title>T</title><item><title>A</title><pubDate>Sat, 16 Mar 2024 10:00:00 GMT</pubDate>"
    b"<description>&lt;p&gt;The lamp.</description></item></channel></rss>",
    ".rtf": rb"{\rtf1\ansi{\info{\title A}}\pard The lamp \b burns\b0.\par \'e4 \u8364 ?}",
    ".pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype"
    b"/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length 44>>stream\nBT /F 12 Tf 20 100 Td (The lamp burns.) Tj "
    b"ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n",
    ".docx": zipped({"word/document.xml": f"{WORD}The lamp burns.</w:t></w:r></w:p></w:body></w:document>"}),
    ".odt": zipped({"content.xml": f"<o:document-content {ODF}><o:body><o:text><t:p>The lamp.</t:p></o:text></o:body>"
                    "</o:document-content>"}),
    ".epub": zipped({
        "META-INF/container.xml": f"<container {OCF}><rootfiles><rootfile full-path='a.opf'/></rootfiles></container>",
        "a.opf": "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='i' href='a.html' "
                 "media-type='application/xhtml+xml'/></manifest><spine><itemref idref='i'/></spine></package>",
        "a.html": "<html><body><p>The lamp.</p></body></html>",
    }),
    ".zip": zipped({"a.txt": "The lamp burns.", "b/c.md": "# A\n\nThe pier."}),
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\n- The <i>lamp</i>\n\n2\n00:00:02,000 --> 00:00:03,000\nburns.\n",
    ".rst": b"Lamp\n====\n\n:Date: 2021\n\n.. note:: See `it <a>`_ ::\n\n   x\n\n+---+\n| a |\n+===+\n| b |\n+---+\n",
    ".org": b"#+TITLE: Lamp\n* It [[a][burns]] :x:\n:A:\n:END:\n| a |\n|---|\n| b |\n#+begin_src c\nx\n#+end_src\n",
    ".tex": rb"\title{Lamp}\author{A \and B}\begin{document}\section{It}\'e \footnote{x}\begin{tabular}{l}a & b \\"
    rb"\end{tabular} \begin{verbatim}x\end{verbatim} \item y % z",
    ".wiki": b"{{A|b={{c}}}}\n= Lamp =\n''It'' [[a|burns]].<ref>x</ref>\n* y\n{|\n! a\n|-\n| b\n|}\n<pre>\nx\n</pre>\n",
    ".textile": b'h1. Lamp\n\nIt *burns* "here":x.\n\n* a\n\n|_. a |\n| b |\n\nbc.. x\n\ny\n\np. z\n',
    ".ipynb": b'{"cells": [{"cell_type": "markdown", "source": ["# Lamp\\n", "burns"]}, {"cell_type": "code", "source":'
    b' "x"}]}',
    ".enex": b"<en-export><note><title>A</title><content><![CDATA[<en-note>The lamp.]]></content></note></en-export>",
    ".doc": b"<html><title>A</title><p>The lamp burns.",
    ".adoc": b"= Lamp\nA B <c@d.e>\n\n== It\n\nSee https://a.b[c].\n\n|===\n|a |b\n\n|c |d\n|===\n\n----\nx\n----\n",
}  # fmt: skip
SEEDS |= {
    ".txt.gz": gzip.compress(SEEDS[".txt"]), ".md.xz": lzma.compress(SEEDS[".md"]),
    ".jsonl.bz2": bz2.compress(SEEDS[".jsonl"]),
}  # fmt: skip
PIECES = st.one_of(
    st.binary(max_size=12),
    st.text(max_size=8).map(str.encode),
    st.sampled_from([
        b"\0", b"\xff\xfe", b"\n---\n", b"\n\n", b"[" * 200, b"{" * 200, b"<" * 200, b"(" * 200, b"&#x110000;", b"&a;",
        b"9" * 500, b"-1", b"1e999", b'"', b"\\", b"=?utf-8?b?", b"<!--", b"-->", b"<![CDATA[", b"|", b"\t", b"\r",
        b"!!int x", b"&a *a", b"2024-02-30", b"\\ud800", b"\xed\xa0\x80", b"endobj", b"stream\n", b"/Length 99999999",
        b"\\bin9999999 ", b"\\u-99999?", b"<!DOCTYPE a [<!ENTITY a 'b'>]>", "\u202e".encode(), "\u0301".encode() * 50,
    ]),
)  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file's name and bytes: nothing but pieces, or one of a kind that reads well, changed in a few places."""
    ending = draw(st.sampled_from(ENDINGS))
    data = SEEDS.get(ending) or SEEDS[draw(st.sampled_from(sorted(SEEDS)))]
    if draw(st.integers(0, 5)) == 0:
        return f"a{ending}", b"".join(draw(st.lists(PIECES, max_size=12)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        length = draw(st.sampled_from([0, 0, 1, 2, 8, 60]))
        what = draw(st.one_of(PIECES, st.just(data[start : start + 40] * draw(st.integers(1, 60)))))
        data = data[:start] + what + data[start + length :]
    return f"a{ending}", data


def held(name: str, data: bytes) -> None:
    """Reads a file and analyses its articles, and holds what must be true of all."""
    started = time.process_time()
    for item in read(data, name, Hints(names=(("title", "headline"),)), LIMITS):
        if isinstance(item, Problem):
            assert item.where.startswith(name), item
            assert item.reason, item
            continue
        assert isinstance(item, Article)
        told = (item.id, item.text, item.title or "", item.url or "", item.source or "", *item.authors, item.path)
        assert all("\n" not in words for words in (item.id, item.title or "", *item.authors))
        assert [words.encode().decode() for words in told] == list(told)
        assert item.text.strip()
        for passage in Analyst(LIMITS).analysis(item).indexed.passages:
            assert item.text[passage.start : passage.end].strip()
    assert time.process_time() - started < SECONDS


@given(files())
@settings(max_examples=settings().max_examples * 2)
def test_any_file(file: tuple[str, bytes]) -> None:
    """Of any format, cut, repeated, mixed up."""
    held(*file)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_the_others_are_made_of_is_read(ending: str) -> None:
    """So that what is tried is more than refusals."""
    held(f"a{ending}", SEEDS.get(ending, b""))
    assert ending not in SEEDS or any(isinstance(item, Article) for item in read(SEEDS[ending], f"a{ending}"))


FRONT = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(["---", "+++", ";;;", "{", "}", "title: A", "a: &x [*x]", "<<: *x", "? a", ": b", "- - -", "|",
                         "a: !!python/object:x", 'a = "b"', "[t]", "% A", "#+title: x", "...", "\ttab: x", "a: ["]),
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@given(FRONT, st.sampled_from([1, 10, 1_000_000]))
@example("---\na: " + "[" * 30_000 + "\n---\nText", 1_000_000)
def test_any_front_matter(content: str, longest: int) -> None:
    """It has fields and an end inside the file, or is nested too deeply."""
    try:
        (found,) = under(Limits(front_matter=longest), map(split, [content]))
    except RecursionError:
        return
    assert 0 <= found.end <= len(content)
    assert all(isinstance(key, str) for key in found.fields)
    assert json.dumps(dict(found.fields), default=str)


@given(
    st.sampled_from(["metadata.csv", "index.tsv", "meta.json", "catalog.jsonl"]),
    st.lists(
        st.one_of(
            PIECES, st.sampled_from([b"file,title\n", b"a.txt,A\n", b'{"file": "a.txt"}', b"[", b"]", b",", b"\n"])
        )
    ),
)
@example("meta.json", [b"9" * 30])
@example("meta.json", [b"null"])
@example("metadata.json", [b'"file"'])
def test_any_sidecar(name: str, pieces: list[bytes]) -> None:
    """A table that names files tells something of files that are there, or nothing."""
    table = sidecar(b"".join(pieces), name, ["a.txt", "b/c.md"], ())
    fields = table.fields_by_file if table else {}
    assert set(fields) <= {"a.txt", "b/c.md"}
    assert json.dumps(fields, default=str)
