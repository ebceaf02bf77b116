"""What a request gives: parameters, a path's last part, a body; one sentence for what can't be understood."""

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes

from aiohttp import web

from bot.http_server.server import body_of
from bot.journal.codec import json_value
from bot.settings import SHOWN
from bot.web.errors import Refused
from retrieval import Remark, UsageError, characters, tidy

PARAMETERS = 50
"""Parameters that a request may have: more than any of ours takes."""

_NO_WEIGHT = re.compile(r"q\s*=\s*0(\.0*)?", re.IGNORECASE)

YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def parameters(request: web.Request, names: Collection[str]) -> dict[str, str]:
    """The parameters of a request's address that have a value.

    Raises:
        UsageError: One is not known, is given twice, or is not UTF-8.
    """
    try:
        pairs = parse_qsl(
            request.rel_url.raw_query_string, keep_blank_values=True, errors="strict", max_num_fields=PARAMETERS
        )
    except UnicodeDecodeError:
        raise UsageError("The parameters are not UTF-8, percent-encoded.") from None
    except ValueError:
        raise UsageError(f"There are more than {PARAMETERS} parameters.") from None
    values: dict[str, str] = {}
    for name, value in pairs:
        if name not in names:
            others = f"; there are {', '.join(sorted(names))}" if names else " here"
            raise UsageError(f"There is no parameter {name[:SHOWN]!r}{others}.")
        if name in values:
            raise UsageError(f"The parameter {name!r} is given twice; give it once.")
        values[name] = value
    return {name: value for name, value in values.items() if value.strip()}


def whole(values: Mapping[str, str], name: str) -> int | None:
    """The whole number that a parameter gives; None if it is not given.

    Raises:
        UsageError: It is not one of at most nine figures.
    """
    text = values.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UsageError(f"{name} is {text[:SHOWN]!r}; give a whole number.")
    return int(text)


def flag(values: Mapping[str, str], name: str) -> bool:
    """Whether a parameter says yes; raises `UsageError` if it says neither yes nor no."""
    text = values.get(name, "").strip().lower()
    if text not in YES | NO:
        raise UsageError(f"{name} is {text[:SHOWN]!r}; give 1 or 0.")
    return text in YES


def article_named(request: web.Request, prefix: str) -> str:
    """The article that a path names after its beginning, decoded: its id, which may hold any characters.

    An id that no path can end with, such as `..`, is given as the parameter `id`.

    Raises:
        UsageError: It is not UTF-8, or there is none.
    """
    try:
        name = unquote_to_bytes(request.rel_url.raw_path.removeprefix(prefix)).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        raise UsageError("The address is not UTF-8, percent-encoded.") from None
    if not name and not (name := parameters(request, {"id"}).get("id", "")):
        raise UsageError("No article is named; give its id after the last slash.")
    return name


def takes_packed(request: web.Request) -> bool:
    """Whether whoever asks takes what is compressed by gzip (RFC 9110, section 12.5.3): not where its weight is 0."""
    for coding in ",".join(request.headers.getall("Accept-Encoding", [])).split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return not _NO_WEIGHT.fullmatch(weight.strip())
    return False


async def body(request: web.Request, seconds: float) -> bytes:
    """The body of a request, as it was sent; raises `Refused` if it is packed, and what `body_of` raises."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Refused(415, "The body is packed; send it as it is.")
    return await body_of(request, seconds)


async def json_body(request: web.Request, seconds: float) -> Any:
    """The JSON of a request's body.

    Raises:
        UsageError: It is not JSON, or not UTF-8.
    """
    try:
        return json_value((await body(request, seconds)).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError("The body is not UTF-8.") from None
    except ValueError as error:
        raise UsageError(f"The body is not JSON ({error}).") from None


async def text_body(request: web.Request, seconds: float) -> str:
    """The text of a request's body, in any encoding that articles may have; raises `UsageError` if it is none."""
    data = await body(request, seconds)
    if not data.strip():
        raise UsageError("The body is empty; send the draft.")
    content = characters(data)
    if isinstance(content, Remark):
        raise UsageError("The body is not text.")
    return tidy(content.text)
