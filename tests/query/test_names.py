"""Which words of a question are names."""

import pytest

from retrieval.language import analyzer
from retrieval.query.names import may_be_another, names


@pytest.mark.parametrize(
    ("language", "question", "named"),
    [
        ("en", "Who lives in Lees?", ["Lees"]),
        ("en", "Does Tom Reed keep Bees?", ["Tom", "Reed", "Bees"]),
        ("en", "Lees is where?", []),
        ("de", "Wie alt ist Karin Ohlsen?", ["Karin", "Ohlsen"]),
        ("de", "Wie viele Boote hat Dr. Ohlsen?", ["Dr", "Ohlsen"]),
        ("de", "Wem gehört die Firma Brandl in Lees?", ["Firma", "Brandl", "Lees"]),
        ("de", "Wie viele Knoten gibt es in Talheim?", ["Talheim"]),
        ("de", "Wie viele Einwohner hat Talheim?", ["Talheim"]),
        ("de", "Wer war gestern in Not?", []),
        ("de", "Wer wohnt in der Mühle?", []),
        ("de", "Was kostet der Versand in die Schweiz?", ["Schweiz"]),
        ("de", "Warum fiel der TRAX aus?", ["TRAX"]),
        ("de", "Was macht der SeilRoller?", ["SeilRoller"]),
        ("de", "Wie viele Mitglieder hatte der Verein Ende Mai?", []),
        ("de", "Was hat der Verein im Mai Neues gebaut?", []),
        (None, "wer ist Brandl?", ["Brandl"]),
    ],
)
def test_names_of_a_question(language: str | None, question: str, named: list[str]) -> None:
    """A capital tells them; in German only where another noun would not stand, or not so."""
    words = analyzer.words(question, language, ())
    assert [words[number].text for number in sorted(names(question, words, language))] == named


@pytest.mark.parametrize(
    ("typed", "read_as", "another"),
    [
        ("Rome", "Rose", True),
        ("Rom", "Rome", False),
        ("Hansen", "Jansen", True),
        ("Quall", "Quill", True),
        ("Marten", "Martens", False),
        ("Arpnet", "Arpanet", False),
        ("Суперкубок", "Суперкубка", False),
        ("Шидэбалы", "Шидэбала", False),
        ("Dunmoore", "Dunmore", False),
        ("Rockfeller", "Rockefeller", False),
        ("Ptreov", "Petrov", False),
        ("Netanjahu", "Netanyahu", False),
    ],
)
def test_which_names_may_be_others(typed: str, read_as: str, *, another: bool) -> None:
    """One with another letter, or of few letters; not a case, what sounds alike, or letters that changed places."""
    assert may_be_another(typed, read_as) is another
