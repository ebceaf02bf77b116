"""A cluster beside the disk: passages taken in a second, how long answers take, whether they are the same.

    python benchmarks/cluster.py http://127.0.0.1:9201/NAME --bench FOLDER --paragraphs 560000 --scratch DIR

The articles of the folder are repeated with changed words up to `--paragraphs`; without a folder they are made up. Both
engines get the terms of the same catalog. Half of the questions only warm both up; each of the others is asked of both
in turn, for the first time. Times are the clock's, as a cluster works in other processes. The index is deleted
afterwards; what was read stays in the scratch folder for the next run. Without an address nothing is measured: `make
cluster` starts a cluster.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.answering import given, made_up
from benchmarks.grown import grown
from retrieval.engines.base import Document
from retrieval.engines.cluster import Access, Address, connected
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.mapping import Provenance, passages_body
from retrieval.engines.disk import DiskEngine
from retrieval.search import Searcher

PLACES = 10
"""How many passages of an answer are compared."""

CALLERS = 4


def seconds(searcher: Searcher, question: str, limit: int = 5) -> float:
    """How long an answer takes."""
    began = time.perf_counter()
    searcher.ask(question, limit=limit)
    return time.perf_counter() - began


def told(name: str, taken: Sequence[float], rate: float) -> str:
    """A line on how long answers took, and how many came in a second."""
    cuts = statistics.quantiles(taken, n=100)
    p50, p95, p99 = (cuts[number - 1] * 1000 for number in (50, 95, 99))
    return f"{name:8} p50 {p50:6.1f} ms, p95 {p95:6.1f}, p99 {p99:6.1f}; {rate:6.1f} questions/s by {CALLERS} callers"


def rate(searcher: Searcher, questions: Sequence[str]) -> float:
    """Answers a second, where several ask at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(searcher.ask, questions))
    return len(questions) / (time.perf_counter() - began)


def places(searcher: Searcher, question: str) -> list[tuple[str, int]]:
    """Where the passages of an answer stand, best first."""
    passages = searcher.ask(question, limit=PLACES).passages
    return [(passage.citation.article, passage.citation.start) for passage in passages]


def compare(disk: Searcher, cluster: Searcher, questions: Sequence[str]) -> None:
    """Prints how long both take for questions, and in how many places they agree."""
    taken: dict[str, list[float]] = {"disk": [], "cluster": []}
    both = {"disk": disk, "cluster": cluster}
    for question in questions[::2]:
        for searcher in both.values():
            searcher.ask(question)
    for question in questions[1::2]:
        for name, searcher in both.items():
            taken[name].append(seconds(searcher, question))
    for name, searcher in both.items():
        print(told(name, taken[name], rate(searcher, questions)))
    pairs = [(places(disk, question), places(cluster, question)) for question in questions]
    count = sum(max(map(len, pair)) for pair in pairs)
    print(f"top {PLACES}: {sum(a == b for pair in pairs for a, b in zip(*pair, strict=False))} of {count} places agree")


def measure(address: Address, corpus: Path, questions: Sequence[str], scratch: Path) -> None:
    """Fills an index of its own with the passages of an archive, and compares."""
    disk, cluster = (Searcher.open(corpus, scratch / "state", "disk") for _ in range(2))
    documents: list[Document] = list(disk.archive.catalog.documents())
    connection, index = connected(address, Access.from_env(os.environ)), f"{address.name}.benchmark"
    try:
        connection.delete_index(index)
        connection.ensure_index(index, passages_body(Provenance("benchmark", "benchmark")))
        engine = ClusterEngine(connection, index)
        began = time.perf_counter()
        engine.update(documents)
        here = len(documents) / (time.perf_counter() - began)
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            DiskEngine(Path(folder)).update(documents)
            there = len(documents) / (time.perf_counter() - began)
        print(f"{len(documents):,} passages; taken in a second: cluster {here:,.0f}, disk {there:,.0f}")
        del documents
        cluster.index.engine = engine
        cluster._views.renew()
        compare(disk, cluster, questions)
    finally:
        connection.delete_index(index)
        disk.close()
        cluster.close()


def main() -> None:
    """Measures, where there is a cluster."""
    parser = argparse.ArgumentParser(description="A cluster beside the disk.")
    parser.add_argument("address", nargs="?", help="http://HOST:9200/NAME")
    parser.add_argument("--bench", type=Path, help="a folder with articles.jsonl and questions.jsonl")
    parser.add_argument("--paragraphs", type=int, default=0, help="how many there are to be at least")
    parser.add_argument("--scratch", type=Path, help="where what was read is kept")
    options = parser.parse_args()
    if options.address is None:
        print("There is no address of a cluster; start one with `make cluster`, and name it.")
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = options.scratch or Path(folder)
        scratch.mkdir(parents=True, exist_ok=True)
        corpus, questions = given(options.bench) if options.bench else made_up(scratch / "made-up")
        if options.paragraphs:
            small = corpus if corpus.is_file() else corpus / "articles.jsonl"
            corpus = scratch / f"{options.paragraphs}.jsonl"
            if not corpus.exists():
                grown(small, corpus, options.paragraphs)
        measure(Address.parsed(options.address), corpus, questions, scratch)


if __name__ == "__main__":
    main()
