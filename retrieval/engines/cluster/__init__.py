"""An OpenSearch cluster: where it is, talking to it, what it keeps, and the engine on it.

Nothing here is imported unless an archive is on a cluster. `opensearch-py`, an extra, is needed from `connected` on.
"""

from typing import TYPE_CHECKING

from retrieval.engines.cluster.address import Access, Address
from retrieval.errors import UsageError

__all__ = ["Access", "Address", "connected"]

if TYPE_CHECKING:
    from retrieval.engines.cluster.client import Cluster


def connected(address: Address, access: Access) -> "Cluster":
    """A connection to a cluster that answers, lets us in, and is of a version we know.

    Raises:
        UsageError: opensearch-py isn't installed, or the CA file can't be used.
        ClusterError: The cluster can't be used.
    """
    try:
        from retrieval.engines.cluster.client import Cluster
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise UsageError("A cluster needs opensearch-py; install it with: pip install opensearch-py.") from error
    cluster = Cluster(address, access)
    cluster.introduce()
    return cluster
