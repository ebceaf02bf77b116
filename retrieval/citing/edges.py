"""What stands around some words of an article: their whole sentence, and what announces the list they are in."""

import re

from retrieval.articles.blocks import dateline
from retrieval.language.sentences import sentences
from retrieval.records import Article, Sentence

_ENDS_SENTENCE = re.compile(r"[^\W\d_][.!?]\s|[。！？]")
_ITEM = re.compile(r"\s*(?:[-*•‣·–—+▪◦]|\(?(?:\d{1,3}|[A-Za-zА-я])[.)])\s")
_FOLLOWING = re.compile(r"(?:次の|以下の|下記の|以下|如下|下列)[^。]{1,60}[。.]\Z")
"""How a sentence of Japanese or Chinese that ends with a full stop announces a list."""

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


def announcement(article: Article, start: int) -> Sentence | None:
    """The sentence with a colon at its end that announces the list, or the paragraph, in which some words begin.

    Args:
        article: Whose words they are.
        start: Where they begin.

    Returns:
        None where nothing announces them, or where they begin in the announcement.
    """
    text = article.text
    low, at = max(0, start - REACH), text.rfind("\n", 0, start) + 1
    if _ENDS_SENTENCE.search(text, at, start):
        return None
    is_marked, is_apart = _ITEM.match(text, at) is not None, False
    while at > low:
        above = text.rfind("\n", low, at - 1) + 1
        line = text[above:at].rstrip()
        if (
            (line.endswith((":", "：")) or (is_marked and _FOLLOWING.search(line)))
            and (is_apart or is_marked)
            and not _ITEM.match(line)
        ):
            return next(reversed(sentences(text, above, at, article.language)), None)
        if line and is_apart and not (is_marked and _ITEM.match(line)):
            return None
        is_apart = is_apart or not line
        at = above
    return None
