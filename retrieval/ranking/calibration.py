"""The baseline of an archive's confidence, measured without judgments: its own sentences are asked as questions.

With its article held out, a sentence stands for a question that the archive can't answer. What is the same in the
features of such questions is the archive's: in a large one, a few rare words of any question are found side by side
somewhere. Median strengths of such sentences, and of questions truly without an answer, in five archives: 4.7 and 5.1,
4.4 and 4.7 (news), 1.7 and 1.7, 1.7 and 1.5, 2.2 and 2.2 (XQuAD in three languages).
"""

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from statistics import median

from retrieval import language
from retrieval.errors import QuestionError
from retrieval.indexing.catalog import Catalog
from retrieval.indexing.index import Index
from retrieval.query.analysis import analyzed, question_words
from retrieval.ranking.answer_sentence import best_passages
from retrieval.ranking.confidence import USUAL_BASELINE, Calibration, confidence_features, strength
from retrieval.ranking.copies import MOST_COPIES
from retrieval.ranking.evidence import VOTING_PASSAGES
from retrieval.ranking.passages import CANDIDATES

SENTENCES = 100
"""How many sentences are asked; the median of 400 is within about 0.2 of theirs."""

TRIES = 5 * SENTENCES
"""Up to this many passages are drawn for them: some have no sentence of the length of a question."""

FEWEST_ARTICLES = 20
"""In a smaller archive an article held out leaves too little to find."""

FEWEST_WORDS, MOST_WORDS = 8, 25
"""Sentences about as long as questions are asked."""

GROWN = 0.1
"""The baseline is measured anew when the archive has grown or shrunk by more than this share since."""

_BASELINE_NOTE, _CALIBRATION_NOTE = "baseline", "calibration"

SentenceStrength = Callable[[str, int], float | None]
"""A sentence and the key of the article to hold out → the strength of its features; None when it is not a question."""


def held_out_strength(sentence: str, article_key: int, index: Index) -> float | None:
    """The strength of what speaks for an answer to a sentence asked as a question; None without a word to look up.

    The copies of its article don't count either.

    Args:
        sentence: The sentence.
        article_key: The article whose passages don't count.
        index: Where to look.
    """
    try:
        question = analyzed(sentence, question_words(sentence, index), index)
    except QuestionError:
        return None
    hits = index.engine.search(list(question.words), CANDIDATES)
    twins = {article_key, *index.catalog.alike(article_key, MOST_COPIES)}
    candidates = [candidate for candidate in index.candidates(hits) if candidate.article not in twins]
    passages = best_passages(question, candidates, index.catalog, VOTING_PASSAGES)
    return strength(confidence_features(question, candidates, passages, index.catalog, as_of=None))


def baseline(catalog: Catalog, strength_of: SentenceStrength, *, may_measure: bool = True) -> float:
    """The archive's baseline: as noted in the catalog, or measured and noted when that is missing or no longer fits.

    Args:
        catalog: Of the archive.
        strength_of: Asks a sentence.
        may_measure: Whether to measure at all; if not, what was noted is given, or the usual one.
    """
    if catalog.article_count() < FEWEST_ARTICLES:
        return USUAL_BASELINE
    passages = catalog.passage_count()
    noted = json.loads(catalog.noted(_BASELINE_NOTE) or "null")
    if noted and (not may_measure or abs(noted["passages"] - passages) <= GROWN * noted["passages"]):
        return float(noted["baseline"])
    if not may_measure:
        return USUAL_BASELINE
    measured = measured_baseline(catalog, strength_of)
    catalog.note(_BASELINE_NOTE, json.dumps({"passages": passages, "baseline": measured}))
    return measured


def learned(catalog: Catalog) -> Calibration:
    """What judged questions have taught of this archive; nothing, when there were none since it was built."""
    return Calibration(*json.loads(catalog.noted(_CALIBRATION_NOTE) or "[]"))


def learn(catalog: Catalog, lesson: Calibration) -> None:
    """Keeps what judged questions have taught, on top of the calibration that they were asked with."""
    before = learned(catalog)
    both = Calibration(lesson.slope * before.slope, lesson.slope * before.offset + lesson.offset)
    catalog.note(_CALIBRATION_NOTE, json.dumps(both))


def measured_baseline(catalog: Catalog, strength_of: SentenceStrength) -> float:
    """The median strength of sentences whose article is held out; the usual baseline where none can be asked."""
    strengths = list(islice(_strengths(catalog, strength_of), SENTENCES))
    return median(strengths) if strengths else USUAL_BASELINE


def _strengths(catalog: Catalog, strength_of: SentenceStrength) -> Iterator[float]:
    """The strength of sentences drawn at random; in the same archive always the same ones."""
    keys = catalog.passage_keys()
    chance = random.Random(len(keys))  # noqa: S311 # a sample, not a secret
    for key in chance.sample(keys, min(len(keys), TRIES)):
        article_key, passage, _ = catalog.passages([key])[key]
        article = catalog.article_by_key(article_key)
        sentences = language.sentences(article.text, passage.start, passage.end, article.language)
        sentence = chance.choice(sentences).exact if sentences else ""
        if FEWEST_WORDS <= language.count(sentence) <= MOST_WORDS:
            of_sentence = strength_of(sentence, article_key)
            if of_sentence is not None:
                yield of_sentence
