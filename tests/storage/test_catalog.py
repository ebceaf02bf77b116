"""The catalog before anything is in it, and the first keys it gives."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.storage import writing
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


def test_all_passages_are_pending_until_they_are_cleared(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Those that go meanwhile are told of as well, and none is lost when some of them are cleared."""
    for name in "abc":
        (corpus / f"{name}.txt").write_text(f"The keeper of weir {name} sells apples.")
    catalog = opened().archive.catalog
    catalog.clear_all_pending()
    assert not catalog.has_pending()
    keys = catalog.passage_keys()
    catalog.mark_all_pending()
    assert catalog.has_pending()
    assert (catalog.pending(), catalog.pending_gone()) == (keys, [])
    with catalog.change() as connection:
        writing.take_article(connection, "a.txt")
    for _ in range(2):
        assert (sorted(catalog.pending()), catalog.pending_gone()) == (keys, keys[:1])
        assert [document.key for document in catalog.documents(pending=True)] == keys[1:]
        catalog.mark_all_pending()
    catalog.clear_pending(keys[:2])
    assert (catalog.pending(), catalog.pending_gone()) == (keys[2:], [])
    assert [document.key for document in catalog.documents(pending=True)] == keys[2:]
    catalog.clear_all_pending()
    assert (catalog.pending(), catalog.has_pending()) == ([], False)


def test_an_article_of_no_file_is_taken_out_with_its_words(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Nobody knows whether anything still says them."""
    (corpus / "a.txt").write_text("The mill is open.")
    catalog = opened().archive.catalog
    with catalog.change() as connection:
        writing.take_file(connection, "a.txt")
        assert writing.take_damaged(connection) == []
    assert [(each.id, each.still_said) for each in catalog.taken_out(2) or ()] == [("a.txt", 0)]


@pytest.mark.parametrize("still_said", [True, False])
def test_what_is_taken_out_is_noted(corpus: Path, opened: Callable[..., Searcher], still_said: bool) -> None:
    """Its words need not be taken from the lists where another article has them."""
    (corpus / "a.txt").write_text("The mill is open.")
    catalog = opened().archive.catalog
    with catalog.change() as connection:
        writing.take_article(connection, "a.txt", still_said=still_said)
    assert [each.still_said for each in catalog.taken_out(2) or ()] == [still_said]


@pytest.fixture
def spellings() -> Iterator[Catalog]:
    """A catalog of words."""
    with closing(Catalog(None, "analyzer")) as catalog:
        with catalog.change() as connection:
            words = ("mill", "millet", "sawmill", "windmill", "mil")
            writing.put_spellings(connection, [("m", len(word), word, word, word.upper()) for word in words])
        yield catalog


def test_terms_that_end_as_others(spellings: Catalog) -> None:
    """Longer ones, up to a length, so many."""
    assert sorted(spellings.terms_ending("mill", 8, 5)) == ["sawmill", "windmill"]
    assert spellings.terms_ending("mill", 7, 5) == ["sawmill"]
    assert len(spellings.terms_ending("mill", 8, 1)) == 1
    assert spellings.terms_ending("sawmill", 9, 5) == []


def test_words_that_begin_with_letters(spellings: Catalog) -> None:
    """Of the lengths that are asked for."""
    assert sorted(spellings.words_beginning("m", (3, 4, 6), "mill")) == [("mill", "mill"), ("millet", "millet")]
    assert spellings.words_beginning("m", (3, 4), "mil") == [("mil", "mil"), ("mill", "mill")]
    assert spellings.words_beginning("s", (3, 4), "mil") == []
