"""Negations, conditions and doubts are found in many languages; numbers and names in all."""

import re
import unicodedata

import pytest

from retrieval.language.cues import CueKind, _any_of, cues, names, numbers

SENTENCES = {
    "ar": ("لم يوافق الوزير إذا كان ذلك وربما غدا", "لم", "إذا", "وربما"),
    "de": ("Er darf das keinesfalls ohne Grund, es sei denn, es war angeblich so.", "ohne", "es sei denn", "angeblich"),
    "en": ("She didn’t come unless it reportedly rained.", "didn’t", "unless", "reportedly"),
    "es": ("No vendrá salvo que, al parecer, llueva.", "No", "salvo", "al parecer"),
    "fr": ("Il ne viendra pas s’il est soi-disant malade.", "ne", "s’il", "soi-disant"),
    "hi": ("वह नहीं आया, यदि शायद बारिश हो।", "नहीं", "यदि", "शायद"),
    "it": ("Non verrà a meno che forse piova.", "Non", "a meno che", "forse"),
    "ja": ("市長は計画を認めなかった。もし雨ならかもしれない", "なかっ", "もし", "かもしれ"),
    "nl": ("Hij komt niet, tenzij het naar verluidt regent.", "niet", "tenzij", "naar verluidt"),
    "pl": ("Nie przyjdzie, chyba że podobno pada.", "Nie", "chyba że", "podobno"),
    "pt": ("Não virá a menos que supostamente chova.", "Não", "a menos que", "supostamente"),
    "ru": ("Он не придёт, если якобы идёт дождь.", "не", "если", "якобы"),
    "tr": ("Köprüyü açmayacak, eğer belki yağarsa.", "açmayacak", "eğer", "belki"),
    "zh": ("他没有来,除非可能下雨。", "没", "除非", "可能"),
}
"""A sentence in a language with a negation, a condition and a doubt."""


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_of_each_language(language: str) -> None:
    """Each kind is found in each language, as it stands in the sentence."""
    sentence, *expected = SENTENCES[language]
    by_kind = {kind: [cue.words for cue in cues(sentence, language) if cue.kind is kind] for kind in CueKind}
    kinds = (CueKind.NEGATION, CueKind.CONDITION, CueKind.DOUBT)
    assert [words in by_kind[kind] for kind, words in zip(kinds, expected, strict=True)] == [True, True, True]
    assert all(sentence[cue.start : cue.end] == cue.words for cue in cues(sentence, language))


def test_a_language_without_a_table_has_no_cues() -> None:
    """Nothing is made up where nothing is known; numbers and names are still found."""
    assert cues("Meya hakukubali", "sw") == []
    assert [cue.words for cue in numbers("watu 31 walifika", "sw")] == ["31"]
    assert [cue.words for cue in names("meya Juma Ali alifika", "sw")] == ["Juma Ali"]


def test_what_only_looks_like_a_cue() -> None:
    """No. 5, a few, May and a word that only begins like a cue are none."""
    assert cues("No. 5 of a few houses in May was a noteworthy iffy one", "en") == []


def test_the_longer_of_two_cues_that_overlap() -> None:
    """Polish `chyba że` is a condition, though `chyba` alone is a doubt."""
    assert [(cue.kind, cue.words) for cue in cues("chyba że", "pl")] == [(CueKind.CONDITION, "chyba że")]
    assert [(cue.kind, cue.words) for cue in cues("chyba", "pl")] == [(CueKind.DOUBT, "chyba")]


def test_numbers_in_figures_and_words() -> None:
    """Figures with their signs, and number words in the language's own form."""
    assert [cue.words for cue in numbers("$1,200.50 and 4.5% of twenty-two", "en")] == [
        "$1,200.50",
        "4.5%",
        "twenty-two",
    ]
    assert [cue.words for cue in numbers("dreihundert von 5", "de")] == ["dreihundert", "5"]


def test_names_are_capitalised_where_no_sentence_begins() -> None:
    """The first word of a sentence is no name by its capital alone; German nouns are none."""
    assert [cue.words for cue in names("Yesterday engineer Ruth Hall left. Then I met Max.", "en", opens=True)] == [
        "Ruth Hall",
        "Max",
    ]
    assert [cue.words for cue in names("die Frau Holt und Jörg Müller am Fluss", "de")] == ["Frau Holt", "Jörg Müller"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The city stopped selling water.", ["stopped"]),
        ("The law bans shops from selling it.", ["bans"]),
        ("Scientists doubt that it helps.", ["doubt"]),
        ("It is a rumour, contrary to fact, and a hoax.", ["rumour", "contrary to", "hoax"]),
        ("Das Gesetz verbietet es.", ["verbietet"]),
        ("The bus stop is near, no doubt, and the train runs nonstop.", []),
    ],
)
def test_verbs_that_end_or_forbid_and_rumours_turn_a_sentence(sentence: str, expected: list[str]) -> None:
    """What was stopped, banned or doubted is not so; a bus stop is none."""
    language = "de" if sentence.startswith("Das") else "en"
    assert [cue.words for cue in cues(sentence, language)] == expected


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The lift is exclusively for guests."),
        ("de", "Der Lift ist ausschließlich für Gäste."),
        ("fr", "L’ascenseur est exclusivement pour les clients."),
        ("es", "El ascensor es exclusivamente para clientes."),
        ("it", "L’ascensore è esclusivamente per i clienti."),
        ("pt", "O elevador é exclusivamente para clientes."),
        ("nl", "De lift is uitsluitend voor gasten."),
        ("sv", "Hissen är uteslutande för gäster."),
        ("cs", "Výtah je výhradně pro hosty."),
        ("hu", "A lift kizárólag a vendégeké."),
        ("zh", "唯有客人能用电梯。"),
    ],
)
def test_what_holds_for_some_alone_is_a_condition(language: str, sentence: str) -> None:
    """As "only" is."""
    assert [cue.kind for cue in cues(sentence, language)] == [CueKind.CONDITION]


def test_what_stands_around_cues_is_compiled_once() -> None:
    """The test of what stands before and behind words takes Python longer to compile than the words."""
    alone, both = _any_of(["never"], "en"), _any_of(["never", "nowhere near"], "en")
    assert both == alone.replace("never", r"never|nowhere\s+near")


TURNING = {
    "ar": (
        "رفض توقفت عن يمنع بدلا من إلغاء نادرا",
        "باستثناء على الأقل مؤقتا اذا",
        "حاول المتهم تقريبا شائعات كادت",
        "بالمئة معظم مرتين",
    ),
    "de": (
        "mitnichten lehnte ab verzichtete verhinderte unterließ",
        "bis auf mit Ausnahme mindestens wäre erst",
        "so gut wie nahezu versuchte scheint Gerüchten",
        "Mehrheit anderthalb",
    ),
    "el": (
        "ουδέποτε διέψευσε απαγόρευσε έπαψε να δίχως",
        "πλην αρκεί να τουλάχιστον",
        "σχεδόν λέγεται κατηγορείται προσπάθησε μπορεί",
        "δώδεκα χιλιάδες τοις εκατό",
    ),
    "en": (
        "declined to refrained prohibits anything but short of",
        "save for would have at least depending on",
        "tried to virtually planned to accused partly",
        "majority",
    ),
    "es": (
        "a duras penas dejó de se abstuvo prohíbe lejos de",
        "a excepción habría al menos aparte de",
        "intentó rumores acusado prácticamente sería",
        "decenas mayoría",
    ),
    "fr": (
        "à peine cessa de s'est abstenu interdit au lieu de",
        "à l'exception au moins ne voit que",
        "quasiment tenta rumeurs accusé environ",
        "plupart",
    ),
    "he": (
        "סירב הפסיקה נמנע אסור במקום טרם",
        "פרט לשר מלבד כל עוד לפחות",
        "נטען כמעט ניסתה שמועות",
        "שלושה בעשרים מחצית אחוזים",
    ),
    "hi": ("मना किया रोका खारिज विफल", "शर्त कम से कम के अलावा", "लगभग दावा कोशिश सकता", "डेढ़ प्रतिशत हज़ारों"),
    "ja": ("中止 取り消し 断っ 反対", "限って を除い 少なくとも", "容疑 およそ ほぼ 見込み", "数千 三分の一 過半数"),
    "ru": (
        "перестала отклонил запретил вместо с трудом",
        "бы помимо по крайней мере временно",
        "пытался обвиняется примерно по слухам",
        "полтора большинство десятки",
    ),
    "th": ("หยุด แทบ ขัดขวาง", "ก็ต่อเมื่อ นอกจาก อย่างน้อย", "เกือบ พยายาม อ้างว่า", "สอง ล้าน ครึ่ง"),
    "tr": (
        "vazgeçti yasakladı iptal nadiren gelmedim",
        "en az sürece haricinde gelmişse",
        "yaklaşık söylentiye denedi kısmen",
        "binlerce buçuk",
    ),
    "zh": ("停止 拒绝 取消 反对", "一旦 至少 唯一", "试图 大约 据报 自称", "三分之一 数千 一百 五匹"),
}
"""Of a language what makes less of a sentence than it seems to say, its conditions, its doubts and its number words."""


@pytest.mark.parametrize("language", TURNING)
def test_what_makes_less_of_a_sentence_turns_it(language: str) -> None:
    """What was refused, prevented or tried, what holds all but one, nearly or at least; each of its kind."""
    *by_kind, number_words = TURNING[language]
    for kind, words in zip((CueKind.NEGATION, CueKind.CONDITION, CueKind.DOUBT), by_kind, strict=True):
        assert [cue for cue in cues(words, language) if cue.kind is not kind] == []
        assert len(cues(words, language)) >= len(words.split()) / 3
    assert len(numbers(number_words, language)) >= len(number_words.split()) / 3


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("fr", unicodedata.normalize("NFD", "prétendument démenti"), ["prétendument", "démenti"]),
        ("pt", unicodedata.normalize("NFD", "não veio"), ["não"]),
        ("ko", unicodedata.normalize("NFD", "그는 없다"), ["없다"]),
        ("en", "He al\xadleged\u200bly can-\nnot come", ["allegedly", "cannot"]),
        ("ar", "لَمْ يوافق إِذَا", ["لم", "إذا"]),
        ("he", "לֹא בא", ["לא"]),
        ("tr", unicodedata.normalize("NFD", "beş şüpheli değil"), ["şüpheli", "değil"]),
    ],
)
def test_cues_are_read_as_they_are_seen(language: str, text: str, words: list[str]) -> None:
    """Decomposed letters, vowel marks, soft hyphens and line ends change no word; the cue is cut from the text."""
    found = cues(text, language)
    assert [_seen(cue.words) for cue in found] == words
    assert all(text[cue.start : cue.end] == cue.words for cue in found)


def _seen(words: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\xad\u200b\u064b-\u0652\u05b9]|-\n", "", words))


def test_french_restricts_around_the_verb() -> None:
    """`ne … que` says only, unless something denies between them."""
    assert [cue.kind for cue in cues("Il n'a vu ce matin que la mer", "fr")] == [CueKind.CONDITION]
    assert {cue.kind for cue in cues("Il ne pense pas que la mer monte", "fr")} == {CueKind.NEGATION}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("th", "งบประมาณในวันหยุดสามารถ"),
        ("ar", "الوزير في البلد"),
        ("es", "el prado verde"),
        ("de", "das Fest fand statt"),
    ],
)
def test_words_that_only_hold_the_letters_of_a_cue(language: str, text: str) -> None:
    """A budget is no "about", a holiday no "stop"."""
    assert cues(text, language) == numbers(text, language) == []
