"""Is a quotation in the archive? Word for word, abridged, altered, by somebody else, elsewhere, or not at all.

Where all files that have it can't be read now, it is unreadable: no verdict rests on what was read before.

Capital letters, quotation marks, dashes, white space and the punctuation at its ends don't matter; an ellipsis may
stand for words left out, brackets for the writer's own. Letters may be in another form, which is told: without vowel
marks, the dots of ё, the accents of capitals, with ss for ß. A changed word does matter.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.citing.alignment import Alignment, best_alignment, difference
from retrieval.citing.cautions.raised import edge_cautions, without_source
from retrieval.citing.cautions.unlike_source import unlike_source
from retrieval.citing.claims import not_theirs, unread
from retrieval.citing.edges import sentence_around
from retrieval.citing.ellipses import Reading, reading, reading_of_letters
from retrieval.citing.folding import Folded, fold_letters, fold_quotation, joined, quoted_places
from retrieval.citing.joined_speech import across_narration, two_speakers
from retrieval.citing.person_names import Fit
from retrieval.citing.phrase_index import KEY_PHRASES, PhraseIndex
from retrieval.citing.source_details import place_in
from retrieval.citing.speakers import said_by
from retrieval.citing.wording import Wording, word_count, wording
from retrieval.indexing.sources import Sources
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
"""…or when this many of its words are there without a gap, and two thirds in order."""

FEWEST_WORDS = 3
"""Fewer words than these stand anywhere; they are judged only in an article that is named."""

_WORD = re.compile(r"[^\W_]+")
_SLACK = 40
"""Code points that punctuation, white space and invisible characters may add to a short piece in its source."""


class _Claim(NamedTuple):
    """Whose words a quotation is said to be: the article as it was named, the articles of that name, the speaker.

    `pieces` are the words between its ellipses, as their writer has them.
    """

    article: str | None
    homes: Sequence[Article]
    speaker: str | None
    pieces: Sequence[str] = ()

    def is_home(self, article: Article) -> bool:
        """Whether an article is one of those that were named."""
        return any(article.id == home.id for home in self.homes)


class _Holder(NamedTuple):
    """An article that has the pieces of a quotation, and how it has them."""

    article: Article
    reading: Reading


def find_quotation(
    text: str, sources: Sources, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
) -> Quotation:
    """The verdict on a quotation, by what the files of the articles that may have it say now.

    Args:
        text: The quotation, with or without its marks; `[…]` stands for words left out, `[so]` for the writer's own.
        sources: The files of the archive, as they are read for this verdict.
        article: The article that it is said to be from: its id, path, title or address.
        speaker: Whose words they are said to be.
        identity: The verdict's `id`.

    Raises:
        UsageError: The quotation contains no words.
    """
    quotation = wording(text)
    archive = sources.archive
    homes = list(filter(None, map(sources.as_now, archive.named(article) if article else [])))
    claim = _Claim(article, homes, speaker, quotation.sources)
    remarks, cautions = _about_the_article(article, homes)
    cautions += tuple(Caution(CautionKind.BRACKETS, None, own) for own in dict.fromkeys(quotation.brackets))
    not_found = Quotation(identity, text, QuoteVerdict.NOT_FOUND, (), None, remarks, cautions=cautions)
    if article and not homes and (reason := sources.lost(article)):
        return replace(not_found, verdict=QuoteVerdict.UNREADABLE, remarks=(reason,), cautions=())
    if quotation.size < FEWEST_WORDS and not homes:
        return replace(not_found, verdict=QuoteVerdict.TOO_SHORT)
    phrases = PhraseIndex(archive.catalog)
    phrases.refresh()
    for each in phrases.unread:
        sources.note(each)
    articles = list(filter(None, map(sources.as_now, phrases.articles_with(quotation.pieces))))
    holders = _holders(quotation, articles, claim)
    matches = [] if holders else _closest_matches(quotation.words, phrases, sources, homes)
    matches = matches or ([] if holders else _with_other_marks(quotation, articles))
    # A word divided at the end of a line is in no index: such a quotation is looked for like an altered one.
    holders = holders or _holders(quotation, [source for source, _ in matches], claim)
    readable = [holder for holder in holders if holder.article.path not in sources.unread]
    seen_matches = [match for match in matches if not holders and match[0].path not in sources.unread]
    is_seen = not any(home.path in sources.unread for home in homes)
    if not readable:
        not_found = replace(
            not_found, remarks=(*not_found.remarks, *_unread_articles(archive.catalog.unreadable_count()))
        )
    if is_seen and (readable or seen_matches):
        return _standing(not_found, readable, claim) if readable else _altered(not_found, seen_matches, claim)
    if holders:
        return _as_last_read(_standing(not_found, holders, claim), sources)
    if matches:
        return _as_last_read(_altered(not_found, matches, claim), sources)
    return not_found if is_seen else _as_last_read(not_found, sources)


def _unread_articles(number: int) -> Iterator[Remark]:
    """That the words may be in a number of articles that can't be read now."""
    if number == 1:
        yield Remark("1 article that was there can't be read now; the words may stand in it.")
    elif number:
        yield Remark("{number} articles that were there can't be read now; the words may stand there.", number=number)


def _as_last_read(judged: Quotation, sources: Sources) -> Quotation:
    """A verdict that rests on files that can't be read now: what was there is told, but nobody knows what is."""
    if judged.verdict in (QuoteVerdict.VERBATIM, QuoteVerdict.ABRIDGED):
        remark = Remark("The words stood there when it was last read.")
    elif judged.verdict is QuoteVerdict.NOT_FOUND:
        remark = Remark("The words did not stand there when it was last read.")
    else:
        remark = Remark("This is what stood there when it was last read.")
    why = dict.fromkeys(sources.unread.values())
    return replace(judged, verdict=QuoteVerdict.UNREADABLE, remarks=(*why, remark, *judged.remarks))


def _standing(quotation: Quotation, holders: Sequence[_Holder], claim: _Claim) -> Quotation:
    """The verdict on a quotation whose pieces are in some articles: verbatim, abridged or misattributed.

    Args:
        quotation: The quotation, with the remarks and cautions it has in any case.
        holders: The articles, the likeliest first.
        claim: Whose words they are said to be.
    """
    occurrences = [(holder.article, place_at(holder.article, *holder.reading[:2])) for holder in holders]
    source, how = holders[0]
    places, omitted = tuple(place for _, place in occurrences), how.omitted(source)
    own = [each for each in quotation.cautions if not (how.literal and each.kind is CautionKind.BRACKETS)]
    cautions = [*own, *how.hidden, *unlike_source(claim.pieces, source, how.spans or [(how.start, how.end)])]
    if another := two_speakers(source, how.start, how.end, how.omissions):
        cautions.append(another)
    if sentence := places[0].sentence:
        edges = edge_cautions(source, sentence, how.start, how.end)
        cautions += without_source(edges, source, sentence, how.start, how.end) if claim.speaker else edges
    remarks = [*quotation.remarks, *_remarks(holders, omitted)]
    verdict = QuoteVerdict.VERBATIM if how.is_whole else QuoteVerdict.ABRIDGED
    misattribution = _misattribution(occurrences, claim)
    if claim.speaker and not misattribution:
        fitting, names = said_by(
            claim.speaker, [pair for pair in occurrences if not claim.homes or claim.is_home(pair[0])]
        )
        misattribution = not_theirs(claim.speaker, names) if fitting is Fit.NO else None
        cautions += [unread(claim.speaker)] if fitting is Fit.UNSURE else []
    if misattribution:
        verdict, remarks = QuoteVerdict.MISATTRIBUTED, [*quotation.remarks, misattribution]
    return replace(
        quotation,
        verdict=verdict,
        places=places,
        remarks=tuple(remarks),
        omitted=omitted,
        cautions=tuple(dict.fromkeys(cautions)),
    )


def _altered(quotation: Quotation, matches: Sequence[tuple[Article, Alignment]], claim: _Claim) -> Quotation:
    """The verdict on a quotation that some articles have nearly.

    Args:
        quotation: The quotation, with the remarks and cautions it has in any case.
        matches: The articles and how they have it, the closest first.
        claim: Whose words they are said to be.
    """
    closest, alignment = matches[0]
    remarks = [alignment.standing(), *quotation.remarks]
    if claim.article and claim.homes and not claim.is_home(closest):
        remarks.append(_elsewhere(claim.article, claim.homes, closest))
    places = tuple(
        place_at(source, other.start, other.end)
        for source, other in matches
        if other.difference == alignment.difference
    )
    cautions = quotation.cautions
    if claim.speaker:
        fitting, names = said_by(claim.speaker, [(closest, places[0])])
        remarks += [not_theirs(claim.speaker, names)] if fitting is Fit.NO else []
        cautions += (unread(claim.speaker),) if fitting is Fit.UNSURE else ()
    return replace(
        quotation,
        verdict=QuoteVerdict.ALTERED,
        places=places,
        difference=alignment.difference,
        remarks=tuple(remarks),
        cautions=cautions,
    )


def _holders(quotation: Wording, articles: Sequence[Article], claim: _Claim) -> list[_Holder]:
    """The articles that have the pieces of a quotation in order, the likeliest source first.

    Only where none has them letter by letter their letters may be in other forms. The likeliest is the article that was
    named, else one where less is hidden, else the earliest.

    Args:
        quotation: What to look for.
        articles: Where to look.
        claim: What it is said to be from.
    """
    holders = [_Holder(each, how) for each in articles if (how := _reading(quotation, each))]
    holders = holders or [_Holder(each, how) for each in articles if (how := reading_of_letters(quotation, each))]
    return sorted(
        holders,
        key=lambda it: (not claim.is_home(it.article), len(it.reading.hidden), _earliest_first(it.article)),
    )


def _reading(quotation: Wording, article: Article) -> Reading | None:
    """How an article has a quotation; a quotation without gaps is looked for without folding the whole article."""
    if len(quotation.pieces) > 1 or quotation.brackets:
        return reading(quotation, article, fold_quotation(article.text))
    span = _first_span(quotation.pieces[0], article.text)
    return Reading(*span, (), ()) if span else None


def place_at(article: Article, start: int, end: int) -> Place:
    """The place between two code points of an article, with the sentence around it.

    Args:
        article: The article.
        start: The first code point of its text.
        end: The one after the last.
    """
    return replace(place_in(article, start, end), sentence=sentence_around(article, start, end))


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
        stretch = fold_quotation(text[low:high])
        for start, end in quoted_places(piece, stretch.text):
            # Subtle: at a cut edge of the stretch a word may go on.
            if (start > 0 or low == 0) and (end < len(stretch.text) or high == len(text)):
                begin, until = stretch.span(start, end)
                return low + begin, low + until
        at = caseless.find(key, at + reach // 2)
    whole = fold_quotation(text)
    first = next(quoted_places(piece, whole.text), None)
    return None if first is None else whole.span(*first)


def _earliest_first(article: Article) -> tuple[bool, str, str]:
    return article.date is None, article.date.isoformat() if article.date else "", article.id


def _about_the_article(article: str | None, homes: Sequence[Article]) -> tuple[tuple[Remark, ...], tuple[Caution, ...]]:
    """What to say of the article that a quotation should be from: that it is unknown, or that several bear its name.

    Args:
        article: The name it was given.
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


def _misattribution(occurrences: Sequence[tuple[Article, Place]], claim: _Claim) -> Remark | None:
    """Why words that are in some articles are not from the one that was named; None when they may be."""
    if not claim.article or not claim.homes or any(claim.is_home(holder) for holder, _ in occurrences):
        return None
    return Remark(
        "The words are not in {article!r} but in {articles}.",
        article=_name(claim.article, claim.homes),
        articles=_listed(place for _, place in occurrences),
    )


def _elsewhere(article: str, homes: Sequence[Article], closest: Article) -> Remark:
    return Remark(
        "The closest match is not in {article!r} but in {place!r}.",
        article=_name(article, homes),
        place=closest.id,
    )


def _name(article: str, homes: Sequence[Article]) -> str:
    """The id of the one article that was meant; the name it was given when there are several."""
    return homes[0].id if len(homes) == 1 else article


def _listed(places: Iterable[Place]) -> str:
    """The articles of some places as a part of a sentence, up to three of them by name."""
    names = [repr(place.article) for place in places]
    first = ", ".join(names[:3])
    return Remark("{articles} and {number} more", articles=first, number=len(names) - 3) if len(names) > 3 else first


def _remarks(holders: Sequence[_Holder], omitted: Sequence[str]) -> Iterator[Remark]:
    """Remarks on a quotation that stands: how many articles have it, how many words its ellipses leave out.

    Args:
        holders: The articles, the likeliest source first.
        omitted: What it leaves out of the first.
    """
    articles = [holder.article for holder in holders]
    if len(articles) > 1 and articles == sorted(articles, key=_earliest_first):
        yield Remark("{number} articles have it; the earliest comes first.", number=len(articles))
    elif len(articles) > 1:
        yield Remark("{number} articles have it.", number=len(articles))
    if styles := holders[0].reading.styles:
        yield Remark("Restyled: {styles}.", styles=styles)
    number = sum(map(word_count, omitted))
    if number == 1:
        yield Remark("1 word is left out.")
    elif number:
        yield Remark("{number} words are left out.", number=number)
    if otherwise := holders[0].reading.otherwise:
        words = ", ".join(f"“{caution.words}”" for caution in otherwise)
        yield Remark("The same pieces occur elsewhere in the article, where they leave out {words}.", words=words)


def _closest_matches(
    quotation: Folded, phrases: PhraseIndex, sources: Sources, homes: Sequence[Article]
) -> list[tuple[Article, Alignment]]:
    """The articles that have words close enough to a quotation to be its source, closest first.

    Args:
        quotation: Its words (`Wording.words`).
        phrases: Gives the articles to search.
        sources: What their files say now.
        homes: Articles to search in any case.
    """
    in_catalog = phrases.candidates(quotation.text, CANDIDATE_ARTICLES)
    candidates = [(article, shared) for other, shared in in_catalog if (article := sources.as_now(other))]
    known_ids = {article.id for article, _ in candidates}
    longest = sorted(_WORD.findall(quotation.text), key=len)[-KEY_PHRASES:]
    candidates += [(home, longest) for home in homes[:CANDIDATE_ARTICLES] if home.id not in known_ids]
    aligned = [
        (article, alignment) for article, shared in candidates if (alignment := _alignment(quotation, article, shared))
    ]
    matches = [pair for pair in aligned if _is_source(pair[1])] or [
        (article, across)
        for article, alignment in aligned
        if 2 * alignment.matched >= alignment.words and (across := across_narration(quotation, article))
    ]
    matches.sort(key=lambda match: (-match[1].matched, -match[1].longest_run, _earliest_first(match[0])))
    return matches


def _with_other_marks(quotation: Wording, articles: Sequence[Article]) -> list[tuple[Article, Alignment]]:
    """The articles that have the letters of a quotation, but with other marks: each of its words may be another one.

    Args:
        quotation: What to look for; one with gaps is in none.
        articles: Where to look.
    """
    matches = []
    for article in articles if len(quotation.sources) == 1 else ():
        bare, words = fold_letters(article.text), joined(fold_quotation(article.text))
        place = next(quoted_places(fold_letters(quotation.sources[0]).text.strip(), bare.text), None)
        if place:
            start, end = bare.span(*place)
            first, last = words.position(start), words.position(end - 1) + 1
            same = sum(map(str.__eq__, quotation.words.text.split(), words.text[first:last].split()))
            size = len(quotation.words.text.split())
            script = difference(quotation.words, words, first, last)
            matches.append((article, Alignment(start, end, size, same, same, size - same, script)))
    return sorted(matches, key=lambda match: (-match[1].matched, _earliest_first(match[0])))


def _is_source(alignment: Alignment) -> bool:
    """Whether a place resembles a quotation so closely that the quotation must have been taken from it.

    Either few words would have to be changed, or most are there and many of them without a gap: others were left out.
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
    # One word for each phrase: any punctuation may be between its words.
    keys = {max(phrase.split(), key=len) for phrase in shared}
    starts = sorted((at, key) for key in keys for at in _word_starts(key, text))
    densest = _densest(starts, size)
    low, high = (max(0, densest - 2 * size), densest + 4 * size) if starts else (0, len(text))
    alignment = best_alignment(quotation, joined(fold_quotation(article.text[low:high])))
    return alignment and replace(alignment, start=low + alignment.start, end=low + alignment.end)


def _densest(starts: Sequence[tuple[int, str]], size: int) -> int:
    """Where the first stretch of a size begins in which the most different words begin; 0 where none does.

    Args:
        starts: Where each word begins, and the word, in order.
        size: In code points.
    """
    inside: Counter[str] = Counter()
    most, densest, behind = 0, 0, 0
    for at, word in starts:
        while behind < len(starts) and starts[behind][0] < at + size:
            inside[starts[behind][1]] += 1
            behind += 1
        if len(inside) > most:
            most, densest = len(inside), at
        inside[word] -= 1
        if not inside[word]:
            del inside[word]
    return densest


def _word_starts(word: str, text: str) -> Iterator[int]:
    """Wherever a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        if not text[at - 1 : at].isalnum():
            yield at
        at = text.find(word, at + 1)
