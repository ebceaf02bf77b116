"""Passages that name days, for a question that asks for nothing else."""

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.conversation import Conversation
from retrieval import Remark, Searcher
from retrieval.ranking.listing import _terms
from retrieval.records import Period
from tests.conftest import write_jsonl


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Articles with a day of their own and without, in three languages, that name days in several ways."""
    folder: Path = tmp_path_factory.mktemp("chronicle")
    (folder / "corpus").mkdir()
    write_jsonl(
        folder / "corpus" / "a.jsonl",
        {"id": "same", "date": "2024-10-05", "language": "en", "text": "Dogs cost forty crowns a year from now on."},
        {"id": "later", "date": "2024-10-07", "language": "en",
         "text": "The harbour smells of smoke. A fire broke out there on 5 October."},
        {"id": "mill", "language": "en", "text": "The mill of 1911 is gone. It burned down on October 5th, 2024."},
        {"id": "puente", "language": "es", "text": "El 5 de octubre de 2024 se hundió el puente viejo."},
        {"id": "deich", "language": "de", "text": "Am 05.10.2024 brach der Deich an zwei Stellen."},
        {"id": "year", "language": "en", "text": "The tower was raised in 1932 by convicts."},
        {"id": "yearless", "language": "en", "text": "On 5 October we always ate goose with plums."},
    )  # fmt: skip
    return Searcher.open(folder / "corpus", folder / "state")


@pytest.mark.parametrize(
    ("question", "options", "articles"),
    [
        ("What happened on 5 October 2024?", {}, {"same", "later", "mill", "puente", "deich"}),
        ("¿Qué pasó el 5 de octubre de 2024?", {}, {"same", "later", "mill", "puente", "deich"}),
        ("What happened on 6 October 2024?", {}, set()),
        ("What happened in autumn 2024?", {}, {"same", "later", "mill", "puente", "deich"}),
        ("What happened in 1932?", {}, {"year"}),
        ("What happened in the 1930s?", {}, {"year"}),
        ("What happened yesterday?", {"as_of": datetime.date(2024, 10, 6)}, {"same"}),
        ("What happened on 5 October 2024?", {"until": datetime.date(2024, 10, 6)}, {"same"}),
    ],
)
def test_texts_that_name_the_days_are_found(
    chronicle: Searcher, question: str, options: dict[str, datetime.date], articles: set[str]
) -> None:
    """Beside the articles of these days; a date without a year only where the article's own day tells it."""
    answer = chronicle.ask(question, limit=9, **options)  # type: ignore[arg-type]
    assert {passage.citation.article for passage in answer.passages} == articles
    assert answer.answered == bool(articles)


def test_the_sentence_that_names_the_day_is_marked(chronicle: Searcher) -> None:
    """Not the first one of its passage."""
    answer = chronicle.ask("What happened on 5 October 2024?", limit=9)
    marked = {passage.citation.article: passage.sentence.exact for passage in answer.passages}
    assert marked["mill"] == "It burned down on October 5th, 2024."
    assert marked["later"] == "A fire broke out there on 5 October."


def test_a_heading_names_the_days_of_what_stands_below_it(tmp_path: Path) -> None:
    """As in a diary: there the first sentence is marked, unless one of the text names the day itself."""
    (tmp_path / "corpus").mkdir()
    diary = "# Notes of a miller\n\n## 3 January 1931\n\nIce. No work.\n\n## 4 January 1931\n\nThaw. It rained."
    (tmp_path / "corpus" / "diary.md").write_text(diary, "utf-8")
    searcher = Searcher.open(tmp_path / "corpus", tmp_path / "state")
    marked = {
        question: [passage.sentence.exact for passage in searcher.ask(question).passages]
        for question in ("What happened on 4 January 1931?", "What happened on 5 January 1931?")
    }
    assert marked == {"What happened on 4 January 1931?": ["Thaw."], "What happened on 5 January 1931?": []}


def test_a_text_without_a_day_of_its_own_comes_by_turns(chronicle: Searcher) -> None:
    """The article of the day first, then one that names it, however few are shown."""
    articles = [p.citation.article for p in chronicle.ask("What happened on 5 October 2024?", limit=2).passages]
    assert articles[0] == "same"
    assert articles[1] in ("mill", "puente", "deich", "later")
    assert [p.citation.article for p in chronicle.ask("What happened on 5 October 2024?", limit=1).passages] == ["same"]


def test_where_there_is_nothing_the_newest_day_is_said(chronicle: Searcher) -> None:
    """So that one knows from when to ask."""
    notes = chronicle.ask("What happened last week?", as_of=datetime.date(2025, 1, 1)).notes
    assert Remark("The newest article is from {day}.", day=datetime.date(2024, 10, 7)) in notes
    assert not any("newest" in note for note in chronicle.ask("What happened in 1932?").notes)


def test_a_question_of_days_goes_on_from_none(chronicle: Searcher) -> None:
    """After any question; days alone are such a question after one of days, else they go on from what was asked."""
    conversation = Conversation(chronicle)
    conversation.ask("Where did a fire break out?")
    for question in (
        "What happened on 5 October 2024?",
        "And in 1932?",
        "What happened last week?",
        "and the week before?",
    ):
        answer = conversation.ask(question)
        assert bool(answer.provenance.get("listing")) == (question != "and the week before?")
        assert bool(answer.understood) == (question == "and the week before?")
    conversation.afresh()
    conversation.ask("Where did a fire break out?")
    assert conversation.ask("And in 1932?").provenance.get("listing") is None


def test_days_counted_from_today_are_understood_and_not_missing(chronicle: Searcher) -> None:
    """Also where no article is from then."""
    answer = chronicle.ask("Which tower was raised last week?", as_of=datetime.date(2025, 1, 1))
    assert answer.period is not None
    assert (answer.period.words, answer.period.asked_on) == ("last week", datetime.date(2025, 1, 1))
    assert answer.unmatched_terms == ()
    assert chronicle.ask("Which tower was raised in March 2031?").period is None


def test_the_months_of_a_period_are_its_own() -> None:
    """Also over the end of a year."""
    engine = SimpleNamespace(doc_freq=lambda term: 1, expect=lambda terms: None)
    index: Any = SimpleNamespace(languages={"en": 1}, engine=engine)
    period = Period(datetime.date(2024, 12, 30), datetime.date(2025, 1, 2), "then")
    months = {term for term in _terms(period, index) if term[:3] in ("nov", "dec", "jan", "feb")}
    assert {month[:3] for month in months} == {"dec", "jan"}
