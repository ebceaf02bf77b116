"""A page as a tree of elements → what a person sees of it."""

import re
from itertools import islice
from typing import Any

from lxml.etree import LxmlError, iterwalk, strip_elements
from lxml.html import HTMLParser, document_fromstring, tostring

from retrieval.articles.blocks import FEWEST_WORDS_BELOW, HEADING_CHARACTERS, looks_like_heading
from retrieval.articles.date_lines import about_line
from retrieval.articles.openings import OPENING_BLOCKS
from retrieval.articles.page import Page, line_mark
from retrieval.readers.html.struck import strike_by_rules
from retrieval.readers.html.text import add_html, is_element, without_macros

_NEVER_SHOWN = ("script", "style", "noscript", "noframes", "template", "iframe", "svg")
_UNSEEN_NAMES = frozenset({
    "hidden", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "d-none",
    "is-hidden", "u-hidden", "element-invisible", "offscreen", "assistive-text", "print-only", "visible-print",
})  # fmt: skip
BUTTON = "data-button"
"""The attribute of what was a button in a heading."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt"})
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt)?\s*(?:;|\Z)|opacity\s*:\s*0\s*(?:;|\Z))",
    re.IGNORECASE,
)
LARGEST_HIDDEN = 0.5
"""What is hidden of a document is up to such a share of its words; more is shown by a program."""

MOST_HELD = 50_000
"""This many elements are held at most, in 10 MB; pages have some hundreds or thousands."""

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
_ENDS_SENTENCE = re.compile(r"[.!…。！:：;,][\"'”’»)\]]*\Z")


def parsed(html_text: str, rules: str = "") -> Any | None:
    """The tree of a page, with what its style sheets and the `rules` beside it strike out; None when there is none."""
    if not html_text.strip():
        return None
    html_text = without_macros(html_text)
    # As bytes: a page may name an encoding that its characters are no longer in.
    data = html_text.encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(data, parser=parser)
    except (ValueError, AssertionError, LxmlError):
        return None
    strike_by_rules(tree, rules)
    return tree


def held(tree: Any) -> list[Any]:
    """The first elements of a tree, for as long as it is looked at.

    lxml makes the object of an element anew each time that it is met, unless somebody still has it: a fifth of the time
    that a page takes, which is looked through some twenty times.
    """
    return list(islice(tree.iter(), MOST_HELD))


def seen(tree: Any, page: Page | None = None, *, numbered: bool = False) -> Page:
    """The words of a whole tree as a person sees them, added to a page; the tree is changed.

    Args:
        tree: The tree, or an element of it.
        page: What was seen before; None for nothing.
        numbered: Whether the lines of the tree are those of a file that a person opens.
    """
    _collapse(tree, numbered=numbered)
    page = page or Page()
    add_html(page, tostring(tree, encoding="unicode", with_tail=False), numbered=numbered)
    return page


def seen_whole(tree: Any, page: Page | None = None) -> Page:
    """The words of a tree that is a document of its own, such as a chapter or a mail, added to a page."""
    strip(tree)
    _drop_hidden(tree)
    lay_out(tree)
    return seen(tree, page)


def _drop_hidden(tree: Any) -> None:
    """Takes out the elements of a document that are not seen."""
    hidden = [element for element in tree.iter() if isinstance(element.tag, str) and is_hidden(element)]
    everything = len("".join(tree.itertext())) if hidden else 0
    for element in hidden:
        if element.getparent() is not None and len("".join(element.itertext())) <= LARGEST_HIDDEN * everything:
            element.drop_tree()


def is_hidden(element: Any) -> bool:
    """Whether an element is not seen on the page."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    # A caption that says what its picture's text says is hidden only from those to whom pages are read.
    return (element.get("aria-hidden") == "true" and element.tag != "figcaption") or bool(
        _UNSEEN_NAMES.intersection((element.get("class") or "").split())
    )


def strip(tree: Any) -> None:
    """Takes out what is never seen, and the figures and arrows that lead to notes and back."""
    strip_elements(tree, *_NEVER_SHOWN, with_tail=False)
    for button in tree.iter("button"):
        # A question that opens its answer is a heading all the same.
        if any(parent.tag in _HEADINGS for parent in islice(button.iterancestors(), 2)):
            button.tag = "span"
            button.set(BUTTON, "")
    for link in list(tree.iter("a")):
        if _is_of_a_remark(link):
            _drop_remark(link)
        elif _leads_to_a_note(link):
            mark = link.getparent() if link.getparent() is not None and link.getparent().tag == "sup" else link
            mark.drop_tree()
    for edge in tree.xpath("./body/div[@title='header' or @title='footer' or @type='HEADER' or @type='FOOTER']"):
        # The running heads of a text that a word processor saved as a page.
        if not (edge.getprevious() is not None and edge.getnext() is not None):
            edge.drop_tree()
    for remarks in tree.xpath("//div[contains(@style, 'mso-element:comment-list')]"):
        remarks.drop_tree()
    for number in tree.xpath("//span[contains(@style, 'mso-list:Ignore')]"):
        # The number of a heading or an item, which Word fills up with hard spaces; a dot is none.
        words = _words("".join(number.itertext()))
        for child in list(number):
            number.remove(child)
        number.text = f"{words} " if any(map(str.isalnum, words)) and words != "o" else None
    for label in tree.xpath("//span[starts-with(@class, 'ListLabel')][ancestor::li]"):
        # The number of an item as a word processor writes it into the page; browsers write it as well.
        label.drop_tree()
    for image in tree.iterfind(".//img[@alt]"):
        if image.get("alt") == image.get("name") and _NAME_OF_PROGRAM.fullmatch(image.get("alt")):
            del image.attrib["alt"]
    for image in tree.iterfind(".//figure//img[@alt]"):
        caption = next(image.iterancestors("figure")).find(".//figcaption")
        if caption is not None and _words(image.get("alt")) == _words("".join(caption.itertext())):
            del image.attrib["alt"]


def _is_of_a_remark(link: Any) -> bool:
    """Whether a link leads to a remark of an editor (Google Docs, Word), or from it to its place."""
    target = str(link.get("href") or "").rpartition("#")
    return bool(target[1]) and _REMARK.fullmatch(target[2]) is not None


def _drop_remark(link: Any) -> None:
    """Takes out the mark of a remark, or the remark that comes after it."""
    parent = link.getparent()
    is_remark = (
        parent is not None
        and parent.tag in ("p", "div")
        and _REMARK.fullmatch(str(link.get("id") or link.get("name") or ""))
    )
    mark = parent if is_remark and not (parent.text or "").strip() and parent[0] is link else link
    mark.drop_tree()


def _leads_to_a_note(link: Any) -> bool:
    """Whether a link is the mark of a note, or leads from a note back to its place."""
    words, parent = _words("".join(link.itertext())), link.getparent()
    if parent is None or not _NOTE_MARK.fullmatch(words):
        return False
    if _BACK.fullmatch(words):
        return True
    role = " ".join(
        str(link.get(key) or "") for key in ("role", "class", "rel", "epub:type", "{http://www.idpf.org/2007/ops}type")
    )
    target = str(link.get("href") or "").rpartition("#")
    if "noteref" in role or "footnote" in role or "backlink" in role:
        return True
    if target[1] and _NOTE_NAME.search(target[2]) and _NOTE_NAME.search(str(link.get("id") or link.get("name") or "")):
        return True
    alone = parent.tag == "sup" and _words("".join(parent.itertext())) == words
    return bool(target[1]) and (alone or link.find("sup") is not None) and bool(_NOTE_NAME.search(target[2]))


def _words(text: str) -> str:
    return " ".join(text.split())


def lay_out(tree: Any) -> None:
    """Makes plain elements of tables that lay out a page, and headings of what looks like one without being marked.

    Tables lay out a page that have tables, headings or many paragraphs in a cell.
    """
    days = [element for element in tree.iter("p") if _is_all_bold(element) and _is_a_day(element)]
    for element in tree.iter("p", "div"):
        if element.get("role") == "heading" or _is_bold_line(element) or (len(days) > 1 and element in days):
            element.tag = "h4"
    for element in tree.iter("b", "strong"):
        if _is_bold_above(element):
            element.tag = "h4"
    for element in tree.iter("dt", "summary"):
        # Of questions and answers the question is the heading.
        if _words("".join(element.itertext()))[-1:] in ("?", "？", "؟"):
            element.tag = "h4"
    for table in list(tree.iter("table")):
        alone = len(table.findall(".//tr")) == 1
        columns = max((len(row.findall("td")) + len(row.findall("th")) for row in table.iter("tr")), default=0)
        laid_out = (
            columns <= 1
            or (table.get("role") or "").lower() in ("presentation", "none")
            or _holds_tables(table)
            or any(table.find(f".//{tag}") is not None for tag in ("h1", "h2", "h3", "ul", "blockquote"))
            or any(_holds_paragraphs(cell, alone=alone) for cell in table.iter("td"))
        )
        if laid_out:
            for element in [table, *table.iter("tr", "td", "th", "tbody", "thead", "tfoot")]:
                element.tag = "div"


def _holds_paragraphs(cell: Any, *, alone: bool) -> bool:
    """Whether a cell holds several paragraphs, of running text unless its row is `alone`, rather than some lines."""
    words = [_words("".join(paragraph.itertext())) for paragraph in cell.iterfind(".//p")]
    return sum(map(bool, words)) > 1 and (alone or max(map(len, words)) > LONGEST_LINE)


def _holds_tables(table: Any) -> bool:
    """Whether most of a table's words are in tables inside it."""
    inner = [each for each in table.iterfind(".//table") if next(each.iterancestors("table")) is table]
    words = sum(len(_words("".join(each.itertext()))) for each in inner)
    return bool(inner) and 2 * words >= len(_words("".join(table.itertext())))


def _is_bold_line(element: Any) -> bool:
    """Whether a paragraph is a short line in bold above another paragraph, as many write their headings.

    Between both there may stand who wrote the text and when.
    """
    if element.tag != "p" or not _is_all_bold(element):
        return False
    after = below = element.getnext()
    for _ in range(OPENING_BLOCKS):
        if after is None or after.tag != "p" or about_line("".join(after.itertext())) is None:
            break
        after = after.getnext()
    if after is None or (after is below and after.tag == "h4"):
        return False
    words = " ".join("".join(element.itertext()).split())
    is_above_text = after is not below or len("".join(after.itertext()).strip()) > HEADING_CHARACTERS
    # Below a question its answer may be short.
    is_above_text = is_above_text or (words.endswith(("?", "？", "؟")) and after.tag == "p" and not _is_all_bold(after))
    return 0 < len(words) <= HEADING_CHARACTERS and is_above_text and not _ENDS_SENTENCE.search(words)


def _is_a_day(element: Any) -> bool:
    """Whether an element says a day and nothing else, as what heads an entry of a diary does."""
    words = _words("".join(element.itertext()))
    about = about_line(words) if len(words) <= LONGEST_LINE else None
    return about is not None and about.is_dated and not about.has_label and not about.authors


def _is_bold_above(element: Any) -> bool:
    """Whether words in bold stand on a line of their own above a longer one in the same paragraph."""
    parent, before, below = element.getparent(), element.getprevious(), element.getnext()
    if parent is None or parent.tag not in ("p", "div") or below is None or below.tag != "br":
        return False
    above = parent.text if before is None else before.tail if before.tag == "br" else "x"
    if (above or "").strip() or (element.tail or "").strip():
        return False
    words = _words("".join(element.itertext()))
    after = (below.tail or "").split()
    return looks_like_heading(words or "-") and len(after) >= FEWEST_WORDS_BELOW


def _is_all_bold(element: Any) -> bool:
    """Whether all words of an element are in one that is bold, whatever other looks it has."""
    while len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        element = element[0]
        if element.tag in ("b", "strong"):
            return True
        if element.tag not in ("font", "span", "u", "i", "em", "big"):
            break
    return False


def _collapse(tree: Any, *, numbered: bool = False) -> None:
    """Makes one space of each run of white space outside of preformatted text, as a browser does.

    What isn't an element of HTML is of no account: `<Weir>` in a page is never seen.

    Args:
        tree: The tree.
        numbered: Whether to mark among its words on which line of the file they stand, wherever that changes.
    """
    line = marked = literal = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            literal += tag == "pre"
            if not isinstance(tag, str) or not is_element(tag):
                element.tag = "span"
            if numbered:
                line = element.sourceline or line
                if tag == "img" and element.get("alt"):
                    element.set("alt", line_mark(line) + element.get("alt"))
            if text := element.text:
                if numbered:
                    text, line, marked = _marked(text, line, marked, literal=tag == "pre")
                element.text = text if literal else _spaced(text)
            continue
        literal -= tag == "pre"
        if (tail := element.tail) and element is not tree:
            if numbered:
                tail, line, marked = _marked(tail, line, marked, literal=False)
            element.tail = tail if literal else _spaced(tail)


def _marked(text: str, line: int, marked: int, *, literal: bool) -> tuple[str, int, int]:
    """Some words with marks of their lines, the line on which they end, and the line that was marked last.

    Args:
        text: The words.
        line: The line on which they begin.
        marked: The line that was marked last.
        literal: Whether they keep their lines, so that one mark is enough.
    """
    if "\n" not in text and (line == marked or text.isspace()) and not literal:
        return text, line, marked
    parts = text.split("\n")
    last = line + len(parts) - 1
    if literal:
        return line_mark(line) + text, last, last
    for i, part in enumerate(parts):
        if line + i != marked and (words := part.lstrip()):
            marked = line + i
            parts[i] = f"{part[: len(part) - len(words)]}{line_mark(marked)}{words}"
    return "\n".join(parts), last, marked


def _spaced(text: str) -> str:
    return _WHITE_SPACE.sub(" ", text)


LONGEST_LINE = 60
"""A cell whose paragraphs have up to this many code points is one of a table: names, figures and addresses have."""

_NAME_OF_PROGRAM = re.compile(r"[^\W\d_]{3,20} ?\d{1,4}")
"""The name that a word processor gives a picture: Image1, Grafik 2."""

_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]{1,3}|[ivxl]{1,6}|[*†‡§]{1,3}|[↩↑^⇑\ufe0e\ufe0f]{1,3})[\])]?|")
_BACK = re.compile(r"[\[(]?[↩⇑\ufe0e\ufe0f]{1,3}[\])]?")
_REMARK = re.compile(r"_?(?:cmnt|msocom|msoanchor)(?:_ref|_)?\d{1,5}", re.IGNORECASE)
_NOTE_NAME = re.compile(r"fn|note|ftn|cite|footer|ref|sym|anc|called", re.IGNORECASE)
