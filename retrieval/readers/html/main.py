"""The main text of a page: what a person came to read, without what is around it.

Menus, asides, forms, notices and adverts that are marked as such go first. A page without any of them is a document and
read whole; of all others the element that its marks name as the main text, or else the one in which most of its running
text stands together, is read as it stands.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from retrieval.articles.blocks import HEADING_CHARACTERS
from retrieval.articles.page import Page
from retrieval.readers.html.tree import BUTTON, is_hidden, lay_out, seen, strip

SHORTEST = 250
"""Main texts of fewer code points are taken from all that is seen (after trafilatura's bound of what it trusts)."""

LARGEST_SHARE = 0.5
"""What holds more of a page's words than this isn't an advert, whatever it is called."""

RUNNING = 40
"""Lines of fewer code points are labels, not running text."""

NEARNESS = 0.6
"""What a paragraph counts for an element, for the one around that it counts this share of it. On the 181 news pages of
Scrapinghub's article-extraction-benchmark F1 (of four words in a row) is .906, with trafilatura .894; their marks
unread .905 against .892, with .5 and .8 .897 and .903."""

LINKED_SHARE = 0.7
"""A list, or some lines, of which more than this share are links leads elsewhere, and isn't text."""

LONGEST_LABEL = 300
"""Lines about a text (who wrote it, its tags) have up to this many code points; what is longer is text."""

_AROUND = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu"})
_NAMES = frozenset({
    "ad", "ads", "adbox", "adslot", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "anzeige",
    "werbung", "publicidad", "publicite", "reklama", "breadcrumb", "breadcrumbs", "comments", "respond", "consent",
    "cookie", "cookies", "cmp", "ccpa", "disqus", "gdpr", "menu", "modal", "masthead", "navbar", "navigation",
    "newsletter", "outbrain", "pagination", "pager", "paywall", "popup", "popover", "promo", "recirc", "recommended",
    "recommendations", "related", "share", "shares", "sharing", "sidebar", "signup", "skip", "social", "sponsor",
    "sponsored", "subscribe", "subscription", "taboola", "toolbar", "trending", "widget", "widgets", "noprint",
    "catlinks", "navbox", "editsection", "jumptonav", "sitesub", "printfooter", "contentsub", "ampembed",
    "ampusernotification", "pagesectionheader", "greybox",
})  # fmt: skip
_NAME_STARTS = re.compile(
    r"(?:cookie|onetrust|share(?!d(?!addy))|sharing|addtoany|addthis|newsletter|relatedpost|relatedarticle|breadcrumb|"
    r"comment(?:list|sarea|form|wrapper|ssection|section|thread)|navbar|popup|advert|wmipp|taboola|outbrain|disqus|usercentrics|cookiebot)"
)
_LABELS = frozenset({
    "byline", "tags", "taglist", "categories", "teaser", "teasers", "entrymeta", "postmeta", "articlemeta", "metadata",
    "postedon", "entryfooter", "authorbio", "authorbox", "aboutauthor", "posttags", "articletags", "readmore",
    "readalso", "seealso", "catlinks", "tagslinks", "wordcount", "readingtime", "timestamp", "backtotop", "postfooter",
    "nav",
})  # fmt: skip
"""Names of short lines about a text."""

_TEASERS = frozenset({"teaser", "teasers"})
"""Names of what leads to other texts, and of the first lines of this one, which have no links."""

_SUBTITLES = frozenset({
    "subtitle", "subheadline", "standfirst", "dek", "deck", "subtitulo", "bajada", "entradilla", "chapo", "excerpt",
    "lede", "unterzeile", "vorspann", "sottotitolo", "ondertitel",
})  # fmt: skip
"""Names of the lines below a title that say what the text is about."""

_BUTTONS = frozenset({"button", "btn", "cta"})

_NAME_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_KEPT = frozenset({"html", "body", "main", "article", "h1"})
_MAIN = (
    ".//*[@itemprop]", ".//article", ".//*[@role='article']", ".//main", ".//*[@role='main']", ".//*[@class]",
    ".//*[@id]",
)  # fmt: skip
_MAIN_NAMES = re.compile(
    r"(?:\A|\s)(?:(?:entry|post|article|art|story|page|main|news|blog|single|text|body)[-_]{0,2}(?:content|body|text)|"
    r"(?:content|body)[-_]{0,2}(?:main|body|text|article|inner)|article|articleBody|e-content|h-entry|hentry|post|"
    r"content|main|mw-parser-output|markdown-body|available-content|rich-?text)(?=\s|\Z)",
    re.IGNORECASE,
)
_LEADS_ELSEWHERE = re.compile(
    r"[\s\[(►▶▸→»•]*(?:read (?:also|more|next)|also read|see also|related(?: articles?)?|more on this|don't miss|"
    r"recommended|lesen sie auch|mehr zum thema|lea (?:también|además)|"
    r"le(?:a|e) también|lire aussi|à lire aussi|leggi anche|"
    r"leia (?:também|mais)|veja também|lees ook|читайте также|читайте також|延伸阅读|延伸閱讀|相关阅读|関連記事|"
    r"اقرأ أيض[اًا]{1,2})\s*[:：>»–—-]?\s*",
    re.IGNORECASE,
)
_HEADS_LINKS = re.compile(
    r"\W*(?:related(?: (?:articles?|stor(?:y|ies)|news|posts?|topics?|content|links|coverage|reading))?|"
    r"more (?:on|from) .{1,40}|you (?:might|may) also (?:like|enjoy|be interested in)|"
    r"(?:also )?in this (?:story|series)|"
    r"most (?:read|viewed|popular|shared)(?: stories)?|recommended(?: for you| reading)?|"
    r"(?:read|see) (?:more|next|also)|latest (?:news|stories|posts)|recent posts|trending(?: now)?|topics?|tags?|"
    r"(?:(?:noticias|artículos|temas|contenidos?|entradas|notas) )?relacionad[oa]s?|lo más (?:leído|visto|popular)|"
    r"(?:también )?te puede interesar|etiquetas|más noticias|"
    r"(?:mehr|lesen sie auch|weiteres) zum thema|(?:verwandte|ähnliche|weitere) (?:artikel|themen|beiträge)|das könnte "
    r"(?:sie|dich|euch) auch interessieren|meist ?gelesen(?:e artikel)?|schlagwörter|"
    r"articles? (?:liés|connexes|similaires|associés)|à lire (?:aussi|également)|(?:sur|dans) le même (?:sujet|thème)|"
    r"les plus lus|étiquettes|mots[- ]clés|"
    r"(?:notícias|artigos|matérias|posts) relacionad[oa]s|(?:as )?mais lidas|(?:leia|veja) (?:também|mais)|"
    r"articoli correlati|i più letti|potrebbe interessarti(?: anche)?|"
    r"читайте также|по теме|похожие (?:новости|статьи|материалы|записи)|самое читаемое|теги|"
    r"(?:相关|相關|热门|推荐|最新)(?:新闻|新聞|阅读|文章|报道|報導|推荐|链接)|延伸(?:阅读|閱讀)|猜你喜欢|"
    r"関連(?:ニュース|記事|リンク|トピックス|キーワード)|あわせて読みたい|おすすめ(?:記事)?|アクセスランキング|"
    r"(?:مواضيع|أخبار|مقالات) ذات صلة|الأكثر قراءة|اقرأ أيض[اًا]{1,2})\W*",
    re.IGNORECASE,
)
"""The whole heading of a list of other texts."""

_NOTICE = re.compile(
    r"\W*(?:advertisement|advertising|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|реклама|广告|廣告|広告|"
    r"(?:story|article) continues below(?: advertisement)?|continue reading below|scroll to continue|back to top|"
    r"skip (?:to|past) (?:main )?(?:content|newsletter promotion)|share this(?: article)?|view image in full ?screen|"
    r"press enter or click to view image in full size|open image in gallery|listen to this (?:article|story)|"
    r"\d{1,3} min(?:ute)?s?\.? read|(?:estimated )?reading time:? \d{1,3} min\w{0,5}|lesezeit:? (?:ca\. )?\d{1,3} "
    r"min\w{0,5}|tiempo de lectura:? \d{1,3} min\w{0,5}|temps de lecture ?:? \d{1,3} min\w{0,5}|"
    r"(?:tempo de leitura|tempo di lettura):? \d{1,3} min\w{0,5}|время чтения:? \d{1,3} мин\w{0,5}|"
    r"この記事は有料(?:会員)?記事です。?(?:残り\s?[\d,]{1,6}\s?文字)?|"
    r"(?:share|tweet|post|pin) (?:this )?(?:on|via|by|to) [\w ]{1,20}|print this (?:page|article))\W*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\W*(?:back(?: to (?:the )?(?:overview|list|news))?|zurück(?: zur (?:übersicht|liste|startseite))?|volver|"
    r"retour(?: à la liste)?|voltar|indietro|назад|返回(?:列表)?|戻る)\W*",
    re.IGNORECASE,
)
"""The words of a link to the page before."""

_CONTAINERS = frozenset({"div", "section", "td", "center", "main", "article"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_HEADING_LINES = ("h2", "h3", "h4", "h5", "h6", "p", "div", "strong")
_LINES = ("ul", "ol", "p", "div", "section", "td", "table", "dl", "h2", "h3", "h4", "span")


def main_text(tree: Any, *, numbered: bool = False) -> Page:
    """The main text of a page's tree, which is changed by it; `numbered` as for `seen`."""
    is_document = not _prune(tree)
    lay_out(tree)
    if is_document and not _has_marks(tree):
        _drop_what_leads_elsewhere(tree)
        return seen(tree, numbered=numbered)
    _unhead_subtitle(tree)
    words = _length(tree)
    main = _marked(tree, words)
    if main is None and not is_document and words > SHORTEST:
        main = _element_of_main_text(tree)
    title = _title_outside(tree, main) if main is not None else None
    _drop_what_leads_elsewhere(tree if main is None else main)
    if main is None or main is tree:
        return seen(tree, numbered=numbered)
    page = Page()
    if title is not None:
        page = seen(title, page, numbered=numbered)
    return seen(main, page, numbered=numbered)


def _prune(tree: Any) -> bool:
    """Takes out what is around a page's text; says whether there was anything."""
    strip(tree)
    everything = _length(tree)
    removed = False
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if is_hidden(element):
            if _length(element) <= LARGEST_SHARE * everything and not _opens_on_a_click(element):
                element.drop_tree()
            continue
        if not _is_around(element):
            continue
        length = _length(element)
        if element.tag not in ("nav", "dialog") and length > LARGEST_SHARE * everything:
            continue
        removed = removed or length > 0
        element.drop_tree()
    return removed


def _opens_on_a_click(element: Any) -> bool:
    """Whether what is hidden is shown to whoever presses the heading above it, as answers to questions are."""
    before = element.getprevious()
    if before is None or not _has_sentences(element):
        return False
    return before.tag == "button" or before.find(f".//span[@{BUTTON}]") is not None


def _is_around(element: Any) -> bool:
    """Whether an element is marked as no part of the text."""
    tag = element.tag
    if tag in _KEPT:
        return tag == "article" and _is_a_comment(element)
    if tag in ("header", "footer"):
        parents = {parent.tag for parent in element.iterancestors()}
        inside = {"blockquote", "figure"} if tag == "footer" else {"article", "main", "section", "blockquote"}
        is_marked = not parents & inside
    else:
        is_marked = tag in _AROUND or (element.get("role") or "").lower() in _ROLES
    if not is_marked and _stands_in(element):
        return True
    if not is_marked:
        names = _names(element)
        is_marked = bool(_NAMES & names) or any(map(_NAME_STARTS.match, names))
        labels = _LABELS & names
        if labels <= _TEASERS and element.find(".//a") is None:
            labels = frozenset()
        if not is_marked and labels and _length(element) <= LONGEST_LABEL:
            return element.find(".//h1") is None and tag not in ("h2", "h3", "header")
    return is_marked and (element.find(".//h1") is None or tag == "nav" or _is_outside_a_main(element))


def _is_a_comment(article: Any) -> bool:
    """Whether what is marked as an article of its own is what a reader wrote below another one."""
    names = _names(article) | {(article.get("itemtype") or "").rpartition("/")[2].lower()}
    return "comment" in names and any(parent.tag in ("article", "main") for parent in article.iterancestors())


def _stands_in(element: Any) -> bool:
    """Whether an element is shown only until a program has something else to show, or if it has nothing."""
    parent = element.getparent()
    is_in = parent is not None and isinstance(parent.tag, str) and parent.tag.startswith("amp-")
    return is_in and (element.get("placeholder") is not None or element.get("fallback") is not None)


def _is_outside_a_main(element: Any) -> bool:
    """Whether an element with a main heading is outside of the page's main part, which has another one."""
    main = next(element.getroottree().iter("main", "article"), None)
    return main is not None and main.find(".//h1") is not None and all(main is not e for e in element.iter())


def _names(element: Any) -> set[str]:
    """The names of an element's classes and its id, whole without hyphens, their parts, and pairs of these.

    Those of an element that a program makes are in its tag: `<amp-ad>`, `<newsletter-form>`.
    """
    attributes = " ".join(element.get(key) or "" for key in ("class", "id", "data-hook", "data-testid"))
    if "-" in element.tag:
        attributes += f" {element.tag}"
    names: set[str] = set()
    for name in attributes.split():
        parts = [part.lower() for part in _NAME_PARTS.split(name) if part]
        names.update(parts, map("".join, pairwise(parts)))
        names.add("".join(parts))
    return names


def _has_marks(tree: Any) -> bool:
    """Whether a page marks its main text as such."""
    return (
        next(tree.iter("article", "main"), None) is not None or tree.find(".//*[@itemprop='articleBody']") is not None
    )


def _marked(tree: Any, words: int) -> Any | None:
    """The innermost element that is marked as the main text and holds most of the words."""
    best, inner = None, words
    for path in _MAIN:
        for element in tree.iterfind(path):
            if not _is_marked(element):
                continue
            length = _length(element)
            if length >= LARGEST_SHARE * words and length <= inner and (best is None or length >= 0.8 * inner):
                best, inner = element, length
    return best


def _is_marked(element: Any) -> bool:
    if element.tag in ("article", "main") or element.get("role") in ("article", "main"):
        return True
    if element.tag not in ("div", "section", "td"):
        return False
    if "articleBody" in (element.get("itemprop") or "").split():
        return True
    return bool(_MAIN_NAMES.search(element.get("class") or "") or _MAIN_NAMES.search(element.get("id") or ""))


def _element_of_main_text(tree: Any) -> Any | None:
    """The element in which most of the running text stands, the nearer the better; None when there is too little."""
    body = tree.find(".//body")
    root = tree if body is None else body
    counts: dict[Any, float] = {}
    total = 0
    for block in root.iter():
        length = _running(block)
        total += length
        share = float(length)
        for element in _around(block, root) if length else ():
            counts[element] = counts.get(element, 0.0) + share
            share *= NEARNESS
    return max(counts, key=counts.__getitem__) if counts and total >= SHORTEST / 2 else None


def _around(block: Any, root: Any) -> Iterator[Any]:
    """The elements that can be a page's main text and hold a block, or are it, from the inside out."""
    element = block
    while element is not root:
        if element.tag in _CONTAINERS:
            yield element
        element = element.getparent()
    yield root


def _running(block: Any) -> int:
    """How many code points of running text are in an element itself, and not in a block inside it or in links."""
    if not isinstance(block.tag, str) or block.tag in _INLINE:
        return 0
    words, linked = [block.text or ""], 0
    for child in block:
        if child.tag in _INLINE:
            words.append("".join(child.itertext()))
            linked += sum(_length(link) for link in child.iter("a"))
        words.append(child.tail or "")
    length = len(" ".join("".join(words).split()))
    return length - linked if length >= RUNNING and linked <= LARGEST_SHARE * length else 0


def _title_outside(tree: Any, main: Any) -> Any | None:
    """The page's only main heading, where it is above the main text."""
    if main.find(".//h1") is not None or main is tree:
        return None
    headings = [heading for heading in islice(tree.iter("h1"), 3) if _length(heading)]
    return headings[0] if len(headings) == 1 else None


def _drop_what_leads_elsewhere(main: Any) -> None:
    """Takes out of a main text what only leads to other pages, and words of adverts, unless that would leave little."""
    everything = _length(main)
    elements = [element for element in main.iter(*_LINES) if element is not main and _leads_elsewhere(element)]
    listed = [element for heading in main.iter(*_HEADING_LINES) for element in _listed_elsewhere(heading, elements)]
    elements = list(dict.fromkeys([*elements, *listed]))
    roots = [
        element for element in elements if not any(parent in elements for parent in islice(element.iterancestors(), 8))
    ]
    if sum(map(_length, roots)) > LARGEST_SHARE * everything:
        return
    for element in roots:
        element.drop_tree()


def _unhead_subtitle(tree: Any) -> None:
    """Makes a paragraph of the heading right below the title that says what the text is about."""
    after_title = False
    for element in tree.iter("h1", "h2", "h3", "h4", "h5", "p"):
        if element.tag == "p":
            after_title = after_title and not _running(element)
            continue
        if after_title and not _SUBTITLES.isdisjoint(_names(element)):
            element.tag = "p"
        after_title = element.tag == "h1"


def _listed_elsewhere(heading: Any, known: Sequence[Any]) -> list[Any]:
    """A heading that says that other texts are listed, and what is below it, if that is short and nothing but a list.

    Args:
        heading: An element that may be such a heading.
        known: Elements that lead elsewhere.
    """
    words = "".join(heading.itertext()).strip()
    if len(words) > HEADING_CHARACTERS or not _HEADS_LINKS.fullmatch(words):
        return []
    below: list[Any] = []
    for element in heading.itersiblings():
        is_list = element.tag in ("ul", "ol") and not _has_sentences(element)
        if not is_list and element not in known and not _is_linked(element):
            break
        below.append(element)
    is_last = len(below) == sum(1 for _ in heading.itersiblings())
    return [heading, *below] if below or (is_last and heading.getnext() is None and heading.tag != "p") else []


def _is_linked(element: Any) -> bool:
    """Whether nearly all words of an element are links."""
    linked = sum(len("".join(link.itertext()).strip()) for link in element.iter("a"))
    return linked >= LINKED_SHARE * len("".join(element.itertext()).strip())


def _leads_elsewhere(element: Any) -> bool:
    """Whether an element holds nothing but links to other pages, or the word that is above an advert."""
    words = "".join(element.itertext()).strip()
    if not words:
        return False
    if len(words) <= 80 and _NOTICE.fullmatch(words):
        return True
    links = [link for link in element.iter("a") if not (link.get("href") or "").startswith("#")]
    linked = sum(len("".join(link.itertext()).strip()) for link in links)
    if not linked:
        return False
    lead = _LEADS_ELSEWHERE.match(words)
    if lead and linked >= LINKED_SHARE * (len(words) - lead.end()):
        return True
    alone = len(links) == 1 and linked == len(words) and element.tag != "span"
    if alone and (_BACK.fullmatch(words) or not _BUTTONS.isdisjoint(_names(links[0]))):
        return True
    many = len(links) > 1 and element.tag in ("ul", "ol", "div", "section", "td", "table", "p")
    return many and linked >= LINKED_SHARE * len(words) and not _has_sentences(element)


def _has_sentences(element: Any) -> bool:
    """Whether an element has sentences or a heading: a list of sources or an overview is text."""
    if element.find(".//h1") is not None or element.find(".//cite") is not None:
        return True
    return any(re.search(r"[.!?。]\s*\Z", text) and text.count(" ") > 5 for text in _texts(element))


def _texts(element: Any) -> Iterator[str]:
    return ("".join(part.itertext()).strip() for part in element.iter("p", "li", "a"))


def _length(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())
