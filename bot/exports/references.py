"""The articles of an answer for reference managers: BibTeX, CSL-JSON and RIS, with the quotes as notes."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexEncodingMiddleware
from bibtexparser.model import Entry, Field

from bot.exports.bundle import Bundle, web_address
from bot.render.phrases import place_text
from retrieval import Citation


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
    for article, citations in by_article.items():
        key = "pincite-" + citations[0].id.replace(".", "-")
        yield Reference(key, citations[0], bundle.authors(article), tuple(map(_note, citations)))


def bibtex(bundle: Bundle) -> str:
    """BibTeX `@misc` entries, written by bibtexparser, with letters beyond ASCII as LaTeX."""
    library, addresses = Library(), {}
    for reference in references(bundle):
        citation = reference.first
        addresses[reference.key] = web_address(citation.url)
        known = {
            "title": citation.title,
            "author": " and ".join(reference.authors),
            "howpublished": citation.source,
            "year": str(citation.date.year) if citation.date else None,
            "date": citation.date.isoformat() if citation.date else None,
            "urldate": bundle.checked_at.date().isoformat() if web_address(citation.url) else None,
            "note": " ".join(reference.notes),
        }
        library.add(Entry("misc", reference.key, [Field(name, value) for name, value in known.items() if value]))
    encoded = LatexEncodingMiddleware().transform(library)
    for entry in encoded.entries:
        # The inner braces keep the capitals of the title; an address must not be encoded as text.
        entry.set_field(Field("title", f"{{{entry['title']}}}"))
        if address := addresses[entry.key]:
            entry.set_field(Field("url", address.replace("{", "%7B").replace("}", "%7D")))
    return str(write_string(encoded))


def csl(bundle: Bundle) -> str:
    """CSL-JSON for Zotero, pandoc and citeproc."""
    items = []
    for reference in references(bundle):
        citation = reference.first
        item = {
            "id": reference.key,
            "type": "article-newspaper" if citation.source else "webpage" if web_address(citation.url) else "document",
            "title": citation.title,
            "author": [{"literal": name} for name in reference.authors],
            "container-title": citation.source,
            "issued": _date_parts(citation.date),
            "URL": web_address(citation.url),
            "accessed": _date_parts(bundle.checked_at.date()) if web_address(citation.url) else None,
            "note": "\n".join(reference.notes),
        }
        items.append({name: value for name, value in item.items() if value})
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def ris(bundle: Bundle) -> str:
    """RIS, written by rispy."""
    entries = []
    for reference in references(bundle):
        citation = reference.first
        entry = {
            "type_of_reference": "NEWS" if citation.source else "ELEC",
            "id": reference.key,
            "title": _one_line(citation.title),
            "authors": [_one_line(name) for name in reference.authors],
            "year": str(citation.date.year) if citation.date else None,
            "date": f"{citation.date:%Y/%m/%d}/" if citation.date else None,
            "secondary_title": _one_line(citation.source or ""),
            "urls": [address] if (address := web_address(citation.url)) else None,
            "notes": [_one_line(note) for note in reference.notes],
        }
        entries.append({name: value for name, value in entry.items() if value})
    return str(rispy.dumps(entries))


def _note(citation: Citation) -> str:
    """A quote with its place and the id under which it can be checked."""
    return f"“{_one_line(citation.exact)}” ({place_text(citation)}; pincite:{citation.id})"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _date_parts(day: datetime.date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
