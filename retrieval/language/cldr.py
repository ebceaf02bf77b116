"""What languages call months, weekdays and countries, from Unicode's CLDR: `cldr.jsonl`, a line for each language.

`make names` writes the file, with Babel, which takes 34 MB where the file takes one.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("cldr.jsonl")


class Names(NamedTuple):
    """The names of a language, in lower case.

    `months` are by name, without full stops, and numbered from 1; `weekdays` are written out, `short_weekdays` are not;
    `countries` have up to two words.
    """

    months: Mapping[str, int]
    weekdays: list[str]
    short_weekdays: list[str]
    countries: list[str]


@cache
def names(language: str) -> Names | None:
    """The names of a language by its ISO 639-1 code; None where CLDR has none."""
    start = f'{{"code": "{language}", '.encode()
    with FILE.open("rb") as lines:
        line = next((line for line in lines if line.startswith(start)), None)
    if line is None:
        return None
    fields = json.loads(line)
    return Names(**{name: fields[name] for name in Names._fields})
