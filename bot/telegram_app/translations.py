"""The bot's own words in the language of whoever it talks to, from gettext catalogs in their source form.

`locales/LANGUAGE.po` holds the translations, those of the archive's remarks too. Text of articles is never translated.
"""

import datetime
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.telegram_app.catalogs import Catalog, read_catalog
from bot.telegram_app.writing import WRITINGS
from retrieval import LanguageName, Remark, language_codes, language_name

LOCALES = Path(__file__).parent / "locales"
SOURCE = "en"


@lru_cache(1)
def languages() -> tuple[str, ...]:
    """The languages the bot speaks, English first."""
    return (SOURCE, *sorted(path.stem for path in LOCALES.glob("*.po")))


class Words:
    """The bot's words in one language: called with an English sentence, it returns the translation."""

    __slots__ = ("_catalog", "_writing", "language")

    def __init__(self, language: str) -> None:
        """Reads the catalog of `language`, one of `languages()`."""
        self.language = language
        self._writing = WRITINGS[language]
        self._catalog = Catalog({}, {}, int) if language == SOURCE else read_catalog(LOCALES / f"{language}.po")

    def __call__(self, message: str, **values: Any) -> str:
        """`message` in this language, its `{names}` filled in."""
        text = self._catalog.single(message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, number: int) -> str:
        """A sentence in this language's form for a number.

        Args:
            one: The English sentence for one thing.
            many: The English sentence for several things.
            number: How many things there are; it fills `{number}`.
        """
        return self._catalog.plural(one, many, number).format(number=self.number(number))

    def remark(self, text: str) -> str:
        """A remark of the archive in this language; any other text is left as it is."""
        if not isinstance(text, Remark):
            return text
        return self(text.text, **{name: self._value(value) for name, value in text.values.items()})

    def number(self, number: float) -> str:
        """A number as it is written in this language."""
        writing = self._writing
        text = f"{number:,.3f}".rstrip("0").rstrip(".") if isinstance(number, float) else f"{number:,}"
        return text.translate({ord(","): writing.group, ord("."): writing.decimal})

    def date(self, day: datetime.date | None) -> str:
        """A day as it is written in this language, or that there is none."""
        say = self  # under the name by which sentences are found for translation
        if day is None:
            return say("undated")
        return self._writing.day.format(day=day.day, month=self._writing.months[day.month - 1], year=day.year)

    def languages(self, codes: str) -> str:
        """Languages that are given by codes, with commas between them, as this one calls them inside a sentence."""
        return self._listed([language_name(code, self.language) for code in language_codes(codes)])

    def _value(self, value: str | int | datetime.date | Sequence[str]) -> str:
        """What fills a place of a remark, as it is written in this language."""
        if isinstance(value, LanguageName):
            return language_name(value.code, self.language)
        if isinstance(value, str):
            return self.remark(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, datetime.date):
            return self.date(value)
        return self._listed([self._value(item) for item in value])

    def _listed(self, items: Sequence[str]) -> str:
        """What is in a row, as it is written in this language."""
        if len(items) < 2:
            return "".join(items)
        comma = "," if self.language == SOURCE and len(items) > 2 else ""
        return f"{', '.join(items[:-1])}{comma}{self._writing.last}{items[-1]}"


def words(code: str | None) -> Words:
    """The bot's words for a Telegram language code such as "pt-br"; English where it does not speak that language."""
    language = (code or SOURCE).replace("_", "-").partition("-")[0].lower()
    return _catalog(language if language in languages() else SOURCE)


@lru_cache(32)
def _catalog(language: str) -> Words:
    return Words(language)
