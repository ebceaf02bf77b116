"""A question → an answer."""

import datetime
import os
import random
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from retrieval import (
    Answer,
    ArchiveError,
    Check,
    DraftQuotation,
    Mark,
    NotFound,
    QuestionError,
    Searcher,
    Topic,
    UsageError,
    Verdict,
    paragraphs,
)
from retrieval.ranking.confidence import THRESHOLD
from tests.conftest import QUESTION, SEED, json_lines, write_jsonl

Opener = Callable[..., Searcher]


def assert_verbatim(searcher: Searcher, answer: Answer) -> None:
    """Every quote is the article's own words at its own offsets, of the paragraphs named, and none is twice."""
    shown = sorted((each.citation.article, each.citation.start, each.citation.end) for each in answer.passages)
    assert not any(one[0] == other[0] and one[2] > other[1] for one, other in pairwise(shown))
    for passage in answer.passages:
        citation, sentence = passage.citation, passage.sentence
        article = searcher.archive.article(citation.article)
        text, (start, end) = article.text, (citation.start, citation.end)
        assert citation.paragraphs == tuple(p.number for p in paragraphs(article) if p.start < end and p.end > start)
        assert text[citation.start : citation.end] == citation.exact == passage.text
        assert text[sentence.start : sentence.end] == sentence.exact
        assert citation.start <= sentence.start < sentence.end <= citation.end
        if second := passage.second_sentence:
            assert text[second.start : second.end] == second.exact
            assert second.start != sentence.start
            assert citation.start <= second.start < second.end <= citation.end
        assert text[: citation.start].endswith(citation.prefix)
        assert text[citation.end :].startswith(citation.suffix)


def test_the_seed_question(seeds: Searcher) -> None:
    """The question of the README is answered by the sentence that names David Barnea, under its heading."""
    answer = seeds.ask(QUESTION)
    first = answer.passages[0]
    assert answer.answered
    assert "Mossad chief David Barnea expected to lead the team" in first.sentence.exact
    assert first.citation.heading == "The Israeli Delegation's Mission to Qatar"
    assert (first.citation.paragraphs, first.citation.start, first.citation.end) == ((3,), 1268, 1879)
    assert (first.citation.article, first.citation.date) == (SEED, datetime.date(2024, 3, 16))
    assert first.citation.title == "Amidst escalating tensions and stalled prisoner exchange negotiations…"
    assert_verbatim(seeds, answer)


def test_engines_give_the_same_answer(opened: Opener, seeds: Searcher) -> None:
    """Whatever engine, the answer is the same but for its id and times."""
    other = opened(seeds.archive.corpus, "memory").ask(QUESTION)
    answer = seeds.ask(QUESTION)
    assert [(p.score, p.sentence, replace(p.citation, id="")) for p in answer.passages] == [
        (p.score, p.sentence, replace(p.citation, id="")) for p in other.passages
    ]


def test_a_short_passage_comes_with_what_leads_up_to_it(corpus: Path, opened: Opener) -> None:
    """It is cited with it, the answer sentence stays where it is, no paragraph is shown twice, and why is told."""
    filler = " ".join(["Nothing much was said about the harbour that day."] * 13)
    last = "The mayor, Ada Stone, opened the tunnel after all of that."
    text = f"{filler}\n\nThe minister had ruled it out.\n\n{filler}\n\n{last}"
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": text})
    searcher = opened()
    answer = searcher.ask("Who opened the tunnel?", limit=1)
    (passage,) = answer.passages
    assert passage.citation.paragraphs == (3, 4)
    assert passage.sentence.exact == last
    assert_verbatim(searcher, answer)
    assert searcher.check([passage.citation])[0].verdict == "verified"
    assert [word.count for word in searcher.explain(answer, 1).words] == [1, 1]
    both = searcher.ask("Who opened the tunnel at the harbour?", limit=5)
    shown = [number for one in both.passages for number in one.citation.paragraphs]
    assert sorted(shown) == [1, 2, 3, 4]
    assert_verbatim(searcher, both)


def test_passages_of_an_article_share_no_words(corpus: Path, opened: Opener) -> None:
    """However long their paragraphs are, whichever is found first, and how many are shown."""
    chance = random.Random(6)
    words = ["dam", "river", "mayor", "bridge", "school", "ferry", "storm", "baker", "tower", "gate"]
    for number in range(6):
        blocks = [
            " ".join(
                f"{' '.join(chance.choices(words, k=chance.choice((2, 9, 30)))).capitalize()}."
                for _ in range(chance.choice((1, 3, 20)))
            )
            for _ in range(12)
        ]
        (corpus / f"{number}.txt").write_text("\n\n".join(blocks), encoding="utf-8")
    searcher = opened(engine="memory")
    for limit in (1, 3, 6, 9):
        for number in range(6):
            question = " ".join(chance.sample(words, 3))
            assert_verbatim(searcher, searcher.ask(question, limit=limit, article=f"{number}.txt"))


def test_astral_characters_keep_offsets_right(corpus: Path, opened: Opener) -> None:
    """Offsets are code points, whatever stands before."""
    (corpus / "a.txt").write_text("😀𝔘😀 nothing here.\n\nThe 😀 𝔘nicorn was found in Genoa 😀.\n", encoding="utf-8")
    searcher = opened()
    answer = searcher.ask("Where was the thing found, Genoa?")
    assert answer.passages
    assert_verbatim(searcher, answer)


def test_words_that_occur_nowhere_are_named(seeds: Searcher) -> None:
    """The words of a question that match nothing are told as they were typed."""
    assert seeds.ask("Will Barnea lead Zarathustra?").unmatched_terms == ("Zarathustra",)


def test_unmatched_characters_are_told_as_they_stand_together(corpus: Path, opened: Opener) -> None:
    """Without spaces, what no pair of characters holds is told in one piece, not pair by pair."""
    write_jsonl(
        corpus / "a.jsonl", {"id": "zh", "text": "深圳地铁开通,设8座车站。市长表示近期平安。", "language": "zh"}
    )
    searcher = opened()
    assert searcher.ask("谁是深圳市长?").unmatched_terms == ()
    assert searcher.ask("习近平在深圳吗?").unmatched_terms[0].startswith("习近平")
    assert searcher.ask("深圳 Barnea?").unmatched_terms == ("Barnea",)


@pytest.mark.parametrize(
    ("question", "unmatched"),
    [
        ("谁设计了新的歌剧院？", ("设计", "歌剧院")),
        ("图书馆什么时候关门？", ("图书馆", "关门")),
        ("这家公司的总裁叫什么名字？", ("公司", "总裁")),
        ("誰設計了這座歌劇院？", ("設計", "歌劇院")),
        ("大桥的长度是多少米？", ()),
        ("谁修了这座桥？", ()),
        ("鱼？", ("鱼",)),
    ],
)
def test_words_of_chinese_are_named_without_what_holds_them_together(
    corpus: Path, opened: Opener, question: str, unmatched: tuple[str, ...]
) -> None:
    """Nor is a character alone that stands beside others: as part of other words it may well occur."""
    write_jsonl(corpus / "a.jsonl", {"id": "zh", "text": "河上的大桥周二重新开放，长九米。", "language": "zh"})
    assert opened().ask(question).unmatched_terms == unmatched


@pytest.mark.parametrize(
    ("question", "unmatched"),
    [
        ("誰がその橋を設計しましたか？", ("設計",)),
        ("図書館はどこにありますか", ("図書館",)),
        ("新しいオペラハウスの建築家は誰ですか", ("オペラハウス", "建築家")),
        ("橋はいつ再開通しましたか", ()),
        ("橋の長さは何メートルですか？", ()),
    ],
)
def test_words_of_japanese_are_named_without_hiragana(
    corpus: Path, opened: Opener, question: str, unmatched: tuple[str, ...]
) -> None:
    """Which holds words together, and ends them."""
    write_jsonl(
        corpus / "a.jsonl", {"id": "ja", "text": "川の橋は火曜日に再開通した。全長は九メートル。", "language": "ja"}
    )
    assert opened().ask(question).unmatched_terms == unmatched


@pytest.mark.parametrize(
    ("question", "notes"),
    [
        ("Who painted the lighthouse at the harbour?", ["No article is in English; ask in German and French."]),
        ("谁修了这座桥？", ["No article is in Chinese; ask in German and French."]),
        ("Wer hat den Leuchtturm gestrichen?", []),
        ("Qui a repeint le phare ?", []),
        ("Lighthouse Harbour Painting", []),
    ],
)
def test_a_question_in_a_language_of_no_article_is_told_so(
    corpus: Path, opened: Opener, question: str, notes: list[str]
) -> None:
    """With the languages that articles are in, those of most articles first."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "text": "Die Brücke ist wieder offen.", "language": "de"},
        {"id": "b", "text": "Der Markt ist heute geschlossen.", "language": "de"},
        {"id": "c", "text": "Le pont est ouvert.", "language": "fr"},
    )
    answer = opened().ask(question)
    assert (answer.answered, list(answer.notes)) == (False, notes)
    assert not {"Who", "the", "at"} & {*answer.unmatched_terms}


def test_an_article_of_unknown_language_may_be_in_any(corpus: Path, opened: Opener) -> None:
    """Nothing is said of languages then."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "text": "Die Brücke ist wieder offen.", "language": "de"},
        {"id": "b", "text": "1204 1205", "language": ""},
    )
    assert not opened().ask("Who painted the lighthouse at the harbour?").notes


@pytest.mark.parametrize(
    "question", ["What happened in Rafah?", "Tell me about Barnea.", "What is the latest news on Smotrich?"]
)
def test_a_plain_question_is_answered_by_a_small_archive(seeds: Searcher, question: str) -> None:
    """That no article says "happened" or "tell" is no reason to say that the archive does not hold the answer."""
    answer = seeds.ask(question)
    assert (answer.answered, answer.unmatched_terms) == (True, ())


def test_to_be_is_not_missing_in_french(corpus: Path, opened: Opener) -> None:
    """Snowball's list has no "est", which is also the east: nobody asks for the word."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "Le maire, Odilon Brac, défendait les moulins de Sorbelle."})
    assert opened().ask("Qui est le maire de Sorbelle ?").unmatched_terms == ()
    assert opened().ask("Qui a bâti les moulins de Sorbelle ?").unmatched_terms == ("bâti",)


def test_what_somebody_said_is_asked_of_who_said_it(seeds: Searcher) -> None:
    """“Say” only asks: an archive that has “said” or “articulated” instead is not short of a word."""
    answer = seeds.ask("What did Smotrich say?")
    assert answer.answered
    assert answer.unmatched_terms == ()
    assert not seeds.ask("What did Zarathustra say?").answered


def test_words_that_were_read_as_days_are_not_unmatched(corpus: Path, opened: Opener) -> None:
    """What says when is told as the days it was read as, not as missing."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The mayor resigned over the flood.", "date": "2024-03-10"})
    answer = opened().ask("Which sheriff resigned in March 2024?")
    assert answer.period is not None
    assert answer.unmatched_terms == ("sheriff",)


def test_no_shared_word_means_no_answer(seeds: Searcher) -> None:
    """A question that shares no word with the archive has no answer and no passages."""
    answer = seeds.ask("Zarathustra umbrella?")
    assert (answer.answered, answer.passages, answer.confidence) == (False, (), 0.0)


@pytest.mark.parametrize("question", ["", "   ", "?!", "😀", "\x00", "…"])
def test_a_question_without_words_is_an_error(seeds: Searcher, question: str) -> None:
    """What holds no word is answered by a sentence that says what to do."""
    with pytest.raises(QuestionError, match="no word"):
        seeds.ask(question)


@pytest.mark.parametrize(
    ("question", "passages", "unmatched"),
    [
        ("delegation " * 1_000, True, ()),
        ("<b>Rafah</b>", True, ("b",)),
        ("../../x", True, ()),
        ("¿Quién dirige la delegación?", True, ("dirige",)),
        ("terms:rafah AND *", True, ("terms",)),
        ("\ud800 rafah", True, ()),
        ("rafah\x00", True, ()),
        ("'; DROP TABLE articles; --", False, ("DROP", "TABLE", "articles")),
        ("/etc/passwd", False, ("etc", "passwd")),
        (":unknown", False, ("unknown",)),
        ("שלום עולם", False, ("שלום", "עולם")),
        ("x" * 10_000, False, ("x" * 4_096,)),
    ],
)
def test_odd_questions_are_answered(seeds: Searcher, question: str, passages: bool, unmatched: tuple[str, ...]) -> None:
    """Signs mean nothing to a search; what words are left are looked up, and those that occur nowhere are named."""
    answer = seeds.ask(question)
    assert (bool(answer.passages), answer.unmatched_terms) == (passages, unmatched)
    assert_verbatim(seeds, answer)


def test_a_question_of_common_words_is_an_error(seeds: Searcher) -> None:
    """What holds only words that every article has is answered by a sentence that says what to do."""
    with pytest.raises(QuestionError, match="too common to look up"):
        seeds.ask("a")


def test_limit(seeds: Searcher) -> None:
    """No more passages than asked for, which are the best ones; the order and what is believed don't depend on it."""
    answers = [seeds.ask("Hamas negotiations", limit=limit) for limit in (1, 2, 20)]
    assert [len(answer.passages) for answer in answers[:2]] == [1, 2]
    assert len(answers[2].passages) > 2
    places = [[passage.citation.start for passage in answer.passages] for answer in answers]
    assert places[1] == places[2][:2]
    assert places[0] == places[2][:1]
    assert len({answer.confidence for answer in answers}) == 1
    assert [passage.rank for passage in answers[1].passages] == [1, 2]
    assert [passage.citation.id for passage in answers[1].passages] == [f"{answers[1].id}.{rank}" for rank in (1, 2)]


@pytest.fixture
def dated(corpus: Path, opened: Opener) -> Searcher:
    """Three articles alike but for day and publisher."""
    path = write_jsonl(
        corpus / "a.jsonl",
        {"id": "old", "date": "2023-01-10", "source": "Daily", "text": "The harbour was closed by a storm."},
        {"id": "new", "date": "2024-01-10", "source": "Weekly", "text": "The harbour was closed by a storm."},
        {"id": "undated", "text": "The harbour was closed by a storm."},
    )
    return opened(path)


@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, {"old", "new", "undated"}),
        ({"since": datetime.date(2024, 1, 10)}, {"new"}),
        ({"until": datetime.date(2024, 1, 9)}, {"old"}),
        ({"source": "Daily"}, {"old"}),
        ({"source": " dAILY"}, {"old"}),
        ({"source": "weekly", "since": datetime.date(2024, 1, 10)}, {"new"}),
        ({"source": "weekly", "until": datetime.date(2024, 1, 9)}, set()),
        ({"since": datetime.date(2025, 1, 1)}, set()),
        ({"since": datetime.date(2023, 1, 10), "until": datetime.date(2024, 1, 10)}, {"old", "new"}),
        ({"until": datetime.date(2023, 1, 9)}, set()),
        ({"until": datetime.date(2023, 1, 10)}, {"old"}),
        ({"as_of": datetime.date(2024, 1, 9)}, {"old"}),
        ({"as_of": datetime.date(2024, 1, 10)}, {"old", "new"}),
        ({"until": datetime.date(2025, 1, 1), "as_of": datetime.date(2024, 1, 9)}, {"old"}),
        ({"until": datetime.date(2023, 12, 31), "as_of": datetime.date(2024, 1, 10)}, {"old"}),
    ],
)
def test_narrowing(dated: Searcher, narrowed: dict[str, datetime.date], expected: set[str]) -> None:
    """Days and publisher narrow what is found."""
    answer = dated.ask("harbour storm", **narrowed)  # type: ignore[arg-type]
    told = {name: day.isoformat() if isinstance(day, datetime.date) else day for name, day in narrowed.items()}
    assert {name: answer.provenance[name] for name in ("since", "until", "as_of", "source")} == {
        **dict.fromkeys(("since", "until", "as_of", "source")),
        **told,
    }
    assert {passage.citation.article for passage in answer.passages} == expected


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_every_spelling_of_a_publisher_is_meant(corpus: Path, opened: Opener, engine: str) -> None:
    """Articles of one publisher are found whatever capitals and white space they and the question have."""
    names = ["Harbour Post", "HARBOUR  POST", "HarbourPost", "Harbour Mail", None]
    told = [{"id": str(n), "source": name, "text": "The ferry sails at noon."} for n, name in enumerate(names)]
    searcher = opened(write_jsonl(corpus / "a.jsonl", *told), engine)
    answer = searcher.ask("When does the ferry sail?", source="harbour\u00a0post ")
    assert {passage.citation.article for passage in answer.passages} == {"0", "1", "2"}
    assert answer.provenance["source"] == "harbour\u00a0post "


def test_an_unknown_publisher_is_said_with_those_there_are(dated: Searcher) -> None:
    """It is said before anything is looked up, and again after articles of that publisher came."""
    for question in ("harbour storm", "Who?"):
        with pytest.raises(
            UsageError, match=r"There is no source 'Dayly' in this archive; there are: Daily, Weekly\.$"
        ):
            dated.ask(question, source="Dayly")
    write_jsonl(dated.archive.corpus, {"id": "1", "source": "Dayly", "text": "The harbour was closed by a storm."})
    dated.refresh()
    assert [p.citation.article for p in dated.ask("harbour storm", source="dayly").passages] == ["1"]


TONGUES = [
    {"id": "bridge", "language": "en-GB", "text": "The bridge was closed by a storm."},
    {"id": "puente", "language": "es", "text": "El puente fue cerrado por una tormenta. Talheim."},
    {"id": "ponte", "text": "A ponte foi fechada por causa de uma tempestade, disse ontem a prefeita de Talheim."},
    {"id": "figures", "text": "2024 - 1,204 - 77"},
]


@pytest.mark.parametrize("engine", ["memory", "disk"])
@pytest.mark.parametrize(
    ("language", "told", "expected"),
    [
        (None, None, {"puente", "ponte"}),
        ("es", "es", {"puente"}),
        ("Español", "es", {"puente"}),
        ("pt-PT,Spanish", "pt,es", {"puente", "ponte"}),
        ("English", "en", set()),
    ],
)
def test_only_articles_in_some_languages(
    corpus: Path, opened: Opener, engine: str, language: str | None, told: str | None, expected: set[str]
) -> None:
    """Those that say which one they are in, and those whose text tells it."""
    searcher = opened(write_jsonl(corpus / "a.jsonl", *TONGUES), engine)
    answer = searcher.ask("Talheim", language=language)
    assert {passage.citation.article for passage in answer.passages} == expected
    assert answer.provenance["language"] == told


def test_articles_of_no_known_language_are_left_out_and_counted(corpus: Path, opened: Opener) -> None:
    """Where a language is asked for, as those without a day are where days are."""
    searcher = opened(write_jsonl(corpus / "a.jsonl", *TONGUES))
    assert [p.citation.article for p in searcher.ask("1,204").passages] == ["figures"]
    answer = searcher.ask("1,204", language="es")
    assert (answer.passages, answer.provenance["without_language"]) == ((), 1)
    assert answer.notes == ("Articles whose language is not known were left out: 1.",)
    assert searcher.ask("Talheim").notes == ()
    assert "without_language" not in searcher.ask("Talheim").provenance


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_an_article_whose_language_changes_is_found_in_the_other_one(corpus: Path, opened: Opener, engine: str) -> None:
    """Though no word of it does."""
    path = corpus / "a.jsonl"
    searcher = opened(write_jsonl(path, *TONGUES), engine)
    write_jsonl(path, *({**row, "language": "it"} if row["id"] == "puente" else row for row in TONGUES))
    assert searcher.refresh().changed == 1
    assert [p.citation.article for p in searcher.ask("Talheim", language="it").passages] == ["puente"]
    with pytest.raises(UsageError, match=r"is in 'es'; there are articles in .*Italian \(it\)"):
        searcher.ask("Talheim", language="es")


def test_a_question_is_likeliest_in_a_language_that_is_asked_for(corpus: Path, opened: Opener) -> None:
    """A word that may be of several is looked up in the form that it has there."""
    rows = [{"id": f"en{n}", "language": "en", "text": f"Row {n}: the mines of minas."} for n in range(30)]
    rows.append({"id": "es", "language": "es", "text": "La mina se cerró."})
    searcher = opened(write_jsonl(corpus / "a.jsonl", *rows))
    answer = searcher.ask("minas", language="es")
    assert [passage.citation.article for passage in answer.passages] == ["es"]
    (word,) = searcher.explain(answer, 1).words
    assert (word.word, word.count) == ("minas", 1)


def test_copies_lists_and_topics_are_of_the_languages_asked_for(corpus: Path, opened: Opener) -> None:
    """The same words in another language are no copy that is named; what there is of a day is narrowed, too."""
    text = "The harbour of Talheim was closed by a storm, and nobody knows when the ferry will sail again."
    rows = [
        {"id": "zu", "date": "2024-01-10", "language": "zu", "text": text},
        {"id": "xh", "date": "2024-01-10", "language": "xh", "text": text},
        *({"id": f"en{n}", "date": "2024-01-10", "language": "en", "text": f"Row {n}."} for n in range(3)),
    ]
    searcher = opened(write_jsonl(corpus / "a.jsonl", *rows))
    (passage,) = searcher.ask("harbour storm", language="xh,zu").passages
    assert [copy.article for copy in passage.copies] == ["xh"]
    (passage,) = searcher.ask("harbour storm", language="xh").passages
    assert (passage.citation.article, passage.copies) == ("xh", ())
    listed = searcher.ask("What happened on January 10, 2024?", language="xh")
    assert listed.provenance["listing"]
    assert [p.citation.article for p in listed.passages] == ["xh"]
    topic = Topic("x", "zu", "Harbour", 0)
    told = searcher.ask("ferry", topic=topic, language="xh")
    assert {passage.citation.article for passage in told.passages} == {"xh"}


@pytest.fixture(scope="module")
def diary(opened_once: Opener) -> Searcher:
    """Articles of several days; one has two passages, one no day."""
    long = "\n\n".join(["The bakers of Ostend met and spoke of flour prices at some length. " * 12] * 3)
    rows = [("a", "2024-03-04", "A kite was lost."), ("b", "2024-03-05", long), ("c", "2023-07-01", "A fair opened.")]
    told = [{"id": name, "date": day, "source": name.upper(), "text": text} for name, day, text in rows]
    return opened_once({"a.jsonl": json_lines(*told, {"id": "d", "text": "An owl was seen."})})


@pytest.mark.parametrize(
    ("question", "narrowed", "expected"),
    [
        ("What happened in March 2024?", {}, ["b", "a"]),
        ("What was the news on 4 March 2024?", {}, ["a"]),
        ("What happened yesterday?", {"as_of": datetime.date(2024, 3, 5)}, ["a"]),
        ("What happened?", {"since": datetime.date(2024, 3, 5), "until": datetime.date(2024, 3, 5)}, ["b"]),
        ("What happened?", {"until": datetime.date(2024, 3, 4)}, ["a", "c"]),
        ("What happened since July 2023?", {}, ["b", "a", "c"]),
        ("What happened since July 2023?", {"limit": 1}, ["b"]),
        ("What happened in 2023 and 2024?", {"source": "c"}, ["c"]),
        ("What happened before 2024?", {}, ["c"]),
        ("What changed since July 2023?", {}, ["b", "a", "c"]),
        ("What is the latest news?", {}, ["b", "a", "c"]),
        ("What's new?", {"limit": 1}, ["b"]),
        ("What is new?", {"until": datetime.date(2024, 3, 4)}, ["a", "c"]),
        ("What happened in April 2024?", {}, []),
    ],
)
def test_a_question_of_days_lists_their_articles(
    diary: Searcher, question: str, narrowed: dict[str, datetime.date], expected: list[str]
) -> None:
    """Newest first, by the passage that opens each; no word is called missing."""
    answer = diary.ask(question, **narrowed)  # type: ignore[arg-type]
    assert [passage.citation.article for passage in answer.passages] == expected
    assert (answer.answered, answer.confidence, answer.unmatched_terms) == (bool(expected), float(bool(expected)), ())
    assert all(passage.sentence.start == 0 for passage in answer.passages)
    assert_verbatim(diary, answer)
    assert [diary.explain(answer, passage.rank).words for passage in answer.passages] == [()] * len(expected)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Die Uhr steht\n\nAm Turm von Lees steht die Uhr still.", "Was geschah im Mai 2023?"),
        ("L'horloge\n\nL'horloge de la tour s'est arrêtée.", "Que s'est-il passé en mai 2023 ?"),
        ("El reloj\n\nEl reloj de la torre se ha parado.", "Noticias de 2023"),
        ("Zegar stoi\n\nZegar na wieży w Lisie stoi.", "Co się działo w maju 2023?"),
        ("Saat durdu\n\nKuledeki saat durdu ve kimse bakmadı.", "Mayıs 2023'te ne oldu?"),
        ("時計台\n\n時計台の時計が止まった。", "2023年5月に何がありましたか？"),
        ("시계탑\n\n시계탑의 시계가 멈췄다.", "2023년 5월에 무슨 일이 있었습니까?"),
        ("Ρολόι\n\nΤο ρολόι του πύργου σταμάτησε.", "Τι έγινε τον Μάιο 2023;"),
        ("Ceasul\n\nCeasul din turn s-a oprit și nimeni nu l-a reparat.", "Ce s-a întâmplat în mai 2023?"),
    ],
)
def test_days_are_listed_in_other_languages(opened_once: Callable[..., Searcher], text: str, question: str) -> None:
    """What asks for the news of some days is no word to look up, in whatever language it asks."""
    searcher = opened_once({"a.jsonl": json_lines({"id": "a", "date": "2023-05-04", "text": text})})
    answer = searcher.ask(question)
    assert (answer.answered, answer.unmatched_terms) == (True, ())
    assert answer.provenance["listing"] == "days"


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("Ferry to Osk", "2021"),
        ("What is the latest on the ferry to Osk?", "2023"),
        ("Latest news about the ferry to Osk", "2023"),
        ("What is the latest model of the ferry to Osk?", "2021"),
    ],
)
def test_the_latest_news_is_the_newest(opened_once: Callable[..., Searcher], question: str, year: str) -> None:
    """Where it is asked for, newer articles come first; otherwise those that say more of it."""
    rows = [
        ("2021", "The ferry to Osk has a new bow. The ferry to Osk is the pride of the ferry line."),
        ("2022", "The ferry to Osk was painted. Its crew lives in Lees."),
        ("2023", "The ferry to Osk goes by night. A cook lives aboard, who bakes bread."),
    ]
    told = [{"id": year, "date": f"{year}-03-04", "text": text} for year, text in rows]
    answer = opened_once({"a.jsonl": json_lines(*told)}).ask(question)
    assert answer.passages[0].citation.article == year


def test_without_days_there_is_nothing_to_list(diary: Searcher) -> None:
    """A question that says nothing is treated as ever; one about something is looked up."""
    with pytest.raises(QuestionError):
        diary.ask("Who?", since=datetime.date(2024, 3, 4))
    assert "listing" not in diary.ask("What happened?").provenance
    assert diary.ask("What happened to the owl in March 2024?").passages[0].citation.article == "d"


def test_days_of_an_article_are_not_missing(diary: Searcher) -> None:
    """A month or year in which an article appeared is not called missing; another one is."""
    assert diary.ask("Was the 2024 kite lost in July 2023?").unmatched_terms == ()
    assert diary.ask("Was the 2021 kite lost?").unmatched_terms == ("2021",)


@pytest.fixture(scope="module")
def closures(opened_once: Opener) -> Searcher:
    """What was closed on some days."""
    rows = [
        ("pool", "2023-05-02", "The pool was closed for a leak, the warden Timo Raak said."),
        ("theatre", "2024-02-09", "The theatre was closed for its roof, the warden Timo Raak said."),
        ("museum", "2024-09-20", "The museum was closed for a strike, the warden Timo Raak said."),
    ]
    return opened_once({"a.jsonl": json_lines(*({"id": name, "date": day, "text": text} for name, day, text in rows))})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was closed since 10 February 2024?", "museum"),
        ("What was closed after February 2024?", "museum"),
        ("What was closed before 10 June 2023?", "pool"),
        ("What was closed in February 2024?", "theatre"),
        ("What was closed on 2 May 2023?", "pool"),
        ("What was closed in 2023?", "pool"),
        ("What did Timo Raak say was closed between June and December 2024?", "museum"),
    ],
)
def test_words_that_say_when_are_said_by_the_day_of_an_article(
    closures: Searcher, question: str, expected: str
) -> None:
    """What appeared on the days that are asked for answers, though it has no word of them in its text."""
    answer = closures.ask(question)
    assert answer.passages[0].citation.article == expected
    assert (answer.answered, answer.missing_terms) == (True, ())


def test_words_that_say_when_are_missing_in_articles_of_other_days(closures: Searcher) -> None:
    """A day that no article is of is asked for in vain."""
    answer = closures.ask("What was closed on 3 May 2023?")
    assert (answer.answered, answer.period) == (False, None)


def test_find(seeds: Searcher) -> None:
    """An article is found by its id, with a paragraph behind #."""
    assert [article.id for article in seeds.archive.find(SEED)[0]] == [SEED]
    assert seeds.archive.find(SEED)[1] == ()
    for number in (1, 4):
        assert seeds.archive.find(f"{SEED}#{number}")[1] == (number,)
    for number in (0, 5):
        with pytest.raises(NotFound, match=f"no paragraph {number}; its paragraphs are 1 to 4"):
            seeds.archive.find(f"{SEED}#{number}")
    for name in ("nothing", f"{SEED}#x", "nothing#1", f"#{SEED}"):
        with pytest.raises(NotFound, match="no article"):
            seeds.archive.find(name)


def test_a_check_reads_the_sources_again(corpus: Path, opened: Opener) -> None:
    """Their bytes, even where size and time are the same and whoever checks has read all files a moment ago."""
    path = corpus / "a.txt"
    path.write_text("The harbour was closed by a storm.", encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    searcher = opened()
    citation = searcher.ask("Who closed the harbour?").passages[0].citation
    path.write_text("The harbour was opened by a storm.", encoding="utf-8")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    checked: list[Check] = []
    (as_read,) = searcher.check([citation], checked.append, reread=False)
    (check,) = searcher.check([citation], checked.append)
    assert (as_read.verdict, check.verdict) == (Verdict.ALTERED, Verdict.ALTERED)
    assert checked == [as_read, check]
    mark = Mark(citation.id, 1, (DraftQuotation("opened by a storm", 1),))
    assert searcher.check_draft([(mark, [citation]), (mark, [])], checked.append)[1].verdict is Verdict.GONE
    assert [check.verdict for check in checked[2:]] == [Verdict.ALTERED, Verdict.GONE]


def test_an_archive_whose_only_file_broke_is_not_called_behind(corpus: Path, opened: Opener) -> None:
    """No other program is at work on it: what it held can't be read any more, which checks say."""
    with zipfile.ZipFile(corpus / "a.zip", "w") as archive:
        archive.writestr("a.txt", "The harbour was closed by a storm.")
    citation = opened().ask("Who closed the harbour?").passages[0].citation
    (corpus / "a.zip").write_bytes((corpus / "a.zip").read_bytes()[:60])
    searcher = opened(may_be_empty=True)
    assert not searcher.is_behind
    assert searcher.check([citation])[0].verdict is Verdict.UNREADABLE
    assert [str(note) for note in searcher.ask("Who closed the harbour?").notes if "Another program" in str(note)] == []


def test_an_emptied_archive_may_be_opened_to_check(corpus: Path, opened: Opener) -> None:
    """Asking goes on from what was known, and nothing that was cited is called gone, not even without the folder."""
    (corpus / "a.txt").write_text("The harbour was closed by a storm.", encoding="utf-8")
    searcher = opened()
    citation = searcher.ask("Who closed the harbour?").passages[0].citation
    (corpus / "a.txt").unlink()
    assert opened().ask("Who closed the harbour?").answered
    assert opened(may_be_empty=True).check([citation])[0].verdict is Verdict.UNREADABLE
    corpus.rmdir()
    assert searcher.check([citation])[0].verdict is Verdict.UNREADABLE
    assert opened().check([citation])[0].note == (
        f"The archive {corpus.name!r} is not there now; answers still draw on what was known."
        " If it was deleted on purpose, run `pincite index --accept-removals`."
    )
    with pytest.raises(ArchiveError):
        opened(accept_removals=True)


def test_what_is_not_believed_to_answer_is_shown_all_the_same(seeds: Searcher) -> None:
    """Only an answer that is at least as sure as the threshold is one; what can't be looked up has none."""
    answer = seeds.ask("What did Zarathustra say about the delegation of umbrellas?")
    assert (answer.answered, bool(answer.passages)) == (False, True)
    assert 0 < answer.confidence < THRESHOLD
    assert answer.elapsed_ms > 0
    nothing = seeds.unanswerable("…")
    assert (nothing.question, nothing.answered, nothing.confidence, nothing.passages) == ("…", False, 0.0, ())
    assert nothing.provenance["articles"] == answer.provenance["articles"]
    assert (answer.provenance["limit"], answer.provenance["context"], answer.understood) == (5, None, None)


def test_many_threads_may_ask(seeds: Searcher) -> None:
    """Questions from many threads at once, with a refresh in between, all get their answer."""
    expected = [p.citation.start for p in seeds.ask(QUESTION).passages]
    failures: list[object] = []

    def work() -> None:
        for _ in range(10):
            found = [p.citation.start for p in seeds.ask(QUESTION).passages]
            if found != expected:
                failures.append(found)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        seeds.refresh(thorough=True)
    for thread in threads:
        thread.join()
    assert failures == []


LANGUAGES = {
    "en": "The mayor of Northfield opened the new bridge on Monday. Zelenskyy met the ministers there at noon.",
    "es": "La alcaldesa de Villanueva inauguró el puente nuevo el lunes. Los ministros llegaron al mediodía.",
    "ru": "Мэр Загорска открыл новый мост в понедельник. Министры приехали к полудню вместе с журналистами.",
    "zh": "市长星期一为新大桥剪彩。部长们中午抵达，记者随行。",
    "th": "นายกเทศมนตรีเปิดสะพานใหม่เมื่อวันจันทร์ รัฐมนตรีเดินทางมาถึงตอนเที่ยง",
    "hi": "महापौर ने सोमवार को नए पुल का उद्घाटन किया। मंत्री दोपहर में पहुँचे।",
}


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("When was the bridge opened by the mayor?", "en.txt"),
        ("¿Quién inauguró los puentes nuevos?", "es.txt"),
        ("Кто открывал новые мосты?", "ru.txt"),
        ("谁为大桥剪彩？", "zh.txt"),
        ("ใครเปิดสะพานใหม่", "th.txt"),
        ("पुल का उद्घाटन किसने किया?", "hi.txt"),
        ("¿A quién vio Zelenskyy?", "en.txt"),
    ],
)
@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_a_mixed_archive_answers_in_the_language_of_the_question(
    corpus: Path, opened: Opener, engine: str, question: str, article: str
) -> None:
    """A question finds the article of its own language, in any script, and a name in whichever holds it."""
    for tongue, text in LANGUAGES.items():
        (corpus / f"{tongue}.txt").write_text(text, encoding="utf-8")
    searcher = opened(corpus, engine)
    answer = searcher.ask(question)
    assert answer.passages[0].citation.article == article
    assert_verbatim(searcher, answer)


def test_the_language_that_an_article_names_is_taken(corpus: Path, opened: Opener) -> None:
    """A record's own language is believed, under its bare code, unless its text is plainly in another one."""
    records = [
        {"id": "a", "text": "Puente Arenal Norte.", "language": "pt-BR"},
        {"id": "b", "text": LANGUAGES["es"], "language": "Spanish"},
        {"id": "c", "text": LANGUAGES["es"] + " Fin.", "language": "pt-BR"},
    ]
    write_jsonl(corpus / "a.jsonl", *records)
    archive = opened().archive
    assert [archive.article(name).language for name in "abc"] == ["pt", "es", "es"]


def test_days_in_a_question_are_looked_at_first(corpus: Path, opened: Opener) -> None:
    """Articles of the days that a question names come first, and the answer says which days those were."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "old", "text": "The mayor resigned over the flood.", "date": "2023-03-10"},
        {"id": "new", "text": "The mayor resigned over the flood.", "date": "2024-03-10"},
    )
    searcher = opened()
    asked = "Which mayor resigned in March {}?"
    for year, first in (("2023", "old"), ("2024", "new")):
        answer = searcher.ask(asked.format(year))
        assert answer.passages[0].citation.article == first
        assert answer.period is not None
        assert answer.period.since == datetime.date(int(year), 3, 1)
        assert answer.period.words == f"in March {year}"


def test_days_that_are_left_out_are_not_looked_for(corpus: Path, opened: Opener) -> None:
    """An article of 2023 says "2023", which is not asked for before 2023; an event that a day names is."""
    years = ("2021", "2023", "2025")
    text = "The harbour of Osterholm was enlarged in May {year} for the ferry."
    write_jsonl(
        corpus / "a.jsonl", *({"id": year, "text": text.format(year=year), "date": f"{year}-05-10"} for year in years)
    )
    searcher = opened()

    def first(question: str) -> str:
        return searcher.ask(question).passages[0].citation.article

    assert first("What was enlarged before 2023?") == "2021"
    assert first("What was enlarged after 2023?") == "2025"
    assert first("What was enlarged in 2023?") == "2023"
    assert first("What was enlarged since 2025?") == "2025"
    assert first("What was enlarged before the May 2023 vote?") == "2023"


def test_days_are_counted_from_as_of(corpus: Path, opened: Opener) -> None:
    """“This week” is that of `as_of`, or of today, of which there is nothing; it is said from when it counts."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The mayor resigned over the flood.", "date": "2024-03-10"})
    searcher = opened()
    week = searcher.ask("Which mayor resigned this week?", as_of=datetime.date(2024, 3, 12)).period
    assert week is not None
    assert (week.since, week.until) == (datetime.date(2024, 3, 6), datetime.date(2024, 3, 12))
    now = searcher.ask("Which mayor resigned this week?")
    assert now.period is not None
    assert now.period.until == now.period.asked_on == now.asked_at.astimezone().date()
    assert now.unmatched_terms == ()
    assert searcher.ask("Which mayor resigned?", as_of=datetime.date(2024, 3, 12)).period is None


def test_of_a_question_that_is_too_long_it_is_said(corpus: Path, opened: Opener) -> None:
    """Only its beginning is looked at; one of just so many characters is read whole."""
    (corpus / "a.txt").write_text("Ada Lind opened the harbour of Osterholm.")
    searcher, question = opened(), "Who opened the harbour? "
    for length, notes in ((4_096, []), (4_097, ["Only the first 4,096 characters of the question were read."])):
        answer = searcher.ask(question.ljust(length, "?"))
        assert list(map(str, answer.notes)) == notes
