"""Org, Textile, reStructuredText, AsciiDoc, wikis, LaTeX: what is read of small files, and of such with a line less."""

from syrupy.assertion import SnapshotAssertion

from tests.readers.readings import examples, reading, table

ORG = examples("""
#+TITLE: The mill
#+title: and the weir
#+AUTHOR: Ana Ruiz <a@b.org>
#+DATE: <2021-03-04 Thu>
#+FILETAGS: :x:

* TODO [#A] Fire :old:news:
The mill *burned* /down/.
━━
#+CAPTION: The weir
[[./weir.png]]
: code
:
After it [[https://a.org][the weir]] and [[https://b.org]].
━━
One
- item
- [ ] second
  goes on
12. March
1. first

3. third
━━
On the
12. of March
1) one
 + two
 * three
- term :: meaning
1. term :: meaning
━━
#+BEGIN_SRC python
  a = 1

    b
#+END_SRC
words
#+begin_comment
unseen
#+end_comment
end
━━
#+begin_quote
* Ana
said
#+end_quote

#+begin_example
,* no heading
,,#+x
 a, b
#+end_example
#+begin_example
* a heading
#+end_example
━━
* One
:PROPERTIES:
:ID: 3
:END:
:NOTE:
seen
:END:
text
:LOGBOOK:
* Two
:END:
━━
| a | b |
|---+---|
| 1 | 2 |
| 3 | |
text
━━
| a | b |
| 1 | 2 |
|---+---|
━━
|---+---|
| a | b |
|---+---|
| 1 | 2 |
━━
Note[fn:1] and [fn:long-name].

[fn:1] The note
goes on.

SCHEDULED: <2021-03-04>
# comment
#
-----
+struck+ and =code= ~verb~ a*b*c _x_
""")
TEXTILE = examples(r"""
---
title: The mill
author: Ana Ruiz
---
h1. The mill

p(left). It *burned* _down_.

bq.:http://a.org Quoted
- words
━━
bc. a = 1
b = 2

text

bc.. c = 3

d = 4

p. after
━━
pre. kept
  in

h3. Last
━━
|_. Name|_. Place|
|Ana|Osten|
|>. 3|\2. 4|
text
━━
|_. Name|Place|
|Ana|Osten|
━━
|_. Name|_. Place|
━━
table(c). x
|a|b|

# one
# two
## three
- term := meaning
* term := meaning
━━
text
* not an item

* an item
more
###. comment
end
━━
"The weir(title)":https://a.org/x. and !pic.png(The weir)! and "alias":weir

[weir]https://a.org

fn1. The note[2] of NATO(North Atlantic).
-struck- [*set*]off <b>x</b> a-b-c
━━
notextile. <i>as</i>

###. aside

h7. none

fn12. twelve

fn1234. none
""")
RST = examples(r"""
=====
Title
=====

Sub
---

:Author: Ana Ruiz
:Author: Bo Ray
:Date: 2021-03-04
:Abstract:
   long
   words

The mill burned.
━━
Title
=====
Third
-----
Fourth
~~~~~~

:date: 2021-03-04

text
━━
A
==

B
===

:No field: x

::

text

===

end
===
━━
Title: The mill
Author: Ana Ruiz,
  Bo Ray
Created: 04-Mar-2021

Abstract
========

words
━━
Author: Ana Ruiz
Created: 2021

words
━━
.. title: The mill
.. date: 2021-03-04
.. author: Ana Ruiz

The mill

.. title: unseen

end
━━
.. note:: Watch
   the weir.

   More.

.. warning::

   Danger

.. image:: a.png
   :alt: The weir

.. figure:: b.png
   :alt: unseen

   A caption

.. figure:: b.png
   :alt: alone
━━
.. code-block:: python
   :linenos:

   a = 1

     b

.. rubric:: A head

.. toctree::

   unseen

.. only:: html

   seen

.. include:: a/b.txt

.. sidebar:: Title

   Beside
━━
Like this::

   code
     more
  less

back ::

  code

::

  third

follows::
text
━━
- one
  goes on
- two

  code

1. first
(2) second
a. third
iv) roman

on
12. March

| verse
| two
━━
+-----+-----+
| a   | b   |
+=====+=====+
| 1   | 2   |
|     | 3   |
+-----+-----+
| 4   |     |
+-----+-----+

end
━━
+---+---+
| a | b |
+---+---+
| c     |
+---+---+
━━
===== =====
a     b
===== =====
1     2
      3
----- -----
4     5
===== =====

end
━━
  === ===
  1   2
  3   4
  === ===
━━
.. [1] The note
   goes on
.. [Ana] Cited
.. _target: x
.. comment
   more
..

   quoted

end [1]_ [#a]_ and [Ana]_.
━━
.. |mill| replace:: the old mill
.. |pic| image:: a.png

On |mill| and |pic| and |none|, ``|mill|`` :pep:`8` :pep:`8#a` :pep:`x <8>` :issue:`12` :py:func:`~a.b`
:doc:`The weir <weir>` `link <x>`_ word_ *em* **strong** a\*b \ x
━━
text
.. note:: x

text
.. comment

- item
.. comment
   in
- next
""")
ASCIIDOC = examples("""
= The mill
Ana Ruiz <a@b.org>; Bo Ray
v1.0, 2021-03-04
:lang: en
:weir: the old weir

== Fire
The {weir} *burned* _down_ {none} {nbsp}x.
━━
:revdate: 2021-03-04
// comment

= The mill
it burned down again.
:docdate: 2020-01-01
text
━━
= The mill
4 March 2021

text

= Second
Ana Ruiz

# Third
###### Sixth ######
━━
The mill
--------
text

long line
~~~~~~~

The weir
~~~~~~~~~~

The weir
~~~~~~~~~~~

ab
--

abc
+++
━━
----
a = 1

  b
----
x
....
c
....
////
unseen
////
++++
raw
++++
====
example
====
end
////
never ended
━━
[source]
----
code
----

[cols="1,2"]
|===
|a
|b
|c |d
|===

end
━━
|===
|a |b

|1 |2
|3
goes on +
further
|4
|===
━━
[options="header"]
|===
|a |b
|1 2+|2
|===

|===
|a
|===
━━
,===
a,b

1,2
,===

|===
|a |b
|1 |2
━━
image::a.png[The weir,200]
.A title
image::b.png[]
.5 is
..hidden

open
.not a title
[not about]
:no: attribute
━━
* one
** two
  goes on
+
more

1. first
. second
<1> third
- [x] done

term:: meaning
last::
  indented
other;; x
━━
open
* no item
term:: no

include::a.adoc[]
ifdef::x[]
Note footnote:[The note.] link:a[words^] https://a.org[site^] https://b.org[] <<a,there>> <<b>> image:i.png[x]
[[anchor]]y [.role]#marked# [line-through]#gone# H~2~O x^2^ C++ end +
broken
━━
<<<
a
'''
b
--
c
****
d
+
[[id]]
e
""")
WIKI = examples("""
== Fire ==
The '''mill''' [[Osten|burned]] ''down''.

In [[1921#May]] [https://a.org the weir] [https://b.org].<ref>The note</ref>
----
__NOTOC__
━━
* one
** two
# three
; term : x
: in
text
* four

*
:
━━
{| class="x"
|+ style="y" | The caption
! Name !! Place
|-
| Ana || Osten
|-
| style="a" | Bo
| Ley
more
|}
end
━━
{|
| a || b
|-
| 1 || 2
{|
| inner
|}
|}
after
━━
{|
! Name
|-
! Ana
|}

:{|
|-
|}
end
━━
 code
  more
{|
| a
|}
 text

x
 code?
━━
[[File:a.png|thumb|The old weir]]
[[File:b.png|200 px]] inline
[[Category:Mills]]
[[:Category:Weirs]]
[[fr:Moulin]]
[[#part]] [[a|]] [[open
━━
{{Infobox
| name = x
}}
The {{convert|3|km}} and {{nowrap|the mill}} {{lang|fr|le moulin}} {{open

end
━━
<!-- a
b -->x
<nowiki>'''kept'''</nowiki> <s>gone</s> <ref name=a /> <pre>
 a  b
</pre>
<gallery>
unseen
</gallery>
&amp; ~~~~ a<br/>b
━━
#REDIRECT [[Mill]]
""")
DOKUWIKI = examples(r"""
====== The mill ======
It **burned** //down//.

  * one
  * two
  - three
more

  code
    in

end((A note)) [[a:b]] [[c|words]] {{pic}} <del>x</del> %%**as**%%\\ y
━━
===== Mill =====
^ Name ^ Place ^
| Ana | [[a|b]] |
| Bo | |
text
| a ^ b |
----
~~NOTOC~~
end
━━
====== M ======
<code>
a = 1

b
</code>
<code>x</code>
<html>
unseen
</html>
<file txt a>
c
</file>
<code>
open
""")
LATEX = examples(r"""
\documentclass[ngerman]{article}
\newcommand{\mill}{the old mill}
\title{The\\ mill\thanks{x}}
\author{Ana Ruiz\\Osten \and Bo Ray$^1$}
\date{4 March 2021}
\begin{document}
\maketitle
\section*{Fire}
It \emph{burned}: \mill. % comment
\end{document}
after
━━
One
% comment
two

% alone

three\footnote{A note
of two.} four.
\begin{itemize}
\item one
\item[a] two
  goes on
\end{itemize}
five
━━
\begin{tabular}{ll}
\hline
a & b \\
\hline
1 & 2 \\[2pt]
3 & x\&y \\
\end{tabular}
text
\begin{tabularx}{3cm}{l}
c
\end{tabularx}
━━
\begin{longtable}{l}
\caption{The mills}\\
a & b\\
\endfirsthead
again & b\\
\endhead
1 & 2\\
\end{longtable}
━━
\begin{verbatim}
 a % b

 c
\end{verbatim}
\begin{comment}
unseen
\end{comment}
x\begin{lstlisting}[x]
d
\end{lstlisting}y
━━
\title{The\\[2pt] mill}
one\\[0.5cm] two\\*[-1em]
three\\* four \\ [Ana] \[ x = 1 \] five\linebreak six
━━
\'e \"{o} \c{c} \v s \^\i \~ n \ss{} \o{} \alpha $\leq 3$ \Omega \varphi \unknown[a]{b} \href{x}{words}
\multicolumn{2}{c}{cell} \cite[p]{a}, then \textbf<2>{x} ``q'' `r' a--b---c~d \, \# \$ \% \_ \{ \} \( n \)
━━
\usepackage[german]{babel}
\begin{document}
"Anf"uhrung" "`x"' Ma"se "a
\end{document}
━━
\def\weir{the weir}
\renewcommand\x{y}
\newcommand{\z}[1]{#1}
\iffalse
gone
\fi
\weir\x\z{k} {open
""")


def test_org(snapshot: SnapshotAssertion) -> None:
    """Notes of Emacs."""
    assert table(reading("a.org"), ORG) == snapshot


def test_textile(snapshot: SnapshotAssertion) -> None:
    """Posts of older blogs."""
    assert table(reading("a.textile"), TEXTILE) == snapshot


def test_rst(snapshot: SnapshotAssertion) -> None:
    """Documents of Sphinx, posts of Pelican and Nikola, enhancement proposals of Python."""
    assert table(reading("a.rst"), RST) == snapshot


def test_asciidoc(snapshot: SnapshotAssertion) -> None:
    """Manuals."""
    assert table(reading("a.adoc"), ASCIIDOC) == snapshot


def test_wiki(snapshot: SnapshotAssertion) -> None:
    """Pages of MediaWiki and DokuWiki."""
    assert table(reading("a.wiki"), WIKI) == snapshot(name="MediaWiki")
    assert table(reading("pages/a.txt"), DOKUWIKI) == snapshot(name="DokuWiki")


def test_latex(snapshot: SnapshotAssertion) -> None:
    """Papers."""
    assert table(reading("a.tex"), LATEX) == snapshot
