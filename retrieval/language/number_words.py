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
    if written := _numbers(language).get(number):
        yield written
