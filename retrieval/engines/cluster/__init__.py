"""An OpenSearch cluster: where it is, talking to it, what it keeps, and the engine on it.

Nothing here is imported unless an archive is on a cluster. All but addresses needs `opensearch-py`, an extra.
"""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from retrieval.engines.cluster.address import Access, Address
from retrieval.errors import UsageError, installing

__all__ = ["Access", "Address", "connected", "require_client"]

if TYPE_CHECKING:
    from retrieval.engines.cluster.client import Cluster


def require_client() -> None:
    """Raises `UsageError` where opensearch-py isn't installed."""
    if find_spec("opensearchpy") is None:
        raise UsageError(f"A cluster needs opensearch-py; install it with: {installing('opensearch-py')}.")


def connected(address: Address, access: Access) -> "Cluster":
    """A connection to a cluster that answers, lets us in, and is of a version we know.

    Raises:
        UsageError: opensearch-py isn't installed, or the CA file can't be used.
        ClusterError: The cluster can't be used.
    """
    require_client()
    from retrieval.engines.cluster.client import Cluster

    cluster = Cluster(address, access)
    try:
        cluster.introduce()
    except BaseException:
        cluster.close()
        raise
    return cluster
