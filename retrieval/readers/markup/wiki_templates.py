"""Templates of MediaWiki whose words are plain: those that say how words look, quote, cite, or set a sign.

What another template writes is in another page, so that it is left out; words beside it are never joined.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

DEEPEST = 40
"""Templates inside each other are read this deep."""

_MARK = re.compile(r"\{\{|\}\}")
_BAR = re.compile(r"\[\[|\]\]|\|")
_FIELD = re.compile(r"\s*+([\w-]{1,40}(?: [\w-]{1,40}){0,3})\s*+=(.*)", re.DOTALL)
_REFERENCE = re.compile(r"<ref\b[^<>/]{0,200}>|</ref\s*>", re.IGNORECASE)
_NUMBER = re.compile(r"[-−+]?[\d., \u00a0]{1,30}(?:[/⁄]\d{1,10})?")


class Arguments(NamedTuple):
    """What a template is given: its values in order, and those that have names."""

    values: list[str]
    named: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The first value that one of some names has; none if there is none."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


_Seen = Callable[[Arguments], str]


def without_templates(text: str) -> str:
    """A text with the words of its templates that are plain; line feeds stay, and so do marks that have no partner."""
    parts: list[list[str]] = [[]]
    end = seen_to = too_deep = 0
    in_reference = False
    for mark in _MARK.finditer(text):
        for tag in _REFERENCE.finditer(text, seen_to, mark.start()):
            in_reference = not tag[0].startswith("</")
        seen_to = mark.end()
        if mark[0] == "{{" and len(parts) > DEEPEST:
            too_deep += 1
        elif too_deep:
            too_deep -= mark[0] == "}}"
        elif mark[0] == "{{":
            parts[-1].append(text[end : mark.start()])
            parts.append([])
            end = mark.end()
        elif len(parts) > 1:
            inner = "".join(parts.pop()) + text[end : mark.start()]
            end = mark.end()
            if words := _in_its_place(inner, _seen(inner, in_reference=in_reference), parts[-1], text[end : end + 1]):
                parts[-1].append(words)
    parts[-1].append(text[end:])
    return "{{".join("".join(part) for part in parts)


def _in_its_place(inner: str, words: str, before: list[str], behind: str) -> str:
    """What is seen of a template, on the lines where it stands; where nothing is seen, words beside it stay apart.

    Args:
        inner: What is between its marks.
        words: What is seen of it.
        before: What stands before it, in parts.
        behind: The character behind it.
    """
    n_lines = inner.count("\n")
    if not words and not n_lines:
        return " " if before and before[-1][-1:].isalnum() and behind.isalnum() else ""
    at = inner.find(words) if n_lines else 0
    words = "\n" * inner.count("\n", 0, max(0, at)) + words if words else words
    return words + "\n" * (n_lines - words.count("\n"))


_FUNCTIONS = frozenset({"formatnum", "lc", "uc", "lcfirst", "ucfirst", "#formatdate", "#dateformat"})
"""Functions of a wiki of which what they are given is seen, if not in that form: `{{formatnum:12000}}`."""


def _seen(inner: str, *, in_reference: bool) -> str:
    """What is seen of a template.

    Args:
        inner: What is between its marks, with the words of templates in it.
        in_reference: Whether it stands in a note that only names a source.
    """
    cells = _cells(inner)
    function, colon, shown = cells[0].partition(":")
    if colon and function.strip().lower() in _FUNCTIONS:
        return shown.strip()
    name = " ".join(cells[0].replace("_", " ").lower().split()).removeprefix("template:")
    values: list[str] = []
    named: dict[str, str] = {}
    for cell in cells[1:]:
        if (field := _FIELD.fullmatch(cell)) and "[[" not in field[1]:
            named[field[1].lower()] = field[2].strip()
        else:
            values.append(cell.strip())
    numbered = sorted((int(key), value) for key, value in named.items() if key.isdecimal() and len(key) < 3)
    for number, value in numbered:
        values[number - 1 : number] = [value]
    arguments = Arguments(values, named)
    if name.startswith(_CITING) or name in _SOURCES or (name == "citation" and not values):
        return "" if in_reference else _cited(arguments)
    if name in _SIGNS:
        return _SIGNS[name]
    if name not in _KINDS and re.fullmatch(r"lang-[a-z]{2,3}(?:-[a-z]{2,8})?", name):
        return _value(0)(arguments)
    return _KINDS[name](arguments) if name in _KINDS else ""


def _cells(inner: str) -> list[str]:
    """A template's name and what it is given, as bars part them that are in no link."""
    cells, start, depth = list[str](), 0, 0
    for mark in _BAR.finditer(inner):
        if mark[0] != "|":
            depth = max(0, depth + (1 if mark[0] == "[[" else -1))
        elif not depth:
            cells.append(inner[start : mark.start()])
            start = mark.end()
    return [*cells, inner[start:]]


def _value(number: int, *names: str) -> _Seen:
    """What shows one of the values, or else one that has a name."""
    return lambda given: given.values[number] if number < len(given.values) else given.first(*names, str(number + 1))


def _in_a_language(given: Arguments) -> str:
    return _last(given) if len(given.values) > 1 else given.first("text", "texte")


def _last(given: Arguments) -> str:
    return given.values[-1] if given.values else ""


def _label(given: Arguments) -> str:
    """The label of a link, or else the name of its page."""
    return next(filter(None, given.values[1:2]), "") or _value(0)(given)


def _label_of_ours(given: Arguments) -> str:
    """The label of a link to a page that another wiki has, or else the name that it would have in this one."""
    return given.first("lt", "display") or _value(0)(given)


def _listed(given: Arguments) -> str:
    return " · ".join(filter(None, given.values))


def _joined(given: Arguments) -> str:
    return " ".join(filter(None, given.values[:2]))


def _class_of_ships(given: Arguments) -> str:
    return " ".join([f"{given.values[0]}-class", *given.values[1:2]]) if given.values else ""


def _quoted(given: Arguments) -> str:
    return given.first("text", "quote", "texte", "texto", "testo", "content") or _value(0)(given)


def _measured(given: Arguments) -> str:
    """A measure as it is given: its numbers, what stands between them, and the first unit."""
    values = given.values
    if unit := given.first("u", "ul", "unit"):
        return f"{_value(0)(given)} {unit}"
    at = next((n for n, value in enumerate(values) if n and not _NUMBER.fullmatch(value) and value not in _BETWEEN), 0)
    words = [_BETWEEN.get(value, value) for value in values[: at + 1]]
    if values[at + 1 : at + 2] and at + 2 < len(values) and _NUMBER.fullmatch(values[at + 1]):
        words += values[at + 1 : at + 3]  # 5 ft 10 in
    return " ".join(words).replace(" – ", "–")


_BETWEEN = {"-": "–", "–": "–", "and": "and", "to": "to", "or": "or", "x": "×", "×": "×", "by": "by", "to(-)": "to"}
"""What is written between the numbers of a measure → how it is seen."""


def _native(given: Arguments) -> str:
    """A Japanese name: in Latin letters, and in brackets as it is written and spoken."""
    shown, *others = [*given.values[:3], ""]
    inner = ", ".join(filter(None, others))
    return f"{shown} ({inner})" if shown and inner else shown or inner


def _fraction(given: Arguments) -> str:
    values = given.values
    if len(values) < 2:
        return f"1/{values[0]}" if values else ""
    return f"{' '.join(values[:-2])} {values[-2]}/{values[-1]}".strip()


def _with(before: str, behind: str = "") -> _Seen:
    return lambda given: f"{before}{given.values[0]}{behind}" if given.values else ""


def _sic(given: Arguments) -> str:
    return f"{''.join(given.values)} [sic]".strip()


def _day(given: Arguments) -> str:
    """A day of numbers, the year first; else the words that it is given as."""
    numbers = [value for value in given.values[:3] if value.isdecimal()]
    if len(numbers) == 3 and len(numbers[0]) == 4:
        return f"{numbers[0]}-{int(numbers[1]):02}-{int(numbers[2]):02}"
    return " ".join(filter(None, given.values[:3]))


def _cited(given: Arguments) -> str:
    """A source as a list of them names it: who, when, what, where."""
    last, first = given.first("last", "last1", "surname", "surname1"), given.first("first", "first1", "given", "given1")
    who = given.first("author", "author1", "authors", "vauthors") or ", ".join(filter(None, (last, first)))
    when = given.first("date", "year")
    title = given.first("title", "chapter", "entry", "article")
    where = given.first("work", "journal", "newspaper", "magazine", "website", "publisher", "agency", "encyclopedia")
    parts = [f"{who} ({when})" if who and when else who or when, title, where]
    return " ".join(". ".join(part.rstrip(".") for part in parts if part).split()) + "." if title else ""


_CITING = ("cite ", "citar ", "cita ")
"""How the names of templates begin that name a source."""

_SOURCES = frozenset({"literatur", "internetquelle", "ouvrage", "lien web", "article", "harvnb", "sfn", "vcite"})
_SIGNS = {
    **dict.fromkeys(("nbsp", "spaces", "space", "nbs", "thinsp", "thin space"), "\u00a0"),
    **dict.fromkeys(("ndash", "endash", "en dash"), "–"),
    **dict.fromkeys(("snd", "spnd", "snds", "spaced ndash", "spaced en dash", "dash"), " – "),
    **dict.fromkeys(("mdash", "emdash", "em dash"), "—"),
    **dict.fromkeys(("bull", "•"), " • "), **dict.fromkeys(("dot", "·", "middot"), " · "),
    "!": "|", "=": "=", "(": "{", ")": "}", "'": "’", "'s": "’s", "minus": "−", "times": "×", "euro": "€", "...": "…",
    "1er": "1er", "ier": "Ier",
}  # fmt: skip
_LOOKS = (
    "nowrap nobr nobreak small smaller big bigger larger smallcaps sc abbr abréviation tooltip strong em var mvar math"
    " kbd samp tt mono nobold noitalic center centre centered indent vanchor ipa linktext sup sub exp underline"
    " keypress key char nolink esd u plainlist flatlist flag flagu flagcountry flagdeco poem formatnum"
)
"""Templates that say how their first value looks."""

_KINDS: dict[str, _Seen] = {
    **dict.fromkeys(_LOOKS.split(), _value(0, "text")),
    **dict.fromkeys(
        ("visible anchor", "as written", "not a typo", "block indent", "small caps"), _value(0, "text")
    ),
    **dict.fromkeys(("lang", "langx", "langue", "rtl-lang", "transl", "transliteration"), _in_a_language),
    **dict.fromkeys(("color", "font color", "resize", "font size", "wikt-lang"), _last),
    **dict.fromkeys(("ill", "interlanguage link"), _label_of_ours),
    **dict.fromkeys(("w", "wikt", "wiktionary"), _label),
    **dict.fromkeys(("hlist", "ubl", "unbulleted list"), _listed),
    **dict.fromkeys(
        (
            "quote", "cquote", "blockquote", "quotation", "zitat", "citation", "cita", "citazione", "bquote", "rquote",
            "quote box", "pull quote", "poemquote", "citation bloc", "citação", "цитата", "\"",
        ),
        _quoted,
    ),
    **dict.fromkeys(("convert", "cvt", "conv", "unité", "unidad", "unit", "val"), _measured),
    "nihongo": _native, "sic": _sic, "typo": _sic, "ship": _joined, "sclass": _class_of_ships,
    **dict.fromkeys(("frac", "sfrac", "fraction"), _fraction),
    **dict.fromkeys(("circa", "c.", "ca."), _with("c. ")),
    **dict.fromkeys(("us$", "usd"), _with("US$")), **dict.fromkeys(("£", "gbp"), _with("£")),
    **dict.fromkeys(("€", "eur"), _with("€")), **dict.fromkeys(("a$", "aud"), _with("A$")),
    **dict.fromkeys(("₹", "inr"), _with("₹")),
    **{name: _with(f"{name.upper()} ") for name in ("hms", "uss", "ss", "ms", "mv", "rms", "sms", "hmas", "hmcs")},
    **dict.fromkeys(
        ("date", "date-", "start date", "end date", "birth date", "death date", "birth date and age"), _day
    ),
    "s-": _with("", "e siècle"), "n°": _with("n° "), "p.": _with("p. "), "mme": _with("Mme "), "siglo": _with("siglo "),
}  # fmt: skip
"""Templates by their names in small letters → what is seen of them."""
