"""Documents that are ZIP files of XML: what they hold, within bounds, without entities."""

import io
import re
import zipfile
import zlib
from typing import Any

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from retrieval.articles.files import Problem
from retrieval.articles.limits import Limits
from retrieval.readers.compression import too_much
from retrieval.records import Remark


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
    """XML that says another encoding than UTF-8, but is UTF-8, with a declaration that says so: letters were lost."""
    declared = None if data.isascii() else _DECLARED.match(data)
    if declared is None:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return declared[1] + b"utf-8" + declared[3] + data[declared.end() :]


def xml_tree(data: bytes) -> Any | None:
    """The tree of some XML, without entities of its own and without anything from elsewhere; None when it is none."""
    if not data.strip():
        return None
    data = with_its_encoding(data)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError):
        return None
