"""What a file holds, decompressed, and names and values as they can be written anywhere."""

import os
from typing import Any, NamedTuple

from retrieval.errors import blame_machine
from retrieval.language.expressions import expression
from retrieval.records import Remark

_NO_CHARACTER = expression("[\ufdd0-\ufdef]")
_NO_CHARACTERS_BEGIN = b"\xef\xb7"
"""The bytes that these begin with in UTF-8, and few others: they are found in a hundredth of the expression's time."""

_UNPRINTABLE = expression("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
ERROR_CHARACTERS = 120
"""Characters of what a library says about a file that are shown: a line."""


_READ_ALL_THE_SAME = ("has front matter", "has pages that", "is read as", "has characters that can't be read", "names ")


class Problem(NamedTuple):
    """Something that could not be read: where (a file, or a file and line), and why, to complete the sentence."""

    where: str
    reason: str

    @property
    def left_out(self) -> bool:
        """Whether nothing could be read there; otherwise the article is read, and this is to be known about it."""
        return not self.reason.startswith(_READ_ALL_THE_SAME)


def unexpected(name: str, error: Exception) -> Problem:
    """The problem of a file that made a reader raise an error which nobody foresaw.

    Raises:
        MachineError: It isn't the file's.
    """
    blame_machine(name, error)
    words = one_line(error)
    what = f"{type(error).__name__}: {words}" if words else type(error).__name__
    return Problem(name, Remark("can't be read ({error})", error=what[:ERROR_CHARACTERS]))


def tidy(text: str) -> str:
    """Text as `with_line_feeds`, and with U+FFFD for what no text has: NUL, and the marks of lines here."""
    text = with_line_feeds(text)
    text = text.replace("\0", "\ufffd") if "\0" in text else text
    return text if text.isascii() or _NO_CHARACTERS_BEGIN not in text.encode() else _NO_CHARACTER.sub("\ufffd", text)


def with_line_feeds(text: str) -> str:
    """Text with line feeds as line ends, two surrogates as the character they are, and U+FFFD for a lone one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def printable_name(name: str) -> str:
    """A file's name as it can be written anywhere, on one line.

    A name that holds control characters, line separators or bytes that are not UTF-8 has these and each `%` written
    as in a URL, so that two such names never become one. Any other name stays as it is.
    """
    if not _UNPRINTABLE.search(name):
        return name
    return _UNPRINTABLE.sub(lambda match: _percent_encoded(match[0]), name.replace("%", "%25"))


def one_line(value: Any) -> str | None:
    """A value's words on one line; None when it has none, or is a list or table."""
    words = " ".join(tidy(str(value)).split()) if value is not None and not isinstance(value, (dict, list)) else ""
    return words or None


def _percent_encoded(character: str) -> str:
    """The bytes of a character of a file's name as in a URL."""
    return "".join(f"%{byte:02X}" for byte in os.fsencode(character))
