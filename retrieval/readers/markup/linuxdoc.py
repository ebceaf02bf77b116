"""LinuxDoc, the SGML in which HOWTOs were written: its short tags as HTML, which is read with the lines of the file."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape

from retrieval.articles.page import Page
from retrieval.readers.html.text import add_html

_FIELD = re.compile(
    r"<(?P<name>title|author|date)>(?P<words>.{1,1000}?)"
    r"(?=<(?:title|author|date|abstract|toc|lof|sect\d?|p|/?titlepag|chapt)\b)",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND_NAME = re.compile(r"\s*(?:[,;<(&]|\bv\d|\S+@)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_VERBATIM = re.compile(r"<(?:verb|code)>(?P<code>.*?)</(?:verb|code)>", re.IGNORECASE | re.DOTALL)
_SHORT = re.compile(r"<(tt|em|bf|it|sf|sl|tag|cparam|newline)/([^/<>\n]{0,300}(?:\n[^/<>\n]{1,300})?)/", re.IGNORECASE)
_LINK = re.compile(r"<(?:url|htmlurl|ref)\b(?P<values>[^<>]{1,1000})>", re.IGNORECASE)
_NAME = re.compile(r"\bname=(?:\"([^\"]{0,500})\"|'([^']{0,500})')", re.IGNORECASE)
_ADDRESS = re.compile(r"\burl=(?:\"([^\"]{0,500})\"|'([^']{0,500})')", re.IGNORECASE)
_SECTION = re.compile(
    r"<(?:part|chapt|sect)(?P<rank>\d?)>(?P<words>(?:[^<]|<(?!/?(?:p|sect\d?|itemize|enum)\b)[^<>]*>){0,500}?)"
    r"(?=\n\s*\n|<p>|</?sect|<(?:itemize|enum|verb|tscreen))",
    re.IGNORECASE,
)
_TABLE = re.compile(r"<tabular\b[^<>]{0,100}>(.*?)</tabular>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z]{1,12}\d?)\b[^<>]{0,500}>", re.IGNORECASE)
_SIGNS: Mapping[str, str] = {
    "dquot": '"', "lsqb": "[", "rsqb": "]", "lcub": "{", "rcub": "}", "bsol": "\\", "lowbar": "_", "verbar": "|",
    "etago": "&lt;/", "ero": "&amp;", "dollar": "$", "percnt": "%", "num": "#", "tilde": "~", "circ": "^",
    "hyphen": "-",
}  # fmt: skip
_SIGN = re.compile(rf"&({'|'.join(_SIGNS)});")
_TAGS = {
    "itemize": "ul", "enum": "ol", "item": "li", "descrip": "dl", "tag": "dt", "quote": "blockquote", "p": "p",
    "ul": "ul", "ol": "ol", "li": "li", "dl": "dl", "dt": "dt", "table": "table", "tr": "tr", "td": "td", "pre": "pre",
    "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "blockquote": "blockquote", "br": "br", "newline": "br",
}  # fmt: skip
"""Elements that are seen as blocks, those of HTML that stand for others already among them."""

_STRAY = re.compile(rf"<(?!/?(?:{'|'.join(sorted({*_TAGS.values()}))})>)")


def read(text: str) -> tuple[dict[str, str], Page]:
    """The fields of a text, and its page, whose lines are those of the file."""
    text = _replaced(_COMMENT, _feeds, text, "-->")
    fields, people = dict[str, str](), list[str]()
    for match in _FIELD.finditer(text):
        words = " ".join(unescape(_TAG.sub(" ", _plain(match["words"]))).split())
        if match["name"].lower() == "author":
            people.append(_BEHIND_NAME.split(words, maxsplit=1)[0].removeprefix("by "))
        fields.setdefault(match["name"].lower(), words)
    day = re.sub(r"\A\W*v(?:ersion)?\s*[\d.]+\w*\W+", "", fields.pop("date", ""), flags=re.IGNORECASE)
    begin = re.search(r"<(?:abstract|toc|sect|p|chapt|part)\b", text, re.IGNORECASE)
    start = begin.start() if begin else 0
    page = Page()
    html = _plain(_replaced(_VERBATIM, _code, text[start:], "</verb>", "</code>"))
    html = _SECTION.sub(_heading, _replaced(_TABLE, _rows, html, "</tabular>"))
    add_html(page, _STRAY.sub("&lt;", _TAG.sub(_tag, html)), 1 + text.count("\n", 0, start), breaks=True)
    told = {"title": fields.get("title", ""), "authors": "; ".join(filter(None, people)), "date": day}
    return {name: words for name, words in told.items() if words}, page


def _replaced(pattern: re.Pattern[str], instead: Callable[[re.Match[str]], str], text: str, *closings: str) -> str:
    """A text with something else in place of what is between marks, up to the last that closes one.

    Args:
        pattern: Matches it.
        instead: What stands in its place.
        text: The text.
        closings: The marks that close it, in small letters.
    """
    end = max(text.lower().rfind(closing) + len(closing) for closing in closings)
    return pattern.sub(instead, text[:end]) + text[end:]


def _feeds(match: re.Match[str]) -> str:
    """The line feeds of what is left out."""
    return "\n" * match[0].count("\n")


def _code(match: re.Match[str]) -> str:
    """What is typed as it stands."""
    return f"<pre>{escape(unescape(_SIGN.sub(lambda sign: _SIGNS[sign[1]], match['code'])), quote=False)}</pre>"


def _plain(text: str) -> str:
    """A text with the words of its short tags and links in their places."""
    text = _SHORT.sub(lambda match: f"<dt>{match[2]}</dt>" if match[1].lower() == "tag" else match[2], text)
    text = _LINK.sub(_words_of_link, text)
    return _SIGN.sub(lambda sign: _SIGNS[sign[1]], text)


def _words_of_link(link: re.Match[str]) -> str:
    """What is seen of a link: its name, else the address."""
    name, address = _NAME.search(link["values"]), _ADDRESS.search(link["values"])
    words = next((match[1] or match[2] or "" for match in (name, address) if match and (match[1] or match[2])), "")
    return words + "\n" * max(0, link[0].count("\n") - words.count("\n"))


def _heading(match: re.Match[str]) -> str:
    """The heading of a section."""
    rank = min(2 + int(match["rank"] or 0), 5)
    words = _TAG.sub(" ", match["words"])
    return f"<h{rank}>{words.strip()}</h{rank}>" + "\n" * (words.count("\n") - words.strip().count("\n"))


def _rows(match: re.Match[str]) -> str:
    """A table, whose rows end with a sign or a tag, as its cells do."""
    body = re.sub(r"<rowsep>", "@", re.sub(r"<colsep>", "|", match[1]))
    rows = [re.sub(r"<hline>", "", row) for row in body.split("@")]
    cells = (f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows if row.strip())
    return f"<table>{''.join(cells)}</table>"


def _tag(match: re.Match[str]) -> str:
    """A tag of HTML in place of one, with its line feeds; none in place of what isn't seen."""
    name = _TAGS.get(match[2].lower())
    return (f"<{match[1]}{name}>" if name else "") + _feeds(match)
