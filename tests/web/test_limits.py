"""How often an address may search, and how many may at the same time."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiohttp import web
from multidict import CIMultiDict

from bot.open_archive import OpenArchive
from bot.web import site as web_site
from bot.web.errors import Busy
from bot.web.limits import THIS_MACHINE, asker
from bot.web.site import SITE
from tests.conftest import QUESTION
from tests.web.conftest import Client, error, served

ASK = f"/api/ask?question={QUESTION}"


async def statuses(page: Client, count: int, path: str = ASK, **headers: str) -> list[int]:
    """The statuses of some calls, one after the other."""
    return [(await page.get(path, headers=headers)).status for _ in range(count)]


async def test_searches_a_minute(archive: OpenArchive) -> None:
    """Beyond them a call is told to come back; what takes a moment only is not counted, other addresses are not."""
    async with served(archive, PINCITE_SERVE_SEARCHES_A_MINUTE="2") as page:
        assert await statuses(page, 3) == [200, 200, 429]
        async with page.get("/feed.xml?q=bridge") as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "60")
            assert "ask again in a minute" in await error(answer)
        assert await statuses(page, 3, "/api/articles") == [200] * 3
        assert await statuses(page, 3, **{"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}) == [200, 200, 429]
        assert await statuses(page, 1, **{"X-Forwarded-For": "198.51.100.8"}) == [200]


async def test_this_machine_may_search_as_often_as_it_likes(archive: OpenArchive) -> None:
    """Unless a limit is set; others may sixty times a minute. Each quotation of a call counts."""
    rows = {"quotations": [{"text": "led the team"}] * 31}
    async with served(archive) as page:
        for address, expected in ((None, [200] * 3), ("192.0.2.1", [200, 429, 429])):
            headers = {"X-Forwarded-For": address} if address else {}
            found = [(await page.post("/api/quote", json=rows, headers=headers)).status for _ in range(3)]
            assert found == expected
    async with served(archive, PINCITE_SERVE_SEARCHES_A_MINUTE="0") as page:
        assert await statuses(page, 70, **{"X-Forwarded-For": "192.0.2.1"}) == [200] * 70


async def test_what_takes_long_counts_more(archive: OpenArchive) -> None:
    """Each processor second as two searches: whoever keeps us busy has to wait, this machine aside."""
    async with served(archive) as page:
        limit = page.app[SITE].limit
        for who in ("192.0.2.1", THIS_MACHINE):
            limit.charge(who, 0.49)
            limit.charge(who, 29.6)
        assert await statuses(page, 2, **{"X-Forwarded-For": "192.0.2.1"}) == [200, 429]
        assert await statuses(page, 1) == [200]


@pytest.mark.parametrize(
    ("remote", "forwarded", "who"),
    [
        ("127.0.0.1", [], THIS_MACHINE),
        ("::1", [], THIS_MACHINE),
        ("::ffff:127.0.0.1", [], THIS_MACHINE),
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
        ("127.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("127.0.0.1", ["203.0.113.9", "x, 198.51.100.7 "], "198.51.100.7"),
        ("127.0.0.1", ["127.0.0.1"], THIS_MACHINE),
        ("127.0.0.1", ["nonsense"], "nonsense"),
        ("2001:db8:1:2:3::4", [], "2001:db8:1:2::/64"),
        ("fe80::1%eth0", [], "fe80::/64"),
        (None, [], ""),
    ],
)
def test_who_asks(remote: str | None, forwarded: list[str], who: str) -> None:
    """An address, of IPv6 its network; of a proxy on this machine, and of no other, the one that it names last."""
    headers = CIMultiDict([("X-Forwarded-For", value) for value in forwarded])
    assert asker(cast("web.Request", SimpleNamespace(remote=remote, headers=headers))) == who


async def test_so_many_may_wait(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes then is told that too many ask; when they are done, there is room again."""
    monkeypatch.setattr(web_site, "SIDE_BY_SIDE", 1)
    monkeypatch.setattr(web_site, "WAITING", 1)
    monkeypatch.setattr(web_site, "LOOKING_UP", 1)
    async with served(archive) as page:
        for method in ("search", "look_up"):
            site, go_on = page.app[SITE], threading.Event()
            work: Any = getattr(site, method)
            waiting = [asyncio.create_task(work(lambda _, go_on=go_on: go_on.wait(10))) for _ in range(2)]
            await asyncio.sleep(0)
            with pytest.raises(Busy, match="Too many"):
                await work(lambda _: None)
            go_on.set()
            assert await asyncio.gather(*waiting) == [True, True]
            assert await work(lambda _: "room") == "room"


async def test_what_takes_too_long_is_given_up(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asked is told, though the thread goes on; its error is nobody's then."""
    monkeypatch.setattr(web_site, "SEARCH_SECONDS", 0.01)
    go_on = threading.Event()

    def fail(_archive: OpenArchive) -> None:
        go_on.wait(10)
        raise ValueError

    async with served(archive) as page:
        with pytest.raises(Busy, match="took longer than"):
            await page.app[SITE].search(fail)
        go_on.set()
