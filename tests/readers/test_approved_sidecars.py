"""What tables and objects beside articles tell about them, and which are no sidecars: approved tables."""

import json
from typing import Any

from syrupy.assertion import SnapshotAssertion

from retrieval.articles.metadata import known_fields, normalised
from retrieval.readers.sidecars import (
    MOST_CHARACTERS,
    MOST_ITEMS,
    Sidecar,
    may_be_sidecar,
    of_one_file,
    sidecar,
    sidecar_of_one_file,
)
from tests.approved import table


def told(found: Sidecar | None) -> str:
    """What a sidecar says about each file, and the missing files that it names."""
    if found is None:
        return "no sidecar"
    fields = [
        f"{file}: {', '.join(f'{k}={v}' for k, v in said.items())}" for file, said in found.fields_by_file.items()
    ]
    return " ◦ ".join([*fields, *([f"missing {found.missing}"] if found.missing else [])])


def test_names_of_sidecars(snapshot: SnapshotAssertion) -> None:
    """In any folder and in capitals."""
    names = (
        "metadata.csv", "a/b/Metadata.TSV", "posts.json", "index.jsonl", "index.html", "metadata.csv.gz", "data.csv",
        "metadata/x.csv", "_metadata.csv", "my-metadata.csv", "meta.x.csv", ".csv",
    )  # fmt: skip
    assert table(may_be_sidecar, names) == snapshot


def test_objects_beside_files(snapshot: SnapshotAssertion) -> None:
    """Called like one, or beside the only article of a folder and those below it."""

    def beside(names: str) -> dict[str, tuple[str, ...]]:
        return of_one_file(names.split(), lambda name: name.endswith((".txt", ".md", ".srt")))

    cases = (
        "a.txt", "a.json", "a.txt a.json", "a.txt a.txt.json", "a.txt a.info.json", "a.txt a.INFO.JSON",
        "a.txt a.meta.json", "a.txt a.other.json", "a.txt b.json", "a.txt a.md a.json", "a.en.srt a.json",
        "a.en-US.srt a.json", "a.english.srt a.json", "a.e.srt a.json", "a.pdf a.json", "x/a.txt a.json",
        "x/a.txt x/a.json", "a.txt metadata.json", "x/a.txt x/metadata.json", "x/a.txt x/data.json",
        "x/a.txt x/b.txt x/metadata.json", "x/a.txt x/README.md x/info.json", "x/README.md x/info.json",
        "x/a.txt x/y/b.txt x/metadata.json", "x/a.txt y/b.txt x/metadata.json", "a.txt y/b.txt metadata.json",
        "x/a.txt xy/b.txt x/metadata.json", "x/metadata.txt x/metadata.json", "y/b.txt x/metadata.json",
        "a.txt a.meta", "a.txt b.meta", "a.txt a.txt.meta", "a.en.srt a.meta", "x/a.txt x/metadata.meta", "a.meta",
    )  # fmt: skip
    assert table(beside, cases) == snapshot


def test_what_an_object_tells(snapshot: SnapshotAssertion) -> None:
    """Fields that mean something, and no text of its own."""

    def tells(text: str) -> str:
        return told(sidecar_of_one_file(text.encode(), "a.json", ("a.txt", "a.md"), ()))

    cases = (
        '{"title": "Mill", "date": "2024-03-16"}', '{"title": "Mill", "text": "It burned."}', '{"colour": "red"}', "[]",
        '[{"title": "Mill"}]', "{", "", '"Mill"', '{"title": "Mill", "id": 3, "Path": "x", "file_name": "y"}',
        '{"title": "Mills", "items": [{"title": "Mill", "content_html": "It burned."}]}',
    )  # fmt: skip
    assert table(tells, cases) == snapshot
    named = sidecar_of_one_file(b'{"headline_x": "Mill"}', "a.json", ("a.txt",), (("title", "headline_x"),))
    assert told(named) == snapshot(name="named")
    assert told(sidecar_of_one_file(b"\xff\x00\x81", "a.json", ("a.txt",), ())) == snapshot(name="no text")


def test_what_fields_in_a_file_of_their_own_tell(snapshot: SnapshotAssertion) -> None:
    """As Nikola writes them in each of its ways; what else is called so tells nothing."""

    def tells(text: str) -> str:
        return told(sidecar_of_one_file(text.encode(), "a.meta", ("a.txt",), ()))

    cases = (
        ".. title: Mill\n.. date: 2024-03-16 12:44:00\n.. tags: \n.. author: Ana Ruiz\n", ".. title: Mill: one",
        "title: Mill\ndate: 2024-03-16", "---\ntitle: Mill\n---\n", '+++\ntitle = "Mill"\n+++', '{"title": "Mill"}',
        ".. slug: mill\n.. tags:", ".. title: Mill\nIt burned down.", "---\ntitle: Mill\n---\nIt burned.", "",
        "guid: 3f", "fileFormatVersion: 2\nguid: 3f\nNativeFormatImporter:\n  mainObjectFileID: 1\n", "It burned down.",
    )  # fmt: skip
    assert table(tells, cases) == snapshot


FILES = ("posts/a.txt", "posts/b.txt", "posts/2024/c.md", "posts/2024/a.md", "other/d.txt", "posts/metadata.csv")


def test_what_a_table_tells(snapshot: SnapshotAssertion) -> None:
    """About the files that one of its columns names, in any way that tells them apart."""

    def tells(case: str) -> str:
        name, _, text = case.partition(": ")
        return told(sidecar(text.encode(), name, FILES, ()))

    ways = (
        "a.txt", "a", "b", "B.TXT", "./b.txt", "posts/b.txt", "2024\\c.md", "2024/c", "c", "c.md", "posts/2024/c", "d",
        "other/d.txt", "metadata.csv", " b ", "x",
    )  # fmt: skip
    cases = (
        *(f"posts/metadata.csv: file,title\n{way},Mill" for way in ways),
        *(f"metadata.csv: file,title\n{way},Mill" for way in ("a.txt", "d", "posts/b", "metadata.csv")),
        *(f"posts/metadata.csv: {column},title\nb,Mill" for column in ("File Name", "doc", "id", "slug", "key")),
        "posts/metadata.csv: Dokument,title\nb.txt,Mill\na.txt,Weir", "posts/metadata.csv: title,Dokument\nMill,b",
        "posts/metadata.csv: Dokument,title\nb.txt,Mill\nnone,Weir", "posts/metadata.csv: Bild,title\nx.png,Mill",
        "posts/metadata.csv: file,title\nb,Mill\nx,Weir", "posts/metadata.csv: file,title\nb,Mill\na.txt,Weir\nx,One",
        "posts/metadata.csv: id,title\nb,Mill\nx,Weir", "posts/metadata.csv: id,title\nb,Mill\na.txt,Weir\nx,One",
        "posts/metadata.csv: file,title,text\nb,Mill,It burned.\nx,Weir,Not.", "posts/metadata.csv: id,title\nx,Mill",
        "posts/metadata.csv: file,title,text\nb,Mill,It burned.", "posts/metadata.csv: file,title\n,Mill\nb,Weir",
        "posts/metadata.csv: id,file,title\n7,b,Weir", "posts/metadata.csv: file,,title\nb,x,Weir",
        "posts/metadata.csv: The posts,\nfile,title\nb,Weir", "posts/metadata.csv: file\nb",
        "posts/metadata.csv: file,title,date\nb,,2024-03-16", "posts/metadata.csv: ",
        "posts/metadata.csv: file,date\nb,03/04/2024\na.txt,25/04/2024",
        "posts/metadata.csv: file,date\nb,03/04/2024\na.txt,04/25/2024", "posts/metadata.csv: file,date\nb,03/04/2024",
        'posts/index.json: [{"file": "b", "title": "Mill"}, 3]', 'posts/index.json: {"file": "b", "title": "Mill"}',
        'posts/index.json: {"posts": [{"file": "b", "title": "Mill"}], "n": 1}', "posts/index.json: 3",
        'posts/index.json: {"posts": [{"file": "b"}], "tags": [{"file": "a.txt"}]}', "posts/index.json: {",
        'posts/index.json: {"b": {"title": "Mill"}, "a.txt": {"title": "Weir"}, "n": 1}',
        'posts/index.json: [{"file": ["b"], "title": "Mill"}]', 'posts/index.json: [{"file": 7, "title": "Mill"}]',
        'posts/index.jsonl: {"file": "b", "title": "Mill"}\nnothing\n3\n{"file": "a.txt", "title": "Weir"}',
    )  # fmt: skip
    assert table(tells, cases) == snapshot


def test_how_much_of_a_value_is_kept(snapshot: SnapshotAssertion) -> None:
    """Of words, lists and what is inside of these."""
    long = "x" * (MOST_CHARACTERS + 1)

    def kept(value: Any) -> Any:
        found = sidecar(json.dumps([{"file": "b", "tags": value}]).encode(), "posts/index.json", FILES, ())
        assert found is not None
        return found.fields_by_file["posts/b.txt"]["tags"]

    values = {
        "words": long[:-1], "more": long, "items": ["x"] * MOST_ITEMS, "more items": ["x"] * (MOST_ITEMS + 1),
        "pairs": {str(n): n for n in range(MOST_ITEMS + 1)}, "key": {long: long}, "number": 1, "nothing": None,
        "lists": [["x"]], "deep": [[["x"]]], "pairs in it": {"a": {"b": "x"}}, "deep pairs": {"a": {"b": {"c": "x"}}},
        "deep list": {"a": {"b": ["x"]}}, "deep table": [[{"c": "x"}]],
    }  # fmt: skip

    def size(name: str) -> str:
        value = kept(values[name])
        inner = next(iter(value.items())) if isinstance(value, dict) and value else value
        return f"{len(value)}, {[len(str(each)) for each in inner][:3]}" if len(str(value)) > 80 else str(value)

    assert table(size, values) == snapshot
    missing = sidecar(json.dumps([{"file": name} for name in ("a.txt", "b", long)]).encode(), "posts/m.json", FILES, ())
    assert missing is not None
    assert [len(name) for name in missing.missing] == [MOST_CHARACTERS]


def test_numbers_of_days_in_a_sidecar() -> None:
    """As a spreadsheet has them in a column of their own; a single one may be anything."""
    rows = b"file\tdate\na.txt\t45367\nb.txt\t45368\n"
    found = sidecar(rows, "metadata.tsv", ("a.txt", "b.txt"), ())
    assert found is not None
    assert [fields["date"] for fields in found.fields_by_file.values()] == ["2024-03-16", "2024-03-17"]
    alone = sidecar(rows[:22], "metadata.tsv", ("a.txt", "b.txt"), ())
    assert alone is not None
    assert alone.fields_by_file["a.txt"]["date"] == "45367"


def test_a_table_in_a_folder_beside_the_texts() -> None:
    """Of a corpus that keeps what it knows apart, with first and last names; not of others that are called alike."""
    rows = b"file,author_surname,author_name,title\na.txt,Ruiz,Ana,Mill\nz.txt,Hall,Ben,Weir\n"
    known = sidecar(rows, "corpus/meta/meta.csv", ("corpus/texts/a.txt", "corpus/meta/schema.xsd"), ())
    assert known is not None
    assert known_fields(normalised(known.fields_by_file["corpus/texts/a.txt"])) == {
        "title": "Mill",
        "authors": ("Ana Ruiz",),
    }
    assert sidecar(rows.replace(b"a.txt", b"y.txt"), "corpus/meta/meta.csv", ("corpus/texts/a.txt",), ()) is None
    assert sidecar(rows, "2019/metadata.csv", ("2020/a.txt",), ()) is None
