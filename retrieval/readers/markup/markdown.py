"""Markdown: one file, one article, its fields in front matter, its text what a person sees on the page.

CommonMark with tables (markdown-it), and what people and their site generators add: footnotes, comments, Liquid, Hugo
and MDX tags, wiki links, headings without a space. Code stays as it is and is never a heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape, unescape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from retrieval.articles.blocks import (
    FEWEST_WORDS_BELOW,
    HEADING_CHARACTERS,
    about_the_text,
    bare_headings,
    is_interview,
    looks_like_heading,
)
from retrieval.articles.entries import entries
from retrieval.articles.files import Problem, tidy
from retrieval.articles.front_matter import joplin_note, notion_page, split
from retrieval.articles.limits import DEPTH, in_force
from retrieval.articles.metadata import LAST_TEXTS, described, is_draft, normalised
from retrieval.articles.openings import OPENING_BLOCKS
from retrieval.articles.page import LONGEST_ITEM, Line, Page
from retrieval.readers.encodings import decoded
from retrieval.readers.html.struck import Strikes
from retrieval.readers.html.text import add_html, is_element, is_no_caption
from retrieval.readers.markup.dialects import plainer, prepared_lines, without_opening_marks
from retrieval.readers.markup.site_tags import html_without_tags, is_filled_in, is_of_a_site, with_fields
from retrieval.readers.rows import Cell, TableRow, add_rows
from retrieval.records import Article, Remark

READER = "markdown 19"
"""The name of this reader with its number, raised whenever the same file would give another text."""

DEEPEST = 60
"""Lists and quotations inside each other are read this deep; beyond stands what nobody wrote."""

MOST_MARKS = 3_000
"""A paragraph with more marks than this is taken as it stands: pairing them takes time that grows with their square
(20,000 brackets: 0.8 s)."""

UNMARKED = 7
"""The rank of a heading that isn't marked as one, such as a line in bold."""

_TAG_NAME = re.compile(r"</?([a-z][^\s/>]*)")
_INNER_TAGS = frozenset({
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "tr", "td",
    "th", "figure", "figcaption",
})  # fmt: skip
"""Elements that stand inside of others."""

_OPENS_UNSEEN = ("<script", "<style", "<video", "<audio")
_ENDS_UNSEEN = tuple(f"</{tag[1:]}" for tag in _OPENS_UNSEEN)
_BLOCK_TAG = re.compile(r"<(/?)(?:div|ul|ol|dl|table|section|article|aside|figure|blockquote|center|main)\b")
_BLOCK_IN_LINE = re.compile(r"</?(?:div|h[1-6]|table|tr|td|ul|ol|li|dl|blockquote|pre|center|p)\b", re.IGNORECASE)
_MARK = re.compile(r"[\[\]*_`<~&!]")
_HEADING_ATTRIBUTES = re.compile(r"\s+\{-\}\s*\Z|\s+\{:?\s{0,3}[.#][^{}\n]{0,300}\}\s*\Z|\s+\{/\*[^*]{0,200}\*/\}\s*\Z")
_INCLUDES = re.compile(r"\{%-?\s{0,9}include|^--8<--", re.MULTILINE)
_LABELLED = re.compile(r"(?<![\w\]])\[((?=(?:[\d_]|[^\w\[\]])*+[^\W\d_])[^\[\]]*+)\]\[([^\[\]]{0,200}+)\]")
"""Words with the label of where they lead: `[the mill][mill]`, `[mill][]`; not `array[i][j]`."""

_EXPORTED = re.compile(
    r"^export\s{1,9}(?:const|let)\s{1,9}(?:meta|metadata|frontmatter|frontMatter)\s{0,9}(?::[^={}\n]{1,60})?="
    r"\s{0,9}(?:\w{1,40}\()?\{(?P<fields>(?:[^{}]|\{[^{}]{0,2000}\}){0,4000})\}",
    re.MULTILINE,
)
_PROPERTY = re.compile(
    r"(?:(?<=[{,\s])|\A)(?P<name>[A-Za-z]{1,40})\s{0,9}:\s{0,9}(?P<mark>[\"'`])(?P<words>(?:(?!(?P=mark))[^\n\\]){1,1000})(?P=mark)"
)
_EXPORTED_DRAFT = re.compile(r"\bdraft\s{0,9}:\s{0,9}true\b")
_LOOKS = re.compile(r"(?<![\w*_`])[*_`]{1,3}[^\s*_`]")
"""Where words in a title may be marked: `*The* mill`, `the _Aurora_`; not `snake_case`."""

_OF_A_PLUGIN = re.compile(r"---[ \t]*\n(?:(?!---)[^\n]{0,300}\n){0,30}?(?:excalidraw|database)-plugin:")
"""How drawings and tables begin that programs keep among the notes of Obsidian."""

_QUERIES = frozenset({"dataview", "dataviewjs", "tasks", "query", "datacore", "datacorejs", "base"})
"""What is called so within marks of code are questions to notes, in whose place a person sees the answers."""

_CODE_SPAN = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,500}\1(?!`)")


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a Markdown file; its text is what a person sees of what follows the front matter."""
    source, problems = decoded(data, name)
    yield from problems
    if source is None:
        return
    content = tidy(source)
    try:
        fields, begin, problem = split(content)
    except RecursionError:
        too_deep = Remark(
            "is nested more than {limit} levels deep (raise {variable} to read it)",
            limit=in_force().depth,
            variable=DEPTH,
        )
        yield Problem(name, too_deep)
        return
    if problem is not None:
        yield Problem(name, problem)
    if not fields and (note := joplin_note(content)) is not None:
        fields, content = note
        if not fields:
            yield Problem(name, Remark("holds no articles"))
            return
    if not fields and (page_of_database := notion_page(content, name)) is not None:
        fields, content = page_of_database
    fields = fields or _exported(content)
    if _OF_A_PLUGIN.match(content):
        yield Problem(name, Remark("holds no articles"))
        return
    if is_draft(fields):
        yield Problem(name, Remark("is marked as a draft"))
        return
    page = seen(with_fields(content[begin:], fields), 1 + content.count("\n", 0, begin))
    if not page.text and (excerpt := _excerpt(fields)):
        # A link, say, of which only the fields tell.
        at = content.find(" ".join(excerpt.split()[:2]), 0, begin)
        page = seen(excerpt, 1 + content.count("\n", 0, max(at, 0)))
    if not page.text:
        yield Problem(name, Remark("has no text") if content.strip() else Remark("is empty"))
        return
    if is_of_a_site(content[begin:], page.text):
        yield Problem(name, Remark("holds no articles"))
        return
    article = described(
        fields, "front matter", name, page.text, id=name, headings=tuple(page.headings), lines=tuple(page.lines),
        reader=READER,
    )  # fmt: skip
    yield from entries(_titled(article, page), page.ranks, fields)


def _titled(article: Article, page: Page) -> Article:
    """An article with the title that its page shows."""
    if article.title and article.provenance.get("title") == "front matter" and _LOOKS.search(article.title):
        # A site shows it without the marks of Markdown.
        article = replace(article, title=seen(f"# {article.title}").text.partition("\n")[0] or article.title)
    if not page.first_rank and article.provenance.get("title") == "text" and is_interview(page.text, article.headings):
        provenance = {field: where for field, where in article.provenance.items() if field != "title"}
        article = replace(article, title=None, provenance=provenance)
    if article.title is None and len(page.first_rank) == 1:
        # Above it may stand an agenda, a note or a picture.
        start, end = page.first_rank[0]
        if page.text.count("\n\n", 0, start) <= OPENING_BLOCKS:
            title = page.text[start:end]
            article = replace(article, title=title, provenance={**article.provenance, "title": "text"})
    return article


def _exported(content: str) -> dict[str, Any]:
    """The fields that a page of MDX gives to programs: `export const meta = { title: 'The mill' }`."""
    exported = _EXPORTED.search(content) if "export const" in content else None
    if exported is None:
        return {}
    fields = {match["name"]: match["words"] for match in _PROPERTY.finditer(exported["fields"])}
    people = (match["words"] for match in _PROPERTY.finditer(exported["fields"]) if match["name"] == "name")
    fields |= {"draft": "true"} if _EXPORTED_DRAFT.search(exported["fields"]) else {}
    return {"authors": "; ".join(people), **{name: words for name, words in fields.items() if name != "name"}}


def _excerpt(fields: Mapping[str, Any]) -> str:
    """What the fields of a post without a text tell of it."""
    table = normalised(fields)
    words = next((table[name] for name in ("excerpt", *LAST_TEXTS) if isinstance(table.get(name), str)), "")
    return words if "title" in table and not is_filled_in(words) else ""


def seen(markdown: str, first_line: int = 1) -> Page:
    """What a person sees of Markdown whose first line is that line of its file."""
    page = Page()
    unended = markdown.find("<!--", markdown.rfind("-->") + 1)
    if unended >= 0:
        # A comment without its end would hide all that follows.
        end = markdown.find("\n", unended)
        markdown = markdown[:unended] + (markdown[end:] if end >= 0 else "")
    prepared = prepared_lines(markdown.split("\n"), first_line)
    tokens = _parser().parse("\n".join(prepared.lines), {"references": _led_elsewhere(markdown)})
    _add_tokens(page, tokens, prepared.numbers)
    return page


def _led_elsewhere(markdown: str) -> dict[str, Any]:
    """The links of a file that includes another one, which says where they lead, by their labels."""
    if not _INCLUDES.search(markdown):
        return {}
    labels = (match[2] or match[1] for match in _LABELLED.finditer(markdown))
    return {normalizeReference(label): {"href": "#", "title": ""} for label in labels}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "people", _as_people_write)
    return parser


def _as_people_write(state: StateCore) -> None:
    """Takes out of the words of each paragraph, before its marks are read, what only programs read."""
    for n, token in enumerate(state.tokens):
        if token.type != "inline":
            continue
        if len(_MARK.findall(token.content)) > MOST_MARKS:
            token.type = "as_it_stands"
            continue
        content = without_opening_marks(token.content, state.tokens[max(0, n - 2)].type)
        if "`" in content:
            parts, end = [], 0
            for span in _CODE_SPAN.finditer(content):
                parts += [plainer(content[end : span.start()]), span[0]]
                end = span.end()
            token.content = "".join([*parts, plainer(content[end:])])
        else:
            token.content = plainer(content)


def _add_tokens(page: Page, tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Adds the blocks of a document to a page."""
    bare, strikes = _bare(tokens), Strikes(_html(tokens))
    tight: list[Line] = []
    rows: list[TableRow] = []
    cells: list[Cell] | None = None
    open_blocks = 0
    for i, token in enumerate(tokens):
        line = numbers[min(token.map[0], len(numbers) - 1)] if token.map else numbers[0]
        previous = tokens[i - 1] if i else None
        if token.type == "tr_open":
            cells = []
            rows.append(TableRow(cells, line))
        elif token.type == "table_close":
            _flush(page, tight)
            add_rows(page, rows)
            rows, cells = [], None
        elif cells is None and (html := _piece_of_html(token, previous, open_blocks)) is not None:
            _flush(page, tight)
            add_html(page, html_without_tags(html), line, strikes=strikes)
            open_blocks += sum(-1 if end else 1 for end in _BLOCK_TAG.findall(html))
        elif token.type in ("inline", "as_it_stands"):
            words, captions = _words(token, numbers, strikes)
            if cells is not None:
                is_name = previous is not None and previous.type == "th_open"
                cells.append(Cell(" ".join(text for text, _ in words).strip(), is_name))
                continue
            if previous is not None and previous.type == "heading_open":
                _flush(page, tight)
                _add_heading(page, words, hyphens=previous.markup == "-", rank=int(previous.tag[1:]))
                if previous.tag == "h1":
                    page.first_rank += page.headings[-1:]
            elif (previous is not None and previous.hidden) or _is_short_item(tokens, i, words):
                tight += words
            else:
                _flush(page, tight)
                _add_paragraph(page, token, words, heading=i in bare)
            for caption in captions:
                _flush(page, tight)
                page.add([caption])
        elif token.type in ("fence", "code_block"):
            _flush(page, tight)
            first = line + (token.type == "fence")
            code = [] if strikes.on or token.info.strip().lower() in _QUERIES else token.content.split("\n")
            page.add([(text, first + n) for n, text in enumerate(code)], literal=True)
        elif token.level == 0 and token.nesting < 0:
            _flush(page, tight)
    _flush(page, tight)


def _is_short_item(tokens: Sequence[Token], at: int, words: Sequence[Line]) -> bool:
    """Whether words are the first paragraph of an item of a list with blank lines between them, and a short one."""
    opens = at > 1 and tokens[at - 1].type == "paragraph_open" and tokens[at - 2].type == "list_item_open"
    return opens and sum(len(text) for text, _ in words) <= LONGEST_ITEM


def _goes_on(code: str) -> bool:
    """Whether what is indented as code begins with an element that stands inside of others."""
    match = _TAG_NAME.match(code.lstrip().lower())
    return match is not None and match[1].rstrip(">") in _INNER_TAGS


def _piece_of_html(token: Token, previous: Token | None, open_blocks: int) -> str | None:
    """A block that is read as HTML; None if it is none.

    That is also a paragraph with blocks of HTML within its lines, as exports have: `The mill.<h2>Fire</h2><div>`.

    Args:
        token: What may be it.
        previous: The token before it.
        open_blocks: How many blocks of HTML are open: inside of them, below a blank line, HTML is indented as code is.
    """
    if token.type == "html_block" or (token.type == "code_block" and open_blocks > 0 and _goes_on(token.content)):
        return token.content
    if token.type != "inline" or (previous is not None and previous.type == "heading_open"):
        return None
    tags = (child.content for child in token.children or () if child.type == "html_inline")
    return _as_html(token) if any(map(_BLOCK_IN_LINE.match, tags)) else None


def _as_html(token: Token) -> str:
    """A paragraph as a piece of HTML, without what its marks strike out."""
    parts, struck = [], 0
    for child in token.children or ():
        struck += child.nesting if child.tag == "s" else 0
        if child.type == "html_inline":
            parts.append(escape(child.content) if _is_typed(child.content) else child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n" if child.type == "softbreak" else "<br>\n")
        elif struck > 0:
            continue
        elif child.type == "image":
            words = "".join(inner.content for inner in child.children or ())
            parts.append(f'<img src="{escape(str(child.attrs.get("src") or ""))}" alt="{escape(words)}">')
        else:
            parts.append(escape(child.content, quote=False))
    return "".join(parts)


def _html(tokens: Sequence[Token]) -> Iterator[str]:
    """The HTML in a document or a paragraph, piece by piece."""
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            yield token.content
        elif token.type == "inline":
            yield from _html(token.children or ())


def _flush(page: Page, lines: list[Line]) -> None:
    """Adds the lines of a tight list as one block."""
    page.add(lines)
    lines.clear()


def _add_heading(page: Page, words: list[Line], *, hyphens: bool, rank: int) -> None:
    """Adds a heading; several lines, or a long one, above hyphens are a paragraph and a rule."""
    text = " ".join(line for line, _ in words)
    underlined = not hyphens or (
        sum(bool(line.strip()) for line, _ in words) == 1 and len(text) <= 2 * HEADING_CHARACTERS
    )
    words = [(_HEADING_ATTRIBUTES.sub("", line), number) for line, number in words]
    page.add(words, heading=underlined, rank=rank)


def _bare(tokens: Sequence[Token]) -> set[int]:
    """Places of the paragraphs at the top level that are headings without marks: in bold, or if none has marks."""
    # One may be the title of a text whose other headings are bare.
    has_marks = sum(token.type == "heading_open" and token.level == 0 for token in tokens) > 1
    places: list[int] = []
    blocks: list[str] = []
    visible_blocks: list[str] = []
    for i, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0:
            inline = tokens[i + 1] if token.type == "paragraph_open" else None
            is_inline = inline is not None and inline.type == "inline"
            words = _words(inline, [1], Strikes(_html([inline])))[0] if inline is not None and is_inline else []
            text = "\n".join(text.strip() for text, _ in words if text.strip())
            if text or token.type != "paragraph_open":
                places.append(i + 1)
                # What isn't a paragraph has to be below a heading as body text is; a line of #tags is none.
                plain = text.startswith("#") or (has_marks and not _is_bold(inline))
                blocks.append("…" if plain else text or "…")
                visible_blocks.append(text or (tokens[i + 1].content if token.type == "heading_open" else "") or "…")
    return {places[n] for n in bare_headings(blocks, about_the_text(visible_blocks))}


def _add_paragraph(page: Page, inline: Token, words: Sequence[Line], *, heading: bool) -> None:
    """Adds a paragraph, or what is between lines of it that are headings, and these."""
    start = 0
    for n in _bold_headings(inline, words):
        page.add(words[start:n])
        page.add(words[n : n + 1], heading=True, rank=UNMARKED)
        start = n + 1
    page.add(words[start:], heading=heading, rank=UNMARKED)


def _bold_headings(inline: Token, words: Sequence[Line]) -> Iterator[int]:
    """Numbers of the lines of a paragraph in bold that are headings: questions, and short lines above longer ones."""
    if inline.level != 1 or len(words) < 2:
        return
    n, kinds = 0, list[str]()
    for child in inline.children or ():
        if child.type not in ("softbreak", "hardbreak"):
            kinds += [child.type] if child.type != "text" or child.content else []
            continue
        line = words[n][0].rstrip()
        if kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close" and kinds.count("strong_open") == 1:
            below = len(words[n + 1][0].split()) >= FEWEST_WORDS_BELOW
            if line.endswith(("?", "？")) or (below and looks_like_heading(line)):
                yield n
        n, kinds = n + 1, []
        if n + 1 >= len(words):
            return


def _is_bold(inline: Token | None) -> bool:
    """Whether all words of a paragraph are in bold."""
    kinds = [child.type for child in inline.children or () if child.type != "text" or child.content] if inline else []
    return kinds[:1] == ["strong_open"] and kinds[-1] == "strong_close" and kinds.count("strong_open") == 1


def _words(token: Token, numbers: Sequence[int], strikes: Strikes) -> tuple[list[Line], list[Line]]:
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
        if child.type == "html_inline":
            strikes.follow(child.content)
        unseen += child.nesting if child.tag == "s" else 0
        is_seen = unseen <= 0 and not strikes.on
        if child.type == "image":
            words = "".join(inner.content for inner in child.children or () if inner.type in ("text", "code_inline"))
            is_caption = words.strip() and not is_no_caption(words, str(child.attrs.get("src") or ""))
            captions += [(unescape(words), numbers[min(at, last)])] if is_caption and is_seen else []
            seam = True
        elif child.type == "html_inline" and not _is_typed(child.content):
            tag = child.content.lower()
            unseen += tag.startswith(_OPENS_UNSEEN) and not tag.endswith("/>")
            unseen -= tag.startswith(_ENDS_UNSEEN)
            seam = seam or tag.startswith("<!")
            if tag.startswith("<br"):
                lines.append(("", numbers[min(at, last)]))
        elif not is_seen:
            seam = True
        elif child.content:
            words = child.content.replace("\n", " ")
            lines[-1] = (text + (words.removeprefix(" ") if seam and text.endswith(" ") else words), line)
            seam = False
    return lines, captions


def _is_typed(tag: str) -> bool:
    """Whether what looks like a tag is a word that somebody typed: `<new>` isn't an element of HTML."""
    name = _TAG_NAME.match(tag.lower())
    return name is not None and not is_element(name[1])
