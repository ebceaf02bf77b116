"""Why a passage is ranked where it is → what a person or a program reads. Pure: nothing here prints."""

from collections.abc import Sequence
from typing import Any

from bot.render.phrases import counted, printable
from bot.render.styled import Stacked, Styled
from retrieval import Explanation, WordContribution

FEATURE_MEANINGS = {
    "passage": "the question's words in the passage",
    "article": "the question's words in the whole article",
    "title": "how many of them are in the title",
    "opens": "it opens its article",
    "early": "a sentence at the passage's start has them",
    "window": "two neighbouring sentences have them together",
    "names": "it has the names and numbers asked about",
    "right_kind": "it has the kind of thing that is asked for",
    "votes": "other articles say the same",
    "recent": "published near the day in question",
    "newer": "newer than others, where no day is known",
    "quoted": "it has the words in quotation marks",
    "topic": "it answered the question before",
    "headed": "its heading asks the same",
    "alike": "its heading begins like the question",
    "named": "its title is what is asked about",
    "akin": "it has words that begin like some of the question's",
    "counted": "a number stands beside what is counted",
}
"""What each feature of the ranking means; a feature that is missing here goes by its name."""

LEAST_SHARE = 0.005
"""A feature that gave less than this share of the score isn't named: it would be shown as 0 %."""


def explanation_text(explanation: Explanation) -> Stacked:
    """The words of the question with their shares of the BM25 score, then the features with theirs, largest first."""
    matched_words = sorted((word for word in explanation.words if word.count), key=lambda word: -word.share)
    head = Styled(f"[{explanation.rank}] ", style="bold cyan")
    lines = [head.append(f"score {explanation.score:.2f}", style="not bold cyan")]
    lines += [Styled(printable(f"  {_percent(word.share)}  {word_text(word)}")) for word in matched_words]
    if absent := [word.word for word in explanation.words if not word.count]:
        lines.append(Styled(printable(f"     not in it: {', '.join(absent)}"), style="yellow"))
    lines += [Styled(f"  {_percent(share)}  {meaning}", style="dim") for meaning, share in feature_shares(explanation)]
    return Stacked(*lines)


def explanations_text(explanations: Sequence[Explanation]) -> Stacked:
    """Every passage's explanation, one after another."""
    return Stacked(*(part for explanation in explanations for part in (Styled(""), explanation_text(explanation))))


def word_text(word: WordContribution) -> str:
    """A word with its counts, such as `“delegation” 2×, in 13 passages of all`."""
    times = f"{word.count}×" if word.count > 1 else "once"
    return f"“{word.word}” {times}, in {counted(word.passages, 'passage')} of all"


def feature_shares(explanation: Explanation) -> list[tuple[str, float]]:
    """What each feature means and its share of the score, the largest first, negligible ones left out."""
    total = sum(abs(part) for part in explanation.features.values())
    shares = [(FEATURE_MEANINGS.get(name, name), part / total) for name, part in explanation.features.items() if part]
    return sorted((row for row in shares if abs(row[1]) >= LEAST_SHARE), key=lambda row: -row[1])


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The same as plain values; shares are of the BM25 score, features in points of the score."""
    return {
        "rank": explanation.rank,
        "score": round(explanation.score, 4),
        "bm25": round(explanation.bm25, 4),
        "words": [
            {
                "word": word.word,
                "read_as": word.read_as,
                "count": word.count,
                "passages": word.passages,
                "share": round(word.share, 4),
            }
            for word in explanation.words
        ],
        "features": {name: round(part, 4) for name, part in explanation.features.items()},
    }


def _percent(share: float) -> str:
    return f"{100 * share:3.0f} %"
