"""Markdown and its dialects, mark by mark: what is seen, what is a heading, which lines lead back to the file."""

import pytest

from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.readers.markup.dialects import plainer, prepared_lines
from retrieval.readers.markup.markdown import MOST_MARKS, seen

LONG = " ".join("x" * 60)


@pytest.mark.parametrize(
    ("markdown", "text", "headings"),
    [
        ("# One\n\ntext\n\n## Two\nmore", "One\n\ntext\n\nTwo\n\nmore", ["One", "Two"]),
        ("a <!-- b\nc", "a\nc", []),
        ("a <!-- b --> c <!-- d", "a c", []),
        ("a <!-- b", "a", []),
        ("x\n\n- a\n- b\n\ny", "x\n\na\nb\n\ny", []),
        ("- a\n\n  b\n- c", "a\n\nb\n\nc", []),
        ("```\ncode\n# x\n```\ntext", "code\n# x\n\ntext", []),
        ("    code\n    more\n\ntext", "code\nmore\n\ntext", []),
        ("<div>One</div>\n\ntext", "One\n\ntext", []),
        ("a\nb\n---\nc", "a\nb\n\nc", []),
        ("a\n===\nc", "a\n\nc", ["a"]),
        (
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n---\nc",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n\nc",
            [
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            ],
        ),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n\nafter", "A: 1 | B: 2\n\nafter", []),
        ("a ![cap](x) b", "a b\n\ncap", []),
        ("![cap](x)", "cap", []),
        ("a  \nb", "a\nb", []),
        ("a<br>b", "a\nb", []),
        ("a <new> b", "a <new> b", []),
        ("a <b>c</b> d", "a c d", []),
        ("a <!-- x --> b", "a b", []),
        ("**Is it?**\nYes.", "Is it?\n\nYes.", ["Is it?"]),
        ("**Is it?** Yes.\nno", "Is it? Yes.\nno", []),
        ("**Is it?**\nYes.\n**And now?**\nNo.", "Is it?\n\nYes.\n\nAnd now?\n\nNo.", ["Is it?", "And now?"]),
        (f"**The kiln**\n{LONG}", f"The kiln\n\n{LONG}", ["The kiln"]),
        ("**Ann Lee**\nThe potter", "Ann Lee\nThe potter", []),
        (f"{LONG}\n**Is it?**", f"{LONG}\nIs it?", []),
        ("**It is.**\nYes.", "It is.\nYes.", []),
        ("*Is it?*\nYes.", "Is it?\nYes.", []),
        ("> **Is it?**\n> Yes.", "Is it?\nYes.", []),
        ("**Bold title**\n\n" + LONG, "Bold title\n\n" + LONG, ["Bold title"]),
        ("Plain title\n\n" + LONG, "Plain title\n\n" + LONG, ["Plain title"]),
        ("# A\n\nPlain title\n\n" + LONG, "A\n\nPlain title\n\n" + LONG, ["A", "Plain title"]),
        ("# A\n\n**Bold title**\n\n" + LONG, "A\n\nBold title\n\n" + LONG, ["A", "Bold title"]),
        ("# A\n\n## B\n\nPlain title\n\n" + LONG, "A\n\nB\n\nPlain title\n\n" + LONG, ["A", "B"]),
        ("# A\n\n## B\n\n**Bold title**\n\n" + LONG, "A\n\nB\n\nBold title\n\n" + LONG, ["A", "B", "Bold title"]),
        ("# A {#a .b}\n\nx", "A\n\nx", ["A"]),
        ("# A { .b }\n\n```dataview\nLIST\n```\nx", "A\n\nx", ["A"]),
        ("#tag\n\n" + LONG, "#tag\n\n" + LONG, []),
        ("**a** and **b**\n\n" + LONG, "a and b\n\n" + LONG, []),
        ("a `{% x %}` {% y %} b", "a {% x %} b", []),
        ('a\n\n{{ "x" | nav({ all: true }) | safe }}\n\nb', "a\n\nb", []),
        ("(kiln)=\n# A\n\nx", "A\n\nx", ["A"]),
        ("a {doc}`the kiln <kiln>` b {ref}`~c` {octicon}`x`", "a the kiln b c", []),
        ("```{toctree}\n:maxdepth: 1\n\nkiln\n```\n\na", "a", []),
        ("```{note} Look\n:class: x\n\n*a*\n\n```py\nb\n```\n\nc\n```\n\nd", "Look\n\na\n\nb\n\nc\n\nd", ["Look"]),
        ("````{note}\n```{figure} a.png\n:width: 4\n\nThe kiln.\n```\nb\n````\nc", "The kiln.\n\nb\n\nc", []),
        ("```{code-block} py\n:linenos:\nx = 1\n```\n\na", "x = 1\n\na", []),
        ("```\n:a: b\n```{note}\n```\n\nc", ":a: b\n```{note}\n\nc", []),
        ("1. a\n2. b", "a\nb", []),
        ("a\n\n***\n\nb", "a\n\nb", []),
        ("- a\n  ```\n  code\n  ```\n- b", "a\n\ncode\n\nb", []),
        ("<p></p>\n## A\nx", "A\n\nx", ["A"]),
        ("a[^1]\n\n[^1]: note\n\n    *more*\n    of it\n\nb", "a\n\nnote\n\nmore\nof it\n\nb", []),
        ("[^1]:\n\t*note*\n\n\t- a\n\n[^2]: b\n\n    c\n\n        code", "note\n\na\n\nb\n\nc\n\ncode", []),
        ("[^1]: note\ngoes on\n\n    code", "note\ngoes on\n\ncode", []),
        ("<details><summary>A</summary>\n```\nx\n  y\n```\n</details>\n\nb", "A\n\nx\n  y\n\nb", []),
        ("<p>a</p>\n![The weir](b.png)\n<p>c</p>\n- *d*", "a\n\nThe weir\n\nc\n\nd", []),
        ("<p>a</p>\n*b*", "a\n\n*b*", []),
        ("```\n<p>a</p>\n# b\n```", "<p>a</p>\n# b", []),
        (
            "See [the *mill*][mill] and [weir][], a[i][j].\n\n{% include links.md %}",
            "See the mill and weir, a[i][j].",
            [],
        ),
        ("See [the mill][mill] and [weir][].", "See [the mill][mill] and [weir][].", []),
        ("[the mill][1]\n\n{% include links.md %}\n\n[1]: a.md", "the mill", []),
        ('<a href="x" style={{ color: "red" }}>\n\na `<b c={d}>`', "a <b c={d}>", []),
    ],
)
def test_blocks_and_headings(markdown: str, text: str, headings: list[str]) -> None:
    """As on the page; a line in bold, or one of its own where no headings are marked, is one."""
    page = seen(markdown)
    assert page.text == text
    assert [page.text[start:end] for start, end in page.headings] == headings


@pytest.mark.parametrize(
    ("words", "seen_words"),
    [
        ("**注意：**必读。", "注意：必读。"),
        ("这是**重点**内容。", "这是重点内容。"),
        ("これは**「水車」**です。", "これは「水車」です。"),
        ("**Ana Ruiz: **It burned.", "Ana Ruiz: It burned."),
        ("**a** b **c**", "a b c"),
        ("**Weir \xa0**  \nlow\n**Mill\n**high", "Weir\nlow\nMill\nhigh"),
        ("It is \\*\\*old\\*\\*, 2 ** 3 and 4 ** 5, `**x: **y`.", "It is **old**, 2 ** 3 and 4 ** 5, **x: **y."),
        (":calendar: 16 March :wink: late :material-clock:", "16 March late"),
        (
            "At 10:30:15, a::b, std:mill:x, `:a:` and http://x:mill:y",
            "At 10:30:15, a::b, std:mill:x, :a: and http://x:mill:y",
        ),
        (":mill", ":mill"),
    ],
)
def test_marks_as_generators_show_them(words: str, seen_words: str) -> None:
    """Bold that touches words of scripts without spaces, and pictures by their names."""
    assert seen(words).text == seen_words


@pytest.mark.parametrize(("length", "heading"), [(2 * HEADING_CHARACTERS, True), (2 * HEADING_CHARACTERS + 1, False)])
def test_a_long_line_above_hyphens_is_a_paragraph(length: int, heading: bool) -> None:
    """Above a rule."""
    assert bool(seen("x" * length + "\n---\nc").headings) is heading


def test_a_paragraph_of_too_many_marks_is_taken_as_it_stands() -> None:
    """Pairing them takes too long."""
    for count in (MOST_MARKS // 2, MOST_MARKS // 2 + 1):
        markdown = "a" + " `x`" * count
        assert seen(markdown).text == (markdown if 2 * count > MOST_MARKS else markdown.replace("`", ""))


@pytest.mark.parametrize(
    ("markdown", "first", "lines"),
    [
        ("# One\n\ntext", 9, [("O", 9)]),
        ("```\na\nb\n```", 5, [("a", 6)]),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", 3, [("A", 5), ("A", 6)]),
        ("a\nb ![c](x)\nd", 2, [("a", 2), ("c", 3)]),
        ("- a\n- b\n\nc", 4, [("a", 4)]),
    ],
)
def test_lines_are_counted_from_the_first(markdown: str, first: int, lines: list[tuple[str, int]]) -> None:
    """Noted where they don't go on by themselves."""
    page = seen(markdown, first)
    assert [(page.text[at], number) for at, number in page.lines] == lines


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("a\n```\n{% x %}\n```\n{% x %}", ["a", "```", "{% x %}", "```", ""]),
        ("~~~\n```\n~~~\n#One", ["~~~", "```", "~~~", "# One"]),
        ("``` a`b\n#One", ["``` a`b", "# One"]),
        ("```` \n```\n````\n#One", ["```` ", "```", "````", "# One"]),
        ("a\n[^1]: note\nb", ["a", "", "note", "b"]),
        ('::: {.callout-tip title="Mind"}\na\n:::\n\n::: note {#n .x} :::\nb', ["Mind", "a", "", "", "", "b"]),
        ("![a](b){width=50%}\n{ .wide }\n{: .x }\nb {.x}", ["![a](b){width=50%}", "", "", "b {.x}"]),
        ("import {\n  A,\n} from './a'\nb\nimport { A } is\n\nb", ["", "", "", "b", "import { A } is", "", "b"]),
        ("{% comment %}\na\n{% endcomment %}\nb", ["", "", "", "b"]),
        ("{% raw %}\n{{ a }}\n{% endraw %}\nb", ["", r"\{\{ a \}\}", "", "b"]),
        ("{% highlight py %}\n#x\n{% endhighlight %}\nb", ["```", "#x", "```", "b"]),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", ["```", "x", "```"]),
        ("{::comment}\na\n{:/comment}\nb", ["", "", "", "b"]),
        ("%%\na\n%%\nb", ["", "", "", "b"]),
        ("%%\na %%\nb", ["", "", "b"]),
        ("export const a = {\n b\n}\nc", ["", "", "", "c"]),
        ("export const a = {\n b\n\nc", ["", "", "", "c"]),
        ("export const a = [\n];\nc", ["", "", "c"]),
        ('!!! note "Title"\n    text\n\n    more\nout', ["Title", "text", "", "more", "out"]),
        ("!!! note\n    text\n        code\nout", ["", "text", "    code", "out"]),
        ('!!!note inline end "Title"\n    text\nout', ["Title", "text", "out"]),
        ("!!!tip\n    text\n\n!!!mine", ["", "text", "", "!!!mine"]),
        ('=== "Tab"\n    text', ["Tab", "text"]),
        ("=== x", ["=== x"]),
        ("??? note\n\ttext", ["", "text"]),
        ("<Tabs>\n  <Tab>\n    text\n  </Tab>\n</Tabs>\nout", ["", "", "text", "", "", "out"]),
        ('<Img caption="A b" />\nx', ["![A b](#)", "x"]),
        ("import A from 'a'\nx", ["", "x"]),
        ("export const a = { b: '}',\n  c: [\n] };\nx", ["", "", "", "x"]),
        ("export default function A() {\n  return (\n  );\n}\nx", ["", "", "", "", "x"]),
        ('--8<-- "abbr.md"\nx', ["", "x"]),
        ("/// note | Title\nx\n///\n//// tab\ny\n////\nz", ["Title", "x", "", "", "y", "", "z"]),
        (
            "- a\n  :LOGBOOK:\n  CLOCK: [2024-03-16 Sat]\n  :END:\n  SCHEDULED: <2024-03-17 Sun>",
            ["- a", "", "", "", ""],
        ),
        ("- #+BEGIN_QUOTE\n  a\n  #+END_QUOTE", ["", "  a", ""]),
        ("{: .cls}\nx", ["", "x"]),
        ("::: warning\nx\n:::", ["", "x", ""]),
        ('{% figure caption="A [b]" %}\nx', ["![A b](#)", "x"]),
        ("#One\n##two\n#two\n#One #two", ["# One", "## two", "#two", "#One #two"]),
        ("{title}\nx", ["", "x"]),
        (":::note Heads up\nx\n:::", ["Heads up", "x", ""]),
        ("- a\n  id:: 65f5a1b2\n  collapsed:: true\n- b:: c", ["- a", "", "", "- b:: c"]),
        ("[TOC]\nx", ["", "x"]),
        ("::: TOC :::\nx", ["", "x"]),
        ("@[toc](Inside)\nx", ["", "x"]),
        ("*[HTML]: x\ny", ["", "y"]),
        ("* TOC\n{:toc}\n1. x\n{:.toc}\ny", ["", "", "1. x", "", "y"]),
        ("!!! a\n    b\n    !!! c\n        d\n    e\nf", ["", "b", "", "d", "e", "f"]),
    ],
)
def test_lines_without_what_generators_add(written: str, lines: list[str]) -> None:
    """Tags, comments, attributes and indents go, code stays; a line stays a line, but for a footnote's blank one."""
    prepared = prepared_lines(written.split("\n"), 7)
    assert prepared.lines == lines
    numbers = [7 + n for n in range(len(written.split("\n")))]
    assert list(dict.fromkeys(prepared.numbers)) == numbers


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("It burned.^a1b2", "It burned."),
        ("It burned ((65f5a1b2-1111-2222-3333-444455556666)).", "It burned ."),
        ("a $x_1$ b", "a $x\\_1$ b"),
        ("a $5 and $6", "a $5 and $6"),
        ("a {{ x }} b", "a b"),
        ("a{' '}b", "a b"),
        ("++ctrl+alt++ in C++ and a++", "ctrl+alt in C++ and a++"),
        ("a <% tp.file.title %> b < c", "a b < c"),
        ("a {--b--} {++c++} {~~d~>e~~} {==f==}{>>g<<} ^^h^^", "a c e f h"),
        ("a{{ x }} b", "a b"),
        ("{{< fig caption='C' >}}", "![C](#)"),
        ("a {.cls}", "a {.cls}"),
        ("[a]{.cls}", "a"),
        ('[a]{lang=de} ![b](c){ width="50%" }[d](e){#f .g}', "a ![b](c)[d](e)"),
        ("f{x} [a]{x} {y=}", "f{x} [a]{x} {y=}"),
        ("a[^1] b", "a b"),
        ("a[^1]: b", "a[^1]: b"),
        ("a^[note] b", "a![note](#) b"),
        ("[[Page]] [[Page|word]] ![[x]] b", "Page word b"),
        ("a <Tab>b</Tab>", "a b"),
        ("H~2~O x^2^ ~~no~~", "H2O x2 ~~no~~"),
        ("a ^block1", "a"),
        ("a %%no%% b", "a b"),
        ("==hi== a == b", "hi a == b"),
        ("[!NOTE] a", "[!NOTE] a"),
        ("[x] a", "[x] a"),
        ("a \\(x_1\\) b", "a \\\\(x\\_1\\\\) b"),
        ("a \\[x*y\\] b", "a \\\\\\[x\\*y\\\\\\] b"),
        ("{/* no */} a", " a"),
        ("a~b", "a~b"),
        ("a^b", "a^b"),
    ],
)
def test_words_without_what_generators_add(words: str, plain: str) -> None:
    """Formulas are kept as they are typed, links by their words; prices and tildes are none."""
    assert plainer(words) == plain


@pytest.mark.parametrize("tag", ["DEL", "S", "STRIKE", "SPAN style='x'"])
def test_tags_in_capitals_that_may_strike_are_no_components(tag: str) -> None:
    """They are left for the reader, which leaves out what they strike."""
    written = f"It <{tag}>was</{tag.split(maxsplit=1)[0]}> is."
    assert plainer(written) == written
    assert plainer("It <Steps>was</Steps> is.") == "It was is."


def test_lines_of_directives_are_counted() -> None:
    """What stands inside of one leads back to its line."""
    assert seen("a\n\n```{note} Look\n:class: x\n\nb\n```\n\nc", 5).lines == [(0, 5), (9, 10), (12, 13)]
