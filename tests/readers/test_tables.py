"""Tables and JSON: columns and fields by their usual names, however the file is laid out."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import ArchiveError, Article, Problem, Searcher
from retrieval.readers import read, table

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
        (ROWS.replace(",", ", ").replace('"Mill,  b', '"Mill, b'), "a.csv", 2),
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
    assert got.reader == "table 9"


def test_rows_are_counted_as_in_a_spreadsheet() -> None:
    """The row of the names is the first; an id comes from its column, else from the words."""
    got = articles("id,text\n7,One.\n,Two.\n", "a.csv")
    assert [(item.id.partition("#")[0], item.record) for item in got] == [("7", 2), ("a.csv", 3)]


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (f"id,{'text' * 5}\n1,It burned.\n", 0),
        (f"id,text\n1,{'It burned. ' * 2}\n", 0),
        (f"id,text\n1,It burned.\n2,{'It fell. ' * 3}\n", 2),
        (f"id,text\n1,It burned.\n2,\n3,{'It fell. ' * 3}\n", 2),
    ],
)
def test_the_last_row_before_a_cell_that_is_too_long_is_told(
    monkeypatch: pytest.MonkeyPatch, data: str, row: int
) -> None:
    """The last article's; 0 where none stands before it."""
    monkeypatch.setattr(table, "LARGEST_CELL", 16)
    before = csv.field_size_limit()
    try:
        *_, problem = read(data.encode(), "a.csv")
    finally:
        csv.field_size_limit(before)
    assert isinstance(problem, Problem)
    assert problem.reason.startswith(f"can't be read beyond row {row} (")


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
     ('{"name": "left-pad", "version": "1.0"}', "holds no articles"), ("[" * 100_000, "is nested too deeply"),
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


def parquet_of(records: list[dict[str, object]]) -> bytes:
    """A table in Parquet."""
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(records), stream)
    return stream.getvalue()


def test_parquet_is_read_row_by_row() -> None:
    """Its columns by the usual names; days, times and lists are what they are."""
    day = datetime.datetime(2022, 3, 16, 23, 30, tzinfo=datetime.UTC)
    rows = [{"Headline": f"Mill {n}", "published": day, "authors": ["Ana Ruiz", "Ben Cole"], "body": f"It burned {n}."}
            for n in range(3)]  # fmt: skip
    got = articles(parquet_of([*rows]), "a.parquet")
    assert [(item.title, item.record, str(item.date), item.text) for item in got] == [
        (f"Mill {n}", n + 1, "2022-03-16", f"It burned {n}.") for n in range(3)
    ]
    assert got[0].authors == ("Ana Ruiz", "Ben Cole")


def test_damaged_parquet_is_named() -> None:
    """Each kind of damage is one sentence; a table without text says so of each row."""
    data = parquet_of([{"body": "It burned."}])
    for bytes_ in (b"PAR1", data[:-9], data[: len(data) // 2]):
        (problem,) = read(bytes_, "a.parquet")
        assert isinstance(problem, Problem)
        assert problem.reason.startswith("can't be read beyond row 0 (")
    assert list(read(parquet_of([{"n": 1}]), "a.parquet")) == [
        ("a.parquet row 1", "has no text (under text, body or content)")
    ]


def test_what_a_kind_needs_is_said_once(
    corpus: Path, opened: Callable[..., Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its package no file of the kind is tried, and one line says what to install."""
    monkeypatch.setattr("retrieval.readers._is_installed", lambda _: False)
    for name in ("a.parquet", "b.parquet"):
        (corpus / name).write_bytes(b"x")
    (corpus / "c.txt").write_text("Apples grow.")
    searcher = opened()
    assert {(entry.kind, entry.reason) for entry in searcher.archive.left_out} == {
        (".parquet", "needs pyarrow: pip install pyarrow")
    }
    assert searcher.changes.problems == ()
    with pytest.raises(ArchiveError, match=r"a\.parquet needs pyarrow: pip install"):
        opened(corpus / "a.parquet")


MILL = "The mill burned down in the night, and nobody was hurt, said the miller."
KILN = "The kiln, the barn, and the sty are cold now; they will be sold, the potter Ada Lind said."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (f"3;2022-03-16;{MILL}\n4;2022-03-17;{KILN.replace(';', ',')}\n", "2022-03-16"),
        (f"https://x.example/1\t{MILL}\n", "None"),
        (f"{MILL}\n{KILN}\n", "None"),
    ],
)  # fmt: skip
def test_columns_without_names(data: str, expected: str) -> None:
    """Where one column is plainly the text it is read, and what was taken for what is said."""
    problem, *got = read(data.encode(), "a.csv")
    assert isinstance(problem, Problem)
    assert not problem.left_out
    assert "whose columns have no known names" in problem.reason
    assert [item.record for item in got if isinstance(item, Article)] == list(range(1, data.count("\n") + 1))
    assert isinstance(got[0], Article)
    assert got[0].text.startswith("The mill burned")
    assert str(got[0].date) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["03/04/2024", "25/04/2024", "05/06/2023"], ["2024-04-03", "2024-04-25", "2023-06-05"]),
        (["03/04/2024", "04/25/2024", "05/06/2023"], ["2024-03-04", "2024-04-25", "2023-05-06"]),
        (["03.04.2024", "2024-04-05", "13.04.2024 10:14"], ["2024-04-03", "2024-04-05", "2024-04-13"]),
        (["03/04/2024", "25/04/2024", "04/25/2024"], [None, "2024-04-25", "2024-04-25"]),
        (["03/04/2024", "12/12/2024", "05/05/2024"], [None, "2024-12-12", "2024-05-05"]),
        (["03/04/2024", "", "25/13/2024"], [None, None, None]),
    ],
)
@pytest.mark.parametrize("column", ["date", "Publish Date"])
def test_the_order_of_a_day_is_that_of_the_column(column: str, days: list[str], expected: list[str | None]) -> None:
    """A row that can be read in two ways is read as the others are, if these agree."""
    rows = "".join(f"Note {n},{day},The mill by the river burned down again.\n" for n, day in enumerate(days))
    got = articles(f"title,{column},text\n{rows}", "a.csv")
    assert [str(article.date) if article.date else None for article in got] == expected


def test_columns_of_unknown_names_are_listed() -> None:
    """Whoever reads the sentence knows what to map."""
    (problem,) = read(b"id;title;artikel\n1;Mill;It burned.\n", "a.csv")
    assert isinstance(problem, Problem)
    assert problem.reason == (
        "has no column for the text (text, body or content; --map text=NAME names another);"
        " its columns: id, title, artikel"
    )


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("title,text\nMill,It burned.\ntitle,text\nKiln,It is cold.\n", ["It burned.", "It is cold."]),
        ('text\nIt burned, all of it.\n\n"It is,\nhe said."\n', ["It burned, all of it.", "It is,\nhe said."]),
        ("title|text|url\nMill|It burned, all of it|u\n", ["It burned, all of it"]),
        ("title,text\nMill,It burned.,more,cells\nKiln\n", ["It burned."]),
        ("text,title,text\n,Mill,It burned.\n", ["It burned."]),
        ("title,text\nMill,It burned.\u2028All\x85of\x0bit.\n", ["It burned.\u2028All\x85of\x0bit."]),
        ('title,text\nMill,"It burned,\n\n""all"" of it."\n', ['It burned,\n\n"all" of it.']),
        ('title,text\nMill,"It \\"burned\\", all of it."\n', ['It "burned", all of it.']),
        ('title\ttext\nMill\t"Hot" it was\nKiln\tthe "kiln\nPit\t"A pit\n', ['"Hot" it was', 'the "kiln', '"A pit']),
        ("title,text\rMill,It burned.\r", ["It burned."]),
        ("title;text\nMill;It, and the barn, burned, all of it\n", ["It, and the barn, burned, all of it"]),
    ],
)  # fmt: skip
def test_rows_as_programs_write_them(data: str, texts: list[str]) -> None:
    """Repeated names, one column, ragged rows, two columns of a name, odd line separators, marks in every fashion."""
    items = list(read(data.encode(), "a.csv"))
    assert [item.text for item in items if isinstance(item, Article)] == texts


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("'title','text'\n'Mill, old','It''s gone.'\n", "It's gone."),
        ("'title';'text'\n'Mill, old';'It\\'s; gone.'\n", "It's; gone."),
        ("'title'\t'text'\n'Mill, old'\t'It is\n\ngone.'\n", "It is\n\ngone."),
    ],
)
def test_cells_in_single_quotation_marks(data: str, text: str) -> None:
    """As dumps of databases have them."""
    (got,) = articles(data, "a.csv")
    assert (got.title, got.text, got.record) == ("Mill, old", text, 2)


def test_who_sent_a_message_and_what_a_reader_marked() -> None:
    """Telegram's messages say from whom they are, Readwise's highlights from which book."""
    (got,) = articles(
        json.dumps({"messages": [{"type": "message", "from": "Ana Ruiz", "text": "It burned."}]}), "a.json"
    )
    assert got.authors == ("Ana Ruiz",)
    (got,) = articles("Highlight,Book Title,Book Author\nIt burned.,Mill,Ana Ruiz\n", "a.csv")
    assert (got.title, got.authors, got.text) == ("Mill", ("Ana Ruiz",), "It burned.")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            {"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {
                "title": "Mill", "selftext": "It burned down.", "author": "ana", "created_utc": 1617793200}}]}},
            ("Mill", "2021-04-07", None),
        ),
        (
            {"hits": [{"objectID": "1", "title": "Mill", "story_text": "It burned down.", "created_at": "2021-04-07"}]},
            ("Mill", "2021-04-07", None),
        ),
        (
            {"case_name": "Mill", "date_filed": "2021-04-07", "plain_text": "It burned down."},
            ("Mill", "2021-04-07", None),
        ),
        (
            {"orderedItems": [{"published": "2021-04-07", "object": {"content": "<p>It burned down."}}]},
            (None, "2021-04-07", None),
        ),
        ([{"type": "message", "text": "It burned down.", "ts": "1617793200.000100"}], (None, "2021-04-07", None)),
        (
            {"textContent": "It burned down.", "title": "Mill", "createdTimestampUsec": 1617793200000000},
            ("Mill", "2021-04-07", None),
        ),
        (
            {"_source": {"title": "Mill", "body": "It burned down.", "publisher": {"name": "Post"},
                         "day": "2021-04-07"}},
            ("Mill", "2021-04-07", "Post"),
        ),
    ],
)  # fmt: skip
def test_json_of_services(value: object, expected: tuple[str | None, str, str | None]) -> None:
    """Reddit, Hacker News, CourtListener, Mastodon, Slack, Keep and Elasticsearch."""
    (got,) = articles(json.dumps(value), "a.json")
    assert got.text == "It burned down."
    assert (got.title, str(got.date), got.source) == expected


@pytest.mark.parametrize(
    "data",
    [
        "".join(map(json.dumps, RECORDS)),
        "[" + ",".join(map(json.dumps, RECORDS)) + ",]",
        "window.data = " + json.dumps(RECORDS) + ";",
        "callback(" + json.dumps(RECORDS) + ");",
        json.dumps({key: [record[key] for record in RECORDS] for key in RECORDS[0]}),
        json.dumps({key: {n: record[key] for n, record in enumerate(RECORDS)} for key in RECORDS[0]}),
        json.dumps({"columns": [*RECORDS[0]], "index": [0, 1, 2], "data": [[*record.values()] for record in RECORDS]}),
        json.dumps([[*RECORDS[0]], *([*record.values()] for record in RECORDS)]),
        json.dumps({"data": {"posts": {"edges": [{"node": record} for record in RECORDS]}}}),
        json.dumps({"hits": {"hits": [{"_index": "i", "_source": record} for record in RECORDS]}}),
        json.dumps({"features": [], "rows": [{"row_idx": 0, "row": record} for record in RECORDS]}),
        json.dumps([{"views": 7, **record} for record in RECORDS]).replace(": 7,", f": {'7' * 5_000},"),
        "".join(json.dumps(record)[:-1] + f', "views": {"7" * 5_000}}}\n' for record in RECORDS),
    ],
)
def test_json_as_programs_write_it(data: str) -> None:
    """One after the other, in a script, by columns, in rows, wrapped by an interface."""
    got = articles(data, "a.json")
    assert [(item.id, item.title, item.text) for item in got] == [
        (str(n), "Mill", f"Mill {n} burned down.") for n in range(3)
    ]


@pytest.mark.parametrize("written", ["He said ([sic] as written).", "x = [4, 5]", "callback([1])", "var a = {}"])
@pytest.mark.parametrize("form", ["{}", "data = {};", "callback({})"])
def test_what_looks_like_a_script_inside_of_a_text_stays(written: str, form: str) -> None:
    """Only what stands before the JSON isn't JSON."""
    for value in ([{"id": 1, "text": written}], {"id": 1, "text": written}, [{"text": written, "id": 1}]):
        (got,) = articles(form.replace("{}", json.dumps(value)), "a.json")
        assert got.text == written


def test_an_object_in_an_object_is_an_article() -> None:
    """Whatever its wrapper is called."""
    (got,) = articles(json.dumps({"result": RECORDS[0]}), "a.json")
    assert (got.id, got.text) == ("0", "Mill 0 burned down.")


def test_articles_of_a_json_feed_have_its_name_as_source() -> None:
    """Where an item doesn't name another one."""
    items = [{"title": "Mill", "content_text": "It burned."}, {"content_text": "It rained.", "source": "Weir Gazette"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": items}
    assert [got.source for got in articles(json.dumps(feed), "a.json")] == ["Harbour Post", "Weir Gazette"]
    assert articles(json.dumps({**feed, "version": "2"}), "a.json")[0].source is None
    items[1]["author"] = "Bo Ek"
    signed = articles(json.dumps({**feed, "author": {"name": "Ana Ruiz"}}), "a.json")
    assert [got.authors for got in signed] == [("Ana Ruiz",), ("Bo Ek",)]


def test_names_of_columns_that_say_of_what_the_day_is() -> None:
    """As people write them in French and Spanish."""
    for name in ("date de publication", "Fecha de publicación"):
        (got,) = articles(f"titre,{name},texte\nMoulin,2022-03-16,Il a brûlé hier soir.\n", "a.csv")
        assert str(got.date) == "2022-03-16"


def test_titles_in_a_table_without_names() -> None:
    """A column of some words each that are hardly twice the same; kinds and numbers are none."""
    text = "It burned in the night, and nobody was hurt, as the mayor of the town said."
    rows = [f'"{n % 3}","The kiln burned {n} times","Weir news now","{text} {n}"' for n in range(20)]
    titles = [item.title for item in read("\n".join(rows).encode(), "a.csv") if isinstance(item, Article)]
    assert titles == [f"The kiln burned {n} times" for n in range(20)]
    rows = [f'"{n}","Weir {n}","{text} {n}"' for n in range(20)]
    assert {item.title for item in read("\n".join(rows).encode(), "a.csv") if isinstance(item, Article)} == {None}


def test_the_export_of_a_blog_in_ghost() -> None:
    """Its posts stand in a database inside, and their authors in other tables of it; drafts are named."""
    posts = [
        {"id": "1", "title": "The mill", "html": "<p>It burned down.</p>", "status": "published"},
        {"id": "2", "title": "No", "html": "<p>It stands.</p>", "status": "draft"},
    ]
    people = {"users": [{"id": "u", "name": "Ana Ruiz"}], "posts_authors": [{"post_id": "1", "author_id": "u"}]}
    got, draft = read(json.dumps({"db": [{"meta": {}, "data": {"posts": posts, **people}}]}).encode(), "a.json")
    assert isinstance(got, Article)
    assert (got.title, got.authors, got.text) == ("The mill", ("Ana Ruiz",), "It burned down.")
    assert isinstance(draft, Problem)


def test_json_whose_sections_have_lists_of_paragraphs() -> None:
    """Each below its heading; it is one article."""
    sections = [
        {"title": "Fire", "paragraphs": ["It burned.", "All of it."]},
        {"title": "Plans", "paragraphs": ["None."]},
    ]
    (got,) = articles(json.dumps({"title": "The mill", "abstract": "Gone.", "sections": sections}), "a.json")
    assert (got.title, got.text) == ("The mill", "Fire\n\nIt burned.\n\nAll of it.\n\nPlans\n\nNone.")


def test_what_a_person_takes_out_of_twitter() -> None:
    """A script with a record inside each record."""
    tweet = {"id": "1", "full_text": "The mill burned down.", "created_at": "Wed Apr 07 10:00:00 +0000 2021"}
    (got,) = articles(f"window.YTD.tweets.part0 = {json.dumps([{'tweet': tweet}])}", "a.json")
    assert (got.id, got.text, str(got.date)) == ("1", "The mill burned down.", "2021-04-07")


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (["45367", "45370.25", ""], ["2024-03-16", "2024-03-19", "None"]),
        (["45367"], ["None"]),
        (["45367", "2024-03-19"], ["None", "2024-03-19"]),
        (["19798", "19801"], ["None", "None"]),
        (["2021", "2022"], ["None", "None"]),
    ],
)
def test_numbers_of_days(days: list[str], read_as: list[str]) -> None:
    """A spreadsheet's, where a column holds nothing else, in a table and in JSON; a single one may be anything."""
    rows = "".join(f"Story {n},{day},The mill burned down on day {n}.\n" for n, day in enumerate(days))
    assert [str(got.date) for got in articles(f"title,date,text\n{rows}", "a.csv")] == read_as
    records = [
        {"title": f"Story {n}", "date": float(day) if day.count(".") else day, "text": f"The mill burned on day {n}."}
        for n, day in enumerate(days)
    ]
    assert [str(got.date) for got in articles(json.dumps(records), "a.json")] == read_as


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (f"Nummer;Was geschah\n3;{MILL}\n4;{MILL}\n", None),
        (f"Erstes;Wat\nThe mill burned;{MILL}\nThe kiln is cold;{MILL}\n", "The mill burned"),
        (f"{MILL}\n{KILN}\n", None),
    ],
)
def test_a_row_of_unknown_names_is_no_article(data: str, title: str | None) -> None:
    """It is short where the text is long; a first row that is as long as the others is one of them."""
    problem, *got = read(data.encode(), "a.csv")
    assert isinstance(problem, Problem)
    assert "whose columns have no known names" in problem.reason
    assert len(got) == 2
    assert isinstance(got[0], Article)
    assert got[0].text.startswith("The mill burned")
    assert (got[0].title, got[0].record) == (title, 1 if data.startswith("The") else 2)


def test_messages_in_a_table_are_read_as_mail() -> None:
    """With sender, day and subject of their headers, and without what they quote; also in a file of records."""
    message = (
        "Message-ID: <1@x.example>\nDate: Fri, 16 Mar 2001 05:00:00 -0800\nFrom: Ana Ruiz <ana@x.example>\n"
        "To: b@x.example\nSubject: The mill\n\nIt burned down.\n\n> Is the mill open?\n"
    )
    table = 'file,message\na/1.,"' + message + '"\n'
    record = json.dumps({"file": "a/1.", "message": message})
    for data, name in ((table, "a.csv"), (record, "a.jsonl"), (f"[{record}]", "a.json")):
        *_, article = read(data.encode(), name)
        assert isinstance(article, Article)
        assert (article.title, str(article.date), article.authors) == ("The mill", "2001-03-16", ("Ana Ruiz",))
        assert "It burned down." in article.text
        assert "Is the mill open?" not in article.text
        assert article.record == (2 if name.endswith("csv") else 1)


@pytest.mark.parametrize(
    ("names", "is_read"),
    [("Class,Title,Description", True), ("Class,Title,Summary", True), ("Class,Title,Wherein", False), ("A,B,C", True)],
)
def test_a_description_is_the_text_of_a_table_without_days(names: str, is_read: bool) -> None:
    """A table of fields without a text lists what is elsewhere, and no address is one, however long."""
    rows = "".join(f'{i},A mill,"{MILL}"\n' for i in range(3))
    items = list(read(f"{names}\n{rows}".encode(), "a.csv"))
    assert [isinstance(item, Article) for item in items] == ([False, True, True, True] if is_read else [False])
    listed = "".join(
        f"{i},2024-03-16,A mill,https://x.example/a-very-long-address-of-a-page/{i}.pdf\n" for i in range(3)
    )
    (problem,) = read(f"document_id,date,title,pdf_url\n{listed}".encode(), "a.csv")
    assert isinstance(problem, Problem)
    assert "document_id, date, title, pdf_url" in problem.reason
