"""The bot's own words in the language of whoever it talks to, from gettext catalogs in their source form.

`locales/LANGUAGE.po` holds the translations, those of the archive's remarks too; Babel reads them, the standard
library's gettext looks them up. Text of articles is never translated.
"""

import datetime
import gettext
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from retrieval import Remark

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"


@lru_cache(1)
def languages() -> tuple[str, ...]:
    """The languages the bot speaks, English first."""
    return (SOURCE, *sorted(path.stem for path in LOCALES.glob("*.po")))


class Words:
    """The bot's words in one language: called with an English sentence, it returns the translation."""

    __slots__ = ("_plural", "_single", "language", "locale")

    def __init__(self, language: str) -> None:
        """Reads the catalog of `language`, one of `languages()`."""
        self.language = language
        self.locale = Locale.parse(language)
        catalog: gettext.NullTranslations = gettext.NullTranslations()
        if language != SOURCE:
            compiled = BytesIO()
            with (LOCALES / f"{language}.po").open("rb") as source:
                write_mo(compiled, read_po(source, locale=language))
            compiled.seek(0)
            catalog = gettext.GNUTranslations(compiled)
        self._single: Callable[[str], str] = catalog.gettext
        self._plural: Callable[[str, str, int], str] = catalog.ngettext

    def __call__(self, message: str, **values: Any) -> str:
        """`message` in this language, its `{names}` filled in."""
        text = self._single(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, number: int) -> str:
        """A sentence in this language's form for a number.

        Args:
            one: The English sentence for one thing.
            many: The English sentence for several things.
            number: How many things there are; it fills `{number}`.
        """
        return self._plural(one, many, number).format(number=self.number(number))

    def remark(self, text: str) -> str:
        """A remark of the archive in this language; any other text is left as it is."""
        if not isinstance(text, Remark):
            return text
        return self(text.text, **{name: self._value(value) for name, value in text.values.items()})

    def number(self, number: float) -> str:
        """A number as it is written in this language."""
        return format_decimal(number, locale=self.locale)

    def date(self, day: datetime.date | None) -> str:
        """A day as it is written in this language, or that there is none."""
        say = self  # under the name by which sentences are found for translation
        return _written(day, self.locale) if day else say("undated")

    def _value(self, value: str | int | datetime.date | Sequence[str]) -> str:
        """What fills a place of a remark, as it is written in this language."""
        if isinstance(value, str):
            return self.remark(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        return format_list([self.remark(item) for item in value], locale=self.locale)


def words(code: str | None) -> Words:
    """The bot's words for a Telegram language code such as "pt-br"; English where it does not speak that language."""
    language = (code or SOURCE).replace("_", "-").partition("-")[0].lower()
    return _catalog(language if language in languages() else SOURCE)


@lru_cache(1_000)  # days: formatting one anew costs more than the rest of its line
def _written(day: datetime.date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


@lru_cache(32)
def _catalog(language: str) -> Words:
    return Words(language)
