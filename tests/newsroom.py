"""Invented news articles for tests, always the same ones for the same seed; none of it was ever published."""

import datetime
import random
import re

from retrieval.records import Article

_VOCABULARY = """
first: Ana, Boris, Chloé, Dmitri, Elif, Femi, Greta, Hugo, Ines, José, Kwame, Lucía, Márta, Nils, Oksana, Priya,
    Rosa, Søren
last: Abara, Bouchard, Castañeda, Dvořák, Ekwueme, Fontaine, Guðmundsson, Haddad, Ivanova, Jansen, Kowalczyk,
    Müller, O’Leary, Petrov, Quispe, Rossi, Šimić, Tanaka, Varga, Ødegaard
roles: minister, mayor, engineer, teacher, farmer, judge, nurse, captain, historian, economist
places: Arnholm, Belvárd, Casoria, Dunmore, Eastwick, Ferrol, Galway, Harstad, Ílhavo, Jávea, Kotka, Lübben,
    Matera, Nørby
things: bridge, harbour, budget, school, railway, museum, reservoir, market, hospital, orchestra, vineyard, ferry,
    library, airport, festival, dam, factory, forest, stadium, tram
doings: opened, closed, repaired, inspected, flooded, painted, sold, rebuilt, delayed, celebrated, evacuated,
    measured, abandoned, reopened, insured, photographed
manners: quietly, hastily, twice, again, late, early, unexpectedly, carefully, together, proudly, reluctantly
qualities: narrow, ancient, costly, popular, fragile, crowded, brand-new, half-finished, sunlit, noisy, well-known,
    remote
feelings: relieved, furious, surprised, hopeful, tired, certain, puzzled, grateful, worried, delighted
reasons: the spring storms, a missing signature, the price of steel, last year’s drought, a letter from 1911, the
    new timetable, a broken pump, an old promise, the harvest, two stubborn neighbours
"""

_WORDS = {
    name: [" ".join(word.split()) for word in words.split(",")]
    for name, words in re.findall(r"(?m)^(\w+): ([^:]+)$", _VOCABULARY)
}


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_WORDS['first'])} {rng.choice(_WORDS['last'])}"


_OPENINGS = """
On Tuesday the {quality} {thing} of {place}
“We were {feeling},” {speaker} said when the {thing}
About {count} people — a {share}% rise since {year} —
According to {who}, a {role} from {place}, no {thing}
Nobody in {place2} expected… or so they say
{speaker} was {feeling}: “It isn’t the {thing} that”
Ever since {reason}, half of {place}’s {thing}
What {who2} calls “a {quality} and {quality2} {thing}”
By midnight the {role}’s mother, two dogs and the {thing}
Insurers, who rarely look {feeling}, {manner} told
Trains from {place2}, which now stop twice daily,
Rain fell; upriver the {quality} {thing} near {place2}
“Ask my neighbours,” laughed {who2}, whose {thing}
Letters to {place}, {place2} and three smaller towns
He keeps a ledger (begun {year}, water-stained) that
Critics of the {quality} {thing} in {place}
"""

_MIDDLES = """
was {manner} {done} because of {reason}
had {also} the {other} for {count} days
would cost {share} million by {year}
stood beside a {quality2} {other}, {manner} {done} by volunteers
brought cheese, gossip and {count} {feeling2} schoolchildren
lists each {other} ever {also} here
outlived every {other} between {place2} and the coast
gave way {manner}, as a {role} had warned
counted {count} visitors a week, most of them {feeling2}
blamed {reason}, not the {other}
remained a {quality2} rumour until {year}
shared one kitchen with the {role} of {place2}
owed {share} million to a {other} in {place2}
drew maps that nobody ever {also}
"""

_CLOSINGS = """
, and the {other} mattered more.
, which is why {who2} stayed away.
; locals still argue over it.
— words {speaker} keeps on a postcard.
, although no vote is planned.
, long before {place} had a {role}.
(the court disagreed in {year}).
, {speaker} added {manner}.
until only {count} seats were left.
, to the relief of {place2}’s {role}.
. Why? Nobody asked.
, “and that {also} us all”.
but not the smell of it.
, give or take {count}.
"""


def _sentence(rng: random.Random, who: str) -> str:
    """An opening, a middle and a closing, each one of many, with words from the vocabulary put in."""

    def one(name: str) -> str:
        return rng.choice(_WORDS[name])

    thing, other = rng.sample(_WORDS["things"], 2)
    parts = [rng.choice(lines.strip().split("\n")) for lines in (_OPENINGS, _MIDDLES, _CLOSINGS)]
    return " ".join(parts).replace(" ,", ",").replace(" ;", ";").replace(" .", ".").format(
        thing=thing, other=other, place=one("places"), place2=one("places"), quality=one("qualities"), who=who,
        quality2=one("qualities"), manner=one("manners"), feeling=one("feelings"), feeling2=one("feelings"),
        done=one("doings"), also=one("doings"), reason=one("reasons"), role=one("roles"), who2=_person(rng),
        count=rng.randrange(3, 990), share=rng.randrange(11, 899) / 10, year=rng.randrange(1890, 2024),
        speaker=who.rpartition(" ")[2],
    )  # fmt: skip


def article(seed: int) -> Article:
    """One invented article: eight to fourteen paragraphs, a heading or two, quotations, dashes, accents.

    One in three has straight quotation marks.
    """
    rng = random.Random(seed)
    who, blocks = _person(rng), []
    for number in range(rng.randrange(8, 15)):
        if number in (3, 7):
            blocks.append(f"The {rng.choice(_WORDS['qualities'])} {rng.choice(_WORDS['things'])}")
        blocks.append(" ".join(_sentence(rng, who) for _ in range(rng.randrange(2, 6))))
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=rng.randrange(400))
    place, thing = rng.choice(_WORDS["places"]), rng.choice(_WORDS["things"])
    text = "\n\n".join(blocks)
    if seed % 3 == 1:
        text = re.sub("[“”]", '"', text)
    return Article(
        id=f"{place.lower()}-{seed}.txt",
        text=text,
        title=f"{place}’s {thing} after {rng.choice(_WORDS['reasons'])}",
        date=day,
        url=f"https://news.example/{day:%Y/%m/%d}/{seed}",
        authors=(who,),
        path=f"{place.lower()}-{seed}.txt",
    )


def articles(count: int, seed: int = 1) -> list[Article]:
    """That many invented articles, each with an id of its own."""
    return [article(1000 * seed + number) for number in range(count)]
