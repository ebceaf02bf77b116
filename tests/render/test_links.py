"""Addresses of the web page: whatever an id holds, its address leads back to it."""

from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis.strategies import text

from bot.render.links import article_link, article_path


@pytest.mark.parametrize(
    ("identity", "path"),
    [
        ("dam.md", "/article/dam.md"),
        ("2024/März/dam no. 1.md", "/article/2024/M%C3%A4rz/dam%20no.%201.md"),
        ("50% #1?", "/article/50%25%20%231%3F"),
        ("https://a.example/x", "/article/https%3A%2F%2Fa.example%2Fx"),
        ("a/../b", "/article/a%2F..%2Fb"),
        ("/a", "/article/%2Fa"),
        ("a/", "/article/a%2F"),
        ("..", "/article/?id=.."),
        (".", "/article/?id=."),
        ("", "/article/?id="),
    ],
)
def test_paths(identity: str, path: str) -> None:
    """Slashes stay readable where nobody takes them for something else."""
    assert article_path(identity) == path
    assert article_path(identity, 12) == f"{path}#p12"


@given(text())
def test_every_id_comes_back(identity: str) -> None:
    """Also after a browser has made an address of it."""
    parts = urlsplit(urljoin("https://archive.example/", article_path(identity, 3)))
    assert parts.fragment == "p3"
    named = parse_qs(parts.query, keep_blank_values=True).get("id", [unquote(parts.path.removeprefix("/article/"))])
    assert named == [identity]


def test_links() -> None:
    """There are links only where a public address is set."""
    assert article_link("https://archive.example", "a b", 2) == "https://archive.example/article/a%20b#p2"
    assert article_link("", "a b", 2) is None
