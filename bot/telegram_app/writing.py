"""How the languages of the bot write days, numbers and lists, and what they call themselves, as CLDR has it."""

from typing import NamedTuple


class Writing(NamedTuple):
    """How a language writes: its own name, a day, the months in it, what groups figures by three, and lists."""

    name: str
    day: str
    months: tuple[str, ...]
    group: str
    decimal: str
    last: str
    """What comes before the last of two."""


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split(","))


WRITINGS = {
    "en": Writing(
        "English", "{month} {day}, {year}",
        _months("January,February,March,April,May,June,July,August,September,October,November,December"),
        ",", ".", " and ",
    ),
    "de": Writing(
        "Deutsch", "{day}. {month} {year}",
        _months("Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember"),
        ".", ",", " und ",
    ),
    "es": Writing(
        "Español", "{day} de {month} de {year}",
        _months("enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre"),
        ".", ",", " y ",
    ),
    "fr": Writing(
        "Français", "{day} {month} {year}",
        _months("janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre"),
        "\N{NARROW NO-BREAK SPACE}", ",", " et ",
    ),
    "it": Writing(
        "Italiano", "{day} {month} {year}",
        _months("gennaio,febbraio,marzo,aprile,maggio,giugno,luglio,agosto,settembre,ottobre,novembre,dicembre"),
        ".", ",", " e ",
    ),
    "pt": Writing(
        "Português", "{day} de {month} de {year}",
        _months("janeiro,fevereiro,março,abril,maio,junho,julho,agosto,setembro,outubro,novembro,dezembro"),
        ".", ",", " e ",
    ),
    "ru": Writing(
        "Русский", "{day} {month} {year}\N{NARROW NO-BREAK SPACE}г.",
        _months("января,февраля,марта,апреля,мая,июня,июля,августа,сентября,октября,ноября,декабря"),
        "\N{NO-BREAK SPACE}", ",", " и ",
    ),
}  # fmt: skip
"""By language."""
