"""Answers and articles as text and JSON."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.journal.codec import answer_json
from bot.render.answers import answer_text
from bot.render.articles import article_json
from bot.render.phrases import day_text
from retrieval import Searcher
from tests.conftest import QUESTION, SEED, write_jsonl

Opener = Callable[..., Searcher]

DAY = datetime.date(2024, 3, 16)


def drawn(rendered: object, **console: object) -> str:
    screen = io.StringIO()
    Console(file=screen, **console).print(rendered, highlight=False, soft_wrap="force_terminal" not in console)  # type: ignore[arg-type]
    return screen.getvalue()


def test_json_has_the_agreed_form(seeds: Searcher) -> None:
    """Every key is there, in its form, with nothing unknown left out."""
    answer = answer_json(seeds.ask(QUESTION, limit=1))
    assert {
        "id",
        "question",
        "asked_at",
        "answered",
        "confidence",
        "passages",
        "unmatched_terms",
        "read_as",
        "understood_as",
        "elapsed_ms",
    } <= answer.keys()
    passage = answer["passages"][0]
    assert passage.keys() >= {"rank", "score", "text", "sentence", "citation"}
    assert passage["sentence"].keys() == {"exact", "start", "end"}
    citation = passage["citation"]
    quote, position = citation.pop("selector")
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == passage["text"]
    assert position == {"type": "TextPositionSelector", "start": 1268, "end": 1879}
    article = article_json(seeds.archive.article(SEED))
    assert article["text"][1268:1879] == passage["text"]
    assert citation == {
        "id": f"{answer['id']}.1", "article": SEED, "date": "2024-03-16", "source": None, "url": None, "link": None,
        "title": "Amidst escalating tensions and stalled prisoner exchange negotiations…",
        "heading": "The Israeli Delegation's Mission to Qatar", "paragraphs": [3], "sha256": article["sha256"],
    }  # fmt: skip


def test_plain_text_marks_the_sentence_and_wraps_nothing(seeds: Searcher) -> None:
    """In a pipe the telling sentence stands between asterisks and lines stay whole."""
    answer = seeds.ask(QUESTION, limit=1)
    passage = answer.passages[0]
    lines = drawn(answer_text(answer, marks=True), width=40).splitlines()
    assert lines[1] == passage.text.replace(passage.sentence.exact, f"**{passage.sentence.exact}**")
    assert "\x1b" not in "".join(lines)


def test_a_terminal_shows_it_bold(seeds: Searcher) -> None:
    """On a terminal the sentence is bold, and no asterisk is added."""
    shown = drawn(answer_text(seeds.ask(QUESTION, limit=1), marks=False), force_terminal=True, width=10_000)
    assert "\x1b[1mDespite Smotrich's vehement opposition" in shown
    assert "*" not in shown


def test_control_codes_of_articles_reach_no_terminal(corpus: Path, opened: Opener) -> None:
    """An article can't move the cursor or rename the window of who reads it."""
    write_jsonl(
        corpus / "a.jsonl", {"id": "\x1b]0;id\x07", "title": "\x1b[2Jtitle", "text": "Harbour \x1b[31mred\x07 \x9b1m."}
    )
    shown = drawn(answer_text(opened().ask("harbour"), marks=True))
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "Harbour \ufffd[31mred" in shown


def test_days_in_words() -> None:
    """A day is written out, an unknown one said to be."""
    assert day_text(None) == "no date"


@pytest.mark.parametrize(
    ("narrowed", "said"),
    [
        ({"as_of": DAY}, "Only articles up to 16 March 2024 were searched."),
        ({"since": DAY}, "Only articles from 16 March 2024 on were searched."),
        ({"since": DAY, "until": DAY}, "Only articles from 16 March 2024 to 16 March 2024 were searched."),
        ({"until": DAY, "as_of": DAY.replace(day=17)}, "Only articles up to 16 March 2024 were searched."),
    ],
)
def test_an_answer_says_to_which_days_it_was_narrowed(seeds: Searcher, narrowed: dict[str, Any], said: str) -> None:
    """Whoever reads an answer, or that there is none, knows which articles were left out; else nothing is said."""
    assert said in drawn(answer_text(seeds.ask(QUESTION, **narrowed), marks=True))
    assert "searched" not in drawn(answer_text(seeds.ask(QUESTION), marks=True))
