"""Translations in gettext's source form (`.po`): sentences → what they are in another language."""

import ast
import gettext
import re
from collections.abc import Callable, Iterator
from pathlib import Path

_FIELD = re.compile(r'(msgid|msgid_plural|msgstr(?:\[(\d+)\])?)\s+(".*")')
_PLURALS = re.compile(r"plural=([^;\n]+)")


class Catalog:
    """The translations of one language; a sentence that has none stays as it is."""

    def __init__(self, singles: dict[str, str], plurals: dict[str, list[str]], form: Callable[[int], int]) -> None:
        """Takes translations by English sentence, those for several things by the sentence for one.

        Args:
            singles: Sentences.
            plurals: The forms of sentences that count.
            form: Which of these a number takes.
        """
        self._singles = singles
        self._plurals = plurals
        self._form = form

    def single(self, message: str) -> str:
        """The translation of a sentence."""
        return self._singles.get(message, message)

    def plural(self, one: str, many: str, number: int) -> str:
        """The translation of the sentence `one`, or `many`, in the form for a `number`."""
        forms = self._plurals.get(one)
        return forms[self._form(number)] if forms else one if number == 1 else many


def read_catalog(file: Path) -> Catalog:
    """The translations of a file, without those marked as doubtful."""
    singles: dict[str, str] = {}
    plurals: dict[str, list[str]] = {}
    for fields in _entries(file.read_text(encoding="utf-8")):
        forms = [text for name, text in fields.items() if name.startswith("msgstr") and text]
        if "msgid_plural" in fields:
            plurals[fields["msgid"]] = forms
        elif forms:
            singles[fields["msgid"]] = forms[0]
    rule = _PLURALS.search(singles.pop("", ""))
    return Catalog(singles, plurals, gettext.c2py(rule[1] if rule else "n != 1"))


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The fields of each entry: a name, and a string that may go on for lines."""
    for entry in re.split(r"\n{2,}", text):
        fields: dict[str, str] = {}
        name = ""
        for line in entry.splitlines():
            if match := _FIELD.match(line):
                name = match[1]
                fields[name] = _string(match[3])
            elif line.startswith('"') and name:
                fields[name] += _string(line)
        if "msgid" in fields and "\n#, fuzzy" not in f"\n{entry}":
            yield fields


def _string(literal: str) -> str:
    """A string, its escapes resolved."""
    return str(ast.literal_eval(literal))
