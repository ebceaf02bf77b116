"""What an archive holds, and the examples made from it."""

from contextlib import closing
from pathlib import Path

from bot.telegram_app.archive.overview import ArchiveOverview, example_names, overview
from retrieval import Searcher

ARTICLES = (
    "Talks failed when Israeli Finance Minister Bezalel Smotrich left, and Prime Minister Olaf Berg was in Tel Aviv.\n",
    "On Monday the Finance Minister met Bezalel Smotrich in Tel Aviv. He was met by Olaf Berg, a prime minister.\n",
    "Nobody saw Finance Minister Ada in Tel Aviv, who knows finance, nor Olaf Berg, nor Qatar, nor the Middle East.\n",
    "It rained in Qatar, but in Qatar nobody minds: Israeli trees, Israeli cars and Israeli roofs in Middle East.\n",
)


def opened(tmp_path: Path, *articles: str) -> Searcher:
    """An archive of some articles."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for number, text in enumerate(articles):
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    return Searcher.open(corpus, tmp_path / "state")


def test_examples_are_names(tmp_path: Path) -> None:
    """Examples are the names that are said most, and neither roles nor what needs an article before it."""
    with closing(opened(tmp_path, *ARTICLES)) as searcher:
        assert example_names(searcher) == ("Tel Aviv", "Olaf Berg", "Bezalel Smotrich")


def test_names_of_one_word(tmp_path: Path) -> None:
    """Where few have more, a name of one word that recurs is an example too, and no adjective is."""
    with closing(opened(tmp_path, *ARTICLES[2:])) as searcher:
        assert example_names(searcher) == ("Olaf Berg", "Tel Aviv", "Qatar")


def test_names_in_other_scripts(tmp_path: Path) -> None:
    """Capitals are told from small letters in Greek and Cyrillic, too."""
    greek = "Τη γέφυρα άνοιξε η δήμαρχος Ελένη Παππά την Κυριακή, μπροστά σε πολλούς επισκέπτες."
    russian = "Новый мост открыла мэр города Анна Петрова, и все гости были очень рады этому."
    with closing(opened(tmp_path, greek, russian)) as searcher:
        assert set(example_names(searcher)) == {"Ελένη Παππά", "Анна Петрова"}


def test_articles_newest_first(tmp_path: Path) -> None:
    """Articles are listed from the newest to the oldest, those without a date last; the days are those of the ends."""
    dated = [
        f"---\ntitle: T{day}\ndate: 2024-03-{day}\n---\nWords about the day {day} of March.\n" for day in (11, 13, 12)
    ]
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for number, text in enumerate([*dated, "# Undated\n\nWords about no day at all.\n"]):
        (corpus / f"{number}.md").write_text(text, encoding="utf-8")
    with closing(Searcher.open(corpus, tmp_path / "state")) as searcher:
        listed = overview(searcher)
    assert [article.title for article in listed.articles] == ["T13", "T12", "T11", "Undated"]
    assert (str(listed.first_day), str(listed.last_day)) == ("2024-03-11", "2024-03-13")
    assert (ArchiveOverview([]).first_day, ArchiveOverview([]).last_day) == (None, None)


def test_edges_of_names(tmp_path: Path) -> None:
    """A name of three words can be an example, one of four not; one of one word that occurs three times, not twice."""
    text = (
        "They met Anna Maria Berg, and they met Carl Otto Emil Dahl, and they went to Bergen, saw Bergen, left Bergen, "
        "and they went to Malmo, and saw Malmo again.\n"
    )
    with closing(opened(tmp_path, text)) as searcher:
        assert example_names(searcher) == ("Anna Maria Berg", "Bergen")
