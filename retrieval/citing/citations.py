"""A passage of an article → the citation that pins it down."""

import os
from bisect import bisect_right

from retrieval.articles.blocks import opening
from retrieval.citing.text_fragments import link
from retrieval.records import Article, ArticleOutline, Citation, Passage, SourceFile

SELECTOR_CONTEXT = 32
"""How many code points of the article go into a citation's prefix and suffix, as in Hypothesis's TextQuoteSelectors."""

_ID_CHARACTERS = "2346789acdefhjkmnpqrtvwxy"
_ID_LENGTH = 6  # Of 25 characters: 244 million, of which those without a digit or without a letter are left out.


def new_id() -> str:
    """A short id that a person can read out and type: six characters that can't be mistaken for each other.

    At least one is a digit, so that no id is a word in any language, and one a letter, so that none is a number: the
    REPL numbers its passages.
    """
    base = len(_ID_CHARACTERS)
    while True:
        # One call for all characters: each call lets other threads go first, and a bot has many. Of sixteen bytes the
        # remainder is any number as likely as another.
        number = int.from_bytes(os.urandom(16)) % base**_ID_LENGTH
        identity = "".join(_ID_CHARACTERS[number // base**place % base] for place in range(_ID_LENGTH))
        if not identity.isalpha() and not identity.isdecimal():
            return identity


def shown_title(article: Article | ArticleOutline) -> str:
    """The article's title, else its opening words."""
    return article.shown_title if isinstance(article, ArticleOutline) else article.title or opening(article.text)


def cite(article: Article, passage: Passage, identity: str, *, fragment: bool = True) -> Citation:
    """The citation of a passage, its words cut from the article itself.

    Args:
        article: Where the passage is from.
        passage: What to cite.
        identity: The citation's id.
        fragment: Whether to make a link to the very words.
    """
    start, end = passage.start, passage.end
    return Citation(
        id=identity,
        article=article.id,
        title=shown_title(article),
        date=article.date,
        source=article.source,
        url=article.url,
        heading=passage.heading,
        paragraphs=passage.paragraphs,
        exact=article.text[start:end],
        prefix=article.text[max(start - SELECTOR_CONTEXT, 0) : start],
        suffix=article.text[end : end + SELECTOR_CONTEXT],
        start=start,
        end=end,
        sha256=article.sha256,
        file=source_file(article, start, end),
        authors=article.authors,
        link=link(article.url, article.text, start, end) if article.url and fragment else None,
    )


def source_file(article: Article, start: int, end: int) -> SourceFile | None:
    """Where `article.text[start:end]` stands on disk; None when it isn't known from which file the article came.

    Args:
        article: The article.
        start: The first code point of its text.
        end: The one after the last.
    """
    if not article.path:
        return None
    has_lines = article.record is None and article.lines != ()
    lines = None if not has_lines else (_line(article, start), _line(article, max(start, end - 1)))
    page = _page(article, start)
    return SourceFile(article.path, article.file_sha256, lines, page, article.record, article.member, article.reader)


def _page(article: Article, offset: int) -> int | None:
    """The 1-based page on which a code point of an article's text stands; None if there are no pages."""
    if not article.pages:
        return None
    place = bisect_right(article.pages, offset, key=lambda pair: pair[0]) - 1
    return article.pages[max(place, 0)][1]


def _line(article: Article, offset: int) -> int:
    """The 1-based line of the file on which a code point of an article's text stands."""
    first, line = 0, 1
    if article.lines:
        place = bisect_right(article.lines, offset, key=lambda pair: pair[0]) - 1
        first, line = article.lines[max(place, 0)]
    return line + article.text.count("\n", first, offset)
