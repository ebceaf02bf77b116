"""What one person does at the prompt: what was answered last, how much of it is in sight, and how things are shown."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress

from rich.console import Console

from bot.conversation import SHOWN, Conversation
from bot.journal.codec import answer_json
from bot.journal.store import Journal
from bot.render.answers import answer_text
from bot.render.phrases import encodable, json_text, printable, shows_no_bold
from bot.render.screen import screenful
from bot.render.styled import Styled
from retrieval import Answer, Citation, NotFound, StateError, UsageError, WatchSettings

AROUND_LINES = 4
"""Lines of a screen that stay free of an answer: the question above it, an empty line, the prompt, the bar."""

FEWEST_LINES = 6
"""Lines that an answer may take on the lowest screen."""


class Session:
    """The state of a prompt on a console."""

    def __init__(
        self,
        conversation: Conversation,
        console: Console,
        journal: Journal | None = None,
        *,
        at_first: int = SHOWN,
        watch: WatchSettings | None = None,
        writing: Callable[[], AbstractContextManager[object]] = nullcontext,
        public_url: str = "",
    ) -> None:
        """Begins a session.

        Args:
            conversation: Answers the questions.
            console: Where to print.
            journal: The answers that commands may name; without it, only the last one.
            at_first: How many passages of an answer a screen shows at most before `:more`.
            watch: How the archive is watched, where it is.
            writing: Stands around the writing of a file that was asked for.
            public_url: Where the web page is reached; empty if it has no such address.
        """
        self.conversation = conversation
        self.console = console
        self.journal = journal
        self.watch = watch
        self.writing = writing
        self.public_url = public_url
        self.as_json = False
        self.over = False
        self.language: str | None = None
        """The languages of the articles that are searched; None: all."""
        self.in_sight = 0
        """How many passages of the last answer were shown."""
        self._at_first = at_first
        self._forgettings: int | None = None

    @property
    def narrowed(self) -> dict[str, str | None]:
        """Which articles are searched, as `Searcher.ask` takes it."""
        return {"language": self.language}

    @property
    def marks(self) -> bool:
        """Whether marks are around what is bold elsewhere."""
        return shows_no_bold(self.console)

    @property
    def lines(self) -> int:
        """How many lines an answer may take."""
        return max(self.console.size.height - AROUND_LINES, FEWEST_LINES)

    def say(self, sentence: str) -> None:
        """Prints a sentence as it is, what a terminal would obey made visible."""
        self.console.print(printable(sentence), markup=False, highlight=False, soft_wrap=True)

    def explain(self, sentence: str) -> None:
        """Prints a sentence that may be long: on a terminal no word of it is broken at the end of a line."""
        self.show(Styled(printable(sentence)))

    def show(self, rendered: object) -> None:
        """Prints something rendered; in a pipe, lines are not wrapped."""
        self.console.print(rendered, highlight=False, soft_wrap=not self.console.is_terminal)

    def notice_forgettings(self) -> None:
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
        self.present(self.conversation.ask(question, **self.narrowed))

    def present(self, answer: Answer) -> None:
        """Shows an answer, the last one."""
        self.in_sight = len(answer.passages)
        if self.as_json:
            self.say(json_text(answer_json(answer)))
        elif self.console.is_terminal:
            self.in_sight = 0
            self._show_screen(answer, self._at_first)
        else:
            self.show(answer_text(answer, marks=True))
            self.say("")

    def more(self) -> None:
        """Shows the next passages of the last answer that fit a screen."""
        answer = self.last()
        if self.in_sight < len(answer.passages):
            self._show_screen(answer, None)
        else:
            self.say("There are no more passages.")

    def _show_screen(self, answer: Answer, most: int | None) -> None:
        rendered, self.in_sight = screenful(answer, self.console, self.lines, self.in_sight, most)
        self.show(rendered)
        self.say("")

    def last(self) -> Answer:
        """The last answer; raises UsageError if there is none."""
        if self.conversation.last is None:
            raise UsageError("There is no answer yet; ask something first.")
        return self.conversation.last

    def answer(self, which: str) -> Answer:
        """The answer with an id; the last one without an id.

        Raises:
            UsageError: There is no such answer in this session.
            NotFound: There is none in the journal.
        """
        if not which or (self.conversation.last and self.conversation.last.id == which):
            return self.last()
        if self.journal is None:
            raise UsageError(f"There is no answer {which!r} in this session.")
        return self.journal.answer(which)

    def citations(self, which: str) -> list[Citation]:
        """The citations of passage N of the last answer, of an answer or citation by its id, or those in sight."""
        # Ids that are numbers were given up to version 0.1.
        if which.isdecimal() and not (self.journal is not None and self.journal.holds(which)):
            passages = self.last().passages
            if not 1 <= int(which) <= len(passages):
                raise UsageError(f"The last answer has no passage {which}; it has {len(passages)}.")
            return [passages[int(which) - 1].citation]
        if which and self.journal is not None:
            return self.journal.citations(which)
        answer_passages = self.answer(which).passages
        return [passage.citation for passage in (answer_passages if which else answer_passages[: self.in_sight])]


def cleaned(line: str) -> str:
    """A line as it was typed or pasted, without the white space around it."""
    return encodable(line).strip()
