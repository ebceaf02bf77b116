"""What stands before the text of a file, about it."""

import pytest

from retrieval.readers import front_matter
from retrieval.readers.front_matter import split


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


def test_front_matter_that_is_too_long_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fields before its first blank line are read; two rules far apart in a text are no front matter."""
    monkeypatch.setattr(front_matter, "LONGEST", 40)
    inner = f"title: A\n\n{'more words ' * 3}"
    for more, problem in (
        ("", None),
        ("x" * 20, "has front matter of more than 40 characters; only its beginning is read"),
    ):
        found = split(f"---\n{inner}{more}\n---\nText")
        assert found.fields["title"] == "A"
        assert (found.problem and str(found.problem)) == problem or problem is None
    assert split(f"---\nIt rained.\n\n{inner * 3}\n---\nText").problem is None
