"""The words of articles that were taken out: what no other article has is neither suggested nor kept any more."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval import language
from retrieval.analysis.features import among, hashes
from retrieval.engines.base import Engine
from retrieval.errors import TextUnread
from retrieval.ingestion.analyst import Spelling, spelling_rows, words_meant
from retrieval.storage import writing
from retrieval.storage.catalog import Catalog
from retrieval.storage.rows import TakenOut

MANY = 200
"""Beyond this many articles the list of words is made anew from what is left: that takes 4 s for 3,270 articles, and
looking up the words of 200 as long."""

ListedWord = tuple[str, int, str, str]
"""The first sound and the number of sounds of a word in the list, itself, and its term."""

FIRST_LOOK, LOOKED_AT = 10, 1_000
"""Passages with a word's term that are looked at for the word itself: nearly always one of the first has it. A word
that none of the thousand has is no longer suggested; others of its term still are."""

FEW = 2
"""So many are looked at first where all that have the term are at hand, and the best need not be searched for."""


def forget_spellings(archive: Catalog, engine: Engine, articles: Sequence[TakenOut] | None, longest: int) -> None:
    """Takes the words of articles out of the list of words, but for those that another article has.

    Args:
        archive: The catalog.
        engine: One that was told of all changes.
        articles: What was taken out; None where that can't be told.
        longest: How many letters a word of the list has at most.
    """
    if articles is None and not archive.lacks_texts:
        _list_anew(archive, longest)
        return
    words: set[Spelling] = set()
    for article in articles or ():
        words |= words_meant(article.title, article.text or "", article.language, longest)
    for current in archive.readable_articles(article.id for article in articles or ()):
        words -= words_meant(current.title, current.text, current.language, longest)
    rows = list(spelling_rows(words))
    engine.expect([row[3] for row in rows])
    gone = [row[:4] for row in rows if not _stands(row[2], row[3], archive, engine)]
    unknown = [article.terms for article in articles or () if article.text is None]
    if unknown or articles is None:
        # Of the texts themselves nothing is known: no file is read to find out.
        gone += _unused(np.unique(np.concatenate(unknown)) if unknown else None, archive, engine)
    with archive.change() as connection:
        writing.take_spellings(connection, gone)


def leave_terms(articles: Sequence[TakenOut], archive: Catalog, engine: Engine) -> bool:
    """Whether something of articles that were taken out can be told from an engine that only marks them as deleted.

    Of one that is gone altogether that is what it was about; of one that was edited, a term that no passage has now.

    Args:
        articles: What was taken out.
        archive: The catalog.
        engine: One that was told of all changes.
    """
    ids = {article.id for article in articles}
    if len(archive.keys_of(ids)) < len(ids) or any(article.text is None for article in articles):
        return True
    texts = ((text, article.language) for article in articles for text in (article.title, article.text) if text)
    terms = {term for text, code in texts for term in language.terms(text, code)}
    engine.expect(terms)
    return not all(map(engine.doc_freq, terms))


def _unused(terms: NDArray[np.uint32] | None, archive: Catalog, engine: Engine) -> Iterator[ListedWord]:
    """The listed words whose terms no passage has now.

    Args:
        terms: The hashes of those that are looked at, in ascending order; None for all.
        archive: The catalog.
        engine: Counts the terms.
    """
    listed = archive.spelled_terms()
    if terms is not None:
        listed = [listed[place] for place in among(hashes(word[3] for word in listed), terms)]
    for start in range(0, len(listed), LOOKED_AT):
        some = listed[start : start + LOOKED_AT]
        engine.expect([word[3] for word in some])
        yield from (word for word in some if not engine.doc_freq(word[3]))


def _list_anew(archive: Catalog, longest: int) -> None:
    """Lists the words of all articles that there are."""
    words: set[Spelling] = set()
    for article in archive.articles():
        words |= words_meant(article.title, article.text, article.language, longest)
    with archive.change() as connection:
        writing.clear_spellings(connection)
        writing.put_spellings(connection, spelling_rows(words))


def _stands(word: str, term: str, archive: Catalog, engine: Engine) -> bool:
    """Whether an article has a word with that term, as far as the texts can be had."""
    try:
        return any(_has(word, term, *each) for each in _with_term(term, archive, engine))
    except TextUnread:
        return True


def _has(word: str, term: str, title: str | None, code: str | None, text: str) -> bool:
    """Whether an article, by its title, the code of its language and its text, has a word with that term."""
    # Taking all words out of a text takes far longer than finding that it lacks one.
    return (
        any(word in part.lower() for part in (text, title or ""))
        and (word, code) in words_meant(title, text, code, len(word))
        and language.terms(word, code) == [term]
    )


def _with_term(term: str, archive: Catalog, engine: Engine) -> Iterator[tuple[str | None, str | None, str]]:
    """Title, language and text of articles that have a term."""
    if engine.doc_freq(term) <= LOOKED_AT:
        # Scores are not asked for.
        keys, start = engine.keys_with([term]), 0
        while some := keys[start : start + max(FEW, 2 * start)]:
            yield from archive.texts_around(some)
            start += len(some)
        return
    for limit in (FIRST_LOOK, LOOKED_AT):
        hits = engine.search([term], limit, counted=archive.term_counts)
        yield from archive.texts_around([hit.key for hit in hits])
