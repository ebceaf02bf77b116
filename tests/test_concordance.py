"""When words were said: held against counting every sentence of a made-up archive."""

import datetime
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from retrieval import QuestionError, Searcher, UsageError, mentions, timeline
from retrieval.language import sentences, terms
from tests.conftest import SEEDS, json_lines, write_jsonl

VOCABULARY = {
    language: words.split()
    for language, words in {
        "en": "harbour bridges ferry mayor talks talking ceasefire gulls votes voted stone winter the of and not",
        "de": "Hafen Brücke Fähre Gespräche Gespräch Waffenruhe Möwen Stimmen Stein Winter die und von nicht mayor",
    }.items()
}
FIRST_DAY = datetime.date(2023, 1, 1)


class Told(NamedTuple):
    """An article that was made up."""

    id: str
    text: str
    language: str
    date: datetime.date | None
    source: str


def made_up(seed: int) -> list[Told]:
    """Articles of random words in two languages, some without a day; each of another length, so that none is a copy."""
    draw, articles = random.Random(seed), []
    for number in range(60):
        language = draw.choice(["en", "en", "de"])
        paragraphs = [
            " ".join(
                f"{' '.join(draw.choices(VOCABULARY[language], k=draw.randrange(4, 9))).capitalize()} on pier {number}."
                for _ in range(draw.randrange(3, 8))
            )
            for _ in range(draw.randrange(1, 4))
        ]
        day = None if number % 7 == 3 else FIRST_DAY + datetime.timedelta(days=draw.randrange(300))
        articles.append(Told(f"n{number:02}", "\n\n".join(paragraphs), language, day, draw.choice(["Daily", "Post"])))
    return articles


def records(articles: list[Told]) -> Iterator[dict[str, Any]]:
    """The articles as they are written to a file."""
    for number, article in enumerate(articles):
        about = {"id": article.id, "title": f"Harbour {number}", "language": article.language, "source": article.source}
        yield about | {"date": article.date.isoformat() if article.date else None, "text": article.text}


@pytest.fixture(scope="module", params=["memory", "disk"])
def archive(request: pytest.FixtureRequest, opened_once: Callable[..., Searcher]) -> Searcher:
    """The archive, once with every engine."""
    return opened_once({"a.jsonl": json_lines(*records(made_up(5)))}, request.param)


def spoken(searcher: Searcher, article: Told) -> Iterator[str]:
    """Every sentence of an article that is searched."""
    stored = searcher.archive.article(article.id)
    for passage in searcher.archive.passages_of(article.id):
        yield from (each.exact for each in sentences(stored.text, passage.start, passage.end, article.language))


def counted(searcher: Searcher, says: Callable[[str, str], bool], articles: list[Told]) -> dict[str, tuple[int, int]]:
    """By month, how many articles say something in how many sentences, counted one by one; "" for no day."""
    by_month: Counter[str] = Counter()
    in_sentences: Counter[str] = Counter()
    for article in articles:
        number = sum(says(sentence, article.language) for sentence in spoken(searcher, article))
        month = f"{article.date:%Y-%m}" if article.date else ""
        by_month[month] += number > 0
        in_sentences[month] += number
    return {month: (by_month[month], in_sentences[month]) for month in sorted(by_month) if by_month[month]}


def by_terms(words: str) -> Callable[[str, str], bool]:
    """Whether a sentence has each word in some form."""

    def says(sentence: str, language: str) -> bool:
        wanted = set(terms(words, language))
        return bool(wanted) and wanted <= set(terms(sentence, language))

    return says


def by_words(phrase: str) -> Callable[[str, str], bool]:
    """Whether a sentence has words as they are written."""
    return lambda sentence, _: re.search(rf"\b{re.escape(phrase.lower())}\b", sentence.lower()) is not None


@pytest.mark.slow(but=1)
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("talk", by_terms("talk")),
        ("ceasefire talks", by_terms("ceasefire talks")),
        ("the harbour", by_terms("the harbour")),
        ("Gespräche", by_terms("Gespräche")),
        ("mayor", by_terms("mayor")),
        ("pier 7", by_terms("pier 7")),
        ('"ceasefire talks"', by_words("ceasefire talks")),
        ("“of the”", by_words("of the")),
        ('"winter"', by_words("winter")),
        ('mayor "the gulls"', lambda s, lang: by_terms("mayor")(s, lang) and by_words("the gulls")(s, lang)),
        ("zeppelin", by_terms("zeppelin")),
        ('"zeppelin talks"', by_words("zeppelin talks")),
    ],
)
def test_what_is_counted_is_what_is_said(archive: Searcher, words: str, says: Callable[[str, str], bool]) -> None:
    """Articles and sentences of each month are those that reading all of them finds; so are first and last."""
    articles = made_up(5)
    expected = counted(archive, says, articles)
    found = timeline(archive, words)
    months = {month: (each.articles, each.sentences) for month, each in found.months.items()}
    undated = {"": (found.undated.articles, found.undated.sentences)} if found.undated.articles else {}
    assert undated | months == expected
    assert list(found.months) == sorted(found.months)
    assert (found.articles, found.sentences) == tuple(
        sum(each) for each in zip((0, 0), *expected.values(), strict=True)
    )
    saying = [each for each in articles if each.date and any(says(s, each.language) for s in spoken(archive, each))]
    days = [passage.citation.date for passage in found.ends.passages]
    if saying:
        told = sorted(each.date for each in saying if each.date)
        assert (days[0], days[-1]) == (told[0], told[-1])
    for passage in found.ends.passages:
        language = next(each.language for each in articles if each.id == passage.citation.article)
        assert says(passage.sentence.exact, language)
        stored = archive.archive.article(passage.citation.article).text
        assert stored[passage.sentence.start : passage.sentence.end] == passage.sentence.exact
    assert found.ends.answered == bool(expected)


@pytest.mark.parametrize("words", ["talk", '"the gulls"'])
def test_only_some_articles_are_searched(archive: Searcher, words: str) -> None:
    """Those of some days, by one publisher; then those without a day don't count, which is said."""
    since, until = datetime.date(2023, 3, 1), datetime.date(2023, 6, 30)
    some = [each for each in made_up(5) if each.date and since <= each.date <= until and each.source == "Post"]
    says = by_terms("talk") if words == "talk" else by_words("the gulls")
    found = timeline(archive, words, since=since, until=until, source="POST")
    assert {month: (each.articles, each.sentences) for month, each in found.months.items()} == counted(
        archive, says, some
    )
    assert found.undated.articles == 0
    assert "Articles without a date were left out: 9." in found.ends.notes


def test_a_month_leads_to_its_sentences(archive: Searcher) -> None:
    """Each article of it once, earliest first, its first sentence that says the words marked, and cited."""
    found = timeline(archive, "talk")
    for month, counts in found.months.items():
        first = datetime.date.fromisoformat(f"{month}-01")
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        answer = mentions(archive, "talk", since=first, until=last, limit=100)
        assert [passage.citation.article for passage in answer.passages] == list(counts.ids)[: len(answer.passages)]
        assert len(answer.passages) == counts.articles
        assert all(by_terms("talk")(passage.sentence.exact, "en") for passage in answer.passages)
    undated = mentions(archive, "talk", undated=True)
    assert [passage.citation.article for passage in undated.passages] == list(found.undated.ids)
    few = mentions(archive, "talk", limit=2)
    total = found.articles - found.undated.articles
    assert len(few.passages) == 2
    assert few.notes[-1] == f"Articles that say it in this period: {total}. The first 2 are shown."
    assert {verdict.verdict for verdict in archive.check(passage.citation for passage in few.passages)} == {"verified"}


def test_copies_count_once(opened: Callable[..., Searcher], corpus: Path) -> None:
    """As the earliest of them, which names the others; an article of its own that says the same counts."""
    story = " ".join(f"The ceasefire of pier {n} was kept by boat {n * 7}." for n in range(12))
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "late", "date": "2024-05-02", "text": story},
        {"id": "early", "date": "2024-03-02", "text": story},
        {"id": "undated", "text": f"{story} It rained."},
        {
            "id": "own",
            "date": "2024-05-09",
            "text": "Nobody in Bray had heard of any ceasefire before the mayor spoke.",
        },
    )
    found = timeline(opened(), "ceasefire")
    assert {month: (each.articles, each.sentences) for month, each in found.months.items()} == {
        "2024-03": (1, 12),
        "2024-05": (1, 1),
    }
    assert (found.articles, found.copies, found.undated.articles) == (2, 2, 0)
    assert [copy.article for copy in found.ends.passages[0].copies] == ["late", "undated"]


def test_titles_and_headings_are_not_said(opened: Callable[..., Searcher], corpus: Path) -> None:
    """Only sentences are; a word that stands twice in one counts once, and one sentence is first and last at once."""
    head = "---\ntitle: Ceasefire\ndate: 2024-03-16\n---\n\n## Ceasefire\n\n"
    text = f"{head}No ceasefire is a ceasefire. The gulls sleep.\n"
    (corpus / "a.md").write_text(text, encoding="utf-8")
    (corpus / "b.md").write_text(text.replace("No ceasefire is a ceasefire.", "Nothing."), encoding="utf-8")
    for words in ("ceasefire", '"ceasefire"'):
        found = timeline(opened(), words)
        assert (found.articles, found.sentences, len(found.ends.passages)) == (1, 1, 1)


@pytest.mark.parametrize("words", ["", " ", "?!", '""'])
def test_without_a_word_nothing_is_counted(archive: Searcher, words: str) -> None:
    """That is a mistake, and said."""
    with pytest.raises((QuestionError, UsageError), match="word"):
        timeline(archive, words)


def test_words_that_stand_everywhere(opened: Callable[..., Searcher]) -> None:
    """Are not looked up, and that is said; between quotation marks they are."""
    with pytest.raises(QuestionError, match="These words occur everywhere"):
        timeline(opened(SEEDS), "the of")
    assert timeline(opened(SEEDS), '"the"').articles == 1


def test_a_misspelled_word_is_not_counted_as_another(archive: Searcher) -> None:
    """It is told what may have been meant."""
    found = timeline(archive, "ceasfire")
    assert (found.articles, dict(found.months), found.ends.answered) == (0, {}, False)
    assert [correction.read_as for correction in found.ends.corrections] == ["ceasefire"]


def test_a_date_is_not_needed(opened: Callable[..., Searcher], corpus: Path) -> None:
    """Of an archive without dates the articles are counted, and one is shown."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": "The kiln of Bray is cold."}, {"id": "b", "text": "A kiln!"})
    found = timeline(opened(), "kiln")
    assert (found.articles, found.undated.articles, dict(found.months)) == (2, 2, {})
    assert [passage.citation.article for passage in found.ends.passages] == ["a"]


def test_a_word_of_no_month_is_corrected_only_where_all_is_counted(archive: Searcher) -> None:
    """Whoever looks at a month has seen what the word may mean."""
    assert mentions(archive, "ceasfire").corrections == ()
    assert timeline(archive, "ceasfire").ends.corrections
    assert timeline(archive, "ceasefire").ends.corrections == ()
