"""A question that depends on the one before it is understood with it; a new topic stands on its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.journal.codec import answer_json, parsed_answer
from bot.render.answers import answer_text
from retrieval import Answer, ContextDependence, Searcher, context_dependence, context_words, covered_words
from retrieval.language import analyzer
from retrieval.query.follow_ups import CONTEXT_WORDS, context_in, rewritten
from tests.conftest import QUESTION
from tests.dialogues import ARTICLES, PAIRS
from tests.render.test_answers import drawn


@pytest.fixture
def talk(corpus: Path, opened: Callable[..., Searcher]) -> Callable[..., Answer]:
    """Asks questions one after another in a new chat over the dialogues' articles; gives the last answer."""
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher = opened()

    def talk_(*questions: str, follow: bool = True) -> Answer:
        conversation = Conversation(searcher, follow=follow)
        return [conversation.ask(question) for question in questions][-1]

    return talk_


def test_dialogues(talk: Callable[..., Answer]) -> None:
    """All pairs of the dialogues but one are judged right and answered from the right passage."""
    wrong = []
    for before, now, depends, article, words in PAIRS:
        answer = talk(before, now)
        first = answer.passages[0]
        right = first.citation.article == f"{article}.txt" and words in first.text.replace("\n", " ")
        if not right or (answer.understood is not None) != depends:
            wrong.append((before, now, answer.understood, first.citation.article))
    assert len(wrong) <= 1, wrong


def test_the_answer_sentence_answers_what_is_asked_now(talk: Callable[..., Answer]) -> None:
    """The words carried over tell which passage is meant; in it the question's own words choose the sentence."""
    follow_ups = [pair for pair in PAIRS if pair[2]]
    right = 0
    for before, now, _, _, words in follow_ups:
        right += words in talk(before, now).passages[0].sentence.exact.replace("\n", " ")
    assert (right, len(follow_ups)) == (47, 66)
    answer = talk("Why did the ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.passages[0].sentence.exact.startswith("The mediator is Ines Calloway")


def test_the_mediators_are_told_and_not_who_leads(seeds: Searcher) -> None:
    """Of the same passage another sentence is marked."""
    conversation = Conversation(seeds)
    assert "David Barnea" in conversation.ask(QUESTION).passages[0].sentence.exact
    answer = conversation.ask("and who mediates?")
    assert "mediation efforts of the US, Qatar, and Egypt" in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why do the ferry crews strike in Port Aldor (and who mediates)", "The mediator is Ines Calloway"),
        ("When did the bridge at Karlo collapse (who is the minister)", "The minister of\ntransport"),
        ("How well does the vaccine against marsh fever work (what are the side effects)", "Side effects were mild"),
    ],
)
def test_a_parenthesis_of_the_question_itself_counts_fully(
    talk: Callable[..., Answer], question: str, sentence: str
) -> None:
    """Only words that come from the conversation are discounted in the choice of the sentence."""
    answer = talk(question)
    assert answer.understood is None
    assert answer.passages[0].sentence.exact.startswith(sentence)


def test_context_is_an_argument(talk: Callable[..., Answer], opened: Callable[..., Searcher]) -> None:
    """Whoever calls `ask` may give the words of a conversation; they are kept apart from the question."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    searcher = opened()
    again = searcher.ask("And who mediates?", context="ferry crews strike Port Aldor", limit=3)
    assert (again.question, again.understood) == (answer.question, answer.understood)
    assert [p.sentence for p in again.passages] == [p.sentence for p in answer.passages]
    assert answer.provenance["context"] == "ferry crews strike Port Aldor"
    assert searcher.ask("Who mediates?").provenance["context"] is None
    assert [word.word for word in searcher.explain(again, 1).words][1:3] == ["ferry", "crews"]


@pytest.mark.parametrize(("question", "context"), [("Why (really)?", "a b"), ("Why (so)", "x (y"), ("Why?", "")])
def test_context_is_read_from_what_is_shown_where_the_question_is_known(question: str, context: str) -> None:
    """Brackets in either don't matter."""
    assert context_in(rewritten(question, context) if context else "", question) == context


def test_what_was_understood_is_shown(talk: Callable[..., Answer]) -> None:
    """The question stays as typed, and what it was understood as stands beside it, for people and programs."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    assert answer.question == "And who mediates?"
    assert answer.understood == "And who mediates? (ferry crews strike Port Aldor)"
    assert answer_json(answer)["understood_as"] == answer.understood
    assert f"Understood as: {answer.understood}" in drawn(answer_text(answer, marks=True))


def test_a_third_question_depends_on_both(talk: Callable[..., Answer]) -> None:
    """The topic goes on through a question that itself depended on it, and words of both are carried."""
    answer = talk(PAIRS[0][0], "And who mediates?", "When did she invite them?")
    assert "Thursday" in answer.passages[0].text
    assert answer.understood == "When did she invite them? (mediates ferry crews strike Port Aldor)"


def test_words_that_stand_nowhere_are_not_carried_over(talk: Callable[..., Answer]) -> None:
    """A word that the archive does not have must not spoil the next question as well."""
    answer = talk("Why did the zorgled ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.understood == "And who mediates? (ferry crews strike Port Aldor)"
    assert answer.unmatched_terms == ()


def test_a_new_topic_ends_the_old_one(talk: Callable[..., Answer]) -> None:
    """After a question of its own the next one depends on that, not on what came before."""
    answer = talk(PAIRS[0][0], "Who won the presidential election in Vestland?", "How old is she?")
    assert answer.passages[0].citation.article == "election.txt"
    assert "ferry" not in (answer.understood or "")


def test_starting_afresh_forgets(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """After that no question depends on one before, nor does any where following is off."""
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
    ("code", "question", "expected"),
    [
        ("en", "Why?", ContextDependence.DEPENDENT),
        ("en", "Is it true that Biden met Xi?", ContextDependence.SELF_CONTAINED),
        ("en", "What did Biden say about his plan?", ContextDependence.SELF_CONTAINED),
        ("en", "What happened there?", ContextDependence.DEPENDENT),
        ("en", "What did Biden say about it?", ContextDependence.DEPENDENT),
        ("en", "!!!", ContextDependence.SELF_CONTAINED),
        ("en", "And what did Macron say?", ContextDependence.UNCLEAR),
        ("en", "and in 2021?", ContextDependence.DEPENDENT),
        ("en", "Which film won the award for the best director this week?", ContextDependence.SELF_CONTAINED),
        ("de", "Und wer vermittelt?", ContextDependence.DEPENDENT),
        ("de", "Wann wurde er gewählt?", ContextDependence.DEPENDENT),
        ("es", "¿Y quién media?", ContextDependence.DEPENDENT),
        ("es", "¿Quién ganó las elecciones en Francia?", ContextDependence.SELF_CONTAINED),
        ("fr", "Et pourquoi ?", ContextDependence.DEPENDENT),
        ("ru", "А кто посредник?", ContextDependence.DEPENDENT),
        ("ru", "Когда она родилась?", ContextDependence.DEPENDENT),
        ("zh", "那谁调停？", ContextDependence.DEPENDENT),
        ("zh", "黑豹队的防守丢了多少分？", ContextDependence.SELF_CONTAINED),
    ],
)
def test_dependence_is_told_by_the_words(code: str, question: str, expected: ContextDependence) -> None:
    """First words, pronouns and names tell whether a question depends on another, in several languages."""
    assert context_dependence(question, code) is expected


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        ("en", "cheap bread bakers city?", ContextDependence.UNCLEAR),  # four words
        ("en", "cheap bread bakers city tax?", ContextDependence.SELF_CONTAINED),  # five
        ("zh", "面包涨价了", ContextDependence.UNCLEAR),
        ("zh", "城里的面包价格上涨了", ContextDependence.SELF_CONTAINED),
        ("en", "Did ministers say their names?", ContextDependence.DEPENDENT),  # one word before the pronoun
        ("en", "Did ministers approve their plan?", ContextDependence.UNCLEAR),  # two
        ("en", "Did Biden say his name?", ContextDependence.SELF_CONTAINED),  # a name
        ("en", "Which did it 2021?", ContextDependence.DEPENDENT),  # a figure behind it
        ("en", "Members?", ContextDependence.UNCLEAR),  # the first word is capitalised anyway
        ("en", "NATO?", ContextDependence.SELF_CONTAINED),
        ("en", "¿2021?", ContextDependence.SELF_CONTAINED),
        ("en", "What’s his name?", ContextDependence.DEPENDENT),
        ("en", "It takes to win?", ContextDependence.UNCLEAR),
        ("xx", "who gave it?", ContextDependence.UNCLEAR),
        ("", "…", ContextDependence.SELF_CONTAINED),
    ],
)
def test_what_a_question_names_is_counted(code: str, question: str, expected: ContextDependence) -> None:
    """The bounds of how little it says, and of what stands before a pronoun."""
    assert context_dependence(question, code) is expected


def test_the_language_is_detected_where_it_is_not_given() -> None:
    """English where nothing tells it."""
    assert context_dependence("Und wer vermittelt dort?") is ContextDependence.DEPENDENT
    assert context_dependence("А кто посредник?", "xxx") is ContextDependence.DEPENDENT
    assert context_words("Кто ведёт переговоры в Катаре?", "А когда?") == "ведёт переговоры Катаре"
    assert context_words("Who won?", "2024") == "won"


def test_the_latest_words_are_taken() -> None:
    """As many as `CONTEXT_WORDS`, from the start of what was understood before, where the latest question stands."""
    many = [f"w{chr(97 + number)}q" for number in range(CONTEXT_WORDS + 1)]
    assert context_words(" ".join(many), "Why?") == " ".join(many[:-1])
    assert context_words(" ".join(many[1:]), "Why?") == " ".join(many[1:])


def test_runs_without_spaces_are_taken_whole() -> None:
    """Characters that touch are one run; what the question has itself parts it."""
    assert context_words("黑豹队 北京", "为什么？", "zh") == "黑豹队 北京"
    assert context_words("黑豹队北京", "黑豹队？", "zh") == "队北京"


def test_covered_words_are_those_of_the_first_passage(talk: Callable[..., Answer]) -> None:
    """Or of its title; each word counts once, and without passages none does."""
    answer = talk("Who mediates in the ferry strike of Port Aldor?")
    first = answer.passages[0]
    assert "mediator" in first.text
    assert covered_words("the mediator, a retired judge, and zorgled", answer) == 3
    assert covered_words(f"{first.citation.title}?", answer) == len(analyzer.words(first.citation.title, "en")) > 0
    assert covered_words("mediator mediator", answer) == 1
    assert covered_words("mediator", replace(answer, passages=())) == 0


def test_words_are_carried_once_and_as_typed() -> None:
    """What the question has itself isn't carried, nor asking words or a year it replaces; a Chinese run stays one."""
    assert (
        context_words("Who leads the U.S. delegation to Qatar?", "And who joins the delegation?") == "leads U.S. Qatar"
    )
    assert context_words("Who won the Nobel Peace Prize in 2022?", "and in 2021?") == "won Nobel Peace Prize"
    assert context_words("黑豹队丢了多少分？", "为什么？", "zh") == "黑豹队丢了 分"


def test_an_answer_read_back_is_the_same(talk: Callable[..., Answer]) -> None:
    """What was understood and read survives the way to JSON and back."""
    answer = talk(PAIRS[0][0], "And who mediatess for Callowey?")
    assert answer.understood
    assert answer.corrections
    again = parsed_answer(answer_json(answer))
    assert (again.understood, again.corrections) == (answer.understood, answer.corrections)
