"""A timeline as a picture, SVG or PNG, drawn without any library for it. Pure.

Its labels are figures (2024, 2024-03, 1,200), so that it is the same in every language; words are beside it.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, floor, inf, log10, radians, sin
from typing import NamedTuple
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from bot.render.phrases import printable
from bot.render.timeline import Bar

PICTURES = (".svg", ".png")
"""The endings of files that a picture is written to."""

MOST_BARS = 120
"""Bars that can be told apart side by side: ten years by month."""

_WIDTH, _HEIGHT = 1280, 640  # Pixels: Telegram makes wider pictures smaller.
_LEFT, _RIGHT, _TOP, _BOTTOM = 96, 32, 40, 72  # Margins: room for figures of five digits, and for days.
_TITLE = 56  # Above the bars of an SVG.
_LETTER = 24  # Of a figure, in pixels; it is .6 as wide as high.
_PITCH = 0.78 * _LETTER  # From one figure to the next.
_STROKE = 2.6  # As thick as bold type of this size.
_REACH = 4  # Pixels around the points of a stroke within which its ink is.
_LINES = 5  # About this many lines tell how high the bars are.
_BACKGROUND, _BAR, _GRID, _INK = (255, 255, 255), (37, 99, 168), (224, 224, 224), (64, 64, 64)  # Red, green, blue.

Point = tuple[float, float]
Colour = tuple[int, int, int]


class _Label(NamedTuple):
    """Figures with the point that they end at (`end`), or are around (`middle`), and stand on."""

    text: str
    x: float
    y: float
    anchor: str


class _Drawing(NamedTuple):
    """Boxes (left, top, width, height), lines across at their heights, where these begin, and labels."""

    boxes: list[tuple[float, float, float, float]]
    lines: list[float]
    left: float
    labels: list[_Label]


def svg(bars: Sequence[Bar], title: str, about: str) -> str:
    """The picture as SVG.

    Args:
        bars: At least one.
        title: The words.
        about: What is counted, a sentence.
    """
    drawing, height = _drawing(bars), _HEIGHT + _TITLE
    body = [f'<rect width="{_WIDTH}" height="{height}" fill="{_hex(_BACKGROUND)}"/>']
    heading = f'<text x="{_LEFT}" y="44" font-size="30" font-weight="bold">{escape(printable(title))}</text>'
    body += [heading, f'<text x="{_LEFT}" y="76" font-size="20">{escape(printable(about))}</text>']
    body.append(f'<g transform="translate(0 {_TITLE})">')
    for y in drawing.lines:
        line = (
            f'<line x1="{drawing.left:.1f}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_hex(_GRID)}"/>'
        )
        body.append(line)
    for (x, y, wide, high), bar in zip(drawing.boxes, bars, strict=True):
        box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{_hex(_BAR)}">'
        body.append(f"{box}<title>{bar.period}: {bar.articles:,}</title></rect>")
    for text, x, y, anchor in drawing.labels:
        body.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{_LETTER}" text-anchor="{anchor}">{text}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
    style = f'font-family="sans-serif" fill="{_hex(_INK)}"'
    return "\n".join([f"{head} {style}>", f"<title>{escape(printable(title))}</title>", *body, "</g>", "</svg>", ""])


def png(bars: Sequence[Bar]) -> bytes:
    """The picture as PNG, without a title; of at least one bar."""
    drawing, canvas = _drawing(bars), np.full((_HEIGHT, _WIDTH, 3), 255.0)
    for y in drawing.lines:
        canvas[round(y) : round(y) + 2, round(drawing.left) : _WIDTH - _RIGHT] = _GRID
    for x, y, wide, high in drawing.boxes:
        canvas[round(y) : round(y + high), round(x) : max(round(x + wide), round(x) + 1)] = _BAR
    for label in drawing.labels:
        _write(canvas, label)
    rows = np.insert(canvas.round().astype(np.uint8).reshape(_HEIGHT, 3 * _WIDTH), 0, 0, axis=1)
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG: https://www.w3.org/TR/png-3/#5Chunk-layout."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _drawing(bars: Sequence[Bar]) -> _Drawing:
    """Where everything of the picture stands."""
    most = max(1, *(bar.articles for bar in bars))
    step = _step(most)
    top = step * -(-most // step)
    left = max(_LEFT, _PITCH * len(f"{top:,}") + 30)
    high, wide = _HEIGHT - _TOP - _BOTTOM, _WIDTH - left - _RIGHT
    pitch = wide / len(bars)
    room = min(pitch * 0.8, 80.0)
    boxes = []
    for number, bar in enumerate(bars):
        tall = max(high * bar.articles / top, 2.0 if bar.articles else 0.0)
        boxes.append((left + pitch * (number + 0.5) - room / 2, _TOP + high - tall, room, tall))
    lines = {value: _TOP + high * (1 - value / top) for value in range(0, top + 1, step)}
    labels = [_Label(f"{value:,}", left - 12, y + _LETTER / 2, "end") for value, y in lines.items()]
    for number, text in _dates([bar.period for bar in bars], pitch):
        labels.append(_Label(text, left + pitch * (number + 0.5), _HEIGHT - _BOTTOM + _LETTER + 18, "middle"))
    return _Drawing(boxes, list(lines.values()), left, labels)


def _step(most: int) -> int:
    """How far two lines are apart: 1, 2 or 5, or ten times one of these, and so on."""
    power: int = 10 ** max(floor(log10(most / _LINES)), 0)
    return next(power * each for each in (1, 2, 5, 10) if power * each * _LINES >= most)


def _dates(periods: Sequence[str], pitch: float) -> Iterator[tuple[int, str]]:
    """The numbers of the bars that are labelled, and how: by their years where the bars of a year are many."""
    texts = [period[:4] for period in periods]
    if len(set(texts)) <= 2 or max(map(len, periods)) <= len("1990s"):
        texts = list(periods)
    first: dict[str, int] = {}
    for number, text in enumerate(texts):
        first.setdefault(text, number)
    free = -inf
    for text, number in first.items():
        middle, half = pitch * number, _PITCH * len(text) / 2
        if middle - half >= free:
            yield number, text
            free = middle + half + _PITCH


def _arc(x: float, y: float, wide: float, high: float, first: float, last: float) -> list[Point]:
    """Points of an ellipse around a point, from one angle to another in degrees; 0 is right, 90 is below."""
    angles = [radians(first + (last - first) * n / 14) for n in range(15)]
    return [(x + wide * cos(angle), y + high * sin(angle)) for angle in angles]


_SIX = [_arc(0.3, 0.68, 0.27, 0.3, 0, 360), _arc(0.62, 0.68, 0.59, 0.66, 180, 255)]
_FIGURES: dict[str, list[list[Point]]] = {
    "0": [_arc(0.3, 0.5, 0.28, 0.48, 0, 360)],
    "1": [[(0.1, 0.22), (0.34, 0.02), (0.34, 0.98)]],
    "2": [[*_arc(0.3, 0.28, 0.27, 0.26, 190, 390), (0.04, 0.98), (0.58, 0.98)]],
    "3": [[*_arc(0.29, 0.26, 0.25, 0.24, 200, 450), *_arc(0.29, 0.74, 0.28, 0.24, 270, 520)]],
    "4": [[(0.44, 0.98), (0.44, 0.02), (0.02, 0.7), (0.6, 0.7)]],
    "5": [[(0.53, 0.02), (0.12, 0.02), *_arc(0.28, 0.66, 0.28, 0.32, 225, 500)]],
    "6": _SIX,
    "7": [[(0.03, 0.02), (0.57, 0.02), (0.2, 0.98)]],
    "8": [_arc(0.3, 0.26, 0.23, 0.24, 0, 360), _arc(0.3, 0.74, 0.28, 0.24, 0, 360)],
    "9": [[(0.6 - x, 1 - y) for x, y in stroke] for stroke in _SIX],
    "-": [[(0.1, 0.55), (0.5, 0.55)]],
    ",": [[(0.3, 0.92), (0.22, 1.15)]],
    "Q": [_arc(0.3, 0.5, 0.28, 0.48, 0, 360), [(0.36, 0.7), (0.62, 1.02)]],
    "s": [[*_arc(0.3, 0.56, 0.19, 0.15, -30, -270), *_arc(0.3, 0.84, 0.2, 0.14, -90, 150)]],
}
"""The figures as strokes in a box .6 wide and 1 high, y downwards; made for this, as there is no font to draw with."""


def _write(canvas: NDArray[np.float64], label: _Label) -> None:
    """Draws a label on a canvas of (height, width, 3)."""
    wide = _PITCH * len(label.text) - (_PITCH - 0.6 * _LETTER)
    left = label.x - (wide if label.anchor == "end" else wide / 2)
    for place, figure in enumerate(label.text):
        for stroke in _FIGURES[figure]:
            points = [(left + place * _PITCH + x * _LETTER, label.y - _LETTER + y * _LETTER) for x, y in stroke]
            _draw(canvas, points)


def _draw(canvas: NDArray[np.float64], points: Sequence[Point]) -> None:
    """Draws a stroke with smooth edges."""
    columns, rows = _near([x for x, _ in points], _WIDTH), _near([y for _, y in points], _HEIGHT)
    y, x = np.mgrid[rows, columns]
    nearest = np.full(x.shape, np.inf)
    for (x1, y1), (x2, y2) in pairwise(points):
        square = (x2 - x1) ** 2 + (y2 - y1) ** 2
        along = np.clip(((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (square or inf), 0, 1)
        nearest = np.minimum(nearest, np.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)))
    ink = np.clip(_STROKE / 2 + 0.5 - nearest, 0, 1)[..., None]
    area = canvas[rows, columns]
    area[:] = area * (1 - ink) + np.array(_INK) * ink


def _near(places: Sequence[float], size: int) -> slice:
    """The pixels that the ink of a stroke may reach, as far as they are in the picture; none of one outside."""
    return slice(*np.clip([int(min(places)) - _REACH, int(max(places)) + _REACH], 0, size).tolist())
