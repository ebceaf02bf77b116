"""What takes a quotation back from outside it, over more words than `language.clauses` reads.

A German or Dutch verb whose particle ends the clause (`sprach ihn … frei`), a claim of which its sentence tells what
came of it (`The claim that … was withdrawn`), a condition without an "if" (`Had they agreed, …`), or one behind who
says it (`…, the mayor said, provided that …`).
"""

import re
from collections.abc import Iterator
from functools import cache

from retrieval.language.analyzer import code, terms
from retrieval.language.clauses import opens_another, touching_after
from retrieval.language.cues import Cue, CueKind, cues, pattern_of, retracts
from retrieval.language.saying import SAYING, word_set
from retrieval.language.sentences import sentences

_PARTED = {
    "de": {
        "ab": "lehnt*|lehne|lehnen|wies|wiesen|weist|weisen|stritt|stritten|streitet|streiten|sagte|sagten|sagt|brach|"
        "brachen|bricht|brechen|schaffte|schafften|schafft|riet|rieten|rät|raten|sah|sahen|sieht|sehen",
        "auf": "gab|gaben|gibt|geben|hob|hoben|hebt|heben|hörte|hörten|hört|hören",
        "aus": "schloss|schlossen|schließt|schließen|fiel|fielen|fällt|fallen|blieb|blieben|bleibt|bleiben|setzte|"
        "setzten|setzt|schlug|schlugen|schlägt",
        "ein": "stellte|stellten|stellt|stellen",
        "frei": "sprach|sprachen|spricht|sprechen",
        "zurück": "wies|wiesen|weist|weisen|nahm|nahmen|nimmt|nehmen|zog|zogen|zieht|ziehen",
    },
    "nl": {
        "af": "wees|wezen|wijst|wijzen|gelastte|gelastten|gelast|blies|bliezen|blaast|brak|braken|breekt|schafte|"
        "schaften|schaft|sprong|keurde|keurden|keurt",
        "in": "trok|trokken|trekt|trekken",
        "op": "gaf|gaven|geeft|geven|hield|hielden|houdt|houden|zegde|zegden|zegt|hief|hieven|heft",
        "stil": "legde|legden|legt",
        "stop": "zette|zetten|zet",
        "terug": "trok|trokken|trekt|trekken",
        "uit": "sloot|sloten|sluit|sluiten|stelde|stelden|stelt",
        "vrij": "sprak|spraken|spreekt|spreken",
    },
}  # fmt: skip
"""Verbs that deny, refuse or end what is told, by the particle that stands at the end of their clause."""

_FARTHEST = 200
"""Code points between a verb and its particle."""

_CLAUSE_ENDS = re.compile(
    r"[.!?;:“”„«»\"\n]|,\s(?:und|aber|doch|sondern|denn|en|maar|want)\b"
    r"|\b(?:ab|af|an|auf|aus|ein|fest|fort|frei|in|los|mit|nach|op|teil|uit|um|vor|vrij|weg|zu|zurück)\s(?:und|en)\s"
)

_CLAIMS = {
    "de": "Behauptung*|Vorwurf|Vorwürfe*|Gerücht*|Bericht*|These*|Idee|Annahme*|Verdacht|Theorie*|Meldung*|"
    "Anschuldigung*|Aussage*|Vermutung*|Anklage|Erklärung*|Geständnis*|Darstellung*|Nachricht*",
    "en": "claim*|report*|theory|theories|idea|charge*|rumour*|rumor*|allegation*|suggestion*|notion|assertion*|"
    "accusation*|story|stories|belief|view|argument*|assumption*|hypothesis|suspicion*|prediction*|plan*|case|news|"
    "impression*|conviction*|statement*|declaration*|confession*|testimony|finding*|assurance*|announcement*",
    "es": "acusación|acusaciones|afirmación|afirmaciones|rumor*|idea|teoría*|hipótesis|denuncia*|noticia*|sospecha*|"
    "información|informaciones|declaración|declaraciones|confesión|anuncio",
    "fr": "accusation*|affirmation*|rumeur*|idée|théorie*|hypothèse*|information*|soupçon*|nouvelle*|thèse*|"
    "déclaration*|aveu|aveux|annonce*",
    "it": "accusa|accuse|affermazion*|voce|voci|idea|teoria|teorie|ipotesi|notizia|notizie|sospett*|tesi|dichiarazion*|"
    "confession*|annuncio",
    "nl": "bewering*|beschuldiging*|gerucht*|bericht*|theorie*|idee|aanklacht*|veronderstelling*|verdenking*|"
    "verklaring*|bekentenis*|mededeling*",
    "pl": "zarzut*|twierdzeni*|pogłosk*|teori*|oskarżeni*|hipotez*|informacj*|podejrzeni*|oświadczeni*|"
    "zeznani*|wiadomoś*",
    "pt": "acusação|acusações|afirmação|afirmações|rumor*|boato*|ideia|teoria*|hipótese*|notícia*|suspeita*|declaraç*|"
    "confiss*|anúncio*",
    "ru": "обвинени*|утверждени*|слух*|сообщени*|теори*|версия|версию|версии|подозрени*|гипотез*|заявлени*|"
    "признани*|новост*",
    "sv": "påstående*|anklagelse*|rykte*|uppgift*|teori*|misstank*|hypotes*|uttalande*|bekännelse*|nyhet*",
}
"""What somebody claims, as a noun that is followed by what it is."""

_PROPOSED = {
    "de": "Antrag|Anträge*|Vorschl*|Forderung*|Wünsche*|Idee*|Ideen|Pläne*|Fragen|Mythen|Irrtümer*",
    "en": "request*|proposal*|demand|demands|motion|motions|idea|ideas|question*|wishes|myths|misconception*|"
    "suggestion*|option|options|scenario*|turned down|turn down|turns down|struck out|struck down|voted down",
    "es": "petici*|propuesta*|demanda|demandas|moción|mociones|idea|ideas|pregunta*|mito|mitos|deseo*|solicitud*",
    "fr": "demandes|proposition*|idées|question*|mythes|vœux|souhait*|rejet*|écart*|motion*|idées reçues",
    "it": "richieste|proposta|proposte|domande|mozioni|idee|desideri|miti|bocci*",
    "nl": "verzoek*|voorstel*|eisen|moties|ideeën|vragen|wensen|mythen|mythes",
    "pl": "wniosek|wnioski|propozycj*|żądani*|pytani*|mity|pomysł*",
    "pt": "pedido|pedidos|proposta*|exigências|moções|ideias|pergunta*|mitos|desejos",
    "ru": "предложени*|просьб*|требовани*|вопрос*|миф*|идеи|заявки",
    "zh": "建议|建議|提案|要求|请求|請求|指控|说法",
}
"""What is not so yet, or not at all, whatever became of it, where a list of it is announced."""

_TAKES_BACK = {
    "de": "zurückgezogen*|zurückgenommen*|fallen gelassen|fallengelassen|aus der luft gegriffen|entkräftet|überholt|"
    "unzutreffend|falsch|vom tisch|ließ fallen|ließen fallen|nicht bestätigt",
    "en": "withdrawn|withdrew|withdraws|abandoned|abandons|drop|drops|dropped|disproved|disproven|disproves|thrown out|"
    "threw out|corrected|overturned|invention|invented|exaggerated|wrong|mistake|error|collapsed|fell apart|outdated|"
    "made up|fiction|laid to rest|given up|gave up|quashed|scrapped|shelved|ridiculed|laughable",
    "es": "retirad*|retiró|archivad*|archivó|desech*|abandon*|carece*|carecen|inexact*",
    "fr": "abandonné*|retiré*|retira|classé*|écarté*|inexact*|sans fondement|invention|inventé*",
    "it": "ritirat*|ritirò|archiviat*|abbandonat*|caduta|cadute|inesatt*|inventat*",
    "nl": "ingetrokken|onjuist|onwaar|uit de lucht gegrepen|achterhaald|laten vallen|liet vallen",
    "pl": "wycofan*|umorzon*|nieprawdziw*|porzucon*|upadł*",
    "pt": "retirad*|retirou|arquivad*|abandonad*|inexat*|inventad*",
    "ru": "снят*|снял*|отозван*|отозвал*|прекращен*|рухнул*",
    "sv": "ogrundad*|avfärda*|grundlös*|tillbaka|nedlagd*|felaktig*",
}
"""What becomes of a claim that doesn't stand, though in other sentences it takes nothing back."""

_UNTRUE = {
    "de": "nicht wahr|stimmt nicht|stimmte nicht|unwahr|erlogen|dementiert*|widerrief*|widerrufen|berichtigt*|"
    "korrigiert*|"
    "erfunden|haltlos|unbegründet|widerlegt",
    "en": "false|untrue|not true|denied|denies|retracted|refuted|debunked|unfounded|baseless|a lie|a hoax|discredited|"
    "fabricated|corrects|rescinded|disavowed|recanted|mistaken|apologised for|apologized for",
    "es": "fals*|no era cierto|no era ciert*|no es cierto|no es ciert*|desmentid*|desmintió|desmintieron|rectificó|"
    "rectificad*|rectificaron|corrigió|corregid*|infundad*|mentira|retractó|retractaron|errónea|erróneo",
    "fr": "fausse|faux|démenti*|démentie|rectifié*|rectifia|corrigé*|infondé*|mensongère*|mensonger|erroné*|rétracté*|"
    "n'est pas vraie|n'était pas vraie",
    "it": "falsa|falso|smentit*|smentì|rettificat*|rettificò|corretta|corretto|corresse|infondat*|non era vera|"
    "non è vera|"
    "ritrattat*|errat*",
    "nl": "vals|niet waar|ontkend*|ontkrachtte|ontkracht|gerectificeerd*|rectificeerde|herroepen|herriep|verzonnen|"
    "ongegrond|weerlegd|gelogen",
    "pl": "fałszyw*|zdementowan*|zdementował*|sprostowan*|sprostował*|odwołan*|odwołał*|bezpodstawn*|zmyślon*|kłamliw*",
    "pt": "falsa|falso|falsas|falsos|desmentid*|desmentiu|retificad*|retificou|corrigid*|corrigiu|infundad*|mentira|"
    "não era verdade|não era verdadeira|errad*",
    "ru": "ложн*|неправд*|опроверг*|опровергн*|опровергл*|исправлен*|исправил*|ошибочн*|вымыс*|выдум*|необоснован*|"
    "недостоверн*",
    "sv": "falsk*|osann*|dementera*|rättad*|rättade|korrigera*|återkalla*|påhittad*|lögn",
}
"""What is said of a claim in the next sentence or clause: `The claim was false`."""

_THAT_IS = {
    "ar": ("(?:لكن )?(?:هذا|ذلك|كان ذلك|كان هذا|لم يكن ذلك)", "خطأ|غير صحيح*|كذب*|ليس صحيح*|غير دقيق*|صحيحا"),
    "de": (
        "(?:doch |aber )?(?:das|dies|es)",
        "ein irrtum|ein fehler|wir irrten|eine lüge|eine erfindung|gelogen|nicht so|nicht richtig",
    ),
    "en": (
        "(?:but )?(?:that|this|it|which)",
        ("we erred|our error|our mistake|an error|a mistake|a lie|an invention|a fiction|wrong|incorrect|not so|"
         "not right|not the case|"
         "wasn't true|isn't true|wasn't so|isn't so|inaccurate|nonsense|a myth"),
    ),
    "es": (
        "(?:pero )?(?:eso|esto|aquello|era|fue|es|no)",
        ("un error|una mentira|mentira|erramos|nos equivocamos|un invento|un bulo|bulo|errónea|no era así|"
         "no fue así|no es así|no es verdad|"
         "no era verdad"),
    ),
    "fr": (
        "(?:mais )?(?:c'|cela|ceci|ce n'|ça|il n'en)",
        ("une erreur|un mensonge|une invention|inexact*|n'est pas vrai|n'était pas vrai|n'en était rien|"
         "n'en est rien"),
    ),
    "it": (
        "(?:ma )?(?:questo|quest'|ciò|era|è|fu|non)",
        ("un errore|una menzogna|una bugia|un'invenzione|non era vero|non è vero|non era così|non è così|"
         "sbagliato"),
    ),
    "ja": (
        "(?:しかし、?|だが、?)?(?:これ|それ|実際)",
        "誤り|間違い|嘘|うそ|事実ではな|事実でな|虚偽|誤報|そうではな|正しくな",
    ),
    "nl": (
        "(?:maar )?(?:dat|dit|het)",
        "een fout|een vergissing|een leugen|een verzinsel|niet zo|onjuist|niet juist",
    ),
    "pl": (
        "(?:ale )?(?:to|było to|był to|była to|nie)",
        "błąd|błędn*|pomyłk*|kłamstw*|nie było tak|nieprawd*|wymys*|nie jest praw*",
    ),
    "pt": (
        "(?:mas )?(?:isso|isto|era|foi|é|não)",
        "um erro|uma mentira|mentira|um engano|erramos|errámos|não era assim|não é assim|não é verdade",
    ),
    "ru": ("(?:но )?(?:это|всё это|так это)", "ошибк*|неверно|неправд*|не так|ложь*|враньё*|выдумк*"),
    "sv": ("(?:men )?(?:det|detta)", "ett misstag|ett fel|en lögn|fel|inte sant|inte så"),
    "tr": ("(?:ama |ancak )?(?:bu|bunlar|şu|o)", "yanlış*|doğru değil*|yalan*|asılsız*|hata*|uydurma*"),
    "zh": (
        "(?:但|但是|不过|后来|事后|結果|结果|後來)*(?:这|那|此|這|其实|事实|實際|证明|證明|发现|發現)",
        "错误|錯誤|错的|錯的|不是真的|不实|不實|谎言|謊言|并非如此|並非如此|假的|误报|誤報|不正确|误会",
    ),
}  # fmt: skip
"""How a sentence begins about what was just said, and what says there, alone, that it is not so: `That was wrong`."""

_IT_IS_NOT = {
    "de": r"(?:doch |aber )?(?:ist (?:er|sie|es)(?: aber)? nicht|(?:er|sie|es) (?:ist|war) es nicht|dem (?:ist|"
    r"war) nicht so|"
    r"das (?:ist|war) nicht der fall|das tut (?:er|sie|es) nicht)",
    "en": r"(?:but )?(?:it|they|he|she|this|that|these|there|we) (?:(?:is|was|are|were|do|does|did|has|have|had|"
    r"will)(?:n't| not)"
    r"|won't|never (?:did|does|was|were|has|have|will))",
    "es": r"(?:pero )?no (?:lo (?:es|era|fue|son|eran|fueron|hizo|hicieron)|(?:es|era|fue) el caso)",
    "fr": r"(?:mais )?(?:ce|tel) n'(?:est|était|a) pas(?: été)? (?:le|vrai|du tout le) ?(?:cas)?|(?:mais )?(?:il|elle|"
    r"ils|elles) ne "
    r"(?:l'est|l'était|le sont) pas",
    "it": r"(?:ma )?non (?:lo (?:è|era|fu|sono|erano)|(?:è|era) il caso)",
    "ja": r"(?:しかし|だが|実際は|実は)?、?(?:そうでは(?:ない|なかった|ありません)|違う|違った)",
    "nl": r"(?:maar )?dat (?:is|was) (?:hij|zij|ze|het|niet het geval)(?: niet)?",
    "pl": r"(?:ale )?(?:tak nie (?:jest|było)|nie (?:jest|był[ao]?|są|byli|były))",
    "pt": r"(?:mas )?não (?:o )?(?:é|era|foi|são|eram|foram)(?: o caso)?",
    "ru": r"(?:но |однако )?это (?:было )?(?:совсем )?не так",
    "sv": r"(?:men )?(?:det|så) (?:är|var) (?:den|det|han|hon|de) inte",
    "tr": r"(?:ama )?(?:öyle )?değil(?:di)?",
    "zh": r"(?:但|其实|其實|事实上|事實上)?，?(?:并不是|並不是|不是|没有|沒有|并没有|並沒有)",
}
"""What the next sentence says of the last one with no other word: `It isn't.`"""

_LABELS = {
    CueKind.NEGATION: word_set(
        "myth fiction false fake misconception mythos irrtum falsch falschbehauptung mythe idée_reçue faux intox "
        "mito bulo falso bufala fabel onwaar fałsz mit миф ложь неправда фейк міф myt falskt myte falsk mýtus "
        "nepravda tévhit efsane yanlış 谣言 謠言 误区 誤區 虚假 デマ 誤解 俗説 خرافة خطأ شائعة 거짓 오해 מיתוס "
        "μύθος ψευδές मिथक"
    ),
    CueKind.DOUBT: word_set(
        "claim allegation hypothesis scenario satire opinion advertisement sponsored behauptung these vorwurf "
        "meinung anzeige affirmation hypothèse publicité afirmación hipótesis publicidad affermazione tesi "
        "ipotesi pubblicità alegação afirmação hipótese publicidade bewering stelling advertentie teza "
        "twierdzenie reklama утверждение тезис гипотеза реклама твердження påstående påstand tvrzení állítás "
        "iddia reklam 说法 說法 传言 傳言 主張 噂 ادعاء 주장 소문 טענה ισχυρισμός दावा"
    ),
}
"""Labels before a colon of what whoever prints it doesn't say: `Myth: …`, `Claim: …`."""

_THIS = {
    "de": r"diese[nmrs]?|jene[nmrs]?", "en": "this|that|these|those", "es": r"es[ae]s?|esos|est[ae]s?|aquell?[oa]s?",
    "fr": "ce|cet|cette|ces", "it": r"quest[aoei]|quell[aoei]|quel", "nl": "deze|dit|die|dat",
    "pl": "ta|te|ten|to|tę|tych|tego|tej", "pt": r"ess[ae]s?|est[ae]s?|aquel[ae]s?",
    "ru": r"эт[аиоу]|этот|этого|этой|этих", "sv": "den|det|de|denna|detta|dessa",
}  # fmt: skip
"""What refers to something that was just told."""

_CORRECTS = re.compile(
    r"\W{0,3}(?:corrections?|clarification|erratum|retraction|berichtigung|korrektur|richtigstellung|rectificación|"
    r"corrección|fe de erratas|rectificatif|rectification|erratum|errata corrige|rettifica|correzione|errata|correção|"
    r"retificação|correctie|rectificatie|sprostowanie|errata|исправление|поправка|уточнение|更正|勘误|勘誤|訂正|お詫び|"
    r"تصحيح|تصويب|rättelse|rettelse|oikaisu|oprava|виправлення|спростування|rectificare|erată|helyreigazítás|διόρθωση|"
    r"düzeltme|tekzip|תיקון|정정|바로잡습니다|ralat|koreksi|đính chính|सुधार|поправк\w|"
    r"correcció)\b[^\n:：.。]{0,40}[:：.。–—]",
    re.IGNORECASE,
)
"""How a note begins that corrects something."""

_LINE = re.compile(r"[^\n]{20,1500}")
_FEWEST_SHARED, _SHARE = 3, 3
"""The terms that such a note has of a sentence that it corrects: so many, and a third of them."""

_STEM = 5
"""Letters by which a noun is the same one in other forms."""

_OF_OTHER_THINGS = frozenset({"error", "mistake", "invention", "fiction", "drop", "drops", "wrong"})
"""What a sentence beside a claim may be about without a word on it: a margin of error, a wrong turn."""

_TOLD_BY = {
    "de": r"(?:,\s*(?:dass|daß|wonach|laut de[nmr]en?|nach de[nmr]en?)|,)", "en": "that",
    "es": "(?:de que|según l[ao]s? cual(?:es)?)", "fr": "(?:que|qu'|qu’|selon (?:laquelle|lesquelles|lequel|lesquels))",
    "it": "(?:che|secondo (?:cui|la quale|le quali|il quale|i quali))", "nl": r"(?:,\s*)?(?:dat|als zou|als zouden)",
    "pt": "(?:de que|segundo [ao]s? qua(?:l|is))", "pl": "(?:,? że|,? jakoby)", "ru": r"(?:о том\s*)?,\s*(?:что|будто)",
    "sv": "(?:om att|att)",
}  # fmt: skip
_NEXT_CLAUSE = re.compile(
    r"[^.;:!?。！？\n]{0,300}?(?:;|[。！？][”」』]*+|[.!?؟][”“\"»’')]*+\s)\s*+([^.,;:!?،؟，。“”„«»\"\n]{1,160})"
)
"""The first clause of the next sentence, or behind a semicolon."""

_NEXT_SENTENCE = re.compile(r"[^.;:!?。！？“”„«»\"\n]{1,160}")
_TURNED_OUT = re.compile(r",\s*(?:(?:что|dass|daß|że)\s)?|\s(?:that|que|che|dat|att)\s", re.IGNORECASE)

_WHICH = {
    "de": "was|welche|welches|die|das|eine", "en": "which|a claim|a statement|a report|an assertion",
    "es": "lo que|lo cual|cosa que|algo que", "fr": "ce qu[ei’']|une information|une affirmation",
    "it": "il che|cosa che|ciò che|come poi", "nl": "wat|iets wat|iets dat", "pl": "co|czemu", "pt": "o que|algo que",
    "ru": "что|о чём|о чем", "sv": "vilket|något som",
}  # fmt: skip
"""How a clause begins that tells what became of all before it: `…, which it later corrected`."""

_UNSPACED = frozenset({"ja", "zh"})
_WORDS_OF_THAT, _ALONE = 4, 3
"""Words between such a beginning and the end of its sentence, and of a sentence that has no beginning like that."""

_NEAR_THE_CLAIM = 5
"""Words between a claim and what the next clause says of it."""

_BESIDE_THE_CLAIM = 3
"""Words between a claim's noun and its "that": `the report on Friday that`."""

_CLAIM_REACH = 10
"""Words between a claim and what became of it."""

_SINCE = {
    "de": ("er|sie|es", "seither|inzwischen|später|seitdem|mittlerweile|danach"),
    "en": ("he|she|they|it", "since|later|afterwards|subsequently|now"),
    "es": ("él|ella|ellos|ellas", "desde entonces|después|luego|más tarde|más adelante"),
    "fr": ("il|elle|ils|elles|on", "depuis|plus tard|ensuite|par la suite"),
    "it": ("lui|lei|loro", "poi|in seguito|da allora|più tardi|successivamente"),
    "nl": ("hij|zij|ze|het", "sindsdien|later|inmiddels|daarna"),
    "pl": ("on|ona|oni", "później|potem|od tego czasu|następnie"),
    "pt": ("ele|ela|eles|elas", "depois|mais tarde|desde então|entretanto"),
    "ru": ("он|она|они", "позже|позднее|потом|впоследствии|с тех пор|затем"),
    "sv": ("han|hon|de", "senare|sedan dess|numera"),
}
"""How a sentence begins about who was just quoted (in some languages the verb alone says so), and words for "since"."""

_CHANGED_MINDS = {
    "de": "anders überlegt|umentschieden|eines besseren besonnen|rückzieher|zurückgerudert|abgerückt",
    "en": "changed his mind|changed her mind|changed their mind*|backtrack*|backed down|went back on|thought better of",
    "es": "cambi* de opinión|cambi* de idea|se desdijo|se desdijeron|dio marcha atrás|se ha desdicho",
    "fr": "ravis*|changé d'avis|change d'avis|dédit*|revenu*|fait marche arrière",
    "it": "cambi* idea|ci ha ripensato|ripensat*|fatto marcia indietro|rimangiat*",
    "nl": "van gedachten veranderd|teruggekomen|teruggekrabbeld|bedacht",
    "pl": "zmienił* zdanie|wycofał*",
    "pt": "mudou de ideia*|mudaram de ideia*|voltou atrás|voltaram atrás|recuou|recuaram|desdisse",
    "ru": "передумал*|отрёкся|отреклась|отрекся|пошёл на попятную|отказался от своих слов|отказалась от своих слов",
    "sv": "ändrat sig|ändrade sig|backat|backade|tagit tillbaka|tog tillbaka",
}
"""What somebody did who no longer says what he said."""

_WOULD_HAVE = {
    "de": "wäre|wären|wärst|hätte|hätten", "en": "would have|would've|wouldn't have",
    "es": "habría|habrían|hubiera|hubieran|hubiese|hubiesen", "fr": "aurait|auraient|serait|seraient",
    "it": "avrebbe|avrebbero|sarebbe|sarebbero", "nl": "zou zijn|zouden zijn|zou hebben|zouden hebben",
    "pl": "*łby|*łaby|*łoby|*liby|*łyby", "pt": "teria|teriam", "ru": "бы", "sv": "skulle ha",
}  # fmt: skip
"""Verbs of what did not happen: it hung on something that the sentence names."""

_WITH = {
    "de": "mit|ohne|bei", "en": "with|without|but for|given", "es": "con|sin", "fr": "avec|sans", "it": "con|senza",
    "nl": "met|zonder", "pl": "z|ze|bez|przy|gdyby", "pt": "com|sem", "ru": "с|со|без|при", "sv": "med|utan",
}  # fmt: skip
"""How a sentence begins with what such a verb hung on."""

_FRAME = re.compile(r"[^\S\n]+(\w+)(?:[^\S\n]+[\w'’-]+){1,4}")
_LAST_CLAUSE = re.compile(r"[^,.;:!?“”„«»\"\n]+\Z")
_INVERTED = {
    "de": "würde|würden|hätte|hätten|wäre|wären|sollte|sollten|könnte|könnten|müsste|müssten",
    "en": "had|were|should", "nl": "had|hadden|zou|zouden|mocht|mochten", "sv": "hade|skulle",
}  # fmt: skip
"""Verbs that open a sentence in which they are a condition, up to its comma."""

_COMMA_BEFORE = re.compile(r",\s*+(?:(?:dan|dann|so|då|then)\s++)?\Z", re.IGNORECASE)
_ERRORS = {
    "de": re.compile(
        r"[”“\"]?,[”“\"]?\s+(ein Irrtum|ein Fehler|eine Lüge|eine Erfindung|eine Falschmeldung)\b", re.IGNORECASE
    ),
    "en": re.compile(
        r"[”\"]?,[”\"]?\s+(an error|a mistake|a falsehood|a lie|a fiction|an invention|a fabrication|a myth|a hoax)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(r"[”»\"]?,[”»\"]?\s+(un error|una mentira|una invención|una falsedad)\b", re.IGNORECASE),
    "fr": re.compile(r"[”»\"]?,[”»\"]?\s+(une erreur|un mensonge|une invention|une contre-vérité)\b", re.IGNORECASE),
    "it": re.compile(r"[”»\"]?,[”»\"]?\s+(un errore|una menzogna|un'invenzione|una bugia)\b", re.IGNORECASE),
    "nl": re.compile(r"[”\"]?,[”\"]?\s+(een fout|een vergissing|een leugen|een verzinsel)\b", re.IGNORECASE),
}
"""What a sentence calls all that comes before it: `…, an error it corrected the next day`."""

_ATTRIBUTION = re.compile(r"\s*[”“\"»’']*,[”“\"»’']*\s*([^,.;:!?“”„«»\"\n]{1,80}),\s*")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_EDGE = " \t\n\xa0\u202f\"'“”‘’„‚«»‹›「」『』()[],"
_HARD_STOP = re.compile(r"[.;:!?“”„«»\"]")


def taken_back_before(before: str, language: str | None) -> Iterator[Cue]:
    """What a sentence has before a quotation that takes it back: a parted verb, a condition without an "if".

    Args:
        before: What it has before the quotation.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    if _COMMA_BEFORE.search(before, max(0, len(before) - 12)) and tongue in _INVERTED:
        start = len(before) - len(before.lstrip(_EDGE))
        clause = before[start : before.rindex(",")].rstrip(_EDGE)
        match = pattern_of(_INVERTED[tongue], tongue).match(clause)
        if match and "," not in clause and len(_WORDS.findall(clause)) > 1 and not _HARD_STOP.search(clause):
            yield Cue(CueKind.CONDITION, match[0], start, start + match.end())
    near = before[-2 * _FARTHEST :].rstrip(_EDGE)
    for verb, particle in parted_verbs(near, tongue):
        if not _HARD_STOP.search(near, particle[1]) and _apart(near[particle[1] :]) <= 1:
            yield _parted_cue(near, verb, particle)


def labelled_before(before: str) -> Cue | None:
    """The label of a paragraph that says that it isn't so, or that somebody claims it: `Myth: |`, `Claim: |`.

    Args:
        before: All that its sentence has before the quotation.
    """
    label = before.strip(_EDGE + "-–—•")
    words = label[:-1].rstrip(" 0123456789").casefold() if label.endswith((":", "：")) else ""
    kind = next((kind for kind, labels in _LABELS.items() if words.replace(" ", "_") in labels), None)
    return Cue(kind, label[:-1], 0, len(before)) if kind else None


def taken_back_after(before: str, after: str, language: str | None) -> Iterator[Cue]:
    """What a sentence has after a quotation that takes it back: what came of a claim, a condition behind its speaker.

    Args:
        before: What the sentence has before the quotation.
        after: What it has after it.
        language: The ISO 639-1 code of the article.
    """
    tongue = code(language)
    attributed = _ATTRIBUTION.match(after)
    if attributed and not SAYING.isdisjoint(_WORDS.findall(attributed[1].casefold())):
        rest = after[attributed.end() :]
        yield from (cue for cue in touching_after(f", {rest}", tongue) if cue.kind is CueKind.CONDITION)
    near = after[: 2 * _FARTHEST]
    for verb, particle in parted_verbs(near, tongue):
        if _apart(near[: verb[0]]) <= 1:
            yield _parted_cue(near, verb, particle)
    if tongue in _ERRORS and (error := _ERRORS[tongue].match(after)):
        yield Cue(CueKind.NEGATION, error[1], *error.span(1))
    if told := _corrected(after, tongue):
        yield told
    claim = _claim(before, tongue)
    if claim is None:
        return
    yield from _what_became(before[:claim], after, tongue)


def frame_before(before: str, language: str | None, quoted: str) -> Cue | None:
    """What a sentence has before words that would have come true only with it: `With more rain | it would have sunk`.

    Args:
        before: What the sentence has before the quotation.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    start = len(before) - len(before.lstrip(_EDGE))
    frame = before[start:].rstrip(_EDGE)
    if tongue not in _WOULD_HAVE or not frame or _HARD_STOP.search(frame) or "," in frame:
        return None
    if not _begins_with(tongue).match(frame) or not pattern_of(_WOULD_HAVE[tongue], tongue).search(quoted):
        return None
    return Cue(CueKind.CONDITION, frame, start, start + len(frame))


def frame_after(after: str, language: str | None, quoted: str) -> Cue | None:
    """What goes on behind words that would have come true only with it: `It would have sunk | had the river risen`.

    Args:
        after: What the sentence has after the quotation.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    frame = _FRAME.match(after)
    if tongue not in _WOULD_HAVE or frame is None or opens_another(after, language):
        return None
    last = _LAST_CLAUSE.search(quoted[-_FARTHEST:])
    if frame[1].casefold() in SAYING or last is None or not pattern_of(_WOULD_HAVE[tongue], tongue).search(last[0]):
        return None
    return Cue(CueKind.CONDITION, frame[0].strip(), frame.start(1), frame.end())


def taken_back_next(after: str, language: str | None, quoted: str = "") -> Cue | None:
    """What the next sentence, or the clause behind a semicolon, says of what was just told: `The claim was false`.

    Or what became of who told it: `He has since retracted it`; or of what it calls by another name: `withdrew that
    figure`.

    Args:
        after: What the article has after a quotation, up to the end of the next sentence or further.
        language: The ISO 639-1 code of the article.
        quoted: The quotation.
    """
    tongue = code(language)
    following = _NEXT_CLAUSE.match(after)
    if following is None:
        return None
    plain = following[1].replace("’", "'").strip()
    if tongue in _IT_IS_NOT and re.fullmatch(_IT_IS_NOT[tongue], plain, re.IGNORECASE):
        return Cue(CueKind.NEGATION, following[1].strip(), *following.span(1))
    # “It turned out that this was wrong”: behind a "that", or a comma.
    whole = _NEXT_SENTENCE.match(after, following.start(1))
    parts = [following[1], *(_TURNED_OUT.split(whole[0])[1:] if whole and _apart(whole[0]) <= _CLAIM_REACH else ())]
    if not_so := next(filter(None, (_not_so(part, tongue) for part in parts)), None):
        return not_so
    if tongue not in _UNTRUE:
        return None
    clause = following[1].replace("’", "'")
    claim = pattern_of(_CLAIMS[tongue], tongue).search(clause) or _named_anew(clause, quoted, tongue)
    since = None if claim else _since(tongue).match(clause)
    told = _untrue(tongue).search(clause) if claim or since else None
    if since and told is None:
        told = pattern_of(_CHANGED_MINDS[tongue], tongue).search(clause)
    if since and told:
        return Cue(CueKind.NEGATION, following[1][told.start() : told.end()], *told.span())
    if claim is None or told is None:
        return None
    between = clause[min(claim.end(), told.end()) : max(claim.start(), told.start())]
    if _apart(between) > _NEAR_THE_CLAIM:
        return None
    return Cue(CueKind.NEGATION, following[1][told.start() : told.end()], *told.span())


def _named_anew(clause: str, quoted: str, language: str) -> re.Match[str] | None:
    """What a clause calls by a word with "this" or "that" before it which isn't in the quotation: `that figure`."""
    known = quoted.casefold()
    every = re.finditer(rf"\b(?:{_THIS[language]}) (?P<noun>[^\W\d_]{{4,}})", clause, re.IGNORECASE)
    return next((each for each in every if each["noun"].casefold()[:_STEM] not in known), None)


def corrected_in_note(text: str, start: int, end: int, language: str | None) -> Cue | None:
    """The note of an article that corrects what a quotation tells: `Correction: an earlier version said …`.

    Args:
        text: The article's.
        start: Where the quotation's sentence begins.
        end: Where it ends.
        language: The ISO 639-1 code of the article.
    """
    known: set[str] = set()
    for line in _LINE.finditer(text):
        is_other = line.end() <= start or end <= line.start()
        if not is_other or not (_CORRECTS.match(line[0]) or retracts(line[0], language)):
            continue
        known = known or set(terms(text[start:end], language))
        shared = len(known.intersection(terms(line[0], language)))
        if shared >= _FEWEST_SHARED and shared >= len(known) / _SHARE:
            note = sentences(text, line.start(), line.end(), language)[0]
            return Cue(CueKind.NEGATION, note.exact, note.start - end, note.end - end)
    return None


def announced_as(lead: str, language: str | None) -> Cue | None:
    """What turns all of a list in the sentence that announces it: `The panel rejected the following claims:`."""
    tongue = code(language)
    every = cues(lead, tongue)
    every += [_parted_cue(lead, verb, particle) for verb, particle in parted_verbs(lead, tongue)]
    tables = (
        (_UNTRUE, CueKind.NEGATION), (_TAKES_BACK, CueKind.NEGATION), (_CLAIMS, CueKind.DOUBT),
        (_PROPOSED, CueKind.DOUBT),
    )  # fmt: skip
    for table, kind in tables:
        if tongue in table:
            found = pattern_of(table[tongue], tongue).finditer(lead.replace("’", "'"))
            every += [Cue(kind, lead[slice(*match.span())], *match.span()) for match in found]
    first = min(every, key=lambda each: each.start, default=None)
    return first and Cue(first.kind, lead, 0, len(lead))


def _not_so(clause: str, language: str) -> Cue | None:
    """What a short clause says against all that was just told, and nothing else: `That was wrong`, `Not so`."""
    if language not in _THAT_IS:
        return None
    begins, untrue = _that_is(language)
    plain = clause.replace("’", "'").strip()
    told = untrue.search(plain)
    that = begins.match(plain)
    if told is None or _apart(plain[told.end() :]) > _NEAR_THE_CLAIM:
        return None
    between = plain[that.end() : max(that.end(), told.start())] if that else plain[: told.start()]
    if _apart(between) > (_WORDS_OF_THAT if that else 0) or (that is None and _apart(plain) > _ALONE):
        return None
    return Cue(CueKind.NEGATION, clause.strip(), 0, len(clause))


@cache
def _that_is(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    begins, untrue = _THAT_IS[language]
    end = "" if language in _UNSPACED else r"(?:(?<=')|(?!\w))"
    rows = [row for row in (_UNTRUE.get(language), untrue) if row]
    return re.compile(rf"(?:{begins}){end}", re.IGNORECASE), pattern_of("|".join(rows), language)


def _corrected(after: str, language: str) -> Cue | None:
    """What a clause right behind a quotation says became of all of it: `…, which it later corrected`."""
    if language not in _WHICH:
        return None
    clause = _which(language).match(after)
    told = _untrue(language).search(clause[1].replace("’", "'")) if clause else None
    if clause is None or told is None:
        return None
    return Cue(CueKind.NEGATION, clause[1][told.start() : told.end()], *(clause.start(1) + at for at in told.span()))


def _what_became(before: str, after: str, language: str) -> Iterator[Cue]:
    """What takes a claim back that a quotation tells, near its noun or behind the quotation.

    Args:
        before: What the sentence has before the noun.
        after: What it has after the quotation.
        language: The language of both.
    """
    near = before[-_FARTHEST:]
    clause = near[max((each.end() for each in _HARD_STOP.finditer(near)), default=0) :]
    stop = _HARD_STOP.search(after)
    what_came = after[: stop.start() if stop else len(after)][:_FARTHEST]
    table = pattern_of(_TAKES_BACK[language], language)
    for match in table.finditer(clause):
        if _apart(clause[match.end() :]) <= _CLAIM_REACH:
            yield Cue(CueKind.NEGATION, match[0], *match.span())
    told = [cue for cue in cues(what_came, language) if cue.kind is CueKind.NEGATION]
    told += [Cue(CueKind.NEGATION, match[0], *match.span()) for match in table.finditer(what_came)]
    yield from (cue for cue in told if _apart(what_came[: cue.start]) <= _CLAIM_REACH)


def parted_around(text: str, end: int, language: str | None) -> Cue | None:
    """The verb that a quotation takes without the particle behind it: `The court | sprach ihn vom Vorwurf | frei`.

    Args:
        text: A sentence, or a part of one.
        end: Where the quotation ends in it.
        language: The ISO 639-1 code of the article.
    """
    for verb, particle in parted_verbs(text, code(language)):
        if verb[0] < end <= particle[0]:
            return _parted_cue(text, verb, particle)
    return None


def parted_left_out(text: str, start: int, end: int, language: str | None) -> Iterator[Cue]:
    """The parted verbs of which an ellipsis leaves out a part, or both.

    Args:
        text: An article's, or a part of it.
        start: Where the words begin that are left out.
        end: Where they end.
        language: The ISO 639-1 code of the article.
    """
    for verb, particle in parted_verbs(text, code(language)):
        if any(low < end and start < high for low, high in (verb, particle)):
            yield _parted_cue(text, verb, particle)


def parted_verbs(text: str, language: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where a text has a verb that takes back what is told, and its particle, in order of the particles.

    Args:
        text: A sentence or several.
        language: Its language.
    """
    if language not in _PARTED:
        return
    for match in _particles(language).finditer(text):
        low = max(0, match.start() - _FARTHEST)
        low = max((each.end() for each in _CLAUSE_ENDS.finditer(text, low, match.start())), default=low)
        verbs = list(_verbs(language, match[1].lower()).finditer(text, low, match.start()))
        if verbs:
            yield verbs[-1].span(), match.span(1)


def _parted_cue(text: str, verb: tuple[int, int], particle: tuple[int, int]) -> Cue:
    words = f"{text[slice(*verb)]} … {text[slice(*particle)]}"
    return Cue(CueKind.NEGATION, words, verb[0], particle[1])


def is_claim(word: str, language: str) -> bool:
    """Whether a noun is something that somebody claims: `the impression that`."""
    return language in _CLAIMS and pattern_of(_CLAIMS[language], language).fullmatch(word) is not None


def _claim(before: str, language: str) -> int | None:
    """Where the noun of a claim begins, of which a quotation says what it is; None when there is none."""
    if language not in _CLAIMS:
        return None
    plain = before.rstrip(_EDGE.replace(",", "")).replace("’", "'")
    told = _told_by(language).search(plain, max(0, len(plain) - 40))
    if told is None:
        return None
    nouns = list(pattern_of(_CLAIMS[language], language).finditer(plain, 0, told.start()))
    if not nouns or _apart(plain[nouns[-1].end() : told.start()]) > _BESIDE_THE_CLAIM:
        return None
    between = plain[nouns[-1].end() : told.start()]
    return None if _HARD_STOP.search(between) or "," in between else nouns[-1].start()


def _apart(between: str) -> int:
    return len(_WORDS.findall(between))


@cache
def _begins_with(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_WITH[language]})\b", re.IGNORECASE)


@cache
def _since(language: str) -> re.Pattern[str]:
    """A short clause with a word for "since" that is about who was just quoted."""
    who, since = _SINCE[language]
    return re.compile(rf"(?=(?:{who})\b|\w+\s+(?:{who})\b)(?=.{{0,80}}\b(?:{since})\b)", re.IGNORECASE)


@cache
def _untrue(language: str) -> re.Pattern[str]:
    also = [words for words in _TAKES_BACK[language].split("|") if words not in _OF_OTHER_THINGS]
    return pattern_of("|".join([_UNTRUE[language], *also]), language)


@cache
def _which(language: str) -> re.Pattern[str]:
    comma = r"[\s”“\"»’']*+,[\s”“\"»’']*+"
    return re.compile(rf"{comma}((?:{_WHICH[language]})\b[^.,;:!?“”„«»\"\n]{{1,80}})", re.IGNORECASE)


@cache
def _told_by(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?=,)|\b)(?:{_TOLD_BY[language]})\Z", re.IGNORECASE)


@cache
def _particles(language: str) -> re.Pattern[str]:
    """The particles, where a clause ends behind them."""
    return re.compile(rf"(?<=\s)({'|'.join(_PARTED[language])})(?=[.,;:!?“”„«»\"]|\s*\Z|\s(?:und|en)\s)", re.IGNORECASE)


@cache
def _verbs(language: str, particle: str) -> re.Pattern[str]:
    return pattern_of(_PARTED[language][particle], language)
