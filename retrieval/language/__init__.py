"""Text → terms and sentences, per language. One analyzer makes the terms of passages and questions alike.

`analyzer` makes the terms, `stopwords` lists the words that are left out, `detection` tells the language of a text,
`sentences` cuts it into sentences, `spelling` finds the word that a misspelled one was meant to be, and `places`,
`irregular`, `number_words`, `attributes` (what is asked of things) and `cues` (what turns a meaning) are word lists.
"""

from retrieval.language.analyzer import ANALYZER, Word, code, count, terms, terms_of_word, words
from retrieval.language.detection import detect, is_contradicted
from retrieval.language.sentences import sentences

__all__ = [
    "ANALYZER",
    "Word",
    "code",
    "count",
    "detect",
    "is_contradicted",
    "sentences",
    "terms",
    "terms_of_word",
    "words",
]
