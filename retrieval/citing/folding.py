"""Texts in the form in which they are compared, and where some words stand in a text.

Folding normalises the Unicode form (NFC), runs of white space, quotation marks, dashes and ellipses, and removes soft
hyphens and zero-width spaces; the letters and marks of every script stay as they are. Every folded code point knows its
place in the source, so that a match is given in code points of the source.
"""

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.language.analyzer import code
from retrieval.language.expressions import expression
from retrieval.language.normalisation import DIRECTION_MARKS, WITHOUT_SPACES, simplified
from retrieval.records import Remark

_QUOTES = "\"'`´ʹʻʼʽˈ‘’‚‛“”„‟′″‹›«»「」『』〝〞〟＂＇"
PAUSES = ".,;:…·。．，、；：､｡،؛۔।॥։။၊។።፣፤፥"
"""Marks at which a sentence pauses or ends, in any script; where a quotation ends, its writer may put another one."""

_DASHES = "-‐‑‒–—―⸺⸻−﹘﹣－"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000"
_KINDS = ((_QUOTES, "'"), (_DASHES, "-"), (_SPACES, " "))
_PLAIN = {char: plain for chars, plain in _KINDS for char in chars if char != plain}
_PLAIN_IN_ASCII = [char for char in _PLAIN if char.isascii()]
_ASCII = bytes(range(128))
_LAST_OF_ASCII, _NO_SINGLE_FORM = 0x7F, 0xFFFFFFFF

_TURNS_ROUND = "\u202e"
"""Shows what follows from right to left, so that other words and figures are read than stand there."""

_UNSEEN = f"\xad\u200b\u2060\ufeff{DIRECTION_MARKS}".replace(_TURNS_ROUND, "")
INVISIBLE = expression(f"[{_UNSEEN}]")
"""A code point that shows nothing: a soft hyphen, a space without width, a mark of direction that turns none round."""

_BLANK = f"{_SPACES} {_UNSEEN}"
# Subtle: only combining marks and Hangul vowels and final consonants compose with the code points before them.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_MARKS += "\u0900-\u0963\u0966-\u0dff"
_COMPOSING = _MARKS + "\u0e31-\u0ebf\u0f18-\u0fc6\u1000-\u109f\u1160-\u11ff\u1ab0-\u1bff\u1dc0-\u1dff\u20d0-\u20ff"
_COMPOSING += "\u3099\u309a\ufe20-\ufe2f\U00011000-\U000118ff\U0001d165-\U0001d1ad"
_CLUSTER = expression(f"(?s:.)[{_COMPOSING}]+|[^\x00-\u02ff]")
_INSIDE_GUILLEMETS = expression("(?<=[«‹])[\xa0\u202f]|[\xa0\u202f](?=[»›])")
_DOUBLE_MARKS = "`'‘’"
_DOUBLED = expression("|".join(mark * 2 for mark in _DOUBLE_MARKS))
_DOTS_OR_DASHES = expression(r"\.(?: ?\.){2,}|-(?: *-)+")
_DOTS_OR_DASHES_BEGIN = ("..", ". .", "--", "- -", "-  ")
_SPACES_IN_A_ROW = expression("  +")
_SPACES_BY_DASH = (" -", "- ", " …", "… ")
_NOT_ASCII = expression("[^\x00-\x7f]")

_PERCENT = "%‰‱٪؉؊﹪％"
_CURRENCY = "$¢£¤¥֏؋৲৳৻૱௹฿៛\u20a0-\u20cf﷼﹩＄￠￡￥￦"
# Subtle: between two numbers the space tells which one the sign belongs to: "20 $5 notes", "20$ 5 notes".
# The mark of a note, at a word of some length or behind punctuation: not the square of "km²", nor the index of "a[3]".
_NOTE_MARK = expression(
    r"(?:(?<=[^\W\d_][^\W\d_][^\W\d_][^\W\d_])|(?<=[.,;!?…”’»)]))(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}(?!\w))"
)
_NOTE_MARKS_BEGIN = ("[", *"¹²³⁰⁴⁵⁶⁷⁸⁹")
_SPACE_BY_SIGN = expression(
    rf" (?:(?<=\d )(?=[{_PERCENT}{_CURRENCY}°](?!\d))|(?=\d)(?<=[{_CURRENCY}] )(?<!\d[{_CURRENCY}] )"
    rf"|(?=\d)(?<=[{_PERCENT}] )(?<!\d[{_PERCENT}] )(?<!\d [{_PERCENT}] )|(?<=° )(?=[CFcf]\b))"
)

_WIDTHS = ("<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>")
_LIGATURES = {
    "Ĳ": "IJ", "ĳ": "ij", "Ǉ": "LJ", "ǈ": "Lj", "ǉ": "lj", "Ǌ": "NJ", "ǋ": "Nj", "ǌ": "nj",
    "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi",
    "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_VOWELS = frozenset(
    "\u0640\u0670\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    + "".join(map(chr, (*range(0x591, 0x5BE), *range(0x610, 0x61B), *range(0x64B, 0x653), *range(0x6D6, 0x6EE))))
)
_HAMZAS = frozenset("\u0653\u0654\u0655")
_DOT_ABOVE, _TWO_DOTS, _DEVANAGARI_DOT = "\u0307", "\u0308", "\u093c"
_STRESS = frozenset("\u0300\u0301")
_FRENCH_MARKS = frozenset("\u0300\u0301\u0302\u0308\u0327")
_LEAVABLE = _VOWELS | _HAMZAS | {_DEVANAGARI_DOT} | frozenset(map(chr, range(0x300, 0x370)))
"""Marks that writers leave out in some language, or in capitals."""

_MASSES = expression(r"\b(?:[Mm]a|[Bb]u)(?:ß|ss)en?\b")
_SHARP, _YO, _HAMZA, _NUKTA = Remark("ß and ss"), Remark("ё and е"), Remark("hamzas"), Remark("nuqtas")
_VOWEL_MARKS, _ACCENTS, _JOINED_LETTERS = Remark("vowel marks"), Remark("accents"), Remark("ligatures")
_WIDTH, _FIGURES = Remark("widths of characters"), Remark("scripts of figures")
_SCRIPT = Remark("traditional characters")

LETTER = rf"(?:(?![{WITHOUT_SPACES}])[\w{_MARKS}])"
"""A letter, digit or mark of a script that puts spaces between words, as a regular expression."""
_JOINED = expression(LETTER * 2)
_CONTRACTION = expression("n['’]t", re.IGNORECASE)

_SHARP_S = "\ue002"
LINE_HYPHEN = "\ue000"
"""What stands in a folded quotation for a hyphen at a line end, which may be the word's own or not."""

_HYPHEN_AT_LINE_END = expression(r"(?<=[^\W\d_])[-‐\xad][^\S\n]*\n\s*(?=[^\W\d_])")
_MARK_OF_NO_WORD = expression(rf"'(?!{LETTER})|(?<!{LETTER})'")
_LOOSE_SPACE = expression(r" +(?=[.,;:!?)\]])|(?<=[(\[]) +")
_NUMBER = expression(r"\d[.,]\d")
_LETTERS = expression(r"[^\W_]+")
_CHARACTER_WITHOUT_SPACES = expression(f"[{WITHOUT_SPACES}]")
_MAY_PART_WORDS = expression(rf"[{_UNSEEN}]|[-‐][^\S\n]*\n|[{re.escape(_QUOTES)}]{{2}}")
"""What folding takes out from between letters: what shows nothing, a hyphen at a line end, two marks in a row."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the form in which texts are compared.

    `offsets[i]` is where the folded code point `i` begins in `source`; one more offset says where the last one ends.
    """

    text: str
    offsets: "array[int]"
    source: str

    def position(self, offset: int) -> int:
        """The folded code point that stands for the code point `offset` of the source."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that the folded ones from `start` to `end` stand for.

        Neither space at the end belongs to them, nor a quotation mark that folding took out there.
        """
        first, last = self.offsets[start], self.offsets[end]
        behind = _BLANK if self.text[:end].endswith("'") else _BLANK + _QUOTES
        return first, first + len(self.source[first:last].rstrip(behind))


@lru_cache(maxsize=32)
def fold(text: str, *, case: bool = False) -> Folded:
    """The folded form of a text; with `case`, capital and small letters are alike too (Unicode case folding)."""
    folded, offsets = _plain(text, _counting(len(text) + 1))
    return Folded(*(_caseless(folded, offsets) if case else (folded, offsets)), text)


def one_to_one(text: str) -> str | None:
    """The folded form of a text, without case and accents, but for spaces, dots and dashes in a row.

    These stay as they are, so that each code point stands for one of the text; None where more is to be left out.
    """
    if any(is_doubled(mark, text) for mark in _DOUBLE_MARKS):
        return None
    # To look each code point up in one table takes a third of the time of replacing character by character.
    numbers = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    rare = set(map(chr, set(numbers[numbers > _LAST_OF_ASCII].tolist())))
    unseen = not rare.isdisjoint(_UNSEEN) or not (rare.isdisjoint("\xa0\u202f") or rare.isdisjoint("«»‹›"))
    if unseen or not _is_composed(text, rare):
        return None
    table = _single_forms()
    for char in rare:
        table[ord(char)] = form = table[ord(char)] or _single_form(char)
        if form == _NO_SINGLE_FORM:
            return None
    return table.take(numbers, mode="clip").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _single_forms() -> NDArray[np.uint32]:
    """The number of the `_single_form` of each code point by its own; 0 for one not of ASCII that none was met of."""
    table = np.zeros(sys.maxunicode + 1, "<u4")
    table[: _LAST_OF_ASCII + 1] = [_single_form(chr(number)) for number in range(_LAST_OF_ASCII + 1)]
    return table


def _single_form(char: str) -> int:
    """The number of the code point that stands for a character without case and accents."""
    caseless = _PLAIN.get(char, char).casefold()
    return ord(unicodedata.normalize("NFD", caseless)[0]) if len(caseless) == 1 else _NO_SINGLE_FORM


@lru_cache(maxsize=32)
def fold_quotation(text: str, *, sharp_s: bool = True) -> Folded:
    """The folded form of a text in which quotations are looked for.

    Capital and small letters are alike too (Unicode case folding, but ß is ss only without `sharp_s`), quotation marks
    are gone, apostrophes within words are not, a hyphen at a line end is `LINE_HYPHEN`, and there is no space between a
    number and its percent, degree or currency sign, nor a mark of a note at a word ([3], ¹).
    """
    folded, offsets = _quotation_form(text)
    if sharp_s and ("ß" in folded or "ẞ" in folded):
        folded, offsets = _caseless(folded.replace("ẞ", "ß").replace("ß", _SHARP_S), offsets)
        return Folded(folded.replace(_SHARP_S, "ß"), offsets, text)
    return Folded(*_caseless(folded, offsets), text)


def _quotation_form(text: str) -> tuple[str, "array[int]"]:
    """What `fold_quotation` makes of a text, in its own capital and small letters."""
    folded, offsets = _rewritten(text, _counting(len(text) + 1), _HYPHEN_AT_LINE_END, lambda _: LINE_HYPHEN)
    if _any_in(folded, _NOTE_MARKS_BEGIN):
        folded, offsets = _rewritten(folded, offsets, _NOTE_MARK, _removed)
    folded, offsets = _plain(folded, offsets)
    if "'" in folded:
        folded, offsets = _rewritten(folded, offsets, _MARK_OF_NO_WORD, _removed)
    folded, offsets = _rewritten(folded, offsets, _LOOSE_SPACE, lambda _: "")
    folded, offsets = _rewritten(folded, offsets, _SPACES_IN_A_ROW, lambda _: " ")
    return _rewritten(folded, offsets, _SPACE_BY_SIGN, _removed)


@lru_cache(maxsize=32)
def fold_letters(text: str) -> Folded:
    """The folded form of a text in which letters are bare: without marks, in one width, in figures of one script.

    So what is not the same is alike too (año and ano): `letter_styles` tells.
    """
    folded, offsets = _quotation_form(text)
    if folded.isascii():
        return fold_quotation(text)
    parts = [BARE_LETTERS[ord(char)] for char in folded]
    sizes = np.fromiter(map(len, parts), np.uintc, len(parts))
    moved = np.append(np.repeat(np.frombuffer(offsets, np.uintc)[:-1], sizes), np.uintc(offsets[-1]))
    return Folded("".join(parts), array("I", moved.astype(np.uintc).tobytes()), text)


class _BareLetters(dict[int, str]):
    """What each character is without marks and in small letters, for `str.translate`; worked out when it is met."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        self[number] = form = "".join(_bare(each) for each in _apart(char) if each not in _LEAVABLE)
        return form


BARE_LETTERS = _BareLetters()
"""The characters of `fold_letters`, by their code points."""


def _bare(char: str) -> str:
    return "i" if char == "ı" else simplified(str(unicodedata.decimal(char, char)).casefold())


def _apart(char: str) -> str:
    """A character as letters and marks: its parts in Unicode, but of Hangul; ligatures and other widths undone."""
    if char in _LIGATURES:
        return _LIGATURES[char]
    if "\uac00" <= char <= "\ud7a3":
        return char
    return unicodedata.normalize("NFKD" if unicodedata.decomposition(char).startswith(_WIDTHS) else "NFD", char)


class _Letter(NamedTuple):
    """A letter: bare, as it is written without its marks, its marks, and the style that sets it apart, if any."""

    bare: str
    written: str
    marks: frozenset[str]
    style: Remark | None


def _letters_of(text: str) -> list[_Letter]:
    row: list[_Letter] = []
    for char in _quotation_form(text)[0].strip():
        style = _style_of(char)
        for part in _apart(char):
            if part in _LEAVABLE:
                row[-1:] = [each._replace(marks=each.marks | {part}) for each in row[-1:]]
            else:
                row += [_Letter(bare, part, frozenset(), style) for bare in _bare(part)]
    return row


def _style_of(char: str) -> Remark | None:
    if char in "ßẞ":
        return _SHARP
    if char in _LIGATURES:
        return _JOINED_LETTERS
    if unicodedata.decomposition(char).startswith(_WIDTHS):
        return _WIDTH
    return _FIGURES if char.isdecimal() and not char.isascii() else None


def letter_styles(words: str, there: str, language: str | None) -> tuple[Remark, ...] | None:
    """In which forms of letters two texts differ that say the same, for a person; None where they say something else.

    A mark may be left out on either side where writers leave it out: vowel marks of Arabic and Hebrew, the hamza of an
    alef, the dots of ё, the dot of Devanagari, accents of Greek and French capitals. None is exchanged for another, and
    elsewhere it makes another word: año and ano, schön and schon, sık and sik. Chinese may be in either script.

    Args:
        words: Some words.
        there: What has the same bare letters (`fold_letters`).
        language: The language of both, as its ISO 639-1 code.
    """
    mine, theirs = _letters_of(words), _letters_of(there)
    if [each.bare for each in mine] != [each.bare for each in theirs] or _other_words_with_sharp_s(words, there):
        return None
    styles: set[Remark] = set()
    for one, other in zip(mine, theirs, strict=True):
        if one != other:
            style = _style_between(one, other, language)
            if style is None:
                return None
            styles |= style
    return tuple(sorted(styles))


def _style_between(one: _Letter, other: _Letter, language: str | None) -> frozenset[Remark] | None:
    """The styles in which two letters differ that are alike when bare; None where they are two letters."""
    styles = frozenset(filter(None, [one.style, other.style])) if one.style != other.style else frozenset()
    if "ı" in (one.written, other.written) and one.written != other.written:
        return styles if {one.written, other.written} == {"ı", "I"} and not one.marks | other.marks else None
    traditional = [each.written for each in (one, other) if simplified(each.written) != each.written]
    if traditional and one.written != other.written:  # 髮 and 發 are 发; in Japanese 機 and 机 are two words
        return styles | {_SCRIPT} if len(traditional) == 1 and code(language) == "zh" else None
    if one.marks == other.marks:
        return styles
    with_marks, without = (one, other) if one.marks > other.marks else (other, one)
    if not with_marks.marks > without.marks:
        return None
    for mark in with_marks.marks - without.marks:
        style = _style_of_mark(mark, with_marks, without, language)
        if style is None:
            return None
        styles |= style
    return styles


def _style_of_mark(mark: str, letter: _Letter, without: _Letter, language: str | None) -> frozenset[Remark] | None:
    """The style in which a letter lacks a mark; None where it is another letter without it.

    Args:
        mark: The mark.
        letter: The letter that has it.
        without: The one that hasn't.
        language: That of both texts.
    """
    capital = without.written.isupper()
    if mark == _DOT_ABOVE and letter.bare == "i":  # İ is the capital of the Turkish i
        return frozenset() if letter.written == "I" and without.written == "i" else None
    if mark in _HAMZAS:
        return frozenset({_HAMZA}) if letter.bare == "ا" else None
    if mark in _VOWELS:
        return frozenset({_VOWEL_MARKS})
    if mark == _DEVANAGARI_DOT:
        return frozenset({_NUKTA})
    if mark == _TWO_DOTS and letter.bare == "е":
        return frozenset({_YO})
    greek = "\u0370" <= letter.bare <= "\u03ff"
    stress = mark in _STRESS and "\u0430" <= letter.bare <= "\u044f"
    french = language == "fr" and mark in _FRENCH_MARKS
    return frozenset({_ACCENTS}) if stress or (capital and (greek or french)) else None


def _other_words_with_sharp_s(words: str, there: str) -> bool:
    """Whether one text has moderation or penance (Maßen, Buße) where the other has masses or a bus."""
    if ("ß" in words) == ("ß" in there) and words.count("ß") == there.count("ß"):
        return False
    mine, theirs = (_MASSES.findall(each) for each in (words, there))
    return mine != theirs and [each.replace("ß", "ss").casefold() for each in mine] == [
        each.replace("ß", "ss").casefold() for each in theirs
    ]


def joined(folded: Folded) -> Folded:
    """A folded quotation or its source without the hyphens at line ends: for words that are compared one by one."""
    if LINE_HYPHEN not in folded.text:
        return folded
    text, offsets = _rewritten(folded.text, folded.offsets, re.compile(LINE_HYPHEN), _removed)
    return Folded(text, offsets, folded.source)


def _plain(text: str, offsets: "array[int]") -> tuple[str, "array[int]"]:
    """A text with the plain forms of its marks, dashes and spaces, and its offsets."""
    folded = text
    if not text.isascii():
        if _any_in(text, _UNSEEN):
            folded, offsets = _rewritten(folded, offsets, INVISIBLE, _removed)
        if not _is_composed(folded, not_ascii(folded)):
            folded, offsets = _rewritten(folded, offsets, _CLUSTER, lambda m: unicodedata.normalize("NFC", m[0]))
        if _any_in(folded, "\xa0\u202f") and _any_in(folded, "«»‹›"):
            folded, offsets = _rewritten(folded, offsets, _INSIDE_GUILLEMETS, _removed)
    if any(is_doubled(mark, folded) for mark in _DOUBLE_MARKS):
        folded, offsets = _rewritten(folded, offsets, _DOUBLED, lambda _: "'")
    folded = _with_plain_marks(folded)
    if _any_in(folded, _DOTS_OR_DASHES_BEGIN):
        folded, offsets = _rewritten(folded, offsets, _DOTS_OR_DASHES, _single_mark)
    folded, offsets = _without(folded, offsets, [at + 1 for at in _places("  ", folded)])
    return _without_spaces_by_dashes(folded, offsets)


def _counting(size: int) -> "array[int]":
    """The numbers 0, 1, 2 … up to `size` - 1: the offsets of a text that nothing was done to yet."""
    return array("I", np.arange(size, dtype=np.uintc).tobytes())


def _with_plain_marks(text: str, rare: Collection[str] | None = None) -> str:
    """Every quotation mark, dash and space as the plain one of its kind (many times faster than `str.translate`).

    The `rare` characters are those of the text that are `not_ascii`, if these are known.
    """
    for char in (*_PLAIN_IN_ASCII, *(_PLAIN.keys() & (not_ascii(text) if rare is None else rare))):
        text = text.replace(char, _PLAIN[char])
    return text


def not_ascii(text: str) -> set[str]:
    """The characters of a text that are not of ASCII: in most languages hardly a dozen, and soon found."""
    if text.isascii():
        return set()
    # Subtle: no byte of ASCII is part of another character in UTF-8.
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _any_in(text: str, pieces: Iterable[str]) -> bool:
    """Whether a text has any of some pieces: so a pattern that would find nothing need not be tried at each place."""
    # A single code point is looked for many times as fast as several.
    return any(piece[0] in text and piece in text for piece in pieces)


def is_doubled(char: str, text: str) -> bool:
    """Whether a character stands twice in a row in a text."""
    # Beyond ASCII a look for both at once takes ten times as long.
    return char in text and (char * 2 in text if text.isascii() else "" in text.split(char)[1:-1])


def _is_composed(text: str, rare: Iterable[str]) -> bool:
    """Whether a text is in the form NFC.

    Args:
        text: The text.
        rare: Those of its characters that are not of ASCII.
    """
    return all(map(stands_alone, rare)) or unicodedata.is_normalized("NFC", text)


@cache
def stands_alone(char: str) -> bool:
    """Whether a character is in the form NFC beside any other: it is neither a mark nor part of a Hangul syllable."""
    mark = unicodedata.category(char).startswith("M") or "\u1100" <= char <= "\u11ff"
    return not mark and unicodedata.is_normalized("NFC", char)


def _removed(_: re.Match[str]) -> str:
    return ""


def fold_words(text: str, *, case: bool = False) -> str:
    """The folded form of some words, without white space at either end."""
    return fold(text, case=case).text.strip()


def _single_mark(run: re.Match[str]) -> str:
    return "-" if "-" in run[0] else "…"


def _caseless(text: str, offsets: "array[int]") -> tuple[str, "array[int]"]:
    caseless = text.casefold()
    if len(caseless) != len(text):
        caseless, offsets = _rewritten(text, offsets, _NOT_ASCII, lambda m: m[0].casefold())
        caseless = caseless.casefold()
    return caseless, offsets


def _rewritten(
    text: str, offsets: "array[int]", pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]
) -> tuple[str, "array[int]"]:
    """A text with every match replaced, and its offsets; all code points of a replacement stand where the match began.

    Args:
        text: What was folded so far.
        offsets: Its offsets, one more than it has code points.
        pattern: What to replace.
        new: Gives what replaces a match.
    """
    parts: list[str] = []
    moved, at = array("I"), 0
    for match in pattern.finditer(text):
        replacement = new(match)
        parts += text[at : match.start()], replacement
        moved.extend(offsets[at : match.start()])
        moved.extend([offsets[match.start()]] * len(replacement))
        at = match.end()
    if not parts:
        return text, offsets
    moved.extend(offsets[at:])
    return "".join([*parts, text[at:]]), moved


def _without_spaces_by_dashes(text: str, offsets: "array[int]") -> tuple[str, "array[int]"]:
    """A text without the spaces before and after its dashes and ellipses, and its offsets."""
    # To look for each pair takes a fifth of the time that a pattern takes.
    return _without(
        text, offsets, sorted({at + pair.index(" ") for pair in _SPACES_BY_DASH for at in _places(pair, text)})
    )


def _without(text: str, offsets: "array[int]", gone: Sequence[int]) -> tuple[str, "array[int]"]:
    """A text without some of its code points, given in order, and its offsets."""
    if not gone:
        return text, offsets
    parts = "".join(text[first + 1 : last] for first, last in pairwise([-1, *gone, len(text)]))
    return parts, array("I", np.delete(np.frombuffer(offsets, np.uintc), gone).tobytes())


def _places(piece: str, text: str) -> Iterator[int]:
    """Every place of a piece in a text."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def cuts_a_word(text: str, at: int) -> bool:
    """Whether a cut before the code point `at` of a folded text falls inside a word or a decimal number."""
    if not 0 < at < len(text):
        return False
    around = text[at - 1 : at + 1]
    if _JOINED.match(around) or LINE_HYPHEN in around:
        return True
    if _CONTRACTION.match(text, at - 1) or (at > 1 and _CONTRACTION.match(text, at - 2)):
        return True
    return bool(_NUMBER.match(text, at - 1) or (at > 1 and _NUMBER.match(text, at - 2)))


def occurrences(words: str, text: str, *, before: str = "", after: str = "") -> Iterator[int]:
    """Every place of folded words in a folded text at which no word is cut in two.

    Args:
        words: What to look for.
        text: Where to look.
        before: What precedes the words where they are from: a word that is cut there may be cut here.
        after: What follows them there.
    """
    context = before + words + after
    may_cut_start = cuts_a_word(context, len(before))
    may_cut_end = cuts_a_word(context, len(before) + len(words))
    at = text.find(words) if words else -1
    while at >= 0:
        if cuts_a_word(text, at) <= may_cut_start and cuts_a_word(text, at + len(words)) <= may_cut_end:
            yield at
        at = text.find(words, at + 1)


def quoted_places(words: str, text: str) -> Iterator[tuple[int, int]]:
    """The spans of a folded quotation in a folded text at which no word is cut in two.

    A hyphen at a line end, of either, may stand for a hyphen or for nothing.

    Args:
        words: What to look for (`fold_quotation`).
        text: Where to look, folded alike.
    """
    if LINE_HYPHEN not in words and LINE_HYPHEN not in text:
        for at in occurrences(words, text):
            yield at, at + len(words)
    elif words:
        letters = (_ANY_HYPHEN.get(char) or re.escape(char) for char in words)
        for match in re.finditer(f"(?=({f'{LINE_HYPHEN}?'.join(letters)}))", text):
            start, end = match.span(1)
            if not cuts_a_word(text, start) and not cuts_a_word(text, end):
                yield start, end


_ANY_HYPHEN = {LINE_HYPHEN: f"[-{LINE_HYPHEN}]?", "-": f"[-{LINE_HYPHEN}]"}


def may_hold(words: str, text: str) -> bool:
    """Whether a text that is not folded yet may hold a folded quotation; false only where it certainly does not.

    In a plain text the longest word stands as it is: folding parts no word there, and joins none.
    """
    if _CHARACTER_WITHOUT_SPACES.search(words):
        return True
    key = max(_LETTERS.findall(words), key=len, default="")
    caseless = text.casefold()
    if key in caseless or len(caseless) != len(text) or _MAY_PART_WORDS.search(text):
        return True
    return not unicodedata.is_normalized("NFC", text)


def restyled(old: str, new: str) -> tuple[Remark, ...]:
    """In which styles two texts of the same words differ, for a person; empty when they are the same."""
    return tuple(name for name, style in _STYLES.items() if style(old) != style(new))


def _matches(pattern: str) -> Callable[[str], list[str]]:
    """Gives the matches of a pattern in a text, in order."""
    compiled = re.compile(pattern)
    return lambda text: compiled.findall(text)


def _spacing(text: str) -> list[str]:
    return re.findall(r"\s+", INVISIBLE.sub("", text))


def _form(text: str) -> str | None:
    return None if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


_STYLES: dict[Remark, Callable[[str], object]] = {
    Remark("Unicode form"): _form,
    Remark("white space"): _spacing,
    Remark("quotation marks"): _matches(f"[{re.escape(_QUOTES)}]"),
    Remark("dashes"): _matches(f"[{re.escape(_DASHES)}]"),
    Remark("ellipses"): _matches(r"…|\.(?:\s?\.){2,}"),
    Remark("invisible characters"): _matches(INVISIBLE.pattern),
}
