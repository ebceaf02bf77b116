"""Documents that are ZIP files of XML: what they hold, within bounds, without entities."""

import io
import zipfile
from typing import Any

from lxml.etree import XMLParser, XMLSyntaxError, fromstring

from retrieval.readers.files import Problem
from retrieval.records import Remark

MOST_UNPACKED = 200_000_000
"""A document unpacks to up to this many bytes; that of a book is rarely a tenth of it."""

LARGEST_PART = 100_000_000
"""One of its parts has up to this many bytes."""


class Package:
    """The parts of a document by their names."""

    def __init__(self, data: bytes) -> None:
        """The document in a file's bytes.

        Raises:
            zipfile.BadZipFile: The bytes are no ZIP file.
        """
        self._file = zipfile.ZipFile(io.BytesIO(data))
        self._parts = {info.filename: info for info in self._file.infolist()}

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._parts

    @property
    def size(self) -> int:
        """How many bytes it unpacks to."""
        return sum(info.file_size for info in self._parts.values())

    def part(self, name: str) -> bytes:
        """The bytes of a part; none where there is no such part, or it is too large."""
        info = self._parts.get(name)
        if info is None or info.file_size > LARGEST_PART:
            return b""
        with self._file.open(info) as stream:
            return stream.read(LARGEST_PART)

    def tree(self, name: str) -> Any | None:
        """The tree of a part that is XML; None where there is none."""
        return xml_tree(self.part(name))


def opened(data: bytes, name: str) -> Package | Problem:
    """A document, or why it can't be read."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return Problem(name, Remark("is encrypted: its text can't be read without the password"))
    try:
        package = Package(data)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return Problem(name, Remark("is damaged, or not what its name says ({error})", error=str(error)[:120]))
    if package.size > MOST_UNPACKED:
        limit = str(MOST_UNPACKED // 1_000_000)
        return Problem(name, Remark("unpacks to more than {megabytes} MB, and is not read", megabytes=limit))
    return package


def xml_tree(data: bytes) -> Any | None:
    """The tree of some XML, without entities of its own and without anything from elsewhere; None when it is none."""
    if not data.strip():
        return None
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return fromstring(data, parser)
    except (XMLSyntaxError, ValueError):
        return None
