"""Whether it is the one whom a draft makes say some words, to whom an article gives them."""

import pytest

from retrieval import Article
from retrieval.citing.attributive_clauses import Speaker
from retrieval.citing.claims import _is_source, _stands_near, claim_verdict
from retrieval.records import Place

WORDS = "The quay is shut"
TEXT = (
    "“The quay is shut,” said Kessen Shipping spokesman Erik Ravn. Mayor Lena Holt nodded.\n\n"
    "“We wait,” said Luc Petit. Baron Storage pays.{filling}"
    " The Ore Line did not come, said Olga Brandt. In Holm, Anton Reiss laughed."
)
FILLING = " Nobody knows for how long." * 4


def told(speaker: Speaker | None, **about: object) -> tuple[list[str], list[str]]:
    """What is told of a draft that makes somebody say the words: the remarks, and whom the cautions name."""
    article = Article("a.txt", TEXT.format(filling=FILLING), **about)  # type: ignore[arg-type]
    start = article.text.index(WORDS)
    place = Place("a.txt", "", None, start, start + len(WORDS), (1,), WORDS)
    remarks, cautions = claim_verdict(speaker, [(article, place)])
    return [str(remark) for remark in remarks], [caution.words for caution in cautions]


def theirs(name: str) -> tuple[list[str], list[str]]:
    return [f"The words are attributed to Erik Ravn, not to {name}."], []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Erik Ravn",), ([], [])),
        (("Ravn",), ([], [])),
        (("Lena Holt", "Ravn"), ([], [])),
        (("Lena Holt",), theirs("Lena Holt")),
        (("Holt",), theirs("Holt")),
        (("Lena Holt", "Luc Petit"), theirs("Lena Holt / Luc Petit")),
        (("Luc Petit",), theirs("Luc Petit")),
        (("Petit",), theirs("Petit")),
        (("Vesna Kolar",), theirs("Vesna Kolar")),
        (("Kolar",), ([], ["Kolar"])),
        (("Kessen Shipping",), ([], ["Kessen Shipping"])),
        (("Holm Police",), ([], ["Holm Police"])),
        (("Police",), ([], [])),
        (("Reuters",), ([], [])),
        (("\u5f20\u4f1f",), ([], ["\u5f20\u4f1f"])),
    ],
)
def test_names(names: tuple[str, ...], expected: tuple[list[str], list[str]]) -> None:
    """Somebody else is told; a house, or a name that may be anything, is a caution; a newspaper is nobody."""
    assert told(Speaker(names)) == expected


def test_the_title_and_the_publisher_are_no_speakers() -> None:
    """A person in the title is one; so is who wrote the article, where it gives the words to another, but unsure."""
    assert told(Speaker(("Lena Holt",)), title="Lena Holt nods at Kessen") == theirs("Lena Holt")
    assert told(Speaker(("Quay Shut",)), title="Quay shut") == ([], [])
    assert told(Speaker(("Kessen Post",)), source="The Kessen Post") == ([], [])
    assert told(Speaker(("Lena Holt",)), authors=("Lena Holt",)) == ([], ["Lena Holt"])


def test_who_asks_in_an_interview_does_not_say_what_is_answered() -> None:
    """Not even where the interviewer wrote the article, and is named beside the other."""
    text = "Vesna Kolar met Olga Brandt.\n\nVesna Kolar: What now?\n\nOlga Brandt: We sell the barges in May."
    article = Article("a.txt", text, authors=("Vesna Kolar",))
    start = text.index("We sell")
    place = Place("a.txt", "", None, start, len(text), (3,), text[start:])
    remarks, cautions = claim_verdict(Speaker(("Vesna Kolar",)), [(article, place)])
    assert ([str(remark) for remark in remarks], cautions) == (
        ["The words are attributed to Olga Brandt, not to Vesna Kolar."],
        (),
    )
    assert claim_verdict(Speaker(("Brandt",)), [(article, place)]) == ((), ())


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (None, ([], [])),
        (Speaker(), ([], [])),
        (Speaker(role="spokesman"), ([], [])),
        (Speaker(role="mayor"), theirs("Lena Holt")),
        (Speaker(role="minister"), ([], ["“minister”"])),
        (Speaker(role="report"), ([], [])),
        (Speaker(pronoun="m"), ([], [])),
        (Speaker(pronoun="any"), ([], [])),
        (Speaker(pronoun="f"), ([], ["“she”"])),
        (Speaker(("Lena Holt",), guessed=True), theirs("Lena Holt")),
        (Speaker(("Lena Holt",), guessed=True, loose=True), ([], ["Lena Holt"])),
        (Speaker(("Erik Ravn",), guessed=True, loose=True), ([], [])),
        (Speaker(("Conclusion",), guessed=True), ([], [])),
    ],
)
def test_offices_pronouns_and_guesses(speaker: Speaker | None, expected: tuple[list[str], list[str]]) -> None:
    """An office is its holder's, if the article tells who holds it; a guess counts for people of the article."""
    assert told(speaker) == expected


def test_words_that_stand_nowhere_are_nobodys() -> None:
    """There is nothing to compare with."""
    assert claim_verdict(Speaker(("Lena Holt",)), []) == ((), ())


def test_a_publication_is_named_in_any_case() -> None:
    """By its article's title or by who published it."""
    article = Article("n/1.txt", "It rained.", title="The Harbour Post", source="The Courier")
    assert _is_source("the harbour post", article)
    assert _is_source("THE COURIER", article)
    assert not _is_source("The Ferry", article)


def test_an_office_stands_before_or_behind_a_name() -> None:
    """In one clause, anywhere in the text."""
    assert _stands_near("minister", "Ada Lind", "The minister Lind spoke.")
    assert _stands_near("minister", "Ada Lind", "Lind spoke. Then Lind the minister left.")
    assert not _stands_near("minister", "Ada Lind", "Lind spoke. The minister left.")


@pytest.mark.parametrize(
    ("name", "is_source"),
    [("The Weir Post", True), ("the weir post", True), ("The Mill", True), ("Mill.txt", True), ("Cole", False)],
)
def test_what_an_article_is_called_is_no_person(name: str, is_source: bool) -> None:
    """In capitals or not."""
    assert _is_source(name, Article("Mill.txt", "", title="The Mill", source="The Weir Post")) is is_source
