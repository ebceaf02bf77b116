"""The same words in several articles: one is shown, the others are named."""

import datetime
import random
from pathlib import Path

import numpy as np
import pytest

from retrieval import Searcher
from retrieval.analysis.columns import PassageColumns, Texts
from retrieval.analysis.likeness import FEWEST_RUNS, runs
from retrieval.ranking.copies import COPIED_SHARE, LEAST_SIZE, copies_among

WIRE = (
    "The mill on the Lower Quay burned down on Monday night, and nobody was hurt, the fire brigade said in a "
    "statement.\n\n"
    "Inspectors found a broken lamp and a heap of straw. The keeper of the bridge, Piet Maas, said that the door was "
    "never locked and that anybody could have walked in.\n\n"
    "The council meets on Friday to decide about money for the owner and about the road beside the river."
)
OTHER = (
    "The ferry to the island sails on Fridays only, because the engine is being mended at the yard of Carla Dietz.\n\n"
    "A mill was painted in Norden last week by {} people, who were glad about the weather and the cake they got."
)
QUESTION = "Who said that the door of the mill was never locked?"


def searcher(folder: Path, **articles: str) -> Searcher:
    """An archive of articles, each with its day before its text."""
    for name, text in articles.items():
        day, _, words = text.partition(" ")
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: {day}\nsource: The {name}\n---\n{words}\n")
    return Searcher.open(folder, folder.parent / "state", "memory")


@pytest.fixture
def archive(tmp_path: Path) -> Searcher:
    """A wire story in four papers, one with other words in it, one with lines before and after; and other articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    others = {f"other{n}": f"2022-01-0{n} {OTHER.format(n)}" for n in range(1, 6)}
    return searcher(
        folder, late=f"2022-03-18 {WIRE}", early=f"2022-03-16 {WIRE}",
        edited=f"2022-03-17 {WIRE.replace('a broken lamp', 'two broken lamps')}",
        longer=f"2022-03-19 By a correspondent of ours.\n\n{WIRE}\n\nWrite to us about this story.", **others,
    )  # fmt: skip


def test_of_copies_the_earliest_is_shown(archive: Searcher) -> None:
    """The others are named, earliest first, and are no passages of their own."""
    first, *rest = archive.ask(QUESTION).passages
    assert first.citation.article == "early.md"
    assert [(copy.article, copy.title, str(copy.date), copy.source) for copy in first.copies] == [
        ("edited.md", "edited", "2022-03-17", "The edited"), ("late.md", "late", "2022-03-18", "The late"),
        ("longer.md", "longer", "2022-03-19", "The longer"),
    ]  # fmt: skip
    assert all(passage.citation.article.startswith("other") for passage in rest)


@pytest.fixture
def notices(tmp_path: Path) -> Searcher:
    """The same notice in three years, each with the year in its title, and other articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    for year, text in ((2019, WIRE), (2020, WIRE), (2021, WIRE)):
        (folder / f"n{year}.md").write_text(
            f"---\ntitle: Rules of the Regatta {year}\ndate: {year}-05-01\n---\n{text}\n"
        )
    return searcher(folder, **{f"other{n}": f"2022-01-0{n} {OTHER.format(n)}" for n in range(1, 6)})


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Who keeps the bridge by the rules of the Regatta 2020?", "n2020.md"),
        ("Who keeps the bridge by the rules of the Regatta 2021?", "n2021.md"),
        ("Who kept the bridge in May 2020?", "n2020.md"),
        ("Who keeps the bridge by the rules of the regatta?", "n2019.md"),
    ],
)
def test_a_notice_that_is_printed_every_year_is_shown_of_the_year_asked_about(
    notices: Searcher, question: str, shown: str
) -> None:
    """By a name or a number in its title, or by its day; the earliest where nothing tells which."""
    first, *rest = notices.ask(question).passages
    assert first.citation.article == shown
    assert {first.citation.article, *(copy.article for copy in first.copies)} == {"n2019.md", "n2020.md", "n2021.md"}
    assert not any(passage.citation.article.startswith("n2") for passage in rest)


def test_all_copies_are_shown_when_asked_for(archive: Searcher) -> None:
    """Each is a passage then."""
    articles = [passage.citation.article for passage in archive.ask(QUESTION, all_copies=True).passages]
    assert {"early.md", "edited.md", "late.md", "longer.md"} <= set(articles)


def test_a_day_hides_later_copies(archive: Searcher) -> None:
    """What was not published yet is named no more than shown; of what is left the earliest is shown."""
    first = archive.ask(QUESTION, as_of=datetime.date(2022, 3, 17)).passages[0]
    assert (first.citation.article, [copy.article for copy in first.copies]) == ("early.md", ["edited.md"])
    first = archive.ask(QUESTION, source="the late").passages[0]
    assert (first.citation.article, first.copies) == ("late.md", ())


def test_a_paragraph_in_common_makes_no_copy(tmp_path: Path) -> None:
    """Articles that share half of their words are shown side by side."""
    folder = tmp_path / "in"
    folder.mkdir()
    half, more = WIRE.split("\n\n")[1], OTHER.split("\n\n", maxsplit=1)[0]
    own = "The owner of the mill, Ana Ruiz, wants to build it again with the money of the town and of her family."
    asked = searcher(folder, one=f"2022-03-16 {half} {own}", two=f"2022-03-17 {half} {more}")
    passages = asked.ask(QUESTION).passages
    assert {passage.citation.article for passage in passages} == {"one.md", "two.md"}
    assert all(not passage.copies for passage in passages)


def test_a_copy_that_is_taken_away_is_no_longer_named(archive: Searcher) -> None:
    """Nor is one that was rewritten."""
    (archive.archive.corpus / "edited.md").unlink()
    (archive.archive.corpus / "late.md").write_text("---\ntitle: late\n---\nAltogether another story about a ferry.")
    archive.refresh()
    assert [copy.article for copy in archive.ask(QUESTION).passages[0].copies] == ["longer.md"]


def test_a_quotation_counts_origins(archive: Searcher) -> None:
    """Four articles have it, and three of them are copies."""
    quotation = archive.quote("The council meets on Friday to decide about money")
    assert (len(quotation.places), quotation.origins) == (4, 1)
    assert "Of these, copies of another: 3." in quotation.remarks
    assert archive.quote("no such words stand in any of them").origins == 0


def alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two passages are copies, by all runs of each."""
    short, long = sorted((set(runs(one).tolist()), set(runs(other).tolist())), key=len)
    enough = len(short) >= max(FEWEST_RUNS, LEAST_SIZE * len(long))
    return enough and len(short & long) >= COPIED_SHARE * len(short)


@pytest.mark.parametrize("seed", range(20))
def test_passages_compared_all_at_once_are_alike_as_two_by_two(seed: int) -> None:
    """Also those that repeat themselves, are short, or go on where another one stopped."""
    draw = random.Random(seed)
    whole = [draw.randrange(6 if seed % 2 else 1_000) for _ in range(60)]
    passages = [whole[: draw.randint(0, 60)] for _ in range(4)] + [whole[draw.randint(0, 40) :] for _ in range(4)]
    passages += [[draw.choice(whole) if draw.random() < 0.05 else term for term in whole], whole * 2, []]
    terms = [np.array(passage, np.uint32) for passage in passages]
    texts = Texts(np.concatenate(terms), np.array([len(each) for each in terms]))
    found, others = copies_among(texts), ~np.eye(len(terms), dtype=bool)
    assert (found & others).tolist() == [[one is not other and alike(one, other) for other in terms] for one in terms]


def test_no_passages_are_copies_of_none() -> None:
    """An empty table."""
    assert copies_among(PassageColumns([]).terms).shape == (0, 0)
