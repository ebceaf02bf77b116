"""A question as typed → what is looked up: its language, its words as the archive has them, the days it names."""

import datetime
import math
from collections.abc import Sequence
from itertools import combinations

from retrieval import language
from retrieval.engines.base import Engine, idf
from retrieval.errors import QuestionError
from retrieval.indexing.features import Candidate
from retrieval.indexing.index import Index
from retrieval.language import Word, spelling
from retrieval.language.spelling import Spelled
from retrieval.query import dates
from retrieval.query.answer_types import expected
from retrieval.query.follow_ups import own
from retrieval.query.question import Question
from retrieval.records import Period, SpellingCorrection

COMMON = 0.15
"""The share of what two words have in common that neither is credited with.

Measured as `ranking.WEIGHTS` are: none at all costs .024 ± .011 nats a question, Hit@5 85.0 → 84.2 (undated
77.6 → 76.1); .1 and .2 do about as well.
"""

LEAST = 0.3
"""The share of its idf that a word keeps whatever it stands with."""

PAIRED = 16
"""So many of a question's words, the rarest, are looked at in pairs."""

QUESTION_LIMIT = 2_000
"""Of a longer question only the first code points are looked up."""


def words_of(question: str, index: Index) -> list[Word]:
    """The words to look up, in the language of the question, which is one of the archive's."""
    asked = question[:QUESTION_LIMIT]
    held, spoken = index.languages, language_of(question, index)
    words = language.words(asked, spoken, tuple(other for other in held if other != spoken))
    if words:
        return words
    if any(sign.isalnum() for sign in question):
        raise QuestionError("Every word of that question is too common to look up; name what or whom it is about.")
    raise QuestionError("There is no word in that question; ask in a few plain words.")


def read_as(words: Sequence[Word], index: Index) -> tuple[list[Word], tuple[SpellingCorrection, ...]]:
    """The words with those that occur nowhere read as the archive's likely ones, and which those were."""
    read: dict[str, Word] = {}
    readings = []
    for word in words:
        likely = [] if index.occurs(word) else _likeliest(word.text, index)
        if likely:
            spelled: dict[str, str] = {}
            for each in likely:
                spelled.setdefault(each.term, each.word.title() if word.text[0].isupper() else each.word)
            term, *also = spelled
            if not any(_alike(word.text, shown) for shown in spelled.values()):
                readings.append(SpellingCorrection(word.text, ", ".join(spelled.values())))
            word = word._replace(term=term, also=tuple(also))
        read.setdefault(word.term, word)
    return list(read.values()), tuple(readings)


def unmatched(question: str, words: Sequence[Word], period: Period | None, index: Index) -> tuple[str, ...]:
    """What of a question occurs nowhere, as typed; words that say when are left out once they were read as days.

    In scripts without spaces words are looked up by pairs of characters, which mean nothing to a reader: there it is
    the characters that no pair which occurs has, together, and none that stands alone beside one.
    """
    said = question.find(period.words) if period else 0
    days = range(said, said + len(period.words) if period else 0)
    held = {at for word in words if word.end - word.start > 1 and index.occurs(word) for at in _places(word)}
    left: dict[int, str] = {}
    for word in words:
        if word.start in days or index.occurs(word):
            continue
        if question[word.start : word.end] == word.text:
            left |= {at: question[at] for at in _places(word) if at not in held}
        else:
            left[word.start] = word.text
    runs: list[list[int]] = []
    for at in sorted(left):
        if runs and at == runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    told = ["".join(left[at] for at in run) for run in runs if len(run) > 1 or not {run[0] - 1, run[0] + 1} & held]
    return tuple(dict.fromkeys(told))


def _places(word: Word) -> range:
    return range(word.start, word.end)


def _alike(word: str, other: str) -> bool:
    """Whether two words are one but for capitals and accents: only another language's stem kept them apart."""
    return language.terms(spelling.letters(word)) == language.terms(spelling.letters(other))


def language_of(question: str, index: Index) -> str | None:
    """The language that a question is asked in, one of the archive's."""
    held = index.languages
    return language.detect(question[:QUESTION_LIMIT], held) if len(held) > 1 else next(iter(held), None)


def weighed(question: str, words: Sequence[Word], index: Index) -> Question:
    """A question with each word's share of the idf sum; a name counts as often as its commonest form."""
    engine = index.engine
    weights = [idf(len(engine), engine.doc_freq(_commonest(word, engine))) for word in words]
    begin = own(question)
    return Question(
        text=question,
        words={form: place for place, word in enumerate(words) for form in (word.term, *word.also)},
        names=frozenset(place for place, word in enumerate(words) if word.start and word.text[:1].isupper()),
        weights=tuple(weights),
        specific=specific(words, weights, engine),
        rarest=idf(len(engine), 0),
        type=expected(question, language_of(question, index)),
        carried=frozenset(place for place, word in enumerate(words) if word.start >= begin),
    )


def specific(words: Sequence[Word], weights: Sequence[float], engine: Engine) -> tuple[float, ...]:
    """What each of a question's words says alone: its idf, less a share of what it has in common with each other word.

    Two words have in common how much oftener they stand together than chance would have it (pointwise mutual
    information; Church and Hanks, 1990): "social" and "media", "president" and "Biden" hardly say two things. Pieces of
    a run of characters without spaces overlap, so that they stand together anyway: they keep their idf.

    Args:
        words: The words, in their order.
        weights: Their idf.
        engine: Counts them.
    """
    common = [0.0] * len(words)
    ends, starts = [0, *(word.end for word in words)], [*(word.start for word in words[1:]), math.inf]
    whole = [i for i, word in enumerate(words) if ends[i] <= word.start and word.end <= starts[i]]
    rarest = sorted(whole, key=lambda place: -weights[place])[:PAIRED]
    terms = {place: _commonest(words[place], engine) for place in rarest}
    counts = {place: engine.doc_freq(term) for place, term in terms.items()}
    for one, other in combinations(rarest, 2):
        chance = counts[one] * counts[other] / max(len(engine), 1)
        both = engine.co_doc_freq(terms[one], terms[other])
        if both > chance:
            information = math.log(both / chance)
            common[one] += information
            common[other] += information
    return tuple(max(w - COMMON * c, LEAST * w) for w, c in zip(weights, common, strict=True))


def _commonest(word: Word, engine: Engine) -> str:
    """The form of a word that occurs most."""
    return max((word.term, *word.also), key=engine.doc_freq)


def period_of(
    question: str, candidates: Sequence[Candidate], as_of: datetime.date | None, index: Index
) -> Period | None:
    """The days that the question names, as seen from `as_of` or today, if any candidate appeared on one of them."""
    today = as_of or datetime.datetime.now(datetime.UTC).astimezone().date()
    found = dates.period(question[:QUESTION_LIMIT], today, language_of(question, index))
    if found is None:
        return None
    first, last = found.since.toordinal(), found.until.toordinal()
    return found if any(c.day and first <= c.day <= last for c in candidates) else None


def days_near(period: Period | None, as_of: datetime.date | None) -> list[tuple[datetime.date, datetime.date]]:
    """The days near which articles are preferred: those that the question names, and `as_of`.

    Of a period up to `as_of` its last day counts: of "this week", today's news comes first.
    """
    named = [(period.since, period.until)] if period and period.until != as_of else []
    return [*named, (as_of, as_of)] if as_of else named


def _likeliest(text: str, index: Index) -> list[Spelled]:
    """The archive's spellings of what a word that it doesn't hold was likely meant to be."""
    letters = spelling.letters(text)
    sound_key = spelling.sound_key(letters)
    if sound_key is None:
        return []
    rows = index.archive.catalog.spellings(sound_key.first, sound_key.sounds - 1, sound_key.sounds + 1)
    return spelling.likeliest(letters, [Spelled(*row) for row in rows], index.engine.doc_freq)
