"""What pages show of verdicts on citations and quotations. Pure: verdicts go in, values for a template come out."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.render.checks import PLACES_SHOWN, QUOTE_SIGNS, check_sign, quotation_sign, verdict_words
from bot.render.marked import Run, runs
from bot.render.phrases import day_text, facts, names_text, visible, visible_name
from bot.web.pages_addresses import article_address
from retrieval import Check, Edit, Place, Quotation, QuoteVerdict, Sentence, Verdict, edits

_TONES = {
    Verdict.VERIFIED: "good",
    Verdict.MOVED: "moved",
    Verdict.ALTERED: "odd",
    Verdict.GONE: "bad",
    Verdict.UNREADABLE: "blind",
}
_QUOTE_TONES = {
    QuoteVerdict.VERBATIM: "good",
    QuoteVerdict.ALTERED: "odd",
    QuoteVerdict.MISATTRIBUTED: "bad",
    QuoteVerdict.NOT_FOUND: "bad",
    QuoteVerdict.ABRIDGED: "odd",
    QuoteVerdict.TOO_SHORT: "blind",
    QuoteVerdict.UNREADABLE: "blind",
}


class OldPlace(NamedTuple):
    """Where the words of a citation still stand besides the place that was judged."""

    title: str
    address: str


class VerdictShown(NamedTuple):
    """A verdict: its tone (a class of the style sheet), its sign, its word, what it means, how the words differ."""

    tone: str
    sign: str
    word: str
    meaning: str
    change: list[Edit]
    also_at: list[OldPlace]


class PlaceShown(NamedTuple):
    """Where a quotation stands: the sentence around it, with its words and what its ellipses leave out marked."""

    title: str
    about: list[str]
    address: str
    words: list[Run]


class QuotationShown(NamedTuple):
    """The verdict on a quotation: what it is, what to be careful about, what was left out, where it stands."""

    text: str
    verdict: VerdictShown
    cautions: list[str]
    omitted: list[str]
    places: list[PlaceShown]
    more: int


class MarkShown(NamedTuple):
    """The verdict on a mark of a draft, or on a quotation without one; `where` is its line."""

    where: str
    citation: str
    title: str
    address: str
    quotation: str
    verdict: VerdictShown
    omitted: list[str]
    words: list[Run]
    others: list["MarkShown"]


def verdict_shown(check: Check) -> VerdictShown:
    """The verdict on a citation; cautions are among what it means."""
    return VerdictShown(
        "odd" if check.needs_care else _TONES[check.verdict],
        check_sign(check)[0],
        check.verdict.value,
        visible(verdict_words(check)),
        _change(check.difference),
        [OldPlace(visible_name(place.title), _address(place)) for place in check.also_at],
    )


def quotation_shown(quotation: Quotation) -> QuotationShown:
    """The verdict on a quotation and the places where it stands."""
    sign, _ = quotation_sign(quotation)
    meaning = QUOTE_SIGNS[quotation.verdict][2]
    tone = "odd" if quotation.needs_care else _QUOTE_TONES[quotation.verdict]
    words = visible(" ".join([meaning, *quotation.remarks]))
    verdict = VerdictShown(tone, sign, quotation.verdict.value, words, _change(quotation.difference), [])
    return QuotationShown(
        visible(quotation.text),
        verdict,
        [visible(caution.remark) for caution in quotation.cautions],
        list(map(visible, quotation.omitted)),
        [_place(place, quotation.omitted) for place in quotation.places[:PLACES_SHOWN]],
        max(len(quotation.places) - PLACES_SHOWN, 0),
    )


def mark_shown(check: Check, title: str, line: int | None) -> MarkShown:
    """The verdict on what is in a draft.

    Args:
        check: The verdict.
        title: What is cited.
        line: The line of the draft.
    """
    address = "" if check.article is None else article_address(check.article, span=span_of(check))
    words: list[Run] = []
    if check.sentence and check.start is not None and check.end is not None:
        words = _in_its_sentence(check.sentence, check.start, check.end, check.omitted)
    return MarkShown(
        _line(line),
        check.citation,
        visible(title),
        address,
        visible(check.quotation or ""),
        verdict_shown(check),
        list(map(visible, check.omitted)),
        words,
        [mark_shown(other, "", None) for other in check.others],
    )


def unmarked_shown(quotation: Quotation, line: int | None) -> MarkShown:
    """The verdict on a quotation of a draft that has no mark and doesn't stand word for word: the likeliest place."""
    verdict = quotation_shown(quotation)
    first = next(iter(verdict.places), None)
    return MarkShown(
        _line(line),
        "",
        first.title if first else "",
        first.address if first else "",
        verdict.text,
        verdict.verdict,
        verdict.omitted,
        first.words if first else [],
        [],
    )


def span_of(check: Check) -> tuple[int, int] | None:
    """From where to where the words of a citation stand now, in code points of their article; None for nowhere."""
    return None if check.start is None or check.end is None else (check.start, check.end)


def _line(line: int | None) -> str:
    return f"Line {line}" if line else ""


def _address(place: Place) -> str:
    """The page of the article in which words stand, with them marked."""
    paragraph = place.paragraphs[0] if place.paragraphs else None
    return article_address(place.article, paragraph, span=(place.start, place.end))


def _place(place: Place, omitted: Sequence[str]) -> PlaceShown:
    sentence = place.sentence or Sentence(place.exact, place.start, place.end)
    words = _in_its_sentence(sentence, place.start, place.end, omitted)
    about = facts(place.source, day_text(place.date), names_text(place.authors))
    return PlaceShown(visible_name(place.title), about, _address(place), words)


def _in_its_sentence(sentence: Sentence, start: int, end: int, omitted: Sequence[str]) -> list[Run]:
    """The sentence around a quotation, the quotation marked, and in it what its ellipses leave out.

    Args:
        sentence: The whole sentence.
        start: Where the quotation begins, in code points of the article.
        end: Where it ends.
        omitted: What its ellipses leave out, in order.
    """
    first, last = start - sentence.start, end - sentence.start
    spans, at = {"cited": (first, last)}, first
    for number, words in enumerate(omitted):
        at = sentence.exact.find(words, at, last)
        if at < 0:
            break
        spans[f"omitted {number}"] = at, at + len(words)
        at += len(words)
    pieces = runs(sentence.exact, 0, len(sentence.exact), spans)
    return [Run(kind.partition(" ")[0], visible(text).replace("\n", " ")) for kind, text in pieces]


def _change(difference: str | None) -> list[Edit]:
    """How words differ, run by run."""
    return [Edit(edit.kind, visible(edit.text)) for edit in edits(difference or "")]
