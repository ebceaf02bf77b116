"""A sentence put together from what is known of its chunks is the one that is looked at as a whole."""

import random

import pytest

from retrieval.analysis import sentence_terms
from retrieval.analysis.features import DAY_NAME, NAME, SentenceTerms
from retrieval.analysis.sentence_terms import _as_a_whole, _from_chunks, with_terms
from retrieval.analysis.sentences import DAY_TERM, NAME_TERM, PLAIN_TERM
from retrieval.records import Sentence

COMMON = (
    "Ada Stone's mill in New Zealand, South Korea and Georgia cost $1,200.50 or 3.5 million on the 20th of May 2024 –"
    " she is forty-eight; the 48-year-old said: “We will march on Monday/Tuesday.” (The WHO agreed at 10:30 p.m.) U.S."
    " CO2 65K 1990s ½don't twelve Twelve, dozen's US-led anti-EU O'Neill O' v v. 7.0 Jan. MARCH Zelenskyy J.K. 1 000"
    " — - 'Bears' 'twelve' \"Bears\" Bears? Bears's re-elect Costa-Rica New-York York Straße ÉTÉ naïve 你好"
    " 二 mayo lunes didn`t “didn`t who The Will, It. a.m. said. said: J. Kong Zealand’s “York"
)
CHUNKS = COMMON.split()
SPACES = [" "] * 9 + ["\n", "  ", "\u00a0", "\u2009"]


def sentence(text: str) -> Sentence:
    """A sentence that opens an article."""
    return Sentence(text, 0, len(text))


def from_chunks(text: str, tongue: str | None = "en") -> SentenceTerms | None:
    """A sentence put together by itself."""
    (put_together,) = _from_chunks([sentence(text)], tongue)
    return put_together


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("tongue", ["en", "es", "de", "fr", "ru", "zh", "xx", None])
def test_a_sentence_is_the_same_from_its_chunks_and_as_a_whole(tongue: str | None) -> None:
    """Terms, what they are, what could answer, and flags: whatever stands beside what."""
    draw = random.Random(tongue)
    together = 0
    for _ in range(2_000):
        text = "".join(draw.choice(CHUNKS) + draw.choice(SPACES) for _ in range(draw.randint(1, 14))).strip()
        put_together = from_chunks(text, tongue)
        together += put_together is not None
        assert put_together in (None, with_terms(sentence(text), tongue)), text
    assert together > 600


@pytest.mark.parametrize(
    "text",
    [
        "Ada Stone bought the mill, the bear and the mill.", "It cost 1,200 of 65K on the 20th.",
        "“Georgia’s bears” left New Zealand.", "Twelve bears are forty-eight, she said.",
    ],
)  # fmt: skip
def test_most_sentences_are_put_together(text: str) -> None:
    """Names, figures, quotation marks and words that come again need no second look."""
    assert from_chunks(text) == with_terms(sentence(text), "en")


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Rain fell on the 20th in the 1990s.", False), ("The 6th of 6 mills burnt.", True),
        ("Six of the 6th-graders ran.", False), ("It rose on the 20th, from 1990 to the 1990s.", True),
    ],
)  # fmt: skip
def test_what_is_marked_in_an_ordinal_asks_for_a_second_look_only_where_it_is_a_term_of_its_own(
    text: str, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 6 of "6th" is a number where the sentence has a 6 besides; what is told is the same either way."""
    looks: list[str] = []

    def looked_at(together: SentenceTerms, shape: int, tongue: str | None) -> SentenceTerms | None:
        looks.append(together.sentence.exact)
        return _as_a_whole(together, shape, tongue)

    monkeypatch.setattr(sentence_terms, "_as_a_whole", looked_at)
    assert from_chunks(text) == with_terms(sentence(text), "en")
    assert bool(looks) == again


@pytest.mark.parametrize("text", ["DO NOT GO ON THE ICE", "They paid 1\u00a0000 for it.", "It is O' Neill."])
def test_a_word_that_depends_on_others_has_its_sentence_looked_at_as_a_whole(text: str) -> None:
    """Capitals, figures in groups, and what is parted."""
    assert from_chunks(text) is None


def test_a_sentence_with_a_common_word_for_a_name_is_looked_at_as_a_whole() -> None:
    """The organisation is found by its name, and could be an answer."""
    (term,) = (known := with_terms(sentence("The WHO said so."), "en")).terms
    assert term.startswith("who")
    assert term not in with_terms(sentence("Who said so?"), "en").terms
    assert known.mention_kinds
    assert from_chunks("The WHO said so.") == known


@pytest.mark.parametrize(
    ("text", "tongue", "could_answer"),
    [
        ("It rained in Sept and on Monday in Brae.", "en", [NAME, NAME | DAY_NAME, NAME]),
        ("We saw Old Zealand.", "en", [NAME, NAME]),
        ("We saw New Zealand.", "en", [NAME, NAME | 1]),
        ("We march on.", "en", []),
        ("El tren vino el lunes pasado.", "es", [DAY_NAME]),
        ("El tren vino el Lunes pasado.", "es", [NAME | DAY_NAME]),
    ],
)
def test_what_a_word_could_answer(text: str, tongue: str, could_answer: list[int]) -> None:
    """A place of two words only where both stand; a day in small letters only where days are written so."""
    assert list(with_terms(sentence(text), tongue).mention_kinds) == could_answer


def test_short_and_long_names_are_days() -> None:
    """Both are, and no other name is."""
    known = with_terms(sentence("It rained in Sept and on Monday in Brae."), "en")
    assert known.terms == ["rain", "sept", "monday", "brae"]
    assert list(known.kinds) == [PLAIN_TERM, DAY_TERM, DAY_TERM, NAME_TERM]
