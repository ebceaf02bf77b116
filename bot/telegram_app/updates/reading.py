"""What Telegram sends → updates; a message that is dropped anyway is not read further than its number.

Reading a message takes PTB 0.2 ms: a flood of 10,000 of them would keep everybody else waiting for two seconds.
"""

import datetime
import logging
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from typing import Any

from telegram import Bot, Chat, Message, MessageEntity, Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.http_server import logs

_log = logging.getLogger(__name__)

LARGEST = (1 << 63) - 1
"""The largest number that Telegram has ids up to, and that the inbox can keep: of 64 bits, with a sign."""

DEPTH = 64
"""How deep objects and lists may lie in one another; a message with a reply and buttons has about ten levels."""

Raw = Mapping[str, Any]


class Skip(Enum):
    """Why an update is not read: it is one of a flood, or a kind that no handler takes; or not meant for us.

    Of a message that is not meant for us the number is kept.
    """

    FLOOD = auto()
    OTHER_KIND = auto()
    NOT_FOR_US = auto()


Skips = Callable[[Raw], Skip | None]
"""Why what Telegram sent need not be read; None if it is to be read."""


class SkippedUpdate(Update):
    """An update that was not read: nothing is to be done with it."""

    __slots__ = ()


class NotAnUpdate(ValueError):
    """What Telegram, or somebody in its name, sent is not an update."""


def update_of(raw: object, bot: Bot, skips: Skips = lambda _raw: None) -> Update:
    """The update in what was sent.

    Args:
        raw: What the JSON says.
        bot: The bot whose update it is.
        skips: Whether a message need not be read.

    Raises:
        NotAnUpdate: It is none, or holds numbers or a nesting that no update has.
    """
    if not isinstance(raw, dict) or not _is_number(raw.get("update_id")) or abs(raw["update_id"]) > LARGEST:
        raise NotAnUpdate("There is no update.")
    try:
        update = _read(raw, bot, skips)
        ids = _ids(update)
    except NotAnUpdate:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, OSError, RecursionError) as error:
        raise NotAnUpdate(f"It can't be read ({type(error).__name__}).") from None
    if not all(map(_is_number, ids)):
        raise NotAnUpdate("Its ids aren't numbers.")
    if not all(text is None or isinstance(text, str) for text in _texts(update)):
        raise NotAnUpdate("Its words aren't text.")
    return update


def _read(raw: dict[str, Any], bot: Bot, skips: Skips) -> Update:
    if (why := skips(raw)) is not None:
        return _without_words(raw) if why == Skip.NOT_FOR_US else SkippedUpdate(raw["update_id"])
    if not _is_sound(raw):
        raise NotAnUpdate("Its numbers or its nesting are out of bounds.")
    return Update.de_json(_with_commands_as_text(raw), bot)


def _with_commands_as_text(raw: dict[str, Any]) -> dict[str, Any]:
    """An update whose message says as text what it says under a picture, where that is a command.

    PTB knows commands only in texts. A document is what is meant by the words under it.
    """
    for kind in ("message", "edited_message"):
        message = raw.get(kind)
        if isinstance(message, dict) and "document" not in message and message.get("text") is None:
            match message.get("caption_entities"):
                case [{"type": MessageEntity.BOT_COMMAND, "offset": 0}, *_] as entities:
                    of_text = {"text": message.get("caption"), "entities": entities}
                    return {**raw, kind: {**message, **of_text, "caption": None, "caption_entities": []}}
    return raw


def _ids(update: Update) -> list[object]:
    """The ids that are kept of an update, and where the entities of its message stand."""
    user, message, chat = update.effective_user, update.effective_message, update.effective_chat
    of_message = [message.message_id, message.chat.id] if message else []
    places = [number for each in _entities(message) for number in (each.offset, each.length)]
    return [*([user.id] if user else []), *([chat.id] if chat else []), *of_message, *places]


def _entities(message: object) -> Sequence[MessageEntity]:
    """The entities of a message's text or caption; raises `NotAnUpdate` if they are in none."""
    if not isinstance(message, Message):
        return ()
    if (message.entities and message.text is None) or (message.caption_entities and message.caption is None):
        raise NotAnUpdate("Its entities have no text.")
    return (*message.entities, *message.caption_entities)


def _texts(update: Update) -> list[object]:
    """What handlers take for text in an update."""
    user, message, chat = update.effective_user, update.effective_message, update.effective_chat
    press, inline = update.callback_query, update.inline_query
    return [
        *([user.first_name, user.last_name, user.username, user.language_code] if user else []),
        *([message.text, message.caption] if isinstance(message, Message) else []),
        *(each.type for each in _entities(message)),
        *([chat.type, chat.title] if chat else []),
        *([press.id, press.data] if press else []),
        # These are never missing.
        *([0 if each is None else each for each in (inline.id, inline.query, inline.offset)] if inline else []),
    ]


def _without_words(raw: Raw) -> SkippedUpdate:
    """An update with nothing but its number, and that of its message."""
    message = raw.get("message") or raw["edited_message"]
    if not _is_sound([message["message_id"], message["chat"]["id"]]):
        raise NotAnUpdate("Its numbers are out of bounds.")
    when = datetime.datetime.fromtimestamp(0, datetime.UTC)
    only = Message(message["message_id"], when, Chat(message["chat"]["id"], message["chat"]["type"]))
    return SkippedUpdate(raw["update_id"], message=only)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_sound(value: object, depth: int = DEPTH) -> bool:
    """Whether all numbers are within bounds and nothing is nested too deeply."""
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return depth > 0 and all(_is_sound(each, depth - 1) for each in inner)
    return not isinstance(value, int | float) or abs(value) <= LARGEST


class PollingBot(ExtBot[Any]):
    """PTB's bot, but for how it reads updates: what is dropped is skipped, one that can't be read costs no other."""

    __slots__ = ("_skips",)

    def __init__(self, *args: Any, skips: Skips, **kwargs: Any) -> None:
        """A bot as PTB makes it; `skips` tells whether a message need not be read."""
        super().__init__(*args, **kwargs)
        self._skips = skips

    async def get_updates(  # type: ignore[override]
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: int = 0,  # noqa: ASYNC109 - PTB's own name
        allowed_updates: Sequence[str] | None = None,
        *,
        read_timeout: float = 5.0,
        connect_timeout: float | None = 5.0,
        **more: Any,
    ) -> tuple[Update, ...]:
        """The updates from `offset` on; takes what PTB's own method takes, the timeouts in seconds."""
        parameters = {"timeout": timeout, "offset": offset, "limit": limit, "allowed_updates": allowed_updates}
        seconds = read_timeout + timeout
        result = await self._post(
            "getUpdates", parameters, read_timeout=seconds, connect_timeout=connect_timeout, **more
        )
        if not isinstance(result, list):
            raise NetworkError("Telegram's answer is not a list of updates.")
        updates = []
        for raw in result:
            try:
                updates.append(update_of(raw, self, self._skips))
            except NotAnUpdate as error:
                if not isinstance(raw, dict) or not _is_number(raw.get("update_id")):
                    raise NetworkError("Telegram's answer holds what is not an update.") from None
                logs.sparingly(_log, "an update could not be read and is skipped: %s", error)
                if abs(raw["update_id"]) <= LARGEST:
                    updates.append(SkippedUpdate(raw["update_id"]))
        return tuple(updates)
