"""Why a passage stands where it does: each word's share of its BM25."""

from collections.abc import Callable, Mapping, Sequence

from retrieval.engines.base import K1, idf
from retrieval.language import Word
from retrieval.records import WordContribution

_HALVINGS = 50
_LONGEST = 1_000.0


def matched(
    words: Sequence[Word],
    counts: Mapping[str, int],
    doc_freq: Callable[[str], int],
    documents: int,
    bm25: float,
    credit: Sequence[float],
) -> tuple[WordContribution, ...]:
    """What a passage has of each word of a question; the shares of those it has add up to 1.

    Args:
        words: The words that were looked up.
        counts: How often the passage has each term.
        frequency: In how many passages a term occurs.
        documents: How many passages there are.
        bm25: The engine's score of the passage; 0 when it isn't known any more.
        credit: How much of its idf each word is credited with.
    """
    forms = [(word.term, *word.also) for word in words]
    known = {term: (idf(documents, doc_freq(term)), counts.get(term, 0)) for each in forms for term in each}
    norm = _norm(list(known.values()), bm25)
    parts = [own * sum(_part(*known[term], norm) for term in each) for own, each in zip(credit, forms, strict=True)]
    total = sum(parts) or 1.0
    return tuple(
        WordContribution(
            word=word.text,
            read_as=word.term,
            count=sum(counts.get(term, 0) for term in each),
            passages=max(doc_freq(term) for term in each),
            share=part / total,
        )
        for word, each, part in zip(words, forms, parts, strict=True)
    )


def _norm(known: Sequence[tuple[float, int]], bm25: float) -> float:
    """What the passage's length adds below the line of BM25, found from its score: the longer, the lower that is.

    Engines keep lengths in their own, rounded ways; this needs none of them. Unknown, the length is the average.
    """
    if bm25 <= 0:
        return K1
    low, high = 0.0, _LONGEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(_part(weight, count, middle) for weight, count in known) > bm25:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _part(weight: float, count: int, norm: float) -> float:
    """What a term earns: `idf · count · (k1 + 1) / (count + norm)`."""
    return weight * count * (K1 + 1) / (count + norm) if count else 0.0
