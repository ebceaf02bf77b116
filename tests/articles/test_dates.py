"""The day of an article: in fields, in names of files, on lines of its text."""

import datetime
import time

import pytest

from retrieval import Article
from retrieval.articles.date_lines import LONGEST_BYLINE, about_line, day_in_title
from retrieval.articles.dates import LONGEST_WRITTEN, day, day_in_name, named_day
from retrieval.articles.openings import day_on_line
from retrieval.readers import day_order, day_orders, has_compact_days, read

NEWS = (
    "The mill burned down in the night, and nobody was hurt. The council spoke of it for an hour.\n\n"
    "The weir must be built anew before the winter, said the miller, whatever it may cost the town."
)
SPRING = datetime.date(2021, 4, 7)


@pytest.mark.parametrize(
    "value",
    [
        "7 April 2021",
        "April 7, 2021",
        "Apr. 7th, 2021, 9:30 p.m. EDT",
        "Posted: April 7, 2021 11:02 pm PST",
        "7. April 2021",
        "7 avril 2021",
        "7 de abril de 2021",
        "7 de Abril del 2021",
        "7 aprile 2021",
        "7 kwietnia 2021",
        "7 апреля 2021 г.",
        "7 квітня 2021",
        "7 april 2021",
        "7 Nisan 2021",
        "٧ أبريل ٢٠٢١",
        "2021年4月7日",
        "2021년 4월 7일",
        "2021/4/7",
        "Wed Apr 07 20:11:02 +0000 2021",
        "20210407",
        20210407,
        1617793200,
        1617793200.5,
        "1617793200",
        1617793200000,
        {"$date": "2021-04-07T08:00:00Z"},
        {"$date": {"$numberLong": "1617793200000"}},
        {"_seconds": 1617793200, "_nanoseconds": 0},
        ["2021-04-07", "2022-01-01"],
        "2021-04-07T23:59:59-11:00",
        "2021-04-07 and once more on 2021-05-01",
        datetime.date(2021, 4, 7),
        datetime.datetime(2021, 4, 7, 23, 59, tzinfo=datetime.UTC),
        "۱۸ فروردین ۱۴۰۰",
        "شنبه 18 فروردين 1400 - 14:30",
        "۱۸ حمل ۱۴۰۰",
        "18 Farvardin 1400",
        "۱۴۰۰/۱/۱۸",
        "تاریخ انتشار: ۱۴۰۰/۰۱/۱۸",
        "07APR2021",
        "Wed, 07 Apr 21 09:00:00 GMT",
        "7 April 2021, 10-11 Uhr",
        "7 April 2021 - 18:30",
        "令和3年4月7日",
        "令和三年四月七日",
        "民國一一〇年四月七日",
        "二〇二一年四月七日",
        "7 เม.ย. 2564",
        "民國110年4月7日",
        "2021. április 7.",
        "7 tháng 4, 2021",
        "ngày 7 tháng 4 năm 2021",
        "7. huhtikuuta 2021",
        "7. dubna 2021",
        "7 Απριλίου 2021",
        "७ अप्रैल २०२१",
        "7 April 2021 (updated 9 April 2021)",
        "D:20210407101500+01'00'",
        "/Date(1617793200000)/",
        "20210407101500",
        20210407101500,
        "202104071015",
        "1617793200.000100",
        {"year": 2021, "month": 4, "day": 7},
        {"date-parts": [[2021, 4, 7]]},
        [2021, 4, 7],
    ],
)
def test_a_day_as_people_write_it(value: object) -> None:
    """The day as it is written, in fifteen languages, and as programs write it."""
    assert day(value) == SPRING


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, "", "n.d.", "Wednesday", 0, -1, 1, 2021, 202104, 44293, "2021", "April 2021", "2021-04",
        "2021-04-00", "2021-13-01", "07.04.21", "07/04/2021", "3 days ago", "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z", "9999-12-31", "1 1 1", 1617793200000000, 631151999, 20211301,
        float("nan"), float("inf"), {}, [], 20210407.5, 9999999.9, 1e7, 1e13, -2021047, -2021040710150,
        "Updated: 7 April 2021", "5–7 April 2021", "7 4 2021", "7.4.2021", "٠٧/٠٤/٢٠٢١", {"date-parts": [[2021]]},
        {"year": 2021, "month": None, "day": 7}, [2021, 13, 7], "昭和3年", "20211307101500",
        {"$date": None}, {"$date": {}}, [None], "x" * 300 + "7 April 2021", "32 April 2021", "7 Aprxl 2021",
        "c. 16 March 2024", "ca. 16.3.2024", "circa 2024-03-16", "vers le 16 mars 2024", "16 March 2024?",
        "16 March 2024 (?)", "2024-03-16 [?]", "probably 16 March 2024", "1970-01-01T00:00:00Z", "1970-01-01 00:00",
    ],
)  # fmt: skip
def test_a_doubtful_day_is_none(value: object) -> None:
    """A number that isn't plainly a day, a blank, a year or month alone, a day that may be two."""
    assert day(value) is None


def test_the_edges_of_unix_times() -> None:
    """From 1990 to the end of next year."""
    assert day(631152000) == datetime.date(1990, 1, 1)
    next_year = datetime.datetime.now(datetime.UTC).year + 1
    end = int(datetime.datetime(next_year + 1, 1, 1, tzinfo=datetime.UTC).timestamp())
    assert day(end - 1) == datetime.date(next_year, 12, 31)
    assert day(end) is None
    assert day(f"{next_year}-12-31") == datetime.date(next_year, 12, 31)
    assert day(f"{next_year + 1}-01-01") is None


@pytest.mark.parametrize(
    "name",
    [
        "2021-04-07-the-mill.md",
        "20210407.txt",
        "news/2021_04_07.txt",
        "2021.04.07 Mill.txt",
        "scan-20210407-2.txt",
        "2021/04/07/mill.md",
        "posts/2021/4/7-mill.md",
        "2021/2021-04/2021-04-07-mill.md",
        "2021/2021-04/07/mill.md",
        "2021-04-07-seen-2019-01-02.md",
        "7-4-2021-mill/2021-04-07.md",
        "2021-04-07/mill.md",
        "20210407/page-3.txt",
        "news/2021/April/07/mill.md",
        "news/2021/04 April/07/mill.md",
        "7 April 2021.txt",
        "speech_7-april-2021_final.txt",
        "April 7, 2021 - Mill.txt",
        "Abril-07-2021.txt",
        "2021-04-07-101530.txt",
        "scan_20210407_101530.txt",
        "20210407T1015.txt",
        "20210407101530 mill.md",
        "IMG_20210407_101530123.txt",
        "VID-20210407-WA0001.txt",
        "Screenshot 2021-04-07 at 10.15.30.txt",
        "2021/04/07.md",
        "log/2021/04/07.md.gz",
        "2021-04/07.md",
        "2021/04-07/mill.md",
        "7apr2021.txt",
        "Minutes_7th-April-2021/part5.html",
        "April 7th, 2021 notes.txt",
        "Protokoll vom 7. April 2021.txt",
        "discurso 7 de abril de 2021.txt",
        "April7_2021.txt",
        "news-2021-4-7.txt",
        "2021_4_7.txt",
        "2021年4月7日.txt",
        "year=2021/month=04/day=07/part.txt",
        "date=2021-04-07/part.txt",
    ],
)
def test_the_day_in_a_name(name: str) -> None:
    """In the file's name, at its front or alone, or in its folders."""
    assert day_in_name(name) == SPRING


@pytest.mark.parametrize(
    "name",
    [
        "mill.md", "2021.md", "2021-04.md", "2021/04/mill.md", "07-04-2021.md", "12345678.txt", "20211301.txt",
        "app-2021.4.7.txt", "2021-4-70.txt",
        "a20210407.txt", "202104071.txt", "from-2021-04-07-to-2021-04-09.md", "17990407.txt", "99991231.txt",
        "000_403dbb269ad20210407f.txt", "fair-june-12-16-2021.md", "2021/04/7.md",
        "2021-04/7.md", "2021/04/31.md", "2021-13/07.md",
    ],
)  # fmt: skip
def test_no_day_in_a_name(name: str) -> None:
    """Two days, a month alone, a part of a longer number, a day that no calendar has."""
    assert day_in_name(name) is None


def test_months_and_days_without_a_mark_between_them() -> None:
    """Folders or files of years hold days if all could be, and are many enough; one other number makes them numbers."""
    names = [f"wire/2021/{month:02}07/mill.md" for month in range(1, 5)]
    assert not has_compact_days(names)
    assert has_compact_days([*names, "2021/0508.html", "about.md", "2021/notes/a.md"])
    assert not has_compact_days([*names, "2021/0508.html", "2021/0001.html"])
    assert day_in_name(names[3], compact=True) == day_in_name("2021/0407.txt", compact=True) == SPRING
    assert day_in_name(names[3]) is None
    assert day_in_name("2021/4007/a.md", compact=True) is None
    assert day_in_name("2021/0407/results-on-may-6-2021.md", compact=True) == SPRING


def test_the_other_names_of_a_folder_tell_the_order() -> None:
    """13-04 says that the day comes first; a folder that says nothing follows the others, if they agree."""
    names = ["en/04-13-2021.md", "en/04-07-2021.md", "fr/13-04-2021.md", "fr/07-04-2021.md", "it/07-04-2021.md"]
    assert day_orders(names) == {"en": False, "fr": True}
    assert day_orders(names[2:]) == {"fr": True, "it": True}
    assert day_orders([*names[2:], "fr/04-14-2021.md"]) == {}
    assert day_orders(["07-04-2021.md", "mill.md"]) == {}
    assert day_in_name("fr/07-04-2021.md", day_first=True) == SPRING
    assert day_in_name("en/04-07-2021.md", day_first=False) == SPRING
    assert day_in_name("0815.13-04-2021.speech.md") == datetime.date(2021, 4, 13)
    assert day_in_name("04-13-2021.md", day_first=True) == datetime.date(2021, 4, 13)
    assert day_in_name("04-04-2021.md") == datetime.date(2021, 4, 4)


@pytest.mark.parametrize(
    "line",
    [
        "[Miércoles 7 de Abril del 2021]",
        "Published: 7 April 2021",
        "Published on April 7, 2021 at 10:30 am EDT",
        "**Wednesday, April 7, 2021**",
        "Mittwoch, 7. April 2021, 10:30 Uhr",
        "Veröffentlicht am 7. April 2021",
        "Publié le 7 avril 2021 à 10h30",
        "Publicado el 7 de abril de 2021",
        "Quarta-feira, 7 de abril de 2021",
        "Pubblicato il 7 aprile 2021",
        "Gepubliceerd op 7 april 2021",
        "Publicerad den 7 april 2021",
        "środa, 7 kwietnia 2021",
        "Опубликовано 7 апреля 2021 г.",
        "7 квітня 2021 року",
        "7 Nisan 2021 Çarşamba",
        "نشر في 7 أبريل 2021",
        "发布时间：2021年4月7日 10:30",
        "2021年4月7日（水）",
        "Date: 2021-04-07",
        "(2021-04-07)",
        "2021-04-07 10:30",
        "Opublikowano: 7 kwietnia 2021",
        "Veröffentlicht am 07.04.2021",
        "Publié le 07/04/2021",
        "Дата публикации: 07.04.2021",
        "Mi., 07.04.2021",
        "입력 2021.04.07. 오전 10:30",
        "2021년 4월 7일 수요일",
        "2021年4月7日 10時30分",
        "発行日: 2021/04/07",
        "Berlin, 7. April 2021",
        "Paris, le 7 avril 2021",
        "NEW YORK (AP) — April 7, 2021",
        "Published 7 April 2021 | Updated 9 April 2021",
        "By Ana Ruiz | 7 April 2021 | News",
        "By Ana Ruiz, 7 April 2021",
        "Posted April 7, 2021 by Ana Ruiz",
        "10:30, 7 April 2021",
        "7 April 2021 by Ana Ruiz",
        "Posted on Wednesday, 7th April, 2021 at 9:15 am by Ana Ruiz",
        "Posted by Ana Ruiz on April 7, 2021",
        "Published: 2021-04-07T10:30:00Z",
        "Published: 2021-04-07T10:30:00.000+02:00",
        "Publié le 7 avril 2021 à 10h00 - Mis à jour le 8 avril 2021 à 9h",
        "Published 7 April 2021, updated 9 April 2021",
        "7 de abril de 2021 às 10h",
        "7 April 2021, 3 pm",
        "By Ana Ruiz | April 7, 2021 | 5 min read",
        "2021年04月07日 10:22 来源：新华社",
        "2021年04月07日10:22",
        "7. dubna 2021",
        "Diterbitkan pada 7 April 2021",
        "Dipublikasikan 7 April 2021",
        "Published April 7, 2021. Last updated April 20, 2021",
        "Last updated 20 April 2021, first published 7 April 2021",
        "7 April 2021 (updated 20 April 2021)",
        "Wed Apr 7 10:00:00 2021",
        "7.IV.2021",
        "Roma, 7° aprile 2021",
        "Mercoledì 7 aprile 2021 ore 10",
        "7 نيسان/أبريل 2021",
        "7 أفريل 2021",
        "פורסם ב-7 באפריל 2021",
        "發布日期：2021-04-07",
        "日時: 2021年4月7日(水) 19:30-21:00",
        "Udgivet d. 7. april 2021",
        "Δημοσιεύθηκε 7 Απριλίου 2021",
        "Submitted by Ana Ruiz on Wed, 7 April 2021 - 10:00",
        "Soumis par Ana Ruiz le mer 7 avril 2021 - 10:00",
        "Enviado por Ana Ruiz el Mié, 7 de abril de 2021 - 10:00",
        "Eingereicht von Ana Ruiz am Mi., 7. April 2021 - 10:00",
        "FOR IMMEDIATE RELEASE: April 7, 2021",
        "EMBARGOED UNTIL 00:01 7 APRIL 2021",
        "Held on Wednesday, 7 April 2021 at 7:00 pm in the Town Hall",
        "Judgment given on 7 April 2021",
        "Date of judgment: 7 April 2021",
        "Issue 12 | 7 April 2021",
        "Issue 12, 7 April 2021",
        "No. 12, April 7, 2021",
        "Vol. XII. No. 34.  VELMO, WEDNESDAY, APRIL 7, 2021.  PRICE ONE PENNY.",
        "Ausgabe 12/2021 vom 7. April 2021",
        "第12期 2021年4月7日",
        "Velmo, Wednesday, April 7, 2021",
        "2021-04-07 10:20 記者王芳／台北報導",
        "2021-04-07 10:20:30\u3000来源：新华网\u3000作者：李明",
        "7 เมษายน 2564",
        "วันพุธที่ 7 เมษายน พ.ศ. 2564",
        "2021 m. balandžio 7 d.",
        "2021. gada 7. aprīlī",
        "7. travnja 2021.",
        "7. aprill 2021",
        "7 d’abril de 2021",
        "7 април 2021",
        "Offentliggjort 7. april 2021",
        "Vydáno 7. dubna 2021",
        "Közzétéve: 2021. április 7.",
        "प्रकाशित: 7 अप्रैल 2021",
        "Đăng ngày 07/04/2021",
        "07/04/2564",
        "7 красавіка 2021",
        "7 აპრილი 2021",
        "7 ապրիլի 2021",
        "7 ஏப்ரல் 2021",
        "7 اپریل 2021",
        "7 Aprili 2021",
        "7 Ebrill 2021",
        "7 Aibreán 2021",
    ],
)
def test_a_line_that_is_a_date(line: str) -> None:
    """Its label, weekday and time may stand around it; it is one of the first lines."""
    assert day_on_line(f"The mill\n\n{line}\n\nIt burned down.") == SPRING
    assert day_on_line("One.\n\n" * 5 + line) == SPRING
    assert day_on_line("One.\n\n" * 6 + line + "\n\nTwo." * 3) is None


@pytest.mark.parametrize(
    "line",
    [
        "Born 7 April 2021", "The plan of 7 April 2021", "Updated 7 April 2021", "7 April 2021 was a Wednesday", "2021",
        "7 April", "On 07/04/2021", "07.04.2021", "Deadline: 7 April 2021", "Date of birth: 7 April 2021",
        "Aktualisiert am 7. April 2021", "更新日：2021年4月7日",
        "7 April 2021 | 9 April 2021", "Mis à jour le 7 avril 2021 à 9h", "7 April 2021 - 9 April 2021",
        "7 April 2021, 30 people", "7 April 2021 | 5 minutes of fame",
        "Posted by Ana Ruiz on the mill", "7 April 2021 | The mill in Velmo burned down",
        "Mill, 7 April 2021, page 3", "", "x" * 81 + "7 April 2021",
    ],
)  # fmt: skip
def test_a_line_that_only_names_a_day(line: str) -> None:
    """What a line says besides makes it a sentence, or another day than that of the article."""
    assert day_on_line(f"The mill\n\n{line}\n\nIt burned down.") is None


def test_the_tenth_month_of_croatia_is_the_eleventh_of_poland() -> None:
    """A full stop behind the number tells which of the two it is."""
    assert day("7. listopada 2021.") == datetime.date(2021, 10, 7)
    assert day("7 listopada 2021") == datetime.date(2021, 11, 7)


@pytest.mark.parametrize("weekday", ["Monday", "Sunday", "Sat", "Sun"])
def test_an_english_weekday_does_not_tell_day_from_month(weekday: str) -> None:
    """People who write English put either first; "Sonntag, 03.04.2024" is a day in April."""
    assert day_on_line(f"The weir\n{weekday} 03.04.2024\nIt rained.") is None
    assert day_on_line("Das Wehr\nSonntag, 03.04.2024\nEs regnete.") == datetime.date(2024, 4, 3)


@pytest.mark.parametrize(
    "opening",
    [
        "KESSEN, April 7, 2021 (LP) — The mill", "KESSEN, Ohio, April 7, 2021 /Newswire/ -- The mill",
        "Kessen, 7. April 2021 (lp) – Die Mühle", "KESSEN, 7 de abril de 2021 (LP) - El molino",
        "KESSEN, le 7 avril 2021 — Le moulin", "Kessen, 7 de abril de 2021.- El molino",
        "Kessen, 7 de abril de 2021 (LP).- El molino",
        "КЕССЕН, 7 апреля 2021 (ЛП) — Мельница", "ORLO am See, 7. April 2021 – Die",
        "KESSEN (April 7, 2021) – The mill", "New Kessen, April 7, 2021 (LP) — The mill",
    ],
)  # fmt: skip
def test_what_opens_news_gives_its_day(opening: str) -> None:
    """A place, a day and perhaps an agency before a dash."""
    assert (
        day_on_line(f"The mill\n\n{opening} has stood still for a year, and nobody knows when it will run again.")
        == SPRING
    )


@pytest.mark.parametrize(
    "opening",
    [
        "On April 7, 2021 — a Wednesday — the mill", "Since April 7, 2021 – the day of the flood – the mill",
        "Wednesday, April 7, 2021 — the mill", "The flood of April 7, 2021 — the mill", "April 7, 2021 — the mill",
        "KESSEN, April 7 (LP) — The mill",
        "In Kessen, where on April 7, 2021 - the flood", "KESSEN (LP) — On April 7, 2021",
    ],
)  # fmt: skip
def test_a_sentence_with_a_day_and_a_dash_does_not(opening: str) -> None:
    """What it tells of happened then."""
    assert day_on_line(f"{opening} has stood still for a year, and nobody knows when it will run again.") is None


@pytest.mark.parametrize(
    "title",
    [
        "April 7, 2021 Meeting Notes", "Minutes of 7 April 2021", "12th Meeting of the Board | 7th April 2021",
        "7 April, 2021 Meeting Notes", "Protokoll der Sitzung vom 7. April 2021", "Procès-verbal du 7 avril 2021",
        "Newsletter No. 12 — 7 April 2021", "Acta de la sesión del 7 de abril de 2021",
        "103rd TC39 Meeting | 7th April 2021", "G20 meeting, 7 April 2021",
        "2021-04-07 meeting", "2021年4月7日 会议纪要", "2021年4月7日(水) 運営会議#60",
    ],
)  # fmt: skip
def test_a_title_of_minutes_gives_their_day(title: str) -> None:
    """And it is told that it was the title."""
    (article,) = read(f"# {title}\n\nIt burned down in the night, and nobody was hurt.".encode(), "a.md")
    assert isinstance(article, Article)
    assert (article.date, article.provenance["date"]) == (SPRING, "title")


@pytest.mark.parametrize(
    "title",
    [
        "The flood of 7 April 2021",
        "What we know of 7 April 2021",
        "Minutes of 7 and 9 April 2021",
        "Meeting notes, April 2021",
        "39 at the meeting of 7 April 2021",
        "Next meeting: 7 April 2021",
        "Hearing set for 7 April 2021",
        "Nächste Sitzung: 7. April 2021",
        "Próxima reunión: 7 de abril de 2021",
        "Prochaine réunion : 7 avril 2021",
        "Следующее заседание: 7 апреля 2021 г.",
        "下次会议：2021年4月7日",
    ],
)
def test_another_title_gives_no_day(title: str) -> None:
    """What it tells of may have happened then; of two days it is not known which."""
    (article,) = read(f"# {title}\n\nIt burned down in the night, and nobody was hurt.".encode(), "a.md")
    assert isinstance(article, Article)
    assert article.date is None


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee (3 May 1919 - 5 June 2020)",
        "Ann Lee, 3 May 1919 – 5 June 2020",
        "Ann Lee (Kessen, May 3, 1919 – Weir, June 5, 2020)",
        "Ana Ruiz (3 de mayo de 1919 – † 5 de junio de 2020)",
        "KESSEN, 3 May 2019 — 5 June 2019",
    ],
)
def test_from_one_day_to_another_is_neither(line: str) -> None:
    """A life, a festival: the text is of no day between."""
    for text in (f"{line}\n\n{NEWS}", f"The mill\n\n{line}\n\n{NEWS}", f"{NEWS}\n\n{line}"):
        (article,) = read(text.encode(), "a.txt")
        assert isinstance(article, Article)
        assert article.date is None
    (article,) = read(f"KESSEN, 7 April 2021 — The mill of 5 June 1904 burned.\n\n{NEWS}".encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.date == SPRING


@pytest.mark.parametrize(("length", "day"), [(83, SPRING), (84, None)])
def test_a_title_of_minutes_is_no_longer_than_a_line(length: int, day: datetime.date | None) -> None:
    """Of 80 characters and three beside them."""
    assert day_in_title("Minutes of 7 April 2021 ".ljust(length, "x")) == day


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ana Ruiz", ("Ana Ruiz",)), ("by Ana Ruiz and Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Written by Ana de la Cruz, Ben Cole and Cy Dahl", ("Ana de la Cruz", "Ben Cole", "Cy Dahl")),
        ("Von Jörg Müller | 7. April 2021", ("Jörg Müller",)), ("7 April 2021 • By Ana Ruiz", ("Ana Ruiz",)),
        ("Por Ana Ruiz y Ben Cole", ("Ana Ruiz", "Ben Cole")),
        ("Par Anne Roy", ("Anne Roy",)), ("*By Ana Ruiz*", ("Ana Ruiz",)),
        ("Published 7 April 2021 by Ana Ruiz", ("Ana Ruiz",)), ("Made on 7 April 2021 by Ana Ruiz in a boat", ()),
        ("By the river", ()), ("By Ana Ruiz's account it burned", ()), ("By Monday", ()), ("Von hier nach Kessen", ()),
        ("Posted on March 16, 2024 by Ana Ruiz in News, Local // 3 Comments", ("Ana Ruiz",)),
        ("March 16, 2024 / Ana Ruiz / 3 Comments", ("Ana Ruiz",)),
        ("Publicado el 16 marzo, 2024 por Ana Ruiz — Deja un comentario", ("Ana Ruiz",)),
        ("Publié le 16 mars 2024 par Ana Ruiz dans Actualités", ("Ana Ruiz",)),
    ],
)  # fmt: skip
def test_a_line_that_names_the_authors(line: str, authors: tuple[str, ...]) -> None:
    """Among the first ones, where the file has no other fields."""
    (article,) = read(f"The mill\n\n{line}\n\nIt burned down in the night, and nobody was hurt.".encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.authors == authors
    assert article.provenance.get("authors") == ("text" if authors else None)


def test_a_last_line_that_says_published_is_one() -> None:
    """It says so; without the word it may be any day."""
    text = "The mill burned down.\n\n" * 9
    assert day_on_line(f"{text}Published: 7 April 2021\n\nAna Ruiz\n") == SPRING
    assert day_on_line(f"{text}7 April 2021\n") is None


def test_orders_of_days_in_the_names_of_folders() -> None:
    """A folder's name is read as the names beside it decide; where it makes no difference nothing is said."""
    names = ["a/07-04-2021/mill.md", "a/13-04-2021/kiln.md", "b/2021-04-07.md"]
    orders = day_orders(names)
    assert [day_order(name, orders) for name in names] == [True, None, None]
    assert day_in_name(names[0], day_first=True) == SPRING
    assert day_order("a/07-04-2021/2021-04-09.md", orders) is None
    assert day_order("c/07-04-2021.md", orders) is None


@pytest.mark.parametrize("label", ["date", "Date", "on"])
def test_a_day_below_a_paragraph_is_the_article_s_where_it_says_published(label: str) -> None:
    """Elsewhere it is what the paragraph leads to: an example, a list of facts."""
    long = "What stands at the front of a file tells whose it is, as the example below has it, and of which day it is."
    assert day_on_line(f"{long}\n\n---\ntitle: Mill\n{label}: 7 April 2021\n---\n\n" + f"{long}\n\n" * 3) is None
    assert day_on_line(f"{long}\n\nPublished: 7 April 2021\n\n{long}") == SPRING


@pytest.mark.parametrize(
    ("month", "number"), [("كانون الثاني", 1), ("تشرين الأول", 10), ("كانون الأول", 12), ("شباط", 2)]
)
def test_months_of_two_words(month: str, number: int) -> None:
    """Those of the Levant, whose second word tells which of two it is."""
    assert day(f"7 {month} 2021") == datetime.date(2021, number, 7)
    assert named_day(f"7 {month}/مارس 2021") == (datetime.date(2021, number, 7), 0, len(month) + 12)


@pytest.mark.parametrize("sign", ["-", "/", "(", "- ", "1", "no ", "1 comment "])
def test_a_line_of_signs_takes_no_time(sign: str) -> None:
    """Lines between the parts of a text are longer than any byline has signs."""
    started = time.process_time()
    for end in ("", "x", " comments x"):
        about_line(f"{sign * LONGEST_BYLINE}"[: LONGEST_BYLINE - len(end)] + end)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("Updated 7 April 2021", True),
        ("Updated: 07.04.2021", True),
        ("Updated 10:15", True),
        ("Updated versions are sold", False),
    ],
)
def test_a_later_change_is_about_the_text(line: str, is_told: bool) -> None:
    """But tells no day of it."""
    about = about_line(line)
    assert (about is not None) == is_told
    assert about is None or (about.day is None and about.is_sure and not about.is_dated)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([2021, 4, 7], "2021-04-07"),
        ([[2021, 4, 7]], "2021-04-07"),
        ({"date-parts": [[2021, 4, 7]]}, "2021-04-07"),
        (["2021-04-07", "later"], "2021-04-07"),
        ([2021, 4, 7, 5], None),
        (["2021", "4", "7"], "2021-04-07"),
        (["2021", "April", "7"], None),
        ([], None),
    ],
)
def test_a_day_in_a_list(value: list[object], text: str | None) -> None:
    """Year, month and day as numbers, or the first item."""
    assert day(value) == (datetime.date.fromisoformat(text) if text else None)


def test_the_day_of_an_export_is_not_that_of_what_is_in_it() -> None:
    """A folder that says that it is one has the day on which it was made."""
    for folder in (
        "Bear Notes 2023-10-11 at 10.12.bear2bk",
        "backup-2023-10-11",
        "export_2023-10-11",
        "2023-10-11 dump",
    ):
        assert day_in_name(f"{folder}/mill.md") is None
        assert str(day_in_name(f"{folder}/2024-03-16.md")) == "2024-03-16"
        assert str(day_in_name(f"2024-03-16/{folder}/mill.md")) == "2024-03-16"
    for folder in (
        "exporters 2023-10-11", "news 2023-10-11", "2023-10-11-test-snapshot-5", "2023-10-11-how-to-make-a-backup",
    ):  # fmt: skip
        assert str(day_in_name(f"{folder}/mill.md")) == "2023-10-11"
    assert str(day_in_name("exports-2023-10-11.md")) == "2023-10-11"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("2017 年 8 月 22 日\xa0\xa0\xa0\xa0Xi Ge", ("Xi Ge",)),
        ("August 22, 2017\tAna Ruiz", ("Ana Ruiz",)),
        ("Ana Ruiz      August 22, 2017", ("Ana Ruiz",)),
        ("August 22, 2017  Ana Ruiz", None),
        ("It burned      August 22, 2017      in the mill", None),
    ],
)
def test_wide_white_parts_a_day_from_a_name(line: str, authors: tuple[str, ...] | None) -> None:
    """As a bar does."""
    about = about_line(line)
    assert (about and (about.authors, str(about.day))) == (authors and (authors, "2017-08-22"))


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_how_long_the_words_for_a_day_are(more: int, is_read: bool) -> None:
    """What is longer is something else."""
    value = "7 April 2021 ".ljust(LONGEST_WRITTEN + more, "x")
    assert day(value) == (datetime.date(2021, 4, 7) if is_read else None)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("meetings/2025-04/april-15.md", "2025-04-15"),
        ("2025/15 April.txt", "2025-04-15"),
        ("2025-03/march-25.md", "2025-03-25"),
        ("2025/march-25.md", "None"),
        ("2024-05/april-15.md", "None"),
        ("2024/chapter-12.md", "None"),
    ],
)
def test_a_file_called_by_its_day_is_of_the_year_of_its_folder(name: str, known: str) -> None:
    """Unless the month of the folder is another one, or the day may be the year once more."""
    assert str(day_in_name(name)) == known


@pytest.mark.parametrize(
    "line",
    ["Berlin, Samstag, den 16. März 2024", "København, lørdag den 16. marts 2024", "Łódź, sobota, dnia 16 marca 2024"],
)
def test_a_word_may_stand_between_the_weekday_and_the_day(line: str) -> None:
    """As protocols and letters in German, Danish and Polish have it."""
    about = about_line(line)
    assert about
    assert str(about.day) == "2024-03-16"
    assert about_line(f"Der Streit in {line}") is None


@pytest.mark.parametrize(
    "value",
    [
        "5-7 April 2021", "5 and 7 April 2021", "April 5 to 7, 2021", "5. bis 7. April 2021", "5 al 7 de abril de 2021",
        "5/7 April 2021", "28 March – 7 April 2021", "March 28 - April 7, 2021", "2021-04-05/2021-04-07",
        "2021-04-05 to 2021-04-07", "05.04.2021 - 07.04.2021", "from 5 April 2021 until 7 April 2021",
        "before 7 April 2021", "bis 7. April 2021", "después del 7 de abril de 2021", "5 or 7 April 2021",
    ],
)  # fmt: skip
def test_several_days_and_bounds_are_no_day(value: str) -> None:
    """Nothing says which of them is meant; and a day of the month is never taken for a year."""
    assert day(value) is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Madrid 7 de abril de 2021", SPRING), ("MADRID 7 de abril de 2021", SPRING), ("Leipzig 7. April 2021", SPRING),
        ("Paris le 7 avril 2021", SPRING), ("New Delhi 7 April 2021", SPRING), ("Concert 7 avril 2021", None),
        ("Paris Match 7 avril 2021", None), ("From the Kessen Gazette, April 7, 2021.", SPRING),
        ("Held at Kessen on Wednesday 7 April 2021", SPRING),
        ("Hearing of Wednesday, 7 April 2021", SPRING),
        ("تاریخ انتشار: ۱۸ فروردین ۱۴۰۰", SPRING),
        ("From the hills, 7 April 2021", None),
    ],
)  # fmt: skip
def test_a_city_a_newspaper_and_where_something_was_held_before_a_day(line: str, date: datetime.date | None) -> None:
    """What else stands there without a comma may be what happened then."""
    about = about_line(line)
    assert (about.day if about else None) == date
