"""What every export is made from."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retrieval import Answer, AnswerPassage, Article, Check


@dataclass(frozen=True, slots=True)
class Bundle:
    """An answer, those of its articles that are still there, the verdict on each citation, and when it was checked."""

    answer: Answer
    articles: Mapping[str, Article]
    checks: tuple[Check, ...]
    checked_at: datetime.datetime

    def passages(self) -> Iterator[tuple[AnswerPassage, Check, Article | None]]:
        """Each passage with its verdict and its article, where its words stand now or else as it was cited."""
        for passage, check in zip(self.answer.passages, self.checks, strict=True):
            yield passage, check, self.articles.get(check.article or passage.citation.article)

    def authors(self, article: str) -> tuple[str, ...]:
        """Who wrote an article, as far as the archive knows."""
        found = self.articles.get(article)
        return found.authors if found else ()


def web_address(url: str | None) -> str | None:
    """The URL if a browser may be sent there: an article could carry one that runs a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
