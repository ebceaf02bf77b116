"""What is followed is told once, or listed, and nothing is told that answers nothing, whenever the bot is killed."""

import os
from pathlib import Path

import pytest

from benchmarks.following import trial

ARTICLES, FOLLOWS, KILLS = (400, 80, 10) if os.environ.get("PINCITE_FUZZ") == "fuzz" else (20, 4, 2)


@pytest.mark.slow
async def test_killed_while_it_tells(tmp_path: Path) -> None:
    """Each article that answers a question is told once; what was being sent when the bot was killed may be listed."""
    counts = await trial(tmp_path, FOLLOWS, ARTICLES, KILLS, seed=1)
    assert counts.told + counts.unsure == counts.expected > 0
    assert (counts.lost, counts.twice, counts.wrong) == (0, 0, 0)
