"""What the page of an answer shows. Pure: an answer goes in, values for a template come out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.exports.bundle import web_address
from bot.render.answers import MAY_HOLD, interpretation, shown_stretch
from bot.render.marked import Run, direction, language_tag, runs, unwrapped
from bot.render.phrases import day_text, facts, lines_text, names_text, place_text, visible, visible_name
from bot.web.pages_addresses import answer_address, article_address
from bot.web.pages_verdicts import VerdictShown, verdict_shown
from retrieval import Answer, AnswerPassage, Article, Check, Copy, Sentence, undated_remark, without_language_remark

FULLY_SHOWN = 3
"""Passages that are shown in full, as in a terminal; of those after them, the sentence and what is around it."""

AROUND_SENTENCE = 160
"""Code points on each side of the sentence of a passage that isn't shown in full: two lines of a telephone."""

_DASH = re.compile(r"(?<=\d)-(?=\d+(?:$|,))")
"""The hyphen between two numbers of a place, where a page has room for a dash."""

_TENTHS = ("one", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_MARKS = {
    **dict.fromkeys(("de", "cs", "sk", "bg"), ("„", "“")),
    **dict.fromkeys(("ru", "uk", "es", "it", "pt", "el", "ar", "fa", "no", "fr"), ("«", "»")),
    **dict.fromkeys(("pl", "ro", "hu", "nl"), ("„", "”")),
    **dict.fromkeys(("ja",), ("「", "」")),
}
"""The quotation marks that a language puts around words, where they are not “these” (CLDR's `quotationStart`, but for
Spanish and Portuguese, whose academies name « first)."""


class CopyShown(NamedTuple):
    """Another article with the same words."""

    title: str
    about: list[str]
    address: str


class PassageShown(NamedTuple):
    """A passage with its citation; `quotation` is what goes into a text, `mark` what goes into a draft."""

    rank: int
    title: str
    about: list[str]
    words: list[Run]
    language: str | None
    direction: str
    address: str
    original: str | None
    place: str
    file: str
    citation: str
    copies: list[CopyShown]
    quotation: str
    mark: str
    verdict: VerdictShown | None


class AnswerShown(NamedTuple):
    """An answer: its headline, what else is said about it, its passages in full, and those after them."""

    id: str
    question: str
    asked_at: str
    answered: bool
    headline: str
    sureness: str
    remarks: list[str]
    passages: list[PassageShown]
    further: list[PassageShown]
    address: str


def answer_shown(answer: Answer, articles: Mapping[str, Article], checks: Sequence[Check] = ()) -> AnswerShown:
    """An answer as its page shows it.

    Args:
        answer: The answer.
        articles: Those of its articles that there are, by id.
        checks: The verdict on each of its citations; none where they were not checked.
    """
    passages = [
        _passage(passage, articles, checks[i] if checks else None, full=i < FULLY_SHOWN)
        for i, passage in enumerate(answer.passages)
    ]
    return AnswerShown(
        id=answer.id,
        question=visible(answer.question),
        asked_at=f"{answer.asked_at:%Y-%m-%d %H:%M} UTC",
        answered=answer.answered,
        headline=_headline(answer),
        sureness=_sureness(answer),
        remarks=list(map(visible, _remarks(answer))),
        passages=passages[:FULLY_SHOWN],
        further=passages[FULLY_SHOWN:],
        address=answer_address(answer.id),
    )


def _is_listing(answer: Answer) -> bool:
    """Whether the answer lists what there is of some days, rather than looking for an answer."""
    return bool(answer.provenance.get("listing"))


def _headline(answer: Answer) -> str:
    """The headline of an answer, in a few words."""
    if _is_listing(answer):
        return "Articles from these days" if answer.answered else "The archive has nothing from these days"
    if not answer.answered:
        return "The archive does not seem to hold the answer"
    return "This may hold the answer" if answer.may_hold else "What the archive says"


def _sureness(answer: Answer) -> str:
    """How likely the first passage answers, as a person says it; empty if that is not the question."""
    if not answer.answered or _is_listing(answer):
        return ""
    tenths = round(10 * answer.confidence)
    if tenths > 9:
        odds = "Nearly all answers as sure as this one are right."
    else:
        odds = f"Of ten answers as sure as this one, about {_TENTHS[tenths]} {'is' if tenths < 2 else 'are'} right."
    return f"{MAY_HOLD} {odds}" if answer.may_hold else odds


def _remarks(answer: Answer) -> Iterator[str]:
    """How the question was understood, what no passage says, what there is to know about the archive."""
    yield from interpretation(answer)
    if answer.unmatched_terms:
        yield f"Nowhere in the archive: {', '.join(answer.unmatched_terms)}."
    # How many articles have no date, or no language, stands among what was searched.
    of = answer.provenance
    said_elsewhere = (
        undated_remark(int(of.get("undated") or 0)),
        without_language_remark(int(of.get("without_language") or 0)),
    )
    yield from (str(note) for note in answer.notes if note not in said_elsewhere)


def _passage(
    passage: AnswerPassage, articles: Mapping[str, Article], check: Check | None, *, full: bool
) -> PassageShown:
    """A passage with its citation, verdict and copies."""
    citation = passage.citation
    now = articles.get(check.article or citation.article if check else citation.article)
    language = now.language if now else None
    is_there = check is None or check.article is not None
    paragraph = citation.paragraphs[0] if citation.paragraphs else None
    return PassageShown(
        rank=passage.rank,
        title=visible_name(citation.title),
        about=facts(citation.source, day_text(citation.date), names_text(citation.authors)),
        words=list(_words(passage, full=full)),
        language=language_tag(language),
        direction=direction(language),
        address=article_address(citation.article, paragraph, citation=citation.id) if is_there else "",
        original=web_address(citation.link or citation.url),
        place=visible(_DASH.sub("–", place_text(citation))),
        file=visible(lines_text(citation) or ""),
        citation=citation.id,
        copies=list(map(_copy, passage.copies)),
        quotation=visible(_quotation(passage, language)),
        mark=f"[pincite:{citation.id}]",
        verdict=verdict_shown(check) if check else None,
    )


def _words(passage: AnswerPassage, *, full: bool) -> Iterator[Run]:
    """The words of a passage with its sentences marked; if it isn't shown in full, what is around the first one."""
    origin, text = passage.citation.start, unwrapped(passage.text)
    first, last = shown_stretch(passage) if full else _around(text, passage.sentence, origin)
    spans = {"answer": (passage.sentence.start - origin, passage.sentence.end - origin)}
    if second := passage.second_sentence:
        spans = {"second": (second.start - origin, second.end - origin)} | spans
    if first:
        yield Run("", "… ")
    yield from (Run(kind, visible(part)) for kind, part in runs(text, first, last, spans))
    if last < len(text):
        yield Run("", " …")


def _around(text: str, sentence: Sentence, origin: int) -> tuple[int, int]:
    """From where to where the surroundings of a sentence reach, whole words, in code points of its passage."""
    start, end = sentence.start - origin, sentence.end - origin
    first, last = max(0, start - AROUND_SENTENCE), min(len(text), end + AROUND_SENTENCE, start + 4 * AROUND_SENTENCE)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = max(text.rfind(" ", min(end, last), last), min(end, last))
    return first, last


def _copy(copy: Copy) -> CopyShown:
    return CopyShown(visible_name(copy.title), facts(copy.source, day_text(copy.date)), article_address(copy.article))


def _quotation(passage: AnswerPassage, language: str | None) -> str:
    """The answer sentence as it goes into a text, with its source and the mark that `pincite check` reads."""
    citation = passage.citation
    before, after = _MARKS.get((language or "").partition("-")[0], ("“", "”"))
    source = ", ".join(filter(None, [citation.title, citation.source, day_text(citation.date)]))
    return f"{before}{' '.join(passage.sentence.exact.split())}{after} ({source}) [pincite:{citation.id}]"
