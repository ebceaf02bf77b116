"""Writes `cldr.jsonl` and `languages.json` of `retrieval/language`: names in and of languages, from Unicode's CLDR.

Run it with `make names`.
"""

import json
import re
from typing import Any

from babel import Locale, localedata

from bot.telegram_app.translations import languages
from retrieval.language import cldr
from retrieval.language.detection import _scores

UNNAMED = re.compile(r"m?\d+")
"""What CLDR calls a month in a language that has no name for it, or only a number."""


def line(code: str) -> str | None:
    """The line of a language; None where it names no month."""
    # While it loads a language Babel writes into what it keeps of others: ja would have months of az.
    localedata._cache.clear()
    locale = Locale(code)
    months = {
        str(name).lower().rstrip("."): int(number)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
    months = {name: number for name, number in months.items() if not UNNAMED.fullmatch(name)}
    if not months:
        return None
    weekdays, short = (
        sorted({str(name).lower() for widths in locale.days.values() for name in widths[width].values()})
        for width in ("wide", "abbreviated")
    )
    countries = {name.lower() for key, name in locale.territories.items() if len(key) == len("XX")}
    fields: dict[str, Any] = {
        "code": code,
        "months": months,
        "weekdays": weekdays,
        "short_weekdays": short,
        "countries": sorted(name for name in countries if name.count(" ") < 2),
    }
    return json.dumps(fields, ensure_ascii=False)


def written() -> str:
    """The file as it should be: a line for each language with an ISO 639-1 code."""
    codes = sorted(code for code in localedata.locale_identifiers() if len(code) == len("xx"))
    return "".join(f"{row}\n" for row in map(line, codes) if row)


def languages_written() -> str:
    """The file of what languages are called as it should be: a line for each that has two letters or is ever detected.

    Each is called something by the bot's languages and by itself.
    """
    named = [str(code) for code in Locale("en").languages]
    detected = _scores("any words")
    codes = sorted(code for code in named if len(code) == len("xx") or code in detected)
    rows = (f"{json.dumps(code)}: {json.dumps(_called(code), ensure_ascii=False)}" for code in codes)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _called(code: str) -> dict[str, str]:
    """What a language is called, by who calls it so."""
    own = [code] if localedata.exists(code) and code not in languages() else []
    names = ((by, Locale(by).languages.get(code)) for by in (*languages(), *own))
    return {by: str(name) for by, name in names if name}


if __name__ == "__main__":
    cldr.FILE.write_text(written(), encoding="utf-8")
    cldr.LANGUAGES.write_text(languages_written(), encoding="utf-8")
