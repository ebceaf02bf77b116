"""Where words of an article stand in its file."""

from retrieval import Article


def line_of(article: Article, words: str) -> int:
    """The line of the file on which the words first stand, by what the article says of its lines."""
    at = article.text.index(words)
    start, first = [(start, line) for start, line in article.lines or () if start <= at][-1]
    return first + article.text.count("\n", start, at)
