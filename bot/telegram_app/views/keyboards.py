"""Buttons and their callback data: what a button does, signed for one chat.

Callback data is `kind.subject.number.tag`. The tag is a keyed BLAKE2b of the rest and the chat it was made for, so data
that was forged, cut short, or taken to another chat is recognised as such, after a restart too.
"""

import base64
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram_app import limits

TAG_BYTES = 6
"""Bytes of a signature: a guess is right once in 2^48, and with it data stays within Telegram's 64 bytes."""

LINK_BYTES = 16
"""Bytes of a link's signature: it opens an answer in any chat, so that no number of guesses is enough."""

SCREENS = 1000
"""Screens of an article that a button's number has room for, half of them before the passage."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for: the `kind` of action, its `subject` (such as an answer's id) and a `number` in that."""

    kind: str
    subject: str = ""
    number: int = 0


ButtonRow = Sequence[tuple[str, Press | str]]
"""Buttons side by side: the label of each and what it does; a string is an address that it opens."""


def screen_number(rank: int, screen: int) -> int:
    """One number for a passage's rank and a screen of its article, for a button; `rank_and_screen` undoes it.

    Screens count from the passage, 0, to both sides.
    """
    return rank * SCREENS + screen + SCREENS // 2


def rank_and_screen(number: int) -> tuple[int, int]:
    """The rank and the screen that `screen_number` put into one number."""
    return number // SCREENS, number % SCREENS - SCREENS // 2


class Signer:
    """Turns presses into callback data and back; its secret outlives the process."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def data(self, press: Press, chat: int) -> str:
        """The callback data of `press` for buttons in `chat`, at most 64 bytes.

        Raises:
            ValueError: The subject is too long for a button.
        """
        body = f"{press.kind}.{press.subject}.{press.number}"
        data = f"{body}.{self._tag(body, chat)}"
        if len(data.encode()) > limits.CALLBACK_DATA:
            raise ValueError(f"Callback data has at most {limits.CALLBACK_DATA} bytes, this is {data!r}.")
        return data

    def press(self, data: str | None, chat: int) -> Press | None:
        """The press that callback data from `chat` stands for; None if we did not sign it for that chat."""
        # Half a surrogate pair is nothing that we signed.
        body, _, tag = (data or "").encode(errors="replace").decode().rpartition(".")
        if not hmac.compare_digest(tag.encode(), self._tag(body, chat).encode()):
            return None
        kind, _, rest = body.partition(".")
        subject, _, number = rest.rpartition(".")
        return Press(kind, subject, int(number))

    def signature(self, payload: str) -> str:
        """What goes after the payload of a link, so that it opens what it names from any chat: 33 characters."""
        return f"_{blake2b(f'link {payload}'.encode(), key=self._secret, digest_size=LINK_BYTES).hexdigest()}"

    def keyboard(self, rows: Sequence[ButtonRow], chat: int) -> InlineKeyboardMarkup | None:
        """The rows as a keyboard for `chat`; None if there is nothing to press."""
        buttons = [
            [
                InlineKeyboardButton(label, url=action)
                if isinstance(action, str)
                else InlineKeyboardButton(label, callback_data=self.data(action, chat))
                for label, action in row
            ]
            for row in rows
            if row
        ]
        return InlineKeyboardMarkup(buttons) if buttons else None

    def _tag(self, body: str, chat: int) -> str:
        message = f"{chat}\n{body}".encode("utf-8", "surrogatepass")
        return base64.urlsafe_b64encode(blake2b(message, key=self._secret, digest_size=TAG_BYTES).digest()).decode()
