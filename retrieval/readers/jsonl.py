"""JSON lines: an article on each line, its fields under their usual names.

A file of this name that is one JSON array, or holds records over several lines, is read as well. The text of a record
that is HTML or Markdown is what a person sees of it; all other text stays as it is.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from importlib import import_module
from typing import Any

from retrieval.articles.files import Problem, tidy
from retrieval.articles.front_matter import split
from retrieval.articles.hints import FieldNames, renamed
from retrieval.articles.metadata import (
    ENTITY,
    MONTHS,
    described,
    identity,
    is_of_mail,
    normalised,
    order_of_days,
    prose,
    says_draft,
    texts,
)
from retrieval.articles.page import Page
from retrieval.articles.rich_text import RichText
from retrieval.articles.transcripts import DEEPEST, with_transcripts
from retrieval.readers.encodings import encoding, may_be_encoded_twice, no_text, once_encoded_record
from retrieval.readers.html.text import add_html, is_html
from retrieval.readers.markup import markdown, tiddlywiki
from retrieval.readers.text import is_message
from retrieval.records import Article, Heading, Remark, digest

READER = "jsonl 13"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_MARKDOWN = re.compile(
    r"!?\[[^\[\]\n]{1,300}\]\((?:https?://|/|#|\.{1,2}/)[^()\s]{0,500}|(?<![\w*])\*\*(?=[^\s*])[^*\n]{1,300}(?<=[^\s*])\*\*(?![\w*])"
    r"|^```|^\[\^[^\]\s]{1,60}\]:|\A\s*(?:#{1,6} [^\s#]|[^\n]{1,120}\n={3,}[ \t]*$)",
    re.MULTILINE,
)
"""A link to an address, words in bold, a code block, a footnote, or a heading that opens the text."""

_SIGNS = ("](", "**", "```", "[^", "===")
"""What such marks have in them, but for a heading's."""

_DAY_IN_FIGURES = re.compile(rb'":\s?"(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}')
_HEADING = re.compile(r"(?:^|\n\n)#{1,6} [^\s#]")

_MAY_BE_MAIL = re.compile(r"\s{0,400}+[A-Za-z][A-Za-z-]{1,40}: ")
"""How a text begins that is a message with its headers, so that few others are looked at for them."""


class _Decoder(json.JSONDecoder):
    """Decodes JSON; integers of more figures than Python reads stay as they are typed."""

    def raw_decode(self, s: str, idx: int = 0) -> tuple[Any, int]:
        """The value that begins at a place, and where it ends."""
        try:
            return super().raw_decode(s, idx)
        except json.JSONDecodeError:
            raise
        except ValueError:
            return _LENIENT.raw_decode(s, idx)


_LENIENT = json.JSONDecoder(strict=False, parse_int=str)
DECODER = _Decoder(strict=False)


def read(
    data: bytes, name: str, names: FieldNames = (), first: int | None = None, day_first: bool | None = None
) -> Iterator[Article | Problem]:
    """The articles of a JSON-lines file in order; a line that can't be read is a `Problem` with its number.

    Args:
        data: The file's bytes, or some of its lines.
        name: The file's name inside the archive.
        names: What its fields are called besides their usual names.
        first: The number of the first line, where these are lines of a file; None for a whole file.
        day_first: Whether 03.04.2024 is 3 April in its records; None where a whole file's other records are to tell.
    """
    if first is None and day_first is None:
        day_first = order_of_records(data, names)
    first = first or 1
    if first == 1 and not data.strip(b" \t\r\n\xef\xbb\xbf"):
        yield Problem(name, Remark("is empty"))
        return
    codec = _encoding(data)
    if codec is None:
        yield Problem(name, no_text(data))
        return
    if codec.startswith(("utf-16", "utf-32", "iso2022")):
        data, codec = data.decode(codec, "replace").removeprefix("\ufeff").encode(), "utf-8"
    lines = (data if b"\n" in data else data.replace(b"\r", b"\n")).split(b"\n")
    if _spans_lines(lines, codec):
        yield from _records(data.decode(codec, "replace"), name, names, day_first)
        return
    for number, line in enumerate(lines, first):
        if line.strip():
            where = Remark("{file} line {number}", file=name, number=str(number))
            written = line.decode(codec if number == first else codec.removesuffix("-sig"), "replace")
            broken = "\ufffd" in written and "\ufffd".encode() not in line
            read_record = items_of if may_be_encoded_twice(written) else _item_of
            for record in _on_line(written.strip(_AROUND_RECORDS)):
                *doubts, item = read_record(record, where, name, number, names, day_first=day_first)
                if broken and isinstance(item, Article):
                    yield Problem(where, Remark("has characters that can't be read, shown as \ufffd"))
                yield from (*doubts, item)


def order_of_records(data: bytes, names: FieldNames) -> bool | None:
    """Whether 03.04.2024 is 3 April in the records of a file, or of its beginning: as in their other days.

    Args:
        data: The file's bytes; those of an array count where each of its records stands on a line of its own.
        names: What its fields are called besides their usual names.

    Returns:
        None where no record tells, or records contradict each other, or none has such a day.
    """
    if not any(_is_doubtful(match) for match in _DAY_IN_FIGURES.finditer(data)):
        return None
    lines = (line for line in data.split(b"\n") if _DAY_IN_FIGURES.search(line))
    written = (line.decode("utf-8", "replace").strip(_AROUND_RECORDS).lstrip("[").rstrip("],") for line in lines)
    records = (record for line in written for record in _on_line(line) if isinstance(record, dict))
    return order_of_days(renamed(record, names)[0] for record in records)


def _is_doubtful(match: re.Match[bytes]) -> bool:
    """Whether a day in figures may be two."""
    first, second = int(match[1]), int(match[2])
    return first != second and max(first, second) <= MONTHS


def has_a_record_a_line(opening: bytes) -> bool:
    """Whether a file that begins so can be cut at its line feeds: its first line is a record, in UTF-8.

    Of one whose first line goes on beyond its beginning that is taken for granted.
    """
    if b"\0" in opening:
        return False
    whole, _, rest = opening.decode("utf-8-sig", "ignore").lstrip().partition("\n")
    if not rest:
        return whole.startswith('{"')
    try:
        return isinstance(json.loads(whole), dict)
    except (ValueError, RecursionError):
        return False


def _encoding(data: bytes) -> str | None:
    """The codec of a file's lines: UTF-8 when half of those beyond ASCII are, so that the broken ones can be named."""
    if not data.isascii() and _is_utf8(data):
        return "utf-8-sig"
    beyond_ascii = [line for line in data.split(b"\n") if not line.isascii()]
    valid = sum(line.decode("utf-8", "ignore").encode() == line for line in beyond_ascii)
    if valid and valid >= len(beyond_ascii) / 2:
        return "utf-8-sig"
    return encoding(data) or ("utf-8-sig" if valid else None)


def _is_utf8(data: bytes) -> bool:
    """Whether some bytes are UTF-8, all of them."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _spans_lines(lines: list[bytes], codec: str) -> bool:
    """Whether a file is one array, or its first record goes on beyond its line."""
    first = next((line.strip() for line in lines if line.strip()), b"").decode(codec, "replace").strip()
    if first.startswith("["):
        return first == "[" or first.startswith(("[{", "[ {"))
    return first == "{" or (first.startswith('{"') and first.endswith((",", "{", "[")))


def _records(content: str, name: str, names: FieldNames, day_first: bool | None) -> Iterator[Article | Problem]:
    """The articles of a file that is one JSON array, or records over several lines, by their place in it, from 1."""
    number = 0
    text = content.strip(_AROUND_RECORDS).removeprefix("[")
    position, is_relaxed = 0, False
    while True:
        position = _NOTHING_BETWEEN.match(text, position).end()  # type: ignore[union-attr]  # it matches the empty string
        if position == len(text):
            return
        try:
            value, position = DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            if not is_relaxed and (shorter := without_slips(text[position:])) != text[position:]:
                text, position, is_relaxed = shorter, 0, True
                continue
            yield Problem(
                Remark("{file} record {number}", file=name, number=str(number + 1)),
                Remark("is not JSON, and nothing after it can be read ({error})", error=str(error)[:120])
                if isinstance(error, ValueError)
                else Remark("is nested too deeply"),
            )
            return
        for record in value if isinstance(value, list) else [value]:
            number += 1
            where = Remark("{file} record {number}", file=name, number=str(number))
            yield from items_of(record, where, name, number, names, day_first=day_first)


def without_slips(written: str) -> str:
    """JSON without the commas after the last item and the comments that people and JavaScript have in it."""
    return _SLIPS.sub(lambda match: match[0] if match[0].startswith('"') else "", written)


def relaxed_value(written: str) -> Any:
    """The value of JSON that has such commas or comments; None where it is none, or has none."""
    if (shorter := without_slips(written)) == written:
        return None
    try:
        return DECODER.decode(shorter.strip())
    except (ValueError, RecursionError):
        return None


def as_utf_8(written: str) -> str:
    """JSON with the characters that Facebook's exports mean: they write each byte of UTF-8 as if it were a letter."""
    if not written.isascii() or "\\u00" not in written or _BEYOND_BYTES.search(written):
        return written
    try:
        return _BYTES.sub(lambda match: bytes.fromhex(match[0].replace("\\u00", "")).decode("utf-8"), written)
    except UnicodeDecodeError:
        return written


_SLIPS = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])|//[^\n]*|/\*(?:[^*]|\*(?!/))*\*/', re.DOTALL)
_COMMENTS = ("//", "#")
_BYTES = re.compile(r"(?<!\\)(?:\\u00[89a-fA-F][0-9a-fA-F])+")
_BEYOND_BYTES = re.compile(r"(?<!\\)\\u(?!00)")
_NOTHING_BETWEEN = re.compile(r"[\s,\]\x1e]*")
_AROUND_RECORDS = " \t\r\n\ufeff\x1e"


def _on_line(written: str) -> list[Any]:
    """What stands on one line: a record, or several in a row or list; a remark on why it can't be read."""
    try:
        value = DECODER.decode(written)
    except RecursionError:
        return [Remark("is nested too deeply")]
    except ValueError as error:
        if (records := _in_a_row(written)) or written.startswith(_COMMENTS):
            return records
        value = relaxed_value(written)
        if value is None:
            return [Remark("is not JSON ({error})", error=str(error))]
    return value if isinstance(value, list) and any(isinstance(item, dict) for item in value) else [value]


def _in_a_row(written: str) -> list[Any]:
    """Records that stand one after the other without a line end; none when something else is among them."""
    records, position = [], 0
    while position < len(written):
        try:
            record, position = DECODER.raw_decode(written, position)
        except (ValueError, RecursionError):
            return []
        if not isinstance(record, dict):
            return []
        records.append(record)
        position = _NOTHING_BETWEEN.match(written, position).end()  # type: ignore[union-attr]  # it matches the empty string
    return records


def items_of(record: Any, where: Remark, *arguments: Any, **options: Any) -> Iterator[Article | Problem]:
    """The article of a record, behind what is doubtful about its characters.

    Args:
        record: The record.
        where: Where it stands, in words.
        arguments: As `article_of` has them.
        options: As `article_of` has them.
    """
    once, doubt = once_encoded_record(record)
    if doubt is not None:
        yield Problem(where, doubt)
    yield article_of(once, where, *arguments, **options)


def _item_of(*arguments: Any, **options: Any) -> Iterator[Article | Problem]:
    """What `items_of` gives of a record whose characters were not encoded twice."""
    yield article_of(*arguments, **options)


def article_of(
    record: Any,
    where: Remark,
    name: str,
    number: int | None,
    names: FieldNames = (),
    reader: str = READER,
    *,
    day_first: bool | None = None,
) -> Article | Problem:
    """The article of a record, or why there is none.

    Args:
        record: The record; a remark says why there is none.
        where: Where it stands, in words.
        name: The file's name inside the archive.
        number: Its place in the file, from 1; None when it is the whole file.
        names: What its fields are called besides their usual names.
        reader: The reader that found it.
        day_first: Whether 03.04.2024 is 3 April in its day; None where the text is to tell, if it can.
    """
    if not isinstance(record, dict):
        return Problem(where, record if isinstance(record, Remark) else Remark("is not a JSON object"))
    record, went_by = renamed(with_transcripts(record, DEEPEST) if reader == READER else record, names)
    table = normalised(record)
    text = texts(table) or prose(table)
    if message := message_in(record.values() if text is None else [text]):
        return _whole_message(message, name, where, number)
    if text is None:
        return Problem(where, Remark("has no text (under text, body or content)"))
    if tiddlywiki.is_tiddler(record) and not tiddlywiki.is_text(record):
        return Problem(where, Remark("holds no articles"))
    is_rich = isinstance(text, RichText)
    own, text = _without_front_matter(record, tidy(text))
    record, table = own, table if own is record else normalised(own)
    if says_draft(table):
        return Problem(where, Remark("is marked as a draft"))
    text, headings = _visible(record, table, text, is_rich=is_rich)
    if not text.replace("\ufffd", "").strip():
        return Problem(where, Remark("has no text (under text, body or content)"))
    # A record without an id is identified by its URL or its words, never by its line, which may change.
    own_id = identity(table) or (name if number is None else f"{name}#{digest(text)[:12]}")
    article = described(
        record, "record", name, text, day_first=day_first, table=table, id=own_id, record=number, headings=headings,
        lines=() if number is None else None, reader=reader,
    )  # fmt: skip
    origins = {field: f"record ({went_by[field]})" for field in went_by if field in {*article.provenance, "id", "text"}}
    return replace(article, provenance={**article.provenance, **origins}) if origins else article


def _whole_message(message: bytes, name: str, where: Remark, number: int | None) -> Article | Problem:
    """The article of a message with its headers, as collections of mail keep each in a cell.

    Args:
        message: The message.
        name: The file's name inside the archive.
        where: Where its record stands, in words.
        number: The record's place in the file.
    """
    mail = import_module("retrieval.readers.mail")
    items: list[Article | Problem] = [*mail.one_of_many(message, name, where, number)]
    items.append(Problem(where, Remark("has no text")))
    return next((item for item in items if isinstance(item, Article)), items[0])


def _visible(
    record: dict[str, Any], table: Mapping[str, Any], text: str, *, is_rich: bool
) -> tuple[str, tuple[Heading, ...] | None]:
    """What a person sees of the text of a record, and its headings.

    Args:
        record: The record.
        table: Its fields, normalised.
        text: Its text.
        is_rich: Whether that is a page.
    """
    if tiddlywiki.is_tiddler(record):
        page = tiddlywiki.page_of([*enumerate(text.split("\n"), 1)])
        return page.text, tuple(page.headings)
    return _seen(text, is_page=is_rich, of_mail=table["subject"] if is_of_mail(table) else None)


def message_in(values: Iterable[Any]) -> bytes | None:
    """The first of values that is a message with the headers of mail."""
    texts_of_mail = (value for value in values if isinstance(value, str) and _MAY_BE_MAIL.match(value))
    messages = (value.encode("utf-8", "replace") for value in texts_of_mail)
    return next((message for message in messages if is_message(message)[0]), None)


def _without_front_matter(record: dict[str, Any], text: str) -> tuple[dict[str, Any], str]:
    """A record that holds a whole file with the fields before its text, which come after its own."""
    if not text.startswith(("---\n", "+++\n")):
        return record, text
    try:
        fields, end, _ = split(text)
    except RecursionError:
        return record, text
    own = {key: value for key, value in record.items() if value not in (None, "")}
    return {**fields, **own}, text[end:].lstrip("\n")


def _is_markdown(text: str) -> bool:
    """Whether a text has marks of Markdown; most texts have none of its characters, which is quickly seen."""
    # A single character is looked for in a fraction of the time.
    has_signs = any(sign[0] in text and sign in text for sign in _SIGNS) or text.lstrip().startswith("#")
    return (has_signs and _MARKDOWN.search(text) is not None) or ("#" in text and len(_HEADING.findall(text)) > 1)


def _seen(text: str, *, is_page: bool, of_mail: Any = None) -> tuple[str, tuple[Heading, ...] | None]:
    """What a person sees of a record's text, and the headings of a page; plain text stays as it is.

    Args:
        text: The text.
        is_page: Whether it is known to be one.
        of_mail: The subject of the message of which it is, without what that quotes; None if it is of none.
    """
    if not is_page and of_mail is not None and not is_html(text):
        mail = import_module("retrieval.readers.mail")
        return mail.own_words(_plain(text), forwards=mail.forwards_another(of_mail)), None
    if not is_page and _is_markdown(text):
        page = markdown.seen(text)
    elif is_page or is_html(text):
        page = Page()
        add_html(page, text, breaks=not is_page)
    else:
        return _plain(text), None
    return page.text, tuple(page.headings)


def _plain(text: str) -> str:
    """A plain text without the spelling of HTML for its characters."""
    return ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text
