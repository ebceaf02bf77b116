"""Pages: their main text and metadata, whatever stands around them."""

import datetime
import email.message
import json
import re
import time

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.citing.citations import source_file
from retrieval.readers import read
from tests.readers.markup.lines import line_of

BODY = (
    "<p>The mill on the Lower Quay burned down on Monday night, and nobody was hurt, the fire brigade said.</p>"
    "<h2>The cause</h2><p>Inspectors found a broken lamp &amp; a heap of straw. &ldquo;It was never locked,&rdquo; "
    "said Piet Maas, who keeps the bridge.</p><ul><li>Two walls stand</li><li>The roof is gone</li></ul>"
    "<table><tr><th>Year</th><th>Fires</th></tr><tr><td>2022</td><td>4</td></tr></table>"
    "<p>The council meets on Friday to decide about money for the owner and the road.</p>"
)
AROUND = (
    '<header><a href="/">Harbour Post</a><nav><ul><li>Home</li><li>Sport</li></ul></nav></header>'
    '<div id="cookie-banner"><p>We use cookies to improve what you see.</p><button>Accept all</button></div>'
    '<main><article><h1>Mill burns down</h1>{}<div class="ad-slot ad">Buy new shoes at half the price!</div></article>'
    '<aside class="related"><h3>More</h3><p><a href="/x">Bridge closed for a year after the storm</a></p></aside>'
    "</main>"
    '<div style="display:none">A hidden line of words</div>'
    "<footer><p>© 2019 Harbour Post. All rights reserved.</p></footer><script>var tracked = 1;</script>"
)


def page(body: str, head: str = "", attributes: str = "") -> str:
    """A page with a head and a body."""
    return f"<!doctype html><html{attributes}><head>{head}</head><body>{body}</body></html>"


def article(written: str | bytes, name: str = "a.html") -> Article:
    """The article of a page, which must be its only item."""
    (item,) = read(written if isinstance(written, bytes) else written.encode(), name)
    assert isinstance(item, Article), item
    return item


def test_a_page_that_a_word_processor_saved() -> None:
    """Without its running heads and the names of its pictures; by its byline, not by who typed it."""
    head = '<meta name="generator" content="LibreOffice 7.4"><meta name="author" content="Jo Typist">'
    body = (
        '<div title="header"><p>Harbour Post</p></div><p>By Ana Ruiz</p><div title="header"><p>It burned.</p></div>'
        '<p><img name="Image1" alt="Image1"><img name="Mill" alt="The mill"></p><div title="footer"><p>Page 2</p></div>'
    )
    got = article(page(body, head))
    assert (got.text, got.authors) == ("By Ana Ruiz\n\nIt burned.\n\nThe mill", ("Ana Ruiz",))
    assert article(page(body, head.replace("LibreOffice", "Hugo"))).authors == ("Jo Typist",)


def test_the_day_on_which_a_word_processor_saved_a_page() -> None:
    """Is not that of its text; the numbers that it writes into items are the browser's, too."""
    head = '<meta name="DCTERMS.source" content="http://xml.openoffice.org/odf2xhtml">'
    head += '<meta name="DCTERMS.issued" content="2024-05-06">'
    body = '<p>16 March 2024</p><p>Lost:</p><ol><li><p><span class="ListLabel_20_1">1.</span>the sill</p></li></ol>'
    got = article(page(body, head))
    assert (got.text, str(got.date), got.provenance["date"]) == (
        "16 March 2024\n\nLost:\n\nthe sill", "2024-03-16", "text",
    )  # fmt: skip


def test_only_what_one_came_to_read() -> None:
    """Menus, notices, adverts, related pieces, hidden words and scripts are no text; the rest is, in blocks."""
    got = article(page(AROUND.format(BODY)))
    assert got.text == (
        "Mill burns down\n\n"
        "The mill on the Lower Quay burned down on Monday night, and nobody was hurt, the fire brigade said.\n\n"
        "The cause\n\n"
        "Inspectors found a broken lamp & a heap of straw. “It was never locked,” said Piet Maas, who keeps the "
        "bridge.\n\nTwo walls stand\nThe roof is gone\n\nYear: 2022 | Fires: 4\n\n"
        "The council meets on Friday to decide about money for the owner and the road."
    )
    assert got.title == "Mill burns down"
    assert [p.heading for p in paragraphs(got)] == [None, "The cause", "The cause", "The cause", "The cause"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>The mill burned down.</p>", "The mill burned down."),
        ("The mill burned down.", "The mill burned down."),
        ("<p>The mill\n   burned\n down.", "The mill burned down."),
        ("<nav>Home</nav><p>The mill burned down.</p>", "The mill burned down."),
        ("<div>One.<div>Two.</div>Three.</div>", "One.\n\nTwo.\n\nThree."),
        ("<p>Caf&eacute; &lt;b&gt; &#x1F600; &unknown;</p>", "Café <b> 😀 &unknown;"),
        ("<p>It was <b>ne</b>ver <i>found</i>.</p>", "It was never found."),
        ("<center><Weir>One.</Weir></center><o:p>Two.</o:p>", "One.\n\nTwo."),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<dl><dt>Weir</dt><dd>A low dam.</dd></dl>", "Weir\n\nA low dam."),
        ("<table><tr><td>a<br>b<td><p>c</p></table>", "a b | c"),
        ("<table><tr><td><h1>Weir</h1><p>One.</p><p>Two.</p></td><td>Side.</td></tr></table>",
         "Weir\n\nOne.\n\nTwo.\n\nSide."),
        ("<p>One.</p><!-- do not print --><template><p>No.</p></template><noscript>No.</noscript>", "One."),
        ("<div class='article ad'><p>All that there is.</p></div>", "All that there is."),
        ("<div>" * 1_000 + "Deep down." + "</div>" * 1_000, "Deep down."),
        ("<p>" + "One more word. " * 3_000 + "</p>", ("One more word. " * 3_000).strip()),
    ],
)  # fmt: skip
def test_small_and_plain_pages_are_read_whole(body: str, text: str) -> None:
    """A page without anything around its text loses none of it."""
    assert article(page(body)).text == text


LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "No title"},
        {"@type": ["Thing", "NewsArticle"], "headline": "Mill &amp; weir", "datePublished": "2022-03-16T08:00:00+01:00",
         "dateModified": "2023-01-01", "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Cole, Ben"}],
         "publisher": {"@type": "Organization", "name": "Harbour Post"}, "inLanguage": "en",
         "mainEntityOfPage": {"@id": "https://post.example/mill"}},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("head", "body", "fields"),
    [
        (f'<script type="application/ld+json">{json.dumps(LD)}</script><meta name="author" content="Nobody">', "",
         ("Mill & weir", "2022-03-16", ("Ana Ruiz", "Cole, Ben"), "Harbour Post", "https://post.example/mill", "en")),
        (('<title>Mill burns | Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
         '<meta name="author" content="Ruiz, Ana; Cole, Ben"><meta name="DC.date" content="2022-03-16">'
         '<link rel="canonical" href="https://post.example/mill">'), "",
         ("Mill burns", "2022-03-16", ("Ruiz, Ana", "Cole, Ben"), "Harbour Post", "https://post.example/mill", None)),
        (('<meta property="og:title" content="Mill burns - Harbour Post">'
         '<meta property="article:published_time" content="2022-03-16T23:30:00-05:00">'
         '<meta property="article:modified_time" content="2023-05-05"><meta property="og:url" content="http://p.example/m">'
         '<meta property="article:author" content="https://facebook.example/ana">'), "<h1>Mill burns</h1>",
         ("Mill burns", "2022-03-16", (), None, "http://p.example/m", None)),
        ("<title>Harbour Post</title>", ('<h1>Mill burns</h1><p class="byline">By Ana Ruiz and Ben Cole</p>'
         '<p class="date">Published: 16 March 2022</p>'),
         ("Mill burns", "2022-03-16", ("Ana Ruiz", "Ben Cole"), None, None, None)),
        ("", '<p>By <a rel="author" href="/a">Ana Ruiz</a></p><time datetime="2022-03-16">a Wednesday</time>',
         (None, "2022-03-16", ("Ana Ruiz",), None, None, None)),
        ('<link rel="canonical" href="https://p.example/2022/03/16/mill.html">', "",
         (None, "2022-03-16", (), None, "https://p.example/2022/03/16/mill.html", None)),
        ("", ('<div itemscope><h2 itemprop="headline">Mill burns</h2><span itemprop="author">Ana Ruiz</span>'
         '<meta itemprop="datePublished" content="2022-03-16"></div>'),
         ("Mill burns", "2022-03-16", ("Ana Ruiz",), None, None, None)),
        ('<meta name="date" content="2022">', ('<p class="updated">Updated <time datetime="2023-05-05">May</time></p>'
         '<p class="date">03/04/2022</p><aside><time datetime="2021-01-01">x</time></aside>'),
         (None, None, (), None, None, None)),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script><title>A &amp; B</title>',
         "",
         ("A & B", None, (), None, None, None)),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script><title>Mill</title>", "",
         ("Mill", None, (), None, None, None)),
    ],
)  # fmt: skip
def test_what_a_page_says_about_itself(head: str, body: str, fields: tuple[object, ...]) -> None:
    """JSON-LD, meta tags, microdata, then what is seen; what is doubtful or a later change is left unknown."""
    got = article(page(body + BODY, head))
    date = got.date.isoformat() if got.date else None
    assert (got.title, date, got.authors, got.source, got.url, got.language) == fields
    assert got.provenance.keys() >= {
        key for key, value in zip(("title", "date", "authors"), fields, strict=False) if value
    }


def test_metadata_is_told_with_where_it_stood() -> None:
    """The provenance of each field names the kind of place."""
    head = f'<meta name="author" content="Ana Ruiz"><script type="application/ld+json">{json.dumps(LD)}</script>'
    got = article(page(BODY, head.replace('"author"', '"no"', 2), ' lang="en"'))
    assert got.provenance["title"] == got.provenance["date"] == "JSON-LD"
    assert article(page("<h1>Weir</h1>" + BODY)).provenance["title"] == "heading"
    assert article(page(BODY), "2022-03-16-mill.html").provenance["date"] == "file name"


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", ""),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", ""),
        ("utf-16", "utf-16"),
        ("cp1252", "iso-8859-1"),
        ("cp1250", "windows-1250"),
        ("koi8-r", "koi8-r"),
        ("shift_jis", "Shift_JIS"),
        ("cp1251", "no-such-code"),
    ],
)
def test_encodings_of_pages(codec: str, declared: str) -> None:
    """UTF-8 where it is that, else as the page says, else as detected."""
    words = {"koi8-r": "Мельница сгорела дотла.", "cp1251": "Мельница сгорела дотла в понедельник вечером.",
             "shift_jis": "水車小屋が焼けた。", "cp1250": "Mlýn vyhořel, řekl hasič."}.get(
        codec, "Die Mühle ist “weg”."
    )  # fmt: skip
    written = page(f"<p>{words}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert article(written.encode(codec)).text == words


def test_a_page_saved_as_mhtml() -> None:
    """Its page, its address and, where the page has no better, its subject."""
    message = email.message.EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "Mill burns"
    message["Snapshot-Content-Location"] = "https://post.example/2022/03/16/mill"
    message.set_content("no page")
    message.add_alternative(page(AROUND.format("<p>Größe: never.</p>").replace("h1", "b")), subtype="html")
    got = article(message.as_bytes(), "mill.mhtml")
    assert (got.title, got.url) == ("Mill burns", "https://post.example/2022/03/16/mill")
    assert got.date == datetime.date(2022, 3, 16)
    assert "Größe: never." in got.text
    (problem,) = read(b"Subject: x\n\nno page", "a.mht")
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    ("written", "reason"),
    [("", "is empty"), (" \n", "is empty"), (page(""), "has no text"), ("<script>a</script>", "has no text"),
     ("\x00\x01\x02\x03PK", "is not text")],
)  # fmt: skip
def test_pages_without_text_are_named(written: str, reason: str) -> None:
    """An empty page is a problem of its file, in a few words."""
    (problem,) = read(written.encode(), "a.htm")
    assert isinstance(problem, Problem)
    assert problem == ("a.htm", reason)


@pytest.mark.slow
@pytest.mark.parametrize(
    "written",
    ["<", "<!", "<![CDATA[", "<p", "&#", "&#xFFFFFFFF;", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
     "<?xml version='1.0' encoding='utf-7'?><p>a", "<svg><title>a</title></svg><p>b", "<table>" * 3_000 + "a",
     "<a>" * 20_000, "<ul><li>" * 5_000 + "x", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")],
)  # fmt: skip
def test_odd_pages_cost_nothing_else(written: str) -> None:
    """What no page should be gives an article or a problem, and nothing from elsewhere."""
    items = list(read(written.encode("utf-8", "replace"), "a.html"))
    assert len(items) == 1
    assert not re.search("root:|can't be read", str(items[0]))


LINE = "The mill on the Lower Quay burned down on Monday night, and nobody was hurt, the fire brigade said."
P = f"<p>{LINE}</p>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ul><li>One<ul><li>One a</li><li>One b</li></ul></li><li>Two</li></ul>", "One\nOne a\nOne b\nTwo"),
        (("<table><caption>Fires</caption><tr><th>Place</th><th colspan=2>Houses</th></tr><tr><td rowspan=2>North</td>"
          "<td>1</td><td>2</td></tr><tr><td>5</td><td></td></tr></table>"),
         "Fires\n\nPlace: North | Houses: 1 | Houses: 2\n\nPlace: North | Houses: 5"),
        ("<table><tr><td>Name</td><td>Votes</td></tr><tr><td>Ana</td><td>12</td></tr></table>",
         "Name: Ana | Votes: 12"),
        ("<table><tr><td>Name</td><td>Place</td></tr><tr><td>Ana</td><td>North</td></tr></table>",
         "Name | Place\n\nAna | North"),
        ("<table><tr><td><p><b>Name</b></p><td><strong>Place</strong> <b>now</b><tr><td>Ana<td>North</table>",
         "Name: Ana | Place now: North"),
        ("<table><tr><td><b>Na</b>me<td><b>Place</b><tr><td>Ana<td>North</table>", "Name | Place\n\nAna | North"),
        ("<table><tr><td><th>2020<tr><th>North<td>4</table>", "North | 2020: 4"),
        ("<table><tr><th>Name</th><td>Ana</td></tr><tr><th>Born:</th><td>1902</td></tr></table>",
         "Name: Ana\n\nBorn: 1902"),
        ("<table><tr><th>A</th><th>B</th></tr></table>", "A | B"),
        (("<table><tr><th></th><th>2020</th></tr><tr><th>North</th><td>4</td></tr>"
          "<tr><td colspan=2>All</td></tr></table>"),
         "North | 2020: 4\n\nAll"),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>を読む。</p>", "漢字を読む。"),
        ("<p>He said <q>never</q>, <math><mi>E</mi><mo>=</mo><mn>1</mn></math> and <svg><text>no</text></svg> so.</p>",
         "He said “never”, E=1 and so."),
        ("<p>zero\u200bwidth, co&shy;op, non&#8209;stop</p>", "zerowidth, coop, non‑stop"),
        ('<div hidden>no</div><p class="sr-only">no</p><i aria-hidden="true">no</i><p>Text.</p>', "Text."),
        ('<div role="heading">The cause</div>' + P, f"The cause\n\n{LINE}"),
        ('<p>Seen.<sup><a href="#fn1">1</a></sup></p><p id="fn1">A note. <a href="#r1">↩</a></p>', "Seen.\n\nA note."),
        ('<figure><img src="a" alt="The mill"><figcaption>The mill</figcaption></figure>', "The mill"),
    ],
)  # fmt: skip
def test_elements_as_they_are_seen(body: str, text: str) -> None:
    """Lists inside lists, rows with the names of their columns, ruby, quotations, formulas, notes, captions."""
    assert article(page(body)).text == text


@pytest.mark.parametrize(
    "around",
    [
        '<div class="share-buttons"><a href="/f">Share it</a></div>{}',
        '{}<section id="comments"><p>First!</p></section>',
        '<div id="onetrust-banner-sdk"><p>We value your privacy.</p></div>{}',
        '{}<div class="newsletter-signup"><p>Sign up.</p></div>', '{}<p>Read also: <a href="/x">The weir stays</a></p>',
        '{}<ul><li><a href="/1">Bridge closed</a></li><li><a href="/2">Weir stays</a></li></ul>',
        '<div><a href="/">Home</a> | <a href="/s">Sport</a></div>{}', "{}<p>Advertisement</p>",
        '<div id="wm-ipp-base"><p>12 captures</p></div>{}', '{}<div class="jp-relatedposts"><p>Related</p></div>',
        '<div class="entry-meta">Posted by Ana in <a href="/n">News</a></div>{}', "<nav>Menu</nav><div>{}</div>",
        '<header><h1>Harbour Post</h1></header><main>{}</main>', '{}<div class="comments-area"><p>Bob: no</p></div>',
    ],
)  # fmt: skip
def test_what_stands_around_a_text(around: str) -> None:
    """Whatever stands before and after it, an article's blocks are read as they stand."""
    body = (
        f"<article><h1>Mill burns</h1>{P}<p>No.</p><p>They want:</p><ul><li>more pay</li><li>less work</li></ul>"
        f'<blockquote>Never again.<footer>— Piet Maas</footer></blockquote><figure><img alt="Ashes" src="a">'
        f"<figcaption>Photo: A. Ruiz</figcaption></figure>{P}<h2>Sub</h2>{P}</article>"
    )
    got = article(page(around.format(body)))
    assert got.text.split("\n\n") == [
        "Mill burns", LINE, "No.", "They want:", "more pay\nless work", "Never again.", "— Piet Maas", "Ashes",
        "Photo: A. Ruiz", LINE, "Sub", LINE,
    ]  # fmt: skip
    assert got.title == "Mill burns"


def test_people_named_elsewhere_in_the_graph() -> None:
    """An author and a publisher whom JSON-LD names by their ids are looked up."""
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Mill | Post", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
            {"@id": "#a", "@type": "Person", "name": "Ana Ruiz"},
            {"@id": "#p", "@type": "Organization", "name": "Post"},
        ]
    }
    got = article(page(P, f'<script type="application/ld+json">{json.dumps(graph)}</script>'))
    assert (got.title, got.authors, got.source) == ("Mill", ("Ana Ruiz",), "Post")


LINED = """<!doctype html>
<html><head><title>The mill</title></head>
<body><nav><a href="/">Home</a>
<a href="/news">News</a></nav>
<article>
<h1>The mill
reopens</h1>
<p>The mill was closed
for a year after the <b>great
flood</b> of Kessen.</p>
<!-- nothing
to be seen -->
<p>It was <a href="#fn1"><sup>1</sup></a> repaired.</p><p>It runs.</p>
<ul>
  <li>One wheel</li>
  <li>Two
   stones</li>
</ul>
<table><tr><th>Year</th><th>Sacks</th></tr>
<tr><td>2022</td>
<td>40</td></tr>
<tr><td>2023</td><td>70</td></tr></table>
<pre>

first <b>line</b>
  second line</pre>
<p>After<br>a break,<br/>
the end.</p>
<figure><img src="a.png" alt="A wheel"><figcaption>The wheel
turns</figcaption></figure>
</article></body></html>
"""


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("The mill reopens", (6, 7)), ("The mill was closed", (8, 8)), ("flood of Kessen.", (10, 10)),
        ("The mill was closed for a year after the great flood of Kessen.", (8, 10)), ("It was repaired.", (13, 13)),
        ("It runs.", (13, 13)), ("One wheel\nTwo stones", (15, 17)), ("Year: 2022 | Sacks: 40", (20, 21)),
        ("Year: 2023 | Sacks: 70", (22, 22)), ("first line\n  second line", (25, 26)), ("second", (26, 26)),
        ("After\na break,\nthe end.", (27, 28)), ("A wheel", (29, 29)), ("The wheel turns", (29, 30)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_the_lines_of_a_page(words: str, lines: tuple[int, int], ends: str) -> None:
    """A citation tells on which lines of the file its words stand, between whatever tags."""
    (article,) = read(LINED.replace("\n", ends).encode(), "a.html")
    assert isinstance(article, Article)
    start = article.text.index(words)
    file = source_file(article, start, start + len(words))
    assert file is not None
    assert file.lines == lines


def test_lines_that_nobody_can_count() -> None:
    """A saved page is encoded, and libxml2 does not count beyond 65,535; what marks lines is in no text."""
    saved = f"MIME-Version: 1.0\nContent-Type: text/html\n\n{LINED}".encode()
    for data, name in (
        (saved, "a.mhtml"),
        (LINED.replace("<article>", "\n" * 70_000 + "<article>").encode(), "a.html"),
    ):
        (article,) = read(data, name)
        assert isinstance(article, Article)
        assert article.lines == ()
        assert "The mill was closed for a year" in article.text
    (article,) = read("<p>An apple \ufdd0\ufdd5 a day.</p>".encode(), "a.html")
    assert isinstance(article, Article)
    assert article.text == "An apple a day."


@pytest.mark.parametrize(
    ("rules", "struck"),
    [
        (".x{text-decoration:line-through}", True),
        ("h1, span.x { color:red; text-decoration-line : line-through }", True),
        ("#y{text-decoration:line-through}", True),
        ("/* .x{} */ b,\n.x\n{text-decoration:line-through red}", True),
        ("b.x{text-decoration:line-through}", False),
        (".x.z{text-decoration:line-through}", False),
        (".x:hover{text-decoration:line-through}", False),
        ("@media print { a{} .x{text-decoration:line-through} }", False),
        (".x{text-decoration:underline}", False),
    ],
)
def test_what_style_sheets_strike_out(rules: str, struck: bool) -> None:
    """By a tag, a class or an id; neither in print nor under a pointer."""
    words = '<p>It cost <span class="x" id="y">seventy </span>eighty marks, and the town paid for all of it.</p>'
    got = article(page(words * 3, f"<style>{rules}</style>"))
    assert ("seventy" in got.text) is not struck


@pytest.mark.slow
def test_hostile_style_sheets_take_no_time() -> None:
    """What never ends, or opens again and again, is gone through once."""
    started = time.process_time()
    for piece in ("/*", "@media{", "{", "}", ".x,", "a"):
        article(page(BODY, f"<style>.x{{text-decoration:line-through}}{piece * 300_000}</style>"))
    assert time.process_time() - started < 30


def test_a_title_has_no_struck_words() -> None:
    """Neither in the heading, whatever strikes them, nor in what a page says about itself."""
    head = "<style>.x{text-decoration:line-through}</style>"
    body = '<h1>The <s>old</s> <i class="x">dull <b>and</b></i> new <del>kiln</del> mill</h1>' + BODY
    assert article(page(body, head)).title == "The new mill"
    meta = '<meta property="og:title" content="The &lt;del&gt;old&lt;/del&gt; mill">'
    assert article(page(BODY, meta)).title == "The mill"
    (item,) = read(f"---\ntitle: The ~~old~~ mill\n---\n{BODY}".encode(), "a.md")
    assert isinstance(item, Article)
    assert item.title == "The mill"


def test_a_page_that_a_word_processor_wrote() -> None:
    """Its title is a heading however it is marked, and the day on which it was made comes last."""
    bold = '<p align="center"><font size="5"><b>The\nmill</b></font></p><p>By Ana Ruiz</p>'
    made = '<meta name="created" content="20220316;10300000">'
    for head in (f"<title>The mill</title>{made}", f"<title></title>{made}"):
        got = article(page(f"{bold}<h2>One</h2>{BODY}", head))
        assert (got.title, got.authors, str(got.date)) == ("The mill", ("Ana Ruiz",), "2022-03-16")
        assert [p.about for p in paragraphs(got)][:2] == [True, False]
        assert paragraphs(got)[0].heading is None
    assert str(article(page(f"{bold}<p>7 April 2021</p>{BODY}", made)).date) == "2021-04-07"
    plain = "<p>The mill</p><p>By Ana Ruiz</p><p>7 April 2021</p>"
    assert (article(page(plain + BODY, "<title>The mill</title>")).headings or ())[0] == (0, 8)


def test_headings_in_bold_within_a_paragraph() -> None:
    """On a line of their own above a longer one, as many write them; a name above an office is none."""
    text = "Because of the cracks that were found in two of its piers last week."
    parts = f"<p><strong>Why is it closed?</strong><br>{text}<br><br><b>The costs</b><br/>{text} Twice.</p>"
    got = article(page(f"<h1>Bridges</h1>{parts}{BODY}"))
    assert [(p.heading, got.text[p.start : p.end]) for p in paragraphs(got)][:2] == [
        ("Why is it closed?", text),
        ("The costs", f"{text} Twice."),
    ]
    for odd in (
        f"<p><b>Ana Ruiz</b><br>Mayor</p><p>{text}</p>",
        f"<p>So it is: <b>The costs</b><br>{text}</p>",
        f"<p><b>The costs</b> of it<br>{text}</p>",
        f"<p><b>The costs.</b><br>{text}</p>",
    ):
        heads = {p.heading for p in paragraphs(article(page(f"<h1>Bridges</h1>{odd}{BODY}")))}
        assert heads.isdisjoint({"Ana Ruiz", "The costs", "The costs."})


def test_answers_that_open_on_a_click_are_read() -> None:
    """Below headings that are buttons, as lists of questions have them; other hidden words are not."""
    answer = "It burned down in the night, and nobody has said why it did."
    body = "".join(
        f"<h3><button>{asked}</button></h3><div hidden><p>{answer}</p></div>"
        for asked in ("Why is it gone?", "Since when?")
    )
    (item,) = read(
        f"<html><body><h1>The mill</h1>{body}<p>{answer}</p><div hidden><p>Unseen.</p></div></body></html>".encode(),
        "a.html",
    )
    assert isinstance(item, Article)
    assert [paragraph.heading for paragraph in paragraphs(item)] == ["Why is it gone?", "Since when?", "Since when?"]
    assert "Unseen" not in item.text


@pytest.mark.parametrize(
    "told",
    [
        "<dl><dt>From</dt><dd>The council</dd><dt>Published</dt><dd>7 April 2021</dd></dl>",
        "<table><tr><th>Published on</th><td>7 April 2021</td></tr></table>",
        '<p><span>Words.</span></p><meta name="govuk:first-published-at" content="2021-04-07T10:00:00Z">',
    ],
)
def test_the_day_in_a_list_of_what_is_told_of_a_page(told: str) -> None:
    """Beside its label."""
    (item,) = read(
        f"<html><body><h1>The mill</h1>{told}<p>It burned down in the night.</p></body></html>".encode(), "a.html"
    )
    assert isinstance(item, Article)
    assert str(item.date) == "2021-04-07"


def test_a_title_as_word_processors_mark_it() -> None:
    """By its class, where there is no heading of the first rank."""
    page = '<html><body><p class="c3 title"><span>The mill</span></p><p>It burned down in the night.</p></body></html>'
    (item,) = read(page.encode(), "a.html")
    assert isinstance(item, Article)
    assert (item.title, [paragraph.heading for paragraph in paragraphs(item)]) == ("The mill", [None])


@pytest.mark.parametrize(
    "figure",
    [
        '<img src="a.png" alt="The weir at dawn"><figcaption aria-hidden="true">The weir at dawn</figcaption>',
        '<img src="a.png" alt="x/a.png"><figcaption>The weir at dawn</figcaption>',
    ],
)
def test_a_caption_is_seen_once(figure: str) -> None:
    """Also one that is hidden from those to whom pages are read; the name of a file is none."""
    words = "The weir of Kessen holds, and nobody knows why it does."
    page = f"<html><body><h1>Weir</h1><p>{words}</p><figure>{figure}</figure></body></html>"
    (got,) = read(page.encode(), "a.html")
    assert isinstance(got, Article)
    assert got.text.endswith("does.\n\nThe weir at dawn")


def test_remarks_of_editors_are_no_text() -> None:
    """As Google Docs writes them, and unlike notes, whose marks go."""
    page = (
        "<html><body><h1>Weir</h1><p>The weir of Kessen holds."
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p><hr>'
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Since 1920.</span></p></div>'
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>please check</span></p></div></body></html>'
    )
    (got,) = read(page.encode(), "a.html")
    assert isinstance(got, Article)
    assert got.text == "Weir\n\nThe weir of Kessen holds.\n\nSince 1920."


def test_tags_of_a_site_in_a_page_below_front_matter() -> None:
    """They are filled in when the page is made; in a page without front matter they are what it shows."""
    body = (
        '<p>See <a href="{% link weir.md %}">the weir</a>{{ page.x }}.{% include a.html\nalt="Weir" %}</p>\n<p>Low.</p>'
    )
    (got,) = read(f"---\ntitle: The mill\n---\n{body}".encode(), "a.html")
    assert isinstance(got, Article)
    assert (got.text, line_of(got, "Low.")) == ("Weir\n\nSee the weir.\n\nLow.", 6)
    (shown,) = read(body.encode(), "a.html")
    assert isinstance(shown, Article)
    assert "{{ page.x }}" in shown.text


def test_a_page_below_front_matter() -> None:
    """As generators of sites have it; lines are those of the file."""
    got = article(
        "---\ntitle: Mill\ndate: 2022-03-16\nauthor: Ana Ruiz\n---\n<p>It burned.</p>\n<p>Nobody knows why.</p>\n"
    )
    assert got.text == "It burned.\n\nNobody knows why."
    assert (got.title, str(got.date), got.authors) == ("Mill", "2022-03-16", ("Ana Ruiz",))
    assert got.provenance["title"] == "front matter"
    assert [line for _, line in got.lines or ()] == [6, 7]
    (draft,) = read(b"---\ndraft: true\n---\n<p>It burned.</p>", "a.html")
    assert draft == Problem("a.html", "is marked as a draft")
    assert article("---\n\n<p>It burned.</p>").text.endswith("It burned.")
    for fields in ("+++\ntitle = 'Mill'\ndate = 2022-03-16\n+++\n", '{\n  "title": "Mill", "date": "2022-03-16"\n}\n'):
        got = article(f"{fields}<p>It burned.</p>")
        assert (got.title, str(got.date), got.text) == ("Mill", "2022-03-16", "It burned.")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<p class='c5 title'>Mill</p><h1>The plan</h1><p>It burned down on Monday night.</p>", "Mill"),
        ("<p><b>Mill burns down</b></p><p>It burned down on Monday night.</p>", "Mill burns down"),
        ("<p><b>It burned down.</b></p><p>Nobody was hurt on Monday night.</p>", None),
        ("<p><b>Mill</b> burns</p><p>It burned down on Monday night.</p>", None),
        ("<p><b>Mill burns down</b></p>", None),
    ],
)
def test_a_title_as_programs_for_words_write_it(written: str, title: str | None) -> None:
    """Google Docs by a class, TextEdit by a bold line."""
    assert article(page(written)).title == title


def test_the_author_in_a_comment_of_an_office() -> None:
    """Word writes its properties there."""
    head = (
        "<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>{}</o:Author></o:DocumentProperties></xml><![endif]-->"
    )
    assert article(page("<p>It burned.</p>", head.format("Ana Ru&#237;z"))).authors == ("Ana Ruíz",)
    assert article(page("<p>It burned.</p>", head.format("Windows User"))).authors == ()


def test_a_page_of_frames_has_no_text() -> None:
    """Other pages have."""
    (problem,) = read(
        b"<html><title>Post</title><frameset cols='20%,80%'><frame src='a.html'></frameset></html>", "a.html"
    )
    assert problem == Problem("a.html", "has no text")


def test_a_draft_in_an_export_of_medium() -> None:
    """Only its file's name says that it was never published."""
    page = (
        "<html><body><article><header><h1>Mill</h1></header><p>It burned.</p><footer><p>Exported from "
        '<a href="https://medium.com">Medium</a> on May 5, 2021.</p></footer></article></body></html>'
    )
    (draft,) = read(page.encode(), "posts/draft_Mill-abc.html")
    assert isinstance(draft, Problem)
    assert draft.reason == "is marked as a draft"
    for name, written in (("posts/2021-01-02_Mill-abc.html", page), ("draft_a.html", "<p>It burned down.</p>")):
        (article,) = read(written.encode(), name)
        assert isinstance(article, Article)


def test_who_wrote_is_told_by_the_card_of_a_shared_page_and_heads_nothing() -> None:
    """Plug-ins of WordPress and Ghost write all authors there; a heading with their names and no more is none."""
    head = '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ana Ruiz, Tom Adair">'
    read_page = article(page(f"<article><h1>Kiln</h1><h4>By Ana Ruiz and Tom Adair</h4>{BODY}</article>", head))
    assert read_page.authors == ("Ana Ruiz", "Tom Adair")
    assert [read_page.text[slice(*span)] for span in read_page.headings or ()] == ["Kiln", "The cause"]


def test_a_page_that_word_saved_has_its_day_and_no_remarks_and_numbers_as_seen() -> None:
    """`o:Created` tells when it was made; remarks of an editor stand in a list at its end."""
    head = (
        "<meta name=Generator content='Microsoft Word 15'><!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>Ana "
        "Ruiz</o:Author><o:Created>2017-02-13T08:11:00Z</o:Created></o:DocumentProperties></xml><![endif]-->"
    )
    body = (
        "<h2><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>Hours</h2><p>Open daily.</p>"
        "<p><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>Monday</p>"
        "<div style='mso-element:comment-list'><p>Please check!</p></div>"
    )
    read_page = article(page(body, head))
    assert read_page.date == datetime.date(2017, 2, 13)
    assert read_page.text == "1. Hours\n\nOpen daily.\n\nMonday"
