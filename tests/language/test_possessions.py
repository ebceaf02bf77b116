"""How many of some things somebody has."""

import pytest

from retrieval.language import terms
from retrieval.language.possessions import asks_what_one_has, tells_what_one_has


@pytest.mark.parametrize(
    ("language", "question", "asks"),
    [
        ("en", "How many geese does Ida Holm have?", True),
        ("en", "How many geese has Ida Holm?", True),
        ("en", "How many geese has Ida Holm sold?", False),
        ("en", "How many seats does the hall have?", False),
        ("de", "Wie viele Gänse hat Ida Holm?", True),
        ("de", "Wie viele Gänse hat Ida Holm verkauft?", False),
        ("es", "¿Cuántas ocas tiene Ida Holm?", True),
        ("es", "¿Cuántas plazas tiene la sala?", False),
        ("fr", "Combien d'oies possède Ida Holm ?", True),
        ("fr", "Combien d'oies a-t-elle ?", True),
        ("it", "Quante oche ha Ida Holm?", True),
        ("pt", "Quantos gansos tem Ida Holm?", True),
        ("ru", "Сколько гусей у Иды Холм?", True),
        ("nl", "Hoeveel ganzen heeft Ida Holm?", True),
        ("pl", "Ile gęsi ma Ida Holm?", True),
        ("xx", "How many geese has Ida Holm?", False),
    ],
)
def test_it_is_asked_what_somebody_has(language: str, question: str, asks: bool) -> None:
    """Only of somebody with a name: things have parts, and "has" may only help another verb."""
    assert asks_what_one_has(question, language) is asks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ida Holm keeps some forty white geese.", True),
        ("Ida Holm, with her forty geese, came by.", True),
        ("Geese: 40", True),
        ("Forty geese were stolen from Ida Holm.", False),
        ("The wind took 40 of the geese.", False),
        ("The geese of Ida Holm are white.", True),
        ("Ida Holm keeps a mill. In May and in June forty geese were lost.", False),
    ],
)
def test_what_was_lost_is_not_what_somebody_has(text: str, told: bool) -> None:
    """A number beside the things tells it behind a word of having; without a number nothing speaks against it."""
    assert tells_what_one_has(text, terms("geese", "en"), "en") is told


def test_in_another_language_it_may_be_told() -> None:
    """Nothing is known of it there."""
    assert tells_what_one_has("40 geese", {"geese"}, "xx")
