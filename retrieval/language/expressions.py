"""Regular expressions that are compiled when they are first used.

All of them together take a quarter of a second command's time, and a question needs few.
"""

import re
from typing import Any, cast


def expression(regex: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """As `re.compile`, at the first use."""
    return cast("re.Pattern[str]", _Uncompiled(regex, flags))


class _Uncompiled:
    """A pattern whose methods are looked up in it once it is compiled."""

    def __init__(self, regex: str, flags: int | re.RegexFlag) -> None:
        self._given = regex, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        self.__dict__.update({public: getattr(compiled, public) for public in dir(compiled) if public[0] != "_"})
        return getattr(compiled, name)
