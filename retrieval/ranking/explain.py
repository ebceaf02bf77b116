"""Why a passage stands where it does: each word's share of its BM25, and what each feature gave to its score."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from retrieval.engines.base import K1, idf
from retrieval.errors import NotFound
from retrieval.indexing.index import Index
from retrieval.indexing.views import as_asked
from retrieval.language import Word
from retrieval.query.analysis import analyzed, corrected
from retrieval.records import Answer, Explanation, WordContribution

_BISECTIONS = 50
"""Halving `_LONGEST_NORM` as often leaves less than a double can tell."""

_LONGEST_NORM = 1_000.0
"""That of a passage about a thousand times as long as the average, with the usual k1 and b."""


def explanation(answer: Answer, rank: int, index: Index) -> Explanation:
    """Why a passage of an answer stands where it does, by the archive as it is now.

    Args:
        answer: The answer.
        rank: Which of its passages, counted from 1.
        index: Of the archive that gave the answer.

    Raises:
        NotFound: There is no passage of that rank, or its article was changed or taken out since.
    """
    passage = next((passage for passage in answer.passages if passage.rank == rank), None)
    if passage is None:
        raise NotFound(f"The answer has no passage {rank}; it has {len(answer.passages)}.")
    citation = passage.citation
    if not passage.features:  # listed for its day alone
        return Explanation(rank, passage.score, passage.bm25, (), {})
    # What is cited may begin before the indexed passage and end after it; the answer sentence is in both.
    terms = index.catalog.passage_terms(citation.article, passage.sentence.start)
    unchanged = any(a.sha256 == citation.sha256 for a in index.catalog.articles_with_ids([citation.article]))
    if terms is None or not unchanged:
        raise NotFound(f"{citation.article} was changed since; ask again.")
    text, index = answer.understood or answer.question, as_asked(answer, index)
    words, _ = corrected(text, index)
    question = analyzed(text, words, index)
    credit = [alone / whole for alone, whole in zip(question.discounted_idf, question.weights, strict=True)]
    contributions = word_contributions(
        words, Counter(terms), index.engine.doc_freq, len(index.engine), bm25=passage.bm25, credit=credit
    )
    return Explanation(rank, passage.score, passage.bm25, contributions, passage.features)


def word_contributions(
    words: Sequence[Word],
    counts: Mapping[str, int],
    doc_freq: Callable[[str], int],
    n_passages: int,
    *,
    bm25: float,
    credit: Sequence[float],
) -> tuple[WordContribution, ...]:
    """What a passage has of each word of a question; the shares of those it has add up to 1.

    Args:
        words: The words that were looked up.
        counts: How often the passage has each term.
        doc_freq: In how many passages a term occurs.
        n_passages: How many passages there are.
        bm25: The engine's score of the passage; 0 when it is no longer known.
        credit: How much of its idf each word is credited with, 0 to 1.
    """
    forms = [(word.term, *word.also) for word in words]
    idf_and_count = {term: (idf(n_passages, doc_freq(term)), counts.get(term, 0)) for terms in forms for term in terms}
    norm = _length_norm(list(idf_and_count.values()), bm25)
    parts = [
        factor * sum(_term_score(*idf_and_count[term], norm) for term in terms)
        for factor, terms in zip(credit, forms, strict=True)
    ]
    total = sum(parts) or 1.0
    return tuple(
        WordContribution(
            word=word.text,
            read_as=word.term,
            count=sum(counts.get(term, 0) for term in terms),
            passages=max(doc_freq(term) for term in terms),
            share=part / total,
        )
        for word, terms, part in zip(words, forms, parts, strict=True)
    )


def _length_norm(terms: Sequence[tuple[float, int]], bm25: float) -> float:
    """What a passage's length adds below the line of BM25, recovered from its score: the longer, the lower that is.

    Engines keep lengths in their own, rounded ways; this needs none of them. Unknown, the length is the average.

    Args:
        terms: The idf of each term of the question, and how often the passage has it.
        bm25: The engine's score of the passage; 0 when it isn't known.
    """
    if bm25 <= 0:
        return K1
    low, high = 0.0, _LONGEST_NORM
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if sum(_term_score(weight, count, middle) for weight, count in terms) > bm25:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _term_score(weight: float, count: int, norm: float) -> float:
    """What a term of this idf earns: `idf · count · (k1 + 1) / (count + norm)`."""
    return weight * count * (K1 + 1) / (count + norm) if count else 0.0
