"""What is shown: an answer, why it was given, whether its citations stand. Pure; `html` makes the message of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.telegram_app import limits
from bot.telegram_app.translations import Words
from bot.telegram_app.views.html import Block, Page, Span, bold, ending, fitted, length, line, link, quote, shortened
from bot.telegram_app.views.keyboards import Press, Row
from retrieval import Answer, AnswerPassage, Check, Citation, Explanation, Quotation, QuoteVerdict, Remark, Verdict

FOLDED_FROM = 700
"""A quotation of more code points opens on a tap."""

TITLE = 80
"""Code points of a title that are shown in a citation."""

PLACES = 3
"""Places of a quotation that are shown."""

_CHANGE = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)

MARKS = {Verdict.VERIFIED: "✅", Verdict.MOVED: "↪️", Verdict.ALTERED: "⚠️", Verdict.GONE: "❌"}

# What a button does: the `kind` of its Press.
ANSWER, PASSAGE, CHECK, WHY, GOOD, WRONG = "a", "p", "c", "w", "g", "b"
OF_ANSWERS = frozenset({ANSWER, PASSAGE, CHECK, WHY, GOOD, WRONG})
"""Those whose subject is an answer's id."""


@dataclass(frozen=True, slots=True)
class View:
    """A message: its page, within Telegram's limits, and the rows of its buttons."""

    page: Page
    rows: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody wants answers: `passages` at a time, `links` to where articles came from; `bot` is our user name.

    With `fragments` a link leads to the very words, else to the page.
    """

    passages: int = 3
    links: bool = True
    bot: str = ""
    fragments: bool = True

    def address(self, citation: Citation) -> str | None:
        """Where the title of a citation is to lead."""
        if not self.links:
            return None
        return citation.link or citation.url if self.fragments else citation.url


def answer(found: Answer, say: Words, look: Look, page: int = 0) -> View:
    """An answer, `look.passages` of its passages at a time; `page` counts from 0."""
    first = look.passages if found.answered else 1
    pages = 1 + max(0, -(-(len(found.passages) - first) // look.passages))
    page = min(max(page, 0), pages - 1)
    if page == 0 and not found.answered:
        return _abstention(found, say, look)
    start = first + (page - 1) * look.passages if page else 0
    shown = found.passages[start : start + (look.passages if page else first)]
    blocks: list[Block] = [] if page else read_as(found, say)
    if page == 0 and shown and shown[0].sentence.exact.strip() != shown[0].text.strip():
        blocks += [line(bold(shown[0].sentence.exact)), line("")]
    for passage in shown:
        folded = passage.rank > 1 or len(passage.text) > FOLDED_FROM
        blocks += [quote(*marked(passage), folded=folded), line(*cited(passage, say, look))]
    rows: list[Row] = [
        [(str(passage.rank), Press(PASSAGE, found.id, _place(passage.rank))) for passage in shown],
        [
            *([(say("◀ Back"), Press(ANSWER, found.id, page - 1))] if page else []),
            *([(say("More"), Press(ANSWER, found.id, page + 1))] if page + 1 < pages else []),
            (say("Check"), Press(CHECK, found.id)),
            (say("Why"), Press(WHY, found.id)),
        ],
        [("👍", Press(GOOD, found.id)), ("👎", Press(WRONG, found.id)), *_share(found, say, look)],
    ]
    return View(fitted(blocks), rows)


def _abstention(found: Answer, say: Words, look: Look) -> View:
    """What is said when the archive does not answer: that, the words it does not know, and what comes closest."""
    blocks = [line(bold(say("I found nothing in this archive that answers this.")))]
    blocks += [*read_as(found, say), *unmatched(found, say)]
    if not found.passages:
        return View(fitted(blocks))
    blocks.append(line(say("The closest passage, for what it is worth:")))
    closest = found.passages[0]
    blocks += [quote(*marked(closest), folded=True), line(*cited(closest, say, look))]
    row = [
        (str(closest.rank), Press(PASSAGE, found.id, _place(closest.rank))),
        *([(say("More"), Press(ANSWER, found.id, 1))] if len(found.passages) > 1 else []),
        (say("Check"), Press(CHECK, found.id)),
        (say("Why"), Press(WHY, found.id)),
    ]
    return View(fitted(blocks), [row, [("👍", Press(GOOD, found.id)), ("👎", Press(WRONG, found.id))]])


def read_as(found: Answer, say: Words) -> list[Block]:
    """How the question was understood beyond what was typed: with the one before, as other words, as which days."""
    said = [say("Understood as: {question}", question=found.understood)] if found.understood else []
    words = [f"“{reading.word}” → “{reading.read_as}”" for reading in found.corrections[:12]]
    if found.period:
        days = " – ".join(dict.fromkeys(map(say.date, (found.period.since, found.period.until))))
        words.append(f"“{found.period.words}” → {days}")
    if words:
        said.append(say("Read as: {words}", words=", ".join(words)))
    return [line(*shortened([Span(sentence)], 300)) for sentence in said]


def _share(found: Answer, say: Words, look: Look) -> list[tuple[str, Press | str]]:
    """A button that hands the way to this answer on to somebody."""
    if not look.bot:
        return []
    address = deep_link(look.bot, f"a_{found.id}")
    return [(say("Share"), f"https://t.me/share/url?{urlencode({'url': address, 'text': found.question[:200]})}")]


def deep_link(bot: str, payload: str) -> str:
    """The address that opens the bot with `/start payload`."""
    return f"https://t.me/{bot}?start={payload}"


def unmatched(found: Answer, say: Words) -> list[Block]:
    """A line with the words of the question that stand nowhere in the archive, if there are any."""
    if not found.unmatched_terms:
        return []
    words = ", ".join(f"“{term}”" for term in found.unmatched_terms[:12])
    return [line(*shortened([Span(say("Not in the archive: {words}", words=words))], 300))]


def cited(passage: AnswerPassage, say: Words, look: Look) -> list[Span]:
    """One line that says where a passage stands: number, title, date, heading, paragraph."""
    return [bold(f"[{passage.rank}] "), *source(passage.citation, say, look)]


def source(citation: Citation, say: Words, look: Look) -> list[Span]:
    """Title, date, heading and paragraph of a citation; the title leads to the article where it has an address."""
    (title,) = shortened([Span(citation.title or citation.article)], TITLE)
    rest = [say.date(citation.date), *([citation.heading] if citation.heading else []), paragraphs(citation.paragraphs)]
    return [link(title.text, look.address(citation)), Span(" · " + " · ".join(rest))]


def paragraphs(numbers: Sequence[int]) -> str:
    """Paragraph numbers as people cite them."""
    if not numbers:
        return "¶"
    return f"¶ {numbers[0]}" if len(numbers) == 1 else f"¶ {numbers[0]}–{numbers[-1]}"


def checked(found: Answer, checks: Sequence[Check], say: Words, look: Look) -> View:
    """The verdict on each citation of an answer, with a way back to it."""
    view = verdicts([passage.citation for passage in found.passages[: len(checks)]], checks, say, look)
    return View(view.page, [[(say("↩ Answer"), Press(ANSWER, found.id))]])


def verdicts(citations: Sequence[Citation], checks: Sequence[Check], say: Words, look: Look) -> View:
    """The verdict on each citation, the articles having been read again a moment ago."""
    stand = sum(check.verdict is Verdict.VERIFIED for check in checks)
    blocks = [
        line(bold(say("{stand} of {number} citations stand word for word.", stand=stand, number=len(checks)))),
    ]
    for citation, check in zip(citations, checks, strict=True):
        blocks += [line(""), *verdict(check, say, f"{citation.id} ", source(citation, say, look))]
        if len(citations) == 1:
            blocks.append(quote(*shortened([Span(citation.exact)], 1500), folded=len(citation.exact) > FOLDED_FROM))
    return View(fitted(blocks))


def verdict(check: Check, say: Words, label: str, where: Sequence[Span]) -> list[Block]:
    """One citation's verdict, with the difference where there is one."""
    meaning = {
        Verdict.VERIFIED: say("verified: the same words at the same place"),
        Verdict.MOVED: say("moved: the same words stand elsewhere now"),
        Verdict.ALTERED: say("altered: the words have changed"),
        Verdict.GONE: say("gone: the passage is no longer there"),
    }[check.verdict]
    blocks = [line(bold(label), f"{MARKS[check.verdict]} {meaning}"), line(*where)]
    if check.difference:
        blocks.append(quote(*shortened(compared(check.difference), 500), folded=True))
    return [*blocks, *remarks(check.remarks, say)]


def remarks(said: Sequence[Remark], say: Words) -> list[Block]:
    """A line with the archive's remarks, if there are any."""
    return [line(Span(" ".join(map(say.remark, said)), "i"))] if said else []


def quotation(found: Quotation, say: Words, look: Look) -> View:
    """Whether a quotation stands in the archive, where, and how it differs."""
    heads = {
        QuoteVerdict.VERBATIM: say("✅ Word for word in the archive."),
        QuoteVerdict.ALTERED: say("⚠️ Not word for word: the archive has it differently."),
        QuoteVerdict.MISATTRIBUTED: say("⚠️ The words are there, but somebody else's or elsewhere."),
        QuoteVerdict.NOT_FOUND: say("❌ Not found in the archive."),
    }
    blocks = [line(bold(heads[found.verdict])), *remarks(found.remarks, say)]
    if found.difference:
        blocks.append(quote(*compared(found.difference), folded=len(found.difference) > FOLDED_FROM))
    for place in found.places[:PLACES]:
        (title,) = shortened([Span(place.title or place.article)], TITLE)
        blocks += [
            line(""),
            line(f"{title.text} · {say.date(place.date)} · {paragraphs(place.paragraphs)}"),
            quote(place.exact, folded=len(place.exact) > FOLDED_FROM),
        ]
    if len(found.places) > PLACES:
        more = len(found.places) - PLACES
        blocks.append(line(say.count("… and {number} more place.", "… and {number} more places.", more)))
    return View(fitted(blocks))


def compared(difference: str) -> list[Span]:
    """A difference in wdiff's notation as it is shown: what was there struck through, what is there now underlined."""
    spans, at = [], 0
    for change in _CHANGE.finditer(difference):
        old, new = Span(change[1] or "", "s"), Span(change[2] or "", "u")
        between = Span(" ") if old.text and new.text else Span("")
        spans += [Span(difference[at : change.start()]), old, between, new]
        at = change.end()
    return [span for span in (*spans, Span(difference[at:])) if span.text]


def explain(found: Answer, reasons: Mapping[int, Explanation], say: Words, look: Look) -> View:
    """What the ranking went by: confidence, scores, and what each passage has of the question's words.

    `reasons` holds, by a passage's rank, why it stands there; one whose article has changed since has none.
    """
    blocks = [
        line(bold(say("Why this answer"))),
        line(say("Question: {question}", question=found.question[:300])),
        line(say("Confidence: {percent} %", percent=round(found.confidence * 100))),
        *read_as(found, say),
        *unmatched(found, say),
        line(""),
        line(say("Passages are ranked by the words they share with the question (BM25), rare words counting most:")),
    ]
    for passage in found.passages[: look.passages]:
        score = say("score {score}", score=say.number(round(passage.score, 2)))
        blocks.append(line(bold(f"[{passage.rank}] "), score, " · ", *source(passage.citation, say, look)))
        if (reason := reasons.get(passage.rank)) is not None:
            blocks.append(line(Span(_shares(reason), "i")))
    blocks.append(
        line(say("Found in {milliseconds} ms. No language model is involved.", milliseconds=round(found.elapsed_ms)))
    )
    return View(fitted(blocks), [[(say("↩ Answer"), Press(ANSWER, found.id))]])


def _shares(reason: Explanation) -> str:
    """The words that a passage has, those that gave it most first, each with its part of the BM25 score."""
    matched = sorted((word for word in reason.words if word.count), key=lambda word: -word.share)
    return " · ".join(f"“{word.word}” {word.count}× {word.share:.0%}" for word in matched[:8])


def marked(passage: AnswerPassage) -> list[Span]:
    """A passage with its telling sentence in bold and a second one underlined.

    It takes at most a third of a message, cut around the telling sentence.
    """
    sentences = [(passage.sentence, "b"), *([(passage.second_sentence, "u")] if passage.second_sentence else [])]
    spans, at = [], 0
    for sentence, tag in sorted(sentences, key=lambda one: one[0].start):
        start, end = sentence.start - passage.citation.start, sentence.end - passage.citation.start
        if at <= start < end <= len(passage.text):
            spans += [Span(passage.text[at:start]), Span(passage.text[start:end], tag)]
            at = end
    spans.append(Span(passage.text[at:]))
    whole = limits.TEXT // 3
    telling = next((i for i, span in enumerate(spans) if span.tag == "b"), None)
    if telling is None or length([Block(tuple(spans))]) <= whole:
        return [span for span in shortened(spans, whole) if span.text]
    (sentence_shown,) = shortened([spans[telling]], whole)
    keep = max((whole - len(sentence_shown.text)) // 2, 80)
    around = (*ending(spans[:telling], keep), sentence_shown, *shortened(spans[telling + 1 :], keep))
    return [span for span in around if span.text]


def _place(rank: int, screen: int = 0) -> int:
    """A passage's rank and the screen of its article (0: the passage) as one number of a button."""
    return rank * 1000 + screen + 500


def place(number: int) -> tuple[int, int]:
    """The rank and the screen that `_place` put into a number."""
    return number // 1000, number % 1000 - 500
