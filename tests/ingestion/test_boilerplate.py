"""Paragraphs that many articles repeat, and that speak of the publication."""

from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection

import numpy as np
import pytest

from retrieval import Article, Searcher, paragraphs
from retrieval.ingestion import boilerplate, intake
from retrieval.ingestion.analyst import Analyst
from retrieval.ingestion.boilerplate import (
    FEWEST_ARTICLES,
    LONGEST,
    Repeated,
    _LeftOut,
    _shared,
    fingerprint,
    packed_fingerprints,
    speaks_of_the_publication,
    without,
)
from retrieval.ingestion.catalog_writer import with_passages
from retrieval.storage import seals
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]

FOOTER = "Subscribe to our newsletter to hear from the valley every Friday."
BACKGROUND = "The war of the canals began in 1822 and was ended by the treaty of Orlo."


def own(number: int) -> str:
    """What only one article says."""
    return f"In orchard {number} the gardener picked {number} crates of plums on the day after the great storm."


def write(corpus: Path, number: int, *ends: str) -> None:
    (corpus / f"{number:02}.txt").write_text("\n\n".join([own(number), BACKGROUND, *ends]))


def ids(searcher: Searcher, question: str) -> set[str]:
    return {passage.citation.article for passage in searcher.ask(question, limit=20).passages}


def test_what_many_articles_repeat_is_shown_and_not_found(corpus: Path, opened: Opener) -> None:
    """It stays in the text, and it is said; what else they repeat is found, and so is what one article says."""
    for number in range(FEWEST_ARTICLES):
        write(corpus, number, FOOTER)
    searcher = opened()
    assert ids(searcher, "newsletter") == set()
    assert len(ids(searcher, "war of the canals")) > 0
    article = searcher.archive.article("03.txt")
    assert FOOTER in article.text
    assert searcher.archive.not_indexed(article) == {3}
    assert searcher.archive.repeated() == [Repeated(FOOTER, FEWEST_ARTICLES)]


def test_who_wrote_it_and_when_answers_nothing(corpus: Path, opened: Opener) -> None:
    """Nor is it shown above a short passage; it stays in the text, is shown with it, and is known of the article."""
    (corpus / "a.txt").write_text(f"The weir\n\nBy Marta Quill\n12 March 2021\n\n{own(7)}")
    (corpus / "b.txt").write_text("Мост\n\nАнна Белова\n15 апреля 2021 года\n\nНовый мост через Осу открыли в субботу.")
    searcher = opened()
    assert ids(searcher, "Marta Quill") == ids(searcher, "Анна Белова") == set()
    answer = searcher.ask("Who picked crates of plums?", limit=20)
    assert [passage.text for passage in answer.passages] == [own(7)]
    assert [passage.citation.paragraphs for passage in answer.passages] == [(2,)]
    item = searcher.archive.article("b.txt")
    assert item.authors == ("Анна Белова",)
    assert searcher.archive.not_indexed(item) == {1}
    (corpus / "c.txt").write_text("By Marta Quill\n12 March 2021")
    searcher.refresh()
    assert ids(searcher, "Marta Quill") == {"c.txt"}


def test_fewer_articles_repeat_nothing(corpus: Path, opened: Opener) -> None:
    """One more, that comes later, makes the difference to all of them; when it goes, it is undone."""
    for number in range(FEWEST_ARTICLES - 1):
        write(corpus, number, FOOTER)
    searcher = opened()
    assert len(ids(searcher, "newsletter")) == FEWEST_ARTICLES - 1
    write(corpus, 9, FOOTER)
    searcher.refresh()
    assert ids(searcher, "newsletter") == set()
    assert len(ids(searcher, "plums")) == FEWEST_ARTICLES
    write(corpus, 10, FOOTER)
    searcher.refresh()
    assert ids(searcher, "newsletter") == set()
    for number in (9, 10):
        (corpus / f"{number:02}.txt").unlink()
    searcher.refresh()
    assert len(ids(searcher, "newsletter")) == FEWEST_ARTICLES - 1
    assert searcher.archive.repeated() == []


@pytest.mark.parametrize("much", [False, True])
def test_the_seal_of_a_file_is_put_anew_once_for_all_its_articles(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, *, much: bool
) -> None:
    """It is a hash over all of them: put anew with each, a large file took time by the square of their number.

    Of much the articles are analysed again by the processes that read them, to the same end.
    """
    sealed: list[str] = []
    put = seals.put_file_seal

    def counted(connection: Connection, path: str) -> None:
        sealed.append(path)
        put(connection, path)

    monkeypatch.setattr(seals, "put_file_seal", counted)
    if much:
        monkeypatch.setattr(intake, "MUCH_BYTES", 1)
    texts = [f"{own(number)}\n\n{FOOTER}" for number in range(FEWEST_ARTICLES + 3)]
    write_jsonl(corpus / "a.jsonl", *({"id": str(number), "text": text} for number, text in enumerate(texts)))
    searcher = opened()
    assert sealed == ["a.jsonl"] * 2
    assert searcher.archive.catalog.without_damage() == ()
    assert all(searcher.archive.not_indexed(article) == {2} for article in searcher.archive.articles())


def test_what_is_stored_of_articles_is_given_as_it_was_put_in_or_not_at_all(corpus: Path, opened: Opener) -> None:
    """By damaged rows an article would be analysed again to something else, and that would be sealed."""
    for number in range(3):
        write(corpus, number, f"Last of all came the {number} gardeners' wives. " * 80)
    catalog = opened().archive.catalog
    keys = catalog.keys_of(["02.txt", "00.txt"])
    for article, stored in with_passages(catalog, keys):
        indexed = Analyst().analysis(article).indexed
        assert stored == (indexed.row.text, indexed.fingerprints, indexed.terms, indexed.passages)
        assert len(indexed.passages) > 1
    with catalog.change() as connection:
        connection.execute("UPDATE passages SET features = features || x'00' WHERE article = ?", keys[:1])
    assert [(article.id, stored) for article, stored in with_passages(catalog, keys)] == [
        ("02.txt", None),
        ("00.txt", None),
    ]


def test_articles_that_come_later_are_read_with_what_is_known(corpus: Path, opened: Opener) -> None:
    """An archive opened again knows what is repeated, and every byte of it is as it was put in."""
    for number in range(FEWEST_ARTICLES + 1):
        write(corpus, number, FOOTER)
    opened()
    write(corpus, 20, FOOTER)
    searcher = opened()
    assert searcher.archive.not_indexed(searcher.archive.article("20.txt")) == {3}
    assert searcher.archive.repeated() == [Repeated(FOOTER, FEWEST_ARTICLES + 2)]
    assert searcher.archive.catalog.without_damage() == ()


def test_what_speaks_of_the_world_is_looked_at_once(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each later change it is known, also by a program that is started anew, as long as it is repeated."""
    for number in range(FEWEST_ARTICLES):
        write(corpus, number)
    opened()
    judged: list[str] = []

    def judge(words: str) -> bool:
        judged.append(words)
        return False

    monkeypatch.setattr(boilerplate, "speaks_of_the_publication", judge)
    write(corpus, FEWEST_ARTICLES)
    searcher = opened()
    assert BACKGROUND not in judged
    for number in range(2):
        write(corpus, number, "Rain.")
        (corpus / f"{number:02}.txt").write_text(own(number))
    searcher.refresh()
    write(corpus, 0)
    searcher.refresh()
    assert judged.count(BACKGROUND) == 1


def test_copies_are_no_repetition(corpus: Path, opened: Opener) -> None:
    """One article that many print is not what they have in common with others."""
    for number in range(2 * FEWEST_ARTICLES):
        (corpus / f"{number:02}.txt").write_text("\n\n".join([own(1), BACKGROUND, FOOTER]))
    searcher = opened()
    assert searcher.archive.repeated() == []
    assert ids(searcher, "newsletter")


def test_a_footer_longer_than_the_article_is_told_from_copies(corpus: Path, opened: Opener) -> None:
    """What is the longest paragraph of each is compared with the next one."""
    footer = f"{FOOTER} {FOOTER} {FOOTER}"
    for number in range(FEWEST_ARTICLES):
        (corpus / f"{number:02}.txt").write_text("\n\n".join([own(number), footer]))
    assert [repeated.articles for repeated in opened().archive.repeated()] == [FEWEST_ARTICLES]


def test_an_article_of_nothing_else_is_indexed(corpus: Path, opened: Opener) -> None:
    """Nothing goes out of the index as a whole."""
    for number in range(FEWEST_ARTICLES):
        write(corpus, number, FOOTER)
    (corpus / "footer.txt").write_text(FOOTER)
    assert ids(opened(), "newsletter") == {"footer.txt"}


def test_articles_of_a_day_are_listed_by_what_they_open_with(corpus: Path, opened: Opener) -> None:
    """Also where the first paragraph is repeated, and not indexed."""
    for number in range(FEWEST_ARTICLES):
        (corpus / f"2021-04-0{number + 1}.txt").write_text(f"{FOOTER}\n\n{own(number)}\n\n{BACKGROUND}")
    assert ids(opened(), "What happened in April 2021?") == {f"2021-04-0{n + 1}.txt" for n in range(FEWEST_ARTICLES)}


def test_what_was_heard_once_is_forgotten_when_there_is_too_much(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes of it is the same: at the end all articles are looked at."""
    monkeypatch.setattr(boilerplate, "MOST_HEARD", 2)
    for number in range(3 * FEWEST_ARTICLES):
        write(corpus, number, FOOTER)
    assert opened().archive.repeated() == [Repeated(FOOTER, 3 * FEWEST_ARTICLES)]


def test_what_is_repeated_is_known_as_soon_as_enough_articles_have_it(corpus: Path, opened: Opener) -> None:
    """Not only when all were read: later ones need not be analysed again. Copies of one count once."""
    (corpus / "any.txt").write_text("Figs.")
    catalog = opened().archive.catalog
    known = []
    repetition = boilerplate.Boilerplate(catalog)
    for key, number in enumerate([0, 1, 1, 1, 2, 3, 4, 5], 1):
        article = Article(id=f"{key}", text=f"{own(number)}\n\n{FOOTER}", path=f"{key}.txt")
        repetition.hear(article, key, packed_fingerprints(article, list(paragraphs(article))), 0)
        known.append(len(repetition.repeated))
    assert known == [0, 0, 0, 0, 0, 0, 1, 1]
    assert repetition.repeated == {fingerprint(FOOTER)}


@pytest.mark.parametrize(
    "words",
    [
        FOOTER, "This article was first published in the Harbour Post.", "We use cookies to make this site better.",
        "Follow the Post: @harbourpost", "© 2021 The Harbour Post", "Write to news@post.example with your tips.",
        "Abonnieren Sie unseren Newsletter.", "Dieser Text ist zuerst erschienen in der Hafenpost.",
        "Suscríbete a nuestro boletín.", "Abonnez-vous à la lettre du port.", "Iscriviti alla nostra lettera.",
        "Assine a carta do porto.", "Подпишитесь на нашу рассылку.", "订阅我们的每周来信。", "無断転載を禁じます。",
        "اشترك في نشرتنا الأسبوعية", "Bültenimize abone olun.",
    ],
)  # fmt: skip
def test_what_speaks_of_the_publication(words: str) -> None:
    """In many languages."""
    assert speaks_of_the_publication(words)


@pytest.mark.parametrize(
    "words",
    [
        BACKGROUND, "The meeting was opened by the chair at nine.", "Bitte warten Sie am Tor, sagte der Wärter.",
        "Ana Ruiz @anar (chair)", "Minutes: https://post.example/minutes", "Nominating @anar to the board",
        "Ana Ruiz is the harbour reporter of the Post; write to ana@post.example.", "The story of the dam is long.",
    ],
)  # fmt: skip
def test_what_speaks_of_the_world(words: str) -> None:
    """It can be asked for, however often it is said; so can who somebody is."""
    assert not speaks_of_the_publication(words)


def test_articles_that_lack_what_is_found_to_be_repeated_later_are_told() -> None:
    """And those of which something was left out that isn't; keys of what was undone come again."""
    left_out = _LeftOut(frozenset({10}))
    for key, count in [(4, 1), (5, 1), (6, 2), (7, 2), (6, 3), (7, 2), (9, 3)]:
        left_out.note(key, count)
    left_out.order += [20, 30]
    rows = [(3, 10), (3, 20), (4, 10), (4, 20), (5, 10), (6, 20), (6, 30), (7, 20), (7, 30), (9, 30), (9, 40), (9, 10)]
    keys, prints = zip(*rows, strict=True)
    table = np.array(keys, np.int64), np.zeros(len(rows), np.uint64), np.array(prints, np.uint64)
    noted, otherwise = left_out.compared(table, {10, 20, 30})
    assert (noted, otherwise) == ({4, 5, 6, 7, 9}, {4, 7})
    assert left_out.compared(table, {10, 30})[1] == {6, 7}
    assert left_out.compared(table, {10, 20, 30, 40})[1] == {4, 7, 9}
    assert left_out.compared(table, {20, 30})[1] == {4, 5, 7, 9}
    assert _LeftOut(frozenset()).compared(table, {10}) == (set(), set())


@pytest.mark.parametrize("counters", [0, 1, 4, 1 << 20])
def test_what_many_articles_have_is_found_without_holding_all(monkeypatch: pytest.MonkeyPatch, counters: int) -> None:
    """However many fingerprints share a counter, those of many articles are kept, and those asked for besides."""
    monkeypatch.setattr(boilerplate, "COUNTERS", 1)
    monkeypatch.setattr(boilerplate, "COUNTED_ARTICLES", 3)
    shared, once = 77, [1_000 + n for n in range(20)]
    rows = [
        (key, np.array([2 * key, 3 * key, shared, once[key], 5][: 5 - key % 2], "<u8").tobytes()) for key in range(10)
    ]
    keys, longest, prints = _shared(lambda: iter(rows), counters, {once[3]})
    held = list(zip(keys.tolist(), longest.tolist(), prints.tolist(), strict=True))
    assert [row for row in held if row[2] in (shared, 5)] == [
        row for key in range(10) for row in [(key, 2 * key, shared), (key, 2 * key, 5)][: 2 - key % 2]
    ]
    assert (3, 6, once[3]) in held
    assert (len(held) == 16) == (counters > 4)
    assert [column.size for column in _shared(lambda: iter(()), 0, ())] == [0, 0, 0]


def test_only_short_paragraphs_are_left_out() -> None:
    """One of more code points than `LONGEST` has something to say; white space makes no difference."""
    long = "x" * (LONGEST + 1)
    article = Article("a", f"{long}\n\nOne  two three\nfour.\n\nFive six seven.")
    body = paragraphs(article)
    numbers = {fingerprint(long), fingerprint("One two three four.")}
    assert [p.number for p in without(article, body, numbers)] == [1, 3]
    assert without(article, body, ()) == body
    assert len(packed_fingerprints(article, body)) == 8 * 4
    assert packed_fingerprints(article, []) == b""
    assert len(packed_fingerprints(Article("a", long), body[:1])) == 8 * 2
    longest = Article("a", f"{long[1:]}\n\nFive six seven.")
    assert [p.number for p in without(longest, paragraphs(longest), {fingerprint(long[1:])})] == [2]
