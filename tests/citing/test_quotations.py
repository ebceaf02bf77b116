"""Quotations: word for word, altered, misattributed, or not there."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval import Place, QuoteVerdict, Searcher, UsageError
from retrieval.citing.alignment import Alignment
from retrieval.citing.folding import fold
from retrieval.citing.phrase_index import PhraseIndex
from retrieval.citing.quotations import (
    CANDIDATE_ARTICLES,
    MAX_OMITTED,
    _closest_matches,
    _first_span,
    _is_source,
    _listed,
    _word_starts,
    folded_pieces,
    folded_words,
    span_in_order,
)
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
    assert news.quote("It is what it is", article="nowhere").verdict is QuoteVerdict.VERBATIM


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


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("It is what it is", None),
        ("It is … what it is", None),
        ("It is […] it is", "The ellipsis leaves out 1 words."),
        ("We will […] the harbour", "2 articles have it; the earliest comes first. The ellipsis leaves out 2 words."),
        ("We will never sell", "2 articles have it; the earliest comes first."),
    ],
)
def test_copies_and_omissions_are_told(news: Searcher, text: str, note: str | None) -> None:
    """How many articles have a quotation and how many words its ellipsis leaves out is told, if any."""
    assert news.quote(text).note == note


@pytest.mark.parametrize(
    ("text", "article", "note"),
    [
        ("zeppelins over the river at dawn", None, None),
        ("zeppelins over the river at dawn", "early.txt", None),
        (
            "zeppelins over the river at dawn",
            "nowhere",
            "There is no article 'nowhere' in the archive: all of it was searched.",
        ),
        ("It was what it is", None, "4 of 5 words stand there."),
        ("It was what it is", "early.txt", "4 of 5 words stand there."),
        (
            "It was what it is",
            "late.txt",
            "4 of 5 words stand there. The closest match is not in 'late.txt' but in 'early.txt'.",
        ),
        (
            "It was what it is",
            "nowhere",
            "4 of 5 words stand there. There is no article 'nowhere' in the archive: all of it was searched.",
        ),
        (
            "It is what it is",
            "nowhere",
            "There is no article 'nowhere' in the archive: all of it was searched.",
        ),
    ],
)
def test_the_article_is_told_when_it_is_another(
    news: Searcher, text: str, article: str | None, note: str | None
) -> None:
    """An article that is named and not the one, or not there, is told; the right one is not."""
    assert news.quote(text, article=article).note == note


def test_undated_articles_come_last(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Places are in the order of their articles' dates, then of their ids."""
    line = {"text": "The bridge will be closed for the whole of the winter."}
    dated = [("b", "2024-01-02"), ("c", None), ("a", "2024-01-02"), ("d", "2023-09-09")]
    write_jsonl(corpus / "a.jsonl", *({"id": key, **line} | ({"date": day} if day else {}) for key, day in dated))
    found = opened().quote("The bridge will be closed")
    assert [place.article for place in found.places] == ["d", "a", "b", "c"]


def test_up_to_three_articles_are_listed() -> None:
    """Three articles are named; of more the rest is counted."""
    places = [Place(name, name, None, 0, 1, (1,), "x") for name in "abcde"]
    assert _listed(places[:1]) == "'a'"
    assert _listed(places[:3]) == "'a', 'b', 'c'"
    assert _listed(places[:4]) == "'a', 'b', 'c' and 1 more"
    assert _listed(places) == "'a', 'b', 'c' and 2 more"


@pytest.mark.parametrize(
    ("piece", "text", "span"),
    [
        ("word", "word", (0, 4)),
        ("word", "sword word", (6, 10)),
        ("word", "sword, words", None),
        ("one two", "one three, One  two.", (11, 19)),
        ("die strasse", "In DIE STRASSE, die Straße", (3, 14)),
        ("strasse", "die Straße", (4, 10)),
        ("far away", f"{'far ' * 200}far away", (800, 808)),
        ("art", f"smart{' x' * 21}party", None),
        ("art", f"smart{' x' * 21} artist", None),
        ("art", f"smart{' x' * 60}art", None),
        ("art", f"smart{' x' * 60} art", (126, 129)),
    ],
)
def test_a_piece_is_found_whole(piece: str, text: str, span: tuple[int, int] | None) -> None:
    """The first place of a piece, never within a word, not even where only a stretch of the text is looked at."""
    assert _first_span(piece, text) == span


@pytest.mark.parametrize(
    ("quotation", "text", "expected"),
    [
        ("a b", "x a b", "a b"),
        ("a … c", "a b a b c c", "a b c"),
        ("a … c", "a c a c", "a c"),
        ("a b … b c", "a b c", None),
        ("a b … c d", "a b c d", "a b c d"),
        ("c … a", "a b c", None),
        ("a … b … a", "a a b b a a", "a b b a"),
    ],
)
def test_pieces_stand_in_order(quotation: str, text: str, expected: str | None) -> None:
    """The shortest stretch, of equal ones the first, with all pieces in order and none within another."""
    span = span_in_order(folded_pieces(quotation), fold(text, case=True))
    assert (text[slice(*span)] if span else None) == expected
    assert expected is None or (span and span[0] == text.index(expected))


def test_an_ellipsis_stands_for_so_much_and_no_more() -> None:
    """As many code points as it may stand for, and not one more; between bounds nothing outside counts."""
    for omitted, expected in ((MAX_OMITTED, (0, MAX_OMITTED + 2)), (MAX_OMITTED + 1, None)):
        assert span_in_order(["a", "b"], fold(f"a{' ' + 'x' * (omitted - 2) + ' '}b")) == expected
    text = fold("a b a b")
    assert span_in_order(["a", "b"], text, 1) == (4, 7)
    assert span_in_order(["a", "b"], text, 4, 7) == (4, 7)
    assert span_in_order(["a", "b"], text, 5, 7) is None
    assert span_in_order(["a", "b"], text, 0, 2) is None
    assert span_in_order(["a", "b"], text, 4, 6) is None


@pytest.mark.parametrize(
    ("words", "matched", "run", "distance", "expected"),
    [
        (20, 10, 1, 9, True),
        (20, 10, 1, 10, False),
        (20, 9, 1, 9, False),
        (8, 5, 1, 3, True),
        (7, 5, 1, 3, False),
        (7, 5, 1, 2, True),
        (12, 8, 5, 12, True),
        (12, 8, 4, 12, False),
        (12, 7, 5, 12, False),
    ],
)
def test_what_is_near_enough_to_be_the_source(
    words: int, matched: int, run: int, distance: int, expected: bool
) -> None:
    """Few changes to half of the words or more, fewer in short ones; or two thirds with five in a row."""
    assert _is_source(Alignment(0, 1, words, matched, run, distance, "")) is expected


def test_a_word_begins_where_no_letter_is_before_it() -> None:
    """All places of a word, the first and the last of a text too, but not within others."""
    assert list(_word_starts("art", "art party art, smart art")) == [0, 10, 21]
    assert list(_word_starts("art", "party")) == []


@pytest.mark.parametrize("opening", ["", "Straße. "])
def test_the_place_of_altered_words_is_told_in_a_long_text(
    corpus: Path, opened: Callable[..., Searcher], opening: str
) -> None:
    """What comes nearest is given by its code points in the article, wherever it stands."""
    filler = " ".join(f"Sentence {number} tells of something else." for number in range(200))
    told = "The tall harbour master painted every lighthouse purple"
    (corpus / "long.txt").write_text(f"{opening}{filler} {told} again. {filler}", encoding="utf-8")
    found = opened().quote(told.replace("purple", "yellow"))
    assert [place.exact for place in found.places] == [told]
    assert found.difference == "… master painted every lighthouse [-yellow-]{+purple+}"


def test_a_named_article_is_searched_in_any_case(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """The article that words are said to be from is compared with them once, whether or not others come first."""
    count = CANDIDATE_ARTICLES + 2
    text = "The tall harbour master painted every lighthouse purple."
    write_jsonl(corpus / "a.jsonl", *({"id": f"{number:02}", "text": text} for number in range(count)))
    archive = opened().archive
    phrases = PhraseIndex(archive.catalog)
    phrases.refresh()
    words = folded_words(text.replace("purple", "yellow"))

    def searched(home: str | None) -> list[str]:
        return [place.article for place, _ in _closest_matches(words, phrases, [archive.article(home)] if home else [])]

    first = [f"{number:02}" for number in range(CANDIDATE_ARTICLES)]
    assert searched(None) == searched("00") == first
    assert searched(f"{count - 1:02}") == [*first, f"{count - 1:02}"]


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
