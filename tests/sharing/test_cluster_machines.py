"""Machines that share an archive on a real cluster: they answer alike, whatever is killed while they index."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from retrieval import Searcher
from retrieval.engines.base import EVERYTHING, Filter
from retrieval.engines.cluster import lease
from retrieval.sharing import publishing
from tests.conftest import write_jsonl
from tests.indexing.test_archive import age
from tests.opensearch.fixtures import Cluster
from tests.opensearch.nodes import Nodes
from tests.programs import Command
from tests.sharing.test_cluster_index import content

pytestmark = pytest.mark.cluster

FRUITS = ["Apples", "Bananas", "Cherries", "Dates", "Figs", "Grapes", "Lemons", "Melons", "Olives", "Pears"]


@pytest.fixture
def engine(cluster: Cluster, archive_name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an archive of this test's own; who has died there is noticed soon."""
    monkeypatch.setattr(lease, "LEASE_SECONDS", 3.0)
    monkeypatch.setattr(publishing, "GRACE_SECONDS", 0.0)
    return cluster.engine(archive_name)


@pytest.fixture
def machine(corpus: Path, tmp_path: Path, engine: str) -> Iterator[Callable[..., Searcher]]:
    """Opens the archive on a machine of a name."""
    machines: list[Searcher] = []

    def opened(name: str, **options: Any) -> Searcher:
        machines.append(Searcher.open(corpus, tmp_path / name, engine, **options))
        return machines[-1]

    yield opened
    for each in machines:
        each.close()


def write(corpus: Path, number: int, version: int = 0) -> None:
    """Writes the article of a number: of several files one of many lines, and some with an article each."""
    fruit = FRUITS[number % len(FRUITS)]
    text = f"{fruit} number {number} grow in valley {number // 7}.\n\nThey are picked in week {number + version}."
    (corpus / f"{number:03}.txt").write_text(text)
    age(corpus / f"{number:03}.txt")


def written(corpus: Path, count: int = 60) -> None:
    """Writes the articles as they are at first."""
    for number in range(count):
        write(corpus, number)
    reports(corpus, 300, 7)


def edited(corpus: Path, count: int = 60) -> None:
    """Changes every third article, removes some, and adds some."""
    for number in range(0, count, 3):
        write(corpus, number, 50)
    for number in range(1, count, 10):
        (corpus / f"{number:03}.txt").unlink()
    for number in range(count, count + 20):
        write(corpus, number)
    reports(corpus, 320, 9)


def reports(corpus: Path, count: int, kinds: int) -> None:
    """Writes many articles into one file, on so many kinds of fruit."""
    texts = (f"Report {number} tells of {FRUITS[number % kinds]}." for number in range(count))
    numbered = zip(range(count), texts, cycle(["en", "en", "es"]), strict=False)
    lines = ({"id": f"r{n}", "title": f"Report {n}", "text": text, "language": tongue} for n, text, tongue in numbered)
    write_jsonl(corpus / "reports.jsonl", *lines)
    age(corpus / "reports.jsonl")


QUESTIONS = [
    "Which fruit grows in valley 3?",
    "What is picked in week 17?",
    "Where do olives grow?",
    "cherries",
    "Grapes number 25",
]


def answers(searcher: Searcher) -> list[object]:
    """What is answered, best first, and how sure; equal scores by the article, as they come by keys otherwise."""
    return [
        (
            answer.answered,
            round(answer.confidence, 9),
            sorted((-round(p.score, 6), p.citation.article, p.text, p.sentence) for p in answer.passages),
        )
        for answer in (searcher.ask(question, limit=100) for question in QUESTIONS)
    ]


def assert_as_on_disk(searcher: Searcher, corpus: Path, state: Path) -> None:
    """An archive has, finds and answers what one has that is indexed anew on disk."""
    with closing(Searcher.open(corpus, state, "disk")) as fresh:
        ours, theirs = searcher.archive.catalog, fresh.archive.catalog
        stored, wanted = content(ours), content(theirs)
        stored.pop("spellings"), wanted.pop("spellings")
        assert stored == wanted
        assert len(searcher.index.engine) == len(fresh.index.engine) == ours.passage_count()
        terms = sorted({term for document in theirs.documents() for term in document.terms})
        searcher.index.engine.expect(terms)
        for term in terms:
            assert searcher.index.engine.doc_freq(term) == fresh.index.engine.doc_freq(term), term
        for term in terms[::20]:
            for where in (EVERYTHING, Filter(languages=["es"]), Filter(languages=["en", "fr"])):
                assert places_with(term, searcher, where) == places_with(term, fresh, where), term
        assert answers(searcher) == answers(fresh)


def places_with(term: str, searcher: Searcher, where: Filter) -> set[tuple[str, tuple[int, ...]]]:
    """The articles and paragraphs of the passages that a filter admits, and in which the engine finds a term."""
    found = searcher.archive.catalog.passages(searcher.index.engine.keys_with([term], where))
    return {(stored.passage.article, stored.passage.paragraphs) for stored in found.values()}


def test_two_machines_answer_as_one_on_disk(
    corpus: Path, tmp_path: Path, machine: Callable[..., Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one has read nothing; what then changes, both know."""
    written(corpus)
    first, second = machine("first"), machine("second")
    assert second.changes.added == 360
    assert_as_on_disk(second, corpus, tmp_path / "disk")
    edited(corpus)
    second.refresh()
    first.refresh()
    assert_as_on_disk(first, corpus, tmp_path / "disk again")
    third = machine("third", rebuild=True)
    assert_as_on_disk(third, corpus, tmp_path / "disk again")
    first.refresh()
    assert_as_on_disk(first, corpus, tmp_path / "disk again")


@pytest.mark.parametrize("heir", ["same", "other"])
def test_a_writer_killed_at_any_moment_is_followed_by_another(
    corpus: Path, tmp_path: Path, engine: str, machine: Callable[..., Searcher], heir: str
) -> None:
    """What it was about to tell is told by whoever goes on, itself or another machine, and nothing comes twice."""
    written(corpus)
    chance = random.Random(heir)
    places = ["--corpus", str(corpus), "--state", str(tmp_path / "same"), "--engine", engine]
    if heir == "other":
        machine("other")
        edited(corpus)
    for _ in range(3):
        writer = Command(["bot", "index", *places], {}, folder=tmp_path)
        time.sleep(chance.uniform(0.3, 5))
        writer.kill()
        writer.communicate(10)
    last = machine(heir)
    last.refresh(thorough=True)
    assert_as_on_disk(last, corpus, tmp_path / "disk")


def test_a_node_killed_while_an_archive_is_indexed_costs_nothing(
    corpus: Path, tmp_path: Path, machine: Callable[..., Searcher], breakable: Nodes
) -> None:
    """Other nodes are tried: nobody notices, and both machines have all."""
    written(corpus)
    log: list[int] = []

    def kill(_name: str, count: int) -> None:
        if not log and count > 30:
            breakable.kill(2)
        log.append(count)

    first = machine("first", progress=kill)
    assert len(log) == 360
    second = machine("second")
    edited(corpus)
    breakable.heal()
    breakable.kill(1)
    second.refresh()
    assert_as_on_disk(second, corpus, tmp_path / "disk")
    first.refresh()
    assert_as_on_disk(first, corpus, tmp_path / "disk")
