"""Who waits for the lock of a state, and for how long."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.indexing.archive import Archive
from retrieval.sharing.cluster_index import ClusterArchive
from retrieval.storage.lock import ArchiveLock
from tests.clusters import SiteInMemory


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how many seconds a lock was waited for, which nobody got."""
    noted: list[float] = []

    def refuses(_lock: ArchiveLock, seconds: float) -> bool:
        noted.append(seconds)
        return False

    monkeypatch.setattr(ArchiveLock, "_acquired", refuses)
    return noted


@pytest.fixture(params=["of one machine", "shared"])
def archive(request: pytest.FixtureRequest, corpus: Path, state: Path) -> Iterator[Archive]:
    """An archive of either kind."""
    shared = request.param == "shared"
    opened = ClusterArchive(corpus, state, site=SiteInMemory()) if shared else Archive(corpus, state)
    with closing(opened):
        yield opened


def test_who_does_not_wait_is_told_at_once(archive: Archive, waits: list[float]) -> None:
    """Unless they have patience."""
    for patience in ({}, {"patience": 2.5}):
        with archive.locked(wait=False, **patience) as mine:
            assert not mine
    with archive.locked(wait=True) as mine:
        assert not mine
    with ArchiveLock(Path("lock")).held(wait=False) as mine:
        assert not mine
    assert waits == [0.0, 2.5, -1, 0.0]


def test_a_copy_of_what_others_wrote_is_waited_for_by_nobody(corpus: Path, state: Path, waits: list[float]) -> None:
    """Unless they say so."""
    with closing(ClusterArchive(corpus, state, site=SiteInMemory())) as archive:
        with archive.pulling(wait=False) as here:
            assert not here
        assert not archive.may_pull
        assert waits == [0.0]
