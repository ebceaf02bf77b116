"""The commands about citations given before: `check`, `quote`, `export`, `journal`."""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from bot.cli.common import common, display, lines_of, opened, with_options, write_json
from bot.exports import FORMATS, export
from bot.journal import codec
from bot.journal.store import Journal
from bot.render.checks import check_json, check_text, quotation_json, quotation_text, stands, summary
from bot.settings import Settings
from retrieval import Check, Citation, Mark, NotFound, Quotation, QuoteVerdict, UsageError, marks

_ID = re.compile(r"[0-9a-z]{6}(?:\.\d+)?", re.IGNORECASE)

LISTED = 20
"""How many answers `pincite journal` lists."""


@click.command()
@click.argument("what", required=False, metavar="[ANSWER_ID | CITATION_ID | FILE | -]")
@click.option("--all", "everything", is_flag=True, help="Every citation in the journal.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each citation.")
@common
@click.pass_obj
def check(settings: Settings, /, what: str | None, everything: bool, as_json: bool, **options: Any) -> None:
    """Reads the sources again and tells whether each citation still stands.

    FILE is answers as JSON, or a draft with marks such as [pincite:k7q2m9.2], whose quotations are checked too.
    """
    if bool(what) == everything:
        raise UsageError("Name an answer, a citation or a file to check, or give --all.")
    settings = with_options(settings, options)
    given = None if everything or _names_answer(str(what)) else _text(str(what))
    with journal_of(settings) as journal:
        subject = _Subject.of(journal, what, given)
    with opened(settings, may_be_empty=True) as searcher, _counting(len(subject)) as counted:
        if subject.marks:
            checks = searcher.check_draft(subject.marks, counted)
        else:
            checks = searcher.check(subject.citations, counted)
    for found, title in zip(checks, subject.titles, strict=True):
        if as_json:
            write_json(check_json(found))
        else:
            display(check_text(found, title))
    if not as_json:
        click.echo(summary(checks, datetime.datetime.now(datetime.UTC)))
    raise SystemExit(0 if all(map(stands, checks)) else 1)


@click.command()
@click.argument("text", nargs=-1)
@click.option("--article", metavar="ARTICLE", help="The article (id, URL or title) it is said to be from.")
@click.option("--speaker", metavar="NAME", help="Whose words they are said to be.")
@click.option("--from", "source_file", metavar="FILE", help="Many, as JSON lines with text, id, article, speaker.")
@click.option("--json", "as_json", is_flag=True, help="The verdict as JSON.")
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
    **options: Any,
) -> None:
    """Is this quotation in the archive? Word for word, altered, misattributed, or not at all."""
    settings = with_options(settings, options)
    if bool(text) == bool(source_file):
        raise UsageError("Give a quotation, or --from FILE with many.")
    with opened(settings) as searcher:
        if source_file:
            raise SystemExit(_quote_many(searcher.quote, source_file, article, speaker))
        found = searcher.quote(" ".join(text), article=article, speaker=speaker)
    if as_json:
        write_json(quotation_json(found, None))
    else:
        display(quotation_text(found))
    raise SystemExit(0 if found.verdict is QuoteVerdict.VERBATIM else 1)


@click.command("export")
@click.argument("answer_id")
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True, help="What to write.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where; else stdout.")
@common
@click.pass_obj
def export_(settings: Settings, /, answer_id: str, form: str, output: Path | None, **options: Any) -> None:
    """Writes an answer out for others: notes, spreadsheets, reference managers, web annotations, a page to read."""
    settings = with_options(settings, options)
    with journal_of(settings) as journal:
        answer = journal.answer(answer_id)
    with opened(settings, may_be_empty=True) as searcher:
        written = export(answer, form, searcher)
    if output is None:
        click.echo(written, nl=not written.endswith("\n"))
        return
    try:
        output.write_text(written, encoding="utf-8", newline="")
    except OSError as error:
        raise NotFound(f"{output} can't be written ({error.strerror}).") from error


@click.group(invoke_without_command=True)
@common
@click.pass_context
def journal(context: click.Context, /, **options: Any) -> None:
    """Lists the answers given last; `journal forget` takes answers out for good."""
    context.obj = with_options(context.obj, options)
    if context.invoked_subcommand is None:
        with journal_of(context.obj) as kept:
            for entry in kept.latest(LISTED):
                given = f"{entry.answer.asked_at:%Y-%m-%d %H:%M}"
                click.echo(f"{entry.answer.id}  {given}  {entry.door:<12}  {' '.join(entry.answer.question.split())}")


@journal.command()
@click.argument("answer_ids", nargs=-1)
@click.option("--chat", metavar="ID", help="All answers given in a Telegram chat.")
@click.option("--older-than", type=click.IntRange(0), metavar="DAYS", help="All answers older than so many days.")
@click.option("--all", "everything", is_flag=True, help="Every answer.")
@common
@click.pass_obj
def forget(
    settings: Settings,
    /,
    answer_ids: tuple[str, ...],
    chat: str | None,
    older_than: int | None,
    everything: bool,
    **options: Any,
) -> None:
    """Takes answers out of the journal for good: by their ids, a chat, their age, or all of them."""
    if not (answer_ids or chat or older_than is not None or everything):
        raise UsageError("Name the answers to forget, or give --chat, --older-than or --all.")
    days = None if older_than is None else datetime.timedelta(days=older_than)
    before = None if days is None else datetime.datetime.now(datetime.UTC) - days
    with journal_of(with_options(settings, options)) as kept:
        count = kept.forget_all() if everything else sum(map(kept.forget, answer_ids))
        if not everything and (chat or before):
            count += kept.forget(chat=chat, before=before)
    click.echo(f"Forgot {count:,} answer{'s' if count != 1 else ''}.")
    if answer_ids and not count:
        raise NotFound(f"There is no answer {answer_ids[0]!r} in the journal.")


@contextmanager
def journal_of(settings: Settings) -> Iterator[Journal]:
    """The journal in the state folder."""
    with closing(Journal(settings.state, settings.keep_days)) as kept:
        yield kept


class _Subject:
    """What is to be checked: citations, or the marks of a draft with theirs; and a title to show for each."""

    def __init__(self, citations: Sequence[Citation], marked: Sequence[tuple[Mark, list[Citation]]] = ()) -> None:
        self.citations = citations
        self.marks = marked

    @classmethod
    def of(cls, journal: Journal, what: str | None, text: str | None) -> "_Subject":
        """What an argument of `check` stands for; `text` is what its file holds."""
        if what is None:
            return cls([citation for identity in journal.ids() for citation in journal.citations(identity)])
        if text is None:
            return cls(journal.citations(what))
        if text.lstrip()[:1] == "{" or _is_json(text):
            values = codec.loads(text)
            return cls([citation for value in values for citation in codec.parsed_citations(value)])
        found = [(mark, _known(journal, mark.reference)) for mark in marks(text)]
        if not found:
            raise UsageError(f"There is no citation mark like [pincite:k7q2m9.2] in {what}, and it is no JSON.")
        return cls([], found)

    def __len__(self) -> int:
        return len(self.marks) or len(self.citations)

    @property
    def titles(self) -> list[str]:
        """What is said of each beside its id: the title of its article, or its line in the draft."""
        if self.marks:
            return [f"line {mark.line}" for mark, _ in self.marks]
        return [citation.title for citation in self.citations]


def _names_answer(what: str) -> bool:
    """Whether an argument is an id, not a file."""
    return _ID.fullmatch(what) is not None and not Path(what).exists()


def _text(file: str) -> str:
    with lines_of(file) as lines:
        return lines.read()


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _known(journal: Journal, reference: str) -> list[Citation]:
    """The citations of a mark; none when the journal does not know it."""
    try:
        return journal.citations(reference)
    except NotFound:
        return []


def _quote_many(look_up: Callable[..., Quotation], file: str, article: str | None, speaker: str | None) -> int:
    """Looks every quotation of a file up, a JSON line each; the exit code is 2 when a line could not be understood."""
    code = 0
    with lines_of(file) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                asked = _asked(line)
                found = look_up(
                    asked["text"], article=asked.get("article") or article, speaker=asked.get("speaker") or speaker
                )
            except UsageError as error:
                click.echo(f"pincite: {file} line {number}: {error}", err=True)
                code = 2
                continue
            write_json(quotation_json(found, asked.get("id")))
            code = code or int(found.verdict is not QuoteVerdict.VERBATIM)
    return code


def _asked(line: str) -> dict[str, Any]:
    """A quotation and what is said of it, from a JSON line or a plain one."""
    if not line.lstrip().startswith("{"):
        return {"text": line.strip()}
    try:
        value = json.loads(line)
    except ValueError as error:
        raise UsageError(f"this is no JSON ({error}).") from error
    if not isinstance(value.get("text"), str):
        raise UsageError("there is no text in it.")
    for name in ("article", "speaker"):
        if not isinstance(value.get(name), str | None):
            raise UsageError(f"its {name} is no text.")
    return dict(value)


@contextmanager
def _counting(total: int) -> Iterator[Callable[[Check], None] | None]:
    """On a terminal, a bar that tells how many citations were checked."""
    screen = Console(stderr=True)
    if not screen.is_terminal or total < LISTED:
        yield None
        return
    with Progress(console=screen, transient=True) as bar:
        task = bar.add_task("Checking", total=total)
        yield lambda _: bar.advance(task)
