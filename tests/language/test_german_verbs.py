"""Forms of German verbs that a stemmer leaves apart."""

import pytest

from retrieval.language import analyzer
from retrieval.language.german_verbs import other_forms


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("gekostet", "kostete"),
        ("kostet", "gekostet"),
        ("kosten", "gekostet"),
        ("baute", "gebaut"),
        ("gesperrt", "sperrten"),
        ("begonnen", "begann"),
        ("begann", "beginnt"),
        ("gefunden", "fanden"),
        ("geschrieben", "schrieb"),
        ("gestohlen", "stiehlt"),
        ("eingeweiht", "einweihten"),
        ("abgerissen", "abriss"),
        ("zurückgezogen", "zurückzog"),
    ],
)
def test_the_forms_of_a_verb_know_each_other(asked: str, told: str) -> None:
    """Whether its stem changes or not, with a particle before it or without; by the terms that are looked up."""
    assert analyzer.terms(asked, "de") != analyzer.terms(told, "de")
    terms = [term for form in other_forms(asked) for term in analyzer.terms(form, "de")]
    assert set(analyzer.terms(told, "de")) <= set(terms)


@pytest.mark.parametrize(("word", "other"), [("gehört", "hört"), ("abgesagt", "sagte"), ("stand", "stehen")])
def test_what_would_find_anything_is_no_form(word: str, other: str) -> None:
    """Another verb, a verb without the particle that gives it its meaning, a verb that says little."""
    assert other not in other_forms(word)


@pytest.mark.parametrize("word", ["ab", "bestand", "lange", "", "zug"])
def test_other_words_have_no_forms(word: str) -> None:
    """Nor do short ones lose their ends."""
    assert other_forms(word) == []
