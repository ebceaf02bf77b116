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
        ((".. list-table:: Mills\n   :header-rows: 1\n\n   * - A\n     - B\n   * - one\n     - two\n       more\n"
         "   * -\n     - 3"),
         ["Mills", "A: one | B: two more", "B: 3"]),
        (".. list-table::\n\n   * - one\n     - two", ["one | two"]),
        ('.. csv-table:: Mills\n   :header: "A", "B"\n\n   "one, or", 2\n   x, "y"',
         ["Mills", "A: one, or | B: 2", "A: x | B: y"]),
        (".. csv-table::\n   :header-rows: 1\n\n   A,B\n   one,two", ["A: one | B: two"]),
        (".. csv-table::\n\n   " + "a" * 200_000 + ", b", ["a" * 200_000 + " | b"]),
        (".. list-table::\n\n   words", []),
        ('.. csv-table::\n   :header: "A", "B"\n   :delim: ;\n\n   "one,\n\n   or"; 2\n\n   x; "y ""z"""',
         ["A: one, or | B: 2", 'A: x | B: y "z"']),
        ('.. csv-table::\n   :delim: "\n\n   x, "y', ["x | y"]),
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
        (".. post:: 7 April 2021\n   :author: Ana Ruiz\n   :tags: mills\n\nThe mill\n========\n\nIt burned.", "a.rst"),
        ("The mill\n########\n\n:Datum: 2021-04-07\n:Autor: Ana Ruiz\n\nIt burned.", "a.rst"),
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


LINES = "The miller came on\n12. March to the weir and\n- so they say -\nstayed there."


@pytest.mark.parametrize("name", ["a.rst", "a.adoc"])
def test_a_line_of_a_paragraph_is_no_item(name: str) -> None:
    """A number or hyphen at its beginning is kept."""
    assert seen(f"{LINES}\n", name) == [LINES]


def test_a_line_that_begins_with_a_number_is_no_item_in_org() -> None:
    """A list that ends a paragraph there begins with 1 or a hyphen."""
    written = "The miller came on\n12. March to the weir.\n- one\n- two\n"
    assert seen(written, "a.org") == ["The miller came on\n12. March to the weir.\none\ntwo"]


RST_WORDS = [
    "J. Ruiz wrote the report.",
    "The river rose\n.. and fell again.",
    "The sum of |a| and |x - y| is |release|.",
    ".. note:: The toll is 5 euros/day for carts.",
    "[1]_ The first line\nand the second.",
]


def test_words_of_rst_that_look_like_marks() -> None:
    """Initials, dots inside a paragraph, bars that nothing is told of, and slashes stay."""
    assert seen("\n\n".join(RST_WORDS), "a.rst") == [
        *RST_WORDS[:3], "The toll is 5 euros/day for carts.", "The first line\nand the second.",
    ]  # fmt: skip


def test_what_people_say_below_a_heading_of_rst() -> None:
    """Are no fields that say something of the text."""
    said = ":Ruiz: The weir was built in 1901.\n:Roth: It was moved."
    written = f"The mill\n========\n\n:Author: Ana Ruiz\n:cover: a.png\n\nTalk\n----\n\n{said}\n"
    assert seen(written, "a.rst") == ["The mill", "Talk", said]
    assert article(written, "a.rst").authors == ("Ana Ruiz",)


def test_an_empty_first_cell_of_rst() -> None:
    """Goes on with the row above it, in its own column."""
    rule = "=====  ====="
    written = f"{rule}\nTown   Mills\n{rule}\nLinz   one\n       two\n{rule}\n"
    assert seen(written, "a.rst") == ["Town: Linz | Mills: one two"]


def test_only_what_an_item_begins_with_is_defined_in_org() -> None:
    """The other colons are words of the definition, and a number defines nothing."""
    assert seen("- Weir :: a dam, or a :: b\n- Mill ::\n", "a.org") == ["Weir: a dam, or a :: b\nMill:"]
    assert seen("1. Type a :: b.\n2. Go.\n", "a.org") == ["Type a :: b.\nGo."]


def test_words_of_org_that_look_like_marks() -> None:
    """A day that must be met, a word between colons, another drawer, and what nothing closes before a heading."""
    written = (
        "DEADLINE: The council decides soon.\n\n:warning:\nMind the gap.\n\n#+one more\n\n#+begin_comment\nopen\n\n"
        "* Next\n:PROPERTIES:\n:ID: x\n:END:\nBelow it.\n\n:NOTES:\nSeen by all.\n:END:\n\n#+begin_comment\nx\n"
        "#+end_comment\n"
    )
    assert seen(written, "a.org") == [
        "DEADLINE: The council decides soon.", ":warning:\nMind the gap.", "#+one more", "open", "Next", "Below it.",
        "Seen by all.",
    ]  # fmt: skip


def test_words_of_asciidoc_that_look_like_marks() -> None:
    """A line below the title, what is said inside a paragraph, a comment without an end, cells that go on."""
    written = (
        "= The mill\nThe mill was moved to Linz.\n\nThey said\n:Ruiz: no more.\n\n////\nopen\n\n"
        "|===\n|one |two\n\n|three\ngoes on |four\n|===\n\n,===\nfive,six\n,===\n"
    )
    assert seen(written, "a.adoc") == [
        "The mill was moved to Linz.", "They said\n:Ruiz: no more.", "open", "one: three goes on | two: four",
        "five | six",
    ]  # fmt: skip
    assert article(written, "a.adoc").authors == ()


@pytest.mark.parametrize("name", ["a.rst", "a.org", "a.adoc"])
def test_lines_of_the_file(name: str) -> None:
    """Lead to each word: those of an item that goes on, and of a paragraph that begins with a picture."""
    picture = {"a.rst": "[1]_", "a.org": "[[a.png]]", "a.adoc": "image:a.png[]"}[name]
    written = f"- one\n  two\n- three\n\n{picture}\nfour\nfive\n"
    item = article(written, name)
    assert item.lines is not None
    for word, line in {"one": 1, "two": 2, "three": 3, "four": 6, "five": 7}.items():
        at = item.text.index(word)
        begin, first = max(place for place in item.lines if place[0] <= at)
        assert first + item.text.count("\n", begin, at) == line, word


@pytest.mark.parametrize(("name", "means"), [("a.rst", ".. |x| replace:: {}"), ("a.adoc", "= T\n:x: {}")])
def test_words_that_stand_for_very_many(name: str, means: str) -> None:
    """Stay as they are."""
    shown = {"a.rst": "|x|", "a.adoc": "{x}"}[name]
    assert seen(f"{means.format('mill ' * 100)}\n\nThe {shown} is.\n", name)[-1] == f"The {shown} is."


@pytest.mark.parametrize("name", ["a.rst", "a.org", "a.adoc", "a.srt", "a.md"])
def test_characters_that_mark_lines(name: str) -> None:
    """Are not taken from a file."""
    odd = "A\ufdd0\ufdd2 mill \ufdd0" + "\ufdd5" * 5000 + " is."
    times = "00:00:00,000 --> 00:00:01,000\n" if name == "a.srt" else ""
    assert seen(f"{times}{odd}\n", name) == ["A\ufffd\ufffd mill " + "\ufffd" * 5001 + " is."]


def test_each_author_in_a_field_of_its_own() -> None:
    """As pandoc writes them."""
    (got,) = read(b"Weir\n====\n\n:Author: Ana Ruiz\n:Author: Ben Cole\n:Date: 2021-04-07\n\nIt holds.\n", "a.rst")
    assert isinstance(got, Article)
    assert (got.authors, got.text) == (("Ana Ruiz", "Ben Cole"), "Weir\n\nIt holds.")


def test_struck_words_of_asciidoc() -> None:
    """Words in a role are read without it, and not at all where it strikes them out."""
    data = b"= Weir\n\nIt [line-through]*never* [.line-through]#not# [red]#holds#.\n"
    (got,) = read(data, "a.adoc")
    assert isinstance(got, Article)
    assert got.text.split()[-2:] == ["It", "holds."]


LOOSE = "Lost were:\n\n* the wheel,\n  of oak\n\n  A second paragraph.\n\n* the house\n\n* books\n\n  - a diary\n\n"


@pytest.mark.parametrize("name", ["a.rst", "a.org", "a.adoc"])
@pytest.mark.parametrize(
    ("below", "blocks"),
    [
        ("No more.", ["the house⏎books⏎a diary", "No more."]),
        (f"* {'rye ' * 60}\n\n* wheat", ["the house⏎books⏎a diary", ("rye " * 60).strip(), "wheat"]),
    ],
)
def test_lists_with_blank_lines_between_items(name: str, below: str, blocks: list[str]) -> None:
    """As in Markdown: a short item is a line of the list, a long one and a second paragraph stand alone."""
    typed = LOOSE.replace("* ", "- ").replace("  - a", "  + a") if name == "a.org" else LOOSE
    got = seen(typed + (below.replace("* ", "- ") if name == "a.org" else below), name)
    first = ["Lost were:", "the wheel, of oak", "A second paragraph."]
    assert [block.replace("\n", "⏎") for block in got] == [*first, *blocks]


@pytest.mark.parametrize(
    ("written", "name", "blocks"),
    [
        ("* one\n\n* two\n\n1. three\n\n2. four", "a.rst", ["one\ntwo", "three\nfour"]),
        ("- one\n\n- two\n\n1. three\n\n1. four", "a.org", ["one\ntwo", "three\nfour"]),
        (". one\n\n. two\n\nOak:: burns\n\nElm::\n  does not", "a.adoc", ["one\ntwo", "Oak: burns\nElm: does not"]),
        ("Q. Who burned it?\n\nA. Nobody did.", "a.rst", ["Q. Who burned it?", "A. Nobody did."]),
        ("x\n\n\\begin{itemize}\n\\item one\n\n\\item two\n\\end{itemize}\n\ny", "a.tex", ["x", "one\ntwo", "y"]),
    ],
)
def test_which_items_are_of_one_list(written: str, name: str, blocks: list[str]) -> None:
    """Those with marks of one kind, as far in as the first or farther; a letter may be somebody who speaks."""
    assert seen(written, name) == blocks


def test_who_is_quoted_in_asciidoc_and_words_as_typed() -> None:
    """Below the quotation; another block of marks has no such line."""
    written = 'Rye.\n\n[quote, Ana Ruiz, "Post"]\n____\nIt burned.\n____\n\n--\nThe +mill_1+ and 1 + 2 + 3, C++.\n--\n'
    assert seen(written, "a.adoc") == ["Rye.", "It burned.", "— Ana Ruiz, Post", "The mill_1 and 1 + 2 + 3, C++."]


def test_broken_lines_of_asciidoc() -> None:
    """A plus sign at the end of a line breaks it, in lists and tables, too, and is not seen."""
    written = "= Kilns\n\nOne +\ntwo.\n\n* an item +\nand more\n\nOak:: It burns +\nwell.\n\n|===\n|a +\nb |c\n|===\n"
    (got,) = read(written.encode(), "a.adoc")
    assert isinstance(got, Article)
    assert got.text.split("\n\n") == ["One\ntwo.", "an item\nand more", "Oak: It burns\nwell.", "a b", "c"]


def test_roles_of_which_only_the_number_is_typed() -> None:
    """A page has more: which series it is in; and nothing of the project where something is."""
    written = (
        "Mill\n====\n\n:pep:`634` and :rfc:`2822#section-1`, :issue:`12`, :cve:`2024-1`, :pep:`that <634>`, "
        ":meth:`python:Mill.burn`, :pep:`PEP 8` and `a:b`."
    )
    (article,) = read(written.encode(), "a.rst")
    assert isinstance(article, Article)
    assert article.text.endswith("PEP 634 and RFC 2822, #12, CVE-2024-1, that, Mill.burn, PEP 8 and a:b.")


@pytest.mark.parametrize("field", ["PEP", "eip", "Rfc"])
def test_a_proposal_that_is_a_draft_is_published(field: str) -> None:
    """How far it is says nothing of where it stands."""
    (article,) = read(f"{field}: 9\nTitle: Mill\nStatus: Draft\nCreated: 16-Mar-2024\n\nIt burned.\n".encode(), "a.rst")
    assert isinstance(article, Article)
    (problem,) = read(b"Kiln: 9\nTitle: Mill\nStatus: Draft\n\nIt burned.\n", "a.rst")
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("H_{2}O and x^{2}, a_{b", "H2O and x2, a_{b"),
        ("_{2} and {x}", "_{2} and {x}"),
    ],
)
def test_what_stands_lower_in_org(written: str, text: str) -> None:
    """Behind a letter or figure."""
    assert seen(written, "a.org") == [text]


def test_lists_inside_of_lists_and_quotation_marks_of_asciidoc() -> None:
    """How a list is numbered is no item; two marks on each side are those of a quotation."""
    assert seen(". one\n[loweralpha]\n.. two\n[start=4]\n.. three\n", "a.adoc") == ["one\ntwo\nthree"]
    assert seen("``It fell,'' she said, and `x` ''", "a.adoc") == ["“It fell,” she said, and x ''"]


def test_headings_of_two_characters_in_rst() -> None:
    """As many marks underline them; below more characters two marks are words, as two colons are."""
    got = article(f"AI\n==\n\n{BODY}\n\nGo\n--\n\n{BODY}\n\nMore\n--\n\nOk\n::\n\n  x = 1\n", "a.rst")
    assert [got.text[start:end] for start, end in got.headings or ()] == ["AI", "Go"]
    assert got.text.endswith("More\n--\n\nOk\n\nx = 1")


def test_what_org_does_not_export() -> None:
    """Below a heading that says so, up to the next one as high; citations and counters of lists are no words."""
    written = "* Oil :noexport:\nNo.\n** More\nNo.\n* COMMENT Note\nNo.\n* Wicks :a:\n3. [@3] One [cite:@x].\n"
    assert seen(written, "a.org") == ["Wicks", "One."]


def test_quotation_marks_that_latex_makes_of_others() -> None:
    """As people type them in French, Russian and Polish."""
    assert seen("\\begin{document}<<On>> ,,Tak''.\\end{document}", "a.tex") == ["«On» „Tak”."]


def test_cells_of_asciidoc_that_span_rows_and_columns() -> None:
    """Each row has what stands beside and above it."""
    table = (
        '[cols="2*,1",options="header"]\n|===\n|Port |Low |High\n.2+|Orr |1 m |4 m\n2+|unknown\n|Kell 2*|2 m\n|===\n'
    )
    (article,) = read(table.encode(), "a.adoc")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        "Port: Orr | Low: 1 m | High: 4 m",
        "Port: Orr | Low: unknown | High: unknown",
        "Port: Kell | Low: 2 m | High: 2 m",
    ]


def test_tables_with_lines_for_programs_and_lines_in_cells() -> None:
    """How wide a column of Org is, is not seen; nor are the marks of lines in a cell of reStructuredText."""
    (org,) = read(b"| <l> | <r4> |\n| Day | Heat |\n|---+---|\n| Mon | x |\n", "a.org")
    (rst,) = read(
        b".. list-table::\n   :header-rows: 1\n\n   * - Day\n     - Heat\n   * - Mon\n     - | x\n       | y\n", "a.rst"
    )
    assert isinstance(org, Article)
    assert isinstance(rst, Article)
    assert (org.text, rst.text) == ("Day: Mon | Heat: x", "Day: Mon | Heat: x y")


def test_cells_in_a_grid_that_span_rows_and_columns() -> None:
    """Each row of reStructuredText has what stands beside and above it; a grid that is not even is read as before."""
    grid = (
        "+------+-----------+\n| Port | Depth     |\n|      +-----+-----+\n|      | Low | High|\n+======+=====+=====+\n"
        "| Orr  | 1 m | 4 m |\n|      +-----+-----+\n|      | not       |\n|      | known     |\n+------+-----+-----+\n"
        "| Kell | 2 m | 5 m |\n+------+-----+-----+\n"
    )
    (article,) = read(grid.encode(), "a.rst")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        "Port: Orr | Depth Low: 1 m | Depth High: 4 m",
        "Port: Orr | Depth Low: not known | Depth High: not known",
        "Port: Kell | Depth Low: 2 m | Depth High: 5 m",
    ]
    (article,) = read(grid.replace("2 m |", "2 m  |").encode(), "a.rst")
    assert isinstance(article, Article)
    assert article.text.endswith("Kell | 2 m | 5 m")
