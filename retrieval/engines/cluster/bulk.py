"""Writing many documents to a cluster: streamed in requests of limited size, several at once, each result read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple

from retrieval.engines.cluster.connection import WRITE_SECONDS, Connection
from retrieval.engines.cluster.faults import Conflict, Fault, LeaseLost, NotThere, fault_of_status, reason_of

BULK_BYTES, BULK_ACTIONS = 4_000_000, 2_000
"""The most that one request holds; OpenSearch advises 5 to 15 MB."""

BULK_REQUESTS = 3
"""How many requests are on their way at once, each to another node."""

_NOT_FOUND, _FIRST_FAILURE = 404, 300

LEASE_LOST = Fault("now lets another program write this archive; run this again to continue", kind=LeaseLost)


class Action(NamedTuple):
    """A document to write (`source`) into an index, or without one to take out of it."""

    into: str
    id: str
    source: Mapping[str, Any] | None = None


def way_into(index: str, epoch: int) -> str:
    """The alias through which documents come into an index under the lease of an epoch; see `lease.Fence`."""
    return f"{index}.by-{epoch}"


def send(connection: Connection, actions: Iterable[Action], epoch: int | None) -> int:
    """Writes and takes out documents as `Cluster.bulk` does; gives how many they were.

    Args:
        connection: The connection to the cluster.
        actions: What is written and taken out.
        epoch: That of the lease by which it is written; None: without one.
    """
    number = 0
    waiting: list[Future[None]] = []
    with ThreadPoolExecutor(BULK_REQUESTS, "bulk") as threads:
        for lines in _requests(_lines(action, epoch) for action in actions):
            if len(waiting) == BULK_REQUESTS:
                waiting.pop(0).result()
            number += len(lines)
            waiting.append(threads.submit(_sent, connection, lines, leased=epoch is not None))
        for request in waiting:
            request.result()
    return number


def _sent(connection: Connection, lines: Sequence[str], *, leased: bool) -> None:
    """Sends one request, and again what of it was refused for now."""
    patience = connection.patience(WRITE_SECONDS)
    while lines:
        answer = connection.request(
            "POST",
            "/_bulk",
            "".join(lines),
            params={"filter_path": "errors,items.*.status,items.*.error"},
            seconds=WRITE_SECONDS,
        )
        if not answer.get("errors"):
            return
        refused_lines: list[str] = []
        fault: Fault | None = None
        for line, item in zip(lines, answer["items"], strict=True):
            (result,) = item.values()
            if result["status"] < _FIRST_FAILURE or (result["status"] == _NOT_FOUND and "error" not in result):
                continue
            fault = fault_of_status(result["status"], reason_of(result, ""))
            if fault.kind in (Conflict, NotThere) and leased:
                fault = LEASE_LOST
            if not fault.passes:
                raise connection.error(fault)
            refused_lines.append(line)
        if fault and not patience.waits_for(fault):
            raise connection.error(fault)
        lines = refused_lines


def _requests(actions: Iterable[str]) -> Iterator[list[str]]:
    """What is to be sent, in requests that aren't too large."""
    lines: list[str] = []
    size = 0
    for action in actions:
        if lines and (len(lines) == BULK_ACTIONS or size + len(action) > BULK_BYTES):
            yield lines
            lines, size = [], 0
        lines.append(action)
        size += len(action)
    if lines:
        yield lines


def _lines(action: Action, epoch: int | None) -> str:
    """An action as the cluster reads it."""
    what: dict[str, Any] = {"_index": action.into, "_id": action.id}
    if epoch is not None:
        what |= {"version": epoch, "version_type": "external_gte"}
    if action.source is None:
        return f"{_json({'delete': what})}\n"
    if epoch is not None:
        what |= {"_index": way_into(action.into, epoch), "require_alias": True}
    return f"{_json({'index': what})}\n{_json(action.source)}\n"


def _json(value: object) -> str:
    """JSON on one line, as short as it gets."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
