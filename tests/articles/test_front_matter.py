"""What stands before the text of a file, about it."""

import pytest

from retrieval.articles import front_matter
from retrieval.articles.blocks import paragraphs
from retrieval.articles.front_matter import _json, _pair, _typed, joplin_note, notion_page, split
from retrieval.articles.limits import Limits, under
from retrieval.readers import Problem, read
from retrieval.records import Article


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9:11", "9:11"), ("3.10", "3.10"), ("No", "No"), ("007", "007"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("2021-04-07", "2021-04-07"), ("yes", "yes"), ("~", None), ("", None), ('""', ""), ("null", "null"),
        ("'~'", "~"), (">-\n  a\n  b", "a b"), ("|\n  a\n\n  b", "a\n\nb\n"), ("[a, 1.0]", ["a", "1.0"]),
        ("{name: a, n: {m: b}}", {"name": "a", "n": {"m": "b"}}), ("[[a, [b]]]", [["a", None]]),
        ("\n  - x: 1\n  - y", [{"x": "1"}, "y"]),
    ],
)  # fmt: skip
def test_values_are_the_words_that_were_typed(typed: str, value: object) -> None:
    """Numbers, days and words for yes and no are not made into anything else."""
    assert split(f"---\nkey: {typed}\n---\nText").fields == {"key": value}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Bus #10 returns", "Bus #10 returns"), ("#10 returns", "#10 returns"), ("It's #10: late", "It's #10: late"),
        ("C# for all # a remark", "C# for all"), ("Bus # 10", "Bus"), ("'Bus' #10", "Bus"), ('"Bus #10"', "Bus #10"),
    ],
)  # fmt: skip
def test_a_number_sign_before_a_word_is_part_of_a_title(typed: str, title: str) -> None:
    """YAML takes it for a comment; whoever types a title means it."""
    assert split(f"---\ntitle: {typed}\ndate: 2021-04-07 #soon\n---\nText").fields["title"] == title


@pytest.mark.parametrize(
    "content",
    [
        "---\ntitle: A\n---\nText",
        "---  \ntitle: A\n...\nText",
        "\n \n---\ntitle: A\n---\t\nText",
        '+++\ntitle = "A"\n[params]\nx = 1\n+++\nText',
        '\n+++\ntitle = "A"\n+++\nText',
        '{"title": "A"}\nText',
        '\n{\n  "title": "A"\n}\n\nText',
        "Title: A\nDate: 2021-04-07\n\nText",
        "---\ntitle: A\ndate: 2021-04-07\n\nText",
        "----\ntitle: A\n----\nText",
        "  ---\n  title: A\n  ---\nText",
        "<!-- made by hand -->\n---\ntitle: A\n---\nText",
        "---\ntitle:A\n---\nText",
        "---\n'title': A\n---\nText",
        "---yaml\ntitle: A\n---\nText",
        "---toml\ntitle = 'A'\n---\nText",
        "---\ntitle = 'A'\ndate = 2021-04-07\n---\nText",
        '---json\n{"title": "A"}\n---\nText',
        '---js\n{\n  title: "A",\n  tags: ["x"],\n}\n---\nText',
        '---js\nconst title = "A";\nlet x = 3\n---\nText',
        "title:: A\ndate:: 2021-04-07\n\nText",
        ';;;\n{"title": "A"}\n;;;\nText',
        '{\n  "title": "A",\n  "date": "2021-04-07",\n}\nText',
        "+++\ntitle = 'A'\nweight = 007\n+++\nText",
        '+++\ntitle = "A\nx = 1\n+++\nText',
        "title: A\ndate: 2021-04-07\n---\nText",
        "Date: 2021-04-07\nTitle: A\n\nText",
        "#+TITLE: A\n#+DATE: 2021-04-07\n\nText",
        "% A\n% Ann Lee\n% 7 April 2021\n\nText",
        "---\nb: &b {title: A}\n<<: *b\n---\nText",
    ],
)
def test_every_kind_of_front_matter(content: str) -> None:
    """YAML, TOML, JSON, header lines, and YAML whose end was forgotten."""
    fields, end, problem = split(content)
    assert (fields.get("title") or fields.get("Title") or fields["TITLE"]) == "A"
    assert content[end:].strip() == "Text"
    assert (problem is not None) == (content == "---\ntitle: A\ndate: 2021-04-07\n\nText")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "Text",
        "---\n\nText after a rule.",
        "---\nText between\n---\nrules",
        "---\n\nNote: this was translated.\n\n---\nrules",
        "---\nWhat she said of it that day: nothing.\n---\nrules",
        "---\n- an item\n---\nText",
        "--- \nHe said: no.\n\nText",
        '{"not": "ours"}\nText',
        '{"title": "A"} and more',
        "{broken\nText",
        "{{ site.title }}\nText",
        "Title: a word before a colon\n\nText",
        "Title: A\nand then a sentence.\n\nText",
        "+++",
    ],
)
def test_what_is_no_front_matter_is_text(content: str) -> None:
    """Rules, lists and sentences with a colon in them belong to the text."""
    assert split(content)[:2] == ({}, 0)


def test_broken_toml_is_said() -> None:
    """Its lines are no text all the same."""
    fields, end, problem = split("+++\ntitle = A\n???\n+++\nText")
    assert (fields, end) == ({"title": "A"}, 22)
    assert problem is not None
    assert "not TOML" in problem
    assert split("+++\ntitle = 'A'\n\nText").problem == "has front matter that is never closed"


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        "---\na: &a [" + "x," * 100_000 + "]\nb: [" + "*a," * 100_000 + "]\n---\nText",
        "---\n" + "a: b\n" * 50_000 + "\nText",
        "---\n" * 100_000,
        "+++\n" * 100_000,
        "{" * 100_000,
        '{"a":' * 100_000,
        "Title: a\n" * 50_000,
    ],
    ids=["aliases", "unended", "rules", "plus", "braces", "nested", "headers"],
)
def test_hostile_front_matter_takes_no_time(content: str) -> None:
    """What is large or repeated is read, or left alone, in a moment."""
    try:
        split(content)
    except RecursionError:
        assert content.startswith("{")


def test_front_matter_that_is_too_long_is_said() -> None:
    """The fields before its first blank line are read; two rules far apart in a text are no front matter."""
    inner = f"title: A\n\n{'more words ' * 3}"
    said = "has front matter of more than 40 characters; only its beginning is read"
    for more, problem in (("", None), ("x" * 20, f"{said} (raise PINCITE_FRONT_MATTER_LENGTH to read all)")):
        (found,) = under(Limits(front_matter=40), map(split, [f"---\n{inner}{more}\n---\nText"]))
        assert found.fields["title"] == "A"
        assert (found.problem and str(found.problem)) == problem or problem is None
    (found,) = under(Limits(front_matter=40), map(split, [f"---\nIt rained.\n\n{inner * 3}\n---\nText"]))
    assert found.problem is None


@pytest.mark.parametrize(
    ("content", "fields", "text"),
    [
        ("   ---\n   title: A\n   ---\nText", {"title": "A"}, "Text"),
        ("    ---\n    title: A\n    ---\nText", {}, "    ---\n    title: A\n    ---\nText"),
        ("\n  ---\n  title: A\n  ---\nText", {"title": "A"}, "Text"),
        ("<!-- a -->  ---\ntitle: A\n---\nText", {"title": "A"}, "Text"),
        ("---yml\ntitle: A\n---\nText", {"title": "A"}, "Text"),
        ("<!--\n.. title: A\n.. slug: a\n-->\n\nText", {"title": "A", "slug": "a"}, "\nText"),
        ("<!--\ntitle: A\n-->\nText", {"title": "A"}, "Text"),
        ("<!--\nkiln: A\n-->\nText", {}, "<!--\nkiln: A\n-->\nText"),
        ("<!--\ntitle: A\nIt rained.\n-->\nText", {}, "<!--\ntitle: A\nIt rained.\n-->\nText"),
        ("---\nkiln: A\n---\nText", {"kiln": "A"}, "Text"),
        ("----\nkiln: A\n----\nText", {}, "----\nkiln: A\n----\nText"),
        ("---\n---\nText", {}, "Text"),
        ("---\nkiln = cold\ntitle = A\n---\nText", {"kiln": "cold", "title": "A"}, "Text"),
        ("---\ntitle:A\n---", {"title": "A"}, ""),
        ("---\nkiln:A\n---\nText", {}, "---\nkiln:A\n---\nText"),
        (";;;\n[1]\n;;;\nText", {}, ";;;\n[1]\n;;;\nText"),
        ('{"title": "A", "weight": 1}', {"title": "A", "weight": "1"}, ""),
        ('\n{\n"title": "A",\n}\nText', {"title": "A"}, "\nText"),
        ('{\n"kiln": "A",\n}\nText', {}, '{\n"kiln": "A",\n}\nText'),
        ('{ "title": "A",\n}\nText', {}, '{ "title": "A",\n}\nText'),
        ("{}\nText", {}, "{}\nText"),
        ("% A\n\nText", {}, "% A\n\nText"),
        ("% A\n% Ann Lee\n  Ben Ito\n% 7 April\n\nText",
         {"title": "A", "authors": "Ann Lee; Ben Ito", "date": "7 April"}, "\nText"),
        ("\n% A\n% Ann Lee\n\nText", {"title": "A", "authors": "Ann Lee", "date": None}, "\nText"),
        ("%\n% Ann Lee\n\nText", {"title": None, "authors": "Ann Lee", "date": None}, "\nText"),
        ("% A\n% \xa0\n\nText", {"title": "A", "authors": None, "date": None}, "\nText"),
        ("Headline: A\nDate: 2021\n\nText", {"Headline": "A", "Date": "2021"}, "\n\nText"),
        ("\n\nTitle: A\nDate: 2021\n\nText", {"Title": "A", "Date": "2021"}, "\n\nText"),
        ("Title: A\nDate: 2021\n--- \nText", {"Title": "A", "Date": "2021"}, "\nText"),
        ("\nTitle: A\nDate: 2021\n---\nText", {"Title": "A", "Date": "2021"}, "\nText"),
        ("Author: Ann\nDate: 2021\n\nText", {}, "Author: Ann\nDate: 2021\n\nText"),
        ("Kiln: A\nTitle: A\nDate: 2021\n\nText", {}, "Kiln: A\nTitle: A\nDate: 2021\n\nText"),
        ("---\nb: &b {title: A}\nc: &c {title: C, date: D}\n<<: [*b, *c]\n---\nText",
         {"b": {"title": "A"}, "c": {"title": "C", "date": "D"}, "title": "A", "date": "D"}, "Text"),
        ("---\n<<: A\ntitle: B\n---\nText", {"title": "B"}, "Text"),
        ("---\ntitle: !kiln A\n---\nText", {"title": "!kiln A"}, "Text"),
        ("---\ntitle: ! A\n---\nText", {"title": "A"}, "Text"),
        ("---\ntitle: A\n---\n\n---\ntitle: B\ndate: D\ntags:\n- x\n---\nText",
         {"title": "A", "date": "D", "tags": ["x"]}, "Text"),
        ("---\ntitle: A\n---\n+++\ndate = 'D'\n+++\nText", {"title": "A", "date": "D"}, "Text"),
        ("---\ntitle: A\n---\n---\nIt rained.\nName: A\n---\nText", {"title": "A"},
         "---\nIt rained.\nName: A\n---\nText"),
        ("---\ntitle: A\n---\n---\nrain: B\n---\nText", {"title": "A"}, "---\nrain: B\n---\nText"),
        ("---\ntitle: A\n---\n-----\ndate: B\n-----\nText", {"title": "A"}, "-----\ndate: B\n-----\nText"),
    ],
)  # fmt: skip
def test_where_front_matter_ends(content: str, fields: dict[str, object], text: str) -> None:
    """Its fields, and what is left as the text."""
    got = split(content)
    assert (got.fields, content[got.end :]) == (fields, text)
    assert got.problem is None


@pytest.mark.parametrize(
    ("lines", "fields", "left"),
    [
        ("# a note\ntitle: A", {"title": "A"}, 0),
        ("#+title: A", {"title": "A"}, 0),
        ("{\ntitle: A\n}", {"title": "A"}, 0),
        ("[params]\nkiln: A\n[[more]]", {"kiln": "A"}, 0),
        ("tags:\n- a\n  - b", {"tags": ["a", "b"]}, 0),
        ("- a", {}, 1),
        ("kiln: A\n- a", {"kiln": "A"}, 1),
        ("kiln: A\n  - a", {"kiln": "A - a"}, 0),
        ("kiln: |\n  title: A\nash: B", {"kiln": "title: A", "ash": "B"}, 0),
        ("kiln: >-\n  one\n  two", {"kiln": "one two"}, 0),
        ("\ttitle: A\n\tkiln: B", {"title": "A", "kiln": "B"}, 0),
        ("  kiln: A", {"kiln": "A"}, 0),
        ("kiln: x\n  title: A", {"kiln": "x", "title": "A"}, 0),
        ("kiln: x\n  ash: A", {"kiln": "x ash: A"}, 0),
        ("kiln: x\n\tash: A", {"kiln": "x", "ash": "A"}, 0),
        ("kiln:\n  ash: A\n  oak: B", {"kiln": {"ash": "A", "oak": "B"}}, 0),
        ("kiln:\n  more", {"kiln": []}, 1),
        ("kiln: x\n  more", {"kiln": "x more"}, 0),
        ("kiln: x\nmore", {"kiln": "x"}, 1),
        ("  more", {}, 1),
        ("one\ntwo", {}, 2),
        ("tags: [a, b]", {"tags": ["a", "b"]}, 0),
        ("tags: [a", {"tags": ["a"]}, 1),
        ("tags: {a", {"tags": "{a"}, 1),
        ("kiln = x", {"kiln": "x"}, 0),
        ("kiln:x", {}, 1),
        ("title:x ", {"title": "x"}, 0),
    ],
)
def test_fields_line_by_line(lines: str, fields: dict[str, object], left: int) -> None:
    """What is indented belongs to the line above it, unless its name is known; what is no field is counted."""
    assert front_matter._read_lines(lines) == (fields, left)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("a,", "a,"), ('"a",', "a"), ("'a' ,", "a"), ('"', ""), ('""', ""), ('"a', "a"), ('"a" b', '"a" b'),
        ('a"', 'a"'), ("[a, b],", ["a", "b"]), ("{a: b}", {"a": "b"}), ("[a", ["a"]), (" a ", "a"), ("", ""),
        ("[" * 200 + "]" * 200, "[" * 200 + "]" * 200),
    ],
)  # fmt: skip
def test_a_value_on_a_line_of_its_own(typed: str, value: object) -> None:
    """Without its quotation marks and the comma after it; a list where it is one."""
    assert front_matter._typed(typed) == value


def test_front_matter_is_nested_up_to_a_depth() -> None:
    """A hundred levels, of which the table of fields is one."""
    assert "a" in split("---\na: " + "[" * 99 + "]" * 99 + "\n---\nText").fields
    with pytest.raises(RecursionError):
        split("---\na: " + "[" * 100 + "]" * 100 + "\n---\nText")
    for limit, count in ((4, 0), (5, 1)):
        (item,) = read(b"---\na: [[[[x]]]]\n---\nText", "a.md", limits=Limits(depth=limit))
        assert isinstance(item, Article) == bool(count)
        assert not isinstance(item, Problem) or item.left_out
        assert count or "is nested more than 4 levels deep (raise PINCITE_DEPTH to read it)" in str(item)


def test_front_matter_is_read_up_to_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly as many items, characters and lines as are allowed, and one more."""
    monkeypatch.setattr(front_matter, "MOST_ITEMS", 2)
    fields = split("---\na: [1, 2, 3]\nb: {c: 1, d: 2, e: 3}\n---\nText").fields
    assert fields == {"a": ["1", "2"], "b": {"c": "1", "d": "2"}}
    inner = "title: A\n\nkiln: B\n"
    for limit, problems in ((len(inner), 0), (len(inner) - 1, 1)):
        (got,) = under(Limits(front_matter=limit), map(split, [f"---\n{inner}---\nText"]))
        assert (len(got.fields), got.problem is not None) == (2 - problems, bool(problems))
    for more, count in ((98, 99), (99, 100), (100, 0)):
        lines = "".join(f"k{n}: x\n" for n in range(more))
        assert len(split(f"---\ntitle: A\n{lines}\nText").fields) == count
    monkeypatch.setattr(front_matter, "OPENING", 10)
    assert split("Title: A\nD: x\nDate: 2021\n\nText").fields == {}
    assert split("% A\n% Ann Lee, Ben Ito\n\nText").fields == {}
    assert split('{\n"title": "A",\n}\nText').fields == {}


def test_of_what_is_wrong_the_beginning_is_told() -> None:
    """In one line, up to 120 characters of it; what is no field of plus signs that open nothing is said, too."""
    assert front_matter._short(ValueError("a\n b " + "c" * 200), "") == "a b " + "c" * 116
    broken = split(f"---\ntitle: A\nnames: [Ann\nb: {'c' * 200}\n---\nText").problem
    assert str(broken) == f"has front matter that is not YAML (did not find expected ',' or ']': b: {'c' * 83})"
    assert split("+++\nit rained\n\nText") == ({}, 0, "has front matter that is never closed")
    assert split("---\nit rained\n\nText") == ({}, 0, None)


def test_a_book_of_project_gutenberg() -> None:
    """Title and author stand among what is said of the book, which stays in its text; its release is not its day."""
    text = (
        "\ufeffThe Project Gutenberg eBook of The Kiln, by Ann Lee\n\nYou may copy it.\n\nTitle: The Kiln\n"
        "       Or, a Fire\n\nAuthor: Ann Lee\n\nRelease Date: March 16, 2004\n\n*** START ***\n\nIt burned.\n"
    )
    (got,) = read(text.encode(), "a.txt")
    assert isinstance(got, Article)
    assert (got.title, got.authors, got.date) == ("The Kiln Or, a Fire", ("Ann Lee",), None)
    assert got.text == text.removeprefix("\ufeff")
    assert split(text)[1] == split(got.text)[1] == 0
    (other,) = read(text.replace("Project Gutenberg eBook", "eBook").encode(), "a.txt")
    assert isinstance(other, Article)
    assert other.title != got.title
    (various,) = read(text.replace("Author: Ann Lee", "Author: Various").encode(), "a.txt")
    assert isinstance(various, Article)
    assert various.authors == ()


def test_the_parts_of_a_name() -> None:
    """As Quarto writes authors; what is nested deeper costs nothing."""
    fields = split("---\nauthor:\n  - name:\n      given: Ana\n      family: Ruiz\n    x: [[1]]\n---\nText").fields
    assert fields["author"] == [{"name": {"given": "Ana", "family": "Ruiz"}, "x": None}]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Titre : Le four\nAuteur : Anne Roy\nDate : 16 mars 2024", ("Le four", "Anne Roy", "2024-03-16")),
        ("Title : Kilns\nAuthor(s) : Ana Ruiz\nDate : 2024-03-16", ("Kilns", "Ana Ruiz", "2024-03-16")),
        ("Titel: Öfen\nAutor/in: Anna Roth\nDatum: 16.03.2024", ("Öfen", "Anna Roth", "2024-03-16")),
        ("Datum: 2024-03-16\nTitel: Öfen\nAutoren: Anna Roth", ("Öfen", "Anna Roth", "2024-03-16")),
        ("Заголовок: Печь\nАвтор: Анна Рой\nДата: 16 марта 2024 г.", ("Печь", "Анна Рой", "2024-03-16")),
        ("标题：窑\n作者：王芳\n日期：2024年3月16日", ("窑", "王芳", "2024-03-16")),
        ("العنوان: الفرن\nالكاتب: آنا رويز\nالتاريخ: ١٦ مارس ٢٠٢٤", ("الفرن", "آنا رويز", "2024-03-16")),
        ("Overskrift: Ovner\nForfatter: Anna Roth\nDato: 16. mars 2024", ("Ovner", "Anna Roth", "2024-03-16")),
        ("title:: Kilns\nauthor:: [[Ana Ruiz]]\ndate:: [[Mar 16th, 2024]]", ("Kilns", "Ana Ruiz", "2024-03-16")),
    ],
)
@pytest.mark.parametrize("rule", ["\n", "-----"])
def test_lines_of_fields_in_any_language(head: str, fields: tuple[str, str, str], rule: str) -> None:
    """A colon has a space before it in French and is wide in Chinese; a rule or a blank line ends them."""
    (got,) = read(f"{head}\n{rule}\nIt burned on Monday, and nobody was hurt.\n".encode(), "a.txt")
    assert isinstance(got, Article)
    assert (got.title, ", ".join(got.authors), str(got.date)) == fields
    assert got.provenance["title"] == "front matter"


@pytest.mark.parametrize(
    "head", ["Rubrik: Politik\nAutor: Anna Roth", "Name: Anna\nDate: 2024-03-16", "Subject: x\nDate: y"]
)
def test_lines_of_other_fields(head: str) -> None:
    """Without a title they are text, and no front matter."""
    assert split(f"{head}\n\nIt burned.").fields == {}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Titre : Le four\n\nAuteur : Anne Roy\n\nElle a brûlé lundi, et personne n'a été blessé.", "a.txt"),
        ("**Titre :** Le four\n\n**Auteur :** Anne Roy\n\nElle a brûlé lundi, et personne n'a été blessé.", "a.md"),
        ("# Titre : Le four\n\nElle a brûlé lundi, et personne n'a été blessé.", "a.md"),
    ],
)
def test_a_heading_that_calls_itself_the_title(written: str, name: str) -> None:
    """The title is what comes after the word, and nothing stands under it."""
    (got,) = read(written.encode(), name)
    assert isinstance(got, Article)
    assert got.title == "Le four"
    assert {paragraph.heading for paragraph in paragraphs(got)} == {None}


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ('{\n  "title": "The mill",\n  "date": 2021-04-07,\n}\n\nText.', "The mill"),
        ('{"title": "The mill", "date": 2021-04-07,\n}\n\nText.', None),
        ('{\n  "title": "The mill",\n  "date": 2021-04-07,\n\nText.', None),
        ('{"title": "The mill"}\nText.', "The mill"),
        ('{"title": "The mill"} Text.', None),
    ],
)
def test_an_object_before_the_text(content: str, title: str | None) -> None:
    """One with slips is read line by line where it fills lines of its own."""
    assert _json(content, 0).fields.get("title") == title


JOPLIN = (
    "The mill\n\nIt burned.\n\nid: 0a1b\nparent_id: 1a1b\ncreated_time: 2020-01-01T10:00:00.000Z\nupdated_time: "
    "2025-01-01T10:00:00.000Z\nauthor: Ana Ruiz\nsource_url: https://x.example/a\nuser_created_time: "
    "2024-03-16T10:00:00.000Z\ntype_: {kind}"
)


def test_a_note_of_joplin() -> None:
    """What it knows of a note stands below it; of what is no note nothing is read."""
    note = joplin_note(JOPLIN.format(kind=1))
    assert note is not None
    assert note[1] == "# The mill\n\nIt burned."
    assert note[0] == {
        "title": "The mill", "date": "2024-03-16T10:00:00.000Z", "author": "Ana Ruiz", "url": "https://x.example/a",
    }  # fmt: skip
    assert joplin_note(JOPLIN.format(kind=2)) == ({}, "")
    assert joplin_note("id: 0a1b\nnote_id: 1a1b\ntype_: 6") == ({}, "")
    assert joplin_note("The mill\n\nIt burned.\n\ntype_: 1") is None
    assert joplin_note("It burned.") is None


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("title: The mill", ("title", "The mill")),
        ("title = The mill", ("title", "The mill")),
        ("title:The mill ", ("title", "The mill")),
        ("title:", ("title", "")),
        ("foo:bar", None),
        ("https://weir.example", None),
    ],
)
def test_a_field_on_a_line(line: str, pair: tuple[str, str] | None) -> None:
    """Without a space only where its name is known."""
    assert _pair(line) == pair


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ('"The mill"', "The mill"),
        ('"The mill', "The mill"),
        ("'The mill", "The mill"),
        ('"The "mill', '"The "mill'),
        ('"The mill",', "The mill"),
        ("The mill,", "The mill,"),
        ("[a, b]", ["a", "b"]),
        ("[a, b],", ["a", "b"]),
        ("[a, b", ["a", "b"]),
    ],
)
def test_a_value_with_slips(value: str, typed: object) -> None:
    """Marks that were never closed, commas of JSON."""
    assert _typed(value) == typed


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("Date: March 16, 2024\nTags: a, b", {"Date": "March 16, 2024", "Tags": "a, b"}),
        ("Status: Done\nAuthor: Ana Ruiz", {"Status": "Done", "Author": "Ana Ruiz"}),
        ("Tags: a", None), ("Author: She came late.", None), ("It burned", None),
    ],
)  # fmt: skip
def test_properties_of_a_page_in_notion(lines: str, fields: dict[str, str] | None) -> None:
    """Below the title, where one is known; the rest has as many lines. Others are sentences of the page."""
    content, name = f"# The mill\n\n{lines}\n\nIt burned.\n", f"a/The mill {'0a' * 16}.md"
    page = notion_page(content, name)
    assert (page[0] if page else None) == fields
    assert page is None or page[1] == "# The mill\n\n\n\n\nIt burned.\n"
    assert notion_page(content, "a/The mill.md") is None


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ("public:: true\nauthor:: [[Bo Ek]]\n\n- It burned.", {"public": "true", "author": "[[Bo Ek]]"}),
        ("public:: true\n\n- It burned.", {}), ("author:: Bo\n- It burned.", {}),
    ],
)  # fmt: skip
def test_properties_of_a_page_in_logseq(content: str, fields: dict[str, str]) -> None:
    """Need no title, where one of them is known and nothing else is among them."""
    assert split(content).fields == fields


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("---\ntitle: The mill\n-----\nIt burned.\n", "The mill", "It burned.\n"),
        ("---\ntitle: The mill\n----\nIt burned.\n\n---\n\nTwice.\n", "The mill", "It burned.\n\n---\n\nTwice.\n"),
        ("<!--\n---\ntitle: The mill\n---\n-->\nIt burned.\n", "The mill", "It burned.\n"),
        ("+++\ntitle = 'The mill'\n++++\nIt burned.\n", "The mill", "It burned.\n"),
        ("---\nIt burned: twice.\n----\nIt burned.\n", None, "---\nIt burned: twice.\n----\nIt burned.\n"),
    ],
)
def test_a_longer_row_of_marks_ends_fields_right_above_it(content: str, title: str | None, text: str) -> None:
    """Whoever closes them so has slipped; another text may have such rows as well."""
    fields, end, _ = split(content)
    assert (fields.get("title"), content[end:]) == (title, text)
