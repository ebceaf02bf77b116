"""A thousand requests that mean no good: each has its status, none a traceback, and nothing becomes markup."""

import asyncio
import itertools
import logging
import random
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.http_server.server import HttpServer
from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web.app import make_app
from retrieval import Searcher
from tests.conftest import write_jsonl

REQUESTS = 1_000

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>"
ADDRESS = "javascript:alert(4)//"

WORDS = (
    MARKUP, ADDRESS, "bridge", "", " ", "\0", "\x1b[2J", "\ufffe\uffff", "\u202eegdirb", "a" * 5_000, "ü" * 5_000,
    "🌉" * 4_000, "../../../../etc/passwd", "..", ".", "/", "//", "\\..\\", "{{7*7}}${7*7}#{7*7}", "' OR 1=1 --",
    "%s%n%d", "%", "%zz", "-1", "1e999", "9" * 400, "NaN", "null", "2024-13-45", "0000-00-00", "+99999-01-01",
    "\r\nSet-Cookie: a=b", "bridge AND NEAR(", '"', "*", "article#p3", "k7q2m9.1", "évil\ud800", "<![CDATA[",
    "&lt;b&gt;",
)  # fmt: skip
PATHS: dict[str, tuple[str, ...]] = {
    "/": ("question", "since", "until", "source", "language", "after"),
    "/quote": ("text", "article", "speaker"),
    "/draft": ("draft",),
    "/articles": ("title", "since", "source", "language", "kind", "page"),
    "/stats": (),
    "/article/{}": ("question", "quote"),
    "/answer/{}": (),
    "/api/ask": ("question", "limit", "since", "as_of", "source", "language", "after", "all_copies"),
    "/api/quote": ("text", "article", "speaker"),
    "/api/check": (),
    "/api/articles": ("title", "since", "source", "language", "kind", "limit", "offset"),
    "/api/article/{}": (),
    "/api/answer/{}": (),
    "/api/stats": (),
    "/api/openapi.json": (),
    "/feed.xml": ("q", "source", "language", "until"),
    "/static/{}": ("v",),
    "/{}": ("x",),
    "/static/../app.py": (),
    "/api/article/..%2f..%2fetc%2fpasswd": (),
    "*": (),
    "http://evil.example/{}": (),
}
"""What is asked for, `{}` being a word, and the parameters that are taken there, the most important first."""

METHODS = ("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "FOO")
HEADERS = (
    "Host: evil.example", "Origin: http://evil.example", "Origin: null", "Content-Length: -1",
    "Cookie: \x01", "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked",
    "Transfer-Encoding: identity", "Expect: 417", "Content-Encoding: gzip", "Accept-Encoding: gzip;q=0, br",
    "Range: bytes=0-1,2-3,-9", "If-None-Match: \"", "Upgrade: h2c", "If-Modified-Since: \xff",
    "Authorization: Bearer \xff\xfe", "X-Forwarded-For: <script>", "Connection: upgrade",
    "Sec-Fetch-Site: cross-site", "Accept-Language: " + "x," * 500,
    "Forwarded: for=" + MARKUP.split("=", maxsplit=1)[0], " : folded",
)  # fmt: skip
BODIES = (
    b"", b"a=b", b"{", b"[]", b"[" * 3_000, b'{"quotations": [{"text": "<script>"}]}', b'{"draft": "\\ud800"}',
    b"\0" * 99, b"text=" + quote(MARKUP).encode(), b"draft=" + quote(MARKUP + " [pincite:k7q2m9.1]").encode(),
    b"\xff\xfe\x00\x00", b'{"references": ["' + b"9" * 999 + b'"]}', b'{"passages": [{"citation": null}]}',
    b"zz\r\n\r\n", b"5\r\nabcde\r\n0\r\n\r\n",
    b'{"article": "a", "selector": [{"type": "TextQuoteSelector", "exact": "<script>"}]}',
)  # fmt: skip
KINDS = (
    "application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
    "text/<b>",
)  # fmt: skip


def requests() -> Iterator[bytes]:
    """Requests of every path and method with everything in every place, the same ones each time."""
    chance = random.Random(17)
    for path, names in itertools.cycle(PATHS.items()):

        def word() -> str:
            return quote(chance.choice(WORDS).encode("utf-8", "surrogatepass"), safe=chance.choice(["", "/"]))

        given = names[:1] + tuple(name for name in names[1:] if chance.random() < 0.2)
        given += ("colour", *names[:1]) if chance.random() < 0.05 else ()
        query = "&".join(f"{name}={word() if chance.random() < 0.95 else '%ff%00'}" for name in given)
        where = path.replace("{}", word()) + (f"?{query}" if query else "")
        method = chance.choice(METHODS) if chance.random() < 0.3 else chance.choice(["GET", "GET", "GET", "POST"])
        body = chance.choice(BODIES) if method not in ("GET", "HEAD") or chance.random() < 0.1 else b""
        header = chance.choice(HEADERS) if chance.random() < 0.3 else ""
        lines = [f"{method} {where} HTTP/1.{chance.choice('11110')}"]
        lines += ["Host: localhost"] if not header.startswith("Host") else []
        kind = "application/json" if path.startswith("/api") else KINDS[0]
        kind = chance.choice(KINDS) if chance.random() < 0.3 else kind
        lines += [f"Content-Type: {kind}", header, "Connection: close"]
        if not header.startswith(("Content-Length", "Transfer")):
            lines.append(f"Content-Length: {len(body)}")
        yield "\r\n".join([*filter(None, lines), "", ""]).encode("latin-1", "replace") + body


class Markup(HTMLParser):
    """Finds what runs in a page, or leads to what does."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_script = tag == "script"
        runs = [name for name in values if name.startswith("on") or name == "style"]
        leading = [value for name, value in values.items() if name not in ("value", "label", "title")]
        leads = [value for value in leading if value.strip().lower().startswith(("javascript:", "data:", "//"))]
        foreign = tag in ("iframe", "object", "embed", "base") or (tag == "img" and values.get("src") == "x")
        if runs or leads or foreign or (tag == "script" and not values.get("src", "").startswith("/static/")):
            self.found.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.found.append(data)


@pytest.fixture
def evil(opened: Callable[..., Searcher], settings: Settings, journal: Journal, corpus: Path) -> OpenArchive:
    """An archive whose articles are made of markup."""
    records = [
        {"id": f"{MARKUP}{number}", "title": MARKUP, "source": MARKUP, "authors": [MARKUP],
    "url": ADDRESS + str(number),
         "text": f"# {MARKUP}\n\nThe bridge of town {number} {MARKUP} was opened by Ada.\n\n{MARKUP}"}
        for number in range(4)
    ]  # fmt: skip
    write_jsonl(corpus / "evil.jsonl", *records)
    return OpenArchive(opened(corpus), journal, replace(settings, corpus=corpus), "web", print)


async def answered(port: int, request: bytes) -> bytes:
    """All that is answered to a request until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        return await asyncio.wait_for(reader.read(), 30)
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.mark.slow
async def test_a_thousand_hostile_requests(
    evil: OpenArchive, unused_tcp_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Each is answered with a status below 500, or its connection closed; the page goes on as if nothing were."""
    opening = Opening(lambda _: nullcontext(evil))
    opening.start()
    opening.wait()
    settings = evil.settings
    server = HttpServer(make_app(opening, settings), "127.0.0.1", unused_tcp_port, settings.serve.http)
    await server.start()
    at_once = asyncio.Semaphore(8)

    async def send(request: bytes) -> bytes:
        async with at_once:
            return await answered(unused_tcp_port, request)

    hostile = list(itertools.islice(requests(), REQUESTS))
    with caplog.at_level(logging.ERROR):
        answers = await asyncio.gather(*map(send, hostile))
        for request, answer in zip(hostile, answers, strict=True):
            assert not answer or answer[9:10] in b"234", (request, answer)
            assert b"Traceback" not in answer, request
            assert answer or request.split(b" ")[0] in (b"CONNECT", b"FOO"), request
            head, _, body = answer.partition(b"\r\n\r\n")
            assert b"\r\nSet-Cookie" not in head, request
            if b"text/html" in head:
                page = Markup()
                page.feed(body.decode())
                assert page.found == [], request
        assert not [record for record in caplog.records if record.name.startswith("bot")]
    question = b"GET /api/ask?question=Who+opened+the+bridge+of+town+3 HTTP/1.1\r\n"
    asked = question + b"Host: localhost\r\nConnection: close\r\n\r\n"
    assert b'"answered": true' in await answered(unused_tcp_port, asked)
    await server.stop()
    opening.close()
