"""The bot's own words: in every language, every one of them."""

import ast
import datetime
import functools
import itertools
import string
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import retrieval
from bot import telegram_app
from bot.telegram_app import limits
from bot.telegram_app.handlers.menu import group_menu, private_menu
from bot.telegram_app.translations import LOCALES, languages, words
from retrieval import LanguageName, Remark

OTHERS = [language for language in languages() if language != "en"]
KEYWORDS: dict[str, Any] = {"say": None, "count": (1, 2), "Remark": None}


@functools.cache
def messages() -> frozenset[Any]:
    """Every message in the source: a string, or a pair for one and many."""
    folders = [str(Path(str(module.__file__)).parent) for module in (telegram_app, retrieval)]
    rows = [extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS) for folder in folders]
    return frozenset(message for _, _, message, _, _ in itertools.chain(*rows))


def test_every_message_is_found() -> None:
    """What is said is written where it is said: a message in a variable would be in no catalog."""
    folders = [Path(str(module.__file__)).parent for module in (telegram_app, retrieval)]
    calls = [
        (node, path)
        for folder in folders
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS and node.args
    ]
    assert [(path, node.lineno) for node, path in calls if not isinstance(node.args[0], ast.Constant)] == []


def names(text: str) -> set[str]:
    """The names in braces that a text has filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_enough_languages() -> None:
    """English and at least five others."""
    assert languages()[0] == "en"
    assert len(OTHERS) >= 5


@pytest.mark.parametrize("language", OTHERS)
def test_no_message_is_missing(language: str) -> None:
    """A catalog translates every message of the source, and nothing else; the same names are filled in."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    translated = {message.id: message.string for message in catalog if message.id and not message.fuzzy}
    assert messages() - translated.keys() == set()
    assert translated.keys() - messages() == set()
    for message, text in translated.items():
        forms = (text,) if isinstance(text, str) else text or ()
        wanted = message if isinstance(message, str) else message[1]
        assert forms, message
        assert all(form and names(form) == names(wanted) for form in forms), message


@pytest.mark.parametrize("language", languages())
def test_menus_fit(language: str) -> None:
    """Descriptions of commands are as short as Telegram wants them."""
    say = words(language)
    for menu in (private_menu(say, admin=True), group_menu(say)):
        assert len(menu) <= limits.COMMANDS
        assert all(1 <= len(text) <= 256 for _, text in menu)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("de", "de"),
        ("pt-br", "pt"),
        ("DE_at", "de"),
        ("xx", "en"),
        ("", "en"),
        (None, "en"),
        ("-", "en"),
        ("../de", "en"),
    ],
)
def test_language_codes(code: str | None, language: str) -> None:
    """Telegram's language code picks the language, English where there is none for it."""
    assert words(code).language == language


def test_numbers_and_dates() -> None:
    """Plurals and dates follow the language."""
    one, many = "{number} article", "{number} articles"
    assert [words("ru").count(one, many, n) for n in (1, 2, 5)] == ["1 статья", "2 статьи", "5 статей"]
    assert [words("en").count(one, many, n) for n in (1, 2, 3270)] == ["1 article", "2 articles", "3,270 articles"]
    assert words("de").date(datetime.date(2024, 3, 16)) == "16. März 2024"
    assert words("fr").date(None) == "sans date"


def test_remarks_are_said_in_the_language() -> None:
    """A remark is said in each language, with the remarks, numbers, days and rows in it as they are written there."""
    place = Remark("paragraphs {first}-{last}", first="3", last="5")
    moved = Remark("Still in {place}, {number} characters later.", place=place, number=1234)
    assert moved == "Still in paragraphs 3-5, 1,234 characters later."
    assert words("de").remark(moved) == "Noch in ¶ 3–5, 1.234 Zeichen weiter hinten."
    styles = Remark("quotation marks"), Remark("dashes"), Remark("ellipses")
    restyled = Remark("Restyled: {styles}.", styles=styles)
    assert restyled == "Restyled: quotation marks, dashes and ellipses."
    assert words("de").remark(restyled) == "Nur anders gesetzt: Anführungszeichen, Striche und Auslassungspunkte."
    dated = Remark("The date was {was} and is {now}.", was=Remark("unknown"), now=datetime.date(2024, 3, 16))
    assert dated == "The date was unknown and is 2024-03-16."
    assert words("fr").remark(dated) == "Date modifiée\N{NO-BREAK SPACE}: inconnue → 16 mars 2024."
    assert words("fr").remark("x.jsonl {0}") == "x.jsonl {0}"


def test_languages_in_remarks_are_named_in_the_language() -> None:
    """Alone and in a row; in English by their names."""
    held = [LanguageName("German", "de"), LanguageName("Spanish", "es")]
    remark = Remark("No article is in {asked}; ask in {held}.", asked=LanguageName("English", "en"), held=held)
    assert remark == "No article is in English; ask in German and Spanish."
    assert words("de").remark(remark) == "Kein Artikel ist auf Englisch; fragen Sie auf Deutsch und Spanisch."
    assert words("fr").remark(remark).endswith("en allemand et espagnol.")


def test_braces_in_values_are_left_alone() -> None:
    """What is filled in may have braces of its own."""
    assert words("en")("Not added: {reason}", reason="{x} {0}") == "Not added: {x} {0}"


@pytest.mark.parametrize("language", OTHERS)
def test_messages_stand_in_the_order_in_which_they_are_written(language: str) -> None:
    """`make words` moves nothing in a catalog: what it changes is what is new."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        ids = [message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)]
    assert ids == sorted(ids)
