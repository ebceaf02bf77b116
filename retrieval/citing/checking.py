"""Does a citation still stand? Its words are looked for in their old place, in their article and in other articles."""

from collections.abc import Iterator
from typing import NamedTuple

from retrieval.citing.alignment import best_alignment
from retrieval.citing.folding import Folded, cuts_a_word, fold, fold_words, occurrences, restyled
from retrieval.citing.phrase_index import PhraseIndex
from retrieval.errors import NotFound
from retrieval.indexing.archive import Archive
from retrieval.readers.blocks import paragraphs
from retrieval.records import Article, Check, Citation, Remark, Verdict


class _Occurrence(NamedTuple):
    """Where an article has the words of a citation, in folded code points.

    `context` says how many of the citation's prefix and suffix stand around them: 0, 1 or 2.
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


def check(citation: Citation, archive: Archive) -> Check:
    """The verdict on a citation, as the archive was last read.

    Words are compared in their folded form (`citing.folding`). The same words at the same start are *verified*;
    elsewhere in the article, or with their prefix or suffix in another, *moved*; where at least half of them stand in
    order in the article, *altered*; otherwise *gone*.
    """
    if not fold_words(citation.exact):
        return Check(citation.id, Verdict.GONE, None, None, None, None, (Remark("The citation quotes no words."),))
    try:
        article = archive.article(citation.article)
    except NotFound:
        missing = Remark("There is no article {article!r} any more.", article=citation.article)
        return _in_another_article(citation, archive) or _gone(citation, missing)
    return (
        _untouched(citation, article)
        or _in_its_article(citation, article)
        or _in_another_article(citation, archive, article)
        or _altered(citation, article)
        or _gone(citation, Remark("These words are not in {article!r} any more.", article=citation.article))
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
    leading = len(citation.exact) - len(citation.exact.lstrip())
    home = occurrences_here[0].text.position(citation.start + leading)
    best = min(occurrences_here, key=lambda it: (it.start != home, -it.context, abs(it.start - home)))
    start, end = best.span
    if best.start == home:
        return _standing(Verdict.VERIFIED, citation, article, (citation.start + leading, end))
    return _standing(Verdict.MOVED, citation, article, (start, end), _distance(citation, article, start, end))


def _in_another_article(citation: Citation, archive: Archive, home: Article | None = None) -> Check | None:
    """Moved to another article when prefix or suffix came along, else gone with a remark on where the words are.

    Args:
        citation: What to look for.
        archive: Where to look.
        home: The article that was cited; None when it is no longer there.
    """
    phrases = PhraseIndex(archive.catalog)
    phrases.refresh()
    others = (article for article in phrases.articles_with([citation.exact]) if article.id != citation.article)
    elsewhere = [occurrence for article in others for occurrence in _occurrences(citation, article)]
    if not elsewhere:
        return None
    best = min(elsewhere, key=lambda it: (-it.context, it.article.sha256 != citation.sha256, it.article.id))
    left, name = _departure(citation, home), best.article.id
    if not best.context:
        return _gone(citation, Remark("{left}; the words alone stand in {article!r}.", left=left, article=name))
    remarks = [Remark("{left}; they stand in {article!r} now.", left=left, article=name)]
    altered = _altered(citation, home) if home else None
    if altered and altered.difference:
        remarks.append(Remark("At the old place: {difference}.", difference=altered.difference))
    return _standing(Verdict.MOVED, citation, best.article, best.span, *remarks)


def _departure(citation: Citation, home: Article | None) -> Remark:
    """Why the words had to be looked for in other articles; a clause."""
    if home:
        return Remark("{article!r} no longer has these words", article=citation.article)
    return Remark("There is no article {article!r} any more", article=citation.article)


def _altered(citation: Citation, article: Article) -> Check | None:
    """Altered, when half of the words or more stand in order somewhere in the article."""
    nearest = best_alignment(fold(citation.exact), fold(article.text))
    if nearest is None or 2 * nearest.matched < nearest.words:
        return None
    stand = Remark("{same} of {words} words stand.", same=nearest.matched, words=nearest.words)
    remarks = (stand, *_changed_metadata(citation, article))
    return Check(citation.id, Verdict.ALTERED, article.id, nearest.start, nearest.end, nearest.difference, remarks)


def _gone(citation: Citation, remark: Remark) -> Check:
    return Check(citation.id, Verdict.GONE, None, None, None, None, (remark,))


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
    remarks = (*remarks, *restyling, *_changed_metadata(citation, article))
    return Check(citation.id, verdict, article.id, start, end, None, remarks)


def _changed_metadata(citation: Citation, article: Article) -> Iterator[Remark]:
    """A remark on the article's title and one on its date, when they are not those that were cited."""
    if citation.title and article.title not in (None, citation.title):
        yield Remark("The title was {was!r} and is {now!r}.", was=citation.title, now=article.title or "")
    if article.date != citation.date:
        unknown = Remark("unknown")
        yield Remark("The date was {was} and is {now}.", was=citation.date or unknown, now=article.date or unknown)


def _distance(citation: Citation, article: Article, start: int, end: int) -> Remark:
    """How far words moved within their article: in characters, or from one paragraph to another."""
    now = paragraph_numbers(article, start, end)
    shift = start - citation.start
    if now == citation.paragraphs:
        if shift > 0:
            return Remark("Still in {place}, {number} characters later.", place=paragraphs_named(now), number=shift)
        return Remark("Still in {place}, {number} characters earlier.", place=paragraphs_named(now), number=-shift)
    return Remark(
        "Now in {now}; it was cited from {was}.", now=paragraphs_named(now), was=paragraphs_named(citation.paragraphs)
    )


def paragraph_numbers(article: Article, start: int, end: int) -> tuple[int, ...]:
    """The paragraphs of an article that some of its code points lie in."""
    return tuple(p.number for p in paragraphs(article) if p.start < end and start < p.end)


def paragraphs_named(numbers: tuple[int, ...]) -> Remark:
    """Paragraph numbers for a person: `paragraph 3`, `paragraphs 3-5`."""
    if not numbers:
        return Remark("no paragraph")
    first, last = str(numbers[0]), str(numbers[-1])
    if first == last:
        return Remark("paragraph {number}", number=first)
    return Remark("paragraphs {first}-{last}", first=first, last=last)


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
    """How many of prefix and suffix stand around a place; an empty one stands for the edge of the text.

    Args:
        text: A folded text.
        start: Where the place begins in it.
        end: Where it ends.
        prefix: Folded words that should precede it.
        suffix: Folded words that should follow it.
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    prefix, suffix = prefix.strip().lstrip(_OUTER_EDGE), suffix.strip().rstrip(_OUTER_EDGE)
    has_prefix = before.endswith(prefix) if prefix else not before
    has_suffix = after.startswith(suffix) if suffix else not after
    return has_prefix + has_suffix
