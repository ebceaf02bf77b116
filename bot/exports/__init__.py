"""An answer written out for others: every format is a pure function of a bundle.

Articles are looked up for their authors and for the paragraphs around a passage; what is no longer there is left out.
"""

import datetime
from collections.abc import Callable

from bot.exports.annotations import annotations
from bot.exports.bundle import Bundle
from bot.exports.page import page
from bot.exports.references import bibtex, csl, ris
from bot.exports.texts import markdown, plain_json, table
from retrieval import Answer, Article, NotFound, Searcher

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

FORMATS = tuple(WRITERS)


def export(answer: Answer, form: str, searcher: Searcher) -> str:
    """An answer in one of the `FORMATS`, its citations checked just now."""
    checks = searcher.check(passage.citation for passage in answer.passages)
    wanted = {name for check in checks if (name := check.article)}
    wanted |= {passage.citation.article for passage in answer.passages}
    articles = {name: found for name in wanted if (found := _article(searcher, name))}
    return WRITERS[form](Bundle(answer, articles, tuple(checks), datetime.datetime.now(datetime.UTC)))


def _article(searcher: Searcher, identity: str) -> Article | None:
    try:
        return searcher.archive.article(identity)
    except NotFound:
        return None
