"""How fast a large archive answers, beside another checkout and beside other engines, in turn in one run.

    python benchmarks/speed.py --bench FOLDER --paragraphs 940000 --other ../earlier --scratch DIR

The articles of the folder are repeated with changed words up to `--paragraphs`; without a folder they are made up. The
other checkout has a `.venv` of its own. The engine is measured beside bm25s with Numba and a bare tantivy, which are
given the very terms of every passage and question (`pip install bm25s numba`; what isn't there is left out). Prints a
table of medians and the slowest in twenty, in processor time: each question is asked of all in turn, so that a slow
moment of the machine hits all. What was built stays in the scratch folder for the next run. `--plot FILE` draws the
answers.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.answering import given, made_up
from benchmarks.grown import grown
from benchmarks.indexing import size
from retrieval.engines.base import EVERYTHING
from retrieval.engines.disk import DiskEngine
from retrieval.indexing.index import Index, _ReadOnce
from retrieval.query.analysis import corrected
from retrieval.records import Hit
from retrieval.search import Searcher

HERE = Path(__file__).parents[1]
HITS = 100
ROUNDS = 3
COLD_STARTS = 7

Search = Callable[[list[str]], object]


class Row(NamedTuple):
    """A line of the table: what was measured, its figure here and elsewhere, and what their ratio is to be at most."""

    what: str
    here: float
    other: float | None
    unit: str
    bar: float | None = None

    def __str__(self) -> str:
        """The line, with the ratio."""
        other = f"{self.other:9.2f}" if self.other is not None else " " * 9
        ratio = f"{self.here / self.other:6.2f} ×" if self.other else " " * 8
        bar = f"  ≤ {self.bar:.2f}" if self.bar is not None else ""
        return f"{self.what:46}{self.here:9.2f}{other} {self.unit:4}{ratio}{bar}"


def slowest(taken: Sequence[float]) -> float:
    """What all but one in twenty stay below."""
    return statistics.quantiles(taken, n=20)[-1]


def surroundings() -> dict[str, str]:
    """The environment of a checkout's programs: as it is, but each has its own modules, and keeps them compiled."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


# Whole answers


class Asked:
    """A checkout that answers questions in a process of its own."""

    def __init__(self, checkout: Path, articles: Path, state: Path) -> None:
        environment = {**surroundings(), "PYTHONPATH": str(checkout)}
        command = [checkout / ".venv/bin/python", HERE / "benchmarks/asked.py", articles, state]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=checkout
        )
        self._told()

    def _told(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def ask(self, question: str) -> float:
        """The milliseconds of processor time that an answer takes."""
        assert self._process.stdin
        print(json.dumps(question), file=self._process.stdin, flush=True)
        return float(self._told()[0])

    def end(self) -> int:
        """The bytes of memory that are the process's own at its end."""
        assert self._process.stdin
        self._process.stdin.close()
        told = int(self._told())
        self._process.wait()
        return told


def answers(checkouts: Sequence[Path], articles: Path, states: Sequence[Path], asked: Sequence[str]) -> list[Any]:
    """For each checkout the milliseconds of each answer, and the bytes of memory of its process.

    The first questions are asked once before, as whoever asks the first one waits for more than an answer.
    """
    open_ones = [Asked(*each) for each in zip(checkouts, [articles] * len(checkouts), states, strict=True)]
    for question in asked[:10]:
        for each in open_ones:
            each.ask(question)
    taken = list(zip(*([each.ask(question) for each in open_ones] for question in asked[10:]), strict=True))
    return [(list(of_one), each.end()) for of_one, each in zip(taken, open_ones, strict=True)]


# Engines


def in_turn(engines: dict[str, Search], questions: Sequence[list[str]]) -> dict[str, list[float]]:
    """For each engine the least milliseconds that each question took in some rounds."""
    least = {name: [float("inf")] * len(questions) for name in engines}
    for _ in range(ROUNDS):
        for number, terms in enumerate(questions):
            for name, search in engines.items():
                started = time.process_time()
                search(terms)
                least[name][number] = min(least[name][number], (time.process_time() - started) * 1000)
    return least


def engines(index: Index) -> dict[str, Search]:
    """Our engine over an archive, a tantivy index that is asked and nothing more, and bm25s, given the same terms."""
    engine = index.engine
    assert isinstance(engine, DiskEngine)
    counted = index.catalog.term_counts
    searched: dict[str, Search] = {
        "ours": lambda terms: engine.search(terms, HITS, counted=counted),
        "tantivy": lambda terms: engine._searcher.search(engine._query(Counter(terms), EVERYTHING), HITS, count=False),
    }
    try:
        bm25s, _ = map(import_module, ("bm25s", "numba"))
    except ImportError:
        return searched
    numbers: dict[str, int] = {}
    ids = [[numbers.setdefault(term, len(numbers)) for term in each.terms] for each in index.catalog.documents()]
    peer = bm25s.BM25(k1=1.2, b=0.75, method="lucene", backend="numba")
    peer.index((ids, numbers), show_progress=False)

    def search(terms: list[str]) -> object:
        known = [[numbers[term] for term in terms if term in numbers]]
        return peer.retrieve(known, k=HITS, show_progress=False, n_threads=1)

    return {**searched, "bm25s": search}


def with_features(index: Index) -> dict[str, Search]:
    """The same two, each with what ranking reads of its hits: ours has read most of that when it counts their terms."""
    engine = index.engine
    assert isinstance(engine, DiskEngine)

    def ours(terms: list[str]) -> object:
        once = _ReadOnce(index.catalog)
        return once.candidates(engine.search(terms, HITS, counted=once.counted))

    def tantivy(terms: list[str]) -> object:
        searcher = engine._searcher
        hits = searcher.search(engine._query(Counter(terms), EVERYTHING), HITS, count=False).hits
        keys = searcher.fast_field_values("key", [address for _, address in hits]) if hits else []
        return index.candidates([Hit(int(key or 0), score) for key, (score, _) in zip(keys, hits, strict=True)])

    return {"ours": ours, "tantivy": tantivy}


def of_engines(articles: Path, state: Path, asked: Sequence[str]) -> list[Row]:
    """The rows of the engines: the median of ours beside that of each other one."""
    searcher = Searcher.open(articles, state, "disk")
    index = searcher.index
    words = [corrected(question, index)[0] for question in asked]
    terms = [list(dict.fromkeys(term for word in each for term in (word.term, *word.also))) for each in words]
    taken = in_turn(engines(index), terms)
    # One after the other: what one has just read of a question would be at hand for the next.
    read = {name: in_turn({name: search}, terms)[name] for name, search in with_features(index).items()}
    searcher.close()
    ours = statistics.median(taken.pop("ours"))
    bars = {"tantivy": 1.3, "bm25s": 2.0}
    return [
        Row(f"engine, {HITS} hits, beside {name}", ours, statistics.median(each), "ms", bars[name])
        for name, each in taken.items()
    ] + [
        Row(
            f"the same, with what ranking reads of {HITS} hits",
            statistics.median(read["ours"]),
            statistics.median(read["tantivy"]),
            "ms",
        )
    ]


# Whole processes


def cold(checkouts: Sequence[Path], arguments: Sequence[Sequence[str]]) -> list[float]:
    """The least seconds of processor time of `pincite` with some arguments, for each checkout."""
    least = [float("inf")] * len(checkouts)
    for _ in range(COLD_STARTS):
        for number, (checkout, given_ones) in enumerate(zip(checkouts, arguments, strict=True)):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            run(checkout, given_ones)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            least[number] = min(least[number], spent)
    return least


def run(checkout: Path, arguments: Sequence[str]) -> None:
    """Runs the `pincite` of a checkout; "no answer" is no failure."""
    command = [str(checkout / ".venv/bin/pincite"), *arguments]
    done = subprocess.run(
        command, cwd=checkout, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()}")


def cold_rows(checkouts: Sequence[Path], articles: Path, states: Sequence[Path], question: str) -> list[Row]:
    """The rows of whole processes: over the large archive, and over the sample in the checkout."""
    rows = []
    for what, corpora in (("there", [articles] * len(checkouts)), ("on seeds/", [Path("seeds")] * len(checkouts))):
        arguments = [
            ["--corpus", str(corpus), "--state", str(state), "ask", "--no-journal", question]
            for corpus, state in zip(corpora, states, strict=True)
        ]
        for checkout, each in zip(checkouts, arguments, strict=True):
            run(checkout, each)
        here, *other = cold(checkouts, arguments)
        rows.append(Row(f"pincite ask, whole process, {what}", here, other[0] if other else None, "s", 0.69))
    return rows


def plot(taken: Sequence[Sequence[float]], names: Sequence[str], file: Path) -> None:
    """Draws which share of the answers takes up to how long."""
    import_module("matplotlib").use("Agg")
    pyplot = import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for each, name in zip(taken, names, strict=True):
        shares = [(place + 1) / len(each) for place in range(len(each))]
        axes.step(sorted(each), shares, where="post", label=f"{name}: median {statistics.median(each):.1f} ms")
    axes.set(xlabel="milliseconds of processor time", ylabel="share of answers", ylim=(0, 1), xlim=(0, None))
    axes.grid(visible=True, alpha=0.3)
    axes.legend(loc="lower right")
    figure.tight_layout()
    figure.savefig(file)


def options() -> argparse.Namespace:
    """What was asked for on the command line, or by `PINCITE_BENCH` and `PINCITE_OTHER_CHECKOUT`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    bench, other = os.environ.get("PINCITE_BENCH"), os.environ.get("PINCITE_OTHER_CHECKOUT")
    parser.add_argument("--bench", type=Path, default=bench and Path(bench), help="folder of articles and questions")
    parser.add_argument("--articles", type=Path, help="an archive, in place of the folder's articles")
    parser.add_argument("--paragraphs", type=int, help="how many the archive is to have; else those there are")
    parser.add_argument("--other", type=Path, default=other and Path(other), help="another checkout, with a .venv")
    parser.add_argument("--scratch", type=Path, help="folder that keeps what is built")
    parser.add_argument("--plot", type=Path, help="file for a plot of the answers (needs matplotlib)")
    return parser.parse_args()


def measured(wanted: argparse.Namespace, scratch: Path) -> None:
    """Builds what is missing, measures, prints the table."""
    scratch.mkdir(parents=True, exist_ok=True)
    corpus, asked = given(wanted.bench) if wanted.bench else made_up(scratch / "made-up")
    articles = wanted.articles or (corpus if corpus.is_file() else corpus / "articles.jsonl")
    if wanted.paragraphs:
        larger = scratch / f"{wanted.paragraphs}.jsonl"
        if not larger.exists():
            grown(articles, larger, wanted.paragraphs)
        articles = larger
    checkouts = [HERE, *filter(None, [wanted.other and wanted.other.resolve()])]
    states = [scratch / f"state-{checkout.name}-{number}" for number, checkout in enumerate(checkouts)]
    for checkout, state in zip(checkouts, states, strict=True):
        run(checkout, ["--corpus", str(articles), "--state", str(state), "index"])
    stored = [sum(file.stat().st_size for file in state.rglob("*") if file.is_file()) for state in states]
    rows = of_engines(articles, states[0], asked)
    taken = answers(checkouts, articles, states, asked)
    (here, memory), *others = taken
    other = others[0][0] if others else None
    rows += [
        Row("whole answer, 5 passages, median", statistics.median(here), other and statistics.median(other), "ms", 0.5),
        Row("whole answer, slowest in twenty", slowest(here), other and slowest(other), "ms", 0.5),
        *cold_rows(checkouts, articles, states, asked[0]),
        Row("state on disk ÷ articles, unpacked", stored[0] / 1e6, size(articles) / 1e6, "MB", 2.2),
        Row("memory of a searcher's own", memory / 1e6, others[0][1] / 1e6 if others else None, "MB"),
    ]
    print(f"{'':46}{'here':>9}{'other':>9}")
    print(*rows, sep="\n")
    if wanted.plot:
        plot([each for each, _ in taken], [checkout.name for checkout in checkouts], wanted.plot)


def main() -> None:
    """Measures in the scratch folder, or in one that is deleted afterwards."""
    wanted = options()
    with tempfile.TemporaryDirectory() as folder:
        measured(wanted, wanted.scratch or Path(folder))


if __name__ == "__main__":
    main()
