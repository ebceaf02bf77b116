"""XML of articles (JATS, TEI, DocBook, FictionBook, NITF, Akoma Ntoso), read as the HTML that it is like; of records.

They share the names of most elements, so one table of names reads them all; what isn't known is left to its words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import islice
from types import MappingProxyType
from typing import Any

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described, is_name_of, normalised, texts
from retrieval.articles.page import Page
from retrieval.readers import subtitles
from retrieval.readers.encodings import decoded
from retrieval.readers.html.tree import parsed, seen_whole
from retrieval.readers.jsonl import article_of
from retrieval.readers.markup import laws, linuxdoc, scans
from retrieval.readers.packed import xml_tree
from retrieval.readers.xml_collections import articles_of
from retrieval.records import Article, Remark

READER = "xml 9"
"""The name of this reader with its number, raised whenever the same file would give another text."""

DEEPEST = 100
"""Elements inside each other are read this deep; of what is deeper, the words without their marks."""

MOST_RECORDS_INSIDE = 3
"""Records are looked for this deep: `<export><channel><articles><article>`."""

_ROOTS = {
    "TEI": ("text",), "TEI.2": ("text",), "FictionBook": ("body",), "nitf": ("body.content",),
    "article": ("abstract", "body", "back"),
    laws.ROOT: (
        "coverPage", "header", "preface", "preamble", "body", "debateBody", "judgmentBody", "judgementBody", "mainBody",
        "amendmentBody", "conclusions",
    ),
}  # fmt: skip
"""Kinds of articles by their roots → the elements that hold their texts."""

_BOOKS = frozenset({
    *("article", "book", "chapter", "section", "sect1", "sect2", "sect3", "sect4", "sect5", "simplesect", "appendix"),
    *("preface", "part", "glossary", "refentry", "reference"),
})  # fmt: skip
"""Roots of DocBook, whose books are often a file a chapter or section."""

_TOPICS = frozenset({"topic", "concept", "task", "reference", "troubleshooting", "glossentry", "dita"})
"""Roots of DITA, whose manuals are a file a topic."""

_BODIES_OF_TOPICS = frozenset({"conbody", "taskbody", "refbody", "troublebody", "glossdef"})
_NAMES_OF_DITA = {
    "p": "shortdesc cmd info stepresult stepxmp prereq context result postreq tutorialinfo glossdef",
    "blockquote": "lq",
    "title": "glossterm",
    "list": "sl steps steps-unordered substeps choices",
    "item": "sli step substep choice",
    "pre": "codeblock msgblock",
    "table": "simpletable properties choicetable",
    "row": "strow sthead property prophead chrow chhead",
    "cell": "stentry proptype propvalue propdesc proptypehd propvaluehd propdeschd choption chdesc",
    "dl": "parml",
    "dt": "pt",
    "dd": "pd",
    "div": "conbody taskbody refbody troublebody refsyn example bodydiv sectiondiv condition cause remedy note"
    " troubleSolution topic concept task reference troubleshooting glossentry",
}
_OF_DITA = {name: known for known, names in _NAMES_OF_DITA.items() for name in names.split()}
"""What only DITA calls so → the names that others have for it."""

_UNSEEN = frozenset({
    "prolog", "related-links", "draft-comment", "required-cleanup", "titlealts",
    "artheader", "chapterinfo", "sect1info", "sect2info", "sect3info", "appendixinfo", "partinfo", "prefaceinfo",
    "info", "articleinfo", "bookinfo", "sectioninfo", "binary", "graphic", "inline-graphic", "media", "pb", "fw",
    "object-id", "mediaobject", "imageobject", "image", "body.end", "permissions", "indexterm", "del", "metadata",
    "strike", "strikethrough", "teiHeader", "standOff", "gap", "listPerson", "listPlace", "listOrg", "listEvent",
})  # fmt: skip
_NAMES = {
    "p": "p para simpara ab l v speaker stage text-author fn disp-formula byline attrib caption figDesc"
    " address salute dateline trailer titlePart docAuthor docDate docImprint",
    "blockquote": "disp-quote blockquote cite epigraph",
    "ul": "list itemizedlist orderedlist variablelist simplelist ul ol",
    "li": "list-item listitem item li member",
    "pre": "programlisting preformat screen eg pre literallayout",
    "table": "table informaltable",
    "tr": "tr row",
    "td": "td entry cell",
    "th": "th",
    **{name: name for name in ("dl", "dt", "dd")},
    "div": "sec section div div1 div2 div3 div4 chapter body back front text abstract table-wrap fig figure lg sp"
    " poem stanza group part appendix app ack ref-list fn-group body.content block"
    " u opener closer postscript argument titlePage floatingText verse-group",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}
_HEADINGS = frozenset({
    "title", "head", "subtitle", "hl2", "bridgehead", "h1", "h2", "h3", "h4", "heading", "subheading", "crossHeading",
})  # fmt: skip
_CAPTIONED = frozenset({"table", "table-wrap", "fig", "figure", "list", "caption", "informaltable"})
_NOTES = frozenset({"note", "footnote", "authorialNote"})
_LINES_OF = {"lg": "l", "stanza": "v", "verse-group": "verse-line", "address": "addrLine"}
"""Blocks that are seen line by line → their lines."""
_AUTHORITIES = ("listPerson", "listPlace", "listOrg", "listEvent")
"""Lists that a TEI edition keeps of whom and what its text names."""
_WORKS_OF = frozenset({"p", "li", "td", "th", "pre"})
_QUOTATION_MARKS = tuple('"“”„«»‹›‘’‚「」『』')
_CORRECTED = frozenset({"sic", "orig", "abbr"})
_LOOKS = ("rend", "rendition", "role")
_GIVEN = ("given-names", "forename", "first-name", "firstname")
_FAMILY = ("surname", "last-name")
_BEARERS = frozenset(
    {"prolog", "titleStmt", "title-info", "info", "articleinfo", "bookinfo", "authorgroup", "artheader"}
)
_TITLES = (
    "title-group/article-title", "titleStmt/title", "title-info/book-title", "hedline/hl1", "info/title",
    "articleinfo/title", "bookinfo/title", "artheader/title", "article/title", "head/title",
    *(f"{root}/title" for root in sorted(_TOPICS)),
)  # fmt: skip
_TITLES_OF_TEI = ("main", "full", "a", "article", "document", "letter", "label", "title")
_SOURCES = ("journal-title-group/journal-title", "journal-meta/journal-title", "publicationStmt/publisher")
_UNKNOWN = "?"
_DAYS = ("creation/date", "origin/origDate", "bibl/date", "imprint/date", "publicationStmt/date", "title-info/date",
         "docdata/date.issue", "info/pubdate", "articleinfo/pubdate", "bookinfo/pubdate", "info/date",
         "articleinfo/date", "bookinfo/date", "artheader/pubdate", "artheader/date", "critdates/created")  # fmt: skip
_OF_A_MANUSCRIPT = frozenset(
    {"received", "accepted", "rev-recd", "rev-request", "submitted", "nihms-submitted", "pmc-release", "retracted"}
)
"""Days in the header of JATS on which no article appeared, but something was done with it."""

_FIELDS_OF_SGML = {"HEAD": "headline", "HL": "headline", "DOCNO": "id", "DOCID": "id", "NEWID": "id"}
"""What collections in SGML call the fields of their documents."""

MOST_HEAD = 4_000
"""The kind of a document is told in its first bytes."""

_LINUXDOC = re.compile(rb"<!doctype\s+linuxdoc\b", re.IGNORECASE)
_ROOT = re.compile(rb"<([A-Za-z][\w.-]{0,60})(?=[\s>])")
_OPEN_PARAGRAPH = re.compile(rb"\s*<[pP]>\s*")
_CLOSED_PARAGRAPH = re.compile(rb"</[pP]>")
_SGML_CONTROL = re.compile(rb"&#(?:[0-8]|1[124-9]|2\d|3[01]);")
_VERSION = re.compile(r"\b(?:[vV](?:ersion|\.)? ?)\d[\d.]{0,20}[a-z]?\b|\$[A-Z][a-z]+: |\$")
"""What may stand beside a day in the header of a document: `v1.40 2002-01-10`, `$Date: 2002-01-10 $`."""

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")


def read(data: bytes, name: str, people: Mapping[str, str] = MappingProxyType({})) -> Iterator[Article | Problem]:
    """The article of a document, or those of its records.

    Args:
        data: The file's bytes.
        name: Its name inside the archive.
        people: The names of people by the keys, in small letters, under which debates name them.
    """
    if _LINUXDOC.search(data, 0, MOST_HEAD):
        yield from _linuxdoc(data, name)
        return
    tree = xml_tree(_under_one_root(data))
    if tree is None:
        yield Problem(name, Remark("is XML of an unknown kind"))
        return
    if subtitles.is_timed_text(tree):
        yield subtitles.timed(tree, name)
        return
    tree = laws.with_new_names(tree)
    if articles := articles_of(tree, name):
        yield from articles
        return
    documents = laws.documents(tree) if laws.is_uslm(tree) else _documents(tree)
    if len(documents) > 1 or _name(tree) == "teiCorpus":
        yield from _corpus(documents, name, people)
        return
    tree = documents[0] if laws.is_uslm(tree) and documents else tree
    fields = _fields(tree) if laws.is_uslm(tree) else None  # Reading changes it.
    page = _page(tree, people)
    if page is not None and page.text:
        headings, fields = tuple(page.headings), fields or _fields(tree)
        article = described(fields, "header", name, page.text, id=name, headings=headings, lines=(), reader=READER)
        if article.date is None and fields["date"] == _UNKNOWN:
            # Nor does its file's name know the day that its edition doubts.
            article = replace(article, provenance={**article.provenance, "date": "header"})
        yield article
        return
    records = list(_records(tree))
    if not any(texts(normalised(record)) for record in records):
        yield Problem(name, Remark("is XML of an unknown kind"))
        return
    for number, record in enumerate(records, 1):
        where = Remark("{file} record {number}", file=name, number=str(number))
        yield article_of(record, where, name, number, (), READER)


def _linuxdoc(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a HOWTO in LinuxDoc, which is no XML."""
    text, problems = decoded(data, name)
    yield from problems
    if text is None:
        return
    fields, page = linuxdoc.read(tidy(text))
    if not page.text:
        yield Problem(name, Remark("has no text"))
        return
    headings, lines = tuple(page.headings), tuple(page.lines)
    yield described(fields, "header", name, page.text, id=name, headings=headings, lines=lines, reader=READER)


def _under_one_root(data: bytes) -> bytes:
    """A file's bytes; if documents stand one after the other in it, as in collections in SGML, put into one element."""
    root = _ROOT.search(data)
    if root is None or not re.search(rb"</%b\s*>\s*<%b[\s>]" % (root[1], root[1]), data):
        return data
    # Only a root can be followed by another one where nothing is open.
    before = data[: root.start()]
    is_alone = data.rstrip().endswith(b">") and data.rstrip()[:-1].rstrip().endswith(b"</" + root[1])
    if not is_alone:
        return data
    inner = _SGML_CONTROL.sub(b"", data[root.start() :])
    if len(_OPEN_PARAGRAPH.findall(inner)) > len(_CLOSED_PARAGRAPH.findall(inner)):
        # In SGML a paragraph needs no end.
        inner = _CLOSED_PARAGRAPH.sub(b"", _OPEN_PARAGRAPH.sub(b"\n\n", inner))
    return before + b"<records>" + inner + b"</records>"


def _documents(tree: Any) -> list[Any]:
    """The documents of a TEI corpus; none of others."""
    return [each for each in tree.iter() if _name(each) in ("TEI", "TEI.2")] if _name(tree) == "teiCorpus" else []


def _corpus(documents: Sequence[Any], name: str, people: Mapping[str, str]) -> Iterator[Article | Problem]:
    """Several documents of a file, each an article.

    Args:
        documents: They.
        name: The file's name inside the archive.
        people: The names of people by the keys under which debates name them.
    """
    for number, document in enumerate(documents, 1):
        fields = _fields(document)
        page = _page(document, people)
        if page is None or not page.text:
            yield Problem(Remark("{file} record {number}", file=name, number=str(number)), Remark("has no text"))
            continue
        identity = next((value for key, value in document.attrib.items() if key.rpartition("}")[2] == "id"), number)
        yield described(
            fields, "header", name, page.text, id=f"{name}#{identity}", record=number,
            headings=tuple(page.headings), lines=(), reader=READER,
        )  # fmt: skip


def _name(element: Any) -> str:
    """An element's name without its namespace; none of comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _words(element: Any) -> str:
    """The words in an element; none of a comment, nor of an entity that isn't known."""
    if not isinstance(element.tag, str):
        return ""
    return _SPACES.sub(" ", "".join(element.itertext())).strip()


def _page(tree: Any, people: Mapping[str, str]) -> Page | None:
    """What a person sees of a document, in which people may be named by keys; None if it is of no known kind."""
    root = _name(tree)
    if root in scans.ROOTS:
        scanned = parsed("".join(f"<p>{escape(block, quote=False)}</p>" for block in scans.blocks(tree)))
        return seen_whole(scanned) if scanned is not None else None
    if root == laws.ROOT:
        tree = laws.with_leading_words(tree)
    elif root == "TEI" and any(_name(each) == "u" for each in tree.iter()):
        laws.name_speakers(tree, people)
    holders = [element for element in tree.iter() if _name(element) in _ROOTS.get(root, ())]
    if laws.is_uslm(tree):
        holders = [child for child in laws.as_seen(tree) if _name(child) not in ("", "meta")]
    outer = [element for element in holders if not any(above in holders for above in element.iterancestors())]
    if _is_topic(tree):
        outer = [tree]
        for element in tree.iterdescendants(*_OF_DITA):
            element.tag = _OF_DITA[element.tag]
    elif root in _BOOKS and ("docbook" in str(tree.tag) or tree.find(".//para") is not None):
        # Its articles may have an abstract in their header, as those of JATS have one beside their body.
        outer = [tree]
        for box in [each for each in tree.iter() if _name(each) == "note"]:
            box.tag = "div"
    notes: list[str] = []
    html = "".join(_html(element, notes, 0) for element in outer)
    page = parsed(html + "".join(notes)) if html.strip() else None
    return seen_whole(page) if page is not None else None


def _is_topic(tree: Any) -> bool:
    """Whether a document is one of DITA: its root holds a body of its kind, or is called as such files are."""
    names = set(map(_name, tree.iter()))
    is_plain = _name(tree) == "topic" and not names.isdisjoint({"body", "shortdesc"})
    return _name(tree) in _TOPICS and (is_plain or not _BODIES_OF_TOPICS.isdisjoint(names))


def _html(element: Any, notes: list[str], depth: int) -> str:
    """An element as HTML; its notes come at the end of the whole.

    Args:
        element: The element.
        notes: The notes so far, to which its own are added.
        depth: In how many elements it stands.
    """
    name = _name(element)
    parent = _name(element.getparent()) if element.getparent() is not None else ""
    if not name or name in _UNSEEN or (name in _CORRECTED and parent == "choice"):
        return ""
    if depth > DEEPEST:
        return f" {escape(_SPACES.sub(' ', ' '.join(element.itertext())), quote=False)} "
    if _is_mark_of_a_note(element, name, parent) or "strike" in "".join(element.attrib.get(key, "") for key in _LOOKS):
        return ""
    if name in ("lb", "empty-line", "space", "eol"):
        return "" if _is_in_a_word(element) else " "
    if (name == "rdg" and parent == "app") or (name == "listBibl" and _is_among_authorities(element)):
        return ""
    inner = escape(element.text or "", quote=False) + "".join(
        _html(child, notes, depth + 1) + escape(_tail(child), quote=False) for child in element
    )
    if name in laws.ASIDES and (aside := laws.aside(element, inner)) is not None:
        return aside
    if name in _NOTES and depth and parent not in ("notes", "fn-group"):
        notes.append(f"<p>{inner}</p>" if any(map(str.isalnum, inner)) else "")
        return ""
    if name in _HEADINGS and not (name == "title" and _is_of_a_work(element)):
        if parent in _CAPTIONED:
            return f"<p>{inner}</p>"
        title = _SPACES.sub(" ", _TAG.sub(" ", inner)).strip()
        return f"<h2>{title}</h2>" if depth > 1 else f"<h1>{title}</h1>"
    if name in ("quote", "q"):
        is_block = any(_TAGS.get(_name(child)) for child in element)
        return f"<blockquote>{inner}</blockquote>" if is_block else _in_quotation_marks(element, inner)
    if name == _LINES_OF.get(parent):
        return f"{inner}<br>"
    if any(_name(child) == _LINES_OF.get(name) for child in element):
        return f"<p>{inner}</p>"
    is_turn = name == "seg" and parent == "u"
    tag = "p" if is_turn or (name in ("ref", "bibl") and parent in ("ref-list", "listBibl")) else _TAGS.get(name)
    if name.startswith("doc") and _TAGS.get(parent) == "p":
        tag = None
    if name == "app" and any(_name(child) in ("lem", "rdg") for child in element):
        return inner
    if name == "code" and parent in _TAGS and _TAGS[parent] == "div":
        tag = "pre"
    return _tagged(element, tag, inner) if tag else inner


def _tagged(element: Any, tag: str, inner: str) -> str:
    """An element of HTML; a cell with how many columns and rows it spans.

    Args:
        element: What it is in the document.
        tag: Its name.
        inner: What is in it.
    """
    if tag not in ("td", "th"):
        return f"<{tag}>{inner}</{tag}>"
    tag = "th" if any(_name(above) in ("thead", "sthead") for above in islice(element.iterancestors(), 2)) else tag
    return f"<{tag}{_spans(element)}>{inner}</{tag}>"


def _spans(cell: Any) -> str:
    """The attributes of HTML for how many columns and rows a cell spans, as JATS, TEI and DocBook say it."""
    columns, rows = cell.get("colspan") or cell.get("cols"), cell.get("rowspan") or cell.get("rows")
    if cell.get("morerows", "").isdecimal():
        rows = str(int(cell.get("morerows")) + 1)
    if cell.get("nameend"):
        group = next((above for above in cell.iterancestors() if _name(above) == "tgroup"), cell)
        names = [each.get("colname") for each in group if _name(each) == "colspec"]
        ends = [names.index(name) for name in (cell.get("namest"), cell.get("nameend")) if name in names]
        columns = str(ends[1] - ends[0] + 1) if len(ends) > 1 else None
    spans = (("colspan", columns), ("rowspan", rows))
    return "".join(f' {name}="{count}"' for name, count in spans if count and count.isdecimal())


def _is_in_a_word(line_break: Any) -> bool:
    """Whether a line ends within a word, or at its hyphen."""
    looks = (line_break.get(key, "") for key in (*_LOOKS, "type"))
    return line_break.get("break") == "no" or any("hyphen" in look for look in looks)


def _tail(element: Any) -> str:
    """The words behind an element; those behind a line's end within a word go on with it."""
    tail = laws.tail(element)
    return tail.lstrip() if _name(element) == "lb" and _is_in_a_word(element) else tail


def _is_among_authorities(element: Any) -> bool:
    """Whether a list of books is one of the lists that an edition keeps of what its text names."""
    parent = element.getparent()
    return parent is not None and any(_name(sibling) in _AUTHORITIES for sibling in parent)


def _is_of_a_work(title: Any) -> bool:
    """Whether a title is that of a work which a sentence names, and no heading."""
    above = next(title.iterancestors(), None)
    return _name(above) in ("bibl", "biblStruct", "ref", "item") or any(
        _TAGS.get(_name(each)) in _WORKS_OF and _name(each) not in ("list-item", "listitem", "entry")
        for each in title.iterancestors()
    )


def _in_quotation_marks(element: Any, inner: str) -> str:
    """The words of a quotation, in the marks that the text has around them, or in marks of ours."""
    before = element.getprevious()
    text = (before.tail if before is not None else element.getparent().text) or ""
    has_marks = text.rstrip().endswith(_QUOTATION_MARKS) or "".join(element.itertext()).startswith(_QUOTATION_MARKS)
    return inner if has_marks else f"“{inner}”"


def _is_mark_of_a_note(element: Any, name: str, parent: str) -> bool:
    """Whether an element is the figure that leads to a note, or comes before it."""
    if name == "a" and element.get("type") == "note":
        return True
    if name == "title" and parent == "section" and not any(map(str.isalpha, _words(element))):
        # The number of a note in FictionBook, above it.
        return any(_name(above) == "body" and above.get("name") == "notes" for above in element.iterancestors())
    return (name == "xref" and element.get("ref-type") in ("fn", "table-fn")) or (name == "label" and parent == "fn")


def _found(tree: Any, *paths: str) -> Iterator[Any]:
    """The elements that are in a parent, `parent/element`, path by path."""
    for path in paths:
        above, _, name = path.partition("/")
        for element in tree.iter():
            if _name(element) == name and element.getparent() is not None and _name(element.getparent()) == above:
                yield element


def _fields(tree: Any) -> dict[str, Any]:
    """Title, authors, day, source and language by a document's header."""
    header = next((child for child in tree if _name(child) == "teiHeader"), tree)
    is_uslm = laws.is_uslm(tree)
    titles = [laws.title_of(tree)] if is_uslm else [*laws.titles(tree), *map(_words, _titles(tree, header))]
    return {
        "title": next(filter(None, titles), None),
        "authors": list(dict.fromkeys(filter(None, map(_person, [*_authors(header)] or _senders(header))))),
        "date": next(filter(None, laws.days_of(tree) if is_uslm else [*laws.days(tree), *_days(header)]), None),
        "source": next(filter(None, map(_publisher, _found(header, *_SOURCES))), None),
        "language": next((value for key, value in tree.attrib.items() if key.rpartition("}")[2] == "lang"), None)
        or next(map(_words, _found(tree, "title-info/lang")), None),
    }


def _titles(tree: Any, header: Any) -> Iterator[Any]:
    """The elements with a document's title: of TEI not that of the series or journal, nor a day or a short form."""
    titles = [each for each in _found(header, "titleStmt/title") if each.get("type", "main") in _TITLES_OF_TEI]
    yield from sorted(titles, key=lambda each: (each.get("level", "a") in "sj", each.get("type") != "main"))
    yield from _found(tree, *_TITLES)


def _authors(tree: Any) -> Iterator[Any]:
    for element in tree.iter():
        name = _name(element)
        above = _name(element.getparent()) if element.getparent() is not None else ""
        # In DocBook a `contrib` tells what somebody has done.
        is_author = name == "contrib" and above != "othercredit" and element.get("contrib-type", "author") == "author"
        if is_author or (name == "author" and above in _BEARERS) or (name == "byline" and above == "body.head"):
            yield element


def _senders(tree: Any) -> Iterator[Any]:
    """Those who wrote a letter, if its edition knows them."""
    for action in _found(tree, "correspDesc/correspAction"):
        if action.get("type") == "sent":
            people = [each for each in action if _name(each) in ("persName", "orgName")]
            yield from (each for each in people if not _is_doubted(each))


def _is_doubted(person: Any) -> bool:
    """Whether an edition isn't certain of somebody, or knows no name: `[Karl Weiss?]`, `N. N.`."""
    words = _words(person)
    is_marked = _UNKNOWN in words or words.startswith("[") or person.get("cert", "high") != "high"
    return is_marked or not any(len(word) > 1 for word in re.findall(r"[^\W\d_]+", words))


def _publisher(element: Any) -> str:
    """The name of a publisher, without the address that may stand beside it."""
    names = [_words(each) for each in element if _name(each) in ("orgName", "name", "persName")]
    return ", ".join(filter(None, names)) or _words(element)


def _person(element: Any) -> str:
    """The name of an author, whose parts may be elements."""
    parts = {_name(each): _words(each) for each in reversed(list(element.iter()))}
    name_parts = [
        next((parts[key] for key in names if parts.get(key)), "") for names in (_GIVEN, ("middle-name",), _FAMILY)
    ]
    if name_parts[0] and name_parts[2]:
        return " ".join(filter(None, name_parts))
    whole = (parts.get(key) for key in ("string-name", "collab", "persName", "personname", "person"))
    return next(filter(None, whole), "") or _words(element)


def _days(tree: Any) -> Iterator[Any]:
    """The days on which a document appeared, as they are written, the most trusted first."""
    for element in tree.iter():
        if _name(element) == "pub-date" and not _OF_A_MANUSCRIPT & {element.get("pub-type"), element.get("date-type")}:
            parts = {_name(child): _words(child) for child in element}
            if parts.keys() >= {"year", "month", "day"}:
                is_named = not parts["month"].isdecimal()
                yield "{day} {month} {year}".format(**parts) if is_named else parts
    for action in _found(tree, "correspDesc/correspAction"):
        if action.get("type") == "sent":
            yield _day_sent(action)
    for element in _found(tree, *_DAYS):
        values = map(element.get, ("when", "when-iso", "value", "norm", "golive", "date"))
        yield next(filter(None, values), None) or _VERSION.sub(" ", _words(element)).strip(" ,")
    yield from (element.get("date.publication") for element in tree.iter() if _name(element) == "pubdata")


def _day_sent(action: Any) -> str:
    """The day of a letter; what is no day if its edition doubts it, for that of the edition is not the letter's."""
    date = next((each for each in action.iter() if _name(each) == "date"), None)
    if date is None or "?" in _words(date) or date.get("cert", "high") != "high":
        return _UNKNOWN
    bounds = [date.get(key) or "" for key in ("notBefore", "notAfter")]
    return date.get("when") or date.get("when-iso") or (bounds[0] if len(set(bounds)) == 1 else "") or _UNKNOWN


def _records(tree: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The records of a file: elements of one name beside each other that hold others; or the root itself."""
    candidates = [child for child in tree if _name(child) and len(child)]
    names = Counter(map(_name, candidates))
    most = names.most_common(1)[0][0] if names else ""
    records = [_record(child) for child in candidates if _name(child) == most]
    if any(texts(normalised(record)) for record in records):
        yield from records
    elif texts(normalised(own := _record(tree))):
        yield own
    elif depth < MOST_RECORDS_INSIDE:
        for child in candidates:
            if inner := list(_records(child, depth + 1)):
                yield from inner
                return


def _marked_up(element: Any) -> str:
    """What is in an element, as HTML."""
    inner = (_html(child, [], 1) + escape(child.tail or "", quote=False) for child in element)
    return escape(element.text or "", quote=False) + "".join(inner)


def _record(element: Any) -> dict[str, Any]:
    """The fields of an element: its attributes, and what is in the elements inside it."""
    fields: dict[str, Any] = {_FIELDS_OF_SGML.get(key, key): value for key, value in element.attrib.items()}
    for child in element:
        # Solr names its fields by an attribute.
        name = str(child.get("name") or "") if _name(child) == "field" else _name(child)
        if not name:
            continue
        is_marked = any(_name(inner) in _TAGS for inner in child.iter() if inner is not child)
        if is_name_of("text", name) and any(is_name_of("text", _name(inner)) for inner in child):
            # Reuters has the title, the day and the body of an article in its text.
            fields = {**_record(child), **fields}
            continue
        value = _marked_up(child) if is_marked else "".join(child.itertext()).strip()
        name = _FIELDS_OF_SGML.get(name, name)
        if isinstance(fields.get(name), list):
            fields[name].append(value)
        else:
            fields[name] = [fields[name], value] if fields.get(name) else value
    return fields
