"""What the pages of articles show: one with words marked in it, lists, an archive in numbers. Pure."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import escape

from bot.exports.bundle import web_address
from bot.render.marked import Run, direction, language_tag, layout, runs
from bot.render.phrases import day_text, facts, names_text, visible
from bot.web.pages_addresses import article_address
from retrieval import Article, ArticleOutline, Paragraph, paragraphs, shown_title

PART_BYTES = 28_000
"""Bytes of the paragraphs of an article on a page: with the sheet and all else a page has up to 60 kB."""

BESIDE_BYTES = 130
"""Bytes that a paragraph costs besides its words: its number, its anchor."""

PIECE = 6_000
"""Code points of a piece at most; a longer paragraph, which may be a whole file, is cut at words."""

_BLOCK = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
"""Lines without an empty one between them."""

_DATELINE = re.compile(r"date[: ]\s*\d{4}-\d\d-\d\d", re.IGNORECASE)


class Block(NamedTuple):
    """A piece of an article's page.

    `kind` is `heading`, `page` (whose number is its run), `prose`, `lines`, `rows`, or `aside`: the line that gives the
    day. `number` is that of a paragraph that begins here.
    """

    kind: str
    runs: list[Run]
    number: int | None = None
    is_cited: bool = False
    is_found: bool = True


class ArticleShown(NamedTuple):
    """An article, or a part of a long one."""

    title: str
    about: list[str]
    language: str | None
    direction: str
    original: str | None
    file: str
    blocks: list[Block]
    part: int
    parts: int
    paragraphs: int
    first: int
    last: int
    address: str


class ListedArticle(NamedTuple):
    """A line of a list of articles."""

    title: str
    day: str
    about: list[str]
    language: str | None
    direction: str
    address: str


def article_shown(
    article: Article,
    not_indexed: Collection[int] = (),
    cited_span: tuple[int, int] | None = None,
    answer: tuple[int, int] | None = None,
    *,
    paragraph: int | None = None,
    part: int | None = None,
) -> ArticleShown:
    """An article as its page shows it: all of it, or the part that has what is asked for.

    Args:
        article: The article.
        not_indexed: Numbers of the paragraphs that questions don't find.
        cited_span: From where to where it is cited, in code points.
        answer: From where to where its answer sentence reaches.
        paragraph: The number of a paragraph to show.
        part: Which part to show, from 1, rather than the one with the paragraph or the cited words.
    """
    spans = {kind: span for kind, span in (("cited", cited_span), ("answer", answer)) if span}
    all_paragraphs = paragraphs(article)
    blocks = list(_blocks(article, all_paragraphs, frozenset(not_indexed), spans))
    parts = list(_parts(blocks))
    if part is None:
        part = 1 + next((i for i, blocks in enumerate(parts) if _has(blocks, paragraph, has_citation=bool(spans))), 0)
    shown_blocks = parts[min(max(part, 1), len(parts)) - 1]
    numbers = [block.number for block in shown_blocks if block.number is not None]
    return ArticleShown(
        title=visible(shown_title(article)),
        about=facts(article.source, day_text(article.date), ", ".join(article.authors)),
        language=language_tag(article.language),
        direction=direction(article.language),
        original=web_address(article.url),
        file=visible(_file(article)),
        blocks=shown_blocks,
        part=min(max(part, 1), len(parts)),
        parts=len(parts),
        paragraphs=len(all_paragraphs),
        first=min(numbers, default=0),
        last=max(numbers, default=0),
        address=article_address(article.id),
    )


def listed_article(article: Article | ArticleOutline) -> ListedArticle:
    """An article as a list shows it."""
    return ListedArticle(
        visible(shown_title(article)),
        day_text(article.date),
        facts(article.source, names_text(article.authors)),
        language_tag(article.language),
        direction(article.language),
        article_address(article.id),
    )


def _file(article: Article) -> str:
    """The file that an article is from, and where in it."""
    where = [f"record {article.record}"] if article.record is not None else []
    where += [article.member] if article.member else []
    return ", ".join([article.path, *where])


def _has(blocks: Sequence[Block], paragraph: int | None, *, has_citation: bool) -> bool:
    """Whether a part of an article has the paragraph that is asked for, or else the first cited words."""
    if paragraph is not None:
        return any(block.number == paragraph for block in blocks)
    return has_citation and any(block.is_cited for block in blocks)


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks in order, as many in a part as a page has room for; at least one part."""
    part: list[Block] = []
    size = 0
    for block in blocks:
        cost = BESIDE_BYTES + sum(len(escape(run.text).encode(errors="replace")) for run in block.runs)
        if part and size + cost > PART_BYTES:
            # A heading belongs to what is under it.
            heading = [part.pop()] if len(part) > 1 and part[-1].kind in ("heading", "page") else []
            yield part
            part, size = heading, sum(BESIDE_BYTES for _ in heading)
        part.append(block)
        size += cost
    yield part


def _blocks(
    article: Article,
    all_paragraphs: Sequence[Paragraph],
    not_indexed: Collection[int],
    spans: Mapping[str, tuple[int, int]],
) -> Iterator[Block]:
    """Everything that an article's text has, in order, each page of a printed document after its number."""
    page = None
    starts = [start for start, _ in article.pages or ()]
    for at, block in _placed(article, all_paragraphs, not_indexed, spans):
        if article.pages and (i := bisect_right(starts, at)) and article.pages[i - 1][1] != page:
            page = article.pages[i - 1][1]
            yield Block("page", [Run("", str(page))])
        yield block


def _placed(
    article: Article,
    all_paragraphs: Sequence[Paragraph],
    not_indexed: Collection[int],
    spans: Mapping[str, tuple[int, int]],
) -> Iterator[tuple[int, Block]]:
    """Paragraphs, and what comes before, between and after them, each with the offset at which it begins."""
    text, at = article.text, 0
    for paragraph in all_paragraphs:
        yield from _between(article, at, paragraph.start)
        kind = layout(text[paragraph.start : paragraph.end])
        for start, end in _pieces(text, paragraph):
            pieces = [Run(each.kind, visible(each.text)) for each in runs(text, start, end, spans)]
            number = paragraph.number if start == paragraph.start else None
            is_cited = any(each.kind for each in pieces)
            yield start, Block(kind, pieces, number, is_cited, paragraph.number not in not_indexed)
        at = paragraph.end
    yield from _between(article, at, len(text))


def _between(article: Article, start: int, end: int) -> Iterator[tuple[int, Block]]:
    """The headings and other short lines that are between two paragraphs; the title at the front aside."""
    # Between most paragraphs stands nothing; the title of an article may have to be sought in its text.
    for block in _BLOCK.finditer(article.text, start, end):
        lines = [line.strip("# \t") for line in block[0].splitlines()]
        words = " ".join(line for line in lines if _plain(line))
        if words and not (start == 0 and _plain(words) == _plain(shown_title(article))):
            yield block.start(), Block("aside" if _DATELINE.match(words) else "heading", [Run("", visible(words))])


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _pieces(text: str, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """A paragraph, cut at words where it is very long: where each piece begins and ends."""
    start = paragraph.start
    while paragraph.end - start > PIECE:
        end = text.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        yield start, end
        start = end
    yield start, paragraph.end
