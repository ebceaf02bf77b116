"""Answers and articles that are made up to the letter, and a Telegram that takes a view or does not."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.telegram_app import limits
from bot.telegram_app.translations import words
from bot.telegram_app.views.base import DisplayOptions, View
from bot.telegram_app.views.html import length, markup, plain
from bot.telegram_app.views.keyboards import Press, Signer
from retrieval import Answer, AnswerPassage, Article, Citation, Paragraph, Sentence
from tests.telegram_app.conftest import telegram_parses

OPTIONS = DisplayOptions(username="pincite_bot")
SAY = words("en")
DAY = date(2024, 3, 16)


on_pages_of_ten = pytest.mark.parametrize(
    ("count", "page", "first", "last", "turns"),
    [
        (1, 0, 1, 1, {}),
        (10, 0, 1, 10, {}),
        (11, 0, 1, 10, {"▶": 1}),
        (11, 1, 11, 11, {"◀": 0}),
        (11, 2, 11, 11, {"◀": 0}),
        (11, -1, 1, 10, {"▶": 1}),
        (20, 1, 11, 20, {"◀": 0}),
        (21, 1, 11, 20, {"◀": 0, "▶": 2}),
    ],
)
"""Lists of so many things, the page that is wanted, the first and last thing on it, and the buttons that turn pages."""


def prose(size: int) -> str:
    """Exactly `size` code points of words of nine letters."""
    return ("wordwords " * (size // 10 + 1))[: size - 1] + "." if size else ""


def citation(**chosen: Any) -> Citation:
    """A citation of paragraph 3."""
    fields: dict[str, Any] = {
        "id": "k7q2m9.1",
        "article": "news/dam.txt",
        "title": "The dam",
        "date": DAY,
        "source": "The Courier",
        "url": "https://example.org/dam",
        "heading": None,
        "paragraphs": (3,),
        "exact": "The dam holds.",
        "prefix": "",
        "suffix": "",
        "start": 0,
        "end": 14,
        "sha256": "0" * 64,
    }
    return Citation(**{**fields, **chosen})


def passage(rank: int, text: str, sentence: str = "", second: str | None = None, start: int = 0) -> AnswerPassage:
    """A passage that begins at `start`, with the sentences that are named by their words."""
    exact = sentence or text[:5]

    def cut(words_of_it: str) -> Sentence:
        at = start + text.index(words_of_it)
        return Sentence(words_of_it, at, at + len(words_of_it))

    cited = citation(id=f"k7q2m9.{rank}", exact=text, start=start, end=start + len(text))
    return AnswerPassage(rank, 9.5, text, cut(exact), cited, cut(second) if second else None)


def answer_of(passages: Sequence[AnswerPassage], **chosen: Any) -> Answer:
    """An answer with these passages."""
    fields: dict[str, Any] = {
        "id": "k7q2m9",
        "question": "Does the dam hold?",
        "asked_at": datetime(2026, 1, 2, tzinfo=UTC),
        "answered": True,
        "confidence": 0.7,
        "passages": tuple(passages),
        "unmatched_terms": (),
        "elapsed_ms": 1.2,
    }
    return Answer(**{**fields, **chosen})


def short_answer(count: int, **chosen: Any) -> Answer:
    """An answer with `count` passages of a sentence and a half."""
    return answer_of([passage(rank, f"Passage {rank} holds. And so on.") for rank in range(1, count + 1)], **chosen)


def article_of(*sizes: int, headings: Sequence[str | None] = ()) -> tuple[Article, list[Paragraph]]:
    """An article whose paragraphs have exactly these sizes, and the paragraphs."""
    texts = [prose(size) for size in sizes]
    starts = [sum(sizes[:i]) + 2 * i for i in range(len(sizes))]
    article = Article("news/dam.txt", "\n\n".join(texts), title="The dam", date=DAY)
    body = [
        Paragraph(article.id, i + 1, headings[i] if headings else None, starts[i], starts[i] + sizes[i])
        for i in range(len(sizes))
    ]
    return article, body


def takes(view: View) -> str:
    """The words of a view as Telegram shows them; fails where it would refuse the message."""
    shown, entities = telegram_parses(markup(view.page))
    assert shown == plain(view.page)
    assert 0 < len(shown.strip()) <= len(shown) <= limits.TEXT
    assert length(view.page) == len(shown)
    assert len(entities) <= limits.ENTITIES
    keyboard = Signer(b"secret").keyboard(view.rows, -1001234567890)
    for row in keyboard.inline_keyboard if keyboard else ():
        assert 1 <= len(row) <= 8
        assert all(button.text.strip() for button in row)
    return shown


def presses(view: View) -> dict[str, Press | str]:
    """What the buttons of a view do, by their labels."""
    return {label: action for row in view.rows for label, action in row}


def kinds(view: View) -> list[str]:
    """The kinds of the quotations of a view, in order."""
    return [block.kind for block in view.page if block.kind]
