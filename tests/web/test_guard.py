"""Who is answered: by which names the page goes, which pages may ask, and what every answer comes with."""

import re
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from multidict import CIMultiDict

from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.settings import Settings
from bot.web.errors import Refused
from bot.web.guard import Guard, reaches_beyond
from tests.web.conftest import Client, error, served

FETCHED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
FOLLOWED = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


async def status(page: Client, method: str = "GET", path: str = "/api/articles", **headers: str) -> int:
    """The status of a request with some headers; a refusal is a sentence."""
    async with page.request(method, path, headers=headers) as answer:
        if answer.status in (400, 403):
            assert await error(answer)
        return answer.status


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", 200),
        ("LOCALHOST:8765", 200),
        ("localhost.", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8765", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example:8765", 403),
        ("192.0.2.1", 403),
        ("user@localhost", 400),
        ("user@localhost@evil.example", 400),
        ("localhost/evil", 400),
        ("localhost?evil", 400),
        ("localhost#evil", 400),
        ("localhost:evil", 400),
        ("[::", 400),
        ("", 403),
    ],
)
async def test_only_our_names_are_answered(page: Client, host: str, expected: int) -> None:
    """A name that somebody else leads here is not."""
    assert await status(page, Host=host) == expected


@pytest.mark.parametrize(
    ("hosts", "status"), [([], 400), (["localhost", "localhost"], 400), (["[::"], 400), (["evil.example"], 403)]
)
def test_a_request_names_one_host(hosts: list[str], status: int) -> None:
    """None, two, and what is no host can't be told apart from ours."""
    request = make_mocked_request("GET", "/", CIMultiDict([("Host", host) for host in hosts]))
    with pytest.raises(Refused) as refused:
        Guard(Settings.from_env({})).check(request)
    assert refused.value.status == status


async def test_names_that_are_set(archive: OpenArchive) -> None:
    """The host that is listened on and that of the public address are ours, too; all addresses where all are."""
    beyond = {"PINCITE_SERVE_HOST": "0.0.0.0", "PINCITE_PUBLIC_URL": "https://archive.example:8443"}
    async with served(archive, **beyond) as page:
        assert await status(page, Host="archive.example") == 200
        assert await status(page, Host="192.0.2.1:8765") == 200
        assert await status(page, Host="evil.example") == 403
        assert await status(page, Origin="https://archive.example:8443", Host="archive.example:8443") == 200
        assert await status(page, Origin="https://archive.example", Host="localhost") == 403
    async with served(archive, PINCITE_SERVE_HOST="desk.example") as page:
        assert await status(page, Host="desk.example:8765") == 200


@pytest.mark.parametrize(
    ("method", "headers", "allowed"),
    [
        ("GET", {"Origin": "http://localhost:8765"}, True),
        ("GET", {"Origin": "http://localhost:9999"}, False),
        ("GET", {"Origin": "null"}, False),
        ("GET", {"Origin": "http://evil.example"}, False),
        ("GET", FETCHED, False),
        ("GET", FOLLOWED, True),
        ("GET", FOLLOWED | {"Sec-Fetch-Dest": "iframe"}, False),
        ("GET", {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"}, False),
        ("GET", {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, True),
        ("GET", {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}, True),
        ("POST", {"Origin": "http://localhost:8765"}, True),
        ("POST", {"Origin": "http://evil.example"}, False),
        ("POST", FOLLOWED, False),
        ("POST", {}, True),
    ],
)
async def test_pages_elsewhere_get_nothing(page: Client, method: str, headers: dict[str, str], allowed: bool) -> None:
    """But a link to us may be followed, and programs that are no browsers may ask."""
    path = "/api/articles" if method == "GET" else "/api/quote"
    assert (await status(page, method, path, Host="localhost:8765", **headers) != 403) == allowed


@pytest.mark.parametrize("path", ["/", "/api/articles", "/api/nothing", "/nothing", "/feed.xml", "/static/robots.txt"])
async def test_every_answer_is_safe(page: Client, path: str) -> None:
    """Nothing of another site and nothing inline is run or shown, in no frame; kinds are not guessed."""
    async with page.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Server"] == "Pincite"


@pytest.mark.parametrize(
    ("environ", "beyond"),
    [
        ({}, False),
        ({"PINCITE_SERVE_HOST": "127.0.0.2"}, False),
        ({"PINCITE_SERVE_HOST": "localhost", "PINCITE_PUBLIC_URL": "http://localhost:8765"}, False),
        ({"PINCITE_SERVE_HOST": "::1"}, False),
        ({"PINCITE_SERVE_HOST": "0.0.0.0"}, True),
        ({"PINCITE_SERVE_HOST": "::"}, True),
        ({"PINCITE_SERVE_HOST": "192.0.2.1"}, True),
        ({"PINCITE_SERVE_HOST": "desk.example"}, True),
        ({"PINCITE_PUBLIC_URL": "https://archive.example"}, True),
    ],
)
def test_what_reaches_beyond_this_machine(environ: dict[str, Any], beyond: bool) -> None:
    """What listens elsewhere than here, and what a proxy may lead here."""
    assert reaches_beyond(Settings.from_env(environ)) == beyond


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        (FOLLOWED, False),
        (FOLLOWED | {"Sec-Fetch-Site": "same-site"}, False),
        (FOLLOWED | {"Sec-Fetch-Site": "same-origin"}, True),
        (FOLLOWED | {"Sec-Fetch-Site": "none"}, True),
        ({}, True),
    ],
)
async def test_followed_links_write_nothing(
    page: Client, journal: Journal, headers: dict[str, str], kept: bool
) -> None:
    """A link of it that is followed is answered, and the answer is not among those that the journal keeps forever."""
    async with page.get("/?question=Who+opened+the+bridge%3F", headers=headers) as answer:
        identity = re.findall(r"/answer/(\w+)", await answer.text())[0]
    assert journal.holds(identity) is kept
    async with page.get("/api/ask?question=bridge", headers=headers) as answer:
        assert journal.holds((await answer.json())["id"]) is kept
