"""The words that a file shows with a citation: no citation stands with words that it does not cite, or not whole."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from retrieval.citing.alignment import best_alignment, difference, tokens
from retrieval.citing.edges import sentence_around
from retrieval.citing.folding import Folded, fold, fold_words, occurrences
from retrieval.language.sentences import sentences
from retrieval.records import Article, Check, Citation, Remark, Verdict


class _Unlike(NamedTuple):
    """Words that are shown and not cited, or a part of what is: what is wrong with them, and how they differ."""

    remark: Remark
    difference: str


def with_shown(verdict: Check, citation: Citation, article: Article | None) -> Check:
    """The verdict in view of the words that a reader sees: the passage is the one cited, its sentences are whole.

    Args:
        verdict: That on the citation.
        citation: It, with the words that are shown.
        article: Where its words stand now; None when that is nowhere.
    """
    unlike = next(_unlike(verdict, citation, article), None)
    if unlike is None:
        return verdict
    if verdict.verdict not in (Verdict.VERIFIED, Verdict.MOVED):
        return replace(verdict, remarks=(*verdict.remarks, unlike.remark))
    return replace(verdict, verdict=Verdict.ALTERED, difference=unlike.difference, meaning=unlike.remark)


def _unlike(verdict: Check, citation: Citation, article: Article | None) -> Iterator[_Unlike]:
    """What is wrong with the words shown, the passage first."""
    shown_words, cited_text = citation.shown, fold(citation.exact)
    if shown_words is None:
        return
    foreign = Remark("The words shown with the citation are not the ones it cites.")
    if shown_words.text and fold_words(shown_words.text) not in ("", cited_text.text.strip()):
        yield _Unlike(foreign, difference(fold(shown_words.text), cited_text, 0, len(cited_text.text)))
    for sentence, is_second in ((shown_words.sentence, False), (shown_words.second_sentence, True)):
        words = fold_words(sentence or "")
        # A second sentence may be outside a passage that was cut down: then the article must have it.
        if not words or (is_second and article is None):
            continue
        assert sentence is not None
        elsewhere = is_second and article is not None and _has(article.text, sentence)
        if not _has(citation.exact, sentence) and not elsewhere:
            nearest = best_alignment(fold(sentence), cited_text)
            yield _Unlike(foreign, nearest.difference if nearest else difference(fold(sentence), cited_text, 0, 0))
        elif article is not None and verdict.stands and (whole := _whole(sentence, verdict, article)):
            shortened = Remark("The sentence shown with the citation is shortened.")
            yield _Unlike(shortened, difference(fold(sentence), whole, 0, len(whole.text)))


def _whole(sentence: str, verdict: Check, article: Article) -> Folded | None:
    """The whole of a sentence that is shown, folded; None when it is whole wherever the words stand once.

    Args:
        sentence: The words, which are in the article.
        verdict: Where the cited words are in it.
        article: The article.
    """
    assert verdict.start is not None and verdict.end is not None  # noqa: PT018
    words, text = fold_words(sentence), fold(article.text)
    plain = _plain(words)
    own = sentences(article.text, verdict.start, verdict.end, article.language)
    parts: list[str] = []
    for at in occurrences(words, text.text):
        start, end = text.span(at, at + len(words))
        touched = [each for each in own if each.start < end and start < each.end]
        inside = bool(touched) and touched[0].start <= start and end <= touched[-1].end
        around = None if inside else sentence_around(article, start, end)
        part = article.text[touched[0].start : touched[-1].end] if inside else around.exact if around else ""
        if _plain(fold_words(part)) == plain:
            return None
        parts += [part] if part else []
    return fold(parts[0]) if parts else None


def _has(text: str, words: str) -> bool:
    """Whether some words are in a text, none of them cut in two."""
    return any(True for _ in occurrences(words.strip(), text)) or any(
        True for _ in occurrences(fold_words(words), fold(text).text)
    )


def _plain(text: str) -> list[str]:
    """The words of a folded text without its punctuation marks."""
    return [token.text for token in tokens(text) if token.is_word]
