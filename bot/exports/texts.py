"""An answer as Markdown, as JSON and as a table."""

import csv
import io
import json
import re

from bot.exports.bundle import Bundle, web_address
from bot.journal.codec import answer_json, timestamp
from bot.render.phrases import day_text
from retrieval import AnswerPassage

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+[.)])", re.MULTILINE)
COLUMNS = (
    "citation", "rank", "article", "title", "authors", "date", "source", "url", "link", "heading", "paragraphs",
    "start", "end", "exact", "prefix", "suffix", "sha256", "verdict", "checked_at", "also_at",
)  # fmt: skip


def markdown(bundle: Bundle) -> str:
    """Block quotes, each with a citation mark: a draft that `pincite check` understands."""
    answer = bundle.answer
    lines = [f"# {_escaped(' '.join(answer.question.split()))}", ""]
    if not answer.answered:
        lines += ["The archive does not seem to hold the answer. The closest passages:", ""]
    for passage in answer.passages:
        lines += [*(f"> {line}".rstrip() for line in _escaped(passage.text).split("\n")), ">", _source(passage), ""]
    lines.append(f"Asked {answer.asked_at:%Y-%m-%d %H:%M} UTC, answer {answer.id}.")
    return "\n".join(lines) + "\n"


def plain_json(bundle: Bundle) -> str:
    """The answer as JSON, in the form of `pincite ask --json`."""
    return json.dumps(answer_json(bundle.answer), ensure_ascii=False, indent=2) + "\n"


def table(bundle: Bundle) -> str:
    """A table of the citations, comma-separated (RFC 4180)."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for passage, check, _ in bundle.passages():
        citation = passage.citation
        authors, paragraphs = "; ".join(bundle.authors(citation.article)), " ".join(map(str, citation.paragraphs))
        rows.writerow(
            [citation.id, passage.rank, citation.article, citation.title, authors, citation.date or "",
             citation.source or "", citation.url or "", citation.link or "", citation.heading or "", paragraphs,
             citation.start, citation.end, citation.exact, citation.prefix, citation.suffix, citation.sha256,
             check.verdict, timestamp(bundle.checked_at), "; ".join(place.article for place in check.also_at)]
        )  # fmt: skip
    return written.getvalue()


def _source(passage: AnswerPassage) -> str:
    """The line under a quote that names its source."""
    citation = passage.citation
    address = web_address(citation.link or citation.url)
    title = f"[{_escaped(citation.title)}](<{address}>)" if address else _escaped(citation.title)
    facts = [title, _escaped(citation.source or ""), day_text(citation.date), _escaped(citation.article)]
    return f"> — {', '.join(filter(None, facts))} [pincite:{citation.id}]"


def _escaped(text: str) -> str:
    """Text with every character escaped that means something to Markdown."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
