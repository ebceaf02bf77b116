"""Markdown and pages: what is read of small files, and of such with a line less."""

from syrupy.assertion import SnapshotAssertion

from tests.readers.readings import examples, reading, table

MARKDOWN = examples(r"""
---
title: The mill
date: 2021-03-04
authors: [Ana Ruiz, Bo Ray]
---

# Fire {#fire .x}

It **burned** ==down==[^1], ~~they~~ H~2~O x^2^ [[Weir|the weir]] ![[x]] %%unseen%% $a_b$ `{% x %}`.

[^1]: A note.
━━
Agenda

A picture ![The weir](weir.png) in a sentence.

# The mill
It burned.
## Second
**Is it known?**
It is known to everyone who lives there.
**Who did it**
Nobody knows who did it, as they said.
━━
**A bold line**

It burned down in March, when nobody was there to see it, they said.

Plain title

It burned down in March, when nobody was there to see it, they said.
━━
```python
a = 1

# no heading
```
    indented code

~~~
open
━━
| Name | Year |
|------|------|
| Ana  | 1921 |
| Bo   |      |
after

| | |
|-|-|
| Ana | 1921 |
━━
- one
  goes on
- [x] two

  three
1. first
3. Juni 2024
> [!NOTE] quoted
> more
━━
!!! note "Watch"
    the weir

    and more
after

::: tip Title
seen
:::

{% comment %}
gone
{% endcomment %}
{{< figure caption="The weir" >}}
<Tabs>
  inside
</Tabs>
import x from 'y'
export const a = {
 b: 1
}
* TOC
{:toc}
[TOC]
━━
```{note} Watch
:class: x
the weir
```

```{code-block} python
:linenos:
a = 1
```

:::{tip}
seen
:::

{ref}`The weir <weir>` {icon}`fa`

term
: meaning
  goes on
━━
Simple table:

Name    Year
-----  -----
Ana     1921
Bo      1922

Table: The people

-------------
Name    Year
-----  -----
Ana     1921
Ruiz

Bo      1922
-------------

+------+------+
| Name | Year |
+======+======+
| Ana  | 1921 |
| Ruiz |      |
+------+------+
━━
<div>One</div>

a <!-- b --> c <new> d<br>e <del>gone</del> f

<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>

text <!-- open
end
━━
Title
=====
Sub
---
two
lines
---
#Heading
#tag
##also
#two #tags
""")
HTML = examples("""
<html lang="en"><head><title>The mill | Weir Post</title>
<meta property="og:title" content="The mill - Weir Post">
<meta property="og:site_name" content="Weir Post">
<meta name="author" content="Ana Ruiz">
<meta property="article:published_time" content="2024-03-16T10:00:00Z">
<link rel="canonical" href="https://post.example/mill">
</head><body><nav>Menu</nav>
<h1>The mill</h1>
<p>It burned.</p>
<footer>End</footer></body></html>
━━
<html><head><title>The mill</title>
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "The mill",
"datePublished": "2024-03-16", "author": {"@id": "#a"}, "publisher": {"name": "Weir Post"}},
{"@type": "Person", "@id": "#a", "name": "Ana Ruiz"}]}</script></head>
<body><article><h2>The mill</h2>
<p class="byline">By <a rel="author">Bo Ray</a> | 17 March 2024</p>
<time class="updated" datetime="2024-03-18">18 March</time>
<p>It burned.</p></article>
<aside><p>Aside</p></aside></body></html>
━━
<body><p class="MsoTitle">The mill</p>
<p><b>Fire</b></p>
<p>It burned down in March, when nobody was there to see it, and would not be rebuilt at all, they said.</p>
<p><b>Is it?</b><br>
It is so, as everybody who lives there knows.</p>
<dl><dt>Date published</dt><dd>16 March 2024</dd></dl></body>
━━
<body><h1>The mill</h1>
<ul><li>one<ul><li>inner</li></ul></li><li>two</li></ul>
<p>a<br><br>b <q>said</q> <img alt="The weir" src="x"> c <ruby>k<rt>x</rt></ruby></p>
<img alt="Alone"><img alt="weir.png">
<pre>
 a
  b
</pre>
<s>gone</s> <p style="text-decoration: line-through">gone</p>
<style>.x {text-decoration: line-through}</style><p class="x">gone</p>
<button>Press</button><p hidden>Hidden</p></body>
━━
<table><caption>Mills</caption>
<thead><tr><th>Name</th><th colspan="2">Years</th></tr></thead>
<tr><td rowspan="2">Old</td><td>1921</td><td>1922</td></tr>
<tr><td>1923</td><td><table><tr><td>in</td></tr></table></td></tr>
<tr><td>New</td></tr>
</table>
<table><tr><td>Year</td><td>Fires</td></tr>
<tr><td>Old</td><td>3</td></tr>
<tr><td>New</td><td>4</td></tr></table>
<table><tr><td><h2>Laid</h2></td><td>out</td></tr></table>
━━
<body><div class="content"><h1>The mill</h1>
<p>It burned<sup><a href="#fn1" id="ref1">1</a></sup>.</p>
<p><a href="/a">Read more: The weir of Osten</a></p>
<ul><li><a href="/a">One</a></li><li><a href="/b">Two</a></li></ul>
<p>Advertisement</p>
<p id="fn1"><a href="#ref1">↩</a> A note.</p></div>
<div class="related"><p>Related</p></div>
<div class="share">Share</div></body>
━━
<div itemscope><h1 itemprop="headline">The mill</h1>
<span itemprop="author"><span itemprop="name">Ana Ruiz</span></span>
<time itemprop="datePublished" datetime="2024-03-16">16 March</time>
<div itemprop="articleBody">It burned.</div></div>
━━
<div class="h-entry"><a class="u-url" href="https://post.example/a">x</a>
<span class="p-author">Ana Ruiz</span>
<time class="dt-published" datetime="2024-03-16">then</time>
<p>It burned.</p></div>
━━
<html><body><!--beginarticle-->
<PRE>It burned.
On Mon, 14 Mar 2022 Bo wrote:
>i> Did it?
</PRE><!--endarticle--></body></html>
━━
---
title: In front
---
<p>It burned.</p>
""")


def test_markdown(snapshot: SnapshotAssertion) -> None:
    """Marks of CommonMark and of its dialects."""
    assert table(reading("a.md"), MARKDOWN) == snapshot


def test_pages(snapshot: SnapshotAssertion) -> None:
    """Their fields, their main text, its marks."""
    assert table(reading("a.html"), HTML) == snapshot
