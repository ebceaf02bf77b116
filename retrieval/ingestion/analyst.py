"""Article → what is stored of it: passages with their terms, features and sentences. Pure, in any process."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from retrieval import language
from retrieval.analysis.features import (
    MOST_TERMS,
    SentenceTerms,
    heading_terms,
    packed_article,
    packed_passage,
    unpacked_hashes,
    unpacked_passage,
)
from retrieval.analysis.likeness import likeness
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms
from retrieval.analysis.sentences import packed_sentences
from retrieval.analysis.vocabulary import MetChunks
from retrieval.articles.blocks import paragraphs
from retrieval.articles.limits import LIMITS, Limits
from retrieval.articles.openings import telling_language
from retrieval.ingestion.boilerplate import packed_fingerprints, without
from retrieval.language import spelling
from retrieval.language.cldr import language_code
from retrieval.language.remembered import LONGEST_REMEMBERED
from retrieval.records import Article, Passage
from retrieval.storage.packing import packed_terms, packed_text, unpacked_terms
from retrieval.storage.rows import IndexedArticle, IndexedPassage, StoredPassages, article_row
from retrieval.storage.seals import content

Spelling = tuple[str, str | None]
"""A word as articles spell it, and the language of the article."""


SpellingRow = tuple[str, int, str, str, str]
"""A word as the catalog lists it: its first sound, its number of sounds, itself, its term, its sounds."""

MOST_WORDS = 150_000
"""How many words are known to be listed already; with more, all of them are listed again, which changes nothing.

They take 14 MB; from 157,000 on the set is twice as large (21 MB for 200,000)."""


class Analysis(NamedTuple):
    """An article in its language, what is stored of it, and those of its words that were not met before.

    `n_left_out` says of how many fingerprints paragraphs were left out, where it has them.
    """

    article: Article
    indexed: IndexedArticle
    spellings: list[SpellingRow]
    n_left_out: int


class Analyst:
    """Analyses articles one after the other, and knows which words it has met."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        """No word was met yet; of `limits` those of a sentence and a word hold."""
        self._limits = limits
        self._met_words: defaultdict[str | None, set[str]] = defaultdict(set)
        self._met_chunks: defaultdict[str | None, MetChunks] = defaultdict(MetChunks)

    def analysis(
        self, article: Article, repeated: Collection[int] = (), stored: StoredPassages | None = None
    ) -> Analysis:
        """What is stored of an article.

        Args:
            article: The article.
            repeated: Paragraphs with one of these fingerprints are not indexed.
            stored: What is stored of it now: of its passages only others are looked at, and its words are listed.
        """
        article = in_its_language(article)
        met = self._met_chunks[article.language]
        met.drop()  # What could not be analysed has told of none of its words.
        indexed = _indexed(article, repeated, self._limits.sentence, met, stored)
        words = () if stored else self._unmet(article, indexed.passages, met.new())
        return Analysis(article, indexed, list(spelling_rows(words)), len(repeated))

    def _unmet(self, article: Article, passages: Sequence[IndexedPassage], chunks: list[str]) -> set[Spelling]:
        """The words of an article that were in none before it.

        Args:
            article: The article.
            passages: Its passages.
            chunks: What is new of what stands between white space in them.
        """
        outside = _outside(article.text, passages)
        text = article.text if outside is None else " ".join([*chunks, outside])
        words = _words(article.title, text, self._limits.word)
        met = self._met_words[article.language]
        new = words - met
        if len(met) >= MOST_WORDS:
            met.clear()
        met.update(word for word in new if len(word) <= LONGEST_REMEMBERED)
        return {(word, article.language) for word in new}


def _outside(text: str, passages: Sequence[IndexedPassage]) -> str | None:
    """What of a text is in no passage, such as headings; None where a passage begins or ends inside a word."""
    parts, end = [], 0
    for passage in passages:
        beside = text[max(passage.start - 1, 0) : passage.start] + text[passage.end : passage.end + 1]
        if passage.start < end or (beside and not beside.isspace()):
            return None
        parts.append(text[end : passage.start])
        end = passage.end
    return " ".join([*parts, text[end:]])


def spelling_rows(spellings: Iterable[Spelling]) -> Iterator[SpellingRow]:
    """How the catalog lists words; only those of a single term."""
    corrected = [each for each in spellings if spelling.is_corrected(each[0])]
    for (word, code), sounds in zip(corrected, spelling.sounds_of_each([word for word, _ in corrected]), strict=True):
        if len(terms := language.terms_of_word(word, code)) == 1:
            yield sounds[0], len(sounds), word, terms[0], sounds


def words_meant(title: str | None, text: str, code: str | None, longest: int) -> set[Spelling]:
    """The words of an article that a misspelled one may be meant to be.

    Args:
        title: Its title.
        text: Its text.
        code: Of its language.
        longest: How many letters such a word has at most.
    """
    return {(word, code) for word in _words(title, text, longest)}


def _words(title: str | None, text: str, longest: int) -> set[str]:
    return spelling.spellings(text, longest) | spelling.spellings(title or "", longest)


def in_its_language(article: Article) -> Article:
    """An article with the code of the language that it names, or that its text is in where it names none or another."""
    named = language.code(article.language) or language.code(
        language_code(article.language) if article.language else ""
    )
    if named and not language.is_contradicted(article.text, named):
        return replace(article, language=named)
    told = {field: where for field, where in article.provenance.items() if field != "language"}
    detected = language.detect(telling_language(article.title, article.text))
    return replace(article, language=detected, provenance=told)


class _AnalysedPassage(NamedTuple):
    """A passage as it is stored, its terms with those of title and heading, and the packed hashes of its own."""

    stored: IndexedPassage
    terms: Sequence[str]
    hashes: bytes


def _indexed(
    article: Article, repeated: Collection[int], longest: int, met: MetChunks, stored: StoredPassages | None
) -> IndexedArticle:
    """What is stored of an article, but its words.

    Args:
        article: The article.
        repeated: The fingerprints of the paragraphs that are not indexed.
        longest: How many code points a sentence of it has at most.
        met: Takes note of the chunks of its passages.
        stored: As for `Analyst.analysis`.
    """
    body = paragraphs(article)
    fingerprints = stored.fingerprints if stored else packed_fingerprints(article, body)
    cut = passages(article, without(article, body, repeated), longest)
    known = _known_passages(article, stored) if stored else {}
    new = [passage for passage in cut if _place(passage) not in known]
    analysed = map(partial(_analysed_passage, article), new, sentences_with_terms(article, new, met))
    known.update(zip(map(_place, new), analysed, strict=True))
    all_passages = [known[_place(passage)] for passage in cut]
    indexed = [each.stored for each in all_passages]
    numbers = unpacked_hashes(b"".join([each.hashes for each in all_passages]))
    day, features = article.date.toordinal() if article.date else None, packed_article(article, numbers)
    row = article_row(article, stored.text if stored else packed_text(article.text))
    all_terms = packed_terms([each.terms for each in all_passages], article.text)
    sealed = content(row.sealed, (day, features, fingerprints, all_terms), indexed)
    return IndexedArticle(row, day, features, fingerprints, all_terms, indexed, sealed, likeness(numbers))


def _place(passage: Passage) -> tuple[int, int, str | None, int, int]:
    """What tells a passage of an article from others: its paragraphs, its heading, and where it starts and ends."""
    return passage.paragraphs[0], passage.paragraphs[-1], passage.heading, passage.start, passage.end


def _known_passages(
    article: Article, stored: StoredPassages
) -> dict[tuple[int, int, str | None, int, int], _AnalysedPassage]:
    """The passages of an article that are stored, by their places; but one of which not all terms are kept."""
    terms = unpacked_terms(stored.terms, article.text)
    hashes = [unpacked_passage(passage.features).terms for passage in stored.passages]
    return {
        passage[:5]: _AnalysedPassage(passage, of_passage, own.tobytes())
        for passage, of_passage, own in zip(stored.passages, terms, hashes, strict=True)
        if len(own) < MOST_TERMS
    }


def _analysed_passage(article: Article, passage: Passage, sentences: Sequence[SentenceTerms]) -> _AnalysedPassage:
    """A passage of an article, analysed.

    Args:
        article: The article.
        passage: The passage.
        sentences: Its sentences.
    """
    terms = [
        *chain.from_iterable([sentence.terms for sentence in sentences]),
        *heading_terms(article.title or "", article.language),
        *heading_terms(passage.heading or "", article.language),
    ]
    indexed = IndexedPassage(
        first=passage.paragraphs[0],
        last=passage.paragraphs[-1],
        heading=passage.heading,
        start=passage.start,
        end=passage.end,
        features=packed_passage(article, passage, sentences),
        sentences=packed_sentences(sentences, passage.start),
    )
    return _AnalysedPassage(indexed, terms, b"".join([sentence.hashes for sentence in sentences]))
