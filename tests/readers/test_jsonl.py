"""Records: lines, arrays and records over several lines; texts that are pages."""

import datetime
import json

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import NO_HINTS, Hints, order_of_lines, read
from retrieval.readers import read_lines as lines_read
from retrieval.readers.jsonl import _is_markdown, _without_front_matter

RECORDS = [{"id": str(n), "text": f"Mill {n} burned down."} for n in range(3)]


@pytest.mark.parametrize(
    "data",
    [
        "\n".join(map(json.dumps, RECORDS)),
        json.dumps(RECORDS),
        json.dumps(RECORDS, indent=2),
        json.dumps(RECORDS, indent=None, separators=(",\n", ": ")),
        "[\n" + ",\n".join(map(json.dumps, RECORDS)) + "\n]\n",
        "\n".join(json.dumps(record, indent=4) for record in RECORDS),
        ",\n".join(json.dumps(record, indent=1) for record in RECORDS),
    ],
)
def test_records_however_they_are_laid_out(data: str) -> None:
    """One on a line, all in an array, or each over several lines; each knows its place."""
    items = [item for item in read(data.encode(), "a.jsonl") if isinstance(item, Article)]
    assert [(item.id, item.record) for item in items] == [("0", 1), ("1", 2), ("2", 3)]
    assert len(items) == len(list(read(data.encode(), "a.jsonl")))


def test_a_broken_array_is_one_sentence() -> None:
    """What stands before the break is read."""
    data = json.dumps(RECORDS, indent=2)[:-20]
    *articles, problem = read(data.encode(), "a.jsonl")
    assert len(articles) == 2
    assert isinstance(problem, Problem)
    assert problem.where == "a.jsonl record 3"


@pytest.mark.parametrize(
    ("written", "text", "headings"),
    [
        ("<p>It was <b>never</b> found&#8212;not even <i>in part</i>.</p><p>More.</p>",
         "It was never found—not even in part.\n\nMore.", ()),
        ("<h2>Results</h2><ul><li>One</li><li>Two</li></ul>", "Results\n\nOne\nTwo", ((0, 7),)),
        ("It was <b>never</b> found.\n\nMore.", "It was never found.\n\nMore.", ()),
        ("One.<br/>\n<br/>Two.<br>Three.", "One.\n\nTwo.\nThree.", ()),
        ("<p>One.</p><script>var a;</script><style>p {}</style><!-- no --><img src=x alt='A map'>",
         "One.\n\nA map", ()),
        ("<div>One. <a href='x'>Two</a>.</div>\n<div>Three.</div>", "One. Two.\n\nThree.", ()),
        ("See [the report](https://example.org) and **mark** it.", "See the report and mark it.", ()),
        ("Five&nbsp;million &amp; more, R&D; a < b.", "Five\xa0million & more, R&D; a < b.", None),
        ("a < b and c > d, 2 * 3 * 4, snake_case_name, [sic] (so)",
         "a < b and c > d, 2 * 3 * 4, snake_case_name, [sic] (so)", None),
        ("1. One\n2. Two\n\n# Heading\n\nText.", "1. One\n2. Two\n\n# Heading\n\nText.", None),
        ("He wrote <no reply> and left.", "He wrote <no reply> and left.", None),
    ],
)  # fmt: skip
def test_texts_that_are_pages(written: str, text: str, headings: tuple[tuple[int, int], ...] | None) -> None:
    """HTML and Markdown are reduced to what is seen; plain text stays as it is, but for entities."""
    (article,) = read(json.dumps({"text": written}).encode(), "a.jsonl")
    assert isinstance(article, Article)
    assert (article.text, article.headings) == (text, headings)


def test_a_text_of_tags_alone_has_no_text() -> None:
    """It is named, with its line."""
    (problem,) = read(b'{"text": "<p><br></p>"}', "a.jsonl")
    assert isinstance(problem, Problem)
    assert problem.where == "a.jsonl line 1"


def test_one_line_a_paragraph() -> None:
    """Where each of three lines or more ends a sentence, each is a paragraph; the text stays as it is."""
    text = "The mill burned.\nNobody was hurt!\n“It was old.”\n\n"
    text += "Hard wrapped text goes\non and ends here.\nAnd so.\n\nOne.\nTwo."
    (article,) = read(text.encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.text == text
    assert [text[p.start : p.end] for p in paragraphs(article)] == [
        "The mill burned.", "Nobody was hurt!", "“It was old.”",
        "Hard wrapped text goes\non and ends here.\nAnd so.", "One.\nTwo.",
    ]  # fmt: skip


def read_lines(*lines: str) -> list[Article | Problem]:
    """What a file of these lines gives."""
    return list(read("\n".join(lines).encode(), "a.jsonl"))


@pytest.mark.parametrize(
    "lines",
    [
        ('{"id": "1", "text": "One."}{"id": "2", "text": "Two."}',),
        ('{"id": "1", "text": "One."} {"id": "2", "text": "Two."}',),
        ('\x1e{"id": "1", "text": "One."}', '\x1e{"id": "2", "text": "Two."}'),
        ('[{"id": "1", "text": "One."}]', '[{"id": "2", "text": "Two."}]'),
        ('{"id": "1", "text": "One."}\r', "", '{"id": "2", "text": "Two."}\r'),
    ],
)
def test_records_however_they_are_parted(lines: tuple[str, ...]) -> None:
    """Several on a line, behind separators, in lists, amid blank lines."""
    assert [item.text for item in read_lines(*lines) if isinstance(item, Article)] == ["One.", "Two."]


def test_each_broken_line_is_named_and_the_others_go_on() -> None:
    """By its number, with the reason; what follows on a line that is broken is not guessed."""
    items = read_lines(
        '{"text": "One."}', "{broken", "", "null", '{"text": "Five\tof them."}', '{"text": "Six."} x', "7"
    )
    assert [item.where for item in items if isinstance(item, Problem)] == [f"a.jsonl line {n}" for n in (2, 4, 6, 7)]
    assert [item.text for item in items if isinstance(item, Article)] == ["One.", "Five\tof them."]
    assert read_lines("", "") == [("a.jsonl", "is empty")]


def test_records_that_hold_whole_markdown_files() -> None:
    """Headings and lists alone make Markdown of a text; front matter in it gives what the record doesn't."""
    text = "---\ntitle: The Mill\ndate: 2021-04-07\n---\n\n# It burned\n\nAll of it.\n\n## Then\n\n- rain\n- wind\n"
    (article,) = read_lines(json.dumps({"id": "1", "date": "2022-01-01", "text": text}))
    assert isinstance(article, Article)
    assert (article.title, str(article.date)) == ("The Mill", "2022-01-01")
    assert article.text == "It burned\n\nAll of it.\n\nThen\n\nrain\nwind"
    assert article.headings is not None
    assert [article.text[slice(*heading)] for heading in article.headings] == ["It burned", "Then"]
    (draft,) = read_lines(json.dumps({"text": "---\ndraft: true\n---\n\nWords."}))
    assert draft == ("a.jsonl line 1", "is marked as a draft")
    (plain,) = read_lines(json.dumps({"text": "He said:\n\n- No.\n- #1 it is.\n"}))
    assert isinstance(plain, Article)
    assert plain.text == "He said:\n\n- No.\n- #1 it is.\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("The kiln is cold.", False),
        ("The kiln is **cold**.", True),
        ("See [the kiln](https://kiln.example/a).", True),
        ("Of [the kiln] (cold).", False),
        ("Cold.\n\n## The kiln\n\nIt is.", False),
        ("Cold.\n\n## The kiln\n\nIt is.\n\n## The weir\n\nDry.", True),
        ("Kiln #5 and #6 are cold.", False),
    ],
)
def test_a_text_with_marks_of_markdown(text: str, markdown: bool) -> None:
    """Links, stress, code, or several headings; a single line with a number sign may be anything."""
    assert _is_markdown(text) is markdown


def test_fields_before_the_text_of_a_record() -> None:
    """Come after the record's own, where those have a value; what is nested too deeply is text."""
    text = "---\ntitle: A\ndate: D\nkiln: cold\n---\n\nIt is."
    record = {"title": "B", "date": None, "kiln": "", "text": text}
    fields, rest = _without_front_matter(record, text)
    assert (fields["title"], fields["date"], fields["kiln"], rest) == ("B", "D", "cold", "It is.")
    deep = "---\na: " + "[" * 200 + "]" * 200 + "\n---\nx"
    assert _without_front_matter(record, deep) == (record, deep)
    assert _without_front_matter(record, "It is.") == (record, "It is.")


def records(*days: str) -> list[dict[str, str]]:
    """A record of each day."""
    return [{"id": str(n), "date": day, "text": f"The mill was sold, part {n}."} for n, day in enumerate(days)]


AMBIGUOUS, BRITISH, AMERICAN = "03/04/2024", "25/04/2024", "04/25/2024"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "lines.json"])
@pytest.mark.parametrize(
    ("others", "day"),
    [([BRITISH], "2024-04-03"), ([AMERICAN], "2024-03-04"), ([BRITISH, AMERICAN], None), ([], None), (["2024"], None)],
)
def test_a_day_that_may_be_two_is_what_the_other_records_make_it(name: str, others: list[str], day: str | None) -> None:
    """Where they don't tell, or contradict each other, it stays unknown."""
    rows = records(AMBIGUOUS, *others)
    data = json.dumps(rows) if name == "a.json" else "\n".join(map(json.dumps, rows))
    first = next(iter(read(data.encode(), name)))
    assert isinstance(first, Article)
    assert str(first.date) == str(day)


def test_lines_of_a_file_that_is_cut_are_told_by_its_beginning() -> None:
    """Wherever it is cut."""
    opening = "\n".join(map(json.dumps, records(AMBIGUOUS, BRITISH))).encode()
    line = json.dumps(records(AMBIGUOUS)[0]).encode()
    (told,) = lines_read(line, "a.jsonl", 7, order_of_lines(opening, NO_HINTS))
    (untold,) = lines_read(line, "a.jsonl", 7, order_of_lines(line, NO_HINTS))
    assert isinstance(told, Article)
    assert isinstance(untold, Article)
    assert (told.date, untold.date) == (datetime.date(2024, 4, 3), None)
    known = Hints(day_first=False)
    assert order_of_lines(opening, known) is known


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.jsonl", '{"id": 1, "text": "It, ]burned//.",}\n{"id": 2, "text": "Twice", "n": [1, 2, ],}\n'),
        ("a.jsonl", '// made in 2024\n{"id": 1, "text": "It, ]burned//."}\n# more\n{"id": 2, "text": "Twice"}\n'),
        ("a.jsonl", '{"id": 1, "text": "It, ]burned//."},\n{"id": 2, "text": "Twice",},\n'),
        ("a.json", '/* made in\n2024 */ [{"id": 1, "text": "It, ]burned//."},\n {"id": 2, "text": "Twice",},]'),
        ("a.json", '[{"id": 1, "text": "It, ]burned//.",}, // the first\n {"id": 2, "text": "Twice"},\n]\n'),
    ],
)
def test_commas_too_many_and_comments_cost_nothing(name: str, written: str) -> None:
    """As JavaScript and people write JSON; within words they stay."""
    got = list(read(written.encode(), name))
    assert [isinstance(item, Article) and (item.id, item.text) for item in got] == [
        ("1", "It, ]burned//."),
        ("2", "Twice"),
    ]


MESSAGE = (
    "On Mon, 13 Mar 2023, Ann Roe wrote:\n> Has anyone the key?\n\nIt hangs behind the door.\n\n-- \nTom Hale\n"
    + "_" * 47
    + "\nlist mailing list\nlist@l.example\n"
)


@pytest.mark.parametrize(
    ("fields", "is_of_mail"),
    [
        ({"subject": "Re: key", "from": "tom@l.example"}, True),
        ({"Subject": "Re: key", "From": "tom at l.example (Tom Hale)"}, True),
        ({"subject": "Re: key", "message_id": "<1@l.example>"}, True),
        ({"subject": "Fwd: key", "to": "ann@l.example"}, True),
        ({"subject": "History", "from": "1900", "to": "1950"}, False),
        ({"title": "Re: key", "from": "tom@l.example"}, False),
    ],
)
def test_a_record_of_mail_is_read_without_what_it_quotes(fields: dict[str, str], is_of_mail: bool) -> None:
    """And without the signature and the footer of its list, as a message is."""
    (item,) = read(json.dumps({**fields, "body": MESSAGE}).encode(), "a.jsonl")
    assert isinstance(item, Article)
    assert (item.text == "It hangs behind the door.") == is_of_mail


def test_a_nul_in_a_record_is_a_character_that_can_not_be_read() -> None:
    """As it is in a text: no person sees it, and no program that writes the text anew keeps it."""
    (item,) = read(b'{"title": "Br\\u0000idge", "text": "It was closed\\u0000 on Monday."}\n', "a.jsonl")
    assert isinstance(item, Article)
    assert (item.title, item.text) == ("Br\ufffdidge", "It was closed\ufffd on Monday.")


@pytest.mark.parametrize("is_escaped", [True, False])
def test_a_record_that_was_encoded_twice_is_read_as_it_was(is_escaped: bool) -> None:
    """Also among others that were not, and where JSON spells its letters; it is said of that line."""
    twice = {"title": "Café", "text": "L’été à Genève a été très doux."}
    twice = {name: words.encode().decode("cp1252") for name, words in twice.items()}
    once = {"title": "Mühle", "text": "Die Mühle brennt, sagt Änne Groß – „schön“ sei das nicht."}
    lines = (json.dumps(record, ensure_ascii=is_escaped) for record in (once, twice))
    first, problem, second = read("\n".join(lines).encode(), "a.jsonl")
    assert isinstance(first, Article)
    assert first.text == once["text"]
    assert isinstance(second, Article)
    assert (second.title, second.text) == ("Café", "L’été à Genève a été très doux.")
    assert isinstance(problem, Problem)
    assert (problem.where, str(problem.reason)) == (
        "a.jsonl line 2",
        "is read as utf-8, cp1252, utf-8, which is a guess",
    )
