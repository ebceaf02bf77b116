"""An archive that several machines share by way of a cluster, here one in memory."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from retrieval import Searcher, live_index
from retrieval.answering import state_remarks
from retrieval.engines.base import Document
from retrieval.engines.cluster import mapping
from retrieval.errors import ClusterError
from retrieval.ingestion import intake
from retrieval.ingestion.pool import Pool
from retrieval.live_index import LiveIndex
from retrieval.sharing import cluster_index, publishing
from retrieval.sharing.cluster_index import ClusterArchive, ClusterIndex
from retrieval.sharing.replica import packed, unpacked
from retrieval.sharing.replication import WORDS, ClusterRow, ReplicationLog, Summary
from retrieval.storage.catalog import Catalog
from tests.clusters import FOR_EVER, Away, Killed, PassagesInMemory, SiteInMemory
from tests.conftest import write_jsonl
from tests.indexing.test_archive import age


class Machine(LiveIndex):
    """The archive as a machine with a state of its own has it open."""

    def __init__(self, archive: ClusterArchive, *, rebuild: bool = False) -> None:
        super().__init__(ClusterIndex(archive, rebuild=rebuild))
        self.replica, self.site = archive.catalog, archive.site

    @property
    def log(self) -> ReplicationLog:
        """What is told of the archive, in the build that is in use."""
        build = self.site.build()
        assert build is not None
        build.log.read_summary()
        return build.log


Opener = Callable[..., Machine]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for others to look."""
    monkeypatch.setattr(publishing, "GRACE_SECONDS", 0.0)


@pytest.fixture
def site() -> SiteInMemory:
    """A cluster that nobody has told anything."""
    return SiteInMemory()


@pytest.fixture
def machine(corpus: Path, tmp_path: Path, site: SiteInMemory) -> Iterator[Opener]:
    """Opens the archive on a machine of a name."""
    machines: list[Machine] = []

    def open_one(name: str, *, rebuild: bool = False) -> Machine:
        machines.append(opened(corpus, tmp_path / name, site, rebuild=rebuild))
        return machines[-1]

    yield open_one
    for each in machines:
        each.close()


def opened(corpus: Path, state: Path, site: SiteInMemory, *, rebuild: bool = False) -> Machine:
    """The archive as a machine with a state of its own opens it."""
    machine = Machine(ClusterArchive(corpus, state, site=site), rebuild=rebuild)
    machine.refresh()
    return machine


def content(catalog: Catalog) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, but for texts and keys."""
    article = "(SELECT id FROM articles a WHERE a.key = article)"
    queries = {
        "articles": "SELECT id, path, record, title, date, url, source, authors, language, sha256, title_key,"
        " address_key, headings, lines, provenance, pages, reader, member FROM articles",
        "passages": f'SELECT {article}, first, last, heading, start, "end", features, sentences FROM passages',
        "features": f"SELECT {article}, day, features, fingerprints FROM article_features",
        "terms": f"SELECT {article}, terms FROM terms",
        "likeness": f"SELECT {article}, value FROM likeness",
        "files": "SELECT path, size, sha256, hints, problems FROM files",
        "unreadable": "SELECT * FROM unreadable",
        "spellings": "SELECT * FROM spellings",
    }
    return {name: sorted(catalog._rows(query), key=repr) for name, query in queries.items()}


def keys(catalog: Catalog) -> dict[str, list[tuple[Any, ...]]]:
    """The keys of articles and passages, and their seals, which are of the keys, too."""
    rows = catalog._rows("SELECT a.key, a.id, s.sha256 FROM articles a JOIN seals s ON s.article = a.key ORDER BY 1")
    return {"articles": rows, "passages": catalog._rows("SELECT key, article FROM passages ORDER BY 1")}


def assert_same(one: Machine, other: Machine) -> None:
    """Two machines have the same under the same keys, and the engine holds just that."""
    assert content(one.archive.catalog) == content(other.archive.catalog)
    assert keys(one.archive.catalog) == keys(other.archive.catalog)
    assert_engine_holds(one)


def assert_engine_holds(live: Machine) -> None:
    """The engine holds the passages of a catalog, and no others."""
    assert [document.key for document in held(live)] == live.archive.catalog.passage_keys()


def held(live: Machine) -> list[Document]:
    """What the engine holds, in order."""
    assert isinstance(live.index.engine, PassagesInMemory)
    return live.index.engine.documents()


def documents(live: LiveIndex, held: Iterable[Document]) -> list[tuple[Any, ...]]:
    """What an engine holds, by article and paragraph instead of keys."""
    query = "SELECT p.key, a.id, p.first FROM passages p JOIN articles a ON a.key = p.article"
    places = {key: place for key, *place in live.archive.catalog._rows(query)}
    return sorted((*places[document.key], *document[1:]) for document in held)


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Has every file that is read from now on be an error."""

    def refused(*_: object) -> None:
        raise AssertionError("a file is read")

    def forbid() -> None:
        monkeypatch.setattr(Pool, "read", refused)
        for name in ("read_here", "contents"):
            monkeypatch.setattr(intake, name, refused)
        # Files that are aged seem new by the time of their status, which no program sets.
        monkeypatch.setattr(intake._Looks, "is_later", lambda *_: False)

    return forbid


def test_what_one_machine_has_read_another_one_knows(
    corpus: Path, machine: Opener, nothing_is_read: Callable[[], None]
) -> None:
    """The other one has the same under the same keys, reads no file for it, and has no texts."""
    aged(corpus, "a.txt", "Apples grow here.")
    aged(corpus, "b.txt", "Bananas grow there.")
    first = machine("first")
    nothing_is_read()
    second = machine("second")
    assert second.changes.added == 2
    assert_same(first, second)
    assert second.archive.is_complete()
    assert second.archive.catalog._rows("SELECT text FROM articles") == [(None,), (None,)]


def test_what_changes_is_told(corpus: Path, machine: Opener, site: SiteInMemory) -> None:
    """What comes, changes and goes is so on the other machine, which is told of nothing else."""
    for number in range(20):
        aged(corpus, f"{number}.txt", f"Article {number} tells of apples.")
    first, second = machine("first"), machine("second")
    aged(corpus, "new.txt", "Quinces are new.")
    aged(corpus, "3.txt", "Medlars are in the third now.")
    (corpus / "4.txt").unlink()
    site.cluster.indexed = 0
    first.refresh()
    assert site.cluster.indexed < 20
    site.cluster.scanned = 0
    second.refresh()
    assert second.changes[:3] == (1, 1, 1)
    assert site.cluster.scanned < 20
    assert_same(first, second)
    words = {word for (word,) in second.archive.catalog._rows("SELECT word FROM spellings")}
    assert {"quinces", "medlars"} <= words


def test_the_second_machine_may_write_next(corpus: Path, machine: Opener) -> None:
    """It goes on from what the first one told, keys never come twice, and the first one follows."""
    aged(corpus, "a.txt", "Apples grow here.")
    aged(corpus, "b.txt", "Bananas grow there.")
    first, second = machine("first"), machine("second")
    used = {key for key, _, _ in keys(first.archive.catalog)["articles"]}
    (corpus / "b.txt").unlink()
    aged(corpus, "c.txt", "Cherries grow everywhere.")
    second.refresh()
    first.refresh()
    assert_same(second, first)
    (new,) = [key for key, name, _ in keys(first.archive.catalog)["articles"] if name == "c.txt"]
    assert new > max(used)


def test_a_writer_that_slept_finishes_nothing(corpus: Path, machine: Opener, site: SiteInMemory) -> None:
    """Another one has written meanwhile: what the first one then tells is refused, and it has what the other told."""
    written(corpus)
    first, second = machine("first"), machine("second")
    aged(corpus, "first.txt", "Figs were read by the first.")

    def another_one_writes() -> bool:
        (corpus / "first.txt").unlink()
        edited(corpus)
        site.lease.held_by = ""
        second.refresh()
        return True

    site.cluster.meanwhile = another_one_writes
    with pytest.raises(ClusterError, match="newer version"):
        first.refresh()
    late = machine("late")
    assert_same(second, late)
    first.refresh()
    assert_same(second, first)


@pytest.mark.slow
def test_a_writer_that_slept_brings_nothing_back(corpus: Path, tmp_path: Path) -> None:
    """Whichever write of its own it slept at: others have given the same keys, and taken them out again since.

    What it still sends is refused, be it that such a passage is there, that it was, or that it never was.
    """
    for at in range(0, 200, EVERY):
        site = SiteInMemory()
        written(corpus)
        with ExitStack() as stack:

            def on(name: str, site: SiteInMemory = site, stack: ExitStack = stack, at: int = at) -> Machine:
                return stack.enter_context(closing(opened(corpus, tmp_path / f"{at} {name}", site)))

            first, second = on("first"), on("second")
            wanted = held_after_sleep(corpus, first, second, at)
            if wanted is None:
                assert at > 2 * EVERY
                return
            assert held(second) == wanted, at
            late = on("late")
            for machine in (first, second, late):
                machine.refresh()
            assert_same(late, second)
            assert_same(late, first)
            assert held(second) == wanted, at


def held_after_sleep(corpus: Path, first: Machine, second: Machine, at: int) -> list[Document] | None:
    """What the engine holds after a machine slept at a write of its own, of some number, and another one wrote twice.

    It is what there is before the first one goes on; None where that has not written so often.
    """
    wanted: list[Document] = []
    left = at

    def another_one_writes() -> bool:
        nonlocal left, wanted
        left -= 1
        if left >= 0:
            return False
        shared.lease.held_by = ""  # type: ignore[attr-defined]
        lemons("Lime")
        second.refresh()
        for number in range(6):
            (corpus / f"{number}.txt").unlink()
        second.refresh()
        wanted = held(second)
        return True

    def lemons(name: str) -> None:
        for number in range(6):
            aged(corpus, f"{number}.txt", f"{name} {number} grows in the shade.")

    shared = first.site
    assert isinstance(shared, SiteInMemory)
    edited(corpus)
    lemons("Lemon")
    shared.cluster.meanwhile = another_one_writes
    with suppress(ClusterError):
        first.refresh()
    shared.cluster.meanwhile = None
    return wanted or None


def test_whoever_may_not_write_answers_from_what_is_told(
    corpus: Path, machine: Opener, site: SiteInMemory, nothing_is_read: Callable[[], None]
) -> None:
    """While another machine writes, what is told so far is taken in, and nothing is read."""
    written(corpus)
    first, second = machine("first"), machine("second")
    edited(corpus)
    first.refresh()
    aged(corpus, "late.txt", "Limes come late.")
    nothing_is_read()
    with site.lease.held(wait=False):
        second.refresh()
        third = machine("third")
        assert second.follow() is None  # What it has seen in the folder is still to be read.
    assert_same(first, second)
    assert_same(first, third)


def test_a_writer_that_was_killed_is_followed_at_once_on_its_machine(
    corpus: Path, machine: Opener, site: SiteInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not on another one, which can't know whether it still lives."""
    monkeypatch.setattr(cluster_index, "AGAIN_SECONDS", 0.0)
    written(corpus)
    other, killed = machine("other"), machine("killed")
    aged(corpus, "late.txt", "Limes come late.")
    site.lease.held_by = site.lease.holder
    assert other.follow() is None
    changes = killed.follow()
    assert changes is not None
    assert changes.added == 1


def test_who_may_not_write_asks_again_only_after_a_while(
    corpus: Path, machine: Opener, site: SiteInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it has to wait for the right to: then it asks until it has it."""
    written(corpus)
    second = machine("second")
    monkeypatch.setattr(cluster_index, "AGAIN_SECONDS", 1e6)
    with site.lease.held(wait=False):
        site.lease.asked = 0
        assert second.follow() is None
        assert second.follow() is None
        assert site.lease.asked == 1
    assert second.follow() is None
    with second.archive.locked(wait=True) as mine:
        assert mine
    assert second.follow() is not None


def test_whether_others_have_told_all_is_known(site: SiteInMemory) -> None:
    """Not before they have begun, and not while they are at the first reading."""
    assert not site.has_all()
    build = site.create_build(0)
    site.activate(build)
    assert not site.has_all()
    build.log.write_summary(Summary.new())
    assert not site.has_all()
    build.log.write_summary(Summary.new()._replace(is_complete=True))
    assert site.has_all()


def test_passages_that_are_gone_are_found_among_many(
    corpus: Path, machine: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever part of them is looked at at a time."""
    written(corpus)
    replica = machine("first").replica
    monkeypatch.setattr("retrieval.sharing.replica._AT_ONCE", 2)
    keys = replica.passage_keys()
    assert replica.passages_gone([*keys, 998, 999]) == [998, 999]


def test_a_rebuild_is_searched_by_the_others(corpus: Path, machine: Opener) -> None:
    """And no longer what was there before it."""
    written(corpus)
    machine("first").close()
    second = machine("second")
    machine("first anew", rebuild=True)
    second.refresh()
    assert_engine_holds(second)


def test_answers_know_what_others_have_told(
    corpus: Path, machine: Opener, monkeypatch: pytest.MonkeyPatch, nothing_is_read: Callable[[], None]
) -> None:
    """Whoever reads the index takes in what was told a moment ago, and looks at no file for it."""
    written(corpus)
    first, second = machine("first"), machine("second")
    edited(corpus)
    first.refresh()
    nothing_is_read()
    monkeypatch.setattr(cluster_index, "LOOK_SECONDS", 1e6)
    assert not second.is_behind  # It was asked a moment ago.
    monkeypatch.setattr(cluster_index, "LOOK_SECONDS", 0.0)
    assert second.is_behind
    with second.reading() as index:
        assert content(index.catalog) == content(first.archive.catalog)
    assert not second.is_behind
    news = second.follow()
    assert news is not None
    assert news[:3] == (2, 3, 1)  # They were not told to whoever watches.


def test_a_running_program_goes_on_without_the_cluster(
    corpus: Path, machine: Opener, site: SiteInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells how old what it knows is, asks again only after a while, and takes in what it missed."""
    written(corpus)
    first, second = machine("first"), machine("second")
    monkeypatch.setattr(cluster_index, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(cluster_index, "AWAY_SECONDS", 1e6)
    with site.away():
        for _ in range(2):
            with second.reading() as index:
                assert content(index.catalog) == content(first.replica)
                (remark,) = state_remarks(index)
                assert remark.startswith(f"{Away.why}; what this machine knows about the archive is from 20")
    edited(corpus)
    first.refresh()
    with second.reading() as index:
        assert state_remarks(index)  # It is not asked again yet.
    assert isinstance(second.index, ClusterIndex)
    second.index._looked = 0.0
    with second.reading() as index:
        assert state_remarks(index) == ()
        assert content(index.catalog) == content(first.replica)


def test_a_program_that_was_opened_without_the_cluster_takes_in_what_it_missed(
    corpus: Path, machine: Opener, site: SiteInMemory
) -> None:
    """At its next refresh; until then whatever searches says why it can't."""
    written(corpus)
    first = machine("first")
    machine("second").close()
    edited(corpus)
    first.refresh()
    second = Machine(ClusterArchive(corpus, first.replica.path.parents[2] / "second", site=site))
    with site.away():
        with pytest.raises(ClusterError), second.or_apart(may_be_apart=False):
            second.refresh()
        with second.or_apart(may_be_apart=True):
            second.refresh()
        with second.reading() as index, pytest.raises(ClusterError, match="can't be reached"):
            index.engine.doc_freq("apple")
        assert second.archive.article_count() == 5
    second.refresh()
    assert_same(first, second)
    assert second.archive.apart is None
    second.close()


def test_while_much_is_taken_in_answers_say_that_they_are_behind(
    corpus: Path, machine: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They go on from what was known; whoever has waited once has the others not wait again."""
    written(corpus)
    first, second = machine("first"), machine("second")
    edited(corpus)
    first.refresh()
    monkeypatch.setattr(cluster_index, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr(live_index, "PATIENCE_SECONDS", 0.01)
    before = content(second.replica)
    with second._updating:
        for _ in range(2):
            with second.reading() as index:
                assert index.is_behind
                assert content(index.catalog) == before
    with second.reading() as index:
        assert not index.is_behind
        assert content(index.catalog) == content(first.replica)
        with second.reading() as within:
            assert content(within.catalog) == content(first.replica)


def test_what_is_of_one_machine_alone_is_not_told(corpus: Path, tmp_path: Path, site: SiteInMemory) -> None:
    """A copy of the folder whose files have other times is read by nobody anew, and texts that were read stay here."""
    written(corpus)
    with closing(opened(corpus, tmp_path / "first", site)) as first:
        elsewhere = tmp_path / "elsewhere"
        shutil.copytree(corpus, elsewhere / "corpus", copy_function=shutil.copyfile)
        for path in (elsewhere / "corpus").iterdir():
            age(path, 100)
        with closing(opened(elsewhere / "corpus", tmp_path / "second", site)) as second:
            assert "Apples grow here." in [article.text for article in second.replica.articles()]
            assert (None,) not in second.replica._rows("SELECT text FROM articles")
            generation = first.log.summary
            second.refresh(thorough=True)
            first.refresh(thorough=True)
            second.refresh()
            assert first.log.summary == generation
            assert second.changes[:3] == first.changes[:3] == (0, 0, 0)
            assert second.archive.state.name == first.archive.state.name  # What is cited here is checked there.


def test_fields_are_called_what_others_call_them(corpus: Path, tmp_path: Path, site: SiteInMemory) -> None:
    """A machine that is not told what fields are called reads what comes next as the first one has."""
    write_jsonl(corpus / "a.jsonl", {"headline": "Apples", "text": "They grow here."})
    age(corpus / "a.jsonl")
    names = (("title", "headline"),)
    for name, log in (("first", names), ("second", None)):
        live = Machine(ClusterArchive(corpus, tmp_path / name, names=log, site=site))
        with closing(live):
            live.refresh()
            assert [article.title for article in live.archive.catalog.articles()] == ["Apples"]
            assert live.archive.names == names


def test_what_was_taken_in_in_part_is_taken_in_anew(corpus: Path, machine: Opener, site: SiteInMemory) -> None:
    """A machine that is killed while it takes in what is told begins again, or goes on from where it was in step."""
    written(corpus)
    first = machine("first")
    for most in range(1, 12, 2):
        site.cluster.scanned, site.cluster.most_scanned = 0, most
        with suppress(Killed):
            machine(f"new {most}")
        site.cluster.most_scanned = FOR_EVER
        assert_same(first, machine(f"new {most}"))
    edited(corpus)
    first.refresh()
    for most in range(1, 8):
        site.cluster.scanned, site.cluster.most_scanned = 0, most
        with suppress(Killed):
            machine(f"new {1 + most // 2 * 2}")
        site.cluster.most_scanned = FOR_EVER
        assert_same(first, machine(f"new {1 + most // 2 * 2}"))


def test_what_was_damaged_on_its_way_is_not_taken_in(corpus: Path, machine: Opener, site: SiteInMemory) -> None:
    """An article that is not as it was sealed is refused, and it is said what to do."""
    aged(corpus, "a.txt", "Apples grow here.")
    first = machine("first")
    ((key, article),) = first.replica.packed_articles(first.replica.article_keys())
    value = unpacked(article or b"")
    value[0][4] = "Another title"
    log = first.log
    assert log.summary is not None
    log.write([ClusterRow("article", str(key), log.summary.generation, packed(value))])
    log.refresh()
    with pytest.raises(ClusterError, match=r"damaged \(the article 'a.txt' is not as it was sealed\); run"):
        machine("second")


def test_a_rebuild_puts_another_build_in_use(
    corpus: Path, machine: Opener, site: SiteInMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others go on with the one before until the new one is whole; no key comes again, and the old one is deleted."""
    written(corpus)
    first, second = machine("first"), machine("second")
    used = keys(first.archive.catalog)
    first.close()
    seen: list[object] = []

    def look() -> bool:
        seen.append((site.cluster.target("news"), machine("second").archive.article_count()))
        return False

    site.cluster.meanwhile = look
    monkeypatch.setattr(mapping, "PASSAGES_A_SHARD", 2)
    rebuilt = machine("first anew", rebuild=True)
    site.cluster.meanwhile = None
    assert set(seen) == {("news.1", 5)}
    assert site.cluster.target("news") == "news.2"
    assert (site.cluster.shards["news.1"], site.cluster.shards["news.2"]) == (1, 3)  # There are five passages.
    second.refresh()
    assert_same(rebuilt, second)
    assert {key for key, *_ in used["passages"]}.isdisjoint(
        key for key, *_ in keys(rebuilt.archive.catalog)["passages"]
    )
    monkeypatch.setattr(cluster_index, "UNUSED_SECONDS", 0.0)
    edited(corpus)
    second.refresh()
    assert site.cluster.indexes("news.*") == ["news.2", "news.2.articles"]


def test_what_another_version_told_is_said_and_can_be_rebuilt(
    corpus: Path, tmp_path: Path, machine: Opener, site: SiteInMemory
) -> None:
    """Nothing of it is taken in; a rebuild puts a build of this version in use, which the other one then refuses."""
    written(corpus)
    first = machine("first")
    newer = SiteInMemory(site, "2")
    with pytest.raises(ClusterError, match=r"indexed by another version \(fingerprint 1, not 2\); run"):
        opened(corpus, tmp_path / "second", newer)
    with closing(opened(corpus, tmp_path / "second", newer, rebuild=True)) as second:
        assert_engine_holds(second)
        assert site.cluster.target("news") == "news.2"
    edited(corpus)
    with pytest.raises(ClusterError, match=r"\(fingerprint 2, not 1\)"):
        first.refresh()
    assert site.cluster.target("news") == "news.2"
    assert first.archive.article_count() == 5  # What it has is not given up.


@pytest.mark.slow
def test_a_rebuild_waits_for_whoever_writes(corpus: Path, tmp_path: Path, machine: Opener, site: SiteInMemory) -> None:
    """It never becomes a mere taking over of what is told."""
    written(corpus)
    machine("first")
    with ExitStack() as others:
        others.enter_context(site.lease.held(wait=False))
        rebuilding = threading.Thread(target=lambda: opened(corpus, tmp_path / "second", site, rebuild=True).close())
        rebuilding.start()
        rebuilding.join(0.7)
        assert rebuilding.is_alive()
    rebuilding.join(30)
    assert site.cluster.target("news") == "news.2"


def test_a_cluster_that_was_emptied_is_told_all_again(
    corpus: Path, machine: Opener, site: SiteInMemory, nothing_is_read: Callable[[], None]
) -> None:
    """A machine that knows all tells it, without reading anything."""
    written(corpus)
    first = machine("first")
    for index in site.cluster.indexes("news.*"):
        site.cluster.delete_index(index)
    nothing_is_read()
    first.refresh()
    assert_engine_holds(first)
    assert_same(first, machine("second"))


def aged(corpus: Path, name: str, text: str) -> None:
    """Writes a file that counts as settled."""
    (corpus / name).write_text(text)
    age(corpus / name)


def written(corpus: Path) -> None:
    """The articles at first: two of a file of their own, and three in one."""
    aged(corpus, "a.txt", "Apples grow here.")
    aged(corpus, "b.txt", "Bananas grow there.")
    melons = ({"id": f"m{n}", "language": "en", "text": f"Melon {n} grows in the sun."} for n in range(3))
    write_jsonl(corpus / "more.jsonl", *melons)
    age(corpus / "more.jsonl")


def edited(corpus: Path) -> None:
    """What becomes of them: one is changed, one gone, two are new, and of three in a file one is another.

    One is in another language now, by what its record says.
    """
    aged(corpus, "a.txt", "Apricots grow here now.")
    (corpus / "b.txt").unlink(missing_ok=True)
    aged(corpus, "c.txt", "Cherries grow everywhere.")
    aged(corpus, "d.txt", "Dates grow in the desert.")
    melons = ("Melon 0 grows in the sun.", "Pumpkin 1 grows in the shade.", "Melon 2 grows in the sun.")
    tongues = zip(("en", "en", "es"), melons, strict=True)
    more = ({"id": f"m{n}", "language": tongue, "text": text} for n, (tongue, text) in enumerate(tongues))
    write_jsonl(corpus / "more.jsonl", *more)
    age(corpus / "more.jsonl")


@pytest.mark.slow(but=2)
@pytest.mark.parametrize(("heir", "late", "start"), [("same", "other", 0), ("other", "same", 3), ("new", "same", 6)])
@pytest.mark.parametrize("edit", [False, True])
def test_a_killed_writer_leaves_nothing_wrong(
    corpus: Path, tmp_path: Path, heir: str, late: str, start: int, edit: bool
) -> None:
    """Wherever the writer is killed, whoever goes on ends with what a fresh index of the folder has.

    That is the same machine, another one that knows what was told, or one that knows nothing; what it has then, those
    have that come late.
    """
    written(corpus)
    if edit:
        edited(corpus)
    fresh = Searcher.open(corpus, tmp_path / "fresh", "memory")
    kills = 0
    for lives in range(start, 200, EVERY):
        site, state = SiteInMemory(), tmp_path / f"{lives}"
        written(corpus)
        if edit:
            for name in ("same", "other"):
                opened(corpus, state / name, site).close()
            edited(corpus)
        site.cluster.lives = lives
        killed = is_killed(corpus, state / "same", site)
        site.cluster.lives = FOR_EVER
        with closing(opened(corpus, state / heir, site)) as last:
            stored, wanted = content(last.replica), content(fresh.archive.catalog)
            # Words of what was taken out may stay behind: whoever uses one asks whether it still occurs.
            left = set(stored.pop("spellings")).symmetric_difference(wanted.pop("spellings"))
            assert not any(last.index.engine.doc_freq(str(term)) for _, _, _, term, _ in left)
            assert stored == wanted
            assert_engine_holds(last)
            assert documents(last, held(last)) == documents(fresh, fresh.archive.catalog.documents())
            with closing(opened(corpus, state / late, site)) as other:
                last.refresh()
                assert_same(last, other)
                assert_nothing_is_left_behind(last)
        if not killed:
            break
        kills += 1
    fresh.close()
    assert kills > 1


EVERY = 9
"""The writer is killed at every so many-th write."""


def assert_nothing_is_left_behind(machine: Machine) -> None:
    """What is told is finished, and of each article and file it is told once."""
    log, summary = machine.log, machine.log.summary
    log.refresh()
    rows = list(log.all_rows())
    assert summary is not None
    assert summary.writer == 0
    assert all(summary.has(row.generation) for row in rows)
    places = [(row.kind.removesuffix(" gone"), row.id) for row in rows if row.kind != WORDS]
    assert len(places) == len(set(places))


def is_killed(corpus: Path, state: Path, site: SiteInMemory) -> bool:
    """Whether a machine is killed while it brings the archive in line."""
    live = Machine(ClusterArchive(corpus, state, site=site))
    try:
        live.refresh()
    except Killed:
        return True
    finally:
        live.replica.close()
    return False
