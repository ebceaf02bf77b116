"""The errors a user can meet. Each is one sentence: what, where, what to do.

PinciteError            exit 3
├── ArchiveError        the archive is missing, empty or unreadable
├── StateError          the folder with the index can't be used
│   └── IndexOutOfDate  the index is of another format; it is rebuilt
├── NotFound            no such article, paragraph, answer or citation
└── UsageError          exit 2: the words of the call are off
    └── QuestionError   nothing in the question can be looked up
"""


class PinciteError(Exception):
    """Root of all errors that are shown to a user as one sentence; `exit_code` is the process's."""

    exit_code = 3


class ArchiveError(PinciteError):
    """The archive is missing, empty, or can't be read."""


class StateError(PinciteError):
    """The state folder can't be used."""


class IndexOutOfDate(StateError):
    """The stored index is of another format, or for another archive."""


class NotFound(PinciteError):
    """Something named by the user is not there."""


class UsageError(PinciteError):
    """The call can't be understood as it stands."""

    exit_code = 2


class QuestionError(UsageError):
    """The question holds nothing that can be looked up."""
