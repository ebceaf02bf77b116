"""Articles in a JSON file, wherever in it they are listed."""

import pytest

from retrieval.readers.json_file import DEEPEST, _records

ARTICLE = {"title": "The mill", "text": "It is gone."}


@pytest.mark.parametrize(("depth", "is_reached"), [(0, True), (1, True), (DEEPEST, True), (DEEPEST + 1, False)])
def test_how_deep_a_list_of_articles_is_looked_for(depth: int, is_reached: bool) -> None:
    """In objects within each other."""
    value: object = [ARTICLE]
    for _ in range(depth):
        value = {"pages": value}
    assert _records(value, ()) == ([ARTICLE] if is_reached else [])


def test_articles_under_names() -> None:
    """Each name is an id, unless there is one article alone; other values beside them make it another object."""
    assert _records({"a": ARTICLE, "b": ARTICLE}, ()) == [{"id": "a", **ARTICLE}, {"id": "b", **ARTICLE}]
    assert _records({"a": ARTICLE}, ()) == [ARTICLE]
    assert _records({"a": ARTICLE, "b": 1}, ()) == []
    assert _records({}, ()) == []
