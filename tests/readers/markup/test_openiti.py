"""mARkdown of OpenITI: its books without their codes."""

import pytest

from retrieval import Article, paragraphs
from retrieval.readers import read, readable_inside

BOOK = """######OpenITI#
#META# 010.AuthorAKA\t:: المسعودي
#META# 011.AuthorDIED\t:: 345
#META# 020.BookTITLE\t:: مروج الذهب
#META# 021.BookSUBJ\t:: NODATA
#META#Header#End#

# PageV01P001
### |EDITOR|
### | ذكر الماء
# قال المسعودي الماء أصل @YY345 كل شيء ms001
~~وهو حياة الناس PageV01P002
# شطر أول %~% شطر ثان
### || باب
# $ هذا <b>باب</b> @QB@ كلام @QE@
### | [ص: 16]
# % أول % % ثان % 2
### $BIO_MAN$ رجل
"""


@pytest.mark.parametrize("name", ["0345Masudi.Muruj.Shamela0001-ara1.completed", "a.ara1", "a.mARkdown", "a.txt"])
def test_a_book_without_its_codes(name: str) -> None:
    """Its paragraphs go on behind tildes; pages, milestones and what marks names and verse are left out."""
    (article,) = read(BOOK.encode(), name)
    assert isinstance(article, Article)
    assert (article.title, article.authors, article.date) == ("مروج الذهب", ("المسعودي",), None)
    assert article.text == (
        "ذكر الماء\n\nقال المسعودي الماء أصل كل شيء وهو حياة الناس\n\nشطر أول شطر ثان\n\n"
        "باب\n\nهذا باب كلام\n\nأول ثان 2\n\nرجل"
    )
    assert [paragraph.heading for paragraph in paragraphs(article)] == ["ذكر الماء", "ذكر الماء", "باب", "باب"]
    assert name.endswith((".txt", ".mARkdown")) or readable_inside(name, BOOK.encode())
