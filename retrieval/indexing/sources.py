"""What the files of an archive say now. A verdict rests on this, never on the copies that the catalog keeps."""

import errno
import os
import stat
import threading
import weakref
from collections import OrderedDict
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path

from retrieval.errors import NotFound, SourceUnreadable, TextUnread
from retrieval.indexing.archive import Archive
from retrieval.ingestion.analyst import Analysis
from retrieval.ingestion.file_tasks import Source, is_plain, read_here, tasks
from retrieval.ingestion.folder import files
from retrieval.ingestion.pool import NoProcesses, Pool
from retrieval.ingestion.reading_process import Item
from retrieval.ingestion.surroundings import Surroundings
from retrieval.ingestion.texts import ANY, CorpusFiles, or_why_not, sentence
from retrieval.ingestion.vanishing import away
from retrieval.readers import NO_HINTS, FieldNames, Hints, Limits, Problem, readable, too_large
from retrieval.records import Article, Remark

Hashes = dict[str, str]
"""The SHA-256 of each article's text, by the ids that the articles of a file may have in the catalog."""


_Key = tuple[str, bytes, FieldNames, Limits]
"""What decides which texts a file gives: its name, the hash of its bytes, what fields are called, what it may cost."""

REMEMBERED = 100_000
"""Articles whose hashes are remembered by the bytes of their files; they take some 20 MB."""


class ReadBefore:
    """What readers made of files in the life of this process: the same bytes under the same name give the same texts.

    A verdict reads a file's bytes each time; what they say was read from just these bytes, never from the catalog.
    """

    def __init__(self) -> None:
        """Nothing was read yet."""
        self._hashes: OrderedDict[_Key, Hashes] = OrderedDict()
        self._articles = 0
        self._lock = threading.Lock()

    def get(self, key: _Key) -> Hashes | None:
        """What a file gave when it had these bytes; None if that is no longer known."""
        with self._lock:
            if (hashes := self._hashes.get(key)) is not None:
                self._hashes.move_to_end(key)
            return hashes

    def put(self, key: _Key, hashes: Hashes) -> None:
        """Remembers what a file gave, and forgets what was asked for longest ago where that is too much."""
        with self._lock:
            self._articles += len(hashes) - len(self._hashes.pop(key, ()))
            self._hashes[key] = hashes
            while self._articles > REMEMBERED:
                _, forgotten = self._hashes.popitem(last=False)
                self._articles -= len(forgotten)


_of_archives: "weakref.WeakKeyDictionary[Archive, ReadBefore]" = weakref.WeakKeyDictionary()


def _read_before(archive: Archive) -> ReadBefore:
    """What was read of an archive's files since it was opened."""
    return _of_archives.setdefault(archive, ReadBefore())


class Sources:
    """The articles of an archive as their files have them, each file read once in the life of this object.

    `differing` are the files whose articles are not stored as the file has them: the catalog is damaged, or the file
    was changed since it was last read.
    """

    def __init__(self, archive: Archive) -> None:
        """Reads nothing yet."""
        self.archive = archive
        self.differing: set[str] = set()
        self._hashes: dict[str, Hashes | Remark] = {}
        self._as_read: dict[str, bool] = {}
        self.unread: dict[str, Remark] = {}
        """Files that can't be read now and whose articles were taken as they were, and why."""
        self._files = CorpusFiles(archive.corpus, archive.limits)
        self._pool = Pool(archive.limits, most=1)
        # Whoever makes one of these has nothing to close: its process ends with it.
        weakref.finalize(self, self._pool.close)

    def article(self, article_id: str) -> Article:
        """An article as its file has it now.

        Raises:
            NotFound: There is no such article.
            SourceUnreadable: It can't be told, because its file or the archive can't be read now.
        """
        try:
            in_catalog = self.archive.article(article_id)
        except NotFound:
            return self._not_stored(article_id)
        except TextUnread as unread:
            (facts,), (name,) = self.archive.catalog.about(list(unread.articles)), unread.reasons
            self._required(name, facts.id)
            self.differing.add(name)
            return self._read_anew(name, facts.id)
        return self._as_in_file(in_catalog)

    def lost(self, article_id: str) -> Remark | None:
        """Why an article that was there, or may be in a file, can't be read, as a sentence; None if it is none such."""
        problem = self.archive.catalog.unreadable(article_id)
        if problem is None:
            refused = (each for each in self.archive.problems() if each.where == article_id and each.left_out)
            problem = next(refused, None)
        return sentence(Problem(*problem)) if problem else None

    def current(self, article: Article) -> Article | None:
        """An article of the catalog as its file has it now; None when the file no longer has it."""
        try:
            return self._as_in_file(article)
        except (NotFound, SourceUnreadable):
            return None

    @property
    def outdated(self) -> list[str]:
        """Files of which articles were asked for as they are now, and whose bytes are not those that were read."""
        return [name for name, as_read in self._as_read.items() if not as_read]

    @property
    def moved(self) -> list[str]:
        """Those of the `outdated` files that are not there under their names."""
        return [name for name in self.outdated if not (self.archive.corpus / name).exists()]

    @staticmethod
    def why_moved(name: str) -> Remark:
        """That a file was not there under its name when it was to be read, as a sentence."""
        return sentence(Problem(name, Remark("can't be read ({error})", error=os.strerror(errno.ENOENT))))

    def note(self, unread: TextUnread) -> None:
        """Notes files of which articles were asked for that could not be read."""
        self.unread |= unread.reasons
        self._as_read |= dict.fromkeys(unread.behind, False)

    def as_now(self, article: Article) -> Article | None:
        """An article of the catalog as its file has it now; None when the file no longer has it.

        A file with the very bytes that were read is not read anew. What can't be read now is as it was, as is an
        archive without any file.
        """
        if article.path not in self._as_read:
            self._as_read[article.path] = self._has_bytes_read(article.path)
        if self._as_read[article.path]:
            return article
        try:
            return self._as_in_file(article)
        except NotFound:
            if (reason := self._away()) is None:
                return None
            self.unread[article.path] = reason
        except SourceUnreadable as error:
            self.unread[article.path] = error.remark
        return article

    def _away(self) -> Remark | None:
        """That nothing of the archive can be seen, and why; None if something can."""
        if self._files.present():
            return None
        return self.archive.vanished or away(files(self.archive.corpus), self.archive.corpus)

    def _has_bytes_read(self, name: str) -> bool:
        """Whether a file has the bytes of which its articles in the catalog are; of a very large one, size and time."""
        known_file, path = self.archive.catalog.file(name), self._files.path(name)
        if known_file is None or path is None:
            return False
        data = self._files.contents(path, name)
        if data is None:
            status = path.stat()
            return (status.st_size, status.st_mtime_ns) == (known_file.size, known_file.mtime_ns)
        return isinstance(data, bytes) and sha256(data).hexdigest() == known_file.sha256

    def _as_in_file(self, article: Article) -> Article:
        if self._required(article.path, article.id) == article.sha256:
            return article
        self.differing.add(article.path)
        return self._read_anew(article.path, article.id)

    def _required(self, name: str, article_id: str) -> str:
        """The hash of the text that an article has in its file now; raises what `_of_file` does."""
        hashes = self._of_file(name)
        expected_hash = hashes.get(article_id) or hashes.get(article_id.removeprefix(f"{name}#"))
        if expected_hash is None:
            raise NotFound(f"There is no article {article_id!r} in {name} any more.")
        return expected_hash

    def _not_stored(self, article_id: str) -> Article:
        """An article that the catalog does not know: by the file of its name, if there is one."""
        if reason := self.lost(article_id):
            raise SourceUnreadable(reason)
        if article_id in self._files.present() and article_id in self._of_file(article_id):
            self.differing.add(article_id)
            return self._read_anew(article_id, article_id)
        if self._is_no_file(article_id):
            raise SourceUnreadable(sentence(Problem(article_id, Remark("is not a regular file"))))
        if self.archive.vanished:
            raise SourceUnreadable(self.archive.vanished)
        if not self.archive.article_count():
            raise SourceUnreadable(Remark("There is no article in the archive."))
        raise NotFound(f"There is no article {article_id!r} in this archive.")

    def _is_no_file(self, name: str) -> bool:
        """Whether something else is in the archive under a file's name, such as a folder."""
        if not readable(name) or ".." in Path(name).parts or Path(name).is_absolute():
            return False
        try:
            return not stat.S_ISREG((self.archive.corpus / name).stat().st_mode)
        except (OSError, ValueError):
            return False

    def _read_anew(self, name: str, article_id: str) -> Article:
        """An article straight from its file."""
        path = self._files.path(name)
        surroundings = Surroundings(self._files.present(), self.archive.names, self.archive.limits)
        items: list[Article | Problem] | Remark = []
        if path is not None:
            items = self._items(path, name, self._files.contents(path, name), surroundings.hints(name))
        ids = set[str]()
        for item in items if isinstance(items, list) else ():
            identity = _free_id(item, name, ids) if isinstance(item, Article) else None
            if isinstance(item, Article) and identity is not None:
                ids.add(identity)
                if article_id in (identity, f"{name}#{identity}"):
                    return replace(item, id=article_id)
        raise NotFound(f"There is no article {article_id!r} in {name} any more.")

    def _of_file(self, name: str) -> Hashes:
        """The hashes of a file's articles by their ids.

        Raises:
            NotFound: There is no such file.
            SourceUnreadable: The file can't be read.
        """
        if name not in self._hashes:
            self._hashes[name] = self._read_hashes(name)
        hashes = self._hashes[name]
        if isinstance(hashes, Remark):
            raise SourceUnreadable(hashes)
        return hashes

    def _read_hashes(self, name: str) -> Hashes | Remark:
        path = self._files.path(name)
        if path is None:
            if self.archive.vanished:
                return self.archive.vanished
            raise NotFound(f"There is no file {name!r} in this archive any more.")
        data = self._files.contents(path, name)
        if isinstance(data, Remark):
            return data
        before = _read_before(self.archive)
        key = None if data is None else (name, sha256(data).digest(), self.archive.names, self.archive.limits)
        if key is not None and (cached := before.get(key)) is not None:
            return cached
        # Of a file's texts only these names decide.
        hashes = _hashes(self._items(path, name, data, Hints(names=self.archive.names)), name)
        if key is not None and not isinstance(hashes, Remark):
            before.put(key, hashes)
        return hashes

    def _items(
        self, path: Path, name: str, data: bytes | Remark | None, hints: Hints
    ) -> list[Article | Problem] | Remark:
        """What a reader makes of a file now, or why it can't be read, as a sentence."""
        if isinstance(data, Remark):
            return data
        limits = self.archive.limits
        return or_why_not(lambda: _read(Source(name, path, ANY, data, hints, fresh=True), limits, self._pool), name)


def read_apart(data: bytes, name: str, limits: Limits) -> list[Article | Problem]:
    """What a reader makes of the bytes of a file that isn't part of an archive yet.

    As when an archive is read, a process of its own does it unless they are plain and few.

    Args:
        data: The bytes.
        name: The file's name.
        limits: What it may cost.
    """
    if problem := too_large(name, len(data), limits):
        return [problem]
    with closing(Pool(limits, most=1)) as pool:
        return _read(Source(name, Path(name), ANY, data, NO_HINTS, fresh=True), limits, pool)


def _hashes(items: list[Article | Problem] | Remark, name: str) -> Hashes | Remark:
    """The hashes of the articles that a file gives, or why it gives none."""
    if isinstance(items, Remark):
        return items
    hashes: Hashes = {}
    problems = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif identity := _free_id(item, name, hashes):
            hashes[identity] = item.sha256
    return sentence(problems[0]) if problems and not hashes else hashes


def _read(source: Source, limits: Limits, pool: Pool) -> list[Article | Problem]:
    """What reading a file gives, not analysed."""
    try:
        items = chain.from_iterable(items for _, items in pool.read(tasks(source, limits, analysed_from=None)))
        return list(map(_not_analysed, items))
    except NoProcesses:
        if not is_plain(source.name):
            raise
    return list(map(_not_analysed, read_here(source, limits)))


def _not_analysed(item: Item) -> Article | Problem:
    return item.article if isinstance(item, Analysis) else item


def _free_id(article: Article, name: str, ids: Collection[str]) -> str | None:
    """The id that the catalog gives an article when those before it in its file have these; None when it has none."""
    return next((one for one in (article.id, f"{name}#{article.id}") if one not in ids), None)
