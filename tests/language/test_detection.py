"""In which language a few words are."""

import pytest

from retrieval.language import detect, detection
from retrieval.language.detection import FEW_WORDS, FUNCTION_WORD, function_words, is_contradicted, language_beside

SHORT = """
en: And when? | Who won? | Where is it? | How old? | Why not?
en: What about prices? | Is he alive? | Since when? | How many died? | And the mayor?
de: Und wann? | Wer gewann? | Wo ist das? | Wie alt? | Warum nicht?
de: Seit wann? | Wie viele Tote? | Und der Bürgermeister? | Wer war dabei? | Was kostet es?
es: ¿Y cuándo? | ¿Quién ganó? | ¿Dónde está? | ¿Cuántos años tiene? | ¿Por qué no?
es: y el alcalde | ¿Desde cuándo? | ¿Cuántos murieron? | ¿Qué pasó? | Quien gano
fr: Et quand ? | Qui a gagné ? | Où est-il ? | Quel âge ? | Pourquoi pas ?
fr: Et le maire ? | Depuis quand ? | Combien de morts ? | Qui était là ? | C'est où ?
it: E quando? | Chi ha vinto? | Dov'è? | Quanti anni ha? | Perché no?
it: E il sindaco? | Da quando? | Quanti morti? | Chi c'era? | Che cosa costa?
pt: E quando? | Quem ganhou? | Onde fica? | Quantos anos tem? | Por que não?
pt: E o prefeito? | Desde quando? | Quantos mortos? | Quem estava lá? | O que houve?
nl: En wanneer? | Wie won? | Waar is het? | Hoe oud? | Waarom niet?
nl: En de burgemeester? | Sinds wanneer? | Hoeveel doden? | Wie was erbij? | Wat kost het?
ru: А когда? | Кто победил? | Где это? | Сколько лет? | Почему нет?
ru: А мэр? | С каких пор? | Сколько погибших? | Кто там был? | Что случилось?
uk: А коли? | Хто переміг? | Де це? | Скільки років? | Чому ні?
uk: А мер? | Відколи? | Скільки загиблих? | Хто там був? | Що сталося?
pl: A kiedy? | Kto wygrał? | Gdzie to jest? | Ile ma lat? | Dlaczego nie?
pl: A burmistrz? | Od kiedy? | Ilu zginęło? | Kto tam był? | Co się stało?
sv: Och när? | Vem vann? | Var är det? | Hur gammal? | Varför inte?
sv: Och borgmästaren? | Sedan när? | Hur många dog? | Vem var där? | Vad kostar det?
tr: Peki ne zaman? | Kim kazandı? | Nerede? | Kaç yaşında? | Neden olmasın?
tr: Ya belediye başkanı? | Ne zamandan beri? | Kaç kişi öldü? | Kim vardı? | Kaça mal oldu?
"""
"""Questions of one to four words, made up, by their language."""

QUESTIONS = [
    (language, question.strip())
    for language, _, questions in (line.partition(": ") for line in SHORT.strip().splitlines())
    for question in questions.split("|")
]
SHORT_LANGUAGES = tuple(dict.fromkeys(language for language, _ in QUESTIONS))
ALIKE = {("pt", "E quando?"), ("nl", "Wie won?"), ("uk", "А мер?"), ("sv", "Vem vann?")}
"""What is as good a question in another language, or that the model is too sure of."""


@pytest.mark.parametrize(("language", "question"), [row for row in QUESTIONS if row not in ALIKE])
def test_short_questions_are_told_apart(language: str, question: str) -> None:
    """Among all twelve languages."""
    assert detect(question, dict.fromkeys(SHORT_LANGUAGES, 10)) == language


def test_many_articles_do_not_make_a_question_of_another_language() -> None:
    """English function words stay English in an archive that is German for the most part, and the reverse."""
    assert detect("And when?", {"de": 300, "en": 30}) == "en"
    assert detect("Und wann?", {"de": 30, "en": 300}) == "de"
    assert detect("And when?") == "en"


def test_a_word_without_any_tells_by_the_articles() -> None:
    """A name alone is of the language of most articles."""
    assert detect("Merz", {"de": 900, "en": 100}) == "de"


def test_longer_texts_are_told_by_the_model_alone() -> None:
    """A text of more words is told as ever, whatever function words are in it."""
    few = "of the " * (FEW_WORDS // 2)
    spanish = "gobierno anuncia nuevas medidas económicas importantes"
    assert detect(f"the {spanish}"[:40], {"es": 1, "en": 1}) == "es"
    assert detect(few.strip(), {"es": 1, "en": 1}) == "en"


def test_function_words_are_lower_case_and_of_listed_languages() -> None:
    """A language that is not listed has none."""
    assert "when" in function_words("en")
    assert function_words("xx") == frozenset()
    assert FUNCTION_WORD > 1


def test_a_sample_without_other_scripts_is_latin_or_nothing() -> None:
    """Typographic marks and accents decide nothing."""
    assert detect("“¿Dónde está el puente?”, preguntó ella; nadie contestó.") == "es"
    assert detect("“ – … ”") is None


@pytest.mark.parametrize(
    ("text", "expected"), [("ABCDE", True), ("AbCdEf", False), ("ÄÖÜABCDEFGHi", True), ("Éa", False)]
)
def test_what_is_shouted(text: str, *, expected: bool) -> None:
    """All of it, or more than four in five letters without accents of more than a few."""
    assert detection._is_shouted(text) is expected


@pytest.mark.parametrize(
    ("text", "held", "language"),
    [
        ("Who opened the bridge?", {"de"}, "en"),
        ("Who opened the bridge?", {"de", "en"}, None),
        ("Wer hat die Brücke eröffnet?", {"en", "fr"}, "de"),
        ("Кто открыл мост?", {"en"}, "ru"),
        ("Хто відкрив міст?", {"ru"}, None),
        ("谁修了这座桥", {"en"}, "zh"),
        ("谁修了这座桥", {"ja"}, None),
        ("Quem abriu a ponte?", {"gl"}, None),
        ("Suir Bridge", {"de"}, None),
        ("What is “La casa de papel”?", {"en"}, None),
        ("12", {"de"}, None),
        ("Who opened the bridge?", set(), "en"),
    ],
)
def test_a_language_is_none_of_others_only_where_that_is_plain(text: str, held: set[str], language: str | None) -> None:
    """By its script, or two function words, and more than of any other; a language without a list leaves it open."""
    assert language_beside(text, held) == language


@pytest.mark.parametrize("text", ["latest version", "WHERe", "version"])
def test_what_is_in_latin_letters_is_in_no_language_of_another_script(text: str) -> None:
    """Also where an archive is mostly in such a language."""
    assert detect(text) in ("en", "id")
    assert detect(text, {"zh": 1_000, "ja": 100, "en": 1}) == "en"
    assert detect(text, {"zh": 5}) == "zh"


GERMAN = (
    "Der Rat hat beschlossen, das Wehr ab April zu schließen. Die Kosten trägt der Kreis, und die Arbeiten "
    "beginnen nach dem Hochwasser, wenn das Wasser nicht mehr steigt."
)
RUSSIAN = "Совет решил закрыть плотину на ремонт с первого апреля, как сообщает Reuters."


@pytest.mark.parametrize(
    ("text", "stated", "contradicted"),
    [
        (RUSSIAN, "en", True),
        (RUSSIAN, "ja", True),
        (RUSSIAN, "ru", False),
        (RUSSIAN, "bg", False),
        (RUSSIAN, "uz", False),
        (GERMAN, "en", True),
        (GERMAN, "ru", True),
        (GERMAN, "de", False),
        (GERMAN, "la", False),
        ("Das Wehr.", "en", False),
        ("The board met at the weir. " * 9 + RUSSIAN, "en", False),
        ("Rådet har besluttet at lukke dæmningen fra april, og det er ikke dyrt for kommunen.", "no", False),
        ("堰の修理は四月一日から三か月続く。", "zh", False),
        ("1234", "en", False),
    ],
)
def test_what_a_file_states_against_its_text(text: str, stated: str, *, contradicted: bool) -> None:
    """Where script or function words tell another language plainly; sisters, short texts and others are believed."""
    assert is_contradicted(text, stated) == contradicted
