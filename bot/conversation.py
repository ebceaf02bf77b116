"""One chat: a question goes in, an answer comes out, and the last one is remembered."""

from collections.abc import Callable
from typing import Any

from retrieval import Answer, Searcher

SHOWN = 3
"""How many passages an answer shows to a person."""


class Conversation:
    """What one person asks, one question after another."""

    def __init__(self, searcher: Searcher, limit: int = SHOWN, keep: Callable[[Answer], Answer] | None = None) -> None:
        """Starts a conversation; `keep` writes each answer down and gives it back with the ids to show."""
        self.searcher = searcher
        self.limit = limit
        self._keep = keep
        self.last: Answer | None = None

    def ask(self, question: str, **narrowing: Any) -> Answer:
        """The answer to a question; takes what `Searcher.ask` takes and raises what it raises."""
        return self._kept(self.searcher.ask(question, **{"limit": self.limit, **narrowing}))

    def unanswerable(self, question: str) -> Answer:
        """The answer to a question with nothing in it to look up: none."""
        return self._kept(self.searcher.unanswerable(question))

    def _kept(self, answer: Answer) -> Answer:
        self.last = self._keep(answer) if self._keep else answer
        return self.last
