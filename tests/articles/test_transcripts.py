"""Transcripts in JSON: segments with the times at which they were said, as one text."""

import json
from typing import Any

from syrupy.assertion import SnapshotAssertion

from retrieval import Article
from retrieval.articles.transcripts import DEEPEST, with_transcripts
from retrieval.readers import read
from tests.approved import table


def said(*segments: tuple[float, float, str], **others: Any) -> list[dict[str, Any]]:
    """Segments, each from and to some seconds."""
    return [{"start": start, "end": end, "text": words, **others} for start, end, words in segments]


MILL = said((0, 2, " The mill burned."), (2, 4, " Nobody saw it."), (9, 12, " It was rebuilt."))
TURNS = [
    {"speaker": who, "startTime": n, "endTime": n + 1, "body": words}
    for n, (who, words) in enumerate((("Ana Ruiz", "Is it < 3?"), ("Ben", "No."), ("Ben", "Yes.")))
]
WHISPER_CPP = [
    {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"}, "offsets": {"from": 0, "to": 2500}, "text": words}
    for words in (" The mill", " burned.")
]
AUTOMATIC = {
    "events": [
        {"tStartMs": 0, "dDurationMs": 2000, "segs": [{"utf8": "the"}, {"utf8": " mill"}]},
        {"tStartMs": 2000, "wWinId": 1},
        {"tStartMs": 2100, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2200, "segs": [{"utf8": "burned"}]},
    ]
}
HELD: dict[str, Any] = {
    "whisper": {"text": "The mill burned. Nobody saw it.", "segments": MILL, "language": "en"},
    "whisperx": {"segments": [{**each, "words": [{"word": "The", "start": 0, "end": 1}]} for each in MILL]},
    "whisper.cpp": {"systeminfo": "x", "transcription": WHISPER_CPP},
    "podcast": {"version": "1.0.0", "segments": TURNS},
    "with an empty one": {"segments": [*MILL, {"start": 13, "end": 14, "text": ""}]},
    "a list": [{"text": "the mill", "start": 0.5, "duration": 2.0}, {"text": "burned", "start": 2.5, "duration": 1.0}],
    "codes": {"captions": [{"start": "0:01", "text": "The mill."}, {"start": "1:00:01.5", "text": "It burned."}]},
    "thousandths": {"utterances": said((100, 900, "The mill burned."), (1000, 3900, "Nobody saw it."))},
    "turns of nobody": {"utterances": said((0, 1, "The mill?"), speaker="A") + said((1, 2, "It burned."), speaker="B")},
    "automatic": AUTOMATIC,
    "deepgram": {"metadata": {}, "results": {"channels": [], "utterances": [
        {"start": 0.5, "end": 2.0, "transcript": "The mill burned.", "speaker": 0},
        {"start": 2.5, "end": 3.0, "transcript": "When?", "speaker": 1}]}},
    "one": {"segments": MILL[:1]},
    "no times": {"segments": [{"text": "The mill."}, {"text": "It burned."}]},
    "articles": [{"title": n, "start": n, "text": f"Mill {n}."} for n in "12"],
    "endless times": {"segments": [{**each, "start": 10**400} for each in MILL]},
    "no words": {"segments": [{"start": 0}, {"start": 1}]},
    "words of others": {"text": "The mill.", "segments": ["a", "b"]},
}  # fmt: skip


def test_what_programs_that_listen_keep(snapshot: SnapshotAssertion) -> None:
    """One text a file, by paragraphs; what has no times is none of theirs."""

    def heard(name: str) -> list[str]:
        items = list(read(json.dumps(HELD[name]).encode(), "a.json"))
        return [item.text if isinstance(item, Article) else str(item.reason) for item in items]

    assert table(heard, HELD) == snapshot


def test_episodes_are_an_article_each() -> None:
    """With their own fields, in a list and on lines."""
    episodes = [{"title": f"Episode {n}", "date": f"2024-03-{n}", "segments": MILL} for n in (16, 17)]
    lines = "\n".join(map(json.dumps, episodes))
    for data, name in (
        (json.dumps(episodes), "a.json"),
        (json.dumps({"episodes": episodes}), "a.json"),
        (lines, "a.jsonl"),
    ):
        got = [item for item in read(data.encode(), name) if isinstance(item, Article)]
        assert [(each.title, str(each.date)) for each in got] == [
            ("Episode 16", "2024-03-16"),
            ("Episode 17", "2024-03-17"),
        ]
        assert {each.text for each in got} == {"The mill burned. Nobody saw it.\n\nIt was rebuilt."}


def test_how_deep_a_transcript_is_looked_for() -> None:
    """In lists that are held by what holds segments, so far; other values stay the very same."""
    value: Any = {"segments": MILL}
    for _ in range(DEEPEST):
        value = {"results": value}
    assert "text" in with_transcripts(value)
    deeper = {"results": value}
    assert with_transcripts(deeper) is deeper
    other = {"posts": [{"title": "Mill", "text": "It burned."}], "tags": ["a"]}
    assert with_transcripts(other) == other


def test_turns_in_sections_with_their_pieces() -> None:
    """Who speaks is an object there, and a turn holds the pieces that it was said in."""
    turns = [
        {
            "start": n,
            "stop": n + 2,
            "speaker": {"name": who},
            "text_blocks": [{"text": each, "start": n} for each in said],
        }
        for n, (who, said) in enumerate([("Ana Ruiz", ["The mill", "burned."]), ("Ben Cole", ["Nobody saw it."])])
    ]
    value = {
        "id": 7,
        "title": "Oral Argument - April 7, 2021",
        "transcript": {"sections": [{"start": 0, "turns": turns}]},
    }

    (article,) = (item for item in read(json.dumps(value).encode(), "a.json") if isinstance(item, Article))

    assert article.text == "Ana Ruiz: The mill burned.\n\nBen Cole: Nobody saw it."
    assert str(article.date) == "2021-04-07"
