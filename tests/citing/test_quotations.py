"""Quotations: word for word, altered, misattributed, or not there."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval import QuoteVerdict, Searcher, UsageError
from tests.conftest import write_jsonl
from tests.newsroom import articles

ARCHIVE = articles(80, seed=3)

NEWS = {
    "early.txt": "date 2023-01-05 The council met.\n\n“We will never sell the harbour,” said Ana Petrov, the mayor. "
    "The crowd cheered.\n\n“It is what it is,” Nils Varga, a fisherman, told us. He added: “We are used to that.”",
    "late.txt": "date 2023-06-01 A year on.\n\nMayor Ana Petrov had promised: “We will never sell the harbour.” "
    "Then she sold it.\n\n🤝 How to help: 🙋🏼‍♀️ write to us.\n\nAnd that was\n\nthat, people said, as they do; "
    "it cost 1.5 million.",
    "roles.txt": "They met. “No comment,” said University of Ílhavo, Matera historian Dr. Ana Quispe, smiling.\n\n"
    "“Not now,” The Deputy Minister, Hugo Rossi, told the Herald. Nobody stayed in Dunmore.\n\n"
    "“I wept,” said Greta Tanaka.",
    "zh.txt": "北京市政府周二宣布，新的图书馆将于明年春天开放。\n\n市长说：“我们等了很久。”",
}


@pytest.fixture
def news(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """A small archive with two mayors' promises in it."""
    for name, text in NEWS.items():
        (corpus / name).write_text(text, encoding="utf-8")
    return opened()


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """The invented newsroom as an archive."""
    folder = tmp_path_factory.mktemp("newsroom")
    records = [
        {"id": a.id, "title": a.title, "date": str(a.date), "url": a.url, "text": a.text, "authors": a.authors}
        for a in ARCHIVE
    ]
    searcher = Searcher.open(write_jsonl(folder / "articles.jsonl", *records), folder / "state")
    yield searcher
    searcher.close()


@pytest.mark.parametrize(
    "text",
    [
        "We will never sell the harbour",
        '"we will NEVER sell the harbour."',
        "“We will never  sell the\nharbour …”",
        "«We will never sell the harbour»",
        "[W]e will never sell the harbour",
        "We will […] sell the harbour",
        "We will ... sell the harbour",
    ],
)
def test_style_does_not_fool_it(news: Searcher, text: str) -> None:
    """Case, quotation marks, white space and ellipses leave a quotation verbatim; the earliest article comes first."""
    found = news.quote(text)
    assert found.verdict is QuoteVerdict.VERBATIM
    assert [place.article for place in found.places] == ["early.txt", "late.txt"]
    for place in found.places:
        assert place.exact == "We will never sell the harbour" == _text(news, place.article)[place.start : place.end]
    assert found.note is not None
    assert "2 articles have it" in found.note


@pytest.mark.parametrize(
    "text", ["And that was that, people said", "that was that", "as they do", "新的图书馆", "How to help: 🙋🏼‍♀️ write"]
)
def test_every_exact_row_of_words_is_found(news: Searcher, text: str) -> None:
    """Also across paragraphs, of common words only, and in a script without spaces."""
    assert news.quote(text).verdict is QuoteVerdict.VERBATIM


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We will never buy the harbour", "We will never [-buy-]{+sell+} the harbour"),
        ("We will sell the harbour", "We will {+never+} sell the harbour"),
        ("We will never sell the harbours", "… will never sell the [-harbours-]{+harbour+}"),
        ("it cost 1 million", "it cost [-1-]{+1.5+} million"),
        ("the army will never sell the harbour", None),
    ],
)
def test_a_changed_word_does_not_pass(news: Searcher, text: str, told: str | None) -> None:
    """A word replaced, left out, lengthened or a number cut short is an alteration, told word by word."""
    found = news.quote(text)
    assert found.verdict is QuoteVerdict.ALTERED
    assert told is None or found.difference == told


def test_words_that_are_nowhere_are_not_found(news: Searcher) -> None:
    """Words of the archive in an order of our own are no quotation."""
    found = news.quote("The fisherman sold a year of reporters to the council")
    assert (found.verdict, found.places) == (QuoteVerdict.NOT_FOUND, ())


def test_another_article_is_a_misattribution(news: Searcher) -> None:
    """The same words, but in another article than was said; an id, a URL or a title names it."""
    found = news.quote("It is what it is", article="late.txt")
    assert found.verdict is QuoteVerdict.MISATTRIBUTED
    assert found.note == "The words are not in 'late.txt' but in 'early.txt'."
    assert news.quote("It is what it is", article="early.txt").verdict is QuoteVerdict.VERBATIM
    assert news.quote("It is what it is", article="nowhere").verdict is QuoteVerdict.MISATTRIBUTED


@pytest.mark.parametrize(
    ("text", "speaker", "verdict"),
    [
        ("We will never sell the harbour", "Ana Petrov", QuoteVerdict.VERBATIM),
        ("We will never sell the harbour", "Mayor Petrov", QuoteVerdict.VERBATIM),
        ("We will never sell the harbour", "Nils Varga", QuoteVerdict.MISATTRIBUTED),
        ("It is what it is", "Varga", QuoteVerdict.VERBATIM),
        ("It is what it is", "Ana Petrov", QuoteVerdict.MISATTRIBUTED),
        ("We are used to that", "Nils Varga", QuoteVerdict.VERBATIM),
        ("We are used to this", "Nils Varga", QuoteVerdict.ALTERED),
        ("We will never sell the harbour", "Elif Tanaka", QuoteVerdict.MISATTRIBUTED),
        ("No comment", "Ana Quispe", QuoteVerdict.VERBATIM),
        ("Not now", "Hugo Rossi", QuoteVerdict.VERBATIM),
        ("Not now", "Herald", QuoteVerdict.MISATTRIBUTED),
        ("I wept", "Greta Tanaka", QuoteVerdict.VERBATIM),
        ("I wept", "Hugo Rossi", QuoteVerdict.MISATTRIBUTED),
    ],
)
def test_another_mouth_is_a_misattribution(news: Searcher, text: str, speaker: str, verdict: QuoteVerdict) -> None:
    """Who is named beside a verb of saying is the speaker; `he added` means whoever spoke before."""
    assert news.quote(text, speaker=speaker).verdict is verdict


def test_nothing_to_look_up_is_a_mistake(news: Searcher) -> None:
    """Marks alone are no quotation."""
    with pytest.raises(UsageError, match="no words"):
        news.quote("“…”")


def test_the_index_of_words_follows_the_archive(news: Searcher, corpus: Path) -> None:
    """An article that changed is found by its new words and not by its old ones."""
    assert news.quote("Then she sold it").verdict is QuoteVerdict.VERBATIM
    (corpus / "late.txt").write_text("Then she gave it away for good.", encoding="utf-8")
    news.refresh(thorough=True)
    assert news.quote("Then she gave it away").verdict is QuoteVerdict.VERBATIM
    assert news.quote("promised: We will never sell").verdict is not QuoteVerdict.VERBATIM


def test_most_articles_replaced_start_the_index_anew(news: Searcher, corpus: Path) -> None:
    """What is stale is thrown away once it outweighs the rest."""
    for turn in range(3):
        for name in NEWS:
            (corpus / name).write_text(f"Version {turn} of {name} says nothing much.", encoding="utf-8")
        news.refresh(thorough=True)
        assert news.quote(f"version {turn} of early").verdict is QuoteVerdict.VERBATIM
    assert sum(news.archive.catalog.phrase_index_size()) <= 2 * len(NEWS)


def test_suite_of_quotations(newsroom: Searcher) -> None:
    """Exact, altered, invented and misattributed quotations of the newsroom: at most two wrong of each kind."""
    rng = random.Random(11)
    wrong = {
        "exact": sum(newsroom.quote(_cut(rng)[1]).verdict != "verbatim" for _ in range(60)),
        "altered": sum(newsroom.quote(_changed(rng)).verdict != "altered" for _ in range(60)),
        "invented": sum(newsroom.quote(_invented(rng)).verdict != "not found" for _ in range(60)),
        "elsewhere": sum(_misattributed(newsroom, rng) != "misattributed" for _ in range(40)),
    }
    assert {kind: count for kind, count in wrong.items() if count > 2} == {}


def _text(searcher: Searcher, article: str) -> str:
    return searcher.archive.article(article).text


def _cut(rng: random.Random) -> tuple[str, str]:
    """The id of an article and some words in a row from it."""
    article = rng.choice(ARCHIVE)
    found = list(re.finditer(r"\S+", article.text))
    size = rng.randrange(12, 40)
    first = rng.randrange(len(found) - size)
    return article.id, article.text[found[first].start() : found[first + size - 1].end()]


def _changed(rng: random.Random) -> str:
    """A row of words with one to three of them replaced."""
    row = _cut(rng)[1].split()
    for i in rng.sample(range(len(row)), rng.randrange(1, 4)):
        row[i] = rng.choice(["zeppelin", "seldom", "purple", "thirteen", "against"])
    return " ".join(row)


def _invented(rng: random.Random) -> str:
    """Words from all over the archive in a row."""
    return " ".join(rng.choice(_cut(rng)[1].split()) for _ in range(rng.randrange(12, 30)))


def _misattributed(searcher: Searcher, rng: random.Random) -> str:
    """The verdict on words of one article that are said to be from another."""
    home, words = _cut(rng)
    other = next(article.id for article in rng.sample(ARCHIVE, 2) if article.id != home)
    return searcher.quote(words, article=other).verdict
