"""Paragraphs that are in many articles and speak of the publication, not of the world: they are not indexed.

"Subscribe to our newsletter", "This article was first published in …", "We use cookies" stay in an article's text and
are shown with it; questions don't find them. Only what stands word for word in articles that otherwise differ is left
out, so that nothing goes that is one article's own, or that copies of one article have in common; and only what speaks
to the reader or of the publication, so that the background which news repeats ("The war began in 2022") is found.
"""

import json
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis.features import among
from retrieval.articles.blocks import paragraphs
from retrieval.errors import TextUnread
from retrieval.language.expressions import expression
from retrieval.records import Article, Paragraph
from retrieval.storage.catalog import Catalog

FEWEST_ARTICLES = 5
"""What is in this many articles that otherwise differ is repeated: fewer may be parts of a series."""

SHORTEST, LONGEST = 12, 600
"""Such a paragraph has this many code points; shorter ones are words of dialogues, longer ones say something."""

MOST_AT_EACH_END = 20
"""Of a long article this many of its first and last paragraphs are looked at."""

LONGEST_SHOWN = 80
"""Of a repeated paragraph up to this many code points are told."""

MOST_HEARD = 200_000
"""While articles are read, this many fingerprints are counted; then those met once are forgotten."""

_PERSON = expression(r"(?!The\b)[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]* ){1,3}(?:is|was|has been|covers|writes|reports)\b")
"""Who somebody is may be asked."""

_ADDRESSING = expression(
    r"[©®]|\b(?:follow|tweet|tag|contact|reach|write to|e-?mail)\b[^.]{0,120}@\w|"
    r"\bsubscri|\bunsubscri|\bsign(?:ing)?[ -]up\b|\bnewsletter|"
    r"\bfollow us\b|\blike us on\b|\bcookies?\b|\bprivacy policy\b|\bterms of (?:use|service)\b|"
    r"\ball rights reserved\b|\bcopyright\b|\brepublish|\breprinted\b|"
    r"\b(?:first|originally|also) (?:published|appeared|posted|aired)\b|"
    r"\b(?:this|of the) (?:article|story|post|piece|column) (?:was|is|has|first|originally|appear)|\bread more\b|"
    r"\bclick (?:here|on)\b|\badvertis|\bsponsored\b|\bdonat|\bsupport (?:us|our)\b|\bbecome a (?:member|patron)\b|"
    r"\bshare this\b|\bcontact (?:us|our)\b|\bwrite to us\b|\be-?mail us\b|\bget in touch\b|"
    r"\b(?:views|opinions) expressed\b|\bvisit our\b|\bour (?:website|app|podcast|channel|journalism|reporting)\b|"
    r"\bin your (?:browser|inbox)\b|\b(?:e-?mail|message|newsletter) was sent\b|"
    r"\breceiv\w+ this (?:e-?mail|newsletter|message)\b|\bjoin (?:us|our)\b|\bforward(?:ed)? this\b|"
    r"\b(?:story|news) tips?\b|\bleave a comment\b|\bcomments? (?:are|is) (?:closed|moderated)\b|\babonnier|"
    r"\bfolgen sie uns\b|\bdatenschutz|\balle rechte vorbehalten\b|\berschien(?:en)? (?:zuerst|erstmals)\b|"
    r"\b(?:zuerst|erstmals) (?:erschienen|veröffentlicht)\b|\blesen sie (?:auch|mehr)\b|\bmehr zum thema\b|"
    r"\banzeige\b|\bimpressum\b|\bsuscr[íi]b|\bbolet[íi]n|\bs[íi]guenos\b|\btodos los derechos\b|"
    r"\bpublicad[oa] (?:originalmente|por primera vez)\b|\blea también\b|\baviso legal\b|\babonne[zr]|"
    r"\binscrivez-vous\b|\binfolettre|\bsuivez-nous\b|\btous droits\b|\b(?:initialement|d’abord) (?:publié|paru)|"
    r"\b(?:à )?lire aussi\b|\bmentions légales\b|\biscriviti\b|\babbonati\b|\bseguici\b|\btutti i diritti\b|"
    r"\bpubblicat[oa] (?:originariamente|per la prima volta)\b|\bleggi anche\b|\briproduzione riservata\b|"
    r"\bassine\b|\binscreva-se\b|\bsiga-nos\b|\btodos os direitos\b|\bleia também\b|\babonneer|\bschrijf je in\b|"
    r"\bvolg ons\b|\balle rechten voorbehouden\b|\bnieuwsbrief|\bsubskryb|\bzapisz się\b|\bwszelkie prawa\b|"
    r"\bprenumerera|\bnyhetsbrev|\babonner\b|\bfølg oss?\b|\babone ol|\bbülten|\btakip edin\b|\btüm hakları\b|"
    r"подпи(?:ш|с)|рассылк|все права защищены|впервые опубликован|читайте также|следите за|усі права|підпи(?:ш|с)|"
    r"اشترك|تابعونا|جميع الحقوق|订阅|訂閱|关注我们|關注我們|版权所有|版權所有|转载|轉載|首发于|原载|公众号|購読|"
    r"フォロー|無断転載|メルマガ|著作権|初出|구독|무단|저작권",
    re.IGNORECASE,
)
"""What speaks to the reader or of the publication."""

_LONGEST_BYTES = 16  # What comes before the numbers of an article's paragraphs: two of eight bytes.
_NOTED, _SEEN, _WORLDLY = "boilerplate", "boilerplate seen", "boilerplate that is none"


class Repeated(NamedTuple):
    """A paragraph that is not indexed: its beginning, and in how many articles it stands."""

    words: str
    articles: int


def fingerprint(words: str) -> int:
    """A number for the words of a paragraph, whatever white space is between them."""
    return int.from_bytes(blake2b(" ".join(words.split()).encode(), digest_size=8).digest(), "little")


def packed_fingerprints(article: Article, body: Sequence[Paragraph]) -> bytes:
    """The fingerprints of an article's two longest paragraphs, which tell it from others, and of its short ones."""
    if not body:
        return b""
    longest = sorted(body, key=lambda paragraph: paragraph.start - paragraph.end)[:2]
    ends = body if len(body) <= 2 * MOST_AT_EACH_END else [*body[:MOST_AT_EACH_END], *body[-MOST_AT_EACH_END:]]
    short = (p for p in ends if SHORTEST <= p.end - p.start <= LONGEST)
    first, second = ([fingerprint(article.text[p.start : p.end]) for p in longest] + [0])[:2]
    numbers = sorted({fingerprint(article.text[p.start : p.end]) for p in short})
    return np.array([first, second, *numbers], "<u8").tobytes()


def without(article: Article, body: Sequence[Paragraph], repeated_prints: Collection[int]) -> list[Paragraph]:
    """The paragraphs of an article that are indexed: all, if none would be left.

    Neither those that are repeated are, nor those that say by whom the article is and of when.

    Args:
        article: The article.
        body: Its body paragraphs.
        repeated_prints: The fingerprints of what many articles repeat.
    """
    own = [p for p in body if not p.about]
    if repeated_prints:
        own = [
            p
            for p in own
            if p.end - p.start > LONGEST or fingerprint(article.text[p.start : p.end]) not in repeated_prints
        ]
    return own or list(body)


def speaks_of_the_publication(words: str) -> bool:
    """Whether a paragraph speaks to the reader or of the publication."""
    return _ADDRESSING.search(words) is not None and _PERSON.match(words) is None


class Boilerplate:
    """What is repeated in a catalog, kept in line with it.

    While articles are read, what they are heard to repeat is left out of those that come after; when all are there,
    the others are brought in line.
    """

    def __init__(self, articles: Catalog) -> None:
        """Knows what the catalog has noted."""
        self._catalog = articles
        self._noted = self.noted(articles)
        self._repeats = self._noted
        self._worldly = frozenset[int](json.loads(articles.noted(_WORLDLY) or "[]"))
        self._heard: dict[int, int | set[int]] = {}
        self.repeated = frozenset(self._noted)
        """The fingerprints of what is left out now."""

    @staticmethod
    def noted(articles: Catalog) -> dict[int, Repeated]:
        """What is not indexed in a catalog, by its fingerprints."""
        noted = json.loads(articles.noted(_NOTED) or "[]")
        return {int(number): Repeated(words, count) for number, words, count in noted}

    def hear(self, article: Article, packed: bytes) -> None:
        """Counts the paragraphs of an article that is new, given its packed fingerprints."""
        if len(self._heard) > MOST_HEARD:
            self._heard = {number: others for number, others in self._heard.items() if isinstance(others, set)}
        first, second, *numbers = np.frombuffer(packed, "<u8").tolist() or (0, 0)
        for number in numbers:
            other = second if number == first else first
            others = self._heard.setdefault(number, other)
            if not isinstance(others, set):
                if others == other:
                    continue
                others = self._heard[number] = {others}
            if len(others) < FEWEST_ARTICLES:
                others.add(other)
                if len(others) == FEWEST_ARTICLES and speaks_of_the_publication(_words(article, number)):
                    self.repeated |= {number}

    def look(self) -> list[int] | None:
        """The keys of the articles to be indexed otherwise, by what is repeated now; None when none came or went."""
        state, last_state = self._catalog.articles_state(), json.loads(self._catalog.noted(_SEEN) or "[0, 0]")
        if list(state) == last_state:
            return None
        table = _table(self._catalog.fingerprints())
        many = dict(_many(*table))
        self._worldly &= many.keys()
        known_prints = self._noted.keys() | self._worldly
        self._catalog.missing_texts(
            [int(keys[0]) for number, keys in many.items() if number not in known_prints], whole=False
        )
        repeats = {number: occurrence for number, keys in many.items() if (occurrence := self._repeated(number, keys))}
        concerned = _holding(table, repeats.keys() ^ self._noted.keys())
        concerned |= {key for key in _holding(table, self.repeated | repeats.keys()) if key > last_state[1]}
        self._repeats, self.repeated = repeats, frozenset(repeats)
        self._catalog.missing_texts(sorted(concerned), whole=False)
        return [key for key in sorted(concerned) if self._is_otherwise(key)]

    def _repeated(self, number: int, articles: NDArray[np.int64]) -> Repeated | None:
        """What is not indexed of a paragraph that is in many articles; None if it speaks of the world."""
        if (noted := self._noted.get(number)) is not None:
            return noted._replace(articles=len(articles))
        article = None if number in self._worldly else self._article(int(articles[0]))
        words = _words(article, number) if article else ""
        if speaks_of_the_publication(words):
            return Repeated(" ".join(words.split())[:LONGEST_SHOWN], len(articles))
        # It is not looked for again at each change.
        self._worldly |= {number} if words else set()
        return None

    def _article(self, key: int) -> Article | None:
        """An article by its key; None if its text is unavailable now."""
        with suppress(TextUnread):
            return self._catalog.article_by_key(key)
        return None

    def note(self) -> None:
        """Keeps what is repeated, once all articles are in line with it."""
        rows = sorted((number, *occurrence) for number, occurrence in self._repeats.items())
        self._catalog.note(_NOTED, json.dumps(rows, ensure_ascii=False))
        self._catalog.note(_WORLDLY, json.dumps(sorted(self._worldly)))
        self._catalog.note(_SEEN, json.dumps(self._catalog.articles_state()))
        self._noted = self._repeats

    def _is_otherwise(self, key: int) -> bool:
        """Whether other paragraphs of an article are indexed than should be, as far as that can be told now."""
        if (article := self._article(key)) is None:
            return False
        expected_numbers = {p.number for p in without(article, paragraphs(article), self.repeated)}
        return expected_numbers != {n for passage in self._catalog.passages_of(article.id) for n in passage.paragraphs}


def _words(article: Article, number: int) -> str:
    """The words of a paragraph of an article by its fingerprint."""
    texts = (article.text[p.start : p.end] for p in paragraphs(article))
    return next((words for words in texts if fingerprint(words) == number), "")


_Table = tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]


def _holding(table: _Table, numbers: Collection[int]) -> set[int]:
    """The keys of the articles that hold a paragraph with one of some fingerprints."""
    articles, _, prints = table
    return set(articles[among(prints, np.array(sorted(numbers), np.uint64))].tolist())


def _table(rows: Iterator[tuple[int, bytes]]) -> _Table:
    """Of each short paragraph, (n_paragraphs,): its article's key, the longest other one of that article, itself."""
    long_rows = [row for row in rows if len(row[1]) > _LONGEST_BYTES]
    numbers = np.frombuffer(b"".join([packed for _, packed in long_rows]), "<u8")
    sizes = np.array([len(packed) // numbers.itemsize for _, packed in long_rows], np.int64)
    starts = sizes.cumsum() - sizes
    is_short = np.ones(len(numbers), bool)
    is_short[starts] = is_short[starts + 1] = False
    prints = numbers[is_short]
    keys, first, second = (
        np.repeat(values, sizes - 2)
        for values in (np.array([key for key, _ in long_rows], np.int64), numbers[starts], numbers[starts + 1])
    )
    return keys, np.where(first == prints, second, first), prints


def _many(
    articles: NDArray[np.int64], others: NDArray[np.uint64], prints: NDArray[np.uint64]
) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """The fingerprints of paragraphs in `FEWEST_ARTICLES` that otherwise differ, with the keys of their articles."""
    order = np.argsort(prints, kind="stable")
    numbers, starts, counts = np.unique(prints[order], return_index=True, return_counts=True)
    many = counts >= FEWEST_ARTICLES
    for number, start, count in zip(numbers[many], starts[many], counts[many], strict=True):
        places = order[start : start + count]
        if len(np.unique(others[places])) >= FEWEST_ARTICLES:
            yield int(number), articles[places]
