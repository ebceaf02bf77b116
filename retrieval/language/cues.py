"""Words that turn what a sentence says: negations, conditions and doubts, by language; and its numbers and names.

Linguists call them negation cues, conditional markers and hedge cues. The English ones follow the annotated cues of
BioScope (Vincze et al., 2008) and of the shared tasks of CoNLL-2010 (hedges; Farkas et al.) and *SEM 2012 (negation;
Morante and Blanco), without those that a news text uses for other things. Those of other languages are their words for
the same, checked against the determiners, pronouns, adverbs and particles that Universal Dependencies' treebanks mark
with `Polarity=Neg`. In a language without a table numbers and names are still found.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from retrieval.language.analyzer import code
from retrieval.language.expressions import expression
from retrieval.language.normalisation import DIRECTION_MARKS
from retrieval.language.number_words import TEENS, TENS, TWO_TO_TWELVE


class CueKind(StrEnum):
    """What a cue does to a sentence, or, of the last two, what it is."""

    NEGATION = "negation"
    CONDITION = "condition"
    DOUBT = "doubt"
    NUMBER = "number"
    NAME = "name"


class Cue(NamedTuple):
    """A cue and where it is in a text, in code points."""

    kind: CueKind
    words: str
    start: int
    end: int


# In the tables `|` parts the cues, and `*` stands for the rest of a word.
_NEGATIONS = {
    "ar": (
        "لا|لم|لن|ليس|ليست|ليسوا|لست|غير|دون|بدون|عدم|أبدا|أبدًا|كلا|ولا|بلا|نفى|نفت|ينفي|تنفي|ما من|مطلقا|ابدا|"
        "إطلاقا|إطلاقًا|نادرا|نادرًا|بالكاد|رفض*|يرفض*|ترفض*|توقف* عن|كف* عن|امتنع*|يمتنع*|تمتنع*|منع*|يمنع*|تمنع*|"
        "حظر*|يحظر*|تحظر*|بدلا من|بدلًا من|عوضا عن|استبعد*|يستبعد*|تستبعد*|ألغى|ألغت|إلغاء|كاذب*|مستحيل*|فشل*|"
        "يفشل*|عجز عن|عجزت عن|ينفون|نفوا|لسنا|ليسا|كذب*|الكذب|يكذب*|كذبة|أكذوبة|خطأ|خطأً|بالخطأ|أخطأ*|مخطئ*|برأت|"
        "برّأت|برأ|تبرئة|البراءة|بريء|تخلى|تخلت|التخلي|تراجع*|عارض*|يعارض*|ملفق*|مختلق*|كأن*|تظاهر*|يتظاهر*|دحض*|"
        "بطلان|باطل*|قلة من|القليل من|"
        "خلط بين|خلطت بين|أساء فهم|أساءت فهم"
    ),
    "bg": (
        "не|ни|няма|нямаше|никога|никой|нищо|никакъв|никаква|никакво|никакви|без|нито|едва|отрича*|отказ*|"
        "спря да|спряха да|забран*|отмен*|оправда*|вместо|погрешно|лъж*"
    ),
    "ca": (
        "no|mai|ningú|res|cap|sense|tampoc|ni|gairebé no|nega*|desmenteix*|es va negar|deixa* de|prohib*|anul*|"
        "absol*|en lloc de|per error|fals*|mentid*"
    ),
    "cs": (
        "ne|není|nejsou|nebyl*|nebude*|nemá|nemají|nikdy|nikdo|nic|žádn*|bez|ani|nikoli*|sotva|popř*l*|nesmí|"
        "nemůže|nelze|nemohl*|nechce*|ne*|odmít*|popř*|přestal*|zakáz*|zakaz*|zrušil*|zrušen*|místo aby|namísto|"
        "omylem|mylně|lže|lhal*|lži|zprost*|zamezil*|zabránil*"
    ),
    "da": (
        "ikke|ingen|intet|aldrig|uden|hverken|næppe|nej|nægte*|afvise*|holdt op med|stoppede med|forbød|forbud*|"
        "forbyd*|aflys*|annuller*|frikend*|i stedet for|undlod|undlader|undgik|undgår|fejlagtigt|løgn*|løj|"
        "forhindr*|afslog|afslår|opgav"
    ),
    "de": (
        "nicht|nichts|nie|niemals|niemand*|nirgend*|kein|keine*|keinerlei|keineswegs|weder|ohne|kaum|nein|"
        "bestreite*|bestritt*|dementier*|leugne*|verneint*|weigert*|selten|verbiete*|verbot|verboten*|untersag*|"
        "mitnichten|schwerlich|anstatt|stattdessen|anstelle|statt der|statt des|statt einer|statt eines|statt mit|"
        "statt zu|hörte auf|hörten auf|lehn* ab|lehn* es ab|abgelehnt*|verzicht*|unterließ*|unterlassen|versäum*|"
        "verhinder*|widersprach*|widersprich*|unfähig*|unmöglich|fälschlich*|mangels|außerstande|frei von|vermied*|"
        "vermeid*|abgesagt*|lüge|lügen|log|gelogen|erlogen*|irrtümlich*|versehentlich|zu unrecht|fehlerhaft*|"
        "irrte*|geirrt|freigesprochen*|sprach frei|frei erfunden|dagegen|gegen die pläne|widerleg*|widerruf*|"
        "als ob|tat so|tun so|täuscht* vor|vorgetäuscht*|die wenigsten|sträub*|unsinn|aufgegeben|gab auf|"
        "das gegenteil|verwarf|verworfen*|zurückgewiesen*|zurückweis*|abgestritten|abstreite*|haltlos*|unbegründet*|"
        "verwechsel*|verlas sich|verhörte sich|verzählte sich|verrechnete sich|missverst*|missdeut*|"
        "alles andere als"
    ),
    "el": (
        "δεν|δε|μη|μην|όχι|ποτέ|κανείς|κανένας|καμία|κανένα|τίποτα|τίποτε|χωρίς|ούτε|μήτε|αρνήθηκ*|αρνείται|ουδέποτε|"
        "ουδείς|ουδεμία|ουδέν|δίχως|άνευ|καθόλου|ουδόλως|επ' ουδενί|σπάνια|σπανίως|με δυσκολία|διέψευσ*|διαψεύδ*|"
        "απέρριψ*|απορρίπτ*|απέκλεισ*|αποκλεί*|απαγόρευσ*|απαγορεύ*|εμπόδισ*|σταμάτησ* να|έπαψ* να|απέφυγ*|αποφεύγ*|"
        "αντί|αδύνατο*|αδυνατ*|ψευδ*|απέτυχ*|ακύρωσ*|αρνούντ*"
    ),
    "en": (
        "not|never|no|none|nobody|no one|nothing|nowhere|neither|nor|without|cannot|hardly|barely|scarcely|rarely|"
        "seldom|denies|deny|denied|denying|refuse|refuses|refused|refusing|reject|rejects|rejected|failed to|"
        "fails to|fail to|failing to|lack|lacks|lacked|lacking|far from|unable|absence of|stopped short|false|"
        "falsely|untrue|impossible|unlikely|ain't|don't|rules out|ruled out|rather than|instead of|prevent|"
        "prevents|prevented|preventing|forbid|forbids|forbidden|forbade|ban|bans|banned|banning|stop|stops|stopped|"
        "stopping|halts|halted|contrary to|voted against|myth|hoax|few|declined to|declines to|declining to|ceased|"
        "ceases|refrained|refrains|abstained|abstains|avoided|avoids|omitted to|neglected to|neglects to|unwilling|"
        "incapable|devoid of|anything but|short of|barred|prohibit|prohibits|prohibited|prohibiting|dismissed|"
        "dismisses|disputes|contradicted|contradicts|cancelled|canceled|revoked|least of all|yet to|opposed|"
        "opposes|a lie|lied|lies about|lying about|fabricated|fabrication|wrongly|mistakenly|erroneously|"
        "incorrectly|by mistake|in error|mistaken|misreported|misquoted|debunked|discredited|refuted|refutes|"
        "acquitted|cleared of|exonerated|retracted|wrong to|bogus|fictitious|next to no|no chance|gave up|gives up|"
        "given up|decided against|decides against|nonsense|opposite of|as if|as though|pretended|pretends|"
        "pretending|unfounded|baseless|groundless|unsubstantiated|hard to believe|hard to imagine|difficult to believe|"
        "difficult to imagine|absurd|mistake to|wrong in|implausible|far-fetched|inconceivable|unthinkable|stripped of|"
        "deprived of|forged|faked|"
        "misread|misreads|misheard|mistook|miscounted|misjudged|misunderstood|misremembered|miscalculated|misstated|"
        "misidentified"
    ),
    "es": (
        "no|nunca|jamás|nadie|nada|ningún|ninguna|ninguno|ningunos|ningunas|sin|ni|tampoco|apenas|raramente|niega*|"
        "negó|negaron|negado|desmiente*|desmintió|rechaza|rechazó|rechazaron|imposible|a duras penas|difícilmente|"
        "rara vez|en absoluto|en modo alguno|dej* de|absten*|abstien*|abstuv*|evitó|evitaron|descart*|prohíb*|prohib*|"
        "impid*|impedir*|carec* de|lejos de|en lugar de|en vez de|falso|falsa|falsamente|incapaz|incapaces|"
        "falta de|ausencia de|anul*|mentira*|mintió|miente|falsedad|erróneamente|equivocadamente|por error|"
        "equivocó|equivoca|se equivoca*|absolvió|absolvieron|absuelt*|exculp*|desist*|renunci*|se opuso|se opone*|"
        "opuso a|en contra de|fingió|finge*|fingía|como si|desmintieron|retract*|muy pocos|muy pocas|refut*|infundad*|"
        "confundi*|malinterpret*|equivoc*"
    ),
    "et": "ei|mitte|ära|ärge|kunagi|keegi|midagi|ilma|ega|pole|polnud|eita*",
    "fa": "نه|نیست|نیستند|نبود|نبودند|هرگز|هیچ|بدون|بی|نمی*|نخواهد|ندارد|نداشت|نشد|نکرد|تکذیب",
    "fi": (
        "ei|en|et|emme|ette|eivät|eikä|älä|älkää|ilman|tuskin|koskaan|kukaan|mitään|kiisti|kiistää|kielsi|"
        "kieltää|kieltäyty*|lakkasi*|lopetti|lopettivat|esti|estivät|peruutti|peruutettiin|peruttiin|"
        "vapautettiin|sijaan|virheellisesti|valheelli*|valhe*|valehteli|jätti"
    ),
    "fr": (
        "ne|n'|pas|jamais|rien|personne|aucun|aucune|sans|ni|non|nullement|guère|rarement|nie|nient|niait|niaient|"
        "nié|dément|démenti|refuse|refusé|refusent|impossible|nul|nulle|aucunement|à peine|cess* de|abstient|"
        "abstint|abstenu*|abstenir|refus*|évita|évité|évitent|exclu|exclut|exclue|excluent|interdi*|empêch*|"
        "démentit|démenti*|démentent|contest*|au lieu de|au lieu d'|plutôt que|plutôt qu'|loin de|loin d'|"
        "incapable*|faute de|faute d'|absence de|absence d'|dépourv*|faux|fausse|faussement|à tort|omis de|annul*|"
        "mensonge*|menti|mentait|ment|par erreur|erronément|trompé|se trompe*|acquitt*|relaxé*|disculp*|renonc*|"
        "s'oppose*|s'est opposé*|opposé à|contre l'avis|comme si|feint*|faisait semblant|fait semblant|"
        "font semblant|rétract*|très peu|désist*|réfut*|infirme*|infirmé*|infondé*|"
        "confondu|confondit|confondait|confond|trompé*|trompe|mal lu|mal compris|mal entendu"
    ),
    "he": (
        "לא|אין|איננו|אינו|אינה|אינם|בלי|ללא|מעולם|לעולם|אף|שום|אל|הכחיש*|מכחיש*|אינני|אינן|מבלי|בקושי|לעיתים רחוקות|"
        "לעתים רחוקות|בשום|סירב*|מסרב*|הפסיק*|חדל*|נמנע*|דחה|דחתה|דחו|שלל|שללה|שללו|אסר|אסרה|אסרו|אסור*|מנע|מנעה|"
        "מנעו|במקום|בלתי|נכשל*|כוזב*|שקרי*|ביטל*|בוטל*|טרם|כלום"
    ),
    "hi": (
        "नहीं|न|ना|मत|बिना|बग़ैर|बगैर|कभी नहीं|इनकार|इंकार|खंडन|बजाय|मुश्किल से|मना किया|मना कर*|मनाही|रोक*|खारिज|"
        "ख़ारिज|असंभव|असमर्थ|अस्वीकार*|विफल|नाकाम|झूठा|झूठी|झूठे|विरोध|प्रतिबंध*|रद्द|वंचित"
    ),
    "hr": (
        "ne|nije|nisu|nisam|nismo|nikad*|nitko|ništa|nema|nikakv*|bez|niti|ni|jedva|nek*|neće|pori*|porekao|"
        "odbi*|prestao|prestala|prestali|zabran*|otkaza*|oslobođen*|umjesto|pogrešno|laž*"
    ),
    "hu": (
        "nem|ne|soha|sosem|senki|semmi|semmilyen|sem|se|nincs|nincsenek|nélkül|alig|tagad*|cáfol*|megtagad*|"
        "abbahagy*|megtilt*|tilos|lemond*|felment*|helyett|tévesen|hazug*|hazudott|elutasít*|megakadályoz*|"
        "visszautasít*"
    ),
    "id": (
        "tidak|tak|bukan|belum|jangan|tanpa|tiada|tidaklah|bukanlah|membantah|menyangkal|menolak|berhenti|"
        "melarang|dilarang|larangan|membatalkan|dibatalkan|dibebaskan|alih-alih|keliru|bohong|berbohong|gagal|"
        "mencegah"
    ),
    "it": (
        "non|mai|nessun|nessuno|nessuna|niente|nulla|senza|né|raramente|neanche|nemmeno|neppure|no|appena|nega|"
        "negano|negò|negato|smentisce|smentito|rifiuta|rifiutato|impossibile|bugia|bugie|menzogna|menzogne|mentì|"
        "mentito|erroneamente|per errore|per sbaglio|sbaglia*|falso|falsa|falsi|false|falsamente|assolto|assolt*|"
        "assolse|prosciolt*|scagionat*|rinunci*|smesso di|smette di|smettono di|smettere di|smise di|smisero di|"
        "evita|evitano|evitò|evitato|evitare|vieta|vietano|vietò|vietat*|divieto|proib*|imped*|annull*|incapac*|"
        "respint*|respinge*|respinse*|anziché|invece di|invece che|invece del*|al posto di|lontano da|priv* di|"
        "mancanza di|assenza di|opposizione|si oppone|si oppose*|oppost*|esclude|escluse|escluso|escludono|"
        "a malapena|difficilmente|di rado|quasi mai|cessat* di|cessò di|si astiene|si astenn*|astenut*|fallit*|"
        "in nessun modo|affatto|come se|fing*|finse*|finta|confuta*|ritratta*|contrari* a|contro il parere|"
        "ben poch*|pochissim*|nessun*|rifiut*|infondat*|"
        "frainte*|equivoc*|sbagli*|tutt'altro che"
    ),
    "ja": (
        "ない|なかっ|なく|なけれ|ません|ませぬ|ず|ぬ|非|不|無|未|否定|否認|決して|拒否|禁止|中止|"
        "取り消|やめ|断っ|断り|避け|反対|めったに|免れ|防い|失敗|"
        "退け|却下|棄却|誤読|聞き違え|見間違え|読み違え|取り違え|勘違い"
    ),
    "ko": (
        "안|않*|못*|없*|아니*|아닌*|말*|불가*|부인*|거부*|중단*|금지*|취소*|무죄*|대신|잘못|거짓*|실패*|막았*|포기*"
    ),
    "lt": "ne|nėra|nebuvo|niekada|niekas|nieko|jokio*|jokia*|joks|be|nei|neig*|vargu",
    "lv": "ne|nav|nebija|nekad|neviens|nekas|neko|bez|ne*",
    "nl": (
        "niet|niets|nooit|niemand|nergens|geen|geenszins|zonder|noch|nauwelijks|nee|ontken*|ontkracht*|weiger*|"
        "zelden|leugen*|loog|logen|gelogen|ten onrechte|onterecht|abusievelijk|per vergissing|vergiste*|foutief|"
        "onjuist*|vals|valse|valselijk|vrijgesproken|sprak vrij|vrijspraak|verzonnen|verzin*|afzien van|af te zien|"
        "zag af van|ziet af van|afgezien van het|gestopt|stopte*|stopt met|hield op|houdt op|vermijd*|vermeed|"
        "vermeden|verbied*|verbood|verboden|verbod|verhinder*|belet*|niet in staat|onmogelijk|in plaats van|"
        "ver van|gebrek aan|afwezigheid van|tegen het plan|tegenstander* van|verzet*|verwierp*|verwerp*|verworpen|"
        "afgewezen|wees af|wijst af|geannuleerd*|afgelast*|amper|ternauwernood|alsof|deed alsof|doet alsof|"
        "weerleg*|ingetrokken|onthield*|mislukt*|allerminst|ongegrond*|van de hand|"
        "vergist|misverst*|verkeerd gelezen|las verkeerd|verkeerd begrepen|allesbehalve"
    ),
    "no": (
        "ikke|ingen|intet|ingenting|aldri|uten|verken|neppe|nei|nekte*|avvise*|benekte*|sluttet å|sluttet med|"
        "stoppet|forbød|forbud*|forby*|avlys*|annuller*|frikjent*|i stedet for|unnlot|unnlater|unngikk|unngår|"
        "feilaktig|løgn*|løy|forhindr*|avslo|ga opp|nektet"
    ),
    "pl": (
        "nie|nigdy|nikt|nikogo|nic|niczego|żaden|żadna|żadne|żadnego|żadnej|żadnych|bez|ani|ledwie|rzadko|"
        "nieprawd*|nigdzie|brak|zaprzecz*|odmów*|odmawia*|kłamstw*|kłamie|kłamał*|skłamał*|błędnie|omyłkowo|mylnie|"
        "przez pomyłkę|pomylił*|fałszyw*|nieprawda|uniewinni*|oczyszczon* z|zmyślon*|zmyślił*|wymyślon*|zrezygn*|"
        "rezygn*|przestał*|przestaje|przestają|unika|unikał*|unikają|uniknął|uniknęł*|zakaz*|zakazuje|zabron*|"
        "zabrania*|uniemożliwi*|zapobie*|zamiast|zamiast tego|daleko od|niezdoln*|niemożliw*|sprzeciw*|odrzuc*|"
        "odwoła*|anulowa*|brakuje|wstrzymał* się|zaniecha*|poniechał*|ledwo|mało kto|udaj*|udawał*|jakby|jak gdyby|"
        "obalił*|wycofał*|bynajmniej|zdementow*|dementuj*|bezpodstawn*|"
        "źle odczyt*"
    ),
    "pt": (
        "não|nunca|jamais|ninguém|nada|nenhum|nenhuma|nenhuns|nenhumas|sem|nem|tampouco|raramente|mal|nega|negam|"
        "negou|negaram|desmente*|desmentiu|recusa|recusou|rejeita|rejeitou|impossível|mentira*|mentiu|mente sobre|"
        "erradamente|erroneamente|por engano|por erro|enganou-se|falso|falsa|falsos|falsas|falsamente|absolveu|"
        "absolvid*|absolveram|inocentad*|desist*|renunci*|deixou de|deixa de|deixaram de|deixar de|parou de|"
        "pararam de|evita|evitou|evitam|evitaram|evitar|proíb*|proib*|imped*|anul*|cancel*|incapaz|incapazes|"
        "em vez de|ao invés de|em lugar de|longe de|carece* de|falta de|ausência de|opõe-se|opôs-se|se opõe*|"
        "se opôs|descart*|dificilmente|de modo algum|de forma alguma|absteve*|abstém*|fracass*|como se|fing*|"
        "desmentiram|rejeit*|recus*|contra a vontade|muito poucos|muito poucas|pouquíssim*|refut*|infundad*|"
        "confundi*|enganou*|equivoc*|mal interpret*|"
        "tudo menos"
    ),
    "ro": (
        "nu|n-|niciodată|nimeni|nimic|niciun|nicio|nici|fără|abia|neagă|negat|dezminte|dezmințit|refuz*|"
        "a încetat|au încetat|încetează|interzi*|anul*|achit*|în loc de|în loc să|eronat|greșit|minci*|a mințit|"
        "respins*|respinge|împiedic*|renunț*|evit*"
    ),
    "ru": (
        "не|ни|нет|нету|никогда|никто|никого|никому|ничто|ничего|ничему|никак*|нигде|без|нельзя|едва|вряд ли|редко|"
        "неправд*|отрица*|опроверг*|опроверж*|отказ*|невозможно|неверно|ничуть|нисколько|никоим образом|перестал*|"
        "перестан*|прекрат*|прекращ*|воздерж*|избеж*|избега*|отверг*|отклон*|исключил*|исключает|исключают|"
        "исключен*|исключён*|запрет*|запрещ*|помеша*|вместо|неспособ*|с трудом|ложн*|отменил*|отменен*|отменён*|"
        "отмена|отмены|лишён*|лишен*|отсутств*|предотвра*|ложь|лжи|лжёт|солгал*|солга*|лгал*|лгут|врёт|соврал*|"
        "ошибочно|по ошибке|ошиб*|оправдал*|оправдан*|невиновн*|выдумал*|выдуманн*|вымысел|против того|раздумал*|"
        "раздума*|притвор*|сделал* вид|делает вид|немногим|немногие|немногих|мало кто|как будто|фальшив*|"
        "опровержен*|отрёк*|беспочвен*|необоснован*|безоснователь*|"
        "перепутал*|спутал*|принял за|ослышал*|обсчитал*"
    ),
    "sk": (
        "nie|nikdy|nikto|nič|žiad*|bez|ani|nebol*|nebude*|nemá|nemajú|nemôže|poprel*|ne*|odmiet*|prestal*|zakáz*|"
        "zruš*|oslobod*|namiesto|omylom|klam*|zabrán*"
    ),
    "sl": "ne|ni|niso|nisem|nismo|nikoli|nihče|nič|noben*|brez|niti|nima|nimajo|zanika*",
    "sr": (
        "не|није|нису|никад*|нико|ништа|нема|никакв*|без|нити|ни|неће|пори*|ne|nije|nisu|nikad*|niko|ništa|nema|bez"
    ),
    "sv": (
        "inte|icke|ej|ingen|inget|inga|ingenting|aldrig|utan|varken|knappast|nej|förneka*|dementera*|vägra*|"
        "förväxlade|missförst*|felläste|missuppfatta*|misstog|allt annat än|slutade|slutat|slutar|upphörde|"
        "förbjöd|förbjud*|förbud*|ställde in|inställd*|friade*|friad*|frikänd*|i stället för|istället för|"
        "avstod*|avstå*|undvek|undvik*|felaktig*|lögn*|ljög|hindra*|förhindra*|avslog|avvisa*|gav upp|nekade*|"
        "nekar|struntade i|misslycka*"
    ),
    "th": "ไม่|มิ|ไร้|ปราศจาก|ห้าม|ปฏิเสธ|อย่า|เลิก|หยุด|งดเว้น|แทนที่จะ|คัดค้าน|ขัดขวาง|ล้มเหลว|เท็จ|หลีกเลี่ยง|แทบ",
    "tr": (
        "değil*|yok|yoktur|yoktu|hayır|hiç|hiçbir|hiçbiri|asla|kimse|ne de|olmadan|olmaksızın|reddet*|yalanla*|"
        "olmayan|*madan|*meden|*masın*|*mesin*|*maz|*mez|*mazlar|*mezler|*madı|*medi|*madılar|*mediler|*mamış*|"
        "*memiş*|*mıyor*|*miyor*|*muyor*|*müyor*|*mayacak*|*meyecek*|*mamak*|*memek*|*mamal*|*memel*|*mayan*|"
        "*meyen*|*maması*|*memesi*|*madığı*|*mediği*|*sızın|*mam|*mem|*mayız|*meyiz|*maksızın|*meksizin|*mayın|"
        "*meyin|*mazsa|*mezse|*mazdı|*mezdi|inkâr et*|inkar et*|kaçın*|vazgeç*|durdur*|yasak*|engelle*|iptal|"
        "*mak yerine|*mek yerine|imkânsız|imkansız|olanaksız|nadiren|henüz|zar zor|güçlükle|başarısız*|asılsız|"
        "haksız yere|yoksun|*madım|*medim|*madık|*medik|*madın|*medin|*madınız|*mediniz|yalan*|yanlışlıkla|"
        "hatalı olarak|yanlış olarak|yanıl*|beraat*|aklan*|akla*dı|uydurma*|uydurdu*|pes et*|karşı çık*|karşıdır|"
        "*maktan vazgeç*|*mekten vazgeç*|sanki|*mış gibi|*miş gibi|*muş gibi|*müş gibi|hayal et*|çürüt*|geri çek*"
    ),
    "uk": (
        "не|ні|ані|нема|немає|ніколи|ніхто|нікого|ніщо|нічого|ніяк*|ніде|без|ледве|навряд*|запереч*|спрост*|"
        "відмов*|неможливо|перестал*|припин*|утрима*|уник*|заборон*|скасува*|скасов*|виправда*|замість|помилково|"
        "брех*|збрехав|збрехала|відхил*|перешкод*|заваж*|не в змозі"
    ),
    "vi": (
        "không|chưa|chẳng|đừng|chớ|chả|không bao giờ|vô|phủ nhận|bác bỏ|ngừng|cấm|hủy|từ chối|thay vì|nhầm|"
        "nói dối|dối trá|thất bại|tránh"
    ),
    "zh": (
        "不|没|沒|无|無|非|未|别|別|勿|莫|否认|否認|否定|拒绝|拒絕|禁止|从未|從未|毫无|并非|停止|放弃|放棄|避免|取消|反对|反對|很少|难以|難以|失败|失敗|阻止|反驳|反駁|驳回|駁回|虚假|"
        "从不|從不|谎|謊|撒谎|撒謊|错误地|錯誤地|误以为|誤以為|误报|誤報|弄错|弄錯|无罪|無罪|打消|假装|假裝|捏造|编造|編造|虚构|虛構|撤回|撤销|撤銷|推翻|辟谣|闢謠|不实|不實|仿佛|"
        "误读|誤讀|误认|誤認|错看|錯看|听错|聽錯|看错|看錯|算错|算錯"
    ),
}

_CONDITIONS = {
    "ar": (
        "إذا|اذا|إن|لو|لولا|إلا|فقط|شرط|شريطة|بشرط|ما لم|في حال|سوى|حتى|حصرا|حصرًا|حصريا|في حالة|باستثناء|ما عدا|عدا|"
        "طالما|ما دام|ما دامت|إنما|على الأكثر|على الأقل|مؤقتا|مؤقتًا|مؤقتة|رهنا"
    ),
    "bg": (
        "ако|освен|само|при условие|стига да|докато|единствено|при условие че|най-много|поне|временно|засега|"
        "иначе|с изключение|в случай"
    ),
    "ca": (
        "si|només|llevat|excepte|sempre que|a menys que|fins que|exclusivament|únicament|a condició|"
        "sempre i quan|com a màxim|almenys|temporalment|en cas de|tret de"
    ),
    "cs": (
        "pokud|jestli*|jen|jenom|pouze|kdyby|ledaže|kromě|leda|za předpokladu|dokud|výhradně|výlučně|za podmínky|"
        "s podmínkou|s výjimkou|nanejvýš|nejvýše|alespoň|nejméně|dočasně|prozatím|v případě|jinak|vyjma|"
        "závisí na|podmíněn*|jestliže"
    ),
    "da": (
        "hvis|såfremt|kun|medmindre|undtagen|forudsat|indtil|bortset fra|udelukkende|forudsat at|"
        "under forudsætning|på betingelse|betinget|så længe|højst|mindst|i det mindste|midlertidig*|foreløbig|"
        "indtil videre|i tilfælde af|for så vidt|afhængig*|ellers"
    ),
    "de": (
        "wenn|falls|sofern|soweit|solange|nur|lediglich|außer|ausser|es sei denn|vorausgesetzt|unter der bedingung|"
        "im falle|ausgenommen|bevor|sonst|ausschließlich|ausschliesslich|bloß|einzig|bis auf|mit ausnahme|"
        "abgesehen von|unter vorbehalt|vorbehaltlich|erst|höchstens|mindestens|wenigstens|hätte|hätten|wäre|wären|"
        "je nachdem|vorläufig|vorübergehend|insofern|insoweit|andernfalls"
    ),
    "el": (
        "αν|εάν|εφόσον|μόνο|εκτός|υπό τον όρο|πριν|μέχρι|αποκλειστικά|μονάχα|πλην|με εξαίρεση|εξαιρουμένων|"
        "υπό την προϋπόθεση|με την προϋπόθεση|αρκεί να|ώσπου|έως ότου|σε περίπτωση|διαφορετικά|αλλιώς|τουλάχιστον|"
        "το πολύ|θα είχ*|προσωρινά|προσωρινώς|άμα"
    ),
    "en": (
        "if|unless|only|except|excepting|until|till|provided|providing|as long as|so long as|in case|in the event|"
        "otherwise|on condition|conditional|conditionally|subject to|assuming|supposing|whether|lest|solely|"
        "apart from|other than|when and if|should they|merely|but for|exclusively|save for|with the exception of|"
        "excluding|barring|pending|would have|would've|should have|depending on|depends on|insofar as|to the extent|"
        "at most|at least|temporarily|for the time being|for now|weather permitting"
    ),
    "es": (
        "si|solo|sólo|solamente|únicamente|salvo|excepto|a menos que|siempre que|siempre y cuando|a condición|"
        "en caso de|hasta que|con tal de que|menos|exclusivamente|con excepción|a excepción|con la condición|"
        "en el caso de que|aparte de|sujet* a|a falta de|como mucho|como máximo|habría|habrían|hubiera|hubieran|"
        "hubiese|hubiesen|temporalmente"
    ),
    "et": "kui|ainult|välja arvatud|juhul kui|kuni|vaid|üksnes",
    "fa": "اگر|مگر|فقط|تنها|صرفا|صرفاً|به شرط|در صورتی",
    "fi": (
        "jos|vain|ellei|elleivät|paitsi|kunhan|mikäli|edellyttäen|ainoastaan|yksinomaan|ehdolla|niin kauan kuin|"
        "korkeintaan|enintään|vähintään|ainakin|väliaikai*|toistaiseksi|kunnes|riippuen|lukuun ottamatta|muuten"
    ),
    "fr": (
        "si|s'il|s'ils|seulement|uniquement|sauf|excepté|hormis|à moins que|à moins de|à condition|pourvu que|"
        "au cas où|en cas de|tant que|jusqu'à ce que|que si|sous réserve|exclusivement|à l'exception|à l'exclusion|"
        "à supposer|tout au plus|au plus|au moins|mis à part|en dehors de|sous condition|provisoirement|"
        "temporairement"
    ),
    "he": (
        "אם|אלא|רק|בלבד|בתנאי|למעט|חוץ|אך ורק|עד ש*|אילו|לו|פרט ל*|מלבד|כל עוד|במקרה ש*|במקרה של|לולא|אלמלא|לפחות|"
        "לכל היותר|זמנית|באופן זמני|בכפוף|עד אשר|ובלבד|להוציא"
    ),
    "hi": ("अगर|यदि|केवल|सिर्फ|सिर्फ़|बशर्ते|जब तक|सिवाय|मात्र|तभी|के अलावा|छोड़कर|शर्त|कम से कम|अधिकतम|अस्थायी*|वरना|अन्यथा|तब तक"),
    "hr": (
        "ako|samo|osim|pod uvjetom|ukoliko|jedino|isključivo|dok|pod uvjetom da|najviše|barem|najmanje|"
        "privremeno|zasad|inače|s iznimkom|u slučaju"
    ),
    "hu": (
        "ha|csak|kivéve|feltéve|hacsak|amíg|csupán|kizárólag|feltétel*|legfeljebb|legalább|ideiglenes*|egyelőre|"
        "mindaddig|különben|esetén|kivételével"
    ),
    "id": (
        "jika|kalau|bila|apabila|hanya|kecuali|asalkan|seandainya|hingga|selama|dengan syarat|paling banyak|"
        "paling tidak|setidaknya|sementara|jika tidak|selain|tergantung|sampai"
    ),
    "it": (
        "se|solo|soltanto|solamente|unicamente|salvo|tranne|eccetto|a meno che|purché|a condizione|a patto che|"
        "in caso|finché|qualora|esclusivamente|a parte|almeno|al massimo|tutt'al più|fino a quando|finché non|"
        "altrimenti|temporaneamente|provvisori*|in via provvisoria|a seconda|dipende da|avrebbe potuto|fosse|"
        "fossero|avesse|avessero|con l'eccezione|ad eccezione|all'infuori|fatta eccezione|escluso il|subordinat*|"
        "nel caso"
    ),
    "ja": (
        "もし|なら|たら|れば|なければ|やめば|めば|けば|げば|せば|べば|てば|限り|場合|のみ|だけ|以外|しか|条件|限って|限定|"
        "を除い|除き|少なくとも|多くても|暫定|一時的|さえ"
    ),
    "ko": (
        "만약|만일|경우|만|오직|오로지|제외*|조건*|한해|*면|*거든|*어야만|*아야만|한시적|잠정*|최소*|최대*|때만|때에만"
    ),
    "lt": "jei|jeigu|tik|išskyrus|nebent|kol|su sąlyga|išimtinai",
    "lv": "ja|tikai|izņemot|ja vien|vienīgi|kamēr|ar nosacījumu",
    "nl": (
        "als|indien|tenzij|mits|alleen|enkel|slechts|behalve|op voorwaarde|zolang|ingeval|totdat|uitgezonderd|"
        "uitsluitend|hoogstens|minstens|ten minste|tenminste|hooguit|tijdelijk|voorlopig|afhankelijk van|"
        "afgezien van|met uitzondering|onder voorbehoud|op zijn hoogst|voor zover|in geval van"
    ),
    "no": (
        "hvis|dersom|kun|bare|med mindre|unntatt|forutsatt|inntil|bortsett fra|utelukkende|forutsatt at|"
        "under forutsetning|på betingelse|betinget|så lenge|høyst|minst|i det minste|midlertidig*|foreløpig|"
        "inntil videre|i tilfelle|for så vidt|avhengig*|ellers"
    ),
    "pl": (
        "jeśli|jeżeli|gdyby|o ile|chyba że|tylko|jedynie|wyłącznie|oprócz|z wyjątkiem|pod warunkiem|dopóki|poza|"
        "co najwyżej|najwyżej|co najmniej|przynajmniej|tymczasowo|na razie|w przeciwnym razie|zależnie od|"
        "w zależności|z zastrzeżeniem|w razie|w przypadku gdy|byle|dopiero|chyba, że|gdy tylko|prócz"
    ),
    "pt": (
        "se|só|somente|apenas|unicamente|salvo|exceto|excepto|a menos que|a não ser que|desde que|contanto que|"
        "caso|até que|sob condição|exclusivamente|no máximo|pelo menos|ao menos|caso contrário|temporariamente|"
        "provisori*|dependendo|depende de|à exceção|com exceção|com a exceção|além de|enquanto não|fosse|fossem|"
        "tivesse|tivessem|sujeit* a|na condição|com a condição|no caso de|em caso de"
    ),
    "ro": (
        "dacă|doar|numai|cu excepția|decât dacă|cu condiția|până când|exceptând|exclusiv|atâta timp cât|"
        "atât timp cât|în cazul în care|cel mult|cel puțin|temporar|deocamdată|altfel|în afară de|în funcție de|"
        "sub rezerva"
    ),
    "ru": (
        "если|кроме|только|лишь|исключительно|при условии|пока|в случае|за исключением|разве что|хотя бы|помимо|"
        "до тех пор|иначе|единственно|по крайней мере|максимум|минимум|временно|при наличии|в зависимости|бы"
    ),
    "sk": (
        "ak|keby|len|iba|okrem|za predpokladu|pokiaľ|jedine|výlučne|za podmienky|s podmienkou|s výnimkou|"
        "nanajvýš|najviac|aspoň|dočasne|zatiaľ|v prípade|inak|podmien*"
    ),
    "sl": "če|samo|le|razen|pod pogojem|dokler|zgolj|izključno",
    "sr": "ако|само|осим|под условом|уколико|једино|док|искључиво|ako|samo|osim|pod uslovom|ukoliko|isključivo",
    "sv": (
        "om|ifall|endast|bara|såvida|förutsatt|utom|förutom|såvitt|tills|enbart|uteslutande|så länge|på villkor|"
        "under förutsättning|högst|minst|åtminstone|tillfällig*|tills vidare|beroende på|undantag*|annars|"
        "med undantag"
    ),
    "th": ("ถ้า|หาก|เว้นแต่|เฉพาะ|เพียง|ยกเว้น|เท่านั้น|จนกว่า|แค่|นอกจาก|ต่อเมื่อ|ในกรณี|ตราบใดที่|เงื่อนไข|ชั่วคราว|มิฉะนั้น|อย่างน้อย|ไม่เกิน"),
    "tr": (
        "eğer|şayet|yalnız|yalnızca|sadece|ancak|hariç|dışında|şartıyla|koşuluyla|*ırsa|*irse|*ursa|*ürse|*arsa|"
        "*erse|*ıyorsa|*iyorsa|*uyorsa|*üyorsa|*dıysa|*diyse|*duysa|*düyse|*mazsa|*mezse|*sa da|*se de|ise|olursa|"
        "*dıkça|*dikçe|sürece|haricinde|aksi halde|aksi takdirde|en az|en fazla|geçici*|takdirde|durumunda|halinde|"
        "müddetçe|bir tek|yeter ki|*larsa|*lerse|*mışsa|*mişse|*acaksa|*ecekse|*saydı|*seydi"
    ),
    "uk": (
        "якщо|якби|крім|окрім|тільки|лише|виключно|за умови|поки|у разі|за винятком|хіба що|щонайбільше|"
        "щонайменше|принаймні|тимчасово|поки що|інакше|залежно від|за наявності|допоки|аж поки|б|би"
    ),
    "vi": (
        "nếu|chỉ|trừ|trừ khi|miễn là|với điều kiện|cho đến khi|ngoại trừ|duy nhất|miễn|tạm thời|ít nhất|"
        "nhiều nhất|trong trường hợp|tùy|nếu không"
    ),
    "zh": (
        "如果|若|假如|只要|只有|仅|僅|除非|除了|除|只|要是|唯有|前提|条件|條件|直到|倘|至多|"
        "至少|最多|一旦|否则|否則|暂时|暫時|唯一|限于|限於"
    ),
}

_DOUBTS = {
    "ar": (
        "ربما|قد|يزعم|يُزعم|زعم*|مزعوم|المزعوم*|يحتمل|محتمل|المحتمل|يبدو|على الأرجح|يقال|مشتبه|المشتبه|لعل*|"
        "يدعي*|ادعى|ادعت|ادعوا|من الممكن|قيل|يعتقد*|يشتبه*|المتهم*|متهم*|شائعات|إشاعات|تقريبا|تقريبًا|حوالي|زهاء|"
        "كاد|كادت|كادوا|يكاد|تكاد|حاول*|يحاول*|تحاول*|نظريا|نظريًا|يفترض*|مفترض*|المفترض*|شبه|جزئيا|جزئيًا|ينوي|"
        "تنوي|يعتزم|تعتزم|مازح*|مازحا|مازحًا|مزح*|يمزح*|ساخر*|بسخرية|تخيل*|تخيلوا|نتخيل|تصوروا|تصور*|حلم*|لنفترض|"
        "نفترض|افترض*|ليت|يخشى*|تخشى*|خيالي*|ساخرة|المزيف*|نصب نفسه"
    ),
    "bg": (
        "може би|вероятно|предполагаем*|твърди се|изглежда|възможно|заподозрян*|уж|почти|така наречен*|самозван*|"
        "опит*|теоретично|на теория|шегува*|уж че|представете си|отчасти|слухове|обвинен*|измислен*"
    ),
    "ca": (
        "potser|probablement|suposad*|presumpt*|segons sembla|possiblement|sembla|gairebé|quasi|en teoria|"
        "sobre el paper|intent*|en broma|imagin*|somi*|supos*|autoproclamat*|autoproclamada|en part|acusat*|"
        "acusada|fictici*"
    ),
    "cs": (
        "možná|asi|pravděpodobně|údajn*|prý|zřejmě|snad|domněl*|podezřel*|téměř|skoro|málem|takzvan*|samozvan*|"
        "pokusil*|pokoušel*|pokus o|teoreticky|na papíře|žertoval*|v žertu|představ*|dejme tomu|částečně|zčásti|"
        "obviněn*|smyšlen*|zhruba|přibližně"
    ),
    "da": (
        "måske|muligvis|sandsynligvis|angivelig*|formentlig|formodentlig|påstået|påståede|vistnok|mistænkt*|"
        "næsten|såkald*|selvbestalted*|selvudnævnt*|forsøgte|forsøg på|i teorien|på papiret|spøgte|for sjov|"
        "forestil*|antag|delvis|delvist|anklaget|opdigted*|cirka|omtrent|rygte*|ville"
    ),
    "de": (
        "angeblich*|mutmaßlich*|mutmasslich*|vielleicht|möglicherweise|womöglich|wohl|vermutlich*|wahrscheinlich|"
        "scheinbar|anscheinend|offenbar|eventuell|vermeintlich*|sogenannte*|fast|beinahe|könnte|könnten|dürfte|"
        "dürften|soll|sollen|unbestätigt*|mögliche*|verdächtig*|dem vernehmen nach|dem anschein nach|gerücht*|"
        "scheint|scheinen|schien*|nahezu|so gut wie|praktisch|quasi|ungefähr|circa|theoretisch|versucht*|wollte|"
        "wollten|beschuldigt*|vorgeblich*|teilweise|zum teil|scherz*|witzel*|spott*|spött*|höhn*|im scherz|"
        "zum scherz|ironisch*|spöttisch*|stellen wir uns vor|stell dir vor|stellt euch vor|stellen sie sich vor|"
        "stellte sich vor|träum*|angenommen|nehmen wir an|wünscht*|befürcht*|oder so|erdacht*|fiktiv*|satir*|"
        "selbsternannt*|selbst ernannt*|auf dem papier|in der theorie|falsche|falschen|beinah|um ein haar|pseudo*"
    ),
    "el": (
        "ίσως|μάλλον|πιθανόν|πιθανώς|φέρεται|φέρονται|φερόμεν*|δήθεν|φαίνεται|ενδεχομένως|ύποπτ*|πιθαν*|τάχα|"
        "λέγεται|φημολογείται|φήμες|κατηγορείται|κατηγορούντ*|κατηγορούμεν*|υποτίθεται|υποτιθέμεν*|λεγόμεν*|"
        "σχεδόν|περίπου|θεωρητικά|προσπάθησ*|προσπαθεί|αποπειράθηκ*|θα μπορούσ*|μπορεί|ανεπιβεβαίωτ*|ισχυρίζ*|"
        "ισχυρίστηκ*|εν μέρει|μερικώς|ήθελ*|αυτοαποκαλούμεν*|στα χαρτιά|στη θεωρία|απόπειρα|παραλίγο"
    ),
    "en": (
        "alleged|allegedly|allege|alleges|allegation|allegations|reportedly|apparently|perhaps|maybe|possibly|"
        "possible|probably|probable|likely|supposedly|supposed|purported|purportedly|presumably|presumed|"
        "suspected|suspects|claimed|claims|claiming|rumoured|rumored|rumours|rumors|unconfirmed|unproven|"
        "disputed|might|could|seems|seem|seemed|seemingly|appears to|appear to|appeared to|ostensibly|"
        "potentially|potential|so-called|doubt|doubts|doubtful|doubted|rumour|rumor|uncertain|unclear|"
        "believed to|thought to|said to|nearly|almost|questionable|conceivably|arguably|suggests|speculated|"
        "unverified|estimated|practically|virtually|all but|as good as|close to|approximately|roughly|in theory|"
        "theoretically|hypothetically|tried to|tries to|trying to|attempted to|attempts to|hoped to|hopes to|"
        "wanted to|planned to|plans to|intended to|intends to|threatened to|pretended to|accused|charged with|"
        "expected to|partly|partially|sometimes|occasionally|mocked|mocks|mocking|sneer*|scoff*|joked|jokes|"
        "joking|jokingly|joke|quipped|sarcastically|ironically|in jest|tongue in cheek|imagine|imagined|imagines|"
        "imagining|imaginary|dreamed|dreamt|dreams of|suppose|supposes|wishes|wished|wish|or so|fictional|"
        "satirical|satire|so they say|fears that|feared that|hopes that|hoped that|guess|guesses|guessed|bet|"
        "about to|on the verge of|on the brink of|on the point of|self-styled|self-proclaimed|self-appointed|"
        "would-be|on paper|pretend|bogus|fake|quasi"
    ),
    "es": (
        "supuest*|presunt*|presuntamente|supuestamente|quizás|quizá|tal vez|posiblemente|posible|probablemente|"
        "probable|al parecer|aparentemente|podría|podrían|parece|parecen|parecía|según se dice|dudos*|casi|"
        "sospechos*|acaso|hipotétic*|sin confirmar|a lo mejor|puede que|se dice|rumor*|se cree|se sospecha|"
        "acusad*|prácticamente|aproximadamente|en teoría|intent*|trató de|trataron de|quiso|quisieron|quería|"
        "querían|dizque|sería|serían|parcialmente|en parte|brome*|en broma|broma|ironiz*|con ironía|irónicamente|"
        "imagin*|soñ*|sueñ*|supong*|supon*|o eso|ojalá|desearía|teme que|temen que|ficción|ficticio*|sátira|"
        "de mentira|autoproclamad*|autodenominad*|sobre el papel|por poco|falso|falsa|falsos|falsas|pseudo*|"
        "seudo*"
    ),
    "et": "võib-olla|ehk|väidetav*|arvatavasti|ilmselt|tõenäoliselt|kahtlustatav*",
    "fa": "شاید|احتمالا|احتمالاً|ظاهرا|ظاهراً|گویا|ادعا*|ممکن|مظنون",
    "fi": (
        "ehkä|kenties|mahdollisesti|todennäköisesti|väitetty|väitetyn|väitetysti|ilmeisesti|kai|oletettu|"
        "oletetun|epäilty|epäillyn|luultavasti|melkein|lähes|niin sanottu|niin sanotun|niin kutsuttu|"
        "itseoikeutettu|itse nimitetty|yritti|yrittivät|teoriassa|paperilla|vitsaili|vitsinä|kuvittele*|"
        "oletetaan|osittain|syytetty|syytetyn|keksitty|noin|huhu*"
    ),
    "fr": (
        "prétendu*|prétendument|présumé*|soi-disant|peut-être|probablement|sans doute|apparemment|semble|"
        "semblent|semblait|pourrait|pourraient|serait|seraient|aurait|auraient|possible|possiblement|éventuel*|"
        "éventuellement|presque|soupçonné*|supposé*|douteu*|paraît|dit-on|vraisemblablement|rumeur*|accusé*|"
        "quasiment|quasi|pratiquement|environ|à peu près|théoriquement|en théorie|tenté*|tenta|tentait|tentent|"
        "tentèrent|essay*|voulait|voulaient|voulut|devrait|devraient|non confirmé*|en partie|partiellement|"
        "plaisant*|ironis*|se moqu*|raill*|en riant jaune|pour rire|ironiquement|imagin*|rêv*|suppos*|"
        "du moins le|ou presque|souhait*|crain*|fictif*|fictive*|fiction|satir*|admettons|autoproclamé*|"
        "sur le papier|pour un peu|faux|fausse|fausses|pseudo*|de pacotille"
    ),
    "he": (
        "אולי|כביכול|ייתכן|יתכן|לכאורה|נראה|כנראה|אפשר|חשוד*|לטענת*|טוען|טוענ*|נטען|טענה|טענו|שמועות|לפי דיווחים|"
        "נאשם|נאשמ*|מואשם|מואשמ*|כמעט|בערך|עלול*|עשוי*|ניסה|ניסתה|ניסו|מנסה|מנסים|תיאורטי*|תאורטי*|חלקית|התכוון|"
        "התכוונ*|מתכוון|מתכוונ*|מטעם עצמו|על הנייר|להלכה|כמעט ש*"
    ),
    "hi": (
        "शायद|कथित|संभवतः|सम्भवतः|संभव|कथित तौर पर|लगता|मानो|संदिग्ध|आरोप|संभावित|आरोपी*|दावा|दावे|अफवाह*|"
        "अफ़वाह*|अपुष्ट|लगभग|करीब|क़रीब|तकरीबन|कोशिश*|अनुमान*|सकता|सकते|सकती|माना जाता|कहा जाता|तथाकथित|आंशिक*|"
        "स्वयंभू|सिद्धांत रूप में|काग़ज़ पर|कागज पर|मज़ाक*|कल्पना*|नकली"
    ),
    "hr": (
        "možda|navodn*|vjerojatno|izgleda|čini se|moguć*|osumnjičen*|tobože|pretpostavlja*|skoro|gotovo|"
        "takozvan*|samozvan*|pokuša*|teoretski|na papiru|šali*|zamisli*|djelomično|optužen*|izmišljen*"
    ),
    "hu": (
        "talán|állítólag*|valószínűleg|feltehető*|feltételezett|esetleg|látszólag|lehetséges|gyanúsított*|"
        "vélhetően|majdnem|szinte|úgynevezett|önjelölt|megpróbált*|kísérlet*|elméletben|papíron|tréf*|viccel*|"
        "képzel*|tegyük fel|részben|vádolt*|kitalált|körülbelül|hírlik"
    ),
    "id": (
        "mungkin|diduga|konon|kabarnya|tampaknya|kemungkinan|terduga|dituduh|barangkali|sepertinya|hampir|nyaris|"
        "yang disebut|mencoba|berusaha|percobaan|secara teori|di atas kertas|bercanda|berkelakar|bayangkan|"
        "andaikan|sebagian|fiktif|kira-kira|sekitar|rumor|kabar burung"
    ),
    "it": (
        "presunt*|presumibilmente|forse|probabilmente|probabile|possibile|possibilmente|a quanto pare|"
        "apparentemente|sembra|sembrano|sembrava|potrebbe|potrebbero|sarebbe|sarebbero|avrebbe|avrebbero|"
        "cosiddett*|sedicente|quasi|sospett*|eventuale|scherz*|ironizz*|per scherzo|ironicamente|immagin*|sogn*|"
        "suppon*|supponiamo|ipotizz*|o così|magari|teme che|temono che|fittizi*|satir*|in parte|parzialmente|"
        "tent*|cercò di|cerca di|cercato di|provò a|provato a|voleva|volevano|vorrebb*|circa|pressappoco|"
        "all'incirca|praticamente|in pratica|in teoria|teoricamente|approssimativamente|accusat*|si dice|"
        "si crede|si sospetta|indagat*|imputat*|non confermat*|voci|dubbi*|pare|pareva|parrebbe|ipotetic*|"
        "a quanto si dice|autoproclamat*|sulla carta|per poco|fals*|pseudo*|fantomatic*"
    ),
    "ja": (
        "かもしれ|らしい|ようだ|そうだ|とされ|疑い|おそらく|恐らく|たぶん|可能性|とみられ|だろう|でしょう|推定|"
        "疑惑|いわゆる|容疑|およそ|ほぼ|ほとんど|噂|うわさ|つもり|見込み|見通し|と主張|と称|試み|推測|自称|自稱|"
        "理論上|紙の上|建前|冗談|想像|夢の中|架空|偽の|仮に"
    ),
    "ko": (
        "아마*|혹시*|추정*|의혹*|가능성*|보인다|것으로 보*|알려졌*|혐의*|듯*|소위|거의|자칭|이른바|시도*|이론상|"
        "서류상|농담*|상상*|꿈*|허구*|가짜*|대략|소문*"
    ),
    "lt": "galbūt|tariam*|neva|tikriausiai|matyt|esą|įtariam*|greičiausiai",
    "lv": "varbūt|iespējams|it kā|šķiet|acīmredzot|aizdomās|domājams",
    "nl": (
        "vermeend*|naar verluidt|misschien|mogelijk*|waarschijnlijk|vermoedelijk*|blijkbaar|kennelijk|schijnbaar|"
        "zogenaamd*|zogeheten|wellicht|bijna|zou|zouden|lijkt|lijken|leek|verdacht*|eventue*|grapte*|grappend*|"
        "grapje|spotte|spotten|spottend*|vraag is of|vraag of|vraag blijft of|schertste|als grap|voor de grap|"
        "ironisch*|spottend|stel dat|stel je voor|stelt u zich voor|verbeeld*|droom*|gedroomd|veronderstel*|"
        "aannemende|wenst*|wenste|vreest dat|vreesde dat|hoopt dat|fictie*|fictief|satir*|gedeeltelijk|deels|"
        "ten dele|probeer*|geprobeerd|trachtte|wilde|wilden|ongeveer|circa|zowat|nagenoeg|vrijwel|praktisch|"
        "in theorie|theoretisch|beschuldig*|gerucht*|onbevestigd*|twijfel*|beweerd*|beweert|men zegt|"
        "naar men zegt|geschat*|zelfbenoemd*|zelfverklaard*|zelfuitgeroepen|op papier|bijkans|schier|nep*|"
        "pseudo*|poging tot|pogingen tot"
    ),
    "no": (
        "kanskje|muligens|sannsynligvis|angivelig|antatt|antakelig|påstått|påståtte|visstnok|trolig|"
        "tilsynelatende|mistenkt*|nesten|såkalt*|selvutnevnt*|selverklært*|forsøkte|forsøk på|i teorien|"
        "på papiret|spøkte|for spøk|tenk deg|anta|delvis|tiltalt|anklaget|oppdikted*|omtrent|cirka|rykte*"
    ),
    "pl": (
        "rzekom*|podobno|może|być może|prawdopodobnie|chyba|domnieman*|ponoć|zapewne|możliwe|wydaje się|prawie|"
        "podejrzan*|przypuszczaln*|jakoby|tak zwan*|żart*|zażart*|ironi*|dla żartu|wyobra*|śnił*|śniło|przyśni*|"
        "załóżmy|przypuśćmy|przypuszcz*|oby|obawia*|boi się|fikcyj*|satyr*|częściowo|po części|próbow*|usiłow*|"
        "chciał*|około|mniej więcej|niemal|niemalże|praktycznie|w teorii|teoretycznie|w przybliżeniu|oskarż*|"
        "plotk*|niepotwierdz*|wątpliw*|wątpi*|mógł* by|mogłoby|mógłby|mogłaby|mówi się|szacun*|szacuje się|"
        "zdaje się|bodaj|samozwańcz*|na papierze|o mało|omal|o włos|pseudo*|fałszyw*"
    ),
    "pt": (
        "alegad*|alegadamente|supost*|supostamente|presumív*|talvez|possivelmente|possível|provavelmente|"
        "provável|aparentemente|ao que parece|poderia|poderiam|parece|parecem|parecia|seria|seriam|teria|teriam|"
        "quase|suspeit*|porventura|presumivelmente|brincou|brincaram|brinca que|brincando|por brincadeira|"
        "ironiz*|em tom de piada|ironicamente|imagin*|sonh*|supon*|suponh*|ou assim|tomara|oxalá|teme que|"
        "temem que|fictíci*|sátira|em parte|parcialmente|tent*|procurou|queria|queriam|quis|quiseram|cerca de|"
        "aproximadamente|praticamente|na prática|em teoria|teoricamente|mais ou menos|acusad*|diz-se|consta que|"
        "não confirmad*|rumor*|boato*|dúvid*|duvid*|hipotétic*|estima-se|estimad*|acredita-se|autoproclamad*|"
        "autodenominad*|no papel|por pouco|por um triz|fals*|pseudo*"
    ),
    "ro": (
        "poate|probabil|presupus*|pretins*|așa-zis*|se pare|aparent|posibil|bănuit*|suspect*|ar fi|chipurile|"
        "aproape|autoproclamat*|încerc*|tentativ*|teoretic|în teorie|pe hârtie|glum*|în glumă|imagin*|"
        "să presupunem|parțial|acuzat*|fictiv*|circa|zvon*"
    ),
    "ru": (
        "якобы|возможно|может быть|предположительно|вероятно|наверное|наверно|видимо|по-видимому|похоже|кажется|"
        "казалось|мог бы|могла бы|могли бы|почти|предполагаем*|подозрева*|сомнительн*|будто|мнимый|мнимая|"
        "так называем*|неподтвержд*|едва ли|по слухам|слухи|по некоторым данным|обвиняе*|обвиняю*|обвиняем*|"
        "обвинен*|обвинён*|практически|примерно|приблизительно|пытался|пыталась|пытались|пытается|пытаются|"
        "попыт*|хотел*|теоретически|отчасти|частично|намерен*|шут*|пошут*|иронизир*|с иронией|в шутку|представим|"
        "представьте|представил* себе|вообрази*|вообраз*|приснил*|снил*|мечта*|допустим|положим|опаса*|боит*|"
        "боял*|надеет*|надеют*|надеял*|вымышлен*|сатир*|дескать|самозван*|самопровозглаш*|на бумаге|в теории|"
        "чуть не|чуть было|едва не|лже*|псевдо*|мнимого|мнимой|мнимые|мнимых|фальшив*"
    ),
    "sk": (
        "možno|asi|pravdepodobne|údajn*|vraj|zrejme|azda|domnel*|podozriv*|takmer|skoro|takzvan*|samozvan*|"
        "pokúsil*|pokus o|teoreticky|na papieri|žartoval*|predstav*|čiastočne|obvinen*|vymyslen*"
    ),
    "sl": "morda|mogoče|verjetno|domnevn*|baje|očitno|menda|osumljen*",
    "sr": "можда|наводн*|вероватно|изгледа|чини се|могућ*|осумњичен*|možda|navodn*|verovatno|izgleda",
    "sv": (
        "kanske|möjligen|möjligtvis|troligen|troligtvis|sannolikt|påstådd*|påstått|påstås|påstod*|förmodlig*|"
        "misstänkt*|uppenbarligen|tydligen|så kallad*|nästan|eventuell*|verkar|tycks|sägs|självutnämnd*|"
        "självutnämnt|självutropad*|på papperet|på pappret|i teorin|teoretiskt|försökte|försöker|försök till|"
        "skämt*|på skoj|på skämt|föreställ*|tänk dig|anta att|antag|drömde|drömmer|delvis|åtalad*|anklaga*|"
        "uppdiktad*|påhittad*|fiktiv*|cirka|ungefär|omkring|rykte*|höll på att|ironisk*|ska ha|lär|falsk*|pseudo*"
    ),
    "th": (
        "อาจ|คง|น่าจะ|ถูกกล่าวหา|ดูเหมือน|สงสัย|เป็นไปได้|กล่าวหา|บางที|เกือบ|ประมาณ|อ้างว่า|คาดว่า|เชื่อว่า|ข่าวลือ|"
        "เล่าลือ|พยายาม|ที่เรียกว่า|ว่ากันว่า|บางส่วน"
    ),
    "tr": (
        "belki|muhtemelen|galiba|sanki|güya|sözde|iddia*|olası|herhalde|sanırım|şüpheli*|görünüyor|neredeyse|"
        "olabilir*|*abilir|*ebilir|*abilirdi|*ebilirdi|*mış olabilir|*miş olabilir|sanık|zanlı|sözümona|"
        "görünüşe göre|hemen hemen|yaklaşık|civarında|aşağı yukarı|söylenti*|teorik*|denedi*|sanıl*|düşünülüyor|"
        "tahmin*|kısmen|öne sür*|istedi*|şaka*|alaycı*|ironi*|hayal*|rüya*|varsay*|farz et*|keşke|kork*yor|"
        "hiciv*|kurmaca|kendini ilan eden|kâğıt üzerinde|kağıt üzerinde|teoride|az kalsın|sahte*|uydurma*"
    ),
    "uk": (
        "нібито|можливо|ймовірно|імовірно|мабуть|напевно|здається|схоже|наче|майже|може бути|підозрюван*|начебто|"
        "так зван*|міг би|могла б|самозван*|самопроголошен*|на папері|теоретично|в теорії|намага*|спроб*|жарт*|"
        "уяв*|припустімо|припустимо|частково|обвинува*|звинува*|вигадан*|приблизно|чутк*|ледь не|мало не|фальшив*"
    ),
    "vi": (
        "có lẽ|có thể|dường như|bị cáo buộc|nghi|được cho là|hình như|khả năng|gần như|suýt|tự xưng|cái gọi là|"
        "cố gắng|tìm cách|trên lý thuyết|trên giấy|đùa|tưởng tượng|giả sử|một phần|hư cấu|khoảng|tin đồn"
    ),
    "zh": (
        "可能|也许|也許|或许|或許|据称|據稱|涉嫌|疑似|似乎|大概|恐怕|据说|據說|所谓|所謂|估计|嫌疑|几乎|幾乎|"
        "传闻|声称|好像|看来|看來|自称|自稱|大约|大約|左右|将近|將近|试图|試圖|企图|企圖|被控|理论上|据传|據傳|"
        "据报|據報|应该|應該|开玩笑|開玩笑|玩笑|讽刺|諷刺|想象|想像|梦见|夢見|梦到|夢到|假设|假設|设想|設想|但愿|"
        "但願|担心|擔心|难道|難道|传说|傳說|自封|名义上|名義上|纸面上|紙面上|险些|險些|差点|差點|未遂|假冒|冒牌|"
        "虚构|虛構"
    ),
}

_NEVER = {
    # Behind a verb of saying إن is "that", not "if".
    "ar": (
        r"(?:قال|قالت|قالوا|يقول|تقول|يقولون|أضاف|أضافت|أكد|أكدت|ذكر|ذكرت)"
        r"(?:\s+(?!(?:لا|لم|لن|ربما|قد|إن|إذا|لو)\b)\w+){0,4}\s+إن(?!\w)"
    ),
    "en": (
        r"not only|no doubt|bus stops?|non-?stop|stop signs?|no\.\s*\d+|(?<=\ba )few|(?<=\bthe )few|not just|"
        r"no less than|only child"
    ),
    "cs": (
        r"ne(?:bo\w*|j\w+|moc\w*|bes\w*|b[ei]|děl\w+|dávn\w+|ch[at]\w*|chť|cel\w+|hod\w*|movit\w*|závisl\w*|ustál\w*|"
        r"se|sou|sl\w*|utr\w*|přítel\w*|bezpeč\w*|znám\w*|rost\w*|smír\w*|zbytn\w*|zaměstn\w*|rv\w*|pál\w*|teř\w*)(?!\w)"
    ),
    "sk": (
        r"ne(?:moc\w*|bes\w*|b[eo]|deľ\w+|dávn\w+|ch[at]?\w*|celý\w*|hod\w*|závisl\w*|ustál\w*|sie|sú|utr\w*|"
        r"bezpeč\w*|znám\w*|smier\w*|vyhnut\w*|zamestnan\w*|rv\w*|ter\w*|priateľ\w*)(?!\w)"
    ),
    "de": "nicht nur|nicht zuletzt",
    "es": "no solo|no sólo|no obstante",
    "fr": "non seulement|pas seulement|sans doute aucun",
    "it": "non solo|non soltanto",
    "pt": "não só|não apenas",
    "zh": (
        "不过|不過|不仅|不僅|不但|不断|不斷|不少|不同|不久|不管|非常|非洲|无论|無論|别人|分别|特别|特別|"
        "区别|除夕|只是因为|不得不|未来|未來|若干"
    ),
    "th": "วันหยุด|งบประมาณ",
    # Nouns that end as conditions do: "side", "scene".
    "ko": (
        r"(?<![\uac00-\ud7af])(?:측면|장면|화면|반면|표면|전면|정면|내면|외면|수면|평면|단면|국면|라면|냉면|서면|방면|대면|직면|당면|노면|양면|후면|해수면|안면|그러면|왜냐하면|따르면|의하면|비하면|말하자면)"
        r"(?![\uac00-\ud7af])"
    ),
    "ja": (
        "によれば|なければなら|なければいけ|無事|無料|非常|未来|不動産|少なく|ならず者|いなず|はずで|はずだ|まず|必ず"
    ),
}
"""What looks like a cue and is none."""

# Marks of scripts such as Devanagari belong to the word, which \\b does not know.
_LETTER = "[\\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0dff]"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = f"(?<!{_LETTER})", f"(?!{_LETTER})"
_UNSPACED = frozenset({"ja", "th", "zh"})
_TABLES = {CueKind.NEGATION: _NEGATIONS, CueKind.CONDITION: _CONDITIONS, CueKind.DOUBT: _DOUBTS}
_PROCLITICS = {"ar": "[وف]?", "he": "[ושהכ]?", "fa": ""}
"""Letters that these languages write before a word and onto it: "and", "so", "that"."""

_MODAL_MAY = expression(r"\bmay\b")
"""The English verb is a doubt, the month is none."""
_NE_QUE = expression(
    r"\bn(?:e\s+|')(?:(?!(?:pas|plus|jamais|rien|personne|aucune?|guère|point|nullement|ni)\b)[\w'-]+\s+){1,5}qu(?:e\b|')",
    re.IGNORECASE,
)
"""French `ne … que` is a condition: only."""

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")
_UNREAD = expression(
    f"[\xad\u200b\u2060\ufeff{DIRECTION_MARKS}\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
    r"|(?<=[^\W\d_])[-‐][^\S\n]*\n\s*(?=[^\W\d_])"
)
"""What is within a word without being a letter of it: soft hyphens, Hebrew points, Arabic vowels, the end of a line."""
_FIGURE = expression(r"[$€£¥]?(?:(?<![^\W\d_])[^\W\d_]++-?)?+\d(?:[\d.,:/\u00a0\u202f]*\d)?(?:\s?%|\w*)")
_WORD = expression(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")

_TITLES = frozenset(
    {
        "herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms", "mme", "sr", "sra", "st", "professor", "minister",
        "ministerin", "präsident", "kanzler",
    }
)  # fmt: skip

_RETRACTING = {
    tongue: expression(pattern)
    for tongue, pattern in {
        "en": r"(?:earlier|previous|original) versions?\b"
        r"|\bearlier (?:articles?|reports?|stor(?:y|ies)|posts?|captions?|headlines?)"
        r" (?:said|stated|gave|put|named|had)\b"
        r"|\b(?:incorrectly|wrongly|mistakenly|erroneously) \w+"
        r"|\bmisstated\b|\bwe (?:wrote|said|reported) (?:earlier|in error)",
        "de": r"(?:frühere|ursprüngliche|vorige)\w* (?:fassung|version)|\b(?:irrtümlich|fälschlich)\w*"
        r"|in (?:unserem|(?:einem|unserem) früheren) (?:bericht|artikel)\b.*\b(?:stand|hieß|schrieben)",
        "es": r"versión (?:anterior|previa)|\bdecíamos\b|\bdijimos\b|\bpor error\b"
        r"|\bpublicamos\b.*\b(?:error|erróneamente)",
        "fr": r"version (?:antérieure|précédente)|contrairement à ce que nous|\bpar erreur\b"
        r"|\bnous (?:avons|avions) écrit",
        "it": r"versione precedente|\bper errore\b|\berroneamente\b|contrariamente a quanto (?:scritto|pubblicato)",
        "pt": r"versão anterior|ao contrário do que (?:escrevemos|noticiámos|noticiamos|publicámos|publicamos)"
        r"|\bpor (?:erro|lapso)\b|\berradamente\b",
        "nl": r"eerdere versie|\b(?:abusievelijk|ten onrechte)\b",
        "ru": r"предыдущей версии|\bошибочно\b|\b(?:в заметке|в статье|в тексте|ранее)\b.*\bошиб",
        "zh": "有误|此前(?:的)?(?:报道|版本)|误(?:写|报|称)",
        "ar": r"نسخة سابقة|ورد خطأ|عن طريق الخطأ",
    }.items()
}
"""Words of a sentence that tells what was said before and isn't so."""


def retracts(text: str, tongue: str | None) -> bool:
    """Whether a sentence of a language takes something back.

    Args:
        text: The sentence.
        tongue: Its language, as an ISO 639-1 code; in one without a row none does.
    """
    pattern = _RETRACTING.get(code(tongue))
    return pattern is not None and pattern.search(text.lower()) is not None


def cues(text: str, language: str | None = None) -> list[Cue]:
    """The negations, conditions and doubts in a text, in order; none in a language without a table.

    Args:
        text: A sentence or a part of one; white space and capitals don't matter.
        language: Its ISO 639-1 code.
    """
    tongue = code(language)
    plain, offsets = readable(text)
    spans = [
        (offsets[match.start()], -offsets[match.end()], kind)
        for kind, pattern in _patterns(tongue)
        for match in pattern.finditer(plain)
    ]
    result: list[Cue] = []
    end = 0
    for start, stop, kind in sorted(spans, key=lambda span: span[:2]):
        if start >= end:  # of two that overlap, the first and longer one is meant
            end = -stop
            result += [Cue(kind, text[start:end], start, end)] if kind else []
    return result


def numbers(text: str, language: str | None = None) -> list[Cue]:
    """The numbers in a text, in figures or (where the language's are known) in words, in order."""
    words = _number_pattern(code(language))
    spans = [match.span() for match in _FIGURE.finditer(text)]
    if words:
        plain, offsets = readable(text)
        spans += [(offsets[match.start()], offsets[match.end()]) for match in words.finditer(plain)]
    return [Cue(CueKind.NUMBER, text[start:end], start, end) for start, end in sorted(spans)]


def names(text: str, language: str | None = None, *, opens: bool = False) -> list[Cue]:
    """The words of a text that are capitalised as names are, neighbours together, in order.

    German capitalises all nouns: there only two such words in a row, or one after a title, are taken for a name.

    Args:
        text: A part of a sentence.
        language: Its ISO 639-1 code.
        opens: Whether the text opens a sentence, so that its first word is capitalised anyway.
    """
    german = code(language) in ("de", "lb")
    runs: list[list[re.Match[str]]] = []
    previous = None
    for match in _WORD.finditer(text):
        first = previous is None or text[previous.end() - 1 : match.start()].strip()[:1] in (".", "!", "?", ":")
        first = first and not (previous and previous[0].lower().rstrip(".") in _TITLES)
        capital = match[0][0].isupper() and not (match[0] == "I" and code(language) == "en")
        if capital and not (first and (opens or previous is not None)):
            beside = runs and runs[-1][-1] is previous and text[runs[-1][-1].end() : match.start()].isspace()
            if beside:
                runs[-1].append(match)
            else:
                runs.append([match])
        previous = match
    cues = []
    for run in runs:
        start, end = run[0].start(), run[-1].end()
        titled = len(run) > 1 or _titled(text[:start])
        if not german or titled:
            cues.append(Cue(CueKind.NAME, text[start:end].rstrip("."), start, end))
    return cues


def _titled(before: str) -> bool:
    """Whether what comes before a word ends with a title such as `Frau`."""
    words = before.lower().replace(".", " ").split()
    return bool(words) and words[-1] in _TITLES


def readable(text: str) -> tuple[str, Sequence[int]]:
    """A text in which each word is as the tables have it, and where each of its code points is in the text."""
    if not _UNREAD.search(text) and unicodedata.is_normalized("NFC", text):
        return text.translate(_APOSTROPHES), range(len(text) + 1)
    unread = {at for match in _UNREAD.finditer(text) for at in range(*match.span())}
    clusters: list[list[int]] = []
    for at, char in enumerate(text):
        if at in unread:
            continue
        if clusters and (unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"):
            clusters[-1].append(at)
        else:
            clusters.append([at])
    letters, offsets = [], []
    for cluster in clusters:
        composed = unicodedata.normalize("NFC", "".join(text[at] for at in cluster))
        letters.append(composed)
        offsets += [cluster[0]] * len(composed)
    return "".join(letters).translate(_APOSTROPHES), [*offsets, len(text)]


@cache
def _patterns(language: str) -> tuple[tuple[CueKind | None, re.Pattern[str]], ...]:
    """For each kind what stands for it in a language; None for what only looks like a cue."""
    rows = [(kind, pattern_of(table[language], language)) for kind, table in _TABLES.items() if language in table]
    if language == "fr":
        rows += [(CueKind.CONDITION, _NE_QUE)]
    if language == "en":
        rows += [(CueKind.NEGATION, re.compile(r"\b\w+n't\b", re.IGNORECASE)), (CueKind.DOUBT, _MODAL_MAY)]
    return (*((None, re.compile(_NEVER[name], re.IGNORECASE)) for name in [language] if name in _NEVER), *rows)


@cache
def pattern_of(row: str, language: str) -> re.Pattern[str]:
    """A row of a table as a pattern: `|` parts its cues, `*` stands for the rest of a word.

    Args:
        row: The cues; it makes no difference whether their letters are small.
        language: Their language, for what may be written onto a word.
    """
    return re.compile(_any_of(row.split("|"), language), re.IGNORECASE)


def _any_of(cues: Sequence[str], language: str) -> str:
    """Cues as a regular expression; what neighbours have around them stands there once, which is compiled sooner."""
    spelled = [_spelled(cue, language) for cue in cues]
    groups = groupby(spelled, key=itemgetter(0, 2))
    return "|".join(f"{before}(?:{'|'.join(words for _, words, _ in group)}){end}" for (before, end), group in groups)


def _spelled(cue: str, language: str) -> tuple[str, str, str]:
    """A cue as regular expressions: of what stands before it, of its words with any white space between, of its end.

    Where spaces part words, it is whole words.
    """
    words = r"\s+".join(re.escape(word).replace(r"\*", rf"{_LETTER}*") for word in cue.split())
    if language in _UNSPACED:
        return "", words, ""
    end = "" if cue.endswith(("'", "-")) else _NO_LETTER_AFTER
    before = _LETTER if cue.startswith("*") else _PROCLITICS.get(language, "")
    return f"{_NO_LETTER_BEFORE}{before}", words, end


@cache
def _number_pattern(language: str) -> re.Pattern[str] | None:
    """The number words of a language, as whole words where spaces part them."""
    if language not in _NUMBER_WORDS:
        return None
    words = _NUMBER_WORDS[language].replace("*", f"{_LETTER}*")
    return re.compile(
        words if language in _UNSPACED or language == "ko" else rf"{_NO_LETTER_BEFORE}(?:{words}){_NO_LETTER_AFTER}",
        re.IGNORECASE,
    )


_NUMBER_WORDS = {
    "ar": (
        "[وف]?[بلك]?(?:ال|لل)?(?:اثنان|اثنين|ثلاثة|ثلاث|أربعة|أربع|خمسة|خمس|ستة|ست|سبعة|سبع|ثمانية|ثمان|ثماني|تسعة|تسع|"
        "عشرة|عشر*|عشرين|ثلاثون|ثلاثين|أربعون|أربعين|خمسون|خمسين|ستون|ستين|سبعون|سبعين|ثمانون|ثمانين|تسعون|"
        "تسعين|مئة|مائة|مئتان|مئتين|*مئة|*مائة|مئات|ألف|ألفان|ألفين|ألفا|ألفًا|آلاف|مليون|مليونا|مليونين|ملايين|مليار*|نصف|"
        "ثلث|ثلثا|ثلثي|ربع|معظم|أغلب|مرتان|مرتين)"
    ),
    "cs": (
        "dva|dvě|tři|čtyři|pět|šest|sedm|osm|devět|deset|jedenáct|dvanáct|dvacet|třicet|sto|stov*|tisíc*|"
        "milion*|miliard*|polovin*"
    ),
    "da": (
        "to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|hundrede*|tusind*|million*|milliard*|halvdelen"
    ),
    "de": (
        "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|*zehn|*zig|*hundert*|*tausend*|million*|"
        "milliard*|dutzend*|hälfte|drittel|viertel|prozent|zweite*|dritte*|doppelt*|dreifach*|"
        "mehrheit|anderthalb*|eineinhalb*"
    ),
    "el": (
        "δύο|δυο|τρεις|τρία|τριών|τέσσερ*|πέντε|έξι|επτά|εφτά|οκτώ|οχτώ|εννέα|εννιά|δέκα|έντεκα|δώδεκα|δεκα*|είκοσι|"
        "τριάντα|σαράντα|πενήντα|εξήντα|εβδομήντα|ογδόντα|ενενήντα|εκατό|εκατόν|*κόσι*|χίλι*|χιλιάδ*|*εκατομμύρι*|"
        "*εκατομμυρί*|μισό|μισά|μισοί|μισές|τρίτο|τέταρτο|διπλάσι*|τριπλάσι*|δεκάδ*|ντουζίν*|τοις εκατό|ενάμισ*|"
        "μιάμισ*|πλειοψηφία"
    ),
    "en": (
        f"(?:\\w+-)?(?:{'|'.join((*TWO_TO_TWELVE, *TEENS, *TENS))})|"
        "hundred*|thousand*|million*|billion*|trillion*|dozen*|half|third*|quarter*|percent|per cent|"
        "double*|triple*|twice|thrice|second largest|*teenth|*tieth|majority|minority"
    ),
    "es": (
        "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci*|veint*|"
        "treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento*|*cientos|*cientas|mil|"
        "miles|millón|millones|mitad|tercio|cuarta parte|docena*|decena*|por ciento|doble|triple|mayoría"
    ),
    "fr": (
        "deux|trois|quatre*|cinq|six|sept|huit|neuf|dix*|onze|douze|treize|quatorze|quinze|seize|vingt*|"
        "trente*|quarante*|cinquante*|soixante*|cent|cents|centaine*|mille|milliers|million*|milliard*|"
        "moitié|tiers|quart|douzaine*|dizaine*|pour cent|double|triple|"
        "majorité|plupart"
    ),
    "he": (
        "[וש]?[בהכלמ]?(?:שניים|שתיים|שני|שתי|שנים עשר|שתים עשרה|שלוש|שלושה|ארבע|ארבעה|חמש|חמישה|שש|שישה|ששה|שבע|שבעה|"
        "שמונה|תשע|תשעה|עשר|עשרה|עשרים|שלושים|ארבעים|חמישים|שישים|ששים|שבעים|שמונים|תשעים|מאה|מאתיים|מאות|אלף|אלפיים|"
        "אלפי|אלפים|מיליון|מיליוני|מיליונים|מיליארד*|חצי|מחצית|שליש|רבע|כפול|עשרות|תריסר|אחוז|אחוזים|פעמיים|רוב)"
    ),
    "hi": (
        "दो|तीन|चार|पाँच|पांच|छह|छः|सात|आठ|नौ|दस|ग्यारह|बारह|बीस|तीस|चालीस|पचास|साठ|सत्तर|अस्सी|नब्बे|सौ|हज़ार|"
        "हजार|हज़ारों|हजारों|सैकड़*|लाख|लाखों|करोड़|करोड़ों|आधा|आधे|आधी|तिहाई|चौथाई|डेढ़|ढाई|दोगुन*|दुगुन*|तिगुन*|दर्जन*|"
        "प्रतिशत|फीसदी|दोनों|अधिकांश|तेरह|चौदह|पंद्रह|सोलह|सत्रह|अठारह|उन्नीस|इक्कीस|पच्चीस|पैंतीस|पैंतालीस|पचपन|पचहत्तर"
    ),
    "it": (
        "due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|*dici|dicia*|vent*|trent*|quarant*|"
        "cinquant*|sessant*|settant*|ottant*|novant*|cento|*cento|mille|*mila|milion*|miliard*|metà|terzo|"
        "quarto|dozzin*|per cento|doppio|triplo"
    ),
    "ja": (
        "[一二三四五六七八九十百千万億兆]+(人|件|年|月|日|円|回|社|割|倍|%|つ|名|台|本|万|億)|半分|半数|"
        "数[十百千万億]|[二三四五六七八九十百千]+分の|過半数|大半|(?<!万)[二三四五六七八九十百千万]{2,}"
    ),
    "ko": (
        "둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열|스물|[일이삼사오육칠팔구십백천만억]+(명|건|년|월|일|원|회|개|배)|절반"
    ),
    "nl": (
        "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|*tien|*tig|*honderd*|*duizend*|miljoen*|"
        "miljard*|dozijn*|helft|derde|kwart|procent|dubbel*|driedubbel*"
    ),
    "pl": (
        "dwa|dwie|dwaj|dwóch|trzy|trzech|cztery|czterech|pięć|pięciu|sześć|siedem|osiem|dziewięć|dziesięć|"
        "*naście|*dziesiąt|dwadzieścia|trzydzieści|czterdzieści|sto|stu|dwieście|*ysta|*set|tysiąc*|tysięcy|milion*|"
        "miliard*|połow*|procent|podwój*"
    ),
    "pt": (
        "dois|duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|catorze|quatorze|quinze|"
        "dezesseis|dezasseis|dezessete|dezoito|dezenove|vinte|trinta|quarenta|cinquenta|sessenta|setenta|"
        "oitenta|noventa|cem|cento*|*centos|*centas|*zentos|*zentas|mil|milhar*|milhão|milhões|bilhão|bilhões|metade|terço|"
        "quarto|dúzia*|por cento|dobro|triplo"
    ),
    "ru": (
        "два|две|двух|двое|три|трех|трёх|трое|четыре|четырех|четырёх|пять|пяти|шесть|шести|семь|семи|"
        "восемь|восьми|девять|девяти|десять|десяти|*надцать|*надцати|*дцать|*дцати|сорок|пятьдесят|"
        "шестьдесят|семьдесят|восемьдесят|девяносто|сто|ста|двести|*риста|*сот|тысяч*|миллион*|миллиард*|половин*|"
        "треть|четверть|процент*|вдвое|втрое|полтора|полторы|десятк*|десятки|большинств*"
    ),
    "sv": (
        "två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|tjugo*|trettio*|fyrtio*|"
        "hundra*|tusen*|miljon*|miljard*|hälften|tredjedel*|fjärdedel*|procent|dubbel*"
    ),
    "th": (
        "สอง|สาม(?!ารถ|ี|ัญ)|สี่(?!ย)|ห้า(?!ม|ง)|เจ็ด|แปด(?!เปื้อน)|เก้า(?!อี้)|สิบ|ร้อย|พัน(?!ธ)|หมื่น|แสน|ล้าน|ครึ่ง|"
        "เปอร์เซ็นต์|หก(?:คน|เดือน|ปี|วัน|แห่ง|ตัว|คัน|สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน|ครั้ง|ชั่วโมง)|ส่วนใหญ่"
    ),
    "tr": (
        "iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin|"
        "milyon*|milyar*|yarısı|yarım|üçte|çeyrek|yüzde|düzine*|"
        "onlarca|yüzlerce|binlerce|buçuk|çoğunlu*"
    ),
    "uk": (
        "два|дві|двох|двоє|три|трьох|троє|чотири|чотирьох|п'ять|п'яти|шість|шести|сім|семи|вісім|восьми|"
        "дев'ять|десять|десяти|*надцять|*дцять|сорок|п'ятдесят|шістдесят|сто|двісті|*сот|тисяч*|мільйон*|"
        "мільярд*|половин*|третин*|чверть|відсот*"
    ),
    "zh": (
        "[一二两兩三四五六七八九十百千万萬亿億]+(人|名|个|個|年|月|日|元|次|家|成|倍|件|岁|歲|%|万|亿|点|"
        "位|天|起|座|辆)|[二两兩三四五六七八九十百千万萬亿億]+(匹|头|頭|吨|噸|米|公里|层|層|张|張|本|条|條|艘|架|枚|栋|棟|间|間|"
        "所|周|小时|分钟|口|户|戶|种|種|项|項)|一半|半数|半數|分之|[数數几幾][十百千万萬亿億]|翻倍|大多数|大多數|"
        "一[百千]|(?<!千)(?<!万)[二两兩三四五六七八九十百千]{2,}"
    ),
}
"""Numbers in words; `one` and its like stand for an article too often. Those of Chinese, Japanese and Korean in regular
expressions, with what is counted."""
