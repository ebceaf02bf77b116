"""Where an article has the pieces of a quotation, and what the quotation leaves out there.

An ellipsis that is in the source, or leaves out nothing but punctuation, leaves out nothing. Where the pieces stand
several times, the reading with the fewest cautions counts, then the shortest; another that hides more is mentioned.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from retrieval.citing.cautions.raised import omission_cautions
from retrieval.citing.folding import PAUSES, Folded, fold_letters, fold_quotation, letter_styles, quoted_places
from retrieval.citing.wording import Wording
from retrieval.language.saying import word_set
from retrieval.records import Article, Caution, CautionKind, Remark

MAX_OMITTED = 2_000
"""An ellipsis stands for up to this many folded code points: a few paragraphs."""

MAX_BRACKETED = 80
"""Brackets stand for up to this many: a name with its title and what follows it between commas."""

READINGS = 12
"""The shortest readings that are compared: pieces of common words stand together often, and mostly by chance."""

_AND = {"ar": "و", "he": "ו"}
"""The "and" of languages that write it onto the word after it: behind an ellipsis a writer may leave it out."""

_WITH_ITS_OWN = word_set(
    "وعدت وعدنا وعدوا وعدهم وعود وعودة وصفه وصفها وصفت وحدة وحده وحدها وحدت وجهة وجهه وجهها وجهت وزنه وردت وردة "
    "ورده ورود والد والده والدها والدة والدته والدي والدين والدان ولاية وكالة وزارة وزير وسام وثبت وهمي وهمية وقود "
    "وفاة وفود وصول وقوف وضعت وقعت وقفت وصلت وضعه وجود وجدت وجده وداع واجب واحد واحدة واقع واسع واضح وارد واعد "
    "ועדה ועדת ויתר ויתרה ויתרו ותיק ודאי"
)
"""Words that begin with that letter and are others without it: promised and returned, committee and community."""

_SHORTEST_AFTER_AND = 3
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?。！？]\s")
_BESIDE = f" \t\n\xa0\u3000{PAUSES}[](){{}}<>\"'“”‘’„‚«»‹›「」『』–—-"


Fits = Callable[[int, int, int], bool]
"""Whether the piece of a number stands between two folded code points."""


class Omission(NamedTuple):
    """Words of an article between two pieces of a quotation, in its code points."""

    start: int
    end: int
    bracketed: bool


class Reading(NamedTuple):
    """Where an article has the pieces of a quotation, and what lies between them.

    `hidden` are the cautions about what is left out; `otherwise` are those of another place nearly as likely, whose
    omission would be another one. `literal` says that ellipses and brackets are in the article, too. `spans` are the
    places of the pieces; `styles` are the forms of letters in which they differ.
    """

    start: int
    end: int
    omissions: tuple[Omission, ...]
    hidden: tuple[Caution, ...]
    otherwise: tuple[Caution, ...] = ()
    literal: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    styles: tuple[Remark, ...] = ()

    def omitted(self, article: Article) -> tuple[str, ...]:
        """The words left out, verbatim."""
        return tuple(article.text[omission.start : omission.end] for omission in self.omissions)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out that the source has, but for what the writer's brackets harmlessly replace."""
        left_out = [omission for omission in self.omissions if not omission.bracketed]
        return not left_out and not self.hidden and not self.otherwise


def reading(
    quotation: Wording,
    article: Article,
    text: Folded,
    start: int = 0,
    end: int | None = None,
    fits: Fits | None = None,
) -> Reading | None:
    """The likeliest place of a quotation in an article; None when it does not have the pieces in order.

    Args:
        quotation: What to look for.
        article: Where to look.
        text: Its text, folded (`fold_quotation`).
        start: The first folded code point that counts.
        end: The folded code point after the last that counts; None for the end of the text.
        fits: Whether a piece stands in a place; None takes that for granted.
    """
    last = len(text.text) if end is None else end
    if len(quotation.pieces) > 1 or quotation.brackets:
        for first, stop in quoted_places(quotation.literal, text.text):
            if start <= first and stop <= last:
                return Reading(*text.span(first, stop), (), (), literal=True)
    chains = sorted(
        _chains(quotation, text.text, start, last, _AND.get(article.language or "", ""), fits),
        key=lambda chain: chain[-1][1] - chain[0][0],
    )
    readings = [_read(quotation, article, text, chain) for chain in chains[:READINGS]]
    if not readings:
        return None
    best = min(readings, key=lambda each: (len(each.hidden), each.end - each.start))
    others = [each for each in readings if len(each.hidden) > len(best.hidden) and _is_near(each, article)]
    if others and len(quotation.pieces) > 1:
        known_words = {caution.words.casefold() for caution in best.hidden}
        new = tuple(caution for caution in others[0].hidden if caution.words.casefold() not in known_words)
        return best._replace(otherwise=new)
    return best


def reading_of_letters(quotation: Wording, article: Article, start: int = 0, end: int | None = None) -> Reading | None:
    """The likeliest place of a quotation whose letters are written in other forms there; None when there is none.

    Args:
        quotation: What to look for.
        article: Where to look.
        start: The first code point of its text that counts.
        end: The one after the last; None for the end of the text.
    """
    text = fold_letters(article.text)
    pieces = tuple(fold_letters(source).text.strip() for source in quotation.sources)
    if pieces == quotation.pieces and text.text == fold_quotation(article.text).text:
        return None

    def fits(number: int, low: int, high: int) -> bool:
        there = article.text[slice(*text.span(low, high))]
        return letter_styles(quotation.sources[number], there, article.language) is not None

    last = len(text.text) if end is None else text.position(end - 1) + 1
    bare = replace(quotation, pieces=pieces, literal="")
    how = reading(bare, article, text, text.position(start), last, fits)
    if how is None:
        return None
    compared = zip(quotation.sources, how.spans, strict=True)
    styles = [letter_styles(source, article.text[slice(*span)], article.language) for source, span in compared]
    return how._replace(styles=tuple(dict.fromkeys(chain.from_iterable(filter(None, styles)))))


def _places(piece: str, text: str, joined_and: str) -> list[tuple[int, int]]:
    """The places of a piece in a folded text, in order, also behind an "and" that is written onto its first word.

    Args:
        piece: What to look for, folded.
        text: Where to look.
        joined_and: The letter that says "and"; empty where no such letter may be left out.
    """
    places = list(quoted_places(piece, text))
    first = piece.split(maxsplit=1)[0]
    if joined_and and len(first) >= _SHORTEST_AFTER_AND and joined_and + first not in _WITH_ITS_OWN:
        places += [(low + len(joined_and), high) for low, high in quoted_places(joined_and + piece, text)]
    return sorted(places)


def _chains(
    quotation: Wording, text: str, start: int, end: int, joined_and: str = "", fits: Fits | None = None
) -> list[list[tuple[int, int]]]:
    """For each place of the first piece the nearest places of the others after it, in folded code points.

    Args:
        quotation: Its pieces.
        text: A folded text.
        start: The first code point that counts.
        end: The one after the last.
        joined_and: A letter that says "and" and may be left out before a piece that is not the first.
        fits: Whether a piece stands in a place.
    """
    rows = [
        [
            (low, high)
            for low, high in _places(piece, text, joined_and if i else "")
            if start <= low and high <= end and (fits is None or fits(i, low, high))
        ]
        for i, piece in enumerate(quotation.pieces)
    ]
    if not all(rows):
        return []
    # Subtle: of two beginnings that lead to the same end only the later one counts: the other leaves out more.
    chains: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for first in rows[0]:
        chain = [first]
        for places, bracketed in zip(rows[1:], quotation.bracketed, strict=True):
            reach = chain[-1][1] + (MAX_BRACKETED if bracketed else MAX_OMITTED)
            following = next((place for place in places if chain[-1][1] <= place[0] <= reach), None)
            if following is None:
                break
            chain.append(following)
        if len(chain) == len(rows):
            chains[chain[1] if len(chain) > 1 else first] = chain
    return list(chains.values())


def _read(quotation: Wording, article: Article, text: Folded, chain: Sequence[tuple[int, int]]) -> Reading:
    """The reading of a quotation whose pieces are in some places.

    Args:
        quotation: What was looked for.
        article: Where it stands.
        text: Its text, folded.
        chain: The places of the pieces, in folded code points.
    """
    omissions: list[Omission] = []
    hidden: list[Caution] = []
    own = " ".join(quotation.brackets).casefold()
    for (_, left), (right, _), bracketed in zip(chain, chain[1:], quotation.bracketed, strict=False):
        low, high = text.offsets[left], text.offsets[right]
        between = article.text[low:high]
        if not _WORD.search(between):
            continue
        low += len(between) - len(between.lstrip(_BESIDE))
        high -= len(between) - len(between.rstrip(_BESIDE))
        if article.text[high] in "'’" and article.text[high + 1 : high + 2].isalpha():  # n'a, l'État
            high += 1
        omissions.append(Omission(low, high, bracketed))
        cautions = omission_cautions(article, low, high)
        if bracketed:  # a description may replace a name, but not hide a "not" that it does not say
            cautions = [
                each for each in cautions if each.kind is not CautionKind.NAME and each.words.casefold() not in own
            ]
        hidden += [caution for caution in cautions if caution not in hidden]
    spans = tuple(text.span(*place) for place in chain)
    return Reading(*text.span(chain[0][0], chain[-1][1]), tuple(omissions), tuple(hidden), spans=spans)


def _is_near(each: Reading, article: Article) -> bool:
    """Whether a reading lies within one sentence, so that it may be meant."""
    return not _SENTENCE_END.search(article.text[each.start : each.end])
