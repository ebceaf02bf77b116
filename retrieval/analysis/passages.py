"""Article → passages, with offsets.

Short neighbouring paragraphs of one section are packed into passages, because a news paragraph is often a single
sentence and holds too few words to be found by. A long paragraph is cut into several at the ends of sentences.
"""

import math
from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import groupby

from retrieval import language
from retrieval.articles.blocks import paragraphs
from retrieval.articles.limits import LIMITS
from retrieval.records import Article, Paragraph, Passage

PACKED_WORDS = 130
"""A passage takes in paragraphs until it holds this many words.

Measured on 695 news questions, Hit@1 / Hit@5 with their day and, of the first 500 code points alone, without it: with
100 words 67.3 / 83.0 and 56.1 / 76.7, with 130 68.3 / 84.3 and 55.8 / 76.5, with 170 68.2 / 84.2 and 55.3 / 76.4.
With the features of ranking that came later, 160 words are worse than 130 on 228 other news questions, 75.0 → 73.7 and
undated 67.1 → 66.2 (of the first 1,000 code points).
"""

MOST_CHARACTERS = 1_000
"""A passage that has `ENOUGH_WORDS` isn't joined beyond this many code points (counting no more of each, Hit@1 on
XQuAD's Spanish 77.0 → 89.8 and Russian 72.5 → 88.8; on the news questions as without)."""

ENOUGH_WORDS = 70
"""With this many words a passage can stand alone; chosen together with `MOST_CHARACTERS`."""

MOST_INDEXED = 1_500
"""A paragraph of more code points is cut into several passages. What is shown of a longer passage than
`MOST_CHARACTERS` are the sentences around the answer sentence. Counting only the first 1,000 code points of each, Hit@1
on XQuAD's Spanish 89.8 → 92.6, Russian 88.8 → 91.0; cut at 1,000, 92.5 and 90.5. On 400 news questions it is the
same."""

SHORT_CHARACTERS = 600
"""A passage shorter than this is shown with paragraphs before it, up to `MOST_CHARACTERS` in all (Hit@1 / Hit@5 on the
news questions with their day 68.2 / 83.7 → 68.5 / 84.2). What follows in its section is not shown: more is found
with it (Hit@1 without a day 63.2 → 63.5), but the sentence that answers is marked less often, and it takes longer."""

TAIL_WORDS = 25
"""A last passage of a section with fewer words than this joins the previous one: about one sentence. Not tuned."""


NEAR = 100
"""How many code points around a passage are looked at for the blank lines of a paragraph of its own."""

LONGEST_LEAD = 400
"""A sentence that leads in a list has up to this many code points; what is longer has something to say by itself."""


def passages(article: Article, body: list[Paragraph] | None = None, longest: int = LIMITS.sentence) -> list[Passage]:
    """The passages of an article in order: neighbouring paragraphs of one section, `PACKED_WORDS` or more.

    A section shorter than that is one passage. A paragraph of more than `MOST_INDEXED` is cut at sentence ends, and a
    sentence of more than `longest` code points between words.

    Args:
        article: The article.
        body: Those of its paragraphs that are to be in passages; None for all. One that is not ends a section.
        longest: How many code points of a sentence there may be.
    """
    body = paragraphs(article) if body is None else body
    sections = groupby(_with_section(body, article.text), key=lambda pair: pair[0])
    return [
        passage
        for _, members in sections
        for passage in _packed([piece for _, p in members for piece in _pieces(p, article, longest)], article.text)
    ]


class Layout:
    """An article with its paragraphs, which are read once, when they are first needed."""

    def __init__(self, article: Article) -> None:
        """The layout of an article."""
        self.article = article

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The body paragraphs of the article, in order."""
        return paragraphs(self.article)

    @cached_property
    def numbered(self) -> dict[int, tuple[int, Paragraph]]:
        """Each paragraph with the number of its section, by its own number."""
        return {p.number: (section, p) for section, p in _with_section(self.paragraphs, self.article.text)}


def with_lead(layout: Layout, passage: Passage, shown_numbers: Container[int] = ()) -> Passage:
    """A passage as it is shown: a short one with the paragraphs of its section before it, which lead up to it.

    Args:
        layout: Of the article.
        passage: One of its passages.
        shown_numbers: Numbers of its paragraphs that are shown anyway; the lead begins after the last of them.
    """
    first = number = passage.paragraphs[0]
    if passage.end - passage.start >= SHORT_CHARACTERS or first == 1 or _is_headed(layout.article.text, passage):
        return passage
    home, _ = layout.numbered[first]
    start = passage.start
    while number - 1 in layout.numbered and number - 1 not in shown_numbers:
        section, paragraph = layout.numbered[number - 1]
        if section != home or passage.end - paragraph.start > MOST_CHARACTERS:
            break
        number, start = number - 1, paragraph.start
    return passage._replace(paragraphs=(*range(number, first), *passage.paragraphs), start=start)


def unshown(
    layout: Layout, passage: Passage, shown_spans: Sequence[tuple[int, int]], around: tuple[int, int]
) -> Passage:
    """A passage without what is shown already before one of its sentences or after it.

    Args:
        layout: Of the article.
        passage: One of its passages.
        shown_spans: What is shown of the article, as starts and ends in code points; none of it is of the sentence.
        around: Where the sentence starts and ends.
    """
    start = max([passage.start, *(end for _, end in shown_spans if end <= around[0])])
    end = min([passage.end, *(start for start, _ in shown_spans if start >= around[1])])
    if (start, end) == (passage.start, passage.end):
        return passage
    text = layout.article.text[start:end]
    return _cut(layout, passage, start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip()))


def widened(layout: Layout, passage: Passage, shown_spans: Sequence[tuple[int, int]] = ()) -> Passage:
    """A passage that is part of a long paragraph with the sentences after and before it, up to `MOST_CHARACTERS`.

    Other passages stay as they are.

    Args:
        layout: Of the article.
        passage: One of its passages.
        shown_spans: What is shown of the article already, as starts and ends in code points; it is not shown again.
    """
    article, text = layout.article, layout.article.text
    if len(passage.paragraphs) > 1 or passage.end - passage.start > MOST_CHARACTERS or _stands_alone(text, passage):
        return passage
    _, paragraph = layout.numbered[passage.paragraphs[0]]
    first = max((end for _, end in shown_spans if end <= passage.start), default=paragraph.start)
    last = min((start for start, _ in shown_spans if start >= passage.end), default=paragraph.end)
    start, end = passage.start, passage.end
    for sentence in language.sentences(text, end, min(last, paragraph.end), article.language):
        if sentence.end - start > MOST_CHARACTERS:
            break
        end = sentence.end
    for sentence in reversed(language.sentences(text, max(first, paragraph.start), start, article.language)):
        if end - sentence.start > MOST_CHARACTERS:
            break
        start = sentence.start
    return passage._replace(start=start, end=end)


def narrowed(layout: Layout, passage: Passage, window: tuple[int, int]) -> Passage:
    """A passage of more than `MOST_CHARACTERS` cut down to some of its sentences.

    Args:
        layout: Of the article.
        passage: One of its passages.
        window: Where the first of these sentences starts and the last one ends, in code points.
    """
    if passage.end - passage.start <= MOST_CHARACTERS:
        return passage
    # Of these sentences the first and last ones may have been left out, as they are shown already.
    return _cut(layout, passage, max(window[0], passage.start), min(window[1], passage.end))


def _is_headed(text: str, passage: Passage) -> bool:
    """Whether the heading of a passage stands right above it: that its section begins there is then seen at once."""
    lines = text[max(0, passage.start - LONGEST_LEAD) : passage.start].split("\n") if passage.heading else []
    above = next((line for line in reversed(lines) if line.strip()), "")
    return above.strip() == passage.heading and above is not lines[0]


def _cut(layout: Layout, passage: Passage, start: int, end: int) -> Passage:
    """What of a passage is between two places, with the numbers of the paragraphs that it is of."""
    if len(passage.paragraphs) == 1:
        return passage._replace(start=start, end=end)
    numbers = tuple(n for n in passage.paragraphs for _, p in [layout.numbered[n]] if p.start < end and p.end > start)
    return passage._replace(paragraphs=numbers, start=start, end=end)


def _stands_alone(text: str, passage: Passage) -> bool:
    """Whether blank lines, or the ends of the text, are around a passage, so that it isn't part of a paragraph."""
    # A long article is not copied for this: after more white space the paragraph itself is looked at, to the same end.
    before, after = text[max(0, passage.start - NEAR) : passage.start], text[passage.end : passage.end + NEAR]
    return before.rstrip(" \t").endswith("\n\n") and after.lstrip(" \t").startswith("\n\n")


def _with_section(members: list[Paragraph], text: str) -> Iterator[tuple[int, Paragraph]]:
    """Each paragraph with the number of its section: a new one begins where words (a heading) are between two.

    What says by whom the article is and of when stands by itself.
    """
    section, about = 0, False
    end = members[0].start if members else 0
    for paragraph in members:
        section += paragraph.about != about or bool(text[end : paragraph.start].strip())
        end, about = paragraph.end, paragraph.about
        yield section, paragraph


def _pieces(paragraph: Paragraph, article: Article, longest: int) -> Iterator[Paragraph]:
    """A paragraph, or parts of a long one that are about as long as each other, each of whole sentences.

    No part has more than `MOST_INDEXED` code points, unless it is one sentence of up to `longest`; a longer sentence is
    cut between words.
    """
    length = paragraph.end - paragraph.start
    if length <= MOST_INDEXED:
        yield paragraph
        return
    enough = length / math.ceil(length / MOST_INDEXED)
    start = end = paragraph.start
    for sentence in language.sentences(article.text, paragraph.start, paragraph.end, article.language):
        for first, last in _bounded(article.text, sentence.start, sentence.end, longest):
            if end > start and (end - start >= enough or last - start > MOST_INDEXED):
                yield paragraph._replace(start=start, end=end)
                start = first
            end = last
    yield paragraph._replace(start=start, end=end)


def _bounded(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Where a sentence starts and ends, or its parts of up to `longest`, cut between words where there are any.

    Args:
        text: The text of the article.
        start: Where the sentence starts, in code points.
        end: Where it ends.
        longest: In code points.
    """
    while end - start > longest:
        farthest = start + longest
        space = max(text.rfind(mark, start + max(1, longest // 2), farthest) for mark in " \n\t")
        stop = space if space > 0 else farthest
        yield start, stop
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip()) if space > 0 else stop
    yield start, end


def _full(group: list[Paragraph], words: int, following: Paragraph) -> bool:
    """Whether a passage takes in no more: not the paragraph that follows.

    Args:
        group: The paragraphs that it has.
        words: How many words they have.
        following: The paragraph.
    """
    enough = words >= PACKED_WORDS or (words >= ENOUGH_WORDS and _long(group, following))
    return enough or following.end - group[0].start > MOST_INDEXED


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
        if not groups or _full(groups[-1], counts[-1], paragraph):
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
        Passage(
            group[0].article,
            tuple(dict.fromkeys(p.number for p in group)),
            group[0].heading,
            group[0].start,
            group[-1].end,
        )
        for group in groups
    ]
