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
        ("<syntaxhighlight lang=c>\nx[[1]]\n</syntaxhighlight>\nIt is code.", "x[[1]]\n\nIt is code."),
        (" a = 1\n b = 2", "a = 1\nb = 2"),
        ("<nowiki>''x''</nowiki> __NOTOC__", "''x''"),
        ("{{quote|It burned.|author=Ana}} {{lang|de|Mühle}} {{convert|5|km|mi}}", "It burned. Mühle 5 km"),
        ("{{formatnum:12000}} {{uc:ab}} {{#if:x|y}}", "12000 ab"),
        (
            "a\n<gallery>\nFile:M.jpg|The mill\nDatei:W.jpg|alt=x|The weir\nN.jpg\n</gallery>\nb",
            "a\n\nThe mill\nThe weir\n\nb",
        ),
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


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("A {{nowrap|[[Kessen lake|lake]] mill}} {{small|by {{lang|fr|le moulin}}}}.", "A lake mill by le moulin."),
        ("{{cite book|last=Cole|first=Ana|title=Mills|year=1904|publisher=Post}}", "Cole, Ana (1904). Mills. Post."),
        ("It burned.<ref>{{cite book|title=Mills}}</ref> {{citation needed|date=May 2024}}", "It burned."),
        ("{{citation|Il brûle.}} {{citation|title=Mills}}", "Il brûle. Mills."),
        ("Ten{{unknown|x}}mills, 10{{nbsp}}km,{{fact}} and one{{sup|2}}.", "Ten mills, 10\xa0km, and one2."),
        ("{{quote\n|text=It burned.\n\nTwice.\n|author=Ana}}", "It burned.\n\nTwice."),
        ("{{convert|5|-|10|km|mi}}, {{convert|5|ft|10|in|m}}, {{val|5|u=km}}", "5–10 km, 5 ft 10 in, 5 km"),
        (
            "{{nihongo|Kessen|決戦|Kessen}} {{frac|3|1|2}} {{circa|1904}} {{US$|5}}",
            "Kessen (決戦, Kessen) 3 1/2 c. 1904 US$5",
        ),
        ("{{HMS|Victory|1765}}, {{ill|Ana Ruiz|fr}}, {{w|Kessen|the town}}", "HMS Victory, Ana Ruiz, the town"),
        ("{{nowrap|1=a = b}} {{nowrap}} {{convert}} {{sclass}} {{}} {{|}} x", "a = b x"),
        ("a {{open {{nowrap|mill}}", "a {{open mill"),
        ("{{plainlist|\n* Adults\n* Children\n}}", "Adults\nChildren"),
    ],
)
def test_words_of_templates(typed: str, seen: str) -> None:
    """Those whose words are plain are seen, in each other too; words beside others stay apart."""
    assert wiki(typed).text == seen


@pytest.mark.parametrize("tag", ["syntaxhighlight", "source", "pre"])
@pytest.mark.parametrize(
    "code", ["x[[1]] = {{a|b}}", "<b>''x''</b> <!-- y -->", "[https://x.example y] ~~~~", "__TOC__"]
)
def test_code_of_a_wiki_is_as_it_is_typed(tag: str, code: str) -> None:
    """Its signs are no links, templates, looks or comments."""
    assert wiki(f"<{tag}>\n{code}\n</{tag}>\nIt is code.").text == f"{code}\n\nIt is code."
    assert wiki(f"So <nowiki>{code}</nowiki> is.").text == f"So {code} is."


def test_lines_of_a_quotation_are_those_of_the_file() -> None:
    """However its template is laid out."""
    article = wiki("The mill.\n\n{{quote\n|author=Ana\n|text=It burned.\n}}\nNobody knows why.")
    assert line_of(article, "It burned.") == 5
    assert line_of(article, "Nobody knows") == 7


def test_cells_that_span_rows_and_columns() -> None:
    """Each row has what stands beside and above it; names may stand in two rows."""
    table = (
        '{|\n! rowspan="2" | Port !! colspan=2 | Depth\n|-\n! Low !! High\n|-\n'
        '| rowspan="2" | Orr || 1 m || 4 m\n|-\n| colspan="2" | unknown\n|-\n| Kell || 2 m || 5 m\n|}'
    )
    (article,) = read(table.encode(), "a.wiki")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        "Port: Orr | Depth Low: 1 m | Depth High: 4 m",
        "Port: Orr | Depth Low: unknown | Depth High: unknown",
        "Port: Kell | Depth Low: 2 m | Depth High: 5 m",
    ]
