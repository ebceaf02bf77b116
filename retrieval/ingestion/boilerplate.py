"""Paragraphs that are in many articles and speak of the publication, not of the world: they are not indexed.

"Subscribe to our newsletter", "This article was first published in …", "We use cookies" stay in an article's text and
are shown with it; questions don't find them. Only what stands word for word in articles that otherwise differ is left
out, so that nothing goes that is one article's own, or that copies of one article have in common; and only what speaks
to the reader or of the publication, so that the background which news repeats ("The war began in 2022") is found.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, islice
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

HEARD_BITS = 1 << 22
"""While articles are read, a bit, told by the last bits of a fingerprint, says that it was heard: 0.5 MB in place of 18
for a table of 200,000, of which nearly all stand in one article only."""

MOST_HEARD = HEARD_BITS // 8
"""After so many fingerprints (21,000 articles of news) all are forgotten, before one in eight would be taken for one
that was heard. What is repeated all the same, or not often enough, is found when all articles are there."""

COUNTED_ARTICLES, COUNTERS = 2_000, 32
"""The fingerprints of all articles, some 24 of one of news, are counted for so many articles at a time, by their last
bits, in so many bytes an article or up to twice as many: they tell which few may stand in many articles. Held and
sorted, the fingerprints of 2 GB of news would take 500 MB."""

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

_REMEMBERED = 500  # The same paragraphs are looked at twice: for their fingerprints, and for what is left out.
_LONGEST_BYTES = 16  # What comes before the numbers of an article's paragraphs: two of eight bytes.
_NOTED, _SEEN, _WORLDLY = "boilerplate", "boilerplate seen", "boilerplate that is none"


class Repeated(NamedTuple):
    """A paragraph that is not indexed: its beginning, and in how many articles it stands."""

    words: str
    articles: int


def fingerprint(words: str) -> int:
    """A number for the words of a paragraph, whatever white space is between them."""
    return _number_of_short(words) if len(words) <= LONGEST else _number_of(words)


def _number_of(words: str) -> int:
    # Nearly all paragraphs have single spaces only between their words, which is seen in a third of the time.
    is_evenly_spaced = words.isprintable() and "  " not in words and words.strip(" ") == words
    evenly_spaced = words if is_evenly_spaced else " ".join(words.split())
    return int.from_bytes(blake2b(evenly_spaced.encode(), digest_size=8).digest(), "little")


_number_of_short = lru_cache(_REMEMBERED)(_number_of)


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
        self._heard, self._n_heard = bytearray(HEARD_BITS // 8), 0
        """Which fingerprints were heard, and how many."""
        self._again: dict[int, set[int]] = {}
        """What else stands in the articles, but for the first, that have a fingerprint which was heard again."""
        self._excerpts: dict[int, str] = {}
        """What was heard in many articles: the beginning of what is left out, nothing of what speaks of the world."""
        self._left_out = _LeftOut(frozenset(self._noted))
        self.repeated = frozenset(self._noted)
        """The fingerprints of what is left out now."""

    @staticmethod
    def noted(articles: Catalog) -> dict[int, Repeated]:
        """What is not indexed in a catalog, by its fingerprints."""
        noted = json.loads(articles.noted(_NOTED) or "[]")
        return {int(number): Repeated(words, count) for number, words, count in noted}

    def hear(self, article: Article, key: int, packed: bytes, n_left_out: int) -> None:
        """Counts the paragraphs of an article that is new.

        Args:
            article: The article.
            key: Its key, higher than those before it.
            packed: Its fingerprints.
            n_left_out: Of how many fingerprints paragraphs were left out of it, where it has them.
        """
        self._left_out.note(key, n_left_out)
        if self._n_heard > MOST_HEARD:
            self._forget()
        first, second, *numbers = np.frombuffer(packed, "<u8").tolist() or (0, 0)
        for number in numbers:
            if number in self._excerpts or not self._was_heard(number):
                continue
            others = self._again.setdefault(number, set())
            others.add(second if number == first else first)
            if len(others) == FEWEST_ARTICLES - 1:
                del self._again[number]
                self._tell(number, _words(article, number))

    def _was_heard(self, number: int) -> bool:
        """Whether a fingerprint was heard before, or, seldom, another one with the same last bits; now it is."""
        at, bit = divmod(number % HEARD_BITS, 8)
        byte = self._heard[at]
        self._heard[at] = byte | 1 << bit
        was_heard = bool(byte >> bit & 1)
        self._n_heard += not was_heard
        return was_heard

    def _forget(self) -> None:
        """Counts from the beginning."""
        self._heard, self._n_heard = bytearray(HEARD_BITS // 8), 0
        self._again.clear()

    def _tell(self, number: int, words: str) -> None:
        """Notes whether the words of a paragraph that many articles have are left out from now on."""
        speaks = speaks_of_the_publication(words)
        self._excerpts[number] = _excerpt(words) if speaks else ""
        if speaks and number not in self.repeated:
            self.repeated |= {number}
            self._left_out.order.append(number)

    def look(self) -> list[int] | None:
        """The keys of the articles that may have to be indexed otherwise, by what is repeated now.

        None when no article came or went.
        """
        self._forget()
        state, last_state = self._catalog.articles_state(), json.loads(self._catalog.noted(_SEEN) or "[0, 0]")
        if list(state) == last_state:
            return None
        table = _shared(self._catalog.fingerprints, state[0], self._noted.keys() | self.repeated)
        many = dict(_many(*table))
        self._worldly &= many.keys()
        known_prints = self._noted.keys() | self._worldly | self._excerpts.keys()
        self._catalog.missing_texts(
            [int(keys[0]) for number, keys in many.items() if number not in known_prints], whole=False
        )
        repeats = {number: occurrence for number, keys in many.items() if (occurrence := self._repeated(number, keys))}
        concerned = _holding(table, repeats.keys() ^ self._noted.keys())
        concerned |= {key for key in _holding(table, self.repeated | repeats.keys()) if key > last_state[1]}
        heard, otherwise = self._left_out.compared(table, repeats)
        # Of a long article not all paragraphs have their fingerprints in the catalog.
        otherwise |= self._catalog.longer_than(2 * MOST_AT_EACH_END, sorted(concerned & heard - otherwise))
        self._repeats, self.repeated = repeats, frozenset(repeats)
        self._left_out = _LeftOut(self.repeated)
        self._catalog.missing_texts(sorted(concerned), whole=False)
        return [key for key in sorted(concerned) if (key in otherwise if key in heard else self._is_otherwise(key))]

    def _repeated(self, number: int, articles: NDArray[np.int64]) -> Repeated | None:
        """What is not indexed of a paragraph that is in many articles; None if it speaks of the world."""
        if (noted := self._noted.get(number)) is not None:
            return noted._replace(articles=len(articles))
        if (excerpt := self._excerpts.get(number)) is not None:
            self._worldly |= set() if excerpt else {number}
            return Repeated(excerpt, len(articles)) if excerpt else None
        article = None if number in self._worldly else self._article(int(articles[0]))
        words = _words(article, number) if article else ""
        if speaks_of_the_publication(words):
            return Repeated(_excerpt(words), len(articles))
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


class _LeftOut:
    """Of how much of what is repeated, paragraphs were left out of each article when it was analysed.

    While articles are read, more and more is known to be repeated.
    """

    def __init__(self, at_first: frozenset[int]) -> None:
        """No article was analysed yet, and these fingerprints were known."""
        self._at_first = at_first
        self.order: list[int] = []
        """The fingerprints that came to be known since."""
        self._from: list[tuple[int, int]] = []
        """From which key on how many of them were left out, up to the next key."""

    def note(self, key: int, n_left_out: int) -> None:
        """Notes how many fingerprints were known when an article was analysed; those of what was undone come again."""
        count = n_left_out - len(self._at_first)
        while self._from and self._from[-1][0] >= key:
            self._from.pop()
        if not self._from or self._from[-1][1] != count:
            self._from.append((key, count))

    def compared(self, table: "_Table", left_out: Collection[int]) -> tuple[set[int], set[int]]:
        """The keys of articles that were noted, and of those that lack what they should have, or have what they not.

        Args:
            table: Of paragraphs, with those of every fingerprint that was known, or is left out now.
            left_out: The fingerprints of what is to be left out.
        """
        articles, _, prints = table
        if not self._from:
            return set(), set()
        order = {number: at for at, number in enumerate(self.order)}
        numbers = sorted({*self._at_first, *order, *left_out})
        since = [-1 if each in self._at_first else order.get(each, len(order)) for each in numbers]
        numbers_array, keys = np.array(numbers, np.uint64), np.array([key for key, _ in self._from], np.int64)
        counts = np.array([count for _, count in self._from], np.int64)
        noted = articles >= keys[0]
        places = among(prints, numbers_array)
        places = places[noted[places]]
        which = numbers_array.searchsorted(prints[places])
        was = counts[keys.searchsorted(articles[places], "right") - 1] > np.array(since, np.int64)[which]
        should = np.array([number in left_out for number in numbers], bool)[which]
        return set(articles[noted].tolist()), set(articles[places[was != should]].tolist())


def _excerpt(words: str) -> str:
    """What is told of a repeated paragraph."""
    return " ".join(words.split())[:LONGEST_SHOWN]


def _words(article: Article, number: int) -> str:
    """The words of a paragraph of an article by its fingerprint."""
    # Nearly always it is one of the blocks, which are had in a sixth of the time.
    blocks = map(str.strip, article.text.split("\n\n"))
    return next((words for words in chain(blocks, _texts(article)) if fingerprint(words) == number), "")


def _texts(article: Article) -> Iterator[str]:
    """The paragraphs of an article, which are read when the first is wanted."""
    for paragraph in paragraphs(article):
        yield article.text[paragraph.start : paragraph.end]


_Table = tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.uint64]]


def _holding(table: _Table, numbers: Collection[int]) -> set[int]:
    """The keys of the articles that hold a paragraph with one of some fingerprints."""
    articles, _, prints = table
    return set(articles[among(prints, np.array(sorted(numbers), np.uint64))].tolist())


def _shared(rows: Callable[[], Iterator[tuple[int, bytes]]], articles: int, also: Collection[int]) -> _Table:
    """What `_table` gives, but only of fingerprints that may stand in `FEWEST_ARTICLES`, and of some others.

    Args:
        rows: Gives the key and the packed fingerprints of every article; it is called twice.
        articles: How many these are.
        also: The others.
    """
    size = 1 << max(COUNTERS * articles - 1, 0).bit_length()
    counts, last_bits = np.zeros(size, np.uint8), np.uint64(size - 1)
    for _, _, prints in _tables(rows()):
        slots, more = np.unique(prints & last_bits, return_counts=True)
        counts[slots] = np.minimum(counts[slots] + more, FEWEST_ARTICLES)
    others = np.array(sorted(also), np.uint64)
    parts = []
    for keys, longest, prints in _tables(rows()):
        shared = counts[prints & last_bits] >= FEWEST_ARTICLES
        shared[among(prints, others)] = True
        parts.append((keys[shared], longest[shared], prints[shared]))
    nothing = (np.zeros(0, np.int64), np.zeros(0, np.uint64), np.zeros(0, np.uint64))
    keys, longest, prints = (np.concatenate(columns) for columns in zip(nothing, *parts, strict=True))
    return keys, longest, prints


def _tables(rows: Iterator[tuple[int, bytes]]) -> Iterator[_Table]:
    """What `_table` gives of some articles after the other."""
    while some := list(islice(rows, COUNTED_ARTICLES)):
        yield _table(some)


def _table(rows: Iterable[tuple[int, bytes]]) -> _Table:
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
