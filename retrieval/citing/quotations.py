"""Is a quotation in the archive? Word for word, altered, in another article, by another speaker, or not at all.

Capital letters, quotation marks, dashes, white space and the punctuation at its ends don't matter; an ellipsis may
stand for words left out. A changed word does matter.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.citing.alignment import Alignment, best_alignment, tokens
from retrieval.citing.checking import paragraph_numbers
from retrieval.citing.citations import shown_title
from retrieval.citing.folding import Folded, fold, occurrences
from retrieval.citing.person_names import Fit
from retrieval.citing.phrase_index import KEY_PHRASES, PhraseIndex
from retrieval.citing.speakers import said_by
from retrieval.errors import UsageError
from retrieval.indexing.archive import Archive
from retrieval.records import Article, Caution, CautionKind, Place, Quotation, QuoteVerdict, Remark

# The limits of what is called altered were fitted on the altered and invented quotations of `benchmarks/citations.py`
# over news that can't be published: at most 2 of 200 of each kind come out wrong.

CANDIDATE_ARTICLES = 8
"""How many articles are searched for the closest match of a quotation that stands nowhere word for word."""

MAX_CHANGED = 0.45
"""A quotation is altered when at most this share of its words has to be changed to make it verbatim…"""

MAX_CHANGED_SHORT, SHORT_QUOTATION = 0.34, 8
"""…or this share when it has fewer than this many words, since some place resembles those by chance…"""

LONG_RUN = 5
"""…or when this many of its words stand there without a gap, and two thirds in order."""

MAX_OMITTED = 2_000
"""An ellipsis stands for up to this many code points: a few paragraphs."""

_OMISSION = re.compile(r"[\[(]\s*(?:…|\.(?: ?\.){2,})\s*[\])]|…|\.(?: ?\.){2,}")
_BRACKETED_LETTER = re.compile(r"\[(\w)\](?=\w)")
_AROUND = " \t\n\r.,;:'\"`“”‘’„‚«»‹›"
_WORD = re.compile(r"[^\W_]+")
_SLACK = 40
"""Code points that punctuation, white space and invisible characters may add to a short piece in its source."""


def find_quotation(
    text: str, archive: Archive, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
) -> Quotation:
    """The verdict on a quotation, as the archive was last read.

    Args:
        text: The quotation, with or without its marks; `[…]` stands for words left out.
        archive: Where to look.
        article: The article that it is said to be from: its id, path, title or address.
        speaker: Whose words they are said to be.
        identity: The verdict's `id`.

    Raises:
        UsageError: The quotation contains no words.
    """
    pieces = folded_pieces(text)
    phrases = PhraseIndex(archive.catalog)
    phrases.refresh()
    articles = sorted(phrases.articles_with(pieces), key=_earliest_first)
    verbatim = [(holder, place) for holder in articles if (place := _place(pieces, holder))]
    homes = archive.named(article) if article else []
    told, cautions = _about_the_article(article, homes)
    if verbatim:
        places = tuple(place for _, place in verbatim)
        remarks = (*told, *_remarks(pieces, places))
        misattribution = _misattribution(verbatim, article, homes)
        if speaker and not misattribution:
            fitting, names = said_by(speaker, [pair for pair in verbatim if not homes or pair[0] in homes])
            misattribution = _not_theirs(speaker, names) if fitting is Fit.NO else None
            cautions += (_unread(speaker),) if fitting is Fit.UNSURE else ()
        if misattribution:
            return Quotation(identity, text, QuoteVerdict.MISATTRIBUTED, places, None, (*told, misattribution))
        return Quotation(identity, text, QuoteVerdict.VERBATIM, places, None, remarks, cautions=cautions)
    matches = _closest_matches(folded_words(text), phrases, homes)
    if not matches:
        return Quotation(identity, text, QuoteVerdict.NOT_FOUND, (), None, told, cautions=cautions)
    closest, alignment = matches[0]
    remarks = (Remark("{same} of {words} words stand there.", same=alignment.matched, words=alignment.words), *told)
    if article and homes and closest.article not in {home.id for home in homes}:
        remarks += (_elsewhere(article, homes, closest),)
    if speaker:
        fitting, names = said_by(speaker, [(archive.article(closest.article), closest)])
        remarks += (_not_theirs(speaker, names),) if fitting is Fit.NO else ()
        cautions += (_unread(speaker),) if fitting is not Fit.YES else ()
    places = tuple(place for place, other in matches if other.difference == alignment.difference)
    return Quotation(identity, text, QuoteVerdict.ALTERED, places, alignment.difference, remarks, cautions=cautions)


def folded_words(text: str) -> Folded:
    """All words of a quotation without its ellipses, folded without case; their source keeps the spelling."""
    return fold(" ".join(_parts(text)), case=True)


def _parts(text: str) -> list[str]:
    """What stands between the ellipses of a quotation, without the punctuation around it."""
    return [part.strip(_AROUND) for part in _OMISSION.split(_BRACKETED_LETTER.sub(r"\1", text))]


def folded_pieces(text: str) -> list[str]:
    """What stands between the ellipses of a quotation, folded without case, without the punctuation around it.

    Raises:
        UsageError: The quotation contains no words.
    """
    pieces = [fold(part, case=True).text.strip() for part in _parts(text)]
    with_words = [piece for piece in pieces if any(char.isalnum() for char in piece)]
    if not with_words:
        raise UsageError("There are no words in that quotation.")
    return with_words


def _place(pieces: Sequence[str], article: Article) -> Place | None:
    """The first place where an article has all pieces in order, as close together as they come."""
    if len(pieces) == 1:
        span = _first_span(pieces[0], article.text)
    else:
        span = span_in_order(pieces, fold(article.text, case=True))
    return place_at(article, *span) if span else None


def place_at(article: Article, start: int, end: int) -> Place:
    """The place between two code points of an article."""
    numbers = paragraph_numbers(article, start, end)
    return Place(article.id, shown_title(article), article.date, start, end, numbers, article.text[start:end])


def _first_span(piece: str, text: str) -> tuple[int, int] | None:
    """The first place of a folded piece, in code points of a text that is not folded yet.

    Only stretches around its longest word are folded, for speed; the whole text when that fails.
    """
    key = max(_WORD.findall(piece), key=len)
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


def span_in_order(
    pieces: Sequence[str], text: Folded, start: int = 0, end: int | None = None
) -> tuple[int, int] | None:
    """The shortest span with all pieces in order, no two further apart than an ellipsis may stand for.

    Args:
        pieces: Folded words (`folded_pieces`).
        text: Where to look, folded without case.
        start: The first folded code point that counts.
        end: The folded code point after the last that counts; None for the end of the text.

    Returns:
        Start and end in code points of the source.
    """
    last = len(text.text) if end is None else end
    starts = [
        [at for at in occurrences(piece, text.text) if start <= at and at + len(piece) <= last] for piece in pieces
    ]
    best: tuple[int, int] | None = None
    for first in starts[0]:
        stop: int | None = first + len(pieces[0])
        for piece, places in zip(pieces[1:], starts[1:], strict=True):
            following = next((at for at in places if stop is not None and stop <= at <= stop + MAX_OMITTED), None)
            stop = None if following is None else following + len(piece)
        if stop is not None and (best is None or stop - first < best[1] - best[0]):
            best = first, stop
    return text.span(*best) if best else None


def _earliest_first(article: Article) -> tuple[bool, str, str]:
    return article.date is None, article.date.isoformat() if article.date else "", article.id


def _about_the_article(article: str | None, homes: Sequence[Article]) -> tuple[tuple[Remark, ...], tuple[Caution, ...]]:
    """What is to be told of the article that a quotation is said to be from: that it is unknown, or that it is several.

    Args:
        article: It, as it was named.
        homes: The articles of that name.
    """
    if article and not homes:
        return (), (Caution(CautionKind.ARTICLE, None, article),)
    if article and len(homes) > 1:
        several = Remark(
            "{number} articles are named {article!r}: any of them may be meant.", number=len(homes), article=article
        )
        return (several,), ()
    return (), ()


def _misattribution(
    verbatim: Sequence[tuple[Article, Place]], article: str | None, homes: Sequence[Article]
) -> Remark | None:
    """Why words that stand in the archive are not from that article; None when they may be.

    Args:
        verbatim: Where the words stand.
        article: The article that they are said to be from, as it was named.
        homes: The articles of that name.
    """
    articles = _listed(place for _, place in verbatim)
    home_ids = {home.id for home in homes}
    if article and homes and home_ids.isdisjoint(holder.id for holder, _ in verbatim):
        return Remark(
            "The words are not in {article!r} but in {articles}.", article=_name(article, homes), articles=articles
        )
    return None


def _not_theirs(speaker: str, names: Sequence[str]) -> Remark:
    return Remark("The words are attributed to {names}, not to {speaker}.", names=names, speaker=speaker)


def _unread(speaker: str) -> Caution:
    return Caution(CautionKind.SPEAKER, None, speaker)


def _elsewhere(article: str, homes: Sequence[Article], closest: Place) -> Remark:
    return Remark(
        "The closest match is not in {article!r} but in {place!r}.",
        article=_name(article, homes),
        place=closest.article,
    )


def _name(article: str, homes: Sequence[Article]) -> str:
    """The id of the one article that was meant; the name it was given when there are several."""
    return homes[0].id if len(homes) == 1 else article


def _listed(places: Iterable[Place]) -> str:
    """The articles of some places as a part of a sentence, up to three of them by name."""
    names = [repr(place.article) for place in places]
    first = ", ".join(names[:3])
    return Remark("{articles} and {number} more", articles=first, number=len(names) - 3) if len(names) > 3 else first


def _remarks(pieces: Sequence[str], places: Sequence[Place]) -> Iterator[Remark]:
    """Remarks on a verbatim quotation: how many articles have it, and how many words its ellipses leave out."""
    if len(places) > 1:
        yield Remark("{number} articles have it; the earliest comes first.", number=len(places))
    omitted = len(tokens(fold(places[0].exact).text)) - sum(len(tokens(piece)) for piece in pieces)
    if len(pieces) > 1 and omitted > 0:
        yield Remark("The ellipsis leaves out {number} words.", number=omitted)


def _closest_matches(
    quotation: Folded, phrases: PhraseIndex, homes: Sequence[Article]
) -> list[tuple[Place, Alignment]]:
    """The places that are close enough to a quotation to be its source, closest first.

    Args:
        quotation: Its words (`folded_words`).
        phrases: Gives the articles to search.
        homes: Articles to search in any case.
    """
    candidates = list(phrases.candidates(quotation.text, CANDIDATE_ARTICLES))
    known = {article.id for article, _ in candidates}
    longest = sorted(_WORD.findall(quotation.text), key=len)[-KEY_PHRASES:]
    candidates += [(home, longest) for home in homes[:CANDIDATE_ARTICLES] if home.id not in known]
    sources = [
        (article, alignment)
        for article, shared in candidates
        if (alignment := _alignment(quotation, article, shared)) and _is_source(alignment)
    ]
    sources.sort(key=lambda source: (-source[1].matched, -source[1].longest_run, _earliest_first(source[0])))
    return [(place_at(article, alignment.start, alignment.end), alignment) for article, alignment in sources]


def _is_source(alignment: Alignment) -> bool:
    """Whether a place resembles a quotation so closely that the quotation must have been taken from it.

    Either few words would have to be changed, or most stand there and many of them without a gap: others were left out.
    """
    words, matched = alignment.words, alignment.matched
    share = MAX_CHANGED if words >= SHORT_QUOTATION else MAX_CHANGED_SHORT
    few_changes = alignment.distance <= share * words and 2 * matched >= words
    return few_changes or (3 * matched >= 2 * words and alignment.longest_run >= LONG_RUN)


def _alignment(quotation: Folded, article: Article, shared: Sequence[str]) -> Alignment | None:
    """The best alignment of a quotation with an article, searched where most of the shared phrases stand together."""
    size = len(quotation.text)
    caseless = article.text.casefold()
    text = caseless if len(caseless) == len(article.text) else article.text
    # One word for each phrase: any punctuation may stand between its words.
    keys = {max(phrase.split(), key=len) for phrase in shared}
    starts = sorted((at, key) for key in keys for at in _word_starts(key, text))
    densest = max(
        (at for at, _ in starts),
        key=lambda at: len({key for other, key in starts if at <= other < at + size}),
        default=0,
    )
    low, high = (max(0, densest - 2 * size), densest + 4 * size) if starts else (0, len(text))
    alignment = best_alignment(quotation, fold(article.text[low:high], case=True))
    return alignment and replace(alignment, start=low + alignment.start, end=low + alignment.end)


def _word_starts(word: str, text: str) -> Iterator[int]:
    """Wherever a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum():
            yield at
        at = text.find(word, at + 1)
