"""How far what a quotation tells holds, by what stands right beside it.

Of how many (`Some of | the doctors`), for whom (`most patients | who took it`), beside what (`less | than the ferry`),
for the sake of argument (`Admittedly |`), with whom excepted, or under compulsion.
"""

import re
from collections.abc import Iterator
from functools import cache

from retrieval.language.analyzer import code
from retrieval.language.cues import Cue, CueKind, numbers, pattern_of, readable

LESS = {
    "ar": "أقل من|أكثر من|بعض|جزء من|قليل من|حفنة من|عدد من|أغلب|معظم",
    "bg": "по-малко|повече|някои|част от|шепа|повечето|мнозинството",
    "cs": "méně než|více než|míň než|víc než|někteří|některé|část|hrstka|hrstku|většina|většinu|několik z|mnoho z",
    "da": "mindre end|mere end|færre end|flere end|nogle af|en del af|de fleste|en håndfuld|mange af|få af|visse",
    "de": "weniger als|mehr als|weniger|mehr|einige der|manche der|einzelne der|ein teil|teil der|eine handvoll|"
    "die meisten|nicht alle|ein paar|wenige der|viele der|so viel wie",
    "el": "λιγότερο*|περισσότερο*|μερικοί|μερικές|μερικά|κάποιοι|μέρος|οι περισσότεροι|οι περισσότερες|πολλοί από|"
    "λίγοι από",
    "en": "less than|less|more than|fewer than|fewer|as much as|as many as|up to|some of|some|part of|parts of|"
    "a handful of|most of|many of|few of|several of|a few of|a number of|a fraction of|a share of|a bit of|one of|"
    "than",
    "es": "menos de|más de|menos que|más que|algunos de|algunas de|algunos|algunas|parte de|la mayoría de|un puñado de|"
    "muchos de|muchas de|varios de|pocos de|pocas de|una fracción de",
    "fi": "vähemmän kuin|enemmän kuin|alle|yli|jotkut|osa|kourallinen|suurin osa|useimmat|monet",
    "fr": "moins de|moins d'|plus de|plus d'|moins que|plus que|certains des|certaines des|quelques-uns|"
    "quelques-unes|une partie d*|une poignée d*|la plupart d*|beaucoup de|plusieurs d*|une fraction d*",
    "he": "פחות מ*|יותר מ*|חלק מ*|חלק מן|כמה מן|כמה מה*|רוב ה*|מרבית ה*|קומץ|מעט מ*|רבים מ*",
    "hi": "से कम|से अधिक|से ज़्यादा|से ज्यादा|कुछ|अधिकांश|ज़्यादातर|ज्यादातर|का एक हिस्सा|मुट्ठी भर",
    "hu": "kevesebb mint|több mint|néhány|egy része|egy maroknyi|a legtöbb|a többség",
    "id": "kurang dari|lebih dari|sebagian|beberapa|segelintir|kebanyakan|sebagian besar",
    "it": "meno di|più di|meno che|più che|alcuni d*|alcune d*|parte d*|una manciata di|la maggior parte|molti d*|"
    "molte d*|pochi d*|poche d*|una frazione d*",
    "ko": "미만|이하|이상|초과|일부|대부분|소수|상당수",
    "nl": "minder dan|meer dan|minder|meer|sommige|sommigen|enkele|een deel van|deel van|een handvol|de meeste|"
    "veel van de|een paar van|even",
    "no": "mindre enn|mer enn|færre enn|flere enn|noen av|en del av|de fleste|en håndfull|mange av|få av|visse",
    "pl": "mniej niż|więcej niż|mniej|więcej|niektórzy|niektóre|niektórych|część|części|garstka|garstkę|większość|"
    "większości|kilku z|kilka z|wielu z|wiele z|ponad|poniżej",
    "pt": "menos de|mais de|menos que|mais que|menos do que|mais do que|alguns d*|algumas d*|parte d*|um punhado de|"
    "a maioria d*|a maior parte|muitos d*|muitas d*|poucos d*|poucas d*|uma fração d*",
    "ro": "mai puțin de|mai mult de|mai puțini de|mai mulți de|unii dintre|unele dintre|o parte din|majoritatea|"
    "câțiva dintre|o mână de",
    "ru": "меньше|больше|менее|более|некоторые|некоторых|часть|горстка|горстку|большинство|большинства|многие из|"
    "кое-кто|отдельные|несколько из",
    "sv": "mindre än|mer än|färre än|fler än|några av|en del av|de flesta|en handfull|många av|få av",
    "tr": "daha az|daha çok|daha fazla|bazı|bazıları|bir kısmı|bir bölümü|çoğu|bir avuç|az sayıda",
    "uk": "менше|більше|деякі|деяких|частина|частину|жменька|більшість|більшості|багато хто з",
    "vi": "ít hơn|nhiều hơn|một số|một phần|một nhúm|hầu hết|phần lớn|đa số",
    "zh": "少于|少於|多于|多於|不到|超过|超過|一些|部分|少数|少數|大多数|大多數|多数|多數|有些|一小",
}
"""What says of how many or of how much something holds."""

FORCED = {
    "ar": "أجبر*|إجبار*|مجبر*|مجبرا|مكره*|بالإكراه|تحت الضغط|تحت ضغط|تحت التهديد|تحت التعذيب|رغما عن*|مضطر*|اضطر*|"
    "بأمر من|على مضض",
    "de": "gezwungen*|zwang|zwangen|genötigt*|erzwungen*|unter zwang|unter druck|auf druck|unter drohung*|widerwillig|"
    "unfreiwillig|gegen seinen willen|gegen ihren willen|auf anordnung|auf befehl|erpresst*|bestochen*|gefoltert*|"
    "unter folter|notgedrungen|gedrängt",
    "el": "αναγκάστηκ*|αναγκασμέν*|ανάγκασ*|εξαναγκ*|υποχρεώθηκ*|υπό πίεση|υπό την πίεση|υπό την απειλή|με το ζόρι|"
    "απρόθυμα",
    "en": "forced to|forced by|being forced|been forced|was forced|were forced|compelled|coerced|obliged to|obliged by|"
    "pressured|pressed to|under pressure|under duress|under protest|at gunpoint|at knifepoint|under threat|threatened|"
    "blackmailed|ordered to|ordered by|on orders|on the orders of|been made to|being made to|bribed|tortured|"
    "under torture|reluctantly|grudgingly|unwillingly|against his will|against her will|against their will",
    "es": "obligad*|forzad*|obligó|obligaron|forzaron|coaccionad*|presionad*|bajo presión|bajo amenaza|bajo amenazas|"
    "bajo coacción|a la fuerza|a regañadientes|por orden de|por orden del|chantajead*|sobornad*|torturad*|bajo tortura|"
    "contra su voluntad",
    "fr": "contraint|contrainte|contraints|contraintes|forcé|forcée|forcés|forcées|obligé|obligée|obligés|obligées|"
    "sous la contrainte|sous la pression|sous pression|sous la menace|à contrecœur|contre son gré|contre leur gré|"
    "sur ordre|sommé|sommée|soudoyé*|torturé*|sous la torture",
    "he": "נאלץ|נאלצ*|אולץ|אולצ*|הוכרח*|בכפייה|תחת לחץ|בלחץ|תחת איומים|באיומים|בעל כורח*|בלית ברירה|בפקודת",
    "hi": "मजबूर*|मज़बूर*|बाध्य*|दबाव में|दबाव के|ज़बरदस्ती|जबरदस्ती|धमकी*|अनिच्छा*",
    "it": "costrett*|obbligat*|forzat*|costrinse*|obbligò|sotto pressione|sotto minaccia|sotto costrizione|"
    "a malincuore|controvoglia|contro la sua volontà|contro la loro volontà|su ordine|ricattat*|corrott*|torturat*|"
    "sotto tortura",
    "ja": "強いられ|強要|強制|脅され|やむなく|やむを得ず|渋々|しぶしぶ|無理やり|命じられ|圧力",
    "ko": "강요*|강제로|강제*|억지로|마지못해|어쩔 수 없이|협박*|압력*|압박*|떠밀려",
    "nl": "gedwongen|verplicht|dwong|dwongen|onder druk|onder dwang|onder bedreiging|met tegenzin|tegen zijn wil|"
    "tegen haar wil|tegen hun wil|op bevel|gechanteerd|omgekocht|gemarteld|noodgedwongen",
    "pl": "zmuszon*|zmusił*|przymuszon*|pod przymusem|pod presją|pod naciskiem|pod groźbą|niechętnie|wbrew woli|"
    "wbrew swojej woli|na rozkaz|szantażowan*|przekupion*|torturowan*",
    "pt": "obrigad*|forçad*|obrigou|obrigaram|forçaram|coagid*|pressionad*|sob pressão|sob ameaça|sob coação|à força|"
    "a contragosto|contra a sua vontade|por ordem d*|chantagead*|subornad*|torturad*|sob tortura",
    "ru": "заставил*|принужд*|принудил*|вынужд*|вынудил*|под давлением|под принуждением|под угрозой|под дулом|нехотя|"
    "неохотно|против воли|против своей воли|по приказу|подкуплен*|под пытками|под нажимом",
    "sv": "tvingad*|tvingat*|tvingades|under tvång|under press|under hot|motvilligt|mot sin vilja|på order|mutad*|"
    "torterad*|pressad*",
    "th": "ถูกบังคับ|ถูกบีบ|ภายใต้แรงกดดัน|ถูกขู่",
    "tr": "zorlan*|zorla|mecbur*|baskı altında|baskısıyla|tehdit*|isteksiz*|istemeye istemeye|emriyle|rüşvet*|işkence*",
    "zh": "被迫|被逼|强迫|強迫|迫于|迫於|受迫|胁迫|脅迫|不情愿|不情願|勉强|勉強|奉命|压力下|壓力下",
}
"""What says that somebody did it under compulsion, or against their will."""

_BY_FORCE = {
    "de": "nachdem|als|weil|da|man|ihn|sie|ihnen|ihm|er|es|dazu|hierzu|war|waren|wurde|wurden|worden|erst|nur|und zwar|"
    "der|das|ein|eine|gericht|richter|von|vom",
    "en": "after|being|been|having|when|once|only|he|she|they|it|who|was|were|had|as|because|by|though|albeit|if|"
    "but only",
    "es": "después|tras|luego|de|haber|haberse|sido|ser|verse|visto|vista|por|fue|fueron|cuando|lo|la|los|les|le|"
    "porque|al|"
    "eso sí|a|ello",
    "fr": "après|avoir|avoirs|été|y|être|s'être|vu|vue|quand|il|elle|ils|elles|était|étaient|fut|parce|car|par|on|"
    "l'avait|"
    "l'y|les|avait|qu'on|ne fût-ce que",
    "it": "dopo|essere|esservi|esserci|essersi|stato|stata|stati|state|quando|perché|fu|era|erano|vi|lo|la|li|da|"
    "avere|averlo",
    "nl": "nadat|na|toen|omdat|hij|zij|ze|hem|haar|hen|daartoe|hiertoe|was|waren|werd|werden|door|te|zijn|pas|men",
    "pl": "po tym|jak|gdy|bo|ponieważ|został|została|zostali|był|była|byli|go|ją|ich|do|tego|przez|dopiero|po",
    "pt": "depois|após|de|ter|terem|sido|ser|serem|ver-se|quando|porque|foi|foram|o|a|os|as|por|a isso|se|visto",
    "ru": "после|того|как|когда|потому|что|его|её|ее|их|к|этому|был|была|были|он|она|они|лишь|только|и то",
    "sv": "efter|att|ha|sedan|när|han|hon|de|hade|blivit|blev|var|först|av|därtill|till det",
}
"""Words that may stand between a quotation and what forced it: `apologised | after being forced to`."""

_WITHOUT = {
    "de": "(?:wenn(?:gleich)?(?: auch)?|aber|jedoch|doch|nur|allerdings|obgleich|obwohl) (?:nicht(?! (?:alle|jede|nur|"
    r"ohne|bevor|weil|mehr\b|ganz))|nie(?:mals)?|kein\w*)|nicht (?:aber|jedoch)",
    "en": "(?:though|although|albeit|but|only|just) (?:not(?! (?:everyone|everybody|all|every|before|because|only|just|"
    r"much|enough|until))|never (?=(?:at|on|in|with|for|to|by|during|after|before|again)\b))",
    "es": r"(?:aunque|pero|mas|si bien) (?:no|nunca|jamás) (?=(?:el|la|los|las|lo|en|de|del|por|para|con|a|al|sin|"
    r"tod\w+|"
    r"un|una)\b)",
    "fr": r"(?:mais|bien que|quoique|certes|quoi que) (?:pas|jamais|non)\b",
    "it": r"(?:ma|però|anche se|benché|seppur|sebbene) (?:non|mai) (?=(?:il|lo|la|i|gli|le|l'|in|a|al\w*|di|de\w+|per|"
    r"con|"
    r"da|da\w+|su\w*|ne\w*|tutt\w+)\b)",
    "nl": r"(?:maar|zij het|al|hoewel|echter) (?:niet(?! (?:iedereen|alle|elke|alleen|voordat|omdat))|nooit|geen)\b",
    "pl": r"(?:ale|choć|chociaż|lecz|jednak) (?:nie|nigdy) (?=(?:w|we|na|dla|z|ze|do|od|u|o|po|przy|bez|naj\w+|ten|ta|"
    r"to|"
    r"tych|wszys\w+|każd\w+)\b)",
    "pt": "(?:mas|embora|ainda que|porém|se bem que) (?:não|nunca|jamais) (?=(?:o|a|os|as|em|n[oa]s?|de|d[oa]s?|por|"
    "para|"
    r"com|ao|à|tod\w+|um|uma)\b)",
    "ru": r"(?:но|хотя|хотя и|однако|правда) (?:не|никогда) (?=(?:в|во|на|для|с|со|из|у|к|по|от|до|без|сам\w+|тот|та|"
    r"те|"
    r"все\w*|ради|за)\b)",
    "sv": r"(?:dock|men|om än|fast|fastän|låt vara) (?:inte(?! (?:alla|bara|förrän))|aldrig)\b",
}
"""What excepts something from what was just said: `Two engineers signed | though not the one from Hull`."""

_HALF = {
    "de": ("die hälfte", "einige", "manche", "wenige"), "en": ("half", "half of", "half the", "some"),
    "es": ("la mitad", "algunos", "algunas"), "fr": ("la moitié", "certains", "certaines"),
    "it": ("la metà", "alcuni", "alcune"), "nl": ("de helft", "sommige", "enkele"),
    "pl": ("połowa", "połowę", "niektórzy", "niektóre"), "pt": ("metade", "alguns", "algumas"),
    "ru": ("половина", "половину", "некоторые"),
}  # fmt: skip
_OF = {
    "de": r"(?:der|von|vom|aller)\b", "en": r"of\b", "es": r"(?:de|del)\b", "fr": r"(?:de|des|du)\b|d'",
    "it": r"(?:di|dei|degli|delle|del|della|dello)\b|(?:dell|d)'", "nl": r"van\b", "pl": r"(?:z|ze|spośród)\b",
    "pt": r"(?:de|dos|das|do|da)\b", "ru": r"из\b", "sv": r"av\b",
}  # fmt: skip
"""How words begin of which something else says how many they are: `All but two | of the pots`."""

ROLES = {
    "ar": "السابق|السابقة|سابق|بالوكالة|بالإنابة|المكلف|نائب|مساعد|مرشح", "bg": "бивш*|временен|и.д.|зам.|заместник",
    "cs": "bývalý|bývalá|bývalí|někdejší|úřadující|zastupující|pověřený|pověřená|zástupkyně|náměstek|budoucí",
    "da": "forhenværende|fungerende|konstitueret|midlertidig|vice|kommende|afgående",
    "de": "ehemalige*|frühere*|einstige*|kommissarische*|amtierende*|geschäftsführende*|stellvertretende*|designierte*|"
    "künftige*|angehende*|scheidende*|verhinderte*|ex",
    "en": "former|ex|acting|interim|outgoing|deputy|assistant|vice|aspiring|retired|one-time|erstwhile|"
    "would-be|honorary|disgraced|deposed|incoming|designate|onetime",
    "es": "exdirector*|ex|interino|interina|futuro|futura|vice|adjunto|"
    "adjunta",
    "fi": "entinen|entisen|virkaatekevä|vt|tuleva",
    "fr": "ancien|ancienne|anciens|anciennes|ex|futur|future|vice|adjoint|adjointe|présumé|présumée",
    "it": "ex|futuro|futura|vice|facente funzione|aspirante|sedicente", "hu": "egykori|ügyvezető|leendő",
    "nl": "voormalig*|waarnemend*|oud|ex|toenmalig*|toekomstig*|vice|plaatsvervangend*|aankomend*|aftredend*",
    "no": "forhenværende|fungerende|konstituert|midlertidig|vise|påtroppende|avtroppende",
    "pl": "dawny|dawna|niegdysiejszy|p.o.|pełniący obowiązki|wice|zastępca|zastępczyni|przyszły",
    "pt": "ex|interino|interina|futuro|futura|vice|adjunto|adjunta",
    "ro": "fostul|fosta|foștii|fost|interimar|viitorul|viitoarea|adjunctul",
    "ru": "бывший|бывшая|бывшие|бывшего|бывшей|бывших|исполняющий обязанности|исполняющая обязанности|и.о.|врио|"
    "заместитель|будущий|будущая|экс|вице|тогдашний|тогдашняя",
    "sv": "förre|förra|förutvarande|tillförordnad*|tf|vice|biträdande|blivande|avgående|dåvarande",
    "tr": "vekil|geçici|müstakbel|sabık", "uk": "колишн*|виконувач обов'язків|в.о.|заступник|заступниця|майбутн*|"
    "екс",
    "zh": "前任|代理|临时|臨時|候任|副", "ja": "代理|暫定|次期|副", "ko": "전직|직무대행|차기",
}  # fmt: skip
"""What makes of an office one that somebody had, will have, or holds for another: `the acting | head of the yard`."""

_AMONG = {
    "cs": "z těch|ze všech|mezi těmi", "da": "af de|blandt", "de": "von (?:den|allen)|unter (?:den|allen)",
    "en": "of(?! course)|among|amongst|out of", "es": "de (?:los|las|quienes|entre)|entre (?:los|las|quienes)",
    "fr": "parmi|des|de (?:ceux|celles|tous|toutes)", "it": "de(?:i|gli|lle)|[tf]ra (?:i|gli|le|coloro)",
    "nl": "van (?:de|alle)|onder (?:de|alle)", "no": "av de|blant", "pl": "spośród|wśród|z tych|ze wszystkich",
    "pt": "d[oa]s|de (?:todos|todas|entre)|entre [oa]s", "ru": "из (?:тех|всех)|среди", "sv": "av (?:de|alla)|bland",
    "uk": "(?:із|з) (?:тих|усіх)|серед",
}  # fmt: skip
"""How a sentence begins with those of whom it goes on to say how many: `Of those who answered, | nine in ten`."""

_THAN = {
    "de": ((r"\w+er(?=\Z)|mehr|weniger|\w+ere[nrsm]?", "als"), ("ebenso|genauso|so", "wie")),
    "en": (("", "than"), ("as|so|such", "as")),
    "es": (("más|menos|mejor|peor|mayor|menor", "que"), ("tan|tanto", "como")),
    "fr": (("plus|moins|aussi|autant|mieux|pire|meilleure?s?|plutôt", "que|qu'|qu’"),),
    "it": (("più|meno|meglio|peggio|maggiore|minore|migliore|peggiore", "di|del|della|dei|che"), ("tanto", "quanto")),
    "nl": ((r"\w+er(?=\Z)|meer|minder", "dan"), ("even|zo", "als")),
    "pl": (("", "niż"), ("równie|tak", "jak")),
    "pt": (("mais|menos|melhor|pior|maior|menor", "que|do que"), ("tão|tanto", "como|quanto")),
    "ru": ((r"более|менее|больше|меньше|лучше|хуже|\w+ее|\w+ей", "чем"), ("так", "как")),
    "sv": (("", "än"), ("lika|så", "som")),
}  # fmt: skip
"""Words for more, less and as much, and how what they compare with begins."""

_ALL = {
    "en": ("all|every|each|any|most|no|everyone|everybody|anyone|anybody|only", "who|whom|whose|that|which|where"),
    "es": ("tod[oa]s?|cada|la mayoría|cualquier|ningún|ninguna", "que|quienes|donde"),
    "fr": ("tous|toutes|tout|toute|chaque|la plupart|aucune?", "qui|que|dont|où|qu'"),
    "it": ("tutt[ioae]|ogni|la maggior parte|nessun[oa]?|qualsiasi", "che|cui|dove"),
    "nl": ("alle|elke?|iedere?|de meeste|geen", "die|dat|waar|wie"),
    "pt": ("tod[oa]s?|cada|a maioria|qualquer|nenhuma?", "que|onde|cuj[oa]s?"),
}  # fmt: skip
"""What says that something is so of all, of most or of none, and how what tells of which begins behind a noun."""

_CONCEDES = {
    "de": ("zwar|freilich|gewiss|es stimmt(?:, dass)?|wohl", "aber|doch|jedoch|nur|allerdings"),
    "en": ("admittedly|granted|to be sure|it(?: is|'s| may be) true that|true|of course", "but|yet"),
    "es": ("es cierto que|es verdad que|cierto es que|ciertamente|si bien", "pero|mas|sin embargo"),
    "fr": ("certes|il est vrai que|bien sûr|sans doute", "mais|pourtant|or|toutefois"),
    "it": ("è vero che|certo|certamente|pur vero che", "ma|però|tuttavia"),
    "nl": ("weliswaar|toegegeven|het is waar dat", "maar|toch"),
    "pl": ("wprawdzie|co prawda|to prawda, że|owszem", "ale|lecz|jednak"),
    "pt": ("é verdade que|é certo que|decerto", "mas|porém|contudo"),
    "ru": ("правда|конечно|верно, что|разумеется", "но|однако|а"),
    "sv": ("visserligen|förvisso|det är sant att", "men|dock"),
}  # fmt: skip
"""How somebody concedes what they go on to make little of, and the "but" behind it."""

_UNSPACED = frozenset({"ja", "zh"})
_LONGEST_SOURCE = 80
"""Code points of the longest source that a sentence names before what it says."""
_NO_CLAUSE_END = re.compile(r"[^,;:.!?“”„«»\"()\n]{1,40}\Z")
_LONGEST = 40
"""Code points that the longest of these words have."""

_NEAR = 80
"""Code points behind a quotation in which what takes it back ends."""


def quantity_before(before: str, language: str | None, quoted: str = "") -> Cue | None:
    """What says right before a quotation of how many or how much it holds: `Some of | the doctors refused to work`.

    Where the quotation itself begins with the "of", any number before it says so: `Two in five | of the gates failed`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation begins.
    """
    tongue = code(language)
    if tongue not in LESS:
        return None
    plain = before.replace("’", "'").rstrip(" \t\n\xa0")
    if tongue in _OF and _of(tongue).match(quoted.replace("’", "'")):
        near = _NO_CLAUSE_END.search(plain)
        found = [*numbers(near[0], tongue), *_amounts(near[0], tongue)] if near else []
        if near and found:
            first = near.start() + min(each.start for each in found)
            return Cue(CueKind.NUMBER, before[first : len(plain)], first, len(plain))
    match = max(_quantities(tongue).finditer(plain, max(0, len(plain) - _LONGEST)), key=re.Match.end, default=None)
    if match is None or match.end() != len(plain):
        return None
    return Cue(CueKind.NUMBER, before[match.start() : match.end()], *match.span())


def role_before(before: str, language: str | None, quoted: str) -> Cue | None:
    """What makes of the office that opens a quotation one that somebody had or holds for another: `The former |`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    near = before[-_LONGEST:].rstrip(" \t\n\xa0-")
    if tongue not in ROLES or tongue in _UNSPACED or not quoted[:1].isalpha():
        return None
    match = max(pattern_of(ROLES[tongue], tongue).finditer(near), key=re.Match.end, default=None)
    if match is None or match.end() != len(near):
        return None
    start = max(0, len(before) - _LONGEST) + match.start()
    return Cue(CueKind.DOUBT, match[0], start, start + len(match[0]))


def those_before(before: str, language: str | None, quoted: str) -> Cue | None:
    """Of whom a quotation says how many, where it begins with the number: `Of those who answered, | nine in ten`.

    Args:
        before: All that its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation begins.
    """
    tongue = code(language)
    those = before.strip(" \t\n\xa0").replace("’", "'")
    if tongue not in _AMONG or not those.endswith(",") or "," in those[:-1] or len(those) > 2 * _LONGEST_SOURCE:
        return None
    if not _among(tongue).match(those):
        return None
    first = next(iter([*numbers(quoted[:_LONGEST], tongue), *_amounts(quoted[:_LONGEST], tongue)]), None)
    return Cue(CueKind.NUMBER, those[:-1], 0, len(before)) if first and first.start == 0 else None


@cache
def _among(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_AMONG[language]})(?:(?<=')|(?!\w))", re.IGNORECASE)


def _amounts(text: str, language: str) -> Iterator[Cue]:
    words = "|".join([LESS[language], *_HALF.get(language, ())])
    for match in pattern_of(words, language).finditer(text):
        yield Cue(CueKind.NUMBER, match[0], *match.span())


@cache
def _of(language: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w\n]*+(?:{_OF[language]})", re.IGNORECASE)


def compared_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """With what a quotation compares, where that stands behind it: `It costs less | than the ferry did`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    if tongue not in _THAN:
        return None
    for more, than in _comparisons(tongue):
        if (other := than.match(after)) and more.search(quoted[-_LONGEST:]):
            return Cue(CueKind.NUMBER, other["words"], *other.span("words"))
    return None


@cache
def _comparisons(language: str) -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    words, goes_on = r"(?:[^\S\n]++[\w-]++)", r"(?:[^\S\n]++[\w'’-]++)"
    return [
        (
            re.compile(rf"\b(?:{more}){words}{{0,2}}\Z", re.IGNORECASE),
            re.compile(rf"[^\S\n]++(?P<words>(?:{than}){goes_on}{{1,3}})", re.IGNORECASE),
        )
        for more, than in _THAN[language]
    ]


def conceded_before(before: str, after: str, language: str | None) -> Cue | None:
    """What says that a quotation is conceded only, for a "but" behind it: `Admittedly | the dam is safe |, but …`.

    Args:
        before: What its sentence has before it.
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    if tongue not in _CONCEDES:
        return None
    conceding, but = _concession(tongue)
    match = conceding.search(before.replace("’", "'"))
    if match is None or not but.search(after[:_LONGEST_SOURCE]):
        return None
    return Cue(CueKind.DOUBT, before[slice(*match.span("words"))], *match.span("words"))


@cache
def _concession(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, but = _CONCEDES[language]
    before = rf"(?<!\w)(?P<words>{words})(?:,?\s++\w++){{0,2}}[\s,]*\Z"
    return re.compile(before, re.IGNORECASE), re.compile(rf"[,;]\s*+(?:{but})\b", re.IGNORECASE)


def restricted_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """To whom alone something applies that a quotation says of all or most: `… in most patients | who took it`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation ends.
    """
    tongue = code(language)
    if tongue not in _ALL:
        return None
    every, which = _restricting(tongue)
    match = which.match(after) if every.search(quoted[-_LONGEST:]) else None
    return match and Cue(CueKind.CONDITION, match["words"], *match.span("words"))


@cache
def _restricting(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    every, which = _ALL[language]
    return (
        re.compile(rf"(?<!\w)(?:{every})(?!\s(?:{_OF[language]}))(?:\s++[\w'’-]++){{1,3}}\Z", re.IGNORECASE),
        re.compile(rf"\s++(?P<words>(?:{which})(?:\s++[\w'’-]++){{0,4}})", re.IGNORECASE),
    )


@cache
def _quantities(language: str) -> re.Pattern[str]:
    """Those of several words: single ones, such as "under", say other things too; and "half"."""
    row = LESS[language].split("|")
    several = [words for words in row if " " in words or language == "zh"]
    return pattern_of("|".join([*several, *_HALF.get(language, ())]), language)


def taken_back_beside(after: str, language: str | None) -> Cue | None:
    """What right behind a quotation excepts something from it, or says that it was forced.

    `Two engineers signed, | though not the one from Hull`; `The mayor apologised | after being forced to`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    plain, offsets = readable(after[:_NEAR])
    for kind, pattern in _beside_patterns(tongue):
        if match := pattern.match(plain):
            start, end = offsets[match.start("cue")], offsets[match.end("cue")]
            return Cue(kind, after[start:end].rstrip(), start, end)
    return None


@cache
def _beside_patterns(language: str) -> tuple[tuple[CueKind, re.Pattern[str]], ...]:
    """What excepts and what forces, with what may stand before it, for `match`."""
    begins, patterns = r"\s*+[,(–—-]?\s*+", []
    if language in _WITHOUT:
        patterns.append((CueKind.NEGATION, re.compile(rf"{begins}(?P<cue>{_WITHOUT[language]})", re.IGNORECASE)))
    if language in _BY_FORCE:
        forced = pattern_of(FORCED[language], language).pattern
        between = rf"(?:(?:{_BY_FORCE[language]}),?\s++){{0,6}}"
        patterns.append((CueKind.CONDITION, re.compile(rf"{begins}{between}(?P<cue>{forced})", re.IGNORECASE)))
    return tuple(patterns)
