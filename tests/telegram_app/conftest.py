"""A bot over a small archive, and a Telegram that is a class: it records each call, and refuses what it should."""

import datetime
import itertools
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import pytest
import tdjson
from telegram import Bot, Update
from telegram.request import BaseRequest, RequestData

from bot.journal.store import Journal
from bot.settings import Settings
from bot.telegram_app import limits
from bot.telegram_app.app import TelegramBot
from bot.telegram_app.archive.service import ArchiveService
from bot.telegram_app.preferences import Preferences
from bot.telegram_app.updates.inbox import Inbox
from retrieval import Searcher

TOKEN = "123456789:AAtests-Token_that_must_never_be_seen"
ME = {"id": 123456789, "is_bot": True, "first_name": "Pincite", "username": "pincite_bot"}
HARBOUR = """# The harbour of Lindau & its <new> bridge

The old ferry stopped running in May. Mayor Ruth Amsler opened the new bridge on Sunday, before 3,000 guests.

## What it cost

The bridge cost 41 million francs, a third more than planned. The canton pays half of it.

## What comes next

Engineers will inspect the cables every spring. A second lane for bicycles 🚲 is to follow in two years.
"""


def telegram_parses(text: str) -> tuple[str, list[dict[str, Any]]]:
    """What Telegram's own parser (TDLib) makes of HTML: the words shown and their entities.

    Raises:
        ValueError: It refuses the HTML.
    """
    tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())
    query = {"@type": "parseTextEntities", "text": text, "parse_mode": {"@type": "textParseModeHTML"}}
    answer = json.loads(tdjson.td_execute(json.dumps(query).encode()) or b"")
    if answer["@type"] == "error":
        raise ValueError(f"can't parse entities: {answer['message']}")
    return answer["text"], answer["entities"]


class AfterTheFact(NamedTuple):
    """A failure that hides a call which was carried out."""

    failure: Any


class Recorder(BaseRequest):
    """A request class without a network: records the calls, answers like Telegram, and fails as it is told to.

    `failures` holds, for a method, what its next calls meet: an exception to raise, or a status and what else is said.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.failures: dict[str, list[Any]] = {}
        self.messages: dict[int, dict[str, Any]] = {}
        self.files: dict[str, bytes] = {}
        self.ids = itertools.count(1000)

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        name = url.rsplit("/", 1)[-1]
        if method == "GET":
            return 200, self.files[name]
        parameters = dict(parse_qsl(request_data.url_encoded_parameters())) if request_data else {}
        self.calls.append((name, parameters))
        if self.failures.get(name):
            failure = self.failures[name].pop(0)
            if isinstance(failure, AfterTheFact):
                self._result(name, parameters)
                failure = failure.failure
            if isinstance(failure, Exception):
                raise failure
            status, body = failure
            return status, json.dumps({"ok": False, "error_code": status, **body}).encode()
        try:
            result = self._result(name, parameters)
        except ValueError as error:
            return 400, json.dumps({"ok": False, "description": f"Bad Request: {error}"}).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def _result(self, name: str, parameters: dict[str, Any]) -> Any:
        if name == "getMe":
            return ME
        if name == "getFile":
            return {"file_id": parameters["file_id"], "file_unique_id": "u1", "file_path": parameters["file_id"]}
        if name not in ("sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup"):
            return True
        if name == "editMessageReplyMarkup":
            if int(parameters["message_id"]) not in self.messages:
                raise ValueError("message to edit not found")
            return self.messages[int(parameters["message_id"])]
        text = parameters.get("caption" if name == "sendPhoto" else "text", "")
        if parameters.get("parse_mode") == "HTML":
            text, entities = telegram_parses(text)
            assert len(entities) <= limits.ENTITIES
        assert len(text) <= (limits.CAPTION if name == "sendPhoto" else limits.TEXT)
        number = int(parameters["message_id"]) if "message_id" in parameters else next(self.ids)
        self.messages[number] = message(number, text, chat=int(parameters["chat_id"]), sender=ME)
        return self.messages[number]

    def sent(self, name: str = "sendMessage") -> list[dict[str, Any]]:
        """The parameters of the calls of one method, `shown` being the text without its markup."""
        return [{**parameters, "shown": shown(parameters)} for called, parameters in self.calls if called == name]


BOT = Bot(TOKEN, request=Recorder(), get_updates_request=Recorder())
"""A bot that calls nobody; without a request of its own each would read the certificates of the system twice."""


def shown(parameters: dict[str, Any]) -> str:
    """The words of a message as people see them."""
    text = str(parameters.get("text", parameters.get("caption", "")))
    return telegram_parses(text)[0] if parameters.get("parse_mode") == "HTML" else text


def message(number: int, text: str, chat: int = 7, sender: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A message as Telegram writes it."""
    kind = "private" if chat > 0 else "supergroup"
    person = sender or {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    return {
        "message_id": number,
        "date": int(datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC).timestamp()),
        "chat": {"id": chat, "type": kind, "title": "A group"},
        "from": person,
        "text": text,
        **more,
    }


class Chat:
    """A bot with its recorded Telegram, and a person who writes and presses."""

    def __init__(self, bot: TelegramBot, requests: Recorder, journal: Journal, corpus: Path) -> None:
        self.bot, self.requests, self.journal, self.corpus = bot, requests, journal, corpus
        self._updates = itertools.count(1)
        self._messages = itertools.count(1)

    async def gets(self, kind: str, content: dict[str, Any]) -> Update:
        """One update arrives and is processed to its end."""
        raw = {"update_id": next(self._updates), kind: content}
        update = Update.de_json(raw, self.bot.application.bot)
        self.bot.inbox.add([update])
        await self.bot.application.process_update(update)
        return update

    async def writes(self, text: str, **more: Any) -> dict[str, Any]:
        """Somebody writes `text`; gives the last message of text that was sent."""
        command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0]) if text.strip() else 0}
        entities = [command] if text[:1] == "/" else []
        await self.gets("message", message(next(self._messages), text, **{"entities": entities, **more}))
        return next(reversed(self.requests.sent()), {})

    async def presses(self, shown: dict[str, Any], button: str, **more: Any) -> None:
        """Somebody presses the button of that name under a message."""
        await self.gets("callback_query", self.press(data_of(shown, button), **more))

    def press(self, data: str, chat: int = 7) -> dict[str, Any]:
        """A callback query with some data."""
        person = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "en"}
        return {
            "id": str(next(self._updates)),
            "from": person,
            "message": message(1000, "an answer", chat=chat, sender=ME),
            "chat_instance": "1",
            "data": data,
        }


def buttons(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """The buttons under a message that was sent."""
    return [button for row in json.loads(shown.get("reply_markup", "{}"))["inline_keyboard"] for button in row]


def data_of(shown: dict[str, Any], label: str) -> str:
    """The callback data of a button, found by its label."""
    return next(str(button["callback_data"]) for button in buttons(shown) if button["text"] == label)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    return folder


@pytest.fixture
def searcher(corpus: Path, tmp_path: Path) -> Iterator[Searcher]:
    opened = Searcher.open(corpus, tmp_path / "state")
    yield opened
    opened.close()


@pytest.fixture
def settings(corpus: Path, tmp_path: Path) -> Settings:
    state = str(tmp_path / "state")
    return Settings.from_env({"TELEGRAM_BOT_TOKEN": TOKEN, "PINCITE_CORPUS": str(corpus), "PINCITE_STATE": state})


@asynccontextmanager
async def talking(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    """A bot over an archive, ready to talk."""
    requests = Recorder()
    with (
        closing(Inbox(":memory:")) as inbox,
        closing(Preferences(":memory:")) as preferences,
        closing(Journal(settings.state)) as journal,
    ):
        bot = TelegramBot(settings, ArchiveService(searcher, journal), inbox, preferences, request=lambda: requests)
        await bot.application.initialize()
        bot.shared.username = str(ME["username"])
        yield Chat(bot, requests, journal, settings.corpus)
        await bot.application.shutdown()


@pytest.fixture
async def chat(searcher: Searcher, settings: Settings) -> AsyncIterator[Chat]:
    async with talking(searcher, settings) as chat:
        yield chat
