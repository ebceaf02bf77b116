"""Counts, days, places, and text that is safe on a terminal."""

import datetime
import json
from dataclasses import replace

import pytest

from bot.render.phrases import (
    LONGEST_NAME,
    changes_text,
    cited_title,
    counted,
    day_text,
    encodable,
    facts,
    json_text,
    named_text,
    news_lines,
    one_line,
    place_text,
    printable,
    problem_lines,
    visible_name,
)
from retrieval import Changes, Problem, Remark, SourceFile
from tests.answers import citation


def test_just_the_control_characters_are_replaced() -> None:
    """Of the first 256 code points C0 and C1 go, the tab and the line feed stay, as does everything else."""
    replaced = {code for code in range(0x180) if printable(f"a{chr(code)}b") == "a\ufffdb"}
    assert replaced == {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}
    assert printable("a b\tc\n“é” 漢🙂") == "a b\tc\n“é” 漢🙂"
    assert printable("a\r\nb\r\n") == "a\r\nb\r\n"


@pytest.mark.slow
def test_bidirectional_controls_and_lone_surrogates_are_replaced() -> None:
    """No category of Unicode that steers a display or can't be encoded is left; marks of direction vanish unseen."""
    steering = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
    changed = {char for char in map(chr, range(0x110000)) if ord(char) > 0x9F and printable(char) != char}
    assert changed == {*steering, *map(chr, range(0xD800, 0xE000)), "\u061c", "\u200e", "\u200f", "\u2028", "\u2029"}
    assert {printable(char) for char in steering} == {"\ufffd"}
    assert printable("\u200fשלום\u200e a\u2028b\u200dc") == "\u2060שלום\u2060 a b\u200dc"


def test_one_line_is_one_line() -> None:
    """Whatever ends a line anywhere is a space, and what a terminal would obey is made visible."""
    assert one_line(" a\nb\r\nc\vd\fe\x85f\u2028g\x1bh\u202ei ") == "a b c d e f g\ufffdh\ufffdi"
    assert len(one_line("".join(map(chr, range(0x110000)))).splitlines()) == 1


def test_json_is_safe_and_has_every_code_point() -> None:
    """What a terminal would obey is escaped, letters stay; read again it is the same."""
    value = {"é漢🙂": "".join(map(chr, range(0x3000))) + "\ud800"}
    written = json_text(value)
    assert json.loads(written) == value
    assert written == printable(written)
    assert written.startswith('{"é漢🙂": "\\u0000')
    assert json_text([1], indent=2) == "[\n  1\n]"


def test_text_that_can_be_encoded() -> None:
    """Only lone surrogates are replaced."""
    assert encodable("a\ud800\udfffé🙂\x1b") == "a\ufffd\ufffdé🙂\x1b"


@pytest.mark.parametrize(
    ("number", "phrase"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (2_000, "2,000 articles")]
)
def test_counts_have_their_noun(number: int, phrase: str) -> None:
    """One is singular, everything else plural; thousands are apart."""
    assert counted(number, "article") == phrase


@pytest.mark.parametrize(
    ("article", "url", "record", "shown"),
    [
        ("7", None, 3, "7 in news/feed.xml, record 3"),
        ("https://a.example/7", "https://a.example/7", 3, "news/feed.xml, record 3"),
        ("news/feed.xml#abc", None, 3, "news/feed.xml#abc"),
        ("7", None, None, "7"),
    ],
)
def test_an_article_is_named_by_what_a_person_knows(
    article: str, url: str | None, record: int | None, shown: str
) -> None:
    """The file of a record whose id does not say it; an address, which is shown anyway, once."""
    file = SourceFile("news/feed.xml", "", None, None, record, None, "feed 1")
    assert named_text(replace(citation(1), article=article, url=url, file=file)) == shown


def test_a_record_is_named_with_its_member() -> None:
    """Of a file that is packed, both it and the archive around it are named."""
    file = SourceFile("news.zip", "", None, None, 3, "feed.xml", "feed 1")
    assert named_text(replace(citation(1), article="7", file=file)) == "7 in news.zip/feed.xml, record 3"


def test_days_in_words() -> None:
    """A day is written out without a leading zero; an unknown one is said to be."""
    assert day_text(datetime.date(2024, 3, 6)) == "6 March 2024"
    assert day_text(None) == "no date"


def test_places() -> None:
    """A place has its heading if there is one, its first and last paragraph, and its characters."""
    assert place_text(citation(start=5, end=9)) == "paragraph 2, characters 5-9"
    assert place_text(citation(heading="News", paragraphs=(2, 3, 4), start=0, end=1)) == (
        "“News”, paragraphs 2-4, characters 0-1"
    )


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((0, 0, 0), ""), ((1, 0, 0), "1 new article"), ((2, 1, 0), "2 new articles, 1 changed"),
        ((0, 1, 0), "1 article changed"), ((0, 2, 1), "2 articles changed, 1 gone"),
        ((0, 0, 1_000), "1,000 articles gone"), ((1, 0, 2), "1 new article, 2 gone"),
    ],
)  # fmt: skip
def test_what_came_in_is_counted(counts: tuple[int, int, int], text: str) -> None:
    """What was not is left out."""
    assert changes_text(Changes(*counts, ())) == text
    assert news_lines(Changes(*counts, (), (Remark("Said {n}.", n=1),))) == [*([f"{text}."] if text else []), "Said 1."]


def test_what_can_not_be_read_is_a_sentence() -> None:
    """And what comes of it."""
    problem = Problem("a.pdf", Remark("is damaged"))
    assert news_lines(Changes(problems=(problem,))) == ["a.pdf is damaged; left out."]


UNKNOWN = "is XML of an unknown kind"


@pytest.mark.parametrize(
    ("problems", "counts", "last"),
    [
        ([(f"{i}.xml", UNKNOWN) for i in range(10)], [1] * 10, f"9.xml {UNKNOWN}; left out."),
        ([(f"{i}.xml", UNKNOWN) for i in range(11)], [1, 1, 1, 8], "… and 8 more files like these;"),
        (
            [(f"a.XML line {i}", f"has the id '{i}' of an earlier line") for i in range(11)],
            [1, 1, 1, 8],
            "… and 8 more in 1 file like these;",
        ),
        (
            [(f"{i % 2}.pdf", f"has pages that hold no text ({i})") for i in range(40)],
            [1, 1, 1, 37],
            "… and 37 more in 2 files like these;",
        ),
        ([(f"a b.parquet row {i}", "has no text") for i in range(40)], [1, 1, 1, 37], "… and 37 more in 1 file like"),
        ([(f"{i}{('.pdf', '.xml')[i % 2]}", "is empty") for i in range(20)], [1] * 20, "19.xml is empty; left out."),
        ([(f"{i}.pdf", ("a", "is empty")[i % 2]) for i in range(20)], [1] * 20, "19.pdf is empty; left out."),
    ],
)
def test_what_is_told_of_many_files_is_told_of_some_and_counted(
    problems: list[tuple[str, str]], counts: list[int], last: str
) -> None:
    """Of one kind of file with one reason: the ending in any capitals, whatever its numbers and lines."""
    lines = list(problem_lines(Problem(*problem) for problem in problems))
    assert [number for _, number in lines] == counts
    assert lines[-1][0].startswith(last)


def test_a_title_as_long_as_a_text_hides_no_answer() -> None:
    """Nor does the name of a publisher; what fits is left alone."""
    long, cut = "ships " * 60, "ships " * (LONGEST_NAME // 6)
    assert cited_title(long, "The Mill", None) == f"{cut.strip()}… · The Mill"
    assert cited_title("x" * LONGEST_NAME, long) == f"{'x' * LONGEST_NAME} · {cut.strip()}…"
    assert facts(None, long) == [visible_name(long)] == [f"{cut.strip()}…"]
