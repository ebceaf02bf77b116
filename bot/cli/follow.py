"""The command `follow`: questions whose new answers are reported as they come in, for cron."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import Any

import click

from bot.cli.common import Commands, common, narrowing, opened, with_options
from bot.cli.journal import open_journal
from bot.cli.terminal import console, display, finish, is_without_bold, say, warn, write_json
from bot.journal.codec import answer_json, timestamp
from bot.journal.follows import COMMAND_LINE, Follow, News, NewsState
from bot.journal.news import Lookout, begun
from bot.journal.store import Journal
from bot.render.answers import answer_text
from bot.render.follows import count_text, follow_json, follow_line, news_text
from bot.render.phrases import counted, encodable
from bot.settings import Settings
from retrieval import NARROWING, Answer, NotFound, Searcher

LIMIT = 3
"""Passages of the answer that is shown when a question is begun to be followed."""


class _Commands(Commands):
    how = "To follow a question, use `pincite follow add`."


@click.group(cls=_Commands, invoke_without_command=True)
@common
@click.pass_context
def follow(context: click.Context, /, **options: Any) -> None:
    """Follows questions: when a new article holds an answer, `follow run` reports it, once.

    Without a command it lists what is followed. Copies of earlier news and clean-up edits are not reported.
    For cron: `*/10 * * * * pincite follow run`.
    """
    context.obj = with_options(context.obj, options)
    if context.invoked_subcommand is None:
        context.invoke(list_, as_json=False)


@follow.command()
@click.argument("question", nargs=-1, type=encodable, required=True)
@click.option("--json", "as_json", is_flag=True, help="The followed question and its current answer, as JSON.")
@narrowing
@common
@click.pass_obj
def add(settings: Settings, /, question: tuple[str, ...], as_json: bool, **options: Any) -> None:
    """Follows a question from now on, and shows its current answer."""
    narrowed = {name: options.pop(name) for name in NARROWING}
    settings = with_options(settings, options)
    text = " ".join(question)
    with _both(settings) as (searcher, journal):
        lookout = Lookout(searcher, journal.follows)
        followed, already_followed = begun(lookout, journal.follows, text, narrowed, COMMAND_LINE)
        answer = searcher.ask(text, limit=settings.limit or LIMIT, **narrowed)
        answer = journal.keep_or_tell(warn, answer, "follow")
    if as_json:
        write_json({"follow": _json(followed, ()), "answer": answer_json(answer)})
        return
    say(f"{'You follow this already' if already_followed else 'Following'}: {_line(followed)}")
    say("This is the current answer; `pincite follow run` reports what comes in from now on.")
    display(answer_text(answer, marks=is_without_bold()))


@follow.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per question.")
@common
@click.pass_obj
def list_(settings: Settings, /, as_json: bool, **options: Any) -> None:
    """Lists the followed questions, and news that may not have reached you."""
    with open_journal(with_options(settings, options)) as journal:
        follows, every = _own(journal), journal.follows.all()
        news = journal.follows.news(COMMAND_LINE, *NewsState)
    for followed in follows:
        own = [item for other, item in news if other.id == followed.id]
        if as_json:
            write_json(_json(followed, own))
            continue
        say(_line(followed))
        for sentence in _about(own):
            say(f"        {sentence}")
    elsewhere = len(every) - len(follows)
    if not as_json and not every:
        say("Nothing is followed. `pincite follow add QUESTION` starts.")
    elif not as_json and elsewhere:
        say(f"In Telegram {counted(elsewhere, 'more question')} {'is' if elsewhere == 1 else 'are'} followed.")


@follow.command()
@click.argument("follow_ids", nargs=-1, required=True, metavar="ID...")
@common
@click.pass_obj
def remove(settings: Settings, /, follow_ids: tuple[str, ...], **options: Any) -> None:
    """Stops following questions, by their ids."""
    with open_journal(with_options(settings, options)) as journal:
        follows = {followed.id: followed for followed in journal.follows.all()}
        for identity in follow_ids:
            journal.follows.remove(identity)
            removed_follow = follows.get(identity.strip().casefold())
            say(f"No longer followed: {_line(removed_follow) if removed_follow else identity}")


@follow.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per article that answers a question.")
@common
@click.pass_obj
def run(settings: Settings, /, as_json: bool, **options: Any) -> None:
    """Looks at the articles that came in and reports those that answer a followed question, each once.

    As JSON each line has `follow`, `question`, `found_at` and the whole `answer`.

    News is noted as reported before it is printed: what a kill or a broken pipe keeps from you is not reported again,
    but `follow list` names it.
    """
    with _both(with_options(settings, options)) as (searcher, journal):
        journal.follows.begin_again(COMMAND_LINE)
        Lookout(searcher, journal.follows).look()
        waiting = journal.follows.news(COMMAND_LINE, NewsState.WAITING)
        waiting = [(followed, item) for followed, item in waiting if followed.corpus == searcher.archive.state.name]
        answers = [(followed, item, _answer(journal, item)) for followed, item in waiting]
        items = [item for _, item, _ in answers]
        journal.follows.put(items, NewsState.SENDING)
        _print_news([(followed, item, answer) for followed, item, answer in answers if answer], as_json=as_json)
        finish()
        journal.follows.put(items, NewsState.TOLD)


def _print_news(news: Sequence[tuple[Follow, News, Answer]], *, as_json: bool) -> None:
    """Prints the news, as JSON a line each, or grouped by question."""
    if as_json:
        for followed, item, answer in news:
            about = {"follow": followed.id, "question": followed.question, "found_at": timestamp(item.found_at)}
            write_json(about | {"answer": answer_json(answer)})
        return
    by_question = groupby(sorted(news, key=lambda row: (row[0].since, row[0].id)), key=lambda row: row[0])
    marks, questions = is_without_bold(), 0
    for followed, rows in by_question:
        questions += 1
        display(news_text(followed.question, [_first(answer) for _, _, answer in rows], marks=marks))
    if news:
        say(count_text(len(news), questions))
    elif console().is_terminal:
        say("Nothing new.")


def _first(answer: Answer) -> Answer:
    """An answer with its first passage alone."""
    return replace(answer, passages=answer.passages[:1])


def _answer(journal: Journal, news: News) -> Answer | None:
    """The answer of some news; None if it is damaged, which is said."""
    try:
        return journal.answer(news.answer)
    except NotFound as error:
        warn(str(error))
        return None


@contextmanager
def _both(settings: Settings) -> Iterator[tuple[Searcher, Journal]]:
    """The archive and the journal, open."""
    with opened(settings) as searcher, open_journal(settings) as journal:
        yield searcher, journal


def _own(journal: Journal) -> list[Follow]:
    """What is followed on the command line."""
    return journal.follows.of(COMMAND_LINE)


def _line(followed: Follow) -> str:
    return follow_line(followed.question, followed.id, followed.narrowed)


def _about(news: Sequence[News]) -> Iterator[str]:
    """How many pieces of news about a question were reported, and which may not have been."""
    by = {state: [item for item in news if item.state is state] for state in NewsState}
    unsure = [*by[NewsState.UNSURE], *by[NewsState.SENDING]]
    if by[NewsState.TOLD]:
        yield f"{counted(len(by[NewsState.TOLD]), 'article')} told."
    if by[NewsState.WAITING]:
        yield f"{counted(len(by[NewsState.WAITING]), 'article')} to be told by the next run."
    for item in unsure:
        yield f"Perhaps not told: {item.answer} of {item.found_at:%Y-%m-%d}; `pincite export {item.answer}` shows it."


def _json(followed: Follow, news: Sequence[News]) -> dict[str, Any]:
    """A followed question as JSON, with the ids of the answers that wait and that may not have been told."""
    by = {state: [item.answer for item in news if item.state is state] for state in NewsState}
    counts = {
        "told": len(by[NewsState.TOLD]),
        "waiting": by[NewsState.WAITING],
        "unsure": [*by[NewsState.SENDING], *by[NewsState.UNSURE]],
    }
    return follow_json(followed.id, followed.question, timestamp(followed.since), followed.narrowed, counts)
