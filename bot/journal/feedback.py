"""What people said of answers, as questions with known answers: what `pincite eval` measures a retriever on."""

from collections.abc import Iterator
from typing import Any

from bot.journal.store import Journal
from retrieval import Answer


def questions(journal: Journal) -> Iterator[dict[str, Any]]:
    """A question for each answer that more people called good than wrong.

    The first passage's telling sentence is its gold mention: article, paragraph, start, end (code points into the
    article's text), grade. An answer of "not in this archive" that was called good is a question without an answer.
    """
    for answer, good, wrong in journal.rated():
        if good > wrong:
            yield _question(answer)


def _question(answer: Answer) -> dict[str, Any]:
    answered = answer.answered and bool(answer.passages)
    return {
        "question_id": answer.id,
        "question": answer.question,
        "question_date": answer.asked_at.date().isoformat(),
        "answerable": answered,
        "gold_mentions": [_mention(answer)] if answered else [],
    }


def _mention(answer: Answer) -> list[Any]:
    best = answer.passages[0]
    citation, sentence = best.citation, best.sentence
    return [citation.article, citation.paragraphs[0], sentence.start, sentence.end, 1]
