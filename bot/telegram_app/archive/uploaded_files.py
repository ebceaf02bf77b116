"""Files that were added through the bot, in a folder of their own inside the archive."""

import re
import stat
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from retrieval import ArchiveError, Article, PinciteError, Problem, Remark, Searcher, UsageError, read_apart, readable

FOLDER = "telegram"
"""The folder for added files, inside the archive's."""

NAME_LENGTH = 80
"""Code points of a stored file's name, without its ending."""

NAME_BYTES = 200
"""Bytes of that: file systems take 255, and an ending, a number and the mark of an unfinished file go with it."""

UNFINISHED, REMOVED = ".part", ".gone"
"""How the names of hidden files end that are being written, or removed."""

SAME_NAME = 999
"""Files that can have one name, all but the first with a number."""

_UNSAFE = re.compile(r"[^\w.-]+")
_ENDING = re.compile(r"(\.\w{1,9}(?:\.(?:gz|xz))?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A stored file: its name, the number of articles in it, what of it can't be read, and whether it can be found."""

    name: str
    articles: int
    problems: tuple[Problem, ...]
    indexed: bool = True


class Refusal(UsageError):
    """Why a file is not added or removed; `remark` says it, as the end of a sentence."""

    def __init__(self, remark: Remark) -> None:
        """A refusal for a reason."""
        super().__init__(remark)
        self.remark = remark


class UploadedFiles:
    """Adds files to an archive and removes them again; blocking, for one thread at a time."""

    def __init__(self, corpus: Path, searcher: Searcher) -> None:
        """The added files of the archive at `corpus`."""
        self._corpus = corpus
        self._folder = corpus / FOLDER
        self._searcher = searcher

    def add(self, name: str, data: bytes, *, again: bool = False) -> AddedFile:
        """Stores a file whose articles can be read, and updates the index.

        Args:
            name: The name it was sent under.
            data: Its content.
            again: Whether an earlier run may have stored it before it was killed.

        Raises:
            Refusal: The archive is a single file, the format is unknown, nothing can be read, or it is already there.
        """
        if self._corpus.is_file():
            raise Refusal(Remark("the archive is a single file; articles can only be added to a folder."))
        safe = safe_name(name)
        if not readable(safe):
            raise Refusal(Remark("the archive can't read the format of {name}.", name=safe))
        items = read_apart(data, safe, self._searcher.archive.limits)
        articles = sum(isinstance(item, Article) for item in items)
        problems = tuple(item for item in items if isinstance(item, Problem))
        if not articles:
            raise Refusal(_unreadable(safe, problems))
        path = self._free(safe, data, again=again)
        self._folder.mkdir(exist_ok=True)
        self._folder.chmod(modes := stat.S_IMODE(self._corpus.stat().st_mode))
        # Whoever reads the archive meanwhile must find the whole file or none; hidden files are not read.
        part = self._folder / f".{path.name}{UNFINISHED}"
        part.write_bytes(data)
        part.chmod(modes & 0o666)  # an article is as open as the archive, not closed as the state is
        part.replace(path)
        self._searcher.refresh()
        return AddedFile(path.name, articles, problems, indexed=self._is_indexed(path))

    def _is_indexed(self, path: Path) -> bool:
        """Whether the archive has what a file holds: another process may be about to see to that."""
        return path.relative_to(self._corpus).as_posix() in self._searcher.archive.catalog.files()

    def names(self) -> list[str]:
        """The names of the added files, newest first."""
        if not self._folder.is_dir():
            return []
        files = [path for path in self._folder.iterdir() if path.is_file() and not path.name.startswith(".")]
        return [path.name for path in sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))]

    def name_of(self, key: str) -> str | None:
        """The name of the added file with this key or name; None if there is none."""
        return next((name for name in self.names() if key in (name, key_of(name))), None)

    def remove(self, name: str) -> None:
        """Removes an added file from the archive.

        Raises:
            Refusal: There is no such file, or it is the last one in the archive.
        """
        if name not in self.names():
            raise Refusal(Remark("{name} is not one of the added files.", name=name))
        path, aside = self._folder / name, self._folder / f".{name}{REMOVED}"
        path.replace(aside)
        try:
            # However little the archive holds besides: this file was removed on purpose.
            self._searcher.refresh(accept_removals={path.relative_to(self._corpus).as_posix()})
        except PinciteError as error:
            aside.replace(path)
            self._searcher.refresh()
            if isinstance(error, ArchiveError):
                raise Refusal(Remark("it is the last article in the archive.")) from None
            raise
        aside.unlink()

    def _free(self, name: str, data: bytes, *, again: bool) -> Path:
        """A path for `data` under `name`, numbered where a file with other content has that name.

        What an earlier run stored is stored over.

        Raises:
            Refusal: A file has the same content, or too many have the name.
        """
        match = _ENDING.search(name)
        ending = match.group() if match else ""
        stem = name.removesuffix(ending)
        for number in range(1, SAME_NAME + 1):
            path = self._folder / (name if number == 1 else f"{stem}-{number}{ending}")
            if not path.exists():
                return path
            if again and path.read_bytes() == data:
                return path
            if path.read_bytes() == data:
                raise Refusal(Remark("{name} is already in the archive, word for word.", name=path.name))
        raise Refusal(Remark("there are too many files called {name}.", name=name))


def _unreadable(name: str, problems: Sequence[Problem]) -> Remark:
    """Why no article of a file can be read."""
    if not problems:
        return Remark("there is no article in {name}.", name=name)
    return Remark("{where} {reason}.", where=problems[0].where, reason=problems[0].reason)


def safe_name(name: str) -> str:
    """`name` as a file name of letters, digits, dots, dashes and underscores, without a folder and not hidden."""
    name = unicodedata.normalize("NFC", Path(name.replace("\\", "/")).name)
    match = _ENDING.search(name)
    ending = match.group().lower() if match else ""
    stem = _UNSAFE.sub("-", name[: len(name) - len(ending)]).strip(".-_")
    short = stem[:NAME_LENGTH].encode("utf-8", "ignore")[:NAME_BYTES].decode("utf-8", "ignore")
    return f"{short or 'article'}{ending}"


def key_of(name: str) -> str:
    """A short key for a file name that may be too long for a button."""
    return sha256(name.encode()).hexdigest()[:12]


def finish_interrupted(corpus: Path) -> list[str]:
    """Finishes what a killed run left undone; returns the names of the files whose removal it finished.

    Call it before the archive is opened. A file that was being removed is put back if nothing else is left.
    """
    folder = corpus / FOLDER
    if not folder.is_dir():
        return []
    for part in folder.glob(f".*{UNFINISHED}"):
        part.unlink(missing_ok=True)
    removed_names = []
    for aside in folder.glob(f".*{REMOVED}"):
        name = aside.name.removeprefix(".").removesuffix(REMOVED)
        if any(path.is_file() and not path.name.startswith(".") for path in corpus.rglob("*")):
            aside.unlink(missing_ok=True)
            removed_names.append(name)
        else:
            aside.replace(folder / name)
    return removed_names
