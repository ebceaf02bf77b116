"""What a reading process does, run in this one: a task's results, and the conversation over its socket."""

import os
import socket
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from retrieval import Article, Limits, Problem
from retrieval.ingestion import reading_process
from retrieval.ingestion.analyst import Analysis, Analyst
from retrieval.ingestion.reading_process import OUT_OF_MEMORY, Task
from retrieval.readers import NO_HINTS
from tests.conftest import SEEDS

LINES = b'{"id": "a", "text": "Apples grow here."}\nno record\n{"id": "b", "text": "Pears grow there."}'


def task(data: bytes = LINES, first: int | None = None, *, name: str = "m.jsonl", analysed: bool = False) -> Task:
    """A task to read some lines."""
    return Task(name, data, NO_HINTS, Limits(), first, 0 if analysed else None)


def results(task: Task) -> Iterator[Analysis | Article | Problem]:
    """What a process that has read nothing before gives for a task."""
    return reading_process.results(task, Analyst)


def names(items: Iterator[Any]) -> list[str]:
    """The ids of articles, and where problems are."""
    return [item.where if isinstance(item, Problem) else getattr(item, "article", item).id for item in items]


def test_a_whole_file_is_read() -> None:
    """Its articles and problems, in order."""
    assert names(results(task())) == ["a", "m.jsonl line 2", "b"]


def test_lines_are_read_with_their_numbers() -> None:
    """Counted from the number of the first."""
    items = list(results(task(first=11)))
    assert names(iter(items)) == ["a", "m.jsonl line 12", "b"]
    assert [item.record for item in items if isinstance(item, Article)] == [11, 13]


def test_articles_are_analysed_where_that_is_asked_for() -> None:
    """Problems stay what they are."""
    kinds = [type(item) for item in results(task(analysed=True))]
    assert kinds == [Analysis, Problem, Analysis]
    assert [type(item) for item in results(task())] == [Article, Problem, Article]


def test_a_task_with_a_problem_gives_it() -> None:
    """Nothing is read."""
    problem = Problem("m.jsonl", "is too large")
    assert list(results(task()._replace(problem=problem))) == [problem]


def test_an_article_that_was_read_before_is_analysed() -> None:
    """Nothing is read."""
    article = Article(id="a", text="Apples grow here.", path="a.txt")
    (item,) = results(task(b"", name="a.txt", analysed=True)._replace(article=article))
    assert isinstance(item, Analysis)
    assert item.article.text == article.text


def test_an_article_that_can_not_be_analysed_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with its line, where it is one; the others are analysed."""
    whole = Analyst.analysis

    def analysis(analyst: Analyst, article: Article, *_: object) -> Analysis:
        if article.id == "b":
            return whole(analyst, article)
        raise ZeroDivisionError("no terms")

    monkeypatch.setattr(Analyst, "analysis", analysis)
    problem, line, article = results(task(analysed=True))
    assert isinstance(problem, Problem)
    assert isinstance(line, Problem)
    assert isinstance(article, Analysis)
    assert problem.where == "m.jsonl line 1"
    assert "ZeroDivisionError" in str(problem)
    (problem,) = results(task(b"Apples grow here.", name="a.txt", analysed=True))
    assert isinstance(problem, Problem)
    assert problem.where == "a.txt"


def test_memory_that_does_not_suffice_is_no_problem_of_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has to end."""
    monkeypatch.setattr(Analyst, "analysis", no_memory)
    with pytest.raises(MemoryError):
        list(results(task(analysed=True)))


def no_memory(*_arguments: object) -> Any:
    raise MemoryError


class Conversation:
    """A reading process's end of a socket, served by a thread, and ours."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
        ours, its = socket.socketpair()
        self.limits: list[tuple[int, int]] = []
        self.exit_codes: list[int] = []
        monkeypatch.setattr(sys, "argv", ["reading_process", str(its.detach()), str(megabytes)])
        monkeypatch.setattr("resource.setrlimit", lambda _what, limits: self.limits.append(limits))
        monkeypatch.setattr(os, "_exit", self._ends)
        self.connection = Connection(ours.detach())
        self.thread = Thread(target=self._run)
        self.thread.start()

    def _ends(self, code: int) -> None:
        self.exit_codes.append(code)
        raise SystemExit

    def _run(self) -> None:
        try:
            reading_process.main()
        except SystemExit:
            return

    def ends(self) -> None:
        """There are no more tasks."""
        self.connection.close()
        self.thread.join(10)
        assert not self.thread.is_alive()


def test_it_does_one_task_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says when it is ready and when a task is done, and ends when nobody gives it more."""
    process = Conversation(monkeypatch, 100)
    assert process.connection.recv() is None
    for first in (None, 3):
        process.connection.send(task(first=first))
        received = [process.connection.recv() for _ in range(4)]
        assert names(iter(received[:3])) == ["a", f"m.jsonl line {(first or 1) + 1}", "b"]
        assert received[3] is None
    process.ends()
    assert process.exit_codes == []


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc to see its memory in")
def test_its_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """To what it has when it starts and so many megabytes more."""
    process = Conversation(monkeypatch, 100)
    assert process.connection.recv() is None
    process.ends()
    ((soft, hard),) = process.limits
    assert soft == hard
    assert 100 << 20 < soft < 1 << 40


def test_it_ends_when_its_memory_does_not_suffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a code of its own, by which the pool knows why."""
    monkeypatch.setattr(reading_process, "read", no_memory)
    process = Conversation(monkeypatch, 100)
    assert process.connection.recv() is None
    process.connection.send(task())
    process.thread.join(10)
    process.ends()
    assert process.exit_codes == [OUT_OF_MEMORY]


def test_seeds_are_read_as_in_this_process() -> None:
    """What a process is given as bytes is what is read of a file."""
    file = min(SEEDS.iterdir())
    (article,) = results(task(file.read_bytes(), name=file.name))
    assert isinstance(article, Article)
    assert article.text
    assert article.path == file.name
