"""The cover of a speech: what its lines say above the first greeting."""

import datetime

import pytest

from retrieval.articles.covers import Cover, cover_of, is_bare
from retrieval.readers import Hints, Problem, read
from retrieval.records import Article

SPRING = datetime.date(2021, 4, 7)
GREETING = (
    "\n\nMr. President,\nExcellencies,\n\nThe harbours of Kessen have been closed to trawlers since last winter.\n"
)


def article(text: str, name: str = "speech.txt") -> Article:
    """The only article of a file with a text."""
    (item,) = read(text.encode(), name, Hints())
    assert not isinstance(item, Problem)
    return item


@pytest.mark.parametrize(
    ("lines", "title", "speaker"),
    [
        (
            "Statement by\nH.E. Mr. Karl Voss\nMinister of Fisheries\nat the Harbour Conference\n7 April 2021",
            "Statement by H.E. Mr. Karl Voss, Minister of Fisheries at the Harbour Conference",
            "Karl Voss",
        ),
        (
            "REPUBLIC OF KESSEN\n\nSTATEMENT\n\nby\n\nRT. HON. ANNA VOSS,\nPRIME MINISTER\n\nNew York, 7 April 2021",
            "STATEMENT by RT. HON. ANNA VOSS, PRIME MINISTER",
            "ANNA VOSS",
        ),
        (
            "Check against delivery\nAddress by Ana Ruiz, President of the Harbour Union\nApril 7, 2021, Kessen",
            "Address by Ana Ruiz, President of the Harbour Union",
            "Ana Ruiz",
        ),
        (
            "DISCOURS DE SON EXCELLENCE MONSIEUR JEAN DURAND,\nMINISTRE DE LA MER\nKessen, le 7 avril 2021",
            "DISCOURS DE SON EXCELLENCE MONSIEUR JEAN DURAND, MINISTRE DE LA MER",
            "JEAN DURAND",
        ),
        (
            "Intervención del Excmo. Sr. Pablo Ruiz Ortega, Ministro de Pesca\nTema: El puerto\n7 de abril de 2021",
            "Intervención del Excmo. Sr. Pablo Ruiz Ortega, Ministro de Pesca",
            "Pablo Ruiz Ortega",
        ),
        ("Speech by H.E. Dr. Karl\nVoss, Mayor\n07.04.2021 and 7.4.2021, 17/04/2020 (draft)", None, None),
        ('Remarks by Senator Mary Ellen\nVoss, Kessen\nWednesday, April 7", 2021', None, "Mary Ellen Voss"),
        (
            "Statement of Kessen to the conference\nH.E. Karl Voss, President of the General Assembly\n7 April 2021",
            None,
            "",
        ),
        ("Dr Ana Ruiz's National Statement at the Conference\n7 April 2021", None, ""),
        ("Dr Ana Ruiz, Mayor of Kessen: Speech at the Conference\n7 April 2021", None, "Ana Ruiz"),
    ],
)
def test_what_a_cover_says(lines: str, title: str | None, speaker: str | None) -> None:
    """Its lines make the title; the day is one; who is greeted, or owns a statement, does not speak by that."""
    cover = cover_of(lines + GREETING)
    assert cover is not None
    if title is not None:
        assert cover.title == title
    if speaker is not None:
        assert cover.speakers == ((speaker,) if speaker else ())
        assert cover.day == SPRING


@pytest.mark.parametrize(
    "text",
    [
        "The mill burned down\n\nMr. President, said the miller, was told at once.",  # No kind of address.
        "Statement by Karl Voss\n7 April 2021\n\nThe harbours are closed.",  # Nobody is greeted.
        "A statement was given in Kessen on 7 April 2021, and all who were there heard it with joy.\nDear friends,",
        "Mr. President,\nExcellencies,\n\nThis is my statement of 7 April 2021.",  # Nothing stands above.
        "\n".join(f"Statement {n}" for n in range(40)) + "\nMr. President,",
        "Statement by " + "Karl Voss " * 30 + "\nMr. President,",
        "",
    ],
)
def test_what_is_no_cover(text: str) -> None:
    """Lines are a cover only where one names an address, somebody is greeted below, and no sentence stands between."""
    assert cover_of(text) is None


def test_two_days_on_a_cover_are_none() -> None:
    """Which of them is that of the speech isn't known; one on which it was changed is not asked about."""
    assert cover_of(f"Statement of 1 May 1990\nheld on 7 April 2021{GREETING}") == Cover(
        "Statement of 1 May 1990", None, ()
    )
    cover = cover_of(f"Statement by Kessen\n7 April 2021\nUpdated 9 April 2021{GREETING}")
    assert cover is not None
    assert cover.day == SPRING


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("STATEMENT", True), ("Statement by", True), ("National statement", True), ("8", True), ("Discours de", True),
        ("KINGDOM OF KESSEN", True), ("Statement by Kessen", False), ("Speech on fish", False),
    ],
)  # fmt: skip
def test_titles_that_say_nothing(title: str, bare: bool) -> None:
    """What only names the kind of address, or doesn't name it, says less than a cover."""
    assert is_bare(title) is bare


@pytest.mark.parametrize("name", ["speech.txt", "speech.md"])
def test_an_article_with_a_cover(name: str) -> None:
    """It has the title, day and speaker of its cover, not the number of a page or who is greeted."""
    got = article(
        f"8\n\nStatement by H.E. Mr. Karl Voss\nMinister of Fisheries\n\nKessen, 7 April 2021, Hall 3{GREETING}", name
    )
    assert got.title == "Statement by H.E. Mr. Karl Voss, Minister of Fisheries"
    assert got.date == SPRING
    assert got.authors == ("Karl Voss",)
    assert got.provenance == {"title": "text", "date": "text", "authors": "text"}


def test_a_greeting_is_no_title() -> None:
    """A speech without a cover has none."""
    assert (
        article("Mr. President,\n\nThe harbours of Kessen have been closed to trawlers since last winter.").title
        is None
    )


def test_a_cover_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is asked for what properties say and for what they don't."""
    text = f"Statement by Ms. Vera Quist\n7 April 2021{GREETING}"
    first = cover_of(text)
    monkeypatch.setattr("retrieval.articles.covers._lines_above_greeting", None)
    assert first is not None
    assert cover_of(text) is first
