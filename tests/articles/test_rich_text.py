"""Rich text of editors: whatever its blocks are called, it is one article with headings, lists, tables, quotes."""

import json
from typing import Any

import pytest

from retrieval import Article, paragraphs
from retrieval.articles.rich_text import RichText, _kind, _place, rich_text
from retrieval.readers import read

Node = dict[str, Any]


def article(value: Any, name: str = "a.json") -> Article:
    """The article of a JSON file, which must be its only item."""
    (item,) = read(json.dumps(value).encode(), name)
    assert isinstance(item, Article), item
    return item


def words(text: str, **more: Any) -> Node:
    return {"type": "text", "text": text, **more}


def block(kind: str, *inner: Any, **more: Any) -> Node:
    """A block with what stands in it, as most editors have it."""
    return {"type": kind, "children": list(inner), **more}


KILN, WEIR = "The kiln of Osterholm", "The weir holds."
"""A heading, and a paragraph below it."""

SPAN = {"_type": "span", "text": WEIR}
EDITORS = {
    "Editor.js": {
        "time": 1,
        "blocks": [
            {"type": "header", "data": {"text": KILN, "level": 2}},
            {"type": "paragraph", "data": {"text": "The <b>weir</b> holds."}},
            {"type": "list", "data": {"style": "unordered", "items": ["Oak", "Elm"]}},
        ],
    },
    "Editor.js with lists inside of each other": {
        "blocks": [
            {"type": "header", "data": {"text": KILN, "level": 2}},
            {"type": "paragraph", "data": {"text": WEIR}},
            {"type": "list", "data": {"items": [{"content": "Oak", "items": [{"content": "Elm", "items": []}]}]}},
        ]
    },
    "Draft.js": {
        "blocks": [
            {"text": KILN, "type": "header-two", "inlineStyleRanges": []},
            {"text": "The old weir holds.", "type": "unstyled", "inlineStyleRanges": [
                {"offset": 4, "length": 4, "style": "STRIKETHROUGH"}, {"offset": 0, "length": 3, "style": "BOLD"}]},
            {"text": "Oak", "type": "unordered-list-item"},
            {"text": "Elm", "type": "unordered-list-item"},
        ],
        "entityMap": {},
    },
    "Slate": [
        block("heading-two", {"text": KILN}),
        {"children": [{"text": "The "}, block("link", {"text": "weir"}), {"text": " old", "strikethrough": True},
                      {"text": " holds."}]},
        block("bulleted-list", block("list-item", {"text": "Oak"}), block("list-item", {"text": "Elm"})),
    ],
    "Lexical": {
        "root": {
            "type": "root",
            "children": [
                block("heading", words(KILN), tag="h2"),
                block("paragraph", words("The weir "), words("never ", format=4), words("holds.", format=1)),
                block("list", block("listitem", words("Oak")), block("listitem", words("Elm"))),
            ],
        }
    },
    "ProseMirror": {
        "type": "doc",
        "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [words(KILN)]},
            {"type": "paragraph", "content": [words("The "), words("weir", marks=[{"type": "bold"}]),
                                              words(" not", marks=[{"type": "strike"}]), words(" holds.")]},
            {"type": "bulletList", "content": [
                {"type": "listItem", "content": [{"type": "paragraph", "content": [words(tree)]}]}
                for tree in ("Oak", "Elm")]},
        ],
    },
    "Quill": {
        "ops": [
            {"insert": KILN},
            {"attributes": {"header": 2}, "insert": "\n"},
            {"insert": "The "},
            {"attributes": {"bold": True}, "insert": "weir"},
            {"attributes": {"strike": True}, "insert": " not"},
            {"insert": " holds.\nOak"},
            {"attributes": {"list": "bullet"}, "insert": "\n"},
            {"insert": "Elm"},
            {"attributes": {"list": "bullet"}, "insert": "\n"},
        ]
    },
    "Portable Text": [
        {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": KILN}]},
        {"_type": "block", "style": "normal", "children": [{**SPAN, "text": "The "}, {**SPAN, "text": "weir holds."}]},
        {"_type": "block", "listItem": "bullet", "style": "normal", "children": [{**SPAN, "text": "Oak"}]},
        {"_type": "block", "listItem": "bullet", "style": "normal", "children": [{**SPAN, "text": "Elm"}]},
    ],
    "Contentful": {
        "nodeType": "document",
        "data": {},
        "content": [
            {"nodeType": "heading-2", "content": [{"nodeType": "text", "value": KILN}]},
            {"nodeType": "paragraph", "content": [
                {"nodeType": "text", "value": "The "},
                {"nodeType": "hyperlink", "data": {"uri": "https://x.example"},
                 "content": [{"nodeType": "text", "value": "weir"}]},
                {"nodeType": "text", "value": " holds."}]},
            {"nodeType": "unordered-list", "content": [
                {"nodeType": "list-item", "content": [
                    {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": tree}]}]}
                for tree in ("Oak", "Elm")]},
        ],
    },
    "DatoCMS": {
        "schema": "dast",
        "document": block("root", block("heading", {"type": "span", "value": KILN}, level=2),
                          block("paragraph", {"type": "span", "value": "The weir "},
                                {"type": "span", "value": "not ", "marks": ["strikethrough"]},
                                {"type": "span", "value": "holds."}),
                          block("list", *(block("listItem", block("paragraph", {"type": "span", "value": tree}))
                                          for tree in ("Oak", "Elm")))),
    },
    "Prismic": [
        {"type": "heading2", "text": KILN, "spans": []},
        {"type": "paragraph", "text": WEIR, "spans": [{"start": 0, "end": 3, "type": "strong"}]},
        {"type": "list-item", "text": "Oak", "spans": []},
        {"type": "list-item", "text": "Elm", "spans": []},
    ],
    "Markdown as a tree": block(
        "root", block("heading", {"type": "text", "value": KILN}, depth=2),
        block("paragraph", {"type": "text", "value": "The weir "}, block("delete", {"type": "text", "value": "not "}),
              block("strong", {"type": "text", "value": "holds."})),
        block("list", *(block("listItem", block("paragraph", {"type": "text", "value": tree}))
                        for tree in ("Oak", "Elm")))),
    "Notion": {
        "children": [
            {"object": "block", "type": kind, "created_time": "2024-05-01T00:00:00Z",
             kind: {"rich_text": [{"type": "text", "plain_text": text}]}}
            for kind, text in (("heading_2", KILN), ("paragraph", WEIR), ("bulleted_list_item", "Oak"),
                               ("bulleted_list_item", "Elm"))]
    },
    "Arc": [
        {"type": "header", "content": KILN, "level": 2},
        {"type": "text", "content": "The <i>weir</i> holds."},
        {"type": "list", "items": [{"type": "text", "content": "Oak"}, {"type": "text", "content": "Elm"}]},
    ],
    "the blocks of WordPress": [
        {"blockName": "core/heading", "innerHTML": f"\n<h2>{KILN}</h2>\n", "innerBlocks": []},
        {"blockName": "core/paragraph", "innerHTML": f"<p>{WEIR}</p>"},
        {"blockName": "core/list", "innerHTML": "", "innerBlocks": [
            {"blockName": "core/list-item", "innerHTML": f"<li>{tree}</li>"} for tree in ("Oak", "Elm")]},
    ],
}  # fmt: skip


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("value", EDITORS.values(), ids=EDITORS)
def test_rich_text_of_editors(value: Any, *, kept: bool) -> None:
    """A heading, a paragraph without what is struck out, and a list; in an article, also kept as words."""
    record = {"title": "News", "publishedAt": "2024-03-16", "body": json.dumps(value) if kept else value}
    got = article([record, {**record, "title": "Old"}][:1])
    assert (got.title, str(got.date)) == ("News", "2024-03-16")
    assert got.text.split() == f"{KILN} {WEIR} Oak Elm".split()
    first, *items = paragraphs(got)
    assert (got.text[first.start : first.end], first.heading) == (WEIR, KILN)
    assert items


@pytest.mark.parametrize("name", ["Editor.js", "Slate", "Lexical", "ProseMirror", "Quill", "Portable Text", "Notion"])
def test_a_file_that_is_rich_text(name: str) -> None:
    """It is one article, and its heading the title."""
    got = article(EDITORS[name])
    assert got.title == KILN
    assert WEIR in got.text


@pytest.mark.parametrize(
    ("node", "text"),
    [
        ({"type": "quote", "data": {"text": "It holds.", "caption": "Ada Lind"}}, "It holds.\n\nAda Lind"),
        ({"type": "image", "data": {"file": {"url": "a.png"}, "caption": "The weir at dawn"}}, "The weir at dawn"),
        ({"type": "image", "attrs": {"src": "a.png", "alt": "The weir"}}, "The weir"),
        ({"type": "delimiter", "data": {}}, ""),
        ({"type": "code", "data": {"code": "if a < b:\n    weir()"}}, "if a < b:\n    weir()"),
        ({"type": "paragraph", "children": [{"text": "a <b> c\nd"}]}, "a <b> c\nd"),
        ({"type": "paragraph", "content": [words("One"), {"type": "hardBreak"}, words("Two")]}, "One\nTwo"),
        (
            {"type": "table", "data": {"withHeadings": True, "content": [["Year", "Fires"], ["2022", "4"]]}},
            "Year: 2022 | Fires: 4",
        ),
        (
            block("table", block("tableRow", *(block("tableHeader", words(name)) for name in ("Year", "Fires"))),
                  block("tableRow", block("tableCell", words("2022")), block("tableCell", words("4")))),
            "Year: 2022 | Fires: 4",
        ),
        ({"type": "mystery", "children": [block("paragraph", words("Inside."))]}, "Inside."),
        ({"type": "mystery", "id": 7}, ""),
        ("Words <i>alone</i>", "Words alone"),
    ],
)  # fmt: skip
def test_blocks(node: Any, text: str) -> None:
    """What a person sees of each."""
    got = article({"title": "News", "body": [block("paragraph", words("First.")), node]})
    assert got.text.removeprefix("First.").strip() == text


@pytest.mark.parametrize(
    "value",
    [
        None,
        "{not JSON",
        "[1]",
        [],
        {},
        ["Words."],
        {"type": "Feature", "children": [{"type": "Point"}]},
        [{"type": "post", "title": "The mill", "content": "It burned."}],
        [{"type": "text", "date": "2024-03-16", "text": "A post."}],
        {"title": "The mill", "content": [block("paragraph", words("It burned."))]},
        {"children": [{"type": "comment", "text": "I agree."}]},
        ["It ", {"type": "bold", "text": "burned"}],
    ],
)
def test_what_is_no_rich_text(value: Any) -> None:
    """Records, also of a type, and what only has children."""
    assert rich_text(value) is None


def test_rich_text_within_itself_is_bounded() -> None:
    """However deep its blocks are."""
    node: Node = block("paragraph", words("Inside."))
    for _ in range(300):
        node = block("blockquote", node)
    assert isinstance(rich_text([block("paragraph", words("First.")), node]), RichText)


def test_fields_of_content_management() -> None:
    """In several languages, as properties of Notion, under what WordPress embeds, with contributors as tags."""
    got = article({"fields": {"title": {"en-US": "The mill"}, "body": {"en-US": "It burned down."}}})
    assert (got.title, got.text) == ("The mill", "It burned down.")
    notion = {
        "Name": {"type": "title", "title": [{"plain_text": "The "}, {"plain_text": "mill"}]},
        "Date": {"type": "date", "date": {"start": "2024-03-15"}},
    }
    got = article({"object": "page", "created_time": "2024-03-16", "properties": notion, "text": "It burned."})
    assert (got.title, str(got.date)) == ("The mill", "2024-03-15")
    for more in (
        {"author": 3, "_embedded": {"author": [{"name": "Ana Ruiz"}]}},
        {"tags": [{"type": "contributor", "webTitle": "Ana Ruiz"}, {"type": "tone", "webTitle": "News"}]},
        {"author_first_name": "Ana", "author_last_name": "Ruiz"},
        {"username": "ana", "name": "Ana Ruiz"},
        {"credits": {"by": [{"name": "Ana Ruiz"}]}},
    ):
        got = article({"text": "It burned.", **more})
        assert (got.authors, got.title) == (("Ana Ruiz",), None)
    got = article({"text": "It burned.", "source": "https://x.example/mill", "source-hostname": "Harbour Post"})
    assert (got.url, got.source) == ("https://x.example/mill", "Harbour Post")


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        ({"type": "imageBlock"}, "image"),
        ({"type": "quoteBlock"}, "quote"),
        ({"type": "xblock"}, "x"),
        ({"type": "codeblock"}, "codeblock"),
        ({"_type": "block"}, "block"),
        ({"type": "block", "style": "h2"}, "h2"),
        ({"type": "Element", "kind": "p"}, "p"),
        ({"tagName": "H2"}, "h2"),
        ({"listItem": "bullet"}, "listitem"),
        ({"bodyHtml": ""}, "html"),
        ({}, ""),
    ],
)
def test_what_kind_a_node_is(node: dict[str, str], kind: str) -> None:
    """Whatever the program calls it."""
    assert _kind(node) == kind


@pytest.mark.parametrize(
    ("node", "place"),
    [
        ({"text": "x"}, "inline"),
        ({"type": "text", "text": "x"}, "inline"),
        ({"type": "link"}, "inline"),
        ({"type": "hardBreak"}, "inline"),
        ({"type": "listItem"}, "li"),
        ({"type": "text"}, ""),
        ({"type": "paragraph"}, ""),
        ("x", ""),
    ],
)
def test_where_a_node_belongs(node: Any, place: str) -> None:
    """Into a paragraph, a list, or neither."""
    assert _place(node) == place
