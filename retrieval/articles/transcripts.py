"""What was heard, with the times it was said at: cues of subtitles, segments of programs that listen → paragraphs.

Whisper, WhisperX, Deepgram, AssemblyAI, YouTube, podcasts and their like keep a transcript in JSON as a list of
segments: words with a start, and perhaps who speaks. Such a list is one text, not an article a segment.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from typing import Any, NamedTuple

from retrieval.articles.page import LINE_MARK, line_mark
from retrieval.articles.rich_text import RichText
from retrieval.language.expressions import expression

PAUSE = 2.0
"""A pause of this many seconds after a sentence ends a paragraph; a guess at what listeners take for one."""

LONG_PAUSE = 5.0
"""…and one of this many without one, where the words have no full stops."""

ENOUGH = 600
"""A paragraph of this many code points ends with its sentence: that of an article of news has about 300."""

TOO_MUCH = 1_500
"""…and one of this many with its line."""

FEWEST = 2
"""So many segments are a transcript."""

DEEPEST = 3
"""A transcript is looked for this deep in a file."""

_LISTS = frozenset({
    "segments", "utterances", "transcript", "transcription", "transcriptions", "cues", "captions", "subtitles",
    "events", "phrases", "turns", "lines", "results", "sections",
})  # fmt: skip
_HOLDERS = frozenset({"result", "data", "response", "output"})
_WORDS = ("text", "body", "transcript", "utterance", "sentence", "content", "caption", "line")
_STARTS = (
    "start", "startTime", "start_time", "startMs", "start_ms", "begin", "offset", "tStartMs", "from", "timestamp",
)  # fmt: skip
_ENDS = ("end", "endTime", "end_time", "endMs", "end_ms", "to", "stop")
_SPEAKERS = ("speaker", "speaker_name", "speakerName", "speaker_label")
_TOLD = frozenset({*_LISTS, *_HOLDERS, *_WORDS})
"""What the text of a transcript stands in place of."""

_OF_ARTICLES = frozenset({"title", "headline", "url", "date", "published", "author", "authors"})
"""What a segment has not."""

_UNKNOWN = re.compile(r"(?:speaker|spk|s)?[ _-]?(?:\d{1,3}|[A-Z])", re.IGNORECASE)
"""Somebody whose name isn't known: `SPEAKER_01`, `A`, `2`."""

_ENDLESS = 1e18
"""No time has so many units; what is no number has not fewer either."""

_CODE = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,7}(?:[.,]\d{1,9})?)s?")
SLOWEST, UNITS = 0.5, (1.0, 0.001, 1e-7)
"""Fewer code points are never said in a second; times are in seconds, in thousandths, or in ten-millionths of one."""

_VOICE = expression(r"<v(?:\.[\w.-]{1,60})?\s+([^<>]{1,80})>")
_TAG = expression(r"</?[a-z][^<>]{0,200}>|<\d[\d:.]{3,15}>|\{(?:\\[a-z]|[a-z]:)[^{}]{0,80}\}", re.IGNORECASE)
_TURN = expression(r"\s*(?:>{2,3}|&gt;&gt;|[-–—](?=\s?[^\s\d>–—-]|\s\d))\s*")
"""What a turn of somebody else begins with; no minus, arrow or longer dash."""

_SPEAKER = expression(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}[:：](?=\s|\Z)")
_SENTENCE_END = expression(r"[.!?…。！？।]['\"”’»)\]』」]{0,3}\Z")


class Cue(NamedTuple):
    """Some lines that are shown together, each with its 1-based line of the file, from and to some seconds."""

    start: float
    end: float
    lines: list[tuple[int, str]]


def with_transcripts(value: Any, depth: int = 0) -> Any:
    """What a file of JSON holds, with the text of each transcript in it in place of its segments."""
    if isinstance(value, list):
        if not depth and (text := _heard(value)) is not None:
            return {"text": text}
        # As the first item is, so are the others.
        first = value[0] if value else None
        is_told = depth < DEEPEST and isinstance(first, dict) and bool(first.keys() & _LISTS)
        return [with_transcripts(each, depth + 1) for each in value] if is_told else value
    if not isinstance(value, dict) or depth > DEEPEST:
        return value
    for key in sorted(value.keys() & (_LISTS | _HOLDERS)):
        inner = value[key]
        told = with_transcripts(inner, depth + 1) if isinstance(inner, dict) else None
        text = _heard(inner) if isinstance(inner, list) else told.get("text") if told is not inner and told else None
        if isinstance(text, RichText):
            return {name: each for name, each in value.items() if name not in _TOLD} | {"text": text}
    lists = {name: with_transcripts(each, depth + 1) for name, each in value.items() if isinstance(each, list)}
    return value | lists if lists else value


def _heard(segments: Sequence[Any]) -> RichText | None:
    """The text of segments, a paragraph an element of HTML; None if they are none."""
    if not segments or not isinstance(segments[0], Mapping):
        return None
    times, said, speakers = [], [], []
    for segment in _flat(segments):
        start = _seconds(_first(segment, _STARTS)) if isinstance(segment, Mapping) else None
        if start is None or _OF_ARTICLES & segment.keys():
            return None
        words = _words(segment)
        if words is None:
            continue
        end = _seconds(_first(segment, _ENDS))
        times.append((start, start if end is None else end))
        said.append(words)
        speaker = _first(segment, _SPEAKERS)
        name = speaker.get("name") if isinstance(speaker, Mapping) else speaker
        speakers.append(str(name or "").strip())
    if len(said) < FEWEST:
        return None
    lasts = max(end for _, end in times)
    unit = next((unit for unit in UNITS if sum(map(len, said)) >= SLOWEST * lasts * unit), UNITS[-1])
    cues = (
        Cue(start * unit, end * unit, [(1, line)])
        for (start, end), line in zip(times, _spoken(said, speakers), strict=True)
    )
    paragraphs = (LINE_MARK.sub("", words) for words, _ in spoken_paragraphs(cues))
    html = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return RichText(html) if html else None


def _spoken(said: Sequence[str], speakers: Sequence[str]) -> Iterator[str]:
    """Words as subtitles have them: who speaks before them, or a mark where somebody else does."""
    before = ""
    for words, speaker in zip(said, speakers, strict=True):
        if speaker and not _UNKNOWN.fullmatch(speaker):
            yield f"<v {re.sub('[<>]', '', speaker)[:80]}>{escape(words)}"
        else:
            yield escape(words) if speaker == before else f">> {escape(words)}"
        before = speaker


def shown_cues(cues: Iterable[tuple[Cue, str]]) -> Iterator[Cue]:
    """Cues as subtitles have them: of some whose words have no marks, each with who speaks."""
    told = [(cue._replace(lines=[line for line in cue.lines if line[1].strip()]), speaker) for cue, speaker in cues]
    told = [(cue, speaker) for cue, speaker in told if cue.lines]
    openings = _spoken([cue.lines[0][1] for cue, _ in told], [speaker for _, speaker in told])
    for (cue, _), opening in zip(told, openings, strict=True):
        (first, _), *others = cue.lines
        yield cue._replace(lines=[(first, opening), *((number, escape(words)) for number, words in others)])


def _flat(segments: Sequence[Any]) -> Iterator[Any]:
    """Segments, with those that a section of a talk holds in its place."""
    for segment in segments:
        is_part = isinstance(segment, Mapping) and not _OF_ARTICLES & segment.keys()
        inner = [segment[key] for key in segment.keys() & _LISTS] if is_part else []
        turns = next((each for each in inner if isinstance(each, list)), None)
        if turns is None:
            yield segment
        else:
            yield from turns


def _words(segment: Mapping[str, Any]) -> str | None:
    """The words of a segment; None if it has none."""
    words = _first(segment, _WORDS)
    if isinstance(pieces := segment.get("segs"), list):
        words = "".join(str(piece.get("utf8") or "") for piece in pieces if isinstance(piece, Mapping))
    if words is None:
        # Pieces of a turn, each with the words of its own times.
        pieces = next((each for each in segment.values() if isinstance(each, list) and each), [])
        said = [_first(piece, _WORDS) if isinstance(piece, Mapping) else None for piece in pieces]
        words = " ".join(map(str, said)) if said and all(said) else None
    return words if isinstance(words, str) else None


def _first(segment: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first value that a segment has under one of some names; of times also one level down (whisper.cpp)."""
    for place in (segment, segment.get("offsets"), segment.get("timestamps")):
        if isinstance(place, Mapping):
            for name in names:
                if (value := place.get(name)) not in (None, ""):
                    return value
    return None


def _seconds(value: Any) -> float | None:
    """A time: a number, or a time code; None if it is none."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if abs(value) < _ENDLESS else None
    if not isinstance(value, str) or (match := _CODE.fullmatch(value.strip())) is None:
        return None
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3].replace(",", "."))


def spoken_paragraphs(cues: Iterable[Cue]) -> Iterator[tuple[str, int]]:
    """The paragraphs that cues make, with the lines of the file marked in them, and the line that each begins on."""
    parts: list[str] = []
    first, length, ended, last, speaker, last_shown = 0, 0, 0.0, "", "", ("", "")
    for cue in cues:
        # A cue without a name is nobody's words that are known, and not those of whoever spoke before.
        is_unnamed = bool(speaker) and not any(_VOICE.search(line) for _, line in cue.lines)
        speaker = "" if is_unnamed else speaker
        for place, (number, line) in enumerate(cue.lines):
            voice = _VOICE.search(line)
            speaks = " ".join(voice[1].split()) if voice else ""
            words = " ".join(unescape(_TAG.sub("", line)).replace("\xa0", " ").split())
            # What rolls up is shown again first; what somebody else says, or is said twice in a cue, is said again.
            if not words or (place == 0 and (speaks, words) == last_shown):
                continue
            last_shown, turn = (speaks, words), _TURN.match(words)
            words = words[turn.end() :] if turn else words
            is_new = is_unnamed or turn is not None or bool(speaks and speaks != speaker)
            is_new, is_unnamed = is_new or _SPEAKER.match(words) is not None, False
            if parts and (is_new or _ends(last, length, cue.start - ended)):
                yield " ".join(parts), first
                parts, length = [], 0
            if not parts:
                first = number
            if speaks and speaks != speaker:
                words, speaker = f"{speaks}: {words}", speaks
            parts.append(f"{line_mark(number)}{words}")
            length, last, ended = length + len(words) + 1, words, cue.end
    if parts:
        yield " ".join(parts), first


def _ends(last: str, length: int, pause: float) -> bool:
    """Whether a paragraph ends after its last line.

    Args:
        last: The line.
        length: How many code points the paragraph has.
        pause: How many seconds pass until somebody goes on.
    """
    if _SENTENCE_END.search(last):
        return pause >= PAUSE or length >= ENOUGH
    return pause >= LONG_PAUSE or length >= TOO_MUCH
