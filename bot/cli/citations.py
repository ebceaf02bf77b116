"""The commands about citations and quotations: `check`, `quote`, `export`."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

import click
from filelock import FileLock, Timeout

from bot.cli.common import PathArgument, as_open_as_usual, common, lines_of, opened, with_options, written
from bot.cli.drafts import named_subjects
from bot.cli.journal import open_journal
from bot.cli.terminal import bar, display, finish, say, warn, write, write_json
from bot.exports import FORMATS
from bot.journal import kept
from bot.journal.codec import json_value
from bot.render.checks import check_json, check_text, quotation_json, quotation_text, summary
from bot.render.phrases import encodable
from bot.settings import Settings
from bot.subjects import (
    Subject,
    all_subjects,
    check_subjects,
    cited_in,
    findings,
    foreign_words,
    is_foreign,
    passes,
)
from retrieval import Check, NotFound, Quotation, QuoteVerdict, SourceUnreadable, UsageError, Verdict

BAR_FROM = 20
"""How many citations it takes for a progress bar: fewer are checked before a bar could be read."""


@click.command()
@click.argument("what", nargs=-1, metavar="[ANSWER_ID | CITATION_ID | PATH | -]...")
@click.option("--all", "everything", is_flag=True, help="Every citation in the journal.")
@click.option("--changed", is_flag=True, help="Only changes not reported yet, of all citations unless named.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per citation.")
@click.option("--lines", is_flag=True, help="Only what is wrong, one line each: file:line: verdict: difference.")
@click.option("--strict", is_flag=True, help="Exit with 1 at any caution, and at a mark without a quotation, too.")
@common
@click.pass_obj
def check(
    settings: Settings,
    /,
    what: tuple[str, ...],
    everything: bool,
    changed: bool,
    as_json: bool,
    lines: bool,
    strict: bool,
    **options: Any,
) -> None:
    """Reads the sources again and says whether each citation still stands.

    PATH is answers as JSON, a draft with marks such as [pincite:k7q2m9.2], whose quotations are checked too, or a
    folder of drafts (.md, .markdown, .txt, .rst, .docx, .odt, .rtf).

    For cron, --changed reports each citation once when its words were altered, moved or removed, else nothing.
    What a kill keeps from you is not reported again, but the next run names it.

    Exit codes: 0 all stand, 1 one does not, 3 one could not be checked.
    """
    if (what and everything) or not (what or everything or changed):
        raise UsageError("Name an answer, a citation or a file to check, or give --all or --changed.")
    settings = with_options(settings, options)
    with open_journal(settings) as journal:
        subjects = named_subjects(journal, what) if what else all_subjects(journal)
    checks: list[Check] = []
    with ExitStack() as reporting:
        if changed:
            subjects, checks = reporting.enter_context(_changed(settings, subjects))
            if not subjects:
                return
        elif subjects:
            checks = _checked(settings, subjects)
        _show(checks, subjects, as_json=as_json, lines=lines, strict=strict, once=changed)
    if foreign := foreign_words(checks, subjects):
        warn(foreign)
    raise SystemExit(_exit_code(checks, subjects, strict=strict))


def _show(
    checks: Sequence[Check], subjects: Sequence[Subject], *, as_json: bool, lines: bool, strict: bool, once: bool
) -> None:
    """Prints verdicts as JSON, for a person (`once` for the same words), or only what is wrong, a line each."""
    own = [pair for pair in zip(checks, subjects, strict=True) if not is_foreign(pair[0])]
    if as_json:
        for result, subject in own:
            write_json(check_json(result) | {"file": subject.file, "line": subject.line})
    elif lines:
        for finding in chain.from_iterable(findings(*pair, strict=strict) for pair in own):
            write(finding)
    else:
        for result, subject, others in _once(own) if once else [(*pair, ()) for pair in own]:
            display(check_text(result, subject.title, others))
    if not (as_json or lines):
        say(summary([check for check in checks if not is_foreign(check)], datetime.datetime.now(datetime.UTC)))


def _checked(settings: Settings, subjects: Sequence[Subject]) -> list[Check]:
    """The verdicts on some citations."""
    of_files = any(subject.file for subject in subjects)
    with (
        opened(settings, thorough=True, may_be_empty=True, sample=not of_files, apart=True) as searcher,
        _progress(len(subjects)) as advance,
    ):
        return [*check_subjects(subjects, searcher, advance)]


@contextmanager
def _changed(settings: Settings, subjects: Sequence[Subject]) -> Iterator[tuple[list[Subject], list[Check]]]:
    """The changes of some citations since the last report, with the verdicts, to be reported in the body.

    They are noted before and after. What a killed run noted and may not have reported is named once.
    """
    if not subjects:
        yield [], []
        return
    with open_journal(settings) as journal, _reports_alone(settings.state) as alone:
        kept_answers = journal.kept_answers
        unsure = kept_answers.unsure() if alone else frozenset()
        candidates, checks, news = _news(settings, subjects, kept_answers.last_verdicts())
        # Another process may be reporting the same.
        own = kept_answers.note(news)
        pairs = [
            (subject, check)
            for subject, check in zip(candidates, checks, strict=True)
            if news.get(check.citation) and check.citation in own
        ]
        yield [subject for subject, _ in pairs], [check for _, check in pairs]
        finish()
        if missed := " ".join(sorted(unsure - own)):
            warn(f"An earlier run ended before it had reported what changed: `pincite check {missed}` shows it.")
        kept_answers.settle(own | unsure)


def _news(
    settings: Settings, subjects: Sequence[Subject], verdicts: Mapping[str, str]
) -> tuple[list[Subject], list[Check], dict[str, str | None]]:
    """Those of some citations that may have changed, their verdicts, and what of these is not what was told."""
    with opened(settings, may_be_empty=True) as searcher:
        with searcher.reading() as index:
            hashes = dict(index.catalog.hashes())
        corpus = searcher.archive.state.name
        candidates = [subject for subject in subjects if kept.changed(cited_in(subject), hashes, corpus, verdicts)]
        checks = [*check_subjects(candidates, searcher, None)] if candidates else []
    return candidates, checks, kept.to_tell(checks, verdicts)


@contextmanager
def _reports_alone(state: Path) -> Iterator[bool]:
    """Whether no other process is reporting changes now: then nobody is about to report what is noted as unsure."""
    lock, alone = FileLock(state / "changed.lock", mode=0o600), False
    with suppress(Timeout, OSError):
        lock.acquire(timeout=0)
        alone = True
    try:
        yield alone
    finally:
        lock.release()


def _once(pairs: Iterable[tuple[Check, Subject]]) -> Iterator[tuple[Check, Subject, list[str]]]:
    """Each verdict on the same words of an article once, with the ids of the other citations that it is of."""
    groups: dict[tuple[object, ...], list[tuple[Check, Subject]]] = {}
    for check, subject in pairs:
        words = ((citation.article, citation.exact) for citation in cited_in(subject))
        groups.setdefault((kept.mark_of(check), subject.file, subject.line, *words), []).append((check, subject))
    for (check, subject), *others in groups.values():
        yield check, subject, [other.citation for other, _ in others if other.citation]


def _exit_code(checks: Sequence[Check], subjects: Sequence[Subject], *, strict: bool) -> int:
    """1 when a citation does not pass, else 3 when one could not be looked at, else 0."""
    failed = [
        check for check, subject in zip(checks, subjects, strict=True) if not passes(check, subject, strict=strict)
    ]
    if any(check.verdict is not Verdict.UNREADABLE for check in failed):
        return 1
    return 3 if failed else 0


@click.command()
@click.argument("text", nargs=-1, type=encodable, metavar="[QUOTATION... | -]")
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

    An ellipsis (… or [...]) stands for words left out, which are shown; when one of them changes the meaning, the
    exit code is 1.

    A lone - reads stdin: all of it is one quotation, however many lines it has.
    """
    settings = with_options(settings, options)
    if bool(text) == bool(source_file):
        raise UsageError("Give a quotation, or --from FILE with many.")
    words = written(text, "quotation")
    with opened(settings, sample=not (as_json or source_file)) as searcher:
        if source_file:
            raise SystemExit(_quote_many(searcher.quote, source_file, article, speaker, strict))
        quotation = searcher.quote(words, article=article, speaker=speaker)
    if as_json:
        write_json(quotation_json(quotation, None))
    else:
        display(quotation_text(quotation))
    raise SystemExit(_quote_code(quotation, strict))


def _quote_code(quotation: Quotation, strict: bool) -> int:
    """0 where a quotation stands, when `strict` without any caution; 3 where its source can't be read, else 1."""
    if quotation.verdict is QuoteVerdict.UNREADABLE:
        return SourceUnreadable.exit_code
    return int(not quotation.stands or bool(strict and quotation.cautions))


@click.command("export")
@click.argument("answer_id")
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True, help="What to write.")
@click.option("--output", type=PathArgument(dir_okay=False), metavar="FILE", help="Where to write it; else stdout.")
@common
@click.pass_obj
def export_command(settings: Settings, /, answer_id: str, form: str, output: Path | None, **options: Any) -> None:
    """Exports an answer to notes, a spreadsheet, a reference manager, web annotations or a page to read."""
    from bot.exports.writers import export

    settings = with_options(settings, options)
    with open_journal(settings) as journal:
        answer = journal.answer(answer_id)
    with opened(settings, may_be_empty=True, sample=True, apart=True) as searcher:
        content = export(answer, form, searcher, settings.public_url)
    if output is None:
        write(content)
        return
    try:
        with as_open_as_usual():
            output.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        raise NotFound(f"{output} can't be written ({error.strerror}).") from error


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
        The exit code: 2 when a line could not be understood, else 1 when a quotation does not stand, else 3 when a
        source could not be read.
    """
    codes: set[int] = set()
    for number, line in enumerate(lines_of(file), 1):
        if not line.strip():
            continue
        try:
            row = _batch_quotation(line)
            quotation = look_up(
                row["text"], article=row.get("article") or article, speaker=row.get("speaker") or speaker
            )
        except UsageError as error:
            warn(f"{file} line {number}: {error}")
            codes.add(2)
            continue
        write_json(quotation_json(quotation, row.get("id")))
        codes.add(_quote_code(quotation, strict))
    return next((code for code in (UsageError.exit_code, 1) if code in codes), max(codes, default=0))


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
    with bar(visible=total >= BAR_FROM) as progress:
        if progress is None:
            yield None
            return
        task = progress.add_task("Checking", total=total)
        yield lambda _: progress.advance(task)
