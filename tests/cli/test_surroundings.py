"""Hostile surroundings: whatever the system, the folders and the terminal are like, the rest is answered.

Each is a real process. It ends with the right exit code, says what is wrong in a sentence, shows no traceback and sends
the terminal no orders; afterwards the archive is answered from as ever.
"""

import gc
import io
import json
import logging
import os
import re
import resource
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from filelock import FileLock

from bot.__main__ import main
from tests.programs import Command, in_no_folder, input_file, without_privileges
from tests.test_architecture import ROOT

QUESTION = "Who opened the harbour of Osterholm?"
ANSWER = "Ada Lind opened the harbour of Osterholm"
READ_EARLY = ("PYTHON", "LC_", "LANG", "TZ", "OMP_", "OPENBLAS_", "RAYON_", "RUST_")
"""How the variables begin that Python and libraries read while they start, or once."""

ORDERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]|\r(?!\n)")


def some(cases: list[Any], most: int = 3) -> list[Any]:
    """All of some cases in `make fuzz`; elsewhere a few from all over the list, since each is a process."""
    step = 1 if os.environ.get("PINCITE_FUZZ") == "fuzz" else max(1, -(-len(cases) // most))
    return cases[::step]


thorough = pytest.mark.skipif(os.environ.get("PINCITE_FUZZ") != "fuzz", reason="takes long; make fuzz runs it")

Done = subprocess.CompletedProcess[bytes]


class Place:
    """An archive of a few articles, its state, and processes over them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.corpus, self.state = folder, folder / "corpus", folder / "state"
        self.corpus.mkdir()
        (self.corpus / "harbour.txt").write_text(f"The harbour\n\n{ANSWER} on a Monday in March.\n\nIt rained.\n")
        (self.corpus / "ferry.md").write_text("---\ntitle: Ferry\ndate: 2024-03-16\n---\nThe ferry sails at noon.\n")
        lines = [{"id": f"n{n}", "title": f"Note {n}", "text": f"The lamp number {n} burns."} for n in range(3)]
        (self.corpus / "notes.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    def environment(self, more: dict[str, Any]) -> dict[str, str]:
        """The environment of a process: this one's without settings, some variables other ones, or (None) missing."""
        # What measures coverage writes files of its own, and would complain itself where nothing can be written.
        others = ("PINCITE_", "TELEGRAM_", "COVERAGE_PROCESS_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
        ours = {"PYTHONPATH": str(ROOT), "PINCITE_CORPUS": str(self.corpus), "PINCITE_STATE": str(self.state)}
        return {name: value for name, value in {**kept, **ours, **more}.items() if value is not None}

    def start(self, *words: str | bytes | Path, **options: Any) -> "subprocess.Popen[bytes] | Command":
        """A command under way: a forked process where that is the same, and one that is executed where it isn't.

        Args:
            words: Its command line.
            options: `env`, `cwd`, `umask`, `stdin` (bytes, too), `stdout` and `stderr`, as of `subprocess.Popen`, and
                `before` of `Program`; executed are those with a `preexec_fn`, or `executed`. As a `user` it may not do
                everything.
        """
        variables, is_executed = options.pop("env", {}), options.pop("executed", False)
        folder, environment = options.pop("cwd", self.folder), self.environment(variables)
        is_executed |= "preexec_fn" in options or any(name.startswith(READ_EARLY) for name in variables)
        if options.pop("user", None) and os.geteuid() == 0:
            options["before"] = without_privileges
        if not is_executed:
            return Command(["bot", *map(os.fsdecode, words)], environment, folder=folder, **options)
        stdin = options.pop("stdin", b"")
        if isinstance(stdin, int) and os.isatty(stdin):
            options["preexec_fn"] = lambda: os.login_tty(0)
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        command = [sys.executable, "-m", "bot", *words]
        with ExitStack() as files:
            into = files.enter_context(input_file(stdin)) if isinstance(stdin, bytes) else stdin
            process = subprocess.Popen(command, env=environment, cwd=folder, stdin=into, **options)
            return cast("subprocess.Popen[bytes]", process)

    def run(self, *words: str | bytes | Path, seconds: float = 60, **options: Any) -> Done:
        """A finished process; it must have kept the rules."""
        process = self.start(*words, **options)
        try:
            out, err = process.communicate(timeout=seconds)
        finally:
            process.kill()
        done = Done(words, process.wait(), out or b"", err or b"")
        keeps_the_rules(done)
        return done

    def call(self, *words: str | bytes | Path, stdin: bytes = b"", env: dict[str, Any] | None = None) -> Done:
        """A command run in this process, which is quick; it must have kept the rules."""
        stdin_, stdout, stderr = (io.TextIOWrapper(io.BytesIO(data), "utf-8") for data in (stdin, b"", b""))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["pincite", *map(os.fsdecode, words)])
            for name, stream in (("stdin", stdin_), ("stdout", stdout), ("stderr", stderr)):
                patch.setattr(sys, name, stream)
            patch.setattr(os, "environ", self.environment(env or {}))
            try:
                main()
                code: object = 0
            except SystemExit as end:
                code = end.code or 0
        for stream in (stdout, stderr):
            stream.seek(0)
        done = Done(words, int(str(code)), stdout.read().encode(), stderr.read().encode())
        keeps_the_rules(done)
        return done

    def ask(self, *words: str | bytes | Path, said: str = "", **options: Any) -> Done:
        """The question asked, which must be answered; and a sentence on stderr that holds some words, else none.

        Where nothing is odd any more it is asked in this process.
        """
        done = self.run("ask", *words, QUESTION, **options) if options or said else self.call("ask", *words, QUESTION)
        assert (done.returncode, ANSWER in done.stdout.decode()) == (0, True), (done.returncode, done.stderr)
        # How far a long reading is, which on a busy machine any may be, is no complaint.
        lines = [line for line in done.stderr.decode().splitlines() if "Reading the archive, " not in line]
        assert any(said in line for line in lines) if said else not lines, done.stderr
        return done

    def state_folder(self) -> Path:
        """The folder of the archive's catalog."""
        return next(folder for folder in self.state.iterdir() if folder.is_dir())


def keeps_the_rules(done: Done) -> None:
    """No traceback, no orders to a terminal, sentences that say who speaks, an exit code of ours."""
    text = (done.stdout + done.stderr).decode()
    assert "Traceback" not in text, text
    assert "Pincite failed" not in text, text
    assert not ORDERS.search(text), text
    assert done.returncode in (0, 1, 2, 3), (done.returncode, text)
    assert all(line.startswith("pincite: ") for line in done.stderr.decode().splitlines()), text


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A place that nothing was asked of yet."""
    return Place(tmp_path)


@pytest.fixture
def known(place: Place) -> Place:
    """A place whose archive was read before."""
    assert not place.call("ask", QUESTION).returncode
    return place


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same for all tests that change nothing of it."""
    place = Place(tmp_path_factory.mktemp("lasting"))
    assert not place.call("ask", QUESTION).returncode
    return place


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount, or become somebody else")


@pytest.fixture
def mounted() -> Iterator[Callable[..., None]]:
    """Mounts a small tmpfs over a folder, or the folder over itself for reading only."""
    places: list[Path] = []

    def mount(folder: Path, *options: str) -> None:
        if subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode:
            pytest.skip("nothing may be mounted here")
        places.append(folder)

    yield mount
    for folder in reversed(places):
        subprocess.run(["umount", "-l", str(folder)], check=False)


def tmpfs(mount: Callable[..., None], folder: Path, size: str) -> None:
    """Mounts an empty disk of a size."""
    folder.mkdir(exist_ok=True)
    mount(folder, "-t", "tmpfs", "-o", f"size={size}", "none")


def fill(folder: Path) -> None:
    """Writes a disk full."""
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    with (folder / "filler2").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x")
        except OSError:
            pass


# The state


@as_root
def test_state_mounted_read_only(known: Place, mounted: Callable[..., None]) -> None:
    """What is known is answered; that it can't be kept is said."""
    mounted(known.state, "--bind", str(known.state))
    mounted(known.state, "-o", "remount,ro,bind")
    known.ask(said="Read-only file system")
    done = known.run("quote", ANSWER)
    assert done.returncode == 0
    known.run("index")


@thorough
@as_root
def test_state_mounted_read_only_with_journal(known: Place, mounted: Callable[..., None]) -> None:
    """An answer of the journal is checked, too."""
    answer = json.loads(known.run("ask", "--json", QUESTION).stdout)
    known.run("quote", ANSWER)
    mounted(known.state, "--bind", str(known.state))
    mounted(known.state, "-o", "remount,ro,bind")
    assert b"verified" in known.run("check", answer["id"]).stdout
    assert known.run("journal").returncode == 0
    assert known.run("show", "ferry.md").returncode == 0
    assert known.run("articles").returncode == 0


def test_state_that_may_not_be_written(known: Place) -> None:
    """It is read all the same, and that is said."""
    for path in [known.state, *known.state.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    known.ask(user=True, said="can't be written")
    (known.corpus / "new.txt").write_text("The new pier was built by Olav.")
    known.ask(user=True, said="as it was last read")
    assert known.run("quote", ANSWER, user=True).returncode == 0
    for path in [known.state, *known.state.rglob("*")]:
        path.chmod(0)
    known.ask(user=True, said="not kept")
    for path in [known.state, *known.state.rglob("*")]:
        path.chmod(0o700)
    known.ask()


def test_state_that_can_not_be_made(place: Place) -> None:
    """What is read is not kept; `index`, which is there to keep it, fails."""
    place.folder.chmod(0o555)
    place.ask(user=True, said="what is read now is not kept")
    done = place.run("index", user=True)
    assert (done.returncode, str(place.state) in done.stderr.decode()) == (3, True)
    place.folder.chmod(0o755)


@as_root
@pytest.mark.parametrize("size", some(["8k", "64k", "200k"], 1))
def test_state_on_a_small_disk(place: Place, mounted: Callable[..., None], size: str) -> None:
    """Answered from what fits, or by reading it for this one answer; and said."""
    tmpfs(mounted, place.state, size)
    place.ask(said="kept")


@pytest.mark.slow
@as_root
def test_state_on_a_disk_that_is_full_now(known: Place, mounted: Callable[..., None]) -> None:
    """What is known is answered."""
    kept = known.folder / "kept"
    known.state.rename(kept)
    tmpfs(mounted, known.state, "3m")
    shutil.copytree(kept, known.state, dirs_exist_ok=True)
    fill(known.state)
    done = known.run("ask", QUESTION)
    assert (done.returncode, ANSWER in done.stdout.decode()) == (0, True)
    assert known.run("quote", ANSWER).returncode == 0
    assert known.run("articles").returncode == 0
    (known.corpus / "new.txt").write_text("The new pier was built by Olav.")
    known.ask(said="pincite: ")
    for name in ("filler", "filler2"):
        (known.state / name).unlink()
    known.ask()
    assert b"Olav" in known.run("ask", "Who built the new pier?").stdout


def test_state_is_a_file(place: Place) -> None:
    """Said, with what to do."""
    place.state.write_text("not a folder")
    done = place.run("ask", QUESTION)
    assert (done.returncode, str(place.state) in done.stderr.decode()) in ((0, True), (3, True))
    assert place.state.read_text() == "not a folder"


def test_state_below_a_file(place: Place) -> None:
    """The same."""
    (place.folder / "f").write_text("")
    done = place.run("--state", place.folder / "f" / "state", "ask", QUESTION)
    assert done.returncode in (0, 3)
    assert done.stderr


def test_state_is_a_link_to_nowhere(place: Place) -> None:
    """A sentence, or it is made."""
    place.state.symlink_to(place.folder / "nowhere")
    place.run("ask", QUESTION)


def test_state_is_a_link_to_itself(place: Place) -> None:
    """A sentence."""
    place.state.symlink_to(place.state)
    done = place.run("ask", QUESTION)
    assert done.stderr


def test_state_inside_the_corpus(place: Place) -> None:
    """Never read as articles."""
    inside = place.corpus / "state"
    for _ in range(2):
        done = place.run("--state", inside, "ask", QUESTION)
        assert ANSWER.encode() in done.stdout
        assert not done.stderr
    assert b"5 articles" in place.run("--state", inside, "index").stdout + place.run("--state", inside, "index").stderr


def test_state_is_the_corpus(place: Place) -> None:
    """Unusual, not an error."""
    for _ in range(2):
        assert ANSWER.encode() in place.run("--state", place.corpus, "ask", QUESTION).stdout


@pytest.mark.parametrize("name", ["journal.sqlite", "history"])
def test_part_of_the_state_is_a_folder(known: Place, name: str) -> None:
    """It costs what stands there, not the answer."""
    path = known.state / name
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "kept").write_text("precious")
    known.run("ask", QUESTION)
    known.ask(said="pincite: ") if name != "history" else known.ask()
    assert (path / "kept").read_text() == "precious"


@pytest.mark.parametrize("name", ["catalog.sqlite", "index", "lock"])
def test_part_of_the_index_is_of_another_kind(known: Place, name: str) -> None:
    """A folder for a file, a file for a folder: made anew, or done without."""
    known.run("ask", "--engine", "disk", QUESTION)
    path = known.state_folder() / name
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("x")
    else:
        path.unlink(missing_ok=True)
        path.mkdir()
    done = known.run("ask", "--engine", "disk", QUESTION)
    assert (done.returncode, ANSWER.encode() in done.stdout) == (0, True), done.stderr


@pytest.mark.parametrize("content", some([b"SQLite format 3\0" + b"\xff" * 4000, b"", b"x", os.urandom(20_000)], 1))
@pytest.mark.parametrize("name", ["catalog.sqlite", "journal.sqlite", "journal.key"])
def test_part_of_the_state_is_damaged(known: Place, name: str, content: bytes) -> None:
    """It is made anew or set aside; the answer is given."""
    path = (known.state_folder() if name.startswith("catalog") else known.state) / name
    for ending in ("-wal", "-shm"):
        path.with_name(name + ending).unlink(missing_ok=True)
    path.write_bytes(content)
    done = known.run("ask", QUESTION)
    assert (done.returncode, ANSWER.encode() in done.stdout) == (0, True), done.stderr
    known.ask()


@pytest.mark.parametrize("name", some(["catalog.sqlite", "fields.json", "calibration", "journal.key", "history"], 2))
def test_part_of_the_state_is_a_pipe(known: Place, name: str) -> None:
    """From which nothing will ever come: nobody waits for it."""
    folder = known.state if name in ("journal.key", "history") else known.state_folder()
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    assert ANSWER.encode() in known.run("ask", QUESTION, seconds=60).stdout
    known.ask()


def test_catalog_of_a_newer_version(known: Place) -> None:
    """It is built anew, and said."""
    with sqlite3.connect(known.state_folder() / "catalog.sqlite") as db:
        db.execute("UPDATE meta SET value = 'pincite catalog 999' WHERE name = 'format'")
    db.close()
    known.ask(said="built anew")
    known.ask()


def test_journal_of_a_newer_version(known: Place) -> None:
    """It is left alone, and said."""
    with sqlite3.connect(known.state / "journal.sqlite") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    known.ask(said="newer")


def test_state_is_deleted_meanwhile(known: Place) -> None:
    """A prompt goes on."""
    reading, writing = os.pipe()
    process = known.start(stdin=reading)
    os.close(reading)
    with open(writing, "wb", buffering=0) as prompt:  # noqa: PTH123 # a descriptor
        prompt.write(QUESTION.encode() + b"\n")
        assert isinstance(process, Command)
        end = time.monotonic() + 60
        while ANSWER.encode() not in process.written() and time.monotonic() < end:
            time.sleep(0.05)
        shutil.rmtree(known.state)
        prompt.write(QUESTION.encode() + b"\n")
    out, err = process.communicate(timeout=60)
    keeps_the_rules(Done([], process.wait(), out, err))
    assert out.count(ANSWER.encode()) == 2, err
    known.ask()


# Other processes


@pytest.mark.slow
def test_eight_at_once_on_a_fresh_state(place: Place) -> None:
    """All are answered."""
    processes = [place.start("ask", QUESTION) for _ in range(8)]
    for process in processes:
        out, err = process.communicate(timeout=120)
        keeps_the_rules(Done([], process.wait(), out, err))
        assert (process.wait(), ANSWER.encode() in out) == (0, True), err


def test_another_process_holds_the_lock(known: Place) -> None:
    """A question goes on from what is known; what needs the lock waits."""
    with FileLock(known.state_folder() / "lock"):
        known.run("ask", QUESTION, seconds=60)
    known.ask()


@thorough
@pytest.mark.parametrize("name", ["catalog.sqlite", "journal.sqlite"])
def test_another_process_is_in_the_middle_of_a_transaction(known: Place, name: str) -> None:
    """What is known is answered within a time one waits gladly."""
    path = (known.state_folder() if name.startswith("catalog") else known.state) / name
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    (known.corpus / "new.txt").write_text("The new pier was built by Olav.")
    done = known.run("ask", QUESTION, seconds=50)
    assert ANSWER.encode() in done.stdout
    db.execute("ROLLBACK")
    db.close()
    known.ask()


@pytest.mark.slow
def test_killed_while_it_holds_everything(place: Place) -> None:
    """The next one goes on."""
    for wait in (0.05, 0.1, 0.15, 0.2, 0.3, 0.5):
        process = place.start("ask", QUESTION)
        time.sleep(wait)
        process.kill()
        process.communicate()
    place.ask()


@pytest.mark.parametrize("wait", some([0.2, 0.4, 0.6, 0.8], 1))
def test_interrupted_at_any_moment(place: Place, wait: float) -> None:
    """Ctrl-C ends it with 130 and one word, or it had begun too late to notice or was done."""
    process = place.start("ask", QUESTION, executed=True)
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode in (0, 130, -2), err
    assert b"Traceback" not in err, err
    place.ask()


def test_ended_by_sigterm(place: Place) -> None:
    """Nothing is said, nothing lost."""
    process = place.start("ask", QUESTION, executed=True)
    time.sleep(0.5)
    process.terminate()
    _, err = process.communicate(timeout=20)
    assert b"Traceback" not in err
    place.ask()


# The archive


@pytest.mark.parametrize("command", ["ask", "quote", "check", "articles", "index", "show"])
def test_archive_is_missing(place: Place, command: str) -> None:
    """A sentence with the folder's name, exit 3."""
    words = {"ask": [QUESTION], "quote": [ANSWER], "check": ["--all"], "show": ["x"]}.get(command, [])
    done = place.run("--corpus", place.folder / "nowhere", command, *words)
    assert done.returncode == (0 if command == "check" else 3)


def test_archive_vanishes(known: Place) -> None:
    """What is known is answered, and said."""
    known.corpus.rename(known.folder / "elsewhere")
    known.ask(said="is not there now")
    known.corpus.mkdir()
    known.ask(said="is empty now")
    known.corpus.rmdir()
    (known.folder / "elsewhere").rename(known.corpus)
    known.ask()


def test_archive_is_replaced_by_a_file(known: Place) -> None:
    """A sentence; nothing of what is known goes."""
    known.corpus.rename(known.folder / "elsewhere")
    known.corpus.write_text("x")
    done = known.run("ask", QUESTION)
    assert done.stderr
    known.corpus.unlink()
    (known.folder / "elsewhere").rename(known.corpus)
    known.ask()


@pytest.mark.parametrize("kind", ["loop", "fifo", "device", "socket", "dangling"])
def test_archive_is_no_folder(place: Place, kind: str) -> None:
    """A sentence, at once."""
    strange(place.folder / "odd.txt", kind)
    done = place.run("--corpus", place.folder / "odd.txt", "ask", QUESTION, seconds=60)
    assert done.returncode == 3
    assert done.stderr


def strange(path: Path, kind: str) -> None:
    """Something of a name that is not a file."""
    if kind == "loop":
        path.symlink_to(path.name)
    elif kind == "dangling":
        path.symlink_to("nowhere-at-all")
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            here = Path.cwd()
            os.chdir(path.parent)
            server.bind(path.name)
            os.chdir(here)
    else:
        path.mkdir()
        (path / "inside.txt").write_text("The inside lamp is green.")


@pytest.mark.slow(but=2)
@pytest.mark.parametrize("kind", ["loop", "fifo", "device", "socket", "dangling", "folder"])
@pytest.mark.parametrize("name", some(["odd.txt", "odd.md", "odd.jsonl", "odd.pdf", "odd.txt.gz", "odd.zip"], 1))
def test_an_article_is_no_file(place: Place, kind: str, name: str) -> None:
    """It is named, the others are answered from; a folder of that name is a folder."""
    strange(place.corpus / name, kind)
    place.ask(said="odd" if kind != "folder" else "", seconds=60)


@as_root
def test_a_device_in_the_archive(place: Place) -> None:
    """Never read."""
    os.mknod(place.corpus / "zero.txt", 0o20666, os.makedev(1, 5))
    place.ask(said="zero.txt", seconds=60)


NAMES = [
    b"\xff\xfe.txt",
    b"new\nline.txt",
    b"esc\x1b[31mred.txt",
    b"[z].txt",
    b"[bold]x[bold].txt",
    b"-n.txt",
    b"--help.txt",
    b"a" * 250 + b".txt",
    "\u202egpj.txt".encode(),
    b"tab\there.txt",
    b"bell\x07.txt",
    b"%s%d.txt",
    b" .txt",
    "\u200f.txt".encode(),
    b"\xed\xa0\x80.txt",
    b"q'\";--.txt",
    b"CON.txt",
    b"$(id).txt",
    b"*?.txt",
    "é.txt".encode(),
    "e\u0301.txt".encode(),
    "\u2028.txt".encode(),
    b"\x9b31m.txt",
    b"a#1.txt",
    b"x.TXT",
]


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("command", [["ask", QUESTION], ["index"], ["articles"], ["quote", "kept in the odd file"]])
def test_odd_names(place: Place, command: list[str]) -> None:
    """Of any bytes; nothing in them is an order to the terminal."""
    folder = os.fsencode(place.corpus)
    for number, name in enumerate(NAMES):
        with open(os.path.join(folder, name), "w") as file:  # noqa: PTH118, PTH123 # bytes
            file.write(f"The key number{number} is kept in the odd file.")
        with open(os.path.join(folder, b"bad" + name[-200:]), "wb") as file:  # noqa: PTH118, PTH123
            file.write(b"\x00\x01\x02\x03" * 30)
    done = place.run(*command)
    assert done.returncode == 0, done.stderr


def test_deep_folders_and_long_paths(place: Place) -> None:
    """A path longer than the system takes in one piece costs only itself."""
    here = Path.cwd()
    os.chdir(place.corpus)
    try:
        for _ in range(40):
            Path("d" * 120).mkdir()
            os.chdir("d" * 120)
        Path("deep.txt").write_text("The deep lamp is green.")
    finally:
        os.chdir(here)
    done = place.run("ask", QUESTION)
    assert ANSWER.encode() in done.stdout, done.stderr
    done = place.run("ask", QUESTION)
    assert ANSWER.encode() in done.stdout, done.stderr
    subprocess.run(["rm", "-rf", str(place.corpus)], check=True)


@pytest.mark.slow
def test_a_thousand_levels(place: Place) -> None:
    """Folders nested as deep as one likes."""
    here = Path.cwd()
    os.chdir(place.corpus)
    try:
        for _ in range(1500):
            Path("d").mkdir()
            os.chdir("d")
    finally:
        os.chdir(here)
    done = place.run("ask", QUESTION)
    assert ANSWER.encode() in done.stdout, done.stderr
    subprocess.run(["rm", "-rf", str(place.corpus)], check=True)


def test_folder_loops(place: Place) -> None:
    """Links to folders are not walked."""
    (place.corpus / "up").symlink_to("..")
    (place.corpus / "self").symlink_to(".")
    place.ask()


def test_links_that_lead_out(place: Place) -> None:
    """Named, not read."""
    (place.folder / "secret.txt").write_text("The secret of the harbour is 4711.")
    (place.corpus / "out.txt").symlink_to("../secret.txt")
    (place.corpus / "passwd.txt").symlink_to("/etc/passwd")
    place.ask(said="leads out")
    assert b"4711" not in place.run("ask", "What is the secret of the harbour?").stdout


def test_files_that_may_not_be_read(place: Place) -> None:
    """Named; the others are answered from."""
    (place.corpus / "shut.txt").write_text("The shut lamp.")
    (place.corpus / "shut.txt").chmod(0)
    (place.corpus / "closed").mkdir()
    (place.corpus / "closed" / "a.txt").write_text("The closed lamp.")
    (place.corpus / "closed").chmod(0)
    place.ask(user=True, said="shut.txt can't be read (Permission denied)")
    place.corpus.chmod(0)
    place.ask(user=True, said="can't be read")


def test_an_archive_that_may_not_be_read_is_not_called_empty(place: Place) -> None:
    """Where nothing is known of it yet, the reason is said."""
    place.corpus.chmod(0)
    for words in (["ask", QUESTION], ["index"]):
        done = place.run(*words, user=True)
        assert done.returncode == 3
        assert b"corpus can't be read (Permission denied); allow Pincite" in done.stderr


HOSTILE = {
    "empty.txt": b"",
    "nul.txt": b"\x00" * 100_000,
    "blank.txt": b" \n" * 5000,
    "nulls.txt": b"a\x00b " * 5000,
    "random.txt": bytes(range(256)) * 400,
    "random.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 100,
    "x.docx": b"PK\x03\x04",
    "x.zip": b"PK\x05\x06" + b"\0" * 18,
    "deep.json": b"[" * 200_000,
    "deep.jsonl": b'{"a":' * 100_000 + b"\n",
    "huge.jsonl": b'{"id": ' + b"9" * 6000 + b', "text": "The number."}\n{"id": 1e999, "text": "Infinite."}\n',
    "date.md": b"---\ndate: 2024-02-30\ntitle: !!int abc\n---\nThe odd day.\n",
    "tag.md": b"---\na: !!python/x y\n---\nOdd.\n",
    "merge.md": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (c + 1, c + 1, *[c] * 9) for c in range(97, 106))
    + b"---\nOdd.\n",
    "brackets.md": b"---\na: " + b"[" * 30_000 + b"\n---\nOdd.\n",
    "surrogate.jsonl": b'{"id": "\\ud800", "text": "\\udfff lamp"}\n',
    "int.md": b"---\ndate: " + b"9" * 5000 + b"\n---\nOdd.\n",
    "bom.txt": b"\xff\xfe",
    "gz.txt.gz": b"\x1f\x8b",
    "xz.txt.xz": b"\xfd7zXZ",
    "mail.eml": b"Subject: =?utf-8?b?////?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n",
    "f.xml": b"<rss>" + b"<a>" * 50_000,
    "ent.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item>&b;</item></channel></rss>',
    "h.html": b"<div>" * 60_000,
    "us.txt": b"U.S. " * 12_000,
    "dots.txt": b"." * 200_000,
    "quote.txt": "“".encode() * 50_000,
    "word.txt": b"w" * 1_000_000,
    "csv.csv": b'"' * 100_000,
    "csv2.csv": b"title,text\n" + b"," * 100_000,
    "r.rtf": b"{\\rtf1" + b"{" * 100_000,
    "cr.txt": b"The lamp.\r" * 2000,
    "comb.txt": ("a" + "\u0301" * 60_000).encode(),
    "z.odt": b"PK",
    "e.epub": b"PK\x03\x04" + b"\xff" * 500,
    "m.mbox": b"From \n\n" * 20_000,
    "t.tar": b"\0" * 10_240,
    "t.tgz": b"\x1f\x8b\x08\0",
    "at.atom": b"<feed/>",
    "n.ndjson": b"null\n1\n[]\n",
}


@pytest.mark.slow
def test_hostile_files_together(place: Place) -> None:
    """Each costs only itself, and all of them a minute at most."""
    for name, data in HOSTILE.items():
        (place.corpus / name).write_bytes(data)
    done = place.run("index", seconds=120)
    assert done.returncode == 0, done.stderr
    done = place.run("ask", QUESTION)
    assert ANSWER.encode() in done.stdout


@thorough
def test_bombs(place: Place) -> None:
    """Stopped while they unpack."""
    import gzip
    import lzma
    import zipfile

    (place.corpus / "a.txt.gz").write_bytes(gzip.compress(b"\0" * 300_000_000))
    (place.corpus / "b.txt.xz").write_bytes(lzma.compress(b"a" * 300_000_000))
    with zipfile.ZipFile(place.corpus / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a " * 200_000_000)
    done = place.run("ask", QUESTION, seconds=120)
    assert ANSWER.encode() in done.stdout
    assert done.stderr.count(b"a.txt.gz") == 1, done.stderr


@thorough
def test_five_thousand_tiny_files(place: Place) -> None:
    """All read, the answer found."""
    for number in range(5000):
        (place.corpus / f"t{number}.txt").write_text(f"lamp {number}")
    place.ask(seconds=240)


@pytest.mark.slow
@pytest.mark.parametrize("trouble", some(["rewritten", "truncated", "deleted", "chmod", "renamed"], 2))
def test_files_change_while_they_are_read(place: Place, trouble: str) -> None:
    """What is read is one of the states that there were; the rest is answered."""
    for number in range(200):
        (place.corpus / f"t{number}.txt").write_text(f"The lamp number {number} burns. " * 50)
    process = place.start("ask", QUESTION)
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        for number in range(200):
            path = place.corpus / f"t{number}.txt"
            try:
                if trouble == "rewritten":
                    path.write_text(f"The pier number {number} stands. " * 50)
                elif trouble == "truncated":
                    os.truncate(path, 10)
                elif trouble == "deleted":
                    path.unlink(missing_ok=True)
                elif trouble == "chmod":
                    path.chmod(0 if number % 2 else 0o644)
                else:
                    path.rename(path.with_name(f"u{number}.txt"))
            except OSError:
                pass
        time.sleep(0.01)
    out, err = process.communicate(timeout=60)
    keeps_the_rules(Done([], process.wait(), out, err))
    assert ANSWER.encode() in out
    done = place.run("ask", QUESTION)
    assert ANSWER.encode() in done.stdout


# The environment

ENVIRONMENTS: list[dict[str, Any]] = [
    {"HOME": None},
    {"HOME": ""},
    {"HOME": "/nowhere"},
    {"TMPDIR": "/nowhere"},
    {"TMPDIR": "/proc"},
    {"TMPDIR": ""},
    {"LANG": "C", "LC_ALL": "C"},
    {"LANG": None, "LC_ALL": None},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "xx_YY.nonsense"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1:strict"},
    {"PYTHONIOENCODING": "utf-16"},
    {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
    {"TERM": "dumb"},
    {"TERM": None},
    {"TERM": "nonsense"},
    {"COLUMNS": "1", "LINES": "1"},
    {"COLUMNS": "0"},
    {"COLUMNS": "-5"},
    {"COLUMNS": "x"},
    {"COLUMNS": "9" * 30},
    {"COLUMNS": "²", "LINES": "²"},
    {"COLUMNS": "１２", "LINES": "-"},
    {"NO_COLOR": "1", "FORCE_COLOR": None},
    {"PATH": ""},
    {"PATH": None},
    {"TZ": "Nonsense/Zone"},
    {"TZ": "\x01"},
    {"TZ": "AAA-99BBB,M3.2.0/999"},
    {"PYTHONWARNINGS": "error"},
    {"PYTHONDONTWRITEBYTECODE": "1"},
    {"PYTHONHASHSEED": "0"},
    {"USER": None, "LOGNAME": None},
    {"PINCITE_LIMIT": ""},
    {"PINCITE_ENGINE": ""},
    {"PINCITE_LINKS": ""},
    {"PINCITE_KEEP_DAYS": ""},
    {"PINCITE_FILE_MB": ""},
    {"TELEGRAM_BOT_TOKEN": "\x1b[31m"},
    {"PYTHONDEVMODE": None, "XDG_CONFIG_HOME": "/nowhere"},
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONSAFEPATH": "1"},
    {"OMP_NUM_THREADS": "x"},
    {"RUST_BACKTRACE": "full"},
    {"RAYON_NUM_THREADS": "0"},
    {"OPENBLAS_NUM_THREADS": "99999"},
]


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("variables", some(ENVIRONMENTS, 6), ids=str)
def test_environments(place: Place, variables: dict[str, Any]) -> None:
    """Answered, in UTF-8, without a word on stderr."""
    place.ask(env=variables)


@pytest.mark.slow
def test_words_and_names_are_utf_8_whatever_python_is_told(place: Place) -> None:
    """In words, settings and names of files: an article keeps its ID, and a citation of it stands."""
    (place.corpus / "brücke.txt").write_text("Žofie Říha verkaufte die Brücke.", encoding="utf-8")
    ascii_ = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    told = [
        place.run("quote", "Žofie Říha verkaufte die Brücke.", "--article", "brücke.txt", "--json", env=variables)
        for variables in (ascii_, {}, ascii_ | {"PYTHONIOENCODING": "ascii"})
    ]
    assert [done.returncode for done in told] == [0, 0, 0]
    verdicts = [json.loads(done.stdout) for done in told]
    assert [(said["verdict"], said["places"][0]["article"]) for said in verdicts] == [("verbatim", "brücke.txt")] * 3


NONSENSE = {
    "PINCITE_LIMIT": ["0", "-1", "x", "9" * 5000, "1.5", "१"],
    "PINCITE_ENGINE": ["fast", "\x1b[31m"],
    "PINCITE_LINKS": ["x"],
    "PINCITE_KEEP_DAYS": ["-1", "x", "9" * 30],
    "PINCITE_FILE_MB": ["0", "x"],
    "PINCITE_FILE_SECONDS": ["x"],
    "TELEGRAM_API_BASE_URL": ["x"],
    "PINCITE_ADMINS": ["x", "9" * 6000],
    "PINCITE_ACCESS": ["x"],
    "PINCITE_WEBHOOK_LISTEN": ["a:b"],
    "PINCITE_QUESTIONS_A_MINUTE": ["x"],
    "PINCITE_METRICS": ["x"],
    "PINCITE_UNPACK_RATIO": ["-3"],
    "PINCITE_FILE_MEMORY_MB": ["\udcff"],
    "PINCITE_USERS": ["²"],
}


@pytest.mark.parametrize(
    ("variable", "value"), [(name, value) for name, values in NONSENSE.items() for value in values]
)
def test_variables_of_nonsense(place: Place, variable: str, value: str) -> None:
    """Named in a sentence, exit 2; or what they mean can be met."""
    done = place.call("ask", QUESTION, env={variable: value})
    if done.returncode != 0:
        assert done.returncode == 2, done.stderr
        assert variable in done.stderr.decode() or "engine" in done.stderr.decode()
        assert len(done.stderr) < 400


@pytest.mark.slow(but=2)
@pytest.mark.parametrize("value", ["", "~nobody-at-all/x", "\udcff", "x" * 5000, "a\nb", "~"])
@pytest.mark.parametrize("variable", ["PINCITE_CORPUS", "PINCITE_STATE"])
def test_folders_of_nonsense(place: Place, variable: str, value: str) -> None:
    """Used, or named in a sentence."""
    done = place.run("ask", QUESTION, env={variable: value, "HOME": str(place.folder)})
    assert done.returncode in (0, 1, 3), done.stderr
    assert done.returncode != 3 or done.stderr


@pytest.mark.parametrize("mask", some([0o000, 0o077, 0o777, 0o027], 2))
def test_umasks(place: Place, mask: int) -> None:
    """The state stays its owner's alone."""
    place.run("ask", QUESTION, umask=mask)
    done = place.run("ask", QUESTION, umask=mask)
    assert ANSWER.encode() in done.stdout, done.stderr
    for path in [place.state, *place.state.rglob("*")]:
        assert not path.stat().st_mode & 0o077, path


@pytest.mark.slow
def test_working_folder_is_gone(known: Place) -> None:
    """With whole paths it does not matter."""
    gone = known.folder / "gone"
    gone.mkdir()
    done = known.run("ask", QUESTION, preexec_fn=lambda: in_no_folder(gone))
    assert ANSWER.encode() in done.stdout, done.stderr


def test_working_folder_is_gone_and_paths_are_relative(known: Place) -> None:
    """A sentence."""
    gone = known.folder / "gone"
    gone.mkdir()
    done = known.run("ask", QUESTION, env={"PINCITE_STATE": "state"}, before=partial(in_no_folder, gone))
    assert done.stderr


# The streams


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("closed", some([(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)], 2))
def test_closed_streams(place: Place, closed: tuple[int, ...]) -> None:
    """What can still be said is said, and nothing is written into a file of ours."""
    script = " ".join(['exec "$0" -m bot ask "$1"', *(f"{n}{'<' if n == 0 else '>'}&-" for n in closed)])
    process = subprocess.run(
        ["sh", "-c", script, sys.executable, QUESTION],
        env=place.environment({}),
        capture_output=True,
        timeout=60,
        check=False,
    )
    keeps_the_rules(Done([], process.returncode, process.stdout, process.stderr))
    assert process.returncode in (0, 3)
    if 1 not in closed:
        assert ANSWER.encode() in process.stdout
    place.ask()


@pytest.mark.slow(but=2)
@pytest.mark.parametrize(
    "command",
    [
        ["ask", QUESTION],
        ["articles"],
        ["--help"],
        ["ask", "--json", QUESTION],
        ["index"],
        ["--version"],
        ["show", "ferry.md"],
        ["quote", ANSWER],
    ],
)
def test_output_on_a_full_disk(lasting: Place, command: list[str]) -> None:
    """Said; exit 3."""
    with Path("/dev/full").open("wb") as full:
        done = lasting.run(*command, stdout=full.fileno())
    assert done.returncode == 3, done.stderr
    assert b"(No space left on device)" in done.stderr


@pytest.mark.slow(but=2)
@pytest.mark.parametrize("command", [["ask", QUESTION], ["articles"], ["--help"], ["ask", "--json", QUESTION], []])
def test_broken_pipe(lasting: Place, command: list[str]) -> None:
    """Ends quietly, and not as where there is no answer."""
    reading, writing = os.pipe()
    os.close(reading)
    done = lasting.run(*command, stdout=writing, stdin=QUESTION.encode(), executed=command in ([], ["ask", QUESTION]))
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_stderr_on_a_full_disk_and_broken(known: Place) -> None:
    """The answer is given all the same."""
    (known.corpus / "bad.txt").write_bytes(b"\0\1\2" * 40)
    with Path("/dev/full").open("wb") as full:
        done = known.run("ask", QUESTION, stderr=full.fileno())
    assert (done.returncode, ANSWER.encode() in done.stdout) == (0, True)
    reading, writing = os.pipe()
    os.close(reading)
    done = known.run("ask", QUESTION, stderr=writing)
    os.close(writing)
    assert (done.returncode, ANSWER.encode() in done.stdout) == (0, True)


def test_stdin_that_can_not_be_read(lasting: Place) -> None:
    """A sentence."""
    descriptor = os.open("/dev/null", os.O_WRONLY)
    for words in (["ask", "--from", "-"], [], ["check", "-"], ["quote", "--from", "-"]):
        done = lasting.run(*words, stdin=descriptor)
        assert done.returncode in (2, 3), (words, done.stderr)
    os.close(descriptor)


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        b"\xff\xfe\n",
        b"\0\0\n",
        b"x" * 1_000_000,
        b"[" * 200_000,
        b'{"question": 1}\n',
        b"\x1b[31m\n",
        b'{"question": "\\ud800 harbour"}',
    ],
)
@pytest.mark.parametrize("words", [["ask", "--from", "-"], [], ["check", "-"], ["quote", "--from", "-"], ["eval", "-"]])
def test_odd_stdin(lasting: Place, words: list[str], data: bytes) -> None:
    """Lines of anything."""
    lasting.call(*words, stdin=data)


# The terminal


def on_terminal(
    place: Place, *words: str, variables: dict[str, Any], size: tuple[int, int] = (24, 80), typed: bytes = b""
) -> tuple[int, bytes]:
    """The exit code and the output of a process on a terminal of so many rows and columns.

    What is typed is typed at its prompt: an end of input that comes before it would be lost. One that comes when the
    terminal's mode is just being changed is lost as well, hence another whenever nothing happens for a second.
    """
    import fcntl
    import pty
    import struct
    import termios

    descriptor, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    process = place.start(*words, env=variables, stdin=its, stdout=its, stderr=its)
    os.close(its)
    out, end, is_typed = b"", time.monotonic() + 100, False
    while time.monotonic() < end:
        if not select.select([descriptor], [], [], 1)[0]:
            os.write(descriptor, b"\x04" if is_typed else b"")
            continue
        try:
            piece = os.read(descriptor, 65_536)
        except OSError:
            break
        if not piece:
            break
        out += piece
        if typed and not is_typed and b"?" in re.sub(rb"\x1b\[[^A-Za-z]*[A-Za-z]?", b"", out):
            is_typed = bool(os.write(descriptor, typed))
    else:
        process.kill()
    code = process.wait()
    os.close(descriptor)
    return code, out


@pytest.mark.slow(but=2)
@pytest.mark.parametrize(
    "variables",
    [
        {"TERM": "dumb"},
        {"TERM": None},
        {"TERM": "xterm", "NO_COLOR": "1"},
        {"COLUMNS": "1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "nonsense"},
    ],
)
@pytest.mark.parametrize("words", [["ask", QUESTION], []])
def test_terminals(place: Place, variables: dict[str, Any], words: list[str]) -> None:
    """Answered on each."""
    code, out = on_terminal(place, *words, variables=variables, typed=b"" if words else QUESTION.encode() + b"\n\x04")
    assert code == 0, out
    assert b"Traceback" not in out
    plain = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]|\s", b"", out)
    assert b"AdaLind" in plain


@pytest.mark.parametrize("size", some([(0, 0), (1, 1), (1, 2), (2, 5), (500, 1000)], 2))
def test_terminal_sizes(place: Place, size: tuple[int, int]) -> None:
    """A window of one column."""
    code, out = on_terminal(place, "ask", QUESTION, variables={}, size=size)
    assert (code, b"Traceback" in out) == (0, False), out


# Words on the command line

WORDS = [
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"a\xffb",
    "\u202e".encode(),
    b"\x1b[31m",
    b"x" * 100_000,
    "é".encode(),
    b"'; DROP TABLE articles; --",
    b"%s",
    b"{}",
    b"\n",
    b"-",
    b"--",
    "\U0010ffff".encode(),
    "²".encode(),
    b"\x7f",
    b"~",
    b"*",
    b"NEAR(a b)",
    b'"',
]


@pytest.mark.parametrize("word", some(WORDS, 7), ids=repr)
def test_odd_words(lasting: Place, word: bytes) -> None:
    """In every place where a word is taken."""
    for words in (
        ["ask", word],
        ["ask", "--source", word, "x"],
        ["ask", "--replay", word],
        ["ask", "--from", word],
        ["ask", "--since", word, "x"],
        ["quote", word, b"a b c"],
        ["quote", "--article", word, "a b c d"],
        ["quote", "--speaker", word, ANSWER],
        ["quote", "--from", word],
        ["check", word],
        ["show", word],
        ["export", word],
        ["journal", "forget", word],
        ["--engine", word, "articles"],
        ["--links", word, "articles"],
        ["--corpus", word, "articles"],
        ["ask", "--limit", word, "x"],
        ["eval", word],
        ["index", "--report", word],
        [word],
        ["journal", "--limit", word],
        ["export", "k7q2m9", "--format", word],
        ["journal", "forget", "--chat", word],
        ["journal", "forget", "--older-than", word],
    ):
        if word == b"-" or (word in (b"--", b"\n") and words[0] == word):
            continue
        lasting.call(*words)


@pytest.mark.parametrize("number", ["0", "-1", "1" + "0" * 30, "9" * 5000, "1e3", "NaN", "", "１"])
def test_odd_numbers(lasting: Place, number: str) -> None:
    """Exit 2, with the option's name; or what they mean."""
    for words in (
        ["ask", "--limit", number, "x"],
        ["journal", "--limit", number],
        ["journal", "forget", "--older-than", number],
    ):
        done = lasting.call(*words)
        assert done.returncode in (0, 1, 2), done.stderr


@pytest.mark.parametrize(
    "day",
    [
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "2024-02-30",
        "-1",
        "",
        "2024",
        "tomorrow",
        "1" * 5000,
        "２０２４-03-16",
        "2024-03-16T00:00",
        "99999-01-01",
    ],
)
def test_odd_days(lasting: Place, day: str) -> None:
    """A day, or exit 2."""
    for option in ("--since", "--until", "--as-of"):
        done = lasting.call("ask", option, day, QUESTION)
        assert done.returncode in (0, 1, 2), done.stderr
        assert len(done.stderr) < 600


# Limits of the system


@pytest.mark.slow
@pytest.mark.parametrize("files", some([12, *range(3, 12), *range(13, 31)], 2))
def test_few_open_files(known: Place, files: int) -> None:
    """Answered from what is known, whatever changed; nothing is taken for damage, and no article is dropped.

    With fewer than a dozen, of which what is open takes all, it may also be said that more are needed.
    """
    (known.corpus / "ferry.md").write_text("---\ntitle: Ferry\n---\nThe ferry sails at midnight.\n")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))

    process = known.start("ask", QUESTION, preexec_fn=limit)
    out, err = process.communicate(timeout=60)
    code = process.wait()
    if files > 4:  # With fewer, Python itself can't start, or what its environment begins with.
        keeps_the_rules(Done([], code, out, err))
        is_answered = ANSWER.encode() in out
        assert is_answered or (files < 12 and code == 3 and b"`ulimit -n`" in err), err
        assert b"damaged" not in err
    known.ask()
    assert known.call("articles", "--json").stdout.count(b"\n") == 5


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", some([0, 1, 4, 40, 100, 1000], 2))
def test_files_may_not_grow(place: Place, kilobytes: int) -> None:
    """`ulimit -f`: as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    done = place.run("ask", QUESTION, preexec_fn=limit)
    assert ANSWER.encode() in done.stdout, done.stderr
    place.ask()


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", some([60, 100, 150, 200, 300, 400, 600], 2))
def test_little_memory(known: Place, megabytes: int) -> None:
    """`ulimit -v`: answered, or a sentence."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    process = known.start("ask", QUESTION, preexec_fn=limit)
    out, err = process.communicate(timeout=60)
    assert ANSWER.encode() in out or err, process.returncode
    assert b"Traceback" not in err, err[-600:]
    known.ask()


@thorough
@as_root
def test_no_more_processes(place: Place) -> None:
    """`ulimit -u`: much to read is read in one process."""
    (place.corpus / "much.txt").write_text("\n\n".join(f"The lamp number {n} burns at night." for n in range(120_000)))

    def limit() -> None:
        without_privileges()
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))

    done = place.run("ask", QUESTION, preexec_fn=limit, seconds=120)
    assert ANSWER.encode() in done.stdout, done.stderr


def test_clock_set_back(known: Place) -> None:
    """Files from the future are read, too."""
    future = time.time() + 400 * 86_400
    os.utime(known.corpus / "harbour.txt", (future, future))
    known.ask()
    (known.corpus / "harbour.txt").write_text(f"Now {ANSWER} again.")
    os.utime(known.corpus / "harbour.txt", (0, 0))
    known.ask()
    for never in (-10_000_000_000, 2**40):  # a year that SQLite's numbers don't reach
        os.utime(known.corpus / "harbour.txt", (never, never))
        for _ in range(2):
            known.ask()
    os.utime(known.state_folder() / "catalog.sqlite", (future, future))
    known.ask()


ENDLESS = """import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
sys.argv[0] = "pincite"
sys.stdin = open("/dev/zero", encoding="utf-8-sig", errors="replace")
from bot.__main__ import main
main()
"""


@pytest.mark.slow(but=1)
@pytest.mark.parametrize(
    "words", some([["ask", "--from", "-"], [], ["check", "-"], ["check", "/dev/zero"], ["quote", "--from", "-"]], 3)
)
def test_a_line_without_end(lasting: Place, words: list[str]) -> None:
    """From stdin, or a device: it is said before memory is used up."""
    done = subprocess.run(
        [sys.executable, "-c", ENDLESS, *words],
        env=lasting.environment({}), cwd=lasting.folder, capture_output=True, timeout=100, check=False,
    )  # fmt: skip
    keeps_the_rules(Done(words, done.returncode, done.stdout, done.stderr))
    assert done.returncode == 3
    assert b"; split it." in done.stderr


def test_too_little_memory_is_a_sentence(known: Place) -> None:
    """Wherever it runs out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.cli.common.Searcher.open", no_memory)
        done = known.call("ask", QUESTION)
    assert (done.returncode, done.stderr) == (3, b"pincite: There is not enough memory for this.\n")


@pytest.mark.parametrize("error", [OverflowError("timestamp too large"), OSError("no such library"), MemoryError()])
def test_what_can_not_be_loaded_is_a_sentence(place: Place, error: Exception) -> None:
    """Such as Python itself under a clock of the year 2263."""

    class Unloadable(ModuleType):
        """A module that fails while it is loaded."""

        def __getattr__(self, name: str) -> object:
            raise error if name == "run" else AttributeError

    before = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "bot.cli.entry", Unloadable("entry"))
        patch.setattr(gc, "disable", gc.enable)
        done = place.call("ask", QUESTION)
    signal.signal(signal.SIGINT, before)
    assert (done.returncode, done.stderr.startswith(b"pincite: Pincite can't be loaded (")) == (3, True)


def no_memory(*_arguments: object, **_options: object) -> Any:
    """As when the machine has none left."""
    raise MemoryError


def test_what_is_logged_is_a_sentence_as_all_others(known: Place) -> None:
    """A part that is found damaged in the middle of an answer is said after the program's name."""

    def opened(*_arguments: object, **_options: object) -> Any:
        logging.getLogger("retrieval.live_index").warning("It\x1b[31m is\nbuilt anew.")
        raise MemoryError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.cli.common.Searcher.open", opened)
        patch.setattr(logging.getLogger(), "handlers", [])
        done = known.call("articles")
    assert done.stderr.startswith(b"pincite: It")
    assert b"is built anew.\npincite: There is not enough memory" in done.stderr
