"""Rich text as editors keep it in JSON, a tree or row of typed blocks → HTML, which is read like any other.

Read are Editor.js, Draft.js, Slate, Lexical, ProseMirror and TipTap, Quill, Portable Text, Contentful, Strapi, DatoCMS,
Prismic, Notion, Markdown as a tree (mdast), and what is like them. None of it is marked as what it is: it is known by
the names of its blocks.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

DEEPEST = 60
"""Blocks within blocks are read this deep: lists in tables in boxes are some ten deep."""

_KINDS = ("type", "_type", "nodeType", "blockName", "object", "kind", "component")
_CHILDREN = ("children", "content", "blocks", "nodes", "items", "leaves", "innerBlocks")
_TEXTS = ("text", "plain_text", "value")
_HTML = ("innerHTML", "bodyHtml", "html", "text", "content", "code", "message")
_HOLDERS = ("document", "root", "raw", "json", "doc", "story", "data", "body")
_PAYLOADS = ("data", "attrs", "model")

_NAMES = {
    "p": "paragraph p text unstyled normal block richtext html lead intro freeform atomic",
    "blockquote": "blockquote quote pullquote callout pulledquote panel warning alert",
    "pre": "code codeblock preformatted pre fencedcode",
    "ul": "ul bulletlist bulletedlist unorderedlist list checklist tasklist todolist ol orderedlist numberedlist",
    "li": "li listitem bulletedlistitem unorderedlistitem todo checklistitem taskitem numberedlistitem"
    " orderedlistitem olistitem",
    "table": "table",
    "tr": "tablerow tr",
    "td": "tablecell td",
    "th": "tableheader tableheadercell th",
    "figure": "image figure img picture photo video embed",
    "hr": "delimiter divider hr horizontalrule thematicbreak separator rule",
    "br": "hardbreak linebreak break br",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}
"""The names of blocks in small letters → the elements of HTML that they are."""

_ROOTS = frozenset({"doc", "document", "root", "richtext"})
_INLINE = frozenset({
    *("text", "span", "link", "hyperlink", "a", "mention", "emoji", "emphasis", "em", "strong", "bold", "italic"),
    *("underline", "inlinecode", "delete", "leaf", "autolink", "inlineitem", "linkreference", "entryhyperlink"),
    *("assethyperlink", "hardbreak", "linebreak", "break", "br"),
})  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_HEADING = re.compile(r"(?:h|heading|header|title|subheading|subtitle)(\d|one|two|three|four|five|six)?")
_STRUCK = frozenset({"strike", "strikethrough", "linethrough", "del", "delete", "s"})
_LEXICAL_STRUCK = 4
"""The bit of `format` in Lexical that strikes words out."""

_DATED = re.compile(r"date|publi|posted|created|timestamp", re.IGNORECASE)
_HTML_MARK = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w{2,8};")
_LETTERS = re.compile(r"[^a-z0-9]")


class RichText(str):
    """HTML that was made of rich text."""

    __slots__ = ()


def rich_text(value: Any) -> RichText | None:
    """The HTML of rich text, also of such that is kept as JSON in words; None if a value isn't any."""
    if isinstance(value, str):
        if not value.startswith(("{", "[")):
            return None
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    blocks = _blocks(value) if isinstance(value, (dict, list)) else None
    if not blocks or not any(map(_is_known, blocks)) or any(map(_is_record, blocks)):
        return None
    html = _row(blocks, 0)
    return RichText(html) if html else None


def _blocks(value: Any, depth: int = 0) -> Sequence[Any] | None:
    """The blocks of rich text: a list of them, or what a document holds."""
    if isinstance(value, list):
        nodes = [item for item in value if isinstance(item, Mapping) and _kind(item)]
        if nodes and 2 * len(nodes) >= len(value):
            return value
        is_row = value and all(isinstance(item, Mapping) and isinstance(item.get("children"), list) for item in value)
        return [{"type": "p", **item} for item in value] if is_row else None
    if not isinstance(value, Mapping) or depth > len(_HOLDERS):
        return None
    if isinstance(value.get("ops"), list):
        return list(_of_quill(value["ops"]))
    kind = _kind(value)
    if not kind and (_is_record(value) or isinstance(value.get("title"), str)):
        return None
    if kind and kind not in _ROOTS:
        return [value] if kind in _TAGS and _children(value) else None
    for key in (*_CHILDREN, *_HOLDERS):
        if isinstance(value.get(key), (dict, list)) and (blocks := _blocks(value[key], depth + 1)):
            return blocks
    return None


def _of_quill(changes: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """The blocks of a text that is kept as changes: what its lines are comes after them."""
    line: list[Any] = []
    for change in changes:
        words = change.get("insert") if isinstance(change, Mapping) else None
        looks = change.get("attributes") if isinstance(change, Mapping) else None
        looks = looks if isinstance(looks, Mapping) else {}
        for n, words_of_line in enumerate(words.split("\n") if isinstance(words, str) else ()):
            if n:
                yield {"type": _kind_in_quill(looks), "children": line}
                line = []
            if words_of_line:
                line.append({"type": "text", "text": words_of_line, "strike": looks.get("strike")})
    if line:
        yield {"type": "p", "children": line}


def _kind_in_quill(looks: Mapping[str, Any]) -> str:
    """What a line is."""
    if looks.get("header"):
        return f"h{looks['header']}"
    kinds = {"list": "li", "blockquote": "blockquote", "code-block": "pre"}
    return next((kind for look, kind in kinds.items() if looks.get(look)), "p")


def _kind(node: Mapping[str, Any]) -> str:
    """What kind of block or words a node is, in small letters and figures only."""
    if "bodyHtml" in node:
        return "html"
    if isinstance(node.get("tagName"), str):
        return str(node["tagName"]).lower()
    if node.get("listItem"):
        return "listitem"
    raw_kinds = [node[key] for key in ("style", *_KINDS) if isinstance(node.get(key), str)]
    kinds = [_LETTERS.sub("", kind.rpartition("/")[2].lower()) for kind in raw_kinds]
    if isinstance(node.get("style"), str) and "block" not in kinds:
        # Only Portable Text says by its style what a block is.
        kinds = kinds[1:]
    kind = next((kind for kind in kinds if kind not in ("block", "element")), kinds[0] if kinds else "")
    return kind if kind in _TAGS or len(kind) <= len("block") else kind.removesuffix("block")


def _is_known(node: Any) -> bool:
    """Whether a node is of a kind that rich text has, and holds something that is read."""
    if not isinstance(node, Mapping):
        return False
    kind = _kind(node)
    if kind not in _TAGS and not _HEADING.fullmatch(kind):
        return False
    payload = _payload(node)
    return bool(_children(payload) or payload.get("rich_text")) or any(
        isinstance(payload.get(key), str) for key in (*_TEXTS, *_HTML)
    )


def _is_record(node: Any) -> bool:
    """Whether a node is rather an article of that type: it has a day of its own."""
    if not isinstance(node, Mapping) or node.get("object") == "block":
        return False
    return any(value and isinstance(value, (str, int)) and _DATED.search(str(key)) for key, value in node.items())


def _payload(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node with what it holds under a name of its own: `data`, `attrs` or, in Notion, the name of its kind."""
    names = [*_PAYLOADS, node["type"]] if isinstance(node.get("type"), str) else _PAYLOADS
    payloads = [node[name] for name in names if isinstance(node.get(name), Mapping)]
    return (
        {**node, **{key: value for each in payloads for key, value in each.items() if key != "type"}}
        if payloads
        else node
    )


def _children(node: Mapping[str, Any]) -> list[Any]:
    """What is in a node."""
    return next((node[key] for key in _CHILDREN if isinstance(node.get(key), list) and node[key]), [])


def _row(nodes: Sequence[Any], depth: int) -> str:
    """The HTML of nodes below each other: words beside each other are one paragraph, items one list."""
    if depth > DEEPEST:
        return ""
    parts = []
    for kind, group in groupby(nodes, key=_place):
        html = "".join(_words(node) if kind == "inline" else _block(node, depth) for node in group)
        tag = {"inline": "p", "li": "ul"}.get(kind)
        parts.append(f"<{tag}>{html}</{tag}>" if tag and html.strip() else html)
    return "".join(parts)


def _place(node: Any) -> str:
    """Where a node belongs: into a paragraph, a list, or neither."""
    if not isinstance(node, Mapping):
        return ""
    if _is_inline(node):
        return "inline"
    return "li" if _TAGS.get(_kind(node)) == "li" else ""


def _is_inline(node: Any) -> bool:
    """Whether a node is words of a paragraph."""
    if not isinstance(node, Mapping):
        return False
    kind = _kind(node)
    if kind in ("", "text") and any(isinstance(node.get(key), str) for key in _TEXTS):
        return True
    return kind in _INLINE and kind != "text"


def _words(node: Any) -> str:
    """The HTML of words: those that are struck out are none."""
    if not isinstance(node, Mapping) or _is_struck(node):
        return ""
    kind = _kind(node)
    if _TAGS.get(kind) == "br":
        return "<br>"
    if children := _children(node):
        return "".join(map(_words, children))
    payload = _payload(node)
    text = next((payload[key] for key in (*_TEXTS, "label") if isinstance(payload.get(key), str)), "")
    return _typed(text)


def _typed(text: str) -> str:
    """Words as they were typed."""
    return escape(text, quote=False).replace("\n", "<br>")


def _is_struck(node: Mapping[str, Any]) -> bool:
    """Whether words are struck out."""
    marks = node.get("marks") if isinstance(node.get("marks"), list) else []
    names = [mark.get("type") if isinstance(mark, Mapping) else mark for mark in marks or ()]
    looks = node["annotations"] if isinstance(node.get("annotations"), Mapping) else node
    return (
        any(_LETTERS.sub("", str(name).lower()) in _STRUCK for name in [_kind(node), *names])
        or any(looks.get(name) is True for name in ("strikethrough", "strike", "deleted"))
        or (isinstance(node.get("format"), int) and bool(node["format"] & _LEXICAL_STRUCK))
    )


def _block(node: Any, depth: int) -> str:
    """The HTML of a block."""
    if not isinstance(node, Mapping):
        return f"<p>{_marked_up(node)}</p>" if isinstance(node, str) else ""
    kind, payload = _kind(node), _payload(node)
    if match := _HEADING.fullmatch(kind):
        level = _level(match[1], payload)
        return f"<h{level}>{_inner(payload, depth)}</h{level}>"
    tag = _TAGS.get(kind, "div")
    if tag == "hr":
        return "<hr>"
    if tag == "figure":
        return _figure(payload, depth)
    if tag == "ul":
        return f"<ul>{''.join(_item(item, depth + 1) for item in _children(payload))}</ul>"
    if tag in ("table", "tr"):
        return _table(payload, depth) if tag == "table" else _table_row(node, depth)
    if tag == "pre":
        code = "".join(map(_words, _children(payload))) or _typed(_first_words(payload, (*_TEXTS, "code", "content")))
        return f"<pre>{code}</pre>"
    html = _inner(payload, depth)
    caption = _marked_up(_first_words(payload, ("caption", "cite", "citation")))
    return f"<{tag}>{html}</{tag}>" + (f"<p>{caption}</p>" if caption else "") if html or caption else ""


def _level(number: str | None, payload: Mapping[str, Any]) -> int:
    """The rank of a heading."""
    values = [number, payload.get("level"), payload.get("depth"), str(payload.get("tag", "")).removeprefix("h")]
    levels = (_NUMBERS.get(str(each)) or (int(each) if str(each).isdecimal() else 0) for each in values if each)
    return next((level for level in levels if 1 <= level <= len(_NUMBERS)), 2)


def _inner(node: Mapping[str, Any], depth: int) -> str:
    """The HTML of what is in a block."""
    spans = node.get("rich_text")
    own = "".join(map(_words, spans)) if isinstance(spans, list) else ""
    children = _children(node)
    if not children and not own:
        words = _first_words(node, _TEXTS if "inlineStyleRanges" in node or "spans" in node else _HTML) or _first_words(
            node, _TEXTS
        )
        ranges = node.get("inlineStyleRanges")
        return _typed(_without_struck(words, ranges)) if isinstance(ranges, list) else _marked_up(words)
    if children and all(map(_is_inline, children)):
        return own + "".join(map(_words, children))
    return own + _row(children, depth + 1)


def _first_words(node: Mapping[str, Any], names: Sequence[str]) -> str:
    """The words under the first of some names that has any."""
    return next((node[name] for name in names if isinstance(node.get(name), str) and node[name].strip()), "")


def _without_struck(words: str, ranges: Sequence[Any]) -> str:
    """Words without those that Draft.js strikes out; it counts in units of UTF-16."""
    units = words.encode("utf-16-le", "surrogatepass")
    for each in sorted((each for each in ranges if isinstance(each, Mapping)), key=lambda each: -_at(each, "offset")):
        if each.get("style") == "STRIKETHROUGH":
            begin, length = _at(each, "offset"), _at(each, "length")
            units = units[: 2 * begin] + units[2 * (begin + length) :]
    return units.decode("utf-16-le", "replace")


def _at(each: Mapping[str, Any], name: str) -> int:
    value = each.get(name)
    return max(0, value) if isinstance(value, int) else 0


def _marked_up(words: str) -> str:
    """Words that may be HTML."""
    return words if _HTML_MARK.search(words) else _typed(words)


def _figure(payload: Mapping[str, Any], depth: int) -> str:
    """The caption of a picture, else what is said about it to those who don't see it."""
    if isinstance(payload.get("caption"), list):
        return f"<p>{''.join(map(_words, payload['caption']))}</p>"
    caption = _first_words(payload, ("caption", "alt", "altText", "alt_text"))
    return f"<p>{_marked_up(caption)}</p>" if caption else _row(_children(payload), depth + 1)


def _item(item: Any, depth: int) -> str:
    """The HTML of an item of a list."""
    if depth > DEEPEST:
        return ""
    if not isinstance(item, Mapping):
        return f"<li>{_marked_up(item)}</li>" if isinstance(item, str) else ""
    tag = _TAGS.get(_kind(item), "")
    if tag in ("li", "ul"):
        return _block(item, depth)
    own = _marked_up(_first_words(item, ("content", "text")))
    inner = item.get("items")
    nested = "".join(_item(each, depth + 1) for each in inner) if own and isinstance(inner, list) else ""
    html = own + (f"<ul>{nested}</ul>" if nested else "") if own else _inner(_payload(item), depth)
    return f"<li>{html}</li>" if html else ""


def _table(payload: Mapping[str, Any], depth: int) -> str:
    """The HTML of a table, whose rows may be lists of cells."""
    rows = _children(payload)
    if not all(isinstance(row, list) for row in rows):
        return f"<table>{''.join(_block(row, depth + 1) for row in rows)}</table>" if depth < DEEPEST else ""
    tags = ["th" if payload.get("withHeadings") and not n else "td" for n in range(len(rows))]
    html = (
        "<tr>" + "".join(f"<{tag}>{_marked_up(str(cell))}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(tags, rows, strict=True)
    )
    return f"<table>{''.join(html)}</table>"


def _table_row(node: Mapping[str, Any], depth: int) -> str:
    """The HTML of a row of a table."""
    cells = _payload(node).get("cells")
    if isinstance(cells, list):
        html = "".join(f"<td>{''.join(map(_words, cell))}</td>" for cell in cells if isinstance(cell, list))
    else:
        html = "".join(_block(cell, depth + 1) for cell in _children(node))
    return f"<tr>{html}</tr>" if depth < DEEPEST else ""
