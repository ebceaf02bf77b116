"""Articles that were added through the bot: files in a folder of their own inside the archive."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from retrieval import ArchiveError, Article, PinciteError, Problem, Remark, Searcher, UsageError, read, readable

FOLDER = "telegram"
"""Where added files are stored, inside the archive's folder."""

NAME = 80
"""Code points of a stored file's name, its ending apart."""

_UNSAFE = re.compile(r"[^\w.-]+")
_ENDING = re.compile(r"(\.\w{1,9}(?:\.(?:gz|xz))?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Added:
    """A stored file: its name, how many articles are in it, and what of it can't be read."""

    name: str
    articles: int
    problems: tuple[Problem, ...]


class Refusal(UsageError):
    """Why a file is not added or taken out; `remark` says it, as the end of a sentence."""

    def __init__(self, remark: Remark) -> None:
        """A refusal for a reason."""
        super().__init__(remark)
        self.remark = remark


class UploadedFiles:
    """Adds files to an archive and takes them out again; blocking, for one thread at a time."""

    def __init__(self, corpus: Path, searcher: Searcher) -> None:
        """The shelf of the archive at `corpus`."""
        self._corpus = corpus
        self._folder = corpus / FOLDER
        self._searcher = searcher

    def add(self, name: str, data: bytes) -> Added:
        """Store a file whose articles can be read, and bring the index in line.

        Raises:
            Refusal: The archive is a single file, the format is unknown, nothing in it can be read, or it is there.
        """
        if self._corpus.is_file():
            raise Refusal(Remark("the archive is a single file; only a folder can be added to."))
        safe = safe_name(name)
        if not readable(safe):
            raise Refusal(Remark("{name} is of no format that the archive reads.", name=safe))
        found = list(read(data, safe))
        articles = sum(isinstance(item, Article) for item in found)
        problems = tuple(item for item in found if isinstance(item, Problem))
        if not articles:
            raise Refusal(_unreadable(safe, problems))
        path = self._free(safe, data)
        self._folder.mkdir(exist_ok=True)
        # Whoever reads the archive meanwhile must find the file whole or not at all; hidden files are left out.
        part = self._folder / f".{path.name}.part"
        part.write_bytes(data)
        part.replace(path)
        self._searcher.refresh()
        return Added(path.name, articles, problems)

    def names(self) -> list[str]:
        """The files that were added, the newest first."""
        if not self._folder.is_dir():
            return []
        files = [path for path in self._folder.iterdir() if path.is_file() and not path.name.startswith(".")]
        return [path.name for path in sorted(files, key=lambda path: (-path.stat().st_mtime_ns, path.name))]

    def named(self, key: str) -> str | None:
        """The added file that has this key, or this name; None where there is none."""
        return next((name for name in self.names() if key in (name, key_of(name))), None)

    def remove(self, name: str) -> None:
        """Take an added file out of the archive.

        Raises:
            Refusal: There is no such file, or it is the last one of the archive.
        """
        if name not in self.names():
            raise Refusal(Remark("{name} is not among the added articles.", name=name))
        path, aside = self._folder / name, self._folder / f".{name}.gone"
        path.replace(aside)
        try:
            self._searcher.refresh()
        except PinciteError as error:
            aside.replace(path)
            self._searcher.refresh()
            if isinstance(error, ArchiveError):
                raise Refusal(Remark("it is the last article of the archive.")) from None
            raise
        aside.unlink()

    def _free(self, name: str, data: bytes) -> Path:
        """A path for `data` under `name`, numbered where the name is taken by other words."""
        match = _ENDING.search(name)
        ending = match.group() if match else ""
        stem = name.removesuffix(ending)
        for number in range(1, 1000):
            path = self._folder / (name if number == 1 else f"{stem}-{number}{ending}")
            if not path.exists():
                return path
            if path.read_bytes() == data:
                raise Refusal(Remark("{name} is in the archive already, word for word.", name=path.name))
        raise Refusal(Remark("there are too many files called {name}.", name=name))


def _unreadable(name: str, problems: Sequence[Problem]) -> Remark:
    """Why no article of a file can be read."""
    if not problems:
        return Remark("there is no article in {name}.", name=name)
    return Remark("{where} {reason}.", where=problems[0].where, reason=problems[0].reason)


def safe_name(name: str) -> str:
    """A file name of letters, digits, dots and dashes that stays in its folder and is not hidden."""
    name = unicodedata.normalize("NFC", Path(name.replace("\\", "/")).name)
    match = _ENDING.search(name)
    ending = match.group().lower() if match else ""
    stem = _UNSAFE.sub("-", name[: len(name) - len(ending)]).strip(".-_")
    return f"{stem[:NAME] or 'article'}{ending}"


def key_of(name: str) -> str:
    """A short stand-in for a file name, for buttons."""
    return sha256(name.encode()).hexdigest()[:12]
