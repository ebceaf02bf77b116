"""The benchmarks that change the code to measure it: what they change is still there, and is put back."""

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import abstention, grown, indexing, speed, xquad
from retrieval import JudgedQuestion
from retrieval.ranking import confidence

TOWNS = {
    "es": ("El puente de {} lo inauguró Ana Petrov en 19{}.", "¿Quién inauguró el puente de {}?"),
    "ru": ("Мост в городе {} открыла Анна Петрова в 19{} году.", "Кто открыл мост в городе {}?"),
    "zh": ("{}市的大桥由安娜于19{}年开通。", "谁开通了{}市的大桥？"),
}
NAMES = ("Lindau", "Kotka", "Arnholm", "Dunmore", "Ferrol", "Harstad", "Matera", "Galway")


def written(folder: Path, names: Sequence[str]) -> Path:
    """XQuAD's files in small: an article of two paragraphs for each town, and a question to the second."""
    for language, (sentence, question) in TOWNS.items():
        entries = []
        for number, town in enumerate(names):
            context = sentence.format(town, 50 + number)
            answers = [{"text": f"19{50 + number}", "answer_start": context.index("19")}]
            asked = {"id": f"{language}{number}", "question": question.format(town), "answers": answers}
            first = {"context": f"{town}.", "qas": []}
            entries.append({"title": f"Town_{number}", "paragraphs": [first, {"context": context, "qas": [asked]}]})
        (folder / f"xquad.{language}.json").write_text(json.dumps({"data": entries}), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of eight towns, of which three are held out."""
    return written(tmp_path, NAMES)


@pytest.fixture
def four_towns(tmp_path: Path) -> Path:
    """The files of four towns, of which the last is held out."""
    return written(tmp_path, NAMES[:4])


def test_held_out_articles_leave_questions_without_an_answer(folder: Path) -> None:
    """Their questions stay; the answers to the others stand where they are said to."""
    archive = xquad.official(folder / "xquad.es.json", "es")
    assert [a["id"] for a in archive.articles] == ["es00", "es01", "es02", "es05", "es07"]
    assert [question.answerable for question in archive.questions] == [i not in (3, 4, 6) for i in range(8)]
    (mention,) = archive.questions[1].spans
    assert archive.articles[1]["text"][mention.start : mention.end] == "1951"


@pytest.mark.slow
@pytest.mark.parametrize("variant", xquad.VARIANTS, ids=lambda variant: variant.name)
def test_every_variant_can_be_measured(four_towns: Path, variant: xquad.Variant) -> None:
    """The names that it changes are there; afterwards they are as before."""
    weights = confidence.WEIGHTS
    for language in variant.languages:
        archive = xquad.archive_of(four_towns, language)
        assert archive is not None
        row = xquad.measured(variant, archive)
        assert (row.whole, row.first_1000) == (100.0, 100.0)
        assert 0.0 <= row.auroc <= 1.0
    assert weights == confidence.WEIGHTS


@pytest.mark.slow
def test_archives_of_a_few_articles_are_measured(folder: Path) -> None:
    """Each with questions that it answers, as many that it doesn't, and near misses of the first."""
    archive = xquad.archive_of(folder, "es")
    assert archive is not None
    result = abstention.measured(archive, 2, 3)
    assert [one.answerable for one in result.answers] == [True, True, *[False] * 6] * 3
    assert len(result.near_misses) == 0
    assert abstention.row("es", result).split()[-2:] == ["6", "18"]
    assert len(result.features) == 24
    asked = archive.questions[0]
    other = abstention.near_miss(JudgedQuestion("1", "¿Qué pasó en 1950?", None, asked.spans), random.Random(0))
    assert other is not None
    assert other.question != "¿Qué pasó en 1950?"
    assert not other.answerable


@pytest.mark.slow
def test_weights_can_be_fitted_to_measured_archives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is matched speaks for an answer; the weights in use are beside those fitted, and stay."""
    results = {}
    for language in ("es", "ru"):
        archive = xquad.archive_of(folder, language)
        assert archive is not None
        results[language] = abstention.measured(archive, 2, 3)
    learned = abstention.fitted(list(results.values()))
    by_name = dict(zip(confidence.WEIGHTS._fields, learned.weights, strict=True))
    assert by_name["match"] > 0 > by_name["unknown_names"]
    assert abstention.area_with(learned, results["ru"]) == 1.0
    abstention.print_fitted(results)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["match", f"{confidence.WEIGHTS.match:.2f}", f"{by_name['match']:.2f}"] in lines
    assert [line[0] for line in lines if line[:1] in (["es"], ["ru"])] == ["es", "ru"]


@pytest.mark.slow
def test_the_memory_of_all_processes_counts() -> None:
    """Also that of a process which the command starts, and their processor time."""
    child = "import time; held = b'x' * 60_000_000; time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    cost = indexing.cost([sys.executable, "-c", parent])
    assert cost.most_bytes > 60_000_000
    assert 0 < cost.processor < 60
    assert cost.wall > 1


def test_an_archive_grows_by_repeating_its_articles_with_other_words(tmp_path: Path) -> None:
    """The smaller one comes first as it is; repeated articles have names of their own, and as many paragraphs."""
    articles = [
        {"id": str(n), "title": f"The mill of {town}", "text": f"The quay of {town} was repaired.\n\nIt stands there."}
        for n, town in enumerate(NAMES)
    ]
    smaller, larger = tmp_path / "smaller.jsonl", tmp_path / "larger.jsonl"
    smaller.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    assert grown.grown(smaller, larger, 37) == 19
    written = list(grown.articles(larger))
    assert written[: len(articles)] == articles
    assert len({article["id"] for article in written}) == 19
    assert [article["text"].count("\n\n") for article in written] == [1] * 19
    assert any(article["text"] != articles[n % 8]["text"] for n, article in enumerate(written))


def test_engines_are_asked_for_the_same_terms(tmp_path: Path) -> None:
    """Those of an archive's passages and questions; a line says how ours compares and what it is to be at most."""
    towns = "".join(json.dumps({"id": town, "text": f"{town} has a weir. {town} has a quay."}) + "\n" for town in NAMES)
    (tmp_path / "towns.jsonl").write_text(towns, encoding="utf-8")
    rows = speed.of_engines(
        tmp_path / "towns.jsonl", tmp_path / "state", [f"Where is {town}'s weir?" for town in NAMES]
    )
    assert rows[0].what == "engine, 100 hits, beside tantivy"
    assert rows[0].here > 0
    assert rows[0].other
    assert (rows[-1].what, rows[-1].bar) == ("the same, with what ranking reads of 100 hits", None)
    assert rows[-1].here > 0
    assert rows[-1].other
    line = str(speed.Row("answer", 3.0, 2.0, "ms", 0.5))
    assert " ".join(line.split()) == "answer 3.00 2.00 ms 1.50 × ≤ 0.50"
    assert str(speed.Row("answer", 3.0, None, "ms")).split() == ["answer", "3.00", "ms"]
    assert speed.slowest([1.0] * 19 + [9.0]) > 1.0
