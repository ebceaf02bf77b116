"""Contextual query rewriting: whether a question depends on the one before it, and which words it takes from there.

Told by its first words, its pronouns, and how little it names itself. A question together with the words that complete
it is a "rewrite" in the literature (Elgohary, Peskov and Boyd-Graber, 2019, "Can You Unpack That?", CANARD); here words
are only added (as in query expansion), so that nothing the person typed is lost.
"""

import re
from enum import Enum
from functools import cache

from retrieval.language import Word, analyzer, code, detect
from retrieval.records import Answer

FEW_WORDS = 4
"""A question that names nothing and has no more words than this to look up may depend on the one before it. With it 95
of the 96 pairs in `tests/dialogues.py` are judged and answered right; with 2, 3 and 5, 92, 94 and 95."""

ANTECEDENT_WORDS = 2
"""With this many words before it in the question, a pronoun may stand for these. With 1 and 3 instead, 94 pairs
are right."""

CONTEXT_WORDS = 12
"""How many words, or runs of characters without spaces, are taken from earlier questions, the latest first: what was
asked long ago is no longer meant. In the dialogues any number from 4 to 20 does as well."""


class ContextDependence(Enum):
    """Whether a question can be answered without the one before it: yes, perhaps (it says too little), or no."""

    SELF_CONTAINED = "self-contained"
    UNCLEAR = "unclear"
    DEPENDENT = "dependent"


_CONTINUING = {
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
"""What opens a question that continues another one."""

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
"""Words that stand for something named before."""

# English "it", "this" and "that" often stand for nothing that was named: "is it true that", "this week".
_EXPLETIVE = re.compile(r"\b(?:is|was) it (?:true|possible|likely)\b|\bit (?:takes?|costs?) to\b", re.IGNORECASE)
_DEMONSTRATIVE = re.compile(
    r"\b(?:this|that|these|those|there|then)\W*$|\b(?:about|to|for|against|after|from) it\W*$"
    r"|^(?:why|how|when|where|who|what)\b.{0,12}\b(?:is|was|are|were|did|does|do) (?:this|that|these|those)\b",
    re.IGNORECASE,
)
_WITHOUT_SPACES = frozenset(("zh", "ja"))
"""The languages of the tables above that put no spaces between words."""


def context_dependence(question: str, language: str | None = None) -> ContextDependence:
    """Whether a question depends on the one before it.

    Args:
        question: As typed.
        language: Its language; detected when not given.
    """
    if not any(character.isalnum() for character in question):
        return ContextDependence.SELF_CONTAINED
    language = _language(question, language)
    bare = question.strip(" \t\n¿¡\"'“„«").replace("’", "'")
    words = analyzer.words(question, language)
    if not words or (language == "en" and _DEMONSTRATIVE.search(bare)):
        return ContextDependence.DEPENDENT
    pronoun = _pronoun(language).search(_EXPLETIVE.sub(" ", bare) if language == "en" else bare)
    if pronoun and not _has_antecedent(question, words, pronoun[0]):
        return ContextDependence.DEPENDENT
    if _continuing(language).match(bare):
        # A year or another figure alone is no topic: "and in 2021?".
        has_topic = any(_is_name(question, word) and not _is_figure(word) for word in words)
        return ContextDependence.UNCLEAR if has_topic else ContextDependence.DEPENDENT
    if any(_is_name(question, word) for word in words) or _word_count(words, language) > FEW_WORDS:
        return ContextDependence.SELF_CONTAINED
    return ContextDependence.UNCLEAR


def context_words(before: str, question: str, language: str | None = None) -> str:
    """The words of what was asked before that the question does not have itself, as typed, with spaces between them.

    A year or another figure in the question stands in place of those before.

    Args:
        before: How the question before was understood, with its own context words.
        question: What is asked now.
        language: The language of both; that of the question when not given.
    """
    language = _language(question, language)
    own_words = analyzer.words(question, language)
    own_terms, has_figure = {word.term for word in own_words}, any(map(_is_figure, own_words))
    spans: list[tuple[int, int]] = []
    for word in analyzer.words(before, language):
        if word.term in own_terms or (has_figure and _is_figure(word)):
            continue
        # Pairs of characters overlap: they are one run of what was typed.
        if spans and word.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
        else:
            spans.append((word.start, word.end))
    return " ".join(before[start:end] for start, end in spans[:CONTEXT_WORDS])


def rewritten(question: str, context: str) -> str:
    """A question together with the words that it takes from the conversation, as it is looked up and shown."""
    return f"{question} ({context})"


def context_in(understood: str, question: str) -> str:
    """The context words of a question, by what it was understood as; of use where nothing but these two was kept."""
    return understood.removeprefix(question).removeprefix(" (").removesuffix(")")


def covered_words(question: str, answer: Answer) -> int:
    """How many of a question's words the first passage of an answer, or its title, has."""
    if not answer.passages:
        return 0
    first = answer.passages[0]
    language = _language(question)
    terms = set(analyzer.terms(f"{first.citation.title} {first.text}", language))
    return sum(word.term in terms for word in analyzer.words(question, language))


def _language(question: str, language: str | None = None) -> str:
    """The bare code of a question's language: the given one, or else the detected one; English where none is told."""
    return code(language) or detect(question) or "en"


def _is_name(question: str, word: Word) -> bool:
    """Whether a word of a question is a name or a number; the question's first word is capitalised anyway."""
    first = not any(character.isalnum() for character in question[: word.start])
    return _is_figure(word) or (word.text[:1].isupper() and (not first or word.text.isupper()))


def _is_figure(word: Word) -> bool:
    """Whether a word begins with a digit."""
    return word.text[:1].isdigit()


def _word_count(words: list[Word], language: str) -> float:
    """How many words there are to look up; without spaces two characters are about one."""
    return len({word.start for word in words}) / 2 if language in _WITHOUT_SPACES else len(words)


def _has_antecedent(question: str, words: list[Word], pronoun: str) -> bool:
    """Whether the question itself has what a pronoun in it may stand for: a name, or a few words, before it."""
    place = re.search(rf"\b{re.escape(pronoun)}\b", question.replace("’", "'"), re.IGNORECASE)
    before = [word for word in words if place and word.end <= place.start()]
    return len(before) >= ANTECEDENT_WORDS or any(_is_name(question, word) for word in before)


@cache
def _continuing(language: str) -> re.Pattern[str]:
    """What opens a question that continues another one."""
    return _any_of(_CONTINUING.get(language, ""), language, at_start=True)


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    """Words that stand for something named elsewhere."""
    return _any_of(_PRONOUNS.get(language, ""), language)


def _any_of(words: str, language: str, *, at_start: bool = False) -> re.Pattern[str]:
    """Any of these words, as whole ones where the language puts spaces between them; nothing when there are none."""
    if not words:
        return re.compile(r"(?!)")
    whole = rf"(?:{words})" if language in _WITHOUT_SPACES else rf"\b(?:{words})\b"
    return re.compile(("^" if at_start else "") + whole, re.IGNORECASE)
