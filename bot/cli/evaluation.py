"""The command `eval`: asks questions with known answers and measures how good the answers are."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from bot.cli.common import PathArgument, common, lines_of, opened, with_options
from bot.cli.terminal import bar, display, say, tell, write_json
from bot.render.phrases import counted
from bot.settings import Settings
from retrieval import (
    Calibration,
    Estimate,
    JudgedAnswer,
    JudgedQuestion,
    NotFound,
    QuestionError,
    Searcher,
    UsageError,
    fitted,
    judge,
    judged_questions,
    measures,
    reliability,
    require_measures,
    risk_coverage,
)

PLOT_FORMATS = (".svg", ".png")

DEPTH = 10
"""How many passages of each answer are judged: as deep as Hit@10, MRR@10 and nDCG@10 look."""


@click.command(name="eval")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="The measures as JSON.")
@click.option("--undated", is_flag=True, help="Ignores the day of each question.")
@click.option("--calibrate", is_flag=True, help="Calibrates this archive's confidence to the questions.")
@click.option("--plot", type=PathArgument(), metavar="FILE", help="Plots risk and calibration: .svg, .png.")
@common
@click.pass_obj
def evaluate(
    settings: Settings,
    /,
    file: str,
    as_json: bool,
    undated: bool,
    calibrate: bool,
    plot: Path | None,
    **options: Any,
) -> None:
    """Measures the answers to questions with known answers.

    FILE is JSON lines or CSV (- is stdin): `question` with `answer` (words) or `article` (an id), and any of `id`,
    `as_of`; with neither, the archive holds no answer.
    """
    require_measures()
    if plot and plot.suffix.lower() not in PLOT_FORMATS:
        raise UsageError(f"{plot} can't be drawn; name a file that ends in {' or '.join(PLOT_FORMATS)}.")
    questions = judged_questions("".join(lines_of(file)), file)
    with opened(with_options(settings, options)) as searcher:
        if absent_articles := _missing(searcher, questions):
            tell(f"Not in the archive, and therefore counted as missed: {', '.join(absent_articles)}.")
        answers = list(_judged(searcher, questions, undated=undated))
        calibration = Calibration(*fitted(answers)) if calibrate else None
        if calibration:
            searcher.calibrate(calibration)
    _report(answers, calibration, as_json=as_json)
    if plot:
        from bot.cli.plots import draw

        draw(plot, risk_coverage(answers), reliability(answers))


def _judged(searcher: Searcher, questions: Sequence[JudgedQuestion], *, undated: bool) -> Iterator[JudgedAnswer]:
    """The judged answer to each question; a progress bar on a terminal."""
    with _progress(len(questions)) as advance:
        for question in questions:
            try:
                answer = searcher.ask(question.question, limit=DEPTH, as_of=None if undated else question.as_of)
            except QuestionError:
                answer = searcher.unanswerable(question.question)
            yield judge(question, answer, searcher.archive)
            advance()


def _missing(searcher: Searcher, questions: Sequence[JudgedQuestion]) -> list[str]:
    """The articles that questions name and the archive doesn't hold, each once."""
    absent: dict[str, None] = {}
    for name in (name for question in questions for name in question.articles):
        try:
            searcher.archive.article(name)
        except NotFound:
            absent[name] = None
    return list(absent)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """On a terminal, a bar that fills as questions are answered."""
    with bar() as progress:
        if progress is None:
            yield lambda: None
            return
        task = progress.add_task("Asking", total=total)
        yield lambda: progress.advance(task)


def _report(answers: Sequence[JudgedAnswer], calibration: Calibration | None, *, as_json: bool) -> None:
    """Prints the measures, as one JSON object or as a table."""
    rows = measures(answers)
    answerable = sum(answer.answerable for answer in answers)
    if as_json:
        write_json(
            {
                "questions": len(answers),
                "answerable": answerable,
                "measures": {name: row._asdict() for name, row in rows.items()},
                "calibration": calibration._asdict() if calibration else None,
            }
        )
        return
    others = len(answers) - answerable
    display(_table(rows, f"{counted(answerable, 'answerable question')}, {counted(others, 'other')}"))
    if calibration:
        say("Confidence is calibrated to these questions until the index is rebuilt.")


def _table(rows: dict[str, Estimate], title: str) -> Table:
    """A row for each measure: its value, its 95 % interval, the number of questions."""
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("measure")
    for name in ("value", "95 % interval", "questions"):
        table.add_column(name, justify="right")
    for name, (value, low, high, questions) in rows.items():
        interval = f"{low:.3f} to {high:.3f}" if low is not None and high is not None else "-"
        table.add_row(name, f"{value:.3f}", interval, f"{questions:,}")
    return table
