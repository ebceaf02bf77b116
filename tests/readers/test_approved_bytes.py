"""What kind of file some bytes are, and in which encoding, on both sides of each bound: approved tables."""

import io
import zipfile
from collections.abc import Mapping

from syrupy.assertion import SnapshotAssertion

from retrieval.readers.contents import form_of, is_archived_page
from retrieval.readers.encodings import Characters, characters, encoding
from tests.approved import table

PLAIN = b"The mill burned down in March. " * 20


def plain(size: int, *others: bytes) -> bytes:
    """A text of so many bytes in all, with some others in its middle."""
    rest = b"".join(others)
    half = (size - len(rest)) // 2
    return PLAIN[:half] + rest + PLAIN[half : size - len(rest)]


def read_as(data: bytes) -> str:
    """The encoding of some bytes, and which of their characters are not in ASCII, or what is said about them."""
    content = characters(data)
    if not isinstance(content, Characters):
        return f"{encoding(data)}: {content}"
    beyond = "".join(character for character in content.text if not " " <= character <= "~")
    doubt = "" if content.doubt is None else f", {content.doubt}"
    return f"{encoding(data)}: {len(content.text)} characters, {beyond!r}{doubt}"


def bytes_table(cases: Mapping[str, bytes]) -> str:
    """A table of named bytes."""
    return table(lambda name: read_as(cases[name]), cases)


def test_what_bytes_are_read_as(snapshot: SnapshotAssertion) -> None:
    """Unicode with marks, without and broken; what is no text."""
    wide, undefined = "a" * 97, bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
    cases = {
        "nothing": b"",
        "ASCII": b"a\r\nb",
        "UTF-8": "é".encode(),
        "with a mark": b"\xef\xbb\xbfa",
        "UTF-16": "é".encode("utf-16"),
        "UTF-16, a NUL": "a\0b".encode("utf-16"),
        "big end": b"\xfe\xff\0a",
        "UTF-32": "é".encode("utf-32"),
        "UTF-32, big end": b"\0\0\xfe\xff\0\0\0a",
        "only NULs": b"\0" * 8,
        "2 NULs of 100": plain(100, b"\0\0"),
        "2 NULs of 99": plain(99, b"\0\0"),
        "3 NULs of 150": plain(150, b"\0\0\0"),
        "NULs behind": plain(100) + b"\0" * 50,
        "NUL in ISO": plain(100, b"\0\xe9"),
        "1 control of 100, a NUL": plain(100, b"\0\x01"),
        "2 controls of 200, a NUL": plain(200, b"\0\x01\x02"),
        "2 controls of 199, a NUL": plain(199, b"\0\x01\x02"),
        **{f"UTF-16, 1 odd of 100, {codec}": f"{wide} \ue000a".encode(codec) for codec in ("utf-16-le", "utf-16-be")},
        "UTF-16, 1 odd of 99": f"{wide[:-1]} \ue000a".encode("utf-16-le"),
        "UTF-16, tabs": f"{wide} \t\ta".encode("utf-16-le"),
        "UTF-16, no space of 100": f"{wide}aaa".encode("utf-16-le"),
        "UTF-16, 1 space of 100": f"{wide}a a".encode("utf-16-le") + b"a\0",
        "UTF-16, 1 space of 101": f"{wide}aa aa".encode("utf-16-le"),
        "JIS": "本当です".encode("iso2022_jp"),
        "no JIS": b"a\x1b$Bb",
        "escape": b"a\x1b[1mb",
        "1 broken of 5": "éééé".encode() + b"\xff",
        "1 broken of 2, a fifth": b"abcdefghijkl" + "é".encode() + b"\xff",
        "1 broken of 2, more": b"abcdefghijk" + "é".encode() + b"\xff",
        "2 broken beside 1": plain(100, "é".encode(), b"\xff\xff"),
        "a sign for broken": plain(60, "é\ufffd".encode()),
        "and a broken one": plain(60, "é\ufffd".encode(), b"\xff"),
        "undefined, 3 of 299": plain(299, undefined, b"\x01\x02\x03"),
        "undefined, 3 of 300": plain(300, undefined, b"\x01\x02\x03"),
        "ISO, 1 control of 100": plain(100, b" \xe9t\xe9 \x01"),
        "ISO, 2 controls of 199": plain(199, b" \xe9t\xe9 \x01\x02"),
        "ISO, 2 controls of 200": plain(200, b" \xe9t\xe9 \x01\x02"),
        "two in one": PLAIN + "Mühle\n".encode() + b"M\xfchle\n",
        "one line of three": b"a\nM\xfchle\nb",
        "other ends": "a\x85b\u2028c".encode(),
        "other ends beside": "a\x85b\nc".encode(),
        "other ends beside \\r": "a\x85b\rc".encode(),
    }
    assert bytes_table(cases) == snapshot


def packed(*names: str, mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """A ZIP file of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, mimetype if name == "mimetype" else "")
    return file.getvalue()


def test_what_kind_of_file_bytes_are(snapshot: SnapshotAssertion) -> None:
    """By marks at their front, or as sentences, whatever ending the name has."""
    page, words = b"<html><body>It burned.", "The mill burned down. " * 5
    cases: dict[str, tuple[bytes | str, str, str]] = {
        **{
            f"a page as {form or 'nothing'}": (page, form, "")
            for form in ("", ".doc", ".php", ".txt", ".md", ".csv", ".xml")
        },
        **{f"a part of one as {form or 'nothing'}": (b" <title>It", form, "") for form in ("", ".doc", ".txt")},
        **{
            f"{start!r} of a page": (start.encode(), ".txt", "")
            for start in (
                "<!DOCTYPE html>",
                "<!doctype\n html>",
                "<htmlx>",
                "  <HTML>",
                "<html lang='en'>",
                "<?xml version='1.0'?><html>",
                "<!-- a --> <html>",
                "a<html>",
                "<body>",
            )
        },
        **{
            f"{begin!r} as {form}": (begin.encode(), form, "")
            for form in ("", ".md", ".rtf")
            for begin in (r" {\rtf1", "%PDF-1", " %pdf-1", "%PDF")
        },
        **{f"records as {form}": (b'[{"text": 1}]', form, "") for form in (".csv", ".tsv", ".json", ".txt")},
        **{f"a page below {n} signs": (f"<!--{'a' * n}--><html>".encode(), ".txt", "") for n in (1000, 1001)},
        "a record as .csv": (b'{"text": 1}', ".csv", ""),
        "no record": (b"{text: 1}", ".csv", ""),
        "tweets": (b"window.YTD.tweets.part0 = [", ".js", ""),
        "a tweet": (b"window.YTD.tweet.part0", ".js", ""),
        "other": (b"window.YTD.like.part0", ".js", ""),
        "a page as .js": (page, ".js", ""),
        **{
            f"{parts} as {form}": (packed(*parts.split()), form, "")
            for form in (".doc", ".zip", ".odt")
            for parts in ("word/document.xml", "META-INF/container.xml", "mimetype content.xml", "content.xml", "a.txt")
        },
        "a table of OpenDocument": (packed("mimetype", "content.xml", mimetype="opendocument.spreadsheet"), ".odt", ""),
        "a damaged ZIP": (b"PK\x03\x04", ".doc", ""),
        **{f"{n} words": ("mill " * (n - 1) + "fell.", "", "") for n in (19, 20)},
        "no sentence": (words.replace(".", ""), "", ""),
        "sentences as .txt": (words, ".txt", ""),
        "as .php": (words, ".php", ""),
        "as .doc": (words, ".doc", ""),
        "as README": (words, "", "x/README"),
        "as readme.x": (words, "", "readme.x"),
        "a script": ("#!" + words, "", ""),
        "a NUL": (words + "\0", "", ""),
        **{f"{n} signs of Chinese": ("山" * n + "。", "", "") for n in (59, 60)},
        **{f"{n} signs in 3 words": ("山" * (n - 2) + " 山 山。", "", "") for n in (60, 61)},
        **{f"{word!r} over and over": (f"{word} " * 20, "", "") for word in ("mill.", "mills1.", "mill12.", "mil 1.")},
        "letters as RTF": (words, ".rtf", ""),
        "a mail": (
            "From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n\nIt.",
            "",
            "",
        ),
        "UTF-16": ("<html>", ".txt", "utf-16"),
        "a mark": ("\ufeff<html>", ".txt", ""),
    }

    def form(case: str) -> str | None:
        data, ending, name = cases[case]
        written = data.encode("utf-16" if name == "utf-16" else "utf-8") if isinstance(data, str) else data
        return form_of(written, ending, name)

    assert table(form, cases) == snapshot
    head = "MIME-Version: 1.0\nContent-Type: multipart/related\n"
    pages = (
        head,
        f" {head}",
        head.replace("MIME-V", "V"),
        head.replace("related", "mixed"),
        f"From: a\n{head}",
        f"Date: a\n{head}",
        f"{head}To: b\n",
        f"{head}To: b\nSnapshot-Content-Location: c\n",
        f"To: b\n{head}",
        f"{head}\nTo: b",
        f"{head}\r\n\r\nTo: b",
        "MIME-Version: 1.0\n\nmultipart/related",
    )
    assert table(lambda text: is_archived_page(text.encode()), pages) == snapshot(name="archived")
