"""Answers → what a person reads. Pure: nothing here prints."""

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.render.phrases import (
    cited_title,
    counted,
    day_text,
    languages_text,
    one_line,
    paragraphs_text,
    place_text,
    printable,
    shortened,
    source_text,
)
from bot.render.styled import Indented, Stacked, Styled
from retrieval import Answer, AnswerPassage, Remark

if TYPE_CHECKING:
    from rich.console import RenderableType

NAMED = 3
"""How many of the articles that have the same words are named."""

MAY_HOLD = "This may hold the answer, but it is not certain."
"""What is said about an answer that is given with reserve."""

LONGEST_SHOWN = 3_000
"""A passage of more code points, a screen and a half, is shown as a stretch around its answer sentence…"""

TITLE = 110
"""Code points of a title that are shown where there is little room: it then fits two lines with what follows."""

AROUND = 600
"""…with up to this many code points before and after."""

_SAID_ELSEWHERE = {"reason", "count", "held", "day"}
"""Values of notes that are said elsewhere: why something is missing, how much was left out, what else there is."""


def answer_text(answer: Answer, *, marks: bool) -> Stacked:
    """An answer for a person.

    Args:
        answer: The answer.
        marks: Puts ** around the answer sentence and _ around a second one, for output without bold.
    """
    parts: list[RenderableType] = [*remarks(answer)]
    for passage in answer.passages:
        parts += [Styled(""), *_passage(passage, marks=marks)]
    return Stacked(*parts)


def remarks(answer: Answer) -> Iterator[Styled]:
    """What is said above the passages of an answer: how the question was understood, and what is not sure of it."""
    yield from (Styled(one_line(line), style="yellow") for line in interpretation(answer))
    yield from (Styled(one_line(note), style="yellow") for note in _notes(answer))
    if not answer.answered:
        yield Styled("\n".join(_no_answer(answer)), style="yellow")
    elif answer.may_hold:
        yield Styled("\n".join([MAY_HOLD, *nowhere(answer)]), style="yellow")
    else:
        yield from (Styled(line, style="yellow") for line in nowhere(answer))


def short_passage(passage: AnswerPassage, around: int | None, *, marks: bool) -> "list[RenderableType]":
    """A passage as it is shown where there is little room: its citation takes a line or two, and names no offsets.

    Args:
        passage: The passage.
        around: Up to this many code points are shown on each side of its answer sentence; None for all of a passage.
        marks: Puts ** around the answer sentence and _ around a second one, for output without bold.
    """
    stretch = shown_stretch(passage) if around is None else stretch_around(passage, around)
    citation = passage.citation
    head = Styled().append(f"[{passage.rank}] ", "bold cyan").append(shortened(one_line(citation.title), TITLE), "cyan")
    about = cited_title(day_text(citation.date), citation.source, citation.authors)
    places = (about, paragraphs_text(citation), source_text(citation), citation.id)
    lines = [" · ".join(filter(None, places)), *filter(None, [citation.url, copies_text(passage)])]
    words = _with_marks(passage, stretch, marks=marks)
    return [words, head, _below([one_line(line) for line in lines], marks=marks)]


def _below(lines: Sequence[str], *, marks: bool) -> "RenderableType":
    """Lines below a source; without bold they are not wrapped either."""
    if marks:
        return Styled("\n".join(f"    {line}" for line in lines))
    return Indented("\n".join(lines), "dim", 4)


def interpretation(answer: Answer) -> list[str]:
    """How a question was understood where that differs from what was typed, a line each."""
    rewritten = [f"Understood as: {answer.understood}"] if answer.understood else []
    topic = [f"Continues from the last answer: {cited_title(answer.topic.title)}"] if answer.topic else []
    corrected = [
        f"{correction.word} does not occur in the archive; read as {correction.read_as}."
        for correction in answer.corrections
    ]
    return [*rewritten, *topic, *corrected, *_bounds(answer), *_preferred_days(answer), *_missing(answer)]


def _missing(answer: Answer) -> list[str]:
    """A line with the names and numbers of the question that the first passage lacks, if there are any."""
    words = one_line(", ".join(answer.missing_terms))
    return [f"The first passage doesn't say: {words}."] if words else []


def _bounds(answer: Answer) -> list[str]:
    """The days and the languages that the search was limited to, if any."""
    return [*_days_searched(answer), *_languages_searched(answer)]


def _languages_searched(answer: Answer) -> list[str]:
    """The languages that the search was limited to, if any."""
    if not (language := answer.provenance.get("language")):
        return []
    of_none = int(answer.provenance.get("without_language") or 0)
    were = "was" if of_none == 1 else "were"
    left_out = f"; {counted(of_none, 'article')} whose language is not known {were} left out" if of_none else ""
    return [f"Only articles in {languages_text(str(language))} were searched{left_out}."]


def _days_searched(answer: Answer) -> list[str]:
    """The days that the search was limited to, if any."""
    days = {
        name: datetime.date.fromisoformat(str(day))
        for name in ("since", "until", "as_of")
        if (day := answer.provenance.get(name))
    }
    since, until = days.pop("since", None), min(days.values(), default=None)
    if not since and not until:
        return []
    undated = int(answer.provenance.get("undated") or 0)
    left_out = f"; {counted(undated, 'article')} without a date {'was' if undated == 1 else 'were'} left out"
    which = f"from {day_text(since)}" if since else ""
    which += (" to " if since else "up to ") + day_text(until) if until else " on"
    return [f"Only articles {which} were searched{left_out if undated else ''}."]


def _preferred_days(answer: Answer) -> list[str]:
    """Which days were preferred or listed, and which words of the question name them."""
    period = answer.period
    if period is None:
        return []
    days = " to ".join(dict.fromkeys(map(day_text, (period.since, period.until))))
    if period.since == datetime.date.min:
        days = f"up to {day_text(period.until)}"
    if period.asked_on:
        days += f", counted from {day_text(period.asked_on)}"
    dates = [passage.citation.date for passage in answer.passages]
    then = [day is not None and period.since <= day <= period.until for day in dates]
    which = "articles from around that time are preferred"
    if period.asked_on and not any(then):
        which = "no passage found is from that time"
    if _is_listing(answer):
        others = not all(then)
        which = f"the articles of these days{' and others that name them' if others else ''}, newest first"
    return [f"“{period.words}” read as {days}; {which}."]


def _is_listing(answer: Answer) -> bool:
    """Whether the answer lists what there is of some days."""
    return bool(answer.provenance.get("listing"))


def _no_answer(answer: Answer) -> list[str]:
    """That there is no answer, and why."""
    if _is_listing(answer):
        return ["This archive holds no article of these days, and none that names them.", *_reasons(answer, "day")]
    if answer.provenance.get("timeline"):
        return ["No article says that in one sentence, as far as they are searched."]
    lines = ["This archive does not seem to hold the answer.", *nowhere(answer), *_reasons(answer, "held")]
    if answer.passages:
        lines.append("The closest passages:")
    return lines


def _notes(answer: Answer) -> Iterator[str]:
    """What there is to know besides, such as that another program is reading the archive; of a timeline all of it.

    What is missing from the archive is said when it is opened, what was left out beside the days or the language, and
    why there is no answer below that.
    """
    for note in answer.notes:
        values = note.values if isinstance(note, Remark) else {}
        if answer.provenance.get("timeline") or not values.keys() & _SAID_ELSEWHERE:
            yield note


def _reasons(answer: Answer, about: str) -> list[str]:
    """The notes that say why there is no answer; `about` names a value of theirs."""
    return [note for note in answer.notes if isinstance(note, Remark) and about in note.values]


def nowhere(answer: Answer) -> list[str]:
    """A line with the words of the question that occur nowhere, if there are any."""
    words = one_line(", ".join(answer.unmatched_terms))
    return [f"Not in the archive: {words}."] if words else []


def _passage(passage: AnswerPassage, *, marks: bool) -> "list[RenderableType]":
    """A passage with its answer sentences marked, and its citation below."""
    citation = passage.citation
    words = _with_marks(passage, shown_stretch(passage), marks=marks)
    source = Styled(f"[{passage.rank}] ", style="bold cyan")
    title = cited_title(citation.title, day_text(citation.date), citation.source, citation.authors)
    source.append(one_line(title), style="not bold cyan")
    address = citation.link or citation.url
    lines = map(
        one_line,
        filter(
            None,
            [
                place_text(citation),
                _unshown_text(passage),
                address,
                f"{source_text(citation)} · {citation.id}",
                copies_text(passage),
            ],
        ),
    )
    return [words, source, _below(list(lines), marks=marks)]


def _unshown_text(passage: AnswerPassage) -> str | None:
    """How much of a very long passage is not shown; None if all is."""
    first, last = shown_stretch(passage)
    unshown = len(passage.text) - (last - first)
    return f"{unshown:,} of its {len(passage.text):,} characters are not shown; --json has all" if unshown else None


def copies_text(passage: AnswerPassage) -> str:
    """In which other articles the same words stand, the first of them named; empty if there are none."""
    if not passage.copies:
        return ""
    names = "; ".join(
        ", ".join(filter(None, [copy.source or copy.title, day_text(copy.date)])) for copy in passage.copies[:NAMED]
    )
    more = len(passage.copies) - NAMED
    rest = f"; {more:,} more" if more > 0 else ""
    return f"The same words in {counted(len(passage.copies), 'other article')}: {names}{rest} (--all-copies)"


def _with_marks(passage: AnswerPassage, stretch: tuple[int, int], *, marks: bool) -> Styled:
    """The words of a stretch of a passage, the answer sentence bold, the second one underlined.

    Args:
        passage: The passage.
        stretch: From where to where of it, in code points.
        marks: Puts ** around the answer sentence and _ around a second one.
    """
    sentences = [(passage.sentence, "bold", "**")]
    if passage.second_sentence:
        sentences.append((passage.second_sentence, "underline", "_"))
    origin = passage.citation.start
    at, end = stretch
    words = Styled("… " if at else "")
    for sentence, style, sign in sorted(sentences, key=lambda row: row[0].start):
        mark = sign if marks else ""
        start, stop = max(at, sentence.start - origin), min(end, sentence.end - origin)
        if start >= stop:
            continue
        words.append(printable(passage.text[at:start]))
        words.append(mark + printable(passage.text[start:stop]) + mark, style=style)
        at = stop
    return words.append(printable(passage.text[at:end]) + (" …" if end < len(passage.text) else ""))


def shown_stretch(passage: AnswerPassage) -> tuple[int, int]:
    """From where to where a passage is shown, in code points of it: all, or whole words around its answer sentence."""
    return (0, len(passage.text)) if len(passage.text) <= LONGEST_SHOWN else stretch_around(passage, AROUND)


def stretch_around(passage: AnswerPassage, around: int) -> tuple[int, int]:
    """Whole words around the answer sentence of a passage, and up to `around` code points before it and after it."""
    text, length = passage.text, len(passage.text)
    start, end = (offset - passage.citation.start for offset in (passage.sentence.start, passage.sentence.end))
    first, last = max(0, start - around), min(length, min(end, start + LONGEST_SHOWN) + around)
    if first:
        first = text.find(" ", first, start) + 1 or first
    if last < length:
        last = max(text.rfind(" ", min(end, last), last), 0) or last
    return first, last
