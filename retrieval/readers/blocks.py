"""The blank-line separated blocks of an article's text, as every reader keeps to them: paragraphs and headings.

A paragraph is a run of lines between blank lines. A bare short line above body text is a heading: it is no paragraph
and no part of any quote.
"""

import datetime
import re
from typing import NamedTuple

from retrieval.records import Article, Paragraph

HEADING_WORDS = 12
"""A heading has at most this many words…"""

HEADING_CHARACTERS = 90
"""…and at most this many code points."""

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_DATELINE = re.compile(r"\A\s*date[: ]\s*(\d{4}-\d{2}-\d{2})(?:[ \t]+|[ \t]*\n|\Z)", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*\Z")
_UNDERLINED = re.compile(r"([^\n]+)\n(?:=+|-{3,})\Z")
_SENTENCE_END = re.compile(r"[.!?…。！？।:;,\"”’'»)\]–—]\Z")
_LIST_ITEM = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s")
_LETTER = re.compile(r"[^\W_]")


class Block(NamedTuple):
    """A run of lines without a blank one between; `heading` holds the heading's words when it is one."""

    start: int
    end: int
    heading: str | None


def dateline(text: str) -> tuple[datetime.date | None, int]:
    """The date glued to the front of a text as `date 2024-03-16 `, and the offset where the words begin after it."""
    match = _DATELINE.match(text)
    if match is None:
        return None, 0
    try:
        return datetime.date.fromisoformat(match[1]), match.end()
    except ValueError:
        return None, 0


def blocks(text: str) -> list[Block]:
    """The paragraphs and headings of a text in order, the front date left out, without white space around them."""
    _, begin = dateline(text)
    spans = [(m.start(), m.start() + len(m[0].rstrip())) for m in _BLOCK.finditer(text, begin)]
    marked = [_marked_heading(text[start:end]) for start, end in spans]
    bare = [
        mark is None and _looks_like_heading(text[start:end]) for mark, (start, end) in zip(marked, spans, strict=True)
    ]
    found = []
    for i, (start, end) in enumerate(spans):
        heading = marked[i]
        # A heading stands alone: among other short lines it would be an item of a list, and at the end of a text
        # there is nothing that it heads.
        if bare[i] and i + 1 < len(spans) and not bare[i + 1] and not (i and bare[i - 1]):
            heading = text[start:end]
        found.append(Block(start, end, heading))
    return found


def paragraphs(article: Article) -> list[Paragraph]:
    """The body paragraphs of an article, numbered from 1, each with the heading it stands under.

    A heading that opens the article and says its title again is the title, not a section's heading.
    """
    found: list[Paragraph] = []
    heading: str | None = None
    for block in blocks(article.text):
        if block.heading is not None:
            heading = None if not found and block.heading == article.title else block.heading
        else:
            found.append(Paragraph(article.id, len(found) + 1, heading, block.start, block.end))
    return found


def opening(text: str, limit: int = 70) -> str:
    """The first words of a text without its front date, at most `limit` code points, cut at a word and marked so."""
    _, begin = dateline(text)
    words = " ".join(text[begin : begin + 4 * limit].split())
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition(" ")[0] or words[:limit]
    return cut.rstrip(" ,;:–—-") + "…"


def title_in(text: str) -> str | None:
    """The title that a text without any other title carries: the heading that opens it, or a Markdown `# heading`."""
    found = blocks(text)
    return found[0].heading if found else None


def _marked_heading(block: str) -> str | None:
    """The words of a Markdown heading, `# like this` or underlined."""
    match = _MARKDOWN_HEADING.match(block) or _UNDERLINED.match(block)
    return match[1].strip() or None if match else None


def _looks_like_heading(block: str) -> bool:
    """Whether a block could be a heading by itself: one short line that starts big and doesn't end as a sentence."""
    return (
        "\n" not in block
        and len(block) <= HEADING_CHARACTERS
        and len(block.split()) <= HEADING_WORDS
        and _SENTENCE_END.search(block.replace("?", "")) is None
        and _LIST_ITEM.match(block) is None
        and not block[0].islower()
        and _LETTER.search(block) is not None
        and "://" not in block
    )
