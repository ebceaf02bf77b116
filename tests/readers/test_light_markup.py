"""reStructuredText, Org and AsciiDoc as a person sees them."""

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import read

BODY = "The mill burned down in the night, and nobody was hurt."


def article(written: str, name: str) -> Article:
    """The article of a file, which must be its only item."""
    (item,) = read(written.encode(), name)
    assert isinstance(item, Article), item
    return item


def seen(written: str, name: str) -> list[str]:
    """The blocks of a file's text."""
    return article(written, name).text.split("\n\n")


RST = f"""=========
The mill
=========

:Author: Ana Ruiz
:Date: 2021-04-07

.. contents::

{BODY} See `the report
<https://x.example/a>`_, :ref:`its page <page>` and *all* of ``it_``. [1]_

Costs
=====

.. note:: Mind the gap.

.. image:: a.png
   :alt: The mill at dawn

* one thing
  of the list
* another

.. code-block:: python

   x = 1

.. a comment

Plans
-----

They are::

    # as typed

.. admonition:: Later

   It is |when|.

.. |when| replace:: in May
.. [1] The report, page 3.
.. _page: https://x.example
"""

ORG = f"""#+TITLE: The mill
#+AUTHOR: Ana Ruiz
#+DATE: <2021-04-07 Wed>
#+OPTIONS: toc:nil

{BODY} See [[https://x.example/a][the report]] and *all* of =it_=.[fn:1]

* TODO Costs                                        :money:
:PROPERTIES:
:ID: 1
:END:
SCHEDULED: <2021-04-09 Fri>
# a comment
- one thing
  of the list
- Weir :: a dam

| Pier  | Cost     |
|-------+----------|
| North | 1 pound  |

** Plans
#+BEGIN_SRC python
x = 1
#+END_SRC
#+BEGIN_QUOTE
We shall see.
#+END_QUOTE
#+BEGIN_COMMENT
Unseen.
#+END_COMMENT
: # as typed
[fn:1] The report, page 3.
"""

ADOC = f"""= The mill
Ana Ruiz <ana@x.example>
v1.0, 2021-04-07
:toc:
:when: in May

{BODY} See https://x.example/a[the report] and *all* of `it_`.footnote:[Page 3.]

== Costs

// a comment
NOTE: Mind the gap.

* one thing
  of the list
* another

.Piers
[options="header"]
|===
|Pier |Cost
|North |1 pound
|===

=== Plans

[source,python]
----
x = 1
----

////
Unseen.
////

image::a.png[The mill at dawn]

It is {{when}}. <<costs,See above>>.
"""


@pytest.mark.parametrize(("written", "name"), [(RST, "a.rst"), (ORG, "a.org"), (ADOC, "a.adoc")])
def test_title_day_and_authors_of_the_header(written: str, name: str) -> None:
    """And the headings below, each with its text."""
    got = article(written, name)
    assert (got.title, str(got.date), got.authors) == ("The mill", "2021-04-07", ("Ana Ruiz",))
    assert list(dict.fromkeys(paragraph.heading for paragraph in paragraphs(got))) == [None, "Costs", "Plans"]


def test_rst() -> None:
    """Links, roles, notes, captions, lists, code, substitutions; no comments and targets."""
    assert seen(RST, "a.rst")[1:] == [
        f"{BODY} See the report\n, its page and all of it_.", "Costs", "Mind the gap.", "The mill at dawn",
        "one thing of the list\nanother", "x = 1", "Plans", "They are:", "# as typed", "Later", "It is in May.",
        "The report, page 3.",
    ]  # fmt: skip


def test_org() -> None:
    """Links, notes, lists, tables, code, quotations; no drawers, plans, tags and comments."""
    assert seen(ORG, "a.org") == [
        f"{BODY} See the report and all of it_.", "Costs", "one thing of the list\nWeir: a dam",
        "Pier: North | Cost: 1 pound", "Plans", "x = 1", "We shall see.", "# as typed", "The report, page 3.",
    ]  # fmt: skip


def test_asciidoc() -> None:
    """Links, notes, lists, tables with their titles, code, captions, attributes; no comments."""
    assert seen(ADOC, "a.adoc") == [
        f"{BODY} See the report and all of it_. (Page 3.)", "Costs", "NOTE: Mind the gap.",
        "one thing of the list\nanother", "Piers", "Pier: North | Cost: 1 pound", "Plans", "x = 1",
        "The mill at dawn", "It is in May. See above.",
    ]  # fmt: skip


@pytest.mark.parametrize(("written", "name"), [(RST, "a.rst"), (ORG, "a.org"), (ADOC, "a.adoc")])
def test_lines_lead_back(written: str, name: str) -> None:
    """Each block to the line of the file that it begins on."""
    got = article(written, name)
    lines = written.split("\n")
    for words in ("The mill burned", "Costs", "one thing", "x = 1"):
        at = got.text.index(words)
        start, line = [place for place in got.lines or () if place[0] <= at][-1]
        assert words.split()[0] in lines[line + got.text.count("\n", start, at) - 1]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("+-----+-------+\n| A   | B     |\n+=====+=======+\n| one | two   |\n|     | more  |\n+-----+-------+",
         ["A: one | B: two more"]),
        ("+-----+-----+\n| one | two |\n+-----+-----+", ["one | two"]),
        ("=====  =====\nA      B\n=====  =====\none    two\n=====  =====", ["A: one | B: two"]),
        ("=====  =====\none    two\n=====  =====", ["one | two"]),
    ],
)  # fmt: skip
def test_tables_of_rst(table: str, rows: list[str]) -> None:
    """In a grid or between rules, with names of columns and without."""
    assert seen(f"{BODY}\n\n{table}\n", "a.rst")[1:] == rows


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("---\ntitle: The mill\ndate: 2021-04-07\nauthor: Ana Ruiz\n---\n\nIt burned.", "a.adoc"),
        (".. title: The mill\n.. date: 2021-04-07\n.. author: Ana Ruiz\n\nIt burned.", "a.rst"),
        ("PEP: 9\nTitle: The mill\nAuthor: Ana Ruiz <a at x.example>\nCreated: 07-Apr-2021\n\nIt burned.", "a.rst"),
        ("The mill\n########\n:date: 2021-04-07 10:20\n:author: Ana Ruiz\n\nIt burned.", "a.rst"),
        ("= The mill\n:author: Ana Ruiz\n:revdate: 7 April 2021\n\nIt burned.", "a.asciidoc"),
    ],
)
def test_headers_of_programs(written: str, name: str) -> None:
    """As Jekyll, Nikola, Python's proposals, Pelican and Antora have them."""
    got = article(written, name)
    assert (got.title, str(got.date), got.authors) == ("The mill", "2021-04-07", ("Ana Ruiz",))
    assert got.text.endswith("It burned.")


def test_old_headings_of_asciidoc_and_code() -> None:
    """A line of hyphens underlines what is as long; elsewhere it opens code."""
    assert seen("Costs\n-----\n\nTwo.\n\n----\nx = 1\n----\n", "a.adoc") == ["Costs", "Two.", "x = 1"]


@pytest.mark.parametrize("name", ["a.rst", "a.org", "a.adoc"])
@pytest.mark.parametrize(
    "odd",
    ["", " \n\t\n", "::", "..", ".. a::\n", "#+begin_src", ":x:", "|===", "|", "* ", "=" * 9, "+--", "-" * 99, "[["],
)  # fmt: skip
def test_odd_files(name: str, odd: str) -> None:
    """Are read, or named, and never raise."""
    for written in (odd, f"{odd}\n{odd}", f"{BODY}\n{odd}", f"{odd}\n\n    {odd}\n" * 30):
        assert all(isinstance(item, Article | Problem) for item in read(written.encode(), name))
        assert not any(
            "can't be read" in item.reason for item in read(written.encode(), name) if isinstance(item, Problem)
        )
