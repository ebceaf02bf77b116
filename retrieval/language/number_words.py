"""Words for numbers, in the order of the numbers."""

from collections.abc import Iterator
from functools import cache

TWO_TO_TWELVE = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_FROM_TWO = {
    "en": " ".join((*TWO_TO_TWELVE, *TEENS)),
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf",
    "pl": "dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
    "ru": "два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "sv": "två tre fyra fem sex sju åtta nio tio elva tolv",
    "tr": "iki üç dört beş altı yedi sekiz dokuz on",
    "uk": "два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
}
"""The words for numbers from 2 on, by language."""


_MORE = {
    "en": "dozen hundred thousand million billion trillion half third quarter percent",
    "de": "dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn hundert tausend million millionen milliarde "
    "milliarden dutzend hälfte drittel viertel prozent",
    "es": "dieciséis diecisiete dieciocho diecinueve veintiuno veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve cien ciento doscientos doscientas trescientos trescientas "
    "cuatrocientos cuatrocientas quinientos quinientas seiscientos setecientos ochocientos novecientos mil miles "
    "millón millones mitad tercio docena docenas",
    "fr": "dix-sept dix-huit dix-neuf soixante-dix quatre-vingt quatre-vingts quatre-vingt-dix cent cents mille "
    "milliers million millions milliard milliards moitié tiers quart douzaine dizaine dizaines quinzaine "
    "vingtaine trentaine quarantaine cinquantaine centaine centaines",
    "it": "tredici quattordici quindici sedici diciassette diciotto diciannove cento duecento trecento cinquecento "
    "mille duemila tremila milione milioni miliardo miliardi metà dozzina dozzine decina decine ventina trentina "
    "centinaio centinaia migliaia",
    "pt": "duas treze catorze quatorze quinze dezasseis dezesseis dezassete dezessete dezoito dezanove dezenove cem "
    "cento duzentos duzentas trezentos trezentas quatrocentos quinhentos quinhentas mil milhares milhão milhões "
    "bilhão bilhões metade terço dúzia dúzias dezena dezenas centena centenas",
    "ru": "две двух двумя двое трёх трех трое четырёх четырех пяти шести семи восьми девяти десяти тринадцать "
    "четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцати тридцати сто двести "
    "триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча тысячи тысяч миллион миллиона "
    "миллионов миллиард миллиарда миллиардов половина половину половины треть четверть десяток десятка десятки "
    "десятков дюжина сотня сотни сотен",
}
"""More words for numbers: some from 13 on, what is counted in, and parts."""

_TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
}

_OTHER_WORDS = {"fr": {"neuf"}, "it": {"sei"}}
"""Words for numbers that mostly mean something else: "new", "you are"."""


@cache
def counting_words(language: str) -> frozenset[str]:
    """Words in lower case that may tell how many there are; "one" and its like stand for an article too often.

    Those of English in a language without a table: its numbers are found in names and quotations.
    """
    if language not in _FROM_TWO or language == "en":
        return frozenset((*TWO_TO_TWELVE, *TENS, *_MORE["en"].split()))
    small, tens = _FROM_TWO[language].split(), _TENS.get(language, "").split()
    words = {*small, *tens, *_MORE.get(language, "").split()}
    if language == "de":
        words |= {f"{one}und{ten}" for ten in tens for one in ("ein", *small[:8])}
    elif language == "it":
        words |= {ten + one for ten in tens for one in (*small[:8], "tré")}
        words |= {ten[:-1] + one for ten in tens for one in ("uno", "otto")}
    return frozenset(words - _OTHER_WORDS.get(language, set()))


def two_to_twelve(language: str) -> list[str]:
    """The words of a language for the numbers from 2 to 12, as far as they are known."""
    return _FROM_TWO.get(language, "").split()[:11]


@cache
def _numbers(language: str) -> dict[str, str]:
    """Words for numbers → these in figures, and the reverse; in English the tens, too."""
    words = {word: str(number) for number, word in enumerate(_FROM_TWO.get(language, "").split(), 2)}
    words |= {word: str(10 * number) for number, word in enumerate(TENS if language == "en" else (), 2)}
    return words | {figures: word for word, figures in words.items()}


def other_way(number: str, language: str) -> Iterator[str]:
    """A number from 2 on in words where it is in figures, and the reverse; nothing for what isn't a number."""
    if spelling := _numbers(language).get(number):
        yield spelling
