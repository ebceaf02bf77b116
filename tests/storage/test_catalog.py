"""The catalog before anything is in it, and the first keys it gives."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from retrieval import Searcher
from retrieval.storage.catalog import Catalog


def test_a_catalog_without_articles_has_no_newest_key() -> None:
    """Its state is that of no article, and of key 0, which none has."""
    with closing(Catalog(None, "analyzer")) as catalog:
        assert catalog.articles_state() == (0, 0)


def test_keys_begin_at_one(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Those of passages go on from one article to the next."""
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(f"The mill of {name} is open.")
    catalog = opened().archive.catalog
    assert catalog.articles_state() == (2, 2)
    assert catalog.passage_keys() == [1, 2]
