"""The proxy answers as OpenSearch does: a client can't tell it from a node with that fault."""

import base64
import http.client
import json
import ssl
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.opensearch import proxy as faults
from tests.opensearch.certificates import server
from tests.opensearch.fixtures import Cluster, Guarded
from tests.opensearch.proxy import SEARCHES, Proxy, bulk_actions

BULK = b'{"index":{"_id":"1"}}\n{"a":1}\n{"delete":{"_id":"2"}}\n{"create":{"_id":"3"}}\n{"a":3}\n'


def told(url: str, body: bytes | None = None, *, method: str = "POST", **headers: str) -> tuple[int, Any]:
    """The status of an answer, and what it says, parsed if it is JSON."""
    headers["Content-Type"] = "application/x-ndjson"
    asked = urllib.request.Request(url, body, headers, method=method if body else "GET")
    try:
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            said = error.read()
        return error.code, json.loads(said) if said.startswith(b"{") else said.decode()


def form(value: Any) -> Any:
    """The keys of an answer and the kinds of their values, without the values."""
    if isinstance(value, dict):
        return {key: form(inner) for key, inner in value.items()}
    return [form(inner) for inner in value[:1]] if isinstance(value, list) else type(value)


def test_alone_it_is_a_node_whose_cluster_is_gone(lone_proxy: Proxy) -> None:
    """It tells its version; whatever else is asked is unavailable."""
    status, root = told(f"{lone_proxy.host}/")
    assert (status, root["version"]["distribution"]) == (200, "opensearch")
    status, error = told(f"{lone_proxy.host}/archive/_search")
    assert (status, error["error"]["type"]) == (503, "cluster_block_exception")
    assert [(asked.method, asked.path) for asked in lone_proxy.asked] == [("GET", "/"), ("GET", "/archive/_search")]


def test_a_fault_meets_what_it_is_for_as_often_as_it_is_told(lone_proxy: Proxy) -> None:
    """After so many requests that are answered well, so many; then all is well again."""
    lone_proxy.fail(faults.answered(200, {}))
    lone_proxy.fail(faults.too_many_requests(), SEARCHES, times=2, after=1)
    statuses = [told(f"{lone_proxy.host}/a/{what}")[0] for what in ("_search", "_doc", "_search", "_count", "_search")]
    assert statuses == [200, 200, 429, 429, 200]
    lone_proxy.mend()
    assert told(f"{lone_proxy.host}/a/_search")[0] == 503


@pytest.mark.parametrize("after", [False, True])
def test_a_connection_that_breaks_has_no_answer(lone_proxy: Proxy, after: bool) -> None:
    """Whether what was asked has been done or not, the client can't tell."""
    lone_proxy.fail(faults.hung_up(after=after))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        told(f"{lone_proxy.host}/a/_bulk", BULK)


def test_an_answer_may_break_off(lone_proxy: Proxy) -> None:
    """Its status and a half of it have come by then."""
    lone_proxy.fail(faults.cut_off())
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        told(f"{lone_proxy.host}/a/_search")


def test_an_answer_is_held_up_until_it_is_released(lone_proxy: Proxy) -> None:
    """Meanwhile others are answered."""
    released = threading.Event()
    lone_proxy.fail(faults.held_up(released), "_search")
    waiting = http.client.HTTPConnection("127.0.0.1", lone_proxy.port, timeout=30)
    waiting.request("GET", "/a/_search")
    assert told(f"{lone_proxy.host}/a/_doc")[0] == 503
    released.set()
    assert waiting.getresponse().status == 503
    waiting.close()


def test_a_bulk_is_read_action_by_action() -> None:
    """A deletion has no second line."""
    actions = list(bulk_actions(BULK))
    assert [next(iter(action)) for action, _ in actions] == ["index", "delete", "create"]
    assert b"".join(lines for _, lines in actions) == BULK


def test_a_bulk_that_is_refused_in_part_names_each_document(lone_proxy: Proxy) -> None:
    """In the order of the actions, with the status of each."""
    lone_proxy.fail(faults.bulk_refused(0))
    status, answer = told(f"{lone_proxy.host}/a/_bulk", BULK)
    assert (status, answer["errors"]) == (200, True)
    assert [(*item, *(row["status"] for row in item.values())) for item in answer["items"]] == [
        ("index", 429), ("delete", 429), ("create", 429),
    ]  # fmt: skip


def test_the_versions_of_others_are_told(lone_proxy: Proxy) -> None:
    """Elasticsearch names no distribution."""
    lone_proxy.fail(faults.version("7.17.0", None))
    assert "distribution" not in told(f"{lone_proxy.host}/")[1]["version"]


def test_a_password_is_demanded() -> None:
    """Without it, and with a wrong one, nothing is passed on."""
    right, wrong = (base64.b64encode(word.encode()).decode() for word in ("ann:s:ecret", "ann:guess"))
    with Proxy(users={"ann": "s:ecret"}) as proxy:
        assert told(proxy.host) == told(proxy.host, Authorization=f"Basic {wrong}") == (401, "Unauthorized")
        assert told(proxy.host, Authorization=f"Basic {right}")[0] == 503


def test_who_may_not_is_told_so(lone_proxy: Proxy) -> None:
    """With the action that is missing."""
    lone_proxy.fail(faults.forbidden(), "_bulk")
    status, answer = told(f"{lone_proxy.host}/a/_bulk", BULK)
    assert (status, answer["error"]["type"]) == (403, "security_exception")


def test_only_who_trusts_its_authority_speaks_to_it(tmp_path: Path) -> None:
    """Neither without the authority's file nor with another's."""
    context, trusted = server(tmp_path)
    _, other = server(tmp_path, name="other")
    with Proxy(tls=context) as proxy:
        for file in (None, other):
            with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
                urllib.request.urlopen(proxy.host, context=ssl.create_default_context(cafile=file))
        with pytest.raises(urllib.error.HTTPError, match="503") as caught:
            urllib.request.urlopen(proxy.host, context=ssl.create_default_context(cafile=trusted))
        caught.value.close()


@pytest.mark.cluster
def test_a_full_disk_is_told_as_a_node_tells_it(cluster: Cluster, archive_name: str, proxy: Proxy) -> None:
    """Of a document and of a bulk: the same statuses, the same words."""
    cluster.call("PUT", f"/{archive_name}", {"settings": {"index.blocks.read_only_allow_delete": True}})
    asked = [(f"/{archive_name}/_bulk", BULK), (f"/{archive_name}/_doc", b'{"a":1}')]
    real = [told(proxy.host + path, body) for path, body in asked]
    proxy.fail(faults.disk_full(archive_name))
    fake = [told(proxy.host + path, body) for path, body in asked]
    del real[0][1]["items"][1], fake[0][1]["items"][1]  # what is deleted is not blocked
    real[0][1]["took"] = 1
    assert real == fake


@pytest.mark.cluster
def test_shards_that_fail_are_told_as_a_node_tells_it(cluster: Cluster, archive_name: str, proxy: Proxy) -> None:
    """Status 200, with the failures; hits are missing. A question that one of two shards can't answer compares."""
    cluster.call("PUT", f"/{archive_name}", {"settings": {"number_of_shards": 2, "number_of_replicas": 0}})
    for number in range(4):
        cluster.call("PUT", f"/{archive_name}/_doc/{number}?refresh=true", {"a": 1})
    failing = {"script": {"script": "if (doc['_id'].value == '0') throw new RuntimeException('x'); return true"}}
    search = f"{proxy.host}/{archive_name}/_search"
    status, real = told(search, json.dumps({"query": failing}).encode())
    proxy.fail(faults.shards_failed(), SEARCHES)
    _, fake = told(search, b'{"query": {"match_all": {}}}')
    assert status == 200
    assert form(real["_shards"]).keys() == form(fake["_shards"]).keys()
    assert fake["_shards"] | {"failures": 0} == real["_shards"] | {"failures": 0}
    assert real["_shards"]["failures"][0].keys() == fake["_shards"]["failures"][0].keys()
    assert len(fake["hits"]["hits"]) == 2


@pytest.mark.cluster
def test_a_search_that_is_out_of_time_lacks_hits(cluster: Cluster, archive_name: str, proxy: Proxy) -> None:
    """Each search of a `_msearch` says so."""
    for number in range(4):
        cluster.call("PUT", f"/{archive_name}/_doc/{number}?refresh=true", {"a": 1})
    proxy.fail(faults.timed_out(), SEARCHES)
    lines = f'{{"index":"{archive_name}"}}\n{{}}\n'.encode() * 2
    _, answer = told(f"{proxy.host}/_msearch", lines)
    assert [(part["timed_out"], len(part["hits"]["hits"])) for part in answer["responses"]] == [(True, 2)] * 2


@pytest.mark.cluster
def test_part_of_a_bulk_is_done(cluster: Cluster, archive_name: str, proxy: Proxy) -> None:
    """The others are refused; sent again, they are taken."""
    proxy.fail(faults.bulk_refused(1), times=1)
    answers = [told(f"{proxy.host}/{archive_name}/_bulk?refresh=true", BULK)[1] for _ in range(2)]
    statuses = [[row["status"] for item in answer["items"] for row in item.values()] for answer in answers]
    assert statuses == [[201, 429, 429], [200, 404, 201]]


@pytest.mark.cluster
def test_behind_tls_and_a_password_the_cluster_answers(guarded: Guarded) -> None:
    """As a guarded cluster does."""
    word = base64.b64encode(f"{guarded.user}:{guarded.password}".encode()).decode()
    asked = urllib.request.Request(guarded.proxy.host, headers={"Authorization": f"Basic {word}"})
    context = ssl.create_default_context(cafile=guarded.authority)
    with urllib.request.urlopen(asked, context=context) as answer:
        assert json.load(answer)["version"]["distribution"] == "opensearch"


@pytest.mark.cluster
def test_a_node_that_is_gone_takes_the_proxy_with_it(cluster: Cluster, proxy: Proxy) -> None:
    """Its connections break, too."""
    proxy.upstream = "http://127.0.0.1:9"
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        told(f"{proxy.host}/")
