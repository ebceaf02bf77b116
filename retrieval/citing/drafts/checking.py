"""What a draft gives out as a citation's words, judged: does the source say what is beside the mark, and who?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.citing.alignment import best_alignment, difference
from retrieval.citing.cautions.raised import edge_cautions, without_source
from retrieval.citing.cautions.unlike_source import unlike_source
from retrieval.citing.checking import check
from retrieval.citing.claims import claim_verdict
from retrieval.citing.drafts.marks import DraftQuotation, Mark
from retrieval.citing.edges import sentence_around
from retrieval.citing.ellipses import Reading, reading, reading_of_letters
from retrieval.citing.folding import Folded, fold_quotation, joined
from retrieval.citing.joined_speech import across_narration, two_speakers
from retrieval.citing.quotations import FEWEST_WORDS, SHORT_QUOTATION, find_quotation, place_at
from retrieval.citing.wording import Wording, word_count, wording
from retrieval.errors import UsageError
from retrieval.indexing.archive import Archive
from retrieval.indexing.sources import Sources
from retrieval.language.cues import numbers
from retrieval.records import (
    Article,
    Caution,
    CautionKind,
    Check,
    Citation,
    Place,
    Quotation,
    QuoteVerdict,
    Remark,
    Verdict,
)

_BEST_FIRST = list(Verdict)
_AS_CITATION = {QuoteVerdict.UNREADABLE: Verdict.UNREADABLE}
_ALONE = Remark("No quotation was found beside the mark; only the citation was checked.")


class _Source(NamedTuple):
    """A citation that a mark stands for: the verdict on it, and its article, where its words stand."""

    base: Check
    article: Article | None


def mark_check(
    mark: Mark, citations: Iterable[Citation] | Remark, archive: Archive, sources: Sources | None = None
) -> Check:
    """The verdict on a mark of a draft: on its citation, and on the quotations that belong to it.

    Of several quotations the nearest one that does not stand counts, and `others` are the rest. A quotation without a
    mark is looked up in the whole archive.

    Args:
        mark: The mark.
        citations: What it may stand for: each quotation may be from any of them. Without any the mark is unknown. A
            remark says why they can't be known: then it is unreadable.
        archive: As it was last read.
        sources: Its files as they were read during this check; None reads them.
    """
    if isinstance(citations, Remark):
        return Check(mark.reference, Verdict.UNREADABLE, None, None, None, None, (citations,))
    sources = sources or Sources(archive)
    if not mark.reference:
        return _unmarked_check(mark.quotations[0], sources)
    sources_cited = [_source(citation, archive, sources) for citation in citations]
    if not sources_cited:
        unknown = Remark("The journal has no such citation.")
        return Check(mark.reference, Verdict.GONE, None, None, None, None, meaning=unknown)
    present = [source for source in sources_cited if source.article is not None]
    if not present:
        return min((source.base for source in sources_cited), key=_rank)
    return _of_quotations(mark, present, sources)


def _source(citation: Citation, archive: Archive, sources: Sources) -> _Source:
    base = check(citation, archive, sources)
    is_present = base.article is not None and base.verdict in (Verdict.VERIFIED, Verdict.MOVED)
    return _Source(base, sources.article(base.article) if is_present and base.article is not None else None)


def _rank(check: Check) -> tuple[int, bool, int]:
    """The better a verdict, the smaller."""
    return _BEST_FIRST.index(check.verdict), not check.stands, len(check.cautions)


def _of_quotations(mark: Mark, sources_cited: Sequence[_Source], sources: Sources) -> Check:
    """The verdict on a mark whose citations stand, in view of its quotations."""
    judged: list[Check] = []
    left_out: list[Remark] = []
    base = min((source.base for source in sources_cited), key=_rank)
    language = next((source.article.language for source in sources_cited if source.article), None)
    for quotation in mark.quotations:
        best = min((_quotation_check(source, quotation, sources) for source in sources_cited), key=_rank)
        remark = None if best.stands else _no_claim(quotation, mark, language)
        if word_count(quotation.words) == 0:
            left_out.append(
                Remark("There are no words in the quotation beside the mark; only the citation was checked.")
            )
        elif remark:
            left_out.append(remark)
        else:
            judged.append(best)
    if not judged:
        return replace(base, remarks=(*base.remarks, *(left_out or [_ALONE])))
    worst = next((each for each in judged if not each.stands), judged[0])
    others = tuple(each for each in judged if each is not worst)
    about = [Remark("This is about the quotation “{words}”.", words=worst.quotation or "")] if others else []
    about = about if worst is not judged[0] else []
    return replace(worst, remarks=(*worst.remarks, *about, *left_out), others=others)


def _no_claim(quotation: DraftQuotation, mark: Mark, language: str | None) -> Remark | None:
    """Why words in quotation marks that do not stand are not a false quotation: a title, or a word or two set off.

    Such words are a quotation where somebody is made to say them, and nothing longer with them, or where they tell a
    number.

    Args:
        quotation: The words.
        mark: Their mark, with its other quotations.
        language: That of the article.
    """
    words = quotation.words
    if quotation.title:
        return Remark("“{words}” is not there; it was taken for a title.", words=words)
    longer = any(word_count(other.words) >= FEWEST_WORDS for other in mark.quotations)
    if word_count(words) >= FEWEST_WORDS or numbers(words, language) or (quotation.speaker and not longer):
        return None
    return Remark("“{words}” is not there; it is too short to be judged.", words=words)


def _quotation_check(source: _Source, quotation: DraftQuotation, sources: Sources) -> Check:
    """The verdict on a quotation of a draft, which may be short, and on who is made to say it."""
    base, article = source
    assert article is not None
    try:
        judged = quotation_check(base, quotation.words, article)
    except UsageError:
        return base
    judged = replace(judged, quotation=quotation.words)
    if not judged.stands:
        return _elsewhere(judged, quotation, sources, article)
    if word_count(quotation.words) < FEWEST_WORDS:
        short = Remark("The draft's quotation is too short to tell: such words occur anywhere.")
        judged = replace(judged, remarks=(*judged.remarks, short))
    return _with_speaker(judged, quotation, [(article, _place(judged, article))])


def _place(judged: Check, article: Article) -> Place:
    assert judged.start is not None and judged.end is not None  # noqa: PT018
    return place_at(article, judged.start, judged.end)


def _with_speaker(judged: Check, quotation: DraftQuotation, places: Sequence[tuple[Article, Place]]) -> Check:
    """A verdict on words that are in some places, in view of who is made to say them: somebody else's are altered.

    Where the draft takes back that they were said, and the source doesn't, there is a caution.
    """
    remarks, cautions = claim_verdict(quotation.speaker, places)
    if quotation.denied and not any(each.kind is CautionKind.NEGATION and each.where for each in judged.cautions):
        cautions = (*cautions, Caution(CautionKind.NEGATION, None, quotation.denied))
    told = judged.cautions
    if quotation.speaker and judged.sentence and judged.start is not None and judged.end is not None and places:
        told = tuple(without_source(told, places[0][0], judged.sentence, judged.start, judged.end))
    judged = replace(judged, cautions=(*told, *cautions))
    return replace(judged, verdict=Verdict.ALTERED, meaning=remarks[0]) if remarks else judged


def _elsewhere(judged: Check, quotation: DraftQuotation, sources: Sources, article: Article) -> Check:
    """A verdict on words that are not in their article, in view of others that have them.

    A mark that is in the same paragraph only does not say that they are from its article.

    Args:
        judged: The verdict.
        quotation: The words.
        sources: Where to look for them.
        article: Where they do not stand.
    """
    elsewhere = find_quotation(quotation.words, sources)
    if not elsewhere.stands:
        return judged
    names = " / ".join(repr(place.article) for place in elsewhere.places[:3])
    if quotation.beside:
        remark = Remark("The words are not in {article!r} but in {articles}.", article=article.id, articles=names)
        return replace(judged, remarks=(*judged.remarks, remark))
    remark = Remark("These words have no mark beside them; they are from {articles}.", articles=names)
    return replace(
        _at_first_place(elsewhere, quotation, sources, judged.citation), verdict=Verdict.MOVED, meaning=remark
    )


def _at_first_place(looked_up: Quotation, quotation: DraftQuotation, sources: Sources, citation: str) -> Check:
    """A verdict on a quotation that is in the archive, with its first place.

    Args:
        looked_up: Where it stands.
        quotation: The words, and who is made to say them.
        sources: What the articles say now.
        citation: The citation that the verdict is about.
    """
    place = looked_up.places[0]
    judged = Check(
        citation,
        _AS_CITATION.get(looked_up.verdict, Verdict.VERIFIED if looked_up.stands else Verdict.ALTERED),
        place.article,
        place.start,
        place.end,
        looked_up.difference,
        looked_up.remarks,
        omitted=looked_up.omitted,
        cautions=looked_up.cautions,
        sentence=place.sentence,
        quotation=quotation.words,
    )
    in_catalog = ((sources.archive.article(each.article), each) for each in looked_up.places)
    # What can't be read now is as it was, here as where the words were looked up.
    now = [(article, each) for other, each in in_catalog if (article := sources.as_now(other))]
    return _with_speaker(judged, quotation, now)


def _unmarked_check(quotation: DraftQuotation, sources: Sources) -> Check:
    """The verdict on a quotation without a mark, by the whole archive; gone where it is nobody's in there.

    What resembles words of the archive is altered only where it must be taken from them: it is long, or the draft makes
    the same person say it.
    """
    reason = Remark("The quotation has no mark beside it and is not in the archive.")
    not_found = Check("", Verdict.GONE, None, None, None, None, meaning=reason, quotation=quotation.words)
    try:
        looked_up = find_quotation(quotation.words, sources)
    except UsageError:
        return not_found
    if looked_up.verdict in (QuoteVerdict.NOT_FOUND, QuoteVerdict.TOO_SHORT) or (
        quotation.title and not looked_up.stands
    ):
        return replace(not_found, remarks=looked_up.remarks if looked_up.verdict is QuoteVerdict.NOT_FOUND else ())
    if not looked_up.places:
        return replace(not_found, verdict=Verdict.UNREADABLE, meaning=None, remarks=looked_up.remarks)
    judged = _at_first_place(looked_up, quotation, sources, "")
    if looked_up.verdict is QuoteVerdict.UNREADABLE:
        return judged
    if looked_up.verdict is QuoteVerdict.ALTERED and word_count(quotation.words) < SHORT_QUOTATION:
        speaker_names = quotation.speaker and quotation.speaker.names
        if not speaker_names or judged.meaning or any(each.kind is CautionKind.SPEAKER for each in judged.cautions):
            return not_found
    meaning = judged.meaning or Remark(
        "The quotation has no mark beside it; it is in {articles}.", articles=repr(judged.article)
    )
    if looked_up.verdict is QuoteVerdict.ALTERED:
        meaning = Remark(
            "The quotation has no mark beside it; {articles} words it differently.", articles=repr(judged.article)
        )
    return replace(judged, meaning=meaning)


def quotation_check(base: Check, quotation: str, article: Article) -> Check:
    """The verdict on the words of a draft, given the verdict on the citation that they are said to be from.

    Args:
        base: The verdict on the citation; verified or moved.
        quotation: The draft's words; an ellipsis stands for words left out.
        article: Where the citation's words stand now.

    Raises:
        UsageError: The quotation contains no words.
    """
    wording_quoted, text = wording(quotation), fold_quotation(article.text)
    assert base.start is not None and base.end is not None  # noqa: PT018
    cited_span = (text.position(base.start), text.position(base.end - 1) + 1)
    here = reading(wording_quoted, article, text, *cited_span)
    if here := here or reading_of_letters(wording_quoted, article, base.start, base.end):
        return _read_check(base, wording_quoted, here, article, text)
    if elsewhere := reading(wording_quoted, article, text) or reading_of_letters(wording_quoted, article):
        numbers = place_at(article, elsewhere.start, elsewhere.end).paragraphs
        number = str(numbers[0]) if numbers else "?"
        remark = Remark("The draft's words are outside the cited passage, in paragraph {number}.", number=number)
        moved_check = replace(base, verdict=Verdict.MOVED, remarks=(remark,))
        return _read_check(moved_check, wording_quoted, elsewhere, article, text)
    words = joined(text)
    cited_span = (words.position(base.start), words.position(base.end - 1) + 1)
    spans = [best_alignment(wording_quoted.words, words, *cited_span), best_alignment(wording_quoted.words, words)]
    nearest = across_narration(wording_quoted.words, article) or max(
        filter(None, spans), key=lambda each: each.matched, default=None
    )
    if nearest is None or 2 * nearest.matched < nearest.words:
        meaning = Remark("The draft's words are not in the cited passage.")
        return Check(base.citation, Verdict.GONE, None, None, None, None, meaning=meaning)
    if nearest.only_adds:
        meaning = Remark("The draft leaves out words of its source.")
    elif nearest.matched == 1:
        meaning = Remark("The draft differs from its source: 1 of {words} words is there.", words=nearest.words)
    else:
        meaning = Remark(
            "The draft differs from its source: {same} of {words} words are there.",
            same=nearest.matched,
            words=nearest.words,
        )
    altered = replace(base, verdict=Verdict.ALTERED, difference=nearest.difference, remarks=(), meaning=meaning)
    sentence = sentence_around(article, nearest.start, nearest.end)
    return replace(altered, start=nearest.start, end=nearest.end, sentence=sentence)


def _read_check(base: Check, quotation: Wording, how: Reading, article: Article, text: Folded) -> Check:
    """The verdict on a draft's quotation whose pieces are in order; altered when its ellipsis hides what turns it.

    Args:
        base: The verdict so far.
        quotation: The draft's words.
        how: How the article has them.
        article: Where they stand.
        text: Its text, folded.
    """
    sentence = sentence_around(article, how.start, how.end)
    own = () if how.literal else tuple(dict.fromkeys(quotation.brackets))
    brackets = [Caution(CautionKind.BRACKETS, None, words) for words in own]
    edges = edge_cautions(article, sentence, how.start, how.end) if sentence else []
    unlike = unlike_source(quotation.sources, article, how.spans or [(how.start, how.end)])
    another = two_speakers(article, how.start, how.end, how.omissions)
    restyled = [Remark("Restyled: {styles}.", styles=how.styles)] if how.styles else []
    judged = replace(
        base,
        remarks=(*base.remarks, *restyled),
        start=how.start,
        end=how.end,
        omitted=how.omitted(article),
        cautions=tuple(dict.fromkeys([*brackets, *how.hidden, *unlike, *edges, *([another] if another else [])])),
        sentence=sentence,
    )
    if not how.hidden:
        return judged
    words = joined(text)
    whole = difference(quotation.words, words, words.position(how.start), words.position(how.end - 1) + 1)
    meaning = Remark("What the draft's ellipsis leaves out changes the meaning.")
    return replace(judged, verdict=Verdict.ALTERED, difference=whole, meaning=meaning)
