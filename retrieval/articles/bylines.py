"""Who wrote a text, as a line of it says: "By Ana Ruiz", "Text und Fotos: Max Frei", "Автор: Иван Петров", "记者 李明".

A label tells. Without one, words that are written as a name are may be one: where they stand has to tell, too.
"""

import re

from retrieval.articles.beside_names import (
    NOBODY,
    credited,
    is_credit,
    is_office,
    is_outlet,
    without_addresses,
    without_brackets,
    without_pictures,
    without_place,
)
from retrieval.articles.people import chinese_reporters, given_names, parted_by_and, people, without_label
from retrieval.language.expressions import expression
from retrieval.language.saying import PARTICLES, word_set

MOST_NAME_WORDS = 5
"""The most words of a name: "Ana María de la Cruz"."""

MOST_UNKNOWN_WORDS = 3
"""The most words of a name that has no label and no known given name."""

MOST_PLACE_WORDS = 3
"""The most words of the place, after a name, that somebody writes from."""

LONGEST_SMALL_WORD = 3
"""The most letters of a word that may be in lower case in the name of a publisher: "of", "the", "für"."""

_AUTHOR_LABEL = expression(r"(?!text|tekst|testo|words|story|report|текст|κείμενο)\w", re.IGNORECASE)
"""A label after which one word is a name, too; "Text: Luke" is none."""

_OF_A_CLASS = expression(
    r"(?:\s|,\s?)[’'‘]\d\d(?!\w)|"
    r",\s(?:(?:grade|year|class(?: of)?|klasse|classe|clase|klas|klasa) \S{1,4}|"
    r"\d{1,2}(?:(?:th|st|nd|rd)[ -]grader?|(?![ap]m)[a-z]{1,2}))(?!\w)",
    re.IGNORECASE,
)
"""The class of those who write for a school's paper: `Ana Ruiz ’25`, `Ana Ruiz, grade 9`, `Lena Klein, 9b`."""

_PARTS = expression(r"\s*[,;/／、，،]\s*|\s+[-–—|•·]\s+")
_NOT_OF_A_NAME = expression(r"[^\w.'’-]|[\d_]")
_EASTERN_NAME = expression(
    r"(?:[\u3400-\u9fff々]{1,4}[\s・]?[\u3040-\u30ff\u3400-\u9fff]{1,6}|[\uac00-\ud7af]{2,5})(?:\s?(?:記者|记者|기자|특파원))?"
)
_REPORT_FROM = expression(r"(?:綜合|综合)?[\u3400-\u9fff]{2,6}(?:報導|报道|報道|电|電)")
"""Where somebody reports from, in Chinese: 台北報導."""

_KOREAN_REPORTER = expression(r"[\uac00-\ud7af]{2,4} (?:기자|특파원|논설위원)")
_RUSSIAN_SURNAME = expression(
    r"[а-яёіїєґ'’-]{2,}(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|ко|ук|юк|ян)"
)
_PLACE_OPENERS = word_set(
    "new old san santa santo são saint st sankt los las el la le les the rio río port porto puerto fort north south "
    "east west upper lower great nova nowa ciudad cape lake mount bad villa ville palm white black der die das den "
    "ein eine il lo gli i un una o os as het de sri costa united saudi hong buenos kuala tel addis нью санкт нижний "
    "великий новый"
)
"""Words that open names of places, and titles, and no person's."""

_NO_NAMES = word_set(
    "news press release report minutes council committee meeting newsletter column opinion review edition statement "
    "letter letters department office sport sports culture politics business world local national international "
    "regional editorial feature features analysis arts science health education economy society weekly daily monthly "
    "annual special breaking live update updates blog podcast video gallery part chapter volume issue section "
    "introduction summary abstract foreword preface contents appendix church parish school university county city "
    "town village street road river bridge mill park house hall museum library festival day week month year series "
    "story stories history guide notes agenda programme program project plan budget election elections fire flood "
    "storm harbour harbor airport station market research comment commentary interview interviews travel technology "
    "top back next previous prev menu index up down share print login search skip content comments reply "
    "finance general public private final draft open free home about dear sir madam immediate all no question "
    "questions answer answers and or of in on at for with from to is are was were noticias deportes cultura política "
    "economía opinión nacional internacional sociedad nota comunicado prensa acta parte capítulo entrevista reportaje "
    "sucesos local ciudad mundo y e en del con por para nachrichten kultur politik wirtschaft meinung "
    "pressemitteilung bericht protokoll teil kapitel leserbrief kommentar gemeinde stadt rat sitzung lokales "
    "aktuelles und oder im am vom zum zur für mit bei aus auf actualités actualité politique économie éditorial "
    "communiqué presse partie chapitre société monde culture et ou dans sur pour avec des au aux notizie politica "
    "economia cronaca comunicato stampa capitolo notícias esportes desporto sociedade mundo parte nieuws politiek "
    "economie verslag deel hoofdstuk en of voor met van новости спорт культура политика экономика мнение общество "
    "пресс-релиз отчёт отчет протокол часть глава и в на wiadomości kultura polityka gospodarka opinia część rozdział "
    "i w na z do"
)
"""Words of sections, kinds of text and titles: what holds one isn't a name."""


def authors_in(part: str) -> tuple[str, ...] | None:
    """The authors that some words name, and nothing else, after a label such as "by".

    Returns:
        None if they say something else, or have no label; nobody where they name those who took the pictures, a
        publisher's staff, or nobody.
    """
    if _KOREAN_REPORTER.fullmatch(part):
        return (part.partition(" ")[0],)
    if reporters := chinese_reporters(part):
        return reporters
    if (rest := credited(part)) is not None:
        return () if rest and len(rest.split()) <= 2 * MOST_NAME_WORDS and not any(map(str.isdecimal, rest)) else None
    rest, has_label = without_label(part)
    if not has_label:
        return None
    label = part[: len(part) - len(rest)].strip()
    if label.lower() == "de" and not is_known(rest):
        return None
    alone = label[-1:] in ":：/／・=＝" or not label.isascii()
    return _named(rest, single=alone and _AUTHOR_LABEL.match(label) is not None)


def names_in(part: str) -> tuple[str, ...]:
    """The people that some words may be, without any label: "Ana Ruiz", "Ana Ruiz, Staff Writer"; else nobody.

    A name that isn't known has two or three words, none of them small or all in capitals.
    """
    first = _PARTS.split(part, maxsplit=1)[0]
    if is_outlet(first):
        return ()
    for name in parted_by_and(first):
        words = name.casefold().replace("-", " ").split()
        if not words or words[0] in _PLACE_OPENERS or not _NO_NAMES.isdisjoint(words):
            return ()
        name_words = name.split()
        if not is_known(name) and (
            len(name_words) > MOST_UNKNOWN_WORDS or any(w.islower() or w.isupper() for w in name_words)
        ):
            return ()
    return _named(part, single=False) or ()


def is_known(name: str) -> bool:
    """Whether a name begins with a given name that is known, or ends as those of people do."""
    words = name.casefold().split()
    return bool(words) and (words[0] in given_names() or _RUSSIAN_SURNAME.fullmatch(words[-1]) is not None)


def is_staff(part: str) -> bool:
    """Whether some words are an office or the staff of a publisher: "Redacción", "Staff Writer", "dpa"."""
    return 0 < len(part.split()) <= MOST_NAME_WORDS and (
        part.lower() in NOBODY - {""} or (not any(map(str.isdecimal, part)) and is_office(part) and part[0].isupper())
    )


def _named(rest: str, *, single: bool) -> tuple[str, ...] | None:
    """The people that words are, with their offices, publishers and places; None if there is anything else.

    Args:
        rest: The words.
        single: Whether one word is a name, too.
    """
    is_named = False
    rest = _OF_A_CLASS.sub("", without_brackets(without_addresses(without_pictures(rest))))
    if any(map(str.isdecimal, rest)):
        return None
    pieces = [piece for part in _PARTS.split(rest) for piece in parted_by_and(part.strip(" .,:"))]
    for piece in filter(None, pieces):
        if _is_name(without_place(piece), single=single):
            is_named = True
        elif is_named and (_REPORT_FROM.fullmatch(piece) or is_credit(piece)):
            continue
        elif piece.lower() in NOBODY or is_office(piece) or (is_outlet(piece) and _is_title_cased(piece)):
            is_named = is_named or single or len(piece.split()) <= MOST_NAME_WORDS
        elif not (is_named and _are_capitalised(piece.split()[: MOST_PLACE_WORDS + 1], MOST_PLACE_WORDS)):
            return None
    return people(f"by {rest}") if is_named else None


def _is_name(words: str, *, single: bool) -> bool:
    """Whether words are written as a name is: two to five with capitals, or in a script that has none."""
    if _EASTERN_NAME.fullmatch(words):
        return single or " " in words
    parts = words.split()
    if len(parts) < 2:
        return single and _are_capitalised(parts, 1)
    outer = [parts[0], parts[-1]]
    inner = [part for part in parts[1:-1] if part.lower() not in PARTICLES]
    outer = outer[1:] if outer[0].lower() in PARTICLES and len(parts) > 2 else outer
    return _are_capitalised([*outer, *inner], MOST_NAME_WORDS)


def _is_title_cased(words: str) -> bool:
    """Whether the long words of a publisher's name have capitals."""
    return not any(word.islower() and len(word) > LONGEST_SMALL_WORD for word in words.split())


def _are_capitalised(words: list[str], most: int) -> bool:
    """Whether there are 1 to `most` words, of letters alone, none of them in lower case."""
    return 0 < len(words) <= most and all(
        word[0].isalpha() and not word[0].islower() and _NOT_OF_A_NAME.search(word) is None for word in words
    )
