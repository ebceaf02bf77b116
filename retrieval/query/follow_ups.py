"""Whether a question leans on the one before it: by its first words, its pronouns, and how little it names itself."""

import re
from enum import Enum
from functools import cache

from retrieval import language
from retrieval.language import Word
from retrieval.records import Answer

NAMELESS = 4
"""A question that names nothing and has no more words than this to look up may lean on the one before."""

SAID = 2
"""So many words before a pronoun may be what it stands for."""

CARRIED = 12
"""Words that are carried over at the most, the latest first: what was asked long ago is no longer meant."""


_CARRIED_OVER = re.compile(r"\([^()]*\)\s*\Z")


class Lean(Enum):
    """How a question stands to the one before it."""

    ALONE = "alone"
    OPEN = "open"
    LEANING = "leaning"


_JOINING = {
    "en": "and|but|so|then|also|or|what about|how about|what else|who else|where else|why not|since when|until when",
    "de": "und|aber|oder|also|dann|was ist mit|wie steht es mit|wer noch|seit wann|wieso",
    "es": "y|e|pero|o|entonces|también|qué hay de|qué pasa con|desde cuándo|quién más",
    "fr": "et|mais|ou|alors|qu'en est-il|depuis quand|qui d'autre",
    "it": "e|ed|ma|o|allora|da quando|chi altro|che ne è",
    "pt": "e|mas|ou|então|desde quando|quem mais|que tal",
    "nl": "en|maar|of|dus|hoe zit het met|sinds wanneer|wie nog",
    "ru": "и|а|но|или|тогда|так|как насчёт|как насчет|кто ещё|кто еще|с каких пор",
    "uk": "і|й|та|а|але|або|тоді|як щодо|хто ще",
    "pl": "i|a|ale|albo|więc|wtedy|co z|kto jeszcze|od kiedy",
    "sv": "och|men|eller|så|hur är det med|vem mer|sedan när",
    "tr": "ve|ama|peki|ya",
    "zh": "那么|那麼|那|还有|還有|而且|但是|然后|然後",
    "ja": "では|じゃあ|それで|そして|でも|また",
    "ar": "وماذا|ومن|ومتى|ولماذا|وأين|وكم|وكيف|و",
}
"""What a question opens with that goes on from another."""

_PRONOUNS = {
    "en": "he|she|him|her|his|hers|they|them|their|theirs|it|its|himself|herself|themselves|itself",
    "de": "er|sie|ihn|ihm|ihr|ihre|ihren|ihrem|ihrer|seine|seinen|seinem|seiner|dort|damals|dafür|dagegen|davon|dazu",
    "es": "él|ella|ellos|ellas|le|les|su|sus|suyo|allí|ahí|eso|esto",
    "fr": "il|elle|ils|elles|lui|leur|leurs|son|sa|ses|cela|ça",
    "it": "lui|lei|loro|egli|ella|essi|suo|sua|suoi|sue|ciò|lì",
    "pt": "ele|ela|eles|elas|lhe|lhes|seu|sua|seus|suas|dele|dela|deles|delas|isso|isto|ali",
    "nl": "hij|zij|ze|hem|hun|hen|daar",
    "ru": "он|она|оно|они|его|её|ее|их|ему|ей|им|ими|ним|ней|них|нём|нем|нему|это|этого|этом|там|тогда",
    "uk": "він|вона|воно|вони|його|її|їх|їхній|йому|їй|їм|ним|ній|них|нього|це|цього|там|тоді",
    "pl": "on|ona|ono|oni|one|jego|jej|ich|jemu|mu|im|nim|niej|nich|tego|tam|wtedy",
    "sv": "han|hon|honom|henne|hans|hennes|dem|deras|där",
    "tr": "o|onu|ona|onun|onlar|onları|onların|bunu|bunun|orada",
    "zh": "他们|她们|它们|他|她|它|这件事|那件事|那里|那儿",
    "ja": "彼ら|彼女|彼|それ|そこ|その",
    "ar": "هو|هي|هم|هناك",
}
"""What stands for something named before."""

# English "it", "this" and "that" often stand for nothing that was named: "is it true that", "this week".
_EMPTY = re.compile(r"\b(?:is|was) it (?:true|possible|likely)\b|\bit (?:takes?|costs?) to\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:this|that|these|those|there|then)\W*$|\b(?:about|to|for|against|after|from) it\W*$"
    r"|^(?:why|how|when|where|who|what)\b.{0,12}\b(?:is|was|are|were|did|does|do) (?:this|that|these|those)\b",
    re.IGNORECASE,
)
_UNSPACED = frozenset(("zh", "ja"))


def lean(question: str, tongue: str | None = None) -> Lean:
    """Whether a question leans on another: surely, perhaps (it says too little to tell), or not.

    Args:
        question: As typed.
        tongue: Its language; found out when not given.
    """
    if not any(sign.isalnum() for sign in question):
        return Lean.ALONE
    tongue = language.code(tongue) or language.detect(question) or "en"
    bare = question.strip(" \t\n¿¡\"'“„«").replace("’", "'")
    words = language.words(question, tongue)
    if not words or (tongue == "en" and _POINTING.search(bare)):
        return Lean.LEANING
    pronoun = _pronoun(tongue).search(_EMPTY.sub(" ", bare) if tongue == "en" else bare)
    if pronoun and not _named_before(question, words, pronoun[0]):
        return Lean.LEANING
    if _opening(tongue).match(bare):
        # A year or another figure alone says nothing: "and in 2021?".
        topic = any(is_name(question, word) and not _figure(word) for word in words)
        return Lean.OPEN if topic else Lean.LEANING
    named = any(is_name(question, word) for word in words)
    return Lean.ALONE if named or _length(words, tongue) > NAMELESS else Lean.OPEN


def carried(before: str, question: str, tongue: str | None = None) -> str:
    """The words to look up of what was asked before, that the question does not have itself.

    A year or another figure in the question stands in place of those before.

    Args:
        before: What was understood last, questions and words carried over to them alike.
        question: What is asked now.
        tongue: The language of both; found out when not given.
    """
    tongue = language.code(tongue) or language.detect(question) or "en"
    asked = language.words(question, tongue)
    own, figured = {word.term for word in asked}, any(map(_figure, asked))
    spans: list[tuple[int, int]] = []
    for word in language.words(before, tongue):
        if word.term in own or (figured and _figure(word)):
            continue
        # Pairs of characters overlap: they are one run of what was typed.
        if spans and word.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
        else:
            spans.append((word.start, word.end))
    return " ".join(before[start:end] for start, end in spans[:CARRIED])


def joined(question: str, words: str) -> str:
    """A question together with the words that are carried over to it, as it is shown and asked."""
    return f"{question} ({words})"


def own(question: str) -> int:
    """How many code points of a question are its own, before words that were carried over to it and `joined`."""
    match = _CARRIED_OVER.search(question)
    return match.start() if match else len(question)


def covered(question: str, answer: Answer) -> int:
    """How many of a question's words the first passage of an answer, or its title, has."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    tongue = language.detect(question) or "en"
    held = set(language.terms(f"{first.citation.title} {first.text}", tongue))
    return sum(word.term in held for word in language.words(question, tongue))


def is_name(question: str, word: Word) -> bool:
    """Whether a word of a question is a name or a number: by its capital, which the first word has anyway."""
    first = not any(sign.isalnum() for sign in question[: word.start])
    return _figure(word) or (word.text[:1].isupper() and (not first or word.text.isupper()))


def _figure(word: Word) -> bool:
    return word.text[:1].isdigit()


def _length(words: list[Word], tongue: str) -> float:
    """How many words there are to look up; without spaces two characters are about one."""
    return len({word.start for word in words}) / 2 if tongue in _UNSPACED else len(words)


def _named_before(question: str, words: list[Word], pronoun: str) -> bool:
    """Whether the question itself says what a pronoun in it may stand for: a name, or a few words, before it."""
    place = re.search(rf"\b{re.escape(pronoun)}\b", question.replace("’", "'"), re.IGNORECASE)
    before = [word for word in words if place and word.end <= place.start()]
    return len(before) >= SAID or any(is_name(question, word) for word in before)


@cache
def _opening(tongue: str) -> re.Pattern[str]:
    """What joins a question to another at its start."""
    return _one_of(_JOINING.get(tongue, ""), tongue, start=True)


@cache
def _pronoun(tongue: str) -> re.Pattern[str]:
    """What stands for something named elsewhere."""
    return _one_of(_PRONOUNS.get(tongue, ""), tongue)


def _one_of(words: str, tongue: str, start: bool = False) -> re.Pattern[str]:
    """Any of these words, as whole ones where spaces part them; nothing when there are none."""
    if not words:
        return re.compile(r"(?!)")
    whole = rf"(?:{words})" if tongue in _UNSPACED else rf"\b(?:{words})\b"
    return re.compile(("^" if start else "") + whole, re.IGNORECASE)
