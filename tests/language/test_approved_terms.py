"""Sentences, words, terms, numbers and the language of texts, and what is near them: approved as tables."""

from syrupy.assertion import SnapshotAssertion

from retrieval import language
from retrieval.language import analyzer, detect, sentences
from retrieval.language.analyzer import count, terms, words
from retrieval.language.cldr import language_code, language_codes, language_name
from retrieval.language.detection import language_beside
from retrieval.language.expressions import bare_forms, is_typed_plainly, without_accents
from retrieval.language.german_verbs import other_forms, parted_verbs
from retrieval.language.months import all_month_names, day_words, month_named, month_names
from retrieval.language.normalisation import is_shouted, joined, normal
from retrieval.language.number_words import counting_words, other_way, two_to_twelve
from retrieval.language.places import places
from retrieval.language.sentences import LONGEST_PIECE
from retrieval.language.spelling import (
    ArchiveWord,
    is_word,
    letters,
    likeliest,
    sound_key,
    sounds,
    spellings,
)
from retrieval.language.spelling import (
    near as near_words,
)
from retrieval.language.stopwords import function_places, is_greeting
from retrieval.language.variants import of_number, of_word
from tests.approved import by_language, lines, table

SENTENCES = {
    "en": (
        "The road opens in May. It is new.",
        "At 10 a.m. Tuesday it rained. At 6 p.m. It ended.",
        "See fig. 3 no. It was me. “Yes.”",
        "He said so. She left at 5 p.m.\nFriday came.",
    ),
    "fr": (
        "M. Roux est venu. Il aime l'art. Il peint.",
        "Selon l'art. 5, n. 12. La fin.",
        "1. Le feu. 2. La pluie. J. B. Roux.",
    ),
    "de": ("Im 19. Jahrhundert war es so. Am 5. Juli regnete es. Es kostet 5. Juli kam.", "Keine 3. Dann ging er."),
    "it": ("Ecco l’ing. Bianchi. Alle 5 p. m. con lui. Fine.",),
    "es": ("A las 5 p. m. con Ana. Fin.\nOtra. vez.",),
    "ja": ("「行く。」と言った。「行く。」そして帰った。",),
    "xx": ("A. b. Cde f. gh. Ij.",),
}
NORMAL = {
    "en": (
        "1,000 and 1 000 and 1'000.5",
        "cooper-\n ative and Anglo-\nSaxon",
        "J.K. Rowling U.S. US U.S.A. us",
        "O'Neill D' Angelo v7.0 v. 7.0 av 7.0",
        "Zelenskyy Zelenskij sky",
        "WE ASK US NOW",
        "ASK US NOW",
        "a‐b ١٢ ½ ﬁ İ ´",
    ),
    "nl": ("zij O'Neill",),
    "fr": ("d'Artagnan O'Neill l'Italie",),
    "zh": ("二〇〇九年 二〇〇年",),
    "ru": ("ёж Ёж",),
    "ar": ("أإآ",),
}
TERMS = {
    "en": (
        "The Who sang of co-operation at the O'Neill mills, 3.5 and 1,200.",
        "It was It who IT led; THE WHO MARCHED ON",
        "saw The Mill ran",
        "saw The Mill",
        "saw The Mill ran off",
        "7.0.0RC3 don't re-elected 你好吗 บ้าน",
    ),
    "de": ("Die Überfälle im Bürgermeister-Amt; wie viele Mühlen?",),
    "es": ("¿Cuántos años tenía el molinero? cuantos",),
    "fr": ("L'eau et l’été: où est-ce? ete",),
    "pl": ("W młynach było gorąco",),
    "uk": ("п'ять млинів згоріло вчора",),
    "zh": ("什么时候磨坊烧毁了", "火", "㐀㐁", "鿿鿾", "ーア"),
    "ja": ("水車小屋はいつ焼けましたか",),
    "ko": ("방앗간이 언제 탔나요",),
    "th": ("โรงสีไหม้เมื่อไร",),
    "pt-BR": ("O moinho não queimou",),
    "xx": ("Mühlen burned",),
    "it": ("Perché? perche brucia",),
    "hi": ("चक्की कब जली",),
}


def test_sentences_are_parted_as_approved(snapshot: SnapshotAssertion) -> None:
    """Abbreviations, initials, ordinals, hours, quotations; a text that is cut in pieces, and a part of one."""

    def told_of(text: str, tongue: str) -> list[str]:
        return [it.exact for it in sentences(text, 0, len(text), tongue)]

    assert by_language(told_of, SENTENCES) == snapshot
    half = LONGEST_PIECE // 2
    long = [
        f"{'a' * n}{mark}{'b' * (LONGEST_PIECE - n + more)}"
        for mark in ("\n", ". ", "。", " ", "")
        for n in (half - 1, half, half + 1, LONGEST_PIECE - 1)
        for more in (-1, 0, 1)
    ]
    told = [
        (len(text), [(it.start, it.end) for it in sentences(text, 0, len(text), tongue)])
        for text in long
        for tongue in ("en", "de")
    ]
    assert lines(*told) == snapshot(name="long")
    text = " A b.  C d. E m. Tuesday "
    parts = [sentences(text, n, len(text) - n, tongue) for n in range(5) for tongue in ("en", "fr")]
    assert lines(*([(it.exact, it.start) for it in part] for part in parts)) == snapshot(name="parts")


def test_texts_are_normalised_as_approved(snapshot: SnapshotAssertion) -> None:
    """Grouped figures, broken lines, initials, the United States, names, versions."""

    def told(text: str, tongue: str) -> tuple[str, str, bool]:
        return normal(text, tongue), joined(normal(text, tongue, shouted=False)), is_shouted(text)

    assert by_language(told, NORMAL) == snapshot


def test_terms_and_words_are_cut_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of a text its terms; of a question its words with their places and other terms; how many words it has."""

    def told(text: str, tongue: str) -> str:
        found = [
            f"{it.text}={it.term}@{it.start}-{it.end}{'+' + '+'.join(it.also) if it.also else ''}"
            for it in words(text, tongue, ("en", "de"))
        ]
        return f"{' '.join(terms(text, tongue))} | {' '.join(found)} | {count(text)}"

    assert by_language(told, TERMS) == snapshot
    codes = ("pt-BR", "pt_br", " EN ", "eng", "nb", "xyz", "x", "é1", "", "12")
    counts = ("", "a", "火", "火事", "火事が", "a火b事", "a火 b", "– “a” b")
    assert lines(table(analyzer.code, codes), table(count, counts)) == snapshot(name="codes")
    names = ("de", "Deutsch", "german", " Alemán ", "nb", "xx", "English, Französisch;日本語、xx")
    told_names = [
        (it, language_code(it), language_codes(it), language_name(it), language_name(it, "de"), language_name("fr", it))
        for it in names
    ]
    assert lines(*told_names) == snapshot(name="names")


def test_numbers_and_spellings_are_known_as_approved(snapshot: SnapshotAssertion) -> None:
    """Words for numbers, figures written otherwise, British and American words, letters that keyboards lack."""
    tongues = ("en", "de", "es", "fr", "it", "pt", "ru", "nl", "pl", "xx", "")
    numbers = [(it, two_to_twelve(it), len(counting_words(it)), sorted(counting_words(it))[::17]) for it in tongues]
    ways = [
        (n, it, list(other_way(n, it)))
        for it in ("en", "de", "fr", "xx")
        for n in ("1", "2", "12", "13", "19", "20", "21", "30", "90", "two", "twenty", "zwölf", "ten")
    ]
    figures = (
        "1200",
        "999",
        "1.200",
        "1.20",
        "1.200.300",
        "12.3456",
        "0123",
        "1,200",
        "1,20",
        "3.5",
        "3,5",
        "1" * 19,
        "1" * 20,
        "a",
        "1234567.5",
        "",
    )
    spelled = (
        "organise",
        "organize",
        "colour",
        "color",
        "centre",
        "center",
        "travelled",
        "traveled",
        "travelling",
        "defence",
        "dialogue",
        "dialog",
        "programme",
        "analyse",
        "analyze",
        "grey",
        "gray",
        "plough",
        "jail",
        "yoghurt",
        "anaemia",
        "anemia",
        "manoeuvre",
        "foetus",
        "oestrogen",
        "four",
        "our",
        "rise",
        "müller",
        "mueller",
        "aae",
        "strasse",
        "straße",
        "óptimo",
        "ótimo",
        "direcção",
        "œuvre",
        "oeuvre",
        "archaeology",
        "archeology",
        "ab",
        "medieval",
    )
    assert lines(*numbers, *ways) == snapshot
    assert f"{table(of_number, figures)}\n\n{table(of_word, spelled)}" == snapshot(name="spelled")


WORDS = (
    "kiev",
    "kyiv",
    "netanjahu",
    "netanyahu",
    "selenskyj",
    "zelenskyy",
    "lukashenko",
    "lukaschenko",
    "mill",
    "mil",
    "mills",
    "milestones",
    "milestone",
    "kitschige",
    "tchad",
    "bureau",
    "ssss",
    "phth",
    "school",
    "chaos",
    "weißrussland",
)


def test_words_that_sound_alike_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Sounds, and which words of an archive were likely meant."""
    typed = (
        *WORDS,
        "netanjahoo",
        "lukaschenka",
        "kief",
        "mlil",
        "milestoens",
        "abcdefgh",
        "millx",
        "schul",
        "bielarus",
        "abc",
        "ไทยไทย",
        "ᠠᠠᠠᠠ",
        "火火火火",
        "ủủủủ",
    )
    archive = [ArchiveWord(word, word[:6], sounds(word)) for word in WORDS]
    counts = {term: count for count, term in enumerate(sorted({it.term for it in archive}))}

    def told(word: str) -> str:
        found = near_words(word, archive)
        likely = likeliest(word, found, lambda term: counts[term] ** 3)
        others = [(round(far, 3), it.word) for far, it in found if it.word != word]
        return f"{sounds(word)} {tuple(sound_key(word) or ())} {others} {[it.word for it in likely]}"

    assert table(told, typed) == snapshot
    texts = ("The Mill's miles", "Ab abc abcd abcde", "Ünter über", "a1bcd ef-ghij")
    assert lines(
        [(sorted(spellings(text, n)), letters(text)) for text in texts for n in (4, 5)],
        [is_word(it, tongue) for it in ("mill", "mllx", "") for tongue in ("it", "xx", "", None)],
    ) == snapshot(name="spellings")


VERBS = (
    "gekostet",
    "kostete",
    "kosten",
    "begann",
    "begonnen",
    "abschaltet",
    "abgeschaltet",
    "abzuschalten",
    "teilnimmt",
    "teilgenommen",
    "verlor",
    "verloren",
    "bezahlte",
    "bezahlung",
    "öffnung",
    "gebaut",
    "baut",
    "gehört",
    "ist",
    "an",
    "zeitung",
    "zu",
    "unterschrieb",
    "überfällt",
    "gab",
    "ent",
    "ab",
    "reite",
    "geet",
    "ung",
    "aung",
    "abung",
    "abcung",
)


def test_german_verbs_are_known_as_approved(snapshot: SnapshotAssertion) -> None:
    """Strong, weak, separable and prefixed ones, nouns of them, and short words."""
    assert table(other_forms, VERBS) == snapshot
    asked = (
        "Warum schaltet ihr das ab?",
        "Warum schaltet ihr ab, wenn er zurück kommt",
        "ab",
        "Er ging weg. Sie kam an",
    )
    assert table(lambda it: [tuple(each) for each in parted_verbs(it)], asked) == snapshot(name="parted")


def test_the_language_of_a_text_is_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """By script, by the model, by function words; among some languages, and beside them."""
    texts = (
        "Where is the mill?",
        "Wo ist die Mühle?",
        "¿Dónde está el molino?",
        "mill",
        "Où",
        "12",
        "",
        "где мельница",
        "де млин",
        "磨坊在哪里",
        "水車はどこ",
        "水車の",
        "漢字漢字漢字漢字漢字の",
        "漢字漢字漢字漢字漢字漢字の",
        "방앗간",
        "طاحونة أين",
        "کجا",
        "WHERE IS THE MILL",
        "WHERE",
        "WHERe",
        "Engineering News-Record где",
        "Engineering News где мельница",
        "das Kino",
        "der die das",
        "el la",
        "שלום",
        "Αθήνα",
        "สวัสดี",
        "नमस्ते",
        "mill " * 90 + "где" * 900,
        "\ud800 mill the",
        "The old mill of Kessen burned down on Friday, and nobody was hurt there.",
    )
    among = ({"en": 1, "de": 100}, {"ru": 3, "uk": 1}, {"ja": 5}, {"zh": 1, "ja": 9}, {"de": 4, "fr": 4})
    assert (
        table(
            lambda it: (
                detect(it),
                *(detect(it, dict(each)) for each in among),
                *(language_beside(it, each) for each in ({"en"}, {"ru", "en"}, {"xx"}, set())),
            ),
            texts,
        ).replace("mill " * 30, "…")
        == snapshot
    )


def test_names_of_days_and_places_are_known_as_approved(snapshot: SnapshotAssertion) -> None:
    """Months in their cases, weekdays, countries, greetings; words typed without accents."""
    months = (
        "may",
        "sept",
        "марте",
        "марта",
        "marzec",
        "marcu",
        "listopada",
        "آذار/مارس",
        "במרץ",
        "jänner",
        "mars",
        "x",
        "",
        "tháng 3",
        "березні",
        "ιανουάριο",
        "janvārī",
    )
    tongues = ("en", "de", "ru", "pl", "xx", "el")
    assert (
        table(month_named, months)
        + str(
            [
                (it, dict(list(month_names(it).items())[:20]), sorted(day_words(it))[:12], len(day_words(it)))
                for it in tongues
            ]
        )
        + str(len(all_month_names()))
        == snapshot
    )
    kinds = (
        "georgia",
        "united states",
        "new zealand",
        "usa",
        "uk",
        "u.k",
        "washington",
        "bosnia and herzegovina",
        "turkey",
        "deutschland",
        "neuseeland",
        "frankreich",
    )
    assert "\n".join(
        f"{it} {tongue} {places(tongue).get(it)}" for it in kinds for tongue in ("en", "de", None, "xx", "de-AT")
    ) == snapshot(name="places")
    greetings = ("Hi", " hello!", "buenos dias", "buenos días.", "Hello mill", "你好。", "", "GUTEN TAG")
    plain = ("Où est l'été", "ou est", "été", "cafe", "Ünder", "straße", "ĳ", "añ[áé]o", "[^é]", "\\bó")
    assert lines(
        table(is_greeting, greetings),
        table(lambda it: (bare_forms(it), is_typed_plainly(it)), plain),
        table(without_accents, plain),
    ) == snapshot(name="greetings")
    assert table(
        lambda it: sorted(function_places(it)), ("水車はいつ焼けた", "什么时候烧了", "磨坊", "何年誰", "这座磨坊")
    ) == snapshot(name="function words")
    assert language.code("de-AT") == "de"
