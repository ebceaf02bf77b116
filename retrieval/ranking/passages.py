"""Candidates of an engine → ranked passages: a linear sum of a few named features.

`WEIGHTS` holds every feature with its weight and the measurement that earned it its place. The features are computed
over all candidates at once, from what is stored of them; no text is read.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.columns import ArticleColumns, PassageColumns, parts, side_by_side
from retrieval.analysis.features import DAY_NAME, NAME, NUMBER, Candidate, opening_words
from retrieval.engines.base import K1, tf_component
from retrieval.language.expressions import expression
from retrieval.language.places import COUNTRY, STATE
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.arrays import Bools, Floats, Hashes, Integers, each_once, grouped, numbered

CANDIDATES = 120
"""How many passages an engine proposes: Hit@1 / Hit@5 of the dated questions 68.5 / 83.9; 80 give 68.1 / 83.9, 200 give
68.4 / 84.2, but undated they lower Hit@1 (of the first 500 code points) from 56.0 to 55.4."""

RECENCY_DAYS = 30.0
"""After this many days what `recent` gives has fallen to 1/e."""

DAYS_OF_A_YEAR = 365.25
"""As the Julian calendar has them on the average."""

NEWER_YEARS = 2.0
"""After this many years what `newer` gives has fallen to 1/e: .073 nats a question; 1 or 3 years give .068 or .069."""

VOTING_CANDIDATES = 40
"""How many candidates, the best by their words, vote on the answer."""

VOTE_DECAY = 6.0
"""How much less a candidate's vote counts that is behind the first by 1: by a factor of e to this."""

ARTICLE_SHARE = 0.3
"""What an article's own score adds to that of its passage when the voting candidates are chosen."""

ASKED = 0.5
"""A heading asks what the question asks when it covers at least this share of it; not tuned."""

WHOLE = 0.7
"""A title is what is asked about when the product of two shares is at least this: that of the title's terms which are
the question's, and that of the question's weights which the title has. News titles hardly ever are: the order of 400
questions stays the same."""

Days = Sequence[tuple[datetime.date, datetime.date]]


class Scored(NamedTuple):
    """A ranked candidate: the score it is ranked by, and what each feature of `WEIGHTS` gave to it, in their order."""

    candidate: Candidate
    score: float
    contributions: Sequence[float] = ()

    @property
    def features(self) -> dict[str, float]:
        """What each feature gave to the score, by its name; empty if it is not ranked by features."""
        return dict(zip(WEIGHTS, self.contributions, strict=bool(self.contributions)))


_COUNTRY = expression(r"\b(?:which|what)\b[\w\s.\-]{0,25}\b(?:country|countries|nations?)\b", re.IGNORECASE)
_WHERE = expression(r"\bwhere\b|\b(?:which|what) (?:\w+ )?(?:city|town|island|place)\b", re.IGNORECASE)
_STATE = expression(r"\b(?:which|what)\b[\w\s.\-]{0,15}\bstates?\b", re.IGNORECASE)


def answer_kinds(question: Question) -> int:
    """Which kinds of mention may answer a question: `COUNTRY`, `STATE` or both, `NUMBER`, `DAY_NAME`, else `NAME`."""
    if _STATE.search(question.text):
        return STATE
    if _COUNTRY.search(question.text):
        return COUNTRY
    if question.answer_type is AnswerType.PLACE and _WHERE.search(question.text):
        return COUNTRY | STATE
    if question.answer_type is AnswerType.TIME:
        return NUMBER | DAY_NAME
    return NUMBER if question.answer_type.counted else NAME


WEIGHTS: Mapping[str, float] = {
    "passage": 11.0,  # its BM25, 0 to 1: the share of the best that a passage could score
    "article": 9.0,  # the same for the article with its title: .084 ± .026, Hit@5 83.5 → 85.4 (undated 75.3 → 77.3)
    "title": 2.0,  # the share of the title's terms that are the question's: .011 ± .010, Hit@1 68.2 → 68.8
    "opens": 1.0,  # it opens a dated article: news tells the main thing first: .020 ± .012, Hit@1 67.9 → 68.8
    "early": 2.0,  # what the best of its first sentences covers: .019 ± .012, Hit@1 undated 56.0 → 57.1
    "window": 2.0,  # what two neighbouring sentences cover, title and heading counted in: for all but news, see below
    "names": 0.75,  # the share of the question's names and numbers: XQuAD in Chinese and Russian, Hit@1 .2 to .4 more
    "right_kind": 3.0,  # a country, state or number is asked for, and here is one: .026 ± .010, Hit@1 67.8 → 68.8
    "votes": 0.75,  # other articles hold the same possible answers: .046 ± .016, Hit@5 84.5 → 85.4
    "recent": 4.5,  # e^(-days/30) before --as-of: .091 ± .026, Hit@1 63.1 → 68.8
    "newer": 3.0,  # e^(-years/2) before the newest candidate, where no day is known: .073 ± .030, see below
    "quoted": 12.0,  # it has what is in quotation marks: in 21 of 400 news questions, Hit@1 the same
    "headed": 5.0,  # what a heading that asks covers of the question, for interviews and FAQ
    "alike": 2.0,  # a heading that asks begins as the question does and shares a word: a handbook 67 → 73
    "topic": 10.0,  # its article answered the question before: only in follow-ups; with 5, six of 96 find another
    "akin": 3.0,  # words that begin as missing ones do: .02 nats on XQuAD, .05 in a blog, Hit@1 63 → 70
    "counted": 1.25,  # a number stands right beside what is counted: .06 in a blog and a directory, Hit@1 43 → 47
    "named": 3.0,  # its title is what is asked about, and nothing else: no news question
}
"""What each feature counts. In all of them a word counts by its `Question.discounted_idf`.

Behind each stands what leaving it out costs: nats of log-likelihood a question with its 95 % interval (paired
bootstrap), and Hit@k, both by five-fold cross-validation over 695 news questions asked with and without their day. The
weights are a conditional logit ("which candidate holds the answer?") fitted to these questions and rounded. Where a
passage stands tells something of news only: `opens` is for articles with a day, and in others `early` reads the whole
passage. On XQuAD, which is not news, Hit@1 is 94.3 in Spanish, 93.0 in Russian, 94.1 in Chinese, and 91.7, 89.7, 93.2
without that difference. `window` and `names`, with what they took from others, came later: Hit@1 of the news 69.6 →
69.6, undated 62.0 → 62.9, XQuAD in Spanish 93.7 → 94.5, Russian 92.9 → 93.4, Chinese 94.1 → 94.7; speeches 70 → 83,
minutes 37 → 40, a handbook and a blog 60 → 63 (30 questions each). So did `akin` and `counted`: 228 of the news 74.6 →
75.0, undated 66.7 → 67.1, XQuAD in Spanish 93.2 → 93.3, Russian 92.5 → 92.6, a handbook 73 → 77. `newer` prefers
what appeared later, as Li and Croft (2003, "Time-based language models") do, as far as `Question.newness` says: of the
news without their day Hit@1 63.0 → 64.7 and Hit@5 82.7 → 84.5. Tried and left out, since they gained nothing beyond
their interval: coverage of the question by passage or article, also by the square of what each word says; the last
sentence of a question apart, bigrams, nearness of words, windows of one, three or four sentences, neighbouring
passages, the number of an article's candidates or of copies, lengths, names near the asking noun, bursts of reports in
a week, other shapes of fading in time; questions in a text apart (.002 ± .008); what an article's opening covers
(.007 ± .009); RM3 expansion, also by other articles alone, and only as far as a question isn't covered (a handbook,
minutes and a directory 3 to 10 points more, XQuAD .5 to 1.5 less, small folders 10 less); words that tell an attribute
which is asked for (`language.attributes`); words that end alike; the best window that has a mention of the kind asked
for; passages of an article counted together; where a passage is in its article, and how long that is; other
parameters of BM25; expansion by what other passages say; less weight for the noun after "which" or for words such as
"week"; weights of their own for kinds of answer, and for questions of several sentences.
"""


def ranked(question: Question, candidates: Sequence[Candidate], days: Days = ()) -> list[Scored]:
    """The candidates, best first, ties in the engine's order.

    Args:
        question: What is asked.
        candidates: What the engine proposes.
        days: Periods that the question is about, each as its first and last day; articles near them gain.
    """
    if not candidates:
        return []
    columns = features(question, candidates, days)
    every = np.array([columns[name] for name in WEIGHTS]) * np.array([*WEIGHTS.values()])[:, None]
    # A sum along rows that lie in one piece rounds otherwise than one across columns.
    weighted = np.ascontiguousarray(every.T)
    scores, rows = weighted.sum(axis=1), weighted.tolist()
    return [Scored(candidates[i], float(scores[i]), rows[i]) for i in np.argsort(-scores, kind="stable").tolist()]


def features(question: Question, candidates: Sequence[Candidate], days: Days = ()) -> dict[str, Floats]:
    """Every feature of every candidate, (n_candidates,), by the feature's name.

    Args:
        question: What is asked.
        candidates: What the engine proposes; at least one.
        days: Periods that the question is about, each as its first and last day.
    """
    table = _CandidateTable(question, candidates)
    recent = _recency(candidates, days)
    return {
        "passage": table.passage_score,
        "article": table.article_score,
        "title": table.title_share,
        "opens": np.array([candidate.opens and candidate.day is not None for candidate in candidates], float),
        "early": table.early,
        "window": table.window,
        "names": table.names,
        "right_kind": table.right_kind,
        "votes": table.votes(table.passage_score + ARTICLE_SHARE * (table.article_score + recent)),
        "recent": recent,
        "newer": _newness(question, candidates, days),
        "quoted": table.quoted(question),
        "topic": _of_topic(question, candidates),
        "named": table.named,
        "akin": table.akin(question),
        "counted": _counted(question, table.passages),
        "alike": table.alike,
        "headed": table.headed,
    }


class _CandidateTable:
    """What candidates and their articles hold of a question's words.

    `passage_score`, `article_score`, `title_share`, `named`, `headed`, `alike`, `early`, `window`, `names` and
    `right_kind` are features of `WEIGHTS`: (n_candidates,) of float64. `held` tells which words a passage, its heading
    or its title holds, (n_candidates, n_words).
    """

    def __init__(self, question: Question, candidates: Sequence[Candidate]) -> None:
        self._rows = len(candidates)
        self._words = len(question.weights)
        self._word_shares = np.array(question.discounted_idf) / (sum(question.discounted_idf) or 1.0)
        self._matches = question.matches_in
        columns = side_by_side(candidates)
        self._article, self._articles = columns.article_rows, columns.articles
        titled, title_lengths = self._read_articles(self._articles)
        self.passages = passages = columns.passages
        counts = self._read_passages(passages)
        headed = self._read_headings(passages)
        above = np.maximum(titled, headed)
        self.passage_score = self._bm25(counts + above, passages.terms.sizes + title_lengths + passages.heading.sizes)
        self.window = self._best_window(above > 0)
        self.held = (counts > 0) | (above > 0)
        self.names = _shares_held(question, self.held)
        heading_opening = passages.numbers("heading_opening")
        asks, opening_alike = heading_opening != 0, heading_opening == opening_words(question.text)
        self.alike = (opening_alike & headed.any(axis=1)).astype(float)
        covered = headed @ self._word_shares
        self.headed = np.where(asks & (covered >= ASKED), covered, 0.0)
        self._read_mentions(passages, answer_kinds(question))
        opening = passages.numbers("opening")
        dated = np.array([candidate.day is not None for candidate in candidates])
        early = (np.arange(self._covered.shape[1]) < opening[:, None]) | ~dated[:, None]
        self.early = np.where(early, self._covered, 0.0).max(axis=1)

    def _read_passages(self, passages: PassageColumns) -> Integers:
        """How often each passage holds each word of the question, (n_candidates, n_words).

        Notes which sentences hold which words, (n_occurrences,), and the share of the question's idf that each sentence
        of each passage covers: (n_candidates, n_sentences).
        """
        where, word = self._matches(passages.terms)
        row = passages.terms.owners[where]
        sentence = parts(passages.terms, passages.term_ends, where, row)
        # One more than there are, so that the last one has a next one.
        n_sentences = int(sentence.max(initial=0)) + 2
        self._occurrences = each_once((row * n_sentences + sentence) * self._words + word)
        self._covered = self._covered_shares(self._occurrences, n_sentences)
        counts = np.bincount(row * self._words + word, minlength=self._rows * self._words)
        return counts.reshape(self._rows, self._words)

    def _best_window(self, above: Bools) -> Floats:
        """The share that a sentence and the previous one, title and heading cover at most, (n_candidates,).

        Args:
            above: Which words title and heading hold, (n_candidates, n_words).
        """
        n_sentences = self._covered.shape[1]
        windows = each_once(np.concatenate([self._occurrences, self._occurrences + self._words]))
        row, word = windows // (n_sentences * self._words), windows % self._words
        inside = self._covered_shares(windows[~above[row, word]], n_sentences)
        return np.asarray(inside.max(axis=1) + above @ self._word_shares)

    def _covered_shares(self, occurrences: Integers, n_sentences: int) -> Floats:
        """The share of the question that the words of each sentence cover, (n_candidates, n_sentences)."""
        sentences, words = occurrences // self._words, occurrences % self._words
        sums: Floats = np.bincount(sentences, self._word_shares[words], self._rows * n_sentences).astype(float)
        return sums.reshape(self._rows, n_sentences)

    def _read_headings(self, passages: PassageColumns) -> Floats:
        """Which words the heading of each passage holds, (n_candidates, n_words)."""
        where, word = self._matches(passages.heading)
        headed = np.zeros((self._rows, self._words))
        headed[passages.heading.owners[where], word] = 1.0
        return headed

    def _read_articles(self, articles: ArticleColumns) -> tuple[Floats, Integers]:
        """For each candidate, which words its article's title holds, (n_candidates, n_words), and how long that is.

        Notes the score of the article and the share of the title.
        """
        where, word = self._matches(articles.terms)
        lengths = articles.numbers("length").astype(float)
        counts = np.zeros((len(lengths), self._words))
        np.maximum.at(counts, (articles.terms.owners_of(where), word), articles.counts[where])
        where, word = self._matches(articles.title)
        titled = np.zeros((len(lengths), self._words))
        titled[articles.title.owners[where], word] = 1.0
        title_lengths = articles.title.sizes[self._article]
        self.article_score = self._bm25(counts + titled, lengths)[self._article]
        self.title_share = titled.sum(axis=1)[self._article] / np.maximum(title_lengths, 1)
        self.named = _as_a_whole(self.title_share * (titled @ self._word_shares)[self._article])
        return titled[self._article], title_lengths

    def _bm25(self, counts: NDArray[np.generic], lengths: NDArray[np.generic]) -> Floats:
        """BM25 of some texts, 0 to 1: the share of the best that a text could score.

        Args:
            counts: How often each text holds each word, (n_texts, n_words).
            lengths: How many terms each has, (n_texts,).
        """
        average = float(lengths.mean()) or 1.0
        return np.asarray((tf_component(counts, lengths[:, None], average) / (K1 + 1)) @ self._word_shares)

    def _read_mentions(self, passages: PassageColumns, kinds: int) -> None:
        """Notes the mentions that could answer: row, term, and how far their sentence covers the question."""
        terms = passages.mentions.values
        possible = (passages.mention_kinds & kinds) > 0
        possible[self._matches(passages.mentions)[0]] = False
        where = np.flatnonzero(possible)
        row = passages.mentions.owners[where]
        sentence = parts(passages.mentions, passages.mention_ends, where, row)
        # Sentences after the last one that holds a word of the question cover nothing of it.
        inside = sentence < self._covered.shape[1]
        coverage = np.zeros(len(where))
        coverage[inside] = self._covered[row[inside], sentence[inside]]
        self.right_kind = np.zeros(self._rows)
        if kinds != NAME:
            self.right_kind[row] = 1.0
        self._mentions = row, terms[where], coverage

    def akin(self, question: Question) -> Floats:
        """The share of the question's words that each passage lacks, as far as it has words akin to them.

        Heading and title are counted in: (n_candidates,).
        """
        if not question.akin:
            return np.zeros(self._rows)
        terms, heading, title = self.passages.terms, self.passages.heading, self._articles.title
        every = np.concatenate([terms.values, heading.values])
        alike = question.likeness(every, np.concatenate([terms.owners, heading.owners]), self._rows)
        titled = question.likeness(title.values, title.owners, len(title.sizes))[:, self._article]
        return np.asarray(np.where(self.held, 0.0, np.maximum(alike, titled).T) @ self._word_shares)

    def quoted(self, question: Question) -> Floats:
        """The share of a question's phrases that each passage or the title of its article holds, (n_candidates,)."""
        share = np.zeros(self._rows)
        for phrase in question.phrases:
            share += np.any([self._holding(terms) for terms in phrase], axis=0)
        return share / max(len(question.phrases), 1)

    def _holding(self, phrase: tuple[int, ...]) -> Bools:
        """Which passages have the terms of a phrase one after the other, or all of them in their title."""
        terms, titles, last = self.passages.terms, self._articles.title, len(phrase) - 1
        begins = terms.values[: max(len(terms.values) - last, 0)] == phrase[0]
        where = np.flatnonzero(begins)
        for place, term in enumerate(phrase):
            where = where[terms.values[where + place] == term]
        owners = terms.owners
        titled = [np.bincount(titles.owners[titles.values == t], minlength=len(titles.sizes)) > 0 for t in set(phrase)]
        holds_all = np.all(titled, axis=0)[self._article]
        holds_all[owners[where[owners[where] == owners[where + last]]]] = True
        return np.asarray(holds_all)

    def votes(self, bare_score: Floats) -> Floats:
        """How far other articles' sentences that cover the question hold the same possible answers, (n_candidates,).

        Args:
            bare_score: What chooses the candidates that vote, (n_candidates,).
        """
        row, terms, coverage = self._mentions
        result = np.zeros(self._rows)
        if not len(row):
            return result
        n_terms, term = numbered(terms)
        # A candidate is heard once on each term, by the sentence that covers most; so is an article.
        pairs = grouped(row * n_terms + term)
        row, term = pairs.each // n_terms, pairs.each % n_terms
        of_articles = grouped(self._article[row] * n_terms + term)
        article_votes = of_articles.highest(pairs.highest(coverage) * _vote_weights(bare_score)[row])
        every_vote = np.bincount(of_articles.each % n_terms, article_votes, n_terms)
        from_others = every_vote[term] - article_votes[of_articles.number]
        doc_freq = np.bincount(term, minlength=n_terms)
        idf = np.log(1 + (self._rows - doc_freq + 0.5) / (doc_freq + 0.5))
        np.add.at(result, row, np.maximum(from_others, 0.0) * idf[term])
        return np.sqrt(result)


def _as_a_whole(shares: Floats) -> Floats:
    """Shares of at least `WHOLE`, and 0 for smaller ones."""
    return np.where(shares >= WHOLE, shares, 0.0)


def _shares_held(question: Question, contains: Bools) -> Floats:
    """The share of a question's names and numbers, by what each says alone, that each of some texts holds, (n_texts,).

    Args:
        question: What is asked.
        contains: Which words each text holds, (n_texts, n_words).
    """
    is_name_or_number = [word in question.names or word in question.numbers for word in range(len(question.weights))]
    shares = np.array(question.discounted_idf) * is_name_or_number
    return np.asarray(contains @ shares / (shares.sum() or 1.0))


def _counted(question: Question, passages: PassageColumns) -> Floats:
    """1 for the passages in which a number stands right beside the word that is counted, (n_candidates,).

    That is among the three terms before it or right after it, in its sentence: "31 dead crates were lost".
    """
    beside = np.zeros(len(passages.terms.sizes))
    if question.counted is None:
        return beside
    terms, row = passages.terms.values, passages.terms.owners
    where, word = question.matches_in(passages.terms)
    place = where[word == question.counted][:, None]
    near = place + np.array([-3, -2, -1, 1])
    at = near.clip(0, max(len(terms) - 1, 0))
    numbers = _in_passage(passages.mentions.owners, passages.mentions.values)[(passages.mention_kinds & NUMBER) > 0]
    is_number = np.isin(_in_passage(row[at], terms[at]), numbers) & ~np.isin(at, where)
    sentence, of_place = (parts(passages.terms, passages.term_ends, each, row[each]) for each in (at, place))
    is_beside = (at == near) & is_number & (row[at] == row[place]) & (sentence == of_place)
    beside[row[place][is_beside.any(axis=1)]] = 1.0
    return beside


def _in_passage(number: Integers, terms: Hashes) -> Integers:
    """A number for each of many terms, each of a passage, that tells both."""
    return np.asarray(np.int64(2**32) * number + terms)


def _of_topic(question: Question, candidates: Sequence[Candidate]) -> Floats:
    """1 for the passages of the article that answered the question before, where this one goes on, (n_candidates,)."""
    article = question.previous.article if question.previous else None
    return np.array([candidate.article == article for candidate in candidates], float)


def _vote_weights(bare_score: Floats) -> Floats:
    """What each candidate's vote counts, (n_candidates,): 1 for the best, 0 for all but the `VOTING_CANDIDATES`."""
    voters = np.argsort(-bare_score, kind="stable")[:VOTING_CANDIDATES]
    weights = np.zeros(len(bare_score))
    weights[voters] = np.exp(VOTE_DECAY * (bare_score[voters] - bare_score[voters[0]]))
    return weights


def _newness(question: Question, candidates: Sequence[Candidate], days: Days) -> Floats:
    """How little older each article is than the newest of them, (n_candidates,); 0 where days are known.

    An article without a day, or of a day to come, is as new as those with one are on the average.
    """
    published = np.array([np.nan if candidate.day is None else candidate.day for candidate in candidates], float)
    published[published > question.last_day] = np.nan
    if days or np.isnan(published).all():
        return np.zeros(len(candidates))
    newer = np.exp((published - np.nanmax(published)) / (NEWER_YEARS * DAYS_OF_A_YEAR))
    return np.asarray(question.newness * np.where(np.isnan(newer), np.nanmean(newer), newer))


def _recency(candidates: Sequence[Candidate], days: Days) -> Floats:
    """How near each article appeared to some days, (n_candidates,).

    1 on one of them, falling before and after; 0 without such days.
    """
    nearest = np.full(len(candidates), np.inf)
    for first, last in days:
        begin, end = first.toordinal(), last.toordinal()
        distance = [np.inf if c.day is None else max(begin - c.day, c.day - end, 0) for c in candidates]
        nearest = np.minimum(nearest, distance)
    return np.exp(-nearest / RECENCY_DAYS)
