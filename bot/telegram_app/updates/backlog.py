"""The updates that wait for their turn: they hold no slot of the update processor, and nobody has many of them.

An update is handed over when the previous one in the same order (`ordering_key`) is done, so that chats take turns
however many messages one of them sends. What a person or a group sends beyond its share is dropped; the first message
that is dropped is handed over at once all the same, to be answered by a sentence that says so.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable

from telegram import Update

from bot.telegram_app import monitoring

QUERIES_TO_MESSAGES = 5
"""Presses and inline queries of a person that may wait, for each message that may: they are answered much faster."""


def ordering_key(update: object) -> Hashable:
    """What an update keeps its order in: a message's chat, a button's message, the person of an inline query."""
    if not isinstance(update, Update):
        return id(update)
    if (query := update.callback_query) is not None:
        message = query.message
        return ("button", message.chat.id, message.message_id) if message else ("button", query.from_user.id)
    if (inline := update.inline_query) is not None:
        return ("inline", inline.from_user.id)
    return update.effective_chat.id if update.effective_chat else update.update_id


class Backlog:
    """What waits, in the order of each chat; used from one thread.

    `floods` holds the ids of the updates that are to be answered by the sentence about a flood.
    """

    def __init__(self, hand_over: Callable[[Update], None], for_person: int, for_group: int) -> None:
        """An empty backlog.

        Args:
            hand_over: Sets an update to work; `finished` is to be called when it is done.
            for_person: How many messages of a person may be pending, the one in hand included; 0: any number.
            for_group: How many messages of a group may be; 0: any number.
        """
        self._hand_over = hand_over
        self._for_person = for_person
        self._for_group = for_group
        self._waiting: dict[Hashable, deque[Update]] = {}
        self._in_hand: dict[int, Hashable] = {}
        self._pending: Counter[Hashable] = Counter()
        self._read: Counter[Hashable] = Counter()
        self._shares: dict[int, tuple[Hashable, ...]] = {}
        self._flooded: set[Hashable] = set()
        self._queued: set[int] = set()
        self._stopped = False
        self.floods: set[int] = set()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def admits(self, update: Update) -> bool:
        """Whether an update may wait; it counts as pending if so, until it is `finished`."""
        if update.update_id in self._shares or update.update_id in self.floods:
            return True  # it could not be written down the first time
        shares = self._shares_of(update)
        full = next((share for share, most in shares if most and self._pending[share] >= most), None)
        if full is not None:
            monitoring.DROPPED.inc()
            if update.message is None or full in self._flooded:
                return False
            self._flooded.add(full)
            self.floods.add(update.update_id)
            return True
        self._shares[update.update_id] = tuple(share for share, _ in shares)
        self._pending.update(self._shares[update.update_id])
        return True

    def refuses(self, person: int | None, group: int | None, *, edited: bool = False) -> bool:
        """Whether a message of a person, in a group if it is one, is beyond its share.

        Of a new message this must have been said already; an edited one is dropped without a word. What is not refused
        counts until `take_in`: of a hundred updates that come together only as many are read as may wait.

        Args:
            person: Who wrote it.
            group: The group it is in.
            edited: Whether it is an earlier message, changed.
        """
        of_both = ("person", person, self._for_person), ("group", group, self._for_group)
        shares = [((kind, number), most) for kind, number, most in of_both if number is not None and most]
        is_refused = any(
            self._pending[share] + self._read[share] >= most and (edited or share in self._flooded)
            for share, most in shares
        )
        if is_refused:
            monitoring.DROPPED.inc()
        else:
            self._read.update(share for share, _ in shares)
        return is_refused

    def take_in(self) -> None:
        """Begins to admit what was read."""
        self._read.clear()

    def refuses_query(self, person: int) -> bool:
        """Whether a press or an inline query of a person is beyond their share."""
        most = QUERIES_TO_MESSAGES * self._for_person
        is_refused = bool(most) and self._pending["queries", person] >= most
        if is_refused:
            monitoring.DROPPED.inc()
        return is_refused

    def add(self, update: Update) -> None:
        """Hands an admitted update over now, or as soon as those before it in its order are finished."""
        number = update.update_id
        key = ("flood", number) if number in self.floods else ordering_key(update)
        if (lane := self._waiting.get(key)) is not None:
            self._queued.add(number)
            lane.append(update)
            return
        self._waiting[key] = deque()
        self._start(key, update)

    def was_queued(self, update: int) -> bool:
        """Whether an update in progress had to wait for an earlier one."""
        return update in self._queued

    def finished(self, update: int) -> None:
        """Takes an update that is done, or stopped, from what is pending, and hands over the next one in its order."""
        self._queued.discard(update)
        self.floods.discard(update)
        for share in self._shares.pop(update, ()):
            self._pending[share] -= 1
            if self._pending[share] <= 0:
                del self._pending[share]
                self._flooded.discard(share)
        key = self._in_hand.pop(update, None)
        if key is None or self._stopped:
            return
        if self._waiting[key]:
            self._start(key, self._waiting[key].popleft())
        else:
            del self._waiting[key]

    def drop(self, person: int) -> list[int]:
        """Takes out what somebody sent and waits; gives the ids of those updates."""
        dropped = []
        for key, lane in self._waiting.items():
            theirs = [update for update in lane if update.effective_user and update.effective_user.id == person]
            self._waiting[key] = deque(update for update in lane if update not in theirs)
            dropped += [update.update_id for update in theirs]
        for number in dropped:
            self.finished(number)
        return dropped

    def stop(self) -> int:
        """Hands nothing over any more; gives the number of updates that are left waiting."""
        self._stopped = True
        return len(self)

    def _start(self, key: Hashable, update: Update) -> None:
        self._in_hand[update.update_id] = key
        if not self._stopped:
            self._hand_over(update)

    def _shares_of(self, update: Update) -> list[tuple[Hashable, int]]:
        """What an update counts for, each with how many of it may be pending."""
        person, message = update.effective_user, update.message or update.edited_message
        if message is None:
            most = QUERIES_TO_MESSAGES * self._for_person
            return [(("queries", person.id), most)] if person is not None else []
        shares: list[tuple[Hashable, int]] = [(("person", person.id), self._for_person)] if person is not None else []
        if message.chat.id < 0:
            shares.append((("group", message.chat.id), self._for_group))
        return shares
