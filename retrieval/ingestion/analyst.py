"""Article → what is stored of it: passages with their terms, features and sentences. Pure, in any process."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, filterfalse
from typing import NamedTuple

from retrieval import language
from retrieval.analysis.features import SentenceTerms, heading_terms, packed_article, packed_passage, unpacked_hashes
from retrieval.analysis.likeness import likeness
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms
from retrieval.analysis.sentences import packed_sentences
from retrieval.articles.blocks import paragraphs
from retrieval.articles.limits import LIMITS, Limits
from retrieval.articles.openings import REMEMBERED
from retrieval.ingestion.boilerplate import packed_fingerprints, without
from retrieval.language import spelling
from retrieval.language.cldr import language_code
from retrieval.language.remembered import LONGEST_REMEMBERED
from retrieval.records import Article, Passage
from retrieval.storage.packing import packed_terms
from retrieval.storage.rows import IndexedArticle, IndexedPassage, article_row
from retrieval.storage.seals import content

Spelling = tuple[str, str | None]
"""A word as articles spell it, and the language of the article."""


SpellingRow = tuple[str, int, str, str, str]
"""A word as the catalog lists it: its first sound, its number of sounds, itself, its term, its sounds."""

MOST_WORDS = 200_000
"""How many words are known to be listed already; with more, all of them are listed again, which changes nothing."""


MOST_CHUNKS = 60_000
"""The same of what is between white space, in 6 MB: with more, its words are looked for again, which takes no time."""


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
        self._met: defaultdict[str, set[str]] = defaultdict(set)

    def analysis(self, article: Article, repeated: Collection[int] = ()) -> Analysis:
        """What is stored of an article; paragraphs with one of the fingerprints that are `repeated` are not indexed."""
        article = in_its_language(article)
        indexed = _indexed(article, repeated, self._limits.sentence)
        return Analysis(article, indexed, list(spelling_rows(self._unmet(article))), len(repeated))

    def _unmet(self, article: Article) -> set[Spelling]:
        """The words of an article that were in none before it."""
        text = article.text
        if len(text) <= REMEMBERED:
            # No word reaches over white space, and most of what stands between was met before.
            text = " ".join(self._new(text.split(), f"chunks {article.language}", MOST_CHUNKS))
        words = _words(article.title, text, self._limits.word)
        return {(word, article.language) for word in self._new(words, f"words {article.language}", MOST_WORDS)}

    def _new(self, words: Iterable[str], kind: str, most: int) -> set[str]:
        """Those words (or chunks, as `kind` says) that were not met before, or not for long; `most` are known."""
        met = self._met[kind]
        # Most are known: these needn't be put into a set first.
        new = set(filterfalse(met.__contains__, words))
        if len(met) >= most:
            met.clear()
        met.update(each for each in new if len(each) <= LONGEST_REMEMBERED)
        return new


def spelling_rows(spellings: Iterable[Spelling]) -> Iterator[SpellingRow]:
    """How the catalog lists words; only those of a single term."""
    for word, code in spellings:
        key = spelling.sound_key(word)
        terms = language.terms_of_word(word, code) if key else ()
        if key and len(terms) == 1:
            yield *key, word, terms[0], spelling.sounds(word)


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
    """An article with the code of the language that it names, or that its text is in."""
    named = language.code(article.language) or language.code(
        language_code(article.language) if article.language else ""
    )
    return replace(article, language=named or language.detect(article.text))


def _indexed(article: Article, repeated: Collection[int], longest: int) -> IndexedArticle:
    """What is stored of an article, but its words; a sentence of it has up to `longest` code points."""
    body = paragraphs(article)
    fingerprints = packed_fingerprints(article, body)
    cut = passages(article, without(article, body, repeated), longest)
    read = sentences_with_terms(article, cut)
    indexed = [_indexed_passage(article, *each) for each in zip(cut, read, strict=True)]
    title = heading_terms(article.title or "", article.language)
    terms = [
        [
            *chain.from_iterable([sentence.terms for sentence in sentences]),
            *title,
            *heading_terms(passage.heading or "", article.language),
        ]
        for passage, sentences in zip(cut, read, strict=True)
    ]
    numbers = unpacked_hashes(b"".join([sentence.hashes for sentences in read for sentence in sentences]))
    day, features = article.date.toordinal() if article.date else None, packed_article(article, numbers)
    row, all_terms = article_row(article), packed_terms(terms, article.text)
    sealed = content(row.sealed, (day, features, fingerprints, all_terms), indexed)
    return IndexedArticle(row, day, features, fingerprints, all_terms, indexed, sealed, likeness(numbers))


def _indexed_passage(article: Article, passage: Passage, sentences: Sequence[SentenceTerms]) -> IndexedPassage:
    """A passage of an article as it is stored.

    Args:
        article: The article.
        passage: The passage.
        sentences: Its sentences.
    """
    return IndexedPassage(
        first=passage.paragraphs[0],
        last=passage.paragraphs[-1],
        heading=passage.heading,
        start=passage.start,
        end=passage.end,
        features=packed_passage(article, passage, sentences),
        sentences=packed_sentences(sentences, passage.start),
    )
