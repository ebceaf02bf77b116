"""What an archive takes back itself."""

from collections.abc import Callable

import pytest

from retrieval import Searcher
from retrieval.analysis.features import hashes
from retrieval.language import terms
from retrieval.language.cues import retracts
from retrieval.ranking.retracted import SAID_INSTEAD, TAKEN_BACK, _signs, numbers_in, retraction_shares

Opener = Callable[..., Searcher]


@pytest.mark.parametrize(
    ("language", "sentence", "taken_back"),
    [
        ("en", "An earlier version of this article said that 12 came.", True),
        ("en", "We incorrectly reported that 12 came.", True),
        ("en", "We reported in error that 12 came.", True),
        ("en", "Correction: An earlier article said that 12 came.", True),
        ("en", "An earlier report by the council said that 12 came.", False),
        ("en", "An earlier train would have brought 12.", False),
        ("de", "In unserem Bericht über das Wehr stand, es koste 12 Kronen.", True),
        ("de", "In einem früheren Artikel hieß es, das Wehr koste 12 Kronen.", True),
        ("de", "In der Sonne stand ein Fass.", False),
        ("es", "Decíamos que vinieron 12.", True),
        ("fr", "Contrairement à ce que nous avons écrit, 12 sont venus.", True),
        ("it", "Per errore abbiamo scritto 12.", True),
        ("pt", "Ao contrário do que escrevemos, vieram 12.", True),
        ("nl", "In een eerdere versie stond 12.", True),
        ("ru", "В заметке о плотине была ошибка: 12.", True),
        ("zh", "本报关于水坝的报道有误。", True),
        ("ar", "ورد خطأ في خبرنا عن السد.", True),
        ("xx", "An earlier version said 12.", False),
        (None, "An earlier version said 12.", False),
    ],
)
def test_what_takes_something_back(language: str | None, sentence: str, taken_back: bool) -> None:
    """By words of each language, one of which tells before its text is read that a passage may do so."""
    assert retracts(sentence, language) is taken_back
    if taken_back and language:
        assert len(_signs(language).among(hashes(terms(sentence, language)))[0])


def test_the_number_behind_is_meant() -> None:
    """Only where there is one: a sentence that tells both stays as it is."""
    wrong, right, other = "An earlier version said that 12 came.", "It was fourteen.", "We regret this."
    assert retraction_shares([other, wrong, right], "en") == [0, TAKEN_BACK, SAID_INSTEAD]
    assert retraction_shares([wrong, other, right], "en") == [0, 0, 0]
    assert retraction_shares([other, wrong], "en") == [0, 0]


def test_numbers_are_read_in_figures_and_in_words() -> None:
    """Those of Chinese, too; a full stop isn't part of one."""
    assert numbers_in("Eleven piles cost 1,200.", "en") == {"eleven", "1,200"}
    assert numbers_in("修桥花了三千六百万元", "zh") == {"三千六百万"}
    assert numbers_in("One pile.", "en") == frozenset()


WEIR = {
    "weir.md": "---\ndate: 2023-03-14\n---\n# The weir of Lees\n\nThe weir of Lees opened on Tuesday. It cost 4.2 "
    "million crowns and stands on eleven piles. Trout climb a ladder beside it in spring.",
    "note.md": "---\ndate: 2023-03-21\n---\n# Correction\n\nAn earlier version of our report said that the weir of "
    "Lees cost 4.2 million crowns. In fact it cost 5.1 million.",
    "quay.md": "---\ndate: 2023-04-02\n---\n# The quay of Hest\n\nThe quay of Hest opened on 5 May, the office said.",
    "quay-note.md": "---\ndate: 2023-04-03\n---\n# Correction\n\nAn earlier article said that the quay of Hest opened "
    "on 5 May. It opened on 6 May.",
    "fair.md": "# The fair\n\nThe fair drew a crowd of thousands, and the brass band of Orla played 12 waltzes.",
}


@pytest.mark.parametrize(
    ("question", "article", "words"),
    [
        ("How much did the weir of Lees cost?", "note.md", "5.1"),
        ("When did the weir of Lees open?", "weir.md", "Tuesday"),
        ("When did the quay of Hest open?", "quay-note.md", "6 May"),
        ("How many piles does the weir of Lees stand on?", "weir.md", "eleven"),
    ],
)
def test_a_number_that_was_taken_back_is_no_answer(
    opened_once: Opener, question: str, article: str, words: str
) -> None:
    """The correction comes first where it takes back what is asked for, and what it says instead is marked."""
    first = opened_once(WEIR).ask(question).passages[0]
    assert first.citation.article == article
    assert words in first.sentence.exact
