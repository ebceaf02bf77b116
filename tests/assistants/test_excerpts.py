"""Some paragraphs of an article: those around one, from the first on, and as many as there is room for."""

import pytest

from bot.assistants.excerpts import excerpt
from retrieval import Article, NotFound

ARTICLE = Article("a.txt", "\n\n".join(f"Words of paragraph {number}." for number in range(1, 8)) + "\n", title="A")


@pytest.mark.parametrize(
    ("paragraph", "around", "numbers"),
    [(None, 2, [1, 2, 3, 4, 5, 6, 7]), (3, 1, [2, 3, 4]), (1, 2, [1, 2, 3]), (7, 2, [5, 6, 7]), (4, 0, [4])],
)
def test_paragraphs_around_one(paragraph: int | None, around: int, numbers: list[int]) -> None:
    """As many on each side as are wanted and there; without a number, all of the article."""
    part = excerpt(ARTICLE, paragraph, around)
    assert [each.number for each in part.paragraphs] == numbers
    assert (part.count, part.marked, part.notes) == (7, paragraph, ())
    assert part.text == (ARTICLE.text if paragraph is None else ARTICLE.text[part.start : part.end])
    assert part.text.split()[0] == "Words"


def test_offsets_are_the_articles() -> None:
    """What a paragraph's offsets say of the article, they say of the text that is given."""
    value = excerpt(ARTICLE, 3, 1).as_json((4,), ("It is read.",))
    cut = [
        value["text"][row["start"] - value["text_start"] : row["end"] - value["text_start"]]
        for row in value["paragraphs"]
    ]
    assert cut == ["Words of paragraph 2.", "Words of paragraph 3.", "Words of paragraph 4."]
    assert [row["indexed"] for row in value["paragraphs"]] == [True, True, False]
    assert (value["paragraph_count"], value["notes"], value["id"]) == (7, ["It is read."], "a.txt")


@pytest.mark.parametrize(("paragraph", "numbers"), [(None, [1, 2]), (1, [1, 2]), (4, [3, 4]), (7, [6, 7])])
def test_what_has_no_room_is_left_out(paragraph: int | None, numbers: list[int]) -> None:
    """The farthest paragraphs go first, the later of two; that there is more is said."""
    part = excerpt(ARTICLE, paragraph, 3, most=44)
    assert [each.number for each in part.paragraphs] == numbers
    assert part.notes == ("There is more: 44 characters are given at once; ask for another paragraph.",)
    assert len(part.text) == 44


def test_a_paragraph_that_is_too_long_is_cut() -> None:
    """It is said, and its beginning is given."""
    part = excerpt(ARTICLE, 2, 3, most=10)
    assert (part.text, [each.number for each in part.paragraphs]) == ("Words of p", [2])
    assert part.notes == ("Only the first 10 characters of the paragraph are given.",)


def test_a_paragraph_that_is_not_there() -> None:
    """The sentence says which are; an article may have none."""
    with pytest.raises(NotFound, match=r"'a\.txt' has no paragraph 8; its paragraphs are 1 to 7\."):
        excerpt(ARTICLE, 8, 2)
    with pytest.raises(NotFound, match="has no paragraph 1; it has none"):
        excerpt(Article("b.txt", ""), 1, 2)
    assert excerpt(Article("b.txt", ""), None, 2).text == ""
