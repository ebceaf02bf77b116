"""Opens an archive and answers each question that comes in on stdin: the part of `speed.py` that any checkout can run.

    python asked.py articles.jsonl STATE

Prints a line of JSON for each question: milliseconds of processor time, and of the clock; first one when it is open.
"""

import json
import sys
import time
from pathlib import Path

from retrieval import Searcher


def own_bytes() -> int:
    """The memory that is this process's alone and of no file."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Anonymous:"))


def main() -> None:
    """Answers until stdin ends; the last line says how much memory that took."""
    searcher = Searcher.open(Path(sys.argv[1]), Path(sys.argv[2]), "disk")
    print("{}", flush=True)
    for line in sys.stdin:
        processor, clock = time.process_time(), time.perf_counter()
        searcher.ask(json.loads(line), limit=5)
        taken = [(now - then) * 1000 for now, then in ((time.process_time(), processor), (time.perf_counter(), clock))]
        print(json.dumps(taken), flush=True)
    print(json.dumps(own_bytes()), flush=True)
    searcher.close()


if __name__ == "__main__" and sys.argv[1:]:  # `make bench` runs it without any
    main()
