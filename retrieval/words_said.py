"""When some words were said: the sentences that have them, counted by the months of their articles.

An article says words where one of its sentences has all of them; it counts once, however many copies of it there are.
Words are compared by the terms of the article's own language, so that any form of a word is it; what stands in
quotation marks is compared as `quote` compares it. Titles, headings and paragraphs that are not searched don't count.
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
from retrieval.indexing.occurrences import Sayings, joined, sentences_with
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


class AskedWords(NamedTuple):
    """Words without those in quotation marks, the pieces that these are, folded, and the words as they were typed."""

    words: str
    pieces: tuple[str, ...]
    exact: tuple[str, ...]
    typed: str


class _Saying(NamedTuple):
    """An article that says some words, its sentences that do, as passage keys and numbers in order, and its copies."""

    article: ArticleFacts
    sentences: Sequence[tuple[int, int]]
    copies: Sequence[int]


def _asked_words(typed: str) -> AskedWords:
    """What is asked for by words as they are typed.

    Raises:
        UsageError: There is nothing between quotation marks.
        QuestionError: There is no word at all.
    """
    spans = [span for span in quoted_spans(typed) if span.closed]
    pieces = tuple(piece for span in spans for piece in wording(span.inner).pieces)
    rest, at = "", 0
    for span in spans:
        rest, at = f"{rest}{typed[at : span.start]} ", span.end
    rest = " ".join((rest + typed[at:]).split())
    if not pieces and not any(map(str.isalnum, rest)):
        raise QuestionError("There is no word in that; write one, or more.")
    return AskedWords(rest, pieces, tuple(span.inner for span in spans), typed)


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
        QuestionError: There is no word, or only such as stand everywhere.
        TextUnread: An article that may say them can't be read now.
        UsageError: No article is by such a publisher or in such a language, or nothing stands between the quotation
            marks.
    """
    narrowed = Narrowed(2, since, until, source=source, language=language)
    asked, question = _looked_up(searcher, words, narrowed)
    made: list[Timeline] = []

    def ends(index: Index) -> Answer:
        made.append(_timeline(asked, question, index))
        return made[-1].ends

    answer = from_undamaged(ends, searcher)
    return replace(made[-1], ends=answer)


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
    """The articles that say some words, earliest first, each with the sentence that does so first; it raises the same.

    Args:
        searcher: Over the archive.
        words: What is said, as for `timeline`.
        limit: The most articles to give.
        since: Only articles published on this day or later.
        until: Only articles published on this day or earlier.
        source: Only articles of this publisher.
        language: Only articles in this language, or these.
        undated: Whether those are given of which no day is known, instead of the others.
    """
    narrowed = Narrowed(limit, since, until, source=source, language=language)
    asked, question = _looked_up(searcher, words, narrowed)
    return from_undamaged(partial(_mentions, asked, question, undated=undated), searcher)


def _looked_up(searcher: Searcher, words: str, narrowed: Narrowed) -> tuple[AskedWords, AskedQuestion]:
    """Words that are asked for; where some are to stand as they are written, the phrase index is brought up to date."""
    typed = tidy(words)
    if (asked := _asked_words(typed)).pieces:
        for unread in _unread_phrases(searcher, follow=True):
            raise unread
    return asked, AskedQuestion(typed, "", None, narrowed, searcher.fragments, False, None)  # noqa: FBT003


def _unread_phrases(searcher: Searcher, *, follow: bool) -> list[TextUnread]:
    """Why articles can't be looked into for words as they are written; `follow`: once files that changed are read."""
    phrases = PhraseIndex(searcher.archive.catalog)
    phrases.refresh()
    behind = [name for unread in phrases.unread for name in unread.behind]
    if not (follow and behind):
        return phrases.unread
    with suppress(PinciteError):
        searcher.follow(behind)
    return _unread_phrases(searcher, follow=False)


def _timeline(asked: AskedWords, question: AskedQuestion, index: Index) -> Timeline:
    """When some words were said, by what is stored now.

    Args:
        asked: The words.
        question: The same, with the articles that are searched.
        index: Where they are; its phrase index is complete.

    Raises:
        QuestionError: All words are such as stand everywhere, and are looked up in no text.
        UsageError: No article is by such a publisher, or in such a language.
    """
    started = time.perf_counter()
    sayings = list(_sayings(asked, question.narrowed.filter(index), index))
    dated = [saying for saying in sayings if saying.article.day]
    by_month: defaultdict[str, list[_Saying]] = defaultdict(list)
    for saying in dated:
        by_month[f"{saying.article.day:%Y-%m}"].append(saying)
    ends = [(dated[0], 0), (dated[-1], -1)] if dated else [(saying, 0) for saying in sayings[:1]]
    if len(dated) == 1 and len(dated[0].sentences) == 1:
        ends = ends[:1]
    everything = _count(sayings)
    return Timeline(
        words=asked.typed,
        exact=asked.exact,
        ends=_answer(question, ends, "ends", index, started),
        articles=everything.articles,
        sentences=everything.sentences,
        copies=sum(len(saying.copies) for saying in sayings),
        undated=_count([saying for saying in sayings if not saying.article.day]),
        months={month: _count(by_month[month]) for month in sorted(by_month)},
    )


def _mentions(asked: AskedWords, question: AskedQuestion, index: Index, *, undated: bool) -> Answer:
    """What `mentions` gives, by what is stored now; the arguments are as for `_timeline`."""
    started, narrowed = time.perf_counter(), question.narrowed
    every = _sayings(asked, narrowed.filter(index), index)
    sayings = [saying for saying in every if (saying.article.day is None) == undated]
    shown = [(saying, 0) for saying in sayings[: narrowed.limit]]
    answer = _answer(question, shown, "undated" if undated else "said", index, started)
    if len(shown) == len(sayings):
        return answer
    more = Remark(
        "Articles that say it then: {number}. Shown: the first {shown}.", number=len(sayings), shown=len(shown)
    )
    return replace(answer, notes=(*answer.notes, more))


def _count(sayings: Collection[_Saying]) -> MentionCount:
    """What some articles say, counted."""
    ids = tuple(saying.article.id for saying in list(sayings)[:IDS])
    return MentionCount(len(sayings), sum(len(saying.sentences) for saying in sayings), ids)


def _answer(
    question: AskedQuestion, shown: Sequence[tuple[_Saying, int]], name: str, index: Index, started: float
) -> Answer:
    """An answer of sentences that say some words.

    Args:
        question: What was asked.
        shown: Articles, and which of their sentences is shown.
        name: What is shown, as the provenance names it.
        index: Where they are.
        started: When the answering began, by `time.perf_counter`.
    """
    identity, narrowed = new_id(), question.narrowed
    parameters = narrowed.provenance(index.catalog) if name == "ends" else narrowed.parameters
    passages = tuple(
        _passage(saying, saying.sentences[which], f"{identity}.{rank}", rank, question, index.catalog)
        for rank, (saying, which) in enumerate(shown, 1)
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
    """What misspelled words may be meant to be, where they can be looked up at all."""
    try:
        yield from corrected(words, index)[1]
    except QuestionError:
        return


def _passage(
    saying: _Saying, sentence: tuple[int, int], identity: str, rank: int, question: AskedQuestion, catalog: Catalog
) -> AnswerPassage:
    """The passage of an article that has a sentence, which is marked, with its citation."""
    key, number = sentence
    stored, article = catalog.passages([key])[key], catalog.article_by_key(saying.article.key)
    start, end = (stored.passage.start + int(each[number]) for each in (stored.sentences.starts, stored.sentences.ends))
    citation = cite(article, stored.passage, identity, fragment=question.fragments)
    copies = catalog.outlines(sorted(saying.copies)[:MOST_COPIES]).values()
    return AnswerPassage(
        rank=rank,
        score=0.0,
        text=citation.exact,
        sentence=Sentence(article.text[start:end], start, end),
        citation=citation,
        copies=tuple(map(copy_of, sorted(copies, key=lambda copy: (copy.date or datetime.date.max, copy.id)))),
    )


def _sayings(asked: AskedWords, where: Filter, index: Index) -> Iterator[_Saying]:
    """The articles that say some words, earliest first, those without a day last; of copies the earliest."""
    sayings = _saying_all(asked, where, index)
    catalog, by_article = index.catalog, defaultdict[int, list[tuple[int, int]]](list)
    order = np.lexsort((sayings.numbers, sayings.passages))
    for passage, article, number in zip(*(column[order].tolist() for column in sayings), strict=True):
        by_article[article].append((passage, number))
    facts = sorted(catalog.about(sorted(by_article)), key=lambda it: (it.day or datetime.date.max, it.id))
    group = origins(_alike(catalog.numbers_of([each.key for each in facts])))
    copies: defaultdict[int, list[int]] = defaultdict(list)
    for each in facts:
        copies[group.get(each.key, each.key)].append(each.key)
    for each in facts:
        first, *others = copies[group.get(each.key, each.key)]
        if each.key == first:
            yield _Saying(each, by_article[each.key], others)


def _alike(numbers: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """The articles that share a number, for each number that any share."""
    by_number: defaultdict[int, list[int]] = defaultdict(list)
    for number, article in numbers:
        by_number[number].append(article)
    yield from (articles for articles in by_number.values() if len(articles) > 1)


def _saying_all(asked: AskedWords, where: Filter, index: Index) -> Sayings:
    """The sentences that have all that is asked for."""
    sayings = _with_words(asked, where, index)
    if not asked.pieces:
        if sayings is None:
            raise QuestionError(
                "These words stand everywhere and are not looked up; put them in quotation marks, as they were said."
            )
        return sayings
    catalog = index.catalog
    articles = PhraseIndex(catalog).keys_with(asked.pieces)
    if sayings is not None:
        articles = sorted(set(articles).intersection(sayings.articles.tolist()))
    admitted = [each.key for each in catalog.about(articles) if where.admits(each.as_document)]
    quoted = joined([_with_pieces(key, asked.pieces, catalog) for key in admitted])
    if sayings is None:
        return quoted
    both = set(zip(sayings.passages.tolist(), sayings.numbers.tolist(), strict=True))
    pairs = zip(quoted.passages.tolist(), quoted.numbers.tolist(), strict=True)
    return quoted.among(np.array([pair in both for pair in pairs], bool))


def _with_words(asked: AskedWords, where: Filter, index: Index) -> Sayings | None:
    """The sentences that have all words outside quotation marks; None where no language looks any of them up."""
    by_terms: defaultdict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for tongue in _tongues(index):
        by_terms[tuple(dict.fromkeys(terms(asked.words, tongue)))].add(tongue)
    if not any(by_terms):
        return None
    catalog, parts = index.catalog, []
    for looked_up, tongues in by_terms.items():
        if not looked_up:
            continue
        sayings = sentences_with(looked_up, index.engine.keys_with(looked_up, where), catalog)
        if len(by_terms) > 1:
            articles = np.unique(sayings.articles).tolist()
            own = [each.key for each in catalog.about(articles) if (each.language or None) in tongues]
            sayings = sayings.among(np.isin(sayings.articles, own))
        parts.append(sayings)
    return joined(parts)


def _tongues(index: Index) -> list[str | None]:
    """The languages of the articles, and None where that of some is not known."""
    known = sum(index.languages.values())
    return [*index.languages, *([None] if known < index.catalog.article_count() else [])]


def _with_pieces(key: int, pieces: Sequence[str], catalog: Catalog) -> Sayings:
    """The sentences of an article, by its key, in which each of some folded pieces begins.

    A piece that goes on from one passage into the next is in neither.
    """
    text = catalog.article_by_key(key).text
    stored = catalog.passages(list(catalog.passage_keys_of([key])))
    places: list[tuple[int, int]] = []
    for passage, each in sorted(stored.items()):
        words = text[each.passage.start : each.passage.end]
        if not all(may_hold(piece, words) for piece in pieces):
            continue
        folded = fold_quotation(words)
        numbers = [
            {
                int(np.searchsorted(each.sentences.ends, folded.span(*span)[0], "right"))
                for span in quoted_places(piece, folded.text)
            }
            for piece in pieces
        ]
        places += [(passage, number) for number in sorted(set.intersection(*numbers))]
    passages, sentence_numbers = (
        np.array(column, np.int64) for column in (list(zip(*places, strict=True)) or ((), ()))
    )
    return Sayings(passages, np.full(len(passages), key, np.int64), sentence_numbers)
