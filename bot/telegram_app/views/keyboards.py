"""Buttons, and the words behind them: what a button does, for whom, signed.

Callback data is `kind.answer.number.tag`. The tag is a keyed BLAKE2b of the rest and the chat it was made for, so data
that was forged, cut short, or taken to another chat is told from ours, after a restart too.
"""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram_app import limits

TAG_BYTES = 6


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for: `kind` of view, the `answer` (or citation, or page name) and a `number` in it."""

    kind: str
    subject: str = ""
    number: int = 0


Row = Sequence[tuple[str, Press | str]]
"""Buttons side by side: what each says, and what it does; a string is an address it opens."""


class Signer:
    """Turns presses into callback data and back; `secret` outlives the process."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def data(self, press: Press, chat: int) -> str:
        """The callback data of `press` for buttons in `chat`; at most 64 bytes.

        Raises:
            ValueError: The subject is too long for a button.
        """
        body = f"{press.kind}.{press.subject}.{press.number}"
        data = f"{body}.{self._tag(body, chat)}"
        if len(data.encode()) > limits.CALLBACK_DATA:
            raise ValueError(f"Callback data has at most {limits.CALLBACK_DATA} bytes, this is {data!r}.")
        return data

    def press(self, data: str | None, chat: int) -> Press | None:
        """What callback data that came from `chat` asks for; None where it is not ours to honour."""
        body, _, tag = (data or "").rpartition(".")
        if not hmac.compare_digest(tag.encode(), self._tag(body, chat).encode()):
            return None
        kind, _, rest = body.partition(".")
        subject, _, number = rest.rpartition(".")
        return Press(kind, subject, int(number))

    def keyboard(self, rows: Sequence[Row], chat: int) -> InlineKeyboardMarkup | None:
        """The rows as a keyboard for `chat`; None where there is nothing to press."""
        buttons = [
            [
                InlineKeyboardButton(text, url=does)
                if isinstance(does, str)
                else InlineKeyboardButton(text, callback_data=self.data(does, chat))
                for text, does in row
            ]
            for row in rows
            if row
        ]
        return InlineKeyboardMarkup(buttons) if buttons else None

    def _tag(self, body: str, chat: int) -> str:
        words = f"{chat}\n{body}".encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(blake2b(words, key=self._secret, digest_size=TAG_BYTES).digest()).decode()
