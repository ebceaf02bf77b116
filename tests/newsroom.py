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


_SENTENCES = """
The {quality} {thing} of {place} was {manner} {done} on Tuesday because of {reason}.
“We were {feeling} when the {thing} was {done},” {speaker} said, “but the {other} mattered more.”
About {count} people — a {share}% rise since {year} — have {also} the {other} near {place}.
According to {who}, a {role} from {place}, {reason} had {manner} {done} the {thing}.
Nobody in {place} expected that the {other} would cost {share} million by {year}… or so they say.
{speaker} was {feeling}: “It isn’t the {thing}. It’s {reason} that {also} us all.”
In {year} the {other} stood beside a {quality} {thing}, {manner} {done} by {count} volunteers.
Since {reason}, {count} visitors a week have {also} the {quality} {other}, {speaker} added {manner}.
What remains is a {quality} photograph: one {role}, two dogs and half of {place}’s {thing}.
Critics call such plans “{quality}, {quality2} and {feeling2}” — words {speaker} keeps on a postcard.
Why {place}? Because its {thing} {manner} outlived every {other} between {place2} and the coast.
Insurers, who rarely look {feeling2}, put the damage at {share} million; locals blame {reason}.
By midnight only {count} seats were left, and even the {role}’s mother stood in line for hours.
He keeps a ledger (begun {year}, water-stained, {quality2}) listing each {other} ever {also} here.
“Ask my neighbours,” laughed {who2}, whose family {done} its first {thing} before {year}.
Trains from {place2} now stop twice daily, bringing cheese, gossip and {count} {feeling} schoolchildren.
No vote is planned; instead, letters will go out in {place2}, {place} and three smaller towns.
Rain fell. Then more rain fell, and somewhere upriver the {quality2} {other} gave way {manner}.
"""


def _sentence(rng: random.Random, who: str) -> str:
    def one(name: str) -> str:
        return rng.choice(_WORDS[name])

    thing, other = rng.sample(_WORDS["things"], 2)
    return rng.choice(_SENTENCES.strip().split("\n")).format(
        thing=thing, other=other, place=one("places"), place2=one("places"), quality=one("qualities"), who=who,
        quality2=one("qualities"), manner=one("manners"), feeling=one("feelings"), feeling2=one("feelings"),
        done=one("doings"), also=one("doings"), reason=one("reasons"), role=one("roles"), who2=_person(rng),
        count=rng.randrange(3, 990), share=rng.randrange(11, 899) / 10, year=rng.randrange(1890, 2024),
        speaker=who.rpartition(" ")[2],
    )  # fmt: skip


def article(seed: int) -> Article:
    """One invented article: eight to fourteen paragraphs, a heading or two, quotations, dashes, accents."""
    rng = random.Random(seed)
    who, blocks = _person(rng), []
    for number in range(rng.randrange(8, 15)):
        if number in (3, 7):
            blocks.append(f"The {rng.choice(_WORDS['qualities'])} {rng.choice(_WORDS['things'])}")
        blocks.append(" ".join(_sentence(rng, who) for _ in range(rng.randrange(2, 6))))
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=rng.randrange(400))
    place, thing = rng.choice(_WORDS["places"]), rng.choice(_WORDS["things"])
    return Article(
        id=f"{place.lower()}-{seed}.txt",
        text="\n\n".join(blocks),
        title=f"{place}’s {thing} after {rng.choice(_WORDS['reasons'])}",
        date=day,
        url=f"https://news.example/{day:%Y/%m/%d}/{seed}",
        authors=(who,),
        path=f"{place.lower()}-{seed}.txt",
    )


def articles(count: int, seed: int = 1) -> list[Article]:
    """That many invented articles, each with an id of its own."""
    return [article(1000 * seed + number) for number in range(count)]
