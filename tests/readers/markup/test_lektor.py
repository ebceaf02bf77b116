"""Pages of sites that Lektor makes."""

import pytest

from retrieval import Article
from retrieval.readers import Problem, read

POST = """_model: blog-post
---
title: The first boat
---
author: Signe Dahl
---
pub_date: 2019-05-18
---
body:

The boat came on *Saturday*.

#### Crew ####
It had **nine** oars.

----

Below a rule.
---
twitter_handle: signe
"""
BLOCKS = """title: Home
---
body:

#### text-block ####
text: We build boats in **this** yard.
----
class: wide
#### slideshow ####
pictures: a.jpg
#### text-block ####
text:

And we mend them.
"""


def test_fields_and_text() -> None:
    """With the lines of the file."""
    (article,) = read(POST.encode(), "blog/first-boat/contents.lr")
    assert isinstance(article, Article)
    assert (article.title, article.authors, str(article.date)) == ("The first boat", ("Signe Dahl",), "2019-05-18")
    assert article.text.split("\n\n") == ["The boat came on Saturday.", "Crew", "It had nine oars.", "Below a rule."]
    assert article.lines is not None
    assert [line for _, line in article.lines] == [11, 14, 18]


def test_blocks_of_a_page() -> None:
    """The text of each; how it looks is not seen."""
    (article,) = read(BLOCKS.encode(), "contents.lr")
    assert isinstance(article, Article)
    assert article.text == "We build boats in this yard.\n\nAnd we mend them."


@pytest.mark.parametrize(
    "text", ["title: A\n---\n_hidden: yes\n---\nbody: It burned.\n", "_model: blog\n---\ntitle: A\n"]
)
def test_what_is_hidden_or_holds_no_text_is_no_article(text: str) -> None:
    """And it is said."""
    (item,) = read(text.encode(), "contents.lr")
    assert isinstance(item, Problem)
