"""Which sentence of a passage tells the answer, and how sure we are that there is one."""

from collections.abc import Mapping, Sequence

from retrieval import language
from retrieval.records import Article, Passage, Sentence

THRESHOLD = 0.35
"""Below this confidence the archive is said not to hold the answer."""


def telling(article: Article, passage: Passage, weights: Mapping[str, float]) -> Sentence:
    """The sentence of a passage that covers most of the question's rare words; the first of equals.

    Args:
        weights: Each term of the question with its idf.
    """
    found = language.sentences(article.text, passage.start, passage.end, article.language)
    return max(found, key=lambda sentence: covered(language.terms(sentence.exact, article.language), weights))


def covered(terms: Sequence[str], weights: Mapping[str, float]) -> float:
    """The summed idf of the question's terms that occur among these."""
    held = set(terms)
    return sum(weight for term, weight in weights.items() if term in held)
