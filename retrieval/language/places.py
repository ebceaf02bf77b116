"""The names of countries, by language, and of the states of the USA: what "which country" and "which state" ask for.

Names of countries are CLDR's, by way of Babel.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from retrieval import language

COUNTRY = 1
STATE = 2

_STATES = (
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,"
    "Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,"
    "Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,"
    "Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,"
    "West Virginia,Wisconsin,Wyoming"
)
_ALSO = "UK,U.K,Britain,England,Scotland,Wales,UAE,Czech Republic,Turkey,Ivory Coast,Burma,Vatican"
"""What English calls some countries, beside CLDR's names."""


@cache
def places(tongue: str | None) -> Mapping[str, int]:
    """Names of places in lower case → `COUNTRY`, `STATE` or their sum; of two words at most, longer ones are rare."""
    code = language.code(tongue) or "en"
    try:
        territories = Locale(code).territories
    except UnknownLocaleError:
        return MappingProxyType({})
    found = {name.lower(): COUNTRY for key, name in territories.items() if len(key) == len("XX")}
    found.pop("united states", None)
    if code == "en":
        found.update((name.lower(), COUNTRY) for name in _ALSO.split(","))
        for state in _STATES.lower().split(","):
            found[state] = found.get(state, 0) | STATE
    return MappingProxyType({name: kind for name, kind in found.items() if name.count(" ") < 2})
