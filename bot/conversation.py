"""One chat: a question goes in, an answer comes out, and the last one is remembered."""

from typing import Any

from retrieval import Answer, Searcher

SHOWN = 3
"""How many passages an answer shows to a person."""


class Conversation:
    """What one person asks, one question after another."""

    def __init__(self, searcher: Searcher, limit: int = SHOWN) -> None:
        self.searcher = searcher
        self.limit = limit
        self.last: Answer | None = None

    def ask(self, question: str, **narrowing: Any) -> Answer:
        """The answer to a question; takes what `Searcher.ask` takes and raises what it raises."""
        self.last = self.searcher.ask(question, **{"limit": self.limit, **narrowing})
        return self.last
