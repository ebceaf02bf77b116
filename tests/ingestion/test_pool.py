"""Reading in processes: side by side, in order, and ended when a file takes too much."""

import gzip
import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from retrieval import Limits, Problem, Searcher, Verdict
from retrieval.ingestion import file_tasks, intake, pool
from retrieval.ingestion.catalog_writer import Changes
from retrieval.ingestion.file_tasks import Source, is_cut, tasks
from retrieval.ingestion.intake import Intake
from retrieval.ingestion.pool import NoProcesses, Pool, _after, end_reading
from retrieval.ingestion.reading_process import Task
from retrieval.readers import NO_HINTS
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import File
from tests.conftest import SEEDS, write_jsonl

Opener = Callable[..., Searcher]
LIMITS = Limits(seconds=2, memory_mb=500)


@pytest.fixture
def odd_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """A pool whose processes obey what they read."""
    monkeypatch.setattr(pool, "MODULE", "tests.ingestion.odd_reading_process")
    with closing(Pool(LIMITS)) as made:
        yield made


def task(name: str, data: bytes, first: int | None = None) -> Task:
    """A task to read something bare."""
    return Task(name, data, NO_HINTS, LIMITS, first, None)


def read_all(made: Pool, *given: Task) -> list[tuple[str, str]]:
    """What comes of tasks: the ids of articles, and problems."""
    items = [item for _, results in made.read(given) for item in results]
    return [tuple(item) if isinstance(item, Problem) else (item.path, item.id) for item in items]  # type: ignore[misc,union-attr]


@pytest.mark.slow
@pytest.mark.usefixtures("executed_readers")
def test_a_file_that_hangs_crashes_or_swells_costs_itself_only(odd_pool: Pool) -> None:
    """It is named with the limit and how to raise it; the others are read, in order."""
    files = [task("a", b"one"), task("b", b"two\nhang"), task("c", b"crash"), task("d", b"swell"), task("e", b"five")]
    assert read_all(odd_pool, *files) == [
        ("a", "1"),
        ("b", "1"),
        ("b", "took longer than 2 s to read (raise PINCITE_FILE_SECONDS to give it more)"),
        ("c", "made its reader crash"),
        ("d", "took more than 500 MB of memory to read (raise PINCITE_FILE_MEMORY_MB to give it more)"),
        ("e", "1"),
    ]


@pytest.mark.slow
def test_what_freezes_while_it_sends_costs_itself_only(odd_pool: Pool) -> None:
    """Nobody waits for the rest of what it sends."""
    odd_pool._limits = replace(LIMITS, seconds=1)
    (tried,) = read_all(odd_pool, task("a", b"freeze"))
    assert tried == ("a", "took longer than 1 s to read (raise PINCITE_FILE_SECONDS to give it more)")


def test_of_lines_only_the_one_is_lost(odd_pool: Pool) -> None:
    """The lines after it are read by another process, with their own numbers."""
    assert read_all(odd_pool, task("a", b"one\n\ncrash\nfour\ncrash", 11), task("a", b"crash", 16)) == [
        ("a", "11"),
        ("a line 13", "made its reader crash"),
        ("a", "14"),
        ("a line 15", "made its reader crash"),
        ("a line 16", "made its reader crash"),
    ]


def test_more_tasks_than_processes(odd_pool: Pool) -> None:
    """All of them are done, in order."""
    given = [task(str(number), b"x\ny") for number in range(50)]
    assert read_all(odd_pool, *given) == [(str(number), line) for number in range(50) for line in "12"]
    assert read_all(odd_pool) == []


def test_neither_end_waits_for_the_other(odd_pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that can't get rid of what it read is given the next task all the same, and both go on."""
    monkeypatch.setattr(pool, "AT_HAND_BYTES", 5_000_000)
    line = b"x" * 400_000
    given = [task(str(number), b"\n".join([line] * 3)) for number in range(8)]
    assert read_all(odd_pool, *given) == [(str(number), line) for number in range(8) for line in "123"]


def test_what_a_process_had_yet_to_begin_is_done_by_another(odd_pool: Pool) -> None:
    """What made it crash is named, and nothing else."""
    odd_pool.most = 1
    orders = [b"one", b"crash", b"three", b"crash", b"five"]
    assert read_all(odd_pool, *(task(str(number), order) for number, order in enumerate(orders))) == [
        ("0", "1"),
        ("1", "made its reader crash"),
        ("2", "1"),
        ("3", "made its reader crash"),
        ("4", "1"),
    ]


def test_a_task_is_made_ready_when_a_process_gets_it(odd_pool: Pool) -> None:
    """Not when it is taken: more may be known by then."""
    odd_pool.most = 1
    known: list[str] = []
    reading = odd_pool.read(
        [task(str(number), b"x" * 400_000) for number in range(3)],
        lambda task: task._replace(data=b"\n".join([task.data, *(name.encode() for name in known)])),
    )
    counts = []
    for one, items in reading:
        counts.append(len(list(items)))
        known.append(one.name)
    assert counts == [1, 2, 3]


@pytest.mark.usefixtures("executed_readers")
def test_without_processes_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they can't be started, or end at once, nobody waits for them."""
    monkeypatch.setattr(pool, "MODULE", "no.such.module")
    with closing(Pool(LIMITS)) as made, pytest.raises(NoProcesses):
        read_all(made, task("a", b"one"))
    monkeypatch.setattr("sys.executable", "/no/such/program")
    with closing(Pool(LIMITS)) as made, pytest.raises(NoProcesses):
        read_all(made, task("a", b"one"))


def test_without_a_thread_that_sends_there_is_no_process(odd_pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads count among the processes that a person may have."""

    def start(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    with pytest.raises(NoProcesses):
        read_all(odd_pool, task("a", b"one"))


@pytest.mark.usefixtures("executed_readers")
def test_a_key_that_interrupts_the_program_does_not_reach_its_processes(odd_pool: Pool) -> None:
    """Each leads a session of its own: the terminal's signals would end it while a file is read."""
    assert read_all(odd_pool, task("a", b"one")) == [("a", "1")]
    (process,) = odd_pool._processes
    assert os.getsid(process.process.pid) == process.process.pid


def contents(searcher: Searcher) -> dict[str, object]:
    """Everything that a catalog has of its articles and passages, and the answers to a question."""
    catalog = searcher.archive.catalog
    answer = searcher.ask("Who leads the delegation to Qatar?")
    return {
        "articles": sorted(map(str, catalog.articles())),
        "documents": [(document.terms, document.day) for document in catalog.documents()],
        "spellings": sorted(catalog._rows("SELECT * FROM spellings")),
        "problems": searcher.changes.problems,
        "answer": [(passage.citation.article, passage.score, passage.sentence) for passage in answer.passages],
    }


@pytest.mark.slow
@pytest.mark.usefixtures("executed_readers")
@pytest.mark.parametrize("without", [False, True])
def test_a_pool_gives_what_this_process_does(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, *, without: bool
) -> None:
    """The same articles, terms, problems and answers; also when no process can be started."""
    records: list[dict[str, object]] = [
        {"id": str(number % 40), "title": f"Seed {number}", "text": file.read_text(encoding="utf-8-sig")}
        for number, file in enumerate(sorted(SEEDS.iterdir())[:50])
    ]
    write_jsonl(corpus / "m.jsonl", *records)
    with (corpus / "m.jsonl").open("a") as stream:
        stream.write("\nno record\n" + json.dumps({"id": "last", "text": "Últimas palabras, señor."}))
    (corpus / "p.jsonl.gz").write_bytes(gzip.compress((corpus / "m.jsonl").read_bytes()))
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.md").write_text("# Pears\n\nPears grow here.")
    (corpus / "z.txt").write_bytes(b"\0\1\2")
    here = contents(opened())
    monkeypatch.setattr(intake, "MUCH_BYTES", 1)
    monkeypatch.setattr(file_tasks, "CUT_BYTES", 1)
    monkeypatch.setattr(file_tasks, "PIECE_BYTES", 3_000)
    if without:
        monkeypatch.setattr(pool, "MODULE", "no.such.module")
    searcher = opened(rebuild=True)
    assert contents(searcher) == here
    (corpus / "a.txt").write_text("Apples and figs grow here.")
    (corpus / "m.jsonl").write_bytes(b"\n" + (corpus / "m.jsonl").read_bytes())
    assert searcher.refresh()[:3] == (0, 1, 0)


def test_a_jsonl_is_not_held_whole(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is larger than a file may be is read, a line that is larger is not."""
    monkeypatch.setattr(intake, "MUCH_BYTES", 1)
    words = f"many {'long' * 3_000} words " * 22
    write_jsonl(corpus / "a.jsonl", *({"id": str(i), "text": f"Number{i} {words}"} for i in range(4)))
    (corpus / "b.txt").write_text(words * 4)
    limits = Limits(file_mb=1)
    searcher = opened(limits=limits)
    assert {article.id for article in searcher.archive.articles()} == {"0", "1", "2", "3"}
    assert searcher.changes.problems == (("b.txt", "is larger than 1 MB (raise PINCITE_FILE_MB to read it)"),)
    write_jsonl(corpus / "a.jsonl", {"id": "0", "text": "Zero."}, {"id": "1", "text": words * 4})
    (_, problem) = sorted(searcher.refresh().problems, reverse=True)
    assert problem == ("a.jsonl line 2", "is larger than 1 MB (raise PINCITE_FILE_MB to read it)")


def test_a_jsonl_that_could_be_held_is_not_either(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a size on it is read in pieces as it lies there; what can't be cut, or is packed, is held."""
    monkeypatch.setattr(file_tasks, "CUT_BYTES", 100)
    monkeypatch.setattr(intake, "MUCH_BYTES", 1)
    records = [{"id": str(number), "text": f"Number {number} {'word ' * 50}"} for number in range(9)]
    write_jsonl(corpus / "a.jsonl", *records)
    lines = (corpus / "a.jsonl").read_bytes()
    (corpus / "b.jsonl").write_text(json.dumps([{**record, "id": f"b{record['id']}"} for record in records], indent=1))
    (corpus / "c.txt").write_text("words " * 50)
    (corpus / "d.jsonl.gz").write_bytes(gzip.compress(lines.replace(b'"id": "', b'"id": "d')))
    files = sorted(corpus.iterdir())
    assert [file.name for file in files if is_cut(file, file.name, file.stat().st_size)] == ["a.jsonl"]
    assert not is_cut(corpus / "a.jsonl", "a.jsonl", 99)
    held: list[str] = []

    def noticed(path: Path, name: str, size: int, limits: Limits) -> bytes | Problem | None:
        held.append(name)
        return file_tasks.contents(path, name, size, limits)

    monkeypatch.setattr(intake, "contents", noticed)
    searcher = opened()
    assert held == ["b.jsonl", "c.txt", "d.jsonl.gz"]
    assert searcher.archive.article_count() == 28
    assert searcher.archive.catalog.files()["a.jsonl"].sha256 == hashlib.sha256(lines).hexdigest()


@pytest.mark.parametrize("piece_bytes", [1, 4, 7, 100])
def test_pieces_are_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece_bytes: int) -> None:
    """Put together they are the file, and each knows the number of its first line."""
    monkeypatch.setattr(file_tasks, "CUT_BYTES", 0)
    monkeypatch.setattr(file_tasks, "PIECE_BYTES", piece_bytes)
    data = b"{}\n\n{}\n{}  \n\n\n{}"
    source = Source("a.jsonl", tmp_path, File(0, 0, ""), data, NO_HINTS, fresh=True)
    given = list(tasks(source, LIMITS))
    assert b"\n".join(one.data for one in given) == data
    for one in given:
        assert one.first is not None
        assert data.split(b"\n")[one.first - 1] == one.data.split(b"\n")[0]


def test_what_was_refused_is_read_when_the_limit_is_raised(corpus: Path, opened: Opener) -> None:
    """Without being changed; with the same limits it is not unpacked again."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt.gz").write_bytes(gzip.compress(b"Bananas grow here. " + b"and grow " * 120_000))
    low = Limits(unpacked_mb=1)
    assert [problem.where for problem in opened(limits=low).changes.problems] == ["b.txt.gz"]
    assert opened(limits=low).changes[:3] == (0, 0, 0)
    assert opened().changes == (1, 0, 0, (), ())


@pytest.mark.usefixtures("executed_readers")
def test_all_of_them_end_when_the_program_has_to(odd_pool: Pool) -> None:
    """A program that ends on the spot takes with it what reads for it, whatever that is at."""
    reading = odd_pool.read([task("a", b"one"), task("b", b"two\nhang")])
    _, items = next(reading)
    assert next(items)
    processes = [each.process for each in odd_pool._processes]
    end_reading()
    assert [process.wait(5) for process in processes] == [-9] * len(processes)
    odd_pool.close()
    assert not pool._running


@pytest.fixture
def odd_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes obey what they read."""
    monkeypatch.setattr(pool, "MODULE", "tests.ingestion.odd_reading_process")


ODD = {
    "b.html": ("hang", "took longer than 2 s to read (raise PINCITE_FILE_SECONDS to give it more)"),
    "c.pdf": ("crash", "made its reader crash"),
    "d.docx": ("swell", "took more than 500 MB of memory to read (raise PINCITE_FILE_MEMORY_MB to give it more)"),
}


@pytest.mark.slow
@pytest.mark.usefixtures("odd_reading")
def test_of_a_few_small_files_one_costs_itself_only(corpus: Path, opened: Opener) -> None:
    """Also when there is so little to read that plain files need no process."""
    for name, (order, _) in ODD.items():
        (corpus / name).write_text(order)
    (corpus / "a.txt").write_text("hang")  # plain text is read by our own code, here
    (corpus / "e.html").write_text("Elderberries grow here.")
    searcher = opened(limits=LIMITS)
    assert {article.path for article in searcher.archive.articles()} == {"a.txt", "e.html"}
    assert searcher.changes.problems == tuple((name, problem) for name, (_, problem) in ODD.items())


@pytest.mark.slow
@pytest.mark.usefixtures("odd_reading")
def test_a_file_that_a_check_reads_again_costs_itself_only(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is unreadable with the limit that it broke, and the others are judged."""
    words = dict(zip(ODD, ["orchard", "quarry", "windmill"], strict=True))
    for name, word in words.items():
        (corpus / name).write_text(f"Olav Berg sold the {word} in March.")
    (corpus / "a.txt").write_text("Olav Berg kept the stable in May.")
    searcher = opened(limits=LIMITS)
    asked = [f"Who sold the {word}?" for word in words.values()]
    citations = [searcher.ask(question).passages[0].citation for question in (*asked, "Who kept the stable?")]
    for name, (order, _) in ODD.items():
        (corpus / name).write_text(order)
    monkeypatch.setattr(Searcher, "refresh", lambda *_, **__: None)  # what the catalog knows is of before
    *odd, plain = searcher.check(citations)
    assert plain.verdict is Verdict.VERIFIED
    for check, (name, (_, problem)) in zip(odd, ODD.items(), strict=True):
        assert (check.verdict, check.note) == (Verdict.UNREADABLE, f"{name} {problem}.")


@pytest.mark.usefixtures("executed_readers")
def test_nothing_is_imported_from_the_folder_one_works_in(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may be the archive, and runs nothing there."""
    for name in ("importlib", "types", "socket", "yaml", "html", "sitecustomize", "retrieval"):
        (corpus / f"{name}.py").write_text(f"import pathlib; pathlib.Path({str(corpus / 'ran')!r}).touch()")
    (corpus / "a.html").write_text("<p>Apples grow here, in the garden of Osterholm.</p>")
    monkeypatch.chdir(corpus)
    assert opened().archive.article_count() == 1
    assert not (corpus / "ran").exists()


@pytest.mark.parametrize(
    ("much_bytes", "known", "is_much"), [(16, [], True), (17, [], False), (16, ["a.txt"], False), (24, ["b.txt"], True)]
)
def test_of_much_that_is_new_processes_are_started_before_a_file_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much_bytes: int, known: list[str], *, is_much: bool
) -> None:
    """Not of what is known, nor of little, which is read here; what is packed counts as what it holds."""
    sizes = {"a.txt": 8, "b.txt": 8, "c.txt.gz": 4} if "b.txt" in known else {"a.txt": 8, "b.txt": 8}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes(b"x" * size)
    present = {name: tmp_path / name for name in (*sizes, "gone.txt")}
    steps: list[str] = []

    def looked(_: Intake, name: str, *_rest: object) -> Changes:
        steps.append(name)
        return Changes()

    monkeypatch.setattr(intake, "MUCH_BYTES", much_bytes)
    monkeypatch.setattr(Pool, "start", lambda *_: steps.append("start"))
    monkeypatch.setattr(Intake, "_source", looked)
    files = dict.fromkeys(known, File(8, 0, ""))
    with closing(Catalog(None, "analyzer")) as catalog:
        assert list(Intake(catalog).read_files(present, files, thorough=False, progress=None)) == []
    assert steps == [*(["start"] if is_much else []), *sorted(present)]


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_processes_than_tasks(odd_pool: Pool, most: int) -> None:
    """One for one; what is read here needs none."""
    odd_pool.most = 2
    assert read_all(odd_pool, task("a.txt", b"Apples.")._replace(here=True)) == [("a.txt", "a.txt")]
    assert not odd_pool._processes
    read_all(odd_pool, *(task(str(number), b"x") for number in range(most)))
    assert len(odd_pool._processes) == most
    odd_pool.start(5)
    assert len(odd_pool._processes) == 2


@pytest.mark.parametrize(("size", "is_cut"), [(29, False), (30, True)])
def test_from_a_size_on_a_file_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, *, is_cut: bool
) -> None:
    """One that is just as large, too."""
    monkeypatch.setattr(file_tasks, "CUT_BYTES", 30)
    data = b'{"text": "Apples."}\n'.ljust(size, b" ")
    source = Source("a.jsonl", tmp_path, File(0, 0, ""), data, NO_HINTS, fresh=True)
    assert [one.first is not None for one in tasks(source, LIMITS)] == [is_cut]


@pytest.mark.parametrize(
    ("received_count", "line", "rest"), [(0, 7, b"\nb\nc"), (1, 9, b"c"), (2, 10, b""), (3, 11, b"")]
)
def test_reading_continues_after_the_line_that_broke_it(received_count: int, line: int, rest: bytes) -> None:
    """What came was of those before it; empty lines give nothing."""
    task = Task("a.jsonl", b"a\n\nb\nc", NO_HINTS, LIMITS, first=7, analysed_from=None)
    assert _after(task, received_count) == (line, rest)
    assert _after(task._replace(first=None), received_count) == (line - 6, rest)


def test_how_much_waits_for_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tasks up to a size; more of them while they are small."""
    monkeypatch.setattr(pool, "WAITING_TASKS", 2)
    monkeypatch.setattr(pool, "WAITING_BYTES", 10)
    monkeypatch.setattr(pool, "WAITING_SMALL_TASKS", 4)
    monkeypatch.setattr(pool, "AT_HAND_BYTES", 5)

    def have_room(*sizes: int) -> bool:
        jobs: Any = [SimpleNamespace(task=SimpleNamespace(data=b"x" * size)) for size in sizes]
        return pool._have_room(jobs, 1)

    assert [have_room(9), have_room(10), have_room()] == [True, False, True]
    assert [have_room(1, 3), have_room(1, 4), have_room(1, 1, 1), have_room(1, 1, 1, 1)] == [True, False, True, False]
