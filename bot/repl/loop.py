"""Lines that are typed, and the result of each."""

from collections.abc import Iterable

from rich.console import Console

from bot.conversation import Conversation
from bot.journal.store import Journal
from bot.render.phrases import refusal_text
from bot.repl.commands import carry_out, command_typed
from bot.repl.session import Session, cleaned
from retrieval import PinciteError


class Repl(Session):
    """Answers on a console what is typed, line by line, until told to quit."""

    def respond(self, line: str) -> None:
        """Answers the question of a line, or carries out its command; an error is shown as a sentence.

        Ctrl-C at a terminal ends what is being done, and not the session.
        """
        line = cleaned(line)
        if not line:
            return
        self.notice_forgettings()
        try:
            if command := command_typed(line):
                carry_out(self, *command)
            else:
                self.ask(" ".join(line.split()))
        except PinciteError as error:
            self.explain(refusal_text(error, ":articles"))
        except KeyboardInterrupt:
            if not self.console.is_terminal:
                raise
            self.say("Stopped.")


def repl(conversation: Conversation, console: Console, lines: Iterable[str], journal: Journal | None = None) -> None:
    """Responds to lines until they end or one of them quits.

    Args:
        conversation: Answers the questions.
        console: Where to print.
        lines: What was typed.
        journal: The answers that commands may name; without it, only the last one.
    """
    respond_to(Repl(conversation, console, journal), lines)


def respond_to(session: Repl, lines: Iterable[str]) -> None:
    """Responds to lines until they end or one of them quits."""
    for line in lines:
        session.respond(line)
        if session.over:
            return
