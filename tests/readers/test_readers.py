"""Files → articles."""

import datetime
import gzip
import json
import lzma
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval import Article, Problem, readers
from retrieval.articles.dates import day
from retrieval.articles.files import printable_name
from retrieval.readers import read, readable
from retrieval.records import digest
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


def test_a_post_of_nikola() -> None:
    """Its fields are above a text in reStructuredText, though it is called a text; one field alone tells nothing."""
    fields = b".. title: The mill\n.. slug: mill\n.. date: 2021-04-07 10:00:00 UTC\n.. author: Ana Ruiz\n"
    article = one(fields + b"\nIt *burned*.\n\nAfter\n-----\n\nRain.", "mill.txt")
    assert (article.title, article.date, article.authors) == ("The mill", datetime.date(2021, 4, 7), ("Ana Ruiz",))
    assert article.text == "It burned.\n\nAfter\n\nRain."
    plain = ".. date: of the mill\n\nIt *burned*."
    assert one(plain.encode(), "mill.txt").text == plain


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
        text="Heading\n\nWords.",
        title="A: title",
        date=datetime.date(2024, 3, 16),
        url="https://example.org/a",
        source="Daily",
        authors=("Ann Lee", "Bo Ray"),
        language="en",
        path="notes/a.md",
        headings=((0, 7),),
        lines=((0, 11),),
    )


def test_markdown_without_front_matter() -> None:
    """The heading that opens a text is its title."""
    for name in ("a.md", "a.markdown", "a.MDX"):
        assert one(b"# The Title\n\nWords.", name).title == "The Title"
    assert one(b"---\n\nWords after a rule.", "a.md").title is None


def test_broken_front_matter_is_named() -> None:
    """Front matter that is no YAML is said so in one line, and the article is read."""
    found, article = read(b"---\ntitle: [a\nauthor: Ann Lee\n---\nWords.", "a.md")
    assert isinstance(found, Problem)
    assert isinstance(article, Article)
    assert found.where == "a.md"
    assert "not YAML" in found.reason
    assert not found.left_out
    assert problem(b"", "a.txt").left_out
    assert "\n" not in found.reason
    assert (article.title, article.authors, article.text) == ("[a", ("Ann Lee",), "Words.")


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
    assert second.id == again.id == f"a.jsonl#{digest('Two.')[:12]}"


def test_lone_surrogates_become_replacement_characters() -> None:
    """Half a character, which JSON can spell but no text can hold, is replaced."""
    assert one(b'{"id": "x", "text": "a \\ud83d b \\ud83d\\ude00"}', "a.jsonl").text == "a \ufffd b 😀"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x00\x01\x02", "a.txt"), (b"", "a.txt"), (b"  \n", "a.md"), (b"\x03", "a.jsonl.gz"), (b"\x03", "a.txt.xz"),
     (b"\x89PNG\r\n\x1a\n\x00\x00", "a.md"), (gzip.compress(b"Words", mtime=0)[:-9], "a.txt.gz")],
)  # fmt: skip
def test_what_is_no_text_is_named(data: bytes, name: str) -> None:
    """A file that can't be read is one problem, with a reason."""
    found = problem(data, name)
    assert found.where == name
    assert found.reason


def test_the_reason_of_a_cut_file_is_given() -> None:
    """What the decompressor says is passed on."""
    reason = problem(gzip.compress(b"Words", mtime=0)[:-9], "a.txt.gz").reason
    assert reason == "can't be unpacked (Compressed file ended before the end-of-stream marker was reached)"


def test_the_dateline_of_a_record_is_its_date() -> None:
    """A record or file without a date has that at the front of its text."""
    for data, name in ((b'{"text": "date 2024-03-16 W."}', "a.jsonl"), (b"date 2024-03-16 W.", "a.md")):
        assert one(data, name).date == datetime.date(2024, 3, 16)


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
        (1e11, None),
        (-86_400, None),
        ("2024-03-16T23:59:00-05:00", (2024, 3, 16)),
        ("12/12/2024", (2024, 12, 12)),
        ("11/12/2024", None),
        ("12/13/2024", (2024, 12, 13)),
        ("1 Feb 2024", (2024, 2, 1)),
        ("16 Mar 24", None),
        ("20 2024", None),
        ("12/11/2024", None),
        ("13/12/2024", (2024, 12, 13)),
        ("2024-03-16-draft", (2024, 3, 16)),
        ("16 Mar 2024 10:00 XYZT", (2024, 3, 16)),
    ],
)
def test_dates(value: object, expected: tuple[int, int, int] | None) -> None:
    """A date is read when it means one day, and unknown otherwise: a guessed date would be a wrong citation."""
    assert day(value) == (datetime.date(*expected) if expected else None)


def test_formats() -> None:
    """A file's format is told by its name."""
    assert all(readable(name) for name in ("a.txt", "A.MD", "a.jsonl", "a.jsonl.gz", "a.txt.xz", "a.ndjson"))
    assert all(readable(name) for name in ("a.qmd", "a.Rmd", "a.docm", "a.dotx", "a.ott", "a.fodt"))
    assert not any(readable(name) for name in ("a.pages", "a", "a.gz", "txt", "a.xz", "a.wasm"))


def markdown(front_matter: str, body: str = "The mill burned down.") -> bytes:
    """A Markdown file with this front matter."""
    return f"---\n{front_matter}\n---\n{body}".encode()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-11-31", None),
        ("2023-02-29 08:00:00", None),
        ("0000-00-00", None),
        ("-044-03-15T00:00:00Z", None),
        ("2023-05-07 24:00:00", (2023, 5, 7)),
        ("2023-05-07T10:00:00+99:99", (2023, 5, 7)),
        ("2023-05-07 23:30:00 -05:00", (2023, 5, 7)),
        ("!!timestamp soon", None),
        ("!!timestamp 2023-05-07", (2023, 5, 7)),
        ("!!timestamp 2023-05-40", None),
        ("1683417600", (2023, 5, 7)),
        ("8" * 5_000, None),
        (":".join(["59"] * 500), None),
        (".inf", None),
        (".nan", None),
        ("yes", None),
        ("[2023-05-07]", (2023, 5, 7)),
        ("{2023-05-07: 1}", None),
    ],
)
def test_an_impossible_date_costs_only_the_date(written: str, expected: tuple[int, int, int] | None) -> None:
    """Whatever stands for a date in front matter, the article is read, and its other fields with it."""
    article = one(markdown(f"title: Mill\ndate: {written}\nupdated: {written}"), "a.md")
    assert (article.title, article.text) == ("Mill", "The mill burned down.")
    assert article.date == (datetime.date(*expected) if expected else None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("!!int seven", "seven"),
        ("!!float x", "x"),
        ("!!bool maybe", "maybe"),
        ("!!binary '%%'", "%%"),
        ("!!map x", "x"),
        ("!Unknown Mill", "!Unknown Mill"),
        ("!!python/name:os.system ''", None),
        ("=", "="),
        ("7" * 5_000, "7" * 5_000),
        ("0x" + "f" * 5_000, "0x" + "f" * 5_000),
        ("2023-11-31", "2023-11-31"),
        ("[Mill]", "Mill"),
        ("{Mill: 1}", None),
    ],
)
def test_a_value_that_yaml_cannot_make_is_taken_as_written(written: str, expected: str | None) -> None:
    """A tag that is unknown or doesn't fit its value leaves the characters of the value."""
    assert one(markdown(f"title: {written}\nauthor: Ann Lee"), "a.md").title == expected
    assert one(markdown(f"title: {written}\nauthor: Ann Lee"), "a.md").authors == ("Ann Lee",)


def test_lists_that_hold_themselves_are_read() -> None:
    """Anchors, aliases, keys that are no words and lists that are their own items cost nothing."""
    article = one(markdown("a: &a [*a]\n? [x, y]\n: z\nname: &n Ann Lee\nauthors: &b [*n, *b, *a, Bo]"), "a.md")
    assert article.authors == ("Ann Lee", "Bo")


def test_the_expansion_of_aliases_takes_no_time() -> None:
    """Lists of lists of aliases, which written out would fill any memory, are left alone."""
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert one(markdown("\n".join(["l0: &l0 [x]", *levels, "authors: *l29", "title: T"])), "a.md").title == "T"


@pytest.mark.parametrize(
    ("front_matter", "reason"),
    [
        ("a: " + "[" * 99 + "]" * 99, None),
        ("a: " + "[" * 100 + "]" * 100, "is nested more than 100 levels deep"),
        ("a: " + "{b: " * 100_000, "is nested more than 100 levels deep"),
        ("- " * 100_000 + "x", "is nested more than 100 levels deep"),
    ],
)
def test_front_matter_that_cannot_be_parsed_costs_its_file(front_matter: str, reason: str | None) -> None:
    """It is one problem on one line, however deep it is nested."""
    (item,) = read(markdown(front_matter), "a.md")
    if reason is None:
        assert isinstance(item, Article)
    else:
        assert isinstance(item, Problem)
        assert reason in item.reason
        assert item.reason.isprintable()


@pytest.mark.parametrize(
    ("front_matter", "complains", "title"),
    [
        ("a: &x 1\nb: &x 2", False, None),
        ("title: *nowhere", False, "*nowhere"),
        ("title: @home\nauthor: `Ann`", False, "@home"),
        ("title: [Update] It opens", False, "[Update] It opens"),
        ("title: A: b\nnote: >\n  x: y\n  z", False, "A: b"),
        ("title: A: b\n  goes on\nauthor:\n  name: Ann", False, "A: b goes on"),
        ("title:\tA\n\tb: c", False, "A"),
        ("title: A\n--- B", True, "A"),
        ("title: Zoo: it opens\nauthor: Ann Lee", False, "Zoo: it opens"),
        ("title: 'Zoo: it opens'\nurl: a: b", False, "Zoo: it opens"),
        ("title: A: b\nauthors:\n- Ann Lee\n# a note\n", False, "A: b"),
    ],
)
def test_what_is_not_yaml_is_read_line_by_line(front_matter: str, complains: bool, title: str | None) -> None:
    """A colon in a title or a tab costs nothing; what can't be understood is said, and the article is read."""
    *problems, article = read(markdown(front_matter), "a.md")
    assert isinstance(article, Article)
    assert (article.title, article.text) == (title, "The mill burned down.")
    assert bool(problems) == complains
    assert all(
        "not YAML" in item.reason and item.reason.isprintable() for item in problems if isinstance(item, Problem)
    )


@pytest.mark.parametrize(
    ("front_matter", "text"),
    [
        ("", "The mill burned down."),
        ("- a\n- b", "a\nb\n\nThe mill burned down."),
        ("just words", "just words\n\nThe mill burned down."),
        ("It rained.\n\nHe said: it will go on.", "It rained.\n\nHe said: it will go on.\n\nThe mill burned down."),
    ],
)
def test_words_between_rules_are_text(front_matter: str, text: str) -> None:
    """What is no table of fields belongs to the article."""
    assert one(markdown(front_matter), "a.md").text == text


@pytest.mark.parametrize(
    ("raised", "reason"),
    [
        (ValueError("day 30\nof February"), "can't be read (ValueError: day 30 of February)"),
        (LookupError(), "can't be read (LookupError)"),
        (RecursionError("x" * 500), f"can't be read (RecursionError: {'x' * 104})"),
    ],
)
def test_whatever_a_reader_raises_is_a_problem_of_its_file(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, reason: str
) -> None:
    """The articles read before stay, and one problem says what happened."""

    def broken(data: bytes, name: str) -> Iterator[Article | Problem]:
        yield Article(id=name, text=data.decode())
        raise raised

    monkeypatch.setitem(readers.FORMATS, ".txt", broken)
    assert list(read(b"Words.", "a.txt")) == [Article(id="a.txt", text="Words."), Problem("a.txt", reason)]


@pytest.mark.parametrize("raised", [MemoryError, KeyboardInterrupt])
def test_what_is_not_the_file_s_fault_is_raised(monkeypatch: pytest.MonkeyPatch, raised: type[BaseException]) -> None:
    """Too little memory, and the wish to stop, say nothing about a file."""

    def broken(data: bytes, name: str) -> Iterator[Article | Problem]:
        raise raised

    monkeypatch.setitem(readers.FORMATS, ".txt", broken)
    with pytest.raises(raised):
        list(read(b"Words.", "a.txt"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain.txt", "plain.txt"),
        ("100 %20 Größe 日本\u3000\u200d.txt", "100 %20 Größe 日本\u3000\u200d.txt"),
        ("na\udcefve.md", "na%EFve.md"),
        ("\udcff\udcfe/a", "%FF%FE/a"),
        ("two\nlines", "two%0Alines"),
        ("\x1f\x20\x7e\x7f\x80\x9f\xa0", "%1F ~%7F%C2%80%C2%9F\xa0"),
        ("\u2027\u2028\u2029\u202a", "\u2027%E2%80%A8%E2%80%A9\u202a"),
        ("%EF\udcef%", "%25EF%EF%25"),
        ("", ""),
    ],
)
def test_names_can_be_printed(name: str, expected: str) -> None:
    """What can't stand on a line of UTF-8 is written as in a URL, and a name without such characters is kept."""
    assert printable_name(name) == expected
    assert printable_name(expected) == expected


def test_broken_lines_in_utf_8_do_not_make_another_encoding() -> None:
    """When half of the lines beyond ASCII are UTF-8, the others are read as far as they can be, and named.

    When fewer are, the file is in another encoding.
    """
    words = ["Où est l'été déjà passé?", "Ça va très bien, là où tu es allé.", "In ASCII, as it happens."]
    good, bad, plain = (json.dumps({"text": text}, ensure_ascii=False) for text in words)
    lines = [good.encode(), bad.encode("cp1252"), plain.encode()]
    first, problem, second, third = read(b"\n".join(lines), "a.jsonl")
    assert isinstance(problem, Problem)
    assert not problem.left_out
    assert [item.text for item in (first, second, third) if isinstance(item, Article)] == [
        words[0], "\ufffda va tr\ufffds bien, l\ufffd o\ufffd tu es all\ufffd.", words[2]
    ]  # fmt: skip
    items = list(read(b"\n".join([*lines, bad.encode("cp1252")]), "a.jsonl"))
    assert [item.left_out for item in items if isinstance(item, Problem)] == [False, False]
    items = list(read(b"\n".join([plain.encode(), *lines[1:]]), "a.jsonl"))
    assert [item.text for item in items if isinstance(item, Article)] == [words[2], words[1], words[2]]


def test_a_byte_order_mark_belongs_to_the_file() -> None:
    """It is dropped at the front of a file, and where files were put together."""
    line = b'{"id": "x", "text": "Caf\xc3\xa9."}'
    items = list(read(b"\xef\xbb\xbf" + line + b"\n\xef\xbb\xbf" + line, "a.jsonl"))
    assert [type(item) for item in items] == [Article, Article]


def test_big_endian_utf_16_is_read() -> None:
    """Either byte order mark tells UTF-16; half a character at its end is replaced."""
    assert one("Größe".encode("utf-16-be").join([b"\xfe\xff", b""]), "a.txt").text == "Größe"
    assert one(b"\xff\xfea\0b", "a.txt").text == "a\ufffd"


def test_authors_are_people_with_names() -> None:
    """A list or a line of authors, without the empty ones."""
    for written in (["Ann  Lee", "", None, {"name": "Cy"}, "Cy"], "Ann Lee;, Cy ,"):
        assert one(json.dumps({"text": "W.", "authors": written}).encode(), "a.jsonl").authors == ("Ann Lee", "Cy")
    assert one(b'{"text": "W.", "authors": 0, "id": 7}', "a.jsonl").authors == ()


def test_plain_text_has_the_fields_of_its_first_lines() -> None:
    """They are read, and stay in the text, which is all that the file holds."""
    text = "Title: The Mill\nAuthor: Ann Lee\nDate: 7 April 2021\n\nIt burned down.\n"
    article = one(text.encode(), "a.txt")
    assert (article.title, article.authors, str(article.date), article.text) == (
        "The Mill", ("Ann Lee",), "2021-04-07", text,
    )  # fmt: skip
    assert problem(b"---\ndraft: true\n---\nWords.", "a.txt").reason == "is marked as a draft"


@pytest.mark.parametrize(
    "name", ["a.txt", "A.TXT.GZ", "b/.gz", ".txt", "a.", "a..gz", "x.y/a", "2024/a.b.csv.xz", "..md"]
)
def test_the_format_of_a_file_is_its_ending_as_pathlib_has_it(name: str) -> None:
    """Of a compressed one that of what is packed; a name that only begins with a dot has none."""
    path = Path(name.lower())
    assert readers._format(name) == (Path(path.stem).suffix if path.suffix in readers.COMPRESSIONS else path.suffix)


def test_readers_are_imported_when_they_are_met() -> None:
    """Asking an archive that is known imports no reader and no library of one."""
    program = "import sys, retrieval; print(sorted(set(sys.modules) & {*sys.argv[1:]}))"
    libraries = ["markdown_it", "yaml", "pyarrow", "pypdfium2", "lxml"]
    wanted = [*libraries, "retrieval.readers.jsonl", "retrieval.readers.table"]
    done = subprocess.run([sys.executable, "-c", program, *wanted], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (
            b"<!DOCTYPE html>\n<html><head><title>The mill</title></head><body><p>It burned down.</p></body></html>",
            "html",
        ),
        (b"\xef\xbb\xbf\r\n<HTML><TITLE>The mill</TITLE><P>It burned down.</HTML>", "html"),
        (rb"{\rtf1\ansi{\info{\title The mill}}\pard It burned down.\par}", "rtf"),
    ],
)
def test_pages_and_documents_that_are_called_text(data: bytes, reader: str) -> None:
    """Are read as what they are; words about them are text."""
    (item,) = read(data, "a.txt")
    assert isinstance(item, Article)
    assert (item.title, item.text.split("\n\n")[-1], item.reader.split()[0]) == ("The mill", "It burned down.", reader)
    (item,) = read(b"Pages begin with <html> and end.", "a.txt")
    assert isinstance(item, Article)
    assert item.text == "Pages begin with <html> and end."


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.pdf", "a.parquet", "a.zip", "a.md"])
def test_what_git_lfs_leaves_in_the_place_of_a_file_is_no_article(name: str) -> None:
    """It is named as such in any format; a text that tells of it is a text."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:12ab\nsize 6339670\n"
    assert "Git LFS" in problem(pointer, name).reason
    (article,) = read(b"It begins so:\n\n" + pointer, "a.txt")
    assert isinstance(article, Article)
