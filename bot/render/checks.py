"""Verdicts in words for a person, and as JSON. Pure: nothing here prints."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.phrases import cited_title, one_line, printable
from retrieval import Caution, Check, Place, Quotation, QuoteVerdict, Sentence, Verdict, edits

SIGNS = {
    Verdict.VERIFIED: "✓",
    Verdict.MOVED: "→",
    Verdict.ALTERED: "≠",
    Verdict.GONE: "✗",
    Verdict.UNREADABLE: "⚠",
}
_COLOURS = {
    Verdict.VERIFIED: "green",
    Verdict.MOVED: "cyan",
    Verdict.ALTERED: "yellow",
    Verdict.GONE: "red",
    Verdict.UNREADABLE: "magenta",
}
_MEANING = {
    Verdict.VERIFIED: "The words are in the article just as cited.",
    Verdict.MOVED: "The words are there, but in another place.",
    Verdict.ALTERED: "Other words are there now.",
    Verdict.GONE: "The words are no longer there.",
    Verdict.UNREADABLE: "The source could not be checked.",
}
QUOTE_SIGNS = {
    QuoteVerdict.VERBATIM: ("✓", "green", "Word for word in the archive."),
    QuoteVerdict.ALTERED: ("≠", "yellow", "Not word for word; the closest match:"),
    QuoteVerdict.MISATTRIBUTED: ("✗", "red", "Word for word in the archive, but not as it was attributed."),
    QuoteVerdict.NOT_FOUND: ("✗", "red", "Not in the archive."),
    QuoteVerdict.ABRIDGED: ("✂", "yellow", "Word for word in the archive, except for what is left out."),
    QuoteVerdict.TOO_SHORT: ("?", "yellow", "Too short to tell: such words occur anywhere."),
    QuoteVerdict.UNREADABLE: ("⚠", "magenta", "The source could not be checked."),
}

_CAREFUL = ("!", "yellow")
"""Instead of the sign of words that stand and its colour, where there is a caution."""

_EDIT_COLOURS = {"common": "", "deleted": "red", "inserted": "green"}

PLACES_SHOWN = 10
"""How many places of a quotation are listed for a person: what fits a screen with the rest."""


def verdict_words(check: Check) -> str:
    """What a verdict means, in a few sentences, cautions included."""
    return " ".join([_meaning(check), *check.remarks, *(caution.remark for caution in check.cautions)])


def check_sign(check: Check) -> tuple[str, str]:
    """The sign of a verdict on a citation and its colour: no ✓ where there is a caution."""
    return _CAREFUL if check.needs_care else (SIGNS[check.verdict], _COLOURS[check.verdict])


def quotation_sign(quotation: Quotation) -> tuple[str, str]:
    """The sign of a verdict on a quotation and its colour: no ✓ where there is a caution."""
    return _CAREFUL if quotation.needs_care else QUOTE_SIGNS[quotation.verdict][:2]


def _meaning(check: Check) -> str:
    return check.meaning or _MEANING[check.verdict]


def summary(checks: Sequence[Check], now: datetime.datetime) -> str:
    """All verdicts in one line, those on quotations without a mark apart, with the time of checking."""
    citations, unmarked = (
        [check for check in checks if check.citation],
        [check for check in checks if not check.citation],
    )
    number = f"{len(citations):,} citation{'s' if len(citations) != 1 else ''}"
    others = f" Without a mark: {verdict_counts(unmarked)}." if unmarked else ""
    return f"{number}: {verdict_counts(citations)}.{others} Checked {now:%Y-%m-%d %H:%M} UTC."


def verdict_counts(checks: Sequence[Check]) -> str:
    """How many checks there are of each verdict."""
    counts = Counter(check.verdict for check in checks)
    verdicts = ", ".join(f"{counts[verdict]:,} {verdict}" for verdict in Verdict if counts[verdict])
    return verdicts or "nothing to check"


def check_json(check: Check) -> dict[str, Any]:
    """A verdict as plain values."""
    return {
        "citation": check.citation or None,
        "verdict": check.verdict.value,
        "article": check.article,
        "start": check.start,
        "end": check.end,
        "difference": check.difference,
        "note": check.note,
        "also_at": list(map(_place_json, check.also_at)),
        "omitted": list(check.omitted),
        "cautions": list(map(_caution_json, check.cautions)),
        "sentence": _sentence_json(check.sentence),
        "quotation": check.quotation,
        "others": list(map(check_json, check.others)),
    }


def quotation_json(quotation: Quotation, identity: Any) -> dict[str, Any]:
    """The verdict on a quotation as plain values, with the id that it was given, whatever that is."""
    return {
        "id": identity,
        "text": quotation.text,
        "verdict": quotation.verdict.value,
        "places": list(map(_place_json, quotation.places)),
        "difference": quotation.difference,
        "note": quotation.note,
        "omitted": list(quotation.omitted),
        "origins": quotation.origins,
        "cautions": list(map(_caution_json, quotation.cautions)),
    }


def _place_json(place: Place) -> dict[str, Any]:
    return {
        "article": place.article,
        "title": place.title,
        "date": place.date.isoformat() if place.date else None,
        "start": place.start,
        "end": place.end,
        "paragraphs": list(place.paragraphs),
        "exact": place.exact,
        "sentence": _sentence_json(place.sentence),
        "authors": list(place.authors),
        "source": place.source,
        "url": place.url,
    }


def _caution_json(caution: Caution) -> dict[str, Any]:
    where = caution.where.value if caution.where else None
    return {"kind": caution.kind.value, "where": where, "words": caution.words}


def _sentence_json(sentence: Sentence | None) -> dict[str, Any] | None:
    return {"exact": sentence.exact, "start": sentence.start, "end": sentence.end} if sentence else None


def check_text(check: Check, title: str | None = None, others: Sequence[str] = ()) -> RenderableType:
    """A verdict for a person, with the difference when the words changed.

    Args:
        check: The verdict.
        title: Shown beside the citation's id.
        others: The ids of other citations of the same words.
    """
    sign, colour = check_sign(check)
    head = Text(f"{sign} {check.verdict}", style=f"bold {colour}")
    if check.citation:
        head.append(f"  {one_line(check.citation)}", style="default not bold")
    if title:
        head.append(f"  {one_line(title)}", style="dim not bold")
    words = " ".join([_meaning(check), *check.remarks])
    lines: list[RenderableType] = [head, Text(f"  {one_line(words)}")]
    if check.difference:
        lines.append(difference_text(check.difference))
    lines += _omission_lines(check.omitted, check.cautions)
    if check.sentence and check.start is not None and check.end is not None:
        lines.append(_sentence_text(check.sentence, check.start, check.end, check.omitted))
    lines += list(map(_other_line, check.others))
    lines += [Text(f"  The same words were cited in {one_line(', '.join(others))}.")] if others else []
    lines += [Text(f"  The old words are still in {one_line(repr(place.article))}.") for place in check.also_at]
    return Group(*lines)


def _other_line(check: Check) -> Text:
    """The verdict on another quotation of a mark, on one line."""
    note = "" if check.stands and not check.note else verdict_words(check)
    words = one_line(" ".join(filter(None, [f"“{check.quotation}”", check.difference, note])))
    sign, colour = check_sign(check)
    return Text(f"  {sign} {check.verdict}", style=colour).append(f"  {words}", style="default")


def quotation_words(quotation: Quotation) -> str:
    """What the verdict on a quotation means, in a few sentences, cautions included."""
    cautions = (caution.remark for caution in quotation.cautions)
    return " ".join([QUOTE_SIGNS[quotation.verdict][2], *quotation.remarks, *cautions])


def quotation_text(quotation: Quotation) -> RenderableType:
    """The verdict on a quotation for a person, with the places where it stands and the sentence around each."""
    sign, colour = quotation_sign(quotation)
    meaning = QUOTE_SIGNS[quotation.verdict][2]
    head = Text(f"{sign} {quotation.verdict}", style=f"bold {colour}")
    words = " ".join([meaning, *quotation.remarks])
    lines: list[RenderableType] = [head, Text(f"  {one_line(words)}")]
    if quotation.difference:
        lines.append(difference_text(quotation.difference))
    lines += _omission_lines(quotation.omitted, quotation.cautions)
    for place in quotation.places[:PLACES_SHOWN]:
        day = place.date.isoformat() if place.date else "undated"
        where = f"{place.article}, characters {place.start}-{place.end}"
        title = one_line(cited_title(place.title, place.source, place.authors))
        lines.append(Text(f"  {day}  {title}  {one_line(where)}"))
        if place.sentence:
            lines.append(_sentence_text(place.sentence, place.start, place.end, quotation.omitted))
    if len(quotation.places) > PLACES_SHOWN:
        lines.append(Text(f"  … and {len(quotation.places) - PLACES_SHOWN:,} more."))
    return Group(*lines)


def _omission_lines(omitted: Sequence[str], cautions: Sequence[Caution]) -> list[Text]:
    """A line for each omission, so that it is read if there is no underlining, and one for each caution."""
    left_out = [Text(f"  Left out: “{one_line(words)}”") for words in omitted]
    return left_out + [Text(f"  {one_line(str(caution.remark))}", style="bold yellow") for caution in cautions]


def _sentence_text(sentence: Sentence, start: int, end: int, omitted: Sequence[str]) -> Text:
    """The sentence around a quotation, the quotation bold and what its ellipses leave out underlined.

    Args:
        sentence: The whole sentence.
        start: Where the quotation begins, in code points of the article.
        end: Where it ends.
        omitted: What its ellipses leave out, in order.
    """
    # A line feed of the source would look like the end of a line of ours.
    text = Text(printable(sentence.exact).replace("\n", " "))
    first, last = start - sentence.start, end - sentence.start
    text.stylize("bold", first, last)
    at = first
    for words in omitted:
        at = sentence.exact.find(words, at, last)
        if at < 0:
            break
        text.stylize("not bold underline", at, at + len(words))
        at += len(words)
    return Text("  ") + text


def difference_text(difference: str) -> Text:
    """An edit script, deleted words red and inserted ones green; the brackets stay, for terminals without colour."""
    text = Text("  ")
    for edit in edits(difference):
        text.append(printable(str(edit)), style=_EDIT_COLOURS[edit.kind])
    return text
