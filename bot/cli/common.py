"""What the commands share: options, an open archive, a way to read."""

import datetime
import io
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.cli.sample import NO_ARCHIVE, NOTICE, with_sample
from bot.cli.terminal import bar, warn
from bot.journal.private_files import owner_only, private_folder
from bot.render.phrases import (
    ALL_PROBLEMS,
    PROBLEMS_SHOWN,
    counted,
    encodable,
    news_lines,
    one_line,
    problem_lines,
)
from bot.settings import LINKS, PLACES, SHOWN, Settings
from retrieval import (
    ENGINES,
    Changes,
    FieldNames,
    NotFound,
    Problem,
    Remark,
    Searcher,
    UsageError,
    field_names,
    parsed_bound,
    tidy,
)

_TOLD = "told"
"""The file of the state with the hash of what was last said about files that can't be read."""

FIRST_SAID_SECONDS, SAID_SECONDS = 5.0, 30.0
"""Without a terminal: seconds until the progress of reading is first reported, and between later reports."""

MOST_BYTES = 256 * 2**20
"""The largest file of questions, quotations, answers or drafts: some two million lines, and no endless device."""

MOST_WRITTEN = 100_000
"""The most characters of a single question or quotation from stdin: some forty pages, which are a draft to check."""

MOST_CHARACTERS = 2**24
"""The longest line of stdin, of which there may be any number."""

_UMASK = "bot.cli.umask"
"""Where click keeps what the umask was."""

Command = TypeVar("Command", bound=Callable[..., Any])


class Commands(click.Group):
    """A group of commands that says what to do when a word is not one of its commands."""

    how = ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is named; if there is none, the one that was meant, or what to do."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            name = error.command_name
            suggestion = click.NoSuchCommand(name, possibilities=self.list_commands(ctx), ctx=ctx)
            if suggestion.possibilities:
                raise suggestion from None
            raise click.NoSuchCommand(name, f"{suggestion.message} {self.how}", ctx=ctx) from None


def common(command: Command) -> Command:
    """The options that every command takes, before its name or after it."""
    for option in (
        click.option("--links", type=click.Choice(LINKS), help="Links to the very words, or only to the page."),
        click.option(
            "--engine",
            metavar="NAME",
            help=f"One of {', '.join(ENGINES)}; or where a cluster keeps it: http(s)://HOST:9200[,HOST2…]/NAME.",
        ),
        click.option(
            "--state",
            type=PathArgument(readable=False),
            metavar="DIR",
            help="Folder of the indexes and the journal.",
        ),
        click.option(
            "--map",
            "names",
            type=Names(),
            metavar="FIELD=NAME,…",
            help="What fields are called in records: title=headline,date=day. Remembered; '' forgets it.",
        ),
        click.option(
            "--corpus",
            type=PathArgument(readable=False),
            metavar="DIR",
            help="Folder or file of articles; if none is named and there is no folder seeds, a sample.",
        ),
    ):
        command = option(command)
    return command


class Names(click.ParamType[FieldNames]):
    """What fields are called, as title=headline,date=day."""

    name = "names"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> FieldNames:  # noqa: ARG002  # as click calls it
        """The names that were written."""
        return field_names(str(value), "--map")


def keep_private(context: click.Context) -> None:
    """Has every file that this command creates be its owner's alone, by whatever library or process of ours."""
    before = context.meta[_UMASK] = os.umask(0o077)
    context.call_on_close(lambda: os.umask(before))


@contextmanager
def as_open_as_usual() -> Iterator[None]:
    """Has a file that somebody asked for be as open as others of theirs are."""
    context = click.get_current_context(silent=True)
    before = os.umask(context.meta.get(_UMASK, 0o022)) if context else None
    try:
        yield
    finally:
        if before is not None:
            os.umask(before)


class Day(click.ParamType[datetime.date]):
    """A day as 2024-03-16, or the first or last of a month or year, as the name of the option says."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day that was written; fails with a usage error when it is not one."""
        try:
            return parsed_bound("until" if param is None else str(param.name), value)
        except ValueError:
            self.fail(f"{str(value)[:SHOWN]!r} is not a day; write it as 2024-03-16, 2024-03 or 2024.", param, ctx)


class PathArgument(click.Path):
    """A file or folder; an empty name, as that of a variable that isn't set, is not the current folder."""

    def __init__(self, **options: Any) -> None:
        """Takes the options of `click.Path`."""
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path that was named; fails with a usage error when the name is empty."""
        if value == "":
            self.fail("The name is empty; name a file or folder.", param, ctx)
        return super().convert(value, param, ctx)


class WholeNumber(click.ParamType[int]):
    """A whole number in a range, ends included; `--help` has words for the range, not click's `[1<=x<=100]`."""

    name = "whole number"

    def __init__(self, least: int, most: int | None = None) -> None:
        """Takes the ends of the range; None is no end."""
        self._range = click.IntRange(least, most)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number that was written; fails with a usage error when it is not one, or out of range."""
        try:
            return int(self._range.convert(value, param, ctx))
        except click.BadParameter:
            least, most = self._range.min, self._range.max
            bounds = f"from {least} to {most}" if most is not None else f"of {least} or more"
            self.fail(f"{str(value)[:SHOWN]!r} is not a whole number {bounds}.", param, ctx)


def narrowing(command: Command) -> Command:
    """The options that narrow a question to some of the articles."""
    as_of = click.option("--as-of", type=Day(), metavar="DAY", help="As of this day: leaves out later articles.")
    return of_some_days(as_of(of_some_kind(command)))


def of_some_days(command: Command) -> Command:
    """The options that narrow something to articles of some days."""
    until = click.option("--until", type=Day(), metavar="DAY", help="Only articles from this day or earlier.")
    since = click.option("--since", type=Day(), metavar="DAY", help="Only articles from this day or later.")
    return since(until(command))


def of_some_kind(command: Command) -> Command:
    """The options that narrow something to articles of a publisher, or in some languages."""
    source = click.option(
        "--source",
        type=encodable,
        metavar="NAME",
        callback=lambda _context, _option, name: name or None,
        help="Only articles by this publisher; capitals don't matter.",
    )
    language = click.option(
        "--language",
        type=encodable,
        metavar="NAME",
        multiple=True,
        callback=lambda _context, _option, names: ",".join(filter(None, names)) or None,
        help="Only articles in this language: es, Spanish, español. Several: es,pt.",
    )
    return source(language(command))


@contextmanager
def opened(
    settings: Settings,
    *,
    rebuild: bool = False,
    thorough: bool = False,
    may_be_empty: bool = False,
    every_problem: bool = False,
    accept_removals: bool = False,
    on_article: Callable[[str, int], None] | None = None,
    sample: bool = False,
    apart: bool = False,
    answers: bool = False,
) -> Iterator[Searcher]:
    """A searcher over the archive, in line with its files; says on stderr what can't be read and what vanished.

    Args:
        settings: Where the archive is, and which engine searches it.
        rebuild: Builds the index from scratch.
        thorough: Reads every file again, even those that seem unchanged.
        may_be_empty: Opens an archive without articles, too.
        every_problem: Names every kind of unreadable file, not only `PROBLEMS_SHOWN`.
        accept_removals: Also takes out files that vanished all at once.
        on_article: Told of each article that is read, besides whoever sits at the terminal.
        sample: Opens the sample where no archive is named, and says so: for what a person reads, never for programs.
        apart: Opens an archive on a cluster that can't be used as this machine knows it, and says how old that is.
        answers: Leaves it to answers to say that another program is reading the archive.

    Raises `PinciteError` where the archive can't be opened, or none is named.
    """
    _tell_of_sample(settings, sample)
    _make_private(settings.state)
    with owner_only(), _progress() as progress:
        searcher = Searcher.open(
            settings.corpus,
            settings.state,
            settings.engine,
            rebuild=rebuild,
            thorough=thorough,
            fragments=settings.links == "fragment",
            may_be_empty=may_be_empty,
            accept_removals=accept_removals,
            progress=progress if on_article is None else _both(progress, on_article),
            limits=settings.limits,
            names=settings.names,
            apart=apart,
        )
    with closing(searcher):
        _tell_state(searcher, every_problem, answers=answers)
        yield searcher


def _make_private(state: Path) -> None:
    """Makes the folder of the state, which nobody else may read; one that can't be written can still be read."""
    with suppress(OSError):
        private_folder(state)


def _tell_of_sample(settings: Settings, is_sample: bool) -> None:
    """Says that the sample stands in for an archive, where it does; raises UsageError if that would mislead."""
    if settings.unsampled is None:
        return
    if not is_sample:
        raise UsageError(NO_ARCHIVE)
    warn(NOTICE)


def with_options(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings, with the options that were given in place of theirs, and the sample where no archive is named."""
    given_options = {name: value for name, value in options.items() if value is not None}
    settings = settings.unsampled or settings
    return with_sample(replace(settings, named=settings.named | given_options.keys() & PLACES, **given_options))


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None]]:
    """Shows how many articles have been read: on a terminal in a line of its own, elsewhere in a sentence at times."""
    with bar(determinate=False) as progress:
        if progress is None:
            yield _said_at_times()
            return
        task = progress.add_task("Opening the archive", total=None)
        yield lambda name, count: progress.update(task, description=f"Reading {one_line(name)}: {count:,} articles")


def _both(progress: Callable[[str, int], None], on_article: Callable[[str, int], None]) -> Callable[[str, int], None]:
    """Tells both of each article that is read."""

    def tell(name: str, count: int) -> None:
        on_article(name, count)
        progress(name, count)

    return tell


def _said_at_times() -> Callable[[str, int], None]:
    """Says on stderr how far the reading is, when it takes long."""
    due, articles = time.monotonic() + FIRST_SAID_SECONDS, 0

    def tell(name: str, count: int) -> None:
        # Each article is told, with its number in its file; another process's only now and then, all in one.
        nonlocal due, articles
        articles += 1
        if time.monotonic() >= due:
            due = time.monotonic() + SAID_SECONDS
            warn(f"Reading the archive, {one_line(name)}: {counted(max(articles, count), 'article')} so far.")

    return tell


def _tell_state(searcher: Searcher, every: bool, *, answers: bool) -> None:
    """Says on stderr what is to be known about an archive that was opened, and names what could not be read.

    Args:
        searcher: Over the archive.
        every: Whether every kind of what could not be read is named.
        answers: Leaves to each answer that another program is reading the archive.
    """
    archive, changes = searcher.archive, searcher.changes
    state = filter(None, [archive.vanished, archive.apart]) if answers else searcher.notes()
    for notice in (*state, *changes.notices):
        warn(notice)
    if every or _is_news(changes.problems, archive.state):
        _name_problems(changes, every)
    elif left_out := [problem.where for problem in changes.problems if problem.left_out]:
        others = f" and {len(left_out) - 1:,} more" if left_out[1:] else ""
        warn(f"{left_out[0]}{others} still can't be read; `pincite index` says why.")


def _is_news(problems: Sequence[Problem], state: Path) -> bool:
    """Whether other things can't be read than when it was last said, which is noted where the state can be written."""
    digest = sha256(repr(problems).encode("utf-8", "surrogatepass")).hexdigest() if problems else ""
    last_digest = ""
    with suppress(OSError, UnicodeError):
        last_digest = (state / _TOLD).read_text(encoding="ascii")
    if last_digest == digest:
        return False
    with suppress(OSError), owner_only():
        (state / _TOLD).write_text(digest, encoding="ascii")
    return bool(problems)


def _name_problems(changes: Changes, every: bool) -> None:
    """Names on stderr what could not be read; before an answer, not more than stays on the screen."""
    lines = list(problem_lines(changes.problems))
    for line, _ in lines if every else lines[:PROBLEMS_SHOWN]:
        warn(line)
    if others := 0 if every else sum(number for _, number in lines[PROBLEMS_SHOWN:]):
        warn(f"… and {others:,} more; `{ALL_PROBLEMS}` lists all.")


def tell_news(changes: Changes) -> None:
    """Says on stderr what came into a watched archive."""
    for line in news_lines(changes):
        warn(line)


def lines_of(file: str) -> Iterable[str]:
    """The lines of a file, - being stdin; these one after the other, as they come.

    Raises:
        NotFound: The file can't be read.
    """
    if file == "-":
        return stdin_lines()
    text = bytes_of(file).decode("utf-8-sig", errors="replace")
    return io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))


def stdin_lines() -> Iterator[str]:
    """The lines of stdin; raises `NotFound` at one that has no end."""
    while line := sys.stdin.readline(MOST_CHARACTERS):
        if len(line) == MOST_CHARACTERS and not line.endswith("\n"):
            raise NotFound(f"Reading stdin stopped: a line is longer than {MOST_CHARACTERS:,} characters; split it.")
        yield line


def text_of(file: str) -> str | None:
    """The text of a file, - being stdin, in any encoding that articles may have; None when it is not text.

    Raises:
        NotFound: It can't be read, or is too large.
    """
    from retrieval import characters

    data = bytes_of(file)
    if file == "-" and not data:
        return ""
    content = characters(data)
    return None if isinstance(content, Remark) else tidy(content.text)


def written(words: Sequence[str], what: str) -> str:
    """The words of a command; where they are a lone -, all that stdin holds, in one line or in many.

    Args:
        words: What follows the command.
        what: What they are, as messages call it.

    Raises:
        UsageError: Stdin is empty, not text, or holds more than one of these; or a folder is named beside them.
    """
    if tuple(words) != ("-",):
        if folder := _folder_beside(words):
            raise UsageError(f"{folder} is a folder, not part of a {what}; to read its articles: --corpus {folder}")
        return " ".join(words)
    text = text_of("-")
    if text is None:
        raise UsageError(f"Stdin is not text; a {what} is.")
    if not text.strip():
        raise UsageError(f"Stdin is empty; put the {what} there.")
    if len(text) > MOST_WRITTEN:
        raise UsageError(
            f"Stdin holds more than {MOST_WRITTEN:,} characters, too many for one {what}; --from has many."
        )
    return encodable(text.strip())


def _folder_beside(words: Sequence[str]) -> str | None:
    """A folder that is named where only words are taken: before them, or beside some that are in quotation marks."""
    if words and os.sep in words[0] and is_folder(words[0]):
        return words[0]
    if not any(len(word.split()) > 1 for word in words):
        return None
    return next(filter(is_folder, (words[0], words[-1])), None)


def is_folder(word: str) -> bool:
    """Whether a word of the command line names a folder."""
    try:
        return bool(word) and Path(word).is_dir()
    except (OSError, ValueError):  # A long question is no name of a file.
        return False


def bytes_of(file: str) -> bytes:
    """What a file holds, - being stdin.

    Raises:
        UsageError: Its name is empty.
        NotFound: It can't be read, or is too large.
    """
    if not file:
        raise UsageError("The file name is empty; name one, or - for stdin.")
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as opened_file:
                data = opened_file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise NotFound(f"{file} can't be read ({reason}).") from error
    if len(data) > MOST_BYTES:
        raise NotFound(
            f"{'stdin' if file == '-' else file} is not read: it is larger than {MOST_BYTES // 2**20} MB; split it."
        )
    return data
