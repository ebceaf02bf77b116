"""Followed questions and news about them → what a person reads, and JSON. Pure."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answers import answer_text
from bot.render.phrases import counted, day_text, languages_text, one_line
from retrieval import NARROWING, Answer

QUESTION_SHOWN = 200
"""Characters of a question that are shown above the news about it."""


def narrowed_text(narrowed: Mapping[str, str | None]) -> str:
    """Which articles a question is asked of, as `since 1 May 2024, by Daily`; empty for all."""
    days = ((word, narrowed.get(name)) for word, name in (("since", "since"), ("until", "until"), ("as of", "as_of")))
    parts = [f"{word} {day_text(datetime.date.fromisoformat(day))}" for word, day in days if day]
    parts += [f"by {source}"] if (source := narrowed.get("source")) else []
    parts += [f"in {languages_text(language)}"] if (language := narrowed.get("language")) else []
    return ", ".join(parts)


def follow_line(question: str, identity: str, narrowed: Mapping[str, str | None]) -> str:
    """A followed question with its id, in one line.

    Args:
        question: The question.
        identity: The id of what is followed.
        narrowed: Which articles are searched.
    """
    which = narrowed_text(narrowed)
    return f"{identity}  {one_line(question)}" + (f"  ({one_line(which)})" if which else "")


def news_text(question: str, answers: Sequence[Answer], *, marks: bool) -> RenderableType:
    """The news about a question: the question, and the passages that answer it.

    Args:
        question: What is followed.
        answers: The answer of each article that came in.
        marks: Puts ** around the answer sentences, for output without bold.
    """
    short_question = one_line(question)[:QUESTION_SHOWN]
    parts: list[RenderableType] = [Text(short_question, style="bold")]
    return Group(*parts, *(answer_text(answer, marks=marks) for answer in answers), Text(""))


def count_text(news: int, questions: int) -> str:
    """How many pieces of news there are, about how many questions, as a sentence."""
    article = "article that answers" if news == 1 else "articles that answer"
    return f"{news:,} new {article} {counted(questions, 'question')}."


def follow_json(
    identity: str, question: str, since: str, narrowed: Mapping[str, str | None], progress: Mapping[str, Any]
) -> dict[str, Any]:
    """A followed question as plain values.

    Args:
        identity: Its id.
        question: What is asked.
        since: Since when it is followed, as a time in UTC.
        narrowed: Which articles are searched.
        progress: How far what came in on it is told.
    """
    return {"id": identity, "question": question, "followed_at": since} | {
        **{name: narrowed.get(name) for name in NARROWING},
        **progress,
    }
