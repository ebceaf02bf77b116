"""Who says or supposes what a quotation tells, by the clause beside it: `The engineer told us that |`.

By the words for saying and fearing, and by how a sentence is built: "that" behind whatever verb, or a verb and then its
subject behind a comma.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from retrieval.citing.cautions.taken_back import is_claim
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
from retrieval.language.cues import Cue, CueKind, pattern_of
from retrieval.language.saying import ONLY_BEFORE, PREPOSITIONS, PRONOUNS, SAYING, word_set
from retrieval.language.stopwords import light_words

SAYS = {
    "ar": "بحسب|حسب|وفقا ل*|وفقًا ل*|يقول*|تقول*|قال|قالت|قالوا|يرى|ترى|في رأي|برأي|يؤكد*|تؤكد*",
    "bg": "според|по думите на|твърди|твърдят|каза|казва|казаха|заяви|смята|смятат",
    "cs": "podle|říká|řekl*|říkají|tvrdí|tvrdil*|prohlásil*|uvedl*|domnívá se|myslí si|slovy|dle",
    "da": "ifølge|siger|sagde|mener|mente|hævder|hævdede|tror|troede|kalder|oplyser|oplyste|fortæller",
    "de": "sagen|sagt|sagte|sagten|so ihr*|so sein*|so die|so der|so das|laut|zufolge|meinen|meint|meinte|meinten|"
    "behaupten|behauptet*|glauben|glaubt|nach ansicht|nach meinung|nach angaben|finden|heißt es|hieß es|"
    "aus sicht d*|nach eigenen angaben|nach eigener aussage|nach eigener darstellung|in den augen|nach lesart|"
    "nach darstellung|nach überzeugung|von wegen|dem vernehmen nach",
    "el": "σύμφωνα με|κατά τον|κατά την|κατά τους|λέει|λένε|είπε|δήλωσε|υποστηρίζ*|ισχυρίζ*|πιστεύ*|θεωρ*|όπως λέει",
    "en": "according to|say|says|said|argue|argues|argued|think|thinks|thought|believe|believes|believed|call|calls|"
    "called|in the words of|in the view of|in the opinion of|in the eyes of|asserts|assert|asserted|insist|insists|"
    "insisted|as seen by|contend|contends|contended|he feels|she feels|told|"
    "legend has it|rumour has it|rumor has it|the story goes|to hear|in the telling of|in the words of|in the mind of|"
    "by his own account|by her own account|by their own account|by its own account|by all accounts",
    "es": "según|dicen|dice|dijo|dijeron|afirman|afirma|afirmó|sostienen|sostiene|sostuvo|creen|cree|opinan|opina|"
    "a juicio d*|en opinión d*|a decir d*|de acuerdo con|llaman|aseguran|asegura|aseguró|"
    "a ojos d*|en palabras d*|a entender d*|en boca d*|cuenta la leyenda|en la versión d*",
    "fi": "mukaan|mielestä|sanoo|sanoi|sanovat|väittää|väitti|väittävät|uskoo|uskovat|kertoo|kertoi|arvioi",
    "fr": "selon|disent|dit|affirment|affirme|affirmait|d'après|aux yeux d*|de l'avis d*|croient|croit|pensent|pense|"
    "estiment|estime|soutiennent|soutient|assurent|assure|appellent|à en croire|à entendre|aux dires d*|"
    "à l'en croire|à les en croire|au dire d*|de l'aveu d*|du point de vue d*|selon ses dires|la légende veut|"
    "dans l'esprit d*|dans la bouche d*",
    "he": "לפי|לדברי|לדבריו|לדבריה|לדבריהם|לטענת|לטענתו|לטענתה|אמר|אמרה|אמרו|טוען|טוענת|טוענים|סבור|סבורה|סבורים|על פי",
    "hi": "के अनुसार|के मुताबिक|के मुताबिक़|ने कहा|कहते हैं|कहता है|कहती है|का कहना|का मानना|का दावा",
    "hu": "szerint|mondja|mondta|mondják|állítja|állította|állítják|úgy véli|vélik|gondolja",
    "id": "menurut|kata|ujar|tutur|berkata|mengatakan|menyatakan|klaim|mengklaim|percaya",
    "it": "secondo i|secondo gli|secondo le|secondo il|secondo la|secondo lo|secondo l'|dicono|dice|disse|"
    "affermano|afferma|sostengono|sostiene|a detta d*|a giudizio d*|a parere d*|credono|crede|pensano|ritengono|"
    "ritiene|chiamano|stando a*|"
    "a sentire|agli occhi d*|a dire d*|nelle parole d*|a suo dire|a loro dire|nella versione d*|la leggenda vuole",
    "ja": "によると|によれば|と言う|と言った|と述べ|と話し|は言う|に言わせれば|"
    "に言わせると|の話では|の言い分では|の目には",
    "ko": "에 따르면|에 의하면|말했다|말한다|밝혔다|주장했다|주장한다|전했다",
    "nl": "volgens|zegt|zeggen|zei|zeiden|aldus|menen|meent|vinden|vindt|geloven|gelooft|naar de mening van|noemen|"
    "stelt|stellen|beweren|"
    "in de ogen van|naar eigen zeggen|naar zeggen|in de woorden van|volgens eigen zeggen|naar verluidt|"
    "het verhaal gaat",
    "no": "ifølge|sier|sa|mener|mente|hevder|hevdet|tror|trodde|kaller|opplyser|opplyste|forteller",
    "pl": "według|zdaniem|mówią|mówi|mówił*|powiedział*|twierdz*|uważa|uważają|sądzi|sądzą|w opinii|nazywa*|jak podaje|"
    "w oczach|w ocenie|w mniemaniu|w przekonaniu|wedle słów|jak głosi|legenda głosi",
    "pt": "segundo o|segundo a|segundo os|segundo as|dizem|diz|disse|disseram|afirmam|afirma|afirmou|na opinião de|"
    "na opinião d*|de acordo com|acreditam|acredita|acham|acha|sustentam|sustenta|chamam|"
    "a crer|a acreditar|no dizer d*|aos olhos d*|nas palavras d*|na versão d*|reza a lenda|segundo ele|segundo ela|"
    "segundo eles",
    "ro": "potrivit|conform|spune|spun|a spus|au spus|afirmă|a afirmat|susțin*|a susținut|crede|cred|consideră",
    "ru": "по словам|по мнению|говорят|говорит|говорил*|сказал*|считают|считает|утверждают|утверждает|утверждал*|"
    "полагают|полагает|называют|как говорят|по версии|по данным|с точки зрения|думают|думает|"
    "в глазах|по собственным словам|по утверждению|по заявлению|по заверениям|по убеждению|по его словам|по её словам|"
    "по их словам|легенда гласит",
    "sv": "enligt|säger|sade|sa|menar|menade|anser|ansåg|hävdar|hävdade|tror|tycker|kallar|"
    "i hans ögon|i hennes ögon|i deras ögon|med hans ord|med hennes ord|legenden säger|det sägs",
    "tr": "göre|diyor*|dedi|dediler|*diğini söyl*|*dığını söyl*|savun*|deyişiyle|ifadesiyle|"
    "gözünde|iddiasına göre|anlattığına göre|kendi ifadesiyle",
    "uk": "за словами|на думку|за даними|за версією|каже|кажуть|сказа*|стверджу*|вважа*|заяви*|думає|думають",
    "vi": "theo|nói|cho biết|cho rằng|tuyên bố|tin rằng|khẳng định",
    "zh": "说|說|据|據|认为|認為|表示|称|稱|指出|声称|聲稱|看来|看來|觉得|覺得",
}
"""What makes somebody the source of a sentence that their words are part of."""

FEARS = {
    "de": "fürchten|fürchtet|fürchtete|fürchteten|hoffen|hofft|hoffte|hofften|warnen|warnt|warnte|warnten|schätzen|"
    "schätzt|erwarten|erwartet|vermuten|vermutet|"
    "照|依照|在他看来|在她看来|用他的话|用她的话",
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

_AS = {
    "de": "wie", "en": "as", "es": "como", "fr": "comme", "it": "come", "nl": "zoals", "pl": "jak", "pt": "como",
    "ru": "как", "sv": "som",
}  # fmt: skip
"""How a clause begins that tells who says what follows: `As the mayor said, |`."""

_TALES = {
    "ar": (r"(?:في|خلال)", r"(?:ال)?(?:رواية|روايت\w+|حلم|حلم\w+|منام\w*|أسطورة|حكاية|خرافة|مسرحية|قصة خيالية)"),
    "cs": (r"(?:ve?|podle)", r"(?:román\w*|sn[uě]|pohád\w+|legend\w+|pověst\w*|novel\w+|báj\w+|komiks\w*)"),
    "da": (r"i", r"(?:roman\w*|drøm\w*|eventyr\w*|legende\w*|novelle\w*|sagn\w*|tegneserie\w*)"),
    "de": (
        r"(?:im|in|laut)",
        r"(?:\w*roman\w*|\w*märchen|sage|legende|(?:alb|alp|tag)?tr[aä]um\w{0,2}|novelle|mythos|\w*krimi|fabel)",
    ),
    "en": (
        r"in",
        (r"(?:novel(?:la|s)?|(?:fairy|folk|tall) ?tales?|legends?|myths?|fable|parable|(?:day)?dreams?|nightmares?|"
        r"thriller|whodunit|soap opera|sitcom|melodrama|serial|video game|comic strip|opera|delusions?)"),
    ),
    "es": (r"en", r"(?:novela|cuento|leyenda|sueños?|pesadilla|fábula|mito|telenovela|historieta)"),
    "fi": (r"", r"(?:\w*romaanissa\w*|\w*unessa\w*|\w*sadussa\w*|\w*tarinassa\w*|\w*legendassa\w*|\w*myytissä\w*)"),
    "fr": (r"dans", r"(?:roman|conte|légende|rêve|cauchemar|fable|mythe|nouvelle|polar|bande dessinée|feuilleton)"),
    "it": (
        r"(?:in|ne[li]|nell[aoe]?|negli)",
        r"(?:romanzo|fiaba|favola|leggenda|sogno|incubo|mito|racconto|fumetto|telenovela)",
    ),
    "ja": ("", r"[^、。「」]{0,12}(?:小説|物語|童話|伝説|夢|神話|寓話|漫画|昔話|悪夢)(?:の中)?(?:では|で|には|の中で)"),
    "ko": ("", r"(?:\S+\s)?(?:\w*소설|꿈|동화|전설|신화|만화|악몽)(?:\s속)?에서(?:는)?"),
    "nl": (r"in", r"(?:\w*roman|\w*sprookje|legende|\w*droom|nachtmerrie|fabel|mythe|\w*verhaal|stripverhaal|novelle)"),
    "no": (r"i", r"(?:roman\w*|drøm\w*|eventyr\w*|legende\w*|novelle\w*|sagn\w*|tegneserie\w*)"),
    "pl": (r"we?", r"(?:powieści|baśni|bajce|legendzie|śnie|snach|micie|opowiadaniu|noweli|komiksie|koszmarze)"),
    "pt": (
        r"(?:em|n[oa]s?|num|numa)", r"(?:romance|conto|lenda|sonhos?|pesadelo|fábula|mito|novela|telenovela)",
    ),
    "ru": (r"во?", r"(?:романе|сказке|легенде|сне|мифе|повести|рассказе|притче|басне|кошмаре|комиксе|пьесе|опере)"),
    "sv": (r"i", r"(?:roman\w*|dröm\w*|mardröm\w*|saga\w*|legend\w*|novell\w*|sägen\w*|fabel\w*|myt\w*)"),
    "tr": ("", r"(?:\w+\s){0,2}(?:roman|masal|efsane|rüya|hikâye|öykü|kabus)\w*d[ae]"),
    "uk": (r"[ув]", r"(?:романі|казці|легенді|сні|міфі|повісті|оповіданні|притчі|байці|коміксі|п'єсі|опері)"),
    "zh": ("", r"在?[^，。“”]{0,12}(?:小[说說]|童[话話]|[传傳][说說]|[梦夢]|神[话話]|寓言|漫[画畫])(?:里|裡|中|之中)"),
}  # fmt: skip
"""How a work of fiction or a dream is named of which a sentence tells: what stands before its name, and the name."""

_ACCORDING = word_set(
    "laut según selon d'après volgens aldus według zdaniem enligt بحسب حسب 据 據 "
    "ifølge podle dle potrivit conform theo menurut לפי לדברי לדבריו לטענת според"
)
"""Single words that make whom they are followed by the source of what a sentence tells."""

_SOURCE_FIRST = frozenset({"de", "fi", "hi", "hu", "ja", "ko", "tr", "zh"})
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
    "uk": re.compile(r"[а-яєіїґ]+(?:[аяую]є|[аяую]ють|[аяує]ться|[аяую]ться)"),
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

_SO_SAID = {
    "da": (r"(?:så|det|dette)(?: i hvert fald| i det mindste)?", "står|stod"),
    "de": (r"(?:so|das|dies)(?: (?:zumindest|jedenfalls|wenigstens))?", "steht|stand"),
    "en": (
        (r"(?:or )?(?:at least,? )?(?:so|(?:that|this)(?:'s| is| was)?(?P<what>(?:,? at (?:least|any rate),?)?"
        r"(?: is| was)?(?: what| how| the (?:theory|claim|story|legend|idea|hope|promise|official version)\Z))?)"),
        "stands|reads|goes|thought",
    ),
    "es": (
        (r"(?:eso|esto)(?: (?:es|era|fue))?(?: (?:al|por lo) menos)?(?: lo que)?|así(?: al menos)?(?: lo)?"
        r"|al menos eso|(?:es|era) lo que"), "reza|pone|figura|cuenta|cuentan",
    ),
    "fr": (r"(?:c'est|c'était)(?:,? (?:du moins|en tout cas),?)? ce qu(?:e|')|voilà ce qu(?:e|')|ainsi", "parl*|écrit"),
    "it": (
        (r"(?:così|questo|ciò)(?: almeno)?(?: (?:è|era))?(?: (?:quanto|quello che|ciò che))?|almeno così"
        r"|è(?: almeno)? (?:quanto|quello che|ciò che)"), "recita|scrive|racconta|raccontano",
    ),
    "nl": (r"(?:dat|dit|zo)(?: (?:tenminste|althans))?|(?:althans|tenminste) dat", "staat|stond|heet"),
    "no": (r"(?:så|det|dette)(?: iallfall| i det minste)?", "står|stod"),
    "pl": (r"(?:tak|to)(?: (?:przynajmniej|w każdym razie))?|przynajmniej tak", "pisz*|głosi|podaje"),
    "pt": (
        (r"(?:é|era|foi)(?: (?:pelo|ao) menos)? o que|(?:isso|isto)(?: é)?(?: (?:pelo|ao) menos)?(?: o que)?"
        r"|(?:pelo menos )?assim(?: o)?"), "conta|contam|consta|reza",
    ),
    "ru": (r"(?:так|это)(?:, (?:по крайней мере|во всяком случае),)?|по крайней мере,? так", ("говорит*|сказано|"
    "написано|пиш*")),
    "sv": (r"(?:så|det|detta)(?: (?:åtminstone|i alla fall))?", "står|stod|lyder"),
    "uk": (r"(?:так|це)(?:, принаймні,)?|принаймні,? так", "йдеться|написано|пиш*"),
}  # fmt: skip
"""How the next sentence begins that tells only who said the last one, and more verbs of it: `So said the brochure`."""

_SO_SAID_WHOLE = {
    "ja": re.compile(r"(?:少なくとも)?[^。]{0,20}(?:そう|こう|そのように)(?:書|言|述べ|説明|主張|語)[^。]{0,8}"),
    "tr": re.compile(r"(?:en azından )?[^.]{0,40}(?:öyle|böyle) (?:yaz|d[ie]|söyl|anlat)\w*", re.IGNORECASE),
    "zh": re.compile(r"(?:至少)?[^。]{0,20}(?:这么|這麼|这样|這樣|如此)(?:说|說|写|寫|宣称|声称|聲稱)[^。]{0,4}"),
}
_NEXT_SENTENCE = re.compile(r"[^\S\n]*(?P<words>[^.;:!?。；：！？\n]{2,120})[.!?。！？…]")

_CLAUSE_END = re.compile(r"[,;:.!?،，、；：。！？“”„«»\"「」『』()（）\n]")
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
_UNSPACED = frozenset({"ja", "zh"})
_WORD = re.compile(r"[^\W_]+")


def attributed_before(before: str, language: str | None) -> Cue | None:
    """Whose word it is that a quotation tells, where nothing else stands before it: `According to the firm, |`.

    Args:
        before: All that its sentence has before it.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    start = len(before) - len(before.lstrip(_BLANK_OR_MARK))
    told = before[start:].rstrip(_BLANK_OR_MARK).rstrip(",،，、").rstrip()
    if not told or len(told) > _LONGEST_SOURCE or _CLAUSE_END.search(told):
        return None
    plain = told.replace("’", "'")
    if tongue in _TALES and _tale(tongue).match(plain):
        return Cue(CueKind.DOUBT, told, start, start + len(told))
    if tongue not in SAYS:
        return None
    sayings = list(pattern_of(SAYS[tongue], tongue).finditer(plain))
    opens = any(each.start() == 0 and (" " in each[0] or _is_according(each[0], tongue)) for each in sayings)
    closes = tongue in _SOURCE_FIRST and any(each.end() == len(plain) for each in sayings)
    if opens or closes or (before.rstrip().endswith(",") and _as_said(plain.casefold(), tongue)):
        return Cue(CueKind.DOUBT, told, start, start + len(told))
    return None


@cache
def _tale(language: str) -> re.Pattern[str]:
    """What says that a work of fiction has it or a dream, up to a mark, a preposition or the name of the work."""
    before, named = _TALES[language]
    if language in _UNSPACED or not before:
        return re.compile(rf"{named}(?![\w'-])", re.IGNORECASE)
    ends = rf"(?=\s*+(?:\Z|[.,;!?])|\s++(?:(?:{'|'.join(sorted(PREPOSITIONS))})\b|[A-ZА-Я„“«\"]))"
    word = r"\s++[^\W\d_]++(?:'[^\W\d_]*+)?+"
    part = rf"(?:(?:{word}){{1,3}}?\s++(?:of|de|des|du|del|della|d[ao]|van|von|der|af|av))?"  # "the last chapter of"
    return re.compile(rf"(?i:{before}{part}(?:{word}){{0,3}}?(?:\s++|'){named}(?![\w'-])){ends}")


def _as_said(clause: str, language: str) -> bool:
    """Whether a clause says that somebody says so: its verb is its last word or, but in English, near its first one."""
    first, *others = _WORD.findall(clause) or [""]
    if first != _AS.get(language):
        return False
    verbs = others[-1:] + (others[:3] if language != "en" else [])
    says = pattern_of(SAYS[language], language)
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
    near = after.replace("’", "'")[:_LONGEST_SOURCE]
    begin = len(near) - len(near.lstrip(_BLANK_OR_MARK + ","))
    if tongue in _TALES and tongue not in _UNSPACED and (tale := _tale(tongue).match(near, begin)):
        return Cue(CueKind.DOUBT, after[slice(*tale.span())], *tale.span())
    clause = _NEXT_CLAUSE.match(after)
    words = clause["words"] if clause else ""
    if clause is None or tongue not in SAYS or opens_another(words, tongue) or is_reported(words, tongue):
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


def told_next(following: str, language: str | None) -> Cue | None:
    """Who said all of the last sentence, where the next one tells nothing else: `So said the brochure`.

    Args:
        following: What the article has behind the sentence.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    sentence = _NEXT_SENTENCE.match(following.replace("’", "'"))
    if sentence is None or not (tongue in _SO_SAID or tongue in _SO_SAID_WHOLE):
        return None
    words, cue = (
        sentence["words"],
        Cue(CueKind.DOUBT, following[slice(*sentence.span("words"))], *sentence.span("words")),
    )
    if tongue in _SO_SAID_WHOLE:
        return cue if _SO_SAID_WHOLE[tongue].fullmatch(words) else None
    begins, verbs = _so_said(tongue)
    so = begins.match(words)
    rest = words[so.end() :] if so else ","
    if so is None or "," in rest:  # "That said, …"
        return None
    every = [*_tellings(rest, tongue), *(Cue(CueKind.DOUBT, each[0], *each.span()) for each in verbs.finditer(rest))]
    for verb in every:
        before, behind = (len(_WORD.findall(part)) for part in (rest[: verb.start], rest[verb.end :]))
        if 0 < behind <= _SUBJECT if before == 0 else before <= _SUBJECT and behind == 0:
            return cue
    return cue if "what" in so.groupdict() and so["what"] and not rest else None


@cache
def _so_said(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    begins, verbs = _SO_SAID[language]
    return re.compile(rf"(?:{begins})(?:(?<=')|(?!\w))", re.IGNORECASE), pattern_of(verbs, language)


def _is_inverted(clause: str, language: str) -> bool:
    """Whether a clause is a verb and then its subject, which follows only what somebody says: `jura o capitão`."""
    verb, *subject = words_apart(clause) or [""]
    if language not in _VERB_FIRST or not 0 < len(subject) <= _SUBJECT or not _VERB_FIRST[language].fullmatch(verb):
        return False
    if language in ("ru", "uk"):
        return len(subject) <= _WHOM
    if any(opens_another(word, language) for word in subject):
        return False
    is_there = determiner(subject[0], language) or all(word[0].isupper() for word in subject[:_FULL_NAME])
    return bool(is_there and terms_of_word(verb, language)) and not is_number(verb, language)


def _tellings(text: str, language: str) -> Iterator[Cue]:
    """The words of a text for saying and supposing, in no order."""
    plain = text.replace("’", "'")
    rows = [table[language] for table in (SAYS, FEARS) if language in table]
    found = [match.span() for match in pattern_of("|".join(rows), language).finditer(plain)] if rows else []
    found += [word.span() for word in _WORD.finditer(plain) if word[0].casefold() in SAYING]
    return (Cue(CueKind.DOUBT, text[slice(*span)], *span) for span in dict.fromkeys(found))
