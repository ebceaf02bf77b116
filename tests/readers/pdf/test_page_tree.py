"""PDFs whose page tree is broken: what can be read is read, and what is said of the rest is true."""

import pytest

from retrieval import Article
from retrieval.articles.files import Problem
from retrieval.readers import read

WORDS = "The mill burned down on Monday, said Ana Ruiz."
PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
    "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
)
BLANK = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
ABOVE_ITSELF = "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"


def document(pages: str, *objects: str) -> bytes:
    """A PDF with a page tree as it is given; its third object is a page, the fourth what is on it."""
    drawn = f"BT /F1 12 Tf 72 720 Td ({WORDS}) Tj ET"
    first, *others = objects or (PAGE,)
    content = f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream"
    written, places = "%PDF-1.4\n", list[int]()
    for number, each in enumerate(("<</Type/Catalog/Pages 2 0 R>>", pages, first, content, *others), 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size, at = len(places) + 1, len(written)
    written += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF"
    return written.encode()


@pytest.mark.parametrize(
    ("kids", "count", "lost"),
    [("3 0 R", 1, ""), ("3 0 R", 0, ""), ("3 0 R", 50, ""), ("2 0 R 3 0 R", 2, "2")],
)
def test_pages_beside_a_loop_are_read(kids: str, count: int, lost: str) -> None:
    """A count that is too high costs nothing; of a loop it is said that something can't be read."""
    *problems, article = read(document(f"<</Type/Pages/Kids[{kids}]/Count {count}>>"), "a.pdf")
    assert isinstance(article, Article)
    assert article.text == WORDS
    assert problems == ([Problem("a.pdf", f"has pages that can't be read ({lost})")] if lost else [])
    assert not any(problem.left_out for problem in problems if isinstance(problem, Problem))


@pytest.mark.parametrize(
    ("pages", "objects", "reason"),
    [
        ("<</Type/Pages/Kids[2 0 R]/Count 1>>", (PAGE,), "has no pages that can be read"),
        ("<</Type/Pages/Kids[5 0 R]/Count 1>>", (PAGE, ABOVE_ITSELF), "has no pages that can be read"),
        ("<</Type/Pages/Count 1>>", (PAGE,), "has no pages that can be read"),
        ("<</Type/Pages/Kids[]/Count 0>>", (PAGE,), "has no pages that can be read"),
        ("<</Type/Pages/Kids[9 0 R]/Count 1>>", (PAGE,), "has no pages that can be read"),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", (BLANK,), "has no text"),
    ],
)
def test_only_what_shows_something_needs_text_recognition(pages: str, objects: tuple[str, ...], reason: str) -> None:
    """It would find nothing where there is no page, or nothing on it."""
    assert list(read(document(pages, *objects), "a.pdf")) == [Problem("a.pdf", reason)]
