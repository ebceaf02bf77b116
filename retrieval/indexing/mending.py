"""What is done about a state that is damaged, or that can't be written: nothing of it costs an answer.

What can be made anew is made anew, and a sentence says so. Where nothing can be kept, an archive that is known is
answered from as it was last read, and one that isn't is read into memory.
"""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from retrieval.errors import ArchiveError, ClusterError, IndexOutOfDate, PinciteError, StateError
from retrieval.indexing.archive import Archive, folder_of, remembered_names
from retrieval.indexing.index import Index
from retrieval.ingestion.catalog_writer import Changes, Progress
from retrieval.ingestion.folder import CATALOG, LOCK, files
from retrieval.ingestion.vanishing import exists
from retrieval.readers import FieldNames, Limits
from retrieval.storage.lock import ArchiveLock
from retrieval.storage.sums import Comparison

LESSONS = "calibration"
"""The file beside a catalog that stays when that is damaged or of another version: it is made anew only to order."""

_BUILT_ANEW = "; it was built anew."

Refresh = Callable[..., Changes]
"""`Index.refresh`, which is still to be told whether to be thorough and whether this process may write."""


class ArchiveKind(NamedTuple):
    """How archives are opened, and which folder of a state is one's own: by default those of this machine alone."""

    opened: Callable[..., Archive] = Archive
    folder: Callable[[Path, Path], Path] = folder_of


def opened_archive(
    corpus: Path,
    state: Path,
    limits: Limits,
    names: FieldNames | None,
    *,
    rebuild: bool,
    kind: ArchiveKind = ArchiveKind(),  # noqa: B008 # frozen
) -> tuple[Archive, str | None]:
    """An archive, with an empty catalog instead of one that can't be used, or to `rebuild`; what is said about it.

    Args:
        corpus: A folder of articles, or one file.
        state: Where catalogs are kept.
        limits: What a file may cost.
        names: What fields are called in records besides their usual names.
        rebuild: Whether its catalog is to be empty.
        kind: How archives are opened.

    Raises:
        ArchiveError: There is no archive; or it is empty or not there now, so that nothing could be built anew.
    """
    try:
        return _kept_archive(corpus, state, limits, names, rebuild=rebuild, kind=kind)
    except StateError as trouble:
        sentence = f"{bare(trouble)}; what is read now is not kept."
        return kind.opened(corpus, state, limits, names, disk=False), sentence


def as_it_came(sentence: str | None, archive: Archive) -> str | None:
    """What was said of an archive's catalog when it was opened; None where that found no room and wasn't built anew."""
    return None if sentence and sentence.endswith(_BUILT_ANEW) and archive.catalog.in_memory else sentence


def _kept_archive(
    corpus: Path, state: Path, limits: Limits, names: FieldNames | None, *, rebuild: bool, kind: ArchiveKind
) -> tuple[Archive, str | None]:
    """What `opened_archive` gives, where the state can be written; else raises `StateError`."""
    folder = kind.folder(corpus, state)
    _take_out_strangers(folder)
    opened = partial(kind.opened, corpus, state, limits, names)
    archive, sentence = (None, None) if rebuild else _as_kept(opened, corpus, folder)
    if archive is not None:
        return archive, None
    if not exists(folder):
        return opened(), sentence
    if not files(corpus).files:
        raise ArchiveError(f"There are no articles in {corpus} now to build the index from; what is known of it stays.")
    with ArchiveLock(folder / LOCK).held(wait=True):
        # Whoever held it may have built it anew.
        archive, sentence = (None, None) if rebuild else _as_kept(opened, corpus, folder)
        if archive is not None:
            return archive, None
        names = remembered_names(folder) if names is None else names
        _delete_index(folder, but=(LOCK,) if rebuild else (LOCK, LESSONS))
        if sentence and _damage_in(Comparison(folder)):
            raise StateError(sentence.removesuffix(_BUILT_ANEW) + ".")
        return kind.opened(corpus, state, limits, names), sentence


def _as_kept(opened: Callable[[], Archive], corpus: Path, folder: Path) -> tuple[Archive | None, str | None]:
    """The archive that is kept in a folder; where it can't be used, and there are articles, None and a sentence why."""
    comparison = Comparison(folder)
    damage = _damage_in(comparison)
    if damage and files(corpus).files:
        return None, f"{damage}{_BUILT_ANEW}"
    try:
        archive = opened()
    except IndexOutOfDate as trouble:
        return None, f"{bare(trouble)}{_BUILT_ANEW}"
    archive.comparison = comparison  # It continues with what its files were compared with already.
    return archive, None


def _delete_index(folder: Path, but: Collection[str]) -> None:
    """Deletes what is kept in a folder, as far as that can be, but for the entries of some names."""
    from shutil import rmtree

    with suppress(OSError), os.scandir(folder) as entries:
        for entry in [entry for entry in entries if entry.name not in but]:
            if entry.is_dir(follow_symlinks=False):
                rmtree(entry.path, ignore_errors=True)
            else:
                with suppress(OSError):
                    Path(entry.path).unlink()


def _take_out_strangers(folder: Path) -> None:
    """Deletes what is neither file nor folder in a state folder: whoever opens a pipe waits for ever."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in list(entries):
            with suppress(OSError):
                mode = entry.stat().st_mode
                if not S_ISREG(mode) and not S_ISDIR(mode):
                    Path(entry.path).unlink()


def _damage_in(comparison: Comparison) -> str | None:
    """What is not as it was written, as a clause: the catalog in a folder; None if it is, or nobody knows."""
    for _ in range(2):  # Once more, as another process may have begun to write in between.
        if CATALOG not in (comparison.changed() or ()):
            return None
        comparison.forget()
    return f"The catalog {comparison.folder / CATALOG} is damaged"


def bare(trouble: StateError) -> str:
    """What is wrong, without its full stop and the advice what to do about it."""
    return str(trouble).partition(";")[0].rstrip(".")


def brought_in_line(
    index: Index,
    *,
    thorough: bool,
    progress: Progress | None,
    mine: bool,
    accept_removals: bool | Collection[str],
) -> Changes:
    """What changed in an index; what is damaged is made anew, and what can't be written is done without.

    Args:
        index: Over an archive that is `locked`.
        thorough: Compares the bytes of every file, not only its size and time.
        progress: Told of each article that is read.
        mine: Whether this process may write.
        accept_removals: Also takes out files that vanished all at once.

    Raises:
        ArchiveError: The archive holds no article.
        StateError: The state can't be used, and there are no articles to be read now; or the cluster can't.
    """
    bring = partial(index.refresh, progress=progress, accept_removals=accept_removals)
    try:
        damage = _damage(index, thorough=thorough)
        outcome = _made_anew(index, mine=index.may_make_anew(mine)) if damage else ""
        changes = _despite_damage(bring, index, thorough, mine=mine)
    except ClusterError:
        raise
    except StateError as trouble:
        return _unkept(bring, index, trouble, mine=mine)
    finally:
        index.archive.comparison.forget()
    return changes.saying(f"{damage}; {outcome}.") if damage else changes


def _damage(index: Index, *, thorough: bool) -> str | None:
    """What of the state is not as it was written, as a clause; compared when it is opened, and when `thorough`."""
    archive = index.archive
    if archive.catalog.in_memory or (index.compared and not thorough):
        return None
    index.compared = True
    if thorough:
        archive.comparison.forget()
    changed_files = archive.comparison.changed()
    archive.as_noted = changed_files == []
    if changed_files is None:
        # Nothing was noted, as after a kill: then the seals must tell.
        archive.suspect = True
        return None
    return _damage_in(archive.comparison) if changed_files else None


def _made_anew(index: Index, *, mine: bool) -> str:
    """Empties a damaged catalog and what was made of it, where the articles are there to fill it again; says so."""
    if not files(index.archive.corpus).files:
        index.catalog.damaged = True
        return "it can't be built anew now, as its articles are not there"
    if not mine:
        raise IndexOutOfDate(f"The catalog {index.catalog.path} is damaged.")
    _empty(index)
    return "it was built anew"


def _empty(index: Index) -> None:
    """Puts an empty catalog in place of an index's, without an engine; the next refresh reads all articles."""
    index.catalog.make_anew()
    index.drop_engine()


def _despite_damage(bring: Refresh, index: Index, thorough: bool, *, mine: bool) -> Changes:
    """What changed in the index; where damaged rows make that stumble, they are read anew first.

    Args:
        bring: Refreshes the index.
        index: Over the archive; its catalog is made anew when SQLite can't read it.
        thorough: Whether it is to be.
        mine: Whether this process may change the catalog.
    """
    try:
        return bring(thorough=thorough, mine=mine)
    except IndexOutOfDate as damage:
        if not index.may_make_anew(mine) or not files(index.archive.corpus).files:
            raise
        _empty(index)
        return bring(thorough=False, mine=mine).saying(f"{bare(damage)}; it was built anew.")
    except PinciteError:
        raise
    except Exception:
        if thorough or not mine:
            raise
        return bring(thorough=True, mine=mine)


def _unkept(bring: Refresh, index: Index, trouble: StateError, *, mine: bool) -> Changes:
    """What changed in an index whose state can't be written: nothing, where it is known; else it is read into memory.

    Args:
        bring: Refreshes the index.
        index: Over the archive.
        trouble: Why the state can't be written, or how it is damaged.
        mine: Whether this process was to write.
    """
    archive = index.archive
    if mine and not isinstance(trouble, IndexOutOfDate):
        with suppress(StateError):  # Otherwise it can't be read either.
            if archive.is_complete():
                changes = bring(thorough=False, mine=False)
                archive.refusal = str(trouble)  # What is brought in line forgets the one before.
                index.is_behind = True
                return changes.saying(f"{bare(trouble)}; the archive is as it was last read.")
    if not files(archive.corpus).files:
        raise trouble
    index.use_memory()
    return bring(thorough=False, mine=True).saying(f"{bare(trouble)}; what is read now is not kept.")
