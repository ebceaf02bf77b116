"""An answer as one self-contained page for an editor: each passage highlighted among its neighbouring paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.exports.bundle import Bundle, web_address
from bot.render.answers import day_text, place_text, printable
from bot.render.checks import verdict_words
from retrieval import AnswerPassage, Article, Check, Paragraph, Verdict, paragraphs

NEIGHBOURS = 1
"""So many paragraphs before and after a passage are shown with it."""

_CHANGE = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as it is shown: runs of text, plain (""), `cited` or `telling`; a heading when one begins here."""

    runs: tuple[tuple[str, str], ...]
    cited: bool
    heading: str | None


def page(bundle: Bundle) -> str:
    """The page; Jinja escapes whatever the articles hold."""
    answer = bundle.answer
    counts = Counter(check.verdict for check in bundle.checks)
    return _template().render(
        id=answer.id,
        question=printable(answer.question),
        answered=answer.answered,
        asked_at=f"{answer.asked_at:%Y-%m-%d %H:%M}",
        checked_at=f"{bundle.checked_at:%Y-%m-%d %H:%M}",
        summary=", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict]) or "no citations",
        items=[_item(passage, check, article) for passage, check, article in bundle.passages()],
    )


@cache
def _template() -> Template:
    loader = PackageLoader("bot.exports", ".")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page.html")


def _item(passage: AnswerPassage, check: Check, article: Article | None) -> dict[str, Any]:
    """What the template shows of a passage; its own words when its article or place is gone."""
    cited = passage.citation
    found = article is not None and check.start is not None and check.end is not None
    language = article.language if article else None
    return {
        "rank": passage.rank,
        "title": printable(cited.title),
        "verdict": check.verdict,
        "words": printable(verdict_words(check)),
        "difference": [(kind, printable(text)) for kind, text in _changes(check.difference or "")],
        "quote": None if found else printable(passage.text),
        "language": language if language and _LANGUAGE.fullmatch(language) else None,
        "address": web_address(cited.url),
        "paragraphs": list(_shown(passage, check, article)) if article and found else [],
        "facts": [(name, printable(value)) for name, value in _facts(passage, article) if value],
    }


def _facts(passage: AnswerPassage, article: Article | None) -> Iterator[tuple[str, str | None]]:
    cited = passage.citation
    yield "Citation", cited.id
    yield "Article", cited.article
    yield "Published", day_text(cited.date)
    yield "Publisher", cited.source
    yield "By", ", ".join(article.authors) if article else None
    yield "Place", place_text(cited)
    yield "Link", web_address(cited.link or cited.url)
    yield "SHA-256", cited.sha256


def _changes(difference: str) -> Iterator[tuple[str, str]]:
    """The parts of a difference: `old` words, `new` words, and those that are the same."""
    at = 0
    for change in _CHANGE.finditer(difference):
        yield "", difference[at : change.start()]
        yield ("old", change["old"]) if change["old"] is not None else ("new", change["new"])
        at = change.end()
    yield "", difference[at:]


def _shown(passage: AnswerPassage, check: Check, article: Article) -> Iterator[Shown]:
    """The paragraphs that the words stand in now, and their neighbours."""
    start, end = check.start or 0, check.end or 0
    found = paragraphs(article)
    inside = [i for i, paragraph in enumerate(found) if paragraph.start < end and start < paragraph.end]
    if not inside:
        yield Shown((("cited", printable(article.text[start:end])),), cited=True, heading=None)
        return
    telling = article.text.find(passage.sentence.exact, start, end)
    bounds = start, end, telling, telling + len(passage.sentence.exact) if telling >= 0 else -1
    first = max(0, inside[0] - NEIGHBOURS)
    heading = None
    for i in range(first, min(len(found), inside[-1] + 1 + NEIGHBOURS)):
        under, heading = heading, found[i].heading
        runs = tuple(_runs(article.text, found[i], *bounds))
        yield Shown(runs, cited=i in inside, heading=printable(heading) if heading and heading != under else None)


def _runs(text: str, shown: Paragraph, start: int, end: int, telling: int, told: int) -> Iterator[tuple[str, str]]:
    """A paragraph cut where the cited words or the telling sentence begin or end."""
    cuts = sorted({shown.start, shown.end, *(c for c in (start, end, telling, told) if shown.start < c < shown.end)})
    for low, high in pairwise(cuts):
        kind = "telling" if telling <= low < told else "cited" if start <= low < end else ""
        yield kind, printable(text[low:high])
