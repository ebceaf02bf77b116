"""The commands about citations and quotations: `check`, `quote`, `export`."""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click

from bot.cli.common import common, lines_of, opened, with_options
from bot.cli.journal import open_journal
from bot.cli.terminal import bar, display, warn, write, write_json
from bot.exports import FORMATS
from bot.journal.codec import json_value, json_values, parsed_citations
from bot.journal.store import Journal
from bot.render.checks import check_json, check_text, quotation_json, quotation_text, summary
from bot.render.phrases import encodable
from bot.settings import Settings
from retrieval import Check, Citation, Mark, NotFound, Quotation, UsageError, Verdict, marks

# The id of an answer, or of one of its citations.
_ID = re.compile(r"[0-9a-z]{6}(?:\.\d+)?", re.IGNORECASE)

BAR_FROM = 20
"""How many citations it takes for a progress bar: fewer are checked before a bar could be read."""


@click.command()
@click.argument("what", required=False, metavar="[ANSWER_ID | CITATION_ID | FILE | -]")
@click.option("--all", "everything", is_flag=True, help="Every citation in the journal.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per citation.")
@common
@click.pass_obj
def check(settings: Settings, /, what: str | None, everything: bool, as_json: bool, **options: Any) -> None:
    """Reads the sources again and says whether each citation still stands.

    FILE is answers as JSON, or a draft with marks such as [pincite:k7q2m9.2], whose quotations are checked too.
    """
    if bool(what) == everything:
        raise UsageError("Name an answer, a citation or a file to check, or give --all.")
    settings = with_options(settings, options)
    text = None if what is None or _names_answer(what) else _text(what)
    with open_journal(settings) as journal:
        subject = _subject(journal, what, text)
    with opened(settings, thorough=True, may_be_empty=True) as searcher, _progress(len(subject.titles)) as advance:
        if subject.marks:
            checks = searcher.check_draft(subject.marks, advance, reread=False)
        else:
            checks = searcher.check(subject.citations, advance, reread=False)
    for result, title in zip(checks, subject.titles, strict=True):
        if as_json:
            write_json(check_json(result))
        else:
            display(check_text(result, title))
    if not as_json:
        write(summary(checks, datetime.datetime.now(datetime.UTC)))
    raise SystemExit(_exit_code(checks))


def _exit_code(checks: Sequence[Check]) -> int:
    """1 when a citation does not stand, else 3 when one could not be looked at, else 0."""
    if any(not check.stands and check.verdict is not Verdict.UNREADABLE for check in checks):
        return 1
    return 0 if all(check.stands for check in checks) else 3


@click.command()
@click.argument("text", nargs=-1, type=encodable)
@click.option(
    "--article",
    type=encodable,
    metavar="ARTICLE",
    help="The article it is said to be from: its id, path, title or address.",
)
@click.option("--speaker", type=encodable, metavar="NAME", help="The person whose words they are said to be.")
@click.option("--from", "source_file", metavar="FILE", help="Many, as JSON lines with text, id, article, speaker.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as JSON.")
@click.option("--strict", is_flag=True, help="Exit with 1 at any caution, too.")
@common
@click.pass_obj
def quote(
    settings: Settings,
    /,
    text: tuple[str, ...],
    article: str | None,
    speaker: str | None,
    source_file: str | None,
    as_json: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Is this quotation in the archive? Word for word, abridged, altered, misattributed, or not at all.

    An ellipsis (… or [...]) stands for words left out, which are shown; when one of them turns the meaning, the exit
    code is 1.
    """
    settings = with_options(settings, options)
    if bool(text) == bool(source_file):
        raise UsageError("Give a quotation, or --from FILE with many.")
    with opened(settings) as searcher:
        if source_file:
            raise SystemExit(_quote_many(searcher.quote, source_file, article, speaker, strict))
        quotation = searcher.quote(" ".join(text), article=article, speaker=speaker)
    if as_json:
        write_json(quotation_json(quotation, None))
    else:
        display(quotation_text(quotation))
    raise SystemExit(0 if _passes(quotation, strict) else 1)


def _passes(quotation: Quotation, strict: bool) -> bool:
    """Whether a quotation stands, when `strict` without any caution."""
    return quotation.stands and not (strict and quotation.cautions)


@click.command("export")
@click.argument("answer_id")
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True, help="What to write.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where to write it; else stdout."
)
@common
@click.pass_obj
def export_command(settings: Settings, /, answer_id: str, form: str, output: Path | None, **options: Any) -> None:
    """Writes an answer for others: notes, spreadsheets, reference managers, web annotations, a page to read."""
    from bot.exports.writers import export

    settings = with_options(settings, options)
    with open_journal(settings) as journal:
        answer = journal.answer(answer_id)
    with opened(settings, may_be_empty=True) as searcher:
        written = export(answer, form, searcher)
    if output is None:
        write(written)
        return
    try:
        output.write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise NotFound(f"{output} can't be written ({error.strerror}).") from error


class _Subject(NamedTuple):
    """What is to be checked: citations, or the marks of a draft with theirs; and a title to show for each."""

    titles: Sequence[str]
    citations: Sequence[Citation] = ()
    marks: Sequence[tuple[Mark, list[Citation]]] = ()


def _subject(journal: Journal, what: str | None, text: str | None) -> _Subject:
    """What an argument of `check` stands for.

    Args:
        journal: Knows the citations.
        what: The argument; None stands for the whole journal.
        text: The text of the file that the argument names; None when it names an answer or a citation.
    """
    if what is None:
        return _cited(list(journal.all_citations()))
    if text is None:
        return _cited(journal.citations(what))
    if text.lstrip()[:1] == "{" or _is_json(text):
        return _cited([citation for value in json_values(text) for citation in parsed_citations(value)])
    marked = [(mark, _known(journal, mark.reference)) for mark in marks(text)]
    if not marked:
        raise UsageError(f"There is no citation mark like [pincite:k7q2m9.2] in {what}, and it is not JSON.")
    return _Subject([f"line {mark.line}" for mark, _ in marked], marks=marked)


def _cited(citations: Sequence[Citation]) -> _Subject:
    return _Subject([citation.title for citation in citations], citations)


def _names_answer(what: str) -> bool:
    """Whether an argument is an id, not a file."""
    return _ID.fullmatch(what) is not None and not Path(what).exists()


def _text(file: str) -> str:
    with lines_of(file) as lines:
        return lines.read()


def _is_json(text: str) -> bool:
    try:
        json_value(text)
    except ValueError:
        return False
    return True


def _known(journal: Journal, reference: str) -> list[Citation]:
    """The citations of a mark; none when the journal does not know it."""
    try:
        return journal.citations(reference)
    except NotFound:
        return []


def _quote_many(
    look_up: Callable[..., Quotation], file: str, article: str | None, speaker: str | None, strict: bool
) -> int:
    """Looks up every quotation of a file, and prints a JSON line for each.

    Args:
        look_up: `Searcher.quote`.
        file: Its name, - being stdin.
        article: The article of quotations that name none.
        speaker: The speaker of quotations that name none.
        strict: Whether a caution counts like a quotation that does not stand.

    Returns:
        The exit code: 2 when a line could not be understood, else 1 when a quotation does not stand.
    """
    code = 0
    with lines_of(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = _batch_quotation(line)
                quotation = look_up(
                    row["text"], article=row.get("article") or article, speaker=row.get("speaker") or speaker
                )
            except UsageError as error:
                warn(f"{file} line {number}: {error}")
                code = 2
                continue
            write_json(quotation_json(quotation, row.get("id")))
            code = code or int(not _passes(quotation, strict))
    return code


def _batch_quotation(line: str) -> dict[str, Any]:
    """A quotation and its attribution, from a JSON line or a plain one."""
    if not line.lstrip().startswith("{"):
        return {"text": encodable(line.strip())}
    try:
        value = json_value(line)
    except ValueError as error:
        raise UsageError(f"this is not JSON ({error}).") from error
    if not isinstance(value.get("text"), str):
        raise UsageError("it has no text.")
    for name in ("article", "speaker"):
        if not isinstance(value.get(name), str | None):
            raise UsageError(f"its {name} is not text.")
    return {
        name: encodable(field) if name != "id" and isinstance(field, str) else field for name, field in value.items()
    }


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Check], None] | None]:
    """On a terminal, a bar that fills as citations are checked."""
    with bar(wanted=total >= BAR_FROM) as progress:
        if progress is None:
            yield None
            return
        task = progress.add_task("Checking", total=total)
        yield lambda _: progress.advance(task)
