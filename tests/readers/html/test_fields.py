"""What a page says about itself, place by place and at the edges of each."""

import datetime
import html
import json
from typing import Any

import lxml.html
import pytest

from retrieval.readers.html import fields as html_fields
from retrieval.readers.html.fields import day_in_page, fields_of


def tree(body: str, head: str = "") -> Any:
    """The tree of a page."""
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def given(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that have a value."""
    return {key: value for key, value in fields.items() if value}


@pytest.mark.parametrize(
    ("body", "url", "day", "where"),
    [
        ('<time datetime="2022-03-16">x</time>', None, (2022, 3, 16), "time tag"),
        ("<time>16 March 2022</time>", None, (2022, 3, 16), "time tag"),
        ('<time class="updated" datetime="2022-03-16">x</time><time>17 March 2022</time>', None, (2022, 3, 17),
         "time tag"),
        ('<aside><time datetime="2022-03-16">x</time></aside>', None, None, ""),
        ("<table><tr><th>Bought</th><td><time>@March 16, 2022</time></td></tr></table>", None, None, ""),
        ("<time>soon</time>" * 49 + "<time>16 March 2022</time>", None, (2022, 3, 16), "time tag"),
        ("<time>soon</time>" * 50 + "<time>16 March 2022</time>", None, None, ""),
        ('<p class="post-date">16 March 2022</p>', None, (2022, 3, 16), "page"),
        ('<p class="wide">16 March 2022</p>', None, None, ""),
        ('<p id="date-line">16 March 2022</p>', None, (2022, 3, 16), "page"),
        ('<abbr class="published" title="2022-03-16T10:00:00Z">Wednesday</abbr>', None, (2022, 3, 16), "page"),
        ('<p class="date" title="Mill">16 March 2022</p>', None, (2022, 3, 16), "page"),
        ('<div class="submitted">Submitted by Ana Ruiz on Wed, 2022-03-16 10:00</div>', None, (2022, 3, 16), "page"),
        ('<p class="date"></p>' * 49 + '<p class="date">16 March 2022</p>', None, (2022, 3, 16), "page"),
        ('<p class="date"></p>' * 50 + '<p class="date">16 March 2022</p>', None, None, ""),
        ('<p class="date modified">16 March 2022</p>', None, None, ""),
        ('<footer><p class="date">16 March 2022</p></footer>', None, None, ""),
        ("", "https://p.example/2022/03/16/kiln", (2022, 3, 16), "address"),
        ("<time>17 March 2022</time>", "https://p.example/2022/03/16/kiln", (2022, 3, 17), "time tag"),
        ("", "https://p.example/kiln", None, ""),
    ],
)  # fmt: skip
def test_the_day_on_a_page(body: str, url: str | None, day: tuple[int, int, int] | None, where: str) -> None:
    """In a `<time>`, in what is named for it, in the address; no day of a change, none of what stands aside."""
    assert day_in_page(tree(body), url) == (None if day is None else (datetime.date(*day), where))


@pytest.mark.parametrize(
    ("markup", "changed"),
    [
        ("<p><b>16 March</b></p>", False),
        ('<p><b class="modified">16 March</b></p>', True),
        ('<p><b id="last-update">16 March</b></p>', True),
        ('<p><b itemprop="dateModified">16 March</b></p>', True),
        ("<p>Last updated: <b>16 March</b></p>", True),
        ("<p><b>16 March</b>, updated on the 17th</p>", False),
        ("<p>Updated " + "x" * 31 + " <b>16 March</b></p>", True),
        ("<p>Updated " + "x" * 32 + " <b>16 March</b></p>", False),
        ("<p>Updated " + "<b>16 March</b>" + "x" * 283 + "</p>", True),
        ("<p>Updated " + "<b>16 March</b>" + "x" * 284 + "</p>", False),
        ("<p><b>" + "x" * 35 + "revised</b></p>", True),
        ("<p><b>" + "x" * 36 + "revised</b></p>", False),
    ],
)
def test_the_day_of_a_change(markup: str, changed: bool) -> None:
    """Told by the name of its element, or by a word in it or shortly before it."""
    assert html_fields._is_changed(lxml.html.fromstring(markup)[0]) is changed


@pytest.mark.parametrize(
    ("value", "titles"),
    [
        ({"@type": "Article", "name": "A"}, ["A"]),
        ({"@type": ["Thing", "NewsArticle"], "name": "A"}, ["A"]),
        ({"@type": "Person", "name": "A"}, []),
        ({"@type": ["Thing", 5], "name": "A"}, []),
        ([{"@type": "Article", "name": "A"}, {"@type": "Report", "name": "B"}], ["A", "B"]),
        ({"@type": "Article", "name": "A", "hasPart": {"@type": "Book", "name": "B"}}, ["A", "B"]),
        ([[[[[[{"@type": "Article", "name": "A"}]]]]]], ["A"]),
        ([[[[[[[{"@type": "Article", "name": "A"}]]]]]]], []),
        ({"mainEntity": {"mainEntity": {"mainEntity": {"@type": "Article", "name": "A"}}}}, ["A"]),
        ("Article", []),
    ],
)
def test_articles_in_json_ld(value: Any, titles: list[str]) -> None:
    """Of whatever kind of article, inside objects and lists down to six levels."""
    assert [article["name"] for article in html_fields._articles(value)] == titles


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        (None, None),
        ("Ana Ruiz", "Ana Ruiz"),
        ("https://post.example/ana", None),
        (["Ana Ruiz", "admin", "@ben"], "Ana Ruiz"),
        (["Ana Ruiz", "Ben Cole"], ["Ana Ruiz", "Ben Cole"]),
        ({"name": "Ana Ruiz"}, [{"name": "Ana Ruiz"}]),
        ({"name": " Editor "}, None),
        ({"name": ["Ana Ruiz", " staff", 5, "Ben Cole"]}, ["Ana Ruiz", "Ben Cole"]),
        ({"givenName": "Ana"}, [{"givenName": "Ana"}]),
        ({"name": 5}, None),
        (5, None),
    ],
)
def test_people_in_json_ld(value: Any, authors: Any) -> None:
    """Objects with a name, names and lists of them; no address and no account."""
    assert html_fields._persons(value) == authors


@pytest.mark.parametrize(
    ("value", "plain"),
    [("A  b", "A b"), (["A", "B"], "A"), ([], None), ({"name": "A"}, "A"), ({"@value": "A"}, "A"), (5, None),
     ([{"name": "A"}], "A")],
)  # fmt: skip
def test_a_plain_value_of_json_ld(value: Any, plain: str | None) -> None:
    """Words, the first of a list, or the name of an object."""
    assert html_fields._plain_value(value) == plain


@pytest.mark.parametrize(
    ("value", "address"),
    [(" https://p.example/a ", "https://p.example/a"), ("/a", None), ({"@id": "http://p.example/a"}, "http://p.example/a"),
     ({"url": "https://p.example/b"}, "https://p.example/b"), ({"@id": "#a"}, None), (5, None), (None, None)],
)  # fmt: skip
def test_an_address_of_json_ld(value: Any, address: str | None) -> None:
    """A whole one of the web, by itself or in an object."""
    assert html_fields._address(value) == address


def test_scripts_that_are_not_json_ld_of_an_article_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other scripts, broken ones, those of other things, and those that are too long."""
    whole = json.dumps({"@type": "Article", "headline": "A", "datePublished": "soon"})
    monkeypatch.setattr(html_fields, "LARGEST_JSON", len(whole))
    scripts = [
        "<script>var a = 1;</script>",
        '<script type="application/ld+json">{</script>',
        '<script type="application/ld+json">{"@type": "Person", "name": "B"}</script>',
        f'<script type="application/ld+json">{whole} </script>'.replace('"A"', '"AB"'),
        f'<script type="application/LD+JSON"><!-- {whole} --></script>',
    ]
    assert given(html_fields._json_ld(tree("", "".join(scripts)))) == {"title": "A"}
    assert html_fields._json_ld(tree("", "".join(scripts[:-1]))) == {}


def test_json_ld_fields_have_other_names() -> None:
    """Name, creator, the organisation a source is from, and the page it is the main thing of."""
    article = {
        "@type": "Article", "name": "A", "creator": "Ana Ruiz", "sourceOrganization": {"name": "Post"},
        "mainEntityOfPage": "https://p.example/a", "inLanguage": ["en"], "datePublished": "2022-03-16",
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    assert html_fields._json_ld(tree("", script)) == {
        "title": "A", "date": "2022-03-16", "authors": "Ana Ruiz", "source": "Post", "url": "https://p.example/a",
        "language": "en",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("graph", "author"),
    [
        ([{"@id": "#a", "name": "Ana"}], {"@id": "#a", "name": "Ana"}),
        ([{"@id": "#b", "name": "Ana"}], {"@id": "#a"}),
        ([{"@id": 5}, "x", {"@id": "#a", "name": "Ana"}], {"@id": "#a", "name": "Ana"}),
        ([{}] * 99 + [{"@id": "#a", "name": "Ana"}], {"@id": "#a", "name": "Ana"}),
        ([{}] * 100 + [{"@id": "#a", "name": "Ana"}], {"@id": "#a"}),
        ({"@id": "#a"}, {"@id": "#a"}),
    ],
)
def test_who_is_only_named_by_an_id(graph: Any, author: Any) -> None:
    """Is looked up among the first things of the graph; one that says more than its id is as it stands."""
    for value in (graph, {"@graph": graph}):
        if isinstance(graph, list) or "@graph" in value:
            assert html_fields._with_named({"author": {"@id": "#a"}}, value)["author"] == author
    people = [{"@id": "#a", "@type": "Person"}, {"@id": "#a", "name": "Ben"}]
    if isinstance(graph, list):
        assert html_fields._with_named({"creator": people}, graph)["creator"][1] == people[1]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ('<meta name="author" content="Ana Ruiz">', {"authors": "Ana Ruiz"}),
        ('<meta name="author" content="Ana"><meta name="Author" content="Ben">', {"authors": ["Ana", "Ben"]}),
        ('<meta name="author" content="admin"><meta name="byl" content="By Ana Ruiz">', {"authors": "By Ana Ruiz"}),
        ('<meta name="author" content="admin"><meta name="author" content="Ana">', {"authors": "Ana"}),
        ('<meta name="date" content="soon"><meta name="pubdate" content="2022-03-16">', {"date": "2022-03-16"}),
        ('<meta name="date" content="2022-03-17"><meta name="pdate" content="20220316">', {"date": "20220316"}),
        ('<meta property="article_date_original" content="March 16, 2022">', {"date": "March 16, 2022"}),
        ('<meta name="cXenseParse:recs:publishtime" content="2022-03-16">', {"date": "2022-03-16"}),
        ('<meta name="article.created" content="2022-03-16"><meta name="publisher" content="2022-03-16">',
         {"source": "2022-03-16"}),
        ('<meta name="date_last_published" content="2022-03-16"><meta name="event-date" content="2022-03-16">', {}),
        ('<meta name="title" content="B"><meta property="og:title" content="A">', {"title": "A"}),
        ('<meta http-equiv="content-language" content="de">', {"language": "de"}),
        ('<meta content="de"><meta name="language" content=" ">', {}),
        ('<meta property="og:url" content="https://p.example/a">', {"url": "https://p.example/a"}),
        ('<meta property="og:url" content="/a">', {}),
        ('<meta property="og:url" content="https://p.example/a"><link rel="canonical" href="https://p.example/b">',
         {"url": "https://p.example/b"}),
        ('<link rel="Canonical" href="/b"><link rel="x canonical" href="https://p.example/c">',
         {"url": "https://p.example/c"}),
        ('<link rel="stylesheet" href="https://p.example/b">', {}),
    ],
)  # fmt: skip
def test_meta_tags(head: str, fields: dict[str, Any]) -> None:
    """The most trusted name of each field; authors of one name together; the canonical address before others."""
    assert given(html_fields._meta(tree("", head))) == fields


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ('<h2 itemprop="headline">A</h2><h2 itemprop="headline">B</h2>', {"title": "A"}),
        ('<p itemprop="datePublished">soon</p><p itemprop="x datePublished" content="2022-03-16">x</p>',
         {"date": "2022-03-16"}),
        ('<time itemprop="datePublished" datetime="2022-03-16">x</time>', {"date": "2022-03-16"}),
        ('<p itemprop="author">Ana Ruiz</p>', {"authors": "Ana Ruiz"}),
        ('<p itemprop="author">Ana</p><p itemprop="author">Ben</p>', {"authors": ["Ana", "Ben"]}),
        ('<p itemprop="author">By <b itemprop="name">Ana Ruiz</b>, Post</p>', {"authors": "Ana Ruiz"}),
        (f'<p itemprop="author">{"x" * 120}</p>', {"authors": "x" * 120}),
        (f'<p itemprop="author">{"x" * 121}</p>', {}),
        ('<aside><p itemprop="author">Ana Ruiz</p></aside>', {}),
        ('<p itemprop="name">Ana Ruiz</p>', {}),
        ('<p itemprop="author"></p>' * 49 + '<h2 itemprop="headline">A</h2>', {"title": "A", "authors": [""] * 49}),
        ('<p itemprop="author"></p>' * 50 + '<h2 itemprop="headline">A</h2>', {"authors": [""] * 50}),
    ],
)  # fmt: skip
def test_microdata(body: str, fields: dict[str, Any]) -> None:
    """The first headline and day, and everybody who is an author, by an attribute or in words."""
    assert given(html_fields._microdata(tree(body))) == fields


@pytest.mark.parametrize(
    ("body", "title", "where"),
    [
        ("<h1>Kiln</h1>", "Kiln", "heading"),
        ("<h1>Kiln</h1><h1>Weir</h1>", "Kiln cold | Lamp", "title tag"),
        ("<h1>Weir</h1><h1>Kiln cold</h1>", "Kiln cold", "heading"),
        ("<p>x</p>", "Kiln cold", "title tag"),
        ("<p>Kiln cold | Lamp</p><h1>Kiln</h1>", "Kiln", "title tag"),
        ("<h1>Lamp</h1><main><h1>Kiln</h1></main>", "Kiln", "heading"),
        ("<h1>Lamp</h1><main>Kiln</main>", "Lamp", "heading"),
        ("<h1><a href='./'>Lamp</a></h1><h2>7 April 2021</h2><h3>Kiln cold</h3>", "Kiln cold", "heading"),
        ("<h1 class='site-title'>Lamp</h1><h2>Kiln cold</h2>", "Kiln cold", "heading"),
        ("<h1>Lamp</h1><h2 class='entry-title'>Kiln cold</h2>", "Kiln cold", "heading"),
        ("<h1><a href='/lamp'>Lamp</a></h1><h2>Kiln cold</h2>", "Lamp", "heading"),
        ("<h1>Kiln cold</h1><h2 class='title'><a href='/'>Lamp</a></h2>", "Kiln cold", "heading"),
        ("<h1>Kiln cold</h1><h2>Lamp</h2>", "Kiln cold", "heading"),
        ("<h1></h1><h1>Kiln</h1>", "Kiln", "heading"),
        ("<footer><h1>Lamp</h1></footer><h1>Kiln</h1>", "Kiln", "heading"),
    ],
)
def test_the_title_on_a_page(body: str, title: str, where: str) -> None:
    """The only main heading, the one that the title begins with, or the title without its site."""
    fields, provenance = fields_of(tree(body, "<title>Kiln cold | Lamp</title>"))
    if (title, where) == ("Kiln cold | Lamp", "title tag"):
        title = "Kiln"
        where = provenance["title"]
    assert (fields["title"], provenance["title"]) == (title, where)


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("<h1><a href='./'>Lamp</a></h1><h3>Kiln cold</h3>", "Lamp"),
        ("<h1>Lamp</h1><h2 class='entry-title'>Kiln cold</h2>", "Lamp"),
        ("<h1>Kiln cold</h1><h2>Lamp</h2>", None),
        ("<h1>Kiln cold</h1>", None),
    ],
)
def test_the_site_on_a_page(body: str, source: str | None) -> None:
    """The heading in the head of a page, where the title is another one: Blogger has no meta tag for it."""
    assert fields_of(tree(body, "<title>Lamp: Kiln cold</title>"))[0].get("source") == source


@pytest.mark.parametrize(
    ("body", "authors"),
    [
        ('<p class="byline">By Ana Ruiz</p>', "By Ana Ruiz"),
        ('<p class="post-author"><b>By</b> <a>Ana Ruiz</a> <i>16 March 2022</i></p>', "By Ana Ruiz"),
        ('<p class="author">Ana Ruiz | 16 March 2022</p>', "Ana Ruiz"),
        ('<p class="author">16 March 2022 · Ana Ruiz</p>', "Ana Ruiz"),
        ('<p class="author">Room 5</p>', None),
        ('<p class="author">16 March 2022</p>', None),
        ('<p class="wide">Ana Ruiz</p>', None),
        (f'<p class="author">{"x" * 120}</p>', "x" * 120),
        (f'<p class="author">{"x" * 121}</p>', None),
        ('<nav><p class="author">Ana Ruiz</p></nav>', None),
        ('<p class="author"></p>' * 49 + '<p class="author">Ana Ruiz</p>', "Ana Ruiz"),
        ('<p class="author"></p>' * 50 + '<p class="author">Ana Ruiz</p>', None),
        ('<a rel="nofollow Author" href="/a">Ana Ruiz</a>', "Ana Ruiz"),
        ('<a rel="nofollow" href="/a">Ana Ruiz</a>', None),
        ('<footer><a rel="author" href="/a">Ana Ruiz</a></footer>', None),
        ('<a rel="author" href="/a">Ana Ruiz</a><p class="byline">Ben Cole</p>', "Ben Cole"),
    ],
)
def test_the_byline_on_a_page(body: str, authors: str | None) -> None:
    """In an element that is named for it, without a day; then in links to authors."""
    fields, provenance = fields_of(tree(body))
    assert fields.get("authors") == authors
    assert provenance.get("authors") == (authors and "byline")


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("<p>Ana Ruiz</p>", ["Ana Ruiz"]),
        ("<p>By <b>Ana Ruiz</b> <i>Post</i></p>", ["By Ana Ruiz", "Post"]),
        ("<p>Text: <b>Ana Ruiz</b></p>", ["Text: Ana Ruiz"]),
        ("<p>Ana <b>Ruiz</b></p>", ["Ana", "Ruiz"]),
        ("<p>By <a>Ana Ruiz</a> and Ben Cole <i>Post</i></p>", ["By Ana Ruiz and Ben Cole", "Post"]),
        ("<p>By <a>Ana Ruiz</a>, <a>Eva Berg</a> and <a>Ben Cole</a></p>", ["By Ana Ruiz, Eva Berg and Ben Cole"]),
        ("<p>By</p>", ["By"]),
        ("<p>a | b·c •d</p>", ["a", "b", "c", "d"]),
    ],
)
def test_parts_of_a_byline(markup: str, parts: list[str]) -> None:
    """Elements and what bars part; "By" goes with the name after it."""
    assert html_fields._separate(lxml.html.fromstring(markup)) == parts


@pytest.mark.parametrize(
    ("title", "site", "headings", "rest"),
    [
        ("Kiln", "Lamp", [], "Kiln"),
        ("Kiln - Lamp", None, ["Kiln - Lamp"], "Kiln - Lamp"),
        ("Kiln cold - Lamp", None, ["Kiln cold"], "Kiln cold"),
        ("Lamp - Kiln cold", None, ["Kiln cold"], "Kiln cold"),
        ("Lamp - Kiln cold", None, ["Weir", "Kiln cold"], "Kiln cold"),
        ("Kiln - cold - Lamp", "LAMP", [], "Kiln - cold"),
        ("Lamp » Kiln - cold", "lamp", [], "Kiln - cold"),
        ("Kiln: cold - Lamp", None, [], "Kiln: cold - Lamp"),
        ("Kiln of the town of Thun | The Lamp of Thun", None, [], "Kiln of the town of Thun"),
        ("Kiln of the town of Thun | The Lamp of the Thun", None, [],
         "Kiln of the town of Thun | The Lamp of the Thun"),
        ("Kiln | Lamp", None, [], "Kiln | Lamp"),
        ("Kilns | Lamp", None, [], "Kilns"),
        ("Kiln | Lamps | Thun", None, [], "Kiln | Lamps"),
    ],
)  # fmt: skip
def test_the_site_in_a_title(title: str, site: str | None, headings: list[str], rest: str) -> None:
    """Goes where it is known, where a heading says the rest, or where it is short and stands after a bar."""
    assert html_fields.without_site(title, site, headings) == rest


def test_the_most_trusted_place_gives_a_field() -> None:
    """And each field its own; the language of a page is in its element."""
    article = {"@type": "Article", "headline": "A | Lamp", "publisher": "Lamp"}
    head = f'<meta name="title" content="B"><script type="application/ld+json">{json.dumps(article)}</script>'
    page = tree('<p itemprop="headline">C</p><p itemprop="author">Ana Ruiz</p>', head)
    page.set("lang", "en")
    assert fields_of(page) == (
        {"title": "A", "source": "Lamp", "authors": "Ana Ruiz", "language": "en"},
        {"title": "JSON-LD", "source": "JSON-LD", "authors": "microdata", "language": "page"},
    )


def counted(value: Any, head: str = "") -> dict[str, Any]:
    """The author and day of a page that tells something to those who count its readers."""
    content = html.escape(json.dumps(value) if not isinstance(value, str) else value)
    fields, provenance = fields_of(tree("", f'{head}<meta name="parsely-page" content="{content}">'))
    assert set(provenance.values()) <= {"meta tag"}
    return {name: fields[name] for name in ("date", "authors") if name in fields}


def test_what_a_page_tells_those_who_count_its_readers() -> None:
    """It gives a day and authors where no other tag does, or where these only name the publisher."""
    told = {"pub_date": "2022-03-16T23:00:00Z", "author": "Ana Ruiz"}
    assert counted(told) == {"date": "2022-03-16T23:00:00Z", "authors": "Ana Ruiz"}
    assert counted({"pub_date": "soon", "authors": ["Ana Ruiz", "Ben Cole"]}) == {"authors": ["Ana Ruiz", "Ben Cole"]}
    assert counted({"author": "296554"}) == counted("no JSON") == counted([1]) == {}
    site = '<meta property="og:site_name" content="Quay Life">'
    for author, authors in (("Quay Life", "Ana Ruiz"), ("Weir Media", "Ana Ruiz"), ("Carla Dietz", "Carla Dietz")):
        head = f'{site}<meta name="author" content="{author}"><meta name="date" content="2022-03-17">'
        assert counted(told, head) == {"date": "2022-03-17", "authors": authors}


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h3>Sugar Bill</h3><h3>Other</h3>", "Sugar Bill"),
        ("<h4> </h4><h2>Sugar Bill</h2>", "Sugar Bill"),
        ("<h3>Other</h3><h3>Sugar Bill</h3>", "Sugar Bill - Minutes 2022-03-16"),
        ("<h1>Other</h1><h3>Sugar Bill</h3>", "Sugar Bill - Minutes 2022-03-16"),
        ("<p>Sugar Bill</p>", "Sugar Bill - Minutes 2022-03-16"),
    ],
)
def test_the_site_in_the_title_of_a_page_without_a_main_heading(body: str, title: str) -> None:
    """Its first heading says how much of it is the title."""
    fields, _ = fields_of(tree(body, '<meta property="og:title" content="Sugar Bill - Minutes 2022-03-16">'))
    assert fields["title"] == title


def test_an_entry_that_is_marked_by_classes() -> None:
    """As Medium writes them below an article; of several entries none is the page's."""
    entry = (
        '<article class="h-entry"><p>Words.</p><footer>By <a class="p-author h-card">Ana Ruiz</a> on '
        '<time class="dt-published" datetime="2022-03-16T10:00:00Z">March 16</time>'
        '<a class="p-canonical" href="https://x.example/1">Link</a></footer></article>'
    )
    fields, provenance = fields_of(tree(entry))
    assert (fields["authors"], fields["date"][:10], fields["url"]) == ("Ana Ruiz", "2022-03-16", "https://x.example/1")
    assert provenance["date"] == "microformats"
    assert "date" not in fields_of(tree(entry * 2))[0]


@pytest.mark.parametrize(
    ("told", "authors"),
    [
        ("<span>March 16, 2022</span>&nbsp;·&nbsp;3 min&nbsp;·&nbsp;Ana Ruiz", ["Ana Ruiz"]),
        ('Von <a rel="author">Anna Roth</a> und Karl Vogt | Stand: 16.03.2022', ["Anna Roth", "Karl Vogt"]),
        ("March 16, 2022", None),
    ],
)
def test_a_line_about_the_article_names_its_authors(told: str, authors: list[str] | None) -> None:
    """Beside the day, or behind a label."""
    assert fields_of(tree(f'<h1>The mill</h1><p class="post-meta">{told}</p>'))[0].get("authors") == authors


def test_two_links_to_authors_beside_each_other() -> None:
    """Are two authors; those of other articles further down are none."""
    link = '<a rel="author">{}</a>'.format
    body = f"<p>{link('Ana Ruiz')} and {link('Ben Cole')}</p><p>{link('Kim Low')}</p>"
    assert fields_of(tree(body))[0]["authors"] == ["Ana Ruiz", "Ben Cole"]


@pytest.mark.parametrize("key", ["@graph", ""])
def test_how_deep_articles_are_looked_for(key: str) -> None:
    """In lists and in objects, so far within each other."""

    def inside(depth: int) -> object:
        value: object = {"@type": "NewsArticle"}
        for _ in range(depth):
            value = {key: value} if key else [value]
        return value

    counts = [len(list(html_fields._articles(inside(depth)))) for depth in range(html_fields.DEEPEST + 2)]
    assert counts == [1] * (html_fields.DEEPEST + 1) + [0]


@pytest.mark.parametrize(
    ("classes", "words", "authors"),
    [
        ("p-author", "Ana Ruiz", "Ana Ruiz"),
        ("p-author", "", None),
        ("p-name", "Ana Ruiz", None),
        ("p-author", "x" * html_fields.LONGEST_BYLINE, "x" * html_fields.LONGEST_BYLINE),
        ("p-author", "x" * (html_fields.LONGEST_BYLINE + 1), None),
    ],
)
def test_authors_of_an_entry(classes: str, words: str, authors: str | None) -> None:
    """Marked by a class; a long text isn't a name."""
    page = f'<main><div class="h-entry"><p class="{classes}">{words}</p></div></main>'
    assert html_fields._microformats(lxml.html.fromstring(page)).get("authors") == authors


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("<dl><dt>Published</dt><dd>7 April 2021</dd></dl>", True),
        ("<table><tr><th>Published</th><td>7 April 2021</td></tr></table>", True),
        ("<dl><dt>Updated</dt><dd>7 April 2021</dd></dl>", False),
        ("<dl><dt>Name</dt><dd>7 April 2021</dd></dl>", False),
        ('<dl><dt class="modified">Published</dt><dd>7 April 2021</dd></dl>', False),
        ("<aside><dl><dt>Published</dt><dd>7 April 2021</dd></dl></aside>", False),
        ("<dl><dt>Published</dt></dl>", False),
    ],
)
def test_a_day_beside_a_label(body: str, is_told: bool) -> None:
    """Of the article itself, and of its publication."""
    got = day_in_page(lxml.html.fromstring(f"<html><body><main>{body}</main></body></html>"), None)
    assert got == ((datetime.date(2021, 4, 7), "page") if is_told else None)


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ('<meta name="author" content="Super User">', '<p itemprop="author">Ana Ruiz</p>', "Ana Ruiz"),
        ("", '<p class="writer">森田恵子</p>', "森田恵子"),
        ('<meta name="twitter:label1" content="Filed under"><meta name="twitter:data1" content="Clay">', "", None),
    ],
)
def test_names_of_accounts_and_sections_are_no_authors(head: str, body: str, authors: str | None) -> None:
    """Joomla's first account is no author; what stands beside another label of a shared page's card isn't, either."""
    assert fields_of(tree(body, head))[0].get("authors") == authors


@pytest.mark.parametrize(("crumb", "title"), [("Works", "The pump"), ("Home", "Works : The pump")])
def test_what_a_page_is_part_of_is_none_of_its_title(crumb: str, title: str) -> None:
    """As Confluence exports it, whose first link above the heading leads to the space."""
    path = f'<ol id="breadcrumbs"><li><a href="index.html">{crumb}</a></li><li><a href="h.html">Start</a></li></ol>'
    fields, _ = html_fields.fields_of(tree(f"{path}<h1>Works : The pump</h1><p>It stands.</p>"))
    assert fields["title"] == title


def test_the_footer_of_drupal_above_the_text_has_the_day() -> None:
    """Its themes write who submitted a text and when into a footer; another footer is not of the article."""
    body = '<article><footer class="{}"><span class="created">{}</span></footer></article>'
    words = "Soumis par Ana Ruiz le mar 14/11/2023 - 09:12"
    page = tree(body.format("node__meta", words).replace("created", "submitted"))
    assert day_in_page(page, None) == (datetime.date(2023, 11, 14), "page")
    assert day_in_page(tree(body.format("site", words).replace("created", "submitted")), None) is None


@pytest.mark.parametrize(("source", "authors"), [("Weir Post", "Ana Ruiz"), ("Harbour", "Ana Ruiz, Weir Post")])
def test_the_site_behind_an_author_is_none(source: str, authors: str) -> None:
    """Newspapers write their own name behind that of the author into one tag."""
    head = f'<meta property="og:site_name" content="{source}"><meta name="author" content="Ana Ruiz, Weir Post">'
    assert fields_of(tree("<h1>Kiln</h1>", head))[0]["authors"] == authors


def test_authors_in_a_tag_of_pelican() -> None:
    """As it reads them from pages, and writes them."""
    fields, _ = html_fields.fields_of(tree("<p>It stands.</p>", '<meta name="authors" content="Ana Ruiz, Bo Ek">'))
    assert fields["authors"] == "Ana Ruiz, Bo Ek"
