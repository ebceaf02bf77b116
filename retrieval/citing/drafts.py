"""A draft with citation marks, `[pincite:k7q2m9.2]`, and the quotation that stands next to each of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retrieval.citing.alignment import best_alignment
from retrieval.citing.cautions import edge_cautions
from retrieval.citing.checking import check
from retrieval.citing.edges import sentence_around
from retrieval.citing.ellipses import Reading, reading
from retrieval.citing.folding import Folded, fold_quotation, joined
from retrieval.citing.quotations import place_at
from retrieval.citing.wording import Wording, wording
from retrieval.indexing.archive import Archive
from retrieval.indexing.sources import Sources
from retrieval.readers.blocks import BLOCK
from retrieval.records import Article, Caution, CautionKind, Check, Citation, Remark, Verdict

MAX_DISTANCE = 200
"""How many code points may lie between a quotation and its mark: about two lines."""

_BEST_FIRST = list(Verdict)

MARK = re.compile(r"\[\s*pincite\s*:\s*([0-9a-z]+(?:\.\d+)?)\s*\]", re.IGNORECASE)
# A punctuation mark that Markdown was told to take as it is: https://spec.commonmark.org/0.31.2/#backslash-escapes
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTED = re.compile(
    '“(?P<curly>[^”]+)”|"(?P<straight>[^"]+)"|«(?P<french>[^»]+)»|„(?P<german>[^“”]+)[“”]|「(?P<corner>[^」]+)」'
    r"|(?<!\w)‘(?P<single>[^’]+(?:’\w[^’]*)*)’"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a draft: the id in it, the quotation next to it (None when there is none), and its line, from 1."""

    reference: str
    quotation: str | None
    line: int


def marks(draft: str) -> Iterator[Mark]:
    """The marks of a draft in order, each with its quotation.

    That is the nearest one before the mark in its paragraph, else the nearest after it; or the words of the Markdown
    block quote (`> …`) that the mark stands in or directly follows.
    """
    before = ""
    for block in BLOCK.finditer(draft):
        for mark in MARK.finditer(block[0]):
            line = 1 + draft.count("\n", 0, block.start() + mark.start())
            quotation = _block_quote(block[0], before, mark.start()) or _beside(block[0], mark)
            yield Mark(mark[1].lower(), quotation and _ESCAPE.sub(r"\1", quotation), line)
        before = block[0]


def mark_check(mark: Mark, citations: Iterable[Citation], archive: Archive, sources: Sources | None = None) -> Check:
    """The verdict on a mark of a draft: on its citation, and on the quotation next to it.

    Args:
        mark: The mark.
        citations: What it may stand for; the best verdict counts, and without any it is gone.
        archive: As it was last read.
        sources: Its files as they were read during this check; None reads them.
    """
    sources = sources or Sources(archive)
    unknown = Remark("The journal has no such citation.")
    gone = Check(mark.reference, Verdict.GONE, None, None, None, None, (unknown,))
    checks = [_citation_check(mark, citation, archive, sources) for citation in citations]
    return min(checks, key=lambda check: _BEST_FIRST.index(check.verdict), default=gone)


def _citation_check(mark: Mark, citation: Citation, archive: Archive, sources: Sources) -> Check:
    """The verdict on one citation and on the words that a draft gives out as its."""
    base = check(citation, archive, sources)
    if mark.quotation is None or base.article is None or base.verdict not in (Verdict.VERIFIED, Verdict.MOVED):
        return base
    return quotation_check(base, mark.quotation, sources.article(base.article))


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
    nearest = best_alignment(quoted.words, words, *cited) or best_alignment(quoted.words, words)
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
    found = replace(
        base,
        start=how.start,
        end=how.end,
        omitted=how.omitted(article),
        cautions=(*brackets, *how.hidden, *edges),
        sentence=sentence,
    )
    if not how.hidden:
        return found
    words = joined(text)
    whole = best_alignment(quotation.words, words, words.position(how.start), words.position(how.end - 1) + 1)
    return replace(found, verdict=Verdict.ALTERED, difference=whole.difference if whole else None)


def _beside(block: str, mark: re.Match[str]) -> str | None:
    """The quotation in a paragraph that is next to a mark."""
    quoted = [(m.start(), m.end(), next(filter(None, m.groups()))) for m in _QUOTED.finditer(block)]
    before = [words for start, end, words in quoted if end <= mark.start() <= end + MAX_DISTANCE]
    after = [words for start, end, words in quoted if mark.end() <= start <= mark.end() + MAX_DISTANCE]
    return before[-1] if before else after[0] if after else None


def _block_quote(block: str, before: str, at: int) -> str | None:
    """The words of the block quote that a mark stands in, or of the one before a paragraph that begins with a mark.

    Args:
        block: The paragraph with the mark.
        before: The paragraph before it.
        at: Where the mark begins in its own.
    """
    if block.lstrip().startswith(">"):
        return _quoted_lines(block[:at]) or _quoted_lines(block)
    lines = block[:at].split("\n")
    if lines[0].lstrip().startswith(">") or (before.lstrip().startswith(">") and not block[:at].strip()):
        return _quoted_lines(before)
    return None


def _quoted_lines(block: str) -> str | None:
    """The lines of a block quote without `>`, marks and the line that names the source; None when nothing is left."""
    lines = [MARK.sub("", line.lstrip().removeprefix(">").strip()) for line in block.split("\n")]
    return " ".join(line for line in lines if not line.startswith(("—", "–", "--"))).strip() or None
