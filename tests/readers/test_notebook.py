"""Notebooks."""

import json
from typing import Any

import pytest

from retrieval import Article
from retrieval.articles.files import Problem
from retrieval.readers import read

CODE = {"cell_type": "code", "source": ["x = 1\n", "y = '```'"], "outputs": [{"text": ["done\n"]}]}


def cell(source: Any) -> dict[str, Any]:
    """A cell of Markdown."""
    return {"cell_type": "markdown", "source": source}


def read_cells(*cells: dict[str, Any], **metadata: Any) -> Article:
    """The article of a notebook."""
    (article,) = read(json.dumps({"cells": cells, "metadata": metadata}).encode(), "2024-03-16-mill.ipynb")
    assert isinstance(article, Article)
    return article


def test_markdown_is_text_and_code_is_code() -> None:
    """Without what the code gave; the day is that of the name."""
    article = read_cells(cell(["# The *mill*\n", "\n", "It [burned](x).\n"]), CODE, cell("## Why\n\nNobody knows."))
    assert article.text == "The mill\n\nIt burned.\n\nx = 1\ny = '```'\n\nWhy\n\nNobody knows."
    assert [article.text[slice(*heading)] for heading in article.headings or ()] == ["The mill", "Why"]
    assert (article.title, str(article.date), article.lines) == ("The mill", "2024-03-16", ())


@pytest.mark.parametrize(
    ("first", "metadata"),
    [
        ("Burned.", {"title": "Mill", "authors": [{"name": "Ana Ruiz"}], "date": "2024-03-17", "kernelspec": {}}),
        ("---\ntitle: Mill\nauthor: Ana Ruiz\ndate: 2024-03-17\n---\nBurned.", {}),
    ],
)
def test_fields_stand_in_metadata_or_in_front_matter(first: str, metadata: dict[str, Any]) -> None:
    """Of the first cell."""
    article = read_cells(cell(first), **metadata)
    assert (article.title, article.authors, str(article.date)) == ("Mill", ("Ana Ruiz",), "2024-03-17")
    assert article.text == "Burned."


def test_a_raw_cell_in_restructuredtext_tells_of_a_post() -> None:
    """As Sphinx's blogs have it; it is not seen, but for its words."""
    raw = {"cell_type": "raw", "source": ".. post:: 16 Mar, 2024\n   :author: Ana Ruiz\n   :tags: mill\n"}
    article = read_cells(raw, cell("# The mill\n\nIt burned."))
    assert (article.title, str(article.date), article.authors) == ("The mill", "2024-03-16", ("Ana Ruiz",))
    assert article.text == "The mill\n\nIt burned."


def test_a_post_of_fastpages() -> None:
    """Its title and summary lose their marks, and its fields are not seen."""
    article = read_cells(
        cell('# "The mill"\n> "It burned"\n\n- toc: true\n- author: Ana Ruiz\n- badges: true'), cell("Rye.")
    )
    assert (article.title, article.authors, article.text) == (
        "The mill",
        ("Ana Ruiz",),
        "The mill\n\nIt burned\n\nRye.",
    )
    article = read_cells(cell("# The mill\n\n- rye\n- oak: brown"))
    assert article.text == "The mill\n\nrye\noak: brown"


def test_older_notebooks_have_sheets_and_headings() -> None:
    """Of the third format."""
    heading = {"cell_type": "heading", "level": 2, "source": "The mill"}
    sheet = {"cells": [heading, cell("It burned."), {"cell_type": "code", "input": "x = 1"}, {"cell_type": "raw"}, 7]}
    (article,) = read(json.dumps({"worksheets": [sheet]}).encode(), "a.ipynb")
    assert isinstance(article, Article)
    assert article.text == "The mill\n\nIt burned.\n\nx = 1"
    assert article.title == "The mill"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1]", b'{"cells": []}', b'{"cells": 3}', b"\0\xff", b'{"cells":' + b"[" * 5000,
     b'{"cells": [{"cell_type": "raw", "source": "---\\ndraft: true\\n---\\nWords."}]}',
     b'{"cells": [{"cell_type": "markdown", "source": "<!-- -->"}]}'],
)  # fmt: skip
def test_what_is_no_notebook_is_named(data: bytes) -> None:
    """So are drafts and empty ones."""
    (problem,) = read(data, "a.ipynb")
    assert isinstance(problem, Problem)
