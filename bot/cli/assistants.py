"""The command `mcp`: the entry point for assistants."""

import sys
from typing import Any

import click

from bot.cli.common import WholeNumber, common, with_options
from bot.cli.serve import listening_at, open_archive
from bot.cli.terminal import tell
from bot.settings import MOST_PORT, Settings
from retrieval import UsageError, installing


@click.command()
@click.option("--http", "port", type=WholeNumber(1, MOST_PORT), metavar="PORT", help="Serves over HTTP, at /mcp.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on with --http; 127.0.0.1 unless set.")
@common
@click.pass_obj
def mcp(settings: Settings, /, port: int | None, host: str | None, **options: Any) -> None:
    """Lets an assistant ask the archive and check its quotations, over the Model Context Protocol.

    The assistant starts this command itself and talks to it over stdin and stdout, or reaches it with --http; beyond
    this machine that needs PINCITE_SERVE_TOKEN. How to set assistants up: bot/assistants/README.md.
    """
    if host and not port:
        raise UsageError("--host needs --http PORT; without it, nothing listens.")
    try:
        from bot.assistants.running import run
    except ModuleNotFoundError as error:
        needed = (error.name or "").partition(".")[0]
        raise UsageError(f"Assistants need {needed}; install it with: {installing('mcp')}.") from error
    settings = with_options(settings, options)
    settings = listening_at(settings, host, port)
    if port is None and sys.stdin.isatty():
        tell("Waiting for an assistant, which starts this command itself (bot/assistants/README.md). Ctrl-C ends it.")
    run(lambda on_article: open_archive(settings, "mcp", on_article), settings, tell, over_http=port is not None)
