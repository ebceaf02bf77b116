"""What a question asks for and its first passage doesn't tell: an attribute, or any answer of the kind."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from retrieval import language
from retrieval.analysis.features import DAY_NAME, NAME
from retrieval.analysis.sentences import SAYS_AGE, SAYS_WHEN
from retrieval.language.analyzer import code
from retrieval.language.attributes import DOUBTED, NEVER_MISSED, lacks_number, tells
from retrieval.language.cues import retracts
from retrieval.language.expressions import expression
from retrieval.language.passives import leaves_open_by_whom, names_somebody, says_by_whom, tells_who_did
from retrieval.language.places import COUNTRY, STATE
from retrieval.language.possessions import asks_what_one_has, tells_what_one_has
from retrieval.language.reasons import gives_reason
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import AskedAttribute, Question
from retrieval.query.relative_days import tells_relative_days
from retrieval.ranking.answer_sentence import Selected
from retrieval.ranking.apart import (
    NEAR,
    asking_words,
    deed_apart,
    said_of_others,
    sentence_texts,
    words_apart,
)
from retrieval.ranking.arrays import Bools
from retrieval.ranking.attached import told_of_another
from retrieval.ranking.passages import WEIGHTS
from retrieval.ranking.retracted import may_retract, numbers_in
from retrieval.storage.catalog import Catalog


def windows(selected: Selected) -> Bools:
    """Which words of a question each sentence of a passage holds with the one before, title and heading counted in.

    Returns:
        An array of shape `(n_words, n_sentences)`.
    """
    words = selected.sentence_words | selected.title_words[:, None]
    both = words.copy()
    both[:, 1:] |= words[:, :-1]
    return both


def untold_attributes(
    question: Question, first: Selected, catalog: Catalog, least: float = NEAR
) -> tuple[AskedAttribute, ...]:
    """The attributes that a question asks for and that its first passage, with title and heading, doesn't tell.

    Those that it tells about something else are without a text, and their words are those of what is asked.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
        least: The share of what is asked that stands near where it is told.
    """
    return tuple(_untold_attributes(question, first, catalog, least))


def _untold_attributes(question: Question, first: Selected, catalog: Catalog, least: float) -> Iterator[AskedAttribute]:
    """As `untold_attributes`."""
    text, tongue = told_text(first, catalog) if question.attributes else ("", None)
    for attribute in question.attributes:
        if attribute.attribute == "said" and (
            apart := said_of_others(question, words_of_article_and_authors(question, first, catalog))
        ):
            yield attribute._replace(text="", words=apart)
        if attribute.attribute in NEVER_MISSED | DOUBTED:
            continue
        if not tells(text, attribute.attribute, tongue) or lacks_number(text, attribute.attribute, tongue):
            yield attribute
        elif apart := words_apart(question, attribute, first, catalog, least):
            yield attribute._replace(text="", words=apart)


def words_of_article_and_authors(question: Question, first: Selected, catalog: Catalog) -> frozenset[int]:
    """The words of a question that a passage, the opening of its article or its authors have.

    Args:
        question: What is asked.
        first: The passage.
        catalog: Where its article is.
    """
    held = words_of_article(question, first, catalog).union(np.flatnonzero(first.words).tolist())
    return held | words_of_authors(question, first, catalog)


def words_of_article(question: Question, first: Selected, catalog: Catalog) -> frozenset[int]:
    """The words of a question that the opening of the first passage's article says, title and headings counted in.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    opening = catalog.opening_columns(first.candidate.article, ARTICLE_READ)
    terms = np.concatenate([opening.terms.values, opening.heading.values, first.candidate.whole.title])
    return frozenset(question.matches(terms)[1].tolist())


FEW, CLOSE = 5, 1.0
"""Among how many passages one comes first because it tells an attribute that is asked for, and how much lower its score
may be than the best one's. Of two questions to small archives whose answer comes first so the score is within
.7; of two that nobody answers it is 1.5 and 3.1 lower."""

RARE = 0.7
"""The share that a rare word has of the idf of one that occurs nowhere: what a whole archive is about doesn't tell
which passage is meant. Without this, three more of 220 questions that no archive answers are answered."""


ARTICLE_READ = 10_000
"""The passages of an article that stand mostly within this many code points are read for its coverage."""


MOSTLY = 0.6
"""The share of what is asked that stands near where such a passage tells it."""


def telling_first(question: Question, best: Sequence[Selected], catalog: Catalog) -> list[Selected]:
    """The best passages, first one that tells what is asked for where the best one doesn't and it has as much else.

    It is among the first `FEW`, ranks nearly as high unless the best one has nothing else of what is asked ("How much
    does the swing cost?", and no swing), and has a rare word of what is asked and all of it that the best one has.

    Args:
        question: What is asked.
        best: The best passages, best first.
        catalog: Where their articles are.
    """
    if not (question.attributes and best and untold_attributes(question, best[0], catalog)):
        return [*best]
    own = ~question.mask(asking_words(question))
    rare = own & (np.array(question.steady_idf) >= RARE * question.steady_max_idf)
    least = best[0].scored.score - CLOSE if (best[0].words & own).any() else 0.0
    close = (each for each in best[1:FEW] if each.scored.score >= least)
    for place, each in enumerate(close, 1):
        holds_less = bool((best[0].words & own & ~each.words).any())
        if (each.words & rare).any() and not holds_less and not untold_attributes(question, each, catalog, MOSTLY):
            return [each, *best[:place], *best[place + 1 :]]
    return [*best]


def corrected_first(question: Question, best: Sequence[Selected], catalog: Catalog) -> list[Selected]:
    """The best passages, first one that takes back a number that the best one gives, if one of the first `FEW` does.

    A number, an age or a time is asked for, and the answer sentence has it; the other is of that day or later, has half
    of what the best one has of the question, and tells what is asked for.

    Args:
        question: What is asked.
        best: The best passages, best first.
        catalog: Where their articles are.
    """
    is_number_asked = question.answer_type in (AnswerType.NUMBER, AnswerType.AGE, AnswerType.TIME)
    for place, each in enumerate(best[1:FEW] if is_number_asked else (), 1):
        if may_retract(each.candidate, each.language) and _takes_back(question, each, best[0], catalog):
            return [each, *best[:place], *best[place + 1 :]]
    return [*best]


def _takes_back(question: Question, selected: Selected, first: Selected, catalog: Catalog) -> bool:
    """Whether a passage takes back a number of another article's, and says as much of what is asked."""
    day, day_of_first = selected.candidate.day or 0, first.candidate.day or 0
    if day < day_of_first or selected.candidate.article == first.candidate.article:
        return False
    if 2 * question.steady_coverage(selected.words) < question.steady_coverage(first.words):
        return False
    texts, tongue = sentence_texts(selected, catalog)
    if not all(tells(" ".join(texts), each.attribute, tongue) for each in question.attributes):
        return False
    taken_back = frozenset[str]().union(*(numbers_in(text, tongue) for text in texts if retracts(text, tongue)))
    sentences, tongue_of_first = sentence_texts(first, catalog)
    answering = first.sentences.starts + first.passage.start == first.answer_sentence.span[0]
    return bool(taken_back & numbers_in(sentences[int(answering.argmax())], tongue_of_first))


def is_doubtful(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether words can't tell that the first passage answers, though it holds them: others could tell it as well.

    So it is where it is asked why, and no reason is given by a word near what is asked; how many somebody has, and a
    number is given of what was lost or sold; how many there are of something, and those of another are numbered; how
    long a thing is, and it is said how long something took; what somebody is called, and no name is there; what
    somebody said, and nobody with that name does; who did something, and no word says that it was done, or it was done
    to something else; what a thing costs or measures of which a part occurs nowhere; or more than the question before,
    and nothing of that is there.

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    doubted = [each.attribute for each in question.attributes if each.attribute in DOUBTED]
    asks_why = question.answer_type is AnswerType.REASON
    counted_things = _counted_had(question)
    if deed_apart(question, first) or _asks_of_unknown(question):
        return True
    if told_of_another(question, first, catalog) or _goes_on_elsewhere(question, first) or _lacks_deed(question, first):
        return True
    if not (doubted or asks_why or counted_things):
        return False
    text, tongue = told_text(first, catalog)
    if any(not tells(text, attribute, tongue) for attribute in doubted):
        return True
    if counted_things and not tells_what_one_has(text, counted_things, tongue):
        return True
    return asks_why and not _is_reason_near(question, first, catalog)


_AKIN = 0.6
"""How alike a word of a passage is at least to one of the question, to be another form of it."""


def _goes_on_elsewhere(question: Question, first: Selected) -> bool:
    """Whether a question that goes on from another one has words of its own, and a passage none of them."""
    own = ~question.mask(asking_words(question)) & (np.array(question.steady_idf) > 0)
    return bool(question.context) and bool(own.any()) and not bool((own & has_or_akin(question, first)).any())


MOSTLY_UNKNOWN = 0.3
"""The share of what an attribute is asked of that occurs nowhere, where another thing is likely told of."""


def _asks_of_unknown(question: Question) -> bool:
    """Whether an attribute is asked for of something a part of which occurs nowhere: "the museum's ticket"."""
    own = ~question.mask(asking_words(question))
    unknown = own & question.mask(question.unknown)
    whole = float(question.steady_coverage(own))
    return bool(question.attributes) and float(question.steady_coverage(unknown)) > MOSTLY_UNKNOWN * whole


def _lacks_deed(question: Question, first: Selected) -> bool:
    """Whether it is asked who did something, and a passage has no word for that which the archive has.

    A long question has enough others. (Of 500 to XQuAD in Spanish and Russian that met twelve right answers otherwise.)
    """
    words = question.deed_words
    of_attributes = frozenset[int]().union(*(attribute.words for attribute in question.attributes))
    if question.shortness < 1 or words & question.unknown:
        return False
    return bool(words) and words.isdisjoint(of_attributes.union(np.flatnonzero(has_or_akin(question, first)).tolist()))


def has_or_akin(question: Question, first: Selected) -> Bools:
    """Which words of a question a passage has, or a word that begins alike, (n_words,); title and heading counted in.

    Args:
        question: What is asked.
        first: The passage.
    """
    terms = first.candidate.passage.terms
    likeness = question.likeness(terms, np.zeros(len(terms), np.int64), 1)[:, 0]
    return np.asarray(first.words | (likeness >= _AKIN))


_BEGINS, _ENDS, _LEAST = 20, 10, 6
"""Up to this many code points at the edges of a sentence, and a third of it, may join it to the one before: "The reason
for this …", and where the verb stands last "… 때문이다", of a short one as many as that takes."""


def _edges(sentence: str) -> tuple[str, str]:
    """The beginning and the end of a sentence, as much of it as may join it to the one before."""
    third = len(sentence) // 3
    return sentence[: min(_BEGINS, third)], sentence[-min(_ENDS, max(third, _LEAST)) :]


def _is_reason_near(question: Question, first: Selected, catalog: Catalog) -> bool:
    """Whether a reason is given by one of the sentences that hold most of a question, or where the next one begins."""
    coverage = question.steady_coverage(first.sentence_words)
    likely = coverage == coverage.max()
    texts, tongue = sentence_texts(first, catalog)
    return any(
        (here and gives_reason(text, tongue)) or (before and any(gives_reason(edge, tongue) for edge in _edges(text)))
        for text, here, before in zip(texts, likely.tolist(), [False, *likely[:-1].tolist()], strict=True)
    )


def _counted_had(question: Question) -> frozenset[str]:
    """The terms of the things of which it is asked how many somebody has; none if that isn't asked."""
    if question.counted is None or not asks_what_one_has(question.text, question.language):
        return frozenset()
    return frozenset(term for term, word in question.words.items() if word == question.counted)


def told_text(first: Selected, catalog: Catalog) -> tuple[str, str | None]:
    """What a passage tells with its title and heading, and the language of its article."""
    article = catalog.articles_by_key({first.candidate.article})[first.candidate.article]
    passage = article.text[first.passage.start : first.passage.end]
    return "\n".join(filter(None, [article.title, first.passage.heading, passage])), article.language


_YEAR = expression(r"[12]\d{3}")
_GROUP = 3  # A number of more figures than this may have spaces between its thousands.


def otherwise_written(question: Question, first: Selected, catalog: Catalog, is_stated: Bools) -> Iterator[int]:
    """The numbers of a question that a passage has only in another form.

    Years as part of a day in figures, such as 11.07.2026, and thousands with a space after them, such as 2 300.

    Args:
        question: What is asked.
        first: The passage.
        catalog: Where its article is.
        is_stated: Which words it says otherwise, (n_words,).
    """
    lacking = [(word, re.sub(r"\D", "", number)) for word, number in question.numbers.items() if not is_stated[word]]
    text = told_text(first, catalog)[0] if any(len(figures) > _GROUP for _, figures in lacking) else ""
    for word, figures in lacking if text else ():
        grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ", figures)
        is_dated = _YEAR.fullmatch(figures) and re.search(rf"\d[./-]{figures}(?!\d)|(?<!\d){figures}[./-]\d", text)
        if is_dated or (len(figures) > _GROUP and re.search(rf"(?<!\d){grouped}(?!\d)", text)):
            yield word


def author_words(question: Question, first: Selected, catalog: Catalog) -> frozenset[int]:
    """The names of a question that a passage lacks, but that are those of who wrote its article, and say "I" in it.

    Args:
        question: What is asked.
        first: The passage.
        catalog: Where its article is.
    """
    lacking = question.names.difference(np.flatnonzero(first.words).tolist())
    return lacking & words_of_authors(question, first, catalog) if lacking else frozenset()


def words_of_authors(question: Question, first: Selected, catalog: Catalog) -> frozenset[int]:
    """The words of a question that are in the names of who wrote a passage's article.

    Args:
        question: What is asked.
        first: The passage.
        catalog: Where its article is.
    """
    outline = catalog.outlines({first.candidate.article}).get(first.candidate.article)
    authors = language.terms(" ".join(outline.authors), outline.language) if outline else ()
    return question.words_among(authors)


def untold_words(question: Question, untold: Iterable[AskedAttribute], words_as_typed: Sequence[str]) -> Iterator[str]:
    """The words of what is asked for and isn't told, but for those that occur nowhere: others list these.

    Args:
        question: What is asked.
        untold: What isn't told of it.
        words_as_typed: Its words, as typed.
    """
    for attribute in untold:
        if not attribute.text:
            yield from (words_as_typed[word] for word in sorted(attribute.words - question.unknown))
        elif not attribute.words & question.unknown:
            yield attribute.text


def told_words(question: Question, untold: Sequence[AskedAttribute]) -> frozenset[int]:
    """The words that ask for attributes which are told, by this word or another one."""
    return frozenset(word for attribute in question.attributes if attribute not in untold for word in attribute.words)


NAMELESS = 4.0
"""What it counts where it is asked who did something and nobody is named: six questions of about 7,000, none of which
the passage answers."""


NAMED_BESIDE = 3.0
"""The same where somebody is named beside the sentence that says what was done: as much as an attribute untold."""


AGELESS = 3.0
"""The same where an age is asked for in a language without a table of attributes: as much as an attribute untold."""


def lacks_kind(question: Question, first: Selected, catalog: Catalog) -> float:
    """1 where a time, an age or a person is asked for, and none stands where most of the question is held; else 0.

    More where it is told there that something was done, and not by whom: `NAMELESS`, or `NAMED_BESIDE` beside other
    names; and `NAMELESS` where an attribute is asked for (who built it, who owns it), and it isn't said by whom in
    other words either ("by miners").

    Args:
        question: What is asked.
        first: The first passage.
        catalog: Where its article is.
    """
    if _is_asked_above(question, first):
        # "Who pays for delays?" – "Nobody does."
        return 0.0
    lacks = _lacks_kind(question, first)
    if question.answer_type is AnswerType.AGE and lacks:
        if not question.attributes:
            return AGELESS
        # Ages in words are known by the words around them: "сорок шесть лет".
        texts, tongue = _likely_sentences(question, first, catalog)
        lacks = not any(tells(text, attribute.attribute, tongue) for text in texts for attribute in question.attributes)
    if question.answer_type is AnswerType.TIME and lacks:
        texts, tongue = _likely_sentences(question, first, catalog)
        lacks = not any(tells_relative_days(text, code(tongue)) for text in texts)
    if question.answer_type not in (AnswerType.PERSON, AnswerType.THING):
        return float(lacks)
    if question.deed:
        likely, tongue = _likely_sentences(question, first, catalog)
        if left_open := _left_open_by_whom(question, likely, tongue):
            return left_open
        lacks = lacks and not _tells_who_did(question, likely, tongue)
    if not lacks or question.answer_type is AnswerType.THING:
        return 0.0
    if not question.attributes:
        return 1.0
    return 1.0 if says_by_whom(*told_text(first, catalog)) else NAMELESS


def _is_asked_above(question: Question, first: Selected) -> bool:
    """Whether a passage's heading is the question, or nearly: it begins alike, has most of its words and few others."""
    features = first.scored.features
    if not features.get("alike", 0.0) or features.get("headed", 0.0) < MOSTLY * WEIGHTS["headed"]:
        return False
    heading = first.candidate.passage.heading
    return len(question.matches(heading)[0]) == len(heading)


def _lacks_kind(question: Question, first: Selected) -> bool:
    """Whether a time, an age or a person is asked for, and none stands where most of the question is held."""
    kind, flags = question.answer_type, first.sentences.flags
    if kind is AnswerType.TIME:
        fitting = (flags & SAYS_WHEN) > 0
    elif kind is AnswerType.AGE:
        fitting = (flags & SAYS_AGE) > 0
    elif kind is AnswerType.PERSON and question.text.upper() != question.text.lower():
        fitting = mentioning(question, first, NAME | COUNTRY | STATE, none_of=DAY_NAME)
    else:
        return False
    return not bool((fitting & _likely(question, first)).any())


def _left_open_by_whom(question: Question, likely: Sequence[str], tongue: str | None) -> float:
    """What it counts that something was done, and not by whom, in the likely sentences of a language; else 0."""
    if not leaves_open_by_whom(likely, question.deed, tongue):
        return 0.0
    others = (each for each in likely if question.deed.isdisjoint(language.terms(each, tongue)))
    return NAMED_BESIDE if any(names_somebody(each, tongue, opens=True) for each in others) else NAMELESS


def _tells_who_did(question: Question, likely: Sequence[str], tongue: str | None) -> bool:
    """Whether somebody without a name did it in the likely sentences of a language: "the mayor", "two divers"."""
    question_terms = {*language.terms(question.text, tongue)}
    return any(tells_who_did(each, question.deed, question_terms, tongue) for each in likely)


def _likely_sentences(question: Question, first: Selected, catalog: Catalog) -> tuple[list[str], str | None]:
    """The sentences where most of the question is held, and their language."""
    texts, tongue = sentence_texts(first, catalog)
    return [text for text, is_likely in zip(texts, _likely(question, first).tolist(), strict=True) if is_likely], tongue


def _likely(question: Question, first: Selected) -> Bools:
    """The sentences of a passage that hold most of a question in two, and those beside them, (n_sentences,)."""
    coverage = question.steady_coverage(windows(first))
    best = np.pad(coverage == coverage.max(), (1, 2))
    return np.asarray(best[1:-2] | best[:-3] | best[2:-1] | best[3:])


def mentioning(question: Question, selected: Selected, kinds: int, none_of: int = 0) -> Bools:
    """The sentences of a passage with a mention of some kinds that the question lacks, (n_sentences,).

    Args:
        question: What is asked.
        selected: The passage.
        kinds: The bits of the kinds, one of which is enough.
        none_of: Those of kinds that such a mention isn't of.
    """
    passage = selected.candidate.passage
    new = ((passage.mention_kinds & kinds) > 0) & ((passage.mention_kinds & none_of) == 0)
    new[question.matches(passage.mentions)[0]] = False
    return np.asarray(np.isin(np.arange(selected.sentence_words.shape[1]), passage.mention_sentences[new]))
