"""Limits of what is indexed and asked: each is a setting, and holds wherever it is met."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval import Limits, Searcher
from tests.conftest import write_jsonl
from tests.test_architecture import ROOT

Opened = Callable[..., Searcher]

LONG = f"The tide {'rises and falls ' * 200}at the pier of Osterholm."
"""A sentence of more than 3,000 code points."""


def longest(searcher: Searcher) -> int:
    """The code points of the longest passage of an archive."""
    return max(
        passage.end - passage.start
        for article in searcher.archive.articles()
        for passage in searcher.archive.passages_of(article.id)
    )


def test_a_sentence_is_indexed_in_pieces_of_the_limit(corpus: Path, opened: Opened) -> None:
    """With another limit the index is built anew, and that is said; with the same one it stays."""
    (corpus / "tide.txt").write_text(LONG)
    assert longest(opened()) <= 1_500
    searcher = opened(limits=Limits(sentence=3_500))
    assert longest(searcher) == len(LONG)
    assert any("built anew" in notice for notice in searcher.changes.notices)
    searcher = opened(limits=Limits(sentence=3_500))
    assert (longest(searcher), searcher.changes.notices) == (len(LONG), ())
    assert longest(opened(limits=Limits(sentence=200))) <= 1_500


@pytest.mark.parametrize("sentence", [1, 2, 7])
def test_a_tiny_limit_loses_nothing(corpus: Path, opened: Opened, sentence: int) -> None:
    """Whatever it is, every word stands in a passage."""
    (corpus / "tide.txt").write_text(LONG)
    searcher = opened(limits=Limits(sentence=sentence))
    passages = sorted(searcher.archive.passages_of("tide.txt"), key=lambda passage: passage.start)
    between = [LONG[before.end : after.start] for before, after in pairwise(passages)]
    assert (passages[0].start, passages[-1].end, "".join(between).strip()) == (0, len(LONG), "")


def test_a_word_longer_than_the_limit_is_nobodys_suggestion(corpus: Path, opened: Opened) -> None:
    """It is found as it is written; of a misspelling it is not thought."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "The Osterholmers built a pier."})
    misspelled, right = "Who are the Osterhollmers?", "Who are the Osterholmers?"
    assert opened().ask(misspelled).corrections
    short = opened(limits=Limits(word=8))
    assert not short.ask(misspelled).corrections
    assert short.ask(right).passages
    assert opened(limits=Limits(word=12)).ask(misspelled).corrections


def test_of_a_question_its_beginning_is_looked_at(corpus: Path, opened: Opened) -> None:
    """As much as the limit says, and that is said; the answer has the question as it was asked."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Ada opened the harbour."}, {"id": "2", "text": "It snowed."})
    question = 'Who opened the harbour, and when was it "snowed" under?'
    searcher = opened(limits=Limits(question=len("Who opened the harbour")))
    answer = searcher.ask(question)
    assert (answer.question, [passage.citation.article for passage in answer.passages]) == (question, ["1"])
    assert [str(note) for note in answer.notes] == ["Only the first 22 characters of the question were read."]
    assert opened().ask(question).notes == ()


def test_a_question_of_nothing_but_length_costs_nothing(corpus: Path, opened: Opened) -> None:
    """No part of the search looks at more than the limit: `explain` as little as `ask`."""
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": "Ada opened the harbour."})
    searcher = opened()
    answer = searcher.ask(f"harbour {'and the weather ' * 60_000}")
    assert len(answer.unmatched_terms) < 5
    assert searcher.explain(answer, 1).words


ONE_WORD = """from pathlib import Path
from retrieval.ingestion.analyst import Analyst
from retrieval.readers import Limits, read

def analysed(word):
    (article,) = read(word.encode(), "a.txt")
    Analyst(Limits()).analysis(article)
    (most,) = [line.split()[1] for line in Path("/proc/self/status").read_text().split("\\n") if "VmHWM" in line]
    return int(most) // 1000

before = analysed("word")
print(max(analysed(letter * (1_000_000 // len(letter))) for letter in ("w", "é", "a\u0301", "9")) - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells how much memory was taken at most")
def test_one_word_of_megabytes_takes_as_much_memory_as_any_text() -> None:
    """A million code points without a space are analysed in 40 MB (15 do); their sounds alone once took 65."""
    done = subprocess.run([sys.executable, "-c", ONE_WORD], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 40
