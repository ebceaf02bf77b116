"""Texts in the form in which they are compared, and where some words stand in a text.

In the folded form Unicode form (NFC), white-space runs, quotation marks, dashes and ellipses are alike, and soft
hyphens and zero-width spaces are absent; the letters and marks of every script stay as they are. Every folded code
point knows its place in the source, so that a find is told in code points of the source.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.records import Remark

_QUOTES = "\"'`´ʹʻʼʽˈ‘’‚‛“”„‟′″‹›«»「」『』〝〞〟＂＇"
_DASHES = "-‐‑‒–—―⸺⸻−﹘﹣－"
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_SPACES += "\u2028\u2029\u202f\u205f\u3000"
_KINDS = ((_QUOTES, "'"), (_DASHES, "-"), (_SPACES, " "))
_ALIKE = {sign: plain for signs, plain in _KINDS for sign in signs if sign != plain}

_UNSEEN = "\xad\u200b\u2060\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_BLANK = f"{_SPACES} {_UNSEEN}"
# Subtle: what can compose with the code points before it is a combining mark, or a Hangul vowel or final consonant.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_MARKS += "\u0900-\u0963\u0966-\u0dff"
_COMPOSING = _MARKS + "\u0e31-\u0ebf\u0f18-\u0fc6\u1000-\u109f\u1160-\u11ff\u1ab0-\u1bff\u1dc0-\u1dff\u20d0-\u20ff"
_COMPOSING += "\u3099\u309a\ufe20-\ufe2f\U00011000-\U000118ff\U0001d165-\U0001d1ad"
_CLUSTER = re.compile(f"(?s:.)[{_COMPOSING}]+|[^\x00-\u02ff]")
_INSIDE_GUILLEMETS = re.compile("(?<=[«‹])[\xa0\u202f]|[\xa0\u202f](?=[»›])")
_DOUBLED = re.compile("``|''|‘‘|’’")
_DOTS_OR_DASHES = re.compile(r"\.(?: ?\.){2,}|-(?: *-)+")
_SPACES_IN_A_ROW = re.compile("  +")
# Beginning with the space itself, this is several times faster than with what stands before it.
_SPACE_BY_SIGN = re.compile(" (?:(?=[-…])|(?<=[-…] ))")
_NOT_ASCII = re.compile("[^\x00-\x7f]")

SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Code points of scripts that put no spaces between words, as ranges of a character class."""
LETTER = rf"(?:(?![{SPACELESS}])[\w{_MARKS}])"
"""A letter, digit or mark of a script that puts spaces between words, as a regular expression."""
_JOINED = re.compile(LETTER * 2)
_NUMBER = re.compile(r"\d[.,]\d")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the form in which texts are compared.

    `offsets[i]` is where the folded code point `i` begins in `source`; one more tells where the last one ends.
    """

    text: str
    offsets: "array[int]"
    source: str

    def position(self, offset: int) -> int:
        """The folded code point that stands for the code point `offset` of the source."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the source that the folded ones from `start` to `end` stand for, no space at their end."""
        first, last = self.offsets[start], self.offsets[end]
        return first, first + len(self.source[first:last].rstrip(_BLANK))


@lru_cache(maxsize=32)
def fold(text: str, *, case: bool = False) -> Folded:
    """The folded form of a text; with `case`, capital and small letters are alike too (Unicode case folding)."""
    folded, offsets = text, _identity(len(text) + 1)
    if not text.isascii():
        if any(sign in text for sign in _UNSEEN):
            folded, offsets = _rewritten(folded, offsets, _INVISIBLE, _nothing)
        if not unicodedata.is_normalized("NFC", folded):
            folded, offsets = _rewritten(folded, offsets, _CLUSTER, lambda m: unicodedata.normalize("NFC", m[0]))
        if "\xa0" in folded or "\u202f" in folded:
            folded, offsets = _rewritten(folded, offsets, _INSIDE_GUILLEMETS, _nothing)
    folded, offsets = _rewritten(folded, offsets, _DOUBLED, lambda _: "'")
    folded, offsets = _rewritten(_signs_alike(folded), offsets, _DOTS_OR_DASHES, _one_sign)
    folded, offsets = _rewritten(folded, offsets, _SPACES_IN_A_ROW, lambda _: " ")
    if "-" in folded or "…" in folded:
        folded, offsets = _rewritten(folded, offsets, _SPACE_BY_SIGN, _nothing)
    if case:
        folded, offsets = _caseless(folded, offsets)
    return Folded(folded, offsets, text)


def _identity(size: int) -> "array[int]":
    """The offsets of a text that nothing was done to yet."""
    if size > len(_OFFSETS):
        _OFFSETS.extend(range(len(_OFFSETS), 2 * size))
    return _OFFSETS[:size]


_OFFSETS = array("I", range(65_536))


def _signs_alike(text: str) -> str:
    """Every quotation mark, dash and white space made one of its kind (many times faster than `str.translate`)."""
    for sign, plain in _ALIKE.items():
        text = text.replace(sign, plain)
    return text


def _nothing(_: re.Match[str]) -> str:
    return ""


def fold_words(text: str, *, case: bool = False) -> str:
    """The folded form of some words, without white space at either end."""
    return fold(text, case=case).text.strip()


def _one_sign(run: re.Match[str]) -> str:
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
    """The text with every match replaced; all code points of a replacement stand where the match began."""
    parts: list[str] = []
    kept, at = array("I"), 0
    for match in pattern.finditer(text):
        replacement = new(match)
        parts += text[at : match.start()], replacement
        kept.extend(offsets[at : match.start()])
        kept.extend([offsets[match.start()]] * len(replacement))
        at = match.end()
    if not parts:
        return text, offsets
    kept.extend(offsets[at:])
    return "".join([*parts, text[at:]]), kept


def cuts_a_word(text: str, at: int) -> bool:
    """Whether a cut before the code point `at` of a folded text parts a word or a decimal number."""
    if not 0 < at < len(text):
        return False
    around = text[at - 1 : at + 1]
    if _JOINED.match(around):
        return True
    return bool(_NUMBER.match(text, at - 1) or (at > 1 and _NUMBER.match(text, at - 2)))


def occurrences(words: str, text: str, *, before: str = "", after: str = "") -> Iterator[int]:
    """Every place of folded words in a folded text at which no word is cut in two.

    `before` and `after` are what surrounds the words where they come from: a word that is cut there may be cut here.
    """
    context = before + words + after
    may_cut_start = cuts_a_word(context, len(before))
    may_cut_end = cuts_a_word(context, len(before) + len(words))
    at = text.find(words) if words else -1
    while at >= 0:
        if cuts_a_word(text, at) <= may_cut_start and cuts_a_word(text, at + len(words)) <= may_cut_end:
            yield at
        at = text.find(words, at + 1)


def restyled(one: str, other: str) -> tuple[Remark, ...]:
    """What was restyled between two texts that say the same words, for a person; empty when they are the same."""
    return tuple(name for name, same in _STYLES.items() if same(one) != same(other))


def _only(signs: str) -> Callable[[str], list[str]]:
    """What a text has of some signs, one for one and in order."""
    pattern = re.compile(signs)
    return lambda text: pattern.findall(text)


def _spacing(text: str) -> list[str]:
    return re.findall(r"\s+", _INVISIBLE.sub("", text))


def _form(text: str) -> str | None:
    return None if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


_STYLES: dict[Remark, Callable[[str], object]] = {
    Remark("Unicode form"): _form,
    Remark("white space"): _spacing,
    Remark("quotation marks"): _only(f"[{re.escape(_QUOTES)}]"),
    Remark("dashes"): _only(f"[{re.escape(_DASHES)}]"),
    Remark("ellipses"): _only(r"…|\.(?:\s?\.){2,}"),
    Remark("invisible characters"): _only(_INVISIBLE.pattern),
}
