"""Articles that came in, and which of them answers a question: scored by all of the archive, though only they are read.

An article answers a question when `Searcher.ask` would be sure of it if there were no passages that answer better. To
ask that of every article that comes in, for every question that somebody follows, would take too long: first the
articles are left out whose words can't make anybody sure (`confidence.most_log_odds`), and they are nearly all.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import numpy as np

from retrieval import language
from retrieval.answering import NARROWING, Narrowed
from retrieval.articles.files import tidy
from retrieval.citing.clean_ups import says_the_same
from retrieval.engines.base import Filter
from retrieval.errors import NotFound, QuestionError, UsageError
from retrieval.indexing.index import Index
from retrieval.indexing.views import as_asked, expecting
from retrieval.language import Word
from retrieval.one_article import bm25, forms
from retrieval.query import dates
from retrieval.query.analysis import (
    analyzed,
    corrected,
    looked_at,
    question_language,
    today,
    words_of_period,
    words_that_only_ask,
)
from retrieval.query.question import Question
from retrieval.ranking.arrays import Bools, Floats, Integers, highest, numbered
from retrieval.ranking.confidence import Calibration, log_odds, match_share, most_log_odds
from retrieval.records import SURE, Answer
from retrieval.search import Searcher


class Arrival(NamedTuple):
    """An article that came in or changed: the catalog's key, its id, the hash of its text.

    No key comes again in one catalog; one that is built anew counts from the beginning.
    """

    key: int
    article: str
    sha256: str


class ArrivalMark(NamedTuple):
    """How far somebody has looked: at which catalog, as long as it is open, and up to which key."""

    catalog: object = None
    key: int = 0


def arrived(
    searcher: Searcher,
    after: ArrivalMark = ArrivalMark(),  # noqa: B008 # frozen
) -> tuple[list[Arrival], ArrivalMark]:
    """The articles that came in or changed after that, in the order they came in, and the mark after them.

    Of another catalog than the one that the mark is of, all articles.
    """
    with searcher.reading() as index:
        catalog, _ = index.catalog.content_state()
        last_key = after.key if catalog == after.catalog else 0
        arrivals = [Arrival(*row) for row in index.catalog.arrived(last_key)]
    return arrivals, ArrivalMark(catalog, arrivals[-1].key if arrivals else last_key)


TELLING_WORDS = 6
"""A sentence of fewer words may be anywhere ("He resigned."): then its whole passage is compared."""


def says_anew(searcher: Searcher, answer: Answer, known_passages: Sequence[str], arrivals: Collection[str]) -> bool:
    """Whether the first answer sentence of an answer says what was not said before, but for a clean-up edit.

    An article that was taken out again a moment ago says nothing.

    Args:
        searcher: Over the archive.
        answer: The answer of an article that came in.
        known_passages: What was told before: passages.
        arrivals: The ids of the articles that came in with it; others that have the same words were there before.
    """
    with searcher.reading() as index, suppress(NotFound):
        return _says_anew(answer, known_passages, arrivals, index)
    return False


def _says_anew(answer: Answer, known_passages: Sequence[str], arrivals: Collection[str], index: Index) -> bool:
    passage = answer.passages[0]
    words = passage.sentence.exact if language.count(passage.sentence.exact) >= TELLING_WORDS else passage.text
    before = index.catalog.readable_articles(copy.article for copy in passage.copies if copy.article not in arrivals)
    tongue = index.catalog.article(passage.citation.article).language

    def occurs(word: str) -> bool:
        return any(index.engine.doc_freq(term) > 1 for term in language.terms(word, tongue))

    return not any(
        says_the_same(words, text, tongue, occurs) for text in (*known_passages, *(each.text for each in before))
    )


class Arrivals:
    """The passages of some articles, held against one question after the other while the index stays as it is."""

    def __init__(self, index: Index, arrivals: Sequence[Arrival]) -> None:
        """Reads the passages of the articles."""
        self._ids = {arrival.key: arrival.article for arrival in arrivals}
        self._documents = list(index.catalog.documents_of(sorted(self._ids)))
        self._lengths = np.array([len(document.terms) for _, document in self._documents])
        self._postings: dict[str, dict[int, int]] = defaultdict(dict)
        for row, (_, document) in enumerate(self._documents):
            for term, count in Counter(document.terms).items():
                self._postings[term][row] = count

    def hopeful(
        self, question: str, index: Index, where: Filter, as_of: datetime.date | None, calibration: Calibration
    ) -> list[str]:
        """The ids of the articles that may answer a question, in the order they came in; all others can't.

        Args:
            question: In plain words.
            index: Holds them and all others.
            where: Which articles are searched.
            as_of: The day on which it is asked, if that is given.
            calibration: What judged questions have taught.

        Raises:
            QuestionError: There is no word in the question.
        """
        words, _ = corrected(question, index)
        only_asking = words_that_only_ask(question, words, index)
        analyzed_question = analyzed(question, words, index, paired=False).without(only_asking)
        days = dates.period(looked_at(question, index), today(as_of), question_language(question, index))
        # Of an article of the days that are asked for, the words that name these days are not looked for.
        dated = words_of_period(question, words, days, days.until.toordinal() if days else None)
        rows = self._rows_that_share(words, where)
        if not rows:
            return []
        places = np.array(rows)
        scores = bm25(index, forms(words), self._lengths, self._postings)[places]
        article = np.array([self._documents[row][0] for row in rows])
        hopeful: set[int] = set()
        for variant in {id(each): each for each in (analyzed_question, analyzed_question.without(dated))}.values():
            contains = self._held(variant, rows)
            match, share = _of_articles(article, match_share(variant, scores), variant, contains)
            odds = most_log_odds(variant, match, share, contains, calibration, dated=as_of is not None)
            hopeful.update(article[(odds >= log_odds(SURE)) & contains[_rarest_names(variant)].all(axis=0)].tolist())
        return [self._ids[key] for key in sorted(hopeful)]

    def _rows_that_share(self, words: Sequence[Word], where: Filter) -> list[int]:
        """The rows of the passages that are searched and have one of some words."""
        rows = sorted({row for form in forms(words) for row in self._postings.get(form, ())})
        return [row for row in rows if where.admits(self._documents[row][1])]

    def _held(self, question: Question, rows: Sequence[int]) -> Bools:
        """Which words of a question each passage, its heading or its article's title holds, (n_words, n_passages)."""
        places = {row: place for place, row in enumerate(rows)}
        contains = np.zeros((len(question.weights), len(rows)), bool)
        for form, word in question.words.items():
            contains[word, [places[row] for row in self._postings.get(form, ()) if row in places]] = True
        return contains


def _rarest_names(question: Question) -> list[int]:
    """The names of a question that occur and that no word of it is rarer than: what lacks one, `lacks_rarest`."""
    occurring = [weight for weight in question.weights if weight < question.max_idf]
    rarest = max(occurring, default=0.0)
    return [word for word in question.names.difference(question.numbers) if question.weights[word] == rarest]


def _of_articles(article: Integers, match: Floats, question: Question, contains: Bools) -> tuple[Floats, Floats]:
    """The best match of each passage's article, and the share of the question that it holds; both (n_passages,).

    Args:
        article: The key of the article of each passage, (n_passages,).
        match: How well each passage matches, (n_passages,).
        question: What is asked.
        contains: Which of its words each passage holds, (n_words, n_passages).
    """
    n_articles, place = numbered(article)
    best, whole = highest(match, place, n_articles), np.zeros((len(contains), n_articles), bool)
    np.logical_or.at(whole.T, place, contains.T)
    return best[place], question.coverage(whole)[place]


def answers_among(
    searcher: Searcher, arrivals: Sequence[Arrival], questions: Iterable[tuple[str, Mapping[str, Any]]]
) -> Iterator[list[Answer]]:
    """The answers of some articles to each of some questions, one an article, as far as `ask` is sure of them.

    Nothing is an answer to a question in which nothing can be looked up now.

    Args:
        searcher: Over the archive.
        arrivals: The articles.
        questions: Each with what `ask` takes besides.
    """
    with searcher.reading() as index:
        passages = Arrivals(index, arrivals)
    for question, options in questions:
        try:
            hopeful = _hopeful(searcher, passages, tidy(question), options)
            yield list(_sure_answers(searcher, question, options, hopeful)) if hopeful else []
        except (QuestionError, UsageError):
            yield []


def answers_now(searcher: Searcher, question: str, options: Mapping[str, Any], most: int) -> list[Answer]:
    """The answers of the articles that would be told to whoever had followed a question, one an article, best first.

    Args:
        searcher: Over the archive.
        question: What is asked.
        options: What `ask` takes besides.
        most: How many of its best passages are looked at.

    Raises:
        QuestionError: There is no word in the question.
        UsageError: It asks for articles of some days and nothing else, or for a publisher that there is none of.
    """
    now = searcher.ask(question, **{**options, "limit": most})
    require_follow(now)
    best = list(dict.fromkeys(passage.citation.article for passage in now.passages))
    with searcher.reading() as index:
        keys_by_id = {article.id: article.key for article in index.catalog.about(index.catalog.keys_of(best))}
    arrivals = [Arrival(keys_by_id[identity], identity, "") for identity in best if identity in keys_by_id]
    (answers,) = answers_among(searcher, arrivals, [(question, options)])
    return sorted(answers, key=lambda answer: best.index(answer.passages[0].citation.article))


def require_follow(answer: Answer) -> None:
    """Raises `UsageError` where a question, as it was answered, asks for articles of some days and nothing else."""
    if answer.provenance.get("listing"):
        raise UsageError("That asks for all articles from certain days; follow a question that names something.")


def _hopeful(searcher: Searcher, arrivals: Arrivals, question: str, options: Mapping[str, Any]) -> list[str]:
    """The ids of those of some articles that may answer a question; all others can't."""
    narrowed = Narrowed(1, *(options.get(name) for name in NARROWING))
    with searcher.reading() as index:
        where = narrowed.filter(index)
        likeliest = expecting(index, where.languages)
        return arrivals.hopeful(question, likeliest, where, narrowed.as_of, searcher.calibration)


def _sure_answers(
    searcher: Searcher, question: str, options: Mapping[str, Any], articles: Sequence[str]
) -> Iterator[Answer]:
    """The answers of some articles, as far as they are sure.

    Confidence is that of what comes first. What doesn't must say all names and numbers of the question, too, that the
    archive has, and what does, the rarest one: a bridge in another town is none that is asked about.
    """
    best = searcher.ask(question, **{**options, "limit": 1}).passages
    for article in articles:
        answer = searcher.ask(question, article=article, **options)
        if answer.answered and not answer.may_hold:
            comes_first = bool(best) and best[0].citation.article == article
            with searcher.reading() as index:
                lacks = lacks_rarest(answer, index) if comes_first else bool(answer.missing_terms)
            if not lacks:
                yield answer


def lacks_rarest(answer: Answer, index: Index) -> bool:
    """Whether the first passage of an answer lacks a name or number that no word of the question is rarer than.

    Of 191 sure answers to news questions 25 lack a name, mostly one that goes without saying ("the US"), and they are
    right as often as the others are.
    """
    if not answer.missing_terms:
        return False
    words, _ = corrected(answer.question, as_asked(answer, index))
    counts = {word.text: max(map(index.engine.doc_freq, (word.term, *word.also))) for word in words}
    missing_counts = [counts[term] for term in answer.missing_terms if term in counts]
    return bool(missing_counts) and min(missing_counts) <= min(count for count in counts.values() if count)
