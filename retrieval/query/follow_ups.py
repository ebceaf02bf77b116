"""Contextual query rewriting: whether a question depends on the previous one, and which words it takes from there.

Told by its first words, its pronouns, and how little it names itself. A question together with the words that complete
it is a "rewrite" in the literature (Elgohary, Peskov and Boyd-Graber, 2019, "Can You Unpack That?", CANARD); here words
are only added (as in query expansion), so that nothing the person typed is lost.
"""

import re
from enum import Enum
from functools import cache

from retrieval.language import Word, analyzer, code, detect, months
from retrieval.language.expressions import TypedExpression, expression, typed_expression
from retrieval.query.names import CAPITALISED_NOUNS
from retrieval.records import Answer, Article

FEW_WORDS = 4
"""A question that names nothing and has no more words than this to look up may depend on the previous one. With it 95
of the 96 pairs in `tests/dialogues.py` are judged and answered right; with 2, 3 and 5, 92, 94 and 95."""

ANTECEDENT_WORDS = 2
"""With this many words before it in the question, a pronoun may stand for these. With 1 and 3 instead, 94 pairs
are right."""

CONTEXT_WORDS = 12
"""How many words, or runs of characters without spaces, are taken from earlier questions, the latest first: what was
asked long ago is no longer meant. In the dialogues any number from 4 to 20 does as well."""


NAME_WORDS = 4
"""Up to this many words of names are taken from the last answer: two people, or a person and where they are from."""


SAME_NAME = 0.8
"""Two words as alike as this may be one name: misspelled, or inflected in a way that its stem does not tell."""


class ContextDependence(Enum):
    """Whether a question can be answered without the previous one: yes, perhaps (it says too little), or no."""

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

PRONOUNS = {
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

_GENERIC_NOUNS = {
    "en": "the (?:(?:same|new|old) )?(?:company|firm|bank|team|club|band|group|party|organi[sz]ation|agency|city|town"
    "|village|country|island|book|novel|film|movie|song|show|author|writer|director|man|woman|couple|family|boy|girl"
    "|people|project|programme|program|plan|deal|law|bill|building|house|ship|boat|plane|train|bridge|school|university"
    "|museum|hospital|court|trial|case|event|accident|incident|attack|fire|match|game|race|prize|award|winner|victims?"
    "|suspect|owner|founder|patient|study|report|meeting|vote|election|strike|festival|exhibition|probe|mission)",
    "de": "(?:der|die|das|den|dem|des) (?:Firma|Unternehmen|Bank|Mannschaft|Verein|Gruppe|Partei|Stadt|Dorf|Land|Insel"
    "|Buch|Roman|Film|Lied|Autorin|Autor|Mann|Frau|Paar|Familie|Projekt|Plan|Gesetz|Gebäude|Haus|Schiff|Zug|Brücke"
    "|Schule|Museum|Unfall|Brand|Spiel|Preis|Opfer|Täter|Besitzer|Studie|Bericht|Wahl|Streik)s?",
    "es": "(?:el|la|los|las|del|al) (?:empresa|compañía|banco|equipo|club|grupo|partido|ciudad|pueblo|país|isla|libro"
    "|novela|película|canción|autora?|hombre|mujer|pareja|familia|proyecto|plan|ley|edificio|casa|barco|tren|puente"
    "|escuela|museo|accidente|incendio|premio|víctimas?|dueño|estudio|informe|huelga)",
    "fr": "(?:le|la|les|du|au|l') ?(?:entreprise|société|banque|équipe|club|groupe|parti|ville|village|pays|île|livre"
    "|roman|film|chanson|auteure?|homme|femme|couple|famille|projet|plan|loi|bâtiment|maison|bateau|train|pont|école"
    "|musée|accident|incendie|prix|victimes?|propriétaire|étude|rapport|grève)",
    "it": "(?:il|lo|la|l'|i|gli|le|del|della|dell') ?(?:azienda|società|banca|squadra|club|gruppo|partito|città|paese"
    "|isola|libro|romanzo|film|canzone|autore|autrice|uomo|donna|coppia|famiglia|progetto|piano|legge|edificio|casa"
    "|nave|treno|ponte|scuola|museo|incidente|incendio|premio|vittime|proprietario|studio|rapporto|sciopero)",
    "pt": "(?:o|a|os|as|do|da|no|na) (?:empresa|companhia|banco|equipe|equipa|clube|grupo|partido|cidade|aldeia|país"
    "|ilha|livro|romance|filme|canção|autora?|homem|mulher|casal|família|projeto|plano|lei|prédio|edifício|casa|navio"
    "|barco|trem|comboio|ponte|escola|museu|acidente|incêndio|prémio|prêmio|vítimas?|dono|estudo|relatório|greve)",
    "nl": "(?:de|het) (?:bedrijf|bank|ploeg|club|groep|partij|stad|dorp|land|eiland|boek|roman|film|lied|schrijver"
    "|man|vrouw|gezin|project|plan|wet|gebouw|huis|schip|trein|brug|school|museum|ongeluk|brand|prijs|slachtoffers?"
    "|eigenaar|onderzoek|staking)",
}
"""Nouns with a definite article that mean one of their kind named before, where the question names none."""

# English "it", "this" and "that" often stand for nothing that was named: "is it true that", "this week".
_EXPLETIVE = expression(r"\b(?:is|was) it (?:true|possible|likely)\b|\bit (?:takes?|costs?) to\b", re.IGNORECASE)
_DEMONSTRATIVE = expression(
    r"\b(?:this|that|these|those|there|then)\W*$|\b(?:about|to|for|against|after|from) it\W*$"
    r"|^(?:why|how|when|where|who|what)\b.{0,12}\b(?:is|was|are|were|did|does|do) (?:this|that|these|those)\b",
    re.IGNORECASE,
)
_NO_MORE_SAID = (
    r"(?! (?:of|for|that|who|which|from|where|behind|between|von|vom|für|aus|de|del|du|des|que|qui|di|della|dello|che"
    r"|do|da|dos|das|van|die|dat|uit)\b|,| d['’])"
)
"""Behind a noun that tells by itself which one is meant there is more: "the award for the best director"."""

_THAT_TIME = {
    "en": r"\b(?:that|the same|those) (?:years?|days?|months?|weeks?|decade|century|time|season|place|city|town|village"
    r"|country|company|firm|club|team|case|man|woman|person|book|film|movie)\b|\bback then\b|^(?:who|what|where|how"
    r"|why|was|were|did|is|are|does|do)\b.*\bthen\W*$",
    "de": r"\b(?:jene[mnrs]?|diese[mnrs]?) (?!Jahr\b|Monat\b|Woche\b)\w+|\b(?:demselben|derselben|im selben) \w+",
    "es": r"\b(?:es[ea]|aquel|aquella|dich[oa]|es[oa]s|aquell[oa]s|mism[oa]) \w+|\bentonces\W*$",
    "fr": r"\b(?:ce|cet|cette|ces) [\w'’-]+-là\b|\b(?:ce|cet|cette) (?:entreprise|société|ville|village|pays|livre|film"
    r"|homme|femme|équipe|club|banque|époque)\b|\blà-bas\b|\by (?:a|est|vit|vivent|sont)\b|\b[ld]'y\b",
    "it": r"\b(?:quel|quella|quello|quell'|quei|quelle) ?\w+|\ballora\W*$",
    "pt": r"\b(?:n?ess[ea]s?|n?aquel[ea]s?|dess[ea]s?) \w+|\b(?:lá|então)\W*$",
    "nl": r"\b(?:dat|die) (?:jaar|dag|maand|stad|dorp|land|bedrijf|boek|film|man|vrouw|club|ploeg)\b|\btoen\W*$",
    "ru": r"\b(?:том|той|тот|того|этой|этот|эта|эту|эти|этих) (?!недел|месяц|год\b|году\b)\w+|\b(?:том|тот) (?:год|же)",
    "uk": r"\b(?:тому|той|того|тієї|цей|ця|цю|ці|цих) (?!тижн|місяц|рік\b)\w+",
    "pl": r"\b(?:tym|tamtym|ten|tej|tę|tamtej) (?!tygodni|miesiąc|roku\b)\w+|\btamtym roku\b",
    "sv": r"\b(?:det|den) (?:året|dagen|staden|byn|landet|företaget|boken|filmen|klubben|laget)\b|\bdå\W*$",
    "tr": r"\bo (?:yıl|gün|şehir|kent|köy|ülke|şirket|kitap|film|adam|kadın|kulüp|takım)",
    "zh": "(?:那|这|该)(?:一?年|家?公司|座?城市|个?(?:国家|地方|人|俱乐部)|本书|部?电影|支?球队)|当时",
    "ja": "その(?:年|会社|町|街|国|本|映画|人|とき|時)|当時",
}
"""What points back to a time, a place or a thing named before, apart from "this year" and the like, which mean now."""

_WITHOUT_SPACES = frozenset(("zh", "ja"))
"""The languages of the tables above that put no spaces between words."""


_NOUN_FOLLOWS = expression(
    r"\b(?:d(?:er|ie|as|en|em|es)|(?:k?ein|[dsm]ein|ihr|unser|dies|jen|welch|all|viel|mehr|wenig|einig)(?:e[mnrs]?)?"
    r"|wie ?viele?|zu[rm]|[ai]m|beim|vom|[a-zäöüß]+(?:e|en|er|es|em)|gab es|was für)\s+$",
    re.IGNORECASE,
)
"""What a German noun follows, a name less often: an article, a determiner, an adjective."""

_CAPITALISED = expression(r"[^\W\d_a-zß-öø-ÿа-яё][\w’'.-]*(?:\s+[^\W\d_a-zß-öø-ÿа-яё][\w’'.-]*)*")
"""One capitalised word, or several in a row."""


def context_dependence(question: str, language: str | None = None) -> ContextDependence:
    """Whether a question depends on the previous one.

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
    if _pointing_back(language).search(bare):
        return ContextDependence.DEPENDENT
    pronoun = _pronoun(language).search(_EXPLETIVE.sub(" ", bare) if language == "en" else bare)
    if pronoun and not _has_antecedent(question, words, pronoun[0], language):
        return ContextDependence.DEPENDENT
    if _continuing(language).match(bare):
        # A year or another figure alone isn't a topic: "and in 2021?".
        has_topic = any(_is_name(question, word, language) and not _is_figure(word) for word in words)
        return ContextDependence.UNCLEAR if has_topic else ContextDependence.DEPENDENT
    names_itself = _word_count(words, language) > FEW_WORDS and not _generic_noun(language).search(bare)
    if names_itself or any(_is_name(question, word, language) for word in words):
        return ContextDependence.SELF_CONTAINED
    return ContextDependence.UNCLEAR


def context_words(
    before: str, question: str, language: str | None = None, *, names: bool = True, carried: str = ""
) -> str:
    """The words of what was asked before that the question does not have itself, as typed, with spaces between them.

    A year or another figure in the question stands in place of those before.

    Args:
        before: How the question before was understood, with its own context words.
        question: What is asked now.
        language: The language of both; that of the question when not given.
        names: Whether names are taken, too; not where the question names something else in their place.
        carried: Names that are carried already; one that is part of them is not taken again.
    """
    language = _language(question, language)
    own_words = analyzer.words(question, language)
    own_terms, has_figure = {word.term for word in own_words}, any(map(_is_figure, own_words))
    spans: list[tuple[int, int]] = []
    for word in _not_carried(analyzer.words(before, language), before, analyzer.terms(carried, language)):
        if (
            word.term in own_terms
            or (has_figure and _is_figure(word))
            or not (names or not _is_name(before, word, language))
        ):
            continue
        # Pairs of characters overlap: they are one run of what was typed.
        if spans and word.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
        else:
            spans.append((word.start, word.end))
    return " ".join(before[start:end] for start, end in spans[:CONTEXT_WORDS])


def _not_carried(words: list[Word], before: str, carried: list[str]) -> list[Word]:
    """The words of what was asked before, without the names that are part of those carried already.

    Part of a name isn't a name: of "Port Aldor" nothing is left out because "Aldor Line" is carried.

    Args:
        words: The words.
        before: Where they are from.
        carried: The terms of the names that are carried.
    """
    remaining: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_run([word.term for word in words[at : end + 1]], carried):
            end += 1
        if end == at or _goes_on(words, at, before) or _goes_on(words, end, before):
            end = max(end, at + 1)
            remaining += words[at:end]
        at = end
    return remaining


def _is_run(terms: list[str], row: list[str]) -> bool:
    """Whether some terms are in a row of terms, one after the other."""
    return any(row[at : at + len(terms)] == terms for at in range(len(row) - len(terms) + 1))


def _goes_on(words: list[Word], at: int, text: str) -> bool:
    """Whether a name continues from one word of a text to the next: both are capitalised, with only a space between."""
    if not 0 < at < len(words):
        return False
    left, right = words[at - 1], words[at]
    return left.text[:1].isupper() and right.text[:1].isupper() and not text[left.end : right.start].strip()


_OPENING_WORDS = (
    "according after alongside although amid amidst among as at because before beside besides but despite during even "
    "following for from however if in inside instead meanwhile near nevertheless on once only since still then though "
    "through under unless unlike until upon when whereas while with within without yet "
    "aber als angesichts auch bei bis damals danach doch laut mit nach nachdem obwohl seit trotz vor weil wenn wegen "
    "aunque como cuando debido desde después durante entre frente hasta mediante mientras pero pese según sin sobre "
    "tras "
    "ainsi alors après avant avec depuis dès lors lorsque mais malgré pendant pour quand sans selon tandis vers "
    "apesar após até conforme contudo enquanto embora mas quando segundo sobre "
    "anche benché dopo dove mentre nonostante perché poi prima quando secondo sebbene senza tra"
)
OPENING_WORDS = frozenset(_OPENING_WORDS.split())
"""Words that may open a sentence before a name, and aren't part of it; in English, German, Spanish, French, Portuguese
and Italian."""


def answer_names(answer: Answer, context: str, language: str | None = None) -> str:
    """The names in the answer sentence of an answer that say more than is known, with spaces between them.

    Of the capitalised words, the sentence's first one does not count, unless a second one follows it and it is none of
    `OPENING_WORDS`.

    Args:
        answer: The answer to the question before.
        context: What is asked now, and was before.
        language: The language of both; detected when not given.
    """
    if not answer.passages:
        return ""
    language = _language(context, language)
    sentence = answer.passages[0].sentence.exact
    known_terms = {word.term for word in analyzer.words(context, language)}
    days = months.all_month_names().keys() | months.all_weekday_names()
    names: list[str] = []
    for run in _CAPITALISED.finditer(sentence):
        words = [word for word in analyzer.words(run[0], language) if word.text.lower() not in days]
        opens = not any(character.isalnum() for character in sentence[: run.start()])
        if opens and words and words[0].text.lower() in OPENING_WORDS:
            words, opens = words[1:], False
        if len(words) > 1 or not (opens or language in CAPITALISED_NOUNS):
            names += [word.text for word in words] if any(word.term not in known_terms for word in words) else []
    return " ".join(list(dict.fromkeys(names))[:NAME_WORDS])


def names_something_else(question: str, article: Article, language: str | None = None) -> bool:
    """Whether a question has a name that an article lacks: then it asks about somebody or something else.

    Args:
        question: As typed.
        article: The article.
        language: The language of the question; detected when not given.
    """
    language = _language(question, language)
    words = analyzer.words(question, language)
    names = {word.term for word in words if _is_name(question, word, language) and not _is_figure(word)}
    if not names:
        return False
    from difflib import get_close_matches

    terms = set(analyzer.terms(f"{article.title} {article.text}", article.language))
    return any(not get_close_matches(name, terms, 1, SAME_NAME) for name in names - terms)


def rewritten(question: str, context: str) -> str:
    """A question together with the words that it takes from the conversation, as it is looked up and shown."""
    return f"{question} ({context})"


def context_in(understood_as: str, question: str) -> str:
    """The context words of a question, by what it was understood as; of use if nothing but these two was kept."""
    return understood_as.removeprefix(question).removeprefix(" (").removesuffix(")")


def covered_words(question: str, answer: Answer, language: str | None = None) -> int:
    """How many of a question's words the first passage of an answer, or its title, has.

    Args:
        question: As typed.
        answer: The answer.
        language: The language of the question; detected when not given.
    """
    if not answer.passages:
        return 0
    first = answer.passages[0]
    language = _language(question, language)
    terms = set(analyzer.terms(f"{first.citation.title} {first.text}", language))
    return sum(word.term in terms for word in analyzer.words(question, language))


def lacks_words(question: str, answer: Answer, language: str | None = None) -> bool:
    """Whether the first passage of an answer and its title lack a word of a question.

    Args:
        question: As typed.
        answer: The answer.
        language: The language of the question; detected when not given.
    """
    return covered_words(question, answer, language) < len(analyzer.words(question, _language(question, language)))


def _language(question: str, language: str | None = None) -> str:
    """The bare code of a question's language: the given one, or else the detected one; English if none is told."""
    return code(language) or detect(question) or "en"


def _is_name(question: str, word: Word, language: str) -> bool:
    """Whether a word of a question is a name or a number; the question's first word is capitalised anyway."""
    before = question[: word.start]
    if _is_figure(word) or not word.text[:1].isupper() or word.text.isupper():
        return _is_figure(word) or word.text[:1].isupper()
    if language in CAPITALISED_NOUNS and _NOUN_FOLLOWS.search(before):
        return False
    return any(character.isalnum() for character in before)


def _is_figure(word: Word) -> bool:
    """Whether a word begins with a digit."""
    return word.text[:1].isdigit()


def _word_count(words: list[Word], language: str) -> float:
    """How many words there are to look up; without spaces two characters are about one."""
    return len({word.start for word in words}) / 2 if language in _WITHOUT_SPACES else len(words)


def _has_antecedent(question: str, words: list[Word], pronoun: str, language: str) -> bool:
    """Whether the question itself has what a pronoun in it may stand for: a name, or a few words, before it."""
    place = re.search(rf"\b{re.escape(pronoun)}\b", question.replace("’", "'"), re.IGNORECASE)
    before = [word for word in words if place and word.end <= place.start()]
    return len(before) >= ANTECEDENT_WORDS or any(_is_name(question, word, language) for word in before)


@cache
def _pointing_back(language: str) -> re.Pattern[str]:
    """What points back to a time, a place or a thing named before."""
    return re.compile(_THAT_TIME.get(language, "(?!)"), re.IGNORECASE)


@cache
def _generic_noun(language: str) -> re.Pattern[str]:
    """Nouns with a definite article that may mean something named before."""
    nouns = _GENERIC_NOUNS.get(language)
    return re.compile(rf"\b(?:{nouns})\b{_NO_MORE_SAID}" if nouns else "(?!)", re.IGNORECASE)


@cache
def _continuing(language: str) -> TypedExpression:
    """What opens a question that continues another one."""
    return typed_expression(_any_of(_CONTINUING.get(language, ""), language).pattern, re.IGNORECASE)


@cache
def _pronoun(language: str) -> re.Pattern[str]:
    """Words that stand for something named elsewhere."""
    return _any_of(PRONOUNS.get(language, ""), language)


def _any_of(words: str, language: str) -> re.Pattern[str]:
    """Any of these words, as whole ones where the language puts spaces between them; nothing when there are none."""
    if not words:
        return re.compile(r"(?!)")
    whole = rf"(?:{words})" if language in _WITHOUT_SPACES else rf"\b(?:{words})\b"
    return re.compile(whole, re.IGNORECASE)
