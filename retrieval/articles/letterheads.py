"""The title below the letterhead of what an office tells the press.

"MEDIA RELEASE / The Hon Ana Ruiz MP / Minister for Fisheries / 7 April 2021", and then "New quay for Kessen". Above the
title, or right below it, stand what kind of paper it is, who sends it, their offices, a day and a number.
"""

import re
from collections.abc import Sequence
from itertools import islice

from retrieval.articles.bylines import is_known, names_in
from retrieval.articles.date_lines import about_line
from retrieval.articles.dates import figures, named_day
from retrieval.articles.mastheads import is_above_titles, is_contact, is_marking, is_release
from retrieval.language.expressions import expression
from retrieval.language.saying import word_set

MOST_LINES = 16
"""A letterhead and the title below it have up to so many lines, blank ones not counted."""

REACH = 2_000
"""They stand within so many code points."""

LONGEST_TITLE = 160
"""A title made of lines has up to so many code points, and so has a line of a letterhead twice."""

SHORT_BODY = 3
"""Of so few words a body's name needs no capitals but the first: `Министерство культуры`."""

MOST_TITLE_LINES = 3
"""A title in capitals may be parted over so many lines."""

_KIND = expression(
    r"(?:joint )?(?:(?:media|press|news) "
    r"(?:release|statement|alert|advisory|conference|briefing|centre|center|office|room)|"
    r"(?:e ?& ?o ?e[ ,–-]*)?(?:proof (?:only|copy)|(?:campaign )?transcript(?! of)(?!\w))|door ?stop(?: interview)?|"
    r"pressestelle|pressedienst|gabinete de prensa|sala de prensa|service de presse|ufficio stampa|"
    r"assessoria de imprensa|biuro prasowe|пресс-служба|прес-служба)",
    re.IGNORECASE,
)
_NAME = r"(?-i:[^\W\d_a-z][\w'’.-]*)"
_HONOURED = expression(
    rf"(?:(?:the )?(?:right )?hon(?:ourable)?\b\.? {_NAME}(?: {_NAME}){{1,3}}?|"
    rf"sen(?:ator)?\.? (?:the (?:right )?hon\b\.? )?{_NAME}(?: {_NAME}){{1,2}}?|"
    rf"{_NAME}(?: {_NAME}){{1,4}}?(?=,? (?:m\.?p\b|mhr|mep|mdb|mla|td)\b))"
    r"(?:,? (?:am|ao|qc|m\.?p\b|mhr|mep|mdb|mla|td)\b\.?)*[ ,–-]*",
    re.IGNORECASE,
)
"""A name with its honours, and the white space or comma behind it."""

_OFFICE = expression(
    r"(?:(?:il|la|el|le|der|die|o|a) )?(?:(?:shadow|assistant|acting|deputy|federal|prime|vice|state|first|foreign|"
    r"parliamentary|under|bundes|co|opposition)[ -]?)*(?:minister|treasurer|secretary|attorney|leader|"
    r"spokes(?:person|man|woman)|chair(?:man|woman)?|"
    r"member|senator|manager|governor|president|premier|chancellor|commissioner|mayor|director|head|"
    r"ministr[aoe]|ministre|portavoz|porta-voz|portavoce|porte-parole|presidente|président|sprecher(?:in)?)"
    r"(?:[ -]general)?(?:,? (?:for|of|to|in|on|and|assisting|de|del|della|delegat[ao]|du|da|do|des|für|per|dla|[–-])"
    r"(?!\w).{1,160}|)\Z"
    r"|(?:[\w'’-]+ ){1,3}(?:senator|member) for .{1,120}"
    r"|(?:[\w'’-]+ ){1,6}(?:spokes(?:person|man|woman)|leader|whip)(?: (?:in|of|on|for)\b.{1,80})?\Z",
    re.IGNORECASE,
)
_BODY = expression(
    r"(?:the )?(?:(?:government|parliament|house|senate|commonwealth|department|ministry|embassy|office|"
    r"permanent mission|mission|consulate|city|council|board|republic) (?:of|to)|parliament house|"
    r"[\w ]{3,30} mission to|"
    r"(?:bundes)?ministerium|(?:senats|staats)(?:kanzlei|verwaltung)|ministerio|gobierno|ayuntamiento|ministère|"
    r"gouvernement|préfecture|ministero|governo|ministério|prefeitura|ministerstwo|министерство|"
    r"правительство)\b.{0,120}",
    re.IGNORECASE,
)
_SMALL = word_set(
    "for of to in on and the a at de del la las los el du des le les et y e da do dos das di della dei und für der die "
    "das per dla i w и по в на assisting with"
)
_SPACED_OUT = expression(r"(?:\w\s){3,}\w(?=\s{2}|\Z)")
_FIELD = expression(
    r"page \d|(?:date|venue|location|place|time|program(?:me)?|from|to|media contacts?|contacts?)\b\s?(?::|"
    r"(?=.*\d{4}))",
    re.IGNORECASE,
)
_SUBJECT = expression(r"(?:(?:subject|topic|issue)s?(?:/s)?|themen|temas?|sujets?|тема)\s?[:：]", re.IGNORECASE)
_TURN = expression(r"[^\W\d_][\w.'’, &-]{1,60}[:：](?:\s|\Z)")
_WORD = expression(r"[^\W\d_]{4,}")
_UNFINISHED = expression(r".*(?:[,&]|\b(?:for|of|and|to|the|de|für|du|di))\Z", re.IGNORECASE)
_SENTENCE_END = expression(r"[.!?…:;,][”’\"')]*\Z")


def title_below(text: str) -> str | None:
    """The title below or inside the letterhead that opens a text; None where there is neither."""
    lines = [" ".join(_closed(line).split()) for line in text[:REACH].split("\n")]
    lines = list(islice((line for line in lines if any(map(str.isalnum, line))), MOST_LINES))
    first = next((n for n in range(len(lines)) if not _is_head(lines, n)), len(lines))
    below = next((n for n in range(first + 1, len(lines)) if not _is_title(lines[n])), len(lines))
    heads = [line for n, line in enumerate(lines[:below]) if n != first and _sends(line)]
    title = _unlabelled(lines[first]) if first + 1 < len(lines) and heads else ""
    if " " not in title or not _is_title(title):
        return None
    for n in range(first + 1, min(first + MOST_TITLE_LINES, len(lines) - 1)):
        longer = f"{title} {lines[n]}"
        goes_on = (title.isupper() and lines[n].isupper()) or _UNFINISHED.fullmatch(title)
        if not goes_on or _is_head(lines, n) or not _is_title(lines[n]) or len(longer) > LONGEST_TITLE:
            break
        title = longer
    return title


def _closed(line: str) -> str:
    """A line with words that are spaced out as others are: `M E D I A  R E L E A S E`."""
    return _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), line)


def _is_head(lines: Sequence[str], n: int) -> bool:
    """Whether a line is one of a letterhead, perhaps because it goes on with the one before."""
    line = lines[n]
    if (
        _sends(line)
        or _FIELD.match(line)
        or "@" in line
        or is_contact(line)
        or is_marking(line)
        or (is_above_titles(line) and not _SUBJECT.match(line))
    ):
        return True
    if (names := names_in(line)) and all(map(is_known, names)) and any(map(_sends, lines[max(0, n - 1) : n + 2])):
        return True
    if n and len(line.split()) < MOST_TITLE_LINES and _UNFINISHED.fullmatch(lines[n - 1]) and _sends(lines[n - 1]):
        return True
    # Between what says that it is for the press and a day, with a title below, stands who sends it.
    is_between = n and n + 2 < len(lines) and not _unlabelled(lines[n - 1]) and _says_no_more(lines[n + 1])
    return _says_no_more(line) or bool(is_between and _is_title(lines[n + 2]) and not _sends(lines[n + 2]))


def _says_no_more(line: str) -> bool:
    """Whether a line has no word of its own beside a day, a number and the kind of paper."""
    about = about_line(line)
    day = named_day(figures(line))
    rest = line[: day[1]] + line[day[2] :] if day else line
    return bool(about and about.is_dated) or not _WORD.search(_KIND.sub("", rest))


def _sends(line: str) -> bool:
    """Whether a line says that a paper is for the press, or who sends it: names with their honours, offices, bodies."""
    if len(line) > 2 * LONGEST_TITLE or _SENTENCE_END.search(line):
        return False
    rest = _unlabelled(line)
    if rest != line and (not rest or _sends(rest)):
        return True
    words = line.split()
    if not all(map(_is_name_word, words)) and not (len(words) <= SHORT_BODY and _BODY.fullmatch(line)):
        return False
    if _OFFICE.fullmatch(line) or _BODY.fullmatch(line):
        return True
    honoured = _HONOURED.match(line)
    rest = line[honoured.end() :] if honoured else line
    return not rest or (rest != line and _OFFICE.fullmatch(rest) is not None)


def _unlabelled(line: str) -> str:
    """A line without what it says of the kind of paper in front, and of its number."""
    label = _KIND.match(line)
    rest = line[label.end() :].lstrip(" :–—-|") if label else line
    if label and not (rest[:1].islower() or rest.startswith(",")):
        return rest
    return "" if is_release(line) and is_above_titles(line) else line


def _is_name_word(word: str) -> bool:
    """Whether a word may be part of a name or an office: it begins big, or is a small one."""
    first = next(filter(str.isalpha, word), "A")
    return not first.islower() or word.strip(",;()/") in _SMALL


def _is_title(line: str) -> bool:
    """Whether a line may be a title: no end of a sentence; no turn of a talk and no subject."""
    ends = _SENTENCE_END.search(line) and not (line.isupper() and line[-1] in ".!?") and line[-1] not in "?!”\"’'"
    return (
        len(line) <= LONGEST_TITLE
        and not ends
        and not line[0].islower()
        and line.split(maxsplit=1)[0].lower() not in ("of", "with", "by", "from")
        and not _TURN.match(line)
        and not _SUBJECT.match(line)
    )
