"""What an archive holds, and the examples made from it."""

from pathlib import Path

from bot.telegram_app.holdings import EXAMPLES, examples
from retrieval import Searcher

ARTICLES = (
    "Talks failed when Israeli Finance Minister Bezalel Smotrich left. Prime Minister Olaf Berg was in Tel Aviv.\n",
    "On Monday the Finance Minister met Bezalel Smotrich in Tel Aviv. He was met by Olaf Berg, a prime minister.\n",
    "Nobody in Tel Aviv knew the Finance Minister of Saudi Arabia, who knows his finance, nor Olaf Berg.\n",
)


def test_examples_are_names(tmp_path: Path) -> None:
    """Examples are the names that most articles have, without the roles around them."""
    corpus = tmp_path / "articles"
    corpus.mkdir()
    for number, text in enumerate(ARTICLES):
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    searcher = Searcher.open(corpus, tmp_path / "state")
    found = examples(searcher)
    searcher.close()
    assert len(found) == EXAMPLES
    assert set(found) == {"Tel Aviv", "Olaf Berg", "Bezalel Smotrich"}
