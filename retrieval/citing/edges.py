"""The whole sentence around some words of an article."""

import re

from retrieval.articles.blocks import dateline
from retrieval.language.sentences import sentences
from retrieval.records import Article, Sentence

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")

REACH = 1_500
"""Code points on either side of the words in which their sentence must begin and end: longer than any that is read."""


def sentence_around(article: Article, start: int, end: int) -> Sentence | None:
    """The sentence that holds the words between two code points of an article, from the first to the last of several.

    Args:
        article: Whose sentence it is.
        start: Where the words begin.
        end: Where they end.

    Returns:
        None when there are no words.
    """
    text = article.text
    _, begin = dateline(text)
    low = max(min(begin, start), start - REACH)
    for blank in _BLANK_LINE.finditer(text, low, start):
        low = blank.end()
    blank_after = _BLANK_LINE.search(text, end, min(len(text), end + REACH))
    high = blank_after.start() if blank_after else min(len(text), end + REACH)
    # Subtle: sentences are split from where the paragraph begins, so that an abbreviation before the words ends none.
    every = sentences(text, low, high, article.language)
    touched = [each for each in every if each.start < end and start < each.end]
    if not touched:
        return None
    first, last = min(touched[0].start, start), max(touched[-1].end, end)
    return Sentence(text[first:last], first, last)
