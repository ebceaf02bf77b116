"""Whose articles a question asks for, and what they are to be about: "What did Ana Ruiz write about the bus?".

What somebody wrote to somebody else is about that person, too: who writes to whom stands above a message.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

from retrieval.language.analyzer import code
from retrieval.language.expressions import expression, typed_expression

_WHO = r"(?P<who>\S.{0,60}?)"
_ABOUT = r"(?P<about>\S.{0,300}?)"
_END = r"\W{0,4}\Z"

_WRITTEN = {
    language: [
        typed_expression(rf"\W*(?:{pattern}){_END}".replace("WHO", _WHO).replace("ABOUT", _ABOUT), re.IGNORECASE)
        for pattern in patterns
    ]
    for language, patterns in {
        "en": [
            (
                r"what (?:else )?(?:did|has|have|does|do) WHO (?:ever |also |recently |just )?"
                r"(?:write|written|wrote|publish|published)(?: (?:about|on|of|regarding|concerning|to) ABOUT)?"
            ),
            (
                r"(?P<letters>(?:to )?whom?) (?:did|has|have|does|do) WHO (?:write|written|wrote)(?: to)?"
                r"(?: (?:about|on|regarding) ABOUT)?"
            ),
            (
                r"(?:(?:show|find|list|give)(?: me)? |(?:what|which|are there) )?(?:all |the |any )?"
                r"(?:articles?|pieces?|columns?|stories|posts?|essays?)(?: written| published)? by WHO(?: are| is)?"
                r"(?: (?:about|on|regarding|concerning) ABOUT)?"
            ),
        ],
        "de": [
            r"was (?:schrieb|schreibt|veröffentlichte) WHO(?: (?:über|zu[mr]?|an) ABOUT)?",
            r"was (?:hat|haben) WHO(?: (?:über|zu[mr]?|an) ABOUT)? (?:geschrieben|veröffentlicht)",
            r"(?P<letters>wem|an wen) (?:schrieb|schreibt) WHO(?: (?:über|wegen|zu[mr]?|am) ABOUT)?",
            r"(?P<letters>wem|an wen) hat WHO(?: (?:über|wegen|zu[mr]?|am) ABOUT)? geschrieben",
            r"(?:alle |die )?(?:artikel|beiträge|texte|kolumnen) von WHO(?: (?:über|zu[mr]?) ABOUT)?",
        ],
        "es": [
            (
                r"qué (?:les? )?(?:ha |había )?(?:escribió|escribe|escrito|publicó|publicado) WHO"
                r"(?: (?:sobre|acerca del?|respecto al?|al?) ABOUT)?"
            ),
            (
                r"(?P<letters>a quién(?:es)?) (?:les? )?(?:ha escrito|escribió|escribe) WHO"
                r"(?: (?:sobre|acerca del?|el) ABOUT)?"
            ),
            r"(?:todos )?(?:los )?(?:artículos|textos) (?:de|escritos por) WHO(?: (?:sobre|acerca del?) ABOUT)?",
        ],
        "fr": [
            r"qu['’e] ?(?:a |écrit|publie)(?: ?écrit| ?publié)? WHO(?: (?:sur|à propos d[eu]s?) ABOUT)?",
            r"(?P<letters>à qui) (?:a écrit|écrivit|écrit) WHO(?: (?:sur|à propos d[eu]s?|le) ABOUT)?",
            r"(?P<letters>à qui) WHO a(?:-t-il|-t-elle)? écrit(?: (?:sur|à propos d[eu]s?|le) ABOUT)?",
            r"(?:qu['’e] ?est-ce )?qu(?:['’]|e )WHO a(?:-t-il|-t-elle)? (?:écrit|publié)(?: sur ABOUT)?",
            r"(?:tous )?(?:les )?(?:articles|textes|chroniques) (?:de|écrits par) WHO(?: sur ABOUT)?",
        ],
        "it": [
            (
                r"(?:che )?(?:cosa )?(?:ha |hanno )?(?:scritto|scrisse|scrive|pubblicato) WHO"
                r"(?: (?:su|sul|sulla|sullo|sui|sugli|sulle) ABOUT)?"
            ),
            (
                r"(?P<letters>a chi) (?:ha scritto|scrisse|scrive) WHO"
                r"(?: (?:su|sul|sulla|sullo|sui|sugli|sulle|il) ABOUT)?"
            ),
            r"(?:tutti )?(?:gli )?articoli di WHO(?: (?:su|sul|sulla|sullo|sui|sugli|sulle) ABOUT)?",
        ],
        "pt": [
            r"o que (?:escreveu|escreve|publicou) WHO(?: sobre ABOUT)?",
            r"o que WHO (?:escreveu|escreve|publicou)(?: sobre ABOUT)?",
            r"(?P<letters>(?:a|para) quem) (?:escreveu|escreve) WHO(?: (?:sobre|em) ABOUT)?",
            r"(?:todos )?(?:os )?artigos de WHO(?: sobre ABOUT)?",
        ],
        "nl": [
            r"wat (?:schreef|schrijft) WHO(?: over ABOUT)?",
            r"wat (?:heeft|hebben) WHO(?: over ABOUT)? geschreven",
            r"(?P<letters>(?:aan|naar) wie) (?:schreef|schrijft) WHO(?: (?:over|op) ABOUT)?",
            r"(?:alle )?(?:artikelen|stukken) van WHO(?: over ABOUT)?",
        ],
        "ru": [
            r"что (?:на)?(?:писал[аи]?|пиш[еу]т|опубликовал[аи]?) WHO(?: (?:об?|обо|про) ABOUT)?",
            r"(?P<letters>кому) (?:на)?(?:писал[аи]?|пиш[еу]т) WHO(?: (?:об?|обо|про) ABOUT)?",
            r"что WHO (?:на)?(?:писал[аи]?|пиш[еу]т|опубликовал[аи]?)(?: (?:об?|обо|про) ABOUT)?",
        ],
        "tr": [r"WHO(?: ABOUT (?:hakkında|konusunda|üzerine))? (?:ne|neler) (?:yazdı|yazmış|yazıyor|yayımladı)"],
        "ar": [r"ماذا (?:كتبت|كتب|تكتب|يكتب|نشرت|نشر) WHO(?: (?:عن|حول|بشأن) ABOUT)?"],
        "zh": [
            (
                r"WHO都?(?:写|寫|发表|發表|撰写|撰寫)(?:了|过|過)?(?:什么|什麼|哪些)(?:文章)?"
                r"(?:(?:关于|關於|有关|有關)ABOUT)?(?:的?(?:文章|报道|報道|报导))?"
            ),
            r"(?:关于|關於|就)ABOUT[，,]WHO(?:写|寫|发表|發表)(?:了|过|過)?(?:什么|什麼|哪些)(?:文章)?",
        ],
    }.items()
}
"""Questions what somebody wrote, whole: who, and about what if that is said."""

_VARIANTS = expression("(?<=[aou])e")
"""The e of an umlaut that is typed as two letters; it is dropped on both sides, so that "Miguel" stays itself."""

_ALSO_TYPED = str.maketrans({"ı": "i", "ى": "ي", "ة": "ه", "ø": "o", "ł": "l", "đ": "d"})
_NAME = expression(r"[^\W_]+")


class Written(NamedTuple):
    """Who is asked about as the author of articles, as typed, and the places in the question of what they are about.

    `letters` tells that the question asks to whom they were written.
    """

    who: str
    about: range
    letters: bool = False


def asked_writing(question: str, language: str | None) -> Iterator[Written]:
    """The ways to read a question as one what somebody wrote; none of most questions.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; nothing is read in a language without patterns.
    """
    for pattern in _WRITTEN.get(code(language), ()):
        if match := pattern.match(question):
            who, about = match.span("who"), match.span("about")
            yield Written(question[slice(*who)], range(*about), "letters" in match.re.groupindex)
            # "İpek Ilgaz su kesintisi hakkında": where the name ends is told by the authors alone.
            spaces = re.finditer(r"\s", question[slice(*about)]) if code(language) == "tr" else ()
            for at in (about[0] + space.start() for space in spaces):
                yield Written(question[who[0] : at], range(at + 1, about[1]))


def authors_meant(who: str, authors: Collection[str]) -> list[str]:
    """Those of some authors whom a name means: all of it, or the family name with what is given of the others.

    Accents, capitals and umlauts typed as two letters don't matter.

    Args:
        who: The name, as typed.
        authors: The names of authors, as articles have them.
    """
    asked = _folded(who)
    by_name = {author: _folded(author) for author in authors}
    whole = [author for author, names in by_name.items() if names and names == asked]
    if whole or not asked:
        return whole
    return [author for author, names in by_name.items() if names and {*asked} <= {*names} and names[-1] in asked]


def _folded(name: str) -> list[str]:
    """The words of a name, as they are compared; in a script without spaces it is one."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_ALSO_TYPED))
    plain = "".join(each for each in bare if not unicodedata.combining(each))
    return [_VARIANTS.sub("", word) for word in _NAME.findall(plain)]
