"""Ratings of answers as questions with known answers: what `pincite eval` measures a retriever on."""

from collections.abc import Iterator
from typing import Any

from bot.journal.store import Journal
from retrieval import Answer


def judged_questions(journal: Journal) -> Iterator[dict[str, Any]]:
    """A question for each answer that more people rated good than wrong.

    The answer sentence of the first passage is its gold mention: article, paragraph, start, end (code points into the
    article's text), grade. If "not in this archive" was rated good, the question is one without an answer.
    """
    for answer, good, wrong in journal.rated():
        if good > wrong:
            yield _judged_question(answer)


def _judged_question(answer: Answer) -> dict[str, Any]:
    answerable = answer.answered and bool(answer.passages)
    return {
        "question_id": answer.id,
        "question": answer.question,
        "question_date": answer.asked_at.date().isoformat(),
        "answerable": answerable,
        "gold_mentions": [_gold_mention(answer)] if answerable else [],
    }


def _gold_mention(answer: Answer) -> list[Any]:
    best = answer.passages[0]
    citation, sentence = best.citation, best.sentence
    return [citation.article, citation.paragraphs[0], sentence.start, sentence.end, 1]
