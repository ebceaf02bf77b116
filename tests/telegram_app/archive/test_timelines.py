"""Timelines for chats: what is kept of them, and what is not."""

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.journal.store import Journal
from bot.telegram_app.archive import timelines
from bot.telegram_app.archive.timelines import Timelines
from retrieval import Searcher

PERSON = 7


@pytest.mark.parametrize("meanwhile", [False, True])
async def test_who_is_forgotten_meanwhile_leaves_nothing(
    opened: Callable[..., Searcher], corpus: Path, state: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: bool
) -> None:
    """What somebody asked for is given, and kept unless they had themselves forgotten while it was looked up."""
    (corpus / "ferry.txt").write_text("The ferry crossed the river in the morning.\n")
    forgotten: Counter[int] = Counter()

    def forgetting(look_up: Callable[..., Any]) -> Callable[..., Any]:
        def looked_up(*given: object, **narrowed: object) -> Any:
            forgotten[PERSON] += meanwhile
            return look_up(*given, **narrowed)

        return looked_up

    for name in ("timeline", "mentions_in"):
        monkeypatch.setattr(timelines, name, forgetting(getattr(timelines, name)))
    with closing(Journal(state)) as journal:
        asked = Timelines(opened(), journal, forgotten)
        assert (await asked.timeline("ferry", 1, PERSON)).ends.answered
        assert (await asked.mentions("ferry", None, 1, PERSON)).answered
        assert len(list(journal.ids())) == (0 if meanwhile else 2)
