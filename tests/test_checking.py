"""Checking citations: the drift suite, and what a single verdict says."""

import shutil
from contextlib import closing
from pathlib import Path

from retrieval.archive import Archive
from retrieval.checking import check
from tests.drift import EDITS, Case, Outcome, cases
from tests.newsroom import articles

QUICK = 3 * len(EDITS)


def failure(name: str, case: Case, outcome: Outcome, folder: Path) -> str | None:
    """Carries a case out in a folder; what is wrong with the verdict, or None."""
    shutil.rmtree(folder, ignore_errors=True)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for file, text in case.files.items():
        (corpus / file).write_text(text, encoding="utf-8", newline="")
    with closing(Archive(corpus, folder / "state")) as archive:
        archive.refresh(thorough=True)
        found = check(case.citation, archive)
    right = (
        found.verdict is outcome.verdict
        and outcome.article in (None, found.article)
        and outcome.note in (found.note or "")
        and outcome.difference in (found.difference or "")
    )
    return None if right else f"{name}: wanted {outcome}, got {found}"


def test_every_edit_of_the_drift_suite_leads_to_its_verdict(tmp_path: Path) -> None:
    """Whatever happens to an archive, a citation's verdict says it: a quick part of the suite."""
    run = cases(articles(12), seed=5, count=QUICK)
    failures = [wrong for case in run if (wrong := failure(*case, tmp_path / "archive"))]
    assert failures == []
