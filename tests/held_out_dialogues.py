"""Articles in five languages and thirty-six pairs of questions, made up and held out: nothing was fitted to them.

A pair is as in `dialogues`; of an article's passages the sentence that answers holds the words.
"""

ARTICLES = {
    "baker": """A baker walks to the sea

Nora Ellwick, who has run the bakery in Thornby for thirty years, set out on Monday to walk to the sea with an oven
on a handcart. She wants to bake one loaf in each of the forty villages on the way. The walk is to raise money for
the roof of the village school, which has leaked since the storms of January.

Ellwick grew up in Marrow, the daughter of a ferryman. She is sixty-one and has two sons, who will look after the
shop. Her handcart was built by the blacksmith Otto Reeve out of an old pram and weighs ninety kilos.

The first loaf was sold for twelve crowns in Upper Linn. If it rains, she sleeps in barns; otherwise she has a tent.
The journey is to end on the pier of Gallow Bay on the ninth of June.""",
    "tunnel": """Tunnel under the Harrow opens

The tunnel under the Harrow was opened on Friday by the minister Edda Vance. It is four kilometres long and took
eleven years to dig, three more than planned, because the miners met an underground spring. Seven hundred men and
women worked on it.

The tunnel cost two billion crowns, twice as much as parliament had granted. Trains will go through it from
September; until then only buses may use it. The driver's cab of the first bus was occupied by Lukas Brandt, whose
grandfather had drawn the first plans in 1938.

Residents of Eastgate complain about the noise of the fans. The railway has promised to plant two hundred lime trees
and to lower the fans' speed at night.""",
    "choir": """Choir of Pellworth wins in Tallin

The girls' choir of Pellworth won the singing contest in Tallin on Saturday with a song about a heron. Its
conductor, Imogen Fray, founded it nine years ago in a fire station. Twenty-six girls between ten and seventeen sing
in it.

Second was a choir from Bergamo, third one from Porto. The jury praised the Pellworth girls for their low voices.
They won a piano, which the fire brigade will have to carry up the stairs.

Next year the choir travels to Kyoto. The trip will cost fifty thousand crowns; a brewery has offered to pay half.""",
    "well": """Village gets water from fog

In the village of Quebrada Alta nets now catch water from fog. The engineer Camila Rojo hung up forty of them on the
ridge above the church. On a good night they give three hundred litres.

Rojo learned the trade from her uncle on the coast of Peru. Before, a lorry brought water every ten days. A net
costs eighty crowns and lasts about six years.

The mayor, Hugo Paz, wants to sell part of the water to a brewery. The farmers are against it; they need it for
their beans.""",
    "de": """Müllerin findet Münzen im Mehl

Die Müllerin Grete Ahlers fand am Dienstag beim Sieben elf Silbermünzen im Mehl. Sie stammen aus dem Jahr 1623 und
waren wohl in einem Balken der Mühle von Wendorf versteckt. Ein Museum in Kiel bot ihr neuntausend Kronen.

Ahlers hat die Mühle von ihrer Tante geerbt. Früher arbeitete sie als Lehrerin in Husum. Sie will die Münzen
behalten und in der Mühle ausstellen.

Die Mühle wurde 1590 gebaut und brannte zweimal ab. Ihr Wasserrad dreht sich noch an vier Tagen der Woche.""",
    "es": """El cartero que pintó un faro

El cartero Tomás Luján pintó de azul el faro de Punta Seca en once días. El ayuntamiento le pagó con un barril de
aceitunas. Usó ciento veinte litros de pintura que le regaló un astillero.

Luján nació en Almedra y empezó a repartir cartas a los diecinueve años. Tiene miedo a las alturas, por eso trabajó
de noche, cuando no se ve el suelo.

El faro se construyó en 1889 y mide treinta y dos metros. Su último farero, Benito Arce, vive ahora con su hija en
Murcia.""",
    "fr": """Une apicultrice sauve un clocher

L'apicultrice Jeanne Morel a sauvé le clocher de Sauvigny en vendant deux tonnes de miel. Elle a remis jeudi
quarante mille couronnes au curé. Le clocher penche depuis un orage de 1987.

Morel élève ses abeilles dans un ancien cimetière de trains. Elle a appris le métier de sa grand-mère et possède
cent dix ruches. Ses abeilles butinent surtout du tilleul.

Les travaux commenceront en avril et dureront quinze mois. L'architecte s'appelle Pascal Rieu.""",
    "it": """Il barbiere che salva i ricci

Il barbiere Ugo Ferrante ha aperto a Montecupo un ospedale per ricci nel retro della bottega. In un anno ne ha
curati duecento. I clienti portano mele e coperte.

Ferrante ha cinquantadue anni e vive con la sorella sopra la bottega. Ha imparato a curare gli animali da un
veterinario in pensione, Aldo Nini.

L'ospedale costa seicento corone al mese. D'inverno i ricci dormono nelle cassette della posta.""",
}

BAKER = "Who set out to walk to the sea with an oven?"
TUNNEL = "Who opened the tunnel under the Harrow?"
CHOIR = "Who won the singing contest in Tallin?"
FOG = "Where do nets catch water from fog?"
MILL = "Wer fand Silbermünzen im Mehl?"
LIGHTHOUSE = "¿Quién pintó el faro de Punta Seca?"
STEEPLE = "Qui a sauvé le clocher de Sauvigny ?"
HEDGEHOGS = "Chi ha aperto un ospedale per ricci a Montecupo?"

PAIRS = [
    (BAKER, "Where did she grow up?", True, "baker", "Marrow"),
    (BAKER, "What is the money for?", True, "baker", "roof of the village school"),
    (BAKER, "How old is she?", True, "baker", "sixty-one"),
    (BAKER, "And who built the handcart?", True, "baker", "Otto Reeve"),
    (TUNNEL, "How long is it?", True, "tunnel", "four kilometres"),
    (TUNNEL, "Why did it take so long?", True, "tunnel", "underground spring"),
    (TUNNEL, "What did it cost?", True, "tunnel", "two billion"),
    (TUNNEL, "What do the residents complain about?", True, "tunnel", "noise of the fans"),
    (CHOIR, "Who conducts it?", True, "choir", "Imogen Fray"),
    (CHOIR, "And who came second?", True, "choir", "Bergamo"),
    (CHOIR, "What did they win?", True, "choir", "piano"),
    (CHOIR, "Where does the choir travel next year?", True, "choir", "Kyoto"),
    (FOG, "Who hung them up?", True, "well", "Camila Rojo"),
    (FOG, "How much water do they give?", True, "well", "three hundred litres"),
    (FOG, "And what does a net cost?", True, "well", "eighty crowns"),
    (FOG, "What does the mayor want?", True, "well", "sell part"),
    (MILL, "Was war sie früher?", True, "de", "Lehrerin"),
    (MILL, "Aus welchem Jahr stammen sie?", True, "de", "1623"),
    (MILL, "Und wann wurde die Mühle gebaut?", True, "de", "1590"),
    (LIGHTHOUSE, "¿Dónde nació?", True, "es", "Almedra"),
    (LIGHTHOUSE, "¿Por qué trabajó de noche?", True, "es", "miedo a las alturas"),
    (LIGHTHOUSE, "¿Y cuánto mide?", True, "es", "treinta y dos"),
    (STEEPLE, "Où élève-t-elle ses abeilles ?", True, "fr", "cimetière de trains"),
    (STEEPLE, "Et l'architecte ?", True, "fr", "Pascal Rieu"),
    (STEEPLE, "Combien de ruches a-t-elle ?", True, "fr", "cent dix"),
    (HEDGEHOGS, "Quanti anni ha?", True, "it", "cinquantadue"),
    (HEDGEHOGS, "E quanto costa?", True, "it", "seicento"),
    (HEDGEHOGS, "Con chi vive?", True, "it", "sorella"),
    (BAKER, "How long is the tunnel under the Harrow?", False, "tunnel", "four kilometres"),
    (TUNNEL, "Which brewery wants the water of Quebrada Alta?", False, "well", "brewery"),
    (CHOIR, "Who catches water from fog in Quebrada Alta?", False, "well", "nets"),
    (FOG, "How many girls sing in the choir of Pellworth?", False, "choir", "Twenty-six"),
    (MILL, "Wie oft brannte die Mühle von Wendorf ab?", False, "de", "zweimal"),
    (LIGHTHOUSE, "¿Cuándo se construyó el faro de Punta Seca?", False, "es", "1889"),
    (STEEPLE, "Depuis quand le clocher de Sauvigny penche-t-il ?", False, "fr", "1987"),
    (HEDGEHOGS, "Dove dormono i ricci d'inverno?", False, "it", "cassette"),
]
