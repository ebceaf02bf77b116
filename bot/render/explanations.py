"""Why a passage stands where it does → what a person or a program reads. Pure: nothing here prints."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.answers import printable
from retrieval import Explanation, WordContribution

SAID = {
    "passage": "the question's words in the passage",
    "article": "the question's words in the whole article",
    "article_covers": "how many of them the article has",
    "title": "how many of them the title has",
    "asked": "the words of the sentence that asks",
    "opens": "it opens its article",
    "early": "a sentence at the passage's start has them",
    "answer": "a sentence with them names something new",
    "right_kind": "it has the kind of thing that is asked for",
    "votes": "other articles say the same",
    "recent": "near the day asked",
    "burst": "many articles of those days have them",
}
"""What a feature of the ranking means; one that isn't here goes by its name."""

LEAST = 0.005
"""A feature that gave less than this share of the score isn't named."""


def why_text(why: Explanation) -> RenderableType:
    """The words of the question with their shares, then the features with theirs, the largest first."""
    matched = sorted((word for word in why.words if word.count), key=lambda word: -word.share)
    lines = [Text(f"[{why.rank}] ", style="bold cyan").append(f"score {why.score:.2f}", style="not bold cyan")]
    lines += [Text(printable(f"  {_percent(word.share)}  {word_text(word)}")) for word in matched]
    if absent := [word.word for word in why.words if not word.count]:
        lines.append(Text(printable(f"     not in it: {', '.join(absent)}"), style="yellow"))
    lines += [Text(f"  {_percent(share)}  {said}", style="dim") for said, share in feature_shares(why)]
    return Group(*lines)


def whys_text(whys: Sequence[Explanation]) -> RenderableType:
    """Every passage's reasons, one after another."""
    return Group(*(part for why in whys for part in (Text(""), why_text(why))))


def word_text(word: WordContribution) -> str:
    """A word with what was found of it, such as `delegation, 2×, in 13 passages`."""
    times = f"{word.count}×" if word.count > 1 else "once"
    return f"“{word.word}” {times}, in {word.passages:,} passage{'' if word.passages == 1 else 's'} of all"


def feature_shares(why: Explanation) -> list[tuple[str, float]]:
    """What each feature means and its share of the score, the largest first, the slightest left out."""
    total = sum(abs(part) for part in why.features.values()) or 1.0
    shares = [(SAID.get(name, name), part / total) for name, part in why.features.items()]
    return sorted((pair for pair in shares if abs(pair[1]) >= LEAST), key=lambda pair: -pair[1])


def why_json(why: Explanation) -> dict[str, Any]:
    """The same as plain values; shares are of the BM25 score, features in points of the score."""
    return {
        "rank": why.rank,
        "score": round(why.score, 4),
        "bm25": round(why.bm25, 4),
        "words": [
            {
                "word": word.word,
                "read_as": word.read_as,
                "count": word.count,
                "passages": word.passages,
                "share": round(word.share, 4),
            }
            for word in why.words
        ],
        "features": {name: round(part, 4) for name, part in why.features.items()},
    }


def _percent(share: float) -> str:
    return f"{100 * share:3.0f} %"
