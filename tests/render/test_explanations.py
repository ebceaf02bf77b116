"""Why a passage stands where it does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.group import pincite
from bot.journal.codec import answer_json, parsed_answer
from bot.render.explanations import (
    FEATURE_MEANINGS,
    LEAST_SHARE,
    explanation_json,
    explanation_text,
    explanations_text,
    feature_shares,
)
from retrieval import Explanation, NotFound, Searcher, WordContribution
from retrieval.ranking.passages import WEIGHTS
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


MADE = Explanation(
    rank=2,
    score=8.0,
    bm25=5.4321987,
    words=(
        WordContribution("bridge", "bridg", 1, 1, 0.25),
        WordContribution("zeppelin", "zeppelin", 0, 0, 0.0),
        WordContribution("mayor", "mayor", 3, 2_000, 0.754321),
    ),
    features={"title": 2.0, "passage": 5.9, "opens": 0.0399, "recent": -0.06, "unheard": 0.04},
)


def test_an_explanation_is_sorted_by_share() -> None:
    """Words and features stand by their share, what is absent apart; a feature without a meaning goes by its name."""
    assert drawn(explanation_text(MADE)).splitlines() == [
        "[2] score 8.00",
        "   75 %  “mayor” 3×, in 2,000 passages of all",
        "   25 %  “bridge” once, in 1 passage of all",
        "     not in it: zeppelin",
        "   73 %  the question's words in the passage",
        "   25 %  how many of them are in the title",
        "   -1 %  published near the day in question",
    ]


def test_a_share_that_is_just_not_negligible_is_shown() -> None:
    """A feature with exactly half a percent is named, one with less isn't; a score of nothing divides by nothing."""
    features = {"title": LEAST_SHARE, "passage": 1 - LEAST_SHARE}
    assert [meaning for meaning, _ in feature_shares(replace(MADE, features=features))] == [
        "the question's words in the passage",
        "how many of them are in the title",
    ]
    less = {"title": LEAST_SHARE - 0.0001, "unheard": 1 - LEAST_SHARE + 0.0001}
    assert [meaning for meaning, _ in feature_shares(replace(MADE, features=less))] == ["unheard"]
    assert feature_shares(replace(MADE, features={"title": 0.0})) == []


def test_explanations_stand_apart() -> None:
    """Each comes after an empty line."""
    lines = drawn(explanations_text([MADE, MADE])).splitlines()
    assert [i for i, line in enumerate(lines) if not line] == [0, 8]


def test_an_explanation_as_json() -> None:
    """Numbers have four places; every word is there, the absent ones too."""
    value = explanation_json(MADE)
    assert (value["rank"], value["score"], value["bm25"]) == (2, 8.0, 5.4322)
    assert value["words"][2] == {"word": "mayor", "read_as": "mayor", "count": 3, "passages": 2_000, "share": 0.7543}
    assert len(value["words"]) == 3


def test_every_feature_has_a_meaning() -> None:
    """The labels are those of the features that the ranking has."""
    assert FEATURE_MEANINGS.keys() == WEIGHTS.keys()
