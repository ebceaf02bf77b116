"""Does a citation still stand? Its words are looked for where they were, in their article, and elsewhere."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from retrieval.citing.alignment import nearest
from retrieval.citing.folding import Folded, cuts_a_word, fold, fold_words, occurrences, restyled
from retrieval.citing.phrase_index import Wordings
from retrieval.errors import NotFound
from retrieval.indexing.archive import Archive
from retrieval.readers.blocks import paragraphs
from retrieval.records import Article, Check, Citation, Remark, Verdict


class _Found(NamedTuple):
    """A place with the words of a citation: folded code points, and how much of prefix and suffix agrees (0 to 2)."""

    article: Article
    text: Folded
    start: int
    end: int
    agreeing: int

    @property
    def span(self) -> tuple[int, int]:
        """The place in code points of the article."""
        return self.text.span(self.start, self.end)


def check(citation: Citation, archive: Archive) -> Check:
    """The verdict on a citation, as the archive was last read.

    Words are compared in their folded form (`citing.folding`). The same words at the same start are *verified*;
    elsewhere in the article, or with their prefix or suffix in another, *moved*; when at least half of them stand in
    order at some place of the article, *altered*; otherwise *gone*.
    """
    if not fold_words(citation.exact):
        return Check(citation.id, Verdict.GONE, None, None, None, None, (Remark("The citation quotes no words."),))
    try:
        article = archive.article(citation.article)
    except NotFound:
        lost = Remark("There is no article {article!r} any more.", article=citation.article)
        return _elsewhere(citation, archive) or _gone(citation, lost)
    return (
        _untouched(citation, article)
        or _here(citation, article)
        or _elsewhere(citation, archive, article)
        or _altered(citation, article)
        or _gone(citation, Remark("These words are not in {article!r} any more.", article=citation.article))
    )


def _untouched(citation: Citation, article: Article) -> Check | None:
    """Verified without a closer look: the very same code points at the very same place, no word cut."""
    start, end = citation.start, citation.start + len(citation.exact)
    if not 0 <= start <= len(article.text) or not article.text.startswith(citation.exact, start):
        return None
    if cuts_a_word(article.text, start) or cuts_a_word(article.text, end):
        return None
    return _stands(Verdict.VERIFIED, citation, article, start, end, [])


def _here(citation: Citation, article: Article) -> Check | None:
    """Verified or moved within its article."""
    found = _places(citation, article)
    if not found:
        return None
    text = found[0].text
    leading = len(citation.exact) - len(citation.exact.lstrip())
    home = text.position(citation.start + leading)
    best = min(found, key=lambda place: (place.start != home, -place.agreeing, abs(place.start - home)))
    start, end = best.span
    if best.start == home:
        start = citation.start + leading
        return _stands(Verdict.VERIFIED, citation, article, start, end, [])
    return _stands(Verdict.MOVED, citation, article, start, end, [_from_paragraph(citation, article, start, end)])


def _elsewhere(citation: Citation, archive: Archive, home: Article | None = None) -> Check | None:
    """Moved to another article when prefix or suffix came along, else gone with a word of where the words are."""
    wordings = Wordings(archive.catalog)
    wordings.refresh()
    articles = (article for article in wordings.holding([citation.exact]) if article.id != citation.article)
    found = [place for article in articles for place in _places(citation, article)]
    if not found:
        return None
    best = min(found, key=lambda place: (-place.agreeing, place.article.sha256 != citation.sha256, place.article.id))
    name, left = best.article.id, _has_left(citation, home)
    if not best.agreeing:
        return _gone(citation, Remark("{left}; the words alone stand in {article!r}.", left=left, article=name))
    near = _altered(citation, home) if home else None
    remarks = [Remark("{left}; they stand in {article!r} now.", left=left, article=name)]
    if near and near.difference:
        remarks.append(Remark("At the old place: {difference}.", difference=near.difference))
    return _stands(Verdict.MOVED, citation, best.article, *best.span, remarks)


def _has_left(citation: Citation, home: Article | None) -> Remark:
    """What became of the article that was cited."""
    if home:
        return Remark("{article!r} has these words no more", article=citation.article)
    return Remark("There is no article {article!r} any more", article=citation.article)


def _altered(citation: Citation, article: Article) -> Check | None:
    """Altered, when half of the words or more stand in order somewhere in the article."""
    near = nearest(fold(citation.exact), fold(article.text))
    if near is None or 2 * near.same < near.words:
        return None
    stand = Remark("{same} of {words} words stand.", same=near.same, words=near.words)
    remarks = (stand, *_renamed(citation, article))
    return Check(citation.id, Verdict.ALTERED, article.id, near.start, near.end, near.difference, remarks)


def _gone(citation: Citation, remark: Remark) -> Check:
    return Check(citation.id, Verdict.GONE, None, None, None, None, (remark,))


def _stands(
    verdict: Verdict, citation: Citation, article: Article, start: int, end: int, remarks: Iterable[Remark]
) -> Check:
    """A check whose words were found, with whatever is to be said about it."""
    styles = restyled(citation.exact.strip(), article.text[start:end])
    style = [Remark("Restyled: {styles}.", styles=styles)] if styles else []
    remarks = (*remarks, *style, *_renamed(citation, article))
    return Check(citation.id, verdict, article.id, start, end, None, remarks)


def _renamed(citation: Citation, article: Article) -> Iterator[Remark]:
    """What is new about the article itself."""
    if citation.title and article.title not in (None, citation.title):
        yield Remark("The title was {was!r} and is {now!r}.", was=citation.title, now=article.title or "")
    if article.date != citation.date:
        unknown = Remark("unknown")
        yield Remark("The date was {was} and is {now}.", was=citation.date or unknown, now=article.date or unknown)


def _from_paragraph(citation: Citation, article: Article, start: int, end: int) -> Remark:
    """Whether moved words are still in the same paragraphs."""
    now = paragraph_numbers(article, start, end)
    shift = start - citation.start
    if now == citation.paragraphs:
        if shift > 0:
            return Remark("Still in {place}, {number} characters later.", place=named(now), number=shift)
        return Remark("Still in {place}, {number} characters earlier.", place=named(now), number=-shift)
    return Remark("Now in {now}; it was cited from {was}.", now=named(now), was=named(citation.paragraphs))


def paragraph_numbers(article: Article, start: int, end: int) -> tuple[int, ...]:
    """The paragraphs of an article that some of its code points lie in."""
    return tuple(p.number for p in paragraphs(article) if p.start < end and start < p.end)


def named(numbers: tuple[int, ...]) -> Remark:
    """Paragraph numbers for a person: `paragraph 3`, `paragraphs 3-5`."""
    if not numbers:
        return Remark("no paragraph")
    first, last = str(numbers[0]), str(numbers[-1])
    if first == last:
        return Remark("paragraph {number}", number=first)
    return Remark("paragraphs {first}-{last}", first=first, last=last)


def _places(citation: Citation, article: Article) -> list[_Found]:
    """Every place in an article with the words of a citation."""
    words, text = fold_words(citation.exact), fold(article.text)
    prefix, suffix = fold(citation.prefix).text, fold(citation.suffix).text
    starts = occurrences(words, text.text, before=prefix, after=suffix)
    return [
        _Found(article, text, at, at + len(words), _agreeing(text.text, at, at + len(words), prefix, suffix))
        for at in starts
    ]


_OUTER_EDGE = " .…-'"


def _agreeing(text: str, start: int, end: int, prefix: str, suffix: str) -> int:
    """How many of prefix and suffix stand around a place; an empty one stands for the edge of the text.

    Subtle: at its outer edge a prefix may begin in the middle of a run of signs that is one sign in the folded text.
    """
    before, after = text[:start].rstrip(), text[end:].lstrip()
    wanted_before, wanted_after = prefix.strip().lstrip(_OUTER_EDGE), suffix.strip().rstrip(_OUTER_EDGE)
    return (before.endswith(wanted_before) if wanted_before else not before) + (
        after.startswith(wanted_after) if wanted_after else not after
    )
