"""The commands of the prompt, and how each is known by what is typed."""

import datetime
import difflib
import os
import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from bot.conversation import mentions_in
from bot.exports import FORMATS
from bot.exports.bundle import web_address
from bot.exports.writers import export
from bot.journal.follows import COMMAND_LINE
from bot.journal.news import Lookout, begun
from bot.journal.store import Journal
from bot.journal.timelines import timeline_json
from bot.render.articles import article_text, articles_text, namesakes_text
from bot.render.checks import check_text, quotation_text, summary
from bot.render.explanations import explanation_text
from bot.render.follows import follow_line
from bot.render.phrases import cited_title, json_text, languages_text
from bot.render.screen import article_screen
from bot.render.statistics import statistics_text
from bot.render.timeline import days_of, fitting_bars, timeline_text, words_and_period
from bot.repl.reading import in_browser, in_pager
from bot.repl.session import Session
from retrieval import (
    Article,
    ArticleFilter,
    UsageError,
    browse,
    how_watched,
    languages_named,
    shown_title,
    statistics,
    timeline,
)

NEWEST = 20
"""How many articles `:sources` lists: what fits on a screen of 24 lines."""

_ID = re.compile(r"[0-9a-z]{6}", re.IGNORECASE)
"""The id of an answer; a file of such a name is written as ./answer."""


class Command(NamedTuple):
    """A command of the prompt: what follows its name, what it does, and the function that does it."""

    arguments: str
    help: str
    run: Callable[[Session, str], None]


def carry_out(session: Session, name: str, rest: str) -> None:
    """Carries out a command.

    Args:
        session: Whose command it is.
        name: The command with its sign.
        rest: What follows it.

    Raises:
        UsageError: There is no such command, or it can't take what follows.
    """
    command_name = name[1:].lower()
    command = COMMANDS.get(ALSO.get(command_name, command_name))
    if command is None:
        if command_name in ELSEWHERE:
            raise UsageError(f"{name} is a command of the Telegram bot; {ELSEWHERE[command_name]}")
        near = difflib.get_close_matches(command_name, COMMANDS, 1)
        hint = f"did you mean :{near[0]}?" if near else ":help lists the commands."
        raise UsageError(f"There is no command {name}; {hint}")
    command.run(session, rest)


def command_typed(line: str) -> tuple[str, str] | None:
    """A command with its sign, and what follows it; None for a question.

    Besides `:help`, a command is known as it is sent to the Telegram bot (`/help`, `/help@name`), and those that ask
    for help or leave by the word alone.
    """
    if line.lower() in _BARE:
        return f":{line.lower().removesuffix('()')}", ""
    if match := _SLASHED.match(line):
        return match[1], line[match.end() :].strip()
    if not line.startswith(":"):
        return None
    name, *rest = line.split(maxsplit=1)
    return name, "".join(rest)


def _help(session: Session, _: str) -> None:
    session.say("Type a question, or one of these:")
    commands = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    commands.add_column(no_wrap=True)
    commands.add_column()
    for name, command in COMMANDS.items():
        commands.add_row(Text(f":{name} {command.arguments}"), Text(command.help))
    session.show(commands)


def _sources(session: Session, _: str) -> None:
    archive, conditions = session.conversation.searcher.archive, ArticleFilter(language=session.language)
    with session.conversation.searcher.reading() as index:
        of_language, count = browse(index, conditions, NEWEST)
    newest = islice(archive.outlines(), NEWEST) if conditions == ArticleFilter() else of_language
    session.show(articles_text((article, shown_title(article)) for article in newest))
    if count > NEWEST:
        session.say(f"… {NEWEST} newest of {count:,} articles; `pincite articles` lists all.")


def _language(session: Session, language: str) -> None:
    with session.conversation.searcher.reading() as index:
        article_counts = index.languages
        if language and language.lower() not in _ALL:
            languages_named(language, article_counts)
    if language:
        session.language = None if language.lower() in _ALL else language
    there = ", ".join(f"{languages_text(code)} ({code})" for code in article_counts)
    if session.language:
        session.explain(f"Only articles in {languages_text(session.language)} are searched; :language all ends that.")
    else:
        session.explain(f"Articles in all languages are searched{f': {there}' if there else ''}.")


class _Chosen(NamedTuple):
    """An article that is to be shown, its title, the paragraphs to mark, and the address of its page."""

    article: Article
    title: str
    marked: tuple[int, ...]
    address: str | None


def _chosen(session: Session, command: str, which: str) -> _Chosen | None:
    """What the number of a passage or the name of an article stands for; None if several bear the name.

    Args:
        session: Whose last answer it is.
        command: What is to be done with it, as messages call it.
        which: The number or the name.

    Raises:
        UsageError: There is no such passage, or nothing is named.
        NotFound: There is no such article.
    """
    archive, answer = session.conversation.searcher.archive, session.conversation.last
    if not which or which.isdecimal():
        if answer is None or not answer.passages:
            raise UsageError("There is no passage to show yet; ask something first.")
        if not which or not 1 <= int(which) <= len(answer.passages):
            raise UsageError(f":{command} takes the number of a passage, from 1 to {len(answer.passages)}.")
        citation = answer.passages[int(which) - 1].citation
        address = web_address(citation.link or citation.url)
        return _Chosen(archive.article(citation.article), citation.title, citation.paragraphs, address)
    matches, paragraphs = archive.find(which)
    if len(matches) > 1:
        session.say(namesakes_text(len(matches), which))
        session.show(articles_text((article, shown_title(article)) for article in matches[:NEWEST]))
        return None
    return _Chosen(matches[0], shown_title(matches[0]), paragraphs, web_address(matches[0].url))


def _show(session: Session, which: str) -> None:
    if (target := _chosen(session, "show", which)) is not None:
        _show_chosen(session, target)


def _show_chosen(session: Session, target: _Chosen) -> None:
    not_indexed = session.conversation.searcher.archive.not_indexed(target.article)
    about = (target.article, target.title, target.marked, not_indexed)
    if session.console.is_terminal:
        session.show(article_screen(*about, session.console, session.lines))
    else:
        session.show(article_text(*about, marks=True))


def _open(session: Session, which: str) -> None:
    if (target := _chosen(session, "open", which)) is None:
        return
    if not session.console.is_terminal or session.console.is_dumb_terminal:
        _show_chosen(session, target)
        return
    if target.address and in_browser(target.address):
        session.say(f"Opened {target.address}")
        return
    not_indexed = session.conversation.searcher.archive.not_indexed(target.article)
    with session.console.capture() as captured:
        session.show(article_text(target.article, target.title, target.marked, not_indexed, marks=session.marks))
    if not in_pager(captured.get(), os.environ):
        session.console.file.write(captured.get())


def _check(session: Session, which: str) -> None:
    citations = session.citations(which)
    checks = session.conversation.searcher.check(citations)
    for check, citation in zip(checks, citations, strict=True):
        session.show(check_text(check, cited_title(citation.title, citation.source, citation.authors)))
    session.say(summary(checks, datetime.datetime.now(datetime.UTC)))


def _quote(session: Session, text: str) -> None:
    session.show(quotation_text(session.conversation.searcher.quote(text)))


def _timeline(session: Session, line: str) -> None:
    if not line:
        raise UsageError("Write the words after :timeline; “in 2024-03” behind them shows what was said then.")
    words, period = words_and_period(line)
    searcher, conversation = session.conversation.searcher, session.conversation
    if period:
        answer = mentions_in(searcher, words, days_of(period), conversation.limit, language=session.language)
        session.present(conversation.keep_apart(answer))
        return
    times = timeline(searcher, words, language=session.language)
    if times.ends.answered:
        times = times.with_ends(conversation.keep_apart(times.ends))
        session.in_sight = len(times.ends.passages)
    if session.as_json:
        session.say(json_text(timeline_json(times)))
        return
    screen = session.console
    most = fitting_bars(screen.size.height if screen.is_terminal else None)
    session.show(timeline_text(times, f":timeline {words} in", screen.width, most, marks=session.marks))


def _export(session: Session, arguments: str) -> None:
    form, *rest = arguments.split(maxsplit=1)[:2] or [""]
    if form.lower() not in FORMATS:
        raise UsageError(f":export takes a format ({', '.join(FORMATS)}) and, if you like, an answer's id and a file.")
    which, file = _answer_and_file("".join(rest))
    content = export(session.answer(which), form.lower(), session.conversation.searcher, session.public_url)
    if file is None:
        session.say(content.rstrip("\n"))
        return
    if file.exists():
        raise UsageError(f"{file} already exists; name another file.")
    try:
        with session.writing():
            file.write_text(content, encoding="utf-8", newline="")
    except (OSError, ValueError) as error:
        raise UsageError(f"{file} can't be written ({getattr(error, 'strerror', None) or error}).") from error
    session.say(f"Written to {file}.")


def _answer_and_file(words: str) -> tuple[str, Path | None]:
    """The id of an answer and the file that are named after a format, either of which may be left out."""
    first, _, rest = words.strip().partition(" ")
    which, name = (first, rest.strip()) if _ID.fullmatch(first) else ("", words.strip())
    if not name:
        return which, None
    try:
        return which, Path(name).expanduser()
    except RuntimeError:  # there is no such home
        return which, Path(name)


def _more(session: Session, _: str) -> None:
    session.more()


def _stats(session: Session, _: str) -> None:
    searcher = session.conversation.searcher
    corpus = searcher.archive.corpus
    with searcher.reading() as index:
        numbers = statistics(index)
    watched = how_watched(corpus, session.watch) if session.watch else "not watched"
    session.show(statistics_text(numbers, str(corpus), watched, session.console.width))


def _follow(session: Session, question: str) -> None:
    journal = _journal(session)
    if not question:
        answer = session.last()
        question = answer.understood or answer.question
    lookout = Lookout(session.conversation.searcher, journal.follows)
    follow, already_followed = begun(lookout, journal.follows, question, session.narrowed, COMMAND_LINE)
    line = follow_line(follow.question, follow.id, follow.narrowed)
    session.say(f"{'You follow this already' if already_followed else 'Following'}: {line}")
    session.say("`pincite follow run` reports what comes in, `pincite follow remove` ends it.")


def _following(session: Session, _: str) -> None:
    follows = _journal(session).follows.of(COMMAND_LINE)
    for follow in follows:
        session.say(follow_line(follow.question, follow.id, follow.narrowed))
    if not follows:
        session.say("Nothing is followed yet; :follow QUESTION starts.")


def _journal(session: Session) -> Journal:
    """The journal of a session; raises UsageError if it has none."""
    if session.journal is None:
        raise UsageError("Nothing can be followed: no journal is kept here.")
    return session.journal


def _json(session: Session, _: str) -> None:
    session.as_json = not session.as_json
    session.say("Answers come as JSON now." if session.as_json else "Answers come as text now.")


def _why(session: Session, which: str) -> None:
    answer = session.last()
    if not which.isdecimal() and which:
        raise UsageError(f":why takes the number of a passage, from 1 to {len(answer.passages)}.")
    session.show(explanation_text(session.conversation.searcher.explain(answer, int(which or 1))))


def _new(session: Session, _: str) -> None:
    session.conversation.afresh()
    session.say("The next question stands on its own.")


def _quit(session: Session, _: str) -> None:
    session.over = True


def _ask(session: Session, question: str) -> None:
    if not question:
        raise UsageError("Write the question after :ask, or alone on a line.")
    session.ask(" ".join(question.split()))


COMMANDS = {
    "help": Command("", "this list", _help),
    "ask": Command("QUESTION", "the same as the question alone on a line", _ask),
    "more": Command("", "more passages of the last answer", _more),
    "show": Command("N|ARTICLE", "passage N where it stands, or an article", _show),
    "open": Command("N|ARTICLE", "its page in the browser, else all its text in a pager", _open),
    "check": Command("[N|ID]", "do the citations in sight, or those of N or ID, still stand?", _check),
    "why": Command("[N]", "why passage N is ranked where it is", _why),
    "quote": Command("TEXT", "is this quotation in the archive?", _quote),
    "timeline": Command("WORDS [in 2024]", "when words were said, or what was said then", _timeline),
    "export": Command("FORMAT [ID] [FILE]", f"the answer as {', '.join(FORMATS)}", _export),
    "follow": Command("[QUESTION]", "be told when an article answers it", _follow),
    "following": Command("", "what you follow", _following),
    "language": Command("[NAMES|all]", "search only articles in these languages: es,pt", _language),
    "sources": Command("", "the articles, newest first", _sources),
    "stats": Command("", "the archive in numbers", _stats),
    "new": Command("", "the next question stands on its own", _new),
    "json": Command("", "answers as JSON, or as text again", _json),
    "quit": Command("", "leave (or Ctrl-D, exit, q)", _quit),
}

ALSO = {
    "start": "help",
    "h": "help",
    "?": "help",
    "latest": "sources",
    "articles": "sources",
    "exit": "quit",
    "q": "quit",
}
"""Other names of commands: those of the bot, of the command line, and those that other prompts have taught."""

ELSEWHERE = {
    "settings": "`pincite --help` lists the options that are settings here.",
    "forgetme": "answers are deleted by `pincite journal forget`.",
    "add": "here an article is added by putting its file into the archive's folder.",
    "remove": "here an article is removed by taking its file out of the archive's folder.",
    "users": "here it is `pincite telegram users`.",
    "invite": "here it is `pincite telegram invite`.",
}
"""What the commands of the Telegram bot that the prompt lacks are here."""

_ALL = frozenset({"all", "any", "*"})
"""What ends that only some languages are searched."""

_BARE = frozenset({"help", "?", "quit", "exit", "q", "quit()", "exit()"})
"""Words that are commands without a sign, alone on a line."""

_SLASHED = re.compile(r"(/[A-Za-z]\w*)(?:@\w+)?(?=\s|$)")
"""A command as it is sent to the Telegram bot; "/usr/bin" is none."""
