"""`bot/telegram_app/README.md` tells the truth: its commands and languages are those there are."""

import re

from babel import Locale

from bot.telegram_app.handlers.menu import group_menu, private_menu
from bot.telegram_app.translations import languages, words
from tests.test_architecture import ROOT

DOCS = (ROOT / "bot" / "telegram_app" / "README.md").read_text(encoding="utf-8")


def table(header: str) -> list[str]:
    """The rows of the table under a header."""
    return DOCS.partition(header)[2].partition("\n\n")[0].splitlines()[2:]


def test_commands() -> None:
    """Every command of the menus is in the table, as the menu says it."""
    say = words("en")
    menus = dict([*private_menu(say, admin=True), *group_menu(say)])
    rows = dict(re.findall(r"\| `/(\w+)` \| (.*?)(?: \([a-z ]+\))? \|", "\n".join(table("| command | does |"))))
    assert rows == menus


def test_languages() -> None:
    """Every language that the bot speaks is named."""
    assert len(languages()) > 1
    for language in languages():
        assert str(Locale("en").languages[language]) in DOCS
