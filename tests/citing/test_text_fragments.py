"""Text fragments lead to the very words, and only when nothing else is meant."""

import random
from urllib.parse import unquote

import pytest

from retrieval.analysis.passages import passages
from retrieval.citing import folding, text_fragments
from retrieval.citing.folding import cuts_a_word
from retrieval.citing.text_fragments import (
    WHOLE_LENGTH,
    Fragment,
    _neighbours,
    fragment,
    link,
    resolved,
    searchable_page,
)
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


def found(text: str, words: str) -> str | None:
    """The directive for the first place of some words in a text, decoded."""
    start = text.index(words)
    directive = fragment(text, start, start + len(words))
    return unquote(str(directive)) if directive else None


def words_of_length(length: int) -> str:
    """Different words that are so many code points long together."""
    return " ".join(f"w{number:03}" for number in range(length))[: length - 1] + "e"


@pytest.mark.parametrize(("length", "whole"), [(WHOLE_LENGTH, True), (WHOLE_LENGTH + 1, False)])
def test_so_much_stands_whole(length: int, whole: bool) -> None:
    """A line of exactly the length is named as a whole, a longer one by its first and last words."""
    words = words_of_length(length)
    directive = fragment(f"Before.\n\n{words}\n\nAfter.", 9, 9 + length)
    assert directive is not None
    assert (directive.start == words) is whole
    assert (directive.end == " ".join(words.split()[-3:])) is not whole


@pytest.mark.parametrize(
    ("text", "words", "directive"),
    [
        ("a no b.\n\nx no y.", "no", "text=a-,no,-b."),
        ("no.\n\nno b", "no", "text=no,-."),
        ("x no.\n\ny no.", "no", "text=x-,no,-."),
        ("1 2 3 4 no 5.\n\n0 2 3 4 no 5.", "no", "text=1 2 3 4-,no,-5."),
        ("1 2 3 no 5 6 7 8.\n\n1 2 3 no 5 6 7 9.", "no", "text=1 2 3-,no,-5 6 7 8."),
        ("One.\n\nTwo.", "One.\n\nTwo.", "text=One.,Two."),
        ("a b c d.\n\ne f g h.", "a b c d.\n\ne f g h.", "text=a b c,f g h."),
        ("\n\n", "\n\n", None),
    ],
)
def test_the_fewest_neighbours_are_named(text: str, words: str, directive: str | None) -> None:
    """As many words around as tell a place from the others, of its own line only."""
    assert found(text, words) == directive


@pytest.mark.parametrize("count", [7, 6])
def test_first_and_last_words_do_not_overlap(count: int) -> None:
    """A long line of more than twice three words is named by its ends, one of fewer words as a whole."""
    words = " ".join(letter * 40 for letter in "abcdefg"[:count])
    directive = fragment(words, 0, len(words))
    assert directive is not None
    assert (directive.end != "") is (count == 7)


@pytest.mark.parametrize(
    ("named", "text", "places"),
    [
        (Fragment("a"), "a b a", ["a", "a"]),
        (Fragment("a", "c"), "a b c", ["a b c"]),
        (Fragment("a", "c"), "c a b c c", ["a b c"]),
        (Fragment("a b", "b c"), "a b c", []),
        (Fragment("a b", "c"), "a b c", ["a b c"]),
        (Fragment("a", prefix="x"), "x a y a", ["a"]),
        (Fragment("a", prefix="x"), "ax a y a", []),
        (Fragment("a", suffix="y"), "a ye a y", ["a"]),
        (Fragment("a", "c", suffix="y"), "a c x c y", ["a c x c y"[:7]]),
        (Fragment("é"), "E e É", ["E", "e", "É"]),
        (Fragment("zz"), "a b", []),
    ],
)
def test_a_fragment_names_places(named: Fragment, text: str, places: list[str]) -> None:
    """Whole words between their neighbours; the end comes behind the beginning, as near as its suffix allows."""
    page = searchable_page(text)
    assert [text[slice(*page.span(*place))] for place in resolved(named, page)] == places


def test_neighbours_are_those_of_the_line() -> None:
    """Of the text before a place its last line with words, of the text behind its first, within a stretch."""
    assert _neighbours("a b\n\nc d\n\n", -1) == ["c", "d"]
    assert _neighbours("\n\na b\n\nc d", 0) == ["a", "b"]
    assert _neighbours("", -1) == _neighbours("", 0) == []
    far = "x" * 400
    assert _neighbours(f"a {far}", -1) == _neighbours(f"{far} a", 0) == [far]
    assert _neighbours(f"a {far[1:]}", -1) == [far[1:]]


_PIECES = [
    *(
        "the mill",
        "the  mill",
        "The Mill.",
        "said Ana,",
        "she said:",
        "1,200 crates",
        "Straße",
        "café",
        "cafe\u0301",
        "don't",
    ),
    *(
        "“The mill",
        "mill,”",
        "‘‘Yes’’",
        "--",
        " — ",
        "…",
        ". . .",
        "..",
        "«\xa0mill\xa0»",
        "mi\xadll",
        "İzmir",
        "weir's",
        "''",
        "mill-race",
        "CNN —",
        "dam.",
        "-",
    ),
    *("quay", "lock", "weir", "kiln", "dam", "sluice", "\n", "\n\n", "\n\n", "\t", "\u3000"),
]


@pytest.mark.slow(but=10)
@pytest.mark.parametrize("seed", range(40))
def test_what_is_seen_at_once_is_what_is_found_by_folding_the_page(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever marks, spaces and letters the text has, between any two places of it."""
    draw = random.Random(seed)
    text = " ".join(draw.choice(_PIECES if seed % 2 else _PIECES[-12:]) for _ in range(220))
    starts = [at for at in range(len(text)) if not at or text[at - 1].isspace() or draw.random() < 0.05]
    spans = [(start, start + draw.randint(5, 700)) for start in starts[::7]]
    at_once = [text_fragments._plain_fragment(text, *span) for span in spans]
    monkeypatch.setattr(text_fragments, "_plain_fragment", lambda *_: None)
    for plain, span in zip(at_once, spans, strict=True):
        assert plain in (None, fragment(text, *span))


def test_plain_words_are_seen_at_once() -> None:
    """Where the edges of a passage stand once; not where a mark would be removed, or its end stands twice within it."""
    body = "Ana's sluice was repaired in March by the harbour guild. " * 4
    text = f"The first paragraph.\n\nThe weir “holds” again, they say.\n\n{body}It held, said Ana.\n\nThe end."
    start, end = text.index("The weir"), text.index("\n\nThe end")
    assert text_fragments._plain_fragment(text, start, end) == fragment(text, start, end) is not None
    assert text_fragments._plain_fragment(text, start, end - 4) is None  # "said" is not its last word
    again = f"{text} the  weir\n'holds' on"  # and nothing behind it ends as the passage does
    assert text_fragments._plain_fragment(again, start, end) == fragment(again, start, end) is not None
    for marked in (f"{again}. It held, said Ana.", text.replace("Ana.", "A\xadna."), text.replace("Ana.", "''Ana.")):
        assert text_fragments._plain_fragment(marked, start, marked.index("\n\nThe end")) is None


@pytest.mark.parametrize(
    ("before", "opening", "behind"),
    [
        ("First.", "GUILDTOWN – A lock-keeper ‑ one of two – saw it.", "The end."),
        ("The lock was old. It leaked.", "The lock was old, it is said.", "The lock was old."),
        ("Of old, the lock held.", "The new lock held, they say.", "The new lock held again."),
        ("Of it all the quay was left. It burnt.", "Of it all the kiln was left.", "Of it all the quay was left."),
    ],
)
def test_dashes_and_openings_that_are_there_again_are_seen_at_once(before: str, opening: str, behind: str) -> None:
    """Where an opening stands again, nothing ends as the passage does there, or other words stand before it."""
    passage = f"{opening} {' '.join(f'Crate {number} was counted.' for number in range(9))} So said the guild."
    text = f"{before}\n\n{passage}\n\n{behind}"
    start, end = text.index(passage), text.index(passage) + len(passage)
    found, page = text_fragments._plain_fragment(text, start, end), searchable_page(text)
    assert found is not None
    assert [page.span(*place) for place in resolved(found, page)] == [(start, end)]


def test_dots_behind_an_opening_are_one_mark_with_the_last_one_of_it() -> None:
    """So that the opening does not stand there as it is."""
    text = f"One.\n\nAt the dam. ... {'It was the guild that mended it again. ' * 5}They left.\n\nThe end."
    start, end = text.index("At the"), text.index("\n\nThe end")
    assert text_fragments._plain_fragment(text, start, end) is None
    assert fragment(text, start, end) == Fragment("At the dam. ... It", "mended it again. They left.")


def test_repeated_words_cost_no_time_by_their_square(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list in which each line begins and ends alike, each opening isn't tried with each end."""

    def looked_at(count: int) -> int:
        lines = " ".join(f"The master counted {number} ships while the wind blew." for number in range(count))
        start, end = lines.index("The master counted 7 "), lines.index(" The master counted 12 ")
        cuts: list[int] = []

        def counted(text: str, at: int) -> bool:
            cuts.append(at)
            return cuts_a_word(text, at)

        monkeypatch.setattr(folding, "cuts_a_word", counted)
        assert fragment(lines, start, end) is not None
        return len(cuts)

    assert looked_at(200) < 3 * looked_at(100)
