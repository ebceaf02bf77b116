"""Forms of a German verb that a stemmer leaves apart: "gekostet" and "kostete", "begann" and "begonnen".

A question asks in the perfect or the passive ("Was hat es gekostet?"), an article tells in the past tense. The strong
verbs are a closed class, as grammars list it. Those that say little of their own ("stehen", "geben") would find
anything; they count where something comes before them ("teilnehmen"). A verb and its noun in "-ung" know each other,
and so does a verb whose particle is at the end of its clause ("Warum schaltet ihr das ab?").
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from retrieval.language.expressions import expression

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

_SAYING_LITTLE = """
biet bot gebot, bleib blieb geblieb, fall fäll fiel gefall, geb gib gab gegeb, geh ging gegang, halt hält hielt
gehalt, häng hing gehang, heb hob gehob, heiß hieß geheiß, komm kam gekomm, lass läss ließ gelass, lieg lag geleg,
nehm nimm nahm genomm, schein schien geschien, seh sieh sah geseh, sitz saß gesess, steh stand gestand, tu tat geta,
weis wies gewies
"""
"""The same of the verbs that say something only with a prefix or a particle."""

_PARTICLE = (
    r"(?:entgegen|zusammen|heraus|herein|hinaus|hinein|nieder|voraus|vorbei|weiter|wieder|zurück|durch|empor|hinzu|statt"
    r"|unter|voran|fest|fort|frei|nach|teil|auf|aus|bei|ein|her|hin|los|mit|vor|weg|ab|an|um|zu)"
)
"""What comes before the verb, or parted from it; the longest first."""

_WITH_PARTICLE = expression(_PARTICLE + r"(?=\w{4})")
_PARTED = expression(rf"(?<=\w )({_PARTICLE})\s*(?=[?.!,;:]|\Z)")
_WITH_PREFIX = expression(r"(?:emp|ent|miss|über|ver|zer|be|er)(?=\w{3})")
"""What a verb never loses, and without "ge" in its participle."""

_TO = expression(r"zu(?=\w{3,}n\Z)")
"""What is between a particle and an infinitive: "abzuschalten"."""

_ENDINGS = ("", "e", "en", "t", "et", "st", "te", "ten")
_WEAK_ENDINGS = ("te", "ten", "t", "en")
_PERSONAL = ("t", "et", "te", "ete", "ten", "eten")
"""Of a verb that is not strong, in the present and the past tense."""

_FEWEST_LETTERS = 3
"""Of the stem of a verb, as hardly any is shorter."""

_PARTICIPLE = expression(r"ge(?!hört)(\w{3,})t")
"""That of a verb that is not strong; what is heard doesn't belong to anybody."""


class PartedVerb(NamedTuple):
    """A particle that is at the end of a clause, apart from its verb, and where it begins, in code points."""

    particle: str
    start: int


def parted_verbs(text: str) -> Iterator[PartedVerb]:
    """The particles at the end of clauses, which belong to a verb before them."""
    return (PartedVerb(match[1], match.start()) for match in _PARTED.finditer(text))


def other_forms(word: str) -> list[str]:
    """The other forms of a German verb, in lower case, in no order; if it isn't a verb, most of them aren't words.

    Those of a separable verb have its particle in front; where the two are parted, the verb alone says little. A noun
    in "-ung" has those of its verb.

    Args:
        word: In lower case; what is written with a capital, and does not end in "-ung", isn't a verb.
    """
    particle, prefix = _WITH_PARTICLE.match(word), _WITH_PREFIX.match(word)
    parted_forms = forms_with(particle[0], word[particle.end() :]) if particle else ()
    fixed = (prefix[0] + form for form in _forms(word[prefix.end() :], _fixed())) if prefix else ()
    return sorted({*_forms(word, _strong()), *parted_forms, *fixed} - {word})


def forms_with(particle: str, verb: str) -> set[str]:
    """The forms of a verb with a particle in front, in lower case: "ab" and "schaltet" → "abgeschaltet", "abschalten".

    Args:
        particle: What comes before it.
        verb: Without the particle, in lower case.
    """
    bare = _TO.sub("", verb)
    infinitives = (bare.removesuffix(ending) + "en" for ending in _PERSONAL if bare.endswith(ending))
    forms = {bare, *_forms(bare, _separable()), *infinitives}
    return {particle + form for form in (*forms, *(f"zu{form}" for form in forms if form.endswith("n")))}


def _forms(word: str, strong: dict[str, list[tuple[str, ...]]]) -> Iterator[str]:
    """The forms of a verb that has no particle, of a strong one all, of another one its participle or the others.

    Args:
        word: A form, or the noun in "-ung".
        strong: The stems of strong verbs, each with all those of its verb.
    """
    strong_stems = [stems for stem in _stems(word) for stems in strong.get(stem, ())]
    yield from (stem + ending for stems in strong_stems for stem in stems for ending in _ENDINGS)
    yield from (f"{stems[0]}ung" for stems in strong_stems)
    if strong_stems:
        return
    if participle := _PARTICIPLE.fullmatch(word):
        yield from _weak(participle[1])
    for ending in _WEAK_ENDINGS:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) >= _FEWEST_LETTERS:
            yield from (_participle(stem), f"{stem.removesuffix('e')}ung")
    if word.endswith("ung") and len(stem := word.removesuffix("ung")) >= _FEWEST_LETTERS:
        # Not the infinitive: "Zeiten" aren't newspapers.
        yield from (_participle(stem), *(stem + ending for ending in _PERSONAL))


def _participle(stem: str) -> str:
    """The participle of a verb that is not strong: in "kosten" the ending of "gekostet" has lost its "e"."""
    return f"ge{stem}{'e' if stem[-1] in 'dt' else ''}t"


def _weak(stem: str) -> Iterator[str]:
    """The forms of a verb of which the participle is left when "ge" and "t" are taken off: "koste", "bau"."""
    bare = stem.removesuffix("e")
    yield from (stem + "t", stem + "te", stem + "ten", bare + "en", bare + "ung")


def _stems(word: str) -> Iterator[str]:
    """What is left of a word when one of the endings is taken off."""
    return (word.removesuffix(ending) for ending in (*_ENDINGS, "ung") if word.endswith(ending))


@cache
def _strong() -> dict[str, list[tuple[str, ...]]]:
    """Each stem of a strong verb that says something alone → the stems of the verbs that it may be of."""
    return _by_stem(_rows(_STRONG))


@cache
def _separable() -> dict[str, list[tuple[str, ...]]]:
    """The same of all strong verbs, as they come after a particle."""
    return _by_stem([*_rows(_STRONG), *_rows(_SAYING_LITTLE)])


@cache
def _fixed() -> dict[str, list[tuple[str, ...]]]:
    """The same as they come after a prefix, which their participles have instead of "ge"."""
    rows = [*_rows(_STRONG), *_rows(_SAYING_LITTLE)]
    return _by_stem((*stems, stems[-1].removeprefix("ge")) for stems in rows)


def _rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(row.split()) for row in table.split(",")]


def _by_stem(rows: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Each stem → the rows that it is in."""
    of_stem: dict[str, list[tuple[str, ...]]] = {}
    for stems in rows:
        for stem in stems:
            of_stem.setdefault(stem, []).append(stems)
    return of_stem
