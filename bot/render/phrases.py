"""Short texts that several renderings share: a count, a day, a place, and text that is safe on a terminal."""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from retrieval import (
    Changes,
    Citation,
    NoSuchArticle,
    PinciteError,
    Problem,
    SourceFile,
    language_codes,
    language_name,
)

if TYPE_CHECKING:
    from rich.console import Console

# What a terminal would obey: every C0 and C1 control character but the tab and the line feed; the bidirectional
# embeddings, overrides and isolates, which make words look like other ones (https://trojansource.codes); and lone
# surrogates, which can't be encoded.
_ABOVE_C0 = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
# A carriage return alone writes over its line; before a line feed it ends one.
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_ABOVE_C0}]|\r(?!\n)")
# Marks of direction that texts in Arabic and Hebrew really hold: a joiner, which nobody sees, rather than damage.
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_LINE_END = re.compile("[\u2028\u2029]")
_IN_FILE = re.compile(r" [a-z]+ [0-9]+\Z")
_DETAIL = re.compile("[0-9]++|'[^']*+'")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Of what may be inside JSON as it is; C0 is escaped anyway.
_UNSAFE_IN_JSON = re.compile(f"[{_ABOVE_C0}\u061c\u200e\u200f\u2028\u2029]")

LONGEST_NAME = 200
"""Code points of a title, or of what a publisher is called, that are shown beside words: some records have a whole text
for a title, which hid the answer."""

PROBLEMS_SHOWN = 10
"""How many unreadable files are named where they are of one kind with one reason, or in all before an answer."""
_NAMED_OF_MANY = 3
ALL_PROBLEMS = "pincite index --report FILE.csv"


def printable(text: str) -> str:
    """Text safe on a terminal: control codes could move the cursor, change the title or reverse the words of a line.

    Every code point stays in its place, or another one is there.
    """
    return _LINE_END.sub(" ", _DIRECTION_MARK.sub("\u2060", visible(text)))


def visible(text: str) -> str:
    """Text with U+FFFD for control codes, for files: marks of direction stay, so that a quote is the article's."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Text safe on a terminal and in one line: no title, id or name can pass for a line of ours."""
    return printable(" ".join(text.split()))


def encodable(text: str) -> str:
    """Text with U+FFFD for lone surrogates, which no encoding and no database takes."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON that is safe on a terminal and still has every code point: what is unsafe is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shows_no_bold(console: "Console") -> bool:
    """Whether what is bold would look like all the rest on a console: then marks are around it."""
    return not console.is_terminal or console.color_system is None


def counted(number: int, noun: str) -> str:
    """A number with its noun, such as 1 article, 2,000 articles."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def changes_text(changes: Changes) -> str:
    """How many articles came, changed and went, such as "2 new articles, 1 changed"; empty if none did."""
    kinds = ((changes.added, "new"), (changes.changed, "changed"), (changes.removed, "gone"))
    parts = [f"{number:,} {kind}" for number, kind in kinds if number]
    if changes.added:
        parts[0] = counted(changes.added, "new article")
    elif parts:
        number, kind = next(pair for pair in kinds if pair[0])
        parts[0] = f"{counted(number, 'article')} {kind}"
    return ", ".join(parts)


def problem_text(problem: Problem) -> str:
    """What can't be read, and the result of that, as a sentence."""
    return f"{problem.where} {problem.reason}{'; left out' if problem.left_out else ', and is read all the same'}."


def problem_lines(problems: Iterable[Problem]) -> Iterator[tuple[str, int]]:
    """Problems a line each, and how many each line stands for.

    Where more than `PROBLEMS_SHOWN` of files of one kind have one reason, numbers and names in quotation marks apart,
    some are named and the others counted in a line.
    """
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        ending = PurePath(_IN_FILE.sub("", problem.where)).suffix.lower()
        groups.setdefault((ending, _DETAIL.sub("", problem.reason)), []).append(problem)
    for group in groups.values():
        named = group if len(group) <= PROBLEMS_SHOWN else group[:_NAMED_OF_MANY]
        yield from ((problem_text(problem), 1) for problem in named)
        if others := group[len(named) :]:
            files = len({_IN_FILE.sub("", problem.where) for problem in others})
            where = " files" if files == len(others) else f" in {counted(files, 'file')}"
            yield f"… and {len(others):,} more{where} like these; `{ALL_PROBLEMS}` lists all.", len(others)


def refusal_text(error: PinciteError, listing: str) -> str:
    """What an error says, and where to see which articles there are when none is named so.

    Args:
        error: The error.
        listing: The command that lists articles.
    """
    return (
        f"{str(error).removesuffix('.')}; `{listing}` lists them." if isinstance(error, NoSuchArticle) else str(error)
    )


def news_lines(changes: Changes) -> list[str]:
    """What a watched archive is told of, a line each: what came in, what can't be read, and other notes."""
    counts = changes_text(changes)
    return [
        *([f"{counts}."] if counts else []),
        *(line for line, _ in problem_lines(changes.problems)),
        *map(str, changes.notices),
    ]


NAMES_SHOWN = 3
"""How many authors are named beside a citation."""


def names_text(names: Sequence[str]) -> str:
    """The first of some people's names, and how many more there are; empty for nobody."""
    text = "; ".join(names[:NAMES_SHOWN]) if any("," in name for name in names) else ", ".join(names[:NAMES_SHOWN])
    return f"{text} + {len(names) - NAMES_SHOWN}" if len(names) > NAMES_SHOWN else text


def cited_title(title: str, *facts: str | Sequence[str] | None) -> str:
    """A title with what is known about its article after it: the publisher, some people's names; none too long."""
    fact_texts = (fact if isinstance(fact, str) else names_text(fact or ()) for fact in facts)
    return " · ".join(shortened(text, LONGEST_NAME) for text in (title, *fact_texts) if text)


def visible_name(name: str) -> str:
    """A title, or what somebody is called, as it may be shown where it is not what the reader came for."""
    return visible(shortened(name, LONGEST_NAME))


def facts(*values: str | None) -> list[str]:
    """Those of some facts that are known, each as it may be shown."""
    return [visible_name(fact) for fact in values if fact]


def languages_text(languages: str) -> str:
    """Languages by their English names, which are given by codes or names with commas between them."""
    *names, last = map(language_name, language_codes(languages) or [languages])
    return f"{', '.join(names)} or {last}" if names else last


def day_text(day: datetime.date | None) -> str:
    """A day in words, such as 16 March 2024."""
    return f"{day.day} {day:%B %Y}" if day else "no date"


def lines_text(citation: Citation) -> str | None:
    """The page or lines of the file in which words stand; None if the text is the file's own, or in a record."""
    file = citation.file
    if file is not None and file.page is not None:
        return f"page {file.page} of {_file_text(file)}"
    if file is None or file.lines is None or not file.reader.startswith("markdown"):
        return None
    first, last = file.lines
    lines = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{lines} of {_file_text(file)}"


def named_text(citation: Citation) -> str:
    """What names an article to a person: its id where that says the file, else its record in the file beside it.

    An id that is the article's address, which is shown as such, is not shown again.
    """
    file = citation.file
    if file is None or file.record is None or citation.article.startswith(file.path):
        return citation.article
    where = f"{_file_text(file)}, record {file.record}"
    return where if citation.article == citation.url else f"{citation.article} in {where}"


def source_text(citation: Citation) -> str:
    """Where to look a quote up: the page or lines of its file, and what names the article where they don't."""
    lines, file = lines_text(citation), citation.file
    file_name = None if lines and file and citation.article == _file_text(file) else named_text(citation)
    return " · ".join(facts(lines, file_name))


def _file_text(file: SourceFile) -> str:
    """A file by its path, and by that inside the archive it is packed in."""
    return f"{file.path}/{file.member}" if file.member else file.path


def place_text(citation: Citation) -> str:
    """Where a quote is inside its article, such as “Heading”, paragraphs 3-4, characters 120-480."""
    return f"{paragraphs_text(citation)}, characters {citation.start}-{citation.end}"


def paragraphs_text(citation: Citation) -> str:
    """The section and the paragraphs in which a quote stands, such as “Heading”, paragraphs 3-4."""
    numbers = citation.paragraphs
    which = f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {numbers[0]}-{numbers[-1]}"
    return f"“{citation.heading}”, {which}" if citation.heading else which


def shortened(text: str, most: int) -> str:
    """Text of at most a number of code points, whole words of it where that leaves most of them."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", most // 2, most)
    return f"{text[: end if end > 0 else most - 1].rstrip()}…"
