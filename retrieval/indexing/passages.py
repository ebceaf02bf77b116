"""Article → paragraphs → passages, with offsets.

A paragraph is a run of lines between blank lines. A bare short line above body text is a heading: it is no
paragraph and no part of any quote. Short neighbouring paragraphs of one section are packed into passages, because
a news paragraph is often a single sentence and too little to be found by.
"""

import datetime
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from retrieval import language
from retrieval.records import Article, Paragraph, Passage

PACKED_WORDS = 130
"""A passage takes in paragraphs until it holds this many words.

Measured on 695 news questions, Hit@1 / Hit@5 with their day and, of the first 500 code points alone, without it: with
100 words 67.3 / 83.0 and 56.1 / 76.7, with 130 68.3 / 84.3 and 55.8 / 76.5, with 170 68.2 / 84.2 and 55.3 / 76.4.
"""

MOST_CHARACTERS = 1_000
"""A passage that has `ENOUGH_WORDS` isn't joined beyond this many code points (counting only so many of each, Hit@1 on
XQuAD's Spanish 86.5 → 89.4 and Russian 79.8 → 89.0; on the news questions as without)."""

ENOUGH_WORDS = 70
"""With so many words a passage can stand alone."""

SHORT_CHARACTERS = 600
"""A passage shorter than this is shown with paragraphs before it, up to `MOST_CHARACTERS` in all (Hit@1 / Hit@5 on the
news questions with their day 68.2 / 83.7 → 68.5 / 84.2; with paragraphs after it, too, no more)."""

TAIL_WORDS = 25
"""A last passage of a section with fewer words than this joins the one before it."""

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


def passages(article: Article) -> list[Passage]:
    """The passages of an article in order: whole neighbouring paragraphs of one section, `PACKED_WORDS` or more.

    A section shorter than that is one passage.
    """
    sections = groupby(_with_section(paragraphs(article), article.text), key=lambda pair: pair[0])
    return [passage for _, members in sections for passage in _packed([p for _, p in members], article.text)]


def with_lead(article: Article, passage: Passage, taken: Container[int] = ()) -> Passage:
    """A passage as it is shown: a short one with the paragraphs of its section before it, which lead up to it.

    Args:
        article: Where the passage is from.
        passage: What was found.
        taken: Numbers of paragraphs that are shown anyway; the lead begins after the last of them.
    """
    if passage.end - passage.start >= SHORT_CHARACTERS:
        return passage
    before = replace(article, text=article.text[: passage.end])
    numbered = {p.number: (section, p) for section, p in _with_section(paragraphs(before), article.text)}
    first = number = passage.paragraphs[0]
    home, _ = numbered[first]
    start = passage.start
    while number - 1 in numbered and number - 1 not in taken:
        section, paragraph = numbered[number - 1]
        if section != home or passage.end - paragraph.start > MOST_CHARACTERS:
            break
        number, start = number - 1, paragraph.start
    return replace(passage, paragraphs=(*range(number, first), *passage.paragraphs), start=start)


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


def _with_section(members: list[Paragraph], text: str) -> Iterator[tuple[int, Paragraph]]:
    """Each paragraph with the number of its section: a new one begins where words (a heading) stand between two."""
    section = 0
    end = members[0].start if members else 0
    for paragraph in members:
        section += bool(text[end : paragraph.start].strip())
        end = paragraph.end
        yield section, paragraph


def _long(group: list[Paragraph], last: Paragraph) -> bool:
    """Whether a passage that went on to this paragraph would be longer than people like to read."""
    return last.end - group[0].start > MOST_CHARACTERS


def _packed(section: list[Paragraph], text: str) -> list[Passage]:
    """The paragraphs of one section packed in order; a short tail joins the passage before it."""
    groups: list[list[Paragraph]] = []
    counts: list[int] = []
    for paragraph in section:
        words = language.count(text[paragraph.start : paragraph.end])
        if not groups or counts[-1] >= PACKED_WORDS or (counts[-1] >= ENOUGH_WORDS and _long(groups[-1], paragraph)):
            groups.append([])
            counts.append(0)
        groups[-1].append(paragraph)
        counts[-1] += words
    if len(groups) > 1 and counts[-1] < TAIL_WORDS and not _long(groups[-2], groups[-1][-1]):
        tail = groups.pop()
        groups[-1].extend(tail)
    return [
        Passage(group[0].article, tuple(p.number for p in group), group[0].heading, group[0].start, group[-1].end)
        for group in groups
    ]
