"""What is asked of things every day, and the words that tell it."""

import pytest

from retrieval.language.attributes import (
    _ROWS,
    _table,
    asked_attributes,
    lacks_number,
    said_about,
    tells,
    told_from,
)

SAID = [
    ("en", "When was the Long Mill built?", "built", "The Long Mill was erected in 1902."),
    ("en", "How old is Tom Reed?", "How old", "Tom Reed, aged 48, keeps bees."),
    ("en", "How much is a boat?", "How much is", "A boat is let for £7 an hour."),
    ("en", "How long was the ferry?", "How long", "The ferry measured 33 metres."),
    ("en", "What is the population of Lees?", "population", "Some 900 people live in Lees."),
    ("en", "Who is the mayor of Lees?", "mayor", "Mayoress Ida Holm opened the fair."),
    ("en", "When did the fair in Lees end?", "end", "The fair lasted until Monday."),
    ("en", "How much does a guest pay?", "pay", "Guests are charged four pounds."),
    ("en", "How many residents has Lees?", "How many residents", "Lees has 900 inhabitants."),
    ("en", "How many people live there?", "people live", "Lees is a town of 1,900 people."),
    ("en", "Who was hurt?", "hurt", "Two boys were treated for burns."),
    ("fr", "Combien d’habitants compte Lens-le-Bas ?", "Combien d’habitants", "900 personnes y vivent."),
    ("es", "¿Cuánta gente vive en Lees?", "Cuánta gente vive", "Lees tiene unos 900 vecinos."),
    ("it", "Quante persone vivono a Lees?", "Quante persone vivono", "Lees conta 900 persone."),
    ("pt", "Quantas pessoas moram em Lees?", "Quantas pessoas moram", "Lees tem 1.900 pessoas."),
    ("ru", "Сколько человек живёт в Лисе?", "Сколько человек живёт", "Лис насчитывает 900 человек."),
    ("de", "Wer hat das Werkzeug geschrieben?", "geschrieben", "Die Entwicklerin heißt Ida Holm."),
    ("en", "What did Ann Holm say of it?", "say", "“The weir is safe,” she insisted."),
    ("en", "What did they think?", "think", "According to Reed it is safe."),
    ("de", "Was sagte Ida Holm?", "Was sagte", "„Das Wehr hält“, so Holm."),
    ("de", "Was hat Ida Holm gesagt?", "gesagt", "Holm betonte, es halte."),
    ("es", "¿Qué dijo la vecina?", "Qué dijo", "«La presa es segura», afirmó."),
    ("fr", "Qu’a dit la voisine ?", "Qu’a dit", "Selon elle, le barrage tient."),
    ("it", "Che cosa ha detto la vicina?", "cosa ha detto", "Ha dichiarato che regge."),
    ("pt", "O que disse o vizinho?", "que disse", "Afirmou que aguenta."),
    ("ru", "Что сказал сосед?", "Что сказал", "По словам соседа, плотина цела."),
    ("de", "Wann tritt Malte Burg zurück?", "zurück", "Malte Burg hat sein Amt abgegeben."),
    ("de", "Wie weit ist es zur Wand?", "Wie weit", "Lassen Sie drei Zentimeter frei."),
    ("de", "Wann wurde die Mühle gebaut?", "gebaut", "Die Mühle, 1902 errichtet, steht am Bach."),
    ("de", "Wie hoch ist der Turm?", "Wie hoch ist der", "Der Turm misst 40 m."),
    ("es", "¿Dónde nació la pintora?", "nació", "La pintora es natural de Cuenca."),
    ("fr", "Qui a fondé l'école ?", "fondé", "L'école fut créée par Anne Morel."),
    ("it", "Quanto costa il biglietto?", "costa", "L'ingresso è gratuito."),
    ("pt", "Quem é o prefeito de Lagos?", "prefeito", "O autarca abriu a feira."),
    ("ru", "Когда построили мост?", "построили", "Мост возвели в 1902 году."),
    ("en", "How long is the weir?", "How long is", "The weir measures 33 metres."),
    ("es", "¿Cuánto mide la presa?", "Cuánto mide", "La presa alcanza los 33 metros."),
    ("fr", "Quelle est la longueur du barrage ?", "longueur", "Le barrage atteint 33 mètres."),
    ("pt", "Quanto tempo dura a feira?", "Quanto tempo dura", "A feira fica até domingo."),
    ("nl", "Hoe hoog is de toren?", "Hoe hoog", "De toren meet 40 meter."),
    ("nl", "Wie heeft de molen ontworpen?", "ontworpen", "Het plan is van architect Ida Holm."),
    ("pl", "Kto zaprojektował wieżę?", "zaprojektował", "Architektem była Ida Holm."),
    ("tr", "Kulenin yüksekliği ne kadar?", "yüksekliği", "Kule 40 metre."),
    ("tr", "Ida Holm kaç yaşında?", "kaç yaşında", "Ida Holm 1950'de doğdu."),
    ("ro", "Cine a proiectat turnul?", "proiectat", "Planuri de Ida Holm."),
    ("el", "Ποιος σχεδίασε τον πύργο;", "σχεδίασε", "Αρχιτέκτονας ήταν η Ίντα Χολμ."),
    ("ar", "من صمم البرج؟", "صمم", "المهندسة هي إيدا هولم."),
    ("hi", "मीनार की ऊँचाई कितनी है?", "ऊँचाई", "मीनार 40 मीटर की है।"),
    ("vi", "Ai thiết kế tòa tháp?", "thiết kế", "Kiến trúc sư là Ida Holm."),
    ("zh", "这座塔是谁设计的？", "谁设计", "建筑师是何依达。"),
    ("ja", "塔を設計したのは誰ですか？", "設計した", "建築家はイダ・ホルムである。"),
    ("ko", "탑은 누가 설계했습니까?", "설계했", "건축가는 이다 홀름이다."),
    ("th", "ใครออกแบบหอคอย", "ออกแบบ", "สถาปนิกคืออิดา"),
    ("en", "Who quit?", "quit", "Ida Holm quits over the weir."),
    ("en", "Who was against the weir?", "was against", "Ida Holm objected to the plan."),
    ("de", "Wer war gegen das Wehr?", "war gegen", "Ida Holm widersprach dem Plan."),
    ("es", "¿Quién se opuso a la presa?", "se opuso", "Ida Holm rechazó el plan."),
    ("fr", "Qui s'est opposé au barrage ?", "s'est opposé", "Ida Holm a critiqué le plan."),
    ("it", "Chi era contro la diga?", "era contro", "Ida Holm ha criticato il piano."),
    ("pt", "Quem se opôs à barragem?", "opôs", "Ida Holm criticou o plano."),
    ("ru", "Кто был против плотины?", "был против", "Ида Хольм возразила."),
    ("nl", "Wie was tegen de dam?", "was tegen", "Ida Holm verzet zich daar niet tegen."),
    ("nl", "Wie volgt de voorzitter op?", "op", "De nieuwe voorzitter is Ida Holm."),
    ("de", "Wer ist Leiterin der Schule?", "Leiterin", "Sie wird von Ida Holm geleitet."),
    ("es", "¿Por qué renunció la tesorera?", "renunció", "Dimite la tesorera, que se muda."),
    ("es", "¿De quién fue la idea de la presa?", "fue la idea", "Ida Holm propuso la presa."),
    ("pt", "De quem foi a ideia da barragem?", "foi a ideia", "Ida Holm sugeriu a barragem."),
    ("es", "¿Quién reparó el tejado?", "reparó", "Las obras terminaron en marzo."),
    ("ru", "Сколько будет стоить мост?", "стоить", "Мост обойдётся в миллион."),
    ("en", "Who was in favour of the weir?", "in favour of", "Ida Holm voted for it."),
    ("de", "Wer stimmte für das Wehr?", "stimmte für", "Ida Holm begrüßte den Plan."),
    ("es", "¿Quién estuvo a favor de la presa?", "a favor de", "Ida Holm apoyó el plan."),
    ("fr", "Qui a voté pour le barrage ?", "voté pour", "Ida Holm y est favorable."),
    ("it", "Chi è a favore della diga?", "a favore", "Ida Holm appoggia il piano."),
    ("pt", "Quem foi a favor da barragem?", "a favor", "Ida Holm apoiou o plano."),
    ("ru", "Кто был за плотину?", "был за", "Ида Хольм поддержала план."),
    ("nl", "Wie stemde voor de dam?", "stemde voor", "Ida Holm steunt het plan."),
    ("sv", "Vem röstade för köpet?", "röstade för", "Ida Holm stödde köpet."),
    ("de", "Wer folgt auf Ida Holm?", "folgt auf", "Ihre Nachfolgerin ist Eva Ried."),
    ("sv", "Hur tung var tjuren?", "Hur tung", "Tjuren vägde 310 kilo."),
    ("sv", "Vem har ritat skolan?", "ritat", "Arkitekt är Ida Holm."),
    ("sv", "Hur gammal är Ida Holm?", "Hur gammal", "Ida Holm, 73, bor på ön."),
    ("sv", "Vilket parti var emot köpet?", "var emot", "Centern röstade nej till köpet."),
    ("da", "Hvad koster billetten?", "koster", "Man betaler ti kroner."),
    ("da", "Hvem afløser Ida Holm?", "afløser", "Hendes efterfølger er Per Ried."),
    ("no", "Hvem har tegnet skolen?", "tegnet", "Arkitekten er Ida Holm."),
    ("no", "Hvor høyt er tårnet?", "Hvor høyt", "Tårnet rager 40 meter opp."),
]
"""A language, a question, the words that ask in it, and a text that tells it in other words."""


@pytest.mark.parametrize(("language", "question", "words", "text"), SAID)
def test_an_attribute_is_told_by_other_words_too(language: str, question: str, words: str, text: str) -> None:
    """It is known where it is asked, and what tells it is not only the asking word."""
    asked = asked_attributes(question, language)
    assert [question[attribute.start : attribute.end] for attribute in asked] == [words]
    assert tells(text, asked[0].name, language)
    assert tells(question, asked[0].name, language)
    assert not tells("?", asked[0].name, language)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The bridge was inspected in June.", False),
        ("The building next to the bridge was inspected.", False),
        ("THE BRIDGE WAS REBUILT IN JUNE.", True),
        ("Miners dug the tunnel in June.", True),
        ("Its rebuilding will cost a lot.", False),
    ],
)
def test_a_text_of_something_else_does_not_tell_it(text: str, told: bool) -> None:
    """Nor one with a word of the same root that means another thing."""
    assert tells(text, "made", "en") is told


@pytest.mark.parametrize(
    ("language", "work", "something_else"),
    [
        ("en", "A novel by Ida Holm came out.", "The kiln was lit by Ida Holm."),
        ("de", "Der Roman von Ida Holm ist da.", "Der Ofen wurde von Ida Holm geheizt."),
        ("es", "Una novela de Ida Holm.", "El horno fue encendido por Ida Holm."),
        ("fr", "Un roman de Ida Holm.", "Le four est allumé par Ida Holm."),
        ("it", "Un romanzo di Ida Holm.", "Il forno fu acceso da Ida Holm."),
        ("pt", "Um romance de Ida Holm.", "O forno foi aceso por Ida Holm."),
        ("nl", "Een roman van Ida Holm.", "De oven van Ida Holm brandt."),
    ],
)
def test_who_wrote_is_told_of_a_work(language: str, work: str, something_else: str) -> None:
    """Not by the word that names whoever did anything."""
    assert tells(work, "writer", language)
    assert not tells(something_else, "writer", language)
    assert not tells(something_else, "painter", language)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Tom Reed, 48, keeps bees.", True),
        ("en", "It was rough, said Tom Reed, 8.", True),
        ("en", "Tom Reed, 104, keeps bees.", True),
        ("de", "Tim Ried (48) hält Bienen.", True),
        ("ru", "Пасечник Пётр Рид, 48, живёт в Лесах.", True),
        ("en", "Tom Reed came on March 4, 2019, with bees.", False),
        ("de", "Die Wege, 48,5 Kilometer, sind gut.", False),
        ("en", "Tom Reed has hives, 48 of them.", False),
        ("en", "Tom Reed (1948) and Tom Reed, 480, keep bees.", False),
    ],
)
def test_a_number_between_commas_or_in_brackets_tells_an_age(language: str, text: str, told: bool) -> None:
    """As newspapers write it behind a name; a year, a fraction and a count don't."""
    assert tells(text, "age", language) is told


@pytest.mark.parametrize(
    ("language", "attribute", "text"),
    [
        ("en", "speed", "Winds of 120 km/h blew."),
        ("es", "speed", "Sopló a 120 km/h."),
        ("ru", "speed", "Ветер дул со скоростью до 30 м/с."),
        ("en", "area", "The park covers 12 km²."),
        ("fr", "area", "Le parc couvre 3,5 ha."),
        ("de", "area", "Der Park misst 900m²."),
        ("en", "warmth", "It was 31 °C in the shade."),
        ("de", "warmth", "Es waren 31,5°C im Schatten."),
        ("en", "warmth", "It was 31° in the shade."),
    ],
)
def test_a_unit_tells_what_it_measures(language: str, attribute: str, text: str) -> None:
    """However it is shortened, and with or without a space before it."""
    assert tells(text, attribute, language)


@pytest.mark.parametrize(
    "question",
    [
        ("en", "Where do residents park?"),
        ("de", "Wo parken die Einwohner?"),
        ("es", "¿Dónde aparcan los habitantes?"),
        ("fr", "Où les habitants se garent-ils ?"),
        ("it", "Dove parcheggiano gli abitanti?"),
        ("pt", "Onde estacionam os habitantes?"),
        ("ru", "Где паркуются жители?"),
    ],
)
def test_those_who_do_something_are_not_counted(question: tuple[str, str]) -> None:
    """Who lives in a place, or works there, is asked for only where it is asked how many they are."""
    assert asked_attributes(question[1], question[0]) == []


@pytest.mark.parametrize(
    ("language", "question"),
    [("es", "¿Quién aceptó la idea de la presa?"), ("pt", "Quem aceitou a ideia da barragem?")],
)
def test_whoever_took_up_an_idea_is_not_asked_whose_it_was(language: str, question: str) -> None:
    """Whose it was is asked for by the verb beside it."""
    assert asked_attributes(question, language) == []


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Ida Holm is 71 and swims daily.", True),
        ("en", "She turned forty-eight, and sang.", True),
        ("en", "The barn is eight hundred years old.", True),
        ("en", "The pond is 41 metres long.", False),
        ("en", "It was 1998 before it opened.", False),
        ("en", "She kept the shop for 22 years.", False),
        ("de", "Ida Holm ist 71.", True),
        ("de", "Mit 71 Jahren zog Ida Holm um.", True),
        ("de", "Die 71-jährige Ida Holm schwimmt.", True),
        ("de", "Ein vierzehnjähriger Junge fand es.", True),
        ("de", "Der Teich ist 41 Meter lang.", False),
        ("de", "Der Laden wurde 1998 eröffnet.", False),
        ("de", "Seit 22 Jahren gibt es die diesjährige Messe.", False),
        ("de", "Das 10-jährige Jubiläum kam.", False),
        ("es", "Ida, de 71 años, nada.", True),
        ("es", "Ida tiene setenta y un años.", True),
        ("es", "Hace 22 años abrió la tienda, y dos años después cerró.", False),
        ("fr", "Ida a treize ans.", True),
        ("fr", "La boutique a fermé il y a dix ans, et depuis 4 ans elle est vide.", False),
        ("it", "Ida, 71 anni, nuota.", True),
        ("it", "Dieci anni fa aprì il negozio, per 4 anni.", False),
        ("pt", "Ida, de 71 anos, nada.", True),
        ("pt", "A loja abriu há dez anos, e fechou quatro anos depois.", False),
        ("ru", "Иде 71 год, Анне 44 года.", True),
        ("ru", "71-летняя Ида плавает.", True),
        ("ru", "Через 5 лет летний лагерь в 1902 году закрыли, 3 года назад.", False),
    ],
)
def test_years_that_somebody_has_lived_tell_an_age(language: str, text: str, told: bool) -> None:
    """Years that passed, a year and a number of other things don't."""
    assert tells(text, "age", language) is told


@pytest.mark.parametrize("language", ["es", "fr", "it", "pt", "ru"])
def test_years_that_somebody_has_lived_do_not_last(language: str) -> None:
    """In languages in which years stand behind both."""
    lived, lasted = {
        "es": ("Ana tiene 44 años.", "El contrato es por 4 años."),
        "fr": ("Anne a 44 ans.", "Le bail est de 4 ans."),
        "it": ("Anna ha 44 anni.", "Il contratto è di 4 anni."),
        "pt": ("Ana tem 44 anos.", "O contrato é de 4 anos."),
        "ru": ("Анне исполнилось 44 года.", "Договор на 4 года."),
    }[language]
    assert not tells(lived, "duration", language)
    assert tells(lasted, "duration", language)


def test_an_age_is_no_length() -> None:
    """A length of time is one of years, too, but not of somebody's."""
    assert tells("It stayed for 44 years, and old it was.", "duration", "en")
    assert not tells("The driver was a 44-year-old from Lees.", "duration", "en")
    assert not tells("Der Fahrer ist 44 Jahre alt.", "duration", "de")


@pytest.mark.parametrize(
    "question",
    ["Who won't come?", "What happened in the end?", "Who was found in the shed?", "Where is the building?", ""],
)
def test_words_that_mean_something_else_ask_for_nothing(question: str) -> None:
    """A question is no matter of attributes just because it has a word that looks like one."""
    assert asked_attributes(question, "en") == []


def test_each_attribute_is_asked_once_and_in_order() -> None:
    """However many words ask for it."""
    asked = asked_attributes("Who designed, drew up and built it, and who built the other?", "en")
    assert [attribute.name for attribute in asked] == ["designer", "made"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When was the inn founded or built?", ["founded", "made"]),
        ("When was the inn found?", ["finder"]),
        ("HOW MUCH DOES A GUEST PAY?", ["price"]),
        ("How tall is it, and how much does it cost?", ["height", "price"]),
        ("Who was born where she died?", ["born", "died"]),
        ("Who is the mayor's sister?", []),
    ],
)
def test_of_words_at_one_place_the_first_of_the_table_ask(question: str, asked: list[str]) -> None:
    """What comes behind goes on after them, and words before an apostrophe ask for nothing."""
    assert [attribute.name for attribute in asked_attributes(question, "en")] == asked


def test_a_language_without_a_table_asks_for_nothing_and_may_tell_everything() -> None:
    """What isn't known is not held against a passage."""
    assert asked_attributes("Ki építette?", "hu") == []
    assert asked_attributes("Who built it?", None) == []
    assert tells("semmi", "made", "hu")
    assert tells("nothing", "made", None)
    assert tells("", "possession", "en")


@pytest.mark.parametrize("language", sorted(_ROWS))
def test_every_row_has_words_that_ask_and_words_that_tell(language: str) -> None:
    """In lower case, as questions and texts are looked at; a continued row loses no space."""
    for name, (asking, telling) in _table(language).items():
        assert name.isidentifier()
        for word in (*asking.split("|"), *telling.split("|")):
            assert word
            assert word == word.strip().lower()


@pytest.mark.parametrize(
    ("language", "text", "attribute", "lacking"),
    [
        ("en", "Lees has 900 inhabitants.", "people", False),
        ("en", "Lees has nine hundred inhabitants.", "people", False),
        ("en", "The inhabitants of Lees were glad. In 1902 it rained.", "people", True),
        ("en", "In 1902 it rained\nThe inhabitants of Lees were glad", "people", True),
        ("fr", "La ville compte douze habitants.", "people", False),
        ("fr", "Les habitants de la ville sont contents.", "people", True),
        ("en", "The mill employs many people.", "staff", True),
        ("en", "Admission is free.", "price", False),
    ],
)
def test_how_many_live_or_work_there_is_told_by_a_number(
    language: str, text: str, attribute: str, lacking: bool
) -> None:
    """In the sentence that has its words; other attributes need none."""
    assert tells(text, attribute, language)
    assert lacks_number(text, attribute, language) is lacking


@pytest.mark.parametrize(
    ("language", "question", "names"),
    [
        ("es", "¿Quién es Roberto Murillo?", []),
        ("es", "¿Murió el pintor?", ["died"]),
        ("es", "¿QUIÉN ROBÓ EL BARCO?", ["stolen"]),
        ("en", "What did Mayor Holm do?", []),
        ("en", "Who is the mayor?", ["mayor"]),
        ("de", "Was mag Malte Burg?", []),
        ("de", "Wer malte das Bild?", ["painter"]),
        ("de", "Was ist der Preis des Bootes?", ["price"]),
    ],
)
def test_a_name_asks_for_nothing(language: str, question: str, names: list[str]) -> None:
    """Whatever word it begins with; in German nouns have capitals, too."""
    assert [asked.name for asked in asked_attributes(question, language)] == names


@pytest.mark.parametrize(
    ("language", "question", "attribute"),
    [
        ("es", "que edad tiene el alcalde", "age"),
        ("es", "quien construyo el puente", "made"),
        ("fr", "quel age a le maire", "age"),
        ("fr", "ou est ne le peintre", "born"),
        ("pt", "quanto custa, que preco", "price"),
        ("de", "wie hoch ist die gebuehr", "price"),
        ("ar", "من أنشا الجسر", "made"),
    ],
)
def test_attributes_are_asked_for_without_accents(language: str, question: str, attribute: str) -> None:
    """Where the question has none at all; letters that are typed as each other are one."""
    assert attribute in [each.name for each in asked_attributes(question, language)]


@pytest.mark.parametrize(
    ("language", "question", "topic"),
    [
        ("en", "What did Ann Holm say about the weir on Lee Street?", "the weir on Lee Street?"),
        ("en", "What does Ann Holm think of the weir?", "the weir?"),
        ("en", "What did Ann Holm say?", ""),
        ("de", "Was sagte Ann Holm über das Wehr?", "das Wehr?"),
        ("es", "que dijo Ann Holm sobre la presa", "la presa"),
        ("fr", "qu'a dit Ann Holm sur le barrage", "le barrage"),
        ("pt", "o que disse Ann Holm sobre a represa", "a represa"),
        ("ru", "что сказала Анна о плотине", "плотине"),
        ("ar", "ماذا قالت آن عن السد", "السد"),
        ("zh", "何立民对老码头怎么说", "老码头"),
        ("xx", "What did Ann Holm say about the weir?", ""),
    ],
)
def test_what_something_was_said_about(language: str, question: str, topic: str) -> None:
    """What stands behind "about"."""
    assert said_about(question, language).strip() == topic


def test_where_an_attribute_is_told() -> None:
    """At the first word that tells it."""
    assert told_from("Ann Holm was born in Lees.", "born", "en") == len("Ann Holm was ")
    assert told_from("Ann Holm came to Lees.", "born", "en") is None
    assert told_from("Ann Holm was born in Lees.", "born", "xx") is None


def test_a_head_physician_is_no_head_of_a_town() -> None:
    """Words that begin as the Russian one for a head tell of no mayor."""
    assert tells("Главой города избран Пётр Лось", "mayor", "ru")
    assert not tells("сообщил главный врач Пётр Лось", "mayor", "ru")


@pytest.mark.parametrize(
    ("attribute", "telling", "other"),
    [
        ("length", "大桥全长三百米", "交通局局长王建国宣布大桥停用"),
        ("length", "大桥长约三公里", "校长说学生很多"),
        ("weight", "石头重达三吨", "重新开放，十分重要"),
        ("price", "门票十二元", "部分路段停用二十分钟"),
    ],
)
def test_chinese_characters_in_other_words_tell_no_attribute(attribute: str, telling: str, other: str) -> None:
    """The head of an office is not long, and what is done again is not heavy."""
    assert tells(telling, attribute, "zh")
    assert not tells(other, attribute, "zh")


@pytest.mark.parametrize(
    ("language", "question", "is_age"),
    [
        ("ru", "Сколько лет строили мост?", False),
        ("ru", "сколько лет длилась стройка", False),
        ("ru", "Сколько лет ему было?", True),
        ("ru", "Сколько лет было Анне?", True),
        ("pl", "Ile lat budowano most?", False),
        ("pl", "Ile lat ma Jan?", True),
    ],
)
def test_how_many_years_something_took_asks_for_no_age(language: str, question: str, is_age: bool) -> None:
    """A verb behind the years says so; that somebody was or has them asks for an age."""
    assert ("age" in [attribute.name for attribute in asked_attributes(question, language)]) is is_age


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The light can be seen from 24 miles.", False),
        ("en", "The tower measures 24 metres.", True),
        ("fr", "On la voit à 30 km.", False),
        ("ru", "Огонь виден за 30 километров.", False),
        ("ru", "В башне 30 метров.", True),
    ],
)
def test_no_height_is_told_in_miles(language: str, text: str, told: bool) -> None:
    """Nor in kilometres."""
    assert tells(text, "height", language) is told


def test_a_town_that_begins_like_paying_is_no_price() -> None:
    """Paimpol has no word for paying."""
    assert not tells("Mon frère Yann, dans un hangar à Paimpol.", "price", "fr")
