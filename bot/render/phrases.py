"""Short texts that several renderings share: a count, a day, a place, and text that is safe on a terminal."""

import datetime
import re

from retrieval import Citation

# Every C0 and C1 control character but the tab and the line feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """Text safe on a terminal: control codes in an article could move the cursor or change the window's title."""
    return _CONTROL.sub("\ufffd", text)


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as 1 article, 2,000 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def day_text(day: datetime.date | None) -> str:
    """A day in words, such as 16 March 2024."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def place_text(citation: Citation) -> str:
    """Where a quote stands inside its article, such as “Heading”, paragraphs 3-4, characters 120-480."""
    numbers = citation.paragraphs
    which = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {numbers[0]}-{numbers[-1]}"
    where = f"“{citation.heading}”, {which}" if citation.heading else which
    return f"{where}, characters {citation.start}-{citation.end}"
