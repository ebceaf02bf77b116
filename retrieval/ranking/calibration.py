"""The baseline of an archive's confidence, measured without labels: its own sentences are asked as questions.

With its article held out, a sentence stands for a question that the archive can't answer. What is the same in such
questions' clues is the archive's: in a large one, a few rare words of any question are found side by side somewhere.
Median strengths of such sentences, and of questions truly without an answer, in five archives: 4.7 and 5.1, 4.4 and 4.7
(news), 1.8 and 1.5, 1.7 and 1.4, 2.3 and 2.2 (XQuAD in three languages).
"""

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from retrieval import language
from retrieval.indexing.catalog import Catalog
from retrieval.ranking.confidence import USUAL_BASELINE, Calibration

SENTENCES = 100
"""So many sentences are asked; the median of 400 is within about 0.2 of theirs."""

FEWEST_ARTICLES = 20
"""In a smaller archive an article held out leaves too little to find."""

FEWEST_WORDS, MOST_WORDS = 8, 25
"""Sentences about as long as questions are asked."""

GROWN = 0.1
"""The baseline is measured anew when the archive has grown or shrunk by this share since."""

_NOTE, _LEARNED = "baseline", "calibration"

Strength = Callable[[str, int], float | None]
"""A sentence and the key of the article to hold out → how strong the clues are; None when it is no question."""


def baseline(catalog: Catalog, strength: Strength, *, may_measure: bool = True) -> float:
    """The archive's baseline: as noted in the catalog, or measured and noted when that is missing or no longer fits.

    Args:
        catalog: Of the archive.
        strength: Asks a sentence.
        may_measure: Whether to measure at all; if not, what was noted is given, or the usual one.
    """
    if catalog.article_count() < FEWEST_ARTICLES:
        return USUAL_BASELINE
    passages = catalog.passage_count()
    noted = json.loads(catalog.noted(_NOTE) or "null")
    if noted and (not may_measure or abs(noted["passages"] - passages) <= GROWN * noted["passages"]):
        return float(noted["baseline"])
    if not may_measure:
        return USUAL_BASELINE
    found = measured(catalog, strength)
    catalog.note(_NOTE, json.dumps({"passages": passages, "baseline": found}))
    return found


def learned(catalog: Catalog) -> Calibration:
    """What labelled questions have taught of this archive; nothing, when there were none since it was built."""
    return Calibration(*json.loads(catalog.noted(_LEARNED) or "[]"))


def learn(catalog: Catalog, found: Calibration) -> None:
    """Keeps what labelled questions have taught, on top of what they were asked with."""
    before = learned(catalog)
    both = Calibration(found.slope * before.slope, found.slope * before.offset + found.offset)
    catalog.note(_LEARNED, json.dumps(both))


def measured(catalog: Catalog, strength: Strength) -> float:
    """The median strength of sentences whose article is held out; the usual baseline where none can be asked."""
    strengths = list(islice(_strengths(catalog, strength), SENTENCES))
    return median(strengths) if strengths else USUAL_BASELINE


def _strengths(catalog: Catalog, strength: Strength) -> Iterator[float]:
    """How strong the clues are for each of some sentences: in the same archive always the same ones."""
    keys = catalog.passage_keys()
    chance = random.Random(len(keys))  # noqa: S311 # a sample, no secret
    for key in chance.sample(keys, min(len(keys), 5 * SENTENCES)):
        entry = catalog.passages([key])[key]
        article = catalog.article_by_key(entry.article)
        found = language.sentences(article.text, entry.passage.start, entry.passage.end, article.language)
        sentence = chance.choice(found).exact if found else ""
        if FEWEST_WORDS <= language.count(sentence) <= MOST_WORDS:
            of_sentence = strength(sentence, entry.article)
            if of_sentence is not None:
                yield of_sentence
