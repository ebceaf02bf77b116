"""The REPL: one question per line; commands start with a colon."""

import datetime
import difflib
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, WordCompleter
from prompt_toolkit.history import FileHistory
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.conversation import Conversation
from bot.exports import FORMATS
from bot.exports.writers import export
from bot.journal.codec import answer_json
from bot.journal.private_files import owner_only
from bot.journal.store import Journal
from bot.render.answers import answer_text
from bot.render.articles import article_text, articles_text
from bot.render.checks import check_text, quotation_text, summary
from bot.render.explanations import explanation_text
from bot.render.phrases import encodable, json_text, news_lines, printable
from retrieval import Answer, Changes, Citation, NotFound, PinciteError, StateError, UsageError, shown_title

NEWEST = 20
"""How many articles `:sources` lists: what fits on a screen of 24 lines."""


class Command(NamedTuple):
    """A command of the REPL: what follows its name, what it does, and the function that does it."""

    arguments: str
    help: str
    run: Callable[["Repl", str], None]


class Repl:
    """Answers on a console what is typed, line by line, until told to quit."""

    def __init__(self, conversation: Conversation, console: Console, journal: Journal | None = None) -> None:
        self.conversation = conversation
        self.console = console
        self.journal = journal
        self.as_json = False
        self.over = False
        self._forgettings: int | None = None

    def respond(self, line: str) -> None:
        """Answers the question of a line, or carries out its command; an error is shown as a sentence."""
        line = encodable(line).strip()
        if not line:
            return
        self._notice_forgettings()
        try:
            if command := command_typed(line):
                self._command(*command)
            else:
                self.ask(line)
        except PinciteError as error:
            self.say(str(error))

    def say(self, sentence: str) -> None:
        """Prints a sentence as it is, what a terminal would obey made visible."""
        self.console.print(printable(sentence), markup=False, highlight=False, soft_wrap=True)

    def show(self, rendered: object) -> None:
        """Prints something rendered; in a pipe, lines are not wrapped."""
        self.console.print(rendered, highlight=False, soft_wrap=not self.console.is_terminal)

    def _notice_forgettings(self) -> None:
        """Goes on from the last answer as the journal has it, where answers were deleted by another process."""
        if self.journal is None:
            return
        with suppress(StateError):
            forgettings = self.journal.forgettings()
            if self._forgettings not in (None, forgettings) and self.conversation.last is not None:
                try:
                    self.conversation.take_up(self.journal.answer(self.conversation.last.id))
                except NotFound:
                    self.conversation.afresh()
            self._forgettings = forgettings

    def ask(self, question: str) -> None:
        """Answers a question."""
        answer = self.conversation.ask(question)
        if self.as_json:
            self.say(json_text(answer_json(answer)))
        else:
            self.show(answer_text(answer, marks=not self.console.is_terminal))
            self.say("")

    def _command(self, name: str, rest: str) -> None:
        known = name[1:].lower()
        command = COMMANDS.get(ALSO.get(known, known))
        if command is None:
            if known in ELSEWHERE:
                raise UsageError(f"{name} is a command of the Telegram bot; {ELSEWHERE[known]}")
            near = difflib.get_close_matches(known, COMMANDS, 1)
            hint = f"did you mean :{near[0]}?" if near else ":help lists the commands."
            raise UsageError(f"There is no command {name}; {hint}")
        command.run(self, rest)


def command_typed(line: str) -> tuple[str, str] | None:
    """A command with its sign, and what follows it; None for a question.

    Besides `:help`, a command is known as it is sent to the Telegram bot (`/help`, `/help@name`), and those that ask
    for help or leave by the word alone.
    """
    if line.lower() in _BARE:
        return f":{line}", ""
    if match := _SLASHED.match(line):
        return match[1], line[match.end() :].strip()
    name, _, rest = line.partition(" ")
    return (name, rest.strip()) if line.startswith(":") else None


def repl(conversation: Conversation, console: Console, lines: Iterable[str], journal: Journal | None = None) -> None:
    """Responds to lines until they end or one of them quits.

    Args:
        conversation: Answers the questions.
        console: Where to print.
        lines: What was typed.
        journal: The answers that commands may name; without it, only the last one.
    """
    session = Repl(conversation, console, journal)
    for line in lines:
        session.respond(line)
        if session.over:
            return


class News:
    """What came into the archive while somebody typed, kept until the next prompt."""

    def __init__(self, console: Console) -> None:
        """Nothing came in yet."""
        self._console = console
        self._waiting: deque[Changes] = deque()

    def told(self, changes: Changes) -> None:
        """Keeps what came in; called in any thread."""
        self._waiting.append(changes)

    def show(self) -> None:
        """Prints what came in since the last time, its articles in one line."""
        news = Changes(0, 0, 0, ())
        while self._waiting:
            news = news.and_then(self._waiting.popleft())
        for line in news_lines(news):
            self._console.print(printable(line), style="dim", markup=False, highlight=False)


class PrivateHistory(FileHistory):
    """What was typed, in a file of its owner's alone; where that can't be read or written, it lasts for the session."""

    def load_history_strings(self) -> Iterable[str]:
        """The entries, newest first."""
        try:
            return list(super().load_history_strings())
        except OSError:
            return []

    def store_string(self, string: str) -> None:
        """Writes an entry."""
        with suppress(OSError), owner_only():
            super().store_string(string)


def typed_lines(history: Path, between: Callable[[], object] = lambda: None) -> Iterator[str]:
    """The lines typed at a prompt with history and completion: Ctrl-C drops the line, Ctrl-D ends the session.

    Args:
        history: The file of what was typed.
        between: Called before each prompt.
    """
    session: PromptSession[str] = PromptSession(history=PrivateHistory(history), completer=completer())
    while True:
        between()
        try:
            yield session.prompt("? ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def completer() -> Completer:
    """A completer of command names at the start of a line."""
    return WordCompleter([f":{name}" for name in COMMANDS], sentence=True)


def _help(repl: Repl, _: str) -> None:
    repl.say("Type a question, or one of these:")
    commands = Table.grid(padding=(0, 0, 0, 2), pad_edge=True)
    commands.add_column(no_wrap=True)
    commands.add_column()
    for name, command in COMMANDS.items():
        commands.add_row(Text(f":{name} {command.arguments}"), Text(command.help))
    repl.show(commands)


def _sources(repl: Repl, _: str) -> None:
    archive = repl.conversation.searcher.archive
    repl.show(articles_text((article, shown_title(article)) for article in islice(archive.articles(), NEWEST)))
    count = archive.article_count()
    if count > NEWEST:
        repl.say(f"… {NEWEST} newest of {count:,} articles; `pincite articles` lists all.")


def _show(repl: Repl, which: str) -> None:
    answer = repl.conversation.last
    if answer is None or not answer.passages:
        raise UsageError("There is no passage to show yet; ask something first.")
    if not which.isdecimal() or not 1 <= int(which) <= len(answer.passages):
        raise UsageError(f":show takes the number of a passage, from 1 to {len(answer.passages)}.")
    citation = answer.passages[int(which) - 1].citation
    archive = repl.conversation.searcher.archive
    article, marks = archive.article(citation.article), not repl.console.is_terminal
    repl.show(article_text(article, citation.title, citation.paragraphs, archive.not_indexed(article), marks=marks))


def _check(repl: Repl, which: str) -> None:
    citations = _citations(repl, which)
    checks = repl.conversation.searcher.check(citations)
    for check, citation in zip(checks, citations, strict=True):
        repl.show(check_text(check, citation.title))
    repl.say(summary(checks, datetime.datetime.now(datetime.UTC)))


def _quote(repl: Repl, text: str) -> None:
    repl.show(quotation_text(repl.conversation.searcher.quote(text)))


def _export(repl: Repl, arguments: str) -> None:
    form, _, which = arguments.partition(" ")
    if form not in FORMATS:
        raise UsageError(f":export takes a format ({', '.join(FORMATS)}) and, for an earlier answer, its id.")
    written = export(_answer(repl, which.strip()), form, repl.conversation.searcher)
    repl.say(written.rstrip("\n"))


def _citations(repl: Repl, which: str) -> list[Citation]:
    """The citations of passage N of the last answer, of an answer or citation by its id, or of the last answer."""
    if which.isdecimal():
        passages = _last(repl).passages
        if not 1 <= int(which) <= len(passages):
            raise UsageError(f"The last answer has no passage {which}; it has {len(passages)}.")
        return [passages[int(which) - 1].citation]
    if which and repl.journal is not None:
        return repl.journal.citations(which)
    return [passage.citation for passage in _answer(repl, which).passages]


def _answer(repl: Repl, which: str) -> Answer:
    """The answer with an id; the last one without an id."""
    if not which or (repl.conversation.last and repl.conversation.last.id == which):
        return _last(repl)
    if repl.journal is None:
        raise UsageError(f"There is no answer {which!r} in this session.")
    return repl.journal.answer(which)


def _last(repl: Repl) -> Answer:
    if repl.conversation.last is None:
        raise UsageError("There is no answer yet; ask something first.")
    return repl.conversation.last


def _json(repl: Repl, _: str) -> None:
    repl.as_json = not repl.as_json
    repl.say("Answers come as JSON now." if repl.as_json else "Answers come as text now.")


def _why(repl: Repl, which: str) -> None:
    answer = _last(repl)
    if not which.isdecimal() and which:
        raise UsageError(f":why takes the number of a passage, from 1 to {len(answer.passages)}.")
    repl.show(explanation_text(repl.conversation.searcher.explain(answer, int(which or 1))))


def _new(repl: Repl, _: str) -> None:
    repl.conversation.afresh()
    repl.say("The next question stands on its own.")


def _quit(repl: Repl, _: str) -> None:
    repl.over = True


def _asked(repl: Repl, question: str) -> None:
    if not question:
        raise UsageError("Write the question after :ask, or alone on a line.")
    repl.ask(question)


COMMANDS = {
    "help": Command("", "this list", _help),
    "ask": Command("QUESTION", "as a question alone on a line", _asked),
    "sources": Command("", "the articles in the archive, newest first", _sources),
    "show": Command("N", "passage N of the last answer, in its article", _show),
    "check": Command("[ID|N]", "do the citations of the last answer, another one, or passage N still stand?", _check),
    "quote": Command("TEXT", "is this quotation in the archive?", _quote),
    "export": Command("FORMAT [ID]", f"the last answer, or one by its id, as {', '.join(FORMATS)}", _export),
    "why": Command("N", "why passage N of the last answer is ranked where it is", _why),
    "new": Command("", "start over: the next question stands on its own", _new),
    "json": Command("", "switch between answers as JSON and as text", _json),
    "quit": Command("", "leave (or Ctrl-D, exit, q)", _quit),
}

ALSO = {"start": "help", "h": "help", "?": "help", "latest": "sources", "exit": "quit", "q": "quit"}
"""Other names of commands: those of the Telegram bot, and those that other prompts have taught."""

ELSEWHERE = {
    "settings": "`pincite --help` lists the options that are settings here.",
    "forgetme": "answers are deleted by `pincite journal forget`.",
    "add": "here an article is added by putting its file into the archive's folder.",
    "remove": "here an article is removed by taking its file out of the archive's folder.",
    "users": "here it is `pincite telegram users`.",
    "invite": "here it is `pincite telegram invite`.",
}
"""What the commands of the Telegram bot that the prompt lacks are here."""

_BARE = frozenset({"help", "?", "quit", "exit", "q"})
"""Words that are commands without a sign, alone on a line."""

_SLASHED = re.compile(r"(/[A-Za-z]\w*)(?:@\w+)?(?=\s|$)")
"""A command as it is sent to the Telegram bot; "/usr/bin" is none."""
