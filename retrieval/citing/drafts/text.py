"""A draft without its markup, code point for code point, and its parts: what is quoted where, and who is said to speak.

Paragraphs, list items, rows, block quotes and footnotes are read alone: a quotation belongs to a mark of its own part.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from retrieval.articles.openings import block_spans
from retrieval.citing.quotation_marks import PAIRS, QuotedSpan, quoted_spans
from retrieval.language.normalisation import DIRECTION_MARKS
from retrieval.language.saying import ALL_TITLES, MEN, WOMEN

MARK = re.compile(r"\[\s*pincite\s*:\s*([0-9a-z]+(?:\.\d+)?)\s*\]", re.IGNORECASE)
"""A citation mark: the id of an answer or of one of its citations."""

# A punctuation mark that Markdown was told to take as it is: https://spec.commonmark.org/0.31.2/#backslash-escapes
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?![\s*_])([^\n]+?)(?<![\s\\*])\1(?![\w*])")
_HTML_MARK = re.compile(
    r"<(?P<closes>/)?(?:q|blockquote)(?=[\s>])[^<>]*>|&(?:#\d{1,6}|#x[\da-f]{1,6}|\w{2,8});", re.IGNORECASE
)
_QUOTATION_MARKS = {*PAIRS, *"".join(PAIRS.values())}
# The tags of HTML at which a paragraph begins or ends, those of cells, and what names the source of a block quote.
_BLOCK_TAG = re.compile(
    r"</?(?P<name>blockquote|p|div|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|td|th|h[1-6]|br|hr|header|footer|cite|section|"
    r"article|aside|main|figure|figcaption|body|title|script|style)\b[^<>\n]*+>",
    re.IGNORECASE,
)
# Markdown's footnotes and link references, and reStructuredText's footnotes, at the start of a line.
_DEFINITION = re.compile(r"^[ ]{0,3}(?:\[(?P<note>\^?[^\]\s]+)\]:|\.\.\s+\[(?P<rst>[^\]\s]+)\]\s)", re.MULTILINE)
_ITEM = re.compile(r"^[^\S\n>]*(?:[-*+•–]|\d{1,3}[.)])\s+", re.MULTILINE)
_ITEM_MARK = re.compile(r"^[^\S\n]*(?:[-*+•–]|\d{1,3}[.)])(?=\s)", re.MULTILINE)
_ROW = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]+(?:\s\|\s[^|\n]+)+$", re.MULTILINE)
_BLOCK_QUOTE = re.compile(r"[^\S\n]*>")
_BLOCK_QUOTE_OPENS = re.compile(r"(?<=\n)(?<!\n>)[^\S\n]*>")
_LINE_QUOTE = re.compile(r"^[^\S\n]*(?:>[^\S\n]*)+", re.MULTILINE)
_SOURCE_LINE = re.compile(r"^[^\S\n]*(?:>[^\S\n]*)*(?:—|–|--)", re.MULTILINE)
# What holds no words of a writer's: front matter, code, comments, marks of direction, tags, the target of a link.
_UNSAID = re.compile(
    r"\A---\n.*?\n(?:---|\.\.\.)(?=\n|\Z)|^(?P<fence>```|~~~).*?(?:^(?P=fence)|\Z)|<!--.*?-->|(?<!`)`(?!`)[^`\n]+`(?!`)"
    rf"|(?<!\w)[{DIRECTION_MARKS}]|[{DIRECTION_MARKS}](?!\w)"
    r"|</?[a-z][^<>\n]*>|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
# A cell of a table before and after one with a quotation.
_CELL_BEFORE = re.compile(r"(\|)([^|\n]{2,60})\|(?=[^\S\n]*[“„«‘‚「『\"])")
_CELL_AFTER = re.compile(r"([”“»«’‘」』\"][^\S\n]*)\|([^|\n]{2,60})\|")
# What is between words and is none: emphasis, brackets of links, references to notes, bullets, headings, escapes.
_BETWEEN_WORDS = re.compile(
    r"\[\^[^\]\s]+\]|\[\d+\]_?|[*_]{1,3}|!?\[|\]|^[^\S\n]*(?:[-+•–][^\S\n]+|\d{1,3}[.)][^\S\n]+|#{1,6}[^\S\n])|\\(?=[!-/:-@\[-`{-~])",
    re.MULTILINE,
)


_BREAK = "\n\n"
_BREAKS_OF_TAGS = {("td", True): "|", ("th", True): "|", ("td", False): "", ("th", False): "", ("tr", False): "|\n\n"}
"""What stands for a tag of a table, by its name and whether it opens; a blank line stands for other blocks' tags."""


class Stretch(NamedTuple):
    """A part of a draft: where it begins in it, its text, the parts before and after it."""

    start: int
    text: str
    before: "Stretch | None" = None
    after: "Stretch | None" = None

    @property
    def end(self) -> int:
        """Where it ends in the draft."""
        return self.start + len(self.text)

    @property
    def is_block_quote(self) -> bool:
        """Whether it is a Markdown block quote."""
        return _BLOCK_QUOTE.match(self.text) is not None


class Note(NamedTuple):
    """A footnote: the pattern of what refers to it, and its stretch."""

    reference: re.Pattern[str]
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, read. `text` has quotation marks of HTML as they are typed; `words` is the text without its markup.

    Both have each of their words at the same code point as the `source`.
    """

    text: str
    words: str
    stretches: tuple[Stretch, ...]
    notes: tuple[Note, ...]
    source: str

    def line(self, at: int) -> int:
        """The line of a code point, from 1."""
        return 1 + self.source.count("\n", 0, at)


def read_draft(draft: str) -> Draft:
    """A draft, read."""
    text = _HTML_MARK.sub(_typed, _blocks_apart(draft))
    stretches, notes = _stretches(text)
    return Draft(text, _without_markup(text, stretches), tuple(stretches), tuple(notes), draft)


def _blocks_apart(draft: str) -> str:
    """A draft in which blocks of HTML are paragraphs, rows have their bars, and block quotes end before their source.

    Each tag is as long as before; what is in a block quote stays in one paragraph.
    """
    parts: list[str] = []
    at, quoting, closed = 0, False, False
    for tag in _BLOCK_TAG.finditer(draft):
        name, opens = tag["name"].lower(), not tag[0].startswith("</")
        before = draft[at : tag.start()]
        if name in ("script", "style") and not opens:
            before = re.sub(r"[^\n]", " ", before)
        instead = _BREAKS_OF_TAGS.get((name, opens), _BREAK if name != "cite" else "")
        if name == "blockquote":
            instead = "" if not opens and closed else tag[0]
            quoting, closed = opens, False
        elif quoting:
            names_source = opens and name in ("footer", "cite") and not closed
            instead, closed = "”" if names_source else "", closed or names_source
        parts += before, instead.ljust(len(tag[0]))
        at = tag.end()
    return "".join([*parts, draft[at:]])


def with_block_quotes(draft: str, quoted: Iterable[str]) -> str:
    """The text of a document in which the paragraphs that it sets as quotations are Markdown's block quotes.

    Paragraphs that follow each other are one block quote.

    Args:
        draft: The text.
        quoted: The words of these paragraphs; what is between their letters makes no difference.
    """
    left = Counter(key for each in quoted if (key := _letters(each)))
    blocks: list[str] = []
    is_quoting = False
    for block in draft.split(_BREAK):
        key = _letters(block)
        was_quoting, is_quoting = is_quoting, left[key] > 0
        if not is_quoting:
            blocks.append(block)
            continue
        left[key] -= 1
        lines = "\n".join(f"> {line}" for line in block.split("\n"))
        if was_quoting:
            blocks[-1] += f"\n>\n{lines}"
        else:
            blocks.append(lines)
    return _BREAK.join(blocks)


def with_notes(draft: str, notes: Iterable[tuple[str, str, Iterable[str]]]) -> str:
    """The text of a document in which its notes with a citation mark are Markdown's, and referred to where they were.

    Args:
        draft: The text, its notes among its paragraphs.
        notes: Of each note, in order, the words before and after what refers to it in its paragraph, and its own.
    """
    blocks = draft.split(_BREAK)
    keys = [_letters(block) for block in blocks]
    last = len(blocks) - 1
    for number, (before, after, paragraphs) in reversed(list(enumerate(notes, 1))):
        own = {_letters(paragraph) for paragraph in paragraphs if MARK.search(paragraph)}
        place = next((at for at in reversed(range(len(blocks))) if keys[at] in own), None)
        cited = _letters(before + after)
        body = next((at for at in range(last, -1, -1) if cited and at != place and keys[at].endswith(cited)), None)
        if place is None or body is None:
            continue
        at = _before_the_last(sum(not sign.isspace() for sign in after), blocks[body])
        blocks[body] = f"{blocks[body][:at]}[^note-{number}]{blocks[body][at:]}"
        blocks[place] = f"[^note-{number}]: {blocks[place]}"
        keys[place], last = "", body
    return _BREAK.join(blocks)


def _before_the_last(signs: int, text: str) -> int:
    """Where the text before its last so many signs ends, white space aside."""
    ends = [match.end() for match in re.finditer(r"\S", text)]
    return ends[-1 - signs] if signs < len(ends) else 0


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def quotations_in(stretch: Stretch) -> list[QuotedSpan]:
    """The quotations of a stretch in code points of the draft: those between marks, or a block quote as a whole."""
    if stretch.is_block_quote:
        whole = block_quotation(stretch, stretch.start, stretch.end)
        return [whole] if whole else []
    # A quotation may begin or end right beside a mark.
    spans = quoted_spans(MARK.sub(_blank, _UNSAID.sub(_blank, stretch.text)))
    return [span._replace(start=stretch.start + span.start, end=stretch.start + span.end) for span in spans]


def block_quotation(stretch: Stretch, start: int, end: int) -> QuotedSpan | None:
    """The words of a block quote without `>`, marks and the line that names the source; None when nothing is left.

    Args:
        stretch: The block quote.
        start: The first code point of the draft that counts.
        end: The one after the last.
    """
    part = stretch.text[start - stretch.start : end - stretch.start]
    lines = [line.strip() for line in _LINE_QUOTE.sub("", MARK.sub("", part)).split("\n")]
    words = " ".join(line for line in lines if not line.startswith(("—", "–", "--"))).strip()
    if not any(map(str.isalnum, words)):
        return None
    first, source = _LINE_QUOTE.match(part), _SOURCE_LINE.search(part, 1)
    last = start + source.start() if source else end
    return QuotedSpan(min(start + (first.end() if first else 0), last), last, words)


def plain_words(words: str) -> str:
    """Words of a draft without emphasis, escapes and entities."""
    return html.unescape(_ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", words)))


def _typed(mark: re.Match[str]) -> str:
    """A quotation mark of HTML as it is typed, as long as before: an opening one comes before its words."""
    is_tag = mark[0].startswith("<")
    sign = ("”" if mark["closes"] else "“") if is_tag else html.unescape(mark[0].lower())
    if not (is_tag or sign in _QUOTATION_MARKS):
        return mark[0]
    before = mark.string[mark.start() - 1 : mark.start()]
    opens = not before.strip("([|>") or before.isspace()
    if sign in "'’" and not opens and mark.string[mark.end() : mark.end() + 1].isalnum():
        return mark[0]  # the apostrophe of a word: "don&rsquo;t"
    return sign.rjust(len(mark[0])) if opens and not mark["closes"] else sign.ljust(len(mark[0]))


def _blank(match: re.Match[str]) -> str:
    """White space as long as a match, on as many lines."""
    return re.sub(r"[^\n]", " ", match[0])


def _without_markup(text: str, stretches: list[Stretch]) -> str:
    """A text without its markup; a block quote is in quotation marks, on one line with who is named below it."""
    plain = MARK.sub(_blank, _UNSAID.sub(_blank, f"{text}\n"))
    # An item of a list is a paragraph of its own: who speaks in the previous one does not speak in it.
    plain = _BETWEEN_WORDS.sub(_blank, _ITEM_MARK.sub(lambda mark: f"\n{_blank(mark)[1:]}", plain))
    plain = _CELL_AFTER.sub(_signed, _CELL_BEFORE.sub(_announced, plain))
    for stretch in stretches:
        if stretch.is_block_quote:
            after = stretch.after
            if after and _SOURCE_LINE.match(after.text):
                plain = f"{plain[: stretch.end]}{' ' * (after.start - stretch.end)}{plain[after.start :]}"
            plain = f"{plain[: stretch.start]}{_in_marks(plain[stretch.start : stretch.end])}{plain[stretch.end :]}"
    return plain


def _announced(cell: re.Match[str]) -> str:
    """A cell with a person's name before one with a quotation, as what announces it."""
    return f"{cell[1]}{cell[2]}:" if _names_person(cell[2]) else cell[0]


def _signed(cell: re.Match[str]) -> str:
    """A cell with a person's name after one with a quotation, as what is signed."""
    return f"{cell[1]}—{cell[2]}," if _names_person(cell[2]) else cell[0]


def _names_person(cell: str) -> bool:
    """Whether a cell of a table begins with a first name or a title."""
    first = cell.split(maxsplit=1)[0].rstrip(".").casefold() if cell.strip() else ""
    return first in MEN or first in WOMEN or first in ALL_TITLES


def _in_marks(block: str) -> str:
    """A block quote on one line and in quotation marks, unless it has its own; as long as before."""
    source = _SOURCE_LINE.search(block, 1)
    last = source.start() if source else len(block)
    words, rest = block[:last], block[last:]
    bare = _LINE_QUOTE.sub(_blank, words).replace("\n", " ")
    first = len(bare) - len(bare.lstrip())
    if bare.strip()[:1] not in PAIRS and first and bare.strip():
        bare = f"{bare[: first - 1]}“{bare[first:]}"
        bare = f"{bare.rstrip()}”".ljust(len(bare)) if bare.endswith(" ") else f"{bare[:-1]}”"
    return bare[: len(words)] + _LINE_QUOTE.sub(_blank, rest)


def _stretches(draft: str) -> tuple[list[Stretch], list[Note]]:
    """The stretches of a draft outside of footnotes, and its footnotes."""
    stretches: list[Stretch] = []
    notes: list[Note] = []
    for start, end in block_spans(draft):
        text = draft[start:end]
        definitions = list(_DEFINITION.finditer(text))
        stretches += _parts(start, text[: definitions[0].start()] if definitions else text)
        for here, after in pairwise([*(each.start() for each in definitions), len(text)]):
            definition = _DEFINITION.match(text, here)
            if definition:
                stretch = Stretch(start + definition.end(), text[definition.end() : after])
                notes.append(Note(_reference_to(definition), stretch))
    return list(_beside_each_other(stretches)), notes


def _beside_each_other(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Stretches, each with the one before and the one after it."""
    for before, stretch, after in zip([None, *stretches], stretches, [*stretches[1:], None], strict=False):
        yield stretch._replace(before=before, after=after)


def _reference_to(definition: re.Match[str]) -> re.Pattern[str]:
    """What refers to a footnote or link: `[^1]`, `[1]`, `[1]_`; not its own definition."""
    label = re.escape(definition["note"] or definition["rst"])
    return re.compile(rf"\[{label}\]{'_' if definition['rst'] else '(?![:(])'}")


def _parts(start: int, block: str) -> list[Stretch]:
    """A paragraph, its list items, its rows, its block quotes, each alone.

    Args:
        start: Where it begins in the draft.
        block: The paragraph.
    """
    if not block.strip():
        return []
    opens = [match.start() for match in _BLOCK_QUOTE_OPENS.finditer(block) if not _quoted_before(block, match.start())]
    if _BLOCK_QUOTE.match(block):
        return [Stretch(start, block)]
    cuts = {0, len(block), *opens}
    for match in _ITEM.finditer(block):
        cuts.add(match.start())
        if _BLOCK_QUOTE.match(block, match.end()):
            cuts.add(match.end())
    for row in _ROW.finditer(block):
        cuts |= set(row.span())
    return [Stretch(start + a, block[a:b]) for a, b in pairwise(sorted(cuts)) if block[a:b].strip()]


def _quoted_before(block: str, at: int) -> bool:
    """Whether the line before the one that begins at a place is one of a block quote."""
    before = block.rfind("\n", 0, at - 1) + 1
    return _BLOCK_QUOTE.match(block, before) is not None
