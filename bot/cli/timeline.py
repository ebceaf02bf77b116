"""The command `timeline`: when words were said first and last, and how often by month."""

import shlex
from pathlib import Path
from typing import Any

import click

from bot.cli.common import (
    PathArgument,
    WholeNumber,
    as_open_as_usual,
    common,
    of_some_days,
    of_some_kind,
    opened,
    with_options,
    written,
)
from bot.cli.journal import open_journal
from bot.cli.terminal import console, display, is_without_bold, warn, write_json
from bot.conversation import JSON_LIMIT, MOST, mentions_in, require_some_day
from bot.journal.codec import answer_json
from bot.journal.timelines import timeline_json
from bot.render.answers import answer_text
from bot.render.phrases import encodable, shows_no_bold
from bot.render.picture import MOST_BARS, PICTURES, png, svg
from bot.render.timeline import bars, counts, days_of, fitting_bars, timeline_text
from bot.settings import Settings
from retrieval import Answer, NotFound, Timeline, UsageError, timeline


@click.command("timeline")
@click.argument("words", nargs=-1, required=True, type=encodable, metavar="WORDS... | -")
@click.option("--in", "period", metavar="PERIOD", help="Only this period: 2024-03, 2024, 2024-Q1, 1990s, undated.")
@click.option(
    "--limit",
    type=WholeNumber(1, MOST),
    metavar="N",
    help=f"How many articles of that period, {MOST} at most: {JSON_LIMIT} unless set.",
)
@click.option("--json", "as_json", is_flag=True, help="The counts as JSON; with --in the answer.")
@click.option("--plot", type=PathArgument(dir_okay=False), metavar="FILE", help="Draws it: .svg or .png.")
@of_some_days
@of_some_kind
@click.option("--no-journal", is_flag=True, help="Does not keep the citations in the journal.")
@common
@click.pass_obj
def timeline_command(
    settings: Settings,
    /,
    words: tuple[str, ...],
    period: str | None,
    limit: int | None,
    as_json: bool,
    plot: Path | None,
    no_journal: bool,
    **options: Any,
) -> None:
    """Says when words were first and last said, and how often by month.

    An article says them when one of its sentences has all of them, in any form; words in quotation marks
    ('"the dam is safe"') must match exactly. What is counted are the articles that say it, of copies only
    the earliest, and their sentences. The exit code is 1 when no article says it.
    """
    narrowed = {name: options.pop(name) for name in ("since", "until", "source", "language")}
    settings = with_options(settings, options)
    require_some_day(narrowed["since"], narrowed["until"], None)
    _require_picture(plot, period)
    text, days = written(words, "row of words"), days_of(period) if period is not None else None
    with opened(settings, sample=not (as_json or plot)) as searcher:
        if period is not None:
            answer = _entry(settings, mentions_in(searcher, text, days, limit or JSON_LIMIT, **narrowed), no_journal)
            _print_mentions(answer, as_json=as_json)
            raise SystemExit(0 if answer.answered else 1)
        times = timeline(searcher, text, **narrowed)
    times = times.with_ends(_entry(settings, times.ends, no_journal))
    if plot is not None:
        _draw(times, plot)
    _print_timeline(times, f"pincite timeline {shlex.join(words)} --in", as_json=as_json)
    raise SystemExit(0 if times.ends.answered else 1)


def _require_picture(plot: Path | None, period: str | None) -> None:
    """Raises UsageError for a picture of another kind, or one of a single period."""
    if plot is not None and plot.suffix.lower() not in PICTURES:
        raise UsageError(f"--plot writes {' or '.join(PICTURES)} files, not {plot.name!r}.")
    if plot is not None and period is not None:
        raise UsageError("--plot draws all periods; leave out --in.")


def _print_timeline(times: Timeline, again: str, *, as_json: bool) -> None:
    """Prints when words were said; `again` is the command that shows what was said in a period."""
    if as_json:
        write_json(timeline_json(times))
        return
    screen = console()
    most = fitting_bars(screen.height if screen.is_terminal else None)
    display(timeline_text(times, again, screen.width, most, marks=shows_no_bold(screen)))


def _entry(settings: Settings, answer: Answer, no_journal: bool) -> Answer:
    """The answer, in the journal where it has citations and one is wanted."""
    if no_journal or not answer.answered:
        return answer
    with open_journal(settings) as journal:
        return journal.keep_or_tell(warn, answer, entry_point="command line")


def _print_mentions(answer: Answer, *, as_json: bool) -> None:
    """Prints what was said in a period."""
    if as_json:
        write_json(answer_json(answer))
    else:
        display(answer_text(answer, marks=is_without_bold()))


def _draw(times: Timeline, path: Path) -> None:
    """Writes the picture of a timeline to a file, or warns that no day is known; raises NotFound if it can't."""
    _, every = bars(times.months, MOST_BARS)
    if not every:
        warn(f"{path} is not written: there is no day to draw.")
        return
    picture = png(every) if path.suffix.lower() == ".png" else svg(every, times.words, next(counts(times))).encode()
    try:
        with as_open_as_usual():
            path.write_bytes(picture)
    except OSError as error:
        raise NotFound(f"{path} can't be written ({error.strerror}).") from error
