"""A word that occurs nowhere → the archive's likely one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.journal.codec import answer_json
from bot.render.answers import answer_text
from retrieval import Searcher, SpellingCorrection
from retrieval.language.spelling import ArchiveWord, letters, likeliest, sound_key, sounds
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
    near = [
        candidate for candidate in archive_words
        if (here := sound_key(word)) and (there := sound_key(candidate.word)) and here.first == there.first
        and abs(here.length - there.length) <= 1
    ]  # fmt: skip
    found = likeliest(word, near, lambda term: NAMES[term])
    assert (found[0].term if found else None) == meant


def test_the_more_frequent_of_two_as_near_is_taken() -> None:
    """Of two words one letter away the archive's commoner one was meant, and one that is gone never."""
    passages = {"scholz": 46, "schulz": 900, "schotz": 0}
    archive_words = [ArchiveWord(word, word, sounds(word)) for word in passages]
    found = likeliest("schalz", archive_words, lambda term: passages[term])
    assert [each.word for each in found] == ["schulz"]


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
