"""JSON: an array of articles, an object that holds one somewhere, or a single article."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from retrieval.articles.exports import as_articles
from retrieval.articles.files import Problem
from retrieval.articles.hints import FieldNames, renamed
from retrieval.articles.metadata import normalised, order_of_days, prose, serial_days, texts, with_serial_days
from retrieval.articles.rich_text import rich_text
from retrieval.articles.transcripts import with_transcripts
from retrieval.readers import jsonl
from retrieval.readers.encodings import characters
from retrieval.readers.jsonl import as_utf_8, items_of, message_in, relaxed_value
from retrieval.records import Article, Remark

READER = "json 13"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_ASSIGNED = re.compile(r"\s*+(?![\[{])(?:(?:var|let|const|export default)\s)?[\w.$\[\]\"']{0,80}\s*[=(]\s*(?=[\[{])")
"""What comes before JSON in a script: `window.data = `, `callback(`. The like inside of it is what somebody wrote."""

_AUTHORS_RELATED = ("field_author", "field_authors", "author", "authors", "uid")
"""What JSON:API calls who wrote something, the most trusted first; `uid` is who typed it into Drupal."""

MOST_LISTED = 10
"""How many items of a list are looked into for articles further in."""

DEEPEST = 5
"""The articles of a file are looked for in lists this deep."""


def read(
    data: bytes,
    name: str,
    names: FieldNames = (),
    day_first: bool | None = None,
    people: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Article | Problem]:
    """The articles of a JSON file in order, each with its place in the array, from 1.

    Args:
        data: The file's bytes.
        name: Its name inside the archive.
        names: What its fields are called besides their usual names.
        day_first: Whether 03.04.2024 is 3 April; None if the other records of the file are to tell.
        people: The names of people and channels by the keys, in small letters, under which messages name them.
    """
    content = characters(data)
    if isinstance(content, Remark) or not content.text.strip():
        yield Problem(name, content if isinstance(content, Remark) else Remark("is empty"))
        return
    written = _unassigned(as_utf_8(content.text))
    try:
        value = jsonl.DECODER.decode(written)
    except RecursionError:
        yield Problem(name, Remark("is nested too deeply"))
        return
    except ValueError:
        value = relaxed_value(written)
        if value is None:
            # Lines of JSON, or an array that is cut short: what can be read of it is.
            yield from jsonl.read(data, name, names, day_first=day_first)
            return
    value = with_transcripts(as_articles(value, people))
    if isinstance(value, list) and rich_text(value):
        value = {"blocks": value}
    if _is_article(value, names) and not _rows(value, names):
        yield from items_of(value, Remark("{file}", file=name), name, None, names, READER, day_first=day_first)
        return
    records = _with_people(_with_source(_rows(value, names) or _records(value, names), value), value)
    records = _with_related(records, value)
    if not records:
        yield Problem(name, Remark("holds no articles"))
    if day_first is None:
        day_first = order_of_days(renamed(record, names)[0] for record in records if isinstance(record, Mapping))
    serials = serial_days((record for record in records if isinstance(record, Mapping)), names)
    for number, record in enumerate(records, 1):
        record = with_serial_days(record, serials) if serials and isinstance(record, Mapping) else record
        where = Remark("{file} record {number}", file=name, number=str(number))
        yield from items_of(record, where, name, number, names, READER, day_first=day_first)


def _unassigned(text: str) -> str:
    """JSON without the script around it."""
    assigned = _ASSIGNED.match(text)
    return text[assigned.end() if assigned else 0 :].rstrip(" \n\r\t;)")


def _with_source(records: list[Any], value: Any) -> list[Any]:
    """Records of a JSON feed with the name of the feed and who writes it, where they have no others."""
    if not isinstance(value, Mapping) or "jsonfeed.org" not in str(value.get("version")):
        return records
    source, people = value.get("title"), value.get("authors") or value.get("author")
    of_feed = {name: told for name, told in (("source", source), ("authors", people)) if told}
    return [_of_feed(record, of_feed) if isinstance(record, Mapping) else record for record in records]


def _of_feed(record: Mapping[str, Any], of_feed: Mapping[str, Any]) -> dict[str, Any]:
    """A record with what its feed tells, but for the authors where it names its own."""
    is_signed = record.get("author") or record.get("authors")
    return {**{name: told for name, told in of_feed.items() if name != "authors" or not is_signed}, **record}


def _is_article(value: Any, names: FieldNames) -> bool:
    if not isinstance(value, Mapping):
        return False
    table = normalised(renamed(value, names)[0])
    return (texts(table) or prose(table)) is not None or message_in(value.values()) is not None


def _inside(item: Any, names: FieldNames, depth: int) -> list[Any]:
    """The articles inside an item of a list that is none itself, such as the database in the export of a blog."""
    return _records(item, names, depth + 1) if isinstance(item, Mapping) else []


def _with_people(records: list[Any], value: Any) -> list[Any]:
    """Records of a blog's database (Ghost) with the names of their authors, which are in other tables of it."""
    tables = _tables_of_people(value)
    if tables is None:
        return records
    names = {user["id"]: user.get("name") for user in tables["users"] if isinstance(user, Mapping) and "id" in user}
    post_authors = [(link.get("post_id"), names.get(link.get("author_id"))) for link in tables["posts_authors"]]
    return [
        {"authors": [name for post, name in post_authors if name and post == record.get("id")], **_as_page(record)}
        if isinstance(record, Mapping)
        else record
        for record in records
    ]


def _with_related(records: list[Any], value: Any) -> list[Any]:
    """Records of JSON:API (Drupal) with the names of their authors, which are among what the answer includes."""
    included = value.get("included") if isinstance(value, Mapping) else None
    if not isinstance(included, list):
        return records
    names = {
        (each.get("type"), each.get("id")): each.get("attributes") for each in included if isinstance(each, Mapping)
    }

    def authors(record: Mapping[str, Any]) -> list[Any]:
        related = record.get("relationships")
        links = [related.get(name) for name in _AUTHORS_RELATED] if isinstance(related, Mapping) else []
        data = [link.get("data") for link in links if isinstance(link, Mapping)]
        people = [one for each in data for one in (each if isinstance(each, list) else [each])]
        known = (names.get((one.get("type"), one.get("id"))) for one in people if isinstance(one, Mapping))
        return [name for name in known if name]

    return [
        {"authors": found, **record} if isinstance(record, Mapping) and (found := authors(record)) else record
        for record in records
    ]


def _as_page(record: Mapping[str, Any]) -> dict[str, Any]:
    """A post as a page: what else Ghost keeps of it has no headings, and the addresses of links among its words."""
    return {key: value for key, value in record.items() if key != "plaintext" or not record.get("html")}


def _tables_of_people(value: Any, depth: int = 0) -> Mapping[str, Any] | None:
    """The tables of a database that has users and the posts of each; None if there are none."""
    if isinstance(value, Mapping) and isinstance(value.get("users"), list):
        links = value.get("posts_authors")
        return value if isinstance(links, list) and all(isinstance(link, Mapping) for link in links) else None
    inner = value.values() if isinstance(value, Mapping) else value[:MOST_LISTED] if isinstance(value, list) else ()
    if depth > DEEPEST:
        return None
    return next((table for item in inner if (table := _tables_of_people(item, depth + 1)) is not None), None)


def _rows(value: Any, names: FieldNames) -> list[Any]:
    """The rows of a table that a program wrote as columns, or as lists below a list of names; none where it is none."""
    if isinstance(value, Mapping) and {"columns", "data"} <= value.keys() and isinstance(value["data"], list):
        value = [value["columns"], *value["data"]]
    if isinstance(value, list) and len(value) > 1 and all(isinstance(row, list) for row in value):
        columns = [str(name) for name in value[0]]
        records = [dict(zip(columns, row, strict=False)) for row in value[1:]]
    elif isinstance(value, Mapping) and len(value) > 1 and all(isinstance(column, list) for column in value.values()):
        firsts = (column[0] for column in value.values() if column)
        if len({len(column) for column in value.values()}) > 1 or any(_is_article(first, names) for first in firsts):
            return []
        records = [dict(zip(value, row, strict=True)) for row in zip(*value.values(), strict=True)]
    elif (
        isinstance(value, Mapping) and len(value) > 1 and all(isinstance(column, Mapping) for column in value.values())
    ):
        records = [{name: column.get(key) for name, column in value.items()} for key in next(iter(value.values()))]
    else:
        return []
    return records if any(_is_article(record, names) for record in records) else []


def _records(value: Any, names: FieldNames, depth: int = 0) -> list[Any]:
    """The first list of articles from the outside in; also an object with an article under each name."""
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        if any(_is_article(item, names) for item in value):
            return value
        return next((records for item in value[:MOST_LISTED] if (records := _inside(item, names, depth))), [])
    if not isinstance(value, Mapping):
        return []
    values = list(value.values())
    if len(values) == 1 and _is_article(values[0], names):
        return values
    if len(values) > 1 and all(_is_article(item, names) for item in values):
        return [{"id": key, **item} for key, item in value.items()]
    return next((records for item in values if (records := _records(item, names, depth + 1))), [])
