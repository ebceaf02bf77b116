"""The data that every export is made from."""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from bot.render.links import article_link
from retrieval import Answer, AnswerPassage, Article, Check, Citation

# Blanks, control codes, controls of direction, lone surrogates, and the signs that RFC 3986 has no place for.
_NOT_IN_A_URL = re.compile(
    r'[\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff"<>\\^`{|}]'
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """An answer, its articles that still exist by id, the check of each citation, and the time of the checks."""

    answer: Answer
    articles: Mapping[str, Article]
    checks: tuple[Check, ...]
    checked_at: datetime.datetime
    public_url: str = ""
    """Where the web page is reached; empty if no such address is set."""

    def page(self, citation: Citation) -> str | None:
        """Where the web page shows the words of a citation; None if it has no address."""
        return article_link(self.public_url, citation.article, next(iter(citation.paragraphs), None))

    def address(self, citation: Citation) -> str | None:
        """Where the article of a citation is on the web: at its own address, else on our page; None for neither."""
        return web_address(citation.url) or self.page(citation)

    def passages(self) -> Iterator[tuple[AnswerPassage, Check, Article | None]]:
        """Each passage with its check and the article that holds its words now, or else the one that was cited."""
        for passage, check in zip(self.answer.passages, self.checks, strict=True):
            yield passage, check, self.articles.get(check.article or passage.citation.article)

    def authors(self, citation: Citation) -> tuple[str, ...]:
        """The authors of a cited article, as the archive knows them; of one that is gone, as they were cited."""
        article = self.articles.get(citation.article)
        return article.authors if article else citation.authors


def web_address(url: str | None) -> str | None:
    """The URL if it is safe to follow in a browser: an article could carry one that runs a script.

    What no URL may hold as it is (https://www.rfc-editor.org/rfc/rfc3986#section-2), and what could end the place in
    which a format puts it, is percent-encoded.
    """
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    return _NOT_IN_A_URL.sub(lambda match: quote(match[0], safe="", errors="replace"), url)
