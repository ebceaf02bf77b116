"""Files of added articles: their names, their keys, and the edges of both."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram_app.archive import uploaded_files
from bot.telegram_app.archive.uploaded_files import (
    FOLDER,
    Refusal,
    UploadedFiles,
    finish_interrupted,
    key_of,
    safe_name,
)
from retrieval import Limits, Searcher
from retrieval.ingestion import pool


def words(name: str) -> bytes:
    """An article that names somebody."""
    return f"The lighthouse keeper {name} retired on Monday after forty years of service.\n".encode()


def test_newest_file_first(searcher: Searcher, corpus: Path) -> None:
    """Files are listed newest first, those of one moment by name; hidden ones and folders are not."""
    files = UploadedFiles(corpus, searcher)
    assert files.names() == []
    for name in ("b.txt", "a.txt", "c.txt"):
        files.add(name, words(name))
    for name, moment in (("b.txt", 10), ("a.txt", 10), ("c.txt", 20)):
        os.utime(corpus / FOLDER / name, (moment, moment))
    (corpus / FOLDER / ".hidden.txt").write_text("hidden")
    (corpus / FOLDER / "folder").mkdir()
    assert files.names() == ["c.txt", "a.txt", "b.txt"]


def test_names_and_keys(searcher: Searcher, corpus: Path) -> None:
    """A file goes by its name and by a key of twelve characters, and by nothing else."""
    files = UploadedFiles(corpus, searcher)
    files.add("a.txt", words("Ada"))
    files.add("b.txt", words("Bo"))
    assert len(key_of("a.txt")) == 12
    assert [files.name_of(key) for key in ("a.txt", key_of("b.txt"), "c.txt", "")] == ["a.txt", "b.txt", None, None]
    with pytest.raises(Refusal, match=r"c\.txt is not one of the added files"):
        files.remove("c.txt")
    files.remove("a.txt")
    assert files.names() == ["b.txt"]
    assert sorted(path.name for path in (corpus / FOLDER).iterdir()) == ["b.txt"]


def test_as_many_files_as_can_have_one_name(searcher: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of one name are numbered from 2 on until there are too many."""
    monkeypatch.setattr(uploaded_files, "SAME_NAME", 3)
    files = UploadedFiles(corpus, searcher)
    assert [files.add("a.txt", words(name)).name for name in ("Ada", "Bo", "Cy")] == ["a.txt", "a-2.txt", "a-3.txt"]
    with pytest.raises(Refusal, match=r"too many files called a\.txt"):
        files.add("a.txt", words("Di"))
    with pytest.raises(Refusal, match=r"a-3\.txt is already in the archive"):
        files.add("a.txt", words("Cy"))
    assert (corpus / FOLDER / "a-3.txt").read_bytes() == words("Cy")


@pytest.mark.slow
@pytest.mark.parametrize(("order", "reason"), [(b"crash", "made its reader crash"), (b"swell", "MB of memory")])
def test_a_file_is_read_where_it_costs_only_itself(
    searcher: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch, order: bytes, reason: str
) -> None:
    """Not in the bot's own process, unless it is plain and small: what a reader can't bear is refused."""
    monkeypatch.setattr(pool, "MODULE", "tests.ingestion.odd_reading_process")
    files = UploadedFiles(corpus, searcher)
    with pytest.raises(Refusal, match=reason):
        files.add("a.pdf", order)
    assert files.names() == []


def test_a_file_that_is_too_large_is_refused(searcher: Searcher, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the limit of the archive, which is named."""
    monkeypatch.setattr(searcher.archive, "limits", Limits(file_mb=1))
    with pytest.raises(Refusal, match=r"larger than 1 MB \(raise PINCITE_FILE_MB"):
        UploadedFiles(corpus, searcher).add("a.txt", b"lamp " * 300_000)


def test_why_a_file_is_refused(searcher: Searcher, corpus: Path) -> None:
    """The reason is the first problem of the file, or that there is no article in it."""
    files = UploadedFiles(corpus, searcher)
    for name, data, reason in (
        ("a.exe", b"MZ", "the archive can't read the format of a.exe."),
        ("a.jsonl", b"", "a.jsonl is empty."),
        ("a.jsonl", b"[1]\n{}\n", "a.jsonl line 1 is not a JSON object."),
    ):
        with pytest.raises(Refusal) as refusal:
            files.add(name, data)
        assert str(refusal.value.remark) == reason
    added = files.add("a.jsonl", b'{"text": "The keeper retired on Monday after forty years."}\n[1]\n')
    assert (added.articles, len(added.problems)) == (1, 1)


def test_long_names_are_cut_at_characters() -> None:
    """However many bytes a character has, a stored name has room for what is put to it."""
    for name in ("🙂" * 300, "𠀀" * 300, "漢" * 300, "a" * 300):
        safe = safe_name(f"{name}.md")
        assert len(safe.encode()) <= 210
        assert safe.endswith(".md")
        assert "\ufffd" not in safe


def test_added_again_after_a_kill(corpus: Path, searcher: Searcher) -> None:
    """What an earlier run stored before it was killed is added, not refused, and is there once."""
    files = UploadedFiles(corpus, searcher)
    first = files.add("a.txt", b"A title\n\nThe ferry to Kotka leaves at noon.")
    assert first.indexed
    assert files.add("a.txt", b"A title\n\nThe ferry to Kotka leaves at noon.", again=True).name == "a.txt"
    assert files.names() == ["a.txt"]
    with pytest.raises(Refusal):
        files.add("a.txt", b"A title\n\nThe ferry to Kotka leaves at noon.")


def test_what_a_kill_left_is_tidied(corpus: Path, searcher: Searcher) -> None:
    """A removal is finished, half a file goes; the last file of an archive is put back."""
    folder = corpus / FOLDER
    folder.mkdir()
    (folder / ".old.txt.gone").write_text("gone")
    (folder / ".new.txt.part").write_text("half")
    assert finish_interrupted(corpus) == ["old.txt"]
    assert list(folder.iterdir()) == []
    (corpus / "harbour.md").rename(folder / ".harbour.md.gone")
    assert finish_interrupted(corpus) == []
    assert (folder / "harbour.md").exists()


def test_what_another_process_tidies_meanwhile_is_no_trouble(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone when its turn comes is tidied."""
    folder = corpus / FOLDER
    folder.mkdir()
    (corpus / "kiln.txt").write_text("The kiln of Osterholm was cold.")
    (folder / ".old.txt.gone").write_text("gone")
    (folder / ".new.txt.part").write_text("half")
    found = Path.glob

    def found_and_taken(path: Path, pattern: str) -> Iterator[Path]:
        for file in list(found(path, pattern)):
            file.unlink()
            yield file

    monkeypatch.setattr(Path, "glob", found_and_taken)
    assert finish_interrupted(corpus) == ["old.txt"]
    assert list(folder.iterdir()) == []


def test_nothing_to_tidy(tmp_path: Path) -> None:
    """An archive that is one file, or has no added files, is left alone."""
    assert finish_interrupted(tmp_path) == []
