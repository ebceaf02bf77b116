"""The title below the letterhead of what an office tells the press."""

import pytest

from retrieval import Article
from retrieval.articles.letterheads import title_below
from retrieval.readers import read

BODY = "\n\nThe quay was opened on Monday by those who built it, and nobody paid for it.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "MEDIA RELEASE\n\nThe Hon Ana Ruiz MP\nMinister for Fisheries\n\n7 April 2021\n\nNew quay for Kessen",
            "New quay for Kessen",
        ),
        (
            "M E D I A  R E L E A S E\n\nAna Ruiz MP  Shadow Minister for Fisheries\n\nYET ANOTHER\n\nQUAY",
            "YET ANOTHER QUAY",
        ),
        (
            "Wed, 7 April 2021\n\nQuay is late again\n\nSenator Ana Ruiz\n\nGreens fisheries spokesperson",
            "Quay is late again",
        ),
        (
            "SENATOR ANA RUIZ\nLEADER OF THE OPPOSITION\nMEMBER FOR KESSEN\n\nTRANSCRIPT\n\nDoorstop at the quay",
            "Doorstop at the quay",
        ),
        (
            "Pressemitteilung Nr. 12/2021\nMinisterium für Fischerei\nKessen, 7. April 2021\n\nNeuer Kai für Kessen",
            "Neuer Kai für Kessen",
        ),
        (
            "NOTA DE PRENSA\n\nMinisterio de Pesca\n\nMadrid, 7 de abril de 2021\n\nPesca abre un muelle",
            "Pesca abre un muelle",
        ),
        ("Министерство культуры\nПРЕСС-РЕЛИЗ\n7 апреля 2021 года\n\nОткрыт новый музей", "Открыт новый музей"),
        ("MEDIA RELEASE: A quay for Kessen\n\nThe Hon Ana Ruiz MP", "A quay for Kessen"),
        # Headlines that begin as an office does.
        ("Minister Seeks To Mend The Quay\n\n7 April 2021", None),
        ("Minister for Fisheries visits Kessen\n\n7 April 2021", None),
        ("Ana Ruiz\n\nThe mill at the weir", None),
    ],
)
def test_the_title_below_a_letterhead(head: str, title: str | None) -> None:
    """It is the first line that is no kind of paper, sender, office, day or number, where one of these is there."""
    assert title_below(head + BODY) == title


def test_an_article_below_a_letterhead_has_its_title() -> None:
    """Its text stays whole."""
    text = f"MEDIA ALERT\n\nMinister for Fisheries\n\nNew quay for Kessen{BODY}"

    (article,) = (item for item in read(text.encode(), "2021-04-07.txt") if isinstance(item, Article))

    assert (article.title, article.text) == ("New quay for Kessen", text)
