"""What an archive holds, and the examples made from it."""

from contextlib import closing
from pathlib import Path

from bot.telegram_app.archive.overview import example_names
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
