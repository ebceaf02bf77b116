"""The data that every export is made from."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retrieval import Answer, AnswerPassage, Article, Check


@dataclass(frozen=True, slots=True)
class Bundle:
    """An answer, its articles that still exist by id, the check of each citation, and the time of the checks."""

    answer: Answer
    articles: Mapping[str, Article]
    checks: tuple[Check, ...]
    checked_at: datetime.datetime

    def passages(self) -> Iterator[tuple[AnswerPassage, Check, Article | None]]:
        """Each passage with its check and the article that holds its words now, or else the one that was cited."""
        for passage, check in zip(self.answer.passages, self.checks, strict=True):
            yield passage, check, self.articles.get(check.article or passage.citation.article)

    def authors(self, article: str) -> tuple[str, ...]:
        """The authors of the article with an id, as far as the archive knows them."""
        known = self.articles.get(article)
        return known.authors if known else ()


def web_address(url: str | None) -> str | None:
    """The URL if it is safe to follow in a browser: an article could carry one that runs a script."""
    return url if url and url.lower().startswith(("http://", "https://")) else None
