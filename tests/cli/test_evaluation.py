"""The command `eval`, as a user runs it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.group import pincite
from retrieval import PinciteError
from tests.conftest import write_jsonl

TOWNS = 30


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Intervals from fewer resamples: what the command prints is tested here, not how exact they are."""
    monkeypatch.setattr("retrieval.evaluation.measures.RESAMPLES", 50)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive, and questions to half of which it holds the answer."""
    folder = tmp_path_factory.mktemp("evaluated")
    (folder / "corpus").mkdir()
    write_jsonl(
        folder / "corpus" / "a.jsonl",
        *(
            {
                "id": f"a{i}",
                "date": "2024-03-01",
                "text": f"It rained. The bridge{i} of town{i} was closed by Mayor Name{i}. Done.",
            }
            for i in range(TOWNS)
        ),
    )
    write_jsonl(
        folder / "q.jsonl",
        *({"question": f"Who closed the bridge{i} of town{i}?", "answer": f"Name{i}"} for i in range(15)),
        *({"question": f"Who painted the tower of village{i}?"} for i in range(15)),
    )
    return folder


def run(files: Path, *arguments: str | Path, code: int = 0, state: str | Path = "state") -> Result:
    """The finished command; whatever changes more than the archive's index has a state of its own."""
    options = ["--corpus", files / "corpus", "--state", files / state]
    done = CliRunner().invoke(pincite, ["eval", *map(str, [*arguments, *options])])
    assert done.exit_code == code or isinstance(done.exception, PinciteError), done.output
    return done


def test_the_table(files: Path) -> None:
    """Each measure is a row with its value, its interval and the number of questions."""
    done = run(files, files / "q.jsonl")
    assert "15 answerable questions, 15 others" in done.output
    assert re.search(r"Hit@1 +1\.000 +1\.000 to 1\.000 +15", done.output)
    assert re.search(r"AUROC +1\.000 .* 30", done.output)
    assert done.output.splitlines()[1].startswith("measure  ")
    assert "" not in done.output.splitlines()


def test_json(files: Path) -> None:
    """With --json it is one object with every measure."""
    found = json.loads(run(files, files / "q.jsonl", "--json", "--undated").output)
    assert (found["questions"], found["answerable"], found["calibration"]) == (30, 15, None)
    assert found["measures"]["sentence"] == {"value": 1.0, "low": 1.0, "high": 1.0, "questions": 15}
    assert found["measures"].keys() >= {"Hit@1", "Hit@3", "Hit@5", "Hit@10", "MRR@10", "nDCG@10", "ECE", "AURC"}


@pytest.mark.slow
def test_calibrating_lasts(files: Path, state: Path) -> None:
    """What the questions taught is kept with the index, and makes confidence better the next time."""
    before = json.loads(run(files, files / "q.jsonl", "--json", "--calibrate", state=state).output)
    after = json.loads(run(files, files / "q.jsonl", "--json", state=state).output)
    assert before["calibration"]["slope"] > 0
    assert after["measures"]["Brier"]["value"] < before["measures"]["Brier"]["value"]


@pytest.mark.slow
@pytest.mark.parametrize(("ending", "head"), [(".svg", b"<?xml"), (".png", b"\x89PNG")])
def test_the_picture(files: Path, ending: str, head: bytes) -> None:
    """--plot draws in the format of the file's ending."""
    target = files / f"risk{ending}"
    run(files, files / "q.jsonl", "--plot", target)
    assert target.read_bytes().startswith(head)


def test_wrong_use_is_a_sentence(files: Path) -> None:
    """A picture of another kind, a missing file and a broken line are named."""
    assert ".svg or .png" in str(run(files, files / "q.jsonl", "--plot", "risk.bmp", code=2).exception)
    assert "can't be read" in str(run(files, files / "none.jsonl", code=3).exception)
    (files / "bad.csv").write_text("a,b\n1,2\n")
    assert "no column named question" in str(run(files, files / "bad.csv", code=2).exception)


def test_articles_that_are_not_there_are_named(files: Path) -> None:
    """A question whose article the archive doesn't have counts as missed, and the id is told, so that a slip shows."""
    write_jsonl(files / "slip.jsonl", {"question": "Who closed the bridge1?", "article": "a1|nope"})
    done = run(files, files / "slip.jsonl")
    assert done.stderr == "Not in the archive, and therefore counted as missed: nope.\n"
    assert "1 answerable question, 0 others" in done.stdout
