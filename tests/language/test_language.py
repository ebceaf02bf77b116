"""Terms, words, sentences and the language of a text."""

import sys
import time

import pytest

from retrieval import language
from retrieval.language import analyzer
from retrieval.language.common_names import MARK
from retrieval.language.detection import SAMPLE, _script
from retrieval.language.normalisation import SIMPLIFIED, joined, simplified
from retrieval.language.sentences import _end_of_piece, joined_inside


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "The U.S. and China", "the US and china"),
        ("en", "U.S.A.", "USA"),
        ("en", "J.K. Rowling’s books", "JK Rowling's book"),
        ("en", "1,000 dollars", "1000 dollar"),
        ("en", "Siobhan O’Neill’s", "Siobhan ONeill"),
        ("fr", "Peter O’Toole", "Peter OToole"),
        ("en", "Beyoncé", "Beyonce"),
        ("en", "Zelenskyy's", "Zelensky"),
        ("de", "Nawalnyj", "Nawalny"),
        ("en", "The women won", "woman winning"),
        ("en", "sought, sold and broken", "seeks selling breaks"),
        ("en", "cafe\u0301", "caf\u00e9"),
        ("en", "ﬁnance", "finance"),
        ("en", "co\u00adoperate", "cooperate"),
        ("fr", "l’eau", "eau"),
        ("fr", "1\u202f000 euros", "1000 euros"),
        ("es", "¿Cuántos años?", "años"),
        ("de", "Häuser", "Haus"),
        ("ru", "Ещё о пол\u0301и\u0301тиках", "еще о политик"),
        ("uk", "в Україні", "в Україну"),
        ("pl", "wyborami w Łodzi", "wybory w Lodzi"),
        ("tr", "Ankara'da", "Ankara"),
        ("ar", "الْحُكُومَة", "الحكومة"),
        ("fa", "كتاب علي", "کتاب علی"),
        ("he", "שָׁלוֹם", "שלום"),
        ("zh", "２０２４年", "2024年"),
        ("pt-BR", "Governos", "governo"),
    ],
)
def test_what_is_written_alike_gives_the_same_terms(code: str, one: str, other: str) -> None:
    """Forms of one word that differ in ending, accent, apostrophe, grouping or Unicode form become one term."""
    assert set(language.terms(one, code)) == set(language.terms(other, code)) != set()


@pytest.mark.parametrize(
    ("text", "shouted"), [("WE ASKED US", False), ("WE ALL ASKED US", True), ("WE all ASKED US", False)]
)
def test_four_words_in_capitals_are_shouted(text: str, *, shouted: bool) -> None:
    """In fewer "US" is the country."""
    assert ("usa" in language.terms(text, "en")) != shouted


def test_words_are_truncated_where_there_is_no_stemmer() -> None:
    """To six letters, which a shorter word has not."""
    assert language.terms("Скопјанец Битола", "mk") == ["скопја", "битола"]
    assert language.terms("виборами", "uk") == ["вибора"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("pt-BR", "pt"), ("pt_br", "pt"), (" EN ", "en"), ("eng", "en"), ("nb", "no"), ("", ""), (None, ""), ("x1", ""),
     ("english", ""), ("é" * 2, "")],
)  # fmt: skip
def test_codes_are_brought_to_two_letters(name: str | None, code: str) -> None:
    """Regions and old codes go; what is not a code is none."""
    assert language.code(name) == code


def test_the_united_states_are_not_the_pronoun() -> None:
    """The country is looked up, "us" is a stop word, and in a shouted sentence it is the pronoun."""
    assert language.terms("US", "en") != []
    assert language.terms("between us", "en") == []
    assert language.terms("TELL US WHO WON", "en") == ["tell", "win"]


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which of the following types of mosquito recently came to Malta?", "mosquito came Malta"),
        ("What happened in Rafah?", "Rafah"),
        ("Please tell me who leads the delegation", "leads delegation"),
        ("Give me everything on Fox News!", "Fox News"),
        ("Could you summarise the latest news about Fox News?", "Fox News"),
        ("What is known about the Security Cabinet?", "Security Cabinet"),
        ("What was she best known for?", "best known"),
        ("What information did the balloon send?", "information balloon send"),
        ("Which type?", "type"),
        ("Explain!", "Explain"),
    ],
)
def test_what_only_frames_a_question_is_not_looked_up(question: str, left: str) -> None:
    """Unless there is nothing else. Written big inside it is part of a name; in an article it is a word as any."""
    assert [word.text for word in language.words(question, "en")] == left.split()
    assert language.terms("a new type", "en") == ["new", "type"]


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("de", "Was ist in Gaza passiert?"),
        ("de", "Bitte erzähle mir von Gaza"),
        ("es", "¿Qué pasó en Gaza?"),
        ("it", "Cosa è successo a Gaza?"),
        ("pt", "O que aconteceu em Gaza?"),
        ("ru", "Расскажи о Gaza"),
    ],
)
def test_questions_are_framed_in_other_languages_too(code: str, question: str) -> None:
    """Only the place is looked up."""
    assert [word.text for word in language.words(question, code)] == ["Gaza"]


def test_marks_stay_in_their_word() -> None:
    """A word of Hindi is one term, not one for each of its letters."""
    assert language.terms("हिन्दी चुनाव", "hi") == ["हिन्द", "चुनाव"]


@pytest.mark.parametrize(
    ("code", "run", "pairs"),
    [
        ("zh", "北京大学", ["北", "北京", "京", "京大", "大", "大学", "学"]),
        ("zh", "㐀鿿", ["㐀", "㐀鿿", "鿿"]),
        ("ja", "コンピュ", ["コン", "ンピ", "ピュ"]),
        ("ko", "선거에서", ["선거", "거에", "에서"]),
        ("th", "กิน", ["กิน"]),
        ("th", "สำคัญ", ["สำ", "ำคั", "คัญ"]),
        ("en", "Xi 习近", ["xi", "习", "习近", "近"]),
    ],
)
def test_scripts_without_spaces_give_pairs_of_characters(code: str, run: str, pairs: list[str]) -> None:
    """A run of characters is found by any two neighbours in it, whatever language the article is in."""
    assert language.terms(run, code) == pairs


@pytest.mark.parametrize("word", ["Каков", "Какова", "Каково", "Каковы", "Какая"])
def test_a_russian_asking_word_is_no_term_whatever_its_gender(word: str) -> None:
    """The short forms, with which lengths and prices are asked, are none either."""
    assert language.terms(f"{word} длина моста?", "ru") == language.terms("длина моста", "ru")


def test_asking_words_cut_a_run() -> None:
    """Which team it was, in Chinese, is looked up by the team alone, also in the pairs beside the asking word."""
    assert language.terms("什么球队", "zh") == ["球", "球队", "队"]


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        (
            "en",
            "What did O'Brien's U.S. plan cost, 3.5%?",
            [("O'Brien's", 9), ("U.S.", 19), ("plan", 24), ("cost", 29), ("3.5", 35)],
        ),
        ("en", "🙂 Who met Zelenskyy?", [("met", 6), ("Zelenskyy", 10)]),
        ("zh", "谁在北京？", [("在", 1), ("在北", 1), ("北", 2), ("北京", 2), ("京", 3)]),
        ("es", "¿Quién ganó?", [("ganó", 7)]),
    ],
)
def test_words_keep_their_place_in_the_question(code: str, question: str, expected: list[tuple[str, int]]) -> None:
    """Each word carries the text as typed and where it starts, in code points."""
    assert [(word.text, word.start) for word in language.words(question, code)] == expected


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("en", "Did Biden's U.S. team win 1,000 votes in St. Louis — J.K. Rowling’s naïve ﬁnale?"),
        ("ru", "Что ещё сказал Зеленский о 1\u00a0000 танков?"),
        ("zh", "V＆A服装收藏品大约有多少件？"),
        ("th", "ใครชนะการเลือกตั้งสำหรับ 2024"),
        ("hi", "चुनाव किसने जीता?"),
        ("pl", "Kto wygrał w Łodzi?"),
        ("uk", "Хто переміг на п’ятьох виборах?"),
        (None, "Café Zürich"),
    ],
)
def test_words_have_the_terms_of_the_text(code: str | None, question: str) -> None:
    """A question is analyzed as an article is, so the same words are found."""
    assert [word.term for word in language.words(question, code)] == list(dict.fromkeys(language.terms(question, code)))


def test_names_are_looked_up_as_other_languages_write_them() -> None:
    """A name carries the terms that the archive's other languages make of it; a common word doesn't."""
    met, name = language.words("met Zelensky", "en", ("es",))
    assert met.also == ()
    assert {name.term, *name.also} == {"zelenski", "zelensky"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Who won the election in Georgia?", "en"),
        ("¿Quién ganó las elecciones?", "es"),
        ("Что такое Engineering News-Record?", "ru"),
        ("谁主导了蒙古帝国最迅速的扩张?", "zh"),
        ("選挙に勝ったのは誰ですか", "ja"),
        ("누가 이겼습니까", "ko"),
        ("Ποιος κέρδισε;", "el"),
        ("Хто переміг на виборах?", "uk"),
        ("1234 …", None),
        ("", None),
    ],
)
def test_the_language_is_detected(text: str, code: str | None) -> None:
    """Script and model tell the language of a short question; a text without letters has none."""
    assert language.detect(text) == code


def test_a_question_is_in_a_language_of_the_archive() -> None:
    """What could be either is taken for the one that most articles are in."""
    assert language.detect("Vem vann valet?", {"en": 5, "sv": 5}) == "sv"
    assert language.detect("Merz", {"de": 900, "en": 100}) == "de"
    assert language.detect("谁赢了?", {"en": 3}) == "en"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("東京都大阪府名古屋市の", "han"), ("東京都大阪府名古屋の", "kana"), ("のabc", "kana"), ("のabcd", "latin"),
        ("2024 …", None), ("2024 a", "latin"), ("2024 é", "latin"), ("2024!", None),
    ],
)  # fmt: skip
def test_scripts_are_weighed(text: str, script: str | None) -> None:
    """More than a kana for ten Han is Japanese; a letter of another script counts as three Latin ones."""
    assert _script(text) == script


def test_articles_weigh_by_their_root() -> None:
    """To the model "Merz" is German twice as likely as English: four times the articles make up for it."""
    assert language.detect("Merz", {"de": 1, "en": 3}) == "de"
    assert language.detect("Merz", {"de": 1, "en": 5}) == "en"
    assert language.detect("Merz", {"fi": 2, "tl": 1, "xx": 9}) != "xx"


def test_only_the_start_of_a_text_tells_its_language() -> None:
    """The last code point of the sample counts, the next one does not."""
    assert language.detect("1" * (SAMPLE - 1) + "ш", {"ru": 1}) == "ru"
    assert language.detect("1" * SAMPLE + "ш", {"ru": 1}) is None


def test_an_archive_without_a_script_takes_what_it_has() -> None:
    """Han is Japanese where there is no Chinese, and in an archive of neither it is any of its languages."""
    assert language.detect("谁赢了", {"ja": 1, "en": 9}) == "ja"
    assert language.detect("谁赢了", {"zh": 1, "ja": 9}) == "zh"
    assert language.detect("谁赢了", {"en": 1, "de": 9}) in {"en", "de"}


def test_words_are_counted_without_spaces_too() -> None:
    """Two characters of Chinese count as a word, so that a section isn't taken for a single one."""
    assert language.count("three short words") == 3
    assert language.count("黑豹队的防守 NFL") == 4
    assert language.count("黑豹队") == 1
    assert language.count("über alles gut") == 3
    assert language.count("선거에서 이겼다") == 2
    assert language.count("“three” – words… …") == 4
    assert language.count("") == 0


def test_every_script_without_spaces_is_known_by_its_bytes() -> None:
    """What the bytes rule out has no such character; accents, quotation marks and dashes are ruled out."""
    characters = [chr(number) for number in range(0x30_000) if not 0xD800 <= number < 0xE000]
    with_spaces = [each for each in characters if not analyzer._has_character_without_spaces(each)]
    assert not analyzer._CHARACTER_WITHOUT_SPACES.search("".join(with_spaces))
    assert {*"aéŁя’“”–—…€"} <= {*with_spaces}


def test_every_language_analyzes() -> None:
    """No code makes the analyzer fail: a name, a code without a stemmer, an unknown one, none."""
    named = [*analyzer._TANTIVY, *analyzer._PYSTEMMER, *analyzer._TRUNCATING]
    for code in [*named, "sw", "sr-Latn", "nb", "English", "xx", "", None]:
        assert language.terms("Kyiv 2024", code)[-1] == "2024"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (
            "en",
            "  He met Mr. Smith in the U.S. on Jan. 5. Then  he left.\n",
            ["He met Mr. Smith in the U.S. on Jan. 5.", "Then  he left."],
        ),
        ("zh", "他赢了。他走了！", ["他赢了。", "他走了！"]),
        ("fr", "M. Macron a parlé. Le prof J. Dupont rit.", ["M. Macron a parlé.", "Le prof J. Dupont rit."]),
        ("ru", "В. В. Путин приехал. Да.", ["В. В. Путин приехал.", "Да."]),
        ("fr", "Il a vu M.", ["Il a vu M."]),
        ("hi", "वह जीता। वह गया।", ["वह जीता।", "वह गया।"]),
        (None, "One. 🙂 Two.", ["One.", "🙂 Two."]),
        (
            "en",
            "It opens at 10 a.m. Tuesday. It shut at 6 p.m. ET.",
            ["It opens at 10 a.m. Tuesday.", "It shut at 6 p.m. ET."],
        ),
        ("en", "It shut at 5 p.m. The crowd left.", ["It shut at 5 p.m.", "The crowd left."]),
        (
            "en",
            "It shut in May. Ann was glad, and it was art. Why me. “No.”",
            [
                "It shut in May.",
                "Ann was glad, and it was art.",
                "Why me.",
                "“No.”",
            ],
        ),
        ("en", "In May. 5 it shut, as no. 5 and in art. 5.", ["In May. 5 it shut, as no. 5 and in art. 5."]),
        ("en", "It shut at 5 p.m.\n\nTuesday was calm.", ["It shut at 5 p.m.", "Tuesday was calm."]),
        ("es", "Habló a las 5 p. m. con la Dra. Ruiz. Calló.", ["Habló a las 5 p. m. con la Dra. Ruiz.", "Calló."]),
        (
            "fr",
            "Selon l'art. 5 non. Elle aime l'art. Elle rit.",
            ["Selon l'art. 5 non.", "Elle aime l'art.", "Elle rit."],
        ),
        ("fr", "L’art. 12 dit non. Le 3.", ["L’art. 12 dit non.", "Le 3."]),
        ("fr", "Il a dit non. 12 ont ri.", ["Il a dit non.", "12 ont ri."]),
        ("it", "Vale l’art. 2 al n. 12 di via Roma. Ciao.", ["Vale l’art. 2 al n. 12 di via Roma.", "Ciao."]),
        ("it", "Ecco l’ing. Bo e l’avv. Neri. Parla l’on. Re.", ["Ecco l’ing. Bo e l’avv. Neri.", "Parla l’on. Re."]),
        ("fr", "Là où est l’on. Elle rit.", ["Là où est l’on.", "Elle rit."]),
        (
            "de",
            "Am Montag, dem 3. Juni, im 19. Jahrhundert auf Platz 12. Danach der 2. Lauf.",
            ["Am Montag, dem 3. Juni, im 19. Jahrhundert auf Platz 12.", "Danach der 2. Lauf."],
        ),
        ("tr", "19. Yüzyıl bitti. 5. Cadde açıldı.", ["19. Yüzyıl bitti.", "5. Cadde açıldı."]),
        ("de", "7.\nNeu ist es.", ["7.", "Neu ist es."]),
        ("hi", "डॉ. शर्मा आए। वह गया।", ["डॉ. शर्मा आए।", "वह गया।"]),
        ("ja", "「帰る。」と話した。終わり。", ["「帰る。」と話した。", "終わり。"]),
        ("xx", "", []),
    ],
)
def test_sentences_are_cut_and_keep_their_place(code: str | None, text: str, expected: list[str]) -> None:
    """Sentences are verbatim, and their offsets count code points of the whole text."""
    whole = f"Ünrelated. {text} tail"
    start = len("Ünrelated. ")
    found = language.sentences(whole, start, start + len(text), code)
    assert [sentence.exact for sentence in found] == expected
    assert all(whole[sentence.start : sentence.end] == sentence.exact for sentence in found)


@pytest.mark.parametrize(
    ("code", "hyphenated", "joined"),
    [
        ("en", "co-operative", "cooperative"),
        ("en", "non\u2011stick pan", "nonstick pan"),
        ("en", "Covid-19", "COVID19"),
        ("en", "the co-operative’s", "the cooperative’s"),
        ("de", "Donau-Dampfer", "Donaudampfer"),
        ("fr", "l’auto-école", "l’autoécole"),
        ("", "2024-03-16", "20240316"),
    ],
)
def test_words_joined_by_a_hyphen_are_also_one(code: str, hyphenated: str, joined: str) -> None:
    """And each of them remains a word."""
    parts = language.terms(hyphenated.replace("-", " ").replace("\u2011", " "), code)
    assert set(language.terms(hyphenated, code)) == set(parts) | set(language.terms(joined, code))


@pytest.mark.parametrize("text", ["1914-1918", "a-b-c-d-e", "--x-y", "S-", "well-\nknown"])
def test_what_is_no_hyphenated_word_stays_as_it_is(text: str) -> None:
    """Ranges of numbers, long chains, dashes, and a line's end, which is looked at elsewhere."""
    assert joined(text) == text


def test_a_part_of_a_hyphenated_word_is_looked_up_as_the_whole_too() -> None:
    """As typed, it stands at its place."""
    words = language.words("Was the co-operative closed?", "en")
    assert [(word.text, word.also) for word in words] == [
        ("co", ("cooper",)),
        ("operative", ("cooper",)),
        ("closed", ()),
    ]


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("en", "What did the WHO say to May and Will?", ["who", "may", "will"]),
        ("en", "who may say it will", []),
        ("en", "WHO MAY SAY IT WILL", []),
        ("en", "Will it? May it? He said: Will it?", []),
        ("en", "The Man Who Sold It at Will", []),
        ("en", "between US and them", []),
        ("de", "Er fragte Sie, was Wir wollen", []),
        ("de", "Die AM wurde verkauft", ["am"]),
    ],
)
def test_a_common_word_is_a_name_where_it_is_written_as_one(code: str, text: str, names: list[str]) -> None:
    """In capitals, or in English with one inside a sentence; not in titles, and not where all is in capitals."""
    marked = [term.removesuffix(MARK) for term in language.terms(text, code) if term.endswith(MARK)]
    assert marked == names
    looked_up = [word for word in language.words(text, code) if word.term.endswith(MARK)]
    assert [word.text.lower() for word in looked_up] == names


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("PHP 7.0.0RC3", ["php", "7.0.0rc3"]),
        ("PHP v7.0.0", ["php", "7.0.0"]),
        ("version 1.10", ["version", "1.10"]),
        ("v2", ["v2"]),
        ("3.5kg", ["3.5", "kg"]),
    ],
)
def test_a_version_is_one_term(text: str, terms: list[str]) -> None:
    """With its suffix, and without the v before it."""
    assert language.terms(text, "en") == terms


@pytest.mark.parametrize(
    ("text", "code", "terms"),
    [
        ("堰のv3.0.0が出る", "ja", ["堰", "堰の", "3.0.0", "が出", "出", "出る"]),
        ("堰V7.0.0RC3を", "ja", ["堰", "7.0.0rc3", "を"]),
        ("7.0.0发布", "zh", ["7.0.0", "发", "发布", "布"]),
        ("함수v2.1은", "ko", ["함수", "2.1", "은"]),
        ("在U.S.A.的", "zh", ["在", "usa", "的"]),
    ],
)
def test_words_of_other_scripts_are_whole_where_no_space_is_beside_them(text: str, code: str, terms: list[str]) -> None:
    """A version and initials are the terms that they are by themselves."""
    assert language.terms(text, code) == terms


def test_a_word_parted_at_the_end_of_a_line_is_whole() -> None:
    """A hyphen at a line's end may be the writer's or the word's own: the whole and the parts are found."""
    assert set(language.terms("The light-\nhouse", "en")) >= set(language.terms("lighthouse light house", "en"))
    assert set(language.terms("by volun-  \n    teers", "en")) >= set(language.terms("volunteers", "en"))
    assert language.terms("Anglo-\nSaxon", "en") == language.terms("Anglo-Saxon", "en")
    assert language.terms("from 1914-\n1918", "en") == language.terms("from 1914 1918", "en")


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("aaaa bbbb cccc\ndddd eeee ffff", 15),
        ("aaaa bbbb. cccc dddd eeee ffff", 11),
        ("aaaa bbbb cccc dddd eeee ffff", 20),
        ("aaaabbbbccccddddeeeeffff", 20),
        ("aaaa bbbbccccddddeeeeffff", 20),
        ("aaaa bbbb cccc dddd", 19),
    ],
)
def test_a_long_text_is_cut_after_a_line_a_sentence_or_a_word(
    monkeypatch: pytest.MonkeyPatch, text: str, stop: int
) -> None:
    """After the last that fits, in the second half of the piece; else where the piece is full."""
    monkeypatch.setattr(sys.modules[_end_of_piece.__module__], "LONGEST_PIECE", 20)
    assert _end_of_piece(text, 0, len(text)) == stop


@pytest.mark.parametrize("tongue", ["en", "es", "ru", "nl", None])
@pytest.mark.parametrize(
    "word",
    ["mills", "Mills", "The", "Selenskyy", "O'Neill", "co-op", "US", "WHO", "1,200", "ёлки", "naïve", "mills,", ""],
)
def test_the_terms_of_a_word_are_those_of_a_text_that_is_only_it(word: str, tongue: str | None) -> None:
    """In whatever form it is."""
    assert list(language.terms_of_word(word, tongue)) == language.terms(word, tongue)


@pytest.mark.parametrize(
    ("traditional", "simple"),
    [("東林小學的校長", "东林小学的校长"), ("圖書館撥款", "图书馆拨款"), ("2019年臺灣", "2019年台湾")],
)
def test_traditional_and_simplified_characters_are_one(traditional: str, simple: str) -> None:
    """In Chinese alone, each in its place: Japanese has characters of both."""
    assert language.terms(traditional, "zh-TW") == language.terms(simple, "zh")
    assert language.terms(traditional, "ja") != language.terms(simple, "ja")
    assert len(simplified(traditional)) == len(traditional)
    assert [word.text for word in language.words(traditional, "zh")] != [
        word.text for word in language.words(simple, "zh")
    ]


def test_the_table_of_characters_leads_to_simplified_ones() -> None:
    """None leads on to another one, and all are single."""
    traditional, simple = SIMPLIFIED.read_text(encoding="utf-8").split()
    assert len(traditional) == len(simple) > 4000
    assert set(traditional).isdisjoint(simple)
    assert simplified(traditional) == simple


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Move the weir\nAsk Ana Ruiz about the mill\n20 boats as a guess",
            ["Move the weir", "Ask Ana Ruiz about the mill", "20 boats as a guess"],
        ),
        ("预算通过\n下次会议在三月\n主席辞职", ["预算通过", "下次会议在三月", "主席辞职"]),
        # An item goes on in a line that begins small, or where the one before it was full.
        (
            (
                "The mill at the weir is to be rebuilt by the town, says Mayor\nRuth Hall, before winter"
                "\nWho pays is open\nThe boats that were lost in the night of the fire are to be\npaid for"
            ),
            [
                "The mill at the weir is to be rebuilt by the town, says Mayor\nRuth Hall, before winter",
                "Who pays is open",
                "The boats that were lost in the night of the fire are to be\npaid for",
            ],
        ),
        # Lines of prose that are full begin big by chance, and verse goes on behind a comma.
        ("The mill at the weir of Lower\nKessen burned down last Monday\nNight, and nobody was hurt.", None),
        ("Yesterday, upon the weir,\nI met a man who was not near,\nHe was not there again today", None),
        ("The mill\nBurned", None),
    ],
)
def test_items_of_a_list_are_sentences(text: str, expected: list[str] | None) -> None:
    """A line that ends an item ends a sentence, also without a full stop; a line that was full doesn't."""
    found = language.sentences(f"Before.\n\n{text}", 9, 9 + len(text), "en")

    assert [each.exact for each in found] == (expected or [text])
    assert all(f"Before.\n\n{text}"[each.start : each.end] == each.exact for each in found)


def test_a_sentence_that_a_blank_line_parts_is_whole() -> None:
    """Where a paragraph has a blank line below each line; other paragraphs stay apart."""
    text = "We are\n\nwilling to move the weir. Mayor\n\nRuth Hall paid\n\nthe mill\n\nthe weir"
    found = language.sentences(text, 0, len(text), "en")

    joined = joined_inside(text, found, [(0, text.find("paid") + 4)])

    assert [each.exact for each in joined] == [
        "We are\n\nwilling to move the weir.",
        "Mayor\n\nRuth Hall paid",
        "the mill",
        "the weir",
    ]


@pytest.mark.parametrize(
    "text",
    ["The weir holds. " * 5_000 + "\n\nIt does.\n\nIt did.", "Six eggs\nSalt\nFlour from the old mill\n" * 9_000],
)
def test_long_lines_and_long_lists_take_time_by_their_length(text: str) -> None:
    """Each line was looked at from each of its letters: a first reading took more than twice as long."""
    started = time.process_time()
    assert len(language.sentences(text, 0, len(text), "en")) in {5_002, 27_000}
    assert time.process_time() - started < 5
