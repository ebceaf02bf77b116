"""From a file's bytes to its characters, and from what people write to an article's fields."""

import datetime
import gzip
import lzma
import os
import re
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from charset_normalizer import from_bytes
from dateutil import parser as dates

from retrieval.records import Remark, parsed_day

FIELDS = {
    "id": ("id", "article_id"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publish_date"),
    "url": ("url", "link"),
    "text": ("text", "body", "content"),
    "authors": ("authors", "author", "byline"),
    "source": ("source", "publisher"),
    "language": ("language", "lang"),
}
"""The names of each field of an article in the files of others, the preferred one first."""

_CODECS = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "cp874"),
    *("shift_jis", "euc_jp", "gb18030", "big5", "euc_kr"),
]
"""The encodings of text on the web that is not in Unicode (after the WHATWG Encoding Standard)."""

_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ERROR_CHARACTERS = 120


class Problem(NamedTuple):
    """Something that could not be read: where (a file, or a file and line), and why, to complete the sentence."""

    where: str
    reason: str


def unexpected(name: str, error: Exception) -> Problem:
    """The problem of a file that made a reader raise an error which nobody foresaw."""
    words = one_line(error)
    what = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return Problem(name, Remark("can't be read ({error})", error=what[:_ERROR_CHARACTERS]))


def decompressed(data: bytes, name: str) -> bytes | Problem:
    """A file's content, decompressed as its name says."""
    try:
        if name.lower().endswith(".gz"):
            return gzip.decompress(data)
        return lzma.decompress(data) if name.lower().endswith(".xz") else data
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        reason = str(error).rstrip(".") or Remark("it is cut short")
        return Problem(name, Remark("can't be unpacked ({error})", error=reason))


def decoded(data: bytes) -> str | None:
    """The characters of a text file, with line feeds as line ends; None when it is not text."""
    codec = encoding(data)
    if codec is None:
        return None
    return tidy(data.decode(codec, "replace"))


def encoding(data: bytes) -> str | None:
    """The codec of a file's bytes: UTF-8, marked UTF-16, or as detected; None when they are not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _detected(data)
    return None if b"\0" in data else "utf-8-sig"


def tidy(text: str) -> str:
    """Text with line feeds as line ends, and U+FFFD for lone surrogates, which can't be encoded."""
    return _LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(name: str) -> str:
    """A file's name as it can be written anywhere, on one line.

    A name that holds control characters, line separators or bytes that are not UTF-8 has these and each `%` written
    as in a URL, so that two such names never become one. Any other name stays as it is.
    """
    if not _UNPRINTABLE.search(name):
        return name
    return _UNPRINTABLE.sub(lambda match: _percent_encoded(match[0]), name.replace("%", "%25"))


def field(record: Mapping[str, Any], name: str) -> Any:
    """The value under the first of a field's usual names that has one; None when there is none."""
    return next((record[key] for key in FIELDS[name] if record.get(key) not in (None, "", [])), None)


def one_line(value: Any) -> str | None:
    """A value's words on one line; None when it has none, or is a list or table."""
    words = " ".join(tidy(str(value)).split()) if value is not None and not isinstance(value, (dict, list)) else ""
    return words or None


def people(value: Any) -> tuple[str, ...]:
    """Authors written as a list, or on a line with commas or semicolons between them."""
    if isinstance(value, str):
        value = re.split(r"[;,]", value)
    names = map(one_line, value if isinstance(value, list) else [value])
    return tuple(name for name in names if name)


def day(value: Any) -> datetime.date | None:
    """The day meant by a date in the usual notations, or by a Unix time; None when it is not certain."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _from_timestamp(value)
    written = str(value).strip()
    try:
        return parsed_day(written[:10])
    except ValueError:
        return _written_out(written)


def _percent_encoded(character: str) -> str:
    """The bytes of a character of a file's name as in a URL."""
    return "".join(f"%{byte:02X}" for byte in os.fsencode(character))


def _detected(data: bytes) -> str | None:
    """The codec that is likeliest for bytes that are not UTF-8; None when they are not text."""
    if b"\0" in data:
        return None
    matches = from_bytes(data[:200_000], cp_isolation=_CODECS)
    best = matches.best()
    if best is None:
        return None
    # Latin code pages differ in few letters and short texts mislead; where Western European fits too, it is likelier.
    could_be = {codec for match in matches for codec in match.could_be_from_charset}
    return "cp1252" if best.encoding in ("cp1250", "cp1257", "cp1258") and "cp1252" in could_be else best.encoding


def _from_timestamp(seconds: float) -> datetime.date | None:
    """The UTC day of a Unix time in seconds or milliseconds."""
    try:
        # 10¹¹ s would be the year 5138; as milliseconds it is 1973.
        return datetime.datetime.fromtimestamp(seconds / 1000 if abs(seconds) > 1e11 else seconds, datetime.UTC).date()
    except (OverflowError, OSError, ValueError):
        return None


def _written_out(written: str) -> datetime.date | None:
    """The day written as `16 March 2024` or `Sat, 16 Mar 2024 10:00:00 GMT`; None for 03/04/2024, which may be two."""
    match = _DAY_AND_MONTH.match(written)
    if match and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2]:
        return None
    if not _YEAR.search(written) or not re.search(r"\d\D+\d|[^\W\d_]", written):
        return None
    try:
        first = dates.parse(written, default=datetime.datetime(1904, 1, 1, tzinfo=datetime.UTC), ignoretz=True)
        other = dates.parse(written, default=datetime.datetime(1905, 2, 2, tzinfo=datetime.UTC), ignoretz=True)
    except (ValueError, OverflowError):
        return None
    # Two defaults tell what was not written; to guess it would make a wrong citation.
    return first.date() if first.date() == other.date() else None
