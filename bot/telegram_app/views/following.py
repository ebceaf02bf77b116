"""How followed questions are displayed: news, the list, and the quiet hours. Pure."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from bot.telegram_app.archive.followed import Changed, Digest, Item, Listed, ListedAnswer
from bot.telegram_app.quiet_hours import QuietHours
from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import answer_view
from bot.telegram_app.views.base import DisplayOptions, View, source
from bot.telegram_app.views.checks import verdict_blocks
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, one_line, quote, shortened_text
from bot.telegram_app.views.keyboards import ButtonRow, Press
from retrieval import Answer

OPEN, STOP, LIST, QUIET, FOLLOW = "fn", "fx", "fl", "fq", "fo"
"""What the buttons do: show an answer, stop a question, a page of the list, the quiet hours, follow an answer's."""

UNSURE = 1
"""The number of a button that opens an answer of which something changed and may not have been told."""

QUESTION = 200
"""Code points of a question that are shown above the news about it."""

SENTENCE = 280
"""Code points of an answer sentence in a message about several articles: ten of them fit."""

LISTED = 10
"""Questions on a page of the list: each has a button."""

ABREAST = 5
"""Buttons with numbers side by side."""

PRESETS = ((21, 7), (22, 8), (23, 9))
"""Quiet hours that have a button, each as the first hour and the one after the last."""


def begun_view(answer: Answer, follow: str, say: Words, options: DisplayOptions, *, already_followed: bool) -> View:
    """That a question is followed, and its answer as of now.

    Args:
        answer: The answer.
        follow: The id of what is followed.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
        already_followed: Whether it was followed before.
    """
    first_time = say("🔔 I'll tell you when a new article answers this. As of now:")
    again = say("🔔 You follow this already. As of now:")
    now = answer_view(answer, say, options)
    return View(
        fitted([line(bold(again if already_followed else first_time)), line(""), *now.page]),
        [*now.rows, _stop(follow, say)],
    )


def digest_view(digest: Digest, say: Words, options: DisplayOptions) -> View:
    """The news: one article as an answer with its citation, several with their answer sentences.

    Args:
        digest: What came in.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    if len(digest.items) == 1:
        return _one(digest.items[0], say, options)
    number = len(digest.items)
    heading = say.count(
        "{number} new article answers what you follow", "{number} new articles answer what you follow", number
    )
    blocks, last_follow = [line(bold(f"🔔 {heading}"))], ""
    numbered = list(enumerate(sorted(digest.items, key=lambda item: (item.follow.since, item.follow.id)), 1))
    for place, item in numbered:
        if item.follow.id != last_follow:
            blocks += [line(""), line(bold(one_line(item.follow.question, QUESTION)))]
            last_follow = item.follow.id
        passage = item.answer.passages[0]
        blocks.append(quote(shortened_text(passage.sentence.exact, SENTENCE)))
        blocks.append(line(bold(f"[{place}] "), *source(passage.citation, say, options)))
    buttons = [(str(place), Press(OPEN, item.answer.id)) for place, item in numbered]
    return View(fitted(blocks), [*_rows(buttons), [(say("What I follow"), Press(LIST))]])


def changed_view(change: Changed, say: Words, options: DisplayOptions) -> View:
    """What changed of an answer that is kept: each citation that does not stand as it was cited.

    Args:
        change: What changed.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    blocks = [
        line(bold(say("📌 What you kept has changed at its source"))),
        line(Span(one_line(change.answer.question, QUESTION), "i")),
    ]
    for citation, check in change.checks:
        blocks += [line(""), *verdict_blocks(check, say, citation.id, source(citation, say, options))]
    return View(fitted(blocks), [[(say("The answer"), Press(OPEN, change.answer.id))]])


def _one(item: Item, say: Words, options: DisplayOptions) -> View:
    """One new article, as an answer under its question."""
    first_passage = replace(item.answer, passages=item.answer.passages[:1])
    answer = answer_view(first_passage, say, options)
    heading = line(bold(f"🔔 {one_line(item.follow.question, QUESTION)}"))
    return View(fitted([heading, line(""), *answer.page]), [*answer.rows, _stop(item.follow.id, say)])


def list_view(
    listed: Sequence[Listed],
    kept_answers: Sequence[ListedAnswer],
    quiet: QuietHours | None,
    say: Words,
    now: datetime.datetime,
    page: int = 0,
) -> View:
    """A page of followed questions, with a button to stop each, news that may not have arrived, and kept answers.

    Args:
        listed: What is followed.
        kept_answers: The answers that are kept, oldest first.
        quiet: When the reader wants to be told nothing.
        say: The words of the reader's language.
        now: The time.
        page: Counts from 0; a page that does not exist becomes the nearest one that does.
    """
    pages = max(-(-len(listed) // LISTED), 1)
    page = min(max(page, 0), pages - 1)
    numbered = list(enumerate(listed, 1))[page * LISTED : (page + 1) * LISTED]
    heading = say.count("{number} question is followed here", "{number} questions are followed here", len(listed))
    nothing = say("Nothing is followed here. Write the question after the command: /follow …")
    blocks = [line(bold(f"🔔 {heading}")) if listed else line(nothing)]
    for number, row in numbered:
        blocks += [line(""), *_listed(number, row, say)]
    latest = list(enumerate(kept_answers, 1))[-LISTED:]
    if kept_answers:
        answers = say.count("{number} answer is kept here", "{number} answers are kept here", len(kept_answers))
        blocks += [line(""), line(bold(f"📌 {answers}"))]
        for number, kept in latest:
            blocks.append(line(f"{number}. {one_line(kept.answer.question, QUESTION)}"))
            if kept.is_unsure:
                blocks.append(line(say("A change of it may not have reached you: 📌 {number}", number=number)))
    if quiet is not None and quiet.hold(now):
        blocks += [line(""), line(Span(say("Quiet hours are on; you will be told afterwards what came in."), "i"))]
    stops = [(f"✖ {number}", Press(STOP, row.follow.id, page + 1)) for number, row in numbered]
    unsure = [(f"🔎 {number}", Press(OPEN, answer)) for number, row in numbered for answer in row.unsure[:ABREAST]]
    pins = [(f"📌 {number}", Press(OPEN, kept.answer.id, UNSURE if kept.is_unsure else 0)) for number, kept in latest]
    turns = [
        *([("◀", Press(LIST, "", page - 1))] if page else []),
        *([("▶", Press(LIST, "", page + 1))] if page + 1 < pages else []),
    ]
    quiet_row: ButtonRow = [(_quiet_label(quiet, say), Press(QUIET))]
    return View(fitted(blocks), [*_rows(stops), *_rows(unsure), *_rows(pins), turns, quiet_row])


def _listed(number: int, row: Listed, say: Words) -> list[Block]:
    """A followed question, and how far the news about it was sent."""
    language = row.follow.narrowed.get("language")
    details = [
        *([say.languages(language)] if language else []),
        *([say.count("{number} article reported", "{number} articles reported", row.reports)] if row.reports else []),
        *([say.count("{number} waits", "{number} wait", row.waiting)] if row.waiting else []),
    ]
    lines = [line(f"{number}. {one_line(row.follow.question, QUESTION)}")]
    if details:
        lines.append(line(Span(" · ".join(details), "i")))
    if row.unsure:
        unsure = say.count(
            "{number} article may not have reached you: 🔎",
            "{number} articles may not have reached you: 🔎",
            len(row.unsure),
        )
        lines.append(line(unsure))
    return lines


def quiet_view(quiet: QuietHours | None, say: Words, now: datetime.datetime) -> View:
    """The quiet hours, with buttons to choose them and to set the clock.

    Args:
        quiet: The quiet hours as they are.
        say: The words of the reader's language.
        now: The time.
    """
    current = quiet or QuietHours(0, 0)
    clock = f"{current.clock(now):%H:%M}"
    state = _hours(current) if current.any else say("off")
    blocks = [
        line(bold(say("🌙 Quiet hours: {hours}", hours=state))),
        line(say("What comes in during these hours reaches you afterwards, all at once.")),
        line(say("My clock for you shows {time}. If yours doesn't, move it: ◀ ▶", time=clock)),
        line(say("Or write them: {example}", example="/quiet 22-7 Europe/Berlin")),
    ]
    choices = [
        (f"{'✓ ' if (start, end) == current[:2] else ''}{start}–{end}", Press(QUIET, "hours", start * 100 + end))
        for start, end in PRESETS
    ]
    off = (f"{'' if current.any else '✓ '}{say('off')}", Press(QUIET, "hours", 0))
    moves = [("◀", Press(QUIET, "clock", -1)), (f"🕐 {clock}", Press(QUIET)), ("▶", Press(QUIET, "clock", 1))]
    return View(blocks, [[off, *choices], moves])


def chosen_quiet_hours(press: Press, quiet: QuietHours | None, now: datetime.datetime) -> QuietHours | None:
    """The quiet hours that a button of `quiet_view` makes of those there are; None if it changes nothing.

    Args:
        press: The press of the button.
        quiet: The quiet hours there are.
        now: The time.
    """
    current = quiet or QuietHours(0, 0)
    if press.subject == "clock" and press.number in (-1, 1):
        return current.shifted(press.number, now)
    if press.subject == "hours" and (press.number == 0 or divmod(press.number, 100) in PRESETS):
        start, end = divmod(press.number, 100)
        return current._replace(start=start, end=end)
    return None


def _quiet_label(quiet: QuietHours | None, say: Words) -> str:
    return say("🌙 Quiet hours: {hours}", hours=_hours(quiet) if quiet is not None and quiet.any else say("off"))


def _hours(quiet: QuietHours) -> str:
    return f"{quiet.start}–{quiet.end}"


def _stop(follow: str, say: Words) -> ButtonRow:
    """A row with the button that stops a question."""
    return [(say("Stop telling me"), Press(STOP, follow))]


def _rows(buttons: Sequence[tuple[str, Press]]) -> list[ButtonRow]:
    """Small buttons, a few abreast."""
    return [buttons[start : start + ABREAST] for start in range(0, len(buttons), ABREAST)]
