"""The command `telegram`: runs the bot."""

from dataclasses import replace
from typing import Any

import click

from bot.cli.common import common, opened, with_options
from bot.settings import Settings


@click.command()
@common
@click.pass_obj
@click.option("--webhook", metavar="URL", help="Has Telegram call this address instead of polling.")
@click.option("--metrics", type=click.IntRange(1, 65535), metavar="PORT", help="Serves /metrics and /healthz there.")
def telegram(settings: Settings, /, webhook: str | None, metrics: int | None, **options: Any) -> None:
    """Runs the Telegram bot until it is told to stop."""
    from bot.telegram_app import run

    settings = with_options(settings, options)
    bot = replace(
        settings.telegram,
        webhook=webhook or settings.telegram.webhook,
        metrics=metrics or settings.telegram.metrics,
    )
    settings = replace(settings, telegram=bot)
    run(lambda: opened(settings), settings)
