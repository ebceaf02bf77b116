"""Textile, as a person sees the page."""

import pytest

from retrieval import Article
from retrieval.readers import read
from tests.readers.markup.lines import line_of


def textile(written: str) -> Article:
    """The article of a file."""
    (article,) = read(written.encode(), "a.textile")
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("The *mill* of _Kessen_ __burned__ %{color:red}down% @now@.", "The mill of Kessen burned down now."),
        ('See "the page":https://x.example/a_b, or "it(title)":/x.', "See the page, or it."),
        ("!(c)mill.jpg(The mill)! and !x.png!", "The mill and"),
        ("It -stood- stands on well-known ground - always.", "It  stands on well-known ground - always."),
        ("* Adults\n* Children\n\n# One\n## Two", "Adults\nChildren\n\nOne\nTwo"),
        ("bq. It burned.\n\np(x). Yes.", "It burned.\n\nYes."),
        ("|_. Mill |_. Year |\n| Old |\\2. 1904 |", "Mill: Old | Year: 1904"),
        ("|_(x)>. Mill |_. Told |\n|^. Old |It rained. Mr. Cole came (late). So. |\n|>. 5 |St. 2 |",
         "Mill: Old | Told: It rained. Mr. Cole came (late). So.\n\nMill: 5 | Told: St. 2"),
        ("* Set x := 5 or y := 6.\n* Go.", "Set x := 5 or y := 6.\nGo."),
        ("- x := 5 or y := 6", "x: 5 or y := 6"),
        ("bc. x = *1*\ny = 2\n\nDone.", "x = *1*\ny = 2\n\nDone."),
        ("bc.. x\n\ny\n\np. Done.", "x\n\ny\n\nDone."),
        ("Built.[1]\n\nfn1. By Cole.", "Built.\n\nBy Cole."),
        ("<table>\n<tr><th>Mill</th><th>Year</th>\n\n<tr><td>Old</td><td>1904</td>\n</table>\n\n*It* burned.",
         "Mill: Old | Year: 1904\n\nIt burned."),
        ("Rye &amp; oak<br />burned.", "Rye & oak burned."),
        ("<div>\n\n*It* burned.\n\n</div>", "It burned."),
        ("<ul>\n<li>one\n\n*It* burned.", "one\n\nIt burned."),
        ("ABC(All but Cole) at 5*3*2 <b>bold</b>", "ABC at 5*3*2 bold"),
    ],
)  # fmt: skip
def test_what_is_typed_and_seen(typed: str, seen: str) -> None:
    """Marks, links, pictures, lists, quotations, tables, code, notes."""
    assert textile(typed).text == seen


def test_front_matter_headings_and_lines() -> None:
    """As blogs keep their posts."""
    article = textile(
        "---\ntitle: Mill\ndate: 2024-03-16\nauthor: Ana Ruiz\n---\nh1. The mill\n\nIt burned.\n\n"
        "h2(#x). Why\n\nNobody knows."
    )
    assert (article.title, str(article.date), article.authors) == ("Mill", "2024-03-16", ("Ana Ruiz",))
    assert [article.text[slice(*heading)] for heading in article.headings or ()] == ["The mill", "Why"]
    assert [line_of(article, words) for words in ("The", "It", "Why", "Nobody")] == [6, 8, 10, 12]


def test_what_redmine_fills_in_is_no_text() -> None:
    """Nor is what it includes."""
    (article,) = read(b"h1. Mill\n\n{{toc}}\n\nIt {{include(a)}} burned.", "a.textile")
    assert isinstance(article, Article)
    assert article.text == "Mill\n\nIt burned."
