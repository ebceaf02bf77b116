"""A question → an answer: every part put together."""

import datetime
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Self

from retrieval import answers, checking, language
from retrieval.archive import Archive, Changes, Progress, folder_of
from retrieval.catalog import Entry
from retrieval.citations import cite, new_id
from retrieval.engines.base import Document, Engine, Filter, idf
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import ArchiveError, IndexOutOfDate, NotFound, QuestionError, UsageError
from retrieval.language import Word
from retrieval.passages import paragraphs
from retrieval.quotations import find_quotation
from retrieval.ranking import CANDIDATES, Candidate, Question, Ranked, answering, ranked
from retrieval.readers.files import tidy
from retrieval.records import Answer, AnswerPassage, Article, Check, Citation, Hit, Quotation
from retrieval.sketches import read_article, read_passage

ENGINES = ("auto", "memory", "disk")

MEMORY_PASSAGES = 2_000
"""Up to this many passages `auto` is the memory engine: it is filled in a moment and leaves no files."""

PASSAGES_OF_A_WORD = 2
"""In so many passages of an article a word stands that stands in it at all, when it has to be guessed (measured: better
by 0.011 ± 0.007 nats a question than to weigh a word in articles as in passages)."""

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
        self._wanted = engine
        self._filled: object = None
        self._languages: dict[str, int] = {}
        self._articles = 0
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
        progress: Progress | None = None,
    ) -> Self:
        """Opens an archive and brings its index in line with the files; `changes` says what was found.

        Args:
            corpus: A folder of articles, or one file.
            state: Where indexes are kept, each archive's in a folder of its own.
            engine: `auto` (by size), `memory` or `disk`.
            rebuild: Builds the index anew.
            thorough: Compares the bytes of every file, not only its size and time.
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
            searcher.refresh(thorough, progress)
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
        self._articles = self.archive.catalog.count()[0]
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
        words = self._words(question)
        where = Filter(_ordinal(since), _earliest(until, as_of), source)
        known = {term: self.engine.frequency(term) for word in words for term in (word.term, *word.also)}
        hits = self.engine.search(list(known), max(CANDIDATES, limit), where)
        best = ranked(self._asked(question, words, known), self._candidates(hits), as_of)[:limit]
        entries = self.archive.catalog.passages([found.key for found in best])
        shown = [(found, entries[found.key]) for found in best if found.key in entries]
        unmatched = [word for word in words if not any(known[term] for term in (word.term, *word.also))]
        weights = {word.term: idf(len(self.engine), known[word.term]) for word in words}
        identity = new_id()
        passages = tuple(
            self._quoted(f"{identity}.{rank}", rank, found, entry, weights)
            for rank, (found, entry) in enumerate(shown, 1)
        )
        sure = _confidence([entry for _, entry in shown], weights)
        return Answer(
            id=identity,
            question=question,
            asked_at=datetime.datetime.now(datetime.UTC),
            answered=bool(passages) and sure >= answers.THRESHOLD,
            confidence=sure,
            passages=passages,
            unmatched_terms=tuple(word.text for word in unmatched),
            elapsed_ms=(time.perf_counter() - started) * 1000,
        )

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

    def check(self, citations: Iterable[Citation], progress: Callable[[Check], None] | None = None) -> list[Check]:
        """The verdict on each citation in order, after every source was read again.

        Args:
            citations: What to check; from this archive or not.
            progress: Told of each verdict.

        Raises:
            StateError: The state folder can't be written.
        """
        self._read_again()
        found = []
        for citation in citations:
            found.append(checking.check(citation, self.archive))
            if progress is not None:
                progress(found[-1])
        return found

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

    def _read_again(self) -> None:
        """Compares every byte of the sources; an archive that has no article left is no error here."""
        try:
            self.refresh(thorough=True)
        except ArchiveError:
            if self.archive.catalog.count()[0] or not self.archive.corpus.exists():
                raise

    def _words(self, question: str) -> list[Word]:
        """The words to look up, in the language of the question, which is one of the archive's."""
        asked = question[:QUESTION_LIMIT]
        spoken = self._spoken(asked)
        words = language.words(asked, spoken, tuple(other for other in self._languages if other != spoken))
        if words:
            return words
        if any(sign.isalnum() for sign in question):
            raise QuestionError("Every word of that question is too common to look up; name what or whom it is about.")
        raise QuestionError("There is no word in that question; ask in a few plain words.")

    def _spoken(self, question: str) -> str | None:
        """The language of a question, among those of the archive."""
        held = self._languages
        return language.detect(question, held) if len(held) > 1 else next(iter(held), None)

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

    def _asked(self, question: str, words: Sequence[Word], known: Mapping[str, int]) -> Question:
        """The question as ranking sees it: a word weighs what the commonest of its forms does."""
        forms = [(word.term, *word.also) for word in words]
        held = [max(known[term] for term in each) for each in forms]
        passages, articles = len(self.engine), self._articles
        return Question(
            terms=tuple(forms),
            idf=tuple(idf(passages, n) for n in held),
            article_idf=tuple(idf(articles, min(n / PASSAGES_OF_A_WORD, articles)) for n in held),
            kinds=answering(question, self._spoken(question)),
        )

    def _candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
        """The hits with what is kept of them; those taken out of the archive a moment ago are left out."""
        passages, articles = self.archive.catalog.sketches([hit.key for hit in hits])
        whole = {key: (article.day, read_article(article.sketch)) for key, article in articles.items()}
        return [
            Candidate(hit, kept.article, whole[kept.article][0], kept.opens, read_passage(kept.sketch), whole[kept.article][1])
            for hit in hits
            if (kept := passages.get(hit.key)) and kept.article in whole
        ]

    def _quoted(self, identity: str, rank: int, found: Ranked, entry: Entry, weights: Mapping[str, float]) -> AnswerPassage:
        """A ranked passage with its words cut from the article, its telling sentence and its citation."""
        article = self.archive.catalog.article_by_key(entry.article)
        citation = cite(article, entry.passage, identity)
        sentence = answers.telling(article, entry.passage, weights)
        return AnswerPassage(rank, found.score, citation.exact, sentence, citation)


def _ordinal(day: datetime.date | None) -> int | None:
    return day.toordinal() if day else None


def _earliest(*days: datetime.date | None) -> int | None:
    """The earliest of the days that are given, as an ordinal."""
    return min((day.toordinal() for day in days if day), default=None)


def _confidence(best: Sequence[Entry], weights: Mapping[str, float]) -> float:
    """The share of the question's idf that the first passage covers."""
    total = sum(weights.values())
    return answers.covered(best[0].terms, weights) / total if best and total else 0.0
