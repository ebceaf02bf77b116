"""What the file system says about an archive's files: hints that something may have changed, never the truth of it."""

import logging
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from retrieval.articles.files import printable_name
from retrieval.ingestion.vanishing import exists

TICK_SECONDS = 0.1
"""The longest that nothing is heard, not even that nothing has happened."""

_STEP_MS = 50  # How often watchfiles looks whether there are events; its own default.

_UNREADABLE_NAME = "Unable to decode path"  # watchfiles' own words where a name that is not UTF-8 was touched.

_PAUSE_SECONDS = 0.5  # Before all folders are gone through once more, to listen to them again.

_REMOTE = frozenset({
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs",
    "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "fuse",
})  # fmt: skip
"""File systems that other machines write to without this one's kernel knowing."""


class NoEvents(Exception):
    """The file system gives no events, or no more of them; says why, as a clause."""


def touched_files(corpus: Path, state: Path, stop: threading.Event) -> Iterator[frozenset[str]]:
    """The names of files and folders of an archive that were touched, as they are; nothing if nothing was.

    Args:
        corpus: A folder of articles, or one file.
        state: Where the indexes are kept; what is below it tells nothing, nor does what is hidden.
        stop: Ends it.

    Raises:
        NoEvents: There are none, or no more.
    """
    try:
        # It is only loaded where something is watched: it brings a whole framework of asynchronous calls.
        from watchfiles import watch  # noqa: PLC0415
    except (OSError, ImportError, MemoryError) as error:
        raise NoEvents(_in_words(error)) from error
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    root, own = Path(os.path.realpath(corpus)), Path(os.path.realpath(state))
    if reason := without_events(root):
        raise NoEvents(reason)
    if not exists(root):
        return
    folder, missed = root if root.is_dir() else root.parent, frozenset[str]()
    while True:
        has_begun = False
        try:
            for changes in watch(
                folder,
                watch_filter=None,
                debounce=_STEP_MS,
                step=_STEP_MS,
                rust_timeout=round(1000 * TICK_SECONDS),
                yield_on_timeout=True,
                stop_event=stop,
                recursive=folder is root,
                ignore_permission_denied=True,
            ):
                yield frozenset(_names((path for _, path in changes), root, own)) | missed
                has_begun, missed = True, frozenset()
        except (OSError, RuntimeError) as error:
            if not exists(root):
                return
            if not has_begun or _UNREADABLE_NAME not in str(error):
                raise NoEvents(_in_words(error)) from error
            # Which file it is can't be told, nor what happened until it is listened to again: anything may have.
            missed = frozenset({root.name})
            stop.wait(_PAUSE_SECONDS)
        else:
            return


def ticks(stop: threading.Event) -> Iterator[frozenset[str]]:
    """As `touched_files`, if nothing is ever heard."""
    while not stop.wait(TICK_SECONDS):
        yield frozenset()


def _names(paths: Iterable[str], root: Path, own: Path) -> Iterator[str]:
    """The names inside an archive of those of some paths that matter."""
    for path in map(Path, paths):
        if path.is_relative_to(own):
            continue
        if path == root:
            yield root.name
        elif path.is_relative_to(root):
            inside = path.relative_to(root)
            if not any(part.startswith(".") for part in inside.parts):
                yield printable_name(inside.as_posix())


def without_events(folder: Path) -> str | None:
    """Why a folder's file system gives no events, by what is mounted there; None if it does, or nobody knows."""
    try:
        rows = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    best = "", ""
    for row in rows:
        fields, _, rest = row.partition(" - ")
        place = fields.split()[4].encode("latin-1", "replace").decode("unicode_escape")
        if folder.is_relative_to(place) and len(place) >= len(best[0]):
            best = place, rest.split()[0]
    kind = best[1]
    if kind in _REMOTE or kind.startswith("fuse."):
        return f"file systems of the kind {kind} don't tell of changes"
    return None


def _in_words(error: Exception) -> str:
    """Why files can't be watched."""
    text = str(error)
    if "os error 28" in text or "watch limit" in text.lower():
        return "the system lets no more folders be watched (fs.inotify.max_user_watches)"
    if "os error 24" in text or "too many open files" in text.lower():
        # The system's number says no more than that.
        return "no more programs may watch, or this one open no more files (fs.inotify.max_user_instances, ulimit -n)"
    return f"they can't be watched ({' '.join(text.split())})"
