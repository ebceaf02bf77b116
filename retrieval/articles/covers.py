"""The cover of a speech: the short lines above the first greeting that say who speaks, where and when.

"Statement by / H.E. Mr. Karl Voss / Minister of Fisheries / at the Harbour Conference / Kessen, 7 April 2021", and then
"Mr. President, …". Lines above a greeting are a cover only where one of them says that it is an address.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from retrieval.articles.bylines import is_known
from retrieval.articles.dates import UPDATED, day_in_figures, figures, named_day
from retrieval.articles.mastheads import is_contact, is_marking
from retrieval.articles.people import people
from retrieval.language.expressions import expression

MOST_LINES = 30
"""A cover has fewer lines, blank ones not counted; those of the 170 statements it was tried on had up to 22."""

REACH = 3_000
"""A cover ends within this many code points."""

REMEMBERED = 16
"""The covers of so many texts are remembered: who wrote a document is asked of its properties, then of its cover."""

LONGEST_LINE = 240
"""A longer line is a paragraph; a cover that a program put on one line, such as a name with its offices, is shorter."""

SENTENCE_WORDS = 12
"""A line with more words that ends as a sentence does is one, and no part of a cover."""

LONGEST_TITLE = 160
"""A title made of lines goes on until it has this many code points."""

_KIND = expression(
    r"(?<!\w)(?:(?:key-?note )?(?:statement|address|speech|remarks|lecture|homily|sermon|intervention)|allocution|"
    r"discours|déclaration|discurso|intervenci[óo]n|intervenção|alocuci[óo]n|palabras|mensaje|mensagem|pronunciamento|rede|"
    r"ansprache|grußwort|intervento|discorso|toespraak|выступление|речь|заявление|обращение|промова|виступ|"
    r"przemówienie|wystąpienie|konuşma(?:sı)?|pidato|sambutan|bài phát biểu|भाषण)(?!\w)|"
    r"كلمة|بيان|خطاب|讲话|講話|发言|發言|致辞|致辭|演说|演說|演讲|演講|演説|挨拶|연설|기념사",
    re.IGNORECASE,
)
_GREETING = expression(
    r"\W*(?:(?:your|votre|vuestra|vossa) (?:excellenc|majest|royal|serene|high|holiness|altesse|excel)|excellenc|"
    r"(?:dear |distinguished |hono[u]?rable |esteemed |thank you,? )?(?:mr\.?|mister|madame?|mme|ms\.?) "
    r"(?:\w+[ -])?(?:president|speaker|chair|secretary|co-chair|moderator|prime minister|chancellor|mayor)|"
    r"(?:the )?president of the (?:[\w'’\"”]+ ){0,4}(?:general assembly|conference)|heads? of (?:states?|delegation)|"
    r"(?:the )?secretary[ -]general\b|"
    r"(?:ladies|gentlemen|(?:colleagues|friends)\W*\Z|dear )|"
    r"(?:distinguished|hono[u]?rable|esteemed|fellow) (?:\w+[ -]){0,3}(?:members|delegates|guests|colleagues|ministers|"
    r"representatives|participants|heads|citizens|friends|ladies|speaker|chair)|"
    r"(?:monsieur|madame) l[ae] (?:président|secrétaire|vice)|mesdames|excellences|chers |mes chers|"
    r"(?:señora?|sr\.?|sra\.?) (?:president|secretari|vicepresident)|señor[ae]s\b|excelenc|distinguid[oa]s|queridos|"
    r"(?:senhora?|sr\.?|sra\.?) (?:president|secretári)|senhoras|excelênc|"
    r"(?:sehr (?:geehrte|verehrte)|verehrte|meine (?:sehr )?(?:geehrten |verehrten )?damen|liebe|herr präsident|"
    r"frau präsidentin|exzellenz)|"
    r"signora?? president|signore|eccellenz|gentili |cari |geachte |dames en heren|"
    r"уважаем|господин |госпожа |дамы и господа|ваш[еи] превосходительств|шановн|пан[ие] |szanown|pan[ie]? |"
    r"sayın |değerli |yang (?:mulia|terhormat)|"
    r"السيد|سيدي|أصحاب|معالي|السيدات|بسم الله|尊敬的|主席先生|各位|女士们|女士們|諸君|皆[様さ]|존경하는|여러분|"
    r"bismillah|assalamu|as-?salaam|in the name of (?:god|allah))",
    re.IGNORECASE,
)
"""How a speaker greets; also the opening of a prayer."""

_OFFICE = (
    r"(?:vice|deputy|prime|foreign|first|state|federal|permanent|acting|former|head|chair\w*|president\w*|minister\w*|"
    r"ministre\w*|ministr[oa]|premier|king|queen|secretar\w+|secrétaire|ambassad\w+|chancellor|canciller|governor|"
    r"director\w*|chef|député|attorney|representative|représentant\w*|commissioner|member|mayor|speaker|leader|"
    r"président\w*|presidente?|presidenta|prince|princess|founder|chief|bundes\w+|at|the|of|to|and|before|on|during)"
)
_HONORIFIC = (
    r"(?:(?:his|her|their) (?:excellency|majesty|(?:royal|serene|imperial) highness|highness|holiness|eminence)|"
    r"the (?:right )?hono[u]?rable|(?:the )?(?:right |rt\.? )?hon(?:o[u]?rable|\.)?|h\.\s?e\.?|h\.\s?r\.\s?h\.|"
    r"he\.?(?=\s(?:hon|mr|ms|dr))|mr\.?|mrs\.?|ms\.?|miss|dr\.?|prof\.?|professor|sir|dame|sheikh|rev\.?|senator|"
    r"amb\.?|cardinal|(?:arch)?bishop|colonel|son excellence(?: m\.)?|s\.\s?e\.(?:\s?m\.)?|sa majesté|"
    r"s\.\s?a\.\s?s\.?|monsieur|madame|mme\.?|su excelencia(?: don)?|excelentísim[oa]|excm[oa]\.?|señora?|sra?\.|"
    r"d\.|doña|dra\.|lic\.|senhora?|sua excelência|herr|frau|onorevole)"
)
_BIG = r"[^\W\d_a-z][\w’'.-]*"
_OF_NAMES = rf"(?!(?:{_OFFICE}|{_HONORIFIC})(?!\w))"
_NAME = (
    rf"(?:{_OF_NAMES}(?-i:{_BIG})"
    rf"(?:[ ]+{_OF_NAMES}(?:(?-i:{_BIG})|de|del|della|di|da|dos|van|von|der|bin|ibn|al|el|la|le)){{1,5}}"
    # The last words of a long name may be on a line of their own.
    rf"(?:,?\n{_OF_NAMES}(?-i:{_BIG})(?:[ ]{_OF_NAMES}(?-i:{_BIG}))?(?=[,\n:]))?)"
)
_SPEAKER = expression(
    rf"(?:\A|(?<=[\s:,(]))(?P<honours>(?:{_HONORIFIC}[\s,:]+)+)?(?P<name>{_NAME})(?=\s*(?:[,;:(–\n-]|\Z|{_OFFICE}\b))",
    re.IGNORECASE,
)
_BY = expression(r"(?:\A|\s)(?:by|par|por|von|di|door)\s*:?\s+", re.IGNORECASE)
_GREETED = expression(
    r"[\s,(]*(?:(?:the|united nations|un|u\.n\.) )*"
    r"(?:vice-?)?(?:president|président|presidente|secretary|secrétaire|secretario|speaker|chair\w*)\w*[ -]"
    r"(?:general|général|[^\n]{0,40}(?:session|assembl|asamblea|assembleia|conference|conférence|conferencia|parliament|congress))",
    re.IGNORECASE,
)
"""Who holds the chair is spoken to, and does not speak."""

_POSSESSIVE = expression(r"['’]s(?!\w)", re.IGNORECASE)
_THEME = expression(r"\W*(?:theme|thème|tema|thema|topic|тема|主题|主題)\s?[:：]", re.IGNORECASE)
_BARE = expression(r"(?:by|de|du|del|of|the|by:|von|di|da|do|para|par|por|national|delivered|[\W\d_]+)", re.IGNORECASE)
_LINE = expression(r"[^\n\f\u2029]+")
_ORDINAL_MISREAD = expression(r"(?<=\d)[\"”“'’*°™]{1,2}(?=,? )")
"""The mark of an ordinal, which text recognition takes for one of quotation."""


class Cover(NamedTuple):
    """What a cover says: the title that its lines make, the one day on it, and who speaks."""

    title: str
    day: datetime.date | None
    speakers: tuple[str, ...]


def cover_of(text: str) -> Cover | None:
    """The cover that opens a text; None if there is none."""
    return _cover_of(text[:REACH])


@lru_cache(maxsize=REMEMBERED)
def _cover_of(opening: str) -> Cover | None:
    """What `cover_of` gives of the first code points of a text."""
    cover = _lines_above_greeting(opening)
    first = next((n for n, line in enumerate(cover) if _KIND.search(line)), None)
    if first is None:
        return None
    speakers = _speakers(cover)
    days = {day for line in cover for day in _days(line)}
    return Cover(_title(cover[first:], speakers), days.pop() if len(days) == 1 else None, speakers)


def _lines_above_greeting(opening: str) -> list[str]:
    """The lines above the first greeting in a text; none where a sentence or too many lines are above it."""
    lines = (line.strip() for line in _LINE.findall(opening))
    cover: list[str] = []
    for line in islice((line for line in lines if any(map(str.isalnum, line))), MOST_LINES):
        if is_greeting(line):
            return cover
        if _is_text(line):
            break
        cover.append(line)
    return []


def is_greeting(line: str) -> bool:
    """Whether a line greets those who listen: "Mr. President," opens a speech, and is not its title."""
    return _GREETING.match(line) is not None


def is_bare(title: str) -> bool:
    """Whether a title says what kind of address a text is, or not even that, and nothing of whose it is."""
    rest = _KIND.sub(" ", title)
    return rest == title or all(_BARE.fullmatch(word) for word in rest.split())


def _is_text(line: str) -> bool:
    """Whether a line is a sentence or a paragraph rather than one of a cover."""
    return len(line) > LONGEST_LINE or (line[-1] in ".!?…" and line.count(" ") >= SENTENCE_WORDS)


def _days(line: str) -> Iterator[datetime.date]:
    """The days that a line names, but for those on which something was changed."""
    rest = "" if UPDATED.match(line) else _ORDINAL_MISREAD.sub("", figures(line))
    while placed_day := named_day(rest) or day_in_figures(rest):
        yield placed_day[0]
        rest = rest[placed_day[2] :]


def _speakers(cover: Sequence[str]) -> tuple[str, ...]:
    """Who speaks: after "by", or with a form of address before the name; others must have a known given name."""
    words = "\n".join(cover)
    behind = _BY.search(words)
    for start in ([behind.end()] if behind else []) + [0]:
        for match in _SPEAKER.finditer(words, start):
            name = " ".join(match["name"].split())
            # Right after "by" stands a name; elsewhere one with a form of address.
            is_named = match["honours"] or (start and match.start() == start and is_known(name))
            if is_named and not _POSSESSIVE.search(name) and not _GREETED.match(words, match.end()):
                return people(f"by {name}")
    return ()


def _title(lines: Sequence[str], speakers: Sequence[str]) -> str:
    """The title that the lines make, from the one that names the kind of address on."""
    title = ""
    for line in lines:
        if title and (_THEME.match(line) or is_marking(line) or is_contact(line) or any(_days(line))):
            break
        ends_in_name = any(title.casefold().endswith(speaker.casefold()) for speaker in speakers)
        longer_title = f"{title}{',' if ends_in_name and line[0].isupper() else ''} {line}".strip()
        if len(longer_title) > LONGEST_TITLE and title:
            break
        title = longer_title
    return title.rstrip(" ,;:–—-")
