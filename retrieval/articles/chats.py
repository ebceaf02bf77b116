"""Chats kept as text (WhatsApp, Signal, Telegram, Slack, Discord, IRC): where messages begin, of whom and when.

Each message is a paragraph, and the messages of each day are an article.
"""

import re
from itertools import pairwise

from retrieval.language.expressions import expression

FEWEST = 3
"""A text with so many messages is a chat."""

FEWEST_TURNS = 2
"""In so many it is told who writes them."""

OPENING = 2_000
"""The first message of a chat begins within so many code points."""

NAMED = 0.6
"""So large a share of the messages has somebody's name."""

_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\u00a0]?[AaPp]\.?[ \u00a0]?[Mm]\.?)?"
_NICK = r"<[ @+%&~!]?[^\s<>]{1,40}>"
_HAS_CLOCK = expression(r"\d[:.]\d\d")
_STAMP = expression(
    rf"^\u200e?(?:\[?(?P<day>{_DAY}),?[ \u202f]{_CLOCK}(?:\][ ]|[ ][-–][ ]|[ ]+(?=<)|\t)(?=\S)|"
    rf"\[?\d\d[:.]\d\d(?:[:.]\d\d)?\]?[ \t]+(?:(?={_NICK}[ ])|(?=\*[ ]\S|-!-[ ])))"
    rf"(?P<named>\u200e?(?P<name>[^\n:<>]{{1,60}}):[ \n]|<[ @+%&~!]?(?P<nick>[^<>\n]{{1,40}})>[ ]|"
    rf"(?P<column>[^\t\n]{{1,40}})\t)?",
    re.MULTILINE,
)
"""The day and the time before a message, or a time before a nick: `[16.03.24, 10:20:30] Ana: …`, `3/16/24, 10:20 AM -
Ana: …`, `10:20 <ana> …`."""

_HEAD = expression(
    rf"^(?P<name>[^\W\d_][^\n:<>\[\]]{{0,60}}?)(?:[ ]{{2,}}|\s[—–]\s|,?[ ]\[)"
    rf"(?:(?P<day>{_DAY}),?[ ]|(?:Today|Yesterday) at )?"
    rf"{_CLOCK}\]?[ ]*$(?=\n[^\S\n]*\S)",
    re.MULTILINE,
)
"""A line with a name and a time above a message: `Ana Ruiz  9:14 AM`, `Ana Ruiz, [12.03.2026 09:14]`."""

_DAY_OF_MANY = expression(
    r"^(?:--- (?:Log opened|Day changed)|Session (?:Start|Time):|\*{4} BEGIN LOGGING AT) (?P<told>[^\n]{8,60})$",
    re.MULTILINE,
)
"""What programs for IRC write where a day begins."""

_WRITERS = ("name", "nick", "column")
_TIME_OF_DAY = expression(r"\b\d\d:\d\d:\d\d\b ?")
_FIGURES = expression(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d\d)")


def message_starts(block: str) -> list[int]:
    """Where the messages in a block begin; none if it holds none.

    Args:
        block: Some lines without a blank one.
    """
    if not _HAS_CLOCK.search(block):
        return []
    if starts := [match.start() for match in _STAMP.finditer(block)]:
        return starts
    return [match.start() for match in _heads(block)]


def days_told(text: str) -> list[tuple[int, str]]:
    """The days that the messages of a chat tell, as they are written, each with where it is first told.

    Returns:
        None of a text that is no chat, or tells no days.
    """
    messages = _messages(text)
    told = [(match.start(), _written(match["day"])) for match in messages if match["day"]]
    told = told or [(match.start(), _TIME_OF_DAY.sub("", match["told"])) for match in _DAY_OF_MANY.finditer(text)]
    return [each for before, each in pairwise([(0, ""), *told]) if each[1] != before[1]]


def turns(text: str) -> list[tuple[str, int, int]]:
    """Who writes each message of a chat, where it begins, and where its words do; none of a text that is no chat.

    A message of the program's has nobody's name.
    """
    if not _HAS_CLOCK.search(text, 0, OPENING):
        return []
    return [
        (next(filter(None, map(match.groupdict().get, _WRITERS)), "").strip(), *match.span())
        for match in _messages(text, FEWEST_TURNS)
    ]


def is_chat(text: str) -> bool:
    """Whether a text, or its beginning, is a chat."""
    return bool(turns(text))


def _messages(text: str, fewest: int = FEWEST) -> list[re.Match[str]]:
    """How the messages of a chat begin; none of a text that is no chat.

    Args:
        text: The text.
        fewest: How many it has at least.
    """
    opening = next((pattern for pattern in (_STAMP, _HEAD) if pattern.search(text, 0, OPENING)), None)
    messages = _heads(text) if opening is _HEAD else list(opening.finditer(text)) if opening else []
    named = sum(opening is _HEAD or match["named"] is not None for match in messages)
    return messages if len(messages) >= fewest and named >= NAMED * len(messages) else []


def _heads(text: str) -> list[re.Match[str]]:
    """The lines above messages; rows of a table of times have nothing between them."""
    heads = list(_HEAD.finditer(text))
    return heads if all(text[one.end() : two.start()].strip() for one, two in pairwise(heads)) else []


def _written(day: str) -> str:
    """A day in figures with all of its year; one with full stops, which is written in one way only, as in ISO 8601."""
    match = _FIGURES.fullmatch(day)
    if match is None:
        return day
    first, sign, second, year = match.groups()
    year = year if len(year) == 4 else f"20{year}"
    return f"{year}-{int(second):02}-{int(first):02}" if sign == "." else f"{first}/{second}/{year}"
