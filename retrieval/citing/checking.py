"""Does a citation still stand? Its words are looked for in their old place, in their article and in other articles."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.citing.alignment import Alignment, best_alignment, difference
from retrieval.citing.citations import shown_title
from retrieval.citing.folding import Folded, cuts_a_word, fold, fold_words, occurrences, restyled
from retrieval.citing.phrase_index import PhraseIndex
from retrieval.citing.shown_words import with_shown
from retrieval.citing.source_details import details, paragraph_numbers, paragraphs_named, place_details, place_in
from retrieval.errors import NotFound, SourceUnreadable
from retrieval.indexing.archive import Archive
from retrieval.indexing.sources import Sources
from retrieval.records import Article, Check, Citation, Place, Remark, Verdict

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SLACK = 40
"""Code points of changed words that may be between a place and what stood around it."""


class _Occurrence(NamedTuple):
    """Where an article has the words of a citation, in folded code points.

    `context` says how many of the citation's prefix and suffix are around them: 0, 1 or 2.
    """

    article: Article
    text: Folded
    start: int
    end: int
    context: int

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in code points of the article."""
        return self.text.span(self.start, self.end)


COPIES_NAMED = 10
"""How many other articles with the old words are named: enough to see that they are copies."""

CANDIDATE_ARTICLES = 8
"""How many articles are compared with words that changed and whose article is no longer there."""

WHOLE_PLACE = 0.8
"""A place with this share of the words is the one that was cited, even if nothing around it is as it was."""


def check(citation: Citation, archive: Archive, sources: Sources | None = None) -> Check:
    """The verdict on a citation, by what the files say now.

    Words are compared in their folded form (`citing.folding`). The same words at the same start are *verified*;
    elsewhere in the article *moved*; where at least half of them are in order in the article, *altered*, whatever
    copies of the old words are elsewhere. Where the article is no longer there or no longer has the place, the
    words are looked for in others: with their prefix or suffix they are *moved*, and when they were changed as well,
    *altered*. Otherwise they are *gone*; but what can't be read now is *unreadable*. Where other words than those that
    it cites are shown with a citation, it is *altered* at best.

    Args:
        citation: What to check.
        archive: As it was last read.
        sources: Its files as they were read during this check; None reads them.
    """
    if not fold_words(citation.exact):
        return _gone(citation, Remark("The citation quotes no words."))
    sources = sources or Sources(archive)
    verdict = _verdict(citation, archive, sources)
    other = citation.corpus if citation.corpus not in (None, archive.state.name) else None
    if other and not verdict.stands:
        verdict = _unreadable(citation, Remark("It was cited from another archive, {name!r}.", name=other))
    verdict = replace(verdict, meaning=_meaning(verdict, citation, sources))
    article = sources.article(verdict.article) if citation.shown and verdict.article is not None else None
    return with_shown(verdict, citation, article)


def _meaning(verdict: Check, citation: Citation, sources: Sources) -> Remark | None:
    """What a verdict means; an altered citation of an article that is as it was when it was cited was never right."""
    at_home = verdict.verdict is Verdict.ALTERED and verdict.article == citation.article
    if at_home and sources.article(citation.article).sha256 == citation.sha256:
        return Remark(
            "The citation's words differ from the article's, although the article has not changed since it was cited."
        )
    return verdict.meaning


def _verdict(citation: Citation, archive: Archive, sources: Sources) -> Check:
    try:
        article = sources.article(citation.article)
    except SourceUnreadable as error:
        return replace(_unreadable(citation, error.remark), also_at=_copies(citation, archive, sources))
    except NotFound:
        reason = Remark("{left}.", left=_departure(citation, None))
        return _in_another_article(citation, archive, sources) or _gone(citation, reason)
    return (
        _untouched(citation, article)
        or _in_its_article(citation, article)
        or _altered_in_place(citation, archive, sources, article)
        or _in_another_article(citation, archive, sources, article)
        or _altered(citation, article)
        or _gone(citation, Remark("{left}.", left=_departure(citation, article)), article)
    )


def _untouched(citation: Citation, article: Article) -> Check | None:
    """Verified at a glance: the very same code points in the very same place, with no word cut."""
    start, end = citation.start, citation.start + len(citation.exact)
    if not 0 <= start <= len(article.text) or not article.text.startswith(citation.exact, start):
        return None
    if cuts_a_word(article.text, start) or cuts_a_word(article.text, end):
        return None
    return _standing(Verdict.VERIFIED, citation, article, (start, end))


def _in_its_article(citation: Citation, article: Article) -> Check | None:
    """Verified or moved within its article."""
    occurrences_here = _occurrences(citation, article)
    if not occurrences_here:
        return None
    leading_blanks = len(citation.exact) - len(citation.exact.lstrip())
    home = occurrences_here[0].text.position(citation.start + leading_blanks)
    best = min(occurrences_here, key=lambda it: (it.start != home, -it.context, abs(it.start - home)))
    start, end = best.span
    if best.start == home:
        return _standing(Verdict.VERIFIED, citation, article, (citation.start + leading_blanks, end))
    return _standing(Verdict.MOVED, citation, article, (start, end), _distance(citation, article, start, end))


def _altered_in_place(citation: Citation, archive: Archive, sources: Sources, article: Article) -> Check | None:
    """Altered in its article, with the copies of the old words elsewhere.

    None when what resembles it there may be another place: few of the words and nothing around them.
    """
    nearest = _nearest(citation, article)
    if nearest is None or not (
        nearest.matched >= WHOLE_PLACE * nearest.words or _surrounded(citation, article, nearest)
    ):
        return None
    altered = _altered_at(citation, article, nearest)
    return replace(altered, also_at=_copies(citation, archive, sources))


def _in_another_article(
    citation: Citation, archive: Archive, sources: Sources, home: Article | None = None
) -> Check | None:
    """Moved to another article when prefix or suffix came along, altered there when its words were changed as well.

    Else gone, with a remark on where the words are; None when they are nowhere.

    Args:
        citation: What to look for.
        archive: Where to look.
        sources: What its files say now.
        home: The article that was cited; None when it is no longer there.
    """
    elsewhere = _elsewhere(citation, archive, sources)
    departure = _departure(citation, home)
    best = min(
        elsewhere, key=lambda it: (-it.context, it.article.sha256 != citation.sha256, it.article.id), default=None
    )
    if best and best.context:
        remark = Remark("{left}; they are in {article!r} now.", left=departure, article=best.article.id)
        return _standing(Verdict.MOVED, citation, best.article, best.span, remark)
    copies = _places(elsewhere)
    if altered := _altered_elsewhere(citation, archive, sources, departure):
        return replace(altered, also_at=copies)
    if best is None:
        return None
    alone = Remark(
        "{left}; the words, without their context, are in {article!r}.", left=departure, article=best.article.id
    )
    return replace(_gone(citation, alone, home), also_at=copies)


def _elsewhere(citation: Citation, archive: Archive, sources: Sources) -> list[_Occurrence]:
    """Where other articles have the words of a citation."""
    phrases = PhraseIndex(archive.catalog)
    phrases.refresh()
    in_catalog = (article for article in phrases.articles_with([citation.exact]) if article.id != citation.article)
    articles = (article for other in in_catalog if (article := sources.current(other)))
    return [occurrence for article in articles for occurrence in _occurrences(citation, article)]


def _copies(citation: Citation, archive: Archive, sources: Sources) -> tuple[Place, ...]:
    return _places(_elsewhere(citation, archive, sources))


def _places(occurrences_elsewhere: Sequence[_Occurrence]) -> tuple[Place, ...]:
    """A place in each article, by its id."""
    first = {occurrence.article.id: occurrence for occurrence in reversed(occurrences_elsewhere)}
    return tuple(_place(first[name]) for name in sorted(first)[:COPIES_NAMED])


def _place(occurrence: _Occurrence) -> Place:
    return place_in(occurrence.article, *occurrence.span)


def _altered_elsewhere(citation: Citation, archive: Archive, sources: Sources, departure: Remark) -> Check | None:
    """Altered in an article that was renamed as well: what is around the words came along, or the title did.

    Args:
        citation: What to look for.
        archive: Where to look.
        sources: What its files say now.
        departure: Why the words had to be looked for in other articles; a clause.
    """
    candidates = PhraseIndex(archive.catalog).candidates(fold(citation.exact, case=True).text, CANDIDATE_ARTICLES)
    articles = [article for other, _ in candidates if (article := sources.current(other))]
    nearest = [
        (alignment, article)
        for article in articles
        if article.id != citation.article
        and (alignment := _nearest(citation, article))
        and alignment.distance  # The same words, which are there without what was around them, are not altered.
        and (
            _surrounded(citation, article, alignment)
            or shown_title(article) == citation.title
            or _has_a_paragraph_at_its_edge(citation, article)
        )
    ]
    if not nearest:
        return None
    alignment, article = min(nearest, key=lambda it: (-it[0].matched, -it[0].longest_run, it[1].id))
    altered = _altered_at(citation, article, alignment)
    remark = Remark("{left}; this is what {article!r} says.", left=departure, article=article.id)
    return replace(altered, remarks=(remark, *altered.remarks))


def _has_a_paragraph_at_its_edge(citation: Citation, article: Article) -> bool:
    """Whether an article begins or ends with a whole paragraph of several cited: theirs was split between them."""
    text = fold(article.text).text.strip()
    parts = [fold_words(part) for part in _BLANK_LINE.split(citation.exact)]
    return len(parts) > 1 and any(part and (text.startswith(part) or text.endswith(part)) for part in parts)


def _departure(citation: Citation, home: Article | None) -> Remark:
    """Why the words had to be looked for in other articles; a clause."""
    if home is None and not citation.corpus:
        return Remark("There is no article {article!r} in this archive", article=citation.article)
    if home is None:
        return Remark("There is no longer an article {article!r}", article=citation.article)
    if home.sha256 == citation.sha256 or not citation.corpus:
        return Remark("{article!r} does not have these words", article=citation.article)
    return Remark("{article!r} no longer has these words", article=citation.article)


def _altered(citation: Citation, article: Article) -> Check | None:
    """Altered, when half of the words or more are in order somewhere in the article."""
    nearest = _nearest(citation, article)
    return _altered_at(citation, article, nearest) if nearest else None


def _nearest(citation: Citation, article: Article) -> Alignment | None:
    """Where at least half of a citation's words are in order in an article; of equal places, amid what was around."""
    words, text = fold(citation.exact), fold(article.text)
    nearest = best_alignment(words, text)
    if nearest is None or 2 * nearest.matched < nearest.words:
        return _recased(citation, article)
    whole = best_alignment(fold(f"{citation.prefix}{citation.exact}{citation.suffix}"), text)
    if whole is not None:
        there = best_alignment(words, text, text.position(whole.start), text.position(whole.end - 1) + 1)
        if there is not None and there.matched >= nearest.matched:
            return there
    return nearest


def _recased(citation: Citation, article: Article) -> Alignment | None:
    """Where most of a citation's words are in other letters: in capitals, as under a headline, or no longer so."""
    nearest = best_alignment(fold(citation.exact, case=True), fold(article.text, case=True))
    if nearest is None or nearest.matched < WHOLE_PLACE * nearest.words:
        return None
    words, text = fold(citation.exact), fold(article.text)
    script = difference(words, text, text.position(nearest.start), text.position(nearest.end - 1) + 1)
    return replace(nearest, distance=nearest.words, difference=script)


def _altered_at(citation: Citation, article: Article, nearest: Alignment) -> Check:
    remarks = (nearest.standing(), *details(citation, article))
    return Check(citation.id, Verdict.ALTERED, article.id, nearest.start, nearest.end, nearest.difference, remarks)


def _surrounded(citation: Citation, article: Article, nearest: Alignment) -> bool:
    """Whether most words of a citation's prefix or suffix are around a place; an empty one, the edge of the text."""
    reach = 2 * max(len(citation.prefix), len(citation.suffix)) + _SLACK
    before = article.text[max(0, nearest.start - reach) : nearest.start]
    after = article.text[nearest.end : nearest.end + reach]
    return _resembles(citation.prefix, before) or _resembles(citation.suffix, after)


def _resembles(context: str, text: str) -> bool:
    if not fold_words(context):
        return not fold_words(text)
    nearest = best_alignment(fold(context), fold(text)) if text.strip() else None
    return nearest is not None and 2 * nearest.matched > nearest.words


def _gone(citation: Citation, remark: Remark, home: Article | None = None) -> Check:
    """Gone; that the words stood there once is known about a citation of the journal whose article changed since.

    Args:
        citation: What was looked for.
        remark: Why it is gone.
        home: The article that was cited; None when it is not there.
    """
    once = citation.corpus is not None and not (home and home.sha256 == citation.sha256)
    remarks, meaning = ((remark,), None) if once else ((), remark)
    return Check(citation.id, Verdict.GONE, None, None, None, None, remarks, meaning=meaning)


def _unreadable(citation: Citation, remark: Remark) -> Check:
    return Check(citation.id, Verdict.UNREADABLE, None, None, None, None, (remark,))


def _standing(verdict: Verdict, citation: Citation, article: Article, span: tuple[int, int], *remarks: Remark) -> Check:
    """The check of words that stand, with remarks on what was restyled and on what changed about the article.

    Args:
        verdict: Verified or moved.
        citation: Whose words they are.
        article: Where they stand.
        span: Start and end there, in code points.
        remarks: What comes first.
    """
    start, end = span
    styles = restyled(citation.exact.strip(), article.text[start:end])
    restyling = [Remark("Restyled: {styles}.", styles=styles)] if styles else []
    misplaced = place_details(citation, article, start, end) if verdict is Verdict.VERIFIED else ()
    remarks = (*remarks, *restyling, *details(citation, article), *misplaced)
    return Check(citation.id, verdict, article.id, start, end, None, remarks)


def _distance(citation: Citation, article: Article, start: int, end: int) -> Remark:
    """How far words moved within their article: in characters, or from one paragraph to another."""
    now = paragraph_numbers(article, start, end)
    shift = start - citation.start - (len(citation.exact) - len(citation.exact.lstrip()))
    if now == citation.paragraphs:
        if shift == 1:
            return Remark("Still in {place}, 1 character later.", place=paragraphs_named(now))
        if shift == -1:
            return Remark("Still in {place}, 1 character earlier.", place=paragraphs_named(now))
        if shift > 0:
            return Remark("Still in {place}, {number} characters later.", place=paragraphs_named(now), number=shift)
        return Remark("Still in {place}, {number} characters earlier.", place=paragraphs_named(now), number=-shift)
    return Remark(
        "Now in {now}; it was cited from {was}.", now=paragraphs_named(now), was=paragraphs_named(citation.paragraphs)
    )


def _occurrences(citation: Citation, article: Article) -> list[_Occurrence]:
    """Every place in an article with the words of a citation."""
    words, text = fold_words(citation.exact), fold(article.text)
    prefix, suffix = fold(citation.prefix).text, fold(citation.suffix).text
    starts = occurrences(words, text.text, before=prefix, after=suffix)
    return [
        _Occurrence(article, text, at, at + len(words), _context(text.text, at, at + len(words), prefix, suffix))
        for at in starts
    ]


# Subtle: at its outer edge a prefix or suffix may cut a run of characters that folding makes one.
_OUTER_EDGE = " .…-'"


def _context(text: str, start: int, end: int, prefix: str, suffix: str) -> int:
    """How many of prefix and suffix are around a place; an empty one stands for the edge of the text.

    Args:
        text: A folded text.
        start: Where the place begins in it.
        end: Where it ends.
        prefix: Folded words that should precede it.
        suffix: Folded words that should follow it.
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    prefix, suffix = prefix.strip().lstrip(_OUTER_EDGE), suffix.strip().rstrip(_OUTER_EDGE)
    # Where an article was split it may begin or end within what was around the words: with the heading above them.
    has_prefix = before.endswith(prefix) if prefix else not before
    has_suffix = after.startswith(suffix) if suffix else not after
    has_prefix = has_prefix or (bool(before) and f" {prefix}".endswith(f" {before}"))
    has_suffix = has_suffix or (bool(after) and f"{suffix} ".startswith(f"{after} "))
    return has_prefix + has_suffix
