"""By whom something was done: said with a name or without, or left open ("The bridge was inspected")."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from retrieval.language import analyzer, cues
from retrieval.language.analyzer import code
from retrieval.language.expressions import expression, typed_expression
from retrieval.language.months import day_words

_BY = {
    "en": r"by (?!\d|\w+day\b|then\b|now\b|far\b|hand\b|the (?:end|time|way)\b)",
    "de": r"(?:von|durch) (?!\d|\w+tag\b)|vom",
    "es": r"por (?!\d|la (?:mañana|tarde|noche)|hora|año|mes|ciento|fin|primera)",
    "fr": r"par (?!\d|jour|an|mois|semaine|heure)",
    "it": r"da (?!\d|\w+dì\b|sabato|domenica|anni|mesi|tempo|ieri|oggi|allora|quando)|d(?:al|alla|ai|agli|alle|all)\b",
    "pt": r"por (?!\d|dia|ano|mês|semana|hora|cento|fim)|pel[oa]s?",
    # The case that says it has the endings of another one, which comes after most prepositions.
    "ru": r"(?!утром|дн[её]м|вечером|ночью|летом|зимой|весной|осенью|годом|потом|затем|этом)"
    + "".join(
        rf"(?<!\b{word} )" for word in ("в", "во", "на", "о", "об", "при", "по", "из", "от", "до", "для", "у", "с")
    )
    + r"\w{2,}(?:ом|ем|ём|ой|ей|ами|ями|ым|им|ыми|ими|ью)\b",
}
"""What comes before those who did something, in languages that say it by a word; not before days and measures."""

_DONE = {
    "en": "was|were|is|are|been|being|be|got|gets",
    "de": "wurde|wurden|wird|werden|worden|ist|sind|war|waren",
    "es": "fue|fueron|es|son|era|eran|será|serán|sido|se",
    "fr": "été|est|sont|fut|furent|était|étaient|sera|seront|s'est|se",
    "it": "è|sono|fu|furono|era|erano|stato|stata|stati|state|venne|vennero|viene|vengono|si",
    "pt": "foi|foram|é|são|era|eram|será|serão|sido|se",
    "ru": r"был|была|было|были|будет|будут|(?=\w{3,}(?:[анея]н|ён)[аоы]?\b)"
    r"|(?=\w{3,}(?:ется|ются|ился|илась|илось|ились)\b)",
}
"""What comes before the verb of that which is done to something."""

_REACH = 2
"""How many words after it the verb is among: "was first inspected". In German it ends the clause. A Russian
participle or reflexive verb tells by itself that something is done: nothing comes before it."""

_DEED = {
    language: typed_expression(pattern)
    for language, pattern in {
        "en": r"\b(?:who|(?:which|what) (?:company|firm|builder|maker|artist|team|club|group|man|woman|person|family))"
        r"(?: (?:has|have|had|will|would|also|first|actually|really))? (\w+)",
        "de": r"\bwer (?:hat|haben|hatten?) .*?(\w+)\W*\Z|\bwer (\w+)",
        "es": r"\bquién(?:es)?(?: (?:ha|han|había|habían))? (\w+)",
        "fr": r"\bqui(?: (?:a|ont|avait|avaient))? (\w+)",
        "it": r"\bchi(?: (?:ha|hanno|aveva|avevano))? (\w+)",
        "pt": r"\bquem(?: (?:tem|têm|tinha|havia))? (\w+)",
        "ru": r"\bкто(?: (?:же|уже|первым|тогда))? (\w+)",
        "nl": r"\bwie (?:heeft|hebben|had|hadden) .*?(\w+)\W*\Z|\bwie (\w+)",
        "pl": r"\bkto(?: (?:już|pierwszy|to))? (\w+)",
        "uk": r"\bхто(?: (?:вже|першим|тоді))? (\w+)",
        "cs": r"\bkdo(?: (?:už|jako první|se|si))? (\w+)",
        "ro": r"\bcine(?: (?:a|au|l-a|o))? (\w+)",
        "el": r"\bποιο[ςι](?: (?:έχει|είχε|τον|την|το))? (\w+)",
        "tr": r"\bkim(?:ler)? (?:.* )?(\w+)\W*\Z",
        "sv": r"\bvem(?: (?:har|hade))? (\w+)",
        "da": r"\bhvem(?: (?:har|havde))? (\w+)",
        "no": r"\bhvem(?: (?:har|hadde))? (\w+)",
        "hi": r"किसने ([^\s?।]+(?: [^\s?।]+)?)",
        "ar": r"(?:^|\s)من (?:الذي |التي )?(\w+)",
    }.items()
}
"""Behind the word for "who", the verb of that which somebody did."""

_PLACED = {
    "en": r"(?:in|at|near|over|on|of|from|to|into|across|outside|inside|around|through|behind|off)(?: the)?",
    "de": r"(?:in|an|am|im|bei|beim|über|nahe|auf|aus|nach|vor|hinter|zwischen|zum|zur)(?: de[rmn]| die| das)?",
    "es": r"(?:en|de|del|sobre|desde|hasta|a|al|hacia)(?: el| la| los| las)?",
    "fr": r"(?:à|au|aux|de|du|des|sur|dans|en|vers)(?: la| le| les)?",
    "it": r"(?:in|a|ad|al|alla|di|del|della|su|sul|sulla|presso|nel|nella)",
    "pt": r"(?:em|no|na|de|do|da|sobre|a|ao|à)",
    "ru": r"(?:в|во|на|под|из|от|у|около|близ|через|над|к|ко|до|за)",
}
"""What comes before the names of places."""

_WORD = expression(r"[\w'’-]+")
_PAST = expression(r"л[аио]?\Z")


_NOBODY_DID = expression(r"(?:\A|[.;,:—] ?)(?:(?:е[её]|его|их|это|здесь|там|тогда|уже|потом) )*(\w+ли)\b")
"""A Russian verb in the plural of the past to which nobody belongs: "Её украли в 1994 году"."""


def says_by_whom(text: str, language: str | None) -> bool:
    """Whether a text may say by whom something was done, with a name or without; it may in an unknown language.

    Args:
        text: What may say it.
        language: Of the text, as an ISO 639-1 code.
    """
    return code(language) not in _BY or re.search(rf"\b(?:{_BY[code(language)]})", text.lower()) is not None


def deed(question: str, language: str | None) -> frozenset[str]:
    """The terms of the verb of a question that asks who did something; none of one that asks to whom it was done.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; there are none in an unknown language.
    """
    pattern = _DEED.get(code(language))
    match = pattern.search(question.lower()) if pattern else None
    word = match[match.lastindex or 0] if match else ""
    forms = [word, *_participles(word)] if code(language) == "ru" else [word]
    is_participle = word in _DONE.get(code(language), "").split("|")
    verb = frozenset() if is_participle else frozenset(analyzer.terms(" ".join(forms), language))
    return verb if _behind_verb(question, verb, code(language)) is None else frozenset()


def _participles(verb: str) -> Iterator[str]:
    """What a Russian verb of the past may be when it is done to something: осмотрел, осмотрена; построил, построен."""
    base = _PAST.sub("", verb)
    if base != verb:
        yield from (stem + end for stem in (f"{base}н", f"{base}т", f"{base[:-1]}ен") for end in ("", "а", "о", "ы"))


def leaves_open_by_whom(sentences: Sequence[str], verb: frozenset[str], language: str | None) -> bool:
    """Whether sentences tell that something was done, and none of them by whom: "The bridge was inspected".

    Args:
        sentences: Neighbouring ones.
        verb: The terms of what was done.
        language: Of the sentences, as an ISO 639-1 code.
    """
    telling_sentences = [each for each in sentences if not verb.isdisjoint(analyzer.terms(each, language))]
    behind = [_behind_verb(each, verb, code(language)) for each in telling_sentences]
    if not telling_sentences or None in behind or any(says_by_whom(each, language) for each in sentences):
        return False
    return not any(names_somebody(each or "", language) for each in behind)


def tells_who_did(sentence: str, verb: frozenset[str], question_terms: Collection[str], language: str | None) -> bool:
    """Whether a sentence tells that somebody did something, by a noun: "The mayor opened the bridge".

    What did it comes before the verb; in German it may also come after.

    Args:
        sentence: One that may tell it.
        verb: The terms of what was done.
        question_terms: The terms of the question.
        language: Of the sentence, as an ISO 639-1 code; nothing is told in an unknown one.
    """
    if code(language) not in _DONE or _behind_verb(sentence, verb, code(language)) is not None:
        return False
    words = [frozenset(analyzer.terms(word, language)) for word in _WORD.findall(sentence)]
    place = next((place for place, terms in enumerate(words) if not verb.isdisjoint(terms)), None)
    if place is None:
        return False
    about = {*question_terms, *(term for day in day_words(code(language)) for term in analyzer.terms(day, language))}
    before = words if code(language) == "de" else words[:place]
    return any(not terms.issubset(about) and not any(map(str.isdecimal, terms)) for terms in before)


def names_somebody(text: str, language: str | None, *, opens: bool = False) -> bool:
    """Whether a text has a name that is not that of a place, by the word before it.

    Args:
        text: A sentence, or what comes after other words of it.
        language: Its language, as an ISO 639-1 code.
        opens: Whether it opens a sentence.
    """
    place_preposition = re.compile(rf"\b(?:{_PLACED.get(code(language), '(?!)')}) \Z", re.IGNORECASE)
    days = day_words(code(language))
    name_cues = (cue for cue in cues.names(text, language, opens=opens) if cue.words.lower() not in days)
    return any(not place_preposition.search(text, 0, cue.start) for cue in name_cues)


def _behind_verb(sentence: str, verb: frozenset[str], language: str) -> str | None:
    """What comes after "was" where a verb tells what is done to something; None if it doesn't."""
    nobody_did = _NOBODY_DID.search(sentence.lower()) if language == "ru" else None
    if nobody_did and not verb.isdisjoint(analyzer.terms(nobody_did[1], language)):
        return sentence[nobody_did.end() :]
    for match in _passive(language).finditer(sentence) if language in _DONE and verb else ():
        words = _WORD.findall(match[1])
        if language == "de":
            words += _WORD.findall(sentence[: match.start()])[-1:]  # "dass sie gebaut wurde"
        if not verb.isdisjoint(analyzer.terms(" ".join(words if language == "de" else words[:_REACH]), language)):
            return sentence[match.start(1) :]
    return None


@cache
def _passive(language: str) -> re.Pattern[str]:
    """What comes before the verb, and after it the rest of its clause."""
    return re.compile(rf"(?<![\w'’])(?:{_DONE[language]})\b([^.;:!?]*)", re.IGNORECASE)
