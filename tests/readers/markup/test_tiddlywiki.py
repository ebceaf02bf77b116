"""TiddlyWiki: its tiddlers in files, in JSON and in the one page of a wiki."""

import json

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import read
from retrieval.readers.markup.tiddlywiki import page_of

HEAD = "created: 20240316101530123\ncreator: Ana Ruiz\nmodified: 20240520101530123\nmodifier: Bo\ntitle: The mill\n\n"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("''It'' //burned// __twice__, ~~no~~ in [[May|2024 May]] at http://a.b//c.", "It burned twice, in May at http://a.b//c."),
        ("* a\n** b\n# c", "a\nb\nc"),
        ('"""\na\nb\n"""', "a\nb"),
        ("<<<\nIt burned.\n<<< Ana", "It burned."),
        ("|!Year|!Price|\n|1801|[[a|b]]|\n|Prices|c", "Prices\n\nYear: 1801 | Price: a"),
        ("```\nx ''y''\n```", "x ''y''"),
        ("\\define a()\nx\n\\end\n<<a>>\n<$list filter='x'>\na <b>c</b> @@.d e@@ [img[F|f.png]]\n</$list>", "a c e F"),
        ("a\n\n; term\n: what it is", "a\n\nterm\nwhat it is"),
    ],
)  # fmt: skip
def test_what_is_seen(written: str, text: str) -> None:
    """Words without marks, macros and widgets; lists, tables and code keep their form."""
    assert page_of([*enumerate(written.split("\n"), 1)]).text == text


def test_a_tiddler_in_a_file() -> None:
    """Its fields above it say who made it and when; lines lead back into the file."""
    (article,) = read(f"{HEAD}It burned.\n\n! Later\nIt stood.".encode(), "a.tid")
    assert isinstance(article, Article)
    assert (article.title, str(article.date), article.authors) == ("The mill", "2024-03-16", ("Ana Ruiz",))
    assert [paragraph.heading for paragraph in paragraphs(article)] == [None, "Later"]
    assert article.lines == ((0, 7), (19, 10))


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: $:/a", "holds no articles"), ("title: a\ntype: image/png", "holds no articles"),
        ("title: a\ndraft.of: b", "is marked as a draft"), ("title: a", "has no text"),
    ],
)  # fmt: skip
def test_what_is_no_article(head: str, reason: str) -> None:
    """Parts of the program, pictures, drafts."""
    (problem,) = read(f"{head}\n\n{'' if reason == 'has no text' else 'x'}".encode(), "a.tid")
    assert isinstance(problem, Problem)
    assert str(problem.reason) == reason


@pytest.mark.parametrize("name", ["a.json", "wiki.html"])
def test_tiddlers_of_a_wiki(name: str) -> None:
    """As JSON, and in a wiki that is one page."""
    tiddlers = json.dumps([
        {"created": "20240316101530123", "title": "The mill", "text": "It ''burned''.\n\n! Later\nIt stood."},
        {"title": "$:/core", "text": "x"},
    ])  # fmt: skip
    script = '<script class="tiddlywiki-tiddler-store" type="application/json">'
    page = f"<html><body>{script}{tiddlers}</script></body></html>"
    article, problem = read((tiddlers if name == "a.json" else page).encode(), name)
    assert isinstance(article, Article)
    assert (article.title, str(article.date)) == ("The mill", "2024-03-16")
    assert article.text == "It burned.\n\nLater\n\nIt stood."
    assert isinstance(problem, Problem)
