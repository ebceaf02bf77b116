"""What a bot or an open prompt does: watches, and answers meanwhile; it says so when an answer is wrong.

`python -m tests.fuzz.watcher CORPUS STATE QUESTION ENGINE`; it says "ready" when it is.
"""

import sys
import time
from pathlib import Path

from retrieval import Searcher, WatchSettings, watching
from retrieval.engines import disk


def main(corpus: Path, state: Path, question: str, engine: str) -> None:
    """Answers until it is killed."""
    disk.PIECED = range(8, 1_000)  # An index of few passages is kept in pieces here, as one of thousands is.
    searcher = Searcher.open(corpus, state, engine)
    with watching(searcher, WatchSettings(quiet_ms=20, burst_ms=60), lambda changes: None):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            passages = searcher.ask(question).passages
            if not passages or "the harbour number 7 in the year 1907" not in passages[0].text:
                sys.stderr.write(f"wrong: {passages[:1]}\n")
            time.sleep(0.005)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
