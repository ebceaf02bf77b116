"""An answer as Markdown, as JSON and as a table."""

import csv
import io
import json
import re

from bot.exports.bundle import Bundle, web_address
from bot.render.answers import answer_json, day_text
from retrieval import AnswerPassage

_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+[.)])", re.MULTILINE)
COLUMNS = (
    "citation", "rank", "article", "title", "authors", "date", "source", "url", "link", "heading", "paragraphs",
    "start", "end", "exact", "prefix", "suffix", "sha256", "verdict", "checked_at",
)  # fmt: skip


def markdown(bundle: Bundle) -> str:
    """Block quotes with a citation mark each: a draft that `pincite check` understands."""
    answer = bundle.answer
    lines = [f"# {_escaped(' '.join(answer.question.split()))}", ""]
    if not answer.answered:
        lines += ["The archive does not seem to hold the answer. What comes nearest:", ""]
    for passage in answer.passages:
        lines += [*(f"> {line}".rstrip() for line in _escaped(passage.text).split("\n")), ">", _source(passage), ""]
    lines.append(f"Asked {answer.asked_at:%Y-%m-%d %H:%M} UTC, answer {answer.id}.")
    return "\n".join(lines) + "\n"


def plain_json(bundle: Bundle) -> str:
    """The answer as `pincite ask --json` gives it."""
    return json.dumps(answer_json(bundle.answer), ensure_ascii=False, indent=2) + "\n"


def table(bundle: Bundle) -> str:
    """A line for each citation, comma-separated (RFC 4180)."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for passage, check, _ in bundle.passages():
        cited = passage.citation
        authors, paragraphs = "; ".join(bundle.authors(cited.article)), " ".join(map(str, cited.paragraphs))
        rows.writerow(
            [cited.id, passage.rank, cited.article, cited.title, authors, cited.date or "", cited.source or "",
             cited.url or "", cited.link or "", cited.heading or "", paragraphs, cited.start, cited.end, cited.exact,
             cited.prefix, cited.suffix, cited.sha256, check.verdict, f"{bundle.checked_at:%Y-%m-%dT%H:%M:%SZ}"]
        )  # fmt: skip
    return written.getvalue()


def _source(passage: AnswerPassage) -> str:
    """The line under a quote that says where it is from."""
    cited = passage.citation
    address = web_address(cited.link or cited.url)
    title = f"[{_escaped(cited.title)}](<{address}>)" if address else _escaped(cited.title)
    named = [title, _escaped(cited.source or ""), day_text(cited.date), _escaped(cited.article)]
    return f"> — {', '.join(filter(None, named))} [pincite:{cited.id}]"


def _escaped(text: str) -> str:
    """Text whose signs Markdown takes as they are."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
