"""What a quotation can leave out or cut off: seeded edits of articles, each with the verdict it must lead to.

Harmful ones swallow a negation, condition, doubt, number or name, or cut it off at the quotation's edge; harmless ones
swallow plain words, or cut at the end of a clause. What is harmful is decided by the short lists here, which are the
test's own; what is harmless by their being nowhere in it, and by the words being small ones.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.records import Article

TURNS = {
    "negation": "not never no none nobody nothing neither nor cannot without denied refused rejected hardly",
    "condition": "if unless only except until provided whether",
    "doubt": "may might could allegedly reportedly apparently possibly perhaps probably likely suspected alleged",
    "number": "two three four five six seven eight nine ten twelve hundred thousand million billion half",
}
"""English words that turn a sentence, by the kind of their caution."""

_KINDS = {word: kind for kind, words in TURNS.items() for word in words.split()}
_NOT_PLAIN = """
few little lack lacks lacking failed fails fail less least seem seems seemed appear appears said-to potential
potentially purported supposed supposedly claims claim alleges allegation allegations doubt doubts doubtful
suggests suggest suggested could would should must can will unlikely impossible unable false falsely untrue
so-called estimated almost nearly about around first second third one once twice both double quarter dozens
hundreds thousands millions percent unconfirmed disputed believed thought rarely seldom barely scarcely ever
any yet although though but however instead rather otherwise merely solely just even still against stopped
stop refuse reject deny denies denying prevent prevented ban banned forbidden in-case long assuming subject
conditional possible probable suspect suspects rumours rumors unclear uncertain questionable arguably
presumably ostensibly seemingly lest till absence excluding besides apart other than true wrong fake far
"""
"""More words that a plain omission may not have, nor stand beside."""

_TELLING = frozenset(_NOT_PLAIN.split())
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?=\d))+[.!?]")
_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[,;:] |(?<=[a-z]) (?:and|but|because|while|which|who|that) ")


@dataclass(frozen=True)
class Case:
    """A quotation, and the kind of the caution it must get: None for none, `any` for one of whatever kind."""

    name: str
    quotation: str
    article: str
    kind: str | None


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word.replace("’", "'")).lower()


def _sentence(article: Article, rng: random.Random) -> list[str]:
    """The words of a sentence of an article that is long enough to be cut."""
    sentences = [_WORD.findall(match[0]) for match in _SENTENCE.finditer(article.text)]
    long = [words for words in sentences if 12 <= len(words) <= 60]
    return rng.choice(long) if long else []


def _without(words: Sequence[str], first: int, last: int, rng: random.Random) -> str:
    """The words around a gap, up to eight on either side, with an ellipsis in one of its forms."""
    ellipsis = rng.choice(["…", "...", "[…]", "[...]", "(...)", ". . ."])
    return " ".join([*words[max(0, first - 8) : first], ellipsis, *words[last : last + 8]])


Edit = Callable[[Article, random.Random], Case | None]
"""Makes a case of an article; None when it has nothing to make one of."""

HARMFUL: dict[str, Edit] = {}
HARMLESS: dict[str, Edit] = {}


def _swallowed(kind: str) -> Edit:
    """The edit that swallows one word of a kind, alone or with plain words beside it."""

    def edit(article: Article, rng: random.Random) -> Case | None:
        words = _sentence(article, rng)
        at = [i for i in range(3, len(words) - 3) if _KINDS.get(_bare(words[i])) == kind]
        at = [
            i
            for i in at
            if [_bare(w) for w in words[i : i + 2]] not in (["no", "doubt"], ["not", "only"], ["not", "just"])
        ]
        if not at:
            return None
        first = rng.choice(at)
        last = first + 1 + rng.choice([0, 0, 1])
        return Case(f"swallowed {kind}", _without(words, first, min(last, len(words) - 2), rng), article.id, kind)

    return edit


HARMFUL |= {kind: _swallowed(kind) for kind in TURNS}


def figure(article: Article, rng: random.Random) -> Case | None:
    """Swallows a number in figures."""
    words = _sentence(article, rng)
    at = [i for i in range(3, len(words) - 3) if any(char.isdigit() for char in words[i])]
    if not at:
        return None
    first = rng.choice(at)
    return Case("swallowed figure", _without(words, first, first + 1, rng), article.id, "number")


def name(article: Article, rng: random.Random) -> Case | None:
    """Swallows a name of two words."""
    words = _sentence(article, rng)
    at = [i for i in range(3, len(words) - 4) if all(re.fullmatch("[A-Z][a-z]{2,}", word) for word in words[i : i + 2])]
    if not at:
        return None
    first = rng.choice(at)
    return Case("swallowed name", _without(words, first, first + 2, rng), article.id, "name")


def contraction(article: Article, rng: random.Random) -> Case | None:
    """Swallows a verb with its "n't"."""
    words = _sentence(article, rng)
    at = [i for i in range(3, len(words) - 3) if _bare(words[i]).endswith("n't")]
    if not at:
        return None
    first = rng.choice(at)
    return Case("swallowed contraction", _without(words, first, first + 1, rng), article.id, "negation")


def cut_before(article: Article, rng: random.Random) -> Case | None:
    """Begins right after a "not", "never" or "denied that"."""
    words = _sentence(article, rng)
    at = [i for i in range(1, len(words) - 6) if _bare(words[i]) in ("not", "never", "cannot", "unless", "allegedly")]
    at = [i for i in at if words[i][-1].isalpha() and _bare(words[i + 1]) not in ("only", "just")]
    if not at:
        return None
    first = rng.choice(at) + 1
    return Case("cut off before", " ".join(words[first : first + 12]), article.id, "any")


def cut_after(article: Article, rng: random.Random) -> Case | None:
    """Ends right before an "unless", "if" or "except"."""
    words = _sentence(article, rng)
    at = [i for i in range(6, len(words) - 1) if _bare(words[i]) in ("unless", "if", "except", "until", "provided")]
    at = [i for i in at if _bare(words[i - 1]) not in ("even", "as", "only", "and", "but", "or", "that", "up", "not")]
    if not at:
        return None
    last = rng.choice(at)
    return Case("cut off after", " ".join(words[max(0, last - 12) : last]), article.id, "any")


HARMFUL |= {edit.__name__: edit for edit in (figure, name, contraction, cut_before, cut_after)}


def plain_words(article: Article, rng: random.Random) -> Case | None:
    """Swallows one to three small words of which none turns anything."""
    words = _sentence(article, rng)
    size = rng.choice([1, 2, 3])
    spans = [
        i
        for i in range(3, len(words) - 3 - size)
        if all(re.fullmatch("[a-z]{2,},?", word) for word in words[i : i + size])
        and not any(_bare(word) in _KINDS or _bare(word) in _TELLING for word in words[i - 1 : i + size + 1])
        and not any("'" in word or "’" in word for word in words[i - 1 : i + size + 1])
    ]
    if not spans:
        return None
    first = rng.choice(spans)
    return Case("swallowed plain words", _without(words, first, first + size, rng), article.id, None)


def nothing(article: Article, rng: random.Random) -> Case | None:
    """Has an ellipsis that stands for nothing."""
    words = _sentence(article, rng)
    if not words:
        return None
    at = rng.randrange(3, len(words) - 3)
    return Case("swallowed nothing", _without(words, at, at, rng), article.id, None)


HARMLESS |= {edit.__name__: edit for edit in (plain_words, nothing)}


def clause(article: Article, rng: random.Random) -> Case | None:
    """A quotation that begins or ends where a clause does; no caution is expected of most."""
    sentences = [match for match in _SENTENCE.finditer(article.text) if len(match[0].split()) >= 12]
    if not sentences:
        return None
    sentence = rng.choice(sentences)
    cuts = [match.end() for match in _CLAUSE_END.finditer(sentence[0])]
    cuts = [cut for cut in cuts if min(cut, len(sentence[0]) - cut) > 20]
    if not cuts:
        return None
    cut = rng.choice(cuts)
    part = sentence[0][:cut] if rng.random() < 0.5 else sentence[0][cut:]
    part = re.sub(r" (?:and|but|because|while|which|who|that) $", "", part)
    return Case("cut at a clause's end", part.strip(), article.id, None) if len(part.split()) >= 4 else None


def cases(edits: dict[str, Edit], articles: Sequence[Article], seed: int, count: int) -> Iterator[Case]:
    """So many cases, the edits in turn, of articles picked by a seed."""
    rng = random.Random(seed)
    for number in range(count):
        edit = list(edits.values())[number % len(edits)]
        tries = (edit(rng.choice(articles), rng) for _ in range(1_000))
        case = next((case for case in tries if case), None)
        if case:
            yield case


_WHO = "The mayor|The engineer|The ferry company|The town council|The landlord|The museum"
_DOES = (
    "open the old bridge|repair the harbour wall|sell the mill|close the ferry line|lower the rents|move the library"
)
_HOW = "in the coming winter|with the help of the farmers|for the visitors of the fair|at the end of the long street"
_INVENTED = (
    "{who} does {negation} want to {does} {how} because the people of the valley asked for it.",
    "{who} will, people say, {does} {how} {condition} the farmers of the valley agree to it soon.",
    "{who} will {doubt} {does} {how} and so help the shops of the old town again.",
    "{who} wants to {does} {how} with {number} workers who come from the other side of the river.",
    "{who} asked the writer {name} to speak {how} when they {does} with a great feast.",
    "{who} paid {figure} crowns to {does} {how} and thanked the bakers for their fresh bread.",
    "{who} says that the workers {contraction} {does} {how} because the river is high there now.",
    "{who} gladly showed the green and quiet garden behind the house, and the children sang {how}.",
)
_CUES = {
    "negation": "not|never",
    "condition": "if|unless|until|provided",
    "doubt": "allegedly|perhaps|possibly|probably|apparently",
    "number": "two|twelve|nine|hundred",
    "name": "Ruth Hall|Max Orr|Lena Holt",
    "figure": "300|1,250|4.5|70",
    "contraction": "don’t|can't|won't|didn’t",
}


def invented(count: int, seed: int) -> list[Article]:
    """English articles of sentences in which there is something to swallow."""
    rng = random.Random(seed)
    slots = {"who": _WHO, "does": _DOES, "how": _HOW} | _CUES
    articles = []
    for number in range(count):
        sentences = [
            sentence.format(**{slot: rng.choice(words.split("|")) for slot, words in slots.items()})
            for sentence in rng.sample(_INVENTED, len(_INVENTED))
        ]
        articles.append(Article(f"{number}.txt", "\n\n".join(sentences), f"News {number}", language="en"))
    return articles
