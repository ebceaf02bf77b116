"""What takes a quotation back from outside it: parted verbs, what became of a claim, conditions without an "if"."""

import pytest

from retrieval.citing.cautions.raised import edge_cautions, omission_cautions
from retrieval.citing.cautions.taken_back import labelled_before
from retrieval.citing.edges import sentence_around
from retrieval.records import Article, Sentence

EDGES = [
    ("de", "Das Gericht |sprach den Kapitän vom Vorwurf des Betrugs| frei.", "sprach … frei"),
    ("de", "Das Gericht sprach den Kapitän, |der Geld genommen hatte|, am Dienstag frei.", "sprach … frei"),
    ("de", "Die Ministerin wies den Vorwurf, |sie habe Akten vernichtet|, zurück.", "wies … zurück"),
    ("de", "Der Minister wies den Vorwurf zurück, |er habe das Geld genommen|.", "wies … zurück"),
    ("de", "Die Behauptung, |der See sei vergiftet|, nahm die Zeitung zurück.", "nahm … zurück"),
    ("de", "Die Behauptung, |der See sei vergiftet|, ließen fallen, die sie erhoben hatten.", "ließen fallen"),
    ("de", "Das Gericht |sprach den Kapitän frei|.", ""),
    ("de", "Das Werk |stellte im Juni neue Busse vor| und lud Gäste ein.", ""),
    ("de", "Die Polizei schloss am Abend |die Türen des Bahnhofs| auf.", ""),
    ("de", "Er stieg aus, und |die Gäste fuhren| mit dem Bus ab.", ""),
    ("nl", "De rechter |sprak de kapitein dinsdag van alle fraude| vrij.", "sprak … vrij"),
    ("nl", "De minister trok de bewering |dat het meer vergiftigd is|, in.", "trok … in"),
    ("nl", "De burgemeester |trad in maart af| en verhuisde.", ""),
    ("en", "The claim that |the river is poisoned| was withdrawn on Friday.", "withdrawn"),
    ("en", "The report on Friday that |the general fled| turned out to be untrue.", "untrue"),
    ("en", "Prosecutors dropped the charge that |she forged the will|.", "dropped"),
    ("en", "The claim that |the river is clean| was confirmed by laboratories.", ""),
    ("en", "The mayor dropped by. The claim that |the river is clean| stands.", ""),
    ("en", "The town was told, and that |the river is clean| was withdrawn.", ""),
    ("es", "La acusación de que |el alcalde robó el dinero| fue archivada.", "archivada"),
    ("fr", "Les rumeurs selon lesquelles |la banque ferme| sont infondées.", "rumeurs|infondées"),
    ("it", "L’accusa che |il sindaco abbia rubato| è stata ritirata.", "ritirata"),
    ("pt", "A acusação de que |o prefeito roubou| foi arquivada.", "arquivada"),
    ("pl", "Zarzut, że |burmistrz ukradł pieniądze|, został wycofany.", "wycofany"),
    ("ru", "Обвинения в том, что |мэр украл деньги|, были сняты.", "Обвинения|сняты"),
    ("sv", "Påståendet att |sjön är förgiftad| var felaktigt.", "felaktigt"),
    ("en", "Had the engineers agreed, |the dam would be open|.", "Had"),
    ("en", "Had they agreed, then |the dam would be open|.", "Had"),
    ("en", "Had lunch been late? |The guests left|.", ""),
    ("en", "She had lived there for years, |and she knew the mayor|.", ""),
    ("de", "Würde die Stadt zahlen, |stünde die Brücke offen|.", "Würde"),
    ("nl", "Zou het regenen, dan |gaat de markt naar de kerk|.", "Zou"),
    ("en", "|The bridge is safe|, the engineer said, provided that nobody drives.", "provided"),
    ("en", "|The bridge is safe|, the engineer said, and nobody drives.", "the engineer said"),
    ("en", "|The bridge is safe|, a wonder of its age, if old.", ""),
    ("en", "The paper wrote that |the actor was dead|, an error it corrected.", "an error"),
    ("en", "It wrote that |the bishop was dead|, a claim his office called false.", "false"),
    ("en", "|The bridge was built|, an achievement that the town celebrates.", ""),
    ("en", "The clerk refused, despite three letters, to |hand over the keys|.", "refused"),
    ("en", "The clerk, refused in 2019, came to |hand over the keys|.", ""),
    (None, "Das Gericht |sprach den Kapitän vom Vorwurf| frei.", ""),
    ("en", "|Two engineers signed the report|, though not the one on wages.", "though not"),
    ("en", "|The mayor came in July|, but not before the flood.", ""),
    ("en", "|The park is open|, but never on Sundays.", "but never"),
    ("en", "|The keeper rang the bell|, but never knew why.", ""),
    ("de", "|Vier Matrosen unterschrieben|, wenn auch nicht der jüngste.", "wenn|nicht"),
    ("es", "|Tres pozos tienen permiso|, aunque no el de la escuela.", "aunque no"),
    ("es", "|La alcaldesa vino|, pero no habló.", ""),
    ("fr", "|Cinq ouvriers ont signé la lettre|, mais pas le meunier.", "mais pas"),
    ("it", "|Lo terremo aperto|, ma non di notte.", "ma non"),
    ("nl", "|We houden haar open|, maar nooit op zondag.", "maar nooit"),
    ("pl", "|Rolnicy podpisali list|, choć nie najstarszy.", "choć nie"),
    ("pt", "|Os guardas assinaram|, mas não o mais velho.", "mas não"),
    ("ru", "|Рыбаки подписали письмо|, хотя и не самый младший.", "хотя и не"),
    ("sv", "|Fyra fiskare skrev under|, dock inte den yngste.", "inte"),
    ("en", "|Dellow apologised|, after being forced to, for the cellars.", "forced to"),
    ("en", "|Dellow apologised| under pressure from the union.", "under pressure"),
    ("en", "|Dellow apologised| and was forced to close.", ""),
    ("de", "|Der Kapitän entschuldigte sich|, nachdem man ihn dazu gezwungen hatte.", "gezwungen"),
    ("es", "|Los regantes se disculparon|, obligados por el juez.", "obligados"),
    ("fr", "|L’ouvrier s’est excusé|, après y avoir été contraint.", "contraint"),
    ("it", "|L’autista si è scusato|, dopo esservi stato costretto.", "costretto"),
    ("ru", "|Водитель извинился| после того, как его заставили.", "заставили"),
    ("en", "A March statement that |the crane was safe| was withdrawn in June.", "withdrawn"),
    ("en", "|The crane was bought in Hull|, which the paper later corrected.", "corrected"),
    ("en", "|The crane was bought in Hull|, which the town likes.", ""),
    ("en", "Kolb said that “|the word was never used|”, a claim he withdrew.", "withdrew"),
    ("de", "|Die Fähre sank im März|, was die Zeitung später berichtigte.", "berichtigte"),
    ("it", "|Il sindaco era fuggito|; la notizia fu poi smentita.", "smentita"),
    ("es", "|El agua era potable|; un mes después rectificó la noticia.", "rectificó"),
    ("ko", "4월에 물이 빠지면 |도로가 다시 열린다|.", "빠지면"),
    ("ko", "그 장면 |도로가 다시 열린다|.", ""),
    ("ko", "기술자에 따르면 |수리비는 2억 원이다|.", ""),
    ("ja", "技師によれば、|修理費は二億円になる|。", "技師によれば"),
    ("ja", "協会がなければ、|塔は倒れていた|。", "なければ"),
    ("en", "If the tides are mild, then |the wall will hold|.", "If"),
    ("en", "The tides were mild, then |the wall fell|.", ""),
    ("de", "Wenn es regnet, dann |fährt die Fähre nicht ab|.", "Wenn"),
    ("es", "Si llueve, entonces |el pozo se llena|.", "Si"),
    ("fr", "S’il pleut, alors |l’écluse ferme|.", "S’il"),
    ("it", "Se piove, allora |il ponte chiude|.", "Se"),
    ("nl", "Als het regent, dan |gaat de sluis dicht|.", "Als"),
    ("pl", "Jeśli rzeka opadnie, to |most otworzymy|.", "Jeśli"),
    ("ru", "Если лёд сойдёт, то |мост откроют|.", "Если"),
    ("sv", "Om isen lägger sig, så |stängs vägen|.", "Om"),
    ("hi", "अगर पानी उतरा, तो |सड़क खुलेगी|।", "अगर"),
    ("zh", "如果水位下降，那么|公路就会开放|。", "如果"),
    ("en", "|The father carved the door|; the pope never saw it.", ""),
    ("en", "|The father carved the door|; that is not true.", "not"),
    ("en", "She joked: “Sure, and |tomorrow we sell the sea|.”", "joked"),
    ("en", "She said: “Sure, and |tomorrow we sell the sea|.”", ""),
]
"""A sentence with the quoted part between bars, and what is cautioned about."""


@pytest.mark.parametrize(("language", "sentence", "words"), EDGES)
def test_what_takes_back_a_quotation(language: str | None, sentence: str, words: str) -> None:
    """It may stand before the quotation, after it or on both sides; what only looks like it takes nothing back."""
    text = sentence.replace("|", "")
    start, end = sentence.index("|"), sentence.rindex("|") - 1
    article = Article("a.txt", text, language=language)
    cautions = edge_cautions(article, Sentence(text, 0, len(text)), start, end)
    assert "|".join(caution.words for caution in cautions) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor said that |the orchard would be sold|. The claim was false, it turned out.", "false"),
        ("|The orchard would be sold|. On Friday the paper retracted the report.", "retracted"),
        ("|The orchard would be sold|. “Never,” said the owner. The report was false.", ""),
        ("|The orchard would be sold|. The report did not say when.", ""),
        ("|The orchard would be sold|. It wasn’t.", "It wasn’t"),
        ("|The orchard would be sold|. It was not for sale.", ""),
        ("|The orchard would be sold|. False teeth were found there.", ""),
    ],
)
def test_the_next_sentence_takes_it_back(text: str, words: str) -> None:
    """It says of the claim or report that it was false; what it says of other things counts nothing."""
    article = Article("a.txt", text.replace("|", ""), language="en")
    start, end = text.index("|"), text.rindex("|") - 1
    sentence = sentence_around(article, start, end)
    assert sentence is not None
    assert "|".join(caution.words for caution in edge_cautions(article, sentence, start, end)) == words


@pytest.mark.parametrize(
    ("language", "sentence", "words"),
    [
        ("en", "Dellow apologised{, after being forced to,} for the cellars.", "being forced"),
        ("en", "Dellow apologised{ and closed the shop,} for good.", ""),
        ("de", "Der Kapitän entschuldigte sich{, nachdem man ihn dazu gezwungen hatte,} bei den Gästen.", "gezwungen"),
        ("sv", "Föraren bad om ursäkt{, efter att ha tvingats till det,} inför familjen.", "tvingats"),
        ("pl", "Kierowca przeprosił{, zmuszony do tego przez sąd,} rodzinę.", "zmuszony"),
        ("tr", "Sürücü{, buna zorlandıktan sonra,} komşulardan özür diledi.", "zorlandıktan"),
        ("ar", "اعتذر السائق{، بعد أن أُجبر على ذلك،} من الجيران.", "أُجبر"),
        ("he", "הנהג התנצל{, לאחר שנאלץ לעשות זאת,} בפני השכנים.", "שנאלץ"),
        ("hi", "चालक ने{, मजबूर किए जाने के बाद,} माफ़ी माँगी।", "मजबूर"),
        ("ko", "운전사는 {강요를 받은 뒤} 사과했다.", "강요를"),
        ("zh", "司机{在被迫之后}道歉。", "被迫"),
        ("ja", "運転手は{、強いられた末に、}謝罪した。", "強いられ"),
        ("en", "The rest{, botanists fear,} are gone.", "fear"),
        ("en", "The rest {in fear of us} are gone.", ""),
        ("es", "El resto{, temen los botánicos,} se perdió.", "temen"),
    ],
)
def test_what_was_forced_or_feared_is_left_out(language: str, sentence: str, words: str) -> None:
    """Then it seems done freely, or a fact; vowel marks make no difference."""
    text = sentence.replace("{", "").replace("}", "")
    article = Article("a.txt", text, language=language)
    cautions = omission_cautions(article, sentence.index("{"), sentence.index("}") - 1)
    assert "|".join(caution.words for caution in cautions) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Das Gericht sprach den Kapitän {am Abend frei und} lobte ihn.", "sprach … frei"),
        ("Der Rat {lehnte} den Bau der Brücke ab.", "lehnte … ab"),
        ("Das Gericht sprach den Kapitän {am Abend} frei.", ""),
        ("Der Zug fuhr {am Abend ab und} kam an.", ""),
    ],
)
def test_a_part_of_a_verb_is_left_out(sentence: str, words: str) -> None:
    """The verb or its particle; what is between them may be left out."""
    text = sentence.replace("{", "").replace("}", "")
    article = Article("a.txt", text, language="de")
    cautions = omission_cautions(article, sentence.index("{"), sentence.index("}") - 1)
    assert "|".join(caution.words for caution in cautions) == words


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("Myth: ", "negation Myth"),
        ("– Falsch: ", "negation Falsch"),
        ("Claim 2: ", "doubt Claim 2"),
        ("谣言：", "negation 谣言"),
        ("Note: ", None),
        ("Myth ", None),
        ("", None),
    ],
)
def test_a_label_says_that_it_is_not_so(before: str, told: str | None) -> None:
    """Or that somebody claims it; any other label says nothing of the kind."""
    found = labelled_before(before)
    assert (found and f"{found.kind.value} {found.words}") == told
