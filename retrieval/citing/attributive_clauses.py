"""Who speaks, by the clause beside a quotation: `said Ana Petrov`, `Petrov, a farmer, told us:`, `selon Anne Roy`.

The clause is read, not only searched: whoever is the subject of the verb of saying speaks, not who is named near it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from retrieval.language.saying import (
    ACCORDING,
    ALL_TITLES,
    ARTICLES,
    DAYS,
    MEN,
    NAMES_OF_MONTHS,
    NOT_SAID,
    OCCUPATIONS,
    OF,
    ONLY_BEFORE,
    OPENERS,
    PARTICLES,
    PASSIVE,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    SKIPPED,
    SUFFIXES,
    UTTERANCES,
    WOMEN,
    word_set,
)

# An apostrophe alone after an s is the possessive of a plural: "Larch Ferries' chief executive".
_TOKEN = re.compile(r"\0+|[^\W_](?:[\w'’‘ʼ`.-]*[^\W_])?(?:(?<=[sxz])['’](?=\s+\w)|\.?)|[^\w\s]")
_ENDS = frozenset(",;:()—–―!?…") | {"\0"}
_RELATIVE = word_set("who qui che que der die который которая")
_DESCRIBES = word_set("who whom whose that qui dont который которая которого которую")
"""Words that begin a clause about somebody who is not named: the names in it are other people's."""
_AND = word_set("and und et y e и &")
_CONJUNCTIONS = word_set("and but while whereas though although und aber et mais y pero e ma mas и а но or")
_FOR = word_set("pour para per")
_NOT_NAMED = NOT_SAID | word_set("nor neither noch weder ni né nem ни")
_NOBODY = word_set("nobody none niemand keiner nadie personne nessuno ninguém никто")
_SHOWS = word_set("has had have shows showed makes made")
_SUPPOSES = word_set(
    "if had should were hätte hätten wenn falls sollte si se caso если als indien gdyby jeśli eğer wäre"
)
"""What opens a clause about what nobody said yet: `Had Tom Dale said “…”, Hall noted, nobody would have left`."""

_ASKS = word_set("did does do has have will would could can was is were hat hast haben wird czy ли")
"""What opens a question about whether somebody said it: `Did Ruth Hall say “…”?`"""

_MAY_SAY = word_set("would could should might must may can shall")
_DENIES = word_set(
    "denies denied deny denying bestreitet bestritt dementiert dementierte niega negó nie nia nega negò "
    "negou отрицает отрицал отрицала отрицают ontkent ontkende"
)
_THAT = word_set("that dass que che что dat daß")
_TO_SAY = (["to", "say"], ["zu", "sagen"])
_INFINITIVES = word_set("saying decir dire dizer сказать говорить sagen zeggen powiedzieć claiming")
_PAPER = word_set(
    "letter note diary email post tweet statement brief notiz tagebuch carta nota lettre lettera "
    "письмо записку записка brief briefje"
)
_CLAIMS = word_set("claim claims assertion allegation accusation argument view idea notion behauptung vorwurf")
_OF_WHOSE = word_set("of from von de d' d’ di da do del van")
_SAY = word_set("say says said tell add claim write sagen gesagt dicho dit detto dito сказал сказала gezegd powiedział")
_NOT_IT = word_set("not never nicht pas non no não не niet nie")
_PUT = (["put", "it"], ["puts", "it"])
_AS = word_set("as wie comme como come как")
_PARTICIPLES = word_set("adding saying calling writing telling stating asking noting tweeting tweeted")
_AUXILIARIES = word_set(
    "a ont avait ha han hanno habían había hat haben has had s'est s’est le lo les se nos me te ci mi also "
    "later then también auch dazu aussi également anche também также ещё"
)
_HYPHENED = re.compile(r"(\w+(?:['’]\w+)?)-(?:t-)?(il|elle|ils|elles|on|je|nous)\Z")
_BODIES = word_set("university college institute ministry department bank church court universität institut")
_BEHIND_NAMES = frozenset(("jr", "sr", "ii", "iii"))
_NAME = re.compile(r"(?:[a-zà-ÿ]{1,3}['’‘ʼ`-])?[^\W\d_]")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_OWN = {"her": "f", "his": "m"}
_OWNERS = word_set("her his their its a")
_WERE = word_set("in was were is are war waren ist fue fueron est était furent è fu erano foi foram")
_CYRILLIC = re.compile("[А-ЯЁ]")
_DESCRIBING = 2
"""The most words between somebody and their words: `Hall's own blunt verdict`."""

_BARE_WORDS = word_set("words worten worte palabras mots parole palavras слова словами")
_WHO = word_set("who qui che quien")
_SHORTEST_RELATIVE = 5
_PERSONAL = 2
_WITH = word_set("along together alongside plus zusammen gemeinsam junto ensemble insieme juntamente вместе")
"""What begins words that name somebody else who says it, too: `Ana Petrov, along with Tom Dale, said`."""

_FIRST_NAMED = word_set("zu zum zur an as at")
"""Particles that are prepositions, too: part of a name only behind a first name."""

_PATRONYMIC = re.compile("(?:вич|вича|вичу|вичем|вна|вны|вне|вной|вну)\\Z")
_OPENING_PREPOSITIONS = word_set("auf nach bei mit in im am zu an vor")
_MOST_ASIDE = 4
"""The most words of a bracket behind a name that is skipped: `Ana Petrov (Greens)`."""

_ROLE_WORDS = 4
"""The most words an office may have, before or instead of a name."""


class Speaker(NamedTuple):
    """Who speaks: names as the article has them, or none and a pronoun (`m`, `f`, `any`) or an office.

    `guessed` tells that the name is the subject of a clause without a verb of saying: `Rossi was blunt:`; `loose` that
    it only comes after a quotation: `“…,” fumed Rossi`.
    """

    names: tuple[str, ...] = ()
    pronoun: str = ""
    role: str = ""
    guessed: bool = False
    loose: bool = False
    denied: bool = False


DENIED = Speaker(denied=True)
"""Somebody is said not to have said it, whoever tells that."""

UNNAMED = Speaker()
"""Somebody speaks, and it can't be read who."""


def speaker_after(clause: str, *, german: bool = False) -> Speaker | None:
    r"""The speaker named by the clause after a quotation, up to the end of its sentence; None when it names nobody.

    Args:
        clause: What follows the quotation, `\\0` standing for further ones.
        german: Whether `so Karl Ott` names a speaker.
    """
    words = _tokens(clause)
    dash = bool(words) and words[0] in "—–―"
    bracket = bool(words) and words[0] == "("
    while words and words[0] in ",;—–―-(":
        words = words[1:]
    if not words or words[0][0] == "\0":
        return None
    if dash or bracket:
        name_length = _run_from(words, 0)
        following = words[name_length:] if name_length else []
        if name_length and (not following or following[0] in ",()") and not _all_titles(words[:name_length]):
            return Speaker((" ".join(words[:name_length]),))
    first = words[0].lower()
    if (rest := _behind_according(words, 0)) is not None:
        return _noun_phrase(words[rest:])
    if german and first == "so" and len(words) > 1 and not _has_verb(words):
        return _noun_phrase(words[1:])
    if first in _CONJUNCTIONS:
        return None
    if first in _AS:
        words = words[1:]
    if first in _WERE and len(words) > 1 and words[1].lower() in _NOT_IT:
        return DENIED
    if first in _WERE and (theirs := _whose_words(words[1 : _clause_end(words)])):
        return theirs
    return _inverted(words) or _subject_then_verb(words)


def speaker_before(clause: str, *, after_quotation: bool = False) -> Speaker | None:
    r"""The speaker named by the clause before a quotation, from the start of its sentence; None when it names nobody.

    Args:
        clause: What precedes the quotation, `\\0` standing for earlier ones.
        after_quotation: Whether the clause follows another quotation directly.
    """
    colon = clause.rstrip().endswith(":")
    words = _tokens(clause)
    while words and (words[-1] in ",:—–―-(" or words[-1].lower() in ("that", "dass", "que", "che", "что", "as")):
        words = words[:-1]
    if _supposes(words):
        return DENIED
    if _is_not_said_by_subject(words):
        return UNNAMED
    if related := _antecedent(words):
        return related
    if after_quotation and words:
        followed = speaker_after(clause)
        if followed and not any(word.lower() in _CONJUNCTIONS for word in words):
            return followed
    if words and words[0].lower() in _FOR and 1 < len(words) == 1 + _run_from(words, 1):
        return _noun_phrase(words[1:])
    if len(words) > 3 and words[0].lower() in _AS and [word.lower() for word in words[-2:]] in _PUT:
        return _subject_before(words[1:-2])
    if any(word.lower() in _CLAIMS for word in words[-1:]) and any(map(_POSSESSIVE.search, words[:-1])):
        return UNNAMED  # "Ruth Hall answered Tom Dale's claim that"
    verbs = [i for i, word in enumerate(words) if _is_verb(word, opens=not i) and word.lower() not in UTTERANCES]
    if announced := _whose_words(words, verbs):
        return announced
    verbs = [i for i, word in enumerate(words) if _is_verb(word, opens=not i)]
    sources = [rest for i in range(len(words)) if (rest := _behind_according(words, i)) is not None]
    # "Según dijo Ana Gil": the verb may stand between.
    sources = [i + 1 if i < len(words) and _is_verb(words[i]) else i for i in sources]
    if sources and (not verbs or verbs[-1] < sources[-1]):
        teller = _subject_before(words[: verbs[-1]]) if verbs and words[verbs[-1] + 1] == "," else None
        return teller if teller and teller.names else _noun_phrase(words[sources[-1] :])
    if sources and (inverted := _told_by_source(words, sources[-1])):
        return inverted
    for at in reversed(verbs):
        speaker = _of_verb(words, at, colon=colon)
        if speaker:
            return speaker
    if colon and words:
        return _only_subject(words)
    return None


def _supposes(words: Sequence[str]) -> bool:
    """Whether a clause supposes or asks that somebody says it, or tells what it is to say it.

    What comes before its last comma is another clause, unless the last one is only its verb: `If Dale, the mayor, had
    said`.
    """
    if not words:
        return False
    first = words[0].lower()
    if first in _INFINITIVES or [word.lower() for word in words[:2]] in _TO_SAY:
        return not any(_is_name(word) for word in words[1:])
    if first not in _SUPPOSES and not (first in _ASKS and words[0][0].isupper()):
        return False
    last = max((i for i, word in enumerate(words) if word == ","), default=-1)
    rest = words[last + 1 :]
    is_verb_alone = not any(_is_name(word) or word.lower() in PRONOUNS for word in rest)
    return any(_is_verb(word) or word.lower() in _SAY for word in rest) and (is_verb_alone or "," not in words)


def _is_not_said_by_subject(words: Sequence[str]) -> bool:
    """Whether the name before a verb of saying says nothing: it is told to, may, or somebody denies that it did."""
    end = len(words)
    if end < 2:
        return False
    lower = [word.lower() for word in words]
    if lower[-2] == "to" and end > 2 and _is_name(words[-3]) and lower[-1] in _SAY:
        return True
    if lower[-2] in _MAY_SAY and lower[-1] in _SAY and words[-2].islower():
        return True
    denial = max((i for i, word in enumerate(lower) if word in _DENIES), default=-1)
    that = denial >= 0 and any(word in _THAT for word in lower[denial + 1 :])
    return that and any(_is_name(word) for word in words[denial + 1 :]) and _is_verb(words[-1])


def _told_by_source(words: Sequence[str], start: int) -> Speaker | None:
    """Who says it where a source tells that: `Laut Eva Lang sagte Tom Dahl`; None where the source itself says it.

    Args:
        words: The clause.
        start: Where the source is named in it.
    """
    start += words[start].lower() in ARTICLES
    behind = start + _run_from(words, start) + 1
    name_length = _run_from(words, behind)
    if not name_length or not _is_verb(words[behind - 1]):
        return None
    return Speaker((" ".join(words[behind : behind + name_length]),))


def _antecedent(words: Sequence[str]) -> Speaker | None:
    """The person of `…, said Ana Petrov to Tom Dale, who answered`: who the last clause is about, and nobody before."""
    if len(words) < _SHORTEST_RELATIVE or not _is_verb(words[-1]) or words[-2].lower() not in _WHO:
        return None
    if words[-3] != "," or not _is_name(words[-4]):
        return None
    start = _run_start(words, len(words) - 3)
    person = _person(words[start : len(words) - 3], article=False)
    return Speaker((person,)) if start and person else None


def _whose_words(words: Sequence[str], verbs: Sequence[int] = ()) -> Speaker | None:
    """Whose words are announced: `Ruth Hall's verdict:`, `In Ruth Hall's words,`, `Das Urteil von Ruth Hall:`.

    Args:
        words: What comes before the quotation, without its last punctuation.
        verbs: Where verbs of saying are in it: before such words, somebody may only repeat them.
    """
    at = max((i for i, word in enumerate(words) if word.lower() in UTTERANCES), default=-1)
    rest = words[at + 1 :]
    if at < 0 or (verbs and verbs[-1] > at) or any(word in _ENDS or word[0] == "\0" for word in rest):
        return None
    owner = _owner_of(words, at)
    if owner is None:
        return None
    return UNNAMED if verbs else owner


def _owner_of(words: Sequence[str], at: int) -> Speaker | None:
    """Whose the word at a place is: a possessive before it, or a name after it; None if it is nobody's.

    Args:
        words: A clause.
        at: Where the word is in it that calls what somebody said.
    """
    before, rest = at - 1, words[at + 1 :]
    while before >= max(0, at - _DESCRIBING) and words[before].islower() and not _is_owner(words[before]):
        before -= 1
    if before >= 0 and (_is_owner(words[before]) or _is_german_owner(words, before, at)):
        if _people(rest, subjects=True):
            return None
        others = _people(words[: _run_start(words, before + 1)], subjects=True)
        if words[at].lower() in _BARE_WORDS and others and "," not in words[:before]:
            return UNNAMED  # "Tom Dale put it in Ana Petrov's words"
        if words[before].lower() in _OWN:
            return Speaker(pronoun=_OWN[words[before].lower()])
        bare = _POSSESSIVE.sub("", words[before])
        bare = bare.removesuffix("s") if bare == words[before] else bare
        behind = max(
            (i + 1 for i in range(before) if words[i].lower() in PREPOSITIONS and words[i].islower()), default=0
        )
        owner = [*words[behind:before], *filter(None, [bare])]  # "Ruth Hall 's words", in a text taken apart
        return _phrase_before(owner) if owner else UNNAMED
    if rest and rest[0].lower() in OF and at <= _DESCRIBING:
        names = _names_in(rest[1:])
        return Speaker(names) if names and len(_people(rest[1:], subjects=False)) == len(names) else None
    if rest and at <= 1 and _CYRILLIC.match(rest[0]) and (size := _run_from(rest, 0)) and len(rest) <= size + 1:
        return Speaker((" ".join(rest[:size]),))
    return None


def _clause_end(words: Sequence[str]) -> int:
    """Where the first clause of some words ends."""
    return next((i for i, word in enumerate(words) if word in _ENDS or word[0] == "\0"), len(words))


def _is_owner(word: str) -> bool:
    return word.lower() in _OWN or bool(_POSSESSIVE.search(word))


def _is_german_owner(words: Sequence[str], before: int, at: int) -> bool:
    """Whether a name in the genitive comes before a noun of German: `Ruth Halls Urteil`."""
    word = words[before]
    is_name = _is_name(word) and word.endswith("s") and word.lower() not in OPENERS | ARTICLES
    if not before and word.endswith("es") and not _is_first_name(word[:-1]):
        return False  # "Dieses Urteil:"
    return is_name and words[at][0].isupper() and before == at - 1


def _of_verb(words: Sequence[str], at: int, *, colon: bool) -> Speaker | None:
    """Who says what the verb at a place introduces; None when the word may not be a verb there."""
    if words[at].lower() in _PARTICIPLES and at and words[at - 1].lower() in NOT_SAID:
        return DENIED  # "Ana Petrov denied saying"
    if words[at].lower() in _PARTICIPLES:
        if at > 1 and _is_name(words[at - 1]) and words[_run_start(words, at) - 1].lower() in _SHOWS:
            return UNNAMED  # "A letter has Ana Petrov saying"
        if at > 2 and words[at - 1].islower() and words[at - 2].lower() in ARTICLES | _OWNERS:
            return UNNAMED  # "Ruth Hall remembers her father saying"
        return _quoted_as(words, at) or _only_subject(words[:at])
    if at and words[at - 1].lower() in _AND:
        return _subject_of_two_verbs(words, at)
    subject = _subject_before(words[:at])
    behind = words[at + 1 :]
    if (
        subject
        and not subject.names
        and words[0].lower() in _OPENING_PREPOSITIONS
        and 0 < len(behind) - behind.count(":") == _run_from(behind, 0)
    ):
        return Speaker((" ".join(behind[: _run_from(behind, 0)]),))  # "Auf die Frage von Tom Dale antwortete Eva Lang"
    if subject:
        return subject
    first = at == 0 or (at == 1 and words[0].lower() in _AS)
    if words[at].lower() not in ONLY_BEFORE and (colon or first) and behind:
        inverted = _behind_verb(behind)
        if inverted.names or inverted.pronoun:
            return inverted
    if at and words[at - 1] == ",":
        earlier = [i for i in range(at) if _is_verb(words[i], opens=not i)]
        return _subject_before(words[: earlier[-1]]) if earlier else _only_subject(words[: at - 1])
    return None


def _subject_of_two_verbs(words: Sequence[str], at: int) -> Speaker:
    """The subject of `Ana Petrov said no and added`; `UNNAMED` where somebody else may have come in between."""
    earlier = [i for i in range(at - 1) if _is_verb(words[i], opens=not i)]
    if not earlier or any(word.lower() in NOT_SAID for word in words[:at]):
        return UNNAMED
    between = words[earlier[-1] + 1 : at - 1]
    if any(_is_name(word) or word.lower() in _DESCRIBES or word.lower() in ("dass", "che", "что") for word in between):
        return UNNAMED
    return _subject_before(words[: earlier[-1]]) or UNNAMED


def _quoted_as(words: Sequence[str], at: int) -> Speaker | None:
    """The subject of `was quoted as saying`, `is reported as saying`."""
    if at > 2 and words[at - 1].lower() == "as":
        i = at - 2
        while i and words[i - 1].lower() in PASSIVE | SKIPPED:
            i -= 1
        return _subject_before(words[:i])
    return None


def _inverted(words: Sequence[str]) -> Speaker | None:
    """The speaker of `said the farmer Ana Petrov`, `a déclaré Anne Roy`, `dit-elle`."""
    for i, word in enumerate(words[:4]):
        lower = word.lower()
        hyphened = _HYPHENED.match(lower)
        if hyphened and (hyphened[1] in SAYING or hyphened[1] in _AUXILIARIES):
            return Speaker(pronoun=PRONOUNS[hyphened[2]] or "any")
        if _is_verb(word):
            if lower in ONLY_BEFORE and lower not in ("teilte", "fügte"):
                return None
            if [word for word in words[i + 1 : i + 2] if word.lower() in _NOT_NAMED | _NOBODY]:
                return DENIED  # "said neither Ana Petrov nor Tom Dale"
            end = i + 1 + _run_from(words, i + 1)
            if end > i + 1 and [word.lower() for word in words[end : end + 1]] == ["nicht"]:
                return DENIED  # "sagte Eva Lang nicht"
            return _behind_verb(words[i + 1 :])
        if lower not in _AUXILIARIES and not (lower.endswith("ly") and len(lower) > 3):
            return None
    return None


def _subject_then_verb(words: Sequence[str]) -> Speaker | None:
    """The speaker of `Ana Petrov, a farmer, said on Monday`."""
    for i, word in enumerate(words):
        if word[0] == "\0" or word == ";":
            return None
        if i and _is_verb(word):
            name_end = i + 1 + _run_from(words, i + 1)
            if i + 1 < name_end < len(words) and words[name_end].lower() in _PARTICIPLES:
                return Speaker((" ".join(words[i + 1 : name_end]),))  # "Tom Dale recalled Ana Petrov telling him"
            return _subject_before(words[:i])
    return None


def _subject_before(words: Sequence[str]) -> Speaker | None:
    """The subject that ends where a verb begins."""
    end = len(words)
    relative = denied = False
    while end:
        lower = words[end - 1].lower()
        if lower in PASSIVE:
            return UNNAMED
        if lower in NOT_SAID:
            denied = True
        elif not (lower in SKIPPED or (lower.endswith("ly") and len(lower) > 4 and words[end - 1].islower())):
            break
        relative = relative or lower in _RELATIVE
        end -= 1
    if not end:
        return None
    last = words[end - 1]
    if denied:
        return DENIED
    if last == ")":
        opening = max((i for i in range(end) if words[i] == "("), default=None)
        return _subject_before(words[:opening]) if opening else None
    if last == ",":
        return _subject_before(words[: end - 1]) if relative else _around_apposition(words[:end])
    if last[0] == "\0" or last in _ENDS:
        return None
    return _phrase_before(words[:end])


def _around_apposition(words: Sequence[str]) -> Speaker | None:
    """The subject of `Ana Petrov, a farmer,` or `the mayor, Ana Rossi,`."""
    commas = [i for i, word in enumerate(words) if word == ","]
    if len(commas) < 2:
        # "In Matera, said": what comes before the comma isn't a subject; "Petrov, 43" never has one comma only.
        return None
    first, last = commas[-2], commas[-1]
    if joined := _joined_with_appositions(words[:last]):
        return joined
    inner = words[first + 1 : last]
    if inner and inner[0].lower() in _WITH and words[:first]:
        head = _phrase_before(words[:first])
        return Speaker((*head.names, *_people(inner, subjects=False))) if head and head.names else head
    if inner and _run_from(inner, 0) != len(inner):
        first = commas[0]  # "Petrov, a farmer from Lyon, 43, said"
        head = _phrase_before(words[:first]) if words[:first] else None
        if head and head.names:
            return head
        first = commas[-2]
    head = _phrase_before(words[:first]) if words[:first] else None
    if head and head.names:
        return head
    if inner and _run_from(inner, 0) == len(inner) and not _all_titles(inner):
        return Speaker((" ".join(inner),))
    return head


def _phrase_before(words: Sequence[str]) -> Speaker | None:
    """The noun phrase at the end of some words."""
    end = len(words)
    last = words[end - 1]
    if last.lower() in PRONOUNS and (end == 1 or words[end - 2].lower() not in PREPOSITIONS):
        return Speaker(pronoun=PRONOUNS[last.lower()] or "any")
    if last[0].isdigit() and end > 1:
        return _phrase_before(words[: end - 1])
    if last.lower() in _NOBODY:
        return DENIED
    if not _is_name(last):
        return _office(words)
    start = _run_start(words, end)
    if start and words[start - 1].lower() in _NOT_NAMED:
        return DENIED  # "It was not Ana Petrov who said"
    run = list(words[start:end])
    if len(run) > 1 and run[0].lower() in _NOT_NAMED:
        return DENIED  # "Not Ana Petrov said"
    had_day = False
    while len(run) > 1 and (
        run[0].lower().rstrip(".") in DAYS - NAMES_OF_MONTHS or (start == 0 and run[0].lower() in OPENERS)
    ):
        had_day, run, start = True, run[1:], start + 1
    while len(run) > 1 and run[-1].lower() in DAYS:
        run = run[:-1]
    if not run or (len(run) == 1 and run[0].lower() in OPENERS | DAYS):
        return None
    if len(run) > 1 and run[0].lower() in ARTICLES and run[0].islower():
        run, start = run[1:], start + 1  # "Laut der Stadt"
    before = words[start - 1].lower() if start else ""
    if _POSSESSIVE.search(run[-1]) or (not had_day and _depends(words, start)):
        return UNNAMED
    name = _person(run, article=before in ARTICLES)
    if name is None:
        return Speaker(role=" ".join(run).lower() if before in ARTICLES else "")
    if before in _AND and start > 1:
        return Speaker((*_listed_before(words[: start - 1]), name))
    return Speaker((name,))


def _listed_before(words: Sequence[str]) -> tuple[str, ...]:
    """The names before `and`, in a list, or with what they are between commas: `Ana Petrov, a farmer,`."""
    if words[-1] == ",":
        segments = _segments(words[:-1])
        if len(segments) > 1 and all(1 < len(it) == _run_from(it, 0) for it in segments):
            return tuple(map(" ".join, segments))
        joined = _joined_with_appositions(words[:-1])
        if joined or words.count(",") < 2:  # A comma before the last of a list, or the end of another clause.
            return joined.names if joined else ()
        other = _around_apposition(words) if _is_apposition(segments[-1]) else None
        return other.names if other else ()
    if not _is_name(words[-1]):
        return ()
    start = _run_start(words, len(words))
    if words[start].lower() in OPENERS:
        return ()  # "In Lyon, Ana Petrov and Tom Dale said"
    other = _phrase_before(words)
    earlier = _listed_before(words[: start - 1]) if start > 1 and words[start - 1] == "," else ()
    return (*earlier, *(other.names if other else ()))


def _segments(words: Sequence[str]) -> list[Sequence[str]]:
    """Words as the commas between them part them."""
    commas = [-1, *(i for i, word in enumerate(words) if word == ","), len(words)]
    return [words[first + 1 : last] for first, last in pairwise(commas)]


def _is_apposition(words: Sequence[str], *, loose: bool = False) -> bool:
    """Whether words between commas say what somebody is, or how old: `a farmer`, `treasurer of the club`, `43`."""
    first, second, *_ = (*(word.lower() for word in words), "", "")
    if second in OF and first.isalpha():
        return True
    if loose and words and len(words) <= _ROLE_WORDS and all(word.islower() for word in words):
        return True
    return first in ARTICLES | OCCUPATIONS | ALL_TITLES | _RELATIVE or first[:1].isdigit()


def _rows_of_people(words: Sequence[str]) -> list[list[Sequence[str]]]:
    """Words as `and` parts them, each row as the commas in it do."""
    rows: list[list[Sequence[str]]] = [[]]
    for segment in _segments(words):
        joint = next((i for i, word in enumerate(segment) if word.lower() in _AND), None)
        if joint is None or (joint and _run_from(segment, 0) != joint):
            rows[-1].append(segment)
            continue
        if joint:
            rows[-1].append(segment[:joint])
        rows.append([segment[joint + 1 :]])
    return rows


def _joined_with_appositions(words: Sequence[str], *, loose: bool = False) -> Speaker | None:
    """The people of `Ana Petrov, the treasurer, and Tom Dale, its chair`; None if it isn't several with such words.

    What each is may come before the name, too: `the treasurer, Ana Petrov, and the chair, Tom Dale`.
    """
    rows = _rows_of_people(words)
    if len(rows) == 1 or not all(segment for row in rows for segment in row):
        return None
    names: list[str] = []
    for row in rows:
        people = [segment for segment in row if _run_from(segment, 0) == len(segment)]
        if len(people) == len(row) and all(len(name) > 1 for name in people):
            names += map(" ".join, people)
            continue
        if (
            len(people) != 1
            or _all_titles(people[0])
            or not all(it in people or _is_apposition(it, loose=loose) for it in row)
        ):
            return None
        names.append(" ".join(people[0]))
    return Speaker(tuple(names))


def _office(words: Sequence[str]) -> Speaker | None:
    """The office of `the mayor`, `le maire`; something unnamed for any other noun."""
    while len(words) > 1 and words[-1].lower().rstrip(".") in DAYS:
        words = words[: -2 if words[-2].lower() in PREPOSITIONS else -1]  # "said the mayor on Monday"
    if not words:
        return UNNAMED
    end = len(words)
    for size in range(1, _ROLE_WORDS + 1):
        at = end - size - 1
        if at < 0:
            break
        if words[at].lower() in ARTICLES:
            role = [word.lower().rstrip(".") for word in words[at + 1 : end]]
            before = words[at - 1] if at else ""  # "the mayor of the town", "der Sprecher der Stadt"
            depends = before.lower() in PREPOSITIONS or (words[at].lower() == "der" and _is_name(before))
            plain = not depends and not any(word in PREPOSITIONS for word in role)
            definite = words[at].lower() not in ("a", "an", "ein", "eine", "un", "une", "una", "um", "uma")
            return Speaker(role=" ".join(role) if plain and definite else "")
    return UNNAMED if words[end - 1][0].isalpha() else None


def _noun_phrase(words: Sequence[str]) -> Speaker:
    """The noun phrase at the start of some words; `UNNAMED` when it has no name."""
    while words and (words[0].lower() in ("s'", "s’") or words[0].lower() in _AUXILIARIES - {"a", "le", "les", "lo"}):
        words = words[1:]
    after = 1 + _run_from(words, 1) if words and words[0] == "a" else 0
    if after > 1 and words[after : after + 1] and (words[after].lower() in ARTICLES or _is_name(words[after])):
        words = words[after:]  # "ha risposto a Luca Rossi la sindaca Giulia Neri"
    if not words:
        return UNNAMED
    if words[0].lower() in PRONOUNS and words[0].lower() not in ("il", "i"):
        return Speaker(pronoun=PRONOUNS[words[0].lower()] or "any")
    end = next((i for i, word in enumerate(words) if word in _ENDS or word[0] == "\0"), len(words))
    chunk = words[:end]
    about = next((i for i, word in enumerate(chunk) if word.lower() in _DESCRIBES), end)
    names = _names_in(chunk[:about])
    following = list(words[end + 1 :]) if end < len(words) and words[end] == "," else []
    if following and (joined := _joined_with_appositions(words[: _sentence_of_list(words)], loose=True)):
        return joined
    if names or about < end:
        return Speaker(names)
    size = _run_from(following, 0) if following else 0
    is_closed = size == len(following) or following[size] in _ENDS
    if size and is_closed and not _all_titles(following[:size]) and (size > 1 or not _may_end_with_place(chunk)):
        return Speaker((" ".join(following[:size]),))
    return (_office(chunk) if chunk else None) or UNNAMED


def _behind_verb(words: Sequence[str]) -> Speaker:
    """The noun phrase behind a verb of saying, whose subject is in the nominative where a language has cases."""
    chunk = words[: _clause_end(words)]
    start = next((i for i, word in enumerate(chunk) if _is_name(word)), len(chunk))
    if not _is_oblique(chunk[start:]):
        return _noun_phrase(words)
    told = start + _run_from(chunk, start)
    size = _run_from(chunk, told) if told < len(chunk) else 0
    return Speaker((" ".join(chunk[told : told + size]),)) if size else UNNAMED


def _is_oblique(words: Sequence[str]) -> bool:
    """Whether a Russian name is in a case in which it says nothing: `сказал адвокат Анны Орловой`."""
    first = words[0].lower() if words else ""
    if len(words) < _PERSONAL or not _CYRILLIC.match(words[0]) or first in MEN or first in WOMEN:
        return False
    stem = first[:-1]
    return any(stem + ending in MEN or stem + ending in WOMEN for ending in ("", "а", "я", "й", "ь", "ия"))


def _sentence_of_list(words: Sequence[str]) -> int:
    """Where words end that commas may part, and nothing else."""
    return next((i for i, word in enumerate(words) if word != "," and (word in _ENDS or word[0] == "\0")), len(words))


def _may_end_with_place(chunk: Sequence[str]) -> bool:
    """Whether a phrase without a name has a preposition, so that a single name after it may be a place's."""
    return any(word.lower() in PREPOSITIONS for word in chunk)


def _names_in(chunk: Sequence[str]) -> tuple[str, ...]:
    """The names of the speaker in a phrase after a verb of saying: `University of Matera historian Dr. Ana Rossi`."""
    names: list[str] = []
    at = 0
    while at < len(chunk):
        size = _run_from(chunk, at)
        if not size:
            lower = chunk[at].lower()
            stops = lower in PREPOSITIONS or (lower in OPENERS and lower not in ARTICLES) or lower in SAYING
            joins = lower in _AND and _run_from(chunk, at + 1)
            employs = _employs(names, lower) and at + 1 < len(chunk) and _run_from(chunk, at + 1)
            if names and not joins and (stops or (" " in names[-1] and not employs)):
                break
            if names and not joins:
                names = []  # a word of an office follows: "Matera historian Ana Rossi"
            at += 1
            continue
        run = list(chunk[at : at + size])
        had_day = False
        while len(run) > 1 and run[0].lower() in DAYS - NAMES_OF_MONTHS:
            run, had_day = run[1:], True
        while run and run[-1].lower().rstrip(".") in DAYS:
            run = run[:-1]
        start = at + size - len(run)
        owner = bool(run) and bool(_POSSESSIVE.search(run[-1]))
        if (
            run
            and not owner
            and (had_day or not _depends(chunk, start, of_names=False))
            and run[0].lower() not in _BODIES
        ):
            person = _person(run, article=at > 0 and chunk[at - 1].lower() in ARTICLES)
            is_joined = bool(names) and chunk[at - 1].lower() in _AND
            if names and " " in names[-1] and not is_joined:
                break
            if person:
                names = [*names, person] if is_joined else [person]
        at += size
    return tuple(names)


def _employs(names: Sequence[str], word: str) -> bool:
    """Whether a name may be that of a house where somebody is something: `Kessen Shipping analyst Ana Petrov`."""
    first = names[-1].split()[0].lower() if names else ""
    return word in ALL_TITLES | OCCUPATIONS and first not in MEN and first not in WOMEN


def _person(run: Sequence[str], *, article: bool) -> str | None:
    """The name that a run of capitalised words forms; None for an office, or for a thing with its article."""
    if len(run) > 1 and run[0].lower() == "the":
        run, article = run[1:], True
    if len(run) == 1 and run[0].lower() in ARTICLES:
        return None
    if _all_titles(run) or (article and len(run) == 1):
        return None
    if article and run[1].lower() in PARTICLES:
        return None  # German: "der Sprecher der Stadt"
    if article and run[0].lower().rstrip(".") not in ALL_TITLES and len(run) > 2:
        return " ".join(run[1:])  # German: "der Abgeordnete Karl Ott"
    return " ".join(run)


def _only_subject(words: Sequence[str]) -> Speaker | None:
    """The subject of a clause without a verb of saying, when only one name in it can be that."""
    if not words:
        return None
    if words[0].lower() in PRONOUNS:
        return Speaker(pronoun=PRONOUNS[words[0].lower()] or "any")
    lower = [word.lower() for word in words]
    if any(word in NOT_SAID for word in lower):
        return DENIED
    if any(word in _PAPER and behind in _OF_WHOSE for word, behind in pairwise(lower)):
        return UNNAMED  # "Ana Ruiz read the letter of Luis Gil:"
    names = _people(words, subjects=True)
    return Speaker((names[0],), guessed=True) if len(names) == 1 else UNNAMED


def people_in(sentence: str, *, subjects: bool = False) -> list[str]:
    r"""The names in a sentence in order, quotations in it masked as `\0`.

    Args:
        sentence: The sentence.
        subjects: Only those that may be its subject: not after a preposition.
    """
    return _people(_tokens(sentence), subjects=subjects)


def _people(words: Sequence[str], *, subjects: bool) -> list[str]:
    names: list[str] = []
    at = 0
    while at < len(words):
        size = _run_from(words, at)
        run = list(words[at : at + size])
        opens = at == 0 or words[at - 1][0] == "\0" or words[at - 1] in ".:"
        while run and opens and len(run) > 1 and run[0].lower() in OPENERS:
            run = run[1:]
        while run and (run[-1].lower() in DAYS or (len(run) == 1 and opens and run[0].lower() in OPENERS)):
            run = run[:-1]
        is_skipped = not run or (
            subjects and (bool(_POSSESSIVE.search(run[-1])) or _depends(words, at + size - len(run)))
        )
        if not is_skipped:
            person = _person(run, article=at > 0 and words[at - 1].lower() in ARTICLES)
            names += [person] if person and run[0].lower() not in DAYS else []
        at += size or 1
    return names


def _depends(words: Sequence[str], start: int, *, of_names: bool = True) -> bool:
    """Whether a name follows a preposition, an office between them or none: `a spokesman for mayor Tom Dale`."""
    for at in range(start - 1, -1, -1):
        lower = words[at].lower()
        if lower in PREPOSITIONS and lower not in ("a", "su", "e"):
            return True
        if lower in ("a", "su"):
            return at == start - 1 and at > 0 and lower == "a"
        if words[at] in _ENDS or words[at][0] == "\0" or words[at][0].isupper() or lower in SAYING:
            return False
        if not of_names and lower not in ARTICLES:
            return False
    return False


def _run_start(words: Sequence[str], end: int) -> int:
    """Where the run of capitalised words begins that ends at a place."""
    start = end - 1
    while start:
        if _is_name(words[start - 1]) and not _POSSESSIVE.search(words[start - 1]):
            start -= 1
        elif words[start - 1].lower() in PARTICLES:
            back = start - 1
            while back and words[back - 1].lower() in PARTICLES:
                back -= 1
            if not back or not _is_name(words[back - 1]) or _POSSESSIVE.search(words[back - 1]):
                break
            start = back - 1
        else:
            break
    return start


def _run_from(words: Sequence[str], at: int) -> int:
    """How many words from a place on are one name."""
    end = at
    while end < len(words) and _is_name(words[end]):
        end += 1
        if end - at == _PERSONAL and _names_another(words, at, end):
            break
        if _POSSESSIVE.search(words[end - 1]) or words[end - 1].lower().rstrip(".") in _BEHIND_NAMES:
            break
        ahead = end
        while ahead < len(words) and words[ahead].lower() in PARTICLES and not _is_name(words[ahead]):
            ahead += 1
        if ahead < len(words) and end < ahead and _is_name(words[ahead]) and _may_join(words, at, end):
            end = ahead
        if end + 1 < len(words) and words[end] == "," and words[end + 1].lower().rstrip(".") in SUFFIXES:
            return end + 2 - at
    return end - at


def _may_join(words: Sequence[str], at: int, end: int) -> bool:
    """Whether the particle behind a run of names may be part of it: `Karl zu Lenz`, not `Ruth Hall zu Tom Dale`.

    Args:
        words: The clause.
        at: Where the run begins.
        end: Where the particle is.
    """
    first = words[end - 1].split("-", maxsplit=1)[0].lower()
    ahead = next((word for word in words[end:] if word.lower() not in PARTICLES or _is_name(word)), "")
    if words[end].lower() in ARTICLES and ahead.lower() in ALL_TITLES | OCCUPATIONS:
        return False  # "fragte Ruth Hall den Bürgermeister Tom Dale"
    if words[end].lower() not in _FIRST_NAMED:
        return True
    return not _is_first_name(ahead) and (_is_first_name(first) or end - at > _PERSONAL)


def _names_another(words: Sequence[str], at: int, end: int) -> bool:
    """Whether two words are a whole name, and two more that follow name somebody else, who is spoken to.

    `спросила Рута Галина Омара Далева`; elsewhere the second name must begin with a first name that is known.

    Args:
        words: The clause.
        at: Where the name begins.
        end: Where it ends, unless it goes on.
    """
    if len(words) <= end + 1 or not (_is_name(words[end]) and _is_name(words[end + 1])):
        return False
    if _CYRILLIC.match(words[end]):
        return not any(_PATRONYMIC.search(word.lower()) for word in words[at + 1 : end + 1])
    titled = any(word.lower().rstrip(".") in ALL_TITLES for word in words[at:end])
    return not titled and _is_first_name(words[end]) and not _is_first_name(words[end - 1])


def _is_first_name(word: str) -> bool:
    return word.lower() in MEN or word.lower() in WOMEN


def _is_name(word: str) -> bool:
    """Whether a word is written as names are."""
    match = _NAME.match(word)
    return match is not None and match[0][-1].isupper() and word.lower() not in ("i", "i’m", "i'm")


def _is_verb(word: str, *, opens: bool = False) -> bool:
    """Whether a word is a form of a verb of saying; capitalised only where it opens the sentence."""
    return word.lower() in SAYING and (opens or word.islower())


def _has_verb(words: Sequence[str]) -> bool:
    return any(map(_is_verb, words))


def _all_titles(run: Sequence[str]) -> bool:
    return all(word.lower().rstrip(".") in ALL_TITLES or word.lower() in PARTICLES for word in run)


def _behind_according(words: Sequence[str], at: int) -> int | None:
    """Where a phrase such as `according to` ends that begins at a place."""
    for phrase in ACCORDING:
        parts = phrase.split()
        same = [word.lower() for word in words[at : at + len(parts)]]
        if parts in (same, [*same[:-1], "de"] if same[-1:] in (["d'"], ["d’"], ["du"]) else []):
            return at + len(parts)
    return None


def _tokens(clause: str) -> list[str]:
    """The words and marks of a clause; a full stop stays with titles and initials only."""
    words = []
    for word in _TOKEN.findall(clause):
        bare = word.rstrip(".")
        keeps = bare.lower() in ALL_TITLES | SUFFIXES or len(bare) == 1 or "." in bare
        words.append(word if keeps or not bare else bare)
    return _without_others(_without_asides(_split_elisions([word for word in words if word != "."])))


def _without_asides(words: list[str]) -> list[str]:
    """Words without short brackets behind a name, such as a party or an age; one at the end may name who signs."""
    others: list[str] = []
    at = 0
    while at < len(words):
        closing = words.index(")", at) if words[at] == "(" and ")" in words[at:] else 0
        if closing and closing - at <= _MOST_ASIDE + 1 and others and _is_name(others[-1]):
            at = closing + 1
            continue
        others.append(words[at])
        at += 1
    return others


def _without_others(words: list[str]) -> list[str]:
    """Words without who is said not to be meant: `It was Ana Petrov, not Tom Dale, who said`, `Petrov and not Dale`."""
    for at, word in enumerate(words[:-1]):
        if word.lower() not in NOT_SAID or not at or not (words[at - 1] == "," or words[at - 1].lower() in _AND):
            continue
        size = _run_from(words, at + 1)
        rest = words[at + 1 + size :]
        if size and rest:
            goes_on = len(rest) > 1 and rest[1].lower() in NOT_SAID
            return _without_others([*words[: at - 1], *rest[words[at - 1] == rest[0] == "," and not goes_on :]])
    return words


def _split_elisions(words: list[str]) -> list[str]:
    """French and Italian articles and prepositions split from the word that follows: `l’ingénieur`, `d’Anne Roy`."""
    parts: list[str] = []
    for word in words:
        match = re.match(r"([lLdD]|qu|Qu|dell|all|nell|sull|un|L)(['’])(?=\w\w)(.*)", word)
        name = match and match[1][0] == "D" and match[3][0].isupper()
        if match and not name and not (match[1] == "d" and parts and _is_name(parts[-1])):
            parts += [f"{match[1]}{match[2]}", match[3]]
        else:
            parts.append(word)
    return parts
