"""Words as questions have them and as articles do: each way is found, and none is called missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import Searcher
from retrieval.indexing.index import Index
from retrieval.language import analyzer
from retrieval.query.analysis import corrected
from tests.conftest import write_jsonl

FRAMES = {
    "en": ("The report names {} as an example of its kind.", "What does the report say about {}?"),
    "de": ("Der Bericht nennt {} als Beispiel seiner Art.", "Was sagt der Bericht über {}?"),
    "es": ("El informe nombra {} como ejemplo de su clase.", "¿Qué dice el informe sobre {}?"),
    "fr": ("Le rapport cite {} comme exemple du genre.", "Que dit le rapport sur {} ?"),
    "it": ("Il rapporto cita {} come esempio del genere.", "Che cosa dice il rapporto su {}?"),
    "pt": ("O relatório cita {} como exemplo do género.", "O que diz o relatório sobre {}?"),
    "ru": ("В отчёте названо {} как пример такого рода.", "Что говорит отчёт о {}?"),
    "uk": ("У звіті названо {} як приклад такого роду.", "Що каже звіт про {}?"),
    "el": ("Η έκθεση αναφέρει {} ως παράδειγμα του είδους.", "Τι λέει η έκθεση για {};"),
    "tr": ("Rapor {} örneğini türünün ilki olarak anıyor.", "Rapor {} hakkında ne diyor?"),
    "vi": ("Báo cáo nhắc đến {} như một ví dụ điển hình.", "Báo cáo nói gì về {}?"),
    "pl": ("Raport wymienia {} jako przykład tego rodzaju.", "Co raport mówi o {}?"),
    "sv": ("Rapporten nämner {} som ett exempel på sin sort.", "Vad säger rapporten om {}?"),
    "ar": ("يذكر التقرير {} مثالا على هذا النوع.", "ماذا يقول التقرير عن {}؟"),
    "zh": ("报告提到{}是一个例子。", "报告怎么说{}？"),
    "ja": ("報告書は{}を例として挙げている。", "報告書は{}について何と言っていますか？"),
    "nl": ("Het rapport noemt {} als voorbeeld van zijn soort.", "Wat zegt het rapport over {}?"),
    "hi": ("रिपोर्ट में {} का उदाहरण दिया गया है।", "रिपोर्ट {} के बारे में क्या कहती है?"),
}
"""An article about something and a question about it, by language."""

PAIRS = """
en “slow tide” | the slow tide
en "glass heron" | the glass heron
en «copper owl» | the copper owl
en ‘marble stoat’ | the marble stoat
en 'velvet badger' | the velvet badger
en version 3.2.1 | v3.2.1 of Torfin
en PQL 7.0 | PQL v7.0
en Zeta 2.4.0RC2 | Zeta 2.4.0RC2
en v 5.11 | version 5.11
en Kappa-9 | Kappa 9
en Kappa8 | Kappa 8
en B-1742 | form B1742
en XJ 900 | XJ-900
en ISO 45903 | ISO-45903
en § 218a | section 218a
en HR 4521 | H.R. 4521
en COVID19 | COVID-19
en 2019-03-04 | 4 March 2019
en 4 March 2018 | 2018-03-04
en March 5, 2017 | 5 March 2017
en 6.3.2016 | 6 March 2016
en 07/03/2015 | 7 March 2015 and 07/03/2015
en 8 Mar 2014 | 8 March 2014
en U.S. | the US marshals
en the U.K. | UK grocers
en UN | the U.N. envoy
en N.A.T.O. | NATO barges
en J. K. Farrow | J.K. Farrow
en JK Morrow | J.K. Morrow
en O’Neill | the O'Neill barn
en O Hara | the O'Hara farm
en D'Angelo | the D’Angelo mill
en Jakes | Jake's
en Womens League | the Women's League
en reentry | the re-entry capsule
en re-elect | to reelect wardens
en well being | the well-being fund
en lighthouse keeper | the light-house-keeper
en ice cream | the ice-cream van
en 1,200 sheep | 1200 sheep
en 1300 goats | 1,300 goats
en 1.400 ducks | 1,400 ducks
en 3.5 miles | 3,5 miles
en twelve hats | 12 hats
en 17 knives | seventeen knives
en €450 | 450 euros
en 60% | 60 percent of herons
en theater | the theatre
en colour | a color wheel
en organize | to organise picnics
en gray | the grey wagtail
en aluminum | an aluminium kettle
en jail | the gaol bell
en Æthelred | King Aethelred
en encyclopedia | the encyclopædia
en file cabinet | the ﬁle cabinet
en officer | the oﬃcer
en cafe Merle | the café Merle
en naive | a naïve painter
en Zurich | the Zürich clock
en Beyonce | Beyoncé
en Sao Paulo | São Paulo
en Marks and Penner | Marks & Penner
en R&D | R & D
en AT&T | AT&T
de Mueller | Müller
de Schröder | Schroeder
de Koenig | König
de Bar am Ufer | Bär am Ufer
de Strasse | die Straße
de Fußball | Fussball
de Gross-Umstadt | Groß-Umstadt
de Donau Dampfer | Donaudampfer
de Elbphilharmonie | Elb-Philharmonie
de Wasserwerk | Wasser-Werk
de EU-Richtlinie | EU Richtlinie
de Corona Impfung | Corona-Impfung
de Schiffahrt | Schifffahrt
de CO2-Steuer | CO2 Steuer
de 1.500 Schafe | 1500 Schafe
de 1600 Ziegen | 1.600 Ziegen
de 3,7 Meter | 3.7 Meter
de zwölf Hüte | 12 Hüte
de 16. März 2013 | 16.03.2013
de 17.03.2012 | 17. März 2012
de „Die gläserne Eule“ | Die gläserne Eule
de ‚Der kupferne Fuchs‘ | Der kupferne Fuchs
de Hans’ Mühle | Hans Mühle
de daß-Satz | dass-Satz
de Photographie | Fotografie
de Delphin | Delfin
es camion | el camión
es Leon Garcia | León García
es nino perdido | niño perdido
es pingüino | el pinguino
es «el búho de vidrio» | el búho de vidrio
es 1.700 ovejas | 1700 ovejas
es 1800 cabras | 1.800 cabras
es 3er puesto | 3.er puesto
es 5 de mayo de 2011 | 2011-05-05
fr l'Opéra | Opéra de verre
fr l’eau | eau minérale
fr d'Artagnan | d’Artagnan
fr aujourd hui | aujourd’hui
fr Ecole | l’École
fr Francois | François
fr hotel | un hôtel
fr coeur | un cœur
fr œuf | un oeuf
fr 1 900 moutons | 1900 moutons
fr Saint Étienne | Saint-Étienne
fr week end | le week-end
fr « Le hibou de verre » | Le hibou de verre
it dell'acqua | l'acqua minerale
it l'università | dell'università
it un'amica | amica di vetro
it citta | la città
it perche Cuneo | perché Cuneo
it Forlì | Forli'
it 2.200 pecore | 2200 pecore
pt avo coruja | avó coruja
pt acao | ação
pt João Conceição | Joao Conceicao
pt ótimo | óptimo
pt guarda chuva | guarda-chuva
ru ёлка | елка
ru полет | полёт
ru Королев | Королёв
ru Горбачёв | Горбачев
ru йод | йод
ru Толстои | Толстой
ru 2 300 овец | 2300 овец
ru «стеклянная сова» | стеклянная сова
ru интернет магазин | интернет-магазин
ru С.Ш.А. | США
uk п’ять сов | п'ять сов
uk комп'ютер | комп’ютер
uk Ґалаґан | Галаган
el Αθηνα | Αθήνα
el ΘΕΣΣΑΛΟΝΙΚΗ | Θεσσαλονίκη
el νερο | νερό
el δρομος | δρόμος
tr Istanbul | İstanbul
tr ISPARTA | Isparta
tr ızgara | Izgara
tr isik | ışık
tr Cagdas | Çağdaş
tr Ankara’nın | Ankara'nın
vi Ha Noi | Hà Nội
vi pho bo | phở bò
vi Nguyen Van Tam | Nguyễn Văn Tâm
vi dong ho | đồng hồ
vi hoà bình | hòa bình
pl Lodz | Łódź
pl zolw | żółw
pl Wałęsa | Walesa
sv Malmo | Malmö
sv Göteborg | Goteborg
sv 2 400 får | 2400 får
ar احمد | أحمد
ar الإسكندرية | الاسكندرية
ar مدرسه | مدرسة
ar ١٩٤٢ | 1942
ar 1943 | ١٩٤٣
ar مُحَمَّد | محمد
zh ２０１０年 | 2010年
zh 二〇〇九年 | 2009年
ja ＮＨＫ | NHK
ja ｶﾒﾗ | カメラ
ja コンピュータ | コンピューター
nl geinspireerd | geïnspireerd
nl ijsberg | ĳsberg
nl foto’s | foto's
nl zee eend | zee-eend
hi ज़मीन | जमीन
hi १९४४ | 1944
"""
"""Languages, what a question says, and what the article about it says."""

ROWS = [(line[:2], *line[3:].split(" | ")) for line in PAIRS.strip().splitlines()]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """One archive in all these languages, an article for each pair, numbered."""
    folder = tmp_path_factory.mktemp("library")
    articles = (
        {"id": str(number), "language": language, "text": FRAMES[language][0].format(written)}
        for number, (language, _, written) in enumerate(ROWS)
    )
    return Searcher.open(write_jsonl(folder / "a.jsonl", *articles), folder / "state")


@pytest.mark.slow(but=1)
@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_each_way_of_writing_is_found(library: Searcher, number: int) -> None:
    """At the first place, and nothing of it is called missing."""
    language, asked, _ = ROWS[number]
    answer = library.ask(FRAMES[language][1].format(asked), limit=1)
    assert answer.passages[0].citation.article == str(number)
    assert not [term for term in answer.unmatched_terms if term in asked]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of a few words that may be parted or joined."""
    folder = tmp_path_factory.mktemp("parts")
    articles = [
        {"id": "de", "language": "de", "text": "Die Sperrung der Brücken dauert. Der Hafen im Winter ist leer."},
        {"id": "de2", "language": "de", "text": "Der Winter war lang. Ein Dampfer fuhr. Die Markthalle, die Schalle."},
        {"id": "de3", "language": "de", "text": "In der Markthalle steht ein Modell der Winterhalle."},
        {
            "id": "en",
            "language": "en",
            "text": "The Kappa 8 engine and the website of the car owner and his pet.",
        },
        {"id": "day", "language": "en", "text": "It opened on 2019-03-04 at noon."},
    ]
    return Searcher.open(write_jsonl(folder / "a.jsonl", *articles), folder / "state").index


@pytest.mark.parametrize(
    ("question", "looked_up"),
    [
        ("Was ist mit der Brückensperrung im Hafen?", [("Brücken", ()), ("sperrung", ()), ("Hafen", ())]),
        ("Was ist der Hafenwinter?", [("Hafen", ()), ("winter", ())]),  # both are in one passage
        ("Was ist mit dem Hafendampfer?", [("Hafendampfer", ())]),  # each is in another one
        ("Wo ist der Dampf?", [("Dampf", ())]),  # no compound ends with it, nor is it long enough
        ("Wo ist die Halle?", [("Halle", ("winterhall", "markthall"))]),  # what ends with it is one
        ("What is the Kappa8 engine?", [("Kappa", ()), ("8", ()), ("engine", ())]),
        ("Who is carpet?", [("carpet", ())]),  # English joins no words
        ("Who has a web site?", [("web", ("websit",))]),
    ],
)
def test_words_are_joined_and_parted(index: Index, question: str, looked_up: list[tuple[str, tuple[str, ...]]]) -> None:
    """A compound where a passage has both parts, a name with a number, and neighbours that are one word elsewhere."""
    words, _ = corrected(question, index)
    assert [(word.text, question[word.start : word.end]) for word in words] == [(text, text) for text, _ in looked_up]
    assert all(set(also) <= {word.term, *word.also} for word, (_, also) in zip(words, looked_up, strict=True))


@pytest.mark.parametrize("question", ["What opened on 4 March 2019?", "What opened on 4.3.2019?", "opened 2019-03-04"])
def test_a_day_is_looked_up_however_it_is_written(index: Index, question: str) -> None:
    """As the archive has it, and with its own words."""
    words, _ = corrected(question, index)
    assert "20190304" in {term for word in words for term in (word.term, *word.also)}
    assert all(index.occurs(word) for word in words)


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("de", "Der Umbau der Mole kostete mehr als gedacht.", "Was hat der Umbau der Mole gekostet?"),
        ("de", "Diebe stahlen das Ruder der Barkasse.", "Wer hat das Ruder der Barkasse gestohlen?"),
        ("de", "Die Barkasse wurde im Mai umgetauft.", "Wann hat man die Barkasse umgetauft?"),
        ("de", "Die Barkasse wurde im Mai umgetauft.", "Wann taufte man die Barkasse um?"),
        ("de", "Die Abschaltung der Sirene war überfällig.", "Warum schalten sie die Sirene ab?"),
        ("de", "Das Stiftungsfest ist 2019 ausgefallen.", "Warum fiel das Stiftungsfest 2019 aus?"),
        ("de", "Acht Boote haben an der Regatta teilgenommen.", "Wer nahm an der Regatta teil?"),
        ("de", "Seit zehn Uhr gibt es eine Störung der Sirene.", "Seit wann ist die Sirene gestört?"),
        ("de", "Der Kran wurde jährlich geprüft.", "Wann ist die Prüfung des Krans?"),
    ],
)
def test_a_verb_is_found_in_its_other_forms(
    corpus: Path, opened: Callable[..., Searcher], language: str, text: str, question: str
) -> None:
    """And none of them is called missing; nor is its noun, or a particle that is parted from it."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "language": language, "text": text})
    answer = opened().ask(question)
    assert (answer.unmatched_terms, answer.missing_terms) == ((), ())


def test_a_stemmer_does_not_make_two_neighbours_one(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Of the French "BELCOR a" it would make "belcor"; each keeps its own term, and its own weight."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "language": "fr", "text": "La BELCOR a payé le pont de bois cette année."},
        {"id": "b", "language": "fr", "text": "La BELCOR vend des barques et des rames."},
    )
    words, _ = corrected("Que BELCOR a payé ?", opened().index)
    terms = [term for word in words for term in (word.term, *word.also)]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(
    ("language", "question", "words"),
    [
        ("de", "Wie viele Kähne wurden verkauft?", ["Kähne", "verkauft"]),
        ("de", "Ab wann konnte man beim Fährmann zahlen?", ["Fährmann", "zahlen"]),
        ("de", "Geht die Fähre ab Montag für viele Leute?", ["Geht", "Fähre", "ab", "Montag", "viele", "Leute"]),
        ("fr", "Combien de barques ont été vendues, et a-t-on pu les voir ?", ["barques", "vendues", "pu", "voir"]),
        ("fr", "Que fait le passeur en été ?", ["fait", "passeur", "été"]),
        ("es", "¿Qué barcas pueden ser vendidas?", ["barcas", "vendidas"]),
        ("it", "Quante barche sono state vendute?", ["barche", "vendute"]),
        ("pt", "Que barcos podem ser vendidos?", ["barcos", "vendidos"]),
        ("sv", "Hur många båtar måste säljas?", ["båtar", "säljas"]),
    ],
)
def test_auxiliary_verbs_say_nothing_in_a_question(language: str, question: str, words: list[str]) -> None:
    """Nor do the words of "how many"; where they mean something, they are looked up."""
    assert [word.text for word in analyzer.words(question, language, ())] == words
