"""Which sentence of a passage tells the answer."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from retrieval import language
from retrieval.analysis.features import Candidate
from retrieval.analysis.passages import MOST_CHARACTERS
from retrieval.analysis.sentences import SAYS_AGE, SAYS_WHEN, Sentences
from retrieval.language.analyzer import code
from retrieval.language.attributes import tells
from retrieval.language.reasons import gives_reason
from retrieval.query.answer_types import AnswerType, role_asked
from retrieval.query.question import PreviousSentence, Question
from retrieval.query.relative_days import tells_relative_days
from retrieval.ranking.arrays import Bools, Floats
from retrieval.ranking.copies import distinct
from retrieval.ranking.evidence import Evidence, SentenceFeatures, evidence
from retrieval.ranking.passages import Days, Scored, ranked
from retrieval.ranking.retracted import may_retract, retraction_shares
from retrieval.records import Article, Passage
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import StoredPassage

WEIGHTS = SentenceFeatures(
    covered=3.15,
    follows=1.5,
    name=0.8,
    other_name=0.75,
    number=2.6,
    word=1.15,
    any_name=0.4,
    titled_name=2.35,
    titled_word=1.05,
    first=0.15,
    names_someone=0.7,
    full_name=1.3,
    asks=-3.0,
    answers=2.5,
    counts=2.5,
    fits=1.5,
    previous=0.85,
    early=0.95,
    most=1.2,
    repeated=-2.4,
    goes_on=1.2,
    tells=2.5,
)
"""What each feature adds to a sentence's score; `repeated`, `goes_on` count in follow-ups alone (`tests/dialogues.py`).

A conditional logit ("which sentence holds the answer, given that the first passage does?") fitted to 655 news questions
and 2,729 of XQuAD in Spanish, Russian and Chinese, drawn towards the weights before it. Before → five folds: news 77.0
→ 79.5 %, XQuAD 78.8, 78.5, 77.1 → 80.7, 80.6, 80.4; without `previous`, `early` and `most` news falls to 74.5.
`answers` stays as it was, `counts` is higher and `asks` lower than fitted (an interview's question was marked, not its
answer): these sets hardly have a case of them, and lose nothing (within .2). `fits` came later: of 190 questions that
ask when something was, five more are right and none less; `name`, `most` and `repeated` were lowered with it, which
gives two to four sentences more in each of three sets.
With `tells`, of 2,723 questions whose first passage holds the answer, and 394 of which ask for an attribute, fourteen
are answered by the right sentence that were not, and four no longer are; with 2 and 3 about as many.
"""

SAID = 1.8
"""What it counts where it is asked what somebody said, and a sentence that names who tells it: what somebody said often
comes after a sentence that names what it is about. Of ten questions to made-up articles eight are told by the right
sentence with 1, nine with 1.8."""

WHY = 0.6
"""What it counts where it is asked why, and a sentence has a word that gives a reason."""

DID = 0.6
"""What it counts where it is asked who did something, and a sentence has the verb: "The council paid for it" stands
after the sentence that says what was paid for. Measured at .4 and with other changes at .6: of 325 questions to small
archives four more are told by the right sentence, of 608 to half of XQuAD in Spanish one more, in Russian none.
The same where it is asked who has a role, and a sentence names that ("Captain Ann Holm")."""

_DEED, _ROLE = "deed", "role"

FITS = WEIGHTS.fits / WEIGHTS.tells
"""What it counts that a sentence says when or how old in words that the index has no flag for: as much as the flag."""

CLOSE = 1.0
"""A second sentence is marked when it scores within this of the best one: in two of five passages, and half of those
hold the answer (one of the two marked ones does in 85 %)."""

GOES_ON = 300
"""How many code points after a sentence what speaks for going on from it has fallen to 1/e: two or three sentences."""

Span = tuple[int, int]


class AnswerSentence(NamedTuple):
    """The sentence of a passage that tells the answer, and the next best one when it comes close.

    Each span is where a sentence starts and ends in its article, in code points; `window` is that of the sentences
    around it that are shown. `score` is the best sentence's; `features` are those of the one that is likeliest by all
    that it holds, which may be another one beside it.
    """

    span: Span
    window: Span
    second_span: Span | None
    score: float
    features: SentenceFeatures[float]


class Selected(NamedTuple):
    """A ranked passage that was read closely, with its sentences, their language, and the one that answers.

    `sentence_words` tells which words of the question each of its sentences holds, (n_words, n_sentences) of bool;
    `title_words` which its article's title or its heading holds, (n_words,) of bool.
    """

    scored: Scored
    passage: Passage
    sentence_words: Bools
    title_words: Bools
    answer_sentence: AnswerSentence
    sentences: Sentences
    language: str | None

    @property
    def candidate(self) -> Candidate:
        """The passage as the engine proposed it."""
        return self.scored.candidate

    @property
    def words(self) -> Bools:
        """Which words of the question the passage, its article's title or its heading holds, (n_words,)."""
        return np.asarray(self.sentence_words.any(axis=1) | self.title_words)


def sentence_score(features: SentenceFeatures[Any]) -> Any:
    """The linear sum of what speaks for a sentence, or for each of many."""
    return sum(weight * feature for weight, feature in zip(WEIGHTS, features, strict=True))


def best_passages(
    question: Question,
    candidates: Sequence[Candidate],
    catalog: Catalog,
    limit: int,
    days: Days = (),
    *,
    all_copies: bool = False,
    only: int | None = None,
) -> list[Selected]:
    """Up to `limit` candidates, best first, read closely; of copies the earliest.

    Args:
        question: What is asked.
        candidates: What the engine proposes.
        catalog: Where they are stored.
        limit: How many to read.
        days: Periods that the question is about, each as its first and last day; articles near them gain.
        all_copies: Whether copies are beside each other.
        only: The key of the article whose passages are meant, copies or not; those of others vote after them.
    """
    by_score = ranked(question, candidates, days)
    if only is not None:
        by_score.sort(key=lambda scored: scored.candidate.article != only)
    best = (by_score if all_copies or only is not None else distinct(by_score, candidates))[:limit]
    by_key = catalog.passages([scored.candidate.key for scored in best])
    closely = selected(question.context_discounted(), best, by_key, _telling(question, best, by_key, catalog))
    return closely if only is None else [each for each in closely if each.candidate.article == only]


def _telling(
    question: Question, best: Sequence[Scored], by_key: Mapping[int, StoredPassage], catalog: Catalog
) -> Mapping[int, Floats]:
    """How far each sentence of some passages tells the attributes asked for, (n_sentences,), by their keys.

    Texts are read only where there are any, where it is asked why, when or how old, or where something may be taken
    back.
    """
    if not question.shortness:
        return {}
    asked_for = _asked_for(question)
    retracting = {
        scored.candidate.key
        for scored in best
        if scored.candidate.key in by_key and may_retract(scored.candidate, by_key[scored.candidate.key].language)
    }
    reads_all = asked_for or question.answer_type in (AnswerType.TIME, AnswerType.AGE)
    read = {key: each for key, each in by_key.items() if reads_all or key in retracting}
    articles = catalog.articles_by_key({each.article for each in read.values()}) if read else {}
    return {
        key: question.shortness * _shares_told(question, each, articles[each.article], retracts=key in retracting)
        for key, each in read.items()
        if each.article in articles
    }


def _asked_for(question: Question) -> list[str]:
    """The attributes that a question asks for, a reason among them."""
    why = [AnswerType.REASON.value] if question.answer_type is AnswerType.REASON else []
    attributes = [attribute.attribute for attribute in question.attributes]
    who = question.answer_type is AnswerType.PERSON and question.deed and not attributes
    who_is = question.answer_type is AnswerType.PERSON and not (question.deed or attributes)
    role = [_ROLE] if who_is and role_asked(question.text, question.language) else []
    return [*attributes, *([_DEED] if who else []), *role, *why]


def _shares_told(question: Question, passage: StoredPassage, article: Article, *, retracts: bool) -> Floats:
    """The share of the attributes asked for that each sentence of a passage tells, (n_sentences,).

    Args:
        question: What is asked.
        passage: The passage.
        article: Its article.
        retracts: Whether it may take something back.
    """
    spans = (_span(passage, number, number) for number in range(len(passage.sentences)))
    texts = [article.text[start:end] for start, end in spans]
    shares = [
        [_told_share(question, text, attribute, article.language) for text in texts]
        for attribute in _asked_for(question)
    ]
    means = np.mean(shares, axis=0) if shares else np.zeros(len(texts))
    means += FITS * _fits_in_words(question, passage.sentences, texts, article.language)
    return np.asarray(means + np.array(retraction_shares(texts, article.language)) if retracts else means)


def _fits_in_words(question: Question, sentences: Sentences, texts: Sequence[str], tongue: str | None) -> Floats:
    """1 for the sentences that say when or how old, and only in words that no flag tells of, (n_sentences,).

    Args:
        question: What is asked.
        sentences: Of a passage.
        texts: Each of them.
        tongue: Their language.
    """
    if question.answer_type is AnswerType.TIME:
        flag, fits = SAYS_WHEN, [tells_relative_days(text, code(tongue)) for text in texts]
    elif question.answer_type is AnswerType.AGE:
        flag, fits = SAYS_AGE, [tells(text, AnswerType.AGE.value, tongue) for text in texts]
    else:
        return np.zeros(len(texts))
    return np.asarray(np.array(fits) & ((sentences.flags & flag) == 0), np.float64)


def _told_share(question: Question, text: str, attribute: str, tongue: str | None) -> float:
    """1 for a sentence that tells an attribute; for what somebody said `SAID`, or 0 where it has no word of theirs."""
    if attribute == AnswerType.REASON:
        return WHY * gives_reason(text, tongue)
    if attribute == _ROLE:
        role = language.terms(role_asked(question.text, question.language), question.language)
        return DID * (not {*role}.isdisjoint(language.terms(text, tongue)))
    if attribute == _DEED:
        return DID * (not question.deed.isdisjoint(language.terms(text, tongue)))
    if attribute != "said" or not tells(text, attribute, tongue):
        return float(tells(text, attribute, tongue))
    attribute_words = frozenset[int]().union(*(each.words for each in question.attributes))
    own = frozenset(range(len(question.weights))) - question.context - attribute_words
    # "What did she say?" names nobody: anything that is said may be meant.
    return SAID if not own or question.words_among(language.terms(text, tongue)) - question.context else 0.0


def selected(
    question: Question,
    best: Sequence[Scored],
    by_key: Mapping[int, StoredPassage],
    tell_shares: Mapping[int, Floats] = MappingProxyType({}),
) -> list[Selected]:
    """The best passages read closely, in their order; those that are no longer stored are left out.

    What the answer sentences score was tried as one more feature of the order, too: beside the votes that ranking
    counts it gained nothing (Hit@1 67.3 without and with it).

    Args:
        question: What is asked.
        best: The best passages as ranked, best first.
        by_key: What is stored of them, by their keys.
        tell_shares: How far each sentence of a passage tells what is asked for, (n_sentences,), by its key.
    """
    present = [scored for scored in best if scored.candidate.key in by_key]
    if not present:
        return []
    passages = [by_key[scored.candidate.key] for scored in present]
    table = evidence(question, [scored.candidate for scored in present], [each.sentences for each in passages])
    if tell_shares:
        nothing = [np.zeros(len(each.sentences)) for each in passages]
        shares = [tell_shares.get(scored.candidate.key, none) for scored, none in zip(present, nothing, strict=True)]
        table = table._replace(features=table.features._replace(tells=np.concatenate(shares)))
    if question.previous is not None:
        table = table._replace(features=_after(question, question.previous, passages, table.features))
    return [
        Selected(
            scored,
            passage.passage,
            table.words[:, begin:end],
            table.title_words[:, place],
            answer_sentence,
            passage.sentences,
            passage.language,
        )
        for place, (scored, passage, (begin, end), answer_sentence) in enumerate(
            zip(present, passages, pairwise(table.bounds), _answer_sentences(passages, table), strict=True)
        )
    ]


def _answer_sentences(passages: Sequence[StoredPassage], table: Evidence) -> Iterator[AnswerSentence]:
    """The answer sentence of each of some passages, the first of those that are equal.

    What is shown of a passage is chosen first, by all that its sentences hold; of these then the sentence, by what
    tells it from the others.
    """
    scores: Floats = sentence_score(table.features)
    apart = table.features_apart
    features, score_list = np.array(apart), sentence_score(apart).tolist()
    for passage, (begin, end) in zip(passages, pairwise(table.bounds), strict=True):
        likeliest = int(scores[begin:end].argmax())
        first, last = likeliest_window(passage.sentences, scores[begin:end], likeliest)
        # Of a few sentences each, which are in order in no time; numpy takes as long for ten as for a hundred.
        best, *others = sorted(range(first, last + 1), key=score_list[begin:end].__getitem__, reverse=True)
        close = bool(others) and score_list[begin + others[0]] >= score_list[begin + best] - CLOSE
        yield AnswerSentence(
            _span(passage, best, best),
            _span(passage, first, last),
            _span(passage, others[0], others[0]) if close else None,
            score_list[begin + best],
            SentenceFeatures(*features[:, begin + likeliest].tolist()),
        )


def likeliest_window(sentences: Sentences, scores: Floats, best: int) -> tuple[int, int]:
    """The first and the last of those sentences around the best one, as many as fit, that likeliest hold the answer.

    Of the runs of up to `MOST_CHARACTERS` that hold the best sentence it is the one whose sentences have the highest
    probability together; a sentence that is longer stands alone. Among XQuAD's passages that are longer and hold the
    answer, what is shown holds it in 285 of 294 in Russian (277 with as many sentences on either side), in 281 of 291
    in Spanish (283).

    Args:
        sentences: Of a passage.
        scores: What each scores, (n_sentences,); their exponentials are in proportion to the probabilities.
        best: The number of the best one.
    """
    starts, ends = sentences.starts, sentences.ends
    if ends[-1] - starts[0] <= MOST_CHARACTERS:
        return 0, len(sentences) - 1
    likely = np.cumsum(np.append(0.0, np.exp(scores - scores.max())))
    windows = [(best, best)]
    for first in range(best, -1, -1):
        last = int(np.searchsorted(ends, starts[first] + MOST_CHARACTERS, "right")) - 1
        if last < best:
            break
        windows.append((first, last))
    return max(windows, key=lambda window: likely[window[1] + 1] - likely[window[0]])


def _after(
    question: Question,
    previous: PreviousSentence,
    passages: Sequence[StoredPassage],
    features: SentenceFeatures[Floats],
) -> SentenceFeatures[Floats]:
    """The features of the sentences of some passages, with what is special about each that comes after the last answer.

    The last answer may hold the next one too, as far as it has words of that question.
    """
    distances = [
        passage.passage.start + passage.sentences.starts.astype(np.int64) - previous.start
        if passage.article == previous.article
        else np.full(len(passage.sentences), -1)
        for passage in passages
    ]
    behind = np.concatenate(distances)
    asks_nothing_new = len(question.context | question.asking) == len(question.weights)
    fits = np.zeros(len(behind)) if asks_nothing_new else features.covered
    fits = np.maximum(fits, features.fits)
    return features._replace(
        repeated=np.where(behind == 0, 1.0 - fits, 0.0), goes_on=np.where(behind > 0, np.exp(-behind / GOES_ON), 0.0)
    )


def _span(passage: StoredPassage, first: int, last: int) -> Span:
    """Where the first of some sentences of a passage starts and the last one ends in its article."""
    begin, sentences = passage.passage.start, passage.sentences
    return begin + int(sentences.starts[first]), begin + int(sentences.ends[last])
