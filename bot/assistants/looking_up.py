"""What each tool does: it looks something up in the archive, and gives the command line's JSON and a short text."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.assistants.excerpts import excerpt
from bot.assistants.texts import (
    answer_text,
    articles_text,
    checks_text,
    excerpt_text,
    quotations_text,
    statistics_text,
)
from bot.conversation import MOST
from bot.journal.codec import answer_json
from bot.journal.store import AnswerDamaged
from bot.open_archive import Checked, OpenArchive, narrowed, only_article
from bot.render.articles import article_summary_json
from bot.render.checks import quotation_json
from bot.render.statistics import statistics_json
from bot.subjects import Subject
from retrieval import (
    Article,
    ArticleFilter,
    Browsed,
    Check,
    NotFound,
    QuestionError,
    Quotation,
    QuoteVerdict,
    Remark,
    UsageError,
    Verdict,
    how_watched,
)

PASSAGES, ARTICLES, AROUND = 5, 20, 2
"""How many there are unless a number is given."""

PLACES = 10
"""Places of a quotation that are given; common words may be in each article."""

Arguments = Mapping[str, Any]
"""The arguments of a tool, as its schema has them: `arguments` of each function below."""

Going = Callable[[], bool]
"""Whether what is looked up is still waited for."""


class ToolResult(NamedTuple):
    """What a tool found: as plain values and as a short text."""

    value: dict[str, Any]
    text: str


def ask(archive: OpenArchive, arguments: Arguments, _is_waited_for: Going) -> ToolResult:
    """The answer to a question."""
    answer = archive.ask(arguments["question"], limit=arguments.get("limit", PASSAGES), **narrowed(arguments))
    return ToolResult(answer_json(answer), answer_text(answer, archive.settings.public_url))


def quote(archive: OpenArchive, arguments: Arguments, is_waited_for: Going) -> ToolResult:
    """The verdict on each quotation of the `arguments`, in order, by an `archive`, while `is_waited_for`."""
    verdicts = []
    for row in arguments["quotations"]:
        if not is_waited_for():
            break
        verdicts.append(_verdict(archive, row))
    notes = archive.searcher.notes()
    rows = list(map(_quotation_row, verdicts))
    return ToolResult({"quotations": rows, "notes": list(notes)}, quotations_text(verdicts, notes))


def _quotation_row(verdict: Quotation) -> dict[str, Any]:
    """The verdict on a quotation as plain values, of its places the first."""
    row = quotation_json(verdict, None)
    return row | {"places": row["places"][:PLACES], "place_count": len(row["places"]), "stands": verdict.stands}


def _verdict(archive: OpenArchive, row: Mapping[str, str]) -> Quotation:
    """The verdict on a quotation; one without a word is too short, and keeps the others from nothing."""
    text = row["text"]
    try:
        return archive.quote(text, article=row.get("article"), speaker=row.get("speaker"))
    except UsageError as error:
        return Quotation(None, text, QuoteVerdict.TOO_SHORT, (), None, (Remark(str(error)),))


def check(archive: OpenArchive, arguments: Arguments, is_waited_for: Going) -> ToolResult:
    """The verdicts of an `archive` on the citations, or on the draft, of the `arguments`, while `is_waited_for`."""
    references, draft = arguments.get("references"), arguments.get("draft")
    if (references is None) == (draft is None):
        raise UsageError("check needs either references or a draft, and one of them only.")
    checked = []
    if draft is not None:
        checked = archive.check_text(draft, every=True)
    for identity in references or ():
        if not is_waited_for():
            break
        checked += _checked(archive, identity)
    notes = list[str](archive.searcher.notes())
    if not checked and draft is not None:
        notes.append("There is neither a citation mark like [pincite:k7q2m9.2] nor a quotation in quotation marks.")
    rows = [it.as_json | {"stands": it.check.stands} for it in checked]
    for row in rows:
        row["also_at"] = row["also_at"][:PLACES]
    return ToolResult({"checks": rows, "notes": notes}, checks_text(checked, notes))


def _checked(archive: OpenArchive, reference: str) -> list[Checked]:
    """The verdicts on what a reference names; one that the journal does not know was made up, or is forgotten."""
    try:
        return archive.check([reference])
    except NotFound as error:
        damaged = isinstance(error, AnswerDamaged)
        verdict = Verdict.UNREADABLE if damaged else Verdict.GONE
        return [Checked(Subject("", ()), Check(reference, verdict, None, None, None, None, meaning=Remark(str(error))))]


def show(archive: OpenArchive, arguments: Arguments, _is_waited_for: Going) -> ToolResult:
    """An article, or a paragraph of it with those around it."""
    article, paragraphs, not_indexed = only_article(archive, arguments["article"])
    number = arguments.get("paragraph", next(iter(paragraphs), None))
    part = excerpt(article, number, arguments.get("around", AROUND))
    notes = archive.searcher.notes()
    return ToolResult(part.as_json(not_indexed, notes), excerpt_text(part, notes))


def articles(archive: OpenArchive, arguments: Arguments, _is_waited_for: Going) -> ToolResult:
    """The articles whose title has some words, newest first; if none has, those about them."""
    query, limit, limits = arguments.get("query", ""), arguments.get("limit", ARTICLES), narrowed(arguments)
    listed, notes = archive.articles(ArticleFilter(query, **limits), limit=limit), list[str](archive.searcher.notes())
    if query.strip() and not listed.total:
        about = _articles_about(archive, query, **limits)
        listed = Browsed(about[:limit], len(about))
        notes += ["No title has these words; the articles are about them, best first."] if about else []
    rows = list(map(article_summary_json, listed.articles))
    return ToolResult({"total": listed.total, "articles": rows, "notes": list(notes)}, articles_text(listed, notes))


def _articles_about(archive: OpenArchive, query: str, **limits: Any) -> list[Article]:
    """The articles of the passages that fit some words best."""
    try:
        answer = archive.searcher.ask(query, limit=MOST, **limits)
    except QuestionError:
        return []
    ids = dict.fromkeys(passage.citation.article for passage in answer.passages)
    return [match.article for identity in ids for match in archive.named(identity)]


def stats(archive: OpenArchive, _arguments: Arguments, _is_waited_for: Going) -> ToolResult:
    """The archive in numbers."""
    settings, numbers, notes = archive.settings, archive.statistics(), archive.searcher.notes()
    watched = how_watched(settings.corpus, settings.watch)
    value = statistics_json(numbers, str(settings.corpus), watched) | {"notes": list(notes)}
    return ToolResult(value, statistics_text(numbers, watched, notes))
