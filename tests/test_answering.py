"""The stages of an answer, each by itself."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from retrieval.answering import TOPIC_PASSAGES, _with_passages_near
from retrieval.live_index import PATIENCE_SECONDS, LiveIndex
from retrieval.query.question import PreviousSentence


@pytest.mark.parametrize(("admits", "keys"), [(True, [4, 7, 5, 6]), (False, [4, 7])])
def test_passages_around_the_last_answer_are_looked_at_too(admits: bool, keys: list[int]) -> None:
    """Behind those that were found, none twice; not of an article that is left out."""
    near: list[tuple[int, int, int]] = []

    def passage_keys_near(*about: int) -> list[int]:
        near.append(cast("tuple[int, int, int]", about))
        return [5, 4, 6]

    catalog = SimpleNamespace(
        passage_keys_near=passage_keys_near, about=lambda _articles: [SimpleNamespace(as_document=None)]
    )
    index = SimpleNamespace(catalog=catalog, candidates=lambda hits: [SimpleNamespace(key=hit.key) for hit in hits])
    candidates: Any = [SimpleNamespace(key=4), SimpleNamespace(key=7)]
    where = SimpleNamespace(admits=lambda _document: admits)
    got = _with_passages_near(PreviousSentence(3, 20), candidates, cast("Any", index), cast("Any", where))
    assert [each.key for each in got] == keys
    assert near == [(3, 20, TOPIC_PASSAGES)]


def test_what_others_told_is_waited_for_once() -> None:
    """Later questions don't wait while it goes on; when it has ended, they do again."""
    waits: list[float] = []
    is_free = iter([False, False, True, False])

    def acquire(timeout: float) -> bool:
        waits.append(timeout)
        return next(is_free)

    live: Any = SimpleNamespace(
        _updating=SimpleNamespace(acquire=acquire, release=lambda: None),
        _is_late=False,
        _views=SimpleNamespace(hold=None, renew=lambda: None),
        archive=SimpleNamespace(catalog=SimpleNamespace(about_to_change=None)),
        index=SimpleNamespace(take_in=lambda: None),
    )
    assert [LiveIndex._take_in(live) for _ in range(4)] == [False, False, True, False]
    assert waits == [PATIENCE_SECONDS, 0.0, 0.0, PATIENCE_SECONDS]
