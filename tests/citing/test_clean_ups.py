"""What a clean-up edit corrects says nothing new; anything else does."""

import pytest

from retrieval.citing.clean_ups import says_the_same

SENTENCE = "The new bridge in Lindau cost 41 million francs, and the canton of Bern pays half of it, said Ruth Amsler."
BEFORE = f"It rained on Sunday. {SENTENCE} Nobody was hurt."
STANDING = {"lindau", "bern", "amsler", "bridge", "francs", "the", "iran", "iraq", "major", "mayor"}


def same(words: str, text: str = BEFORE, language: str | None = "en") -> bool:
    return says_the_same(words, text, language, STANDING.__contains__)


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("The", "The"),
        ("The new", "the  new\n"),
        (SENTENCE, f"“{SENTENCE[:-1]}”"),
        ("bridge", "brigde"),
        ("Amsler.", "Amslar."),
        ("The new", "The the new"),
        ("bridge", "bridge bridge"),
        ("Lindau", "Lin-dau"),
        ("half of it", "half"),
        ("The", "Teh"),
    ],
)
def test_clean_ups(said: str, now: str) -> None:
    """The same words, with white space, marks, capitals, filling words or typing errors otherwise, say the same."""
    assert same(SENTENCE.replace(said, now, 1))


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ("41", "51"),
        ("million", "billion"),
        ("pays", "doesn't pay"),
        ("pays", "may pay"),
        ("pays", "never pays"),
        ("Ruth Amsler", "Urs Keller"),
        ("Lindau", "Zurich"),
        ("francs", "dollars"),
        (SENTENCE, "The old ferry stopped in May."),
        (SENTENCE, "Nobody knows yet who will pay for the second bridge."),
    ],
)
def test_news(said: str, now: str) -> None:
    """Another number, name, place, negation or doubt says something new, however little of the sentence changed."""
    assert not same(SENTENCE.replace(said, now, 1))


def test_two_words_that_both_stand_elsewhere_are_no_typing_error() -> None:
    """Of two words that are written nearly alike one is mistyped only where it hardly stands anywhere."""
    before = "The talks with the old mayor of the town began on the Monday before."
    assert not same("The talks with the old major of the town began on the Monday before.", before)
    assert same("The talks with the old mayer of the town began on the Monday before.", before)


def test_countries_are_never_mistyped() -> None:
    """Iran and Iraq are one letter apart, and not the same."""
    assert not same("The talks with Iran about it began on Monday.", "The talks with Iraq about it began on Monday.")


def test_scripts_without_spaces() -> None:
    """Where words are not parted by spaces, characters are compared: one that differs says something new."""
    assert same("桥梁 花费四千万法郎。", "昨天下雨。桥梁花费四千万法郎。", "zh")
    assert not same("桥梁花费五千万法郎。", "昨天下雨。桥梁花费四千万法郎。", "zh")


def test_nothing_in_common() -> None:
    """Of a text without any of the words nothing is the same."""
    assert not same("The bridge cost money.", "Ναι.")
