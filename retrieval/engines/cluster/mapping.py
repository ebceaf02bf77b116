"""What a cluster keeps of an archive: names of its indexes, their fields and settings, and by whom they were made."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from retrieval.engines.base import K1, B
from retrieval.engines.cluster.client import Cluster
from retrieval.engines.cluster.connection import Body
from retrieval.errors import IndexOutOfDate

FORMAT = "pincite cluster 2"
"""What the fields hold and mean; another one is not read."""

PASSAGES_A_SHARD = 2_000_000
"""For how many passages an index gets a shard. A question goes through all shards in two or three phases: three of them
take three times the work of one on 120,000 passages, and a shard of this size still has 1 GB only."""

COPIES = "0-1"
"""How many further copies there are of each part: one as soon as there is a second node."""

LONGEST_TERM = 8_000
"""The most code points of a term; Lucene refuses those of more than 32,766 bytes."""

MOST_HITS = 100_000
"""How many hits of a search are given at most; OpenSearch's own limit is 10,000."""

_LONGEST_TOKEN = 1_048_576  # The most that OpenSearch's tokenizer allows; beyond its usual 255 it would cut.


class Names(NamedTuple):
    """The names under which a cluster keeps an archive: two aliases, and an index that says who writes it.

    Behind the aliases stand indexes with a running number: a rebuild fills the next ones, and puts them after.
    """

    passages: str
    articles: str
    lease: str

    @classmethod
    def of(cls, archive: str) -> Self:
        """Those of an archive's name."""
        return cls(archive, f"{archive}.articles", f"{archive}.lease")

    def numbered(self, number: int) -> dict[str, str]:
        """The indexes that a build with a number fills, by their aliases: what `Cluster.swap` takes."""
        return {alias: f"{self.passages}.{number}{alias.removeprefix(self.passages)}" for alias in self[:2]}

    def next_number(self, cluster: Cluster) -> int:
        """The number of the next build, above those of all that are there, finished or not."""
        return max(self.numbers(cluster), default=0) + 1

    def numbers(self, cluster: Cluster) -> set[int]:
        """The numbers of all builds that are there, finished or not."""
        parts = (
            index.removeprefix(f"{self.passages}.").split(".")[0] for index in cluster.indexes(f"{self.passages}.*")
        )
        return {int(part) for part in parts if part.isdecimal()}


class Provenance(NamedTuple):
    """By what the indexes of an archive were made; noted in the `_meta` of each.

    Attributes:
        analyzer: The version of the analyzer with its limits.
        fingerprint: Of whatever else must be the same, such as the catalog's format.
    """

    analyzer: str
    fingerprint: str

    def meta(self) -> dict[str, Any]:
        """What is noted."""
        return {"format": FORMAT, **self._asdict(), "k1": K1, "b": B}

    def verify(self, meta: Mapping[str, Any], archive: object) -> None:
        """Raises `IndexOutOfDate` where what is noted isn't this.

        Args:
            meta: What `Cluster.meta` gives.
            archive: Its address, to be named.
        """
        ours = self.meta()
        different = [name for name, value in ours.items() if meta.get(name) != value]
        if different:
            theirs = ", ".join(f"{name} {meta.get(name, 'none')}, not {ours[name]}" for name in different)
            raise IndexOutOfDate(
                f"The archive at {archive} was indexed by another version ({theirs}); run `pincite index --rebuild`."
            )


def shards_for(passages: int) -> int:
    """How many shards an index of a number of passages is best cut into."""
    return max(1, -(-passages // PASSAGES_A_SHARD))


def passages_body(provenance: Provenance, shards: int = 1) -> dict[str, Any]:
    """What an index of passages is made with: the analyzer's terms as they are, how often each is in which passage.

    Nothing of it is given back but `key` and `length`; day, source and language serve to filter.
    """
    number = {"type": "long", "index": True, "doc_values": True}
    name = {"type": "keyword", "doc_values": False}
    settings = {
        "analysis": {
            "tokenizer": {"terms": {"type": "whitespace", "max_token_length": _LONGEST_TOKEN}},
            "analyzer": {"terms": {"type": "custom", "tokenizer": "terms"}},
        },
        "similarity": {"pincite": {"type": "BM25", "k1": K1, "b": B}},
    }
    fields = {
        "terms": {"type": "text", "analyzer": "terms", "index_options": "freqs", "similarity": "pincite"},
        "key": number,
        "length": {"type": "integer", "index": False},
        "day": {"type": "integer"},
        "source": name,
        "language": name,
    }
    body = _body(settings, fields, provenance, shards)
    body["mappings"]["_source"] = {"enabled": False}
    return body


def articles_body(provenance: Provenance, shards: int = 1) -> dict[str, Any]:
    """What an index of packed rows is made with; they are found by kind, id, path and generation."""
    name = {"type": "keyword"}
    fields = {
        "kind": name,
        "id": name,
        "path": name,
        "generation": {"type": "long"},
        "packed": {"type": "binary"},
    }
    # Bytes are written in letters there, a third longer; packed by the better of Lucene's ways, they hardly are.
    return _body({"codec": "best_compression"}, fields, provenance, shards)


def lease_body() -> dict[str, Any]:
    """What the index of the lease is made with: one document, which nobody searches."""
    fields = {"holder": {"type": "keyword"}, "epoch": {"type": "long"}, "beat": {"type": "long"}}
    return {
        "settings": {"number_of_shards": 1, "auto_expand_replicas": COPIES},
        "mappings": {"dynamic": "strict", "properties": fields},
    }


def _body(settings: Body, fields: Body, provenance: Provenance, shards: int) -> dict[str, Any]:
    """What an index is made with, which takes no other fields, and shows what was written when it is told to."""
    return {
        "settings": {
            **settings,
            "number_of_shards": shards,
            "auto_expand_replicas": COPIES,
            "refresh_interval": "-1",
            "max_result_window": MOST_HITS,
        },
        "mappings": {"dynamic": "strict", "_meta": provenance.meta(), "properties": fields},
    }
