"""Text → terms: a text is put into one form, cut into words, and each word is brought to its stem.

Words are cut, lower-cased, stopped, stemmed and stripped of accents by tantivy. Snowball's stemmers for languages that
tantivy lacks come from PyStemmer. A language without a stemmer has its words cut short, which on XQuAD's Russian does
as well as Snowball (Hit@1 90.5 against 91.1, whole words 80.8). Scripts that put no spaces between words are indexed
by characters and pairs of characters (XQuAD's Chinese: 93.1 with pairs alone, 93.8 with both, 89.7 with triples).
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import Stemmer
import tantivy

from retrieval.language.irregular import FORMS
from retrieval.language.stopwords import SNOWBALL, asking, framing, stop_words

ANALYZER = "7"
"""Changes whenever the same text would give other terms: an index made by another analyzer is built anew."""

TRUNCATED = 6
"""Letters of a word that are kept in a language that has no stemmer."""

_TANTIVY = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
_PYSTEMMER = {
    "ca": "catalan", "cs": "czech", "eo": "esperanto", "et": "estonian", "eu": "basque", "fa": "persian",
    "ga": "irish", "hi": "hindi", "hy": "armenian", "id": "indonesian", "lt": "lithuanian", "ne": "nepali",
    "pl": "polish", "sr": "serbian", "st": "sesotho", "yi": "yiddish",
}  # fmt: skip
_TRUNCATING = frozenset({"be", "bg", "bs", "hr", "kk", "lv", "mk", "mn", "mr", "sk", "sl", "sq", "tg", "tt", "uk"})
"""Inflecting languages without a stemmer."""

_SAME = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "sr", "eng": "en", "spa": "es", "rus": "ru",
    "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl",
    "ukr": "uk", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko", "ara": "ar", "fas": "fa", "per": "fa",
    "heb": "he", "hin": "hi", "tur": "tr", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "hun": "hu", "ell": "el",
    "gre": "el", "ces": "cs", "cze": "cs", "ron": "ro", "rum": "ro", "tha": "th",
}  # fmt: skip
"""Other codes of a language, or of one that is analyzed alike."""

# Han, kana, Thai, Lao, Khmer and Burmese put no space between words; Korean puts its particles onto them.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〇"
_SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SPACELESS_SIGN = re.compile(f"[{_SPACELESS}]")
_UNSPACED_SIGN = re.compile(f"[{_SPACELESS}\u1100-\u11ff\uac00-\ud7af]")
_WORD = rf"[[\p{{L}}\p{{N}}]--[{_UNSPACED}]][[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]*"
_NUMBER = r"\p{Nd}+(?:[.,]\p{Nd}+)+"
_FOLDED_FIRST = frozenset({"en", "es"})
"""Here accents go before the stem is taken, so that words typed without them are found (XQuAD's Spanish so typed:
Hit@1 93.6 against 93.1, properly typed 93.6 both ways); elsewhere they tell the stemmer what an ending is."""

_APOSTROPHES_INSIDE = frozenset({"en", "uk", "be"})
"""Here an apostrophe belongs to the word (O'Brien, п'ять); elsewhere it ends one (l'eau, Ankara'da)."""

_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u02b9\uff07\u00b4\u0060]")
# Signs that change nothing about which word it is: soft hyphens, joiners, directions, Hebrew points, Arabic vowel
# signs and the stretching tatweel, and stress marks, which no composed letter has taken up.
_SILENT = re.compile(
    "[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300\u0301\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670]"
)
_GROUPED = re.compile(r"[,\u00a0\u202f\u2009'](?<=\d.)(?=\d{3}(?!\d))")
_INITIAL = re.compile(r"\.[^\W\d_]\b")
_INITIALS = re.compile(r"\b[^\W\d_]\.(?:[^\W\d_]\.)+|\b(?:[A-Z]\.)+[A-Z]\b")
_UNITED_STATES = re.compile(r"\bU\.S\.(?:A\b\.?)?|\bU\.S\b|\bUS\b")
# One letter typed in several ways: alefs with and without hamza, and the Persian and Arabic keyboards' kaf and yeh.
_ALIKE = {
    "ar": str.maketrans("أإآٱىیک", "ااااييك"),
    "fa": str.maketrans("أإٱىيكۀة", "اااییکهه"),
    "ru": str.maketrans("ёЁ", "еЕ"),
}
# Zelenskyy, Zelenskiy and Selenskij end as Zelensky does. Dutch has words of its own in -ij.
_SLAVIC = re.compile(r"[iy][yj]\b(?<=[a-z]{5})")
_SHOUTED_SPACES = 3
_CHUNK = re.compile(r"\S+(?:(?<=\d)[\u00a0\u202f\u2009](?=\d)\S+)*")


class Word(NamedTuple):
    """A word of a question as typed, where it stands there, and the terms it is looked up by.

    `also` are the forms that the word takes in the other languages of an archive, given for names and numbers.
    """

    text: str
    term: str
    start: int
    end: int
    also: tuple[str, ...] = ()


def code(language: str | None) -> str:
    """The bare code of a language: `pt` of `pt-BR`; empty for what is no code."""
    bare = re.split(r"[-_]", (language or "").strip().lower())[0]
    bare = _SAME.get(bare, bare)
    return bare if len(bare) == 2 and bare.isascii() and bare.isalpha() else ""


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text in order, stop words left out.

    Args:
        text: Any text.
        language: An ISO 639-1 code; without one words are lower-cased and stripped of accents, and that is all.
    """
    tongue = code(language)
    whole = normal(text, tongue)
    found = _analyzer(tongue).analyze(whole)
    if not whole.isascii() and _UNSPACED_SIGN.search(whole):
        found = [piece for term in found for piece in _pieces_or_word(term, tongue)]
    finish = _finish(tongue)
    return finish(found) if finish else found


def words(question: str, language: str | None = None, others: tuple[str, ...] = ()) -> list[Word]:
    """The words of a question that are looked up, each once, in order.

    Words that only frame it ("which of the following", "recently") are left out where there are others.

    Args:
        question: As typed; `start` and `end` of a word are code points into it.
        language: Of the question, as an ISO 639-1 code.
        others: The other languages of the archive, for names that are written alike there.
    """
    frame = framing(code(language))
    framed = {at for match in frame.finditer(question) for at in range(*match.span())} if frame else set()
    every = list(_words(question, code(language)))
    found: dict[str, Word] = {}
    for word in [word for word in every if word.start not in framed] or every:
        alike = (term for other in others for term in terms(word.text, other)) if _is_name(word.text) else ()
        found.setdefault(word.term, word._replace(also=tuple(dict.fromkeys(t for t in alike if t != word.term))))
    return list(found.values())


def count(text: str) -> int:
    """How many words a text has; where no spaces part them, two characters count as a word."""
    if text.isascii():
        return len(text.split())
    spaceless = len(_SPACELESS_SIGN.findall(text))
    return spaceless // 2 + len(_SPACELESS_SIGN.sub(" ", text).split()) if spaceless else len(text.split())


def normal(text: str, language: str, shouted: bool | None = None) -> str:
    """A text in the one form that terms are made of: what is written alike becomes alike.

    Unicode's NFKC; plain apostrophes; no silent marks; "1,000" and "1 000" as "1000"; "J.K." as "JK"; "Zelenskyy" as
    "Zelensky"; in English "US" and "U.S." as "USA", so that the country isn't the pronoun.

    Args:
        text: Any text.
        language: A bare code.
        shouted: Whether the text stands in capitals, where "US" may be the pronoun; looked at when not given.
    """
    text = _GROUPED.sub("", text)
    if not text.isascii():
        if not unicodedata.is_normalized("NFKC", text):
            # Thai's and Lao's am stays one sign, as it is typed.
            text = (
                unicodedata.normalize("NFKC", text).replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
            )
        text = _SILENT.sub("", _APOSTROPHES.sub("'", text.replace("’", "'")))
        text = text.translate(_ALIKE[language]) if language in _ALIKE else text
    if language == "en" and ("US" in text or "U.S" in text):
        shouted = _is_shouted(text) if shouted is None else shouted
        text = text if shouted else _UNITED_STATES.sub("USA", text)
    if language != "nl":
        text = _SLAVIC.sub("y", text)
    return _INITIALS.sub(_joined, text) if _INITIAL.search(text) else text


def _is_shouted(text: str) -> bool:
    """Whether a text is a sentence in capitals, and not just an abbreviation or two."""
    return text.isupper() and text.count(" ") >= _SHOUTED_SPACES


def _joined(match: re.Match[str]) -> str:
    """Initials without their full stops."""
    return match[0].replace(".", "")


def _words(question: str, language: str) -> Iterator[Word]:
    """Each word of a question, stop words left out."""
    shouted = _is_shouted(question)
    finish = _finish(language)
    for chunk in _CHUNK.finditer(question):
        whole = normal(chunk[0], language, shouted)
        tokens = [
            (piece, token.char_offset_from + start, token.char_offset_from + end)
            for token in _analyzer(language).pre_tokenize(whole).tokens
            for piece, start, end in _placed(token, whole, language)
        ]
        # Where the form has another length, the place of a word inside it isn't known: the whole chunk stands for it.
        exact = len(whole) == len(chunk[0])
        for term, first, last in tokens:
            final = finish([term])[0] if finish else term
            if exact:
                yield Word(chunk[0][first:last], final, chunk.start() + first, chunk.start() + last)
            else:
                begin, end = _bare(chunk)
                text = whole[first:last] if len(tokens) > 1 else question[begin:end]
                yield Word(text, final, begin, end)


def _placed(token: tantivy.Token, whole: str, language: str) -> Iterator[tuple[str, int, int]]:
    """The terms of a token, each with its start and end from the token's own start."""
    raw = whole[token.char_offset_from : token.char_offset_to]
    if not _UNSPACED_SIGN.match(raw):
        yield token.text, 0, len(raw)
        return
    for start, end in _pieces(raw, language):
        yield raw[start:end], start, end


def _bare(chunk: re.Match[str]) -> tuple[int, int]:
    """The place of a chunk without the signs around it."""
    lead = len(chunk[0]) - len(re.sub(r"^\W+", "", chunk[0]))
    tail = len(chunk[0]) - len(re.sub(r"[^\w.]+$", "", chunk[0]))
    return (chunk.start() + lead, chunk.end() - tail) if lead + tail < len(chunk[0]) else chunk.span()


def _is_name(word: str) -> bool:
    """Whether a word may be written alike in other languages: it starts big, or is a number."""
    return word[:1].isupper() or word[:1].isdigit()


def _pieces_or_word(term: str, language: str) -> list[str]:
    """A word as it is; a run of characters without spaces in pieces."""
    if not _UNSPACED_SIGN.match(term):
        return [term]
    return [term[start:end] for start, end in _pieces(term, language)]


def _pieces(run: str, language: str) -> Iterator[tuple[int, int]]:
    """Where the characters and pairs of characters of a run begin and end, words that only join others left out.

    A character is a base with its marks. Han characters stand for themselves, too; those of an alphabet don't.
    """
    for part in _parts(run, language):
        signs = [match.span() for match in _cluster().finditer(run, *part)]
        for i, (start, end) in enumerate(signs):
            if len(signs) == 1 or "\u3400" <= run[start] <= "\u9fff":
                yield start, end
            if i + 1 < len(signs):
                yield start, signs[i + 1][1]


def _parts(run: str, language: str) -> Iterator[tuple[int, int]]:
    """What stands between the asking words of a run."""
    begin = 0
    cut = asking(language)
    for match in cut.finditer(run) if cut else ():
        yield begin, match.start()
        begin = match.end()
    yield begin, len(run)


@cache
def _cluster() -> re.Pattern[str]:
    """A base character with the marks that follow it."""
    blocks = [range(0xE00, 0xF00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3099, 0x309B)]
    signs = [chr(sign) for block in blocks for sign in block]
    marks = "".join(sign for sign in signs if unicodedata.category(sign).startswith("M"))
    return re.compile(f".[{marks}]*", re.DOTALL)


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    """The chain of tokenizer and filters for a language."""
    word = rf"{_WORD}(?:'{_WORD})*" if language in _APOSTROPHES_INSIDE else _WORD
    filters = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(rf"{_NUMBER}|{word}|[{_UNSPACED}]+"))
    builder = builder.filter(filters.lowercase())
    if language in SNOWBALL:
        builder = builder.filter(filters.stopword(SNOWBALL[language]))
    builder = builder.filter(filters.custom_stopword(list(stop_words(language))))
    if language in _FOLDED_FIRST:
        builder = builder.filter(filters.ascii_fold())
    if language in _TANTIVY:
        builder = builder.filter(filters.stemmer(_TANTIVY[language]))
    return (builder if language in _PYSTEMMER else builder.filter(filters.ascii_fold())).build()


@cache
def _finish(language: str) -> Callable[[list[str]], list[str]] | None:
    """What is left to do to the terms of a language after tantivy; None when that is nothing."""
    if language in _PYSTEMMER:
        stem = Stemmer.Stemmer(_PYSTEMMER[language]).stemWords
        fold = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.ascii_fold()).build()
        return lambda found: fold.analyze(" ".join(stem(found)))
    if language == "en":
        rows = [_analyzer("en").analyze(row) for row in FORMS]
        listed = {form: row[0] for row in rows for form in row[1:]}
        return lambda found: [listed.get(term, term) for term in found]
    if language in _TRUNCATING:
        return lambda found: [term[:TRUNCATED] for term in found]
    return None
