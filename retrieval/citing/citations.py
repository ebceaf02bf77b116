"""A passage of an article → the citation that pins it down."""

import secrets

from retrieval.citing.text_fragments import link
from retrieval.readers.blocks import opening
from retrieval.records import Article, Citation, Passage

CONTEXT = 32
"""How many code points of the article go into a citation's prefix and suffix."""

_LETTERS = "2346789acdefhjkmnpqrtvwxy"


def new_id() -> str:
    """A short id that a person can read out and type: six signs, none like another, a figure among them.

    With a figure in it no id is a word, in any language.
    """
    while True:
        # One call for all signs: each lets other threads go first, and a bot has many.
        drawn = secrets.randbelow(len(_LETTERS) ** 6)
        identity = "".join(_LETTERS[drawn // len(_LETTERS) ** place % len(_LETTERS)] for place in range(6))
        if any(sign.isdecimal() for sign in identity):
            return identity


def shown_title(article: Article) -> str:
    """The article's title, else its opening words."""
    return article.title or opening(article.text)


def cite(article: Article, passage: Passage, identity: str, *, fragment: bool = True) -> Citation:
    """The citation of a passage, its words cut from the article itself.

    Args:
        article: Where the passage is from.
        passage: What to cite.
        identity: The citation's id.
        fragment: Whether a link to the very words is wanted.
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
        prefix=article.text[max(start - CONTEXT, 0) : start],
        suffix=article.text[end : end + CONTEXT],
        start=start,
        end=end,
        sha256=article.sha256,
        link=link(article.url, article.text, start, end) if article.url and fragment else None,
    )
