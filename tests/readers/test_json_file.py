"""Articles in a JSON file, wherever in it they are listed."""

import json
from typing import Any

import pytest

from retrieval import Article
from retrieval.readers import read
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


FACTS = (
    "<p>The mill at the weir burned down in the night, and its owner, who was away, asked the town to pay for it.</p>"
)
HELD = "No. The court held that the town had done what it could, and that the owner should have looked after the mill."


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (
            {"id": 7, "name": "Ruiz v. Kessen", "facts_of_the_case": FACTS, "conclusion": HELD},
            f"{FACTS[3:-4]}\n\n{HELD}",
        ),
        ({"case_name": "Ruiz v. Kessen", "decision_date": "2021-04-07", "holding": HELD, "judge": "Cole"}, HELD),
        # Settings of a program have neither id, address nor day, and few sentences.
        ({"name": "weir", "help": HELD}, None),
        ({"id": 7, "name": "weir", "help": "Opens the weir."}, None),
        ({"id": 7, "name": "weir", "license": HELD}, None),
    ],
)
def test_records_that_tell_in_sentences_under_names_of_their_own(record: dict[str, Any], text: str | None) -> None:
    """Of a court's case its facts and what was held."""
    found = [item.text for item in read(json.dumps(record).encode(), "a.json") if isinstance(item, Article)]

    assert found == ([text] if text else [])


def test_authors_among_what_an_answer_of_jsonapi_includes() -> None:
    """As Drupal gives its articles."""
    user = {"type": "user--user", "id": "u", "attributes": {"name": "ana", "display_name": "Ana Ruiz"}}
    records = [
        {
            "type": "node--article",
            "id": str(n),
            "attributes": {"title": "Fire", "body": {"value": f"<p>Mill {n} burned.</p>"}},
            "relationships": {"uid": {"data": {"type": "user--user", "id": key}}, "tags": {"data": []}},
        }
        for n, key in enumerate("ux")
    ]
    first, second = read(json.dumps({"data": records, "included": [user]}).encode(), "a.json")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.authors, second.authors) == (("Ana Ruiz",), ())
    (alone,) = read(json.dumps({"data": records[:1], "included": [user]}).encode(), "a.json")
    assert isinstance(alone, Article)
    assert alone.authors == ("Ana Ruiz",)
