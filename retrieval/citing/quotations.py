"""Is a quotation in the archive? Word for word, altered, put in another's article or mouth, or not at all.

Capital letters, quotation marks, dashes, white space and the punctuation at its ends don't matter; an ellipsis may
stand for words left out. A changed word does matter.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.citing.alignment import Nearest, nearest, tokens
from retrieval.citing.checking import paragraph_numbers
from retrieval.citing.citations import shown_title
from retrieval.citing.folding import Folded, fold, occurrences
from retrieval.citing.phrase_index import LEADS, Wordings
from retrieval.citing.speakers import attribution, is_named
from retrieval.errors import UsageError
from retrieval.indexing.archive import Archive
from retrieval.records import Article, Place, Quotation, QuoteVerdict, Remark

NEIGHBOURS = 8
"""So many articles are searched for the place that comes nearest to a quotation that stands nowhere word for word."""

CHANGED = 0.45
"""At most this share of a quotation's words may have to be changed for it to be called altered…"""

CHANGED_SHORT, SHORT = 0.34, 8
"""…and at most this share in one shorter than so many words, for which some place is like by chance…"""

ROW = 5
"""…unless this many of them stand in one unbroken row, and two thirds in order."""

OMITTED = 2_000
"""An ellipsis stands for at most so many code points."""

_OMISSION = re.compile(r"[\[(]\s*(?:…|\.(?: ?\.){2,})\s*[\])]|…|\.(?: ?\.){2,}")
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_AROUND = " \t\n\r.,;:'\"`“”‘’„‚«»‹›"
_SLACK = 40


def find_quotation(
    text: str, archive: Archive, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
) -> Quotation:
    """The verdict on a quotation, as the archive was last read.

    Args:
        text: The quotation, with or without its marks; `[…]` stands for words left out.
        archive: Where to look.
        article: The article (id, URL or title) that it is said to be from.
        speaker: Whose words they are said to be.
        identity: Given back as the verdict's `id`.

    Raises:
        UsageError: There is no word in the quotation.
    """
    pieces = pieces_of(text)
    wordings = Wordings(archive.catalog)
    wordings.refresh()
    holders = sorted(wordings.holding(pieces), key=_earliest_first)
    standing = [(holder, place) for holder in holders if (place := _place(pieces, holder))]
    home = _named(article, archive) if article else None
    if standing:
        places = tuple(place for _, place in standing)
        wrong = _misattributed(standing, article, home, speaker)
        verdict = QuoteVerdict.MISATTRIBUTED if wrong else QuoteVerdict.VERBATIM
        said = (wrong,) if wrong else tuple(_remarks(pieces, places))
        return Quotation(identity, text, verdict, places, None, said)
    nearest_places = _nearest_places(words_of(text), wordings, home)
    if nearest_places:
        place, near = nearest_places[0]
        remarks: tuple[Remark, ...] = (
            Remark("{same} of {words} words stand there.", same=near.same, words=near.words),
        )
        if article and (home is None or place.article != home.id):
            remarks += (_nearer(article, place),)
        places = tuple(found for found, other in nearest_places if other.difference == near.difference)
        return Quotation(identity, text, QuoteVerdict.ALTERED, places, near.difference, remarks)
    missing: tuple[Remark, ...] = ()
    if article and home is None:
        missing = (Remark("There is no article {article!r} in the archive.", article=article),)
    return Quotation(identity, text, QuoteVerdict.NOT_FOUND, (), None, missing)


def words_of(text: str) -> Folded:
    """All words of a quotation in a row, folded without case; their source keeps the spelling."""
    return fold(" ".join(_parts(text)), case=True)


def _parts(text: str) -> list[str]:
    """What stands between the ellipses of a quotation, without marks and stops around."""
    return [part.strip(_AROUND) for part in _OMISSION.split(_BRACKETED_LETTER.sub(r"\1", text))]


def pieces_of(text: str) -> list[str]:
    """The folded parts of a quotation between its ellipses, without marks and stops around them.

    Raises:
        UsageError: There is no word in the quotation.
    """
    pieces = [fold(part, case=True).text.strip() for part in _parts(text)]
    kept = [piece for piece in pieces if any(sign.isalnum() for sign in piece)]
    if not kept:
        raise UsageError("There are no words in that quotation.")
    return kept


def _place(pieces: Sequence[str], article: Article) -> Place | None:
    """The first place where an article has all pieces in order, as near to each other as they come."""
    span = _one_piece(pieces[0], article.text) if len(pieces) == 1 else in_order(pieces, fold(article.text, case=True))
    return place_at(article, *span) if span else None


def place_at(article: Article, start: int, end: int) -> Place:
    """A place of an article by its code points."""
    numbers = paragraph_numbers(article, start, end)
    return Place(article.id, shown_title(article), article.date, start, end, numbers, article.text[start:end])


def _one_piece(piece: str, text: str) -> tuple[int, int] | None:
    """Where a piece stands. Only stretches around its longest word are folded, the whole text when that fails."""
    key = max(re.findall(r"[^\W_]+", piece), key=len)
    caseless = text.casefold()
    reach = 2 * len(piece) + _SLACK
    at = caseless.find(key) if len(caseless) == len(text) else -1
    while at >= 0:
        low, high = max(0, at - reach), min(len(text), at + len(key) + reach)
        stretch = fold(text[low:high], case=True)
        for start in occurrences(piece, stretch.text):
            end = start + len(piece)
            # Subtle: at a cut edge of the stretch a word may go on.
            if (start > 0 or low == 0) and (end < len(stretch.text) or high == len(text)):
                begin, until = stretch.span(start, end)
                return low + begin, low + until
        at = caseless.find(key, at + reach // 2)
    whole = fold(text, case=True)
    first = next(occurrences(piece, whole.text), None)
    return None if first is None else whole.span(first, first + len(piece))


def in_order(pieces: Sequence[str], text: Folded, start: int = 0, stop: int | None = None) -> tuple[int, int] | None:
    """The shortest stretch with all pieces in order, no two further apart than an ellipsis may stand for.

    Args:
        pieces: Folded words (`pieces_of`).
        text: Where to look, folded without case.
        start: The first folded code point that counts.
        stop: The one where it ends.

    Returns:
        Code points of the source.
    """
    last = len(text.text) if stop is None else stop
    starts = [
        [at for at in occurrences(piece, text.text) if start <= at and at + len(piece) <= last] for piece in pieces
    ]
    best: tuple[int, int] | None = None
    for first in starts[0]:
        end: int | None = first + len(pieces[0])
        for piece, places in zip(pieces[1:], starts[1:], strict=True):
            following = next((at for at in places if end is not None and end <= at <= end + OMITTED), None)
            end = None if following is None else following + len(piece)
        if end is not None and (best is None or end - first < best[1] - best[0]):
            best = first, end
    return text.span(*best) if best else None


def _earliest_first(article: Article) -> tuple[bool, str, str]:
    return article.date is None, article.date.isoformat() if article.date else "", article.id


def _named(name: str, archive: Archive) -> Article | None:
    """The article with this id, URL or title."""
    return archive.catalog.article_named(name)


def _misattributed(
    standing: Sequence[tuple[Article, Place]], article: str | None, home: Article | None, speaker: str | None
) -> Remark | None:
    """Why words that stand in the archive are not from that article, or not that person's; None when they may be."""
    articles = _listed(place for _, place in standing)
    if article and home is None:
        return Remark(
            "There is no article {article!r}; the words stand in {articles}.", article=article, articles=articles
        )
    if home and home.id not in {holder.id for holder, _ in standing}:
        return Remark("The words are not in {article!r} but in {articles}.", article=home.id, articles=articles)
    if not speaker:
        return None
    said = [attribution(holder, place.start, place.end) for holder, place in standing if home in (None, holder)]
    if any(found.may_mean(speaker) for found in said if found):
        return None
    told = sorted({found.name for found in said if found})
    if told:
        return Remark("The words are given to {names}, not to {speaker}.", names=told, speaker=speaker)
    if any(is_named(speaker, holder, place.start, place.end) for holder, place in standing):
        return None
    return Remark("{speaker} is not named near these words in {articles}.", speaker=speaker, articles=articles)


def _nearer(article: str, place: Place) -> Remark:
    return Remark("The nearest words are not in {article!r} but in {place!r}.", article=article, place=place.article)


def _listed(places: Iterable[Place]) -> str:
    """The articles of some places for a sentence, three at the most by name."""
    names = [repr(place.article) for place in places]
    first = ", ".join(names[:3])
    return Remark("{articles} and {number} more", articles=first, number=len(names) - 3) if len(names) > 3 else first


def _remarks(pieces: Sequence[str], places: Sequence[Place]) -> Iterator[Remark]:
    """What is to be said of a quotation that stands: how many copies, and how many words its ellipses leave out."""
    if len(places) > 1:
        yield Remark("{number} articles have it; the earliest comes first.", number=len(places))
    omitted = len(tokens(fold(places[0].exact).text)) - sum(len(tokens(piece)) for piece in pieces)
    if len(pieces) > 1 and omitted > 0:
        yield Remark("The ellipsis leaves out {number} words.", number=omitted)


def _nearest_places(words: Folded, wordings: Wordings, home: Article | None) -> list[tuple[Place, Nearest]]:
    """The places that come near enough to a quotation to be its source, nearest first."""
    candidates = list(wordings.near(words.text, NEIGHBOURS))
    if home and home.id not in {article.id for article, _ in candidates}:
        candidates.append((home, sorted(re.findall(r"[^\W_]+", words.text), key=len)[-LEADS:]))
    found = [
        (article, near) for article, leads in candidates if (near := _near(words, article, leads)) and _is_source(near)
    ]
    found.sort(key=lambda pair: (-pair[1].same, -pair[1].run, _earliest_first(pair[0])))
    return [(place_at(article, near.start, near.end), near) for article, near in found]


def _is_source(near: Nearest) -> bool:
    """Whether a place is so like a quotation that it must be where it was taken from.

    Either few words would have to be changed, or most stand there and many of them in one row: some were left out.
    Measured on quotations with one to three words changed, and on ones mixed from words of the archive.
    """
    share = CHANGED if near.words >= SHORT else CHANGED_SHORT
    few = near.changes <= share * near.words and 2 * near.same >= near.words
    return few or (3 * near.same >= 2 * near.words and near.run >= ROW)


def _near(words: Folded, article: Article, leads: Sequence[str]) -> Nearest | None:
    """The place in an article that comes nearest to some words, searched where most of these leads stand together."""
    size = len(words.text)
    caseless = article.text.casefold()
    text = caseless if len(caseless) == len(article.text) else article.text
    keys = {max(lead.split(), key=len) for lead in leads}  # what stands between the words of a row may be any sign
    found = sorted((at, key) for key in keys for at in _all(key, text))
    at = max((at for at, _ in found), key=lambda at: len({key for o, key in found if at <= o < at + size}), default=0)
    low, high = (max(0, at - 2 * size), at + 4 * size) if found else (0, len(text))
    near = nearest(words, fold(article.text[low:high], case=True))
    return near and replace(near, start=low + near.start, end=low + near.end)


def _all(word: str, text: str) -> Iterator[int]:
    """Wherever a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum():
            yield at
        at = text.find(word, at + 1)
