"""Subtitles (`.srt`, `.vtt`, `.sbv`): one file, one article, what is said in it as the paragraphs of a transcript.

Time codes, numbers and looks are left out. A paragraph ends where somebody else speaks, or a sentence ends before a
pause or after enough of them; who speaks comes before it, where the file tells. Programs that listen show each line
twice, as it rolls up: it is read once.
"""

import re
from collections.abc import Iterator

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described
from retrieval.articles.page import Page
from retrieval.articles.transcripts import Cue, spoken_paragraphs
from retrieval.language.expressions import expression
from retrieval.readers.encodings import decoded
from retrieval.records import Article, Remark

READER = "subtitles 4"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = expression(rf"\s*{_STAMP}\s*(?:-->|,)\s*{_STAMP}(?:[ \t].*)?")
_BLOCK = expression(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_FIELD = expression(r"(Kind|Language|X-TIMESTAMP-MAP)\s?[:=]\s?(.*)", re.IGNORECASE)


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file of subtitles."""
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    lines = tidy(content).split("\n")
    page = Page()
    for words in spoken_paragraphs(_cues(lines)):
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
