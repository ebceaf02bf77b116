"""LaTeX: one file, one article, with the words that a reader of the printed page sees, and formulas as they are typed.

Nothing is run and no other file is read. Of a command that isn't known the words in its braces stay.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple
from unicodedata import lookup, normalize

from retrieval.articles.files import Problem
from retrieval.language.saying import word_set
from retrieval.readers.markup.light_markup import LONGEST_STAND_IN, Blocks, Numbered, Read, article_of
from retrieval.records import Article

READER = "latex 5"
"""The name of this reader with its number, raised whenever the same file would give another text."""

LONGEST_GROUP = 20_000
"""What is between braces is looked for in so many characters: of a file of open ones each would go to the end."""

_HEADING, _HEADING_END, _ITEM, _BREAK, _STORED, _STORED_END = "\ue021\ue022\ue023\ue024\ue025\ue026"
_MARKS = re.compile(f"({_HEADING}[^{_HEADING_END}]*{_HEADING_END}|{_ITEM}|{_BREAK}|{_STORED}\\d+{_STORED_END})")

_VERBATIM = re.compile(
    r"\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|alltt)\}(?:\[[^\[\]\n]{0,300}\]|\{[^{}\n]{0,60}\})*"
    r"((?:[^\\]++|\\(?!(?:begin|end)\{\1\}))*+)\\end\{\1\}"
)
_UNSEEN = re.compile(
    r"\\begin\{(comment|tikzpicture|pgfpicture|filecontents\*?|picture|CCSXML)\}"
    r"(?:[^\\]++|\\(?!(?:begin|end)\{\1\}))*+\\end\{\1\}|"
    r"\\iffalse\b(?:[^\\]++|\\(?!(?:iffalse|fi)\b))*+\\fi\b"
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_BODY = re.compile(r"\\begin\{document\}")
_BODY_END = re.compile(r"\\end\{document\}")
_TABLE = re.compile(
    r"\\begin\{(tabular[xy*]?|longtable|tabulary|array|supertabular)\}(?:\[[^\[\]\n]{0,60}\])?"
    r"(?P<body>(?:[^\\]++|\\(?!(?:begin|end)\{\1\}))*+)\\end\{\1\}"
)
_ROW_END = re.compile(r"\\\\(?:\[[^\[\]\n]{0,30}\])?\*?|\\tabularnewline\b")
_CAPTION = re.compile(r"\\caption\*?\s{0,5}(?:\[[^\[\]]{0,300}\])?\s{0,5}(?=\{)")
_CELL_END = re.compile(r"(?<!\\)&")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)\b|\\c(?:mid)?rule(?:\([^()]*\))?\{[^{}]*\}|\\cline\{[^{}]*\}"
)
_SECTION = re.compile(
    r"\\(?:part|chapter|section|subsection|subsubsection|paragraph|frametitle|addchap|addsec)\*?\s{0,5}(?:\[[^\[\]]{0,300}\])?\s{0,5}(?=\{)"
)
_NOTE = re.compile(r"\\(?:footnote|footnotetext|endnote|thanks|marginpar)\s{0,5}(?:\[[^\[\]]{0,60}\])?(?=\{)")
_ITEM_MARK = re.compile(
    r"\\item(?![A-Za-z])(?:<[^<>\n]{1,20}>)?[ \t]*(?:\[([^\[\]]{0,300})\])?|"
    r"\\bibitem\s{0,3}(?:\[[^\[\]]{0,200}\])?\{[^{}]{0,200}\}"
)
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\{[A-Za-z*]{1,40}\}(?:\[[^\[\]\n]{0,200}\])?|"
    r"\\(?:par|maketitle|newpage|clearpage|tableofcontents|bigskip|medskip|smallskip|centering|appendix)(?![A-Za-z])|(?<!\\)\\[\[\]]"
)
_WIDTH_BEHIND = re.compile(
    r"\\begin\{(?:minipage|thebibliography|multicols|wrapfigure|subfigure|column)\}(?:\[[^\[\]\n]{0,60}\])?(?:\{[^{}\n]{0,60}\}){1,2}"
)
_FIELD = re.compile(r"\\(title|subtitle|author|date)\s{0,5}(?:\[[^\[\]]{0,300}\])?\s{0,5}(?=\{)")
_AND = re.compile(r"\\(?:and|And|AND)(?![A-Za-z])")
_DEFINED = re.compile(r"\\(?:re)?newcommand\*?\s?\{?\\([A-Za-z]{1,40})\}?\s?(?=\{)|\\def\s?\\([A-Za-z]{1,40})(?=\{)")
_DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|renewcommand|DeclareRobustCommand)\*?\s?\{?\\[A-Za-z]{1,40}\}?"
    r"(?:\[[^\[\]]{0,60}\]){0,2}\s?(?=\{)|\\[egx]?def\s?\\[A-Za-z]{1,40}[#0-9]{0,18}(?=\{)"
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(r"\\([A-Za-z]{1,60}+)\*?(?:[ \t]*\n(?![ \t]*\n))?[ \t]*|\\(.)|([{}])|\$\$?|[^\\{}$]+|\\", re.DOTALL)
_SPACES = re.compile(r"[ \t]{2,}")
_OVERLAY = re.compile(r"<[\d,+|.-]{1,20}>")
"""On which pages of a talk words are shown."""

_OPTION = re.compile(r"\[[^\[\]]{0,500}\]")
_LINE_WHITE = re.compile(r"\*?\[[-+.\d\\][^\[\]\n]{0,30}\]|\*")
"""How much white is below a line that is broken."""

_GERMAN = re.compile(r"german|austrian")

_ACCENTS = dict(
    zip(
        "'`\"^~=.uvHckrdb",
        "\u0301\u0300\u0308\u0302\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331",
        strict=True,
    )
)
_SYMBOLS = {
    "ss": "ß", "oe": "œ", "OE": "Œ", "ae": "æ", "AE": "Æ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dots": "…", "ldots": "…", "textellipsis": "…", "cdots": "…", "S": "§", "P": "¶", "euro": "€",
    "texteuro": "€", "EUR": "€", "pounds": "£", "copyright": "©", "textregistered": "®", "texttrademark": "™",
    "textdegree": "°", "degree": "°", "textendash": "–", "textemdash": "—", "glqq": "„", "grqq": "“", "glq": "‚",
    "grq": "‘", "flqq": "«", "frqq": "»", "guillemotleft": "«", "guillemotright": "»", "og": "« ", "fg": " »",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’",
    "quotedblbase": "„", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textless": "<", "textgreater": ">", "textunderscore": "_", "times": "×", "cdot": "·", "pm": "±", "leq": "≤",
    "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈", "sim": "∼", "infty": "∞", "to": "→",
    "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "sum": "∑", "prod": "∏", "int": "∫", "partial": "∂",
    "sqrt": "√", "in": "∈", "subset": "⊂", "cup": "∪", "cap": "∩", "forall": "∀", "exists": "∃", "LaTeX": "LaTeX",
    "TeX": "TeX", "BibTeX": "BibTeX", "quad": " ", "qquad": " ", "newline": " ", "linebreak": " ", "space": " ",
    "textbullet": "•", "dag": "†", "ddag": "‡", "textperiodcentered": "·", "slash": "/", "no": "№", "th": "þ",
}  # fmt: skip
_OPERATORS = frozenset("×·±≤≥≠≈∼∞→←⇒∑∏∫∂∈⊂∪∩∀∃")
_WITHOUT_WORDS = word_set(
    "label cite citep citet citealp citeauthor citeyear autocite parencite textcite footcite nocite ref eqref pageref "
    "autoref cref index glossary vspace hspace vskip hskip includegraphics input include includeonly bibliography "
    "bibliographystyle addbibresource usepackage documentclass newcommand renewcommand providecommand newenvironment "
    "setlength addtolength setcounter addtocounter hypersetup pagestyle thispagestyle pagenumbering geometry color "
    "definecolor selectlanguage fontsize vphantom hphantom phantom graphicspath hyphenation affiliation institute "
    "email address inst affil orcid bibinfo linespread markboth markright addcontentsline newtheorem theoremstyle "
    "lstset captionsetup titleformat rule footnotemark pdfbookmark printbibliography acrodef todo st sout xout noalign "
    "tightlist"
)
"""Commands whose braces hold no words of the page."""

_FIRST_WITHOUT_WORDS = {
    "href": 1, "textcolor": 1, "colorbox": 1, "foreignlanguage": 1, "parbox": 1, "raisebox": 1, "multicolumn": 2,
    "multirow": 2, "makebox": 0, "scalebox": 1, "resizebox": 2, "rotatebox": 1, "hyperlink": 1, "hypertarget": 1,
    "fcolorbox": 2, "adjustbox": 1,
}  # fmt: skip
"""Commands of whose braces so many first ones hold no words."""


class _Stored(NamedTuple):
    """What is put on the page as a whole: lines as they stand, or rows of a table."""

    code: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The article of a file in LaTeX."""
    yield from article_of(data, name, _parsed, READER)


def _parsed(lines: list[Numbered]) -> Read:
    """The fields of a file and its page."""
    first = lines[0][0] if lines else 1
    stored: list[_Stored] = []
    text = _UNSEEN.sub(lambda match: _feeds(match[0]), _with_code_stored("\n".join(text for _, text in lines), stored))
    begin, end = _BODY.search(text), _BODY_END.search(text)
    preamble = text[: begin.start()] if begin else text
    seen = partial(_seen, names=_definitions(preamble), german=_GERMAN.search(preamble) is not None)
    fields, text = _fields(text, seen)
    begin, end = _BODY.search(text), _BODY_END.search(text)
    if begin:
        head = text[: begin.end()]
        text = _feeds(head) + text[begin.end() : end.start() if end else len(text)]
    text = _with_groups(text, _DEFINITION, lambda *_: "")
    notes: list[str] = []
    text = _with_groups(text, _NOTE, _kept_in(notes))
    text = _with_tables_stored(text, stored)
    text = _with_groups(text, _SECTION, lambda _, words: f"{_HEADING}{words.replace(chr(10), ' ')}{_HEADING_END}")
    text = _ITEM_MARK.sub(lambda match: f"{_ITEM}{match[1] + ': ' if match[1] else ''}", text)
    text = _ENVIRONMENT.sub(_BREAK, _WIDTH_BEHIND.sub(_BREAK, text))
    blocks = Blocks(seen)
    for number, line in enumerate(text.split("\n"), first):
        _line(blocks, number, line, stored)
    blocks.end()
    for note in notes:
        blocks.line(" ".join(note.split()), first + len(lines) - 1)
        blocks.end()
    return Read(fields, blocks.page)


def _line(blocks: Blocks, number: int, line: str, stored: list[_Stored]) -> None:
    """Adds a line, part by part.

    Args:
        blocks: The page.
        number: That of the line.
        line: The line.
        stored: What marks in it stand for.
    """
    if not line.strip():
        blocks.blank()
    is_item = False
    for part in _MARKS.split(line):
        mark = part[:1]
        if mark == _HEADING:
            blocks.heading(part[1:-1], number)
        elif mark == _ITEM:
            is_item = True
        elif mark == _BREAK:
            blocks.end()
        elif mark == _STORED:
            whole = stored[int(part[1:-1])]
            if whole.code:
                blocks.code(list(enumerate(whole.code, number)))
            blocks.rows([(number + at, cells) for at, cells in whole.rows], has_names=len(whole.rows) > 1)
        elif is_item and part.strip():
            blocks.item(part.strip(), number, mark="-")
            is_item = False
        elif part.strip():
            blocks.line(part.strip(), number)


def _feeds(source: str) -> str:
    """The line feeds of what is left out."""
    return "\n" * source.count("\n")


def _with_code_stored(text: str, stored: list[_Stored]) -> str:
    """A text without comments, and with marks in place of its code.

    Args:
        text: The text.
        stored: To which the code is added.
    """
    parts: list[str] = []
    at = 0
    for match in _VERBATIM.finditer(text):
        parts.append(_without_comments(text[at : match.start()]))
        stored.append(_Stored(match[2].split("\n"), []))
        parts.append(f"{_STORED}{len(stored) - 1}{_STORED_END}{_feeds(match[0])}")
        at = match.end()
    return "".join([*parts, _without_comments(text[at:])])


def _without_comments(text: str) -> str:
    """A text without comments; a line that holds nothing else doesn't end a paragraph."""
    lines = text.split("\n")
    bare_lines = [_COMMENT.sub(r"\1", line) if "%" in line else line for line in lines]
    return "\n".join(
        "{}" if not new.strip() and old.strip() and 0 < n < len(lines) - 1 else new
        for n, (old, new) in enumerate(zip(lines, bare_lines, strict=True))
    )


def _group_ends(text: str) -> Mapping[int, int]:
    """Where braces open → where they are closed, after them; those that aren't, or too far away, are left out."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            start = opened.pop()
            if match.end() - start <= LONGEST_GROUP:
                ends[start] = match.end()
    return ends


def _with_groups(text: str, pattern: re.Pattern[str], instead: Callable[[re.Match[str], str], str]) -> str:
    """A text with something else in place of commands and their braces; the line feeds stay.

    Args:
        text: The text.
        pattern: Matches a command, up to its braces.
        instead: What stands in place of a command and the words in its braces.
    """
    parts: list[str] = []
    at, ends = 0, _group_ends(text)
    for match in pattern.finditer(text):
        end = ends.get(match.end()) if match.start() >= at else None
        if end is not None:
            parts += [text[at : match.start()], instead(match, text[match.end() + 1 : end - 1])]
            parts.append(_feeds(text[match.start() : end]))
            at = end
    return "".join([*parts, text[at:]])


def _kept_in(contents: list[str]) -> Callable[[re.Match[str], str], str]:
    """Keeps the words of commands elsewhere; nothing is in their place."""

    def keep(_: re.Match[str], words: str) -> str:
        contents.append(words)
        return ""

    return keep


def _fields(text: str, seen: Callable[[str], str]) -> tuple[dict[str, str], str]:
    """What a file says about itself, and its text without that."""
    fields: dict[str, str] = {}

    def keep(match: re.Match[str], words: str) -> str:
        name = match[1]
        if name == "author":
            names = [seen(_ROW_END.split(part)[0]).strip(" ,\n") for part in _AND.split(_without_notes(words))]
            whole = "; ".join(" ".join(name.split()) for name in names if name)
            fields["authors"] = f"{fields['authors']}; {whole}" if "authors" in fields else whole
        elif name in ("title", "date"):
            fields.setdefault(name, " ".join(seen(_ROW_END.sub(" ", _without_notes(words))).split()))
        return ""

    text = _with_groups(text, _FIELD, keep)
    return {name: words for name, words in fields.items() if words}, text


_RAISED = re.compile(
    r"\\(?:textsuperscript|inst|IEEEauthorrefmark|orcidlink|footnotemark)(?:\[\d*\])?(?:\{[^{}]*\})?|\$\^\{?[^{}$]{1,20}\}?\$"
)


def _without_notes(words: str) -> str:
    """Names without what stands raised after them, and notes."""
    return _with_groups(_RAISED.sub("", words), _NOTE, lambda *_: "")


def _definitions(preamble: str) -> Mapping[str, str]:
    """The commands without arguments that stand for short words."""
    names: dict[str, str] = {}
    ends = _group_ends(preamble)
    for match in _DEFINED.finditer(preamble):
        end = ends.get(match.end())
        if end is not None and end - match.end() <= LONGEST_STAND_IN and "#" not in preamble[match.end() : end]:
            names[match[1] or match[2]] = preamble[match.end() + 1 : end - 1]
    return names


def _with_tables_stored(text: str, stored: list[_Stored]) -> str:
    """A text with marks in place of its tables.

    Args:
        text: The text.
        stored: To which the tables are added.
    """

    def keep(match: re.Match[str]) -> str:
        body = match["body"]
        for _ in range(2 if match[1] in ("tabularx", "tabular*", "tabulary") else 1):
            end = _group_ends(body).get(0) if body.startswith("{") else None
            body = body[end:] if end else body
        # The head of a long table stands twice: for its first page, and for the others.
        head, again, rest = body.partition("\\endfirsthead")
        at = match[0].count("\n", 0, len(match[0]) - len(body) - len(f"\\end{{{match[1]}}}"))
        body = head + _feeds(rest.partition("\\endhead")[0]) + rest.partition("\\endhead")[2] if again else body
        captions: list[str] = []
        body = _with_groups(body, _CAPTION, _kept_in(captions))
        rows: list[tuple[int, list[str]]] = []
        for row in _ROW_END.split(body):
            visible = _RULES.sub("", row)
            if visible.strip():
                leading = len(visible) - len(visible.lstrip())
                cells = [" ".join(cell.split()) for cell in _CELL_END.split(visible)]
                rows.append((at + visible[:leading].count("\n"), cells))
            at += row.count("\n")
        stored.append(_Stored([], rows))
        caption = " ".join(" ".join(captions).split())
        return f"{_BREAK}{caption}{_BREAK}{_STORED}{len(stored) - 1}{_STORED_END}{_feeds(match[0])}"

    return _TABLE.sub(keep, text)


def _seen(words: str, names: Mapping[str, str], *, german: bool) -> str:
    """Words as they are printed.

    Args:
        words: As they are typed.
        names: What commands of the file stand for.
        german: Whether quotation marks and umlauts may be typed as German has them.
    """
    parts: list[str] = []
    at, ends = 0, _group_ends(words)
    while match := _TOKEN.match(words, at):
        at = match.end()
        command, sign = match[1], match[2]
        if command or sign:
            text, at = _of_command(words, command or sign, at, names, ends)
            if not text and parts and words[at : at + 1] in (",", ".", ";", ":", ")"):
                parts[-1] = parts[-1].rstrip(" ~")  # What is left out stood before it.
            parts.append(text + _feeds(match[0]))
        elif match[0][0] not in "{}$\\":
            parts.append(match[0])
    seen = "".join(parts)
    if german and '"' in seen:
        seen = re.sub(
            r'"([aouAOU])', lambda m: normalize("NFC", m[1] + "\u0308"), seen.replace('"`', "„").replace("\"'", "“")
        )
        seen = seen.replace('"s', "ß").replace('"=', "-").replace('"-', "").replace('"~', "-")
    seen = seen.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", " ")
    seen = seen.replace("<<", "«").replace(">>", "»").replace(",,", "„")
    return _SPACES.sub(" ", re.sub(r"`(?=\w)", "‘", seen).replace("'", "’"))


def _of_command(
    words: str, command: str, at: int, names: Mapping[str, str], ends: Mapping[int, int]
) -> tuple[str, int]:
    """What is printed for a command, and where the words after it go on.

    Args:
        words: Those that it is in.
        command: Its name or sign.
        at: Where it ends.
        names: What commands of the file stand for.
        ends: Where braces open in the words → where they are closed.
    """
    if command in names and command not in _WITHOUT_WORDS:
        return _TOKEN.sub(lambda match: "" if match[0][0] in "\\{}$" else match[0], names[command]), at
    if command in _ACCENTS and (
        len(command) > 1 or not command.isalpha() or words[at : at + 1] in "{\\" or words[at - 1] == " "
    ):
        return _accented(words, command, at)
    # Behind a name a space is its end; in formulas it is kept, where it parts as well.
    space = " " if words[at - 1 : at] == " " else ""
    if command in _SYMBOLS:
        return _SYMBOLS[command] + space * (_SYMBOLS[command] in _OPERATORS), at
    if command in _WITHOUT_WORDS:
        return "", _behind_groups(words, at, 9, ends)
    if command in _FIRST_WITHOUT_WORDS:
        return "", _behind_groups(words, at, _FIRST_WITHOUT_WORDS[command], ends)
    if command == "\\" and (white := _LINE_WHITE.match(words, at)):
        return " ", white.end()
    if not command.isalpha():
        return {
            "\\": " ",
            " ": " ",
            "\n": "\n",
            ",": " ",
            ";": " ",
            ":": " ",
            "(": "",
            ")": "",
            "/": "",
            "-": "",
            "!": "",
        }.get(command, command), at
    option = _OVERLAY.match(words, at) or _OPTION.match(words, at)
    greek = _greek(command)
    return greek + space * bool(greek), option.end() if option else at


def _greek(command: str) -> str:
    """A Greek letter by its name; nothing for other commands."""
    size = "CAPITAL" if command[0].isupper() else "SMALL"
    try:
        return lookup(f"GREEK {size} LETTER {command.removeprefix('var').upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return ""


def _accented(words: str, command: str, at: int) -> tuple[str, int]:
    """The letter that an accent stands on, with it, and where the words go on."""
    is_group = words[at : at + 1] == "{"
    letter = at + is_group
    if words[letter : letter + 2] in ("\\i", "\\j"):
        base, end = words[letter + 1], letter + 2
    else:
        base, end = words[letter : letter + 1], letter + 1
    if not base.isalpha():
        return ("" if command.isalpha() else command if command in "~^" else ""), at
    if is_group and words[end : end + 1] == "}":
        end += 1
    return normalize("NFC", base + _ACCENTS[command]), end


def _behind_groups(words: str, at: int, most: int, ends: Mapping[int, int]) -> int:
    """Where words go on after up to `most` groups in braces, and those in brackets.

    Args:
        words: The words.
        at: Where they may begin.
        most: How many are skipped.
        ends: Where braces open in the words → where they are closed.
    """
    count = 0
    while at < len(words):
        if option := _OPTION.match(words, at):
            at = option.end()
        elif count < most and (end := ends.get(at)):
            at, count = end, count + 1
        else:
            break
    return at
