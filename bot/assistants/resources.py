"""What has an address of its own: articles and answers by their ids, whatever characters these hold, as texts."""

import re
from urllib.parse import quote, unquote

from bot.assistants.excerpts import excerpt
from bot.assistants.texts import answer_text, article_facts, excerpt_text
from bot.open_archive import OpenArchive
from bot.settings import SHOWN
from retrieval import ArticleFilter, NotFound

KINDS = ("article", "answer")
"""What has an address."""

_ADDRESS = re.compile(rf"pincite://({'|'.join(KINDS)})/(.+)", re.IGNORECASE | re.DOTALL)

LISTED = 20
"""Articles that are listed; there may be a million."""

LONGEST = 200_000
"""Characters of an article that are given at once."""

TEMPLATES = (
    ("article", "pincite://article/{id}", "An article with the numbers of its paragraphs."),
    ("answer", "pincite://answer/{id}", "An answer given before, with its passages and citations."),
)


def address(kind: str, identity: str) -> str:
    """The address of an article or an answer: every character of its id that is not a letter or digit is escaped."""
    return f"pincite://{kind}/{quote(identity, safe='', errors='replace')}"


def parsed_address(address: str) -> tuple[str, str] | None:
    """The kind and the id in an address, whether its characters are escaped or stand as they are; None for others."""
    match = _ADDRESS.fullmatch(address)
    return (match[1].lower(), unquote(match[2])) if match else None


def newest(archive: OpenArchive) -> list[tuple[str, str]]:
    """The newest articles: the id of each and the title to show, with its day."""
    return [
        (article.id, article_facts(article)) for article in archive.articles(ArticleFilter(), limit=LISTED).articles
    ]


def read(archive: OpenArchive, address: str) -> str:
    """What is at an address, as a text.

    Raises:
        NotFound: Nothing does.
    """
    parsed = parsed_address(address)
    if parsed is None:
        kinds = " or ".join(f"pincite://{kind}/ID" for kind in KINDS)
        raise NotFound(f"There is nothing at {address[:SHOWN]!r}; addresses are {kinds}.")
    kind, identity = parsed
    if kind == "answer":
        return answer_text(archive.answer(identity), archive.settings.public_url)
    article = archive.searcher.archive.article(identity)
    return excerpt_text(excerpt(article, None, 0, most=LONGEST), archive.searcher.notes())
