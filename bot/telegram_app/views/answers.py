"""How an answer is displayed, and why it was given. Pure; `html` makes the message."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from bot.telegram_app import limits
from bot.telegram_app.translations import Words
from bot.telegram_app.views.base import FOLDED_FROM, DisplayOptions, View, languages_searched, source
from bot.telegram_app.views.html import (
    Block,
    Span,
    bold,
    fitted,
    length,
    line,
    one_line,
    quote,
    shortened,
    shortened_end,
    shortened_text,
)
from bot.telegram_app.views.keyboards import ButtonRow, Press, screen_number
from retrieval import Answer, AnswerPassage, Explanation, Sentence

# What a button does: the `kind` of its Press.
ANSWER, PASSAGE, CHECK, WHY, GOOD, WRONG, PIN = "a", "p", "c", "w", "g", "b", "k"
ANSWER_KINDS = frozenset({ANSWER, PASSAGE, CHECK, WHY, GOOD, WRONG, PIN})
"""The kinds whose subject is an answer's id."""

WORDS_LISTED = 12
"""Words of a question that are listed, for example those that occur nowhere."""

LISTING = 300
"""Code points of a line that lists words: about five lines on a telephone."""

SHARES_LISTED = 8
"""Words whose share in a passage's score is listed."""

QUESTION_SHARED = 200
"""Code points of the question that go with a shared link."""

PASSAGE_LENGTH = limits.TEXT // 3
"""Code points of a passage in an answer: three fit a message."""

SHOWN_AROUND = 80
"""At least this many code points are shown on each side of an answer sentence that fills its passage's room."""


def answer_view(answer: Answer, say: Words, options: DisplayOptions, page: int = 0) -> View:
    """A page of an answer, `options.passages` passages long.

    Args:
        answer: The answer. Where it abstains its first page has the closest passage only.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
        page: Counts from 0; a page that does not exist becomes the nearest one that does.
    """
    size = options.passages
    left_out = 0 if answer.answered else size - 1
    last = max(-(-(len(answer.passages) + left_out) // size) - 1, 0)
    page = min(max(page, 0), last)
    if page == 0 and not answer.answered:
        return _no_answer_view(answer, say, options)
    start = max(page * size - left_out, 0)
    passages = answer.passages[start : start + size]
    blocks = [] if page else [*interpretation(answer, say, options), *_reserve(answer, say), *_answer_sentence(answer)]
    for passage in passages:
        folded = passage.rank > 1 or len(passage.text) > FOLDED_FROM
        blocks += [quote(*highlighted(passage), folded=folded), _citation(passage, say, options)]
    rows: list[ButtonRow] = [
        [_number(passage, answer) for passage in passages],
        [
            *([(say("◀ Back"), Press(ANSWER, answer.id, page - 1))] if page else []),
            *([(say("More"), Press(ANSWER, answer.id, page + 1))] if page < last else []),
            *_check_and_why(answer, say),
        ],
        [*_feedback(answer), *([("📌", Press(PIN, answer.id))] if options.pins else []), *_share(answer, say, options)],
    ]
    return View(fitted(blocks), rows)


def _no_answer_view(answer: Answer, say: Words, options: DisplayOptions) -> View:
    """An answer that abstains: that it does, the words the archive does not have, and the closest passage."""
    blocks = [line(bold(say("I found no answer to this in the archive.")))]
    blocks += [*interpretation(answer, say, options), *unmatched_words(answer, say), *_missing_words(answer, say)]
    if not answer.passages:
        return View(fitted(blocks))
    closest = answer.passages[0]
    blocks.append(line(say("The closest passage I found:")))
    blocks += [quote(*highlighted(closest), folded=True), _citation(closest, say, options)]
    more = [(say("More"), Press(ANSWER, answer.id, 1))] if len(answer.passages) > 1 else []
    return View(fitted(blocks), [[_number(closest, answer), *more, *_check_and_why(answer, say)], _feedback(answer)])


def _reserve(answer: Answer, say: Words) -> list[Block]:
    """What of the question is missing, and that the archive may hold the answer, where it does no more than that."""
    missing_lines = [*unmatched_words(answer, say), *_missing_words(answer, say)]
    doubt = say("This may hold the answer, but it is not certain.")
    return [line(Span(doubt, "i")), *missing_lines] if answer.may_hold else missing_lines


def _answer_sentence(answer: Answer) -> list[Block]:
    """The answer sentence in bold and an empty line, where the first passage is more than it."""
    if not answer.passages or answer.passages[0].sentence.exact.strip() == answer.passages[0].text.strip():
        return []
    return [line(bold(answer.passages[0].sentence.exact)), line("")]


def interpretation(answer: Answer, say: Words, options: DisplayOptions) -> list[Block]:
    """Lines on how the question was understood beyond its words: with the one before, corrected, as which days.

    Args:
        answer: The answer.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    understood = one_line(answer.understood or "", LISTING)
    sentences = [say("Understood as: {question}", question=understood)] if understood else []
    if answer.topic:
        sentences.append(say("Continues from the last answer: {title}", title=answer.topic.title))
    replaced = [f"“{correction.word}” → “{correction.read_as}”" for correction in answer.corrections[:WORDS_LISTED]]
    if answer.period:
        days = " – ".join(dict.fromkeys(map(say.date, (answer.period.since, answer.period.until))))
        if answer.period.since == datetime.date.min:
            days = f"… – {say.date(answer.period.until)}"
        if asked_on := answer.period.asked_on:
            days = say("{days} (counted from {day})", days=days, day=say.date(asked_on))
        replaced.append(f"“{answer.period.words}” → {days}")
    if replaced:
        sentences.append(say("Read as: {words}", words=", ".join(replaced)))
    if languages := languages_searched(str(answer.provenance.get("language") or ""), options.languages_gone, say):
        sentences.append(languages)
    notes = [line(Span(say.remark(note), "i")) for note in answer.notes]
    return [*notes, *(line(shortened_text(sentence, LISTING)) for sentence in sentences)]


def unmatched_words(answer: Answer, say: Words) -> list[Block]:
    """A line with the words of the question that occur nowhere in the archive, if there are any."""
    return _listed(answer.unmatched_terms, lambda words: say("Not in the archive: {words}", words=words))


def _missing_words(answer: Answer, say: Words) -> list[Block]:
    """A line with the names and numbers of the question that the first passage lacks, if there are any."""
    return _listed(answer.missing_terms, lambda words: say("Not in the first passage: {words}", words=words))


def _listed(terms: Sequence[str], sentence: Callable[[str], str]) -> list[Block]:
    """A line that lists words of a question; none without any."""
    words = ", ".join(f"“{term}”" for term in terms[:WORDS_LISTED])
    return [line(shortened_text(sentence(words), LISTING))] if words else []


def _citation(passage: AnswerPassage, say: Words, options: DisplayOptions) -> Block:
    """A line that says where a passage stands, after its rank."""
    also = say("Other articles with the same words: {number}", number=len(passage.copies)) if passage.copies else ""
    return line(bold(f"[{passage.rank}] "), *source(passage.citation, say, options), f" · {also}" if also else "")


def _number(passage: AnswerPassage, answer: Answer) -> tuple[str, Press]:
    """The button with a passage's rank, which opens its article."""
    return str(passage.rank), Press(PASSAGE, answer.id, screen_number(passage.rank, 0))


def _check_and_why(answer: Answer, say: Words) -> ButtonRow:
    return [(say("Check"), Press(CHECK, answer.id)), (say("Why"), Press(WHY, answer.id))]


def _feedback(answer: Answer) -> ButtonRow:
    return [("👍", Press(GOOD, answer.id)), ("👎", Press(WRONG, answer.id))]


def _share(answer: Answer, say: Words, options: DisplayOptions) -> ButtonRow:
    """A button that passes a link to this answer on to somebody; none before the bot's name is known."""
    if not options.username:
        return []
    link = options.link(f"a_{answer.id}")
    query = urlencode({"url": link, "text": answer.question[:QUESTION_SHARED]})
    return [(say("Share"), f"https://t.me/share/url?{query}")]


def back_to_answer(answer: Answer, say: Words) -> ButtonRow:
    """A row with the button that leads back to the answer's first page."""
    return [(say("↩ Answer"), Press(ANSWER, answer.id))]


def explanation_view(
    answer: Answer, explanations: Mapping[int, Explanation], say: Words, options: DisplayOptions
) -> View:
    """What the ranking went by: confidence, scores, and what each passage has of the question's words.

    Args:
        answer: The answer to explain.
        explanations: By a passage's rank, why it is there; a passage whose article has changed since has none.
        say: The words of the reader's language.
        options: How the reader wants answers displayed; as many passages are explained as a page shows.
    """
    blocks = [
        line(bold(say("Why this answer"))),
        line(say("Question: {question}", question=one_line(answer.question, LISTING))),
        line(say("Confidence: {percent}%", percent=round(answer.confidence * 100))),
        *interpretation(answer, say, options),
        *unmatched_words(answer, say),
        line(""),
        line(say("Passages are ranked by the words they share with the question (BM25); rare words count most:")),
    ]
    for passage in answer.passages[: options.passages]:
        score = say("score {score}", score=say.number(round(passage.score, 2)))
        blocks.append(line(bold(f"[{passage.rank}] "), score, " · ", *source(passage.citation, say, options)))
        if (explanation := explanations.get(passage.rank)) is not None:
            blocks.append(line(Span(_word_shares(explanation), "i")))
    elapsed = round(answer.elapsed_ms)
    blocks.append(line(say("Found in {milliseconds} ms. No language model is involved.", milliseconds=elapsed)))
    return View(fitted(blocks), [back_to_answer(answer, say)])


def _word_shares(explanation: Explanation) -> str:
    """The words that a passage has, each with its count and its share of the BM25 score, largest share first."""
    matched_words = sorted((word for word in explanation.words if word.count), key=lambda word: -word.share)
    return " · ".join(f"“{word.word}” {word.count}× {word.share:.0%}" for word in matched_words[:SHARES_LISTED])


def highlighted(passage: AnswerPassage) -> list[Span]:
    """A passage with its answer sentence in bold and its second sentence underlined.

    It has at most `PASSAGE_LENGTH` code points and is cut around the answer sentence.
    """
    spans = _styled(passage)
    answer_sentence = next((i for i, span in enumerate(spans) if span.tag == "b"), None)
    if answer_sentence is None or length([Block(tuple(spans))]) <= PASSAGE_LENGTH:
        return _not_empty(shortened(spans, PASSAGE_LENGTH))
    sentence = shortened_text(spans[answer_sentence].text, PASSAGE_LENGTH)
    room = max((PASSAGE_LENGTH - len(sentence)) // 2, SHOWN_AROUND)
    before, after = spans[:answer_sentence], spans[answer_sentence + 1 :]
    return _not_empty([*shortened_end(before, room), bold(sentence), *shortened(after, room)])


def _styled(passage: AnswerPassage) -> list[Span]:
    """A whole passage, its sentences styled; of two that overlap the first one only."""
    sentences: list[tuple[Sentence, str]] = [(passage.sentence, "b")]
    if passage.second_sentence:
        sentences.append((passage.second_sentence, "u"))
    spans, at = [], 0
    for sentence, tag in sorted(sentences, key=lambda styled: styled[0].start):
        start, end = sentence.start - passage.citation.start, sentence.end - passage.citation.start
        if at <= start < end <= len(passage.text):
            spans += [Span(passage.text[at:start]), Span(passage.text[start:end], tag)]
            at = end
    return [*spans, Span(passage.text[at:])]


def _not_empty(spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.text]
