"""Chats kept as text: their messages, who wrote them, and their days."""

import time

import pytest

from retrieval import Article, paragraphs
from retrieval.articles.chats import days_told, is_chat, message_starts, turns
from retrieval.citing.speech import labels
from retrieval.readers import read, readable_inside

WHATSAPP = """[13.03.26, 09:14:02] Werft: \u200eNachrichten sind verschlüsselt.
[13.03.26, 09:14:55] Mia Kern: Der Kran kommt um sieben.
Bitte Helme mitbringen.

Auch die blauen.
\u200e[13.03.26, 09:16:10] Jonas Reit: \u200eBild weggelassen
[14.03.26, 18:02:33] Ole Voss: Der Kran ist kaputt.
"""
PHONE = """3/12/26, 9:14\u202fAM - Ruth Hall created group "Choir"
3/12/26, 9:15\u202fAM - Ruth Hall: Rehearsal moves to Elm Street.
3/12/26, 9:31\u202fAM - Ben Cole: Why?
3/15/26, 7:02\u202fPM - +44 7700 900123: The organ is out of tune.
"""
IRC = """--- Log opened Thu Mar 12 08:58:01 2026
08:58 -!- mia [~mia@host] has joined #weir
09:14 <mia> the gauge reads 4.2 metres
09:15  * ole runs
09:20 <@jonas> that is high
--- Day changed Fri Mar 13 2026
07:02 < tim> the sluice is open
"""
SLACK = """#harbour

Mia Kern  9:14 AM
The dredger arrives on Friday.
It needs the quay.
Jonas Reit  9:16 AM
Who moves the trawlers?
Mia Kern  9:17 AM
The harbour master.
"""
DISCORD = """Mia Kern — 03/13/2026 9:14 AM
The dredger arrives on Friday.
Jonas Reit — 03/13/2026 9:16 AM
Who moves the trawlers?
Ole Voss — 03/14/2026 8:02 AM
It is broken.
Mia Kern — 03/14/2026 8:05 AM
Monday, then.
"""
TABLE = "Kessen  9:14\nHafen  9:20\nWehr  9:31\nMole  9:40"
LOG = "2026-03-12 09:14:22 started\n2026-03-12 09:14:23 done\n" * 3


def articles(text: str, name: str = "a.txt") -> list[Article]:
    """The articles of a file."""
    items = list(read(text.encode(), name))
    return [item for item in items if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHATSAPP, {"2026-03-13": 4, "2026-03-14": 1}),
        (PHONE, {"2026-03-12": 3, "2026-03-15": 1}),
        (IRC, {"2026-03-12": 5, "2026-03-13": 2}),
        (DISCORD, {"2026-03-13": 2, "2026-03-14": 2}),
        (SLACK, {"None": 3}),
        ("2026-03-12 09:14:22\tmia\tthe gauge\n" * 3, {"2026-03-12": 3}),
    ],
)
def test_the_messages_of_a_day_are_an_article(text: str, expected: dict[str, int]) -> None:
    """Each message is a paragraph; the texts together are the file's."""
    found = articles(text)
    assert {str(article.date): len(paragraphs(article)) for article in found} == expected
    assert [article.text in text for article in found] == [True] * len(found)
    assert len({article.id for article in found}) == len(found)


def test_what_a_citation_of_a_message_says() -> None:
    """The day in the article's ID, and lines that lead to the file."""
    first, second = articles(WHATSAPP)
    assert (first.id, second.id) == ("a.txt#2026-03-13", "a.txt#2026-03-14")
    assert (first.lines, second.lines) == (((0, 1),), ((0, 7),))
    assert second.text == "[14.03.26, 18:02:33] Ole Voss: Der Kran ist kaputt."
    (only,) = articles(DISCORD.replace("14/2026", "13/2026"))
    assert (only.id, str(only.date), only.provenance["date"]) == ("a.txt", "2026-03-13", "text")


def test_who_wrote_a_message() -> None:
    """The programs' own messages are nobody's."""
    assert [label.name for label in labels(PHONE)] == ["", "Ruth Hall", "Ben Cole", "+44 7700 900123"]
    assert [label.name for label in labels(WHATSAPP)] == ["Werft", "Mia Kern", "Jonas Reit", "Ole Voss"]
    assert [label.name for label in labels(IRC)] == ["", "mia", "", "jonas", "tim"]
    assert [SLACK[label.words :].strip().split("\n")[0] for label in labels(SLACK)] == [
        "The dredger arrives on Friday.", "Who moves the trawlers?", "The harbour master.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", [TABLE, LOG, "At 9:14 the mill burned.\n" * 5, "Ana: It burned.\nBen: When?\n" * 3])
def test_other_texts(text: str) -> None:
    """Timetables, logs of programs and interviews are no chats."""
    assert not is_chat(text)
    assert not turns(text)
    assert not days_told(text)
    assert len(articles(text)) == 1


def test_days_that_are_not_told_for_sure() -> None:
    """A chat whose days can be read in two ways is one article without a day."""
    (article,) = articles("03/04/26, 09:14 - Ana: x\n04/05/26, 09:15 - Ana: y\n04/05/26, 09:16 - Ana: z\n")
    assert article.date is None


def test_chats_called_log() -> None:
    """They are read, other logs are not."""
    assert len(articles(IRC, "a.log")) == 2
    assert not readable_inside("a.log", LOG.encode())


@pytest.mark.parametrize("sign", [" ", "a", "1", "[", "<", "\t", "—", "9:14 ", "a  ", "12.03.26 9:14 - ", "[09:14] <a"])
def test_long_lines(sign: str) -> None:
    """Are looked through in time by their length."""
    text = f"1:20{sign * (50_000 // len(sign))}\n1:20"
    begun = time.process_time()
    message_starts(text)
    is_chat(text)
    assert time.process_time() - begun < 1
