"""What kind of answer a question asks for, by its asking words.

The "expected answer type" of question answering (Li and Roth, 2002, "Learning Question Classifiers"), as a table: the
noun after `which` or `what`, else the asking word itself. On news questions, telling names from numbers makes three
more of a hundred answer sentences right.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from retrieval.language.detection import function_words
from retrieval.language.expressions import TypedExpression, expression, typed_expression
from retrieval.language.normalisation import simplified


class AnswerType(StrEnum):
    """What the answer will be: a person, a place, another named thing, a number, an age, a time, a reason, anything."""

    PERSON = "person"
    PLACE = "place"
    THING = "thing"
    NUMBER = "number"
    AGE = "age"
    TIME = "time"
    REASON = "reason"
    ANY = "any"

    @property
    def named(self) -> bool:
        """Whether such an answer is a name."""
        return self in (AnswerType.PERSON, AnswerType.PLACE, AnswerType.THING)

    @property
    def counted(self) -> bool:
        """Whether such an answer holds a number or a day."""
        return self in (AnswerType.NUMBER, AnswerType.AGE, AnswerType.TIME)


_NOUNS = {
    noun: kind
    for kind, nouns in {
        AnswerType.PERSON: "actor actress artist astronaut athlete author billionaire boxer broadcaster candidate"
        " celebrity ceo champion chancellor chef coach comedian congressman congresswoman democrat designer director"
        " driver executive figure footballer golfer governor guest host icon judge justice king lawmaker leader legend"
        " man minister model mp musician novelist official people person player politician presenter president"
        " quarterback queen rapper representative republican royal secretary senator singer star swimmer winner woman"
        " writer",
        AnswerType.PLACE: "airport beach capital city college continent country county district island lake location"
        " mountain museum nation neighborhood neighbourhood park place port province region river stadium state"
        " station territory town university venue village",
        AnswerType.THING: "act agency airline album app automaker award band bank bill book brand car carmaker chain"
        " club company cryptocurrency currency department drug event festival film firm franchise game giant group"
        " holiday hurricane institution language law league magazine manufacturer movie musical name network newspaper"
        " novel organisation organization party platform podcast product program restaurant retailer school series"
        " service show song sport store storm streaming team tournament toy vaccine website",
        AnswerType.NUMBER: "amount fraction length number percent percentage price proportion rank rate salary"
        " score share speed sum temperature",
        AnswerType.TIME: "century date day decade month season time weekend year",
    }.items()
    for noun in nouns.split()
}
"""The noun after `which` or `what` → what the answer will be."""

UNREPEATED = frozenset(noun for noun, kind in _NOUNS.items() if kind in (AnswerType.NUMBER, AnswerType.TIME)).union(
    ("last", "lately", "recently", "zuletzt", "letztmals", "letzte", "letzter", "letztes", "última", "último"),
    ("dernière", "dernier", "ultima", "ultimo", "laatst", "laatste", "ostatni", "ostatnio", "последний", "последняя"),
    ("остання", "востаннє", "senast", "sista", "año", "mes", "día", "hora", "jahr", "monat", "tag", "uhr", "stunde"),
    ("année", "an", "mois", "jour", "heure", "anno", "mese", "giorno", "ora", "ano", "mês", "dia", "jaar", "maand"),
    ("dag", "uur", "rok", "miesiąc", "dzień", "godzina", "год", "месяц", "день", "час", "рік", "місяць", "година"),
)
"""Words that answers rarely repeat: what is measured ("on Mondays" for "on which days"), and the last time."""

_MEASURED = frozenset({
    "big", "cold", "deep", "far", "fast", "heavy", "high", "hot", "large", "long", "many", "much", "often",
    "old", "tall", "wide",
})  # fmt: skip
"""The words after `how` when a number is asked for."""

_OPENS_CLAUSE = r"(?:^|[¿,;:(] ?|\b(?:y|desde|hasta|para|de|a) )"
"""What comes before a Spanish asking word that without its accent joins clauses; an accent tells it anywhere."""

_ASKING_PATTERNS = {
    language: tuple((typed_expression(pattern, re.IGNORECASE), kind) for kind, pattern in rows.items())
    for language, rows in {
        "es": {
            AnswerType.REASON: (
                r"(?:^|[¿,;:(] ?|\by )por ?qué "
                r"(?:(?:motivo|razón|causa)\b|(?!(?:entidad|tipo|medio|otr[ao]|parte|país|ciudad)\b))"
                r"|\bpor qué (?:motivo|razón)\b|\bpara qué\b|\ba qué se deb\w+"
                r"|\bcuál (?:es|era|fue) (?:la (?:causa|razón)|el motivo)\b|\bqué (?:causó|provocó|ocasionó)\b"
            ),
            AnswerType.NUMBER: (
                r"\bcuánt[oa]s?\b(?: (?:tiempo|dinero)\b)?"
                r"|\bqué (?:porcentaje|número|cantidad|edad|temperatura|velocidad|altura|distancia|precio)\b"
            ),
            AnswerType.TIME: rf"\bcu\u00e1ndo\b|{_OPENS_CLAUSE}cuándo\b|\bqué (?:año|fecha|día|siglo|mes)\b",
            AnswerType.PERSON: r"\bquién(?:es)?\b",
            AnswerType.PLACE: r"\bd[óo]nde\b|\bqué (?:país|ciudad|estado)\b",
        },
        "ru": {
            AnswerType.REASON: (
                r"\bпочему\b|\bзачем\b|\bотчего\b|\bиз-за чего\b"
                r"|\b(?:по какой|какова|какая|в ч[её]м|что (?:стало|послужило)) причин|\bчто вызвало\b"
            ),
            AnswerType.NUMBER: (
                r"\bсколько\b(?: (?:времени|денег)\b)?"
                r"|\bкак(?:ой|ое|ая|ом) (?:процент|количество|число|доля|возрасте?)\b"
                r"|\bкак(?:ая|ую|ой) (?:температур|скорост|высот|цен|сумм)\w+"
            ),
            AnswerType.TIME: (
                r"\bкогда\b|\bкак скоро\b|\bкакой год\b|\bкаких пор\b"
                r"|\bкак(?:ого|ом|ому) (?:год[ауе]?|век[ауе]?|месяц[ауе]?|числ[ау]|дн[яю])\b"
            ),
            AnswerType.PERSON: r"\bкто\b|\bкого\b|\bкому\b|\bкем\b",
            AnswerType.PLACE: r"\bгде\b|\bкуда\b|\bоткуда\b|\bкак(?:ой|ом) (?:стран|город)",
        },
        "zh": {
            AnswerType.REASON: "(?<![称名述封视改认当作列定选译分写变成版])为什么|为何|為何|為什麼|何故|什么原因",
            AnswerType.NUMBER: "多少|几|有?多[长長高深宽寬重远遠](?!期|的)",
            AnswerType.TIME: "何时|什么时候|哪一年|哪年|哪一天|年份",
            AnswerType.PERSON: "谁",
            AnswerType.PLACE: "哪里|何处|在哪|什么地方|哪个(?:国家|城市)",
        },
        "de": {
            AnswerType.REASON: r"\bwarum\b|\bwieso\b|\bweshalb\b|\bweswegen\b|\baus welche[mn] gr[uü]nde?n?\b"
            r"|\bwas (?:ist|war|sind|waren) (?:der grund|die (?:gründe|ursachen?))\b|\bwodurch\b|\bworan l[ai]e?g\b",
            AnswerType.NUMBER: (
                r"\bwie ?viele?\b(?: (?:zeit|geld)\b)?"
                r"|\bwie (?:alt|hoch|lange?|weit|groß|oft|häufig|tief|breit|schwer|schnell|teuer)\b"
                r"|\bwelche[mnrs]? (?:alter|temperatur|geschwindigkeit|höhe|summe|preis|entfernung)\b"
            ),
            AnswerType.TIME: r"\bwann\b|\bwie bald\b|\bwelche[mns]? (?:jahr|tag|monat)",
            AnswerType.PERSON: r"\bwe(?:r|m|n|ssen)\b",
            AnswerType.PLACE: r"\bwo\b|\bwohin\b|\bwoher\b|\bwelche[mnrs]? (?:land|stadt|staat)\b",
        },
        "fr": {
            AnswerType.REASON: (
                r"\bpourquoi\b|\bpour quelles? raisons?\b|\bqu['’]est-ce qui a (?:causé|provoqué)\b"
                r"|\bquel(?:le)?s? (?:est|était|fut|sont) (?:l[ae]s? (?:causes?|raisons?|motifs?))\b|\bà quoi est d"
            ),
            AnswerType.NUMBER: (
                r"\bcombien\b(?: de temps\b| d['’]argent\b)?"
                r"|\bquel(?:le)? (?:pourcentage|nombre|âge|température|vitesse|hauteur|distance|prix|somme)\b"
            ),
            AnswerType.TIME: r"\bquand\b|\bquelle? (?:année|date|jour|siècle|mois)\b",
            AnswerType.PERSON: r"\bqui\b",
            AnswerType.PLACE: r"\boù\b|\bquelle? (?:pays|ville|état)\b",
        },
        "it": {
            AnswerType.REASON: r"^\W*perch[éè]\b|\bper (?:quale|che) (?:motivo|ragione)\b|\bcome mai\b"
            r"|\bqual (?:è|era|fu) (?:la (?:causa|ragione)|il motivo)\b|\bcosa ha (?:causato|provocato)\b",
            AnswerType.NUMBER: (
                r"\bquant[oaie]\b(?: (?:tempo|denaro|soldi)\b)?"
                r"|\b(?:che|quale) (?:percentuale|numero|età|temperatura|velocità|altezza|distanza|prezzo|cifra)\b"
            ),
            AnswerType.TIME: (
                r"\bquando\b|\b(?:che|quale|quali) (?:anno|anni|data|giorno|secolo|mese)\b"
                r"|\bin che anno\b"
            ),
            AnswerType.PERSON: r"\bchi\b",
            AnswerType.PLACE: r"\bdove\b|\b(?:che|quale) (?:paese|città|stato|regione)\b|\bdov['’]",
        },
        "pt": {
            AnswerType.REASON: (
                r"^\W*porque\b|\bpor (?:qu[eê]|qual)\b(?: (?:motivo|razão|causa)\b)?|\bporquê\b"
                r"|\bo que (?:causou|provocou)\b"
                r"|\bqual (?:é|era|foi) (?:a (?:causa|razão)|o motivo)\b"
            ),
            AnswerType.NUMBER: (
                r"\bquant[oa]s?\b(?: (?:tempo|dinheiro)\b)?"
                r"|\bque (?:percentagem|porcentagem|número|idade|temperatura|velocidade|altura|distância|preço)\b"
            ),
            AnswerType.TIME: r"\bquando\b|\b(?:que|qual) (?:ano|data|dia|século|mês)\b",
            AnswerType.PERSON: r"\bquem\b",
            AnswerType.PLACE: r"\b(?:a)?onde\b|\b(?:que|qual) (?:país|cidade|estado|região)\b",
        },
        "nl": {
            AnswerType.REASON: (
                r"\bwaarom\b|\bom welke redenen?\b|\bwaardoor\b"
                r"|\bwat (?:is|was|zijn|waren) de (?:oorza\w+|reden\w*)"
            ),
            AnswerType.NUMBER: (
                r"\bhoe ?veel\b(?: (?:tijd|geld)\b)?"
                r"|\bhoe (?:oud|lang|hoog|ver|groot|vaak|diep|zwaar|breed|snel|duur|warm|koud)\b"
                r"|\bwelke? (?:percentage|aantal|temperatuur|snelheid|hoogte|afstand|prijs|bedrag)\b"
            ),
            AnswerType.TIME: r"\bwanneer\b|\bwelke? (?:jaar|datum|dag|maand|eeuw)\b",
            AnswerType.PERSON: r"\bwie(?:ns)?\b",
            AnswerType.PLACE: r"\bwaar(?:heen|vandaan)?\b|\bwelke? (?:land|stad|staat|provincie)\b",
        },
        "pl": {
            AnswerType.REASON: (
                r"\bdlaczego\b|\bczemu\b|\bz jakiego powodu\b|\bjak(?:a|i) (?:jest|był[aoy]?) (?:przyczyn|pow[oó]d)"
                r"|\bco (?:spowodowało|było przyczyną)\b"
            ),
            AnswerType.NUMBER: (
                r"\bile\b|\bilu\b|\bjak(?:i|ie|a) (?:procent|liczba|odsetek|długo|daleko)\b"
                r"|\bjak (?:długo|daleko|wysoki|wysoka|często|stary)\b"
            ),
            AnswerType.TIME: r"\bkiedy\b|\bktór(?:ym|y) (?:roku|rok|dzień|wieku|miesiącu)\b|\bjakim roku\b",
            AnswerType.PERSON: r"\bkto\b|\bkogo\b|\bkomu\b|\bkim\b",
            AnswerType.PLACE: (
                r"\bgdzie\b|\bdokąd\b|\bskąd\b"
                r"|\b(?:który|którym|jakim) (?:kraj|kraju|mieście|państwie)\b"
            ),
        },
        "tr": {
            AnswerType.REASON: r"\bneden\b|\bniçin\b|\bniye\b",
            AnswerType.TIME: r"\bne zaman\b|\bhangi (?:yıl|yılda|tarih|tarihte|gün|ay|yüzyıl)|\bkaç yılında\b",
            AnswerType.NUMBER: r"\bkaç\b|\bne kadar\b|\byüzde kaç",
            AnswerType.PERSON: r"\bkim(?:i|in|e|den|ler)?\b|\bkimdir\b",
            AnswerType.PLACE: r"\bnere(?:de|ye|den|si|sinde|li)\b|\bhangi (?:ülke|şehir|kent|eyalet)",
        },
        "uk": {
            AnswerType.REASON: r"\bчому\b|\bнавіщо\b|\bз якої причини\b",
            AnswerType.NUMBER: r"\bскільки\b|\bяк(?:ий|а|е) (?:відсоток|кількість|число|частка)\b|\bякому віці\b",
            AnswerType.TIME: r"\bколи\b|\bяк(?:ому|ий) (?:році|рік|столітті)\b",
            AnswerType.PERSON: r"\bхто\b|\bкого\b|\bкому\b|\bким\b",
            AnswerType.PLACE: r"\bде\b|\bкуди\b|\bзвідки\b|\bяк(?:ій|ому|ий|а) (?:країн|міст)",
        },
        "ar": {
            AnswerType.REASON: r"لماذا|^\W*لم\s|ما سبب|ما السبب",
            AnswerType.NUMBER: r"(?:^|\s)[وف]?[بل]?كم(?:\s|$)|ما (?:عدد|نسبة|مقدار)",
            AnswerType.TIME: "متى|أي (?:عام|سنة|يوم|شهر|قرن|تاريخ)",
            AnswerType.PERSON: r"(?:^|\s)[ول]?من (?:هو|هي|هم|الذي|التي|كان|قال|فاز)|^\W*من\s",
            AnswerType.PLACE: "أين|أي (?:بلد|دولة|مدينة)",
        },
        "el": {
            AnswerType.REASON: r"^\W*γιατί\b|\bγια ποιον? λόγο\b",
            AnswerType.NUMBER: r"\bπόσ(?:ο|α|οι|ες|ους|ων|η|ος)\b|\bτι (?:ποσοστό|αριθμός)\b",
            AnswerType.TIME: r"\bπότε\b|\bποι(?:ο|α|ον) (?:έτος|χρόνο|χρονιά|ημερομηνία|μέρα|ημέρα|αιώνα|μήνα)\b",
            AnswerType.PERSON: r"\bποιος\b|\bποιον\b|\bποιοι\b|\bποιανού\b",
            AnswerType.PLACE: r"\bπού\b|\bποι(?:α|ο) (?:χώρα|πόλη|κράτος)\b",
        },
        "hi": {
            AnswerType.REASON: "क्यों|किस कारण|किस वजह",
            AnswerType.NUMBER: "कितन[ाेी]|कितनों|क्या (?:प्रतिशत|संख्या)",
            AnswerType.TIME: "कब|किस (?:वर्ष|साल|दिन|तारीख|महीने|सदी)",
            AnswerType.PLACE: "कहाँ|कहां|किस (?:देश|शहर|राज्य)",
            AnswerType.PERSON: "कौन (?!सा|सी|से)|किसने|किसे|किसको|किसका|किसकी",
        },
        "ro": {
            AnswerType.REASON: r"\bde ce\b|\bdin ce (?:cauză|motiv)\b",
            AnswerType.NUMBER: r"\bcâ(?:t|tă|ți|te|ţi)\b|\bce (?:procent|număr|vârstă)\b",
            AnswerType.TIME: r"\bcând\b|\b(?:ce|care) (?:an|dată|zi|secol|lună)\b",
            AnswerType.PERSON: r"\bcine\b|\bcui\b",
            AnswerType.PLACE: r"\bunde\b|\b(?:ce|care) (?:țară|oraș|stat|regiune)\b",
        },
        "th": {
            AnswerType.REASON: "ทำไม|เพราะเหตุใด|เพราะอะไร|เหตุใด",
            AnswerType.NUMBER: "กี่|เท่าไร|เท่าไหร่|จำนวนเท่า",
            AnswerType.TIME: "เมื่อไร|เมื่อไหร่|ปีใด|ปีไหน|วันใด|วันไหน|เมื่อใด",
            AnswerType.PERSON: "ใคร",
            AnswerType.PLACE: "ที่ไหน|ที่ใด|ประเทศใด|ประเทศไหน|เมืองใด|เมืองไหน",
        },
        "vi": {
            AnswerType.REASON: r"\b(?:tại|vì) sao\b|\b(?:vì )?lý do (?:gì|nào)\b",
            AnswerType.NUMBER: r"\bbao nhiêu\b|\bmấy\b|\bbao lâu\b|\bbao xa\b",
            AnswerType.TIME: r"\bkhi nào\b|\bbao giờ\b|\bnăm nào\b|\bngày nào\b|\btháng nào\b|\bthế kỷ nào\b",
            AnswerType.PERSON: r"\bai\b",
            AnswerType.PLACE: r"\bở đâu\b|\bđâu\b|\b(?:nước|quốc gia|thành phố) nào\b",
        },
        "ja": {
            AnswerType.REASON: "なぜ|何故|どうして|なんで",
            AnswerType.TIME: "いつ|何年(?!間)|何月|何日|何世紀",
            AnswerType.NUMBER: (
                "いくつ|いくら|どのくらい|どれくらい"
                "|何(?:人|個|本|台|歳|回|件|枚|匹|軒|割|パーセント|キロ|メートル|時間|年間)"
            ),
            AnswerType.PERSON: "誰|だれ|どなた",
            AnswerType.PLACE: "どこ|何処|どの(?:国|都市|町|州|県)",
        },
        "ko": {
            AnswerType.REASON: "왜|무엇 때문|어째서|무슨 이유",
            AnswerType.TIME: "언제|몇 년(?! ?(?:동안|간))|몇 월|며칠|어느 해|몇 세기",
            AnswerType.NUMBER: "몇|얼마|몇 퍼센트",
            AnswerType.PERSON: "누구|누가|누굴",
            AnswerType.PLACE: "어디|어느 (?:나라|도시|주)|어떤 (?:나라|도시)",
        },
        "sv": {
            AnswerType.REASON: r"\bvarför\b",
            AnswerType.NUMBER: (
                r"\bhur (?:många|mycket|gammal|gamla|lång|långt|länge|hög|högt|stor|stort|ofta|djup|tung|bred)\b"
                r"|\bvilken procent"
            ),
            AnswerType.TIME: r"\bnär\b|\bvilke[nt] (?:år|dag|datum|månad|århundrade)\b|\bvilket år\b",
            AnswerType.PERSON: r"\bvem\b|\bvilka personer\b",
            AnswerType.PLACE: r"^\W*var\b|\bvart\b|\bvarifrån\b|\bvilke[nt] (?:land|stad|stat|ort)\b",
        },
        "da": {
            AnswerType.REASON: r"\bhvorfor\b",
            AnswerType.NUMBER: (
                r"\bhvor (?:mange|meget|gammel|gamle|lang|langt|længe|høj|højt|stor|stort|ofte|dyb|tung|bred)\b"
            ),
            AnswerType.TIME: r"\bhvornår\b|\bhvilke[nt] (?:år|dag|dato|måned|århundrede)\b",
            AnswerType.PERSON: r"\bhvem\b",
            AnswerType.PLACE: r"\bhvor\b|\bhvilke[nt] (?:land|by|stat)\b",
        },
        "no": {
            AnswerType.REASON: r"\bhvorfor\b",
            AnswerType.NUMBER: (
                r"\bhvor (?:mange|mye|gammel|gamle|lang|langt|lenge|høy|høyt|stor|stort|ofte|dyp|tung|bred)\b"
            ),
            AnswerType.TIME: r"\bnår\b|\bhvilke[nt] (?:år|dag|dato|måned|århundre)\b",
            AnswerType.PERSON: r"\bhvem\b",
            AnswerType.PLACE: r"\bhvor\b|\bhvilke[nt] (?:land|by|stat)\b",
        },
        "fi": {
            AnswerType.REASON: r"\bmiksi\b|\bminkä takia\b",
            AnswerType.NUMBER: (
                r"\bkuinka (?:mon(?:ta|i|en)|paljon|vanha|pitkä|pitkään|korkea|kaukana|suuri|usein)\b"
                r"|\bmon(?:ta|tako)\b|\bmikä (?:prosentti|osuus|määrä)\b|\bpaljonko\b|\bmontako\b"
            ),
            AnswerType.TIME: r"\bmilloin\b|\bkoska\b|\bminä (?:vuonna|päivänä)\b|\bmillä vuosisadalla\b",
            AnswerType.PERSON: r"\bkuka\b|\bketkä\b|\bkenen\b|\bkenet\b|\bkenelle\b|\bketä\b",
            AnswerType.PLACE: r"\bmissä\b|\bminne\b|\bmikä (?:maa|kaupunki|osavaltio)\b",
        },
        "cs": {
            AnswerType.REASON: r"\bproč\b|\bz jakého důvodu\b",
            AnswerType.NUMBER: (
                r"\bkolik(?:a|átý)?\b"
                r"|\bjak (?:dlouho|daleko|vysoký|vysoká|starý|stará|často|velký|velká|hluboký)\b"
                r"|\bjak(?:é|ý) (?:procento|počet|podíl)\b"
            ),
            AnswerType.TIME: r"\bkdy\b|\b(?:kterém|jakém) (?:roce|století|měsíci)\b|\bkter(?:ý|ého) (?:rok|den|dne)\b",
            AnswerType.PERSON: r"\bkdo\b|\bkoho\b|\bkomu\b|\bkým\b",
            AnswerType.PLACE: r"\bkde\b|\bkam\b|\bodkud\b|\b(?:která|které|jaké) (?:země|zemi|město|městě)\b",
        },
        "hu": {
            AnswerType.REASON: r"\bmiért\b",
            AnswerType.NUMBER: (
                r"\bhány(?:an|at|szor|ból)?\b|\bmennyi(?:t|en|be|re)?\b"
                r"|\bmilyen (?:hosszú|magas|messze|idős|nagy|gyakran|mély|nehéz)\b|\bhány éves\b"
            ),
            AnswerType.TIME: r"\bmikor\b|\bmelyik (?:év|évben|nap|napon|hónapban|században)\b|\bmelyik évben\b",
            AnswerType.PERSON: r"^\W*(?:és )?ki\b|\bkik\b|\bkit\b|\bkinek\b",
            AnswerType.PLACE: (
                r"\bhol\b|\bhová\b|\bhova\b|\bhonnan\b"
                r"|\bmelyik (?:ország|országban|város|városban|állam)"
            ),
        },
    }.items()
}
_ASKING_PATTERNS["nb"] = _ASKING_PATTERNS["nn"] = _ASKING_PATTERNS["no"]
"""Asking words of other languages; the first pattern that matches decides."""

_AGE_ASKED = {
    language: typed_expression(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"\bhow old\b|\b(?:what|which) age\b|\bwhat (?:is|was) (?:\S+ ){1,3}age\b",
        "es": r"\bcuántos años (?:tiene|tienen|tenía|tenían|cumpl\w+)\b|\bqué edad\b",
        "fr": r"\bquel (?:est |était )?(?:l['’])?âge\b",
        "it": r"\bquanti anni (?:ha|hanno|aveva|avevano|compie)\b|\bche età\b",
        "pt": r"\bquantos anos (?:tem|têm|tinha|tinham|faz)\b|\b(?:que|qual) (?:é |era )?(?:a )?idade\b",
        "de": r"\bwie alt\b|\bwelche[mns]? alter\b",
        "nl": r"\bhoe oud\b|\bwelke leeftijd\b",
        "ru": r"\bсколько (?:\w+ )?лет\b(?! (?:назад|длил|прош|продолж))|\bкак(?:ом возрасте|ой возраст)\b",
        "uk": r"\bскільки (?:\w+ )?років\b(?! (?:тому|трива))|\bякому віці\b",
        "pl": r"\bile (?:\w+ )?lat (?:ma|mają|miał\w*)\b|\bjakim wieku\b",
        "sv": r"\bhur gam(?:mal|malt|la)\b",
        "da": r"\bhvor gam(?:mel|melt|le)\b",
        "no": r"\bhvor gam(?:mel|melt|le)\b",
        "fi": r"\bkuinka vanh\w+|\bminkä ikäi\w+",
        "tr": r"\bkaç yaşında",
        "zh": "多大年|多大了|几岁|多少岁|年龄",
        "ja": "何歳",
        "ko": "몇 살",
        "cs": r"\bkolik (?:\w+ )?let\b(?! (?:trv|před))|\bjak star",
        "hu": r"\bhány éves|\bmilyen idős",
        "ro": r"\bcâți ani (?:are|au|avea)|\bce vârstă",
        "el": r"\bπόσων? (?:χρονών|ετών)|\bποια ηλικία",
        "ar": "كم عمر",
        "hi": "कितने साल क|उम्र",
        "th": "อายุเท่า",
        "vi": r"\b(?:bao nhiêu|mấy) tuổi",
    }.items()
}
"""What asks for somebody's age; its words are in hardly any answer."""

_WHO_IS = {
    language: typed_expression(rf"^\W*(?:{asking}) ([^?]+?)\W*$", re.IGNORECASE)
    for language, asking in {
        "en": r"who(?: is| was| are| were|['’]s)",
        "de": r"wer (?:ist|war|sind|waren)(?: denn| eigentlich)?",
        "es": r"quién(?:es)? (?:es|era|fue|son|eran|fueron)",
        "fr": r"qui (?:est|était|sont|étaient|fut)",
        "it": r"chi (?:è|era|fu|sono|erano)",
        "pt": r"quem (?:é|era|foi|são|eram)",
        "nl": r"wie (?:is|was|zijn|waren)",
        "pl": r"kim (?:jest|był|była|są|byli)|kto to(?: jest| był| była)?",
        "ru": r"кто (?:так(?:ой|ая|ие)(?: был[аи]?)?|это|был[аи]?(?: так(?:ой|ая|ие))?)",
        "uk": r"хто (?:так(?:ий|а|і)|це|бу(?:в|ла|ли))",
        "sv": r"vem (?:är|var)",
        "da": r"hvem (?:er|var)",
        "no": r"hvem (?:er|var)",
    }.items()
}
"""Questions who somebody is: behind these words there is a name, or a role that somebody with a name has."""

_ROLES = {
    "ar": typed_expression(r"^\W*من (?:هو|هي|هم|كان|كانت) (\w+)"),
    "ja": typed_expression(r"(\w\w)は(?:誰|だれ|どなた)|^(?:誰|だれ)が.*?(\w\w)(?:です|でし|[?？]|$)"),
    "zh": typed_expression(r"(\w\w)(?:是(?:谁|誰|哪位)|叫(?:什么|什麼)名字)|^[谁誰]是.*?(\w\w)\W*$"),
}
"""Where there are no capitals: the first word of a role, or its last two characters; or of a name."""

_WITH_PARTICLES = frozenset({"es", "fr", "it", "nl", "pt"})
"""Languages whose names have small words in them that others have between a role and its place ("Mayor of …")."""

_FEWEST_OF_NAME, _MOST_OF_NAME = 2, 4
"""A name typed without a capital has two words at least: "who is coach" asks for a name."""

_HOW = typed_expression(rf"\bhow (?:long ago|{'|'.join(sorted(_MEASURED))})\b", re.IGNORECASE)
_HOW_MANY = typed_expression(r"\bhow (?:many|much)\b|\bnumber of\b", re.IGNORECASE)
_COUNTED = {
    language: typed_expression(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r"\bhow many\b|\bnumber of\b",
        "es": r"\bcuánt[oa]s\b|\bnúmero de\b",
        "ru": r"\bсколько\b|\b(?:число|количество)\b",
        "de": r"\bwie ?viele?n?\b|\banzahl\b",
        "fr": r"\bcombien\b(?! d(?:e |['’])(?:temps|kilo|mètre|degré|argent))|\bnombre d(?:e\b|['’])",
        "it": r"\bquant[ie]\b|\bnumero di\b",
        "pt": r"\bquant[oa]s\b|\bnúmero de\b",
        "nl": r"\bhoe ?veel\b|\baantal\b",
        "pl": r"\bile\b|\bilu\b|\bliczba\b",
        "uk": r"\bскільки\b|\b(?:кількість|число)\b",
        "sv": r"\bhur många\b",
        "da": r"\bhvor mange\b",
        "no": r"\bhvor mange\b",
        "cs": r"\bkolik\b",
        "fi": r"\bkuinka mon(?:ta|i|en)\b|\bmon(?:ta|tako)\b",
        "el": r"\bπόσ(?:α|οι|ες|ους|ων)\b",
        "tr": r"\bkaç\b(?! (?:yaş|lira|metre|kilo|saat|gün|hafta|ay|yıl|dakika))",
        "ro": r"\bcâ(?:ți|te|ţi)\b",
        "hu": r"\bhány\b",
        "hi": "कितने|कितनी",
    }.items()
}
"""What asks for a number of things, and for no other measure."""

_MUCH = typed_expression(r"(?:much|viel|hoe ?veel|quanta|cuánta|combien|сколько)\Z", re.IGNORECASE)
"""What asks how much there is as well as how many, so that what is counted stands right behind it."""

_NO_THINGS = typed_expression(
    r"(?:\b(?:quanto|cuánto)|tiempo|dinero|temps|argent|tempo|denaro|soldi|dinheiro|zeit|geld|tijd|времени|денег)\Z",
    re.IGNORECASE,
)
"""What asks for a sum, a time or a measure: "Quanto deve cuocere?" counts nothing."""

_RIGHT_BEHIND = typed_expression(
    r"(?P<verb>\s+\w{2,}л(?:о|ось)\b)?"
    r"(?!\s+(?:будет|будут|стоит|весит|\w+(?:ть|ться|тся))\b)"
    r"(?:\s+(?:of|the|de|van|het|von|der|den|des|du|из)\b|\s+d['’])*\s*(?P<thing>\w+)",
    re.IGNORECASE,
)
"""The word right behind "how much", in Russian also behind a verb: "Сколько погибло человек?"."""

_LASTING = {
    language: typed_expression(rf"(?:{asking})\b.*?\b({verbs})\b", re.IGNORECASE)
    for language, asking, verbs in [
        ("en", r"how long", r"last(?:s|ed)?|takes?|taken|took"),
        ("de", r"lange?", r"dauer(?:t|te|n|ten)|gedauert|währ(?:t|te)|gewährt"),
        ("es", r"cuánto|cuántos? \w+", r"dur(?:a|an|ó|aron|aba|ará)|tard(?:a|an|ó|aron)|lleva|llevó"),
        ("fr", r"combien d\S* ?\w+", r"dur(?:e|ent|a|é|ait|era)|prend|prennent|pris"),
        ("it", r"quant[oaie]", r"dur(?:a|ano|ò|ato|ata|ava|erà)"),
        ("pt", r"quant[oa]s?", r"dur(?:a|am|ou|aram|ava|ará)|demor(?:a|am|ou|aram)|leva|levou"),
        ("ru", r"сколько|долго", r"дл(?:ит|ят|ил)\w*|продл\w+|продолжа\w+|заня\w+|занима\w+"),
        ("uk", r"скільки|довго", r"трива\w+|продовжу\w+"),
        ("nl", r"hoe ?lang|hoeveel", r"duurt|duurde|duren|duurden|geduurd"),
        ("pl", r"długo|ile", r"trwa\w*|potrwa\w*"),
        ("sv", r"hur länge", r"varar|varade|varat|tar|tog|tagit"),
        ("tr", r"ne kadar|kaç", r"sür(?:er|dü|müş|üyor|ecek)\w*"),
    ]
}
"""Words that ask how long something is, and after them, as a group, the verbs that only ask it, too: what lasts."""

_TOKEN = expression(r"[\w’'.-]+|[?.,;:!—“]")
_REACH = 6
"""How many words after `which` are searched for its noun: "which former Minnesota senator"."""

_CAUSE_ASKED = typed_expression(
    r"\bwhat (?:(?:is|was|were|are) the (?:main |exact )?(?:cause|reason)s?|(?:has |had )?caused|led to)\b"
    r"|\bhow come\b",
    re.IGNORECASE,
)
"""What asks why in English without that word."""

_CLAUSE_WORDS = frozenset({
    "?", ".", ",", ";", ":", "!", "—", "“", "and", "but", "by", "for", "to", "of", "with", "from", "after",
    "against", "as", "on",
})  # fmt: skip
"""What an asking word follows that asks, and does not join a clause to a noun: "the man who"."""

_ASKED_BY_NOUNS = frozenset({AnswerType.REASON, AnswerType.NUMBER, AnswerType.TIME})
"""What is asked for by a noun that an answer need not have: "for what reason"; a city is often called one."""

_PAIRED = frozenset({"ja", "ko", "th", "zh"})
"""Languages whose words are looked up by pairs of characters, some of which begin in a word that asks."""

_ASKING_WORDS = {
    "who": AnswerType.PERSON,
    "whom": AnswerType.PERSON,
    "who's": AnswerType.PERSON,
    "where": AnswerType.PLACE,
    "when": AnswerType.TIME,
    "why": AnswerType.REASON,
}
"""The asking words that say by themselves what the answer will be."""


def expected_answer_type(question: str, language: str | None = None) -> AnswerType:
    """What kind of answer a question asks for; `ANY` when no word of it tells.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    question = simplified(question) if code == "zh" else question
    if age_asked(question, code):
        return AnswerType.AGE
    if asks_who_is(question, code):
        return AnswerType.ANY
    if code == "en" and _CAUSE_ASKED.search(question):
        return AnswerType.REASON
    if code == "en":
        return _expected_in_english(_TOKEN.findall(question.lower().replace("’", "'")))
    patterns = _ASKING_PATTERNS.get(code, ())
    return next((kind for pattern, kind in patterns if pattern.search(question)), AnswerType.ANY)


def asks_who_is(question: str, language: str | None = None) -> bool:
    """Whether a question asks who somebody with a name is, such as "Who is Carol Dent?": the answer is what they are.

    A name has no small word in it, but for particles ("Ana de la Cruz"), and no article before it: "who is the mayor".

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    match = _WHO_IS[code].match(question) if code in _WHO_IS else None
    words = match[1].split() if match else []
    if not 0 < len(words) <= _MOST_OF_NAME:
        return False
    is_name = function_words(code).isdisjoint(match[1].lower().split()) if match else False
    if any(word[0].isupper() for word in words):
        return words[0][0].isupper() and words[-1][0].isupper() and (is_name or code in _WITH_PARTICLES)
    return is_name and len(words) >= _FEWEST_OF_NAME


def role_asked(question: str, language: str | None = None) -> str:
    """The first word of the role whose holder a question asks for: "captain" of "Who is the captain of the ferry?".

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    if code in _ROLES:
        return match[match.lastindex or 0] if (match := _ROLES[code].search(question)) else ""
    match = _WHO_IS[code].match(question) if code in _WHO_IS else None
    words = match[1].split() if match and not asks_who_is(question, language) else []
    return next((word for word in words if word.lower() not in function_words(code)), "")


def asking_places(question: str, language: str | None = None) -> range:
    """Where the words stand that say what kind of answer is asked for ("in what year"), in code points; or nothing.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    if age := age_asked(question, code):
        return age
    rows = () if code in _PAIRED else _ASKING_PATTERNS.get(code, ())
    patterns = [_CAUSE_ASKED] if code == "en" else [pattern for pattern, kind in rows if kind in _ASKED_BY_NOUNS]
    match = next(filter(None, (pattern.search(question) for pattern in patterns)), None)
    return range(*match.span()) if match else range(0)


def age_asked(question: str, language: str | None = None) -> range | None:
    """Where the words stand that ask for an age ("how old"), in code points; None if none is asked for.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    match = _AGE_ASKED[code].search(question) if code in _AGE_ASKED else None
    return range(match.start(), match.end()) if match else None


def counting_end(question: str, language: str | None = None) -> int | None:
    """Where the words end that ask for a number of things ("how many"), in code points; None if no number is.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    match = _number_asked(question, language, _HOW_MANY)
    if match is None or _NO_THINGS.search(match[0]):
        return None
    if not _MUCH.search(match[0]):
        return match.end()
    behind = _RIGHT_BEHIND.match(question[match.end() :])
    # "How much did the fair raise?" counts no fairs.
    if behind is None or behind["thing"].lower() in function_words((language or "en").lower()[:2]):
        return None
    return match.end() + len(behind["verb"] or "")


def how_many_asked(question: str, language: str | None = None) -> bool:
    """Whether a question asks how many there are of some things; never in a language in which that isn't known.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    code = (language or "en").lower()[:2]
    return code in _COUNTED and _COUNTED[code].search(question) is not None


@lru_cache(maxsize=100)  # An answer asks for it some ten times.
def measure_asked(question: str, language: str | None = None) -> frozenset[int]:
    """The code points of the words that ask how much, how long, how high something is; empty without any.

    Of "how long did it last" the verb only asks, too: an answer need not have it.

    Args:
        question: As typed.
        language: Its ISO 639-1 code; English when not given.
    """
    match = _number_asked(question, language, _HOW)
    if match is None:
        return frozenset()
    duration_pattern = _LASTING.get((language or "en").lower()[:2])
    verb = duration_pattern.search(question, match.start()) if duration_pattern else None
    return frozenset((*range(*match.span()), *(range(*verb.span(1)) if verb else ())))


def _number_asked(question: str, language: str | None, english: TypedExpression) -> re.Match[str] | None:
    """The words that ask for a number; those of an English question are what a pattern of its own fits."""
    code = (language or "en").lower()[:2]
    own_patterns = _ASKING_PATTERNS.get(code, ())
    patterns = [english] if code == "en" else [pattern for pattern, kind in own_patterns if kind is AnswerType.NUMBER]
    return next(filter(None, (pattern.search(question) for pattern in patterns)), None)


def _expected_in_english(tokens: list[str]) -> AnswerType:
    """What an English question asks for: `how many` decides before `which city`, and that before `who`."""
    if ("how", "long", "ago") in zip(tokens, tokens[1:], tokens[2:], strict=False):
        return AnswerType.TIME
    if any(word == "how" and following in _MEASURED for word, following in pairwise(tokens)):
        return AnswerType.NUMBER
    if ("how", "soon") in pairwise(tokens):
        return AnswerType.TIME
    question_words = [place for place, word in enumerate(tokens) if word in ("which", "what", "whose")]
    nouns = (kind for place in question_words for kind in _noun_after(tokens, place))
    return next(nouns, None) or next(_by_asking_word(tokens, only=not question_words), AnswerType.ANY)


def _noun_after(tokens: list[str], place: int) -> Iterator[AnswerType]:
    """What the first known noun after an asking word asks for, if there is one in its clause."""
    for word in tokens[place + 1 : place + 1 + _REACH]:
        if not word[0].isalnum() or word in ("do", "does", "did"):
            return
        bare = word.removesuffix("'s")
        singular = bare[:-3] + "y" if bare.endswith("ies") else bare.removesuffix("s")
        if kind := _NOUNS.get(bare) or _NOUNS.get(singular):
            yield kind
            return


def _by_asking_word(tokens: list[str], *, only: bool) -> Iterator[AnswerType]:
    """What `who`, `where`, `when` and `why` ask for.

    Args:
        tokens: The question in lower case.
        only: Whether there is no `which` or `what`; beside these they count only at an edge of a clause, since they
            mostly join one to a noun.
    """
    for place, word in enumerate(tokens):
        opens = place == 0 or tokens[place - 1] in _CLAUSE_WORDS
        closes = place + 1 == len(tokens) or tokens[place + 1] in "?:"
        if word in _ASKING_WORDS and (only or opens or closes):
            yield _ASKING_WORDS[word]
