"""Subtitles: one file, one article, what is said in it as the paragraphs of a transcript.

They are those of `.srt`, `.vtt` and `.sbv`, scripts (`.ass`, `.ssa`) and captions in XML (`.ttml`, `.dfxp`). Time
codes, numbers and looks are left out. A paragraph ends where somebody else speaks, or a sentence ends before a pause or
after enough of them; who speaks comes before it, where the file tells. Programs that listen show each line twice, as it
rolls up: it is read once.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from retrieval.articles.files import Problem, tidy
from retrieval.articles.metadata import described
from retrieval.articles.page import Page
from retrieval.articles.transcripts import Cue, shown_cues, spoken_paragraphs
from retrieval.language.expressions import expression
from retrieval.readers.encodings import decoded
from retrieval.records import Article, Remark

READER = "subtitles 5"
"""The name of this reader with its number, raised whenever the same file would give another text."""

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = expression(rf"\s*{_STAMP}\s*(?:-->|,)\s*{_STAMP}(?:[ \t].*)?")
_BLOCK = expression(r"(?:NOTE|STYLE|REGION)(?:\s.*)?")
_FIELD = expression(r"(Kind|Language|X-TIMESTAMP-MAP)\s?[:=]\s?(.*)", re.IGNORECASE)


_SCRIPT = expression(r"\s{0,100}\[Script Info\]", re.IGNORECASE)
_SECTION = expression(r"\[([^\[\]\n]{1,60})\]\s*")
_ASIDE = expression(r"\{[^{}\n]{0,2000}\}")
"""Looks and remarks among the words of a script."""

_DRAWN = expression(r"\{[^{}\n]{0,2000}\\p[1-9]")
"""What makes a line of a script a drawing."""

_UNTITLED = frozenset({"<untitled>", "untitled", "default file", "default aegisub file", "new subtitles"})
_NOBODY = "NTP"
"""What stands in old scripts where nobody is named."""

_EVENT = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_IN_TICKS = expression(r"(\d{1,18}(?:\.\d{1,9})?)(h|ms|m|s|f|t)")
_CLOCK = expression(r"(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,9})?)(?::(\d{1,3})(?:\.\d{1,3})?)?")
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
FRAME_RATE = 30.0
"""Frames of a second, where a file doesn't tell them, as TTML has it."""


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file of subtitles."""
    content, problems = decoded(data, name)
    yield from problems
    if content is None:
        return
    if content.lstrip("\ufeff \t\r\n").startswith("<"):
        tree = import_module("retrieval.readers.packed").xml_tree(data)
        yield Problem(name, Remark("has no text")) if tree is None or not is_timed_text(tree) else timed(tree, name)
        return
    lines = tidy(content).split("\n")
    is_script = _SCRIPT.match(content.removeprefix("\ufeff")) is not None
    cues, fields = (_events(lines), _script_info(lines)) if is_script else (_cues(lines), _fields(lines))
    has_words = any(map(str.strip, lines))
    yield _article(cues, fields, name) or Problem(name, Remark("has no text") if has_words else Remark("is empty"))


def is_timed_text(tree: Any) -> bool:
    """Whether XML is captions as films and broadcasts have them (TTML, DFXP, EBU-TT)."""
    return _local(tree) == "tt"


def timed(tree: Any, name: str) -> Article | Problem:
    """The article of captions in XML.

    Args:
        tree: The tree of the file.
        name: The file's name inside the archive.
    """
    titles = (" ".join("".join(each.itertext()).split()) for each in tree.iter() if _local(each) in _TITLES)
    language = _told(tree, "lang")
    fields = {"title": next(filter(None, titles), ""), "language": language}
    return _article(_timed_cues(tree), fields, name) or Problem(name, Remark("has no text"))


def _article(cues: Iterator[Cue], fields: dict[str, str], name: str) -> Article | None:
    """The article that cues make; None if nothing is said in them.

    Args:
        cues: The cues.
        fields: What the file tells of itself.
        name: Its name inside the archive.
    """
    page = Page()
    for words in spoken_paragraphs(cues):
        page.add([words])
    if not page.text:
        return None
    lines = tuple(page.lines)
    return described(fields, "subtitles", name, page.text, id=name, reader=READER, headings=(), lines=lines)


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


def _script_info(lines: list[str]) -> dict[str, str]:
    """What the head of a script (`.ass`, `.ssa`) tells: its title."""
    titles = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("title:"))
    title = next(titles, "")
    return {} if title.lower() in _UNTITLED else {"title": title}


def _events(lines: list[str]) -> Iterator[Cue]:
    """The cues of a script in the order of their times, without remarks, looks and drawings."""
    names, section = list(_EVENT), ""
    shown: list[tuple[Cue, str]] = []
    for number, line in enumerate(lines, 1):
        if match := _SECTION.fullmatch(line):
            section = match[1].strip().lower()
        kind, _, rest = line.partition(":")
        if section != "events" or kind not in ("Format", "Dialogue"):
            continue
        if kind == "Format":
            names = [each.strip().lower() for each in rest.split(",")]
            continue
        values = dict(zip(names, (each.strip() for each in rest.split(",", len(names) - 1)), strict=False))
        start, end = (_clock(values.get(key, ""), FRAME_RATE) for key in ("start", "end"))
        words = values.get("text", "")
        if start is None or _DRAWN.search(words):
            continue
        words = _ASIDE.sub("", words).replace("\\h", " ").replace("\\n", "\\N")
        speaker = values.get("name") or values.get("actor") or ""
        cue = Cue(start, start if end is None else end, [(number, each) for each in words.split("\\N")])
        shown.append((cue, "" if speaker == _NOBODY else speaker))
    yield from shown_cues(sorted(shown, key=lambda each: each[0].start))


_TITLES = ("title", "documentOriginalProgrammeTitle")
_READING = ("text", "textContainer", "delimiter")
"""What stands above words to say how they are read, in TTML's names."""


def _local(element: Any) -> str:
    """An element's name without its namespace; none of comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _timed_cues(tree: Any) -> Iterator[Cue]:
    """The cues of captions in XML."""
    rates = {key: float(value) for key in ("frameRate", "tickRate") if (value := _told(tree, key)).isdecimal()}
    frames = rates.get("frameRate") or FRAME_RATE
    ticks = rates.get("tickRate") or frames
    agents = {_told(each, "id"): " ".join("".join(each.itertext()).split()) for each in tree.iter("{*}agent")}
    shown: list[tuple[Cue, str]] = []
    for paragraph in tree.iter("{*}p"):
        told = {
            key: next(filter(None, (_told(part, key) for part in paragraph.iter("{*}p", "{*}span"))), "")
            for key in ("begin", "end", "dur", "agent")
        }
        start, end, lasts = (_clock(told[key], frames, ticks) for key in ("begin", "end", "dur"))
        start = start if start is not None else shown[-1][0].end if shown else 0.0
        end = end if end is not None else start + (lasts or 0.0)
        shown.append((Cue(start, end, _timed_lines(paragraph)), agents.get(told["agent"], "")))
    yield from shown_cues(shown)


def _timed_lines(paragraph: Any) -> list[tuple[int, str]]:
    """The lines of a cue in XML, without what is told about it, and what says how to read its words."""
    lines = [(paragraph.sourceline, "")]
    waiting: list[tuple[Any, bool]] = [(paragraph, False)]
    while waiting:
        element, is_behind = waiting.pop()
        words = element.tail if is_behind else element.text
        if not is_behind:
            if element is not paragraph:
                waiting.append((element, True))
            if _local(element) == "br":
                lines.append((element.sourceline, ""))
            if _local(element) not in ("p", "span") or _told(element, "ruby") in _READING:
                continue
            waiting += ((child, False) for child in reversed(element))
        lines[-1] = (lines[-1][0], lines[-1][1] + (words or ""))
    return lines


def _told(element: Any, name: str) -> str:
    """An attribute of an element in whatever namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _clock(told: str, frames: float, ticks: float = 1.0) -> float | None:
    """The seconds that a time of captions tells; None if it tells none.

    Args:
        told: The time: `00:01:02.5`, `00:01:02:12` with frames, `62.5s`, `625000000t`.
        frames: How many frames a second has.
        ticks: How many ticks it has.
    """
    told = told.strip()
    if match := _CLOCK.fullmatch(told):
        return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) + int(match[4] or 0) / frames
    if match := _IN_TICKS.fullmatch(told):
        return float(match[1]) * _SECONDS.get(match[2], 1 / (frames if match[2] == "f" else ticks))
    return None
