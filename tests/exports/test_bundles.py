"""Each format over answers made by hand: what stands where, word for word, and what is left out."""

import csv
import datetime
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from bot.exports.annotations import annotations
from bot.exports.bundle import Bundle, web_address
from bot.exports.page import page
from bot.exports.references import bibtex, csl, ris
from bot.exports.texts import COLUMNS, markdown, plain_json, table
from bot.journal.codec import answer_json
from retrieval import AnswerPassage, Article, Check, Verdict, marks
from tests.answers import OPENED, START, TEXT, answer, citation, passage, sentence

AT = datetime.datetime(2024, 3, 18, 9, 6, 7, tzinfo=datetime.UTC)

FULL = ["First words.", "Second words.", TEXT, "Fourth words.", "Fifth words."]
"""The paragraphs of an article that the passage is the third of."""


def article(paragraphs: list[str], **values: object) -> Article:
    return Article("bridge.txt", "\n\n".join(paragraphs), **values)  # type: ignore[arg-type]


def standing(text: str, words: str, verdict: Verdict = Verdict.VERIFIED, rank: int = 1) -> Check:
    """A check that found these words in the article."""
    at = text.index(words)
    return Check(f"k7q2m9.{rank}", verdict, "bridge.txt", at, at + len(words), None)


def bundle(*passages: AnswerPassage, **values: object) -> Bundle:
    """A bundle of passages that all stand in an article that has only them."""
    checks = tuple(Check(p.citation.id, Verdict.VERIFIED, p.citation.article, 0, len(p.text), None) for p in passages)
    whole = Bundle(answer(*passages), {"bridge.txt": article([TEXT])}, checks, AT)
    return replace(whole, **values)  # type: ignore[arg-type]


def paragraphs_shown(shown: Article, words: str, marked: AnswerPassage | None = None) -> list[tuple[str, str]]:
    """The paragraphs of the page: whether each is around the passage, and its HTML."""
    cited = marked or passage(text=words, words=words)
    html = page(bundle(cited, articles={"bridge.txt": shown}, checks=(standing(shown.text, words),)))
    return re.findall(r'<p dir="auto"(?: lang="\w+")?( class="around")?>(.*?)</p>', html)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("ftp://a.example", False),
        (" https://a.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_followed(url: str | None, safe: bool) -> None:
    """Whatever else an article gives for its address is left out."""
    assert web_address(url) == (url if safe else None)


def test_the_article_is_that_of_now() -> None:
    """A passage comes with the article where its words are now, else with the one that was cited, if it is there."""
    old, new = article([TEXT]), replace(article([TEXT]), id="new.txt", authors=("Ana",))
    moved = Check("k7q2m9.1", Verdict.MOVED, "new.txt", 0, 1, None)
    gone = Check("k7q2m9.2", Verdict.GONE, None, None, None, None)
    both = bundle(passage(), passage(2), articles={"bridge.txt": old, "new.txt": new}, checks=(moved, gone))
    assert [found for _, _, found in both.passages()] == [new, old]
    assert [found for _, _, found in replace(both, articles={}).passages()] == [None, None]
    known, unnamed, gone_since = (citation(article=name) for name in ("new.txt", "bridge.txt", "nowhere"))
    assert (both.authors(known), both.authors(unnamed), both.authors(gone_since)) == (("Ana",), (), ())
    assert both.authors(replace(gone_since, authors=("Ben",))) == ("Ben",)


def test_a_bundle_has_a_check_for_each_passage() -> None:
    """A passage without its check is a mistake, and isn't left out in silence."""
    with pytest.raises(ValueError, match="shorter"):
        list(bundle(passage(), passage(2), checks=(standing(TEXT, TEXT),)).passages())


def test_markdown_word_for_word() -> None:
    """The question is the heading; each passage is a quote with its source and mark; the time stands last."""
    text = "It *rained*.\n# 1. The mayor opened the bridge.\n\n- x"
    first = passage(text=text, words=OPENED, title="[T]", source="S_1", url="https://a.example/a", article="a*.txt")
    asked = answer(first, passage(2, link="https://a.example/b#:~:text=x"), question="Who\n opened  it?")
    checks = (standing(TEXT, TEXT), standing(TEXT, TEXT, rank=2))
    assert markdown(Bundle(asked, {}, checks, AT)) == (
        "# Who opened it?\n\n"
        "> It \\*rained\\*.\n> \\# 1. The mayor opened the bridge.\n>\n> \\- x\n>\n"
        "> — [\\[T\\]](<https://a.example/a>), S\\_1, 16 March 2024, a\\*.txt [pincite:k7q2m9.1]\n\n"
        f"> {TEXT}\n>\n"
        "> — [The bridge](<https://a.example/b#:~:text=x>), 16 March 2024, bridge.txt [pincite:k7q2m9.2]\n\n"
        "Asked 2024-03-17 08:05 UTC, answer k7q2m9.\n"
    )


def test_markdown_without_an_answer_says_so() -> None:
    """Passages of an answer that is none are only the closest; a title without an address is no link."""
    said = markdown(bundle(passage(), answer=answer(passage(), answered=False)))
    assert said.splitlines()[:3] == [
        "# Who opened the bridge?",
        "",
        "The archive does not seem to hold the answer. The closest passages:",
    ]
    assert "> — The bridge, 16 March 2024, bridge.txt [pincite:k7q2m9.1]" in said.splitlines()
    assert "closest" not in markdown(bundle(passage()))


def test_json_is_that_of_the_command_line() -> None:
    """The JSON is that of `ask --json`, indented, letters as they are."""
    asked = answer(passage(title="Brücke"))
    written = plain_json(replace(bundle(passage()), answer=asked))
    assert json.loads(written) == answer_json(asked)
    assert "Brücke" in written
    assert written.startswith('{\n  "id"')
    assert written.endswith("}\n")


def test_the_table_word_for_word() -> None:
    """A row has a cell for each column; what is unknown is empty."""
    full = passage(
        source="S", url="https://a.example", link="https://a.example#x", heading="H", paragraphs=(2, 3), prefix="<",
        suffix=">",
    )  # fmt: skip
    known = {"bridge.txt": article([TEXT], authors=("Ana", "Boris"))}
    head, first, second = csv.reader(
        io.StringIO(table(bundle(full, passage(2, date=None), articles=known)), newline="")
    )
    assert tuple(head) == COLUMNS
    row = dict(zip(head, first, strict=True))
    assert row == {
        "citation": "k7q2m9.1", "rank": "1", "article": "bridge.txt", "title": "The bridge", "authors": "Ana; Boris",
        "date": "2024-03-16", "source": "S", "url": "https://a.example", "link": "https://a.example#x", "heading": "H",
        "paragraphs": "2 3", "start": str(START), "end": str(START + len(TEXT)), "exact": TEXT, "prefix": "<",
        "suffix": ">", "sha256": "0" * 64, "verdict": "verified", "checked_at": "2024-03-18T09:06:07Z", "also_at": "",
        "page": "",
    }  # fmt: skip
    empty = {name for name, value in zip(head, second, strict=True) if not value}
    assert empty == {"date", "source", "url", "link", "heading", "prefix", "suffix", "also_at", "page"}


def test_one_reference_for_each_article() -> None:
    """Citations of one article are notes of one reference, named for the first; others have their own."""
    several = bundle(passage(1), passage(2, article="other.txt", title="Other"), passage(3, exact="a\n b"))
    items = json.loads(csl(several))
    assert [(item["id"], item["title"]) for item in items] == [
        ("pincite-k7q2m9-1", "The bridge"),
        ("pincite-k7q2m9-2", "Other"),
    ]
    place = f"(paragraph 2, characters {START}-{START + len(TEXT)}; pincite:k7q2m9"
    assert items[0]["note"] == f"“{TEXT}” {place}.1)\n“a b” {place}.3)"


@pytest.mark.parametrize(
    ("values", "kind", "ris_kind"),
    [
        ({"source": "S", "url": "https://a.example"}, "article-newspaper", "NEWS"),
        ({"url": "https://a.example"}, "webpage", "ELEC"),
        ({"url": "javascript:x"}, "document", "ELEC"),
    ],
)
def test_the_kind_of_a_reference(values: dict[str, Any], kind: str, ris_kind: str) -> None:
    """A publisher makes it news, an address a web page; a day of access is only given with an address."""
    known = bundle(passage(**values), articles={"bridge.txt": article([TEXT], authors=("Ana", "Boris B"))})
    (item,) = json.loads(csl(known))
    on_the_web = kind != "document"
    assert item["type"] == kind
    assert item.get("accessed") == ({"date-parts": [[2024, 3, 18]]} if on_the_web else None)
    assert item["author"] == [{"literal": "Ana"}, {"literal": "Boris B"}]
    (entry,) = rispy.loads(ris(known))
    assert (entry["type_of_reference"], entry["id"], entry["year"]) == (ris_kind, "pincite-k7q2m9-1", "2024")
    assert (entry["date"], entry.get("urls")) == ("2024/03/16/", ["https://a.example"] if on_the_web else None)
    (fields,) = (entry.fields_dict for entry in parse_string(bibtex(known)).entries)
    assert fields["author"].value == "Ana and Boris B"
    assert ("urldate" in fields, "url" in fields) == (on_the_web, on_the_web)
    if on_the_web:
        assert (fields["urldate"].value, fields["url"].value) == ("2024-03-18", "https://a.example")
    assert ("howpublished" in fields) == ("source" in values)


def test_what_a_reference_does_not_know_is_left_out() -> None:
    """Without a day, authors or publisher there are no such fields; braces in an address are encoded."""
    bare = bundle(passage(date=None))
    assert json.loads(csl(bare))[0].keys() == {"id", "type", "title", "note"}
    (entry,) = rispy.loads(ris(bare))
    assert entry.keys() == {"type_of_reference", "id", "title", "notes"}
    assert parse_string(bibtex(bare)).entries[0].fields_dict.keys() == {"title", "note"}
    braces = bibtex(bundle(passage(url="https://a.example/{x}", title="Šimić")))
    assert "https://a.example/%7Bx%7D" in braces
    assert "Šimić" not in braces


def test_references_as_the_formats_want_them() -> None:
    """RIS begins with a reference's type, and a straight mark that opens a quotation opens one in LaTeX."""
    known = bundle(passage(title='He said "no" ("never")'))
    assert ris(known).startswith("TY  - ")
    assert "title = {{He said ``no'' (``never'')}}" in bibtex(known)


def test_annotations_word_for_word() -> None:
    """Ids, question, verdict and times are those of the answer; an article without an address has a name of its own."""
    several = bundle(passage(article="a b/ü.txt"), passage(2, url="https://a.example"))
    collection = json.loads(annotations(several))
    assert annotations(several).startswith('{\n  "@context"')
    assert annotations(several).endswith("}\n")
    assert (collection["id"], collection["label"], collection["total"]) == (
        "urn:pincite:k7q2m9", "Who opened the bridge?", 2,
    )  # fmt: skip
    assert (collection["first"]["id"], collection["first"]["startIndex"]) == ("urn:pincite:k7q2m9:page", 0)
    first, second = collection["first"]["items"]
    assert first["target"]["source"]["id"] == "urn:pincite:article:a%20b%2F%C3%BC.txt"
    assert second["target"]["source"]["id"] == "https://a.example"
    assert first["created"] == "2024-03-17T08:05:09Z"
    assert first["body"]["value"] == "Who opened the bridge?\nChecked 2024-03-18T09:06:07Z: verified."
    position = {"type": "TextPositionSelector", "start": START, "end": START + len(TEXT)}
    assert first["target"]["selector"][1] == position


@pytest.mark.parametrize(
    ("at", "shown"),
    [(0, [0, 1]), (1, [0, 1, 2]), (2, [1, 2, 3]), (3, [2, 3, 4]), (4, [3, 4])],
)
def test_the_page_has_one_paragraph_before_and_after(at: int, shown: list[int]) -> None:
    """The first paragraph has none before it, the last none after; neighbours aren't highlighted."""
    found = paragraphs_shown(article(FULL), FULL[at], passage(text=FULL[at], words=FULL[at]))
    plain = [(around, re.sub("<.*?>", "", html)) for around, html in found]
    assert [(around == "", html) for around, html in plain] == [(i == at, FULL[i]) for i in shown]
    assert [("<mark>" in html) for _, html in found] == [i == at for i in shown]


def test_the_page_shows_a_passage_of_several_paragraphs() -> None:
    """All of its paragraphs are highlighted, only as far as the cited words go, and its answer sentence stands out."""
    whole = article(FULL)
    words = "words.\n\n" + TEXT[: TEXT.index(" Ana")]
    cited = passage(text=words, words=OPENED)
    shown = paragraphs_shown(whole, words, cited)
    assert [html for _, html in shown] == [
        "First words.",
        "Second <mark>words.</mark>",
        f"<mark>It rained. </mark><mark><strong>{OPENED}</strong></mark> Ana cheered.",
        "Fourth words.",
    ]


def test_a_sentence_that_was_changed_is_not_marked() -> None:
    """Where the answer sentence is no longer word for word, the passage alone is highlighted."""
    changed = TEXT.replace("mayor", "goat")
    assert [html for _, html in paragraphs_shown(article([changed]), changed, passage())] == [f"<mark>{changed}</mark>"]


def test_a_sentence_that_opens_the_article_is_marked() -> None:
    """The answer sentence may be the very first words."""
    (shown,) = paragraphs_shown(article([f"{OPENED} It rained."]), OPENED, passage(text=OPENED))
    assert shown[1] == f"<mark><strong>{OPENED}</strong></mark> It rained."


def test_a_heading_stands_once() -> None:
    """A heading is shown over the first shown paragraph under it, and again only when it changes."""
    text = f"Lead.\n\n## One\n\nFirst.\n\n{TEXT}\n\n## Two\n\nLast.\n"
    shown = Article("bridge.txt", text, language="en-GB")
    html = page(bundle(passage(), articles={"bridge.txt": shown}, checks=(standing(text, TEXT),)))
    headings = re.findall(r'<p class="heading around" dir="auto" lang="en-GB">(.*?)</p>', html)
    assert headings == ["One", "Two"]


def test_words_outside_all_paragraphs_are_shown_alone() -> None:
    """Where words stand in no paragraph, such as in a heading, they are shown without neighbours."""
    text = "Lead.\n\n## Heading words\n\nLast.\n"
    found = paragraphs_shown(Article("bridge.txt", text), "Heading words")
    assert found == [("", "<mark>Heading words</mark>")]


@pytest.mark.parametrize(
    "check",
    [
        Check("k7q2m9.1", Verdict.GONE, "bridge.txt", None, None, None),
        Check("k7q2m9.1", Verdict.GONE, "bridge.txt", 0, None, None),
        Check("k7q2m9.1", Verdict.GONE, "bridge.txt", None, 9, None),
        Check("k7q2m9.1", Verdict.GONE, "nowhere.txt", 0, 9, None),
    ],
)
def test_words_without_a_place_are_quoted(check: Check) -> None:
    """Where article or place is gone, the words that were cited are shown in their stead."""
    html = page(bundle(passage(), checks=(check,)))
    assert f'<p dir="auto">{TEXT}</p></blockquote>' in html
    assert "<mark>" not in html


def test_the_facts_of_a_passage() -> None:
    """Each known fact has a row; an unknown or unsafe one has none."""

    def facts(cited: AnswerPassage, **values: object) -> dict[str, str]:
        html = page(bundle(cited, articles={"bridge.txt": article([TEXT], **values)}))
        return dict(re.findall(r"<dt>(.*?)</dt><dd.*?>(?:<a .*?>)?(.*?)(?:</a>)?</dd>", html, re.DOTALL))

    link = "https://a.example/" + "x" * 90
    assert facts(passage(source="S", url="https://b.example", link=link), authors=("Ana", "Boris")) == {
        "Citation": "k7q2m9.1", "Article": "bridge.txt", "Published": "16 March 2024", "Publisher": "S",
        "By": "Ana, Boris", "Place": f"paragraph 2, characters {START}-{START + len(TEXT)}", "Link": f"{link[:77]}...",
        "SHA-256": "0" * 64,
    }  # fmt: skip
    assert facts(passage(url="javascript:x")).keys() == {"Citation", "Article", "Published", "Place", "SHA-256"}


def test_the_head_of_the_page() -> None:
    """It counts the verdicts, in their order, and says when the question was asked and checked."""
    words = "[-old-] same {+new+}"
    changed = replace(standing(TEXT, TEXT), verdict=Verdict.ALTERED, difference=words)
    checks = (changed, standing(TEXT, TEXT, rank=2), standing(TEXT, TEXT, rank=3))
    html = page(bundle(passage(), passage(2), passage(3), checks=checks))
    assert "Asked 2024-03-17 08:05 UTC. Answer k7q2m9. Checked against the sources 2024-03-18 09:06 UTC: " in html
    assert "2 verified, 1 altered." in html
    assert "<del>old</del> same <ins>new</ins>" in html
    assert "does not seem to hold" not in html
    empty = page(bundle(answer=answer(answered=False)))
    assert "UTC: no citations. The archive does not seem to hold the answer" in empty
    assert page(bundle(passage(), articles={"bridge.txt": article([TEXT], language="x y")})).count("lang=") == 1


def test_a_second_place_of_the_sentence_is_not_marked() -> None:
    """The answer sentence is looked for inside the cited words, not before them."""
    text = f"{OPENED}\n\n{TEXT}"
    html = [html for _, html in paragraphs_shown(Article("bridge.txt", text), TEXT, passage())]
    assert html[0] == OPENED
    assert f"<strong>{OPENED}</strong>" in html[1]
    assert sentence(OPENED).exact == OPENED


def test_an_answer_with_reserve_is_exported_with_it() -> None:
    """In Markdown and on the page."""
    said = "This may hold the answer, but it is not certain."
    doubtful = bundle(passage(), answer=answer(passage(), confidence=0.4))
    assert said in markdown(doubtful)
    assert said in page(doubtful)
    sure = bundle(passage(), answer=answer(passage(), confidence=0.9))
    assert said not in markdown(sure)
    assert said not in page(sure)


PUBLIC = "https://archive.example"
PAGE = f"{PUBLIC}/article/a%20%231%20%28x%29.txt#p2"


@pytest.mark.parametrize("url", [None, "https://a.example/x"])
def test_every_format_leads_to_the_page(url: str | None) -> None:
    """Each citation has a link to where the web page shows it, also that of a local file; its own address stays."""
    cited = passage(article="a #1 (x).txt", url=url)
    shown = bundle(cited, public_url=PUBLIC)
    assert f"[a \\#1 (x).txt](<{PAGE}>)" in markdown(shown).replace("a #1", "a \\#1")
    assert json.loads(plain_json(shown))["passages"][0]["citation"]["page"] == PAGE
    assert next(csv.DictReader(io.StringIO(table(shown))))["page"] == PAGE
    assert f'href="{PAGE}"' in page(shown)
    (target,) = [item["target"] for item in json.loads(annotations(shown))["first"]["items"]]
    assert (target["scope"], target["source"]["id"]) == (PAGE, url or PAGE)
    (item,) = json.loads(csl(shown))
    assert (item["URL"], PAGE in item["note"]) == (url or PAGE, True)
    (entry,) = rispy.loads(ris(shown))
    assert (entry["urls"], PAGE in entry["notes"][0]) == ([url or PAGE], True)
    (reference,) = parse_string(bibtex(shown)).entries
    assert reference["url"] == (url or PAGE)


def test_no_format_leads_anywhere_without_an_address() -> None:
    """Where no public address is set, nothing is said of a page."""
    assert "archive.example" not in "".join(write(bundle(passage())) for write in (markdown, plain_json, page, ris))
    assert "scope" not in annotations(bundle(passage()))


def test_what_is_exported_with_links_can_be_checked() -> None:
    """The link beside a mark in Markdown changes nothing of what is quoted."""
    with_link, without = (markdown(bundle(passage(), public_url=url)) for url in (PUBLIC, ""))
    quotations = [[(mark.reference, mark.quotation) for mark in marks(text)] for text in (with_link, without)]
    assert quotations[0] == quotations[1]
    assert quotations[0][0][0] == "k7q2m9.1"
