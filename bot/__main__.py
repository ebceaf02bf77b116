"""The command line: builds the parts, nothing else."""

import datetime
import os
import sys
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

import click

from bot.cli.batch import Asked, questions
from bot.cli.citations import check, export_, journal, journal_of, quote
from bot.cli.common import common, console, display, lines_of, narrowing, opened, with_options, write_json
from bot.cli.evaluation import evaluate
from bot.conversation import SHOWN, Conversation
from bot.journal.replay import replay_json, replay_words, replayed
from bot.render import answers
from bot.render.explanations import why_json, whys_text
from bot.settings import Settings
from retrieval import Answer, PinciteError, QuestionError, UsageError, shown_title

JSON_LIMIT = 10
"""How many passages an answer as JSON holds unless told."""


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@common
@click.version_option(package_name="pincite")
@click.pass_context
def cli(context: click.Context, /, **options: Any) -> None:
    """Ask an archive of articles; get the very words, each with a citation that anyone can check.

    Without a command it opens a prompt.
    """
    context.obj = with_options(Settings.from_env(os.environ), options)
    if context.invoked_subcommand is None:
        chat(context.obj)


@cli.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.option("--limit", type=click.IntRange(1, 100), help=f"How many passages: {SHOWN}, as JSON {JSON_LIMIT}.")
@click.option("--from", "source_file", metavar="FILE", help="Many questions, a line each or JSON lines; - is stdin.")
@click.option("--replay", metavar="ANSWER_ID", help="Asks that question again; is the answer still the same?")
@click.option("--explain", is_flag=True, help="Says why each passage stands where it does.")
@click.option("--no-journal", is_flag=True, help="Does not keep the answer in the journal.")
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
    replay: str | None,
    explain: bool,
    no_journal: bool,
    since: datetime.date | None,
    until: datetime.date | None,
    as_of: datetime.date | None,
    source: str | None,
    **options: Any,
) -> None:
    """Answers a question once; with --from, many, as JSON lines in their order."""
    settings = with_options(settings, options)
    if [bool(question), bool(source_file), bool(replay)].count(True) != 1:
        raise UsageError("Give a question, --from FILE with many, or --replay ANSWER_ID.")
    if replay:
        raise SystemExit(_replay(settings, replay, as_json))
    if since and (last := min(filter(None, (until, as_of)), default=since)) < since:
        raise UsageError(f"No day is both from {since} on and up to {last}; give a later end or an earlier start.")
    shown = limit or settings.limit or (JSON_LIMIT if as_json or source_file else SHOWN)
    narrowed = {"limit": shown, "since": since, "until": until, "as_of": as_of, "source": source}
    with opened(settings) as searcher, nullcontext() if no_journal else journal_of(settings) as kept:
        keep = partial(kept.keep, door="command line") if kept else None
        conversation = Conversation(searcher, keep=keep, follow=not source_file)
        if source_file:
            raise SystemExit(_ask_many(conversation, source_file, narrowed))
        answer = conversation.ask(" ".join(question), **narrowed)
        whys = [searcher.explain(answer, passage.rank) for passage in answer.passages] if explain else []
    if as_json:
        write_json(answers.answer_json(answer) | ({"why": [why_json(why) for why in whys]} if explain else {}))
    else:
        display(answers.answer_text(answer, marks=not console().is_terminal))
        if whys:
            display(whys_text(whys))
    raise SystemExit(0 if answer.answered else 1)


@cli.command()
@click.option("--rebuild", is_flag=True, help="Builds the index anew.")
@common
@click.pass_obj
def index(settings: Settings, /, rebuild: bool, **options: Any) -> None:
    """Brings the index in line with the articles as they are now."""
    settings = with_options(settings, options)
    with opened(settings, rebuild=rebuild, thorough=True, every_problem=True) as searcher:
        articles, passages = searcher.archive.article_count(), searcher.archive.passage_count()
        done = searcher.changes
    click.echo(
        f"{answers.counted(articles, 'article')}, {answers.counted(passages, 'passage')}"
        f" ({done.added:,} new, {done.changed:,} changed, {done.removed:,} gone)."
    )


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each.")
@common
@click.pass_obj
def articles(settings: Settings, /, as_json: bool, **options: Any) -> None:
    """Lists what the archive holds, newest first."""
    with opened(with_options(settings, options)) as searcher:
        for article in searcher.archive.articles():
            if as_json:
                write_json({k: v for k, v in answers.article_json(article).items() if k not in ("text", "paragraphs")})
            else:
                display(answers.articles_text([(article, shown_title(article))]))


@cli.command()
@click.argument("article")
@click.option("--json", "as_json", is_flag=True, help="The article with its text as JSON.")
@common
@click.pass_obj
def show(settings: Settings, /, article: str, as_json: bool, **options: Any) -> None:
    """Shows an article; ARTICLE#N marks its paragraph N."""
    with opened(with_options(settings, options)) as searcher:
        found, marked = searcher.find(article)
        title = shown_title(found)
    if as_json:
        write_json(answers.article_json(found))
    else:
        display(answers.article_text(found, title, marked, marks=not console().is_terminal))


@cli.command()
@common
@click.pass_obj
def feedback(settings: Settings, /, **options: Any) -> None:
    """Prints what people called a good answer as questions with known answers, JSON lines for `pincite eval`."""
    from bot.journal.feedback import questions as rated

    with journal_of(with_options(settings, options)) as kept:
        for question in rated(kept):
            write_json(question)


@cli.command()
@common
@click.pass_obj
@click.option("--webhook", metavar="URL", help="Has Telegram call this address instead of polling.")
@click.option("--metrics", type=click.IntRange(1, 65535), metavar="PORT", help="Serves /metrics and /healthz there.")
def telegram(settings: Settings, /, webhook: str | None, metrics: int | None, **options: Any) -> None:
    """Runs the Telegram bot until it is told to end."""
    from bot.telegram_app import run

    settings = with_options(settings, options)
    chosen = replace(settings.telegram, webhook=webhook or settings.telegram.webhook)
    settings = replace(settings, telegram=replace(chosen, metrics=metrics or chosen.metrics))
    run(lambda: opened(settings), settings)


for command in (check, quote, export_, journal, evaluate):
    cli.add_command(command)


def chat(settings: Settings) -> None:
    """Opens the REPL: at a terminal with a prompt, else reading questions line by line."""
    from bot.repl import repl, typed

    screen = console()
    with opened(settings) as searcher, journal_of(settings) as kept:
        conversation = Conversation(searcher, settings.limit or SHOWN, partial(kept.keep, door="repl"))
        if sys.stdin.isatty():
            count = answers.counted(searcher.archive.article_count(), "article")
            click.echo(f"{count} in {settings.corpus}. Ask, or type :help.")
            repl(conversation, screen, typed(settings.state / "history"), kept)
        else:
            repl(conversation, screen, sys.stdin, kept)


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


def _replay(settings: Settings, answer_id: str, as_json: bool) -> int:
    """Asks a question of the journal again; the exit code is 1 when the answer is another one."""
    with journal_of(settings) as kept:
        entry = kept.entry(answer_id)
    with opened(settings, may_be_empty=True) as searcher:
        again = replayed(entry, searcher)
    if as_json:
        write_json(replay_json(again))
    else:
        click.echo(replay_words(again))
    return 0 if again.same_answer else 1


def _ask_many(conversation: Conversation, file: str, narrowed: dict[str, Any]) -> int:
    """Answers every question of a file as a JSON line; the exit code is 2 when a line could not be understood."""
    code = 0
    with lines_of(file) as lines:
        for number, asked in enumerate(questions(lines), 1):
            if isinstance(asked, UsageError):
                click.echo(f"pincite: {file} line {number}: {asked}", err=True)
                code = 2
            elif asked is not None:
                write_json(answers.answer_json(_answered(conversation, asked, narrowed), asked.id))
    return code


def _answered(conversation: Conversation, asked: Asked, narrowed: dict[str, Any]) -> Answer:
    """The answer to one of many questions; one that can't be looked up has none."""
    try:
        return conversation.ask(asked.question, **{**narrowed, "as_of": asked.as_of or narrowed["as_of"]})
    except QuestionError:
        return conversation.unanswerable(asked.question)


def _fail(sentence: str, code: int) -> None:
    click.echo(f"pincite: {sentence}", err=True)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
