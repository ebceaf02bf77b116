"""Words that a quotation joins: one speaker's across the article's own, or, which is said, those of two speakers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from retrieval.citing.alignment import Alignment, best_alignment, difference, tokens
from retrieval.citing.attributive_clauses import Speaker
from retrieval.citing.ellipses import Omission
from retrieval.citing.folding import Folded, fold_quotation, joined
from retrieval.citing.person_names import Fit, fits
from retrieval.citing.speakers import claimed_speaker
from retrieval.citing.speech import speech, spoken_at
from retrieval.records import Article, Caution, CautionKind, CautionPlace

MOST_BETWEEN = 400
"""Code points that may be between two parts of what somebody says: a sentence that names the speaker."""


_WORD = re.compile(r"\w")
_FIRST_WORDS = re.compile(r"\W*+(?P<words>\w++(?:\W++\w++){0,3})")
_BULLET = re.compile(r"\n[ \t]*-\s\Z")
_SAMPLE = 20
"""Code points without white space that show the first words where no spaces part them."""


def across_narration(quotation: Folded, article: Article) -> Alignment | None:
    """Where all words of a quotation are in what an article quotes, in order, with the article's own words between.

    Args:
        quotation: The words (`Wording.words`).
        article: Where to look.

    Returns:
        The span, with the article's words in the difference; None when there is none.
    """
    caseless = article.text.casefold()
    if not all(token.text in caseless for token in tokens(quotation.text) if token.is_word and token.text.isalpha()):
        return None
    spans = speech(article.text)
    speech_text = article.text
    for (_, end), (start, _) in pairwise(spans):
        if 0 < start - end <= MOST_BETWEEN:
            speech_text = f"{speech_text[:end]}{' ' * (start - end)}{speech_text[start:]}"
    if speech_text == article.text:
        return None
    nearest = best_alignment(quotation, joined(fold_quotation(speech_text)))
    if nearest is None or nearest.distance:
        return None
    text = joined(fold_quotation(article.text))
    first, last = text.position(nearest.start), text.position(nearest.end - 1) + 1
    return replace(nearest, difference=difference(quotation, text, first, last))


def two_speakers(article: Article, start: int, end: int, omissions: Sequence[Omission] = ()) -> Caution | None:
    """That a quotation goes on with what somebody else says, as far as the article's marks and clauses tell.

    Quotations that stand side by side are turns of a conversation (`“Will you pay?” “Today.”`); others are told apart
    by who is made to say them, unless the quotation says that itself.

    Args:
        article: Where the quotation stands.
        start: Where it begins, in code points.
        end: Where it ends.
        omissions: What it leaves out.
    """
    every = speech(article.text)
    spans = [every[i] for i in spoken_at(article.text, start, end)]
    for first, second in pairwise(spans):
        if second[0] < first[1]:
            continue
        between = article.text[first[1] : second[0]]
        side_by_side = not _WORD.search(between) and not _BULLET.search(between)
        is_told = not any(each.start < second[0] and first[1] <= each.end for each in omissions)
        if side_by_side or (not is_told and _differ(*_tellers(article, first, second))):
            said = article.text[second[0] : min(second[1], end)]
            words = _FIRST_WORDS.match(said)
            return Caution(CautionKind.SPEAKER, CautionPlace.OMITTED, (words["words"] if words else said)[:_SAMPLE])
    return None


def _tellers(article: Article, *spans: tuple[int, int]) -> Iterator[Speaker | None]:
    """Whom an article makes say each of some quotations."""
    return (claimed_speaker(article, start + 1, end - 1) for start, end in spans)


def _differ(speaker: Speaker | None, other: Speaker | None) -> bool:
    """Whether two speakers are plainly two people: by their names, or by an office or a pronoun each."""
    if speaker is None or other is None:
        return False
    if speaker.names and other.names:
        return not any(fits(name, other.names) is not Fit.NO for name in speaker.names)
    if speaker.names or other.names:
        return False
    both_known = (speaker.role and other.role) or {speaker.pronoun, other.pronoun} == {"m", "f"}
    return bool(both_known) and (speaker.role, speaker.pronoun) != (other.role, other.pronoun)
