"""What questions ask for, which days they name, and what is looked up: approved as tables."""

import datetime
from collections.abc import Callable
from dataclasses import fields
from itertools import chain
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from retrieval import Article, QuestionError, Searcher
from retrieval.indexing.index import Index
from retrieval.language import analyzer
from retrieval.query.akin import akin_terms
from retrieval.query.analysis import (
    analyzed,
    asks_for_days,
    corrected,
    days_near,
    listed_days,
    looked_at,
    spoken_language,
    unheld_language,
    unmatched_terms,
    without_days_left_out,
    words_of_period,
    words_that_only_ask,
)
from retrieval.query.answer_types import (
    age_asked,
    asks_who_is,
    counting_end,
    expected_answer_type,
    how_many_asked,
    measure_asked,
    role_asked,
)
from retrieval.query.bounds import NamedDays
from retrieval.query.dates import named_days, period, written_days
from retrieval.query.follow_ups import context_dependence, context_in, context_words, names_something_else, rewritten
from retrieval.query.names import names
from retrieval.query.rewording import compounds_of, in_figures, parted
from retrieval.records import Period
from tests.approved import by_language, lines, near, table
from tests.conftest import json_lines

DAYS = tuple(
    map(
        datetime.date.fromisoformat,
        ("2024-03-13", "2024-03-16", "2024-03-17", "2024-01-01", "2024-02-29", "2024-12-31", "2024-07-31"),
    )
)
"""A Wednesday, Saturday, Sunday, Monday, and the edges of months and years."""

FROM_TODAY = {
    "en": "today|yesterday|the day before yesterday|this week|last week|this weekend|last weekend|this month|"
    "last month|this quarter|last quarter|this year|last year|"
    "past 3 days|past two weeks|past weekend|3 hours ago|30 hours ago|"
    "2 days ago|2 weeks ago|one month ago|13 months ago|2 quarters ago|5 years ago|999 years ago|on Monday|last Monday|"
    "on Wednesday|last Wednesday|on Sunday|this spring|last spring|this winter|last winter|in summer 2023|winter 2023|"
    "winter 2023/24|Q1 2024|Q4|in the second quarter|first half of 2023|second half of 2023|the 1990s|early March 2024|"
    "mid-March 2024|late March 2024|late 2023|the week of 13 March 2024|the week of 17 March 2024|early 2024|in March|"
    "in April|in December|on 15 March|on 14 June|on 20 June|29 February|30 February",
    "de": "heute|gestern|vorgestern|diese Woche|letzte Woche|vor 3 Tagen|vor zwei Monaten|am Montag|letzten Montag|"
    "im Winter 2023/24|im ersten Quartal 2024|Anfang März 2024|in den letzten 3 Monaten",
    "fr": "hier|avant-hier|la semaine dernière|il y a 3 mois|lundi dernier|fin mars 2024|au premier trimestre 2024",
    "tr": "geçen hafta|3 gün önce|Mart 2024 başında",
    "zh": "昨天|上周|3天前|2024年3月初|2024年上半年",
    "ja": "昨日|先週|3日前|2024年3月の初め",
    "ru": "вчера|на прошлой неделе|3 дня назад|зимой 2023/24",
    "ar": "أمس|قبل شهر",
}
DATED = {
    "en": (
        "What happened between 3 and 7 March 2024?",
        "From 10 March to 2 April 2024",
        "since March 2023",
        "before 16/3/2024",
        "until 2024-03-16",
        "after 2022",
        "March and May 2023",
        "between 10 March and in April 2024",
        "3/4/2024 or 13/4/2024 or 4/13/2024",
        "2015 and 2016",
        "from 2015 onwards",
        "November to February 2024",
        "from the 3rd to the 7th March 2024",
        "3–7 March 2024",
        "Who won the Marathon 2023?",
        "100 7 March 2024",
        "10km 7 March 2024",
        "on 2024-02-30",
        "2024/3/16",
        "3/3/2024",
        "31 December to 2 January 2024",
        "by 2020 or 2021",
        "2024-03-16 and yesterday",
        "on 7 March 20240",
        "on 7 March 2024, 300 left",
        "on 7 March 12000 people left",
        "March 20240",
    ),
    "de": ("am 3.4.2024", "vom 3. bis 7. März 2024", "seit 2020", "vor dem 16.3.2024"),
    "es": ("del 3 al 7 de marzo de 2024", "desde marzo", "entre el 3 y el 7 de marzo de 2024"),
    "zh": ("2023年8月到12月", "2024年3月16日以前", "3月16日"),
    "ko": ("2024년 3월부터",),
    "ar": ("في ٢٠٢٤",),
    "tr": ("Mart 2023'ten önce",),
    "xx": ("in March 2023",),
}


def _told(days: NamedDays) -> str:
    asked = "*" if days.asked_on else ""
    return f"{days.since}…{days.until}{asked} [{days.start}:{days.end}] {days.words}"


def test_days_counted_from_today_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Seen from several days: the edges of weeks, months, quarters and years."""

    def told(text: str, tongue: str) -> str:
        seen: dict[str, None] = {}
        for today in DAYS:
            named = (f"{it.since}…{it.until}{'*' if it.asked_on else ''}" for it in named_days(text, today, tongue))
            seen[" & ".join(named)] = None
        return " | ".join(seen)

    rows = [f"{text!r} → {told(text, tongue)}" for tongue, texts in FROM_TODAY.items() for text in texts.split("|")]
    assert lines(*rows) == snapshot


def test_dates_of_questions_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """The period that is meant, all days that are named, and those of an article's text."""

    def told(text: str, tongue: str) -> str:
        meant = period(text, DAYS[1], tongue)
        written = {_told(it) for it in written_days(text, None, tongue)}
        named = [_told(it) for it in named_days(text, DAYS[1], tongue)]
        shown = f"{meant.since}…{meant.until}{'*' if meant.asked_on else ''} {meant.words!r}" if meant else "-"
        others = sorted(written - set(named))
        return f"{shown} ({'; '.join(named)}){' written ' + '; '.join(others) if others else ''}"

    assert by_language(told, DATED) == snapshot
    periods = (None, Period(DAYS[0], DAYS[1], ""), Period(DAYS[0], DAYS[0], ""))
    assert lines(*(days_near(each, day) for each in periods for day in (None, DAYS[0], DAYS[1]))) == snapshot(
        name="near"
    )
    assert in_figures(datetime.date(2024, 3, 4)) == snapshot(name="figures")


ASKED = {
    "en": (
        "Who is Carol Dent?",
        "who is carol dent",
        "Who is the mayor of Kessen?",
        "Who's Ana?",
        "Who is Ana Maria de la Cruz?",
        "Who is One Two Three Four?",
        "How old was she?",
        "How many mills burned?",
        "How long did it last?",
        "How long ago was it?",
        "How soon will it open?",
        "How high is it?",
        "Which former Minnesota senator spoke?",
        "In which city was it?",
        "What year did he go?",
        "What did the mayor say, and when?",
        "The man who left: what is it?",
        "Which of the very long old one two city?",
        "Whose countries are they?",
        "What is the number of mills?",
        "Why?",
        "Tell me where",
        "What happened to who?",
    ),
    "de": (
        "Wer ist Ana Ruiz?",
        "Wer ist der Bürgermeister?",
        "Wie viele Mühlen brannten?",
        "Wie alt ist sie?",
        "Wie lange dauerte es?",
        "Wo liegt es?",
        "Wann brannte sie?",
    ),
    "es": ("¿Quién es Ana de la Cruz?", "¿Cuántos años tiene Ana?", "¿Cuántos molinos hay?", "¿Cuánto duró?"),
    "fr": ("Qui est le maire?", "Combien de temps dure-t-il?", "Combien de moulins?"),
    "ru": ("Кто такой Иван Петров?", "Сколько лет назад сгорела мельница?", "Сколько длился пожар?"),
    "zh": ("他多大年纪？", "谁烧了磨坊？"),
    "xx": ("Who is Ana?",),
}


def test_kinds_of_question_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """What is asked for, and the words that ask for it."""

    def told(text: str, tongue: str) -> str:
        asked, measured = age_asked(text, tongue), sorted(measure_asked(text, tongue))
        found = analyzer.words(text, tongue)
        facts = {
            "who is": asks_who_is(text, tongue),
            "role": role_asked(text, tongue),
            "age": asked and (asked.start, asked.stop),
            "counted": counting_end(text, tongue),
            "many": how_many_asked(text, tongue),
            "measure": "".join(text[at] for at in measured),
            "names": [found[number].text for number in sorted(names(text, found, tongue))],
            "context": context_dependence(text, tongue).name,
        }
        kind = expected_answer_type(text, tongue).name
        return " ".join([kind, *(f"{name}={fact}" for name, fact in facts.items() if fact)])

    assert by_language(told, ASKED) == snapshot
    german = (
        "Wo liegt Kessen?",
        "Was sagt Ana Ruiz?",
        "Wer kam aus Not?",
        "Wer kam aus Brück?",
        "Was tat der EuGH im Herbst?",
        "Wer ist A. Ruiz",
        "Wann war Frankreich in Mai?",
    )

    def named(text: str) -> list[str]:
        found = analyzer.words(text, "de")
        return [found[number].text for number in sorted(names(text, found, "de"))]

    assert table(named, german) == snapshot(name="german")


FOLLOWING = (
    "And in 2021?",
    "And Ana Ruiz?",
    "What about the mill?",
    "Why did it burn?",
    "When was this?",
    "Where is she?",
    "How old is Ana and where does she live?",
    "Did the mill in Kessen burn before it rained?",
    "Is it true that it rained?",
    "The town council?",
    "?",
    "What did the company do about the mill there?",
    "Who said so",
    "What else did the old fire brigade of the town of Kessen do?",
    "USA?",
    "Mill?",
    "And the old mill of the town near the river in Brück?",
)


@pytest.mark.slow
def test_questions_that_go_on_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Whether a question depends on the one before, and which words it takes from there."""
    before = "Who saw the Harbour Light of Port Aldor burn in 2019 with 7 men?"

    def told(text: str) -> str:
        carried = ("", "Aldor Line", "Port Aldor", "Harbour Light")
        taken = [
            context_words(before, text, "en", names=named, carried=it) for named in (True, False) for it in carried
        ]
        whole = rewritten(text, taken[0])
        other = names_something_else(text, Article("a", "Ana Ruiz saw the mill of Kessn.", language="en"), "en")
        dependence = context_dependence(text, "en").name
        return f"{dependence} {list(dict.fromkeys(taken))} {context_in(whole, text) == taken[0]:d}{other:d}"

    assert table(told, chain.from_iterable(map(near, FOLLOWING[:7]))) == snapshot
    assert table(told, FOLLOWING) == snapshot(name="others")
    others = {
        "de": ("Und Ana Ruiz?", "Und der Bürgermeister?", "Wann war das?", "Was tat sie dort?"),
        "zh": ("那里呢？", "他是谁", "磨坊什么时候被烧毁的"),
    }
    rows = [
        (it, context_dependence(it, tongue).name, context_words("磨坊在哪里 Ana 2019", it, tongue))
        for tongue, texts in others.items()
        for it in texts
    ]
    assert lines(*rows) == snapshot(name="other languages")


@pytest.fixture(scope="module")
def index(opened_once: Callable[..., Searcher]) -> Index:
    """A few articles in three languages."""
    rows = (
        (
            "en",
            "2024-03-16",
            "The old mill of Karlo fell into the river. The wellbeing of Netanyahu and the Who, 1,200 men.",
        ),
        (
            "en",
            "2023-05-06",
            "The new mill of Karlo opened; a watermill, waterside paths, v3.2 and B1742. It rained twelve times.",
        ),
        (
            "de",
            "2022-01-01",
            "Das Heimatmuseum von Kessen wurde abgeschaltet. Überfälle begannen 2024-03-16 im Rathausmuseum.",
        ),
        ("es", "2015-01-01", "El puente nuevo de Madrid se abre."),
        ("en", "2015-06-01", "The river rises again; the river, the river. A colour of organised mills."),
    )
    records = [
        {"id": str(n), "text": text, "language": tongue, "date": day} for n, (tongue, day, text) in enumerate(rows)
    ]
    return opened_once({"a.jsonl": json_lines(*records)}).index


QUESTIONS = (
    "Who saw the old mill of Karlo?",
    "When did the mil fall?",
    "What did Netanjahu say about well being?",
    "What did The Who do on 16 March 2024?",
    "1.200 men or 12 men?",
    "Wann schaltet das Museum in Kessen ab?",
    "Wo ist das Heimat-Museum?",
    "Was begann am 16.3.2024?",
    "Wie viele Überfall gab es?",
    "¿Quién abre el puente?",
    "How many boats are on the river?",
    "How old is the mill",
    "How long did the flod last in 2023",
    "v 3.2 and B-1742",
    "What is the color of organized mils?",
    "watermillwaterside",
    "What happened in March 2024?",
    "What happened in 2015",
    "latest news",
    "latest version",
    "latest news about the mill",
    "What was before 2015?",
    "What happened before 2015?",
    "in 2020 and the xyzzy river",
    "Kto otworzył most w Madrycie?",
    "Hello",
    "the of",
    "?",
    "“old mill” of karlo",
    "Who opened it in France and Frnace?",
    "Wer hat das Museum gebaut?",
    "What does it cost this week?",
    "Who repaired the river",
    "kessn",
    "Wie lange dauert es",
    "a12b 12boats",
)


def test_questions_are_looked_at_as_approved(snapshot: SnapshotAssertion, index: Index) -> None:
    """The words that are looked up, with what ranking needs of each; what is missing; which days are meant."""

    def told(text: str) -> str:
        try:
            found, corrections = corrected(text, index)
        except QuestionError as error:
            return str(error)
        question = analyzed(text, found, index, quoted=("old mill", "mill"), context_start=len(text) - 4)
        own = analyzed(text, found, index, paired=False)
        meant = period(text, DAYS[1])
        facts: dict[str, Any] = {
            "words": [f"{it.text}={it.term}{'+' + '+'.join(it.also) if it.also else ''}" for it in found],
            "corrections": [tuple(getattr(it, each.name) for each in fields(it)) for it in corrections],
            "type": own.answer_type.name,
            "weights": _rounded(question.weights),
            "alone": _rounded(question.discounted_idf),
            "own": own.discounted_idf == own.weights,
            "steady": _rounded(question.steady_idf),
            "names": sorted(own.names),
            "context": sorted(question.context),
            "asking": sorted(own.asking),
            "light": sorted(own.light),
            "counted": own.counted,
            "phrases": [len(each) for each in question.phrases],
            "numbers": dict(own.numbers),
            "deed": sorted(own.deed),
            "attributes": [(it.attribute, it.text, sorted(it.words)) for it in own.attributes],
            "akin": sorted(own.akin.values()),
            "language": own.language,
            "newness": own.newness,
            "unknown": sorted(own.unknown),
            "short": round(own.shortness, 3),
            "unmatched": unmatched_terms(text, found, meant, index, DAYS[1]),
            "only ask": sorted(words_that_only_ask(text, found, index)),
            "said when": [
                sorted(words_of_period(text, found, meant, day))
                for day in (None, DAYS[1].toordinal(), DAYS[3].toordinal())
            ],
            "kept": len(without_days_left_out(text, found, DAYS[1], index)),
            "listed": [listed_days(text, DAYS[1], index, narrowed=narrowed) for narrowed in (True, False)],
            "days": [asks_for_days(text, index, after_such=such) for such in (True, False)],
            "unheld": unheld_language(text, index),
            "spoken": [spoken_language(text, it, index) for it in (None, "es", "pl")],
            "parted": [[part.text for part in parted(it, index, own.language)] for it in found],
            "compounds": [compounds_of(it, index, own.language) for it in found],
            "discounted": _rounded(question.context_discounted().weights),
            "without": _rounded(question.without({0}).steady_idf),
        }
        return " ".join(f"{name}={fact}" for name, fact in facts.items() if fact not in ([], {}, None, ""))

    assert table(told, QUESTIONS) == snapshot
    long = ("a " * 3000, "a" * 5000, f"{'a' * 4095} b", f"{'a' * 4096} b", f"{'a' * 4096}b", f"b {'a' * 4096}")
    assert lines(*((len(it), len(looked_at(it, index))) for it in long)) == snapshot(name="long")

    def akin(text: str) -> list[tuple[int, float]]:
        return sorted(akin_terms(analyzer.words(text, "en"), frozenset(), index.catalog, {}).values())

    starts = ("water", "wate", "watermelon", "rive", "riverbank", "organ", "organise")
    assert table(akin, starts) == snapshot(name="akin")


def _rounded(numbers: tuple[float, ...]) -> list[float]:
    return [round(number, 4) for number in numbers]
