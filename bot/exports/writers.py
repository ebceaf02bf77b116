"""The writer of each format, and the answer that it writes with its articles and fresh checks."""

import datetime
from collections.abc import Callable

from bot.exports.annotations import annotations
from bot.exports.bundle import Bundle
from bot.exports.page import page
from bot.exports.references import bibtex, csl, ris
from bot.exports.texts import markdown, plain_json, table
from retrieval import Answer, Article, NotFound, Searcher, SourceUnreadable

WRITERS: dict[str, Callable[[Bundle], str]] = {
    "md": markdown,
    "json": plain_json,
    "csv": table,
    "bibtex": bibtex,
    "csl": csl,
    "ris": ris,
    "annotation": annotations,
    "html": page,
}
"""Markdown, our JSON, CSV, BibTeX, CSL-JSON, RIS, W3C Web Annotation (JSON-LD), and a page to read."""


def export(answer: Answer, form: str, searcher: Searcher, public_url: str = "") -> str:
    """An answer in another format, its citations checked just now.

    Args:
        answer: The answer.
        form: One of the `FORMATS`.
        searcher: The archive against which the citations are checked.
        public_url: Where the web page is reached, to which citations are to lead; empty for nowhere.

    Returns:
        The text of the file to write.
    """
    checks = searcher.check(passage.citation for passage in answer.passages)
    ids = {check.article for check in checks if check.article}
    ids |= {passage.citation.article for passage in answer.passages}
    articles = {identity: article for identity in ids if (article := _article(searcher, identity))}
    return WRITERS[form](Bundle(answer, articles, tuple(checks), datetime.datetime.now(datetime.UTC), public_url))


def _article(searcher: Searcher, identity: str) -> Article | None:
    try:
        return searcher.archive.article(identity)
    except (NotFound, SourceUnreadable):
        return None
