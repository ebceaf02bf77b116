"""The command `ask` (one question, many, or one of the journal again) and the prompt."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from bot.cli.batch import BatchQuestion, batch_questions
from bot.cli.common import (
    WholeNumber,
    as_open_as_usual,
    common,
    lines_of,
    narrowing,
    opened,
    tell_news,
    with_options,
    written,
)
from bot.cli.journal import open_journal
from bot.cli.terminal import console, display, is_without_bold, say, warn, write, write_json
from bot.conversation import JSON_LIMIT, MOST, SHOWN, Conversation, require_some_day
from bot.journal.codec import answer_json
from bot.render.answers import answer_text
from bot.render.explanations import explanation_json, explanations_text
from bot.render.phrases import counted, encodable
from bot.settings import Settings
from retrieval import NARROWING, Answer, QuestionError, Searcher, UsageError, watching

SCREENS_LIMIT = 10
"""How many passages an answer at the prompt has unless a limit is given: those that fit are shown, `:more` the rest."""


@click.command()
@click.argument("question", nargs=-1, type=encodable, metavar="[QUESTION... | -]")
@click.option("--json", "as_json", is_flag=True, help="The answer as JSON.")
@click.option(
    "--limit", type=WholeNumber(1, MOST), metavar="N",
    help=f"How many passages, {MOST} at most: {SHOWN} unless set, as JSON {JSON_LIMIT}.",
)  # fmt: skip
@click.option("--from", "source_file", metavar="FILE", help="Many questions: plain lines or JSON lines; - is stdin.")
@click.option(
    "--replay", metavar="ANSWER_ID", help="Asks that question again and says whether the answer is still the same."
)
@click.option("--explain", is_flag=True, help="Says why each passage is ranked where it is.")
@click.option("--all-copies", is_flag=True, help="Shows each article that has the same words.")
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
    **options: Any,
) -> None:
    """Answers a question once; with --from, answers many as JSON lines, in the same order.

    A lone - reads stdin: all of it is one question, however many lines it has. A JSON line of --from has a
    "question" and any of "id", "since", "until", "as_of", "source" and "language", which win over the options.
    """
    narrowed = {name: options.pop(name) for name in (*NARROWING, "all_copies")}
    settings = with_options(settings, options)
    if [bool(question), bool(source_file), bool(replay)].count(True) != 1:
        raise UsageError("Give a question, --from FILE with many, or --replay ANSWER_ID.")
    if replay:
        raise SystemExit(_replay(settings, replay, as_json=as_json))
    require_some_day(narrowed["since"], narrowed["until"], narrowed["as_of"])
    narrowed["limit"] = limit or settings.limit or (JSON_LIMIT if as_json or source_file else SHOWN)
    line = " ".join(written(question, "question").split())
    sample = not (as_json or source_file)
    with opened(settings, sample=sample, answers=True) as searcher, _keeping(settings, no_journal=no_journal) as keep:
        conversation = Conversation(searcher, keep=keep, follow=False)
        if source_file:
            raise SystemExit(_ask_many(conversation, source_file, narrowed))
        answer = conversation.ask(line, **narrowed)
        raise SystemExit(_print_answer(answer, searcher, as_json=as_json, explain=explain))


def prompt(settings: Settings) -> None:
    """Opens the REPL: at a terminal with a prompt, otherwise reading questions line by line."""
    from bot.repl import Bar, News, Repl, respond_to, typed_lines

    screen, is_interactive = console(), sys.stdin.isatty()
    with opened(settings, sample=True, answers=True) as searcher, open_journal(settings) as journal:
        keep = partial(journal.keep_or_tell, warn, entry_point="repl")
        # On a screen there is room for few, and :more has the others.
        passages = settings.limit or (SCREENS_LIMIT if is_interactive and screen.is_terminal else SHOWN)
        session = Repl(
            Conversation(searcher, passages, keep),
            screen,
            journal,
            at_first=settings.limit or SHOWN,
            watch=settings.watch,
            writing=as_open_as_usual,
            public_url=settings.public_url,
        )
        if not is_interactive:
            with watching(searcher, settings.watch, tell_news):
                respond_to(session, lines_of("-"))
            return
        bar = Bar(searcher)
        news = News(screen, bar)
        with watching(searcher, settings.watch, news.add):
            count = counted(searcher.archive.article_count(), "article")
            say(f"{count} in {'the sample' if settings.unsampled else settings.corpus}. Ask, or type :help.")
            respond_to(session, typed_lines(settings.state / "history", news.show, bar))


@contextmanager
def _keeping(settings: Settings, *, no_journal: bool) -> Iterator[Callable[[Answer], Answer] | None]:
    """What writes each answer to the journal; None if none is wanted."""
    if no_journal:
        yield None
        return
    with open_journal(settings) as journal:
        yield partial(journal.keep_or_tell, warn, entry_point="command line")


def _print_answer(answer: Answer, searcher: Searcher, *, as_json: bool, explain: bool) -> int:
    """Prints an answer, as text or JSON, each passage explained if wanted; gives the exit code."""
    explanations = [searcher.explain(answer, passage.rank) for passage in answer.passages] if explain else []
    if as_json:
        why = {"why": [explanation_json(explanation) for explanation in explanations]} if explain else {}
        write_json(answer_json(answer) | why)
    else:
        display(answer_text(answer, marks=is_without_bold()))
        if explanations:
            display(explanations_text(explanations))
    return 0 if answer.answered else 1


def _replay(settings: Settings, answer_id: str, *, as_json: bool) -> int:
    """Asks a question of the journal again; the exit code is 1 when the answer differs."""
    from bot.journal.replay import replay_json, replay_text, replayed

    with open_journal(settings) as journal:
        entry = journal.entry(answer_id)
    with opened(settings, may_be_empty=True, sample=not as_json) as searcher:
        replay = replayed(entry, searcher)
    if as_json:
        write_json(replay_json(replay))
    else:
        write(replay_text(replay))
    return 0 if replay.same_answer else 1


def _ask_many(conversation: Conversation, file: str, narrowed: dict[str, Any]) -> int:
    """Answers every question of a file as a JSON line; the exit code is 2 when a line could not be understood."""
    code = 0
    for number, question in enumerate(batch_questions(lines_of(file)), 1):
        if question is None:
            continue
        answer = question if isinstance(question, UsageError) else _batch_answer(conversation, question, narrowed)
        if isinstance(answer, UsageError):
            warn(f"{file} line {number}: {answer}")
            code = 2
        else:
            write_json(answer)
    return code


def _batch_answer(
    conversation: Conversation, question: BatchQuestion, narrowed: dict[str, Any]
) -> dict[str, Any] | UsageError:
    """The answer to one of many questions as JSON, or what is wrong with its own bounds, which win over the options.

    A question with nothing to look up has no answer.
    """
    bounds = {**narrowed, **question.narrowing}
    try:
        require_some_day(bounds["since"], bounds["until"], bounds["as_of"])
        answer = conversation.ask(question.text, **bounds)
    except QuestionError:
        answer = conversation.unanswerable(question.text, **{name: bounds[name] for name in NARROWING})
    except UsageError as error:
        if not question.narrowing:
            raise
        return error
    return answer_json(answer, question.id)
