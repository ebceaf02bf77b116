"""A file with many dated entries: an article for each, with its day, its lines and what the whole file tells."""

import pytest

from retrieval.articles import entries as articles
from retrieval.readers import read
from retrieval.records import Article, LineStart

BODY = "\n\nIt was a day like any other.\n\n"


def entries(text: str, name: str) -> list[Article]:
    """The articles of a file with a text."""
    return [item for item in read(text.encode(), name) if isinstance(item, Article)]


def days(text: str, name: str) -> list[str]:
    """The days of the articles of a file; `-` for none."""
    return [each.date.isoformat() if each.date else "-" for each in entries(text, name)]


def headed(title: str, *headings: str) -> str:
    """A text in Markdown with these headings."""
    return f"# {title}\n\n" + "".join(f"## {heading}{BODY}" for heading in headings)


def test_an_entry_has_its_day_and_what_the_file_tells() -> None:
    """Its lines are those of the file; a title of the file stands in the first one, and is that of all."""
    text = (
        "---\ntitle: Log\nauthor: Ana Ruiz\n---\n# March\n\n## 2024-03-16\n\nOne two three.\n\n### Evening\n\nRain.\n\n"
    )
    first, second = entries(f"{text}## 2024-03-17: The gate\n\nFour five six.\n", "log.md")
    assert (first.id, first.title, first.authors) == ("log.md#2024-03-16", "Log", ("Ana Ruiz",))
    assert first.text == "March\n\n2024-03-16\n\nOne two three.\n\nEvening\n\nRain."
    assert [first.text[start:end] for start, end in first.headings or ()] == ["March", "2024-03-16", "Evening"]
    assert second.id.startswith("log.md#2024-03-17-")
    assert (second.title, second.text) == ("2024-03-17: The gate", "2024-03-17: The gate\n\nFour five six.")
    assert (second.lines, second.provenance["date"]) == (((0, 15),), "text")


def test_lines_of_entries_of_a_text() -> None:
    """Each begins on its line of the file; what stands above the first, if it says something, is one without a day."""
    text = "We kept this log for a whole year,\nand nobody read it.\n\n" + "".join(
        f"{number} March 2024\nOne two three.\n\n" for number in (3, 4, 5)
    )
    starts: list[tuple[str, tuple[LineStart, ...] | None]] = [(each.id, each.lines) for each in entries(text, "a.txt")]
    days = [(f"a.txt#2024-03-0{number}", ((0, line),)) for number, line in ((3, 4), (4, 7), (5, 10))]
    assert starts == [("a.txt", ((0, 1),)), *days]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("3 March 2024", "Tuesday, 4 March 2024"), ["2024-03-03", "2024-03-04"]),
        (("Montag, 4. März 2024", "Dienstag, 5. März 2024"), ["2024-03-04", "2024-03-05"]),
        (("[1.2.0] - 2024-03-16", "1.1.0 (February 1, 2024)", "v1.0.1 / 2023-01-01"),
         ["2024-03-16", "2024-02-01", "2023-01-01"]),
        (("2024-03-16 The gate", "2024-03-16 The report", "2024-03-17"), ["2024-03-16", "2024-03-16", "2024-03-17"]),
        (("2024-03-16", "2024-03-16"), ["2024-03-16"]),
        (("03/04/2024", "13/04/2024"), ["2024-04-03", "2024-04-13"]),
        (("03/04/2024", "04/04/2024"), ["-"]),
        (("2024-03-16", "2024-03-17", "References"), ["2024-03-16", "2024-03-17", "-"]),
        (("Minutes of 4 March 2024", "Minutes of 11 March 2024"), ["2024-03-04", "2024-03-11"]),
        # A story of what happened, weeks, parts that do not follow each other, and a few days among other parts.
        (("The first fire (24 February 2022)", "The second fire (3 March 2022)"), ["-"]),
        (("The fire of 3 March 1924", "The flood of 5 May 1925"), ["-"]),
        (("3–5 March 2024", "10–12 March 2024"), ["-"]),
        (("16 March 2024", "17 March 2024", "1 March 2024"), ["-"]),
        (("Why", "16 March 2024", "How", "Who", "18 March 2024"), ["-"]),
    ],
)  # fmt: skip
def test_which_headings_make_entries(headings: tuple[str, ...], expected: list[str]) -> None:
    """Days, alone, before what the entry is about or behind it, one after the other."""
    assert days(headed("Log", *headings), "log.md") == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (headed("Diary", "3 March", "Monday, 4 March"), "diary 2024.md", ["2024-03-03", "2024-03-04"]),
        (headed("Diary", "3 March", "4 March"), "diary.md", ["-"]),
        (headed("Timeline of the fire", "3 March 2024", "4 March 2024"), "a.md", ["-"]),
        (headed("Log", "3 March 2024", "4 March 2024"), "2024-03-20-log.md", ["2024-03-20"]),
        ("---\ndate: 2024-03-20\n---\n" + headed("Log", "3 March 2024", "4 March 2024"), "a.md", ["2024-03-20"]),
        ("---\npath: 2024/03/20/log\n---\n" + headed("Log", "3 March 2024", "4 March 2024"), "a.md", ["-"]),
        ("# Log\n\n**3 March 2024**\n\nOne two three.\n\n**4 March 2024**\n\nFour five six.\n", "a.md",
         ["2024-03-03", "2024-03-04"]),
        ("* 2024-03\n** 2024-03-16 Sat\n*** The gate\nOne two three.\n* 2024-04\n** 2024-04-01 Mon\nFour five six.",
         "a.org", ["2024-03-16", "2024-04-01"]),
        ("Log\n===\n\n2024-03-16\n----------\n\nOne two three.\n\n2024-03-17\n----------\n\nFour five six.", "a.rst",
         ["2024-03-16", "2024-03-17"]),
        ("= Log\n\n== 2024-03-16\n\nOne two three.\n\n== 2024-03-17\n\nFour five six.", "a.adoc",
         ["2024-03-16", "2024-03-17"]),
        ("== 2024-03-16 ==\nOne two three.\n\n=== Why ===\nFour.\n\n== 2024-03-17 ==\nFive six seven.", "a.wiki",
         ["2024-03-16", "2024-03-17"]),
        # A letter, what was filled in by nobody, what is still to come.
        ("Weir, 3 March 2024\n\nDear Ana,\n\nit burned.\n\n5 March 2024\n\nYours, Ben\n", "a.txt", ["-"]),
        ("Dates\n\n3 March 2024\n\n4 March 2024\n\n5 March 2024\n\nWords of a day.\n", "a.txt", ["-"]),
        (headed("Book festival", "3 March 2024", "4 March 2024"), "a.md", ["-"]),
        (headed("Festival diary", "3 March 2024", "4 March 2024"), "a.md", ["2024-03-03", "2024-03-04"]),
        ("Film week\n" + "".join(f"\n{number} March 2024\n\nA film in the hall\n" for number in (3, 4, 5)), "a.txt",
         ["-"]),
        (headed("Hall", "3 March 2024", "4 March 2024") + "Tickets at the door.\n", "a.md", ["-"]),
        ("PROGRAMME\n" + "".join(f"\n{number} March 2024\n\nSongs in the hall\n" for number in (3, 4, 5)), "a.txt",
         ["-"]),
    ],
)  # fmt: skip
def test_which_files_have_entries(text: str, name: str, expected: list[str]) -> None:
    """Those of any markup with days as headings that have no day of their own."""
    assert days(text, name) == expected


def test_entries_of_one_day_with_the_same_heading_are_told_apart() -> None:
    """By their words, never by their place."""
    text = headed("Log", "2024-03-16", "2024-03-17") + "## 2024-03-17\n\nThe second one of it.\n"
    ids = [each.id for each in entries(text, "a.md")]
    assert len({*ids}) == len(ids) == 3
    assert [each.id for each in entries(text.replace("## 2024-03-16", "## 2024-03-15"), "a.md")][1:] == ids[1:]


@pytest.mark.parametrize(
    "page",
    [
        "<h1>Log</h1><h2>3 March 2024</h2><p>One two three.</p><h2>4 March 2024</h2><p>Four five six.</p>",
        "<h1>Log</h1><p><b>3 March 2024</b></p><p>One two three.</p><p><b>4 March 2024</b></p><p>Four five six.</p>",
    ],
)
def test_pages_have_entries(page: str) -> None:
    """Days that head parts of a page, also as bold lines; the day on which the page was made is none of theirs."""
    made = '<meta name="generator" content="LibreOffice 7.4"><meta name="created" content="2025-01-02T00:00:00">'
    assert days(f"<html><head>{made}</head><body>{page}</body></html>", "log.html") == ["2024-03-03", "2024-03-04"]
    published = '<meta name="article:published_time" content="2025-01-02">'
    assert days(f"<html><head>{published}</head><body>{page}</body></html>", "log.html") == ["2025-01-02"]


def test_documents_have_entries_under_lines_in_plain_letters() -> None:
    """A word processor marks no headings where nobody does: three days on lines of their own head entries."""
    lines = "".join(f"{day} March 2024\\par One two three.\\par\\par " for day in (3, 4, 5))
    assert days(r"{\rtf1\ansi " + lines + "}", "log.rtf") == ["2024-03-03", "2024-03-04", "2024-03-05"]


def test_a_document_with_more_headings_than_days_is_one_article() -> None:
    """Where ranks aren't known, as in a PDF, days are headings among others."""
    text = "Report\n\n3 March 2024\n\nOne.\n\nCost\n\nTwo.\n\n4 March 2024\n\nThree.\n\nPlan\n\nFour."
    spans = [text.index(words) for words in ("Report", "3 March 2024", "Cost", "4 March 2024", "Plan")]
    headings = tuple((start, text.index("\n", start)) for start in spans)
    article = Article("a.pdf", text, "Report", path="a.pdf", headings=headings, lines=())
    assert list(articles.entries(article)) == [article]
