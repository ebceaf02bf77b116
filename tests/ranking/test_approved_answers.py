"""What is asked of a small archive: every feature, score and confidence of each answer, in approved tables."""

import datetime
from collections.abc import Mapping
from contextlib import ExitStack, closing
from functools import partial
from typing import Any

import numpy as np
import pytest
from syrupy.assertion import SnapshotAssertion

from retrieval import Answer, Searcher
from retrieval.answering import AskedQuestion, Narrowed, answer_to
from retrieval.engines.base import Filter
from retrieval.errors import QuestionError
from retrieval.query.analysis import analyzed, corrected
from retrieval.ranking.answer_sentence import best_passages
from retrieval.ranking.confidence import (
    Calibration,
    ConfidenceFeatures,
    confidence,
    match_share,
    most_log_odds,
)
from retrieval.ranking.evidence import evidence
from tests.approved import table
from tests.conftest import write_jsonl

MILL = (
    "The old mill in Dunmore burned down on Friday night. Nobody was hurt, said fire chief Tom Dale. Rain put it out."
)
RECORDS: tuple[dict[str, Any], ...] = (
    {"id": "mill", "date": "2024-03-16", "title": "Fire destroys the mill", "source": "Herald", "text": MILL},
    {"id": "mill-copy", "date": "2024-03-18", "title": "Mill fire", "source": "Courier", "text": MILL},
    {"id": "mill-later", "date": "2024-06-01", "title": "Mill to be rebuilt", "source": "Herald", "text":
     "The council of Dunmore will rebuild the mill for 2.3 million crowns. Work begins in May 2025, Mayor Ana Petrov "
     "said.\n\nBecause the river rose, the old wheel is lost. Ana Petrov is 52 years old. It took three years to build "
     "the first mill.\n\nCritics say that the mill was not insured; the council has denied it."},
    {"id": "bridge", "date": "2023-11-02", "title": "New bridge for Kotka", "text":
     "Kotka's new bridge, designed by Greta Haddad, is 410 metres long and cost 41 million crowns. It was opened by "
     "President Nils Varga.\n\nThe bridge has four lanes. It replaces a ferry that ran for 60 years."},
    {"id": "correction", "date": "2023-11-05", "title": "Correction", "text":
     "An earlier article said that the new bridge in Kotka cost 41 million crowns. It cost 14 million crowns."},
    {"id": "ferry", "title": "The last ferry", "authors": ["Greta Haddad"], "text":
     "I took the last ferry from Kotka to Ferrol. The captain, Hugo Rossi, wept. The ferry was sold to Norway."},
    {"id": "council", "date": "2024-01-10", "title": "Minutes", "text":
     "Present: Ana Petrov, Tom Dale, Eva Lang.\n\n1. Budget\n\nThe budget of 3 million crowns was accepted by four "
     "votes "
     "to three.\n\n2. School\n\nThe school in Dunmore gets 12 new teachers, and its headteacher Eva Lang leaves in "
     "June."},
    {"id": "council-year", "date": "2025-01-09", "title": "Minutes", "text":
     "Present: Ana Petrov, Tom Dale, Eva Lang.\n\n1. Budget\n\nThe budget of 4 million crowns was accepted by four "
     "votes "
     "to three.\n\n2. Harbour\n\nThe harbour stays closed. The price of fish rose by 7 per cent in 2024."},
    {"id": "flood", "date": "2024-10-05", "language": "en", "title": "Flood", "text":
     "A flood hit Ferrol on 4 October. Some 2 300 people left their homes; two died. The dam had not been inspected "
     "since 1998.\n\nPrime Minister Rosa Quispe of Spain promised help."},
    {"id": "puente", "date": "2024-02-02", "language": "es", "title": "El puente viejo", "text":
     "El puente viejo de Ferrol se hundió el 5 de octubre de 2023. Nadie resultó herido, dijo la alcaldesa Ana Gil."},
    {"id": "deich", "date": "2024-05-05", "language": "de", "title": "Der Deich von Lübben", "text":
     "Der Deich von Lübben brach an zwei Stellen. Bürgermeister Karl Ott versprach 500.000 Euro. Der Deich ist 80 "
     "Jahre "
     "alt, weil niemand ihn erneuerte."},
    {"id": "zh", "date": "2024-07-01", "language": "zh", "title": "图书馆", "text":
    "北京新的图书馆将于明年春天开放。市长王芳说：“我们等了很久。”"},
    {"id": "cats", "title": "Cats", "text":
    "Cats sleep. Cats eat. A cat lived in the mill and in the school of Dunmore."},
)  # fmt: skip
QUESTIONS = (
    "Who is the fire chief of Dunmore?", "When did the mill burn down?", "How much will the new mill cost?", "mill",
    "How much did the bridge in Kotka cost?", "Who designed the bridge in Kotka?", "Who opened the bridge?", "Kotka",
    "How long is the bridge in Kotka?", "How wide is the bridge in Kotka?", "How old is Ana Petrov?",
    "How old is Tom Dale?",
    "Why is the old wheel lost?", "Why did the mill burn down?", "How many teachers does the school in Dunmore get?",
    "How many cats live in the mill?", "Was the mill insured?", "Who was not hurt?",
    "How many people left their homes?",
    "How many people died in the flood in 2024?", "How many died in 1998?", "Did 2300 people leave Ferrol?",
    "Who is the prime minister of Spain?", "Who is the prime minister of Norway?", "What country bought the ferry?",
    "Where was the ferry sold to?", "What did Greta Haddad write?", "What did Greta Haddad design?", "Who wept?",
    "How many votes were there for the budget?", "What was the budget in 2025?", "Who leaves the school?",
    "What did Mayor Ana Petrov say?", "What did Tom Dale say about the budget?", "What is the headteacher's name?",
    "Who sold the ferry?", "Who built the first mill?", "How long did it take to build the first mill?",
    "cats cats cats",
    "¿Cuándo se hundió el puente viejo?", "¿Quién es la alcaldesa de Ferrol?", "Wie alt ist der Deich?",
    "Deich in Lübben",
    "Wer ist Bürgermeister von Lübben?", "Wie viel Geld versprach Karl Ott?", "图书馆什么时候开放？", "市长是谁？",
    "What happened on 5 October 2024?", "What happened in 2023?", "What happened in October 2024?", "zeppelin",
    "the of and",
    "Who is the zeppelin captain of Dunmore?", "“Nobody was hurt, said”", "What burnt in Dunmoore?",
    "price of fish in 2024",
    "Was the dam inspected in 1999?", "Who is the captain of the ferry from Kotka to Rome?", "What about the harbour?",
)  # fmt: skip
CLOSELY = (
    "Who is the fire chief of Dunmore?", "When did the mill burn down?", "mill", "Who designed the bridge in Kotka?",
    "How long is the bridge in Kotka?", "How old is Ana Petrov?", "Why is the old wheel lost?",
    "How many teachers does the school in Dunmore get?", "What country bought the ferry?",
    "How many people left their homes?", "Where was the ferry sold to?", "What did Mayor Ana Petrov say?",
    "How many votes were there for the budget?", "Wie viel Geld versprach Karl Ott?", "市长是谁？",
    "Who is the prime minister of Spain?", "What burnt in Dunmoore?", "zeppelin", "Who opened the bridge of 1998?",
    "price of fish in 2024", "Cats in Dunmore", "When was the dam inspected?",
)  # fmt: skip
TOWN: tuple[dict[str, Any], ...] = (
    {"id": "hall", "date": "2024-04-02", "title": "The swimming hall", "text":
     "The roof of the swimming hall cost 3 million crowns. The hall has two pools and 40 lamps. Children swim on "
     "Mondays. Parents wait outside. Nobody likes the smell. A ticket is sold at the door. Six women painted the hall, "
     "and Ilse Ott opened it on 1 April 2024."},
    {"id": "hall-early", "date": "2024-04-01", "title": "Correction", "text":
     "An earlier article said that the roof of the swimming hall cost 3 million crowns. It cost 4 million crowns."},
    {"id": "hall-late", "date": "2024-04-02", "title": "Correction", "text":
     "An earlier article said that the roof of the swimming hall cost 3 million crowns. It cost 2 million crowns."},
    {"id": "brae", "date": "2024-05-01", "title": "Douglas Brae", "text":
     "The farmer was born in 1950. His wife Ann is 70 years old. Brae has three goats. He sold two cows. He studied in "
     "Lund, and his son Carl, 31, lives in Oslo."},
    {"id": "council", "date": "2024-05-02", "title": "Council", "text":
     "Greta Haddad, 44, spoke first. Her brother Nils Varga is 61 years old. Tom Dale came late. “It will rain,” said "
     "Ilse Ott. Critics object. She left. Kim Ash wept. The council met. It was late. Tom Dale closed the quarry; Ilse "
     "Ott opened the library. It rained."},
    {"id": "closed", "date": "2024-06-01", "title": "Closed", "text":
     "The quarry was closed because the ice broke. The library was closed. The tunnel took three years and is 300 "
     "metres long. The viaduct took two years. The mayor's dog, called Bello, slept. The mayor's cat slept."},
    {"id": "vane", "title": "A letter", "authors": ["Rosa Vane"], "text":
     "I say that the quarry must stay. We all swim there. The price of bread doubled, and bread now costs 30 crowns a "
     "loaf."},
    {"id": "long", "date": "2023-01-01", "title": "A walk", "text": " ".join(
        f"Stop {n} of the walk is a {thing} that was built in {1700 + 10 * n} and repaired by masons from {town} later "
        "on."
        for n, (thing, town) in enumerate(zip(
            ("chapel", "tannery", "brewery", "granary", "smithy", "dairy", "foundry", "bakery"),
            ("Lund", "Oslo", "Bergen", "Kiel", "Turku", "Visby", "Riga", "Gdansk"), strict=True)))},
)  # fmt: skip
ABOUT = (
    "How much did the roof of the swimming hall cost?", "How much does bread cost?", "How much does milk cost?",
    "How many lamps does the swimming hall have?", "How many women painted the hall?",
    "How many lamps did the women paint?", "How many pools did the women paint?", "Who opened the hall?",
    "Who closed the hall?", "Who sold the hall?", "Who painted the hall?", "Who painted the quarry?",
    "Who opened the library?", "When was the hall opened?", "How old is Nils Varga?", "How old is Greta Haddad?",
    "How old is Tom Dale?", "How old is Ilse Ott?", "How old is Ann?", "How old is Carl Brae?",
    "When was Douglas Brae born?", "When was Ann born?", "Where did Douglas Brae study?", "Where does Carl live?",
    "Where does Douglas Brae live?", "Who is the wife of Douglas Brae?", "Who is Kim Ash?",
    "How many goats does Douglas Brae have?", "What did Ilse Ott say?", "What did Kim Ash say?",
    "What did Ilse Ott say about rain?", "What did Ilse Ott say about snow?",
    "What does Rosa Vane say about the quarry?", "What does Rosa Vane say about snow?", "Why was the quarry closed?",
    "Why was the library closed?", "How long is the tunnel?", "How long did the tunnel take?",
    "What is the mayor's dog called?", "Who built the tunnel?", "When was the smithy built?",
    "Who repaired the brewery?", "What was repaired by masons from Riga?", "When was the bakery repaired?",
    "Which stop of the walk is a dairy?", "Where were the masons of the foundry from?",
    "In what year was the chapel built?", "What is the price of bread?",
)  # fmt: skip
NARROWED: Mapping[str, dict[str, Any]] = {
    "first day": {"since": datetime.date(2024, 3, 16)}, "day after": {"since": datetime.date(2024, 3, 17)},
    "last day": {"until": datetime.date(2024, 3, 16)}, "day before": {"until": datetime.date(2024, 3, 15)},
    "that day": {"since": datetime.date(2024, 3, 16), "until": datetime.date(2024, 3, 16)},
    "no day": {"since": datetime.date(2024, 3, 17), "until": datetime.date(2024, 3, 16)},
    "as of": {"as_of": datetime.date(2024, 3, 16)}, "as of a year later": {"as_of": datetime.date(2025, 3, 16)},
    "as of, until": {"as_of": datetime.date(2024, 3, 18), "until": datetime.date(2024, 3, 17)},
    "publisher": {"source": "herald "}, "other": {"source": "Courier"}, "language": {"language": "de, Spanish"},
    "one": {"limit": 1}, "two": {"limit": 2}, "fifty": {"limit": 50},
}  # fmt: skip


@pytest.fixture(scope="module")
def searchers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The same articles with either engine."""
    with ExitStack() as stack:
        folder = tmp_path_factory.mktemp("approved")
        corpus = write_jsonl(folder / "articles.jsonl", *RECORDS)
        yield [
            stack.enter_context(closing(Searcher.open(corpus, folder / engine, engine)))
            for engine in ("memory", "disk")
        ]


def _numbers(values: Mapping[str, float]) -> str:
    """The values that aren't 0, to six digits."""
    return " ".join(f"{name}={value:.6g}" for name, value in values.items() if abs(value) > 1e-9)


def _told(answer: Answer) -> str:
    """All of an answer but its id and times."""
    rows = [
        f"{'perhaps ' if answer.may_hold else ''}{'answered' if answer.answered else 'refused'} {answer.confidence:.6g}"
    ]
    rows += [
        f"{name}: {', '.join(map(str, value))}"
        for name in ("unmatched_terms", "missing_terms", "corrections", "notes")
        if (value := getattr(answer, name))
    ]
    rows += [str(answer.period)] if answer.period else []
    for each in answer.passages:
        second = each.second_sentence
        rows.append(
            f"{each.rank} {each.score:.6g} {each.citation.article} {each.citation.start}-{each.citation.end} "
            f"{each.sentence.exact!r}{f' + {second.exact!r}' if second else ''} "
            f"{[copy.article for copy in each.copies] or ''} {_numbers(each.features)}"
        )
    return "\n  ".join(rows)


def _asked(searcher: Searcher, question: str, **narrowing: Any) -> str:
    """An answer, and what its confidence rests on."""
    seen: list[ConfidenceFeatures] = []

    def sureness(features: ConfidenceFeatures) -> float:
        seen.append(features)
        return confidence(features)

    narrowed = Narrowed(**{"limit": 2, **narrowing})
    asked = AskedQuestion(question, "", None, narrowed, fragments=False, all_copies=False, article=None)
    with searcher.reading() as index:
        try:
            answer = answer_to(asked, sureness, index)
        except QuestionError as error:
            return str(error)
    return "\n  ".join([_told(answer), *(_numbers(each._asdict()) for each in seen)])


def test_answers_are_as_approved(searchers: list[Searcher], snapshot: SnapshotAssertion) -> None:
    """With either engine: what answers, what is missing, and what speaks for it."""
    memory, disk = (table(partial(_asked, searcher), QUESTIONS) for searcher in searchers)
    assert disk == memory
    assert memory == snapshot


def _read_closely(searcher: Searcher, question: str) -> str:
    """The best passages with every feature of each sentence, the marked ones, and what they speak for at most."""
    with searcher.reading() as index:
        words, _ = corrected(question, index)
        asked = analyzed(question, words, index)
        candidates = index.search(words, 40, Filter())
        best = best_passages(asked, candidates, index.catalog, 3)
        if not best:
            return "-"
        table = evidence(asked, [each.candidate for each in best], [each.sentences for each in best])
    bm25, contains = np.array([each.candidate.hit.score for each in best]), np.array([each.words for each in best]).T
    match, share = match_share(asked, bm25), asked.coverage(contains)
    most = [
        " ".join(f"{odds:.6g}" for odds in most_log_odds(asked, match, share, contains, Calibration(), dated=dated))
        for dated in (False, True)
    ]
    rows = [f"at most {most[0]}, with a day {most[1]}"]
    for place, each in enumerate(best):
        chosen = each.answer_sentence
        start = each.passage.start
        spans = [
            (span[0] - start, span[1] - start) for span in (chosen.span, chosen.window, chosen.second_span) if span
        ]
        rows.append(f"{each.candidate.hit.score:.6g} {each.passage.article} {chosen.score:.6g} {spans}")
        for row in range(table.bounds[place], table.bounds[place + 1]):
            numbers = {name: float(column[row]) for name, column in table.features_apart._asdict().items()}
            rows.append(f"  {table.words[:, row].astype(int).tolist()} {_numbers(numbers)}")
    return "\n  ".join(rows)


@pytest.mark.slow
def test_passages_are_read_closely_as_approved(searchers: list[Searcher], snapshot: SnapshotAssertion) -> None:
    """What speaks for each sentence of the best passages: of a person, a number, a day, a place, and of nothing."""
    assert table(partial(_read_closely, searchers[0]), CLOSELY) == snapshot


@pytest.mark.slow
def test_what_is_told_of_others_is_as_approved(
    tmp_path_factory: pytest.TempPathFactory, snapshot: SnapshotAssertion
) -> None:
    """Ages, prices, numbers, deeds, words and reasons of the one that is asked about, and of one beside it."""
    folder = tmp_path_factory.mktemp("town")
    with closing(Searcher.open(write_jsonl(folder / "town.jsonl", *TOWN), folder / "state", "memory")) as searcher:
        assert table(partial(_asked, searcher, limit=1), ABOUT) == snapshot


def test_narrowed_answers_are_as_approved(searchers: list[Searcher], snapshot: SnapshotAssertion) -> None:
    """On the first day that counts and the day before, by a publisher, in a language, as a day knew it."""
    question = "Who said that nobody was hurt when the mill burned down?"

    def narrowed(searcher: Searcher, name: str) -> str:
        return _asked(searcher, question, **NARROWED[name])

    memory, disk = (table(partial(narrowed, searcher), NARROWED) for searcher in searchers)
    assert disk == memory
    assert memory == snapshot


def test_explanations_are_as_approved(searchers: list[Searcher], snapshot: SnapshotAssertion) -> None:
    """Each word's share of the score; all copies apart, one article alone, what was asked before."""
    searcher = searchers[1]

    def explained(question: str) -> str:
        explanation = searcher.explain(searcher.ask(question), 1)
        words = [f"{it.word}/{it.read_as} ×{it.count} in {it.passages}: {it.share:.6g}" for it in explanation.words]
        return f"{explanation.score:.6g} {'; '.join(words)}"

    assert table(explained, (*QUESTIONS[:6], QUESTIONS[54])) == snapshot(name="shares")
    question = "Who put out the mill fire?"
    ways: dict[str, dict[str, Any]] = {
        "copies": {"all_copies": True}, "one": {"article": "mill-copy"}, "none": {"article": "none"},
        "context": {"context": "council Ana Petrov rebuild"}, "cats": {"article": "cats"},
    }  # fmt: skip
    assert table(lambda way: _told(searcher.ask(question, **ways[way])), ways) == snapshot(name="ways")
