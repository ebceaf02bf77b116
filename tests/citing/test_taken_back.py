"""What takes a quotation back from outside it: parted verbs, what became of a claim, conditions without an "if"."""

import pytest

from retrieval.citing.cautions import edge_cautions, omission_cautions
from retrieval.records import Article, Sentence

EDGES = [
    ("de", "Das Gericht |sprach den Kapitän vom Vorwurf des Betrugs| frei.", "sprach … frei"),
    ("de", "Das Gericht sprach den Kapitän, |der Geld genommen hatte|, am Dienstag frei.", "sprach … frei"),
    ("de", "Die Ministerin wies den Vorwurf, |sie habe Akten vernichtet|, zurück.", "wies … zurück"),
    ("de", "Der Minister wies den Vorwurf zurück, |er habe das Geld genommen|.", "wies … zurück"),
    ("de", "Die Behauptung, |der See sei vergiftet|, nahm die Zeitung zurück.", "nahm … zurück"),
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
    ("en", "|The bridge is safe|, the engineer said, and nobody drives.", ""),
    ("en", "|The bridge is safe|, a wonder of its age, if old.", ""),
    ("en", "The paper wrote that |the actor was dead|, an error it corrected.", "an error"),
    ("en", "It wrote that |the bishop was dead|, a claim his office called false.", "false"),
    ("en", "|The bridge was built|, an achievement that the town celebrates.", ""),
    ("en", "The clerk refused, despite three letters, to |hand over the keys|.", "refused"),
    ("en", "The clerk, refused in 2019, came to |hand over the keys|.", ""),
    (None, "Das Gericht |sprach den Kapitän vom Vorwurf| frei.", ""),
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
