"""Verdicts in words for a person, and as JSON. Pure: nothing here prints."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.phrases import printable
from retrieval import Check, Quotation, QuoteVerdict, Verdict, edits

SIGNS = {Verdict.VERIFIED: "✓", Verdict.MOVED: "→", Verdict.ALTERED: "≠", Verdict.GONE: "✗"}
_COLOURS = {Verdict.VERIFIED: "green", Verdict.MOVED: "cyan", Verdict.ALTERED: "yellow", Verdict.GONE: "red"}
_MEANING = {
    Verdict.VERIFIED: "The words stand in the article just as cited.",
    Verdict.MOVED: "The words stand, but in another place.",
    Verdict.ALTERED: "Other words stand there now.",
    Verdict.GONE: "The words are no longer there.",
}
_QUOTE_SIGNS = {
    QuoteVerdict.VERBATIM: ("✓", "green", "Word for word in the archive."),
    QuoteVerdict.ALTERED: ("≠", "yellow", "Not word for word; the closest match:"),
    QuoteVerdict.MISATTRIBUTED: ("✗", "red", "Word for word in the archive, but not as it was attributed."),
    QuoteVerdict.NOT_FOUND: ("✗", "red", "Not in the archive."),
}

_EDIT_COLOURS = {"common": "", "deleted": "red", "inserted": "green"}

PLACES_SHOWN = 10
"""How many places of a quotation are listed for a person: what fits a screen with the rest."""


def verdict_words(check: Check) -> str:
    """What a verdict means, in a sentence or two."""
    return " ".join(filter(None, [_MEANING[check.verdict], check.note]))


def summary(checks: Sequence[Check], now: datetime.datetime) -> str:
    """All verdicts in one line, with the time of checking."""
    counts = Counter(check.verdict for check in checks)
    verdicts = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in Verdict if counts[verdict])
    number = f"{len(checks):,} citation{'s' if len(checks) != 1 else ''}"
    return f"{number}: {verdicts or 'nothing to check'}. Checked {now:%Y-%m-%d %H:%M} UTC."


def quotation_words(quotation: Quotation) -> str:
    """What the verdict on a quotation means, in a sentence or two."""
    return " ".join(filter(None, [_QUOTE_SIGNS[quotation.verdict][2], quotation.note]))


def stands(check: Check) -> bool:
    """Whether a citation can still be relied on."""
    return check.verdict in (Verdict.VERIFIED, Verdict.MOVED)


def check_json(check: Check) -> dict[str, Any]:
    """A verdict as plain values."""
    return {
        "citation": check.citation,
        "verdict": check.verdict.value,
        "article": check.article,
        "start": check.start,
        "end": check.end,
        "difference": check.difference,
        "note": check.note,
    }


def quotation_json(quotation: Quotation, identity: Any) -> dict[str, Any]:
    """The verdict on a quotation as plain values, with the id that it was given, whatever that is."""
    return {
        "id": identity,
        "text": quotation.text,
        "verdict": quotation.verdict.value,
        "places": [
            {
                "article": place.article,
                "title": place.title,
                "date": place.date.isoformat() if place.date else None,
                "start": place.start,
                "end": place.end,
                "paragraphs": list(place.paragraphs),
                "exact": place.exact,
            }
            for place in quotation.places
        ],
        "difference": quotation.difference,
        "note": quotation.note,
        "cautions": [
            {"kind": caution.kind.value, "where": caution.where and caution.where.value, "words": caution.words}
            for caution in quotation.cautions
        ],
    }


def check_text(check: Check, title: str | None = None) -> RenderableType:
    """A verdict for a person, with the difference when the words changed; `title` is shown beside the citation's id."""
    head = Text(f"{SIGNS[check.verdict]} {check.verdict}", style=f"bold {_COLOURS[check.verdict]}")
    head.append(printable(f"  {check.citation}"), style="default not bold")
    if title:
        head.append(printable(f"  {title}"), style="dim not bold")
    lines: list[RenderableType] = [head, Text(printable(f"  {verdict_words(check)}"))]
    if check.difference:
        lines.append(difference_text(check.difference))
    return Group(*lines)


def quotation_text(quotation: Quotation) -> RenderableType:
    """The verdict on a quotation for a person, with the places where it stands."""
    sign, colour, _ = _QUOTE_SIGNS[quotation.verdict]
    head = Text(f"{sign} {quotation.verdict}", style=f"bold {colour}")
    lines: list[RenderableType] = [head, Text(printable(f"  {quotation_words(quotation)}"))]
    if quotation.difference:
        lines.append(difference_text(quotation.difference))
    for place in quotation.places[:PLACES_SHOWN]:
        day = place.date.isoformat() if place.date else "undated"
        where = f"{place.article}, characters {place.start}-{place.end}"
        lines.append(Text(printable(f"  {day}  {place.title}  {where}")))
    if len(quotation.places) > PLACES_SHOWN:
        lines.append(Text(f"  … and {len(quotation.places) - PLACES_SHOWN:,} more."))
    return Group(*lines)


def difference_text(difference: str) -> Text:
    """An edit script, deleted words red and inserted ones green; the brackets stay, for where there is no colour."""
    text = Text("  ")
    for edit in edits(difference):
        text.append(printable(str(edit)), style=_EDIT_COLOURS[edit.kind])
    return text
