"""What the machine runs out of (open files, memory, processes) is never put down to a file, and costs no article."""

import errno
import os
import pickle
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest

from retrieval import Limits, MachineError, Searcher, StateError, blame_machine, opening_error, reason_of
from retrieval.articles.files import unexpected
from retrieval.engines.segments import is_intact
from retrieval.indexing.archive import Archive
from retrieval.ingestion import file_tasks, intake, pool
from retrieval.ingestion.pool import Pool
from retrieval.ingestion.reading_process import Task
from retrieval.ingestion.surroundings import Surroundings
from retrieval.ingestion.vanishing import exists
from retrieval.readers import NO_HINTS, Problem, read
from retrieval.storage.sums import Comparison, put_sums

Opener = Callable[..., Searcher]
SHORTAGES = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ENOSPC, errno.EDQUOT)
OWN = (errno.ENOENT, errno.EACCES, errno.ELOOP, errno.ENAMETOOLONG, errno.EISDIR, errno.EIO, errno.ESTALE, errno.ENODEV)
TEXTS = {f"mill{number}.txt": f"The mill of Veldhuis number {number} turns in the wind." for number in range(6)}

pytestmark = pytest.mark.usefixtures("executed_readers")
"""Where files can't be opened, what forks processes can't either."""


def system_error(number: int) -> OSError:
    """As the system raises it."""
    return OSError(number, os.strerror(number), "/some/file")


@pytest.fixture
def known(corpus: Path, opened: Opener) -> Searcher:
    """An archive that was read."""
    for name, text in TEXTS.items():
        (corpus / name).write_text(text)
    (corpus / "metadata.csv").write_text("file,title\nmill0.txt,The first mill\n")
    return opened()


def texts(searcher: Searcher) -> dict[str, str]:
    """What the archive holds."""
    return {article.id: article.text for article in searcher.archive.articles()}


@pytest.mark.parametrize(
    "error",
    [
        *map(system_error, SHORTAGES),
        MemoryError(),
        ImportError("libx.so: cannot open shared object file: Too many open files"),
        ImportError("x.so: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
    ],
    ids=str,
)
def test_errors_of_the_machine(error: Exception) -> None:
    """They say where they were met, what is missing, and what to do; also as the cause of another one, and pickled."""
    with pytest.raises(MachineError, match=r"^a\.md can't be used now: .+; .+, and try again\.$") as raised:
        unexpected("a.md", error)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)
    wrapped = ValueError("no page")
    wrapped.__cause__ = error
    with pytest.raises(MachineError):
        blame_machine("a.md", wrapped)


@pytest.mark.parametrize(
    "error",
    [
        *map(system_error, OWN),
        ImportError("No module named 'lamp'"),
        RuntimeError("Too many open files"),
        ValueError("Cannot allocate memory"),
        OSError("Not a gzipped file"),
    ],
    ids=str,
)
def test_errors_of_a_file(error: Exception) -> None:
    """Whatever else goes wrong is its own, also when it quotes what an error of the machine says."""
    blame_machine("a.md", error)
    assert unexpected("a.md", error).where == "a.md"


def is_open(descriptor: int) -> bool:
    """Whether a descriptor is in use."""
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


@contextmanager
def spare_descriptors(count: int) -> Iterator[None]:
    """Lets this process open so many files more, and no other."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = (number for number in range(before[0]) if not is_open(number))
    resource.setrlimit(resource.RLIMIT_NOFILE, (next(islice(free, count, None)), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_why_sqlite_opens_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only says that it can't: what the system says is asked for; nothing, where the file is only not there."""
    db = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(db)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with spare_descriptors(0), pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(db)
    with spare_descriptors(0):
        cause = opening_error(refused.value, db)
    assert cause is not None
    assert cause.errno == errno.EMFILE
    assert opening_error(refused.value, db) is None
    assert opening_error(refused.value, tmp_path / "none") is None
    assert opening_error(OSError("x"), db) is None
    # A full disk is told as one that fails, where what stands beside the file finds no room.
    failing = sqlite3.OperationalError("disk I/O error")
    failing.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    assert reason_of(failing, db) == "disk I/O error"
    monkeypatch.setattr("retrieval.errors.disk_usage", lambda _folder: SimpleNamespace(free=0))
    assert reason_of(failing, db) == "No space left on device"


@pytest.mark.slow(but=1)
@pytest.mark.parametrize(("engine", "page"), [("memory", "page.md"), ("disk", "page.md"), ("memory", "page.html")])
def test_any_number_of_open_files(known: Searcher, corpus: Path, opened: Opener, engine: str, page: str) -> None:
    """With few the rest is answered from what is known; nothing is dropped, nothing is taken for damage."""
    searcher, before = opened(engine=engine), texts(known)
    # Tables of words are read with the first question.
    assert searcher.ask("What turns in the wind?").answered
    # A page is read by a process of its own, which takes a second to start.
    for spare in (0, 1, 3, 5, 6) if page.endswith("html") else range(13):
        (corpus / "mill3.txt").write_text(f"The mill number 3 was sold for {spare} crowns.")
        (corpus / page).write_text(f"<p>The page of the mill was written {spare} times.</p>")
        with spare_descriptors(spare):
            changes = searcher.refresh(thorough=bool(spare % 2))
            assert searcher.ask("What turns in the wind?").answered
        assert not changes.problems
        assert not any("damaged" in notice for notice in changes.notices), changes.notices
        assert texts(searcher).keys() >= before.keys()
        again = searcher.refresh()
        assert (again.problems, again.notices) == ((), ())
        assert texts(searcher)["mill3.txt"].endswith(f" {spare} crowns.")
    assert opened(engine=engine).changes[:5] == (0, 0, 0, (), ())


@pytest.mark.parametrize("number", SHORTAGES)
def test_a_pass_ends_where_the_machine_fails(
    known: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """One sentence says so; what was changed before it counts, what is after it is read the next time."""
    for name in ("mill1.txt", "mill2.txt", "mill4.txt"):
        (corpus / name).write_text(f"The mill {name} was sold.")
    (corpus / "mill5.txt").unlink()
    honest = file_tasks.contents

    def failing(path: Path, name: str, *rest: object) -> object:
        if name == "mill2.txt":
            raise system_error(number)
        return honest(path, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "contents", failing)
    changes = known.refresh()
    assert changes[:4] == (0, 1, 1, ())
    (notice,) = changes.notices
    assert notice.startswith("mill2.txt can't be used now: ")
    assert (os.strerror(number) in notice, "; answers go on from what is known: " in notice) == (True, True)
    assert (bool(known.archive.cut_short), known.archive.is_kept) == (True, False)
    assert texts(known) == {name: TEXTS[name] for name in TEXTS if name != "mill5.txt"} | {
        "mill1.txt": "The mill mill1.txt was sold."
    }
    assert known.ask("Which mill was sold?").passages[0].citation.article == "mill1.txt"
    monkeypatch.setattr(intake, "contents", honest)
    assert known.refresh() == (0, 2, 0, (), ())
    assert (known.archive.cut_short, known.archive.is_kept) == (None, True)


@pytest.mark.parametrize("number", OWN)
def test_a_pass_goes_on_where_a_file_fails(
    known: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """It is named, and keeps what it held; the others are read."""
    for name in ("mill1.txt", "mill2.txt"):
        (corpus / name).write_text(f"The mill {name} was sold.")
    honest = file_tasks.contents

    def failing(path: Path, name: str, *rest: object) -> object:
        if name == "mill1.txt":
            raise system_error(number)
        return honest(path, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "contents", failing)
    changes = known.refresh()
    assert changes == (0, 1, 0, (("mill1.txt", f"can't be read ({os.strerror(number)})"),), ())
    assert (texts(known)["mill1.txt"], texts(known)["mill2.txt"]) == (
        TEXTS["mill1.txt"],
        "The mill mill2.txt was sold.",
    )


def test_an_archive_that_was_never_read_to_the_end_is_no_answer(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What isn't in it can't be told: the sentence is all there is, and the next start goes on."""
    for name, text in TEXTS.items():
        (corpus / name).write_text(text)

    def failing(path: Path, name: str, *_: object) -> object:
        raise system_error(errno.ENFILE)

    with monkeypatch.context() as patch:
        patch.setattr(intake, "contents", failing)
        with pytest.raises(MachineError, match="too many files are open on this machine"):
            opened()
    assert opened().changes[:4] == (6, 0, 0, ())


def test_a_file_that_fails_in_the_middle_keeps_what_it_held(
    known: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk's error while it is read says nothing about its articles."""
    (corpus / "mill1.txt").write_text("The mill was sold.")

    def failing(*_: object) -> Iterator[object]:
        yield Problem("mill1.txt", "has a line that is none")
        raise system_error(errno.EIO)

    with monkeypatch.context() as patch:
        patch.setattr(pool, "results", failing)
        assert known.refresh().problems == (("mill1.txt", "can't be read (Input/output error)"),)
    assert texts(known)["mill1.txt"] == TEXTS["mill1.txt"]
    assert known.refresh()[:4] == (0, 1, 0, ())


def test_what_is_called_what_is_not_forgotten(known: Searcher, corpus: Path, state: Path, opened: Opener) -> None:
    """Names of fields, and sidecars, that can't be read now are not taken for none."""
    with spare_descriptors(0):
        with pytest.raises(MachineError, match=r"metadata\.csv"):
            Surroundings({"metadata.csv": corpus / "metadata.csv"})
        with pytest.raises(MachineError, match=r"fields\.json"):
            _ = Archive(corpus, state, disk=False).names


def test_the_folder_is_not_empty(known: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that the machine can't list is not one that can't be listed, and nothing is gone."""

    def failing(*_: object) -> object:
        raise system_error(errno.EMFILE)

    monkeypatch.setattr("os.scandir", failing)
    changes = known.refresh()
    assert (changes[:4], known.archive.vanished, len(texts(known))) == ((0, 0, 0, ()), None, 6)
    assert "may open no more files" in " ".join(changes.notices)
    monkeypatch.setattr(Path, "stat", failing)
    with pytest.raises(MachineError):
        exists(Path("x"))


def test_what_can_not_be_compared_is_not_damaged(tmp_path: Path) -> None:
    """Neither by its sum nor by tantivy's."""
    (tmp_path / "meta.json").write_text('{"segments": []}')
    put_sums(tmp_path, [tmp_path / "meta.json"])
    assert (Comparison(tmp_path).changed(), is_intact(tmp_path)) == ([], True)
    with spare_descriptors(2):
        assert Comparison(tmp_path).changed() == []
    with spare_descriptors(0):
        assert Comparison(tmp_path).changed() is None
        with pytest.raises(StateError, match="Too many open files"):
            is_intact(tmp_path)


def test_a_catalog_that_can_not_be_read_now_is_not_damaged(known: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be deleted."""

    class Failing:
        def execute(self, *_: object) -> object:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error

    catalog = known.archive.catalog
    assert catalog.is_sound()
    monkeypatch.setattr(type(catalog), "_connection", Failing())
    with pytest.raises(StateError, match="can't be used now"):
        catalog.is_sound()


def test_a_check_is_no_verdict_then(known: Searcher, corpus: Path) -> None:
    """Neither unreadable nor gone: it is said why it ends."""
    citation = known.ask("What turns in the wind?").passages[0].citation
    assert known.check([]) == []
    (corpus / citation.article).write_text("The mill was sold.")
    with spare_descriptors(0), pytest.raises(MachineError):
        known.check([citation])
    assert [check.verdict.value for check in known.check([citation])] == ["altered"]


# Processes


def task(name: str, data: bytes) -> Task:
    """A task to read a file."""
    return Task(name, data, NO_HINTS, Limits(), None, None)


def test_without_processes_only_our_own_code_reads_here(
    known: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text and the like are read; at the first other file the reading ends, and nothing of it is dropped."""
    (corpus / "b.html").write_text("<p>The page of the mill.</p>")
    assert known.refresh()[:3] == (1, 0, 0)
    monkeypatch.setattr("sys.executable", "/no/such/program")
    (corpus / "a.md").write_text("The mill is new.")
    (corpus / "b.html").write_text("<p>Another page of the mill.</p>")
    changes = known.refresh()
    assert changes[:4] == (1, 0, 0, ())
    assert changes.notices[0].startswith("No process can be started to read files (No such file or directory); ")
    assert texts(known)["b.html"] == "The page of the mill."


def test_a_process_tells_what_the_machine_has_run_out_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised where its results are taken; less memory than its limit gives it is not that limit."""
    monkeypatch.setattr(pool, "MODULE", "tests.ingestion.odd_reading_process")
    with closing(Pool(Limits(), most=1)) as made:
        given = made.read([task("a", b"few files"), task("b", b"one"), task("c", b"little memory"), task("d", b"two")])
        with pytest.raises(MachineError, match=r"^a can't be used now"):
            list(next(given)[1])
        assert len(list(next(given)[1])) == 1
        with pytest.raises(MemoryError):
            list(next(given)[1])
        assert len(list(next(given)[1])) == 1


def test_a_reader_that_can_not_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Says nothing about the file."""

    def failing(name: str) -> object:
        raise system_error(errno.EMFILE)

    monkeypatch.setattr("retrieval.readers.import_module", failing)
    with pytest.raises(MachineError, match=r"^page\.html can't be used now"):
        list(read(b"<p>Text.</p>", "page.html"))
