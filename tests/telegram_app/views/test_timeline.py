"""When words were said, as people see it in Telegram."""

import datetime
from dataclasses import replace

import pytest

from bot.telegram_app import limits
from bot.telegram_app.translations import languages, words
from bot.telegram_app.views.base import DisplayOptions
from bot.telegram_app.views.html import length, plain
from bot.telegram_app.views.keyboards import Press
from bot.telegram_app.views.timeline import SAID, days_of, period_of, timeline_view
from retrieval import MentionCount, Timeline
from tests.answers import answer, passage
from tests.telegram_app.views.conftest import SAY

PERIODS = ("2024", "0987", "1990s", "0000s", "2024-03", "0987-12", "2024-Q1", "undated")


def made(*months: str, articles: int = 3) -> Timeline:
    """A timeline of these months, whose texts are as long as any."""
    long = passage(text="x" * 900 + ". The mayor opened the bridge.", words="The mayor opened the bridge.",
                   title="T" * 300, authors=("A" * 90, "B" * 90), heading="H" * 200)  # fmt: skip
    ends = answer(long, replace(long, rank=2)) if articles else answer()
    said = {month: MentionCount(articles, 2 * articles, ()) for month in months}
    return Timeline("w" * 400, (), ends, articles * len(months), 9, 2, MentionCount(1, 1, ()), said)


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("language", languages())
def test_a_caption_fits(language: str) -> None:
    """In every language, whatever the texts; and each bar that counts an article has its button, within the limits."""
    months = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
    view = timeline_view(made(*months), words(language), DisplayOptions())
    assert length(view.page) <= limits.CAPTION
    assert view.picture is not None
    assert view.picture.startswith(b"\x89PNG")
    pressed = [press for row in view.rows for _, press in row]
    assert [period_of(press) for press in pressed if isinstance(press, Press)] == [*months, "undated"]
    assert all(len(row) <= 3 for row in view.rows)


def test_without_days_there_is_no_picture() -> None:
    """But the count, a sentence, and a button."""
    view = timeline_view(replace(made(), articles=1), words("en"), DisplayOptions())
    assert view.picture is None
    assert [label for row in view.rows for label, _ in row] == ["undated · 1"]
    nobody = timeline_view(made(articles=0), words("en"), DisplayOptions())
    assert (len(nobody.page), nobody.rows, nobody.picture) == (1, (), None)


@pytest.mark.parametrize(
    ("months", "ends", "headings"),
    [
        (["2024-03"], 1, ["First said:"]),
        (["2024-03"], 2, ["First said:", "Last said:"]),
        (["2024-03"], 3, ["First said:", "Last said:"]),
        ([], 1, []),
    ],
)
def test_the_first_and_the_last_time(months: list[str], ends: int, headings: list[str]) -> None:
    """What was said in one sentence was said first, and not last again; without a day it was said neither."""
    passages = [passage(rank, title=f"Title {rank}") for rank in range(1, ends + 1)]
    view = timeline_view(replace(made(*months), articles=1, ends=answer(*passages)), SAY, DisplayOptions())
    lines = plain(view.page).splitlines()
    assert [text for text in lines if text.endswith("said:")] == headings
    titles = [text.partition(" · ")[0] for text in lines if text.startswith("Title")]
    assert titles == ["Title 1", *[f"Title {ends}"] * (ends > 1)]


@pytest.mark.parametrize("period", PERIODS)
def test_a_button_knows_its_period(period: str) -> None:
    """Of every length, and its days are those of the period."""
    from bot.telegram_app.views.timeline import _number

    press = Press(SAID, "k7q2m9", _number(period))
    assert press.number < 10**8
    assert period_of(press) == period
    assert days_of(period) is None or days_of(period)[0] <= datetime.date(2024, 3, 1)  # type: ignore[index]


def test_a_button_of_nothing() -> None:
    """Is none."""
    assert period_of(Press(SAID, "k7q2m9", -1)) is None
