"""Writes `retrieval/language/cldr.jsonl`: names that languages have, from Unicode's CLDR. Run it with `make names`."""

import json
import re
from typing import Any

from babel import Locale, localedata

from retrieval.language import cldr

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


if __name__ == "__main__":
    cldr.FILE.write_text(written(), encoding="utf-8")
