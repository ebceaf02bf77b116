"""How long `pincite index` takes and how much memory all of its processes have together, beside another checkout.

Set PINCITE_BENCH to a folder with `articles.jsonl` (or `.jsonl.xz`) to measure with those, else articles are made up;
set PINCITE_OTHER to the `pincite` of another checkout to measure it in turn with this one. Prints, for a first reading
and for one that finds nothing changed, seconds by the clock, seconds of processor time, and megabytes (PSS, by
samples): a figure of processor time is worth more than the clock's where others use the machine; and how much larger
than the articles the state is on disk.
"""

import lzma
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.answering import made_up

SAMPLE_SECONDS = 0.2


class Cost(NamedTuple):
    """What a command took: seconds by the clock, seconds of processor time, and most bytes of all its processes."""

    wall: float
    processor: float
    most_bytes: int


def cost(command: list[str]) -> Cost:
    """What a command takes, with all processes that it starts."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_proportional_bytes, _with_children(process.pid))))
        time.sleep(SAMPLE_SECONDS)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, processor, most)


def _with_children(process: int) -> list[int]:
    """A process and all below it, as far as they are still there."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _with_children(int(child))
    return found


def _proportional_bytes(process: int) -> int:
    """The memory of a process, what it shares with others counted by its share; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def size(articles: Path) -> int:
    """The bytes of the articles, unpacked."""
    if articles.suffix != ".xz":
        return articles.stat().st_size
    with lzma.open(articles) as stream:
        return sum(len(piece) for piece in iter(lambda: stream.read(1 << 20), b""))


def main() -> None:
    """Measures this checkout, and the other one where it is named."""
    here = str(Path(sys.executable).parent / "pincite")
    programs = [here, *filter(None, [os.environ.get("PINCITE_OTHER")])]
    with tempfile.TemporaryDirectory() as scratch:
        bench = os.environ.get("PINCITE_BENCH")
        articles = next(Path(bench).glob("articles.jsonl*")) if bench else made_up(Path(scratch, "made up"))[0]
        for number, program in enumerate(programs):
            command = [program, "--corpus", str(articles), "--state", str(Path(scratch, str(number))), "index"]
            for what in ("first reading", "nothing changed"):
                wall, processor, most = cost(command)
                print(f"{what:16} {wall:7.1f} s, {processor:7.1f} s of processors, {most / 1e6:5.0f} MB  {program}")
            state = sum(file.stat().st_size for file in Path(scratch, str(number)).rglob("*") if file.is_file())
            print(f"state on disk ÷ articles {state / size(articles):.2f}  {program}")


if __name__ == "__main__":
    main()
