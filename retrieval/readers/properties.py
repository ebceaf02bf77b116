"""What programs write into a document about itself → the fields of its article, where it means something."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from retrieval.articles import dates
from retrieval.articles.blocks import title_in
from retrieval.articles.covers import cover_of
from retrieval.articles.entries import MADE
from retrieval.articles.metadata import described
from retrieval.articles.openings import opening_authors
from retrieval.readers.html.fields import without_site
from retrieval.records import Article

_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|unbenannt.*|sin título.*|sans titre.*|senza titolo.*|"
    r"без названия.*|(?:без (?:имени|назви)|ohne titel|namenlos|sans nom|sem título|bez (?:tytułu|názvu|nazwy)|"
    r"zonder titel|naamloos|namnlös|uten (?:navn|tittel)|nimetön|adsız|無題|无标题|未命名|제목 없음|بدون عنوان)\W*\d*|"
    r"(?:(?:new|blank|scanned|word|pdf) )?(?:document|dokument|documento|документ)\s?\d*|"
    r"(?:neues|nuevo|nouveau|nuovo|novo|nowy|новый) (?:text)?(?:dokument|document|documento|документ)\s?\d*|"
    r"(?:the |your |document |enter |insert )?title(?: (?:here|of (?:the )?document))?|\W*no title\W*|"
    r"powerpoint presentation|presentation\d*|präsentation\d*|powerpoint-präsentation|présentation powerpoint|"
    r"presentación de powerpoint|apresentação do powerpoint|presentazione (?:standard )?di powerpoint|slide \d+|"
    r"(?:layout|page|sheet|book|scan|img|image|print|folie|diapositiva|tabelle)[\s_-]?\d*|web ?page|home ?page|"
    r"template|vorlage|plantilla|modèle|"
    r".*\.(?:docx?|odt|rtf|pdf|indd|qxd|qxp|tex|dvi|ps|html?|pages|pptx?|xlsx?|txt|md|p65|wpd)|[\d\W_]*|"
    r"\(?(?:unspecified|anonymous|none|null|nan|unknown)\)?|unknown title|(?=\S*\d)[^\s_-]+(?:[_-][^\s_-]+){2,20}|"
    r"[^\s_]{1,100}(?:_[^\s_]{1,100}){1,20}|\d{4}_\S.*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:microsoft.*|.*\buser\b.*|user\d*|admin(?:istrator)?|owner|\(?(?:anonymous|unknown|unspecified)\)?|root|"
    r"unknown author|(?:preferred|valued|registered) (?:customer|owner)|"
    r"(?:windows[- ])?(?:benutzer|usuario|usuário|utilisateur|utente|gebruiker|użytkownik|пользователь|користувач|"
    r"kullanıcı|bruger|bruker|användare|käyttäjä|felhasználó|uživatel|"
    r"用户|使用者|ユーザー|사용자)(?: (?:de |do )?windows)?|"
    r"(?:your )?name(?: here)?|author(?:'s)?(?: name)?|autor(?:e|in)?|auteur|verfasser|автор|unbekannt|"
    r"desconocido|inconnu|sconosciuto|desconhecido|onbekend|nieznany|неизвестный|dell|hp|"
    r"hewlett[- ]packard|lenovo|acer|asus|toshiba|sony|"
    r"samsung|apple|compaq|fujitsu|(?:canon|xerox|ricoh|konica|kyocera|epson|hp|brother)\b.*[\d-].*|mac|laptop|"
    r"desktop.*|mozilla.*|chrom(?:e|ium).*|skia.*|wkhtmltopdf.*|(?:pdf|la|xe|lua)tex.*|quark\w*\b.*|indesign.*|framemaker.*|"
    r"ghostscript.*|reportlab.*|itext.*|apache\b.*|weasyprint.*|calibre\b.*|abbyy.*|corel\b.*|distiller.*|"
    r"win(?:dows)?\s?(?:xp|vista|\d+)?|"
    r"(?:\w+[_ -])?(?:besitzer|eigentümer|propietario|proprietario|propriétaire)|nutzer(?:in)?|anwender|(?:the )?"
    r"(?:secretary|secretariat|sekretariat|secretaria|secretaría|secrétariat|clerk|intern|praktikant(?:in)?|empfang|"
    r"reception(?:ist)?|front desk|marketing|student|schüler|teacher|lehrer|staff|end user|it[- ]?(?:abteilung|dept)?)|"
    r"[^\\]{1,40}\\.*|"
    r"python-docx|pandoc|libreoffice.*|openoffice.*|adobe.*|acrobat.*|scanner|default|none|null|nan|guest|pc\d*|office|"
    r"[\d\W_]*|.*@.*)",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"[\w.’'-]+")
_LONG_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]{4,}|\d{2,}")
FEWEST_TOLD = 200
"""A text of fewer code points doesn't tell whether its document's properties are of another one."""

_CONTROLS = re.compile("[\0-\x08\x0e-\x1f\u2060\ufeff]")
_TEMPLATES = frozenset({datetime.date(2013, 12, 23), datetime.date(1601, 1, 1), datetime.date(1980, 1, 1)})
"""Days that are in documents because a template or an archive has them: python-docx's, Windows' and ZIP's first."""

_INITIAL_AND_SURNAME = re.compile(
    r"J[bcdfgk-np-tv-xz]|R[bcdfgklmnpqstvwx]|L[bcdfgkmnpqrstxz]|B[bcdfgkmnpqstvx]|D[bcdfgkpqstx]|F[bcdfghkmnpqstvwxz]|"
    r"C[bcdfgjkmpqx]|G[bcfgkpqstx]|P[bcdgkmqvwx]|T[bcdfgpqx]|W[bcdfgjkmpqtvx]|V[bcfgjkmpqvwxz]|H[bcdfgkpqtxz]|K[bcdfpqx]"
)
"""Two consonants that no name begins with: `Jsmith`, of J. Smith."""

OF_QUOTATIONS = re.compile(r"(?:intense[ _]*)?quot(?:e|es|ation|ations)(?:[ _]*\d)?|block[ _]*text|block[ _]*quot\w*")
"""The names of such styles in files of Word and LibreOffice, whatever language they are shown in."""


def meaningful_title(title: object) -> str | None:
    """A title that somebody wrote; None for names of files and what programs put in its place."""
    words = " ".join(_CONTROLS.sub("", str(title or "")).split())
    return words if words and not _NO_TITLE.fullmatch(words[:500]) else None


def meaningful_author(author: object) -> str | None:
    """An author who is a person; None for accounts and programs."""
    words = " ".join(_CONTROLS.sub("", str(author or "")).split())
    return words if words and not _NOBODY.fullmatch(words[:500]) else None


def _typist(author: Any) -> str | None:
    """The author in a property that programs fill with who is logged in; None for the name of an account.

    One word is that ("dgoltz", "NOutley"), unless it is capitalised as surnames and pen names are.
    """
    words = meaningful_author(author)
    names = [name for part in (words or "").split(";") if (name := part.strip())]
    return None if names and all(map(_is_account, names)) else words


def _is_account(name: str) -> bool:
    """Whether a name is written as those of accounts are."""
    is_word = name.upper() != name.lower() and _ONE_WORD.fullmatch(name) is not None
    return is_word and (name != name.title() or _INITIAL_AND_SURNAME.match(name) is not None)


def _is_of_a_template(title: str, text: str) -> bool:
    """Whether a title is left from another document: none of its two or more long words and numbers is in the text.

    Nor is a single one in small letters ("memo"), which is the name of a file.
    """
    long_words = {word.casefold() for word in _LONG_WORD.findall(title)}
    return (
        (len(long_words) > 1 or title.islower())
        and len(text) >= FEWEST_TOLD
        and long_words.isdisjoint(word.casefold() for word in _LONG_WORD.findall(text))
    )


def by_properties(
    properties: Mapping[str, Any], name: str, text: str, *, is_book: bool = False, **rest: Any
) -> Article:
    """The article of a text and the properties of its document.

    The day on which a document was made is that of the article when neither its text nor the file's name has one.

    Args:
        properties: `title`, `authors`, `created`, `language`, `source`, `url` or `date` → value.
        name: The file's name inside the archive.
        text: The article's text.
        is_book: Whether its title and authors are a publisher's, and none of a template.
        rest: Fields of the article that the reader knows.
    """
    fields = {key: value for key, value in properties.items() if value and key not in ("title", "authors", "created")}
    fields["title"] = meaningful_title(properties.get("title"))
    authors = properties.get("authors")
    if isinstance(authors, list):
        fields["authors"] = [author for author in authors if meaningful_author(author)]
    else:
        fields["authors"] = _typist(authors)
    is_of_a_template = fields["title"] and not is_book and _is_of_a_template(fields["title"], text)
    if is_of_a_template and title_in(text, rest.get("headings")):
        # Who began the document that it was made from, and what that was called.
        fields["title"] = fields["authors"] = None
    article = described(fields, "document properties", name, text, **rest)
    if article.provenance.get("authors") == "document properties":
        article = by_first_lines(article)
    if article.title and article.provenance["title"] == "document properties" and article.headings:
        # Browsers print pages with the name of the site after the title.
        heading = text[slice(*article.headings[0])]
        if article.title.startswith(heading):
            article = replace(article, title=without_site(article.title, None, [heading]))
    return dated_by_making(article, properties.get("created"))


def by_first_lines(article: Article) -> Article:
    """A document by whom its first lines say that it is, against a property that tells who typed it.

    Who is logged in is not who held a speech or wrote an article; several names in a property somebody gave.
    """
    cover = cover_of(article.text)
    authors = cover.speakers if cover else ()
    if not authors and len(article.authors) == 1:
        authors = opening_authors(article.text)
    return (
        replace(article, authors=authors, provenance={**article.provenance, "authors": "text"}) if authors else article
    )


def dated_by_making(article: Article, created: Any) -> Article:
    """An article with the day on which its document was made, where neither its text nor the file's name has one.

    Args:
        article: The article.
        created: When its document was made, as the document has it.
    """
    if article.date is not None or article.record is not None or dates.day_in_name(article.path):
        return article
    day = dates.day(str(created or "").partition(";")[0])
    if day is None or day in _TEMPLATES:
        return article
    return replace(article, date=day, provenance={**article.provenance, "date": MADE})
