"""Pages as HTML: Telegram's own parser takes them, and shows what the page says."""

import random

import pytest

from bot.telegram_app import limits
from bot.telegram_app.views.html import (
    Block,
    Span,
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
