"""What a citation says about its source besides the words: title, date, authors, paragraphs, heading, page, lines."""

from collections.abc import Callable, Iterator
from typing import Any

from retrieval.articles.blocks import paragraphs
from retrieval.citing.citations import shown_title, source_file
from retrieval.records import Article, Citation, Paragraph, Place, Remark


def details(citation: Citation, article: Article) -> Iterator[Remark]:
    """A remark on each of title, date, authors, publisher, address, reader that is not the one that was cited."""
    unchanged = article.sha256 == citation.sha256
    title = article.title or (shown_title(article) if unchanged else None)
    if citation.title and title not in (None, citation.title):
        yield Remark("The title was {was!r} and is {now!r}.", was=citation.title, now=title or "")
    if article.date != citation.date:
        unknown = Remark("unknown")
        yield Remark("The date was {was} and is {now}.", was=citation.date or unknown, now=article.date or unknown)
    if citation.authors and not article.authors:
        yield Remark("The authors were {was}; the article names none now.", was=citation.authors)
    elif citation.authors and article.authors != citation.authors:
        yield Remark("The authors were {was} and are {now}.", was=citation.authors, now=article.authors)
    was = citation.file.reader if citation.file else ""
    if was and article.reader and was != article.reader:
        yield Remark("Re-read by {now}; it was cited as {was} reads it.", now=article.reader, was=was)
    if citation.source and not article.source:
        yield Remark("The publisher was {was!r}; the article names none now.", was=citation.source)
    elif citation.source and article.source != citation.source:
        yield Remark("The publisher was {was!r} and is {now!r}.", was=citation.source, now=article.source or "")
    yield from _addresses(citation, article)


def _addresses(citation: Citation, article: Article) -> Iterator[Remark]:
    """A remark on a link that leads elsewhere, and on an address that is another one."""
    link = _page_of(citation.link)
    if link and link not in (_page_of(article.url), _page_of(citation.url)):
        if article.url:
            yield Remark("The link leads to {was!r}, not to {now!r}.", was=citation.link or "", now=article.url)
        else:
            yield Remark("The link leads to {was!r}; the article has no address.", was=citation.link or "")
    if citation.url and not article.url:
        yield Remark("The address was {was!r}; the article has none now.", was=citation.url)
    elif citation.url and article.url != citation.url:
        yield Remark("The address was {was!r} and is {now!r}.", was=citation.url, now=article.url or "")


def _page_of(address: str | None) -> str | None:
    """An address without its fragment."""
    return address.partition("#")[0] if address else None


def place_details(citation: Citation, article: Article, start: int, end: int) -> Iterator[Remark]:
    """A remark where a citation names another place than the one of its words, of an article that did not change.

    Args:
        citation: What names a heading, paragraphs, a page, lines or a record.
        article: Where its words stand.
        start: Where they begin.
        end: Where they end.
    """
    stop = citation.start + len(citation.exact)
    facts: list[_Fact] = [((citation.start, citation.end), (citation.start, stop), _characters)]
    if article.sha256 == citation.sha256:
        facts = [*_facts(citation, article, start, end), *facts]
    wrong = [(name(was), name(now) if now else None) for was, now, name in facts if was and was != now]
    real = [now for _, now in wrong if now is not None]
    wrong_details = [was for was, _ in wrong]
    if real:
        yield Remark("The citation names {was}; its words stand in {now}.", was=wrong_details, now=real)
    elif wrong_details:
        yield Remark("The citation names {was}, which its article does not have.", was=wrong_details)
    if article.sha256 == citation.sha256 and not _is_surrounded(citation, article, start, end):
        yield Remark("The words that the citation gives as its context are not there.")


_Fact = tuple[Any, Any, Callable[[Any], str]]
"""What a citation names, what is there, and how either is told."""


def _facts(citation: Citation, article: Article, start: int, end: int) -> Iterator[_Fact]:
    """What a citation names of the place of its words, beside what is there.

    Args:
        citation: What names it.
        article: Where its words stand.
        start: Where they begin.
        end: Where they end.
    """
    headings = [paragraph.heading for paragraph in _paragraphs_of(article, start, end)]
    yield citation.paragraphs, paragraph_numbers(article, start, end), paragraphs_named
    if citation.heading not in headings:
        yield citation.heading, next(filter(None, headings), None), _heading
    file, now = citation.file, source_file(article, start, end)
    if file and now and file.reader == now.reader:
        yield file.path, now.path, repr
        yield file.page, now.page, _page
        yield file.lines, now.lines, _lines
        yield file.record, now.record, _record


def _is_surrounded(citation: Citation, article: Article, start: int, end: int) -> bool:
    """Whether prefix and suffix are around the words."""
    before, after = article.text[:start], article.text[end:]
    return before.endswith(citation.prefix) and after.startswith(citation.suffix)


def _heading(heading: str) -> Remark:
    return Remark("“{heading}”", heading=heading)


def _page(number: int) -> Remark:
    return Remark("page {number}", number=str(number))


def _record(number: int) -> Remark:
    return Remark("record {number}", number=str(number))


def _characters(span: tuple[int, int]) -> Remark:
    return Remark("characters {first}-{last}", first=str(span[0]), last=str(span[1]))


def _lines(lines: tuple[int, int]) -> Remark:
    if lines[0] == lines[1]:
        return Remark("line {number}", number=str(lines[0]))
    return Remark("lines {first}-{last}", first=str(lines[0]), last=str(lines[1]))


def place_in(article: Article, start: int, end: int) -> Place:
    """The place between two code points of an article.

    Args:
        article: The article.
        start: The first code point of its text.
        end: The one after the last.
    """
    numbers, words = paragraph_numbers(article, start, end), article.text[start:end]
    details = (article.authors, article.source, article.url)
    return Place(article.id, shown_title(article), article.date, start, end, numbers, words, None, *details)


def paragraph_numbers(article: Article, start: int, end: int) -> tuple[int, ...]:
    """The paragraphs of an article that some of its code points lie in.

    Args:
        article: The article.
        start: The first code point of its text.
        end: The one after the last.
    """
    return tuple(paragraph.number for paragraph in _paragraphs_of(article, start, end))


def _paragraphs_of(article: Article, start: int, end: int) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs(article) if paragraph.start < end and start < paragraph.end]


def paragraphs_named(numbers: tuple[int, ...]) -> Remark:
    """Paragraph numbers for a person: `paragraph 3`, `paragraphs 3-5`."""
    if not numbers:
        return Remark("no paragraph")
    first, last = str(numbers[0]), str(numbers[-1])
    if first == last:
        return Remark("paragraph {number}", number=first)
    return Remark("paragraphs {first}-{last}", first=first, last=last)
