"""The feed of a question: what a feed reader gets, and when it gets it again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from aiohttp import ClientResponse

from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.settings import Settings
from retrieval import Searcher
from tests.conftest import write_jsonl
from tests.web.conftest import Client, error, served

Q = "/feed.xml?q=Who opened the bridge of Sallow?"


def story(identity: str, day: str | None, text: str, **fields: Any) -> dict[str, Any]:
    """A record of an archive about bridges."""
    return {
        "id": identity,
        "title": f"News of {identity}",
        "date": day,
        "source": "The Example",
        "text": text,
        **fields,
    }


OTHERS = [story(f"x{number}", "2024-01-01", f"Farmers of Vale {number} sold {number} goats.") for number in range(30)]


@pytest.fixture
def bridges(
    opened: Callable[..., Searcher], settings: Settings, journal: Journal, corpus: Path
) -> Callable[..., OpenArchive]:
    """An archive of some stories; called again, it is brought in line with others."""
    searchers: list[Searcher] = []

    def hold(*stories: dict[str, Any]) -> OpenArchive:
        write_jsonl(corpus / "stories.jsonl", *OTHERS, *stories)
        if searchers:
            searchers[0].refresh(thorough=True)
        else:
            searchers.append(opened(corpus))
        return OpenArchive(searchers[0], journal, replace(settings, corpus=corpus), "web", print)

    return hold


FIRST = story(
    "first", "2024-03-01", "Mayor Ada Quill opened the bridge of Sallow in the rain.", url="https://a.example/1"
)
LATER = story("later", "2024-05-02", "Minister Bo Reed opened the second bridge of Sallow.", authors=["Cy Dell"])


async def read(answer: ClientResponse) -> Any:
    """A feed as a reader has it; it has to be well-formed."""
    parsed = feedparser.parse(await answer.read())
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


async def test_an_entry_for_each_article_newest_first(bridges: Callable[..., OpenArchive]) -> None:
    """With its words and its citation, when it was published, and where it can be read."""
    public = {"PINCITE_PUBLIC_URL": "https://archive.example"}
    async with (
        served(bridges(FIRST, LATER), **public) as page,
        page.get(Q, headers={"Host": "archive.example"}) as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "application/atom+xml")
        feed = await read(answer)
    assert feed.version == "atom10"
    assert feed.feed.title == "Who opened the bridge of Sallow?"
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [
        "https://archive.example/feed.xml?q=Who+opened+the+bridge+of+Sallow%3F"
    ]
    assert [entry.title for entry in feed.entries] == ["News of later", "News of first"]
    later, first = feed.entries
    assert (later.published, later.updated, feed.feed.updated) == ("2024-05-02T00:00:00Z",) * 3
    assert (later.author, first.author) == ("Cy Dell", "The Example")
    assert first.link == "https://archive.example/article/first#p1"
    assert [link.href for link in first.links if link.rel == "via"] == ["https://a.example/1"]
    assert first.summary == FIRST["text"]
    assert f"<strong>{FIRST['text']}</strong>" in first.content[0].value
    assert "1 March 2024 · paragraph 1" in first.content[0].value
    assert len({feed.feed.id, later.id, first.id}) == 3


async def test_ids_stay_and_what_came_in_is_added(bridges: Callable[..., OpenArchive]) -> None:
    """An entry has the same id for good, also where its words were edited or the question is typed otherwise."""
    async with served(bridges(FIRST)) as page:
        async with page.get(Q) as answer:
            (before,) = (await read(answer)).entries
        bridges(FIRST | {"text": "Mayor Ada Quill opened the new bridge of Sallow in the rain."}, LATER)
        async with page.get(Q.replace("Who", "who")) as answer:
            later, edited = (await read(answer)).entries
    assert edited.id == before.id != later.id
    assert "new bridge" in edited.summary


async def test_what_is_known_is_not_sent_again(bridges: Callable[..., OpenArchive]) -> None:
    """By its tag, or by the time since when it is as it is; another feed has another tag."""
    async with served(bridges(FIRST)) as page:
        async with page.get(Q) as answer:
            tag, since = answer.headers["ETag"], answer.headers["Last-Modified"]
        before = (parsedate_to_datetime(since) - timedelta(seconds=1)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        for headers, status in (
            ({"If-None-Match": tag}, 304),
            ({"If-None-Match": f'"other", W/{tag}'}, 304),
            ({"If-None-Match": '"other"', "If-Modified-Since": since}, 200),
            ({"If-Modified-Since": since}, 304),
            ({"If-Modified-Since": before}, 200),
            ({"If-Modified-Since": "nonsense"}, 200),
        ):
            async with page.get(Q, headers=headers) as answer:
                assert (answer.status, answer.headers["ETag"]) == (status, tag), headers
                assert bool(await answer.read()) == (status == 200)
        bridges(FIRST, LATER)
        async with page.get(Q, headers={"If-None-Match": tag}) as answer:
            assert (answer.status, answer.headers["ETag"] == tag) == (200, False)


async def test_what_is_no_answer_is_not_in_it(bridges: Callable[..., OpenArchive]) -> None:
    """An article about another bridge, or none at all: then the feed is empty, and well-formed."""
    async with served(bridges(FIRST)) as page:
        async with page.get("/feed.xml?q=Who opened the bridge of Zorrow?") as answer:
            feed = await read(answer)
        assert (feed.entries, feed.feed.updated) == ([], "1970-01-01T00:00:00Z")
        async with page.get(f"{Q}&until=2024-02-01") as answer:
            assert (await read(answer)).entries == []


async def test_articles_without_a_date_have_that_of_their_file(bridges: Callable[..., OpenArchive]) -> None:
    """When it changed."""
    archive = bridges(FIRST | {"date": None})
    changed = (archive.settings.corpus / "stories.jsonl").stat().st_mtime
    async with served(archive) as page, page.get(Q) as answer:
        (entry,) = (await read(answer)).entries
    assert datetime.fromisoformat(entry.updated).timestamp() == int(changed)
    assert "published" not in entry


async def test_nothing_of_an_article_is_markup(bridges: Callable[..., OpenArchive]) -> None:
    """Neither its words, nor its title, nor its address."""
    evil = "Mayor Ada Lunt <script>alert(1)</script> & <img src=x onerror=alert(2)> opened the bridge of Sallow"
    evil += " ]]> \x0c\ufffe"
    odd = story("e<v>il", "2024-03-01", evil, url="javascript:alert(3)") | {
        "title": "<b>T&T</b>",
        "authors": ["<i>A</i>"],
    }
    async with served(bridges(odd)) as page, page.get(Q) as answer:
        raw = await answer.text()
        feed = await read(answer)
    (entry,) = feed.entries
    assert "<script" not in raw
    assert "&lt;script" in raw
    assert "&amp;lt;script" in raw
    assert "javascript:" not in raw
    assert "\ufffe" not in raw
    assert entry.title == "<b>T&T</b>" or entry.title_detail.type == "text/plain"
    assert entry.link.endswith("/article/e%3Cv%3Eil#p1")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "There is no question"), ("?q=%20", "There is no question"), ("?q=?!", "There is no word"),
     ("?q=What happened in March 2024?", "That asks for all articles from certain days"),
     ("?q=a&x=1", "There is no parameter"),
     ("?q=bridge&source=Nobody", "There is no source"), ("?q=bridge&language=cy", "No article"),
     ("?q=a&since=x", "since is 'x'")],
)  # fmt: skip
async def test_what_can_not_be_followed(page: Client, query: str, sentence: str) -> None:
    """Is told why."""
    async with page.get(f"/feed.xml{query}") as answer:
        assert (answer.status, (await error(answer)).startswith(sentence)) == (400, True)


async def test_no_address_breaks_the_feed(bridges: Callable[..., OpenArchive]) -> None:
    """What no XML may hold stands in no address either, or a reader would take none of the feed."""
    odd = FIRST | {"url": "https://news.example/\ufffe\uffff\x01?a&b"}
    async with served(bridges(odd)) as page, page.get(Q) as answer:
        raw = await answer.text()
    assert 'rel="via" href="https://news.example/%EF%BF%BE%EF%BF%BF%01?a&amp;b"' in raw
    assert ET.fromstring(raw).tag.endswith("feed")
