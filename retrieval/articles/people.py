"""Authors as people, from the ways in which they are written: bylines, lists, objects, bibliographies."""

import ast
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from retrieval.articles.beside_names import (
    NOBODY,
    body_in,
    is_credit,
    is_office,
    is_publisher,
    is_team,
    is_title,
    without_addresses,
    without_pictures,
    without_place,
)
from retrieval.articles.files import one_line, tidy
from retrieval.articles.hints import bare
from retrieval.language.expressions import expression
from retrieval.language.saying import MEN, NICKNAMES, WOMEN

MOST_AUTHORS = 100
"""Of a longer list of authors the first are kept: beyond stands something else than people."""

DEEPEST = 5
"""Names are looked for in objects and lists so deep: `{data: [{attributes: {name}}]}` (Strapi)."""

LONGEST_BYLINE = 5_000
"""A byline has up to this many code points; what follows is something else."""

_TAG = expression(
    r"</?(?:a|i|b|em|strong|span|cite|u|small|br|mark|font|p|div|li|ul|address)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_TEMPLATE = expression(r"\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\}")
"""What the generator of a site fills in."""

_WIKI = expression(r"\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")
_LINK = expression(r"\[([^\[\]]{1,200})\]\([^()\s]{0,500}\)")
_SUFFIX = expression(
    r"(?:Jr|Sr|II|III|IV|M\.?\s?D|Ph\.?\s?D|Esq|R\.?N|MBA|MP|QC|KC|OBE|MBE|CBE|M\.?[AS]c?)\.?", re.IGNORECASE
)
_IN_BRACKETS_WHOLLY = expression(r"\(([^()]*[^\W\d_][^()]*)\)")
_STOP = expression(r"(?:(?<=[^\W\d_]{4})|(?<=[\u3040-\uffdc]))\.\Z")
"""What ends a line, not a word that is shortened, as "Jr." and "Inc." are."""

_LIFE = expression(
    r"(?:,\s*|\s+\()(?:(?:b|d|ca?|fl|born|died)\.?\s*)?\d{4}\??(?:\s?[-–—]\s?(?:\d{4}\??)?)?\)?\.?\Z", re.IGNORECASE
)
"""The years of a life, as catalogues write them behind a name: `Cole, Ben, 1921-1999`."""

_SUFFIX_LAST = expression(r"(?<=\S)\s(?:Jr|Sr|II|III|IV)\.?\Z")
_CHINESE_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇"
    "卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段"
    "雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳"
    "邢路岳齐齊莫辛管祝左涂谷祁耿牟卜詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮"
)
"""The characters that most surnames in Chinese begin with."""

_LABEL = expression(
    # The label of an English, Spanish or Portuguese byline; after others below a name has to follow.
    r"(?:(?:(?:an? )?(?:words|written|story|texts?|report(?:ed|ing)?|posted|published|article|analysis|"
    r"interview(?:ed)?|essay|review|column|commentary|opinion|submitted|compiled|contributed|presented|sermon|speech|lecture|poem)"
    r"(?: (?:and|&) (?:photo|picture|photograph|illustration)s?)? )?by|"
    r"(?:(?:una? |uma? )?(?:entrevista|texto|escrito|redactado|reportaje|reportagem|publicad[oa]|enviad[oa]|"
    r"crónica|artículo|artigo|elaborado|fotos? y texto|texto [ye] fotos?) )?por)\s+|"
    r"(?:authors?|writers?|(?:by|words|story|text) ?line|autor(?:in|a|es|en|as|[ei]|[kz]y|ka)?|auteure?s?|autrices?|"
    r"autore|autori|verfasser(?:in)?|yazar|yazan|haber|forfatter|skribent|författare|kirjoittaja|szerző|írta|penulis|"
    r"oleh|tác giả|συντάκτης|автор(?:ы|ка|и)?|written by|story by|reported by|"
    r"(?:text|tekst|texte|texto|testo|teksti|words|story|report|interview|entrevista|intervista|entretien|reportage|"
    r"текст|интервью|κείμενο|by|von|par|por|di|door|oleh)"
    r"(?:,? (?:and|und|et|y|e|en|&|och|og|i|и|та) "
    r"(?:fotos?|photos?|foto's|zdjęcia|pictures|bilder|фото|interview))?)\s?:\s*|"
    r"автор(?:ы|ка|и)?\s+|(?:беседовал|записал|подготовил|написал|розмовляв|записав|підготував)[аи]?:?\s+|"
    r"(?:napisał|rozmawiał|opracował|przygotował|notował)a?:?\s+|opr\.\s+|"
    r"(?:بقلم|الكاتب|كتب|كتبت|إعداد|نویسنده|מאת|लेखक)\s?:?\s+|"
    r"(?:文|撰文|作者|記者|记者|報道|執筆|著者|取材・文|文・写真|글)\s?[:：/／・=＝]\s*|(?:기자|작성자|글쓴이)\s?[:：]\s*|"
    rf"(?:記者|记者|作者)(?:\s(?=\w)|(?=[{_CHINESE_SURNAMES}]))",
    re.IGNORECASE,
)
_CHINESE_LABEL = expression(
    r"(?:(?:[\u3400-\u9fff]{2,4}\s?)?(?:记者|記者)|(?:特[约約邀])?(?:通[讯訊][员員]|撰稿人?)|[实實][习習]生)"
    rf"(?:[\s:：]|(?=[{_CHINESE_SURNAMES}]))"
)
"""What Chinese newspapers call those who report: 本报记者, 中新社记者, 通讯员, 实习生."""

_CHINESE_TAIL = expression(r"(?:[\s/／]{0,2}(?:[文图圖]|[摄攝]影|[综綜]合|[报報][道導]|[专專]?[电電])){1,4}\Z")
_BETWEEN_CHINESE_NAMES = expression(r"[\s:：、，,／/]+")
_CHINESE_NAME = expression(r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8}){0,2}")
_CHINESE_NAME_AND_PLACE = expression(r"([\u3400-\u9fff]{2,3})[\u3400-\u9fff]{2}")
"""A name with the place that its bearer reports from behind it: 陳大文台北."""

_FOREIGN_BY = expression(
    r"(?:(?:(?:ein(?:e)? )?(?:interview|bericht|kommentar|gastbeitrag|reportage|essay|analyse|text|beitrag|artikel|"
    r"glosse|rezension|porträt|aufgezeichnet|geschrieben|verfasst|protokolliert|veröffentlicht|eingereicht|eingestellt|"
    r"gespeichert|erstellt) )?von|"
    r"(?:(?:une? )?(?:propos recueillis|texte|article|interview|entretien|reportage|écrit|rédigé|publié|posté|soumis|"
    r"enquête|chronique|tribune|billet|critique) )?par|"
    r"(?:(?:un )?(?:intervista|testo|articolo|scritto|servizio|reportage|a cura|pubblicato|inviato) )?(?:di|da)|"
    r"(?:(?:tekst|interview|geschreven|verslag|geplaatst|ingediend|ingezonden) )?door|"
    r"(?:(?:text|tekst|skriven|skrevet|intervju) )?a[vf]|"
    r"(?:entrevista|texto|reportaje|reportagem|crónica) de|(?:ditulis |laporan )?oleh|от|de)\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_AND = expression(r"\s+(?:and|with|und|mit|con|et|y|e|en|och|og|i|и|та|ve|&)\s+", re.IGNORECASE)
_LEADING_AND = expression(r"(?:and|und|et|y|e|&)\s+", re.IGNORECASE)
_LISTED = expression(r"\s*(?:[;；\n|•、，،]|·(?![\u3400-\u9fff])|(?<=\s)·|\s[–—/]\s|\s-\s)\s*")
_IN_BRACKETS = expression(r"\s*\([^()]{0,100}\)\s*$")
_ET_AL = expression(r",?\s+(?:et\s+al\.?|and others|u\.\s?a\.|и др\.?)$", re.IGNORECASE)
_HAN_AND_KANA = "\u2e80"
_INITIALS = expression(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_WORD = expression(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=\w))*\.?")
_ELIDED = expression(r"(?:d|l|dell|dall|t|s)['’](?=[^\W\d_a-z])")
_PARTICLES = frozenset({
    "de", "del", "della", "di", "da", "dos", "das", "van", "von", "der", "den", "ter", "ten", "te", "zu", "zur", "la",
    "le", "du", "al", "el", "bin", "ibn", "ben", "abu", "y", "e", "af", "ap", "ó", "ni", "mac", "st.",
})  # fmt: skip


def people(value: Any) -> tuple[str, ...]:
    """Authors as people, from a list, an object with a name, or a line: "Ruiz, Ana; Cole, Ben" and "By A B and C D".

    Roles, addresses, and publishers that are beside a person are left out, and so is what names nobody.
    """
    names = dict.fromkeys(name for name in _named(value) if name.lower() not in NOBODY and any(map(str.isalnum, name)))
    return tuple(names)[:MOST_AUTHORS]


_NOTED = expression(r"\^\[[^\[\]]{0,300}\]")
"""A note of Pandoc, in which an author's place of work stands: `Ana Ruiz^[Weir University]`."""


def _named(value: Any, *, item: bool = False, depth: int = 0) -> Iterator[str]:
    """The names in a value; `item` says that it is in a list of authors."""
    if depth > DEEPEST or isinstance(value, bool | int | float):
        return
    if isinstance(value, Mapping):
        yield from _of_object(value, depth)
    elif isinstance(value, list | tuple):
        for one in value[:MOST_AUTHORS]:
            yield from _named(one, item=True, depth=depth + 1)
    elif value is not None:
        text = _NOTED.sub("", tidy(str(value)[:LONGEST_BYLINE])).strip()
        listed = _value_in(text) if text.startswith(("[", "{")) and not text.startswith("[[") else None
        if listed is not None:
            yield from _named(listed, item=item, depth=depth + 1)
        else:
            yield from _on_line(text, item=item)


def _value_in(text: str) -> Any:
    """What a program wrote as words: `["Ana Ruiz"]`, `['Ana Ruiz']`, `[Ana Ruiz, Ben Cole]`, `{'name': 'Ana Ruiz'}`."""
    if not text.endswith(("]", "}")):
        return None
    for parse in (json.loads, ast.literal_eval):
        try:
            value = parse(text)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
        return value if isinstance(value, list | dict) else None
    return text[1:-1].split(",") if text.endswith("]") else None


def _of_object(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The names in an object: under a name, in two parts, or in an object inside."""
    table = {bare(str(key)): item for key, item in value.items()}
    firsts = ("given", "givenname", "firstname", "first", "forename", "forenames")
    lasts = ("family", "familyname", "lastname", "last", "surname")
    parts = [
        next(filter(None, (one_line(table.get(key)) for key in keys)), None)
        for keys in (firsts, ("middle", "middlename"), lasts, ("suffix",))
    ]
    keys = ("name", "displayname", "fullname", "authorname", "literal", "label")
    called = [
        list(_named(table[key], depth=depth + 1)) for key in keys if isinstance(table.get(key), str | list | Mapping)
    ]
    if called := list(filter(None, called)):
        # The name of an account is one word, where the other is somebody's.
        yield from next((names for names in called if any(" " in name for name in names)), called[0])
        return
    if parts[0] or parts[2]:
        name = " ".join(filter(None, parts[:3]))
        yield f"{name}, {parts[3]}" if parts[3] else name
        return
    for key in (
        "person",
        "persons",
        "people",
        "author",
        "authors",
        "original",
        "byline",
        "value",
        "text",
        "data",
        "attributes",
        "username",
    ):
        if names := list(_named(table.get(key), depth=depth + 1)):
            yield from names
            return
    if all(isinstance(item, Mapping) for item in table.values()):
        # Each under a short name of theirs: `ana: {name: Ana Ruiz}`.
        yield from _named(list(value.values()), depth=depth + 1)


def _on_line(line: str, *, item: bool) -> Iterator[str]:
    """The people on a line. A semicolon parts people, and then a comma does not."""
    if reporters := chinese_reporters(line):
        yield from reporters
        return
    line = _TAG.sub(" ", line) if "<" in line else line
    if "&" in line:
        from html import unescape

        line = unescape(line)
    line = _TEMPLATE.sub(" ", line) if "{" in line else line
    line = _WIKI.sub(lambda match: match[2] or match[1], line)
    line = _LINK.sub(r"\1", line)
    line = without_pictures(without_addresses(line))
    line = "\n".join(" ".join(part.split()) for part in line.split("\n")).strip(" ,\n")
    line = _IN_BRACKETS_WHOLLY.sub(r"\1", line) if _IN_BRACKETS_WHOLLY.fullmatch(line) else line
    line, is_byline = without_label(line)
    parts = [part for part in _LISTED.split(line) if part.strip()]
    listed = len(parts) > 1 or ";" in line
    people = [name for part in parts for name in _in_part(part, alone=listed, byline=is_byline or item)]
    persons = [name for name in people if not is_office(name)] or [name for name in people if name.isdecimal()]
    if any(_is_full_name(name) and not is_title(name) for name in persons):
        persons = [name for name in persons if not is_title(name)]
    # Beside people, an office or a publisher is where they work; alone, a publisher is the author.
    authors = [name for name in persons if not is_publisher(name)]
    yield from authors if any(map(_is_full_name, authors)) else persons


def chinese_reporters(words: str) -> tuple[str, ...]:
    """Whom words call reporters in Chinese, `本报记者 王小明 通讯员 孙立 摄影报道`; nobody where they say more."""
    if words.isascii() or not _CHINESE_LABEL.match(words):
        return ()
    shorter = _CHINESE_TAIL.sub("", words)
    pieces = [piece for part in _CHINESE_LABEL.split(shorter) for piece in _BETWEEN_CHINESE_NAMES.split(part) if piece]
    if shorter != words and pieces and (placed := _CHINESE_NAME_AND_PLACE.fullmatch(pieces[-1])):
        pieces[-1] = placed[1]
    elif shorter != words and len(pieces) > 1 and words[len(shorter) - len(pieces[-1]) - 1] in "／/":
        pieces.pop()
    return tuple(pieces) if all(map(_CHINESE_NAME.fullmatch, pieces)) else ()


def without_label(line: str) -> tuple[str, bool]:
    """A byline without "By" or another label, and whether it had one."""
    if match := _LABEL.match(line):
        return line[match.end() :], True
    match = _FOREIGN_BY.match(line)
    if match and _is_inverted([piece.strip() for piece in line.split(",")]):
        # The particle of a surname: "DE LA CRUZ, ANA".
        return line, False
    rest = line[match.end() :] if match else ""
    first = _AND.split(rest.replace(";", ",").partition(",")[0], maxsplit=1)[0]
    return (rest, True) if match and first[:1].isupper() and _is_full_name(first) else (line, False)


def _in_part(part: str, *, alone: bool, byline: bool) -> list[str]:
    """The people in a part of a line.

    Args:
        part: What is between semicolons.
        alone: Whether a comma in it belongs to a name.
        byline: Whether a single word after a name is a place.
    """
    part = _ET_AL.sub("", without_label(part)[0])
    if (start := body_in(part)) is not None and not _are_people(part[start:]):
        before = part[:start].strip(" ,")
        return _in_part(before, alone=alone, byline=byline) if before else [" ".join(part.split())]
    if is_credit(part):
        return []
    if not alone and (sides := _inverted_sides(part)):
        return sides
    part = _LIFE.sub("", part)
    pieces = _with_suffixes([piece.strip() for piece in part.split(",")[: 2 * MOST_AUTHORS]])
    if inverted := _inverted(pieces):
        return [_name(inverted)]
    if alone:
        pieces = [piece for n, piece in enumerate(pieces) if not n or not is_office(piece)]
        return [_name(", ".join(pieces))]
    pairs = [piece[match.end() :] if (match := _LEADING_AND.match(piece)) else piece for piece in pieces]
    if len(pairs) > 3 and len(pairs) % 2 == 0 and _are_pairs(pairs):
        return [f"{last}, {first}" for last, first in zip(pairs[::2], pairs[1::2], strict=True)]
    pieces = [piece for piece in pieces if not is_credit(piece)]
    names = [name for piece in pieces for part in parted_by_and(piece, pieces) if (name := _name(part))]
    if byline and len(names) > 1 and _is_full_name(names[0]):
        names = [name for name in names if len(name.split()) > 1 or not _WORD.fullmatch(name)]
    return names


def _are_people(body: str) -> bool:
    """Whether what comes after the first comma of a public body's name are people."""
    rest = body.partition(",")[2]
    sides = [side.strip() for piece in rest.split(",") for side in _AND.split(piece) if side.strip()]
    return bool(sides) and all(map(_is_full_name, sides))


def _inverted_sides(part: str) -> list[str] | None:
    """The people of "Ruiz, Ana and Cole, Ben" and "Ruiz, Ana, and Ben Cole"; None if it is not so written."""
    sides = [side.strip(" ,") for side in _AND.split(part)]
    pieces = [_with_suffixes([piece.strip() for piece in side.split(",")]) for side in sides]
    if len(sides) < 2 or not _is_inverted(pieces[0]):
        return None
    return sides if all(_is_inverted(side) or (len(side) == 1 and _is_full_name(side[0])) for side in pieces) else None


def _with_suffixes(pieces: Sequence[str]) -> list[str]:
    """Pieces between commas, "Jr." and "PhD" put back to the name before them."""
    names: list[str] = []
    for piece in filter(None, pieces):
        head, *others = _AND.split(piece, maxsplit=1)
        if names and _SUFFIX.fullmatch(head):
            names[-1] = f"{names[-1]}, {head}"
            names += others
        else:
            names.append(piece)
    return names


def _inverted(pieces: Sequence[str]) -> str | None:
    """The name of a surname, what goes before it and what somebody did: "Ruiz, Ana, editor", "Ruiz, Ana (ed.)"."""
    name = [_without_stop(_IN_BRACKETS.sub("", piece)) for piece in pieces[:2]]
    is_name = _is_inverted(name) and all(map(is_office, pieces[2:]))
    return ", ".join(name) if is_name else None


def _without_stop(name: str) -> str:
    """A name without what ends its line: a given name that is known and a particle are not shortened."""
    shorter = _STOP.sub("", name)
    last = shorter.rpartition(" ")[2].removesuffix(".").casefold()
    return shorter.removesuffix(".") if last in given_names() or last in _PARTICLES else shorter


def _is_inverted(pieces: Sequence[str]) -> bool:
    """Whether two pieces are a surname and what goes before it: "de la Cruz, Ana"."""
    if len(pieces) != 2 or is_office(pieces[1]) or _AND.search(pieces[1]):
        return False
    *particles, surname = _SUFFIX_LAST.sub("", pieces[0].partition(", ")[0]).split() or [""]
    given_name = pieces[1].partition(", ")[0]
    forenames = given_name.split()
    while len(forenames) > 1 and forenames[-1] in _PARTICLES:
        # "Hofmannsthal, Hugo von": the particles of a name that is sorted without them.
        forenames.pop()
    if len(particles) == 1 and _are_two_surnames(particles[0], surname, given_name):
        particles = []
    return (
        all(word.lower() in _PARTICLES for word in particles)
        and _WORD.fullmatch(surname) is not None
        and len(surname) > 1
        and surname < _HAN_AND_KANA
        and (not surname[0].islower() or _ELIDED.match(surname) is not None)
        and len(forenames) <= 3
        and all(_WORD.fullmatch(word) and not word[0].islower() for word in forenames)
    )


def _are_two_surnames(first: str, second: str, given_name: str) -> bool:
    """Whether words before a comma are two surnames, as Spanish and Portuguese have them: "García Márquez, Gabriel"."""
    common = given_names()
    names = given_name.casefold().split()
    capitals = all(_WORD.fullmatch(word) and word[0].isupper() for word in (first, second))
    return capitals and bool(names) and common.issuperset(names) and first.casefold() not in common


@cache
def given_names() -> frozenset[str]:
    """Given names that are known, in small letters."""
    return frozenset({*MEN, *WOMEN, *(name for row in NICKNAMES for name in row)})


def _are_pairs(pieces: Sequence[str]) -> bool:
    """Whether pieces are surnames and first names in turn: "Ruiz, A., Cole, B."."""
    return all(_PARTICLES.issuperset(piece.lower().split()[:-1]) for piece in pieces[::2]) and (
        all(_INITIALS.fullmatch(piece) for piece in pieces[1::2])
        or all(_WORD.fullmatch(piece) and piece[0].isupper() for piece in pieces)
    )


def parted_by_and(piece: str, pieces: Sequence[str] = ()) -> list[str]:
    """The people whom an "and" joins: names of two words or more on either side, or single words in a row of such."""
    piece = re.sub(r"\A(?:and|with|und|mit|et|avec|y|con|e|и|&)\s+", "", piece, flags=re.IGNORECASE)
    sides = [without_place(side) for side in _AND.split(piece)]
    people = [side for side in sides if not is_team(side)]
    if people and len(people) < len(sides):
        return people
    row = len(pieces) > 1 and all(map(_WORD.fullmatch, pieces[:-1]))
    if len(sides) > 1 and (all(map(_is_full_name, sides)) or (row and all(map(_WORD.fullmatch, sides)))):
        return sides
    slashed = piece.split("/")
    return slashed if len(slashed) > 1 and all(map(_is_full_name, slashed)) else [piece]


def _is_full_name(words: str) -> bool:
    """Whether words are a name of two to five, capitalised but for particles."""
    names = words.partition(", ")[0].split()
    return 2 <= len(names) <= 5 and all(not name[0].islower() or name in _PARTICLES for name in names)


def _name(text: str) -> str:
    """A person's name without what is around it."""
    name = _STOP.sub("", " ".join(text.split()).strip(' ,:-–—"“”'))
    name = without_label(name)[0]
    shorter = without_place(_IN_BRACKETS.sub("", name)).strip(" ,")
    is_shorter = shorter and shorter != name and ("(" in name or shorter >= _HAN_AND_KANA)
    return shorter if _is_full_name(shorter) or is_shorter else name
