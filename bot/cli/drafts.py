"""What the arguments of `check` name: answers and citations by their ids, files of JSON, drafts, folders of drafts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.common import text_of
from bot.journal.store import Journal, typed_id
from bot.subjects import Subject, cited, marked, of_text
from retrieval import NotFound, UsageError

DRAFTS = (".md", ".markdown", ".txt", ".rst")
"""The endings of the files of a folder that are drafts."""

# The id of an answer, or of one of its citations.
_ID = re.compile(r"[0-9a-z]{6}(?:\.\d+)?", re.IGNORECASE)


def named_subjects(journal: Journal, names: Sequence[str]) -> list[Subject]:
    """What the arguments of `check` stand for.

    Args:
        journal: Knows the citations.
        names: Ids, files, folders, or - for stdin.

    Raises:
        NotFound: A file can't be read, or there is no such answer.
        UsageError: A name is empty, the only file has no mark, or a file is not text.
    """
    subjects: list[Subject] = []
    if "" in names:
        raise UsageError("One of the names to check is empty; name an answer, a citation or a file.")
    for name in names:
        if _names_answer(name):
            subjects += cited(journal.citations(name))
        elif name != "-" and Path(name).is_dir():
            for draft in _drafts(Path(name)):
                text = text_of(str(draft))
                subjects += marked(journal, str(draft), text) if text is not None else ()
        else:
            if name != "-" and not Path(name).exists():
                raise NotFound(
                    f"{name} can't be read (No such file or directory), and it is not an ID such as k7q2m9.2."
                )
            text = text_of(name)
            if text is None:
                raise UsageError(f"{name} is not text.")
            subjects += of_text(journal, name, text, alone=len(names) == 1)
    return subjects


def _drafts(folder: Path) -> Iterator[Path]:
    """The drafts in a folder and below it, in order; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in DRAFTS and not hidden and path.is_file():
            yield path


def _names_answer(what: str) -> bool:
    """Whether an argument is an id, not a file."""
    return _ID.fullmatch(typed_id(what)) is not None and not Path(what).exists()
