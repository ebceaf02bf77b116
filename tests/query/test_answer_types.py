"""What kind of answer a question asks for."""

import pytest

from retrieval.query.answer_types import (
    AnswerType,
    _noun_after,
    age_asked,
    asking_places,
    asks_who_is,
    counting_end,
    expected_answer_type,
    how_many_asked,
    measure_asked,
    role_asked,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who leads the delegation?", AnswerType.PERSON),
        ("Which former Minnesota senator resigned?", AnswerType.PERSON),
        ("The storm made landfall where?", AnswerType.PLACE),
        ("Two countries joined. Which countries are they?", AnswerType.PLACE),
        ("What is the name of the ship?", AnswerType.THING),
        ("How many people live there?", AnswerType.NUMBER),
        ("How long ago was it opened?", AnswerType.TIME),
        ("In which city did how many people march?", AnswerType.NUMBER),
        ("What percentage of voters stayed at home?", AnswerType.NUMBER),
        ("When do the clocks change?", AnswerType.TIME),
        ("How soon will the ferry run again?", AnswerType.TIME),
        ("In what year was it built?", AnswerType.TIME),
        ("Why was the car recalled?", AnswerType.REASON),
        ("What caused the flood?", AnswerType.REASON),
        ("What was the main reason for it?", AnswerType.REASON),
        ("What did the woman who won say?", AnswerType.ANY),
        ("", AnswerType.ANY),
        ("Which very very very very very senator resigned?", AnswerType.PERSON),
        ("Which very very very very very very senator resigned?", AnswerType.ANY),
        ("Whose party lost?", AnswerType.THING),
        ("Which city's mayor resigned?", AnswerType.PLACE),
        ("Which does the senator mean?", AnswerType.ANY),
        ("Which of the companies merged?", AnswerType.THING),
        ("What, senator, happened?", AnswerType.ANY),
        ("How did so many people come?", AnswerType.ANY),
        ("How’s that, and who’s there?", AnswerType.PERSON),
        ("They saw the man who won where?", AnswerType.PERSON),
        ("What was said, and when?", AnswerType.TIME),
        ("Told what to whom?", AnswerType.PERSON),
        ("Who told what?", AnswerType.PERSON),
        ("Who told what", AnswerType.PERSON),
        ("What and who moved away", AnswerType.PERSON),
        ("What moved where", AnswerType.PLACE),
        ("What moved where?", AnswerType.PLACE),
        ("What moved where: to the left?", AnswerType.PLACE),
        ("What did the place where they met look like?", AnswerType.ANY),
    ],
)
def test_english(question: str, kind: AnswerType) -> None:
    """The noun behind `which` decides, else the asking word where it really asks."""
    assert expected_answer_type(question, "en") is kind


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("es", "¿Quién lideró al equipo?", AnswerType.PERSON),
        ("es", "¿Cuántos puntos hubo?", AnswerType.NUMBER),
        ("ru", "Где родился поэт?", AnswerType.PLACE),
        ("zh", "这座桥是什么时候建成的？", AnswerType.TIME),
        ("de", "Wie bald fährt die Fähre wieder?", AnswerType.TIME),
        ("ru", "Как скоро пойдёт паром?", AnswerType.TIME),
        ("de", "Wie viele Menschen wohnen dort?", AnswerType.NUMBER),
        ("fr", "Où se trouve le musée ?", AnswerType.PLACE),
        ("it", "Chi ha costruito il ponte?", AnswerType.PERSON),
        ("it", "Dov'è nata la poetessa?", AnswerType.PLACE),
        ("pt", "Quantas pessoas moram ali?", AnswerType.NUMBER),
        ("pt", "Em que ano foi construída?", AnswerType.TIME),
        ("nl", "Hoeveel mensen wonen daar?", AnswerType.NUMBER),
        ("nl", "Waarom is de brug dicht?", AnswerType.REASON),
        ("pl", "Kto zbudował most?", AnswerType.PERSON),
        ("pl", "W którym roku zbudowano most?", AnswerType.TIME),
        ("tr", "Köprü ne zaman yapıldı?", AnswerType.TIME),
        ("tr", "Kaç kişi geldi?", AnswerType.NUMBER),
        ("uk", "Де народився поет?", AnswerType.PLACE),
        ("uk", "Скільки людей прийшло?", AnswerType.NUMBER),
        ("ar", "متى بني الجسر؟", AnswerType.TIME),
        ("ar", "كم شخصا حضر؟", AnswerType.NUMBER),
        ("ar", "من بنى الجسر؟", AnswerType.PERSON),
        ("el", "Πού βρίσκεται το μουσείο;", AnswerType.PLACE),
        ("el", "Πόσοι άνθρωποι ήρθαν;", AnswerType.NUMBER),
        ("hi", "पुल किसने बनाया?", AnswerType.PERSON),
        ("hi", "पुल किस वर्ष बना?", AnswerType.TIME),
        ("ro", "Câți oameni au venit?", AnswerType.NUMBER),
        ("ro", "Cine a construit podul?", AnswerType.PERSON),
        ("th", "สะพานสร้างเมื่อไร", AnswerType.TIME),
        ("th", "ใครสร้างสะพาน", AnswerType.PERSON),
        ("vi", "Có bao nhiêu người đến?", AnswerType.NUMBER),
        ("vi", "Cây cầu ở đâu?", AnswerType.PLACE),
        ("ja", "橋は何年に建てられましたか。", AnswerType.TIME),
        ("ja", "工事は何年間続きましたか。", AnswerType.NUMBER),
        ("ko", "다리는 어디에 있습니까?", AnswerType.PLACE),
        ("ko", "몇 명이 왔습니까?", AnswerType.NUMBER),
        ("ko", "몇 년 동안 지었습니까?", AnswerType.NUMBER),
        ("sv", "Vem byggde bron?", AnswerType.PERSON),
        ("sv", "Vad var orsaken?", AnswerType.ANY),
        ("sv", "Var ligger museet?", AnswerType.PLACE),
        ("da", "Hvor mange kom?", AnswerType.NUMBER),
        ("da", "Hvor ligger museet?", AnswerType.PLACE),
        ("no", "Når ble broen bygget?", AnswerType.TIME),
        ("nb", "Hvem bygde broen?", AnswerType.PERSON),
        ("fi", "Kuinka monta ihmistä tuli?", AnswerType.NUMBER),
        ("fi", "Minä vuonna silta rakennettiin?", AnswerType.TIME),
        ("cs", "Kolik lidí přišlo?", AnswerType.NUMBER),
        ("cs", "Ve kterém roce byl most postaven?", AnswerType.TIME),
        ("hu", "Ki építette a hidat?", AnswerType.PERSON),
        ("hu", "Miért adták ki a könyvet?", AnswerType.REASON),
        ("es", "¿Por qué país pasa el río?", AnswerType.PLACE),
        ("es", "¿Por qué motivo cerró el molino?", AnswerType.REASON),
        ("es", "¿Cuál es la causa del cierre?", AnswerType.REASON),
        ("de", "Was war der Grund dafür?", AnswerType.REASON),
        ("fr", "Quelle est la cause de l'incendie ?", AnswerType.REASON),
        ("it", "Qual è il motivo della chiusura?", AnswerType.REASON),
        ("pt", "O que causou o fogo?", AnswerType.REASON),
        ("ru", "Какова причина пожара?", AnswerType.REASON),
        ("nl", "Wat is de reden?", AnswerType.REASON),
        ("pl", "Jaka była przyczyna pożaru?", AnswerType.REASON),
        ("fr", "Pourquoi le pont est-il fermé ?", AnswerType.REASON),
        ("de", "Warum ist die Brücke zu, und wer sagt es?", AnswerType.REASON),
        ("it", "Perché è chiuso il ponte?", AnswerType.REASON),
        ("it", "Chi tace perché è stanco?", AnswerType.PERSON),
        ("pt", "Porque fechou a ponte?", AnswerType.REASON),
        ("ru", "Почему закрыт мост?", AnswerType.REASON),
        ("zh", "桥为什么关闭？", AnswerType.REASON),
        ("zh", "这座桥被称为什么？", AnswerType.ANY),
        ("zh", "这座桥有多高？", AnswerType.NUMBER),
        ("ja", "橋はなぜ閉まりましたか？", AnswerType.REASON),
        ("ko", "다리는 왜 닫혔습니까?", AnswerType.REASON),
        ("tr", "Köprü neden kapalı?", AnswerType.REASON),
        ("ar", "لماذا أغلق الجسر؟", AnswerType.REASON),
        ("el", "Γιατί έκλεισε η γέφυρα;", AnswerType.REASON),
        ("hi", "पुल क्यों बंद है?", AnswerType.REASON),
        ("vi", "Vì sao cây cầu đóng?", AnswerType.REASON),
        ("th", "ทำไมสะพานปิด", AnswerType.REASON),
        ("ro", "De ce este închis podul?", AnswerType.REASON),
        ("xx", "Who?", AnswerType.ANY),
        ("en-GB", "Who?", AnswerType.PERSON),
        (None, "Who?", AnswerType.PERSON),
        ("de", "Wer weiß, wie viele es sind?", AnswerType.NUMBER),
        ("de", "In welchem Alter starb der Maler?", AnswerType.AGE),
        ("es", "¿A qué edad murió la cantante?", AnswerType.AGE),
        ("ru", "В каком возрасте умер художник?", AnswerType.AGE),
        ("uk", "У якому віці помер художник?", AnswerType.AGE),
    ],
)
def test_other_languages(language: str | None, question: str, kind: AnswerType) -> None:
    """Each language has asking words of its own; of one that is not known nothing is expected."""
    assert expected_answer_type(question, language) is kind


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("es", "cuanto costo el puente", AnswerType.NUMBER),
        ("es", "cuando se fundo", AnswerType.TIME),
        ("es", "y desde cuando cierra", AnswerType.TIME),
        ("es", "que hizo la alcaldesa cuando abrio el puente", AnswerType.ANY),
        ("es", "quien construyo el puente", AnswerType.PERSON),
        ("es", "que edad tiene el alcalde", AnswerType.AGE),
        ("fr", "ou est ne le peintre", AnswerType.PLACE),
        ("fr", "le maire ou son adjoint y était ?", AnswerType.ANY),
        ("fr", "quel age a le maire", AnswerType.AGE),
        ("pt", "que idade tem o barco", AnswerType.AGE),
        ("de", "wie gross ist der See", AnswerType.NUMBER),
        ("de", "wie haeufig faehrt der Bus", AnswerType.NUMBER),
        ("pl", "ktory rok", AnswerType.TIME),
        ("tr", "kac kisi geldi", AnswerType.NUMBER),
        ("ar", "اين ولد الشاعر", AnswerType.PLACE),
    ],
)
def test_accents_need_not_be_typed(language: str, question: str, kind: AnswerType) -> None:
    """Where a question has none at all: else "ou" is "or", and "cuando" joins clauses anyway."""
    assert expected_answer_type(question, language) is kind


def test_how_many_is_asked_without_accents() -> None:
    """As with them."""
    assert how_many_asked("cuantas personas viven", "es")
    assert measure_asked("cuanto mide", "es") == frozenset(range(6))


@pytest.mark.parametrize(
    ("language", "question", "somebody"),
    [
        ("en", "Who is Carol Dent?", True),
        ("en", "who is carol dent", True),
        ("en", "Who's Ana de la Cruz?", True),
        ("en", "Who is the mayor?", False),
        ("en", "Who is Mayor of Lees?", False),
        ("en", "who is coach", False),
        ("en", "Who was killed in Lees?", False),
        ("es", "quien era amparo lledo", True),
        ("es", "¿Quién es el dueño?", False),
        ("de", "Wer ist Kai Wendt?", True),
        ("de", "Wer ist Bürgermeisterin von Lees?", False),
        ("fr", "Qui est Mathieu Leroux ?", True),
        ("pt", "quem é rui sarmento", True),
        ("ru", "Кто такая Галина Сухова?", True),
        ("ru", "кто мэр вологды", False),
        ("xx", "Who is Carol Dent?", False),
    ],
)
def test_who_somebody_is_asks_for_no_name(language: str, question: str, somebody: bool) -> None:
    """Their name is known: what they are is asked for. A role is another question."""
    assert asks_who_is(question, language) is somebody
    assert (expected_answer_type(question, language) is AnswerType.PERSON) is (not somebody and language != "xx")


@pytest.mark.parametrize(
    ("language", "question", "role"),
    [
        ("en", "Who is the captain of the ferry?", "captain"),
        ("en", "Who is Carol Dent?", ""),
        ("en", "Who built the weir?", ""),
        ("de", "Wer ist der Kommandant der Feuerwehr?", "Kommandant"),
        ("es", "quien es el dueño de la panadería", ""),
        ("es", "¿Quién es el dueño de la panadería?", "dueño"),
    ],
)
def test_whose_role_is_asked_for(language: str, question: str, role: str) -> None:
    """Its first word, which the sentence that names somebody likely has."""
    assert role_asked(question, language) == role


def test_a_type_is_of_one_kind() -> None:
    """No type asks for a name and a number at once."""
    assert not [kind for kind in AnswerType if kind.named and kind.counted]


@pytest.mark.parametrize(
    ("language", "question", "counted"),
    [
        ("en", "How many crates went overboard?", " crates went overboard?"),
        ("en", "What was the number of crates?", " crates?"),
        (None, "How much money is it?", " money is it?"),
        ("es", "¿Cuántos puntos hubo?", " puntos hubo?"),
        ("de", "Wie viele Menschen kamen?", " Menschen kamen?"),
        ("zh", "有多少人？", "人？"),
        ("en", "How old is it?", None),
        ("en", "Who counts?", None),
        ("xx", "How many?", None),
    ],
)
def test_what_is_counted_follows_the_words_that_ask(language: str | None, question: str, counted: str | None) -> None:
    """The place behind them, where a number of things is asked for."""
    end = counting_end(question, language)
    assert (question[end:] if end else None) == counted


@pytest.mark.parametrize(
    ("language", "question", "asking"),
    [
        ("en", "And how old is the scorer?", "how old"),
        ("en", "At what age did she leave?", "what age"),
        ("en", "What was her age then?", "What was her age"),
        ("en", "How long is it?", None),
        ("es", "¿Cuántos años tiene ella?", "Cuántos años tiene"),
        ("es", "¿Cuántos años duró la guerra?", None),
        ("fr", "Quel est l’âge du maire ?", "Quel est l’âge"),
        ("de", "Wie alt ist er?", "Wie alt"),
        ("ru", "Сколько ей лет?", "Сколько ей лет"),
        ("ru", "Сколько лет назад это было?", None),
        ("zh", "她多大了？", "多大了"),
        ("xx", "How old is it?", None),
    ],
)
def test_what_asks_for_an_age(language: str, question: str, asking: str | None) -> None:
    """Its words are found, as they stand hardly ever in an answer; then the answer is an age."""
    places = age_asked(question, language)
    assert (question[places.start : places.stop] if places else None) == asking
    assert (expected_answer_type(question, language) is AnswerType.AGE) is (asking is not None)


@pytest.mark.parametrize(
    ("language", "question", "asking"),
    [
        ("en", "How long did the strike last?", "How long last"),
        ("en", "How tall is the last tower?", "How tall"),
        ("en", "Who came last?", ""),
        ("de", "Wie lange hat das Fest gedauert?", "Wie lange gedauert"),
        ("es", "¿Cuánto duró la feria?", "Cuánto duró"),
        ("ja", "祭りはどのくらい続いた", "どのくらい"),
    ],
)
def test_the_verb_of_a_measure_only_asks(language: str, question: str, asking: str) -> None:
    """Behind the words that ask how long something is; without these it says something."""
    places = measure_asked(question, language)
    words = ("".join(c if n in places else " " for n, c in enumerate(question))).split()
    assert " ".join(words) == asking


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("which countries joined", [AnswerType.PLACE]),
        ("which cities joined", [AnswerType.PLACE]),
        ("which city's mill", [AnswerType.PLACE]),
        ("which mills joined", []),
        ("which do countries", []),
        ("which ? country", []),
    ],
)
def test_the_noun_after_an_asking_word(words: str, kinds: list[AnswerType]) -> None:
    """In its clause, in the plural or with a possessive."""
    assert list(_noun_after(words.split(), 0)) == kinds


@pytest.mark.parametrize(
    ("language", "question", "counted"),
    [
        ("en", "How many boats came?", " boats came?"),
        ("en", "How much of the water ran off?", " of the water ran off?"),
        ("en", "How much did the fair raise?", None),
        ("de", "Wie viel hat das Fest eingebracht?", None),
        ("fr", "Combien d'habitants a la ville ?", " d'habitants a la ville ?"),
        ("fr", "Combien ont-ils payé la barque ?", None),
        ("it", "Quanti ospiti vennero?", " ospiti vennero?"),
        ("it", "Quanto deve cuocere la zuppa?", None),
        ("it", "Quanto tempo bisogna tenerla in ammollo?", None),
        ("nl", "Hoeveel heeft de loterij opgebracht?", None),
        ("nl", "Hoeveel leden kwamen er?", " leden kwamen er?"),
        ("ru", "Сколько будет стоить починка?", None),
        ("ru", "Сколько погибло человек?", " человек?"),
    ],
)
def test_what_is_counted_is_a_thing(language: str, question: str, counted: str | None) -> None:
    """It stands right behind "how much"; a verb or who did it is not counted."""
    end = counting_end(question, language)
    assert (None if end is None else question[end:]) == counted


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("en", "What caused the fire?", "What caused"),
        ("en", "Who lit the fire?", ""),
        ("es", "¿Por qué motivo se fue?", "¿Por qué motivo"),
        ("it", "Quanto tempo bisogna tenerla in ammollo?", "Quanto tempo"),
        ("nl", "Wat was de reden van het vertrek?", "Wat was de reden"),
        ("pt", "Por que razão parou a linha?", "Por que razão"),
        ("ru", "С какого года она измеряет ледник?", "какого года"),
    ],
)
def test_words_that_say_what_is_asked_for(language: str, question: str, words: str) -> None:
    """The noun is among them: an answer need not have it."""
    places = asking_places(question, language)
    assert question[places.start : places.stop] == words
