"""What a citation tells of its source besides the words, where it is not so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from retrieval import Article, Citation, Passage
from retrieval.citing.citations import cite
from retrieval.citing.source_details import details, place_details

TEXT = "Storms\n\nThe quay broke on Sunday night.\n\nRepairs\n\nThe crane was lifted from the water at noon."
FIRST, SECOND = TEXT.index("The quay"), TEXT.index("The crane")
ARTICLE = Article(
    "a", TEXT, "The quay", date(2024, 5, 12), "https://a.example/quay", "The Kessen Post", ("Ana Ruiz",), path="a.pdf",
    headings=((0, 6), (TEXT.index("Repairs"), TEXT.index("Repairs") + 7)), pages=((0, 1), (SECOND, 2)), reader="pdf 1",
)  # fmt: skip


def cited(**changes: Any) -> Citation:
    """A citation of the second paragraph, with something else in it."""
    citation = cite(ARTICLE, Passage("a", (2,), "Repairs", SECOND, len(TEXT)), "k7q2m9.1")
    file = changes.pop("file", {})
    assert citation.file is not None
    return replace(citation, file=replace(citation.file, **file), **changes)


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, []),
        ({"title": "The ferry"}, ["The title was 'The ferry' and is 'The quay'."]),
        ({"date": date(2024, 5, 13)}, ["The date was 2024-05-13 and is 2024-05-12."]),
        ({"source": "The Holm Post"}, ["The publisher was 'The Holm Post' and is 'The Kessen Post'."]),
        ({"source": None, "url": None}, []),
        ({"link": "https://a.example/quay#:~:text=crane"}, []),
        (
            {"link": "https://b.example/"},
            ["The link leads to 'https://b.example/', not to 'https://a.example/quay'."],
        ),
        (
            {"url": "https://b.example/"},
            ["The address was 'https://b.example/' and is 'https://a.example/quay'."],
        ),
    ],
)
def test_what_is_told_of_the_article(changes: dict[str, Any], note: list[str]) -> None:
    """A remark for each fact that is another one; none for what the citation does not tell."""
    assert list(details(cited(**changes), ARTICLE)) == note


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({}, []),
        ({"paragraphs": (1,)}, ["The citation names paragraph 1; its words stand in paragraph 2."]),
        ({"paragraphs": (1, 2)}, ["The citation names paragraphs 1-2; its words stand in paragraph 2."]),
        ({"paragraphs": ()}, []),
        ({"heading": "Storms"}, ["The citation names “Storms”; its words stand in “Repairs”."]),
        ({"heading": None}, []),
        ({"file": {"page": 7}}, ["The citation names page 7; its words stand in page 2."]),
        ({"file": {"page": None}}, []),
        ({"file": {"lines": (1, 1)}}, ["The citation names line 1; its words stand in line 7."]),
        ({"file": {"record": 4}}, ["The citation names record 4, which its article does not have."]),
        ({"file": {"path": "b.pdf"}}, ["The citation names 'b.pdf'; its words stand in 'a.pdf'."]),
        ({"prefix": "Nobody said "}, ["The words that the citation gives as its context are not there."]),
        ({"suffix": "Nobody said "}, ["The words that the citation gives as its context are not there."]),
        ({"prefix": "", "suffix": ""}, []),
        ({"prefix": "Nobody said ", "sha256": "of an older text"}, []),
        ({"file": {"page": 7, "reader": "pdf 0"}}, []),
        (
            {"paragraphs": (1,), "file": {"page": 1}},
            ["The citation names paragraph 1 and page 1; its words stand in paragraph 2 and page 2."],
        ),
        ({"paragraphs": (1,), "sha256": "of an older text"}, []),
        (
            {"end": 52, "sha256": "of an older text"},
            [f"The citation names characters {SECOND}-52; its words stand in characters {SECOND}-{len(TEXT)}."],
        ),
    ],
)
def test_what_is_told_of_the_place(changes: dict[str, Any], note: list[str]) -> None:
    """Of an article that did not change a wrong place was never right; of another one it may have been."""
    assert list(place_details(cited(**changes), ARTICLE, SECOND, len(TEXT))) == note


def test_the_opening_words_stand_for_a_title_that_is_not_known() -> None:
    """As long as the text did not change."""
    untitled = replace(ARTICLE, title=None)
    citation = replace(cited(), title="The ferry")
    assert list(details(citation, untitled)) == [
        "The title was 'The ferry' and is 'Storms The quay broke on Sunday night. Repairs The crane was lifted…'."
    ]
    assert list(details(replace(citation, sha256="of an older text"), untitled)) == []
