"""Days as they are written, and what differs from them by a little: approved as a table."""

import datetime
from typing import Any

from syrupy.assertion import SnapshotAssertion

from retrieval.articles.date_lines import about_line, day_in_title, day_of_dateline
from retrieval.articles.dates import day, day_in_figures, day_in_name, day_of_serial, day_order, day_orders, named_day
from retrieval.articles.openings import day_on_line
from tests.approved import near, table

WRITTEN = (
    "7 April 2021",
    "April 7, 2021, 9:30 p.m.",
    "2021-04-07T09:30:00Z",
    "7.4.2021",
    "7 de abril del 2021",
    "20210407",
)
LINES = (
    "Published: 3 March 2024", "By Ann Lee, 3 March 2024", "LONDON, 3 March 2024 (Reuters) – The mill burned down.",
    "[Miércoles 19 de Mayo del 2010]", "Updated on 3 March 2024 at 9.30",
)  # fmt: skip
NAMES = (
    "2024-03-16-title.md",
    "2024/03/16/title.md",
    "16-03-2024 title.txt",
    "minutes 20240316.pdf",
    "March 2024/16.txt",
)
TITLES = ("Minutes of 3 March 2024", "Letter to the council, 3 March 2024", "The flood of 3 March 2024")


def test_written_days_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """A field of a record, a property, a value of front matter."""
    assert table(day, (each for example in WRITTEN for each in near(example))) == snapshot


def test_lines_about_an_article_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """A line with a day, a place, an author."""
    assert table(about_line, (each for example in LINES for each in near(example))) == snapshot(name="lines")
    assert table(day_of_dateline, (each for example in LINES for each in near(example))) == snapshot(name="datelines")


def test_days_in_names_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Names of files and folders."""
    assert table(day_in_name, (each for example in NAMES for each in near(example))) == snapshot


def test_days_in_titles_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Titles that end with a day."""
    assert table(day_in_title, (each for example in TITLES for each in near(example))) == snapshot


def test_days_in_smaller_languages_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """As CLDR has it, and as people write it."""
    lines = (
        "2024ko martxoaren 16a", "2024(e)ko martxoaren 16(a), larunbata", "2021eko urtarrilaren 5ean",
        "2024ko emaitzak 16", "16 ta’ Marzu 2024", "Kessen, 16 ta' Marzu 2024", "19 Meán Fómhair 2021",
        "DiSathairne, 16mh dhen Mhàrt 2024", "16 d’abril de 2024", "16 de junh de 2024", "16. Mäerz 2024",
        "16 da mars 2024", "e shtunë, 16 mars 2024", "16 mart 2024. godine", "շաբաթ, 2024 թ. մարտի 16",
        "16 մարտի, 2024 թ.", "2024 ж. 16 наурыз", "2024 жылғы 16 наурыз", "2024 оны 3-р сарын 16",
        "2024 оны 03 дугаар сарын 16", "16 مارچ، 2024ء", "ב-16 במרץ 2024", "शनिवार, 16 मार्च 2024",
        "শনিবার, ১৬ মার্চ, ২০২৪", "சனி, 16 மார்ச், 2024", "2024, മാർച്ച് 16, ശനിയാഴ്‌ച", "សៅរ៍ 16 មីនា 2024",
        "2024 မတ် 16 စနေ", "16 ማርች 2024", "Maarso 16, 2024",
    )  # fmt: skip
    assert table(day_on_line, lines) == snapshot


def test_days_at_bounds_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """The first and the last year, Unix time and spreadsheet's number that are read, one less, one more."""
    names = (
        *(f"{year}-03-16 a.md" for year in (1799, 1800, 1801, 2999)), "site-backup-2024-03-16/a.md",
        "2024-03-16 export/a.md", "2024-03-16-how-to-make-a-backup/a.md", "my site backup 2024-03-16/a.md",
        "my old site backup 2024-03-16/a.md", "2024-03-16 my export/a.md", "2024-03-16.bear2bk/a.md",
        "backup 2024-03-16.md", "2024-03-16/17-03-2024.md", "2024-03-16/03-04-2024.md",
        "year=2024/month=03/day=16/a.md",
        "2024/00/16/a.md", "2024/march/16/a.md", "2024/03 March/16/a.md",
    )  # fmt: skip
    written = (
        "0999-03-16", "1000-03-16", "16 March 1799", "16 March 1800", f"16 March 2024{' ' * 300}", "令和6年3月16日",
        "平成元年1月8日", "民國113年3月16日", "1/12/2024", "12/12/2024", "13/12/2024", "12/13/2024", "1 13 2024",
        "11/12/2024", "13/11/2024", "11/13/2024", "12/1/2024", "1/1/2024", "2024", "March 2024", "16", "16 March",
        "昭和64年1月7日", "令和元年5月1日", "民國1年1月1日", "16 listopada 2024", "16. listopada 2024", "16 มีนาคม 2567",
        "16/3/2567", "2566/3/16", "16.III.2024", "16.iii.2024", "2024. gada 16. marts", "c. 16 March 1904",
        "16 March 1904 (?)",
    )  # fmt: skip
    numbers = (631151999, 631152000, 631152000000, 631151999999, 20240316, 20240316101500, 20240316.5, 99999999, True)
    serials = (29219, 29220, 29221, "45367.5", "45367,5", "4536", "453678", True, 99999)
    orders = (
        ["a/16-03-2024.md", "b/03-04-2024.md"], ["a/16-03-2024.md", "a/03-16-2024.md"], ["12-12-2024.md"],
        ["a/12-13-2024.md", "b/13-12-2024.md", "c/1-1-2024.md"],
    )  # fmt: skip
    others: tuple[Any, ...] = (
        None, False, {}, [], [2024, 3, 16], [2024, 3], [2024, 3, "16"], ["2024-03-16", 5],
        {"year": 2024, "month": 3, "day": 16},
        {"year": 2024, "month": 3}, {"date": "2024-03-16"}, {"x": "2024-03-16"}, {"date-parts": [[2024, 3, 16]]},
        datetime.date(2024, 3, 16), datetime.date(1, 1, 1), datetime.datetime(2024, 3, 16, 23, 59, tzinfo=datetime.UTC),
        0, 1.5, float("inf"), float("nan"), -1,
    )  # fmt: skip
    known = {"a": True, "b": False, "": True}
    places = (
        "a/03-04-2024.md", "b/03-04-2024.md", "c/03-04-2024.md", "a/2024-04-03.md", "a/x.md", "b/x/y.md", "x.md",
        "03-04-2024/a.md", "a/03-03-2024.md", "a/13-04-2024.md", "b/03-04-2024/x.md", "a/2024-04-03/03-04-2024.md",
    )  # fmt: skip
    texts = (
        "on 16 March 2024 or 17 March 2024", "on 2024-03-16, not 17 March", "16:30, 16 March 2024", "on 03/04/2024",
        "at 12.12.2024 or", "16.3.2024", "on 13.3.2024 and 3.13.2024", "3.13.2024", "0.3.2024", "31.4.2024",
        "16 March", "ngày 16 tháng 3 năm 2024", "2024 March 16", "March 16, 2024", "令和6年3月16日", "16 XII 2024",
        "3.4.2567",
    )  # fmt: skip

    def in_text(words: str) -> list[Any]:
        return [named_day(words), *(day_in_figures(words, day_first=it) for it in (None, True, False))]

    rows = [
        table(lambda number: day(others[int(number)]), map(str, range(len(others)))),
        table(lambda name: day_order(name, known), places),
        table(in_text, texts),
        *map(str, map(day, numbers)),
        *map(str, map(day_of_serial, serials)),
        *(str(sorted(day_orders(it).items())) for it in orders),
    ]
    assert "\n".join([table(day_in_name, names), table(day, written), *rows]) == snapshot
