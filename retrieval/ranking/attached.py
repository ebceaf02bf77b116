"""Whether what answers a question stands at what is asked about, or at something else that is named there.

"The roof of the school cost 12,000 pounds; a ticket can be had at the door" has a price and a ticket, and not the price
of the ticket. That is told by the noun or name that opens the part of a sentence with the number, day or reason: the
question lacks it, and that part has nothing of what is asked about. Where a pronoun opens it, what it stands for was
named before.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from retrieval import language
from retrieval.analysis.sentences import ASKS
from retrieval.language import clauses, cues
from retrieval.language.analyzer import code
from retrieval.language.attributes import NEVER_MISSED, tells, told_from
from retrieval.language.expressions import expression
from retrieval.language.naming import asks_for_a_name, calls_so, tells_a_name
from retrieval.language.passives import names_somebody
from retrieval.language.reasons import reason_from
from retrieval.language.saying import PREPOSITIONS
from retrieval.query.answer_types import AnswerType, how_many_asked
from retrieval.query.follow_ups import PRONOUNS
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import asking_words, place_of_answer, sentence_texts
from retrieval.storage.catalog import Catalog

_SHORT, _SHORT_FOR_NAMES = 0.5, 0.8
"""How short a question is at least: of up to 13 words; of one that asks for a name up to 10, longer ones define a thing
("the period that began with …")."""

_OF_MANY = frozenset({"people", "staff"})
"""Attributes that are told of what somebody has as well: "Her workshop employs nine people"."""

_TYPES = frozenset({AnswerType.NUMBER, AnswerType.AGE, AnswerType.TIME, AnswerType.REASON})
_MEASURES = frozenset({"price", "height", "length", "weight", "width", "depth", "extent"})
"""What is asked of things, also without a word that tells the type: "What does it cost?"."""

_SPEAKER = expression(r"^(?:[^\W\d_a-zа-яё][\w.'’-]{0,40}\s{0,2}){1,4}[:：]\s+(?=\S)")
"""Who speaks, before what is said in an interview: "Ann Holm: The pumps failed." is about the pumps."""

_NOTHING = frozenset[int]()


class _Asked(NamedTuple):
    """What is asked of a passage: the question, its words by their numbers, the sentences, and their language.

    `own` are the words that don't only ask, `nouns` of these the first behind each article, `heads` those of which one
    stands where the answer does, `verbs` those that may be verbs. `attributes` are told, or `counts` is whether it is
    asked how many of the one head there are.
    """

    question: Question
    first: Selected
    texts: Sequence[str]
    tongue: str
    own: frozenset[int]
    nouns: Sequence[frozenset[int]]
    heads: frozenset[int]
    verbs: frozenset[int]
    attributes: Sequence[str]
    counts: bool

    @property
    def deed(self) -> frozenset[int]:
        """The words that are neither what is told of, nor names, nor other nouns."""
        return self.own.difference(self.heads, self.question.names, *self.nouns)

    def words_of(self, text: str) -> frozenset[int]:
        """The words of the question that a text has."""
        return self.question.words_among(language.terms(text, self.tongue))


class _Part(NamedTuple):
    """A part of a sentence that may answer: which sentence, its text, and what of this is before the answer."""

    sentence: int
    text: str
    before: str


def told_of_another(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether a passage gives a number, a day, a reason, a name or words only to something else than is asked about.

    Args:
        question: What is asked.
        first: The passage.
        catalog: Where its article is.
    """
    if question.shortness < _SHORT:
        return False
    texts, tongue = sentence_texts(first, catalog)
    asked = _asked(question, first, [_SPEAKER.sub("", text) for text in texts], tongue)
    if asks_for_a_name(question.text, question.language):
        return question.shortness >= _SHORT_FOR_NAMES and _name_is_of_another(asked)
    if any(each.attribute == "said" for each in question.attributes):
        return _words_are_of_another(asked)
    if first.candidate.passage.heading_asks and first.title_words[[*asked.own]].all():
        return False  # The passage answers a question that has all of this one's words.
    parts = _answering_parts(asked) if asked.heads else []
    return bool(parts) and all(_is_of_another(asked, part) for part in parts)


def _asked(question: Question, first: Selected, texts: Sequence[str], tongue: str | None) -> _Asked:
    """What is asked about: what is counted; else names and the nouns behind articles; all other words without these."""
    asking = code(question.language)
    own = frozenset(word for word, idf in enumerate(question.steady_idf) if idf > 0)
    own = own - asking_words(question) - question.light - question.numbers.keys()
    attributes = [each.attribute for each in question.attributes if each.attribute not in NEVER_MISSED]
    counts = question.counted in own and _OF_MANY.isdisjoint(attributes) and how_many_asked(question.text, asking)
    found = ([question.words_among(language.terms(word, asking)) & own for word in noun] for noun in _nouns(question))
    runs = [run for words in found if (run := [*filter(None, words)])]
    nouns, names = [run[0] for run in runs], question.names & own
    behind = _NOTHING.union(*(word for run in runs for word in run[:-1]))
    verbs = _NOTHING.union(*(run[-1] for run in runs if len(run) > 1)) - behind - names
    if not clauses.has_articles(asking):
        # "Değirmen neden kapandı?": where it stands last, the verb is no head.
        heads = own - {max(own)} if len(own) > 1 and asking in clauses.VERB_LAST else own
    else:
        heads = _NOTHING.union(names, *nouns) or own
    counted = own & {question.counted} if counts else heads
    return _Asked(question, first, texts, code(tongue), own, nouns, counted, verbs, attributes, counts)


def _nouns(question: Question) -> list[list[str]]:
    """What stands behind each article of a question: a noun, and what stands with it."""
    tongue, words = code(question.language), clauses.words_apart(question.text)
    places = (place for place in range(1, len(words)) if clauses.determiner(words[place - 1], tongue))
    return [clauses.noun_at(words, place, tongue) for place in places]


def _answering_parts(asked: _Asked) -> list[_Part]:
    """The parts of sentences that may answer: of the marked sentence, or, where it has none, of all; best with numbers.

    A reason may stand behind a colon.
    """
    kind = asked.question.answer_type
    if kind not in _TYPES and (kind.named or _MEASURES.isdisjoint(asked.attributes)):
        return []
    parts = [
        _Part(place, part, part[:at])
        for place, text in enumerate(asked.texts)
        for part in ([text] if kind is AnswerType.REASON else clauses.parts(text))
        if (at := _answers_from(asked, part)) is not None
    ]
    if kind in (AnswerType.NUMBER, AnswerType.AGE):
        parts = [part for part in parts if cues.numbers(part.text, asked.tongue)] or parts
    marked = place_of_answer(asked.first)
    return [part for part in parts if part.sentence == marked] or parts


def _answers_from(asked: _Asked, part: str) -> int | None:
    """Where in a part of a sentence the first thing is that may answer; None if nothing does."""
    kind = asked.question.answer_type
    if kind is AnswerType.REASON:
        return reason_from(part, asked.tongue)
    if asked.attributes and not asked.counts:
        told = (told_from(part, each, asked.tongue) for each in asked.attributes)
        return min((at for at in told if at is not None), default=None)
    numbers = cues.numbers(part, asked.tongue) if asked.counts else []
    return numbers[0].start if numbers else None


def _is_of_another(asked: _Asked, part: _Part) -> bool:
    """Whether a part of a sentence answers of something else: a noun opens it, and nothing asked about is in it."""
    held, words = asked.words_of(part.text), clauses.words_apart(part.text)
    stands_for_others = bool(words) and words[0].lower() in _pronouns(asked.tongue)
    names = asked.question.names & asked.own
    if asked.heads & held and not asked.counts:
        return False
    if asked.heads & held:
        if _is_named_later(asked, names - held, part) or _others_did_it(asked, held):
            return True
        holders = names or (_NOTHING if asked.deed else asked.own - asked.heads)
        if not holders or holders & held:
            return False
    if clauses.is_reported(part.before, asked.tongue):
        return False
    meant = _meant(asked, part.text)
    if not meant:
        return stands_for_others and _is_named_later(asked, asked.heads, part)
    is_own = clauses.determiner(words[0], asked.tongue) == "own"
    may_be_meant = (
        is_own and (asked.question.answer_type is AnswerType.TIME or not _OF_MANY.isdisjoint(asked.attributes)),
        # "The farmer" may be the one who is named.
        not is_own and (asked.heads <= names or asked.heads & held) and not _names_others(part, meant, asked.tongue),
        _has_pronoun(part.before if asked.question.answer_type is AnswerType.REASON else part.text, asked.tongue),
        clauses.means_all_of_it(meant[0]),
        asked.words_of(meant[0]) & asked.own or _begins_alike(meant[0], asked.question.text),
        not asked.counts and asked.words_of(" ".join(meant[1:])) & asked.own - asked.verbs,
    )
    return not any(may_be_meant)


_STEM = 5
"""With how many letters a word begins that another form of it has as well, also where terms differ ("Амазонки")."""


def _begins_alike(word: str, text: str) -> bool:
    """Whether a text may have another form of a word."""
    return len(word) >= _STEM and word[:_STEM].lower() in text.lower()


def _names_others(part: _Part, meant: Sequence[str], tongue: str) -> bool:
    """Whether a part of a sentence names somebody before it answers."""
    return any(word[0].isupper() for word in meant) or names_somebody(part.before, tongue, opens=True)


def _others_did_it(asked: _Asked, held: frozenset[int]) -> bool:
    """Whether what is asked of what is counted is told of a number of others alone: "Five spinners died"."""
    parts = (part for text in asked.texts for part in clauses.parts(text))
    counting = (part for part in parts if clauses.opens_with_number(part, asked.tongue))
    of_others = (words for part in counting if not (words := asked.words_of(part)) & asked.heads)
    return not asked.deed & held and any(asked.deed & words for words in of_others)


def _meant(asked: _Asked, part: str) -> list[str]:
    """What a part of a sentence is about, without the words that only tell an attribute: "the price of flour"."""
    asking = asking_words(asked.question)
    return [
        word
        for word in clauses.opening(part, asked.tongue)
        if not (word[0].isdigit() or asked.words_of(word) & asking)
        and all(told_from(word, each, asked.tongue) is None for each in asked.attributes)
        and not (asked.tongue in clauses.UNSPACED and word in asked.question.text)
    ]


def _is_named_later(asked: _Asked, words: frozenset[int], part: _Part) -> bool:
    """Whether some words stand in a passage only behind a part of a sentence, and not above it either."""
    has, place = asked.first.sentence_words[[*words]], part.sentence + 1
    is_before = has[:, :place].any() or asked.first.title_words[[*words]].any()
    return bool(has[:, place:].any() and not is_before)


def _has_pronoun(text: str, tongue: str) -> bool:
    """Whether a text has a word that may stand for what is asked about: not "his", nor "behind it"."""
    words = [word.lower() for word in clauses.words_apart(text)]
    return any(
        word in _pronouns(tongue) and clauses.determiner(word, tongue) != "own" and before not in PREPOSITIONS
        for before, word in zip(["", *words], words, strict=False)
    )


@cache
def _pronouns(tongue: str) -> frozenset[str]:
    """The words of a language that stand for something named before."""
    return frozenset(PRONOUNS.get(tongue, "").split("|"))


_NEAR = 4
"""How many words farther a name may stand from what is called so: "A cat called Smoke", "the mayor, Donal Keir"."""


def _name_is_of_another(asked: _Asked) -> bool:
    """Whether a passage has what somebody's name is asked for, and a name near it nowhere, nor a word for calling."""
    question = asked.question
    calling = question.words_among(term for term in question.words if calls_so(term, question.language))
    nouns = [noun for each in asked.nouns if (noun := each - calling - question.names)]
    heads = nouns[0] if nouns else asked.own - calling - question.names
    if not heads or question.lacks_capitals:
        return False
    parts = [part for text in asked.texts for part in clauses.parts(text)]
    holds = [bool(heads & asked.words_of(part)) for part in parts]
    return any(holds) and not any(
        _has_name_near(asked, heads, part) if here else before and _is_called_so(part, asked.tongue)
        for part, here, before in zip(parts, holds, [False, *holds], strict=False)
    )


def _has_name_near(asked: _Asked, heads: frozenset[int], part: str) -> bool:
    """Whether a part of a sentence has a name near what is called so, or says that it is called something."""
    words = clauses.words_apart(part)
    capitals = [place for place, word in enumerate(words) if word[0].isupper() and not asked.words_of(word)]
    names = [
        place
        for place in capitals
        if (words[place - 1].lower() not in PREPOSITIONS if place else words[1:2] and words[1][0].isupper())
        and clauses.noun_at(words, place, asked.tongue)
    ]
    held = [place for place, word in enumerate(words) if heads & asked.words_of(word)]
    is_near = any(abs(place - name) <= _NEAR for place in held for name in names)
    return tells_a_name(part, asked.tongue, capitals=is_near)


def _is_called_so(part: str, tongue: str) -> bool:
    """Whether a part of a sentence says that what was told of before is called something."""
    return calls_so(part, tongue) and (not clauses.opening(part, tongue) or _has_pronoun(part, tongue))


_BEFORE = 3
"""How many sentences before the one in which somebody says something may name them: "She says …"."""


def _words_are_of_another(asked: _Asked) -> bool:
    """Whether those who are to have said something are named near nothing that is said or asked; others may be.

    In an article about them, by its title, all words may be theirs.
    """
    names = asked.question.names & asked.own
    speakers = list(names or next(iter(asked.nouns), _NOTHING))
    if not speakers or asked.first.title_words[speakers].any():
        return False
    if not asked.first.words[speakers].any():
        return bool(names)
    asks = (asked.first.sentences.flags & ASKS).astype(bool)
    has: list[bool] = np.append(asked.first.sentence_words[speakers].any(axis=0), False).tolist()
    others = [names_somebody(text, asked.tongue, opens=True) for text in asked.texts]
    for place, text in enumerate(asked.texts):
        if asks[place] or tells(text, "said", asked.tongue):
            near = range(place, max(place - _BEFORE, 0) - 1, -1)
            if next((has[at] for at in near if has[at] or others[at]), False) or (has[place + 1] and not others[place]):
                return False
    return True
