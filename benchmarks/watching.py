"""How long it takes from a file to an answer: dropped into a watched archive, until its words are found.

`python benchmarks/watching.py [CHANGES]` (200): new files and edits, one after the other, for an open prompt, for the
bot's service, and for `pincite index --watch` with another process that asks. p50, p95 and the longest, in seconds.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.journal.store import Journal
from bot.telegram_app.archive.service import ArchiveService
from retrieval import Searcher, WatchSettings, watching

ROOT = Path(__file__).parents[1]
ARTICLES = 1_000
PAUSE_SECONDS = 0.02


@contextmanager
def archive() -> Iterator[tuple[Path, Path]]:
    """An archive of some articles, and where its state is to be."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number in range(ARTICLES):
            text = f"Olav Berg wrote the note plain{number} in spring.\n\nIt tells of storm number {number} at sea."
            (corpus / f"{number}.txt").write_text(text)
        yield corpus, Path(folder, "state")


def changes(corpus: Path, count: int) -> Iterator[str]:
    """Writes one file after another, every second time one that is there, and gives a word that only it has."""
    for number in range(count):
        word = f"Quill{number}feather"
        name = f"new{number}.txt" if number % 2 else f"{number}.txt"
        (corpus / name).write_text(f"Ada Lind met {word} at the harbour. They spoke about the weather for an hour.")
        yield word


def seconds(words: Iterator[str], finds: Callable[[str], bool]) -> list[float]:
    """How long each word took to be found."""
    times = []
    for word in words:
        started = time.monotonic()
        while not finds(word):
            time.sleep(PAUSE_SECONDS)
        times.append(time.monotonic() - started)
        time.sleep(0.1)
    return times


def pincite(corpus: Path, state: Path, *words: str) -> "subprocess.Popen[str]":
    """The program over an archive."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--corpus", corpus, "--state", state, *words], cwd=ROOT, text=True, bufsize=1,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip


def of_prompt(count: int) -> list[float]:
    """An open prompt."""
    with archive() as (corpus, state), pincite(corpus, state) as session:
        assert session.stdin
        assert session.stdout
        typed, shown = session.stdin, session.stdout
        typed.write(":json\n")
        shown.readline()

        def finds(word: str) -> bool:
            typed.write(f":new\nWho met {word} at the harbour?\n")
            shown.readline()
            return any(word in passage["text"] for passage in json.loads(shown.readline())["passages"])

        finds("nobody")
        time.sleep(2)
        times = seconds(changes(corpus, count), finds)
        typed.close()
        return times


def of_bot(count: int) -> list[float]:
    """The bot's service, asked on an event loop."""

    async def measured() -> list[float]:
        with (
            archive() as (corpus, state),
            closing(Searcher.open(corpus, state)) as searcher,
            closing(Journal(state)) as journal,
            watching(searcher, WatchSettings(), lambda _: None),
        ):
            service = ArchiveService(searcher, journal)
            await asyncio.sleep(2)
            times = []
            for word in changes(corpus, count):
                started = time.monotonic()
                while True:
                    answer = await service.ask((7, None, 7), f"Who met {word} at the harbour?", follow_up=False)
                    if any(word in passage.text for passage in answer.passages):
                        break
                    await asyncio.sleep(PAUSE_SECONDS)
                times.append(time.monotonic() - started)
                await asyncio.sleep(0.1)
            return times

    return asyncio.run(measured())


def of_index(count: int) -> list[float]:
    """`pincite index --watch`, and another process that asks."""
    with archive() as (corpus, state), pincite(corpus, state, "index", "--watch") as indexing:
        assert indexing.stdout
        indexing.stdout.readline()
        with closing(Searcher.open(corpus, state)) as searcher:

            def finds(word: str) -> bool:
                return any(word in passage.text for passage in searcher.ask(f"Who met {word} at the harbour?").passages)

            time.sleep(2)
            times = seconds(changes(corpus, count), finds)
        indexing.terminate()
        return times


def main() -> None:
    """Prints a line for each."""
    count = int(sys.argv[1]) if sys.argv[1:] else 200
    print(f"{count} changes in an archive of {ARTICLES:,} files: seconds from the file to the answer")
    for name, measure in (("prompt", of_prompt), ("bot", of_bot), ("index --watch", of_index)):
        p50, p95, most = np.percentile(measure(count), [50, 95, 100])
        print(f"{name:<14} p50 {p50:.2f}  p95 {p95:.2f}  longest {most:.2f}", flush=True)


if __name__ == "__main__":
    main()
