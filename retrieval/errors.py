"""The errors a user can meet. Each message is one sentence: what is wrong, where, and what to do.

PinciteError            exit 3
├── ArchiveError        the archive is missing, empty or unreadable
├── StateError          the folder with the index can't be used
│   ├── IndexOutOfDate  the index is of another format; it is rebuilt
│   └── ClusterError    the cluster that an archive is on can't be used, or not for this
├── MachineError        the machine has run out of something, for which no file is to blame
├── SourceUnreadable    an article's file can't be read now, so nothing can be said about it
│   └── TextUnread      an article's text is not kept, and its file can't be read, or has it no longer
├── NotFound            there is no such article, paragraph, answer or citation
└── UsageError          exit 2: the call can't be understood
    └── QuestionError   the question has no word to look up
"""

import errno
import os
import resource
import shlex
import sqlite3
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from shutil import disk_usage

from retrieval.records import Remark

_SHORTAGES = {
    errno.EMFILE: ("this process may open no more files", "allow it more (`ulimit -n`)"),
    errno.ENFILE: ("too many files are open on this machine", "close some programs"),
    errno.ENOMEM: ("there is not enough memory", "close some programs, or allow this one more (`ulimit -v`)"),
    errno.EAGAIN: ("no more processes may be started", "end some, or allow more (`ulimit -u`)"),
    errno.ENOSPC: ("the disk is full", "make room on it"),
    errno.EDQUOT: ("no more may be written here", "make room"),
}
"""What the machine may run out of, and what to do about it. All other errors of the system (a file is gone, may not be
read, its name is too long, its disk or share fails) are the file's own."""

_BESIDE_BYTES = 32_768
"""The least that SQLite keeps beside a file in WAL mode."""

_NO_THREAD, _NO_ROOM = "can't start new thread", "failed to map segment"  # There are no numbers for these.


class PinciteError(Exception):
    """Root of the errors that are shown to a user as one sentence; `exit_code` is what a command exits with."""

    exit_code = 3


class ArchiveError(PinciteError):
    """The archive is missing, empty, or can't be read."""


class StateError(PinciteError):
    """The state folder can't be used."""


class IndexOutOfDate(StateError):
    """The stored index is of another format, or for another archive."""


class ClusterError(StateError):
    """The cluster can't be used, or not for this."""


class MachineError(PinciteError):
    """The machine ran out of a resource while a file was read: the file may be readable another time."""

    def __init__(self, trouble: str, advice: str) -> None:
        super().__init__(trouble, advice)
        self.trouble, self.advice = trouble, advice

    @property
    def is_of_memory(self) -> bool:
        """Whether the machine ran out of memory."""
        return self.advice == _SHORTAGES[errno.ENOMEM][1]

    def __str__(self) -> str:
        return f"{self.trouble}; {self.advice}, and try again."


class SourceUnreadable(PinciteError):
    """An article's file, or the archive, can't be read now; `remark` says why, as a sentence."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark)
        self.remark = remark


class TextUnread(SourceUnreadable):
    """The texts of some articles are not kept, and their files can't be read now, or no longer have them.

    `reasons` says why, a sentence each, by the names of the files; `articles` are the keys of the articles; `behind`
    are the files that no longer have them: when the archive is in line with these, none of them is missing.
    """

    def __init__(self, reasons: Mapping[str, Remark], articles: Collection[int], behind: Collection[str]) -> None:
        super().__init__(next(iter(reasons.values())))
        self.reasons, self.articles, self.behind = reasons, frozenset(articles), behind


class NotFound(PinciteError):
    """Something that the user named does not exist."""


class NoSuchArticle(NotFound):
    """No article has a name like that: whoever asked may want to see the list."""


class UsageError(PinciteError):
    """A command or call can't be understood as written."""

    exit_code = 2


class QuestionError(UsageError):
    """The question has no word to look up."""


def installing(packages: str) -> str:
    """The command that installs packages where this program runs: a bare `pip` is often that of another Python."""
    if sys.prefix == sys.base_prefix:
        return f"pip install {packages}"
    try:
        here = os.path.relpath(sys.executable)
    except OSError:  # The folder it runs in is gone.
        here = os.pardir
    python = shlex.quote(sys.executable if here.startswith(os.pardir) else here)
    return f"{python} -m pip install {packages}" if find_spec("pip") else f"uv pip install -p {python} {packages}"


def blame_machine(where: object, error: BaseException) -> None:
    """Raises `MachineError` for an error of which the machine is the cause; any other is its file's own.

    Args:
        where: What was looked at.
        error: The error that was raised.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MachineError):
            raise cause
        number = _shortage(cause)
        if number is not None:
            what, advice = _SHORTAGES[number]
            raise MachineError(f"{where} can't be used now: {what} ({os.strerror(number)})", advice) from error
        cause = cause.__cause__


def opening_error(error: Exception, path: Path | None) -> OSError | None:
    """The system's error where SQLite only says that a file can't be opened, or of a full disk that it fails.

    None if it says more, or nobody knows.
    """
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if path is not None and number == sqlite3.SQLITE_IOERR and _is_full(path.parent):
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    if path is None or number != sqlite3.SQLITE_CANTOPEN:
        return None
    with ExitStack() as opened:
        try:
            # As many as it has open at a time; not the file itself: closing that would end all locks on it.
            for _ in range(4):
                opened.callback(os.close, os.open(os.devnull, os.O_RDONLY))
            path.stat()
        except FileNotFoundError:
            return None  # It was to be made.
        except OSError as cause:
            return cause
    return None


def _is_full(folder: Path) -> bool:
    """Whether there is no room for the index that SQLite keeps beside a file; false if nobody knows."""
    with suppress(OSError):
        return disk_usage(folder).free < _BESIDE_BYTES
    return False


def reason_of(error: Exception, path: Path | None) -> str:
    """What the system says, or SQLite, about a file that can't be used."""
    cause = opening_error(error, path) or error
    return str(cause.strerror or cause) if isinstance(cause, OSError) else str(cause)


@contextmanager
def machine_blamed(where: object) -> Iterator[None]:
    """Turns errors of which the machine is the cause into `MachineError`; the others pass as they are."""
    try:
        yield
    except Exception as error:
        blame_machine(where, error)
        raise


def _shortage(error: BaseException) -> int | None:
    """What of `_SHORTAGES` an error stands for; None if it is another one."""
    if isinstance(error, MemoryError):
        return errno.ENOMEM
    if isinstance(error, SystemError) and resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY:
        return errno.ENOMEM  # What Python says about C code that forgot to say so.
    if isinstance(error, OSError):
        return error.errno if error.errno in _SHORTAGES else None
    if isinstance(error, ImportError):
        # A library that can't be opened, or not be mapped into memory, is reported in words only.
        if _NO_ROOM in str(error):
            return errno.ENOMEM
        return next((number for number in _SHORTAGES if os.strerror(number) in str(error)), None)
    return errno.EAGAIN if isinstance(error, RuntimeError) and str(error) == _NO_THREAD else None
