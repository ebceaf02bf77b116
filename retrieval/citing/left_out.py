"""Words that turn a sentence when an ellipsis leaves them out, though a quotation may well begin or end beside them.

Somebody else's opinion becomes the article's own (`The bridge, critics say, will fall`), a demand becomes a fact (`The
mayor should resign`), a part becomes the whole (`less than`, `some of`), what is over goes on (`used to`), what was
forced seems free (`apologised, after being forced to`). Beside a quotation few of them take anything back. The rest is
in `language.cues`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from retrieval.citing.taken_back import is_claim
from retrieval.language.analyzer import code, terms_of_word
from retrieval.language.clauses import (
    BEFORE_THAT,
    determiner,
    is_number,
    is_reported,
    opens_another,
    that_at_end,
    words_apart,
)
from retrieval.language.cues import Cue, CueKind, numbers, pattern_of, readable
from retrieval.language.saying import ONLY_BEFORE, PREPOSITIONS, PRONOUNS, SAYING, word_set
from retrieval.language.sentences import sentences
from retrieval.language.stopwords import light_words
from retrieval.records import Sentence

_SAYS = {
    "ar": "بحسب|حسب|وفقا ل*|وفقًا ل*|يقول*|تقول*|قال|قالت|قالوا|يرى|ترى|في رأي|برأي|يؤكد*|تؤكد*",
    "de": "sagen|sagt|sagte|sagten|so ihr*|so sein*|so die|so der|so das|laut|zufolge|meinen|meint|meinte|meinten|"
    "behaupten|behauptet*|glauben|glaubt|nach ansicht|nach meinung|nach angaben|finden|heißt es|hieß es",
    "en": "according to|say|says|said|argue|argues|argued|think|thinks|thought|believe|believes|believed|call|calls|"
    "called|in the words of|in the view of|in the opinion of|in the eyes of|asserts|assert|asserted|insist|insists|"
    "insisted|as seen by|contend|contends|contended|he feels|she feels|told",
    "es": "según|dicen|dice|dijo|dijeron|afirman|afirma|afirmó|sostienen|sostiene|sostuvo|creen|cree|opinan|opina|"
    "a juicio d*|en opinión d*|a decir d*|de acuerdo con|llaman|aseguran|asegura|aseguró",
    "fr": "selon|disent|dit|affirment|affirme|affirmait|d'après|aux yeux d*|de l'avis d*|croient|croit|pensent|pense|"
    "estiment|estime|soutiennent|soutient|assurent|assure|appellent|à en croire|à entendre|aux dires d*",
    "it": "secondo i|secondo gli|secondo le|secondo il|secondo la|secondo lo|secondo l'|dicono|dice|disse|"
    "affermano|afferma|sostengono|sostiene|a detta d*|a giudizio d*|a parere d*|credono|crede|pensano|ritengono|"
    "ritiene|chiamano|stando a*",
    "ja": "によると|によれば|と言う|と言った|と述べ|と話し|は言う|に言わせれば",
    "nl": "volgens|zegt|zeggen|zei|zeiden|aldus|menen|meent|vinden|vindt|geloven|gelooft|naar de mening van|noemen|"
    "stelt|stellen|beweren",
    "pl": "według|zdaniem|mówią|mówi|mówił*|powiedział*|twierdz*|uważa|uważają|sądzi|sądzą|w opinii|nazywa*|jak podaje",
    "pt": "segundo o|segundo a|segundo os|segundo as|dizem|diz|disse|disseram|afirmam|afirma|afirmou|na opinião de|"
    "na opinião d*|de acordo com|acreditam|acredita|acham|acha|sustentam|sustenta|chamam",
    "ru": "по словам|по мнению|говорят|говорит|говорил*|сказал*|считают|считает|утверждают|утверждает|утверждал*|"
    "полагают|полагает|называют|как говорят|по версии|по данным|с точки зрения|думают|думает",
    "sv": "enligt|säger|sade|sa|menar|menade|anser|ansåg|hävdar|hävdade|tror|tycker|kallar",
    "tr": "göre|diyor*|dedi|dediler|*diğini söyl*|*dığını söyl*|savun*|deyişiyle|ifadesiyle",
    "zh": "说|說|据|據|认为|認為|表示|称|稱|指出|声称|聲稱|看来|看來|觉得|覺得",
}
"""What makes somebody the source of a sentence that their words are part of."""

_WEAKENS = {
    "ar": "يجب|ينبغي|كان يجب|كان ينبغي|كان من المفترض|يمكن|سوف|كاد",
    "de": "sollte|solltest|sollten|müsste|müssten|muss|müssen|musste|mussten|würde|würden|darf|dürfen|kann|können|"
    "konnte|konnten|früher|einst|ehemals|ehemalige*|will|wollen|gelegentlich|manchmal|zeitweise|droht|drohte",
    "en": "should|ought|must|would|can|used to|meant to|supposed to|once|formerly|former|has to|have to|had to|need to|"
    "needs to|vows to|vowed to|let go|sometimes|in part|wants to|want to|threatens to|threatened to|urged to|asked to|"
    "told to|blamed for|abandoned|opponents of|critics of|resisted|resists|would-be|the idea of|invented",
    "es": "debería|deberían|debe|deben|debía|debían|tendría que|tendrían que|tiene que|tienen que|puede|pueden|antes|"
    "solía|solían|a veces|amenaza con|amenazó con|quiere|quieren|ha de|han de|planea|inventó",
    "fr": "doit|doivent|devait|devaient|faudrait|faut|peut|peuvent|pouvait|jadis|autrefois|ancien|ancienne|parfois|"
    "menace de|menacent de|menaçait de|veut|veulent|va|vont",
    "it": "dovrebbe|dovrebbero|deve|devono|doveva|dovevano|può|possono|poteva|una volta|un tempo|ex|a volte|talvolta|"
    "minaccia di|minacciano di|vuole|vogliono|bisogna|bisognerebbe|occorre",
    "nl": "zou moeten|moet|moeten|moest|moesten|kan|kunnen|kon|konden|mag|mogen|vroeger|ooit|voormalig*|soms|dreigt|"
    "dreigde|wil|willen|hoort te|behoort te",
    "pl": "powin*|musi|muszą|musiał*|może|mogą|mógł|mogła|dawniej|niegdyś|kiedyś|były|była|czasami|czasem|grozi|"
    "groził*|chce|chcą|trzeba|należy|ma zamiar",
    "pt": "deveria|deveriam|deve|devem|devia|deviam|teria que|teria de|tem que|têm que|tem de|pode|podem|podia|outrora|"
    "antigamente|costumava|às vezes|por vezes|ameaça|ameaçou|quer|querem|precisa|precisam",
    "ru": "должен|должна|должно|должны|следует|следовало|надо|нужно|может|могут|мог|могла|могли|раньше|прежде|когда-то|"
    "бывший|бывшая|бывшие|иногда|порой|грозит|грозил*|пригрозил*|хочет|хотят|обязан*",
    "sv": "bör|borde|måste|ska|skulle|kan|kunde|får|tidigare|förr|före detta|ibland|hotar|hotade|vill|ville",
    "tr": "*malı|*meli|*malıdır|*melidir|gerek*|lazım|zorunda*|eskiden|bazen|*ecekti|*acaktı|ister*|istiyor*",
    "zh": "必须|必須|应当|應當|本该|本該|本应|本應|该|該|要求|打算|想要|曾|曾经|曾經|前任|有时|有時|威胁|威脅|"
    "能够|能夠|可以",
}
"""What makes a fact of a duty, a wish, a possibility, or of what was once."""

_LESS = {
    "ar": "أقل من|أكثر من|بعض|جزء من|قليل من|حفنة من|عدد من|أغلب|معظم",
    "de": "weniger als|mehr als|weniger|mehr|einige der|manche der|einzelne der|ein teil|teil der|eine handvoll|"
    "die meisten|nicht alle|ein paar|wenige der|viele der|so viel wie",
    "en": "less than|less|more than|fewer than|fewer|as much as|as many as|up to|some of|some|part of|parts of|"
    "a handful of|most of|many of|few of|several of|a few of|a number of|a fraction of|a share of|a bit of|one of|"
    "than",
    "es": "menos de|más de|menos que|más que|algunos de|algunas de|algunos|algunas|parte de|la mayoría de|un puñado de|"
    "muchos de|muchas de|varios de|pocos de|pocas de|una fracción de",
    "fr": "moins de|moins d'|plus de|plus d'|moins que|plus que|certains des|certaines des|quelques-uns|"
    "quelques-unes|une partie d*|une poignée d*|la plupart d*|beaucoup de|plusieurs d*|une fraction d*",
    "it": "meno di|più di|meno che|più che|alcuni d*|alcune d*|parte d*|una manciata di|la maggior parte|molti d*|"
    "molte d*|pochi d*|poche d*|una frazione d*",
    "nl": "minder dan|meer dan|minder|meer|sommige|sommigen|enkele|een deel van|deel van|een handvol|de meeste|"
    "veel van de|een paar van|even",
    "pl": "mniej niż|więcej niż|mniej|więcej|niektórzy|niektóre|niektórych|część|części|garstka|garstkę|większość|"
    "większości|kilku z|kilka z|wielu z|wiele z|ponad|poniżej",
    "pt": "menos de|mais de|menos que|mais que|menos do que|mais do que|alguns d*|algumas d*|parte d*|um punhado de|"
    "a maioria d*|a maior parte|muitos d*|muitas d*|poucos d*|poucas d*|uma fração d*",
    "ru": "меньше|больше|менее|более|некоторые|некоторых|часть|горстка|горстку|большинство|большинства|многие из|"
    "кое-кто|отдельные|несколько из",
    "sv": "mindre än|mer än|färre än|fler än|några av|en del av|de flesta|en handfull|många av|få av",
    "tr": "daha az|daha çok|daha fazla|bazı|bazıları|bir kısmı|bir bölümü|çoğu|bir avuç|az sayıda",
    "zh": "少于|少於|多于|多於|不到|超过|超過|一些|部分|少数|少數|大多数|大多數|多数|多數|有些|一小",
}
"""What says of how many or of how much something holds."""

_FEARS = {
    "de": "fürchten|fürchtet|fürchtete|fürchteten|hoffen|hofft|hoffte|hofften|warnen|warnt|warnte|warnten|schätzen|"
    "schätzt|erwarten|erwartet|vermuten|vermutet",
    "en": "fear|fears|feared|hope|hopes|hoped|suspect|suspected|predict|predicts|predicted|estimate|estimates|warn|"
    "warns|warned|reckon|reckons|reckoned|expect|expects|expected|suggest|suggested|assume|assumes|assumed|maintain|"
    "maintains|maintained|feel|feels|felt|conclude|concludes|concluded|complain|complains|complained",
    "es": "temen|teme|temían|temía|esperan|espera|esperaban|advierten|advierte|advirtió|calculan|calcula|estiman|"
    "estima|"
    "sospechan|sospecha|suponen|supone|consideran|considera",
    "fr": "craignent|craint|espèrent|espère|espérait|avertissent|avertit|prévient|préviennent|calculent|jugent|juge|"
    "supposent|suppose|soupçonnent|redoutent|redoute",
    "it": "temono|teme|temevano|sperano|spera|avvertono|avverte|stimano|stima|prevedono|prevede|sospettano|sospetta|"
    "suppongono|suppone|giudicano",
    "nl": "vrezen|vreest|vreesden|hopen|hoopt|hoopten|waarschuwen|waarschuwt|schatten|schat|verwachten|verwacht|"
    "vermoeden|vermoedt|denken|denkt",
    "pl": "obawiają się|obawia się|boją się|boi się|mają nadzieję|ma nadzieję|ostrzegają|ostrzega|szacują|szacuje|"
    "spodziewają się|spodziewa się|podejrzewają|podejrzewa",
    "pt": "temem|teme|temiam|esperam|espera|esperavam|alertam|alerta|estimam|estima|calculam|calcula|suspeitam|"
    "suspeita|"
    "supõem|supõe|consideram|considera",
    "ru": "опасаются|опасается|надеются|надеется|боятся|боится|предупреждают|предупреждает|ожидают|ожидает|"
    "предполагают|предполагает|подозревают|подозревает",
    "sv": "fruktar|befarar|hoppas|hoppades|varnar|varnade|uppskattar|väntar sig|misstänker|förmodar",
    "tr": "korkuyor|korkuyorlar|umuyor|umuyorlar|uyarıyor|uyarıyorlar|tahmin ediyor|bekliyor|bekliyorlar",
}
"""What somebody fears, hopes or expects, where commas set it apart: `The old pears, botanists fear, are gone`."""

_FORCED = {
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

_AS = {
    "de": "wie", "en": "as", "es": "como", "fr": "comme", "it": "come", "nl": "zoals", "pl": "jak", "pt": "como",
    "ru": "как", "sv": "som",
}  # fmt: skip
"""How a clause begins that tells who says what follows: `As the mayor said, |`."""

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

_ACCORDING = word_set("laut según selon d'après volgens aldus według zdaniem enligt بحسب حسب 据 據")
"""Single words that make whom they are followed by the source of what a sentence tells."""

_SOURCE_FIRST = frozenset({"de", "ja", "tr", "zh"})
"""Languages in which what makes somebody a source may stand behind whom it makes one: `Dem Bericht zufolge |`."""

_NOUN_AND_VERB = 2
"""Words that say something of which a noun and a verb make a clause."""

_LONGEST_SOURCE = 80
"""Code points of the longest source that a sentence names before what it says."""

_HERE = "\ue001"
"""Stands for an edge of an omission, or of a quotation."""

_COMMA_TELLS = {"de": re.compile(r"\s*(?:als|nachdem|wie|da|wenn|bevor|seit|bis|indem)\b", re.IGNORECASE)}
"""Languages in which a comma alone may join what somebody says, and how clauses begin that tell when or why."""

_ALWAYS_THAT = word_set("bg cs de el fi hi hu id pl ro ru vi")
"""Languages in which a "that" joins to a verb what somebody says, thinks or knows, and hardly anything to a noun."""

_JOINS_TO_NOUNS = word_set("ca en es fr it nl pt")
"""Languages in which the same word also joins to a noun what is told of it."""

_OF_THAT = {"es": ("de",), "fr": ("de", "ce"), "pt": ("de",)}
"""What may stand between a verb, or what is like one, and its "that": `presume de que`, `convaincus de ce que`."""

_IN_THAT = {"es": ("en", "a", "con"), "it": ("a", "in"), "pt": ("em", "a", "com")}
"""What stands there behind verbs, too, but also behind nouns: `se empeña en que`, `la casa en que`."""

_INFINITIVE = {
    "es": re.compile(r"\w+[aei]r"), "fr": re.compile(r"\w+(?:er|ir|re)"), "it": re.compile(r"\w+[aei]re"),
    "pt": re.compile(r"\w+[aei]r"),
}  # fmt: skip
"""How verbs end behind a preposition, where nouns mostly have an article: `s'obstine à répéter que`."""

_NO_VERBS = word_set(
    "true clear fact evident obvious known knew knows shows showed shown proves proved found learned learnt realised "
    "realized discovered noticed means meant ensures made given seeing granted cierto claro evidente sabe sabía "
    "demuestra demostró muestra mostró significa descubrió comprobó resultó visto dado puesto siempre mientras sino "
    "después despues antes luego pesar hecho medida además gracias vrai clair évident sait savait montre montra prouve "
    "signifie constata étant vu pendant tandis alors lorsque puisque dès après avant depuis fait fin vero chiaro noto "
    "sa sapeva dimostra dimostrò mostra mostrò scoprì dopo prima dato posto mentre certo fatto sabe sabia mostrou "
    "provou descobriu logo sempre ainda assim depois facto fato além waar duidelijk bekend weet wist toont toonde "
    "bewijst bewees bleek betekent feit"
)
"""Words before a "that" behind which it is told as a fact, or when or why something happened."""

_SO = {
    "cs": "tak|takov*|natolik", "de": "so|derart|dermaßen|solch*", "en": "so|such",
    "es": "tan|tant*|tal|tales|más|menos|mayor*|menor*|mejor*|peor*|mism*",
    "fr": "si|tellement|tant|tel|telle|tels|telles|plus|moins|même*|autre*",
    "it": "così|tanto|tanta|talmente|tale|tali|più|meno|stess*", "nl": "zo|zo'n|zulk*|zodanig",
    "pl": "tak|taki|taka|takie|tyle|tylu", "pt": "tão|tanto|tanta|tal|tais|mais|menos|maior*|menor*|mesm*",
    "ru": "так|такой|такая|такое|такие|столь|настолько",
}  # fmt: skip
"""What makes of a "that" what it led to, or how much it was: `The storm was so violent that |`, `más alto que |`."""

_SO_FAR = 5
"""The most words between such a word and its "that"."""

_BEFORE_VERBS = word_set(
    "se me te nos os ci vi ne n s lo no non não not never also still now long publicly already has have had is are was "
    "were been be being ha han había habían haya he hanno aveva avevano è era sono a ont avait avaient est était sont "
    "étaient été tem têm tinha tinham estava está están estaban heeft hebben had hadden nog altijd steeds ook già "
    "ancora sempre aún todavía también también anche também ainda encore toujours aussi estão estavam"
)
"""Function words that stand before a verb or its participle, not before a noun."""

_VERB_ALONE = word_set("ca es it pt")
"""Languages in which a verb needs no subject beside it: `Juran que |`."""

_NEEDS_NO_THAT = {"en": word_set("call calls called expect expects expected predict predicts predicted once")}
"""Languages in which nothing need join it, and verbs behind which a noun stands for the most part."""

_VERB_FIRST = {
    "de": re.compile(r"(?!(?:mit)?samt|selbst|heute|fast|erst|jetzt|meist|zuletzt|wegen|neben|gegen|zwischen|kurz)"
                     r"[a-zäöüß]+(?:t|te|ten|en)"),
    "en": re.compile(r"(?!across|towards|besides|always|perhaps|sometimes|nowadays|plus|minus|versus)[a-z]+s"),
    "es": re.compile(r"(?!tod|inclus|incluid|durante|sobre|excepto|junto)[a-zñáéíóú]+(?:[aeó]|an|en|on|ía)"),
    "fr": re.compile(r"(?!tout|même|jusque|compris|durant|malgré|parmi|comme)[a-zàâçéèêëîïôûù]+(?:[aet]|ent)"),
    "it": re.compile(r"(?!tutt|compres|durante|oltre|anche|come)[a-zàèéìòù]+(?:[aeò]|no)"),
    "nl": re.compile(r"(?!\w*dat|zelfs|met|tot|uit|naast|want|niet|alleen)[a-z]+(?:t|te|de|ten|den|en)"),
    "pt": re.compile(r"(?!tod|inclusive|durante|sobre|exceto|conforme|hoje)[a-zãáâéêíóôúç]+(?:[aeu]|am|em)"),
    "ru": re.compile(r"[а-яё]+(?:[аяу]ет|[аяу]ют|[иея]тся|[ую]тся)"),
}  # fmt: skip
"""What may be a verb in the present or past where a subject follows it: no other word does there, but few."""

_ENDS_THERE = re.compile(r"\s*+(?:[.;!?)\n]|\Z)")
_FULL_NAME = 2

_TELLS_LAST = {
    "ja": re.compile(
        rf".*{_HERE}(?P<words>だ?と(?:[^。「」、]{{0,12}})?(?:述べ|話し|語っ|言っ|言う|いう|主張|説明|発表|考え|思)[^。]*"
        rf"|(?<=[ただ]{_HERE})と(?!き|ころ|たん|おり|同時|も|し|す|いえ)[^。、「」]{{2,40}})",
        re.DOTALL,
    ),
    "ko": re.compile(rf".*[다라냐자]{_HERE}(?P<words>고\s[^.]*)", re.DOTALL),
    "tr": re.compile(
        rf".*(?:[ıiuü]ğ|[ae]ca[ğk]|[ae]ce[ğk])[ıiuü]n[ıiuü]{_HERE}\s+(?P<words>[^.,;:!?]+)", re.DOTALL | re.IGNORECASE
    ),
}  # fmt: skip
"""How a sentence goes on behind what is said in it, where that comes first: `… | と述べた`, `olduğunu | söyledi`."""

_CLAUSE_END = re.compile(r"[,;:.!?،，、；：。！？“”„«»\"「」『』()（）\n]")
_NO_CLAUSE_END = re.compile(r"[^,;:.!?“”„«»\"()\n]{1,40}\Z")
_SENTENCE_STOP = re.compile(r"[;:!?。！？“”„«»\"「」『』\n]|\.\s")
_NEXT_CLAUSE = re.compile(
    r"\s*[,،，、](?P<words>[^,;:.!?،，、；：。！？“”„«»\"「」『』\n]{2,100}+)(?![:：]|\s*[“”„«»\"「」『』])"
)
_PARTICIPLE = re.compile(r"\w+(?:ing|ndo|ant)", re.IGNORECASE)
"""A verb of saying that begins no clause about all of what comes before it: `…, saying that`."""

_FARTHEST = 200
"""Code points before a quotation in which the clause begins that tells who says it."""

_WHOM, _SUBJECT, _WHEN = 3, 6, 3
"""The most words for whom something is told, who tells it, and when."""

_BLANK_OR_MARK = " \t\n\xa0\u202f\u3000"
_LONGEST = 40
"""Code points that the longest of these words have."""

_NEAR = 80
"""Code points behind a quotation in which what takes it back ends."""

_SOURCES, _SHIFTS, _AMOUNTS, _ASIDES, _COMPULSION = "sources", "shifts", "amounts", "asides", "compulsion"
_TABLES = {
    _SOURCES: (CueKind.DOUBT, _SAYS), _SHIFTS: (CueKind.DOUBT, _WEAKENS), _AMOUNTS: (CueKind.NUMBER, _LESS),
    _ASIDES: (CueKind.DOUBT, _FEARS), _COMPULSION: (CueKind.CONDITION, _FORCED),
}  # fmt: skip
_UNSPACED = frozenset({"ja", "zh"})
_WORD = re.compile(r"[^\W_]+")
_WITH_IT = word_set("to be been have well soon also then still even sein être ser estar essere być zijn att")
"""Words that may stand between such a verb and what goes on after the ellipsis, which thereby is a fact."""
_SENTENCE_END = re.compile(r"[.!?](?:\s|\Z)|[。！？\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_FIRST_WORDS = re.compile(r"\W*+(?P<words>\w++(?:[^\w.!?]++\w++){0,3})")
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", ".”", '."', "!”", "?”", ".“", ".»")
_AROUND = 60
"""Code points on either side of an omission that tell whether a full stop in it ends a sentence."""

_MARK_OF_SPEECH = re.compile('[“”„«»"「」『』]')
_COMMA_HERE = re.compile(rf"[,،，、]\s*{_HERE}|{_HERE}\s*[,،，、]")
_BESIDE = 3
"""Code points around an omission in which quotation marks are its own: a comma and a space may be between."""


def turned_by_leaving_out(text: str, start: int, end: int, language: str | None) -> list[Cue]:
    """What turns a sentence where it is left out, in order; nothing in a language without a table.

    What names the speaker between two quotations of one article (`“It is late,” he said, “and cold.”`) does not, nor
    does what a left out sentence says.

    Args:
        text: An article's.
        start: Where the words begin that an ellipsis leaves out.
        end: Where they end.
        language: The ISO 639-1 code of the article.
    """
    omitted = text[start:end]
    if _SENTENCE_END.search(omitted) or _MARK_OF_SPEECH.search(text, max(0, start - _BESIDE), end + _BESIDE):
        return []
    plain, offsets = readable(omitted)
    tongue = code(language)
    aside = _COMMA_HERE.search(text[max(0, start - _BESIDE) : start] + _HERE + omitted[:_BESIDE])
    aside = aside and _COMMA_HERE.search(omitted[-_BESIDE:] + _HERE + text[end : end + _BESIDE])
    found = [
        Cue(_TABLES[name][0], omitted[slice(*span)], *span)
        for name, pattern in _patterns(tongue)
        for match in pattern.finditer(plain)
        if (aside or name != _ASIDES)
        and (tongue in _UNSPACED or _turns(name, plain[: match.start()], plain[match.end() :], match[0]))
        for span in [(offsets[match.start()], offsets[match.end()])]
    ]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))


def _turns(table: str, before: str, after: str, cue: str) -> bool:
    """Whether a cue turns what is left: somebody is left out with the verb, or the rest goes on with another verb.

    Args:
        table: The table that the cue is of.
        before: What the omission has before it.
        after: What it has after it.
        cue: The cue.
    """
    if table in (_SOURCES, _ASIDES):
        return " " in cue or bool(_WORD.search(before) or _WORD.search(after))
    return table != _SHIFTS or all(word.lower() in _WITH_IT for word in _WORD.findall(after))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = ((name, row) for name, (_, table) in _TABLES.items() if (row := table.get(language)))
    return tuple((name, pattern_of(row, language)) for name, row in rows)


def joined_sentence(text: str, start: int, end: int, language: str | None) -> Cue | None:
    """How the sentence begins whose end an ellipsis joins to the beginning of another: `The nurse … was jailed`.

    Whom or what the rest is about is named there, so it counts as a name. None where the words before the ellipsis end
    their sentence, or those after it begin one, but for a word such as "Yesterday".

    Args:
        text: An article's.
        start: Where the words begin that an ellipsis leaves out.
        end: Where they end.
        language: The ISO 639-1 code of the article.
    """
    before = text[max(0, start - _LONGEST) : start].rstrip()
    if not before or before.endswith(_ENDS) or not _SENTENCE_END.search(text, start, end):
        return None
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    # Within quotation marks a splitter of sentences splits none.
    low = max((mark.end() for mark in _MARK_OF_SPEECH.finditer(text, low, start)), default=low)
    closing = _MARK_OF_SPEECH.search(text, end, high)
    high = closing.start() if closing else high
    begun = [each for each in sentences(text, low, high, language) if start < each.start < end]
    begun += [Sentence("", blank.end(), end) for blank in _BLANK_LINE.finditer(text, start, end) if blank.end() < end]
    last = max(begun, key=lambda each: each.start, default=None)
    words = _FIRST_WORDS.match(text, last.start, end) if last else None
    if words is None or (
        " " not in words["words"] and words["words"].lower() not in PRONOUNS and language not in _UNSPACED
    ):
        return None
    return Cue(CueKind.NAME, words["words"], *words.span("words"))


def quantity_before(before: str, language: str | None, quoted: str = "") -> Cue | None:
    """What says right before a quotation of how many or how much it holds: `Some of | the doctors refused to work`.

    Where the quotation itself begins with the "of", any number before it says so: `Two in five | of the gates failed`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation begins.
    """
    tongue = code(language)
    if tongue not in _LESS:
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


def _amounts(text: str, language: str) -> Iterator[Cue]:
    words = "|".join([_LESS[language], *_HALF.get(language, ())])
    for match in pattern_of(words, language).finditer(text):
        yield Cue(CueKind.NUMBER, match[0], *match.span())


@cache
def _of(language: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w\n]*+(?:{_OF[language]})", re.IGNORECASE)


def attributed_before(before: str, language: str | None) -> Cue | None:
    """Whose word it is that a quotation tells, where nothing else stands before it: `According to the firm, |`.

    Args:
        before: All that its sentence has before it.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    start = len(before) - len(before.lstrip(_BLANK_OR_MARK))
    told = before[start:].rstrip(_BLANK_OR_MARK).rstrip(",،，、").rstrip()
    if tongue not in _SAYS or not told or len(told) > _LONGEST_SOURCE or _CLAUSE_END.search(told):
        return None
    plain = told.replace("’", "'")
    sayings = list(pattern_of(_SAYS[tongue], tongue).finditer(plain))
    opens = any(each.start() == 0 and (" " in each[0] or _is_according(each[0], tongue)) for each in sayings)
    closes = tongue in _SOURCE_FIRST and any(each.end() == len(plain) for each in sayings)
    if opens or closes or (before.rstrip().endswith(",") and _as_said(plain.casefold(), tongue)):
        return Cue(CueKind.DOUBT, told, start, start + len(told))
    return None


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


def _as_said(clause: str, language: str) -> bool:
    """Whether a clause says that somebody says so: its verb is its last word or, but in English, near its first one."""
    first, *others = _WORD.findall(clause) or [""]
    if first != _AS.get(language):
        return False
    verbs = others[-1:] + (others[:3] if language != "en" else [])
    says = pattern_of(_SAYS[language], language)
    return clause.endswith(" put it") or any(verb in SAYING or says.fullmatch(verb) for verb in verbs)


def _is_according(word: str, language: str) -> bool:
    """Whether a word makes whom it is followed by a source; in Arabic an "and" may be written onto it."""
    return word.casefold() in _ACCORDING or (language == "ar" and word[:1] in ("و", "ف") and word[1:] in _ACCORDING)


def told_before(before: str, language: str | None, quoted: str = "") -> Cue | None:
    """Who says or supposes what a quotation tells, in the clause right before it: `The engineer told us that |`.

    Or, where a language needs no "that": `Dr Boon said | the drug was safe`, `Der Betreiber teilte mit, |`.

    Args:
        before: What its sentence has before it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation begins.
    """
    tongue = code(language)
    end = len(before.rstrip(_BLANK_OR_MARK))
    low = max(0, end - _FARTHEST)
    low = max((stop.end() for stop in _SENTENCE_STOP.finditer(before, low, end)), default=low)
    clause = before[low:end]
    that = that_at_end(clause, tongue)
    if that is not None:
        told, reach = clause[:that], BEFORE_THAT
    elif clause.endswith(",") and tongue in _COMMA_TELLS:
        told, reach = clause[:-1], BEFORE_THAT
        last = told[max((stop.end() for stop in _CLAUSE_END.finditer(told)), default=0) :]
        if opens_another(last, tongue) or _COMMA_TELLS[tongue].match(last):
            return None
    elif tongue in _NEEDS_NO_THAT:
        told, reach = clause, 0
    else:
        return None
    verb = max(_tellings(told, tongue), key=lambda each: each.start, default=None)
    if verb is None and that is not None and _tells(told, quoted, tongue):
        start = max((stop.end() for stop in _CLAUSE_END.finditer(told.rstrip(_BLANK_OR_MARK + ","))), default=0)
        words = before[low + start : end].lstrip()
        return Cue(CueKind.DOUBT, words, end - len(words), end) if len(words) > len(clause) - that else None
    if verb is None:
        return None
    between, saying = told[verb.end :], verb.words.casefold()
    if that is None and tongue in _NEEDS_NO_THAT:
        if saying in _NEEDS_NO_THAT[tongue] or "," in between:
            return None
        reach = _WHOM if saying in ONLY_BEFORE else 0
    elif tongue in _JOINS_TO_NOUNS:
        reach = BEFORE_THAT if saying in ONLY_BEFORE else _WHOM
    if len(_WORD.findall(between)) > reach or _SENTENCE_STOP.search(between):
        return None
    if "," in between and opens_another(between.rsplit(",", 1)[1], tongue):
        return None
    return Cue(CueKind.DOUBT, before[low + verb.start : end].rstrip(","), low + verb.start, end)


def _tells(told: str, quoted: str, language: str) -> bool:
    """Whether a "that" joins a clause to a verb, one that isn't listed, by what comes before it: `The captain swears`.

    Where the same word also joins a clause to a noun (`the old bridge that the town built`), a verb must be there:
    behind a name or pronoun, as the first word, or because without one the sentence has none.

    Args:
        told: What the clause has before the "that".
        quoted: What comes behind it.
        language: The language of both.
    """
    start = max((stop.end() for stop in _CLAUSE_END.finditer(told.rstrip(_BLANK_OR_MARK + ","))), default=0)
    words = words_apart(told[start:])
    if language in _SO and pattern_of(_SO[language], language).search(" ".join(words[-_SO_FAR:])):
        return False
    if language in _ALWAYS_THAT:
        return True
    if language == "ar":  # "that" and "to" are one word
        return quoted.lstrip(_BLANK_OR_MARK).startswith("ال") and bool(words and terms_of_word(words[-1], language))
    of_that = bool(words) and words[-1].casefold() in _OF_THAT.get(language, ())
    while words and words[-1].casefold() in (*_OF_THAT.get(language, ()), *_IN_THAT.get(language, ())):
        words = words[:-1]
    if language not in _JOINS_TO_NOUNS or not words or not _begins_with_subject(quoted, language):
        return False
    last = words[-1].casefold()
    if last in _NO_VERBS or last in light_words(language) or not terms_of_word(last, language):
        return False
    of_that = of_that or (is_claim(last, language) and len(words) > _NOUN_AND_VERB)  # "The claim that |" may stand
    return (words[-1].islower() or len(words) == 1) and (of_that or _ends_with_verb(words, language))


def _begins_with_subject(quoted: str, language: str) -> bool:
    """Whether words begin as a clause does that has its subject first: an article, a pronoun, a name or a number."""
    first = next(iter(words_apart(quoted[:_LONGEST])), "")
    return bool(first) and bool(determiner(first, language) or first.casefold() in PRONOUNS or not first.islower())


def _ends_with_verb(words: Sequence[str], language: str) -> bool:
    """Whether the last of the first words of a clause is its verb: `The captain of the ferry swears`."""
    if len(words) == 1:
        return language in _VERB_ALONE
    before = words[-2]
    lower = before.casefold()
    if lower in _BEFORE_VERBS or lower in PRONOUNS:
        return True
    if _opens_noun(before, language):
        is_infinitive = language in _INFINITIVE and _INFINITIVE[language].fullmatch(words[-1])
        return bool(is_infinitive) and not determiner(before, language)
    if before[0].isupper() and len(words) > 2 and not _opens_noun(words[-3], language):
        return True
    openers = [at for at, word in enumerate(words[:-1]) if _opens_noun(word, language)]
    if not openers or any(terms_of_word(word, language) for word in words[: openers[0]]):
        return not openers and len(words) == 2
    sizes = [
        sum(bool(terms_of_word(word, language)) for word in words[low + 1 : high])
        for low, high in pairwise([*openers, len(words)])
    ]
    return max(sizes[:-1], default=0) < _NOUN_AND_VERB <= sizes[-1]


def _opens_noun(word: str, language: str) -> bool:
    """Whether a noun is to come behind a word: an article, a preposition or another function word but a verb's."""
    return bool(determiner(word, language)) or (word.casefold() in PREPOSITIONS or not terms_of_word(word, language))


def told_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """Who says or supposes what a quotation tells, in the clause right behind it: `|, the mayor said on Monday`.

    Args:
        after: What its sentence has after it.
        language: The ISO 639-1 code of the article.
        quoted: How the quotation ends.
    """
    tongue = code(language)
    if tongue in _TELLS_LAST and (
        tail := _TELLS_LAST[tongue].match(quoted[-_LONGEST:] + _HERE + after[:_LONGEST_SOURCE])
    ):
        start = tail.start("words") - len(quoted[-_LONGEST:]) - 1
        return Cue(CueKind.DOUBT, tail["words"], start, start + len(tail["words"]))
    clause = _NEXT_CLAUSE.match(after)
    words = clause["words"] if clause else ""
    if clause is None or tongue not in _SAYS or opens_another(words, tongue) or is_reported(words, tongue):
        return None
    if next(iter(_WORD.findall(words.casefold())), None) == _AS.get(tongue):
        return None
    for verb in _tellings(words, tongue):
        before, behind = (len(_WORD.findall(part)) for part in (words[: verb.start], words[verb.end :]))
        first = before == 0 and verb.words.casefold() not in ONLY_BEFORE
        if not _PARTICIPLE.fullmatch(verb.words) and (first or (before <= _SUBJECT and behind <= _WHEN)):
            return Cue(CueKind.DOUBT, words.strip(), *clause.span("words"))
    # Behind a comma in the quotation this one may end an aside, and what follows be its own verb.
    if "," not in quoted and _ENDS_THERE.match(after, clause.end("words")) and _is_inverted(words, tongue):
        return Cue(CueKind.DOUBT, words.strip(), *clause.span("words"))
    return None


def _is_inverted(clause: str, language: str) -> bool:
    """Whether a clause is a verb and then its subject, which follows only what somebody says: `jura o capitão`."""
    verb, *subject = words_apart(clause) or [""]
    if language not in _VERB_FIRST or not 0 < len(subject) <= _SUBJECT or not _VERB_FIRST[language].fullmatch(verb):
        return False
    if language == "ru":
        return len(subject) <= _WHOM
    if any(opens_another(word, language) for word in subject):
        return False
    is_there = determiner(subject[0], language) or all(word[0].isupper() for word in subject[:_FULL_NAME])
    return bool(is_there and terms_of_word(verb, language)) and not is_number(verb, language)


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


def _tellings(text: str, language: str) -> Iterator[Cue]:
    """The words of a text for saying and supposing, in no order."""
    plain = text.replace("’", "'")
    rows = [table[language] for table in (_SAYS, _FEARS) if language in table]
    found = [match.span() for match in pattern_of("|".join(rows), language).finditer(plain)] if rows else []
    found += [word.span() for word in _WORD.finditer(plain) if word[0].casefold() in SAYING]
    return (Cue(CueKind.DOUBT, text[slice(*span)], *span) for span in dict.fromkeys(found))


@cache
def _quantities(language: str) -> re.Pattern[str]:
    """Those of several words: single ones, such as "under", say other things too; and "half"."""
    row = _LESS[language].split("|")
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
        forced = pattern_of(_FORCED[language], language).pattern
        between = rf"(?:(?:{_BY_FORCE[language]}),?\s++){{0,6}}"
        patterns.append((CueKind.CONDITION, re.compile(rf"{begins}{between}(?P<cue>{forced})", re.IGNORECASE)))
    return tuple(patterns)
