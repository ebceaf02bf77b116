"""Articles → what a person or a program reads. Pure: nothing here prints."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.render.phrases import counted, day_text, names_text, one_line, printable
from retrieval import Article, ArticleOutline, Paragraph, paragraphs


def article_json(article: Article, not_indexed: Collection[int] = ()) -> dict[str, Any]:
    """An article with its text as plain values: what anyone needs to check offsets without Pincite.

    Args:
        article: The article.
        not_indexed: Numbers of its paragraphs that questions don't find.
    """
    return {
        **article_summary_json(article),
        "paragraphs": [
            {
                "number": p.number,
                "heading": p.heading,
                "start": p.start,
                "end": p.end,
                "indexed": p.number not in not_indexed,
            }
            for p in paragraphs(article)
        ],
        "text": article.text,
    }


def article_summary_json(article: Article | ArticleOutline) -> dict[str, Any]:
    """What is known about an article, without its text, as plain values."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "source": article.source,
        "authors": list(article.authors),
        "language": article.language,
        "path": article.path,
        "record": article.record,
        "sha256": article.sha256,
        "reader": article.reader or None,
        "provenance": dict(article.provenance),
    }


def article_text(
    article: Article,
    title: str,
    marked_numbers: Sequence[int] = (),
    not_indexed: Collection[int] = (),
    *,
    marks: bool,
    only: range | None = None,
) -> RenderableType:
    """A whole article for a person, with paragraph numbers in the margin.

    Args:
        article: The article.
        title: What to show as its title.
        marked_numbers: Numbers of the paragraphs to mark.
        not_indexed: Numbers of the paragraphs that questions don't find, which is said.
        marks: Puts ** around marked paragraphs, for output without bold.
        only: Numbers of the paragraphs to show; of the others it is said how many there are.
    """
    parts: list[RenderableType] = [Text(one_line(title), style="bold"), Text(one_line(_about(article)), style="dim")]
    if article.provenance:
        parts.append(Text(one_line(_origins(article.provenance)), style="dim"))
    heading = None
    body = paragraphs(article)
    visible = [paragraph for paragraph in body if only is None or paragraph.number in only]
    parts += _others(visible[0].number - 1, "before") if visible else []
    for paragraph in visible:
        if paragraph.heading != heading:
            heading = paragraph.heading
            parts += [Text(""), Text(one_line(heading or ""), style="bold underline")]
        if paragraph.number in not_indexed:
            why = "about the article" if paragraph.about else "repeated in many articles"
            parts += [Text(""), Text(f"       ({why}, and not searched)", style="dim")]
        else:
            parts.append(Text(""))
        parts.append(_numbered(article, paragraph, paragraph.number in marked_numbers, marks=marks))
    parts += _others(len(body) - visible[-1].number, "after") if visible else []
    return Group(*parts)


def _others(number: int, where: str) -> list[RenderableType]:
    """How many paragraphs come before or after those that are shown; nothing if none do."""
    return [Text(f"       … {counted(number, 'more paragraph')} {where}", style="dim")] if number else []


def namesakes_text(number: int, name: str) -> str:
    """That several articles bear a name, above their list."""
    return f"{number:,} articles are named {name!r}; choose one by its id, the last of its line:"


def articles_text(articles: Iterable[tuple[Article | ArticleOutline, str]]) -> RenderableType:
    """A line for each article, given with the title to show: its day, its title, its id."""
    lines = []
    for article, title in articles:
        day = article.date.isoformat() if article.date else "no date"
        line = Text(f"{day:<10}  ", style="cyan")
        line.append(one_line(title), style="not dim default")
        line.append(f"  {one_line(article.id)}", style="dim")
        lines.append(line)
    return Group(*lines)


def _numbered(article: Article, paragraph: Paragraph, is_marked: bool, *, marks: bool) -> RenderableType:
    """A paragraph after its number."""
    number = f"{'▶' if is_marked else ' '}{paragraph.number:>4}"
    words = printable(article.text[paragraph.start : paragraph.end])
    if marks:
        return Text(f"{number}  **{words}**" if is_marked else f"{number}  {words}")
    row = Table.grid(padding=(0, 2))
    row.add_row(Text(number, style="cyan"), Text(words, style="bold" if is_marked else ""))
    return row


def _origins(provenance: Mapping[str, str]) -> str:
    """Where fields came from: `title, date: front matter · authors: metadata.csv`."""
    origins = dict.fromkeys(provenance.values())
    return " · ".join(
        f"{', '.join(field for field in provenance if provenance[field] == origin)}: {origin}" for origin in origins
    )


def _about(article: Article) -> str:
    """Day, publisher, authors, address and id of an article in one line."""
    facts = [day_text(article.date), article.source, names_text(article.authors), article.url, article.id]
    return " · ".join(filter(None, facts))
