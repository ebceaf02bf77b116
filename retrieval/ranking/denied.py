"""What a short question takes for granted and its first passage doesn't say, though it has the words.

It denies it ("I have not found the watch"), it says it of a namesake, it is older than the days asked about, or a
number in it is that of something else.
"""

import datetime
import re
from collections.abc import Iterator, Sequence

import numpy as np

from retrieval import language
from retrieval.language.analyzer import code
from retrieval.language.attributes import tells
from retrieval.language.cues import CueKind, cues, numbers
from retrieval.language.expressions import expression
from retrieval.language.saying import ALL_TITLES, OFFICES, PARTICLES
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import asking_words, place_of_answer, sentence_texts
from retrieval.records import Period
from retrieval.storage.catalog import Catalog

_WORD = expression(r"\w[\w'’-]*")

_ASKS_FOR_FACTS = frozenset(set(AnswerType) - {AnswerType.ANY, AnswerType.THING})
"""What is asked of what happened: when, where, who, why, how many."""


def takes_for_granted(question: Question, first: Selected, catalog: Catalog, period: Period | None) -> bool:
    """Whether the first passage of a short question denies what is asked, or says it of another person, time or thing.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
        period: The days that it names by how long ago they were, if it does.
    """
    if question.shortness < 1:
        return False
    if _is_of_earlier_days(first, period):
        return True
    texts, tongue = sentence_texts(first, catalog)
    return (
        _is_named_later(question, first, texts, tongue)
        or _is_of_year_named_later(question, first, texts, tongue)
        or _is_denied(question, first, texts, tongue)
        or _has_no_number(question, first, texts, tongue)
        or _is_imagined(question, first, texts, tongue)
        or _is_of_namesake(question, first, texts)
        or _says_nothing(question, first, texts, tongue)
    )


_A_YEAR_AND_MORE = 400  # Days: "next year" is told by this year's articles.


def _is_of_earlier_days(first: Selected, period: Period | None) -> bool:
    """Whether days are asked about by how long ago they were, and the passage appeared before they began.

    Of days to come it may tell, unless it appeared more than a year before.
    """
    day = first.candidate.day
    if period is None or period.asked_on is None or day is None:
        return False
    since, asked_on = period.since.toordinal(), period.asked_on.toordinal()
    if since <= asked_on <= period.until.toordinal():
        return False  # "This week" may be the article's.
    return day < (since if since <= asked_on else since - _A_YEAR_AND_MORE)


_HALF = 0.5
"""The share of what is asked that stands only behind where it is told; it is meant then, or nearly nothing is."""


def _is_named_later(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether an attribute is told before what it is asked of is named at all: "It cost £3. A piano was wanted, too".

    So it is where half of what is asked stands in the passage only behind the sentences that tell the attribute.
    """
    own = ~question.mask(asking_words(question) | question.light)
    words = first.sentence_words & own[:, None]
    for attribute in question.attributes:
        telling = np.flatnonzero([tells(text, attribute.attribute, tongue) for text in texts])
        if not len(telling):
            continue
        until = words[:, : int(telling[-1]) + 1].any(axis=1) | (first.title_words & own)
        later = words.any(axis=1) & ~until
        if later.any() and float(question.steady_coverage(later)) >= _HALF * float(question.steady_coverage(own)):
            return True
    return False


_YEAR = expression(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![\d.,]?\d)")


def _is_of_year_named_later(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether a year is asked about that stands only behind the answer sentence: "Fish died. In 2019 birds died".

    Not where title or heading have it, the article is of that year, or a number is asked for and stands there.
    """
    place, day, counts = place_of_answer(first), first.candidate.day, question.answer_type is AnswerType.NUMBER
    year_of_article = str(datetime.date.fromordinal(day).year) if day else ""
    for word, number in question.numbers.items() if question.answer_type in _ASKS_FOR_FACTS else ():
        if _YEAR.fullmatch(number) and number != year_of_article and not first.title_words[word]:
            has = [number in _YEAR.findall(text) for text in texts]
            later = "\n".join(text for text, here in zip(texts, has, strict=True) if here)
            if later and not any(has[: place + 1]) and not (counts and _numbers_but_years(later, tongue)):
                return True
    return False


def _numbers_but_years(text: str, tongue: str | None) -> bool:
    """Whether a text has a number that is no year."""
    return any(not _YEAR.fullmatch(number.words) for number in numbers(text, tongue))


_NONE_OR_ONE = {
    "en": r"one|single|only|both|pair|couple|no|none|nobody|nothing|neither|once|twice|several|few|many",
    "de": r"ein\w*|kein\w*|niemand\w*|nichts|beide\w*|paar|einige|mehrere|viele|wenige",
    "es": r"un[oa]?|ningun[oa]?|ningún|nadie|nada|amb[oa]s|vari[oa]s|much[oa]s|poc[oa]s|par",
    "fr": r"une?|aucune?|personne|rien|deux|plusieurs|quelques|peu|paire",
    "it": r"un[oa]?|nessun[oa]?|niente|entramb[ie]|alcun[ie]|molt[ie]|poch[ie]|paio",
    "pt": r"uma?|nenhuma?|ninguém|nada|amb[oa]s|vári[oa]s|muit[oa]s|pouc[oa]s|par",
    "ru": r"од(?:ин|на|но|ного|ной)|ни один|никто|никого|ничего|нет|оба|обе|несколько|много|мало|пара",
}
"""Words that tell how many without a number, by language."""


_MEASURES = frozenset({"price", "salary", "people", "height", "depth", "width", "weight", "distance", "staff"})
"""What a number tells; how long something takes is told by "until June", too."""

_FREE = expression(r"\b(?:free|gratis|gratuit\w*|grátis|kostenlos|umsonst|nichts|nothing|бесплатн\w*)\b", re.IGNORECASE)


def _has_no_number(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether a measure is asked for, and neither the answer sentence nor the next one has a number, or says "free"."""
    if question.answer_type is not AnswerType.NUMBER or code(tongue) not in _NONE_OR_ONE:
        return False
    if all(each.attribute not in _MEASURES for each in question.attributes):
        return False
    place = place_of_answer(first)
    others = re.compile(rf"\b(?:{_NONE_OR_ONE[code(tongue)]})\b|{_FREE.pattern}", re.IGNORECASE)
    return not any(numbers(text, tongue) or others.search(text) for text in texts[place : place + 2])


_NOT_DENIED = {
    "en": r"not (?:only|until|before|just|even|least|all|every)|no (?:less|fewer|more|later|doubt)"
    r"|not .{0,60}\b(?:since|until|before)\b",
    "de": r"nicht (?:nur|zuletzt|alle|jede\w*|immer|mehr als)|nicht .{0,60}\b(?:seit|bis|vor)\b|seit .{0,60}\bnicht",
    "es": r"no (?:s[oó]lo|solamente|menos|todos|hasta)|no .{0,60}\b(?:desde|hasta)\b",
    "fr": r"pas (?:seulement|moins|tous|que)|ne .{0,60}\bque\b|pas .{0,60}\b(?:depuis|avant)\b",
    "it": r"non (?:solo|soltanto|meno|tutti|prima)|non .{0,60}\b(?:da|dal|fino)\b",
    "pt": r"não (?:só|apenas|menos|todos)|não .{0,60}\b(?:desde|até)\b",
    "ru": r"не (?:только|менее|меньше|более|все|раньше|позже)|не .{0,60}\b(?:с|до)\b",
}
"""Where a word for "not" denies nothing, or tells since when: "had not been inspected since 1998"."""

_NOT = expression(
    r"not|no|never|nobody|none|nor|neither|\w*n't|cannot|nicht|nie|niemals|niemand|kein\w*|ne|n'|pas|jamais|aucune?|personne"
    r"|nunca|jamás|nadie|ning[uú]n\w*|non|mai|nessun\w*|não|nenhum\w*|ninguém|не|ни|никогда|никто"
)
"""What denies by itself: "stopped using" tells that something was used."""

_ANY_NOT = expression(rf"(?<!\w)(?:{_NOT.pattern})(?:(?<=')|(?!\w))")
"""The same somewhere in a text, which is seen in a twentieth of the time that all negations are found in."""

_REACH = 3
"""How many words may be between "not" and what is denied: "have not yet really found"."""


def _is_denied(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether a passage has a word of a question only where it is denied, and the question denies nothing itself.

    It is denied by a sentence that has most of the question.
    """
    if question.answer_type not in _ASKS_FOR_FACTS or code(tongue) not in _NOT_DENIED:
        return False
    plain = ~question.mask(question.names | question.numbers.keys() | question.light | asking_words(question))
    plain &= np.array(question.steady_idf) > 0
    denied, said = set[int](), set[int]()
    coverage = question.steady_coverage(first.sentence_words)
    for place, text in enumerate(texts):
        held = np.flatnonzero(first.sentence_words[:, place] & plain).tolist()
        if not held:
            continue
        here = question.words_among(_denied_terms(text, tongue)).intersection(held)
        denied |= here if coverage[place] == coverage.max() else set()
        said |= {*held} - here
    # Of most questions nothing is: then whether they deny anything themselves needn't be seen.
    return bool(denied - said) and not any(
        cue.kind is CueKind.NEGATION for cue in cues(question.text, question.language)
    )


_NOT_REAL = {
    "en": r"\b(?:would|could|might|should)(?: not)? have\b",
    "de": r"\b(?:wäre|wären|hätte|hätten)\b",
    "es": r"\b(?:habr[íi]an?|hubieran?|hubiesen?)\b",
    "fr": r"\b(?:aurait|auraient|serait|seraient)\b",
    "it": r"\b(?:avrebbe(?:ro)?|sarebbe(?:ro)?)\b",
    "pt": r"\b(?:teria|teriam|seria|seriam)\b",
    "ru": r"\bбы\b",
}
"""What did not happen, by the form of the verb: "would have opened"."""


def _is_imagined(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether it is asked what happened, and the sentence that is marked tells what would have."""
    if question.answer_type not in _ASKS_FOR_FACTS or code(tongue) not in _NOT_REAL:
        return False
    asked = _NOT_REAL.get(code(question.language), "(?!)") + r"|\bwould\b"
    if re.search(asked, question.text, re.IGNORECASE):
        return False
    sentence = texts[place_of_answer(first)]
    modals = re.finditer(rf"{_NOT_REAL[code(tongue)]} (\w+)", sentence, re.IGNORECASE)
    plain = question.mask(question.names | question.numbers.keys() | question.light)
    imagined = {term for match in modals for term in language.terms(match[1], tongue)}
    return any(not plain[word] for word in question.words_among(imagined))


def _negations(text: str, tongue: str | None) -> list[tuple[int, int]]:
    """Where a text has words that deny."""
    if not _ANY_NOT.search(text.lower().replace("’", "'")):
        return []
    negations = (cue for cue in cues(text, tongue) if cue.kind is CueKind.NEGATION)
    return [(cue.start, cue.end) for cue in negations if _NOT.fullmatch(cue.words.lower().replace("’", "'"))]


def _denied_terms(text: str, tongue: str | None) -> Iterator[str]:
    """The terms of the words of a sentence that stand right behind one that denies; in German also before it."""
    if expression(_NOT_DENIED[code(tongue)], re.IGNORECASE).search(text):
        return
    for start, end in _negations(text, tongue):
        behind = re.split(r"[,;:.!?()–—]", text[end:], maxsplit=1)[0]
        yield from language.terms(" ".join(_WORD.findall(behind)[: _REACH + 1]), tongue)
        if code(tongue) == "de":
            before = re.split(r"[,;:.!?()–—]", text[:start])[-1]
            yield from language.terms(" ".join(_WORD.findall(before)[-_REACH - 1 :]), tongue)


_CAPITAL = "[A-ZÀ-ÞŁŚŻČŠŽА-ЯЁ]"
_FULL_NAME = expression(rf"\b({_CAPITAL}[\w'’-]+) ({_CAPITAL}[\w'’-]+)")
_NO_FIRST_NAMES = ALL_TITLES | OFFICES | PARTICLES


def _is_of_namesake(question: Question, first: Selected, texts: Sequence[str]) -> bool:
    """Whether the answer sentence has the family name of a person asked about behind another first name alone."""
    sentence = texts[place_of_answer(first)]
    for match in _FULL_NAME.finditer(question.text):
        given, family = match.groups()
        if not any(map(str.isalnum, question.text[: match.start()])):
            continue  # "Когда": what opens a question is capitalised.
        if given.lower() in _NO_FIRST_NAMES or given in sentence:
            continue
        before = re.findall(rf"(?:([^\W\d_][\w.'’-]*) )?\b{re.escape(family)}\b", sentence)
        if before and all(_is_other_first_name(word, given) for word in before):
            return True
    return False


def _is_other_first_name(word: str, given: str) -> bool:
    """Whether what stands before a family name is a first name that begins otherwise: no title, no "A." for "Ada"."""
    bare = word.rstrip(".")
    return len(bare) > 1 and bare[0].isupper() and bare[0] != given[0] and bare.lower() not in _NO_FIRST_NAMES


_SILENT = {
    language: expression(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"(?:declin|refus)\w+ to (?:comment|answer|speak|talk|say)|no comment|would not comment|said nothing"
        r"|did(?: not|n['’]t) (?:comment|answer|reply|respond|speak|say)|could not be reached|remained silent",
        "de": r"(?:nicht|kein\w*) (?:äußern|kommentieren|kommentar|stellung|auskunft)|stellungnahme ab|schwieg|schweigt"
        r"|äußerte sich nicht|sagte nichts",
        "es": r"no (?:quis\w+|hizo|ha querido)\b.{0,30}(?:declara|comenta|hablar)"
        r"|no (?:respondió|contestó|dijo nada)|guard\w+ silencio|rehus\w+",
        "fr": r"pas (?:souhaité|voulu|désiré) (?:s['’]exprimer|commenter|répondre|parler)|pas répondu|rien dit"
        r"|refusé de (?:commenter|répondre|parler)",
        "it": r"non (?:ha|hanno) (?:voluto|risposto|commentato|rilasciato)|nessun commento",
        "pt": r"não (?:quis|quiseram|respondeu|comentou|se pronunciou)|recus\w+ (?:comentar|falar|responder)",
        "ru": r"отказал\w+ (?:от комментари|комментир|отвечать|говорить)|не (?:ответил|стал\w* (?:комментир|говорить))"
        r"|промолчал",
    }.items()
}
"""What is said of somebody who says nothing."""


def _says_nothing(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> bool:
    """Whether it is asked what somebody said, and where they are named it is told that they said nothing."""
    silent = _SILENT.get(code(tongue))
    words = [*((question.names or _others(question)) - question.context)]
    if silent is None or not words or all(each.attribute != "said" for each in question.attributes):
        return False
    named = first.sentence_words[words].sum(axis=0)
    own = [text for text, count in zip(texts, named.tolist(), strict=True) if 0 < count == named.max()]
    return bool(own) and all(silent.search(text) for text in own)


def _others(question: Question) -> frozenset[int]:
    """The words of a question that don't only ask."""
    return frozenset(range(len(question.weights))) - asking_words(question) - question.light
