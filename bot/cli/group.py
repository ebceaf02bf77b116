"""The command `pincite`: its commands in one table, and the prompt that it opens without any of them."""

import os
from collections.abc import Callable
from importlib import import_module
from typing import Any

import click

from bot.cli.common import Commands, common, keep_private, with_options
from bot.settings import Settings

COMMANDS = {
    "ask": "asking",
    "index": "archive",
    "articles": "archive",
    "show": "archive",
    "stats": "archive",
    "timeline": "timeline",
    "check": "citations",
    "quote": "citations",
    "export": "citations",
    "journal": "journal",
    "feedback": "journal",
    "eval": "evaluation",
    "follow": "follow",
    "mcp": "assistants",
    "telegram": "telegram",
    "serve": "serve",
}
"""Each command and the module here that has it: only that of the command that is run is imported."""


class _Commands(Commands):
    """A group that imports a command when it is asked for."""

    how = "To ask a question, use `pincite ask`; `pincite --help` lists the commands."

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # click's
        """The names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 # click's
        """The command of a name; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = vars(import_module(f"bot.cli.{COMMANDS[cmd_name]}"))
        return next((one for one in module.values() if isinstance(one, click.Command) and one.name == cmd_name), None)


def _complete(context: click.Context, parameter: click.Parameter, shell: str | None) -> None:
    """Writes the script of a shell to stdout, or to where the shell looks for it."""
    if shell is None or context.resilient_parsing:
        return
    completion, terminal = import_module("bot.cli.completion"), import_module("bot.cli.terminal")
    if parameter.name == "show_completion":
        terminal.write(completion.script(completion.shell_of(shell, os.environ), context.command))
    else:
        terminal.write(completion.installed(shell, context.command, os.environ))
    context.exit()


def _completion(name: str, help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes a shell, or none for the user's own."""
    return click.option(
        name, metavar="[bash|zsh|fish]", is_flag=False, flag_value="", is_eager=True, expose_value=False,
        callback=_complete, help=help_text,
    )  # fmt: skip


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common
@_completion("--show-completion", "Prints the script that lets a shell complete commands, options and names.")
@_completion("--install-completion", "Writes that script where the shell looks for it.")
@click.version_option(package_name="pincite")
@click.pass_context
def pincite(context: click.Context, /, **options: Any) -> None:
    """Ask an archive of articles; get the very words, each with a citation that anyone can check.

    Without a command it opens a prompt.
    """
    keep_private(context)
    context.obj = with_options(Settings.from_env(os.environ), options)
    if context.invoked_subcommand is None:
        import_module("bot.cli.asking").prompt(context.obj)
