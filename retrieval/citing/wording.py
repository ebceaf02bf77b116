"""How a writer worded a quotation: the pieces that are the source's, and between them what is the writer's own.

An ellipsis stands for words left out, brackets for words put in: `[sic]`, `[the landlord]`, `[W]e`.
"""

import re
from dataclasses import dataclass

from retrieval.citing.folding import LETTER, PAUSES, Folded, fold_quotation, joined
from retrieval.errors import UsageError
from retrieval.language.expressions import expression
from retrieval.language.normalisation import WITHOUT_SPACES

_DOTS = r"(?:[…⋯]+|\.(?:[^\S\n]?\.){2,}|‥+|・{3,}|(?<!\S)\*(?:[^\S\n]?\*){2,}(?!\S))"
# What is written in brackets for "words are left out", instead of dots or after them.
_LEFT_OUT = (
    r"snip|cut|omitted|(?:text|words) omitted|etc\.?|gekürzt|auslassung|omissis|coupure|coupé|omitido|recortado|"
    r"cortado|omesso|пропуск|опущено|前略|中略|後略|后略|下略|以下略|省略|略"
)
_SIC = expression(r"\s*[\[(]\s*sic\s*[.!?]?\s*[\])]", re.IGNORECASE)
# [W]e, [Th]is: the writer changed the first letters, mostly to capitals.
_FIRST_LETTERS = expression(rf"\[((?![{WITHOUT_SPACES}])\w{{1,2}})\](?=\w)")
_ELLIPSIS_OR_BRACKETS = expression(
    rf"[\[({{<（［【〔/]{{1,2}}\s*{_DOTS}\s*[\])}}>）］】〕/]{{1,2}}|{_DOTS}|\[[^\w\[\]]*\]|"
    rf"[\[(（［【〔]\s*{_DOTS}?\s*(?:{_LEFT_OUT})\s*{_DOTS}?\s*[\])）］】〕]|\[(?P<own>[^\[\]]{{1,200}})\]",
    re.IGNORECASE,
)
_AROUND = f" \t\n\r\u3000{PAUSES}'\"`“”‘’„‚«»‹›「」『』〝〞〟-–—"
_OWN_WORDS = expression(rf"(?:{_DOTS}|[\s\[\]])+")

# About how many letters make a word in Chinese, Japanese and Korean, and in the scripts of South East Asia.
_WORD_OR_CHARACTERS = expression(
    rf"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{{1,4}}|[{WITHOUT_SPACES}]{{1,2}}|{LETTER}+(?:[.,'-]{LETTER}+)*"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A quotation, read: `pieces` are in the source in this order, folded; `words` are all of them as one text.

    `sources` are the pieces as the writer has them.

    `bracketed[i]` says whether the writer's brackets and not an ellipsis are between the pieces `i` and `i + 1`.
    `brackets` are the writer's own words; `literal` is the quotation with ellipses and brackets as they are written.
    """

    pieces: tuple[str, ...]
    bracketed: tuple[bool, ...]
    brackets: tuple[str, ...]
    words: Folded
    literal: str
    sources: tuple[str, ...]

    @property
    def size(self) -> int:
        """About how many words the pieces have, in any script."""
        return sum(map(word_count, self.pieces))


def word_count(text: str) -> int:
    """About how many words a text has, in any script."""
    return len(_WORD_OR_CHARACTERS.findall(text))


def wording(text: str) -> Wording:
    """A quotation, read.

    Raises:
        UsageError: It contains no words.
    """
    brackets = [match[0].strip(" []()") for match in _SIC.finditer(text)]
    bare = _FIRST_LETTERS.sub(r"\1", _SIC.sub("", text))
    pieces: list[str] = []
    sources: list[str] = []
    bracketed: list[bool] = []
    between = True
    at = 0
    for match in (*_ELLIPSIS_OR_BRACKETS.finditer(bare), None):
        source = bare[at : match.start() if match else len(bare)].strip(_AROUND)
        piece = fold_quotation(source).text.strip()
        if any(char.isalnum() for char in piece):
            bracketed += [between] if pieces else []
            pieces.append(piece)
            sources.append(source)
            between = True
        if match:
            at = match.end()
            between = between and match["own"] is not None
            brackets += [own] if match["own"] and (own := _OWN_WORDS.sub(" ", match["own"]).strip()) else []
    if not pieces:
        raise UsageError("There are no words in that quotation.")
    literal = fold_quotation(text.strip(_AROUND)).text.strip()
    words = joined(fold_quotation(" ".join(sources)))
    return Wording(tuple(pieces), tuple(bracketed), tuple(brackets), words, literal, tuple(sources))
