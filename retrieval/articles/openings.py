"""What the first lines of a text say about it, by their place: its authors and its day, above, below or beside a title.

A name alone is one of an author where a day stands below it: "The mill / Ana Ruiz / 7 April 2021". Lines that are about
the text stay in it; they aren't headings, and nothing is answered with them.
"""

import datetime
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from retrieval import language
from retrieval.articles.beside_names import is_body, is_outlet
from retrieval.articles.bylines import is_known, names_in
from retrieval.articles.chats import OPENING, is_chat
from retrieval.articles.date_lines import (
    About,
    about_line,
    authors_of_dateline,
    day_of_dateline,
    day_of_interview,
    is_day_of_a_year,
    says_published,
)
from retrieval.articles.mastheads import is_above_titles, is_agency, is_contact, is_release, is_signature
from retrieval.language.expressions import expression
from retrieval.language.saying import word_set
from retrieval.records import Heading

OPENING_LINES = 6
"""The first lines, without blank ones, that may name the author and the day: title, subtitle, author, place, date."""

REMEMBERED = 100_000
"""What is made of a text of up to this many code points is remembered until the next come: whoever reads an article,
cuts it or lists it looks at the same text. A longer one is not to be held so long."""

OPENING_BLOCKS = 4
"""The first blocks that may hold such a line."""

CLOSING_LINES = 3
"""The last lines that may say, too, that the text was published, or by whom."""

LAST_LINES = 8
"""Of so many last lines one may say who wrote the text, among others that say who translated and edited it."""

OPENING_REACH = 400
"""Who reports is told within this many code points: after a title, in what opens the news."""

LINE_CHARACTERS = 1_000
"""How long lines may be on average: the first and last ones are looked for within as many times this."""

TITLE_CHARACTERS = 90
"""A line below which the authors stand is a title when it has up to this many code points."""

LONGEST_TITLE = 300
"""A first line that doesn't end as a sentence does may be a title of up to so many."""

MOST_HEADINGS = 20
"""The most headings that are looked at to tell whether a text is a diary."""

FEWEST_LETTERS = 60
"""The language of a shorter text is a guess."""

_DAY_FIRST_LANGUAGES = word_set(
    "ar bg ca cs da de el es et eu fi fr gl he hr id is it lv mk nb nl nn no pl pt ro ru sk sl sr sv tr uk vi"
)
"""Languages that write the day before the month; people who write English do both."""

_MADE = expression(r"\W*(?:created|erstellt|creado|créé|creato|criado|создан)", re.IGNORECASE)
"""What a program says of a note; a line that says of when it is counts before."""

_FIELD = expression(r"(?:#\+)?[\"']?([^\W\d][\w.-]{0,30}(?: [\w-]{1,20})?)[\"']?\s?[:=](?:\s.*|\Z)")
_FIELD_NAMES = word_set(
    "title headline date author authors titel datum autor título titulo fecha titre auteur titolo data autore "
    "заголовок дата автор published subject created"
)
_SMALL_WORD = expression(r"[^\W\d_]{3,}")
_SENTENCE = expression(r"[.!?…:,;。！？]['\"”’»)]?\Z")
_LINE = expression(r"[^\n]+")

_DASH = expression(r"[–—‐‑]")
_BEFORE_SITE = expression(r"\s(?:[-–—|·•«»]|::)\s(?=\S[^\n]{1,99}\Z)")
"""What stands between the title of a page and the name of its site."""

SAVED_LINES = 200
"""The heading of a page that was saved as text stands within so many of its lines, below the menus of its site."""

SHORTEST_SAVED = 16
"""A title has so many code points: shorter words stand in menus as well."""

LINES_OF_HEADING = 3
"""A heading may be parted over so many lines."""

LINES_ABOVE = 2
"""The day may stand so many lines above it."""

_LABELLED = expression(r"[(（\[]?[^\W\d_]{1,12}(?: [^\W\d_]{1,12})?\s?[:：]\s?\S")
_ABSTRACT = expression(
    r"\W*(?:abstract|summary|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|sommario|samenvatting|аннотация|"
    r"реферат|streszczenie|摘\s?要|要\s?旨|초록|الملخص|ملخص)\W*",
    re.IGNORECASE,
)
LINES_ABOVE_ABSTRACT = 4
"""The abstract of a paper is among so many lines below its author."""

_FROM = expression(
    r"^(?:from|von|de|da|van|från|fra|od|от|発信者|差出人|发件人)\s?[:：]\s*(?P<name>[^\n]{3,80})",
    re.IGNORECASE | re.MULTILINE,
)
_TO = expression(
    r"^(?:to|an|para|à|a|pour|aan|till|til|do|кому|宛先|收件人)\s?[:：]\s*\S", re.IGNORECASE | re.MULTILINE
)
LONGEST_HEAD = 300
"""The lines for the sender and the receiver of a memorandum begin within so many code points."""

_FAREWELL = expression(
    r"^[^\S\n]*(?:yours(?: (?:faithfully|sincerely|truly|ever))?|(?:sincerely|faithfully|respectfully)(?: yours)?|"
    r"(?:with )?(?:best|kind|warm) (?:regards|wishes)|mit (?:freundlichen|herzlichen|besten) grüßen|hochachtungsvoll|"
    r"herzlichst|atentamente|un (?:cordial saludo|abrazo)|cordialement|bien à vous|cordiali saluti|distinti saluti|"
    r"atenciosamente|met vriendelijke groet(?:en)?|с уважением|з повагою|z poważaniem|saygılarımla)[,.!]?[^\S\n]*\n\s*"
    r"(?P<name>[^\n,]{3,60})",
    re.IGNORECASE | re.MULTILINE,
)
"""How letters end, and who signed below."""

_PLAIN_BLOCK, _BLOCK = (
    expression(rf"\S{rest}*+(?:\n(?![^\S\n]*(?:\n|\Z)){rest}*+)*+") for rest in (".", r"[^\n\f\u2029]")
)
"""A run of lines up to a blank line or the end; or a mark between paragraphs or pages, which few texts have, and which
is looked for in three times the time."""


class Line(NamedTuple):
    """A line of a text that holds a letter or figure, and the number of its block."""

    words: str
    start: int
    end: int
    block: int


def block_spans(text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Where each run of lines of a text that begins at `begin` starts and ends; it may end in white space."""
    block = _BLOCK if "\f" in text or "\u2029" in text else _PLAIN_BLOCK
    return map(re.Match.span, block.finditer(text, begin))


def opening_lines(text: str, begin: int = 0) -> Mapping[int, About]:
    """The lines that say of a text by whom or of when it is, by where they start; the text begins at `begin`."""
    return (_known_opening_lines if len(text) <= REMEMBERED else _opening_lines)(text, begin)


def _opening_lines(text: str, begin: int) -> Mapping[int, About]:
    """What `opening_lines` gives."""
    if is_chat(text[begin : begin + OPENING]):
        return {}
    blocks = list(islice(block_spans(text, begin), OPENING_BLOCKS))
    lines = [
        Line(line.strip(), start + match.start() + len(line) - len(line.lstrip()), start + match.end(), number)
        for number, (start, end) in enumerate(blocks)
        for match in _LINE.finditer(text[start : min(end, start + OPENING_LINES * LINE_CHARACTERS)])
        if any(map(str.isalnum, line := match[0]))
    ]
    if fields := _fields(text, lines, len(blocks)):
        return fields
    contacts, lines = _contacts_apart(lines)
    abouts = [None if _is_turn(line.words) else about_line(line.words) for line in lines]
    if _is_diary(abouts):
        abouts = [None if about and about.is_dated and not about.has_label else about for about in abouts]
    abouts = _with_mastheads(lines, abouts)
    if not any(abouts):
        return {}
    abouts = [None if about and not about.is_sure and _is_word_of(about.authors, text) else about for about in abouts]
    if _is_above_a_day(lines, abouts):
        abouts[1] = About()
    abouts = _with_publishers(lines, abouts)
    abouts_in_place = {lines[n].start: about for n in range(len(lines)) if (about := _in_place(n, lines, abouts, text))}
    return (
        dict(sorted({**abouts_in_place, **dict.fromkeys(contacts, About())}.items())) if contacts else abouts_in_place
    )


_known_opening_lines = lru_cache(maxsize=4)(_opening_lines)


def opening_authors(text: str) -> tuple[str, ...]:
    """The authors that one of the first lines of a text names."""
    author_lists = [about.authors for about in opening_lines(text).values()]
    first = next((n for n, authors in enumerate(author_lists) if authors), len(author_lists))
    # Several of them may stand below each other.
    rows = itertools.takewhile(bool, author_lists[first:])
    names = tuple(dict.fromkeys(name for authors in rows for name in authors))
    opening = text[:OPENING_REACH]
    lines = [] if names or opening.isascii() else _lines(opening)[:OPENING_LINES]
    names = names or _sender(opening)
    return names or next(filter(None, map(authors_of_dateline, lines)), ()) or _signed(text) or _told_below(text)


class SavedPage(NamedTuple):
    """The title of a page that was saved as text, and what stands around its heading: lines above it, and all below."""

    title: str
    above: str
    below: str


def saved_page(text: str) -> SavedPage | None:
    """A page that was saved as text, menus and all; None if a text is none.

    Its first line is its title with the name of the site ("The mill burned - Weir News"); the title stands by itself
    further down.
    """
    first = text[: text.find("\n") + 1].strip()
    titles = [first[: match.start()] for match in _BEFORE_SITE.finditer(first)] if len(first) <= LONGEST_TITLE else []
    if not any(len(title) >= SHORTEST_SAVED for title in titles):
        return None
    lines = [line.strip() for line in text[: SAVED_LINES * LINE_CHARACTERS].split("\n", SAVED_LINES)]
    words = [_alike(line) for line in lines]
    for title in (_alike(title) for title in reversed(titles) if len(title) >= SHORTEST_SAVED):
        for n in (n for n in range(1, len(lines)) if words[n] and title.startswith(words[n])):
            for end in range(n + 1, n + 1 + LINES_OF_HEADING):
                if " ".join(words[n:end]) == title:
                    above = "\n".join(lines[max(1, n - LINES_ABOVE) : n])
                    return SavedPage(" ".join(lines[n:end]), above, "\n".join(lines[end:]))
    return None


def _alike(words: str) -> str:
    """Words without what differs in the title of a page: capitals, dashes, spaces."""
    return " ".join(_DASH.sub("-", words.casefold()).split())


def _sender(opening: str) -> tuple[str, ...]:
    """Who sends a memorandum that opens with lines for its sender and its receiver: `From: Ana Ruiz`, `To: All`."""
    sender, receiver = _FROM.search(opening), _TO.search(opening)
    if sender is None or receiver is None or abs(sender.start() - receiver.start()) > LONGEST_HEAD:
        return ()
    # Below sentences stand the headers of a message that is forwarded.
    above = opening[: min(sender.start(), receiver.start())].splitlines()
    return () if any(map(_SENTENCE.search, above)) else names_in(sender["name"].partition(",")[0].strip())


def _told_below(text: str) -> tuple[str, ...]:
    """The authors whom one of the last lines of a text names, and no other one: `作者：王安`, `Text: Ana Ruiz`."""
    lines = filter(_LABELLED.match, _last_lines(text, LAST_LINES))
    authors = {about.authors for line in lines if (about := about_line(line)) and about.authors and about.is_sure}
    return authors.pop() if len(authors) == 1 else ()


def _signed(text: str) -> tuple[str, ...]:
    """Who signed a text that ends as letters do: `Yours faithfully, / Ana Ruiz`."""
    match = _FAREWELL.search(text, max(0, len(text) - OPENING_REACH))
    return names_in(match["name"].strip()) if match else ()


def day_on_line(text: str, day_first: bool | None = None) -> datetime.date | None:
    """The day on one of the first lines of a text that says nothing else, or on one of the last that says published.

    Args:
        text: The text.
        day_first: Whether 03.04.2024 is 3 April; None if the language of the text is to tell, if it can.
    """
    reach = OPENING_LINES * LINE_CHARACTERS
    first = [line for line in _lines(text[:reach])[: 2 * OPENING_LINES] if not is_contact(line)][:OPENING_LINES]
    # What stands below a paragraph is the day of something else, unless it says what it is the day of.
    limits = (TITLE_CHARACTERS if n else _longest(line) for n, line in enumerate(first))
    long = next((n for n, limit in enumerate(limits) if len(first[n]) > limit), len(first))
    abouts = [about_line(line, day_first) for line in first]
    if day_first is None and any(about and about.is_dated and about.day is None for about in abouts):
        day_first = is_day_first(text)
        abouts = [about_line(line, day_first) for line in first]
    if _is_diary(abouts):
        return None
    made_on = None
    for n, (line, about) in enumerate(zip(first, abouts, strict=True)):
        if about and n > long and not (about.has_label and says_published(line)):
            continue
        if about and about.day and not (n or about.is_sure):
            continue  # It may be a title.
        if date := (about.day if about else day_of_dateline(line) or day_of_interview(line)):
            if not _MADE.match(line):
                return date
            made_on = made_on or date
    if made_on:
        return made_on
    for line in _last_lines(text, CLOSING_LINES):
        if (about := about_line(line, day_first)) and about.has_label and about.day:
            return about.day
    return None


def _longest(line: str) -> int:
    """How many code points the first line of a text may have as its title: of a law it has many, and no end of one."""
    return TITLE_CHARACTERS if _SENTENCE.search(line) else LONGEST_TITLE


def is_day_first(text: str) -> bool | None:
    """Whether 03.04.2024 in a text is 3 April: in its language; None if it has two orders, or isn't known."""
    letters = sum(map(str.isalpha, text[: OPENING_LINES * LINE_CHARACTERS]))
    return True if letters >= FEWEST_LETTERS and language.detect(text) in _DAY_FIRST_LANGUAGES else None


def telling_language(title: str | None, text: str) -> str:
    """What tells the language of an article: its text, with its title before it where the text has few letters."""
    if title is None or len(text) > LINE_CHARACTERS or sum(map(str.isalpha, text)) >= FEWEST_LETTERS:
        return text
    return f"{title}\n{text}"


def _is_diary(abouts: Sequence[About | None]) -> bool:
    """Whether lines give more days than one without saying that the text was published then: they head its parts."""
    return len({about.day for about in abouts if about and about.day and not about.has_label}) > 1


def _is_turn(line: str) -> bool:
    """Whether a line is the name of somebody whose words stand below it: `ANA RUIZ, HOST:`."""
    return line[-1] in ":：" and bool(names_in(line.rstrip(":： ")))


def may_be_authors(line: str) -> bool:
    """Whether a line may be names of people or of a publisher rather than a title."""
    return (is_outlet(line) and not line.startswith("The ")) or bool(names_in(line))


def is_day(heading: str) -> bool:
    """Whether a heading is a day, whatever it says about the year."""
    about = about_line(heading)
    return bool(about and about.is_dated and not about.has_label) or is_day_of_a_year(heading)


def is_diary(text: str, headings: Collection[Heading]) -> bool:
    """Whether the headings of a text are days, more than one."""
    days = {text[start:end] for start, end in islice(headings, MOST_HEADINGS) if is_day(text[start:end])}
    return len(days) > 1


def is_closing(block: str) -> bool:
    """Whether a block at the end of a text says when it was published, or by whom it is."""
    abouts = [about_line(line) for line in block.split("\n")]
    return len(abouts) < CLOSING_LINES and all(about and about.has_label and about.is_sure for about in abouts)


def _lines(text: str) -> list[str]:
    """The lines of a text that hold a letter or figure."""
    return [line.strip() for line in _parted(text) if any(map(str.isalnum, line))]


def _last_lines(text: str, most: int) -> list[str]:
    """The last lines of a text that hold a letter or figure, in order, as far as they are near its end."""
    upwards = reversed(_parted(text[-OPENING_LINES * LINE_CHARACTERS :]))
    return [*map(str.strip, islice((line for line in upwards if any(map(str.isalnum, line))), most))][::-1]


def _parted(text: str) -> list[str]:
    """A text parted where lines or pages end."""
    return text.replace("\f", "\n").replace("\u2029", "\n").split("\n")


def _contacts_apart(lines: list[Line]) -> tuple[list[int], list[Line]]:
    """Where the lines start that tell whom the press may ask, below one that says so, and the first other lines."""
    if not lines or not is_release(lines[0].words):
        return [], lines[:OPENING_LINES]
    contacts = list(itertools.takewhile(lambda line: is_contact(line.words), lines[1:]))
    return [line.start for line in contacts], [lines[0], *lines[1 + len(contacts) :]][:OPENING_LINES]


def _fields(text: str, lines: Sequence[Line], n_blocks: int) -> dict[int, About]:
    """The lines of a first block that has nothing but fields, such as "Title: The mill".

    Args:
        text: The text.
        lines: Its first lines.
        n_blocks: How many blocks they are in.
    """
    # They may stand below a title.
    titled = len(lines) > 1 and lines[1].block == 1 and _FIELD.fullmatch(lines[0].words) is None
    first = [line for line in lines if line.block == titled]
    names = [match[1].lower() if (match := _FIELD.fullmatch(line.words)) else None for line in first]
    goes_on = [line.words.startswith("- ") or text[line.start - 1 : line.start] in (" ", "\t") for line in first]
    if len(first) > 1 and names[0] and all(name or more for name, more in zip(names, goes_on, strict=True)):
        count = len(_FIELD_NAMES.intersection(filter(None, names)))
        if count > 1 or (count and n_blocks > 1):
            return {line.start: about_line(line.words) or About() for line in first}
    return {}


def _in_place(n: int, lines: Sequence[Line], abouts: Sequence[About | None], text: str) -> About | None:
    """What a line says about its text, at its place.

    Args:
        n: Its number among the first lines.
        lines: These.
        abouts: What each says by itself.
        text: The text.
    """
    about = abouts[n]
    before = abouts[n - 1] if n else None
    below = abouts[n + 1] if n + 1 < len(abouts) else None
    if about is None:
        return None
    if _is_inside(n, lines, abouts):
        return None
    if about.is_sure:
        return about
    if not n:
        return about if below and below.is_dated and about.authors and _opens_as_author(lines, abouts, text) else None
    if about.is_dated:
        return about if len(lines) > n + 1 or before else None
    if about.authors:
        if _is_of_a_paper(n, lines):
            return about
        while below and below.authors and not below.is_dated and n + 2 < len(lines):
            # Names that stand below each other are judged by what is below the last of them.
            n += 1
            below = abouts[n + 1]
        is_named = all(map(is_known, about.authors))
        office = below is not None and not below.authors and not below.is_dated and is_named
        beside = before is not None and before.is_dated and not before.authors and is_named
        return about if (below and (below.is_dated or below.has_label)) or office or beside else None
    return about if (before and (before.authors or before.is_dated)) or (below and below.is_dated) else None


def _is_of_a_paper(n: int, lines: Sequence[Line]) -> bool:
    """Whether a line with a name is the author's of a paper: below it, or below where they work, is its abstract."""
    if is_body(lines[n].words):
        return False
    below = next((line.words for line in lines[n + 1 : n + LINES_ABOVE_ABSTRACT] if not is_body(line.words)), "")
    return _ABSTRACT.fullmatch(below) is not None


def _is_above_a_day(lines: Sequence[Line], abouts: Sequence[About | None]) -> bool:
    """Whether the second line is a short one between the title and a day, whatever it says: a place, a kind of text."""
    if any(abouts[:2]) or not any(about and about.is_dated for about in abouts[2:3]):
        return False
    title, second, day = lines[:3]
    return day.block in (title.block, second.block) and _is_short(title.words) and _is_short(second.words)


def _with_mastheads(lines: Sequence[Line], abouts: Sequence[About | None]) -> list[About | None]:
    """What lines say, also those above a title that are none, and the agency right below it.

    Args:
        lines: The first lines of a text.
        abouts: What each says by itself.
    """
    abouts = list(abouts)
    for n in range(len(lines) - 1):
        about = abouts[n]
        if about and (about.is_sure or about.is_dated):
            continue
        words = lines[n].words
        if len(words) > TITLE_CHARACTERS and not is_above_titles(words):
            break
        stands_above = is_agency(words) or _is_issuer(lines, abouts, n)
        if stands_above or ((is_signature(words) or is_above_titles(words)) and _has_title_below(lines, abouts, n)):
            abouts[n] = About(is_sure=True)
        else:
            signs = is_agency(lines[n + 1].words)
            if about and about.authors and (signs or _is_publisher(lines[n + 1].words)):
                abouts[n], abouts[n + 1] = about._replace(is_sure=True), About(is_sure=True)
            elif about is None and signs and _is_short(words):
                abouts[n + 1] = About(is_sure=True)
            break
    return abouts


def _is_issuer(lines: Sequence[Line], abouts: Sequence[About | None], n: int) -> bool:
    """Whether a line between one that addresses the press and a day is not the title, which stands below the day."""
    is_below = n > 0 and lines[n - 1].block == lines[n].block and is_release(lines[n - 1].words)
    below = abouts[n + 1] if is_below and abouts[n] is None else None
    return below is not None and below.is_dated and _has_title_below(lines, abouts, n)


def _has_title_below(lines: Sequence[Line], abouts: Sequence[About | None], n: int) -> bool:
    """Whether the next line that says something else may be a title, with a text below it."""
    at = next((m for m in range(n + 1, len(lines)) if abouts[m] is None), len(lines))
    at = next((m for m in range(at, len(lines)) if not _stands_above(lines[m].words)), len(lines))
    if at + 1 >= len(lines):
        return False
    words = lines[at].words
    return " " in words and len(words) <= TITLE_CHARACTERS and words[-1] not in ".:,;" and not words[0].islower()


def _stands_above(words: str) -> bool:
    """Whether words are an agency, a newspaper, or what is above titles."""
    return is_signature(words) or is_above_titles(words)


def _with_publishers(lines: Sequence[Line], abouts: Sequence[About | None]) -> list[About | None]:
    """What lines say, also the publishers and offices below a short title that stand right above who wrote it or when.

    Args:
        lines: The first lines of a text.
        abouts: What each says by itself.
    """
    abouts = list(abouts)
    if abouts[0] is None and _is_short(lines[0].words):
        for n in range(len(lines) - 2, 0, -1):
            about, below = abouts[n], abouts[n + 1]
            is_office = about is not None and not (about.authors or about.is_dated)
            is_publisher = about is None and (_is_publisher(lines[n].words) or is_body(lines[n].words))
            if below and (below.is_sure or below.is_dated) and (is_office or is_publisher):
                abouts[n] = About(is_sure=True)
    return abouts


def _is_publisher(line: str) -> bool:
    """Whether a line may be a publisher's name, and no sentence."""
    return is_outlet(line) and _is_short(line)


def _is_inside(n: int, lines: Sequence[Line], abouts: Sequence[About | None]) -> bool:
    """Whether a line is one of a paragraph whose lines are broken, and goes on in it."""
    line = lines[n]
    if not n or lines[n - 1].block != line.block or abouts[n - 1] is not None:
        return False
    follows = n + 1 < len(lines) and lines[n + 1].block == line.block and abouts[n + 1] is None
    if n == 1 and _is_short(lines[0].words):
        return follows and line.words[0].islower() and lines[2].words[0].islower()
    return line.words[0].islower() or follows


def _is_short(line: str) -> bool:
    """Whether a line may be a title or a part of one: it is short, and no sentence ends on it."""
    return len(line) <= TITLE_CHARACTERS and not _SENTENCE.search(line)


def _opens_as_author(lines: Sequence[Line], abouts: Sequence[About | None], text: str) -> bool:
    """Whether a name that opens a text above a day is that of its author, and not its title."""
    authors = abouts[0].authors if abouts[0] else ()
    last = next((n for n, about in enumerate(abouts) if about is None), len(abouts))
    if last + 1 < len(lines):
        line, following = lines[last], lines[last + 1]
        if line.block not in (lines[last - 1].block, following.block):
            return _is_short(line.words)
    words = {word.casefold() for author in authors for word in _SMALL_WORD.findall(author)}
    body = text[lines[0].end : lines[0].end + OPENING_LINES * LINE_CHARACTERS].casefold()
    return all(map(is_known, authors)) and words.isdisjoint(_SMALL_WORD.findall(body))


def _is_word_of(authors: Sequence[str], text: str) -> bool:
    """Whether a word of what may be names, none of which is known, is in small letters in a text."""
    if not authors or all(map(is_known, authors)):
        return False
    words = {word.lower() for author in authors for word in _SMALL_WORD.findall(author) if not word.islower()}
    return not words.isdisjoint(_SMALL_WORD.findall(text[: OPENING_LINES * LINE_CHARACTERS]))
