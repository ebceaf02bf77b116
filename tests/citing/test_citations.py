"""Citations: their ids, and what is cut from an article."""

import os

import pytest

from retrieval import Article, Passage, new_id, shown_title
from retrieval.citing.citations import SELECTOR_CONTEXT, cite, source_file
from retrieval.readers import read
from retrieval.readers.markup.markdown import READER
from retrieval.records import SourceFile


def test_ids_can_be_read_out_and_are_no_words_and_no_numbers() -> None:
    """Six characters that are never mistaken for each other, a figure and a letter among them."""
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) > 1_990
    assert {len(identity) for identity in ids} == {6}
    assert set("".join(ids)) == set("2346789acdefhjkmnpqrtvwxy")
    assert all({char.isdecimal() for char in identity} == {True, False} for identity in ids)


def test_ids_of_letters_or_of_figures_alone_are_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last number that can be drawn has no figure in it, the first has no letter."""
    drawn = iter([25**6 - 1, 0, 7, 8])
    sizes = []

    def urandom(size: int) -> bytes:
        sizes.append(size)
        return next(drawn).to_bytes(size)

    monkeypatch.setattr(os, "urandom", urandom)
    assert new_id() == "a22222"
    assert next(drawn) == 8
    assert sizes == [16, 16, 16]


@pytest.mark.parametrize("length", [0, 1, SELECTOR_CONTEXT - 1, SELECTOR_CONTEXT, SELECTOR_CONTEXT + 1])
def test_prefix_and_suffix_are_what_stands_around(length: int) -> None:
    """As much of the article as a selector takes on either side, less at its edges."""
    before, after = "abcdefghij" * 4, "klmnopqrst" * 4
    text = before[40 - length :] + "WORDS" + after[:length]
    found = cite(Article("a", text), Passage("a", (1,), None, length, length + 5), "k7q2m9.1")
    assert (found.exact, found.start, found.end) == ("WORDS", length, length + 5)
    assert found.prefix == before[40 - min(length, SELECTOR_CONTEXT) :]
    assert found.suffix == after[: min(length, SELECTOR_CONTEXT)]


def test_a_link_is_made_where_there_is_an_address() -> None:
    """Without an address there is none, and none where it is not wanted."""
    article = Article("a", "Only words.", url="https://news.example/a")
    passage = Passage("a", (1,), None, 0, 11)
    assert cite(article, passage, "k7q2m9.1").link == "https://news.example/a#:~:text=Only%20words."
    assert cite(article, passage, "k7q2m9.1", fragment=False).link is None
    assert cite(Article("a", "Only words."), passage, "k7q2m9.1").link is None


def test_an_article_without_a_title_is_shown_by_its_opening() -> None:
    """The title, else the opening words."""
    assert shown_title(Article("a", "Only words.", title="T")) == "T"
    assert shown_title(Article("a", "Only words.")) == "Only words."


def test_where_the_words_stand_on_disk() -> None:
    """The lines of the file, front matter and marks counted; of a record its number; nothing without a file."""
    source = "---\ntitle: A\n---\n\n# One\nFirst *line*\nand second.\n\n- item\n\nLast."
    for words, lines in (("One", (5, 5)), ("First", (6, 6)), ("line\nand second", (6, 7)), ("item\n\nLast", (9, 11))):
        (article,) = read(source.encode(), "posts/a.md")
        assert isinstance(article, Article)
        start = article.text.index(words)
        file = source_file(article, start, start + len(words))
        assert file == SourceFile("posts/a.md", "", lines, None, None, None, READER)
    (article,) = read(b"One.\n\nTwo.", "a.txt")
    assert isinstance(article, Article)
    assert source_file(article, 0, 10) == SourceFile("a.txt", "", (1, 3), None, None, None, "text 2")
    assert source_file(article, 6, 6) == SourceFile("a.txt", "", (3, 3), None, None, None, "text 2")
    (article,) = read(b'\n{"text": "Words."}', "a.jsonl")
    assert isinstance(article, Article)
    assert source_file(article, 0, 5) == SourceFile("a.jsonl", "", None, None, 2, None, article.reader)
    assert source_file(Article("a", "Words."), 0, 5) is None


def test_the_page_and_the_member_of_a_citation() -> None:
    """The page on which the quote starts, the path inside a file of files; no lines where nobody could count them."""
    article = Article("z/a", "One.\n\nTwo.", path="z", lines=(), pages=((0, 3), (6, 4)), member="a", reader="pdf 1")
    places = [source_file(article, start, start + 3) for start in (0, 5, 6, 9)]
    assert [place.page for place in places if place] == [3, 3, 4, 4]
    assert {(place.lines, place.member) for place in places if place} == {(None, "a")}
