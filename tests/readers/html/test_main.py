"""The main part of a page at its edges: what stands around it, what is marked as it, and what leads elsewhere."""

from typing import Any

import lxml.html
import pytest

from retrieval.readers.html import main as html_main
from retrieval.readers.html import tree as html_tree
from retrieval.readers.html.main import main_text


def tree(markup: str) -> Any:
    """The tree of one element."""
    return lxml.html.fromstring(markup)


def words(element: Any) -> str:
    """The words of an element, between single spaces."""
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize(
    ("markup", "left", "removed"),
    [
        ("<div><p>kiln</p><nav>home</nav></div>", "kiln", True),
        ("<div><p>kiln</p><nav></nav></div>", "kiln", False),
        ("<div><p>kiln</p><nav>home</nav><nav></nav></div>", "kiln", True),
        ("<div><p>kiln</p><aside>home</aside></div>", "kiln", True),
        ("<div><p>kiln</p><aside>homes</aside></div>", "kiln homes", False),
        ("<div><p>kiln</p><nav>homes and more homes</nav></div>", "kiln", True),
        ("<div><p>kiln</p><dialog>homes and more homes</dialog></div>", "kiln", True),
        ("<div><p>kiln</p><p hidden>cold</p></div>", "kiln", False),
        ("<div><p>kiln</p><p hidden>colder</p></div>", "kiln colder", False),
        ('<div><p>kiln</p><aside style="display: none">colder</aside></div>', "kiln colder", False),
    ],
)
def test_what_stands_around_goes_unless_it_is_most_of_the_page(markup: str, left: str, removed: bool) -> None:
    """Up to half of the words, but of menus and dialogs any number; what is hidden was not standing around."""
    page = tree(markup)
    assert (html_main._prune(page), words(page)) == (removed, left)


@pytest.mark.parametrize(
    ("markup", "hidden"),
    [
        ("<p>x</p>", False),
        ("<p hidden>x</p>", True),
        ('<p style="color: red">x</p>', False),
        ('<p style="visibility:hidden">x</p>', True),
        ('<p style="opacity: 0.5">x</p>', False),
        ('<p style="opacity: 0">x</p>', True),
        ('<p aria-hidden="false">x</p>', False),
        ('<p aria-hidden="true">x</p>', True),
        ('<p class="wide sr-only">x</p>', True),
        ('<p class="wide">x</p>', False),
    ],
)
def test_what_is_not_seen(markup: str, hidden: bool) -> None:
    """By its attribute, its style, for assistants, or by a class."""
    assert html_tree.is_hidden(tree(markup)) is hidden


@pytest.mark.parametrize(
    ("markup", "around"),
    [
        ("<div><b>x</b></div>", False),
        ("<div><aside>x</aside></div>", True),
        ('<div><div role="Banner">x</div></div>', True),
        ('<div><main class="ad">x</main></div>', False),
        ("<div><header>x</header></div>", True),
        ("<article><div><header>x</header></div></article>", False),
        ("<blockquote><header>x</header></blockquote>", False),
        ("<article><footer>x</footer></article>", True),
        ("<figure><footer>x</footer></figure>", False),
        ("<blockquote><footer>x</footer></blockquote>", False),
        ('<article><header class="cookie-note">x</header></article>', True),
        ('<div><div id="sidebar">x</div></div>', True),
        ('<div><div class="newsletter2">x</div></div>', True),
        ('<div><div class="shared">x</div></div>', False),
        ('<div><div class="shareBox">x</div></div>', True),
        ('<div><div class="byline">x</div></div>', True),
        (f'<div><div class="byline">{"x" * 300}</div></div>', True),
        (f'<div><div class="byline">{"x" * 301}</div></div>', False),
        ('<div><div class="byline"><h1>x</h1></div></div>', False),
        ('<div><h2 class="byline">x</h2></div>', False),
        ('<div><h3 class="byline">x</h3></div>', False),
        ('<article><header class="byline">x</header></article>', False),
        ("<div><aside><h1>x</h1></aside></div>", False),
        ("<div><nav><h1>x</h1></nav></div>", True),
        ("<div><amp-ad>x</amp-ad></div>", True),
        ("<div><amp-sticky-ad>x</amp-sticky-ad></div>", True),
        ("<div><amp-img>x</amp-img></div>", False),
        ("<amp-list><div placeholder>x</div></amp-list>", True),
        ("<amp-list><div fallback>x</div></amp-list>", True),
        ("<amp-list><div>x</div></amp-list>", False),
        ("<form><div placeholder>x</div></form>", False),
        ("<div><newsletter-form>x</newsletter-form></div>", True),
        ('<div><div class="sharedaddy">x</div></div>', True),
    ],
)
def test_what_is_marked_as_standing_around(markup: str, around: bool) -> None:
    """By its element, role or name; never what holds the page's main heading, unless it is a menu."""
    assert html_main._is_around(tree(markup)[0] if "<article><div>" not in markup else tree(markup)[0][0]) is around


@pytest.mark.parametrize(
    ("markup", "around"),
    [
        ("<div><header><h1>Lamp</h1></header><main><h1>Kiln</h1></main></div>", True),
        ("<div><header><h1>Lamp</h1></header><main><p>Kiln</p></main></div>", False),
        ("<div><header><h1>Lamp</h1></header><p>Kiln</p></div>", False),
        ("<div><aside><article><h1>Lamp</h1></article></aside><main><h1>Kiln</h1></main></div>", False),
        ("<div><header><h1>Lamp</h1></header><main>Kiln</main><article><h1>Weir</h1></article></div>", False),
    ],
)
def test_a_main_heading_outside_of_the_main_part(markup: str, around: bool) -> None:
    """It is the site's name, where the first part that is marked as the main one has a heading of its own."""
    assert html_main._is_around(tree(markup)[0]) is around


@pytest.mark.parametrize(
    ("markup", "names"),
    [
        ("<p>x</p>", set()),
        ('<p class="Byline">x</p>', {"byline"}),
        ('<p class="entry-meta" id="postTags">x</p>', {"entry", "meta", "entrymeta", "post", "tags", "posttags"}),
        ('<p class="a_b  c">x</p>', {"a", "b", "ab", "c"}),
    ],
)
def test_names_of_an_element(markup: str, names: set[str]) -> None:
    """Its classes and its id, whole and in parts, in small letters."""
    assert html_main._names(tree(markup)) == names


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<div><p>x</p></div>", False),
        ("<div><article>x</article></div>", True),
        ("<div><main>x</main></div>", True),
        ('<div><p itemprop="articleBody">x</p></div>', True),
        ('<div><p itemprop="name">x</p></div>', False),
    ],
)
def test_a_page_marks_its_main_part(markup: str, marked: bool) -> None:
    """By an element or a property."""
    assert html_main._has_marks(tree(markup)) is marked


@pytest.mark.parametrize(
    ("markup", "main"),
    [
        ("<div><p>menu</p><article>kiln</article></div>", "kiln"),
        ("<div><p>menus</p><article>kiln</article></div>", None),
        ("<div><p>ab</p><article>c<main>kilnkiln</main></article></div>", "kilnkiln"),
        ("<div><p>ab</p><article>cd<main>kilnkiln</main></article></div>", "kilnkiln"),
        ("<div><p>a</p><article>cde<main>kilnkiln</main></article></div>", "cde kilnkiln"),
        ('<div><p>ab</p><article>kiln<p class="content">s</p></article></div>', "kiln s"),
        ('<div>ab<div class="content">kilnkiln</div></div>', "kilnkiln"),
        ("<div><article>kiln</article><article>weir</article></div>", "weir"),
    ],
)
def test_the_innermost_marked_element_that_holds_most_words(markup: str, main: str | None) -> None:
    """At least half of the page's, and four fifths of those of the one around it."""
    page = tree(markup)
    got = html_main._marked(page, html_main._length(page))
    assert (got if got is None else words(got)) == main


SAYING = "The keeper of the upper weir said so." + "!" * (html_main.RUNNING - 37)


@pytest.mark.parametrize(
    ("markup", "running"),
    [
        (f"<p>{SAYING}</p>", 40),
        (f"<p>{SAYING[:-1]}</p>", 0),
        ("<p>The keeper  of the\nupper <b>weir <i>said</i></b> so." + "!" * 3 + "</p>", 40),
        (f"<div>{SAYING[:20]}<p>x</p>{SAYING[20:]}</div>", 40),
        (f"<div><p>{SAYING}</p></div>", 0),
        (f'<p>{SAYING[:20]}<a href="/x">{SAYING[20:]}</a></p>', 20),
        (f'<p>{SAYING[:19]}<a href="/x">{SAYING[19:]}</a></p>', 0),
        (f'<p>{SAYING}<em>see <a href="/x">the mill</a></em></p>', 44),
        (f"<b>{SAYING}</b>", 0),
    ],
)
def test_running_text_of_an_element(markup: str, running: int) -> None:
    """Its own, in whatever letters, a line of some length; words of links don't count, nor lines mostly of links."""
    assert html_main._running(tree(markup)) == running


@pytest.mark.parametrize(
    ("markup", "main"),
    [
        ("<body><div>menu</div><div id=x><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p></div></body>", "x"),
        ("<body><div>menu</div><div id=x><p>{0}</p><p>{0}</p><p>{0}</p></div></body>", None),
        (
            "<body><div id=y><p>{0}</p><p>{0}</p></div><div id=x><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p></div></body>",
            "x",
        ),
        ("<body><div id=x><div><p>{0}</p><p>{0}</p></div><div><p>{0}</p><p>{0}</p></div></div></body>", "x"),
        ("<body><div><div id=x><p>{0}</p><p>{0}</p><p>{0}</p><p>{0}</p></div><div><p>{0}</p></div></div></body>", "x"),
        ("<body><table><tr><td>menu</td><td id=x>{0}<br>{0}<br>{0}<br>{0}</td></tr></table></body>", "x"),
        ("<body id=x>{0}<p>{0}</p><p>{0}</p>{0}<div>{0}</div></body>", "x"),
        ("<section id=x><p>{0}</p><ul><li>{0}</li><li>{0}</li></ul><p>{0}</p></section>", "x"),
    ],
)
def test_the_element_in_which_the_running_text_stands_together(markup: str, main: str | None) -> None:
    """It need not hold all: what stands apart, or deep in others, counts less; too little text is nowhere."""
    got = html_main._element_of_main_text(tree("<html>" + markup.format(SAYING) + "</html>"))
    assert (got if got is None else got.get("id")) == main


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<div><h1>Kiln</h1><main>x</main></div>", "Kiln"),
        ("<div><h1>Kiln</h1><h1></h1><main>x</main></div>", "Kiln"),
        ("<div><h1></h1><h1>Kiln</h1><main>x</main></div>", "Kiln"),
        ("<div><h1>Kiln</h1><h1>Weir</h1><main>x</main></div>", None),
        ("<div><h1></h1><h1>Kiln</h1><h1>Weir</h1><main>x</main></div>", None),
        ("<div><h1>Kiln</h1><main><h1>Weir</h1></main></div>", None),
        ("<div><main>x</main></div>", None),
    ],
)
def test_a_title_above_the_main_part(markup: str, title: str | None) -> None:
    """The only main heading with words, when the main part has none."""
    page = tree(markup)
    heading = html_main._title_outside(page, page.find("main"))
    assert (heading if heading is None else words(heading)) == title
    assert html_main._title_outside(page, page) is None


LINK = '<a href="/x">{}</a>'


@pytest.mark.parametrize(
    ("markup", "leads"),
    [
        ("<p></p>", False),
        ("<p>The kiln is cold.</p>", False),
        ("<p>Advertisement</p>", True),
        ("<p>Advertisement" + " " * 70 + "</p>", True),
        ("<p>-" + "—" * 66 + "Advertisement</p>", True),
        ("<p>--" + "—" * 66 + "Advertisement</p>", False),
        ("<p>Read more: " + LINK.format("a cold kiln") + "</p>", True),
        ("<p>Read more: " + LINK.format("sevenof") + "ten</p>", True),
        ("<p>Read more: " + LINK.format("sixoft") + "ents</p>", False),
        ('<p>Read more: <a href="#note">a cold kiln</a></p>', False),
        ("<p>" + LINK.format("a cold kiln") + "</p>", False),
        ("<p>" + LINK.format("seve") + LINK.format("nof") + "ten</p>", True),
        ("<p>" + LINK.format("six") + LINK.format("oft") + "ents</p>", False),
        ("<span>" + LINK.format("seve") + LINK.format("nof") + "ten</span>", False),
        ("<ul><li>" + LINK.format("Kiln") + "</li><li>" + LINK.format("Weir") + "</li></ul>", True),
        ("<ul><li>" + LINK.format("The kiln of the old town is cold now.") + "</li><li>" + LINK.format("Weir")
         + "</li></ul>", False),
        ("<ul><li>" + LINK.format("The kiln of the town is cold.") + "</li><li>" + LINK.format("Weir") + "</li></ul>",
         False),
        ("<ul><li>" + LINK.format("A kiln of the town cools.") + "</li><li>" + LINK.format("Weir") + "</li></ul>",
         True),
        ("<div><cite>Kiln</cite>" + LINK.format("Kilns of the town") + LINK.format("Weirs") + "</div>", False),
        ("<div><h1>" + LINK.format("Kilns") + "</h1>" + LINK.format("Weirs of the town") + "</div>", False),
    ],
)  # fmt: skip
def test_what_leads_elsewhere(markup: str, leads: bool) -> None:
    """Words of adverts, links after words that announce them, and several links that are nearly all there is."""
    assert html_main._leads_elsewhere(tree(markup)) is leads


def test_what_leads_elsewhere_is_dropped_up_to_half() -> None:
    """The outermost of it, and none of it when little would be left."""
    nested = "<div><ul><li>" + LINK.format("Kiln") + "</li></ul><ul><li>" + LINK.format("Weir") + "</li></ul></div>"
    page = tree(f"<main><p>It is cold</p>{nested}</main>")
    html_main._drop_what_leads_elsewhere(page)
    assert words(page) == "It is cold"
    page = tree(f"<main><p>Cold day</p>{nested}</main>")
    html_main._drop_what_leads_elsewhere(page)
    assert words(page) == "Cold day"
    page = tree(f"<main><p>Colder</p>{nested}</main>")
    html_main._drop_what_leads_elsewhere(page)
    assert words(page) == "Colder Kiln Weir"
    page = tree(nested)
    html_main._drop_what_leads_elsewhere(page)
    assert words(page) == "Kiln Weir"


LINE = "The kiln of Osterholm was cold for a whole winter, and nobody in the town knew why it had gone out. "


@pytest.mark.parametrize(("lines", "read"), [(2, False), (3, True)])
def test_short_texts_are_taken_from_all_that_is_seen(lines: int, read: bool) -> None:
    """A page whose main part is found by its words alone must have more than a note of them."""
    text = "".join(f"<p>{LINE}{number}</p>" for number in range(lines))
    page = main_text(tree(f"<html><body><nav>Home</nav><div><b>Lamp</b></div><div>{text}</div></body></html>"))
    assert ("Lamp" not in page.text) is read


@pytest.mark.parametrize("more", [0, 1])
def test_a_main_part_is_looked_for_in_more_than_the_shortest_texts(more: int) -> None:
    """Not in one that is exactly as long as those that are taken whole."""
    text = f"<p>{LINE}1</p><p>{(LINE * 2)[: html_main.SHORTEST - 105 + more]}</p>"
    markup = f"<html><body><nav>Home</nav><div><b>Lamp</b></div><div>{text}</div></body></html>"
    assert html_main._length(tree(markup.replace("<nav>Home</nav>", ""))) == html_main.SHORTEST + more
    assert ("Lamp" not in main_text(tree(markup)).text) is bool(more)


def test_a_title_stands_above_the_main_text() -> None:
    """The page's only main heading comes first, and what stands beside the main part is left out."""
    page = main_text(tree(f"<html><body><nav>Home</nav><h1>Kiln</h1><b>Lamp</b><main>{LINE}</main></body></html>"))
    assert page.text == f"Kiln\n\n{LINE.strip()}"


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("<article>x</article>", True),
        ('<p role="main">x</p>', True),
        ('<div class="wide post-content">x</div>', True),
        ('<section id="main">x</section>', True),
        ('<div class="wide" id="content">x</div>', True),
        ('<div class="content" id="wide">x</div>', True),
        ('<div class="wide" id="tall">x</div>', False),
        ("<div>x</div>", False),
        ('<td itemprop="x articleBody">x</td>', True),
        ('<span class="content">x</span>', False),
    ],
)
def test_what_is_marked_as_the_main_part(markup: str, marked: bool) -> None:
    """By element, role, property, class or name, whatever the others are."""
    assert html_main._is_marked(lxml.html.fragment_fromstring(markup)) is marked


AROUND_NEWS = (
    "<html><body><nav>home</nav><article><h1>Kiln sold</h1>{}<p>The kiln at Orlow was sold on Monday, and the potters "
    "who worked there since 1961 will leave it in the spring.</p><p>Nobody has said yet what will become of it.</p>{}"
    "</article></body></html>"
)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div><span>5 March</span> · <span>4 min read</span></div>", ""),
        ("<p><span>Lesezeit: 3 Minuten</span></p>", ""),
        ('<div class="b-interstitial"><p>[<a href="/x">Lea también: El horno de Alcora</a>]</p></div>', ""),
        ("", '<p class="button-wrapper"><a class="btn primary" href="/s">Share the Potter</a></p>'),
        ("", '<p><a href="/">« Zurück zur Übersicht</a></p>'),
        ("", '<div class="b-author-bio"><h4>Ana Ruiz</h4><p>Ana Ruiz writes on clay.</p></div>'),
        ("", '<section class="comment-wrapper"><h2>Comments</h2><p>High time!</p></section>'),
        ("", '<article class="comment"><h3>High time</h3><p>They should have sold it.</p></article>'),
        ("", '<div class="post-footer"><span>Posted by Ana</span> <span>Labels: clay</span></div>'),
        ("", '<h3>Temas relacionados</h3><a href="/t">Barro</a>'),
        ("", "<div><h3>相关新闻</h3><ul><li>台风过境停航</li></ul></div>"),
    ],
)
def test_what_publishing_systems_add_is_no_text(above: str, below: str) -> None:
    """Reading times, links between paragraphs, buttons, the author's life, comments, tags and lists of other texts."""
    text = main_text(html_tree.parsed(AROUND_NEWS.format(above, below))).text
    plain = main_text(html_tree.parsed(AROUND_NEWS.format("", ""))).text
    assert text.replace("5 March ·\n\n", "") == plain


@pytest.mark.parametrize(
    "kept",
    [
        '<div class="teaser-text"><p>The oven is out, the lease ends in May.</p></div>',
        "<div><h3>Related</h3><p>The mill beside it was sold in 1998, and nobody has worked there.</p></div>",
        "<p>Back</p>",
    ],
)
def test_what_only_looks_like_what_systems_add_stays(kept: str) -> None:
    """A teaser without links is the first paragraph; below a heading that may be of a list there may be text."""
    text = main_text(html_tree.parsed(AROUND_NEWS.format(kept, ""))).text
    assert all(words in text for words in tree(kept).itertext())


def test_a_subtitle_is_no_heading() -> None:
    """The lines below a title that are marked as its second are of the text, and head nothing."""
    page = main_text(html_tree.parsed(AROUND_NEWS.format('<h2 class="c-heading b-subheadline">The end</h2>', "")))
    assert [page.text[slice(*span)] for span in page.headings] == ["Kiln sold"]
    assert "The end" in page.text


def test_what_is_called_a_subtitle_further_down_is_a_heading() -> None:
    """Le Monde calls its headings so; below the title text stands between both."""
    below = '<h2 class="article__sub-title">The lease</h2><p>It ends in May.</p>'
    page = main_text(html_tree.parsed(AROUND_NEWS.format("", below)))
    assert [page.text[slice(*span)] for span in page.headings] == ["Kiln sold", "The lease"]
