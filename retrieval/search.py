"""A question → an answer: every part put together."""

import datetime
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Self

from retrieval.citing import checking
from retrieval.citing.citations import cite, new_id
from retrieval.citing.drafts import Mark, quotation_check
from retrieval.citing.quotations import find_quotation
from retrieval.engines.base import Engine, Filter
from retrieval.errors import ArchiveError, IndexOutOfDate, NotFound, QuestionError
from retrieval.indexing.archive import Archive, Changes, Progress, folder_of
from retrieval.indexing.features import Candidate
from retrieval.indexing.index import Index
from retrieval.indexing.passages import with_lead
from retrieval.query.analysis import analyzed, corrected, days_near, period_of, question_words, unmatched_terms
from retrieval.query.follow_ups import rewritten
from retrieval.query.question import Question
from retrieval.ranking import calibration
from retrieval.ranking.answer_sentence import Considered, considered
from retrieval.ranking.confidence import (
    ARTICLE_READ,
    THRESHOLD,
    USUAL_BASELINE,
    Calibration,
    clues,
    confidence,
    strength,
)
from retrieval.ranking.evidence import VOTERS
from retrieval.ranking.explain import matched
from retrieval.ranking.passages import CANDIDATES, Ranked, ranked
from retrieval.readers.blocks import paragraphs
from retrieval.readers.files import tidy
from retrieval.records import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Explanation,
    Quotation,
    Remark,
    Sentence,
    Verdict,
)

_ORDER = list(Verdict)


class Searcher:
    """An archive with an engine over it. `ask` may be called from many threads at once."""

    def __init__(self, archive: Archive, engine: str = "auto") -> None:
        """Puts an engine over an archive; `refresh` fills it, and `Searcher.open` does both.

        Raises:
            UsageError: There is no engine of that name.
        """
        self.index = Index(archive, engine)
        self.archive = archive
        self.changes = archive.unchanged()
        self.fragments = True
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

    @property
    def engine(self) -> Engine:
        """The engine in use; a refresh may put another in its place."""
        return self.index.engine

    def close(self) -> None:
        """Closes engine and archive."""
        self.index.close()

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
        with self._updating, self.archive.held(wait=thorough or not self.archive.article_count()) as mine:
            changes = self.index.refresh(thorough, progress, mine=mine)
            self._baseline = calibration.baseline(self.archive.catalog, self._strength, may_measure=mine)
            self._calibration = calibration.learned(self.archive.catalog)
        self.changes = changes
        return changes

    def ask(
        self,
        question: str,
        *,
        context: str = "",
        limit: int = 5,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        as_of: datetime.date | None = None,
        source: str | None = None,
    ) -> Answer:
        """The passages that answer a question best, verbatim and cited, or the nearest ones and `answered` false.

        Args:
            question: In plain words; beyond `QUESTION_LIMIT` code points it is not looked at.
            context: Words of what was asked before that the question is to be taken together with, such as
                `context_words` gives; `understood` says so. They help to find the passage and hardly count for its
                answer sentence.
            limit: How many passages at the most.
            since: Only articles published on this day or later.
            until: Only articles published on this day or earlier.
            as_of: Answers as this day knew it: later articles are out, nearer ones preferred.
            source: Only articles of this publisher.

        Raises:
            QuestionError: There is no word in the question.
        """
        started = time.perf_counter()
        question, context = tidy(question), tidy(context)
        text = rewritten(question, context) if context else question
        words, corrections = corrected(question_words(text, self.index), self.index)
        where = Filter(_ordinal(since), _earliest(until, as_of), source)
        looked_up = [term for word in words for term in (word.term, *word.also)]
        hits = self.engine.search(looked_up, max(CANDIDATES, limit), where)
        asked = analyzed(text, words, self.index, context_start=len(question))
        candidates = self.index.candidates(hits)
        period = period_of(text, candidates, as_of, self.index)
        days = days_near(period, as_of)
        read = self._considered(asked, candidates, max(limit, VOTERS), days)
        shown = read[:limit]
        articles = self.archive.catalog.articles_by_key({found.ranked.kept.article for found in shown})
        identity = new_id()
        taken: defaultdict[int, set[int]] = defaultdict(set)
        for found in shown:
            taken[found.ranked.kept.article].update(found.ranked.kept.passage.paragraphs)
        passages = tuple(
            self._quoted(f"{identity}.{rank}", rank, found, articles[found.ranked.kept.article], taken)
            for rank, found in enumerate(shown, 1)
        )
        sure = confidence(
            clues(asked, read, self._whole(read), max((hit.score for hit in hits), default=0.0), as_of),
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
            unmatched_terms=unmatched_terms(text, words, period, self.index),
            elapsed_ms=(time.perf_counter() - started) * 1000,
            corrections=corrections,
            understood=text if context else None,
            period=period,
            provenance={
                **self.index.provenance(),
                "context": context or None,
                "limit": limit,
                "since": _iso(since),
                "until": _iso(until),
                "as_of": _iso(as_of),
                "source": source,
            },
        )

    def explain(self, answer: Answer, rank: int) -> Explanation:
        """Why a passage of an answer stands where it does, by the archive as it is now.

        Raises:
            NotFound: There is no passage of that rank, or its article was changed or taken out since.
        """
        passage = next((passage for passage in answer.passages if passage.rank == rank), None)
        if passage is None:
            raise NotFound(f"The answer has no passage {rank}; it has {len(answer.passages)}.")
        citation = passage.citation
        entries = self.archive.catalog.passages_of(citation.article)
        # What was found ends where the citation does; it may begin later.
        entry = next((entry for entry in entries if entry.passage.end == citation.end), None)
        if entry is None:
            raise NotFound(f"{citation.article} was changed since; ask again.")
        question = answer.understood or answer.question
        words, _ = corrected(question_words(question, self.index), self.index)
        asked = analyzed(question, words, self.index)
        credit = [own / weight for own, weight in zip(asked.discounted_idf, asked.weights, strict=True)]
        found = matched(words, Counter(entry.terms), self.engine.doc_freq, len(self.engine), passage.bm25, credit)
        return Explanation(rank, passage.score, passage.bm25, found, passage.features)

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
            provenance=self.index.provenance(),
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
            lost = Remark("The journal has no such citation.")
            missing = Check(mark.reference, Verdict.GONE, None, None, None, None, (lost,))
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

    def _bring_in_line(self, thorough: bool, progress: Progress | None = None, *, may_be_empty: bool) -> None:
        """Refreshes; an archive without articles may be no error."""
        try:
            self.refresh(thorough, progress)
        except ArchiveError:
            if not may_be_empty or self.archive.article_count() or not self.archive.corpus.exists():
                raise

    def _strength(self, sentence: str, without: int) -> float | None:
        """How strong the clues are for a sentence asked as a question, the article with a key held out."""
        try:
            question = analyzed(sentence, question_words(sentence, self.index), self.index)
        except QuestionError:
            return None
        hits = self.engine.search(list(question.words), CANDIDATES)
        candidates = [found for found in self.index.candidates(hits) if found.article != without]
        read = self._considered(question, candidates, VOTERS)
        match = max((found.hit.score for found in candidates), default=0.0)
        return strength(clues(question, read, self._whole(read), match, None))

    def _whole(self, read: Sequence[Considered]) -> list[str]:
        """The terms of the article of the first passage, as far as it is read."""
        return self.archive.catalog.terms_of(read[0].ranked.kept.article, ARTICLE_READ) if read else []

    def _considered(
        self,
        question: Question,
        candidates: Sequence[Candidate],
        limit: int,
        days: Sequence[tuple[datetime.date, datetime.date]] = (),
    ) -> list[Considered]:
        """The best of the candidates, read closely."""
        best = ranked(question, candidates, days)[:limit]
        kept = self.archive.catalog.passages([placed.key for placed in best])
        before = {candidate.hit.key: candidate for candidate in candidates}
        return considered(
            question.context_discounted(),
            [
                (Ranked(kept[placed.key], placed.bm25, placed.score, placed.shares), before[placed.key])
                for placed in best
                if placed.key in kept
            ],
        )

    def _quoted(
        self, identity: str, rank: int, found: Considered, article: Article, taken: Mapping[int, Container[int]]
    ) -> AnswerPassage:
        """A passage with its words cut from the article, its telling sentences and its citation.

        A short one takes in what leads up to it, but for paragraphs of its article that are `taken`.
        """
        passage = found.ranked.kept.passage
        shown = with_lead(article, passage, taken[found.ranked.kept.article])
        citation = cite(article, shown, identity, fragment=self.fragments)
        telling = found.telling
        return AnswerPassage(
            rank=rank,
            score=found.ranked.score,
            text=citation.exact,
            sentence=_sentence(citation, passage.start, telling.sentence),
            citation=citation,
            second_sentence=_sentence(citation, passage.start, telling.second) if telling.second else None,
            bm25=found.ranked.bm25,
            features=found.ranked.shares,
        )


def _sentence(citation: Citation, begin: int, span: tuple[int, int]) -> Sentence:
    """A sentence of what is cited, by where it begins and ends, counted from `begin`."""
    start, end = begin + span[0], begin + span[1]
    return Sentence(citation.exact[start - citation.start : end - citation.start], start, end)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def _earliest(*days: datetime.date | None) -> int | None:
    """The earliest of the days that are given, as an ordinal."""
    return min((day.toordinal() for day in days if day), default=None)
