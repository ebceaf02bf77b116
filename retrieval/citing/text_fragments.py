"""A URL that leads a browser to the very words: text fragments, `#:~:text=prefix-,start,end,-suffix`.

After https://wicg.github.io/scroll-to-text-fragment/. A fragment is used only when a browser's search (whole words;
case, accents and white space don't matter) finds one place for it in the archived text and no other.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from retrieval.citing.folding import Folded, cuts_a_word, fold, occurrences, one_to_one
from retrieval.language.expressions import expression

WHOLE_LENGTH = 160
"""A passage of up to this many code points on one line stands in a fragment whole; of a longer one, only its edges.

That is about two lines of a page, and keeps a percent-encoded link short enough to paste.
"""

_WORD_COUNTS = (3, 5, 8, 12)
"""How many words are tried at the edges of a passage and around it, fewest first."""
_NEIGHBOURHOOD = 400
"""In how many code points before and after a passage its neighbouring words are looked for."""
_ASCII = bytes(range(128))
_PLAIN_WORD = expression(r"(?!\.)(?:(?!\.\.)[^…-])+")
"""A word that stands in a page just as it is here: by dots and dashes, folding leaves out spaces and more."""


class Fragment(NamedTuple):
    """What a text directive names; an empty part is left out."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """The directive, percent-encoded: `text=…`."""
        prefix = f"{_encoded(self.prefix)}-," if self.prefix else ""
        suffix = f",-{_encoded(self.suffix)}" if self.suffix else ""
        return f"text={prefix}{_encoded(self.start)}{f',{_encoded(self.end)}' if self.end else ''}{suffix}"


def link(url: str, text: str, start: int, end: int) -> str:
    """The URL with a fragment for the words between two code points of a text; the plain URL where none is unambiguous.

    Args:
        url: The address of the page; only those of the web get a fragment.
        text: The archived text of the page.
        start: Where the words begin in it.
        end: Where they end.
    """
    directive = fragment(text, start, end) if url.startswith(("http://", "https://")) else None
    if directive is None:
        return url
    page, _, place = url.partition("#")
    return f"{page}#{place.partition(':~:')[0]}:~:{directive}"


def fragment(text: str, start: int, end: int) -> Fragment | None:
    """The shortest of some fragments that resolves to the words between two code points and nowhere else in the text.

    Args:
        text: The archived text of the page.
        start: Where the words begin in it.
        end: Where they end.
    """
    if plain := _plain_fragment(text, start, end):
        return plain
    page = searchable_page(text)
    for candidate in _candidates(text, start, end):
        places = list(resolved(candidate, page))
        if len(places) == 1:
            first, last = page.span(*places[0])
            if text[first:last].strip() == text[start:end].strip():
                return candidate
    return None


def _plain_fragment(text: str, start: int, end: int) -> Fragment | None:
    """The first fragment for some words, where nothing need be removed from the page to see that it resolves to them.

    That takes half of the time, and is what `fragment` comes to with most passages of news.
    """
    page = _searchable_as_it_stands(text)
    around = page and (page[max(start - 1, 0) : start] + page[end : end + 1]).strip()
    if page is None or around or page[end : end + 3].lstrip().startswith("."):
        return None
    first = next(_candidates(text, start, end), None)
    if first is None or not first.end:
        return None
    words = page[start:end].split()
    opening, closing = words[: len(first.start.split())], words[-len(first.end.split()) :]
    if not all(map(_PLAIN_WORD.fullmatch, (*opening, *closing))):
        return None
    alone = [at for at, _ in islice(_runs_of(opening, page, 0), 2)] == [start]
    last = next((stop for _, stop in _runs_of(closing, page, start)), None)
    return first if alone and last == end else None


def _runs_of(words: Sequence[str], page: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where some words stand one after the other in a page, in which nothing but spaces may be between them."""
    at = page.find(words[0], begin)
    while at >= 0:
        end = at + len(words[0])
        for word in words[1:]:
            next_word = end
            while page.startswith(" ", next_word):
                next_word += 1
            if next_word == end or not page.startswith(word, next_word):
                break
            end = next_word + len(word)
        else:
            yield at, end
        at = page.find(words[0], at + 1)


def resolved(fragment: Fragment, page: Folded) -> Iterator[tuple[int, int]]:
    """Every place that a fragment names, as folded code points of a page."""
    first, last, prefix, suffix = (_searchable(part).text.strip() if part else "" for part in fragment)
    for start in occurrences(first, page.text):
        if prefix and not _ends_with(page.text[:start].rstrip(), prefix):
            continue
        ends = occurrences(last, page.text) if last else iter([start])
        for at in ends:
            end = at + len(last or first)
            if at < (start + len(first) if last else start):
                continue
            if not suffix or _begins_with(page.text[end:].lstrip(), suffix):
                yield start, end
                break


def _candidates(text: str, start: int, end: int) -> Iterator[Fragment]:
    """Fragments for the words between two code points, plain and short ones first."""
    lines = [line for line in text[start:end].split("\n") if line.strip()]
    if not lines:
        return
    before, after = _neighbours(text[:start], -1), _neighbours(text[end:], 0)
    if len(lines) == 1 and len(lines[0]) <= WHOLE_LENGTH:
        whole = " ".join(lines[0].split())
        yield Fragment(whole)
        for count in _WORD_COUNTS:
            yield Fragment(whole, prefix=" ".join(before[-count:]), suffix=" ".join(after[:count]))
        return
    opening, closing = lines[0].split(), lines[-1].split()
    for count in _WORD_COUNTS:
        if len(lines) > 1 or len(opening) > 2 * count:
            first, last = " ".join(opening[:count]), " ".join(closing[-count:])
            yield Fragment(first, last)
            yield Fragment(first, last, " ".join(before[-count:]), " ".join(after[:count]))
    if len(lines) == 1:  # few but long words: a script without spaces
        yield Fragment(" ".join(opening))


def _neighbours(text: str, nearest: int) -> list[str]:
    """The words of the line of a text that is nearest to its end (-1) or beginning (0)."""
    stretch = text[-_NEIGHBOURHOOD:] if nearest else text[:_NEIGHBOURHOOD]
    lines = [line for line in stretch.split("\n") if line.strip()]
    return lines[nearest].split() if lines else []


def _ends_with(text: str, words: str) -> bool:
    return text.endswith(words) and not cuts_a_word(text, len(text) - len(words))


def _begins_with(text: str, words: str) -> bool:
    return text.startswith(words) and not cuts_a_word(text, len(words))


@lru_cache(maxsize=16)
def searchable_page(text: str) -> Folded:
    """An article's text as a browser searches it; an answer often has several passages of one."""
    return _searchable(text)


@lru_cache(maxsize=16)
def _searchable_as_it_stands(text: str) -> str | None:
    """A text as a browser searches it, but for white space: a code point for each of its own; None if that can't be."""
    folded = one_to_one(text)
    return None if folded is None else _without_accents(folded)


def _searchable(text: str) -> Folded:
    """A text as a browser searches it: folded, without case and accents."""
    folded = fold(text, case=True)
    return Folded(_without_accents(folded.text), folded.offsets, text)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    # Subtle: no byte of ASCII is part of another character in UTF-8.
    for char in set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")):
        text = text.replace(char, unicodedata.normalize("NFD", char)[0])
    return text


def _encoded(words: str) -> str:
    """Percent-encoded, hyphens too: they separate the parts of a directive."""
    return quote(words, safe="").replace("-", "%2D")
