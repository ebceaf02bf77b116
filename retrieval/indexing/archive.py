"""A folder of articles and the catalog that is kept up to date with it."""

import datetime
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from os.path import lexists
from pathlib import Path

from retrieval import language
from retrieval.analysis.article_names import address_key, named_by, paths, title_key, without_paragraph
from retrieval.articles.blocks import paragraphs
from retrieval.articles.files import printable_name, tidy
from retrieval.engines.segments import is_cheap_to_check, is_intact
from retrieval.errors import (
    ArchiveError,
    IndexOutOfDate,
    MachineError,
    NoSuchArticle,
    NotFound,
    StateError,
    machine_blamed,
)
from retrieval.ingestion.boilerplate import Boilerplate, Repeated
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.ingestion.folder import CATALOG, LOCK, LeftOut, walked
from retrieval.ingestion.intake import Intake
from retrieval.ingestion.surroundings import Surroundings
from retrieval.ingestion.texts import FileTexts
from retrieval.ingestion.vanishing import exists, removed_files
from retrieval.readers import LIMITS, FieldNames, Limits, Problem, readable, why_not
from retrieval.records import Article, ArticleOutline, Passage, Remark, digest
from retrieval.storage.catalog import Catalog
from retrieval.storage.lock import ArchiveLock
from retrieval.storage.sums import Comparison, has_sums

COMPLETE, FINGERPRINT, _LIMITS = "complete", "fingerprint", "limits"
"""Under what it is noted that every file was read at least once, what the articles are, and what a file might cost."""

INDEX_FOLDER = "index"
_NAMES = "fields.json"
_SEEN = "seen"
_SUGGESTED = 3  # Articles that a person can take in at a glance.
_SUGGESTIVE = 3  # Code points: one or two letters are in nearly every name.
_FOLDER_NAME_BYTES = 200  # File systems allow 255, and the hash of the path follows.


class _Contents:
    """What an archive holds, as it was last read."""

    corpus: Path
    catalog: Catalog
    _fingerprint: tuple[object, str] = (None, "")

    def _folder(self, state: Path) -> Path:
        """Where the catalog and index are kept, below the state of all archives."""
        return folder_of(self.corpus, state)

    def _opened(self, path: Path | None, analyzer: str) -> Catalog:
        """The catalog in a file, or in memory."""
        return Catalog(path, analyzer)

    def article(self, article_id: str) -> Article:
        """An article by its id, or by the name of its file as the file system has it; raises `NotFound`."""
        try:
            return self.catalog.article(tidy(article_id))
        except NotFound:
            if printable_name(article_id) == article_id:
                raise
            return self.catalog.article(printable_name(article_id))

    def named(self, name: str) -> list[Article]:
        """The articles that a person may mean by an id, a path, a title or an address; none when nothing fits.

        Several have the same title, the same address, or are in the same file: then all of them are meant.
        """
        return self._entitled(name) or self._addressed(name)

    def find(self, name: str) -> tuple[list[Article], tuple[int, ...]]:
        """The articles that a name means, and the paragraph meant by a `#N` after it.

        Of several articles only those are given that have such a paragraph.

        Raises:
            NotFound: There is no such article, or no such paragraph in it.
        """
        if matches := self._entitled(name):
            return matches, ()
        stripped = without_paragraph(name)
        of_paragraph = self.named(stripped[0]) if stripped else []
        if stripped is None or not of_paragraph:
            if matches := self._addressed(name):
                return matches, ()
            raise self._no_such(name)
        counts = [len(paragraphs(article)) for article in of_paragraph]
        with_paragraph = [
            article for article, count in zip(of_paragraph, counts, strict=True) if 1 <= stripped[1] <= count
        ]
        if not with_paragraph:
            raise NotFound(f"{stripped[0]} has no paragraph {stripped[1]}; its paragraphs are 1 to {max(counts)}.")
        return with_paragraph, (stripped[1],)

    def _entitled(self, name: str) -> list[Article]:
        """The article with an id or path, else those with a title, else those of the files with a name."""
        for identity in dict.fromkeys((name, *paths(name, self.corpus))):
            try:
                return [self.article(identity)]
            except NotFound:
                if articles := self.catalog.articles_at(printable_name(identity)):
                    return articles
        key = title_key(tidy(name))
        entitled = self.catalog.articles_entitled(key) if key else []
        return entitled or self.catalog.articles_of_files_named(printable_name(name.strip()))

    def _no_such(self, name: str) -> NotFound:
        """The error for an article that is not there: why its file can't be read, or what may have been meant."""
        conditions = list(named_by(tidy(name))) if len(name) >= _SUGGESTIVE else []
        where = " AND ".join(condition for condition, _ in conditions)
        values = [value for _, some in conditions for value in some]
        keys = self.catalog.newest_where(where, values, _SUGGESTED, 0) if conditions else []
        meant = " or ".join(repr(outline.title or outline.id) for outline in self.catalog.outlines(keys).values())
        if reasons := [problem.reason for problem in self.problems() if problem.where == name and problem.left_out]:
            return NotFound(f"{name} is not in this archive: it {reasons[0]}.")
        if not meant:
            return NoSuchArticle(f"There is no article {name!r} in this archive.")
        return NotFound(f"There is no article {name!r} in this archive; is {meant} meant?")

    def _addressed(self, name: str) -> list[Article]:
        """The articles with a web address."""
        key = address_key(tidy(name))
        return self.catalog.articles_addressed(key) if key else []

    def article_count(self) -> int:
        """How many articles there are."""
        return self.catalog.article_count()

    def passage_count(self) -> int:
        """How many passages there are."""
        return self.catalog.passage_count()

    def articles(self) -> Iterator[Article]:
        """Every article, newest first, those without a date last."""
        return self.catalog.articles()

    def outlines(self) -> Iterator[ArticleOutline]:
        """What is known about every article but for its text, newest first, those without a date last."""
        return self.catalog.all_outlines()

    def last_change(self) -> datetime.datetime | None:
        """When the file that changed last did so, of those that were read; None without any."""
        *_, last_ns = self.catalog.file_totals()
        return datetime.datetime.fromtimestamp(last_ns / 1e9, datetime.UTC) if last_ns else None

    def written_at(self) -> datetime.datetime | None:
        """When something was put into the catalog's files last; None in memory, or if they can't be looked at."""
        files = [Path(f"{self.catalog.path}{ending}") for ending in ("", "-wal")]
        seconds = [file.stat().st_mtime for file in files if not self.catalog.in_memory and exists(file)]
        return datetime.datetime.fromtimestamp(max(seconds), datetime.UTC) if seconds else None

    def passages_of(self, article_id: str) -> list[Passage]:
        """The passages of an article in order."""
        return self.catalog.passages_of(article_id)

    def repeated(self) -> list[Repeated]:
        """The paragraphs that are not indexed because many articles have them, those of most articles first."""
        noted = Boilerplate.noted(self.catalog).values()
        return sorted(noted, key=lambda repeated: (-repeated.articles, repeated.words))

    def not_indexed(self, article: Article) -> frozenset[int]:
        """The numbers of the paragraphs of an article that are not indexed: repeated ones, and those about it."""
        indexed = {number for passage in self.passages_of(article.id) for number in passage.paragraphs}
        return frozenset(p.number for p in paragraphs(article)) - indexed if indexed else frozenset()

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read when the files were last read."""
        return tuple(Problem(*problem) for problem in self.catalog.problems())

    def fingerprint(self) -> str:
        """A hash of every article's id and text: the same articles give the same value."""
        state = _state_noted(self.catalog)
        if self._fingerprint[0] != state:
            noted = self.catalog.noted(FINGERPRINT) or ""
            stored_hash = noted.removeprefix(state) if noted.startswith(state) else None
            self._fingerprint = state, stored_hash or _hash_of(self.catalog.hashes())
        return self._fingerprint[1]


LOOKS = 4
"""How often the files are listed at most, while some of them get other names before they are read."""


class Archive(_Contents):
    """The articles under a folder (or in one file), listed in a catalog in a state folder."""

    def __init__(
        self, corpus: Path, state: Path, limits: Limits = LIMITS, names: FieldNames | None = None, *, disk: bool = True
    ) -> None:
        """Opens the catalog; `refresh` updates it from the files.

        Args:
            corpus: A folder of articles, or one file.
            state: Where catalogs and indexes are kept, each archive's in a folder of its own.
            limits: What a file may cost.
            names: What fields are called in records besides their usual names; None: as when it was last read.
            disk: Whether what is read is written to the state; otherwise it is in memory only.

        Raises:
            ArchiveError: There is no such folder or file, or the file is of no known format.
            IndexOutOfDate: The catalog is of another version.
            StateError: The state folder can't be used.
        """
        self.corpus = corpus
        self.state = self._folder(state)
        _require_archive(corpus, self.state / CATALOG)
        self.catalog = self._opened(self.state / CATALOG if disk else None, f"{language.ANALYZER}{limits.of_analysis}")
        self.vanished: Remark | None = None
        """What went missing all at once and was kept, as the last refresh saw it."""
        self.apart: Remark | None = None
        """Why nothing can be searched now, and how old what is known about the archive is; None if all is well."""
        self.comparison = Comparison(self.state)
        self.mended: tuple[str, ...] = ()
        """The files that the last refresh read anew because what was stored of them was damaged."""
        self.refusal = ""
        """Why the state could not be written at the last refresh; empty if it could."""
        self.suspect = False
        """Whether what is stored may be damaged: then the next refresh compares all of it with its seals."""
        self.as_noted = False
        """Whether every byte of the state has just proved to be as it was written: then no row need be compared."""
        self.cut_short: MachineError | None = None
        """What made the last refresh end before everything was read."""
        self._lock = ArchiveLock(self.state / LOCK)
        self.touched: frozenset[str] = frozenset()
        """Files reported as changed: the next refresh compares their bytes, whatever their times are."""
        self.left_out: tuple[LeftOut, ...] = ()
        """What the last refresh saw in the folder but did not read."""
        self.sidecars: frozenset[str] = frozenset()
        """The tables that described other files at the last refresh."""
        self.limits = limits
        self._names = names
        self.catalog.texts.reader = FileTexts(corpus, limits, lambda: self.names)
        self._intake = Intake(self.catalog, limits, None if self.catalog.read_only else _seen_until(self.state))

    def close(self) -> None:
        """Closes the catalog; what was changed since the last refresh is noted first, unless another process writes."""
        if self.catalog.changed and not self.catalog.in_memory:
            with self._lock.held(wait=False) as mine:
                if mine:
                    self.settle()
        self.catalog.close()

    @property
    def names(self) -> FieldNames:
        """What fields are called in records besides their usual names."""
        if self._names is None:
            self._names = remembered_names(self.state)
        return self._names

    @property
    def is_kept(self) -> bool:
        """Whether the last refresh read all, and what it read was written to the state."""
        reason = self.catalog.read_only or self.refusal or self._lock.refusal
        return not (self.catalog.in_memory or reason or self.cut_short)

    @property
    def is_refused(self) -> bool:
        """Whether the state could not be written at the last try, or can only be read."""
        return self.catalog.read_only or bool(self._lock.refusal)

    @contextmanager
    def locked(self, wait: bool, patience: float = 0.0) -> Iterator[bool]:
        """Keeps other processes from refreshing meanwhile, and tells whether it does.

        Where the state can't be written, an archive that is known can still be read: then nothing is locked. What is in
        memory is this process's own.

        Args:
            wait: Waits for a process that is refreshing now, instead of continuing without the lock.
            patience: Otherwise, how many seconds to wait for it anyway.

        Raises:
            StateError: The state folder can't be written, and there is nothing in it to be read.
        """
        if self.catalog.in_memory:
            yield True
            return
        with self._lock.held(wait=wait, patience=patience) as mine:
            if self._lock.refusal and not self.is_complete():
                raise StateError(f"The state folder {self.state} can't be written ({self._lock.refusal}).")
            yield mine and not self.catalog.read_only

    def is_complete(self) -> bool:
        """Whether every file was read at least once: before that nothing can be said about what isn't there."""
        return self.catalog.noted(COMPLETE) is not None

    def wait_until_complete(self, progress: Progress | None) -> None:
        """Waits while another process reads the archive for the first time; it gives up when that process has ended."""

        def tell() -> None:
            if progress is not None:
                progress("with another process", self.article_count())

        self._lock.wait_while(lambda: not self.catalog.in_memory and not self.is_complete(), tell)

    def refresh(
        self,
        thorough: bool = False,
        progress: Progress | None = None,
        *,
        accept_removals: bool | Collection[str] = False,
    ) -> Changes:
        """Reads the files that changed since the last time, and removes the articles of those that are gone.

        What vanishes all at once is kept, and `vanished` says so. Call it while the archive is `locked`.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
            accept_removals: Takes out what vanished all at once, too: all of it, or only the files of these names.

        Raises:
            ArchiveError: The archive holds no article.
            MachineError: The machine has run out of something, and the archive was never read to the end. Where it was,
                the reading ends as well, and `cut_short` says so.
        """
        self.mended = _mended(self.catalog) if self.suspect or (thorough and not self.as_noted) else ()
        self.suspect, self.as_noted, self.refusal, self.cut_short = False, False, "", None
        steps: list[Changes] = []
        try:
            with machine_blamed(self.corpus):
                look = partial(self._changes, thorough, progress, accept_removals=accept_removals)
                for changes in _while_moved(look, self.corpus):
                    steps.append(changes)  # noqa: PERF402 # what was done before an error counts
        except MachineError as error:
            if not self.is_complete():
                raise
            self.cut_short = error
        noted = [problem for changes in steps for problem in changes.problems]
        # That the archive itself can't be listed is said by `vanished`, where something is known about it.
        problems = (*(problem for problem in noted if problem.where != "."), *self.problems())
        if self.cut_short is None:
            self._note_as_read((*noted, *problems))
            notices = tuple(_unmet(self.names, self.catalog))
        else:
            notices = (f"{self.cut_short.trouble}; answers go on from what is known: {self.cut_short.advice}.",)
        added, changed, removed = (sum(counts) for counts in zip((0, 0, 0), *(each[:3] for each in steps), strict=True))
        return Changes(added, changed, removed, problems, notices)

    def _changes(
        self, thorough: bool, progress: Progress | None, *, accept_removals: bool | Collection[str]
    ) -> Iterator[Changes]:
        """What a refresh does, one after the other; the arguments are its own."""
        files, (listing, links_out, left_out) = self.catalog.files(), walked(self.corpus)
        # What was refused may be read now.
        with_problems = self.catalog.files_with_problems() if self._has_other_limits() else ()
        known_files = {name: file for name, file in files.items() if name not in with_problems}
        surroundings = self._looked_around(listing.files)
        self.left_out = tuple(each for each in left_out if each.where not in surroundings.sidecars)
        yield Changes(problems=(*listing.unlisted, *links_out, *surroundings.problems))
        listing = listing._replace(files=surroundings.articles)
        accepted = files if accept_removals is True else accept_removals or ()
        removed_names, self.vanished = removed_files(self.catalog, files, listing, accepted, self.corpus)
        yield Changes(removed=self._intake.forget(sorted(removed_names)))
        yield from self._intake.read_files(listing.files, known_files, thorough, progress)
        self._intake.leave_out_repeated()

    def _note_as_read(self, problems: Sequence[Problem]) -> None:
        """Notes that every file was read under these limits; raises `ArchiveError` if that gave no article."""
        if not self.catalog.article_count():
            raise ArchiveError(_no_article(self.corpus, problems))
        if not self.is_complete():
            self.catalog.note(COMPLETE, "yes")
        if self._has_other_limits():
            self.catalog.note(_LIMITS, str(self.limits))
        _remember_seen(self.state, self._intake.seen_until if self.is_kept else None)

    def _has_other_limits(self) -> bool:
        """Whether the archive was last read under other limits."""
        return self.catalog.noted(_LIMITS) != str(self.limits)

    def _looked_around(self, files: Mapping[str, str | Path]) -> Surroundings:
        """What the files that there are now say about each other, for what is read next."""
        surroundings = Surroundings(files, self.names, self.limits)
        self.sidecars = surroundings.sidecars
        self._intake.start(surroundings, self.touched)
        remember_names(self.state, self.names)
        return surroundings

    def has_unread_files(self) -> bool:
        """Whether a refresh would find something to do now: a file that is new, gone or not as it was read."""
        return self._intake.has_unread_files(walked(self.corpus).listing, self.names, self.corpus)

    def unchanged(self) -> Changes:
        """What a refresh returns when it finds nothing to do, or can't do anything."""
        changes = Changes(problems=self.problems())
        why = "no room is left on its disk" if self.catalog.is_full else "it can only be read"
        if refusal := self._lock.refusal or (self.catalog.read_only and why):
            return changes.saying(f"{self.state} can't be written ({refusal}); the archive is as it was last read.")
        return changes

    def settle(self) -> None:
        """Notes how the files of the state are now, when that isn't noted; while the archive is `locked`."""
        if self.catalog.changed or not has_sums(self.state):
            with suppress(StateError):  # It is only work that is saved.
                self._note_fingerprint()
            self.catalog.settle(*_sound_files(self.state / INDEX_FOLDER))

    def _note_fingerprint(self) -> None:
        """Keeps the fingerprint, so that whoever opens the archive and asks need not read every article's hash."""
        note = f"{_state_noted(self.catalog)}{self.fingerprint()}"
        if not self.catalog.read_only and self.catalog.noted(FINGERPRINT) != note:
            self.catalog.note(FINGERPRINT, note)


def _sound_files(index: Path) -> Iterator[Path]:
    """The files of a stored engine, if there is one; none where its own checksums, if that is cheap, find damage."""
    with suppress(StateError):
        if index.is_dir() and (not is_cheap_to_check(index) or is_intact(index)):
            yield from index.iterdir()


def _hash_of(hashes: Iterable[tuple[str, str]]) -> str:
    """The SHA-256 of a line for each article: its id and the hash of its text."""
    hashed, between = sha256(), ""
    for pair in hashes:
        hashed.update(f"{between}{' '.join(pair)}".encode())
        between = "\n"
    return hashed.hexdigest()


def _state_noted(catalog: Catalog) -> str:
    """What the note of a fingerprint begins with as long as there are the same articles."""
    count, newest = catalog.articles_state()
    return f"{count} {newest} "


def _mended(catalog: Catalog) -> tuple[str, ...]:
    """The files taken out as not stored as they were put in; raises IndexOutOfDate if SQLite finds damage."""
    if not catalog.is_sound():
        raise IndexOutOfDate(f"The catalog {catalog.path} is damaged; delete its folder to rebuild it.")
    return catalog.without_damage()


def _require_archive(corpus: Path, catalog: Path) -> None:
    """Raises ArchiveError for a path that isn't an archive: nothing is there, or no file of a known format.

    A disk that can't be reached now may come back: what its catalog knows is enough.
    """
    if not exists(corpus) and not exists(catalog):
        raise ArchiveError(f"There is no archive at {corpus}; name a folder or file of articles with --corpus.")
    if not exists(corpus) or corpus.is_dir():
        return
    if not corpus.is_file():
        raise ArchiveError(f"{corpus} is neither a folder nor a regular file; name one of articles with --corpus.")
    if reason := why_not(corpus.name):
        raise ArchiveError(f"{corpus} {reason}.")
    if not readable(corpus.name):
        formats = ".txt, .md, .html, .pdf, .docx, .eml, .csv, .jsonl and more (README.md), also in a .zip"
        raise ArchiveError(f"{corpus} is of no known format; articles may be {formats}.")


def folder_of(corpus: Path, state: Path) -> Path:
    """Where the catalog and index of an archive are kept: one folder for each archive, named after it."""
    place = Path(os.path.realpath(corpus))  # `resolve` raises at a loop of links.
    name = printable_name(place.name).encode()[:_FOLDER_NAME_BYTES].decode(errors="ignore")
    return state / f"{name or 'archive'}-{digest(str(place))[:8]}"


def remembered_names(folder: Path) -> FieldNames:
    """What fields are called in the records of the archive whose state is kept in a folder, as it was last read."""
    try:
        with machine_blamed(folder / _NAMES):
            pairs = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        return tuple((str(field), str(name)) for field, name in pairs)
    except (OSError, ValueError, TypeError):
        return ()


def remember_names(folder: Path, names: FieldNames) -> None:
    """Keeps what fields are called for those who open the archive without saying so."""
    if names != remembered_names(folder):
        with suppress(OSError):  # A state that can't be written can still be read.
            (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def _seen_until(folder: Path) -> int | None:
    """Up to which time all files were seen by whoever read the archive last, in nanoseconds; None if nobody knows.

    Of use where it can be noted: else each program would compare again what only seems to have changed since.
    """
    with suppress(OSError, ValueError):
        return int((folder / _SEEN).read_text(encoding="ascii"))
    return None


def _remember_seen(folder: Path, seen_until: int | None) -> None:
    """Keeps up to which time all files were seen, once what they hold is in the catalog.

    A number that is cut short is an earlier time: then more is compared.
    """
    if seen_until not in (None, _seen_until(folder)):
        with suppress(OSError):
            (folder / _SEEN).write_text(str(seen_until), encoding="ascii")


def _while_moved(look: Callable[[], Iterator[Changes]], corpus: Path) -> Iterator[Changes]:
    """What looking at the files leads to, again while some were there when listed, and not when they were read.

    They may have other names now: that they can't be read is said after the last look only.

    Args:
        look: Lists the files and reads what changed.
        corpus: The archive.
    """
    for is_last in (*[False] * (LOOKS - 1), True):
        all_moved: set[str] = set()
        for changes in look():
            names = {each.where for each in changes.problems if each.left_out and readable(each.where)}
            moved = {name for name in names if corpus.is_dir() and not lexists(corpus / name)}
            all_moved |= moved
            lasting = tuple(each for each in changes.problems if is_last or each.where not in moved)
            yield changes._replace(problems=lasting)
        if not all_moved:
            return


def _unmet(names: FieldNames, catalog: Catalog) -> Iterator[str]:
    """A sentence on each name that no record has for its field."""
    for field, name in names:
        if not catalog.has_field_from(f"record ({name})"):
            yield f"No record has anything under {name!r} for the field {field} (--map, PINCITE_MAP)."


def _no_article(corpus: Path, problems: Sequence[Problem]) -> str:
    """Why the archive holds no article, as a sentence."""
    if whole := next((problem for problem in problems if problem.where == "."), None):
        return f"{corpus} {whole.reason}; allow Pincite to read it, or name another folder with --corpus."
    if problems:
        return f"No article in {corpus} could be read: {problems[0].where} {problems[0].reason}."
    return f"There are no articles in {corpus}; put files there, such as .txt, .html, .pdf, .docx, .eml or .csv."
