"""Whose articles a question asks for."""

import pytest

from retrieval.query.authorship import asked_writing, authors_meant

AUTHORS = ("Ana Ruiz", "Jürgen Weiß", "Ольга Савина", "İpek Ilgaz", "李梅", "أحمد زيدان", "Miguel Bauer")


@pytest.mark.parametrize(
    ("language", "question", "who", "about"),
    [
        ("en", "What did Ana Ruiz write about the bus?", "Ana Ruiz", "the bus"),
        ("en", "what has ana ruiz written", "ana ruiz", ""),
        ("en", "Articles by Ana Ruiz on cars", "Ana Ruiz", "cars"),
        ("de", "Was hat Juergen Weiss über die Brücke geschrieben?", "Juergen Weiss", "die Brücke"),
        ("de", "Was schrieb Jürgen Weiß?", "Jürgen Weiß", ""),
        ("es", "¿Qué escribió Ana Ruiz sobre el ruido?", "Ana Ruiz", "el ruido"),
        ("fr", "Qu'a écrit Ana Ruiz sur les pommiers ?", "Ana Ruiz", "les pommiers"),
        ("fr", "Qu'est-ce qu'Ana Ruiz a écrit ?", "Ana Ruiz", ""),
        ("it", "Che cosa ha scritto Ana Ruiz sul ponte?", "Ana Ruiz", "ponte"),
        ("pt", "O que escreveu Ana Ruiz sobre a ponte?", "Ana Ruiz", "a ponte"),
        ("nl", "Wat heeft Ana Ruiz over de brug geschreven?", "Ana Ruiz", "de brug"),
        ("ru", "Что написала Савина про соседку?", "Савина", "соседку"),
        ("tr", "İpek Ilgaz su kesintisi hakkında ne yazdı?", "İpek Ilgaz", "su kesintisi"),
        ("ar", "ماذا كتب احمد زيدان عن الخيول؟", "احمد زيدان", "الخيول"),
        ("zh", "李梅写了什么关于茶园的文章？", "李梅", "茶园"),
        ("zh", "關於茶園，李梅寫了什麼？", "李梅", "茶園"),
        ("en", "What did Ana Ruiz write to Tom Ford about the bus?", "Ana Ruiz", "Tom Ford about the bus"),
        ("en", "Who did Ana Ruiz write to on 3 March 2026?", "Ana Ruiz", "3 March 2026"),
        ("en", "To whom did Ana Ruiz write about the bus?", "Ana Ruiz", "the bus"),
        ("de", "Wem schrieb Jürgen Weiß am 3. März 2026?", "Jürgen Weiß", "3. März 2026"),
        ("de", "An wen hat Jürgen Weiß wegen der Brücke geschrieben?", "Jürgen Weiß", "der Brücke"),
        ("es", "¿A quién escribió Ana Ruiz sobre el ruido?", "Ana Ruiz", "el ruido"),
        ("fr", "À qui Ana Ruiz a-t-elle écrit à propos du pont ?", "Ana Ruiz", "pont"),
        ("it", "A chi ha scritto Ana Ruiz?", "Ana Ruiz", ""),
        ("pt", "Para quem escreveu Ana Ruiz sobre a ponte?", "Ana Ruiz", "a ponte"),
        ("nl", "Aan wie schreef Ana Ruiz over de brug?", "Ana Ruiz", "de brug"),
        ("ru", "Кому писала Савина про соседку?", "Савина", "соседку"),
    ],
)
def test_what_somebody_wrote_is_read_in_its_language(language: str, question: str, who: str, about: str) -> None:
    """Who, and about what if that is said; one of the ways to read it names an author."""
    readings = list(asked_writing(question, language))
    (written,) = [each for each in readings if authors_meant(each.who, AUTHORS)]
    assert (written.who, question[written.about.start : written.about.stop] if written.about else "") == (who, about)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who wrote the letter?"),
        ("en", "What did Ana Ruiz say about the bus?"),
        ("en", "What did the council decide about articles by residents?"),
        ("fr", "Que demande Ana Ruiz ?"),
        ("es", "¿Qué dijo Ana Ruiz?"),
        ("xx", "What did Ana Ruiz write?"),
    ],
)
def test_other_questions_ask_for_nobodys_articles(language: str, question: str) -> None:
    """Who wrote something, and what somebody says, are other questions."""
    assert not [each for each in asked_writing(question, language) if authors_meant(each.who, AUTHORS)]


@pytest.mark.parametrize(
    ("who", "meant"),
    [
        ("ana ruiz", ["Ana Ruiz"]),
        ("Ruiz", ["Ana Ruiz"]),
        ("Juergen Weiss", ["Jürgen Weiß"]),
        ("Jurgen Weiss", ["Jürgen Weiß"]),
        ("ipek ılgaz", ["İpek Ilgaz"]),
        ("احمد زيدان", ["أحمد زيدان"]),
        ("Miguel Bauer", ["Miguel Bauer"]),
        ("Eva Ruiz", []),
        ("Ana", []),
        ("Ana Ruiz Holm", []),
        ("…", []),
    ],
)
def test_a_name_means_the_authors_who_have_it(who: str, meant: list[str]) -> None:
    """The family name is enough, a first name isn't, and another first name is another person."""
    assert authors_meant(who, AUTHORS) == meant


@pytest.mark.parametrize("language", ["en", "de", "fr", "tr", "ar", "zh"])
@pytest.mark.parametrize("hostile", ["-" * 160, " " * 100_000, "what did " + "a write " * 2_000, "李" * 100_000])
def test_hostile_questions_are_read_as_nothing(language: str, hostile: str) -> None:
    """Each pattern looks no further than a name and what it is about may be long."""
    assert not [each for each in asked_writing(hostile, language) if authors_meant(each.who, AUTHORS)]
