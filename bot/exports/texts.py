"""An answer as Markdown, as JSON and as a table."""

import csv
import io
import re

from bot.exports.bundle import Bundle, web_address
from bot.journal.codec import answer_json, timestamp
from bot.render.answers import MAY_HOLD
from bot.render.phrases import day_text, json_text, names_text, one_line, visible
from retrieval import AnswerPassage

# What means something in CommonMark, in tables, in mathematics ($), in templates ({) and as an entity (&lt;).
_MARKUP = re.compile(r"([\\`*_\[\]<>|~${}^]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+[.)])", re.MULTILINE)
# What makes a spreadsheet take a cell for a formula, also behind blanks and in full width: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[\s\ufeff\u200b\u200e\u200f\u061c\u2060]*[=+\-@＝＋－＠]|[\t\r\n]")
_PARENTHESES = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D"})
COLUMNS = (
    "citation", "rank", "article", "title", "authors", "date", "source", "url", "link", "heading", "paragraphs",
    "start", "end", "exact", "prefix", "suffix", "sha256", "verdict", "checked_at", "also_at", "page",
)  # fmt: skip


def markdown(bundle: Bundle) -> str:
    """Block quotes, each with a citation mark: a draft that `pincite check` understands."""
    answer = bundle.answer
    lines = [f"# {_escaped(one_line(answer.question))}", ""]
    if not answer.answered:
        lines += ["The archive does not seem to hold the answer. The closest passages:", ""]
    elif answer.may_hold:
        lines += [MAY_HOLD, ""]
    for passage in answer.passages:
        lines += [
            *(f"> {line.strip()}".rstrip() for line in _escaped(visible(passage.text)).split("\n")),
            ">",
            _source(passage, bundle),
            "",
        ]
    lines.append(f"Asked {answer.asked_at:%Y-%m-%d %H:%M} UTC, answer {answer.id}.")
    return "\n".join(lines) + "\n"


def plain_json(bundle: Bundle) -> str:
    """The answer as JSON, in the form of `pincite ask --json`, and where the web page shows each citation."""
    answer = answer_json(bundle.answer)
    if bundle.public_url:
        for passage, row in zip(bundle.answer.passages, answer["passages"], strict=True):
            row["citation"]["page"] = bundle.page(passage.citation)
    return json_text(answer, indent=2) + "\n"


def table(bundle: Bundle) -> str:
    """A table of the citations, comma-separated (RFC 4180), for a spreadsheet: none of its cells is a formula."""
    buffer = io.StringIO()
    rows = csv.writer(buffer)
    rows.writerow(COLUMNS)
    for passage, check, _ in bundle.passages():
        citation = passage.citation
        authors, paragraphs = "; ".join(bundle.authors(citation)), " ".join(map(str, citation.paragraphs))
        cells = (
            [citation.id, passage.rank, citation.article, citation.title, authors, citation.date or "",
             citation.source or "", citation.url or "", citation.link or "", citation.heading or "", paragraphs,
             citation.start, citation.end, citation.exact, citation.prefix, citation.suffix, citation.sha256,
             check.verdict, timestamp(bundle.checked_at), "; ".join(place.article for place in check.also_at),
             bundle.page(citation) or ""]
        )  # fmt: skip
        rows.writerow(cell if isinstance(cell, int) else text_cell(str(cell)) for cell in cells)
    return buffer.getvalue()


def _source(passage: AnswerPassage, bundle: Bundle) -> str:
    """The line under a quote that names its source."""
    citation, authors = passage.citation, bundle.authors(passage.citation)
    address = web_address(citation.link or citation.url)
    title, names, source, article = (
        _escaped(one_line(fact or ""))
        for fact in (citation.title, names_text(authors), citation.source, citation.article)
    )
    if address:
        title = f"[{title}](<{address.translate(_PARENTHESES)}>)"
    if page := bundle.page(citation):
        article = f"[{article}](<{page.translate(_PARENTHESES)}>)"
    facts = [title, names, source, day_text(citation.date), article]
    return f"> — {', '.join(filter(None, facts))} [pincite:{citation.id}]"


def text_cell(cell: str) -> str:
    """A cell that a spreadsheet shows as it is: what it would take for a formula has an apostrophe before it."""
    return f"'{visible(cell)}" if _FORMULA.match(cell) else visible(cell)


def _escaped(text: str) -> str:
    """Text with every character escaped that means something to Markdown."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
