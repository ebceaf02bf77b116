"""The publishers that an archive's articles name, and which of them a person means."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from retrieval.errors import UsageError

LISTED = 20
"""How many publishers a message lists: about three lines of a terminal."""


class Publishers:
    """The publishers of an archive, looked up by their names as people type them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            self._names[name_key(name)].append(name)

    def named(self, name: str) -> list[str]:
        """Every spelling in the archive of the publisher that a name means; capitals and white space don't matter.

        Raises:
            UsageError: No article is by such a publisher; the message lists those there are, the likeliest first.
        """
        spellings = self._names.get(name_key(name))
        if spellings:
            return spellings
        if not self._names:
            raise UsageError(f"There is no source {name!r}: no article of this archive names its publisher.")
        raise UsageError(f"There is no source {name!r} in this archive; there are: {self._listed(name)}.")

    def _listed(self, name: str) -> str:
        """The names of the publishers, in order; where they are too many, those most like a name."""
        names = sorted((" ".join(spellings[0].split()) for spellings in self._names.values()), key=str.casefold)
        if len(names) <= LISTED:
            return ", ".join(names)
        from difflib import SequenceMatcher

        alike = SequenceMatcher(b=name_key(name), autojunk=False)

        def likeness(one: str) -> float:
            alike.set_seq1(name_key(one))
            return alike.ratio()

        likeliest = sorted(names, key=likeness, reverse=True)[:LISTED]
        return f"{', '.join(likeliest)}, and {len(names) - LISTED:,} more"


def name_key(name: str) -> str:
    """A name without capitals and white space, in one Unicode form."""
    return "".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).split())
