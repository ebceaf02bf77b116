"""A writer's quotation, read: pieces, ellipses, brackets."""

import pytest

from retrieval import UsageError
from retrieval.citing.wording import word_count, wording


@pytest.mark.parametrize("ellipsis", ["…", "...", ". . .", "[…]", "[...]", "[. . .]", "(…)", "<…>", "....", "……", "‥"])
def test_every_ellipsis_parts_the_pieces(ellipsis: str) -> None:
    """In any form and brackets, with and without spaces, in the middle and at the ends."""
    for text in (
        f"one two {ellipsis} three",
        f"one two{ellipsis}three",
        f"{ellipsis} one two {ellipsis} three {ellipsis}",
    ):
        read = wording(text)
        assert (read.pieces, read.bracketed, read.brackets) == (("one two", "three"), (False,), ())


@pytest.mark.parametrize(
    ("text", "pieces", "bracketed", "brackets"),
    [
        ("[W]e came [sic] home", ("we came home",), (), ("sic",)),
        ("她[出纳]每晚锁门", ("她", "每晚锁门"), (True,), ("出纳",)),
        ("We came (sic!) home", ("we came home",), (), ("sic!",)),
        ("[Th]ey came", ("they came",), (), ()),
        ("The [operator] said", ("the", "said"), (True,), ("operator",)),
        ("[The operator] said", ("said",), (), ("The operator",)),
        ("He said [… so he did]", ("he said",), (), ("so he did",)),
        ("He … [the boss] said", ("he", "said"), (False,), ("the boss",)),
        ("He [the boss] … said", ("he", "said"), (False,), ("the boss",)),
        ("He walk[ed] home", ("he walk", "home"), (True,), ("ed",)),
        ("“He said ‘no’.”", ("he said no",), (), ()),
        ("Don't … O’Neill's", ("don't", "o'neill's"), (False,), ()),
    ],
)
def test_what_is_the_writers(
    text: str, pieces: tuple[str, ...], bracketed: tuple[bool, ...], brackets: tuple[str, ...]
) -> None:
    """Brackets are the writer's own and stand for a gap, a first letter in them belongs to its word."""
    read = wording(text)
    assert (read.pieces, read.bracketed, read.brackets) == (pieces, bracketed, brackets)


@pytest.mark.parametrize("text", ["", "…", "[so]", "“ ”", "[sic] … ."])
def test_no_words_are_a_mistake(text: str) -> None:
    """Nothing of the source's is there to be looked up."""
    with pytest.raises(UsageError, match="no words"):
        wording(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two", 2),
        ("It's 1,200 mid-size", 3),
        ("", 0),
        ("市長は", 2),
        ("房东不可以终止", 4),
        ("ไม่ได้มา", 2),
        ("x 市長", 2),
    ],
)
def test_words_of_any_script(text: str, count: int) -> None:
    """Two characters make a word of Chinese or Japanese, four one of Thai."""
    assert word_count(text) == count


def test_the_words_of_all_pieces() -> None:
    """They keep their spelling, and words that a line end parts are joined."""
    read = wording("The volun-\nteers … of [the] Town")
    assert read.words.text == "the volunteers of town"
    assert read.words.source == "The volun-\nteers of Town"
    assert wording("A … [b]").literal == "a…[b]"


@pytest.mark.parametrize(
    "gap",
    [
        "{…}",
        "[[...]]",
        "/.../",
        "[..]",
        "[–]",
        "[]",
        "* * *",
        "***",
        "[snip]",
        "[etc.]",
        "[… gekürzt]",
        "（中略）",
        "［…］",
        "【略】",
    ],
)
def test_every_way_to_write_that_words_are_left_out(gap: str) -> None:
    """In whatever brackets, with stars, or in a word: it is an ellipsis, and none of it the writer's own words."""
    read = wording(f"the first words {gap} the last words")
    assert read.pieces == ("the first words", "the last words")
    assert (read.bracketed, read.brackets) == ((False,), ())


@pytest.mark.parametrize("mark", [*".,;:…·。．，、；：､｡،؛۔।॥։။၊។።፣፤፥"])
def test_where_a_quotation_ends_its_writer_may_pause_in_any_script(mark: str) -> None:
    """A comma in place of the full stop, as it stands before `said Ana Petrov`; a question mark is another."""
    read = wording("“one two three”")
    for text in (f"“one two three{mark}”", f"“one two three”{mark}", f"“one two three{mark} …”"):
        assert (wording(text).pieces, wording(text).words.text) == (read.pieces, read.words.text)
    for other in "!?！？؟":
        assert wording(f"“one two three{other}”").pieces != read.pieces
