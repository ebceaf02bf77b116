"""Forms of a German verb that a stemmer leaves apart: "gekostet" and "kostete", "begann" and "begonnen".

A question asks in the perfect or the passive ("Was hat es gekostet?"), an article tells in the past tense. The strong
verbs are a closed class, as grammars list it, without those that say little of their own ("stehen", "geben"): they
would find anything.
"""

import re
from collections.abc import Iterator
from functools import cache

_STRONG = """
befehl befiehl befahl befohl, beginn begann begonn, beiß biss gebiss, bieg bog gebog, bind band gebund, bitt bat
gebet, blas bläs blies geblas, brech brich brach gebroch, brenn brannt gebrannt, bring bracht gebracht, denk dacht
gedacht, dring drang gedrung, empfehl empfiehl empfahl empfohl, ess iss aß gegess, fahr fähr fuhr gefahr, fang fäng
fing gefang, find fand gefund, flieg flog geflog, flieh floh gefloh, fließ floss gefloss, frier fror gefror, gelt gilt
galt gegolt, gewinn gewann gewonn, gieß goss gegoss, grab gräb grub gegrab, greif griff gegriff, helf hilf half
geholf, kling klang geklung, kriech kroch gekroch, lad läd lud gelad, lauf läuf lief gelauf, leid litt gelitt, leih
lieh gelieh, les lies las geles, lüg log gelog, meid mied gemied, mess miss maß gemess, nenn nannt genannt, pfeif
pfiff gepfiff, rat rät riet gerat, reib rieb gerieb, reiß riss geriss, reit ritt geritt, renn rannt gerannt, riech
roch geroch, ruf rief geruf, schaff schuf geschaff, scheid schied geschied, schieb schob geschob, schieß schoss
geschoss, schlaf schläf schlief geschlaf, schlag schläg schlug geschlag, schließ schloss geschloss, schneid schnitt
geschnitt, schreib schrieb geschrieb, schrei schrie geschrie, schreit schritt geschritt, schweig schwieg geschwieg,
schwimm schwamm geschwomm, schwör schwor geschwor, send sandt gesandt, sing sang gesung, sink sank gesunk, sprech
sprich sprach gesproch, spring sprang gesprung, stech stich stach gestoch, stehl stiehl stahl gestohl, steig stieg
gestieg, sterb stirb starb gestorb, streich strich gestrich, streit stritt gestritt, stoß stöß stieß gestoß, trag träg
trug getrag, treff triff traf getroff, treib trieb getrieb, tret tritt trat getret, trink trank getrunk, verderb
verdirb verdarb verdorb, vergess vergiss vergaß, verlier verlor, verschwind verschwand verschwund, wachs wächs wuchs
gewachs, wasch wäsch wusch gewasch, werb wirb warb geworb, werf wirf warf geworf, wieg wog gewog, zieh zog gezog,
zwing zwang gezwung
"""
"""Each row: the stems of a verb, without endings: of the infinitive, the present and past tense, and the participle."""

_PARTICLES = re.compile(
    r"(?:entgegen|zusammen|heraus|herein|hinaus|hinein|nieder|voraus|vorbei|weiter|wieder|zurück|durch|empor|hinzu|statt"
    r"|unter|voran|fest|fort|frei|nach|teil|auf|aus|bei|ein|her|hin|los|mit|vor|weg|ab|an|um|zu)(?=\w{4})"
)
"""What stands before the verb, or parted from it; the longest first."""

_ENDINGS = ("", "e", "en", "t", "et", "st", "te", "ten")
_WEAK_ENDINGS = ("te", "ten", "t", "en")
_FEWEST_LETTERS = 3
"""Of the stem of a verb, as hardly any is shorter."""

_PARTICIPLE = re.compile(r"ge(?!hört)(\w{3,})t")
"""That of a verb that is not strong; what is heard doesn't belong to anybody."""


def other_forms(word: str) -> list[str]:
    """The other forms of a German verb, in lower case, in no order; most of them are no words where it is none.

    Those of a separable verb have its particle in front; where the two are parted, the verb alone says little.

    Args:
        word: In lower case; what is written with a capital is no verb.
    """
    particle = _PARTICLES.match(word)
    parted = (particle[0] + form for form in _forms(word[particle.end() :])) if particle else ()
    return sorted({*_forms(word), *parted} - {word})


def _forms(word: str) -> Iterator[str]:
    """The forms of a verb that has no particle, of a strong one all, of another one its participle or the others."""
    strong = [stems for stem in _stems(word) for stems in _strong().get(stem, ())]
    yield from (stem + ending for stems in strong for stem in stems for ending in _ENDINGS)
    if strong:
        return
    if participle := _PARTICIPLE.fullmatch(word):
        yield from _weak(participle[1])
    for ending in _WEAK_ENDINGS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _FEWEST_LETTERS:
            # In "kosten" the ending of "gekostet" has lost its "e".
            yield f"ge{stem}{'e' if stem[-1] in 'dt' else ''}t"


def _weak(stem: str) -> Iterator[str]:
    """The forms of a verb of which the participle is left when "ge" and "t" are taken off: "koste", "bau"."""
    yield from (stem + "t", stem + "te", stem + "ten", stem.removesuffix("e") + "en")


def _stems(word: str) -> Iterator[str]:
    """What is left of a word when one of the endings is taken off."""
    return (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))


@cache
def _strong() -> dict[str, list[tuple[str, ...]]]:
    """Each stem of a strong verb → the stems of the verbs that it may be of."""
    of_stem: dict[str, list[tuple[str, ...]]] = {}
    for stems in (tuple(row.split()) for row in _STRONG.split(",")):
        for stem in stems:
            of_stem.setdefault(stem, []).append(stems)
    return of_stem
