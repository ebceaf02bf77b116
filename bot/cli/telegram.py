"""The commands of the bot: `telegram` runs it, `telegram users` and `telegram invite` say who may use it."""

import datetime
from dataclasses import replace
from typing import Any

import click

from bot.cli.common import WholeNumber, common, with_options
from bot.cli.common import opened as opened_archive
from bot.cli.journal import open_journal
from bot.cli.terminal import say, write_json
from bot.journal.codec import timestamp
from bot.settings import Settings
from retrieval import NotFound


@click.group(invoke_without_command=True)
@common
@click.option("--webhook", metavar="URL", help="Has Telegram call this address instead of polling.")
@click.option("--metrics", type=WholeNumber(1, 65535), metavar="PORT", help="Serves /metrics and /healthz there.")
@click.pass_context
def telegram(context: click.Context, /, webhook: str | None, metrics: int | None, **options: Any) -> None:
    """Runs the Telegram bot until it is stopped."""
    settings = context.obj = with_options(context.obj, options)
    if context.invoked_subcommand is not None:
        return
    from bot.telegram_app import run

    bot = replace(
        settings.telegram,
        webhook=webhook or settings.telegram.webhook,
        metrics=metrics or settings.telegram.metrics,
    )
    settings = replace(settings, telegram=bot)
    run(lambda: opened_archive(settings), settings)


@telegram.command()
@click.option("--unpair", type=int, metavar="ID", help="Withdraws a person's access at once.")
@click.option("--json", "as_json", is_flag=True, help="Prints a JSON object for each person.")
@common
@click.pass_obj
def users(settings: Settings, /, unpair: int | None, as_json: bool, **options: Any) -> None:
    """Lists the people who were let in by a code: id, since when, last use, name."""
    from bot.telegram_app import bot_file, entry_point, opened_pairing

    settings = with_options(settings, options)
    with opened_pairing(settings) as pairing:
        if unpair is not None:
            if not pairing.unpair(unpair):
                raise NotFound(
                    f"Nobody with the id {unpair} was let in; `pincite telegram users` lists who has access."
                )
            with open_journal(settings) as journal:
                journal.follows.end(entry_point(bot_file(settings)), unpair)
            say(f"{unpair} no longer has access.")
            return
        for person in pairing.people():
            since, last = _time(person.since), _time(person.last)
            if as_json:
                write_json({"id": person.id, "name": person.name, "since": since, "last": last})
            else:
                say(f"{person.id}  {since or 'unknown':<20}  {last or 'unknown':<20}  {person.name}")


@telegram.command()
@common
@click.pass_obj
def invite(settings: Settings, /, **options: Any) -> None:
    """Makes a new pairing code, which replaces the one before, and prints it."""
    from bot.telegram_app import opened_pairing

    settings = with_options(settings, options)
    with opened_pairing(settings) as pairing:
        say(pairing.new_code(settings.telegram.pairing_minutes, settings.telegram.pairing_uses))


def _time(seconds: float | None) -> str | None:
    """Seconds since 1970 as a time in UTC; None if they are not known."""
    return None if seconds is None else timestamp(datetime.datetime.fromtimestamp(seconds, datetime.UTC))
