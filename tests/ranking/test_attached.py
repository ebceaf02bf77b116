"""Whether what answers a question stands at what is asked about, or at something else that is named there."""

from collections.abc import Callable

import pytest

from retrieval import Searcher

Opener = Callable[..., Searcher]

VILLAGE = {
    "barn.md": "# The barn at Hollin\n\nSix women painted the barn at Hollin. The paint cost 340 pounds. The roof "
    "of the school cost 12,000 pounds; a ticket for the concert can be had at the door. A cat called Smoke sleeps "
    "in the barn; the dog bites. Its keeper, Colin Brae, is 40.",
    "quarry.md": "# A wall\n\nThe quarry was closed because a rock had fallen. The kiln was closed in June. Two "
    "anglers were rescued; five miners drowned.",
    "viaduct.md": "# Stone\n\nThe viaduct was opened by Ada Gill. The tunnel behind it is 800 metres long. The "
    "station master, Tom Dale, keeps the key. The engineer, Isabel Grant, wrote to the board. She said that the "
    "arches stand.",
    "pool.md": "# Water\n\nLees has a new pool. It is 50 metres long and cost nine million pounds. The work took a "
    "year. The slide was a gift. Carla Neri employs 14 lifeguards. They were trained by Eva Stark.",
    "turm.md": "# Der Turm\n\nDer Kirchturm wurde verputzt. Er ist 28 Meter hoch. Die Orgel wurde 1880 gebaut. Der "
    "Küster sammelte Geld.",
    "phare.md": "# Le phare\n\nLe phare a été vendu. La lampe a coûté 9 000 euros. Le sentier est fermé parce que "
    "la falaise s'effondre. Le chien du gardien s'appelle Roquet.",
    "praca.md": "# A praça\n\nA praça está fechada porque a fonte rebentou. A torre foi construída em 1790. A "
    "estação é verde.",
    "molen.md": "# De molen\n\nEen zak meel kost vier euro. De schuur werd in 1905 gebouwd. Het hek kreeg verf.",
    "melnica.md": "# Мельница\n\nМельницу починили. Амбар построили в 1910 году. Мешок муки стоит 900 рублей.",
    "koy.md": "# Değirmen\n\nDeğirmen yeniden çalışıyor. Yol heyelan nedeniyle kapandı.",
    "suisha.md": "# 松原村\n\n水車がまた回り始めた。神社は一八八〇年に建てられた。",
}


@pytest.mark.parametrize(
    "question",
    [
        "How many children painted the barn at Hollin?",
        "How much does a ticket for the concert cost?",
        "What is the dog called?",
        "Why was the kiln closed?",
        "How many anglers drowned?",
        "How long is the viaduct?",
        "What did Tom Dale say?",
        "How much did the slide cost?",
        "How many lifeguards does Eva Stark employ?",
        "How many women does the pool employ?",
    ],
)
def test_what_is_told_of_another_is_answered_with_reserve(opened_once: Opener, question: str) -> None:
    """The number, day, reason, name or words are those of something else that is named where they stand."""
    answer = opened_once(VILLAGE).ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "Wie hoch ist die Orgel?",
        "Was sagte der Küster?",
        "Combien a coûté le phare ?",
        "Pourquoi le phare est-il fermé ?",
        "Por que está fechada a estação?",
        "Quando foi construída a estação?",
        "Wanneer werd het hek gebouwd?",
        "Когда построили мельницу?",
        "Değirmen neden kapandı?",
        "水車はいつ建てられましたか",
    ],
)
def test_what_is_told_of_another_is_so_in_other_languages(opened_once: Opener, question: str) -> None:
    """Also in those without articles, or without spaces."""
    answer = opened_once(VILLAGE).ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many women painted the barn?", "Six"),
        ("How much did the roof of the school cost?", "12,000"),
        ("What is the cat called?", "Smoke"),
        ("Why was the quarry closed?", "rock"),
        ("How many miners drowned?", "five"),
        ("How long is the tunnel?", "800"),
        ("What did Isabel Grant say?", "Grant"),
        ("How much did the new pool cost?", "nine million"),
        ("Wie hoch ist der Kirchturm?", "28"),
        ("Combien a coûté la lampe ?", "9 000"),
        ("Comment s'appelle le chien du gardien ?", "Roquet"),
        ("Por que está fechada a praça?", "fonte"),
        ("Wat kost een zak meel?", "vier"),
        ("Когда построили амбар?", "1910"),
        ("Yol neden kapandı?", "heyelan"),
        ("神社はいつ建てられましたか", "一八八"),
    ],
)
def test_what_is_told_of_it_is_answered(opened_once: Opener, question: str, words: str) -> None:
    """It is named there, or in the sentence before, for which a pronoun stands."""
    answer = opened_once(VILLAGE).ask(question)
    assert answer.answered
    assert not answer.may_hold
    assert words in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Pourquoi avez-vous quitté la marine ?", "Parce que"),
        ("Combien de fois a-t-elle passé le cap Horn ?", "Quatre fois"),
    ],
)
def test_who_speaks_in_an_interview_is_not_told_of(opened_once: Opener, question: str, told: str) -> None:
    """Nor need an answer repeat what the question above it asks about."""
    text = (
        "Entretien\n\nLa Vigie : Pourquoi avez-vous quitté la marine ?\n\nAnne Kerr : Parce que je voulais partir.\n\n"
        "La Vigie : Combien de fois avez-vous passé le cap Horn ?\n\nAnne Kerr : Quatre fois, dont une seule.\n\n"
        "La Vigie : Qui a construit le bateau ?\n\nAnne Kerr : Mon frère Yann.\n"
    )
    answer = opened_once({"entretien.txt": text}).ask(question)
    assert answer.answered
    assert not answer.may_hold
    assert told in answer.passages[0].sentence.exact


def test_a_question_of_an_interview_is_not_its_answer(opened_once: Opener) -> None:
    """Where both stand in a paragraph, and the question has all the words that are asked."""
    text = "Interview with Tove Lind\n\nQ: Who taught you to sail?\nA: My uncle Birger did.\n\nQ: When?\nA: In 1984."
    (first, *_) = opened_once({"sail.txt": text}).ask("Who taught Tove Lind to sail?").passages
    assert first.sentence.exact == "A: My uncle Birger did."
