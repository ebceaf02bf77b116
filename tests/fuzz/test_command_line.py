"""The command line: whatever is typed ends with an exit code, without a traceback or an order to the terminal."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.journal.store import Journal
from tests.answers import answer, passage
from tests.cli.test_command_line import Run
from tests.conftest import write_jsonl

WORDS = st.text(st.characters(exclude_characters="\0"), max_size=30)
"""What a shell can pass on, and bytes that are not UTF-8 as Python has them."""

TYPED = st.one_of(
    WORDS,
    st.sampled_from(
        [
            "ask",
            "check",
            "quote",
            "show",
            "export",
            "journal",
            "forget",
            "articles",
            "feedback",
            "eval",
            "--json",
            "--limit",
            "--since",
            "--until",
            "--as-of",
            "--source",
            "--from",
            "-",
            "--replay",
            "--explain",
            "--no-journal",
            "--article",
            "--speaker",
            "--strict",
            "--all",
            "--chat",
            "--older-than",
            "--format",
            "md",
            "csv",
            "--engine",
            "memory",
            "--links",
            "plain",
            "k7q2m9",
            "k7q2m9.1",
            "k7q2m9.99",
            "harbour",
            "Who opened the harbour?",
            "a.jsonl",
            "one#1",
            "one#99999999",
            "2024-03-16",
            "9" * 400,
            "-1",
            "0",
            "--",
            "-h",
            "--version",
        ]
    ),
)


@pytest.fixture
def pincite(corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `pincite` over one article, with an answer in the journal, in the folder of the article."""
    write_jsonl(corpus / "a.jsonl", {"id": "one", "title": "Harbour", "text": "The harbour was opened by Ada."})
    monkeypatch.chdir(corpus)
    journal = Journal(state)
    journal.keep(answer(passage(article="one")), "repl")
    journal.close()
    return Run(state)


def held(pincite: Run, corpus: Path, arguments: list[str], stdin: str) -> None:
    """Runs a command, and holds what must be true of all."""
    done = pincite(*arguments, stdin=stdin, PINCITE_CORPUS=str(corpus))
    assert done.returncode in (0, 1, 2, 3)
    assert "Traceback" not in done.stdout + done.stderr
    assert "Pincite failed" not in done.stderr
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|\r(?!\n)", done.stdout + done.stderr
    )
    for line in done.stderr.splitlines():
        assert line.startswith(("pincite: ", "Not in the archive"))


@given(st.lists(TYPED, max_size=6).filter(lambda typed: "telegram" not in typed), st.text(max_size=40))
@settings(max_examples=settings().max_examples // 2)
@example(["ask", "--from", "-"], '{"question": "\\ud800", "id": "\\udfff"}\n' + "[" * 100_000)
@example(["journal", "forget", "--older-than", "999999999"], "")
@example(["show", "\udcff"], "")
@example(["ask", "\udcff harbour", "--source", "\udcff"], "")
def test_any_command(pincite: Run, corpus: Path, arguments: list[str], stdin: str) -> None:
    """Commands, options and words in any order."""
    held(pincite, corpus, arguments, stdin)


@given(
    st.lists(
        st.one_of(
            WORDS,
            st.sampled_from(
                [
                    ":help",
                    ":show 1",
                    ":show 9",
                    ":check",
                    ":check k7q2m9",
                    ":quote harbour was opened",
                    ":export md",
                    ":export bibtex",
                    ":why 1",
                    ":why 9",
                    ":why ²",
                    ":new",
                    ":json",
                    ":sources",
                    ":quit",
                    "Who opened the harbour?",
                    "and when?",
                ]
            ),
        ),
        max_size=6,
    )
)
@settings(max_examples=settings().max_examples // 4)
def test_any_session(pincite: Run, corpus: Path, lines: list[str]) -> None:
    """Questions and commands of the prompt in any order, from a pipe."""
    held(pincite, corpus, [], "\n".join(lines).encode("utf-8", "replace").decode())
