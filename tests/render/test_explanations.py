"""Why a passage stands where it does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import pincite
from bot.journal.codec import answer_json, parsed_answer
from bot.render.explanations import explanation_json, explanation_text
from retrieval import NotFound, Searcher
from tests.conftest import QUESTION, SEEDS
from tests.render.test_answers import drawn


def test_why_names_words_and_features(seeds: Searcher) -> None:
    """Every word of the question is there with what the passage has of it; features add up to the score."""
    answer = seeds.ask(QUESTION)
    why = seeds.explain(answer, 1)
    assert {word.word for word in why.words} == {"expected", "lead", "Israeli", "delegation", "Qatar"}
    assert sum(word.share for word in why.words) == pytest.approx(1)
    assert sum(why.features.values()) == pytest.approx(answer.passages[0].score)
    assert explanation_json(why)["features"].keys() == why.features.keys()
    shown = drawn(explanation_text(why))
    assert "“delegation”" in shown
    assert "the question's words in the passage" in shown


def test_what_is_not_there_is_said(seeds: Searcher) -> None:
    """A word that the passage lacks has no share and is named as missing."""
    why = seeds.explain(seeds.ask("Will Barnea fly to Qatar in a zeppelin?"), 1)
    missing = next(word for word in why.words if word.word == "zeppelin")
    assert (missing.count, missing.share) == (0, 0.0)
    assert "not in it:" in drawn(explanation_text(why))
    assert "zeppelin" in drawn(explanation_text(why))


def test_a_passage_that_is_not_there_has_no_why(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """A rank beyond the last, or an article that changed, is said in a sentence."""
    (corpus / "a.txt").write_text("The mayor opened the bridge.\n\nThe weather was dry.", encoding="utf-8")
    searcher = opened()
    answer = searcher.ask("Who opened the bridge?")
    with pytest.raises(NotFound, match="no passage 9"):
        searcher.explain(answer, 9)
    (corpus / "a.txt").write_text("Today. The mayor opened the bridge.", encoding="utf-8")
    (corpus / "b.txt").write_text("Another bridge fell.", encoding="utf-8")
    (corpus / "a.txt").unlink()
    searcher.refresh()
    with pytest.raises(NotFound, match="ask again"):
        searcher.explain(answer, 1)


def test_an_answer_read_back_is_explained_the_same(seeds: Searcher) -> None:
    """The journal keeps what an explanation needs."""
    answer = seeds.ask(QUESTION)
    again = seeds.explain(parsed_answer(answer_json(answer)), 1)
    assert [word.share for word in again.words] == pytest.approx(
        [word.share for word in seeds.explain(answer, 1).words], abs=1e-3
    )


def test_the_command_line_explains(tmp_path: Path) -> None:
    """`--explain` adds the reasons, to text and to JSON."""
    common = ["--corpus", str(SEEDS), "--state", str(tmp_path)]
    text = CliRunner().invoke(pincite, ["ask", "--explain", *common, QUESTION])
    assert "“delegation”" in text.stdout
    as_json = CliRunner().invoke(pincite, ["ask", "--explain", "--json", *common, QUESTION])
    assert '"why": [{"rank": 1' in as_json.stdout
