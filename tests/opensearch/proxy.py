"""A server between the client and a node, or instead of one, that answers as OpenSearch does when something is wrong.

The answers' forms were taken from OpenSearch 3.5.0; `test_proxy.py` compares those that a real node can be brought to.
"""

import asyncio
import base64
import json
import re
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from aiohttp import ClientError, ClientSession, TCPConnector, web

SEARCHES = r"/(_search|_msearch|_count)\b"
"""What asks shards for hits or numbers."""


@dataclass(frozen=True)
class Asked:
    """A request as it came.

    Attributes:
        path: With the query string.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What is answered; `sent` is how many of its bytes are sent before the connection breaks, None for all."""

    status: int
    body: bytes
    kind: str = "application/json; charset=UTF-8"
    headers: tuple[tuple[str, str], ...] = ()
    sent: int | None = None

    def json(self) -> Any:
        return json.loads(self.body)


Forward = Callable[[Asked], Awaitable[Answer]]
Fault = Callable[[Asked, Forward], Awaitable[Answer]]
"""What happens to a request: it may be passed on, as it is or changed, and the answer be another."""


def answered(status: int, body: object) -> Fault:
    """The request is not passed on; this is answered, as JSON."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        return Answer(status, json.dumps(body).encode())

    return fault


def refused(status: int, kind: str, reason: str) -> Fault:
    """It is not passed on; an error is answered in OpenSearch's form."""
    cause = {"type": kind, "reason": reason}
    return answered(status, {"error": {"root_cause": [cause], **cause}, "status": status})


def too_many_requests() -> Fault:
    """429: the node has more to do than it can keep in its queue; to be waited out."""
    return refused(429, "rejected_execution_exception", "rejected execution of coordinating operation [coordinating]")


def unavailable() -> Fault:
    """503: the nodes are about to elect who leads them; to be waited out."""
    reason = "blocked by: [SERVICE_UNAVAILABLE/2/no cluster-manager];"
    return refused(503, "cluster_block_exception", reason)


def no_shards() -> Fault:
    """503 to a search: no copy of any shard could be asked."""
    told = {"type": "search_phase_execution_exception", "reason": "all shards failed", "phase": "query"}
    return answered(503, {"error": {"root_cause": [], **told, "grouped": True, "failed_shards": []}, "status": 503})


def disk_full(index: str = "archive") -> Fault:
    """429 too, but no waiting helps: the index is read-only. In a bulk every document has the error of its own."""
    blocks = "TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block"
    cause = {"type": "cluster_block_exception", "reason": f"index [{index}] blocked by: [{blocks}];"}
    whole = refused(429, cause["type"], cause["reason"])

    async def fault(asked: Asked, forward: Forward) -> Answer:
        if not re.search(r"/_bulk\b", asked.path):
            return await whole(asked, forward)
        items = [_item(action, index, 429, cause) for action, _ in bulk_actions(asked.body)]
        return Answer(200, json.dumps({"took": 1, "errors": True, "items": items}).encode())

    return fault


def bulk_refused(taken: int) -> Fault:
    """Of a bulk the first so many documents are passed on, the others have 429 as theirs."""
    cause = {"type": "rejected_execution_exception", "reason": "rejected execution of primary operation [indexing]"}

    async def fault(asked: Asked, forward: Forward) -> Answer:
        actions = list(bulk_actions(asked.body))
        told: dict[str, Any] = {"took": 1, "errors": False, "items": []}
        if taken:
            told = (await forward(replace(asked, body=b"".join(lines for _, lines in actions[:taken])))).json()
        told["items"] += [_item(action, "archive", 429, cause) for action, _ in actions[taken:]]
        told["errors"] |= len(actions) > taken
        return Answer(200, json.dumps(told).encode())

    return fault


def shards_failed(failed: int = 1) -> Fault:
    """So many of the shards that were asked failed: their hits are missing, with status 200 all the same."""

    def change(told: dict[str, Any]) -> None:
        shards = told["_shards"]
        reason = {"type": "node_disconnected_exception", "reason": "[node3][127.0.0.1:9303] disconnected"}
        failures = [{"shard": n, "index": "archive", "node": None, "reason": reason} for n in range(failed)]
        shards.update(successful=shards["total"] - failed, failed=failed, failures=failures)
        _lose_hits(told, failed / max(shards["total"], 1))

    return altered(change)


def timed_out() -> Fault:
    """The time was over before every shard had answered: hits are missing, with status 200 all the same."""

    def change(told: dict[str, Any]) -> None:
        told["timed_out"] = True
        _lose_hits(told, 0.5)

    return altered(change)


def altered(change: Callable[[dict[str, Any]], None]) -> Fault:
    """The true answer, with every search in it changed; a `_msearch` holds many."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        answer = await forward(asked)
        told = answer.json()
        for part in told.get("responses", [told]):
            if "_shards" in part:
                change(part)
        return replace(answer, body=json.dumps(told).encode())

    return fault


def version(number: str, distribution: str | None = "opensearch") -> Fault:
    """`GET /` tells another version; without a distribution it is Elasticsearch."""
    told: dict[str, Any] = {"name": "node1", "cluster_name": "archives", "cluster_uuid": "u" * 22}
    told["version"] = {"number": number, "build_type": "tar", "lucene_version": "9.12.0"}
    if distribution:
        told["version"] = {"distribution": distribution, **told["version"]}
        told["tagline"] = "The OpenSearch Project: https://opensearch.org/"
    else:
        told["tagline"] = "You Know, for Search"
    return answered(200, told)


def unauthorized() -> Fault:
    """401, as the security plugin says it: no name and password, or wrong ones."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        demand = ("WWW-Authenticate", 'Basic realm="OpenSearch Security"')
        return Answer(401, b"Unauthorized", "text/plain; charset=UTF-8", (demand,))

    return fault


def forbidden(action: str = "indices:data/write/bulk") -> Fault:
    """403, as the security plugin says it: whoever asks may not do this."""
    return refused(
        403, "security_exception",
        f"no permissions for [{action}] and User [name=reader, backend_roles=[], requestedTenant=null]",
    )  # fmt: skip


def hung_up(*, after: bool = False) -> Fault:
    """The connection breaks without an answer; `after`: what was asked has been done by then."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        answer = await forward(asked) if after else Answer(200, b"")
        return replace(answer, sent=0)

    return fault


def cut_off() -> Fault:
    """The connection breaks in the middle of the true answer."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        answer = await forward(asked)
        return replace(answer, sent=len(answer.body) // 2)

    return fault


def held_up(released: threading.Event) -> Fault:
    """The request is passed on when the test releases it."""

    async def fault(asked: Asked, forward: Forward) -> Answer:
        await asyncio.to_thread(released.wait)
        return await forward(asked)

    return fault


def bulk_actions(body: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Each action of a bulk request, and its lines."""
    lines = iter(body.splitlines(keepends=True))
    for line in lines:
        if line.strip():
            action = json.loads(line)
            yield action, line if "delete" in action else line + next(lines)


def _item(action: dict[str, Any], index: str, status: int, cause: dict[str, str]) -> dict[str, Any]:
    """What a bulk answers of a document that it refuses."""
    ((kind, about),) = action.items()
    about = {"_index": about.get("_index", index), "_id": about.get("_id")}
    return {kind: {**about, "status": status, "error": cause}}


def _lose_hits(told: dict[str, Any], share: float) -> None:
    """Takes the first hits out of a search's answer, at least one: what is missing might have been the best."""
    if hits := told.get("hits", {}).get("hits"):
        del hits[: max(1, round(len(hits) * share))]
    if "count" in told:
        told["count"] = int(told["count"] * (1 - share))


@dataclass
class _Rule:
    """A fault, for which requests it is, and how many it still meets."""

    fault: Fault
    pattern: re.Pattern[str]
    passed: int
    times: float


class Proxy:
    """A server on a port of loopback, in a thread of its own; a context manager.

    Args:
        upstream: `http://HOST:PORT` of the node to which it passes on what no fault meets; None: it stands alone, and
            answers 503 then.
        tls: With it, it speaks HTTPS.
        users: Names with their passwords; with any, who asks must give one of them.
    """

    def __init__(
        self, upstream: str | None = None, tls: ssl.SSLContext | None = None, users: dict[str, str] | None = None
    ) -> None:
        self.asked: list[Asked] = []
        self.upstream = upstream
        self.port = 0
        self._tls = tls
        self._known = {base64.b64encode(f"{name}:{word}".encode()).decode() for name, word in (users or {}).items()}
        self._rules: list[_Rule] = []
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def host(self) -> str:
        """`http://127.0.0.1:PORT`, or https."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def fail(self, fault: Fault, where: str = "", *, times: float = float("inf"), after: int = 0) -> None:
        """Has a fault meet requests from now on. Of several that fit, the one that was named last does.

        Args:
            fault: One that a function of this module makes.
            where: A regular expression that is found in `METHOD /path?query`; empty: all requests.
            times: How many requests it meets; then all is well again.
            after: How many that fit are answered well before.
        """
        self._rules.insert(0, _Rule(fault, re.compile(where), after, times))

    def mend(self) -> None:
        """Takes all faults away."""
        self._rules.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *error: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        async with ClientSession(connector=TCPConnector(limit=0), auto_decompress=True) as self._session:
            runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=self._tls).start()
            self.port = runner.addresses[0][1]
            self._ready.set()
            await self._ended.wait()
            await runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        body = await request.content.read()
        asked = Asked(request.method, request.path_qs, dict(request.headers), body)
        self.asked.append(asked)
        try:
            answer = await self._fault(asked)(asked, self._forward)
        except ClientError:  # the node is gone: so are we
            answer = Answer(502, b"", sent=0)
        headers = {"Content-Type": answer.kind, **dict(answer.headers)}
        if answer.sent is None:
            return web.Response(status=answer.status, body=answer.body, headers=headers)
        return await self._broken(request, answer, headers)

    def _fault(self, asked: Asked) -> Fault:
        """What happens to a request."""
        given = asked.headers.get("Authorization", "").removeprefix("Basic ")
        if self._known and given not in self._known:
            return unauthorized()
        for rule in list(self._rules):
            if rule.times > 0 and rule.pattern.search(f"{asked.method} {asked.path}"):
                rule.passed -= 1
                if rule.passed < 0:
                    rule.times -= 1
                    return rule.fault
        return _passed_on

    async def _forward(self, asked: Asked) -> Answer:
        """What the node answers."""
        if not self.upstream:
            return await unavailable()(asked, self._forward)
        kept: dict[str, str] = {
            name: asked.headers[name] for name in ("Content-Type", "Accept") if name in asked.headers
        }
        url = self.upstream + asked.path
        async with self._session.request(asked.method, url, data=asked.body, headers=kept) as answer:
            return Answer(answer.status, await answer.read(), answer.headers.get("Content-Type", "text/plain"))

    @staticmethod
    async def _broken(request: web.BaseRequest, answer: Answer, headers: dict[str, str]) -> web.StreamResponse:
        """Sends a part of an answer, and breaks the connection."""
        response = web.StreamResponse(status=answer.status, headers=headers)
        if answer.sent:
            response.content_length = len(answer.body)
            await response.prepare(request)
            await response.write(answer.body[: answer.sent])
        if request.transport:
            request.transport.close()
        return response


async def _passed_on(asked: Asked, forward: Forward) -> Answer:
    return await forward(asked)
