"""A concordance of the archive: every sentence that has some words, as a timeline and as lists of articles.

An article mentions words if one of its sentences has all of them; it counts once, however many copies of it there are.
Words are compared by the terms of the article's own language, so any form of a word matches; words in quotation marks
are compared as `quote` compares them. Titles, headings and paragraphs that are not searched don't count.
"""

import datetime
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from retrieval.analysis.likeness import origins
from retrieval.answering import AskedQuestion, Narrowed, copy_of, search_notes
from retrieval.articles.files import tidy
from retrieval.citing.citations import cite, new_id
from retrieval.citing.folding import fold_quotation, may_hold, quoted_places
from retrieval.citing.phrase_index import PhraseIndex
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.citing.wording import wording
from retrieval.engines.base import Filter
from retrieval.errors import PinciteError, QuestionError, TextUnread
from retrieval.indexing.index import Index
from retrieval.indexing.occurrences import Occurrences, concatenated, sentences_with
from retrieval.language import terms
from retrieval.query.analysis import corrected
from retrieval.ranking.copies import MOST_COPIES
from retrieval.records import Answer, AnswerPassage, MentionCount, Remark, Sentence, SpellingCorrection, Timeline
from retrieval.search import Searcher, from_undamaged
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import ArticleFacts

_UNBOUNDED = Narrowed(limit=0)

IDS = 10
"""Articles of a month that are named by their ids."""


class WordQuery(NamedTuple):
    """Words without those in quotation marks, the pieces that these are, folded, and the words as they were typed."""

    words: str
    pieces: tuple[str, ...]
    exact: tuple[str, ...]
    typed: str


class _Mention(NamedTuple):
    """An article that has some words: its sentences that do, as passage keys and numbers in order, and its copies."""

    article: ArticleFacts
    sentences: Sequence[tuple[int, int]]
    copies: Sequence[int]


def _parsed(text: str) -> WordQuery:
    """The query that words as typed stand for.

    Raises:
        UsageError: There is nothing between quotation marks.
        QuestionError: There is no word at all.
    """
    spans = [span for span in quoted_spans(text) if span.closed]
    pieces = tuple(piece for span in spans for piece in wording(span.inner).pieces)
    rest, at = "", 0
    for span in spans:
        rest, at = f"{rest}{text[at : span.start]} ", span.end
    rest = " ".join((rest + text[at:]).split())
    if not pieces and not any(map(str.isalnum, rest)):
        raise QuestionError("There is no word in that; write one or more.")
    return WordQuery(rest, pieces, tuple(span.inner for span in spans), text)


def timeline(
    searcher: Searcher,
    words: str,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Timeline:
    """When some words were said first and last, and how often by month.

    Args:
        searcher: Over the archive.
        words: In any form; those in quotation marks as they are written. A sentence says them that has all.
        since: Only articles published on this day or later.
        until: Only articles published on this day or earlier.
        source: Only articles of this publisher; capitals and white space don't matter.
        language: Only articles in this language, or these, as for `Searcher.ask`.

    Raises:
        QuestionError: There is no word, or only words that occur everywhere.
        TextUnread: An article that may say them can't be read now.
        UsageError: No article is by such a publisher or in such a language, or the quotation marks enclose
            nothing.
    """
    narrowed = Narrowed(2, since, until, source=source, language=language)
    query, question = _looked_up(searcher, words, narrowed)
    timelines: list[Timeline] = []

    def ends(index: Index) -> Answer:
        timelines.append(_timeline(query, question, index))
        return timelines[-1].ends

    answer = from_undamaged(ends, searcher)
    return replace(timelines[-1], ends=answer)


def mentions(
    searcher: Searcher,
    words: str,
    *,
    limit: int = 10,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    source: str | None = None,
    language: str | None = None,
    undated: bool = False,
) -> Answer:
    """The articles that have some words, earliest first, each with its first such sentence; it raises the same.

    Args:
        searcher: Over the archive.
        words: What is said, as for `timeline`.
        limit: The most articles to give.
        since: Only articles published on this day or later.
        until: Only articles published on this day or earlier.
        source: Only articles of this publisher.
        language: Only articles in this language, or these.
        undated: Whether to give the articles without a day instead of the others.
    """
    narrowed = Narrowed(limit, since, until, source=source, language=language)
    query, question = _looked_up(searcher, words, narrowed)
    return from_undamaged(partial(_mentions, query, question, undated=undated), searcher)


def _looked_up(searcher: Searcher, words: str, narrowed: Narrowed) -> tuple[WordQuery, AskedQuestion]:
    """The words as a query and as a question; for words in quotation marks the phrase index is brought up to date."""
    text = tidy(words)
    if (query := _parsed(text)).pieces:
        for unread in _unread_phrases(searcher, follow=True):
            raise unread
    return query, AskedQuestion(text, "", None, narrowed, searcher.fragments, False, None)  # noqa: FBT003


def _unread_phrases(searcher: Searcher, *, follow: bool) -> list[TextUnread]:
    """Why articles can't be searched for words as written; with `follow`, after reading the files that changed."""
    phrases = PhraseIndex(searcher.archive.catalog)
    phrases.refresh()
    behind = [name for unread in phrases.unread for name in unread.behind]
    if not (follow and behind):
        return phrases.unread
    with suppress(PinciteError):
        searcher.follow(behind)
    return _unread_phrases(searcher, follow=False)


def _timeline(query: WordQuery, question: AskedQuestion, index: Index) -> Timeline:
    """When some words were said, by what is stored now.

    Args:
        query: The words.
        question: The same, with the articles that are searched.
        index: Where they are; its phrase index is complete.

    Raises:
        QuestionError: All words occur everywhere, and are looked up in no text.
        UsageError: No article is by such a publisher, or in such a language.
    """
    started = time.perf_counter()
    articles = list(_articles_mentioning(query, question.narrowed.filter(index), index))
    dated = [mention for mention in articles if mention.article.day]
    by_month: defaultdict[str, list[_Mention]] = defaultdict(list)
    for mention in dated:
        by_month[f"{mention.article.day:%Y-%m}"].append(mention)
    ends = [(dated[0], 0), (dated[-1], -1)] if dated else [(mention, 0) for mention in articles[:1]]
    if len(dated) == 1 and len(dated[0].sentences) == 1:
        ends = ends[:1]
    everything = _count(articles)
    return Timeline(
        words=query.typed,
        exact=query.exact,
        ends=_answer(question, ends, "ends", index, started),
        articles=everything.articles,
        sentences=everything.sentences,
        copies=sum(len(mention.copies) for mention in articles),
        undated=_count([mention for mention in articles if not mention.article.day]),
        months={month: _count(by_month[month]) for month in sorted(by_month)},
    )


def _mentions(query: WordQuery, question: AskedQuestion, index: Index, *, undated: bool) -> Answer:
    """What `mentions` gives, by what is stored now; the arguments are as for `_timeline`."""
    started, narrowed = time.perf_counter(), question.narrowed
    every = _articles_mentioning(query, narrowed.filter(index), index)
    articles = [mention for mention in every if (mention.article.day is None) == undated]
    sentences = [(mention, 0) for mention in articles[: narrowed.limit]]
    answer = _answer(question, sentences, "undated" if undated else "said", index, started)
    if len(sentences) == len(articles):
        return answer
    more = Remark(
        "Articles that say it in this period: {number}. The first {shown} are shown.",
        number=len(articles),
        shown=len(sentences),
    )
    return replace(answer, notes=(*answer.notes, more))


def _count(articles: Collection[_Mention]) -> MentionCount:
    """The number of articles and of their sentences."""
    ids = tuple(mention.article.id for mention in list(articles)[:IDS])
    return MentionCount(len(articles), sum(len(mention.sentences) for mention in articles), ids)


def _answer(
    question: AskedQuestion, sentences: Sequence[tuple[_Mention, int]], name: str, index: Index, started: float
) -> Answer:
    """An answer made of sentences that have some words.

    Args:
        question: What was asked.
        sentences: Articles, and which of their sentences is shown.
        name: What is shown, as the provenance names it.
        index: Where they are.
        started: When the answering began, by `time.perf_counter`.
    """
    identity, narrowed = new_id(), question.narrowed
    parameters = narrowed.provenance(index.catalog) if name == "ends" else narrowed.parameters
    passages = tuple(
        _passage(mention, mention.sentences[which], f"{identity}.{rank}", rank, question, index.catalog)
        for rank, (mention, which) in enumerate(sentences, 1)
    )
    return Answer(
        id=identity,
        question=question.question,
        asked_at=datetime.datetime.now(datetime.UTC),
        answered=bool(passages),
        confidence=float(bool(passages)),
        passages=passages,
        unmatched_terms=(),
        elapsed_ms=(time.perf_counter() - started) * 1000,
        corrections=() if passages or name != "ends" else tuple(_corrections(question.question, index)),
        notes=search_notes(question if name == "ends" else question._replace(narrowed=_UNBOUNDED), index),
        provenance=index.provenance() | {"context": None, "timeline": name} | parameters,
    )


def _corrections(words: str, index: Index) -> Iterator[SpellingCorrection]:
    """What misspelled words may mean, where they can be looked up at all."""
    try:
        yield from corrected(words, index)[1]
    except QuestionError:
        return


def _passage(
    mention: _Mention, sentence: tuple[int, int], identity: str, rank: int, question: AskedQuestion, catalog: Catalog
) -> AnswerPassage:
    """The passage of an article that has a sentence, which is marked, with its citation."""
    key, number = sentence
    in_catalog, article = catalog.passages([key])[key], catalog.article_by_key(mention.article.key)
    start, end = (
        in_catalog.passage.start + int(each[number])
        for each in (in_catalog.sentences.starts, in_catalog.sentences.ends)
    )
    citation = cite(article, in_catalog.passage, identity, fragment=question.fragments)
    copies = catalog.outlines(sorted(mention.copies)[:MOST_COPIES]).values()
    return AnswerPassage(
        rank=rank,
        score=0.0,
        text=citation.exact,
        sentence=Sentence(article.text[start:end], start, end),
        citation=citation,
        copies=tuple(map(copy_of, sorted(copies, key=lambda copy: (copy.date or datetime.date.max, copy.id)))),
    )


def _articles_mentioning(query: WordQuery, where: Filter, index: Index) -> Iterator[_Mention]:
    """The articles that mention some words, earliest first, those without a day last; of copies the earliest."""
    occurrences = _occurrences_of_all(query, where, index)
    catalog, by_article = index.catalog, defaultdict[int, list[tuple[int, int]]](list)
    order = np.lexsort((occurrences.numbers, occurrences.passages))
    for passage, article, number in zip(*(column[order].tolist() for column in occurrences), strict=True):
        by_article[article].append((passage, number))
    facts = sorted(catalog.about(sorted(by_article)), key=lambda it: (it.day or datetime.date.max, it.id))
    group = origins(_alike(catalog.numbers_of([each.key for each in facts])))
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for each in facts:
        copies[group.get(each.key, each.key)].append(each.key)
    for each in facts:
        first, *others = copies[group.get(each.key, each.key)]
        if each.key == first:
            yield _Mention(each, by_article[each.key], others)


def _alike(numbers: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The articles that share a number, for each number that any share."""
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for number, article in numbers:
        by_number[number].append(article)
    yield from (articles for articles in by_number.values() if len(articles) > 1)


def _occurrences_of_all(query: WordQuery, where: Filter, index: Index) -> Occurrences:
    """The sentences that have every word and every quoted piece of the query."""
    occurrences = _with_words(query, where, index)
    if not query.pieces:
        if occurrences is None:
            raise QuestionError(
                "These words occur everywhere and are not looked up; put them in quotation marks, as they were said."
            )
        return occurrences
    catalog = index.catalog
    articles = PhraseIndex(catalog).keys_with(query.pieces)
    if occurrences is not None:
        articles = sorted(set(articles).intersection(occurrences.articles.tolist()))
    admitted = [each.key for each in catalog.about(articles) if where.admits(each.as_document)]
    exact = concatenated([_with_pieces(key, query.pieces, catalog) for key in admitted])
    if occurrences is None:
        return exact
    both = set(zip(occurrences.passages.tolist(), occurrences.numbers.tolist(), strict=True))
    pairs = zip(exact.passages.tolist(), exact.numbers.tolist(), strict=True)
    return exact.among(np.array([pair in both for pair in pairs], bool))


def _with_words(query: WordQuery, where: Filter, index: Index) -> Occurrences | None:
    """The sentences that have all words outside quotation marks; None if no language looks any of them up."""
    by_terms: defaultdict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for tongue in _tongues(index):
        by_terms[tuple(dict.fromkeys(terms(query.words, tongue)))].add(tongue)
    if not any(by_terms):
        return None
    catalog, parts = index.catalog, []
    for looked_up, tongues in by_terms.items():
        if not looked_up:
            continue
        occurrences = sentences_with(looked_up, index.engine.keys_with(looked_up, where), catalog)
        if len(by_terms) > 1:
            articles = np.unique(occurrences.articles).tolist()
            own = [each.key for each in catalog.about(articles) if (each.language or None) in tongues]
            occurrences = occurrences.among(np.isin(occurrences.articles, own))
        parts.append(occurrences)
    return concatenated(parts)


def _tongues(index: Index) -> list[str | None]:
    """The languages of the articles, and None if that of some article is not known."""
    of_known_language = sum(index.languages.values())
    return [*index.languages, *([None] if of_known_language < index.catalog.article_count() else [])]


def _with_pieces(key: int, pieces: Sequence[str], catalog: Catalog) -> Occurrences:
    """The sentences of an article, by its key, in which each of some folded pieces begins.

    A piece that continues from one passage into the next is in neither.
    """
    pieces = [piece.replace("ß", "ss") for piece in pieces]
    text = catalog.article_by_key(key).text
    passages_by_key = catalog.passages(list(catalog.passage_keys_of([key])))
    places: list[tuple[int, int]] = []
    for passage, each in sorted(passages_by_key.items()):
        words = text[each.passage.start : each.passage.end]
        if not all(may_hold(piece, words) for piece in pieces):
            continue
        folded_text = fold_quotation(words, sharp_s=False)
        numbers = [
            {
                int(np.searchsorted(each.sentences.ends, folded_text.span(*span)[0], "right"))
                for span in quoted_places(piece, folded_text.text)
            }
            for piece in pieces
        ]
        places += [(passage, number) for number in sorted(set.intersection(*numbers))]
    passages, sentence_numbers = (
        np.array(column, np.int64) for column in (list(zip(*places, strict=True)) or ((), ()))
    )
    return Occurrences(passages, np.full(len(passages), key, np.int64), sentence_numbers)
