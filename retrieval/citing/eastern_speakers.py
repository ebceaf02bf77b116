"""Who speaks in Chinese and Japanese news, where no capital letter tells a name.

A Chinese name is known by its surname and by standing right before a verb of saying, a Japanese one by the honorific or
office after it and the particle of a subject. Whoever is mentioned otherwise speaks unnamed.
"""

import re
from functools import lru_cache

from retrieval.citing.attributive_clauses import UNNAMED, Speaker

_HAN = "\u3400-\u9fff々"
_EASTERN = re.compile(f"[{_HAN}\u3041-\u3096\u30a1-\u30fa]")

# The hundred most frequent surnames of the census of 2020, in both scripts, and compound ones:
# https://en.wikipedia.org/wiki/List_of_common_Chinese_surnames
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段钱錢汤湯尹黎易常武乔喬"
    "贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷祁"
)
_NO_NAME_ENDS = "他她它们們我你您者员員长長人官师師会會部方家们們民府司院社报報"
_CHINESE_NAME = re.compile(
    f"(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|夏侯|[{_SURNAMES}])(?![一二三四五六七日天])[{_HAN}]?[{_HAN}](?<![{_NO_NAME_ENDS}])"
    f"|[{_HAN}]{{1,6}}[·•‧][{_HAN}·•‧]{{1,10}}"
)
_CHINESE_VERB = (
    "说|說|表示|称|稱|指出|强调|強調|认为|認為|坦言|告诉|告訴|回应|回應|写道|寫道|问|問|答|喊道|透露|介绍|介紹|解释|解釋|补充|補充|"
    "宣布|警告|承认|承認|呼吁|呼籲|批评|批評|直言|感叹|感嘆|反问|反問|抱怨|重申|宣称|宣稱"
)
_CHINESE_BETWEEN = (
    "(?:先生|女士|小姐|教授|博士|市长|市長|部长|部長|主席|总理|總理|总统|總統|局长|局長|经理|經理|主任|还|還|也|则|則|又|再|曾|都|就|对此|對此|"
    "昨天|昨日|今天|今日|当时|當時|随后|隨後|最后|最後|进一步|進一步|接受采访时|接受採訪時|[向对對][^，。；：]{1,8}?|在[^，。；：]{1,16}?[上中时時里裡]|，)"
)
_CHINESE_SUBJECT = re.compile(f"(?P<name>{_CHINESE_NAME.pattern}){_CHINESE_BETWEEN}{{0,4}}(?:{_CHINESE_VERB})")
_CHINESE_SAID = re.compile(_CHINESE_VERB)
_SUPPOSES = re.compile("(?:如果|假如|要是|若|倘若|假使|即使)[^，]*\\Z")
_TOLD = re.compile(r"[对對向给給跟]\Z|告诉\Z|告訴\Z")

_OFFICES = (
    "さん|氏|様|君|ちゃん|先生|市長|町長|村長|区長|知事|首相|総理|大臣|外相|財務相|長官|議員|議長|教授|准教授|社長|会長|選手|監督|容疑者|被告|"
    "博士|記者|弁護士|医師|大統領|党首|代表|委員長|署長|校長|学長|理事長|理事|局長|部長|課長|館長|店長|住職|首席|主席|幹事長|報道官"
)
_JAPANESE_NAME = rf"(?P<name>[{_HAN}]{{1,6}}?|[\u30a1-\u30fa・ー]{{2,20}}?|[\u3041-\u3096]{{2,4}}?)(?:{_OFFICES})+"
_JAPANESE_SUBJECT = re.compile(
    rf"{_JAPANESE_NAME}(?:[（(][^）)]{{1,8}}[）)])?(?:ら)?(?:は|が|も|によると|によれば|の話では|いわく|曰く)"
)
_JAPANESE_SAID = re.compile(
    "と(?:も)?[^。「」\0]{0,24}?(?:述べ|語|話|言|いう|説明|強調|指摘|訴え|答え|コメント|明か|振り返|発言|主張|反論|批判|警告|呼び掛け|"
    "呼びかけ|書|嘆|笑|謝罪|評価|発表|質問|尋ね|否定)"
)
_JAPANESE_CLEFT = re.compile(rf"[^。「」\0]{{0,12}}?のは[、 ]*(?:[^。、「」\0]{{0,12}}?(?:の|、))?{_JAPANESE_NAME}")
_TELLS_WHO = re.compile("は|が|によると|によれば|の話では")
_NO_NAMES = re.compile("同|前|新|副|現|元|各|両|全|当|某|男性|女性|住民|市民|社員|会社")
_SENTENCE_ENDS = ("。", "！", "？", "；", "\n")
_SENTENCE_END = re.compile(f"[{''.join(_SENTENCE_ENDS)}]")
_CLOSED = re.compile(r"[。！？…]\W*\Z")
_LEADS_UP = re.compile(r"[：:，,]\s*\Z")
_TITLE = f"{_OFFICES}|先生|女士|小姐|教授|市长|市長|部长|部長|主席|总理|總理|总统|總統|局长|局長|经理|經理|主任"
_TITLES = re.compile(f"(?:{_TITLE})+\\Z")
_LABEL = re.compile(
    f"\\s*(?:(?:[{_HAN}]{{0,8}}(?:{_TITLE}))?(?P<chinese>{_CHINESE_NAME.pattern})(?:{_TITLE})*\\s*[：:]"
    f"|{_JAPANESE_NAME.replace('P<name>', 'P<japanese>')}(?:[（(][^）)]{{1,8}}[）)])?\\s*[：:]?)\\s*"
)
"""A name, with an office perhaps, and nothing else before a quotation: 王芳：“…”, 佐藤花子会長「…」."""


def is_eastern(text: str) -> bool:
    """Whether a text is in Chinese or Japanese, at least in part."""
    return _EASTERN.search(text) is not None


def eastern_speaker(before: str, quotation: str, after: str) -> Speaker | None:
    r"""The speaker whom the sentence around a quotation names; None if it mentions nobody who speaks.

    Args:
        before: The paragraph up to the quotation, other quotations masked with `\\0`.
        quotation: The quotation with its marks.
        after: What follows the quotation in it, masked alike.
    """
    opening = _SENTENCE_END.split(before)[-1].split("\0")[-1]
    behind, goes_on, _ = _SENTENCE_END.split(after.lstrip("，,、 "))[0].partition("\0")
    if _SUPPOSES.match(opening):
        return UNNAMED
    verb = _JAPANESE_SAID.match(behind)
    if verb:
        if cleft := _JAPANESE_CLEFT.match(behind, verb.end()):  # 「…」と話したのは佐藤さんだ
            return _japanese_name(cleft["name"])
        somebody = UNNAMED if _TELLS_WHO.search(opening) else None
        return _japanese(behind[: verb.end()]) or _japanese(opening) or somebody
    clauses = [behind, opening]
    if _CLOSED.search(quotation) or after[:1] in _SENTENCE_ENDS:
        # “甲。”王芳说：“乙。” introduces the second; what led up to the first, if anything did, says whose that is.
        introduces = goes_on and _LEADS_UP.search(behind)
        clauses = [opening] if introduces else [opening, behind] if _LEADS_UP.search(opening) else clauses
    for clause in clauses:
        if _CHINESE_SAID.search(clause):
            return _chinese(clause)
    label = _LABEL.fullmatch(opening)
    return Speaker((label["chinese"] or label["japanese"],)) if label else None


def _japanese(clause: str) -> Speaker | None:
    """The last person whom a clause has as its subject by an honorific or office."""
    subjects = [match["name"] for match in _JAPANESE_SUBJECT.finditer(clause)]
    return _japanese_name(subjects[-1]) if subjects else None


def _japanese_name(name: str) -> Speaker:
    return UNNAMED if _NO_NAMES.match(name) else Speaker((name,))


def _chinese(clause: str) -> Speaker:
    """The person who comes before the verb of saying of a clause; nobody where it is one to whom something is said."""
    subjects = [it for it in _CHINESE_SUBJECT.finditer(clause) if not _TOLD.search(clause[: it.start()])]
    # Subtle: of “王芳说，李明曾说：” the last one says what follows.
    return Speaker((subjects[-1]["name"],)) if subjects else UNNAMED


@lru_cache(maxsize=1024)
def eastern_name(name: str) -> str:
    """A Chinese or Japanese name without honorifics, offices and spaces; empty when it is none."""
    bare = re.sub(r"[\s·•‧・]", "", name)
    return _TITLES.sub("", bare) if is_eastern(bare) else ""
