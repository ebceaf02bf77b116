"""A question → an answer: every part put together."""

import datetime
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from retrieval.citing.citations import cite, new_id, shown_title
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.engines.base import Document, Filter
from retrieval.errors import IndexOutOfDate, PinciteError
from retrieval.indexing.archive import Archive
from retrieval.indexing.catalog import Catalog
from retrieval.indexing.features import Candidate
from retrieval.indexing.index import Index
from retrieval.indexing.intake import Progress
from retrieval.indexing.mending import opened_archive
from retrieval.indexing.passages import Layout, narrowed, widened, with_lead
from retrieval.indexing.publishers import Publishers
from retrieval.language import Word
from retrieval.live_index import LiveIndex
from retrieval.one_article import from_article_on, with_article
from retrieval.query.analysis import (
    analyzed,
    corrected,
    days_near,
    listed_days,
    looked_at,
    period_from_today,
    period_of,
    unmatched_terms,
    words_of_period,
    words_that_only_ask,
)
from retrieval.query.follow_ups import rewritten
from retrieval.query.question import Told
from retrieval.ranking import calibration
from retrieval.ranking.answer_sentence import Selected, Span, best_passages
from retrieval.ranking.confidence import (
    THRESHOLD,
    Calibration,
    ConfidenceFeatures,
    confidence,
    confidence_features,
    missing_words,
)
from retrieval.ranking.copies import MOST_COPIES, copies
from retrieval.ranking.evidence import VOTING_PASSAGES
from retrieval.ranking.explain import explanation
from retrieval.ranking.listing import newest_day, opening_passages, telling_passages
from retrieval.ranking.passages import CANDIDATES
from retrieval.ranking.untold import untold_attributes, untold_words
from retrieval.readers import LIMITS, FieldNames, Limits
from retrieval.readers.files import tidy
from retrieval.records import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Copy,
    Explanation,
    Hit,
    Period,
    Quotation,
    Remark,
    Sentence,
    Topic,
    Verdict,
)

if TYPE_CHECKING:
    from retrieval.citing.draft_marks import Mark
    from retrieval.indexing.sources import Sources

_log = logging.getLogger(__name__)

TOPIC_PASSAGES = 40
"""Up to this many passages of the article that answered the question before are looked at, the nearest ones."""

Reporter = Callable[[Check], None] | None
"""What is told of each verdict as soon as it is known."""


class Narrowed(NamedTuple):
    """How many passages are wanted, and which articles they may be from."""

    limit: int
    since: datetime.date | None
    until: datetime.date | None
    as_of: datetime.date | None
    source: str | None

    def filter(self, publishers: Publishers) -> Filter:
        """Which passages may be found: none later than `as_of` either.

        Raises:
            UsageError: None of the publishers is the `source`.
        """
        last = min((day for day in (self.until, self.as_of) if day), default=None)
        sources = None if self.source is None else publishers.named(self.source)
        return Filter(self.since.toordinal() if self.since else None, last.toordinal() if last else None, sources)

    @property
    def parameters(self) -> dict[str, str | int | None]:
        """What an answer depends on besides question and archive, as its provenance tells it."""
        days = {"since": self.since, "until": self.until, "as_of": self.as_of}
        iso = {name: day.isoformat() if day else None for name, day in days.items()}
        return {"limit": self.limit, **iso, "source": self.source}

    def told(self, catalog: Catalog) -> dict[str, str | int | None]:
        """The same, and how many articles were left out because their day is not known, where days were given."""
        bounded = self.since or self.until or self.as_of
        return self.parameters | ({"undated": catalog.undated_count()} if bounded else {})


Subject = TypeVar("Subject")

Marked = tuple["Mark", Sequence[Citation] | Remark]
"""A mark of a draft with the citations that it may stand for, or why they can't be known."""


class Searcher(LiveIndex):
    """An archive with an engine over it. `ask` may be called from many threads at once, also while it is refreshed."""

    def __init__(self, archive: Archive, engine: str = "auto", *, fragments: bool = True) -> None:
        """Puts an engine over an archive; `refresh` fills it, and `Searcher.open` does both.

        Raises:
            UsageError: There is no engine of that name.
        """
        super().__init__(Index(archive, engine))
        self.fragments = fragments

    @classmethod
    def open(
        cls,
        corpus: Path,
        state: Path,
        engine: str = "auto",
        *,
        rebuild: bool = False,
        thorough: bool = False,
        fragments: bool = True,
        may_be_empty: bool = False,
        accept_removals: bool = False,
        progress: Progress | None = None,
        limits: Limits = LIMITS,
        names: FieldNames | None = None,
    ) -> Self:
        """Opens an archive and brings its index in line with the files; `changes` says what changed.

        Args:
            corpus: A folder of articles, or one file.
            state: Where indexes are kept, each archive's in a folder of its own.
            engine: `auto` (by size), `memory` or `disk`.
            rebuild: Builds the index anew.
            thorough: Compares the bytes of every file, not only its size and time.
            fragments: Whether links lead to the very words, by a text fragment.
            may_be_empty: Whether an archive without articles is not an error: what was cited from it can be checked.
            accept_removals: Takes out what vanished all at once, too.
            progress: Told of each article that is read.
            limits: What a file may cost.
            names: What fields are called in records besides their usual names, such as `[("title", "headline")]`;
                None: what they were called when the archive was last read.

        Raises:
            UsageError: There is no engine of that name.
            ArchiveError: The archive is missing, unreadable or empty.
            StateError: The state folder can't be used.
        """
        archive, damage = opened_archive(corpus, state, limits, names, rebuild=rebuild)
        try:
            searcher = cls(archive, engine, fragments=fragments)
            searcher.refresh(thorough, progress, may_be_empty=may_be_empty, accept_removals=accept_removals)
            if damage:
                searcher.changes = searcher.changes.saying(damage)
        except BaseException:
            archive.close()
            raise
        return searcher

    def ask(
        self,
        question: str,
        *,
        context: str = "",
        topic: Topic | None = None,
        limit: int = 5,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        as_of: datetime.date | None = None,
        source: str | None = None,
        all_copies: bool = False,
        article: str | None = None,
    ) -> Answer:
        """The passages that answer a question best, verbatim and cited, or the nearest ones and `answered` false.

        Args:
            question: In plain words; beyond `Limits.question` code points it is not looked at.
            context: Words of what was asked before (`context_words`): they hardly count for the answer sentence.
            topic: What the answer before was about: its article is preferred, what it told already is not.
            limit: The most passages to give.
            since: Only articles published on this day or later.
            until: Only articles published on this day or earlier.
            as_of: Answers as this day knew it: later articles are out, nearer ones preferred.
            source: Only articles of this publisher; capitals and white space don't matter.
            all_copies: Whether the same words in several articles are several passages, and not copies of the earliest.
            article: Only passages of the article with this id, as sure as if there were none that answer better.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: No article is by such a publisher.
        """
        narrowed = Narrowed(limit, since, until, as_of, source)
        sureness = partial(confidence, calibration=self.calibration)
        asked = _Asked(tidy(question), tidy(context), topic, narrowed, self.fragments, all_copies, article)
        return _sound(partial(_answer, asked, sureness), self)

    def explain(self, answer: Answer, rank: int) -> Explanation:
        """Why a passage of an answer stands where it does, by the archive as it is now.

        Raises:
            NotFound: There is no passage of that rank, or its article was changed or taken out since.
        """
        with self.reading() as index:
            return explanation(answer, rank, index)

    def unanswerable(self, question: str) -> Answer:
        """The answer to a question with nothing in it to look up: none."""
        with self.reading() as index:
            now, provenance = datetime.datetime.now(datetime.UTC), index.provenance()
        return Answer(new_id(), question, now, False, 0.0, (), (), 0.0, provenance=provenance)  # noqa: FBT003

    def calibrate(self, lesson: Calibration) -> None:
        """Corrects confidence by what judged questions have taught; kept until the index is rebuilt to order."""
        calibration.learn(self.archive.catalog, lesson)
        self.calibration = calibration.learned(self.archive.catalog)

    def check(self, citations: Iterable[Citation], progress: Reporter = None, *, reread: bool = True) -> list[Check]:
        """The verdict on each citation in order.

        Args:
            citations: What to check; from this archive or not.
            progress: Told of each verdict.
            reread: Whether to read every source again first; there is no need to right after opening with `thorough`.

        Raises:
            StateError: The state folder can't be written.
            MachineError: The machine has run out of something while a source was read.
        """
        from retrieval.citing.checking import check

        return _judged(list(citations), check, self, progress, reread=reread)

    def check_draft(self, marks: Iterable[Marked], progress: Reporter = None, *, reread: bool = True) -> list[Check]:
        """The verdict on each mark of a draft in order: its citation and the quotation next to it.

        A mark without any citation is gone, one whose citations can't be known is unreadable; the other arguments are
        those of `check`.
        """
        return _judged(list(marks), _mark_check, self, progress, reread=reread)

    def quote(
        self, text: str, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
    ) -> Quotation:
        """Whether a quotation is in the archive: verbatim, altered, or another article's or speaker's.

        Args:
            text: The quotation, with or without its marks; `[…]` stands for words left out.
            article: The article that it is said to be from: its id, path, title or address.
            speaker: The person whose words it is said to be.
            identity: Given back as the verdict's `id`.

        Raises:
            UsageError: There is no word in the quotation.
        """
        from retrieval.citing.quotations import find_quotation

        quotation = find_quotation(text, self.archive, article=article, speaker=speaker, identity=identity)
        return _with_origins(quotation, self.archive.catalog)


def _mark_check(marked: Marked, archive: Archive, sources: "Sources") -> Check:
    """The verdict on a mark of a draft."""
    from retrieval.citing.drafts import mark_check

    return mark_check(*marked, archive, sources)


def _with_origins(quotation: Quotation, catalog: Catalog) -> Quotation:
    """A quotation with the number of the articles it stands in, copies of others not counted."""
    holders = catalog.keys_of(place.article for place in quotation.places[:MOST_COPIES])
    origins = catalog.origins(holders, MOST_COPIES)
    remarks = quotation.remarks
    if origins < len(holders):
        remarks = (*remarks, Remark("Copies of another one among them: {copies}.", copies=len(holders) - origins))
    return replace(quotation, origins=origins, remarks=remarks)


class _Asked(NamedTuple):
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


def _answer(asked: _Asked, sureness: Callable[[ConfidenceFeatures], float], index: Index) -> Answer:
    """The answer from what is stored now; `sureness` gives its confidence."""
    started, (question, context, topic, narrowed, *_) = time.perf_counter(), asked
    limit, as_of, where = narrowed.limit, narrowed.as_of, narrowed.filter(index.publishers())
    narrowed_days = bool(narrowed.since or narrowed.until)
    alone = not (context or topic or asked.article)
    if alone and (days := listed_days(question, as_of, index, narrowed=narrowed_days)):
        return _listing(asked, None if days is True else days, index, started)
    text = rewritten(question, context) if context else question
    words, corrections = corrected(text, index)
    quoted = [span.inner for span in quoted_spans(looked_at(question, index)) if span.closed]
    analyzed_question = analyzed(text, words, index, context_start=len(question), quoted=quoted)
    candidates = index.search(words, max(CANDIDATES, limit), where)
    if topic is not None and (told := _told(topic, index)):
        analyzed_question = analyzed_question.going_on_from(told)
        candidates = _with_passages_near(told, candidates, index, where)
    identity, catalog = new_id(), index.catalog
    only = None if asked.article is None else next(iter(catalog.keys_of([asked.article])), 0)
    if only is not None:
        candidates = with_article(only, candidates, words, index, where)
    period = period_of(text, candidates, as_of, index)
    near = days_near(period, as_of)
    candidates = from_article_on(only, analyzed_question, candidates, near)
    most, both = max(limit, VOTING_PASSAGES), asked.all_copies
    best = best_passages(analyzed_question, candidates, catalog, most, near, all_copies=both, only=only)
    passages = _answer_passages(best, catalog, identity, asked, where)
    if best:
        analyzed_question = analyzed_question.without(_needless(text, words, period, best[0], index))
    untold = untold_attributes(analyzed_question, best[0], catalog) if best else ()
    probability = sureness(confidence_features(analyzed_question, candidates, best, catalog, as_of, untold))
    missing = missing_words(analyzed_question, best[0]) if best else []
    return Answer(
        id=identity,
        question=question,
        asked_at=datetime.datetime.now(datetime.UTC),
        answered=bool(passages) and probability >= THRESHOLD,
        confidence=probability,
        passages=passages,
        # Of an archive that is only half read nobody knows what is not in it.
        unmatched_terms=() if index.is_behind else unmatched_terms(text, words, period, index, as_of),
        elapsed_ms=(time.perf_counter() - started) * 1000,
        corrections=corrections,
        understood=text if context else None,
        period=period or period_from_today(text, as_of, index),
        notes=_notes(asked, index),
        missing_terms=(*(words[number].text for number in missing), *untold_words(analyzed_question, untold)),
        topic=topic,
        provenance=index.provenance() | _context(asked) | narrowed.told(index.catalog),
    )


def _needless(text: str, words: Sequence[Word], period: Period | None, first: Selected, index: Index) -> frozenset[int]:
    """The words of a question that its first passage need not say: those of its day, and those that only ask."""
    dated = words_of_period(text, words, period, first.candidate.day)
    return dated.difference(first.words.nonzero()[0].tolist()) | words_that_only_ask(text, words, index)


def _context(asked: _Asked) -> dict[str, str | int | None]:
    """What an answer depends on of the conversation, as its provenance tells it."""
    topic = asked.topic
    about: dict[str, str | int | None] = {"topic": topic.article, "told": topic.told} if topic else {}
    only = {"article": asked.article} if asked.article else {}
    return {"context": asked.context or None, **about, **only}


def _told(topic: Topic, index: Index) -> Told | None:
    """What the answer before told; None where its article is no longer there."""
    return next((Told(key, topic.told) for key in index.catalog.keys_of([topic.article])), None)


def _with_passages_near(told: Told, candidates: list[Candidate], index: Index, where: Filter) -> list[Candidate]:
    """Candidates, and behind them the passages around what was told, which may share no word with the question."""
    keys = {candidate.key for candidate in candidates}
    near = index.catalog.passage_keys_near(told.article, told.start, TOPIC_PASSAGES)
    more = index.candidates([Hit(key, 0.0) for key in near if key not in keys])
    sources = {article.source for article in index.catalog.articles_by_key({told.article}).values()}
    admitted = [c for c in more for source in sources if where.admits(Document(c.key, (), c.day, source))]
    return [*candidates, *admitted]


def _notes(asked: _Asked, index: Index) -> tuple[Remark, ...]:
    """What is to be known of a search: what is missing or has no day, and that not all of the question was read."""
    vanished = index.archive.vanished
    undated = asked.narrowed.told(index.catalog).get("undated")
    left_out = [Remark("Articles without a date were left out: {count}.", count=int(undated))] if undated else []
    if len(asked.question) > (limit := index.archive.limits.question):
        left_out.append(Remark("Only the first {limit} characters of the question were looked at.", limit=limit))
    if index.is_behind:
        left_out.append(Remark("Another program is reading the archive now; what it has not finished may be missing."))
    return (*([vanished] if vanished else []), *left_out)


def _listing(asked: _Asked, period: Period | None, index: Index, started: float) -> Answer:
    """What there is of some days, newest first; the answer to a question that asks for nothing else.

    Args:
        asked: The question.
        period: The days that it names; None for those that the search is narrowed to.
        index: Where the articles are.
        started: When the answering began, by `time.perf_counter`.
    """
    narrowed, identity = asked.narrowed, new_id()
    where = narrowed.filter(index.publishers())
    listed = _listed_passages(period, where, index, narrowed.limit)
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
        notes=(*_notes(asked, index), *([] if listed else _newest(index))),
        provenance=index.provenance() | {"context": None, "listing": "days"} | narrowed.told(index.catalog),
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
    rows += [(-told.day.toordinal(), place, 1, told.selected) for place, told in enumerate(telling)]
    return [row[3] for row in sorted(rows, key=lambda row: row[:3])]


def _newest(index: Index) -> Iterator[Remark]:
    """A remark on the day of the newest article, where any has one."""
    if day := newest_day(index.catalog):
        yield Remark("The newest article is from {day}.", day=day)


def _answer_passages(
    best: Sequence[Selected], catalog: Catalog, identity: str, asked: _Asked, where: Filter
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
    articles = catalog.articles_by_key({selected.candidate.article for selected in best})
    layouts = {key: Layout(article) for key, article in articles.items()}
    paragraphs: defaultdict[int, set[int]] = defaultdict(set)
    for selected in best[:limit]:
        paragraphs[selected.candidate.article].update(selected.passage.paragraphs)
    shown: defaultdict[int, list[Span]] = defaultdict(list)
    passages: list[AnswerPassage] = []
    for selected in best:
        key, rank = selected.candidate.article, len(passages) + 1
        start, end = selected.passage.start, selected.passage.end
        if rank > limit or any(first <= start and end <= last for first, last in shown[key]):
            continue
        passage = widened(layouts[key], with_lead(layouts[key], selected.passage, paragraphs[key]), shown[key])
        passage = narrowed(layouts[key], passage, selected.answer_sentence.window)
        shown[key].append((passage.start, passage.end))
        citation = cite(articles[key], passage, f"{identity}.{rank}", fragment=asked.fragments)
        cited = _answer_passage(rank, selected, articles[key].text, citation)
        passages.append(replace(cited, copies=tuple(map(_copy, copies(selected.candidate, catalog, where)))))
    return tuple(passages)


def _copy(article: Article) -> Copy:
    """An article as another one that has the same words."""
    return Copy(article.id, shown_title(article), article.date, article.source, article.url)


def _answer_passage(rank: int, selected: Selected, text: str, citation: Citation) -> AnswerPassage:
    """A passage with its citation and its answer sentences, which are cut from the text of its article."""
    answer_sentence = selected.answer_sentence
    return AnswerPassage(
        rank=rank,
        score=selected.scored.score,
        text=citation.exact,
        sentence=_sentence(text, answer_sentence.span),
        citation=citation,
        second_sentence=_sentence(text, answer_sentence.second_span) if answer_sentence.second_span else None,
        bm25=selected.candidate.bm25,
        features=selected.scored.features,
    )


def _sentence(text: str, span: Span) -> Sentence:
    """A sentence by where it starts and ends in the text of its article."""
    return Sentence(text[slice(*span)], *span)


def _judged(
    subjects: Sequence[Subject],
    judge: "Callable[[Subject, Archive, Sources], Check]",
    searcher: Searcher,
    progress: Reporter,
    *,
    reread: bool,
) -> list[Check]:
    """The verdict on each subject, by its files as they are now; before bad news, all files are read again.

    Args:
        subjects: What to judge, in order.
        judge: Judges one.
        searcher: Whose archive it is.
        progress: Told of each verdict.
        reread: Whether the files may have changed since the archive was opened thoroughly.
    """
    from retrieval.indexing.sources import Sources

    archive = searcher.archive
    if reread:
        searcher.refresh(may_be_empty=True)
    sources, again, checks = Sources(archive), reread, list[Check]()
    for subject in subjects:
        check = judge(subject, archive, sources)
        if sources.differing or (again and check.verdict is not Verdict.VERIFIED):
            # The catalog is damaged, or a file was changed that seemed not to be: then nothing else in it is sure.
            searcher.refresh(thorough=True, may_be_empty=True)
            if archive.cut_short:
                raise archive.cut_short  # Bad news that nobody can be sure of is none.
            sources, again = Sources(archive), False
            check = _with_mending(judge(subject, archive, sources), archive.mended)
            sources.differing.clear()
        checks.append(check)
        if progress is not None:
            progress(check)
    return checks


def _with_mending(check: Check, mended: Sequence[str]) -> Check:
    """A verdict that says so where what was stored was damaged."""
    return replace(check, remarks=(*check.remarks, *_mending(mended)))


def _mending(mended: Sequence[str]) -> Iterator[Remark]:
    """A remark on the files that were read anew, if there are any."""
    if mended:
        names = ", ".join(map(repr, mended[:3]))
        yield Remark("What was stored of {files} was damaged; it was read anew.", files=names)


def _sound(answered: Callable[[Index], Answer], searcher: Searcher) -> Answer:
    """An answer whose articles are stored as they were put in: what is damaged is read anew, and it is asked again."""
    try:
        with searcher.reading() as index:
            answer = answered(index)
            if index.catalog.sound(passage.citation.article for passage in answer.passages):
                return answer
    except IndexOutOfDate as damage:
        searcher.mend(damage)
        with searcher.reading() as index:
            return answered(index)
    except PinciteError:
        raise
    except Exception:
        # Damaged rows may make any code stumble; an error of another cause is told as ever.
        searcher.refresh(thorough=True)
        if not searcher.archive.mended:
            raise
    else:
        searcher.refresh(thorough=True)
    with searcher.reading() as index:
        answer = answered(index)
    return replace(answer, notes=(*answer.notes, *_mending(searcher.archive.mended)))
