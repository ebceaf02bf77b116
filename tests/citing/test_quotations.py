"""Quotations: word for word, altered, misattributed, or not there."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Article, Place, Quotation, QuoteVerdict, Searcher, UsageError
from retrieval.citing import quotations
from retrieval.citing.alignment import Alignment
from retrieval.citing.folding import Folded, fold_quotation
from retrieval.citing.phrase_index import PhraseIndex
from retrieval.citing.quotations import (
    CANDIDATE_ARTICLES,
    _alignment,
    _closest_matches,
    _first_span,
    _is_source,
    _listed,
    _word_starts,
)
from retrieval.citing.wording import wording
from retrieval.indexing.sources import Sources
from tests.conftest import write_files, write_jsonl
from tests.newsroom import articles
from tests.omissions import HARMFUL, HARMLESS, cases, invented

ARCHIVE = articles(80, seed=3)

NEWS = {
    "early.txt": "date 2023-01-05 The council met.\n\n“We will never sell the harbour,” said Ana Petrov, the mayor. "
    "The crowd cheered.\n\n“It is what it is,” Nils Varga, a fisherman, told us. He added: “We are used to that.”",
    "late.txt": "date 2023-06-01 A year on.\n\nMayor Ana Petrov had promised: “We will never sell the harbour.” "
    "Then she sold it.\n\n🤝 How to help: 🙋🏼‍♀️ write to us.\n\nAnd that was\n\nthat, people said, as they do; "
    "it cost 1.5 million.",
    "roles.txt": "They met. “No comment here,” said University of Ílhavo, Matera historian Dr. Ana Quispe, smiling.\n\n"
    "“Not right now,” The Deputy Minister, Hugo Rossi, told the Herald. Nobody stayed in Dunmore.\n\n"
    "“I wept long,” said Greta Tanaka.",
    "zh.txt": "北京市政府周二宣布，新的图书馆将于明年春天开放。\n\n市长说：“我们等了很久。”",
}


@pytest.fixture(scope="module")
def news(opened_once: Callable[..., Searcher]) -> Searcher:
    """A small archive with two mayors' promises in it."""
    return opened_once(NEWS)


@pytest.fixture
def changing_news(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """The same for a test that changes its files."""
    write_files(corpus, NEWS)
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
        "“We will ‘never’ sell ”the harbour”",
        "We will never [sic] sell the harbour",
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


@pytest.mark.parametrize("space", ["", " ", "\xa0", "\u202f"])
@pytest.mark.parametrize("there", ["", " ", "\xa0", "\u202f"])
def test_a_space_before_a_percent_sign_is_typography(
    corpus: Path, opened: Callable[..., Searcher], space: str, there: str
) -> None:
    """The quotation is verbatim whatever stands between the number and its sign; another sign or number is not."""
    (corpus / "poll.txt").write_text(f"In May a survey found 52{there}% in favour.", encoding="utf-8")
    searcher = opened()
    found = searcher.quote(f"a survey found 52{space}% in favour")
    assert found.verdict is QuoteVerdict.VERBATIM
    assert found.places[0].exact == f"a survey found 52{there}% in favour"
    for altered, told in (("52{}‰", "[-‰-]{+%+}"), ("5 2{}%", "[-5 2-]{+52+}")):
        found = searcher.quote(f"a survey found {altered.format(space)} in favour")
        assert found.verdict is QuoteVerdict.ALTERED
        assert told in (found.difference or "")


def test_a_space_that_makes_a_quotation_altered_is_told(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Where all of the words stand there the difference is not empty."""
    (corpus / "law.txt").write_text("The court applied § 52 to the case.", encoding="utf-8")
    found = opened().quote("The court applied §52 to the case")
    assert (found.verdict, found.difference) == (
        QuoteVerdict.ALTERED,
        "The court applied [-§52-]{+§ 52+} to the case",
    )
    assert found.note == "All of its words are there."


def test_words_that_a_quotation_leaves_out_are_told(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """That all of its words stand there would sound as if nothing was wrong."""
    (corpus / "law.txt").write_text("The court did not apply the law to the case.", encoding="utf-8")
    found = opened().quote("The court did apply the law to the case")
    assert (found.verdict, found.note) == (
        QuoteVerdict.ALTERED,
        "All of its words are there, with others between them.",
    )


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


def test_another_mouth_of_altered_words_is_told_without_a_caution_that_says_it_is_unclear(news: Searcher) -> None:
    """Whose they are is clear: not the speaker's. Where it isn't, that alone is said."""
    judged = news.quote("We will never sell our harbour", speaker="Nils Varga")
    assert judged.verdict is QuoteVerdict.ALTERED
    assert "The words are attributed to Ana Petrov, not to Nils Varga." in str(judged.note)
    assert not judged.cautions
    assert not news.quote("We will never sell our harbour", speaker="Ana Petrov").cautions


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
        ("No comment here", "Ana Quispe", QuoteVerdict.VERBATIM),
        ("Not right now", "Hugo Rossi", QuoteVerdict.VERBATIM),
        ("Not right now", "Herald", QuoteVerdict.MISATTRIBUTED),
        ("I wept long", "Greta Tanaka", QuoteVerdict.VERBATIM),
        ("I wept long", "Hugo Rossi", QuoteVerdict.MISATTRIBUTED),
    ],
)
def test_another_mouth_is_a_misattribution(news: Searcher, text: str, speaker: str, verdict: QuoteVerdict) -> None:
    """Who is named beside a verb of saying is the speaker; `he added` means whoever spoke before."""
    assert news.quote(text, speaker=speaker).verdict is verdict


def test_nothing_to_look_up_is_a_mistake(news: Searcher) -> None:
    """Marks alone are no quotation."""
    with pytest.raises(UsageError, match="no words"):
        news.quote("“…”")


def test_the_index_of_words_follows_the_archive(changing_news: Searcher, corpus: Path) -> None:
    """An article that changed is found by its new words and not by its old ones."""
    news = changing_news
    assert news.quote("Then she sold it").verdict is QuoteVerdict.VERBATIM
    (corpus / "late.txt").write_text("Then she gave it away for good.", encoding="utf-8")
    news.refresh(thorough=True)
    assert news.quote("Then she gave it away").verdict is QuoteVerdict.VERBATIM
    assert news.quote("promised: We will never sell").verdict is not QuoteVerdict.VERBATIM


def test_most_articles_replaced_start_the_index_anew(changing_news: Searcher, corpus: Path) -> None:
    """What is stale is thrown away once it outweighs the rest."""
    news = changing_news
    for turn in range(3):
        for name in NEWS:
            (corpus / name).write_text(f"Version {turn} of {name} says nothing much.", encoding="utf-8")
        news.refresh(thorough=True)
        assert news.quote(f"version {turn} of early").verdict is QuoteVerdict.VERBATIM
    assert sum(news.archive.catalog.phrase_index_size()) <= 2 * len(NEWS)


HIDES = "Caution: the ellipsis leaves out “{}” (negation)."


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("It is what it is", None),
        ("It is … what it is", None),
        ("It is […] it is", "1 word is left out."),
        (
            "We will […] the harbour",
            f"2 articles have it; the earliest comes first. 2 words are left out. {HIDES.format('never')}",
        ),
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
            "There is no article 'nowhere' in the archive, so the whole archive was searched.",
        ),
        ("It was what it is", None, "4 of 5 words are there."),
        ("It was what it is", "early.txt", "4 of 5 words are there."),
        (
            "It was what it is",
            "late.txt",
            "4 of 5 words are there. The closest match is not in 'late.txt' but in 'early.txt'.",
        ),
        (
            "It was what it is",
            "nowhere",
            "4 of 5 words are there. There is no article 'nowhere' in the archive, so the whole archive was searched.",
        ),
        (
            "It is what it is",
            "nowhere",
            "There is no article 'nowhere' in the archive, so the whole archive was searched.",
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
        ("word", f"word{' x' * 60} word", (0, 4)),
        ("word", f"{'x ' * 60}word", (120, 124)),
        ("a b word", f"{'x ' * 60}a{' ' * 30}b{' ' * 23}word{' x' * 60} a b word", (120, 179)),
        ("one two", "one three, One  two.", (11, 19)),
        ("die strasse", "In DIE STRASSE, die Straße", (3, 14)),
        ("straße", "die STRAẞE", (4, 10)),
        ("strasse", "die Straße", None),
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


@pytest.mark.parametrize("shared", [["weir"], []])
@pytest.mark.parametrize("text", ["Kiln and weir", "Kiln and weir. It rained.", "It rained. Kiln and weir"])
def test_altered_words_are_compared_to_both_ends_of_a_text(text: str, shared: list[str]) -> None:
    """From the first letter to the last one, whether a phrase is shared or none."""
    alignment = _alignment(fold_quotation("Kiln and weir"), Article("a.txt", text), shared)
    assert alignment is not None
    assert text[alignment.start : alignment.end] == "Kiln and weir"
    assert alignment.distance == 0


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
    words = wording(text.replace("purple", "yellow")).words

    def searched(home: str | None) -> list[str]:
        homes = [archive.article(home)] if home else []
        return [source.id for source, _ in _closest_matches(words, phrases, Sources(archive), homes)]

    first = [f"{number:02}" for number in range(CANDIDATE_ARTICLES)]
    assert searched(None) == searched("00") == first
    assert searched(f"{count - 1:02}") == [*first, f"{count - 1:02}"]


@pytest.mark.slow
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


LEASE = {
    "lease.txt": "The lease\n\nUnder clause 9 the landlord is not permitted to end the lease, unless the tenant "
    "agrees. "
    "It is not true that the rent was raised in May. The rent … was low [they say]. "
    "Anna Falk gladly paid 300 crowns.\n\n"
    "Many volun-\nteers of the mid-\nsize town, who can't vote, read it aloud.",
    "twice.txt": "The owner is clearly permitted to sell. The owner is not permitted to sell.",
    "plain.txt": "The keeper is permitted to sing. The keeper is never permitted to sing.",
    "ja.txt": "市長は新しい橋を冬の間も開けるとは言っていない。",
}


@pytest.fixture(scope="module")
def lease(opened_once: Callable[..., Searcher]) -> Searcher:
    """A small archive with words that turn what they stand in."""
    return opened_once(LEASE)


@pytest.mark.parametrize(
    ("text", "verdict", "omitted", "cautions"),
    [
        ("the landlord is … permitted to end", "abridged", ["not"], ["omitted not"]),
        ("the landlord is [. . .] permitted to end", "abridged", ["not"], ["omitted not"]),
        ("Under … the landlord is … to end the lease", "abridged", ["clause 9", "not permitted"],
         ["omitted 9", "omitted not", "after unless"]),
        ("the landlord [really] permitted to end", "abridged", ["is not"], ["null really", "omitted not"]),
        ("the [owner] is not permitted to end the lease", "verbatim", ["landlord"], ["null owner", "after unless"]),
        ("Anna Falk … paid 300 crowns", "abridged", ["gladly"], []),
        ("Under clause 9 the landlord … paid 300 crowns", "abridged", None, None),
        ("The rent … was low [they say]", "verbatim", [], []),
        ("The rent ... was low", "verbatim", [], []),
        ("… permitted to end the lease", "verbatim", [], ["before not", "after unless"]),
        ("the rent was raised in May", "verbatim", [], ["before not"]),
        ("The rent was … in May", "abridged", ["raised"], ["before not"]),
        ("Many volunteers of the mid-size town", "verbatim", [], []),
        ("the mid-\nsize town", "verbatim", [], []),
        ("Many volun-teers of the midsize town", "verbatim", [], []),
        ("the owner is … permitted to sell", "abridged", ["clearly"], []),
        ("the keeper is … permitted to sing", "abridged", [], []),
        ("many volunteers of the mid-size town, who can", "altered", [], []),
        ("of the mid-size town, who can … vote", "altered", [], []),
        ("市長は新しい橋を冬の間も開ける", "verbatim", [], ["after ない"]),
        ("permitted … end", "too short", [], []),
        ("[the landlord] is permitted", "too short", [], ["null the landlord"]),
        ("市長は", "too short", [], []),
    ],
)  # fmt: skip
def test_what_is_left_out_or_cut_off(
    lease: Searcher, text: str, verdict: str, omitted: list[str] | None, cautions: list[str] | None
) -> None:
    """What an ellipsis hides is told word for word; a cue at the edge only when its reach touches the quotation."""
    found = lease.quote(text)
    assert found.verdict == verdict
    assert omitted is None or list(found.omitted) == omitted
    assert cautions is None or [f"{it.where or 'null'} {it.words}" for it in found.cautions] == cautions
    hides = any(it.where == "omitted" for it in found.cautions)
    assert found.stands is (verdict in ("verbatim", "abridged") and not hides)


def test_a_harmless_reading_tells_the_other(lease: Searcher) -> None:
    """Where the pieces stand twice, the harmless place counts, and what the other one would hide is said."""
    for text in ("the owner is … permitted to sell", "the keeper is … permitted to sing"):
        assert "elsewhere in the article" in (lease.quote(text).note or "")


@pytest.mark.slow
def test_suite_of_omissions(tmp_path: Path) -> None:
    """Of seeded edits of invented articles every harmful one is told by its kind, and no harmless one."""
    archive = invented(40, seed=5)
    lines = [{"id": each.id, "title": each.title, "text": each.text} for each in archive]
    with closing(Searcher.open(write_jsonl(tmp_path / "articles.jsonl", *lines), tmp_path / "state")) as searcher:
        harmful, harmless = (list(cases(edits, archive, 5, 90)) for edits in (HARMFUL, HARMLESS))
        judged = [(case, searcher.quote(case.quotation, article=case.article)) for case in (*harmful, *harmless)]
    missed = [case for case, found in judged if case.kind and not warned(found, case.kind)]
    alarms = [case for case, found in judged if not case.kind and not found.stands]
    assert (missed, alarms) == ([], [])
    assert len(harmful) + len(harmless) == 180


def warned(found: Quotation, kind: str | None) -> bool:
    """Whether a verdict warns of what was left out, or cut off."""
    if found.verdict not in (QuoteVerdict.VERBATIM, QuoteVerdict.ABRIDGED):
        return True
    return any(kind in ("any", caution.kind.value) for caution in found.cautions if caution.where)


def test_too_short_to_tell(lease: Searcher) -> None:
    """Two words are judged only in an article that is there."""
    assert lease.quote("clause 9").verdict is QuoteVerdict.TOO_SHORT
    assert lease.quote("clause 9", article="nowhere").verdict is QuoteVerdict.TOO_SHORT
    assert lease.quote("clause 9", article="lease.txt").verdict is QuoteVerdict.VERBATIM
    assert lease.quote("clause 8", article="lease.txt").verdict is not QuoteVerdict.TOO_SHORT
    assert lease.quote("under clause 9").verdict is QuoteVerdict.VERBATIM


def test_the_whole_sentence_is_told(lease: Searcher) -> None:
    """Around a quotation that stands, and around what comes nearest."""
    for text in ("the rent was raised in May", "that the rent was lowered in May"):
        (place,) = lease.quote(text).places
        assert place.sentence is not None
        assert place.sentence.exact == "It is not true that the rent was raised in May."
        assert LEASE["lease.txt"][place.sentence.start : place.sentence.end] == place.sentence.exact


@pytest.mark.parametrize(("before", "after"), [(0, 900), (900, 0), (900, 900), (1, 900), (900, 1), (0, 0)])
def test_only_a_stretch_of_a_long_article_is_folded(monkeypatch: pytest.MonkeyPatch, before: int, after: int) -> None:
    """Wherever in it a quotation stands, at either end, too."""
    lengths: list[int] = []

    def fold(text: str) -> Folded:
        lengths.append(len(text))
        return fold_quotation(text)

    monkeypatch.setattr(quotations, "fold_quotation", fold)
    words, filler = "The lighthouse of Murten leans.", "It rained all day. "
    text = filler * before + words + " It rained." * after
    assert _first_span(fold_quotation(words).text.strip(" ."), text) == (
        len(filler) * before,
        len(filler) * before + 30,
    )
    assert max(lengths) <= 2 * (2 * 30 + 40) + len("lighthouse")
    assert len(lengths) == 1


LETTERS = {
    "tr.txt": "Belediye iskeleyi satmadı. Irmağın kıyısında yaşlı balıkçı İsmail ışıkları söndürdü.",
    "ar.txt": "قال الوزير إنّ الحكومةَ لن ترفع أسعار الخبز هذا العام.",
    "ru.txt": "Плотину ещё не продали, и всё осталось людям.",
    "de.txt": "Die große Straße am Fluss ist zu. Man trinke den Schnaps in Maßen, riet sie.",
    "el.txt": "Η κυβέρνηση αποφάσισε χθες να κλείσει το εργοστάσιο.",
    "ja.txt": "市長は２０２４年４月に新しい図書館を開く。",
}


@pytest.mark.parametrize(
    ("words", "exact", "styles"),
    [
        ("IRMAĞIN KIYISINDA YAŞLI BALIKÇI İSMAİL", "Irmağın kıyısında yaşlı balıkçı İsmail", ""),
        ("الحكومة لن ترفع اسعار الخبز", "الحكومةَ لن ترفع أسعار الخبز", "hamzas and vowel marks"),
        ("Плотину еще не … и все осталось людям", "Плотину ещё не продали, и всё осталось людям", "ё and е"),
        ("die grosse Strasse am Fluss", "Die große Straße am Fluss", "ß and ss"),
        ("Η ΚΥΒΕΡΝΗΣΗ ΑΠΟΦΑΣΙΣΕ ΧΘΕΣ", "Η κυβέρνηση αποφάσισε χθες", "accents"),
        ("市長は2024年4月に新しい図書館を開く", "市長は２０２４年４月に新しい図書館を開く", "widths of characters"),
    ],
)
def test_letters_in_other_forms_stand(
    opened_once: Callable[..., Searcher], words: str, exact: str, styles: str
) -> None:
    """Where each is another form of the same letter, with the place to the letter and how they differ."""
    found = opened_once(LETTERS).quote(words)
    assert found.stands
    assert [place.exact for place in found.places] == [exact]
    assert [str(remark) for remark in found.remarks[:1] if styles] == [f"Restyled: {styles}."] * bool(styles)


@pytest.mark.parametrize(
    ("words", "difference"),
    [
        ("Irmağin kiyisinda yaşli", "[-Irmağin kiyisinda yaşli-]{+Irmağın kıyısında yaşlı+}"),
        ("η κυβερνηση αποφασισε χθες να", "η [-κυβερνηση αποφασισε-]{+κυβέρνηση αποφάσισε+} χθες να"),
    ],
)
def test_letters_with_other_marks_are_altered(
    opened_once: Callable[..., Searcher], words: str, difference: str
) -> None:
    """Even where no word is the same: what stands there is shown."""
    found = opened_once(LETTERS).quote(words)
    assert found.verdict is QuoteVerdict.ALTERED
    assert found.difference == difference


@pytest.mark.parametrize(
    "words", ["Irmağin kiyisinda yaşli balikçi", "den Schnaps in Massen", "قال الوزير أن الحكومة لن ترفع أسعار الخبز"]
)
def test_other_letters_do_not_stand(opened_once: Callable[..., Searcher], words: str) -> None:
    """A dot, a hamza or a sharp s that makes another word is no other form of the letter."""
    assert not opened_once(LETTERS).quote(words).stands


def test_where_the_most_words_stand_together() -> None:
    """The first of the stretches that begin with a word, and hold the most different ones."""
    rng = random.Random(1)
    for _ in range(200):
        starts = sorted({(rng.randrange(40), rng.choice("abcd")) for _ in range(rng.randrange(20))})
        size = rng.randrange(1, 20)
        words = {at: len({word for other, word in starts if at <= other < at + size}) for at, _ in starts}
        assert quotations._densest(starts, size) == max(words, key=lambda at: (words[at], -at), default=0)
