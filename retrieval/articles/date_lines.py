"""The day of an article and its authors, from lines of its text: "[Miércoles 19 de Mayo del 2010]", "By Ana Ruiz".

A line that says nothing else counts, and what opens news: "KESSEN, March 11, 2024 (AP) — The mill …".
"""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from retrieval.articles.beside_names import is_body, is_publisher
from retrieval.articles.bylines import authors_in, is_known, is_staff, names_in
from retrieval.articles.dates import MARKS, UPDATED, day_in_figures, figures, named_day
from retrieval.articles.dates import day as dates_day
from retrieval.articles.people import chinese_reporters, people
from retrieval.language.expressions import expression
from retrieval.language.months import WEEKDAYS, all_weekday_names, month_named, words_of_weekdays

LONGEST_LINE = 80
"""A line that gives the date of a text has up to this many code points."""

LONGEST_BYLINE = 160
"""A line that names authors has up to this many code points."""

LONGEST_ASIDE = 3
"""What is beside a date after a bar is the name of a section when it has up to this many words."""

MOST_WEEKDAYS = 2
"""The most words of a weekday beside a date."""

SENTENCE_WORDS = 12
"""What has more words, and ends as a sentence does, is one."""

MOST_WORDS = 60
"""A longer line is looked at closely only where it has a figure, a bar or the label of a byline."""

_ENGLISH = (
    r"(?:hearing|meeting|session|sitting) (?:of|on|held on)|"
    r"(?:held|given|delivered|recorded|spoken) (?:at|in) [^\W\d_][^\d,;:.!?]{1,60}? on|"
    r"(?:first |originally )?(?:published|posted|printed|released|issued|submitted|aired|broadcast|recorded|delivered|"
    r"given|decided|handed down|held|(?:date )?filed)(?: on| at)?|"
    r"for (?:immediate )?release(?: on| at)?|"
    r"(?:under |strictly )?embargo(?:ed)?(?: until| till)?|"
    r"(?:judge?ment|decision|ruling|order) (?:date|given|delivered|handed down|dated)(?: on)?|"
    r"date of (?:judge?ment|decision|ruling|order|hearing|meeting|issue|release|publication)|"
    r"created(?: on| at| time)?|date|dated|publication date|on"
)
_LABELS = (
    r"veröffentlicht(?: am)?|erschienen(?: am)?|datum|stand|am|vom|den|"
    r"publicad[oa](?: el| em)?|fecha(?: de publicación)?|"
    r"data(?: de publicação| di pubblicazione| publikacji)?|el|em|"
    r"publié(?:e)?(?: le)?|paru(?:e)?(?: le)?|date de publication|le|pubblicato(?: il)?|pubblicata(?: il)?|il|"
    r"gepubliceerd(?: op)?|geplaatst(?: op)?|op|publicerad(?:es|e)?(?: den)?|"
    r"opublikowan[oya]|dnia|опубликован[оа]?|дата(?: публикации)?|опубліковано|"
    r"(?:yayınlanma|yayın|giriş)(?: tarihi)?|tarih|diterbitkan(?: pada)?|"
    r"(?:publisert|publiceret|udgivet|offentliggjort)(?: den| d)?|julkaistu|"
    r"publikováno|zveřejněno|vydáno|zverejnené|publikované|objavljeno|публикувано|објављено|"
    r"publicat(?: la| el)?|megjelent|közzétéve|δημοσιεύ[τθ]ηκε|avaldatud|publicēts|paskelbta|"
    r"(?:đăng |xuất bản )?ngày|dipublikasikan(?: pada)?|"
    r"(?:เผยแพร่|ประกาศ)?(?:เมื่อ)?วัน(?:[\u0e00-\u0e7f]{2,12})?ที่"
)
_EASTERN = (
    r"(?:发布|發布|發佈|发表|發表|刊登|公布|上版)(?:时间|時間|日期|于|於)|日期|时间|時間|"
    r"公開日|掲載日|発行日|投稿日|配信日?|日付|作成日|(?:開催)?日時|게시일|입력|등록"
)
_ARABIC = (
    r"تاریخ(?: انتشار| نشر)?|منتشر شده(?: در)?|انتشار|"
    r"प्रकाशित(?: तिथि)?|פורסם(?: ב)?|נכתב(?: ב)?|نشر في|نشرت في|تاريخ النشر|التاريخ|نُشر في"
)
_LABEL = expression(rf"(?:(?:{_ENGLISH})(?!\w)|(?P<day_first>(?:{_LABELS}|{_ARABIC})(?!\w))|{_EASTERN})", re.IGNORECASE)
_PUBLISHED = expression(
    r"(?:first |originally )?(?:published|posted)|publication date|veröffentlicht|erschienen|public|publi|pubblic|"
    r"gepubl|opublik|опублик|опублік|yayın|udgivet|offentliggjort|julkaistu|megjelent|közzétéve|"
    r"publikován|publikovan|zveřejněn|zverejnen|vydáno|objavljeno|публикувано|објављено|avaldatud|publicēts|paskelbta|"
    r"đăng|xuất bản|प्रकाशित|δημοσιεύ|פורסם|نشر|"
    r"تاريخ النشر|انتشار|منتشر|发布|發布|公開日|掲載日|発行日|게시|입력",
    re.IGNORECASE,
)
_TIME = expression(
    r"(?:\balle )?\bore\s\d{1,2}(?:[:.]\d{2})?(?!\d)|"
    r"(?:,|\bat|\bum|\ba las|\bàs|\bà|\balle|\bo|\bв|\bkl\.?|\bsaat|-|–|\||T|오전|오후|上午|下午|午前|午後)?\s*"
    r"\d{1,2}(?:[:.h]\d{2}(?:[:.h]\d{2}(?:\.\d{1,9})?)?|[時时点시]\d{0,2}[分분]?|\s?(?:h|uhr|[ap]\.?m\.?)(?!\w))"
    r"(?:\s?(?:[ap]\.?m\.?|uhr|h|uur)(?!\w))?(?:\s?(?:\(?(?-i:[A-Z]{2,5})\)?|[+-]\d\d:?\d\d|(?-i:Z)))?"
    r"(?:\s?[-–—~〜]\s?\d{1,2}[:.]\d{2}(?!\d))?",
    re.IGNORECASE,
)
_CAPITALISED = rf"[^\W\d_a-zа-яёіїєґ](?:[\w.'’-]|[{MARKS}])*"
_BEFORE_DAYS = r"(?:le|den|el|a|em|il|dnia|dn\.|dne|dňa|dana|l[iìí]|am|ngày)"
_ARTICLE_OF_DAY = expression(rf" {_BEFORE_DAYS}\Z", re.IGNORECASE)
_CITIES = (
    "Madrid|Barcelona|Sevilla|Valencia|Bilbao|Zaragoza|Málaga|Lisboa|Porto|Coimbra|Paris|París|Lyon|Marseille|"
    "Toulouse|Bordeaux|Lille|Strasbourg|Nantes|Roma|Milano|Torino|Napoli|Bologna|Firenze|Genova|Venezia|Palermo|"
    "Bari|Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dresden|Bremen|Hannover|Nürnberg|Bonn|"
    "Wien|Graz|Linz|Salzburg|Innsbruck|Zürich|Bern|Basel|Genf|Genève|Lausanne|Bruxelles|Brussel|Brüssel|Antwerpen|"
    "Gent|Amsterdam|Rotterdam|Den Haag|Utrecht|Luxembourg|London|Edinburgh|Glasgow|Cardiff|Belfast|Dublin|New York|"
    "Washington|Chicago|Boston|Los Angeles|San Francisco|Philadelphia|Toronto|Ottawa|Montréal|Québec|Vancouver|"
    "Sydney|Melbourne|Canberra|Buenos Aires|Montevideo|Asunción|Santiago(?: de Chile)?|Lima|Bogotá|Medellín|Quito|"
    "Guayaquil|Caracas|La Paz|Managua|San José|San Salvador|Tegucigalpa|La Habana|Santo Domingo|"
    "Ciudad de (?:México|Guatemala|Panamá)|Guadalajara|Monterrey|São Paulo|Rio de Janeiro|Brasília|Salvador|Recife|"
    "Porto Alegre|Belo Horizonte|Curitiba|Luanda|Maputo|Stockholm|Göteborg|Malmö|Oslo|Bergen|Trondheim|København|"
    "Aarhus|Århus|Helsinki|Helsingfors|Tampere|Turku|Reykjavík|Tallinn|Tartu|Riga|Rīga|Vilnius|Kaunas|Warszawa|"
    "Kraków|Łódź|Wrocław|Poznań|Gdańsk|Praha|Brno|Ostrava|Bratislava|Košice|Budapest|Zagreb|Split|Ljubljana|"
    "Maribor|Sarajevo|Beograd|Београд|Skopje|Скопје|Sofia|София|București|Bucureşti|Chișinău|Tirana|Tiranë|Αθήνα|"
    "Θεσσαλονίκη|Ankara|İstanbul|Istanbul|İzmir|Москва|Санкт-Петербург|Минск|Киев|Київ|Львів|Харків|Одеса|Алматы|"
    "Астана|Тбилиси|Ереван|Баку|Ташкент|New Delhi|Mumbai|Kolkata|Chennai|Dhaka|Karachi|Islamabad|Lahore|Colombo|"
    "Kathmandu|Beijing|Shanghai|Hong Kong|Singapore|Kuala Lumpur|Jakarta|Manila|Hanoi|Hà Nội|Bangkok|Tokyo|Seoul|"
    "Cairo|Beirut|Baghdad|Damascus|Amman|Jerusalem|Tel Aviv|Riyadh|Dubai|Doha|Teheran|Tehran|Kabul|Nairobi|Lagos|"
    "Abuja|Accra|Dakar|Abidjan|Kinshasa|Kampala|Addis Ababa|Cape Town|Johannesburg|Pretoria|Tunis|Alger|Rabat|"
    "Casablanca|القاهرة|بيروت|بغداد|دمشق|عمان|الرياض|تونس|الجزائر|الرباط|تهران|ירושלים|תל אביב"
)
"""Cities where news is from: what else stands before a day without a comma may be what happened then."""

_PLACE = expression(
    rf"(?i:{_CITIES})(?: {_BEFORE_DAYS})?|"
    rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*[,،、](?: {_BEFORE_DAYS})?|"
    rf"(?:{_CAPITALISED} ){{1,3}}{_CAPITALISED}[,،、.](?: (?:dnia|dn\.|dne|dňa|dana|ngày))?|"
    rf"(?:(?:(?:Fait|Dado|Dada|Dato) )?[Ààa]|(?:Dad[oa] )?[Ee]n)(?: {_CAPITALISED}){{1,4}}, (?:le|el|a)|"
    rf"(?:V|Ve|Vo|W|We|U) (?:{_CAPITALISED} ){{0,3}}{_CAPITALISED},? (?:dne|dňa|dnia|dana)|"
    r"[^\W\da-zа-яё_][^\Wa-zа-яё]*(?: [^\Wa-zа-яё]+)*(?: \(\w+\))?(?:,| [-–—])"
)
"""A place before a day: `Kessen, den`, `Fait à Kessen, le`, `V Praze dne`, `KESSEN —`."""

MOST_DASHES = 2
"""What opens news ends at the first or second dash: `KESSEN — March 16, 2024 — The …`."""

_DASH = expression(
    r"\.?\s/[^/\n]{2,20}/\.?\s|\s*[/)\]]?\s+(?:[-–—]{1,2}|―)\s+|(?<=[)/\d])(?:\s?[—–]|\.\s?[-–—]{1,2})\s?"
)
_EASTERN_NEWS = expression(
    r"\W{0,2}[^\W\d_]{2,14}?\s?(?P<day>\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)(?:专电|專電|[电電讯訊])"
)
_EASTERN_REPORTERS = expression(
    r"\W{0,2}(?:[^\W_]{2,30}?[电電讯訊])?\s?[（(](?P<chinese>[^\W\d_]{0,10}?(?:记者|記者)[^()（）\d]{2,30})[）)]|"
    r"[(（\[][가-힣]{2,6}=[가-힣 ]{2,12}[)）\]]\s?(?P<korean>[가-힣]{2,4}(?:[ ·,]{1,2}[가-힣]{2,4}){0,3}) "
    r"(?:기자|특파원)\s?="
)
_AGENCY = expression(r"[(/\[][^()/\[\]]{2,30}(?:[)/\]]|\Z)")
_PLACES = expression(r"(?-i:[^\W\d_a-z][\w.'’-]*)(?:,? (?-i:[^\W\d_a-z][\w.'’-]*|de|del|la|am|an der|upon|di|le)){0,5}")
_MAY_TELL = expression(r"\d|[|•·:：]|^\W{0,3}(?:\S{2,20} ){0,3}(?:by|von|par|por|di|da|door|a[vf]|de)\s", re.IGNORECASE)
_AROUND = "[](){}<>*_#|·•—–-.,;:「」【】（）［］：、，،؛ \t"
_ELSEWHERE = (
    rf"(?:\s+[-–—]\s+|\s*[,;/]\s+|\.\s+|\s*\((?=[^()]{{1,60}}\)))(?={UPDATED.pattern}|(?:{_PUBLISHED.pattern}))|"
    r"\s+(?=(?:来源|來源|出典|출처|作者|记者|記者|文|撰文|编辑|編輯|责任编辑|責任編輯|责编|기자|글)\s?[:：])"
)
_BARS = expression(rf"\s*[|•·]\s*|{_ELSEWHERE}", re.IGNORECASE)
_WIDE = expression(r"[ \u00a0\u3000]{3,40}+|[ \u00a0]{0,3}+\t[ \t\u00a0]{0,40}+")
"""White that parts a day from a name, as some blogs have it in place of a bar."""

_BARS_AND_DASHES = expression(rf"\s*[|•·]\s*|\s+(?:[-–—/]|--)\s+|{_ELSEWHERE}", re.IGNORECASE)
_OF_DAYS = expression(
    r"\b(?:minutes|meetings?|notes|agenda|newsletter|bulletin|diary|journal|log|digest|session|hearing|oral argument|"
    r"protokoll|sitzung|"
    r"niederschrift|tagebuch|acta|sesión|reunión|diario|compte[- ]rendu|procès-verbal|séance|réunion|verbale|seduta|"
    r"riunione|ata|sessão|reunião|notulen|vergadering|referat|протокол|заседани|дневник|회의록)|"
    r"会议|會議|会議|総会|例会|纪要|議事録|日記",
    re.IGNORECASE,
)
_TO_COME = expression(
    r"\b(?:next|upcoming|forthcoming|scheduled|set for|postponed|moved to|cancelled|nächst|kommend|geplant|verschoben|"
    r"próxim|aplazad|adiad|prochain|reporté|prossim|rinviat|volgend|следующ|перенес|наступн|następn|najbliższ|nästa|næste|"
    r"neste|seuraava)|下次|下一次|次回|다음",
    re.IGNORECASE,
)
"""What says of a day that it was still to come, when the text was written."""

_SAID_ONCE = expression(
    r"(?:(?:letter|speech|address|statement|remarks|sermon|homily|interview|briefing|press conference|transcript|"
    r"judge?ment|decision|ruling|order|telegram|postcard|diary|brief|rede|ansprache|predigt|urteil|beschluss|interview|carta|"
    r"discurso|entrevista|sentencia|lettre|discours|allocution|entretien|arrêt|lettera|discorso|intervista|sentenza|"
    r"acórdão|toespraak|interview|письмо|речь|выступление|интервью|решение|лист|промова|list|przemówienie|wywiad|wyrok)"
    r"(?: (?:of|from|on|dated|vom|du|del|de|di|da|van|от|від|z dnia)|[,:;(–—-])?|"
    r"(?:letter|speech|address|statement|remarks|sermon|interview|brief|rede|carta|discurso|entrevista|lettre|discours|"
    r"lettera|discorso|письмо|речь|лист|list)\b[^.!?]{1,60}[,:(–—])\s*",
    re.IGNORECASE,
)
"""What is said or written on one day, and named by it: `Letter of 16 March 1904`, `Speech at Kessen, 16 March 1904`."""

_INTERVIEW = expression(
    r"(?:an? |une? |eine? |una? |uma? |um )?(?:interview|entretien|entrevista|intervista|gespräch|vraaggesprek|"
    r"intervju|wywiad|rozmowa|интервью|беседа|інтерв['’]ю|розмова|söyleşi|röportaj)\b[^.!?]{1,80}",
    re.IGNORECASE,
)
"""What stands below the title of an interview: `An interview with Ann Kerr, published on 14 September 2025`."""

_ORDINALS = expression(
    r"(?<!\w)\d{1,4}(?:st|nd|rd|th|\.|ª|º|e|er|ème)(?!\w)|(?:no\.?|nr\.?|№|#)\s?\d{1,5}|(?<!\w)(?-i:[A-Z]{1,8})-?\d{1,4}(?!\w)",
    re.IGNORECASE,
)
"""Figures that are those of no day: of ordinals, numbers, and names such as G20."""

_READING = expression(r"\d{1,3}[ -]?min(?:ute)?s?\.?(?: read)?(?: de lectura| de lecture)?", re.IGNORECASE)
_LABEL_LAST = expression(rf"(?:\A|(?<=[\s,;]))(?:{_ENGLISH}|{_LABELS}|{_ARABIC})\W*\Z", re.IGNORECASE)
_FIGURES_ALONE = expression(r"\d{1,2}(\s?[/.-]\s?)\d{1,2}\1\d{2}")
"""A day with two figures for its year, which are not read."""

_DAY_ALONE = expression(
    r"(?:[^\W\d_]{2,12}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)? (?:(?:de|of) )?(?P<month>[^\W\d_]{3,12})\.?|"
    r"(?P<first>[^\W\d_]{3,12})\.? \d{1,2}(?:st|nd|rd|th)?)"
)
_ISSUE = expression(
    r"(?:(?:(?:the )?(?:issue|edition|number|volume|vol|no|nr|ausgabe|jahrgang|jg|heft|número|núm|numéro|"
    r"année|anno|numero|ano|edición|edição|nummer|jaargang|årgång|årgang|выпуск|номер|год|год издания|numer|rok)\b\.?|"
    r"[№#]|n[º°])\s?(?:\d{1,6}(?:/\d{1,4})?|(?-i:[IVXLCDM]{1,9}))\b[.,:;–—-]*\s*|"
    r"(?:day|session) (?:one|two|three|four|five|six)\b[.,:;–—-]*\s*|(?:day|tag|jour|día|dia|giorno) \d{1,2}[.,:]\s*|"
    r"第\s?\d{1,6}\s?[期号號巻卷日]\s*){1,3}",
    re.IGNORECASE,
)
"""The number of what appears again and again, or lasts for days: `Vol. XII.`, `Issue 12`, `第12期`, `Day Two`."""

_PRICE = expression(r"\W*(?:price|preis|prix|precio|preço|prezzo|cena|цена)\W.{1,40}", re.IGNORECASE)
_COMMENTS = expression(
    r"\s*(?:(?:[/|·•(,—–-]++|\d{1,5}+|no|leave a|leave your|add a|post a|write a|deja un|deja tu|deje un|deixe um|"
    r"laisser un|schreibe? einen|hinterlasse einen|keine|kein|sin|sem|aucun|nessun|lascia un|оставить|нет)\s*){1,4}"
    r"(?:comments?|replies|reply|responses?|kommentare?|comentarios?|comentários?|commentaires?|comment[io]|"
    r"комментари[йяев]{1,2})\)?\Z",
    re.IGNORECASE,
)
"""How many comments there are, behind a byline on a blog: `// 3 Comments`, `— Deja un comentario`."""

_SENTENCE_ENDS = (".", "!", "?", "”", '"', ":", ",", "…")
_CATEGORY = expression(r"(?<=[\w)])\s+(?:filed )?(?:in|under|dans|en|em|в)\s+[^\W\d_][^\d.!?:]{1,60}\Z", re.IGNORECASE)
"""The sections that something was published in, behind a byline: `in News, Local`."""

_PAGE_LAST = expression(r"\s*[;,|]\s*(?:page|p\.|pg\.|seite|s\.|pág\.)\s?[A-Z]{0,2}-?\d{1,4}\W*\Z", re.IGNORECASE)
"""The page of a newspaper after the day on which it was printed."""

_FROM = expression(
    r"(?:reprinted )?(?:from|aus(?: der| dem)?|tiré du|de|del|da|dal|uit(?: de)?)\s(?:the )?", re.IGNORECASE
)
"""What leads to the newspaper that printed a text: `From the Kessen Post, 7 April 1899`."""

_TOLD_PLACE = expression(
    r",?\s(?:in|at|im|in der|en|à|a|w|в)\s(?:the )?(?:[^\W\d_a-z][\w'’-]*(?:,? |\Z)|of |and ){1,6}"
)
"""Where something was held."""

_MONTH_ALONE = expression(
    r"(?:[^\W\d_]{2,12}\.?,? )?(?:(?:the )?\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)? (?:(?:de|of) )?)?"
    r"(?P<month>[^\W\d_]{3,12})\.?(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? (?:(?:de|del) )?\d{4})"
)
"""A month of a year, perhaps with a day after it; a day of no year may head a part of a list."""

_ENGLISH_DAYS = frozenset({*WEEKDAYS, "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"})
_YEAR_WORDS = frozenset({"г", "года", "р", "року", "r", "roku", "g", "godine", "թ", "ж", "ء", "ב"})
_SEPARATED = expression(rf"[^\w{MARKS}\u200c\u200d]+")


FILED_REACH = 1_500
"""Court papers say within this many code points when they were filed or decided: below their captions, or in one."""

_FILED = expression(
    r"(?:^|\| ?|[—–] ?)(?:(?P<decided>DECIDED|(?:Opinion )?Decided)|FILED|(?:Opinion |Date )?[Ff]iled|DATE FILED)"
    r"(?: on| ON)?:?[^\S\n]*\n{0,2}(?P<day>[^\n|]{6,40})",
    re.MULTILINE,
)
"""What has a line or cell of its own, or ends one: `Filed: January 19, 2021`, `Argued May 2, 2022—Decided June 9`."""

_STAMP = expression(
    r"\b(?:case|appeal):? [^\n]{0,80}?\bfiled:?\s{0,2}(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)(?!\d)",
    re.IGNORECASE,
)
"""What the courts of the United States print above each page: `Case 2:15-md-02641 Document 3 Filed 06/14/24 Page 1`."""


class About(NamedTuple):
    """What a line says about the text that it is in, and nothing else.

    `day` is None also where the line doesn't say which of two it is, and then `is_dated` tells. `is_sure` is false of
    what may be a title as well: a name alone, an office, a month. `has_label` is about words such as "by" or
    "published".
    """

    day: datetime.date | None = None
    authors: tuple[str, ...] = ()
    is_dated: bool = False
    is_sure: bool = False
    has_label: bool = False


def day_in_title(title: str) -> datetime.date | None:
    """The day of a title that says what happens on days: "Minutes of 7 April 2021", "March 7, 2024 Meeting Notes"."""
    words = figures(title)
    placed_day = named_day(words) or (day_in_figures(words) if any(map(str.isdecimal, words)) else None)
    if placed_day is None or len(title) > LONGEST_LINE + LONGEST_ASIDE:
        return None
    date, start, end = placed_day
    rest = f"{words[:start]} {words[end:]}"
    if _TO_COME.search(rest):
        return None
    is_of_day = _OF_DAYS.search(rest) or (_SAID_ONCE.fullmatch(words[:start]) and not words[end:].strip(_AROUND))
    return date if is_of_day and not any(map(str.isdecimal, _ORDINALS.sub("", rest))) else None


def says_of_days(title: str) -> bool:
    """Whether a title is that of minutes, a diary, a log, which tell of the days on which they were written."""
    return _OF_DAYS.search(title) is not None


def filed_day(text: str) -> datetime.date | None:
    """The day on which a court's paper was decided or filed, by its first lines or what is stamped above a page.

    None where these say several, or say it of nothing in a line or cell of its own.
    """
    decided, filed, stamped = set[datetime.date](), set[datetime.date](), set[datetime.date]()
    opening = text[:FILED_REACH]
    for match in _FILED.finditer(opening):
        words = figures(match["day"])
        placed_day = named_day(words) or day_in_figures(words)
        if placed_day and placed_day[0] and not words[: placed_day[1]].strip(_AROUND):
            (decided if match["decided"] else filed).add(placed_day[0])
    for match in _STAMP.finditer(opening):
        year = match["year"] if len(match["year"]) > 2 else f"20{match['year']}"
        if day := dates_day(f"{year}-{int(match['month']):02}-{int(match['day']):02}"):
            stamped.add(day)
    days = decided or filed or stamped
    return days.pop() if len(days) == 1 else None


def is_day_of_a_year(words: str) -> bool:
    """Whether words are a day of a month and no more, such as "November 8" and "Mo., 8. November"."""
    match = _DAY_ALONE.fullmatch(words.strip(_AROUND))
    return match is not None and month_named((match["month"] or match["first"]).lower()) is not None


def says_published(line: str) -> bool:
    """Whether a line says that the text was published, rather than only that something is of some day."""
    return _PUBLISHED.search(line) is not None


def about_line(line: str, day_first: bool | None = None) -> About | None:
    """What a line says about its text: by whom it is, and of when; None if it says anything else.

    Args:
        line: The line.
        day_first: Whether 03.04.2024 is 3 April; None when that isn't known.
    """
    if len(line) > LONGEST_BYLINE:
        return None
    words = " ".join(line.split())
    if (about := _about(words, day_first)) is not None:
        return about
    if len(parts := _WIDE.split(line.strip())) in (2, 3):
        about = _about(" | ".join(parts), day_first)
        if about is not None and about.is_dated and about.authors:
            return about
    # What ends as a sentence does, as most lines do, doesn't end in how many comments there are.
    shorter = words if words.endswith(_SENTENCE_ENDS) else _COMMENTS.sub("", words)
    shorter = _CATEGORY.sub("", shorter) if _PUBLISHED.match(shorter) else shorter
    return _about(shorter, day_first) if shorter != words else None


@lru_cache(maxsize=1_000)
def _about(line: str, day_first: bool | None) -> About | None:
    """What `about_line` gives; the lines that open a text are looked at several times."""
    if not line or (len(line) > MOST_WORDS and not _MAY_TELL.search(line)):
        return None
    if line[-1] in ".!?…。" and line.count(" ") >= SENTENCE_WORDS:
        return None
    line = figures(line)
    whole = [part for part in _BARS.split(line) if part.strip(_AROUND)]
    parts = [part for part in _BARS_AND_DASHES.split(line) if part.strip(_AROUND)]
    about = _together(whole, day_first, LONGEST_ASIDE)
    return about or (_together(parts, day_first, 1) if len(parts) > len(whole) else None)


def _together(parts: Sequence[str], day_first: bool | None, aside: int) -> About | None:
    """What the parts of a line say together; after bars, the name of a section or place may be one of them.

    Args:
        parts: Of the line.
        day_first: As `about_line` has it.
        aside: How many words such a name has at most.
    """
    abouts = [_about_part(part, day_first) for part in parts]
    facts = [about for about in abouts if about]
    if not facts:
        return None
    days = {about.day for about in facts if about.day}
    others = [
        part for part, about in zip(parts, abouts, strict=True) if about is None and not is_body(part.strip(_AROUND))
    ]
    # A day at an edge may have two beside it: `Grants · Kessen · 4 February 2026`.
    is_edge = len(days) == 1 and aside > 1 and any(about and about.day for about in (abouts[0], abouts[-1]))
    if len(days) > 1 or len(others) > max(len(facts), 2 * is_edge):
        return None
    if any(len(part.split()) > aside or any(map(str.isdecimal, part)) for part in others):
        return None
    # Behind a dash a title would stand as well: a place does where a name or an office is beside it.
    if others and aside == 1 and not any(about.authors or not about.is_sure for about in facts):
        return None
    if sum(map(len, parts)) > LONGEST_LINE and not any(about.authors or about.has_label for about in facts):
        return None
    return About(
        next(iter(days), None),
        next((about.authors for about in facts if about.authors), ()),
        any(about.is_dated for about in facts),
        any(about.is_sure for about in facts),
        any(about.has_label for about in facts),
    )


def _about_part(part: str, day_first: bool | None) -> About | None:
    """What a part of a line says about the text; None if it says anything else."""
    words = part.strip(_AROUND)
    words += ")" if words.count("(") > words.count(")") else ""
    if UPDATED.match(words):
        dated = named_day(words) or day_in_figures(words, day_first=True) or _TIME.search(words)
        return About(is_sure=True) if dated else None
    if _TIME.fullmatch(words) or _READING.fullmatch(words) or _ISSUE.fullmatch(words):
        return About()
    if (authors := authors_in(words)) is not None:
        return About(authors=authors, is_sure=True, has_label=True)
    has_figure = any(map(str.isdecimal, words))
    if has_figure and (about := _dated(part, day_first)):
        return about
    if names := names_in(words):
        return About(authors=names)
    month = _MONTH_ALONE.fullmatch(words) if has_figure else None
    if month and month_named(month["month"].lower()):
        return About(is_dated=True)
    return About() if is_staff(words) else None


def day_of_dateline(line: str) -> datetime.date | None:
    """The day in what opens news: a place, a day and perhaps an agency, before a dash."""
    head = line[: LONGEST_LINE + 3]
    if not any(character.isdecimal() for character in head):
        return None
    if wired := _EASTERN_NEWS.match(head):
        placed_day = named_day(figures(wired["day"]))
        return placed_day[0] if placed_day else None
    befores = (figures(head[: dash.start()]) for dash in islice(_DASH.finditer(head), MOST_DASHES))
    before, placed_day = next(
        ((before, placed_day) for before in befores if (placed_day := named_day(before))), ("", None)
    )
    if placed_day is None or _opens_with_day(head[len(before) :]):
        return None
    date, start, end = placed_day
    words = [_AGENCY.sub(" ", part).strip(_AROUND) for part in (before[:start], before[end:])]
    place = " ".join(filter(None, words))
    label = place.partition(" ")[0].rstrip(",").lower()
    is_place = _PLACES.fullmatch(place) and not _LABEL.fullmatch(label) and label not in all_weekday_names()
    # A place in capitals, a comma after it or an agency tell it from a sentence.
    shaped = place.isupper() or before[:start].rstrip().endswith((",", "(", ", le", ", den", ", el")) or "(" in before
    return date if is_place and shaped else None


def day_of_interview(line: str) -> datetime.date | None:
    """The day at the end of a line that says with whom a text is an interview."""
    placed_day = named_day(line) if len(line) <= LONGEST_BYLINE and any(map(str.isdecimal, line)) else None
    if placed_day is None or _left(line[placed_day[2] :]):
        return None
    before = _LABEL_LAST.sub("", line[: placed_day[1]])
    return placed_day[0] if _INTERVIEW.fullmatch(before.strip(_AROUND)) else None


def _opens_with_day(words: str) -> bool:
    """Whether words behind a dash open with a day, perhaps of a place: from one day to another is no day of news."""
    words = figures(words.lstrip(f"{_AROUND}†*"))
    placed_day = named_day(words)
    place = words[: placed_day[1]].strip(_AROUND) if placed_day else ""
    return placed_day is not None and (not place or _PLACES.fullmatch(place) is not None)


def authors_of_dateline(line: str) -> tuple[str, ...]:
    """Who reports, by what opens news in the East: `新华社北京电（记者李明）`, `(서울=연합뉴스) 김민수 기자 =`."""
    match = None if line.isascii() else _EASTERN_REPORTERS.match(line[:LONGEST_LINE])
    if match is None:
        return ()
    return chinese_reporters(match["chinese"].strip()) if match["chinese"] else people(match["korean"].strip())


def _dated(part: str, day_first: bool | None) -> About | None:
    """What some words say that hold a day, the words that lead to it, a weekday, a time, a place, a byline."""
    label = _LABEL.match(part.lstrip(_AROUND))
    is_first = True if label and label["day_first"] else day_first
    placed_day: tuple[datetime.date | None, int, int] | None = named_day(part)
    # The weekdays of all languages, which take long to load, are asked only about a day in figures.
    if placed_day is None and (doubtful := day_in_figures(part, day_first=bool(is_first))):
        order = is_first if is_first is not None else _has_weekday(part) or None
        placed_day = day_in_figures(part, day_first=order) or (None, *doubtful[1:])
    if placed_day is None and (short := _FIGURES_ALONE.search(part)):
        placed_day = None, short.start(), short.end()
    if placed_day is None:
        return None
    day, start, end = placed_day
    before, after = _TIME.sub(" ", part[:start], count=1).lstrip(_AROUND), _TIME.sub(" ", part[end:], count=1)
    before, after = _ISSUE.sub(" ", before).lstrip(_AROUND), _PRICE.sub("", _ISSUE.sub(" ", after))
    after = _TOLD_PLACE.sub("", after) if label else after
    before = _without_weekday(before)
    after = after if _left(before) else _PAGE_LAST.sub("", after)
    names = names_in(_trimmed(before)) if not _LABEL.match(before) else ()
    if names and all(map(is_known, names)):
        return None if _left(after) else About(day, names, is_dated=True, is_sure=True)
    if not _left(_PAGE_LAST.sub("", after)) and (_are_bodies(_left(before)) or _is_printed(_left(before), after)):
        # As a title it would be one of what happened then.
        return About(day, is_dated=True)
    if not _left(after) and (reprint := _FROM.match(before)) and is_publisher(_left(before[reprint.end() :])):
        return About(day, is_dated=True, is_sure=True, has_label=True)
    if _PLACE.fullmatch(before.rstrip()) and authors_in(_trimmed(before)) is None:
        before = ""
    authors: tuple[str, ...] = ()
    has_label = label is not None or _LABEL_LAST.search(before) is not None
    for rest in filter(None, (_left(before), _left(after))):
        if (behind := authors_in(rest)) is None:
            return None
        authors, has_label = authors or behind, True
    return About(day, authors, is_dated=True, is_sure=True, has_label=has_label)


def _without_weekday(words: str) -> str:
    """Words that lead to a day without the weekday at their end: `Kessen, Samstag, den ` is `Kessen,`."""
    before, _, last = _ARTICLE_OF_DAY.sub("", words.rstrip(_AROUND)).rstrip(_AROUND).rpartition(" ")
    is_parted = before.endswith(",") or (" " in before and _LABEL_LAST.search(before) is not None)
    return before if is_parted and last.lower() in all_weekday_names() else words


def _is_printed(words: str, after: str) -> bool:
    """Whether words are the name of what was printed, before a day with a page after it: `Kessen Post, …, page 3`."""
    return _PAGE_LAST.search(after) is not None and is_publisher(words)


def _are_bodies(words: str) -> bool:
    """Whether words name a public body, perhaps with what kind of text it is: `Kessen Town Council, Minutes`."""
    first, *others = words.split(", ")
    return is_body(first) and all(is_body(it) or _OF_DAYS.fullmatch(it) or _PLACES.fullmatch(it) for it in others)


def _trimmed(words: str) -> str:
    """Words without marks around them, but with the bracket that closes one among them."""
    trimmed = words.strip(_AROUND)
    return f"{trimmed})" if trimmed.count("(") > trimmed.count(")") else trimmed


def _left(words: str) -> str:
    """What is left of words beside a day without those that lead to it, and weekdays."""
    words = _trimmed(words)
    if label := _LABEL.match(words):
        words = _trimmed(words[label.end() :])
    before, _, last = words.rpartition(" ")
    if before and last.strip(_AROUND).lower() in words_of_weekdays() and authors_in(words) is None:
        words = before.strip(_AROUND)
    words = _trimmed(_LABEL_LAST.sub("", words))
    rest = [word for word in _SEPARATED.split(words.lower()) if word and word not in _YEAR_WORDS]
    if not rest or (len(rest) <= MOST_WEEKDAYS and words_of_weekdays().issuperset(rest)):
        return ""
    first, _, others = words.partition(" ")
    return others if authors_in(others) is not None and first.strip(_AROUND).lower() in words_of_weekdays() else words


def _has_weekday(part: str) -> bool:
    """Whether words name a weekday in another language than English, whose numbers of days come first."""
    words = {word for word in _SEPARATED.split(part.lower()) if word and not word.isdecimal()}
    return bool(words) and words <= all_weekday_names() - _ENGLISH_DAYS
