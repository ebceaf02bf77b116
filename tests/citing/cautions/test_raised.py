"""What an omission hides in fourteen languages, and what the rest of a sentence says about a quotation."""

import pytest

from retrieval.citing.cautions.raised import (
    CONTEXT,
    OF_A_KIND,
    edge_cautions,
    omission_cautions,
    without_source,
)
from retrieval.citing.edges import sentence_around
from retrieval.citing.ellipses import reading
from retrieval.citing.folding import fold_quotation
from retrieval.citing.wording import wording
from retrieval.records import Article, Caution, CautionKind, CautionPlace, Sentence

OMISSIONS = {
    "en": [
        ("The mayor {should} resign before June", "doubt"),
        ("The mayor {may well} resign before June", "doubt"),
        ("The bridge{, critics say,} will fall in a year", "doubt"),
        ("The bridge{, according to its foes,} will fall in a year", "doubt"),
        ("The town spent {less than} a fortune on it", "number"),
        ("The film shows {a handful of} the soldiers there", "number"),
        ("The report {wrongly} says the water is clean", "negation"),
        ("He was {cleared of} robbing the bank", "negation"),
        ("The men {joked that they} would blow up the dam", "doubt"),
        ("The council {said} the pier would be sold", None),
        ("The ferry company {wants to move} the library", None),
        ("The mayor will {not} open the bridge", "negation"),
        ("The mayor will {no longer} open the bridge", "negation"),
        ("The bridge opens {only} on holidays", "condition"),
        ("The man {allegedly} stole the boat", "doubt"),
        ("They paid {three} crowns for it", "number"),
        ("The boat of {Ruth Hall} sank at dawn", "name"),
        ("The {beautiful old} bridge was opened again", None),
        ("He {gladly and quickly} opened the gate", None),
        ("The gate, {painted in green}, stood open", None),
    ],
    "de": [
        ("Der Rat {sollte} den Hafen verkaufen", "doubt"),
        ("Die Brücke wird{, sagen Kritiker,} bald einstürzen", "doubt"),
        ("Der Bericht sagt {irrtümlich}, das Wasser sei sauber", "negation"),
        ("Der Vermieter darf den Vertrag {nicht} kündigen", "negation"),
        ("Die Brücke bleibt {keineswegs} offen für alle", "negation"),
        ("Er darf {nur} mit Zustimmung kündigen", "condition"),
        ("Der Mann hat {angeblich} das Boot gestohlen", "doubt"),
        ("Sie zahlten {dreihundert} Kronen dafür", "number"),
        ("Das Boot von {Frau Ruth Halle} sank am Morgen", "name"),
        ("Die {schöne alte} Brücke wurde wieder geöffnet", None),
        ("Er hat {gern und schnell} das Tor geöffnet", None),
        ("Die Brücke {im Norden der Stadt} wurde geöffnet", None),
        ("Das Tor{, grün gestrichen,} stand weit offen", None),
    ],
    "es": [
        ("El dueño {no} puede terminar el contrato", "negation"),
        ("El puente {nunca} estuvo abierto al público", "negation"),
        ("Puede terminar {solo} con permiso del inquilino", "condition"),
        ("El hombre {supuestamente} robó la barca", "doubt"),
        ("Pagaron {trescientas} coronas por ella", "number"),
        ("La barca de {Ana García} se hundió al alba", "name"),
        ("El {hermoso y viejo} puente se abrió otra vez", None),
        ("Abrió la puerta {con mucho gusto} por la mañana", None),
    ],
    "fr": [
        ("Le propriétaire n'est {pas} autorisé à vendre", "negation"),
        ("Le pont est {rarement} ouvert au public", "negation"),
        ("Il peut vendre {seulement} avec l'accord du locataire", "condition"),
        ("L'homme a {prétendument} volé le bateau", "doubt"),
        ("Ils ont payé {trois cents} couronnes pour lui", "number"),
        ("Le bateau de {Jean Dupont} a coulé à l'aube", "name"),
        ("Le {vieux et beau} pont fut rouvert hier", None),
        ("Il ouvrit la porte {avec grand plaisir} le matin", None),
    ],
    "it": [
        ("La legge {vieta di} vendere il porto", "negation"),
        ("Il tribunale {ha assolto l’uomo che} rapinò la banca", "negation"),
        ("L’uomo {ha tentato di} rapinare la banca", "doubt"),
        ("Il ponte{, secondo i suoi avversari,} cadrà presto", "doubt"),
        ("Ha speso {meno di} una fortuna", "number"),
        ("Il proprietario {non} può vendere la casa", "negation"),
        ("Può vendere {soltanto} con il permesso", "condition"),
        ("L'uomo ha {presumibilmente} rubato la barca", "doubt"),
        ("Hanno pagato {trecento} corone per lei", "number"),
        ("La barca di {Anna Rossi} affondò all'alba", "name"),
        ("Il {bello e vecchio} ponte fu riaperto", None),
        ("Aprì la porta {con molto piacere} al mattino", None),
    ],
    "pt": [
        ("A lei {proíbe} vender o porto velho", "negation"),
        ("O conselho {deixou de} vender peixe aqui", "negation"),
        ("A ponte{, dizem os críticos,} cairá em breve", "doubt"),
        ("A água está {parcialmente} limpa agora", "doubt"),
        ("O dono {não} pode vender a casa agora", "negation"),
        ("Pode vender {somente} com autorização", "condition"),
        ("O homem {alegadamente} roubou o barco", "doubt"),
        ("Pagaram {trezentas} coroas por ele", "number"),
        ("O barco de {Ana Silva} afundou ao amanhecer", "name"),
        ("A {bela e antiga} ponte foi reaberta", None),
        ("Abriu a porta {com muito gosto} pela manhã", None),
    ],
    "ru": [
        ("Мост{, говорят критики,} рухнет через год", "doubt"),
        ("В отчёте {ошибочно} сказано о чистой воде", "negation"),
        ("Хозяин {не} может продать этот дом", "negation"),
        ("Мост {никогда} был открыт для всех", "negation"),
        ("Он может продать дом {только} с согласия", "condition"),
        ("Этот человек {якобы} украл лодку", "doubt"),
        ("Они заплатили {триста} крон за неё", "number"),
        ("Лодка {Анны Ивановой} утонула на рассвете", "name"),
        ("Этот {красивый старый} мост снова открыли", None),
        ("Он {охотно и быстро} открыл ворота", None),
    ],
    "zh": [
        ("这座桥，{批评者说}，明年就会倒塌", "doubt"),
        ("报告{错误地}写着水很干净", "negation"),
        ("房东{不}可以终止这份租约", "negation"),
        ("房东{从未}终止这份租约", "negation"),
        ("房东可以{只有在冬天}终止这份租约", "condition"),
        ("这个人{据称}偷了那条船", "doubt"),
        ("他们付了{三百元}买下那条船", "number"),
        ("那座{美丽的}桥今天重新开放", None),
        ("他{高兴地}打开了大门", None),
    ],
    "ja": [
        ("市長は橋を{開け}ないと言った", None),
        ("市長は橋を開け{ない}と言った", "negation"),
        ("橋は{冬の間のみ}開いている", "condition"),
        ("その男が船を{盗んだかもしれない}と言った", "doubt"),
        ("彼らは船に{三百円}を払った", "number"),
        ("その{美しい}橋が今日また開いた", None),
        ("彼は{喜んで}門を開けた", None),
    ],
    "ar": [
        ("الجسر، {كما يقول المنتقدون}، سينهار هذا العام", "doubt"),
        ("المالك {لا} يستطيع إنهاء العقد الآن", "negation"),
        ("يمكنه البيع {فقط} بموافقة المستأجر", "condition"),
        ("سرق الرجل {ربما} القارب في الليل", "doubt"),
        ("دفعوا {ثلاثة} آلاف من أجل القارب", "number"),
        ("افتتح العمدة {القديم} الجسر الجميل اليوم", None),
        ("فتح الرجل {بسرعة} الباب الكبير صباحا", None),
    ],
    "hi": [
        ("मकान मालिक यह अनुबंध {नहीं} तोड़ सकता है", "negation"),
        ("वह {केवल} अनुमति से बेच सकता है", "condition"),
        ("उस आदमी ने {कथित} नाव चुराई थी", "doubt"),
        ("उन्होंने नाव के लिए {तीन} रुपये दिए", "number"),
        ("यह {सुंदर} पुल आज फिर खुला", None),
        ("उसने {जल्दी से} बड़ा दरवाज़ा खोला", None),
    ],
    "tr": [
        ("Rapor {yanlışlıkla} suyun temiz olduğunu yazıyor", "negation"),
        ("Belediye başkanı köprüyü bugün {açmayacak} dedi herkese", "negation"),
        ("Ev sahibi evi satabilir {değil} dedi komşu bugün", "negation"),
        ("Evi {sadece} kiracının izniyle satabilir", "condition"),
        ("Adam tekneyi {sözde} dün gece çaldı", "doubt"),
        ("Tekne için {üç} lira ödediler dün", "number"),
        ("Tekne {Ayşe Yılmaz} tarafından dün satıldı", "name"),
        ("Bu {güzel eski} köprü bugün yeniden açıldı", None),
        ("Adam kapıyı {hızla ve sevinçle} açtı sabah", None),
    ],
    "pl": [
        ("Ustawa {zakazuje} sprzedawać stary port", "negation"),
        ("Raport {błędnie} mówi o czystej wodzie", "negation"),
        ("Most{, mówią krytycy,} runie niebawem", "doubt"),
        ("Burmistrz {powinien} ustąpić przed końcem", "doubt"),
        ("Właściciel {nie} może sprzedać tego domu", "negation"),
        ("Może sprzedać {tylko} za zgodą najemcy", "condition"),
        ("Ten człowiek {rzekomo} ukradł łódź nocą", "doubt"),
        ("Zapłacili {trzysta} koron za tę łódź", "number"),
        ("Łódź {Anny Nowak} zatonęła o świcie", "name"),
        ("Ten {piękny stary} most znów otwarto", None),
        ("On {chętnie i szybko} otworzył tę bramę", None),
    ],
    "nl": [
        ("De wet {verbiedt} het verkopen van de haven", "negation"),
        ("Het rapport zegt {ten onrechte} dat het schoon is", "negation"),
        ("De brug zal{, zeggen critici,} snel instorten", "doubt"),
        ("De verhuurder mag het contract {niet} opzeggen nu", "negation"),
        ("Hij mag {alleen} met toestemming verkopen", "condition"),
        ("De man heeft {naar verluidt} de boot gestolen", "doubt"),
        ("Zij betaalden {driehonderd} kronen voor de boot", "number"),
        ("De boot van {Anna Bakker} zonk bij dageraad", "name"),
        ("De {mooie oude} brug werd weer geopend", None),
        ("Hij opende {graag en snel} de grote poort", None),
    ],
}
"""Sentences in which the words in braces are left out, and the kind of what they hide; None for nothing."""


@pytest.mark.parametrize(
    ("language", "sentence", "kind"), [(language, *row) for language, rows in OMISSIONS.items() for row in rows]
)
def test_what_an_omission_hides(language: str, sentence: str, kind: str | None) -> None:
    """A negation, condition, doubt, number or name is told by its kind; plain words are left out without a caution."""
    first, omitted, rest = sentence.replace("}", "{").split("{")
    article = Article("a.txt", f"{first}{omitted}{rest}.", language=language)
    how = reading(wording(f"{first} … {rest}"), article, fold_quotation(article.text))
    assert how is not None
    assert [words.strip(" ,") for words in how.omitted(article)] == [omitted.strip(" ,")]
    assert {caution.where for caution in how.hidden} <= {CautionPlace.OMITTED}
    assert (kind in {caution.kind for caution in how.hidden}) if kind else how.hidden == ()


def hidden(text: str, omitted: str, language: str | None = "en") -> list[tuple[str, str]]:
    """The kind and the words of each caution about a part of a text."""
    at = text.index(omitted)
    cautions = omission_cautions(Article("a.txt", text, language=language), at, at + len(omitted))
    return [(caution.kind.value, caution.words) for caution in cautions]


@pytest.mark.parametrize(
    ("text", "omitted", "expected"),
    [
        ("He can't vote here.", "'t", [("negation", "can't")]),
        ("He is not only a poet.", "not", [("negation", "not")]),
        ("He is not only a poet.", "not only", []),
        ("It holds as long as it rains.", "as long", [("condition", "as long as")]),
        ("He came. Yesterday she left.", "Yesterday she", []),
        ("He came with Anna. Yesterday she left.", "with Anna. Yesterday", [("name", "Anna")]),
        ("It closes when and if it rains.", "if it rains", [("condition", "when and if")]),
        (f"{'All day long she stood there and waited. ' * 3}It closes when and if it rains.", "if it rains",
         [("condition", "when and if")]),
        (f"{'All day long she stood there and waited. ' * 3}It closes if it rains.", "if it", [("condition", "if")]),
        ("not, not and never", "not, not and never", [("negation", "not"), ("negation", "never")]),
        ("It was plain.", "was", []),
    ],
)  # fmt: skip
def test_a_cue_that_is_left_out_in_part(text: str, omitted: str, expected: list[tuple[str, str]]) -> None:
    """What remains of it is read with it; a cue counts once, and a sentence's first word is no name."""
    assert hidden(text, omitted) == expected


def test_numbers_and_names_in_any_language() -> None:
    """Where no words are known that turn a meaning, they are still told; only some of each kind."""
    assert hidden("meya Juma Ali na watu 31", "Juma Ali na watu 31", "sw") == [("number", "31"), ("name", "Juma Ali")]
    many = " ".join(str(number) for number in range(10, 30))
    assert len(hidden(f"x {many} y", many, None)) == OF_A_KIND


def test_only_what_is_left_out_counts() -> None:
    """A cue beside an omission is read with it and does not count."""
    assert hidden("unless it was plain, he said not", "plain") == []
    assert len("unless it was plain, he said not") < CONTEXT


def test_edges_of_a_sentence() -> None:
    """What comes before and after a quotation, each with its place."""
    text = "It is not true that the dam broke, unless it rained."
    article = Article("a.txt", text, language="en")
    at = text.index("the dam")
    sentence = Sentence(text, 0, len(text))
    assert edge_cautions(article, sentence, at, at + len("the dam broke")) == [
        Caution(CautionKind.NEGATION, CautionPlace.BEFORE, "not"),
        Caution(CautionKind.CONDITION, CautionPlace.AFTER, "unless"),
    ]
    assert edge_cautions(article, sentence, 0, len(text)) == []


@pytest.mark.parametrize(
    ("language", "text", "quoted", "expected"),
    [
        ("en", "Is it true that the dam is safe?", "the dam is safe", "?"),
        ("en", "The dam is safe, right?", "The dam is safe", "?"),
        ("en", "The dam is safe, but who will pay?", "The dam is safe", None),
        ("en", "Did you hear “the dam is safe”?", "the dam is safe", None),
        ("en", "The dam is safe?", "The dam is safe?", None),
        ("es", "¿Es verdad que la presa es segura?", "la presa es segura", "?"),
        ("zh", "大坝是安全的吗？", "大坝是安全的", "？"),
        ("en", "The dam is safe, which is a lie.", "The dam is safe", "a lie"),
        ("en", "The dam is safe, or so the mayor says.", "The dam is safe", "or so"),
        ("en", "The so-called experts left.", "experts left", "so-called"),
        ("en", "Some of the doctors left.", "the doctors left", "Some of"),
        ("en", "More than a hundred doctors left.", "a hundred doctors left", "More than"),
        ("en", "They sat under the doctors’ lamp.", "the doctors’ lamp", None),
        ("ar", "قالت الوزيرة يوم الاثنين إن السد آمن.", "السد آمن", "قالت الوزيرة يوم الاثنين إن"),
        ("ar", "إن كان السد آمن فالناس بخير.", "كان السد آمن", "إن"),
        ("de", "Einige der Ärzte gingen.", "der Ärzte gingen", "Einige"),
        ("en", "One in six of the bricks cracked.", "of the bricks cracked", "six"),
        ("en", "The roof of the church is new.", "of the church is new", None),
        ("en", "In 2019, of course, the wall fell.", "of course, the wall fell", None),
        ("fr", "Les trois quarts des habitants ont signé.", "des habitants ont signé", "trois quarts"),
        ("es", "Pagó 40 millones de euros por la barca.", "de euros por la barca", "40 millones"),
        ("en", "According to the firm, the dam is safe.", "the dam is safe", "According to the firm"),
        ("en", "According to the firm, sales rose, and costs fell.", "costs fell", None),
        ("en", "As the mayor put it, the dam leans.", "the dam leans", "As the mayor put it"),
        ("en", "As Russia continues to attack, the dam leaks.", "the dam leaks", None),
        ("en", "Called a mere fee, the charge is large.", "the charge is large", None),
        ("de", "Wie ein Gutachter meinte, sei der Turm schief.", "sei der Turm schief", "Wie ein Gutachter meinte"),
        ("de", "Wie im Vorjahr, so regnete es.", "so regnete es", None),
        ("fr", "Comme l’a reconnu le préfet, l’escalier cède.", "l’escalier cède", "Comme l’a reconnu le préfet"),
        ("nl", "Zoals de wethouder zei, is de sluis veilig.", "is de sluis veilig", "Zoals de wethouder zei"),
        ("ja", "館長によれば、閲覧室は九月に開く。", "閲覧室は九月に開く", "館長によれば"),
        ("zh", "据港务局称，吊车通过了检验。", "吊车通过了检验", "据港务局称"),
        ("en", "They would have failed had the river risen.", "They would have failed", "had the river risen"),
        ("en", "The gates would have failed, said Dale.", "The gates would have failed", "said Dale"),
        ("en", "The gates would have failed because it rained.", "The gates would have failed", None),
        ("en", "With more rain the gates would have failed.", "the gates would have failed", "With more rain"),
        ("en", "With more rain the gates failed.", "the gates failed", None),
        ("es", "Con otro invierno la torre habría caído.", "la torre habría caído", "Con otro invierno"),
        ("en", "The dam is safe, said Dale. He later went back on that.", "The dam is safe", "went back on"),
        ("en", "The dam is safe, said Dale. He later went home.", "The dam is safe", "said Dale"),
        ("fr", "C’est un faux, dit-il ; il s’est rétracté depuis.", "C’est un faux", "rétracté"),
        ("en", "Oakes misread the dial as 14 metres.", "14 metres", "misread"),
        ("en", "The bridge costs less than the ferry did.", "The bridge costs less", "than the ferry did"),
        ("en", "The dam is as safe as a paper boat.", "The dam is as safe", "as a paper boat"),
        ("en", "Prices will rise in October, as winter comes.", "Prices will rise in October,", None),
        ("de", "Die Brücke ist teurer als die Fähre.", "Die Brücke ist teurer", "als die Fähre"),
        ("de", "Der Vater kam als Zeuge.", "Der Vater kam", None),
        ("fr", "Le pont coûte plus cher que le bac.", "Le pont coûte plus cher", "que le bac"),
        ("en", "Admittedly the dam is safe, but the road is not.", "the dam is safe", "Admittedly"),
        ("en", "Admittedly the dam is safe.", "the dam is safe", None),
        ("de", "Zwar ist der Damm sicher, aber die Straße bebt.", "ist der Damm sicher", "Zwar"),
    ],
)
def test_questions_quantities_and_what_takes_it_back(
    language: str, text: str, quoted: str, expected: str | None
) -> None:
    """What is asked is not said, some are not all, and a clause about the whole takes the whole back."""
    at = text.index(quoted)
    article = Article("a.txt", text, language=language)
    sentence = sentence_around(article, at, at + len(quoted))
    assert sentence is not None
    cautions = edge_cautions(article, sentence, at, at + len(quoted))
    assert [caution.words for caution in cautions] == ([expected] if expected else [])


def test_who_says_so_is_missing_only_where_the_quotation_names_nobody() -> None:
    """Whoever quotes it as somebody's words has not made them the article's own."""
    article = Article("a.txt", "According to the firm, the dam is never safe.", language="en")
    sentence = Sentence(article.text, 0, len(article.text))
    at = article.text.index("the dam")
    source, other = (Caution(CautionKind.DOUBT, CautionPlace.BEFORE, words) for words in ("According to the firm", "x"))
    assert edge_cautions(article, sentence, at, len(article.text)) == [source]
    assert without_source([source, other], article, sentence, at, len(article.text)) == [other]
    assert without_source([source], article, sentence, 0, len(article.text)) == [source]


@pytest.mark.parametrize(
    ("text", "omitted", "words"),
    [
        (
            "The nurse was praised. The thief, however, was jailed.",
            "was praised. The thief, however,",
            "The thief, however",
        ),
        ("The king spoke.\n\nA soldier in the yard shot him.", "spoke.\n\nA soldier in the yard", "A soldier in the"),
        ("The nurse was praised. She was jailed.", "was praised. She", "She"),
        ("“The door is new. The wall is not.”", "is new. The wall", "The wall"),
        ("Anna was praised by all. Then she left.", "was praised by all. Then", None),
        ("The nurse was praised. The thief was jailed.", "was praised.", None),
        ("The nurse was praised. The thief was jailed.", "The thief", None),
        ("The wall, e.g. the gate, fell down.", ", e.g. the gate,", None),
        ("The nurse was praised by all.", "was praised by", None),
    ],
)
def test_the_end_of_one_sentence_joined_to_another(text: str, omitted: str, words: str | None) -> None:
    """Whom the rest is about was left out: its sentence's first words are told; whole sentences may be left out."""
    assert (("name", words) in hidden(text, omitted)) if words else hidden(text, omitted) == []


def test_who_speaks_between_two_quotations_is_left_out_without_harm() -> None:
    """What is said is the same person's; within one sentence of the article's own the source is hidden."""
    assert hidden("“It is late,” she said, “and cold.”", "she said") == []
    assert hidden("The dam, she said, is safe.", "she said") == [("doubt", "said")]
    assert hidden("The dam broke. She said so. It rained.", "She said so.") == []


TOLD = (
    ("en", "The engineer told the panel that |the pumps were old|.", "told the panel that"),
    ("en", "Festival organisers confirmed on Monday that |the singer will perform|.", "confirmed on Monday that"),
    ("en", "The authors suspect that |a faulty batch explains it|.", "suspect that"),
    ("en", "Dr Boon said |the drug was safe|.", "said"),
    ("en", "He told the two reporters |the money was gone|.", "told the two reporters"),
    ("en", "|The bridge is safe|, according to the firm.", "according to the firm"),
    ("en", "|The bridge is safe|, she told reporters on Monday.", "she told reporters on Monday"),
    ("de", "Der Betreiber teilte mit, |das Werk laufe wieder|.", "teilte mit"),
    ("de", "Sie freut sich, dass |die Löhne steigen|.", "Sie freut sich, dass"),
    ("de", "|Die Insel sei verkauft|, hieß es im Dorf.", "hieß es im Dorf"),
    ("es", "La alcaldesa aseguró que |el puente estaba terminado|.", "aseguró que"),
    ("fr", "Le maire affirme que |la gare rouvrira en mai|.", "affirme que"),
    ("it", "L'assessora ha detto che |il mercato è sicuro|.", "detto che"),
    ("ja", "市長は、|ダムは安全だ|と述べた。", "と述べた"),
    ("ko", "시장은 |댐이 안전하다|고 덧붙였다.", "고 덧붙였다"),
    ("pl", "Prezes powiedział, że |kopalnia jest bezpieczna|.", "powiedział, że"),
    ("pt", "O engenheiro garantiu que |a barragem aguenta|.", "garantiu que"),
    ("ru", "Директор заявил, что |выбросов не было|.", "заявил, что"),
    ("ru", "Сначала сообщалось, что |погибли семь человек|.", "Сначала сообщалось, что"),
    ("ar", "قال رئيس البلدية سامي حداد إن |الجسر جاهز للاستعمال|.", "قال رئيس البلدية سامي حداد إن"),
    ("ar", "وبحسب الشرطة، |زور المقاول السجلات|.", "وبحسب الشرطة"),
    ("tr", "Başkan |köprünün sağlam olduğunu| söyledi.", "söyledi"),
    # By how the sentence is built, whatever the verb is.
    ("en", "The harbour pilot vows that |the buoys were lit|.", "vows that"),
    ("en", "Shepherds were persuaded that |the well was cursed|.", "Shepherds were persuaded that"),
    ("es", "El párroco presume de que |la torre resistirá el viento|.", "El párroco presume de que"),
    ("fr", "Le berger jure que |le puits était à sec|.", "Le berger jure que"),
    ("it", "La guida del museo giura che |il quadro è autentico|.", "La guida del museo giura che"),
    ("nl", "De boswachter zweert dat |de eik gezond was|.", "De boswachter zweert dat"),
    ("pt", "O pastor jura que |o poço estava seco|.", "O pastor jura que"),
    ("ar", "يقسم الراعي أن |البئر كانت جافة|.", "يقسم الراعي أن"),
    ("en", "Visitors had the impression that |the well was deep|.", "Visitors had the impression that"),
    ("fr", "Le berger s'obstine à répéter que |le puits était à sec|.", "Le berger s'obstine à répéter que"),
    ("es", "El pastor se empeña en que |el pozo estaba seco|.", "El pastor se empeña en que"),
    ("es", "La cueva en que |el pastor durmió| está seca.", None),
    ("nl", "|De herder dronk wat|, sloot de poort en ging slapen.", None),
    ("pt", "|O poço estava seco|, insiste o pastor.", "insiste o pastor"),
    ("de", "|Der Brunnen war trocken|, beteuert der Hirte.", "beteuert der Hirte"),
    ("ja", "羊飼いは、|井戸は枯れていた|と言い張る。", "と言い張る"),
    # What is not about who says it.
    ("en", "The wind was so cold that |the shepherds went home|.", None),
    ("de", "Der Wind war so kalt, dass |die Hirten heimgingen|.", None),
    ("pl", "Wiatr był tak zimny, że |pasterze wrócili do domu|.", None),
    ("en", "The shepherds dug the deep well that |the village had wanted|.", None),
    ("es", "El pozo que |el pueblo cavó en mayo| está seco.", None),
    ("es", "Mientras que |el pozo está seco|, el río crece.", None),
    ("pt", "|O poço secou|, filho de muitos verões quentes.", None),
    ("en", "|The well, on the hill|, holds the rain.", None),
    ("ja", "羊飼いは|井戸が枯れた|とき村を出た。", None),
    ("en", "“|We tested the pumps twice|,” she said.", None),
    ("en", "“She told us that |the pumps were old|,” he said.", None),
    ("en", "It was worth a lot when it was announced, |but it has lost some of it|.", None),
    ("en", "He suggested it was a move that |the allies feared|.", None),
    ("en", "|In a letter to the town|, the mayor said that the dam leaks.", None),
    ("en", "|Posting on a wall on Sunday|, Dale said: “It leaks.”", None),
    ("en", "|The mayor left the room|, saying goodbye.", None),
    ("en", "|Despite such advice|, as the paper noted, the plan stood.", None),
    ("en", "The Academy called |the old actor to the stage|.", None),
    ("de", "Nachdem er das gesagt hatte, |ging das Licht aus|.", None),
    ("de", "Der Turm, der 1908 gebaut wurde, |steht am Fluss|.", None),
    ("fr", "La gare que |la ville a vendue| est fermée.", None),
)
BESIDE = (
    # A list, and what announces it.
    ("en", "It rejected these claims:\n\n|The mayor knew|.\nThe gate was open.", "It rejected these claims:"),
    ("en", "It rejected these claims:\n\nThe gate was open.\n|The mayor knew|.", "It rejected these claims:"),
    ("en", "They refused:\n- to pay the men\n- |to leave the room at once|", "They refused:"),
    ("de", "Die Behörde wies folgende Punkte zurück:\n\n1. Er zahlte.\n2. |Das Werk verlor Öl|.",
     "Die Behörde wies folgende Punkte zurück:"),
    ("fr", "Ont été refusées :\n\nLe café ouvrira.\n|Les quais seront chauffés|.", "Ont été refusées :"),
    ("zh", "委员会驳回了以下指控：\n\n- |承包商贿赂了检查员|。", "委员会驳回了以下指控："),
    ("ja", "会は次の主張を退けた。\n\n- 彼は嘘を言った。\n- |業者は検査官を買収|した。", "会は次の主張を退けた。"),
    ("en", "The council turned down these requests:\n\n|A car park behind the barn|.",
     "The council turned down these requests:"),
    ("fr", "On a rejeté ces idées :\n\nUn hôtel.\n|La lanterne part au musée|.", "On a rejeté ces idées :"),
    ("en", "These varieties are grown:\n\n|Bess Pool, a red apple|.\nA pear.", None),
    ("de", "Folgende Pflanzen blühen dort:\n\n|Weißer Klee und gelber Klee|.\nDie Distel.", None),
    ("en", "The hall has three rooms:\n\nThe kitchen.\n|The long red room|.", None),
    ("en", "They refused to pay.\n\n|The mayor knew of it|.", None),
    ("en", "They refused this:\n\nThe men. It rained. |The mayor knew of it|.", None),
    ("en", "She rejected the charge:\n\n“|I was never there at all|.”", None),
    # The sentence behind it, about all of it.
    ("en", "|The alarm rang at midnight|. That was wrong. It rang at four.", "That was wrong"),
    ("en", "|The alarm rang at midnight|. But it was not true.", "But it was not true"),
    ("en", "|The alarm rang at midnight|. Wrong.", "Wrong"),
    ("de", "|Der Alarm kam um zwölf|. Das war ein Irrtum.", "Das war ein Irrtum"),
    ("es", "|La alarma sonó a las doce|. Eso era falso.", "Eso era falso"),
    ("fr", "|L'alarme a sonné à minuit|. C'était une erreur.", "C'était une erreur"),
    ("it", "|L'allarme suonò a mezzanotte|. Non era vero.", "Non era vero"),
    ("ja", "|警報は真夜中に鳴った|。それは誤りだった。", "それは誤りだった"),
    ("pl", "|Alarm zadzwonił o północy|. To był błąd.", "To był błąd"),
    ("ru", "|Тревога прозвучала в полночь|. Это оказалось ошибкой.", "Это оказалось ошибкой"),
    ("tr", "|Alarm gece yarısı çaldı|. Bu doğru değildi.", "Bu doğru değildi"),
    ("zh", "|警报在午夜响起|。这是错误的说法。", "这是错误的说法"),
    ("en", "|The alarm rang at midnight|. Later it emerged that this was not so.", "this was not so"),
    ("ru", "|Яблоки отравили соседи|. Позже выяснилось, что это не так.", "это не так"),
    ("zh", "|苹果是邻居毒死的|。后来证明并非如此。", "后来证明并非如此"),
    ("en", "|The mill lost nine hundred sacks|. The owners have since corrected that figure.", "corrected"),
    ("en", "|The mill lost nine hundred sacks|. The owners later denied those sacks to the bakers.", None),
    ("pt", "|O alarme tocou à meia-noite|. Errámos: foi às quatro.", "Errámos"),
    # What a note says elsewhere in the article.
    ("en", "|Tin was in the spring water|.\n\nIt is cold.\n\nCorrection: no tin was in that spring water.",
     "Correction: no tin was in that spring water."),
    ("de", "|Im Quellwasser schwammen Krebse|.\n\nEs ist kalt.\n\nIrrtümlich schwammen hier Krebse im Quellwasser.",
     "Irrtümlich schwammen hier Krebse im Quellwasser."),
    ("en", "|Tin was in the spring water|.\n\nCorrection: the mayor is called Ruth Oak, not Ruth Ash.", None),
    ("de", "„|Der Herzog zahlt immer pünktlich|“, spottete die Magd.", "spottete"),
    ("nl", "Het is de vraag of |de molen nog draait|.", "vraag of"),
    ("fr", "Le vent fut si froid que |les bergers rentrèrent|.", None),
    ("fr", "Si le maire dit que |la gare est sûre|, nous viendrons.", "Si"),
    ("en", "|The alarm rang at midnight|. The clerk said that this was no surprise.", None),
    ("en", "|The alarm rang at midnight|. That was no surprise.", None),
    ("en", "|The alarm rang at midnight|. It had a margin of error.", None),
    ("en", "|The alarm rang at midnight|. It was not loud.", None),
    ("en", "|The alarm rang at midnight|. The wrong man came.", None),
    # Of which of them it is so.
    ("en", "The drug helped |most patients| who took it with food.", "who took it with food"),
    ("fr", "Il a sauvé |tous les enfants| qui étaient à bord.", "qui étaient à bord"),
    ("en", "The drug helped |the patients| who took it.", None),
    ("en", "It raised |taxes, most of| which rose.", None),
    ("ja", "|局長は賄賂を受け取った|のか。", "のか"),
    ("ja", "|橋が安全|かどうか分からない。", "ない + かどうか"),
    ("ja", "|橋は安全である|。か", None),
    ("de", "Er war alles andere als |ein Säufer und Spieler|.", "alles andere als"),
    ("ja", "雨がやめば、|作業員は明日戻る|。", "やめば"),
)  # fmt: skip


def test_what_stands_around_a_quotation() -> None:
    """Who says it, what announces its list, what the next sentence says of it, of which alone it is so."""
    told, without = [], []
    for language, text, _ in TOLD + BESIDE:
        article = Article("a.txt", text.replace("|", ""), language=language)
        start, end = text.index("|"), text.rindex("|") - 1
        sentence = sentence_around(article, start, end)
        assert sentence is not None
        cautions = edge_cautions(article, sentence, start, end)
        told.append((language, text, " + ".join(caution.words for caution in cautions) or None))
        without.append(without_source(cautions, article, sentence, start, end) == cautions)
    assert told == [*TOLD, *BESIDE]
    assert without == [words is None for _, _, words in TOLD] + [True] * len(BESIDE)
