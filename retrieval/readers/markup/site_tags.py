"""Tags of site generators and blogs in a text → what a person sees of them: captions, and where they were, nothing.

Liquid (Jekyll, Eleventy), Hugo's and WordPress's shortcodes, Nunjucks: all that is filled in when the page is made.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

LEFT_OUT = "\ue000"
"""Stands where a tag was until the spaces around it are one."""

FEWEST_DIGITS = 5
"""The number of a film has so many digits; "[video 3]" is what somebody wrote."""

MOST_LINES = 100
"""A tag may go on for this many lines."""

TAG = re.compile(
    r"\{\{[<%]([^{}]{0,1000}?)[%>]\}\}|\{%([^{}]{0,20000}?)%\}|\{\{-?\s{0,9}[A-Za-z_\"'.$](?:[^{}]|\{[^{}]{0,200}\}){0,500}\}\}"
)
ONLY_TAGS = re.compile(
    r"\s*(?:(?:\{%[^%]{0,20000}%\}|\{\{<[^>]{0,500}>\}\}|\{\{%[^%]{0,500}%\}\})(?:\{[.#:][^{}\n]{0,200}\})?\s*)+"
)
_CAPTION = re.compile(r"\b(?:caption|alt)\s*=\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})')", re.IGNORECASE)
_PICTURE = re.compile(
    r"\{[{%][<%]?-?\s{0,9}(?:image|img|figure|picture|photo)\s{1,9}(?:\"[^\"\n]{1,500}\"|'[^'\n]{1,500}'),?\s{1,9}"
    r"(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')"
)
"""A picture with its address and its alternative text in this order: `{% image "weir.png", "The weir" %}`."""

_CODE = (
    r"(?P<code>^[ \t>]{0,12}(?:(?:[-*+]|\d{1,4}[.)])[ \t]{1,9})?(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n"
    r".*?(?:^[ \t>]{0,12}(?P=fence)|\Z)"
    r"|(?<!`)(?P<tick>`{1,3})(?!`)[^`\n]{1,500}(?P=tick)(?!`))"
)


def _between(opening: str, closing: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What is between two marks outside of code, or is code; and the second mark."""
    flags = re.MULTILINE | re.DOTALL
    return re.compile(f"{_CODE}|{opening}(?P<inner>.*?){closing}", flags), re.compile(closing)


_COMMENTS = (
    _between(r"\{%-?\s{0,9}comment\b[^%{}]{0,200}%\}", r"\{%-?\s{0,9}endcomment\b[^%{}]{0,200}%\}"),
    _between(r"\{\{[<%]\s{0,9}comment\s{0,9}[>%]\}\}", r"\{\{[<%]\s{0,9}/\s{0,9}comment\s{0,9}[>%]\}\}"),
    _between(r"\{\{-?\s{0,9}/\*", r"\*/\s{0,9}-?\}\}"),
    _between(r"\{#-?\s", r"\s-?#\}"),
    _between(r"\{::comment[^{}]{0,200}\}", r"\{:/(?:comment)?\}"),
    (
        re.compile(f"{_CODE}|^[ \\t]*+%%(?P<inner>(?:[^%]|%(?!%))*+)%%[ \\t]*+$", re.MULTILINE | re.DOTALL),
        re.compile("%%"),
    ),
)
"""Comments of Liquid, two of Hugo's, those of Nunjucks, Kramdown and Obsidian."""

_RAW = _between(r"\{%-?\s{0,9}raw\s{0,9}-?%\}", r"\{%-?\s{0,9}endraw\s{0,9}-?%\}")
_RAW_TAG = re.compile(r"\{%-?\s{0,9}(?:end)?raw\s{0,9}-?%\}")
_END_OF_CODE = re.compile(r"[^`\n]{0,500}`{1,3}")
_BRACE = re.compile(f"{_CODE}|(?<!\\\\)[{{}}]", re.MULTILINE | re.DOTALL)
_OF_FIELD = re.compile(
    rf"{_CODE}|\{{\{{-?\s{{0,9}}(?:page|\$frontmatter)\.(?P<field>\w[\w.-]{{0,60}}?)\s{{0,9}}-?\}}\}}"
    r"|\{\{[<%]\s{0,9}params?\s{1,9}\"?(?P<param>\w[\w.-]{0,60})\"?\s{0,9}[>%]\}\}",
    re.MULTILINE | re.DOTALL,
)
"""What shows a field of the page's own: Jekyll's, VitePress's and Hugo's."""

_BRACKET = re.compile(r"[\[\]\\]")
_OPENINGS = ("{{<", "{{%", "{%")
_FENCE = re.compile(r"[ \t>]{0,12}(?:[-*+]\s+|\d{1,4}[.)]\s+)?(`{3,}|~{3,})")
_ADDRESS_BELOW = re.compile(r" {0,3}\[[^\[\]\n]{1,300}\]:\s{0,9}(?=\{[{%])")
_LITERAL = re.compile(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)

_SHORTCODE = re.compile(
    r"\[(?P<end>/?)(?P<name>[a-z][\w-]{0,30})(?P<rest>(?:[\s=:][^\[\]<>]{0,500})?)/?\](?![(:])", re.IGNORECASE
)
_WITH_VALUES = re.compile(r"\s+[a-z][\w-]{0,40}=(?:[\"'”“″]|[\w.#%-]{1,80}(?:\s|/?\Z))")
_BUILDERS = ("vc_", "et_pb_", "su_", "fusion_", "av_", "tatsu_", "nectar_", "elementor-")
"""What the shortcodes of programs that build pages begin with."""

_SHORTCODES = frozenset({
    "caption", "gallery", "embed", "audio", "video", "playlist", "wp_caption", "youtube", "vimeo", "contact-form",
    "contact-form-7", "sourcecode", "code", "toc", "slideshow", "googlemaps", "twitter", "instagram", "soundcloud",
    "tweet", "slideshare", "dailymotion", "wpvideo", "polldaddy", "scribd", "spotify", "bandcamp", "flickr",
})  # fmt: skip
"""Tags in brackets that WordPress writes around pictures and films, and fills in on the page."""


FEW_CHARACTERS = 300
"""A page that lists the posts of its site has up to this many code points of its own: a heading, names of links."""

_LISTS_POSTS = re.compile(
    r"\{%-?\s{0,9}for\s{1,9}\w{1,40}(?:,\s?\w{1,40})?\s{1,9}in\s{1,9}"
    r"(?:site|paginator|pagination|collections?)(?:\.|\[|\s)"
)
_EXTENDS = re.compile(
    r"(?:\s|\{%-?+\s{0,9}+(?!extends\b)[^{}]{0,300}%\}|\{#[^{}]{0,500}#\}){0,200}+\{%-?\s{0,9}extends\s"
)


def is_of_a_site(source: str, text: str) -> bool:
    """Whether a page is one that a site's generator fills in: it lists the posts, or is made of another page.

    Args:
        source: The page, below its front matter.
        text: What is seen of it without its tags.
    """
    lists_posts = len(text) <= FEW_CHARACTERS and _LISTS_POSTS.search(source) is not None
    return lists_posts or _EXTENDS.match(source) is not None


def is_filled_in(words: str) -> bool:
    """Whether words are nothing but tags: `{{ post.content | escape }}`."""
    return "{" in words and not TAG.sub("", words).strip()


_CAPTIONED = re.compile(r"!\[([^\[\]\n]{0,500})\]\(#\)")
"""What `captions` gives; lines of tags are read before it is known that they stand in HTML."""


def captions(tags: str) -> str:
    """What tags of figures give as captions, as images with alternative texts."""
    return " ".join(f"![{_BRACKET.sub('', caption)}](#)" for caption in _caption_words(tags))


def _caption_words(tags: str) -> Iterator[str]:
    """The captions in tags."""
    yield from (match[1] or match[2] for match in _CAPTION.finditer(tags))
    places = (match[1] or match[2] for match in _PICTURE.finditer(tags))
    yield from (words for words in places if " " in words.strip() and "=" not in words)


def without_tags(words: str) -> str:
    """Words of Markdown without tags; what stands where a link leads is an address."""
    return TAG.sub(_of_tag, words)


def _of_tag(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 9) : match.start()].rstrip()
    return "#" if before.endswith(("](", "](<")) else captions(match[0]) or LEFT_OUT


def with_address(line: str) -> str:
    """A line that says where links lead (`[guide]: {{< ref "guide.md" >}}`) with an address instead of a tag."""
    return TAG.sub("#", line) if _ADDRESS_BELOW.match(line) else line


def with_fields(text: str, fields: Mapping[str, Any]) -> str:
    """Markdown with the values of its front matter where tags outside of code show them: `{{ page.updated }}`."""
    if "{{" not in text or not fields:
        return text

    def shown(match: re.Match[str]) -> str:
        value: Any = fields
        for name in (match["field"] or match["param"] or "").split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        is_words = isinstance(value, (str, int, float)) and not isinstance(value, bool) and "\n" not in str(value)
        return str(value) if match["code"] is None and is_words else match[0]

    return _OF_FIELD.sub(shown, text)


def html_without_tags(html: str) -> str:
    """A piece of HTML without the tags of a site's generator, on as many lines; code stays as it is."""
    if _LITERAL.match(html):
        return html
    if "{{" in html or "{%" in html:
        html = TAG.sub(_of_tag_in_html, html)
    if "](#)" in html:
        html = _CAPTIONED.sub(lambda picture: f'<img alt="{escape(picture[1])}">', html)
    return without_shortcodes(html)


def _of_tag_in_html(match: re.Match[str]) -> str:
    lines = "\n" * match[0].count("\n")
    if match.string[: match.start()].endswith(('="', "='")):
        return lines
    return "".join(f'<img alt="{escape(words)}">' for words in _caption_words(match[0])) + lines


def without_shortcodes(words: str, *, of_blog: bool = False) -> str:
    """Words without shortcodes of WordPress and marks of boards in brackets; what stands between these stays.

    Words in brackets are such marks if an end stands in brackets as well, if values stand beside them, or if they are
    known and an address or number follows; in what a blog keeps, known ones always.
    """
    if "[" not in words:
        return words
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for match in _SHORTCODE.finditer(words):
        names[bool(match["end"])].add(match["name"].lower())
    return _SHORTCODE.sub(
        lambda match: "" if _is_shortcode(match, names[not match["end"]], of_blog=of_blog) else match[0], words
    )


def _is_shortcode(match: re.Match[str], counterparts: set[str], *, of_blog: bool) -> bool:
    """Whether something in brackets is filled in by a program.

    Args:
        match: It.
        counterparts: The names that have an end in brackets; for an end, those that have a beginning.
        of_blog: Whether known ones are, whatever stands beside them.
    """
    name, rest = match["name"].lower(), match["rest"]
    is_known = name in _SHORTCODES or name.startswith(_BUILDERS)
    if match["end"] or (is_known and of_blog):
        return is_known or name in counterparts
    if name.startswith(_BUILDERS) or _WITH_VALUES.match(rest):
        return True
    if is_known and rest.strip():
        return "=" in rest or "://" in rest or (rest.strip().isdecimal() and len(rest.strip()) >= FEWEST_DIGITS)
    return name in counterparts and (not rest.strip() or rest[0] == "=")


def without_comments(text: str) -> str:
    """Markdown on as many lines, without comments of site generators outside of code; what they leave as typed stays.

    What begins a comment that never ends stays.
    """
    if "{" not in text and "%%" not in text:
        return text
    for pattern, closing in _COMMENTS:
        text = _replaced(pattern, closing, _of_comment, text)
    return _replaced(*_RAW, _of_raw, text)


def _replaced(
    pattern: re.Pattern[str], closing: re.Pattern[str], seen: Callable[[re.Match[str]], str], text: str
) -> str:
    """A text with what is seen of each match, up to the last mark that closes one: behind it, none could end."""
    end = max((match.end() for match in closing.finditer(text)), default=0)
    if code := _END_OF_CODE.match(text, end):
        end = code.end()
    return pattern.sub(seen, text[:end]) + text[end:] if end else text


def _of_comment(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return match[0]
    around = match.string[match.start() - 1 : match.start()] + match.string[match.end() : match.end() + 1]
    is_block = not around.strip("\n") or "\n" in match[0]
    return "\n" * match[0].count("\n") if is_block else LEFT_OUT


def _of_raw(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return _RAW_TAG.sub("", match[0])
    return _BRACE.sub(lambda brace: brace[0] if brace["code"] else f"\\{brace[0]}", match["inner"])


def on_one_line(lines: Sequence[str]) -> Sequence[str]:
    """Lines with each tag that goes on over several of them on its first; code is left alone."""
    if not any(mark in line for line in lines for mark in ("{{<", "{{%", "{%")):
        return lines
    joined = list(lines)
    fence, n = "", 0
    while n < len(joined):
        line = joined[n]
        if mark := _FENCE.match(line):
            fence = ("" if mark[1].startswith(fence) else fence) if fence else mark[1]
        elif not fence and (ending := _missing_end(line)):
            last = next((m for m in range(n + 1, min(n + MOST_LINES, len(joined))) if ending in joined[m]), None)
            if last is not None:
                end, _, after = joined[last].partition(ending)
                inner = (part.strip() for part in joined[n + 1 : last])
                joined[n] = " ".join([line.rstrip(), *inner, f"{end.strip()}{ending}"])
                joined[n + 1 : last + 1] = [*[""] * (last - n - 1), after.strip()]
                n = last
        n += 1
    return joined


def _missing_end(line: str) -> str | None:
    """What ends the tag that a line begins and doesn't end; None if there is none, or it is within code."""
    at, opening = max((line.rfind(opening), opening) for opening in _OPENINGS)
    if at < 0 or line.count("`", 0, at) % 2:
        return None
    ending = "%}" if opening == "{%" and line[at - 1 : at] != "{" else "}}"
    return ending if line.find(ending, at) < 0 else None
