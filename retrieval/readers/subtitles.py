"""Subtitles (`.srt`, `.vtt`, `.sbv`): one file, one article, what is said in it as the paragraphs of a transcript.

Time codes, numbers and looks are left out. A paragraph ends where somebody else speaks, or a sentence ends before a
pause or after enough of them; who speaks comes before it, where the file tells. Programs that listen show each line
twice, as it rolls up: it is read once.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described
from retrieval.articles.page import Page, line_mark
from retrieval.language.expressions import expression
from retrieval.readers.encodings import decoded
from retrieval.records import Article, Remark

READER = "subtitles 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

PAUSE = 2.0
"""A pause of this many seconds after a sentence ends a paragraph; a guess at what listeners take for one."""

LONG_PAUSE = 5.0
"""…and one of this many without one, where the words have no full stops."""

ENOUGH = 600
"""A paragraph of this many code points ends with its sentence: that of an article of news has about 300."""

TOO_MUCH = 1_500
"""…and one of this many with its line."""

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = expression(rf"\s*{_STAMP}\s*(?:-->|,)\s*{_STAMP}(?:[ \t].*)?")
_BLOCK = expression(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_FIELD = expression(r"(Kind|Language|X-TIMESTAMP-MAP)\s?[:=]\s?(.*)", re.IGNORECASE)
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


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file of subtitles."""
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    lines = tidy(content).split("\n")
    page = Page()
    for words in _paragraphs(_cues(lines)):
        page.add([words])
    if not page.text:
        yield Problem(name, Remark("has no text") if any(map(str.strip, lines)) else Remark("is empty"))
        return
    yield described(
        _fields(lines), "subtitles", name, page.text, id=name, reader=READER, headings=(), lines=tuple(page.lines)
    )


def _fields(lines: list[str]) -> dict[str, str]:
    """What the head of a WebVTT file tells: its title after a hyphen, and its language."""
    head = lines[: next((n for n, line in enumerate(lines) if not line.strip()), len(lines))]
    if not head or not head[0].startswith("WEBVTT"):
        return {}
    fields = {match[1].lower(): match[2].strip() for line in head[1:] if (match := _FIELD.fullmatch(line.strip()))}
    title = head[0].removeprefix("WEBVTT").strip().lstrip("-–— ")
    return {"title": "" if _FIELD.match(title) else title, "language": fields.get("language", "")}


def _cues(lines: list[str]) -> Iterator[Cue]:
    """The cues of a file in order; what is between them, such as notes and styles, is none."""
    cue: Cue | None = None
    # There a blank line ends a cue, and anything may name the next one.
    is_webvtt = any(line.startswith("WEBVTT") for line in lines[:1])
    for number, line in enumerate(lines, 1):
        if times := _TIMES.fullmatch(line):
            if cue is not None:
                # Its number may stand right below the cue before it.
                if cue.lines and cue.lines[-1][1].strip().isdecimal() and cue.lines[-1][0] == number - 1:
                    cue.lines.pop()
                yield cue
            cue = Cue(_seconds(*times.groups()[:4]), _seconds(*times.groups()[4:]), [])
        elif cue is None:
            continue
        elif not line.strip():
            following = next((after for after in lines[number : number + 3] if after.strip()), "")
            # A blank line inside a cue is followed by words.
            if is_webvtt or (
                cue.lines
                and (following.strip().isdecimal() or _TIMES.fullmatch(following) or _BLOCK.fullmatch(following))
            ):
                yield cue
                cue = None
        else:
            cue.lines.append((number, line))
    if cue is not None:
        yield cue


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    """The seconds of a time code."""
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{parts}")


def _paragraphs(cues: Iterator[Cue]) -> Iterator[tuple[str, int]]:
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
