"""What is made of the same files changes together with the catalog's format, by which indexes are made anew."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from retrieval import Article
from retrieval.ingestion.analyst import Analyst
from retrieval.language import ANALYZER
from retrieval.readers import read
from retrieval.storage.catalog import FORMAT
from retrieval.storage.packing import unpacked_terms
from tests.fuzz.test_readers import SEEDS
from tests.web.newsroom import written

KNOWN = {
    "format": "pincite catalog 73",
    "analyzer": "12",
    "a.txt": "37e555db",
    "a.md": "036f3fa5",
    "a.html": "f5822ab0",
    "a.jsonl": "693ff24a",
    "a.json": "4b895b1d",
    "a.csv": "a27d5774",
    "a.eml": "87898e69",
    "a.rss": "0c4ce4b7",
    "a.rtf": "0ba40de7",
    "a.pdf": "5fde0b02",
    "a.docx": "4154215d",
    "a.odt": "1ed45d81",
    "a.epub": "c249fc4f",
    "a.zip": "03dc5389",
    "a.srt": "22573a57",
    "a.rst": "b0a20cc2",
    "a.org": "eb5493ca",
    "a.tex": "4a9acb17",
    "a.wiki": "ffaace2a",
    "a.textile": "8682da9b",
    "a.ipynb": "38960586",
    "a.enex": "a2d41dad",
    "a.doc": "94d1e0c8",
    "a.adoc": "ab3db7ff",
    "a.txt.gz": "c6d4c0b5",
    "a.md.xz": "92f09c6e",
    "a.jsonl.bz2": "09df7544",
    "inquiry.txt": "3449a220",
    "posts/dam.md": "727abbe5",
    "wire.jsonl": "4e0409c2",
    "רכבל.txt": "e881c04a",
    "مكتبة.txt": "c5b2e1b3",
    "渡轮.txt": "6f32a4ce",
}
"""The format and the analyzer, and beginnings of hashes of what they make of a small file of nearly every format and of
an archive in several scripts."""


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Their names and bytes."""
    yield from ((f"a{ending}", data) for ending, data in SEEDS.items())
    for path in sorted(written(folder).rglob("*.*")):
        if path.suffix != ".pdf":  # which is of today
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def made_of(name: str, data: bytes) -> str:
    """The beginning of the hash of what is stored of a file's articles."""
    analyst, stored = Analyst(), hashlib.sha256()
    for item in read(data, name):
        if isinstance(item, Article):
            article, indexed, spellings, _ = analyst.analysis(item)
            terms = [list(each) for each in unpacked_terms(indexed.terms, article.text)]
            columns = (indexed.row.sealed, indexed.day, indexed.features, indexed.fingerprints, terms, indexed.passages)
            stored.update(repr((article.id, article.text, *columns, sorted(spellings))).encode("utf-8", "replace"))
    return stored.hexdigest()[:8]


def test_what_is_made_of_files_changes_with_the_format(tmp_path: Path) -> None:
    """Whoever changes paragraphs, terms or features raises FORMAT (or ANALYZER), or old indexes would be used on."""
    made = {"format": FORMAT, "analyzer": ANALYZER} | {name: made_of(name, data) for name, data in files(tmp_path)}
    assert made == KNOWN, (
        "The same files give something else now: raise FORMAT in retrieval/storage/catalog.py (or ANALYZER), so that"
        " indexes are made anew, and put what is on the left into KNOWN. Where only a file was added, do the latter."
    )
