"""How long a whole answer takes, stage by stage, over an archive of ten thousand articles.

Usage: python benchmarks/answering.py [CORPUS QUESTIONS]. Without arguments the articles are made up; QUESTIONS is a
file of JSON lines with `question`. Prints median milliseconds of processor time (other programs don't count) of a
question, and of each of its stages; 10 ms is what an answer may take.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retrieval import Searcher
from retrieval import search as stages

ARTICLES = 10_000
QUESTIONS = 200


def made_up(folder: Path) -> tuple[Path, list[str]]:
    """An archive whose words are as unevenly common as those of a language, and questions about it."""
    draw = random.Random(4)
    folder.mkdir()

    def word() -> str:
        found = f"w{min(60_000, int(draw.paretovariate(0.6)))}"
        return found.title() if draw.random() < 0.1 else found

    def paragraph() -> str:
        return " ".join(" ".join(word() for _ in range(18)).capitalize() + "." for _ in range(2))

    with (folder / "articles.jsonl").open("w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            text = "\n\n".join(paragraph() for _ in range(20))
            title = " ".join(word() for _ in range(8))
            day = f"20{10 + number % 14}-{1 + number % 12:02}-{1 + number % 28:02}"
            file.write(json.dumps({"id": str(number), "title": title, "text": text, "date": day}) + "\n")
    asked = [" ".join(f"w{draw.randint(20, 4_000)}" for _ in range(8)) + "?" for _ in range(QUESTIONS)]
    return folder, asked


def timed(taken: dict[str, list[float]], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, its milliseconds noted."""

    def run(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        result = work(*given, **named)
        taken[name].append((time.process_time() - started) * 1000)
        return result

    return run


def main() -> None:
    """Prints the medians."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, asked = made_up(Path(folder, "made-up")) if len(sys.argv) < 3 else (Path(sys.argv[1]), [])
        if not asked:
            lines = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
            asked = [json.loads(line)["question"] for line in lines][:QUESTIONS]
        searcher = Searcher.open(corpus, Path(folder, "state"), "disk")
        for question in asked[:20]:
            searcher.ask(question)
        plain: dict[str, list[float]] = defaultdict(list)
        for question in asked:
            timed(plain, "whole answer", searcher.ask)(question)
        parts: dict[str, list[float]] = defaultdict(list)
        searcher.engine.search = timed(parts, "engine", searcher.engine.search)  # type: ignore[method-assign]
        searcher.index.candidates = timed(parts, "sketches read", searcher.index.candidates)  # type: ignore[method-assign]
        stages.ranked = timed(parts, "ranking", stages.ranked)
        searcher._considered = timed(parts, "sentences", searcher._considered)  # type: ignore[method-assign]
        for question in asked:
            searcher.ask(question)
        for name, taken in (*plain.items(), *parts.items()):
            print(f"{name:<14} {statistics.median(taken):6.2f} ms")
        searcher.close()


if __name__ == "__main__":
    main()
