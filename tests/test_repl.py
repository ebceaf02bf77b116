"""The REPL: a transcript from the first line to the last, and a real prompt."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.conversation import Conversation
from bot.repl import COMMANDS, completer, repl, typed_lines
from retrieval import Searcher
from tests.conftest import QUESTION, SEED, SEEDS

Transcript = Callable[..., str]


@pytest.fixture
def transcript(opened: Callable[..., Searcher]) -> Transcript:
    """What the REPL writes for these lines."""

    def write(*lines: str) -> str:
        screen = io.StringIO()
        repl(Conversation(opened(SEEDS)), Console(file=screen, width=200), lines)
        return screen.getvalue()

    return write


def test_whole_transcript(transcript: Transcript) -> None:
    """Questions, commands, mistakes and the end, in one sitting."""
    written = transcript(
        ":help", "", "   ", QUESTION, ":show 1", ":show 9", ":sources", ":hepl", ":unknown", "!!!", ":json", QUESTION,
        ":json", ":quit", "never read",
    )  # fmt: skip
    lines = written.splitlines()
    assert [line.split()[0] for line in lines[1 : 1 + len(COMMANDS)]] == [f":{name}" for name in COMMANDS]
    assert "**Despite Smotrich's vehement opposition" in written
    assert "“The Israeli Delegation's Mission to Qatar”, paragraph 3, characters 1268-1879" in written
    assert "▶   3  **Despite" in written
    assert ":show takes the number of a passage, from 1 to 3." in lines
    assert f"2024-03-16  Amidst escalating tensions and stalled prisoner exchange negotiations…  {SEED}" in lines
    assert "There is no command :hepl; did you mean :help?" in lines
    assert "There is no command :unknown; :help lists the commands." in lines
    assert "There is no word in that question; ask in a few plain words." in lines
    answer = json.loads(next(line for line in lines if line.startswith("{")))
    assert answer["question"] == QUESTION
    assert lines[-1] == "Answers come as text now."


def test_show_before_any_question(transcript: Transcript) -> None:
    """There is nothing to show yet, and that is said."""
    assert transcript(":show 1") == "There is no passage to show yet; ask something first.\n"


def test_no_answer_is_said(transcript: Transcript) -> None:
    """A question that the archive can't answer is told so, with the words that match nothing."""
    written = transcript("Zarathustra umbrella?")
    assert "This archive does not seem to hold the answer." in written
    assert "Not in the archive: Zarathustra, umbrella." in written


def test_prompt_keys(tmp_path: Path) -> None:
    """Ctrl-C drops a line, Ctrl-D ends, and what was typed is in the history."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("half a question\x03whole question\r\x04")
        assert list(typed_lines(tmp_path / "history")) == ["whole question"]
    assert "whole question" in (tmp_path / "history").read_text()


def test_completion() -> None:
    """A colon offers the commands."""
    offered = completer().get_completions(Document(":s"), CompleteEvent())
    assert {":show", ":sources"} <= {completion.text for completion in offered}
    assert list(completer().get_completions(Document("who :s"), CompleteEvent())) == []


def test_check_quote_and_export(transcript: Transcript) -> None:
    """The last answer or one passage of it is checked and written out; a quotation is looked up."""
    written = transcript(
        ":check", QUESTION, ":check", ":check 1", ":check 9", ":quote the army should enter Rafah immediately",
        ":export csl", ":export", ":export md zzzzzz",
    )  # fmt: skip
    assert "There is no answer yet; ask something first." in written
    assert "3 citations: 3 verified. Checked " in written
    assert "1 citation: 1 verified. Checked " in written
    assert "The last answer has no passage 9; it has 3." in written
    assert "✓ verbatim" in written
    assert '"type": "document"' in written
    assert ":export takes a format (md, json, csv, bibtex, csl, ris, annotation, html)" in written
    assert "There is no answer 'zzzzzz' in this session." in written


def test_why_and_new(transcript: Transcript) -> None:
    """:why explains a passage, the first unless told, and says what is wrong with its number; :new forgets."""
    written = transcript(":why", QUESTION, ":why", ":why 9", ":why x", "And who mediates?", ":new", ":why")
    assert written.count("“delegation” ") == 1
    assert "There is no answer yet; ask something first." in written
    assert "The answer has no passage 9; it has 3." in written
    assert ":why takes the number of a passage, from 1 to 3." in written
    assert "Understood as: And who mediates? (expected lead Israeli delegation Qatar)" in written
    assert written.rstrip().endswith("There is no answer yet; ask something first.")
