"""What somebody is called, asked and told."""

import pytest

from retrieval.language.naming import asks_for_a_name, tells_a_name


@pytest.mark.parametrize(
    ("language", "question", "asks"),
    [
        ("en", "What is the name of the miller?", True),
        ("en", "What was the boat called?", True),
        ("en", "Who runs the mill?", False),
        ("de", "Wie heißt der Müller?", True),
        ("de", "Wie hiess die Wirtin?", True),
        ("de", "Wie heiß ist der Ofen?", True),  # told apart by nothing; it asks for a number as well
        ("nl", "Hoe heet de molenaar?", True),
        ("pl", "Jak nazywa się młynarz?", True),
        ("ru", "Как зовут мельника?", True),
        ("ja", "名前は何ですか", False),
    ],
)
def test_a_name_is_asked_for(language: str, question: str, asks: bool) -> None:
    """In the languages that have a table."""
    assert asks_for_a_name(question, language) is asks


@pytest.mark.parametrize(
    ("language", "sentence", "tells"),
    [
        ("de", "Der Müller, Herr Ned Ruff, war krank.", True),
        ("en", "The miller was ill.", False),
        ("en", "They had named the mill after a bird.", True),
        ("de", "Der Müller war krank.", False),
        ("de", "Der Müller hieß Kolbe.", True),
        ("de", "Das Boot „Möwe“ sank.", True),
        ("nl", "De molenaar was ziek.", False),
        ("ja", "粉屋は病気だった。", True),
    ],
)
def test_a_name_is_told(language: str, sentence: str, tells: bool) -> None:
    """By a name, in quotation marks, or by a word for it; unknown languages may tell anything."""
    assert tells_a_name(sentence, language, capitals=False) is tells
    assert language == "de" or tells_a_name(sentence, language, capitals=True)
