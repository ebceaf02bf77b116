"""One program writes at a time; one that has died, or slept for too long, loses the right to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import pytest

from retrieval.engines.cluster import Access, Address, connected, lease
from retrieval.engines.cluster.address import Host
from retrieval.engines.cluster.bulk import Action, way_into
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.faults import LeaseLost
from retrieval.engines.cluster.lease import BEAT_SECONDS, LEASE_SECONDS, Fence, Lease
from retrieval.engines.cluster.mapping import Names
from tests.engines.nodes import Asked, Said, node
from tests.engines.test_cluster_client import Clock
from tests.opensearch.fixtures import Cluster as RealCluster

INDEX = "news.lease"


class Document:
    """A node that keeps one document, and says no where it is not as it was read.

    Attributes:
        lost: The answers of so many writes get lost on their way; they are done all the same.
        gone: It answers nothing, and does nothing.
        while_written: Called before a write is answered.
    """

    def __init__(self) -> None:
        self.source: dict[str, object] | None = None
        self.seq_no = 0
        self.made = False
        self.lost = 0
        self.gone = False
        self.while_written: Callable[[], object] = lambda: None

    def __call__(self, asked: Asked) -> Said:
        path, given = urlsplit(asked.path).path, parse_qs(urlsplit(asked.path).query)
        if self.gone:
            return 0, ""
        if path != f"/{INDEX}/_doc/writer":
            there, self.made = self.made, self.made or asked.method == "PUT"
            return (200, {INDEX: {"mappings": {}}}) if there or asked.method == "PUT" else (404, {"status": 404})
        if asked.method == "GET":
            if self.source is None:
                return 404, {"found": False}
            return 200, {"_source": self.source, "_seq_no": self.seq_no, "_primary_term": 1}
        assert self.made
        expected = None if "op_type" in given else int(given["if_seq_no"][0])
        if expected != (None if self.source is None else self.seq_no):
            return 409, {"error": {"type": "version_conflict_engine_exception", "reason": "changed"}, "status": 409}
        self.while_written()
        self.source, self.seq_no = dict(json.loads(asked.body)), self.seq_no + 1
        if self.lost:
            self.lost -= 1
            return 0, ""
        return 200, {"_seq_no": self.seq_no, "_primary_term": 1}


class Setting:
    """A cluster with a document, and programs that want its lease, by one clock."""

    def __init__(self, stack: ExitStack) -> None:
        self.document, self.clock, self._stack = Document(), Clock(), stack
        port = stack.enter_context(node(self.document)).port
        address = Address("http", (Host("127.0.0.1", port),), "news")
        self.cluster = Cluster(address, Access(), clock=self.clock, pause=self.clock.pause)
        stack.callback(self.cluster.close)

    def lease(self) -> Lease:
        """The lease as one more program sees it."""
        return Lease(self.cluster, INDEX, clock=self.clock, pause=self.clock.pause)

    def take(self, lease: Lease) -> None:
        """Has a program take the lease, and from then on neither renew it nor give it back."""
        assert self._stack.enter_context(lease.held(wait=False))


@pytest.fixture
def setting() -> Iterator[Setting]:
    with ExitStack() as stack:
        yield Setting(stack)


def test_one_has_it_and_the_others_do_not(setting: Setting) -> None:
    """Until it is given back; each later one has a higher epoch."""
    first, second = setting.lease(), setting.lease()
    with first.held(wait=False) as mine:
        assert mine
        first.verify()
        with second.held(wait=False) as theirs:
            assert not theirs
        assert first.epoch > second.epoch == 0
        with pytest.raises(LeaseLost, match="now lets another program write this archive"):
            second.verify()
    with second.held(wait=False) as theirs:
        assert theirs
        assert second.epoch == first.epoch + 1
    with pytest.raises(LeaseLost):
        first.verify()


def test_a_dead_holder_loses_it(setting: Setting) -> None:
    """Seen by one who tries now and then: not a moment before the lease has run out, and then at once."""
    dead, other = setting.lease(), setting.lease()
    setting.take(dead)
    with other.held(wait=False) as mine:
        assert not mine
    setting.clock.now += LEASE_SECONDS - 1
    with other.held(wait=False) as mine:
        assert not mine
    setting.clock.now += 1
    with other.held(wait=False) as mine:
        assert mine
        assert other.epoch == dead.epoch + 1


def test_a_holder_that_has_surely_ended_loses_it_at_once(setting: Setting) -> None:
    """Only that very one."""
    dead, other = setting.lease(), setting.lease()
    setting.take(dead)
    with other.held(wait=False, ended=other.holder) as mine:
        assert not mine
    with other.held(wait=False, ended=dead.holder) as mine:
        assert mine
        assert other.epoch == dead.epoch + 1


def test_a_holder_that_lives_keeps_it(setting: Setting) -> None:
    """However long: it renews it."""
    holder, other = setting.lease(), setting.lease()
    with holder.held(wait=False):
        for _ in range(20):
            setting.clock.now += BEAT_SECONDS
            holder.renew()
            holder.verify()
            with other.held(wait=False) as theirs:
                assert not theirs


def test_it_lasts_from_when_it_was_asked_for(setting: Setting) -> None:
    """Who waits has seen it change no earlier: an answer that comes late makes it no longer."""
    holder = setting.lease()
    setting.document.while_written = lambda: setting.clock.pause(3)
    with holder.held(wait=False):
        setting.clock.now = LEASE_SECONDS - 1
        holder.verify()
        setting.clock.now += 1
        with pytest.raises(LeaseLost):
            holder.verify()


def test_it_is_renewed_by_itself(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread does it, as long as the lease is held."""
    # So long every request may take, too: that to give the lease back as well.
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.3)
    holder, renewed = setting.lease(), threading.Event()
    renew = holder.renew

    def noted() -> None:
        renew()
        renewed.set()

    monkeypatch.setattr(holder, "renew", noted)
    with holder.held(wait=False):
        assert renewed.wait(30)
    assert setting.document.source
    assert setting.document.source["holder"] == ""
    assert int(str(setting.document.source["beat"])) >= 2
    assert not [thread for thread in threading.enumerate() if thread.name == "lease"]


def test_who_waits_gets_it_from_the_dead(setting: Setting) -> None:
    """After as many seconds as a lease lasts, and no later than the next look."""
    setting.take(setting.lease())
    with setting.lease().held(wait=True) as mine:
        assert mine
    assert LEASE_SECONDS <= setting.clock.now <= LEASE_SECONDS + 1


def test_who_slept_has_lost_it(setting: Setting) -> None:
    """Whether another has taken it or not: it may have. Renewed in time before anyone takes it, it is held again."""
    sleeper, other = setting.lease(), setting.lease()
    setting.take(sleeper)
    setting.clock.now += LEASE_SECONDS
    with pytest.raises(LeaseLost):
        sleeper.verify()
    sleeper.renew()
    sleeper.verify()
    with other.held(wait=False):
        pass
    setting.clock.now += LEASE_SECONDS
    setting.take(other)
    sleeper.renew()
    with pytest.raises(LeaseLost):
        sleeper.verify()
    other.verify()


def test_who_has_lost_it_does_not_give_it_back(setting: Setting) -> None:
    """It is another's by then."""
    sleeper, other = setting.lease(), setting.lease()
    with sleeper.held(wait=False):
        with other.held(wait=False):
            pass
        setting.clock.now += LEASE_SECONDS
        setting.take(other)
    other.verify()
    other.renew()
    other.verify()


@pytest.mark.parametrize("before", [False, True], ids=["the first", "a later one"])
def test_an_answer_that_got_lost_costs_nobody_the_lease(setting: Setting, before: bool) -> None:
    """Sent again it is a conflict, with oneself: whether it is taken, renewed or given back."""
    if before:
        with setting.lease().held(wait=False):
            pass
    holder = setting.lease()
    setting.document.lost = 1
    with holder.held(wait=False) as mine:
        assert mine
        setting.document.lost = 1
        holder.renew()
        holder.verify()
        setting.document.lost = 1
    with setting.lease().held(wait=False) as mine:
        assert mine


def test_a_cluster_that_is_away_for_a_moment_costs_nobody_the_lease(setting: Setting) -> None:
    """It runs out only where the cluster does not come back in time."""
    holder = setting.lease()
    with holder.held(wait=False):
        setting.document.gone = True
        holder.renew()
        assert setting.clock.now < LEASE_SECONDS
        holder.verify()
        setting.document.gone = False
        holder.renew()
        setting.clock.now += LEASE_SECONDS - 1
        holder.verify()
        setting.document.gone = True
    assert setting.document.source
    assert setting.document.source["holder"] != ""
    setting.document.gone = False
    with holder.held(wait=False) as mine:
        assert mine, "what one could not give back is one's own"


def test_a_lost_index_does_not_lower_the_epoch(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written under the epochs before is not taken to be newer."""
    holder = setting.lease()
    for second in (1_800_000_000.5, 1_800_000_009.5):
        monkeypatch.setattr("time.time", lambda now=second: now)
        setting.document.source, setting.document.made = None, False
        for _ in range(3):
            before = holder.epoch
            with holder.held(wait=False):
                assert holder.epoch > before
    assert holder.epoch == 1_800_000_011


class Ways:
    """A node that knows of two indexes by which alias each is written, and moves these as it is told."""

    def __init__(self) -> None:
        self.open = {"news.1": ["news", "news.1.by-0"], "news.1.articles": ["news.articles", "news.1.articles.by-0"]}
        self.moves = 0
        self.lost = 0

    def __call__(self, asked: Asked) -> Said:
        if asked.method == "GET":
            assert asked.path == "/news.1,news.1.articles/_alias"
            return 200, {index: {"aliases": {way: {} for way in ways}} for index, ways in self.open.items()}
        self.moves += 1
        for action in json.loads(asked.body)["actions"]:
            ((kind, how),) = action.items()
            ways = self.open[how["index"]]
            if kind == "add":
                ways.append(how["alias"])
            elif how["alias"] in ways and how["must_exist"]:
                ways.remove(how["alias"])
            else:
                return 404, {"error": {"type": "aliases_not_found_exception", "reason": "missing"}, "status": 404}
        self.lost -= 1
        return (0, "") if self.lost >= 0 else (200, {"acknowledged": True})


@pytest.fixture
def ways() -> Iterator[tuple[Ways, Callable[[int], Fence]]]:
    """A node, and what lets a program with an epoch write there."""
    ways = Ways()
    with node(ways) as there:
        clock = Clock()
        address = Address("http", (Host("127.0.0.1", there.port),), "news")
        opened = Cluster(address, Access(), clock=clock, pause=clock.pause)
        yield ways, lambda epoch: Fence(opened, ("news.1", "news.1.articles"), epoch)
        opened.close()


def test_one_program_is_let_in_at_a_time(ways: tuple[Ways, Callable[[int], Fence]]) -> None:
    """To both indexes, in the place of the one before; other aliases stay, and nothing is asked where it is in."""
    there, fence = ways
    for epoch in (7, 9, 9):
        ours = fence(epoch)
        ours.look()
        ours.move()
        assert there.open == {
            "news.1": ["news", f"news.1.by-{epoch}"],
            "news.1.articles": ["news.articles", f"news.1.articles.by-{epoch}"],
        }
    assert there.moves == 2


def test_who_looked_before_another_was_let_in_is_not(ways: tuple[Ways, Callable[[int], Fence]]) -> None:
    """It has slept: the other one goes on."""
    there, fence = ways
    sleeper, other = fence(7), fence(8)
    sleeper.look()
    other.look()
    other.move()
    with pytest.raises(LeaseLost, match="now lets another program write this archive"):
        sleeper.move()
    assert there.open["news.1"] == ["news", "news.1.by-8"]


def test_a_way_that_is_open_though_the_answer_got_lost_is_open(ways: tuple[Ways, Callable[[int], Fence]]) -> None:
    """Sent again, the cluster says that the one before is gone."""
    there, fence = ways
    there.lost = 1
    ours = fence(7)
    ours.look()
    ours.move()
    assert there.moves == 2
    assert there.open["news.1"] == ["news", "news.1.by-7"]


def test_an_index_without_a_way_in_gets_one(ways: tuple[Ways, Callable[[int], Fence]]) -> None:
    """As when it was restored without its aliases."""
    there, fence = ways
    there.open["news.1"] = []
    ours = fence(7)
    ours.look()
    ours.move()
    assert there.open["news.1"] == ["news.1.by-7"]


@pytest.mark.cluster
def test_a_real_cluster_refuses_who_slept(cluster: RealCluster, archive_name: str) -> None:
    """One program at a time; what the one before still writes is refused, what the later one writes is there."""
    clock, names = Clock(), Names.of(archive_name)
    opened = connected(Address.parsed(cluster.engine(archive_name)), Access())
    sleeper, other = (Lease(opened, names.lease, clock=clock, pause=clock.pause) for _ in range(2))
    index = f"{archive_name}.1"
    body = {"settings": {"number_of_shards": 1, "refresh_interval": "-1", "gc_deletes": "1ms"}}
    opened.ensure_index(index, body | {"aliases": {way_into(index, 0): {}}})

    def let_in(epoch: int) -> None:
        fence = Fence(opened, [index], epoch)
        fence.look()
        fence.move()

    def write(number: int, epoch: int) -> None:
        opened.bulk([Action(index, str(number), {"number": number, "epoch": epoch})], epoch=epoch)

    with sleeper.held(wait=False), other.held(wait=True) as mine:
        assert mine
        late = Fence(opened, [index], sleeper.epoch)
        late.look()
        let_in(sleeper.epoch)
        for number in (1, 2, 3):
            write(number, sleeper.epoch)
        let_in(other.epoch)
        write(1, other.epoch)
        opened.bulk([Action(index, "2")], epoch=other.epoch)
        comes_back_by_its_version(opened, index, "2", sleeper.epoch)
        for number in (1, 2, 3, 4):
            with pytest.raises(LeaseLost):
                write(number, sleeper.epoch)
        with pytest.raises(LeaseLost):
            opened.bulk([Action(index, "1")], epoch=sleeper.epoch)
        with pytest.raises(LeaseLost):
            late.move()
        sleeper.renew()
        with pytest.raises(LeaseLost):
            sleeper.verify()
    opened.refresh(index)
    found = opened.scan(index, {"match_all": {}}, ["number"])
    assert [tuple(source.values()) for source in found] == [(1, other.epoch), (3, sleeper.epoch)]
    opened.close()


def comes_back_by_its_version(opened: Cluster, index: str, identity: str, epoch: int) -> None:
    """Waits until what was taken out is forgotten, so that an earlier version is taken; then it is out again."""
    line = {"_index": index, "_id": identity, "version": epoch, "version_type": "external_gte"}
    for _ in range(600):
        opened.refresh(index)
        answer = opened.request("POST", "/_bulk", f"{json.dumps({'index': line})}\n{{}}\n")
        if not answer["errors"]:
            opened.request("POST", "/_bulk", f"{json.dumps({'delete': line})}\n")
            return
        time.sleep(0.05)
    raise AssertionError
