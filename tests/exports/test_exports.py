"""Exports: whatever an article holds, each format can be read back, and the page holds in a real browser."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from bot.exports import FORMATS
from bot.exports.writers import WRITERS, export
from retrieval import Answer, Searcher, Verdict, marks
from tests.conftest import write_jsonl

EVIL = """---
title: "<script>document.title='owned'</script> & “Quotes” <img src=x onerror=alert(1)>"
date: 2024-02-01
url: "javascript:alert(document.domain)"
source: "Evil <b>Times</b>"
authors: ["</dl><script>alert(2)</script>", "Ana Šimić"]
---
Nobody asked the gulls.

## <u>Harbour</u>

The harbour of Dunmore was rebuilt by *volunteers* \\<script>document.body.innerHTML='owned'\\</script> in 1994. It took
\\</mark>\\</p>\\</article> seven years, Ana Petrov said, and cost {{ 7*7 }} million {braces} 50% $5 \\end{x} _so_.

# - 1. Not a list, إعادة بناء الميناء, averyveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword.
"""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def evil(corpus: Path, opened: Callable[..., Searcher]) -> tuple[Searcher, Answer]:
    """An article that tries to break out of every format, and an answer with it."""
    (corpus / "evil.md").write_text(EVIL, encoding="utf-8")
    searcher = opened()
    return searcher, searcher.ask("Who rebuilt the harbour of Dunmore?")


@pytest.fixture
def plain(corpus: Path, opened: Callable[..., Searcher]) -> tuple[Searcher, Answer]:
    """A well-behaved article with all there is to know of it."""
    record = {
        "id": "bridge", "title": "The bridge of Galway", "date": "2023-05-06", "url": "https://news.example/bridge",
        "source": "The Example", "authors": ["Ana Petrov", "Søren Ødegaard"],
        "text": "It rained.\n\nThe bridge of Galway was opened by the mayor on Sunday.\n\nThen the sun came out.",
    }  # fmt: skip
    (corpus / "news.jsonl").write_text(json.dumps(record), encoding="utf-8")
    searcher = opened()
    return searcher, searcher.ask("Who opened the bridge of Galway?")


def test_every_format_has_its_writer() -> None:
    """The names that are offered are those of the writers, in their order."""
    assert tuple(WRITERS) == FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_survives_an_empty_answer(plain: tuple[Searcher, Answer], form: str) -> None:
    """An answer without passages is written out, too."""
    searcher, _ = plain
    assert export(searcher.unanswerable("What?"), form, searcher) is not None


def test_markdown_is_a_draft_that_stands(evil: tuple[Searcher, Answer]) -> None:
    """The Markdown can be checked as a draft: the words of the quote are those of the source, markup and all."""
    searcher, answer = evil
    citations = {passage.citation.id: passage.citation for passage in answer.passages}
    found = list(marks(export(answer, "md", searcher)))
    assert [mark.reference for mark in found] == list(citations)
    checks = searcher.check_draft((mark, [citations[mark.reference]]) for mark in found)
    assert {check.verdict for check in checks} == {Verdict.VERIFIED}
    assert "<script>" not in export(answer, "md", searcher).replace("\\<script\\>", "")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "json"])
def test_every_format_names_the_authors(corpus: Path, opened: Callable[..., Searcher], form: str) -> None:
    """Also of an article that is gone since, as it was cited; in a draft they are not taken for who speaks."""
    words = 'The dam is safe. "Nobody has looked at the dam for years," said Piet Maas, who keeps the lock.'
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "title": "The dam", "authors": ["Ana Ruiz", "Ben Cole"], "source": "Daily", "text": words},
        {"id": "b", "title": "Else", "text": "Gulls are loud."},
    )
    searcher = opened()
    answer = searcher.ask("Who said that nobody has looked at the dam?", limit=1)
    there = export(answer, form, searcher)
    write_jsonl(corpus / "a.jsonl", {"id": "b", "title": "Else", "text": "Gulls are loud."})
    searcher.refresh()
    for written in (there, export(answer, form, searcher)):
        assert "Ana Ruiz" in written
        assert "Ben Cole" in written
    if form == "md":
        assert "Daily" in there
        judged = [(mark, [passage.citation for passage in answer.passages]) for mark in marks(there)]
        write_jsonl(corpus / "a.jsonl", {"id": "a", "title": "The dam", "authors": ["Ana Ruiz"], "text": words})
        assert [check.verdict for check in searcher.check_draft(judged)] == [Verdict.VERIFIED]


def test_json_is_the_answer(plain: tuple[Searcher, Answer]) -> None:
    """JSON is what `ask --json` gives, so that `check` takes it."""
    searcher, answer = plain
    written = json.loads(export(answer, "json", searcher))
    assert written["passages"][0]["citation"]["link"].startswith("https://news.example/bridge#:~:text=")


def test_csv_is_read_back_verbatim(evil: tuple[Searcher, Answer]) -> None:
    """A table has a row for each citation, the quote code point for code point."""
    searcher, answer = evil
    rows = list(csv.DictReader(io.StringIO(export(answer, "csv", searcher), newline="")))
    assert [row["exact"] for row in rows] == [passage.citation.exact for passage in answer.passages]
    assert rows[0]["verdict"] == "verified"
    assert rows[0]["authors"] == "</dl><script>alert(2)</script>; Ana Šimić"


def test_bibtex_is_read_back(plain: tuple[Searcher, Answer], evil: tuple[Searcher, Answer]) -> None:
    """BibTeX parses without a failed block, whatever braces an article holds, and names what is known."""
    searcher, answer = plain
    (entry,) = parse_string(export(answer, "bibtex", searcher)).entries
    assert entry["title"] == "{The bridge of Galway}"
    assert entry["url"] == "https://news.example/bridge"
    assert (entry["year"], entry["date"]) == ("2023", "2023-05-06")
    assert entry["author"].startswith("Ana Petrov and S")
    library = parse_string(export(evil[1], "bibtex", evil[0]))
    assert (len(library.entries), library.failed_blocks) == (1, [])
    assert "url" not in library.entries[0].fields_dict


def test_csl_has_what_citeproc_needs(plain: tuple[Searcher, Answer]) -> None:
    """CSL-JSON gives type, title, authors, day, publisher and address."""
    searcher, answer = plain
    (item,) = json.loads(export(answer, "csl", searcher))
    assert (item["type"], item["container-title"]) == ("article-newspaper", "The Example")
    assert item["author"] == [{"literal": "Ana Petrov"}, {"literal": "Søren Ødegaard"}]
    assert item["issued"] == {"date-parts": [[2023, 5, 6]]}
    assert f"pincite:{answer.id}.1" in item["note"]


def test_ris_is_read_back(plain: tuple[Searcher, Answer], evil: tuple[Searcher, Answer]) -> None:
    """RIS parses to one entry an article, also with line ends in its words."""
    searcher, answer = plain
    (entry,) = rispy.loads(export(answer, "ris", searcher))
    assert (entry["type_of_reference"], entry["title"]) == ("NEWS", "The bridge of Galway")
    assert entry["authors"] == ["Ana Petrov", "Søren Ødegaard"]
    assert entry["urls"] == ["https://news.example/bridge"]
    assert len(rispy.loads(export(evil[1], "ris", evil[0]))) == 1


def test_annotations_follow_the_model(plain: tuple[Searcher, Answer]) -> None:
    """Each item is a Web Annotation whose selectors give the quote in the article's text."""
    searcher, answer = plain
    collection = json.loads(export(answer, "annotation", searcher))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == len(answer.passages)
    target = items[0]["target"]
    quote, position = target["selector"]
    text = searcher.archive.article("bridge").text
    assert target["source"]["id"] == "https://news.example/bridge"
    assert text[position["start"] : position["end"]] == quote["exact"]


def test_the_page_shows_what_an_editor_needs(plain: tuple[Searcher, Answer], corpus: Path) -> None:
    """The passage among its neighbours, verdict, time, citation; after an edit, the difference."""
    searcher, answer = plain
    page = export(answer, "html", searcher)
    assert "Who opened the bridge of Galway?" in page
    assert re.search(r"<b>verified</b>.*Checked|Checked against the sources \d{4}-\d\d-\d\d \d\d:\d\d UTC", page)
    assert "It rained." in page
    assert "Then the sun came out." in page
    assert f"<dd>{answer.id}.1</dd>" in page
    file = corpus / "news.jsonl"
    file.write_text(file.read_text().replace("the mayor", "a goat"), encoding="utf-8")
    page = export(answer, "html", searcher)
    assert "<del>the mayor</del><ins>a goat</ins>" in page
    file.write_text('{"id": "other", "text": "Quite another thing."}', encoding="utf-8")
    page = export(answer, "html", searcher)
    assert "<b>gone</b>" in page
    assert "The bridge of Galway was opened by the mayor" in page


def test_the_page_escapes_everything(evil: tuple[Searcher, Answer]) -> None:
    """No tag, no attribute and no address of an article becomes one of the page; nothing is loaded from elsewhere."""
    page = export(evil[1], "html", evil[0])
    assert "<script" not in page
    assert "onerror=" not in page.replace("onerror=alert(1)&gt;", "")
    assert 'href="javascript' not in page
    assert "{{ 7*7 }}" in page
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?//""", page)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium or Chrome on this machine")
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_holds_in_a_browser(evil: tuple[Searcher, Answer], tmp_path: Path, width: int) -> None:
    """In headless Chromium no script of an article runs, nothing is wider than the screen, the quote is highlighted."""
    searcher, answer = evil
    page = export(answer, "html", searcher)
    # The page's own policy forbids scripts; for the test one is let in that measures it.
    probe = "document.documentElement.dataset.wide = document.documentElement.scrollWidth > innerWidth;"
    page = page.replace("default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';")
    (tmp_path / "page.html").write_text(f"{page}<script>{probe}</script>", encoding="utf-8")
    dom = _dom(tmp_path / "page.html", tmp_path / "profile", width)
    assert 'data-wide="false"' in dom
    assert "owned" not in re.sub(r"='owned'", "", dom)
    assert "&lt;script&gt;document.body.innerHTML" in dom
    assert len(re.findall("<mark>", dom)) >= 1


def _dom(page: Path, profile: Path, width: int) -> str:
    """The document as Chromium has it once the page is loaded."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    flags += ["--disable-background-networking", "--disable-component-update", f"--user-data-dir={profile}"]
    done = subprocess.run(
        [str(CHROMIUM), *flags, f"--window-size={width},900", "--dump-dom", page.as_uri()],
        capture_output=True, text=True, encoding="utf-8", timeout=90, check=True,
    )  # fmt: skip
    return done.stdout


def test_marks_of_direction_are_the_articles(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """A quote in Arabic or Hebrew keeps them in files, so that its draft stands; controls that reverse words don't."""
    words = "قال الوزير\u200f إن «GDP»\u200e ارتفع بنسبة 4 في المئة خلال العام الماضي."
    (corpus / "a.txt").write_text(f"Ministry\n\n{words}\n", encoding="utf-8")
    searcher = opened()
    answer = searcher.ask("كم ارتفع GDP؟")
    draft = export(answer, "md", searcher)
    assert words in draft
    assert words in export(answer, "csv", searcher)
    citation = answer.passages[0].citation
    (check,) = searcher.check_draft((mark, [citation]) for mark in marks(draft))
    assert check.verdict is Verdict.VERIFIED
