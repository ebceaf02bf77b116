"""What people and their site generators add to Markdown → plain Markdown of what a person sees, line by line.

Liquid (Jekyll), Hugo, MDX, Kramdown, MkDocs, MyST, Pandoc and Obsidian. A line stays a line, so that each leads back to
its file.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from retrieval.language.months import month_named
from retrieval.readers.markup.drawn_tables import with_bars
from retrieval.readers.markup.site_tags import (
    LEFT_OUT,
    ONLY_TAGS,
    captions,
    on_one_line,
    with_address,
    without_comments,
    without_shortcodes,
    without_tags,
)

_FENCE = re.compile(r"[ \t>]{0,12}(?:[-*+]\s+|\d{1,4}[.)]\s+)?(`{3,}|~{3,})(.*)")
_UNSPACED = re.compile(r"(#{1,6})(?=[^\W\d_])")
DEEPEST = 60
"""The indent of lines in more components inside each other than so many is left as it is."""

NOTE_INDENT = 4
"""The lines of a note below its first begin with so many spaces, or a tab."""

_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:[ \t]*")
_BLOCK = re.compile(
    r"\s*(?:\{%-?\s*(?:end)?(raw|highlight)\b[^%]{0,200}-?%\}|\{\{[<%]\s*/?\s*(highlight)\b[^{}]{0,300}[>%]\}\})\s*"
)
"""Where Liquid or Hugo begin or end code, or what is left as it is typed."""

_MDX_LINE = re.compile(
    r"(?:import\s+(?:[\w*{][\w\s,*{}$]{0,300}?\s+from\s+)?['\"][^'\"]{1,300}['\"];?|export\s+(?:const|default|let|function)\b.*)\s*"
    r"|\s*\{[A-Za-z_$][\w.$]{0,100}(?:\([^(){}]{0,200}\))?\}\s*"
)
_MDX_OPEN = re.compile(
    r"export\s+(?:const|default|let|function)\b.{0,500}[{\[(]\s*|import\s+(?:type\s+)?(?:\w{1,60}\s*,\s*)?\{[\w\s,]{0,300}"
)
_MDX_SPACE = re.compile(r"\{\s{0,9}(['\"`])\s{1,9}\1\s{0,9}\}")
_MDX_BEGINS = re.compile(r"export\s+(?:const|default|let|function|async)\b")
_IN_MARKS = re.compile(r"(['\"`])(?:\\.|(?!\1)[^\\]){0,2000}\1")
_MDX_COMMENT = re.compile(r"\{/\*(?:[^*]|\*(?!/)){0,2000}\*/\}")
_BRACED = re.compile(r"(?<=\s)[A-Za-z][\w:-]{0,40}=\{(?:[^{}]|\{[^{}]{0,300}\}){0,500}\}(?=[^<>]{0,500}>)")
"""An attribute of a tag whose value is a program's: `style={{ display: 'flex' }}`."""

_ICON = re.compile(r"(?<![\w:/.`\\)\]-]):[a-z](?=[a-z0-9_+-]*+:)[a-z0-9_+-]{1,60}:(?![\w:/`(])")
"""A picture by its name, as sites and chats show it: `:calendar:`, `:material-clock:`."""

_BOLD = re.compile(r"(?<![\\*])(\*{2,3})(?=[^\s*])([^*\n]{1,300}?)(\s{0,3})\1(?!\*)")
_WORD_SIGN = re.compile(r"\w")
_LINK_TITLE = re.compile(r"(?<=\]\()([^\s()<>\"]{1,2000})[ \t]{1,9}\"[^\n]{0,500}?\"(?=\))")
"""Where a link leads, and its title, which isn't seen; CommonMark knows no title with quotation marks in it."""

_ENDS_HTML = re.compile(
    r"</(?:p|div|details|summary|center|table|ul|ol|dl|figure|section|blockquote|h[1-6]|iframe)>\s*\Z", re.IGNORECASE
)
_PLAYER = re.compile(r"</(?:audio|video|iframe|object)>\s*\Z", re.IGNORECASE)
"""What somebody writes right below a player is Markdown."""

_BEGINS_BLOCK = re.compile(r" {0,3}(?:#{1,6}\s|```|~~~|!\[|[-*+]\s+\S|\d{1,3}[.)]\s+\S)")
"""What nobody would write into HTML; generators of sites take it for Markdown right below an element, too."""

_JSX = re.compile(
    r"</?(?!(?:DEL|S|STRIKE|SPAN)[\s>])[A-Z][\w.]{0,60}"
    r"(?:\s(?:[^<>{}\"']|\"[^\"]{0,500}\"|'[^']{0,500}'|\{[^{}]{0,500}\}){0,100})?/?>"
)
_COMPONENT = re.compile(r"</?[A-Z][\w.]{0,60}")
_HUGO_TAG = re.compile(r"\{\{[<%]\s{0,9}(?P<end>/?)\s{0,9}(?P<name>[\w./-]{1,60})[^{}]{0,500}[>%]\}\}")
_HUGO_END = re.compile(r"\{\{[<%]\s{0,9}/\s{0,9}([\w./-]{1,60})\s{0,9}[>%]\}\}")
_ONLY_JSX = re.compile(rf"\s*(?:{_JSX.pattern}\s*)+")
_ATTRIBUTE = (
    r"(?:[.#][\w:./-]{1,80}|[\w:.-]{1,40}=(?:\"[^\"{}\n]{0,300}\"|'[^'{}\n]{0,300}'|[^\s{}\"'=]{1,300})|=[a-z]{1,20})"
)
_LISTED = rf"\{{:?\s{{0,9}}{_ATTRIBUTE}(?:\s{{1,9}}{_ATTRIBUTE}){{0,20}}\s{{0,9}}\}}"
"""Attributes of Pandoc, Quarto and MkDocs: `{.wide}`, `{#fig:weir width=50%}`."""

_KINDS_OF_NOTES = (
    "(?:note|tip|info|warning|danger|caution|important|details|success|question|quote|example|abstract|attention|bug|"
    "failure|hint)"
)
_DIRECTIVE = re.compile(
    r"\s*:{3,}(?:\s*\{?[\w.#-]{0,60}\}?)?(?:\[([^\]]{0,200})\])?\s*|"
    rf"\s*:{{3,}}[ \t]*{_KINDS_OF_NOTES}[ \t]+"
    r"([^{}\n]{1,200})"
    rf"|\s*:{{3,}}[ \t]*(?:[\w-]{{1,40}}[ \t]*)?{_LISTED}[ \t]*:{{0,10}}\s*"
)
_BLOCK_OF_PYMDOWN = re.compile(r"\s*/{3,}(?:[ \t]*[\w-]{1,40}[ \t]*(?:\|[ \t]*(?P<title>[^\n]{1,200}))?)?\s*")
_CRITIC = re.compile(
    r"\{(?:--(?:[^-]|-(?!-\})){1,1000}--|>>(?:[^<]|<(?!<\})){1,1000}<<|~~(?:[^~]|~(?!>)){0,1000}~>(?P<new>[^~]{0,1000})~~|"
    r"\+\+(?P<added>[^+]{1,1000})\+\+|==(?P<marked>[^=]{1,1000})==)\}"
)
"""What editors mark in CriticMarkup: words to go, comments, words for others, new ones, marked ones."""

_KEYS = re.compile(r"(?<![\w+])\+\+([a-z][a-z0-9-]{0,20}(?:\+[a-z0-9-]{1,20}){0,4})\+\+(?![\w+])")
"""Keys of a keyboard: `++ctrl+alt+del++`."""

_INSERTED = re.compile(r"(?<!\^)\^\^(?=[^\s^])([^^\n]{1,500}?)(?<=\S)\^\^(?!\^)")
_TITLE = re.compile(r"\stitle=(?:\"([^\"]{1,300})\"|'([^']{1,300})')")
_ADMONITION = re.compile(
    rf"([ \t]*)(?:(?:!!!|\?\?\?\+?)(?:[ \t]+|(?={_KINDS_OF_NOTES}\b))|===[+!]?[ \t]+)(?:[\w-]{{1,40}}[ \t]*){{0,4}}"
    r"(?:\"([^\"]{0,300})\"[ \t]*)?"
)
"""Of MkDocs, also without the space: `!!!note`."""
_TEMPLATER = re.compile(r"<%[^<>%]{0,500}%>")
_ATTRIBUTES_LINE = re.compile(
    rf"\s*{_LISTED}\s*|"
    r"\s*\{:[^{}]{0,300}\}\s*|\s*\([\w:.-]{1,80}\)=\s*|\s*\[(?:TOC|toc)\]\s*|\s*\[\[(?:_TOC_|toc|TOC)\]\]\s*|"
    r"\s*(?::{3}\s*(?:TOC|toc)(?:\s*:{3})?|@\[(?:TOC|toc)\](?:\([^()]{0,100}\))?)\s*|"
    r"\*\[[^\]]{1,60}\]:.*"
    r"|\s*-{1,4}8<-{1,4}.{0,300}|\s*(?:[-*]\s+)?#\+(?:BEGIN|END|begin|end)_\w{1,20}.{0,100}"
    r"|\s*(?:[-*]\s+)?(?::(?:LOGBOOK|PROPERTIES|END):|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):\s{1,9}[<\[]\d{4}-.{0,200})\s*"
    r"|\s*(?:[-*]\s+)?(?:id|collapsed|background-color|logseq\.[\w.-]{1,60}|card-[\w-]{1,40}|created-at|updated-at|ls-type|"
    r"hl-[\w-]{1,20}):: .*"
)
_ATTRIBUTES = re.compile(rf"\{{:[^{{}}\n]{{0,300}}\}}|(?:(?<=[\])*_\ue000])|\A){_LISTED}")
_SPAN = re.compile(rf"(?<!\\)\[([^\[\]\n]{{1,500}})\]{_LISTED}")
_OBSIDIAN = re.compile(r"%%[^%\n]{0,2000}%%")
_BLOCK_ID = re.compile(r"(?:[ \t]|(?<=[.!?…:;\"”’)]))\^[A-Za-z0-9-]{1,40}[ \t]*(?=\n|\Z|%%)")
_BLOCK_REFERENCE = re.compile(r"\(\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\)\)")
_WIDTH = re.compile(r"(?<=[^\[\\])\|\d{1,4}(?:x\d{1,4})?\]\(")
"""How wide Obsidian shows a picture, behind its words: `![The weir|300](weir.png)`."""

_LABEL = re.compile(r"\(\\#[a-z]{2,8}:[\w-]{1,60}\)\s?")
"""What bookdown refers to a table or figure by: `Table: (\\#tab:rye) Rye by year`."""

_EMBED = re.compile(r"!\[\[[^\]\n]{1,300}\]\]")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_HIGHLIGHTED = re.compile(r"==(?=\S)([^=\n]{1,500}?)(?<=\S)==")
_REFERENCE = re.compile(r"\[\^[^\]\s]{1,60}\](?!:)")
_NOTE = re.compile(r"\^\[([^\[\]]{1,1000})\]")
_RAISED = re.compile(
    r"(?<![~\w])~([^\s~]{1,30})~(?!~)|(?<=\w)~([^\s~]{1,30})~(?!~)|(?<!\^)\^([^\s^\[\]]{1,30})\^(?!\^)"
)
_MATH = re.compile(
    r"\$\$(?:[^$\\]|\\.){1,2000}\$\$|(?<![\\$\w])\$(?=[^\s$])(?:[^$\\\n]|\\.){1,300}(?<![\s\\])\$(?![\d$\w])"
    r"|\\\((?:[^\\]|\\(?!\))){1,300}\\\)|\\\[(?:[^\\]|\\(?!\])){1,2000}\\\]",
    re.DOTALL,
)
_OF_FORMULAS = re.compile(r"[\\^_={}+<>|]")
LONGEST_SYMBOL = 3
"""The most characters between brackets that are a formula without any sign of one: `\\(n\\)`."""

_MARKUP = re.compile(r"([\\`*_{}\[\]<>&~!|#])")
_DEFINED = re.compile(r":[ \t]+(?=\S)")
_DEFINITION = re.compile(r"(?m)^:[ \t]+")
_OPENING_MARKS = {
    "blockquote_open": re.compile(r"\A\[!\w{1,30}\][+-]?[ \t]*"),
    "list_item_open": re.compile(r"\A\[[ xX/<>?!*-]\][ \t]+"),
}
"""What the first words of a block begin with that isn't seen: the kind of a note, the box of a task."""

_MYST = re.compile(r"\{([\w:.+-]{1,40})\}[ \t]*(.*)")
_MYST_OPTION = re.compile(r"\s*:[\w-]{1,40}:(?:\s.*)?")
_MYST_UNSEEN = frozenset(
    {"toctree", "image", "include", "contents", "raw", "index", "automodule", "autoclass", "autofunction", "youtube"}
)
_MYST_CODE = frozenset(
    {"code", "code-block", "code-cell", "sourcecode", "literalinclude", "math", "mermaid", "doctest", "prompt"}
    | {"parsed-literal", "csv-table", "eval-rst", "graphviz", "productionlist", "testcode", "console"}
)
_MYST_ROLE = re.compile(r"\{([A-Za-z][\w:+-]{0,40})\}`([^`\n]{1,500})`")
_MYST_TARGET = re.compile(r"\s*<[^<>]{1,300}>\s*\Z")
_MYST_ICON = re.compile(r"icon|\Afa|material")


_PAGE_MARK = re.compile("[\f\u2029]")


class Prepared(NamedTuple):
    """The lines to parse, and the 1-based line of the file that each is."""

    lines: list[str]
    numbers: list[int]

    def add(self, line: str, number: int) -> None:
        """Adds a line."""
        self.lines.append(line)
        self.numbers.append(number)


def prepared_lines(lines: Sequence[str], first: int) -> Prepared:
    """The lines of a file without what isn't text, and with blank lines where blocks part; code is left alone."""
    result = Prepared([], [])
    paired = {name for line in lines if "{{" in line for name in _HUGO_END.findall(line)}
    preparation, directives = _Preparation(paired), _Directives()
    fence, is_below_html, is_below_player = "", False, False
    lines = without_comments("\n".join(lines)).split("\n")
    for number, line in with_bars(list(_parted_at_pages(_opened(on_one_line(_without_seeds(lines))), first))):
        line = preparation.without_indent(line)
        if (is_below_html and _BEGINS_BLOCK.match(line)) or (is_below_player and line[:1].strip(" \t<")):
            result.add("", number)
        is_below_html = not fence and line.rstrip().endswith(">") and _ENDS_HTML.search(line) is not None
        is_below_player = not fence and "</" in line and _PLAYER.search(line) is not None
        match = _FENCE.fullmatch(line)
        is_own = match or directives.is_open
        if is_own and (seen := directives.seen(line, match, fence)) is not None:
            # A title parts from what stands below it.
            for words in (seen, "") if seen else ("",):
                result.add(words, number)
            continue
        if fence:
            fence = "" if match and match[1].startswith(fence) and not match[2].strip() else fence
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            fence = match[1]
        else:
            line = preparation.without_tags(line)
            line = _MYST_ROLE.sub(_of_role, line) if "}`" in line else line
            line = with_address(line) if "]:" in line else line
            if _FOOTNOTE.match(line):
                result.add("", number)
                line = _FOOTNOTE.sub("", line, count=1)
                preparation.open(NOTE_INDENT)
            line = _with_day(line)
        result.add(line, number)
    return result


def _without_seeds(lines: Sequence[str]) -> Sequence[str]:
    """Lines without the items of which kramdown makes a table of contents: `* TOC` above `{:toc}`."""
    marks = [n for n, line in enumerate(lines) if line.startswith("{:") and _CONTENTS.fullmatch(line)]
    seeds = {n - 1 for n in marks if n and _SEED.match(lines[n - 1])}
    return ["" if n in seeds else line for n, line in enumerate(lines)] if seeds else lines


def _opened(lines: Sequence[str]) -> Sequence[str]:
    """Lines without the tags that say that there is Markdown inside of them (`<div markdown="1">`), and their ends.

    So is there in what is centred.
    """
    if not any("markdown" in line or "<center" in line for line in lines):
        return lines
    opened, fence, opened_lines = _Opened(), "", []
    for line in lines:
        if mark := _FENCE.fullmatch(line):
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        opened_lines.append(line if fence or mark else opened.without_tags(line))
    return opened_lines


class _Opened:
    """The elements with Markdown inside that are open, and those of the same names inside of them."""

    def __init__(self) -> None:
        """Before the first line."""
        self._elements: list[tuple[str, bool]] = []
        self._indent: int | None = None

    def without_tags(self, line: str) -> str:
        """A line without the tags of these elements and its indent inside of them; a picture is one of Markdown."""
        is_inside = bool(self._elements)
        if is_inside and line.strip():
            indent = len(line) - len(line.lstrip(" "))
            self._indent = indent if self._indent is None else self._indent
            line = line[min(indent, self._indent) :]
        line = _ELEMENT.sub(self._of_tag, line)
        if self._elements and not is_inside:
            self._indent = None
        if is_inside and (picture := _ONLY_PICTURE.fullmatch(line)):
            return captions(picture[0]) or ""
        return line if line.strip() else ""

    def _of_tag(self, tag: re.Match[str]) -> str:
        """What stays of a tag."""
        name = tag["name"].lower()
        if not tag["end"]:
            has_markdown = name == "center" or _HAS_MARKDOWN.search(tag["rest"]) is not None
            if has_markdown or any(name == open_name for open_name, _ in self._elements):
                self._elements.append((name, has_markdown))
            return "" if has_markdown else tag[0]
        if not self._elements or self._elements[-1][0] != name:
            return tag[0]
        return "" if self._elements.pop()[1] else tag[0]


_ELEMENT = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,15})(?P<rest>(?:\s[^<>]{0,500})?)>", re.IGNORECASE)
_HAS_MARKDOWN = re.compile(r"\smarkdown(?:=[\"']?(?:1|block|span)[\"']?)?(?=\s|\Z)", re.IGNORECASE)
_ONLY_PICTURE = re.compile(r"\s*<img\b[^<>]{0,1000}>\s*", re.IGNORECASE)
_CONTENTS = re.compile(r"\{:\s*toc\b[^{}]{0,100}\}\s*")
_SEED = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s")
_DAY = re.compile(r"( {0,3}\d{1,2})\.(?=\s+([^\W\d_]+)\.?\s+(?:19|20)\d{2}\b)")


def _with_day(line: str) -> str:
    """A line that begins with a day ("3. Juni 2024") as one that isn't the third item of a list."""
    match = _DAY.match(line)
    return f"{match[1]}\\{line[match.end(1) :]}" if match and month_named(match[2].lower()) else line


def _parted_at_pages(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, blank ones where a mark between pages or paragraphs parts what is around it."""
    for number, line in enumerate(lines, first):
        for n, part in enumerate(_PAGE_MARK.split(line) if "\f" in line or "\u2029" in line else (line,)):
            if n:
                yield number, ""
            yield number, part


class _Directives:
    """The directives of MyST that are open: their fences and options aren't seen, what is inside mostly is."""

    def __init__(self) -> None:
        """Before the first line."""
        self._opened: list[str] = []
        self._unseen = ""
        self._has_options = False

    @property
    def is_open(self) -> bool:
        """Whether a line may be a directive's own though it opens and closes nothing."""
        return bool(self._unseen) or self._has_options

    def seen(self, line: str, match: re.Match[str] | None, fence: str) -> str | None:
        """What is seen of a line that is a directive's own; None of any other line.

        Args:
            line: The line.
            match: Its marks, where it opens or closes code or a directive.
            fence: The marks that have opened the code that the line is in; empty elsewhere.
        """
        is_closing = match is not None and not match[2].strip()
        if self._unseen:
            self._unseen = "" if match and is_closing and match[1].startswith(self._unseen) else self._unseen
            return ""
        if self._has_options and _MYST_OPTION.fullmatch(line):
            return ""
        self._has_options = False
        if fence or match is None:
            return None
        if is_closing:
            if self._opened and match[1].startswith(self._opened[-1]):
                self._opened.pop()
                return ""
            return None
        directive = _MYST.fullmatch(match[2].strip())
        if directive is None:
            return None
        kind, argument = directive[1].rpartition(":")[2], directive[2]
        self._has_options = True
        if kind in _MYST_UNSEEN:
            self._unseen, self._has_options = match[1], False
            return ""
        if kind in _MYST_CODE:
            return None
        self._opened.append(match[1])
        return "" if "figure" in kind or "/" in argument else argument


def _of_role(role: re.Match[str]) -> str:
    """What is seen of words in a role of MyST: not where they lead; as code, so that they stay as they are typed."""
    if _MYST_ICON.search(role[1].lower()):
        return ""
    words = _MYST_TARGET.sub("", role[2]).lstrip("~!")
    return f"`{words}`" if words else ""


class _Indented(NamedTuple):
    """A block whose lines are indented, how far (None if its first line is to tell), and the name that ends it."""

    indent: int | None
    name: str = ""


class _Preparation:
    """Where in a file a line stands: in a program, and in blocks whose lines are indented."""

    def __init__(self, paired: Collection[str]) -> None:
        """Before the first line; `paired` are the shortcodes that have an end somewhere."""
        self._program = 0
        self._paired = paired
        self._opened: list[_Indented] = []

    def open(self, indent: int) -> None:
        """Notes that the lines below go on with what stands here if they are indented so far."""
        self._opened.append(_Indented(indent))

    def without_indent(self, line: str) -> str:
        """A line without the indent that it has as a part of an admonition or a component."""
        if not self._opened or not line.strip():
            return line
        line = line.expandtabs(4)
        indent = len(line) - len(line.lstrip(" "))
        while self._opened and (least := self._opened[-1].indent) is not None and indent < least:
            self._opened.pop()
        if self._opened and self._opened[-1].indent is None:
            self._opened[-1] = self._opened[-1]._replace(indent=indent)
        return line[min(indent, self._opened[-1].indent or 0) :] if self._opened else line

    def without_tags(self, line: str) -> str:
        """A line outside of code as it is to be parsed."""
        block = _BLOCK.fullmatch(line)
        if self._program:
            self._program = max(0, self._program + _opened_by(line)) if line.strip() else 0
            return ""
        if block:
            return "" if block[1] == "raw" else "```"
        if _MDX_OPEN.fullmatch(line) or (_MDX_BEGINS.match(line) and _opened_by(line) > 0):
            self._program = max(1, _opened_by(line))
            return ""
        if (opening := _ADMONITION.fullmatch(line)) and (opening[2] is not None or line.lstrip()[0] != "="):
            around = self._opened[-1].indent if self._opened else None
            self.open((around or 0) + len(opening[1].expandtabs(4)) + 4)
            return opening[2] or ""
        if defined := _DEFINED.match(line):
            # What is indented below it goes on with the definition.
            self.open(len(defined[0].expandtabs(4)))
        if _ONLY_JSX.fullmatch(line):
            return self._of_component(line)
        if directive := _DIRECTIVE.fullmatch(line):
            # Its title is seen.
            title = _TITLE.search(line)
            return directive[1] or directive[2] or (title and (title[1] or title[2])) or ""
        if block_of_pymdown := _BLOCK_OF_PYMDOWN.fullmatch(line):
            return block_of_pymdown["title"] or ""
        if _ATTRIBUTES_LINE.fullmatch(line) or _MDX_LINE.fullmatch(line):
            return ""
        if ONLY_TAGS.fullmatch(line):
            for tag in _HUGO_TAG.finditer(line):
                self._follow(tag["name"], is_end=bool(tag["end"]), is_whole=tag["name"] not in self._paired)
            return captions(line)
        if (match := _UNSPACED.match(line)) and not re.search(r"\s#\w", line) and _is_heading_word(line, match):
            return f"{match[1]} {line[match.end() :]}"
        return line

    def _of_component(self, line: str) -> str:
        """What is seen of a line of components' tags; the lines inside them are indented as they like."""
        for tag in _JSX.finditer(line):
            name = _COMPONENT.match(tag[0])
            is_end, is_whole = tag[0].startswith("</"), tag[0].endswith("/>")
            self._follow(name[0].strip("</") if name else "", is_end=is_end, is_whole=is_whole)
        return captions(line)

    def _follow(self, name: str, *, is_end: bool, is_whole: bool) -> None:
        """Notes that something begins whose lines are indented as they like, or ends.

        Args:
            name: Its name.
            is_end: Whether it ends; that its lines are less indented may have told before.
            is_whole: Whether nothing stands in it.
        """
        if not is_end:
            self._opened += [] if is_whole or len(self._opened) >= DEEPEST else [_Indented(None, name)]
            return
        places = [n for n, opened in enumerate(self._opened) if opened.name == name]
        del self._opened[places[-1] if places else len(self._opened) :]


def _opened_by(line: str) -> int:
    """How many brackets of a program a line opens beyond those that it closes."""
    signs = _IN_MARKS.sub("", line)
    return sum(map(signs.count, "{[(")) - sum(map(signs.count, "}])"))


def _is_heading_word(line: str, match: re.Match[str]) -> bool:
    """Whether what follows the number signs opens a heading; `#strike` is a tag."""
    return len(match[1]) > 1 or not line[match.end()].islower()


def _as_typed(formula: re.Match[str]) -> str:
    """A formula with its marks kept; words in brackets that are only kept from being marks of Markdown are none."""
    inner = formula[0][2:-2]
    is_escaped = formula[0][0] == "\\" and len(inner) > LONGEST_SYMBOL
    is_escaped = is_escaped and ("](" in inner or not _OF_FORMULAS.search(inner))
    return formula[0] if is_escaped else _MARKUP.sub(r"\\\1", formula[0])


def without_opening_marks(words: str, block: str) -> str:
    """The words of a block without the mark that its first ones (`blockquote_open`, `list_item_open`) or a line has.

    Lines that define a term begin with a colon.
    """
    words = _OPENING_MARKS[block].sub("", words) if block in _OPENING_MARKS else words
    return _DEFINITION.sub("", words) if ":" in words else words


def _seen_bold(bold: re.Match[str]) -> str:
    """Words in bold without the marks that CommonMark would show, as it knows no words that touch them.

    They do in scripts without spaces, where a mark of punctuation is inside: `**注意：**必读`.
    """
    words, space = bold[2], bold[3]
    before, after = bold.string[: bold.start()][-1:], bold.string[bold.end() :][:1]
    opens = _WORD_SIGN.match(words) or not _WORD_SIGN.match(before)
    closes = not space and (_WORD_SIGN.match(words[-1]) or not _WORD_SIGN.match(after))
    return bold[0] if opens and closes else words + space


def _of_critic(mark: re.Match[str]) -> str:
    """What an editor leaves of words: the new ones and those that are only marked."""
    return mark["new"] or mark["added"] or mark["marked"] or LEFT_OUT


def plainer(words: str) -> str:
    """Words of a paragraph outside of code, without tags, attributes and marks that CommonMark doesn't know."""
    if "$" in words or "\\" in words:
        # Formulas stay as they are typed.
        words = _MATH.sub(_as_typed, words)
    if "{" in words:
        words = _CRITIC.sub(_of_critic, words)
        words = _BRACED.sub("", words) if "={" in words else words
        words = without_tags(_MDX_SPACE.sub(" ", _MDX_COMMENT.sub(LEFT_OUT, words)))
        words = _ATTRIBUTES.sub("", _SPAN.sub(r"\1", words) if "]{" in words else words)
    if "[" in words:
        words = _REFERENCE.sub("", without_shortcodes(words))
        words = _NOTE.sub(r"![\1](#)", words) if "^[" in words else words
        words = _WIKI_LINK.sub(lambda match: match[2] or match[1], _EMBED.sub(LEFT_OUT, words))
        words = _LINK_TITLE.sub(r"\1", words) if '"' in words else words
    if "<" in words:
        words = _TEMPLATER.sub(LEFT_OUT, words)
        words = _JSX.sub(lambda match: captions(match[0]), words)
    words = _WIDTH.sub("](", words) if "|" in words else words
    words = _LABEL.sub("", words) if "(\\#" in words else words
    words = _BLOCK_REFERENCE.sub(LEFT_OUT, words) if "((" in words else words
    words = _INSERTED.sub(r"\1", words) if "^^" in words else words
    words = _KEYS.sub(r"\1", words) if "++" in words else words
    if "^" in words or "~" in words:
        words = _RAISED.sub(lambda match: match[1] or match[2] or match[3], _BLOCK_ID.sub("", words))
    words = _OBSIDIAN.sub(LEFT_OUT, words) if "%%" in words else words
    words = _HIGHLIGHTED.sub(r"\1", words) if "==" in words else words
    words = _BOLD.sub(_seen_bold, words) if "**" in words else words
    words = _ICON.sub(LEFT_OUT, words) if ":" in words else words
    if LEFT_OUT in words:
        # Of two spaces around what is left out, one is enough.
        words = words.replace(f" {LEFT_OUT} ", " ").replace(LEFT_OUT, "")
    return words
