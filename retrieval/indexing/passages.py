"""Article → passages, with offsets.

Short neighbouring paragraphs of one section are packed into passages, because a news paragraph is often a single
sentence and holds too few words to be found by.
"""

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import groupby

from retrieval import language
from retrieval.readers.blocks import paragraphs
from retrieval.records import Article, Paragraph, Passage

PACKED_WORDS = 130
"""A passage takes in paragraphs until it holds this many words.

Measured on 695 news questions, Hit@1 / Hit@5 with their day and, of the first 500 code points alone, without it: with
100 words 67.3 / 83.0 and 56.1 / 76.7, with 130 68.3 / 84.3 and 55.8 / 76.5, with 170 68.2 / 84.2 and 55.3 / 76.4.
"""

MOST_CHARACTERS = 1_000
"""A passage that has `ENOUGH_WORDS` isn't joined beyond this many code points (counting only so many of each, Hit@1 on
XQuAD's Spanish 77.0 → 89.8 and Russian 72.5 → 88.8; on the news questions as without)."""

ENOUGH_WORDS = 70
"""With this many words a passage can stand alone; chosen together with `MOST_CHARACTERS`."""

SHORT_CHARACTERS = 600
"""A passage shorter than this is shown with paragraphs before it, up to `MOST_CHARACTERS` in all (Hit@1 / Hit@5 on the
news questions with their day 68.2 / 83.7 → 68.5 / 84.2; with paragraphs after it, too, no more)."""

TAIL_WORDS = 25
"""A last passage of a section with fewer words than this joins the one before it: about one sentence. Not tuned."""


LONGEST_LEAD = 400
"""A sentence that leads in a list has up to this many code points; what is longer has something to say by itself."""


def passages(article: Article) -> list[Passage]:
    """The passages of an article in order: whole neighbouring paragraphs of one section, `PACKED_WORDS` or more.

    A section shorter than that is one passage.
    """
    sections = groupby(_with_section(paragraphs(article), article.text), key=lambda pair: pair[0])
    return [passage for _, members in sections for passage in _packed([p for _, p in members], article.text)]


def with_lead(article: Article, passage: Passage, shown: Container[int] = ()) -> Passage:
    """A passage as it is shown: a short one with the paragraphs of its section before it, which lead up to it.

    Args:
        article: The article.
        passage: One of its passages.
        shown: Numbers of its paragraphs that are shown anyway; the lead begins after the last of them.
    """
    if passage.end - passage.start >= SHORT_CHARACTERS:
        return passage
    before = replace(article, text=article.text[: passage.end])
    numbered = {p.number: (section, p) for section, p in _with_section(paragraphs(before), article.text)}
    first = number = passage.paragraphs[0]
    if first not in numbered:
        # Without what comes after it, a block may be cut in other places.
        return passage
    home, _ = numbered[first]
    start = passage.start
    while number - 1 in numbered and number - 1 not in shown:
        section, paragraph = numbered[number - 1]
        if section != home or passage.end - paragraph.start > MOST_CHARACTERS:
            break
        number, start = number - 1, paragraph.start
    return replace(passage, paragraphs=(*range(number, first), *passage.paragraphs), start=start)


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


def _leads_in(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph is short and ends in a colon: a list, or what else it announces, comes next."""
    return paragraph.end - paragraph.start <= LONGEST_LEAD and text[paragraph.end - 1] in ":："


def _packed(section: list[Paragraph], text: str) -> list[Passage]:
    """The paragraphs of one section packed in order; a short tail joins the passage before it."""
    groups: list[list[Paragraph]] = []
    counts: list[int] = []
    for paragraph in section:
        words = language.count(text[paragraph.start : paragraph.end])
        if not groups or counts[-1] >= PACKED_WORDS or (counts[-1] >= ENOUGH_WORDS and _long(groups[-1], paragraph)):
            last = groups[-1] if groups else []
            lead = [last.pop()] if len(last) > 1 and _leads_in(last[-1], text) else []
            groups.append(lead)
            counts.append(sum(language.count(text[each.start : each.end]) for each in lead))
        groups[-1].append(paragraph)
        counts[-1] += words
    if len(groups) > 1 and counts[-1] < TAIL_WORDS and not _long(groups[-2], groups[-1][-1]):
        tail = groups.pop()
        groups[-1].extend(tail)
    return [
        Passage(group[0].article, tuple(p.number for p in group), group[0].heading, group[0].start, group[-1].end)
        for group in groups
    ]
