"""A cited passage where it stands: its article, screen by screen, from the passage outwards. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import ANSWER, PASSAGE, TITLE, Look, View, paragraphs
from bot.telegram_app.views.html import Span, bold, fitted, line, link, quote, shortened
from bot.telegram_app.views.keyboards import Press, Row
from retrieval import Answer, Article, Paragraph, Sentence

PIECE = 1500
"""A paragraph of more code points is shown in pieces."""

SCREEN = 2800
"""Code points of text on one screen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or part of a long one; `start` and `end` as everywhere."""

    paragraph: Paragraph
    start: int
    end: int

    def __len__(self) -> int:
        """Code points."""
        return self.end - self.start


def in_article(
    found: Answer, rank: int, screen: int, article: Article, body: Sequence[Paragraph], say: Words, look: Look
) -> View:
    """A screen of the article that passage `rank` of an answer stands in.

    Screen 0 shows the passage with what is before and after it; -1, -2… go towards the article's beginning, 1, 2…
    towards its end.
    """
    passage = found.passages[rank - 1]
    citation = passage.citation
    pieces = [piece for paragraph in body for piece in _pieces(paragraph, article.text)]
    screens, middle = _screens(pieces, citation.start, citation.end)
    index = min(max(middle + screen, 0), len(screens) - 1)
    screen = index - middle
    shown = screens[index]
    (title,) = shortened([Span(citation.title or citation.article)], TITLE)
    blocks = [
        line(bold(f"[{rank}] "), link(title.text, look.address(citation))),
        line(" · ".join(_facts(article, shown, body, say))),
    ]
    heading: str | None = None
    for piece in shown:
        if piece.paragraph.heading and piece.paragraph.heading != heading:
            blocks += [line(""), line(bold(piece.paragraph.heading))]
        heading = piece.paragraph.heading
        inside = citation.start < piece.end and piece.start < citation.end
        spans = _spans(article.text, piece, passage.sentence)
        blocks += [line(""), quote(*spans) if inside else line(*spans)]
    return View(fitted(blocks), _rows(found, rank, screen, index, len(screens), say))


def _rows(found: Answer, rank: int, screen: int, index: int, total: int, say: Words) -> list[Row]:
    earlier = [(say("◀ Before"), Press(PASSAGE, found.id, rank * 1000 + screen - 1 + 500))] if index > 0 else []
    later = [(say("After ▶"), Press(PASSAGE, found.id, rank * 1000 + screen + 1 + 500))] if index < total - 1 else []
    return [[*earlier, *later], [(say("↩ Answer"), Press(ANSWER, found.id))]]


def _facts(article: Article, shown: Sequence[Piece], body: Sequence[Paragraph], say: Words) -> list[str]:
    numbers = sorted({piece.paragraph.number for piece in shown})
    of = say("{paragraphs} of {number}", paragraphs=paragraphs(numbers), number=len(body))
    return [say.date(article.date), *([article.source] if article.source else []), of]


def _pieces(paragraph: Paragraph, text: str) -> list[Piece]:
    """The paragraph, cut at words into pieces that fit a screen."""
    pieces, start = [], paragraph.start
    while paragraph.end - start > PIECE:
        end = text.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        pieces.append(Piece(paragraph, start, end))
        start = end
    return [*pieces, Piece(paragraph, start, paragraph.end)]


def _screens(pieces: Sequence[Piece], start: int, end: int) -> tuple[list[list[Piece]], int]:
    """The article as screens, and which of them shows the passage from `start` to `end`."""
    inside = [i for i, piece in enumerate(pieces) if start < piece.end and piece.start < end]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    while last > first and sum(map(len, pieces[first : last + 1])) > SCREEN:
        last -= 1
    room = SCREEN + PIECE // 2 - sum(map(len, pieces[first : last + 1]))
    if first > 0 and len(pieces[first - 1]) <= room:
        first -= 1
        room -= len(pieces[first])
    if last + 1 < len(pieces) and len(pieces[last + 1]) <= room:
        last += 1
    before = [part[::-1] for part in _packed(pieces[:first][::-1])][::-1]
    return [*before, list(pieces[first : last + 1]), *_packed(pieces[last + 1 :])], len(before)


def _packed(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces in order, as many on a screen as fit."""
    screens: list[list[Piece]] = []
    for piece in pieces:
        if screens and sum(map(len, screens[-1])) + len(piece) <= SCREEN:
            screens[-1].append(piece)
        else:
            screens.append([piece])
    return screens


def _spans(text: str, piece: Piece, sentence: Sentence) -> list[Span]:
    """A piece with the part of the telling sentence that it holds in bold."""
    start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
    if start >= end:
        return [Span(text[piece.start : piece.end])]
    parts = Span(text[piece.start : start]), bold(text[start:end]), Span(text[end : piece.end])
    return [part for part in parts if part.text]
