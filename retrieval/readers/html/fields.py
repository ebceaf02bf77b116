"""What a page says about itself → the fields of its article.

In this order of trust: JSON-LD of an article, meta tags (Open Graph, Dublin Core and the names of `metadata.FIELDS`),
microdata, then what stands on the page: its only main heading, its `<title>` without the site's name, a byline, a
`<time>`. A day that is the last change's is never that of publication.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from retrieval.articles import dates
from retrieval.articles.beside_names import is_outlet
from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.articles.date_lines import LONGEST_LINE, about_line, says_published
from retrieval.articles.files import one_line
from retrieval.articles.hints import bare
from retrieval.articles.openings import day_on_line
from retrieval.readers.html.struck import words_left

LARGEST_JSON = 1_000_000
"""JSON-LD of more characters than this is left alone; that of an article is rarely a hundredth of it."""

DEEPEST = 6
"""Objects of JSON-LD are looked for this deep: `@graph`, `mainEntity` and lists."""

LONGEST_BYLINE = 120
"""A byline has up to this many code points; what is longer is a paragraph."""

LONGEST_SITE = 4
"""What comes after a bar in a title is the site's name when it has up to this many words, fewer than the rest."""

MOST_PLACES = 50
"""How many elements of a kind are looked at: an author and a day are in the first."""

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|CreativeWork|Posting|Book|Speech)\Z")
_META = {
    "title": "og:title citation_title dc.title dcterms.title parsely-title sailthru.title headline twitter:title title",
    "date": "article:published_time og:article:published_time govuk:first-published-at published_at published"
    " datepublished citation_publication_date citation_date"
    " dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date.published dc.date dcterms.date"
    " parsely-pub-date sailthru.date * dc.created date dcterms.available",
    "authors": "citation_author author authors article:author dc.creator dcterms.creator parsely-author sailthru.author"
    " byl og:article:author twitter:creator",
    "source": "og:site_name citation_journal_title dc.publisher dcterms.publisher publisher application-name source",
    "url": "og:url citation_public_url twitter:url",
    "language": "dc.language dcterms.language citation_language language content-language og:locale",
}
"""The names of meta tags for each field, the most trusted first; `*` stands for all whose name says so."""

_PUBLISHED = re.compile(
    r"pub(?:l(?:ish(?:ed)?|ication)?)?(?:date|time|at|on)?\Z|"
    r"(?:published|publish|publication|issued?|post(?:ed)?|posting|release|reg|display|create|article|story|content|news)"
    r"(?:date|time)|date(?:of)?(?:publi|issue|post|release|creat|original)|(?:article|first)publish|\Ap(?:date|time)\Z"
)
_NOT_PUBLISHED = re.compile(r"modif|updat|chang|revis|edit|review|expir|unpub|index|event|end|last|valid")
"""What the name of a meta tag for the day of publication says, without capitals and signs, and what it doesn't."""

_HOME = re.compile(
    r"(?:https?://[^/?#]{1,200})?(?:/|(?:\.{1,2}/){0,9}(?:index\.\w{3,5})?|\.)(?:#.{0,100})?", re.IGNORECASE
)
_BANNERS = frozenset({"banner", "masthead", "logo", "brand", "site", "sitename", "sitetitle", "blogtitle"})
"""What elements with the name of a site are called."""

_BETWEEN = " |–—·•»«›‹:/>-"
"""What stands in a page's title between its own and that of its site."""

_SEPARATORS = re.compile(r"(?<!\s)\s++(?:[|–—·•»:]|::|-)\s+")
_NOT_A_PERSON = re.compile(
    r"\A(?:https?://|www\.|@)|\A(?:admin|administrator|editor|staff|webmaster|root|(?:super ?)?user)\Z", re.IGNORECASE
)
_BYLINE = frozenset({"byline", "author", "authors", "autor", "auteur", "autore", "writer", "signature"})
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|verfasst von|geschrieben von|escrito por|écrit par|rédigé par|scritto da|geschreven door|"
    r"автор|написано автором|written by \S{1,20}|作者|投稿者|執筆者|auteur|autor|author",
    re.IGNORECASE,
)
"""What plug-ins of WordPress and Ghost write beside the authors, for the cards of a page that is shared."""

_DATE = frozenset(
    {"date", "published", "pubdate", "dateline", "posted", "submitted", "datetime", "timestamp", "fecha", "datum"}
)
_ABOUT = frozenset({"meta", "submitted", "byline"})
"""What the footer of an article is called that stands above its text, as Drupal has it."""

_CHANGED = re.compile(r"updat|modif|chang|aktualisier|actualiz|mise à jour|aggiorn|revis", re.IGNORECASE)
_LEADING_CHANGE = 40  # Characters before a day, or at its front, that may say that it is one of a change.
_PROPERTIES = frozenset({"headline", "datePublished", "author"})


def fields_of(tree: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields that a page gives, and where each was found."""
    fields: dict[str, Any] = {}
    provenance: dict[str, str] = {}
    meta, analytics = _meta(tree), _counted(tree)
    if _names_a_publisher(meta.get("authors"), meta.get("source")):
        meta["authors"] = analytics.pop("authors", None) or meta["authors"]
    sources = (
        (_json_ld(tree), "JSON-LD"),
        (meta, "meta tag"),
        (_microdata(tree), "microdata"),
        (_microformats(tree), "microformats"),
        (analytics, "meta tag"),
    )
    for source, where in sources:
        for key, value in source.items():
            if key not in fields and value:
                fields[key], provenance[key] = value, where
    for key, value, where in _on_page(tree):
        if key not in fields and value:
            fields[key], provenance[key] = value, where
    if "authors" in fields:
        fields["authors"] = _without_site_among(fields["authors"], fields.get("source"))
    if provenance.get("title") in ("JSON-LD", "meta tag", "title tag"):
        headings = _main_headings(tree) or _opening_heading(tree, fields["title"])
        fields["title"] = without_site(fields["title"], fields.get("source"), headings)
    if "title" in fields and (crumb := _first_crumb(tree)):
        fields["title"] = without_site(fields["title"], crumb, [])
    return fields, provenance


def _first_crumb(tree: Any) -> str | None:
    """What a page is part of as a whole, by the first of the links that lead to it: `Works > Home > The pump`."""
    paths = (each for place in (".//*[@id]", ".//*[@class]") for each in tree.iterfind(place) if _is_path(each))
    links = (link for path in islice(paths, 1) for link in path.iter("a") if words_left(link))
    return next((words_left(link) for link in links), None)


def _is_path(element: Any) -> bool:
    return not {"breadcrumb", "breadcrumbs"}.isdisjoint(_tokens(element))


def day_in_page(tree: Any, url: Any) -> tuple[datetime.date, str] | None:
    """The day in a `<time>`, in an element for the date, or in the page's address, and where it was found."""
    for element in islice(tree.iter("time"), MOST_PLACES):
        if _is_changed(element) or _aside(element) or words_left(element).startswith("@"):
            # Notion marks a day that a text names so.
            continue
        if day := dates.day(element.get("datetime")) or day_on_line(words_left(element)):
            return day, "time tag"
    elements = (
        element for path in (".//*[@class]", ".//*[@id]") for element in tree.iterfind(path) if _tokens(element) & _DATE
    )
    for element in islice(elements, MOST_PLACES):
        if not _is_changed(element) and not _aside(element):
            # Microformats have the day in a title, beside what a person reads.
            text = next(filter(None, map(element.get, ("datetime", "content", "title"))), None)
            if text and text[:4].isdecimal() and (day := dates.day(text)):
                return day, "page"
            words = words_left(element)
            if len(words) <= LONGEST_LINE and (day := day_on_line(words)):
                return day, "page"
    for label in islice(tree.iter("dt", "th"), MOST_PLACES):
        beside = label.getnext()
        if beside is None or not says_published(words_left(label)) or _is_changed(label) or _aside(label):
            continue
        if len(words := words_left(beside)) <= LONGEST_LINE and (day := day_on_line(words)):
            return day, "page"
    if url and (day := dates.day_in_name(urlsplit(str(url)).path)):
        return day, "address"
    return None


def _json_ld(tree: Any) -> dict[str, Any]:
    """The fields of the first article in a page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        source = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        if len(source) > LARGEST_JSON:
            continue
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        article = next(_articles(value), None)
        if article:
            article = _with_named(article, value)
            return {
                "title": _plain_value(article.get("headline") or article.get("name")),
                "date": article.get("datePublished") if dates.day(article.get("datePublished")) else None,
                "authors": _persons(article.get("author") or article.get("creator")),
                "source": _plain_value(article.get("publisher")) or _plain_value(article.get("sourceOrganization")),
                "url": _address(article.get("url")) or _address(article.get("mainEntityOfPage")),
                "language": _plain_value(article.get("inLanguage")),
            }
    return {}


def _with_named(article: Mapping[str, Any], value: Any) -> dict[str, Any]:
    """An article of JSON-LD with the people and publishers that it only names by their `@id`."""
    graph = value.get("@graph") if isinstance(value, dict) else value
    parts_by_id = {
        item["@id"]: item
        for item in (graph if isinstance(graph, list) else ())[:100]
        if isinstance(item, dict) and isinstance(item.get("@id"), str)
    }

    def whole(part: Any) -> Any:
        if isinstance(part, list):
            return [whole(item) for item in part]
        if isinstance(part, dict) and set(part) <= {"@id", "@type"} and isinstance(part.get("@id"), str):
            return parts_by_id.get(part["@id"], part)
        return part

    return {**article, **{key: whole(article[key]) for key in ("author", "creator", "publisher") if key in article}}


def _articles(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """The objects in JSON-LD that are articles, from the outside in."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:100]:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            yield from _articles(value.get(key), depth + 1)


def _persons(value: Any) -> Any:
    """Authors of JSON-LD that are people: addresses and accounts of machines are none."""
    items = value if isinstance(value, list) else [value]
    people: list[Any] = []
    for item in items:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, list):
            people += [part for part in name if isinstance(part, str) and not _NOT_A_PERSON.search(part.strip())]
        elif isinstance(name, str) and not _NOT_A_PERSON.search(name.strip()) and not name.strip().isdecimal():
            people.append({"name": name} if isinstance(item, dict) else name)
        elif isinstance(item, dict) and name is None:
            people.append(item)
    if len(people) == 1 and isinstance(people[0], str):
        return people[0]
    return people or None


def _plain_value(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return one_line(value) if isinstance(value, str) else None


def _address(value: Any) -> str | None:
    value = value.get("@id") or value.get("url") if isinstance(value, dict) else value
    return value.strip() if isinstance(value, str) and value.strip().startswith(("http://", "https://")) else None


def _meta(tree: Any) -> dict[str, Any]:
    """The fields in a page's meta tags and its canonical address."""
    table: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("http-equiv") or "").strip().lower()
        if name and (content := one_line(tag.get("content"))):
            table.setdefault(name, []).append(content)
    fields: dict[str, Any] = {}
    for key, name_list in _META.items():
        names = name_list.split()
        if "*" in names:
            table["*"] = [value for name in table if _says_published(name) for value in table[name]]
        values = [value for name in names for value in table.get(name, [])]
        if key == "date":
            values = [value for value in values if dates.day(value)]
        elif key == "authors":
            name = next((name for name in names if any(not _NOT_A_PERSON.search(v) for v in table.get(name, []))), "")
            people = [value for value in table.get(name, []) if not _NOT_A_PERSON.search(value)]
            fields[key] = people[0] if len(people) == 1 else people
            continue
        fields[key] = values[0] if values else None
    if not fields["authors"]:
        labels = [n for n in "12" if _WRITTEN_BY.fullmatch(next(iter(table.get(f"twitter:label{n}", [])), ""))]
        fields["authors"] = next((value for n in labels for value in table.get(f"twitter:data{n}", [])), None)
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    fields["url"] = next(filter(None, (_address(link.get("href")) for link in links)), None) or _address(fields["url"])
    return fields


def _says_published(name: str) -> bool:
    """Whether the name of a meta tag says that it is for the day of publication, as many systems call it."""
    name = re.sub(r"[^a-z]", "", name)
    return _PUBLISHED.search(name) is not None and not _NOT_PUBLISHED.search(name)


def _counted(tree: Any) -> dict[str, Any]:
    """The fields of what a page tells those who count its readers, as JSON in a meta tag, in its own time zone."""
    tag = next((tag for tag in tree.iter("meta") if (tag.get("name") or "").lower() == "parsely-page"), None)
    try:
        fields = json.loads((tag.get("content") or "")[:LARGEST_JSON], strict=False) if tag is not None else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(fields, dict):
        return {}
    return {
        "date": fields.get("pub_date") if dates.day(fields.get("pub_date")) else None,
        "authors": _persons(fields.get("authors") or fields.get("author")),
    }


def _names_a_publisher(authors: Any, source: Any) -> bool:
    """Whether what a page gives as its author is the name of the site, or of another publisher."""
    names = [authors] if isinstance(authors, str) else authors or []
    site = bare(str(source or ""))
    return len(names) == 1 and isinstance(names[0], str) and (is_outlet(names[0]) or bare(names[0]) == site)


def _without_site_among(authors: Any, source: Any) -> Any:
    """Authors on a line without the name of the site that stands behind them: `Ana Ruiz, Weir Post`."""
    head, comma, last = authors.rpartition(",") if isinstance(authors, str) else ("", "", "")
    return head.strip() if comma and source and bare(last) == bare(str(source)) else authors


def made_on(tree: Any) -> str | None:
    """The day on which the program that wrote a page says that it was made, as it is written."""
    tags = (tag for tag in tree.iter("meta") if (tag.get("name") or "").strip().lower() == "created")
    return next((one_line(tag.get("content")) for tag in tags), None)


def _microdata(tree: Any) -> dict[str, Any]:
    """The fields in attributes `itemprop`."""
    fields: dict[str, Any] = {"authors": []}
    elements = (e for e in tree.iterfind(".//*[@itemprop]") if _PROPERTIES.intersection(e.get("itemprop").split()))
    for element in islice(elements, MOST_PLACES):
        if _aside(element):
            continue
        for name in element.get("itemprop").split():
            value = element.get("content") or element.get("datetime") or words_left(element)
            if name == "headline":
                fields.setdefault("title", one_line(value))
            elif name == "datePublished" and dates.day(value):
                fields.setdefault("date", value)
            elif name == "author" and len(value) <= LONGEST_BYLINE:
                inner = element.find(".//*[@itemprop='name']")
                fields["authors"].append(words_left(inner) if inner is not None else value)
    if len(fields["authors"]) == 1:
        fields["authors"] = fields["authors"][0]
    return fields


def _microformats(tree: Any) -> dict[str, Any]:
    """The fields of a page's only entry that is marked by classes (microformats2), as Medium and Jekyll mark them."""
    entries = [element for element in tree.iterfind(".//*[@class]") if "h-entry" in element.get("class").split()]
    if len(entries) != 1:
        return {}
    fields: dict[str, Any] = {}
    for element in islice(entries[0].iterfind(".//*[@class]"), MOST_PLACES * 4):
        names = element.get("class").split()
        words = words_left(element)
        if "p-author" in names and 0 < len(words) <= LONGEST_BYLINE:
            fields.setdefault("authors", words)
        if "dt-published" in names and dates.day(day_text := element.get("datetime") or words):
            fields.setdefault("date", day_text)
        if {"p-canonical", "u-url"} & set(names) and (address := _address(element.get("href"))):
            fields.setdefault("url", address)
    return fields


def _on_page(tree: Any) -> Iterator[tuple[str, Any, str]]:
    """Fields from what a person sees on the page."""
    yield "title", next((words_left(p) for p in islice(tree.iter("p"), 1) if _is_title(p)), None), "heading"
    headings = _main_headings(tree)
    tag = next((one_line(words_left(title)) for title in tree.iterfind(".//head/title")), None)
    if tag and any(words_left(element) == tag for element in islice(tree.iter("p"), MOST_PLACES)):
        yield "title", tag, "title tag"
    if len(headings) == 1:
        yield "title", headings[0], "heading"
    elif tag:
        yield "title", next((heading for heading in headings if tag.startswith(heading)), None), "heading"
    yield "title", tag, "title tag"
    if not headings:
        yield "title", next((words_left(p) for p in islice(tree.iter("p"), 1) if _is_bold(p)), None), "heading"
    if site := name_of_site(tree):
        yield "source", words_left(site[0]), "heading"
    yield "language", tree.get("lang") or tree.get("xml:lang"), "page"
    by_class = (element for element in tree.iterfind(".//*[@class]") if _tokens(element) & _BYLINE)
    for element in islice(by_class, MOST_PLACES):
        if not _aside(element) and len(words := words_left(element)) <= LONGEST_BYLINE:
            lines = [line for line in _separate(element) if not day_on_line(line)]
            if lines and not any(character.isdigit() for character in lines[0]):
                yield "authors", lines[0], "byline"
            elif words and not any(character.isdigit() for character in words):
                yield "authors", words, "byline"
    elements = (element for element in tree.iterfind(".//*[@class]") if "meta" in _tokens(element))
    for element in islice(elements, MOST_PLACES):
        if not _aside(element) and len(words := words_left(element)) <= LONGEST_BYLINE:
            about = about_line(words)
            yield "authors", list(about.authors) if about else None, "byline"
    links = [link for link in tree.iterfind(".//a[@rel]") if "author" in link.get("rel").lower().split()]
    first = next((link for link in links[:MOST_PLACES] if not _aside(link) and words_left(link)), None)
    if first is not None:
        beside = [link for link in links[:MOST_PLACES] if link.getparent() is first.getparent()]
        names = [words for link in beside if (words := words_left(link))]
        yield "authors", names[0] if len(names) == 1 else names, "byline"


def _is_title(paragraph: Any) -> bool:
    """Whether the first paragraph of a page is its title, as word processors mark it."""
    return bool({"title", "MsoTitle"} & set((paragraph.get("class") or "").split()))


def _is_bold(paragraph: Any) -> bool:
    """Whether the first paragraph of a page is a bold line, and there are others: a title without any other mark."""
    words, bold = words_left(paragraph), paragraph.find("b")
    bold = paragraph.find("strong") if bold is None else bold
    is_short = 0 < len(words) <= HEADING_CHARACTERS and words[-1] not in ".,;:"
    return is_short and bold is not None and words_left(bold) == words and paragraph.getnext() is not None


_AND = re.compile(r"(?:and|und|et|y|e|en|og|och|&)(?:\s+|\Z)|,\s*(?:and|&)(?:\s+|\Z)")


def _separate(element: Any) -> list[str]:
    """The words of an element's parts, cut at separators between a name and a date."""
    parts = [part for text in element.itertext() for part in re.split(r"\s*[|·•]\s*", text)]
    first = [one_line(part) for part in parts]
    words = [part for part in first if part]
    # "By" may be in an element of its own before the name.
    if len(words) > 1 and words[0].lower().rstrip(":") in ("by", "von", "por", "par", "di", "door", "text", "author"):
        words[:2] = [f"{words[0]} {words[1]}"]
    # Each of several names may be in an element of its own.
    joins = [n for n, part in enumerate(words) if n and _AND.match(part)]
    if joins:
        end = joins[-1] + 1 + (_AND.fullmatch(words[joins[-1]]) is not None)
        words[:end] = [" ".join(words[:end]).replace(" ,", ",")]
    return words


def _main_headings(tree: Any) -> list[str]:
    """The words of a page's headings of the first rank; a site's name in its head is none where there are others."""
    headings = [
        heading for heading in islice(tree.iter("h1"), MOST_PLACES) if not _aside(heading) and words_left(heading)
    ]
    main = next(tree.iter("article", "main"), None)
    below = list(main.iter("h1")) if main is not None else []
    banner = name_of_site(tree)
    return [
        banner[1] if banner and heading is banner[0] else words_left(heading)
        for heading in headings
        if not below or heading in below
    ]


def name_of_site(tree: Any) -> tuple[Any, str] | None:
    """The only heading of the first rank of a page where it is the site's name, and the title; None of other pages.

    The page's `<title>` has both, the title alone is a heading of another rank, and marks tell which is which.
    """
    headings = [heading for heading in islice(tree.iter("h1"), MOST_PLACES) if words_left(heading)]
    title = next((one_line(words_left(element)) for element in tree.iterfind(".//head/title")), None) or ""
    site = words_left(headings[0]) if len(headings) == 1 else title
    if len(title) <= len(site) or not (title.startswith(site) or title.endswith(site)):
        return None
    rest = (title[len(site) :] if title.startswith(site) else title[: -len(site)]).strip(_BETWEEN)
    others = [it for it in islice(tree.iter("h2", "h3", "h4"), MOST_PLACES) if rest and words_left(it) == rest]
    is_marked = any("title" in _tokens(other) for other in others) or _is_banner(headings[0])
    return (headings[0], rest) if others and is_marked and not any(map(_leads_home, others)) else None


def _is_banner(heading: Any) -> bool:
    """Whether a heading is that of a site rather than of a page: it leads home, or is called so."""
    around = [heading, *islice(heading.iterancestors(), 3)]
    return _leads_home(heading) or any(not _BANNERS.isdisjoint(_tokens(element)) for element in around)


def _leads_home(heading: Any) -> bool:
    """Whether a heading is a link to the first page of its site."""
    links = [heading.getparent(), *islice(heading.iter("a"), 1)]
    return any(link is not None and link.tag == "a" and _HOME.fullmatch(link.get("href") or "-") for link in links)


def _opening_heading(tree: Any, title: str) -> list[str]:
    """The first heading of a page that has none of the first rank, where the page's title begins with it."""
    first = next((element for element in tree.iter("h2", "h3", "h4") if words_left(element)), None)
    return [words] if first is not None and title.startswith(words := words_left(first)) else []


def without_site(title: str, site: Any, headings: list[str]) -> str:
    """A title without the name of its site, where that is known or the page's heading says the rest.

    Args:
        title: The title that the page gives.
        site: The name of the site, as the page gives it; None if it gives none.
        headings: The page's headings, of which one may be the title alone.
    """
    parts = _SEPARATORS.split(title)
    if len(parts) < 2 or title in headings:
        return title
    for heading in headings:
        if title.startswith(heading) or title.endswith(heading):
            return heading
    name = str(site or "").casefold()
    if name and parts[-1].casefold() == name:
        return _SEPARATORS.sub(lambda m: m[0], title)[: title.rfind(parts[-1])].rstrip(" |–—·•»:-")
    if name and parts[0].casefold() == name:
        return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    head, bar, site_name = title.rpartition(" | ")
    if bar and not name and len(site_name.split()) <= LONGEST_SITE and len(site_name) < len(head):
        return head.rstrip()
    return title


def _tokens(element: Any) -> set[str]:
    """The names of an element's classes and its id, taken apart."""
    return set(re.split(r"[\s_-]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower()))


def _is_changed(element: Any) -> bool:
    """Whether an element tells when the page was changed last."""
    parent = element.getparent()
    around = "" if parent is None else words_left(parent)
    before = around[: max(0, around.find(words_left(element)))][-_LEADING_CHANGE:] if len(around) < 300 else ""
    labels = " ".join(str(element.get(key) or "") for key in ("class", "id", "itemprop"))
    return bool(
        _CHANGED.search(labels) or _CHANGED.search(before) or _CHANGED.search(words_left(element)[:_LEADING_CHANGE])
    )


def _aside(element: Any) -> bool:
    """Whether an element is in what goes along with the page's article."""
    return any(
        parent.tag in ("aside", "footer", "nav") and not (parent.tag == "footer" and _tokens(parent) & _ABOUT)
        for parent in element.iterancestors()
    )
