"""A larger archive out of a smaller one: its articles again and again, some words changed, up to so many paragraphs.

    python benchmarks/grown.py articles.jsonl larger.jsonl 940000

Every fourth longer word of a repeated article is replaced by another one of the archive, drawn as often as it occurs
there: words stay as unevenly common as they are, and no article is a copy of another.
"""

import json
import lzma
import random
import re
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

CHANGED = 0.25
"""The share of longer words that is changed in a repeated article."""

SAMPLED_ARTICLES = 3_000
"""The words that are drawn are those of the first so many articles."""

_LONGER = re.compile(r"[^\W\d_]{4,}")
_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a `.jsonl` or `.jsonl.xz`."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def grown(path: Path, larger: Path, paragraphs: int) -> int:
    """Writes the larger archive, the smaller one first; the number of its articles."""
    original = list(articles(path))
    drawn = [word for article in original[:SAMPLED_ARTICLES] for word in _LONGER.findall(article["text"])]
    written = 0
    with larger.open("w", encoding="utf-8") as file:
        for repetition in count():
            draw = random.Random(repetition)
            for article in original:
                if paragraphs <= 0:
                    return written
                repeated = _changed(article, repetition, draw, drawn) if repetition else article
                file.write(json.dumps(repeated, ensure_ascii=False) + "\n")
                written += 1
                paragraphs -= sum(map(bool, map(str.strip, _BETWEEN_PARAGRAPHS.split(repeated["text"]))))
    return written


def _changed(article: dict[str, Any], repetition: int, draw: random.Random, drawn: list[str]) -> dict[str, Any]:
    """An article of a name of its own, in which some words are others."""

    def another(word: re.Match[str]) -> str:
        if draw.random() >= CHANGED:
            return word[0]
        other = drawn[int(draw.random() * len(drawn))]
        return other.capitalize() if word[0][0].isupper() else other.lower()

    words = {name: _LONGER.sub(another, article[name]) for name in ("title", "text") if article.get(name)}
    identity = {name: f"{article[name]}-{repetition}" for name in ("id", "article_id", "url") if article.get(name)}
    return {**article, **words, **identity}


if __name__ == "__main__" and sys.argv[1:]:  # `make bench` runs it without any
    print(grown(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])), "articles")
