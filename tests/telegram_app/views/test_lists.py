"""Lists of articles, examples, and settings: the edges of their pages and choices."""

from datetime import date, timedelta

import pytest

from bot.telegram_app.archive.overview import ArchiveOverview, ListedArticle
from bot.telegram_app.translations import languages, words
from bot.telegram_app.views.base import DisplayOptions
from bot.telegram_app.views.html import Span
from bot.telegram_app.views.keyboards import Press
from bot.telegram_app.views.lists import (
    chosen_option,
    example_rows,
    language_view,
    latest_view,
    settings_view,
    sources_view,
)
from tests.telegram_app.views.conftest import DAY, OPTIONS, SAY, presses, takes


def overview_of(count: int) -> ArchiveOverview:
    """An archive of some articles, a day between each two."""
    days = [DAY - timedelta(days=n) for n in range(count)]
    return ArchiveOverview([ListedArticle(f"a{n}.txt", f"Title {n}", day, None, None) for n, day in enumerate(days, 1)])


@pytest.mark.parametrize(
    ("count", "page", "first", "last", "buttons"),
    [
        (1, 0, 1, 1, {}),
        (8, 0, 1, 8, {}),
        (9, 0, 1, 8, {"Older ▶": 1}),
        (9, 1, 9, 9, {"◀ Newer": 0}),
        (9, 2, 9, 9, {"◀ Newer": 0}),
        (9, -1, 1, 8, {"Older ▶": 1}),
        (16, 1, 9, 16, {"◀ Newer": 0}),
        (17, 1, 9, 16, {"◀ Newer": 0, "Older ▶": 2}),
    ],
)
def test_pages_of_sources(count: int, page: int, first: int, last: int, buttons: dict[str, int]) -> None:
    """A page has eight articles, and buttons to the pages that there are."""
    view = sources_view(overview_of(count), SAY, OPTIONS, page)
    lines = takes(view).splitlines()
    titles = [line.partition(" · ")[0] for line in lines if line.startswith("• ")]
    assert titles == [f"• Title {n}" for n in range(first, last + 1)]
    assert presses(view) == {label: Press("s", "", number) for label, number in buttons.items()}
    pages = -(-count // 8)
    assert lines[-2:] == ["", f"Page {max(first // 8, 0) + 1} of {pages}"] or pages == 1
    assert ("Page" in lines[-1]) == (pages > 1)


def test_what_an_archive_holds() -> None:
    """The number of articles, the first and last day, the source where it is known; nothing more of an empty one."""
    listed = [
        ListedArticle("dam.txt", "The dam", DAY, "https://example.org/dam", "The Courier"),
        ListedArticle("x.txt", "x" * 81, date(2023, 1, 2), None, None),
        ListedArticle("u.txt", "Undated", None, None, None),
    ]
    view = sources_view(ArchiveOverview(listed), SAY, OPTIONS)
    assert takes(view).splitlines() == [
        "3 articles",
        "From January 2, 2023 to March 16, 2024.",
        "",
        "• The dam · March 16, 2024 · The Courier",
        f"• {'x' * 79}… · January 2, 2023",
        "• Undated · undated",
    ]
    assert view.page[3].spans[1] == Span("The dam", "a", "https://example.org/dam")
    bare = sources_view(ArchiveOverview(listed), SAY, DisplayOptions(links=False))
    assert bare.page[3].spans[1] == Span("The dam")
    assert takes(sources_view(ArchiveOverview([]), SAY, OPTIONS)).splitlines() == ["0 articles"]
    assert takes(sources_view(ArchiveOverview(listed[2:]), SAY, OPTIONS)).splitlines()[1] == ""


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (10, 10), (11, 10)])
def test_latest(count: int, shown: int) -> None:
    """The ten newest articles are listed, without buttons."""
    view = latest_view(overview_of(count), SAY, OPTIONS)
    lines = takes(view).splitlines()
    assert lines[0] == "The newest articles"
    assert len(lines) == 1 + shown
    assert presses(view) == {}


def test_examples() -> None:
    """A question for each name; its button knows the name by its number."""
    assert example_rows(["Ada", "Bo"], SAY) == [
        [("What do the articles say about Ada?", Press("e", "0"))],
        [("What do the articles say about Bo?", Press("e", "1"))],
    ]


def test_settings() -> None:
    """Each choice has a tick where it is the one that holds; three languages stand in a row."""
    view = settings_view(DisplayOptions(passages=5, links=False), "de", SAY)
    assert takes(view).splitlines() == [
        "Settings",
        "Passages per answer: 5",
        "Links to articles: off",
        "My language: Deutsch",
    ]
    assert [label for row in view.rows for label, _ in row if label.startswith("✓")] == [
        "✓ 5",
        "✓ no links",
        "✓ Deutsch",
    ]
    assert [len(row) for row in view.rows] == [3, 2, 3, 3, 1, 1]
    other = settings_view(DisplayOptions(), None, SAY)
    assert takes(other).splitlines()[1:] == [
        "Passages per answer: 3",
        "Links to articles: on",
        "My language: as in Telegram",
    ]
    assert [label for row in other.rows for label, _ in row if label.startswith("✓")] == [
        "✓ 3",
        "✓ links",
        "✓ as in Telegram",
    ]


@pytest.mark.parametrize(
    ("known", "searched", "widths", "ticked"),
    [
        (["en"], None, [1, 1], ["✓ All languages"]),
        (["en", "de", "fr"], "de", [3, 1], ["✓ German"]),
        (["en", "de", "fr", "es"], "de,es", [3, 1, 1], ["✓ German", "✓ Spanish"]),
        (["en", "de"], None, [2, 1], ["✓ All languages"]),
        (
            ["en", "de", "fr", "es", "pt", "ru", "it", "nl", "pl", "sv", "da", "fi", "nb"],
            None,
            [3, 3, 3, 3, 1],
            ["✓ All languages"],
        ),
    ],
)
def test_languages_of_the_articles(
    known: list[str], searched: str | None, widths: list[int], ticked: list[str]
) -> None:
    """Those searched have a tick; three stand in a row, twelve have a button; several are told where there are."""
    view = language_view(dict.fromkeys(known, 1), searched, "", SAY)
    assert [len(row) for row in view.rows] == widths
    assert [label for label in presses(view) if label.startswith("✓")] == ticked
    assert ("Several: /language en, de" in takes(view).splitlines()) == (len(known) > 1)
    assert ("Several" in takes(view)) == (len(known) > 1)


def test_every_setting_can_be_chosen() -> None:
    """What each button of the settings stands for is what its label says."""
    view = settings_view(DisplayOptions(passages=5, links=False), "pt", words("de"))
    chosen = [chosen_option(press) for row in view.rows for _, press in row if isinstance(press, Press)]
    assert chosen == [
        ("passages", 1),
        ("passages", 3),
        ("passages", 5),
        ("links", True),
        ("links", False),
        *[("language", language) for language in languages()],
        ("language", None),
    ]


@pytest.mark.parametrize(
    ("subject", "number"),
    [("passages", 0), ("passages", 2), ("links", 2), ("links", -1), ("language", -1), ("language", 8), ("x", 1)],
)
def test_no_setting(subject: str, number: int) -> None:
    """A number that no button has stands for nothing."""
    assert len(languages()) == 7
    assert chosen_option(Press("o", subject, number)) is None
