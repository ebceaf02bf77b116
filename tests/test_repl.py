"""The REPL: a transcript from the first line to the last, and a real prompt."""

import datetime
import io
import json
import os
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from bot.conversation import Conversation
from bot.exports import FORMATS
from bot.journal.rows import renamed
from bot.journal.store import Journal
from bot.repl import COMMANDS, NEWEST, Bar, News, Repl, completer, repl, respond_to, typed_lines
from bot.repl import commands as repl_commands
from bot.repl.reading import in_pager
from retrieval import Answer, Changes, Problem, Searcher
from tests.conftest import QUESTION, SEED, SEEDS, write_jsonl

Transcript = Callable[..., str]


@pytest.fixture
def transcript(seeds_once: Searcher) -> Transcript:
    """What the REPL writes for these lines."""

    def write(*lines: str) -> str:
        return written_by(seeds_once, *lines)

    return write


def written_by(searcher: Searcher, *lines: str) -> str:
    """What the REPL writes for these lines, over an archive that is open."""
    screen = io.StringIO()
    repl(Conversation(searcher), Console(file=screen, width=200), lines)
    return screen.getvalue()


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


def test_what_came_in_is_said_between_two_prompts(tmp_path: Path) -> None:
    """In one line, however many looks it took, and once; nothing is said where nothing came."""
    screen = io.StringIO()
    news = News(Console(file=screen, width=200))
    news.show()
    assert screen.getvalue() == ""
    news.add(Changes(1, 0, 0, (Problem("a.pdf", "is damaged"),)))
    news.add(Changes(1, 2, 0, (), ("The archive \x1b[2J is empty now.",)))
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        keys.send_text("one\rtwo\r\x04")
        assert list(typed_lines(tmp_path / "history", news.show)) == ["one", "two"]
    assert screen.getvalue().splitlines() == [
        "2 new articles, 2 changed.",
        "a.pdf is damaged; left out.",
        "The archive \ufffd[2J is empty now.",
    ]


def test_why_and_new(transcript: Transcript) -> None:
    """:why explains a passage, the first unless told, and says what is wrong with its number; :new forgets."""
    written = transcript(":why", QUESTION, ":why", ":why 9", ":why x", "And who mediates?", ":new", ":why")
    assert written.count("“delegation” ") == 1
    assert "There is no answer yet; ask something first." in written
    assert "The answer has no passage 9; it has 3." in written
    assert ":why takes the number of a passage, from 1 to 3." in written
    assert (
        "Understood as: And who mediates? (Smotrich's Mossad David Barnea expected lead Israeli delegation Qatar)"
        in written
    )
    assert written.rstrip().endswith("There is no answer yet; ask something first.")


def archive(opened: Callable[..., Searcher], corpus: Path, number: int) -> Searcher:
    """An archive of short articles, the newest last by name."""
    write_jsonl(
        corpus / "a.jsonl",
        *(
            {"id": f"a{i:02}", "title": f"Title {i:02}", "date": f"2024-03-{i + 1:02}", "text": f"Harbour words {i}."}
            for i in range(number)
        ),
    )
    return opened()


@pytest.mark.parametrize("number", [NEWEST - 1, NEWEST, NEWEST + 1])
def test_sources_lists_the_newest(opened: Callable[..., Searcher], corpus: Path, number: int) -> None:
    """It lists up to twenty articles, newest first, and counts them only when there are more."""
    screen = io.StringIO()
    repl(Conversation(archive(opened, corpus, number)), Console(file=screen, width=200), [":sources"])
    lines = screen.getvalue().splitlines()
    assert lines[0] == f"2024-03-{number:02}  Title {number - 1:02}  a{number - 1:02}"
    assert len(lines) == min(number, NEWEST + 1)
    more = f"… {NEWEST} newest of {NEWEST + 1} articles; `pincite articles` lists all."
    assert (lines[-1] == more) == (number > NEWEST)


def test_only_articles_in_some_languages(opened: Callable[..., Searcher], corpus: Path) -> None:
    """From the command on, in answers, timelines and lists, until all are asked for again."""
    rows = [
        {"id": "en", "language": "en", "title": "Fair", "date": "2024-03-01", "text": "The fair of Talheim was held."},
        {"id": "es", "language": "es", "title": "Feria", "date": "2024-03-02", "text": "La feria de Talheim terminó."},
    ]
    searcher = opened(write_jsonl(corpus / "a.jsonl", *rows))
    asked = [":sources", "Talheim", ":timeline Talheim", ":timeline Talheim in 2024-03"]

    def lines(*typed: str) -> list[str]:
        return written_by(searcher, *typed).splitlines()

    assert lines(":language") == ["Articles in all languages are searched: English (en), Spanish (es)."]
    every, spanish = "\n".join(lines(*asked)), "\n".join(lines(":language español", *asked))
    assert ("fair of" in every, "2024-03-01" in every, "feria de" in every) == (True, True, True)
    assert ("fair of" in spanish, "2024-03-01" in spanish) == (False, False)
    assert spanish.count("feria de") >= 3
    told = "Only articles in Spanish are searched; :language all ends that."
    assert lines(":language es", ":language", ":language Klingon", ":language", ":language all") == [
        told,
        told,
        "No article of this archive is in 'Klingon'; there are articles in English (en), Spanish (es).",
        told,
        "Articles in all languages are searched: English (en), Spanish (es).",
    ]
    assert "fair of" in "\n".join(lines(":language es", ":language ALL", "Talheim"))


def test_what_is_followed_is_of_the_languages_that_are_searched(
    opened: Callable[..., Searcher], corpus: Path, state: Path
) -> None:
    """And the list names them."""
    searcher = archive(opened, corpus, 2)
    with closing(Journal(state)) as journal:
        screen = io.StringIO()
        typed = [":language English", ":follow Who feeds the gulls?", ":following"]
        repl(Conversation(searcher), Console(file=screen, width=200), typed, journal)
        (follow,) = journal.follows.all()
    assert follow.narrowed["language"] == "English"
    assert screen.getvalue().count("Who feeds the gulls?  (in English)") == 2


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (":show 0", ":show takes the number of a passage, from 1 to 3."),
        (":show 4", ":show takes the number of a passage, from 1 to 3."),
        (":show", ":show takes the number of a passage, from 1 to 3."),
        (":show x", "There is no article 'x' in this archive; `:articles` lists them."),
        (":open 4", ":open takes the number of a passage, from 1 to 3."),
        (":check 0", "The last answer has no passage 0; it has 3."),
        (":check 4", "The last answer has no passage 4; it has 3."),
        (":check zzzzzz", "There is no answer 'zzzzzz' in this session."),
        (":why 0", "The answer has no passage 0; it has 3."),
        (":quote …", "There are no words in that quotation."),
        (":SHOW 0", ":show takes the number of a passage, from 1 to 3."),
    ],
)
def test_a_number_that_is_none_of_a_passage(transcript: Transcript, command: str, sentence: str) -> None:
    """Below the first and beyond the last there is nothing, and that is said in one line."""
    before, after = transcript(QUESTION), transcript(QUESTION, command)
    assert after.splitlines()[len(before.splitlines()) :] == [sentence]


def test_the_first_and_the_last_passage(transcript: Transcript) -> None:
    """Each passage is shown, checked or explained by its number."""
    before = len(transcript(QUESTION))
    assert [transcript(QUESTION, f":why {n}")[before:].splitlines()[0][:3] for n in (1, 3)] == ["[1]", "[3]"]
    for number in (1, 3):
        checked = transcript(QUESTION, f":check {number}")[before:].splitlines()
        assert checked[0].split()[2].endswith(f".{number}")
        assert checked[-1].startswith("1 citation: 1 verified.")
        assert "▶" in transcript(QUESTION, f":show {number}")[before:]


def test_answers_of_the_journal_are_named(opened: Callable[..., Searcher], state: Path) -> None:
    """With a journal, answers of earlier sessions are checked and exported, and one citation alone."""
    searcher = opened(SEEDS)
    with closing(Journal(state)) as journal:
        earlier = journal.keep(searcher.ask(QUESTION, limit=2), "repl")
        conversation = Conversation(searcher, keep=lambda answer: journal.keep(answer, "repl"))
        screen = io.StringIO()
        commands = (f":check {earlier.id}", f":check {earlier.id}.2", f":export json {earlier.id}", ":check zzzzzz")
        repl(conversation, Console(file=screen, width=10_000), commands, journal)
        written = screen.getvalue()
        assert "2 citations: 2 verified." in written
        assert "1 citation: 1 verified." in written
        assert f'"id": "{earlier.id}"' in written
        assert "There is no answer 'zzzzzz' in the journal." in written


def test_an_id_that_is_a_number_is_no_passage(opened: Callable[..., Searcher], state: Path) -> None:
    """Some ids of version 0.1 are: such an answer is checked, and other numbers are those of passages."""
    searcher = opened(SEEDS)
    with closing(Journal(state)) as journal:
        journal.keep(renamed(searcher.ask(QUESTION, limit=2), "494742"), "repl")
        screen = io.StringIO()
        commands = (":check 494742", ":check 494743", QUESTION, ":check 494743", ":check 1")
        repl(Conversation(searcher), Console(file=screen, width=10_000), commands, journal)
        written = screen.getvalue()
        assert "2 citations: 2 verified." in written
        assert "There is no answer yet; ask something first." in written
        assert "The last answer has no passage 494743;" in written
        assert "1 citation: 1 verified." in written


def test_the_last_answer_is_named_by_its_id(opened: Callable[..., Searcher]) -> None:
    """Without a journal the last answer goes by its id, too."""
    conversation = Conversation(opened(SEEDS))
    screen = io.StringIO()
    session = Repl(conversation, Console(file=screen, width=10_000))
    session.respond(QUESTION)
    assert conversation.last
    session.respond(f":export json {conversation.last.id}")
    assert f'"id": "{conversation.last.id}"' in screen.getvalue()
    assert not session.over
    session.respond(" :quit ")
    assert session.over


def test_on_a_terminal_the_sentence_is_bold(opened: Callable[..., Searcher]) -> None:
    """There are no asterisks in an answer or an article where there is bold."""
    screen = io.StringIO()
    console = Console(file=screen, width=200, force_terminal=True)
    repl(Conversation(opened(SEEDS)), console, [QUESTION, ":show 1"])
    assert "*" not in screen.getvalue()
    assert "\x1b[1mDespite" in screen.getvalue()


def test_what_was_forgotten_elsewhere_is_not_followed(opened: Callable[..., Searcher], state: Path) -> None:
    """After another process deleted the last answer, the next question builds on nothing of it; on another it does."""
    with closing(Journal(state)) as journal, closing(Journal(state)) as elsewhere:

        def kept(answer: Answer) -> Answer:
            return journal.keep(answer, "repl")

        session = Repl(Conversation(opened(SEEDS), keep=kept), Console(file=io.StringIO(), width=200), journal)
        session.respond(QUESTION)
        (first,) = journal.ids()
        session.respond("And when?")
        followed = session.conversation.last
        assert followed is not None
        assert followed.understood is not None
        elsewhere.forget(first)
        session.respond(":help")
        now = session.conversation.last
        assert now is not None
        assert (now.id, now.understood) == (followed.id, None)
        elsewhere.forget(followed.id)
        session.respond(":why 1")
        assert session.conversation.last is None
        session.respond("And when will the delegation leave?")
        assert journal.answer(*journal.ids()).understood is None


@pytest.mark.parametrize("terminal", [True, False])
def test_a_sentence_is_said_as_it_is(opened: Callable[..., Searcher], terminal: bool) -> None:
    """Without marks, colours or line breaks of the console's; what is rendered is wrapped on a terminal only."""
    screen = io.StringIO()
    session = Repl(Conversation(opened(SEEDS)), Console(file=screen, width=20, force_terminal=terminal))
    sentence = "Kiln 5 is [bold]cold[/bold]: https://kiln.example/a/long/address"
    session.say(sentence)
    assert screen.getvalue() == f"{sentence}\n"
    session.show("It is cold in 'Kiln' 5 today.")
    shown = screen.getvalue().removeprefix(f"{sentence}\n")
    assert shown == ("It is cold in 'Kiln'\n5 today.\n" if terminal else "It is cold in 'Kiln' 5 today.\n")


def test_no_word_of_an_error_is_broken(opened: Callable[..., Searcher]) -> None:
    """On a terminal it goes on in the next line where a word would not fit; marks and brackets stay what they are."""
    screen = io.StringIO()
    session = Repl(Conversation(opened(SEEDS)), Console(file=screen, width=20, force_terminal=True))
    session.respond(":[bold]unknown")
    lines = [line.rstrip() for line in screen.getvalue().splitlines()]
    assert lines == ["There is no command", ":[bold]unknown;", ":help lists the", "commands."]


def test_why_explains_the_first_unless_told(transcript: Transcript) -> None:
    """The same as its number does, and not what another one's does."""
    first, second = (transcript(QUESTION, command).rstrip() for command in (":why 1", ":why 2"))
    default = transcript(QUESTION, ":why").rstrip()
    assert default.rpartition("\n\n")[2] == first.rpartition("\n\n")[2] != second.rpartition("\n\n")[2]


def test_the_list_of_commands_keeps_to_the_screen(seeds: Searcher) -> None:
    """Whatever follows a name stands in a column of its own, and no line is wider than the screen."""
    screen = io.StringIO()
    repl(Conversation(seeds), Console(file=screen, width=60, force_terminal=True, color_system=None), [":help"])
    lines = screen.getvalue().splitlines()
    assert max(map(len, lines)) <= 60
    assert [line for line in lines if line.startswith("  :export FORMAT [ID] [FILE]  the answer as")]
    assert {":stats", ":follow", ":more", ":open"} <= {line.split()[0] for line in lines}


@pytest.mark.parametrize("leaving", ["exit", "quit", "q", "Q", " exit ", ":q", ":exit", "/quit", "/exit", "exit()"])
def test_words_that_leave(seeds: Searcher, leaving: str) -> None:
    """As other prompts know them, with a sign or without."""
    assert written_by(seeds, leaving, ":json") == ""


@pytest.mark.parametrize("asking", ["help", "Help", "?", "/help", "/start", "/help@pincite_bot", ":h", "/HELP"])
def test_words_that_ask_for_help(seeds: Searcher, asking: str) -> None:
    """The list of commands comes, and nothing is searched."""
    assert written_by(seeds, asking) == written_by(seeds, ":help")


def test_commands_of_the_bot_do_their_like(seeds: Searcher) -> None:
    """With the same words behind them."""
    for slashed, colon in [
        ("/sources", ":sources"),
        ("/latest", ":sources"),
        ("/new", ":new"),
        ("/quote x", ":quote x"),
    ]:
        assert written_by(seeds, slashed) == written_by(seeds, colon)
    asked = written_by(seeds, f"/ask {QUESTION}")
    assert "**Despite Smotrich's vehement opposition" in asked
    assert written_by(seeds, "/ask") == "Write the question after :ask, or alone on a line.\n"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/settings", "`pincite --help` lists the options"),
        ("/forgetme", "`pincite journal forget`"),
        ("/users", "`pincite telegram users`"),
        ("/add", "putting its file into the archive's folder"),
        ("/hepl", "There is no command /hepl; did you mean :help?"),
        ("/nonsense", "There is no command /nonsense; :help lists the commands."),
    ],
)
def test_commands_that_only_the_bot_has(seeds: Searcher, typed: str, sentence: str) -> None:
    """Where their like is to be found is said; nothing is searched."""
    assert sentence in written_by(seeds, typed)


@pytest.mark.parametrize(
    "question", ["/usr/bin is what?", "help wanted: Smotrich?", "/ Smotrich", "exit Smotrich", "q?", '"exit"']
)
def test_questions_that_look_like_commands(seeds: Searcher, question: str) -> None:
    """A path, or one of those words with others, is searched."""
    assert "Smotrich" in written_by(seeds, question) or "archive" in written_by(seeds, question)
    assert "command" not in written_by(seeds, question)


def long_archive(opened: Callable[..., Searcher], corpus: Path) -> Searcher:
    """Three long articles about one thing."""
    told = "The kiln of Bray was cold for years, and nobody lit it. " * 6
    write_jsonl(
        corpus / "a.jsonl",
        *(
            {
                "id": f"a{n}", "title": f"Kiln {n}", "date": f"2024-03-0{n}", "authors": ["Ana Ruiz"],
                "text": "\n\n".join([f"{told}Mayor N{n} lit the kiln of Bray at last. {told}", *["A gull. " * 60] * 9]),
            }
            for n in (1, 2, 3)
        ),
    )  # fmt: skip
    return opened()


def terminal(height: int = 24, width: int = 80, **options: Any) -> Console:
    """A console that is a terminal of this size, without colours."""
    return Console(
        file=io.StringIO(), force_terminal=True, width=width, height=height, **{"color_system": None, **options}
    )


def written(console: Console) -> list[str]:
    """What a console shows, line by line, without codes."""
    assert isinstance(console.file, io.StringIO)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", console.file.getvalue()).splitlines()
    console.file.truncate(0)
    console.file.seek(0)
    return shown


@pytest.mark.parametrize(("width", "height"), [(80, 24), (60, 20), (200, 50), (40, 10)])
def test_the_best_passage_is_in_sight(opened: Callable[..., Searcher], corpus: Path, width: int, height: int) -> None:
    """With its answer sentence and its citation, on a screen of any size; what has no room comes with :more."""
    console = terminal(height, width, color_system="truecolor")
    session = Repl(Conversation(long_archive(opened, corpus), 10), console)
    session.respond("Who lit the kiln of Bray at last?")
    lines = written(console)
    assert len(lines) <= height - 2
    assert "lit the kiln of Bray at last." in " ".join(" ".join(lines).split())
    assert any(line.startswith("[1] Kiln ") for line in lines)
    assert "Ana Ruiz" in " ".join(lines)
    ranks = [line.split()[0] for line in lines if line.startswith("[")]
    while any(line.endswith(": :more") for line in lines):
        session.respond(":more")
        lines = written(console)
        assert len(lines) <= max(height - 2, 10)  # the lowest screen has no room for every sentence
        ranks += [line.split()[0] for line in lines if line.startswith("[")]
    last = session.conversation.last
    assert last is not None
    assert ranks == [f"[{passage.rank}]" for passage in last.passages]
    session.respond(":more")
    assert written(console) == ["There are no more passages."]


def test_what_is_in_sight_is_checked(opened: Callable[..., Searcher], corpus: Path) -> None:
    """:check without a number goes by what was shown, not by what :more would show."""
    console = terminal()
    session = Repl(Conversation(long_archive(opened, corpus), 10), console, at_first=1)
    respond_to(session, ["Who lit the kiln of Bray at last?", ":check"])
    assert written(console)[-1].startswith("1 citation: 1 verified.")


def test_without_bold_there_are_marks(opened: Callable[..., Searcher], corpus: Path) -> None:
    """On a terminal that knows no bold the answer sentence stands between asterisks, and elsewhere it does not."""
    searcher = long_archive(opened, corpus)
    for colours, marked in ((None, True), ("standard", False)):
        console = terminal(color_system=colours)
        repl(Conversation(searcher), console, ["Who lit the kiln of Bray at last?"])
        assert ("**" in " ".join(written(console))) == marked


def test_an_article_is_shown_by_any_name(opened: Callable[..., Searcher], corpus: Path) -> None:
    """By its title, in as many paragraphs as fit; namesakes are listed with their ids."""
    searcher = long_archive(opened, corpus)
    console = terminal()
    session = Repl(Conversation(searcher), console)
    session.respond(":show kiln 2")
    lines = written(console)
    assert lines[0] == "Kiln 2"
    assert len(lines) <= 22
    assert lines[-1].strip().startswith("…")
    session.respond(":show a2#5")
    lines = written(console)
    assert any(line.startswith("▶   5") for line in lines)
    assert len(lines) <= 22
    write_jsonl(corpus / "b.jsonl", {"id": "b", "title": "KILN 2", "text": "Another kiln."})
    searcher.refresh()
    session.respond(":show “kiln 2”")
    assert written(console) == [
        "2 articles are named '“kiln 2”'; choose one by its id, the last of its line:",
        "2024-03-02  Kiln 2  a2",
        "no date     KILN 2  b",
    ]


def test_an_answer_is_exported_to_a_file(opened: Callable[..., Searcher], tmp_path: Path) -> None:
    """In every format; a file that is there is left alone, and one that can't be written is said."""
    screen = io.StringIO()
    session = Repl(Conversation(opened(SEEDS)), Console(file=screen, width=400))
    session.respond(QUESTION)
    for form in FORMATS:
        session.respond(f":export {form} {tmp_path / f'the answer.{form}'}")
        assert (tmp_path / f"the answer.{form}").stat().st_size
    assert screen.getvalue().splitlines()[-1] == f"Written to {tmp_path / 'the answer.html'}."
    before = (tmp_path / "the answer.md").read_bytes()
    session.respond(f":export html {tmp_path / 'the answer.md'}")
    session.respond(f":export html {tmp_path / 'nowhere' / 'a.html'}")
    assert screen.getvalue().splitlines()[-2:] == [
        f"{tmp_path / 'the answer.md'} already exists; name another file.",
        f"{tmp_path / 'nowhere' / 'a.html'} can't be written (No such file or directory).",
    ]
    assert (tmp_path / "the answer.md").read_bytes() == before


def test_a_page_is_opened_in_the_browser(
    opened: Callable[..., Searcher], corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the article has an address, at the very words; an address that no browser may follow is not opened."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "title": "A", "url": "https://kiln.example/a", "text": "Ana Ruiz lit the kiln of Bray."},
        {"id": "b", "title": "B", "url": "javascript:alert(1)", "text": "The mill of Ardglass is open."},
    )
    addresses: list[str] = []
    read: list[str] = []

    def opened_in(places: list[str]) -> Callable[..., bool]:
        def open_(what: str, _: object = None) -> bool:
            places.append(what)
            return True

        return open_

    monkeypatch.setattr(repl_commands, "in_browser", opened_in(addresses))
    monkeypatch.setattr(repl_commands, "in_pager", opened_in(read))
    console = terminal(color_system="standard")
    session = Repl(Conversation(opened()), console)
    monkeypatch.setenv("TERM", "xterm")
    respond_to(session, ["Who lit the kiln of Bray?", ":open 1", ":open a", ":open B"])
    assert addresses[0].startswith("https://kiln.example/a#:~:text=")
    assert addresses[1:] == ["https://kiln.example/a"]
    assert len(read) == 1
    assert "The mill of Ardglass is open." in read[0]


def test_where_nothing_can_be_opened_it_is_shown(transcript: Transcript) -> None:
    """In a pipe :open does what :show does."""
    assert transcript(QUESTION, ":open 1").split("\n")[-12:] == transcript(QUESTION, ":show 1").split("\n")[-12:]


def test_the_pager_begins_at_the_passage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of PAGER with its options, else less or more; where there is none, that is told."""
    got = tmp_path / "got"
    for name in ("less", "mine"):
        (tmp_path / name).write_text(f'#!/bin/sh\n/bin/echo "$0" "$@" > {got}\n/bin/cat >> {got}\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    text = "\n".join(f"\x1b[36m{'▶' if n == 9 else ' '} {n}" for n in range(1, 20))
    less = "less -R +6"
    for wanted, command in (("mine -x", "mine -x"), ("", less), ("nowhere", less), ("'", less)):
        assert in_pager(text, {"PAGER": wanted, "PATH": str(tmp_path)})
        assert got.read_text().splitlines()[0] == f"{tmp_path}/{command}"
        assert got.read_text().endswith(text)
    for number, options in ((4, "-R"), (5, "-R +2")):
        assert in_pager("a\n" * (number - 1) + "▶ b", {"PATH": str(tmp_path)})
        assert got.read_text().splitlines()[0] == f"{tmp_path}/less {options}"
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert not in_pager(text, {"PAGER": "mine"})


def test_the_bar_tells_of_the_archive(opened: Callable[..., Searcher], corpus: Path) -> None:
    """Its name, how many articles, when one changed, as far as there is room; it is drawn again when one comes in."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The mill of Ardglass is open."})
    os.utime(corpus / "a.jsonl", (1_700_000_000, 1_700_000_000))
    searcher = opened()
    bar, drawn = Bar(searcher), list[str]()
    news = News(terminal(), bar)
    changed = f"{datetime.datetime.fromtimestamp(1_700_000_000, datetime.UTC).astimezone():%-d %b %Y, %H:%M}"
    assert bar.text(80) == f" corpus · 1 article · changed {changed} · :help"
    assert [bar.text(width) for width in (26, 5)] == [" corpus · 1 article", ""]
    bar.drawn_by(lambda: drawn.append(bar.text(26)))
    write_jsonl(corpus / "b.jsonl", {"id": "b", "text": "The kiln of Bray is cold."})
    news.add(searcher.refresh())
    assert drawn == [" corpus · 2 articles"]


def test_a_long_name_leaves_room_in_the_bar(opened: Callable[..., Searcher], tmp_path: Path) -> None:
    """Of an archive with a long name, in letters of two columns each, the beginning is shown."""
    (folder := tmp_path / ("港" * 40)).mkdir()
    write_jsonl(folder / "a.jsonl", {"id": "a", "text": "The mill of Ardglass is open."})
    text = Bar(opened(folder)).text(60)
    assert text.startswith(f" {'港' * 11}… · 1 article")


def test_ctrl_c_ends_what_is_done(opened: Callable[..., Searcher], monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal the session goes on; in a pipe the program ends."""

    def interrupted(_: Repl, question: str) -> None:
        raise KeyboardInterrupt(question)

    monkeypatch.setattr(Repl, "ask", interrupted)
    console = terminal()
    conversation = Conversation(opened(SEEDS))
    respond_to(Repl(conversation, console), ["Who?", ":json"])
    assert written(console) == ["Stopped.", "Answers come as JSON now."]
    with pytest.raises(KeyboardInterrupt):
        repl(conversation, Console(file=io.StringIO()), ["Who?"])


def test_the_archive_in_numbers(transcript: Transcript) -> None:
    """As `pincite stats` gives them."""
    lines = transcript(":stats").splitlines()
    assert lines[:2] == [str(SEEDS), "articles       1 in 1 file"]
    assert "watched        not watched" in lines


def test_a_question_is_followed(opened: Callable[..., Searcher], state: Path) -> None:
    """The one that is written, or the last one; that of another session is known. Without a journal that is said."""
    searcher = opened(SEEDS)
    with closing(Journal(state)) as journal:
        screen = io.StringIO()
        lines = (
            ":following",
            ":follow",
            ":follow Who mediates?",
            QUESTION,
            ":follow",
            ":follow who MEDIATES?",
            ":following",
        )
        repl(Conversation(searcher), Console(file=screen, width=10_000), lines, journal)
        said = screen.getvalue().splitlines()
        first, second = (follow.id for follow in journal.follows.of("command line"))
    assert said[:3] == [
        "Nothing is followed yet; :follow QUESTION starts.",
        "There is no answer yet; ask something first.",
        f"Following: {first}  Who mediates?",
    ]
    assert f"Following: {second}  {QUESTION}" in said
    assert f"You follow this already: {first}  Who mediates?" in said
    assert said[-2:] == [f"{first}  Who mediates?", f"{second}  {QUESTION}"]
    assert written_by(searcher, ":follow x") == "Nothing can be followed: no journal is kept here.\n"


def test_what_is_pasted_is_one_question(transcript: Transcript) -> None:
    """Its lines are put together, and a command may stand on several."""
    assert "David Barnea" in transcript(QUESTION.replace(" ", "\n"))
    assert "✓ verbatim" in transcript(":quote the army should\nenter Rafah immediately")


def test_when_words_were_said(transcript: Transcript) -> None:
    """With the sentences said first and last, which :check and :export know; a period behind them shows what it has."""
    lines = transcript(":timeline Qatar", ":check", ":show 2", ":timeline Qatar in 2024-03", ":timeline", "And Barnea?")
    assert lines.startswith("1 article says it, in 5 sentences, on 16 March 2024.\n\n2024-03 ████")
    assert "What was said then: :timeline Qatar in 2024-03" in lines
    assert "2 citations: 2 verified." in lines
    assert "▶" in lines
    assert "Only articles from 1 March 2024 to 31 March 2024 were searched." in lines
    assert "Write the words after :timeline; “in 2024-03” behind them shows what was said then." in lines
    assert "Continues from the last answer" not in lines
    said = transcript(":json", ":timeline Qatar", ":timeline zeppelin").splitlines()
    assert [json.loads(line)["articles"] for line in said if line.startswith("{")] == [1, 0]
