"""Who is named as the speaker of some words: how far away, on which side, and by which of their names."""

import pytest

from retrieval.citing.speakers import CLAUSE_LENGTH, attribution, is_named, last_name
from retrieval.records import Article

WORDS = "“It was a long night for us.”"


def speaker(text: str) -> str | None:
    """The name to which the words are attributed in a text."""
    start = text.index(WORDS)
    found = attribution(Article("a", text), start, start + len(WORDS))
    return found.name if found else None


def named(name: str, text: str) -> bool:
    """Whether a person is named near the words in a text."""
    start = text.index(WORDS)
    return is_named(name, Article("a", text), start, start + len(WORDS))


FILLER = "Nothing else happened."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["Ana Rossi said so."], [], "Ana Rossi"),
        (["Ana Rossi said so.", FILLER, FILLER], [], "Ana Rossi"),
        (["Ana Rossi said so.", FILLER, FILLER, FILLER], [], None),
        ([], ["Ana Rossi said so."], "Ana Rossi"),
        ([], [FILLER, "Ana Rossi said so."], None),
        (["Hugo Haddad said so."], ["Ana Rossi said so."], "Hugo Haddad"),
        (["Hugo Haddad said so.", "Ana Rossi said so."], [], "Ana Rossi"),
        ([], ["Ana Rossi said so. Hugo Haddad said no."], "Ana Rossi"),
        ([], [], None),
    ],
)
def test_three_paragraphs_before_and_one_after_may_name_the_speaker(
    before: list[str], after: list[str], expected: str | None
) -> None:
    """The last attribution before the words, else the first after them, within so many paragraphs."""
    text = "\n\n".join([*before, WORDS, *after])
    assert speaker(text) == expected
    assert named("Rossi", text) is (expected == "Ana Rossi" or "Ana" in " ".join(after[:1]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WORDS} said Ana Rossi, smiling.", "Ana Rossi"),
        (f"Hugo Haddad said no. {WORDS} said Ana Rossi, smiling. Later Nils Varga said yes.", "Ana Rossi"),
        (f"Hugo Haddad said: {WORDS} Nobody moved for a while. Ana Rossi said yes.", "Hugo Haddad"),
        (f"Hugo Haddad left. {WORDS} he said.", None),
        (f"Hugo Haddad said no. {WORDS} he said.", "Hugo Haddad"),
        (f"Hugo Haddad said no.\n\n{WORDS} said the mayor, Ana Rossi, smiling.", "Ana Rossi"),
        (f"According to Ana Rossi, {WORDS}", "Ana Rossi"),
        (f"“Hugo Haddad said no,” she said. {WORDS}", None),
        (f"{WORDS} But Ana Rossi said no.", "Ana Rossi"),
        (f"{WORDS} The said so.", None),
    ],
)
def test_the_closest_attribution_of_the_paragraph_counts(text: str, expected: str | None) -> None:
    """In the paragraph of the words distance decides, on either side; a pronoun stands for the name before it."""
    assert speaker(text) == expected


def test_words_outside_of_all_paragraphs_have_no_speaker() -> None:
    """Between paragraphs nobody speaks, and nobody is near."""
    article = Article("a", "Ana Rossi said so.\n\n\nAna Rossi said so.")
    assert attribution(article, 18, 20) is None
    assert not is_named("Rossi", article, 18, 20)
    assert attribution(article, 17, 18) is not None
    assert is_named("Rossi", article, 20, 22)


def test_a_place_in_the_article_is_told() -> None:
    """An attribution knows its name, its clause and its code points."""
    text = f"It rained.\n\n{WORDS} said the old mayor, Ana Rossi, who had come late. She left."
    found = attribution(Article("a", text), text.index(WORDS), text.index(WORDS) + len(WORDS))
    assert found is not None
    assert text[found.start : found.end] == "said the old mayor, Ana Rossi"
    assert found.clause == "said the old mayor, Ana Rossi, who had come late. She left."


@pytest.mark.parametrize(("extra", "expected"), [(0, True), (1, False)])
def test_a_clause_holds_so_many_code_points(extra: int, expected: bool) -> None:
    """A name that stands later in the clause than that is not the speaker's."""
    room = CLAUSE_LENGTH - len(" of Matera Tanaka")
    text = f"{WORDS} said University of Matera{' ' + 'x' * (room - 1 + extra)} Tanaka."
    found = attribution(Article("a", text), 0, len(WORDS))
    assert found is not None
    assert found.may_mean("Greta Tanaka") is expected


def test_before_a_verb_the_clause_ends_with_it() -> None:
    """What follows `Ana Rossi said` is not a part of her name."""
    found = attribution(Article("a", f"Ana Rossi said of Tanaka: {WORDS}"), 27, 50)
    assert found is not None
    assert (found.may_mean("Rossi"), found.may_mean("Tanaka")) == (True, False)
    assert found.may_mean("Mrs. Rossi-Berg of Rossi")


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Ana Petrov", "petrov"),
        ("José Castañeda", "castaneda"),
        ("John Smith Jr.", "smith"),
        ("Henry Tudor III", "tudor"),
        ("Petrov’s", "petrov"),
        ("Petrov's", "petrov"),
        ("the boss’", "boss"),
        ("O’Leary", "o’leary"),
        ("Jr.", ""),
        ("", ""),
    ],
)
def test_the_last_name(name: str, last: str) -> None:
    """Without accents, capitals, suffixes and the possessive s."""
    assert last_name(name) == last
