"""What a quotation cuts in two at its edges: a number, a range, a word, the name of a person or place."""

import re
from functools import cache

from retrieval.language.analyzer import code
from retrieval.language.cues import Cue, CueKind, numbers, pattern_of
from retrieval.language.saying import word_set

_RANGES = {
    "ar": ("", "إلى|أو|حتى"), "bg": ("и", "до|или"), "ca": ("i", "a|o|fins a"), "cs": ("a", "až|do|nebo|či"),
    "da": ("og", "til|eller"), "de": ("und", "bis|oder"), "el": ("και", "έως|ως|ή"), "en": ("and", "to|or|through"),
    "es": ("y|e", "a|o|u|hasta"), "fi": ("ja", "tai"), "fr": ("et", "à|ou|jusqu'à"), "he": ("", "עד|או"),
    "hi": ("और", "से|या"), "hu": ("és", "vagy"), "id": ("dan", "sampai|hingga|atau"), "it": ("e|ed", "a|o|ai|fino a"),
    "ja": ("", "から|ないし|または|か"), "ko": ("", "에서|내지|또는"), "nl": ("en", "tot|of|à"),
    "no": ("og", "til|eller"), "pl": ("a|i", "do|lub|albo|czy"), "pt": ("e", "a|ou|até"), "ro": ("și", "la|sau"),
    "ru": ("и", "до|или"), "sv": ("och", "till|eller"), "tr": ("ile|ve", "ila|veya|ya da"),
    "uk": ("і|й|та", "до|або|чи"), "vi": ("và", "đến|hoặc"), "zh": ("", "到|至|或"),
}  # fmt: skip
"""What joins the two numbers of a range: behind a "between", and anywhere."""

_BETWEEN = pattern_of(
    "between|zwischen|entre|tra|fra|tussen|między|pomiędzy|между|между|mellan|mellem|mellom|mezi|між|între|μεταξύ|"
    "antara|giữa|välillä|arasında|के बीच", "en",
)  # fmt: skip
_PER_CENT = (
    r"[%％‰]|per\s?cent\b|percent\b|prozent|por\s?cento|por\sciento|per\scien|pour\s?cent|per\s?cento|procent|процент|"
    r"відсот|відсотк|prosent|százalék|τοις\sεκατό|persen|phần\străm|パーセント|퍼센트|في\sالمئة|في\sالمائة|بالمئة|"
    r"أخوز|אחוז|"
    r"प्रतिशत"
)
_MAGNITUDES = (
    r"m[ií]l+i?[oóôaeöậ]n|mil+i[ao]r|milj[oa]|mln\b|mio\b|mrd\b|mld\b|milh|bilh|bil+ion|tril+i|bn\b|milyon|milyar|"
    r"thousand|tausend|mille\b|mil\b|duizend|tusen|tisíc|tysi|tys\b|тыс|миллион|млн|миллиард|млрд|мільйон|мільярд|"
    r"hundred|hundert|dozen|dutzend|docena|douzaine|εκατομμύρ|δισεκατομμύρ|χιλιάδ|crore|lakh|करोड़|लाख|हज़ार|हजार|"
    r"juta\b|ribu\b|triệu|tỷ|ألف|آلاف|مليون|مليار|ملايين|אלף|מיליון|מיליארד|[万萬億亿千百]|[만억천]"
)
_GOES_ON = re.compile(rf"[\s-]*+(?P<words>(?:{_PER_CENT}|{_MAGNITUDES})[^\W\u2e80-\uffff]*)", re.IGNORECASE)
"""What makes another number of one that stands before it: `3 | million`, `40 | %`."""

_UNIT = re.compile(rf"\s*+(?:[°$€£¥]|[^\W\d_]{{1,3}}+\.?|{_PER_CENT}\w*)?\s*+", re.IGNORECASE)
_NUMERALS = "一二两兩三四五六七八九十"

_HYPHEN_BEFORE = re.compile(r"(?P<part>[^\W_]{2,}+)[-‐‑]\Z")
_HYPHEN_AFTER = re.compile(r"[-‐‑](?P<part>[^\W_]{2,}+)")
_LAST_WORD = re.compile(r"(?P<part>[^\W\d_]++)\s\Z")
_MINUS = re.compile(r"(?:\A|[\s(\[])(?P<part>[-−–])\Z")
_NEGATING = word_set(
    "non un anti in im dis de contra counter nicht niet nie nem не анти контра ne free los frei vrij fri less"
)
"""Parts of words that negate the other one: `Non-|smokers`, `smoke|-free`."""

_ENCLITICS = word_set(
    "il elle ils elles on je tu nous vous ce t y en là ci moi toi le la les lui leur se me te lhe lhes o a os as no na "
    "los las nos vos lo li vi mi ti si a-t то либо нибудь таки ка de ci s"
)
"""Small words that a hyphen joins to others: `dit|-il`, `кто|-то`."""

_NAMED_BEFORE = {
    "cs": "severní|jižní|východní|západní|nový|nová|nové", "da": "nord|syd|øst|vest|nordre|søndre|ny",
    "de": "nord|süd|ost|west|neu|groß|klein", "en": "north|south|east|west|northern|southern|eastern|western|new",
    "es": "nueva|nuevo", "fr": "nouvelle|nouveau", "it": "nuova|nuovo", "nl": "noord|zuid|oost|west|nieuw",
    "pl": "nowy|nowa|nowe", "pt": "nova|novo",
    "ru": "северная|северной|северную|южная|южной|южную|восточная|западная|новая|новый|новой",
    "sv": "nord|syd|öst|väst|norra|södra|östra|västra|nya", "uk": "північна|південна|східна|західна|нова|новий",
}  # fmt: skip
"""What makes another place of one: `North | Korea`."""

_NAMED_AFTER = re.compile(
    r"\s++(?P<part>[IVX]{1,4}+(?=[\s.,;:!?]|\Z)|(?:Jr|Sr)\b\.?|Junior\b|Senior\b|Júnior\b|Filho\b|Neto\b|fils\b|"
    r"the (?:Younger|Elder|First|Second|Third)\b|d(?:er|ie) (?:Jüngere|Ältere|Zweite|Dritte)\b|le Jeune\b|"
    r"(?:du|del|do|della) (?:Nord|Sud|Norte|Sur|Sul|Este|Est|Oeste|Ouest|Ovest)\b|"
    r"(?:Północna|Południowa|Wschodnia|Zachodnia|młodszy|starszy|младший|старший|молодший|старший)\b)"
)
"""What makes another person or place of a name that stands before it: `King Charles | II`, `Corea | del Norte`."""

_UNSPACED = frozenset({"ja", "zh"})
_LONGEST = 40
"""Code points that the longest of these words have."""


def number_cut_before(before: str, language: str | None, quoted: str) -> Cue | None:
    """The lower end of a range whose upper one opens a quotation: `Between 10 and | 40 per cent of the wells`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation begins.
    """
    tongue = code(language)
    first = next(iter(numbers(quoted[:_LONGEST], tongue)), None)
    joins = _range_joins(tongue).search(before, max(0, len(before) - _LONGEST))
    if first is None or joins is None or any(map(str.isalpha, quoted[: first.start])):
        return None
    low = max(0, joins.start() - _LONGEST)
    lower = max(numbers(before[low : joins.start()], tongue), key=lambda each: each.end, default=None)
    if lower is None or not _UNIT.fullmatch(before, low + lower.end, joins.start()) or not _alike(lower, first):
        return None
    if joins["and"] and not _BETWEEN.search(before, max(0, low + lower.start - _LONGEST), low + lower.start):
        return None
    return Cue(CueKind.NUMBER, before[low + lower.start :].strip(), low + lower.start, len(before))


def number_cut_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """What goes on with the number that ends a quotation: `The dam cost 3 | million`, `It holds 10 | to 40 boats`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    tail = quoted[-_LONGEST:].rstrip()
    last = next((each for each in numbers(tail, tongue) if each.end == len(tail)), None)
    if last is None and tail[-1:] not in tuple(_NUMERALS):
        return None
    if larger := _GOES_ON.match(after):
        return Cue(CueKind.NUMBER, larger["words"], *larger.span("words"))
    joins = _range_goes_on(tongue).match(after)
    upper = next(iter(numbers(after[joins.end() : joins.end() + _LONGEST], tongue)), None) if joins else None
    if joins is None or upper is None or upper.start or not last or not _alike(last, upper):
        return None
    end = joins.end() + upper.end
    return Cue(CueKind.NUMBER, after[:end].strip(), 0, end)


def _alike(one: Cue, other: Cue) -> bool:
    """Whether two numbers are both in figures or both in words."""
    return any(map(str.isdigit, one.words)) == any(map(str.isdigit, other.words))


@cache
def _range_joins(language: str) -> re.Pattern[str]:
    """What joins two numbers, at the end of what comes before the second one."""
    both, either = _RANGES.get(language, ("", ""))
    word, end = ("", "") if language in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    behind = rf"|{word}(?:{either}){end}" if either else ""
    return re.compile(rf"(?:(?P<and>{word}(?:{both or '(?!)'}){end})|[-–—~〜～]{behind})[\s$€£¥]*\Z", re.IGNORECASE)


@cache
def _range_goes_on(language: str) -> re.Pattern[str]:
    """What joins two numbers, right behind the first one."""
    either = _RANGES.get(language, ("", ""))[1]
    blank = "" if language in _UNSPACED else r"\s+"
    behind = rf"|{blank}(?:{either}){blank}" if either else ""
    return re.compile(rf"(?:\s?[-–—~〜～]\s?{behind})[$€£¥]?", re.IGNORECASE)


def word_cut_before(before: str, language: str | None, quoted: str) -> Cue | None:
    """The part of a word, name or number that a quotation begins behind: `Non-|smokers`, `North | Korea`, `-|15 °C`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    if not quoted[:1].isalnum():
        return None
    if quoted[0].isdigit() and (minus := _MINUS.search(before)):
        return Cue(CueKind.NUMBER, minus["part"], *minus.span("part"))
    part, tongue = _HYPHEN_BEFORE.search(before[-_LONGEST:]), code(language)
    if part is None and quoted[0].isupper() and tongue in _NAMED_BEFORE:
        named = pattern_of(_NAMED_BEFORE[tongue], tongue)
        word = _LAST_WORD.search(before[-_LONGEST:])
        if word and word["part"][0].isupper() and named.fullmatch(word["part"]):
            return Cue(CueKind.NAME, word["part"], len(before) - len(word[0]), len(before))
    if part and part["part"].isdigit() and quoted[0].isdigit():
        return None  # the other end of a range
    return part and _part_of_word(part["part"], len(before) - len(part[0]), quoted[0].isupper())


def word_cut_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """The part of a word or name that a quotation ends before: `smoke|-free`, `Reed|-Hall`, `King Charles | II`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    if not quoted[-1:].isalnum() or code(language) in _UNSPACED:
        return None
    last = quoted.rsplit(maxsplit=1)[-1]
    if last[0].isupper() and (named := _NAMED_AFTER.match(after)):
        return Cue(CueKind.NAME, named["part"], *named.span("part"))
    part = _HYPHEN_AFTER.match(after)
    if part is None or part["part"].casefold() in _ENCLITICS or last[-1].isdigit():
        return None
    return _part_of_word(part["part"], 1, last[0].isupper())


def _part_of_word(part: str, start: int, is_name: bool) -> Cue:
    """What a part of a word that is cut off says of the other one."""
    kind = CueKind.NAME if is_name and part[0].isupper() else CueKind.DOUBT
    kind = CueKind.NEGATION if part.casefold() in _NEGATING else CueKind.NUMBER if part.isdigit() else kind
    return Cue(kind, part, start, start + len(part))
