"""What a citation tells of its source besides the words: title, date, authors, paragraphs, heading, page, lines."""

from collections.abc import Iterator

from retrieval.citing.citations import shown_title, source_file
from retrieval.readers.blocks import paragraphs
from retrieval.records import Article, Citation, Remark


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
    if citation.source and article.source != citation.source:
        yield Remark("The publisher was {was!r} and is {now!r}.", was=citation.source, now=article.source or "")
    link = citation.link if article.url and _page_of(citation.link) != _page_of(article.url) else None
    if link and citation.url == article.url:
        yield Remark("The link leads to {was!r}, not to {now!r}.", was=link, now=article.url or "")
    if citation.url and article.url != citation.url:
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
    named, real = _places_named(citation, article, start, end) if article.sha256 == citation.sha256 else ([], [])
    if citation.end != (stop := citation.start + len(citation.exact)):
        named.append(_characters(citation.start, citation.end))
        real.append(_characters(citation.start, stop))
    if named:
        yield Remark("The citation names {was}; its words stand in {now}.", was=named, now=real)


def _places_named(citation: Citation, article: Article, start: int, end: int) -> tuple[list[Remark], list[Remark]]:
    """The wrong places that a citation names, and the right ones beside them.

    Args:
        citation: What names them.
        article: Where its words stand.
        start: Where they begin.
        end: Where they end.
    """
    own = [p for p in paragraphs(article) if p.start < end and start < p.end]
    numbers = tuple(p.number for p in own)
    pairs: list[tuple[Remark, Remark]] = []
    if citation.paragraphs and citation.paragraphs != numbers:
        pairs.append((paragraphs_named(citation.paragraphs), paragraphs_named(numbers)))
    if citation.heading and own and citation.heading not in [p.heading for p in own]:
        pairs.append(
            (Remark("“{heading}”", heading=citation.heading), Remark("“{heading}”", heading=own[0].heading or ""))
        )
    file, now = citation.file, source_file(article, start, end)
    if file and now and file.reader == now.reader:
        if file.page and file.page != now.page:
            pairs.append(
                (Remark("page {number}", number=str(file.page)), Remark("page {number}", number=str(now.page)))
            )
        if file.lines and now.lines and file.lines != now.lines:
            pairs.append((_lines(file.lines), _lines(now.lines)))
        if file.record and file.record != now.record:
            pairs.append(
                (Remark("record {number}", number=str(file.record)), Remark("record {number}", number=str(now.record)))
            )
    return [was for was, _ in pairs], [right for _, right in pairs]


def _characters(first: int, last: int) -> Remark:
    return Remark("characters {first}-{last}", first=str(first), last=str(last))


def _lines(lines: tuple[int, int]) -> Remark:
    return Remark("lines {first}-{last}", first=str(lines[0]), last=str(lines[1]))


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
