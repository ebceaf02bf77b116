"""The blocks of an article's text, separated by blank lines in every format: paragraphs and headings.

A paragraph is a run of lines between blank lines. A short line of its own above body text is a heading: it is not a
paragraph and not part of any quote. Neither is what only parts others, such as a line of asterisks.
"""

import datetime
import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.articles.chats import message_starts
from retrieval.articles.mastheads import is_agency
from retrieval.articles.openings import (
    OPENING_BLOCKS,
    REMEMBERED,
    block_spans,
    is_closing,
    is_day,
    is_diary,
    may_be_authors,
    opening_lines,
)
from retrieval.language.expressions import expression
from retrieval.language.normalisation import DIRECTION_MARKS
from retrieval.records import Article, Heading, Paragraph

HEADING_WORDS = 12
"""A heading without markup has up to this many words; a guess at what editors write."""

HEADING_CHARACTERS = 90
"""A heading without markup has up to this many code points; the same guess for scripts without spaces."""

FEWEST_ROWS = 2
"""The fewest rows of a table, names of columns among them."""

FEWEST_WORDS_BELOW, LONGER_BELOW = 8, 1.5
"""The line right below a heading without a blank line has this many words, and is this many times as long: in verse and
addresses lines are about as long as each other. Guesses; no text of 3,270 articles of news has such a block."""

ASKING_SHARE = 0.6
"""Somebody asks the questions of an interview when this many of their turns do, and no more than a few lead to one."""

FEWEST_STANZAS = 3
"""This many blocks of two lines, and nothing else below a title, are a poem's."""

OPENING_REACH = 8_000
"""How many code points of a text are looked at for its first words."""

FEWEST_TITLE_WORDS = 4
"""A title above a subtitle has this many words: the name of a newspaper or section that may stand there has fewer."""

CAPTION_WORDS = 5
"""The most words of what stands above a title, such as the caption of a picture."""

MOST_RUNS = 4
"""The most lines of a title, author and date, and text without blank lines between; more are lines of a list."""

OPENING_CHARACTERS = 70
"""An untitled article is shown by its first words, up to this many code points: a line of a terminal with a date."""

ONE_LINE_PARAGRAPHS = 3
"""A block of this many lines that each end a sentence is one line a paragraph: of two it may be chance."""

FEWEST_LINES_APART, LINES_APART, GOING_ON, FULL = 10, 0.7, 0.2, 0.85
"""A text has a blank line below each line when it has so many blocks, so many of them are single lines, and so many go
on in the next one; a line is full when it is, with the next word, so long as lines that go on: guesses, by 500 releases
that were taken out of PDF files, of which 73 are such."""

LONGEST_BREAK = 200
"""What only parts others, or tells the page, has up to this many code points."""

_BREAK = expression(rf"[*#§⁂❦❧☙❖◆◇◊○●•·※✻✽~=_–—―\s-]{{1,{LONGEST_BREAK}}}")

_PAGE = expression(
    r"[\[(<=~*_–—\s-]{0,10}(?:(?:page|seite|página|pagina|page no\.?|pág\.?|p\.|s\.|strona|sayfa|sida|side|стр\.|"
    r"страница)\s?\d{1,4}(?:\s?(?:of|/|von|de|di|van|sur|из|z)\s?\d{1,4})?|第\s?\d{1,4}\s?[页頁]|\d{1,4}\s?ページ|"
    r"[-–—]\s?\d{1,4}\s?[-–—])[\])>=~*_–—\s-]{0,10}",
    re.IGNORECASE,
)
"""What tells in a text on which page it stood, and nothing else: `Page 3 of 7`, `[Seite 3]`, `- 3 -`."""

_CHAPTER = expression(
    r"(?:chapter|book|part|section|letter|act|scene|canto|kapitel|teil|capítulo|parte|chapitre|partie|capitolo|hoofdstuk|"
    r"rozdział|глава|часть|розділ) (?:\d{1,3}|[IVXLC]{1,8})\b[.:—–-]{0,2}(?: [^.!?]{1,60})?\.?",
    re.IGNORECASE,
)
"""A chapter's number, which may have a full stop: `CHAPTER IV.`"""

_RULE = expression(r"[^\S\n]*(?:[*#§~=_–—―•·-][^\S\n]*){4,200}\n")
_DATELINE = expression(r"\A\s*date[: ]\s*(\d{4}-\d{2}-\d{2})(?:[ \t]+|[ \t]*\n|\Z)", re.IGNORECASE)
_MARKDOWN_HEADING = expression(r"#{1,6}[ \t]+(.*)\Z")
_UNDERLINE = expression(r"[^\n]+\n(?:=+|-{3,})[^\S\n]*(?=\n)")
_UNSEEN = f"\u200b\ufeff{DIRECTION_MARKS}"
_ASKED = expression(r"[^\W\d_][\w. ]{0,30}:\s")
_SPEAKER = expression(r"[^\W\d_][\w.'’ -]{0,30}[:：](?=\s|[^\x00-\x7f])")
_NUMBERED = expression(r"\d{1,3}\.\s")
_UNDERLINED = expression(r"([^\n]+)\n(?:=+|-{3,})\Z")
_CLOSING_MARKS = expression(r"[\"”’'»]+\Z")
_GOES_ON = expression(r"[.!?…][\"”’'»“‘«‹]*\s")
# In German and many other languages “, ‘ and « close: behind a full stop they can't but close. A mark of a note, or the
# square at the end of an article, is behind the sentence.
_SENTENCE_END = expression(
    r"(?:[.!?…。！？।۔։።။។:;,\"”’'»)\]–—]|[.!…。۔][“‘«‹』」]{1,2}|"
    r"[.!…。][”’»“‘«\"']{0,2} ?[*†‡¹²³⁰⁴-⁹■□▪◼◆◇●○▲△▼▽★☆※✦❖◊]{1,3})\Z"
)
_LONGEST_END = 8
"""No end of a sentence has more code points than this."""

_SIGN_OFF = expression(
    r"[.!…。！।۔](?:(?<=[^\W\dA-Z_]{2}.)|(?<=[。！।۔]))[\"”’»“‘)\]]{0,2}\s{0,3}(?P<dash>[—–-]{1,2})?\s?(?P<sign>[(\[/]?[^.!?…\n]{2,50})\Z"
)
"""Who signs behind the last sentence; "U.S. – China" is none."""

_NAME = expression(r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][\w.'’-]*){1,3}")
_END_MARKS = expression(r"-30-|###|\*\*\*|ENDS?")
_SERVICES = expression(r"dpa/[a-zäöü]{2,4}(?:/[a-z]{2,4})?|(?:red|est|jdo|cif|kad)/[A-Za-z.\-/]{2,20}|APA/[A-Z]{2,4}")
"""How the regional services of an agency sign: `dpa/lnw`, `red/APA`."""

_UNSPACED = expression(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""A letter of Thai, Lao, Burmese or Khmer, which have neither spaces between words nor capitals, nor, but for Khmer and
Burmese, full stops."""

UNSPACED_TITLE, UNSPACED_HEADING = 60, 30
"""In these scripts a title has up to this many code points, and a heading further down: a sentence has more."""

# Somebody's words with their name behind a dash or in brackets: “We will stay.” — Ruth Hall, mayor
_SIGNED = expression(
    r"[\"“„«‘‚»「『'][^\n]{1,89}[.!?…。！？]\s?[\"”“»«’‘'」』]\s{0,2}(?:[—–―-]{1,2}\s?|\()[^\W\d_a-z][^\n.!?]{1,60}"
)
_LINE_END = expression(r"[.!?…。！？।۔։።။។]['\"”’»“‘«‹)\]』」]{0,3}[^\S\n]{0,8}\Z")
_LINE = expression(r"\S(?:[^\n]*\S)?")
_CELL = expression(r"(?<=\s\s)\S+(?: \S+)*")
_TABLE_RULE = expression(r"(?=[^\n]*[-=+])[\s|+:=-]+")
_INDENT = expression(r"[ ]{2,10}|\t")
_ASKING = str.maketrans("", "", "?？؟")
_QUESTION = expression(r"[?？؟][\"”’'»)]?\Z")
_LIST_ITEM = expression(r"(?:[-*•–]|\d{1,3}\)|\d{1,3}\.(?!\s+[^\W\d_a-z]))\s")
"""An item of a list; what stands alone behind "1." and is capitalised may be a heading."""

_BOOK_BEGINS, _BOOK_ENDS = (
    expression(rf"^\*{{3}} ?{mark} OF TH(?:E|IS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)\b.*$", re.MULTILINE)
    for mark in ("START", "END")
)
_LETTER = expression(r"[^\W_]")


class Block(NamedTuple):
    """A run of lines without a blank line; `heading` is the words of a heading, and None for a paragraph.

    `about` tells of a paragraph that says by whom the text is or of when, and nothing else, or that stands in the
    licence around it.
    """

    start: int
    end: int
    heading: str | None
    about: bool = False


_FILE_MARK = expression(
    r"(?-i:[A-Z]{1,2})|(?:(?:(?:civil|criminal|appellate) )?(?:action|appeal|case|cause|court|docket|file) )?"
    r"(?:nos?|nr|number)\b\.?:? ?(?=[^\n]*[-–—:/])\d[\w.:/–—-]{3,30}",
    re.IGNORECASE,
)
"""What a court writes at the top of a paper for its files: "WO", "No. 20-16276". The title is the heading below it."""

_TITLE_LABEL = expression(
    r"\A(?:(?:article |post )?title|headline|titel|título|titulo|titre|titolo|tytuł|tittel|overskrift|otsikko|"
    r"başlık|titul|cím|titlu|τίτλος|judul|naslov|nadpis|заголовок|название|заглавие|назва|标题|標題|タイトル|題名|题名|제목|"
    r"العنوان|عنوان|शीर्षक|כותרת)\s?[:：]\s*(?=\S)",
    re.IGNORECASE,
)


def dateline(text: str) -> tuple[datetime.date | None, int]:
    """The date at the front of a text, written as `date 2024-03-16 `, and the offset where the words after it begin.

    Returns:
        None and 0 when there is no such date, or it is not in the calendar.
    """
    match = _DATELINE.match(text)
    if match is None:
        return None, 0
    try:
        return datetime.date.fromisoformat(match[1]), match.end()
    except ValueError:
        return None, 0


def blocks(text: str, headings: Collection[Heading] | None = None) -> list[Block]:
    """The paragraphs and headings of a text in order, without its dateline and the white space around them.

    Where every line of a block ends a sentence, each line is a paragraph. A title with its author or day right below
    it is a block of its own.

    Args:
        text: The text, or its beginning.
        headings: The headings, where they are known; otherwise short lines above body text are, and Markdown's.
    """
    as_tuple = None if headings is None else tuple(headings)
    return list((_known_blocks if len(text) <= REMEMBERED else _blocks)(text, as_tuple))


def _blocks(text: str, headings: tuple[Heading, ...] | None) -> list[Block]:
    """What `blocks` gives."""
    _, begin = dateline(text)
    spans = [
        (start, start + len(text[start:end].rstrip()) if text[end - 1].isspace() else end)
        for start, end in block_spans(text, begin)
    ]
    if headings is None:
        parts = _headings_apart(text, _with_lines_together(text, spans))
        headed = {first[0]: text[slice(*first)] for first, *rest in parts if rest}
        spans, about = _with_opening_apart(text, list(itertools.chain.from_iterable(parts)))
        about |= _around_a_book(text, spans)
        words = [text[start:end] for start, end in spans]
        marked = [headed.get(start) or _marked_heading(each) for (start, _), each in zip(spans, words, strict=True)]
        bare = bare_headings(
            [each if mark is None else None for mark, each in zip(marked, words, strict=True)],
            {i for i, (start, _) in enumerate(spans) if start in about} if about else (),
        )
        titles = {i: mark or words[i].strip(_UNSEEN) for i, mark in enumerate(marked) if mark or i in bare}
    else:
        starts = {start for start, _ in headings}
        spans, about = _with_opening_apart(text, spans, starts)
        about |= _around_a_book(text, spans)
        starts -= about
        titles = {i: text[start:end] for i, (start, end) in enumerate(spans) if start in starts}
    if len(spans) > 1 and len(spans) - 1 not in titles and is_closing(text[slice(*spans[-1])]):
        about.add(spans[-1][0])
    result = []
    for i, (start, end) in enumerate(spans):
        is_short = end - start <= LONGEST_BREAK and i not in titles
        if is_short and (_BREAK.fullmatch(text, start, end) or _PAGE.fullmatch(text, start, end)):
            continue
        is_about = start in about and i not in titles
        # Most paragraphs are on one line.
        if i in titles or is_about or text.find("\n", start, end) < 0:
            result.append(Block(start, end, titles.get(i), is_about))
        else:
            result += [Block(first, last, None) for first, last in _paragraph_lines(text, start, end)]
    return result


def _with_lines_together(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Blocks, with the lines of a paragraph together where a text has a blank line below each line.

    Programs leave it so that take text out of a page. A line goes on in the next one that begins small, or whose first
    word would not have fitted.

    Args:
        text: The text.
        spans: Where its blocks start and end.
    """
    lines = [text[start:end] if text.find("\n", start, end) < 0 else "" for start, end in spans]
    if len(lines) < FEWEST_LINES_APART or sum(map(bool, lines)) < LINES_APART * len(lines):
        return spans
    go_on = [
        # Behind a longer gap something else begins.
        line[:1].islower() and before != "" and text.count("\n", end, start) == 2 and not _ends_sentence(before)
        for ((_, end), before), ((start, _), line) in itertools.pairwise(zip(spans, lines, strict=True))
    ]
    if sum(go_on) < GOING_ON * len(lines):
        return spans
    width = sorted(len(before) for before, goes_on in zip(lines, go_on, strict=False) if goes_on)[sum(go_on) // 2]
    together = [spans[0]]
    for span, line, before, goes_on in zip(spans[1:], lines[1:], lines, go_on, strict=False):
        full = len(before) + len(line.partition(" ")[0]) >= FULL * width
        near = text.count("\n", together[-1][1], span[0]) == 2
        if goes_on or (near and before and line and full and line[0].isalnum()):
            together[-1] = (together[-1][0], span[1])
        else:
            together.append(span)
    return together


def _around_a_book(text: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    """Where those blocks of a text start that are of the licence around a book of Project Gutenberg."""
    begin = _BOOK_BEGINS.search(text) if "PROJECT GUTENBERG" in text else None
    if begin is None:
        return set()
    end = _BOOK_ENDS.search(text, begin.end())
    return {start for start, _ in spans if start < begin.end() or (end and start >= end.start())}


_known_blocks = lru_cache(maxsize=4)(_blocks)


def bare_headings(blocks: Sequence[str | None], about: Collection[int] | None = None) -> set[int]:
    """Places of the blocks that are headings without marks; None stands for a heading with marks.

    A heading stands alone: among other short lines it would be an item of a list, and at the end of a text it would
    have nothing below it. Below the title that opens a text a question may follow at once, and who wrote it and when.

    Args:
        blocks: The words of each.
        about: Places of those that say who wrote the text and when; None where that is to be seen.
    """
    about = about_the_text(blocks) if about is None else about
    if about and len(about) < len(blocks):
        places = [i for i in range(len(blocks)) if i not in about]
        above = blocks[places[0] : next((i for i in sorted(about) if i > places[0]), places[0])]
        # Above who wrote it and when, short lines are a title and perhaps a subtitle.
        short = bool(above) and all(block and looks_like_heading(block) for block in above)
        titled = {places[0]} if short and (len(above) > 1 or not may_be_authors(str(above[0]))) else set()
        return titled | {places[i] for i in _headings_among([blocks[i] for i in places], titled=bool(titled))}
    return _headings_among(blocks)


def about_the_text(blocks: Sequence[str | None]) -> set[int]:
    """Places of the blocks that say who wrote the text and when, or that stand around its title; of the first ones."""
    text = "\n\n".join(block or "…" for block in blocks[: OPENING_BLOCKS + 1])
    spans = list(block_spans(text))
    starts = _with_opening_apart(text, spans)[1]
    return {i for i, (start, _) in enumerate(spans) if start in starts}


def _headings_among(blocks: Sequence[str | None], *, titled: bool = False) -> set[int]:
    """What `bare_headings` gives, of blocks not about the text; `titled` says that the first is its title."""
    bare = [
        block is not None and len(block) <= HEADING_CHARACTERS and looks_like_heading(block, opens=not i)
        for i, block in enumerate(blocks)
    ]
    alone = {
        i
        for i, looks in enumerate(bare)
        if looks
        and i + 1 < len(bare)
        and not bare[i + 1]
        and not (i and bare[i - 1])
        # What stands above a break ends what is before it, unless it is the title.
        and not (i and _BREAK.fullmatch(blocks[i + 1] or "x"))
    }
    questions = {
        i
        for i, question in enumerate(bare[1:], 1)
        if question and bare[i - 1 : i + 2] == [True, True, False] and _QUESTION.search(blocks[i] or "")
        # One that asks right below another short line, which stands alone itself.
        if i < 2 or not bare[i - 2]
    }
    headings = alone | questions | {i - 1 for i in questions} | _opening_two(blocks, bare, alone, titled=titled)
    return headings - _turns(blocks, headings)


def _turns(blocks: Sequence[str | None], headings: Collection[int]) -> set[int]:
    """Places of headings that are what somebody says in a conversation: "ROTH: Why?" among much else of Roth's.

    Whoever asks and does little else asks for a reader, too, and heads the answers.
    """
    speakers = {i: match[0] for i in headings if (match := _SPEAKER.match(blocks[i] or ""))}
    if not speakers:
        return set()
    turns = Counter(match[0] for block in blocks if (match := _SPEAKER.match(block or "")))
    as_headings = Counter(speakers.values())
    return {i for i, speaker in speakers.items() if as_headings[speaker] < ASKING_SHARE * turns[speaker]}


def _opening_two(
    blocks: Sequence[str | None], bare: Sequence[bool], alone: Collection[int], *, titled: bool
) -> set[int]:
    """Places of a title above a subtitle or a first heading, and of that heading: numbered, or as short as later ones.

    Args:
        blocks: The words of each.
        bare: Which of them may be headings.
        alone: The places of those that are, wherever they stand.
        titled: Whether the first is known to be the title.
    """
    if list(bare[:3]) != [True, True, False] or _BREAK.fullmatch(blocks[2] or "x"):
        return set()
    title, second, *_ = map(str, blocks)
    if _NUMBERED.match(second) and not _NUMBERED.match(title):
        return {0, 1}
    if not titled and (len(title.split()) < FEWEST_TITLE_WORDS or may_be_authors(title)):
        return set()
    later = [len(str(blocks[i]).split()) for i in alone if i > 1]
    is_as_short = bool(later) and len(second.split()) <= max(later) and not may_be_authors(second)
    return {0, 1} if is_as_short else {0}


def paragraphs(article: Article) -> list[Paragraph]:
    """The body paragraphs of an article, numbered from 1, each with the heading it stands under.

    A heading that opens the article and repeats its title heads no section.
    """
    body: list[Paragraph] = []
    heading: str | None = None
    for block in blocks(article.text, article.headings):
        if block.heading is not None:
            is_title = not body and block.heading and article.title in (block.heading, without_label(block.heading))
            heading = None if is_title else block.heading
        else:
            body.append(Paragraph(article.id, len(body) + 1, heading, block.start, block.end, block.about))
    return body


def opening(text: str, limit: int = OPENING_CHARACTERS) -> str:
    """The first words of a text, up to `limit` code points and an ellipsis where it is cut.

    Its dateline, and who wrote it and when, are left out where there is anything else.
    """
    begin = next((block.start for block in blocks(text[:OPENING_REACH]) if not block.about), dateline(text)[1])
    words = " ".join(text[begin : begin + 4 * limit].split())
    if len(words) <= limit:
        return words
    cut = words[: limit + 1].rpartition(" ")[0] or words[:limit]
    return cut.rstrip(" ,;:–—-") + "…"


def title_in(text: str, headings: Collection[Heading] | None = None) -> str | None:
    """The title of a text that has no other: the heading that opens it, perhaps below its day; None without one.

    Where headings are known, the words of a picture or another short line may stand above it. In a diary, whose
    headings are days, the first of them is none.
    """
    marked = headings is not None
    first_blocks = blocks(text, headings)[:OPENING_BLOCKS]
    opening_blocks = [block for block in first_blocks if not block.about]
    if marked and opening_blocks[1:] and opening_blocks[0].heading is None:
        first = text[slice(*opening_blocks[0][:2])]
        if len(first.split()) <= CAPTION_WORDS and "\n" not in first and not _SENTENCE_END.search(first):
            opening_blocks = opening_blocks[1:]
    headings_below = [block.heading for block in opening_blocks[1:]]
    first_heading = (opening_blocks[0].heading or "") if opening_blocks else ""
    is_number = len(first_heading.split()) == 2 and _CHAPTER.fullmatch(first_heading) is not None
    if (is_number and headings_below and headings_below[0]) or (
        _FILE_MARK.fullmatch(first_heading) and any(headings_below)
    ):
        opening_blocks = [block for block in opening_blocks[1:] if block.heading]
    heading = next((block.heading for block in opening_blocks[:1]), None)
    if not heading and not marked:
        return _quoting_title(text, first_blocks)
    if heading and not marked and (_heads_a_part(heading) or is_interview(text)):
        return None
    return None if marked and heading and is_day(heading) and is_diary(text, headings or ()) else heading


def without_label(heading: str) -> str:
    """A heading without the word that calls it the title: `Titre : Le barrage`."""
    return _TITLE_LABEL.sub("", heading)


def is_interview(text: str, headings: Collection[Heading] | None = None) -> bool:
    """Whether a text opens with a question, and with others further down: none of them is its title."""
    heads = [block.heading for block in blocks(text, headings) if block.heading]
    return len(heads) > 1 and all(map(_QUESTION.search, heads))


def _quoting_title(text: str, opening_blocks: Sequence[Block]) -> str | None:
    """A title that ends with somebody's words, right above who wrote the text or when; None where there is none.

    Elsewhere such a line is what somebody says.
    """
    if len(opening_blocks) < 2 or opening_blocks[0].about or not opening_blocks[1].about:
        return None
    line = text[slice(*opening_blocks[0][:2])]
    if _GOES_ON.search(line):
        return None
    words = _CLOSING_MARKS.sub("", line)
    return line if words not in ("", line) and looks_like_heading(words) else None


def _heads_a_part(heading: str) -> bool:
    """Whether a heading is that of the first of several parts, or what somebody asks: `1. Weirs`, `VOSS: Why?`."""
    is_question = _ASKED.match(heading) is not None and _QUESTION.search(heading) is not None
    return is_question or _NUMBERED.match(heading) is not None


def _headings_apart(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Blocks without frames, each with its parts: a heading and the words right below it are two.

    Args:
        text: The text.
        spans: Where its blocks start and end; those on one line, as most are, stay as they are.
    """
    parted: list[tuple[int, int]] = []
    for span in spans:
        if text.find("\n", *span) < 0:
            parted.append(span)
        else:
            parted += _underlined_apart(text, *_without_frame(text, *span))
    if _is_verse(text, parted):
        return [[span] for span in parted]
    return [[span] if text.find("\n", *span) < 0 else _headed_apart(text, *span) for span in parted]


def _without_frame(text: str, start: int, end: int) -> tuple[int, int]:
    """A block without the lines of asterisks or hyphens above and below its words."""
    match = _RULE.match(text, start, end)
    last = text.rfind("\n", match.end(), end) if match else -1
    if match is None or last < 0 or not _BREAK.fullmatch(text, last + 1, end):
        return start, end
    end = last
    return start + len(match[0]) + len(rest := text[match.end() : end]) - len(rest.lstrip()), end


def _underlined_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A block; an underlined heading and the words right below it are two."""
    # In a line alone each of its characters would be tried as the last one before the next.
    match = _UNDERLINE.match(text, start, end) if text.find("\n", start, end) >= 0 else None
    return [(start, match.end()), (match.end() + 1, end)] if match else [(start, end)]


def _headed_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A block; a heading and the sentences right below it, without a blank line, are two.

    The heading ends where the next word would still have fitted: where lines are broken by their width, the first one
    is full. What stands below it begins big, is longer by half, and ends as a sentence does.
    """
    first = text.find("\n", start, end)
    if first < 0 or _ASKED.match(text, start, first):
        return [(start, end)]
    heading, lines = text[start:first].rstrip(), text[first + 1 : end].split("\n")
    below = lines[0].split()
    is_headed = (
        len(below) >= FEWEST_WORDS_BELOW
        and not lines[0][0].isspace()
        and not below[0][0].islower()
        and looks_like_heading(heading)
        and len(heading) + len(f" {below[0]}") <= max(map(len, lines))
        and len(heading) * LONGER_BELOW <= len(lines[0])
        and _LINE_END.search(lines[-1]) is not None
    )
    return [(start, start + len(heading)), (first + 1, end)] if is_headed else [(start, end)]


def _is_verse(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a text is one of stanzas of two lines, perhaps below a title: lines that aren't as long as paragraphs."""
    stanzas = spans[1:] if spans and "\n" not in text[slice(*spans[0])] else spans
    return len(stanzas) >= FEWEST_STANZAS and all(_is_couplet(text[start:end]) for start, end in stanzas)


def _is_couplet(block: str) -> bool:
    """Whether a block is two lines, the second no longer than a heading, the first no question."""
    first, _, second = block.partition("\n")
    return 0 < len(second) <= HEADING_CHARACTERS and "\n" not in second and not _QUESTION.search(first)


def _with_opening_apart(
    text: str, spans: list[tuple[int, int]], headings: Collection[int] = ()
) -> tuple[list[tuple[int, int]], set[int]]:
    """Blocks, with lines that say who wrote the text and when as blocks of their own, and where these start.

    Args:
        text: The text.
        spans: Where its blocks start and end.
        headings: Where those start that are headings.
    """
    opening = opening_lines(text, spans[0][0]) if spans else {}
    if not opening:
        return spans, set()
    parted: list[tuple[int, int]] = []
    about: set[int] = set()
    for start, end in spans[:OPENING_BLOCKS]:
        lines = [(start + m.start(), start + m.end()) for m in _LINE.finditer(text[start:end])]
        runs = [list(run) for _, run in itertools.groupby(lines, key=lambda line: line[0] in opening)]
        if start in headings or len(runs) > MOST_RUNS:
            parted.append((start, end))
            continue
        for run in runs:
            first, last = run[0][0], run[-1][1]
            first += len(text[first:last]) - len(text[first:last].lstrip())
            parted.append((first, first + len(text[first:last].rstrip())))
            if run[0][0] in opening:
                about.add(first)
    return parted + spans[OPENING_BLOCKS:], about


def _paragraph_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs of a block: those that indents open, or its lines, if each ends a sentence or is a table's row."""
    block = text[start:end]
    if "\n" in block and (opened := _indented(text, start, block) or message_starts(block)):
        bounds = [start, *(start + at for at in opened if at), end]
        return [(first, first + len(text[first:last].rstrip())) for first, last in itertools.pairwise(bounds)]
    lines = block.split("\n")
    if len(lines) >= ONE_LINE_PARAGRAPHS and (all(map(_LINE_END.search, lines)) or _is_table(lines)):
        spans = [(start + m.start(), start + m.end()) for m in _LINE.finditer(block)]
        return [span for span in spans if not _BREAK.fullmatch(text, *span) and not _TABLE_RULE.fullmatch(text, *span)]
    return [(start, end)]


def _is_table(lines: Sequence[str]) -> bool:
    """Whether lines are rows of a table: parted by tabs or bars as often, or by white at the same places."""
    rows = [line for line in map(str.strip, lines) if line and not _TABLE_RULE.fullmatch(line)]
    if len(rows) < FEWEST_ROWS:
        return False
    for mark in "\t|":
        counts = {row.count(mark) for row in rows}
        if len(counts) == 1 and counts != {0}:
            return True
    whole = [line.rstrip().expandtabs() for line in lines if line.strip() and not _TABLE_RULE.fullmatch(line.strip())]
    begins, ends = (
        [{side(match) for match in pattern.finditer(line)} for line in whole]
        for pattern, side in ((_CELL, re.Match.start), (_CELL, re.Match.end))
    )
    return bool(set.intersection(*begins) or set.intersection(*ends))


def _indented(text: str, start: int, block: str) -> list[int]:
    """Offsets in a block at which an indent opens a paragraph, when its first line has one, too, and others have none.

    Args:
        text: The text.
        start: Where the block starts in it.
        block: Its words.
    """
    if not _INDENT.fullmatch(text[text.rfind("\n", 0, start) + 1 : start]):
        return []
    lines = block.split("\n")
    opened, at, flush = [], 0, False
    for before, line in itertools.pairwise(lines):
        at += len(before) + 1
        words = line.lstrip(" \t")
        if len(words) == len(line):
            flush = True
        elif _INDENT.fullmatch(line[: len(line) - len(words)]) and _LINE_END.search(before):
            opened.append(at + len(line) - len(words))
    return opened if flush else []


def _marked_heading(block: str) -> str | None:
    """The words of a Markdown heading, `# like this` or underlined."""
    if block.startswith("#") and (match := _MARKDOWN_HEADING.match(block)):
        return match[1].rstrip("#").strip() or None
    match = _UNDERLINED.match(block) if "\n" in block else None
    return match[1].strip() or None if match else None


def _is_signed_off(block: str) -> bool:
    """Whether behind the last sentence of a block an agency signs, or somebody behind a dash: `It burned. – dpa`."""
    match = _SIGN_OFF.search(block)
    if match is None:
        return False
    sign = match["sign"].strip(" ()[]/")
    ends = is_agency(sign) or _END_MARKS.fullmatch(match["sign"]) or _SERVICES.fullmatch(sign)
    return bool(ends or (match["dash"] and (_NAME.fullmatch(sign) or sign == "30-")))


def _is_long(block: str, *, opens: bool) -> bool:
    """Whether a block is too long for a heading of a script without spaces, at the front of a text or further down."""
    if block.isascii() or len(block) <= UNSPACED_HEADING:
        return False
    letters = sum(map(str.isalpha, block))
    return 2 * len(_UNSPACED.findall(block)) > letters and (not opens or len(block) > UNSPACED_TITLE)


def _ends_sentence(block: str) -> bool:
    """Whether a block ends as a sentence does, whatever it asks."""
    # Few have a question mark; only the last characters tell, and from each one the expression would be tried.
    unasked = block.translate(_ASKING) if "?" in block or not block.isascii() else block
    return _SENTENCE_END.search(unasked[-_LONGEST_END:]) is not None


def looks_like_heading(block: str, *, opens: bool = True) -> bool:
    """Whether a block could be a heading without markup: a short line, not in lower case, that ends no sentence.

    Args:
        block: Its words.
        opens: Whether it may be a title, which may be longer where nothing else tells.
    """
    return (
        "\n" not in block
        and len(block) <= HEADING_CHARACTERS
        and len(block.split()) <= HEADING_WORDS
        and (not _ends_sentence(block) or _CHAPTER.fullmatch(block) is not None)
        and _LIST_ITEM.match(block) is None
        and not block[0].islower()
        and _LETTER.search(block) is not None
        and "://" not in block
        and _PAGE.fullmatch(block) is None
        and _SIGNED.fullmatch(block) is None
        and not _is_signed_off(block)
        and not _is_long(block, opens=opens)
    )
