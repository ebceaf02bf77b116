"""Pages of WikiCreole, MoinMoin and TWiki, as a person sees them."""

import time

import pytest

from retrieval import Article
from retrieval.readers import Problem, read

CREOLE = """= The ferry =

The **ferry** ran //twice// a day,
see [[Sheep|the sheep]] and {{boat.png|a boat}} at http://a.example/b.\\\\It cost {{{2 **d**}}} or ~**more.

== Crew
* Mate
** Boy
# Cast off

|=Year|=Trips|
|1901|[[T|212]]|

{{{
raw **stays**
}}}
----
**Bold goes on
"""
MOIN = """#format wiki
## nobody sees this
= Harbour =
<<TableOfContents(2)>>
The '''harbour''' was ''dredged'' in [[Year1911|1911]]; H,,2,,O /* hidden */ of !LakeSide ~-x-~.<<FootNote(By hand.)>>

||'''Place'''||<:> '''Metres''' ||
||<|2> Quay || 4 ||
|| 5 ||
||<-2> Closed ||
 * First
   goes on
 1. Second `mono`
 Term:: its meaning

{{{#!python
x = 1
}}}
{{{#!wiki note
Seen.
}}}
----
CategoryPlaces
"""
TWIKI = """%META:TOPICINFO{author="JaneRoe" date="1098984000"}%
---++!! The pond
%TOC%
The *pond* was _drained_ in [[DryYear][the dry year]] by !WordPeople, ==once==.<!-- not
seen --> %SEARCH{"x"}%
   * Pike
      1. Small =carp=
   $ Tench: shy
| *Kind* | *Count* |
| Pike | 12 |
| ^ | 13 |
%SEARCH{
  "x" type="y"
}%
<verbatim>
keep *this*</verbatim>
A &lt;b&gt; [[%XX%][%YY%]] end.
<pre>
never closed
%META:FILEATTACHMENT{name="pond.jpg"}%
"""


def page(text: str, name: str) -> Article:
    """The article of a page."""
    (item,) = read(text.encode(), name)
    assert isinstance(item, Article)
    return item


@pytest.mark.parametrize(
    ("name", "text", "title", "blocks"),
    [
        ("a.creole", CREOLE, "The ferry", [
            "The ferry",
            "The ferry ran twice a day,\nsee the sheep and at http://a.example/b. It cost 2 **d** or **more.",
            "Crew", "Mate\nBoy\nCast off", "Year: 1901 | Trips: 212", "raw **stays**", "Bold goes on",
        ]),
        ("a.moin", MOIN, "Harbour", [
            "Harbour", "The harbour was dredged in 1911; H2O of LakeSide x.",
            "Place: Quay | Metres: 4", "Place: Quay | Metres: 5", "Closed",
            "First goes on\nSecond mono\nTerm: its meaning", "x = 1", "Seen.", "By hand.",
        ]),
        ("a.twiki", TWIKI, "The pond", [
            "The pond", "The pond was drained in the dry year by WordPeople, once.",
            "Pike\nSmall carp\nTench: shy", "Kind: Pike | Count: 12", "Kind: Pike | Count: 13", "keep *this*",
            "A <b> end.\nnever closed",
        ]),
    ],
)  # fmt: skip
def test_pages(name: str, text: str, title: str, blocks: list[str]) -> None:
    """Headings, lists, tables, code and notes, without marks and what a program fills in."""
    article = page(text, name)
    assert (article.title, article.text.split("\n\n")) == (title, blocks)
    assert article.headings is not None
    assert article.text[slice(*article.headings[0])] == title


@pytest.mark.parametrize(
    ("name", "text"),
    [("Main/ThePond.txt", TWIKI), ("Main/ThePond.foswiki", TWIKI), ("pages/Harbour/revisions/00000002", MOIN)],
)
def test_pages_as_wikis_keep_them(name: str, text: str) -> None:
    """Which are called as texts are, or have no ending."""
    assert page(text, name).reader.startswith("wikis")


def test_a_page_without_words_is_told() -> None:
    """One that only leads to another."""
    assert [item for item in read(b"#redirect Harbour\n", "a.moin") if isinstance(item, Problem)]


def test_a_heading_further_down_is_no_title() -> None:
    """The name of such a page is that of its file."""
    assert page("The mill burned down in the night.\n\n= Links =\nNone.\n", "a.moin").title is None


@pytest.mark.parametrize("name", ["page.creole", "page.moin"])
def test_blocks_of_code_that_are_never_closed_take_no_time(name: str) -> None:
    """The end of each of 6,000 was looked for in all the lines behind it."""
    begun = time.process_time()
    assert page("The ferry sails.\n" + "{{{\n" * 6_000, name).text.startswith("The ferry sails.")
    assert time.process_time() - begun < 1
