"""How long a whole answer takes, stage by stage, over an archive of ten thousand articles.

Set PINCITE_BENCH to a folder with `articles.jsonl` (or `.jsonl.xz`) and `questions.jsonl` to measure with those;
without it the articles and questions are made up. Prints milliseconds of processor time, in which other programs don't
count: the median answer's, that of each of its stages, and the slowest in ten; 10 ms is what an answer may take.
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from retrieval import Searcher
from retrieval import search as stages
from retrieval.ranking import answer_sentence

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


def given(folder: Path) -> tuple[Path, list[str]]:
    """An archive that is not ours to ship, and questions about it."""
    (articles,) = folder.glob("articles.jsonl*")
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return articles, [json.loads(line)["question"] for line in lines][:QUESTIONS]


class Stopwatch:
    """The milliseconds of processor time that each question took in each stage."""

    def __init__(self) -> None:
        self.taken: list[dict[str, float]] = []

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same work, its time added to that of a stage."""

        def run(*given: Any, **named: Any) -> Any:
            started = time.process_time()
            result = work(*given, **named)
            question = self.taken[-1]
            question[name] = question.get(name, 0.0) + (time.process_time() - started) * 1000
            return result

        return run

    def ask(self, searcher: Searcher, asked: list[str]) -> None:
        """Asks questions one after the other."""
        ask = self.timed("whole answer", searcher.ask)
        for question in asked:
            self.taken.append({})
            ask(question)

    def of(self, name: str) -> list[float]:
        """What each question took in a stage."""
        return [question.get(name, 0.0) for question in self.taken]


def main() -> None:
    """Prints the medians."""
    with tempfile.TemporaryDirectory() as folder:
        bench = os.environ.get("PINCITE_BENCH")
        corpus, asked = given(Path(bench)) if bench else made_up(Path(folder, "made-up"))
        searcher = Searcher.open(corpus, Path(folder, "state"), "disk")
        Stopwatch().ask(searcher, asked[:20])
        whole, parts = Stopwatch(), Stopwatch()
        whole.ask(searcher, asked)
        catalog = searcher.archive.catalog
        searcher.refresh()  # what was counted for these questions is forgotten
        for name, place, work in [
            *(("question", stages, work) for work in ("question_words", "corrected", "analyzed", "period_of")),
            ("engine", searcher.index.engine, "search"),
            ("features read", searcher.index, "candidates"),
            ("ranking", answer_sentence, "ranked"),
            ("passages read", catalog, "passages"),
            ("sentences", answer_sentence, "selected"),
            ("articles read", catalog, "articles_by_key"),
            ("citations", stages, "cite"),
            ("confidence", stages, "confidence_features"),
        ]:
            setattr(place, work, parts.timed(name, getattr(place, work)))
        parts.ask(searcher, asked)
        taken = whole.of("whole answer")
        print(
            f"whole answer   {statistics.median(taken):6.2f} ms, one in ten {statistics.quantiles(taken, n=10)[-1]:.2f}"
        )
        for name in dict.fromkeys(name for question in parts.taken for name in question if name != "whole answer"):
            print(f"  {name:<13}{statistics.median(parts.of(name)):6.2f} ms")
        searcher.close()


if __name__ == "__main__":
    main()
