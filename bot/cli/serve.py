"""The command `serve`: the web page and its API."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

from bot.cli.common import WholeNumber, common, opened, tell_news, with_options
from bot.cli.journal import open_journal
from bot.cli.terminal import tell, warn
from bot.open_archive import OpenArchive
from bot.settings import MOST_PORT, Settings
from retrieval import watching


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on; 127.0.0.1, for this machine alone, unless set.")
@click.option("--port", type=WholeNumber(1, MOST_PORT), metavar="PORT", help="Port to listen on; 8765 unless set.")
@common
@click.pass_obj
def serve(settings: Settings, /, host: str | None, port: int | None, **options: Any) -> None:
    """Serves a web page to ask the archive, check quotations and read articles, and an API that returns JSON.

    Whoever can reach ADDRESS can read the archive. Anything beyond reading needs PINCITE_SERVE_TOKEN.
    """
    from bot.web.app import run

    settings = with_options(settings, options)
    settings = listening_at(settings, host, port)
    run(lambda on_article: open_archive(settings, "web", on_article, sample=True), settings, tell)


def listening_at(settings: Settings, host: str | None, port: int | None) -> Settings:
    """The settings with the address and the port that options name, where they name any.

    Args:
        settings: Those of the environment.
        host: The option `--host`.
        port: The option `--port`.
    """
    serve = settings.serve
    there = replace(serve, host=(host or serve.host).strip("[]"), port=port or serve.port)
    return replace(settings, serve=there)


@contextmanager
def open_archive(
    settings: Settings, entry_point: str, on_article: Callable[[str, int], None] | None = None, *, sample: bool = False
) -> Iterator[OpenArchive]:
    """The archive, watched, with its journal, for an entry point that serves many; an empty folder may be filled yet.

    Args:
        settings: Where the archive is.
        entry_point: What the journal calls the entry point.
        on_article: Told of each article that is read while the archive is opened.
        sample: Opens the sample where no archive is named, and says so.

    Raises:
        PinciteError: The archive can't be opened.
    """
    with (
        opened(settings, may_be_empty=settings.corpus.exists(), on_article=on_article, sample=sample) as searcher,
        open_journal(settings) as journal,
        watching(searcher, settings.watch, tell_news),
    ):
        yield OpenArchive(searcher, journal, settings, entry_point, warn)
