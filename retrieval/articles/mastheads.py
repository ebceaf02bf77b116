"""What is above a title, or right below it, and is none: an agency, a newspaper, a section, the way to a page."""

import re

from retrieval.language.expressions import expression
from retrieval.language.saying import word_set

MOST_WORDS = 6
"""The most words of a newspaper's name: "The Wall Street Journal Weekend Edition"."""

LONGEST_CONTACT = 160
"""A line that tells how to reach somebody has up to this many code points."""

_AGENCIES = frozenset({
    "Reuters", "Thomson Reuters", "Associated Press", "The Associated Press", "AP", "AFP", "Agence France-Presse",
    "Agence France Presse", "dpa", "DPA", "Deutsche Presse-Agentur", "EFE", "Agencia EFE", "Europa Press", "ANSA",
    "Adnkronos", "TASS", "ITAR-TASS", "Interfax", "RIA Novosti", "ТАСС", "Интерфакс", "РИА Новости", "Укринформ",
    "УНІАН", "Xinhua", "Kyodo", "Kyodo News", "Jiji Press", "Yonhap", "Press Association", "PA", "PA Media", "UPI",
    "United Press International", "Bloomberg", "Bloomberg News", "AAP", "ANI", "PTI", "Press Trust of India", "IANS",
    "APA", "sda", "Keystone-SDA", "KNA", "epd", "ANP", "Belga", "Lusa", "Agência Lusa", "Agência Brasil", "PAP", "ČTK",
    "TASR", "MTI", "Tanjug", "Hina", "BTA", "Agerpres", "NTB", "Ritzau", "STT", "Anadolu", "Anadolu Agency", "AA",
    "Anadolu Ajansı", "DHA", "İHA", "Antara", "Bernama", "VNA", "TTXVN", "Télam", "Notimex", "Prensa Latina",
    "Canadian Press", "The Canadian Press", "IRNA", "WAM", "SPA", "QNA", "MENA", "新华社", "新華社", "中新社", "中新网",
    "人民网", "央视新闻", "共同通信", "時事通信", "연합뉴스", "뉴시스", "وكالات", "رويترز", "أ ف ب", "واس",
})  # fmt: skip
"""Agencies as they sign; also in capitals, and several of them beside each other."""

_NEWSPAPER = expression(
    r"(?:(?:The|El|La|Le|Die|Der|Il|O|A|De) )?(?:[^\W\d_a-z][\w.'’&-]*,? |of |and |& |de |du |della? ){0,5}"
    r"(?:Times|Post|Herald|Tribune|Gazette|Guardian|Journal|Chronicle|Observer|Telegraph|Courier|Inquirer|Examiner|"
    r"Zeitung|Tagblatt|Tageblatt|Anzeiger|Nachrichten|Rundschau|Allgemeine|Kurier|Diario|Mercurio|Monde|Figaro|Soir|"
    r"Corriere|Gazzetta|Jornal|Folha|Courant|Dagblad|Gazeta|Newspaper)|"
    r"(?:The )?(?:BBC|CNN|NBC|ABC|CBS|CBC|PBS|Fox|Sky|ITV|Yahoo!?|VOA|Channel \d) News|BBC|CNN|NPR|Al Jazeera|"
    r"Deutsche Welle|The (?:Independent|Economist|Atlantic|New Yorker|Sun|Daily Mail|Washington Post)|"
    r"El (?:País|Mundo)|Der Spiegel|Die (?:Zeit|Welt)|La (?:Repubblica|Stampa|Nación|Vanguardia)|Libération"
)
_SECTIONS = word_set(
    "news opinion opinions politics business world sport sports culture technology tech science health lifestyle local "
    "national international editorial comment commentary analysis letters obituaries headlines nachrichten politik "
    "wirtschaft kultur meinung gesellschaft wissen lokales panorama ausland inland noticias política economía cultura "
    "deportes opinión sociedad internacional nacional actualidad actualité actualités politique économie société "
    "sciences monde débats notizie cronaca economia politica esteri esportes desporto esporte opinião economia mundo "
    "nieuws politiek economie новости политика экономика общество спорт культура мнение мнения мир новини політика "
    "економіка суспільство wiadomości polityka gospodarka kultura opinie haberler siyaset ekonomi dünya spor"
)
"""Sections of newspapers, where a title stands below."""

_RELEASE = expression(
    r"(?:(?:for immediate release|(?:press|news|media) (?:release|statement)|pressemitteilung|presseinformation|"
    r"pressemeldung|nota (?:de prensa|informativa|à imprensa)|comunicado(?: de prensa)?|communiqué(?: de presse)?|"
    r"comunicato stampa|persbericht|pressmeddelande|pressemeddelelse|pressemelding|lehdistötiedote|"
    r"informacja prasowa|tisková zpráva|basın bülteni|пресс-релиз|пресреліз|прес-реліз|新闻稿|新聞稿|プレスリリース|"
    r"보도자료|breaking news|(?:local|world|national|city|regional) news|embargo(?:ed)?.{0,40})"
    r"(?:\s?(?:[-–—|:/·•]\s?)?(?=\S|\Z)|\s?(?:no|nr)\.? ?\d[\d/-]*)?)+",
    re.IGNORECASE,
)
_RECORD = expression(
    r"\[(?:Congressional Record|Federal Register) .{1,120}\]|\[(?:Senate|House|Extensions of Remarks|Daily Digest)\]|"
    r"\[Pages? [A-Z]?\d{1,6}(?:-[A-Z]?\d{1,6})?\]|From the (?:Congressional Record|Federal Register) Online .{1,120}"
)
"""What the printer of the American Congress puts above each text."""

_CONTACT = expression(
    r"(?:(?:press|media|news|further|more)? ?(?:contacts?|information|inquiries|enquiries)(?: person| details)?|phone|"
    r"tel|telephone|mobile|cell|fax|e-?mail|web(?:site)?|pressekontakt|kontakt|ansprechpartner(?:in)?|rückfragen|telefon|"
    r"contacto(?: de prensa)?|teléfono|correo(?: electrónico)?|contact presse|téléphone|tél|courriel|contatt[oi]|"
    r"telefono|contatos?|telefone|контакты?|тел|телефон|эл\. почта|联系人|联系电话|電話|电话|"
    r"お問い合わせ(?:先)?)\.?\s?[:：].*|\S{1,64}@\S{1,250}|(?:\+|\(\d)[\d ()./–-]{6,24}",
    re.IGNORECASE,
)
_MARKING = expression(
    r"(?:please )?(?:check(?:ed)? against (?:the )?(?:delivery|delivered speech)|"
    r"as (?:delivered|prepared(?: for delivery)?)|"
    r"(?:un)?official (?:english |french |spanish )?(?:translation|transcript|sensitive)|courtesy translation|"
    r"(?:strictly )?confidential|final(?: version)?|advance copy|embargo(?:ed)?.{0,40}|"
    r"seul le (?:texte )?prononcé fait foi|vérifier au prononcé|cotejar con (?:el discurso|la versión).{0,40}|"
    r"verificar contra (?:a )?leitura|es gilt das gesprochene wort|traducción no oficial|"
    r"traduction (?:non )?officielle|"
    r"\d{2,5} words)",
    re.IGNORECASE,
)
"""What is stamped on a paper that is read out: `Check against delivery`."""

_WAY = expression(r"[^>»›\n]{1,40}(?:\s[>»›]\s[^>»›\n]{1,60}){1,6}")
_SITE = expression(r"(?:https?://)?(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{2,63}){1,3}(?:/\S{0,200})?", re.IGNORECASE)
_RIGHTS = expression(
    r"(?:copyright|©|\(c\))\s.{0,80}|.{0,60}\ball rights reserved\W*|alle rechte vorbehalten\W*|"
    r"todos los derechos reservados\W*|tous droits réservés\W*",
    re.IGNORECASE,
)
_AROUND = "[](){}<>*_#|·•—–-.,;:「」【】（）［］：、，， \t"
_BETWEEN = expression(r"\s?[/,&+|–—]\s?|\s-\s")
_PLACE = expression(r"[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,2}")


def is_signature(line: str) -> bool:
    """Whether a line is the name of an agency, perhaps with others or a place, or that of a newspaper, and no more."""
    words = line.strip(_AROUND)
    return is_agency(words) or (words.count(" ") < MOST_WORDS and _NEWSPAPER.fullmatch(_spelt(words)) is not None)


def is_agency(line: str) -> bool:
    """Whether a line is the name of an agency, perhaps with others or a place: `Reuters`, `EFE | Madrid`, `dpa/AFP`."""
    first, *others = _BETWEEN.split(line.strip(_AROUND))
    return _signs(first) and all(_signs(other) or _PLACE.fullmatch(other) for other in others)


def is_above_titles(line: str) -> bool:
    """Whether a line is one of those that are above titles: a section, what kind of text it is, the way to it."""
    words = line.strip(_AROUND)
    if words.count(" ") < 2 and words.lower() in _SECTIONS:
        return True
    is_way = any(pattern.fullmatch(words) for pattern in (_RELEASE, _WAY, _SITE))
    return (
        is_way
        or _RECORD.fullmatch(line.strip()) is not None
        or is_marking(line)
        or bool(_RIGHTS.fullmatch(line.strip()))
    )


def is_marking(line: str) -> bool:
    """Whether a line is stamped on a paper, and says nothing of what it is about: `Check against delivery`."""
    return _MARKING.fullmatch(line.strip(_AROUND).lstrip("0123456789 ")) is not None


def is_release(line: str) -> bool:
    """Whether a line says that what stands below it is what somebody tells the press, perhaps since when."""
    return _RELEASE.match(line.strip(_AROUND)) is not None


def is_contact(line: str) -> bool:
    """Whether a line tells how to reach somebody: `Contact: Ana Ruiz`, `Phone: 555-0100`, an address of mail."""
    may_be_one = len(line) <= LONGEST_CONTACT and any(mark in line for mark in ":：@+(")
    return may_be_one and _CONTACT.fullmatch(line.strip(_AROUND)) is not None


def _signs(name: str) -> bool:
    """Whether a name is that of an agency, as it spells it or in capitals."""
    return name in _AGENCIES or (name.isupper() and name in _IN_CAPITALS)


def _spelt(words: str) -> str:
    """A newspaper's name in capitals as it is elsewhere."""
    return words.title() if words.isupper() and " " in words else words


_IN_CAPITALS = frozenset(name.upper() for name in _AGENCIES)
