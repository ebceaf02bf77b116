"""The commands about the answers given before: `journal`, `journal forget`, `journal backup`, `feedback`."""

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from bot.cli.common import PathArgument, WholeNumber, common, with_options
from bot.cli.terminal import say, warn, write, write_json
from bot.journal.feedback import judged_questions
from bot.journal.store import Journal, days_before
from bot.journal.waiting import forget_waiting
from bot.render.phrases import counted
from bot.settings import Settings
from retrieval import NotFound, UsageError

LISTED = 20
"""How many answers `pincite journal` lists: what fits on a screen of 24 lines."""


@contextmanager
def open_journal(settings: Settings) -> Iterator[Journal]:
    """The journal in the state folder; says on stderr what is damaged in it."""
    with closing(Journal(settings.state, settings.keep_days)) as answers:
        try:
            yield answers
        finally:
            for sentence in answers.notes():
                warn(sentence)


@click.group(invoke_without_command=True)
@common
@click.pass_context
def journal(context: click.Context, /, **options: Any) -> None:
    """Lists the latest answers; `journal forget` deletes answers for good, `journal backup` copies them."""
    context.obj = with_options(context.obj, options)
    if context.invoked_subcommand is None:
        with open_journal(context.obj) as answers:
            for entry in answers.latest(LISTED):
                answer = entry.answer
                asked_at, question = f"{answer.asked_at:%Y-%m-%d %H:%M}", " ".join(answer.question.split())
                say(f"{answer.id}  {asked_at}  {entry.entry_point:<12}  {question}")


@journal.command()
@click.argument("answer_ids", nargs=-1)
@click.option("--chat", metavar="ID", help="All answers given in a Telegram chat.")
@click.option("--person", metavar="ID", help="All that a person asked in Telegram, and how they rated answers.")
@click.option("--older-than", type=WholeNumber(0), metavar="DAYS", help="All answers older than this many days.")
@click.option("--all", "everything", is_flag=True, help="Every answer.")
@common
@click.pass_obj
def forget(
    settings: Settings,
    /,
    answer_ids: tuple[str, ...],
    chat: str | None,
    person: str | None,
    older_than: int | None,
    everything: bool,
    **options: Any,
) -> None:
    """Deletes answers from the journal for good: by their ids, a chat, a person, their age, or all of them.

    Questions followed in that chat, or by that person, are no longer followed; with --all, none is.
    """
    if not (answer_ids or chat or person or older_than is not None or everything):
        raise UsageError("Name the answers to forget, or give --chat, --person, --older-than or --all.")
    before = None
    if older_than is not None:
        before = days_before(datetime.datetime.now(datetime.UTC), older_than)
    settings = with_options(settings, options)
    with open_journal(settings) as answers:
        followed = len(answers.follows.all())
        questions = {question for identity in answer_ids if (question := _question(answers, identity))}
        count = answers.forget_all() if everything else sum(map(answers.forget, answer_ids))
        if not everything and (chat or person or before):
            count += answers.forget(chat=chat, person=person, before=before)
        followed -= len(answers.follows.all())
    forget_waiting(settings.state, lambda waiting: everything or waiting.meets(chat, person, before, questions))
    also = f" and {counted(followed, 'followed question')}" if followed else ""
    say(f"Forgot {counted(count, 'answer')}{also}.")
    if answer_ids and not count:
        raise NotFound(f"There is no answer {answer_ids[0]!r} in the journal.")


def _question(answers: Journal, identity: str) -> str | None:
    """The question of an answer; None if it can't be read."""
    try:
        return answers.answer(identity).question.strip()
    except NotFound:
        return None


@journal.command()
@click.argument("folder", type=PathArgument(file_okay=False))
@common
@click.pass_obj
def backup(settings: Settings, /, folder: Path, **options: Any) -> None:
    """Copies the journal, its key and the bots' files to FOLDER, while they are in use; the rest can be rebuilt.

    To restore them, stop Pincite, replace those in the state folder with them, and start it again.
    """
    from bot.journal.backup import backed_up  # noqa: PLC0415 # what no other command needs

    for path in backed_up(with_options(settings, options).state, folder):
        write(f"{path}  {path.stat().st_size / 2**20:,.1f} MB")


@click.command()
@common
@click.pass_obj
def feedback(settings: Settings, /, **options: Any) -> None:
    """Prints the answers that people rated good as questions with known answers: JSON lines for `pincite eval`."""
    with open_journal(with_options(settings, options)) as answers:
        for question in judged_questions(answers):
            write_json(question)
