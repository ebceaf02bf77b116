"""What is asked of things every day, and the words that tell it."""

import pytest

from retrieval.language.attributes import _ROWS, _table, asked_attributes, tells

SAID = [
    ("en", "When was the Long Mill built?", "built", "The Long Mill was erected in 1902."),
    ("en", "How old is Tom Reed?", "How old", "Tom Reed, aged 48, keeps bees."),
    ("en", "How much is a boat?", "How much is", "A boat is let for £7 an hour."),
    ("en", "How long was the ferry?", "How long", "The ferry measured 33 metres."),
    ("en", "What is the population of Lees?", "population", "Some 900 people live in Lees."),
    ("en", "Who is the mayor of Lees?", "mayor", "Mayoress Ida Holm opened the fair."),
    ("en", "When did the fair in Lees end?", "did the fair in Lees end", "The fair lasted until Monday."),
    ("de", "Wann wurde die Mühle gebaut?", "gebaut", "Die Mühle, 1902 errichtet, steht am Bach."),
    ("de", "Wie hoch ist der Turm?", "Wie hoch ist der", "Der Turm misst 40 m."),
    ("es", "¿Dónde nació la pintora?", "nació", "La pintora es natural de Cuenca."),
    ("fr", "Qui a fondé l'école ?", "fondé", "L'école fut créée par Anne Morel."),
    ("it", "Quanto costa il biglietto?", "costa", "L'ingresso è gratuito."),
    ("pt", "Quem é o prefeito de Lagos?", "prefeito", "O autarca abriu a feira."),
    ("ru", "Когда построили мост?", "построили", "Мост возвели в 1902 году."),
]
"""A language, a question, the words that ask in it, and a text that tells it in other words."""


@pytest.mark.parametrize(("language", "question", "words", "text"), SAID)
def test_an_attribute_is_told_by_other_words_too(language: str, question: str, words: str, text: str) -> None:
    """It is known where it is asked, and what tells it is not only the asking word."""
    asked = asked_attributes(question, language)
    assert [question[attribute.start : attribute.end] for attribute in asked] == [words]
    assert tells(text, asked[0].name, language)
    assert tells(question, asked[0].name, language)
    assert not tells("?", asked[0].name, language)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge was inspected in June.", False),
        ("The building next to the bridge was inspected.", False),
        ("THE BRIDGE WAS REBUILT IN JUNE.", True),
        ("Miners dug the tunnel in June.", True),
        ("Its rebuilding will cost a lot.", False),
    ],
)
def test_a_text_of_something_else_does_not_tell_it(text: str, told: bool) -> None:
    """Nor one with a word of the same root that means another thing."""
    assert tells(text, "made", "en") is told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Tom Reed, 48, keeps bees.", True),
        ("en", "It was rough, said Tom Reed, 8.", True),
        ("en", "Tom Reed, 104, keeps bees.", True),
        ("de", "Tim Ried (48) hält Bienen.", True),
        ("ru", "Пасечник Пётр Рид, 48, живёт в Лесах.", True),
        ("en", "Tom Reed came on March 4, 2019, with bees.", False),
        ("de", "Die Wege, 48,5 Kilometer, sind gut.", False),
        ("en", "Tom Reed has hives, 48 of them.", False),
        ("en", "Tom Reed (1948) and Tom Reed, 480, keep bees.", False),
    ],
)
def test_a_number_between_commas_or_in_brackets_tells_an_age(language: str, text: str, told: bool) -> None:
    """As newspapers write it behind a name; a year, a fraction and a count don't."""
    assert tells(text, "age", language) is told


@pytest.mark.parametrize(
    ("language", "attribute", "text"),
    [
        ("en", "speed", "Winds of 120 km/h blew."),
        ("es", "speed", "Sopló a 120 km/h."),
        ("ru", "speed", "Ветер дул со скоростью до 30 м/с."),
        ("en", "area", "The park covers 12 km²."),
        ("fr", "area", "Le parc couvre 3,5 ha."),
        ("de", "area", "Der Park misst 900m²."),
        ("en", "warmth", "It was 31 °C in the shade."),
        ("de", "warmth", "Es waren 31,5°C im Schatten."),
        ("en", "warmth", "It was 31° in the shade."),
    ],
)
def test_a_unit_tells_what_it_measures(language: str, attribute: str, text: str) -> None:
    """However it is shortened, and with or without a space before it."""
    assert tells(text, attribute, language)


def test_an_age_is_no_length() -> None:
    """A length of time is one of years, too, but not of somebody's."""
    assert tells("It stayed for 44 years, and old it was.", "length", "en")
    assert not tells("The driver was a 44-year-old from Lees.", "length", "en")
    assert not tells("Der Fahrer ist 44 Jahre alt.", "length", "de")


@pytest.mark.parametrize(
    "question",
    ["Who won't come?", "What happened in the end?", "Who was found in the shed?", "Where is the building?", ""],
)
def test_words_that_mean_something_else_ask_for_nothing(question: str) -> None:
    """A question is no matter of attributes just because it has a word that looks like one."""
    assert asked_attributes(question, "en") == []


def test_each_attribute_is_asked_once_and_in_order() -> None:
    """However many words ask for it."""
    asked = asked_attributes("Who designed, drew up and built it, and who built the other?", "en")
    assert [attribute.name for attribute in asked] == ["designer", "made"]


def test_a_language_without_a_table_asks_for_nothing_and_may_tell_everything() -> None:
    """What isn't known is not held against a passage."""
    assert asked_attributes("誰が建てた", "ja") == []
    assert asked_attributes("Who built it?", None) == []
    assert tells("何も", "made", "ja")
    assert tells("nothing", "made", None)
    assert tells("", "possession", "en")


@pytest.mark.parametrize("language", sorted(_ROWS))
def test_every_row_has_words_that_ask_and_words_that_tell(language: str) -> None:
    """In lower case, as questions and texts are looked at; a continued row loses no space."""
    for name, (asking, telling) in _table(language).items():
        assert name.isidentifier()
        for word in (*asking.split("|"), *telling.split("|")):
            assert word
            assert word == word.strip().lower()
