"""Answers and articles → what a person or a program reads. Pure: nothing here prints."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from retrieval import Answer, AnswerPassage, Article, Citation, Paragraph, Period, Sentence, paragraphs

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def answer_json(answer: Answer, identity: Any = None) -> dict[str, Any]:
    """An answer as plain values, ready for `json.dumps`; `identity`, when given, stands as its id."""
    return {
        "id": answer.id if identity is None else identity,
        "question": answer.question,
        "asked_at": answer.asked_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "passages": [_passage_json(passage) for passage in answer.passages],
        "understood_as": answer.understood,
        "unmatched_terms": list(answer.unmatched_terms),
        "period": _period_json(answer.period),
        "read_as": [{"word": reading.word, "read_as": reading.read_as} for reading in answer.corrections],
        "elapsed_ms": round(answer.elapsed_ms, 2),
    }


def article_json(article: Article) -> dict[str, Any]:
    """An article with its text as plain values: what anyone needs to check offsets without us."""
    return {
        "id": article.id,
        "title": article.title,
        "date": _iso(article.date),
        "url": article.url,
        "source": article.source,
        "authors": list(article.authors),
        "language": article.language,
        "path": article.path,
        "record": article.record,
        "sha256": article.sha256,
        "paragraphs": [
            {"number": p.number, "heading": p.heading, "start": p.start, "end": p.end} for p in paragraphs(article)
        ],
        "text": article.text,
    }


def answer_text(answer: Answer, *, marks: bool) -> RenderableType:
    """An answer for a person.

    Args:
        marks: Puts ** around the telling sentence, for where there is no bold.
    """
    parts: list[RenderableType] = [Text(printable(line), style="yellow") for line in understood(answer)]
    if not answer.answered:
        parts.append(Text("\n".join(_apology(answer)), style="yellow"))
    for passage in answer.passages:
        parts += [Text(""), *_passage(passage, marks=marks)]
    return Group(*parts)


def article_text(article: Article, title: str, marked: Sequence[int] = (), *, marks: bool) -> RenderableType:
    """A whole article for a person, paragraph numbers at its left, some paragraphs marked."""
    parts: list[RenderableType] = [Text(printable(title), style="bold"), Text(printable(_about(article)), style="dim")]
    heading = None
    for paragraph in paragraphs(article):
        if paragraph.heading != heading:
            heading = paragraph.heading
            parts += [Text(""), Text(printable(heading or ""), style="bold underline")]
        parts += [Text(""), _numbered(article, paragraph, paragraph.number in marked, marks=marks)]
    return Group(*parts)


def articles_text(articles: Iterable[tuple[Article, str]]) -> RenderableType:
    """A line for each article: its day, its title, its id."""
    lines = []
    for article, title in articles:
        line = Text(f"{_iso(article.date) or 'no date':<10}  ", style="cyan")
        line.append(printable(title), style="not dim default")
        line.append(f"  {printable(article.id)}", style="dim")
        lines.append(line)
    return Group(*lines)


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as 1 article, 2,000 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def day_text(day: datetime.date | None) -> str:
    """A day in words, such as 16 March 2024."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def place_text(citation: Citation) -> str:
    """Where a quote stands inside its article, such as “Heading”, paragraphs 3-4, characters 120-480."""
    numbers = citation.paragraphs
    which = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {numbers[0]}-{numbers[-1]}"
    where = f"“{citation.heading}”, {which}" if citation.heading else which
    return f"{where}, characters {citation.start}-{citation.end}"


def _passage_json(passage: AnswerPassage) -> dict[str, Any]:
    sentence, citation = passage.sentence, passage.citation
    return {
        "rank": passage.rank,
        "score": round(passage.score, 4),
        "bm25": round(passage.bm25, 4),
        "features": {name: round(part, 4) for name, part in passage.features.items()},
        "text": passage.text,
        "sentence": _sentence_json(sentence),
        "second_sentence": _sentence_json(passage.second_sentence) if passage.second_sentence else None,
        "citation": citation_json(citation),
    }


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    return {"exact": sentence.exact, "start": sentence.start, "end": sentence.end}


def citation_json(citation: Citation) -> Mapping[str, Any]:
    """A citation as plain values, its selectors those of the W3C's Web Annotation model."""
    return {
        "id": citation.id,
        "article": citation.article,
        "title": citation.title,
        "date": _iso(citation.date),
        "source": citation.source,
        "url": citation.url,
        "link": citation.link,
        "heading": citation.heading,
        "paragraphs": list(citation.paragraphs),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": citation.exact,
                "prefix": citation.prefix,
                "suffix": citation.suffix,
            },
            {"type": "TextPositionSelector", "start": citation.start, "end": citation.end},
        ],
        "sha256": citation.sha256,
    }


def understood(answer: Answer) -> list[str]:
    """How a question was understood where that differs from what was typed, a line each."""
    joined = [f"Understood as: {answer.understood}"] if answer.understood else []
    read = [f"{reading.word} is nowhere in it; read as {reading.read_as}." for reading in answer.corrections]
    return [*joined, *read, *_narrowed(answer), *_looked_at(answer.period)]


def _narrowed(answer: Answer) -> list[str]:
    """The days outside of which nothing was looked at, where the question was asked so."""
    days = {
        name: datetime.date.fromisoformat(str(day))
        for name in ("since", "until", "as_of")
        if (day := answer.provenance.get(name))
    }
    since, until = days.pop("since", None), min(days.values(), default=None)
    if since and until:
        return [f"Only articles from {day_text(since)} to {day_text(until)} were looked at."]
    if since or until:
        which = f"from {day_text(since)} on" if since else f"up to {day_text(until)}"
        return [f"Only articles {which} were looked at."]
    return []


def _looked_at(period: Period | None) -> list[str]:
    """Which days were preferred, and which words of the question said so."""
    if period is None:
        return []
    days = " to ".join(dict.fromkeys(map(day_text, (period.since, period.until))))
    return [f"“{period.words}” read as {days}; articles of about then are preferred."]


def _period_json(period: Period | None) -> dict[str, Any] | None:
    """The days that were preferred as plain values."""
    if period is None:
        return None
    return {"since": _iso(period.since), "until": _iso(period.until), "words": period.words}


def _apology(answer: Answer) -> list[str]:
    """Says that there is no answer, and why."""
    lines = ["This archive does not seem to hold the answer."]
    if answer.unmatched_terms:
        lines.append(f"Nowhere in it: {printable(', '.join(answer.unmatched_terms))}.")
    if answer.passages:
        lines.append("What comes nearest:")
    return lines


def _passage(passage: AnswerPassage, *, marks: bool) -> list[RenderableType]:
    """A passage with its telling sentence marked, a second one lightly, and its citation under it."""
    citation = passage.citation
    words = _with_marks(passage, marks=marks)
    source = Text(f"[{passage.rank}] ", style="bold cyan")
    named = [citation.title, day_text(citation.date), *filter(None, [citation.source])]
    source.append(printable(" · ".join(named)), style="not bold cyan")
    lines = [
        place_text(citation),
        *filter(None, [citation.link or citation.url]),
        f"{citation.article} · {citation.id}",
    ]
    if marks:
        return [words, source, Text("\n".join(f"    {printable(line)}" for line in lines))]
    return [words, source, Padding(Text(printable("\n".join(lines)), style="dim"), (0, 0, 0, 4))]


def _address(citation: Citation) -> str | None:
    """The link, with a note when it leads to the page but not to the words."""
    if citation.link and citation.link == citation.url:
        return f"{citation.link} (to the page: no text fragment names these words alone)"
    return citation.link or citation.url


def _with_marks(passage: AnswerPassage, *, marks: bool) -> Text:
    """The words of a passage, the telling sentence bold, the second one underlined; with marks ** and _ around them."""
    marked = [(passage.sentence, "bold", "**")]
    if passage.second_sentence:
        marked.append((passage.second_sentence, "underline", "_"))
    words, at = Text(), passage.citation.start
    for sentence, style, sign in sorted(marked, key=lambda one: one[0].start):
        sign = sign if marks else ""
        words.append(printable(passage.text[at - passage.citation.start : sentence.start - passage.citation.start]))
        words.append(sign + printable(sentence.exact) + sign, style=style)
        at = sentence.end
    return words.append(printable(passage.text[at - passage.citation.start :]))


def _numbered(article: Article, paragraph: Paragraph, marked: bool, *, marks: bool) -> RenderableType:
    """A paragraph with its number before it."""
    number = f"{'▶' if marked else ' '}{paragraph.number:>4}"
    words = printable(article.text[paragraph.start : paragraph.end])
    if marks:
        return Text(f"{number}  **{words}**" if marked else f"{number}  {words}")
    row = Table.grid(padding=(0, 2))
    row.add_row(Text(number, style="cyan"), Text(words, style="bold" if marked else ""))
    return row


def _about(article: Article) -> str:
    """Day, publisher, authors and address of an article on a line."""
    known = [day_text(article.date), article.source, ", ".join(article.authors), article.url, article.id]
    return " · ".join(filter(None, known))


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def printable(text: str) -> str:
    """Text safe on a terminal: an article could hold the codes that move its cursor or change its title."""
    return _CONTROL.sub("\ufffd", text)
