"""The languages of an archive's articles, and which of them a person means."""

from collections import defaultdict
from collections.abc import Mapping

from retrieval.errors import UsageError
from retrieval.indexing.publishers import LISTED
from retrieval.language.cldr import language_code, language_codes, language_name


def languages_named(names: str, languages: Mapping[str, int]) -> list[str]:
    """The languages of an archive that a person means.

    Args:
        names: Codes or names, with commas between them; `language_code` tells how they are understood.
        languages: How many articles there are in each, most first, by the codes that articles have.

    Raises:
        UsageError: No article is in one of them; the message lists those there are.
    """
    there = defaultdict[str, list[str]](list)
    for language in languages:
        there[language_code(language)].append(language)
    for code, name in (language_codes(names) or {names: names}).items():
        if code not in there:
            raise UsageError(f"No article of this archive is in {name!r}; {_languages_there(list(there))}.")
    return [language for code in language_codes(names) for language in there[code]]


def _languages_there(codes: list[str]) -> str:
    """In which languages there are articles."""
    if not codes:
        return "of none of them the language is known"
    labels = [f"{language_name(code)} ({code})" for code in codes[:LISTED]]
    more = f", and {len(codes) - LISTED:,} more" if len(codes) > LISTED else ""
    return f"there are articles in {', '.join(labels)}{more}"
