"""What a draft gives out as a citation's words, judged: does the source say what stands beside the mark?"""

from collections.abc import Iterable
from dataclasses import replace

from retrieval.citing.alignment import best_alignment, difference
from retrieval.citing.cautions import edge_cautions
from retrieval.citing.checking import check
from retrieval.citing.draft_marks import Mark
from retrieval.citing.edges import sentence_around
from retrieval.citing.ellipses import Reading, reading
from retrieval.citing.folding import Folded, fold_quotation, joined
from retrieval.citing.quotations import FEWEST_WORDS, place_at
from retrieval.citing.wording import Wording, word_count, wording
from retrieval.errors import UsageError
from retrieval.indexing.archive import Archive
from retrieval.indexing.sources import Sources
from retrieval.records import Article, Caution, CautionKind, Check, Citation, Remark, Verdict

_BEST_FIRST = list(Verdict)


def mark_check(
    mark: Mark, citations: Iterable[Citation] | Remark, archive: Archive, sources: Sources | None = None
) -> Check:
    """The verdict on a mark of a draft: on its citation, and on the quotation next to it.

    Args:
        mark: The mark.
        citations: What it may stand for; the best verdict counts, and without any it is gone. A remark says why they
            can't be known: then it is unreadable.
        archive: As it was last read.
        sources: Its files as they were read during this check; None reads them.
    """
    if isinstance(citations, Remark):
        return Check(mark.reference, Verdict.UNREADABLE, None, None, None, None, (citations,))
    sources = sources or Sources(archive)
    unknown = Remark("The journal has no such citation.")
    gone = Check(mark.reference, Verdict.GONE, None, None, None, None, (unknown,))
    checks = [_citation_check(mark, citation, archive, sources) for citation in citations]
    return min(checks, key=lambda check: _BEST_FIRST.index(check.verdict), default=gone)


def _citation_check(mark: Mark, citation: Citation, archive: Archive, sources: Sources) -> Check:
    """The verdict on one citation and on the words that a draft gives out as its; of several quotations the worst."""
    base = check(citation, archive, sources)
    if base.article is None or base.verdict not in (Verdict.VERIFIED, Verdict.MOVED):
        return base
    if mark.quotation is None:
        alone = Remark("No quotation was found beside the mark; only the citation was checked.")
        return replace(base, remarks=(*base.remarks, alone))
    article = sources.article(base.article)
    nearest = _quotation_check(base, mark.quotation, article)
    if not nearest.stands:
        return nearest
    for other in mark.others:
        judged = _quotation_check(base, other, article)
        if not judged.stands and word_count(other) >= FEWEST_WORDS:
            remark = Remark("This is about the quotation “{words}”.", words=other)
            return replace(judged, remarks=(*judged.remarks, remark))
    return nearest


def _quotation_check(base: Check, quotation: str, article: Article) -> Check:
    """The verdict on a quotation of a draft, which may have no words at all, or few."""
    try:
        judged = quotation_check(base, quotation, article)
    except UsageError:
        alone = Remark("There are no words in the quotation beside the mark; only the citation was checked.")
        return replace(base, remarks=(*base.remarks, alone))
    if judged.stands and word_count(quotation) < FEWEST_WORDS:
        short = Remark("The draft's quotation is too short to tell: such words stand anywhere.")
        return replace(judged, remarks=(*judged.remarks, short))
    return judged


def quotation_check(base: Check, quotation: str, article: Article) -> Check:
    """The verdict on the words of a draft, given the verdict on the citation that they are said to be from.

    Args:
        base: The verdict on the citation; verified or moved.
        quotation: The draft's words; an ellipsis stands for words left out.
        article: Where the citation's words stand now.

    Raises:
        UsageError: The quotation contains no words.
    """
    quoted, text = wording(quotation), fold_quotation(article.text)
    assert base.start is not None and base.end is not None  # noqa: PT018
    cited = (text.position(base.start), text.position(base.end - 1) + 1)
    if here := reading(quoted, article, text, *cited):
        return _read_check(base, quoted, here, article, text)
    if elsewhere := reading(quoted, article, text):
        numbers = place_at(article, elsewhere.start, elsewhere.end).paragraphs
        number = str(numbers[0]) if numbers else "?"
        remark = Remark("The draft's words stand outside the cited passage, in paragraph {number}.", number=number)
        moved = replace(base, verdict=Verdict.MOVED, remarks=(remark,))
        return _read_check(moved, quoted, elsewhere, article, text)
    words = joined(text)
    cited = (words.position(base.start), words.position(base.end - 1) + 1)
    spans = [best_alignment(quoted.words, words, *cited), best_alignment(quoted.words, words)]
    nearest = max(filter(None, spans), key=lambda each: each.matched, default=None)
    if nearest is None or 2 * nearest.matched < nearest.words:
        remark = Remark("The draft's words are not in the cited passage.")
        return Check(base.citation, Verdict.GONE, None, None, None, None, (remark,))
    remark = Remark(
        "The draft differs from its source: {same} of {words} words stand there.",
        same=nearest.matched,
        words=nearest.words,
    )
    altered = replace(base, verdict=Verdict.ALTERED, difference=nearest.difference, remarks=(remark,))
    sentence = sentence_around(article, nearest.start, nearest.end)
    return replace(altered, start=nearest.start, end=nearest.end, sentence=sentence)


def _read_check(base: Check, quotation: Wording, how: Reading, article: Article, text: Folded) -> Check:
    """The verdict on a draft's quotation whose pieces stand in order; altered when its ellipsis hides what turns it.

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
    judged = replace(
        base,
        start=how.start,
        end=how.end,
        omitted=how.omitted(article),
        cautions=(*brackets, *how.hidden, *edges),
        sentence=sentence,
    )
    if not how.hidden:
        return judged
    words = joined(text)
    whole = difference(quotation.words, words, words.position(how.start), words.position(how.end - 1) + 1)
    return replace(judged, verdict=Verdict.ALTERED, difference=whole)
