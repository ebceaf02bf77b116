"""Answers and articles of any size, as messages that Telegram takes."""

import random
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.telegram_app import limits
from bot.telegram_app.translations import languages, words
from bot.telegram_app.views import answers
from bot.telegram_app.views.article import article_view
from bot.telegram_app.views.base import DisplayOptions, View
from bot.telegram_app.views.checks import answer_check_view
from bot.telegram_app.views.html import length, markup, plain
from bot.telegram_app.views.keyboards import Signer
from retrieval import (
    Answer,
    AnswerPassage,
    Article,
    Check,
    Citation,
    Explanation,
    Period,
    Remark,
    Sentence,
    Verdict,
    WordContribution,
    paragraphs,
)
from tests.telegram_app.conftest import telegram_parses

SIGNS = ["word ", "<b>", "& ", "🙂", "字", "\n", "“quote” ", "long-word-without-end"]
OPTIONS = DisplayOptions(username="pincite_bot")


def article(seed: int, count: int, size: int) -> Article:
    """An article of `count` paragraphs of about `size` signs, with headings."""
    chance = random.Random(seed)
    body = ["".join(chance.choices(SIGNS, k=max(1, size // 5))).replace("\n", " ").strip() + "." for _ in range(count)]
    parts = [f"Heading {n}\n\n{text}" if n % 3 == 0 else text for n, text in enumerate(body)]
    return Article(f"news/{seed}.txt", "\n\n".join(parts), title="Title & <more>", date=date(2024, 3, 16))


def answer(story: Article, ranks: int) -> Answer:
    """An answer with a passage for each of the article's first paragraphs."""
    found = []
    for rank, paragraph in enumerate(paragraphs(story)[:ranks], 1):
        text = story.text[paragraph.start : paragraph.end]
        middle = len(text) // 2
        sentence = Sentence(text[middle : middle + 60], paragraph.start + middle, paragraph.start + middle + 60)
        cited = Citation(
            f"k7q2m9.{rank}", story.id, "Title & <more> " * 20, story.date, "The Courier", "https://example.org/a?b=1&c",
            paragraph.heading, (paragraph.number,), text, "", "", paragraph.start, paragraph.end, story.sha256,
        )  # fmt: skip
        second = Sentence(text[:20], paragraph.start, paragraph.start + 20) if rank % 2 and middle > 20 else None
        found.append(AnswerPassage(rank, 9.5, text, sentence, cited, second))
    asked = datetime(2026, 1, 2, tzinfo=UTC)
    return Answer(
        id="k7q2m9",
        question="Who <asked>?" * 100,
        asked_at=asked,
        answered=True,
        confidence=0.7,
        passages=tuple(found),
        unmatched_terms=("xyz",) * 50,
        elapsed_ms=1.2,
    )


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


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("count", "size"), [(1, 10), (3, 700), (9, 3000), (5, 20_000), (40, 300)])
def test_answers(count: int, size: int, language: str) -> None:
    """An answer of any size fits on each of its pages, in every language, and so do check and why."""
    say, found = words(language), answer(article(count, count, size), 12)
    for options in (OPTIONS, replace(OPTIONS, passages=5), replace(OPTIONS, passages=1, links=False)):
        for page in (-1, 0, 1, 2, 99):
            takes(answers.answer_view(found, say, options, page))
        for unsure in (found, replace(found, passages=())):
            takes(answers.answer_view(replace(unsure, answered=False), say, options))
        words_found = tuple(WordContribution(f"<w{n}>", "w", 2, 5, 0.1) for n in range(30))
        takes(answers.explanation_view(found, {1: Explanation(1, 9.5, 8.0, words_found, {})}, say, options))
        checks = [
            Check(passage.citation.id, verdict, None, None, None, "a [-b-]{+c <d>+} " * 300, (Remark("a note"),))
            for passage, verdict in zip(found.passages, [*Verdict] * 3, strict=False)
        ]
        takes(answer_check_view(found, checks, say, options))


def test_pages_show_every_passage_once() -> None:
    """`More` leads through all passages, each once."""
    found = answer(article(1, 12, 100), 11)
    for options in (replace(OPTIONS, passages=n) for n in (1, 3, 5)):
        for one in (found, replace(found, answered=False)):
            shown = [takes(answers.answer_view(one, words("en"), options, page)) for page in range(11)]
            pages = [page for n, page in enumerate(shown) if page not in shown[:n]]
            ranks = [rank for page in pages for rank in range(1, 12) if f"[{rank}] " in page]
            assert ranks == list(range(1, 12))


@pytest.mark.parametrize(("count", "size"), [(1, 10), (1, 9000), (4, 500), (30, 400), (7, 5000)])
def test_article_is_shown_whole(count: int, size: int) -> None:
    """From the passage screen by screen to both ends, every word of the article is shown once, in order."""
    story = article(count, count, size)
    body, found = paragraphs(story), answer(story, count)
    rank = len(found.passages) // 2 + 1
    screens: dict[int, str] = {}
    for screen in range(-400, 401):
        view = article_view(found, rank, screen, story, body, words("en"), OPTIONS)
        if not screens or plain(view.page) != screens[max(screens)]:
            screens[screen] = takes(view)
    together = "".join("".join(text.split("\n")[2:]) for _, text in sorted(screens.items()))
    shown = re.sub(r"Heading\d+", "", "".join(together.split()))
    for paragraph in body:
        assert "".join(story.text[paragraph.start : paragraph.end].split()) in shown


def test_passage_stands_between_its_neighbours() -> None:
    """The first screen has the paragraph before and the one after, where they are not too long."""
    story = article(2, 9, 200)
    shown = takes(article_view(answer(story, 9), 5, 0, story, paragraphs(story), words("en"), OPTIONS))
    assert "¶ 4–6 of 9" in shown


def test_passage_that_is_gone_from_its_article() -> None:
    """When the article is shorter now, what is left of it is shown."""
    found = answer(article(3, 9, 200), 9)
    story = article(3, 1, 20)
    takes(article_view(found, 9, 0, story, paragraphs(story), words("en"), OPTIONS))


def test_days_of_a_question_are_said() -> None:
    """Which days a question's words were read as is said in the reader's language."""
    found = replace(
        answer(article(1, 3, 200), 2),
        question="What happened last week?",
        period=Period(date(2024, 3, 4), date(2024, 3, 10), "last week"),
    )
    assert "“last week” → March 4, 2024 – March 10, 2024" in takes(answers.answer_view(found, words("en"), OPTIONS))
    assert "4. März 2024 – 10. März 2024" in takes(answers.answer_view(found, words("de"), OPTIONS))


def test_second_sentence_is_underlined() -> None:
    """The telling sentence stands out in bold, the next best one lightly, in the order they stand in."""
    passage = answer(article(1, 1, 400), 1).passages[0]
    bold, underlined = passage.sentence.exact, passage.text[:20]
    styled = [(span.text, span.tag) for span in answers.highlighted(passage) if span.tag]
    assert styled == [(underlined, "u"), (bold, "b")]
    assert "".join(span.text for span in answers.highlighted(passage)) == passage.text


def test_long_passage_is_cut_around_its_telling_sentence() -> None:
    """Of a passage too long for a third of a message the telling sentence stays whole, between ellipses."""
    passage = answer(article(2, 1, 9000), 1).passages[0]
    shown = answers.highlighted(passage)
    assert next(span.text for span in shown if span.tag == "b") == passage.sentence.exact
    assert shown[0].text.startswith("…")
    assert shown[-1].text.endswith("…")
    assert sum(len(span.text) for span in shown) <= limits.TEXT // 3 + 2
