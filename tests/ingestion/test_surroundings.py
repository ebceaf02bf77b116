"""What other files of an archive say about one: sidecars, the order of days in names, and names of fields."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Limits, Searcher, UsageError, field_names
from retrieval.indexing.sources import Sources
from retrieval.ingestion import pool, surroundings
from retrieval.ingestion.file_tasks import PLAIN_BYTES
from retrieval.ingestion.surroundings import Surroundings
from retrieval.readers import sidecars
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


def written(corpus: Path, **files: str) -> None:
    """Writes files by names without their endings: `a__b` is `a/b.txt`."""
    for name, text in files.items():
        path = corpus / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def titles(searcher: Searcher) -> dict[str, str | None]:
    return {article.id: article.title for article in searcher.archive.articles()}


def days(searcher: Searcher) -> dict[str, str]:
    return {article.id: str(article.date) for article in searcher.archive.articles()}


SIDECARS = {
    "metadata.csv": "filename,title\na.txt,Alpha\ndeep/b.txt,Beta\n",
    "metadata.tsv": "File\tHeadline\na\tAlpha\nb.txt\tBeta\n",
    "Metadata.json": json.dumps([{"path": "./a.txt", "title": "Alpha"}, {"path": "corpus\\deep\\b.txt", "title": "x"},
                                 {"path": "deep\\b.txt", "title": "Beta"}]),
    "meta.json": json.dumps({"a.txt": {"title": "Alpha"}, "b": {"title": "Beta"}}),
    "metadata.jsonl": '{"file_name": "a.txt", "title": "Alpha"}\nbroken\n{"file_name": "b.txt", "title": "Beta"}\n',
    "index.csv": "id;title\na;Alpha\nb;Beta\n",
    "posts.csv": "post_id,title,is_published\na,Alpha,true\nb,Beta,true\n",
    "metadata.yml": "- file: a.txt\n  title: Alpha\n- file: b\n  title: Beta\n",
    "meta.yaml": "---\na.txt: {title: Alpha}\nb: {title: Beta}\n",
    "_metadata.csv": "sep=;\nname;title\nA.TXT;Alpha\ndeep/b.txt;Beta\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SIDECARS)
def test_sidecars_however_they_are_kept(corpus: Path, opened: Opener, name: str) -> None:
    """They give files their titles by path or name, with or without ending, and are no articles themselves."""
    written(corpus, a="Apples grow.", deep__b="Bananas grow.")
    (corpus / name).write_text(SIDECARS[name])
    searcher = opened()
    assert titles(searcher) == {"a.txt": "Alpha", "deep/b.txt": "Beta"}
    assert searcher.archive.sidecars == {name}


def test_what_a_sidecar_calls_unpublished_is_a_draft(corpus: Path, opened: Opener) -> None:
    """As Substack's `posts.csv` does; it is named."""
    written(corpus, posts__1_mill="The mill burned.", posts__2_secret="Nobody may know.")
    (corpus / "posts.csv").write_text("post_id,title,is_published\n1_mill,Mill,true\n2_secret,Secret,false\n")
    searcher = opened()
    assert titles(searcher) == {"posts/1_mill.txt": "Mill"}
    assert [str(problem.reason) for problem in searcher.archive.problems()] == ["is marked as a draft in posts.csv"]


def test_a_large_sidecar_is_read_in_a_process_of_its_own(corpus: Path, opened: Opener) -> None:
    """It tells the same as a small one."""
    written(corpus, a="Apples grow.", deep__b="Bananas grow.")
    (corpus / "metadata.json").write_text(SIDECARS["Metadata.json"].replace("Alpha", "Al" + " " * PLAIN_BYTES + "pha"))
    searcher = opened()
    assert titles(searcher) == {"a.txt": "Al", "deep/b.txt": "Beta"}
    assert searcher.archive.sidecars == {"metadata.json"}


@pytest.mark.parametrize("order", ["crash", "swell", pytest.param("hang", marks=pytest.mark.slow)])
def test_a_sidecar_that_costs_too_much_tells_nothing(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    """The articles are read without it."""
    monkeypatch.setattr(pool, "MODULE", "tests.ingestion.odd_reading_process")
    written(corpus, a="Apples grow.")
    (corpus / "metadata.csv").write_text(f"{order}\n{' ' * PLAIN_BYTES}")
    searcher = opened(limits=Limits(seconds=2, memory_mb=500))
    assert [article.id for article in searcher.archive.articles()] == ["a.txt"]
    assert searcher.archive.sidecars == frozenset()


def test_a_sidecar_is_a_regular_file(corpus: Path, opened: Opener) -> None:
    """A pipe of that name, from which nothing comes, is waited for by nobody."""
    written(corpus, a="Apples grow.")
    os.mkfifo(corpus / "metadata.csv")
    os.mkfifo(corpus / "index.jsonl")
    assert [article.id for article in opened().archive.articles()] == ["a.txt"]


@pytest.mark.slow
def test_a_value_of_a_sidecar_is_as_large_as_people_write(corpus: Path, opened: Opener) -> None:
    """Lists of lists of lists, and words without end, are not carried along."""
    written(corpus, a="Apples grow.")
    deep = [[["x"] * 50] * 50] * 500
    (corpus / "metadata.json").write_text(json.dumps([{"file": "a.txt", "title": "x" * 99_999, "authors": deep}]))
    told = (
        Surroundings({"a.txt": corpus / "a.txt", "metadata.json": corpus / "metadata.json"})
        .hints("a.txt")
        .sidecar_fields
    )
    assert 10_000 < len(json.dumps(told)) < 500_000
    assert opened().archive.article("a.txt").title


def test_a_table_of_too_many_rows_is_no_sidecar(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it would be kept in memory: exactly as many as may be are read."""
    monkeypatch.setattr(sidecars, "MOST_ROWS", 3)
    rows = ["file,title", "a.txt,Alpha", "b.txt,Beta", "a.txt,Alpha"]
    assert sidecars.sidecar("\n".join(rows).encode(), "m.csv", ["a.txt", "b.txt"], ())
    assert not sidecars.sidecar("\n".join([*rows, "b.txt,Beta"]).encode(), "m.csv", ["a.txt", "b.txt"], ())


def test_a_sidecar_that_changes_is_heard(corpus: Path, opened: Opener) -> None:
    """Only what it tells of is read again; when it goes, its fields go."""
    written(corpus, a="Apples grow.", b="Bananas grow.")
    searcher = opened()
    (corpus / "metadata.csv").write_text("file,title,date\na.txt,Alpha,2023-05-06\n")
    assert searcher.refresh()[:3] == (0, 1, 0)
    assert (titles(searcher), days(searcher)["a.txt"]) == ({"a.txt": "Alpha", "b.txt": None}, "2023-05-06")
    (corpus / "metadata.csv").write_text("file,title\na.txt,Gamma\n")
    assert searcher.refresh()[:3] == (0, 1, 0)
    assert (titles(searcher)["a.txt"], days(searcher)["a.txt"]) == ("Gamma", "None")
    (corpus / "metadata.csv").unlink()
    assert searcher.refresh()[:3] == (0, 1, 0)
    assert titles(searcher)["a.txt"] is None


def test_the_nearest_sidecar_is_heard(corpus: Path) -> None:
    """That of a file's own folder before that above it; a name that two files have is nobody's."""
    written(corpus, a="x", deep__a="x", deep__b="x")
    (corpus / "metadata.csv").write_text("file,title\na.txt,Above\ndeep/b.txt,Above\n")
    (corpus / "deep" / "metadata.csv").write_text("file,title\nb,Beside\n")
    paths = {path.relative_to(corpus).as_posix(): path for path in corpus.rglob("*.*")}
    told = {name: Surroundings(paths).hints(name).sidecar_fields.get("title") for name in paths}
    assert (told["a.txt"], told["deep/a.txt"], told["deep/b.txt"]) == ("Above", None, "Beside")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metadata.csv", "file,title,text\nz.txt,One,The ferry sails.\n"),
        ("metadata.csv", "title,text\nOne,The ferry sails.\n"),
        ("index.json", '[{"name": "z", "text": "The ferry sails."}]'),
        ("articles.csv", "file,text\nz.txt,The ferry sails.\n"),
    ],
)
def test_tables_of_articles_stay_articles(corpus: Path, opened: Opener, name: str, content: str) -> None:
    """A table that names no file beside it is read as ever."""
    written(corpus, a="Apples grow.")
    (corpus / name).write_text(content)
    searcher = opened()
    assert searcher.archive.sidecars == frozenset()
    assert searcher.archive.article_count() == 2


def test_what_a_sidecar_names_in_vain_is_said(corpus: Path, opened: Opener) -> None:
    """Three names and how many there are; what it tells of others is heard."""
    written(corpus, a="Apples grow.")
    (corpus / "metadata.csv").write_text("file,title\na.txt,Alpha\n" + "".join(f"{n}.txt,x\n" for n in range(5)))
    searcher = opened()
    assert searcher.changes.problems == (
        ("metadata.csv", "names files that do not exist (0.txt, 1.txt, 2.txt, …, 5 in all)"),
    )
    assert titles(searcher) == {"a.txt": "Alpha"}


def test_names_that_come_later_decide_the_order(corpus: Path, opened: Opener) -> None:
    """A date in a name that could be two is known as soon as another name tells which, and unknown when none does."""
    written(corpus, **{"03-04-2024": "Apples grow."})
    searcher = opened()
    assert days(searcher) == {"03-04-2024.txt": "None"}
    written(corpus, **{"25-12-2024": "Bananas grow."})
    assert searcher.refresh()[:3] == (1, 1, 0)
    assert days(searcher)["03-04-2024.txt"] == "2024-04-03"
    (corpus / "03-04-2024.txt").write_text("Apples grow here.")
    assert Sources(searcher.archive).article("03-04-2024.txt").date == searcher.archive.article("03-04-2024.txt").date
    (corpus / "25-12-2024.txt").unlink()
    searcher.refresh()
    assert days(searcher) == {"03-04-2024.txt": "None"}


def test_a_map_is_kept_until_another_is_given(corpus: Path, opened: Opener) -> None:
    """What it concerns is read again, what it doesn't is not; a rebuild keeps it, an empty one forgets it."""
    written(corpus, a="Apples grow.")
    write_jsonl(corpus / "b.jsonl", {"id": "b", "title": "Usual", "kopf": "Other", "text": "Bananas grow."})
    assert titles(opened())["b"] == "Usual"
    names = field_names("title=kopf", "--map")
    assert opened(names=names).changes[:3] == (0, 1, 0)
    assert titles(opened())["b"] == titles(opened(rebuild=True))["b"] == "Other"
    assert opened(names=names).changes[:3] == (0, 0, 0)
    assert opened(names=()).changes[:3] == (0, 1, 0)
    assert titles(opened())["b"] == "Usual"


def test_a_name_that_no_record_has_is_said(corpus: Path, opened: Opener) -> None:
    """One sentence a name; one that some record has is not spoken of."""
    write_jsonl(corpus / "b.jsonl", {"id": "b", "kopf": "Other", "text": "Bananas grow."})
    assert opened(names=field_names("title=kopf,date=tag", "--map")).changes.notices == (
        "No record has anything under 'tag' for the field date (--map, PINCITE_MAP).",
    )


def test_a_file_that_changed_is_checked_by_its_map(corpus: Path, opened: Opener) -> None:
    """A verdict reads the file as the archive does."""
    write_jsonl(corpus / "b.jsonl", {"id": "b", "story": "Bananas grow in Velmo."})
    searcher = opened(names=field_names("text=story", "--map"))
    answer = searcher.ask("Where do bananas grow?")
    (check,) = searcher.check([answer.passages[0].citation])
    assert check.verdict == "verified"


def test_settings_are_checked(corpus: Path) -> None:
    """A field that there is not is a usage error."""
    with pytest.raises(UsageError):
        field_names("kopf=title", str(corpus))


@pytest.mark.parametrize(("more", "read"), [(0, True), (-1, False)])
def test_a_table_that_is_too_long_is_no_sidecar(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, *, more: int, read: bool
) -> None:
    """One as long as the longest is."""
    written(corpus, a="Apples grow.", deep__b="Bananas grow.")
    (corpus / "metadata.csv").write_text(SIDECARS["metadata.csv"])
    monkeypatch.setattr(surroundings, "MOST_SIDECAR_BYTES", len(SIDECARS["metadata.csv"]) + more)
    assert (titles(opened())["a.txt"] == "Alpha") is read


@pytest.mark.parametrize(
    ("other", "day"), [("25/04/2024", "2024-04-03"), ("04/25/2024", "2024-03-04"), ("2024-04-25", None)]
)
@pytest.mark.parametrize("name", ["metadata.csv", "metadata.json"])
def test_a_day_of_a_sidecar_that_may_be_two_is_what_its_other_days_make_it(
    corpus: Path, opened: Opener, name: str, other: str, day: str | None
) -> None:
    """Where they don't tell, it stays unknown."""
    written(corpus, mill="The mill was sold.", weir="The weir was mended.")
    rows = [{"file": "mill.txt", "date": "03/04/2024"}, {"file": "weir.txt", "date": other}]
    table = "\n".join(",".join(row.values()) for row in [{"file": "file", "date": "date"}, *rows])
    (corpus / name).write_text(table if name.endswith(".csv") else json.dumps(rows))
    assert str(opened().archive.article("mill.txt").date) == str(day)


@pytest.mark.parametrize("name", ["mill.json", "mill.txt.json", "mill.info.json", "mill.metadata.json", "mill.yml"])
def test_an_object_beside_a_file_tells_of_it(corpus: Path, opened: Opener, name: str) -> None:
    """It is called like it, and holds no article."""
    written(corpus, mill="It burned down.", weir="It holds.")
    told = {"title": "The mill", "upload_date": "20240316", "author": "Ana Ruiz", "description": "A fire."}
    (corpus / name).write_text(json.dumps(told))
    searcher = opened(corpus)
    assert titles(searcher) == {"mill.txt": "The mill", "weir.txt": None}
    got = searcher.archive.article("mill.txt")
    assert (str(got.date), got.authors, got.provenance["title"]) == ("2024-03-16", ("Ana Ruiz",), name)
    (corpus / name).write_text(json.dumps({**told, "title": "The kiln"}))
    assert titles(opened(corpus))["mill.txt"] == "The kiln"


def test_people_whom_articles_name_by_keys(corpus: Path, opened: Opener) -> None:
    """Their names are in a list beside them; when it changes, the articles are read again. Other YAML is left out."""
    (corpus / "a.md").write_text("---\nauthors: [jdoe]\n---\nIt burned.")
    (corpus / "authors.yml").write_text("jdoe:\n  name: Jane Doe\n")
    (corpus / "metadata.yml").write_text("theme: dark\n")
    searcher = opened()
    (article,) = searcher.archive.articles()
    assert (article.authors, article.provenance["authors"]) == (("Jane Doe",), "authors.yml")
    assert searcher.archive.sidecars == {"authors.yml"}
    assert [(it.where, it.reason) for it in searcher.archive.left_out] == [("metadata.yml", "unknown kind")]
    (corpus / "authors.yml").write_text("jdoe: Jane Roe\n")
    searcher.refresh()
    (article,) = searcher.archive.articles()
    assert article.authors == ("Jane Roe",)


def test_subtitles_in_a_language_are_called_like_their_film(corpus: Path) -> None:
    """As programs that save films write them."""
    (corpus / "film.en.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nIt burned.\n")
    (corpus / "film.info.json").write_text('{"title": "The fire", "formats": [{"url": "x"}]}')
    around = Surroundings({path.name: path for path in corpus.iterdir()})
    assert around.hints("film.en.vtt").sidecar_fields == {"title": "The fire", "formats": [{"url": "x"}]}


@pytest.mark.parametrize("content", ['{"title": "The mill", "text": "It burned."}', '{"x": 1}', "[1]", "{", "\xff\xfe"])
def test_another_object_beside_a_file_is_no_sidecar(corpus: Path, content: str) -> None:
    """It holds an article, or nothing that is known."""
    written(corpus, mill="It burned down.")
    (corpus / "mill.json").write_text(content)
    around = Surroundings({path.name: path for path in corpus.iterdir()})
    assert not around.sidecars


def told(corpus: Path, **texts: str) -> Surroundings:
    """What is known of files with these texts, by their names without endings."""
    written(corpus, **texts)
    files = {str(path.relative_to(corpus)): path for path in sorted(corpus.rglob("*")) if path.is_file()}
    return Surroundings(files)


@pytest.mark.parametrize("name", ["metadata.json", "meta.json", "info.json", "Metadata.JSON"])
def test_an_object_in_a_folder_that_an_article_has_to_itself(corpus: Path, name: str) -> None:
    """It tells of that article, also beside a README; beside several, or below more, it isn't known of which."""
    written(corpus, one__text="Apples grow.", one__README="How this was made.", many__a="a", many__b="b", deep__x="x")
    written(corpus, deep__below__y="y")
    for folder in ("one", "many", "deep"):
        (corpus / folder / name).write_text(json.dumps({"title": "Alpha", "date": "2021-04-07"}))
    around = told(corpus)
    titles = {file: around.hints(file).sidecar_fields.get("title") for file in around.articles}
    assert titles.pop("one/text.txt") == "Alpha"
    assert not any(titles.values())
    assert around.sidecars == {f"one/{name}"}


def test_an_object_whose_parts_are_no_files_names_none_in_vain(corpus: Path) -> None:
    """Its parts are fields, though one is called like a file: it is no table of files."""
    written(corpus, transcript="Apples grow.", translation="Bananas grow.")
    parts = {"id": "x", "speaker": {"name_en": "Ana Ruiz"}, "edition": {"publisher": "Mill"}}
    (corpus / "metadata.json").write_text(json.dumps({**parts, "translation": {"source": "final transcript"}}))
    around = told(corpus)
    assert not around.sidecars
    assert not around.problems
    assert not around.hints("translation.txt").sidecar_fields


def test_pages_of_people_name_authors(corpus: Path) -> None:
    """Articles beside the folder of such pages name people by their keys; the pages stay articles."""
    (corpus / "authors" / "ana").mkdir(parents=True)
    (corpus / "authors" / "ana" / "_index.md").write_text("---\nname: Ana Ruiz\n---\nShe writes about mills.")
    files = {"authors/ana/_index.md": corpus / "authors" / "ana" / "_index.md", "mill.md": corpus / "mill.md"}
    around = Surroundings(files)
    assert around.hints("news/mill.md").people.names == {"ana": "Ana Ruiz"}
    assert set(around.articles) == set(files)
