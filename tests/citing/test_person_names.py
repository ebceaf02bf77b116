"""Whether two names are one person's, however they are spelled."""

import pytest

from retrieval.citing.person_names import (
    _SHORTEST_STEM,
    Fit,
    _contains,
    _first_names,
    _same,
    fit,
    fits,
    gender,
    name_words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aoife O'Leary", "Aoife O’Leary"),
        ("OLeary", "Aoife O’Leary"),
        ("O Leary", "Aoife O'Leary"),
        ("Aoife OʼLeary", "Aoife O`Leary"),
        ("Jean-Luc N'Dour", "Jean-Luc N’Dour"),
        ("D’Amico", "Anna-Maria D'Amico"),
        ("Omar al-Khatib", "Dr. Omar Al Khatib"),
        ("Khatib", "Omar al-Khatib"),
        ("Zoe Kruger", "Zoë KRÜGER"),
        ("Zoe Krueger", "Zoë Krüger"),
        ("José Núñez", "Jose Nunez"),
        ("Søren Østby", "Soren Ostby"),
        ("Łukasz Wałek", "Lukasz Walek"),
        ("Hans Strauß", "Hans Strauss"),
        ("Ruth Hall", "Mayor Hall"),
        ("Ruth Hall", "Hall’s"),
        ("Senator Ruth Hall", "Ruth Hall, MP"),
        ("John Tudor Jr.", "John Tudor"),
        ("Henry Tudor III", "Tudor"),
        ("Ruth B. Hall", "Ruth Hall"),
        ("R. Hall", "Ruth Hall"),
        ("Bob Hall", "Robert Hall"),
        ("Ursula von der Au", "von der Au"),
        ("Kim Berg", "Kim Rossi-Berg"),
        ("Anna Maria Rossi", "Maria Rossi"),
        ("José Luis Gil", "José Gil Ortega"),
        ("Li Wenling", "Wenling Li"),
        ("Volodymyr Selensky", "Wolodymyr Zelenskyj"),
        ("Gorbachev", "Gorbatschow"),
        ("Tchaikovsky", "Tschaikowski"),
        ("Ivan Petrov", "Иван Петров"),
        ("Ivan Petrov", "Ивана Петрова"),
        ("Иван Петров", "Иваном Петровым"),
        ("Sergej Lawrow", "Сергей Лавров"),
        ("Анна Орлова", "Анны Орловой"),
        ("Lund", "MR. LUND"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    """Apostrophes, accents, titles, suffixes, initials, nicknames, cases and transliterations don't matter."""
    assert fit(one, other) is fit(other, one) is Fit.YES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ruth Hall", "Tom Hall"),
        ("Ruth Hall", "Ruth Holt"),
        ("Tom Dale", "Tom Dahl"),
        ("Dale", "Dahl"),
        ("Kim Ash", "Max Orr"),
        ("Ramer", "Donald R. Bobb"),
        ("Anna Orlova", "Иван Петров"),
        ("Ann", "Anna Rossi-Annen"),
        ("Иван Петров", "Иван Сидоров"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    """Another last name is another person, and so is another first name."""
    assert fit(one, other) is fit(other, one) is Fit.NO


@pytest.mark.parametrize(
    ("one", "other"), [("Ruth Hall", "Aufseher Hall"), ("Alex Hall", "Alexandra Hall"), ("", "Hall"), ("…", "Hall")]
)
def test_who_can_t_be_told(one: str, other: str) -> None:
    """Where what stands before a last name may be an office, or one short for the other."""
    assert fit(one, other) is Fit.UNSURE


def test_m_before_a_name_may_be_monsieur_or_a_first_name() -> None:
    """It is a first name for somebody whose own begins with it."""
    assert fit("M. J. Hollis", "Margaret J. Hollis") is fit("Mabel Stone", "M. Stone") is Fit.YES
    assert fit("M. Roy", "Anne Roy") is Fit.UNSURE
    assert fit("M. Roy", "Mme Roy") is Fit.NO


def test_one_of_several() -> None:
    """One that fits is enough, and one that may fit is better than none."""
    assert fits("Ruth Hall", ["Max Orr", "Hall"]) is Fit.YES
    assert fits("Ruth Hall", ["Max Orr", "Aufseher Hall"]) is Fit.UNSURE
    assert fits("Ruth Hall", ["Max Orr"]) is fits("Ruth Hall", []) is Fit.NO


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ana de la Cruz Jr.", ("ana", "cruz")),
        ("Regional Finance Minister Ana Rossi", ("ana", "rossi")),
        ("Ana Rossi, Mayor", ("ana", "rossi")),
        ("The President", ("the",)),
        ("President", ("president",)),
        ("the boss’", ("the", "boss")),
        ("", ()),
    ],
)
def test_the_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    """Without titles, particles and suffixes, unless nothing else is left."""
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mrs. Hall", "f"),
        ("Herr Ott", "m"),
        ("Ruth Hall", "f"),
        ("Dr. Tom Hall", "m"),
        ("Hall", ""),
        ("Bürgermeisterin Lang", "f"),
        ("", ""),
    ],
)
def test_gender(name: str, expected: str) -> None:
    """By title or first name, where they tell it."""
    assert gender(name) == expected


@pytest.mark.parametrize(
    ("first", "other", "fitting"),
    [
        ("ana", "anabel", Fit.UNSURE),
        ("an", "ana", Fit.UNSURE),
        ("ed", "ana", Fit.NO),
        ("ana", "eva", Fit.NO),
        ("ana", "anna", Fit.NO),
        ("anna", "anne", Fit.UNSURE),
        ("zyx", "eva", Fit.UNSURE),
        ("eva", "zyx", Fit.UNSURE),
    ],
)
def test_first_names_of_one_last_name(first: str, other: str, fitting: Fit) -> None:
    """Those that begin alike, of three letters or more, may be one person's; two that are known are two people's."""
    assert _first_names((first, "holt"), (other, "holt")) is fitting


@pytest.mark.parametrize(
    ("word", "other", "same"),
    [
        ("ana", "ana", True), ("a", "ana", True), ("ana", "a", True), ("b", "ana", False), ("an", "ana", False),
        ("mueller", "muller", True), ("goethe", "gothe", True), ("bob", "robert", True), ("bob", "roberta", False),
        ("петров", "петрова", True), ("петров", "иванов", False), ("петрова", "petrov", True),
        ("петров", "ivanov", False),
        ("ana", "ane", False),
    ],
)  # fmt: skip
def test_two_words_of_names(word: str, other: str, same: bool) -> None:
    """An initial, a nickname, an umlaut, a case, a transliteration."""
    assert _same(word, other) is same


@pytest.mark.parametrize(
    ("asked", "written", "contains"),
    [
        (("o", "neill"), ("aoife", "oneill"), True),
        (("oneill",), ("aoife", "o", "neill"), True),
        (("neill",), ("aoife", "oneill"), False),
        (("ill",), ("aoife", "o", "neill"), False),
        (("lee",), ("ana", "lee"), _SHORTEST_STEM <= 3),
    ],
)
def test_a_name_written_as_one_word(asked: tuple[str, ...], written: tuple[str, ...], contains: bool) -> None:
    """Ends the other one where a word of it begins."""
    assert _contains(asked, written) is contains
    assert _contains(written, asked) is contains
