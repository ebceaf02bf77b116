"""Whether words say what other words say already: they are the same, but for what a clean-up edit corrects.

Typing errors, white space, quotation marks, capitals, doubled and filling words make no difference; another number,
negation, condition, place or name does.
"""

import re
from collections.abc import Callable
from itertools import groupby

from rapidfuzz.distance import OSA, Levenshtein

from retrieval.citing.alignment import Token, best_alignment, tokens
from retrieval.citing.folding import fold_quotation
from retrieval.language import analyzer
from retrieval.language.cues import cues, numbers
from retrieval.language.normalisation import WITHOUT_SPACES
from retrieval.language.places import places

SHARED = 0.6
"""Words of which fewer than this share are in a text are not looked for there: a clean-up changes one in a few."""

ROUGHLY_SHARED = 0.4
"""The same for words as they are written, which is soon told of a hundred texts."""

UNCHANGED_TO_ONE = 5
"""The fewest words that stand unchanged for each that is corrected."""

SHORTEST_TYPED, LONG_TYPED = 4, 9
"""From how many letters on one letter, and two, may be a typing error."""

_WORD = re.compile(rf"[{WITHOUT_SPACES}]|(?:(?![{WITHOUT_SPACES}])\w)+")

Occurs = Callable[[str], bool]


def says_the_same(words: str, text: str, language: str | None, occurs: Occurs) -> bool:
    """Whether some words are in a text, but for what a clean-up edit corrects.

    Args:
        words: A sentence or two.
        text: What was said before.
        language: The language of both, as its ISO 639-1 code.
        occurs: Whether a word is in several places of the archive: then it isn't a typing error.
    """
    plain = set(_WORD.findall(words.casefold()))
    if len(plain & set(_WORD.findall(text.casefold()))) < ROUGHLY_SHARED * len(plain):
        return False
    new_text, old_text = (fold_quotation(each, sharp_s=False) for each in (words, text))
    if new_text.text.strip(" .") in old_text.text:
        return True
    new, old = _words(tokens(new_text.text)), _words(tokens(old_text.text))
    there = set(old)
    if sum(word in there for word in new) < SHARED * len(new):
        return False
    aligned = best_alignment(new_text, old_text)
    if aligned is None:
        return False
    first = len(_words(tokens(old_text.text, 0, old_text.position(aligned.start))))
    last = len(_words(tokens(old_text.text, 0, old_text.position(aligned.end - 1) + 1)))
    changes = _changes(_widened(old, first, last, new), new)
    changed_words = sum(max(len(before), len(after)) for before, after in changes)
    return changed_words * UNCHANGED_TO_ONE <= len(new) and all(
        _is_clean_up(before, after, language, occurs) for before, after in changes
    )


def _words(row: list[Token]) -> list[str]:
    """The words of a row of tokens; one that stands twice in a row, once."""
    return [word for word, _ in groupby(token.text for token in row if token.is_word)]


def _widened(old: list[str], first: int, last: int, new: list[str]) -> list[str]:
    """The words from one to before another, and around them as many as others lack at their ends."""
    operations = Levenshtein.opcodes(old[first:last], new)
    before, after = (
        operation.dest_end - operation.dest_start if operation.tag == "insert" else 0
        for operation in (operations[0], operations[-1])
    )
    return old[max(first - before, 0) : last + after]


def _changes(old: list[str], new: list[str]) -> list[tuple[list[str], list[str]]]:
    """The words that one row has instead of another's, neighbouring changes together."""
    operations = Levenshtein.opcodes(old, new)
    runs = [list(run) for equal, run in groupby(operations, key=lambda each: each.tag == "equal") if not equal]
    return [(old[run[0].src_start : run[-1].src_end], new[run[0].dest_start : run[-1].dest_end]) for run in runs]


def _is_clean_up(before: list[str], after: list[str], language: str | None, occurs: Occurs) -> bool:
    """Whether words were corrected, and no more."""
    old, new = " ".join(before), " ".join(after)
    if old.replace(" ", "") == new.replace(" ", ""):
        return True
    if any(numbers(text, language) or cues(text, language) for text in (old, new)):
        return False
    if any(word in places(language) for word in (*before, *after)):
        return False
    if not before or not after:
        return not analyzer.terms(new or old, language)
    return len(before) == len(after) and all(
        _is_typing_error(*pair, occurs) for pair in zip(before, after, strict=True)
    )


def _is_typing_error(before: str, after: str, occurs: Occurs) -> bool:
    """Whether one of two words is most likely the other one, mistyped: then it stands nowhere else."""
    shorter = min(len(before), len(after))
    farthest = 2 if shorter >= LONG_TYPED else int(shorter >= SHORTEST_TYPED or sorted(before) == sorted(after))
    return OSA.distance(before, after) <= farthest and not (occurs(before) and occurs(after))
