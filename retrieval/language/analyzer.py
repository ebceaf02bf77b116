"""Text → terms: a text is normalised, cut into words, and each word is stemmed.

tantivy tokenizes, lower-cases, removes stop words, stems and strips accents. Snowball's stemmers for languages that
tantivy lacks come from PyStemmer. In an inflecting language without a stemmer words are truncated, which on XQuAD's
Russian does about as well as Snowball (Hit@1 92.0 against 93.0; whole words 87.3). Scripts without spaces between words
are indexed by characters and pairs of characters (XQuAD's Chinese: Hit@1 94.1; with pairs alone 94.2, but
an area under the ROC curve of confidence of 0.979 instead of 0.985; with triples alone 84.6).
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import NamedTuple

import Stemmer
import tantivy

from retrieval.language import common_names, number_words, variants
from retrieval.language.expressions import bare_forms, expression, is_typed_plainly
from retrieval.language.irregular import FORMS
from retrieval.language.normalisation import HYPHENATED, WITHOUT_SPACES, is_shouted, joined, normal, without_hyphens
from retrieval.language.remembered import Remembered
from retrieval.language.stopwords import SNOWBALL, asking, framing, stop_words

ANALYZER = "12"
"""The version of the analyzer, raised whenever the same text would give other terms: older indexes are then rebuilt."""

TRUNCATED = 6
"""How many letters of a word are kept in a language of `_TRUNCATING`; measured on XQuAD's Russian, see above."""

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

_ALIASES = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "sh": "sr", "eng": "en", "spa": "es", "rus": "ru",
    "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl",
    "ukr": "uk", "zho": "zh", "chi": "zh", "cmn": "zh", "jpn": "ja", "kor": "ko", "ara": "ar", "fas": "fa", "per": "fa",
    "heb": "he", "hin": "hi", "tur": "tr", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "hun": "hu", "ell": "el",
    "gre": "el", "ces": "cs", "cze": "cs", "ron": "ro", "rum": "ro", "tha": "th",
}  # fmt: skip
"""Other codes of a language, or codes of one that is analyzed alike."""

# Two sets of scripts. Han, kana, Thai, Lao, Khmer and Burmese put no spaces between words. Korean does, so its words
# are counted as usual; but it attaches particles to them, so it is indexed by pairs of characters as well.
_PAIRED_SCRIPTS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〇"
"""The scripts indexed by pairs of characters, for tantivy's regular expressions."""

_CHARACTER_WITHOUT_SPACES = expression(f"[{WITHOUT_SPACES}]")
_FIRST_BYTES = bytes([0xE0, 0xE1, *range(0xE3, 0xF5)])
"""What such a character begins with in UTF-8, and few others do: not what stands from 2000 to 2FFF, as “ and – do."""

_PAIRED_CHARACTER = expression(f"[{WITHOUT_SPACES}\u1100-\u11ff\uac00-\ud7af]")
_WORD = rf"[[\p{{L}}\p{{N}}]--[{_PAIRED_SCRIPTS}]][[\p{{L}}\p{{M}}\p{{N}}]--[{_PAIRED_SCRIPTS}]]*"
_SUFFIX = rf"[\p{{L}}--[{_PAIRED_SCRIPTS}]][[\p{{L}}\p{{N}}]--[{_PAIRED_SCRIPTS}]]*"
_NUMBER = rf"\p{{Nd}}+(?:\.\p{{Nd}}+){{2,}}{_SUFFIX}|\p{{Nd}}+(?:[.,]\p{{Nd}}+)+"
"""A version with its suffix ("7.0.0RC3"), or a number with points or commas inside."""

_FOLDED_FIRST = frozenset({"en", "es"})
"""Languages whose accents are stripped before stemming, so that words typed without them are found. On
XQuAD's Spanish, typed that way or properly, it makes no difference beyond noise (Hit@1 94.1 and 94.3; stripped after
stemming 94.5 and 94.5). Elsewhere the stemmer needs the accents."""

_APOSTROPHES_INSIDE = frozenset({"en", "uk", "be"})
"""Languages in which an apostrophe belongs to the word (O'Brien, п'ять); elsewhere it ends one (l'eau, Ankara'da)."""

_UNALIKE = expression(
    "[^\u0000-\u00b1\u00b4-\u00b8\u00ba\u00bb\u00bf-\u02ff\u0370-\u0482\u048a-\u058f\u2000-\u206f\u208a-\u20cf\ua7f7]"
)
"""All but the characters that Python and tantivy alike count among the letters, the figures or neither. In a text
without others Python cuts out the words, and each is analyzed only when it is met first."""

_SPACES_THAT_GROUP = "\u00a0", "\u202f", "\u2009"
"""White space that may stand inside a number: three looked for in turn take a tenth of what an expression takes."""

_GOES_ON = expression(r"[^\W\d_]-\Z|\b[A-Z]'\Z|[vV](?<![^\W_][vV])\.?\Z|[\u0e4d\u0ecd]")
"""A chunk that may be one word with the next: parted at a line's end, a name such as O' Neill, a version such as v 7.0.
The sign of Thai and Lao at the end is normalised by what else is in a text."""

_GOING_ON = "-'vV."
"""What a chunk in ASCII ends with that may be one word with the next."""

_PLAIN_WORD = expression(r'["“(]*([A-Za-z][a-z]+)(?<![iy][yj])["”.,;:!?)]*')
"""A word that is in normal form already, three in four of those met first."""

REMEMBERED_CHUNKS = 30_000
"""How many chunks between white space are remembered, and as many that were met before them, in about 250 bytes each:
those of titles, headings and sentences that are looked at as a whole, 60 an article of news. The chunks of all other
sentences are remembered where these are analysed."""

_CHUNK = expression(r"(?:(?<!\S)[vV]\.?\s(?=\d+\.\d))?\S+(?:(?<=\d)[\u00a0\u202f\u2009](?=\d)\S+)*")


class Word(NamedTuple):
    """A word of a question as typed, its place there in code points, and the terms it is looked up by.

    `also` are other terms that are the same word: of names and numbers those in the other languages of an archive, of a
    number those of its other groupings, of a part of a hyphenated word that of the whole.
    """

    text: str
    term: str
    start: int
    end: int
    also: tuple[str, ...] = ()


ALONE, MAY_BE_NAME, BOUND = range(3)
"""How far the terms of what stands between white space depend on the rest of its text: not at all; only where it is a
common word that is written as a name there (`terms_with_names`); or so that the text has to be looked at as a whole."""


class ChunkTerms(NamedTuple):
    """The terms of what stands between white space, and how far they depend on the rest of its text."""

    terms: tuple[str, ...]
    bond: int = ALONE


@lru_cache(maxsize=1_000)
def code(language: str | None) -> str:
    """The bare ISO 639-1 code of a language: `pt` for `pt-BR`; empty for what is not a code."""
    bare = re.split(r"[-_]", (language or "").strip().lower())[0]
    bare = _ALIASES.get(bare, bare)
    return bare if len(bare) == 2 and bare.isascii() and bare.isalpha() else ""


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text in order, stop words left out.

    Args:
        text: Any text.
        language: An ISO 639-1 code; without one, words are only lower-cased and stripped of accents.
    """
    bare_code = code(language)
    term_lists = _terms_of_its_chunks(text, bare_code)
    return list(chain.from_iterable(term_lists)) if term_lists is not None else _terms_of_text(text, bare_code)


def terms_of_word(word: str, language: str | None = None) -> Sequence[str]:
    """The terms of a word, which has no white space in it, as `terms` gives them; most are in normal form already.

    Args:
        word: The word.
        language: An ISO 639-1 code.
    """
    is_normal = plain_word(word) == word or (word.isascii() and word.isdigit())
    return _terms_of_words(code(language))[word.lower()] if is_normal else terms(word, language)


def _terms_of_its_chunks(text: str, language: str) -> list[tuple[str, ...]] | None:
    """The terms of each chunk of a text between white space, most of which were met before.

    Returns:
        None where words depend on those beside them, so that the text has to be looked at as a whole.
    """
    if is_bound(text):
        return None
    chunks = text.split()
    chunks_with_terms = [
        *map(_opening_chunks(language).__getitem__, chunks[:1]),
        *map(_inner_chunks(language).__getitem__, chunks[1:]),
    ]
    bond = max([chunk.bond for chunk in chunks_with_terms], default=ALONE)
    if bond == BOUND or (bond == MAY_BE_NAME and terms_with_names(text, language) is not None):
        return None
    return [chunk.terms for chunk in chunks_with_terms]


def is_bound(text: str) -> bool:
    """Whether a text has to be looked at as a whole, whatever it is made of: capitals, or spaces inside numbers."""
    return text.isupper() or has_space_that_groups(text)


def has_space_that_groups(text: str) -> bool:
    """Whether a text has white space that may stand inside a number."""
    return not text.isascii() and any(map(text.__contains__, _SPACES_THAT_GROUP))


def terms_with_names(text: str, language: str | None) -> list[str] | None:
    """The terms of a text that holds a common word written as a name; None of any other.

    Args:
        text: Any text.
        language: An ISO 639-1 code.
    """
    bare_code = code(language)
    normalised = normal(text, bare_code)
    with_marks = common_names.marked(normalised, bare_code, _stop_word_test(bare_code), likely=True)
    return _terms_of_normal(with_marks, bare_code) if with_marks != normalised else None


def _terms_of_text(text: str, language: str) -> list[str]:
    """The terms of a text that is looked at as a whole."""
    return _terms_of_normal(common_names.marked(normal(text, language), language, _stop_word_test(language)), language)


def plain_word(chunk: str) -> str:
    """The word in what stands between white space, where that is one in normal form with marks around it; else ''."""
    plain = _PLAIN_WORD.fullmatch(chunk)
    return plain[1] if plain else ""


def may_be_common_name(chunk: str, language: str | None) -> bool:
    """Whether what stands between white space inside a text may hold a common word that is written as a name.

    Args:
        chunk: What stands there.
        language: An ISO 639-1 code.
    """
    bare_code = code(language)
    return common_names.may_be_common(chunk, bare_code, _stop_word_test(bare_code))


@cache
def _inner_chunks(language: str) -> Remembered[ChunkTerms]:
    """The terms of chunks inside a text."""
    return Remembered(lambda chunk: chunk_terms(chunk, language), REMEMBERED_CHUNKS)


@cache
def _opening_chunks(language: str) -> Remembered[ChunkTerms]:
    """The terms of chunks that open a text, where a capital makes no name."""
    return Remembered(lambda chunk: chunk_terms(chunk, language, opens=True))


def chunk_terms(chunk: str, language: str | None, *, opens: bool = False) -> ChunkTerms:
    """The terms of what stands between white space.

    Args:
        chunk: What stands there.
        language: An ISO 639-1 code.
        opens: Whether it opens a text.
    """
    if word := plain_word(chunk):
        return terms_in_marks(chunk, word, language, opens=opens)
    return odd_chunk_terms(chunk, language, opens=opens)


def odd_chunk_terms(chunk: str, language: str | None, *, opens: bool) -> ChunkTerms:
    """What `chunk_terms` gives, also of a word in normal form, but slower.

    Args:
        chunk: What stands there.
        language: An ISO 639-1 code.
        opens: Whether it opens a text.
    """
    bare_code = code(language)
    is_stop_word = _stop_word_test(bare_code)
    normalised = normal(chunk, bare_code, shouted=False)
    if (
        len(normalised.split()) != 1
        or _goes_on(chunk)
        or (normalised != chunk and (_goes_on(normalised) or _is_upper(chunk) != _is_upper(normalised)))
    ):
        return ChunkTerms((), BOUND)
    is_name = common_names.may_be_common(normalised, bare_code, is_stop_word, opens=opens)
    return ChunkTerms(tuple(_terms_of_normal(normalised, bare_code)), MAY_BE_NAME if is_name else ALONE)


def _goes_on(chunk: str) -> bool:
    """Whether a chunk may be one word with the next."""
    return (chunk[-1] in _GOING_ON or not chunk.isascii()) and _GOES_ON.search(chunk) is not None


def _is_upper(chunk: str) -> bool:
    """Whether a chunk has no small letter."""
    return chunk == chunk.upper()


def terms_of_plain_word(word: str, language: str | None) -> tuple[str, ...]:
    """The terms of a word in normal form (`plain_word`)."""
    return _terms_of_words(code(language))[word.lower()]


def terms_in_marks(chunk: str, word: str, language: str | None, *, opens: bool) -> ChunkTerms:
    """The terms of what stands between white space where that is a word in normal form with marks around it.

    Args:
        chunk: What stands there.
        word: The word (`plain_word`).
        language: An ISO 639-1 code.
        opens: Whether it opens a text.
    """
    bare_code = code(language)
    terms = terms_of_plain_word(word, language)
    # What has a term isn't a stop word.
    if terms or opens or word.islower():
        return ChunkTerms(terms)
    named = common_names.may_be_common(chunk, bare_code, _stop_word_test(bare_code))
    return ChunkTerms(terms, MAY_BE_NAME if named else ALONE)


def _terms_of_normal(text: str, language: str) -> list[str]:
    """The terms of a text in normal form in which common names are marked."""
    text = joined(text)
    if text.isascii() or not _UNALIKE.search(text):
        # A word and the same one with a capital are met once; Python and tantivy make other letters small as ASCII's.
        text = text.lower() if text.isascii() else text
        return list(chain.from_iterable(map(_terms_of_words(language).__getitem__, _cut(language)(text))))
    return _analyzed(text, language)


@cache
def _terms_of_words(language: str) -> Remembered[tuple[str, ...]]:
    """The terms of words in normal form, cut by `_cut`: of most one, of a stop word none."""
    analyze, finish = _word_analyzer(language).analyze, _finish(language)
    return Remembered(lambda word: tuple(finish(analyze(word)) if finish else analyze(word)))


@cache
def _cut(language: str) -> Callable[[str], list[str]]:
    """What gives the words of a text in normal form that has no character of `_UNALIKE`, as `_analyzer` cuts them."""
    word = r"[^\W_]+(?:'[^\W_]+)*" if language in _APOSTROPHES_INSIDE else r"[^\W_]+"
    return re.compile(rf"\d+(?:\.\d+){{2,}}[^\W\d_][^\W_]*|\d+(?:[.,]\d+)+|{word}").findall


def _analyzed(text: str, language: str) -> list[str]:
    """The terms of a text in normal form."""
    analyzed = _analyzer(language).analyze(text)
    if not text.isascii() and _PAIRED_CHARACTER.search(text):
        analyzed = [piece for term in analyzed for piece in _pieces_or_word(term, language)]
    finish = _finish(language)
    return finish(analyzed) if finish else analyzed


def words(question: str, language: str | None = None, others: tuple[str, ...] = ()) -> list[Word]:
    """The words of a question that are looked up, each once, in order.

    Words that only frame it ("which of the following", "recently") are left out, unless there are no others.

    Args:
        question: As typed; `start` and `end` of a word are code points into it.
        language: Of the question, as an ISO 639-1 code.
        others: The other languages of the archive, for names that are written alike there.
    """
    frame = framing(code(language))
    framed = {at for match in frame.finditer(question) for at in range(*match.span())} if frame else set()
    all_words = list(_words(question, code(language)))
    by_term: dict[str, Word] = {}
    only_asking = _unaccented_asking(code(language), plain=is_typed_plainly(question))
    unasked = [word for word in all_words if word.text.lower() not in only_asking]
    for word in [word for word in unasked if word.start not in framed] or all_words:
        alike = (term for other in others for term in terms(word.text, other)) if _may_be_name(word.text) else ()
        also = dict.fromkeys(
            term
            for term in (*word.also, *variants.of_number(word.text), *_counts(word, code(language)), *alike)
            if term != word.term
        )
        by_term.setdefault(word.term, word._replace(also=tuple(also)))
    return list(by_term.values())


def _counts(word: Word, language: str) -> Iterator[str]:
    """The terms of a number from 2 on in the other way, in words or in figures."""
    for spelling in number_words.other_way(word.text.lower(), language):
        yield from terms(spelling, language)


@cache
def _unaccented_asking(language: str, *, plain: bool) -> frozenset[str]:
    """The words that only ask, typed without their accents: "perche".

    Args:
        language: A bare code.
        plain: Whether the whole question is typed without any: then short words are, too.
    """
    words = [*stop_words(language), *_FUNCTION_WORDS_WITH_ACCENTS.get(language, "").split()]
    accented = [word for word in words if not word.isascii()] if plain or language in _ACCENTED else []
    bare = {form for word in accented for form in bare_forms(word)}
    return frozenset(word for word in bare if word.isascii() and (plain or len(word) >= SHORTEST_ASKING))


_ACCENTED = frozenset({"fr", "it", "pt"})
"""Languages that are typed without accents at times, whose stemmers need them."""

_FUNCTION_WORDS_WITH_ACCENTS = {
    "de": "über für können könnte könnten könnt würde würden wäre wären hätte hätten möchte möchten müssen müsste "
    "während dürfen",
    "es": "está están también más él sólo será fué además según después así tú mí sí",
    "fr": "été était étaient après déjà même très voilà là à où ça être",
    "it": "è più già può così perché cioè sarà",
    "pt": "não é são está estão já também até você só há à às será então",
}
"""Words that hold a question together; lists of stop words have them with their accents only."""

SHORTEST_ASKING = 5
"""The fewest letters of an asking word that is known without its accents; shorter ones may be words of their own."""


def count(text: str) -> int:
    """How many words a text has; in scripts without spaces two characters count as a word."""
    if text.isascii() or not _has_character_without_spaces(text):
        return len(text.split())
    characters = len(_CHARACTER_WITHOUT_SPACES.findall(text))
    return characters // 2 + len(_CHARACTER_WITHOUT_SPACES.sub(" ", text).split()) if characters else len(text.split())


def _has_character_without_spaces(text: str) -> bool:
    """Whether a text may have a character of a script that puts no spaces between words, by its bytes.

    Most texts beyond ASCII have accents, quotation marks and dashes only, which is seen in a tenth of the time so.
    """
    encoded = text.encode("utf-8", "surrogatepass")
    return len(encoded.translate(None, _FIRST_BYTES)) < len(encoded)


def _words(question: str, language: str) -> Iterator[Word]:
    """Each word of a question, stop words left out; a word that occurs twice is given twice."""
    shouted = is_shouted(question)
    finish = _finish(language)
    name_ends = set(common_names.ends(question, language, _stop_word_test(language)))
    for chunk in _CHUNK.finditer(question):
        word_with_marks = _with_marks(chunk, name_ends)
        plain = None if shouted else _PLAIN_WORD.fullmatch(word_with_marks)
        if plain:
            begin, end = (chunk.start() + place for place in plain.span(1))
            yield from (Word(plain[1], term, begin, end) for term in _terms_of_words(language)[plain[1]])
            continue
        normalised = normal(word_with_marks, language, shouted)
        pieces = [
            (piece, token.char_offset_from + start, token.char_offset_from + end)
            for token in _analyzer(language).pre_tokenize(normalised).tokens
            for piece, start, end in _pieces_of_token(token, normalised, language)
        ]
        compounds = [
            (match.span(), terms(without_hyphens(match), language)) for match in HYPHENATED.finditer(normalised)
        ]
        # When normalising changed the length, the place of a word inside the chunk is unknown: it gets the whole chunk.
        same_length = len(normalised) == len(chunk[0])
        for piece, first, last in pieces:
            term = finish([piece])[0] if finish else piece
            also = tuple(term for (begin, end), whole in compounds if begin <= first < end for term in whole)
            if same_length:
                yield Word(chunk[0][first:last], term, chunk.start() + first, chunk.start() + last, also)
            else:
                begin, end = _without_punctuation(chunk)
                text = normalised[first:last] if len(pieces) > 1 else question[begin:end]
                yield Word(text.replace(common_names.MARK, ""), term, begin, end, also)


def _with_marks(chunk: re.Match[str], name_ends: Container[int]) -> str:
    """A chunk of a question in which each common word that is written as a name is marked.

    Args:
        chunk: The chunk.
        name_ends: Where such words end in the question, in code points.
    """
    if not any(end in name_ends for end in range(chunk.start() + 1, chunk.end() + 1)):
        return chunk[0]
    marks = (common_names.MARK if at + 1 in name_ends else "" for at in range(*chunk.span()))
    return "".join(map(add, chunk[0], marks))


@cache
def _stop_word_test(language: str) -> Callable[[str], bool]:
    """Whether a word in lower case is left out of an index, in a language."""
    return lru_cache(maxsize=10_000)(lambda word: not _word_analyzer(language).analyze(word))


def _pieces_of_token(token: tantivy.Token, text: str, language: str) -> Iterator[tuple[str, int, int]]:
    """What a token of a text is indexed by, each piece with its start and end, counted from the token's start."""
    raw = text[token.char_offset_from : token.char_offset_to]
    if raw.isascii() or not _PAIRED_CHARACTER.match(raw):
        yield token.text, 0, len(raw)
        return
    for start, end in _pieces(raw, language):
        yield raw[start:end], start, end


def _without_punctuation(chunk: re.Match[str]) -> tuple[int, int]:
    """The start and end of a chunk without the punctuation around it; of the whole chunk if it is nothing else."""
    lead = len(chunk[0]) - len(re.sub(r"^\W+", "", chunk[0]))
    tail = len(chunk[0]) - len(re.sub(r"[^\w.]+$", "", chunk[0]))
    return (chunk.start() + lead, chunk.end() - tail) if lead + tail < len(chunk[0]) else chunk.span()


def _may_be_name(word: str) -> bool:
    """Whether a word may be written alike in other languages: it is capitalised, or begins with a digit."""
    return word[:1].isupper() or word[:1].isdigit()


def _pieces_or_word(term: str, language: str) -> list[str]:
    """A word as it is, or the characters and pairs of characters of a run without spaces."""
    if term.isascii() or not _PAIRED_CHARACTER.match(term):
        return [term]
    return [term[start:end] for start, end in _pieces(term, language)]


def _pieces(run: str, language: str) -> Iterator[tuple[int, int]]:
    """The start and end of each character and pair of characters of a run, asking words left out.

    A character is a base with its marks. Single Han characters are terms of their own; those of an alphabet are only
    when nothing else is there.
    """
    for part in _parts(run, language):
        characters = [match.span() for match in _cluster().finditer(run, *part)]
        for i, (start, end) in enumerate(characters):
            if len(characters) == 1 or "\u3400" <= run[start] <= "\u9fff":
                yield start, end
            if i + 1 < len(characters):
                yield start, characters[i + 1][1]


def _parts(run: str, language: str) -> Iterator[tuple[int, int]]:
    """The start and end of each part of a run that lies between asking words."""
    begin = 0
    asking_words = asking(language)
    for match in asking_words.finditer(run) if asking_words else ():
        yield begin, match.start()
        begin = match.end()
    yield begin, len(run)


@cache
def _cluster() -> re.Pattern[str]:
    """A base character with the marks that follow it."""
    blocks = [range(0xE00, 0xF00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3099, 0x309B)]
    characters = [chr(number) for block in blocks for number in block]
    marks = "".join(char for char in characters if unicodedata.category(char).startswith("M"))
    return re.compile(f".[{marks}]*", re.DOTALL)


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    """The tokenizer and the chain of filters for a language."""
    word = rf"{_WORD}(?:'{_WORD})*" if language in _APOSTROPHES_INSIDE else _WORD
    return _filtered(tantivy.Tokenizer.regex(rf"{_NUMBER}|{word}|[{_PAIRED_SCRIPTS}]+"), language)


@cache
def _word_analyzer(language: str) -> tantivy.TextAnalyzer:
    """The chain of filters for words that were cut already, with spaces between them; a tenth of the time."""
    return _filtered(tantivy.Tokenizer.whitespace(), language)


def _filtered(tokenizer: tantivy.Tokenizer, language: str) -> tantivy.TextAnalyzer:
    """A tokenizer with the chain of filters for a language."""
    filters = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tokenizer).filter(filters.lowercase())
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
    """What remains to be done to the terms of a language after tantivy; None for nothing."""
    if language in _PYSTEMMER:
        stem = Stemmer.Stemmer(_PYSTEMMER[language]).stemWords
        fold = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(tantivy.Filter.ascii_fold()).build()
        return lambda words: fold.analyze(" ".join(stem(words)))
    if language == "en":
        rows = [_word_analyzer("en").analyze(row) for row in FORMS]
        dictionary_forms = {form: row[0] for row in rows for form in row[1:]}
        form_of = dictionary_forms.get
        return lambda terms: [*map(form_of, terms, terms)]
    if language in _TRUNCATING:
        return lambda terms: [term[:TRUNCATED] for term in terms]
    return None
