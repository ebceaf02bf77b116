"""Which languages of an archive a person means."""

import pytest

from retrieval import Article, UsageError
from retrieval.indexing.languages import languages_named
from retrieval.ingestion.analyst import in_its_language

THERE = {"en": 7, "pt": 5, "es": 3, "no": 2, "nn": 1, "ceb": 1}


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("es", ["es"]),
        (" Spanish", ["es"]),
        ("ESPAÑOL", ["es"]),
        ("espanol", ["es"]),
        ("испанский", ["es"]),
        ("es-MX", ["es"]),
        ("spa", ["es"]),
        ("en,es", ["en", "es"]),
        ("Spanish, Portugiesisch;en", ["es", "pt", "en"]),
        ("es, español,", ["es"]),
        ("Norwegian", ["no", "nn"]),
        ("nn", ["no", "nn"]),
        ("Cebuano", ["ceb"]),
        ("CEB", ["ceb"]),
    ],
)
def test_languages_by_codes_and_names(named: str, meant: list[str]) -> None:
    """In the bot's languages and their own; capitals, accents and regions don't matter; some are analyzed alike."""
    assert languages_named(named, THERE) == meant


@pytest.mark.parametrize("named", ["fr", "en, French", "Klingon", "", ",", " "])
def test_a_language_that_no_article_is_in_is_said_with_those_there_are(named: str) -> None:
    """By how it was written, and the languages by their names and codes, that of most articles first."""
    with pytest.raises(UsageError) as said:
        languages_named(named, THERE)
    written = {"en, French": "French"}.get(named, named)
    assert str(said.value) == (
        f"No article of this archive is in {written!r}; there are articles in English (en), Portuguese (pt), "
        "Spanish (es), Norwegian (no), Cebuano (ceb)."
    )


def test_many_languages_and_none_are_said() -> None:
    """Up to twenty are named."""
    many = {f"{letter}{other}": 1 for letter in "qj" for other in "abcdefghijkl"}
    with pytest.raises(UsageError, match=r"articles in qa \(qa\), .*, jh \(jh\), and 4 more\.$"):
        languages_named("es", many)
    with pytest.raises(
        UsageError, match=r"^No article of this archive is in 'es'; of none of them the language is known\.$"
    ):
        languages_named("es", {})


@pytest.mark.parametrize(
    ("named", "known"),
    [
        ("Deutsch", "de"),
        ("German", "de"),
        ("Русский", "ru"),
        ("español", "es"),
        ("es-MX", "es"),
        ("ger", "de"),
        ("中文", "zh"),
    ],
)
def test_an_article_is_in_the_language_that_it_names(named: str, known: str) -> None:
    """By a code or a name; what names none leaves it to the text."""
    body = "The mill burned down in the night, and nobody was hurt by the fire at all."
    article = Article(id="a", text="Pincite 1904", path="a.txt", language=named)
    assert in_its_language(article).language == known
    assert in_its_language(Article(id="a", text=body, path="a.txt", language="Klingon")).language == "en"


def test_of_a_few_words_the_title_tells_the_language_as_well() -> None:
    """What has no more than a caption is in the language of its title."""
    article = Article(id="a", text="joomla", title="کارگاه تخصصی جوملا", path="a.md")
    assert in_its_language(article).language == "fa"
    mill = "The mill burned down in the night, and nobody was hurt by the fire at all."
    assert in_its_language(Article(id="a", text=mill, title="کارگاه تخصصی جوملا", path="a.md")).language == "en"


def test_a_language_that_programs_write_into_every_file() -> None:
    """The text's counts, and nothing says that the file told it."""
    body = "Совет решил закрыть плотину на ремонт с первого апреля."
    told = {"language": "document properties", "title": "text"}
    article = in_its_language(Article(id="a", text=body, path="a.docx", language="en-US", provenance=told))
    assert (article.language, dict(article.provenance)) == ("ru", {"title": "text"})
