"""How the bot's languages write days, numbers and lists: compared with Babel, which has it from CLDR."""

import datetime
import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.telegram_app.catalogs import read_catalog
from bot.telegram_app.translations import LOCALES, languages, words
from bot.telegram_app.writing import WRITINGS
from retrieval import Remark

OTHERS = [language for language in languages() if language != "en"]


def test_every_language_is_there() -> None:
    """Each that has a catalog, and no other."""
    assert set(WRITINGS) == set(languages())


@pytest.mark.parametrize("language", languages())
def test_as_cldr_has_it(language: str) -> None:
    """Its own name, every month, numbers of all lengths, rows of up to four."""
    say = words(language)
    assert WRITINGS[language].name == str(Locale(language).get_display_name(language)).capitalize()
    for day in (datetime.date(2024, month, month) for month in range(1, 13)):
        assert say.date(day) == format_date(day, "long", locale=language)
    for number in (0, 7, 999, 1000, 1234, 123456, 1234567, 12.34, 0.5, 2.0, 1234.5, 0.12, 100.0, -5):
        assert say.number(number) == format_decimal(number, locale=language)
    for count in range(5):
        row = tuple("abcd"[:count])
        assert say.remark(Remark("{row}", row=row)) == format_list(row, locale=language)


@pytest.mark.parametrize("language", OTHERS)
def test_catalogs_are_read_as_gettext_has_them(language: str) -> None:
    """Every sentence, and every form of those that count."""
    path = LOCALES / f"{language}.po"
    catalog, compiled = read_catalog(path), BytesIO()
    with path.open("rb") as file:
        source = read_po(file, locale=language)
    write_mo(compiled, source)
    compiled.seek(0)
    expected = gettext.GNUTranslations(compiled)
    for message in (message.id for message in source if message.id):
        if isinstance(message, str):
            assert catalog.single(message) == expected.gettext(message)
            continue
        one, many = message
        forms = [catalog.plural(one, many, number) for number in range(130)]
        assert forms == [expected.ngettext(one, many, number) for number in range(130)]


def test_entries_of_every_form(tmp_path: Path) -> None:
    """Strings over several lines, escapes, counted forms; what is doubtful, old or not translated is left out."""
    file = tmp_path / "xx.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Language: xx\\n"\n"Plural-Forms: nplurals=3; plural=(n>2 ? 2 : n==1 ? 0 : 1);\\n"\n\n'
        '# said often\n#: x.py:3\nmsgid "one\\n"\n"two"\nmsgstr "eins\\n"\n"\\"zwei\\""\n\n'
        'msgid "{number} day"\nmsgid_plural "{number} days"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n\n\n'
        '#, fuzzy\nmsgid "doubtful"\nmsgstr "zweifelhaft"\n\nmsgid "later"\nmsgstr ""\n\n'
        '#~ msgid "old"\n#~ msgstr "alt"\n',
        encoding="utf-8",
    )
    catalog = read_catalog(file)
    assert catalog.single("one\ntwo") == 'eins\n"zwei"'
    assert [catalog.plural("{number} day", "{number} days", number) for number in (0, 1, 2, 3)] == ["b", "a", "b", "c"]
    for message in ("doubtful", "later", "old", "unknown"):
        assert catalog.single(message) == message
    assert [catalog.plural("hour", "hours", number) for number in (0, 1, 2)] == ["hours", "hour", "hours"]
