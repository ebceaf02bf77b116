"""A URL that leads a browser to the very words: text fragments, `#:~:text=prefix-,start,end,-suffix`.

After https://wicg.github.io/scroll-to-text-fragment/. A fragment is used only when a browser's search (whole words;
case, accents and white space don't matter) finds one place for it in the archived text and no other.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote

from retrieval.citing.folding import Folded, cuts_a_word, fold, not_ascii, occurrences, one_to_one
from retrieval.language.expressions import expression

WHOLE_LENGTH = 160
"""A passage of up to this many code points on one line is in a fragment whole; of a longer one, only its edges.

That is about two lines of a page, and keeps a percent-encoded link short enough to paste.
"""

_WORD_COUNTS = (3, 5, 8, 12)
"""How many words are tried at the edges of a passage and around it, fewest first."""
_NEIGHBOURHOOD = 400
"""In how many code points before and after a passage its neighbouring words are looked for."""
_MOST_PLACES = 20
"""At more places than this an opening is not looked at closely where it stands; a guess."""
_PLAIN_WORD = expression(r"(?!\.)(?:(?!\.\.)[^…-])+")
"""A word that is in a page just as it is here: by dots and dashes, folding leaves out spaces and more."""
_GAP = expression("[ -]+")
_MAY_TOUCH = None
"""The gap before a piece that comes after spaces or none at all."""


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


class _Piece(NamedTuple):
    """Words without a space or dash, and whether a dash parts them from those before, or spaces alone."""

    words: str
    gap: bool | None


def link(url: str, text: str, start: int, end: int) -> str:
    """The URL with a fragment for the words between two code points of a text; the plain URL if none is unambiguous.

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
        places = list(islice(resolved(candidate, page), 2))
        if len(places) == 1:
            first, last = page.span(*places[0])
            if text[first:last].strip() == text[start:end].strip():
                return candidate
    return None


def _plain_fragment(text: str, start: int, end: int) -> Fragment | None:
    """The first fragment for some words, if nothing need be removed from the page to see that it resolves to them.

    That takes a third of the time, and is what `fragment` comes to with most passages of news.
    """
    as_it_stands, page = _searchable_as_it_stands(text)
    if not (page and _stands_apart(as_it_stands, start, end)) or as_it_stands[start : start + 1].isspace():
        return None
    first = len(_with_single_spaces(as_it_stands[:start]))
    last = first + len(_with_single_spaces(as_it_stands[start:end]))
    for candidate in _candidates(text, start, end):
        leads_there = _leads_there(candidate, page, first, last)
        if leads_there is not False:
            return candidate if leads_there else None
    return None


def _leads_there(fragment: Fragment, page: str, start: int, end: int) -> bool | None:
    """Whether a fragment made of some words resolves to them and to nothing else; None if that is hard to see.

    Args:
        fragment: One of `_candidates`.
        page: The text, as it stands, with single spaces.
        start: Where the words begin, apart from what is before them.
        end: Where they end, apart from what is behind them.
    """
    words = page[start:end].split()
    opening = _pieces(words[: len(fragment.start.split())], may_end_in_dash=True)
    closing = _pieces(words[-len(fragment.end.split()) :]) if fragment.end else None
    if opening is None or closing is None:
        return None
    opens, opening_end = next(_runs_of(opening, page, start), (-1, -1))
    closes, stops = next(_runs_of(closing, page, start), (-1, -1))
    if opens != start or stops != end or _dotted(page, opening_end):
        return None
    if fragment.prefix:
        return _is_only_one_in_context(fragment, opening, page, (start, end)) or None
    places = list(islice(_runs_of(opening, page, 0), _MOST_PLACES))
    if fragment.suffix or len(places) == _MOST_PLACES:
        return None
    # Behind another opening the same end may stand, or one of its own.
    others = [place for place in places if place[0] != start]
    complete = [place for place in others if place[1] <= closes or next(_runs_of(closing, page, place[1]), None)]
    if not complete:
        return True
    return False if any(stop <= closes and _stands_apart(page, at, stop) for at, stop in complete) else None


def _is_only_one_in_context(fragment: Fragment, opening: Sequence[_Piece], page: str, place: tuple[int, int]) -> bool:
    """Whether words open like a passage after the words of a fragment's prefix at one place alone, which is its own.

    Args:
        fragment: With a prefix.
        opening: The words that open the passage.
        page: The text, as it stands, with single spaces.
        place: Where the passage starts and ends.
    """
    start, end = place
    prefix, suffix = (_pieces((one_to_one(part) or "…").split()) for part in fragment[2:])
    if not prefix or (fragment.suffix and not suffix):
        return False
    first, *others = opening
    runs = list(islice(_runs_of([*prefix, first._replace(gap=_MAY_TOUCH), *others], page, 0), 2))
    if len(runs) != 1 or page[max(runs[0][0] - 1, 0) : runs[0][0]].strip() or not runs[0][0] < start < runs[0][1]:
        return False
    if not suffix:
        return True
    at = end + len(page[end:]) - len(page[end:].lstrip(" "))
    first_run = next(_runs_of(suffix, page, end), (-1, -1))
    return first_run[0] == at and _stands_apart(page, *first_run)


def _stands_apart(page: str, start: int, end: int) -> bool:
    """Whether white space is around what is between two places of a page, and no dots after it."""
    around = page[max(start - 1, 0) : start] + page[end : end + 1]
    return not around.strip() and not _dotted(page, end)


def _dotted(page: str, end: int) -> bool:
    """Whether dots come after what ends at a place of a page, which may be one mark with a dot of it."""
    return page[end : end + 3].lstrip().startswith(".")


def _pieces(words: Sequence[str], *, may_end_in_dash: bool = False) -> list[_Piece] | None:
    """Some words of a page as pieces that are in it just as they are, and how each follows the one before.

    None if folding leaves out more of them than spaces and dashes, such as dots, and where they begin in a dash.

    Args:
        words: Of the page.
        may_end_in_dash: Whether the last piece may be empty, after a dash; else it is None for these words, too.
    """
    parts = _GAP.split(" ".join(words))
    if not all(map(_PLAIN_WORD.fullmatch, parts[:-1] if may_end_in_dash and not parts[-1] else parts)):
        return None
    gaps = _GAP.findall(" ".join(words))
    return [_Piece(part, "-" in gap) for part, gap in zip(parts, [" ", *gaps], strict=True)]


def _runs_of(pieces: Sequence[_Piece], page: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where some pieces stand one after the other in a page, with a space or dashes between them as they have."""
    first, *others = pieces
    together = first.words
    # As no two spaces follow each other, words with spaces between them are looked for all at once.
    while others and others[0].words and others[0].gap is False:
        together = f"{together} {others.pop(0).words}"
    at = page.find(together, begin)
    while at >= 0:
        end = at + len(together)
        for words, gap in others:
            between = _GAP.match(page, end)
            is_gap = ("-" in between[0]) is bool(gap) if between else gap is _MAY_TOUCH
            # A dash after the last words isn't part of where they stand.
            end = between.end() if between and words else end
            if not is_gap or not page.startswith(words, end):
                break
            end += len(words)
        else:
            yield at, end
        at = page.find(together, at + 1)


def resolved(fragment: Fragment, page: Folded) -> Iterator[tuple[int, int]]:
    """Every place that a fragment names, as folded code points of a page."""
    first, last, prefix, suffix = (_searchable(part).text.strip() if part else "" for part in fragment)
    text, stops = page.text, None
    for start in occurrences(first, text):
        if prefix and not _stands_before(prefix, text, start):
            continue
        if not last:
            end = start + len(first)
            if not suffix or _stands_behind(suffix, text, end):
                yield start, end
            continue
        # In a list of repeated words there are as many of each, and each opening is not to try each end anew.
        if stops is None:
            stops = [at for at in occurrences(last, text) if not suffix or _stands_behind(suffix, text, at + len(last))]
        nearest = bisect_left(stops, start + len(first))
        if nearest < len(stops):
            yield start, stops[nearest] + len(last)


def _candidates(text: str, start: int, end: int) -> Iterator[Fragment]:
    """Fragments for the words between two code points, plain and short ones first."""
    lines = [line for line in text[start:end].split("\n") if line.strip()]
    if not lines:
        return
    if len(lines) == 1 and len(lines[0]) <= WHOLE_LENGTH:
        whole = " ".join(lines[0].split())
        yield Fragment(whole)
        for count in _WORD_COUNTS:
            yield Fragment(whole, "", *_around(text, start, end, count))
        return
    opening, closing = lines[0].split(), lines[-1].split()
    for count in _WORD_COUNTS:
        if len(lines) > 1 or len(opening) > 2 * count:
            first, last = " ".join(opening[:count]), " ".join(closing[-count:])
            yield Fragment(first, last)
            yield Fragment(first, last, *_around(text, start, end, count))
    if len(lines) == 1:  # few but long words: a script without spaces
        yield Fragment(" ".join(opening))


def _around(text: str, start: int, end: int, count: int) -> tuple[str, str]:
    """Up to so many words before a stretch of a text and behind it, of the lines nearest to it.

    Args:
        text: The text.
        start: Where the stretch begins.
        end: Where it ends.
        count: How many words.
    """
    before, after = _neighbours(text[:start], -1), _neighbours(text[end:], 0)
    return " ".join(before[-count:]), " ".join(after[:count])


def _neighbours(text: str, nearest: int) -> list[str]:
    """The words of the line of a text that is nearest to its end (-1) or beginning (0)."""
    stretch = text[-_NEIGHBOURHOOD:] if nearest else text[:_NEIGHBOURHOOD]
    lines = [line for line in stretch.split("\n") if line.strip()]
    return lines[nearest].split() if lines else []


def _stands_before(words: str, text: str, at: int) -> bool:
    """Whether a place of a text comes after words that are whole there, with or without white space between."""
    while at and text[at - 1].isspace():
        at -= 1
    # What tells whether a word is cut in two is told by two code points before the cut and three behind it.
    around = text[max(at - len(words) - 3, 0) : at]
    return around.endswith(words) and not cuts_a_word(around, len(around) - len(words))


def _stands_behind(words: str, text: str, at: int) -> bool:
    """Whether words that are whole there come after a place of a text, with or without white space between."""
    while at < len(text) and text[at].isspace():
        at += 1
    around = text[at : at + len(words) + 3]
    return around.startswith(words) and not cuts_a_word(around, len(words))


@lru_cache(maxsize=16)
def searchable_page(text: str) -> Folded:
    """An article's text as a browser searches it; an answer often has several passages of one."""
    return _searchable(text)


@lru_cache(maxsize=16)
def _searchable_as_it_stands(text: str) -> tuple[str, str]:
    """An article's text as a browser searches it, but for white space, and the same with single spaces.

    The first has a code point for each of the text's own; both are empty where that can't be.
    """
    page = one_to_one(text) or ""
    return page, _with_single_spaces(page)


def _with_single_spaces(page: str) -> str:
    """A page, or a part of it, in which no two spaces follow each other."""
    while "  " in page:
        page = page.replace("  ", " ")
    return page


def _searchable(text: str) -> Folded:
    """A text as a browser searches it: folded, without case and accents."""
    folded_text = fold(text, case=True)
    return Folded(_without_accents(folded_text.text), folded_text.offsets, text)


def _without_accents(text: str) -> str:
    for char in not_ascii(text):
        text = text.replace(char, unicodedata.normalize("NFD", char)[0])
    return text


def _encoded(words: str) -> str:
    """Percent-encoded, hyphens too: they separate the parts of a directive."""
    return "".join(map(_ENCODED.__getitem__, words.encode()))


_ENCODED = [quote(bytes([byte]), safe="").replace("-", "%2D") for byte in range(256)]
"""How each byte is written; `quote` takes twice as long for words with spaces between them."""
