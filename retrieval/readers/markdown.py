"""Markdown: one file, one article, its fields in front matter, its text what a person sees on the page.

CommonMark with tables (markdown-it), and what people and their site generators add: footnotes, comments, Liquid, Hugo
and MDX tags, wiki links, headings without a space. Code stays as it is and is never a heading.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from retrieval.readers.blocks import HEADING_CHARACTERS, bare_headings
from retrieval.readers.encodings import characters
from retrieval.readers.files import Problem, tidy
from retrieval.readers.front_matter import split
from retrieval.readers.html_text import add_html, is_element
from retrieval.readers.metadata import described, is_draft
from retrieval.readers.page import Line, Page
from retrieval.records import Article, Remark

READER = "markdown 2"
"""The name of this reader with its number, raised whenever the same file would give another text."""

DEEPEST = 60
"""Lists and quotations inside each other are read this deep; beyond stands what nobody wrote."""

MOST_MARKS = 3_000
"""A paragraph with more marks than this is taken as it stands: pairing them takes time that grows with their square
(20,000 brackets: 0.8 s)."""

_LEFT_OUT = "\ue000"
_TAG_NAME = re.compile(r"</?([a-z][^\s/>]*)")
_MARK = re.compile(r"[\[\]*_`<~&!]")
_FENCE = re.compile(r"[ \t>]{0,12}(?:[-*+]\s+|\d{1,4}[.)]\s+)?(`{3,}|~{3,})(.*)")
_UNSPACED = re.compile(r"(#{1,6})(?=[^\W\d_])")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:[ \t]*")
_LIQUID_BLOCK = re.compile(r"\s*\{%-?\s*(end)?(comment|raw|highlight)\b([^%]{0,200})-?%\}\s*")
_ONLY_TAGS = re.compile(r"\s*(?:(?:\{%[^%]{0,500}%\}|\{\{<[^>]{0,500}>\}\}|\{\{%[^%]{0,500}%\}\})\s*)+")
_TAG = re.compile(
    r"\{\{[<%]([^{}]{0,1000}?)[%>]\}\}|\{%([^{}]{0,1000}?)%\}|\{\{-?\s{0,9}[A-Za-z_\"'.$][^{}]{0,500}\}\}"
)
_CAPTION = re.compile(r"\b(?:caption|alt)\s*=\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})')", re.IGNORECASE)
_BRACKET = re.compile(r"[\[\]\\]")
_MDX_LINE = re.compile(
    r"(?:import\s+(?:[\w*{][\w\s,*{}$]{0,300}?\s+from\s+)?['\"][^'\"]{1,300}['\"];?|export\s+(?:const|default|let|function)\b.*)\s*"
)
_MDX_COMMENT = re.compile(r"\{/\*(?:[^*]|\*(?!/)){0,2000}\*/\}")
_JSX = re.compile(r"</?[A-Z][\w.]{0,60}(?:\s(?:[^<>{}\"']|\"[^\"]{0,500}\"|'[^']{0,500}'|\{[^{}]{0,500}\}){0,100})?/?>")
_DIRECTIVE = re.compile(r"\s*:{3,}(?:\s*\{?[\w.#-]{0,60}\}?)?(?:\[[^\]]{0,200}\])?\s*")
_ATTRIBUTES_LINE = re.compile(r"\s*\{:[^{}]{0,300}\}\s*|\s*\[(?:TOC|toc)\]\s*|\s*\[\[(?:_TOC_|toc|TOC)\]\]\s*")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]{0,300}\}|(?<=[\])`*_])\{[.#][^{}\n]{0,300}\}")
_HEADING_ATTRIBUTES = re.compile(r"\s+\{[.#][^{}\n]{0,300}\}\s*\Z|\s+\{/\*[^*]{0,200}\*/\}\s*\Z")
_OBSIDIAN = re.compile(r"%%[^%\n]{0,2000}%%")
_EMBED = re.compile(r"!\[\[[^\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_HIGHLIGHTED = re.compile(r"==(?=\S)([^=\n]{1,500}?)(?<=\S)==")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,500}\1(?!`)")
_DEFINITION = re.compile(r"(?m)^:[ \t]+")
_CALLOUT = re.compile(r"\A\[(?:!\w{1,30}\][+-]?[ \t]*|[ xX]\][ \t]+)")


class _Prepared(NamedTuple):
    """The lines to parse, and the 1-based line of the file that each is."""

    lines: list[str]
    numbers: list[int]


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a Markdown file; its text is what a person sees of what follows the front matter."""
    written = characters(data)
    if isinstance(written, Remark):
        yield Problem(name, written)
        return
    if written.doubt is not None:
        yield Problem(name, written.doubt)
    content = tidy(written.text)
    try:
        fields, begin, problem = split(content)
    except RecursionError:
        yield Problem(name, Remark("is nested too deep"))
        return
    if problem is not None:
        yield Problem(name, problem)
    if is_draft(fields):
        yield Problem(name, Remark("is a draft by its own words"))
        return
    page = seen(content[begin:], 1 + content.count("\n", 0, begin))
    if not page.text:
        yield Problem(name, Remark("is empty"))
        return
    yield described(
        fields, "front matter", name, page.text, id=name, headings=tuple(page.headings), lines=tuple(page.lines),
        reader=READER,
    )  # fmt: skip


def seen(markdown: str, first_line: int = 1) -> Page:
    """What a person sees of Markdown whose first line is that line of its file."""
    page = Page()
    unended = markdown.find("<!--", markdown.rfind("-->") + 1)
    if unended >= 0:
        # A comment without its end would hide all that follows.
        end = markdown.find("\n", unended)
        markdown = markdown[:unended] + (markdown[end:] if end >= 0 else "")
    prepared = _prepared(markdown.split("\n"), first_line)
    tokens = _parser().parse("\n".join(prepared.lines))
    _add_tokens(page, tokens, prepared.numbers)
    return page


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "people", _as_people_write)
    return parser


def _prepared(lines: Sequence[str], first: int) -> _Prepared:
    """The lines of a file without what is no text, and with blank lines where blocks part; code is left alone."""
    result = _Prepared([], [])
    fence, closing = "", ""
    for number, line in enumerate(lines, first):
        match = _FENCE.fullmatch(line)
        if fence:
            fence = "" if match and match[1].startswith(fence) and not match[2].strip() else fence
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
        else:
            line, closing = _without_tags(line, closing)
            if _FOOTNOTE.match(line):
                result.lines.append("")
                result.numbers.append(number)
                line = _FOOTNOTE.sub("", line, count=1)
        result.lines.append(line)
        result.numbers.append(number)
    return result


def _without_tags(line: str, closing: str) -> tuple[str, str]:
    """A line outside of code as it is to be parsed, and the mark that ends what is left out (empty: nothing is).

    Args:
        line: The line.
        closing: What ends the comment that the line stands in.
    """
    block = _LIQUID_BLOCK.fullmatch(line)
    if closing:
        ends = (block and block[1] and block[2] == closing) or (closing == "%%" and line.strip().endswith("%%"))
        return "", "" if ends else closing
    if block:
        if block[2] == "highlight":
            return "```", ""
        return "", block[2] if block[2] == "comment" and not block[1] else ""
    if line.strip() == "%%":
        return "", "%%"
    if _ATTRIBUTES_LINE.fullmatch(line) or _DIRECTIVE.fullmatch(line) or _MDX_LINE.fullmatch(line):
        return "", ""
    if _ONLY_TAGS.fullmatch(line):
        caption = _captions(line)
        return caption, ""
    if (match := _UNSPACED.match(line)) and not re.search(r"\s#\w", line) and _is_heading_word(line, match):
        return f"{match[1]} {line[match.end() :]}", ""
    return line, ""


def _is_heading_word(line: str, match: re.Match[str]) -> bool:
    """Whether what follows the number signs opens a heading; `#strike` is a tag."""
    return len(match[1]) > 1 or not line[match.end()].islower()


def _captions(tags: str) -> str:
    """What tags of figures give as captions, as images with alternative texts."""
    words = (match[1] or match[2] for match in _CAPTION.finditer(tags))
    return " ".join(f"![{_BRACKET.sub('', caption)}](#)" for caption in words)


def _as_people_write(state: StateCore) -> None:
    """Takes out of the words of each paragraph, before its marks are read, what only programs read."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if len(_MARK.findall(token.content)) > MOST_MARKS:
            token.type = "as_it_stands"
            continue
        content = token.content
        if "`" in content:
            parts, end = [], 0
            for span in _CODE_SPAN.finditer(content):
                parts += [_plainer(content[end : span.start()]), span[0]]
                end = span.end()
            token.content = "".join([*parts, _plainer(content[end:])])
        else:
            token.content = _plainer(content)


def _plainer(words: str) -> str:
    """Words of a paragraph outside of code, without tags, attributes and marks that CommonMark doesn't know."""
    if "{" in words:
        words = _TAG.sub(lambda match: _captions(match[0]) or _LEFT_OUT, _MDX_COMMENT.sub(_LEFT_OUT, words))
        words = _ATTRIBUTES.sub("", words)
    if "[" in words:
        words = _REFERENCE.sub("", _CALLOUT.sub("", words))
        words = _WIKI_LINK.sub(lambda match: match[2] or match[1], _EMBED.sub(_LEFT_OUT, words))
    if "<" in words:
        words = _JSX.sub("", words)
    words = _OBSIDIAN.sub(_LEFT_OUT, words) if "%%" in words else words
    words = _HIGHLIGHTED.sub(r"\1", words) if "==" in words else words
    if _LEFT_OUT in words:
        # Of two spaces around what is left out, one is enough.
        words = words.replace(f" {_LEFT_OUT} ", " ").replace(_LEFT_OUT, "")
    return _DEFINITION.sub("", words) if ":" in words else words


def _add_tokens(page: Page, tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Adds the blocks of a document to a page."""
    bare = _bare(tokens)
    tight: list[Line] = []
    row: list[str] | None = None
    row_line = 0
    for i, token in enumerate(tokens):
        line = numbers[min(token.map[0], len(numbers) - 1)] if token.map else numbers[0]
        previous = tokens[i - 1] if i else None
        if token.type == "tr_open":
            row, row_line = [], line
        elif token.type == "tr_close" and row is not None:
            tight.append((" | ".join(row), row_line))
            row = None
        elif token.type in ("inline", "as_it_stands"):
            words, captions = _words(token, numbers)
            if row is not None:
                row.append(" ".join(text for text, _ in words))
                continue
            if previous is not None and previous.type == "heading_open":
                _flush(page, tight)
                _add_heading(page, words, setext=previous.markup in ("=", "-"))
            elif previous is not None and previous.hidden:
                tight += words
            else:
                _flush(page, tight)
                page.add(words, heading=i in bare)
            for caption in captions:
                _flush(page, tight)
                page.add([caption])
        elif token.type in ("fence", "code_block"):
            _flush(page, tight)
            first = line + (token.type == "fence")
            page.add([(text, first + n) for n, text in enumerate(token.content.split("\n"))], literal=True)
        elif token.type == "html_block":
            _flush(page, tight)
            add_html(page, token.content, line)
        elif token.level == 0 and token.nesting < 0:
            _flush(page, tight)
    _flush(page, tight)


def _flush(page: Page, lines: list[Line]) -> None:
    """Adds the lines of a tight list or a table as one block."""
    page.add(lines)
    lines.clear()


def _add_heading(page: Page, words: list[Line], *, setext: bool) -> None:
    """Adds a heading; several lines, or a long one, above hyphens are a paragraph and a rule."""
    text = " ".join(line for line, _ in words)
    underlined = not setext or (
        sum(bool(line.strip()) for line, _ in words) == 1 and len(text) <= 2 * HEADING_CHARACTERS
    )
    words = [(_HEADING_ATTRIBUTES.sub("", line), number) for line, number in words]
    page.add(words, heading=underlined)


def _bare(tokens: Sequence[Token]) -> set[int]:
    """Places of the paragraphs at the top level that are headings without marks."""
    places: list[int] = []
    blocks: list[str] = []
    for i, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0:
            inline = tokens[i + 1] if token.type == "paragraph_open" else None
            words = _words(inline, [1])[0] if inline is not None and inline.type == "inline" else []
            text = "\n".join(text.strip() for text, _ in words if text.strip())
            if text or token.type != "paragraph_open":
                places.append(i + 1)
                # What is no paragraph has to be below a heading as body text is; a line of #tags is none.
                blocks.append("…" if text.startswith("#") else text or "…")
    return {places[n] for n in bare_headings(blocks)}


def _words(token: Token, numbers: Sequence[int]) -> tuple[list[Line], list[Line]]:
    """The lines of an inline token as they are seen, and the captions of its images."""
    at = token.map[0] if token.map else 0
    last = len(numbers) - 1
    if token.type == "as_it_stands":
        return [(text, numbers[min(at + n, last)]) for n, text in enumerate(token.content.split("\n"))], []
    lines: list[Line] = [("", numbers[min(at, last)])]
    captions: list[Line] = []
    unseen, seam = 0, False
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            at += 1
            lines.append(("", numbers[min(at, last)]))
            continue
        text, line = lines[-1]
        if child.type == "image":
            words = "".join(inner.content for inner in child.children or () if inner.type in ("text", "code_inline"))
            captions += [(unescape(words), numbers[min(at, last)])] if words.strip() else []
            seam = True
        elif child.type == "html_inline" and not _is_typed(child.content):
            tag = child.content.lower()
            unseen += tag.startswith(("<script", "<style")) - tag.startswith(("</script", "</style"))
            seam = seam or tag.startswith("<!")
            if tag.startswith("<br"):
                lines.append(("", numbers[min(at, last)]))
        elif unseen <= 0 and child.content:
            words = child.content.replace("\n", " ")
            lines[-1] = (text + (words.removeprefix(" ") if seam and text.endswith(" ") else words), line)
            seam = False
    return lines, captions


def _is_typed(tag: str) -> bool:
    """Whether what looks like a tag is a word that somebody typed: `<new>` is no element of HTML."""
    name = _TAG_NAME.match(tag.lower())
    return name is not None and not is_element(name[1])
