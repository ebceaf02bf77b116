"""Killed at any moment, whatever was being done: nothing is damaged, no word is wrong, nothing is left over."""

import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram_app.archive.uploaded_files import finish_interrupted
from retrieval import Searcher
from tests.programs import Command

KILLS = int(os.environ.get("PINCITE_KILLS", "200")) if os.environ.get("PINCITE_FUZZ") == "fuzz" else 8
QUESTION = "Who opened the harbour number 7?"


class Place:
    """An archive that changes, its state, and processes over them that are killed."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.state = folder / "corpus", folder / "state"
        self.corpus.mkdir()
        self.session = folder / "session.txt"
        self.session.write_text(f"{QUESTION}\nAnd who opened number 8?\n:check\n")
        self.chance = random.Random(29)  # a sample, not a secret
        self.version = 0
        for number in range(40):
            self.write(number)

    def write(self, number: int) -> None:
        """Writes an article anew."""
        self.version += 1
        (self.corpus / f"a{number}.txt").write_text(
            f"Ada Lind opened the harbour number {number} in the year {1900 + number}.\n\n"
            f"This is version{self.version} of the text; a storm came later.\n"
        )

    def rewrite(self, number: int) -> None:
        """Puts a new version in the place of an article, at times under the time of long ago."""
        self.version += 1
        fresh = self.corpus / f".a{number}.new"
        fresh.write_text(
            f"Ada Lind opened the harbour number {number} in the year {1900 + number}.\n\n"
            f"This is version{self.version:06} of the text; a storm came later.\n"
        )
        if self.chance.random() < 0.5:
            os.utime(fresh, (1e9, 1e9))  # as when the clock was set back
        fresh.replace(self.corpus / f"a{number}.txt")

    def watcher(self, engine: str) -> Command:
        """A process that watches and answers."""
        words = ["tests.fuzz.watcher", str(self.corpus), str(self.state), QUESTION, engine]
        return Command(words, dict(os.environ))

    def change(self) -> None:
        """Adds, edits or removes an article."""
        number = self.chance.randrange(60)
        if number > 45:
            (self.corpus / f"a{number}.txt").unlink(missing_ok=True)
        elif number != 7:
            self.write(number)

    def command(self, *words: str) -> Command:
        """A process in the middle of its work; without words, of a session at the prompt."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PINCITE_")}
        pincite = ["bot", "--corpus", str(self.corpus), "--state", str(self.state), *words]
        uploads = ["tests.fuzz.uploads", str(self.corpus), str(self.state), *words[1:]]
        typed = b"" if words else self.session.read_bytes()
        return Command(uploads if words[:1] == ("uploads",) else pincite, environment, stdin=typed)

    def run(self, *words: str) -> tuple[int, str, str]:
        """What a process that may end gives."""
        process = self.command(*words)
        out, err = process.communicate(timeout=900)
        return process.wait(), out.decode(), err.decode()

    def commands(self, answer: str) -> Iterator[list[str]]:
        """What is killed, again and again."""
        while True:
            yield ["ask", QUESTION]
            yield ["index"]
            yield ["uploads", str(self.version)]
            yield ["check", answer]
            yield []
            yield ["ask", "--engine", "disk", QUESTION]
            yield ["quote", "Ada Lind opened the harbour number 7"]
            yield ["index", "--rebuild"]
            yield ["journal", "forget", "--older-than", "3000"]
            yield ["check", "--all"]
            yield ["export", answer]


def complaints(err: str) -> list[str]:
    """What was said on stderr, but for how far a long reading is: on a busy machine any may be."""
    return [line for line in err.splitlines() if "Reading the archive, " not in line]


def is_sound(file: Path) -> bool:
    """Whether SQLite finds nothing wrong in a file."""
    db = sqlite3.connect(file)
    try:
        return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        db.close()


def articles(corpus: Path, state: Path) -> list[tuple[str, str]]:
    """What an archive holds, and what it finds."""
    searcher = Searcher.open(corpus, state)
    try:
        held = [(article.id, article.sha256) for article in searcher.archive.articles()]
        best = searcher.ask(QUESTION).passages[0]
        return [*sorted(held), (best.text, f"{best.score:.9f}")]
    finally:
        searcher.close()


@pytest.mark.slow
def test_killed_again_and_again(tmp_path: Path) -> None:
    """The next question is answered, its citations stand, and in the end all is as if it were made anew."""
    place = Place(tmp_path)
    place.run("--version")  # the first program waits until what starts programs is there
    started = time.monotonic()
    _, out, _ = place.run("ask", "--json", QUESTION)
    took = time.monotonic() - started
    answer = json.loads(out)["id"]
    for number, words in zip(range(KILLS), place.commands(answer), strict=False):
        place.change()
        process = place.command(*words)
        time.sleep(took * place.chance.uniform(0.3, 1.3))
        process.kill()
        process.communicate()
        if number % 8 == 7:
            code, out, err = place.run("ask", "--json", QUESTION)
            told = json.loads(out)
            assert (code, complaints(err)) == (0, []), err
            assert told["passages"][0]["text"] in (place.corpus / "a7.txt").read_text()
            assert place.run("check", told["id"])[0] == 0
    finish_interrupted(place.corpus)
    assert [path.name for path in place.corpus.rglob(".*")] == []
    (folder,) = [path for path in place.state.iterdir() if path.is_dir()]
    for database in (folder / "catalog.sqlite", place.state / "journal.sqlite"):
        assert is_sound(database)
    assert articles(place.corpus, place.state) == articles(place.corpus, tmp_path / "fresh")
    names = [path.name for path in place.state.rglob("*")]
    left = [name for name in names if name.endswith((".new", ".tmp")) or ".damaged" in name]
    assert left == []


@pytest.mark.slow
def test_killed_while_watching(tmp_path: Path) -> None:
    """Two that watch one archive and answer all the time are killed at any moment: no answer of theirs is wrong.

    Nor does any start fail, and in the end all is as if it were made anew.
    """
    place = Place(tmp_path)
    for number in range(max(KILLS // 4, 2)):
        engine = ("disk", "memory")[number % 4 // 2]
        watchers = [place.watcher(engine), place.watcher(engine)]
        for watcher in watchers:
            while not watcher.written() and watcher.poll() is None:
                time.sleep(0.01)
        ends = [time.monotonic() + place.chance.uniform(0.3, 3) for _ in watchers]
        while time.monotonic() < max(ends):
            place.rewrite(place.chance.choice((7, 7, place.chance.randrange(60))))
            time.sleep(place.chance.choice((0.01, 0.05, 0.3)))
            for watcher, end in zip(watchers, ends, strict=True):
                if time.monotonic() >= end:
                    watcher.kill()
        for watcher in watchers:
            watcher.kill()
            assert watcher.communicate()[1] == b""
    assert place.run("index")[0] == 0
    code, out, err = place.run("ask", "--json", QUESTION)
    assert (code, complaints(err)) == (0, []), err
    assert json.loads(out)["passages"][0]["text"] in (place.corpus / "a7.txt").read_text()
    (folder,) = [path for path in place.state.iterdir() if path.is_dir()]
    assert is_sound(folder / "catalog.sqlite")
    assert articles(place.corpus, place.state) == articles(place.corpus, tmp_path / "fresh")
