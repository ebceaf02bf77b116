"""Does a citation still stand? Its words are looked for where they were, in their article, and elsewhere."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from retrieval.archive import Archive
from retrieval.comparing import Folded, cuts_a_word, fold, fold_words, occurrences, restyled
from retrieval.differences import nearest
from retrieval.errors import NotFound
from retrieval.passages import paragraphs
from retrieval.records import Article, Check, Citation, Verdict
from retrieval.wordings import Wordings


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

    Words are compared in their folded form (`retrieval.comparing`). The same words at the same start are *verified*;
    elsewhere in the article, or with their prefix or suffix in another, *moved*; when at least half of them stand in
    order at some place of the article, *altered*; otherwise *gone*.
    """
    if not fold_words(citation.exact):
        return Check(citation.id, Verdict.GONE, None, None, None, None, "The citation quotes no words.")
    try:
        article = archive.article(citation.article)
    except NotFound:
        return _elsewhere(citation, archive) or _gone(citation, f"There is no article {citation.article!r} any more.")
    return (
        _untouched(citation, article)
        or _here(citation, article)
        or _elsewhere(citation, archive, article)
        or _altered(citation, article)
        or _gone(citation, f"These words are not in {citation.article!r} any more.")
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
        return _gone(citation, f"{left}; the words alone stand in {name!r}.")
    near = _altered(citation, home) if home else None
    notes = [f"{left}; they stand in {name!r} now.", f"At the old place: {near.difference}." if near else None]
    return _stands(Verdict.MOVED, citation, best.article, *best.span, notes)


def _has_left(citation: Citation, home: Article | None) -> str:
    """What became of the article that was cited."""
    if home:
        return f"{citation.article!r} has these words no more"
    return f"There is no article {citation.article!r} any more"


def _altered(citation: Citation, article: Article) -> Check | None:
    """Altered, when half of the words or more stand in order somewhere in the article."""
    near = nearest(fold(citation.exact), fold(article.text))
    if near is None or 2 * near.same < near.words:
        return None
    notes = [f"{near.same} of {near.words} words stand.", *_renamed(citation, article)]
    return Check(citation.id, Verdict.ALTERED, article.id, near.start, near.end, near.difference, _joined(notes))


def _gone(citation: Citation, note: str) -> Check:
    return Check(citation.id, Verdict.GONE, None, None, None, None, note)


def _stands(
    verdict: Verdict, citation: Citation, article: Article, start: int, end: int, notes: Iterable[str | None]
) -> Check:
    """A check whose words were found, with whatever is to be said about it."""
    style = restyled(citation.exact.strip(), article.text[start:end])
    remarks = [*notes, f"Restyled: {style}." if style else None, *_renamed(citation, article)]
    return Check(citation.id, verdict, article.id, start, end, None, _joined(remarks))


def _joined(notes: Iterable[str | None]) -> str | None:
    return " ".join(note for note in notes if note) or None


def _renamed(citation: Citation, article: Article) -> Iterator[str]:
    """What is new about the article itself."""
    if citation.title and article.title not in (None, citation.title):
        yield f"The title was {citation.title!r} and is {article.title!r}."
    if article.date != citation.date:
        yield f"The date was {citation.date or 'unknown'} and is {article.date or 'unknown'}."


def _from_paragraph(citation: Citation, article: Article, start: int, end: int) -> str:
    """Whether moved words are still in the same paragraphs."""
    now = paragraph_numbers(article, start, end)
    shift = start - citation.start
    if now == citation.paragraphs:
        return f"Still in {named(now)}, {abs(shift):,} characters {'later' if shift > 0 else 'earlier'}."
    return f"Now in {named(now)}; it was cited from {named(citation.paragraphs)}."


def paragraph_numbers(article: Article, start: int, end: int) -> tuple[int, ...]:
    """The paragraphs of an article that some of its code points lie in."""
    return tuple(p.number for p in paragraphs(article) if p.start < end and start < p.end)


def named(numbers: tuple[int, ...]) -> str:
    """Paragraph numbers for a person: `paragraph 3`, `paragraphs 3-5`."""
    if not numbers:
        return "no paragraph"
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {numbers[0]}-{numbers[-1]}"


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
