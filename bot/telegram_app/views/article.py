"""A cited passage where it stands: its article, screen by screen, from the passage outwards. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.telegram_app.translations import Words
from bot.telegram_app.views.answers import PASSAGE, back_to_answer
from bot.telegram_app.views.base import PUBLISHER, DisplayOptions, View, author_names, linked_title, paragraph_numbers
from bot.telegram_app.views.html import Block, Span, bold, fitted, line, one_line, quote
from bot.telegram_app.views.keyboards import ButtonRow, Press, screen_number
from retrieval import Answer, Article, Citation, Paragraph, Sentence

PIECE = 1500
"""A paragraph of more code points is shown in pieces."""

SCREEN = 2800
"""Code points of text on one screen; with headings and marks it stays within a message (`limits.TEXT`)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or part of a long one, from `start` to `end` of the article's text."""

    paragraph: Paragraph
    start: int
    end: int

    def __len__(self) -> int:
        """Code points."""
        return self.end - self.start

    def overlaps(self, start: int, end: int) -> bool:
        """Whether some of the piece lies between `start` and `end`."""
        return self.start < end and start < self.end


Screen = Sequence[Piece]


def article_view(
    answer: Answer,
    rank: int,
    screen: int,
    article: Article,
    body: Sequence[Paragraph],
    say: Words,
    options: DisplayOptions,
) -> View:
    """A screen of the article that a passage of an answer is in.

    Args:
        answer: The answer.
        rank: The rank of the passage.
        screen: 0 has the passage and what is around it, -1, -2… lead to the article's beginning, 1, 2… to its end.
            One that does not exist becomes the nearest one that does.
        article: The article as it is now.
        body: Its paragraphs.
        say: The words of the reader's language.
        options: How the reader wants answers displayed.
    """
    passage = answer.passages[rank - 1]
    pieces = [piece for paragraph in body for piece in _pieces(paragraph, article.text)]
    screens, middle = _screens(pieces, passage.citation)
    index = min(max(middle + screen, 0), len(screens) - 1)
    blocks = [
        line(bold(f"[{rank}] "), linked_title(passage.citation, options)),
        line(_details(article, screens[index], len(body), say)),
        *_text(article.text, screens[index], passage.citation, passage.sentence),
    ]
    earlier = [(say("◀ Before"), _press(answer, rank, index - 1 - middle))] if index > 0 else []
    later = [(say("After ▶"), _press(answer, rank, index + 1 - middle))] if index < len(screens) - 1 else []
    rows: list[ButtonRow] = [[*earlier, *later], back_to_answer(answer, say)]
    return View(fitted(blocks), rows)


def _press(answer: Answer, rank: int, screen: int) -> Press:
    return Press(PASSAGE, answer.id, screen_number(rank, screen))


def _details(article: Article, screen: Screen, total: int, say: Words) -> str:
    """The date, source and authors of an article, and which of its `total` paragraphs a screen shows."""
    numbers = sorted({piece.paragraph.number for piece in screen})
    place = say("{paragraphs} of {number}", paragraphs=paragraph_numbers(numbers), number=total)
    authors = [author_names(article.authors)] if article.authors else []
    publisher = [one_line(article.source, PUBLISHER)] if article.source else []
    return " · ".join([say.date(article.date), *publisher, *authors, place])


def _text(text: str, screen: Screen, citation: Citation, sentence: Sentence) -> list[Block]:
    """The pieces of a screen under their headings, the cited ones as quotations."""
    blocks: list[Block] = []
    heading: str | None = None
    for piece in screen:
        if piece.paragraph.heading and piece.paragraph.heading != heading:
            blocks += [line(""), line(bold(piece.paragraph.heading))]
        heading = piece.paragraph.heading
        spans = _spans(text, piece, sentence)
        blocks += [line(""), quote(*spans) if piece.overlaps(citation.start, citation.end) else line(*spans)]
    return blocks


def _spans(text: str, piece: Piece, sentence: Sentence) -> list[Span]:
    """A piece with the part of the answer sentence that it holds in bold."""
    if not piece.overlaps(sentence.start, sentence.end):
        return [Span(text[piece.start : piece.end])]
    start, end = max(piece.start, sentence.start), min(piece.end, sentence.end)
    parts = Span(text[piece.start : start]), bold(text[start:end]), Span(text[end : piece.end])
    return [part for part in parts if part.text]


def _pieces(paragraph: Paragraph, text: str) -> list[Piece]:
    """The paragraph, cut at words into pieces of at most `PIECE` code points."""
    pieces, start = [], paragraph.start
    while paragraph.end - start > PIECE:
        end = text.rfind(" ", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
        pieces.append(Piece(paragraph, start, end))
        start = end
    return [*pieces, Piece(paragraph, start, paragraph.end)]


def _screens(pieces: Sequence[Piece], citation: Citation) -> tuple[list[Screen], int]:
    """The article as screens, and the index of the one with the citation, or with the beginning where it is gone."""
    inside = [i for i, piece in enumerate(pieces) if piece.overlaps(citation.start, citation.end)]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    while last > first and _size(pieces[first : last + 1]) > SCREEN:
        last -= 1
    room = SCREEN + PIECE // 2 - _size(pieces[first : last + 1])
    if first > 0 and len(pieces[first - 1]) <= room:
        first -= 1
        room -= len(pieces[first])
    if last + 1 < len(pieces) and len(pieces[last + 1]) <= room:
        last += 1
    # What is before is packed from the passage backwards, so that the screen next to it is full.
    before = [screen[::-1] for screen in _packed(pieces[:first][::-1])][::-1]
    return [*before, pieces[first : last + 1], *_packed(pieces[last + 1 :])], len(before)


def _packed(pieces: Sequence[Piece]) -> list[Screen]:
    """Pieces in order, as many on a screen as fit."""
    screens: list[list[Piece]] = []
    for piece in pieces:
        if screens and _size(screens[-1]) + len(piece) <= SCREEN:
            screens[-1].append(piece)
        else:
            screens.append([piece])
    return [*screens]


def _size(pieces: Sequence[Piece]) -> int:
    """Code points of all the pieces."""
    return sum(map(len, pieces))
