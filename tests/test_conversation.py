"""One chat: which questions take words from the one before, and when the answer without them is better."""

import datetime
from collections.abc import Mapping
from typing import Any, cast

import pytest

from bot.conversation import SHOWN, Conversation
from retrieval import Answer, AnswerPassage, Article, Citation, NotFound, QuestionError, Searcher, Sentence

FIRST = "Who leads the ferry company of Port Aldor?"


def answer(question: str, text: str, context: str = "", unmatched: tuple[str, ...] = ()) -> Answer:
    """An answer of one passage, or of none when there is no text."""
    citation = Citation("x.1", "a", "Title", None, None, None, None, (1,), text, "", "", 0, len(text), "")
    passage = AnswerPassage(1, 1.0, text, Sentence(text, 0, len(text)), citation)
    return Answer(
        id="x",
        question=question,
        asked_at=datetime.datetime.now(datetime.UTC),
        answered=True,
        confidence=0.5,
        passages=(passage,) if text else (),
        unmatched_terms=unmatched,
        elapsed_ms=0.0,
        understood=f"{question} ({context})" if context else None,
    )


class Texts:
    """A searcher that answers with one text where context words are given and with another where not.

    Its archive has the article no more, so that only the words tell what a question goes on from.
    """

    def __init__(self, in_context: str, alone: str | None, unmatched: tuple[str, ...] = ()) -> None:
        self.in_context, self.alone, self.unmatched = in_context, alone, unmatched
        self.asked: list[tuple[str, Mapping[str, Any]]] = []

    def ask(self, question: str, *, context: str = "", **options: Any) -> Answer:
        """The answer with the text that fits."""
        self.asked.append((context, options))
        if context:
            return answer(question, self.in_context, context)
        if self.alone is None and question != FIRST:
            raise QuestionError("There is no word in that question.")
        return answer(question, self.alone or "", unmatched=self.unmatched)

    def unanswerable(self, question: str, **_narrowing: object) -> Answer:
        """An answer without passages."""
        return answer(question, "")

    def language(self, question: str, before: str | None = None) -> str:
        """All is English."""
        return "en"

    def asks_for_days(self, question: str, *, after_such: bool) -> bool:
        """No question does."""
        return False

    @property
    def archive(self) -> "Texts":
        """Where articles are looked up."""
        return self

    def article(self, article_id: str) -> Article:
        """No article is known."""
        raise NotFound(f"There is no article {article_id!r}.")


def chat(texts: Texts, **options: Any) -> Conversation:
    """A chat in which `FIRST` was asked."""
    conversation = Conversation(cast("Searcher", texts), **options)
    conversation.ask(FIRST)
    texts.asked.clear()
    return conversation


@pytest.mark.parametrize(
    ("in_context", "alone", "depends"),
    [
        ("leads ferry company", "", True),  # 3 of the 5 context words, and no word is found without them
        ("leads ferry", "", False),  # 2 of 5 are too few
        ("leads ferry company mediator", "mediator talks", True),  # 1 of the 2 words that are found alone
        ("leads ferry company", "mediator", False),  # 0 of 1
        ("leads ferry company mediator", "mediator talks began", False),  # 1 of 3
        ("leads ferry company mediator talks began", "mediator talks began", True),  # 3 of 3
        ("leads ferry company mediator talks", "mediator talks began", False),  # 2 of 3, and all of them elsewhere
        ("leads ferry company mediator", "talks began", True),  # 1 of 2, and not all of them elsewhere
    ],
)
def test_an_unclear_question_takes_words_where_the_passages_say_so(
    *, in_context: str, alone: str, depends: bool
) -> None:
    """Half of the context words and half of the question's own must be in the passage: exactly half is enough."""
    texts = Texts(in_context, alone)
    given = chat(texts).ask("the mediator talks began")
    assert (given.understood is not None) == depends
    assert given.passages == (answer("", in_context if depends else alone).passages)
    # Of an article that is gone the names are left behind.
    assert [context for context, _ in texts.asked] == ["leads ferry company" + ("" if alone else " Port Aldor"), ""]


def test_half_of_an_even_number_is_enough() -> None:
    """Two of four words."""
    texts = Texts("ferry company", "")
    conversation = Conversation(cast("Searcher", texts))
    conversation.ask("ferry company port strike")
    assert conversation.ask("the mediator?").understood is not None
    assert texts.asked[1][0] == "ferry company port strike"


def test_a_dependent_question_is_not_asked_alone() -> None:
    """Whatever its passage holds."""
    texts = Texts("nothing of it", "mediator")
    assert chat(texts).ask("And who mediates?").understood is not None
    assert len(texts.asked) == 1


def test_a_question_that_says_nothing_alone_is_answered_in_context() -> None:
    """No error: the answer with context words stands."""
    assert chat(Texts("nothing of it", None)).ask("the mediator?").understood is not None


def test_words_that_occur_nowhere_are_left_behind() -> None:
    """When nothing else is left, the question stands on its own."""
    texts = Texts("", "mediator", unmatched=("leads", "company", "Port"))
    chat(texts).ask("And who mediates?")
    assert texts.asked == [("ferry Aldor", {"limit": SHOWN, "topic": None})]
    texts = Texts("", "mediator", unmatched=("leads", "ferry", "company", "Port", "Aldor"))
    assert chat(texts).ask("And who mediates?").understood is None
    assert [context for context, _ in texts.asked] == [""]


def test_a_self_contained_question_is_asked_alone() -> None:
    """So is any where following is off, and the first one."""
    texts = Texts("ferry", "mediator")
    assert chat(texts).ask("Who mediates in the strike of the dockers of Lunza?").understood is None
    assert chat(texts, follow=False).ask("And who mediates?").understood is None
    assert Conversation(cast("Searcher", texts)).ask("And who mediates?").understood is None
    assert {context for context, _ in texts.asked} == {""}


def test_options_are_handed_on() -> None:
    """The chat's limit is that of each answer, unless another is asked for; what narrows goes along both ways."""
    texts = Texts("ferry", "mediator")
    conversation = chat(texts, limit=7)
    conversation.ask("the mediator?", source="Herald")
    conversation.ask("Who mediates in the strike of the dockers of Lunza?", limit=2)
    herald = {"limit": 7, "source": "Herald"}
    assert [options for _, options in texts.asked] == [herald | {"topic": None}, herald, {"limit": 2}]


def test_answers_are_kept_and_remembered() -> None:
    """The last one is what was kept; the next question goes on from what was understood, or from one taken up."""
    kept: list[str] = []

    def keep(given: Answer) -> Answer:
        kept.append(given.question)
        return answer(given.question, "kept", "kept words" if given.understood else "")

    texts = Texts("nothing of it", "mediator")
    conversation = chat(texts, keep=keep)
    assert conversation.ask("And who mediates?").passages[0].text == "kept"
    assert conversation.last
    assert conversation.last.passages[0].text == "kept"
    conversation.ask("And the talks?")
    assert texts.asked[-1][0] == "mediates leads ferry company Port Aldor"
    assert conversation.unanswerable("?!").question == "?!"
    assert kept == [FIRST, "And who mediates?", "And the talks?", "?!"]
    conversation.take_up(answer("Who sings?", "opera", "opera Lunza"))
    conversation.ask("And who dances?")
    assert texts.asked[-1][0] == "sings opera Lunza"
    conversation.take_up(answer("Who sings?", "opera"))
    conversation.ask("And who dances?")
    assert texts.asked[-1][0] == "sings"
    conversation.afresh()
    assert conversation.last is None
    assert conversation.ask("And who dances?").understood is None
