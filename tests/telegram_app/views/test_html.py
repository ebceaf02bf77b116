"""Pages as HTML: Telegram's own parser takes them, and shows what the page says."""

import random

import pytest

from bot.telegram_app import limits
from bot.telegram_app.views.html import (
    Block,
    Span,
    _cut,
    _with_few_entities,
    bold,
    fitted,
    length,
    line,
    link,
    linkable,
    markup,
    plain,
    quote,
    sendable,
    shortened,
    shortened_end,
    shortened_text,
)
from tests.telegram_app.conftest import telegram_parses

STYLES = ["", "b", "i", "u", "s", "code"]
PIECES = [
    "<b>",
    "</b>",
    "&",
    "&amp;",
    "&lt;",
    "<",
    ">",
    '"',
    "'",
    " ",
    "\n",
    "a",
    "word",
    "é",
    "🙂",
    "𝔘",
    "م",
    "\u200b",
    "</blockquote>",
]


def any_page(seed: int) -> list[Block]:
    """A page of odd words in odd styles."""
    chance = random.Random(seed)
    return [
        Block(
            tuple(
                Span(
                    "".join(chance.choices(PIECES, k=chance.randint(0, 12))),
                    chance.choice(STYLES),
                )
                for _ in range(chance.randint(1, 4))
            ),
            chance.choice(["", "quote", "folded"]),
        )
        for _ in range(chance.randint(1, 5))
    ]


@pytest.mark.parametrize("seed", range(300))
def test_markup_shows_the_words(seed: int) -> None:
    """Whatever the words are, Telegram accepts the HTML and shows exactly them."""
    page = any_page(seed)
    shown, _ = telegram_parses(markup(page) + "\nend")
    assert shown == plain(page) + "\nend"
    assert length(page) == len(plain(page))


@pytest.mark.parametrize("limit", [50, 300, limits.TEXT])
@pytest.mark.parametrize("seed", range(20))
def test_fitted(seed: int, limit: int) -> None:
    """A page of any length is made to fit, and stays HTML that Telegram takes."""
    page = [*any_page(seed), quote("very long words " * 900, bold("telling " * 100)), line("the citation")] * 3
    short = fitted(page, limit)
    assert 0 < length(short) <= limit
    assert len(markup(short).encode()) <= limits.SOURCE
    telegram_parses(markup(short) + ".")


def test_a_quotation_whose_first_span_fills_a_message() -> None:
    """A page that is one code point too long just behind a span is made to fit; once it was shortened for ever."""
    page = fitted([quote("x" * 4096, bold("y"))])
    assert length(page) == 4096
    assert plain(page) == "x" * 4095 + "…"


def test_long_raw_text_stays_within_the_bytes() -> None:
    """The longest message made of the signs that grow most when escaped is within the limit of bytes."""
    assert len(markup(fitted([quote("&" * 10_000)])).encode()) <= limits.SOURCE


def test_unsendable_signs() -> None:
    """What can't be sent is shown as a replacement sign, one for one."""
    assert sendable("a\x00b\ud800c\td\r\ne") == "a�b�c\td\ne"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c&d=%20#e", True),
        ("http://example.org:8080/", True),
        ("javascript:alert(1)", False),
        ("https://localhost/", False),
        ("https://exa mple.org/", False),
        ("https://[::1", False),
        ("", False),
        (None, False),
    ],
)
def test_links(address: str | None, kept: bool) -> None:
    """A link is made where Telegram keeps it, and bare words elsewhere."""
    shown, entities = telegram_parses(markup([line(link("title & co", address))]))
    assert shown == "title & co"
    assert [entity["type"]["@type"] for entity in entities] == (["textEntityTypeTextUrl"] if kept else [])
    assert bool(address and linkable(address)) == kept


def test_shortened_cuts_at_a_word() -> None:
    """Words are cut between two of them, with an ellipsis, within the limit."""
    (short,) = shortened([Span("one two three four")], 9)
    assert short.text == "one two…"
    assert shortened([Span("one")], 3) == (Span("one"),)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two", 7, "one two"),
        ("one two", 6, "one t…"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two thr…"),
        ("onetwothree", 10, "onetwothr…"),
        ("onetwothr ee", 11, "onetwothr…"),
        ("aaaa aaaaa aaaa", 9, "aaaa aaa…"),
        ("aaaaaa aaaa", 9, "aaaaaa a…"),
        ("aaaaaaa bcdefg", 9, "aaaaaaa…"),
        ("abc", 1, "…"),
    ],
)
def test_shortened_text(text: str, limit: int, short: str) -> None:
    """A text that fits is left alone, a longer one cut: at a word where one ends in the last quarter."""
    assert shortened_text(text, limit) == short
    assert len(short) <= limit
    (span,) = shortened([bold(text)], limit)
    assert span == bold(short)


def test_shortened_spans() -> None:
    """Spans that fit are left alone; else the one that fills the room is cut, and those after it are left out."""
    spans = Span("12345"), bold("67890"), Span("x")
    assert shortened(spans, 11) == spans
    assert shortened(spans, 10) == (Span("12345"), bold("6789…"))
    assert shortened(spans, 6) == (Span("12345"), bold("…"))
    assert shortened(spans, 5) == (Span("1234…"),)
    assert shortened((Span("12345"), Span("")), 5) == (Span("12345"), Span(""))


def test_end_of_spans() -> None:
    """The end of what fits is left alone; else it begins with an ellipsis and a whole word."""
    spans = [Span("one two"), bold(" three")]
    assert shortened_end(spans, 13) == spans
    assert shortened_end(spans, 12) == [Span("…two"), bold(" three")]
    assert shortened_end(spans, 10) == [Span("…two"), bold(" three")]
    assert shortened_end(spans, 9) == [Span("…"), bold(" three")]
    assert shortened_end(spans, 6) == [Span("…"), bold(" three")]
    assert shortened_end(spans, 5) == [bold("…")]
    assert shortened_end([Span("a b c d")], 4) == [Span("…c d")]


def test_page_that_just_fits() -> None:
    """A page of exactly the limit is left alone; one more character is taken from the longest quotation."""
    page = [line("x" * 60), quote("y" * 100), quote("z" * 90)]
    assert fitted(page, 252) == page
    assert fitted(page, 251) == [page[0], quote("y" * 98 + "…"), page[2]]


def test_what_is_left_out() -> None:
    """A quotation of which 80 characters fit is cut to them, one of which 79 fit is left out; then the longest line."""
    page = [line("x" * 200), quote("y" * 100)]
    assert fitted(page, 281) == [page[0], quote("y" * 79 + "…")]
    assert fitted(page, 280) == [page[0]]
    assert fitted(page, 150) == [line("x" * 149 + "…")]
    assert fitted([line("x" * 10), line("y" * 100)], 50) == [line("x" * 10)]
    assert fitted([line("x" * 100)], 50) == [line("x" * 49 + "…")]
    assert fitted([line("x" * 100)], 1) == [line("…")]


def test_a_folded_quotation_is_shortened_before_a_longer_line() -> None:
    """What is folded is shortened like any quotation, and before lines."""
    page = [line("x" * 300), quote("y" * 200, folded=True)]
    assert fitted(page, 450) == [page[0], quote("y" * 148 + "…", folded=True)]


@pytest.mark.parametrize(("count", "bare"), [(99, 0), (100, 1)])
def test_styles_that_telegram_keeps(count: int, bare: int) -> None:
    """A message has a hundred styles, its quotations among them; a block with more is shown without any."""
    page = [quote("q"), line(*[bold("x")] * count), line(bold("z"))]
    shown = fitted(page)
    styled = [sum(bool(span.tag) for span in block.spans) for block in shown]
    assert styled == ([0, 99, 0] if not bare else [0, 0, 1])
    assert [block.spans[0].text for block in shown] == ["q", "x", "z"]


def test_a_hundred_styles() -> None:
    """Exactly a hundred styles are left alone."""
    page = [quote("q"), line(*[bold("x")] * 99)]
    assert fitted(page) == page
    page = [line(*[bold("x")] * 60), line(*[bold("y")] * 40), line(bold("z"))]
    assert [bool(block.spans[0].tag) for block in fitted(page)] == [True, True, False]


def test_markup() -> None:
    """Each style has its tag, an empty one has none, and quotations are marked as such."""
    page = [
        line("a", bold("b"), Span("c", "code"), bold("")),
        quote("d"),
        quote("e", folded=True),
        quote(" "),
        line(link("f", "https://example.org/?a&b")),
    ]
    assert markup(page) == (
        "a<b>b</b><code>c</code>\n<blockquote>d</blockquote>\n<blockquote expandable>e</blockquote>\n \n"
        '<a href="https://example.org/?a&amp;b">f</a>'
    )
    assert length(page) == len("abc\nd\ne\n \nf")
    assert length([]) == 0
    assert link(" ", "https://example.org/") == Span(" ")
    assert sendable("a\rb\r\nc\x0bd\x7f") == "a\nb\nc�d�"


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abcdefghij klm", 13, "abcdefghij…"),
        ("abcdefghi jklm", 13, "abcdefghi jk…"),
        ("abcdefgh ijklm", 13, "abcdefgh ijk…"),
        ("abcdefghijklmn", 13, "abcdefghijkl…"),
        ("abcdefghijk lm", 13, "abcdefghijk…"),
        ("ab", 1, "…"),
        ("ab", 0, "…"),
    ],
)
def test_a_text_is_cut_at_a_word_in_its_last_quarter(text: str, limit: int, cut: str) -> None:
    """Where no word ends there, in the middle of one."""
    assert _cut(text, limit) == cut


def test_a_block_of_too_many_styles_leaves_them_to_the_next() -> None:
    """It is shown without any; one that has just as many as Telegram keeps is shown with them."""
    blocks = [Block((Span("a", "b"),) * (limits.ENTITIES + 1)), Block((Span("a", "b"),) * limits.ENTITIES)]
    assert [[span.tag for span in block.spans][:1] for block in _with_few_entities(blocks)] == [[""], ["b"]]
