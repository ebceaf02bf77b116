"""The command `eval`: asks questions with known answers, and shows how good the answers are."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.cli.common import common, display, lines_of, opened, with_options, write_json
from bot.render.answers import counted
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

PICTURES = (".svg", ".png")


@click.command(name="eval")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="The measures as JSON.")
@click.option("--undated", is_flag=True, help="Leaves out the day of each question.")
@click.option("--calibrate", is_flag=True, help="Corrects this archive's confidence by what the questions teach.")
@click.option("--plot", type=click.Path(path_type=Path), metavar="FILE", help="Draws risk and calibration: .svg, .png.")
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
    if plot and plot.suffix.lower() not in PICTURES:
        raise UsageError(f"{plot} can't be drawn; name a file that ends in {' or '.join(PICTURES)}.")
    with lines_of(file) as lines:
        questions = judged_questions(lines.read(), file)
    with opened(with_options(settings, options)) as searcher:
        if missing := _missing(searcher, questions):
            click.echo(f"Not in the archive, so that they count as missed: {', '.join(missing)}.", err=True)
        found = list(_judged(searcher, questions, undated=undated))
        taught = Calibration(*fitted(found)) if calibrate else None
        if taught:
            searcher.calibrate(taught)
    _report(found, taught, as_json=as_json)
    if plot:
        from bot.cli.plots import draw

        draw(plot, risk_coverage(found), reliability(found))


def _judged(searcher: Searcher, questions: Sequence[JudgedQuestion], *, undated: bool) -> Iterator[JudgedAnswer]:
    """Each question asked and its answer judged, with a progress bar on a terminal."""
    with _counting(len(questions)) as progress:
        for label in questions:
            try:
                answer = searcher.ask(label.question, limit=10, as_of=None if undated else label.as_of)
            except QuestionError:
                answer = searcher.unanswerable(label.question)
            yield judge(label, answer, searcher.archive)
            progress()


def _missing(searcher: Searcher, questions: Sequence[JudgedQuestion]) -> list[str]:
    """The articles that questions name and the archive doesn't have, each once."""
    missing: dict[str, None] = {}
    for name in (name for label in questions for name in label.articles):
        try:
            searcher.archive.article(name)
        except NotFound:
            missing[name] = None
    return list(missing)


@contextmanager
def _counting(total: int) -> Iterator[Any]:
    """On a terminal, a bar that fills as questions are answered."""
    screen = Console(stderr=True)
    if not screen.is_terminal:
        yield lambda: None
        return
    with Progress(console=screen, transient=True) as bar:
        task = bar.add_task("Asking", total=total)
        yield lambda: bar.advance(task)


def _report(found: Sequence[JudgedAnswer], taught: Calibration | None, *, as_json: bool) -> None:
    """The measures, as one JSON object or as a table."""
    rows = measures(found)
    answerable = sum(one.answerable for one in found)
    if as_json:
        write_json(
            {
                "questions": len(found),
                "answerable": answerable,
                "measures": {name: row._asdict() for name, row in rows.items()},
                "calibration": taught._asdict() if taught else None,
            }
        )
        return
    display(_table(rows, f"{counted(answerable, 'answerable question')}, {counted(len(found) - answerable, 'other')}"))
    if taught:
        click.echo("Confidence is calibrated to these questions, until the index is built anew.")


def _table(rows: dict[str, Estimate], title: str) -> Table:
    """A row for each measure: its value, its 95 % interval, over how many questions."""
    table = Table(title=title, title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("measure")
    for name in ("value", "95 % interval", "questions"):
        table.add_column(name, justify="right")
    for name, (value, low, high, questions) in rows.items():
        interval = f"{low:.3f} to {high:.3f}" if low is not None and high is not None else "-"
        table.add_row(name, f"{value:.3f}", interval, f"{questions:,}")
    return table
