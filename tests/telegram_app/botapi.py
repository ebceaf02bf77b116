"""A small Bot API server on 127.0.0.1: updates by polling or webhook, a chat of messages, faults when asked for."""

import asyncio
import itertools
import json
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Self

from aiohttp import ClientSession, web

from tests.telegram_app.conftest import ME, TOKEN, message, telegram_parses


class Fault:
    """What the next calls of a method meet: an HTTP status, after the call was carried out or instead of it.

    A `status` of 0 breaks the connection; from 500 on it is a gateway's page, else Telegram's refusal, which with 429
    asks to wait `retry_after` seconds; `seconds` lets the call wait first.
    """

    def __init__(self, status: int = 502, *, committed: bool = False, retry_after: int = 1, seconds: float = 0) -> None:
        self.status, self.committed, self.retry_after, self.seconds = status, committed, retry_after, seconds


class BotApi:
    """Telegram for one bot and one private chat, number 7."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.messages: dict[int, dict[str, Any]] = {}
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.webhook: dict[str, str] | None = None
        self.polls = 0
        self._pending: deque[dict[str, Any]] = deque()
        self._changed = asyncio.Event()
        self._updates, self._ids = itertools.count(100), itertools.count(1)

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_route("*", "/bot{token}/{method}", self._called)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.root = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._runner.cleanup()

    def writes(self, text: str) -> dict[str, Any]:
        """Somebody writes a message; gives its update."""
        number = next(self._ids)
        self.messages[number] = message(number, text)
        update = {"update_id": next(self._updates), "message": self.messages[number]}
        self.delivers(update)
        return update

    def delivers(self, update: dict[str, Any]) -> None:
        """An update waits for the bot (again)."""
        self._pending.append(update)
        self._wake()

    def answers(self) -> list[dict[str, Any]]:
        """The messages of the bot that are in the chat now."""
        return [message for message in self.messages.values() if message["from"]["id"] == ME["id"]]

    async def until(self, holds: Callable[[], object], seconds: float = 60) -> None:
        """Waits until something holds; fails when it never does."""
        async with asyncio.timeout(seconds):
            while not holds():
                event = self._changed
                try:
                    await asyncio.wait_for(event.wait(), 0.2)
                except TimeoutError:
                    continue

    async def calls_webhook(self, update: dict[str, Any], secret: str | None = None) -> int:
        """Delivers an update to the bot's webhook; gives the HTTP status of the response."""
        assert self.webhook is not None
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"] if secret is None else secret}
        async with (
            ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=headers) as answer,
        ):
            return answer.status

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _called(self, request: web.Request) -> web.StreamResponse:
        assert request.match_info["token"] == TOKEN
        name = request.match_info["method"]
        parameters = await parameters_of(request)
        fault = self.faults[name].popleft() if self.faults[name] else None
        if fault is not None:
            await asyncio.sleep(fault.seconds)
        if fault is None or fault.committed:
            status, body = await self._carried_out(name, parameters)
            self.calls.append((asyncio.get_running_loop().time(), name, parameters))
            self._wake()
            if fault is None:
                return web.json_response(body, status=status)
        if fault.status == 0:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.status == 429:
            refusal = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry later"}
            return web.json_response({**refusal, "parameters": {"retry_after": fault.retry_after}}, status=429)
        if fault.status < 500:
            refusal = {"ok": False, "error_code": fault.status, "description": HTTPStatus(fault.status).phrase}
            return web.json_response(refusal, status=fault.status)
        return web.Response(status=fault.status, text="<html>nginx</html>", content_type="text/html")

    async def _carried_out(self, name: str, parameters: dict[str, str]) -> tuple[int, dict[str, Any]]:
        try:
            result = await getattr(self, f"_{name.lower()}", self._other)(parameters)
        except ValueError as error:
            return 400, {"ok": False, "error_code": 400, "description": f"Bad Request: {error}"}
        return 200, {"ok": True, "result": result}

    async def _other(self, parameters: dict[str, str]) -> Any:
        return True

    async def _getme(self, parameters: dict[str, str]) -> Any:
        return ME

    async def _getwebhookinfo(self, parameters: dict[str, str]) -> Any:
        url, allowed = (self.webhook or {}).get("url", ""), (self.webhook or {}).get("allowed_updates", "[]")
        return {
            "url": url,
            "has_custom_certificate": False,
            "pending_update_count": 0,
            "allowed_updates": json.loads(allowed),
        }

    async def _setwebhook(self, parameters: dict[str, str]) -> Any:
        self.webhook = parameters
        return True

    async def _getupdates(self, parameters: dict[str, str]) -> Any:
        self.polls += 1
        offset = int(parameters.get("offset", 0))
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if not self._pending:
            event, seconds = self._changed, float(parameters.get("timeout", 0))
            with suppress(TimeoutError):
                await asyncio.wait_for(event.wait(), seconds)
        return list(itertools.islice(self._pending, int(parameters.get("limit", 100))))

    async def _sendmessage(self, parameters: dict[str, str]) -> Any:
        text, _ = telegram_parses(parameters["text"])
        number = next(self._ids)
        self.messages[number] = message(number, text, sender=ME)
        if "reply_markup" in parameters:
            self.messages[number]["reply_markup"] = json.loads(parameters["reply_markup"])
        return self.messages[number]

    async def _editmessagereplymarkup(self, parameters: dict[str, str]) -> Any:
        edited = self.messages.get(int(parameters["message_id"]))
        if edited is None:
            raise ValueError("message to edit not found")
        if edited["from"]["id"] != ME["id"]:
            raise ValueError("message can't be edited")
        edited.pop("reply_markup", None)
        return edited

    async def _deletemessage(self, parameters: dict[str, str]) -> Any:
        del self.messages[int(parameters["message_id"])]
        return True


async def parameters_of(request: web.Request) -> dict[str, str]:
    """The parameters of a call, each as Telegram reads it: a string as it is, anything else as JSON."""
    if request.content_type != "application/json":
        return {name: str(value) for name, value in (await request.post()).items()}
    given = await request.json()
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
