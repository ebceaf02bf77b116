"""Files that look like texts but are no articles: old revisions of a wiki's pages, a program's lists and licences."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from retrieval.language.expressions import expression

HIDDEN_NAMES = (".", "~$", "Thumbs.db", "desktop.ini")
"""How the names of files begin that nobody sees in their folder: word processors mark those that are open with `~$`."""

OLD_REVISION = "old revision"
"""Why a file is left out that holds a page as it was before."""

OF_A_PROGRAM = "no article: of a program or site"
"""Why a file is left out that tells programs, or those who use one, what to do."""

_OF_TEMPLATES = frozenset({
    "layouts", "_layouts", "partials", "_partials", "shortcodes", "_templates", "_includes", "scaffolds", "archetypes",
})  # fmt: skip
"""Folders in which generators of sites have what they fill in, besides texts, where there are any."""

_MAYBE_OF_TEMPLATES = frozenset({"templates", "includes", "themes", "theme", "layout", "views"})
"""Folders of which that is true of pages without fields of their own; others have articles in such."""

_OF_TEXTS = frozenset({"content", "posts", "_posts", "articles", "_articles", "blog", "pages", "docs", "news"})
"""What is below such a folder is an article."""

_NOTES = (".md", ".markdown")
_TEMPLATER = expression(rb"<%[-_*+]?\s{0,9}(?:tp|await)\b|\{\{\s?(?:title|date|time)(?::[^{}\n]{0,40})?\s?\}\}")
"""What notes of Obsidian are filled in with, whose templates are in such a folder too."""

_PAGES = (".html", ".htm", ".xml", ".php", ".xhtml")
_FILLED_IN = expression(rb"\{\{|\{%|<%|<\?(?:php|=)")
"""Where something is filled in."""

_OF_A_BLOG = frozenset({("wp-content", "plugins"), ("wp-content", "themes")})
_PROGRAMS_OF_A_BLOG = frozenset({"wp-includes", "wp-admin"})
"""Folders of WordPress without anything that somebody published."""

_ATTICS = frozenset({"attic", "media_attic"})
"""Folders in which DokuWiki keeps all revisions of its pages and pictures, also the current ones."""

_DATED = expression(r"\.\d{9,10}\.[a-z0-9]{1,5}(?:\.gz|\.bz2)?\Z")
_NUMBERED = expression(r"\d{8}\Z")
_REVISIONS = "revisions"
"""The folder in which MoinMoin keeps the revisions of a page, whose names are their numbers."""

_BY_NAME = expression(
    r"(?P<robots>robots\.txt)|(?P<ads>(?:app-)?ads\.txt)|(?P<build>cmakelists\.txt)|(?P<humans>humans\.txt)"
    r"|(?P<security>security\.txt)|(?P<verification>(?:google|yandex_|pinterest-)[0-9a-f]{5,40}\.html?)"
    r"|(?P<assistant>(?-i:CLAUDE|AGENTS?|GEMINI|COPILOT)(?:\.local)?\.md|copilot-instructions\.md)"
    r"|(?P<packages>(?:[a-z]{1,20}[-_])?(?:requirements|constraints)(?:[-_.][a-z0-9]{1,20}){0,3}\.(?:txt|in))"
    r"|(?P<licence>(?:un)?licen[cs]e(?:[-_.][\w.-]{1,30})?|copying(?:\.\w{1,8})?)",
    re.IGNORECASE,
)
_WORDS = {
    "robots": expression(rb"^[ \t]*(?:user-agent|sitemap)[ \t]*:", re.IGNORECASE | re.MULTILINE),
    "ads": expression(rb"^[\w.-]{3,80},[^\n,]{1,80},\s*(?:direct|reseller)\b", re.IGNORECASE | re.MULTILINE),
    "build": expression(rb""),
    "humans": expression(
        rb"/\*\s{0,9}(?:team|site|thanks|the\s|developers?\b)|^[ \t]*(?:standards|components|last update):",
        re.IGNORECASE | re.MULTILINE,
    ),
    "security": expression(rb"^contact:\s", re.IGNORECASE | re.MULTILINE),
    "verification": expression(rb"verification", re.IGNORECASE),
    "assistant": expression(
        rb"\b(?:agents?|repository|codebase|coding|commits?|scripts?|(?:this|the) (?:repo|project))\b|```",
        re.IGNORECASE,
    ),
    "licence": expression(
        rb"permission is hereby granted|redistribution and use in source and binary forms|apache license"
        rb"|gnu (?:lesser |affero )?general public license|gnu free documentation license|mozilla public license"
        rb"|eclipse public license|released into the public domain"
        rb"|permission to use, copy, modify|\A(?s:.{0,200})creative commons",
        re.IGNORECASE,
    ),
}
"""Kinds of files by their names → words that those of programs have, and an article of that name has not."""

_PACKAGE = expression(
    rb"(?:-[-\w]{1,40}(?:[= ]\S{1,300})?"
    rb"|[\w.-]{1,80}+(?:\[[\w,. -]{0,80}\])?\s{0,9}+(?:[=<>~!][=<>~!\w.*+,\s-]{1,200}|@\s?\S{1,500})?"
    rb"|(?:git\+|https?://|\./)\S{1,500})\s{0,9}(?:;[^\n]{0,200})?\\?"
)


def old_revisions(folder: str, names: Iterable[str]) -> set[str]:
    """Which files of a folder hold a page as it was before.

    Args:
        folder: The folder's path inside the archive.
        names: Those of its files.
    """
    parts = folder.lower().split("/")
    if not _ATTICS.isdisjoint(parts):
        return {name for name in names if _DATED.search(name.lower())}
    if parts[-1] == _REVISIONS:
        return set(sorted(name for name in names if _NUMBERED.match(name))[:-1])
    return set()


def is_of_a_program(path: str, opening: Callable[[], bytes]) -> bool:
    """Whether a file is one that tells programs, or those who use one, what to do; also what they fill in.

    Args:
        path: Its path inside the archive.
        opening: Gives its first bytes, which is asked of few.
    """
    folder, _, name = path.rpartition("/")
    if folder and _is_of_a_site(folder.lower().split("/"), name.lower(), opening):
        return True
    match = _BY_NAME.fullmatch(name)
    return match is not None and match.lastgroup is not None and _is_what_it_is_called(match.lastgroup, opening())


def _is_of_a_site(folders: Sequence[str], name: str, opening: Callable[[], bytes]) -> bool:
    """Whether a file in some folders is of a program that makes a site: of WordPress itself, or filled in by one.

    Args:
        folders: Their names, in small letters.
        name: The file's name, in small letters.
        opening: Gives its first bytes.
    """
    if not _PROGRAMS_OF_A_BLOG.isdisjoint(folders):
        return True
    if "wp-content" in folders and not _OF_A_BLOG.isdisjoint(pairwise(folders)):
        return True
    around = set(takewhile(lambda folder: folder not in _OF_TEXTS, folders))
    if not _OF_TEMPLATES.isdisjoint(around):
        return _FILLED_IN.search(opening()) is not None
    if name.endswith(_NOTES) and "templates" in around:
        return _TEMPLATER.search(opening()) is not None
    if name.endswith(_PAGES) and not _MAYBE_OF_TEMPLATES.isdisjoint(around):
        return not (begin := opening()).startswith(b"---") and _FILLED_IN.search(begin) is not None
    return False


def _is_what_it_is_called(kind: str, opening: bytes) -> bool:
    """Whether the first bytes of a file are what its name promises.

    Args:
        kind: What its name tells.
        opening: The bytes.
    """
    if kind != "packages":
        return _WORDS[kind].search(opening) is not None
    lines = [line.partition(b"#")[0].strip() for line in opening.splitlines()]
    # The last line may be cut.
    whole = [line for line in lines[:-1] or lines if line]
    return bool(whole) and all(_PACKAGE.fullmatch(line) for line in whole)
