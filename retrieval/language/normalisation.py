"""A text in the form that terms are made of: variant spellings of a word are one."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from retrieval.language.expressions import expression

_APOSTROPHES = expression("[\u2018\u2019\u201b\u02bc\u02b9\uff07\u00b4\u0060]")
# Characters that do not change which word it is: soft hyphens, joiners, direction marks, Hebrew points, Arabic vowel
# marks and the stretching tatweel, and stress marks that are not part of a composed letter.
_SILENT = expression(
    "[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300\u0301\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670]"
)
_GROUPED = expression(r"[,\u00a0\u202f\u2009'](?<=\d.)(?=\d{3}(?!\d))")
# A word that was parted at the end of a line is found whole; its parts may be words joined by a hyphen of their own.
_WRAPPED = expression(r"(?<!\w)([^\W\d_]{1,40})-[ \t]{0,8}\n[ \t]{0,40}((?![A-Z])[^\W\d_]{1,40})(?!\w)")
_WRAPPED_BEFORE_CAPITAL = expression(r"(?<=[^\W\d_])-[ \t]{0,8}\n[ \t]{0,40}(?=[A-Z][^\W\d_])")
_INITIAL = expression(r"\.[^\W\d_]\b")
WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Code points of the scripts that put no spaces between words, as ranges of a character class."""

_BEHIND_A_WORD = f"(?<=[{WITHOUT_SPACES}\uac00-\ud7af])"
"""Where a word of another script begins in those that put no space before it, and in Korean."""

_INITIALS = expression(
    rf"\b[^\W\d_]\.(?:[^\W\d_]\.)+|\b(?:[A-Z]\.)+[A-Z]\b|{_BEHIND_A_WORD}(?:[A-Z]\.){{2,}}(?:[A-Z](?![A-Za-z]))?"
)
_UNITED_STATES = expression(r"\bU\.S\.(?:A\b\.?)?|\bU\.S\b|\bUS\b")
# One letter typed in several ways: alefs with and without hamza, and the Persian and Arabic keyboards' kaf and yeh.
_ALIKE: Mapping[str, Mapping[int, int | None]] = {
    "ar": str.maketrans("أإآٱىیک", "ااااييك"),
    "fa": str.maketrans("أإٱىيكۀة", "اااییکهه"),
    "hi": {0x93C: None},
    "ru": str.maketrans("ёЁ", "еЕ"),
    "uk": str.maketrans("ґҐ", "гГ"),
}
_CHANGED_BEYOND_ASCII = expression("[^\0-\x5f\x61-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff–—“”]")
"""What is changed in a text that is not all ASCII, once its usual apostrophes are; most texts have none of it."""

_OTHER_FIGURE = expression(r"(?![0-9])\d")
# Years that Chinese and Japanese write figure by figure: 二〇〇九年.
_HAN_YEAR = expression("[〇零一二三四五六七八九]{4}(?=年)")
_HAN_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
# Zelenskyy, Zelenskiy and Selenskij end as Zelensky does. Dutch has words of its own in -ij.
_SLAVIC = expression(r"[iy][yj]\b(?<=[a-z]{5})")

# Names in which an apostrophe follows a capital: O'Neill, D'Angelo. Languages that elide before a capital (l'Italie,
# d'Artagnan) leave only the Irish O' to be told from an article.
_ELIDING = frozenset({"fr", "it", "ca", "oc", "pt"})
_CAPITAL_APOSTROPHE = expression(r"(?<=\b[A-HJ-Z])' ?(?=[A-Z][^\W\d_])")
_IRISH = expression(r"(?<=\bO)' ?(?=[A-Z][^\W\d_])")
_VERSION = expression(rf"(?:[vV](?<![^\W_][vV])|{_BEHIND_A_WORD}[vV])\.? ?(?=\d+\.\d)")

DIRECTION_MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of the direction of writing: people copy them along without seeing them."""

LETTER = "0-9A-Za-z\u00aa-\u0dff\u1e00-\u1fff"
"""Letters and figures of the scripts that join words by hyphens, as ranges of a character class."""

_HYPHENS = expression("[\u2010\u2011]")
HYPHENATED = expression(
    rf"(?<![\w-])(?!(?<=')s-)(?=[{LETTER}-]{{0,80}}[^\W\d_])[{LETTER}]{{1,40}}(?:-[{LETTER}]{{1,40}}){{1,2}}(?![\w-])"
    r"|(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])"
)
"""Two or three words joined by hyphens, at least one of letters, or a day as figures."""

_SHOUTED_SPACES = 3
"""A text in capitals with this many spaces, so of four words or more, is a sentence and not a name or two."""


def normal(text: str, language: str, shouted: bool | None = None) -> str:
    """A text in the form that terms are made of, in which variant spellings of a word are one.

    Unicode's NFKC; plain apostrophes; no marks that leave a word the same; "1,000" and "1 000" as "1000"; "J.K." as
    "JK"; "Zelenskyy" as "Zelensky"; "O'Neill" as "ONeill"; "v7.0" as "7.0"; in English "US" and "U.S." as "USA", which
    is not the pronoun; a word parted at the end of a line whole, with its parts; figures of all scripts as 0 to 9;
    traditional Chinese characters as simplified ones.

    Args:
        text: Any text.
        language: A bare code.
        shouted: Whether the text is in capitals, where "US" may be the pronoun; the text tells when not given.
    """
    text = _GROUPED.sub("", text)
    if "-" in text and "\n" in text:
        text = _WRAPPED_BEFORE_CAPITAL.sub("-", _WRAPPED.sub(r"\1\2 \1 \2", text))
    if not text.isascii() and _CHANGED_BEYOND_ASCII.search(text := text.replace("’", "'")):
        if not unicodedata.is_normalized("NFKC", text):
            # The vowel am of Thai and Lao stays one character, as it is typed.
            text = (
                unicodedata.normalize("NFKC", text).replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
            )
        text = _SILENT.sub("", _APOSTROPHES.sub("'", text))
        if language == "zh":
            text = simplified(text)
        text = text.translate(_ALIKE[language]) if language in _ALIKE else text
        # The Turkish capital would leave a dot above its i.
        text = _OTHER_FIGURE.sub(_plain_figure, text.replace("İ", "I"))
        if "年" in text:
            text = _HAN_YEAR.sub(lambda year: year[0].translate(_HAN_FIGURES), text)
    if "\u2010" in text or "\u2011" in text:
        text = _HYPHENS.sub("-", text)
    if "'" in text:
        text = (_IRISH if language in _ELIDING else _CAPITAL_APOSTROPHE).sub("", text)
    if "v" in text or "V" in text:
        text = _VERSION.sub("", text)
    if language == "en" and ("US" in text or "U.S" in text):
        shouted = is_shouted(text) if shouted is None else shouted
        text = text if shouted else _UNITED_STATES.sub("USA", text)
    if ("y" in text or "j" in text) and language != "nl":
        text = _SLAVIC.sub("y", text)
    return _INITIALS.sub(_without_full_stops, text) if "." in text and _INITIAL.search(text) else text


SIMPLIFIED = Path(__file__).with_name("simplified.txt")
"""Traditional Chinese characters in one line, and in the next one what each is in simplified script, from OpenCC."""


@cache
def _of_traditional() -> Mapping[int, int]:
    """Traditional characters → simplified ones, by their code points; of several the commonest."""
    return str.maketrans(*SIMPLIFIED.read_text(encoding="utf-8").split())


def simplified(text: str) -> str:
    """A Chinese text in simplified characters, each in its place: the same words are one in either script."""
    return text.translate(_of_traditional())


def is_shouted(text: str) -> bool:
    """Whether a text is a sentence in capitals, and not only an abbreviation or two."""
    return text.isupper() and text.count(" ") >= _SHOUTED_SPACES


def joined(text: str) -> str:
    """A normal text with the words that hyphens join written as one, too: "cooperative co-operative"."""
    return HYPHENATED.sub(_joined_and_parted, text) if "-" in text else text


def without_hyphens(match: re.Match[str]) -> str:
    """A hyphenated word as one."""
    return match[0].replace("-", "")


def _joined_and_parted(match: re.Match[str]) -> str:
    """A hyphenated word as one, and as it is."""
    return f"{without_hyphens(match)} {match[0]}"


def _plain_figure(match: re.Match[str]) -> str:
    """A figure of any script as one of ours."""
    return str(int(match[0]))


def _without_full_stops(match: re.Match[str]) -> str:
    """Initials without their full stops."""
    return match[0].replace(".", "")
