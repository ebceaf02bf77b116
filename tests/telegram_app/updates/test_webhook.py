"""The webhook: who may call it, what it takes, and when Telegram is told of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot, Update, WebhookInfo
from telegram.error import NetworkError, TelegramError

from bot.telegram_app.updates.polling import ALLOWED_UPDATES
from bot.telegram_app.updates.webhook import (
    DEFAULT_PORT,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    SECRET_HEADER,
    set_webhook,
    webhook_server,
)
from tests.telegram_app.conftest import BOT, TOKEN, Recorder, message

HOOK = "https://example.org/hook"
UPDATE = {"update_id": 5, "message": message(1, "Who?")}


class Hooked(Bot):
    """A bot whose Telegram has a webhook already, and fails as it is told to."""

    def __init__(
        self, url: str = "", allowed: Sequence[str] = ALLOWED_UPDATES, failures: Sequence[TelegramError] = ()
    ) -> None:
        super().__init__(TOKEN, request=Recorder(), get_updates_request=Recorder())
        with self._unfrozen():
            self.info = WebhookInfo(
                url=url, has_custom_certificate=False, pending_update_count=0, allowed_updates=list(allowed)
            )
            self.failures = list(failures)
            self.given: list[tuple[str, dict[str, Any]]] = []

    async def get_webhook_info(self, **more: Any) -> WebhookInfo:
        if self.failures:
            raise self.failures.pop(0)
        return self.info

    async def set_webhook(self, url: str, **more: Any) -> bool:  # type: ignore[override]
        self.given.append((url, more))
        return True


@pytest.fixture
def received() -> list[int]:
    return []


@pytest.fixture
async def address(received: list[int], unused_tcp_port: int) -> AsyncIterator[str]:
    """The address of a webhook that listens."""

    async def receive(updates: Sequence[Update]) -> None:
        received.extend(update.update_id for update in updates)

    address = f"http://127.0.0.1:{unused_tcp_port}/hook"
    server = webhook_server(BOT, address, "secret", receive)
    await server.start()
    yield address
    await server.stop()


async def status(address: str, body: str | dict[str, Any], secret: str | None = "secret") -> int:
    """The HTTP status with which a webhook answers a call."""
    headers = {} if secret is None else {SECRET_HEADER: secret}
    content = {"data": body} if isinstance(body, str) else {"json": body}
    async with ClientSession() as session, session.post(address, headers=headers, **content) as answer:
        return answer.status


async def test_a_call_with_the_secret_is_taken(address: str, received: list[int]) -> None:
    """Telegram's call is answered with 200 once its update was received."""
    assert await status(address, UPDATE) == 200
    assert received == [5]


@pytest.mark.parametrize("secret", [None, "", "secre", "secrets", "sécret"])
async def test_any_other_call_is_refused(address: str, received: list[int], secret: str | None) -> None:
    """A call without the secret, or with another one, is refused unread."""
    assert await status(address, UPDATE, secret) == 403
    assert received == []


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", "5", '"update"', '{"update_id": 5, "message": 7}'])
async def test_what_is_not_an_update_is_refused(address: str, received: list[int], body: str) -> None:
    """A body that is not an update is refused, and the server goes on."""
    assert await status(address, body) == 400
    assert await status(address, UPDATE) == 200
    assert received == [5]


async def test_only_its_path_is_served(address: str) -> None:
    """Any other path, and any other method, is not there."""
    assert await status(address + "s", UPDATE) == 404
    async with ClientSession() as session, session.get(address) as answer:
        assert answer.status == 405


@pytest.mark.parametrize(
    ("address", "listen", "place"),
    [
        ("https://example.org/hook", None, ("127.0.0.1", DEFAULT_PORT)),
        ("https://example.org:443/hook", None, ("127.0.0.1", 443)),
        ("https://example.org:443/hook", ("0.0.0.0", 8080), ("0.0.0.0", 8080)),
        ("https://example.org", None, ("127.0.0.1", DEFAULT_PORT)),
    ],
)
async def test_where_it_listens(address: str, listen: tuple[str, int] | None, place: tuple[str, int]) -> None:
    """It listens where it is told to, else on the address's port on this machine."""

    async def receive(updates: Sequence[Update]) -> None:
        pass

    server = webhook_server(BOT, address, "secret", receive, listen)
    assert (server._host, server._port) == place


async def test_an_address_without_a_path(unused_tcp_port: int) -> None:
    """An address that ends with its host is served at the root."""

    async def receive(updates: Sequence[Update]) -> None:
        pass

    address = f"http://127.0.0.1:{unused_tcp_port}"
    server = webhook_server(BOT, address, "secret", receive)
    await server.start()
    assert await status(address, UPDATE) == 200
    await server.stop()


@pytest.mark.parametrize(
    ("bot", "new", "given"),
    [
        (Hooked(HOOK), False, False),
        (Hooked(HOOK, ALLOWED_UPDATES[::-1]), False, False),
        (Hooked(HOOK), True, True),
        (Hooked(), False, True),
        (Hooked("https://example.org/old"), False, True),
        (Hooked(HOOK, ALLOWED_UPDATES[1:]), False, True),
        (Hooked(HOOK, [*ALLOWED_UPDATES, "poll"]), False, True),
    ],
    ids=["same", "other order", "new secret", "none yet", "other address", "fewer kinds", "more kinds"],
)
async def test_a_webhook_is_set_only_when_it_differs(bot: Hooked, new: bool, given: bool) -> None:
    """A webhook that Telegram has already is left alone, with what it is about to deliver."""
    await set_webhook(bot, HOOK, "secret", secret_is_new=new)
    expected = {"secret_token": "secret", "allowed_updates": ALLOWED_UPDATES, "max_connections": 100}
    assert bot.given == [(HOOK, expected)] * given


async def test_telegram_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """While Telegram can't be reached it is tried again, after longer and longer pauses."""
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    bot = Hooked(failures=[NetworkError("away")] * 7)
    await set_webhook(bot, HOOK, "secret", secret_is_new=False)
    assert pauses == [FIRST_PAUSE, 1.0, 2.0, 4.0, 8.0, LONGEST_PAUSE, LONGEST_PAUSE]
    assert len(bot.given) == 1
