"""The command `pincite`: its commands in one table, and the prompt that it opens without any of them."""

import os
from typing import Any

import click

from bot.cli.archive import articles, index, show
from bot.cli.asking import ask, prompt
from bot.cli.citations import check, export_command, quote
from bot.cli.common import common, keep_private, with_options
from bot.cli.evaluation import evaluate
from bot.cli.journal import feedback, journal
from bot.cli.telegram import telegram
from bot.settings import Settings


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common
@click.version_option(package_name="pincite")
@click.pass_context
def pincite(context: click.Context, /, **options: Any) -> None:
    """Ask an archive of articles; get the very words, each with a citation that anyone can check.

    Without a command it opens a prompt.
    """
    keep_private(context)
    context.obj = with_options(Settings.from_env(os.environ), options)
    if context.invoked_subcommand is None:
        prompt(context.obj)


for command in (ask, index, articles, show, check, quote, export_command, journal, feedback, evaluate, telegram):
    pincite.add_command(command)
