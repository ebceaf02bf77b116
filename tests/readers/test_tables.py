"""Tables and JSON: columns and fields by their usual names, however the file is laid out."""

import json

import pytest

from retrieval import Article, Problem
from retrieval.readers import read

ROWS = 'Headline,Published,By-Line,Body,URL\n"Mill, burned",2022-03-16,Ana Ruiz,"It burned.\nAll of it.",http://x.example/1\n'


def articles(data: str | bytes, name: str) -> list[Article]:
    """The articles of a file without problems."""
    items = list(read(data if isinstance(data, bytes) else data.encode(), name))
    assert [item for item in items if isinstance(item, Problem)] == []
    return [item for item in items if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("data", "name", "row"),
    [
        (ROWS, "a.csv", 2),
        (ROWS.upper().replace("\n", "\r\n"), "a.csv", 2),
        ("\ufeff" + ROWS, "a.csv", 2),
        (ROWS.encode("utf-16"), "a.csv", 2),
        ("sep=;\n" + ROWS.replace(",", ";"), "a.csv", 3),
        (ROWS.replace(",", ";"), "a.csv", 2),
        (ROWS.replace(",", "\t"), "a.tsv", 2),
        (ROWS.replace(",", "\t"), "a.csv", 2),
        ("The year's articles\n\n" + ROWS, "a.csv", 3),
        (ROWS + ",,,,\n\n", "a.csv", 2),
    ],
)
def test_tables_however_they_are_written(data: str | bytes, name: str, row: int) -> None:
    """Commas, semicolons, tabs; capitals; a mark in front; a title above the names of the columns."""
    (got,) = articles(data, name)
    assert got.text.lower().split() == ["it", "burned.", "all", "of", "it."]
    assert str(got.date) == "2022-03-16"
    assert [name.lower() for name in got.authors] == ["ana ruiz"]
    assert (got.url or "").lower() == "http://x.example/1"
    assert got.record in (row, row + 1)
    assert got.reader == "table 1"


def test_rows_are_counted_as_in_a_spreadsheet() -> None:
    """The row of the names is the first; an id comes from its column, else from the words."""
    got = articles("id,text\n7,One.\n,Two.\n", "a.csv")
    assert [(item.id.partition("#")[0], item.record) for item in got] == [("7", 2), ("a.csv", 3)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("a,b\n1,2\n", "has no column for the text (text, body or content)"),
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("text\n" + '"never closed ' + "x" * 100, ""),
        ("title,text\nOnly a title,\n", "has no text (under text, body or content)"),
        ("\0\x01", "is not text"),
    ],
)
def test_tables_without_articles_are_named(data: str, reason: str) -> None:
    """A table without a column for the text, an empty one, a row without text."""
    items = list(read(data.encode(), "a.csv"))
    if reason:
        assert [item.reason for item in items if isinstance(item, Problem)] == [reason]
    assert len(items) == 1


RECORDS = [{"id": str(n), "title": "Mill", "text": f"Mill {n} burned down."} for n in range(3)]


@pytest.mark.parametrize(
    "value",
    [RECORDS, {"articles": RECORDS}, {"status": "ok", "response": {"meta": [1], "docs": RECORDS}},
     {record["id"]: {"title": "Mill", "text": record["text"]} for record in RECORDS}],
)  # fmt: skip
def test_json_with_articles_inside(value: object) -> None:
    """An array, an object that holds one, an object with an article under each id."""
    got = articles(json.dumps(value, indent=1), "a.json")
    assert [(item.id, item.record, item.text) for item in got] == [
        (str(n), n + 1, f"Mill {n} burned down.") for n in range(3)
    ]


def test_a_single_article_and_lines() -> None:
    """An object that is an article has its file's name; JSON lines in a `.json` are read as such."""
    (got,) = articles('{"headline": "Mill", "body": "It burned.", "published": "2022-03-16"}', "2021-01-01.json")
    assert (got.id, got.title, str(got.date), got.record) == ("2021-01-01.json", "Mill", "2022-03-16", None)
    assert len(articles("\n".join(map(json.dumps, RECORDS)), "a.json")) == 3


@pytest.mark.parametrize(
    ("data", "reason"),
    [("[]", "holds no articles"), ("{}", "holds no articles"), ("3", "holds no articles"), ("", "is empty"),
     ('{"name": "left-pad", "version": "1.0"}', "holds no articles"), ("[" * 100_000, "is nested too deep"),
     ("[1, 2]", "holds no articles")],
)  # fmt: skip
def test_json_without_articles_is_named(data: str, reason: str) -> None:
    """One sentence for a file of something else."""
    (problem,) = read(data.encode(), "a.json")
    assert isinstance(problem, Problem)
    assert problem == ("a.json", reason)


def test_what_stands_before_a_break_is_read() -> None:
    """A file that is cut short gives the articles before the cut, and says so."""
    *got, problem = read(json.dumps(RECORDS, indent=1)[:-30].encode(), "a.json")
    assert len(got) == 2
    assert isinstance(problem, Problem)
