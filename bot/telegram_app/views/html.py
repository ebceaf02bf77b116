"""Telegram's HTML, built from spans so that no tag is ever left open and no limit exceeded.

A page is a list of blocks, a block a list of spans. Lengths are code points of what is shown, which is what
Telegram counts (`limits.TEXT`). Only <, > and & need escaping (core.telegram.org/bots/api#html-style).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlsplit

from bot.telegram_app import limits

ELLIPSIS = "…"

SHORTEST = 80
"""A block of a page that is too long is rather left out than cut to fewer code points: they would say nothing."""

_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style: `tag` is "", "b", "i", "u", "s", "code" or "a", the last with its address in `href`."""

    text: str
    tag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: `kind` is "" for plain text, "quote", or "folded" for a quote that opens on a tap."""

    spans: tuple[Span, ...]
    kind: str = ""

    def __len__(self) -> int:
        """Code points shown."""
        return sum(len(span.text) for span in self.spans)


Page = Sequence[Block]


def line(*spans: Span | str) -> Block:
    """A block of plain text."""
    return Block(tuple(span if isinstance(span, Span) else Span(span) for span in spans))


def quote(*spans: Span | str, folded: bool = False) -> Block:
    """A quotation; when `folded`, Telegram shows three lines of it until it is tapped."""
    return replace(line(*spans), kind="folded" if folded else "quote")


def bold(text: str) -> Span:
    """Text in bold."""
    return Span(text, "b")


def link(text: str, href: str | None) -> Span:
    """Text that leads to `href`, or the bare text where Telegram would drop the link."""
    return Span(text, "a", href) if href and linkable(href) and text.strip() else Span(text)


def linkable(href: str) -> bool:
    """Whether Telegram keeps a link to `href`: http or https, and a host with a dot in it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc)) and not re.search(r'[\s<>"]', href)


def sendable(text: str) -> str:
    """`text` with U+FFFD for what JSON or Telegram can't carry (control characters, lone surrogates)."""
    return _UNSENDABLE.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def markup(page: Page) -> str:
    """The page as the text of a message with `parse_mode=HTML`."""
    return "\n".join(_block(block) for block in page)


def plain(page: Page) -> str:
    """The page without any markup, for when Telegram refuses it."""
    return "\n".join("".join(sendable(span.text) for span in block.spans) for block in page)


def length(page: Page) -> int:
    """Code points that Telegram will count."""
    return sum(map(len, page)) + max(0, len(page) - 1)


def shortened(spans: Iterable[Span], limit: int) -> tuple[Span, ...]:
    """The spans in at most `limit` code points: cut at a word, with an ellipsis, where they have more."""
    every = tuple(spans)
    if sum(len(span.text) for span in every) <= limit:
        return every
    first: list[Span] = []
    for span in every:
        # A span that fills the room is cut as well: the ellipsis for what follows it has to fit.
        if len(span.text) >= limit:
            first.append(replace(span, text=_cut(span.text, limit)))
            break
        first.append(span)
        limit -= len(span.text)
    return tuple(first)


def shortened_text(text: str, limit: int) -> str:
    """`text`, cut at a word to at most `limit` code points, with an ellipsis where it was cut."""
    return text if len(text) <= limit else _cut(text, limit)


def one_line(text: str, limit: int) -> str:
    """What somebody typed, on one line however it was typed, cut as `shortened_text` does."""
    return shortened_text(" ".join(text.split()), limit)


def shortened_end(spans: Sequence[Span], limit: int) -> list[Span]:
    """The end of spans, about `limit` code points: cut at a word, after an ellipsis, where they have more."""
    last: list[Span] = []
    for span in reversed(spans):
        if len(span.text) > limit:
            last.append(replace(span, text=ELLIPSIS + span.text[len(span.text) - limit :].partition(" ")[2]))
            break
        last.append(span)
        limit -= len(span.text)
    return last[::-1]


def fitted(page: Page, limit: int = limits.TEXT) -> list[Block]:
    """The page in at most `limit` code points and with no more styles than Telegram keeps.

    Its longest quotation is shortened, or left out if nothing worth reading would remain; if there is no
    quotation left, its longest block.
    """
    blocks = list(page)
    while length(blocks) > limit:
        longest = max(range(len(blocks)), key=lambda i: (bool(blocks[i].kind), len(blocks[i])))
        room = len(blocks[longest]) - (length(blocks) - limit)
        if room < SHORTEST and len(blocks) > 1:
            blocks.pop(longest)
        else:
            blocks[longest] = replace(blocks[longest], spans=shortened(blocks[longest].spans, max(room, 1)))
    return _with_few_entities(blocks)


def _with_few_entities(blocks: list[Block]) -> list[Block]:
    """The blocks with no more styles than Telegram keeps; later words are shown without style."""
    entities_left = limits.ENTITIES - sum(bool(block.kind) for block in blocks)
    if sum(bool(span.tag) for block in blocks for span in block.spans) <= entities_left:
        return blocks
    few = []
    for block in blocks:
        styled = sum(bool(span.tag) for span in block.spans)
        if styled > entities_left:
            block = replace(block, spans=tuple(replace(span, tag="") for span in block.spans))
            styled = 0
        entities_left -= styled
        few.append(block)
    return few


def _cut(text: str, limit: int) -> str:
    """`text` in at most `limit` code points with an ellipsis, cut at a word where one ends in the last quarter."""
    head = text[: max(0, limit - 1)]
    space = head.rfind(" ")
    return (head[:space] if space > len(head) * 3 // 4 else head).rstrip() + ELLIPSIS


def _block(block: Block) -> str:
    inner = "".join(_span(span) for span in block.spans)
    if block.kind and inner.strip():
        return f"<blockquote{' expandable' if block.kind == 'folded' else ''}>{inner}</blockquote>"
    return inner


def _span(span: Span) -> str:
    text = escape(sendable(span.text), quote=False)
    if not span.tag or not span.text:
        return text
    if span.tag == "a":
        return f'<a href="{escape(span.href)}">{text}</a>'
    return f"<{span.tag}>{text}</{span.tag}>"
