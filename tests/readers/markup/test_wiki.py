"""Wiki markup, as a person sees the page."""

import pytest

from retrieval import Article
from retrieval.articles.files import Problem
from retrieval.readers import read
from tests.readers.markup.lines import line_of


def wiki(written: str) -> Article:
    """The article of a page."""
    (article,) = read(written.encode(), "a.wiki")
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        (
            "'''Mill''' and ''weir'' of [[Kessen]] by [[Kessen lake|the lake]]s.",
            "Mill and weir of Kessen by the lakes.",
        ),
        ("Built [https://x.example in 1904] [https://y.example].", "Built in 1904 ."),
        ("{{Infobox\n|a={{b|c}}\n}}\nThe mill.", "The mill."),
        ("Built.<ref name=a>Cole, ''Mills''.</ref><ref name=a/> Burned.", "Built. Burned.\n\nCole, Mills."),
        ("[[File:M.jpg|thumb|120px|The [[mill]] in 1904]]\nIt stands.", "The mill in 1904\nIt stands."),
        ("[[File:M.jpg|thumb|120px]]\nIt stands.[[Category:Mills]]", "It stands."),
        ("* Adults\n** pay\n* Children\nfree", "Adults\npay\nChildren\n\nfree"),
        ("It <s>stood</s> stands&nbsp;here.<br>Yes <!-- no --> yes. ~~~~", "It stands\xa0here. Yes yes."),
        ('{|\n|+ Mills\n! Name !! Year\n|-\n| Old || style="x" | 1904\n|}', "Mills\n\nName: Old | Year: 1904"),
        (
            "{|\n| Old || A sum, say tax=5 | or less\n| align=left | New || 5\n|}",
            "Old | A sum, say tax=5 | or less | New | 5",
        ),
        ("<syntaxhighlight lang=c>\nx[[1]]\n</syntaxhighlight>\nIt is code.", "x1\n\nIt is code."),
        (" a = 1\n b = 2", "a = 1\nb = 2"),
        ("<nowiki>''x''</nowiki> __NOTOC__", "x"),
        ("{{quote|It burned.|author=Ana}} {{lang|de|Mühle}} {{convert|5|km|mi}}", "It burned. Mühle 5 km"),
        ("an open [[link and {{template", "an open [[link and {{template"),
        ("[[en:Mill]][[#History|its past]] [[Mill#History]]", "its past Mill"),
    ],
)
def test_what_is_typed_and_seen(typed: str, seen: str) -> None:
    """Links, templates, notes, pictures, lists, tables, code."""
    assert wiki(typed).text == seen


def test_headings_and_lines() -> None:
    """Lines lead back to the file, also below templates."""
    article = wiki("{{Box\n|x\n}}\n= Mill =\nIt burned.\n\n== Why ==\nNobody\nknows.")
    assert [article.text[slice(*heading)] for heading in article.headings or ()] == ["Mill", "Why"]
    assert article.title == "Mill"
    assert [line_of(article, words) for words in ("Mill", "It", "Why", "Nobody", "knows")] == [4, 5, 7, 8, 9]


@pytest.mark.parametrize("tag", ["ref", "pre", "s", "gallery", "nowiki"])
def test_a_tag_that_is_never_closed_hides_nothing(tag: str) -> None:
    """Nor is all that is after it read again for each of them; the next one that is closed counts."""
    article = wiki(f"One <{tag}>two <{tag}>three</{tag}> four.")
    assert article.text.startswith("One")
    assert "two" in article.text
    assert "four." in article.text


def test_pages_of_a_dump() -> None:
    """Without talk and pages that lead to others; the day of the last change is no day."""
    pages = "".join(
        f"<page><title>{title}</title><ns>{space}</ns><revision><timestamp>2024-03-16T00:00:00Z</timestamp><text>{text}"
        "</text></revision></page>"
        for title, space, text in [
            ("Old pier", 0, "'''Old pier''' is a [[pier]].\n\n== History ==\nHall built it."),
            ("Pier", 0, "#REDIRECT [[Old pier]]"),
            ("Talk:Old pier", 1, "No."),
            ("New pier", 0, ""),
        ]
    )
    site = "<siteinfo><sitename>Wiki</sitename><base>https://w.example/wiki/Main</base></siteinfo>"
    for space in ("", ' xmlns="http://www.mediawiki.org/xml/export-0.11/"'):
        article, problem = read(f"<mediawiki{space}>{site}{pages}</mediawiki>".encode(), "a.xml")
        assert isinstance(article, Article)
        assert isinstance(problem, Problem)
        assert article.text == "Old pier is a pier.\n\nHistory\n\nHall built it."
        assert (article.title, article.source, article.date, article.record) == ("Old pier", "Wiki", None, 1)
        assert article.url == article.id == "https://w.example/wiki/Old_pier"
