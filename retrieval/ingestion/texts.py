"""The texts that the files of an archive have now, read by the readers' own processes and under their limits."""

import stat
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from retrieval.errors import blame_machine
from retrieval.ingestion.analyst import Analysis
from retrieval.ingestion.file_tasks import (
    BEGINNING,
    PlaceInFile,
    Source,
    contents,
    is_cut,
    is_plain,
    tasks,
)
from retrieval.ingestion.folder import files
from retrieval.ingestion.pool import NoProcesses, Pool
from retrieval.ingestion.reading_process import Item, Task, results
from retrieval.ingestion.vanishing import away
from retrieval.readers import FieldNames, Hints, Limits, Problem, is_packed
from retrieval.records import Article, Remark
from retrieval.storage.kept_texts import Refusal, Textless
from retrieval.storage.rows import File

Result = TypeVar("Result")

_LINE_FEED = b"\n"

ANY = File(-1, -1, "")
"""Of a file that is only read nothing is kept."""


class CorpusFiles:
    """The files of an archive, wherever they are; they are listed once, when a name alone doesn't lead to one."""

    def __init__(self, corpus: Path, limits: Limits) -> None:
        """Looks at nothing yet."""
        self._corpus, self._limits = corpus, limits
        self._listed: Mapping[str, str | Path] | None = None

    def path(self, name: str) -> Path | None:
        """Where a file of the archive is; None when it is not there."""
        path = self._corpus / name
        with suppress(OSError, ValueError):
            path.lstat()
            return path
        place = self.present().get(name)
        return None if place is None else Path(place)

    def present(self) -> Mapping[str, str | Path]:
        """The files of the archive, listed once."""
        if self._listed is None:
            self._listed = files(self._corpus).files
        return self._listed

    def contents(self, path: Path, name: str) -> bytes | Remark | None:
        """The bytes of a file; None if it is read in pieces, or why it can't be read, as a sentence."""

        def read() -> bytes | Remark | None:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                # Reading a pipe or a device may never end.
                return sentence(Problem(name, Remark("is not a regular file")))
            data = contents(path, name, status.st_size, self._limits)
            return sentence(data) if isinstance(data, Problem) else data

        return or_why_not(read, name)


class _Places(NamedTuple):
    """Where lines begin in a file of that size that was changed then, in order, half a megabyte apart."""

    size: int
    mtime_ns: int
    begin: list[PlaceInFile]


class FileTexts:
    """Reads the texts of articles from their files."""

    def __init__(self, corpus: Path, limits: Limits, names: Callable[[], FieldNames]) -> None:
        """Reads nothing yet.

        Args:
            corpus: A folder of articles, or one file.
            limits: What a file may cost.
            names: Gives what fields are called in records besides their usual names.
        """
        self._corpus, self._limits, self._names = corpus, limits, names
        self._places: dict[str, _Places] = {}
        self._unpacked: set[str] = set()
        """Compressed files of which lines were left out once: the next time all of them is read, and kept."""

    def read(
        self, articles_by_file: Mapping[str, Collection[Textless]], refusals: dict[str, Refusal], *, whole: bool
    ) -> Iterator[tuple[str, str]]:
        """The hash and the text of each article of some files, which are read side by side.

        Of a file of lines those around the articles that are wanted are read, and all of it only when they are not
        there.

        Args:
            articles_by_file: The articles that are wanted, by the names of their files.
            refusals: Takes in why nothing of a file can be read, by its name.
            whole: Whether files are read whole anyway.

        Raises:
            MachineError: The machine has run out of something.
        """
        # Of all that is known about a file, only these names decide its texts.
        reading = _Reading(self._corpus, self._limits, Hints(names=self._names()), refusals, self._places)
        missing_hashes = {name: {each.sha256 for each in articles} for name, articles in articles_by_file.items()}
        lines = {name: _lines(each, whole=whole or name in self._unpacked) for name, each in articles_by_file.items()}
        for name, article in reading.articles(lines):
            hashed = article.sha256
            missing_hashes[name].discard(hashed)
            yield hashed, article.text
        self._unpacked.update(filter(is_packed, reading.cut_short))
        for _, article in reading.articles({name: None for name in reading.cut_short if missing_hashes[name]}):
            yield article.sha256, article.text


class _Reading:
    """One reading of some files."""

    def __init__(
        self, corpus: Path, limits: Limits, hints: Hints, refusals: dict[str, Refusal], places: dict[str, _Places]
    ) -> None:
        self._corpus, self._limits, self._hints, self._refused = corpus, limits, hints, refusals
        self._places = places
        self.cut_short: set[str] = set()
        """Files of which lines were left out."""

    def articles(self, lines: Mapping[str, Sequence[int] | None]) -> Iterator[tuple[str, Article]]:
        """The articles of some files, each with the name of its file.

        Args:
            lines: The names of the files, and the lines that are wanted, in order; None for all there is.
        """
        try:
            with closing(Pool(self._limits)) as pool:
                for task, items in pool.read(self._tasks(lines)):
                    yield from ((task.name, article) for article in self._articles_of(task.name, items))
        except NoProcesses:
            if not all(map(is_plain, lines)):
                raise
        else:
            return
        for task in self._tasks(lines):
            yield from ((task.name, article) for article in self._articles_of(task.name, results(task)))

    def _tasks(self, lines: Mapping[str, Sequence[int] | None]) -> Iterator[Task]:
        """What is to be done to read files, but for the pieces that have none of the lines that are wanted."""
        corpus = CorpusFiles(self._corpus, self._limits)
        for name, line_numbers in lines.items():
            path = corpus.path(name)
            data = None if path is None or _is_cut(path, name) else corpus.contents(path, name)
            if isinstance(data, Remark):
                self._refused[name] = Refusal(data, has_bytes=False)
                continue
            if path is None:
                if reason := away(files(self._corpus), self._corpus):
                    self._refused[name] = Refusal(reason, has_bytes=False)
                continue
            source = Source(name, path, ANY, data, self._hints, fresh=True)
            pieces = self._pieces(source, line_numbers)
            while not isinstance(piece := or_why_not(partial(next, pieces, None), name), Remark):
                if piece is None:
                    break
                if line_numbers is None or _has_some(piece, line_numbers):
                    yield piece
                else:
                    self.cut_short.add(name)
            else:
                self._refused[name] = Refusal(piece, has_bytes=False)

    def _pieces(self, source: Source, line_numbers: Sequence[int] | None) -> Iterator[Task]:
        """What is to be done to read a file, up to the last line that is sought; of a large one not all before it.

        Args:
            source: The file.
            line_numbers: The lines, in order; None for all.
        """
        if line_numbers is None or source.data is not None:
            for each in tasks(source, self._limits, analysed_from=None):
                if line_numbers is not None and each.first is not None and each.first > line_numbers[-1]:
                    self.cut_short.add(source.name)
                    return
                yield each
            return
        self.cut_short.add(source.name)
        places = self._known_places(source)
        at, pieces = BEGINNING, tasks(source, self._limits, analysed_from=None)
        for line in line_numbers:
            nearest = places[bisect_right(places, line, key=attrgetter("line")) - 1]
            if nearest.line > at.line:
                at, pieces = nearest, tasks(source, self._limits, analysed_from=None, start=nearest)
            while at.line <= line and (piece := next(pieces, None)) is not None:
                at = PlaceInFile(at.line + piece.data.count(_LINE_FEED) + 1, at.offset + len(piece.data) + 1)
                yield piece
                if piece.problem is not None:
                    return
                if at.line > places[-1].line:
                    places.append(at)

    def _known_places(self, source: Source) -> list[PlaceInFile]:
        """Where lines of a file begin, as far as it was read as it is; more are added as they are met."""
        status = source.path.stat()
        places = self._places.get(source.name)
        if places is None or (places.size, places.mtime_ns) != (status.st_size, status.st_mtime_ns):
            places = self._places[source.name] = _Places(status.st_size, status.st_mtime_ns, [BEGINNING])
        return places.begin

    def _articles_of(self, name: str, items: Iterator[Item]) -> Iterator[Article]:
        """The articles among what reading a file, or some lines of it, gives; where that is none, why is noted."""
        problem, has_articles = None, False
        while not isinstance(item := or_why_not(partial(next, items, None), name), Remark):
            if item is None:
                if problem is not None and not has_articles:
                    self._refused.setdefault(name, Refusal(sentence(problem), has_bytes=True))
                return
            if isinstance(item, Problem):
                problem = item
            else:
                has_articles = True
                yield item.article if isinstance(item, Analysis) else item
        self._refused[name] = Refusal(item, has_bytes=False)


def _is_cut(path: Path, name: str) -> bool:
    """Whether a file is read in pieces as it lies there, though it may be small enough to be held whole."""
    with suppress(OSError):
        status = path.stat()
        return stat.S_ISREG(status.st_mode) and is_cut(path, name, status.st_size)
    return False


def _lines(articles: Collection[Textless], *, whole: bool) -> list[int] | None:
    """The lines of a file on which some articles stand, in order; None for all, and where not each has a line."""
    lines = [] if whole else [each.record for each in articles if each.record is not None]
    return sorted(lines) if len(lines) == len(articles) else None


def _has_some(task: Task, lines: Sequence[int]) -> bool:
    """Whether a task is to read one of some lines, which are in order; what isn't cut into lines has them all."""
    if task.first is None:
        return True
    at = bisect_left(lines, task.first)
    return at < len(lines) and lines[at] <= task.first + task.data.count(_LINE_FEED)


def or_why_not(read: Callable[[], Result], name: str) -> Result | Remark:
    """What is read of a file, or why it can't be, as a sentence."""
    try:
        return read()
    except OSError as error:
        blame_machine(name, error)
        return sentence(Problem(name, Remark("can't be read ({error})", error=error.strerror or str(error))))
    except MemoryError:
        return sentence(Problem(name, Remark("needs more memory than there is")))


def sentence(problem: Problem) -> Remark:
    """What can't be read, and why."""
    return Remark("{where} {reason}.", where=problem.where, reason=problem.reason)
