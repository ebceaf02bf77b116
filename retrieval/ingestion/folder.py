"""A folder of articles: which of its files are read, and what is left out and why."""

import os
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from posixpath import splitext
from stat import S_ISREG
from typing import NamedTuple

from retrieval.articles.files import printable_name
from retrieval.articles.no_articles import HIDDEN_NAMES, OF_A_PROGRAM, OLD_REVISION, is_of_a_program, old_revisions
from retrieval.articles.registries import may_be_registry
from retrieval.errors import blame_machine
from retrieval.ingestion.vanishing import Listing, exists
from retrieval.readers import COMPRESSIONS, OPENING_BYTES, Problem, is_untold, readable, readable_inside, why_not
from retrieval.readers.sidecars import META, YAML, only_tells_of_others
from retrieval.records import Remark

WITHOUT_ARTICLES = frozenset({
    "node_modules", "bower_components", "_site", "__pycache__", "site-packages", "venv", "virtualenv", "__macosx",
    "_includes", "_layouts", "_sass", "_vendor", "$recycle.bin", "system volume information", "lost+found",
})  # fmt: skip
"""Folders, in small letters, that programs fill or work with: packages, built pages, templates, a system's own."""

DRAFTS = "_drafts"
"""The folder in which a site's generator keeps what is not published yet."""

_ENVIRONMENT = "pyvenv.cfg"  # Python's virtual environments have this file, whatever they are called.

CATALOG, LOCK = "catalog.sqlite", "lock"
"""What every folder holds in which an index is kept. An archive's own state is none of its files."""

_PACKED = b"PK\x03\x04"
"""How documents begin that are ZIP files: what they are is at their end."""

_JOURNALS = ("journal.", "telegram-", "history")
"""How the names of a state's own files begin, in a folder with the key of a journal."""


_SAVED_AS = {
    ".docx": ".doc .dot .wps .wpd .sxw .abw .lwp .pages .one",
    ".csv": ".xls .xlsx .xlsm .xlsb .ods .numbers .dbf .mdb .accdb .sqlite .sqlite3 .db .sav .dta .rds .feather",
    ".pdf": ".ppt .pptx .odp .key .djvu .ps .eps .xps .oxps .indd .pub .qxd",
    ".eml": ".msg .pst .ost .dbx",
    ".epub": ".mobi .azw .azw3 .kfx .prc .lit .pdb .ibooks",
    ".html": ".webarchive .maff .chm .hlp",
    ".zip": ".7z .rar .zst .lz4 .lzma .cab .dmg",
}
_ADVICE = {
    "holds references, not articles; export those with abstracts as .csv": ".ris .nbib .bib .bibtex .enw .ciw",
    "holds pages as a crawler saved them; unpack them as .html": ".warc .wacz .arc .cdx .cdxj .har .zim",
    "is a link to a document on the web; download that as .docx": ".gdoc .gsheet .gslides",
    "is a link; save the page that it leads to as .html": ".url .webloc .desktop .lnk",
    "is a picture; recognise its text and save it as .pdf or .txt": (
        ".jpg .jpeg .png .gif .tif .tiff .bmp .webp .heic .heif .jp2 .avif .svg"
    ),
    "is a recording; save what is said as .srt, .vtt or .txt": (
        ".mp3 .m4a .wav .ogg .oga .opus .flac .aac .wma .mp4 .m4v .mov .avi .mkv .webm .wmv .mpg .mpeg"
    ),
}
UNKNOWN = {
    ending: advice
    for advice, endings in (
        *((f"unknown kind; save as {kind}", endings) for kind, endings in _SAVED_AS.items()),
        *_ADVICE.items(),
    )
    for ending in endings.split()
}
"""What to do with files of which people have many, and which no reader reads: mostly what they are to be saved as."""


class LeftOut(NamedTuple):
    """A file or folder that is not read: its name in the archive, its kind (`.pages`, `folder`, `link`), and why."""

    where: str
    kind: str
    reason: str


class Walk(NamedTuple):
    """What a folder holds: the files to read, the folders that can't be listed, links out of it, all that is left."""

    listing: Listing
    links_out: list[Problem]
    left_out: list[LeftOut]


def files(corpus: Path) -> Listing:
    """The files of an archive that can be read, by printable names inside it."""
    return walked(corpus).listing


def walked(corpus: Path) -> Walk:
    """The files of an archive by printable names inside it, and what is left out: hidden, of no known kind, links."""
    if exists(corpus) and corpus.is_file():
        return Walk(Listing({printable_name(corpus.name): corpus}, []), [], [])
    unlisted: list[Problem] = []

    def note(error: OSError) -> None:
        blame_machine(error.filename, error)
        where = printable_name(Path(error.filename).relative_to(corpus).as_posix())
        unlisted.append(Problem(where, Remark("can't be read ({error})", error=error.strerror or str(error))))

    paths: dict[str, str] = {}
    linked: set[str] = set()
    left_out: list[LeftOut] = []
    for folder, folders, names, links_here in _walk(corpus, note):
        left_out += _folders_left_out(folder, folders, corpus)
        inside = folder.relative_to(corpus).as_posix()
        # Making a path of each name would take as long as listing them.
        before, place = "" if inside == "." else f"{inside}/", os.path.join(folder, "")  # noqa: PTH118
        linked.update(before + name for name in links_here)
        old = old_revisions(inside, names)
        beside = _called_in(names)
        for name in names:
            where = before + name
            if name.startswith(HIDDEN_NAMES) and not may_be_registry(where):
                left_out.append(LeftOut(printable_name(where), "hidden", "hidden"))
            elif name in old:
                left_out.append(LeftOut(printable_name(where), _kind(name), OLD_REVISION))
            elif is_of_a_program(where, partial(_opening, place + name)):
                left_out.append(LeftOut(printable_name(where), _kind(name), OF_A_PROGRAM))
            elif readable(name) or (is_untold(name) and readable_inside(where, _opening(place + name))):
                paths[where] = place + name
            elif may_be_registry(before + name) or only_tells_of_others(name, beside):
                # What it is, and whether it is of any use, its reader tells.
                paths[where] = place + name
                left_out.append(LeftOut(printable_name(where), _kind(name), "unknown kind"))
            elif reason := why_not(name):
                left_out.append(LeftOut(printable_name(where), Path(name).suffix.lower(), reason))
            elif not ("journal.key" in names and name.startswith(_JOURNALS)):
                left_out.append(LeftOut(printable_name(where), _kind(name), _advice(name)))
    links = list(_links(paths, linked, corpus))
    for link in links:
        del paths[link.where]
    left_out += [LeftOut(printable_name(link.where), "link", link.reason) for link in links]
    out = [Problem(printable_name(link.where), link.reason) for link in links if link.reason is LEADS_OUT]
    return Walk(Listing(_by_printable_name(paths), unlisted), out, left_out)


def _called_in(names: Sequence[str]) -> frozenset[str]:
    """What the files of a folder are called, with and without their endings, if there are any that tell of others."""
    if not any(name[-5:].lower().endswith((*YAML, META)) for name in names):
        return frozenset()
    read = [name for name in names if readable(name)]
    return frozenset({*read, *(splitext(name)[0] for name in read)})


def _kind(name: str) -> str:
    """What a file's name says of its kind: its ending."""
    return Path(name).suffix.lower() or "no ending"


def _advice(name: str) -> str:
    """What to do with a file of a kind that isn't read, which may be compressed."""
    kind = _kind(name)
    return UNKNOWN.get(_kind(Path(name).stem) if kind in COMPRESSIONS else kind, "unknown kind")


def _walk(corpus: Path, note: Callable[[OSError], None]) -> Iterator[tuple[Path, list[str], list[str], set[str]]]:
    """Each folder with the folders and files in it, and which of these files are links.

    It is `os.walk` but for the links, and for its end at 1,000 levels.

    Args:
        corpus: Where to begin.
        note: Told of each folder that can't be listed.
    """
    waiting = [corpus]
    while waiting:
        folder = waiting.pop()
        folders: list[str] = []
        names: list[str] = []
        links: set[str] = set()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    (folders if _is_folder(entry) else names).append(entry.name)
                    if entry.is_symlink():
                        links.add(entry.name)
        except OSError as error:
            note(error)
            continue
        if folder != corpus and {CATALOG, LOCK}.issubset(names):
            continue
        yield folder, folders, names, links
        waiting += [folder / name for name in reversed(folders)]


def _opening(path: str) -> bytes:
    """The first bytes of a regular file, or all of a document that is packed; none if they can't be read."""
    try:
        if not S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 # a Path of each file would take as long
            return b""
        with open(path, "rb") as file:  # noqa: PTH123
            opening = file.read(OPENING_BYTES)
            return opening + file.read() if opening.startswith(_PACKED) else opening
    except OSError as error:
        blame_machine(path, error)
        return b""


def _is_state(folder: Path) -> bool:
    """Whether a hidden folder is where the program keeps its own state."""
    try:
        entries = list(folder.iterdir())
    except OSError as error:
        blame_machine(folder, error)
        return False
    return any(entry.name == "journal.key" or exists(entry / CATALOG) for entry in entries)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError as error:
        blame_machine(entry.path, error)
        return False


LEADS_OUT = Remark("is a link that leads out of the archive")


def _folders_left_out(folder: Path, folders: list[str], corpus: Path) -> Iterator[LeftOut]:
    """Takes the folders that are not walked through out of a list, and names them."""
    for name in list(folders):
        path = folder / name
        where = printable_name(path.relative_to(corpus).as_posix())
        if name.startswith(".") and _is_state(path):
            folders.remove(name)
            continue
        if name.startswith("."):
            reason, kind = "hidden", "hidden"
        elif os.path.islink(path):  # noqa: PTH114 # it never raises, however long a path is
            reason, kind = "is a link to a folder", "link"
        elif name.lower() == DRAFTS:
            reason, kind = "holds drafts", "folder"
        elif name.lower() in WITHOUT_ARTICLES or exists(path / _ENVIRONMENT):
            reason, kind = "holds no articles", "folder"
        else:
            continue
        folders.remove(name)
        yield LeftOut(where, kind, reason)


def _links(paths: Mapping[str, str], names: Container[str], corpus: Path) -> Iterator[Problem]:
    """The links among files that lead out of the archive, or to a file of it that is there already.

    Args:
        paths: The files by names inside the archive.
        names: Those of links.
        corpus: The archive.
    """
    linked = {where: Path(path) for where, path in paths.items() if where in names}
    if not linked:
        return
    root = corpus.resolve()
    real = {(root / where).resolve() for where in paths.keys() - linked.keys()}
    for where, path in sorted(linked.items()):
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            blame_machine(where, error)
            continue  # That it leads nowhere is said when it is read.
        if not target.is_relative_to(root):
            yield Problem(where, LEADS_OUT)
        elif target in real:
            yield Problem(where, Remark("is a link to a file that is already in the archive"))
        real.add(target)


def _by_printable_name(paths: Mapping[str, str]) -> dict[str, str]:
    """Files by names that can be printed; each stays unique, and one that is printable already stays as it is."""
    by_name = {name: path for name, path in paths.items() if printable_name(name) == name}
    for name in sorted(paths.keys() - by_name.keys()):
        encoded = printable_name(name)
        while encoded in by_name:
            encoded = encoded.replace("%", "%25")
        by_name[encoded] = paths[name]
    return by_name
