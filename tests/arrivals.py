"""A small archive into which articles come that answer a question, or don't."""

from collections.abc import Callable, Iterable
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli.group import pincite
from retrieval import PinciteError

QUESTION = "Who opened the new bridge in Lindau?"

SUNDAY = "The harbour\n\nThe old ferry stopped in May. Mayor Ruth Amsler opened the new bridge in Lindau on Sunday.\n"
FRIDAY = "A second one\n\nIt rained. The second new bridge in Lindau was opened by Anna Gruber on Friday. Many came.\n"
MONDAY = "The third\n\nNobody expected it: Urs Keller opened the third new bridge in Lindau on Monday, at noon.\n"
FERRY = "The ferry\n\nThe ferry in Lindau runs again, said its captain. It takes an hour and costs nine francs.\n"


def market_report(number: int) -> str:
    """An article that answers nothing that is asked here."""
    return f"Market report {number}\n\nThe price of wheat rose by {number} percent on Tuesday, said traders in Bern.\n"


def write(corpus: Path, **articles: str) -> None:
    """Writes articles, each into a file of its name."""
    for name, text in articles.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")


def write_reports(corpus: Path, numbers: Iterable[int] = range(6)) -> None:
    """Writes market reports."""
    write(corpus, **{f"m{number}": market_report(number) for number in numbers})


def commands(corpus: Path, state: Path) -> Callable[..., Result]:
    """Runs commands over an archive; an error of ours is the `exception` of what comes of it."""

    def invoke(*words: str) -> Result:
        result = CliRunner().invoke(pincite, ["--corpus", str(corpus), "--state", str(state), *words])
        if not isinstance(result.exception, PinciteError | SystemExit | None):
            raise result.exception
        return result

    return invoke
