"""Words beside days that make an open or a closed period of them: "since", "before", "between … and …"."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.language.expressions import expression, typed_expression
from retrieval.records import Period

_ONE_DAY = datetime.timedelta(1)

_BETWEEN = (
    r"between|from|zwischen|vom|von|entre|desde|du|del|de|tra|fra|dal|da|tussen|van|między|od|mellan|från|"
    r"между|с|між|з|بين"
)
_AND = (
    r"and|to|until|till|through|und|bis|y|e|a|al|hasta|et|au|à|ed|até|en|tot|i|do|och|till|"
    r"и|по|до|і|та|و|to the|bis zum|ile|ve|से|और"
)
_SINCE = (
    r"since|as from|starting in|seit|ab|desde|a partir de|depuis|à partir de|a partire da|sinds|vanaf|od|sedan|"
    r"начиная с|с|починаючи з|з|منذ|dal?|dall'|(?<!πριν )(?<!μετά )από"
)
_AFTER = (
    r"after|later than|nach|después del?|tras|après|dopo|dopo il|na|po|depois de|após|efter|после|після|بعد"
    r"|μετά(?: από)?"
)
_BEFORE = (
    r"before|prior to|earlier than|vor|antes del?|avant|prima di|prima del|voor|vóór|przed|före|innan|до|перед|قبل"
    r"|πριν(?: από)?"
)
_UNTIL = (
    r"until|till|up to|bis|hasta|jusqu'en|jusqu'au|jusqu'à|fino a|fino al|tot|do|até|fram till|till|حتى|μέχρι|έως|ως"
)

_ARTICLE = r"(?:\s+(?:the|last|dem|den|el|la|le|il|lo|o|der|τον|το|την|τις|año|year|the year|jahr|jahre))?\s*"
_OPENINGS = tuple(
    (typed_expression(rf"(?<!\w)(?:{words}){_ARTICLE}\Z", re.IGNORECASE), kind)
    for kind, words in (("until", _UNTIL), ("since", _SINCE), ("after", _AFTER), ("before", _BEFORE))
)
_ONLY_IN = {"na": "nl", "do": "pl", "po": "pl", "da": "it", "dal": "it", "dall'": "it"}
"""Words that open a period in one language, and mean something else in others: "na primavera", "do ano passado"."""
_OPENS_PAIR = expression(rf"(?<!\w)(?:{_BETWEEN}){_ARTICLE}\Z", re.IGNORECASE)
# Turkish, Hindi and others say it after both.
_CLOSES_PAIR = expression(
    r"\s*(?:tarihleri\s+|के\s+)?(?:aras[ıi]nda|बीच|तक|之间|期间|の間|まで|까지|사이)", re.IGNORECASE
)
_JOINS_PAIR = expression(
    rf"\s*(?:(?<!\w)(?:{_AND})(?!\w){_ARTICLE}|[-–—~]|[和到至と]|から|부터|에서|[과와])\s*", re.IGNORECASE
)
_JOINS_NEIGHBOURS = expression(r"\s*(?:and|or|und|oder|y|o|et|ou|e|en|och|i|и|или|і)\s+(?:in\s+)?", re.IGNORECASE)
_ONWARDS = expression(r"\s+(?:on|onwards?)\b", re.IGNORECASE)
_FROM = expression(r"(?<!\w)from\s+\Z", re.IGNORECASE)
# With these both days need no word around them: 3–7 March, 3 to 7 March, 2023年8月到12月, 1월부터 5월.
_RANGE = expression(r"\s*(?:(?<!\w)(?:to|through|bis)(?!\w)|[-–—]|[到至〜～]|から|부터)\s*", re.IGNORECASE)
# Chinese, Japanese, Korean, Hindi and Turkish say it after the days.
_ENDINGS = tuple(
    (expression(rf"\s*[年년]?\s*(?:{words})", re.IGNORECASE), kind)
    for words, kind in (
        (r"之前|以前|より前|이전|전에|से पहले|के पहले|'?[dt][ae]n önce", "before"),
        (r"之后|以后|の後|के बाद(?! से)|'?[dt][ae]n sonra", "after"),
        (r"以来|以後|以降|から|至今|起|이후|이래|부터|के बाद से|से|'?[dt][ae]n (?:beri|bu yana|itibaren)", "since"),
        (r"为止|まで|까지|तक|'?y?[ae] kadar", "until"),
    )
)


class NamedDays(NamedTuple):
    """Days that a question names, and where it names them: from the first to after the last code point.

    `words` say so, with a word like "in" before the days; `asked_on` is the day that they count from, if they do.
    """

    since: datetime.date
    until: datetime.date
    start: int
    end: int
    words: str = ""
    asked_on: datetime.date | None = None


def bounded(
    days: NamedDays, others: Sequence[NamedDays], question: str, today: datetime.date, language: str
) -> Period | None:
    """The days that a question means by some that it names; None if the words beside them change nothing.

    "Since" is up to today, "before" from the first day of all. Two neighbouring periods that are named together ("2015
    and 2016") are one.

    Args:
        days: The days.
        others: All that the question names, in the order of their places.
        question: As typed.
        today: The day on which it is asked.
        language: Of the question, a bare code.
    """
    question = question.replace("’", "'")
    pair = paired(days, others, question)
    if pair:
        return pair
    before, behind = question[: days.start], question[days.end :]
    from_, onwards = _FROM.search(before), _ONWARDS.match(behind)
    if from_ and onwards:
        return _open("since", days, today, question[from_.start() : days.end + onwards.end()])
    for opening, kind in _OPENINGS:
        match = opening.search(before)
        if match and _ONLY_IN.get(match[0].split()[0].lower(), language) == language:
            return _open(kind, days, today, question[match.start() : days.end])
    for ending, kind in _ENDINGS:
        if match := ending.match(behind):
            return _open(kind, days, today, question[days.start : days.end + match.end()])
    return None


def joint(question: str, place: int) -> int | None:
    """Where what comes after a day and a word like "and" or "to" begins; None if there is no such word.

    Args:
        question: As typed.
        place: Where the day ends.
    """
    match = _JOINS_PAIR.match(question, place)
    return match.end() if match else None


def paired(days: NamedDays, others: Sequence[NamedDays], question: str) -> Period | None:
    """The days from one named beside another one to that.

    Args:
        days: One of the two.
        others: All days that the question names.
        question: In plain words.
    """
    for left in others:
        for right in others:
            if days[2:4] not in (left[2:4], right[2:4]) or left.end > right.start:
                continue
            between = question[left.end : right.start]
            opening = _OPENS_PAIR.search(question[: left.start])
            closing = _CLOSES_PAIR.match(question, right.end)
            joined = _RANGE.fullmatch(between) or ((opening or closing) and _JOINS_PAIR.fullmatch(between))
            neighbours = _JOINS_NEIGHBOURS.fullmatch(between) and right.since == left.until + _ONE_DAY
            if (joined or neighbours) and left.since <= right.until:
                start = opening.start() if joined and opening else left.start
                end = closing.end() if joined and closing else right.end
                return Period(left.since, right.until, question[start:end], left.asked_on or right.asked_on)
    return None


def _open(kind: str, days: NamedDays, today: datetime.date, words: str) -> Period | None:
    """The period that is open at one end; None when it has no day."""
    if kind == "before" and days.since > datetime.date.min:
        return Period(datetime.date.min, days.since - _ONE_DAY, words, days.asked_on)
    if kind == "until":
        return Period(datetime.date.min, days.until, words, days.asked_on)
    since = days.since if kind == "since" else days.until + _ONE_DAY
    return Period(since, today, words, days.asked_on) if since <= today else None
