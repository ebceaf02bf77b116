"""The names of countries, by language, and of the states of the USA: what "which country" and "which state" ask for.

Names of countries are CLDR's.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from retrieval.language.analyzer import code
from retrieval.language.cldr import names

COUNTRY = 1
"""The name of a country; the kinds are bits, since Georgia is both."""

STATE = 2
"""The name of a state of the USA."""

_STATES = (
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Georgia,Hawaii,Idaho,Illinois,"
    "Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,"
    "Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,"
    "Oregon,Pennsylvania,Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,"
    "West Virginia,Wisconsin,Wyoming"
)
_OTHER_ENGLISH_NAMES = "UK,U.K,Britain,England,Scotland,Wales,UAE,Czech Republic,Turkey,Ivory Coast,Burma,Vatican"
"""English names of countries that CLDR does not list."""


@cache
def places(language: str | None) -> Mapping[str, int]:
    """Names of places in lower case → `COUNTRY`, `STATE` or their sum; only names of one or two words.

    Args:
        language: Of the names, as an ISO 639-1 code; English when not given.
    """
    bare_code = code(language) or "en"
    if (territories := names(bare_code)) is None:
        return MappingProxyType({})
    kinds = dict.fromkeys(territories.countries, COUNTRY)
    kinds.pop("united states", None)
    if bare_code == "en":
        kinds.update((name.lower(), COUNTRY) for name in _OTHER_ENGLISH_NAMES.split(","))
        for state in _STATES.lower().split(","):
            kinds[state] = kinds.get(state, 0) | STATE
    return MappingProxyType(kinds)
