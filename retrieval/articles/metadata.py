"""What people write about an article → its fields, each by a documented order of trust.

Of the names that a field goes by in the files of others, the first with a value that means something counts. Then,
for the date: a date at the front of the text, a line of the text that holds nothing but a date, the file's name, its
folders. For the title: what stands below a letterhead, or the heading that opens the text. For the authors: a line at
its front that says by whom it is. For all three the cover of a speech, above its first greeting.
`Article.provenance` tells which it was.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from typing import Any

from retrieval import language
from retrieval.articles import calendars, dates
from retrieval.articles.blocks import dateline, title_in, without_label
from retrieval.articles.covers import Cover, cover_of, is_bare, is_greeting
from retrieval.articles.date_lines import day_in_title
from retrieval.articles.files import one_line
from retrieval.articles.hints import FieldNames, bare
from retrieval.articles.letterheads import title_below
from retrieval.articles.openings import (
    day_on_line,
    is_day_first,
    is_diary,
    opening_authors,
    saved_page,
    telling_language,
)
from retrieval.articles.page import UNSEEN
from retrieval.articles.people import people
from retrieval.articles.rich_text import rich_text
from retrieval.language.expressions import expression
from retrieval.records import Article, Heading

_DAY_FIRST = (
    "datum veröffentlicht erschienen fecha fecha_publicación fecha_publicacion data_publicação data_publicacao"
    " data_pubblicazione date_publication date_de_publication fecha_de_publicación data_de_publicação"
    " data_di_pubblicazione erscheinungsdatum veröffentlichungsdatum datum_der_veröffentlichung publicatiedatum"
    " data_publikacji дата_публикации tarih дата التاريخ dato päivämäärä dátum ημερομηνία תאריך tanggal"
    " publicado publicado_em publicado_el publié_le veröffentlicht_am pubblicato_il gepubliceerd"
    " opublikowano publicerad publiceringsdatum udgivet publisert julkaistu yayın_tarihi опубликовано"
    " datum_vydání datum_publikace datum_publikování datum_zveřejnění dátum_vydania dátum_publikovania"
    " dátum_zverejnenia datum_objave datum_izdaje data_wydania data_opublikowania data_ogłoszenia data_publicării"
    " data_apariției data_publicació data_de_publicació utgivningsdatum udgivelsesdato utgivelsesdato"
    " publiseringsdato publiceringsdag julkaisupäivä yayınlanma_tarihi yayım_tarihi tanggal_terbit"
    " avaldamise_kuupäev publicēšanas_datums paskelbimo_data дата_выхода дата_издания дата_размещения дата_виходу"
    " датум_објаве дата_на_публикуване ημερομηνία_δημοσίευσης veröffentlichungstag erscheinungstag تاریخ_انتشار"
    " ngày_xuất_bản"
)
"""Names of a day in languages that write it before the month."""

FIELDS = {
    "id": "id article_id doc_id document_id uuid guid _id",
    "title": "title headline post_title article_title web_title page_title og:title dc.title display_title"
    " headline_main headlines heading subject titel título titulo titre titolo tytuł otsikko rubrik başlık"
    " заголовок название 标题 標題 タイトル 題名 제목 العنوان عنوان"
    " overskrift tittel titul cím titlu τίτλος शीर्षक כותרת judul naslov nadpis заглавие назва"
    " question frage pregunta case_name book_title name überschrift schlagzeile intitulé encabezado nagłówek kop"
    " titular manchete judul_berita tiêu_đề หัวข้อ",
    "date": "date published publish_date date_published published_at pub_date publication_date date_publish"
    " published_on published_time published_date article:published_time first_published"
    " first_published_at first_publication_date web_publication_date publish_time pub_time published_utc"
    " posted posted_at posted_on post_date post_date_gmt date_gmt issued issue_date release_date dc.date"
    f" dc.date.issued dcterms.issued dcterms.date date_iso iso_date date_line {_DAY_FIRST}"
    " 日期 日付 发布日期 發布日期 公開日 掲載日 날짜"
    " 게시일 발행일 작성일 दिनांक तारीख ngày ngày_đăng วันที่ تاريخ_النشر تاریخ дата_публікації"
    " day datetime date_time timestamp delivered delivered_on air_date aired broadcast_date recorded"
    " recorded_on interview_date meeting_date display_date first_publish_date upload_date"
    " created_at created_utc date_created creation_date created_date"
    " created_timestamp timestamp_ms ts date_filed decision_date date_decided filing_date highlighted_at"
    " date_sent sent_at sent_on sent_date sent first_created content_created create_date create_time"
    " version_created created date_unixtime time data",
    "url": "url link canonical_url canonical web_url source_url article_url page_url original_url href permalink uri",
    "text": "text body content article_body main_text content_text full_text article_text article_content"
    " plain_text clean_text cleaned_text raw_text text_content body_text story post_content post_body"
    " transcript speech speech_text content_html body_html article_html body_markdown markdown html"
    " texto inhalt contenu texte testo tekst текст 正文 内容 內容 本文 본문 metin içerik النص paragraphs sections"
    " treść brødtekst brödtext innehåll teksti sisältö szöveg tartalom conținut κείμενο טקסט תוכן पाठ सामग्री isi obsah"
    " зміст содержание المحتوى متن nội_dung เนื้อหา 내용 body_xhtml body_plain plain_body"
    " answer antwort respuesta réponse cuerpo contenido corpo conteúdo volltext artikeltext extract cooked"
    " selftext story_text comment_text highlight bodies post",
    "authors": "authors author byline by_line creator dc.creator writer writers author_name author_names"
    " post_author article_author reporter reporters journalist journalists contributors autor autores"
    " autorin autoren autorinnen auteur auteurs autore autori verfasser verfasserin yazar автор авторы 作者 著者"
    " 記者 저자 기자 الكاتب forfatter författare kirjoittaja szerző συντάκτης συγγραφέας מאת penulis"
    " creators redakteur redaktor journaliste periodista giornalista jornalista tác_giả نویسنده लेखक ผู้เขียน 작성자"
    " skribent toimittaja novinář újságíró dziennikarz журналист gazeteci muhabir wartawan 记者 撰稿人"
    " autora autoras autorka autorzy autoři autorky авторка аўтар автори schrijver schrijfster författarna forfattere"
    " forfatterne kirjoittajat szerzők yazarlar מחבר מחברת מחברים الكاتبة المؤلف کاتب مصنف penulis_artikel pengarang"
    " by speaker speakers sender sender_name book_author created_by",
    "source": "source publisher publication site_name og:site_name newspaper outlet source_name publisher_name"
    " media_name provider paper magazine journal container_title feed_title domain site quelle fuente fonte"
    " источник 来源 來源 出典 kaynak website source_hostname source_domain site_full hostname"
    " zeitung medio veículo veiculo giornale periódico periodico jornal revista krant gazeta газета издание gazete"
    " dergi źródło zdroj kilde källa lähde bron forrás sumber πηγή מקור स्रोत nguồn المصدر джерело 媒体 媒體 신문 매체"
    " tidning avis sanomalehti lehti noviny deník ziar εφημερίδα עיתון báo koran surat_kabar روزنامه الصحيفة جريدة",
    "language": "language lang in_language language_code locale sprache idioma langue lingua язык",
}
"""The names of each field of an article in the files of others, the most trusted first.

They are compared without capitals, spaces, hyphens and underscores: `publishedAt` is `published_at`.
"""

INSIDE = (
    *("_source", "article", "metadata", "meta", "params", "extra", "frontmatter", "front_matter", "attributes"),
    *(
        "fields",
        "data",
        "taxonomies",
        "item",
        "node",
        "post",
        "document",
        "doc",
        "record",
        "entry",
        "properties",
        "tweet",
    ),
    *("status", "row", "sys", "thread", "object", "net.shinyfrog.bear", "dates", "history"),
)
"""Names under which the fields of an article may be put together, one level down."""

_KINDS = (
    *("pressrelease", "metadata", "extracted", "article", "news", "story", "post", "blogpost", "blog", "speech"),
    *("release", "press", "document", "doc", "message", "mail", "email", "msg", "record", "report", "review", "letter"),
    *("meeting", "session", "sitting", "hearing", "debate", "decision", "judgment", "judgement", "opinion"),
    *("statement", "interview", "episode", "talk", "sermon", "entry", "comment", "main", "original", "fields"),
)  # fmt: skip
"""What an article is, as it stands before the names of its fields: `release_title`, `speechDate`, `newscontent`."""

_KINDS_BEHIND = expression(
    r"(?:de ?la|de ?l|dell[ao]?|del|des?|d[auo]|l)?"
    r"(?:article|articulo|artículo|artigo|articolo|noticia|notícia|notizia|discours|discurso|discorso|communiqué"
    r"|comunicado|parution|publication|publicación|publicação|pubblicazione)s?\Z"
)
"""The same in languages that have it behind: `titulo_noticia`, `Date de parution`."""

_OF_SENDER = expression(r"fromname|(?:metadata|extracted|message|mail|email|msg)from(?:name)?")
_INSIDE_VALUE = expression(r"(?:main|original|rendered|value)\Z")
_OF_CLOCKS = expression(
    r"(?:ts|ms|sec|secs|seconds|millis|epoch|epochms|unix|utc|gmt|iso|iso8601|timestamp|datetime)\Z"
)
"""How a day is written, behind its name: `published_ts`, `dateEpochMs`."""

_RICH = frozenset({
    *("blocks", "contentelements", "contentblocks", "bodyblocks", "lexical", "document", "children", "root", "ops"),
    *("richtext", "structuredtext", "contentjson", "bodyjson"),
})  # fmt: skip
"""Under these names stands the text of an article where it is rich text, and other things otherwise."""

LAST_TEXTS = ("leadparagraph", "abstract", "description", "summary", "shortdescription")
"""What is the text of an article that has a day and no other text; without a day it may be that of a program."""

FEWEST_WORDS = 5
"""What is under `article` is its text when it has this many words."""

FEWEST_WORDS_TOLD, CHARACTERS_A_WORD = 20, 5
"""What is told under a name that isn't known has so many words, in scripts without spaces of so many code points."""

_NOT_TOLD = frozenset({"license", "licence", "copyright", "rights", "disclaimer", "readme", "instructions", "prompt"})
_SENTENCES = expression(r"[^\W\d_]{2}[.!?…。！？।۔][\"'”’»)]?(?:\s|<|\Z)")

MEANINGLESS = frozenset({
    "", "nan", "NaN", "NAN", "null", "Null", "NULL", "None", "none", "NONE", "NaT", "nil", "undefined", "N/A", "n/a",
    "~", "-", "--", "—", "?", "#N/A", "<NA>", "\\N", "(none)", "[object Object]", "[removed]", "[deleted]",
})  # fmt: skip
"""What programs write where there is no value."""

_PARTS_OF_DAYS = frozenset({"year", "month", "day"})
_FIRST_NAMES = ("authorfirstname", "authorfirst", "authorgivenname", "authorforename", "authorname")
_LAST_NAMES = ("authorlastname", "authorlast", "authorfamilyname", "authorsurname")
_SENDERS = frozenset({"from", "sender", "author", "user", "username"})
_MESSAGES = frozenset({"message", "messageid", "subject", "fromid", "chatid"})
_LOOKS = frozenset(
    {"bold", "italic", "underline", "strikethrough", "code", "pre", "link", "text_link", "mention", "mention_name"}
    | {"hashtag", "email", "phone", "bot_command", "custom_emoji", "plain", "blockquote", "spoiler", "cashtag"}
)
_OF_ENTITIES = frozenset({"type", "text", "href", "user_id", "language", "document_id", "collapsed"})
"""What Telegram keeps of a part of a message."""

_INNER = {
    "text": ("rendered", "text", "value", "content", "body", "html", "plain"),
    "id": ("$oid", "value", "id"),
    "": ("name", "title", "main", "basic", "rendered", "value", "text", "label", "@id", "id"),
}
_PARTS = ("paragraphs", "sections")
ENTITY = expression(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character as HTML spells it."""

_TAG = expression(
    r"</?(?:i|b|em|strong|span|sup|sub|q|cite|u|small|br|mark|font|p)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_STRUCK = expression(r"<(del|s|strike)>[^<>]{0,500}</\1>", re.IGNORECASE)
_STRUCK_IN_MARKDOWN = expression(r"~~(?=\S)[^~]{1,500}(?<=\S)~~")
_TEMPLATE = expression(r"\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\}|<%[^<>]{0,500}%>|\$\{[^{}]{0,500}\}")
_OWN_ADDRESSES = ("url", "permalink", "path", "slug", "canonicalurl", "canonical", "articleurl", "weburl", "pageurl")
_DAY_IN_ADDRESS = expression(r"(?:\A|/)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|\Z)")
_UNKNOWN = expression(
    r"\W*(?:unknown|unbekannt|inconnue?|desconocid[oa]|desconhecid[oa]|sconosciut[oa]|onbekend|неизвестн\w{1,3}|不明|未知|"
    r"(?:\w+ )?not (?:visible|available|given|known|stated|specified|found|applicable))(?!\w)(?: \w+)?(?:\W|\Z)",
    re.IGNORECASE,
)
"""What people write who don't know: `Unknown newspaper`, `(source not visible)`."""

_PROGRAM = expression(
    r"\b(?:for (?:iphone|ipad|ios|android|mac|windows(?: phone)?|blackberry|websites|advertisers)\W?|"
    r"web (?:app|client))\Z|\Atweetdeck",
    re.IGNORECASE,
)
"""What a message was written with: `Twitter for iPhone`."""

_ACCOUNTS = frozenset({"screen_name", "username", "acct"})
_CUT = expression(r"\s?\[\+\d{1,9} chars\]\s*\Z")
"""What a service says of a text that it cuts after so many characters: `the may… [+1234 chars]`."""

_LOCALE = expression(r"[a-z]{2}[-_][A-Z]{2}|en|de|fr|es|it|pt|nl|pl|ru|ja|zh")
MOST_LEVELS = 8
"""The fields of an article are looked for in so many objects inside of each other."""

_PAGE = expression(r"https?://[^/\s]{1,300}/[^\s?#]*[^/\s?#]")
"""The address of a page of a site."""

_LANGUAGE = expression(r"[^\W\d_]{2,30}(?:[ _-][^\W_]{1,30}){0,3}(?: ?\([^()]{1,40}\))?")
"""What a language is called, or its code: `pt-BR`, `zh_Hans_CN`, `Portuguese (Brazil)`."""

_NO = frozenset({"false", "no", "off"})
_YES = frozenset({"true", "yes", "on", "1"})
FEWEST_SERIALS = 2
"""In so many rows a spreadsheet's number of a day has to stand, and nothing else in any."""

MONTHS = 12
"""A number beyond it is that of a day."""

_ARABIC_SCRIPT = expression(r"[\u0620-\u06d3]")
_TWO_NUMBERS = expression(r"(\d{1,2})([-/.])(\d{1,2})\2\d{4}(?!\d)")
_STATES = frozenset({"draft", "isdraft", "published", "publish", "ispublished", "status", "poststatus", "state"})
_UNPUBLISHED = frozenset(
    {"draft", "drafts", "autodraft", "unpublished", "pending", "wip", "inprogress", "workinprogress"}
)

_PROPOSALS = frozenset(
    {"pep", "eip", "erc", "bip", "cep", "dep", "rep", "xep", "jep", "nep", "gip", "sip", "cip", "rfc"}
)
"""What numbers a proposal for improvement, of which "draft" says how far it is: it is published all the same."""


def described(
    fields: Mapping[str, Any],
    where: str,
    name: str,
    text: str,
    *,
    day_first: bool | None = None,
    table: Mapping[str, Any] | None = None,
    **rest: Any,
) -> Article:
    """The article that a text and the fields given with it make.

    Args:
        fields: Names as typed → values.
        where: What the fields are in, to be told as their provenance.
        name: The file's name inside the archive.
        text: The article's text.
        day_first: Whether 03.04.2024 is 3 April; None if the text is to tell, if it can.
        table: The fields, where they are `normalised` already.
        rest: Fields of the article that the reader knows: its id, if it is not in the fields, and where it stands.
    """
    table = normalised(fields) if table is None else table
    metadata = _in_its_calendar(known_fields(table), table, text)
    provenance = dict.fromkeys(metadata, where)
    cover = None if {"title", "date", "authors"} <= metadata.keys() else cover_of(text)
    saved = saved_page(text) if "title" not in metadata and rest.get("headings") is None else None
    if "title" not in metadata and (title := saved.title if saved else _title_in(text, rest.get("headings"), cover)):
        metadata["title"], provenance["title"] = title, "text"
    if "date" not in metadata and (doubtful := _day_in_order(table, text, day_first)):
        metadata["date"], provenance["date"] = doubtful, where
    if "date" not in metadata and saved and (date := day_on_line(saved.below) or day_on_line(saved.above)):
        metadata["date"], provenance["date"] = date, "text"
    is_a_diary = is_diary(text, rest.get("headings") or ())
    if "date" not in metadata and (date := dateline(text)[0] or (None if is_a_diary else day_on_line(text))):
        metadata["date"], provenance["date"] = date, "text"
    elif "date" not in metadata and "title" in metadata and (date := day_in_title(metadata["title"])):
        metadata["date"], provenance["date"] = date, "title"
    elif "date" not in metadata and cover and cover.day and not is_a_diary:
        metadata["date"], provenance["date"] = cover.day, "text"
    elif "date" not in metadata and not is_a_diary and (date := day_in_address(table)):
        metadata["date"], provenance["date"] = date, "address"
    opening = saved.below if saved else text
    if "authors" not in metadata and (authors := (cover and cover.speakers) or opening_authors(opening)):
        metadata["authors"], provenance["authors"] = authors, "text"
    rest["id"] = identity(table) or (metadata.get("url") if rest.get("record") else None) or rest["id"]
    return Article(**rest, **metadata, text=text, path=name, provenance=provenance)


def _in_its_calendar(fields: dict[str, Any], table: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Known fields, with a day in figures whose year may be one of Iran's as such where the text is in Persian.

    In other texts in Arabic script it may be one of the moon, which no calendar tells for certain, and is left out.

    Args:
        fields: The known ones.
        table: The fields, normalised.
        text: The article's text.
    """
    if "date" in fields and fields["date"].year not in calendars.YEARS:
        return fields
    written = (dates.figures(str(value)) for value in _values(table, "date"))
    numbers = next(filter(None, map(calendars.numbers_in, written)), None)
    words = telling_language(fields.get("title"), text)
    if numbers is None or not _ARABIC_SCRIPT.search(words):
        return fields
    others = {name: value for name, value in fields.items() if name != "date"}
    day = calendars.day_of_iran(*numbers) if language.detect(words) == "fa" else None
    return {**others, "date": day} if day else others


def _title_in(text: str, headings: Collection[Heading] | None, cover: Cover | None) -> str | None:
    """The title of a text that has no other: the heading that opens it, or what its cover says where that says more.

    Below a letterhead it is what stands there.

    The number of a page and a greeting are none.
    """
    if headings is None and cover is None and (title := title_below(text)):
        return title
    title = title_in(text, headings)
    title = title and without_label(title)
    greets = title is not None and is_greeting(title) and title[-1] in (",:!" if headings is None else ",:")
    if title and (greets or "://" in title or not any(map(str.isalpha, title))):
        title = None
    if cover and not is_bare(cover.title) and (title is None or is_bare(title)):
        return cover.title
    return title


def _day_in_order(table: Mapping[str, Any], text: str, day_first: bool | None) -> datetime.date | None:
    """The day of a field in figures, such as 03.04.2024: in the known order, or the one its name or the text tells."""
    for value in _values(table, "date"):
        text_value = dates.figures(str(value))
        if isinstance(value, str) and dates.day_in_figures(text_value, day_first=True):
            by_name = not table.keys().isdisjoint(_DAY_FIRST_NAMES) or None
            order = (by_name or is_day_first(text)) if day_first is None else day_first
            placed_day = dates.day_in_figures(text_value, day_first=order) if order is not None else None
            return placed_day[0] if placed_day else None
    return None


def order_of_days(fields: Iterable[Mapping[str, Any]]) -> bool | None:
    """Whether 03/04/2024 is 3 April in the rows of one table: as in those of its days that can only be read in one way.

    Args:
        fields: Of each row, as it gives them.

    Returns:
        None if no row tells, or rows contradict each other.
    """
    orders: set[bool] = set()
    for row in fields:
        for value in map(str, _values(normalised(row), "date")):
            if match := _TWO_NUMBERS.match(dates.figures(value).strip()):
                first, second = int(match[1]), int(match[3])
                orders |= {first > MONTHS} if max(first, second) > MONTHS >= min(first, second) else set()
    return orders.pop() if len(orders) == 1 else None


def in_order(fields: Mapping[str, Any], day_first: bool) -> dict[str, Any]:
    """Fields with their days in figures that may be two, such as 03/04/2024, written as the day that they are.

    Args:
        fields: As a table gives them.
        day_first: Whether that is 3 April.
    """
    placed_days = {
        key: dates.day_in_figures(dates.figures(value), day_first=day_first)
        for key, value in fields.items()
        if isinstance(value, str) and goes_by("date", str(key)) and not dates.day(value)
    }
    return {**fields, **{key: day[0].isoformat() for key, day in placed_days.items() if day}}


def serial_days(rows: Iterable[Mapping[str, Any]], names: FieldNames = ()) -> frozenset[str]:
    """The fields of a day that hold a spreadsheet's number of it in each row that has one, and in two rows or more.

    A single number, such as 45367, may be anything.

    Args:
        rows: The fields of each, as it gives them.
        names: What fields are called in them besides their usual names.
    """
    own_names = {own_name for name, own_name in names if name == "date"}
    counts: dict[str, int] = {}
    others: set[str] = set()
    for row in rows:
        if row and row.keys() <= others:
            break
        for key, value in row.items():
            if key in others or value is None or (isinstance(value, str) and not value.strip()):
                continue
            if dates.day_of_serial(value) is None or not (key in own_names or goes_by("date", str(key))):
                others.add(key)
            else:
                counts[key] = counts.get(key, 0) + 1
    return frozenset(key for key, n in counts.items() if n >= FEWEST_SERIALS and key not in others)


def with_serial_days(fields: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Fields with those that hold a spreadsheet's number of a day written as the day that it is.

    Args:
        fields: As a table gives them.
        names: Those whose values are such numbers.
    """
    days = {name: dates.day_of_serial(fields.get(name)) for name in names}
    return {**fields, **{name: day.isoformat() for name, day in days.items() if day}}


def known_fields(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an article that normalised fields give, where they mean something; its id is not among them."""
    values = {
        # Beside the name of a user, a name is that of somebody.
        "title": label({**table, "name": None} if "username" in table else table, "title"),
        "date": next(
            filter(None, (dates.day(value) for value in (*_values(table, "date"), _parted_day(table), _usec(table)))),
            None,
        ),
        "authors": next(
            filter(
                None, (people(value) for value in (_whole_names(table), *_values(table, "authors"), *_elsewhere(table)))
            ),
            (),
        ),
        "source": next((words for value in _values(table, "source") if (words := _publisher(value))), None),
        "url": _url(table),
        "language": language if (language := label(table, "language")) and _LANGUAGE.fullmatch(language) else None,
    }
    return {name: value for name, value in values.items() if value}


def _whole_names(table: Mapping[str, Any]) -> list[str]:
    """The names of people whose first and last ones stand in fields of their own; of several, commas part both."""
    first, last = (
        next((value.split(",") for name in names if isinstance(value := table.get(name), str) and value.strip()), [])
        for names in (_FIRST_NAMES, _LAST_NAMES)
    )
    return [" ".join(f"{a} {b}".split()) for a, b in zip(first, last, strict=True)] if len(first) == len(last) else []


def _usec(table: Mapping[str, Any]) -> float | None:
    """The Unix time of a note of Google Keep, whose name says that it is in microseconds; None of others."""
    made = table.get("createdtimestampusec")
    return made / 1_000_000 if isinstance(made, int) else None


def _parted_day(table: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Year, month and day that are in fields of their own."""
    return {name: table[name] for name in _PARTS_OF_DAYS} if table.keys() >= _PARTS_OF_DAYS else None


def _elsewhere(table: Mapping[str, Any]) -> Iterator[Any]:
    """Authors under no name of theirs: two columns of a name, contributors among tags, what WordPress or Yoast embeds.

    Also who sent what is plainly a message; of other things, `from` is where they come from.
    """
    tags = table["tags"] if isinstance(table.get("tags"), list) else []
    yield [tag.get("webTitle") for tag in tags if isinstance(tag, Mapping) and tag.get("type") == "contributor"]
    for inner, name in (("embedded", "author"), ("credits", "by"), ("yoastheadjson", "author")):
        if isinstance(table.get(inner), Mapping):
            yield table[inner].get(name)
    if "username" in table:
        yield table.get("name")
    for account in (table.get("user"), table.get("account")):
        # Of a message, as sites of short ones keep it.
        if isinstance(account, Mapping) and account.keys() & _ACCOUNTS:
            yield account.get("name") or account.get("display_name")
    if table.keys() & _MESSAGES or table.get("type") == "message":
        yield table.get("from")


def _publisher(value: Any) -> str | None:
    """The publisher that a source names; with a title and a page's address it is the article that was taken over."""
    if isinstance(value, Mapping) and not value.get("name") and _label(value.get("title")):
        address = one_line(_first(value.get("url") or value.get("link") or value.get("href"))) or ""
        if _PAGE.match(address):
            return None
    words = _label(value)
    return words if _names_publisher(words) else None


def _names_publisher(words: str | None) -> bool:
    """Whether words name a publisher: not an address or a program, nor that nobody knows it."""
    is_known = words is not None and not words.startswith(("http://", "https://", "<")) and not _UNKNOWN.match(words)
    return is_known and not _PROGRAM.search(words or "")


def normalised(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields by their names in lower case, letters and figures only; those of objects inside come after the others.

    Of a value in several languages the first counts.
    """
    table: dict[str, Any] = {}
    levels = [fields]
    for level in levels:
        if len(levels) <= MOST_LEVELS and level is not None:
            levels += [level[key] for key in level if isinstance(level[key], Mapping) and _is_inside(key, level[key])]
        if isinstance(rows := level.get("data"), list) and rows and all(isinstance(row, Mapping) for row in rows):
            # A post in an export of Facebook has its words in a list of objects of one field each.
            levels += [row for row in rows if len(row) == 1] if all(len(row) == 1 for row in rows) else []
        for key, value in level.items():
            if key == "_source" and isinstance(value, Mapping):
                continue  # It holds the fields of an article, and is no publisher.
            table.setdefault(bare(str(key)), _of_a_language(value) if isinstance(value, Mapping) else value)
    return _with_other_names(table)


def _is_inside(name: Any, value: Mapping[str, Any]) -> bool:
    """Whether an object holds fields of an article: by its name, or as one of a text that it holds by another name."""
    if str(name).lower() in INSIDE:
        return True
    if bare(str(name)) not in _NAMES["text"] or any(isinstance(value.get(key), str) for key in _INNER["text"]):
        return False
    return any(isinstance(text, str) and bare(str(key)) in _NAMES["text"] for key, text in value.items())


def _with_other_names(table: dict[str, Any]) -> dict[str, Any]:
    """Normalised fields with those of names of several words under a name that is known, where no other has a value.

    What goes by such a name is a text only beside other fields of an article: programs call their messages so, too.
    """
    others: dict[str, str] = {}
    for name in table:
        if (field := _field_of_words(name)) and next(_values(table, field), None) is None:
            others.setdefault(field, name)
    if not others.keys() - {"text"} and not any(table.keys() & _NAMES[f].keys() for f in ("title", "date", "authors")):
        others.pop("text", None)
    return {**table, **{FIELDS[field].split()[0]: table[name] for field, name in others.items()}}


@lru_cache(maxsize=4096)
def _field_of_words(name: str) -> str | None:
    """The field of an article that a name of several words is of, and that none of the usual names says.

    Args:
        name: It, as normalised fields have it.
    """
    if any(name in names for names in _NAMES.values()):
        return None
    if _OF_SENDER.fullmatch(name) or (name.endswith("name") and name[:-4] in _NAMES["authors"]):
        return "authors"
    if inner := _INSIDE_VALUE.search(name):
        # As tables have what is inside of an object: `headline.main`.
        return _field(name[: inner.start()])
    if (clock := _OF_CLOCKS.search(name)) and _field(name[: clock.start()]) == "date":
        return "date"
    rests = (name.removeprefix(kind) for kind in _KINDS if name.startswith(kind) and not name.endswith("name"))
    if field := next(filter(None, map(_field, rests)), None):
        return field
    if any(name[:at] in _NAMES["text"] and name[at:] in _NAMES["text"] for at in range(4, len(name) - 3)):
        return "text"  # `body_paragraphs`
    behind = _KINDS_BEHIND.search(name)
    return _field(name[: behind.start()]) if behind and not name.startswith("source") else None


def _field(name: str) -> str | None:
    """The field of an article that one of the usual names is of; its id has to be called so itself."""
    return next((field for field in FIELDS if name in _NAMES[field] and field not in ("id", "language")), None)


def _of_a_language(value: Mapping[str, Any]) -> Any:
    """The first value of one in several languages, `{"en-US": …}`; what Notion keeps of a property; else the same."""
    if value and all(_LOCALE.fullmatch(str(key)) for key in value):
        return next(iter(value.values()))
    kind = value.get("type")
    if not isinstance(kind, str) or kind not in value:
        return value
    inner = value[kind]
    spans = inner if isinstance(inner, list) and all(isinstance(span, Mapping) for span in inner) else []
    if any("plain_text" in span for span in spans):
        return "".join(str(span.get("plain_text", "")) for span in spans)
    return inner.get("start", inner) if isinstance(inner, Mapping) else inner


def is_of_mail(table: Mapping[str, Any]) -> bool:
    """Whether normalised fields are those of a message: a subject, and whom it is from, goes to or answers."""
    addresses = (str(table[name]) for name in ("from", "sender", "to", "fromemail", "email") if name in table)
    return "subject" in table and (
        not table.keys().isdisjoint({"messageid", "inreplyto"})
        or any("@" in each or " at " in each for each in addresses)
    )


def is_draft(fields: Mapping[str, Any]) -> bool:
    """Whether an article's fields say that it is not published: `draft: true`, `published: false`, `status: draft`."""
    return says_draft(normalised(fields))


def says_draft(table: Mapping[str, Any]) -> bool:
    """Whether normalised fields say that an article is not published, as `is_draft` has it."""
    words = {
        key: str(table[key]).strip().lower()
        for key in table.keys() & _STATES
        if not isinstance(table[key], (dict, list))
    }
    is_proposal = not _PROPOSALS.isdisjoint(table)
    return (
        # Drupal says so of what is not published.
        table.get("status") is False
        or any(words.get(key) in _YES for key in ("draft", "isdraft"))
        or any(words.get(key) in _NO for key in ("published", "publish", "ispublished"))
        or any(bare(words.get(key, "")) in _UNPUBLISHED for key in ("status", "poststatus", "state") if not is_proposal)
    )


def knows(fields: Mapping[str, Any]) -> bool:
    """Whether any of the names is one that a field of an article goes by."""
    return any(bare(str(key)) in names for names in _NAMES.values() for key in fields)


def is_name_of(field: str, name: str) -> bool:
    """Whether a field of an article goes by a name."""
    return bare(name) in _NAMES[field]


def goes_by(field: str, name: str) -> bool:
    """Whether a column is of a field of an article, also by a name of several words: `speech_date`."""
    return is_name_of(field, name) or _field_of_words(bare(name)) == field


def identity(table: Mapping[str, Any]) -> str | None:
    """The id that normalised fields give an article."""
    return next(filter(None, (one_line(_first(value, "id")) for value in _values(table, "id"))), None)


def label(table: Mapping[str, Any], name: str) -> str | None:
    """The words of a field on one line, as a person reads them: entities decoded, without tags."""
    return next(filter(None, (_label(value) for value in _values(table, name))), None)


def holds_text(table: Mapping[str, Any]) -> bool:
    """Whether normalised fields hold a text under one of its own names: not an abstract or a description."""
    return any(_text(value) for value in _values(table, "text"))


def texts(table: Mapping[str, Any]) -> str | None:
    """The text of an article: what is text comes before lists of paragraphs, and these before objects that hold it."""
    values = list(_values(table, "text"))
    for kind in (str, list, Mapping):
        for value in values:
            if isinstance(value, kind) and (text := _text(value)):
                return text
    for name in table.keys() & _RICH:
        if text := rich_text({name: table[name]} if name == "ops" else table[name]):
            return text
    if next(_values(table, "date"), None) is not None:
        last = LAST_TEXTS + (("message",) if table.keys() & _SENDERS else ())
        if text := next(filter(None, (_text(table.get(name)) for name in last)), None):
            return text
    # A column of this name may also hold the article's name.
    article = table.get("article")
    return article if isinstance(article, str) and len(article.split()) >= FEWEST_WORDS else None


def prose(table: Mapping[str, Any]) -> str | None:
    """What a record without a text under one of its names tells in sentences, such as the facts of a case and its end.

    A record has a title, and an id, a day or an address: others may be the settings of a program.
    """
    if label(table, "title") is None or not any(next(_values(table, each), None) for each in ("id", "date", "url")):
        return None
    told = [
        value for name, value in table.items() if isinstance(value, str) and name not in _NOT_TOLD and _tells(value)
    ]
    return "\n\n".join(told) or None


def _tells(value: str) -> bool:
    """Whether a value is some sentences."""
    words = len(value.split()) if value.isascii() else max(len(value.split()), len(value) // CHARACTERS_A_WORD)
    return words >= FEWEST_WORDS_TOLD and _SENTENCES.search(value) is not None


_NAMES = {field: {bare(name): -n for n, name in enumerate(names.split()[::-1])} for field, names in FIELDS.items()}
"""How far each name of a field is from the most trusted one; one that is listed twice counts where it comes first."""

_DAY_FIRST_NAMES = frozenset(map(bare, f"{_DAY_FIRST} data".split()))


def _values(table: Mapping[str, Any], field: str) -> Iterator[Any]:
    """The values under a field's names that mean something, the most trusted first."""
    # A record has a few fields, and each may go by a hundred names.
    for name in sorted(table.keys() & _NAMES[field].keys(), key=_NAMES[field].__getitem__):
        value = table[name]
        if value is None:
            continue
        blank = isinstance(value, (str, float)) and str(value).strip() in MEANINGLESS
        # An id is a name and nothing else: a program that calls an article "none" means that one.
        if not blank or (field == "id" and value == value and str(value).strip()):
            yield value


def _first(value: Any, field: str = "") -> Any:
    """A value, or the one inside an object or at the front of a list that it stands for."""
    if isinstance(value, Mapping):
        value = next(
            (value[key] for key in _INNER.get(field, _INNER[""]) if value.get(key) not in (None, "", [])), None
        )
    if isinstance(value, list):
        value = next((item for item in value if item not in (None, "")), None)
        return _first(value, field) if isinstance(value, Mapping) and not isinstance(value, list) else value
    return value


def _label(value: Any) -> str | None:
    words = one_line(_first(value))
    words = one_line(_without_templates(plain(words.translate(UNSEEN)))) if words else None
    return None if words in MEANINGLESS else words


def _without_templates(words: str) -> str:
    """Words without what a site's generator would fill in: `{{ site.title }} news` is news."""
    return _TEMPLATE.sub(" ", words).strip(" -–—|·:") if _TEMPLATE.search(words) else words


def plain(words: str) -> str:
    """Words of a title or name without tags and what is struck out, their entities decoded."""
    if "<" in words:
        words = _TAG.sub("", _STRUCK.sub("", words))
    words = _STRUCK_IN_MARKDOWN.sub("", words) if "~~" in words else words
    return ENTITY.sub(lambda match: unescape(match[0]), words) if "&" in words else words


def _part(item: Mapping[str, Any]) -> str | None:
    """The text of a part of an article below its heading."""
    text = _text(item)
    heading = next((item[key] for key in ("heading", "title") if isinstance(item.get(key), str)), "").strip()
    speaker = next((item[key] for key in ("speaker", "who") if isinstance(item.get(key), str)), "").strip()
    if text and speaker:
        text = f"{speaker.rstrip(':')}: {text}"
    return f"{heading}\n\n{text}" if text and heading else text


def _is_one_line(parts: Sequence[Any]) -> bool:
    """Whether parts of a text are words with looks beside plain ones, as chats keep them: `"It ", {"type": "bold"}`."""
    looks = [part for part in parts if isinstance(part, Mapping)]
    has_words = any(isinstance(part, str) for part in parts) or all(p.keys() <= _OF_ENTITIES for p in looks)
    return has_words and bool(looks) and all(p.get("type") in _LOOKS for p in looks)


def _url(table: Mapping[str, Any]) -> str | None:
    """The first address with a scheme, else what is under `url` or `link`."""
    values = [words for value in _values(table, "url") if (words := one_line(_first(value)))]
    values += [words for value in _values(table, "source") if (words := one_line(_first(value)))]
    values = [words for words in values if not words.startswith(("file:", "<"))]
    full = next((words for words in values if "://" in words), None)
    named = (one_line(table.get(key)) for key in ("url", "link"))
    return full or next((words for words in named if words and not words.startswith(("file:", "<"))), None)


def day_in_address(table: Mapping[str, Any]) -> datetime.date | None:
    """The day in an article's own address, `/2024/03/16/dam`, where none of its normalised fields is for its day."""
    if next(_values(table, "date"), None) is not None:
        return None
    addresses = (value for name in _OWN_ADDRESSES if isinstance(value := table.get(name), str))
    match = next(filter(None, map(_DAY_IN_ADDRESS.search, addresses)), None)
    return dates.day("-".join(match.groups())) if match else None


def _in_forms(value: Mapping[str, Any]) -> Iterator[str]:
    """A text that Confluence gives in one form or several, each of which says which it is."""
    forms = (each for each in value.values() if isinstance(each, Mapping) and "representation" in each)
    return (each["value"] for each in forms if isinstance(each.get("value"), str))


def _text(value: Any) -> str | None:
    """The text in a value: of a list, its paragraphs; of an object, what it holds under a usual name."""
    is_tree = isinstance(value, Mapping | list) and not (isinstance(value, list) and _is_one_line(value))
    if (is_tree or (isinstance(value, str) and value.startswith(("{", "[")))) and (rich := rich_text(value)):
        return rich
    if isinstance(value, Mapping):
        words = next((value[key] for key in _INNER["text"] if isinstance(value.get(key), str)), None)
        words = next(_in_forms(value), None) if words is None else words
        parts = next((value[key] for key in (*_PARTS, *_INNER["text"]) if isinstance(value.get(key), list)), None)
        value = words if words is not None else parts
    if isinstance(value, list) and _is_one_line(value):
        value = "".join(item if isinstance(item, str) else _text(item) or "" for item in value)
    if isinstance(value, list):
        parts = [item if isinstance(item, str) else _part(item) for item in value if isinstance(item, (str, Mapping))]
        value = "\n\n".join(part for part in parts if part and part.strip())
    if not isinstance(value, str) or value.strip() in MEANINGLESS:
        return None
    return _CUT.sub("", value) if value.rstrip().endswith("chars]") else value
