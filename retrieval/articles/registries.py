"""Lists of people beside articles, which name them by keys: authors of a site's generator, users of a chat → names.

Docusaurus has an `authors.yml`, Jekyll `_data/authors.yml` or `authors` in `_config.yml`, Hugo `data/authors.yml` or a
file a person in `data/authors/`, MkDocs `.authors.yml`; Slack's exports have `users.json`, and `channels.json` for the
names of channels; corpora of debates a list of their people in TEI. Generators may also have a page a person:
`content/authors/ana/_index.md`, `_authors/ana.md`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import unescape
from itertools import islice
from posixpath import splitext
from typing import Any, NamedTuple

from retrieval.articles.hints import NOBODY, People
from retrieval.language.expressions import expression
from retrieval.records import Article, digest

HIDDEN_MARK = "."
"""What the name of a hidden file begins with, as that of MkDocs' list does: `.authors.yml`."""

ENDINGS = (".yml", ".yaml", ".json", ".toml")

PEOPLE_OF_TEI = ".xml"
"""The ending of the list of people that a corpus of debates in TEI has in a file of its own (`X-listPerson.xml`)."""

_LIST_OF_TEI = "listperson"
_PERSON = expression(
    r"<person\b[^<>]{0,500}\bxml:id=[\"'](?P<key>[^\"'<>]{1,200})[\"'][^<>]{0,500}>(?P<about>.*?)</person>", re.DOTALL
)
_NAME_OF_PERSON = expression(r"<persName\b[^<>]{0,500}>(.*?)</persName>", re.DOTALL)
_PART_OF_NAME = expression(r"<(forename|nameLink|surname)\b[^<>]{0,200}>([^<>]{1,200})</")
_PARTS = ("forename", "nameLink", "surname")
_TAGS = expression(r"<[^<>]*>")

MOST_PEOPLE = 20_000
"""So many people of a list are known: their names go to each reading process with each file, in some milliseconds."""

LONGEST_NAME = 200
"""A name has up to this many code points."""

_AUTHORS = frozenset({"authors", "author", "people", "team", "contributors"})
_FOLDERS_OF_DATA = frozenset({"_data", "data"})
_SETTINGS = "_config"
"""What Jekyll's settings are called, which may list authors besides."""

_LISTS_AUTHORS = expression(rb"^authors[ \t]*:", re.MULTILINE)

_OF_SLACK = frozenset({"users", "channels", "groups", "dms", "mpims", "integration_logs"})
_SLACK_HAS = frozenset(
    {"profile", "real_name", "members", "is_archived", "service_type", "app_type", "creator", "created"}
)
_KEYS = ("id", "key", "slug", "username", "login", "nickname", "handle", "nick", "short_name")
_NAMES = ("real_name", "name", "display_name", "displayname", "full_name", "fullname", "displayName", "fullName")
_TEXTS = ("text", "body", "content", "html")


PAGE_BYTES = 4_096
"""The fields of a person's page are looked for in so many of its first bytes."""

_PAGES = (".md", ".markdown", ".mdx")
_OF_ITS_FOLDER = frozenset({"index", "_index"})
_LANGUAGE = expression(r"\.[a-z]{2}(?:-[a-z]{2,4})?\Z")
# Read without YAML, which is not imported for a question (`front_matter`): these pages are read at each start.
_FIELD = expression(
    r"^[\"']?(real_name|display_?name|full_?name|name|title|slug|username|short_name|id)[\"']?[ \t]*[:=][ \t]*"
    r"(?:\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'|([^\s\"'#\[{>|&*!][^#\n]{0,200}))",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_FIELDS = ("real_name", "display_name", "displayname", "full_name", "fullname", "name")


class Registry(NamedTuple):
    """A list of people: its name in the archive, the folder of the articles it is for, and names by keys."""

    name: str
    folder: str
    names: Mapping[str, str]


def may_be_registry(name: str) -> bool:
    """Whether a file is called as lists of people are."""
    folder, _, called = name.lower().rpartition("/")
    stem, ending = splitext(called.removeprefix(HIDDEN_MARK))
    if ending not in (*ENDINGS, PEOPLE_OF_TEI) or (called.startswith(HIDDEN_MARK) and stem not in _AUTHORS):
        return False
    is_settings = stem == _SETTINGS and ending in (".yml", ".yaml")
    if ending == PEOPLE_OF_TEI:
        return stem.endswith(_LIST_OF_TEI)
    return is_settings or stem in _AUTHORS or (ending == ".json" and stem in _OF_SLACK) or _is_of_a_person(folder)


def registry(data: bytes, name: str) -> Registry | None:
    """The people that a file lists; None if it lists none, or holds texts."""
    folder, _, called = name.rpartition("/")
    stem, ending = splitext(called.lower().removeprefix(HIDDEN_MARK))
    if stem == _SETTINGS and _LISTS_AUTHORS.search(data) is None:
        return None  # Most settings list none, and reading YAML is slow.
    if ending == PEOPLE_OF_TEI:
        names = dict(islice(_named_in_tei(data.decode("utf-8", "ignore")), MOST_PEOPLE))
        return Registry(name, folder, names) if names else None
    try:
        value = _value(data, ending)
    except Exception:
        # Whatever an odd file makes this raise must not cost the archive: it lists nobody.
        return None
    if stem in _OF_SLACK and stem not in _AUTHORS:
        records = value if isinstance(value, list) else []
        if not records or not all(isinstance(each, Mapping) and _is_of_slack(each) for each in records):
            return None
        return Registry(name, folder, dict(_named(value)))
    if stem == _SETTINGS:
        value = value.get("authors") if isinstance(value, Mapping) else None
    elif stem not in _AUTHORS:
        value = {stem: value}
    names = dict(_named(value))
    parent, _, last = folder.rpartition("/")
    if stem not in _AUTHORS and stem != _SETTINGS:
        parent, _, last = parent.rpartition("/")
    return Registry(name, parent if last.lower() in _FOLDERS_OF_DATA else folder, names) if names else None


def _is_of_a_person(folder: str) -> bool:
    """Whether a folder holds a file a person."""
    parent, _, last = folder.rpartition("/")
    return last in _AUTHORS and parent.rpartition("/")[2] in _FOLDERS_OF_DATA


def _value(data: bytes, ending: str) -> Any:
    text = data.decode("utf-8-sig")
    if ending == ".json":
        return json.loads(text)
    # Imported when such a list is met: most archives have none.
    if ending == ".toml":
        import tomllib  # noqa: PLC0415

        return tomllib.loads(text)
    from retrieval.articles.front_matter import yaml_value  # noqa: PLC0415

    return yaml_value(text)


def _named_in_tei(text: str) -> Iterator[tuple[str, str]]:
    """The keys of the people in a list in TEI with their first names, given before family names."""
    for person in _PERSON.finditer(text):
        if name := _NAME_OF_PERSON.search(person["about"]):
            parts = {kind: [words for each, words in _PART_OF_NAME.findall(name[1]) if each == kind] for kind in _PARTS}
            words = [word for kind in _PARTS for word in parts[kind]] or [_TAGS.sub(" ", name[1])]
            yield person["key"].casefold(), unescape(" ".join(" ".join(words).split()))[:LONGEST_NAME]


def _is_of_slack(record: Mapping[str, Any]) -> bool:
    return not _SLACK_HAS.isdisjoint(record) and not any(isinstance(record.get(key), str) for key in _TEXTS)


def _named(value: Any) -> Iterator[tuple[str, str]]:
    """The keys of people in small letters, each with the name; nobody where texts of articles are."""
    if isinstance(value, Mapping) and list(value) == ["authors"] and isinstance(value["authors"], Mapping):
        value = value["authors"]
    if isinstance(value, Mapping):
        inner = next((value[key] for key in ("authors", "people", "users") if isinstance(value.get(key), list)), None)
        records = [(str(key), each) for key, each in value.items()] if inner is None else [("", each) for each in inner]
    else:
        records = [("", each) for each in value] if isinstance(value, list) else []
    for key, record in records[:MOST_PEOPLE]:
        person = {"name": record} if isinstance(record, str) else record
        if not isinstance(person, Mapping) or any(isinstance(person.get(each), str) for each in _TEXTS):
            continue
        if not key:
            key = next((str(person[each]) for each in _KEYS if isinstance(person.get(each), (str, int))), "")
        name = _name_of(person)
        if key.strip() and name:
            yield key.strip().casefold(), name


def _name_of(person: Mapping[str, Any]) -> str:
    """What somebody is called: by a profile, else by the record itself."""
    profile = person.get("profile")
    tables = [profile, person] if isinstance(profile, Mapping) else [person]
    names = (table.get(key) for table in tables for key in _NAMES)
    return next((" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()), "")[:LONGEST_NAME]


def folder_of_people(name: str) -> str | None:
    """The folder of a page that may be about one of its authors, where it has one a person; None of other files."""
    place = _place(name)
    return place[0] if place else None


def _place(name: str) -> tuple[str, str] | None:
    """The folder of the pages of people among which a file may be, and the key of its person."""
    stem, ending = splitext(name)
    if ending.lower() not in _PAGES:
        return None
    folder, _, key = stem.rpartition("/")
    key = _LANGUAGE.sub("", key.lower())
    if key in _OF_ITS_FOLDER:
        folder, _, key = folder.rpartition("/")
    is_theirs = folder.rpartition("/")[2].lower().lstrip("_") in _AUTHORS
    return (folder, key.lower()) if is_theirs and key and key not in _OF_ITS_FOLDER else None


def of_pages(folder: str, pages: Iterable[tuple[str, bytes]]) -> Registry:
    """The people who have pages in a folder.

    Args:
        folder: The folder.
        pages: The names of their files in the archive with the first `PAGE_BYTES` of each.
    """
    # Of a team's page the title may be somebody's office.
    has_titles = folder.lower().endswith(("authors", "author", "contributors"))
    allowed = (*_NAME_FIELDS, "title") if has_titles else _NAME_FIELDS
    names: dict[str, str] = {}
    for name, opening in pages:
        place, text = _place(name), opening.decode("utf-8-sig", "ignore").replace("\r\n", "\n")
        mark = text[:3]
        end = text.find(f"\n{mark}", 3)
        if place is None or mark not in ("---", "+++") or end < 0:
            continue
        fields = {key.lower(): (a or b or c).strip() for key, a, b, c in _FIELD.findall(text[:end])}
        called = next((fields[key] for key in allowed if fields.get(key)), "")
        keys = (place[1], *(fields.get(key, "").casefold() for key in ("slug", "username", "short_name", "id")))
        names |= dict.fromkeys(filter(None, keys), called) if called else {}
    return Registry(folder, folder.rpartition("/")[0], names)


def people_for(registries: Sequence[Registry], folder: str) -> People:
    """The people that articles in a folder may name: those of the nearest list count before others.

    Args:
        registries: The lists of an archive, those of folders further in last.
        folder: The folder.
    """
    place = f"{folder}/"
    lists = [each for each in registries if each.names and place.startswith(f"{each.folder}/" if each.folder else "")]
    if not lists:
        return NOBODY
    names = {key: name for each in lists for key, name in each.names.items()}
    listed_in = {key: each.name for each in lists for key in each.names}
    return People(names, listed_in, digest(json.dumps([names, listed_in], sort_keys=True))[:16])


def in_order(registries: Iterable[Registry]) -> list[Registry]:
    """Lists of people, those for folders further in last."""
    return sorted(registries, key=lambda each: (each.folder.count("/") + bool(each.folder), each.name))


def with_names(article: Article, people: People) -> Article:
    """An article with the names of those of its authors whom it names by keys."""
    authors = tuple(dict.fromkeys(people.names.get(author.casefold(), author) for author in article.authors))
    if authors == article.authors:
        return article
    listed_in = next(people.listed_in[key] for author in article.authors if (key := author.casefold()) in people.names)
    return replace(article, authors=authors, provenance={**article.provenance, "authors": listed_in})
