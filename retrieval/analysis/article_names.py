"""The ways in which people name an article: its path, its title, its address, each as they type or paste it.

A key is the form in which two spellings of one name are the same. The catalog keeps each article's keys in indexed
columns, so that a name is looked up without reading the articles.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from retrieval.language.expressions import expression

_TRACKING = expression(
    r"utm_.+|mtm_.+|pk_.+|at_.+|oly_.+|vero_.+|hsa_.+|wt_.+|_hs.+|_ga|_gl|[a-z]*clid|g?clsrc|gbraid|wbraid|mc_[ce]id"
    r"|igshid|igsh|mkt_tok|ref|ref_src|ref_url|cmp|cmpid|ncid|xtor|smid|smtyp|s_cid|spm|feature|share|amp|outputtype",
    re.IGNORECASE,
)
"""Parameters of addresses that say where a reader came from, or in which form the page is shown: the union of what
ClearURLs, Firefox's query stripping and Brave's filters remove on every site, and of what newsletters append."""

_SCHEME = expression(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_SITE = expression(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|\Z)")
_SUBDOMAIN = expression(r"\A(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_DEFAULT_PORT = expression(r":(?:80|443)?\Z")
_LAST_PART = expression(r"/(?:index\.\w{2,5}|default\.aspx?|amp(?:\.html)?)?\Z", re.IGNORECASE)
_PASTED_AROUND = " \t\r\n<>\"'“”‘’„«»‹›"
_MARKS = expression("[\"'`´ʹʻʼʽˈ‘’‚‛“”„‟′″‹›«»「」『』〝〞〟＂＇*_\u00ad\u200b-\u200f\u2060\ufeff]")
_PARAGRAPH = expression(r"(.+)#(\d+)", re.DOTALL)


def title_key(title: str | None) -> str | None:
    """A title without capitals, quotation marks and white space that differ; None when nothing is left."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", title or "").casefold())
    dashed = "".join("-" if unicodedata.category(char) == "Pd" else char for char in plain)
    return " ".join(dashed.split()).rstrip(".… ") or None


def named_by(words: str) -> Iterator[tuple[str, list[str]]]:
    """The conditions of a query for articles that have each of some words in title or path, with their values.

    Words are as `title_key` gives them; parts of words count as well. Of a path only A to Z are the same as a to z.
    """
    for word in (title_key(words) or "").split():
        # Looked up in the indexes of titles and of paths first: the rows themselves hold whole texts.
        of_title, of_path = (
            f"SELECT key FROM articles WHERE instr({name}, ?)" for name in ("title_key", "lower(path)")
        )
        yield f"key IN ({of_title} UNION ALL {of_path})", [word, word]


def address_key(address: str | None) -> str | None:
    """A web address as it is the same for whoever pastes it; None for what is not one.

    Scheme, `www.`, capitals of the host, a last slash or `index.html`, the mobile site, percent-encoding, parameters
    that only track, the order of the others, and the fragment don't matter.
    """
    pasted = re.sub(r"\s+", "", (address or "").strip(_PASTED_AROUND))
    if not _SCHEME.match(pasted):
        pasted = f"//{pasted.removeprefix('//')}" if _SITE.match(pasted.removeprefix("//")) else ""
    try:
        parts = urlsplit(pasted)
    except ValueError:
        return None
    if not parts.netloc or (parts.scheme or "https").lower() not in ("http", "https", "feed"):
        return None
    host = _DEFAULT_PORT.sub("", parts.netloc.rpartition("@")[2].lower()).rstrip(".")
    path = unicodedata.normalize("NFC", re.sub("/+", "/", unquote(parts.path)))
    while (shorter := _LAST_PART.sub("", path)) != path:
        path = shorter
    parameters = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    )
    # A fragment that begins with an exclamation mark is how single-page sites name their pages.
    page = f"#{parts.fragment}" if parts.fragment.startswith("!") else ""
    return (
        f"{_SUBDOMAIN.sub('', _host_in_letters(host))}{path}{f'?{urlencode(parameters)}' if parameters else ''}{page}"
    )


def paths(name: str, corpus: Path) -> Iterator[str]:
    """The paths inside an archive that a name may stand for: as it is, from here, absolute, with `./` or backslashes.

    Args:
        name: As a person typed it.
        corpus: The archive's folder or file.
    """
    path = name.strip()
    if path.lower().startswith("file://"):
        path = unquote(path[len("file://") :])
    if not path or "\0" in path:
        return
    for spelled in dict.fromkeys((path, path.replace("\\", "/"))):
        yield os.path.normpath(spelled).replace(os.sep, "/")
        absolute = os.path.abspath(os.path.expanduser(spelled))  # noqa: PTH100, PTH111  # must not read the disk
        for root in dict.fromkeys((os.path.abspath(corpus), os.path.realpath(corpus))):  # noqa: PTH100
            if absolute == root:
                yield corpus.name
            elif absolute.startswith(root.rstrip(os.sep) + os.sep):
                yield os.path.relpath(absolute, root).replace(os.sep, "/")


def without_paragraph(name: str) -> tuple[str, int] | None:
    """A name and the number of the paragraph after it, as in `a.md#3`; None when there is none."""
    match = _PARAGRAPH.fullmatch(name.strip())
    return (match[1], int(match[2])) if match else None


def _host_in_letters(host: str) -> str:
    """A host with the letters that Punycode stands for: `xn--mnchen-3ya.de` is `münchen.de`."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host
