"""What kind of answer a question asks for, by its asking words.

The "expected answer type" of question answering (Li and Roth, 2002, "Learning Question Classifiers"), as a table: the
noun after `which` or `what`, else the asking word itself. On news questions, telling names from numbers makes three
more of a hundred answer sentences right.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise


class AnswerType(StrEnum):
    """What the answer will be: a person, a place, something else with a name, a number, a time, or anything."""

    PERSON = "person"
    PLACE = "place"
    THING = "thing"
    NUMBER = "number"
    TIME = "time"
    ANY = "any"

    @property
    def named(self) -> bool:
        """Whether such an answer is a name."""
        return self in (AnswerType.PERSON, AnswerType.PLACE, AnswerType.THING)

    @property
    def counted(self) -> bool:
        """Whether such an answer holds a number or a day."""
        return self in (AnswerType.NUMBER, AnswerType.TIME)


_NOUNS = {
    noun: kind
    for kind, nouns in {
        AnswerType.PERSON: "actor actress artist astronaut athlete author billionaire boxer broadcaster candidate"
        " celebrity ceo champion chancellor chef coach comedian congressman congresswoman democrat designer director"
        " driver executive figure footballer golfer governor guest host icon judge justice king lawmaker leader legend"
        " man minister model mp musician novelist official people person player politician presenter president"
        " quarterback queen rapper representative republican royal secretary senator singer star swimmer winner woman"
        " writer",
        AnswerType.PLACE: "airport beach capital city college continent country county district island lake location"
        " mountain museum nation neighborhood neighbourhood park place port province region river stadium state"
        " station territory town university venue village",
        AnswerType.THING: "act agency airline album app automaker award band bank bill book brand car carmaker chain"
        " club company cryptocurrency currency department drug event festival film firm franchise game giant group"
        " holiday hurricane institution language law league magazine manufacturer movie musical name network newspaper"
        " novel organisation organization party platform podcast product program restaurant retailer school series"
        " service show song sport store storm streaming team tournament toy vaccine website",
        AnswerType.NUMBER: "age amount fraction length number percent percentage price proportion rank rate salary"
        " score share speed sum temperature",
        AnswerType.TIME: "century date day decade month season time weekend year",
    }.items()
    for noun in nouns.split()
}
"""The noun after `which` or `what` → what the answer will be."""

_MEASURED = frozenset({
    "big", "cold", "deep", "far", "fast", "heavy", "high", "hot", "large", "long", "many", "much", "often",
    "old", "tall", "wide",
})  # fmt: skip
"""The words after `how` when a number is asked for."""

_ASKING_PATTERNS = {
    language: tuple((re.compile(pattern, re.IGNORECASE), kind) for kind, pattern in rows.items())
    for language, rows in {
        "es": {
            AnswerType.NUMBER: r"\bcuánt[oa]s?\b|\bqué (?:porcentaje|número|cantidad)\b",
            AnswerType.TIME: r"\bcuándo\b|\bqué (?:año|fecha|día|siglo|mes)\b",
            AnswerType.PERSON: r"\bquién(?:es)?\b",
            AnswerType.PLACE: r"\bd[óo]nde\b|\bqué (?:país|ciudad|estado)\b",
        },
        "ru": {
            AnswerType.NUMBER: r"\bсколько\b|\bкак(?:ой|ое|ая) (?:процент|количество|число|доля)\b",
            AnswerType.TIME: r"\bкогда\b|\bкаком году\b|\bкакой год\b|\bкаком веке\b",
            AnswerType.PERSON: r"\bкто\b|\bкого\b|\bкому\b|\bкем\b",
            AnswerType.PLACE: r"\bгде\b|\bкуда\b|\bоткуда\b|\bкак(?:ой|ом) (?:стран|город)",
        },
        "zh": {
            AnswerType.NUMBER: "多少|几",
            AnswerType.TIME: "何时|什么时候|哪一年|哪年|哪一天|年份",
            AnswerType.PERSON: "谁",
            AnswerType.PLACE: "哪里|何处|在哪|什么地方|哪个(?:国家|城市)",
        },
        "de": {
            AnswerType.NUMBER: r"\bwie ?viele?\b|\bwie (?:alt|hoch|lang|weit|groß|oft)\b",
            AnswerType.TIME: r"\bwann\b|\bwelche[mns]? (?:jahr|tag|monat)",
            AnswerType.PERSON: r"\bwe(?:r|m|n|ssen)\b",
            AnswerType.PLACE: r"\bwo\b|\bwohin\b|\bwoher\b|\bwelche[mnrs]? (?:land|stadt|staat)\b",
        },
        "fr": {
            AnswerType.NUMBER: r"\bcombien\b|\bquel (?:pourcentage|nombre|âge)\b",
            AnswerType.TIME: r"\bquand\b|\bquelle? (?:année|date|jour|siècle|mois)\b",
            AnswerType.PERSON: r"\bqui\b",
            AnswerType.PLACE: r"\boù\b|\bquelle? (?:pays|ville|état)\b",
        },
    }.items()
}
"""Asking words of other languages; the first pattern that matches decides."""

_HOW_MANY = re.compile(r"\bhow (?:many|much)\b|\bnumber of\b", re.IGNORECASE)
_TOKEN = re.compile(r"[\w’'.-]+|[?.,;:!—“]")
_REACH = 6
"""How many words after `which` are searched for its noun: "which former Minnesota senator"."""

_CLAUSE_WORDS = frozenset({
    "?", ".", ",", ";", ":", "!", "—", "“", "and", "but", "by", "for", "to", "of", "with", "from", "after",
    "against", "as", "on",
})  # fmt: skip
"""What an asking word follows that asks, and does not join a clause to a noun: "the man who"."""

_ASKING_WORDS = {
    "who": AnswerType.PERSON,
    "whom": AnswerType.PERSON,
    "who's": AnswerType.PERSON,
    "where": AnswerType.PLACE,
    "when": AnswerType.TIME,
}
"""The asking words that say by themselves what the answer will be."""


def expected_answer_type(question: str, language: str | None = None) -> AnswerType:
    """What kind of answer a question asks for; `ANY` when no word of it tells.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    if code == "en":
        return _expected_in_english(_TOKEN.findall(question.lower().replace("’", "'")))
    patterns = _ASKING_PATTERNS.get(code, ())
    return next((kind for pattern, kind in patterns if pattern.search(question)), AnswerType.ANY)


def counting_end(question: str, language: str | None = None) -> int | None:
    """Where the words end that ask for a number of things ("how many"), in code points; None where no number is.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    patterns = [_HOW_MANY] if code == "en" else [p for p, k in _ASKING_PATTERNS.get(code, ()) if k is AnswerType.NUMBER]
    match = next(filter(None, (pattern.search(question) for pattern in patterns)), None)
    return match.end() if match else None


def _expected_in_english(tokens: list[str]) -> AnswerType:
    """What an English question asks for: `how many` decides before `which city`, and that before `who`."""
    if any(word == "how" and following in _MEASURED for word, following in pairwise(tokens)):
        return AnswerType.NUMBER
    asking = [place for place, word in enumerate(tokens) if word in ("which", "what", "whose")]
    nouns = (kind for place in asking for kind in _noun_after(tokens, place))
    return next(nouns, None) or next(_by_asking_word(tokens, only=not asking), AnswerType.ANY)


def _noun_after(tokens: list[str], place: int) -> Iterator[AnswerType]:
    """What the first known noun after an asking word asks for, if there is one in its clause."""
    for word in tokens[place + 1 : place + 1 + _REACH]:
        if not word[0].isalnum() or word in ("do", "does", "did"):
            return
        bare = word.removesuffix("'s")
        singular = bare[:-3] + "y" if bare.endswith("ies") else bare.removesuffix("s")
        if kind := _NOUNS.get(bare) or _NOUNS.get(singular):
            yield kind
            return


def _by_asking_word(tokens: list[str], *, only: bool) -> Iterator[AnswerType]:
    """What `who`, `where` and `when` ask for.

    Args:
        tokens: The question in lower case.
        only: Whether there is no `which` or `what`; beside these they count only at an edge of a clause, since they
            mostly join one to a noun.
    """
    for place, word in enumerate(tokens):
        opens = place == 0 or tokens[place - 1] in _CLAUSE_WORDS
        closes = place + 1 == len(tokens) or tokens[place + 1] in "?:"
        if word in _ASKING_WORDS and (only or opens or closes):
            yield _ASKING_WORDS[word]
