"""How sure one may be, and the baseline that an archive is measured by."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.ranking import calibration
from retrieval.ranking.confidence import USUAL_BASELINE, ConfidenceFeatures, confidence, strength
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]
GOOD = ConfidenceFeatures(match=0.9, article=1.0, near=0.0, agreement=1.0, missing_names=0.0)
POOR = ConfidenceFeatures(match=0.2, article=0.3, near=0.0, agreement=0.0, missing_names=0.5)


def test_good_features_make_sure() -> None:
    """Confidence is a probability, high for good features and low for poor ones."""
    assert 0 < confidence(POOR) < 0.3 < 0.8 < confidence(GOOD) < 1


@pytest.mark.parametrize("feature", ["match", "article", "near", "agreement"])
def test_more_of_a_feature_never_makes_less_sure(feature: str) -> None:
    """Each feature but the missing names speaks for an answer."""
    more = GOOD._replace(**{feature: getattr(GOOD, feature) + 0.1})
    assert strength(more) > strength(GOOD)
    assert strength(GOOD._replace(missing_names=0.5)) < strength(GOOD)


def test_nothing_found_is_no_confidence() -> None:
    """Where no passage shares a word, confidence is 0."""
    assert confidence(GOOD._replace(match=0.0)) == 0.0


def test_a_higher_baseline_makes_less_sure() -> None:
    """What any question scores in an archive is worth nothing there."""
    assert confidence(GOOD, USUAL_BASELINE + 2) < confidence(GOOD, USUAL_BASELINE)


def many(path: Path, count: int) -> None:
    """Articles of a sentence or two each, on things of their own."""
    write_jsonl(
        path,
        *(
            {"id": f"a{i}", "text": f"In town{i} the old bridge{i} over river{i} was closed by mayor{i} for a repair."}
            for i in range(count)
        ),
    )


def test_a_small_archive_has_the_usual_baseline(corpus: Path, opened: Opener) -> None:
    """With few articles nothing is measured, and nothing noted."""
    many(corpus / "a.jsonl", calibration.FEWEST_ARTICLES - 1)
    searcher = opened()
    assert calibration.baseline(searcher.archive.catalog, lambda *_: 9.0) == USUAL_BASELINE
    assert searcher.archive.catalog.noted("baseline") is None


def test_the_baseline_is_the_median_of_sentences_held_out(corpus: Path, opened: Opener) -> None:
    """Sentences are asked with their article held out, and the middle strength is noted with the archive's size."""
    many(corpus / "a.jsonl", 30)
    catalog = opened().archive.catalog
    asked: list[tuple[str, int]] = []

    def strength_of(sentence: str, without: int) -> float:
        asked.append((sentence, without))
        return float(len(asked))

    assert calibration.measured_baseline(catalog, strength_of) == 15.5
    assert {without for _, without in asked} == {catalog.passages([key])[key].article for key in catalog.passage_keys()}
    assert all(sentence in catalog.article_by_key(without).text for sentence, without in asked)
    assert json.loads(catalog.noted("baseline") or "")["passages"] == 30


def test_the_baseline_is_measured_again_only_when_the_archive_has_grown(corpus: Path, opened: Opener) -> None:
    """A noted baseline holds until a tenth of the archive is new."""
    many(corpus / "a.jsonl", 30)
    catalog = opened().archive.catalog
    noted = json.loads(catalog.noted("baseline") or "")["baseline"]
    assert calibration.baseline(catalog, lambda *_: 9.0) == noted
    many(corpus / "b.jsonl", 40)
    (corpus / "a.jsonl").unlink()
    grown = opened().archive.catalog
    assert calibration.baseline(grown, lambda *_: 9.0, may_measure=False) != 9.0
    grown.note("baseline", json.dumps({"passages": 30, "baseline": noted}))
    assert calibration.baseline(grown, lambda *_: 9.0) == 9.0


def test_the_bot_knows_what_it_does_not_know(corpus: Path, opened: Opener) -> None:
    """In an archive of many articles, a question it answers is told from one that it doesn't."""
    many(corpus / "a.jsonl", 40)
    searcher = opened()
    known = searcher.ask("Who closed the old bridge7 over river7?")
    unknown = searcher.ask("Who closed the airport of Lisbon for the old president?")
    assert known.answered
    assert "mayor7" in known.passages[0].sentence.exact
    assert not unknown.answered
    assert known.confidence > 0.5 > 0.25 > unknown.confidence


def test_near_articles_make_surer(corpus: Path, opened: Opener) -> None:
    """With a day given, an article of that week is believed more than one of years before."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "date": "2024-03-15", "text": "The bridge was closed by Ada Stone."})
    searcher = opened()
    asked = "Who closed the bridge?"
    soon = searcher.ask(asked, as_of=datetime.date(2024, 3, 16)).confidence
    late = searcher.ask(asked, as_of=datetime.date(2030, 3, 16)).confidence
    assert soon > late


def test_an_answer_deep_in_a_long_article_counts(corpus: Path, opened: Opener) -> None:
    """The passage speaks for itself, however far down it stands."""
    news = "Ruth Amsler opened the granite bridge over the river Orm on Monday."
    other = "\n\n".join(f"On day {i} the weather was mild and the streets were quiet again." for i in range(400))
    write_jsonl(corpus / "a.jsonl", {"id": "short", "text": news})
    question = "Who opened the granite bridge over the Orm?"
    alone = opened().ask(question).confidence
    write_jsonl(corpus / "a.jsonl", {"id": "long", "text": f"{other}\n\n{news}"})
    deep = opened().ask(question)
    assert deep.passages[0].sentence.exact == news
    assert deep.confidence > 0.8 * alone
