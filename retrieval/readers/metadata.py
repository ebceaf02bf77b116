"""What people write about an article → its fields, each by a documented order of trust.

Of the names that a field goes by in the files of others, the first with a value that means something counts. Then, for
the date: a date at the front of the text, a line of the text that holds nothing but a date, the file's name, its
folders. For the title: the heading that opens the text. `Article.provenance` tells which it was.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from retrieval.readers import dates
from retrieval.readers.blocks import dateline, title_in
from retrieval.readers.files import one_line
from retrieval.readers.hints import bare
from retrieval.records import Article

FIELDS = {
    "id": "id article_id doc_id document_id uuid guid _id",
    "title": "title headline post_title article_title heading name",
    "date": "date published publish_date date_published published_at pub_date publication_date date_publish"
    " published_on published_time published_date article:published_time first_published posted posted_at post_date"
    " post_date_gmt issued dc.date datetime timestamp created_at date_created created time",
    "url": "url link canonical_url canonical web_url source_url article_url permalink uri",
    "text": "text body content article_body main_text content_text full_text article_text body_text story"
    " content_html body_html html",
    "authors": "authors author byline by_line creator dc.creator writer writers author_name post_author by",
    "source": "source publisher publication site_name og:site_name newspaper outlet source_name website",
    "language": "language lang in_language language_code locale",
}
"""The names of each field of an article in the files of others, the most trusted first.

They are compared without capitals, spaces, hyphens and underscores: `publishedAt` is `published_at`.
"""

INSIDE = ("_source", "article", "metadata", "meta", "params", "extra", "frontmatter", "attributes", "fields", "data")
"""Names under which the fields of an article may be put together, one level down."""

MEANINGLESS = frozenset({
    "", "nan", "NaN", "NAN", "null", "Null", "NULL", "None", "none", "NONE", "NaT", "nil", "undefined", "N/A", "n/a",
    "~",
})  # fmt: skip
"""What programs write where there is no value."""

MOST_AUTHORS = 100
"""Of a longer list of authors the first are kept: beyond stands something else than people."""

_INNER = {
    "text": ("rendered", "text", "value", "content", "body", "html", "plain"),
    "id": ("$oid", "value", "id"),
    "": ("name", "title", "rendered", "value", "text", "label", "@id", "id"),
}
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character as HTML spells it."""

_TAG = re.compile(
    r"</?(?:i|b|em|strong|span|sup|sub|q|cite|u|small|br|mark|font|p)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|Esq|R\.?N|MBA|MP|QC|KC)\.?", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:written |story |words |text |report(?:ed|ing)? )?by|por|autor(?:in)?:|author:|text:)\s+", re.IGNORECASE
)
_AND = re.compile(r"\s+(?:and|und|et|y|e|en|och|og|i|и|та|ve|&)\s+")
_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "dos", "das", "van", "von", "der", "den", "ter", "ten", "te", "zu", "zur", "la",
    "le", "du", "al", "el", "bin", "ibn", "ben", "abu", "y", "e", "af", "ap", "ó", "ni",
})  # fmt: skip
_ADDRESS_AND_NAME = re.compile(r"[^\s@]{1,64}@[^\s@]{1,250}\s+\(([^()]+)\)")
_NAME_AND_ADDRESS = re.compile(r"([^<>]+?)\s*<[^\s<>]*>")
_NO = frozenset({"false", "no", "off"})
_YES = frozenset({"true", "yes", "on", "1"})


def described(fields: Mapping[str, Any], where: str, name: str, text: str, **rest: Any) -> Article:
    """The article that a text and the fields given with it make.

    Args:
        fields: Names as typed → values.
        where: What the fields stand in, to be told as their provenance.
        name: The file's name inside the archive.
        text: The article's text.
        rest: Fields of the article that the reader knows: its id, if it is not in the fields, and where it stands.
    """
    table = normalised(fields)
    given = known_fields(table)
    provenance = dict.fromkeys(given, where)
    if "title" not in given and (title := title_in(text, rest.get("headings"))):
        given["title"], provenance["title"] = title, "text"
    if "date" not in given and (date := dateline(text)[0] or dates.day_on_line(text)):
        given["date"], provenance["date"] = date, "text"
    rest["id"] = identity(table) or (given.get("url") if rest.get("record") else None) or rest["id"]
    return Article(**rest, **given, text=text, path=name, provenance=provenance)


def known_fields(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an article that normalised fields give, where they mean something; its id is not among them."""
    given = {
        "title": label(table, "title"),
        "date": next(filter(None, (dates.day(value) for value in _values(table, "date"))), None),
        "authors": next(filter(None, (people(value) for value in _values(table, "authors"))), ()),
        "source": label(table, "source"),
        "url": _url(table),
        "language": label(table, "language"),
    }
    return {name: value for name, value in given.items() if value}


def normalised(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their names in lower case, letters and figures only; those one level down come after the others."""
    table: dict[str, Any] = {}
    inner = [fields[key] for key in fields if str(key).lower() in INSIDE and isinstance(fields[key], Mapping)]
    for level in (fields, *inner):
        for key, value in level.items():
            table.setdefault(bare(str(key)), value)
    return table


def is_draft(fields: Mapping[str, Any]) -> bool:
    """Whether an article's fields say that it is not published: `draft: true`, `published: false`, `status: draft`."""
    table = normalised(fields)
    status = {str(table.get(key)).strip().lower() for key in ("status", "poststatus", "state")}
    return (
        str(table.get("draft")).strip().lower() in _YES
        or str(table.get("published")).strip().lower() in _NO
        or bool(status & {"draft", "unpublished"})
    )


def knows(fields: Mapping[str, Any]) -> bool:
    """Whether any of the names is one that a field of an article goes by."""
    return any(bare(str(key)) in names for names in _NAMES.values() for key in fields)


def identity(table: Mapping[str, Any]) -> str | None:
    """The id that normalised fields give an article."""
    return next(filter(None, (one_line(_first(value, "id")) for value in _values(table, "id"))), None)


def label(table: Mapping[str, Any], name: str) -> str | None:
    """The words of a field on one line, as a person reads them: entities decoded, without tags."""
    return next(filter(None, (_label(value) for value in _values(table, name))), None)


def texts(table: Mapping[str, Any]) -> str | None:
    """The text of an article: what is text comes before lists of paragraphs, and these before objects that hold it."""
    values = list(_values(table, "text"))
    for kind in (str, list, Mapping):
        for value in values:
            if isinstance(value, kind) and (text := _text(value)):
                return text
    return None


def people(value: Any) -> tuple[str, ...]:
    """Authors as people, from a list, an object with a name, or a line: "Ruiz, Ana; Cole, Ben" and "By A B and C D"."""
    if isinstance(value, list):
        names = [name for item in value[:MOST_AUTHORS] for name in _person(item)]
    elif isinstance(value, str):
        names = _people_on_line(value)
    else:
        names = list(_person(value))
    return tuple(dict.fromkeys(name for name in names if name not in MEANINGLESS))[:MOST_AUTHORS]


_NAMES = {field: tuple(bare(name) for name in names.split()) for field, names in FIELDS.items()}


def _values(table: Mapping[str, Any], field: str) -> Iterator[Any]:
    """The values under a field's names that mean something, the most trusted first."""
    for name in _NAMES[field]:
        value = table.get(name)
        blank = isinstance(value, (str, float)) and str(value).strip() in MEANINGLESS
        # An id is a name and nothing else: a program that calls an article "none" means that one.
        if value is not None and (not blank or (field == "id" and value == value and str(value).strip())):
            yield value


def _first(value: Any, field: str = "") -> Any:
    """A value, or the one inside an object or at the front of a list that it stands for."""
    if isinstance(value, Mapping):
        value = next(
            (value[key] for key in _INNER.get(field, _INNER[""]) if value.get(key) not in (None, "", [])), None
        )
    if isinstance(value, list):
        value = next((item for item in value if item not in (None, "")), None)
        return _first(value, field) if isinstance(value, Mapping) and not isinstance(value, list) else value
    return value


def _label(value: Any) -> str | None:
    words = one_line(_first(value))
    words = one_line(plain(words)) if words else None
    return None if words in MEANINGLESS else words


def plain(words: str) -> str:
    """Words of a title or name without tags, their entities decoded."""
    if "<" in words:
        words = _TAG.sub("", words)
    return ENTITY.sub(lambda match: unescape(match[0]), words) if "&" in words else words


def _url(table: Mapping[str, Any]) -> str | None:
    """The first address with a scheme, else what stands under `url` or `link`."""
    values = [words for value in _values(table, "url") if (words := one_line(_first(value)))]
    full = next((words for words in values if "://" in words), None)
    return full or next((one_line(table.get(key)) for key in ("url", "link") if one_line(table.get(key))), None)


def _text(value: Any) -> str | None:
    """The text in a value: of a list, its paragraphs; of an object, what it holds under a usual name."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in _INNER["text"] if isinstance(value.get(key), str)), None)
    if isinstance(value, list):
        parts = [item if isinstance(item, str) else _text(item) for item in value if isinstance(item, (str, Mapping))]
        value = "\n\n".join(part for part in parts if part and part.strip())
    return value if isinstance(value, str) and value.strip() not in MEANINGLESS else None


def _person(value: Any) -> Iterator[str]:
    """The names of one item of a list of authors."""
    if isinstance(value, Mapping):
        table = {bare(str(key)): item for key, item in value.items()}
        parts = [one_line(table.get(key)) for key in ("givenname", "familyname")]
        parts = parts if any(parts) else [one_line(table.get(key)) for key in ("firstname", "lastname")]
        parts = parts if any(parts) else [one_line(table.get(key)) for key in ("first", "last")]
        name = table.get("name") or table.get("displayname") or table.get("fullname") or " ".join(filter(None, parts))
        yield from people(name) if isinstance(name, (str, list)) else ()
        return
    name = one_line(value)
    if name:
        yield from _people_on_line(name) if ";" in name else [_name(name)]


def _people_on_line(line: str) -> list[str]:
    """The people on a line. A semicolon parts people, and then a comma does not."""
    line = _BY.sub("", " ".join(plain(line).split()), count=1) if _BY.match(line.strip()) else line
    if ";" in line or "|" in line or "\n" in line:
        return [name for part in re.split(r"[;|\n]", line) if (name := _name(part))]
    parts = [part.strip() for part in line.split(",")]
    if len(parts) == 2 and all(len(part) > 1 and part.isalpha() and part.istitle() for part in parts):
        return [_name(line)]
    names: list[str] = []
    for part in parts:
        if names and _SUFFIX.fullmatch(part):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names += filter(None, (_name(person) for person in _parted_by_and(part)))
    return names


def _parted_by_and(part: str) -> list[str]:
    """The people whom an "and" joins: names of two words or more on either side."""
    part = re.sub(r"\A(?:and|und|et|y|e|&)\s+", "", part)
    pieces = _AND.split(part)
    return pieces if len(pieces) > 1 and all(_is_full_name(piece) for piece in pieces) else [part]


def _is_full_name(words: str) -> bool:
    """Whether words are a name of two to five, capitalised but for particles."""
    names = words.split()
    return 2 <= len(names) <= 5 and all(not name[0].islower() or name in _PARTICLES for name in names)


def _name(written: str) -> str:
    """A person's name without address and white space."""
    name = " ".join(plain(written).split()).strip(" ,")
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    match = _ADDRESS_AND_NAME.fullmatch(name) or _NAME_AND_ADDRESS.fullmatch(name)
    return match[1].strip(" \"'") if match else name
