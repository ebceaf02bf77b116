"""Cautions about what a quotation leaves out, and about the rest of its sentence.

What an ellipsis hides counts whole: negations, conditions, doubts, numbers, names. Of what is around a quotation
only a negation, condition or doubt counts whose reach touches it (`language.clauses`).
"""

import re
from collections.abc import Iterable

from retrieval.citing.cautions.cuts import number_cut_after, number_cut_before, word_cut_after, word_cut_before
from retrieval.citing.cautions.extent import (
    compared_after,
    conceded_before,
    quantity_before,
    restricted_after,
    role_before,
    taken_back_beside,
    those_before,
)
from retrieval.citing.cautions.left_out import joined_sentence, turned_by_leaving_out
from retrieval.citing.cautions.taken_back import (
    announced_as,
    corrected_in_note,
    frame_after,
    frame_before,
    labelled_before,
    parted_around,
    parted_left_out,
    taken_back_after,
    taken_back_before,
    taken_back_next,
)
from retrieval.citing.cautions.unlike_source import DOUBLE_MARKS
from retrieval.citing.cautions.who_says import attributed_before, told_after, told_before, told_next
from retrieval.citing.edges import announcement
from retrieval.citing.speech import speech, spoken_at
from retrieval.language.clauses import asked_after, touching_after, touching_before
from retrieval.language.cues import Cue, cues, names, numbers
from retrieval.records import Article, Caution, CautionKind, CautionPlace, Sentence

OF_A_KIND = 5
"""Cautions of one kind about an omission: who leaves out more than that has left out whole sentences."""

CONTEXT = 60
"""Code points around an omission that are read with it: a cue of several words may be left out in part."""

PARTED = 200
"""Code points around an omission in which a parted verb may have its other part."""

NEXT = 200
"""Code points behind the sentence in which the next one says that it is not true."""

_OPEN_SPEECH = re.compile(r"(?P<opens>:\s?[“„«「『])[^“”„«»「」『』]{1,200}\Z")
"""A quotation that begins before another one and goes on in it."""

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
    low = max(0, start - PARTED)
    parted = parted_left_out(article.text[low : end + PARTED], start - low, end - low, language)
    named = names(omitted, language, opens=opens)
    joined = joined_sentence(article.text, start, end, language)
    told = joined is None or any(cue.start + start <= joined.end and joined.start < cue.end + start for cue in named)
    subject = [joined] if joined and not told else []
    every = [*partly, *alone, *parted, *turning, *numbers(omitted, language), *named, *subject]
    return _cautions(every, CautionPlace.OMITTED)


def edge_cautions(article: Article, sentence: Sentence, start: int, end: int) -> list[Caution]:
    """The cautions about the words of a sentence before and after a quotation.

    Args:
        article: Whose sentence it is.
        sentence: The whole sentence, or several.
        start: Where the quotation begins, in code points of the article.
        end: Where it ends.
    """
    before, after, language = article.text[sentence.start : start], article.text[end : sentence.end], article.language
    parted = parted_around(article.text[sentence.start : sentence.end], end - sentence.start, language)
    quoted = article.text[start:end]
    reaching_in = [*touching_before(before, language), *taken_back_before(before, language)]
    if opened := _OPEN_SPEECH.search(before):  # whoever jokes or denies does so to the end of what they say
        reaching_in += touching_before(before[: opened.end("opens")], language)
    reaching_back = [*touching_after(after, language), *taken_back_after(before, after, language)]
    following = taken_back_next(article.text[end : sentence.end + NEXT], language, quoted)
    beside = taken_back_beside(after, language)
    if beside and any(cue.start < beside.end and beside.start < cue.end for cue in reaching_back):
        beside = None
    following = following or corrected_in_note(article.text, sentence.start, sentence.end, language)
    following = None if reaching_back else following
    framed = [
        each(after, language, quoted)
        for each in (frame_after, compared_after, restricted_after, number_cut_after, word_cut_after)
    ]
    whole = filter(None, [parted, asked_after(after, language), beside, following, *framed])
    told = (quantity_before, number_cut_before, role_before, those_before, frame_before, word_cut_before)
    more = [*(each(before, language, quoted) for each in told), conceded_before(before, after, language)]
    more += [] if reaching_in else [labelled_before(before)]
    # Of a list whose items a dash begins it can't be told whether they are turns of a dialogue.
    spans = speech(article.text)
    is_marked = any(article.text[spans[i][0]] in DOUBLE_MARKS for i in spoken_at(article.text, start, start + 1))
    lead = None if is_marked else announcement(article, start)
    announced = announced_as(lead.exact, language) if lead else None
    edges = [
        *_cautions([*reaching_in, *filter(None, [*more, announced])], CautionPlace.BEFORE),
        *_cautions([*reaching_back, *whole], CautionPlace.AFTER),
    ]
    # Where the sentence is to be read anyway, who says so is seen there.
    return edges or _sources(article, sentence, start, end)


def _sources(article: Article, sentence: Sentence, start: int, end: int) -> list[Caution]:
    """The cautions about who says a quotation by its sentence, where it is not within marks there.

    Args:
        article: Whose sentence it is.
        sentence: The whole sentence.
        start: Where the quotation begins.
        end: Where it ends.
    """
    before, after, language = article.text[sentence.start : start], article.text[end : sentence.end], article.language
    named = attributed_before(before, language)
    told = [
        named or told_before(before, language, article.text[start:end]),
        told_after(after, language, article.text[start:end])
        or told_next(article.text[sentence.end : sentence.end + NEXT], language),
    ]
    if (told[1] or (told[0] and not named)) and _is_spoken(article.text, start, end):
        told = [named, None]
    places = (CautionPlace.BEFORE, CautionPlace.AFTER)
    return [Caution(CautionKind.DOUBT, where, each.words) for each, where in zip(told, places, strict=True) if each]


def _is_spoken(text: str, start: int, end: int) -> bool:
    """Whether a quotation begins or ends within what its article quotes."""
    return bool(spoken_at(text, start, start + 1) or spoken_at(text, end - 1, end))


def without_source(
    cautions: Iterable[Caution], article: Article, sentence: Sentence, start: int, end: int
) -> list[Caution]:
    """The cautions about a quotation of which it is said who says so: that the article names its source is none.

    Args:
        cautions: Those of the quotation.
        article: Where it stands.
        sentence: The sentence around it.
        start: Where the quotation begins.
        end: Where it ends.
    """
    named = _sources(article, sentence, start, end)
    return [each for each in cautions if each not in named]


def _cautions(every: Iterable[Cue], where: CautionPlace) -> list[Caution]:
    """A caution for each cue, none twice, up to `OF_A_KIND` of a kind."""
    cautions: dict[tuple[str, str], Caution] = {}
    for cue in every:
        kind = CautionKind(cue.kind.value)
        of_kind = sum(caution.kind is kind for caution in cautions.values())
        if of_kind < OF_A_KIND:
            cautions.setdefault((kind, cue.words.casefold()), Caution(kind, where, cue.words))
    return list(cautions.values())
