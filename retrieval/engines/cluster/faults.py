"""What can be wrong with a cluster, each fault as one sentence: what, where, what to do; never a secret in it.

ClusterError            exit 3
├── LeaseLost           another program writes the archive now
├── Conflict            a document isn't as it was thought to be
└── NotThere            there is no such index
"""

import os
import ssl
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import ConnectionTimeout, OpenSearchException, SerializationError, TransportError
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError

from retrieval.engines.cluster.address import CA, PASSWORD, USER
from retrieval.errors import ClusterError

LONGEST_REASON = 200
"""How many characters of a reason that the cluster gives are told: two lines of a terminal."""

_UNAUTHORISED, _FORBIDDEN, _MISSING, _CONFLICT, _TOO_LARGE, _TOO_MANY = 401, 403, 404, 409, 413, 429
_SERVER_ERRORS = 500
_BLOCKED = "cluster_block_exception"
_NO_DISK = "disk usage"
_ALL_NODES = "see whether all of its nodes are running"
_READ_ONLY = ("read-only", "read only", "(api)", "index write")


class LeaseLost(ClusterError):
    """Another program has taken over the writing: what this one still had to write was refused."""


class Conflict(ClusterError):
    """A document was changed by somebody else since it was read."""


class NotThere(ClusterError):
    """There is no such index."""


class Fault(NamedTuple):
    """What is wrong, as the end of a sentence that begins with the cluster.

    Attributes:
        words: Such as "can't be reached (Connection refused); start it".
        passes: For how many seconds it is waited out, `BRIEFLY` or `BUSY`; 0: it doesn't pass.
        kind: What is raised.
        elsewhere: Whether another node may be without it, so that one is tried at once.
    """

    words: str
    passes: float = 0
    kind: type[ClusterError] = ClusterError
    elsewhere: bool = False


BRIEFLY, BUSY = 5.0, 60.0
"""Seconds for which what is wrong is waited out. Briefly: nobody listens, or disks are full; a node that was killed is
known to the others after one or two seconds. Busy: the cluster says itself that it will do it later (429, 503)."""


NOT_SEEN = Fault("has not yet copied everything that was written to it; try again", BUSY, elsewhere=True)


def fault_of(error: Exception, user: str = "") -> Fault:
    """What an error of opensearch-py says is wrong.

    Args:
        error: What was raised.
        user: By whose name it was asked.
    """
    if isinstance(error, ConnectionTimeout):
        return Fault("does not answer in time; check whether it is overloaded", BUSY, elsewhere=True)
    if isinstance(error, Unreachable):
        return _unreachable(error)
    if isinstance(error, TransportError) and isinstance(error.status_code, int):
        return fault_of_status(error.status_code, reason_of(error.info, error.error), user)
    if isinstance(error, (SerializationError, OpenSearchException)):
        return Fault("is not an OpenSearch (what it says can't be read); check the address")
    raise error


def fault_of_status(status: int, reasons: tuple[str, str], user: str = "") -> Fault:
    """What a refusal says is wrong, of a request or of a part of one.

    Args:
        status: The HTTP status.
        reasons: Its type and its reason, as OpenSearch writes them; empty if it writes none.
        user: By whose name it was asked.
    """
    kind, reason = reasons
    why = _in_brackets(kind, reason)
    if kind == _BLOCKED and status in (_FORBIDDEN, _TOO_MANY):
        return _blocked(reason)
    if status == _UNAUTHORISED:
        refusal = "refuses this user and password" if user else "wants a user and a password"
        return Fault(f"{refusal}; set {USER} and {PASSWORD}")
    if status == _FORBIDDEN:
        return Fault(f"doesn't allow this user to do that{why}; have its administrator allow it")
    if status == _CONFLICT:
        return Fault(f"has a newer version of what was to be written{why}; try again", kind=Conflict)
    if status == _MISSING:
        return Fault(f"has no such index{why}; run `pincite index`", kind=NotThere)
    if status == _TOO_LARGE:
        return Fault(
            "takes no requests of this size; raise http.max_content_length, or the limit of its proxy, to 100 MB"
        )
    if status == _TOO_MANY:
        return Fault(f"is overloaded{why}; try again when it has less to do, or give it more nodes", BUSY)
    if status >= _SERVER_ERRORS:
        # A node that is being killed says 500 for what it was still to ask of others.
        patience = BRIEFLY if status == _SERVER_ERRORS else BUSY
        return Fault(f"is not ready{why}; {_ALL_NODES}", patience, elsewhere=True)
    return Fault(f"does not understand this version of Pincite{why}; see whether it is an OpenSearch that it supports")


def partial_fault(answer: object, user: str = "") -> Fault | None:
    """What is wrong with an answer that came: shards that failed, time that ran out; None if it is whole."""
    if not isinstance(answer, Mapping):
        return Fault("is not an OpenSearch (its answer isn't JSON); check the address")
    for part in (answer, *_parts(answer)):
        shards = part.get("_shards") or {}
        if failed := shards.get("failed"):
            why = _in_brackets(*reason_of({"error": _first_failure(shards)}, ""))
            return Fault(f"answers only in part: {failed} of {shards.get('total')} shards failed{why}; try again", BUSY)
        if missing_shards := _missing(shards):
            return Fault(
                f"answers only in part: {missing_shards} of {shards['total']} shards are not there; {_ALL_NODES}", BUSY
            )
        if part.get("timed_out"):
            return Fault("answers only in part: its time ran out; try again", BUSY)
        if "error" in part and part is not answer:
            status = part.get("status", _SERVER_ERRORS)
            return fault_of_status(status, reason_of(part, ""), user)
    return None


def _parts(answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The answers of which one to several requests at once consists."""
    for name in ("responses", "docs"):
        parts = answer.get(name)
        if isinstance(parts, list):
            yield from (part for part in parts if isinstance(part, Mapping))


def _missing(shards: Mapping[str, Any]) -> int:
    """How many shards did not take part in what was read, though none failed: of those that no node has yet.

    Of what is written or refreshed copies are counted, which may be fewer than there should be; it has no `skipped`.
    """
    return int(shards["total"] - shards["successful"]) if "skipped" in shards and "successful" in shards else 0


def _first_failure(shards: Mapping[str, Any]) -> object:
    """Why the first of the shards that failed did."""
    failures = shards.get("failures") or [{}]
    return failures[0].get("reason")


def _unreachable(error: TransportError) -> Fault:
    """Why there is no connection."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Fault(
                f"is not to be trusted ({cause.verify_message}); give the file of its certificate authority as {CA}"
            )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Fault("doesn't speak TLS; write its address with http://", BRIEFLY, elsewhere=True)
    if any(isinstance(cause, NameResolutionError) for cause in causes):
        return Fault("can't be found (no such host); check the address", BRIEFLY, elsewhere=True)
    numbers = [cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno]
    if numbers:
        return _out_of_reach(os.strerror(numbers[-1]))
    silent = any(isinstance(cause, (ConnectTimeoutError, TimeoutError)) for cause in causes)
    return _out_of_reach("no answer" if silent else "it closed the connection")


def _out_of_reach(why: str) -> Fault:
    """That there is no connection."""
    advice = "check that it is running, and its address"
    return Fault(f"can't be reached ({why}); {advice}", BRIEFLY, elsewhere=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, however libraries keep that."""
    waiting, seen_ids = [error], set[int]()
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen_ids:
            continue
        seen_ids.add(id(cause))
        yield cause
        linked = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        waiting += [other for other in linked if isinstance(other, BaseException)]


def reason_of(info: object, error: object) -> tuple[str, str]:
    """The type and the reason of an error as OpenSearch writes it; of several causes the first."""
    error_info = info.get("error") if isinstance(info, Mapping) else None
    if not isinstance(error_info, Mapping):
        return (next((each for each in (error_info, error) if isinstance(each, str)), ""), "")
    causes = error_info.get("root_cause")
    first = causes[0] if isinstance(causes, list) and causes and isinstance(causes[0], Mapping) else error_info
    return str(first.get("type", "")), str(first.get("reason", ""))


def _blocked(reason: str) -> Fault:
    """Why an index, or all, takes no writes, or no requests at all."""
    if _NO_DISK in reason:
        return Fault(
            "takes no more writes because one of its disks is full; make room, and run this again to go on", BRIEFLY
        )
    if any(sign in reason for sign in _READ_ONLY):
        return Fault(
            "takes no writes because the index is read-only; have its administrator lift that, and run this again"
        )
    return Fault(f"is blocked{_in_brackets('', reason)}; have its administrator lift that", BUSY)


def _in_brackets(kind: str, reason: str) -> str:
    """The cluster's own words, on one line and not too many, to be put after ours."""
    words = " ".join(f"{kind}: {reason}".split()).strip(": ")[:LONGEST_REASON]
    return f" ({words})" if words else ""
