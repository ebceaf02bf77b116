"""Folded texts: what is alike, what is not, and the way back to the source."""

import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from types import FrameType
from typing import Any

import pytest

from retrieval.citing.folding import (
    cuts_a_word,
    fold,
    fold_letters,
    fold_quotation,
    fold_words,
    is_doubled,
    joined,
    letter_styles,
    may_hold,
    occurrences,
    one_to_one,
    quoted_places,
    restyled,
    stands_alone,
)
from tests.newsroom import article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Yes,” she said", '"Yes," she said'),
        ("it’s the ‘best’", "it's the 'best'"),
        ("« Bonjour », dit-il".replace(" »", "\xa0»").replace("« ", "«\xa0"), '"Bonjour", dit-il'),
        ("``TeX'' quotes", '"TeX" quotes'),
        ("wait … what", "wait... what"),
        ("1939–1945 — a war", "1939-1945 -- a war"),
        ("two\n\nparagraphs  and\xa0spaces", "two paragraphs and spaces"),
        ("co\xado\u200bperate", "cooperate"),
        (unicodedata.normalize("NFD", "Dvořák, Ångström, 각"), "Dvořák, Ångström, 각"),
        ("5 \N{ANGSTROM SIGN}", "5 Å"),
    ],
)
def test_style_makes_no_difference(one: str, other: str) -> None:
    """Quotation marks, dashes, ellipses, white space, Unicode form and invisible signs are made alike."""
    assert fold_words(one) == fold_words(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a word", "a ward"), ("5.1", "51"), ("Polish", "polish"), ("resume", "résumé"), ("½", "1/2"), ("a, b", "a b")],
)
def test_words_make_a_difference(one: str, other: str) -> None:
    """Letters, accents, capitals and punctuation are left as they are."""
    assert fold_words(one) != fold_words(other)


def test_case_is_alike_when_asked() -> None:
    """Case folding is Unicode's, and the way back holds where it makes words longer."""
    folded = fold("Die STRASSE und die Straße", case=True)
    assert folded.text == "die strasse und die strasse"
    start = folded.text.rindex("strasse")
    assert folded.span(start, start + 7) == (20, 26)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("seed", range(5))
def test_every_word_finds_its_way_back(seed: int, form: str) -> None:
    """The span of a folded word is that very word in the source, in any Unicode form."""
    source = unicodedata.normalize(form, article(seed).text)  # type: ignore[arg-type]
    folded = fold(source)
    at = 0
    for word in folded.text.replace("-", " ").replace("…", " ").split():
        at = folded.text.index(word, at)
        start, end = folded.span(at, at + len(word))
        assert fold_words(source[start:end]) == word
        assert folded.position(start) == at
        at += len(word)


def _taking_turns(frame: FrameType, event: str, _: Any) -> Any:
    """A trace function that lets other threads go on before every step of the code of folding."""
    if not frame.f_code.co_filename.endswith("folding.py"):
        return None
    frame.f_trace_opcodes = True
    time.sleep(0.0002)
    return _taking_turns


def test_long_texts_are_folded_side_by_side() -> None:
    """Threads that fold texts of any length at the same time don't disturb each other's offsets."""
    texts = [letter * 70_000 for letter in "abcd"]
    with ThreadPoolExecutor(len(texts), initializer=lambda: sys.settrace(_taking_turns)) as threads:
        folded = list(threads.map(fold, texts))
    assert all(text.offsets.tolist() == list(range(70_001)) for text in folded)
    assert fold("e" * 200_000).offsets.tolist() == list(range(200_001))


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("walk", "they walking walk", [13]),
        ("art", "party", []),
        ("costs 1", "costs 1.5 costs 1. And", [10]),
        ("5 million", "1.5 million", []),
        ("the army", "the army's plan", [0]),
        ("北京", "在北京市", [1]),
        ("", "anything", []),
    ],
)
def test_words_are_found_whole(words: str, text: str, found: list[int]) -> None:
    """No word and no number is cut in two; scripts without spaces have no such edges."""
    assert list(occurrences(words, text)) == found


def test_a_word_that_was_cut_may_stay_cut() -> None:
    """When a citation itself ends within a word, its context says so."""
    assert list(occurrences("they wal", "they walked", after="ked home")) == [0]
    assert list(occurrences("they wal", "they walked", after=" home")) == []


def test_edges_of_a_text_cut_nothing() -> None:
    """Before the first and after the last code point no word goes on."""
    assert not cuts_a_word("word", 0)
    assert not cuts_a_word("word", 4)


def test_restyling_is_named() -> None:
    """What was restyled is said in plain words, and nothing when nothing was."""
    assert restyled("“a” – b", '"a" - b') == ("quotation marks", "dashes")
    assert restyled("a b c", "a  b…") == ("white space", "ellipses")
    assert restyled("é", "e\u0301") == ("Unicode form",)
    assert restyled("same", "same") == ()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("«\u202fOui\u202f»", "'Oui'"),
        ("«\xa0Oui\xa0»", "'Oui'"),
        ("a\u202fb", "a b"),
        ("one - two", "one-two"),
        ("one … two", "one…two"),
        ("one . . . two", "one…two"),
        ("one .. two", "one .. two"),
        ("one -  - two", "one-two"),
        ("''one''", "'one'"),
        ("", ""),
    ],
)
def test_each_style_alone_is_made_plain(text: str, folded: str) -> None:
    """Every rule applies where it is the only one, whatever else the text has."""
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "position", "folded"),
    [
        ("\ufeffabc", 0, 0),
        ("\ufeffabc", 1, 0),
        ("\ufeffabc", 2, 1),
        ("a   b", 1, 1),
        ("a   b", 3, 1),
        ("a   b", 4, 2),
        ("a   b", 99, 3),
    ],
)
def test_a_code_point_has_a_folded_one(text: str, position: int, folded: int) -> None:
    """What was taken out belongs to the folded code point before it, at the beginning to the first."""
    assert fold(text).position(position) == folded


def test_a_span_ends_with_its_last_word() -> None:
    """Space and invisible code points at the end of a span are no part of it."""
    folded = fold("one  two\u200b \xadthree")
    assert folded.span(0, 4) == (0, 3)
    assert folded.span(4, 8) == (5, 8)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("“The old pier must go”", "old pier must go", "old pier must go"),
        ("« Le pont est cher »", "pont est cher", "pont est cher"),
        ("'The pier,' 'must go'  …", "must go", "must go"),
        ("It’s the rock’n’ roll", "it's", "It’s"),
    ],
)
def test_a_closing_mark_is_no_part_of_the_words(text: str, words: str, expected: str) -> None:
    """Nor is the space before it; an apostrophe within a word is."""
    folded = fold_quotation(text)
    start = folded.text.index(words)
    assert text[slice(*folded.span(start, start + len(words)))] == expected


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("ab", [1]),
        ("a b", []),
        ("1.5", [1, 2]),
        ("1,5", [1, 2]),
        ("21.53", [1, 2, 3, 4]),
        ("1.a", []),
        ("a.1", []),
        ("a1.5b", [1, 2, 3, 4]),
        ("1. 5", []),
        ("a's", []),
        ("中文", []),
        ("〇〇", []),
        ("人々", []),
        ("中a", []),
        ("a中", []),
    ],
)
def test_where_a_cut_parts_a_word_or_number(text: str, cuts: list[int]) -> None:
    """Between two letters or figures, and beside the point of a decimal number; never at an end."""
    assert [at for at in range(-1, len(text) + 2) if cuts_a_word(text, at)] == cuts


def test_occurrences_may_overlap() -> None:
    """Each place is found, the next one though it begins within the one before."""
    assert list(occurrences("a a", "a a a")) == [0, 2]
    assert list(occurrences("ey walk", "they walk", before="th")) == [2]
    assert list(occurrences("ey walk", "they walk")) == []


@pytest.mark.parametrize("signs", ["ŉa", "aŉ", "ßẞ", "İx"])
def test_words_that_case_makes_longer_find_their_way_back(signs: str) -> None:
    """Each code point of a longer folded word leads to the one it came from."""
    folded = fold(f"x {signs} y", case=True)
    assert folded.text == f"x {signs.casefold()} y"
    assert folded.offsets[-1] == len(folded.source)
    assert folded.span(2, len(folded.text) - 2) == (2, 4)
    assert len(folded.offsets) == len(folded.text) + 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("He said “no”, ‘so’ and «\xa0oui »!", "he said no, so and oui!"),
        ("the dogs' O’Neill's 'n' l'État", "the dogs o'neill's n l'état"),
        ("One.\n\n“Two,” she", "one. two, she"),
        ("市長は「橋は『安全』だ」と", "市長は橋は安全だと"),
        ("volun-\nteers, mid-size", "volun\ue000teers, mid-size"),
        ("nine-\n5 and a - b", "nine-5 and a-b"),
        ("A ( b ) .", "a (b)."),
    ],
)
def test_a_quotation_is_folded(text: str, folded: str) -> None:
    """Quotation marks go, apostrophes of words stay; a hyphen at a line end is a sign of its own."""
    found = fold_quotation(text)
    assert found.text == folded
    assert len(found.offsets) == len(folded) + 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("52% in favour", "52 % in favour"),
        ("52% in favour", "52\xa0% in favour"),
        ("52% in favour", "52\u202f% in favour"),
        ("52% in 2019", "52 % in 2019"),
        ("52% 10 days ago", "52 % 10 days ago"),
        ("%52 oy", "% 52 oy"),
        ("1.5‰", "1.5 ‰"),
        ("€50", "€ 50"),
        ("50€", "50\xa0€"),
        ("US$5", "US$ 5"),
        ("20°C", "20 °C"),
        ("20°C", "20\xa0° C"),
        ("٥٪", "٥ ٪"),
    ],
)
def test_a_space_between_a_number_and_its_sign_makes_no_difference(one: str, other: str) -> None:
    """In a quotation; which spaces there are is typography, and depends on the language."""
    assert fold_quotation(one).text == fold_quotation(other).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 %", "5 ‰"),
        ("52", "5 2"),
        ("5 2%", "52 %"),
        ("5 °C", "5 °F"),
        ("€5", "$5"),
        ("20 $5 notes", "20$ 5 notes"),
        ("52 %10", "52% 10"),
        ("-5%", "5 %"),
        ("5 m", "5m"),
    ],
)
def test_a_number_and_its_sign_stay_what_they_are(one: str, other: str) -> None:
    """Another sign, another number, or a sign that belongs to another number is a difference."""
    assert fold_quotation(one).text != fold_quotation(other).text


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("52% said", "It was 52 % said he", ["52 % said"]),
        ("$ 5 was", "20 $5 was", ["$5 was"]),
        ("20 $", "20$ 5", ["20$"]),
        ("2%", "52 %", []),
        ("% said", "52 % said", ["% said"]),
        ("volunteers", "volun-\nteers", ["volun-\nteers"]),
        ("volun-teers", "volun-\nteers", ["volun-\nteers"]),
        ("mid-size", "mid-\nsize mid-size midsize", ["mid-\nsize", "mid-size"]),
        ("midsize", "mid-\nsize mid-size midsize", ["mid-\nsize", "midsize"]),
        ("mid-\nsize", "mid-\nsize mid-size midsize", ["mid-\nsize", "mid-size", "midsize"]),
        ("volun", "volun-\nteers", []),
        ("teers", "volun-\nteers", []),
        ("can", "he can't can", ["can"]),
        ("can't", "he can’t can", ["can’t"]),
        ("t", "can't", []),
        ("", "a-\nb", []),
    ],
)
def test_where_a_quotation_stands(words: str, text: str, found: list[str]) -> None:
    """A hyphen at a line end stands for itself or for nothing; no word and no "n't" is cut in two."""
    folded = fold_quotation(text)
    places = quoted_places(fold_quotation(words).text, folded.text)
    assert [text[slice(*folded.span(*place))] for place in places] == found


def test_words_that_a_line_end_parts_are_joined() -> None:
    """For comparing word by word; other texts stay as they are."""
    folded = joined(fold_quotation("the volun-\nteers came"))
    assert (folded.text, folded.span(4, 14)) == ("the volunteers came", (4, 16))
    assert joined(folded) is folded


def test_marks_of_direction_are_no_words() -> None:
    """They come along when text is copied from a page in Hebrew or Arabic, and nobody sees them."""
    assert (
        fold("the \u200elamp\u200f of \u202bOsterholm\u202c \u2067x\u2069\u061c").text
        == fold("the lamp of Osterholm x").text
    )


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("cooperate at once", "They co\xadoperate at once."),
        ("Dvořák played", unicodedata.normalize("NFD", "Then Dvořák played.")),
        ("ceasefire talks", "The cease-\nfire talks failed."),
        ("Straße", "In der STRASSE war es still."),
        ("word next", "a word”“next"),
        ("wordnext", "a word”“next"),
        ("被评选为最佳新星大学", "在2005年被评选为“最佳新星大学”。"),
        ("the dam is safe", "He said: ‘THE DAM\n\n is safe.’"),
        ("5 %", "It rose by 5% then."),
    ],
)
def test_a_text_that_may_hold_words_is_looked_at(words: str, text: str) -> None:
    """However they are written there: what is left out holds them for certain not."""
    piece = fold_quotation(words).text.strip()
    stands = bool(list(quoted_places(piece, fold_quotation(text).text)))
    assert may_hold(piece, text) or not stands


def test_a_text_without_the_words_is_not_looked_at() -> None:
    """Where nothing could part or join them."""
    assert not may_hold(fold_quotation("the dam is unsafe").text, "The dam, he said, “is safe”.")
    assert may_hold(fold_quotation("the dam is unsafe").text, "It is un\xadsafe.")


@pytest.mark.parametrize(
    ("text", "plain_text"),
    [
        ("The “Café” of İzmir", None),  # A small İ is two code points.
        ("The “Café”\tof Ærø — 中😀Σς", "the 'cafe' of ærø - 中😀σσ"),
        ("two ''marks''", None),
        ("rock 'n' roll's", "rock 'n' roll's"),
        ("soft\xadly", None),
        ("«\xa0Oui »", None),
        ("e\u0301", None),
        ("a\ud800b", "a\ud800b"),
        ("", ""),
    ],
)
def test_a_text_is_folded_code_point_by_code_point(text: str, plain_text: str | None) -> None:
    """Without case and accents, each code point stands for one of the text; where more would go, there is none."""
    assert one_to_one(text) == plain_text
    assert one_to_one(text) == plain_text  # From the table that was filled.


@pytest.mark.parametrize(("text", "doubled"), [("a", False), ("'a'", False), ("a''", True), ("''", True), ("", False)])
def test_a_mark_is_seen_twice_in_a_row(text: str, doubled: bool) -> None:
    """At either end of a text as inside."""
    assert is_doubled("'", text) is doubled


def test_what_stands_alone_composes_with_nothing_before_it() -> None:
    """Of all characters that are composed of two in Unicode's tables, and of syllables of Hangul.

    Behind the third plane there are ideographs that are composed of nothing, marks of variants and private characters.
    """
    pairs = (unicodedata.decomposition(chr(code)).split() for code in range(0x30000))
    second = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2 and not pair[0].startswith("<")}
    assert len(second) > 50
    assert not any(map(stands_alone, {*second, *"\u1161\u11a8\u212b\ufb1d"}))
    assert all(map(stands_alone, "’—éж本한"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("cost more than planned[3] and", "cost more than planned and"),
        ("“We wait.”[12] Then", "we wait. then"),
        ("We wait.¹ Then", "we wait. then"),
        ("the harbour² opens", "the harbour opens"),
        ("5 km² of land and 10³ boats", "5 km² of land and 10³ boats"),
        ("a[3] is less than [4]", "a[3] is less than [4]"),
    ],
)
def test_marks_of_notes_make_no_difference(text: str, folded: str) -> None:
    """At a word or behind punctuation; what squares a unit, and what stands alone, is no such mark."""
    assert fold_quotation(text).text == folded
    end = len(folded)
    assert text[slice(*fold_quotation(text).span(end - 4, end))].casefold() == folded[-4:]


STYLES = [
    ("ar", "إن الحكومة", "إنّ الحكومةَ", "vowel marks"),
    ("ar", "قَالَ الوزير", "قال الوزير", "vowel marks"),
    ("ar", "قُتل الرجل", "قَتل الرجل", None),
    ("ar", "الحكومـــة", "الحكومة", "vowel marks"),
    ("ar", "اسعار", "أسعار", "hamzas"),
    ("ar", "إعلن", "أعلن", None),
    ("ar", "مسوول", "مسؤول", None),
    ("he", "ספר הזיכרון", "סֵפֶר הזיכרון", "vowel marks"),
    ("he", "סַפָּר", "סֵפֶר", None),
    ("ru", "все еще", "всё ещё", "ё and е"),
    ("ru", "всё", "все", "ё and е"),
    ("ru", "мои", "мой", None),
    ("ru", "замок", "за́мок", "accents"),
    ("ru", "зáмок", "замок", None),
    ("tr", "IŞIKLAR İÇTİ", "ışıklar içti", ""),
    ("tr", "ışıklar", "Işıklar", ""),
    ("tr", "sikildi", "sıkıldı", None),
    ("tr", "İRMAK", "Irmak", None),
    ("tr", "İRMAK", "ırmak", None),
    ("tr", "Istanbul", "İstanbul", None),
    ("de", "die grosse Strasse", "die große Straße", "ß and ss"),
    ("de", "STRASSE", "Straße", "ß and ss"),
    ("de", "in Massen", "in Maßen", None),
    ("de", "IN MASSEN", "in Maßen", "ß and ss"),
    ("de", "sie büßte Buße", "sie büsste Busse", None),
    ("de", "schön", "schon", None),
    ("de", "Muller", "Müller", None),
    ("el", "Η ΚΥΒΕΡΝΗΣΗ", "Η κυβέρνηση", "accents"),
    ("el", "πότε", "ποτέ", None),
    ("el", "ποτε", "ποτέ", None),
    ("fr", "A l'école, l'Etat", "À l’école, l’État", "accents"),
    ("fr", "L'ETAT FRANCAIS", "l’État français", "accents"),
    ("fr", "a l'école", "à l’école", None),
    ("fr", "oeuvre", "œuvre", "ligatures"),
    ("es", "EL PAPA", "el papá", None),
    ("es", "ano", "año", None),
    ("ja", "2024年ﾊﾞｽ", "２０２４年バス", "widths of characters"),
    ("zh", "10,5%", "10，5％", "widths of characters"),
    ("en", "102 m2", "10² m²", None),
    ("nl", "Ĳsbreker", "IJsbreker", "ligatures"),
    ("en", "ﬁnally", "finally", "ligatures"),
    ("hi", "जमीन", "ज़मीन", "nuqtas"),
    ("hi", "२.५ करोड़", "2.5 करोड़", "scripts of figures"),
    ("zh", "港務局的頭髮", "港务局的头发", "traditional characters"),
    ("zh", "头发", "頭髮", "traditional characters"),
    ("zh", "頭髮", "頭發", None),
    ("ja", "机の上", "機の上", None),
    ("hi", "माता", "मात", None),
    ("en", "the same", "the same", ""),
    ("en", "this", "that", None),
]
"""Words, what stands there, and in which forms of letters the two differ."""


@pytest.mark.parametrize(("language", "words", "there", "styles"), STYLES)
def test_letters_in_other_forms_are_the_same_words(language: str, words: str, there: str, styles: str | None) -> None:
    """A mark may be missing where writers leave it out, on either side; none is exchanged, and none makes a word."""
    told = letter_styles(words, there, language)
    assert (told if told is None else ", ".join(told)) == styles
    assert letter_styles(there, words, language) == told
    if told is not None:
        assert fold_letters(words).text == fold_letters(there).text


def test_bare_letters_know_their_places() -> None:
    """Each stands where its letter does, with the marks that were left out."""
    text = "قال إنّ الحكومةَ"
    folded = fold_letters(text)
    start = folded.text.index("الحكومة")
    assert text[slice(*folded.span(start, len(folded.text)))] == "الحكومةَ"
    assert fold_letters("plain").text == "plain"


def test_what_turns_words_round_is_not_invisible() -> None:
    """The words are read otherwise than they stand; other marks of direction are copied along unseen."""
    assert fold_quotation("it cost \u202e5.4\u202c million").text != fold_quotation("it cost 5.4 million").text
    assert fold_quotation("it cost \u200e5.4\u2069 million").text == fold_quotation("it cost 5.4 million").text
