"""Sentence → its terms, what each of them is, and which could be an answer.

Nearly all of a text are words that were met before. What is known of what stands between white space, a chunk, is kept,
and a sentence is put together from it, unless a word depends on those beside it: then it is looked at as a whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, filterfalse, islice
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.analysis.features import (
    CAPITALISED_DAYS,
    DAY_NAME,
    NAME,
    NUMBER,
    SentenceTerms,
    asks,
    packed_hashes,
)
from retrieval.analysis.sentences import (
    ASKS,
    DAY_TERM,
    FULL_NAME,
    NAME_TERM,
    NUMBER_TERM,
    PLAIN_TERM,
    REPEATED_TERM,
    SAYS_AGE,
    SAYS_WHEN,
)
from retrieval.analysis.vocabulary import NOTHING, Chunk, Chunks, MetChunks, Reshaped, Vocabulary
from retrieval.articles.blocks import blocks
from retrieval.language import code
from retrieval.language.analyzer import (
    ALONE,
    BOUND,
    MAY_BE_NAME,
    ChunkTerms,
    has_space_that_groups,
    is_bound,
    may_be_common_name,
    odd_chunk_terms,
    plain_word,
    terms_in_marks,
    terms_of_plain_word,
    terms_with_names,
)
from retrieval.language.expressions import expression
from retrieval.language.months import day_words
from retrieval.language.number_words import TEENS, TENS, TWO_TO_TWELVE, counting_words
from retrieval.language.places import places
from retrieval.language.remembered import Remembered
from retrieval.language.sentences import joined_inside
from retrieval.records import Article, Passage, Sentence

_JOINTS = "/-–—"
_EDGES = "\"'“”‘’«»()[]{}<>.,;:!?…–—-*_#"
_NOT_ITS_OWN = expression("[/–—`-]")
"""What is read in another way with marks around it: joints, and the sign that is an apostrophe beside marks like “."""

_AROUND = '",;:!?()“”'
"""Marks around what stands between white space that don't change its terms."""

_MARKED = expression(r"[$£€¥]?\d(?:[\d.,:]*\d)?|(?<![\w'’.-])[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’.-][^\W\d_]+)*")
"""Figures, and words that may be capitalised."""

_FIGURE = expression(r"\d")
_YEAR_OR_CLOCK = expression(
    r"\d(?:(?<![\d.,:].)(?:(?<=1)\d{3}|(?<=2)0\d{2})(?![\d:]|[.,]\d)"
    r"|(?<!\d.)\d?(?:[:h]\d{2}(?!\d)| ?(?:[AaPp]\.?[Mm]\b|Uhr\b|[年月日時时点])))"
)
"""A year, a time of day, or a date with signs for year, month or day. What begins with the figure, not with what may
not stand before it, is found in a third of the time."""

_YEARS = (
    r"(?:[ -]?(?:years?[ -]old|jähr\w+|jahre? alt|años?|ans?|anni|anos|jaar|год|года|лет|років|рік|роки|lat|år|yaş\w*"
    r"|let|vuot\w+|χρον\w+|ετών|साल|tuổi|éves|ani)\b|[ ]?(?:岁|歲|歳|살|세|ปี))"
)
_AGE_IN_FIGURES = expression(rf"\d(?<![\d.,:/$£€¥-].)\d?(?:(?=[,;.)](?!\d))|{_YEARS})", re.IGNORECASE)
_SMALL_NUMBERS = (
    *TWO_TO_TWELVE,
    *TEENS,
    *TENS,
    *(f"{ten}-{one}" for ten in TENS for one in ("one", *TWO_TO_TWELVE[:8])),
)
_AGES_IN_WORDS = frozenset(number + end for number in _SMALL_NUMBERS for end in (",", ";", ".", ")", "-year-old"))
"""Numbers of at most two figures, or in English words, behind which the clause ends or the word for years stands."""

_FIRST_NAME, _LAST_NAME = expression(r"\b[^\W\d_a-zа-яё][\w’'.-]{1,80}\Z"), expression(r"[^\W\d_a-zа-яё]")
_TWO_CAPITALISED = expression(r"[^\W\d_a-zа-яё](?<!\w.)[\w’'.-]{1,80} [^\W\d_a-zа-яё]")
"""Two capitalised words in a row; a first one without any end would be tried from each of its letters again."""

_COUNTING_WORDS = counting_words("en") | {
    *TEENS, "one", "hundreds", "thousands", "millions", "billions", "dozens", "once", "twice", "double", "triple",
}  # fmt: skip
_SHORT_MONTHS = frozenset({"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"})

(
    _FIRST, _LAST, _WITH_FIGURE, _PERHAPS_NAME, _NAME_INSIDE, _MARKS_OTHERS, _AFTER_ANOTHER, _BOUND, _WITH_AGE,
    _IN_A_ROW,
) = (1 << bit for bit in range(10))  # fmt: skip
"""The shape of a chunk: it may end in the first or begin with the second of two capitalised words; it has a figure; it
may be a common word that is a name, wherever it stands or only where no sentence ends before it; it may tell what terms
of other chunks are; what it could answer, or all of it, depends on what stands before it; it may be an age in words. Of
a sentence: it may have two capitalised words in a row."""

_NOT_FROM_CHUNKS = _PERHAPS_NAME | _NAME_INSIDE | _MARKS_OTHERS | _AFTER_ANOTHER | _BOUND

_ENDS_ALIKE = ':!?()"“”'
"""Marks that stand at the end of a chunk in normal form as well, and behind which a capital makes no name."""

_Known: TypeAlias = Mapping[str, Sequence[str]]
"""The terms of some words."""


PASSAGES_AT_ONCE = 50
"""So many passages are looked up at once, more than most articles have; of a book no more words are remembered."""

_NOTHING_BY_ITSELF = NOTHING._replace(shape=_BOUND)


def sentences_with_terms(
    article: Article, passages: Sequence[Passage], met: MetChunks | None = None
) -> list[list[SentenceTerms]]:
    """The sentences of each of some passages of an article, in order.

    Args:
        article: The article.
        passages: The passages.
        met: Takes note of their chunks.
    """
    lots = (passages[start : start + PASSAGES_AT_ONCE] for start in range(0, len(passages), PASSAGES_AT_ONCE))
    return list(chain.from_iterable(_sentences_of_each(article, lot, met) for lot in lots))


def _sentences_of_each(
    article: Article, passages: Sequence[Passage], met: MetChunks | None
) -> Iterator[list[SentenceTerms]]:
    """The sentences of each of a few passages."""
    text, tongue = article.text, article.language
    cut = [language.sentences(text, passage.start, passage.end, tongue) for passage in passages]
    if article.headings is None and (spans := _with_blank_lines(article)):
        cut = [joined_inside(text, of_passage, spans) for of_passage in cut]
    sentences = list(chain.from_iterable(cut))
    looked_at = zip(sentences, _from_chunks(sentences, tongue, met, groups=has_space_that_groups(text)), strict=True)
    terms = (put_together or with_terms(sentence, tongue) for sentence, put_together in looked_at)
    for of_passage in cut:
        yield list(islice(terms, len(of_passage)))


def _with_blank_lines(article: Article) -> list[tuple[int, int]]:
    """Where those blocks of an article start and end that have blank lines between their lines."""
    spans = ((each.start, each.end) for each in blocks(article.text, article.headings))
    return [span for span in spans if article.text.find("\n\n", *span) >= 0]


def with_terms(sentence: Sentence, tongue: str | None, terms: list[str] | None = None) -> SentenceTerms:
    """A sentence with its terms, looked at as a whole.

    Args:
        sentence: The sentence.
        tongue: Its language.
        terms: Its terms, where they are known.
    """
    text = sentence.exact
    terms = language.terms(text, tongue) if terms is None else terms
    kinds = _term_kinds(text, terms, tongue)
    flags = _flags(text, kinds, _WITH_FIGURE * (_FIGURE.search(text) is not None) | _WITH_AGE | _IN_A_ROW)
    return SentenceTerms(
        sentence, terms, packed_hashes(terms), kinds, *_joined(_mentions(_words_of(text), tongue, {})), flags
    )


def _from_chunks(
    sentences: Sequence[Sentence], tongue: str | None, met: MetChunks | None = None, *, groups: bool = True
) -> Iterator[SentenceTerms | None]:
    """Each sentence with its terms, from what is known of its chunks; None where that doesn't do.

    Args:
        sentences: Of one text.
        tongue: Its language.
        met: Takes note of the chunks.
        groups: Whether the text has a space that may stand inside a number.
    """
    if not sentences:
        return
    chunks = [sentence.exact.split() for sentence in sentences]
    all_chunks, by_themselves = list(chain.from_iterable(chunks)), _vocabulary(tongue).chunks(chunks)
    if met is not None:
        met.hear(all_chunks, by_themselves)
    known = _beside_others(by_themselves, all_chunks, tongue)
    ends = known.ends
    term_ends, mention_ends = known.term_ends[ends - 1], known.mention_ends[ends - 1]
    kinds, shapes = _with_repeated(known, term_ends), _shapes_of_sentences(known)
    term = mention = 0
    for sentence, shape, next_term, next_mention in zip(
        sentences, shapes.tolist(), term_ends.tolist(), mention_ends.tolist(), strict=True
    ):
        text, own_kinds = sentence.exact, kinds[term:next_term]
        together = SentenceTerms(
            sentence,
            known.terms[term:next_term],
            known.hashes[4 * term : 4 * next_term],
            own_kinds,
            known.mentions[4 * mention : 4 * next_mention],
            known.mention_kinds[mention:next_mention],
            _flags(text, own_kinds, shape),
        )
        as_a_whole = shape & _NOT_FROM_CHUNKS or text.isupper() or (groups and is_bound(text))
        yield _as_a_whole(together, shape, tongue) if as_a_whole else together
        term, mention = next_term, next_mention


def _beside_others(known: Chunks, chunks: Sequence[str], tongue: str | None) -> Chunks:
    """What is known of the chunks of some sentences, and what of it depends on the chunk before.

    Args:
        known: What is known of each by itself.
        chunks: All chunks of the sentences.
        tongue: The language of the text.
    """
    shapes, kinds = known.shapes, bytearray(known.mention_kinds)
    settled, first_places = np.zeros_like(shapes), {0, *known.ends.tolist()}
    places_of_some = np.flatnonzero(shapes & (_NAME_INSIDE | _AFTER_ANOTHER | _MARKS_OTHERS))
    for at, shape in zip(places_of_some.tolist(), shapes[places_of_some].tolist(), strict=True):
        if shape & _MARKS_OTHERS and shape & _WITH_FIGURE and not _marks_another(known, at, chunks[at], tongue):
            settled[at] |= _MARKS_OTHERS
        if at in first_places:
            continue
        if shape & _NAME_INSIDE and _ends_what_is_inside(chunks[at - 1]):
            settled[at] |= _NAME_INSIDE
        if shape & _AFTER_ANOTHER:
            settled[at] |= _AFTER_ANOTHER
            second = _mentionable(tongue)[_words_of(chunks[at])[0]]
            before = next((words for each in range(at - 1, -1, -1) if (words := _words_of(chunks[each]))), [""])
            if place := places(tongue).get(f"{before[-1].lower()} {second.second_word}"):
                start = int(known.mention_ends[at - 1])
                for mention in range(start, start + len(second.hashes) // 4):
                    kinds[mention] |= place
    return known._replace(shapes=shapes & ~settled, mention_kinds=bytes(kinds))


def _marks_another(known: Chunks, at: int, chunk: str, tongue: str | None) -> bool:
    """Whether what is marked in a chunk, such as the 6 of "6th", is a term that its sentence has, but not the chunk.

    Args:
        known: What is known of the chunks of some sentences.
        at: Which of them it is.
        chunk: Its characters.
        tongue: The language of the text.
    """
    number = int(known.ends.searchsorted(at, "right"))
    ends, (begin, stop) = known.term_ends, (int(known.ends[number - 1]) if number else 0, int(known.ends[number]))
    own = known.terms[int(ends[at - 1]) if at else 0 : int(ends[at])]
    others = {term for _, term in _marked(tongue)[chunk]}.difference(own)
    return not others.isdisjoint(known.terms[int(ends[begin - 1]) if begin else 0 : int(ends[stop - 1])])


def _ends_what_is_inside(chunk: str) -> bool:
    """Whether a chunk ends so that a capital behind it makes no name; what has another full stop may lose this one."""
    return chunk[-1] in _ENDS_ALIKE or chunk.find(".") == len(chunk) - 1


def _shapes_of_sentences(known: Chunks) -> NDArray[np.uint16]:
    """The shape of each sentence, (n_sentences,): all bits of its chunks, and `_IN_A_ROW`."""
    shapes, starts = known.shapes, np.append(0, known.ends[:-1])
    in_a_row = np.zeros(len(shapes), bool)
    in_a_row[1:] = (shapes[:-1] & _FIRST).astype(bool) & (shapes[1:] & _LAST).astype(bool)
    in_a_row[starts] = False
    return np.bitwise_or.reduceat(shapes | in_a_row * np.uint16(_IN_A_ROW), starts)


def _with_repeated(known: Chunks, ends: NDArray[np.int64]) -> bytes:
    """What each term of some sentences is: the first of several that are the same what any is, the others repeated.

    Args:
        known: What is known of the chunks of the sentences.
        ends: Where each sentence ends in their terms, (n_sentences,).
    """
    sizes = ends.copy()
    sizes[1:] -= ends[:-1]
    terms = np.arange(len(ends), dtype=np.uint64).repeat(sizes) << np.uint64(32) | np.frombuffer(known.hashes, "<u4")
    order = terms.argsort(kind="stable")
    ordered = terms[order]
    is_first = np.ones(len(terms), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    if is_first.all():
        return known.kinds
    first = is_first.nonzero()[0]
    kinds = np.full(len(terms), REPEATED_TERM, np.uint8)
    kinds[order[first]] = np.maximum.reduceat(np.frombuffer(known.kinds, np.uint8)[order], first)
    return kinds.tobytes()


def _as_a_whole(together: SentenceTerms, shape: int, tongue: str | None) -> SentenceTerms | None:
    """A sentence for which what is known of its chunks may not do; None where none of it does.

    Args:
        together: The sentence with what its chunks tell.
        shape: What they may be.
        tongue: Its language.
    """
    text = together.sentence.exact
    if shape & _BOUND or is_bound(text):
        return None
    named = terms_with_names(text, tongue) if shape & (_PERHAPS_NAME | _NAME_INSIDE) else None
    if named is not None:
        together = together._replace(terms=named, hashes=packed_hashes(named))
    if named is not None or shape & _MARKS_OTHERS:
        kinds = _term_kinds(text, together.terms, tongue)
        together = together._replace(kinds=kinds, flags=_flags(text, kinds, shape))
    if shape & _AFTER_ANOTHER:
        mentions, mention_kinds = _joined(_mentions(_words_of(text), tongue, {}))
        together = together._replace(mentions=mentions, mention_kinds=mention_kinds)
    return together


@cache
def _vocabulary(tongue: str | None) -> Vocabulary:
    """What is known of the chunks of texts in a language; where a sentence opens, a capital makes no name."""
    return Vocabulary(lambda chunk, opens: _chunk(chunk, tongue, opens=opens), _NOTHING_BY_ITSELF)


def _chunk(chunk: str, tongue: str | None, *, opens: bool) -> Chunk | Reshaped | str:
    """What is known of a chunk by itself; or what stands between the marks around it, of which the same is known.

    Args:
        chunk: What stands between white space.
        tongue: The language of the text.
        opens: Whether it opens a sentence.
    """
    word = plain_word(chunk)
    if word == chunk:
        return _word(word, tongue, opens=opens)
    small, age = _small_words(tongue), _with_age(chunk)
    if word:
        if word in small:
            return _other(chunk, terms_in_marks(chunk, word, tongue, opens=opens), tongue, opens=opens)
        if not age and word.islower():
            return word
        core = word
    else:
        core = chunk.strip(_AROUND)
        if core in ("", chunk) or core in small or f"'{core}" in chunk or _NOT_ITS_OWN.search(core):
            return _other(chunk, odd_chunk_terms(chunk, tongue, opens=opens), tongue, opens=opens)
    known = _vocabulary(tongue).shape(core, opens=opens)
    shape = age | (known if known in (0, _BOUND) else _shape_around(chunk, known, tongue, word))
    return core if shape == known else Reshaped(core, shape)


def _word(word: str, tongue: str | None, *, opens: bool) -> Chunk:
    """What is known of a word in normal form, given as a chunk is."""
    is_small = word.islower()
    terms, bond = (
        (terms_of_plain_word(word, tongue), ALONE) if is_small else terms_in_marks(word, word, tongue, opens=opens)
    )
    if not terms and is_small:
        return NOTHING
    hashes, kinds = packed_hashes(terms), bytes(_plain_kinds(terms, tongue).values())
    if is_small and word not in _small_words(tongue):
        return Chunk(terms, hashes, kinds, b"", b"", 0)
    first_kind, kind, second_word = _kinds_of_answer(word, tongue)
    kind = first_kind if opens else kind
    shape = _NAME_INSIDE * (bond == MAY_BE_NAME) | _AFTER_ANOTHER * bool(second_word and not opens)
    if not is_small:
        kinds = bytes([max(each, _kind_of_name(word, tongue)) for each in kinds])
        shape |= _FIRST | _LAST
    return Chunk(terms, hashes, kinds, *((hashes, bytes([kind]) * len(terms)) if kind else (b"", b"")), shape)


def _other(chunk: str, found: ChunkTerms, tongue: str | None, *, opens: bool) -> Chunk:
    """What is known of a chunk that isn't a word in normal form.

    Args:
        chunk: What stands between white space.
        found: Its terms.
        tongue: The language of the text.
        opens: Whether it opens a sentence.
    """
    terms, bond = found
    if bond == BOUND:
        return _NOTHING_BY_ITSELF
    # What is the same in any text is so as a text of its own: a possessive, a figure.
    known = {chunk: terms} if bond == ALONE else {}
    has_figure, shape = _FIGURE.search(chunk) is not None, 0
    kinds, is_small = _plain_kinds(terms, tongue), chunk.islower()
    for kind, term in () if is_small and not has_figure and chunk.isascii() else _marks(chunk, tongue, known):
        if term in kinds:
            kinds[term] = max(kind, kinds[term])
        # What is in small letters and yet marked ("½don't") is that only beside figures.
        if term not in kinds or (is_small and not has_figure):
            shape |= _MARKS_OTHERS
    words = _words_of(chunk)
    could_answer = _joined(_mentions(words, tongue, known, before=None if opens else ""))
    depends = not opens and _ends_a_place(words[0].strip(_EDGES), tongue) if words else opens
    shape |= _AFTER_ANOTHER * depends | _WITH_FIGURE * has_figure | _PERHAPS_NAME * (bond == MAY_BE_NAME)
    shape |= _row_of_capitalised(chunk) | _with_age(chunk)
    return Chunk(terms, packed_hashes(terms), bytes(map(kinds.__getitem__, terms)), *could_answer, shape)


def _shape_around(chunk: str, core: int, tongue: str | None, word: str) -> int:
    """The shape of a chunk, given that of what stands between the marks around it.

    Args:
        chunk: What stands between white space.
        core: The shape of what it is without marks around it.
        tongue: The language of the text.
        word: The word in it (`plain_word`), where it is one with marks around it.
    """
    # A capitalised word can end a name's first part before nothing but full stops, and begin its second behind nothing.
    in_a_row = (
        _FIRST * chunk.rstrip(".").endswith(word) | _LAST * chunk.startswith(word)
        if word and not word.islower()
        else _row_of_capitalised(chunk)
    )
    shape = core & ~(_FIRST | _LAST) | in_a_row
    named = shape & (_PERHAPS_NAME | _NAME_INSIDE)
    return shape if named and may_be_common_name(chunk, tongue) else shape & ~named


def _row_of_capitalised(chunk: str) -> int:
    """Whether a chunk may end in the first or begin with the second of two capitalised words."""
    if chunk.isascii() and chunk.islower():
        return 0
    return _FIRST * (_FIRST_NAME.search(chunk) is not None) | _LAST * (_LAST_NAME.match(chunk) is not None)


def _with_age(chunk: str) -> int:
    """Whether a chunk may be an age in words."""
    return _WITH_AGE * (chunk.lower() in _AGES_IN_WORDS)


def _flags(sentence: str, term_kinds: bytes, shape: int) -> int:
    """The flags of a sentence.

    Args:
        sentence: Its words.
        term_kinds: What its terms are.
        shape: What its chunks may be: of figures, an age in words, and two in a row, those that it has none of.
    """
    says_when, says_age = DAY_TERM in term_kinds, False
    if shape & _WITH_FIGURE:
        says_when = says_when or _YEAR_OR_CLOCK.search(sentence) is not None
        says_age = _AGE_IN_FIGURES.search(sentence) is not None
    if shape & _WITH_AGE and not says_age and NUMBER_TERM in term_kinds:
        says_age = not _AGES_IN_WORDS.isdisjoint(sentence.lower().split())
    full_name = bool(shape & _IN_A_ROW) and _TWO_CAPITALISED.search(sentence) is not None
    return full_name * FULL_NAME | asks(sentence) * ASKS | says_when * SAYS_WHEN | says_age * SAYS_AGE


def _term_kinds(text: str, terms: Sequence[str], tongue: str | None) -> bytes:
    """What each term of a sentence is: a number or a day even where it is capitalised."""
    kinds = _plain_kinds(terms, tongue)
    # No mark reaches over white space; in small letters only figures are marked.
    chunks = text.split() if _FIGURE.search(text) else filterfalse(str.islower, text.split())
    for marked in filter(None, map(_marked(tongue).__getitem__, chunks)):
        for kind, term in marked:
            if term in kinds:
                kinds[term] = max(kind, kinds[term])
    if len(kinds) == len(terms):
        return bytes(kinds.values())
    return bytes(kinds.pop(term, REPEATED_TERM) for term in terms)


def _plain_kinds(terms: Sequence[str], tongue: str | None) -> dict[str, int]:
    """What each term is in small letters."""
    kind_of = _telling_terms(tongue).get
    if len(terms) == 1:
        return {terms[0]: kind_of(terms[0], PLAIN_TERM)}
    return {term: kind_of(term, PLAIN_TERM) for term in terms}


@cache
def _telling_terms(tongue: str | None) -> dict[str, int]:
    """What the terms of numbers and days in small letters are."""
    return dict.fromkeys(_counting_terms(tongue), NUMBER_TERM) | dict.fromkeys(_day_terms(tongue), DAY_TERM)


@cache
def _marked(tongue: str | None) -> Remembered[tuple[tuple[int, str], ...]]:
    """The kinds and terms of the figures and capitalised words in chunks."""
    return Remembered(lambda chunk: tuple(_marks(chunk, tongue, {})))


def _marks(chunk: str, tongue: str | None, known: _Known) -> Iterator[tuple[int, str]]:
    """The kinds and terms of the figures and capitalised words in a chunk.

    Args:
        chunk: What stands between white space.
        tongue: The language of the text.
        known: The terms of words that are known already.
    """
    for word in _MARKED.findall(chunk):
        figure = not word[0].isalpha()
        if figure or word[0].isupper():
            kind = NUMBER_TERM if figure else _kind_of_name(word, tongue)
            for term in known[word] if word in known else language.terms_of_word(word, tongue):
                yield kind, term


def _kind_of_name(word: str, tongue: str | None) -> int:
    """What the terms of a capitalised word are."""
    is_day = word in _SHORT_MONTHS or word.lower() in day_words(code(tongue) or "en")
    return DAY_TERM if is_day else NAME_TERM


@lru_cache(maxsize=100)
def _counting_terms(tongue: str | None) -> frozenset[str]:
    """The terms of numbers in words."""
    own = counting_words(code(tongue))
    words = _COUNTING_WORDS if own == counting_words("en") else own
    return frozenset(language.terms(" ".join(words), tongue))


@cache
def _day_terms(tongue: str | None) -> frozenset[str]:
    """The terms of the names of months and weekdays, in languages that may write them in small letters."""
    # An English or German word of these letters that is not capitalised is another one: to march, it may.
    spoken = code(tongue) or "en"
    return frozenset() if spoken in CAPITALISED_DAYS else frozenset(language.terms(" ".join(day_words(spoken)), tongue))


def _words_of(text: str) -> list[str]:
    """The words of a text that could be answers, also those that dashes and slashes join."""
    for joint in _JOINTS:  # Looked for in turn they take a quarter of what a table takes.
        text = text.replace(joint, " ")
    return text.split()


def _mentions(
    words: Sequence[str], tongue: str | None, known: _Known, before: str | None = None
) -> Iterator[tuple[bytes, int]]:
    """The packed terms of each word of a sentence that could be an answer, and its kind.

    The first word of a sentence is capitalised anyway: only a place counts there.

    Args:
        words: Of the sentence.
        tongue: Its language.
        known: The terms of words that are known already.
        before: The word before them; None for none.
    """
    mentionable, small = _mentionable(tongue), _small_words(tongue)
    for word in words:
        if not word.islower() or word in small or word.strip(_EDGES) in small:
            mention = _mentioned(word, tongue, known) if word in known else mentionable[word]
            first_kind, kind, second_word, hashes = mention
            if before is None:
                kind = first_kind
            elif second_word:
                kind |= places(tongue).get(f"{before.lower()} {second_word}", 0)
            if kind:
                yield hashes, kind
        before = word


def _joined(mentions: Iterable[tuple[bytes, int]]) -> tuple[bytes, bytes]:
    """The packed terms of words that could be answers, and the kind of each term."""
    rows = list(mentions)
    if not rows:
        return b"", b""
    if len(rows) == 1:
        ((hashes, kind),) = rows
        return hashes, bytes([kind]) * (len(hashes) // 4)
    return b"".join(hashes for hashes, _ in rows), b"".join(bytes([kind]) * (len(hashes) // 4) for hashes, kind in rows)


@cache
def _small_words(tongue: str | None) -> frozenset[str]:
    """Words in small letters that could answer: numbers, and days where they are written so."""
    spoken = code(tongue) or "en"
    numbers = counting_words(spoken)
    return numbers if spoken in CAPITALISED_DAYS else numbers | day_words(spoken)


class _Mentionable(NamedTuple):
    """What a word could answer: its kind as the first of a sentence and elsewhere, and its terms, packed.

    `second_word` is how it ends the name of a place in two words, in lower case; empty when it ends none.
    """

    first_kind: int
    kind: int
    second_word: str
    hashes: bytes


@cache
def _mentionable(tongue: str | None) -> Remembered[_Mentionable]:
    """What words between white space could answer."""
    return Remembered(lambda word: _mentioned(word, tongue, {}))


def _mentioned(word: str, tongue: str | None, known: _Known) -> _Mentionable:
    """What a word between white space could answer; its terms may be known already."""
    bare = word.strip(_EDGES)
    first_kind, kind, second_word = _kinds_of_answer(bare, tongue)
    terms = (known[bare] if bare in known else language.terms_of_word(bare, tongue)) if kind else ()
    return _Mentionable(first_kind, kind, second_word, packed_hashes(terms))


def _ends_a_place(word: str, tongue: str | None) -> bool:
    """Whether a word ends the name of a place in two words."""
    return word[:1].isupper() and _kinds_of_answer(word, tongue)[-1] != ""


def _kinds_of_answer(word: str, tongue: str | None) -> tuple[int, int, str]:
    """What a word could answer as the first of a sentence and elsewhere, and `second_word` as in `_Mentionable`."""
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    capital = word[:1].isupper()
    first_kind, is_second = _known_answers(tongue).get(lower, (0, False))
    if not capital:
        # A place is written with a capital, and so are days in most languages.
        first_kind = first_kind & NUMBER | DAY_NAME * (first_kind & DAY_NAME != 0 and lower in _small_words(tongue))
    if not word.isalpha() and any(map(str.isdigit, word)):
        first_kind |= NUMBER
    kind = first_kind | NAME if capital else first_kind
    return first_kind, kind, lower if capital and is_second else ""


@cache
def _known_answers(tongue: str | None) -> dict[str, tuple[int, bool]]:
    """What words in lower case that name places, tell how many or name days could answer.

    With each, whether it ends the name of a place in two words.
    """
    spoken, of_places, seconds = code(tongue) or "en", places(tongue), _second_words(tongue)
    counting, days = counting_words(spoken), day_words(spoken)
    return {
        word: (of_places.get(word, 0) | NUMBER * (word in counting) | DAY_NAME * (word in days), word in seconds)
        for word in {*of_places, *counting, *days, *seconds}
    }


@cache
def _second_words(tongue: str | None) -> frozenset[str]:
    """The words that end the name of a place in two words."""
    return frozenset(name.partition(" ")[2] for name in places(tongue))
