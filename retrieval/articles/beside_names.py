"""What is beside a name in a byline and is no part of it: addresses, offices, publishers, places, pictures."""

import itertools
import re

from retrieval.language.expressions import expression
from retrieval.language.saying import word_set

_NOBODY = (
    "nan null none nat nil undefined n/a na ~ - -- – — ? unknown unbekannt inconnu desconocido anonymous anonym admin"
    " administrator root user guest editor webmaster staff editorial various redaktion redacción redaccion redação"
    " redazione rédaction redaction redactie редакция newsroom"
)
NOBODY = frozenset({"", "please enter your name here", *_NOBODY.split()})
"""What is in small letters where nobody is named."""

_ADDRESS_FIRST = expression(r"[^\s@(]{1,64}@[^\s@()]{1,250}\s*\(([^()]+)\)")
_ADDRESS = expression(
    r"[<(\[]?\s?(?:mailto:)?[^\s@<>()\[\],;]{1,64}@[^\s@<>()\[\],;]{1,250}\.\w{2,24}\s?[>)\]]?|"
    r"[<(\[]\s?(?:https?://|www\.)[^\s<>()\[\]]{1,500}\s?[>)\]]|(?:https?://|www\.)\S+|(?<!\w)@\w+"
)
_HANDLE = expression(r"@\w{1,50}")
_IN_BRACKETS = expression(r"\([^()]{0,100}\)")
_AFTER_NAME = expression(
    # What has no capitals is compared as it is: Python would look for those of each character of such a class.
    r"(?-i:(?<=[\u3400-\u9fff\uac00-\ud7af])\s?(?:(?:記者|记者|기자|특파원)\Z|[／/].{0,12}(?:報導|报道|報道)\Z))|"
    r"\s+(?:(?:in|from|at|for|via|aus|à|special to|exclusive to|with files from)\s+(?-i:(?=[^\W\d_a-z]))|"
    r"(?:published|updated|posted|photos?|photographs?|pictures?|illustrations?|fotos?)\b).*",
    re.IGNORECASE | re.DOTALL,
)
_CREDIT = expression(
    r"(?:(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|graphics?|cartoon|video|audio|translat\w+|"
    r"edit(?:ed|ing|or|ors)|copy ?edit\w*|layout|design\w*|camera)(?: credit)?(?:\s?:| by\b| ©)|"
    r"(?:fotos?|bild(?:er)?|illustration(?:en)?|grafik|übersetzung|redaktion|lektorat|kamera|schnitt)\s?:|"
    r"(?:photos?|photographies?|illustrations?|traduction|dessins?)\s?:|traduit (?:de .{1,30} )?par\b|"
    r"(?:fotos?|fotograf[íi]as?|imagen|imágenes|imagem|imagens|ilustraci(?:ón|ones)|ilustração|traducci[óo]n|tradução|edici[óo]n|"
    r"edição|vídeo)\s?:|traducid[oa] (?:del? .{1,30} )?por\b|foto(?:grafie)? di\b|traduzione (?:di|:)|"
    r"aus dem .{3,40} (?:von|übersetzt)\b|foto's\s?:|beeld\s?:|vertaling\s?:|zdjęcia\s?:|fot\.|tłumaczenie\s?:|"
    r"foto\s?:|фото(?:графии)?\s?[:—-]|перевод\s?:|переклад\s?:|редактор\s?:|kuvat?\s?:|fotoğraf(?:lar)?\s?:|"
    r"çeviri\s?:|fotó\s?:|φωτογραφίες\s?:|写真\s?[:：・＝]|撮影\s?[:：]|摄影\s?[:：]|攝影\s?[:：]|图片?\s?[:：/]|翻译\s?[:：]|"
    r"사진\s?[:：=]|تصوير\s?:|ترجمة\s?:|צילום\s?:)\s*",
    re.IGNORECASE,
)
"""Who took the pictures, translated or edited: no author."""

_PICTURES = expression(
    r"(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|fotos?)\b.*", re.IGNORECASE
)
_PICTURES_LAST = expression(
    r"(?:\A|[,;]|\s(?:and|und|et|y|e|en|och|og|i|и|&)\s)\s*(?:(?!\s(?:and|und|et|y|e|en|och|og|i|и|&)\s)[^,;()]){3,60}"
    r"\((?:photo(?:s|graphs?|graphy)?|pictures?|images?|"
    r"illustrations?|fotos?|bild(?:er)?|illustration(?:en)?|foto's|beeld|zdjęcia|фото|kuvat?|fotografías?|imágenes)\)",
    re.IGNORECASE,
)
_EASTERN_CREDITS = expression(
    r"[\s/／|｜、，,;；]{1,5}+(?:译者?|譯者?|[翻编编編]译|[翻編]譯|(?:责任|責任)?(?:编辑|編輯|編集)|责编|校[对對]|[审審]校|排版|"
    r"[摄攝]影|[图圖写]片?|写真|撮影|[来來]源|監修|翻訳|원문|사진|편집)\s?[:：/／].*",
    re.DOTALL,
)
"""Who translated, edited or took pictures, behind who wrote: `作者：王安 译者：李四`."""

_ROLE = expression(
    r"\b(?:correspond\w+|reporter\w*|editors?|writers?|journalist\w*|columnist\w*|critics?|contributors?|staff|desk|"
    r"bureau|photographers?|producers?|analysts?|professors?|fellow|commentator|redakteur\w*|korrespondent\w*|"
    r"redacteur\w*|rédact\w+|periodista\w*|corresponsal\w*|redactor\w*|giornalist\w+|inviat[oa]|jornalist\w+|"
    r"repórter|dziennikarz\w*|muhabir\w*|корреспондент\w*|журналист\w*|обозреватель|кореспондент\w*)\b",
    re.IGNORECASE,
)
_TITLE = expression(
    r"(?:C[EFIOT]O|.*\b(?:directors?|presidents?|officer|managers?|chair(?:man|woman|person)?|(?:co-?)?founder|engineer|"
    r"coordinator|researchers?|lecturer|advis[eo]r|secretary|spokes(?:man|woman|person)|minister|ambassador|counsel|"
    r"geschäftsführer(?:in)?|vorsitzender?|leiter(?:in)?|direktor(?:in)?|directeur|directrice|présidente?|responsable|"
    r"directora?|presidenta?|coordinadora?|presidente|diretora?|coordenadora?|direttore|direttrice|директор|президент))"
    r"(?:,? (?:of|at|for|der|des|de|du|del|della|do|da)\b.*)?|(?:deputy )?head of .+",
    re.IGNORECASE,
)
"""An office that may be somebody's own name where it stands alone: `Executive Director`, `Head of Policy`."""

_OUTLET = expression(
    r"(?:The .*|.*\b(?:News|Press|Post|Times|Reuters|Agency|Agencies|Media|TV|Radio|Magazine|University|Herald|"
    r"Guardian|Journal|USA T[Oo][Dd][Aa][Yy]|Tribune|Gazette|BBC|CNN|AP|AFP|DPA|dpa|EFE|ANSA|TASS|Zeitung|Online|Inc|"
    r"Ltd)\b.*)"
)
_BODY = expression(
    r"(?<!\w)(?:(?:Department|Ministry|Office|Committee|Commission|Council|Institute|Centre|Center|Board|Secretariat|"
    r"Directorate|Federation|Association|Society|Faculty|School|House of Commons) (?:of|for|on)\b|Ministerio de\b|"
    r"Ministère d|Ministero d|Ministério d|Consejería de\b|(?:Bundes|Landes)?[Mm]inisterium für\b|"
    r"Министерство\b|Комитет\b|Департамент\b).*"
)
"""A public body, whose name may have commas and an "and" in it."""

_HEAD_OF_A_BODY = expression(
    r"Court|Council|Parliament|Committee|Commission|Ministry|Department|Office|Authority|Agency|Board|Bureau|Bank|"
    r"Institute|University|Assembly|Senate|Government|Union|Association|Federation|Tribunal|Cabinet|Secretariat|Chamber|"
    r"Congress|Embassy|Police|Directorate|Society|Foundation|Organi[sz]ation|Treasury|Inspectorate|Ombudsman|Trust|"
    r"Rechnungshof|\w*[Gg]ericht(?:shof)?|\w*[Mm]inisterium|\w*[Rr]at|Bundestag|Landtag|\w*[Rr]egierung|\w*amt|"
    r"\w*[Aa]usschuss|Kommission|\w*[Bb]ehörde|Senat|\w*[Vv]erband|Stiftung|Universität|\w*[Pp]olizei|Magistrat|"
    r"Staatsanwaltschaft|\w*[Vv]erwaltung|Kammer|Cour|Conseil|Parlement|Ministère|Sénat|Assemblée|Préfecture|Mairie|"
    r"Comité|Direction|Agence|Banque|Gouvernement|Université|Institut|Secrétariat|Corte|Consejo|Ministerio|Parlamento|"
    r"Comisión|Senado|Congreso|Ayuntamiento|Gobierno|Universidad|Instituto|Secretaría|Banco|Consejería|Diputación|Junta|"
    r"Consiglio|Ministero|Commissione|Tribunale|Senato|Camera|Comune|Governo|Comitato|Università|Istituto|Banca|Procura|"
    r"Agenzia|Conselho|Ministério|Comissão|Câmara|Governo|Prefeitura|Comitê|Universidade|Secretaria|\w*[Rr]ekenkamer|"
    r"\w*[Rr]aad|Ministerie|\w*[Rr]echtbank|Commissie|Gemeente|Provincie|Sąd|Rada|Ministerstwo|Sejm|Komisja|Urząd|"
    r"Trybunał|Суд|Совет|Министерство|Комитет|Дума|Правительство|Администрация|Комиссия|Управление|Палата|Міністерство|"
    r"Рада|Комітет|Domstol\w*|\w*rätt|\w*styrelse\w*|\w*myndighet\w*|\w*nämnd\w*|Riksdag\w*|Bakanlığı|Mahkemesi|"
    r"Meclisi|Belediyesi|Kurulu"
)
"""What public bodies are: the first or the last word of their names, or one before "of"."""

_SMALL = word_set(
    "of the and for on in at & de del des du la le les l' d' der die das dem den für und zu zum zur am im et y e di "
    "della delle dei degli do da dos van het voor en w i na по и для"
)
_MOST_BODY_WORDS, _MOST_SMALL_WORDS = 10, 5
_LONGEST_PLAIN_HEAD = 12
"""A word of more letters is the name of a body by itself: `Bundesrechnungshof`."""

_TEAM = expression(r"(?:the )?.{1,60} (?:team|staff|desk|reporters|newsroom|editors)", re.IGNORECASE)
_DATE = expression(r".*\d{4}.*|\d+|.*\d:\d\d.*|[^\W\d_]+\.? \d{1,2}|\d{1,2}\.? [^\W\d_]+")


def without_addresses(line: str) -> str:
    """A line without addresses of mail and of pages, and names of accounts; of an account alone it is the name."""
    if _HANDLE.fullmatch(line):
        return line
    return _ADDRESS.sub(" ", _ADDRESS_FIRST.sub(r"\1", line))


def without_brackets(words: str) -> str:
    """Words without what is in brackets: where somebody is, or what somebody did."""
    return _IN_BRACKETS.sub(" ", words)


def without_pictures(words: str) -> str:
    """Words without who took the pictures, where that comes after a name: `Max Frei (Text), Ana Ruiz (Fotos)`."""
    words = words if words.isascii() else _EASTERN_CREDITS.sub("", words)
    return _PICTURES_LAST.sub("", words) if "(" in words else words


def is_credit(part: str) -> bool:
    """Whether words say who took the pictures, translated or edited, or that there are pictures."""
    return _PICTURES.fullmatch(part) is not None or _CREDIT.match(part) is not None


def body_in(part: str) -> int | None:
    """Where the name of a public body begins in some words; None if there is none."""
    match = _BODY.search(part)
    return match.start() if match else None


def is_body(words: str) -> bool:
    """Whether words are the name of a public body and nothing else: `Court of Auditors`, `Kessen Town Council`."""
    parts = words.replace("'", "' ").replace("’", "' ").split()
    if not parts or len(parts) > _MOST_BODY_WORDS or not all(part[0].isalpha() or part in _SMALL for part in parts):
        return False
    if _HEAD_OF_A_BODY.fullmatch(parts[0]) and len(parts) <= _MOST_SMALL_WORDS:
        # Romance languages write the rest in small letters: "Cour des comptes".
        return len(parts) > 1 or len(parts[0]) > _LONGEST_PLAIN_HEAD
    heads = [parts[0], parts[-1], *(part for part, after in itertools.pairwise(parts) if after in _SMALL)]
    is_title_cased = all(part[0].isupper() or part in _SMALL for part in parts) and parts[-1] not in _SMALL
    return len(parts) > 1 and is_title_cased and any(map(_HEAD_OF_A_BODY.fullmatch, heads))


def credited(part: str) -> str | None:
    """What comes after words that say who took the pictures, translated or edited; None if there are none."""
    match = _CREDIT.match(part)
    return part[match.end() :] if match else None


def is_team(words: str) -> bool:
    """Whether words are the people of a publisher together: "the Harbour Post team"."""
    return _TEAM.fullmatch(words) is not None


def is_office(name: str) -> bool:
    """Whether words are an office, a day or nobody."""
    return bool(_ROLE.search(name) or _DATE.fullmatch(name)) and not _OUTLET.fullmatch(name)


def is_title(name: str) -> bool:
    """Whether words are an office of whoever is named beside them."""
    return _TITLE.fullmatch(name) is not None


def is_publisher(name: str) -> bool:
    """Whether words are the name of a publisher."""
    return _OUTLET.fullmatch(name) is not None


def is_outlet(name: str) -> bool:
    """Whether words are the name of a publisher or a public body."""
    return _OUTLET.fullmatch(name) is not None or _BODY.fullmatch(name) is not None


def without_place(name: str) -> str:
    """A name without where its bearer is, or for whom: "Ana Ruiz in Madrid"."""
    return _AFTER_NAME.sub("", name)
