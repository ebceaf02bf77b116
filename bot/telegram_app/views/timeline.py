"""When words were said, as it is displayed: a picture, its caption, a button for each bar. Pure."""

from collections.abc import Sequence

from bot.render.picture import png
from bot.render.timeline import UNDATED, Bar, bars, days_of, words_and_period
from bot.telegram_app import limits
from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import answer_view
from bot.telegram_app.views.base import DisplayOptions, View, languages_searched, source
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, quote, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow, Press
from retrieval import Answer, AnswerPassage, Timeline

SAID = "t"
"""The kind of the buttons that show what was said in a period."""

MOST_BARS = 24
"""Bars that have a button each: two years by month, in eight rows."""

ABREAST = 3
"""Buttons side by side: Telegram cuts the labels of four."""

WORDS_LENGTH, SENTENCE_LENGTH = 100, 200
"""Code points of the words, and of the sentences said first and last, in a caption of 1,024."""

_LENGTHS = {4: 0, 5: 1, 7: 2}  # Of 2024, 1990s, 2024-03 and 2024-Q1; the last two differ by their fifth character.
_QUARTER, _STEP = 3, 10_000_000  # The kind of a quarter; a button's number is its kind times this, and its period.


def timeline_view(timeline: Timeline, say: Words, options: DisplayOptions) -> View:
    """When words were said, as a picture; if nobody says them, that in a sentence.

    Args:
        timeline: When they were said.
        say: The words of the reader's language.
        options: How the reader wants citations displayed.
    """
    if not timeline.ends.answered:
        corrections = ", ".join(f"“{correction.read_as}”" for correction in timeline.ends.corrections)
        maybe = [line(say("Did you mean: {words}?", words=corrections))] if corrections else []
        return View(
            [
                line(say("No article of the archive says that in one sentence.")),
                *maybe,
                *_languages(timeline.ends, say, options),
            ]
        )
    _, every = bars(timeline.months, MOST_BARS)
    blocks = [line(bold(shortened_text(timeline.words, WORDS_LENGTH))), *_counts(timeline, say, options)]
    ends = timeline.ends.passages
    if timeline.months:
        blocks += _end(say("First said:"), ends[0], say, options)
        blocks += _end(say("Last said:"), ends[-1], say, options) if len(ends) > 1 else []
    else:
        blocks += _end("", ends[0], say, options)
    return View(fitted(blocks, limits.CAPTION), _rows(timeline, every, say), png(every) if every else None)


def said_view(answer: Answer, say: Words, options: DisplayOptions) -> View:
    """What was said in a period, as an answer is displayed.

    Args:
        answer: What was said.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    if answer.answered:
        return answer_view(answer, say, options)
    return View([line(say("No article of the archive says that in one sentence.")), *_languages(answer, say, options)])


def period_of(press: Press) -> str | None:
    """The period whose button was pressed; None for one that there is none of."""
    if press.number < 0:
        return None
    kind, number = divmod(press.number, _STEP)
    months, quarters = divmod(number, 100), divmod(number, 10)
    names = (f"{number:04}", f"{number:04}s", f"{months[0]:04}-{months[1]:02}", f"{quarters[0]:04}-Q{quarters[1]}")
    return names[kind] if kind < len(names) else UNDATED


def _number(period: str) -> int:
    """One number for a period, for its button; `period_of` undoes it."""
    if period == UNDATED:
        return 4 * _STEP
    kind = _QUARTER if "Q" in period else _LENGTHS[len(period)]
    return kind * _STEP + int(period.replace("-Q", "").replace("-", "").removesuffix("s"))


def _languages(ends: Answer, say: Words, options: DisplayOptions) -> list[Block]:
    """A line on the languages that were searched, unless these were all."""
    sentence = languages_searched(str(ends.provenance.get("language") or ""), options.languages_gone, say)
    return [line(sentence)] if sentence else []


def _counts(timeline: Timeline, say: Words, options: DisplayOptions) -> list[Block]:
    """How many articles say it, in how many sentences, how many have no date, how many are copies, which languages.

    Args:
        timeline: When they were said.
        say: The words of the reader's language.
        options: How the reader wants citations displayed.
    """
    numbers = {"articles": say.number(timeline.articles), "sentences": say.number(timeline.sentences)}
    lines = [say("Articles that say it: {articles}. Sentences: {sentences}.", **numbers)]
    if timeline.undated.articles and timeline.months:
        lines.append(say("Of these, undated: {number}.", number=say.number(timeline.undated.articles)))
    if timeline.copies:
        lines.append(say("Copies, not counted: {number}.", number=say.number(timeline.copies)))
    notes = (line(Span(say.remark(note), "i")) for note in timeline.ends.notes)
    return [*map(line, lines), *notes, *_languages(timeline.ends, say, options)]


def _end(when: str, passage: AnswerPassage, say: Words, options: DisplayOptions) -> list[Block]:
    """The sentence that says it first or last, with its citation."""
    words = quote(shortened_text(passage.sentence.exact, SENTENCE_LENGTH))
    return [*([line(bold(when))] if when else []), words, line(*source(passage.citation, say, options))]


def _rows(timeline: Timeline, every: Sequence[Bar], say: Words) -> list[ButtonRow]:
    """A button for each bar that counts an article, and for the articles without a date."""
    identity = timeline.ends.id
    buttons = [
        (f"{bar.period} · {say.number(bar.articles)}", Press(SAID, identity, _number(bar.period)))
        for bar in every
        if bar.articles
    ]
    if undated := timeline.undated.articles:
        buttons.append((f"{say('undated')} · {say.number(undated)}", Press(SAID, identity, _number(UNDATED))))
    return [buttons[start : start + ABREAST] for start in range(0, len(buttons), ABREAST)]


__all__ = ["SAID", "days_of", "period_of", "said_view", "timeline_view", "words_and_period"]
