"""A question that leans on the one before it is understood with it; a new topic stands on its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.journal.codec import parsed_answer
from bot.render.answers import answer_json, answer_text
from retrieval import Answer, Lean, Searcher, carried, lean
from tests.conftest import QUESTION
from tests.dialogues import ARTICLES, PAIRS
from tests.render.test_answers import drawn


@pytest.fixture
def talk(corpus: Path, opened: Callable[..., Searcher]) -> Callable[..., Answer]:
    """Asks questions one after another in a new chat over the dialogues' articles; gives the last answer."""
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher = opened()

    def talk_(*questions: str, **options: bool) -> Answer:
        conversation = Conversation(searcher, **options)
        return [conversation.ask(question) for question in questions][-1]

    return talk_


def test_dialogues(talk: Callable[..., Answer]) -> None:
    """All pairs of the dialogues but one are judged right and answered from the right passage."""
    wrong = []
    for before, now, leans, article, words in PAIRS:
        answer = talk(before, now)
        first = answer.passages[0]
        right = first.citation.article == f"{article}.txt" and words in first.text.replace("\n", " ")
        if not right or (answer.understood is not None) != leans:
            wrong.append((before, now, answer.understood, first.citation.article))
    assert len(wrong) <= 1, wrong


def test_the_telling_sentence_answers_what_is_asked_now(talk: Callable[..., Answer]) -> None:
    """The words carried over tell which passage is meant; in it the question's own words choose the sentence."""
    leaning = [pair for pair in PAIRS if pair[2]]
    told = 0
    for before, now, _, _, words in leaning:
        told += words in talk(before, now).passages[0].sentence.exact.replace("\n", " ")
    assert told >= 0.65 * len(leaning)
    answer = talk("Why did the ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.passages[0].sentence.exact.startswith("The mediator is Ines Calloway")


def test_the_mediators_are_told_and_not_who_leads(seeds: Searcher) -> None:
    """Of the same passage another sentence is marked."""
    conversation = Conversation(seeds)
    assert "David Barnea" in conversation.ask(QUESTION).passages[0].sentence.exact
    answer = conversation.ask("and who mediates?")
    assert "mediation efforts of the US, Qatar, and Egypt" in answer.passages[0].sentence.exact


def test_what_was_understood_is_shown(talk: Callable[..., Answer]) -> None:
    """The question stays as typed, and what it was understood as stands beside it, for people and programs."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    assert answer.question == "And who mediates?"
    assert answer.understood == "And who mediates? (ferry crews strike Port Aldor)"
    assert answer_json(answer)["understood_as"] == answer.understood
    assert f"Understood as: {answer.understood}" in drawn(answer_text(answer, marks=True))


def test_a_third_question_leans_on_both(talk: Callable[..., Answer]) -> None:
    """The topic goes on through a question that itself leaned on it, and words of both are carried."""
    answer = talk(PAIRS[0][0], "And who mediates?", "When did she invite them?")
    assert "Thursday" in answer.passages[0].text
    assert answer.understood == "When did she invite them? (mediates ferry crews strike Port Aldor)"


def test_words_that_stand_nowhere_are_not_carried_over(talk: Callable[..., Answer]) -> None:
    """What the archive does not know of one question is no reason to know nothing of the next."""
    answer = talk("Why did the zorgled ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.understood == "And who mediates? (ferry crews strike Port Aldor)"
    assert answer.unmatched_terms == ()


def test_a_new_topic_ends_the_old_one(talk: Callable[..., Answer]) -> None:
    """After a question of its own the next one leans on that, not on what came before."""
    answer = talk(PAIRS[0][0], "Who won the presidential election in Vestland?", "How old is she?")
    assert answer.passages[0].citation.article == "election.txt"
    assert "ferry" not in (answer.understood or "")


def test_starting_afresh_forgets(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """After that no question leans on one before, nor does any where following is off."""
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher = opened()
    conversation = Conversation(searcher)
    conversation.ask(PAIRS[0][0])
    conversation.afresh()
    assert conversation.last is None
    assert conversation.ask("Who mediates?").understood is None
    each = Conversation(searcher, follow=False)
    each.ask(PAIRS[0][0])
    assert each.ask("Who mediates?").understood is None


@pytest.mark.parametrize(
    ("tongue", "question", "expected"),
    [
        ("en", "Why?", Lean.LEANING),
        ("en", "Is it true that Biden met Xi?", Lean.ALONE),
        ("en", "What did Biden say about his plan?", Lean.ALONE),
        ("en", "What happened there?", Lean.LEANING),
        ("en", "What did Biden say about it?", Lean.LEANING),
        ("en", "!!!", Lean.ALONE),
        ("en", "And what did Macron say?", Lean.OPEN),
        ("en", "and in 2021?", Lean.LEANING),
        ("en", "Which film won the award for the best director this week?", Lean.ALONE),
        ("de", "Und wer vermittelt?", Lean.LEANING),
        ("de", "Wann wurde er gewählt?", Lean.LEANING),
        ("es", "¿Y quién media?", Lean.LEANING),
        ("es", "¿Quién ganó las elecciones en Francia?", Lean.ALONE),
        ("fr", "Et pourquoi ?", Lean.LEANING),
        ("ru", "А кто посредник?", Lean.LEANING),
        ("ru", "Когда она родилась?", Lean.LEANING),
        ("zh", "那谁调停？", Lean.LEANING),
        ("zh", "黑豹队的防守丢了多少分？", Lean.ALONE),
    ],
)
def test_leaning_is_told_from_the_words(tongue: str, question: str, expected: Lean) -> None:
    """First words, pronouns and names tell whether a question leans on another, in several languages."""
    assert lean(question, tongue) is expected


def test_words_are_carried_once_and_as_typed() -> None:
    """What the question has itself isn't carried, nor asking words or a year it replaces; a Chinese run stays one."""
    assert carried("Who leads the U.S. delegation to Qatar?", "And who joins the delegation?") == "leads U.S. Qatar"
    assert carried("Who won the Nobel Peace Prize in 2022?", "and in 2021?") == "won Nobel Peace Prize"
    assert carried("黑豹队丢了多少分？", "为什么？", "zh") == "黑豹队丢了 分"


def test_an_answer_read_back_is_the_same(talk: Callable[..., Answer]) -> None:
    """What was understood and read survives the way to JSON and back."""
    answer = talk(PAIRS[0][0], "And who mediatess for Callowey?")
    assert answer.understood
    assert answer.corrections
    again = parsed_answer(answer_json(answer))
    assert (again.understood, again.corrections) == (answer.understood, answer.corrections)
