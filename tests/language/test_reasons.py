"""Words that give a reason."""

import pytest

from retrieval.language.reasons import gives_reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mill stands still because the race is dry."),
        ("en", "It was sold to avoid a lawsuit."),
        ("de", "Die Mühle steht, weil der Graben trocken ist."),
        ("es", "El molino no gira debido a la sequía."),
        ("fr", "Le moulin s’est tu faute d’eau."),
        ("it", "Il mulino è fermo a causa della siccità."),
        ("pt", "O moinho parou porque o rio secou."),
        ("nl", "De molen staat stil omdat er geen wind is."),
        ("pl", "Młyn stoi, ponieważ nie ma wody."),
        ("ru", "Мельница стоит из-за засухи."),
        ("tr", "Değirmen kuraklık nedeniyle durdu."),
        ("tr", "Su olmadığından değirmen durdu."),
        ("ro", "Moara stă deoarece nu este apă."),
        ("el", "Ο μύλος σταμάτησε λόγω ξηρασίας."),
        ("ar", "توقفت الطاحونة بسبب الجفاف."),
        ("hi", "सूखे के कारण चक्की रुक गई।"),
        ("vi", "Cối xay dừng vì hạn hán."),
        ("zh", "由于干旱，磨坊停了。"),
        ("ja", "干ばつのため水車は止まった。"),
        ("ko", "가뭄 때문에 방앗간이 멈췄다."),
        ("th", "โรงสีหยุดเพราะภัยแล้ง"),
        ("xx", "Nobody knows this language."),
    ],
)
def test_a_reason_is_given_by_a_word(language: str, text: str) -> None:
    """Each language has its own; one that is not known may give a reason by any."""
    assert gives_reason(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The causeway to the mill is dry."),
        ("de", "Die Mühle steht still."),
        ("es", "El molino no gira."),
        ("ru", "Мельница стоит."),
        ("zh", "磨坊停了。"),
        ("ko", "방앗간이 멈췄다."),
        ("ar", "توقفت الطاحونة."),
    ],
)
def test_what_only_happened_is_no_reason(language: str, text: str) -> None:
    """A sentence that tells what is the case gives none."""
    assert not gives_reason(text, language)


@pytest.mark.parametrize(
    ("language", "text", "is_reason"),
    [
        ("en", "Anders Berg left the party after 20 years.", False),
        ("en", "Anders Berg left the party after three years.", False),
        ("en", "Anders Berg has not been a member since 2011.", False),
        ("en", "Anders Berg left the party after the vote.", True),
        ("en", "After 20 years he left because nobody listened.", True),
        ("fr", "Il a quitté le parti après 20 ans.", False),
        ("fr", "Il a quitté le parti après le vote.", True),
        ("es", "Dejó el partido tras 20 años.", False),
        ("ru", "Он вышел из партии после 20 лет.", False),
    ],
)
def test_how_long_it_was_is_no_reason(language: str, text: str, is_reason: bool) -> None:
    """Words that give a reason or a time give a time before years."""
    assert gives_reason(text, language) is is_reason
