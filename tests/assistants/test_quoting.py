"""An assistant that quotes: what it changed is told, whichever way it did, and what it did not is not accused."""

from itertools import zip_longest

import pytest

from bot.open_archive import OpenArchive
from tests.assistants.conftest import assistant
from tests.assistants.newspaper import RIGHT, WRONG, Quoted

ALL = [quoted for pair in zip_longest(RIGHT, WRONG) for quoted in pair if quoted]
"""Right and wrong ones by turns, as an assistant mixes them."""

ANYWHERE = [quoted for quoted in WRONG if not quoted.speaker and not quoted.article]
"""Those whose words alone are wrong."""


async def test_twenty_changes_among_fifty_quotations_are_told(newspaper: OpenArchive) -> None:
    """Every one that was changed, and none of the others."""
    assert (len(RIGHT), len(WRONG)) == (30, 20)
    async with assistant(newspaper) as speaker:
        found = await speaker.found("quote", quotations=[quoted.argument for quoted in ALL])
    verdicts = found.value["quotations"]
    assert [(row["text"], row["stands"]) for row in verdicts] == [(quoted.text, not quoted.change) for quoted in ALL]
    assert found.text.startswith("Quotations that stand: 30 of 50. Don't give out the others as quotations")


@pytest.mark.parametrize("quoted", ANYWHERE, ids=lambda quoted: quoted.change)
async def test_a_changed_quotation_in_a_draft_is_told(newspaper: OpenArchive, quoted: Quoted) -> None:
    """It stands beside no mark, beside that of the passage it was taken from, and beside one that was made up."""
    async with assistant(newspaper) as speaker:
        answer = await speaker.call("ask", question=quoted.text.replace("…", " "))
        mark = answer["passages"][0]["citation"]["id"]
        for behind in ("", f" [pincite:{mark}]", " [pincite:zzzzzz.1]"):
            found = await speaker.call("check", draft=f"They wrote: “{quoted.text}”{behind}")
            assert [row["stands"] for row in found["checks"]] == [False], behind


async def test_the_longest_quotation_is_looked_up(newspaper: OpenArchive) -> None:
    """The schema allows as many characters as are looked up, and a longer one is refused, not called too short."""
    async with assistant(newspaper) as speaker:
        longest = await speaker.call("quote", quotations=[{"text": "the old bridge " * 273 + "z"}])
        refused = await speaker.refusal("quote", quotations=[{"text": "the old bridge " * 273 + "zz"}])
    assert [row["verdict"] for row in longest["quotations"]] == ["not found"]
    assert "4,097 characters; give 4,096 at most" in refused


async def test_what_stands_in_a_draft_is_not_accused(newspaper: OpenArchive) -> None:
    """Quotations with the mark of their passage, and without any mark."""
    lines = []
    async with assistant(newspaper) as speaker:
        for quoted in RIGHT:
            words = quoted.text.strip('“”"')
            answer = await speaker.call("ask", question=words)
            marks = [row["citation"]["id"] for row in answer["passages"] if words[:15] in row["text"]]
            lines.append(f"“{words}”" + "".join(f" [pincite:{mark}]" for mark in marks[:1]))
        found = await speaker.call("check", draft="\n\n".join(lines))
    assert len(found["checks"]) == len(RIGHT)
    assert [row["quotation"] for row in found["checks"] if not row["stands"]] == []
