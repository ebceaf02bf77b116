"""What is known of a file besides its bytes."""

import json

import pytest

from retrieval import Article, Hints, UsageError, field_names, read
from retrieval.articles.hints import NO_HINTS, renamed

FIELDS = "there are id, title, date, url, text, authors, source, language"
RECORD = {
    "Kicker": "Kiln",
    "head line": "The kiln is cold",
    "meta": {"day": "2023-05-06"},
    "wer": "Ada Lind",
    "html": "Cold.",
}


def test_names_of_fields() -> None:
    """Fields and names in order; spaces don't matter; a name may hold a comma that begins no pair."""
    assert field_names(" title = headline ,Author=wer,date=meta.day", "--map") == (
        ("title", "headline"), ("authors", "wer"), ("date", "meta.day"),
    )  # fmt: skip
    assert field_names("title=head, line,title=kicker", "--map") == (("title", "head, line"), ("title", "kicker"))
    assert field_names(" ", "--map") == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("titel=x", f"PINCITE_MAP names a field 'titel'; {FIELDS}."),
        ("title", "PINCITE_MAP has 'title'; write it as title=headline,date=pubdate."),
        ("title=", "PINCITE_MAP has 'title='; write it as title=headline,date=pubdate."),
        ("=x", f"PINCITE_MAP names a field ''; {FIELDS}."),
    ],
)  # fmt: skip
def test_names_of_no_field(written: str, said: str) -> None:
    """What is wrong is shown, with what would be right."""
    with pytest.raises(UsageError) as error:
        field_names(written, "PINCITE_MAP")
    assert str(error.value) == said


def test_records_under_other_names() -> None:
    """The first name with a value counts, in capitals or not, also inside; what is taken serves no other field."""
    names = field_names("title=nothing,title=HEAD_LINE,title=Kicker,date=meta.day,source=wer", "")
    record, went_by = renamed(RECORD, names)
    assert went_by == {"title": "HEAD_LINE", "date": "meta.day", "source": "wer"}
    assert record == {
        "title": "The kiln is cold", "date": "2023-05-06", "source": "Ada Lind",
        "Kicker": "Kiln", "meta": RECORD["meta"], "html": "Cold.",
    }  # fmt: skip
    assert renamed(RECORD, ()) == (RECORD, {})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", json.dumps({"h": "Kiln", "d": 20230506, "story": "Cold now.", "title": "x"})),
        ("a.json", json.dumps([{"h": "Kiln", "d": "6 May 2023", "story": "Cold now.", "title": "x"}])),
        ("a.csv", "H;d;Story;title\nKiln;2023-05-06;Cold now.;x\n"),
        ("a.tsv", "title\th\tD\tstory\nx\tKiln\t2023-05-06\tCold now.\n"),
    ],
)
def test_a_map_is_heard_by_every_kind_of_record(name: str, data: str) -> None:
    """Before the usual names; the article tells which name it was."""
    hints = Hints(names=field_names("title=h,date=d,text=story", ""))
    (article,) = read(data.encode(), name, hints)
    assert isinstance(article, Article)
    assert (article.title, str(article.date), article.text) == ("Kiln", "2023-05-06", "Cold now.")
    assert dict(article.provenance) == {"title": "record (h)", "date": "record (d)", "text": "record (story)"}


def test_what_is_told_comes_before_what_stands_in_the_file() -> None:
    """A sidecar's fields, but for those that mean nothing; one that says draft leaves the file out."""
    page = b"---\ntitle: Old\ndate: 2020-01-01\nauthor: Ada Lind\n---\n\nThe kiln is cold.\n"
    told = {"title": "New", "date": "May 2023", "authors": "", "url": "https://example.org/k"}
    (article,) = read(page, "a.md", Hints(sidecar_fields=told, sidecar="metadata.csv"))
    assert isinstance(article, Article)
    assert (article.title, str(article.date), article.authors) == ("New", "2020-01-01", ("Ada Lind",))
    assert article.provenance == {
        "title": "metadata.csv", "date": "front matter", "authors": "front matter", "url": "metadata.csv",
    }  # fmt: skip
    (left,) = read(page, "a.md", Hints(sidecar_fields={"status": "draft"}, sidecar="metadata.csv"))
    assert left == ("a.md", "is marked as a draft in metadata.csv")


def test_keys_differ_where_reading_would() -> None:
    """Nothing known has an empty key; each thing known changes it."""
    known = [
        Hints(day_first=True),
        Hints(day_first=False),
        Hints(names=(("title", "h"),)),
        Hints(compact_days=True),
        Hints(sidecar_fields={"title": "x"}, sidecar="m.csv"),
    ]
    assert NO_HINTS.key == ""
    assert len({hints.key for hints in (NO_HINTS, *known)}) == 6
    assert Hints(sidecar_fields={"title": "x"}, sidecar="m.csv").key == known[-1].key
