"""What a cluster says of an archive that is told to others: which generations are finished, and which comes next."""

from retrieval.sharing.replica import Base
from retrieval.sharing.replication import ARTICLE, FILE, GONE, ClusterRow, ReplicationLog, Summary
from tests.clusters import ClusterInMemory


def test_of_a_new_archive_nothing_is_told() -> None:
    """No generation is finished, and every archive has a line of its own."""
    summary = Summary.new()
    assert summary == Summary(summary.lineage, 0, {}, 0, {}, 0, 0, False, ())  # noqa: FBT003
    assert summary.base == Base(summary.lineage, 0)
    assert not summary.has(1)
    assert summary.lineage != Summary.new().lineage


def test_generations_go_on_under_each_lease() -> None:
    """From a number of its epoch's own, which none of an earlier lease can reach."""
    summary = Summary.new()
    assert summary.next_generation(0) == 1
    first = summary.next_generation(3)
    assert first == (3 << 24) + 1
    summary = summary.with_finished(first)
    assert (summary.generation, summary.base) == (first, Base(summary.lineage, first))
    assert summary.next_generation(3) == first + 1
    assert summary.next_generation(4) == (4 << 24) + 1


def test_what_was_not_told_to_its_end_is_not_finished() -> None:
    """Neither what comes after the last one of its lease, nor what was told under one of which nothing was finished."""
    first = Summary.new().next_generation(3)
    summary = Summary.new().with_finished(first + 1)
    assert [summary.has(first + more) for more in range(3)] == [True, True, False]
    assert not summary.has(Summary.new().next_generation(2))
    assert not summary.has(Summary.new().next_generation(4))
    later = summary.with_finished(summary.next_generation(5))
    assert later.has(first + 1)
    assert later.has((5 << 24) + 1)
    assert not later.has((5 << 24) + 2)


def test_rows_of_an_unfinished_generation_are_passed_over() -> None:
    """By whoever takes in what is told, also where a later one is finished; none is taken in before it was looked."""
    log = ReplicationLog(ClusterInMemory(), "news.1.articles")
    log.write_summary(Summary.new())
    finished, unfinished = Summary.new().next_generation(3), Summary.new().next_generation(4)
    later = Summary.new().next_generation(5)
    rows = [
        ClusterRow(ARTICLE, f"{n}", generation, b"") for n in range(2) for generation in (finished, finished + 1, later)
    ]
    log.write([*rows, ClusterRow(FILE, "a.txt", unfinished, b""), ClusterRow(GONE[ARTICLE], "7", unfinished, None)])
    log.refresh()
    assert list(log.rows([ARTICLE, FILE, GONE[ARTICLE]], 0)) == []
    log.write_summary(Summary.new().with_finished(finished).with_finished(later))
    taken_in = [(row.id, row.generation) for row in log.rows([ARTICLE, FILE, GONE[ARTICLE]], 0)]
    assert taken_in == [("0", finished), ("1", finished), ("0", later), ("1", later)]
    assert [row.generation for row in log.rows([ARTICLE], finished)] == [later, later]
    log.summary = None
    assert list(log.rows([ARTICLE], 0)) == []
