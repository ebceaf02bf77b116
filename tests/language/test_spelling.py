"""A word that occurs nowhere → the archive's likely one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from bot.journal.codec import answer_json
from bot.render.answers import answer_text
from retrieval import Searcher, SpellingCorrection
from retrieval.language.spelling import (
    LONG,
    RARER,
    ArchiveWord,
    SoundKey,
    _distance,
    _farthest,
    is_word,
    letters,
    likeliest,
    near,
    sound_key,
    sounds,
    sounds_of_each,
    spellings,
)
from tests.conftest import write_jsonl
from tests.render.test_answers import drawn

NAMES = {
    "netanyahu": 900, "kyiv": 600, "kiel": 40, "zelenskyy": 300, "putin": 1300, "pout": 3, "kharkiv": 50,
    "hezbollah": 90, "lukashenko": 30, "djokovic": 225, "parliament": 4000, "partisan": 80, "gorbachev": 12,
    "mankind": 60, "give": 5000, "beyond": 900, "beyonce": 200, "qatar": 800, "guitar": 90, "earthquake": 500,
}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Netanjahu", "netanyahu"), ("Netanyahou", "netanyahu"), ("Netenyahu", "netanyahu"), ("Kiev", "kyiv"),
        ("Kiew", "kyiv"), ("Selenskyj", "zelenskyy"), ("Zelensky", "zelenskyy"), ("Poutine", "putin"),
        ("Charkiw", "kharkiv"), ("Hisbollah", "hezbollah"), ("Lukaschenko", "lukashenko"), ("Djokovich", "djokovic"),
        ("parlament", "parliament"), ("Gorbatschow", "gorbachev"), ("Beyonse's", "beyonce"), ("Katar", "qatar"),
        ("eathquake", "earthquake"), ("Mackinder", None), ("Lavoisier", None), ("Huguenot", None), ("Kyi", None),
        ("2024", None),
    ],
)  # fmt: skip
def test_the_likely_word_is_found(written: str, meant: str | None) -> None:
    """Slips and transliterations lead to the name that is meant; a word of its own stays alone."""
    archive_words = [ArchiveWord(word, word, sounds(word)) for word in NAMES]
    word = letters(written)
    candidates = [
        candidate for candidate in archive_words
        if (here := sound_key(word)) and (there := sound_key(candidate.word)) and here.first == there.first
        and abs(here.length - there.length) <= 1
    ]  # fmt: skip
    found = likeliest(word, near(word, candidates), lambda term: NAMES[term])
    assert (found[0].term if found else None) == meant


def test_the_more_frequent_of_two_as_near_is_taken() -> None:
    """Of two words one letter away the archive's commoner one was meant, and one that is gone never."""
    passages = {"scholz": 46, "schulz": 900, "schotz": 0}
    archive_words = [ArchiveWord(word, word, sounds(word)) for word in passages]
    found = likeliest("schalz", near("schalz", archive_words), lambda term: passages[term])
    assert [each.word for each in found] == ["schulz"]


def likeliest_of(word: str, passages: dict[str, int]) -> list[str]:
    """The likeliest of some words of the archive, each in so many passages."""
    candidates = [ArchiveWord(candidate, candidate, sounds(candidate)) for candidate in passages]
    return [candidate.word for candidate in likeliest(word, near(word, candidates), lambda term: passages[term])]


def test_other_spellings_are_frequent_enough() -> None:
    """One passage for ten of the likeliest word is enough; one that sounds otherwise is not the name."""
    assert likeliest_of("kiev", {"kiew": 10 * RARER, "kyiv": 10, "kiel": 50}) == ["kiew", "kyiv"]
    assert likeliest_of("kiev", {"kiew": 10 * RARER, "kyiv": 9}) == ["kiew"]
    assert likeliest_of("kiev", {"kyiv": 0}) == []
    assert likeliest_of("kiev", {}) == []


def test_a_word_that_only_looks_alike_is_given_alone() -> None:
    """No other spelling is added to it."""
    assert likeliest_of("schalz", {"schulz": 900, "scholz": 800}) == ["schulz"]


def test_of_two_as_near_the_more_frequent_was_meant() -> None:
    """Both a letter and a sound away."""
    nearer, farther = "barlen", "balten"
    word = "balen"
    near, far = (
        _distance(OSA.distance(word, other), OSA.distance(sounds(word), sounds(other)), len(sounds(word)))
        for other in (nearer, farther)
    )
    assert near == far == 1.0
    assert likeliest_of(word, {nearer: 20, farther: 10}) == [nearer]
    assert likeliest_of(word, {nearer: 10, farther: 20}) == [farther]


@pytest.mark.parametrize(("length", "farthest"), [(4, 1.0), (7, 1.0), (8, 1.5), (9, 1.5), (10, 2.0)])
def test_longer_words_may_be_farther_away(length: int, farthest: float) -> None:
    """By a letter, one and a half, or two."""
    assert _farthest("a" * length) == farthest


@pytest.mark.parametrize(
    ("letters_apart", "sounds_apart", "length", "distance"),
    [
        (1, 0, LONG, 1 / 3), (1, 1, LONG, 1.0), (0, 3, LONG, 2.0), (6, 0, LONG, 1.0), (6, 0, LONG - 1, 2.0),
        (3, 0, LONG, 1.0), (4, 1, LONG, 2.0),
    ],
)  # fmt: skip
def test_sounds_count_twice_as_much_as_letters(
    letters_apart: int, sounds_apart: int, length: int, distance: float
) -> None:
    """Long words of the same sounds are at most a letter apart."""
    assert _distance(letters_apart, sounds_apart, length) == pytest.approx(distance)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("abc", None), ("kiev", SoundKey("k", 3)), ("kyiv", SoundKey("k", 3)), ("", None), ("วันนี้", None),
        ("北京大学校", None), ("москва", SoundKey("м", 6)), ("schulz", SoundKey("s", 4)),
    ],
)  # fmt: skip
def test_words_that_sound_alike_have_one_key(word: str, key: SoundKey | None) -> None:
    """Short words and those of scripts without spaces have none."""
    assert sound_key(word) == key


def test_many_words_sound_as_each_of_them() -> None:
    """What one ends with changes nothing of the next."""
    words = ["eau", "beau", "oudot", "aller", "weekend", "zelenskyy", "tsch", "schulz", "straße", "e", "élite", "ee"]
    assert sounds_of_each(words) == [sounds(word) for word in words]
    assert sounds_of_each([]) == []


def test_what_of_a_text_and_of_a_word_is_compared() -> None:
    """Words of four letters and more, without figures; of one with signs inside, the longest run of letters."""
    assert spellings("The Bridge of abcd, 2024er x2yzzz o'brien!", 6) == {"bridge", "abcd", "yzzz", "brien"}
    assert spellings("harbour bridge", 6) == {"bridge"}
    assert letters("Beyonce's") == "beyonce"
    assert letters("2024") == ""


def test_a_name_is_found_in_all_its_spellings(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """In a mixed archive a name is looked up, and shown, as each language's articles spell it."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "en", "text": "Kyiv's mayor asked for help on Friday.", "language": "en"},
        {"id": "de", "text": "Der Bürgermeister von Kiew bat um Hilfe.", "language": "de"},
    )
    searcher = opened()
    answer = searcher.ask("Who is the mayor of Kiev?")
    assert {name for reading in answer.corrections for name in reading.read_as.split(", ")} == {"Kyiv", "Kiew"}
    assert answer.passages[0].citation.article == "en"
    assert {passage.citation.article for passage in answer.passages} == {"en", "de"}


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_a_reading_is_found_and_shown(corpus: Path, opened: Callable[..., Searcher], engine: str) -> None:
    """The answer is that of the archive's own spelling, and it says so in every form."""
    (corpus / "a.txt").write_text("Benjamin Netanyahu met the ministers in Jerusalem on Friday.", encoding="utf-8")
    (corpus / "b.txt").write_text("The weather stays dry in the whole country, foresters fear.", encoding="utf-8")
    answer = opened(corpus, engine).ask("Whom did Netanjahu meet?")
    assert answer.passages[0].citation.article == "a.txt"
    assert answer.corrections == (SpellingCorrection("Netanjahu", "Netanyahu"),)
    assert "Netanjahu" not in answer.unmatched_terms
    assert answer_json(answer)["read_as"] == [{"word": "Netanjahu", "read_as": "Netanyahu"}]
    assert "Netanjahu does not occur in the archive; read as Netanyahu." in drawn(answer_text(answer, marks=True))


def test_the_same_word_is_no_reading(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """A word of another language's article is found as it is: nobody is told that it is nowhere and read as itself."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "en", "text": "The bakery won an award for its bread on Friday.", "language": "en"},
        {"id": "es", "text": "Barcelona sube la tasa turística a cuatro euros.", "language": "es"},
    )
    answer = opened().ask("which bakery of barcelona is turistica")
    assert answer.corrections == ()
    assert answer.unmatched_terms == ()
    assert {passage.citation.article for passage in answer.passages} == {"en", "es"}


def test_a_word_of_an_article_that_is_gone_is_no_reading(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """What no article says any longer isn't what was meant, and what a new one says is."""
    (corpus / "a.txt").write_text("Benjamin Netanyahu met the ministers in Jerusalem on Friday.", encoding="utf-8")
    (corpus / "b.txt").write_text("The weather stays dry in the whole country, foresters fear.", encoding="utf-8")
    searcher = opened()
    (corpus / "a.txt").unlink()
    searcher.refresh()
    assert searcher.ask("What weather does Netanjahu fear?").corrections == ()
    (corpus / "c.txt").write_text("Netanyahu came back from the north.", encoding="utf-8")
    searcher.refresh()
    assert searcher.ask("What weather does Netanjahu fear?").corrections == (
        SpellingCorrection("Netanjahu", "Netanyahu"),
    )


@pytest.fixture
def market(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """Articles in English, German and Spanish."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "en", "language": "en", "text": "A large prize was paid for a letter. The government built a house. "
         "Alan Greaves is a minister. The mist rose over the sand."},
        {"id": "de", "language": "de", "text": "Die Brücke wurde für viele Wochen gesperrt, sagte Hanna "
         "Kiewitz. Pollen lag in der Luft, und Iram schrieb."},
        {"id": "es", "language": "es", "text": "El alcalde abrió el puente nuevo y prometió una plaza para la gente."},
    )  # fmt: skip
    return opened()


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("War die Brücke lange gesperrt?", "lange"),
        ("What was the prime for the letter?", "prime"),
        ("Who rose from the sank?", "sank"),
        ("Is the mast of the house old?", "mast"),
        ("Who wrote the latter?", "latter"),
        ("Which house is in Iran?", "Iran"),
        ("Ist die Brücke in Polen?", "Polen"),
        ("¿Quién prometió la gente y el puerto?", "puerto"),
    ],
)
def test_a_word_of_its_language_is_no_misspelling(market: Searcher, question: str, word: str) -> None:
    """However near it is to one of the archive, in its own language or another."""
    answer = market.ask(question)
    assert answer.corrections == ()
    assert word in answer.unmatched_terms


@pytest.mark.parametrize(
    ("question", "correction"),
    [
        ("What did the gouvernment build?", SpellingCorrection("gouvernment", "government")),
        ("Who built the hause?", SpellingCorrection("hause", "house")),
        ("Who is Alan Graves?", SpellingCorrection("Graves", "Greaves")),
        ("Who is the minsiter?", SpellingCorrection("minsiter", "minister")),
        ("Was sagte Hanna Kievitz?", SpellingCorrection("Kievitz", "Kiewitz")),
        ("¿Quién abrió el puemte?", SpellingCorrection("puemte", "puente")),
    ],
)
def test_a_slip_and_another_spelling_of_a_name_are_corrected(
    market: Searcher, question: str, correction: SpellingCorrection
) -> None:
    """What is no word of the question's language, or is written as a name."""
    assert market.ask(question).corrections == (correction,)


@pytest.mark.parametrize(
    ("word", "language", "known"),
    [
        ("lange", "de", True), ("lange", "en", False), ("prize", "en", True), ("brigde", "en", False),
        ("été", "fr", True), ("хлеб", "ru", True), ("large", "sv", False), ("large", None, False),
        ("large", "../en", False), ("larg", "en", False), ('"', "en", False),
    ],
)  # fmt: skip
def test_the_words_of_a_language(word: str, language: str | None, known: bool) -> None:
    """A language without a dictionary has none."""
    assert is_word(word, language) == known


def test_a_french_ending_sounds_as_it_is_spelled_elsewhere() -> None:
    """With another o in the word or without."""
    assert sounds("rameau") == sounds("ramu")
    assert sounds("bordeau") == sounds("burdu")
