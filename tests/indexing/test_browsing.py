"""The articles of an archive, as somebody leafs through them."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from retrieval import ArticleFilter, Browsed, Searcher, UsageError, browse, publishers_by_size
from tests.conftest import write_jsonl

DAY = datetime.date(2024, 3, 2)


@pytest.fixture
def searcher(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """Over four articles of two files, one of them without title and date."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "b", "title": "“Ferry Lines” Reopen", "date": "2024-03-02", "source": "The Coast", "text": "It sails."},
        {"id": "a", "title": "Storm closes ferry", "date": "2024-03-02", "source": "THE  COAST", "text": "It blows."},
        {"id": "c", "title": "Storm over", "date": "2024-03-01", "source": "Inland Post", "text": "It is calm."},
    )
    (corpus / "d.TXT").write_text("The lighthouse keeper of Storm Point counts the ships that pass him by.")
    return opened()


def browsed(searcher: Searcher, limit: int = 10, offset: int = 0, **wanted: Any) -> Browsed:
    """The articles that are wanted."""
    with searcher.reading() as index:
        return browse(index, ArticleFilter(**wanted), limit, offset)


def ids(browsed: Browsed) -> list[str]:
    """The ids of the articles listed."""
    return [article.id for article in browsed.articles]


def test_the_newest_come_first_and_undated_ones_last(searcher: Searcher) -> None:
    """Articles of one day stand as they were read."""
    assert ids(browsed(searcher)) == ["b", "a", "c", "d.TXT"]


def test_a_page_is_part_of_a_list(searcher: Searcher) -> None:
    """It tells how many articles there are in all."""
    assert ids(page := browsed(searcher, 2, 1)) == ["a", "c"]
    assert page.total == 4
    assert browsed(searcher, 2, 4) == Browsed([], 4)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"title": "FERRY"}, ["b", "a"]),
        ({"title": "reop ferry"}, ["b"]),
        ({"title": "'ferry lines'"}, ["b"]),
        ({"title": "lighthouse"}, ["d.TXT"]),
        ({"title": "D.txt"}, ["d.TXT"]),
        ({"title": "jsonl ferry"}, ["b", "a"]),
        ({"title": "%"}, []),
        ({"since": DAY}, ["b", "a"]),
        ({"until": datetime.date(2024, 3, 1)}, ["c"]),
        ({"since": DAY, "until": DAY, "title": "storm"}, ["a"]),
        ({"source": "the coast"}, ["b", "a"]),
        ({"kind": ".txt"}, ["d.TXT"]),
        ({"kind": ".jsonl", "source": "Inland Post"}, ["c"]),
        ({"kind": ".pdf"}, []),
        ({"language": "Inglés", "title": "storm"}, ["a", "c", "d.TXT"]),
    ],
)
def test_only_what_is_wanted_is_listed(searcher: Searcher, wanted: dict[str, Any], found: list[str]) -> None:
    """By words of title or path, days, both included, publisher, and kind of file; the total counts the same."""
    assert ids(page := browsed(searcher, **wanted)) == found
    assert page.total == len(found)


def test_an_unknown_publisher_is_told(searcher: Searcher) -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match="Inland Post"):
        browsed(searcher, source="Nobody")
    with pytest.raises(UsageError, match=r"in 'es'; there are articles in English \(en\)"):
        browsed(searcher, language="es")


def test_publishers_are_counted(searcher: Searcher) -> None:
    """As they are written, those with most articles first."""
    with searcher.reading() as index:
        assert publishers_by_size(index) == {"Inland Post": 1, "THE COAST": 1, "The Coast": 1}
