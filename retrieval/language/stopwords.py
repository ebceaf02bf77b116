"""The words that are left out of an index and of a question: function words, and words that only ask.

Short lists pay, long ones cost: on XQuAD's Spanish Snowball's list gives Hit@1 94.3, Stopwords ISO's 93.4, none 92.9
(every passage counted whole). So Snowball's lists, from tantivy, are used where there is one, and those of Stopwords
ISO elsewhere. Question words are missing from Snowball's lists and are added here.
"""

import re
import unicodedata
from functools import cache

from retrieval.language.expressions import bare_forms, expression

ENGLISH = (
    "a an the of in on at to for from by with as and or but if then than that this these those it its is are was were "
    "be been being am do does did doing done have has had having will would shall should can could may might must no "
    "not nor so such s t he she they him her them his their our your my me we you i us about into over under after "
    "before between during against out up down off again once there here all any both each few more most other some "
    "own same too very just also say says said many much who whom whose what which when where why how "
    "don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't "
    "i'm i've i'd i'll you're you've you'd you'll we're we've we'd we'll they're they've they'd they'll "
    "it's it'd it'll he's he'd he'll she's she'd she'll that's that'd that'll who's who'd who'll what's what'd what'll "
    "there's there'd there'll here's how's how'd where's where'd when's when'd why's why'd"
)
"""Snowball's English list without its rarer words, and with question words, as measured on news questions."""

SNOWBALL = {
    "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french", "hu": "hungarian",
    "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ru": "russian", "sv": "swedish",
}  # fmt: skip
"""The languages of which tantivy has a list, and their names there."""

_ASKING = {
    "da": "hvem hvad hvor hvornår hvorfor hvordan hvilken hvilket hvilke hvis",
    "de": "wer wen wem wessen was wann wo woher wohin warum weshalb wieso wie welche welcher welches welchen welchem",
    "es": "quién quiénes qué cuál cuáles cuándo dónde adónde cómo cuánto cuánta cuántos cuántas por",
    "fi": "kuka ketkä kenen mikä mitkä minkä mitä milloin koska missä mistä mihin miksi miten kuinka montako",
    "fr": "qui que quoi quel quelle quels quelles quand où pourquoi comment combien est-ce",
    "hu": "ki kik kinek mi mit mik mikor hol hová honnan miért hogyan hány mennyi melyik milyen",
    "it": "chi che cosa quale quali quando dove perché come quanto quanta quanti quante",
    "nl": "wie wat wanneer waar waarom hoe hoeveel welke welk wiens",
    "no": "hvem hva hvor når hvorfor hvordan hvilken hvilket hvilke",
    "pt": "quem que qual quais quando onde porque porquê como quanto quanta quantos quantas",
    "ru": "кто кого кому кем что чего чему чем какой какая какое какие каких каким какую какого какому каком когда "
    "каков какова каково каковы где куда откуда почему зачем как сколько чей чья чьё чье чьи "
    "который которая которое которые",
    "sv": "vem vems vad när var varför hur vilken vilket vilka",
    "ar": "من ما ماذا متى أين اين كيف لماذا كم أي اي هل",
    "el": "ποιος ποια ποιο ποιοι ποιες τι πότε πού γιατί πώς πόσο πόσοι πόσες πόσα",
    "fa": "چه کسی کی کجا چرا چگونه چند کدام آیا",
    "he": "מי מה מתי איפה היכן למה מדוע איך כמה איזה איזו אילו האם",
    "hi": "कौन किसने किस किसे किसका क्या कब कहाँ कहां क्यों कैसे कितने कितना कितनी",
    "pl": "kto kogo komu co czego kiedy gdzie skąd dokąd dlaczego czemu jak ile który która które jaki jaka jakie czy",
    "ro": "cine ce când unde cum cât câți câte care de",
    "tr": "kim kimin ne neden niçin nerede nereye zaman nasıl kaç hangi mi mı mu mü",
    "uk": "хто кого кому що чого чому коли де куди звідки як скільки який яка яке які чий чия чи",
}

_FRAMING = {
    "en": (
        "(?:(?:can|could) you )?(?:articles?|describe|explain|find|give|list|look|search|show|summari[sz]e|tell)",
        (
            r"ever|following|going(?= on\b)|happen(?:ed|ing|s)?|kinds?|latest|now|please|recent(?:ly)?|sorts?|still|"
            r"tell(?= (?:me|us)\b)|types?|want(?= to know\b)|"
            r"(?:anything|articles?|details|everything|info|information|know|known|news|something|stories|updates?)"
            r"(?= (?:about|of|on)\b)"
        ),
    ),
    "de": (
        "erklären?|erzähle?|zeige?",
        "bekannt|bitte|gesagt|geschah|geschehen|gibt|jetzt|kürzlich|passiert|sagen|sagt|sagte|sagten|weiß",
    ),
    "es": (
        "cuéntame|explica|háblame|muestra",
        "dice|dicen|dijeron|dijo|ocurrió|pasado|pasó|recientemente|sabe|sucedió",
    ),
    "fr": ("explique|montre|parle", "arrivé|disent|dit|passé|récemment|sait"),
    "it": ("dimmi|mostra|parlami|spiega", "accaduto|detto|dice|dicono|disse|recentemente|sa|successo"),
    "pt": ("conte|explique|fale|mostre", "aconteceu|disse|disseram|diz|dizem|ocorreu|passou|recentemente|sabe|sobre"),
    "ru": (
        "объясни|покажи|расскажи|расскажите",
        "говорит|говорится|говорят|известно|недавно|произошло|сказал|сказала|сказали|случилось",
    ),
    "el": ("εξήγησε|πες", "είπαν|είπε|λέει|λένε"),
    "nl": ("leg uit|vertel", "gezegd|over|zegt|zeggen|zei"),
    "pl": ("opowiedz|wyjaśnij", "mówi|mówią|powiedział|powiedziała|powiedzieli"),
    "sv": ("berätta|förklara", "om|sa|sade|sagt|säger"),
    "tr": ("anlat|açıkla", "dedi|diyor|hakkında"),
    "uk": ("поясни|розкажи", "каже|кажуть|сказав|сказала|сказали"),
    "ar": ("اشرح|أخبرني", "قال|قالت|يقول|تقول"),
}
"""Words that say nothing about the topic of a question: those at its beginning ("explain to me"), and those anywhere
("what happened in", "which of the following"). They occur in articles with a meaning, so they are indexed."""

_AUXILIARIES = {
    "de": (
        r"ab(?= wann\b)|beim|darf|dürfen|durften?|konnten?|können|könnten?|möchten?|müssen|(?<=[Ww]ie )viele?n?|worden|"
        "wurden?"
    ),
    "es": "debe|deben|podía|podían|podrán?|puede|pueden|ser|sido",
    "fr": (
        r"a(?=-t-)|(?:(?<=\ba )|(?<=[ao]nt )|(?<=ait )|(?<=\bil )|(?<=ils )|(?<=elle )|(?<=elles )|(?<=on ))été|être|"
        "doit|doivent|font(?=-)|peut|peuvent|si"
    ),
    "it": "deve|devono|essere|possono|potuto|può|stat[aeio]|venne|vennero|viene|vengono",
    "nl": "konden|mag|mogen|moest|moeten|werden",
    "pt": "deve|devem|é|pode|podem|sendo|ser|sido",
    "ru": "должна|должно|должны|должен|мог|могла|могли|могут",
    "sv": "fick|får|måste|(?<=[Hh]ur )många|ska",
}
"""Auxiliary verbs, and words of "how many", that Snowball's lists lack; they say nothing in a question either. XQuAD in
Spanish and Russian, Hit@1 as without; a German blog 70 → 77 %, a French directory 50 → 53 % (30 questions each)."""

_LIGHT = {
    "en": "became become becomes call called calls came come comes coming everybody everyone everything gave get gets "
    "getting give given gives giving go goes going gone got gotten keep keeps kept let lets like lot lots made "
    "make makes making money need needed needs nobody nothing one ones people person persons put puts somebody "
    "someone something take taken takes taking thing things took tried tries try use used uses using want wanted "
    "wants way ways went",
    "de": "alles bekam bekommen bekommt bringen bringt etwas gab geben gegeben gehen geht gekommen geld gemacht "
    "genommen genutzt gibt ging gingen haben hält jemand kam kamen kommen kommt lassen leute leuten liegt ließ "
    "lässt mach machen macht machte machten mensch menschen nahm nehmen nichts niemand nimmt nutzen nutzt person "
    "personen sache sachen stand stehen steht tat tun tut weise wollen wollte wollten",
    "es": "algo alguien cosa cosas da daban dan dar dieron dinero dio gente había hace hacen hacer haciendo haya hecho "
    "hicieron hizo iba ido ir llama llaman llamó manera persona personas pone ponen poner puso queda quería "
    "quiere quieren sale tener tenía tienen toma tomar tomó trata usa usan usar usó va van viene",
    "fr": "a aller argent avoir chose choses devient donne donner donné est faire fait faite faites font gens manière "
    "met mettre mis obtenu obtient personne personnes prend prendre pris quelqu'un quelque rendu tient utilise "
    "utiliser utilisé va vas veulent veut vient vont voulait",
    "it": "andare andato cosa cose danno dare dato denaro diede dà fa fanno fare fatto fece gente messo mette modo "
    "persona persone prende prendere preso qualcosa qualcuno soldi usa usare usato va vanno viene vogliono vuole",
    "pt": "algo alguém coisa coisas dar deu dinheiro dá dão faz fazem fazer feito fez fica ficou foram gente ir leva "
    "maneira pessoa pessoas põe quer querem queria tem ter teve tinha tomar tomou usa usar usou vai vem vão",
    "ru": "вещи вещь взял взяли вообще дал дали дать делает делал делать делают денег деньги идет идти идёт использует "
    "кто-нибудь кто-то людей люди нужен нужна нужно получает получил получила получили получить пошёл сделал "
    "сделала сделали сделать стал стала стали стать хотел хотела хотели хочет человек что-то шёл",
}
"""Words that say little by themselves: a text that lacks them may tell the same in others."""

# In languages without spaces, asking words cut the run of characters that they are in: Hit@1 92.7 → 94.1 on XQuAD's
# Chinese. Cutting at particles as well loses half a point again.
_CUTTING = {
    "zh": "为什么 為什麼 什么 什麼 多少 哪个 哪個 哪些 哪里 哪裡 如何 怎么 怎麼 怎样 怎樣 谁 誰 哪 吗 嗎 呢",
    "ja": "でしょうか ですか ますか ましたか どのように どちら どこ どの どれ どう なぜ いつ いくつ いくら だれ 誰 何",
    "ko": "누구 누가 무엇 언제 어디 어떻게 어느 어떤 얼마나",
    "th": "เมื่อไหร่ เมื่อไร เมื่อใด ที่ไหน ไหน ทำไม อย่างไร เท่าไหร่ เท่าไร อะไร ใคร กี่ หรือไม่",
}


_KANA = "[\u3041-\u309f]"
_FUNCTION_KANA = expression(f"{_KANA}+|何[年月日人回時度個本件]?|誰")
_FUNCTION_HAN = expression(
    "什么时候|什麼時候|时候|時候|为什么|為什麼|什么|什麼|多少|如何|怎么|怎麼|怎样|怎樣|名字|[的了吗嗎呢是谁誰被叫]"
    "|[这這那哪每](?:[座家个個位条條些次种種本部支场場年天里裡])?"
)


def function_places(text: str) -> set[int]:
    """The code points of Japanese or Chinese, written without spaces, at which no word stands that says something.

    They hold words together, or ask. In Japanese that is all hiragana: words of it are seldom asked for.
    """
    pattern = _FUNCTION_KANA if re.search(_KANA, text) else _FUNCTION_HAN
    return {at for match in pattern.finditer(text) for at in range(*match.span())}


@cache
def stop_words(language: str) -> tuple[str, ...]:
    """The words of a language that are left out beside Snowball's list, in lower case and NFKC, sorted.

    Args:
        language: A bare ISO 639-1 code; there are none for an unknown one.
    """
    if language == "en":
        return tuple(ENGLISH.split())
    listed = set() if language in SNOWBALL or language in _CUTTING or not language else _listed(language)
    return tuple(
        sorted({unicodedata.normalize("NFKC", word) for word in listed | set(_ASKING.get(language, "").split())})
    )


@cache
def framing(language: str) -> re.Pattern[str] | None:
    """What only frames a question; None in a language without such a list.

    A capitalised word inside a question belongs to a name ("Fox News of") and does not frame it.
    """
    if language not in _FRAMING:
        return None
    first, anywhere = _FRAMING[language]
    anywhere = "|".join(filter(None, (anywhere, _AUXILIARIES.get(language))))
    return re.compile(rf"(?i:\A(?:\W*\b(?:{first}|{anywhere})\b)+)|\b(?:{anywhere})\b")


@cache
def light_words(language: str) -> frozenset[str]:
    """The words of a language that say little by themselves, in lower case; none of one that is not listed."""
    return frozenset(_LIGHT.get(language, "").split())


_GREETING_WORDS = (
    "hello hi hey hi_there hello_there good_morning good_afternoon good_evening good_night thanks thank_you "
    "many_thanks thank_you_very_much thanks_a_lot bye goodbye hallo guten_tag guten_morgen guten_abend gute_nacht "
    "servus danke danke_schön dankeschön vielen_dank tschüss auf_wiedersehen hola buenos_días buenas_tardes "
    "buenas_noches gracias muchas_gracias adiós bonjour bonsoir salut merci merci_beaucoup au_revoir ciao "
    "buongiorno buonasera grazie grazie_mille arrivederci olá oi bom_dia boa_tarde boa_noite obrigado obrigada "
    "muito_obrigado muito_obrigada hoi goedendag dank_je dank_u bedankt cześć dzień_dobry dobry_wieczór dziękuję "
    "привет здравствуйте здравствуй добрый_день добрый_вечер доброе_утро спасибо большое_спасибо до_свидания привіт "
    "добрий_день дякую hej tack god_morgon merhaba teşekkürler teşekkür_ederim günaydın "
    "你好 您好 谢谢 謝謝 多谢 再见 再見 早上好 晚上好 こんにちは こんばんは おはようございます ありがとう "
    "ありがとうございます さようなら 안녕하세요 안녕 감사합니다 고맙습니다 مرحبا السلام_عليكم شكرا شكرا_جزيلا "
    "صباح_الخير مساء_الخير नमस्ते धन्यवाद"
)
_GREETINGS = frozenset(_GREETING_WORDS.replace(" ", "|").replace("_", " ").split("|"))
_AROUND_GREETING = expression(r"^[\s¡]+|[\s.,!…。！،]+$")


def is_greeting(text: str) -> bool:
    """Whether a text is a greeting or thanks and nothing else, in any of the bot's languages, also without accents."""
    bare = _AROUND_GREETING.sub("", text).lower()
    return bare in _GREETINGS or (bare.isascii() and bare in _bare_greetings())


@cache
def _bare_greetings() -> frozenset[str]:
    return frozenset(form for greeting in _GREETINGS for form in bare_forms(greeting))


@cache
def asking(language: str) -> re.Pattern[str] | None:
    """The asking words that cut a run of characters in a language without spaces; None in other languages."""
    return re.compile("|".join(_CUTTING[language].split())) if language in _CUTTING else None


def _listed(language: str) -> set[str]:
    """The list of Stopwords ISO."""
    # Imported when it is needed, since most archives never do and loading its lists takes a tenth of a second.
    from stopwordsiso import has_lang, stopwords  # noqa: PLC0415

    return {word.lower() for word in stopwords(language)} if has_lang(language) else set()
