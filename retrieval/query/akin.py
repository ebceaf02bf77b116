"""Words of the archive that begin as a word of a question does, and may say the same: "Wartung" and "Wartungsfenster".

What a stemmer leaves apart: compounds, and nouns beside their verbs ("elect", "electorate"). They make a passage that
lacks the word itself a little likelier to be meant; none of them is ever taken for the word.
"""

import math
from collections.abc import Iterator, Mapping, MutableMapping, Sequence

from retrieval.analysis.features import hashed
from retrieval.language import Word, spelling
from retrieval.storage.catalog import Catalog

SHORTEST = 5
"""The fewest letters of a word that others may be akin to."""

FEWEST_ALIKE = 4
"""The fewest letters that two of them begin with alike; at least half of the question's word, too."""

LEAST_ALIKE = 0.5
"""The least share of their letters, counted together, that they begin with alike; .55 and .6 give the same results."""

WITHOUT_AKIN = 5_000
"""A word that more passages than this hold has none: in a large archive to look them up takes a thirtieth of an answer.
Of 695 news questions in 119,727 passages, asked without their day, the passage comes first of one more, and the same
are among the first five; with 3,000 one of these fewer."""

MOST_WORDS = 500
"""The terms akin to so many words are kept at most: of the words of 200 questions three in ten come again."""

Likeness = Mapping[str, float]
"""The terms of an archive's words that begin as a word does, each with how alike it is."""


def akin_terms(
    words: Sequence[Word], left_out: frozenset[int], catalog: Catalog, likeness_by_word: MutableMapping[str, Likeness]
) -> dict[int, tuple[int, float]]:
    """For each hashed term of the archive that is akin to a word of a question: which word, and how alike they are.

    Args:
        words: The words of the question.
        left_out: Names, which are only themselves.
        catalog: Knows the words of the archive.
        likeness_by_word: What was looked up of these before; it takes up what is looked up now.
    """
    own = {term for word in words for term in (word.term, *word.also)}
    akin: dict[int, tuple[int, float]] = {}
    for number, word in enumerate(words):
        for term, alike in {} if number in left_out else _likeness_once(word.text, catalog, likeness_by_word).items():
            if term not in own and alike > akin.get(term_hash := hashed(term), (0, 0.0))[1]:
                akin[term_hash] = number, alike
    return akin


def _likeness_once(text: str, catalog: Catalog, likeness_by_word: MutableMapping[str, Likeness]) -> Likeness:
    """The terms akin to a word, looked up once."""
    likeness = likeness_by_word.get(text)
    if likeness is None:
        if len(likeness_by_word) >= MOST_WORDS:
            likeness_by_word.clear()
        likeness = likeness_by_word[text] = _likeness(text, catalog)
    return likeness


def _likeness(text: str, catalog: Catalog) -> Likeness:
    """The terms of the archive's words that begin as a word does, each with how alike it is."""
    letters = spelling.letters(text)
    beginning = letters[: max(FEWEST_ALIKE, (len(letters) + 1) // 2)]
    key = spelling.sound_key(beginning) if len(letters) >= SHORTEST else None
    if key is None:
        return {}
    # A word three times as long has too much that is not alike.
    words = catalog.words_beginning(key.first, range(max(key.length - 1, 1), 3 * len(letters) + 1), beginning)
    likeness: dict[str, float] = {}
    for term, alike in _alike(letters, words, len(beginning)):
        if alike > likeness.get(term, 0.0):
            likeness[term] = alike
    return likeness


def _alike(letters: str, words: Sequence[tuple[str, str]], shared: int) -> Iterator[tuple[str, float]]:
    """The terms of some words, each with the share of its letters and of another word's that both begin with.

    Args:
        letters: The other word's.
        words: Words with their terms.
        shared: How many letters all of them are known to begin with alike.
    """
    own = len(letters)
    for word, term in words:
        both = own + len(word)
        length, most = max(shared, math.ceil(LEAST_ALIKE * both / 2)), min(own, len(word))
        # Most words begin alike no farther than was looked up.
        if length > most or not word.startswith(letters[:length]):
            continue
        while length < most and letters[length] == word[length]:
            length += 1
        yield term, 2 * length / both
