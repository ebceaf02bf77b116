"""A folder and its catalog, in line with each other."""

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retrieval import ArchiveError, Searcher, StateError, UsageError, language
from retrieval.indexing import mending
from retrieval.indexing.archive import LOOKS, _while_moved, folder_of
from retrieval.ingestion import catalog_writer
from retrieval.ingestion.catalog_writer import Changes
from retrieval.readers import Problem
from retrieval.storage.lock import ArchiveLock
from tests.conftest import write_jsonl
from tests.indexing import dying_program
from tests.programs import Command

Opener = Callable[..., Searcher]


def age(path: Path, seconds: float = 10) -> None:
    """Sets a file's time back, so that it counts as settled."""
    then = time.time() - seconds
    os.utime(path, (then, then))


def ids(searcher: Searcher) -> set[str]:
    return {article.id for article in searcher.archive.articles()}


def found(searcher: Searcher, word: str) -> list[str]:
    return [passage.citation.article for passage in searcher.ask(word).passages]


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest) -> str:
    """The name of each engine."""
    return str(request.param)


def test_folder_is_searched_recursively_without_hidden_files(corpus: Path, opened: Opener) -> None:
    """Files in folders are found; hidden files and folders are left out, other formats ignored."""
    for name in ("a.txt", "deep/er/b.md", ".hidden.txt", ".git/c.txt", "d.pages"):
        (corpus / name).parent.mkdir(parents=True, exist_ok=True)
        (corpus / name).write_text("Some words.")
    assert ids(opened()) == {"a.txt", "deep/er/b.md"}


def test_a_single_file_is_an_archive(corpus: Path, opened: Opener) -> None:
    """One file can be asked, too."""
    path = write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Apples."}, {"id": "2", "text": "Pears."})
    assert ids(opened(path)) == {"1", "2"}


def test_changes_are_followed(corpus: Path, opened: Opener, engine: str) -> None:
    """What comes, changes and goes is so in the answers after the next refresh."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas grow here.")
    searcher = opened(engine=engine)
    (corpus / "c.txt").write_text("Cherries grow here.")
    (corpus / "a.txt").write_text("Apricots grow here.")
    (corpus / "b.txt").unlink()
    assert searcher.refresh()[:3] == (1, 1, 1)
    assert [found(searcher, word) for word in ("cherries", "apricots", "apples", "bananas")] == [
        ["c.txt"],
        ["a.txt"],
        [],
        [],
    ]


def test_nothing_is_read_again_without_need(corpus: Path, opened: Opener, engine: str) -> None:
    """A second opening finds nothing to do and answers the same."""
    (corpus / "a.txt").write_text("Apples grow here.")
    age(corpus / "a.txt")
    first = opened(engine=engine)
    assert first.changes[:3] == (1, 0, 0)
    assert opened(engine=engine).changes[:3] == (0, 0, 0)
    assert found(opened(engine=engine), "apples") == ["a.txt"]


def test_a_change_within_the_clock_tick_is_seen(corpus: Path, opened: Opener) -> None:
    """A file rewritten at once, of the same size and time, is read again."""
    path = corpus / "a.txt"
    path.write_text("Apples grow here.")
    status = path.stat()
    searcher = opened()
    path.write_text("Cherry trees too.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert searcher.refresh().changed == 1


def test_what_keeps_size_and_time_is_seen_by_the_next_program(corpus: Path, opened: Opener) -> None:
    """By the time of its status, which no program sets; a program that ended before it had read all notes nothing."""
    path = corpus / "a.txt"
    path.write_text("Apples grow here.")
    age(path)
    status = path.stat()
    opened()
    path.write_text("Cherry trees too.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert opened().changes.changed == 1
    assert opened().changes.changed == 0


def test_thorough_sees_what_keeps_size_and_time(corpus: Path, state: Path, opened: Opener) -> None:
    """A change behind the back of size and time is seen by comparing bytes, also where no earlier look is known."""
    path = corpus / "a.txt"
    path.write_text("Apples grow here.")
    age(path)
    status = path.stat()
    opened()
    path.write_text("Cherry trees too.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    (seen,) = state.glob("*/seen")
    seen.write_text("nonsense")
    searcher = opened()
    assert searcher.changes.changed == 0
    assert searcher.refresh(thorough=True).changed == 1


def test_only_changed_lines_of_a_file_count(corpus: Path, opened: Opener) -> None:
    """Of a `.jsonl`, articles that stay the same stay as they are, wherever their line is now."""
    records = [{"id": str(n), "text": f"Number {n}."} for n in range(5)]
    write_jsonl(corpus / "a.jsonl", *records)
    searcher = opened()
    write_jsonl(corpus / "a.jsonl", records[4], {"id": "1", "text": "Changed."}, *records[2:4])
    assert searcher.refresh()[:3] == (0, 1, 1)
    assert searcher.archive.article("4").record == 1


def test_an_id_of_two_files_gets_the_file_name(corpus: Path, opened: Opener) -> None:
    """Two articles never share an id, and none is lost."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Apples."})
    write_jsonl(corpus / "b.jsonl", {"id": "1", "text": "Pears."})
    assert ids(opened()) == {"1", "b.jsonl#1"}


def test_an_id_again_and_again_in_a_file_loses_nothing(corpus: Path, opened: Opener) -> None:
    """Each article gets an id of its own, the same one whatever the order; only one that is the same is left out."""
    records = [{"id": "1", "text": f"Apples {n}."} for n in range(3)]
    write_jsonl(corpus / "a.jsonl", *records, records[1], {"id": "2", "text": "Pears."})
    searcher = opened()
    assert ids(searcher) > {"1", "a.jsonl#1", "2"}
    assert [name[:-6] for name in ids(searcher) - {"1", "a.jsonl#1", "2"}] == ["a.jsonl#1-"]
    assert searcher.changes.problems == (("a.jsonl record 4", "repeats an earlier record"),)


def test_records_of_one_text_are_articles_each(corpus: Path, opened: Opener) -> None:
    """Without ids of their own they go by their words, and what else tells them apart."""
    titles = ["Bridge opens", "New bridge", "The bridge"]
    write_jsonl(corpus / "a.jsonl", *({"title": title, "text": "The bridge opened."} for title in titles))
    searcher = opened()
    assert sorted(article.title or "" for article in searcher.archive.articles()) == sorted(titles)
    assert all(name.count("a.jsonl") == 1 for name in ids(searcher))
    assert not searcher.changes.problems


def test_problems_are_told_every_time(corpus: Path, opened: Opener) -> None:
    """What can't be read is named at each opening, and the rest is there."""
    (corpus / "a.txt").write_text("Apples.")
    (corpus / "b.txt").write_bytes(b"\x00\x01")
    for _ in range(2):
        assert opened().changes.problems == (("b.txt", "is not text"),)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_named(corpus: Path, opened: Opener) -> None:
    """A file that may not be read is named and the others go on."""
    (corpus / "a.txt").write_text("Apples.")
    (corpus / "b.txt").write_text("Pears.")
    (corpus / "b.txt").chmod(0)
    assert opened().changes.problems == (("b.txt", "can't be read (Permission denied)"),)


def test_dangling_links_are_named(corpus: Path, opened: Opener) -> None:
    """A link to nowhere is named and the others go on."""
    (corpus / "a.txt").write_text("Apples.")
    (corpus / "b.txt").symlink_to(corpus / "nowhere.txt")
    assert [problem.where for problem in opened().changes.problems] == ["b.txt"]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda _: None, ".pdf, .docx, .eml or .csv."),
        (lambda folder: (folder / "a.txt").write_bytes(b"\0"), "a.txt is not text"),
        (lambda folder: (folder / "a.pages").write_text("x"), "There are no articles in"),
    ],
)
def test_an_empty_archive_is_an_error(
    corpus: Path, opened: Opener, make: Callable[[Path], object], sentence: str
) -> None:
    """An archive without an article is said so in a sentence."""
    make(corpus)
    with pytest.raises(ArchiveError, match=sentence):
        opened()


def test_wrong_names_are_errors(corpus: Path, opened: Opener) -> None:
    """A missing folder, an unknown format and an unknown engine are said so."""
    (corpus / "a.pages").write_text("x")
    with pytest.raises(ArchiveError, match="no archive at"):
        opened(corpus / "missing")
    with pytest.raises(
        ArchiveError, match=r"a\.pages is of no known format; articles may be \.txt, \.md, \.html, \.pdf, "
    ):
        opened(corpus / "a.pages")
    with pytest.raises(UsageError, match="no engine 'fast'"):
        opened(engine="fast")


def test_an_unusable_state_folder_costs_no_answer(corpus: Path, state: Path, opened: Opener) -> None:
    """A state folder that is a file is said so, and what is read is in memory only."""
    (corpus / "a.txt").write_text("Apples.")
    state.write_text("")
    searcher = opened(engine="disk")
    assert found(searcher, "apples") == ["a.txt"]
    assert [
        re.search("can't be made .* what is read now is not kept", said) is not None
        for said in searcher.changes.notices
    ] == [True]
    assert not searcher.archive.is_kept
    (corpus / "b.txt").write_text("Figs.")
    searcher.refresh()
    assert found(searcher, "figs") == ["b.txt"]
    assert searcher.quote("Figs", article="b.txt").stands
    assert state.read_text() == ""


def test_archives_do_not_mix(corpus: Path, tmp_path: Path, opened: Opener) -> None:
    """Two archives keep apart in one state folder."""
    other = tmp_path / "other"
    other.mkdir()
    (corpus / "a.txt").write_text("Apples.")
    (other / "b.txt").write_text("Pears.")
    assert (ids(opened()), ids(opened(other)), ids(opened())) == ({"a.txt"}, {"b.txt"}, {"a.txt"})


def test_another_analyzer_means_another_index(corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalog made by another version is built anew, without asking."""
    (corpus / "a.txt").write_text("Apples.")
    age(corpus / "a.txt")
    opened().close()
    monkeypatch.setattr("retrieval.language.ANALYZER", "another")
    assert opened().changes.added == 1


def test_a_lost_index_is_built_anew(corpus: Path, opened: Opener) -> None:
    """When the engine's files are gone, the catalog fills them again."""
    (corpus / "a.txt").write_text("Apples.")
    searcher = opened(engine="disk")
    searcher.close()
    for path in sorted((searcher.archive.state / "index").iterdir()):
        path.unlink()
    assert found(opened(engine="disk"), "apples") == ["a.txt"]


def test_rebuild_starts_from_nothing(corpus: Path, opened: Opener) -> None:
    """A rebuild reads everything again."""
    (corpus / "a.txt").write_text("Apples.")
    age(corpus / "a.txt")
    opened().close()
    assert opened(rebuild=True).changes.added == 1


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """What another process does that holds the lock while an archive is opened that must be built anew."""
    meanwhile: list[Callable[[], object]] = []

    class _HeldElsewhere(ArchiveLock):
        @contextmanager
        def held(self, *, wait: bool, patience: float = 0.0) -> Iterator[bool]:
            for action in meanwhile:
                action()
            with super().held(wait=wait, patience=patience) as mine:
                yield mine

    monkeypatch.setattr(mending, "ArchiveLock", _HeldElsewhere)
    return meanwhile


def test_a_rebuild_waits_for_whoever_writes(corpus: Path, opened: Opener, waiting: list[Callable[[], object]]) -> None:
    """Nothing is deleted before the lock is held, and the lock itself never: others hold it by its file."""
    (corpus / "a.txt").write_text("Apples.")
    searcher = opened(engine="disk")
    searcher.close()
    state, there = searcher.archive.state, list[bool]()
    lock = (state / "lock").stat().st_ino
    waiting.append(lambda: there.append((state / "catalog.sqlite").exists()))
    assert opened(rebuild=True).changes.added == 1
    assert there == [True]
    assert (state / "lock").stat().st_ino == lock


def test_what_another_process_has_mended_is_not_built_anew(
    corpus: Path, opened: Opener, waiting: list[Callable[[], object]]
) -> None:
    """A damaged catalog is looked at once more when whoever was writing has ended."""
    (corpus / "a.txt").write_text("Apples.")
    age(corpus / "a.txt")
    searcher = opened()
    searcher.close()
    catalog = searcher.archive.state / "catalog.sqlite"
    sound = catalog.read_bytes()
    catalog.write_bytes(b"damaged")
    waiting.append(lambda: catalog.write_bytes(sound))
    assert opened().changes[:3] == (0, 0, 0)


@pytest.mark.slow(but=3)
@pytest.mark.parametrize(
    ("owner", "method"),
    [
        *[("DiskEngine", method) for method in ("_refresh", "purge", "_write_anew", "update")],
        *[("Catalog", method) for method in ("clear_all_pending", "pending_gone", "clear")],
    ],
)
def test_killed_at_any_point_the_next_start_repairs(
    corpus: Path, state: Path, opened: Opener, owner: str, method: str
) -> None:
    """A process that dies between catalog and engine leaves nothing that the next one doesn't mend."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas grow here.")
    opened(engine="disk").close()
    (corpus / "b.txt").unlink()
    (corpus / "c.txt").write_text("Cherries grow here.")
    words = ["tests.indexing.dying_program", owner, method, str(corpus), str(state)]
    process = Command(words, dict(os.environ))
    process.communicate(60)
    assert process.returncode == dying_program.EXIT_CODE
    searcher = opened(engine="disk")
    assert [found(searcher, word) for word in ("apples", "bananas", "cherries")] == [["a.txt"], [], ["c.txt"]]
    assert len(searcher.index.engine) == 2


def test_two_processes_may_work_at_once(corpus: Path, state: Path, opened: Opener) -> None:
    """While one process refreshes, another answers with what there is."""
    (corpus / "a.txt").write_text("Apples grow here.")
    first = opened(engine="disk")
    with first.archive.locked(wait=True):
        words = ["bot", "--engine", "disk", "--corpus", str(corpus), "--state", str(state), "ask", "--json", "apples"]
        out, _ = Command(words, dict(os.environ)).communicate(60)
    assert len(json.loads(out)["passages"]) == 1


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_what_another_searcher_took_in_is_seen_at_once(corpus: Path, opened: Opener, engine: str) -> None:
    """A searcher finds what another one took in, without having to be told, and nothing that it took out."""
    (corpus / "a.txt").write_text("Apples grow here.")
    (corpus / "b.txt").write_text("Bananas grow here.")
    reader = opened(engine=engine)
    assert sorted(found(reader, "grow here apples")) == ["a.txt", "b.txt"]
    (corpus / "a.txt").write_text("Apples grow there, not here.")
    (corpus / "b.txt").unlink()
    opened(engine=engine)
    (passage,) = reader.ask("grow here apples").passages
    assert passage.text == "Apples grow there, not here."


POSIX_NAMES = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")


def write(folder: Path, name: bytes, text: str) -> None:
    """Writes an article into a file whose name may be any bytes."""
    path = Path(folder, os.fsdecode(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@POSIX_NAMES
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"na\xefve.txt", "na%EFve.txt"),
        (b"stra\xdfe/\xe4/a.txt", "stra%DFe/%E4/a.txt"),
        (b"two\nlines.md", "two%0Alines.md"),
        (b"\x1b[2Jwiped.txt", "%1B[2Jwiped.txt"),
        (b"half\xed\xa0\xbd.txt", "half%ED%A0%BD.txt"),
        (b"n" * 251 + b".txt", "n" * 251 + ".txt"),
    ],
)
def test_a_file_of_any_name_is_an_article(corpus: Path, opened: Opener, engine: str, name: bytes, shown: str) -> None:
    """A name that can't be printed is shown percent-encoded, stays so, and finds its article, as its bytes do."""
    write(corpus, name, "Apples grow here.")
    write(corpus, b"b.txt", "Pears grow there.")
    searcher = opened(engine=engine)
    assert ids(searcher) == {shown, "b.txt"}
    assert found(searcher, "apples") == [shown]
    assert [article.path for article in searcher.archive.find(shown)[0]] == [shown]
    assert [article.id for article in searcher.archive.find(os.fsdecode(name))[0]] == [shown]
    assert searcher.archive.article(os.fsdecode(name)).id == shown
    assert searcher.archive.find(f"{shown}#1")[1] == (1,)
    assert searcher.refresh()[:3] == (0, 0, 0)


@POSIX_NAMES
def test_printed_names_stay_apart(corpus: Path, opened: Opener) -> None:
    """A file whose name is what another's is printed as keeps it; the other one is encoded once more."""
    write(corpus, b"a%E9.txt", "Apples.")
    write(corpus, b"a%25E9.txt", "Pears.")
    write(corpus, b"a\xe9.txt", "Plums.")
    write(corpus, b"a%\xe9.txt", "Figs.")
    searcher = opened()
    assert {article.id: article.text for article in searcher.archive.articles()} == {
        "a%E9.txt": "Apples.",
        "a%25E9.txt": "Pears.",
        "a%2525E9.txt": "Plums.",
        "a%25%E9.txt": "Figs.",
    }


@POSIX_NAMES
def test_what_is_wrong_with_a_file_of_any_name_is_told(corpus: Path, opened: Opener) -> None:
    """Problems name their file so that it can be printed."""
    write(corpus, b"a.txt", "Apples.")
    write(corpus, b"\xff\n.jsonl", "{broken")
    (problem,) = opened().changes.problems
    assert problem.where == "%FF%0A.jsonl line 1"


@POSIX_NAMES
@pytest.mark.parametrize("name", [b"\xe9t\xe9\n", b"x" * 255, "é".encode() * 127])
def test_an_archive_of_any_name(tmp_path: Path, opened: Opener, engine: str, name: bytes) -> None:
    """The folder of an archive may have any name that the file system takes."""
    folder = tmp_path / os.fsdecode(name)
    write(folder, b"a.txt", "Apples.")
    assert found(opened(folder, engine), "apples") == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_pipes_and_devices_are_named(corpus: Path, opened: Opener) -> None:
    """What is no regular file is not read, since that may never end."""
    write(corpus, b"a.txt", "Apples.")
    os.mkfifo(corpus / "b.txt")
    (corpus / "c.txt").symlink_to(os.devnull)
    assert set(opened().changes.problems) == {
        ("b.txt", "is not a regular file"),
        ("c.txt", "is a link that leads out of the archive"),
    }


def test_a_file_that_breaks_the_index_is_left_out(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever an article makes our code raise costs its file, now and at the next opening; the others go on."""
    (corpus / "a.txt").write_text("Apples.")
    write_jsonl(corpus / "b.jsonl", {"id": "1", "text": "Pears."}, {"id": "2", "text": "Odd."})
    (corpus / "c.txt").write_text("Cherries.")
    honest = language.detect

    def detect(text: str) -> str | None:
        if text == "Odd.":
            raise IndexError("list index\nout of range")
        return honest(text)

    monkeypatch.setattr(language, "detect", detect)
    problem = ("b.jsonl", "can't be read (IndexError: list index out of range)")
    for added in (2, 0):
        searcher = opened()
        assert (searcher.changes.added, searcher.changes.problems) == (added, (problem,))
        assert ids(searcher) == {"a.txt", "c.txt"}


def test_articles_of_a_file_that_breaks_the_index_now_are_taken_out(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a file held before is gone when what it holds now can't be read."""
    (corpus / "a.txt").write_text("Apples.")
    write_jsonl(corpus / "b.jsonl", {"id": "1", "text": "Pears."}, {"id": "2", "text": "Plums."})
    searcher = opened()
    write_jsonl(corpus / "b.jsonl", {"id": "1", "text": "Pears and figs."}, {"id": "2", "text": "Plums."})

    def detect(text: str) -> str | None:
        raise ValueError

    monkeypatch.setattr(language, "detect", detect)
    assert searcher.refresh()[:4] == (0, 0, 2, (("b.jsonl", "can't be read (ValueError)"),))
    assert ids(searcher) == {"a.txt"}


@pytest.mark.parametrize("small", [5, 200_000])
def test_too_little_memory_says_nothing_about_a_file(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    """A file that needs too much memory keeps what it held before, and is read again at the next refresh.

    Where it is a small one, the machine is to blame: the reading ends, and that is said instead.
    """
    (corpus / "a.txt").write_text("Apples.")
    searcher = opened()
    (corpus / "a.txt").write_text("Apples and figs.")
    monkeypatch.setattr(catalog_writer, "PLAIN_BYTES", small)
    honest = language.detect

    def detect(text: str) -> str | None:
        raise MemoryError

    monkeypatch.setattr(language, "detect", detect)
    *counts, problems, notices = searcher.refresh()
    assert (counts, problems) == ([0, 0, 0], (("a.txt", "needs more memory than there is"),) if small == 5 else ())
    assert (" a.txt can't be used now: there is not enough memory" in f" {' '.join(notices)}") == (small > 5)
    assert found(searcher, "apples") == ["a.txt"]
    monkeypatch.setattr(language, "detect", honest)
    assert searcher.refresh()[:4] == (0, 1, 0, ())


@pytest.mark.parametrize("raised", [sqlite3.OperationalError("disk full"), StateError("no room"), KeyboardInterrupt()])
def test_errors_that_are_not_a_file_s_are_not_put_down_to_it(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, raised: BaseException
) -> None:
    """A full disk and an unusable state folder leave the archive as it was; the wish to stop ends it."""
    (corpus / "a.txt").write_text("Apples.")
    searcher = opened()
    (corpus / "a.txt").write_text("Apples and figs.")

    def detect(text: str) -> str | None:
        raise raised

    monkeypatch.setattr(language, "detect", detect)
    if isinstance(raised, KeyboardInterrupt):
        with pytest.raises(KeyboardInterrupt):
            searcher.refresh()
    else:
        (notice,) = searcher.refresh().notices
        assert notice.endswith("; the archive is as it was last read.")
        assert found(searcher, "apples") == ["a.txt"]
    assert searcher.archive.article("a.txt").text == "Apples."


def test_an_archive_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """It is named after the archive's folder, and apart from that of another folder of the same name."""
    names = [folder_of(tmp_path / place / "news", tmp_path / "state").name for place in "ab"]
    assert all(re.fullmatch(r"news-[0-9a-f]{8}", name) for name in names)
    assert len(set(names)) == 2


@pytest.mark.parametrize(("gone_looks", "looks", "problems"), [(0, 1, 0), (1, 2, 0), (99, LOOKS, 1)])
def test_files_are_listed_again_while_one_of_them_got_another_name(
    gone_looks: int, looks: int, problems: int, tmp_path: Path
) -> None:
    """That it can't be read is said when it is so at last; other problems are said each time, and are no reason."""
    (tmp_path / "there.txt").write_text("x", encoding="utf-8")
    others = (Problem("there.txt", "is empty"), Problem("a.jsonl line 5", "is not JSON"), Problem(".", "is empty"))
    begun: list[int] = []

    def look() -> Iterator[Changes]:
        begun.append(1)
        yield Changes(0, 0, 0, others)
        yield Changes(1, 0, 0, (Problem("gone.txt", "can't be read"),) if len(begun) <= gone_looks else ())

    steps = list(_while_moved(look, tmp_path))
    assert len(begun) == looks
    assert [each.where for step in steps for each in step.problems].count("gone.txt") == problems
    assert sum(step.added for step in steps) == looks
