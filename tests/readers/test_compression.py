"""What packed files hold, and bombs that are stopped while they unpack."""

import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable

import pytest

from retrieval import Article
from retrieval.readers import Limits, Problem, read, too_large
from retrieval.readers import compression as unpacking
from retrieval.readers.compression import decompressed

PACKERS: dict[str, Callable[[bytes], bytes]] = {"a.txt.gz": gzip.compress, "a.txt.xz": lzma.compress}


@pytest.mark.parametrize("name", PACKERS)
def test_what_was_packed_comes_out(name: str) -> None:
    """Also of several members, of none, and with something behind that is no member."""
    one, two = PACKERS[name](b"One. " * 500_000), PACKERS[name](b"Two.")
    assert decompressed(one + two, name) == b"One. " * 500_000 + b"Two."
    assert decompressed(PACKERS[name](b""), name) == b""
    assert decompressed(two, name.upper()) == b"Two."
    assert decompressed(two, "a.txt") == b"Two."


@pytest.mark.parametrize("name", PACKERS)
def test_files_under_the_name_of_another_kind(name: str) -> None:
    """What is packed though its name says no, and what was unpacked but kept its name, is read as it is."""
    words = b"The weir at Kessen was opened in 1921 by the mayor."
    for data, called in ((PACKERS[name](words), "a.pdf"), (words, name), (words, name.replace("txt", "md"))):
        (article,) = read(data, called)
        assert isinstance(article, Article)
        assert article.text == words.decode()


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.eml"])
def test_files_of_files_under_the_name_of_another_kind(name: str) -> None:
    """Are read as what they are: each member is an article."""
    zipped, tar = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("one/weir.txt", "The weir was opened in 1921.")
    with tarfile.open(fileobj=tar, mode="w") as archive_:
        info = tarfile.TarInfo("one/weir.txt")
        info.size = 28
        archive_.addfile(info, io.BytesIO(b"The weir was opened in 1921."))
    for data in (zipped.getvalue(), tar.getvalue(), gzip.compress(tar.getvalue())):
        (article,) = read(data, name)
        assert isinstance(article, Article)
        assert (article.path, article.member, article.text) == (name, "one/weir.txt", "The weir was opened in 1921.")


@pytest.mark.parametrize("name", PACKERS)
@pytest.mark.parametrize("cut", [0, 1, 20, -1])
def test_what_is_cut_short_is_said(name: str, cut: int) -> None:
    """Wherever it is cut; an empty .gz is an empty file."""
    result = decompressed(PACKERS[name](b"Words of an article. " * 9)[:cut], name)
    assert isinstance(result, Problem) or (name.endswith("gz") and cut == 0 and result == b"")


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_is_stopped(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its size, or by how many times its own size it would be; the limit is named with its variable."""
    monkeypatch.setattr(unpacking, "SMALL_BYTES", 1_000)
    packed = PACKERS[name](b"\0" * 3_000_000)
    assert decompressed(packed, name, Limits(unpacked_mb=2, unpack_ratio=100_000)) == (
        name,
        "unpacks to more than 2 MB (raise PINCITE_UNPACKED_MB to read it)",
    )
    assert decompressed(packed, name, Limits(unpack_ratio=50)) == (
        name,
        "unpacks to more than 50 times its size (raise PINCITE_UNPACK_RATIO to read it)",
    )
    assert len(decompressed(packed, name, Limits(unpacked_mb=3, unpack_ratio=100_000))) == 3_000_000
    (item,) = read(packed, name, limits=Limits(unpacked_mb=1))
    assert isinstance(item, Problem)


def test_a_short_file_may_be_one_line_many_times() -> None:
    """Up to some megabytes no ratio is suspicious."""
    assert decompressed(gzip.compress(b"a" * 15_000_000), "a.txt.gz") == b"a" * 15_000_000


def test_large_files_are_named_with_the_limit() -> None:
    """One of just the size is read."""
    assert too_large("a.txt", 2_000_000, Limits(file_mb=2)) is None
    assert too_large("a.txt", 2_000_001, Limits(file_mb=2)) == (
        "a.txt",
        "is larger than 2 MB (raise PINCITE_FILE_MB to read it)",
    )
