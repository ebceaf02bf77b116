"""What news databases (Nexis, LexisNexis, Factiva, ProQuest) save as text: an article for each document.

Each document has its headline, newspaper, day and authors in a head of its own. What the database adds (sections,
lengths, subjects, copyright) is left out of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from retrieval.articles.bylines import names_in
from retrieval.articles.date_lines import about_line
from retrieval.articles.metadata import described
from retrieval.articles.page import Line, Page
from retrieval.records import Article, digest

READER = "news database 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

FEWEST_WORDS = 40
"""A block of this many words is a paragraph, not a list of headlines."""

FEWEST_LABELS = 2
"""The head of a document that doesn't tell its length has this many labels; with one it may be a memo's."""

MOST_HEAD_LINES = 40
"""The head of a document has up to this many lines."""

_COUNTED = re.compile(r"[ \t]*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*")
_ENDED = re.compile(r"[ \t]*End of Document[ \t]*")
_PARTED = re.compile(r"_{20,}[ \t]*|(?:Document )?\d{1,5} of \d{1,5}[ \t]*")
"""What parts documents of ProQuest."""

_EDITION = re.compile(r"(?:.{0,40}\W)?Editions?(?:\W.{0,30})?|Corrections? Appended", re.IGNORECASE)
"""Which edition of a newspaper it was in, below its day (Nexis)."""

_FIELD = re.compile(
    r"(?P<name>Full text|Abstract(?: \(\w+\))?|Authors?|Author affiliation|Publisher|"
    r"Publication (?:title|date|year|info|subject)|(?:Place|Country|Language) of publication|Subject|Location|People|"
    r"Identifier / keyword|Company / organization|Title|Pages|First page|Number of pages|Volume|Issue|Section|"
    r"Source type|ISSN|e-?ISSN|Document type|Document feature|ProQuest document ID|Document URL|Copyright|Credit|"
    r"Last updated|Database|Links|Linking service|Dateline|Edition|Column|Classification|Illustration|Word count|"
    r"Accession number|Section name):"
    r"[ \t]*(?P<value>.*)"
)
"""The fields of ProQuest's documents."""

_NUMBERED = re.compile(r"Document [A-Z]{2,12}\w{12,24}[ \t]*")
_LABEL = re.compile(
    r"[ \t]*(?P<name>[A-Z][A-Z-]{3,20}(?: TYPE)?|Byline|Section|Length|Dateline|Highlight|Load-Date|Graphic|Notes):"
    r"[ \t]*(?P<value>.*)"
)
_HEAD_LABELS = frozenset(
    {"BYLINE", "SECTION", "LENGTH", "DATELINE", "HIGHLIGHT", "HEADLINE", "SERIES", "TYPE", "COLUMN"}
)
_BODY = re.compile(r"[ \t]*(?:Body|BODY:?)[ \t]*")
_LABELS_BEHIND = frozenset({
    "LOAD-DATE", "LANGUAGE", "GRAPHIC", "PUBLICATION-TYPE", "PUB-TYPE", "DOCUMENT-TYPE", "SUBJECT", "ORGANIZATION",
    "ORGANISATION", "TICKER", "INDUSTRY", "GEOGRAPHIC", "PERSON", "COUNTRY", "CITY", "STATE", "COMPANY", "JOURNAL-CODE",
    "CORRECTION-DATE", "ACC-NO", "CATEGORY", "UPDATE",
})  # fmt: skip
"""What the database puts after a text. Any other word with a colon is a speaker: `VOSS: Why?`."""

_RIGHTS = re.compile(
    r"[ \t]*(?:(?:Copyright|©|\(c\))(?:[ ,]{0,3}(?:\(c\)|©))?[ ,]{0,3}(?:19|20)\d\d\b.*"
    r"|(?:.{0,120}\W)?All Rights Reserved\W*)",
    re.IGNORECASE,
)
"""A line that says whose the text is; no sentence about copyright."""

_OPENS_RIGHTS = re.compile(r"[ \t]*(?:Copyright|©|\(c\))", re.IGNORECASE)
_AFTER = re.compile(r"[ \t]*(?:Classification|Load-Date:.*)[ \t]*")
_PICTURES = re.compile(r"[ \t]*Graphic[ \t]*")
_WORDS = re.compile(r"\d[\d,. ]*(?:words|Wörter|mots|palabras|parole|palavras)")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: \w{2,4})?")
_CODES = (
    *("SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF"),
    *("CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN", "ART", "DLN", "CLM"),
)
"""What Factiva calls the fields of a document."""

_CODED = re.compile(rf"[ ]?({'|'.join(_CODES)})(?:(?:[ ]{{2,6}}|(?<=[A-Z]{{3}})[ ])(\S.*)|[ ]*)")
"""They stand by themselves or in a column of their own: `IN THE NIGHT` opens a paragraph."""

_LANGUAGES = re.compile(
    r"English|German|French|Spanish|Italian|Portuguese|Dutch|Russian|Polish|Turkish|Deutsch|Français|Español"
)


class _Document(NamedTuple):
    """The fields of a document, and the blocks of its text, whose lines are those of the file."""

    fields: Mapping[str, str]
    blocks: Sequence[Sequence[Line]]


def is_database(text: str) -> bool:
    """Whether a text is what a news database saved."""
    if "DOCUMENTS" in text and any(map(_COUNTED.fullmatch, text[:2_000].split("\n"))):
        return True
    if _is_of_proquest(text):
        return True
    marks = (("End of Document", _ENDED), ("Document ", _NUMBERED))
    return any(mark in text and re.search(rf"^{mark_line.pattern}$", text, re.MULTILINE) for mark, mark_line in marks)


def _is_of_proquest(text: str) -> bool:
    return "ProQuest" in text and re.search(r"^Full text:", text, re.MULTILINE) is not None


def articles(text: str, name: str) -> list[Article]:
    """The articles of a file, each with its place in it, from 1; none where no document has a head that is known.

    Args:
        text: The file's text.
        name: Its name inside the archive.
    """
    lines = [(part, number) for number, line in enumerate(text.split("\n"), 1) for part in line.split("\f")]
    marks = (_PARTED,) if _is_of_proquest(text) else (_COUNTED, _ENDED, _NUMBERED)
    parts = [(part, _document(part)) for part in _parts(lines, marks)]
    if not any(document for _, document in parts):
        return []
    # What has no head that is known is an article all the same; what is above the first one may be a list of headlines.
    documents = [
        (part, document or _Document({}, _blocks(part)))
        for n, (part, document) in enumerate(parts)
        if document or _is_text(part, FEWEST_WORDS if n in (0, len(parts) - 1) or marks == (_PARTED,) else 1)
    ]
    return [_article(document, part, name, number) for number, (part, document) in enumerate(documents, 1)]


def _is_text(part: Sequence[Line], fewest: int) -> bool:
    """Whether a part of a file has a paragraph of at least this many words."""
    return any(sum(len(words.split()) for words, _ in block) >= fewest for block in _blocks(part))


def _article(document: _Document, part: Sequence[Line], name: str, number: int) -> Article:
    """The article of a document.

    Args:
        document: The document.
        part: Its lines.
        name: The file's name inside the archive.
        number: Its place in the file, from 1.
    """
    page = Page()
    if title := document.fields.get("title"):
        at = next(
            (line for words, line in part if words.strip() and (title in words or title.startswith(words.strip()))),
            part[0][1],
        )
        page.add([(title, at)], heading=True)
    for block in document.blocks:
        page.add(block)
    # Several newspapers may have the same words.
    written = "\n".join(words for words, _ in part)
    return described(
        document.fields, "news database", name, page.text, id=f"{name}#{digest(written)[:12]}", record=number,
        headings=tuple(page.headings), lines=tuple(page.lines), reader=READER,
    )  # fmt: skip


def _parts(lines: Sequence[Line], marks: Sequence[re.Pattern[str]]) -> Iterator[list[Line]]:
    """The lines of each document of a file, without those that part documents, which match one of the marks."""
    part: list[Line] = []
    for line in lines:
        if any(mark.fullmatch(line[0]) for mark in marks):
            yield part
            part = []
        else:
            part.append(line)
    yield part


def _document(lines: list[Line]) -> _Document | None:
    """The fields and blocks of a document; None if its lines are none, such as a list of headlines."""
    lines = lines[next((n for n, (words, _) in enumerate(lines) if words.strip()), len(lines)) :]
    if not lines:
        return None
    if _CODED.fullmatch(lines[0][0]):
        return _of_codes(lines)
    if any(words.startswith("Full text:") for words, _ in lines):
        return _of_proquest(lines)
    head = [words.strip() for words, _ in lines[:MOST_HEAD_LINES]]
    if any(map(_WORDS.fullmatch, head)):
        return _of_factiva(lines)
    return _of_nexis(lines)


def _of_codes(lines: list[Line]) -> _Document | None:
    """A document whose fields have codes of two letters (Factiva)."""
    table: dict[str, list[Line]] = {}
    code = ""
    for words, number in lines:
        if (match := _CODED.fullmatch(words)) and match[1] not in table:
            code, words = match[1], match[2] or ""
            table[code] = []
        if code:
            table[code].append((words.strip(), number))
    values = {code: " ".join(words for words, _ in of_code if words) for code, of_code in table.items()}
    fields = {"title": values.get("HD", ""), "authors": values.get("BY", ""), "date": values.get("PD", "")}
    fields |= {"source": values.get("SN", ""), "language": values.get("LA", "")}
    blocks = [block for code in ("LP", "TD") for block in _blocks(table.get(code, []))]
    return _Document(fields, blocks) if blocks else None


def _of_proquest(lines: list[Line]) -> _Document | None:
    """A document whose fields have names, its headline above them, its text among them."""
    table: dict[str, list[Line]] = {"": []}
    name = ""
    for words, number in lines:
        if match := _FIELD.match(words):
            name = match["name"] if match["name"] not in table else "again"
            words = match["value"]
        table.setdefault(name, []).append((words.strip(), number))
    values = {name: " ".join(words for words, _ in part if words) for name, part in table.items()}
    headline = next((words for words, _ in table[""] if words), "")
    fields = {
        "title": values.get("Title") or headline,
        "authors": values.get("Author", values.get("Authors", "")),
        "date": values.get("Publication date", ""),
        "source": values.get("Publication title", "").partition(";")[0].strip(),
        "language": values.get("Language of publication", ""),
    }
    blocks = _blocks(table["Full text"]) if "Full text" in table else []
    return _Document(fields, blocks) if blocks and fields["title"] else None


def _of_factiva(lines: list[Line]) -> _Document | None:
    """A document whose head is one block: headline, authors, length, day, newspaper, language, copyright."""
    counted = next(n for n, (words, _) in enumerate(lines) if _WORDS.fullmatch(words.strip()))
    above = [words.strip() for words, _ in lines[:counted] if words.strip()]
    authors = above.pop() if len(above) > 1 and _may_be_authors(above[-1]) else ""
    head = len(lines) - counted
    blank = next((n for n, (words, _) in enumerate(lines[counted:]) if not words.strip()), head)
    marked = (
        n for n, (words, _) in enumerate(lines[counted : counted + MOST_HEAD_LINES], counted)
        if (_OPENS_RIGHTS if n < counted + blank else _RIGHTS).match(words)
    )  # fmt: skip
    end = next(marked, counted)
    below = [words.strip() for words, _ in lines[counted + 1 : end]]
    day = next((n for n, words in enumerate(below) if (about := about_line(words)) and about.day), None)
    blocks = _blocks(lines[end + 1 :])
    if day is None or not above or not blocks:
        return None
    after = [words for words in below[day + 1 :] if words and not _TIME.fullmatch(words)]
    language = next(filter(_LANGUAGES.fullmatch, after), "")
    fields = {"title": " ".join(above), "authors": authors, "date": below[day], "language": language}
    return _Document({**fields, "source": after[0] if after else ""}, blocks)


def _of_nexis(lines: list[Line]) -> _Document | None:
    """A document whose head has its newspaper, day and headline, then labels, then the text."""
    labels, begin = _labels(lines)
    head = [words.strip() for words, _ in lines[:begin]]
    day = next((n for n, words in enumerate(head) if (about := about_line(words)) and about.day), None)
    if day is None or not ("LENGTH" in labels or len(labels) >= FEWEST_LABELS):
        return None
    first = next((n for n, words in enumerate(head) if _LABEL.fullmatch(words) or _RIGHTS.match(words)), len(head))
    above = [words for words in head[:day] if words and not _RIGHTS.match(words)]
    below = [words for words in head[day + 1 : first] if words and not _EDITION.fullmatch(words)]
    # The headline stands below the day, or above the newspaper.
    title = labels.get("HEADLINE") or " ".join(below or above[:-1])
    blocks = _blocks(lines[begin : _end(lines, begin)])
    fields = {
        "title": title,
        "authors": labels.get("BYLINE", ""),
        "date": head[day],
        "source": above[-1] if above else "",
    }
    return _Document(fields, blocks) if blocks and title else None


def _labels(lines: Sequence[Line]) -> tuple[dict[str, str], int]:
    """What the labels above a text tell, and the place of its first line: that below the last of them."""
    labels: dict[str, str] = {}
    begin = 0
    for n, (words, _) in enumerate(lines[:MOST_HEAD_LINES]):
        if n < begin or not words.strip():
            continue
        if _BODY.fullmatch(words):
            return labels, n + 1
        label = _LABEL.fullmatch(words)
        if label and (name := label["name"].upper()) in _HEAD_LABELS:
            following = [] if name == "LENGTH" else [words for words, _ in lines[n + 1 : MOST_HEAD_LINES]]
            more = [words.strip() for words in takewhile(_goes_on, following)]
            labels[name] = " ".join([label["value"].strip(), *more])
            begin = n + 1 + len(more)
        elif labels and not label:
            break
    return labels, begin


def _goes_on(words: str) -> bool:
    """Whether a line is one of the label above it."""
    return bool(words.strip()) and not _LABEL.fullmatch(words) and not _BODY.fullmatch(words)


def _end(lines: Sequence[Line], begin: int) -> int:
    """The place of the first line after a text, of those that the database adds."""
    pictures = None
    for n in range(begin, len(lines)):
        words = lines[n][0]
        label = _LABEL.fullmatch(words)
        is_behind = label is not None and label["name"].upper() in _LABELS_BEHIND
        if _AFTER.fullmatch(words) or is_behind or _RIGHTS.fullmatch(words):
            return n if pictures is None else pictures
        # What pictures show is told last, if nothing but what the database adds stands below it.
        pictures = n if _PICTURES.fullmatch(words) else pictures
    return len(lines)


def _may_be_authors(words: str) -> bool:
    """Whether a line says who wrote the text."""
    about = about_line(words)
    return bool((about and about.authors) or names_in(words))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The blocks of lines between blank ones."""
    blocks: list[list[Line]] = [[]]
    for words, number in lines:
        if words.strip():
            blocks[-1].append((words.strip(), number))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]
