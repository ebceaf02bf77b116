"""Quotations that join what a speaker says across the article's own words."""

import pytest

from retrieval import Article
from retrieval.citing.ellipses import Omission
from retrieval.citing.joined_speech import MOST_BETWEEN, across_narration, two_speakers
from retrieval.citing.wording import wording

TEXT = "“It is late,” said Ada Lind, who ran the ferry for years, “but safe.” The night was cold. “Come.”"


@pytest.mark.parametrize(
    ("quotation", "difference"),
    [
        ("It is late, but safe", "{+said Ada Lind, who ran the ferry for years,+} but safe"),
        ("late but safe. Come", "The night was cold+}"),
        ("It is late but cold", None),
        ("It is late, said nobody", None),
        ("but safe, it is late", None),
    ],
)
def test_words_joined_across_the_speaker(quotation: str, difference: str | None) -> None:
    """All of them in order, and what stands between them is told; other words are none of it."""
    nearest = across_narration(wording(quotation).words, Article("a", TEXT))
    if difference is None:
        assert nearest is None
        return
    assert nearest is not None
    assert (nearest.matched, nearest.distance) == (nearest.words, 0)
    assert difference in nearest.difference


@pytest.mark.parametrize(("between", "is_joined"), [(MOST_BETWEEN, True), (MOST_BETWEEN + 1, False)])
def test_how_much_may_stand_between(between: int, *, is_joined: bool) -> None:
    """Two parts farther from each other are two quotations."""
    text = f"“It is late.”{'x' * (between - 2):^{between}}“But safe.”"
    assert (across_narration(wording("late but safe").words, Article("a", text)) is not None) is is_joined


def test_an_article_that_quotes_nobody() -> None:
    """There is nothing to join."""
    assert across_narration(wording("late but safe").words, Article("a", "It is late but we are safe.")) is None


@pytest.mark.parametrize(
    ("text", "omitted", "words"),
    [
        ("“Will you pay?” “We pay today.”", "", "We pay today"),
        ("— Paga ya, hombre.\n— No pago nunca.", "", "No pago nunca"),
        ("「もう遅い」「まだ早い」", "", "まだ早い"),
        ("“We pay,” the mayor said. “We leave,” the miner answered.", "the mayor said", "We leave"),
        ("“We pay,” he said. “We leave,” she said.", "he said", "We leave"),
        ("“We pay,” said Ann Lee. “We leave,” said Tom Dale.", "said Ann Lee", "We leave"),
        ("“We pay,” said Ann Lee. “We leave,” Lee said.", "said Ann Lee", None),
        ("“We pay,” she said, “and leave.”", "she said", None),
        ("The mayor said “no” and the miner said “never”.", "", None),
        ("“We pay.\n\n“We leave.”", "", None),
        ("- milk, as ever\n- bread, as ever", "", None),
    ],
)
def test_words_of_two_speakers_in_one_quotation(text: str, omitted: str, words: str | None) -> None:
    """Quotations side by side are turns, others are two people's by who says them; what is told is no secret."""
    at = text.index(omitted)
    omissions = [Omission(at, at + len(omitted), bracketed=False)] if omitted else []
    caution = two_speakers(Article("a", text, language="en"), 0, len(text), omissions)
    assert (caution and caution.words) == words
    assert caution is None or "somebody else may be speaking" in caution.remark
