"""Words of a speaker that a quotation joins across the article's own: `“It is late,” she said, “but we are safe.”`."""

from dataclasses import replace
from itertools import pairwise

from retrieval.citing.alignment import Alignment, best_alignment, difference, tokens
from retrieval.citing.folding import Folded, fold_quotation, joined
from retrieval.citing.speech import speech
from retrieval.records import Article

MOST_BETWEEN = 400
"""Code points that may be between two parts of what somebody says: a sentence that names the speaker."""


def across_narration(quotation: Folded, article: Article) -> Alignment | None:
    """Where all words of a quotation are in what an article quotes, in order, with the article's own words between.

    Args:
        quotation: The words (`Wording.words`).
        article: Where to look.

    Returns:
        The span, with the article's words in the difference; None when there is none.
    """
    caseless = article.text.casefold()
    if not all(token.text in caseless for token in tokens(quotation.text) if token.is_word and token.text.isalpha()):
        return None
    spans = speech(article.text)
    speech_text = article.text
    for (_, end), (start, _) in pairwise(spans):
        if 0 < start - end <= MOST_BETWEEN:
            speech_text = f"{speech_text[:end]}{' ' * (start - end)}{speech_text[start:]}"
    if speech_text == article.text:
        return None
    nearest = best_alignment(quotation, joined(fold_quotation(speech_text)))
    if nearest is None or nearest.distance:
        return None
    text = joined(fold_quotation(article.text))
    first, last = text.position(nearest.start), text.position(nearest.end - 1) + 1
    return replace(nearest, difference=difference(quotation, text, first, last))
