"""Tags that are filled in when a page is made: nothing of them is read but captions, wherever they stand."""

import pytest

from retrieval import Article, Problem
from retrieval.readers import read
from retrieval.readers.markup.markdown import seen
from retrieval.readers.markup.site_tags import FEW_CHARACTERS, is_of_a_site, without_shortcodes


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('See [the weir]({{< ref "weir.md" >}} "The weir") now.', "See the weir now."),
        ("See [the weir]({{ site.url }}/weir) now.", "See the weir now."),
        ('See [the weir].\n\n[the weir]: {{< ref "weir.md" >}}', "See the weir."),
        ('See [the weir].\n\n[the weir]: {% link weir.md %} "Weir"', "See the weir."),
        ('<p>\n<a href="{{< ref "weir.md" >}}">The weir</a> {{ x | y }}is low.\n</p>', "The weir is low."),
        ('<p>{{< img src="a.png" alt="The weir" >}}Low.</p>', "The weir\n\nLow."),
        ('<figure>\n  {% image "a.png" "The old weir" %}\n<b>Low.</b>\n</figure>', "The old weir\n\nLow."),
        ("<pre>\n{{ x }}\n</pre>", "{{ x }}"),
        ('{{< pen\n  id="a"\n>}}\n\nLow.', "Low."),
        ('One {{< pen\n  id="a" >}} two.', "One\ntwo."),
        ("{% image\n  'a.png' 'The old weir'\n%}\nLow.", "The old weir\n\nLow."),
        ('{{< figure src="a.png"\n  caption="The weir"\n>}}', "The weir"),
        ("```\n{{< pen\n>}}\n```", "{{< pen\n>}}"),
        ("Type `{{<` and\n`>}}` here.", "Type {{< and\n>}} here."),
        ("An open {{< pen\n\nstays.", "An open {{< pen\n\nstays."),
        ('{% image "a.png" "The old weir" %}{.wide .left}', "The old weir"),
        ('{% image "a.png" "wide=1 left" %}\n\nLow.', "Low."),
        ('The <Figure\n  alt="The weir" /> is low.', "The is low.\n\nThe weir"),
        ("<ul>\n<li>\n<b>a</b>\n\n    <p>\n      Low.\n    </p>\n</ul>", "a\n\nLow."),
        ("<b>a</b>\n\n    <p>Low.</p>", "a\n\n<p>Low.</p>"),
        ("<div>\na\n</div>\n\n    <p>Low.</p>", "a\n\n<p>Low.</p>"),
        ('{% include list.md\n\n  q="' + "Why? " * 500 + '"\n  a="So."\n%}\n\nLow.', "Low."),
    ],
)
def test_tags_of_sites_in_markdown(markdown: str, text: str) -> None:
    """Tags inside of HTML, where links lead, over several lines; code and what is never closed stay."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('<div markdown="1">\nSee [the weir](weir.md).\n</div>\n\n*Low*.', "See the weir.\n\nLow."),
        ("<aside markdown='block'>\n  <img src='a.png' alt='Weir'>\n  *Low*.\n</aside>", "Low.\n\nWeir"),
        ("<div class='a' markdown>\n\n-   **Low**\n\n    water\n\n</div>\n\nAfter.", "Low\n\nwater\n\nAfter."),
        ('<div markdown="1">\n<div>\n*a*\n</div>\n\n*b*\n</div>\n\n*c*', "*a*\n\nb\n\nc"),
        ('<div markdown="1">\n    Low.\n</div>', "Low."),
        ("<div markdown='0'>\n*a*\n</div>", "*a*"),
        ("```\n<div markdown>\n```", "<div markdown>"),
        ("In `markdown` <b>a</b>", "In markdown a"),
    ],
)
def test_markdown_inside_of_html(markdown: str, text: str) -> None:
    """Where a tag says so, what is inside is Markdown as well; elsewhere it is HTML."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("words", "seen_words"),
    [
        ("[youtube https://v.example/1] a", " a"),
        ("[youtube=https://v.example/1&w=2] a", " a"),
        ("[vimeo 12345] [video 3] [audio]", " [video 3] [audio]"),
        ('[caption id="a_1" width="3"]The weir[/caption]', "The weir"),
        ("[dropcap]T[/dropcap]he [b]weir[/b]", "The weir"),
        ("[url=https://v.example]weir[/url] [weir](x) [weir: y", "weir [weir](x) [weir: y"),
        ("[vc_row][vc_column width='1/2']a[/vc_column]", "a"),
        ("[sic] he said [laughs] x[0] = y[i] [see note 3]", "[sic] he said [laughs] x[0] = y[i] [see note 3]"),
        ("[/end] of [start]", "[/end] of [start]"),
    ],
)
def test_marks_in_brackets(words: str, seen_words: str) -> None:
    """Only what a program fills in is left out; words that somebody put in brackets stay."""
    assert without_shortcodes(words) == seen_words


def test_known_shortcodes_of_a_blog() -> None:
    """What a blog keeps is filled in by it also without values."""
    assert without_shortcodes("a [gallery] b [sic]", of_blog=True) == "a  b [sic]"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The weir {% comment %} ask legal {% endcomment %} is low.", "The weir is low."),
        ("{%- comment -%}ask legal{%- endcomment -%}\n\nLow.", "Low."),
        ("{% comment %} ask\n\nlegal {% endcomment %}\n\nLow.", "Low."),
        ("{{/* ask legal */}}\nLow. {{% comment %}}ask{{% /comment %}}", "Low."),
        ("{# ask legal #}\n\n# Weir {#weir .low}\n\nLow{::comment}ask{:/}.", "Weir\n\nLow."),
        ("`{% comment %}` opens, `{% endcomment %}` ends.", "{% comment %} opens, {% endcomment %} ends."),
        ("```\n{% comment %}\na\n{% endcomment %}\n```", "{% comment %}\na\n{% endcomment %}"),
        ("~~~\n{# a\n\nLow. #}", "{# a\n\nLow. #}"),
        ("A {# never ends.\n\nLow.", "A {# never ends.\n\nLow."),
        ("{% raw %}Type {{ name }} and `{{ x }}`.{% endraw %}", "Type {{ name }} and {{ x }}."),
        ("Type `{% raw %}{{ name }}{% endraw %}` here.", "Type {{ name }} here."),
        ("{% raw %}\n```\n{{ name }}\n```\n{% endraw %}\n\nLow.", "{{ name }}\n\nLow."),
    ],
)
def test_comments_of_sites_and_what_they_leave_as_typed(markdown: str, text: str) -> None:
    """Comments are nowhere seen but in code, within a line or over several; tags that are left as typed are."""
    assert seen(markdown).text == text


def test_a_comment_leaves_the_lines_below_it_where_they_are() -> None:
    """As many lines stay."""
    page = seen("A\n\n{# ask\nlegal #}\n\nLow.")
    assert (page.text, page.lines[-1]) == ("A\n\nLow.", (3, 6))


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("<h2>Mills</h2>{% for post in site.categories['mills'] %}{{ post.title }}{% endfor %}", True),
        ("{%- for item in collections.mill | reverse -%}", True),
        ("{% for key, post in paginator.posts %}", True),
        ("{% for weir in page.weirs %}", False),
        ("for post in site.posts", False),
        ('\n{% extends "base.html" %}', True),
        ("{% set page = 'Mill' %}\n{# the mill #}{% extends 'base.html' %}", True),
        ("{% set page = 'Mill' %} The mill {% extends 'base.html' %}", False),
        ("The mill {% extends x %}", False),
    ],
)
def test_pages_that_a_site_fills_in(source: str, is_one: bool) -> None:
    """Such as a list of posts, unless it has a text of its own, and a page that is made of another one."""
    assert is_of_a_site(source, "Mills") == is_one
    assert is_of_a_site("{% for post in site.posts %}", "x" * FEW_CHARACTERS)
    assert not is_of_a_site("{% for post in site.posts %}", "x" * (FEW_CHARACTERS + 1))


def test_an_item_of_a_feed_that_is_filled_in_has_no_text() -> None:
    """Whatever its site's generator is; one that only names such a tag has."""
    items = "".join(
        f"<item><title>A</title><description>{words}</description></item>"
        for words in ("{{ x.body }}", "Type {{ x }}.")
    )
    problem, article = read(f"<rss><channel>{items}</channel></rss>".encode(), "a.xml")
    assert isinstance(problem, Problem)
    assert problem.reason == "has no text"
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (
            "mills.md",
            "---\ntitle: Mills\n---\nAll mills\n\n{% for post in site.posts %}\n{{ post.title }}\n{% endfor %}",
        ),
        ("mills.html", "---\nlayout: a\n---\n<h1>All</h1>{% for p in paginator.posts %}{{ p.title }}{% endfor %}"),
        ("main.html", '{% extends "base.html" %}\n{% block content %}<p>The mill</p>{% endblock %}'),
        ("feed.xml", "---\nlayout: null\n---\n<?xml version='1.0'?><rss><channel>{% for p in x %}<item><title>{{ p }}"),
        ("theme.xml", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xmlns:b='x'><body>The mill"),
        ("theme.xml", "<html><head><b:skin>a</b:skin></head><body><p>The mill</p></body></html>"),
    ],
)
def test_files_of_a_site_hold_no_articles(name: str, written: str) -> None:
    """Lists of its posts, feeds that it fills in, and Blogger's themes."""
    (problem,) = read(written.encode(), name)
    assert isinstance(problem, Problem)
    assert problem.reason == "holds no articles"
