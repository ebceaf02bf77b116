"""Text fragments lead to the very words, and only when nothing else is meant."""

from urllib.parse import unquote

import pytest

from retrieval.citing.text_fragments import Fragment, fragment, link, resolved, searchable_page
from retrieval.indexing.passages import passages
from tests.newsroom import articles

URL = "https://news.example/a"


def test_short_words_stand_whole() -> None:
    """A short quote is the fragment, percent-encoded, hyphens, commas and ampersands too."""
    text = "One thing.\n\nA well-known, loud & clear “no” was heard.\n\nAnother."
    start = text.index("A well")
    end = text.index("\n\nAnother")
    assert link(URL, text, start, end) == (
        f"{URL}#:~:text=A%20well%2Dknown%2C%20loud%20%26%20clear%20%E2%80%9Cno%E2%80%9D%20was%20heard."
    )


def test_repeated_words_get_their_neighbours() -> None:
    """Words that stand twice are told apart by what is before and after."""
    text = "First she said no. Then he left.\n\nLater she said no. Then it rained."
    start = text.rindex("she said no")
    found = fragment(text, start, start + len("she said no"))
    assert found == Fragment("she said no", prefix="Later", suffix=". Then it")
    assert unquote(str(found)) == "text=Later-,she said no,-. Then it"


def test_many_paragraphs_are_a_range() -> None:
    """Of long words the first and the last ones are named."""
    text = (
        "Start here.\n\n" + "\n\n".join(f"Paragraph {i} tells of the year {1900 + i}." for i in range(9)) + "\n\nEnd."
    )
    start, end = text.index("Paragraph 2"), text.index("\n\nParagraph 5")
    assert fragment(text, start, end) == Fragment("Paragraph 2 tells", "the year 1904.")


def test_words_that_can_not_be_told_apart_lead_to_the_page() -> None:
    """Where every neighbour is the same, no fragment is given out."""
    text = "\n\n".join(["The very same line."] * 60)
    assert link(URL, text, 630, 649) == URL


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://news.example/a", "news.example"])
def test_only_web_pages_have_fragments(url: str) -> None:
    """An address that is no web page is left as it is."""
    assert link(url, "Some words here.", 0, 10) == url


def test_a_fragment_of_the_page_stays() -> None:
    """What already stands behind the #, such as a section, is kept; a directive is replaced."""
    assert link(f"{URL}#top", "Only words.", 0, 11) == f"{URL}#top:~:text=Only%20words."
    assert link(f"{URL}#top:~:text=old", "Only words.", 0, 11) == f"{URL}#top:~:text=Only%20words."


@pytest.mark.parametrize("seed", range(6))
def test_what_is_given_out_names_one_place(seed: int) -> None:
    """For passages of whole articles: the fragment resolves to the passage and to nothing else."""
    (article,) = articles(1, seed)
    for passage in passages(article):
        found = fragment(article.text, passage.start, passage.end)
        assert found is not None
        page = searchable_page(article.text)
        places = [page.span(*place) for place in resolved(found, page)]
        assert places == [(passage.start, passage.end)]


def test_a_browser_is_lenient() -> None:
    """Case and accents are alike to a browser, so words that differ only there are not told apart by them."""
    text = "A café opened.\n\nThe CAFE closed."
    assert len(list(resolved(Fragment("cafe"), searchable_page(text)))) == 2
