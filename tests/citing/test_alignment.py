"""The nearest place to some words, and the difference told word by word."""

import random
from collections import Counter
from itertools import combinations

import pytest

from retrieval.citing.alignment import (
    _best_window,
    _is_stray,
    _matching_blocks,
    _window_overlaps,
    best_alignment,
    tokens,
)
from retrieval.citing.folding import fold

TEXT = "Rain fell all night. The army should enter the city at once and stop at the river, he said. Then it was dawn."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("should enter the town at once", "should enter the [-town-]{+city+} at once"),
        ("should enter the old city at once", "should enter the [-old-] city at once"),
        ("should enter city at once", "should enter {+the+} city at once"),
        ("Armies should enter the city", "[-Armies-]{+army+} should enter the city"),
        ("enter the city at once and stop at the bridge", "… and stop at the [-bridge-]{+river+}"),
        ("Rain fell all night; the army", "Rain fell all night [-; the-]{+. The+} army"),
    ],
)
def test_difference_is_told_word_by_word(words: str, told: str) -> None:
    """Words taken out, put in and replaced, at the edges too, with a few words around."""
    found = best_alignment(fold(words), fold(TEXT))
    assert found is not None
    assert found.difference == told


def test_place_is_in_code_points_of_the_source() -> None:
    """The place is given in the source, whatever was folded before it."""
    text = "He paused...  then  —  “The  army should\nenter the city.”"
    found = best_alignment(fold("the army should leave the city"), fold(text, case=True))
    assert found is not None
    assert text[found.start : found.end] == "The  army should\nenter the city"
    assert (found.matched, found.words, found.longest_run, found.distance) == (5, 6, 3, 1)


def test_a_sentence_put_in_does_not_lose_the_rest() -> None:
    """The place is longer than the words when something was put into their middle."""
    words = "The army should enter the city at once. It must stop at the river before the night."
    text = words.replace("It must", "Nobody knows why they waited. It must")
    found = best_alignment(fold(words), fold(text))
    assert found is not None
    assert found.difference == "… city at once. {+Nobody knows why they waited.+} It must stop at …"


def test_nothing_in_common_is_nothing() -> None:
    """Where no word is shared there is no nearest place."""
    assert best_alignment(fold("zeppelin"), fold("army city river")) is None
    assert best_alignment(fold("zeppelin"), fold("")) is None


def difference(words: str, text: str) -> str:
    """The edit script from some words to where they most nearly stand in a text."""
    found = best_alignment(fold(words), fold(text))
    assert found is not None
    return found.difference


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        ("one two three", "zero one two three four", "…"),
        ("one nine three", "one two three", "one [-nine-]{+two+} three"),
        ("nine two three", "one two three", "[-nine-]{+one+} two three"),
        ("one two nine", "one two three", "one two [-nine-]{+three+}"),
        ("nine ten two three", "one two three", "[-nine ten-]{+one+} two three"),
        ("two three nine ten", "two three four", "two three [-nine ten-]{+four+}"),
        ("city", "the city", "…"),
        ("army city", "the city river", "[-army-]{+the+} city"),
    ],
)
def test_edges_of_a_text_end_a_place(words: str, text: str, told: str) -> None:
    """Words changed at an edge answer to what stands there, and there is nothing beyond the first and last word."""
    assert difference(words, text) == told


def test_a_changed_edge_stays_in_its_line() -> None:
    """What answers to a changed first or last word is not taken from the line before or after."""
    text = "Headline here\nthe army will enter the city\nMore of it"
    assert difference("our army will enter the city", text) == "[-our-]{+the+} army will enter the …"
    assert difference("why our army will enter the city", text) == "[-why our-]{+the+} army will enter the …"
    assert difference("Behold: the army will enter the city", text) == "[-Behold:-] the army will enter …"
    assert difference("the army will enter the city then", text) == "… will enter the city [-then-]"
    assert difference("the army will enter the town then", text) == "… army will enter the [-town then-]{+city+}"


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        ("a fee of § 5 is due", "a fee of §5 is due", "a fee of [-§ 5-]{+§5+} is due"),
        ("§5", "§ 5", "[-§5-]{+§ 5+}"),
        ("one (two) three", "one(two) three", "[-one (-]{+one(+} two) three"),
        ("§5 and #6", "§ 5 and # 6", "[-§5-]{+§ 5+} and [-#6-]{+# 6+}"),
        ("§ 5 and §5", "§5 or § 5", "§ 5 [-and-]{+or+} §5"),
    ],
)
def test_where_only_a_space_differs_it_is_told(words: str, text: str, told: str) -> None:
    """A difference is never empty; beside another word a space is not worth telling."""
    assert difference(words, text) == told


def test_up_to_eight_words_between_two_changes_are_told() -> None:
    """Four unchanged words on either side of a change are told, and what is between is left out."""
    eight, nine = "b c d e f g h i", "b c d e f g h i j"
    assert difference(f"x {eight} y", f"a {eight} z") == f"[-x-]{{+a+}} {eight} [-y-]{{+z+}}"
    assert difference(f"x {nine} y", f"a {nine} z") == "[-x-]{+a+} b c d e … g h i j [-y-]{+z+}"
    assert difference("x b c d e", "a b c d e") == "[-x-]{+a+} b c d e"
    assert difference("x b c d e f", "a b c d e f") == "[-x-]{+a+} b c d e …"
    assert difference("b c d e f x", "b c d e f a") == "… c d e f [-x-]{+a+}"
    assert difference("b c d e f", "b c d e f") == "…"


def within(words: str, text: str) -> str:
    """The edit script from some words to where they stand in the middle of a sentence."""
    return difference(words, f"zero {text} zero")


def test_a_far_match_of_a_word_is_chance() -> None:
    """Words at an edge count when fewer than two words for each were put in behind them, else they match by chance."""
    assert within("one two three four five", "one so two three four five") == "one {+so+} two three four five"
    assert within("one two three four five", "one and so two three four five") == "[-one-]{+so+} two three four five"
    assert within("one two three four five", "one two three four so five") == "one two three four {+so+} five"
    assert within("one two three four five", "one two three four so on five") == "one two three four [-five-]{+so+}"
    assert within("a b c d e f", "a b v w x c d e f") == "a b {+v w x+} c d e f"
    assert within("a b c d e f", "a b v w x y c d e f") == "[-a b-]{+x y+} c d e f"
    assert within("a b c d e f", "a b c d v w x e f") == "a b c d {+v w x+} e f"
    assert within("a b c d e f", "a b c d v w x y e f") == "a b c d [-e f-]{+v w+}"


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        (
            "The dam is safe.",
            "The dam, built in 1950 by men from Orvik, is not safe.",
            "The dam {+, built … is {+not+}",
        ),
        ("He will pay.", "He will, when the council has agreed to it, pay.", "He will {+, when … to it,+} pay."),
        ("He will pay", "He will, when the council has agreed to it, pay.", "He will {+, when … to it,+} pay"),
        ("Der Rat wird zahlen.", "Der Rat wird ihnen in diesem Jahr nichts zahlen.", "… nichts+} zahlen."),
        ("We will close it.", "We will not under any circumstances ever close it.", "We will {+not … ever+} close it."),
        (
            "Old mills burn well.",
            "Old stories tell of how the mills burn well.",
            "Old {+stories tell … the+} mills burn",
        ),
        ("大坝是安全的。", "大坝，据去年的报告，是不安全的。", "大坝 {+，据 … 报告，+} 是 {+不+} 安全的。"),
        ("one two three four five", "one and so two three four five", "one {+and so+} two three"),
    ],
)
@pytest.mark.parametrize(
    "frame", ["{}", "It rained. {} Then it stopped. They will pay, and it is safe.", "Rain\n{}\nSun"]
)
def test_words_put_in_before_the_last_one_of_a_sentence_leave_it_the_last_one(
    words: str, text: str, told: str, frame: str
) -> None:
    """However many words were put in, the first and the last word of a sentence stand; they were told as changed."""
    script = difference(words, frame.format(text))
    assert all(part.strip("…") in script for part in told.split(" … "))
    assert "[-" not in script


def test_words_put_in_make_a_place_no_worse() -> None:
    """The distance is that of the closest place, so that a long addition doesn't make a quotation stand nowhere."""
    found = best_alignment(fold("He will pay."), fold("He will, when the council has agreed to it, pay."))
    assert found is not None
    assert (found.words, found.matched, found.distance) == (3, 3, 1)


@pytest.mark.parametrize(
    ("query", "target", "first_is_stray", "last_is_stray"),
    [
        ("a b c", "a x y b c", False, False),
        ("a b c", "a x y z b c", True, False),
        ("a q b c", "a x y z b c", False, False),
        ("a q b c", "a x y z w b c", True, False),
        ("a b c", "a b x y c", False, False),
        ("a b c", "a b x y z c", False, True),
        ("a b c d", "a b x y z w c d", False, False),
        ("a b c d", "a b x y z w v c d", True, True),
    ],
)
def test_what_is_worth_less_than_half_of_a_gap_is_stray(
    query: str, target: str, first_is_stray: bool, last_is_stray: bool
) -> None:
    """A gap may be twice as long as the match beyond it; words of the query that it replaces don't count."""
    blocks = _matching_blocks(tokens(query), tokens(target))
    assert _is_stray(blocks[0], blocks[0], blocks[1]) is first_is_stray
    assert _is_stray(blocks[-1], blocks[-2], blocks[-1]) is last_is_stray


@pytest.mark.parametrize(
    ("words", "text", "told"),
    [
        ("a a a g", "e a b z f x a", "{+x+} a [-a a g-]"),
        ("a e d a b e c", "f g b e x y b d e e e", "[-a e-]{+y b+} d [-a b-] e [-c-]{+e+}"),
        ("b e b b g g b g", "b g b f y d z b x g y f x z b x a a f", "b [-e-]{+g+} b {+f y d z+} b [-g g b g-]"),
        ("g a g d d c c", "a f y y e d x e e y f z x c x", "[-g a g-]{+y y e+} d [-d c c-]{+x e e+}"),
    ],
)
def test_stray_matches_at_both_ends_are_let_go(words: str, text: str, told: str) -> None:
    """What matches by chance before and after the place is not told."""
    assert difference(words, text) == told


def test_as_much_may_be_put_in_as_half_of_the_words_and_one() -> None:
    """Of six words four put in are told, of nine five; with one more the place ends before them."""
    assert within("a b c d e f", "a b c v w x y d e f") == "a b c {+v w x y+} d e f"
    assert within("a b c d e f", "a b c u v w x y d e f") == "a b c [-d e f-]{+u v w+}"
    six = "d e f g h i"
    assert within(f"a b c {six}", f"a b c v w x y z {six}") == "a b c {+v w x y z+} d e f g …"
    assert difference(f"{six} a b c", f"{six} v w x y z a b c zero") == "… f g h i {+v w x y z+} a b c"


def test_matches_are_counted_in_words() -> None:
    """Punctuation is aligned and told, and counts for nothing; an underscore counts as a word."""
    found = best_alignment(fold("one, two; _three_ four!"), fold("one, two: _three_ five!"))
    assert found is not None
    assert (found.words, found.matched, found.longest_run, found.distance) == (4, 3, 2, 1)
    assert [token.is_word for token in tokens("a, _")] == [True, False, True]


def _shuffled(rng: random.Random, size: int) -> list[str]:
    return rng.choices("abcde", k=size)


@pytest.mark.parametrize("seed", range(60))
def test_the_best_window_is_found(seed: int) -> None:
    """No window has a longer common subsequence than the chosen one; of equal ones it shares most, and is the first."""
    rng = random.Random(seed)
    query, target = _shuffled(rng, rng.randrange(1, 6)), _shuffled(rng, rng.randrange(12))
    windows = [target[i : i + len(query)] for i in range(max(1, len(target) - len(query) + 1))]
    overlaps = [sum((Counter(query) & Counter(window)).values()) for window in windows]
    assert _window_overlaps(query, target) == overlaps
    longest = [_common(query, window) for window in windows]
    candidates = [i for i, length in enumerate(longest) if length == max(longest)]
    expected = max(candidates, key=lambda i: overlaps[i]) if max(longest) else None
    assert _best_window(query, target) == expected


def _common(one: list[str], other: list[str]) -> int:
    """The length of the longest common subsequence of two short rows, by trying all of them."""
    subsequences = {row for size in range(len(other) + 1) for row in combinations(other, size)}
    return max(size for size in range(len(one) + 1) for row in combinations(one, size) if row in subsequences)
