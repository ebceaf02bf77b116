"""How a question is answered from what is stored: searched, ranked, marked, cited, and how sure that is."""

import datetime
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypedDict

from retrieval import language
from retrieval.analysis.features import Candidate
from retrieval.analysis.passages import Layout, narrowed, unshown, widened, with_lead
from retrieval.authors import Authored, articles_by_author
from retrieval.citing.citations import cite, new_id
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.engines.base import Filter
from retrieval.indexing.index import Index
from retrieval.indexing.languages import languages_named
from retrieval.indexing.views import expecting
from retrieval.language import Word
from retrieval.language.cldr import language_codes, language_name
from retrieval.one_article import candidates_of, from_article_on, with_article
from retrieval.query.analysis import (
    analyzed,
    corrected,
    days_near,
    latest_day,
    listed_days,
    looked_at,
    period_from_today,
    period_of,
    unheld_language,
    unmatched_terms,
    without_days_left_out,
    words_of_period,
    words_that_only_ask,
)
from retrieval.query.follow_ups import rewritten
from retrieval.query.names import may_be_another
from retrieval.query.question import AskedAttribute, PreviousSentence, Question
from retrieval.ranking.answer_sentence import Selected, Span, best_passages
from retrieval.ranking.confidence import (
    THRESHOLD,
    ConfidenceFeatures,
    confidence_features,
    missing_words,
    reserved,
)
from retrieval.ranking.copies import copies
from retrieval.ranking.denied import takes_for_granted
from retrieval.ranking.evidence import VOTING_PASSAGES
from retrieval.ranking.listing import newest_day, opening_passages, openings_of, telling_passages
from retrieval.ranking.passages import CANDIDATES, Days
from retrieval.ranking.unheld import authored_first, leaves_something_out, numbers_in_two_parts
from retrieval.ranking.untold import (
    author_words,
    corrected_first,
    is_doubtful,
    otherwise_written,
    telling_first,
    told_words,
    untold_attributes,
    untold_words,
)
from retrieval.records import (
    Answer,
    AnswerPassage,
    ArticleOutline,
    Citation,
    Copy,
    Hit,
    LanguageName,
    Passage,
    Period,
    Remark,
    Sentence,
    SpellingCorrection,
    Topic,
)
from retrieval.storage.catalog import Catalog

TOPIC_PASSAGES = 40
"""Up to this many passages of the article that answered the question before are looked at, the nearest ones."""

_NAMED_LANGUAGES = 3
"""The languages of most articles are named, where the question's is none: more than these nobody reads."""


class Narrowing(TypedDict, total=False):
    """How many passages are wanted, and which articles they may be from, as it is said with a question.

    `limit` is the most passages to give. Only articles published from `since` to `until` count, both days included, of
    the publisher `source`, whose capitals and white space don't matter, and in a `language`, or several with commas
    between them: codes, or names in any of the bot's languages or their own ("es", "Spanish", "español"). An empty
    publisher or language counts as none. `as_of` answers as this day knew it: later articles are out, nearer ones
    preferred.
    """

    limit: int
    since: datetime.date | None
    until: datetime.date | None
    as_of: datetime.date | None
    source: str | None
    language: str | None


class Narrowed(NamedTuple):
    """The same, whatever of it was said."""

    limit: int = 5
    since: datetime.date | None = None
    until: datetime.date | None = None
    as_of: datetime.date | None = None
    source: str | None = None
    language: str | None = None

    def filter(self, index: Index) -> Filter:
        """Which passages may be found: none later than `as_of` either.

        Raises:
            UsageError: None of the publishers is the `source`, or no article is in a `language`.
        """
        last = min((day for day in (self.until, self.as_of) if day), default=None)
        days = self.since.toordinal() if self.since else None, last.toordinal() if last else None
        sources = index.publishers().named(self.source) if self.source else None
        languages = languages_named(self.language, index.languages) if self.language else None
        return Filter(*days, sources, languages)

    @property
    def parameters(self) -> dict[str, str | int | None]:
        """What an answer depends on besides question and archive, as its provenance tells it."""
        days = {"since": self.since, "until": self.until, "as_of": self.as_of}
        iso = {name: day.isoformat() if day else None for name, day in days.items()}
        codes = ",".join(language_codes(self.language)) if self.language else None
        return {"limit": self.limit, **iso, "source": self.source or None, "language": codes}

    def provenance(self, catalog: Catalog) -> dict[str, str | int | None]:
        """The same, and how many articles were left out because their day, or language, is asked for and not known."""
        provenance = self.parameters
        if self.since or self.until or self.as_of:
            provenance["undated"] = catalog.undated_count()
        if self.language:
            provenance["without_language"] = catalog.count_where("language IS NULL", ())
        return provenance


NARROWING = Narrowed._fields[1:]
"""What says which articles are searched."""


class AskedQuestion(NamedTuple):
    """A question, words and topic of what was asked before, in which articles, how it is cited, and with all copies.

    `article` is the only one that is told of, if one is named.
    """

    question: str
    context: str
    topic: Topic | None
    narrowed: Narrowed
    fragments: bool
    all_copies: bool
    article: str | None


Sureness = Callable[[ConfidenceFeatures], float]
"""What gives the confidence that features speak for."""


def answer_to(asked: AskedQuestion, sureness: Sureness, index: Index) -> Answer:
    """The answer to what is `asked`, from what the `index` holds now; `sureness` gives its confidence."""
    started, (question, context, topic, narrowed, *_) = time.perf_counter(), asked
    as_of, where = narrowed.as_of, narrowed.filter(index)
    index = expecting(index, where.languages)
    if context or topic or asked.article:
        return _answer(asked, None, where, sureness, index, started)
    if days := listed_days(question, as_of, index, narrowed=bool(narrowed.since or narrowed.until)):
        return _listing(asked, None if days is True else days, index, started)
    if (authored := articles_by_author(question, where, index, as_of)) and not authored.about:
        openings = openings_of(authored.articles[: narrowed.limit], index.catalog)
        return _listed(asked, None, openings, "authors", index, started)
    answer = _answer(asked, authored, where, sureness, index, started)
    if answer.passages or not authored:
        return answer
    elsewhere = _answer(asked, None, where, sureness, index, started)
    return replace(elsewhere, confidence=reserved(elsewhere.confidence))


def _answer(
    asked: AskedQuestion, authored: Authored | None, where: Filter, sureness: Sureness, index: Index, started: float
) -> Answer:
    """The answer to a question that asks for more than what there is.

    Args:
        asked: The question.
        authored: The articles that are asked about by who wrote them, and about what they are to be; None for all.
        where: Which passages may be found.
        sureness: Gives the confidence.
        index: What is held now, as it is expected to be asked.
        started: When the answering began, by `time.perf_counter`.
    """
    narrowed, understood = asked.narrowed, _understood(asked, authored, index)
    as_of, text, words = narrowed.as_of, understood.text, understood.words
    identity, catalog = new_id(), index.catalog
    only = None if asked.article is None else next(iter(catalog.keys_of([asked.article])), 0)
    analyzed_question, candidates = _candidates(asked, understood, where, only, index)
    period = period_of(text, candidates, as_of, index)
    near = days_near(period or latest_day(text, candidates), as_of)
    candidates = from_article_on(only, analyzed_question, candidates, near)
    best = _best(asked, analyzed_question, candidates, near, only, catalog)
    passages = _answer_passages(best, catalog, identity, asked, where)
    untold = untold_attributes(analyzed_question, best[0], catalog) if best else ()
    if best:
        analyzed_question = _without_needless(analyzed_question, words, period, best[0], untold, index)
    probability = sureness(features := confidence_features(analyzed_question, candidates, best, catalog, as_of, untold))
    missing = _missing(analyzed_question, words, best[0], passages[0], untold, catalog) if best else []
    said_otherwise = _said_otherwise(analyzed_question, best, untold, catalog)
    is_answered = bool(passages) and probability >= THRESHOLD
    days = period or period_from_today(text, as_of, index)
    is_doubted = bool(best) and _is_doubted(analyzed_question, best[0], untold, features, days, catalog)
    return Answer(
        id=identity,
        question=asked.question,
        asked_at=datetime.datetime.now(datetime.UTC),
        answered=is_answered,
        confidence=reserved(probability) if is_doubted else probability,
        passages=passages,
        # Of an archive that is only half read nobody knows what is not in it.
        unmatched_terms=() if index.is_behind else unmatched_terms(text, words, period, index, as_of, said_otherwise),
        elapsed_ms=(time.perf_counter() - started) * 1000,
        corrections=understood.corrections,
        understood=text if asked.context else None,
        period=days,
        notes=(*search_notes(asked, index), *(() if is_answered else _unheld_language(text, index))),
        missing_terms=tuple(missing),
        topic=asked.topic,
        provenance=index.provenance() | _context(asked) | narrowed.provenance(index.catalog),
    )


class _Understood(NamedTuple):
    """What is looked up of a question: its text, its words with what they were read as, and all that ranking needs."""

    text: str
    words: list[Word]
    corrections: tuple[SpellingCorrection, ...]
    question: Question
    authored: Authored | None


def _understood(asked: AskedQuestion, authored: Authored | None, index: Index) -> _Understood:
    """A question as it is looked up; of one what somebody wrote only what that is about.

    Args:
        asked: The question.
        authored: The articles that are asked about by who wrote them, if so.
        index: Where the articles are.
    """
    text = rewritten(asked.question, asked.context) if asked.context else asked.question
    words, corrections = corrected(text, index)
    words = without_days_left_out(text, words, asked.narrowed.as_of, index)
    if authored:
        words = authored.words_about(words)
        corrections = tuple(each for each in corrections if any(each.word == word.text for word in words))
    quoted = [span.inner for span in quoted_spans(looked_at(asked.question, index)) if span.closed]
    question = analyzed(text, words, index, context_start=len(asked.question), quoted=quoted)
    if authored:
        # Who wrote something is not asked.
        question = replace(question, attributes=tuple(each for each in question.attributes if each.words))
    names = {words[name].text for name in question.names}
    misread = any(each.word in names and may_be_another(each.word, each.read_as.split(", ")[0]) for each in corrections)
    question = replace(question, misread=misread, context_start=len(asked.question))
    return _Understood(text, words, corrections, question, authored)


def _candidates(
    asked: AskedQuestion, understood: _Understood, where: Filter, only: int | None, index: Index
) -> tuple[Question, list[Candidate]]:
    """The passages among which an answer is looked for, and the question as it goes on from the last answer, if so.

    Args:
        asked: What is asked.
        understood: The same, as it is looked up.
        where: Which articles are searched.
        only: The key of the article that is asked about, if it is one alone.
        index: Where they are.
    """
    question, words = understood.question, understood.words
    if understood.authored:
        return question, [*candidates_of(understood.authored.articles, words, index, where)]
    candidates: list[Candidate] = index.search(words, max(CANDIDATES, asked.narrowed.limit), where)
    if asked.topic is not None and (previous := _previous_sentence(asked.topic, index)):
        question = question.going_on_from(previous)
        candidates = _with_passages_near(previous, candidates, index, where)
    return question, candidates if only is None else with_article(only, candidates, words, index, where)


def _best(
    asked: AskedQuestion,
    question: Question,
    candidates: list[Candidate],
    near: Days,
    only: int | None,
    catalog: Catalog,
) -> list[Selected]:
    """The passages that may be shown, best first: as many as are wanted, and no fewer than vote.

    Args:
        asked: What is asked.
        question: The same, analyzed.
        candidates: The passages among which they are.
        near: Periods that the question is about.
        only: The key of the article that is asked about, if it is one alone.
        catalog: Where they are.
    """
    most = max(asked.narrowed.limit, VOTING_PASSAGES)
    best = best_passages(question, candidates, catalog, most, near, all_copies=asked.all_copies, only=only)
    best = corrected_first(question, telling_first(question, best, catalog), catalog)
    return authored_first(question, best, catalog)


def _without_needless(
    question: Question,
    words: Sequence[Word],
    period: Period | None,
    first: Selected,
    untold: Sequence[AskedAttribute],
    index: Index,
) -> Question:
    """A question without the words that its first passage need not say.

    They are those of its day, those that only ask, and those that occur nowhere and ask for what other words tell.

    Args:
        question: What is asked.
        words: Its words.
        period: The days that it names.
        first: The first passage.
        untold: What the question asks for and it doesn't tell.
        index: Where it is.
    """
    dated = words_of_period(question.text, words, period, first.candidate.day)
    answered = told_words(question, untold) & question.unknown
    only_asking = words_that_only_ask(question.text, words, index)
    return question.without(dated.difference(first.words.nonzero()[0].tolist()) | only_asking | answered)


def _is_doubted(
    question: Question,
    first: Selected,
    untold: Sequence[AskedAttribute],
    features: ConfidenceFeatures,
    period: Period | None,
    catalog: Catalog,
) -> bool:
    """Whether an answer is given with reserve: what is asked for is told of something else, or left out.

    Args:
        question: What is asked.
        first: The first passage.
        untold: What the question asks for and it doesn't tell.
        features: What speaks for an answer.
        period: The days that the question names.
        catalog: Where the articles are.
    """
    # What was asked before has words enough to be sure of: they tell nothing of what is asked now.
    told_elsewhere = any(not each.text or question.context for each in untold) or features.no_kind > 1
    return (
        told_elsewhere
        or question.misread
        or is_doubtful(question, first, catalog)
        or leaves_something_out(question, first, catalog)
        or any(numbers_in_two_parts(question, first, catalog))
        or takes_for_granted(question, first, catalog, period)
    )


def _missing(
    question: Question,
    words: Sequence[Word],
    first: Selected,
    shown: AnswerPassage,
    untold: Sequence[AskedAttribute],
    catalog: Catalog,
) -> list[str]:
    """What a question asks for, as typed, and neither its first passage nor what is shown of it has.

    These are its names and numbers, and the words of what isn't told.

    Args:
        question: What is asked.
        words: Its words.
        first: The passage, as it was ranked.
        shown: As it is shown, which may be more.
        untold: What the question asks for and it doesn't tell.
        catalog: Where its article is.
    """
    missing = [words[number] for number in missing_words(question, first, catalog)]
    if missing:
        key = first.candidate.article
        terms = {*language.terms(shown.text, catalog.outlines({key})[key].language)}
        missing = [word for word in missing if terms.isdisjoint((word.term, *word.also))]
    typed = [word.text for word in words]
    in_two_parts = numbers_in_two_parts(question, first, catalog)
    return list(
        dict.fromkeys((*(word.text for word in missing), *in_two_parts, *untold_words(question, untold, typed)))
    )


def _said_otherwise(
    question: Question, best: Sequence[Selected], untold: Sequence[AskedAttribute], catalog: Catalog
) -> frozenset[int]:
    """The words of a question that its first passage needn't say.

    They are of the question before, another word tells it, it is a number in another form, or they name its author.

    Args:
        question: What is asked.
        best: The passages, best first.
        untold: What the question asks for and the first one doesn't tell.
        catalog: Where its article is.
    """
    if not best:
        return question.context
    written = otherwise_written(question, best[0], catalog, best[0].words)
    told = told_words(question, untold) | author_words(question, best[0], catalog)
    return told.union(written, question.context)


def _context(asked: AskedQuestion) -> dict[str, str | int | None]:
    """What an answer depends on of the conversation, as its provenance tells it."""
    topic = asked.topic
    about: dict[str, str | int | None] = {"topic": topic.article, "told": topic.start} if topic else {}
    only = {"article": asked.article} if asked.article else {}
    return {"context": asked.context or None, **about, **only}


def _previous_sentence(topic: Topic, index: Index) -> PreviousSentence | None:
    """The sentence that the answer before marked; None where its article is no longer there."""
    return next((PreviousSentence(key, topic.start) for key in index.catalog.keys_of([topic.article])), None)


def _with_passages_near(
    previous: PreviousSentence, candidates: list[Candidate], index: Index, where: Filter
) -> list[Candidate]:
    """Candidates, and behind them the passages around the last answer, which may share no word with the question."""
    keys = {candidate.key for candidate in candidates}
    near = index.catalog.passage_keys_near(previous.article, previous.start, TOPIC_PASSAGES)
    more = index.candidates([Hit(key, 0.0) for key in near if key not in keys])
    admitted = (where.admits(article.as_document) for article in index.catalog.about([previous.article]))
    return [*candidates, *more] if any(admitted) else candidates


def state_remarks(index: Index) -> tuple[Remark, ...]:
    """What is to be known of an archive now: what vanished all at once, how old it is, that others read it."""
    state = filter(None, (index.archive.vanished, index.archive.apart))
    return (*state, *([_behind_remark(index)] if index.is_behind else []))


def _behind_remark(index: Index) -> Remark:
    """That others are reading the archive, and of when the state is that is known here; or that it can't be written."""
    state_of = index.state_of
    if index.archive.refusal or index.archive.is_refused:
        return Remark("The index can't be written now; what changed in the archive lately may be missing.")
    if index.catalog.of_other_version.is_set():
        return Remark(
            "Another version of Pincite has built the index anew; until this program is started again, what changed"
            " since may be missing."
        )
    if state_of is None:
        return Remark("Another program is reading the archive now; what it has not finished may be missing.")
    return Remark(
        "Another program is reading the archive now; this is its state of {when}, and what that one has not finished"
        " may be missing.",
        when=f"{state_of:%Y-%m-%d %H:%M} UTC",
    )


def undated_remark(count: int) -> Remark:
    """How many articles were left out because their day is not known, where days were given."""
    return Remark("Articles without a date were left out: {count}.", count=count)


def without_language_remark(count: int) -> Remark:
    """How many articles were left out because their language is not known, where languages were given."""
    return Remark("Articles whose language is not known were left out: {count}.", count=count)


def search_notes(asked: AskedQuestion, index: Index) -> tuple[Remark, ...]:
    """What is to be known of a search: what it left out unasked, and that not all of the question was read."""
    provenance = asked.narrowed.provenance(index.catalog)
    left_out = [undated_remark(int(undated))] if (undated := provenance.get("undated")) else []
    if without := provenance.get("without_language"):
        left_out.append(without_language_remark(int(without)))
    if len(asked.question) > (limit := index.archive.limits.question):
        left_out.append(Remark("Only the first {limit} characters of the question were read.", limit=limit))
    return (*state_remarks(index), *left_out)


def _unheld_language(question: str, index: Index) -> Iterator[Remark]:
    """In which languages there are articles, where the question is in none of them."""
    if language := unheld_language(question, index):
        asked, *held = (LanguageName(language_name(code), code) for code in (language, *index.languages))
        yield Remark("No article is in {asked}; ask in {held}.", asked=asked, held=held[:_NAMED_LANGUAGES])


def _listing(asked: AskedQuestion, period: Period | None, index: Index, started: float) -> Answer:
    """What there is of some days, newest first; the answer to a question that asks for nothing else.

    Args:
        asked: The question.
        period: The days that it names; None for those that the search is narrowed to.
        index: Where the articles are.
        started: When the answering began, by `time.perf_counter`.
    """
    listed = _listed_passages(period, asked.narrowed.filter(index), index, asked.narrowed.limit)
    return _listed(asked, period, listed, "days", index, started)


def _listed(
    asked: AskedQuestion, period: Period | None, listed: Sequence[Selected], kind: str, index: Index, started: float
) -> Answer:
    """An answer that lists what there is.

    Args:
        asked: The question.
        period: The days that it names; None for no such days.
        listed: What there is, in order.
        kind: By what it is listed, as its provenance tells.
        index: Where the articles are.
        started: When the answering began, by `time.perf_counter`.
    """
    narrowed, identity = asked.narrowed, new_id()
    where = narrowed.filter(index)
    return Answer(
        id=identity,
        question=asked.question,
        asked_at=datetime.datetime.now(datetime.UTC),
        answered=bool(listed),
        confidence=float(bool(listed)),
        passages=_answer_passages(listed, index.catalog, identity, asked, where),
        unmatched_terms=(),
        elapsed_ms=(time.perf_counter() - started) * 1000,
        period=period,
        notes=(*search_notes(asked, index), *([] if listed else _newest(index))),
        provenance=index.provenance() | {"context": None, "listing": kind} | narrowed.provenance(index.catalog),
    )


def _listed_passages(period: Period | None, where: Filter, index: Index, limit: int) -> list[Selected]:
    """The articles of some days, and passages of others that name these days; the latest day first, by turns.

    Where there are articles enough, the others are only those of which it is not known when they appeared.
    """
    openings = opening_passages(period, where, index.catalog, limit)
    if period is None:
        return openings
    telling = telling_passages(period, where, index, limit, undated=len(openings) >= limit)
    rows = [(-(each.candidate.day or 0), place, 0, each) for place, each in enumerate(openings)]
    rows += [(-each.day.toordinal(), place, 1, each.selected) for place, each in enumerate(telling)]
    return [row[3] for row in sorted(rows, key=lambda row: row[:3])]


def _newest(index: Index) -> Iterator[Remark]:
    """A remark on the day of the newest article, where any has one."""
    if day := newest_day(index.catalog):
        yield Remark("The newest article is from {day}.", day=day)


class _Layouts(dict[int, Layout]):
    """The layouts of articles, by their keys: of some at once, and of others when they are looked up."""

    def __init__(self, catalog: Catalog, keys: Collection[int]) -> None:
        super().__init__((key, Layout(article)) for key, article in catalog.articles_by_key(keys).items())
        self._catalog = catalog

    def __missing__(self, key: int) -> Layout:
        self[key] = Layout(self._catalog.article_by_key(key))
        return self[key]


def _answer_passages(
    best: Sequence[Selected], catalog: Catalog, identity: str, asked: AskedQuestion, where: Filter
) -> tuple[AnswerPassage, ...]:
    """Up to the limit, passages with their words cut from their articles, and their citations; no words twice.

    Args:
        best: The passages, best first.
        catalog: Where their articles are.
        identity: The answer's id.
        asked: The question, and how its answer is cited.
        where: Which articles are searched, also for copies.
    """
    limit = asked.narrowed.limit
    layouts = _Layouts(catalog, {selected.candidate.article for selected in best[:limit]})
    shown: defaultdict[int, _Shown] = defaultdict(lambda: _Shown(set(), []))
    for selected in best[:limit]:
        shown[selected.candidate.article].paragraphs.update(selected.passage.paragraphs)
    cited: list[tuple[Selected, AnswerPassage]] = []
    for selected in best:
        key, rank = selected.candidate.article, len(cited) + 1
        passage = shown[key].excerpt(selected, layouts[key]) if rank <= limit else None
        if passage is None:
            continue
        article = layouts[key].article
        citation = cite(article, passage, f"{identity}.{rank}", fragment=asked.fragments)
        cited.append((selected, _answer_passage(rank, selected, article.text, citation)))
    return tuple(_with_copies(cited, catalog, where))


def _with_copies(
    cited: Sequence[tuple[Selected, AnswerPassage]], catalog: Catalog, where: Filter
) -> Iterator[AnswerPassage]:
    """Passages as they are cited, with the other articles that have the same words.

    Args:
        cited: Each passage as it was ranked, and as it is cited.
        catalog: Where the articles are.
        where: Which of them are searched.
    """
    others = copies([selected.candidate for selected, _ in cited], catalog, where)
    for (_, passage), of_one in zip(cited, others, strict=True):
        yield replace(passage, copies=tuple(map(copy_of, of_one))) if of_one else passage


class _Shown(NamedTuple):
    """What is shown of an article: numbers of its paragraphs, also of those to come, and spans."""

    paragraphs: set[int]
    spans: list[Span]

    def excerpt(self, selected: Selected, layout: Layout) -> Passage | None:
        """What is shown of a passage, noted as shown; None where its answer sentence is shown already, if in part."""
        start, end = selected.answer_sentence.span
        if any(first < end and start < last for first, last in self.spans):
            return None
        passage = unshown(layout, selected.passage, self.spans, (start, end))
        if passage.start == selected.passage.start:
            passage = with_lead(layout, passage, self.paragraphs)
        passage = widened(layout, passage, self.spans)
        passage = narrowed(layout, passage, selected.answer_sentence.window)
        self.paragraphs.update(passage.paragraphs)
        self.spans.append((passage.start, passage.end))
        return passage


def copy_of(article: ArticleOutline) -> Copy:
    """An article as another one that has the same words."""
    return Copy(article.id, article.shown_title, article.date, article.source, article.url)


def _answer_passage(rank: int, selected: Selected, text: str, citation: Citation) -> AnswerPassage:
    """A passage with its citation and its answer sentences, which are cut from the text of its article."""
    answer_sentence = selected.answer_sentence
    second = answer_sentence.second_span
    # What is shown may begin behind it, or end before it, where a better passage is shown with it.
    is_shown = second is not None and citation.start <= second[0] and second[1] <= citation.end
    return AnswerPassage(
        rank=rank,
        score=selected.scored.score,
        text=citation.exact,
        sentence=_sentence(text, answer_sentence.span),
        citation=citation,
        second_sentence=_sentence(text, second) if second and is_shown else None,
        bm25=selected.candidate.bm25,
        features=selected.scored.features,
    )


def _sentence(text: str, span: Span) -> Sentence:
    """A sentence by where it starts and ends in the text of its article."""
    return Sentence(text[slice(*span)], *span)
