"""What kind of file some bytes are, where a name doesn't tell it or tells it wrongly: a page saved as `.doc`."""

import io
import re
import zipfile
from importlib import import_module
from typing import Any

from retrieval.language.expressions import expression
from retrieval.readers.compression import ZIPPED
from retrieval.records import Remark

OPENING_BYTES = 4096
"""So many first bytes of a file tell its kind, but that of a ZIP file."""

OPENITI = ".openiti"
"""What stands for the ending of OpenITI's books, whose names have many: `….Shamela0023775-ara1.completed`."""

_OPENITI = b"######OpenITI#"
_STATES_OF_BOOKS = frozenset({".completed", ".inprogress", ".ara1", ".ara2", ".per1", ".urd1"})
UNTOLD = _STATES_OF_BOOKS | {"", ".doc", ".dot", ".php", ".asp", ".aspx", ".jsp", ".cfm", ".cgi", ".js", ".log"}
"""Endings of names, or none, that don't tell a kind: mailboxes of Thunderbird have none; pages and rich text are called
`.doc`, pages are saved under the ending of the program that made them, and chats are called `.log`."""

_PROGRAMS = UNTOLD - {"", ".doc", ".dot"}
_NO_ARTICLES = frozenset({
    "readme", "license", "licence", "copying", "copyright", "notice", "authors", "contributors", "maintainers",
    "thanks", "changelog", "changes", "news", "history", "install", "todo", "version", "manifest", "codeowners",
    "cname", "robots", "owners", "trademark", "security_contacts",
})  # fmt: skip
"""What files without an ending are called, in small letters, that tell of a folder or a program: and `Makefile` etc."""

FEWEST_WORDS, FEWEST_LETTERS = 20, 60
"""A text without an ending has this many words, or, in scripts without spaces, letters; settings have fewer."""

FEWEST_NAMED = 5
"""How many words a text has that is called a document of another kind: `notes.docx` without a word processor."""

_PAGE = expression(
    rb"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,1000}?-->)*+<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)
_PART_OF_A_PAGE = expression(rb"\s*<(?:head|meta|title|body)[\s>]", re.IGNORECASE)
_TWEETS = expression(rb"\s*window\.YTD\.(?:tweets?|note_tweets?)\.")
"""How the tweets in an archive of Twitter begin, which is a script."""

_OF_MOIN = expression(r"(?:\A|/)revisions/\d{8}\Z")
"""The path of a page as MoinMoin keeps it."""

_RECORDS = expression(rb"\s*(?:\[\s*)?\{\s*\"")
_NO_PAGES = frozenset({".txt", ".text", ".docx", ".docm", ".odt", ".rtf", ".pdf", ".eml", ".epub", *UNTOLD})
"""Kinds whose readers make nothing of a page."""

_MAY_BE_MAIL = frozenset({".html", ".htm", ".xhtml", ".md", ".markdown", ".rst", ".org", ".rtf", ".pdf"})
_HEADER = expression(rb"\s{0,100}(?:From |[A-Za-z][A-Za-z-]{1,40}: ?\S)")
"""How a message begins, or a mailbox."""

_NEVER_PLAIN = frozenset({".docx", ".docm", ".odt", ".rtf", ".pdf", ".epub"})
"""Kinds that no plain text is of."""

_NO_FILES_INSIDE = frozenset({".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".epub", *UNTOLD})
"""Kinds of ZIP files of their own, and names that don't tell a kind: other ZIP files aren't unpacked for these."""

_SENTENCE = expression(r"(?:[^\W\d_]{2}|[^\W\d_] \d{1,4})[\"”’»)]?[.!?…。！？।][\"”’»)]?(?:\s|\Z|(?<=[。！？]))")
_OF_PROGRAMS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})
"""What ZIP files have that hold a document of some program, or a program, and no files of their own."""

_TAR, _TAR_AT = b"ustar", 257
_BODIES = {"word/document.xml": ".docx", "META-INF/container.xml": ".epub", "content.xml": ".odt"}


def form_of(data: bytes, form: str, name: str = "") -> str | None:
    """The ending of the kind that a file's bytes are; the one that its name has where they don't tell another.

    Args:
        data: The file's bytes, or the first `OPENING_BYTES` of them.
        form: The ending of its name.
        name: Its name, where that may say that it holds no article.

    Returns:
        None if the name doesn't tell the kind, and the bytes tell none that is read.
    """
    opening = _opening(data)
    if form == ".js":
        return ".json" if _TWEETS.match(opening) else None
    form_inside = _form_inside(data, opening, form)
    if form_inside is None and form in _NEVER_PLAIN and b"%PDF-" not in opening and _is_prose(opening, FEWEST_NAMED):
        return ".txt"
    if form_inside is not None or form not in UNTOLD:
        return form_inside or form
    if _OF_MOIN.search(name):
        return ".moin"
    own_name = name.rpartition("/")[2].lower()
    if form == ".log":
        content: Any = import_module("retrieval.readers.encodings").characters(opening)
        is_chat = not isinstance(content, Remark) and import_module("retrieval.articles.chats").is_chat(content.text)
        return ".txt" if is_chat else None
    if form in _PROGRAMS or own_name in _NO_ARTICLES or own_name.endswith("file"):
        return None
    is_mail, _ = import_module("retrieval.readers.text").is_message(opening)
    return ".txt" if is_mail or _is_prose(opening) else None


def _opening(data: bytes) -> bytes:
    """The first bytes of a file, in UTF-8 where a mark says that they are UTF-16."""
    opening = data[:OPENING_BYTES]
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return opening.decode("utf-16", "ignore").encode()
    return opening.removeprefix(b"\xef\xbb\xbf")


def _form_inside(data: bytes, opening: bytes, form: str) -> str | None:
    """The kind that marks at the front of a file tell; None if there are none, or its reader sees to them.

    Args:
        data: The file's bytes.
        opening: The first of them.
        form: The ending of its name.
    """
    begin = opening.lstrip()
    if begin.startswith(b"{\\rtf"):
        return ".rtf"
    if begin[:5].lower() == b"%pdf-":
        return ".pdf"
    if begin.startswith(_OPENITI):
        return OPENITI
    if opening.startswith(b"PK\x03\x04"):
        kind = _packed(data) if form not in ZIPPED else None
        return None if kind == ".zip" and form in _NO_FILES_INSIDE else kind
    if opening[_TAR_AT:].startswith(_TAR) and form not in UNTOLD:
        return ".tar"
    if form in _NO_PAGES and (_PAGE.match(opening) or is_archived_page(opening)):
        return ".html"
    if form in _MAY_BE_MAIL and _HEADER.match(opening):
        is_mail, _ = import_module("retrieval.readers.text").is_message(opening)
        return ".txt" if is_mail else None
    if form in UNTOLD and _PART_OF_A_PAGE.match(opening):
        return ".html"
    return ".json" if form in (".csv", ".tsv") and _RECORDS.match(opening) else None


def is_archived_page(data: bytes) -> bool:
    """Whether bytes are a page with all it shows, as browsers and word processors save it (MHTML)."""
    head = data[:OPENING_BYTES].lstrip().partition(b"\n\n")[0].partition(b"\r\n\r\n")[0].lower()
    return (
        head.startswith((b"mime-version:", b"from:", b"date:"))
        and b"multipart/related" in head
        and (b"snapshot-content-location" in head or b"\nto:" not in head)
    )


def _packed(data: bytes) -> str | None:
    """The kind of document that a ZIP file is, by the part that holds its text, or that it is one of other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = set(file.namelist())
            if "content.xml" in parts and b"opendocument.text" not in file.read("mimetype")[:100]:
                return None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    form = next((form for part, form in _BODIES.items() if part in parts), None)
    return form or (None if parts & _OF_PROGRAMS else ".zip")


def _is_prose(opening: bytes, fewest: int = FEWEST_WORDS) -> bool:
    """Whether the first bytes of a file are those of a text with sentences, and of no program.

    Args:
        opening: The bytes.
        fewest: How many words it has at least.
    """
    if opening.startswith(b"#!") or b"\0" in opening:
        return False
    # Imported when such a file is met: it loads what detects encodings.
    content: Any = import_module("retrieval.readers.encodings").characters(opening)
    if isinstance(content, Remark) or not _SENTENCE.search(content.text):
        return False
    words = content.text.split()
    letters = sum(map(str.isalpha, content.text))
    many = len(words) >= fewest or (letters >= FEWEST_LETTERS and letters > FEWEST_WORDS * len(words))
    return many and letters >= len("".join(words)) * 0.8
