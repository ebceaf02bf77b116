"""Markdown as a person sees it."""

import datetime
import time

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.articles.page import LONGEST_ITEM
from retrieval.readers import read
from retrieval.readers.markup.markdown import seen


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("It was *never* **seen**, ~~not~~ `once`.", "It was never seen, once."),
        ("See [the report](https://example.org/a_b) and <https://example.org>.", "See the report and https://example.org."),
        ("See [the report][1].\n\n[1]: https://example.org", "See the report."),
        ("Safe &amp; sound, 5&nbsp;million, holi&shy;day \\*star\\*", "Safe & sound, 5\xa0million, holiday *star*"),
        ("One line,  \nand another,\\\nand a third<br>and a fourth.",
         "One line,\nand another,\nand a third\nand a fourth."),
        ("<p>The <em>second</em> dam<br>is safe.</p>", "The second dam\nis safe."),
        ("A <span class='x'>word</span> of H<sub>2</sub>O.", "A word of H2O."),
        ("The <new> bridge</new> <my-tag>opens</my-tag>.", "The <new> bridge</new> opens."),
        ("Before <!-- a note --> after.", "Before after."),
        ("<!-- a note\n\nof two paragraphs -->\n\nText.", "Text."),
        ("Text.\n\n<!-- a note that never ends\n\nMore text.", "Text.\n\nMore text."),
        ("![A map of the town](map.png)", "A map of the town"),
        ("Words ![A map](map.png) and words.", "Words and words.\n\nA map"),
        ("![](map.png)\n\nText.", "Text."),
        ("Text.[^1] More.[^note]\n\n[^1]: Interview.\n[^note]: The report, page 3.",
         "Text. More.\n\nInterview.\n\nThe report, page 3."),
        ("- one\n- two\n  - three\n\nText.", "one\ntwo\nthree\n\nText."),
        ("- one\n\n- two", "one\ntwo"),
        (f"- one\n\n- {'x' * LONGEST_ITEM}x\n\n- two", f"one\n\n{'x' * LONGEST_ITEM}x\n\ntwo"),
        ("3. Juni 2024\n\nDer Steg ist offen.", "3. Juni 2024\n\nDer Steg ist offen."),
        ("1. června 2024 se otevřel most.", "1. června 2024 se otevřel most."),
        ("1. one\n2. two\n3. junior 2024", "one\ntwo\njunior 2024"),
        ("- [x] done\n- [ ] open", "done\nopen"),
        ("> \"Clean,\" she said.\n> And more.\n\n> [!NOTE] Mind this.", '"Clean," she said.\nAnd more.\n\nMind this.'),
        ("[X] told the court.\n\n> [X] did. `a` [x] b", "[X] told the court.\n\n[X] did. a [x] b"),
        ("| Place | Votes |\n|---|--:|\n| North | **12** |\n| South | |\n", "Place: North | Votes: 12\n\nPlace: South"),
        ("```python\n# no heading\n\nx = '*a*'\n```", "# no heading\n\nx = '*a*'"),
        ("    # no heading\n    x = 1", "# no heading\nx = 1"),
        ("{% include x.html %}\n\nText {{ page.title }} goes on{% if a %} here{% endif %}.", "Text goes on here."),
        ("{{< youtube w7F >}}\n\n{{< figure src=\"a.jpg\" caption=\"The mill\" >}}\n\nText.", "The mill\n\nText."),
        ("{% comment %}\nHidden.\n\nHidden.\n{% endcomment %}\nText.", "Text."),
        ("{% highlight py %}\n# no heading\n{% endhighlight %}\n\nText.", "# no heading\n\nText."),
        ("import A from './a'\nexport const x = 1\n\n<Tabs groupId=\"x\">\n\nText {/* note */}.\n\n</Tabs>", "Text ."),
        (":::tip[Mind *this*]\n\nText.\n\n:::", "Mind this\n\nText."),
        (":::tip\n\nText.\n\n:::", "Text."),
        ("Text.\n{: .lead}\n\n[TOC]\n\n[Link](x){:target=\"_blank\"} here.", "Text.\n\nLink here."),
        ("A [[page|word]] and [[Name]] ==marked== %%hidden%%. ![[a.png]]", "A word and Name marked ."),
        ("%%\nhidden\n%%\nText.", "Text."),
        ("Term\n: What it means.", "Term\nWhat it means."),
        ("Term\n: `a`: what\n\n- `b`: `c` or `d`.", "Term\na: what\n\nb: c or d."),
        ("A <video src=x>can't play</video> film <audio src=y /> and\nsound.", "A film  and\nsound."),
        ("<video controls>\n<source src=x>\nCan't play: [get it](x).\n</video>\n\nText.", "Text."),
        ('- [The 27" wheel](https://x.example/a?b=1 "The 27" wheel") and [it](u "t")', 'The 27" wheel and it'),
        (r"\[As [it](https://x.example/?a=b_c) says\] and \[a_1 = b\]", r"[As it says] and \[a_1 = b\]"),
        ("水闸***安全，***坝 ***b*** **c**", "水闸安全，坝 b c"),
        ("<script>\nvar a = '<p>no</p>';\n\n</script>\n\nText.", "Text."),
        ("<details>\n<summary>More</summary>\n\nText with **words**.\n\n</details>", "More\n\nText with words."),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A: 1 | B: 2"),
        ("`{{ kept }}` and `[^1]`", "{{ kept }} and [^1]"),
        ("", ""),
        ("***\n\n---\n", ""),
    ],
)  # fmt: skip
def test_what_is_seen(markdown: str, text: str) -> None:
    """The words that stand on the page, block by block."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "headings"),
    [
        ("# One\nText.\n## Two ##\nText.", ["One", "Two"]),
        ("One\n===\nText.\n\nTwo\n---\nText.", ["One", "Two"]),
        ("#One\n\nText.\n\n##two\n\nText.", ["One", "two"]),
        ("#strike #harbour\n\nText.\n\n#strike\n\nText.", []),
        ("#1 in the charts.\n\nText.", []),
        ("A heading that is typed as one may end with a full stop.\n===\nText.",
         ["A heading that is typed as one may end with a full stop."]),
        ("Two lines of text\nabove a rule\n---\nText.", []),
        ("A heading of\ntwo lines\n===\nText.", ["A heading of two lines"]),
        ("## With [a link](x) and `code` {#id .c}\nText.", ["With a link and code"]),
        ("Results\n\nText that goes on.\n\nEnd", ["Results"]),
        ("**Results**\n\nText that goes on.", ["Results"]),
        ("```\n# Code\n```\n\nText.", []),
        ("![A map of the town](m.png)\n\nText that goes on.", []),
        ("- Item\n\nText that goes on.", []),
        ("Results\n\n- an item", ["Results"]),
        ("<h2>The <i>mill</i></h2>\n<p>Text.</p>", ["The mill"]),
    ],
)  # fmt: skip
def test_which_blocks_are_headings(markdown: str, headings: list[str]) -> None:
    """Those typed as headings, however they end, and short lines above text; never code, captions or items."""
    page = seen(markdown)
    assert [page.text[start:end] for start, end in page.headings] == headings


def test_an_article_s_headings_are_those_of_the_page() -> None:
    """Paragraphs stand under them, and nothing in the text is taken for another."""
    (article,) = read(b"# The mill\n\nIt burned.\n\n## Why? It is not known.\n\n```\n# comment\n```\n\nText.", "a.md")
    assert isinstance(article, Article)
    under = [(article.text[p.start : p.end], p.heading) for p in paragraphs(article)]
    section = "Why? It is not known."
    assert article.title == "The mill"
    assert under == [("It burned.", None), ("# comment", section), ("Text.", section)]


def test_lines_lead_back_into_the_file() -> None:
    """Each offset that is listed begins what stands on that line of the file, front matter counted."""
    source = (
        "---\ntitle: A\n---\n<!-- note -->\n# One\nText of\ntwo lines.\n\n\n"
        "- item\n- *other*\n\n```\ncode\n\nmore\n```\n"
        "| a | b |\n|---|---|\n| c | d |\n\n<div>\n<p>In tags.</p>\n</div>\n\nText.[^1]\n[^1]: Note.\n"
    )
    (article,) = read(source.encode(), "a.md")
    assert isinstance(article, Article)
    assert article.lines is not None
    starts = dict(article.lines)
    number, numbers = 0, {}
    offset = 0
    for line in article.text.split("\n"):
        number = starts.get(offset, number + 1)
        numbers[line] = number
        offset += len(line) + 1
    lines = source.split("\n")
    for words, number in numbers.items():
        assert words.split(" | ")[0].rpartition(": ")[2] in lines[number - 1].replace("*", ""), (words, number)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 60_000, "*a " * 60_000, "[a](b" * 20_000, "> " * 20_000 + "x", "- " * 20_000 + "x", "`" * 60_000,
        "<a " * 60_000, "U.S. " * 12_000, "_a*" * 20_000, "{{" * 30_000, "{%" * 30_000, "{:" * 30_000, "[^" * 30_000,
        "==a" * 30_000, "<A " * 30_000, "<A b='" * 10_000, "&#x" * 30_000, "![[](a)" * 10_000, "a" * 1_000_000,
        pytest.param("|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b\n" * 20, marks=pytest.mark.slow),
        "<!--" * 20_000, "import {" * 10_000, "{% include a %}\n[" + "a" * 60_000 + "]",
        "![](" * 20_000,
        "<div>" * 20_000, "<table><tr><td>" * 5_000, "[[" * 30_000, "{/*" * 20_000, "%%a" * 20_000,
        "{{< a caption=\"" * 5_000,
        pytest.param("\n".join(["* a"] * 20_000), marks=pytest.mark.slow),
        pytest.param("\n".join("#" * (n % 7) + " a" for n in range(20_000)), marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_hostile_text_is_read_in_seconds(text: str) -> None:
    """Marks without end, in any order, take time that grows with the text and not with its square."""
    begun = time.process_time()
    list(read(text.encode(), "a.md"))
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ('!!! note "Mind this"\n    The dam\n    is closed.\n\nText.', "Mind this\nThe dam\nis closed.\n\nText."),
        ("??? tip\n    Hidden.\n\n    - one\n\nText.", "Hidden.\n\none\n\nText."),
        ('=== "Tab"\n\n    In it.\n', "Tab\n\nIn it."),
        ("H~2~O and x^2^, ~5 and ~6, ~~no~~ yes.", "H2O and x2, ~5 and ~6, yes."),
        ("It holds $a_1 * b_2 * c$ and \\(x_1*y*z\\), $5 and $6.",
         "It holds $a_1 * b_2 * c$ and \\(x_1*y*z\\), $5 and $6."),
        ("$$\na_1 * b * c\n$$", "$$\na_1 * b * c\n$$"),
        ("Text^[A note.] here.", "Text here.\n\nA note."),
        ("{{< highlight go >}}\n# code\n{{< /highlight >}}\n\nText.", "# code\n\nText."),
        ("<Callout type=\"x\">\n    Mind **this**.\n</Callout>\n\nText.", "Mind this.\n\nText."),
        ("<Image src={a} alt=\"The mill\" />\n\n{props.children}\n\nText.", "The mill\n\nText."),
        ("export const meta = {\n  title: 'x',\n}\n\nText.", "Text."),
        ("{::comment}\nhidden\n{:/comment}\n\nText.", "Text."),
        ("HTML.\n\n*[HTML]: Hyper Text\n\nText. ^block-1", "HTML.\n\nText."),
        ("# A\n\nNo\n\n## B\n\n**Bold**\n\nText that goes on.", "A\n\nNo\n\nB\n\nBold\n\nText that goes on."),
    ],
)  # fmt: skip
def test_what_generators_add(markdown: str, text: str) -> None:
    """Admonitions, tabs, formulas, notes, components and comments of all the dialects."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        # Shortcodes and components inside each other are indented as their authors like.
        (("{{< a >}}\n  {{< b >}}\n    It stood.\n\n    - rye\n  {{< /b >}}\n"
          "  {{% c %}}\n      It fell.\n  {{% /c %}}\n{{< /a >}}"),
         "It stood.\n\nrye\n\nIt fell."),
        ("{{< a >}}\n    It stood.\n{{< /a >}}\n\n    x = 1", "It stood.\n\nx = 1"),
        ("<A>\n    <B>\n        It stood.\n    </B>\n    It fell.\n</A>\n\n    x = 1",
         "It stood.\n\nIt fell.\n\nx = 1"),
        ("{{< ref >}}\n\n    x = 1", "x = 1"),
        # Comments of Obsidian over several lines; without an end it is none.
        ("One.\n\n%% not\nthis %%\n\nTwo. %% nor that %%", "One.\n\nTwo."),
        ("%%\nnot this\n%%\nOne.", "One."),
        ("One.\n\n%% Two\n\nThree.", "One.\n\n%% Two\n\nThree."),
        ("```\n%% a\nb %%\n```", "%% a\nb %%"),
        ("![The mill|300x200](a.png) and ![a|b](c.png)", "and\n\nThe mill\n\na|b"),
        ("Table: (\\#tab:rye) Rye, by year.", "Table: Rye, by year."),
    ],
)  # fmt: skip
def test_what_is_in_shortcodes_components_and_comments(markdown: str, text: str) -> None:
    """Indents of what is inside of others make no code of it."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("written", "title", "date", "authors", "text"),
    [
        (("export const meta = {\n title: 'The mill', date: \"2024-03-16\",\n"
          " authors: [{ name: 'Ana Ruiz' }],\n}\n\nIt burned."),
         "The mill", "2024-03-16", ("Ana Ruiz",), "It burned."),
        ("---\ntitle: '*The* mill & `x_y`'\n---\nIt burned.", "The mill & x_y", "None", (), "It burned."),
        ("---\ntitle: snake_case * 2\n---\nIt burned.", "snake_case * 2", "None", (), "It burned."),
        ("---\ntitle: A link\ndate: 2024-03-16\nexcerpt: It **burned**.\n---\n",
         "A link", "2024-03-16", (), "It burned."),
        ("CHAPTER I\n=========\n\n# The mill\n\nIt burned.",
         "The mill", "None", (), "CHAPTER I\n\nThe mill\n\nIt burned."),
        ("# Chapter 1: Rye\n\n## The mill\n\nIt burned.", "Chapter 1: Rye", "None", (),
         "Chapter 1: Rye\n\nThe mill\n\nIt burned."),
    ],
)  # fmt: skip
def test_fields_as_people_keep_them(written: str, title: str, date: str, authors: tuple[str, ...], text: str) -> None:
    """What a page of MDX exports, a title with marks, a post that has an excerpt alone, the number of a chapter."""
    (article,) = read(written.encode(), "a.mdx")
    assert isinstance(article, Article)
    assert (article.title, str(article.date), article.authors, article.text) == (title, date, authors, text)


def test_what_a_page_of_mdx_says_is_a_draft_is_one() -> None:
    """As front matter does."""
    (problem,) = read(b"export const meta = { title: 'The mill', draft: true }\n\nIt burned.", "a.mdx")
    assert isinstance(problem, Problem)


def test_short_lines_are_no_headings_where_headings_are_marked() -> None:
    """Only those in bold are."""
    page = seen("# A\n\nNo\n\n## B\n\n**Bold**\n\nText that goes on.")
    assert [page.text[start:end] for start, end in page.headings] == ["A", "B", "Bold"]


def test_what_is_indented_below_a_definition_goes_on_with_it() -> None:
    """Its marks are marks, and its code is code; what follows without an indent does not belong to it."""
    defined = "Weir\n\n:   A *low* dam.\n\n    It has a **gate**:\n\n    ```\n    a *gate*\n    ```\n\n"
    (article,) = read(f"{defined}It _fell_.\n\n    code *here*\n".encode(), "a.md")
    assert isinstance(article, Article)
    assert article.text == "Weir\n\nA low dam.\n\nIt has a gate:\n\na *gate*\n\nIt fell.\n\ncode *here*"


@pytest.mark.parametrize(
    ("markdown", "text", "lines"),
    [
        ("~~A permit costs 70 euros.~~\n\nA permit costs 80 euros.", "A permit costs 80 euros.", [(0, 3)]),
        ("It costs ~~70~~ <ins>80</ins> euros.", "It costs 80 euros.", [(0, 1)]),
        ("It costs <del>70</del> <ins>80</ins> <s>marks</s> euros.", "It costs 80 euros.", [(0, 1)]),
        ("It <strike class='x'>was</strike>is <S>not</S> open.", "It is open.", [(0, 1)]),
        ("It <span style='color: red; text-decoration:line-through'>w <span>so</span></span> is.", "It is.", [(0, 1)]),
        ("~~It was\n*closed*~~ but\nopens.", "but\nopens.", [(0, 2)]),
        ("<del>\n\nIt was.\n\n```\ncode\n```\n\n</del>\n\nIt is.", "It is.", [(0, 11)]),
        ("<del>It was\n\nclosed</del> and is.", "and is.", [(0, 3)]),
        ("<p style='text-decoration:line-through'>Old\n<p>New</p>", "New", [(0, 2)]),
        ("# ~~Old~~ New\n\n- ~~one~~\n- two", "New\n\ntwo", [(0, 1), (5, 4)]),
        ("| a | b |\n|--|--|\n| ~~1~~ | 2 |\n| ~~3~~ | ~~4~~ |", "b: 2", [(0, 3)]),
        ("It ~~![A map](x)~~ is.", "It is.", [(0, 1)]),
        ("`~~x~~` and ~~ alone, ~5 and ~~more", "~~x~~ and ~~ alone, ~5 and ~~more", [(0, 1)]),
        ("```\n~~x~~ <del>y</del>\n```", "~~x~~ <del>y</del>", [(0, 2)]),
        ("It <del>is.\n\n<del>Not</del> open.", "It is.\n\nopen.", [(0, 1)]),
    ],
)  # fmt: skip
def test_what_is_struck_out_is_left_out(markdown: str, text: str, lines: list[tuple[int, int]]) -> None:
    """By two tildes or a tag, in a line or over paragraphs; code stays, and so does what is never closed."""
    page = seen(markdown)
    assert (page.text, page.lines) == (text, lines)


def test_two_headings_of_one_rank_mark_headings_as_two_ranks_do() -> None:
    """Then a short line is none; a single heading may be the title of a text that marks no other."""
    stew = seen("Best served with rice\n\n- Time: an hour\n\n## Fish\n\n- a pike\n\n## Directions\n\n1. Boil it.")
    assert [stew.text[start:end] for start, end in stew.headings] == ["Fish", "Directions"]
    titled = seen("# Stew\n\nMade of a pike, caught in May.\n\nIts history\n\nNobody knows who cooked it first.")
    assert [titled.text[start:end] for start, end in titled.headings] == ["Stew", "Its history"]


def test_an_interview_in_bold_without_a_title_has_none() -> None:
    """A heading of the first rank is the title all the same."""
    body = "It burned down in the night, and nobody has said why it did."
    asked = f"**Why did it burn?**\n\n{body}\n\n**Who saw it?**\n\n{body}\n"
    headed = f"# Why did it burn?\n\n{body}\n\n## Who saw it?\n\n{body}\n"
    (item,), (other,) = read(asked.encode(), "a.md"), read(headed.encode(), "a.md")
    assert isinstance(item, Article)
    assert isinstance(other, Article)
    assert (item.title, "title" in item.provenance, other.title) == (None, False, "Why did it burn?")


def test_words_in_brackets_with_backslashes_are_no_formula() -> None:
    """As programs that make Markdown of pages write brackets; signs of formulas tell them apart, and single letters."""
    assert seen(r"Thesis \[in progress\] and \(see below\).").text == "Thesis [in progress] and (see below)."
    assert seen(r"Let \(x^2\), \(n\) and \[ a = b \].").text == r"Let \(x^2\), \(n\) and \[ a = b \]."


def test_a_day_that_begins_a_line_is_no_item_of_a_list() -> None:
    """German and others write it so, and it dates the article."""
    (article,) = read(b"# Der Steg\n\n3. Juni 2024\n\nDer Steg ist offen.", "steg.md")
    assert isinstance(article, Article)
    assert article.date == datetime.date(2024, 6, 3)


@pytest.mark.parametrize(
    ("written", "reason"),
    [("---\ntitle: Kilns\n---\n", "has no text"), ("<!-- later -->\n", "has no text"), (" \n\n", "is empty")],
)
def test_why_there_is_no_text(written: str, reason: str) -> None:
    """A file that holds fields or a comment is not empty."""
    assert [item.reason for item in read(written.encode(), "a.md") if isinstance(item, Problem)] == [reason]


@pytest.mark.parametrize("plugin", ["excalidraw-plugin: parsed", "tags: [x]\n\ndatabase-plugin: basic"])
def test_what_programs_keep_among_notes_is_no_article(plugin: str) -> None:
    """Drawings and tables, whose words are theirs; a note that only speaks of such a thing is one."""
    (problem,) = read(f"---\n\n{plugin}\n\n---\n# Data\n\nWeir ^a1".encode(), "a.md")
    assert not isinstance(problem, Article)
    (note,) = read(f"---\ntitle: Weir\n---\n\n{plugin} is what I use.".encode(), "a.md")
    assert isinstance(note, Article)


def test_a_heading_below_badges_is_the_title() -> None:
    """What shows how a program does is no text."""
    badges = "\n".join(f"![{n} issues](https://img.shields.io/{n})  " for n in range(6))
    (article,) = read(f"{badges}\n\n# Weir\n\nIt is low.\n\n# More\n\nIt fell.".encode(), "a.md")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("Weir", "Weir\n\nIt is low.\n\nMore\n\nIt fell.")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Last update: {{page.updated}} (v. {{ page.vers }})", "Last update: 7 April 2021 (v. 2.0)"),
        ("By {{ $frontmatter.owner.name }}, {{< param updated >}}", "By Ana Ruiz, 7 April 2021"),
        ("See {{ page.missing }} and more.", "See and more."),
        ("Write `{{ page.vers }}` there.", "Write {{ page.vers }} there."),
        ("```\n{{ page.vers }}\n```", "{{ page.vers }}"),
    ],
)
def test_fields_that_a_page_shows(body: str, text: str) -> None:
    """Of its own front matter; code stays as it is typed."""
    fields = "---\ntitle: Terms\nupdated: 7 April 2021\nvers: '2.0'\nowner:\n  name: Ana Ruiz\ntags: [a, b]\n---\n"
    (article,) = (item for item in read((fields + body).encode(), "terms.md") if isinstance(item, Article))

    assert article.text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("<audio controls>\n<source src=a.mp3>\n</audio>\nOn [the weir](https://a.example) again", "On the weir again"),
        ('<iframe src="a"></iframe>\n**Bold** words\n</div>', "Bold words"),
        ("<center>![The *old* weir](a.png)</center>\n\nIt is *gone*.", "The old weir\n\nIt is gone."),
        ("<center>\n\n**The weir**\n\n</center>", "The weir"),
    ],
)
def test_markdown_around_players_and_centred(markdown: str, text: str) -> None:
    """Generators read it as such, whatever stands above it."""
    assert seen(markdown).text == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (
            "The *mill* fell.<br><h2>Fire</h2><div>A <new> `x < y`.</div><table><tr><th>Day<td>1</table>~~Gone~~ now.",
            "The mill fell.\n\nFire\n\nA <new> x < y.\n\nDay: 1\n\nnow.",
        ),
        ("It burned.\nAgain<p>and ![The weir](a.png) again</p>", "It burned.\nAgain\n\nThe weir\n\nand again"),
        ("It <b>burned</b><br>again, says <span>she</span>.", "It burned\nagain, says she."),
        ("| a | b |\n|---|---|\n| <p>x</p> | y<br>z |", "a: x | b: y z"),
    ],
)
def test_blocks_of_html_within_a_paragraph(markdown: str, text: str) -> None:
    """Part it as on the page, with its tables in rows; what isn't a block is in the line, and cells stay cells."""
    assert seen(markdown).text == text
