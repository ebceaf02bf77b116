"""Where the memory engine stops paying: both engines over the same made-up passages, in turn, in one run.

Prints, for each size, seconds to build and the median milliseconds of a question, and the ratio memory/disk.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import StoredFeatures
from retrieval.analysis.features import hashes, packed_article, packed_passage
from retrieval.analysis.sentence_terms import with_terms
from retrieval.engines.base import Document, Engine, TermCounts
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.records import Article, Passage, Sentence

SIZES = (500, 2_000, 8_000, 32_000)
QUESTIONS = 40
TERMS, WORDS = 80, 30_000


def documents(count: int, draw: random.Random) -> list[Document]:
    """Passages whose words are as unevenly common as those of a language."""
    return [
        Document(key, [f"w{min(WORDS, int(draw.paretovariate(0.6)))}" for _ in range(TERMS)])
        for key in range(1, count + 1)
    ]


def built(engine: Engine, held: list[Document]) -> float:
    """Seconds to take documents in."""
    started = time.perf_counter()
    engine.update(held)
    return time.perf_counter() - started


def asked(engine: Engine, questions: list[list[str]], counted: TermCounts) -> list[float]:
    """Milliseconds of each question, 250 hits wanted."""
    taken = []
    for question in questions:
        started = time.perf_counter()
        engine.search(question, 250, counted=counted)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def counting(held: list[Document]) -> TermCounts:
    """What counts the terms of documents, as the catalog does for an engine that keeps none: by their hashes."""
    passage = Passage("", (1,), None, 0, 0)
    sentence = Sentence("", 0, 0)
    whole = packed_article(Article("", ""), hashes([]))
    features = [
        packed_passage(Article("", ""), passage, [with_terms(sentence, None, list(each.terms))]) for each in held
    ]

    def counted(keys: Sequence[int], terms: Sequence[str]) -> NDArray[np.int64]:
        stored = StoredFeatures([(key, 0, False, features[key - 1]) for key in keys], [(0, None, whole)])
        return stored.term_counts(keys, terms)

    return counted


def main() -> None:
    """Prints a row for each size."""
    print(f"{'passages':>8} {'build memory':>13} {'build disk':>11} {'ask memory':>11} {'ask disk':>9} {'ratio':>6}")
    for size in SIZES:
        draw = random.Random(size)
        held = documents(size, draw)
        counted = counting(held)
        questions = [[f"w{draw.randint(1, 3_000)}" for _ in range(6)] for _ in range(QUESTIONS)]
        with tempfile.TemporaryDirectory() as folder:
            engines = MemoryEngine(), DiskEngine(Path(folder))
            build = [built(engine, held) for engine in engines]
            # In turn, question by question, so that a slow moment of the machine hits both.
            pairs = [[asked(engine, [question], counted)[0] for engine in engines] for question in questions]
        memory, disk = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
        print(
            f"{size:>8,} {build[0]:>11.2f} s {build[1]:>9.2f} s {memory:>8.2f} ms {disk:>6.2f} ms {memory / disk:>6.2f}"
        )


if __name__ == "__main__":
    main()
