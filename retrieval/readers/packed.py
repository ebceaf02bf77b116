"""Documents that are ZIP files of XML: what they hold, within bounds, without entities; which of it they quote."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import Any, NamedTuple

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from retrieval.articles.files import Problem
from retrieval.articles.limits import Limits
from retrieval.readers.compression import too_much
from retrieval.readers.encodings import characters
from retrieval.readers.properties import OF_QUOTATIONS
from retrieval.readers.rtf import is_rich_text, quoted_paragraphs
from retrieval.records import Remark

_SAYS_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}<\?xml\s[^>]{0,300}encoding")
_ENTITY = re.compile(rb"<!\[CDATA\[(?:[^\]]|\](?!\]>))*+(?:\]\]>)?|&([A-Za-z][\w.-]{0,60});")
_DECLARED_ENTITY = re.compile(rb"<!ENTITY\s{1,20}([A-Za-z][\w.-]{0,60})\s{1,20}([\"'])([^\"'&<%]{1,200})\2\s{0,20}>")
_OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
MOST_ENTITIES = 100_000
"""So many names of characters are read in a file."""

DTD_BYTES = 100_000
"""Names of a file's own are looked for among so many first bytes."""


def too_much_in(data: bytes, limits: Limits) -> Remark | None:
    """Why a document is not read: it unpacks to too much; None when it may be, or isn't a document."""
    try:
        size = Package(data).size
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return too_much(size, len(data), limits)


class Package:
    """The parts of a document by their names."""

    def __init__(self, data: bytes) -> None:
        """The document in a file's bytes.

        Raises:
            zipfile.BadZipFile: The bytes are no ZIP file.
        """
        self._file = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {info.filename: info for info in self._file.infolist()}
        self.damaged: list[str] = []

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._parts

    @property
    def size(self) -> int:
        """How many bytes it unpacks to."""
        return sum(info.file_size for info in self._parts.values())

    def part(self, name: str) -> bytes:
        """The bytes of a part; none if there is no such part, or it is one of the `damaged` ones."""
        info = self._parts.get(name)
        if info is None:
            return b""
        try:
            with self._file.open(info) as stream:
                return stream.read()
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
            self.damaged.append(name)
            return b""

    def tree(self, name: str) -> Any | None:
        """The tree of a part that is XML; None if there is none."""
        return xml_tree(self.part(name))


def opened(data: bytes, name: str) -> Package | Problem:
    """A document, or why it can't be read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Problem(name, Remark("is encrypted: its text can't be read without the password"))
    try:
        package = Package(data)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return Problem(name, Remark("is damaged, or not what its name says ({error})", error=str(error)[:120]))
    return package


_DECLARED = re.compile(
    rb"(\s{0,100}<\?xml\s[^<>]{0,100}?encoding\s*=\s*[\"'])((?:iso-8859|windows-125|us-ascii|ascii|latin)[\w-]{0,10})"
    rb"([\"'])", re.IGNORECASE,
)  # fmt: skip


def with_its_encoding(data: bytes) -> bytes:
    """XML in UTF-8 that says that it is in another encoding, or the other way round, so that no letters are lost.

    What says none, and isn't UTF-8, as old SGML, is in the encoding that its letters tell.
    """
    if data.isascii() or b"\0" in data:
        return data
    declared = _DECLARED.match(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if declared is None and not _SAYS_ENCODING.match(data) and not isinstance(written := characters(data), Remark):
            return written.text.encode("utf-8", "replace")
        return data
    if declared is None:
        return data
    return declared[1] + b"utf-8" + declared[3] + data[declared.end() :]


def with_characters(data: bytes) -> bytes:
    """XML with characters for what DTDs call them, as in HTML (`&eacute;`), and for its own names of short words.

    No DTD is read, so that letters would be lost; names of its own that hold markup or other names stay as they are.
    """
    if b"\0" in data or not _ENTITY.search(data):
        return data
    own: dict[bytes, bytes] = {name: value for name, _, value in _DECLARED_ENTITY.findall(data[:DTD_BYTES])}
    left = MOST_ENTITIES

    def character(match: re.Match[bytes]) -> bytes:
        nonlocal left
        name: bytes | None = match[1]
        if name is None or name in _OF_XML or left <= 0:
            return match[0]
        left -= 1
        if name in own:
            return own[name]
        letters = html5.get(f"{name.decode()};")
        return "".join(f"&#{ord(letter)};" for letter in letters).encode() if letters else match[0]

    return _ENTITY.sub(character, data)


def xml_tree(data: bytes) -> Any | None:
    """The tree of some XML, without entities of its own and without anything from elsewhere; None when it is none."""
    if not data.strip():
        return None
    data = with_characters(with_its_encoding(data))
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError):
        return None


_PARTS = ("word/styles.xml", "word/document.xml", "styles.xml", "content.xml")
_WITH_NOTES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "content.xml")
_APART = frozenset({"footnote", "endnote"})
_NO_WORDS = frozenset({"note", "annotation", "tracked-changes", "delText", "instrText", "del", "pPr"})
_HERE = "\0"
"""A character that XML can't hold."""

_DEEPEST = 20
"""The most styles that one may be based on, each on the next."""


def block_quotes(data: bytes, name: str) -> list[str]:
    """The words of each paragraph in a style of quotations, in order; none of a document that has no such styles.

    Args:
        data: A document of Word (.docx) or OpenDocument (.odt, .fodt), or rich text (.rtf).
        name: The file's name.
    """
    if is_rich_text(data):
        return quoted_paragraphs(data)
    trees = _trees(data, name, _PARTS)
    elements = [element for tree in trees if tree is not None for element in tree.iter() if _local(element) != ""]
    styles = dict(_style(element) for element in elements if _local(element) == "style")
    paragraphs = [(_style_of(element), element) for element in elements if _local(element) == "p"]
    used = {style for style, _ in paragraphs}
    quoting = {style for style in used if any(map(OF_QUOTATIONS.fullmatch, _names(style, styles)))}
    return ["".join(_words(element)) for style, element in paragraphs if style in quoting]


class DocumentNote(NamedTuple):
    """A footnote or endnote: the words before and after what refers to it in its paragraph, its own paragraphs."""

    before: str
    after: str
    paragraphs: list[str]


def document_notes(data: bytes, name: str) -> list[DocumentNote]:
    """The footnotes and endnotes of a document in the order in which its paragraphs refer to them; of rich text none.

    Args:
        data: A document of Word (.docx) or OpenDocument (.odt, .fodt), or rich text (.rtf).
        name: The file's name.
    """
    if is_rich_text(data):
        return []
    trees = [tree for tree in _trees(data, name, _WITH_NOTES) if tree is not None]
    elements = [element for tree in trees for element in tree.iter()]
    apart = {(_local(each), _attribute(each, "id")): each for each in elements if _local(each) in _APART}
    notes: list[DocumentNote] = []
    for paragraph in (element for element in elements if _local(element) == "p"):
        for reference in paragraph.iter():
            kind, is_reference, _ = _local(reference).partition("Reference")
            referred = apart.get((kind, _attribute(reference, "id"))) if is_reference else None
            note = reference if kind == "note" else referred
            if note is not None:
                before, _, after = "".join(_words(paragraph, reference)).partition(_HERE)
                notes.append(DocumentNote(before, after, ["".join(_words(p)) for p in note.iter() if _local(p) == "p"]))
    return notes


def _trees(data: bytes, name: str, parts: Sequence[str]) -> list[Any]:
    """The trees of a document's parts, in their order, and None for those that it hasn't."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return [xml_tree(data)]
    package = opened(data, name)
    return [] if isinstance(package, Problem) else [package.tree(part) for part in parts]


def _style(element: Any) -> tuple[str, tuple[str, str]]:
    """A style by what paragraphs call it: its name, and the style that it is based on."""
    told = {_local(child): _attribute(child, "val") for child in element}
    own = _attribute(element, "styleId") or _attribute(element, "name")
    shown = told.get("name") or _attribute(element, "display-name") or own
    return own, (shown.replace("_20_", " ").lower(), told.get("basedOn") or _attribute(element, "parent-style-name"))


def _names(style: str, styles: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The names of a style and of those that it is based on."""
    for _ in range(_DEEPEST):
        name, style = styles.get(style, (style.replace("_20_", " ").lower(), ""))
        yield name
        if not style:
            return


def _style_of(paragraph: Any) -> str:
    """What a paragraph calls its style."""
    told = next((each for each in paragraph.iter() if _local(each) == "pStyle"), None)
    return _attribute(paragraph, "style-name") if told is None else _attribute(told, "val")


def _words(element: Any, place: Any = None) -> Iterator[str]:
    """The words of an element without notes, remarks, what was deleted and what fields are made of.

    Args:
        element: A paragraph, or a part of one.
        place: An element in it at which `_HERE` stands.
    """
    yield element.text or ""
    for child in element:
        if child is place:
            yield _HERE
        if _local(child) not in _NO_WORDS:
            yield from _words(child, place)
        yield child.tail or ""


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
