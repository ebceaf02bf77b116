"""An answer as a self-contained page for an editor: each passage highlighted among its neighbouring paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.exports.bundle import Bundle, web_address
from bot.render.answers import MAY_HOLD
from bot.render.checks import verdict_counts, verdict_words
from bot.render.marked import language_tag, runs
from bot.render.phrases import day_text, place_text, printable
from retrieval import AnswerPassage, Article, Check, edits, paragraphs

NEIGHBOURS = 1
"""How many paragraphs are shown before and after a passage."""

LINK_SHOWN = 80
"""How many characters of a link are shown: about a line of the page."""


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A paragraph of the page: runs of text with their kind, "", `cited` or `answer`; a heading if one begins here."""

    runs: tuple[tuple[str, str], ...]
    cited: bool
    heading: str | None


def page(bundle: Bundle) -> str:
    """The page as HTML; Jinja escapes whatever the articles hold."""
    answer = bundle.answer
    return _template().render(
        id=answer.id,
        question=printable(answer.question),
        answered=answer.answered,
        may_hold=MAY_HOLD if answer.may_hold else "",
        asked_at=f"{answer.asked_at:%Y-%m-%d %H:%M}",
        checked_at=f"{bundle.checked_at:%Y-%m-%d %H:%M}",
        summary=verdict_counts(bundle.checks) if bundle.checks else "no citations",
        link_shown=LINK_SHOWN,
        items=[_item(*row, bundle.page(row[0].citation)) for row in bundle.passages()],
    )


@cache
def _template() -> Template:
    loader = PackageLoader("bot.exports", ".")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page.html")


def _item(passage: AnswerPassage, check: Check, article: Article | None, shown_at: str | None) -> dict[str, Any]:
    """What the template shows of a passage; only its own words when its article or place is gone.

    Args:
        passage: The passage.
        check: The verdict on its citation.
        article: The article that holds its words now.
        shown_at: Where the web page shows it.
    """
    citation = passage.citation
    in_place = article is not None and check.start is not None and check.end is not None
    facts = _facts(passage, article.authors if article else citation.authors, shown_at)
    return {
        "rank": passage.rank,
        "title": printable(citation.title),
        "verdict": check.verdict,
        "words": printable(verdict_words(check)),
        "difference": [(kind, printable(text)) for kind, text in edits(check.difference or "")],
        "also_at": [printable(place.title) for place in check.also_at],
        "quote": None if in_place else printable(passage.text),
        "language": language_tag(article.language if article else None),
        "address": web_address(citation.url),
        "paragraphs": list(_paragraphs(passage, check, article)) if article and in_place else [],
        "facts": [(name, printable(value)) for name, value in facts if value],
    }


def _facts(passage: AnswerPassage, authors: Sequence[str], shown_at: str | None) -> Iterator[tuple[str, str | None]]:
    """The names and values of the list under a passage."""
    citation = passage.citation
    yield "Citation", citation.id
    yield "Article", citation.article
    yield "Published", day_text(citation.date)
    yield "Publisher", citation.source
    yield "By", ", ".join(authors)
    yield "Place", place_text(citation)
    yield "Link", web_address(citation.link or citation.url)
    yield "Page", shown_at
    yield "SHA-256", citation.sha256


def _paragraphs(passage: AnswerPassage, check: Check, article: Article) -> Iterator[PageParagraph]:
    """The paragraphs that hold the cited words now, and their neighbours."""
    start, end = check.start or 0, check.end or 0
    all_paragraphs = paragraphs(article)
    inside = [i for i, paragraph in enumerate(all_paragraphs) if paragraph.start < end and start < paragraph.end]
    if not inside:
        yield PageParagraph((("cited", printable(article.text[start:end])),), cited=True, heading=None)
        return
    sentence = article.text.find(passage.sentence.exact, start, end)
    spans = {"cited": (start, end)}
    if sentence >= 0:
        spans["answer"] = sentence, sentence + len(passage.sentence.exact)
    heading = None
    for i in range(max(0, inside[0] - NEIGHBOURS), min(len(all_paragraphs), inside[-1] + 1 + NEIGHBOURS)):
        before, heading = heading, all_paragraphs[i].heading
        pieces = runs(article.text, all_paragraphs[i].start, all_paragraphs[i].end, spans)
        new_heading = printable(heading) if heading and heading != before else None
        printable_runs = tuple((kind, printable(text)) for kind, text in pieces)
        yield PageParagraph(printable_runs, cited=i in inside, heading=new_heading)
