"""The command line: builds the parts, nothing else."""

import datetime
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot import render
from bot.conversation import SHOWN, Conversation
from bot.questions import Asked, questions
from bot.settings import Settings
from retrieval import ENGINES, Answer, Changes, NotFound, PinciteError, QuestionError, Searcher, UsageError, shown_title

JSON_LIMIT = 10
"""How many passages an answer as JSON holds unless told."""

PROBLEMS_SHOWN = 10
"""How many unreadable files are named; `pincite index` names all."""

F = TypeVar("F", bound=Callable[..., Any])


def common(command: F) -> F:
    """The options that every command takes, before its name or after it."""
    for option in (
        click.option("--engine", metavar="NAME", help=f"One of {', '.join(ENGINES)}."),
        click.option("--state", type=click.Path(path_type=Path), metavar="DIR", help="Where indexes are kept."),
        click.option("--corpus", type=click.Path(path_type=Path), metavar="DIR", help="Folder or file of articles."),
    ):
        command = option(command)
    return command


class Day(click.ParamType[datetime.date]):
    """A day as 2024-03-16."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day that was written."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value.replace("/", "-"))
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2024-03-16.", param, ctx)


def narrowing(command: F) -> F:
    """The options that narrow a question to some of the articles."""
    for option in (
        click.option("--source", metavar="NAME", help="Only articles of this publisher."),
        click.option("--as-of", type=Day(), metavar="DAY", help="As that day knew it: later articles are out."),
        click.option("--until", type=Day(), metavar="DAY", help="Only articles of this day or earlier."),
        click.option("--since", type=Day(), metavar="DAY", help="Only articles of this day or later."),
    ):
        command = option(command)
    return command


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common
@click.version_option(package_name="pincite")
@click.pass_context
def cli(context: click.Context, /, **options: Any) -> None:
    """Ask an archive of articles; get the very words, each with a citation that anyone can check.

    Without a command it opens a prompt.
    """
    context.obj = _settings(Settings.from_env(os.environ), options)
    if context.invoked_subcommand is None:
        chat(context.obj)


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.option("--limit", type=click.IntRange(1, 100), help=f"How many passages: {SHOWN}, as JSON {JSON_LIMIT}.")
@click.option("--from", "source_file", metavar="FILE", help="Many questions, a line each or JSON lines; - is stdin.")
@narrowing
@common
@click.pass_obj
def ask(
    settings: Settings,
    /,
    question: tuple[str, ...],
    as_json: bool,
    limit: int | None,
    source_file: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    as_of: datetime.date | None,
    source: str | None,
    **options: Any,
) -> None:
    """Answers a question once; with --from, many, as JSON lines in their order."""
    settings = _settings(settings, options)
    if bool(question) == bool(source_file):
        raise UsageError("Give a question, or --from FILE with many.")
    shown = limit or settings.limit or (JSON_LIMIT if as_json or source_file else SHOWN)
    narrowed = {"limit": shown, "since": since, "until": until, "as_of": as_of, "source": source}
    with opened(settings) as searcher:
        if source_file:
            raise SystemExit(_ask_many(Conversation(searcher, follow=False), source_file, narrowed))
        answer = Conversation(searcher).ask(" ".join(question), **narrowed)
    if as_json:
        _write_json(render.answer_json(answer))
    else:
        _show(render.answer_text(answer, marks=not _console().is_terminal))
    raise SystemExit(0 if answer.answered else 1)


@cli.command()
@click.option("--rebuild", is_flag=True, help="Builds the index anew.")
@common
@click.pass_obj
def index(settings: Settings, /, rebuild: bool, **options: Any) -> None:
    """Brings the index in line with the articles as they are now."""
    settings = _settings(settings, options)
    with opened(settings, rebuild=rebuild, thorough=True, every_problem=True) as searcher:
        articles, passages = searcher.archive.catalog.count()
        done = searcher.changes
    click.echo(
        f"{render.counted(articles, 'article')}, {render.counted(passages, 'passage')}"
        f" ({done.added:,} new, {done.changed:,} changed, {done.removed:,} gone)."
    )


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each.")
@common
@click.pass_obj
def articles(settings: Settings, /, as_json: bool, **options: Any) -> None:
    """Lists what the archive holds, newest first."""
    with opened(_settings(settings, options)) as searcher:
        for article in searcher.archive.articles():
            if as_json:
                _write_json({k: v for k, v in render.article_json(article).items() if k not in ("text", "paragraphs")})
            else:
                _show(render.articles_text([(article, shown_title(article))]))


@cli.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="The article with its text as JSON.")
@common
@click.pass_obj
def show(settings: Settings, /, article: str, as_json: bool, **options: Any) -> None:
    """Shows an article; ARTICLE#N marks its paragraph N."""
    with opened(_settings(settings, options)) as searcher:
        found, marked = searcher.find(article)
        title = shown_title(found)
    if as_json:
        _write_json(render.article_json(found))
    else:
        _show(render.article_text(found, title, marked, marks=not _console().is_terminal))


@cli.command()
@common
@click.pass_obj
@click.option("--webhook", metavar="URL", help="Has Telegram call this address instead of polling.")
@click.option("--metrics", type=click.IntRange(1, 65535), metavar="PORT", help="Serves /metrics and /healthz there.")
def telegram(settings: Settings, /, webhook: str | None, metrics: int | None, **options: Any) -> None:
    """Runs the Telegram bot until it is told to end."""
    from bot.telegram_app import run

    settings = _settings(settings, options)
    chosen = replace(settings.telegram, webhook=webhook or settings.telegram.webhook)
    settings = replace(settings, telegram=replace(chosen, metrics=metrics or chosen.metrics))
    run(lambda: opened(settings), settings)


def chat(settings: Settings) -> None:
    """Opens the REPL: at a terminal with a prompt, else reading questions line by line."""
    from bot.repl import repl, typed

    console = _console()
    with opened(settings) as searcher:
        conversation = Conversation(searcher, settings.limit or SHOWN)
        if sys.stdin.isatty():
            count = render.counted(searcher.archive.catalog.count()[0], "article")
            click.echo(f"{count} in {settings.corpus}. Ask, or type :help.")
            repl(conversation, console, typed(settings.state / "history"))
        else:
            repl(conversation, console, sys.stdin)


def main() -> None:
    """Runs the command line; whatever goes wrong is one sentence on stderr and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    try:
        cli.main(standalone_mode=False)
    except PinciteError as error:
        _fail(str(error), error.exit_code)
    except click.ClickException as error:
        _fail(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", 130)
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("PINCITE_DEBUG"):
            raise
        _fail(f"Pincite failed: {type(error).__name__}: {error} (PINCITE_DEBUG=1 shows where).", 3)


@contextmanager
def opened(
    settings: Settings, *, rebuild: bool = False, thorough: bool = False, every_problem: bool = False
) -> Iterator[Searcher]:
    """A searcher over the archive in line with its files; what can't be read is named on stderr."""
    with _progress() as progress:
        searcher = Searcher.open(
            settings.corpus, settings.state, settings.engine, rebuild=rebuild, thorough=thorough, progress=progress
        )
    with closing(searcher):
        _name_problems(searcher.changes, every_problem)
        yield searcher


def _settings(settings: Settings, options: dict[str, Any]) -> Settings:
    """The settings with those options in their place that were given."""
    return replace(settings, **{name: value for name, value in options.items() if value is not None})


@contextmanager
def _progress() -> Iterator[Callable[[str, int], None] | None]:
    """On a terminal, a line that tells how many articles were read so far."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Opening the archive", total=None)
        yield lambda name, count: bar.update(task, description=f"Reading {name}: {count:,} articles")


def _name_problems(changes: Changes, every: bool) -> None:
    """Names what could not be read, a line each."""
    shown = changes.problems if every else changes.problems[:PROBLEMS_SHOWN]
    for where, reason in shown:
        click.echo(f"pincite: {where} {reason}; left out.", err=True)
    if len(changes.problems) > len(shown):
        click.echo(f"pincite: … and {len(changes.problems) - len(shown):,} more; `pincite index` names all.", err=True)


def _ask_many(conversation: Conversation, file: str, narrowed: dict[str, Any]) -> int:
    """Answers every question of a file as a JSON line; the exit code is 2 when a line could not be understood."""
    code = 0
    with _lines(file) as lines:
        for number, asked in enumerate(questions(lines), 1):
            if isinstance(asked, UsageError):
                click.echo(f"pincite: {file} line {number}: {asked}", err=True)
                code = 2
            elif asked is not None:
                _write_json(render.answer_json(_answered(conversation, asked, narrowed), asked.id))
    return code


def _answered(conversation: Conversation, asked: Asked, narrowed: dict[str, Any]) -> Answer:
    """The answer to one of many questions; one that can't be looked up has none."""
    try:
        return conversation.ask(asked.question, **{**narrowed, "as_of": asked.as_of or narrowed["as_of"]})
    except QuestionError:
        return conversation.searcher.unanswerable(asked.question)


@contextmanager
def _lines(file: str) -> Iterator[TextIO]:
    """A file of lines to read from, - being stdin."""
    if file == "-":
        yield sys.stdin
        return
    try:
        text = Path(file).read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise NotFound(f"{file} can't be read ({error.strerror}).") from error
    yield io.StringIO(text)


def _console() -> Console:
    """Stdout as rich sees it: colours only on a terminal, none with NO_COLOR."""
    return Console()


def _show(rendered: Any) -> None:
    console = _console()
    console.print(rendered, highlight=False, soft_wrap=not console.is_terminal)


def _write_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _fail(sentence: str, code: int) -> None:
    click.echo(f"pincite: {sentence}", err=True)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
