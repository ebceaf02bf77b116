"""How verdicts on citations and quotations are displayed. Pure; `html` makes the message."""

from collections.abc import Sequence

from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import back_to_answer
from bot.telegram_app.views.base import (
    FOLDED_FROM,
    TITLE,
    DisplayOptions,
    View,
    author_names,
    paragraph_numbers,
    source,
)
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, quote, shortened, shortened_text
from retrieval import (
    Answer,
    Caution,
    Check,
    Citation,
    Place,
    Quotation,
    QuoteVerdict,
    Remark,
    Sentence,
    Verdict,
    edits,
)

PLACES = 3
"""Places of a quotation that are shown."""

QUOTE_LENGTH = 1500
"""Code points of a citation's words that are shown when it is checked alone: over a third of a message."""

DIFFERENCE_LENGTH = 500
"""Code points of a difference; the twelve citations of an answer (`buttons.CHECKED`) are fitted to a message."""

OMISSION_LENGTH = 300
"""Code points of all that a quotation's ellipses leave out; the sentence around it shows it in its place."""

SYMBOLS = {
    Verdict.VERIFIED: "✅",
    Verdict.MOVED: "↪️",
    Verdict.ALTERED: "⚠️",
    Verdict.GONE: "❌",
    Verdict.UNREADABLE: "🔌",
}

_EDIT_TAGS = {"common": "", "deleted": "s", "inserted": "u"}


def answer_check_view(answer: Answer, checks: Sequence[Check], say: Words, options: DisplayOptions) -> View:
    """The verdicts on the first citations of an answer, with a way back to it.

    Args:
        answer: The answer.
        checks: The verdicts on its first citations, in their order.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    citations = [passage.citation for passage in answer.passages[: len(checks)]]
    return View(checks_view(citations, checks, say, options).page, [back_to_answer(answer, say)])


def checks_view(citations: Sequence[Citation], checks: Sequence[Check], say: Words, options: DisplayOptions) -> View:
    """The verdict on each citation; a single one comes with its words.

    Args:
        citations: What was checked.
        checks: The verdict on each.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    verified = sum(check.verdict is Verdict.VERIFIED for check in checks)
    heading = say("{verified} of {number} citations match word for word.", verified=verified, number=len(checks))
    blocks = [line(bold(heading))]
    for citation, check in zip(citations, checks, strict=True):
        blocks += [line(""), *verdict_blocks(check, say, citation.id, source(citation, say, options))]
        if len(citations) == 1:
            words = shortened_text(citation.exact, QUOTE_LENGTH)
            blocks.append(quote(words, folded=len(citation.exact) > FOLDED_FROM))
    return View(fitted(blocks))


def verdict_blocks(check: Check, say: Words, label: str, where: Sequence[Span]) -> list[Block]:
    """One citation's verdict under its label, where it stands, the difference and the remarks if there are any.

    Args:
        check: The verdict.
        say: The words of the reader's language.
        label: What is above it.
        where: Where the cited words stand.
    """
    meaning = {
        Verdict.VERIFIED: say("verified: the same words in the same place"),
        Verdict.MOVED: say("moved: the same words are now elsewhere"),
        Verdict.ALTERED: say("altered: the words have changed"),
        Verdict.GONE: say("gone: the passage is no longer there"),
        Verdict.UNREADABLE: say("unreadable: the source could not be checked"),
    }[check.verdict]
    if check.meaning:
        meaning = say.remark(check.meaning)
    symbol = SYMBOLS[Verdict.ALTERED if check.needs_care else check.verdict]
    blocks = [line(bold(f"{label} "), f"{symbol} {meaning}"), line(*where)]
    if check.difference:
        blocks.append(quote(*shortened(difference_spans(check.difference), DIFFERENCE_LENGTH), folded=True))
    blocks += _remarks(check.remarks, say) + _omissions(check.omitted, check.cautions, say)
    if check.sentence and check.start is not None and check.end is not None:
        blocks.append(_in_its_sentence(check.sentence, check.start, check.end))
    if check.also_at:
        also = ", ".join(shortened_text(place.title or place.article, TITLE) for place in check.also_at[:PLACES])
        blocks.append(line(say("The old words are still in: {articles}.", articles=also)))
    return blocks


def _remarks(remarks: Sequence[Remark], say: Words) -> list[Block]:
    """A line with the archive's remarks, if there are any."""
    return [line(Span(" ".join(map(say.remark, remarks)), "i"))] if remarks else []


def _omissions(omitted: Sequence[str], cautions: Sequence[Caution], say: Words) -> list[Block]:
    """What ellipses leave out, and a line for each caution."""
    blocks = []
    if omitted:
        words = shortened_text(" / ".join(" ".join(each.split()) for each in omitted), OMISSION_LENGTH)
        blocks.append(line(say("✂️ Left out: {words}", words=f"“{words}”")))
    return blocks + [line(Span(say.remark(caution.remark), "b")) for caution in cautions]


def _in_its_sentence(sentence: Sentence, start: int, end: int) -> Block:
    """The sentence around a quotation, the quotation in bold, folded where it is long.

    Args:
        sentence: The whole sentence.
        start: Where the quotation begins, in code points of the article.
        end: Where it ends.
    """
    first, last = start - sentence.start, end - sentence.start
    parts = (Span(sentence.exact[:first]), bold(sentence.exact[first:last]), Span(sentence.exact[last:]))
    return quote(*(part for part in parts if part.text), folded=len(sentence.exact) > FOLDED_FROM)


def quotation_view(quotation: Quotation, say: Words) -> View:
    """Whether a quotation is in the archive, where, and how it differs."""
    heading = {
        QuoteVerdict.VERBATIM: say("✅ Word for word in the archive."),
        QuoteVerdict.ALTERED: say("⚠️ Not word for word: the archive words it differently."),
        QuoteVerdict.MISATTRIBUTED: say(
            "⚠️ The words are in the archive, but in another article or from another speaker."
        ),
        QuoteVerdict.NOT_FOUND: say("❌ Not found in the archive."),
        QuoteVerdict.ABRIDGED: say("✂️ Word for word in the archive, except for what is left out."),
        QuoteVerdict.TOO_SHORT: say("❔ Too short to tell: such words occur anywhere."),
        QuoteVerdict.UNREADABLE: say("⚠️ The source could not be checked."),
    }[quotation.verdict]
    if quotation.needs_care:
        heading = say("⚠️ Word for word in the archive, with a caution:")
    blocks = [line(bold(heading)), *_remarks(quotation.remarks, say)]
    blocks += _omissions(quotation.omitted, quotation.cautions, say)
    if quotation.difference:
        folded = len(quotation.difference) > FOLDED_FROM
        blocks.append(quote(*difference_spans(quotation.difference), folded=folded))
    blocks += [block for place in quotation.places[:PLACES] for block in _place(place, say)]
    if (more := len(quotation.places) - PLACES) > 0:
        blocks.append(line(say.count("… and {number} more place.", "… and {number} more places.", more)))
    return View(fitted(blocks))


def _place(place: Place, say: Words) -> list[Block]:
    """An empty line, the article and paragraphs of a place, and its words."""
    title = shortened_text(place.title or place.article, TITLE)
    authors = [author_names(place.authors)] if place.authors else []
    where = " · ".join([title, say.date(place.date), *authors, paragraph_numbers(place.paragraphs)])
    if place.sentence:
        words = _in_its_sentence(place.sentence, place.start, place.end)
    else:
        words = quote(place.exact, folded=len(place.exact) > FOLDED_FROM)
    return [line(""), line(where), words]


def difference_spans(difference: str) -> list[Span]:
    """An edit script as it is displayed: deleted words struck through, inserted words underlined."""
    return [Span(edit.text, _EDIT_TAGS[edit.kind]) for edit in edits(difference) if edit.text]
