"""The errors a user can meet. Each message is one sentence: what is wrong, where, and what to do.

PinciteError            exit 3
├── ArchiveError        the archive is missing, empty or unreadable
├── StateError          the folder with the index can't be used
│   └── IndexOutOfDate  the index is of another format; it is rebuilt
├── SourceUnreadable    an article's file can't be read now, so nothing can be said of it
├── NotFound            there is no such article, paragraph, answer or citation
└── UsageError          exit 2: the call can't be understood
    └── QuestionError   the question has no word to look up
"""

from retrieval.records import Remark


class PinciteError(Exception):
    """Root of the errors that are shown to a user as one sentence; `exit_code` is what a command exits with."""

    exit_code = 3


class ArchiveError(PinciteError):
    """The archive is missing, empty, or can't be read."""


class StateError(PinciteError):
    """The state folder can't be used."""


class IndexOutOfDate(StateError):
    """The stored index is of another format, or for another archive."""


class SourceUnreadable(PinciteError):
    """An article's file, or the archive, can't be read now; `remark` says why, as a sentence."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark)
        self.remark = remark


class NotFound(PinciteError):
    """Something that the user named does not exist."""


class UsageError(PinciteError):
    """A command or call can't be understood as it is written."""

    exit_code = 2


class QuestionError(UsageError):
    """The question has no word to look up."""
