"""What is kept of files that vanish, and what paragraphs are left out, on both sides of each bound: approved tables."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from retrieval import Article
from retrieval.errors import UsageError
from retrieval.indexing.publishers import LISTED, Publishers, name_key
from retrieval.ingestion.boilerplate import (
    LONGEST,
    MOST_AT_EACH_END,
    SHORTEST,
    fingerprint,
    packed_fingerprints,
    speaks_of_the_publication,
    without,
)
from retrieval.ingestion.vanishing import Listing, missing_files
from retrieval.readers import Problem
from retrieval.records import Paragraph, Remark
from retrieval.storage.packing import packed_terms, packed_text, unpacked_terms, unpacked_text
from retrieval.storage.rows import File
from tests.approved import table


def test_missing_files_are_kept_as_approved(snapshot: SnapshotAssertion, tmp_path: Path) -> None:
    """So many of so many, some kept before, below a folder that can't be listed, none left, no archive."""

    def judged(case: str) -> str:
        missing, known, kept, hidden, where = case.split()
        names = [f"{'x' if n % 2 else 'y'}/{n:02}" for n in range(int(known))]
        files = {name: File(n, 0, str(n)) for n, name in enumerate(names)}
        listing = Listing(
            dict.fromkeys(names[int(missing) :], ""),
            [Problem(hidden, Remark("can't be listed"))] if hidden != "-" else [],
        )  # fmt: skip
        corpus = {"there": tmp_path, "away": tmp_path / "away", "-": None}[where]
        outcome = missing_files(files, listing, names[: int(kept)], corpus)
        reason = str(outcome.reason).replace(tmp_path.name, "A")
        return f"{len(outcome.removed)} removed, {len(outcome.doubtful)} kept: {reason}"

    cases = [
        f"{missing} {known} {kept} {hidden} {where}"
        for missing, known in ((0, 3), (1, 1), (1, 3), (20, 20), (20, 39), (21, 41), (21, 42), (22, 43), (41, 41))
        for kept, hidden, where in ((0, "-", "there"), (1, "-", "there"), (0, "x", "-"), (0, ".",
        "there"), (0, "-", "away"))
    ]  # fmt: skip
    assert table(judged, cases) == snapshot


def test_repeated_paragraphs_are_left_out_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of so many paragraphs of such lengths the ones that are told apart, and those that stay."""

    def kept(case: str) -> str:
        sizes = [int(size) for size in case.split()]
        text = "\n\n".join(chr(97 + n % 26) * size for n, size in enumerate(sizes))
        starts = [sum(sizes[:n]) + 2 * n for n in range(len(sizes))]
        body = [
            Paragraph("a", n + 1, None, start, start + size, about=size == 7)
            for n, (start, size) in enumerate(zip(starts, sizes, strict=True))
        ]
        article = Article("a", text)
        prints = {fingerprint(text[each.start : each.end]): each.number for each in body}
        packed = packed_fingerprints(article, body)
        numbers = [int.from_bytes(packed[at : at + 8], "little") for at in range(0, len(packed), 8)]
        rows = [sorted(prints.get(number, 0) for number in part) for part in (numbers[:2], numbers[2:])]
        stays = [each.number for each in without(article, body, [*prints][:2])]
        return f"{rows} {stays}"

    lengths = (SHORTEST - 1, SHORTEST, LONGEST, LONGEST + 1, 7)
    many = ("20 " * n for n in (2 * MOST_AT_EACH_END - 1, 2 * MOST_AT_EACH_END, 2 * MOST_AT_EACH_END + 1))
    cases = [
        "",
        *(f"{one} {other}" for one in lengths for other in lengths),
        *(f"{each}400" for each in many),
        "7",
        "7 7",
    ]
    assert table(kept, cases) == snapshot(name="paragraphs")
    words = (
        "Follow us on social media", "Subscribe to our newsletter", "Ann Lee is a reporter in Rome.",
        "The mill burned.",
        "All rights reserved", "Abonnieren Sie unseren Newsletter", "订阅", "Sign up",
        "She can be reached at a@b.example",
    )  # fmt: skip
    assert table(speaks_of_the_publication, words) == snapshot(name="words")


def test_texts_are_packed_as_approved(snapshot: SnapshotAssertion) -> None:
    """There and back: a lone surrogate too; what was not packed is told apart."""
    texts = ("", "a", "é\ud800 \U0001f6e5", "The mill burned. " * 3_000)
    assert table(lambda text: unpacked_text(packed_text(text)) == text, [each[:40] for each in texts]) == snapshot(
        name="t"
    )
    rows: tuple[list[list[str]], ...] = ([], [["mill", "burn"]], [["mill"], []], [[]], [["\ud800"], ["a", "b"]])
    for text in texts:
        assert [[list(each) for each in unpacked_terms(packed_terms(row, text), text)] for row in rows[:3]] == [
            [[*each] for each in row] for row in rows[:3]
        ]


def test_publishers_are_named_as_approved(snapshot: SnapshotAssertion) -> None:
    """In any spelling; where there is none such, the likeliest first, as many as a message lists."""

    def named(case: str) -> str:
        number, _, name = case.partition(" ")
        try:
            return str(
                Publishers([*(f"Paper {n:02}" for n in range(int(number))), "The  Herald", "THE HERALD"]).named(name)
            )
        except UsageError as error:
            return str(error)

    names = ("the herald", "TheHerald", "Herald", "paper 01", "Ｐａｐｅｒ 01", "")
    assert table(named, (f"{n} {name}" for n in (0, 1, LISTED - 1, LISTED, LISTED + 1) for name in names)) == snapshot
    assert table(name_key, ("A  b", "ﬁ", "İ", "ß", " ")) == snapshot(name="keys")
