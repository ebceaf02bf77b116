"""Forms of German verbs that a stemmer leaves apart."""

import pytest

from retrieval.language import analyzer
from retrieval.language.german_verbs import forms_with, other_forms, parted_verbs


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
        ("ausgefallen", "ausfiel"),
        ("teilgenommen", "teilnahm"),
        ("abgeschaltet", "abzuschalten"),
        ("abzuschalten", "abgeschaltet"),
        ("abzuschalten", "Abschaltung"),
        ("erfunden", "erfand"),
        ("verbietet", "verboten"),
        ("entstand", "entstehen"),
        ("gestört", "Störung"),
        ("geprüft", "Prüfung"),
        ("schließt", "Schließung"),
        ("leitet", "Leitung"),
        ("erfunden", "Erfindung"),
        ("störung", "gestört"),
        ("prüfung", "prüfte"),
        ("schließung", "geschlossen"),
        ("leitung", "leitete"),
    ],
)
def test_the_forms_of_a_verb_know_each_other(asked: str, told: str) -> None:
    """Whether its stem changes or not, with a particle before it or without; by the terms that are looked up."""
    assert analyzer.terms(asked, "de") != analyzer.terms(told, "de")
    terms = [term for form in other_forms(asked) for term in analyzer.terms(form, "de")]
    assert set(analyzer.terms(told, "de")) <= set(terms)


@pytest.mark.parametrize(
    ("word", "other"),
    [("gehört", "hört"), ("abgesagt", "sagte"), ("stand", "stehen"), ("zeitung", "zeiten"), ("leitung", "leiten")],
)
def test_what_would_find_anything_is_no_form(word: str, other: str) -> None:
    """Another verb, a verb without the particle that gives it its meaning, a verb that says little."""
    assert other not in other_forms(word)


@pytest.mark.parametrize("word", ["ab", "lange", "", "zug", "ung", "jung"])
def test_other_words_have_no_forms(word: str) -> None:
    """Nor do short ones lose their ends."""
    assert other_forms(word) == []


@pytest.mark.parametrize(
    ("particle", "verb", "told"),
    [
        ("ab", "schaltet", ["abgeschaltet", "abschalten", "abzuschalten", "Abschaltung"]),
        ("aus", "fiel", ["ausgefallen", "ausfallen", "ausfällt", "auszufallen"]),
        ("teil", "nahmen", ["teilgenommen", "teilnehmen", "teilnimmt"]),
        ("statt", "fand", ["stattgefunden", "stattfindet"]),
        ("an", "zufangen", ["angefangen", "anfing"]),
    ],
)
def test_a_verb_is_known_with_its_particle(particle: str, verb: str, told: list[str]) -> None:
    """Also one that would say little alone."""
    terms = {term for form in forms_with(particle, verb) for term in analyzer.terms(form, "de")}
    assert {term for word in told for term in analyzer.terms(word, "de")} <= terms


@pytest.mark.parametrize(
    ("question", "particles"),
    [
        ("Warum schaltet ihr den Turm ab?", [("ab", 28)]),
        ("Wann findet das Fest statt, und wer nimmt teil", [("statt", 21), ("teil", 42)]),
        ("Wann hört der Lärm auf?", [("auf", 19)]),
        ("Wer steht auf dem Turm?", []),
        ("Ab wann gilt das?", []),
        ("Ab?", []),
        ("Was passiert danach?", []),
    ],
)
def test_a_particle_at_the_end_of_a_clause_belongs_to_its_verb(question: str, particles: list[tuple[str, int]]) -> None:
    """One before a noun is another word."""
    assert [tuple(parted) for parted in parted_verbs(question)] == particles
