"""Telegram's HTML, built from spans so that no tag is ever cut open and no limit passed.

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
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style: `tag` is "", "b", "i", "u", "s", "code" or "a", the last with its address in `href`."""

    text: str
    tag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: `kind` is "" for plain words, "quote", or "folded" for one that opens on a tap."""

    spans: tuple[Span, ...]
    kind: str = ""

    def __len__(self) -> int:
        """Code points shown."""
        return sum(len(span.text) for span in self.spans)


Page = Sequence[Block]


def line(*spans: Span | str) -> Block:
    """A block of plain words."""
    return Block(tuple(span if isinstance(span, Span) else Span(span) for span in spans))


def quote(*spans: Span | str, folded: bool = False) -> Block:
    """A quotation; `folded` shows three lines of it until it is tapped."""
    return replace(line(*spans), kind="folded" if folded else "quote")


def bold(text: str) -> Span:
    """Words in bold."""
    return Span(text, "b")


def link(text: str, href: str | None) -> Span:
    """Words that lead to `href`, or the bare words where Telegram would drop the link."""
    return Span(text, "a", href) if href and linkable(href) and text.strip() else Span(text)


def linkable(href: str) -> bool:
    """Whether Telegram keeps a link to `href`: http or https, and a host with a dot in it."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.netloc)) and not re.search(r'[\s<>"]', href)


def sendable(text: str) -> str:
    """`text` with what JSON or Telegram can't carry (control characters, lone surrogates) shown as U+FFFD."""
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
    """The spans cut at a word so that they show at most `limit` code points, with an ellipsis where they were cut."""
    kept: list[Span] = []
    for span in spans:
        if len(span.text) > limit:
            kept.append(replace(span, text=_cut(span.text, limit)))
            break
        kept.append(span)
        limit -= len(span.text)
    return tuple(kept)


def ending(spans: Sequence[Span], limit: int) -> list[Span]:
    """The last of the spans: about `limit` code points, with an ellipsis where they were cut, at a word."""
    kept: list[Span] = []
    for span in reversed(spans):
        if len(span.text) > limit:
            kept.append(replace(span, text=ELLIPSIS + span.text[len(span.text) - limit :].partition(" ")[2]))
            break
        kept.append(span)
        limit -= len(span.text)
    return kept[::-1]


def fitted(page: Page, limit: int = limits.TEXT) -> list[Block]:
    """The page with its longest quotations shortened, and at worst its end left out, until it shows `limit` at most."""
    blocks = list(page)
    while length(blocks) > limit:
        longest = max(range(len(blocks)), key=lambda i: (bool(blocks[i].kind), len(blocks[i])))
        room = len(blocks[longest]) - (length(blocks) - limit)
        if room < 80 and len(blocks) > 1:
            blocks.pop(longest)
        else:
            blocks[longest] = replace(blocks[longest], spans=shortened(blocks[longest].spans, max(room, 1)))
    return _with_few_entities(blocks)


def _with_few_entities(blocks: list[Block]) -> list[Block]:
    """The blocks with no more styles than Telegram keeps; words further on are shown bare."""
    left = limits.ENTITIES - sum(bool(block.kind) for block in blocks)
    if sum(bool(span.tag) for block in blocks for span in block.spans) <= left:
        return blocks
    bare = []
    for block in blocks:
        styled = sum(bool(span.tag) for span in block.spans)
        if styled > left:
            block = replace(block, spans=tuple(replace(span, tag="") for span in block.spans))
            styled = 0
        left -= styled
        bare.append(block)
    return bare


def pages(page: Page, limit: int = limits.TEXT) -> list[list[Block]]:
    """The page in as many parts as Telegram needs, broken between blocks, else between words; styles go on."""
    parts: list[list[Block]] = [[]]
    for block in page:
        for piece in _pieces(block, limit):
            if parts[-1] and length([*parts[-1], piece]) > limit:
                parts.append([])
            parts[-1].append(piece)
    return parts


def _pieces(block: Block, limit: int) -> list[Block]:
    """A block as blocks of at most `limit` code points each."""
    pieces: list[list[Span]] = [[]]
    room = limit
    for span in block.spans:
        rest = span.text
        while len(rest) > room:
            at = rest.rfind(" ", max(0, room - 200), room) + 1 or room
            pieces[-1].append(replace(span, text=rest[:at]))
            pieces.append([])
            rest, room = rest[at:], limit
        if rest:
            pieces[-1].append(replace(span, text=rest))
            room -= len(rest)
    return [Block(tuple(spans), block.kind) for spans in pieces if spans] or [block]


def _cut(text: str, limit: int) -> str:
    """`text` in at most `limit` code points, cut at a word where one ends in the last quarter."""
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
