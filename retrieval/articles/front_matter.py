"""What comes before the text of a file, about it: YAML, TOML or JSON between marks, or lines like `Title: …`.

Values of YAML are taken as the words that were typed: `9:11`, `3.10`, `No` and `007` stay as they are. What is not
quite YAML or TOML is read line by line, as whoever typed it meant it.
"""

import json
import re
import textwrap
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from retrieval.articles.files import ERROR_CHARACTERS
from retrieval.articles.limits import FRONT_MATTER_LENGTH, in_force
from retrieval.articles.metadata import is_name_of, knows
from retrieval.language.expressions import expression
from retrieval.records import Remark

OPENING = 20_000
"""Header lines, and front matter that is never closed, end within this many code points."""

MOST_LINES_UNENDED = 100
"""Front matter that is never closed has up to this many lines."""

MOST_ITEMS = 200
"""Of a list or table inside front matter the first items are read; lists of aliases would multiply."""

_BEFORE = expression(r"\ufeff?\s*(?:<!--(?:(?!-->).){0,5000}-->\s*)?", re.DOTALL)
_LANGUAGES = {"yml": "yaml", "javascript": "js", "json5": "js"}
_CONSTANT = expression(
    r"^[ \t]*(?:export[ \t]+)?(?:const|let|var)[ \t]+(\w{1,60})[ \t]*=[ \t]*(.*?);?[ \t]*$", re.MULTILINE
)
_FENCE = expression(r"([ ]{0,3})(-{3,}|\+{3,}|;{3,})[ \t]*(yaml|yml|toml|json5?|js|javascript)?[ \t]*\n", re.IGNORECASE)
_NAME = r"[\"']?([^\W\d][\w.-]{0,60}(?: [\w-]{1,30}){0,2})[\"']?"
_ENDINGS = r"(?:\([a-z]{1,5}\)|[/*:·](?:in|innen)(?=[ \t]*:))?"
"""An ending of a name for several or for women: `Author(s)`, `Autor/in`."""

_KEY = expression(_NAME)
_LINE = expression(rf"(?:#\+)?{_NAME}{_ENDINGS}[ \t]*(?:::?|：)(?:[ \t]+(.*)|[ \t]*)")
_TIGHT = expression(rf"{_NAME}{_ENDINGS}[:：](\S.*)")
_ASSIGNMENT = expression(rf"{_NAME}[ \t]*=[ \t]*(.*)")
_NUMBER_SIGN = expression(rf"^{_NAME}:[ \t]+((?![\"'\[{{|>&*!%@`#])[^\n]*[ \t]#\w[^\n]*|#\w[^\n]*)$", re.MULTILINE)
"""A value with a word after a number sign, which YAML takes for a comment: `Bus #10 returns`."""

_NOT_ONLY_TITLES = frozenset({"name", "subject", "question", "frage", "pregunta", "heading", "headings", "rubrik"})
_PAGE_OF_A_WIKI = expression(r"\[\[[^\[\]]*\]\]")
_SECTION = expression(r"\[{1,2}[\w.\"-]{1,60}\]{1,2}")
_ITEM = expression(r"[ \t]*-[ \t]+(.*)")
_BLOCK_MARK = expression(r"[|>][+-]?\d?")
_PANDOC = expression(r"%[ \t]*(?!%)(.*(?:\n[ \t]+\S.*)*)\n(?:%[ \t]*(.*(?:\n[ \t]+\S.*)*)\n)?(?:%[ \t]*(.*)\n)?(?=\s)")


class FrontMatter(NamedTuple):
    """Fields, the offset at which the text begins, and what is wrong with the front matter (None when nothing is)."""

    fields: Mapping[str, Any]
    end: int
    problem: Remark | None = None


NOTHING = FrontMatter({}, 0)

_PROPERTY = expression(r"[\w-]{1,40}::(?: |\Z)")
_COMMENT = expression(r"\ufeff?\s*<!--[ \t]*\n((?:[ \t]*(?:\.\. )?\S[^\n]*\n){1,60}?)[ \t]*-->[ \t]*\n?")
_RULE = expression(r"^-{3,}[ \t]*\n", re.MULTILINE)
_BOOK = expression(r"(?i:\s{0,200}(?:\*{3}\s?)?the project gutenberg e-?(?:book|text))")
_BOOK_FIELD = expression(r"^(Title|Author):[ \t]+(.*(?:\n[ \t]+\S.*){0,3})$", re.MULTILINE)
_BOOK_HEAD = 5_000
"""What Project Gutenberg says about a book is within this many code points."""


_NAME_OF_NOTION = expression(r"[ -][0-9a-f]{32}\.md\Z")
_OF_NOTION = expression(r"# [^\n]{1,500}\n\n(?P<lines>(?:[^\n:]{1,60}: [^\n]{1,300}(?:\n|\Z)){1,60})(?=\n|\Z)")
_JOPLIN_KIND = expression(r"(?:\A|\n)type_: \d{1,2}\Z")
_NOTE_OF_JOPLIN = "1"


class _Words(yaml.CSafeLoader):
    """YAML of which every scalar is the string that was typed."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  # as the package declares it


def split(content: str) -> FrontMatter:
    """The front matter of a file's content; without any, no fields, and the text begins at 0.

    Raises:
        RecursionError: It is nested deeper than `Limits.depth`.
    """
    before = _BEFORE.match(content)
    begin = before.end() if before else 0
    # The spaces before the first mark belong to it.
    start = content.rfind("\n", 0, begin) + 1 if content[:begin].isspace() or not begin else begin
    if (fence := _FENCE.match(content, start)) and not content[start : start + 4].startswith("    "):
        return _with_second(content, _fenced(content, fence))
    if content.startswith("{", begin):
        return _json(content, begin)
    if content.startswith("%", begin):
        return _pandoc(content, begin)
    if comment := _COMMENT.match(content):
        return _commented(comment)
    if _BOOK.match(content):
        return _of_book(content)
    return _headers(content, begin)


def joplin_note(content: str) -> tuple[dict[str, Any], str] | None:
    """The fields and the text of a note as Joplin keeps it: its title above, what it knows of it below.

    Returns:
        No fields of what is no note but a notebook, a tag or a picture; None of other texts.
    """
    whole = content.rstrip()
    at = whole.rfind("\n\n") + 2
    if not _JOPLIN_KIND.search(whole, len(whole) - 12) or not (
        whole[at:].startswith("id: ") or whole.startswith("id: ")
    ):
        return None
    pairs = (line.partition(":") for line in whole[at if at > 1 else 0 :].split("\n"))
    known = {key: value.strip() for key, _, value in pairs}
    if known.get("type_") != _NOTE_OF_JOPLIN or at < 2:
        return {}, ""
    title = content.partition("\n")[0].strip()
    day = known.get("user_created_time") or known.get("created_time")
    fields = {"title": title, "date": day, "author": known.get("author"), "url": known.get("source_url")}
    text = whole[: at - 2]
    return {key: value for key, value in fields.items() if value}, f"# {text}" if title else text


def notion_page(content: str, name: str) -> tuple[Mapping[str, Any], str] | None:
    """The properties of a page of a database in Notion, which its export has below the title, and the rest of it.

    Args:
        content: The file's, of which as many lines are given back.
        name: Its name, by which such pages are known; None is given of other files, and of pages that are in none.
    """
    opening = _OF_NOTION.match(content) if _NAME_OF_NOTION.search(name) else None
    if opening is None:
        return None
    fields, unread_lines = _read_lines(opening["lines"])
    if unread_lines or not knows(fields) or any(str(value).endswith((".", "!", "?")) for value in fields.values()):
        return None
    start, end = opening.span("lines")
    return fields, content[:start] + "\n" * content.count("\n", start, end) + content[end:]


def fields_alone(content: str) -> Mapping[str, Any]:
    """The fields of a file that holds nothing else: front matter, or lines as Nikola writes them; none of another."""
    front_matter = split(content)
    if front_matter.fields:
        return {} if content[front_matter.end :].strip() else front_matter.fields
    fields, unread_lines = _lines_of_nikola(content)
    return {} if unread_lines else fields


def _lines_of_nikola(lines: str) -> tuple[dict[str, Any], int]:
    """The fields of lines like `.. title: The mill`, and how many lines are none."""
    return _read_lines("\n".join(line.strip().removeprefix(".. ") for line in lines.split("\n")))


def _commented(comment: re.Match[str]) -> FrontMatter:
    """Fields in a comment that opens a file: `.. title: The mill`, as Nikola writes them, or `title: The mill`."""
    fields, unread_lines = _lines_of_nikola(_RULE.sub("", comment[1]))
    return FrontMatter(fields, comment.end()) if knows(fields) and not unread_lines else NOTHING


def _of_book(content: str) -> FrontMatter:
    """Title and author of a book of Project Gutenberg, which stay in the text.

    The day of its release is not that of the book.
    """
    fields = {match[1].lower(): " ".join(match[2].split()) for match in _BOOK_FIELD.finditer(content[:_BOOK_HEAD])}
    return FrontMatter(fields, 0)


def _with_second(content: str, first: FrontMatter) -> FrontMatter:
    """Front matter with the one right after it, as programs put their own above what is there; the first one counts.

    A text between two rules is none.
    """
    behind = first.end + len(content[first.end :]) - len(content[first.end :].lstrip())
    fence = _FENCE.match(content, behind) if first.fields and first.problem is None else None
    if fence is None or len(fence[2]) != len("---"):
        return first
    second = _fenced(content, fence)
    inner = content[fence.end() : second.end].rstrip().rstrip("-+.").strip()
    if second.problem is None and knows(second.fields) and not _read_lines(inner)[1]:
        return FrontMatter({**second.fields, **first.fields}, second.end)
    return first


def _fenced(content: str, fence: re.Match[str]) -> FrontMatter:
    """Front matter between lines of hyphens (YAML), plus signs (TOML) or semicolons (JSON)."""
    indent, mark, language = fence[1], fence[2], (fence[3] or "").lower()
    ends = rf"{mark}|\.\.\." if mark.startswith("-") else re.escape(mark)
    closing = re.compile(rf"^{indent}(?:{ends})[ \t]*(?:\n|\Z)", re.MULTILINE).search(content, fence.end())
    closing = _longer(content, fence) or closing
    kind = {"-": "yaml", "+": "toml", ";": "json"}[mark[0]] if not language else _LANGUAGES.get(language, language)
    if closing is None or closing.start() - fence.end() > in_force().front_matter:
        return _unended(content, fence.end(), kind, unclosed=closing is None)
    inner = (
        textwrap.dedent(content[fence.end() : closing.start()]) if indent else content[fence.end() : closing.start()]
    )
    front_matter = {"yaml": _yaml, "toml": _toml, "json": _json_inside, "js": _script}[kind](inner, closing.end())
    # More than three marks may be a rule above a text.
    return front_matter if len(mark) == 3 or knows(front_matter.fields) else NOTHING


def _longer(content: str, fence: re.Match[str]) -> re.Match[str] | None:
    """A longer row of marks than the one that opens front matter, right below its fields, which somebody ended so."""
    reach = fence.end() + OPENING
    row = re.compile(rf"^{re.escape(fence[2])}{re.escape(fence[2][0])}+[ \t]*(?:\n|\Z)", re.MULTILINE)
    closing = row.search(content, fence.end(), reach)
    inner = content[fence.end() : closing.start()] if closing else ""
    if "\n\n" in inner or f"\n{fence[2]}" in f"\n{inner}":
        return None
    fields, unread_lines = _read_lines(inner)
    return closing if knows(fields) and not unread_lines else None


def _yaml(inner: str, end: int) -> FrontMatter:
    """YAML between lines of hyphens."""
    try:
        fields = _fields(_NUMBER_SIGN.sub(_quoted_title, inner) if "#" in inner else inner)
    except yaml.YAMLError as error:
        return _line_by_line(inner, end, "YAML", error)
    if fields is None and any(_ASSIGNMENT.fullmatch(line) for line in inner.split("\n")):
        return _line_by_line(inner, end, "YAML", None)
    if fields is None and (tight := _line_by_line(inner, end, "YAML", None)) and knows(tight.fields):
        return tight
    if fields and not knows(fields) and (inner.startswith("\n") or not all(map(_KEY.fullmatch, fields))):
        fields = None
    # A text between two rules isn't a table of fields.
    return FrontMatter(fields or {}, end if fields is not None else 0)


def _quoted_title(line: re.Match[str]) -> str:
    """A line of YAML, its value in quotation marks where it is a title."""
    name, value = line[1], line[2].strip()
    return f"{name}: '{value.replace(chr(39), chr(39) * 2)}'" if is_name_of("title", name) else line[0]


def _toml(inner: str, end: int) -> FrontMatter:
    """TOML between lines of plus signs."""
    try:
        return FrontMatter(tomllib.loads(inner), end)
    except ValueError as error:
        return _line_by_line(inner, end, "TOML", error)


def _script(inner: str, end: int) -> FrontMatter:
    """JavaScript between marks: an object, which is YAML as well, or constants."""
    return _yaml(_CONSTANT.sub(r"\1: \2", inner), end)


def _json_inside(inner: str, end: int) -> FrontMatter:
    """JSON between marks."""
    try:
        fields = json.loads(inner, parse_int=str)
    except ValueError as error:
        return _line_by_line(inner, end, "JSON", error)
    return FrontMatter(fields, end) if isinstance(fields, dict) else NOTHING


def _json(content: str, begin: int) -> FrontMatter:
    """An object of fields before the text."""
    try:
        fields, end = json.JSONDecoder(parse_int=str).raw_decode(content, begin)
    except ValueError as error:
        closing = re.compile(r"^\}[ \t]*$", re.MULTILINE).search(content, begin, begin + OPENING)
        if closing is None or not content.startswith("{\n", begin):
            return NOTHING
        front_matter = _line_by_line(content[begin + 2 : closing.start()], closing.end(), "JSON", error)
        return front_matter if knows(front_matter.fields) else NOTHING
    rest = content[end : end + 1]
    return FrontMatter(fields, end) if rest in ("\n", "") and fields and knows(fields) else NOTHING


def _pandoc(content: str, begin: int) -> FrontMatter:
    """Title, authors and date on lines that begin with a percent sign."""
    match = _PANDOC.match(content, begin, begin + OPENING)
    if match is None or not match[2]:
        return NOTHING
    title, authors, date = (" ".join(part.split()) if part else None for part in match.groups())
    people = re.sub(r"\n[ \t]+", "; ", match[2])
    return FrontMatter({"title": title, "authors": people if authors else None, "date": date}, match.end())


def _headers(content: str, begin: int) -> FrontMatter:
    """Lines like `Title: …` and `Date: …` at the very front, as Pelican, MultiMarkdown and Org have them.

    They end at a blank line, or, as Hexo allows, at a line of hyphens.
    """
    head = content[begin : begin + OPENING].split("\n\n", 1)[0]
    rule = re.search(r"^-{3,}[ \t]*$", head, re.MULTILINE)
    if rule:
        head = head[: rule.start()]
    lines = head.strip().split("\n")
    if all(map(_PROPERTY.match, lines)):
        # Of a page in Logseq, whose title is its name.
        fields, unread_lines = _read_lines(head)
        return NOTHING if unread_lines or not knows(fields) else FrontMatter(fields, begin + len(head))
    first = _pair(lines[0].strip())
    if first is None or not knows({first[0]: None}):
        return NOTHING
    fields, unread_lines = _read_lines(head)
    known_keys = [key for key in fields if knows({key: None})]
    if unread_lines or len(known_keys) < 2 or not any(map(_is_title, known_keys)):
        return NOTHING
    return FrontMatter(fields, begin + (rule.end() if rule else len(head)))


def _is_title(name: str) -> bool:
    """Whether a name is that of a title in some language, and of nothing else that lines above a text may tell."""
    return is_name_of("title", name) and name.lower() not in _NOT_ONLY_TITLES


def _unended(content: str, begin: int, kind: str, *, unclosed: bool) -> FrontMatter:
    """Front matter without its end: up to the first blank line, when fields are there.

    Args:
        content: The file's.
        begin: Where the line after its opening begins.
        kind: The language it is in.
        unclosed: Whether it has no end; otherwise it ends too far away.
    """
    if unclosed:
        problem = Remark("has front matter that is never closed")
    else:
        problem = Remark(
            "has front matter of more than {limit} characters; only its beginning is read"
            " (raise {variable} to read all)",
            limit=in_force().front_matter,
            variable=FRONT_MATTER_LENGTH,
        )
    head = content[begin : begin + OPENING].split("\n\n", 1)[0]
    if head.count("\n") >= MOST_LINES_UNENDED:
        return NOTHING
    fields, unread_lines = _read_lines(head)
    if unread_lines or not knows(fields):
        # Plus signs open nothing else.
        return FrontMatter({}, 0, problem if kind == "toml" else None)
    return FrontMatter(fields, begin + len(head), problem)


def _line_by_line(inner: str, end: int, language: str, error: Exception | None) -> FrontMatter:
    """The fields of what is not quite in its language because of a colon or a tab in it, as they were meant.

    Args:
        inner: What is between the marks.
        end: Where the text begins.
        language: What it should be in, by name.
        error: Why it is not; None if that needs no saying.
    """
    fields, unread_lines = _read_lines(textwrap.dedent(inner))
    problem = None
    if unread_lines and error is not None:
        reason = _short(error, inner)
        problem = {
            "YAML": Remark("has front matter that is not YAML ({error})", error=reason),
            "TOML": Remark("has front matter that is not TOML ({error})", error=reason),
            "JSON": Remark("has front matter that is not JSON ({error})", error=reason),
        }[language]
    if language == "TOML":
        return FrontMatter(fields, end, problem)
    is_table = knows(fields) or ("\n\n" not in inner and _LINE.match(inner) is not None)
    return FrontMatter(fields, end, problem) if is_table else NOTHING


def _read_lines(front_matter: str) -> tuple[dict[str, Any], int]:
    """The fields of lines like `name: words`, with what is indented below them, and how many lines are none."""
    fields: dict[str, Any] = {}
    unread_lines, last, is_block = 0, "", False
    for line in front_matter.split("\n"):
        words = line.strip()
        pair, item = _pair(words), _ITEM.fullmatch(line)
        if (
            not words
            or (words.startswith("#") and not words.startswith("#+"))
            or words in "{}"
            or _SECTION.fullmatch(words)
        ):
            continue
        if item and last and isinstance(fields[last], list):
            fields[last].append(_typed(item[1]))
        elif pair and line[0].isspace() and last and (fields[last] == [] or isinstance(fields[last], dict)):
            fields[last] = {**(fields[last] or {}), pair[0]: _typed(pair[1])}
        elif pair and (
            not line[0].isspace() or (not is_block and (line[0] == "\t" or not last or knows({pair[0]: None})))
        ):
            last, is_block = pair[0], _BLOCK_MARK.fullmatch(pair[1]) is not None
            fields[last] = "" if is_block else _typed(pair[1], closes=not _is_title(last)) if pair[1] else []
            unread_lines += _is_open(pair[1])
        elif line[0].isspace() and last and isinstance(fields[last], str):
            fields[last] = f"{fields[last]} {words}".strip()
        else:
            unread_lines += 1
    return fields, unread_lines


def _pair(words: str) -> tuple[str, str] | None:
    """The name and the value on a line: `name: words`, `name = words`, or, of a name that is known, `name:words`."""
    if match := _LINE.fullmatch(words) or _ASSIGNMENT.fullmatch(words):
        return match[1], (match[2] or "").strip()
    match = _TIGHT.fullmatch(words)
    return (match[1], match[2].strip()) if match and knows({match[1]: None}) else None


def _is_open(value: str) -> bool:
    """Whether a list or table begins and does not end on its line."""
    return value[:1] in ("[", "{") and {"[": "]", "{": "}"}[value[0]] not in value


def _typed(value: str, *, closes: bool = True) -> Any:
    """A value on a line of its own: a list or table where it is one, else the words that were typed.

    Args:
        value: As it is typed.
        closes: Whether a list that is opened and not closed is one: a title may begin with a bracket.
    """
    value = value.strip()
    if value[:1] in "\"'" and value.endswith(","):
        value = value[:-1].rstrip()
    if value[:1] in ("[", "{") and not _PAGE_OF_A_WIKI.fullmatch(value):
        end = "]" if closes and value[0] == "[" and _is_open(value) else ""
        try:
            fields = _fields(f"value: {value.rstrip(',')}{end}")
        except (yaml.YAMLError, RecursionError):
            return value
        return fields["value"] if fields else value
    if value[:1] in ('"', "'"):
        # What was opened and never closed is the writer's slip.
        return (
            value[1:-1]
            if len(value) > 1 and value[0] == value[-1]
            else value[1:]
            if value.count(value[0]) == 1
            else value
        )
    return value


LEVELS, LEVELS_OF_A_LIST = 2, 3
"""So many lists and tables inside each other are read of a table, and of a list of tables."""


def yaml_value(text: str) -> Any:
    """The table or list that a file of YAML holds, its values as they are typed; None if it holds neither.

    Raises:
        RecursionError: It is nested deeper than `Limits.depth`.
        yaml.YAMLError: It is not YAML.
    """
    text = _DOCUMENT.sub("", text, count=1)
    if not _LIST.match(text):
        return _fields(text)
    rows = (_fields(f"list:\n{text}", LEVELS_OF_A_LIST) or {}).get("list")
    return rows if isinstance(rows, list) else None


def _fields(front_matter: str, levels: int = LEVELS) -> dict[str, Any] | None:
    """The top level of YAML by its keys, its values that many `levels` deep; None when it is not a table.

    Raises:
        RecursionError: It is nested deeper than `Limits.depth`.
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
        fields = {key.value: _value(node, levels) for key, node in root.value if isinstance(key, yaml.ScalarNode)}
    finally:
        loader.dispose()
    merged = fields.pop("<<", None)
    for table in merged if isinstance(merged, list) else [merged]:
        fields = {**table, **fields} if isinstance(table, dict) else fields
    return fields


def _check_depth(front_matter: str) -> None:
    """Raises `RecursionError` for what is nested too deeply to be composed."""
    depth, deepest = 0, in_force().depth
    for event in yaml.parse(front_matter, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > deepest:
            raise RecursionError


_DOCUMENT = expression(r"\A\s*(?:#[^\n]{0,500}\n\s*){0,50}---[^\n]{0,100}\n")
_LIST = expression(r"(?:\s*#[^\n]{0,500}\n){0,50}\s*-\s")
MOST_PARTS = 6
"""What a name has: given, middle and family name, particles, a suffix, as CSL and Quarto part it."""


def _value(node: yaml.Node, levels: int) -> Any:
    """The words of a node; of lists and tables those `levels` down, so that lists of lists of aliases cost nothing."""
    if isinstance(node, yaml.ScalarNode):
        # `~` and an empty value are nothing; in quotation marks they are words.
        if not node.style and node.value in ("", "~"):
            return None
        # A tag of nobody's is an exclamation.
        return f"{node.tag} {node.value}".strip() if str(node.tag).startswith("!") and node.tag != "!" else node.value
    if levels and isinstance(node, yaml.SequenceNode):
        return [_value(item, levels - 1) for item in node.value[:MOST_ITEMS]]
    if isinstance(node, yaml.MappingNode) and (levels or _is_name(node)):
        pairs = node.value[:MOST_ITEMS]
        return {key.value: _value(item, levels - 1) for key, item in pairs if isinstance(key, yaml.ScalarNode)}
    return None


def _short(error: Exception, inner: str) -> str:
    """The beginning of an error's message, without line breaks; of YAML the problem, and the line that has it."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem and error.problem_mark:
        line = "".join(inner.splitlines()[error.problem_mark.line : error.problem_mark.line + 1]).strip()
        return f"{error.problem}: {line}"[:ERROR_CHARACTERS] if line else error.problem
    return " ".join(str(error).split())[:ERROR_CHARACTERS]


def _is_name(node: yaml.MappingNode) -> bool:
    """Whether a table may hold the parts of a name: some words, and nothing inside them."""
    return len(node.value) <= MOST_PARTS and all(isinstance(value, yaml.ScalarNode) for _, value in node.value)
