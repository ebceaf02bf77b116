"""A file's bytes → its characters."""

import pytest

from retrieval import Article, Problem
from retrieval.readers import read
from retrieval.readers.encodings import (
    Characters,
    _by_common_letters,
    _decodes,
    _is_odd,
    _mixed,
    _unmarked,
    characters,
    encoding,
)

GERMAN = "Die Straße nach Köln führt über die Brücke, schöne Grüße aus München.\n"
FRENCH = "Où est l’été déjà passé? Ça va très bien, « voilà », dit-il à l’hôtel.\n"
JAPANESE = "港は冬まで閉鎖されると、市長が語った。\n本当です。\n"
RUSSIAN = "Мост закрыт на ремонт до осени, сказал инженер.\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((text, codec) for codec in ("utf-16", "utf-32", "utf-8-sig") for text in (GERMAN, JAPANESE)),
        *(
            (text, codec)
            for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
            for text in (GERMAN, JAPANESE, RUSSIAN)
        ),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "euc_jp"),
        ("古い橋が青く塗られた。", "euc_jp"),
        ("狭い道\n\n村長は道が狭すぎるので工事のために閉じると話した。\n", "euc_jp"),
        ("새 도서관\n\n시장은 도서관이 너무 작다고 말했다. ㅋㅋㅋ 웃음이 나왔다.\n", "euc_kr"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859_5"),
        ("Мост закрыт до осени, сказала инженер Я. Петрова сегодня.\n", "mac_cyrillic"),
        ("Мост закрыт до осени, сказала инженер Я. Петрова сегодня.\n", "cp1251"),
        ("Міст зачинено на ремонт до осені, сказала інженерка Їжак.\n", "koi8_u"),
        ("Köprü onarım için güze kadar kapalı, dedi başmühendis Işık Şen.\n", "cp1254"),
        ("Most jest zamknięty do jesieni, powiedziała inżynier Łucja Żyła.\n", "cp1250"),
        ("Most jest zamknięty do jesieni, powiedziała inżynier Łucja Żyła.\n", "iso8859_2"),
        ("Most je uzavřen až do podzimu, řekla včera inženýrka Žižková.\n", "cp1250"),
        ("A híd őszig zárva marad, mondta tegnap Szűcs főmérnök úr.\n", "cp1250"),
        ("Podul rămîne închis pînă la toamnă, a spus inginera şefă Ţuţu.\n", "cp1250"),
        ("Tiltas uždarytas iki rudens, pasakė inžinierė Žemaitė Šeškienė.\n", "cp1257"),
        ("الجسر مغلق للإصلاح حتى الخريف كما قال المهندس أمس.\n", "iso8859_6"),
        ("Η γέφυρα είναι κλειστή έως το φθινόπωρο, είπε ο μηχανικός.\n", "iso8859_7"),
        ("הגשר סגור לתיקון עד הסתיו, אמר המהנדס אתמול בערב.\n", "cp1255"),
        ("工程師昨天說，這座橋將封閉到秋天，工程隨後開始。\n", "big5"),
        ("기술자는 다리가 가을까지 폐쇄된다고 어제 말했다.\n", "euc_kr"),
        (FRENCH, "cp1252"),
        ("Bron är stängd till hösten, sade ingenjör Åsa Öberg i går.\n", "latin-1"),
        ("O café do Zé não fecha, disse a dona, Conceição Simões.\n", "latin-1"),
    ],
)
def test_what_is_read_for_certain(text: str, codec: str) -> None:
    """Unicode with or without a mark, and the encodings of the web."""
    assert characters(text.encode(codec)) == Characters(text)


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Café rouvert\r\rLe café a rouvert hier à midi, après « neuf » années d’attente.\r", "mac_roman"),
        ("Most otwarty\r\rMost otwarto w sobotę, a pierwsi ludzie przeszli na drugą stronę rzeki.\r", "mac_latin2"),
    ],
)
def test_a_short_text_of_a_macintosh(text: str, codec: str) -> None:
    """A letter of another script within a word says that it is read wrongly; its line ends tell of a Macintosh."""
    assert encoding(text.encode(codec)) == codec


@pytest.mark.parametrize(("text", "codec"), [(FRENCH, "mac_roman"), (GERMAN, "mac_roman"), (GERMAN, "cp437")])
def test_what_is_a_guess_is_said(text: str, codec: str) -> None:
    """The Macintosh's and DOS's encodings give words where the others don't."""
    text = text.replace("«", "<").replace("»", ">")
    problem, article = read(text.encode(codec), "a.txt")
    assert isinstance(article, Article)
    assert article.text == text
    assert isinstance(problem, Problem)
    assert "guess" in problem.reason
    assert not problem.left_out


@pytest.mark.parametrize(
    ("text", "codec", "is_restored"),
    [
        (FRENCH, "cp1252", True),
        (FRENCH, "latin-1", True),
        (GERMAN, "cp1252", True),
        ("Мост через реку открыт после долгого ремонта, сообщила администрация.", "cp1251", True),
        ("Мост через реку открыт после долгого ремонта.", "latin-1", True),
        ("Déjà vu, à l’été.", "cp1252", True),
        ("Déjà", "cp1252", False),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_what_was_encoded_twice_is_read_as_it_was_before(text: str, codec: str, is_restored: bool, name: str) -> None:
    """Whatever a program took its UTF-8 for; that it is a guess is said."""
    data = "".join(
        chr(byte)
        if codec == "cp1251" and byte == 0x98
        else bytes([byte]).decode(codec, "replace")
        if bytes([byte]).decode(codec, "replace") != "\ufffd"
        else chr(byte)
        for byte in text.encode()
    )
    *problems, article = read(data.encode(), name)
    assert isinstance(article, Article)
    assert (article.text.split() == text.split()) == is_restored
    assert bool(problems) == is_restored


@pytest.mark.parametrize(
    "text", [FRENCH, GERMAN, "«LIBERTÉ» et «ÉGALITÉ», dit-on à l’été", "Er schrieb „Ã¼“ statt „ü“, für „ä“ und „ö“"]
)
def test_what_was_encoded_once_stays_so(text: str) -> None:
    """Letters beside quotation marks may be bytes of UTF-8 by chance, and a text may tell of such letters."""
    assert characters(text.encode()) == Characters(text)


def test_broken_places_are_said() -> None:
    """UTF-8 with a character cut off is not another encoding."""
    data = (FRENCH * 2).encode()[:-1] + b"\xc3"
    for name in ("a.txt", "a.md"):
        problem, article = read(data, name)
        assert isinstance(article, Article)
        assert article.text.startswith(FRENCH[:10])
        assert isinstance(problem, Problem)
        assert "\ufffd" in problem.reason


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
@pytest.mark.parametrize(
    "text",
    ["Die Brücke bleibt zu#, sagte der Bürgermeister über die schöne Straße.", "Señor Peña volvió # después de años."],
)
def test_a_byte_that_windows_does_not_have_costs_only_itself(text: str, byte: int, name: str) -> None:
    """It doesn't make a text one of Arabic, and what it was is said to be lost."""
    problem, article = read(text.encode("cp1252").replace(b"#", bytes([byte])), name)
    assert isinstance(article, Article)
    assert article.text == text.replace("#", "\ufffd")
    assert isinstance(problem, Problem)
    assert not problem.left_out


def test_a_byte_that_windows_does_not_have_makes_no_text_one_of_a_macintosh() -> None:
    """Their letters in Cyrillic are nearly the same; one of these bytes is a letter in the one and nothing here."""
    text = "Мост через реку открыт после долгого ремонта#, сообщила администрация города в понедельник утром."
    assert characters(text.encode("cp1251").replace(b"#", b"\x98")).text == text.replace("#", "\ufffd")
    on_a_mac = "Шторм у стены гавани утих, и рыбаки города Шуи вышли в море; Шишкин остался на берегу."
    assert encoding(on_a_mac.encode("mac_cyrillic")) == "mac_cyrillic"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("昨夜、町議会は港の壁をめぐる長い論争を終わらせた。写真は千九百年の表紙です。", "shift_jis"),
        ("Скупштина је синоћ окончала дуги спор о зиду луке, ђеврек његов, њихов џеп и љубав.", "cp1251"),
        ("شورای شهر دیشب به اختلاف طولانی درباره دیوار بندر پایان داد پس چگونه گفت", "cp1256"),
    ],
)
def test_bytes_that_windows_does_not_have_are_letters_of_others(text: str, codec: str) -> None:
    """Of Serbian, Persian and Japanese, in their encodings."""
    assert characters(text.encode(codec, "ignore")) == Characters(text.encode(codec, "ignore").decode(codec))


@pytest.mark.parametrize(
    "data",
    [
        "Die Brücke in Köln bleibt zu.".encode() + b" Ein Fehler\xff hier, und da\xc3 noch einer.",
        b"An apple, a pear" + bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D]) + b" and a plum, " + b"said the gardener. " * 9,
    ],
)
def test_a_few_broken_bytes_leave_no_short_text_out(data: bytes) -> None:
    """What can be read of it is, and the rest is said."""
    problem, article = read(data, "a.txt")
    assert isinstance(article, Article)
    assert article.text.count("\ufffd") in (2, 5)
    assert isinstance(problem, Problem)
    assert not problem.left_out


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, b"\0" * 64, b"ab\0cd" * 9]
)
def test_what_is_no_text(data: bytes) -> None:
    """Bytes that make no characters of a text."""
    assert encoding(data) is None
    assert characters(data) == "is not text"


def test_an_unknown_encoding_is_said() -> None:
    """EBCDIC and the like make no words in any encoding that is tried."""
    data = bytes(0x80 + (n * 7) % 0x20 for n in range(400))
    (problem,) = read(data, "a.txt")
    assert isinstance(problem, Problem)
    assert problem.reason in ("is in an unknown encoding", "is not text")


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
def test_line_ends_of_other_systems(mark: str) -> None:
    """They end lines where a file has no others; beside others they are left alone, as no editor counts them."""
    assert characters(f"One.{mark}{mark}Two.".encode()) == Characters("One.\n\nTwo.")
    assert characters(f"One.{mark}\nTwo.".encode()) == Characters(f"One.{mark}\nTwo.")


@pytest.mark.parametrize(
    ("data", "codec", "decodes"), [(b"a", "ascii", True), (b"\xff", "ascii", False), (b"\xff", "latin-1", True)]
)
def test_what_a_codec_decodes(data: bytes, codec: str, decodes: bool) -> None:
    """All of it or nothing."""
    assert _decodes(data, codec) is decodes


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("a”b", True), ("a”b c", True), ("a”1b", False),
        ("aぁ", True), ("a” ", False), (" ”b", False), ("”b", False), ("a”", False), ("a’b", False), ("é”b", False),
        ("a”é", False), ("a”1", False), ("a±b", True), ("±", True), ("漢", False), ("漢a", True), ("a漢", True),
        ("漢é", False), ("漢1", False), ("漢字", False), ("aÉ", True), ("É", False), ("AÉ", False), ("Éa", False),
        ("éa", False), ("aאb", True), ("é漢", False), ("aж", True),
    ],
)  # fmt: skip
def test_a_character_where_no_language_has_it(text: str, odd: bool) -> None:
    """By the characters on both sides of it, the first and the last of a text too: they tell a wrong codec."""
    assert _is_odd(text, next(i for i, character in enumerate(text) if not character.isascii())) is odd


GERMAN = "Die Mühle brannte am Montag, und niemand wurde verletzt, sagte die Bürgermeisterin.\n"


@pytest.mark.parametrize("codecs", [("utf-8", "cp1252"), ("cp1252", "utf-8"), ("utf-8", "cp1252", "utf-8", "utf-8")])
def test_lines_in_two_encodings(codecs: tuple[str, ...]) -> None:
    """As where files were put together: no letter is lost, and that it is a guess is said."""
    data = b"".join(GERMAN.encode(codec) for codec in codecs)
    problem, got = read(data, "a.txt")
    assert isinstance(problem, Problem)
    assert problem.reason == "is read as utf-8, cp1252, which is a guess"
    assert isinstance(got, Article)
    assert got.text == GERMAN * len(codecs)


@pytest.mark.parametrize("broken", [b"M\xfchle und M\xc3\xbchle\n", b"die m\xc3\n", b"\x81\x8d\n"])
def test_what_is_broken_within_a_line_stays_so(broken: bytes) -> None:
    """There are bytes of neither encoding, or the line is in UTF-8 for the rest."""
    problem, got = read(GERMAN.encode() * 3 + broken, "a.txt")
    assert isinstance(problem, Problem)
    assert problem.reason == "has characters that can't be read, shown as �"
    assert isinstance(got, Article)
    assert got.text.startswith(GERMAN * 3)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (GERMAN.encode() + b"\0" * 4096, GERMAN),
        (GERMAN.encode() + b"Nobody\0 was hurt.\n", GERMAN + "Nobody� was hurt.\n"),
    ],
)
def test_a_few_nuls_cost_only_themselves(data: bytes, text: str) -> None:
    """A crash leaves them behind a text, and old programs within it."""
    *_, got = read(data, "a.txt")
    assert isinstance(got, Article)
    assert got.text == text


@pytest.mark.parametrize(("text", "codec"), [("о е а и н т ", "cp1251"), ("о е а и н т  ", None)])
def test_another_script_fills_half_of_the_bytes(text: str, codec: str | None) -> None:
    """With less of it, letters beyond ASCII are those of a Latin alphabet."""
    assert _by_common_letters(text.encode("cp1251")) == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_where_a_file_was_cut_off_it_has_no_mark_either(codec: str) -> None:
    """However many bytes are left of its last character."""
    written = ("The mill is gone. " * 3).encode(codec)
    assert {_unmarked(written[: len(written) - cut]) for cut in range(8)} == {codec}


def test_what_is_no_text_has_no_codec() -> None:
    """Characters that no text has, or no spaces in a long line."""
    assert _unmarked(("mill" * 30).encode("utf-16-le")) is None
    assert _unmarked(("mill is \ue000" * 30).encode("utf-16-le")) is None
    assert _unmarked(b"") is None


@pytest.mark.parametrize(
    ("line", "text"), [(b"\xe9" * 9 + b" a\xd8a", "é" * 9 + " aØa"), (b"\xe9" * 8 + b" a\xd8a", None)]
)
def test_a_line_in_another_encoding_may_have_one_odd_character_in_ten(line: bytes, text: str | None) -> None:
    """With more it is in none that is known."""
    assert _mixed("é\n".encode() + line) == (text and f"é\n{text}")


@pytest.mark.parametrize(
    ("written", "text"),
    [("a\x85b", "a\nb"), ("a\u2028b", "a\nb"), ("a\u2028b\nc", "a\u2028b\nc"), ("a\u2028b\rc", "a\u2028b\rc")],
)
def test_other_marks_part_lines_where_no_usual_one_does(written: str, text: str) -> None:
    """Beside usual ones they are part of a line."""
    assert characters(written.encode()) == Characters(text)
