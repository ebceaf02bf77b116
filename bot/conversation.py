"""One chat: a question goes in, an answer comes out; what was asked before is known to the next question."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from retrieval import Answer, Lean, QuestionError, Searcher, carried, covered, joined, lean

SHOWN = 3
"""How many passages an answer shows to a person."""

HELD = 0.5
"""Where only the passage found tells whether words carried over were meant: this share of them must stand in it, and
this share of the question's own words that are found without them."""


class Conversation:
    """What one person asks, one question after another."""

    def __init__(
        self,
        searcher: Searcher,
        limit: int = SHOWN,
        keep: Callable[[Answer], Answer] | None = None,
        *,
        follow: bool = True,
    ) -> None:
        """Begins a chat.

        Args:
            keep: Writes each answer down and gives it back with the ids to show.
            follow: Without it every question stands on its own.
        """
        self.searcher = searcher
        self.limit = limit
        self._keep = keep
        self.last: Answer | None = None
        self._follow = follow
        self._before = ""

    def ask(self, question: str, **narrowing: Any) -> Answer:
        """The answer to a question; takes what `Searcher.ask` takes and raises what it raises.

        A question that leans on the one before it is asked together with the words of that, and the answer's
        `understood` says so.
        """
        options = {"limit": self.limit, **narrowing}
        leaning = lean(question) if self._follow and self._before else Lean.ALONE
        if leaning is Lean.ALONE:
            answer = self.searcher.ask(question, **options)
        else:
            answer = self._asked_on(question, leaning, options)
        self._before = answer.understood or question
        return self._kept(answer)

    def unanswerable(self, question: str) -> Answer:
        """The answer to a question with nothing in it to look up: none."""
        return self._kept(self.searcher.unanswerable(question))

    def _kept(self, answer: Answer) -> Answer:
        self.last = self._keep(answer) if self._keep else answer
        return self.last

    def afresh(self) -> None:
        """Forgets what was asked: the next question stands on its own."""
        self.last = None
        self._before = ""

    def take_up(self, answer: Answer) -> None:
        """Goes on from an answer given before, here or elsewhere: the next question may lean on its question."""
        self.last = answer
        self._before = answer.understood or answer.question

    def _asked_on(self, question: str, leaning: Lean, options: dict[str, Any]) -> Answer:
        """The answer to a question together with the one before it, or alone where that fits it better.

        Of that one's words those that stand nowhere are left behind.
        """
        nowhere = self.last.unmatched_terms if self.last else ()
        words = " ".join(word for word in carried(self._before, question).split() if word not in nowhere)
        if not words:
            return self.searcher.ask(question, **options)
        understood = joined(question, words)
        both = replace(self.searcher.ask(understood, **options), question=question, understood=understood)
        if leaning is Lean.LEANING:
            return both
        try:
            alone = self.searcher.ask(question, **options)
        except QuestionError:
            return both
        goes_on = covered(words, both) >= HELD * len(words.split())
        return both if goes_on and covered(question, both) >= HELD * covered(question, alone) else alone
