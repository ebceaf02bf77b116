"""Sentences with their terms, packed features, passages and likeness: approved as tables."""

from itertools import chain
from typing import Any

import numpy as np
import pytest
from syrupy.assertion import SnapshotAssertion

from retrieval import language
from retrieval.analysis import sentence_terms
from retrieval.analysis.article_names import address_key, title_key, without_paragraph
from retrieval.analysis.columns import ArticleColumns, PassageColumns, Texts, parts
from retrieval.analysis.features import (
    PassageFeatures,
    SentenceTerms,
    among,
    asks,
    hashed,
    hashes,
    opening_words,
    packed_article,
    packed_hashes,
    packed_passage,
    unpacked_article,
    unpacked_hashes,
    unpacked_passage,
)
from retrieval.analysis.likeness import likeness, origins, runs
from retrieval.analysis.passages import Layout, narrowed, passages, unshown, widened, with_lead
from retrieval.analysis.sentence_terms import _as_a_whole, _from_chunks, sentences_with_terms, with_terms
from retrieval.analysis.sentences import packed_sentences, unpacked_sentences
from retrieval.records import Article, Passage, Sentence
from tests.approved import by_language, lines, near, table

SENTENCES = {
    "en": (
        "Ada Stone's mill in New Zealand cost $1,200.50 on the 20th of May 2024 – she is forty-eight; “We march!”",
        "The WHO agreed at 10:30 p.m. on Monday/Tuesday: who?",
        "Georgia saw Washington and New York in 1904, at 9h30, aged 48.",
        "Twelve dozen's US-led anti-EU O'Neill O' v. 7.0 ½don't Jan. MARCH will It",
        "ADA STONE LEFT IN MAY 1999",
        "It cost 1 000 or 2\u00a0000 of 65K; the 6th of 6 6",
        "Costa-Rica New-York York “York York",
        "the mill, The mill. the Mill the mill",
        "twenty-one-year-old twins, forty-eight) and 17. Then 118, 20:15 12 Uhr",
    ),
    "de": ("Am Montag kam Ada Stein, 48 Jahre alt, mit zwölf Männern aus Neuseeland; montags nie.", "Ist es 1904?"),
    "es": ("El lunes 3 de mayo Ana Ruiz, de 44 años, vio Nueva Zelanda.", "mayo Mayo dos"),
    "ru": ("В марте 2024 года Иван Петров, 48 лет, видел Грузию.",),
    "zh": ("2024年3月16日，安娜48岁。",),
}
TEXTS = (
    "Ada saw New York. York was new. The new York.", "They left New\nZealand, and South “Korea. Korea is far.",
    "Rain fell. New — Zealand won.", "It is in New. Zealand won.", "The 6th of 6. Only 6 ran. The 6th ran.",
    "On the 20th it rained.", "It rained all day in May 2024. It was the 1st in May.",
    "The mill and a mill and the Mill.", "The Will of Ada. Will it last? It will.",
    "Then Will left. In March. March on!", "He said: Will it last?", "The U.S. Will. A v. Will B.",
    "It has ½don't, twelve, 'twelve' and Twelve.", "He is 48 years old. She, forty-eight.",
    "Ada, aged forty-eight, left at 9h30, in 1904.", "Tom Dale. Dale, Tom.", "Tom. Dale", "“Tom” Dale. Tom (Dale).",
    "A cost of 1 000 crowns. It rose.", "US-led anti-EU O'Neill re-elected. O' v.", "ADA STONE LEFT. She left.",
    "Mills’ bears. Mill’s bears, bears’.", "Is it? It is. Is it ?", "one. One. ONE", "Straße ÉTÉ. Eté.",
    "“Georgia’s” bears left Georgia, and (Georgia) it.", "It’s –. – it’s", "Monday/Tuesday or Monday. On Monday’s",
)  # fmt: skip
"""What stands beside what in a sentence, and in the one before it, changes what it tells."""

KINDS = "-NUMBERDAY"


def _told(text: str, tongue: str) -> str:
    sentence = Sentence(text.strip(), 0, len(text.strip()))
    whole = with_terms(sentence, tongue)
    (put_together,) = _from_chunks([sentence], tongue) if sentence.exact else (None,)
    terms = " ".join(f"{term}{kind or ''}" for term, kind in zip(whole.terms, whole.kinds, strict=True))
    words = {hashed(term): term for term in whole.terms}
    mentions = [words.get(number, "?") for number in unpacked_hashes(whole.mentions).tolist()]
    answers = " ".join(f"{word}{kind}" for word, kind in zip(mentions, whole.mention_kinds, strict=True))
    return f"{terms} | {answers} | {whole.flags} {'whole' if put_together is None else put_together == whole}"


def test_terms_of_sentences_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """What each is, what could answer, what the sentence says; put together from chunks it is the same."""
    assert by_language(_told, SENTENCES) == snapshot


def test_sentences_are_put_together_as_approved(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """Of texts of several: what each tells, and whether what its chunks tell is enough (.), was looked at again (a).

    Or wasn't used at all (-). It is what the sentence as a whole tells.
    """
    again: list[str] = []

    def looked_at(together: SentenceTerms, shape: int, tongue: str | None) -> SentenceTerms | None:
        again.append(together.sentence.exact)
        return _as_a_whole(together, shape, tongue)

    monkeypatch.setattr(sentence_terms, "_as_a_whole", looked_at)

    def told(text: str) -> str:
        again.clear()
        cut = language.sentences(text, 0, len(text), "en")
        rows = []
        for sentence, each in zip(cut, _from_chunks(cut, "en"), strict=True):
            whole = with_terms(sentence, "en")
            assert each in (None, whole)
            how = "-" if each is None else "a" if sentence.exact in again else "."
            terms = " ".join(f"{term}{kind}" for term, kind in zip(whole.terms, whole.kinds, strict=True))
            rows.append(f"{how} {terms} {whole.flags} {whole.mention_kinds.hex()}")
        return " | ".join(rows)

    assert table(told, TEXTS) == snapshot


def _features(features: PassageFeatures) -> list[Any]:
    arrays = (features.terms, features.term_ends, features.mentions, features.mention_ends, features.mention_kinds)
    more = (features.heading_terms, features.heading, features.mention_sentences)
    rest = (features.opening, features.n_heading, features.heading_opening, features.heading_asks)
    return [*(each.tolist() for each in (*arrays, *more)), *rest]


def test_features_are_packed_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of a passage, its sentences and its article: empty, of one sentence, of many, with headings that come again."""
    rows: list[Any] = []
    texts = ("", "Ada Stone left.", "Ada Stone left. She saw 12 mills in May, and a mill? It is in Georgia.")
    for text in texts:
        for heading in (None, "Mill, mill and mill!", "Who saw the mill?"):
            article = Article("a", text, title=heading, language="en")
            passage = Passage("a", (1,), heading, 0, len(text))
            (of_passage,) = sentences_with_terms(article, [passage])
            packed, sentences = packed_passage(article, passage, of_passage), packed_sentences(of_passage, 0)
            cut = unpacked_sentences(sentences)
            told = [each.tolist() for each in (cut.starts, cut.ends, cut.flags, cut.term_kinds)]
            whole = packed_article(article, hashes([*"aab", *("c" for _ in range(300))]))
            columns, both = unpacked_article(whole), PassageColumns([packed, packed])
            of_article = [each.tolist() for each in (columns.terms, columns.counts, columns.title_terms, columns.title)]
            side = [both.terms.sizes.tolist(), both.heading_again.values.tolist(), both.mention_kinds.tolist()]
            rows.append((text, heading, _features(unpacked_passage(packed)), told, len(sentences), of_article, side))
            rows.append((columns.length, columns.n_title, ArticleColumns([whole]).counts.tolist()))
    assert lines(*rows) == snapshot
    sentence = with_terms(Sentence("a", 0, 1), "xx")
    wide = [packed_sentences([sentence._replace(sentence=Sentence("a", 0, n))], 0) for n in (0xFFFF, 0x10000)]
    lengths = [(len(each), unpacked_sentences(each).ends.tolist()) for each in wide]
    ends = []
    for n in (499, 500, 501):
        each = sentence._replace(sentence=Sentence("a" * n, 0, n))
        passage = Passage("a", (1,), None, 0, 2000)
        ends.append(unpacked_passage(packed_passage(Article("a", ""), passage, [each, each])).opening)
    short = Passage("a", (1,), None, 0, 9)
    counted = [packed_passage(Article("a", ""), short, [sentence] * n) for n in (254, 255, 256)]
    ends += [unpacked_passage(each).opening for each in counted]
    many = [
        unpacked_passage(packed_passage(Article("a", ""), short, [long] * 2))
        for n in (32767, 32768, 40000)
        for long in [sentence._replace(terms=["a"] * n, hashes=packed_hashes(["a"]) * n, kinds=bytes(n))]
    ]
    told_many = [(len(each.terms), each.term_ends.tolist()) for each in many]
    asked = ("a?", "a? ”", "a.", "a", "", "?", "a؟", "a ?!", "a?.")
    words = ("How do I", "how do you", "how’s it", "", "how")
    assert lines(lengths, ends, told_many, table(asks, asked), table(opening_words, words)) == snapshot(name="bounds")
    few = [np.sort(hashes(map(str, range(n)))) for n in (0, 1, 39, 40, 41, 300)]
    looked_at = hashes(map(str, range(0, 600, 7)))
    assert lines(*(among(looked_at, each).tolist() for each in few)) == snapshot(name="among")
    some = Texts(np.arange(9), np.array([4, 0, 5]))
    part_ends = Texts(np.array([1, 4, 2, 3, 5]), np.array([2, 0, 3]))
    assert some.owners_of(np.arange(9)).tolist() == some.owners.tolist()
    found = parts(some, part_ends, np.arange(9), some.owners)
    assert str((some.owners.tolist(), found.tolist())) == snapshot(name="parts")


def _words(count: int, end: str = ".") -> str:
    return " ".join(["word"] * (count - 1) + [f"end{end}"])


def test_passages_are_cut_as_approved(snapshot: SnapshotAssertion) -> None:
    """Paragraphs of so many words and code points as there may be, one more, one less; what is shown with them."""
    texts = {
        f"words {counts}": "\n\n".join(map(_words, counts))
        for counts in (
            (129, 10, 30), (130, 30), (69, 70, 30), (130, 24), (130, 25), (130, 26), (60, 60, 60, 5), (1,),
        )
    }  # fmt: skip
    texts |= {f"length {n}": f"{'a' * n}. {'b' * 600}. {'c' * 500}." for n in (397, 398, 399, 898, 900, 1000)}
    texts |= {f"two of {n}": f"{_words(75)}\n\n{'a' * n}." for n in (617, 618, 619, 620, 1117, 1118, 1119)}
    texts |= {f"long {n}": f"{'ab ' * n}cd. Ef." for n in (333, 334, 500, 667)} | {"unbroken": "a" * 3100 + ". B c."}
    texts |= {f"list {n}": f"{_words(130)}\n\n{'a' * n}:\n\n{_words(130)}" for n in (398, 399, 400, 401)}
    texts |= {"listed": f"{_words(60)}\n\n{_words(60)}\n\nAs follows:\n\n{_words(30)}\n\n{_words(130)}"}
    texts |= {
        "headed": f"Fire\n\n{_words(40)}\n\n{_words(135)}\n\nFlood\n\n{_words(40)}\n\n{_words(131)}\n\n{_words(50)}"
    }
    rows = []
    for name, text in texts.items():
        article = Article("a", text, language="en")
        cut, layout = passages(article), Layout(article)
        told = []
        for it in cut:
            lead, wide = with_lead(layout, it), widened(layout, it)
            narrow = narrowed(layout, it, (it.start + 10, it.end - 10))
            shown = [(0, it.start + 5), (it.end - 5, len(text)), (it.end + 2, it.end + 9)]
            rest = unshown(layout, it, shown, (it.start + 7, it.end - 7))
            least = widened(layout, it, [(0, max(it.start - 50, 0)), (it.end + 60, len(text))])
            led = with_lead(layout, it, {1})
            beside = widened(layout, it, [(0, it.start), (it.end, len(text))])
            told.append(
                (
                    it.paragraphs,
                    it.heading,
                    it.start,
                    it.end,
                    *(
                        (each.start, each.end, each.paragraphs)
                        for each in (lead, wide, narrow, rest, least, led, beside)
                    ),
                )
            )
        shorter = [(it.start, it.end) for it in passages(article, longest=500)]
        rows.append((name, told, shorter if shorter != [(it.start, it.end) for it in cut] else ""))
    assert lines(*rows) == snapshot


def test_likeness_is_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Of texts of so many runs as are needed, one less and one more; which articles stand for others."""
    terms = hashes(f"term{n}" for n in range(600))
    rows = [
        (n, len(runs(terms[:n])), runs(terms[:n]).tolist()[:2], likeness(terms[:n])[:3], len(likeness(terms[:n])))
        for n in (0, 3, 4, 10, 11, 12, 515, 600)
    ]
    again = [len(likeness(np.tile(terms[:n], 30))) for n in (6, 7, 8, 9)]
    late = len(likeness(np.append(np.tile(terms[:1], 30), terms[:8])))
    groups: tuple[list[list[int]], ...] = (
        [[1, 2]] * 7, [[1, 2]] * 8, [[1, 2]] * 8 + [[2, 3]] * 8, [[2, 3]] * 8 + [[1, 2]] * 8 + [[4, 5]] * 3,
        [[3, 1, 2]] * 8, [], [list(range(101))] * 8, [[1]],
    )  # fmt: skip
    assert lines(*rows, again, late, *(sorted(origins(each).items())[-3:] for each in groups)) == snapshot


def test_names_of_articles_are_compared_as_approved(snapshot: SnapshotAssertion) -> None:
    """Titles, addresses and numbers of paragraphs."""
    titles = ("The “Mill” – burns…", "the mill - burns", " A  b. ", "“”", None, "")
    addresses = (
        "HTTPS://www.Example.org:443/a//b/index.html?utm_source=x&b=2&a=1#top",
        "example.org",
        "example",
        "a.b/",
        "//m.example.org/amp",
        "ftp://a.b",
        "http://a.b:8080/#!p",
        "http://[",
        "xn--mnchen-3ya.de/%C3%A9",
        "<a.b/c>",
        "mailto:a@b.c",
        None,
        "http://u@a.b./c/default.aspx",
        "m.de/x",
    )
    numbers = ("a.md#3", "a#b#12", "#3", "a#", "a", " a#1 ")
    told = [(it, title_key(it)) for it in titles], [(it, address_key(it)) for it in addresses]
    assert lines(*chain(*told), table(without_paragraph, chain.from_iterable(map(near, numbers[:1])))) == snapshot
    assert table(without_paragraph, numbers) == snapshot(name="paragraphs")
