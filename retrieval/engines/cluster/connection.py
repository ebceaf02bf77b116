"""Requests to a cluster by opensearch-py: other nodes are tried, what passes is waited out, half an answer is none."""

import base64
import logging
import random
import ssl
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, OpenSearchWarning
from urllib3 import Timeout

from retrieval.engines.cluster.address import CA, Access, Address
from retrieval.engines.cluster.faults import Fault, fault_of, partial_fault
from retrieval.errors import ClusterError, UsageError

Body = Mapping[str, Any]

READ_SECONDS, WRITE_SECONDS = 10.0, 60.0
"""Within how many seconds a node answers, or another one is asked; what passes is waited out for four times as long,
what is read for a minute. A guess: a question takes a hundredth of a second on 150,000 passages, a request of a bulk
one or two."""

CONNECT_SECONDS = 2.0
"""Within how many seconds a node takes a connection; machines in one building take a thousandth."""

SHORTEST_SECRET = 4
"""From how many characters on a password is left out of what the cluster says."""

OLDEST = (2, 12)
"""The first version in which an alias is only moved if it is where it is thought to be (`must_exist`)."""

_CONNECTIONS = 32  # To each node, kept open; more threads open others for as long as they ask.
_RETIRED_SECONDS = 5.0  # For how long a node that failed isn't asked while others are there; longer each time.
_AS_LONG = 4  # A node that hangs is left out by the others after half a minute; until then they wait for it.
_MANAGER_SECONDS = 60.0
"""For how long they wait when it is the cluster manager that hangs, as OpenSearch is set at first: for three checks of
10 s, and another 30 s until its successor gives up telling it so."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 3.0  # Seconds; each is twice the one before.

for _logger in ("opensearch", "opensearchpy.trace"):  # They log what is sent and said, and failures with tracebacks.
    logging.getLogger(_logger).setLevel(logging.CRITICAL)
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)
warnings.filterwarnings("ignore", category=OpenSearchWarning)


class Connection:
    """A connection to a cluster; `Cluster` has what is asked of it. Many threads may use it at once."""

    def __init__(
        self,
        address: Address,
        access: Access,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Connects to nothing yet.

        Args:
            address: Where the cluster is.
            access: How one gets in.
            clock: Seconds that go on steadily.
            pause: Waits for a number of seconds.

        Raises:
            UsageError: The file of certificates can't be used.
        """
        self.address = address
        self._access, self._clock, self._pause = access, clock, pause
        self._client = OpenSearch(
            hosts=[{"host": host.name, "port": host.port, "scheme": address.scheme} for host in address.hosts],
            headers=_credentials(access),
            ssl_context=_trusting(access.ca) if address.scheme == "https" else None,
            max_retries=0,  # `request` tries again.
            retry_on_timeout=True,  # So that a node that doesn't answer is left alone for a while.
            retry_on_status=(),
            pool_maxsize=_CONNECTIONS,
            dead_timeout=_RETIRED_SECONDS,
        )

    def close(self) -> None:
        """Closes all connections."""
        self._client.close()

    def introduce(self) -> None:
        """Asks who is there; raises `ClusterError` if it is no OpenSearch, or one of a version that won't do."""
        version = self.request("GET", "/").get("version")
        version = version if isinstance(version, Mapping) else {}
        if version.get("distribution") != "opensearch":
            raise self.error(Fault("is not an OpenSearch; check the address"))
        number = str(version.get("number", ""))
        parts = number.split(".")[:2]
        if not all(map(str.isdecimal, parts)) or tuple(map(int, parts)) < OLDEST:
            oldest = ".".join(map(str, OLDEST))
            raise self.error(Fault(f"is OpenSearch {number[:20]}, which is too old; use {oldest} or newer"))

    def request(
        self,
        method: str,
        path: str,
        body: Body | str | None = None,
        *,
        params: Mapping[str, str] | None = None,
        seconds: float = READ_SECONDS,
    ) -> dict[str, Any]:
        """What the cluster answers, whole.

        It may be sent several times: it must be such that twice does no harm.

        Args:
            method: Of HTTP.
            path: What is asked, from `/` on.
            body: JSON, or lines of it as they are.
            params: Of the address.
            seconds: Within which a node is to answer.

        Raises:
            NotThere: There is no such index or document.
            Conflict: The document was changed by somebody else.
            ClusterError: Any other fault, which didn't pass.
        """
        patience, limits = self.patience(seconds), Timeout(connect=CONNECT_SECONDS, read=seconds)
        while True:
            fault: Fault | None
            try:
                answer = self._client.transport.perform_request(
                    method,
                    path,
                    params=dict(params or {}),
                    body=body,
                    timeout=limits,  # type: ignore[arg-type]  # urllib3 takes it as it is.
                )
            except OpenSearchException as error:
                fault = fault_of(error, self._access.user)
            else:
                fault = partial_fault(answer, self._access.user)
                if fault is None:
                    return dict(answer)
            if not patience.waits_for(fault):
                raise self.error(fault)

    def patience(self, seconds: float) -> "Patience":
        """How long faults of something are waited out, whose requests are to be answered within some seconds."""
        # Whoever needs an answer sooner, as a lease does, can't wait for a new manager.
        least = _MANAGER_SECONDS if seconds >= READ_SECONDS else 0.0
        return Patience(self._clock, self._pause, len(self.address.hosts), max(_AS_LONG * seconds, least))

    def error(self, fault: Fault) -> ClusterError:
        """The error that a person meets; should the cluster say our password back, it is left out."""
        words = fault.words
        for secret in (self._access.password, *(header.split()[1] for header in _credentials(self._access).values())):
            # One that is shorter may be a piece of any word.
            words = words.replace(secret, "…") if len(secret) >= SHORTEST_SECRET else words
        return fault.kind(f"The cluster at {self.address} {words}.")


class Patience:
    """How long what is wrong is waited out, with pauses that grow; another node is asked at once."""

    def __init__(self, clock: Callable[[], float], pause: Callable[[float], None], nodes: int, longest: float) -> None:
        """Begins with the first fault.

        Args:
            clock: Seconds that go on steadily.
            pause: Waits for a number of seconds.
            nodes: How many there are to ask.
            longest: For how many seconds anything is waited out at most.
        """
        self._clock, self._wait, self._nodes, self._longest = clock, pause, nodes, longest
        self._began: float | None = None
        self._faults = 0

    def waits_for(self, fault: Fault) -> bool:
        """Whether it is worth trying again; returns when it is time to."""
        now = self._clock()
        if self._began is None:
            self._began = now
        self._faults += 1
        if not fault.passes:
            return False
        if fault.elsewhere and self._faults < self._nodes:
            return True
        left = self._began + min(fault.passes, self._longest) - now
        if left <= 0:
            return False
        pause = min(_FIRST_PAUSE * 2**self._faults, _LONGEST_PAUSE)
        # Many that wait aren't to come back all at once.
        self._wait(min(pause * random.uniform(0.5, 1), left))  # noqa: S311
        return True


def _credentials(access: Access) -> dict[str, str]:
    """The header with user and password, in UTF-8 as OpenSearch reads it; opensearch-py would write Latin-1."""
    if not access.user:
        return {}
    pair = f"{access.user}:{access.password}".encode()
    return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}


def _trusting(ca: str) -> ssl.SSLContext:
    """What makes sure who is at the other end, by a file of certificates or by those of the machine."""
    try:
        return ssl.create_default_context(cafile=ca or None)
    except OSError as error:
        why = "it holds no certificates" if isinstance(error, ssl.SSLError) else error.strerror
        raise UsageError(f"{CA} names {ca!r}, which can't be used ({why}); give a file of PEM certificates.") from error
