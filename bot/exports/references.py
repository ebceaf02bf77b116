"""The articles of an answer for reference managers: BibTeX, CSL-JSON and RIS, with the quotes as notes."""

import datetime
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field

from bot.exports.bundle import Bundle
from bot.render.phrases import json_text, one_line, place_text
from retrieval import Citation

# Of each character of Chinese it would say that LaTeX has no name for it, which it needs none for.
logging.getLogger("pylatexenc").setLevel(logging.ERROR)

_OPENING_MARK = re.compile(r"(?<![^\s(\[{])''(?=[^\s'])")
"""A straight quotation mark that opens a quotation, as it is encoded: as one that closes."""


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]  # the package tells no types
    """RIS that begins with a reference's type, as the format wants it, not with a number."""

    def set_header(self, count: int) -> str:
        """Nothing before a reference."""
        del count
        return ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One article with its first citation and a note for everything that was quoted from it."""

    key: str
    first: Citation
    authors: tuple[str, ...]
    notes: tuple[str, ...]


def references(bundle: Bundle) -> Iterator[Reference]:
    """Each cited article once, in the order of the passages."""
    by_article: dict[str, list[Citation]] = {}
    for passage in bundle.answer.passages:
        by_article.setdefault(passage.citation.article, []).append(passage.citation)
    for citations in by_article.values():
        key = "pincite-" + citations[0].id.replace(".", "-")
        yield Reference(
            key, citations[0], bundle.authors(citations[0]), tuple(_note(citation, bundle) for citation in citations)
        )


def bibtex(bundle: Bundle) -> str:
    """BibTeX `@misc` entries, written by bibtexparser, with letters beyond ASCII as LaTeX."""
    return str(write_string(Library([_bibtex_entry(bundle, reference) for reference in references(bundle)])))


def _bibtex_entry(bundle: Bundle, reference: Reference) -> Entry:
    """An article as an entry, unknown fields left out."""
    citation = reference.first
    address = bundle.address(citation)
    fields = {
        # The inner braces keep the capitals of the title.
        "title": f"{{{_latex(citation.title)}}}",
        "author": " and ".join(map(_latex_name, reference.authors)),
        "howpublished": _latex(citation.source or ""),
        "year": str(citation.date.year) if citation.date else "",
        "date": citation.date.isoformat() if citation.date else "",
        "urldate": bundle.checked_at.date().isoformat() if address else "",
        "note": _latex(" ".join(reference.notes)),
        "url": address or "",  # not encoded as text; a URL has no braces
    }
    return Entry("misc", reference.key, [Field(name, value) for name, value in fields.items() if value])


def _latex(text: str) -> str:
    """Text as LaTeX, on one line, without a brace of its own.

    BibTeX counts braces whether or not a backslash comes before them, and readers take `@word{` for a new entry.
    """
    # Neither mathematics nor addresses are left alone: whatever an article holds is text.
    encoding = LatexEncodingMiddleware(keep_math=False, enclose_urls=False)
    encoded = encoding.transform(Library([Entry("misc", "key", [Field("text", one_line(text))])]))
    latex = _OPENING_MARK.sub("``", str(encoded.entries[0]["text"]))
    return latex.replace("\\{", r"\textbraceleft{}").replace("\\}", r"\textbraceright{}").replace("@", "{@}")


def _latex_name(name: str) -> str:
    """A name as LaTeX; one with `and` in it stays one name."""
    latex = _latex(name)
    return f"{{{latex}}}" if re.search(r"\band\b", latex, re.IGNORECASE) else latex


def csl(bundle: Bundle) -> str:
    """CSL-JSON for Zotero, pandoc and citeproc."""
    items = []
    for reference in references(bundle):
        citation = reference.first
        address = bundle.address(citation)
        item = {
            "id": reference.key,
            "type": "article-newspaper" if citation.source else "webpage" if address else "document",
            "title": citation.title,
            "author": [{"literal": name} for name in reference.authors],
            "container-title": citation.source,
            "issued": _date_parts(citation.date),
            "URL": address,
            "accessed": _date_parts(bundle.checked_at.date()) if address else None,
            "note": "\n".join(reference.notes),
        }
        items.append({name: value for name, value in item.items() if value})
    return json_text(items, indent=2) + "\n"


def ris(bundle: Bundle) -> str:
    """RIS, written by rispy."""
    entries = []
    for reference in references(bundle):
        citation = reference.first
        entry = {
            "type_of_reference": "NEWS" if citation.source else "ELEC",
            "id": reference.key,
            "title": one_line(citation.title),
            "authors": [one_line(name) for name in reference.authors],
            "year": str(citation.date.year) if citation.date else None,
            "date": f"{citation.date:%Y/%m/%d}/" if citation.date else None,
            "secondary_title": one_line(citation.source or ""),
            "urls": [address] if (address := bundle.address(citation)) else None,
            "notes": list(reference.notes),
        }
        entries.append({name: value for name, value in entry.items() if value})
    return str(rispy.dumps(entries, implementation=_RisWriter))


def _note(citation: Citation, bundle: Bundle) -> str:
    """A quote with its place, the id under which it can be checked, and where the web page shows it."""
    details = "; ".join(filter(None, [place_text(citation), f"pincite:{citation.id}", bundle.page(citation)]))
    return one_line(f"“{citation.exact}” ({details})")


def _date_parts(day: datetime.date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
