"""What the arguments of `check` name: answers and citations by their ids, files of JSON, drafts, folders of drafts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.common import bytes_of, text_of
from bot.cli.terminal import tell
from bot.journal.store import Journal, typed_id
from bot.subjects import Subject, cited, marked, of_text
from retrieval import (
    Limits,
    NotFound,
    Problem,
    UsageError,
    block_quotes,
    document_notes,
    read_apart,
    with_block_quotes,
    with_notes,
)

DOCUMENTS = (".docx", ".docm", ".odt", ".fodt", ".rtf")
"""The endings of the drafts that a word processor wrote, which are read as an archive's articles are."""

DRAFTS = (".md", ".markdown", ".txt", ".rst", *DOCUMENTS)
"""The endings of the files of a folder that are drafts."""

_BETWEEN = "\n\n"
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
                text = _text_of(str(draft))
                subjects += marked(journal, str(draft), text) if text is not None else ()
        else:
            if name != "-" and not Path(name).exists():
                raise NotFound(
                    f"{name} can't be read (No such file or directory), and it is not an ID such as k7q2m9.2."
                )
            text = _text_of(name)
            if text is None:
                raise UsageError(f"{name} is not text; save the draft as text, Markdown or a Word document (.docx).")
            subjects += of_text(journal, name, text, alone=len(names) == 1)
    return subjects


def _text_of(name: str) -> str | None:
    """The text of a draft, of a word processor's document too; None when it is not text.

    Raises:
        NotFound: It can't be read, or is too large.
        UsageError: It is a document that has no text.
    """
    if not name.lower().endswith(DOCUMENTS):
        return text_of(name)
    items = read_apart(bytes_of(name), Path(name).name, Limits())
    texts = [item.text for item in items if not isinstance(item, Problem)]
    if not texts:
        reason = next((item.reason for item in items if isinstance(item, Problem)), "has no text")
        raise UsageError(f"{name} {reason}.")
    text = _BETWEEN.join(texts)
    style = "of quotations or with a wider margin" if name.lower().endswith(".rtf") else "of quotations"
    tell(f"{name} is read as text: its quotations in quotation marks are checked, and those in a style {style}.")
    data, file_name = bytes_of(name), Path(name).name
    return with_notes(with_block_quotes(text, block_quotes(data, file_name)), document_notes(data, file_name))


def _drafts(folder: Path) -> Iterator[Path]:
    """The drafts in a folder and below it, in order; hidden ones are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in DRAFTS and not hidden and path.is_file():
            yield path


def _names_answer(what: str) -> bool:
    """Whether an argument is an id, not a file."""
    return _ID.fullmatch(typed_id(what)) is not None and not Path(what).exists()
