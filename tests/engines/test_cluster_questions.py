"""Questions to an archive whose engine is on a cluster: few requests, and the answers of every other engine."""

from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.engines.cluster.engine import ClusterEngine
from retrieval.engines.cluster.mapping import Provenance, passages_body
from tests.engines.pretended import PretendedCluster

ARTICLES = {
    "dam": "The Orla dam was built in 1931 by the engineer Vera Holm. The grey dam holds back the river Orla.",
    "ferry": "The ferry to Sandholm sails twice a day. In winter the harbour freezes and the ferry stays away.",
    "mill": "The water mill at Orla grinds rye. The miller, Anton Holm, is a nephew of Vera Holm.",
    "bridge": "A railway bridge crosses the Orla. Its colour was gray until 12 March 1998; trains cross it by night.",
}
QUESTIONS = [
    "Who built the Orla dam?",
    "When does the ferry to Sandholm sail in winter?",
    "What colour was the rail way bridge until 12 March 1998?",
    "Who is the milller at Orla?",
    "Where does Zebedee live?",
    "Was the dam grey?",
]


@pytest.fixture
def searcher(corpus: Path, state: Path) -> Searcher:
    """An archive of four articles."""
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text)
    return Searcher.open(corpus, state, "memory")


def test_a_question_takes_few_requests(searcher: Searcher) -> None:
    """One for counts, one for counts of two, one for hits, and one more where a word is taken for a slip."""
    with searcher.reading() as index:
        memory = index.engine
    before = [searcher.ask(question) for question in QUESTIONS]
    cluster = PretendedCluster()
    cluster.ensure_index("news", passages_body(Provenance("1", "test")))
    engine = ClusterEngine(cluster, "news")
    engine.update(index.catalog.documents())
    asked: list[int] = []
    index.engine = engine
    for question, expected in zip(QUESTIONS, before, strict=True):
        engine.reload()
        cluster.asked.clear()
        answer = searcher.ask(question)
        asked.append(len(cluster.asked))
        assert [(each.score, each.text) for each in answer.passages] == [
            (each.score, each.text) for each in expected.passages
        ]
        assert (answer.confidence, answer.corrections) == (expected.confidence, expected.corrections)
    index.engine = memory
    assert asked == [3, 3, 4, 4, 1, 3]
