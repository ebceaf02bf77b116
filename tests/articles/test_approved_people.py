"""Bylines, authors, fields, front matter and rich text, and what differs from them by a little: approved as tables."""

import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from syrupy.assertion import SnapshotAssertion

from retrieval import UsageError, field_names
from retrieval.articles.beside_names import is_body
from retrieval.articles.bylines import authors_in, is_known, is_staff, names_in
from retrieval.articles.covers import cover_of, is_bare
from retrieval.articles.exports import as_articles
from retrieval.articles.files import printable_name, tidy
from retrieval.articles.front_matter import joplin_note, split
from retrieval.articles.hints import Hints, renamed
from retrieval.articles.limits import Limits, in_force, under
from retrieval.articles.mastheads import is_above_titles, is_agency, is_contact, is_signature
from retrieval.articles.metadata import (
    described,
    in_order,
    is_draft,
    known_fields,
    normalised,
    order_of_days,
    plain,
    serial_days,
    texts,
    with_serial_days,
)
from retrieval.articles.page import Page, line_mark, spaced
from retrieval.articles.people import people
from retrieval.articles.rich_text import rich_text
from tests.approved import near, near_lines, table

BYLINES = (
    "By Ana Ruiz and Ben Cole",
    "Ruiz, Ana; Cole, Ben",
    "Ruiz, Ana and Cole, Ben",
    "Ruiz, A., Cole, B.",
    "Ana Ruiz, Jr. and Ben Cole",
    "García Márquez, Gabriel",
    "de la Cruz, Ana",
    "Hofmannsthal, Hugo von",
    "Ruiz, Ana, editor",
    "Cole, Ben, 1921-1999",
    "Ruiz, Ana (b. 1950)",
    "d’Angelo, Eva",
    "Ana Ruiz, Ben Cole and Staff",
    "Ana, Ben and Eva",
    "Text: Max Frei (Text), Ana Ruiz (Fotos)",
    "Department of Fisheries, Ana Ruiz and Ben Cole",
    "Ana Ruiz in Madrid",
    "Ana Ruiz/Ben Cole",
    "Ana Ruiz et al.",
    "Ana Ruiz &amp; <b>Ben Cole</b>",
    "[[Ana Ruiz|Ana]] [Ben Cole](b)",
    "ana@example.org (Ana Ruiz)",
    "@ana",
    "Von Max Frei",
    "Автор: Иван Петров",
    "记者 李明",
    "김민수 기자",
    "Photos by Ana Ruiz",
    "Staff Writer",
    "Reuters",
    "Ana María de la Cruz Vidal",
    "Ana María de la Cruz Vidal Soto",
    "A B C",
    "Xan Ybu Zed Wok",
    "ANA RUIZ",
    "1984",
)
OBJECTS: tuple[Any, ...] = (
    None,
    True,
    7,
    "",
    "none",
    [],
    ["Ana Ruiz", "Ana Ruiz", "Ben Cole"],
    {"name": "Ana Ruiz"},
    "['Ana Ruiz']",
    '["Ana Ruiz", "Ben Cole"]',
    "[Ana Ruiz, Ben Cole]",
    "{'name': 'Ana Ruiz'}",
    "{Ana Ruiz}",
    "[1",
    "[[Ana Ruiz]]",
    {"given": "Ana", "family": "Ruiz", "middle": "B", "suffix": "Jr."},
    {"given": "Ana"},
    {"family": "Ruiz"},
    {"suffix": "Jr."},
    {"ana": {"name": "Ana Ruiz"}, "ben": {"name": "Ben Cole"}},
    {"ana": 1, "ben": {"name": "Ben"}},
    {"username": "ana", "data": [{"attributes": {"name": "Ana Ruiz"}}]},
    [[[[["Ana Ruiz"]]]]],
    [[[[[["Ana Ruiz"]]]]]],
    [f"Ana Ruiz{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(101)],
    "Ana Ruiz; " * 3,
    f"{'a' * 4999}zz",
    ["Ruiz", "Madrid"],
    ["Ana Ruiz, Madrid"],
    "Ana Ruiz, Madrid",
    "By Ana Ruiz, Madrid",
    {"name": {"name": "Ana Ruiz"}},
)
WORDS = (
    "Court of Auditors",
    "Cour des comptes",
    "Kessen Town Council",
    "Bundesrechnungshof",
    "Rechnungshof",
    "Landtag",
    "Council",
    "the Council",
    "Court of Auditors of the Town of Kessen and of Brück",
    "Conseil de la ville de",
    "Conseil de la ville de Metz",
    "Town of 3 Courts",
    "Kessen, Court",
    "Staff Writer",
    "staff writer",
    "dpa",
    "3 dpa",
    "Redaktion der Zeitung von Kessen am See",
    "Iwan Petrow",
    "Лев Гоголь",
    "Лев Петров",
    "Ana",
    "",
)
LINES = (
    "Reuters",
    "REUTERS",
    "dpa/AFP",
    "EFE | Madrid",
    "EFE | madrid",
    "Harbour Post",
    "The Kessen and Brück Harbour Post",
    "The One Two Three Four Five Post",
    "THE HARBOUR POST",
    "POST",
    "News",
    "Local news",
    "Arts & News",
    "World",
    "Home > News > Fire",
    "www.example.org",
    "example.org/a b",
    "PRESS RELEASE",
    "Press Release - for immediate release",
    "[Page S1234]",
    "Check against delivery",
    "12 Check against delivery",
    "Copyright 2024 Ana",
    "All rights reserved.",
    "Contact: Ana Ruiz",
    "ana@example.org",
    "(030) 1234567",
    "+49 30",
    "+49 30 1234",
    f"Contact: {'a' * 151}",
    f"Contact: {'a' * 152}",
    "Contact Ana",
)


def test_bylines_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Authors of a field, after a label, and without any."""

    def told(line: str) -> str:
        return f"{people(line)} {authors_in(line)} {names_in(line)}"

    assert table(told, chain.from_iterable(map(near, BYLINES))) == snapshot


def test_authors_as_values_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Lists, objects, and these as words."""
    assert _rows(OBJECTS, lambda value: people(value)) == snapshot


def test_words_beside_names_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Bodies, offices, agencies, newspapers, sections, ways to reach somebody."""
    words = table(lambda it: f"{is_body(it):d}{is_staff(it):d}{is_known(it):d}", WORDS)
    lines = table(
        lambda it: f"{is_agency(it):d}{is_signature(it):d}{is_above_titles(it):d}{is_contact(it):d}",
        (each for line in LINES for each in (line, f" *{line}* ", line.lower())),
    )
    assert f"{words}\n\n{lines}" == snapshot


COVER = (
    "Kessen\nStatement by\nH.E. Mr. Karl Voss\nMinister of Fisheries\nat the Harbour Conference\n7 April 2021\n\n"
    "Mr. President,\n\nThe harbours are closed."
)


def test_covers_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """The lines above a greeting; exactly as many as there may be, and as long."""
    sentence = "One two three four five six seven eight nine ten eleven twelve"
    edges = [
        *("Speech\n" + "a\n" * n + "Mr. President,\nThe" for n in (28, 29)),
        *(f"Speech\n{'a' * n}\nMr. President," for n in (240, 241)),
        *(f"Speech by Ana Ruiz\n{'b' * n}\nMr. President," for n in (140, 141, 142)),
        f"Speech\n{sentence}.\nMr. President,",
        f"Speech\n{sentence} more.\nMr. President,",
        "Speech\n1 May 2021\n2 May 2021\nMr. President,",
        "Speech by Ana Ruiz\nRuiz\nKessen\nMr. President,",
        "Speech\nAna Ruiz's\nby Xu Yi\nMr. President,",
        "Speech of Mr. Karl Voss, President of the assembly\nMr. President,",
    ]
    assert table(cover_of, (*near_lines(COVER), *edges)) == snapshot
    assert table(is_bare, ("Statement", "Statement by", "Statement by Ana", "By", "The mill", "")) == snapshot(
        name="bare"
    )


FRONT_MATTERS = (
    "---\ntitle: The mill\ndate: 2024-03-16\ntags: [a, b]\n---\n\nIt burned.",
    "---\ntitle: Bus #10 returns\nauthor: ~\nlist:\n- a\n- b\nmore:\n  name: x\n  - y\n---\nIt.",
    "---\ntitle: a: b\nname: 'c\n\ttab: d\n---\nIt.",
    "+++\ntitle = 'The mill'\ndate = 2024-03-16\n+++\nIt.",
    ';;;\n{"title": "The mill"}\n;;;\nIt.',
    "---js\nconst title = 'The mill';\n---\nIt.",
    '{\n"title": "The mill"\n}\nIt.',
    "% The mill\n% Ana Ruiz\n  Ben Cole\n% 2024\n\nIt.",
    "<!--\n.. title: The mill\n.. date: 2024\n-->\nIt.",
    "The Project Gutenberg eBook of A\nTitle: The mill\n  of Kessen\nAuthor: Ana Ruiz\n\nIt.",
    "Title: The mill\nDate: 2024\nAuthor(s): Ana\n\nIt.",
    "title = The mill\ndate:2024\n-----\nIt.",
    "---\ntitle: The mill\n\nIt burned.",
    "-----\ntitle: The mill\n-----\nIt.",
    "---\ntitle: a\n---\n---\ntitle: b\nid: c\n---\nIt.",
    "  ---\n  title: a\n  ---\nIt.",
    "---\n- a\n- b\n---\nIt.",
)
JOPLIN = "The mill\n\nIt burned.\n\nid: a1\nuser_created_time: 2024-03-16\nsource_url: b\ntype_: 1"


def test_front_matter_is_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Each kind, each line of it missing or otherwise; too deep, too long."""

    def told(text: str) -> str:
        try:
            fields, end, problem = split(text)
        except RecursionError:
            return "RecursionError"
        return f"{dict(fields)} | {text[end:][:12]!r}{f' | {problem}' if problem else ''}"

    assert table(told, chain.from_iterable(map(near_lines, FRONT_MATTERS))) == snapshot
    deep = [f"---\ntitle: {'[' * n}{']' * n}\n---\n" for n in (1, 2, 3, 4)]
    names = [
        "---\na:\n- " + ", ".join(f"{{b: {{{', '.join(f'c{n}: d' for n in range(most))}}}}}" for _ in (1,)) + "\n---\n"
        for most in (6, 7)
    ]
    long = [
        f"---\ntitle: a\n{'b: c' + chr(10)}{'d: e' + chr(10)}---\nIt.",
        "---\ntitle: a\n" + "b: c\n" * 99,
        "---\ntitle: a\n" + "b: c\n" * 98 + "b: c\n\nIt.",
    ]
    items = [f"---\na: [{', '.join(map(str, range(n)))}]\n---\n" for n in (200, 201)]

    def limited(text: str) -> str:
        return str(next(under(Limits(depth=3, front_matter=18), iter(_lazy(told, text)))))[-160:]

    assert table(limited, (*deep, *names, *long, *items)) == snapshot(name="limits")
    assert table(joplin_note, (*near_lines(JOPLIN), "id: a\ntype_: 1", "a\n\nid: a\ntype_: 12")) == snapshot(
        name="joplin"
    )
    assert (in_force(), Limits().of_analysis, Limits(word=3).of_analysis, Limits(sentence=4).of_analysis) == snapshot(
        name="in force"
    )


def _lazy(told: Any, text: str) -> Iterable[str]:
    yield told(text)


RECORDS: tuple[dict[str, Any], ...] = (
    {"Head-Line": "a", "title": "nan", "date": "2024-03-16", "createdAt": "2023-01-01"},
    {"username": "ana", "name": "Ana Ruiz", "created_timestamp_usec": 1710500000000000},
    {"name": "The mill", "year": 2024, "month": 3, "day": 16, "source": "https://example.org", "publisher": "Unknown"},
    {"createdTimestampUsec": 1710500000000000, "url": "file:a", "link": "b", "source": "c://d"},
    {"authorFirst": "Ana", "authorLast": "Ruiz", "tags": [{"type": "contributor", "webTitle": "Ben Cole"}]},
    {"tags": [{"type": "contributor", "webTitle": "Ben Cole"}, "a"]},
    {"_embedded": {"author": [{"name": "Ana Ruiz"}]}},
    {"credits": {"by": [{"name": "Ana Ruiz"}]}},
    {"from": "Ana Ruiz", "type": "message"},
    {"from": "Ana", "subject": "a"},
    {"from": "Kessen"},
    {"title": {"en-US": "a", "de": "b"}},
    {"title": {"en-US": "a", "other": "b"}},
    {"title": {"type": "title", "title": [{"plain_text": "a"}, {"plain_text": "b"}]}},
    {"title": ["", None, {"name": "a"}]},
    {"date": {"type": "date", "date": {"start": "2024-03-16"}}},
    {"title": "{{ site.title }} news"},
    {"title": "a &amp; b"},
    {"title": "a <del>b</del> <i>c</i>", "language": "en"},
    {"title": "a ~~b~~ c"},
    {"id": {"$oid": "x"}},
    {"id": "none"},
    {"id": float("nan")},
    {"id": 0},
    {"meta": {"title": "a", "meta": {"title": "b", "url": "c"}}},
    {"title": "", "meta": None},
    {"data": [{"text": "a b"}, {"title": "c"}]},
    {"data": [{"text": "a", "title": "c"}]},
    {"_source": {"title": "a"}},
    {"text": ["a", "b", ""], "date": 1},
    {"text": {"paragraphs": ["a", {"heading": "h", "text": "b", "speaker": "Ana:"}]}},
    {"text": ["It ", {"type": "bold", "text": "burned"}, "."]},
    {"text": [{"type": "bold", "text": "It"}]},
    {"text": [{"type": "bold", "text": "It", "x": 1}]},
    {"summary": "a b", "date": "2024-03-16"},
    {"summary": "a b"},
    {"message": "a b", "from": "Ana", "date": "2024-03-16"},
    {"message": "a b", "date": "2024-03-16"},
    {"article": "one two three four five"},
    {"article": "one two three four"},
    {"body": "", "content": "c", "text": None},
    {"draft": "true"},
    {"draft": "no"},
    {"published": False},
    {"status": "Auto-Draft"},
    {"status": "draft", "pep": 1},
    {"state": ["draft"]},
    {"isPublished": "off"},
    {"status": "published", "draft": 1},
    {"permalink": "/2024/03/16/dam"},
    {"permalink": "/2024/03/16/dam", "date": "Friday"},
    {"slug": "2024-3-16"},
    {"path": 1},
    {"date": "03.04.2024"},
    {"date": "13.04.2024"},
)


def test_records_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """What the fields of a record say, and the article that they make of a text."""

    def told(record: dict[str, Any]) -> str:
        fields = normalised(record)
        article = described(record, "record", "a.json", "The mill burned down.", id="own", record=1)
        known = {name: str(value) for name, value in known_fields(fields).items()}
        made = (article.id, article.title, str(article.date), article.authors, dict(article.provenance))
        return f"{known} {texts(fields)!r} {'draft' if is_draft(record) else ''} {made}"

    assert _rows(RECORDS, told) == snapshot
    german = (
        "Das Feuer\n\nVon Max Frei\n\n"
        + "Die Mühle brannte in der Nacht zum Freitag völlig nieder und niemand half. " * 2
    )
    rows = [
        described(fields, "record", "a.json", text, id="own", day_first=first, headings=headings)
        for fields in ({"date": "03.04.2024"}, {"date": "Friday", "url": "/2024/03/16/a"}, {"url": "/2024/03/16/a"}, {})
        for text in (
            german,
            "Minutes of 3 March 2024\n\nIt burned.",
            "1 May 2021\n\nIt.\n\n2 May 2021\n\nIt.",
            COVER,
            "Dear Ana!\n\nIt.",
            "12\n\nIt.",
        )
        for first in (None, False)
        for headings in (None,)
    ]
    made = [(it.id, it.title, str(it.date), it.authors, dict(it.provenance)) for it in rows]
    assert "\n".join(map(str, made)) == snapshot(name="texts")


def test_days_of_tables_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """In which order the figures of days stand; numbers of days."""
    days = (
        ["3/4/2024"],
        ["3/4/2024", "13/4/2024"],
        ["4/13/2024"],
        ["13/4/2024", "4/13/2024"],
        ["12/12/2024"],
        ["13/13/2024"],
        ["12/13/2024", ""],
    )
    orders = [(it, order_of_days({"date": day} for day in it)) for it in days]
    ordered = [
        in_order({"date": day, "a": "3/4/2024"}, first)
        for day in ("3/4/2024", "3 April 2024", 3)
        for first in (True, False)
    ]
    tables: tuple[list[dict[str, Any]], ...] = (
        [{"date": 45367}],
        [{"date": 45367}, {"date": "45368.5"}],
        [{"date": 45367}, {"date": "x"}, {"date": 45367}],
        [{"date": 45367}, {"date": None}, {"date": " "}, {"date": 45367, "when": 45367}],
        [{"when": 45367}] * 2,
        [{"a": 45367}] * 2,
    )
    serials = [
        sorted(serial_days(it, names)) for it in tables for names in ((), (("date", "when"),), (("title", "when"),))
    ]
    rows = (*orders, *ordered, serials, with_serial_days({"date": 45367, "a": 1}, ["date", "a", "b"]))
    assert "\n".join(map(str, rows)) == snapshot


def test_names_of_fields_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """What a user calls the fields, and what names and lines of files become."""

    def told(text: str) -> Any:
        try:
            return field_names(text, "--map")
        except UsageError as error:
            return str(error)

    record = {"a": "x", "A b": "", "m": {"site": "s"}, "title": "t"}
    names = (
        "title=a",
        "title=ab,title=a",
        "source=m.site",
        "source=m.b",
        "source=n.b",
        "title=a,a",
        "=b",
        "title=",
        "x=a",
        "author=a",
    )
    renames = [(it, renamed(record, told(it))) for it in names[:5]]
    keys = [
        it.key
        for it in (
            Hints(),
            Hints(day_first=True),
            Hints(day_first=False),
            Hints(names=(("a", "b"),)),
            Hints(sidecar="a"),
            Hints(sidecar_fields={"a": 1}),
        )
    ]
    odd = ("a\r\nb\rc", "\ud83d\ude00", "\ud83d", "a\ufdd0", "ä", "a%b", "a%\nb", "\x7fä\udcff")
    rows = (*renames, keys, [tidy(it) for it in odd], [printable_name(it) for it in odd[3:]])
    assert table(told, names) + "\n\n" + "\n".join(map(repr, rows)) == snapshot
    assert table(plain, ("a < b", "<i>a</i>", "a &lt; b", "~~a~~", "~~ a~~", "&#65;&nope;")) == snapshot(name="plain")


TEXT = {"type": "text", "text": "It burned."}
EDITED: tuple[Any, ...] = (
    [{"type": "paragraph", "children": [TEXT]}],
    [{"type": "paragraph", "children": []}],
    [{"children": [TEXT]}],
    [{"children": [TEXT], "a": 1}, 7],
    [{"type": "paragraph", "text": "a <b>b</b>"}, 1, 2],
    [{"type": "paragraph", "text": "a"}, 1],
    [{"type": "header", "data": {"text": "a", "level": 7}}],
    [{"type": "heading", "depth": 6, "children": [TEXT]}],
    [{"type": "h0", "text": "a"}],
    [{"type": "heading-one", "text": "a"}],
    [{"type": "h3", "text": "a"}],
    [{"type": "title", "tag": "h4", "text": "a"}],
    {"ops": [{"insert": "a\nb"}, {"insert": "\n", "attributes": {"header": 2}}, {"insert": "c"}]},
    {
        "ops": [
            {"insert": "a", "attributes": {"strike": True}},
            {"insert": "b\n", "attributes": {"list": "x"}},
            {"insert": {"image": 1}},
            3,
        ]
    },
    {"type": "doc", "content": [{"type": "paragraph", "content": [{**TEXT, "marks": [{"type": "strike"}]}, TEXT]}]},
    {"type": "doc"},
    {"type": "paragraph"},
    {"type": "paragraph", "children": [TEXT]},
    {"title": "a", "children": [TEXT]},
    {"date": "a", "children": [{"type": "p", "children": [TEXT]}]},
    {"body": {"data": {"doc": {"children": [{"type": "p", "children": [TEXT]}]}}}},
    [{"type": "p", "publishedAt": "x", "children": [TEXT]}],
    [{"object": "block", "created_time": "x", "type": "paragraph", "paragraph": {"rich_text": [{"plain_text": "a"}]}}],
    [{"_type": "block", "style": "h2", "children": [TEXT]}],
    [{"_type": "block", "style": "normal", "listItem": "bullet", "children": [TEXT]}],
    [{"style": "unordered", "type": "list", "data": {"items": ["a", {"content": "b", "items": ["c", 1]}, 2, {}]}}],
    [{"type": "table", "data": {"content": [["a", "b"], ["c", 1]], "withHeadings": True}}],
    [{"type": "table", "children": [{"type": "tr", "children": [{"type": "td", "text": "a"}]}]}],
    [{"type": "table", "children": [{"type": "table_row", "table_row": {"cells": [[{"plain_text": "a"}], 1]}}]}],
    [{"type": "image", "caption": [TEXT]}],
    [{"type": "image", "alt": "a & b"}],
    [{"type": "image", "children": [TEXT]}, {"type": "p", "text": "x"}],
    [{"type": "hr"}, {"type": "p", "text": "x"}],
    [{"type": "code", "text": "a\n<b"}],
    [{"type": "code", "children": [TEXT]}],
    [{"type": "quote", "text": "a", "caption": "b"}],
    [{"type": "quote", "text": "", "cite": "b"}],
    [
        {
            "type": "p",
            "text": "😀abcd",
            "inlineStyleRanges": [
                {"offset": 2, "length": 2, "style": "STRIKETHROUGH"},
                {"offset": -1, "length": 1, "style": "STRIKETHROUGH"},
                4,
                {"offset": "x", "style": "STRIKETHROUGH"},
            ],
        }
    ],
    [
        {
            "type": "p",
            "children": [
                {"text": "a", "format": 4},
                {"text": "b", "format": 3},
                {"text": "c", "format": 12},
                {"type": "linebreak"},
                {"type": "link", "children": [TEXT]},
            ],
        }
    ],
    [
        {
            "type": "p",
            "children": [
                {"text": "a", "annotations": {"strikethrough": True}},
                {"text": "b", "strike": False},
                {"text": "c", "deleted": True},
            ],
        }
    ],
    [
        TEXT,
        TEXT,
        {"type": "li", "children": [TEXT]},
        {"type": "li", "text": "b"},
        {"type": "p", "text": "c"},
        "d",
        {"type": "link", "text": " "},
    ],
    [{"tagName": "P", "children": [TEXT]}],
    [{"bodyHtml": "<p>a</p>"}],
    '{"type": "doc", "content": [{"type": "p", "text": "a"}]}',
    "{a",
    "a",
    7,
    [],
    [[]],
    [{"blockName": "core/paragraph", "innerHTML": "a"}],
    [{"type": "textblock", "text": "a"}],
)
SLACK = [
    {
        "type": "message",
        "ts": "1",
        "user": "U1",
        "user_profile": {"real_name": " ", "display_name": "Ana"},
        "text": "Hi <@U2> <#C1|weir> <!here> <@U3^x>",
    },
    {
        "type": "message",
        "ts": "2",
        "user": "U2",
        "username": "Ben",
        "text": "<https://a.org|a> <b@c.org> <https://d.org> a < b",
    },
    {"type": "message", "ts": "3", "user": "U1", "text": None},
]
ROAM = [
    {
        "title": "April 7th, 2021",
        "children": [
            {
                "string": "a ((x)) [[b [[c]]]] **d** ~~e~~ {{[[TODO]]}} f:: g",
                "uid": "y",
                "heading": 4,
                "children": [{"string": "h", "uid": "x"}, 7],
            },
            {"string": "k:: <l>", "heading": 1},
            {"string": "[m](n) ![o]((z))", "uid": 1},
        ],
    }
]


def test_rich_text_is_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Blocks and words of every kind, deep ones, broken ones; exports."""
    assert _rows(EDITED, rich_text) == snapshot
    nested: Any = {"type": "p", "text": "a"}
    depths = []
    for depth in range(64):
        nested = {"type": "blockquote", "children": [nested]}
        depths.append((depth, len(rich_text([nested]) or "")))
    cells: Any = {"type": "td", "text": "a"}
    for depth in range(70):
        cells = {"type": ("table", "tr", "td", "ul", "li")[depth % 5], "children": [cells]}
        depths.append((depth, len(rich_text([cells]) or "")))
    assert str(depths) == snapshot(name="depths")
    exports: tuple[Any, ...] = (
        SLACK,
        SLACK[:1],
        [*SLACK, {"type": "message"}],
        ROAM,
        [{"title": "a", "children": []}],
        [],
        [1],
        {},
        {"listContent": [{"text": "a"}, 1, {}, {"text": "b"}]},
        {"listContent": [], "textContent": "a"},
        {"guild": 1, "messages": [{"author": {"nickname": "Ana"}}, {"author": {"nickname": ""}}, {"author": "x"}, 3]},
        {"guild": 1},
        {"messages": [{"author": {"nickname": "Ana"}}]},
    )
    assert _rows(exports, as_articles) == snapshot(name="exports")
    outline: Any = {"string": "z"}
    lengths = []
    for depth in range(64):
        outline = {"string": f"((z{depth}))", "uid": f"z{depth + 1}", "children": [outline]}
        made = as_articles([{"title": "a", "children": [outline]}])
        lengths.append((depth, len(made[0]["text"]) if isinstance(made[0]["text"], str) else None))
    assert str(lengths) == snapshot(name="outlines")


def test_pages_are_put_together_as_approved(snapshot: SnapshotAssertion) -> None:
    """Blocks, headings, code, marks of lines and what is not seen."""
    page = Page()
    told = []
    mark = line_mark(12)
    for lines, heading, literal in (
        ([("", 1)], False, False),
        ([(" a\u00ad b ", 2), ("\u200bc", 3), ("d", 5)], False, False),
        ([("e", 7), (" f", 8)], True, False),
        ([("", 9), ("  g ", 10), ("", 11), ("h", 12), (" ", 13)], False, True),
        ([(f"{mark} i {line_mark(305)}j", 12)], False, False),
        ([(mark, 12)], False, False),
        ([(f"k{mark}", 13), ("ก\u200bข x\u200by", 14)], False, False),
        ([("l", 16)], False, False),
        ([(" ", 17)], False, True),
    ):
        page.add(lines, heading=heading, literal=literal)
        told.append((page.text, tuple(page.lines), tuple(page.headings)))
    assert "\n".join(map(repr, (*told, spaced("a \t b\xa0 c\nd")))) == snapshot


def _rows(values: Iterable[Any], outcome: Any) -> str:
    return "\n".join(f"{json.dumps(value, ensure_ascii=False)[:300]} → {outcome(value)}" for value in values)
