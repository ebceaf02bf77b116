"""By whom something was done, and where that is left open."""

import pytest

from retrieval.language import analyzer
from retrieval.language.passives import deed, leaves_open_by_whom, says_by_whom, tells_who_did


@pytest.mark.parametrize(
    ("language", "question", "verb"),
    [
        ("en", "Who inspected the bridge?", "inspected"),
        ("en", "And who has first inspected it?", "first"),
        ("en", "Tell me who first inspected it", "inspected"),
        ("en", "Who did the bridge carry?", None),
        ("en", "Who was inspected?", None),
        ("en", "Who was first inspected there?", None),
        ("en", "When did they inspect it?", None),
        ("de", "Wer prüfte die Brücke?", "prüfte"),
        ("de", "Wer hat die Brücke am Montag geprüft?", "geprüft"),
        ("de", "Wer wurde geprüft?", None),
        ("de", "Wem hat er die Brücke gezeigt?", None),
        ("es", "¿Quiénes han inspeccionado el puente?", "inspeccionado"),
        ("es", "¿Quién fue inspeccionado?", None),
        ("fr", "Qui a inspecté le pont ?", "inspecté"),
        ("it", "Chi ha ispezionato il ponte?", "ispezionato"),
        ("pt", "Quem inspecionou a ponte?", "inspecionou"),
        ("ru", "Кто смотрит матч?", "смотрит"),
        ("ru", "Кто был осмотрен?", None),
        (None, "Who inspected it?", None),
    ],
)
def test_what_somebody_did_is_the_verb_behind_who(language: str | None, question: str, verb: str | None) -> None:
    """Not where it is asked to whom something was done."""
    assert deed(question, language) == frozenset(analyzer.terms(verb or "", language))


OPEN = [
    ("en", "inspected", "The bridge was inspected on Tuesday near Lees.", True),
    ("en", "inspected", "The Lees bridge has been carefully inspected.", True),
    ("en", "inspected", "The bridge was inspected by masons.", False),
    ("en", "inspected", "The bridge was inspected by Monday.", True),
    ("en", "inspected", "The bridge was inspected when Tom Reed came.", False),
    ("en", "inspected", "Masons inspected the bridge.", False),
    ("en", "inspected", "The bridge was painted.", False),
    ("en", "inspected", "The bridge is open; masons inspected it.", False),
    ("de", "geprüft", "Die Brücke wurde am Dienstag in Lees noch einmal geprüft.", True),
    ("de", "geprüft", "Die Brücke wurde von Maurern geprüft.", False),
    ("de", "geprüft", "Die Brücke wurde vom Amt geprüft.", False),
    ("es", "inspeccionado", "El puente fue inspeccionado el martes.", True),
    ("es", "inspeccionado", "El puente fue inspeccionado por albañiles.", False),
    ("fr", "inspecté", "Le pont a été inspecté à Lens mardi.", True),
    ("fr", "inspecté", "Le pont a été inspecté par des maçons.", False),
    ("fr", "inspecté", "Le pont est inspecté deux fois par an.", True),
    ("it", "ispezionato", "Il ponte è stato ispezionato martedì.", True),
    ("it", "ispezionato", "Il ponte è stato ispezionato dal comune.", False),
    ("it", "ispezionato", "Il ponte è ispezionato da lunedì.", True),
    ("pt", "inspecionada", "A ponte foi inspecionada na terça-feira.", True),
    ("pt", "inspecionada", "A ponte foi inspecionada pelos pedreiros.", False),
    ("ru", "осмотрен", "Мост был осмотрен во вторник.", True),
    ("ru", "осмотрен", "Мост осмотрен в Москве летом.", True),
    ("ru", "осмотрен", "Мост был осмотрен комиссией города.", False),
    ("ru", "осмотрен", "Мост в новом порту осмотрен инженерами.", False),
    ("ru", "осмотрен", "Мост осмотрен по просьбе Ивана Петрова.", False),
    ("ru", "осмотрен", "Во вторник инженеры осмотрели мост.", False),
    ("pl", "obejrzany", "Most został obejrzany we wtorek.", False),
]


@pytest.mark.parametrize(("language", "verb", "sentence", "left_open"), OPEN)
def test_a_sentence_may_leave_open_who_did_it(language: str, verb: str, sentence: str, left_open: bool) -> None:
    """Where something was done, and no "by" and no name but a place's stands behind it."""
    assert leaves_open_by_whom([sentence], frozenset(analyzer.terms(verb, language)), language) is left_open


def test_one_sentence_that_says_it_is_enough() -> None:
    """Beside the one that leaves it open; of none nothing is known."""
    verb = frozenset(analyzer.terms("inspected", "en"))
    passive = "The bridge was inspected."
    assert leaves_open_by_whom(["It is old.", passive], verb, "en")
    assert not leaves_open_by_whom([passive, "Masons inspected it again."], verb, "en")
    assert not leaves_open_by_whom([passive, "That was done by masons."], verb, "en")
    assert not leaves_open_by_whom([], verb, "en")
    assert not leaves_open_by_whom([passive], frozenset(), "en")


def test_in_an_unknown_language_it_may_be_said() -> None:
    """And where its word for "by" stands."""
    assert says_by_whom("anything", "xx")
    assert says_by_whom("Built BY masons", "en")
    assert not says_by_whom("Built in 1902", "en")


@pytest.mark.parametrize(
    ("language", "question", "sentence", "told"),
    [
        ("en", "Who found the wreck?", "Two divers found the wreck on Monday.", True),
        ("en", "Who found the wreck?", "The wreck was found by chance.", False),
        ("en", "Who found the wreck?", "On Monday they found the wreck off the pier.", False),
        ("en", "Who found the wreck?", "In 2024 they found the wreck off the pier.", False),
        ("en", "Who opened the harbour?", "The harbour opened on Monday in a storm.", False),
        ("en", "Who opened the harbour?", "The storm closed the harbour.", False),
        ("de", "Wer fand das Wrack?", "Am Montag fanden zwei Taucher das Wrack.", True),
        ("de", "Wer fand das Wrack?", "Am Montag fanden sie das Wrack.", False),
        ("es", "¿Quién abrió el puerto?", "Un panadero abrió el puerto.", True),
        ("es", "¿Quién abrió el puerto?", "El lunes abrió el puerto.", False),
        ("ru", "Кто нашёл корабль?", "Водолазы нашли корабль.", False),
    ],
)
def test_who_did_it_is_told_without_a_name(language: str, question: str, sentence: str, told: bool) -> None:
    """By a noun before the verb that the question lacks and that is no day; in German behind it, too."""
    asked = set(analyzer.terms(question, language))
    assert tells_who_did(sentence, deed(question, language), asked, language) is told


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Кто осмотрел мост?", "Мост был осмотрен во вторник."),
        ("Кто построил мельницу?", "Мельница построена в 1894 году."),
        ("Кто же открыл школу?", "Школа была открыта осенью."),
        ("Кто ремонтирует мост?", "Мост ремонтируется с мая."),
    ],
)
def test_a_russian_verb_is_known_by_its_participle(question: str, text: str) -> None:
    """Its ending is another one."""
    assert leaves_open_by_whom([text], deed(question, "ru"), "ru")
    assert not leaves_open_by_whom([text.replace(".", " плотниками.")], deed(question, "ru"), "ru")
