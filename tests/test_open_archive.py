"""What can be asked of an open archive, whichever entry point asks it."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot import open_archive
from bot.journal.codec import citation_json
from bot.journal.store import Journal
from bot.open_archive import OpenArchive, day_given, narrowed, only_article
from bot.settings import Settings
from retrieval import ArticleFilter, NotFound, QuoteVerdict, Searcher, StateError, UsageError
from tests.conftest import QUESTION, SEED, SEEDS


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """A journal in the state folder."""
    with closing(Journal(state)) as answers:
        yield answers


@pytest.fixture
def said() -> list[str]:
    """What whoever runs the program is told."""
    return []


@pytest.fixture
def archive(seeds_once: Searcher, journal: Journal, state: Path, said: list[str]) -> OpenArchive:
    """The seeds, open."""
    settings = Settings.from_env({"PINCITE_CORPUS": str(SEEDS), "PINCITE_STATE": str(state)})
    return OpenArchive(seeds_once, journal, settings, "door", said.append)


def test_ids_are_nobody_elses(archive: OpenArchive, journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is not kept has no id of the journal's, and one that is kept none of those remembered."""
    kept = archive.ask(QUESTION)
    ids = iter(["aaaaaa", "bbbbbb", "cccccc"])
    monkeypatch.setattr(open_archive, "new_id", lambda: next(ids))
    monkeypatch.setattr("retrieval.answering.new_id", lambda: kept.id)
    remembered = archive.ask(QUESTION, keep=False)
    assert (remembered.id, remembered.passages[0].citation.id) == ("aaaaaa", "aaaaaa.1")
    monkeypatch.setattr("retrieval.answering.new_id", lambda: "aaaaaa")
    assert archive.ask(QUESTION).id == "bbbbbb"
    assert archive.answer("AAAAAA") == remembered
    assert archive.answer("bbbbbb").id == "bbbbbb"
    assert sorted(journal.ids()) == sorted([kept.id, "bbbbbb"])


def test_so_many_are_remembered(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest is dropped first; what is forgotten is gone at once."""
    monkeypatch.setattr(open_archive, "REMEMBERED", 2)
    first, second, third = (archive.ask(QUESTION, keep=False) for _ in range(3))
    with pytest.raises(NotFound):
        archive.answer(first.id)
    assert [archive.answer(one.id) for one in (second, third)] == [second, third]
    archive.forget(second.id.upper())
    with pytest.raises(NotFound):
        archive.answer(second.id)
    with pytest.raises(NotFound):
        archive.forget(second.id)


def test_a_question_goes_on_from_an_answer_that_is_not_kept(archive: OpenArchive) -> None:
    """As from any other."""
    first = archive.ask(QUESTION, keep=False)
    assert archive.ask("And who mediates?", after=first.id, keep=False).understood


def test_a_journal_that_can_not_be_written_costs_no_answer(
    archive: OpenArchive, journal: Journal, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said once; what is not kept is given all the same."""

    def refuse(*_: object, **__: object) -> None:
        raise StateError("The disk is full.")

    monkeypatch.setattr(journal, "keep", refuse)
    assert archive.ask(QUESTION).answered
    assert archive.ask(QUESTION).answered
    assert said == ["The disk is full. What is answered now is not kept."]
    monkeypatch.setattr(journal, "holds", refuse)
    assert archive.ask(QUESTION, keep=False).answered


def test_passages(archive: OpenArchive) -> None:
    """As many as are wanted, else as many as the settings say."""
    archive.settings = replace(archive.settings, limit=1)
    assert len(archive.ask(QUESTION).passages) == 1
    assert len(archive.ask(QUESTION, limit=2).passages) == 2
    for limit in (0, 101):
        with pytest.raises(UsageError, match=f"The limit is {limit}"):
            archive.ask(QUESTION, limit=limit)
        with pytest.raises(UsageError, match=f"The limit is {limit}"):
            archive.articles(ArticleFilter(), limit=limit)
    assert len(archive.ask(QUESTION, limit=1).passages) == len(archive.articles(ArticleFilter(), limit=1).articles) == 1
    assert archive.ask(QUESTION, limit=100).answered
    assert archive.articles(ArticleFilter(), limit=100).total == archive.statistics().articles


def test_citations_of_an_answer_that_is_not_kept(archive: OpenArchive) -> None:
    """All of them by its id, one by its own, in whatever letters; one that it has not is told."""
    answer = archive.ask(QUESTION, keep=False, limit=3)
    ids = [passage.citation.id for passage in answer.passages]
    assert len(ids) == 3
    assert [checked.check.citation for checked in archive.check([answer.id])] == ids
    assert [checked.check.citation for checked in archive.check([f" {ids[1].upper()} "])] == [ids[1]]
    with pytest.raises(NotFound, match=rf"'{answer.id}' has no citation '{answer.id}\.4'; it has 3"):
        archive.check([f"{answer.id}.4"])


def test_as_much_is_checked_as_may_be(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many quotations, of so many characters, with so many marks; one more is refused."""
    monkeypatch.setattr(open_archive, "MOST_CHECKED", 2)
    monkeypatch.setattr(open_archive, "LONGEST_CHECKED", 20)
    monkeypatch.setattr(open_archive, "MOST_QUOTATION_MARKS", 6)
    fits = "“four words of twenty”"
    assert len(archive.check_text(f"{fits}\n\n{fits}", every=True)) == 2
    with pytest.raises(UsageError, match="There are 3 citations and quotations; check 2 at most"):
        archive.check_text(f"{fits}\n\n{fits}\n\n{fits}", every=True)
    with pytest.raises(UsageError, match="more than 6 quotation marks"):
        archive.check_text(f"{fits} {fits} {fits} “", every=True)
    assert archive.quote("x" * 20).verdict is QuoteVerdict.TOO_SHORT
    with pytest.raises(UsageError, match="has 21 characters; check 20 at most"):
        archive.quote("x" * 21)


def test_articles_are_shown(archive: OpenArchive) -> None:
    """By id, path or title, with the paragraph that is marked; an id stands for itself first."""
    (shown,) = archive.show(f"{SEED}#2")
    assert (shown.article.id, shown.marked) == (SEED, (2,))
    assert archive.named(SEED)[0].article == shown.article
    with pytest.raises(NotFound, match="has no paragraph 99"):
        archive.show(f"{SEED}#99")


def test_a_name_of_several_articles_means_none_alone(
    opened: Callable[..., Searcher], journal: Journal, state: Path, corpus: Path
) -> None:
    """Three ids are told, and that there are more; a name of one article gives it."""
    for number in range(4):
        (corpus / f"{number}.md").write_text(f"---\ntitle: Mill news\n---\n\nThe mill ground {number} sacks of rye.\n")
    settings = Settings.from_env({"PINCITE_CORPUS": str(corpus), "PINCITE_STATE": str(state)})
    archive = OpenArchive(opened(corpus), journal, settings, "door", print)
    assert only_article(archive, "3.md").article.id == "3.md"
    named = r"^4 articles are named 'Mill news'; give one by its id: '0.md', '1.md', '2.md', …\.$"
    with pytest.raises(NotFound, match=named):
        only_article(archive, "Mill news")
    (corpus / "0.md").unlink()
    archive.searcher.refresh()
    with pytest.raises(NotFound, match=r"^3 articles .* '1.md', '2.md', '3.md'\.$"):
        only_article(archive, "Mill news")
    (corpus / "1.md").unlink()
    archive.searcher.refresh()
    with pytest.raises(NotFound, match=r"^2 articles .* '2.md', '3.md'\.$"):
        only_article(archive, "Mill news")
    (corpus / "2.md").unlink()
    archive.searcher.refresh(accept_removals=True)
    assert only_article(archive, "Mill news").article.id == "3.md"


def test_checks_tell_where_they_are_from(archive: OpenArchive) -> None:
    """A draft's line and name stand with each verdict; a quotation without a mark that is not ours is left out."""
    answer = archive.ask(QUESTION)
    words = answer.passages[0].sentence.exact
    text = f"“{words}” [pincite:{answer.id}.1]\n\nSomebody said “these words stand in no article at all, do they”.\n"
    (checked,) = archive.check_text(text, "story.md")
    assert checked.as_json["verdict"] == "verified"
    assert (checked.as_json["file"], checked.as_json["line"]) == ("story.md", 1)
    assert [check.citation for check in archive.check_answer(answer)] == [p.citation.id for p in answer.passages]


def test_numbers_are_counted_once(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as the archive stays as it is."""
    first = archive.statistics()
    monkeypatch.setattr(open_archive, "statistics", lambda _index: first._replace(articles=77))
    assert archive.statistics() is first
    monkeypatch.setattr(archive.searcher.archive, "fingerprint", lambda: "another")
    assert archive.statistics().articles == 77


def test_days() -> None:
    """A day as 2024-03-16, or none where nothing is written."""
    assert day_given("since", " 2024-03-16 ") == datetime.date(2024, 3, 16)
    assert day_given("since", None) is day_given("since", " ") is None
    with pytest.raises(UsageError, match="since is 'x'; write a day as 2024-03-16"):
        day_given("since", "x")


def test_what_a_question_is_limited_to() -> None:
    """Days and a publisher, where they are given; nothing else."""
    values = {"since": "2024-03-16", "as_of": "2024-04-01", "source": "Courier", "language": "es", "limit": "3"}
    days = {"since": datetime.date(2024, 3, 16), "as_of": datetime.date(2024, 4, 1)}
    assert narrowed(values) == days | {"source": "Courier", "language": "es"}
    assert narrowed({}) == {}


def test_so_much_is_checked_at_once(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that are too long, too many of them, and checking that takes too long are refused, each in a sentence."""
    cited = archive.ask(QUESTION).passages[0].citation
    long = "word " * 820
    given = citation_json(cited)
    with pytest.raises(UsageError, match="has 4,100 characters; check 4,096 at most"):
        archive.quote(long)
    assert archive.quote(long[:4_096]).verdict is QuoteVerdict.NOT_FOUND
    with pytest.raises(UsageError, match="has 4,100 characters"):
        archive.check_given(given | {"selector": [{"type": "TextQuoteSelector", "exact": long}]})
    with pytest.raises(UsageError, match="The quotation of line 3 has 4,0"):
        archive.check_text(f"Once.\n\n“{long}” [pincite:{cited.id}]\n")
    assert len(archive.check_given([given] * 500)) == 500
    with pytest.raises(UsageError, match="There are 501 citations and quotations; check 500 at most"):
        archive.check_given([given] * 501)
    with pytest.raises(UsageError, match="more than 1,200 quotation marks in the draft"):
        archive.check_text('"' * 1_201)
    monkeypatch.setattr(open_archive, "CHECK_SECONDS", -1.0)
    with pytest.raises(UsageError, match="takes longer than"):
        archive.check([cited.id])


@pytest.mark.parametrize("before", ["{{< figure src=a >}}\n", "{% include a %}\n", "{\\rtf1 ", ""])
def test_what_is_a_draft(archive: OpenArchive, before: str) -> None:
    """Also one that begins like JSON: with a shortcode, or with the quotation that it is."""
    words = archive.ask("bridge").passages[0].sentence.exact
    (checked,) = archive.check_text(f'{before}"{words}"', every=True)
    assert checked.check.stands


@pytest.mark.parametrize("text", ["{", " {}", '{"a": 1}', '\n{\n "a": 1}'])
def test_what_is_meant_as_json(archive: OpenArchive, text: str) -> None:
    """An object, also one that is cut off, or a list."""
    with pytest.raises(UsageError) as caught:
        archive.check_text(text)
    assert "mark" not in str(caught.value)
