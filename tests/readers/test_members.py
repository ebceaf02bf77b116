"""Files of files: members are articles of their own, whatever the archive tries."""

import io
import json
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from retrieval import Article, Problem
from retrieval.readers import Limits, read, readable

TEXT = "The mill burned down on Monday."
FILES = {"2022-03-16-mill.txt": TEXT, "posts/weir.md": "# Weir\n\nIt *stays*.", "a/rows.jsonl": '{"text": "One."}'}


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(files: dict[str, str | bytes], mode: str = "w") -> bytes:
    """A tar file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            written = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(written)
            archive.addfile(info, io.BytesIO(written))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (zipped({**FILES}), "x/a.zip"), (tarred({**FILES}), "x/a.tar"), (tarred({**FILES}, "w:gz"), "x/a.tar.gz"),
        (tarred({**FILES}, "w:xz"), "x/a.tar.xz"), (tarred({**FILES}, "w:gz"), "x/a.tgz"),
        (tarred({**FILES}, "w:xz"), "x/A.TXZ"),
    ],
)  # fmt: skip
def test_members_are_articles(data: bytes, name: str) -> None:
    """The id is the archive's path and the member's; the file is the archive, the member stands beside it."""
    assert readable(name)
    first, second, third = read(data, name)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Article)
    assert (first.id, first.path, first.member) == (f"{name}/2022-03-16-mill.txt", name, "2022-03-16-mill.txt")
    assert (first.text, str(first.date)) == (TEXT, "2022-03-16")
    assert (second.text, second.title, second.lines) == ("Weir\n\nIt stays.", "Weir", ((0, 1),))
    assert (third.id.partition("#")[0], third.record, third.member) == (f"{name}/a/rows.jsonl", 1, "a/rows.jsonl")


def problems(data: bytes, name: str = "a.zip") -> list[tuple[str, str]]:
    """What is not read of an archive."""
    return [(item.where, item.reason) for item in read(data, name) if isinstance(item, Problem)]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "..\\a.txt", "C:/a.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_that_lead_out(pack: object, name: str) -> None:
    """Such a member is named and left out, the others are read."""
    data = zipped({name: "x", "b.txt": TEXT}) if pack is zipped else tarred({name: "x", "b.txt": TEXT})
    items = list(read(data, "a.zip" if pack is zipped else "a.tar"))
    assert [item.text for item in items if isinstance(item, Article)] == [TEXT]
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert "leads out of its archive" in problem.reason


def test_links_and_hidden_files_are_left_out() -> None:
    """A link is no file, and what begins with a full stop is none of the articles."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("b.txt")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(info)
    assert list(read(file.getvalue(), "a.tar")) == [Problem("a.tar", "holds no articles")]
    hidden = zipped({".b.txt": TEXT, "__MACOSX/b.txt": TEXT, ".git/c.txt": TEXT})
    assert list(read(hidden, "a.zip")) == [Problem("a.zip", "holds no articles")]


def test_other_kinds_are_counted() -> None:
    """What can't be read is told by kind, in one line, the twelve most frequent ones first."""
    files: dict[str, str | bytes] = {"a.jpg": b"x", "b.JPG": b"y", "c.css": b"z", "d.txt": TEXT}
    assert problems(zipped(files)) == [("a.zip", "holds files of kinds that are not read (2 .jpg, 1 .css)")]
    for number, ending in ((12, ""), (13, ", …")):
        others: dict[str, str | bytes] = {f"a.k{10 + n}": b"x" for n in range(number)}
        ((_, sentence),) = problems(zipped(others | {"d.txt": TEXT}))
        many = ", ".join(f"1 .k{10 + n}" for n in range(12))
        assert sentence == f"holds files of kinds that are not read ({many}{ending})"


def test_archives_inside_archives() -> None:
    """One inside another is read, one inside that is not."""
    inner = zipped({"c.txt": TEXT})
    (got,) = read(zipped({"b.zip": inner}), "a.zip")
    assert isinstance(got, Article)
    assert (got.id, got.path, got.member) == ("a.zip/b.zip/c.txt", "a.zip", "b.zip/c.txt")
    ((where, reason),) = problems(zipped({"b.zip": zipped({"c.zip": inner})}))
    assert where == "a.zip/b.zip/c.zip"
    assert "is an archive inside an archive inside an archive" in reason


@pytest.mark.slow
def test_bombs() -> None:
    """A member that unpacks to far more than its size, or too much at all, is named; so is one member too many."""
    ((where, reason),) = problems(zipped({"b.txt": b"a" * 17_000_000}))
    assert (where, "unpacks to more than" in reason) == ("a.zip/b.txt", True)
    # So are many of which each is small: together they are as large.
    swelling = problems(zipped({f"{n}.txt": b"a" * 6_000_000 for n in range(4)}))
    assert [(where, "PINCITE_UNPACK_RATIO" in reason) for where, reason in swelling] == [
        ("a.zip/2.txt", True), ("a.zip/3.txt", True),
    ]  # fmt: skip
    names = {f"{n}.txt": "x" * 500_000 for n in range(3)}
    for data, name in ((zipped({**names}), "a.zip"), (tarred({**names}), "a.tar")):
        found = [item for item in read(data, name, limits=Limits(unpacked_mb=1)) if isinstance(item, Problem)]
        assert [problem.where for problem in found] == [f"{name}/2.txt"]
        assert "PINCITE_UNPACKED_MB" in found[0].reason
    for count, said in ((2, False), (3, True)):
        data = zipped({f"{n}.txt": f"The text {n}." for n in range(count)})
        *texts, last = read(data, "a.zip", limits=Limits(members=2))
        assert len(texts) == 1 + said
        assert isinstance(last, Problem) == said
        assert not said or "has more than 2 members: the others are not read (raise PINCITE_MEMBERS" in str(last)


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "name"), [("w:gz", "a.tgz"), ("w:xz", "a.txz"), ("w:bz2", "a.tbz2")])
def test_compressed_archives_that_swell(mode: str, name: str) -> None:
    """They are stopped while they unpack, whatever their name, and named with the limit."""
    ((where, reason),) = problems(tarred({"b.txt": b"a" * 17_000_000}, mode), name)
    assert (where, "PINCITE_UNPACK_RATIO" in reason) == (name, True)


def test_names_in_no_told_encoding() -> None:
    """A name that is UTF-8 without saying so is read as that."""
    data = zipped({"caf\xe9.txt": TEXT}).replace("café".encode(), "caf\xe9".encode())
    (got,) = read(data, "a.zip")
    assert isinstance(got, Article)
    assert got.member == "café.txt"


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"PK\x03\x04", "a.zip"), (zipped({**FILES})[:-30], "a.zip"),
     (b"x" * 600, "a.tar"), (b"\x1f\x8b\x08", "a.tgz"), (tarred({**FILES}, "w:gz")[:60], "a.tar.gz"),
     (tarred({**FILES}, "w:xz")[:80], "a.txz")],
)  # fmt: skip
def test_damaged_archives_are_named(data: bytes, name: str) -> None:
    """A cut and a false archive are a problem each, with what was read before; an empty one is empty."""
    assert problems(b"", name) == [(name, "is empty")]
    found = problems(data, name)
    assert len(found) == 1
    assert "can't be unpacked" in found[0][1]


def test_a_member_with_a_password_is_named() -> None:
    """The others are read."""
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert problems(bytes(data)) == [("a.zip/a.txt", "is encrypted: its text can't be read without the password")]


def test_one_odd_member_costs_only_itself() -> None:
    """A member that is damaged is named, with the archive's name in front."""
    items = list(read(zipped({"a.docx": b"no", "b.txt": TEXT, "c.txt": b"\0\1"}), "a.zip"))
    assert [item.text for item in items if isinstance(item, Article)] == [TEXT]
    assert [item.where for item in items if isinstance(item, Problem)] == ["a.zip/a.docx", "a.zip/c.txt"]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_sidecars_among_the_members_tell_of_them(pack: Callable[[dict[str, str | bytes]], bytes]) -> None:
    """The nearest one is heard, and is no article; where it stands among them makes no difference."""
    files: dict[str, str | bytes] = {
        "metadata.csv": "file,title,author\na.txt,Outer,Ana Ruiz\nin/b.txt,Far,Ana Ruiz\n",
        "a.txt": TEXT,
        "in/b.txt": f"{TEXT} Nobody was hurt.",
        "in/metadata.csv": 'file,title,date,authors\nb.txt,Near,2022-03-16,"Ruiz, Ana; Cole, Ben"\n',
        "c.txt": f"{TEXT} It is rebuilt.",
    }
    name = "x.zip" if pack is zipped else "x.tar"
    items = list(read(pack(files), name))
    told = {item.member: (item.title, str(item.date), item.authors) for item in items if isinstance(item, Article)}
    assert told == {
        "a.txt": ("Outer", "None", ("Ana Ruiz",)),
        "in/b.txt": ("Near", "2022-03-16", ("Ruiz, Ana", "Cole, Ben")),
        "c.txt": (None, "None", ()),
    }
    assert not any(isinstance(item, Problem) for item in items)
    (near,) = (item for item in items if isinstance(item, Article) and item.member == "in/b.txt")
    assert near.provenance["title"] == "in/metadata.csv"


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_objects_beside_members_tell_of_them(pack: Callable[[dict[str, str | bytes]], bytes]) -> None:
    """As they do in a folder; one that holds a text is an article."""
    files: dict[str, str | bytes] = {
        "in/a.json": '{"title": "The mill", "date": "2022-03-16"}',
        "in/a.txt": TEXT,
        "b.txt": f"{TEXT} It is rebuilt.",
        "b.json": '{"title": "Other", "text": "The pier fell."}',
    }
    items = list(read(pack(files), "x.zip" if pack is zipped else "x.tar"))
    told = {item.member: (item.title, str(item.date)) for item in items if isinstance(item, Article)}
    assert told == {"in/a.txt": ("The mill", "2022-03-16"), "b.txt": (None, "None"), "b.json": ("Other", "None")}


def test_names_of_members_tell_the_order_of_their_dates() -> None:
    """As those of a folder do."""
    items = list(read(zipped({"16-03-2022.txt": TEXT, "05-04-2022.txt": f"{TEXT} It fell."}), "x.zip"))
    assert [str(item.date) for item in items if isinstance(item, Article)] == ["2022-03-16", "2022-04-05"]


def test_people_whom_members_name_by_keys() -> None:
    """Their names are in another member, as in the export of a chat."""
    users = json.dumps([{"id": "U02", "profile": {"real_name": "Ana Ruiz"}}])
    day = json.dumps([{"type": "message", "ts": "1710583200.1", "user": "U02", "text": "It burned, <@U02> says."}])
    (article,) = read(zipped({"users.json": users, "weir/2024-03-16.json": day}), "a.zip")
    assert isinstance(article, Article)
    assert (article.authors, article.text) == (("Ana Ruiz",), "It burned, @Ana Ruiz says.")


def test_a_table_of_articles_called_like_a_sidecar_is_read() -> None:
    """It names no file."""
    (item,) = read(zipped({"metadata.csv": f"title,text\nThe mill,{TEXT}\n"}), "x.zip")
    assert isinstance(item, Article)
    assert item.title == "The mill"


def test_what_stands_before_damage_is_read() -> None:
    """And the damage is told once."""
    data = tarred({"a.txt": TEXT, "b.txt": f"{TEXT} It fell." * 200})[:2000]
    first, *rest = read(data, "x.tar")
    assert isinstance(first, Article)
    assert rest
    assert all(isinstance(item, Problem) for item in rest)


def test_an_archive_without_articles_is_named() -> None:
    """One that is empty, or holds only what is left out without a word."""
    for names in ((), ("__MACOSX/._a.txt", ".DS_Store")):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                archive.writestr(name, "x")
        (item,) = read(file.getvalue(), "a.zip")
        assert item == Problem("a.zip", "holds no articles")


@pytest.mark.parametrize("name", ["a.textpack", "Notes.bear2bk"])
def test_notes_that_are_packed_with_their_pictures(name: str) -> None:
    """What is known of a note beside its text tells its day, and where it was on somebody's disk nothing."""
    about = {"sourceURL": "file:///Users/ana/mill.md", "net.shinyfrog.bear": {"creationDate": "2024-03-16T10:00:00Z"}}
    files = {"Mill.textbundle/text.md": "# Mill\n\nIt burned.", "Mill.textbundle/info.json": json.dumps(about)}
    (note,) = read(zipped({**files}), name)
    assert isinstance(note, Article)
    assert (note.title, note.text, str(note.date), note.url) == ("Mill", "Mill\n\nIt burned.", "2024-03-16", None)


def test_old_revisions_and_files_of_programs_in_an_archive_are_counted() -> None:
    """As in a folder; the current pages are read."""
    data = zipped({
        "wiki/data/attic/mill.1710581400.txt": TEXT, "wiki/data/attic/mill.1710581500.txt": TEXT,
        "wiki/data/pages/mill.txt": TEXT, "wiki/robots.txt": "User-agent: *\nDisallow: /",
    })  # fmt: skip
    article, problem = read(data, "a.zip")
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert article.id == "a.zip/wiki/data/pages/mill.txt"
    assert problem.reason == "holds files of kinds that are not read (2 old revisions, 1 .txt)"
