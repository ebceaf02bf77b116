"""What stands before the text of a file, about it: YAML between `---`, TOML between `+++`, JSON, or header lines.

Values of YAML are taken as the words that were typed: `9:11`, `3.10`, `No` and `007` stay as they are.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from retrieval.readers.metadata import knows
from retrieval.records import Remark

DEEPEST = 100
"""Front matter may be nested this deep; libyaml recurses on the C stack and would crash beyond some 50,000 levels."""

LONGEST = 1_000_000
"""Front matter has up to this many code points; what is longer is text between two rules."""

MOST_LINES_UNENDED = 100
"""Front matter that is never closed has up to this many lines."""

MOST_ITEMS = 200
"""Of a list or table inside front matter the first items are read; lists of aliases would multiply."""

_YAML = re.compile(r"\A\s*^---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*^\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_OPEN = re.compile(r"\A\s*^---[ \t]*\n", re.MULTILINE)
_LINE = re.compile(r"([A-Za-z_][\w.-]{0,60}(?: [\w-]{1,30}){0,2})[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_STRUCTURED = re.compile(r"[\[{&*!|>%@`]")
_ERROR_CHARACTERS = 120


class FrontMatter(NamedTuple):
    """Fields, the offset at which the text begins, and what is wrong with the front matter (None when nothing is)."""

    fields: Mapping[str, Any]
    end: int
    problem: Remark | None = None


class _Words(yaml.CSafeLoader):
    """YAML of which every scalar is the string that was typed."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # as the package declares it


def split(content: str) -> FrontMatter:
    """The front matter of a file's content; without any, no fields, and the text begins at 0.

    Raises:
        RecursionError: It is nested deeper than `DEEPEST`.
    """
    start = content[:2_000].lstrip("\ufeff \t\n")[:3]
    if start == "---":
        return _yaml(content)
    if start == "+++":
        return _toml(content)
    if start[:1] == "{":
        return _json(content)
    return _headers(content)


def _yaml(content: str) -> FrontMatter:
    """Front matter between lines of hyphens."""
    match = _YAML.match(content)
    if match is None or len(match[1]) > LONGEST:
        return _unended(content)
    try:
        fields = _fields(match[1])
    except yaml.YAMLError as error:
        return _line_by_line(match[1], match.end(), error)
    # A text between two rules is no table of fields.
    return FrontMatter(fields or {}, match.end() if fields is not None else 0)


def _toml(content: str) -> FrontMatter:
    """Front matter between lines of plus signs."""
    match = _TOML.match(content)
    if match is None or len(match[1]) > LONGEST:
        return FrontMatter({}, 0, Remark("has front matter that is never closed") if match is None else None)
    try:
        return FrontMatter(tomllib.loads(match[1]), match.end())
    except ValueError as error:
        return FrontMatter({}, match.end(), Remark("has front matter that is not TOML ({error})", error=_short(error)))


def _json(content: str) -> FrontMatter:
    """An object of fields before the text."""
    begin = content.index("{")
    try:
        fields, end = json.JSONDecoder(parse_int=str).raw_decode(content, begin)
    except ValueError:
        return FrontMatter({}, 0)
    rest = content[end : end + 1]
    return FrontMatter(fields, end) if rest in ("\n", "") and fields and knows(fields) else FrontMatter({}, 0)


def _headers(content: str) -> FrontMatter:
    """Lines like `Title: …` and `Date: …` at the very front, as Pelican and MultiMarkdown have them."""
    head = content[:20_000].split("\n\n", 1)[0]
    if not re.match(r"\s*title[ \t]*:", head, re.IGNORECASE) or "\n" not in head.strip():
        return FrontMatter({}, 0)
    lines = [_LINE.fullmatch(line.strip()) for line in head.strip().split("\n")]
    fields = {match[1]: match[2] for match in lines if match}
    known = sum(knows({key: None}) for key in fields)
    return FrontMatter(fields, len(head)) if all(lines) and known > 1 else FrontMatter({}, 0)


def _unended(content: str) -> FrontMatter:
    """Front matter without its end: up to the first blank line, when fields stand there."""
    opening = _OPEN.match(content)
    begin = opening.end() if opening else 0
    head = content[begin : begin + 20_000].split("\n\n", 1)[0]
    if head.count("\n") >= MOST_LINES_UNENDED:
        return FrontMatter({}, 0)
    fields, left = _read_lines(head)
    if left or not knows(fields):
        return FrontMatter({}, 0)
    return FrontMatter(fields, begin + len(head), Remark("has front matter that is never closed"))


def _line_by_line(front_matter: str, end: int, error: yaml.YAMLError) -> FrontMatter:
    """The fields of what is not YAML because of a colon or a tab in it, as whoever typed them meant them."""
    fields, left = _read_lines(front_matter)
    problem = Remark("has front matter that is not YAML ({error})", error=_short(error)) if left else None
    is_table = knows(fields) or ("\n\n" not in front_matter and _LINE.match(front_matter) is not None)
    return FrontMatter(fields, end, problem) if is_table else FrontMatter({}, 0)


def _read_lines(front_matter: str) -> tuple[dict[str, Any], int]:
    """The fields of lines like `name: words`, with the items below them, and how many lines are something else."""
    fields: dict[str, Any] = {}
    left, last = 0, ""
    for line in front_matter.split("\n"):
        words = line.strip()
        match, item = _LINE.fullmatch(words), _ITEM.fullmatch(line)
        if not words or words.startswith("#"):
            continue
        if item and last and isinstance(fields[last], list):
            fields[last].append(_unquoted(item[1]))
        elif match and not line.startswith(" "):
            last, value = match[1], (match[2] or "").strip()
            if _STRUCTURED.match(value):
                left, value = left + 1, ""
            fields[last] = _unquoted(value) if value else []
        else:
            left += 1
    return fields, left


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _fields(front_matter: str) -> dict[str, Any] | None:
    """The top level of YAML by its keys; None when it is not a table.

    Raises:
        RecursionError: It is nested deeper than `DEEPEST`.
        yaml.YAMLError: It is not YAML.
    """
    _check_depth(front_matter)
    loader = _Words(front_matter)
    try:
        root = loader.get_single_node()
        if root is None:
            return {}
        if not isinstance(root, yaml.MappingNode):
            return None
        return {key.value: _value(node) for key, node in root.value if isinstance(key, yaml.ScalarNode)}
    finally:
        loader.dispose()


def _check_depth(front_matter: str) -> None:
    """Raises `RecursionError` for what is nested too deep to be composed."""
    depth = 0
    for event in yaml.parse(front_matter, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise RecursionError


def _value(node: yaml.Node, levels: int = 2) -> Any:
    """The words of a node; of lists and tables those `levels` down, so that lists of lists of aliases cost nothing."""
    if isinstance(node, yaml.ScalarNode):
        # `~` and an empty value are nothing; in quotation marks they are words.
        return None if not node.style and node.value in ("", "~") else node.value
    if levels and isinstance(node, yaml.SequenceNode):
        return [_value(item, levels - 1) for item in node.value[:MOST_ITEMS]]
    if levels and isinstance(node, yaml.MappingNode):
        pairs = node.value[:MOST_ITEMS]
        return {key.value: _value(item, levels - 1) for key, item in pairs if isinstance(key, yaml.ScalarNode)}
    return None


def _short(error: Exception) -> str:
    """The beginning of an error's message, without line breaks."""
    return " ".join(str(error).split())[:_ERROR_CHARACTERS]
