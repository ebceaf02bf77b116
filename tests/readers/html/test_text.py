"""The words of HTML as blocks, element by element, with the lines of the file they stand on; and trees before that."""

from typing import Any

import lxml.html
import pytest

from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.articles.page import LONGEST_ITEM, Page
from retrieval.readers.html import tree as html_tree
from retrieval.readers.html.text import _span, add_html, is_element, is_html, is_no_caption
from retrieval.readers.markup.markdown import seen
from retrieval.readers.rows import MOST_COLUMNS


def page(html: str, *, breaks: bool = False, line: int = 1) -> Page:
    """The page of some HTML."""
    whole = Page()
    add_html(whole, html, line, breaks=breaks)
    return whole


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><script>no</script><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One<style>no</style> more.</p>", "One more."),
        ("<svg><script>no</script>no</svg>One.", "One."),
        ("</script>One.<script>no</script>", "One."),
        ("One <new> thing", "One <new> thing"),
        ("One <Tabs>thing</Tabs>", "One thing"),
        ("One <my-tag>thing</my-tag>", "One thing"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<p>One<br><br>two</p>", "One\n\ntwo"),
        ("<p>One<br> <br>two</p>", "One\n\ntwo"),
        ("<p>One<br>and<br>two</p>", "One\nand\ntwo"),
        ("<ul><li>One<li>Two</ul>Three", "One\nTwo\n\nThree"),
        ("<p>All:</p><ul>\n<li> <p>One</p>\n</li><li><p>Two</p></li></ul>Three", "All:\n\nOne\nTwo\n\nThree"),
        ("<ul><li><p>One</p><p>more</p></li><li><p>Two</p></li></ul>", "One\n\nmore\n\nTwo"),
        ("<ul><li>One<p>more</p></li><li><p>Two</p></li></ul>", "One\n\nmore\n\nTwo"),
        ("<ul><li><p>One</p><ul><li><p>A</p></li></ul></li><li><p>Two</p></li></ul>", "One\nA\nTwo"),
        ("<ul><li><p>One<li><p>Two</ul><p>Three</p>", "One\nTwo\n\nThree"),
        (f"<ul><li><p>{'x' * LONGEST_ITEM}</p></li><li><p>Two</p></ul>", f"{'x' * LONGEST_ITEM}\nTwo"),
        (
            f"<ul><li><p>One</p><li><p>x{'x' * LONGEST_ITEM}</p><li><p>Two</p></ul>",
            f"One\n\nx{'x' * LONGEST_ITEM}\n\nTwo",
        ),
        ("<ul><li>One<ul><li>A</ul>after<li>Two</ul>", "One\nA\nafter\nTwo"),
        ("<ul><li>One</ul><ul><li>Two</ul>", "One\n\nTwo"),
        ("</ul><ul><li>One<ul><li>A</ul></ul>Two", "One\nA\n\nTwo"),
        ("<p>He said <q>no</q>.</p>", "He said “no”."),
        ("<p><ruby>漢<rt>かん</rt></ruby>字 <ruby>書<rt>しょ</ruby>く</p>", "漢字 書く"),
        ("<pre>a\n  b   c</pre><p>d   e</p>", "a\n  b   c\n\nd e"),
        ("<p>One   two</p>", "One two"),
        ("<p>One <img alt='A kiln'> two</p>", "A kiln\n\nOne two"),
        ("<p><img alt='A kiln'> two</p>", "A kiln\n\ntwo"),
        ("<p>One <img alt=' '> two <img></p>", "One two"),
        ("<table><tr><td>a <img alt='A kiln'></td><td>b</td></tr></table>", "a | b"),
        ("<table><tr><td>a<br>b</td><td><p>c</p><p>d</p></td></tr></table>", "a b | c d"),
        ("<table><tr><td>a<ul><li>b<li>c</ul></td><td>d</td></tr></table>", "a b c | d"),
        ("<table><tr><td>a<table><tr><td>b<td>c</table>d</td><td>e</td></tr></table>", "a b c d | e"),
        ("<table><tr><td>a</td><td>b</td></tr></table>after", "a | b\n\nafter"),
        ("before<table><tr><td>a</td><td>b", "before\n\na | b"),
        ("<table><thead><tr><td>Year<td>Fires</thead><tbody><tr><td>1904<td>two</table>", "Year: 1904 | Fires: two"),
        ("<table><tr><td><p>a</p>b</td><td>c</td></tr></table>", "a b | c"),
        ("<table><tr><td>a<td>b</table><table><tr><td>c<td>d</table>", "a | b\n\nc | d"),
        ("<table><tr></tr><tr><td>a<td>b</tr></table>", "a | b"),
        ("</table><p>One</p>", "One"),
    ],
)
def test_elements_and_their_words(html: str, text: str) -> None:
    """Each as a person sees it, also where tags are left open or closed twice."""
    assert page(html).text == text


@pytest.mark.parametrize(
    ("tag", "element"), [("p", True), ("script", True), ("b", True), ("x-y", True), ("o:p", True), ("new", False)]
)
def test_names_of_elements(tag: str, element: bool) -> None:
    """Those of HTML, and a page's own, which have a hyphen or a colon."""
    assert is_element(tag) is element


@pytest.mark.parametrize(
    ("text", "html"),
    [("a < b", False), ("<p>a", True), ("a<br/>b", True), ("<b>a</b>", True), ("<b>a", False), ("a", False),
     ("</strong>", True), ("p>", False)],
)  # fmt: skip
def test_words_that_are_html(text: str, html: bool) -> None:
    """By a tag of paragraphs, lists or lines, or one that is closed."""
    assert is_html(text) is html


@pytest.mark.parametrize(
    ("text", "breaks", "blocks"),
    [
        ("one\n\ntwo", False, "one\ntwo"),
        ("one\n \ntwo", True, "one\n\ntwo"),
        ("one\ntwo\n", True, "one\ntwo"),
        ("\none", True, "one"),
        ("a <b>b</b>\n\nc", True, "a b\n\nc"),
    ],
)
def test_blank_lines_part_paragraphs_where_they_may(text: str, breaks: bool, blocks: str) -> None:
    """In text that is only here and there HTML."""
    assert page(text, breaks=breaks).text == blocks


def test_each_block_knows_its_line() -> None:
    """Counted from the line on which the HTML begins, noted where lines do not go on by themselves."""
    html = "<p>One</p>\n<p>Two\nthree</p>\n\n<ul>\n<li>Four\n</ul>\n\n<table>\n<tr><td>a<td>b</tr>\n</table>"
    whole = page(html, line=10)
    assert whole.text == "One\n\nTwo\nthree\n\nFour\n\na | b"
    at = whole.text.index
    assert whole.lines == [(0, 10), (at("Two"), 11), (at("Four"), 15), (at("a | b"), 19)]


@pytest.mark.parametrize(
    ("written", "columns"),
    [("1", 1), ("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("", 1), ("²", 1), ("9999", MOST_COLUMNS)],
)
def test_a_cell_spans(written: str, columns: int) -> None:
    """As many as it says, at least one and no more than a row has."""
    assert _span(written) == columns


def tree(markup: str) -> Any:
    """The tree of one element."""
    return lxml.html.fromstring(markup)


LONG = "x" * (HEADING_CHARACTERS + 1)


@pytest.mark.parametrize(
    ("markup", "heading"),
    [
        (f"<div><p><b>Kiln</b></p><p>{LONG}</p></div>", True),
        (f"<div><p><strong> Kiln </strong></p><p>{LONG}</p></div>", True),
        (f"<div><p><i>Kiln</i></p><p>{LONG}</p></div>", False),
        (f"<div><h6><b>Kiln</b></h6><p>{LONG}</p></div>", False),
        (f"<div><p><b>Kiln</b><b>x</b></p><p>{LONG}</p></div>", False),
        (f"<div><p>a <b>Kiln</b></p><p>{LONG}</p></div>", False),
        (f"<div><p><b>Kiln</b> a</p><p>{LONG}</p></div>", False),
        ("<div><p><b>Kiln</b></p></div>", False),
        (f"<div><p><b>Kiln</b></p><h4>{LONG}</h4></div>", False),
        (f"<div><p><b>Kiln</b></p><p>{LONG[1:]}</p></div>", False),
        (f"<div><p><b>{LONG[1:]}</b></p><p>{LONG}</p></div>", True),
        (f"<div><p><b>{LONG}</b></p><p>{LONG}</p></div>", False),
        (f"<div><p><b></b></p><p>{LONG}</p></div>", False),
        (f"<div><p><b>It is cold.</b></p><p>{LONG}</p></div>", False),
        (f"<div><p><b>Is it cold?</b></p><p>{LONG}</p></div>", True),
        ("<div><p><b>Is it cold?</b></p><p>It is.</p></div>", True),
        ("<div><p><b>Is it cold?</b></p><p><b>Is it wet?</b></p></div>", False),
        ("<div><p><b>Is it cold?</b></p><ul><li>It is.</li></ul></div>", False),
    ],
)
def test_a_bold_line_above_a_paragraph_is_a_heading(markup: str, heading: bool) -> None:
    """When it is short, all in bold, no sentence, and the paragraph longer than a heading."""
    assert html_tree._is_bold_line(tree(markup)[0]) is heading


@pytest.mark.parametrize(
    ("markup", "tags"),
    [
        ("<div><table><tr><td>a</td></tr></table></div>", "div"),
        ("<div><table><tr><td>a</td><td>b</td></tr></table></div>", "table"),
        ("<div><table><tr><th>a</th><td>b</td></tr></table></div>", "table"),
        ("<div><table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table></div>", "table"),
        ('<div><table role="Presentation"><tr><td>a</td><td>b</td></tr></table></div>', "div"),
        ("<div><table><tr><td><h2>a</h2></td><td>b</td></tr></table></div>", "div"),
        ("<div><table><tr><td><p>a</p></td><td>b</td></tr></table></div>", "table"),
        ("<div><table><tr><td><p>a</p><p>c</p></td><td>b</td></tr></table></div>", "div"),
        ("<div><table><tr><td><table><tr><td>ab</td><td>c</td></tr></table></td><td>def</td></tr></table></div>",
         "div"),
        ("<div><table><tr><td><table><tr><td>ab</td><td>c</td></tr></table></td><td>defg</td></tr></table></div>",
         "table"),
        ("<div><table></table></div>", "div"),
    ],
)  # fmt: skip
def test_tables_that_lay_out_a_page(markup: str, tags: str) -> None:
    """Of one column, marked so, or with headings, several paragraphs or most of their words in tables in them."""
    page_ = tree(markup)
    html_tree.lay_out(page_)
    assert page_[0].tag == tags


@pytest.mark.parametrize(
    ("markup", "tag"),
    [("<dl><dt>Is it cold?</dt></dl>", "h4"), ("<dl><dt>Kiln</dt></dl>", "dt"), ("<dl><dt></dt></dl>", "dt"),
     ('<dl><div role="heading">Kiln</div></dl>', "h4"), ('<dl><div role="note">Kiln</div></dl>', "div")],
)  # fmt: skip
def test_what_is_a_heading_without_being_marked(markup: str, tag: str) -> None:
    """A question above its answer, and what has the role of one."""
    page_ = tree(markup)
    html_tree.lay_out(page_)
    assert page_[0].tag == tag


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ('<p>Seen<sup><a href="#fn1">1</a></sup>.</p>', "Seen."),
        ('<p>Seen<a href="#fn1"><sup>1</sup></a>.</p>', "Seen."),
        ('<p>Seen<a href="#fn1">1</a>.</p>', "Seen1."),
        ('<p>Seen<sup><a href="#top">1</a></sup>.</p>', "Seen1."),
        ('<p>Seen<sup><a href="/fn1">1</a></sup>.</p>', "Seen1."),
        ('<p>Seen<sup>x <a href="#fn1">1</a></sup>.</p>', "Seenx 1."),
        ('<p>Seen<a class="footnote-ref" href="#a">1</a>.</p>', "Seen."),
        ('<p>Seen<a role="doc-noteref" href="#a">1</a>.</p>', "Seen."),
        ('<p>Seen<a class="x" href="#a">1</a>.</p>', "Seen1."),
        ('<p>Seen <a href="#r1">↩</a></p>', "Seen "),
        ('<p>Seen <a href="#fn12345"><sup>12345</sup></a></p>', "Seen 12345"),
        ('<p>Seen <a class="backlink" href="#r">back</a></p>', "Seen back"),
    ],
)
def test_marks_of_notes_are_taken_out(markup: str, words: str) -> None:
    """Figures that lead to notes and arrows that lead back; no other link."""
    page_ = tree(f"<div>{markup}</div>")
    html_tree.strip(page_)
    assert "".join(page_.itertext()) == words


@pytest.mark.parametrize(
    ("figure", "alt"),
    [
        ("<img alt='A  kiln'><figcaption>A kiln</figcaption>", None),
        ("<img alt='A kiln'><figcaption>B</figcaption>", "A kiln"),
        ("<img alt='A kiln'>", "A kiln"),
    ],
)
def test_a_caption_is_not_said_twice(figure: str, alt: str | None) -> None:
    """An image's alternative text goes when its caption says the same."""
    page_ = tree(f"<div><figure>{figure}</figure></div>")
    html_tree.strip(page_)
    assert page_.find(".//img").get("alt") == alt


@pytest.mark.parametrize(("written", "tag"), [("", None), (" \n", None), ("<p>a</p>", "html"), ("<!-- a -->", None)])
def test_a_tree_of_what_is_written(written: str, tag: str | None) -> None:
    """None where nothing is."""
    got = html_tree.parsed(written)
    assert (None if got is None else got.tag) == tag


def test_white_space_is_that_of_a_browser() -> None:
    """One space for each run, but in preformatted text all of it."""
    page_ = tree("<div>a \n b<pre> c \n d<b> e  f</b>  g</pre>  h <x>i  j</x></div>")
    html_tree._collapse(page_)
    assert "".join(page_.itertext()) == "a b c \n d e  f  g h i j"
    assert page_[-1].tag == "span"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>It costs <del>70</del> <ins>80</ins> <s>marks</s> euros.</p>", "It costs 80 euros."),
        ("<p><strike>No.</strike> Yes.</p>", "Yes."),
        ("<p style='text-decoration-line: underline line-through'>No.</p><p>Yes.</p>", "Yes."),
        ("<p style='text-decoration: underline; color: red'>Yes.</p>", "Yes."),
        ("<del><p>No.</p><q>No.</q><img alt='No'></del><p>Yes.</p>", "Yes."),
        ("<del>No <del>no</del> no</del> yes", "yes"),
        ("<s>Yes <s>no</s> yes", "Yes yes"),
        ("</s>Yes <s>no</s></s> yes", "Yes yes"),
        ("<table><tr><td><s>a</s>b<td>c<tr><td><s>d</s><td><s>e</s></table>", "b | c"),
    ],
)
def test_what_is_struck_out_is_left_out(html: str, text: str) -> None:
    """By a tag or a style; a tag that is never closed strikes nothing."""
    assert page(html).text == text


def test_a_page_with_struck_words_keeps_its_lines() -> None:
    """What stands behind struck words is on the line of the file that it is on."""
    html = "<p>One\n<del>two\nthree</del>\n four <s>\nfive</s> six</p>\n<pre>k\n<del>l\nm</del>\nn</pre><p>z</p>"
    tree = lxml.html.document_fromstring(f"<html><body>{html}</body></html>")
    whole = html_tree.seen(tree, numbered=True)
    assert whole.text == "One four six\n\nk\n\nn\n\nz"
    at = whole.text.index
    assert {(at("One"), 1), (at("four"), 4), (at("six"), 5), (at("k"), 6), (at("z"), 9)} <= set(whole.lines)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div><video><p>no</p><p>a <a href=x>film</a></p></video><p>yes</p></div>", "yes"),
        ("<p><video src=x>no</p><p>yes</p>", "yes"),
        ("<p>a <audio>no<br>no</audio> b</p><audio /><p>c</p>", "a b\n\nc"),
        ("<figure><video><source></video><figcaption>The weir</figcaption></figure>", "The weir"),
    ],
)
def test_what_is_said_where_a_film_cannot_be_played_is_left_out(html: str, text: str) -> None:
    """Also in blocks; a film without an end ends with what it stands in."""
    assert page(html).text == text


@pytest.mark.parametrize(
    ("caption", "address", "is_one"),
    [
        ("IMG_1234", "/a/img-1234-300x200.jpeg", True),
        ("weir-2", "weir-2.png?w=300", True),
        ("weir2.png", "", True),
        ("Build Status", "https://img.shields.io/x/weir?color=red", True),
        ("build", "https://github.example/weir/actions/workflows/ci.yml/badge.svg", True),
        ("Their badge", "/images/badges/scouts.jpg", False),
        ("Screenshot 2019-04-26 0.18.23.png", "", True),
        ("スクリーンショット 0.18.23.PNG", "", True),
        ("It burned, and all that is left is a map.png", "", False),
        ("weir2", "b.png", False),
        ("2019-03", "weir.png", False),
        ("Weir", "weir.png", False),
        ("The weir-2", "the-weir-2.png", False),
        ("-_-", "weir.png", False),
    ],
)
def test_the_name_of_a_pictures_file_is_no_caption(caption: str, address: str, is_one: bool) -> None:
    """Programs write it where one should stand; a word alone may be somebody's."""
    assert is_no_caption(caption, address) == is_one
    assert (caption in page(f'<p>Low.</p><img alt="{caption}" src="{address}">').text) != is_one
    assert (caption in seen(f"Low.\n\n![{caption}](<{address}>)").text) != is_one
