"""Where a cluster is, how it is talked to, what is said when that fails: with nodes that answer as tests have it."""

import json
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from opensearchpy.exceptions import ConnectionError as Unreachable
from urllib3.connection import HTTPConnection
from urllib3.exceptions import NameResolutionError

from retrieval.engines.cluster import Access, Address, bulk, connected
from retrieval.engines.cluster.address import Host, is_address
from retrieval.engines.cluster.bulk import Action
from retrieval.engines.cluster.client import Cluster, Stored
from retrieval.engines.cluster.connection import Patience
from retrieval.engines.cluster.faults import Conflict, Fault, LeaseLost, NotThere, fault_of
from retrieval.engines.cluster.mapping import Names, Provenance, articles_body, lease_body, passages_body
from retrieval.errors import ClusterError, IndexOutOfDate, StateError, UsageError
from tests.engines.nodes import Asked, Node, Said, node

HELLO = {"version": {"distribution": "opensearch", "number": "3.5.0"}}
FOUND = {"hits": {"hits": []}, "timed_out": False, "_shards": {"total": 3, "successful": 3, "failed": 0}}
PARTIAL = FOUND | {"_shards": {"total": 3, "failed": 1, "failures": [{"reason": {"type": "gone", "reason": "a disk"}}]}}

MISSING = FOUND | {"_shards": {"total": 3, "successful": 1, "skipped": 0, "failed": 0}}


class Clock:
    """Seconds that pass when somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def pause(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@contextmanager
def cluster(*answers: Any, access: Access = Access()) -> Iterator[tuple[Cluster, list[Node], Clock]]:  # noqa: B008
    """A connection to as many nodes as there are lists of answers, and a clock that it waits by."""
    with ExitStack() as stack:
        nodes = [stack.enter_context(node(said)) for said in answers]
        address = Address("http", tuple(Host("127.0.0.1", each.port) for each in nodes), "news")
        clock = Clock()
        opened = Cluster(address, access, clock=clock, pause=clock.pause)
        stack.callback(opened.close)
        yield opened, nodes, clock


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("http://localhost:9200/news", "http://localhost:9200/news"),
        ("HTTP://Node1,node2:9300/news-2024/", "http://node1:9200,node2:9300/news-2024"),
        ("https://search.example.org/a_b", "https://search.example.org:443/a_b"),
        ("http://[::1]:9200,127.0.0.1/x", "http://[::1]:9200,127.0.0.1:9200/x"),
        ("http://one:1,one:1,two:2/x", "http://one:1,two:2/x"),
    ],
)
def test_an_address_is_read(written: str, shown: str) -> None:
    """One node or several, with the usual ports; it is shown in full."""
    assert str(Address.parsed(written)) == shown
    assert str(Address.parsed(shown)) == shown


@pytest.mark.parametrize(
    "written",
    [
        "ftp://localhost/news", "http://localhost:9200", "http://localhost:9200/", "http:///news", "http://a,,b/news",
        "http://localhost:0/news", "http://localhost:65536/news", "http://localhost:x/news", "http://a b/news",
        "http://localhost/News", "http://localhost/_news", "http://localhost/news/1", "http://localhost/news?x=1",
        "http://localhost/news.1", "http://localhost/néws", f"http://localhost/{'n' * 201}", "localhost:9200/news",
    ],
)  # fmt: skip
def test_what_is_no_address_is_said(written: str) -> None:
    """In one sentence that says how one is written, or what a name may hold."""
    with pytest.raises(UsageError, match=r"write it as http://HOST:9200/NAME|use a-z, 0-9") as raised:
        Address.parsed(written)
    assert str(raised.value).count("\n") == 0


def test_a_name_of_200_characters_is_one() -> None:
    """Names of indexes are longer by a few, and may have 255."""
    assert Address.parsed(f"http://localhost/{'n' * 200}").name == "n" * 200


@pytest.mark.parametrize("written", ["http://me:geheim@localhost:9200/news", "me:geheim@localhost/news"])
def test_secrets_in_an_address_are_refused_and_not_repeated(written: str) -> None:
    """The sentence says where they belong."""
    with pytest.raises(UsageError, match="PINCITE_ENGINE_PASSWORD") as raised:
        Address.parsed(written)
    assert "geheim" not in str(raised.value)


def test_an_engine_is_an_address_or_a_name() -> None:
    """By what stands before a host."""
    assert is_address("http://localhost/x")
    assert not any(map(is_address, ("auto", "memory", "disk", "")))


def test_how_one_gets_in_comes_from_the_environment() -> None:
    """The password is not shown."""
    access = Access.from_env({"PINCITE_ENGINE_USER": " me ", "PINCITE_ENGINE_PASSWORD": " x y ", "OTHER": "1"})
    assert access == Access("me", " x y ", "")
    assert " x y " not in repr(access)
    assert Access.from_env({"PINCITE_ENGINE_CA": "a.pem"}).ca == "a.pem"


def test_certificates_must_be_some(tmp_path: Path) -> None:
    """A file that isn't there, or holds none, is said; the address alone connects to nothing."""
    address = Address.parsed("https://localhost/news")
    for name, why in (("no.pem", "No such file"), ("empty.pem", "holds no certificates")):
        (tmp_path / "empty.pem").write_text("none")
        with pytest.raises(UsageError, match=f"PINCITE_ENGINE_CA.*{why}"):
            Cluster(address, Access(ca=str(tmp_path / name)))


def test_user_and_password_are_sent_and_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    """Not even when the cluster says them back."""

    def refusal(asked: Asked) -> Said:
        return 403, {"error": {"type": "security_exception", "reason": f"no: {asked.headers['authorization']} geheim"}}

    caplog.set_level(logging.DEBUG)
    with cluster(refusal, access=Access("me", "geheim")) as (opened, (asked,), _):
        with pytest.raises(ClusterError, match="doesn't allow this user") as raised:
            opened.introduce()
        sent = asked.asked[0].headers["authorization"]
    assert sent.startswith("Basic ")
    secrets = (sent.removeprefix("Basic "), "geheim")
    assert not [secret for secret in secrets if secret in str(raised.value) + caplog.text]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, HELLO), None),
        ((200, {"version": {"distribution": "opensearch", "number": "2.12.0"}}), None),
        ((200, {"version": {"distribution": "opensearch", "number": "10.0.0-rc1"}}), None),
        ((200, {"version": {"distribution": "opensearch", "number": "2.11.9"}}), "is OpenSearch 2.11.9, which is too"),
        ((200, {"version": {"distribution": "opensearch", "number": "?"}}), "too old"),
        ((200, {"version": {"number": "8.1.0"}}), "is not an OpenSearch"),
        ((200, {"version": "1"}), "is not an OpenSearch"),
        ((200, []), "is not an OpenSearch"),
        ((200, "<html>"), "is not an OpenSearch"),
        ((302, "<html>"), "does not understand"),
        ((401, {"error": "x"}), "wants a user and a password; set PINCITE_ENGINE_USER and PINCITE_ENGINE_PASSWORD"),
        ((404, "<html>"), "has no such index"),
    ],
)
def test_only_an_opensearch_that_is_new_enough_will_do(answer: Said, said: str | None) -> None:
    """Whatever else answers is one sentence, at once."""
    with cluster([answer]) as (opened, (asked,), clock):
        if said is None:
            opened.introduce()
        else:
            with pytest.raises(StateError, match=said) as raised:
                opened.introduce()
            assert raised.value.exit_code == 3
        assert (len(asked.asked), clock.now) == (1, 0)


def test_a_wrong_password_is_told_from_none() -> None:
    """By whether there was a user."""
    with (
        cluster([(401, {"error": "x"})], access=Access("me", "pw")) as (opened, _, _),
        pytest.raises(ClusterError, match="refuses this user and password"),
    ):
        opened.introduce()


@pytest.mark.parametrize(
    "fault", [(429, {"error": {"type": "rejected"}}), (503, {"error": "x"}), (500, {}), (502, "<html>"), (200, PARTIAL),
              (200, MISSING), (200, FOUND | {"timed_out": True}), (0, None)],
)  # fmt: skip
def test_what_passes_is_waited_out(fault: Said) -> None:
    """The answer that comes at last is given, and half an answer never is."""
    with cluster([fault, fault, (200, FOUND)]) as (opened, (asked,), clock):
        assert opened.search("news", {"query": {}}) == FOUND
        assert len(asked.asked) == 3
        assert 0 < clock.now < 5


@pytest.mark.parametrize(
    ("fault", "said", "longest"),
    [
        ((429, {"error": {"type": "rejected", "reason": "queue"}}), r"is overloaded \(rejected: queue\)", 60),
        (
            (503, {"error": {"root_cause": [], "type": "x", "reason": "all shards failed"}}),
            "not ready .*all shards",
            60,
        ),
        ((500, {"error": {"root_cause": ["?"]}}), "is not ready; see", 5),
        ((200, PARTIAL), r"only in part: 1 of 3 shards failed \(gone: a disk\)", 60),
        ((200, MISSING), "only in part: 2 of 3 shards are not there; see whether all of its nodes are running", 60),
        ((200, FOUND | {"timed_out": True}), "only in part: its time ran out", 60),
        ((0, None), "can't be reached", 5),
    ],
)
def test_what_does_not_pass_is_one_sentence(fault: Said, said: str, longest: float) -> None:
    """After a while that suits it; the sentence says which cluster, and what to do."""
    with cluster([fault], [fault]) as (opened, nodes, clock):
        with pytest.raises(ClusterError, match=said) as raised:
            opened.search("news", {"query": {}})
        assert longest - 0.5 < clock.now <= longest
        assert all(len(each.asked) > 1 for each in nodes)
        words = str(raised.value)
        assert str(opened.address) in words
        assert words.endswith(".")
        assert "\n" not in words


def test_of_what_is_read_every_shard_takes_part() -> None:
    """Also of a point in time, of a count, and of each of several searches; shards that are skipped have nothing."""
    skipped = {"total": 3, "successful": 3, "skipped": 2, "failed": 0}
    for whole in (MISSING | {"pit_id": "a"}, MISSING | {"count": 5}, {"responses": [FOUND, MISSING]}):
        with cluster([(200, whole), (200, FOUND | {"_shards": skipped})]) as (opened, (asked,), _):
            opened.request("POST", "/news/_count")
            assert len(asked.asked) == 2


@pytest.mark.parametrize(
    ("done", "copies", "requests"),
    [
        ([(4, 4)], [], 1),
        ([(4, 2)], [2], 2),  # The others are not there: one of two nodes.
        ([(4, 3), (4, 4)], [4], 3),
        ([(4, 3), (4, 3)], [4, 3], 4),
    ],
)
def test_what_is_refreshed_is_seen_in_every_copy(done: list[tuple[int, int]], copies: list[int], requests: int) -> None:
    """One that could not be reached is not told of as failed: it is done again until it is, or is gone."""
    refreshed, searched = iter(done), iter(copies)

    def answer(asked: Asked) -> Said:
        if asked.method == "POST":
            assert asked.path == "/news,news.articles/_refresh"
            total, successful = next(refreshed)
            return 200, {"_shards": {"total": total, "successful": successful, "failed": 0}}
        assert asked.path == "/news,news.articles/_search_shards"
        number = next(searched)
        states = [*["STARTED"] * (number - 1), "RELOCATING", "INITIALIZING"]
        return 200, {"shards": [[{"state": state}] for state in states]}

    with cluster(answer) as (opened, (asked,), _):
        opened.refresh("news", "news.articles")
        assert len(asked.asked) == requests
        assert not [*refreshed, *searched]


def test_copies_that_stay_behind_are_an_error() -> None:
    """In the end: half of the questions would not see what was written."""

    def answer(asked: Asked) -> Said:
        if asked.method == "POST":
            return 200, {"_shards": {"total": 2, "successful": 1, "failed": 0}}
        return 200, {"shards": [[{"state": "STARTED"}] * 2]}

    with cluster(answer) as (opened, _, clock):
        with pytest.raises(ClusterError, match="has not yet copied everything that was written to it"):
            opened.refresh("news")
        assert 50 < clock.now <= 60


def test_another_node_is_asked_at_once() -> None:
    """Without waiting, as long as there is one; later the one that answers is asked first."""
    with cluster([(0, None)], [(200, FOUND)], [(0, None)]) as (opened, nodes, clock):
        for _ in range(9):
            opened.search("news", {"query": {}})
        assert clock.now == 0
        assert len(nodes[1].asked) == 9
        assert len(nodes[0].asked) + len(nodes[2].asked) <= 2


@pytest.mark.parametrize(
    "cause",
    [
        ssl.SSLError("wrong version number"),
        NameResolutionError("nodes.example", HTTPConnection("nodes.example"), socket.gaierror()),
    ],
)
def test_a_node_that_is_wrong_says_nothing_of_the_others(cause: Exception) -> None:
    """One without TLS, or without a name that is known: another one is asked at once."""
    assert fault_of(Unreachable("N/A", "", cause)).elsewhere


def test_nobody_there_is_said_with_its_reason() -> None:
    """A port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = Address("http", (Host("127.0.0.1", free.getsockname()[1]),), "news")
        clock = Clock()
        opened = Cluster(address, Access(), clock=clock, pause=clock.pause)
        with pytest.raises(ClusterError, match=r"can't be reached \(Connection refused\); check that it is running"):
            opened.introduce()
        assert clock.now == pytest.approx(5)


def test_a_node_that_says_nothing_is_left_for_another() -> None:
    """When its time is over; if there is no other, that is said."""
    with socket.create_server(("127.0.0.1", 0)) as silent, node([(200, FOUND)]) as other:
        mute = Host("127.0.0.1", silent.getsockname()[1])
        clock = Clock()
        both = Cluster(Address("http", (mute, Host("127.0.0.1", other.port)), "x"), Access(), clock=clock)
        assert [both.request("POST", "/news/_search", {}, seconds=0.02) for _ in range(3)] == [FOUND] * 3
        alone = Cluster(Address("http", (mute,), "x"), Access(), clock=clock, pause=clock.pause)
        with pytest.raises(ClusterError, match="does not answer in time"):
            alone.request("POST", "/news/_search", {}, seconds=0.02)
        for opened in (both, alone):
            opened.close()


def test_a_server_without_tls_is_said() -> None:
    """Where the address says https."""
    with node([(200, HELLO)]) as plain:
        clock = Clock()
        address = Address("https", (Host("127.0.0.1", plain.port),), "news")
        with pytest.raises(ClusterError, match="doesn't speak TLS; write its address with http://"):
            Cluster(address, Access(), clock=clock, pause=clock.pause).introduce()


BLOCK = "cluster_block_exception"


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        (429, "[TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, read-only-allow-delete block];",
         "one of its disks is full; make room, and run this again to go on"),
        (403, "index [news.1] blocked by: [FORBIDDEN/5/index read-only (api)];", "the index is read-only"),
        (403, "index [news.1] blocked by: [FORBIDDEN/8/index write (api)];", "the index is read-only"),
        (403, "blocked by: [FORBIDDEN/6/cluster read-only (api)];", "the index is read-only"),
        (403, "blocked by: [SERVICE_UNAVAILABLE/2/no manager];", "is blocked"),
    ],
)  # fmt: skip
def test_an_index_that_can_t_be_written_is_said(status: int, reason: str, said: str) -> None:
    """Whether all of a request is refused or each document of it."""
    error = {"type": BLOCK, "reason": reason}
    whole = (status, {"error": {"root_cause": [error], **error}, "status": status})
    each = (200, {"errors": True, "items": [{"index": {"status": status, "error": error}}]})
    for answer in (whole, each):
        with cluster([answer]) as (opened, _, clock):
            with pytest.raises(ClusterError, match=said):
                opened.bulk([Action("news.1", "1", {"key": 1})])
            assert clock.now <= 60


def numbers(asked: Asked) -> list[str]:
    """The ids of the documents that a request of a bulk writes or takes out."""
    lines = [json.loads(line) for line in asked.body.splitlines()]
    return [next(iter(line.values()))["_id"] for line in lines if next(iter(line)) in ("index", "delete")]


def taken(asked: Asked) -> Said:
    return 200, {"errors": False, "items": [{"index": {"status": 201}} for _ in numbers(asked)]}


def test_a_bulk_is_sent_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of so many documents and so many bytes at most, and every document once."""
    monkeypatch.setattr(bulk, "BULK_ACTIONS", 4)
    monkeypatch.setattr(bulk, "BULK_BYTES", 400)
    with cluster(taken, taken) as (opened, nodes, _):
        actions = [Action("news.1", str(n), {"terms": "x" * (300 if n == 7 else 1)}) for n in range(11)]
        assert opened.bulk(iter(actions)) == 11
        parts = [numbers(asked) for each in nodes for asked in each.asked]
        assert sorted(map(len, parts)) == [1, 3, 3, 4]
        assert sorted(int(n) for part in parts for n in part) == list(range(11))
        assert opened.bulk([]) == 0


def test_a_bulk_says_under_which_lease_it_is_written() -> None:
    """By the way in, and with each document: the cluster refuses what an earlier lease still wants to write."""
    with cluster(taken) as (opened, (asked,), _):
        opened.bulk([Action("a", "1", {"key": 1}), Action("b", "2")], epoch=7)
        opened.bulk([Action("a", "1", {"key": 1}), Action("a", "é")])
    first, second = (request.body.splitlines() for request in asked.asked)
    leased = {"version": 7, "version_type": "external_gte"}
    assert [json.loads(line) for line in first] == [
        {"index": {"_index": "a.by-7", "_id": "1", **leased, "require_alias": True}},
        {"key": 1},
        {"delete": {"_index": "b", "_id": "2", **leased}},
    ]
    assert [json.loads(line) for line in second] == [
        {"index": {"_index": "a", "_id": "1"}},
        {"key": 1},
        {"delete": {"_index": "a", "_id": "é"}},
    ]


def test_what_a_bulk_was_refused_for_now_is_sent_again() -> None:
    """Only that, and as long as it takes."""
    attempts: dict[str, int] = {}

    def sometimes(asked: Asked) -> Said:
        items = []
        for number in numbers(asked):
            attempts[number] = attempts.get(number, 0) + 1
            status = 201 if attempts[number] > int(number) else (429 if int(number) % 2 else 503)
            items.append({"index": {"status": status, **({} if status == 201 else {"error": {"type": "busy"}})}})
        return 200, {"errors": any("error" in item["index"] for item in items), "items": items}

    with cluster(sometimes) as (opened, (asked,), clock):
        assert opened.bulk([Action("a", str(n), {"key": n}) for n in range(4)]) == 4
        assert [numbers(request) for request in asked.asked] == [
            ["0", "1", "2", "3"],
            ["1", "2", "3"],
            ["2", "3"],
            ["3"],
        ]
        assert clock.now > 0


@pytest.mark.parametrize(
    ("epoch", "status", "kind", "said"),
    [
        (7, 409, LeaseLost, "now lets another program write this archive"),
        (None, 409, Conflict, "newer version"),
        (7, 400, ClusterError, "does not understand"),
        (7, 429, ClusterError, "overloaded"),
        (7, 404, LeaseLost, "now lets another program write this archive"),
        (None, 404, NotThere, "no such index"),
    ],
)
def test_a_bulk_that_is_refused_for_good_is_an_error(
    epoch: int | None, status: int, kind: type[ClusterError], said: str
) -> None:
    """Of the kind of its worst document."""
    items = [{"index": {"status": 201}}, {"index": {"status": status, "error": {"type": "t", "reason": "r"}}}]
    with cluster([(200, {"errors": True, "items": items}), (200, {"errors": True, "items": items[1:]})]) as (
        opened,
        *_,
    ):
        with pytest.raises(ClusterError, match=said) as raised:
            opened.bulk([Action("a", "1", {}), Action("a", "2", {})], epoch=epoch)
        assert type(raised.value) is kind


def test_taking_out_what_is_not_there_is_no_error() -> None:
    """The cluster says 404 of it; some say that there are errors, too."""
    items = [{"delete": {"status": 404}}]
    with cluster([(200, {"errors": True, "items": items})]) as (opened, *_):
        assert opened.bulk([Action("a", "1")]) == 1


def pages(gone: bool) -> Callable[[Asked], Said]:
    """A node with the documents 1 to 5, which forgets its first point in time where that is wanted."""
    moments = iter("abc")

    def answer(asked: Asked) -> Said:
        if asked.path.startswith("/news/_search/point_in_time"):
            return 200, {"pit_id": next(moments)}
        body = json.loads(asked.body)
        if asked.method == "DELETE":
            return 200, {"pits": []}
        after = body.get("search_after", [0])[0]
        if gone and body["pit"]["id"] == "a" and after:
            return 404, {"error": {"type": "search_context_missing_exception"}, "status": 404}
        hits = [{"_source": {"n": n}, "sort": [n]} for n in range(after + 1, min(5, after + body["size"]) + 1)]
        return 200, FOUND | {"hits": {"hits": hits}}

    return answer


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("page", [1, 2, 5, 6])
def test_all_documents_are_read_in_order(gone: bool, page: int) -> None:
    """Page by page, each once, also when the node that held the point in time is gone."""
    with cluster(pages(gone)) as (opened, (asked,), _):
        read = list(opened.scan("news", {"match_all": {}}, ["n"], page=page))
        assert [source["n"] for source in read] == [1, 2, 3, 4, 5]
        assert asked.asked[-1].method == "DELETE"


def test_a_document_is_changed_only_as_it_was_read() -> None:
    """A new one must not be there yet."""
    done = (201, {"_seq_no": 5, "_primary_term": 2})
    with cluster([done, done, (409, {"error": {"type": "version_conflict_engine_exception"}})]) as (
        opened,
        (asked,),
        _,
    ):
        first = opened.put("lease", "a/b", {"epoch": 1}, over=None)
        assert first == Stored({"epoch": 1}, 5, 2)
        opened.put("lease", "a/b", {"epoch": 2}, over=first)
        with pytest.raises(Conflict):
            opened.put("lease", "a/b", {"epoch": 2}, over=first)
        paths = [request.path for request in asked.asked]
    assert paths[0] == "/lease/_doc/a%2Fb?op_type=create"
    assert paths[1] == "/lease/_doc/a%2Fb?if_seq_no=5&if_primary_term=2"


def test_what_is_not_there_is_none() -> None:
    """A document, an index, an alias."""
    with cluster([(404, {"error": {"type": "index_not_found_exception"}, "status": 404})]) as (opened, *_):
        assert (opened.get("a", "1"), opened.meta("a"), opened.target("a")) == (None, None, None)
        opened.delete_index("a")
        with pytest.raises(NotThere):
            opened.count("a")


def test_an_index_is_made_once() -> None:
    """Whether it is there before, or somebody else makes it meanwhile."""
    missing = (404, {"error": {"type": "index_not_found_exception"}})
    exists = {"type": "resource_already_exists_exception", "reason": "index [a] already exists"}
    there = (200, {"a": {"mappings": {"_meta": {"format": "f"}}}})
    for answers, made in (
        ([missing, (200, {})], True),
        ([missing, (400, {"error": exists})], False),
        ([there], False),
    ):
        with cluster(answers) as (opened, *_):
            assert opened.ensure_index("a", {}) is made
    with cluster([missing, (400, {"error": {"type": "bad"}})]) as (opened, *_), pytest.raises(ClusterError):
        opened.ensure_index("a", {})


def test_aliases_are_swapped_in_one_step() -> None:
    """What was behind them is taken away where it is another index."""

    def answer(asked: Asked) -> Said:
        behind = {"/_alias/news": (200, {"news.1": {}}), "/_alias/news.articles": (404, {"error": "missing"})}
        return behind.get(asked.path, (200, {"acknowledged": True}))

    with cluster(answer) as (opened, (asked,), _):
        opened.swap(Names.of("news").numbered(2))
        swapped = json.loads(asked.asked[-1].body)["actions"]
    assert swapped == [
        {"remove": {"index": "news.1", "alias": "news"}},
        {"add": {"index": "news.2", "alias": "news"}},
        {"add": {"index": "news.2.articles", "alias": "news.articles"}},
    ]


def test_builds_have_running_numbers() -> None:
    """The next one is above all that are there, also those that were never finished; other archives don't count."""
    there: dict[str, object] = {name: {} for name in ("news.1", "news.9.articles", "news.x", "news.lease", "news.10")}
    with cluster([(200, there)]) as (opened, *_):
        names = Names.of("news")
        assert names.numbers(opened) == {1, 9, 10}
        assert names.next_number(opened) == 11
    assert names.lease == "news.lease"
    with cluster([(200, {})]) as (opened, *_):
        assert Names.of("news").next_number(opened) == 1


def test_an_index_of_another_version_is_said() -> None:
    """What is different of it: the format, the analyzer, or whatever else."""
    ours = Provenance("10", "catalog 25")
    ours.verify({**ours.meta(), "more": 1}, "http://localhost:9200/news")
    for meta, said in (
        (Provenance("9", "catalog 25").meta(), "analyzer 9, not 10"),
        (Provenance("10", "catalog 24").meta(), "fingerprint catalog 24, not catalog 25"),
        (ours.meta() | {"k1": 1.5}, "k1 1.5, not 1.2"),
        ({}, "format none, not pincite cluster"),
    ):
        with pytest.raises(IndexOutOfDate, match=said):
            ours.verify(meta, "http://localhost:9200/news")


def test_indexes_take_their_fields_and_no_others() -> None:
    """Each notes by what it was made, and has further copies as soon as there are nodes for them."""
    ours = Provenance("10", "x")
    for body in (passages_body(ours, 5), articles_body(ours)):
        assert body["mappings"]["dynamic"] == "strict"
        assert body["mappings"]["_meta"] == ours.meta()
        assert body["settings"]["auto_expand_replicas"] == "0-1"
    assert passages_body(ours, 5)["settings"]["number_of_shards"] == 5
    assert lease_body()["mappings"]["dynamic"] == "strict"


def test_a_cluster_is_opened_by_who_is_there() -> None:
    """With an address and how one gets in."""
    with node([(200, HELLO)]) as one:
        opened = connected(Address.parsed(f"http://127.0.0.1:{one.port}/news"), Access())
        assert opened.address.name == "news"
        opened.close()


def test_without_opensearch_py_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which names what is to be installed."""
    import sys

    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    for module in ("faults", "connection", "bulk", "client"):
        monkeypatch.delitem(sys.modules, f"retrieval.engines.cluster.{module}", raising=False)
    with pytest.raises(UsageError, match="pip install opensearch-py"):
        connected(Address.parsed("http://localhost/news"), Access())


def test_what_passes_is_waited_out_longer_and_longer() -> None:
    """Other nodes are tried first; what doesn't pass is not waited for, and nothing for longer than it passes in."""
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        clock[0] += seconds

    clock = [100.0]
    patience = Patience(lambda: clock[0], pause, nodes=3, longest=4.0)
    away = Fault("is away", passes=5.0, elsewhere=True)
    assert [patience.waits_for(away) for _ in range(2)] == [True, True]
    assert pauses == []
    while patience.waits_for(away):
        assert len(pauses) < 20
    assert sum(pauses) == pytest.approx(4.0)
    assert all(low <= each <= high for each, (low, high) in zip(pauses, [(0.4, 0.8), (0.8, 1.6)], strict=False))
    clock[0] = 100.0
    assert not Patience(lambda: clock[0], pause, nodes=1, longest=4.0).waits_for(Fault("is broken"))
    assert not Patience(lambda: clock[0], pause, nodes=2, longest=4.0).waits_for(Fault("is broken", elsewhere=True))
    patience = Patience(lambda: clock[0], pause, nodes=1, longest=60.0)
    pauses.clear()
    while patience.waits_for(Fault("is busy", passes=60.0)):
        assert len(pauses) < 200
    assert sum(pauses) == pytest.approx(60.0)
    assert 1.5 <= max(pauses) <= 3.0
