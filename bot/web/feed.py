"""What answers a question, as an Atom feed (RFC 4287): a feed reader shows each article that comes in, once.

An entry's id stands for the question and the article, and never changes; its time is the article's day, or where that
is not known when its file changed. So an entry that was told stays told, and one whose words were edited shows these.
"""

import datetime
import hashlib
import uuid
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from aiohttp import web

from bot.exports.bundle import web_address
from bot.journal.codec import timestamp
from bot.open_archive import OpenArchive, narrowed
from bot.render.links import article_path
from bot.render.phrases import day_text, names_text, place_text, visible
from bot.web.openapi import FEED
from bot.web.requests import parameters
from bot.web.site import Site
from retrieval import Answer, Searcher, UsageError, answers_now

ATOM = "http://www.w3.org/2005/Atom"

ENTRIES = 50
"""Articles in a feed: readers keep what they have seen, and look at a feed every hour or so."""

LOOKED_AT = 100
"""The best passages of a question that are looked at: all that `ask` can give."""

FEEDS = 200
"""Feeds that are kept in memory while the archive stays as it is; each takes some 50 kB."""

_NOT_IN_XML = dict.fromkeys([0xFFFE, 0xFFFF], "\ufffd")
"""What no XML may hold, besides control codes and lone surrogates, which `visible` takes out."""

ET.register_namespace("", ATOM)


class Entry(NamedTuple):
    """An article that answers the question, and when it was published, or else when its file changed."""

    answer: Answer
    when: datetime.datetime


class Contents(NamedTuple):
    """What a feed is made of: its entries, newest first, and how the archive was."""

    entries: list[Entry]
    version: str


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """A feed as it was made: its bytes, what stands for them, and since when they are so."""

    body: bytes
    tag: str
    since: datetime.datetime


class Feed:
    """The handler of `/feed.xml`."""

    def __init__(self, site: Site) -> None:
        """Nothing was asked for yet."""
        self._site = site
        self._contents: OrderedDict[tuple[tuple[str, str], ...], Contents] = OrderedDict()
        self._written_feeds: OrderedDict[str, WrittenFeed] = OrderedDict()

    async def answer(self, request: web.Request) -> web.Response:
        """The feed of a question; nothing but that it is as it was, for who has it."""
        values = parameters(request, FEED)
        if "q" not in values:
            raise UsageError("There is no question; give it as the parameter `q`.")
        contents = await self._current(values)
        base = self._site.settings.public_url or f"{request.scheme}://{request.host}"
        rendered = self._with_time(f"{base}/feed.xml?{urlencode(values)}", _written(base, values, contents.entries))
        headers = {"ETag": f'"{rendered.tag}"', "Last-Modified": format_datetime(rendered.since, usegmt=True)}
        if _is_known(request, rendered):
            return web.Response(status=304, headers=headers)
        headers["Content-Type"] = "application/atom+xml; charset=utf-8"
        return web.Response(body=rendered.body, headers=headers)

    async def _current(self, values: Mapping[str, str]) -> Contents:
        """What answers a question, looked up anew when the archive has changed."""
        key, options = tuple(sorted(values.items())), narrowed(values)
        version = await self._site.look_up(lambda archive: archive.searcher.archive.fingerprint())
        contents = self._contents.get(key)
        if contents is None or contents.version != version:
            work = partial(_entries, question=values["q"], options=options)
            contents = self._contents[key] = Contents(await self._site.search(work), version)
        _keep_few(self._contents, key)
        return contents

    def _with_time(self, address: str, body: bytes) -> WrittenFeed:
        """A feed with the time since when it is as it is."""
        tag = hashlib.sha256(body).hexdigest()[:32]
        rendered = self._written_feeds.get(address)
        if rendered is None or rendered.tag != tag:
            now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
            rendered = self._written_feeds[address] = WrittenFeed(body, tag, now)
        _keep_few(self._written_feeds, address)
        return rendered


def _keep_few(cache: OrderedDict[Any, Any], key: object) -> None:
    """Drops what was not used for longest where there is more than is kept."""
    cache.move_to_end(key)
    if len(cache) > FEEDS:
        cache.popitem(last=False)


def _is_known(request: web.Request, rendered: WrittenFeed) -> bool:
    """Whether who asks has the feed as it is; the tag alone tells, where they name one."""
    if request.if_none_match is not None:
        return any(tag.value in (rendered.tag, "*") for tag in request.if_none_match)
    return request.if_modified_since is not None and request.if_modified_since >= rendered.since


def _entries(archive: OpenArchive, question: str, options: Mapping[str, Any]) -> list[Entry]:
    """The articles that answer a question, newest first."""
    searcher = archive.searcher
    answers = answers_now(searcher, question, options, LOOKED_AT)
    entries = [Entry(answer, _when(answer, searcher)) for answer in answers]
    entries.sort(key=lambda entry: (entry.when, entry.answer.passages[0].citation.article), reverse=True)
    return entries[:ENTRIES]


def _when(answer: Answer, searcher: Searcher) -> datetime.datetime:
    """The day of an answer's article, or when its file changed."""
    citation = answer.passages[0].citation
    if citation.date is not None:
        return datetime.datetime.combine(citation.date, datetime.time(), datetime.UTC)
    path = citation.file.path if citation.file else ""
    file = searcher.archive.catalog.file(path)
    return datetime.datetime.fromtimestamp(file.mtime_ns / 1e9 if file else 0, datetime.UTC)


def _written(base: str, values: Mapping[str, str], entries: list[Entry]) -> bytes:
    """The feed as XML.

    Args:
        base: Where the page is reached.
        values: The parameters that were given.
        entries: What answers the question.
    """
    query = urlencode(values)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _text(feed, "id", _identity(values))
    _text(feed, "title", values["q"])
    _text(feed, "subtitle", "Articles that answer the question, in their very words")
    _link(feed, "self", f"{base}/feed.xml?{query}", "application/atom+xml")
    question = {"question" if name == "q" else name: value for name, value in values.items()}
    _link(feed, "alternate", f"{base}/?{urlencode(question)}", "text/html")
    newest = max((entry.when for entry in entries), default=datetime.datetime.fromtimestamp(0, datetime.UTC))
    _text(feed, "updated", timestamp(newest))
    _text(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Pincite")
    _text(feed, "generator", "Pincite")
    for entry in entries:
        _put_entry(feed, base, values, entry)
    content: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _put_entry(feed: ET.Element, base: str, values: Mapping[str, str], entry: Entry) -> None:
    """Writes an entry: the words, and where they stand."""
    passage = entry.answer.passages[0]
    citation = passage.citation
    element = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _text(element, "id", _identity(values, citation.article))
    _text(element, "title", citation.title)
    _text(element, "updated", timestamp(entry.when))
    if citation.date is not None:
        _text(element, "published", timestamp(entry.when))
    for name in citation.authors or filter(None, [citation.source]):
        _text(ET.SubElement(element, f"{{{ATOM}}}author"), "name", name)
    _link(element, "alternate", base + article_path(citation.article, citation.paragraphs[0]), "text/html")
    if address := web_address(citation.url):
        _link(element, "via", address)
    _text(element, "summary", passage.sentence.exact)
    start = passage.sentence.start - citation.start
    end = start + len(passage.sentence.exact)
    before, answer, after = (
        escape(part) for part in (passage.text[:start], passage.text[start:end], passage.text[end:])
    )
    facts = [
        citation.title,
        names_text(citation.authors),
        citation.source,
        day_text(citation.date),
        place_text(citation),
    ]
    source = escape(" · ".join(filter(None, facts)))
    words = f"<blockquote><p>{before}<strong>{answer}</strong>{after}</p></blockquote><p><cite>{source}</cite></p>"
    _text(element, "content", words).set("type", "html")


def _identity(values: Mapping[str, str], article: str | None = None) -> str:
    """What stands for a question, or for an article that answers it, wherever it is asked and whatever changes."""
    parameters = [(name, " ".join(value.casefold().split())) for name, value in sorted(values.items())]
    return uuid.uuid5(uuid.NAMESPACE_URL, f"pincite:{urlencode(parameters)}\n{article or ''}").urn


def _text(parent: ET.Element, name: str, text: str) -> ET.Element:
    """Adds an element with a text."""
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = visible(text).translate(_NOT_IN_XML)
    return element


def _link(parent: ET.Element, relation: str, address: str, kind: str | None = None) -> None:
    """Adds a link."""
    link = ET.SubElement(parent, f"{{{ATOM}}}link", rel=relation, href=address)
    if kind:
        link.set("type", kind)
