"""An archive and the engine over it, kept in line with each other."""

from collections.abc import Sequence

from retrieval import language
from retrieval.engines.base import K1, B, Document, Engine
from retrieval.engines.disk import DiskEngine
from retrieval.engines.memory import MemoryEngine
from retrieval.errors import UsageError
from retrieval.indexing.archive import Archive, Changes, Progress
from retrieval.indexing.features import Candidate, read_article, read_passage
from retrieval.language import Word
from retrieval.records import Hit

ENGINES = ("auto", "memory", "disk")

MEMORY_PASSAGES = 2_000
"""Up to this many passages `auto` is the memory engine: it is filled in a moment and leaves no files."""


class Index:
    """The engine over an archive. Searching may happen in many threads at once; `refresh` in one."""

    def __init__(self, archive: Archive, engine: str = "auto") -> None:
        """Puts an engine over an archive; `refresh` fills it.

        Raises:
            UsageError: There is no engine of that name.
        """
        if engine not in ENGINES:
            raise UsageError(f"There is no engine {engine!r}; choose one of {', '.join(ENGINES)}.")
        self.archive = archive
        self.engine: Engine = MemoryEngine()
        self.languages: dict[str, int] = {}
        self._wanted = engine
        self._filled: object = None
        self._made_with: dict[str, str | int | None] | None = None

    def close(self) -> None:
        """Closes engine and archive."""
        self.engine.close()
        self.archive.close()

    def refresh(self, thorough: bool, progress: Progress | None, *, mine: bool) -> Changes:
        """Brings the engine in line with the catalog, and that with the files, while the archive is `held`.

        Args:
            thorough: Compares the bytes of every file, not only its size and time.
            progress: Told of each article that is read.
            mine: Whether it is held by us; while another process holds it, what that one has done so far is used.

        Raises:
            ArchiveError: The archive holds no article.
            StateError: The state folder can't be written.
        """
        changes = self.archive.refresh(thorough, progress) if mine else self.archive.unchanged()
        self._choose_engine()
        if isinstance(self.engine, DiskEngine):
            self._tell(self.engine, mine)
        else:
            self._fill()
        self.languages = self.archive.catalog.languages()
        self._made_with = None
        return changes

    def provenance(self) -> dict[str, str | int | None]:
        """What every answer depends on, as the archive was when it was first asked for after a refresh."""
        known = self._made_with
        if known is None:
            # Every article's hash goes into it: nothing that starts should wait for that.
            known = self._made_with = {
                "archive": self.archive.fingerprint(),
                "articles": self.archive.catalog.articles_state()[0],
                "analyzer": language.ANALYZER,
                "engine": type(self.engine).__name__,
                "bm25": f"k1={K1} b={B}",
            }
        return dict(known)

    def occurs(self, word: Word) -> bool:
        """Whether a word stands anywhere in the archive."""
        return any(map(self.engine.doc_freq, (word.term, *word.also)))

    def candidates(self, hits: Sequence[Hit]) -> list[Candidate]:
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

    def _choose_engine(self) -> None:
        """Keeps the engine that there is, or makes the one wanted, `auto` by the number of passages."""
        count = self.archive.passage_count()
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
        engine.reload()
        if not mine:
            return
        catalog = self.archive.catalog
        if len(engine) == 0:
            catalog.tell_all()
        pending = catalog.pending()
        if pending:
            engine.update((Document(*row) for row in catalog.documents(pending=True)), pending)
            catalog.told(pending)
