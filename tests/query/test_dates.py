"""Words in a question that say when."""

import datetime
import re
from collections.abc import Iterator

import pytest

from retrieval.query.dates import COMING, named_days, period
from retrieval.query.relative_days import months_later
from retrieval.records import Period

TODAY = datetime.date(2024, 3, 16)  # a Saturday


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("What happened today?", "2024-03-16", "2024-03-16"),
        ("Who resigned yesterday?", "2024-03-15", "2024-03-15"),
        ("Who resigned two days ago?", "2024-03-14", "2024-03-14"),
        ("Who resigned this week?", "2024-03-10", "2024-03-16"),
        ("Who resigned this past week?", "2024-03-10", "2024-03-16"),
        ("Who resigned last week?", "2024-03-04", "2024-03-10"),
        ("Who resigned last weekend?", "2024-03-09", "2024-03-10"),
        ("Who resigned this month?", "2024-03-01", "2024-03-16"),
        ("Who resigned last month?", "2024-02-01", "2024-02-29"),
        ("Who resigned this year?", "2024-01-01", "2024-03-16"),
        ("Who resigned last year?", "2023-01-01", "2023-12-31"),
        ("Who resigned in the past three weeks?", "2024-02-24", "2024-03-16"),
        ("Who resigned a year ago?", "2023-01-01", "2023-12-31"),
        ("Who resigned on Thursday?", "2024-03-14", "2024-03-14"),
        ("Who resigned in March 2024?", "2024-03-01", "2024-03-31"),
        ("Who resigned in April?", "2023-04-01", "2023-04-30"),
        ("Who resigned on 16 March?", "2024-03-16", "2024-03-16"),
        ("Who resigned on the 17th of August?", "2023-08-17", "2023-08-17"),
        ("Who resigned on March 1st, 2022?", "2022-03-01", "2022-03-01"),
        ("Who resigned on Aug. 14?", "2023-08-14", "2023-08-14"),
        ("Who resigned on 2024-02-29?", "2024-02-29", "2024-02-29"),
        ("Who resigned this weekend?", "2024-03-16", "2024-03-16"),
        ("How full was it as of the evening of Aug. 14?", "2023-08-14", "2023-08-14"),
        ("Who resigned in 2022?", "2022-01-01", "2022-12-31"),
        ("Who resigned this week, in March 2023?", "2023-03-01", "2023-03-31"),
        ("Who resigned the day before yesterday?", "2024-03-14", "2024-03-14"),
        ("Who resigned last night?", "2024-03-15", "2024-03-15"),
        ("Who resigned this morning?", "2024-03-16", "2024-03-16"),
        ("Who resigned last Saturday?", "2024-03-09", "2024-03-09"),
        ("Who resigned in the past week?", "2024-03-09", "2024-03-16"),
        ("Who resigned in the last 24 hours?", "2024-03-15", "2024-03-16"),
        ("Who resigned in March of 2023?", "2023-03-01", "2023-03-31"),
        ("Who resigned in the year 2022?", "2022-01-01", "2022-12-31"),
        ("Who resigned on Sunday?", "2024-03-10", "2024-03-10"),
        ("Who resigned on Saturday?", "2024-03-16", "2024-03-16"),
        ("Who resigned this Saturday?", "2024-03-16", "2024-03-16"),
        ("Who resigned last Friday?", "2024-03-15", "2024-03-15"),
        ("Who resigned an year ago?", "2023-01-01", "2023-12-31"),
        ("Who resigned twelve months ago?", "2023-03-01", "2023-03-31"),
        ("Who resigned two weeks ago?", "2024-02-25", "2024-03-02"),
        ("Who resigned 10 days ago?", "2024-03-06", "2024-03-06"),
        ("Who resigned in the last 48 hours?", "2024-03-14", "2024-03-16"),
        ("Who resigned in the past month?", "2024-02-16", "2024-03-16"),
        ("Who resigned the past weekend?", "2024-03-09", "2024-03-10"),
        ("Who resigned tonight?", "2024-03-16", "2024-03-16"),
        ("Who resigned in December?", "2023-12-01", "2023-12-31"),
        ("Who resigned in Sept. 2023?", "2023-09-01", "2023-09-30"),
        ("Who resigned on 14 June?", "2023-06-14", "2023-06-14"),
    ],
)
def test_days_are_read(question: str, since: str, until: str) -> None:
    """A cue is read from the day the question is asked on, or as-of."""
    found = period(question, TODAY, "en")
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)
    assert found.words in question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who resigned on 2024-02-29?", "2024-02-29"),
        ("Who resigned on March 1st, 2022?", "March 1st, 2022"),
        ("Who resigned in March 2024, and why?", "in March 2024"),
        ("Who resigned This Week?", "This Week"),
        ("Who resigned in 2022?", "in 2022"),
        ("谁在2023年3月16日辞职?", "2023年3月16日"),
    ],
)
def test_the_words_that_say_when_are_given(question: str, words: str) -> None:
    """All of them, and no others."""
    found = period(question, TODAY, "zh" if "谁" in question else "en")
    assert found is not None
    assert found.words == words


def test_words_of_other_languages_are_given_as_typed() -> None:
    """Also where the apostrophe is curly."""
    found = period("Qui a démissionné l’année dernière, et aujourd’hui ?", TODAY, "fr")
    assert found is not None
    assert found.words == "année dernière"
    found = period("Qui a démissionné aujourd’hui ?", TODAY, "fr")
    assert found is not None
    assert (found.words, found.since) == ("aujourd’hui", TODAY)


@pytest.mark.parametrize(
    ("day", "since", "until"),
    [
        ("2024-03-15", "2024-03-09", "2024-03-15"),  # a Friday: the weekend before
        ("2024-03-16", "2024-03-16", "2024-03-16"),
        ("2024-03-17", "2024-03-16", "2024-03-17"),
        ("2024-03-18", "2024-03-16", "2024-03-18"),
    ],
)
def test_this_weekend_is_the_latest(day: str, since: str, until: str) -> None:
    """From its Saturday up to today."""
    found = period("Who resigned this weekend?", datetime.date.fromisoformat(day))
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)


@pytest.mark.parametrize(
    ("day", "since"),
    [
        ("2024-03-15", "2024-03-09"),
        ("2024-03-16", "2024-03-09"),
        ("2024-03-17", "2024-03-09"),
        ("2024-03-18", "2024-03-16"),
    ],
)
def test_last_weekend_is_over(day: str, since: str) -> None:
    """On Saturday and Sunday it is that of a week ago."""
    found = period("Who resigned last weekend?", datetime.date.fromisoformat(day))
    assert found is not None
    assert found.since.isoformat() == since
    assert found.until - found.since == datetime.timedelta(1)


def test_a_coming_day_is_not_last_years() -> None:
    """A day less than `COMING` ahead is that coming day, of which nothing is told yet; a later one is last year's."""
    coming, later = TODAY + COMING - datetime.timedelta(1), TODAY + COMING
    assert period(f"Who resigned on {coming.day} {coming:%B}?", TODAY) is None
    found = period(f"Who resigned on {later.day} {later:%B}?", TODAY)
    assert found is not None
    assert found.since == later.replace(year=later.year - 1)
    tomorrow = TODAY + datetime.timedelta(1)
    assert period(f"Who resigned on {tomorrow.day} {tomorrow:%B}?", TODAY) is None


def test_dates_come_before_phrases_and_these_before_years() -> None:
    """Of two of a kind the first counts."""

    def first_day(question: str) -> str:
        found = period(question, TODAY)
        assert found is not None
        return found.since.isoformat()

    assert first_day("Who resigned in 2022, two days ago, on 2023-05-06?") == "2023-05-06"
    assert first_day("Who resigned in 2022 or two days ago?") == "2024-03-14"
    assert first_day("Who resigned two days ago or yesterday?") == "2024-03-14"
    assert first_day("Who resigned in 2021 or in 2022?") == "2021-01-01"
    assert first_day("Who will resign on 2024-03-17, or did on 2024-03-16?") == "2024-03-16"


@pytest.mark.parametrize(
    "question",
    [
        "Who won?",
        "Who may march on Rome?",
        "What will happen next week?",
        "Who earned 2000 dollars?",
        "Which golfer won the $18 million prize?",
        "Who was inactive for two years?",
        "Who was born on 30 February?",
        "Who dined at Mar-a-Lago?",
        "Why were the Fourth of July fireworks cancelled?",
        "Which prices are higher than a year ago?",
        "What comes out on April 29?",
        "Who will join the league in 2025?",
        "Who was there on 2024-13-45?",
        "",
    ],
)
def test_other_words_are_no_days(question: str) -> None:
    """A question without a cue names no days, whatever else it is made of."""
    assert period(question, TODAY, "en") is None


def test_leap_days_move_to_days_that_are_there() -> None:
    """On 29 February a year ago was no such day: the year is meant."""
    found = period("Who won a year ago?", datetime.date(2024, 2, 29))
    assert found is not None
    assert (found.since.year, found.until.year) == (2023, 2023)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("¿Quién dimitió el 16 de marzo de 2023?", "es"),
        ("Кто ушёл 16 марта 2023?", "ru"),
        ("Wer trat am 16. März 2023 zurück?", "de"),
    ],
)
def test_months_of_other_languages_are_known(question: str, language: str) -> None:
    """The names of months are those of the question's language."""
    found = period(question, TODAY, language)
    assert found is not None
    assert found.since == found.until == datetime.date(2023, 3, 16)


@pytest.mark.parametrize(
    ("question", "language", "since", "until"),
    [
        ("¿Quién dimitió ayer?", "es", "2024-03-15", "2024-03-15"),
        ("¿Quién dimitió la semana pasada?", "es", "2024-03-04", "2024-03-10"),
        ("¿Quién dimitió en 2022?", "es", "2022-01-01", "2022-12-31"),
        ("Кто ушёл в марте 2023 года?", "ru", "2023-03-01", "2023-03-31"),
        ("Кто ушёл вчера?", "ru", "2024-03-15", "2024-03-15"),
        ("Хто пішов у березні 2023?", "uk", "2023-03-01", "2023-03-31"),
        ("Kto odszedł w lutym 2023?", "pl", "2023-02-01", "2023-02-28"),
        ("Wer ist letztes Jahr zurückgetreten?", "de", "2023-01-01", "2023-12-31"),
        ("Wer trat im Jahr 2022 zurück?", "de", "2022-01-01", "2022-12-31"),
        ("Qui a démissionné hier ?", "fr", "2024-03-15", "2024-03-15"),
        ("Qui a démissionné l’année dernière ?", "fr", "2023-01-01", "2023-12-31"),
        ("Qui a démissionné le 1er mars 2023 ?", "fr", "2023-03-01", "2023-03-01"),
        ("谁在2023年3月16日辞职?", "zh", "2023-03-16", "2023-03-16"),
        ("去年谁辞职了?", "zh", "2023-01-01", "2023-12-31"),
        ("2022年に誰が辞任した?", "ja", "2022-01-01", "2022-12-31"),
        ("昨日誰が辞任した?", "ja", "2024-03-15", "2024-03-15"),
        ("2023년 3월에 누가 사임했나?", "ko", "2023-03-01", "2023-03-31"),
        ("من استقال أمس؟", "ar", "2024-03-15", "2024-03-15"),
    ],
)
def test_cues_of_other_languages_are_read(question: str, language: str, since: str, until: str) -> None:
    """What says when is read in the question's language, in figures and in words."""
    found = period(question, TODAY, language)
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)
    assert found.words in question


@pytest.mark.parametrize(
    ("question", "language"),
    [("Wer ist hier zurückgetreten?", "de"), ("3か月で何が変わった?", "ja"), ("13月有什么?", "zh"), ("Wer?", "xx")],
)
def test_what_is_a_cue_in_one_language_is_none_in_another(question: str, language: str) -> None:
    """A word says when only in its own language, and a month has a number up to twelve."""
    assert period(question, TODAY, language) is None


PHRASES = """
en
the day before yesterday 2024-03-14
this quarter 2024-01-01 2024-03-16
last quarter 2023-10-01 2023-12-31
two quarters ago 2023-07-01 2023-09-30
in the last two years 2022-03-16 2024-03-16
in the last 72 hours 2024-03-13 2024-03-16
in spring 2023 2023-03-01 2023-05-31
in the autumn of 2023 2023-09-01 2023-11-30
last summer 2023-06-01 2023-08-31
this winter 2023-12-01 2024-02-29
in winter 2022 2021-12-01 2022-02-28
in winter 2022/23 2022-12-01 2023-02-28
in the first quarter of 2023 2023-01-01 2023-03-31
in Q4 2022 2022-10-01 2022-12-31
in 2022's second quarter 2022-04-01 2022-06-30
in the third quarter 2023-07-01 2023-09-30
in the first half of 2023 2023-01-01 2023-06-30
in H2 2023 2023-07-01 2023-12-31
in the week of 5 March 2024-03-04 2024-03-10
in the week of March 3, 2024 2024-03-03 2024-03-09
in the 1990s 1990-01-01 1999-12-31
in early March 2023 2023-03-01 2023-03-10
in mid-March 2023 2023-03-11 2023-03-20
at the end of March 2023 2023-03-21 2023-03-31
late in 2023 2023-09-01 2023-12-31
on 14/03/2024 2024-03-14
on 14.3.2024 2024-03-14
de
vorgestern 2024-03-14
diese Woche 2024-03-10 2024-03-16
in der letzten Woche 2024-03-04 2024-03-10
vergangene Woche 2024-03-04 2024-03-10
am vergangenen Wochenende 2024-03-09 2024-03-10
im letzten Monat 2024-02-01 2024-02-29
in diesem Jahr 2024-01-01 2024-03-16
vor zwei Jahren 2022-01-01 2022-12-31
vor drei Tagen 2024-03-13
in den letzten drei Wochen 2024-02-24 2024-03-16
am Donnerstag 2024-03-14
letzten Samstag 2024-03-09
im Frühjahr 2023 2023-03-01 2023-05-31
im Sommer des Jahres 2023 2023-06-01 2023-08-31
im ersten Quartal 2023 2023-01-01 2023-03-31
im 3. Quartal 2023 2023-07-01 2023-09-30
im ersten Halbjahr 2023 2023-01-01 2023-06-30
in der Woche vom 5. März 2024-03-04 2024-03-10
Anfang März 2023 2023-03-01 2023-03-10
Ende 2023 2023-09-01 2023-12-31
in den 1990er Jahren 1990-01-01 1999-12-31
am 14.03.2024 2024-03-14
es
anteayer 2024-03-14
esta semana 2024-03-10 2024-03-16
el mes pasado 2024-02-01 2024-02-29
el pasado mes 2024-02-01 2024-02-29
el fin de semana pasado 2024-03-09 2024-03-10
hace dos años 2022-01-01 2022-12-31
hace tres días 2024-03-13
en los últimos tres meses 2023-12-16 2024-03-16
el jueves 2024-03-14
el pasado sábado 2024-03-09
en la primavera de 2023 2023-03-01 2023-05-31
en el primer trimestre de 2023 2023-01-01 2023-03-31
en el segundo semestre de 2023 2023-07-01 2023-12-31
en la semana del 5 de marzo 2024-03-04 2024-03-10
a principios de marzo de 2023 2023-03-01 2023-03-10
a finales de 2023 2023-09-01 2023-12-31
en los años 1990 1990-01-01 1999-12-31
el 5/3/2024 2024-03-05
fr
avant-hier 2024-03-14
cette semaine 2024-03-10 2024-03-16
la semaine dernière 2024-03-04 2024-03-10
le week-end dernier 2024-03-09 2024-03-10
ce mois-ci 2024-03-01 2024-03-16
il y a deux ans 2022-01-01 2022-12-31
ces trois derniers mois 2023-12-16 2024-03-16
jeudi 2024-03-14
samedi dernier 2024-03-09
au printemps 2023 2023-03-01 2023-05-31
l’été dernier 2023-06-01 2023-08-31
au premier trimestre 2023 2023-01-01 2023-03-31
au 2e trimestre de 2023 2023-04-01 2023-06-30
au second semestre 2023 2023-07-01 2023-12-31
dans la semaine du 5 mars 2024-03-04 2024-03-10
début mars 2023 2023-03-01 2023-03-10
à la fin de 2023 2023-09-01 2023-12-31
dans les années 1990 1990-01-01 1999-12-31
it
l’altro ieri 2024-03-14
questa settimana 2024-03-10 2024-03-16
il mese scorso 2024-02-01 2024-02-29
quest’anno 2024-01-01 2024-03-16
due anni fa 2022-01-01 2022-12-31
negli ultimi tre mesi 2023-12-16 2024-03-16
giovedì 2024-03-14
sabato scorso 2024-03-09
nella primavera del 2023 2023-03-01 2023-05-31
nel primo trimestre del 2023 2023-01-01 2023-03-31
nel secondo semestre 2023 2023-07-01 2023-12-31
nella settimana del 5 marzo 2024-03-04 2024-03-10
a fine marzo 2023 2023-03-21 2023-03-31
a marzo 2023 2023-03-01 2023-03-31
negli anni 1990 1990-01-01 1999-12-31
pt
anteontem 2024-03-14
nesta semana 2024-03-10 2024-03-16
no mês passado 2024-02-01 2024-02-29
no ano passado 2023-01-01 2023-12-31
há dois anos 2022-01-01 2022-12-31
três dias atrás 2024-03-13
nos últimos três meses 2023-12-16 2024-03-16
na quinta-feira 2024-03-14
na primavera de 2023 2023-03-01 2023-05-31
no primeiro trimestre de 2023 2023-01-01 2023-03-31
na semana de 5 de março 2024-03-04 2024-03-10
no início de março de 2023 2023-03-01 2023-03-10
nos anos 1990 1990-01-01 1999-12-31
nl
eergisteren 2024-03-14
deze week 2024-03-10 2024-03-16
afgelopen maand 2024-02-01 2024-02-29
vorig jaar 2023-01-01 2023-12-31
twee jaar geleden 2022-01-01 2022-12-31
de afgelopen drie maanden 2023-12-16 2024-03-16
afgelopen zaterdag 2024-03-09
in het voorjaar van 2023 2023-03-01 2023-05-31
in het eerste kwartaal van 2023 2023-01-01 2023-03-31
in de week van 5 maart 2024-03-04 2024-03-10
eind maart 2023 2023-03-21 2023-03-31
in de jaren 1990 1990-01-01 1999-12-31
pl
przedwczoraj 2024-03-14
w tym tygodniu 2024-03-10 2024-03-16
w zeszłym miesiącu 2024-02-01 2024-02-29
w ubiegłym roku 2023-01-01 2023-12-31
dwa lata temu 2022-01-01 2022-12-31
rok temu 2023-01-01 2023-12-31
w ostatnich trzech miesiącach 2023-12-16 2024-03-16
w czwartek 2024-03-14
wiosną 2023 2023-03-01 2023-05-31
w pierwszym kwartale 2023 2023-01-01 2023-03-31
w pierwszej połowie 2023 2023-01-01 2023-06-30
na początku marca 2023 2023-03-01 2023-03-10
5 marca 2024 r. 2024-03-05
ru
позавчера 2024-03-14
на этой неделе 2024-03-10 2024-03-16
в прошлом месяце 2024-02-01 2024-02-29
два года назад 2022-01-01 2022-12-31
год назад 2023-01-01 2023-12-31
за последние три месяца 2023-12-16 2024-03-16
в четверг 2024-03-14
в прошлую субботу 2024-03-09
весной 2023 2023-03-01 2023-05-31
в первом квартале 2023 года 2023-01-01 2023-03-31
во второй половине 2023 года 2023-07-01 2023-12-31
в начале марта 2023 2023-03-01 2023-03-10
в 1990-х годах 1990-01-01 1999-12-31
14.03.2024 2024-03-14
uk
позавчора 2024-03-14
цього тижня 2024-03-10 2024-03-16
минулого місяця 2024-02-01 2024-02-29
два роки тому 2022-01-01 2022-12-31
за останні три місяці 2023-12-16 2024-03-16
у четвер 2024-03-14
навесні 2023 2023-03-01 2023-05-31
влітку 2023 2023-06-01 2023-08-31
у першому кварталі 2023 2023-01-01 2023-03-31
на початку березня 2023 2023-03-01 2023-03-10
sv
i förrgår 2024-03-14
den här veckan 2024-03-10 2024-03-16
förra månaden 2024-02-01 2024-02-29
i fjol 2023-01-01 2023-12-31
för två år sedan 2022-01-01 2022-12-31
de senaste tre månaderna 2023-12-16 2024-03-16
i torsdags 2024-03-14
våren 2023 2023-03-01 2023-05-31
första kvartalet 2023 2023-01-01 2023-03-31
i början av mars 2023 2023-03-01 2023-03-10
på 1990-talet 1990-01-01 1999-12-31
tr
dün 2024-03-15
bu hafta 2024-03-10 2024-03-16
geçen ay 2024-02-01 2024-02-29
iki yıl önce 2022-01-01 2022-12-31
son üç ayda 2023-12-16 2024-03-16
perşembe günü 2024-03-14
2023 ilkbaharında 2023-03-01 2023-05-31
2023’ün ilk çeyreğinde 2023-01-01 2023-03-31
2023 yılının ikinci yarısında 2023-07-01 2023-12-31
martta 2024-03-01 2024-03-31
5 Mart 2024’te 2024-03-05
zh
前天 2024-03-14
这周 2024-03-10 2024-03-16
上个月 2024-02-01 2024-02-29
两年前 2022-01-01 2022-12-31
三天前 2024-03-13
过去三个月 2023-12-16 2024-03-16
上周六 2024-03-09
2023年春天 2023-03-01 2023-05-31
2023年第一季度 2023-01-01 2023-03-31
2023年上半年 2023-01-01 2023-06-30
2023年3月初 2023-03-01 2023-03-10
ja
一昨日 2024-03-14
今週 2024-03-10 2024-03-16
先月 2024-02-01 2024-02-29
2年前 2022-01-01 2022-12-31
3日前 2024-03-13
過去3か月 2023-12-16 2024-03-16
木曜日 2024-03-14
2023年の春 2023-03-01 2023-05-31
2023年第1四半期 2023-01-01 2023-03-31
2023年3月下旬 2023-03-21 2023-03-31
ar
أول أمس 2024-03-14
هذا الأسبوع 2024-03-10 2024-03-16
الشهر الماضي 2024-02-01 2024-02-29
قبل ثلاثة أيام 2024-03-13
يوم الخميس 2024-03-14
في ربيع 2023 2023-03-01 2023-05-31
في الربع الأول من 2023 2023-01-01 2023-03-31
٥ مارس ٢٠٢٤ 2024-03-05
"""
"""Languages, and under each what says which days, with the first and the last of them."""


def phrases() -> Iterator[tuple[str, str, list[str]]]:
    """Each phrase with its language and its days."""
    language = ""
    for line in PHRASES.strip().splitlines():
        *words, last = line.split()
        if not words:
            language = last
            continue
        days = [word for word in (words[-1], last) if re.fullmatch(r"\d{4}-\d\d-\d\d", word)]
        yield language, line[: line.index(days[0])].rstrip(), days


@pytest.mark.parametrize(("language", "phrase", "days"), list(phrases()))
def test_each_language_says_when_in_its_own_words(language: str, phrase: str, days: list[str]) -> None:
    """What counts from today, and parts of a year, in the middle of a question and with its words."""
    question = f"X? {phrase}, X"
    found = period(question, TODAY, language)
    assert found is not None
    assert [str(found.since), str(found.until)] == [days[0], days[-1]]
    assert found.words in phrase


@pytest.mark.parametrize(
    ("question", "asked_on"),
    [
        ("Who resigned last week?", TODAY),
        ("Who resigned since March?", TODAY),
        ("Who resigned between 3 March 2024 and yesterday?", TODAY),
        ("Who resigned last summer?", TODAY),
        ("Who resigned in Q1 2023?", None),
        ("Who resigned in the 1990s?", None),
        ("Who resigned on 3 March 2024?", None),
        ("Who resigned in 2022?", None),
    ],
)
def test_what_counts_from_a_day_says_from_which(question: str, asked_on: datetime.date | None) -> None:
    """Dates and years by themselves count from none."""
    found = period(question, TODAY)
    assert found is not None
    assert found.asked_on == asked_on


@pytest.mark.parametrize(
    "question",
    [
        "Who lost in the second half?", "Which spring feeds the mill?", "When do storks come in spring?",
        "Who was hurt in the fall?", "Was it 4/5/2024?", "What is v1.2.2024.5?",
        "What happened 999999 weeks ago?", "Who won more than two years ago?",
    ],
)  # fmt: skip
def test_seasons_and_halves_without_a_year_are_words(question: str) -> None:
    """So are figures that may be two days, or none."""
    assert period(question, TODAY) is None


def test_a_language_that_is_not_known_is_no_error() -> None:
    """For a language without names of months, the English ones are taken."""
    found = period("In March 2023?", TODAY, "xx")
    assert found is not None
    assert found.since == datetime.date(2023, 3, 1)


@pytest.mark.parametrize(
    ("question", "language", "since", "until", "words"),
    [
        ("Who resigned since January 2024?", "en", "2024-01-01", "2024-03-16", "since January 2024"),
        ("Who resigned after January 2024?", "en", "2024-02-01", "2024-03-16", "after January 2024"),
        ("Who resigned before 10 March 2024?", "en", "0001-01-01", "2024-03-09", "before 10 March 2024"),
        ("Who resigned until 2023?", "en", "0001-01-01", "2023-12-31", "until 2023"),
        ("Who resigned from March 2023 on?", "en", "2023-03-01", "2024-03-16", "from March 2023 on"),
        ("Who resigned between 2015 and 2018?", "en", "2015-01-01", "2018-12-31", "between 2015 and 2018"),
        ("Who resigned between March and May 2023?", "en", "2023-03-01", "2023-05-31", "between March and May 2023"),
        ("Who resigned from 3 to 7 March 2024?", "en", "2024-03-03", "2024-03-07", "from 3 to 7 March 2024"),
        (
            "Who resigned from 2024-01-05 to 2024-02-09?",
            "en",
            "2024-01-05",
            "2024-02-09",
            "from 2024-01-05 to 2024-02-09",
        ),
        ("Who resigned in 2015 and 2016?", "en", "2015-01-01", "2016-12-31", "2015 and 2016"),
        ("Who resigned in 2015 and 2018?", "en", "2015-01-01", "2015-12-31", "in 2015"),
        (
            "Who resigned after the 2020 vote, between 2015 and 2018?",
            "en",
            "2015-01-01",
            "2018-12-31",
            "between 2015 and 2018",
        ),
        ("Who resigned since yesterday?", "en", "2024-03-15", "2024-03-16", "since yesterday"),
        ("Wer trat seit Januar 2024 zurück?", "de", "2024-01-01", "2024-03-16", "seit Januar 2024"),
        (
            "¿Quién dimitió antes del 10 de marzo de 2024?",
            "es",
            "0001-01-01",
            "2024-03-09",
            "antes del 10 de marzo de 2024",
        ),
        ("Qui a démissionné après janvier 2024 ?", "fr", "2024-02-01", "2024-03-16", "après janvier 2024"),
        ("Кто ушёл до 10 марта 2024?", "ru", "0001-01-01", "2024-03-09", "до 10 марта 2024"),
        ("2024年1月以来谁辞职了？", "zh", "2024-01-01", "2024-03-16", "2024年1月以来"),
        ("2023年以来谁辞职了？", "zh", "2023-01-01", "2024-03-16", "2023年以来"),
        ("2023年8月到12月谁辞职了？", "zh", "2023-08-01", "2023-12-31", "2023年8月到12月"),
        ("2023年2月から5月に誰が辞めましたか", "ja", "2023-02-01", "2023-05-31", "2023年2月から5月"),
        ("2023년 1월부터 5월까지 누가 사임했나요?", "ko", "2023-01-01", "2023-05-31", "2023년 1월부터 5월까지"),
        ("2023년 5월 이후 누가 사임했나요?", "ko", "2023-05-01", "2024-03-16", "2023년 5월 이후"),
        ("Ocak 2024'ten beri kim istifa etti?", "tr", "2024-01-01", "2024-03-16", "Ocak 2024'ten beri"),
        ("Ocak 2024'ten önce kim istifa etti?", "tr", "0001-01-01", "2023-12-31", "Ocak 2024'ten önce"),
        ("मई 2023 से किसने इस्तीफ़ा दिया?", "hi", "2023-05-01", "2024-03-16", "मई 2023 से"),
        ("मई 2023 से पहले किसने इस्तीफ़ा दिया?", "hi", "0001-01-01", "2023-04-30", "मई 2023 से पहले"),
        ("Ποιος παραιτήθηκε από τον Μάιο του 2023;", "el", "2023-05-01", "2024-03-16", "από τον Μάιο του 2023"),
        (
            "Ποιος παραιτήθηκε πριν από τον Μάιο του 2023;",
            "el",
            "0001-01-01",
            "2023-04-30",
            "πριν από τον Μάιο του 2023",
        ),
    ],
)
def test_open_and_closed_periods(question: str, language: str, since: str, until: str, words: str) -> None:
    """Words beside days make a period of them, and are part of the words that say so."""
    found = period(question, TODAY, language)
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat(), found.words) == (since, until, words)


@pytest.mark.parametrize(
    ("question", "language", "since", "until"),
    [
        ("What was there between 20 December and 5 January 2024?", "en", "2023-12-20", "2024-01-05"),
        ("What was there from 3 May to 5 June 2023?", "en", "2023-05-03", "2023-06-05"),
        ("Was war zwischen dem 10. März und dem 2. April 2023?", "de", "2023-03-10", "2023-04-02"),
        ("Qu'y eut-il entre le 10 mars et le 2 avril 2023 ?", "fr", "2023-03-10", "2023-04-02"),
        ("Wat was er tussen 10 maart en 2 april 2023?", "nl", "2023-03-10", "2023-04-02"),
        ("10 Mart ile 2 Nisan 2023 arasında ne oldu?", "tr", "2023-03-10", "2023-04-02"),
        ("Notizie da maggio 2023", "it", "2023-05-01", "2024-03-16"),
        ("Noticias de 2023", "es", "2023-01-01", "2023-12-31"),
        ("Co było w listopadzie 2023?", "pl", "2023-11-01", "2023-11-30"),
        ("Τι έγινε τον Μάιο 2023;", "el", "2023-05-01", "2023-05-31"),
        ("Có gì vào tháng 5 năm 2023?", "vi", "2023-05-01", "2023-05-31"),
        ("เกิดอะไรขึ้นในเดือนพฤษภาคม 2023", "th", "2023-05-01", "2023-05-31"),
    ],
)
def test_days_of_a_list_are_read(question: str, language: str, since: str, until: str) -> None:
    """A day without a year has that of the day that ends the period; months are known as they stand after "in"."""
    found = period(question, TODAY, language)
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)


def test_what_has_no_day_yet_is_no_open_period() -> None:
    """After the month of the question there is nothing: the month itself counts, as it is named."""
    assert period("Who resigned after March 2024?", TODAY) == Period(
        datetime.date(2024, 3, 1), datetime.date(2024, 3, 31), "after March 2024"
    )


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("from 3 to 7 March 2024", [("2024-03-03", "2024-03-03", "3"), ("2024-03-07", "2024-03-07", "7 March 2024")]),
        ("3-7 March 2024", [("2024-03-03", "2024-03-03", "3"), ("2024-03-07", "2024-03-07", "7 March 2024")]),
        ("March and May 2024", [("2024-03-01", "2024-03-31", "March"), ("2024-05-01", "2024-05-31", "May 2024")]),
        ("from 35 to 7 March 2024", [("2024-03-07", "2024-03-07", "7 March 2024")]),
        ("from 3 to March 2024", [("2024-03-01", "2024-03-31", "March 2024")]),
        ("In 2022 or 2023?", [("2022-01-01", "2022-12-31", "2022"), ("2023-01-01", "2023-12-31", "2023")]),
        ("v.2022 or 2022.5 or 2022, ok", [("2022-01-01", "2022-12-31", "2022")]),
        ("March 2024 in 2024", [("2024-03-01", "2024-03-31", "March 2024"), ("2024-01-01", "2024-12-31", "2024")]),
        ("today and in 2022", [("2024-03-16", "2024-03-16", "today"), ("2022-01-01", "2022-12-31", "2022")]),
        ("since 2022-01-02 until yesterday",
         [("2022-01-02", "2022-01-02", "2022-01-02"), ("2024-03-15", "2024-03-15", "yesterday")]),
        ("x 3 or 4", []),
        ("on 10 March and in April 2023",
         [("2024-03-10", "2024-03-10", "10 March"), ("2023-04-01", "2023-04-30", "April 2023")]),
    ],
)  # fmt: skip
def test_all_days_of_a_question(question: str, named: list[tuple[str, str, str]]) -> None:
    """In order, each with its place; what stands before another with its month is a start of a period."""
    days = named_days(question, TODAY)
    assert [(d.since.isoformat(), d.until.isoformat(), question[d.start : d.end]) for d in days] == named


def test_all_days_of_a_question_in_its_language() -> None:
    """And in English; the latter alone where the language is not known."""
    for language, named in (("de", ["3. März 2023", "2 May 2024"]), (None, ["2023", "2 May 2024"])):
        days = named_days("Vom 3. März 2023 oder 2 May 2024?", TODAY, language)
        assert [each.words for each in days] == named


@pytest.mark.parametrize(
    ("days", "since", "until"),
    [
        ("between 10 March 2021 and 2 April 2023", "2021-03-10", "2023-04-02"),
        ("between 10 December and 2 April 2023", "2022-12-10", "2023-04-02"),
        ("between 2 April and 2 April 2023", "2023-04-02", "2023-04-02"),
        ("between 3 April and 2 April 2023", "2022-04-03", "2023-04-02"),
        ("between 10 March and April 2023", "2023-03-10", "2023-04-30"),
        ("between 10 April and April 2023", "2023-04-10", "2023-04-30"),
        ("between 28 December and January 2023", "2022-12-28", "2023-01-31"),
        ("between December and January 2023", "2022-12-01", "2023-01-31"),
        ("between December and 5 January 2023", "2022-12-01", "2023-01-05"),
    ],
)
def test_the_first_day_of_a_period_is_in_its_own_year_or_in_that_of_the_last(days: str, since: str, until: str) -> None:
    """In the year before where it is later in the year."""
    named = period(f"What happened {days}?", TODAY)
    assert named is not None
    assert (named.since.isoformat(), named.until.isoformat()) == (since, until)


def test_a_month_behind_a_word_ends_no_period_that_a_day_begins() -> None:
    """Each is asked for by itself."""
    named = period("What happened on 10 March and in April 2023?", TODAY)
    assert named is not None
    assert named.since == named.until


def test_a_period_from_a_date_to_a_phrase() -> None:
    """The figures of the date's day are no day of their own."""
    found = period("Who resigned from 2022-01-02 until yesterday?", TODAY)
    assert found is not None
    assert (found.since.isoformat(), found.until.isoformat()) == ("2022-01-02", "2024-03-15")


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-03-28", 11, "2025-02-28"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-01-15", -13, "2022-12-15"),
        ("2024-05-31", 0, "2024-05-31"),
        ("2024-05-31", 1, "2024-06-30"),
        ("0001-12-01", -11, "0001-01-01"),
        ("9999-01-01", 11, "9999-12-01"),
    ],
)
def test_months_are_counted_from_a_day(day: str, count: int, later: str) -> None:
    """The same day of another month, or the last one that it has."""
    assert months_later(datetime.date.fromisoformat(day), count).isoformat() == later


@pytest.mark.parametrize("count", [-12, 12 * 9999])
def test_months_end_with_the_calendar(count: int) -> None:
    """As its years do."""
    with pytest.raises(ValueError, match="year"):
        months_later(datetime.date(1, 1, 28), count)


@pytest.mark.parametrize(
    ("language", "question", "since", "until"),
    [
        ("fr", "que s'est il passe en fevrier 2023", "2023-02-01", "2023-02-28"),
        ("fr", "avant decembre 2023", "0001-01-01", "2023-11-30"),
        ("fr", "l'annee derniere", "2023-01-01", "2023-12-31"),
        ("pt", "em marco de 2023", "2023-03-01", "2023-03-31"),
        ("pt", "ate 2022", "0001-01-01", "2022-12-31"),
        ("de", "im maerz 2023", "2023-03-01", "2023-03-31"),
        ("es", "hace dos anos", "2022-01-01", "2022-12-31"),
    ],
)
def test_days_are_read_without_accents(language: str, question: str, since: str, until: str) -> None:
    """As people type them."""
    days = period(question, datetime.date(2024, 6, 1), language)
    assert days is not None
    assert (days.since.isoformat(), days.until.isoformat()) == (since, until)


@pytest.mark.parametrize(
    ("question", "language", "days"),
    [
        ("On 16.3.2024", "en", ["2024-03-16"]),
        ("On 3/4/2024", "en", []),
        ("On 3/12/2024", "en", []),
        ("On 3/13/2024", "en", ["2024-03-13"]),
        ("On 12/13/2024", "en", ["2024-12-13"]),
        ("On 13/12/2024", "en", ["2024-12-13"]),
        ("On 3/3/2024", "en", ["2024-03-03"]),
        ("Am 3/4/2024", "de", ["2024-04-03"]),
        ("On 2024/3/16", "en", ["2024-03-16"]),
        ("On 31.2.2024", "en", []),
    ],
)
def test_which_figures_of_a_date_are_the_month(question: str, language: str, days: list[str]) -> None:
    """Where both could be, no day is named; the year counts then, as elsewhere."""
    named = [each for each in named_days(question, datetime.date(2024, 6, 15), language) if each.since == each.until]
    assert [each.since.isoformat() for each in named] == days


@pytest.mark.parametrize(
    ("question", "since"),
    [
        ("between 10 March and 2 April 2024", "2024-03-10"),
        ("between 10 December and 2 April 2024", "2023-12-10"),
        ("between 2 April and 2 April 2024", "2024-04-02"),
        ("between 3 April and 2 April 2024", "2023-04-03"),
        ("between 30 April and April 2024", "2024-04-30"),
        ("between 10 May and April 2024", "2023-05-10"),
        ("from 3 to 7 March 2024", "2024-03-03"),
        ("from November to May 2024", "2023-11-01"),
        ("from May to May 2024", "2024-05-01"),
    ],
)
def test_the_year_of_a_start_is_the_last_that_lets_it_be_one(question: str, since: str) -> None:
    """Before the end, or on its day."""
    assert since in [each.since.isoformat() for each in named_days(question, datetime.date(2024, 6, 15))]


@pytest.mark.parametrize(
    ("day", "since"),
    [
        ("15 June", "2024-06-15"),
        ("14 June", "2024-06-14"),
        ("16 June", None),
        ("12 September", None),
        ("13 September", "2023-09-13"),
        ("31 December", "2023-12-31"),
    ],
)
def test_a_day_without_a_year_is_the_last_unless_it_comes_soon(day: str, since: str | None) -> None:
    """Within a quarter of a year it is the coming one, of which no archive tells."""
    named = named_days(f"What was on {day}?", datetime.date(2024, 6, 15))
    assert [each.since.isoformat() for each in named] == ([since] if since else [])


@pytest.mark.parametrize(
    ("language", "question", "since", "until"),
    [
        ("en", "Who resigned in January last year?", "2023-01-01", "2023-01-31"),
        ("en", "Who resigned last year in February?", "2023-02-01", "2023-02-28"),
        ("en", "Who resigned on 3 March of last year?", "2023-03-03", "2023-03-03"),
        ("en", "Who resigned two years ago in May?", "2022-05-01", "2022-05-31"),
        ("en", "Who resigned in February or last year?", "2024-02-01", "2024-02-29"),
        ("de", "Wer ging im Februar letzten Jahres?", "2023-02-01", "2023-02-28"),
        ("es", "¿Quién dimitió en enero del año pasado?", "2023-01-01", "2023-01-31"),
        ("fr", "Qui est parti en janvier de l'année dernière ?", "2023-01-01", "2023-01-31"),
        ("pt", "Quem saiu em janeiro do ano passado?", "2023-01-01", "2023-01-31"),
        ("ru", "Кто ушёл в январе прошлого года?", "2023-01-01", "2023-01-31"),
        ("zh", "去年1月谁辞职了？", "2023-01-01", "2023-01-31"),
        ("ar", "من استقال في يناير من العام الماضي؟", "2023-01-01", "2023-01-31"),
    ],
)
def test_a_month_is_of_the_year_beside_it_that_counts_from_today(
    language: str, question: str, since: str, until: str
) -> None:
    """Also with a word between; joined by "or" they are two."""
    days = period(question, datetime.date(2024, 3, 16), language)
    assert days is not None
    assert (days.since.isoformat(), days.until.isoformat()) == (since, until)
