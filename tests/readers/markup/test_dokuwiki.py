"""DokuWiki's markup: its pages, which are called `.txt`, as a person sees them."""

import pytest

from retrieval import Article, paragraphs
from retrieval.readers import read

PAGE = """~~META:date created=2024-03-16~~
====== The mill ======

The mill was **sold** for //nine **million**// euros((To ''Ana'' (who asked).)), see [[harbour:quay|the quay]],
[[ns:weir]] and {{:photo.jpg?200|A photo}} http://x.example/a//b.\\\\ <del>Twice.</del> %%**As it is**%%.

==== Buyers ====

  * Tom
    * Eva
  - One

^ Year ^ Price ^
| 2018 | [[a|9]] million |

  typed as it **is**

<code python>
x = **y**
</code>
"""


def test_a_page_of_dokuwiki() -> None:
    """Its headings, lists, tables, code and notes; links by their words, without pictures, switches and marks."""
    (page,) = read(PAGE.encode(), "data/pages/mill.txt")
    assert isinstance(page, Article)
    assert page.title == "The mill"
    assert page.text == (
        "The mill\n\nThe mill was sold for nine million euros, see the quay,\nweir and  http://x.example/a//b. "
        " **As it is**.\n\nBuyers\n\nTom\nEva\nOne\n\nYear: 2018 | Price: 9 million\n\ntyped as it **is**\n\n"
        "x = **y**\n\nTo Ana (who asked)."
    )
    assert [each.heading for each in paragraphs(page)][-1] == "Buyers"
    assert page.lines is not None


@pytest.mark.parametrize(
    "text", ["======\nThe mill\n======\n\nIt burned.", "====== ======\n\nIt burned.", "= Mill =\n\nIt."]
)
def test_text_that_is_no_page_of_dokuwiki(text: str) -> None:
    """Other rules and headings stay in a text as they are."""
    (plain,) = read(text.encode(), "a.txt")
    assert isinstance(plain, Article)
    assert plain.text == text


def test_a_page_of_dokuwiki_that_opens_with_words() -> None:
    """Is known by where it stands, and a heading further down."""
    text = "It **burned**.\n\n===== Why =====\n\nNobody knows."
    (page,) = read(text.encode(), "data/pages/mill.txt")
    assert isinstance(page, Article)
    assert page.text == "It burned.\n\nWhy\n\nNobody knows."
    for name, other in (("data/mill.txt", text), ("pages/a.txt", "It **burned**.\n\n======\n\nNobody == all.")):
        (plain,) = read(other.encode(), name)
        assert isinstance(plain, Article)
        assert plain.text == other


def test_quotations_notes_over_lines_and_pictures_of_a_page() -> None:
    """Marked lines, a note that is closed further down, the caption of a picture that stands alone."""
    written = (
        "====== The mill ======\n\n> It burned,\n> she said.\n>\n> — Jo\n\nIt fell.((Town\narchive.))\n\n"
        "{{a.png|In winter}}\n\nWho asks ((for it?\n"
    )
    (page,) = read(written.encode(), "mill.txt")
    assert isinstance(page, Article)
    assert page.text.split("\n\n")[1:] == [
        "It burned,\nshe said.", "— Jo", "It fell.", "In winter", "Who asks ((for it?", "Town archive.",
    ]  # fmt: skip
