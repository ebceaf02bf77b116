"""Invented news articles for tests, always the same ones for the same seed; none of it was ever published."""

import datetime
import random

from retrieval.records import Article

_FIRST = "Ana Boris Chloé Dmitri Elif Femi Greta Hugo Ines José Kwame Lucía Márta Nils Oksana Priya Rosa Søren".split()
_LAST = "Abara Bouchard Castañeda Dvořák Ekwueme Fontaine Guðmundsson Haddad Ivanova Jansen Kowalczyk Müller".split()
_LAST += "O’Leary Petrov Quispe Rossi Šimić Tanaka Varga Ødegaard".split()
_ROLES = "minister mayor engineer teacher farmer judge nurse captain historian economist".split()
_PLACES = "Arnholm Belvárd Casoria Dunmore Eastwick Ferrol Galway Harstad Ílhavo Jávea Kotka Lübben Matera Nørby".split()
_THINGS = "bridge harbour budget school railway museum reservoir market hospital orchestra vineyard ferry".split()
_THINGS += "library airport festival dam factory forest stadium tram".split()
_DOINGS = "opened closed repaired inspected flooded painted sold rebuilt delayed celebrated evacuated measured".split()
_DOINGS += "abandoned reopened insured photographed".split()
_MANNERS = "quietly hastily twice again late early unexpectedly carefully together proudly reluctantly".split()
_QUALITIES = "narrow ancient costly popular fragile crowded brand-new half-finished sunlit noisy well-known remote".split()
_FEELINGS = "relieved furious surprised hopeful tired certain puzzled grateful worried delighted".split()
_REASONS = "the spring storms|a missing signature|the price of steel|last year’s drought|a letter from 1911".split("|")
_REASONS += "the new timetable|a broken pump|an old promise|the harvest|two stubborn neighbours".split("|")


def _person(rng: random.Random) -> str:
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def _sentence(rng: random.Random, who: str) -> str:
    place, thing, other = rng.choice(_PLACES), *rng.sample(_THINGS, 2)
    quality, manner, feeling = rng.choice(_QUALITIES), rng.choice(_MANNERS), rng.choice(_FEELINGS)
    done, also, reason = *rng.sample(_DOINGS, 2), rng.choice(_REASONS)
    count, share, year = rng.randrange(3, 990), rng.randrange(11, 899) / 10, rng.randrange(1890, 2024)
    speaker = who.split()[-1]
    return rng.choice(
        [
            f"The {quality} {thing} of {place} was {manner} {done} on Tuesday because of {reason}.",
            f"“We were {feeling} when the {thing} was {done},” {speaker} said, “but the {other} mattered more.”",
            f"About {count} people — a {share:.1f}% rise since {year} — have {also} the {other} near {place}.",
            f"According to {who}, a {rng.choice(_ROLES)} from {place}, {reason} had {manner} {done} the {thing}.",
            f"Nobody in {place} expected that the {other} would cost {share:.1f} million by {year}… or so they say.",
            f"{speaker} was {feeling}: “It isn’t the {thing}. It’s {reason} that {also} us all.”",
            f"In {year} the {other} stood beside a {quality} {thing}, {manner} {done} by {count} volunteers.",
            f"Since {reason}, {count} visitors a week have {also} the {quality} {other}, {speaker} added {manner}.",
        ]
    )


def article(seed: int) -> Article:
    """One invented article: eight to fourteen paragraphs, a heading or two, quotations, dashes, accents."""
    rng = random.Random(seed)
    who, blocks = _person(rng), []
    for number in range(rng.randrange(8, 15)):
        if number in (3, 7):
            blocks.append(f"The {rng.choice(_QUALITIES)} {rng.choice(_THINGS)}")
        blocks.append(" ".join(_sentence(rng, who) for _ in range(rng.randrange(2, 6))))
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=rng.randrange(400))
    place, thing = rng.choice(_PLACES), rng.choice(_THINGS)
    return Article(
        id=f"{place.lower()}-{seed}.txt",
        text="\n\n".join(blocks),
        title=f"{place}’s {thing} after {rng.choice(_REASONS)}",
        date=day,
        url=f"https://news.example/{day:%Y/%m/%d}/{seed}",
        authors=(who,),
        path=f"{place.lower()}-{seed}.txt",
    )


def articles(count: int, seed: int = 1) -> list[Article]:
    """That many invented articles, each with an id of its own."""
    return [article(1000 * seed + number) for number in range(count)]
