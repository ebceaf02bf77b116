"""Addresses of the web page that `pincite serve` shows, made of ids that hold any characters."""

from urllib.parse import quote

ARTICLE = "/article/"

_NOT_KEPT = frozenset({"", ".", ".."})
"""Parts of a path that browsers and proxies leave out or go by: they are to be no parts of their own."""


def article_path(identity: str, paragraph: int | None = None) -> str:
    """The path of an article's page, such as `/article/2024/dam.md#p3`; `paragraph` is the one that it opens at.

    Slashes of an id stay readable, unless a browser would take what is between them for something else.
    """
    parts = identity.split("/")
    if identity in _NOT_KEPT:
        path = f"{ARTICLE}?id={quote(identity, safe='')}"
    elif _NOT_KEPT.isdisjoint(parts):
        path = ARTICLE + quote(identity, safe="/", errors="surrogatepass")
    else:
        path = ARTICLE + quote(identity, safe="", errors="surrogatepass")
    return path if paragraph is None else f"{path}#p{paragraph}"


def article_link(public_url: str, identity: str, paragraph: int | None = None) -> str | None:
    """The address of an article's page; None if no public address is set.

    Args:
        public_url: Where the web page is reached; empty if it is not.
        identity: The article's id.
        paragraph: The number of the paragraph that the address leads to.
    """
    return public_url + article_path(identity, paragraph) if public_url else None
