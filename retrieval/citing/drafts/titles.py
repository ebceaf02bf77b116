"""Titles of works, which are in the marks of quotations and quote nobody: `the novel “The Long Way Home”`."""

from retrieval.language.expressions import expression
from retrieval.language.saying import WORKS, word_set

_SMALL = word_set(
    "a an the and but or nor for of in on at to by from with as into over under vs is it de du des la le les el los "
    "las un une una y e et do da dos das der die das und im von di del della il lo gli"
)
"""Words that titles in title case don't capitalise."""

_WORD = expression(r"[^\W_][\w’'-]*")
_ENDS_LIKE_SPEECH = expression(r"[.,;:…]\Z")
_LAST_WORDS = expression(r"([^\W\d_]+)[^\w“”„‟\"«»‘’‚‹›「」『』.:,;]*\Z")
_FEWEST_CAPITALS = 2  # One capitalised word begins a sentence as well.


def is_title(before: str, words: str) -> bool:
    """Whether some words in quotation marks may be the title of a work.

    They are written in title case, or begin with a capital letter and follow directly upon what a work is called.

    Args:
        before: What precedes them.
        words: What is between the marks.
    """
    if _ENDS_LIKE_SPEECH.search(words.strip()):
        return False
    title_words = _WORD.findall(words)
    if not title_words or not title_words[0][0].isupper():
        return False
    long_words = [word for word in title_words if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in long_words)
    if capitals == len(long_words) >= _FEWEST_CAPITALS and not words.isupper():
        return True
    last = _LAST_WORDS.search(before[-80:])
    return last is not None and last[1].casefold() in WORKS
