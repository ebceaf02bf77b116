"""The façade over an archive: opens it, answers questions, checks citations and quotations."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar, Unpack

from retrieval.answering import AskedQuestion, Narrowed, Narrowing, answer_to, state_remarks
from retrieval.articles.files import tidy
from retrieval.citing.citations import new_id
from retrieval.engines.cluster import require_client
from retrieval.engines.cluster.address import is_address
from retrieval.errors import ArchiveError, IndexOutOfDate, PinciteError, TextUnread
from retrieval.indexing.archive import LOOKS, Archive
from retrieval.indexing.index import Index
from retrieval.indexing.mending import ArchiveKind, as_it_came, opened_archive
from retrieval.indexing.views import without
from retrieval.ingestion.catalog_writer import Progress
from retrieval.live_index import LiveIndex
from retrieval.ranking import calibration
from retrieval.ranking.confidence import Calibration, confidence
from retrieval.ranking.copies import MOST_COPIES
from retrieval.readers import LIMITS, FieldNames, Limits
from retrieval.records import Answer, Check, Citation, Explanation, Quotation, QuoteVerdict, Remark, Topic, Verdict
from retrieval.storage.catalog import Catalog

if TYPE_CHECKING:
    from retrieval.citing.drafts.marks import Mark
    from retrieval.indexing.sources import Sources

Reporter = Callable[[Check], None] | None
"""Called with each verdict as soon as it is known."""

MOST_UNREAD = 5
"""How many times an answer is made again without the articles whose texts turned out to be unavailable."""

Subject = TypeVar("Subject")

Marked = tuple["Mark", Sequence[Citation] | Remark]
"""A mark of a draft with the citations that it may stand for, or why these can't be known."""


class Searcher(LiveIndex):
    """An archive with an engine over it. `ask` may be called from many threads at once, also while it is refreshed."""

    def __init__(
        self, archive: Archive, engine: str = "auto", *, fragments: bool = True, rebuild: bool = False
    ) -> None:
        """Puts an engine over an archive; `refresh` fills it, and `Searcher.open` does both.

        Args:
            archive: The archive.
            engine: `auto` (by size), `memory`, `disk`, or the address of a cluster.
            fragments: Whether links lead to the very words, by a text fragment.
            rebuild: Whether to ignore what others have published of an archive on a cluster, and read everything again.

        Raises:
            UsageError: There is no engine of that name.
        """
        super().__init__(_index(archive, engine, rebuild=rebuild))
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
        apart: bool = False,
    ) -> Self:
        """Opens an archive and updates its index from the files; `changes` says what changed.

        Args:
            corpus: A folder of articles, or one file.
            state: Where indexes are kept, each archive's in a folder of its own.
            engine: `auto` (by size), `memory`, `disk`, or the address of a cluster, `http(s)://HOST:9200[,HOST2…]/NAME`.
            rebuild: Builds the index from scratch.
            thorough: Compares the bytes of every file, not only its size and time.
            fragments: Whether links lead to the very words, by a text fragment.
            may_be_empty: Whether an archive without articles is not an error: what was cited from it can be checked.
            accept_removals: Also takes out files that vanished all at once.
            progress: Called for each article that is read.
            limits: What a file may cost.
            names: What fields are called in records besides their usual names, such as `[("title", "headline")]`;
                None: as when the archive was last read.
            apart: If the cluster can't be used, opens the archive as this machine knows it; `archive.apart` says so.

        Raises:
            UsageError: There is no engine of that name.
            ArchiveError: The archive is missing, unreadable or empty.
            StateError: The state folder can't be used, or the cluster can't.
        """
        archive, damage = opened_archive(corpus, state, limits, names, rebuild=rebuild, kind=_kind(engine, limits))
        try:
            searcher = cls(archive, engine, fragments=fragments, rebuild=rebuild)
            with searcher.or_apart(apart):
                searcher.refresh(thorough, progress, may_be_empty=may_be_empty, accept_removals=accept_removals)
            if damage := as_it_came(damage, archive):
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
        all_copies: bool = False,
        article: str | None = None,
        **narrowing: Unpack[Narrowing],
    ) -> Answer:
        """The passages that best answer a question, verbatim and cited, or the nearest ones with `answered` false.

        Args:
            question: In plain words; anything beyond `Limits.question` code points is ignored.
            context: Words of what was asked before (`context_words`): they hardly count for the answer sentence.
            topic: What the previous answer was about: its article is preferred, the sentence already shown is not.
            all_copies: Whether the same words in several articles are several passages, and not copies of the earliest.
            article: Only passages of the article with this id, with the confidence they have if none answers better.
            narrowing: `limit`, the most passages to give, and `NARROWING`: see `Narrowing`.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: No article is by such a publisher, or in such a language.
        """
        narrowed, fragments = Narrowed(**narrowing), self.fragments
        request = AskedQuestion(tidy(question), tidy(context), topic, narrowed, fragments, all_copies, article)
        sureness = partial(confidence, calibration=self.calibration)
        return from_undamaged(partial(answer_to, request, sureness), self)

    def explain(self, answer: Answer, rank: int) -> Explanation:
        """Why a passage of an answer has its rank, by the archive as it is now.

        Raises:
            NotFound: There is no passage of that rank, or its article has been changed or removed since.
        """
        from retrieval.ranking.explain import explanation

        with self.reading() as index:
            return explanation(answer, rank, index)

    def notes(self) -> tuple[Remark, ...]:
        """Notes about the archive now: what vanished all at once, and whether another process is reading it."""
        with self.reading() as index:
            return state_remarks(index)

    def unanswerable(self, question: str, **narrowing: Unpack[Narrowing]) -> Answer:
        """The answer to a question with nothing in it to look up, narrowed as one to `ask`: none."""
        with self.reading() as index:
            now = datetime.datetime.now(datetime.UTC)
            provenance = index.provenance() | Narrowed(**narrowing).parameters
        return Answer(new_id(), question, now, False, 0.0, (), (), 0.0, provenance=provenance)  # noqa: FBT003

    def calibrate(self, lesson: Calibration) -> None:
        """Calibrates confidence with judged questions; kept until somebody rebuilds the index."""
        calibration.learn(self.archive.catalog, lesson)
        self.calibration = calibration.learned(self.archive.catalog)

    def check(self, citations: Iterable[Citation], progress: Reporter = None, *, reread: bool = True) -> list[Check]:
        """The verdict on each citation in order.

        Args:
            citations: What to check; from this archive or not.
            progress: Called with each verdict.
            reread: Whether to read every source again first; there is no need to right after opening with `thorough`.

        Raises:
            StateError: The state folder can't be written.
            MachineError: The machine ran out of a resource while a source was read.
        """
        from retrieval.citing.checking import check

        return _judged(list(citations), check, self, progress, reread=reread)

    def check_draft(self, marks: Iterable[Marked], progress: Reporter = None, *, reread: bool = True) -> list[Check]:
        """The verdict on each mark of a draft in order: its citation and the quotation next to it.

        A mark without any citation is gone, one whose citations can't be known is unreadable.

        Args:
            marks: The marks, each with the citations that it may stand for.
            progress: Told of each verdict.
            reread: As for `check`.
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

        find = partial(find_quotation, text, article=article, speaker=speaker, identity=identity)
        quotation, sources = _looked_up(find, self)
        unread = dict.fromkeys(sources.unread.values())
        quotation = replace(quotation, remarks=tuple(dict.fromkeys((*quotation.remarks, *unread))))
        return _with_origins(quotation, self.archive.catalog)


def _kind(engine: str, limits: Limits) -> ArchiveKind:
    """How archives with an engine are opened. Of a cluster nothing is imported if there is none."""
    if not is_address(engine):
        return ArchiveKind()
    require_client()
    from retrieval.sharing.cluster_index import kind_of

    return kind_of(engine, limits)


def _index(archive: Archive, engine: str, *, rebuild: bool) -> Index:
    """The index over an archive that was opened as its `_kind` is."""
    if not is_address(engine):
        return Index(archive, engine)
    from retrieval.sharing.cluster_index import ClusterIndex

    return ClusterIndex(archive, rebuild=rebuild)


def _mark_check(marked_text: Marked, archive: Archive, sources: "Sources") -> Check:
    """The verdict on a mark of a draft."""
    from retrieval.citing.drafts.checking import mark_check

    return mark_check(*marked_text, archive, sources)


def _looked_up(find: "Callable[[Sources], Quotation]", searcher: Searcher) -> tuple[Quotation, "Sources"]:
    """The verdict on a quotation and what it rests on; a bad one only once the files that changed are read again."""
    from retrieval.indexing.sources import Sources

    sources = Sources(searcher.archive)
    first: Quotation | None = None
    try:
        first = find(sources)
        outdated: Collection[str] = sources.outdated
        if not outdated or first.stands:
            return first, sources
    except TextUnread as unread:
        if not unread.behind:
            raise
        outdated = unread.behind
    # The words may be in a file that is not read yet, such as one that was renamed; and it may be renamed again.
    for _ in range(LOOKS):
        with suppress(ArchiveError):
            searcher.follow(outdated)
        anew = Sources(searcher.archive)
        again = find(anew)
        outdated = anew.moved
        if again.stands or not outdated:
            break
    else:
        again = replace(
            again, verdict=QuoteVerdict.UNREADABLE, remarks=(*map(anew.why_moved, outdated), *again.remarks)
        )
    # What stood in a file that can't be read now is no longer known when that was noticed.
    if first is not None and first.verdict is QuoteVerdict.UNREADABLE and not again.stands:
        return first, sources
    return again, anew


def _with_origins(quotation: Quotation, catalog: Catalog) -> Quotation:
    """A quotation with the number of the articles it is in, copies of others not counted."""
    holders = catalog.keys_of(place.article for place in quotation.places[:MOST_COPIES])
    origins = catalog.origins(holders, MOST_COPIES)
    remarks = quotation.remarks
    if origins < len(holders):
        remarks = (*remarks, Remark("Of these, copies of another: {copies}.", copies=len(holders) - origins))
    return replace(quotation, origins=origins, remarks=remarks)


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
        reread: Whether the files may have changed since the archive was opened thoroughly, and nobody watches them.
    """
    from retrieval.indexing.sources import Sources

    archive = searcher.archive
    if archive.apart:
        return list(_judged_apart(subjects, judge, archive, progress))
    if reread:
        searcher.refresh(may_be_empty=True)
    sources, again, followed, checks = Sources(archive), reread, reread, list[Check]()
    for subject in subjects:
        check = judge(subject, archive, sources)
        if check.verdict is Verdict.GONE and not followed:
            # What is watched is as its files were two seconds ago: the words may be in one that was renamed since.
            with suppress(ArchiveError):
                searcher.follow()
            sources, followed = Sources(archive), True
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


def _judged_apart(
    subjects: Sequence[Subject],
    judge: "Callable[[Subject, Archive, Sources], Check]",
    archive: Archive,
    progress: Reporter,
) -> Iterator[Check]:
    """The verdict on each subject where the archive can't be brought in line with its files, as `_judged` gives it.

    Words that are in their file are verified; whether others went elsewhere can't be known.
    """
    from retrieval.indexing.sources import Sources

    sources = Sources(archive)
    for subject in subjects:
        check = judge(subject, archive, sources)
        if check.verdict is not Verdict.VERIFIED and archive.apart:
            check = Check(check.citation, Verdict.UNREADABLE, None, None, None, None, (archive.apart,))
        if progress is not None:
            progress(check)
        yield check


def _with_mending(check: Check, mended: Sequence[str]) -> Check:
    """A verdict that says so where what was stored was damaged."""
    return replace(check, remarks=(*check.remarks, *_mending(mended)))


def _mending(mended: Sequence[str]) -> Iterator[Remark]:
    """A remark on the files that were read anew, if there are any."""
    if mended:
        names = ", ".join(map(repr, mended[:3]))
        yield Remark("The stored copy of {files} was damaged; it was read again.", files=names)


def from_undamaged(answer_from: Callable[[Index], Answer], searcher: Searcher) -> Answer:
    """An answer whose articles are stored as they were put in, and whose words their files have.

    What is damaged is read anew, and it is asked again. Articles whose texts are not kept and not available from their
    files are left out, when bringing the archive in line with these doesn't help, and that is said; without them, that
    there is no answer would not be known.

    Raises:
        TextUnread: The texts of articles that may answer are unavailable.
    """
    try:
        return _undamaged(answer_from, searcher)
    except TextUnread as unread:
        if unread.behind:
            with suppress(PinciteError):
                searcher.follow(unread.behind)
    unread_texts: list[TextUnread] = []
    while True:
        left_out = frozenset[int]().union(*(each.articles for each in unread_texts))
        try:
            answer = _undamaged(partial(_answered_without, answer_from, left_out), searcher)
        except TextUnread as unread:
            if unread.articles <= left_out or len(unread_texts) == MOST_UNREAD:
                raise
            unread_texts.append(unread)
        else:
            break
    if unread_texts and not answer.answered:
        raise unread_texts[0]
    reasons = dict.fromkeys(reason for each in unread_texts for reason in each.reasons.values())
    return replace(answer, notes=(*answer.notes, *reasons))


def _answered_without(answer_from: Callable[[Index], Answer], articles: frozenset[int], index: Index) -> Answer:
    """An answer in whose search articles are left out, by their keys."""
    return answer_from(without(index, articles))


def _undamaged(answer_from: Callable[[Index], Answer], searcher: Searcher) -> Answer:
    """An answer whose articles are stored as they were put in: what is damaged is read anew, and it is asked again."""
    try:
        with searcher.reading() as index:
            answer = answer_from(index)
            if index.catalog.sound(passage.citation.article for passage in answer.passages):
                return answer
    except IndexOutOfDate as damage:
        searcher.mend(damage)
        with searcher.reading() as index:
            return answer_from(index)
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
        answer = answer_from(index)
    return replace(answer, notes=(*answer.notes, *_mending(searcher.archive.mended)))
