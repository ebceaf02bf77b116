"""Words that give a reason, by language: a passage without any hardly tells why something is.

A reason may be given without such a word ("The lake is shrinking. Cotton takes its water."), so that their absence says
that it may not be told, and no more.
"""

import re
from functools import cache

from retrieval.language.analyzer import code
from retrieval.language.quantities import quantity

# In the tables `|` parts the words, and `*` stands for the rest of a word, or for its beginning.
_REASONS = {
    "ar": "لأن*|لان*|بسبب|بسبب*|سبب*|السبب|أسباب|لكي|كي|حتى|نتيجة|نظرا|نظرًا|جراء|إثر|عقب|بعد|لذلك|لذا|إذ|بفضل|"
    "من أجل|"
    "أدى|أدت|تسبب*|خوفا|بهدف|بغرض",
    "bg": "защото|понеже|тъй като|заради|поради|причин*|за да|вследствие|благодарение|след като|затова",
    "ca": "perquè|ja que|a causa|per culpa|degut|causa*|motiu*|raó|per tal|gràcies|a fi|doncs|després",
    "cs": "protože|neboť|kvůli|poněvadž|jelikož|důvod*|příčin*|aby|proto|následkem|vlivem|díky|způsobi*",
    "da": "fordi|da|eftersom|på grund af|grundet|årsag*|skyld*|for at|så|derfor|takket|efter|grund",
    "de": "weil|da|denn|wegen|aufgrund|grund|gründe*|gründen|ursache*|verursach*|deshalb|deswegen|daher|darum|damit|"
    "um|infolge|durch|nachdem|dank|mangels|so dass|sodass|führ*|liegt|lag|geschuldet|sonst|schuld|begründ*|erklär*",
    "el": "επειδή|γιατί|διότι|λόγω|λόγο*|εξαιτίας|αιτία*|αιτίες|καθώς|αφού|για να|ώστε|προκάλεσ*|προκλήθηκ*|"
    "οφείλ*|χάρη|έτσι|μετά|γι' αυτό|προκειμένου",
    "en": "because|since|due to|owing|cause|causes|caused|causing|reason*|so|therefore|hence|thus|result*|in order|"
    "thanks to|for fear|fear*|to avoid|to prevent|to protect|to save|to make|to keep|to get|to help|to allow|to let|"
    "to give|to reduce|to raise|to ensure|to stop|to cut|to show|to meet|to pay|to support|to improve|"
    "after|following|over|amid|blam*|led to|leads to|leading to|meant that|means that|on the grounds|in response|"
    "in protest|as the|as it|as he|as she|as they|as there|want of|too|"
    "not enough|lack*|otherwise|wanted|wants|motivat*|aim*|purpose*|intend*|why|explain*",
    "es": "porque|pues|ya que|puesto que|dado que|debido|a causa|caus*|motiv*|raz*|para|a fin|así que|gracias|"
    "como consecuencia|consecuencia*|tras|después|origin*|provoc*|porqué|por falta|por miedo|por l[ao]s?|por su|"
    "explic*|culp*",
    "fa": "زیرا|چون|چرا که|به دلیل|دلیل*|به علت|علت|تا|برای|به خاطر|سبب|باعث",
    "fi": "koska|sillä|siksi|vuoksi|takia|syy*|syi*|jotta|johtu*|aiheut*|ansiosta|jälkeen",
    "fr": "parce|car|puisque|en raison|raison*|à cause|cause*|causé*|pour|afin|grâce|suite à|à la suite|"
    "faute d*|étant|"
    "comme|après|motif*|donc|c'est pourquoi|provoqu*|dû|due|dus|trop|empêch*|expliqu*|invoqu*",
    "he": "כי|בגלל|מפני|משום|עקב|סיבה|סיבות|כדי|לאחר|מאחר",
    "hi": "क्योंकि|कारण*|वजह|इसलिए|ताकि|के लिए|चूंकि|चूँकि|के चलते|बाद|हेतु",
    "hu": "mert|mivel|miatt|ok|oka|okok*|okoz*|azért|hogy|következ*|köszönhet*|után|ezért|érdekében",
    "id": "karena|sebab|akibat|alasan*|untuk|agar|supaya|sehingga|disebabkan|setelah|demi",
    "it": "perché|poiché|siccome|dato che|visto che|a causa|caus*|motiv*|ragion*|per l*|per evitare|affinché|"
    "grazie|dopo|dovut*|"
    "quindi|in seguito|provoc*|così|colpa|ha fatto|hanno fatto|fece|fecero|imped*|costr*|spieg*",
    "nl": "omdat|want|doordat|aangezien|vanwege|wegens|door|reden*|oorza*|veroorza*|zodat|om|opdat|daarom|dankzij|"
    "nadat|gevolg*|dus|verklar*",
    "no": "fordi|siden|ettersom|på grunn av|grunn*|årsak*|skyld*|for å|så|derfor|takket|etter",
    "pl": "ponieważ|bo|bowiem|gdyż|dlatego|z powodu|powod*|powód|przyczyn*|aby|żeby|by|w celu|dzięki|wskutek|skut*|"
    "ze względu|stąd|przyczyną",
    "pt": "porque|pois|já que|visto que|dado que|devido|pel[ao]s?|por falta|caus*|motiv*|raz*|para|a fim|graças|"
    "após|depois|"
    "consequência*|provoc*|origin*|peso|quer|queria|quis|impedi*|obrig*",
    "ro": "deoarece|pentru|fiindcă|căci|întrucât|din cauz*|cauz*|motiv*|datorit*|astfel|ca să|după|urma|drept|încât",
    "ru": "потому|так как|поскольку|ибо|из-за|ввиду|вследствие|благодаря|причин*|поэтому|чтобы|чтоб|для|ради|после|"
    "в связи|связи|вызва*|привел*|результат*|следстви*|оттого|затем|боя*|опаса*|слишком|не хвата*|нехватк*|помеша*|"
    "объясн*",
    "sv": "eftersom|därför|för att|på grund av|grund|orsak*|tack vare|så att|för|efter|anledning*|beror|berodde|"
    "förklar*",
    "tr": "çünkü|nedeniyle|neden*|sebeb*|sebep*|yüzünden|dolayı|için|ötürü|sayesinde|diye|sonucu|üzere|amac*|"
    "*dığından|*diğinden|*duğundan|*düğünden|*tığından|*tiğinden|*tuğundan|*tüğünden",
    "uk": "тому|бо|оскільки|через|внаслідок|завдяки|причин*|щоб|для|заради|після|у зв'язку|спричин*|адже",
    "vi": "vì|bởi|do|nhờ|nguyên nhân|lý do|để|nhằm|nên|khiến",
}

_UNSPACED_REASONS = {
    "ja": "ため|為に|から|ので|原因|理由|により|によって|によると|よって|せいで|おかげ|のは|に伴|を受け|きっかけ|たく"
    "|目的",
    "ko": "때문|위해|위하여|위한|이유|원인|므로|니까|으로 인|로 인|탓|덕분|따라|아서|어서|해서|려고|도록",
    "th": "เพราะ|เนื่องจาก|เนื่องมาจาก|สาเหตุ|เพื่อ|จึง|ทำให้|เหตุ",
    "zh": "因|由于|為了|为了|原因|所以|导致|導致|以便|以免|缘故|理由|起因|引起|引发|造成|从而|出于|旨在|使得|是为|为了",
}
"""The same in scripts whose words have no spaces between them, or endings that reasons are told by."""


def gives_reason(text: str, language: str | None) -> bool:
    """Whether a text has a word that gives a reason; in a language without a table it may.

    Args:
        text: What may tell why something is.
        language: Of the text, as an ISO 639-1 code.
    """
    return _reason(code(language)) is None or reason_from(text, language) is not None


_OF_TIMES = frozenset(
    ("after", "over", "following", "since", "après", "pour", "tras", "después", "para", "dopo", "após", "depois")
) | {"после", "для", "після", "efter", "etter", "nach"}
"""Those that give a time as well: "after twenty years", "since 2011"."""


def reason_from(text: str, language: str | None) -> int | None:
    """Where in a text the first word begins that gives a reason, in code points; None if none does.

    Args:
        text: What may tell why something is.
        language: Of the text, as an ISO 639-1 code.
    """
    pattern, lower = _reason(code(language)), text.lower().replace("’", "'")
    matches = pattern.finditer(lower) if pattern else ()
    time = _time(code(language))
    return next(
        (each.start() for each in matches if each[0] not in _OF_TIMES or not time.match(lower, each.end())), None
    )


@cache
def _time(language: str) -> re.Pattern[str]:
    """How long something took, or a year, behind a word that gives a reason or a time."""
    return re.compile(rf"\W+(?:(?:de|di|einem|einer) )?(?:{quantity('@duration', language)}|[12]\d{{3}}\b)")


@cache
def _reason(language: str) -> re.Pattern[str] | None:
    """Any word of a language that gives a reason; None if there is no table."""
    if language in _UNSPACED_REASONS:
        return re.compile(_UNSPACED_REASONS[language])
    if language not in _REASONS:
        return None
    words = "|".join(_REASONS[language].split("|")).replace("*", r"\w*")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
