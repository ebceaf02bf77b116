"""Cautions about what a quotation leaves out, and about the rest of its sentence.

What an ellipsis hides counts whole: negations, conditions, doubts, numbers, names. Of what is around a quotation
only a negation, condition or doubt counts whose reach touches it (`language.clauses`).
"""

from collections.abc import Iterable

from retrieval.citing.left_out import quantity_before, turned_by_leaving_out
from retrieval.language.clauses import asked_after, touching_after, touching_before
from retrieval.language.cues import Cue, cues, names, numbers
from retrieval.records import Article, Caution, CautionKind, CautionPlace, Sentence

OF_A_KIND = 5
"""Cautions of one kind about an omission: who leaves out more than that has left out whole sentences."""

CONTEXT = 60
"""Code points around an omission that are read with it: a cue of several words may be left out in part."""

_SENTENCE_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", "\n", "“", "„", "«", '"')


def omission_cautions(article: Article, start: int, end: int) -> list[Caution]:
    """The cautions about words that an ellipsis leaves out.

    Args:
        article: Whose words they are.
        start: Where they begin, in its code points.
        end: Where they end.
    """
    omitted, language = article.text[start:end], article.language
    low = max(0, start - CONTEXT)
    around = cues(article.text[low : end + CONTEXT], language)
    partly = [cue for cue in around if cue.start + low < end and start < cue.end + low]
    opens = article.text[:start].rstrip(" \t\xa0").endswith(_SENTENCE_ENDS) or not article.text[:start].strip()
    alone = [
        cue
        for cue in cues(omitted, language)
        if not any(other.start + low <= cue.start + start and cue.end + start <= other.end + low for other in partly)
    ]
    turning = turned_by_leaving_out(article.text, start, end, language)
    every = [*partly, *alone, *turning, *numbers(omitted, language), *names(omitted, language, opens=opens)]
    return _cautions(every, CautionPlace.OMITTED)


def edge_cautions(article: Article, sentence: Sentence, start: int, end: int) -> list[Caution]:
    """The cautions about the words of a sentence before and after a quotation.

    Args:
        article: Whose sentence it is.
        sentence: The whole sentence, or several.
        start: Where the quotation begins, in code points of the article.
        end: Where it ends.
    """
    before, after = article.text[sentence.start : start], article.text[end : sentence.end]
    quantities = filter(None, [quantity_before(before, article.language)])
    questions = filter(None, [asked_after(after, article.language)])
    return [
        *_cautions([*touching_before(before, article.language), *quantities], CautionPlace.BEFORE),
        *_cautions([*touching_after(after, article.language), *questions], CautionPlace.AFTER),
    ]


def _cautions(every: Iterable[Cue], where: CautionPlace) -> list[Caution]:
    """A caution for each cue, none twice, up to `OF_A_KIND` of a kind."""
    cautions: dict[tuple[str, str], Caution] = {}
    for cue in every:
        kind = CautionKind(cue.kind.value)
        of_kind = sum(caution.kind is kind for caution in cautions.values())
        if of_kind < OF_A_KIND:
            cautions.setdefault((kind, cue.words.casefold()), Caution(kind, where, cue.words))
    return list(cautions.values())
