"""What is to be checked: citations by their ids, answers as JSON, the marks of a draft; and the verdict on each."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.journal.codec import json_value, json_values, parsed_citations
from bot.journal.store import AnswerDamaged, Journal
from bot.render.checks import verdict_words
from bot.render.phrases import cited_title, encodable, one_line
from retrieval import Check, Citation, Mark, NotFound, Remark, Searcher, UsageError, Verdict, marks, unmarked

FOREIGN_NAMED = 10
"""How many quotations that are not from the archive are named by their lines."""


_OBJECT = re.compile(r"""\s*\{\s*(?:["}]|\Z)""")
"""How an object of JSON begins, and no draft; drafts of Hugo and Jekyll begin with `{{` and `{%`."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to check: a citation, or a mark of a draft with what it may stand for; and where it is written.

    A quotation without a mark is one without a reference. Of a mark whose answer is damaged in the journal the
    `citations` are the remark that says so.
    """

    title: str
    citations: Sequence[Citation] | Remark
    mark: Mark | None = None
    file: str | None = None

    @property
    def line(self) -> int | None:
        """The line of a draft, from 1; None of what is in none."""
        return self.mark.line if self.mark else None


def all_subjects(journal: Journal) -> list[Subject]:
    """Every citation of the journal."""
    return cited(list(journal.all_citations()))


def check_subjects(
    subjects: Sequence[Subject],
    searcher: Searcher,
    advance: Callable[[Check], None] | None,
    *,
    reread: bool = False,
) -> Iterator[Check]:
    """The verdict on each subject in order.

    Args:
        subjects: What to check.
        searcher: Over the archive.
        advance: Told of each verdict.
        reread: Whether the archive was not read just now, and nobody watches it.
    """
    for drafted, group in _runs(subjects):
        if drafted:
            drafted_marks = [(subject.mark, subject.citations) for subject in group if subject.mark]
            yield from searcher.check_draft(drafted_marks, advance, reread=reread)
        else:
            citations = [subject.citations[0] for subject in group if not isinstance(subject.citations, Remark)]
            yield from searcher.check(citations, advance, reread=reread)


def cited_in(subject: Subject) -> Sequence[Citation]:
    """The citations that a subject may stand for; none where these can't be known."""
    return () if isinstance(subject.citations, Remark) else subject.citations


def passes(check: Check, subject: Subject, *, strict: bool) -> bool:
    """Whether nothing is to be said against a citation; when `strict`, no caution and no mark without a quotation.

    A quotation without a mark need not be the archive's.

    Args:
        check: The verdict.
        subject: What was checked.
        strict: Whether cautions count.
    """
    if is_foreign(check):
        return True
    unquoted = subject.mark is not None and check.quotation is None
    cautions = [*check.cautions, *(caution for other in check.others for caution in other.cautions)]
    return check.stands and not (strict and (cautions or unquoted))


def is_foreign(check: Check) -> bool:
    """Whether a check is of a quotation without a mark that is not from the archive."""
    return not check.citation and check.verdict is Verdict.GONE


def foreign_words(checks: Sequence[Check], subjects: Sequence[Subject]) -> str | None:
    """What is to be said about the quotations without a mark that are not from the archive; None if there are none."""
    where = [f"{it.file}:{it.line}" for check, it in zip(checks, subjects, strict=True) if is_foreign(check)]
    if not where:
        return None
    listed = ", ".join(where[:FOREIGN_NAMED]) + (", …" if len(where) > FOREIGN_NAMED else "")
    number = f"{len(where):,} quotations" if len(where) > 1 else "1 quotation"
    return f"{number} without a mark: not in the archive, a title, or too short to look up ({listed})."


def findings(check: Check, subject: Subject, *, strict: bool) -> Iterator[str]:
    """What is wrong with a citation and with each of its quotations, on a line each, as compilers say it.

    Args:
        check: The verdict.
        subject: What it is about.
        strict: Whether cautions count.
    """
    if passes(check, subject, strict=strict):
        return
    wrong = [other for other in check.others if not other.stands or (strict and other.cautions)]
    if not wrong or not passes(replace(check, others=()), subject, strict=strict):
        wrong = [check, *wrong]
    yield from (_finding(each, subject) for each in wrong)


def _finding(check: Check, subject: Subject) -> str:
    where = f"{subject.file}:{subject.line}" if subject.file else check.citation
    cautions = " ".join(caution.remark for caution in check.cautions)
    what = f"{check.difference} {cautions}" if check.difference else verdict_words(check)
    return one_line(f"{where}: {check.verdict}: {what}")


def _runs(subjects: Sequence[Subject]) -> Iterator[tuple[bool, list[Subject]]]:
    """Neighbouring subjects of one kind: whether they are marks, and they."""
    group: list[Subject] = []
    for subject in subjects:
        if group and bool(group[0].mark) != bool(subject.mark):
            yield bool(group[0].mark), group
            group = []
        group.append(subject)
    if group:
        yield bool(group[0].mark), group


def of_text(journal: Journal, name: str, text: str, *, alone: bool, every: bool = False) -> list[Subject]:
    """The citations of a file of JSON, or the marks of a draft; raises UsageError when it is `alone` and has none.

    Args:
        journal: Knows the citations.
        name: What the file is called.
        text: What it holds.
        alone: Whether it is the only one that is looked at.
        every: Whether the quotations of a draft count that has no mark.
    """
    if is_json(text):
        return cited([citation for value in json_values(text) for citation in parsed_citations(value)])
    subjects = marked(journal, name, text, every=every)
    if not subjects and alone:
        raise UsageError(
            f"There is no citation mark like [pincite:k7q2m9.2] in {name}, and it is not JSON. "
            "A draft without marks is checked on the page /draft of `pincite serve`."
        )
    return subjects


def cited(citations: Sequence[Citation]) -> list[Subject]:
    """Citations as what is to be checked."""
    return [
        Subject(cited_title(citation.title, citation.source, citation.authors), (citation,)) for citation in citations
    ]


def marked(journal: Journal, name: str, text: str, *, every: bool = False) -> list[Subject]:
    """The marks of a draft, and its quotations without one, in order; of a text without any mark only if `every`.

    Args:
        journal: Knows the citations of the marks.
        name: What the draft is called in verdicts.
        text: The draft.
        every: Whether it is a draft even without a mark.
    """
    citation_marks = list(marks(text))
    both = sorted([*citation_marks, *unmarked(text)], key=lambda mark: mark.line) if citation_marks or every else []
    return [
        Subject(f"{name} line {mark.line}", _citations(journal, mark.reference), mark, encodable(name)) for mark in both
    ]


def is_json(text: str) -> bool:
    """Whether a text is meant as JSON, and no draft."""
    if _OBJECT.match(text):
        return True
    if text.lstrip()[:1] != "[":
        return False
    try:
        json_value(text)
    except ValueError:
        return False
    return True


def _citations(journal: Journal, reference: str) -> list[Citation] | Remark:
    """The citations of a mark; none when the journal does not know it, and why where it is damaged there."""
    if not reference:
        return []
    try:
        return journal.citations(reference)
    except AnswerDamaged:
        return Remark("The answer {answer!r} in the journal is damaged.", answer=reference.partition(".")[0])
    except NotFound:
        return []
