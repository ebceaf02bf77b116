"""The day of an article and its authors, from lines of its text: "[Miércoles 19 de Mayo del 2010]", "By Ana Ruiz".

A line that says nothing else counts, and what opens news: "KESSEN, March 11, 2024 (AP) — The mill …".
"""

import datetime
import re

from retrieval.language.months import all_weekday_names
from retrieval.readers.dates import UPDATED, day_in_figures, figures, named_day

LONGEST_LINE = 80
"""A line that gives the date of a text has up to this many code points."""

OPENING_LINES = 6
"""Such a line is one of so many first lines that aren't blank: title, subtitle, author, place, date and one more…"""

CLOSING_LINES = 3
"""…or, where it says that the text was published, of so many last ones."""

LINE_CHARACTERS = 1_000
"""Lines are up to this long on average; so far the first and the last ones are looked for."""

LONGEST_BYLINE = 160
"""A line that names authors has up to this many code points."""

ASIDE_WORDS = 3
"""What stands beside a date behind a bar is the name of a section when it has up to so many words."""

_ENGLISH = (
    r"(?:first |originally )?(?:published|posted|printed|released|issued)(?: on| at)?|date|dated|publication date|on"
)
_LABELS = (
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|am|vom|den|"
    r"publicad[oa](?: el| em)?|fecha(?: de publicación)?|"
    r"data(?: de publicação| di pubblicazione| publikacji)?|el|em|"
    r"publié(?:e)?(?: le)?|paru(?:e)?(?: le)?|date de publication|le|pubblicato(?: il)?|pubblicata(?: il)?|il|"
    r"gepubliceerd(?: op)?|geplaatst(?: op)?|op|publicerad(?:es|e)?(?: den)?|"
    r"opublikowan[oya]|dnia|опубликован[оа]?|дата(?: публикации)?|опубліковано|"
    r"(?:yayınlanma|yayın|giriş)(?: tarihi)?|tarih|diterbitkan(?: pada)?|publisert|publiceret|udgivet|julkaistu|"
    r"publikováno|zveřejněno|publicat(?: la)?|megjelent|δημοσιεύτηκε|ngày"
)
_EASTERN = (
    r"发布时间|发布于|發布時間|发表于|日期|时间|時間|公開日|掲載日|発行日|投稿日|配信日?|日付|作成日|"
    r"게시일|입력|등록"
)
_ARABIC = r"نشر في|نشرت في|تاريخ النشر|التاريخ|نُشر في"
_LABEL = re.compile(rf"(?:(?:{_ENGLISH})(?!\w)|(?P<day_first>(?:{_LABELS}|{_ARABIC})(?!\w))|{_EASTERN})", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:published|posted)|publication date|veröffentlicht|erschienen|public|publi|pubblic|"
    r"gepubl|opublik|опублик|опублік|yayın|نشر|تاريخ النشر|发布|發布|公開日|掲載日|発行日|게시|입력",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:,|\bat|\bum|\ba las|\bàs|\bà|\balle|\bo|\bв|\bkl\.?|\bsaat|-|–|\||T|오전|오후|上午|下午|午前|午後)?\s*"
    r"\d{1,2}(?:(?:[:.h]\d{2}){1,2}(?:\.\d{1,9})?|[時时点시]\d{0,2}[分분]?|\s?(?:h|uhr|[ap]\.?m\.?)(?!\w))"
    r"(?:\s?(?:[ap]\.?m\.?|uhr|h|uur)(?!\w))?(?:\s?(?:\(?(?-i:[A-Z]{2,5})\)?|[+-]\d\d:?\d\d|(?-i:Z)))?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"[^\W\d_]+,(?: (?:le|den|el|a|em|il|dnia))?|(?:[^\W\d_a-z][\w.'’-]* ){1,3}[^\W\d_a-z][\w.'’-]*,|"
    r"[^\W\da-z_][^\Wa-z]*(?: [^\Wa-z]+)*(?: \(\w+\))?(?:,| [-–—])"
)
_PARTICLES = "de|del|della|di|da|dos|van|von|der|den|la|le|du|al|bin|y"
_PERSON = rf"(?-i:[^\W\d_a-z][\w.'’-]*(?:\s+(?:[^\W\d_a-z][\w.'’-]*|{_PARTICLES})){{1,4}})"
_BYLINE = re.compile(
    rf"(?:(?:written |words |story |text |reported )?by|von|par|por|di|door)\s+{_PERSON}"
    rf"(?:(?:,|,?\s+(?:and|und|et|y|e|en|with|&))\s+{_PERSON}){{0,4}}",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s*[/)\]]?\s+(?:[-–—]{1,2}|―)\s+|(?<=[)/\d])\s?[—–]\s?")
_AGENCY = re.compile(r"[(/\[][^()/\[\]]{2,30}(?:[)/\]]|\Z)")
_PLACES = re.compile(r"(?-i:[^\W\d_a-z][\w.'’-]*)(?:,? (?-i:[^\W\d_a-z][\w.'’-]*|de|del|la|am|an der|upon|di|le)){0,5}")
_AROUND = "[](){}<>*_#|·•—–-.,;:「」【】（）［］：、，， \t"
_BETWEEN = re.compile(
    rf"\s*[|•·]\s*|(?:\s+[-–—]\s+|\s*[,;]\s+)(?={UPDATED.pattern})|"
    r"\s+(?=(?:来源|來源|出典|출처)\s?[:：])",
    re.IGNORECASE,
)
_OF_DAYS = re.compile(
    r"\b(?:minutes|meetings?|notes|agenda|newsletter|bulletin|diary|journal|log|digest|session|hearing|protokoll|sitzung|"
    r"niederschrift|tagebuch|acta|sesión|reunión|diario|compte[- ]rendu|procès-verbal|séance|réunion|verbale|seduta|"
    r"riunione|ata|sessão|reunião|notulen|vergadering|referat|протокол|заседани|дневник|会议|會議|纪要|議事録|日記|회의록)",
    re.IGNORECASE,
)
_ORDINALS = re.compile(
    r"(?<!\w)\d{1,4}(?:st|nd|rd|th|\.|ª|º|e|er|ème)(?!\w)|(?:no\.?|nr\.?|№|#)\s?\d{1,5}", re.IGNORECASE
)
_OPENS_BYLINE = re.compile(
    r"(?:\A|[|•·])\W{0,3}(?:by|written|words|story|text|reported|von|par|por|di|door)\s", re.IGNORECASE
)
_READING = re.compile(r"\d{1,3}[ -]?min(?:ute)?s?\.?(?: read)?(?: de lectura| de lecture)?", re.IGNORECASE)
_BY_FIRST = re.compile(rf"(?P<label>{_ENGLISH}) {_BYLINE.pattern}(?= on )", re.IGNORECASE)
_ENGLISH_DAYS = frozenset(
    [
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
    ]
)
_YEAR_WORDS = frozenset({"г", "года", "р", "року", "r", "roku"})
_SEPARATED = re.compile(r"[^\w]+")


def day_on_line(text: str) -> datetime.date | None:
    """The day on one of the first lines of a text that says nothing else, or on one of the last that says published."""
    reach = OPENING_LINES * LINE_CHARACTERS
    for line in _lines(text[:reach])[:OPENING_LINES]:
        if date := _whole_line(line) or _day_of_dateline(line):
            return date
    for line in _lines(text[-reach:])[-CLOSING_LINES:]:
        if _PUBLISHED.match(line.lstrip(_AROUND)) and (date := _whole_line(line)):
            return date
    return None


def day_in_title(title: str) -> datetime.date | None:
    """The day of a title that says what happens on days: "Minutes of 7 April 2021", "March 7, 2024 Meeting Notes"."""
    words = figures(title)
    placed = named_day(words) or (day_in_figures(words) if any(map(str.isdecimal, words)) else None)
    if placed is None or len(title) > LONGEST_LINE + ASIDE_WORDS:
        return None
    date, start, end = placed
    rest = f"{words[:start]} {words[end:]}"
    return date if _OF_DAYS.search(rest) and not any(map(str.isdecimal, _ORDINALS.sub("", rest))) else None


def byline(text: str) -> str | None:
    """The line, or the part of one, among the first of a text that says by whom it is, and nothing else."""
    for line in _lines(text[: OPENING_LINES * LINE_CHARACTERS])[:OPENING_LINES]:
        if len(line) > LONGEST_BYLINE:
            continue
        if (
            (names := _BYLINE.search(line))
            and names.start()
            and line[: names.start()][-1:] == " "
            and _whole_line(line)
        ):
            return names[0]
        if _OPENS_BYLINE.search(line):
            for part in _BETWEEN.split(line):
                if _BYLINE.fullmatch(words := part.strip(_AROUND)):
                    return words
    return None


def is_about(line: str) -> bool:
    """Whether a line says by whom or of when a text is, and nothing else."""
    line = line.strip()
    if len(line) > LONGEST_BYLINE:
        return False
    return _BYLINE.fullmatch(line.strip(_AROUND)) is not None or _whole_line(line) is not None


def _day_of_dateline(line: str) -> datetime.date | None:
    """The day in what opens news: a place, a day and perhaps an agency, before a dash."""
    head = line[: LONGEST_LINE + 3]
    dash = _DASH.search(head) if any(character.isdecimal() for character in head) else None
    before = figures(head[: dash.start()]) if dash else ""
    placed = named_day(before)
    if placed is None:
        return None
    date, start, end = placed
    words = [_AGENCY.sub(" ", part).strip(_AROUND) for part in (before[:start], before[end:])]
    place = " ".join(filter(None, words))
    label = place.partition(" ")[0].rstrip(",").lower()
    is_place = _PLACES.fullmatch(place) and not _LABEL.fullmatch(label) and label not in all_weekday_names()
    # A place in capitals, a comma behind it or an agency tell it from a sentence.
    shaped = place.isupper() or before[:start].rstrip().endswith((",", "(", ", le", ", den", ", el")) or "(" in before
    return date if is_place and shaped else None


def _lines(text: str) -> list[str]:
    """The lines of a text that hold a letter or figure."""
    return [line.strip() for line in text.split("\n") if any(character.isalnum() for character in line)]


def _whole_line(line: str) -> datetime.date | None:
    """The day of a line that holds a date, the words that lead to it, a weekday and a time, and nothing else.

    Behind bars there may stand the day of an update, a byline, the name of a section.
    """
    if len(line) > LONGEST_LINE:
        return None
    parts = [part for part in _BETWEEN.split(" ".join(figures(line).split())) if part.strip(_AROUND)]
    days = {part: date for part in parts if not UPDATED.match(part) and (date := _only_day(part))}
    aside = all(part in days or _is_aside(part) for part in parts)
    return days.popitem()[1] if len(days) == 1 and aside else None


def _is_aside(part: str) -> bool:
    """Whether what stands behind a bar is about an update, the article's author, time, section or length."""
    if UPDATED.match(part) or any(aside.fullmatch(part) for aside in (_BYLINE, _TIME, _READING)):
        return True
    return len(part.split()) <= ASIDE_WORDS and not any(character.isdecimal() for character in part)


def _only_day(part: str) -> datetime.date | None:
    """The day of some words that say nothing else."""
    part = _BY_FIRST.sub(r"\g<label>", part, count=1)
    label = _LABEL.match(part.lstrip(_AROUND))
    day_first = True if label and label["day_first"] else None
    placed = named_day(part)
    # The weekdays of all languages, which take long to load, are asked only about a day in figures.
    if placed is None and day_in_figures(part, day_first=True):
        placed = day_in_figures(part, day_first=day_first or _has_weekday(part) or None)
    if placed is None:
        return None
    date, start, end = placed
    before, after = _TIME.sub(" ", part[:start], count=1).lstrip(_AROUND), _TIME.sub(" ", part[end:], count=1)
    if _PLACE.fullmatch(before.rstrip()) or _BYLINE.fullmatch(before.rstrip(_AROUND)):
        before = ""
    before = before.rstrip(_AROUND)
    label = _LABEL.match(before)
    after = _BYLINE.sub("", after.strip(_AROUND))
    rest = f"{before[label.end() :] if label else before} {after}"
    words = [word for word in _SEPARATED.split(rest.lower()) if word and word not in _YEAR_WORDS]
    return date if not words or (len(words) <= 2 and all_weekday_names().issuperset(words)) else None


def _has_weekday(part: str) -> bool:
    """Whether words name a weekday in another language than English, whose numbers of days come first."""
    words = {word for word in _SEPARATED.split(part.lower()) if word and not word.isdecimal()}
    return bool(words) and words <= all_weekday_names() - _ENGLISH_DAYS
