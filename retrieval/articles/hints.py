"""What is known about a file besides its bytes: how its folder writes dates, and what others call or tell of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from retrieval.errors import UsageError
from retrieval.language.expressions import expression
from retrieval.records import digest

FieldNames = tuple[tuple[str, str], ...]
"""Fields of articles, each with a name that it goes by in records: `("title", "headline")`, in order of trust."""

MAPPED = ("id", "title", "date", "url", "text", "authors", "source", "language")
"""The fields that may be given other names."""

_SINGULAR = {"author": "authors", "lang": "language"}
_PAIR = expression(r",(?=\s*\w+\s*=)")
_NOT_A_LETTER = expression(r"[\W_]+")
_FIELD_NAMES = 1_000  # The records of an archive have the same few dozen.


@dataclass(frozen=True, slots=True)
class People:
    """The names of people by the keys, in small letters, under which articles name them, and the files that list them.

    `key` is a value that changes with them.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    listed_in: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


NOBODY = People()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about a file besides its bytes.

    `day_first` says whether 03-04-2024 in its name is 3 April; None when that isn't known. `names` are what fields are
    called in its records. `sidecar_fields` are the fields that a `sidecar`, a table beside it, gives it. `people` are
    those whom it may name by keys. `compact_days` says whether 2024/0316 in its folders is 16 March.
    """

    day_first: bool | None = None
    names: FieldNames = ()
    sidecar_fields: Mapping[str, Any] = field(default_factory=dict)
    sidecar: str = ""
    people: People = NOBODY
    compact_days: bool = False

    @property
    def key(self) -> str:
        """A value that changes when the file is to be read otherwise; empty when nothing is known."""
        known = (self.names, self.sidecar_fields, self.people.names, self.compact_days)
        if self.day_first is None and not any(known):
            return ""
        fields = json.dumps(self.sidecar_fields, sort_keys=True, default=str)
        people = f"\n{self.people.key}" if self.people.names else ""
        compact = "\ncompact" if self.compact_days else ""
        return digest(f"{self.day_first}\n{self.names}\n{fields}\n{self.sidecar}{people}{compact}")[:16]


NO_HINTS = Hints()


def field_names(text: str, where: str) -> FieldNames:
    """What `title=headline,date=pubdate` says.

    Args:
        text: Fields and their names; empty for none.
        where: The option or variable it comes from, for the error.

    Raises:
        UsageError: It is not written so, or there is no such field.
    """
    pairs = []
    for pair in filter(str.strip, _PAIR.split(text)):
        name, equals, own_name = (part.strip() for part in pair.partition("="))
        name = _SINGULAR.get(name.lower(), name.lower())
        if not equals or not own_name:
            raise UsageError(f"{where} has {pair.strip()[:80]!r}; write it as title=headline,date=pubdate.")
        if name not in MAPPED:
            raise UsageError(f"{where} names a field {name[:80]!r}; there are {', '.join(MAPPED)}.")
        pairs.append((name, own_name))
    return tuple(dict.fromkeys(pairs))


def renamed(record: Mapping[str, Any], names: FieldNames) -> tuple[Mapping[str, Any], dict[str, str]]:
    """A record with its fields under their usual names, and each field with the name that it went by."""
    fields: dict[str, Any] = {}
    went_by: dict[str, str] = {}
    for name, own_name in names:
        value = _under(record, own_name)
        if name not in fields and value not in (None, "", [], {}):
            fields[name], went_by[name] = value, own_name
    if not fields:
        return record, {}
    used_keys = {bare(own_name) for own_name in went_by.values()}
    rest = {key: value for key, value in record.items() if bare(str(key)) not in used_keys and key not in fields}
    return {**fields, **rest}, went_by


@lru_cache(_FIELD_NAMES)
def bare(name: str) -> str:
    """A field's name without capitals, spaces, hyphens and underscores, as names are compared."""
    return _NOT_A_LETTER.sub("", name).lower()


def _under(record: Mapping[str, Any], name: str) -> Any:
    """What is under a name in a record; `meta.site` is `site` inside `meta`."""
    for key in record:
        if str(key).strip() == name or bare(str(key)) == bare(name):
            return record[key]
    outer, dot, inner = name.partition(".")
    value = _under(record, outer) if dot else None
    return _under(value, inner) if isinstance(value, Mapping) else None
