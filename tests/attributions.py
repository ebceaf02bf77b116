"""Attributed quotations in the patterns of news, made up: who said it is known, and who stands nearby did not."""

import random
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from retrieval.citing.person_names import Fit
from retrieval.citing.speakers import said_by
from retrieval.records import Article, Place

_PEOPLE = {
    "en": "Ruth Amsel, Tom Barlow, Aoife O’Leary, Grace Hadley, Samuel Orr, Priya Nair, Dr. Helen Voss, Jack D’Amico",
    "de": "Karl Ott, Jörg Krüger, Eva Lang, Anja Weiß, Hans von Aue, Sabine Müller-Roth, Dr. Uwe Brandt, Greta Haas",
    "es": "Pedro Ruiz, Ana Gil, José Núñez, Lucía Vega, Carlos Peña, Elena Ortiz, Raúl Ibáñez, Marta Soler",
    "fr": "Anne Roy, Marc Noël, Chloé Lefèvre, Jean-Luc N’Dour, Élise d’Aubry, Sophie Étienne",
    "it": "Luca Rossi, Giulia Neri, Paolo D’Angelo, Chiara Conti, Marco Vinci, Elena Serra, Sergio Galli, Anna Fonti",
    "pt": "João Silva, Ana Prado, Pedro Araújo, Marta Lopes, Carlos Brandão, Helena Dias, Rui Falcão",
    "ru": "Иван Петров, Анна Орлова, Сергей Волков, Мария Зимина, Олег Гусев, Елена Белова, Павел Лебедев",
}
_SAYINGS = {
    "en": "The old bridge will not hold, We have waited far too long, Nobody checked the pumps, The museum may open",
    "de": "Die alte Brücke hält das nicht aus, Wir haben zu lange gewartet, Niemand hat die Pumpen geprüft",
    "es": "El puente viejo no va a aguantar, Hemos esperado demasiado, Nadie revisó las bombas de agua",
    "fr": "Le vieux pont ne tiendra pas, Nous avons attendu trop longtemps, Personne ne vérifie les pompes",
    "it": "Il vecchio ponte non reggerà, Abbiamo aspettato troppo a lungo, Nessuno controlla le pompe",
    "pt": "A velha ponte não vai aguentar, Esperamos tempo demais, Ninguém verificou as bombas",
    "ru": "Старый мост не выдержит, Мы ждали слишком долго, Насосы никто не проверял",
}
_OTHERS = {
    "en": "{o} was not there. | {ol} disagreed. | {o} bought the barn in June. | In May {o} left the council.",
    "de": "{o} war nicht dabei. | {ol} widersprach. | Im Mai verließ {o} den Rat.",
    "es": "{o} no estaba allí. | {ol} se opuso. | En mayo {o} dejó el consejo.",
    "fr": "{o} n’était pas là. | {ol} a refusé. | En mai, {o} a quitté le conseil.",
    "it": "{o} non c’era. | {ol} era contrario. | A maggio {o} lasciò il consiglio.",
    "pt": "{o} não estava lá. | {ol} discordou. | Em maio, {o} deixou o conselho.",
    "ru": "{o} там не было. | {ol} промолчал. | В мае {o} ушёл из совета.",
}
_PATTERNS = {
    "en": (
        "“{w},” said {n}. {x}",
        "“{w},” said engineer {n}. {x}",
        "“{w},” {n} said on Monday. {x}",
        "“{w},” {n}, a teacher from Lyon, told reporters. {x}",
        "“{w},” said {n}, who met {o} in May.",
        "“{w},” said {n}, a spokesman for {o}.",
        "“{w},” {n} (43) said. {x}",
        "{n} said: “{w}.” {x}",
        "{n} told {o} that “{w}.”",
        "Asked about {o}, {n} said, “{w}.”",
        "“No,” {n} said. “{w}.” {x}",
        "{x} According to {n}, “{w}.”",
        "“{w},” according to {n}. {x}",
        "‘{w},’ said {n}. {x}",
        '"{w}," said {n}. {x}',
        "{n} is an engineer. {x}\n\n“{w},” {l} said.",
        "{x} {n} was blunt: “{w}.”",
        "“{w},” {o}’s lawyer, {n}, said.",
        "“{w}!” shouted {n}. {x}",
        "{n} wrote in a letter to {o}: “{w}.”",
        "{n} said that {w}. {x}",
        "“Well,” {o} said.\n\n“{w},” replied {n}.",
    ),
    "de": (
        "„{w}“, sagte {n}. {x}",
        "„{w}“, sagte Bürgermeister {n} am Montag. {x}",
        "„{w}“, erklärte der Abgeordnete {n}. {x}",
        "„{w}“, so {n}. {x}",
        "{n} sagte: „{w}.“ {x}",
        "{x} Am Montag betonte {n}: „{w}.“",
        "»{w}«, sagt {n}. {x}",
        "„{w}“, sagte der Sprecher der Stadt, {n}. {x}",
        "Laut {n} gilt: „{w}.“ {x}",
        "„{w}“, fügte {n} hinzu. {x}",
        "„Nein“, sagte {n}. „{w}.“ {x}",
        "„{w}“, antwortete {n} auf eine Frage von {o}.",
    ),
    "es": (
        "«{w}», dijo {n}. {x}",
        "“{w}”, afirmó {n} este lunes. {x}",
        "«{w}», señaló la ingeniera {n}. {x}",
        "«{w}», ha explicado el alcalde de la ciudad, {n}. {x}",
        "Según {n}, «{w}». {x}",
        "{n} aseguró que “{w}”. {x}",
        "{n} dijo: “{w}”. {x}",
        "—{w} —dijo {n}—. Y caro.\n\n{x}",
        "“No”, dijo {n}. “{w}”. {x}",
        "“{w}”, respondió {n} a {o}.",
    ),
    "fr": (
        "« {w} », a déclaré {n}. {x}",
        "« {w} », explique {n}, ingénieure. {x}",
        "« {w} », a déclaré le maire {n}. {x}",
        "« {w} », affirme la présidente du conseil, {n}. {x}",
        "Selon {n}, « {w} ». {x}",
        "{n} a répondu à {o} : « {w}. »",
        "{x} « {w} », estime {n}.",
        "“{w}”, souligne {n}. {x}",
        "— {w}, dit {n}.\n\n{x}",
        "« {w}, a déclaré {n}, et c’est tout. » {x}",
    ),
    "it": (
        "«{w}», ha detto {n}. {x}",
        "«{w}», spiega {n}. {x}",
        "“{w}”, ha dichiarato il sindaco {n}. {x}",
        "Secondo {n}, «{w}». {x}",
        "{n} ha detto: «{w}». {x}",
        "«{w}», ha risposto {n} a {o}.",
    ),
    "pt": (
        "“{w}”, disse {n}. {x}",
        "“{w}”, afirmou o prefeito {n}. {x}",
        "“{w}”, explicou {n}, de 40 anos. {x}",
        "Segundo {n}, “{w}”. {x}",
        "{n} disse: “{w}”. {x}",
        "— {w}, disse {n}.\n\n{x}",
    ),
    "ru": (
        "«{w}», — сказал {n}. {x}",
        "«{w}», — заявил мэр {n}. {x}",
        "— {w}, — сказал {n}. — И дорого.\n\n{x}",
        "{n} сказал: «{w}». {x}",
        "«{w}», — отметил инженер {n}. {x}",
    ),
    "transcript": (
        "{L}: {w}.\n\n{OL}: Who told you that?",
        "MS. {OL}: Why did it close?\n\nDR. {L}: {w}.\n\nMS. {OL}: Thank you.",
        "{OL}: Why?\n\n{L} (laughing): {w}.\n\n{OL}: Well.",
        "{o}: Why?\n\n{n}: I will tell you.\n\n{w}.\n\n{o}: Thank you.",
        "**{o}:** Why?\n\n**{n}:** {w}.\n\n**{o}:** I see.",
        "An interview with {n}.\n\nQ: Why?\n\n{L}: {w}.\n\nQ: What does {o} say?",
        "[00:01:12] {OL}: Why?\n[00:01:15] {L}: {w}.\n[00:01:20] {OL}: I see.",
    ),
}
LANGUAGES = tuple(_PATTERNS)


class Case(NamedTuple):
    """An article, some words in it, who says them, and somebody named nearby who doesn't."""

    article: Article
    words: str
    speaker: str
    other: str


def case(rng: random.Random, language: str, words: str | None = None) -> Case:
    """One attributed quotation.

    Args:
        rng: Chooses pattern, people and words.
        language: One of `LANGUAGES`.
        words: The words to be quoted; without them, made-up ones.
    """
    spoken = "en" if language == "transcript" else language
    speaker, other = rng.sample(_PEOPLE[spoken].split(", "), 2)
    words = words or rng.choice(_SAYINGS[spoken].split(", "))
    last, other_last = (name.split(" ", 1 + name.startswith("Dr."))[-1] for name in (speaker, other))
    others = rng.choice(_OTHERS[spoken].split(" | ")).format(o=other, ol=other_last)
    text = rng.choice(_PATTERNS[language]).format(
        w=words, n=speaker, l=last, o=other, ol=other_last, L=last.upper(), OL=other_last.upper(), x=others
    )
    return Case(Article("a", f"{others}\n\n{text}", language=spoken), words, speaker, other)


def judged(made: Case, person: str) -> Fit:
    """Whether the article gives the words to a person."""
    start = made.article.text.index(made.words)
    place = Place("a", "", None, start, start + len(made.words), (), made.words)
    return said_by(person, [(made.article, place)])[0]


def figures(cases: Iterable[Case]) -> Counter[str]:
    """How many cases there are, and how many wrong and right speakers were confirmed, and right ones denied."""
    count: Counter[str] = Counter()
    for made in cases:
        right, wrong = judged(made, made.speaker), judged(made, made.other)
        count += Counter(
            {
                "cases": 1,
                "wrong speaker confirmed": wrong is Fit.YES,
                "right speaker denied": right is Fit.NO,
                "right speaker confirmed": right is Fit.YES,
                "wrong speaker denied": wrong is Fit.NO,
            }
        )
    return count
