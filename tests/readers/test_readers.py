"""Files → articles."""

import datetime
import gzip
import json
import lzma

import pytest

from retrieval import Article, Problem
from retrieval.readers import read, readable
from retrieval.readers.files import day
from tests.conftest import SEED, SEEDS


def one(data: bytes, name: str) -> Article:
    """The only article in a file."""
    (item,) = read(data, name)
    assert isinstance(item, Article)
    return item


def problem(data: bytes, name: str) -> Problem:
    """The only thing wrong with a file."""
    (item,) = read(data, name)
    assert isinstance(item, Problem)
    return item


def test_seed() -> None:
    """The seed is read under its own name, with its date and no title."""
    article = one((SEEDS / SEED).read_bytes(), SEED)
    assert (article.id, article.date, article.title) == (SEED, datetime.date(2024, 3, 16), None)
    assert article.text == (SEEDS / SEED).read_text(encoding="utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_alike(end: str) -> None:
    """Whatever a file ends its lines with, the text has line feeds."""
    assert one(f"One.{end}{end}Two.".encode(), "a.txt").text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Größe, “quoted” – 😀", "utf-8"),
        ("Größe, “quoted” – 😀", "utf-8-sig"),
        ("Größe, “quoted” – 😀", "utf-16"),
        ("Café à la crème, où est l'été déjà passé? Ça va très bien.", "cp1252"),
        ("Größe und Übermut, schöne Grüße aus München für Äpfel", "latin-1"),
        ("Привет, как дела? Это русский текст о политике.", "cp1251"),
        ("Zażółć gęślą jaźń, święta są już blisko.", "cp1250"),
        ("日本語のテキストです。これは長い文章です。", "shift_jis"),
    ],
)
def test_encodings_are_found(text: str, codec: str) -> None:
    """UTF-8 with or without byte order mark is read; other encodings are detected."""
    assert one(text.encode(codec), "a.txt").text == text
    line = json.dumps({"id": "x", "text": text}, ensure_ascii=False)
    assert one(line.encode(codec), "a.jsonl").text == text


def test_markdown_front_matter() -> None:
    """Front matter gives the fields, and the text is what follows it."""
    data = (
        "---\ntitle: A: title\nheadline: no\npublished: 2024-03-16\nlink: https://example.org/a\n"
        "byline: Ann Lee; Bo Ray\npublisher: Daily\nlang: en\n---\n\n# Heading\n\nWords.\n"
    )
    article = one(data.replace("A: title", "'A: title'").encode(), "notes/a.md")
    assert article == Article(
        id="notes/a.md",
        text="\n# Heading\n\nWords.\n",
        title="A: title",
        date=datetime.date(2024, 3, 16),
        url="https://example.org/a",
        source="Daily",
        authors=("Ann Lee", "Bo Ray"),
        language="en",
        path="notes/a.md",
    )


def test_markdown_without_front_matter() -> None:
    """The heading that opens a text is its title."""
    assert one(b"# The Title\n\nWords.", "a.md").title == "The Title"
    assert one(b"---\n\nWords after a rule.", "a.md").title is None


def test_broken_front_matter_is_named() -> None:
    """Front matter that is no YAML is said so in one line."""
    found = problem(b"---\ntitle: [a\n---\nWords.", "a.md")
    assert found.where == "a.md"
    assert "not YAML" in found.reason
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    "record",
    [
        {"id": "n1", "title": "T", "date": "2024-03-16", "url": "u", "text": "W.", "authors": ["A", "B"],
         "source": "S"},
        {"article_id": "n1", "headline": "T", "published": "2024-03-16T10:00:00Z", "link": "u", "body": "W.",
         "author": "A, B", "publisher": "S"},
        {"id": "n1", "title": "T", "publish_date": "March 16, 2024", "url": "u", "content": "W.", "byline": "A; B",
         "source": "S"},
    ],
)  # fmt: skip
def test_usual_names_of_fields(record: dict[str, object]) -> None:
    """A field is found under each of its usual names."""
    article = one(json.dumps(record).encode(), "a.jsonl")
    assert article == Article(
        "n1", "W.", "T", datetime.date(2024, 3, 16), "u", "S", ("A", "B"), None, "a.jsonl", record=1
    )


@pytest.mark.parametrize(("ending", "pack"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files(ending: str, pack: object) -> None:
    """Packed files are unpacked."""
    assert callable(pack)
    assert one(pack(b'{"id": "x", "text": "Words."}\n'), "a.jsonl" + ending).text == "Words."
    assert one(pack(b"Words."), "a.txt" + ending).text == "Words."


def test_broken_lines_are_named_and_the_others_go_on() -> None:
    """Each broken line is a problem with its number."""
    lines = [
        b'{"id": "a", "text": "Caf\xc3\xa9."}', b"{broken", b"", b"[1]", b'{"id": "b"}',
        b'{"id": "c", "text": "\xff\xfe"}', b'{"id": "d", "text": 5}', b'{"id": "e", "text": "Last."}', b"[" * 100_000,
    ]  # fmt: skip
    items = list(read(b"\n".join(lines), "a.jsonl"))
    assert [item.id for item in items if isinstance(item, Article)] == ["a", "e"]
    assert [item.where for item in items if isinstance(item, Problem)] == [
        f"a.jsonl line {n}" for n in (2, 4, 5, 6, 7, 9)
    ]


def test_records_without_id_are_known_by_address_or_words() -> None:
    """An id never depends on the place in the file."""
    first, second = read(b'{"text": "One.", "url": "https://example.org/1"}\n{"text": "Two."}', "a.jsonl")
    again = one(b'{"text": "Two."}', "a.jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id == "https://example.org/1"
    assert second.id == again.id


def test_lone_surrogates_become_replacement_characters() -> None:
    """Half a character, which JSON can spell but no text can hold, is replaced."""
    assert one(b'{"id": "x", "text": "a \\ud83d b \\ud83d\\ude00"}', "a.jsonl").text == "a \ufffd b 😀"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x00\x01\x02", "a.txt"), (b"", "a.txt"), (b"  \n", "a.md"), (b"junk", "a.jsonl.gz"), (b"junk", "a.txt.xz"),
     (b"\x89PNG\r\n\x1a\n\x00\x00", "a.md"), (gzip.compress(b"Words", mtime=0)[:-9], "a.txt.gz")],
)  # fmt: skip
def test_what_is_no_text_is_named(data: bytes, name: str) -> None:
    """A file that can't be read is one problem, with a reason."""
    found = problem(data, name)
    assert found.where == name
    assert found.reason


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-03-16", (2024, 3, 16)),
        ("2024/03/16", (2024, 3, 16)),
        ("16 Mar 2024", (2024, 3, 16)),
        ("Sat, 16 Mar 2024 10:00:00 GMT", (2024, 3, 16)),
        (1710547200, (2024, 3, 16)),
        (1710547200000, (2024, 3, 16)),
        ("13/04/2024", (2024, 4, 13)),
        ("03/04/2024", None),
        ("2024", None),
        ("March 2024", None),
        ("yesterday", None),
        ("10:30", None),
        (True, None),
        (None, None),
        (1e300, None),
    ],
)
def test_dates(value: object, expected: tuple[int, int, int] | None) -> None:
    """A date is read when it means one day, and unknown otherwise: a guessed date would be a wrong citation."""
    assert day(value) == (datetime.date(*expected) if expected else None)


def test_formats() -> None:
    """A file's format is told by its name."""
    assert all(readable(name) for name in ("a.txt", "A.MD", "a.jsonl", "a.jsonl.gz", "a.txt.xz", "a.ndjson"))
    assert not any(readable(name) for name in ("a.pdf", "a", "a.gz", "txt", "a.xz", "a.json"))
