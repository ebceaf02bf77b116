"""How quantities are written, with their units: sums of money, lengths, times, weights, ages; and addresses.

A regular expression for each, over text in lower case. Units are those of all the languages that have a table of
attributes, short and long; years are somebody's age unless the words around them say that they are a time that passed.
"""

from typing import NamedTuple

from retrieval.language.number_words import TEENS, TENS, two_to_twelve

_METRE = r"m[eèé]t(?:er|re|ro|ri)[ns]?|metr(?:y|ów|u|ul|a|ach)|μέτρ\w*|χιλιόμετρ\w*|метр\w*"
_LENGTH = (
    rf"(?:[kcmd]?m|(?:kilo|centi|zenti|milli|mili|deci|dezi|quil[óô]|kiló|chilo|centí|milí)?(?:{_METRE})|санти\w+|милли\w+"
    r"|кило\w+|км|см|мм|м|ft|feet|foot|miles?|inch(?:es)?|yards?|zoll|fuß|meilen?|pieds?|pouces?|lieues?|pies?|pulgadas?"
    r"|leguas?|pollici|piedi|miglia|polegadas?|pés|верст\w*|дюйм\w*|миль|мил[яи])\b"
)
_FAR = r"(?:km|kilo|kiló|quil|chilo|mile|meile|miglia|lieue|legua|км|кило|верст|мил)"
"""How the units begin in which nobody measures how high something is."""

_WEIGHT = (
    r"(?:[km]?g|kilo\w*|quilos?|chil[io]|[gк]рам+\w*|gram+[ioaes]*|tonn\w*|ton(?:s|eladas?|eladas)?|t|pounds?|lbs?|ounces?|oz"
    r"|hundredweights?|stone|zentner|pfund|livres?|onces?|libras?|onzas?|libbre|once|arrobas?|тонн\w*|кг|г|кило\w*"
    r"|пуд\w*|центнер\w*)\b"
)
_MONEY = (
    r"[£$€¥₽] ?\d|\d ?[€£$₽]|\d ?(?:eur|usd|gbp|chf|kr|zł)\b|\b(?:pounds?|euros?|dollars?|francs?|crowns?|kronen"
    r"|kron[eo]r|pence|cents?|mark|franken|rappen|dólares|pesos|pesetas|reais|escudos|lire|centimes|céntimos|centavos"
    r"|copeck\w*|рубл\w+|копе\w+|евро|доллар\w+)\b"
)
_TIME = (
    r"second|minute|hour|day|week|month|decade|sekunde|stunde|tag|woche|monat|segundo|minuto|hora|día|dia|semana|mes"
    r"|mês|heure|jour|semaine|mois|ora|ore|giorn|settiman|mese|минут|час|дн|день|недел|месяц|year|jahr|год|лет"
    r"|año|ano(?:s|\b)|an(?:s|née)|ann[oi]"
)
_FEW = r"an?|one|half an|few|several|a dozen|eine[nr]?|mehrere|einige|una?|algunos|varios|une|quelques|plusieurs|alcuni"


class _Years(NamedTuple):
    """Words around years, parted by "|": of somebody's life, and of a time that passed.

    `unit` are the words for years; `lived` stand right before the number of those that somebody has lived; `passed`
    come before that of a time; `some` instead of a number; `behind` follow the years of a time.
    """

    unit: str
    lived: str
    passed: str
    some: str
    behind: str


_LIVES = {
    "en": _Years(
        "years",
        "is|was|aged|turned|turns|turning",
        "for|over|in|within|after|than|about|every|of|nearly|almost|by",
        "",
        "ago|later|before|after|earlier|long|on|in",
    ),
    "de": _Years(
        "jahren?",
        "ist|war|wird|wurde|mit",
        "seit|vor|nach|in|binnen|alle|über|für|dauerte|dauert|um|fast|etwa|von",
        "",
        "lang|später|zuvor|danach|haft|gefängnis|garantie|im|in|bei|als|an",
    ),
    "es": _Years(
        "años",
        "tiene|tenía|cumple|cumplió|sus",
        "hace|durante|en|por|tras|cada|los",
        "los|unos|muchos|varios|pocos|estos|esos|últimos|próximos|primeros|mil",
        "después|antes|atrás|más|de (?:cárcel|prisión|duración|garantía|trabajo|servicio)",
    ),
    "fr": _Years(
        "ans",
        "a|ai|avait|âgé de|âgée de",
        "il y a|pendant|depuis|en|pour|après|dans|tous les|durant|les",
        "les|des|ces|quelques|plusieurs|cent|mille",
        "plus tard|auparavant|après|avant|de (?:prison|garantie|travail|service|travaux)",
    ),
    "it": _Years(
        "anni",
        "ha|aveva|compie|compiuto",
        "per|da|fra|tra|in|dopo|ogni|dura|gli",
        "gli|degli|molti|alcuni|pochi|questi|ultimi|prossimi|primi|mille",
        "fa|dopo|prima|più tardi|di (?:carcere|prigione|garanzia|lavoro|servizio)",
    ),
    "pt": _Years(
        "anos",
        "tem|tinha|completa|completou|aos",
        "há|durante|por|em|após|cada|os|dura",
        "os|uns|muitos|alguns|vários|poucos|últimos|próximos|primeiros|mil",
        "depois|antes|atrás|mais|de (?:prisão|garantia|trabalho|serviço)",
    ),
    "ru": _Years(
        "лет|года?",
        "ему|ей|им|мне|исполнилось|исполняется|исполнился|возрасте",
        "через|за|на|работает|работал|работала|прожил|прожила|в течение|после|каждые|спустя|последние|около|более|с",
        "много|несколько|сто|тысяч\\w*|десят\\w+|эт\\w+|последн\\w+|следующ\\w+|перв\\w+",
        "назад|спустя|тому|тюр\\w+|лишения|подряд|работ\\w+|служ\\w+|гаранти\\w+|строи\\w+",
    ),
}


class _Residents(NamedTuple):
    """Words around a number of people, parted by "|": `has` before those of a place, `people`, `live` after these."""

    has: str
    people: str
    live: str


_RESIDENTS = {
    "en": _Residents("has|have|had|with|of|home to|houses", "people|souls", "live|lived|living|reside"),
    "de": _Residents("hat|hatte|haben|zählt|zählte|mit|von", "menschen|leute|seelen", "leben|lebten|wohnen|wohnten"),
    "es": _Residents("tiene|tenía|con|de|cuenta con", "personas|almas", "viven|vivían|habitan|que viven"),
    "fr": _Residents("compte|comptait|a|avait|avec|de", "personnes|âmes", "vivent|vivaient|habitent|y vivent"),
    "it": _Residents("ha|aveva|conta|contava|con|di", "persone|anime", "vivono|vivevano|abitano"),
    "pt": _Residents("tem|tinha|com|de|conta com", "pessoas|almas", "vivem|viviam|moram|moravam"),
    "ru": _Residents(
        "насчитывает|насчитывал[аио]?|имеет", "человек|людей|душ", "живут|живёт|живет|проживают|проживает"
    ),
}
_MANY = (
    r"\d[\d., \u00a0\u202f]*(?:(?:thousand|million|tausend|millionen|mil|millones|mille|mila|milhões|тыс\w*\.?|млн) )?"
)

_AGE_IN_FIGURES = r"1[01]\d|[1-9]?\d"
_ENDS_CLAUSE = r"(?= ?(?:[,;!?)—–]|\.(?!\d)|$|and\b|when\b|but\b|und\b|als\b|geworden|this (?:year|week)))"
_YEAR_LONG = r"(?:\d-?|zig|ßig|zehn|zwölf|elf|zwei|drei|vier|fünf|sechs|sieben|acht|neun|ein)jährige?[nrs]?\b"
_YEAR_LONG_THING = (
    r"(?! (?:bestehen|jubiläum|garantie|bauzeit|planung|vertrag|pause|suche|haft|gefängnis|dienst|laufzeit))"
)
_SUMMERS = r"(?:\d-?|дцати|сяти|рока|носта|двух|трёх|трех|пяти|шести|семи|восьми|девяти)летн"


def quantity(mark: str, language: str) -> str | None:
    """A regular expression for a quantity as a language writes it; None for a mark that stands for none.

    Args:
        mark: `@money`, `@length`, `@height` for one in no unit of distances, `@duration`, `@weight`, `@age` for one
            after a name, `@years` for those that somebody has lived, `@people` for those of a place, `@quote`,
            `@phone` or `@mail`.
        language: An ISO 639-1 code.
    """
    few = "|".join([*two_to_twelve(language), *(TEENS if language == "en" else ())])
    number = rf"(?:\d|\b(?:{few})\b)" if few else r"\d"
    return {
        "@money": _MONEY,
        "@length": rf"{number}(?:[ -](?:and a half|a|half|million|thousand))?[ -]?{_LENGTH}",
        "@height": rf"{number}(?:[ -](?:and a half|a|half|million|thousand))?[ -]?(?!{_FAR}){_LENGTH}",
        "@duration": rf"(?<![\d.,])(?:{_not_behind(_lives(language).lived)})"
        rf"(?<!once )(?<!twice )(?<!times )\b(?:\d+|{_FEW}|{few})[ -](?:{_TIME})(?!\w*[ -](?:old|alt)\b)",
        "@weight": rf"{number}[ -]?{_WEIGHT}",
        "@age": rf"[^\W\d]{{2}}(?:, (?:{_AGE_IN_FIGURES})(?:[,;.](?!\d)|$)| \((?:{_AGE_IN_FIGURES})\))",
        "@years": "|".join(_years_lived(language)),
        "@people": _residents(_RESIDENTS.get(language, _RESIDENTS["en"])),
        "@quote": '[“”„«»"]',
        "@phone": r"\d[\d()/ .-]{5,}\d",
        "@mail": r"\S@\S+\.\w",
    }.get(mark)


def _residents(words: _Residents) -> str:
    """A regular expression for the number of people of a place: not for those who died or came there."""
    of_place = rf"\b(?:{words.has}) {_MANY}(?:{words.people})\b"
    return rf"{of_place}|\b{_MANY}(?:{words.people}) (?:{words.live})\b"


def _lives(language: str) -> _Years:
    return _LIVES.get(language, _LIVES["en"])


def _years_lived(language: str) -> list[str]:
    """Regular expressions for the age of somebody: "was 71.", "de 44 años", "44-jährige"."""
    lives = _lives(language)
    words = "|".join([*two_to_twelve(language), *TEENS, *(rf"{ten}(?:-\w+)?" for ten in TENS)])
    number = _AGE_IN_FIGURES if language in ("en", "de", "ru") else rf"{_AGE_IN_FIGURES}|[^\W\d_][\w-]*"
    some = rf"(?!(?:{lives.some}) )" if lives.some else ""
    years = (
        rf"(?<![\d.,:/-]){_not_behind(lives.passed)}\b{some}(?:{number}) (?:{lives.unit})\b(?! (?:{lives.behind})\b)"
    )
    return {
        "en": [years, rf"\b(?:{lives.lived}) (?:{_AGE_IN_FIGURES}|{words}){_ENDS_CLAUSE}"],
        "de": [years, rf"\b(?:{lives.lived}) (?:{_AGE_IN_FIGURES}){_ENDS_CLAUSE}", _YEAR_LONG + _YEAR_LONG_THING],
        "ru": [years, _SUMMERS, _russian_years(lives)],
    }.get(language, [years])


_RUSSIAN_TENS = (
    "двадцат[ьи]|тридцат[ьи]|сорока?|пят(?:ьдесят|идесяти)|шест(?:ьдесят|идесяти)|сем(?:ьдесят|идесяти)"
    "|вос(?:емьдесят|ьмидесяти)|девяност[оа]"
)
_RUSSIAN_ONES = "один|одного|два|двух|тр[иёе]х?|четыр[её]х?|четыре|пят[ьи]|шест[ьи]|сем[ьи]|вос(?:емь|ьми)|девят[ьи]"


def _russian_years(lives: _Years) -> str:
    """A regular expression for an age in Russian words: tens and ones, or tens behind a word for whose age it is."""
    ones = rf"(?:{_RUSSIAN_TENS}) (?:{_RUSSIAN_ONES})"
    lived = rf"\b(?:{lives.lived}|котор(?:ому|ой)) (?:{_RUSSIAN_TENS})"
    return rf"(?:{_not_behind(lives.passed)}\b{ones}|{lived}) (?:{lives.unit})\b(?! (?:{lives.behind})\b)"


def _not_behind(words: str) -> str:
    """A regular expression that holds nowhere right after one of some words."""
    return "".join(rf"(?<!\b{word} )" for word in words.split("|"))
