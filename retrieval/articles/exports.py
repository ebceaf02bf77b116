"""What chats and note-takers keep in their exports (Slack, Discord, Google Keep, Roam) → records as articles are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any

from retrieval.articles.dates import day
from retrieval.articles.rich_text import RichText

DEEPEST = 60
"""Blocks of an outline are read this deep."""

_MENTION = re.compile(r"<(?P<sign>[@#!])(?P<id>[^<>|\s]{1,80})(?:\|(?P<name>[^<>|]{0,200}))?>")
_LINK = re.compile(
    r"<(?:mailto:)?(?P<address>[a-z]{2,10}:[^<>|\s]{1,2000}|[^<>|\s@]{1,100}@[^<>|\s]{1,200})(?:\|(?P<label>[^<>|]{1,500}))?>"
)
_PAGE = re.compile(r"#?\[\[([^\[\]]{1,300})\]\]")
_LABELLED = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:\(\([\w-]{1,40}\)\)|[^()\n]{0,2000})\)")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,500}(?<=\S)~~")
_REFERENCE = re.compile(r"\(\(([\w-]{1,40})\)\)")
_COMMAND = re.compile(r"\{\{(?:\[\[)?(?:TODO|DONE)(?:\]\])?\}\}|\{\{[^{}]{0,500}\}\}")
_LOOKS = re.compile(r"(\*\*|__|\^\^)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_DEEPEST_NAME = 5
"""Names of pages are read this deep in each other."""

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_ATTRIBUTE = re.compile(r"\A([^:\n]{1,60})::(?=\s|\Z)")


def as_articles(value: Any, people: Mapping[str, str] = MappingProxyType({})) -> Any:
    """What a file of JSON holds; what is an export of one of these programs, with its texts as a person sees them.

    `people` are the names, by keys in small letters, that other files have for people and channels.
    """
    if isinstance(value, Mapping):
        if isinstance(value.get("listContent"), list) and not value.get("textContent"):
            items = [item.get("text") for item in value["listContent"] if isinstance(item, Mapping)]
            return {**value, "textContent": "\n".join(str(item) for item in items if item)}
        messages = value.get("messages")
        if "guild" in value and isinstance(messages, list):
            return {**value, "messages": [_with_nickname(message) for message in messages]}
        return value
    if not isinstance(value, list) or not value or not all(isinstance(record, Mapping) for record in value):
        return value
    if all(_is_of_slack(record) for record in value):
        return _of_slack(value, people)
    if any(isinstance(each, Mapping) and "string" in each for record in value for each in _blocks(record)):
        return _of_roam(value)
    return value


def _with_nickname(message: Any) -> Any:
    """A message of Discord with the name that its readers see."""
    author = message.get("author") if isinstance(message, Mapping) else None
    name = author.get("nickname") if isinstance(author, Mapping) else None
    return {**message, "author": name} if name else message


def _is_of_slack(record: Mapping[str, Any]) -> bool:
    return record.get("type") == "message" and isinstance(record.get("ts"), str)


def _of_slack(records: Sequence[Mapping[str, Any]], people: Mapping[str, str]) -> list[Mapping[str, Any]]:
    """The messages of a day, with the names of those who wrote them and are named, as far as these are known.

    Args:
        records: The messages.
        people: Names by keys that other files have.
    """
    names = {**people} | {
        record["user"].casefold(): name
        for record in records
        if isinstance(record.get("user"), str) and (name := _name(record))
    }
    seen: list[Mapping[str, Any]] = []
    for record in records:
        text = str(record.get("text") or "")
        text = _MENTION.sub(lambda match: _mentioned(match, names), text)
        text = _LINK.sub(lambda match: match["label"] or match["address"], text)
        name = _name(record) or names.get(str(record.get("user")).casefold())
        seen.append({**record, "text": text, **({"authors": [name]} if name else {})})
    return seen


def _name(record: Mapping[str, Any]) -> str | None:
    """What the writer of a message is called."""
    profile = record.get("user_profile")
    called = [profile.get(key) for key in ("real_name", "display_name", "name")] if isinstance(profile, Mapping) else []
    return next((name for name in (*called, record.get("username")) if isinstance(name, str) and name.strip()), None)


def _mentioned(match: re.Match[str], names: Mapping[str, str]) -> str:
    """Somebody or a channel as a message names them: `@Ana Ruiz`, `#weir`, `@here`."""
    sign = "#" if match["sign"] == "#" else "@"
    name = match["name"] or names.get(match["id"].casefold()) or match["id"].partition("^")[0]
    return sign + name.lstrip("@#")


def _blocks(record: Mapping[str, Any]) -> Sequence[Any]:
    children = record.get("children")
    return children if isinstance(children, list) and isinstance(record.get("title"), str) else ()


def _of_roam(pages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The pages of a graph as articles; the day of a daily note is its title."""
    strings = {uid: text for page in pages for uid, text in _strings(page, 0)}
    articles: list[Mapping[str, Any]] = []
    for page in pages:
        title = str(page.get("title") or "")
        html = "".join(_html(block, strings, 0) for block in _blocks(page))
        date = day(_ORDINAL.sub("", title))
        articles.append({"title": title, **({"date": date.isoformat()} if date else {}), "text": RichText(html)})
    return articles


def _strings(block: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str]]:
    """The blocks of a page by what refers to them."""
    if isinstance(block.get("uid"), str) and isinstance(block.get("string"), str):
        yield block["uid"], block["string"]
    for child in block.get("children") or () if depth < DEEPEST else ():
        if isinstance(child, Mapping):
            yield from _strings(child, depth + 1)


def _html(block: Any, strings: Mapping[str, str], depth: int) -> str:
    """A block with those below it: on top a paragraph or heading, else an item of a list."""
    if not isinstance(block, Mapping) or depth > DEEPEST:
        return ""
    words = _seen(str(block.get("string") or ""), strings)
    inner = "".join(_html(child, strings, depth + 1) for child in block.get("children") or ())
    below = f"<ul>{inner}</ul>" if inner else ""
    if depth:
        return f"<li>{words}{below}</li>"
    level = block.get("heading")
    tag = f"h{level}" if level in (1, 2, 3) else "p"
    return f"<{tag}>{words}</{tag}>{below}"


def _seen(text: str, strings: Mapping[str, str]) -> str:
    """The words of a block as a page shows them, as HTML."""
    text = _REFERENCE.sub(lambda match: strings.get(match[1], ""), _LABELLED.sub(r"\1", text))
    text = _COMMAND.sub("", _REFERENCE.sub("", text))
    for _ in range(_DEEPEST_NAME if "[[" in text else 0):
        text = _PAGE.sub(r"\1", text)
    text = _STRUCK.sub("", _LOOKS.sub(r"\2", _LABELLED.sub(r"\1", text)))
    return escape(_ATTRIBUTE.sub(r"\1:", text).strip(), quote=False).replace("\n", "<br>")
