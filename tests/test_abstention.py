"""Answers, answers with reserve, and none: in archives of a few articles and of many."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Searcher

Opener = Callable[..., Searcher]

ISLANDS = {
    "gozo.txt": "Gozo is the second island of the country. It has three lighthouses, and 37,000 people live there.",
    "malta.txt": "Malta became a republic in 1974. Its harbour is deep, and ferries leave it for Gozo all day.",
    "fair.md": "---\ntitle: The fair\ndate: 2023-05-04\n---\n\nMaria Vella won the spring fair with a paper boat.",
}


def write(folder: Path, texts: dict[str, str]) -> None:
    """Files of a folder by their names."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How many people live on Gozo?", "37,000"),
        ("When did Malta become a republic?", "1974"),
        ("Who won the spring fair?", "Maria Vella"),
        ("Who won the spring fair in 2023?", "Maria Vella"),
        ("What leaves the harbour of Malta?", "ferries"),
    ],
)
def test_what_plainly_stands_in_a_small_folder_is_answered(
    corpus: Path, opened: Opener, question: str, held: str
) -> None:
    """Three files, one of which says it."""
    write(corpus, ISLANDS)
    answer = opened().ask(question)
    assert answer.answered
    assert held in answer.passages[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Who painted the ceiling of the opera?",
        "What does a ticket for the museum cost?",
        "Who won the spring fair in 2019?",
        "How many lighthouses has Comino?",
        "When did Iceland become a kingdom?",
    ],
)
def test_what_a_small_folder_lacks_is_not_answered_without_reserve(corpus: Path, opened: Opener, question: str) -> None:
    """Another year or island is not what was asked for."""
    write(corpus, ISLANDS)
    answer = opened().ask(question)
    assert not answer.answered or answer.may_hold


def test_a_number_that_the_answer_lacks_is_named(corpus: Path, opened: Opener) -> None:
    """What the first passage doesn't say is said, and what occurs nowhere is listed."""
    write(corpus, ISLANDS | {"weather.txt": "In 2019 the weather on the islands was fine, and in 2020 it was not."})
    searcher = opened()
    asked = searcher.ask("Who won the spring fair with a paper boat in 2019?")
    assert "Maria Vella" in asked.passages[0].text
    assert asked.missing_terms == ("2019",)
    assert asked.unmatched_terms == ()
    nowhere = searcher.ask("Who won the spring fair with a paper boat in 2018?")
    assert nowhere.missing_terms == ()
    assert nowhere.unmatched_terms == ("2018",)
    assert searcher.ask("Who won the spring fair with a paper boat in 2023?").missing_terms == ()


def test_who_wrote_an_article_is_named_by_it(corpus: Path, opened: Opener) -> None:
    """In it they are only "I": their name isn't missing; somebody else's is, also of one who wrote another article."""
    write(corpus, {
        "kites.md": "---\nauthor: Mira Kole\n---\nI gave up building kites, since our wind is too strong for them.",
        "boats.md": "---\nauthor: Tom Reed\n---\nI build boats from old doors, and they sell well at the harbour.",
    })  # fmt: skip
    searcher = opened()
    own = searcher.ask("Why did Mira Kole give up building kites?")
    assert (own.answered, own.may_hold, own.missing_terms, own.unmatched_terms) == (True, False, (), ())
    assert own.passages[0].citation.article == "kites.md"
    other = searcher.ask("Why did Tom Reed give up building kites?")
    assert other.unmatched_terms == ("Tom", "Reed")
    assert other.confidence < own.confidence - 0.2


def test_german_nouns_are_no_names(corpus: Path, opened: Opener) -> None:
    """A capital tells nothing there: a noun that the passage lacks is a word like others."""
    write(corpus, {
        "hafen.txt": "Der Hafen wurde im Mai von der Stadt vertieft. Die Arbeiten kosteten drei Millionen Euro.",
        "markt.txt": "Auf dem Markt gibt es am Samstag frischen Fisch und Brot aus der Gegend.",
    })  # fmt: skip
    answer = opened().ask("Wie viel Geld kosteten die Arbeiten am Hafen?")
    assert answer.answered
    assert answer.missing_terms == ()


def test_below_the_very_question_stands_its_answer(corpus: Path, opened: Opener) -> None:
    """Though it names nobody; what another question asks is not answered there."""
    write(corpus, {
        "faq.md": "# Harbour questions\n\nWe asked the harbour office about the new ferry for the summer.\n\n"
        "## Does the ferry take dogs?\n\nYes, on a lead and with a muzzle, at two euros each.\n\n"
        "## Who pays for delays?\n\nNobody does, unless the office cancelled the trip on the day before.\n"
    })  # fmt: skip
    for question in ("Who pays for delays?", "Who pays for delays of the ferry?"):
        answer = opened().ask(question)
        assert (answer.answered, answer.passages[0].text[:6]) == (True, "Nobody"), question
    for question in ("Who pays for the pool?", "Who pays the office?", "Who pays for delays of the Ida?"):
        assert not opened().ask(question).answered, question
