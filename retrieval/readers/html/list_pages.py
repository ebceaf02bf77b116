"""Pages of the archives of mailing lists: the message between their marks, with its sender, day and subject.

Mailman's pipermail, MHonArc and hypermail mark where a message begins and ends by comments; around it stand links to
other messages.
"""

import re
from collections.abc import Mapping
from html import unescape

from retrieval.readers.mail import own_words

_BODIES = tuple(
    re.compile(rf"<!--\s*{begin}\s*-->(.*?)<!--\s*{end}\s*-->", re.DOTALL | re.IGNORECASE)
    for begin, end in (
        ("beginarticle", "endarticle"),
        ("X-Body-of-Message", "X-Body-of-Message-End"),
        (r"body=[\"']start[\"']", r"body=[\"']end[\"']"),
    )
)
_FIELDS = {
    "title": (r"<!--\s*subject=\"([^\"]{1,500})\"", r"<!--\s*X-Subject:\s(.{1,500}?)\s*-->", r"<h1>(.{1,500}?)</h1>"),
    "authors": (
        r"<!--\s*name=\"([^\"]{1,200})\"", r"<em>From</em>:?\s*(?:</strong>:?)?\s*([^<&]{1,200})",
        r"<b>(.{1,200}?)</b>",
    ),
    "date": (r"<!--\s*sent=\"([^\"]{1,100})\"", r"<!--\s*X-Date:\s(.{1,100}?)\s*-->", r"<i>([^<]{1,100})</i>"),
}  # fmt: skip
_PATTERNS = {
    key: [re.compile(pattern, re.DOTALL | re.IGNORECASE) for pattern in patterns] for key, patterns in _FIELDS.items()
}
_IN_ORDER = re.compile(
    r"<a\s[^<>]{0,100}?href\s{0,3}=\s{0,3}[\"']?(?:[\w./-]{0,80}/)?(thread|subject|author|date)s?\.html?[\"'#\s>]",
    re.IGNORECASE,
)
FEWEST_ORDERS = 3
"""The archive of a mailing list shows its messages by thread, subject, author and date; a page links to the others."""

_OF_MHONARC = re.compile(r"\s{0,100}(?:<!doctype[^<>]{0,200}>\s{0,100})?<!-- MHonArc v", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def lists_messages(html: str) -> bool:
    """Whether a page without a message lists those of an archive, or its months: it links to itself in other orders."""
    if any(pattern.search(html) for pattern in _BODIES):
        return False
    orders = {match[1].lower() for match in _IN_ORDER.finditer(html)}
    return len(orders) >= FEWEST_ORDERS or (_OF_MHONARC.match(html) is not None and "<!--X-Body" not in html)


def message_in(html: str) -> tuple[str, Mapping[str, str]] | None:
    """A page with nothing but the words of its message, on the lines of the page, and fields; None of other pages."""
    if "<!--" not in html:
        return None
    body = next((match for pattern in _BODIES if (match := pattern.search(html))), None)
    if body is None:
        return None
    head = html[: body.start()]
    fields = {
        key: unescape(_TAG.sub("", match[1])).strip()
        for key, patterns in _PATTERNS.items()
        if (match := next(filter(None, (pattern.search(head) for pattern in patterns)), None))
    }
    lines = body[1].split("\n")
    seen = [unescape(_TAG.sub("", line)).rstrip() for line in lines]
    own_lines = iter([line.rstrip() for line in own_words("\n".join(seen)).split("\n") if line.strip()])
    awaited = next(own_lines, None)
    gap = "</pre><pre>" if "<pre" in body[1].lower() else ""
    own: list[str] = []
    for line, words in zip(lines, seen, strict=True):
        is_own = words == awaited
        own.append(line if is_own else "".join(_TAG.findall(line)) + gap)
        awaited = next(own_lines, None) if is_own else awaited
    text = "\n".join(lines if awaited is not None else own)
    return "\n" * head.count("\n") + text, {key: words for key, words in fields.items() if words}
