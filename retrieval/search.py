"""A question → an answer: every part put together."""

import datetime
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Self

from retrieval import calibration, checking, dates, language, spelling
from retrieval.answer_types import expected
from retrieval.answers import Considered, considered
from retrieval.archive import Archive, Changes, Progress, folder_of
from retrieval.citations import cite, new_id
from retrieval.confidence import THRESHOLD, USUAL_BASELINE, Calibration, clues, confidence, strength
from retrieval.drafts import Mark, quotation_check
from retrieval.engines.base import K1, B, Document, Engine, Filter, idf
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import ArchiveError, IndexOutOfDate, NotFound, QuestionError, UsageError
from retrieval.evidence import VOTERS, Question
from retrieval.explaining import matched
from retrieval.language import Word
from retrieval.passages import paragraphs
from retrieval.quotations import find_quotation
from retrieval.ranking import CANDIDATES, Candidate, Ranked, ranked
from retrieval.readers.files import tidy
from retrieval.records import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Hit,
    Period,
    Quotation,
    Reading,
    Verdict,
    Why,
)
from retrieval.sketches import read_article, read_passage
from retrieval.spelling import Spelled

ENGINES = ("auto", "memory", "disk")

MEMORY_PASSAGES = 2_000
"""Up to this many passages `auto` is the memory engine: it is filled in a moment and leaves no files."""

_ORDER = list(Verdict)

QUESTION_LIMIT = 2_000
"""Of a longer question only the first code points are looked up."""


class Searcher:
    """An archive with an engine over it. `ask` may be called from many threads at once."""

    def __init__(self, archive: Archive, engine: str = "auto") -> None:
        """Puts an engine over an archive; `refresh` fills it, and `Searcher.open` does both.

        Raises:
            UsageError: There is no engine of that name.
        """
        if engine not in ENGINES:
            raise UsageError(f"There is no engine {engine!r}; choose one of {', '.join(ENGINES)}.")
        self.archive = archive
        self.engine: Engine = MemoryEngine()
        self.changes = archive.unchanged()
        self.fragments = True
        self._wanted = engine
        self._filled: object = None
        self._languages: dict[str, int] = {}
        self._baseline = USUAL_BASELINE
        self._calibration = Calibration()
        self._updating = threading.Lock()

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
        progress: Progress | None = None,
    ) -> Self:
        """Opens an archive and brings its index in line with the files; `changes` says what was found.

        Args:
            corpus: A folder of articles, or one file.
            state: Where indexes are kept, each archive's in a folder of its own.
            engine: `auto` (by size), `memory` or `disk`.
            rebuild: Builds the index anew.
            thorough: Compares the bytes of every file, not only its size and time.
            fragments: Whether links lead to the very words, by a text fragment.
            may_be_empty: An archive without articles is no error: what was cited from it can still be checked.
            progress: Told of each article that is read.

        Raises:
            UsageError: There is no engine of that name.
            ArchiveError: The archive is missing, unreadable or empty.
            StateError: The state folder can't be used.
        """
        if rebuild:
            rmtree(folder_of(corpus, state), ignore_errors=True)
        try:
            archive = Archive(corpus, state)
        except IndexOutOfDate:
            rmtree(folder_of(corpus, state), ignore_errors=True)
            archive = Archive(corpus, state)
        try:
            searcher = cls(archive, engine)
            searcher.fragments = fragments
            searcher._bring_in_line(thorough, progress, may_be_empty=may_be_empty)
        except BaseException:
            archive.close()
            raise
        return searcher

    def close(self) -> None:
        """Closes engine and archive."""
        self.engine.close()
        self.archive.close()

    def refresh(self, thorough: bool = False, progress: Progress | None = None) -> Changes:
        """Brings the index in line with the files as they are now, and says what changed.

        While another process does the same, what that one has done so far is used; only when there is nothing yet, or
        a thorough reading was asked for, is it waited for.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.

        Raises:
            ArchiveError: The archive holds no article.
            StateError: The state folder can't be written.
        """
        with self._updating, self.archive.held(wait=thorough or not self.archive.catalog.count()[0]) as mine:
            changes = self.archive.refresh(thorough, progress) if mine else self.archive.unchanged()
            self._choose_engine()
            if isinstance(self.engine, DiskEngine):
                self._tell(self.engine, mine)
            else:
                self._fill()
            self._languages = self.archive.catalog.languages()
            self._baseline = calibration.baseline(self.archive.catalog, self._strength, may_measure=mine)
            self._calibration = calibration.learned(self.archive.catalog)
        self.changes = changes
        return changes

    def ask(
        self,
        question: str,
        *,
        limit: int = 5,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        as_of: datetime.date | None = None,
        source: str | None = None,
    ) -> Answer:
        """The passages that answer a question best, verbatim and cited, or the nearest ones and `answered` false.

        Args:
            question: In plain words; beyond `QUESTION_LIMIT` code points it is not looked at.
            limit: How many passages at the most.
            since: Only articles published on this day or later.
            until: Only articles published on this day or earlier.
            as_of: Answers as this day knew it: later articles are out, nearer ones preferred.
            source: Only articles of this publisher.

        Raises:
            QuestionError: There is no word in the question.
        """
        started = time.perf_counter()
        question = tidy(question)
        words, readings = self._read(self._words(question))
        where = Filter(_ordinal(since), _earliest(until, as_of), source)
        looked_up = [term for word in words for term in (word.term, *word.also)]
        hits = self.engine.search(looked_up, max(CANDIDATES, limit), where)
        unmatched = [word for word in words if not self._occurs(word)]
        weighed = self._weighed(question, words)
        candidates = self._candidates(hits)
        period = self._period(question, candidates, as_of)
        days = _days(period, as_of)
        read = self._considered(weighed, self._ranked(weighed, candidates, max(limit, VOTERS), days))
        identity = new_id()
        passages = tuple(self._quoted(f"{identity}.{rank}", rank, found) for rank, found in enumerate(read[:limit], 1))
        sure = confidence(
            clues(weighed, read, max((hit.score for hit in hits), default=0.0), as_of),
            self._baseline,
            self._calibration,
        )
        return Answer(
            id=identity,
            question=question,
            asked_at=datetime.datetime.now(datetime.UTC),
            answered=bool(passages) and sure >= THRESHOLD,
            confidence=sure,
            passages=passages,
            unmatched_terms=tuple(word.text for word in unmatched),
            elapsed_ms=(time.perf_counter() - started) * 1000,
            readings=readings,
            period=period,
            made_with={
                **self._made_with(),
                "limit": limit,
                "since": _iso(since),
                "until": _iso(until),
                "as_of": _iso(as_of),
                "source": source,
            },
        )

    def why(self, answer: Answer, rank: int) -> Why:
        """Why a passage of an answer stands where it does, by the archive as it is now.

        Raises:
            NotFound: There is no passage of that rank, or its article was changed or taken out since.
        """
        passage = next((passage for passage in answer.passages if passage.rank == rank), None)
        if passage is None:
            raise NotFound(f"The answer has no passage {rank}; it has {len(answer.passages)}.")
        citation = passage.citation
        entries = self.archive.catalog.passages_of(citation.article)
        entry = next((entry for entry in entries if entry.passage.start == citation.start), None)
        if entry is None:
            raise NotFound(f"{citation.article} was changed since; ask again.")
        words, _ = self._read(self._words(answer.understood or answer.question))
        found = matched(words, Counter(entry.terms), self.engine.frequency, len(self.engine), passage.bm25)
        return Why(rank, passage.score, passage.bm25, found, passage.features)

    def unanswerable(self, question: str) -> Answer:
        """The answer to a question with nothing in it to look up: none."""
        return Answer(
            id=new_id(),
            question=question,
            asked_at=datetime.datetime.now(datetime.UTC),
            answered=False,
            confidence=0.0,
            passages=(),
            unmatched_terms=(),
            elapsed_ms=0.0,
            made_with=self._made_with(),
        )

    def find(self, name: str) -> tuple[Article, tuple[int, ...]]:
        """An article by its id, and the paragraph meant by a `#N` behind it.

        Raises:
            NotFound: There is no such article, or no such paragraph in it.
        """
        try:
            return self.archive.article(name), ()
        except NotFound:
            identity, sign, number = name.rpartition("#")
            if not sign or not number.isdecimal():
                raise
        article = self.archive.article(identity)
        count = len(paragraphs(article))
        if not 1 <= int(number) <= count:
            raise NotFound(f"{identity} has no paragraph {number}; its paragraphs are 1 to {count}.")
        return article, (int(number),)

    def calibrate(self, found: Calibration) -> None:
        """Corrects confidence by what labelled questions have taught; kept until the index is built anew."""
        calibration.learn(self.archive.catalog, found)
        self._calibration = calibration.learned(self.archive.catalog)

    def check(self, citations: Iterable[Citation], progress: Callable[[Check], None] | None = None) -> list[Check]:
        """The verdict on each citation in order, after every source was read again.

        Args:
            citations: What to check; from this archive or not.
            progress: Told of each verdict.

        Raises:
            StateError: The state folder can't be written.
        """
        self._bring_in_line(thorough=True, may_be_empty=True)
        found = []
        for citation in citations:
            found.append(checking.check(citation, self.archive))
            if progress is not None:
                progress(found[-1])
        return found

    def check_draft(
        self, marks: Iterable[tuple[Mark, Sequence[Citation]]], progress: Callable[[Check], None] | None = None
    ) -> list[Check]:
        """The verdict on each mark of a draft in order: its citation and the quotation next to it.

        Args:
            marks: Each mark with the citations it may stand for; with none it is gone.
            progress: Told of each verdict.

        Raises:
            StateError: The state folder can't be written.
        """
        self._bring_in_line(thorough=True, may_be_empty=True)
        found = []
        for mark, citations in marks:
            checks = [self._draft_check(mark, citation) for citation in citations]
            missing = Check(mark.reference, Verdict.GONE, None, None, None, None, "The journal has no such citation.")
            found.append(min(checks, key=lambda check: _ORDER.index(check.verdict), default=missing))
            if progress is not None:
                progress(found[-1])
        return found

    def _draft_check(self, mark: Mark, citation: Citation) -> Check:
        """The verdict on one citation and the words that a draft gives out as its."""
        base = checking.check(citation, self.archive)
        if mark.quotation is None or base.article is None or base.verdict not in (Verdict.VERIFIED, Verdict.MOVED):
            return base
        return quotation_check(base, mark.quotation, self.archive.article(base.article))

    def quote(
        self, text: str, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
    ) -> Quotation:
        """Whether a quotation is in the archive, word for word, altered, or put in another's article or mouth.

        Args:
            text: The quotation, with or without its marks; `[…]` stands for words left out.
            article: The article (id, URL or title) that it is said to be from.
            speaker: Whose words they are said to be.
            identity: Given back as the verdict's `id`.

        Raises:
            UsageError: There is no word in the quotation.
        """
        return find_quotation(text, self.archive, article=article, speaker=speaker, identity=identity)

    def _made_with(self) -> dict[str, str | int | None]:
        """What every answer depends on as the archive is now."""
        return {
            "archive": self.archive.fingerprint(),
            "articles": self.archive.catalog.articles_state()[0],
            "analyzer": language.ANALYZER,
            "engine": type(self.engine).__name__,
            "bm25": f"k1={K1} b={B}",
        }

    def _bring_in_line(self, thorough: bool, progress: Progress | None = None, *, may_be_empty: bool) -> None:
        """Refreshes; an archive without articles may be no error."""
        try:
            self.refresh(thorough, progress)
        except ArchiveError:
            if not may_be_empty or self.archive.catalog.count()[0] or not self.archive.corpus.exists():
                raise

    def _words(self, question: str) -> list[Word]:
        """The words to look up, in the language of the question, which is one of the archive's."""
        asked = question[:QUESTION_LIMIT]
        held, spoken = self._languages, self._language_of(question)
        words = language.words(asked, spoken, tuple(other for other in held if other != spoken))
        if words:
            return words
        if any(sign.isalnum() for sign in question):
            raise QuestionError("Every word of that question is too common to look up; name what or whom it is about.")
        raise QuestionError("There is no word in that question; ask in a few plain words.")

    def _occurs(self, word: Word) -> bool:
        """Whether a word stands anywhere in the archive."""
        return any(map(self.engine.frequency, (word.term, *word.also)))

    def _read(self, words: Sequence[Word]) -> tuple[list[Word], tuple[Reading, ...]]:
        """The words with those that occur nowhere read as the archive's likely ones, and which those were."""
        read: dict[str, Word] = {}
        readings = []
        for word in words:
            likely = None if self._occurs(word) else self._likeliest(word.text)
            if likely is not None:
                shown = likely.word.title() if word.text[0].isupper() else likely.word
                readings.append(Reading(word.text, shown))
                word = word._replace(term=likely.term, also=())
            read.setdefault(word.term, word)
        return list(read.values()), tuple(readings)

    def _likeliest(self, text: str) -> Spelled | None:
        """The archive's word that one it doesn't hold was likely meant to be."""
        letters = spelling.letters(text)
        shelf = spelling.shelf(letters)
        if shelf is None:
            return None
        rows = self.archive.catalog.spellings(shelf.first, shelf.sounds - 1, shelf.sounds + 1)
        return spelling.likeliest(letters, [Spelled(*row) for row in rows], self.engine.frequency)

    def _language_of(self, question: str) -> str | None:
        """The language that a question is asked in, one of the archive's."""
        held = self._languages
        return language.detect(question[:QUESTION_LIMIT], held) if len(held) > 1 else next(iter(held), None)

    def _choose_engine(self) -> None:
        """Keeps the engine that there is, or makes the one wanted, `auto` by the number of passages."""
        count = self.archive.catalog.count()[1]
        kind = self._wanted if self._wanted != "auto" else "memory" if count <= MEMORY_PASSAGES else "disk"
        if kind == "disk" and not isinstance(self.engine, DiskEngine):
            self.engine = DiskEngine(self.archive.state / "index")

    def _fill(self) -> None:
        """Makes a memory engine of all passages, unless the one there is holds just these."""
        state = self.archive.catalog.state()
        if state != self._filled:
            engine = MemoryEngine()
            engine.update(Document(*row) for row in self.archive.catalog.documents())
            self.engine, self._filled = engine, state

    def _tell(self, engine: DiskEngine, mine: bool) -> None:
        """Gives the engine what the catalog has noted for it. Killed in the middle, it is done again next time."""
        if not mine:
            engine.reload()
            return
        catalog = self.archive.catalog
        if len(engine) == 0:
            catalog.tell_all()
        pending = catalog.pending()
        if pending:
            engine.update((Document(*row) for row in catalog.documents(pending=True)), pending)
            catalog.told(pending)

    def _candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The hits with what is kept of them; those taken out of the archive a moment ago are left out."""
        passages, articles = self.archive.catalog.sketches([hit.key for hit in hits])
        whole = {key: read_article(article.sketch) for key, article in articles.items()}
        return [
            Candidate(
                hit,
                kept.article,
                articles[kept.article].day,
                kept.opens,
                read_passage(kept.sketch),
                whole[kept.article],
            )
            for hit in hits
            if (kept := passages.get(hit.key)) and kept.article in whole
        ]

    def _period(self, question: str, candidates: Sequence[Candidate], as_of: datetime.date | None) -> Period | None:
        """The days that the question names, as seen from `as_of` or today, if any candidate appeared on one of them."""
        today = as_of or datetime.datetime.now(datetime.UTC).astimezone().date()
        found = dates.period(question[:QUESTION_LIMIT], today, self._language_of(question))
        if found is None:
            return None
        first, last = found.since.toordinal(), found.until.toordinal()
        return found if any(c.day and first <= c.day <= last for c in candidates) else None

    def _ranked(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        limit: int,
        days: Sequence[tuple[datetime.date, datetime.date]] = (),
    ) -> list[Ranked]:
        """The best of the candidates."""
        best = ranked(question, candidates, days)[:limit]
        entries = self.archive.catalog.passages([placed.key for placed in best])
        heads = self.archive.catalog.heads({placed.article for placed in best})
        return [
            Ranked(entries[placed.key], heads[placed.article], placed.bm25, placed.score, placed.shares)
            for placed in best
            if placed.key in entries and placed.article in heads
        ]

    def _weighed(self, question: str, words: Sequence[Word]) -> Question:
        """A question with each word's share of the idf sum; a name counts as often as its commonest form."""
        count, frequency = len(self.engine), self.engine.frequency
        weights = [idf(count, max(map(frequency, (word.term, *word.also)))) for word in words]
        return Question(
            text=question,
            words={form: place for place, word in enumerate(words) for form in (word.term, *word.also)},
            names=frozenset(place for place, word in enumerate(words) if word.start and word.text[:1].isupper()),
            weights=tuple(weights),
            rarest=idf(count, 0),
            type=expected(question, self._language_of(question)),
        )

    def _strength(self, sentence: str, without: int) -> float | None:
        """How strong the clues are for a sentence asked as a question, the article with a key held out."""
        try:
            question = self._weighed(sentence, self._words(sentence))
        except QuestionError:
            return None
        hits = self.engine.search(list(question.words), CANDIDATES)
        candidates = [found for found in self._candidates(hits) if found.article != without]
        read = self._considered(question, self._ranked(question, candidates, VOTERS))
        return strength(clues(question, read, max((found.hit.score for found in candidates), default=0.0), None))

    def _considered(self, question: Question, best: Sequence[Ranked]) -> list[Considered]:
        """The best candidates read closely."""
        articles = {key: self.archive.catalog.article_by_key(key) for key in {found.entry.article for found in best}}
        return considered(question, [(found, articles[found.entry.article]) for found in best])

    def _quoted(self, identity: str, rank: int, found: Considered) -> AnswerPassage:
        """A passage with its words cut from the article, its telling sentences and its citation."""
        citation = cite(found.article, found.ranked.entry.passage, identity, fragment=self.fragments)
        telling = found.telling
        return AnswerPassage(
            rank=rank,
            score=found.ranked.score,
            text=citation.exact,
            sentence=telling.sentence,
            citation=citation,
            second=telling.second,
            bm25=found.ranked.bm25,
            features=found.ranked.shares,
        )


def _days(period: Period | None, as_of: datetime.date | None) -> list[tuple[datetime.date, datetime.date]]:
    """The days near which articles are preferred: those that the question names, and `as_of`.

    Of a period up to `as_of` its last day counts: of "this week", today's news comes first.
    """
    named = [(period.since, period.until)] if period and period.until != as_of else []
    return [*named, (as_of, as_of)] if as_of else named


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def _earliest(*days: datetime.date | None) -> int | None:
    """The earliest of the days that are given, as an ordinal."""
    return min((day.toordinal() for day in days if day), default=None)
