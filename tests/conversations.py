"""Articles in eight languages and thirty pairs of questions, made up: the second is about the answer to the first.

A pair is (asked before, asked now, the article that answers it, words of the sentence that does).
"""

ARTICLES = {
    "prize": """The Alder Prize goes to a lighthouse keeper's son

The Alder Prize for a first novel was awarded on Thursday evening to Corin Hasketh. The jury chose "A Room of Salt"
from among two hundred and twelve entries after a debate that, its chairwoman admitted, lasted until the caretaker
switched off the heating. The prize is worth fifteen thousand crowns and has been given every second year since 1988.
Readers at the ceremony in the Guild Hall queued for two hours to have their copies signed, and the bookshop on the
ground floor sold out before nine o'clock.

The novel tells of a family that keeps a light on an island which is about to be given up. Reviewers praised its dry
humour and its patience with small things: the oiling of a lamp, the splicing of a rope, the long wait for a boat that
brings the post. A translation into Danish is being prepared, and a small theatre in Osterby wants to bring the story
to the stage next winter with a cast of four and no scenery at all.

By day, Hasketh works as a piano tuner in the music school of Brenn. He was born in Tolverstone in 1979 and left school
at sixteen. His editor, Maud Perrin, said that he had sent her the manuscript in a biscuit tin. He lives with his
sister and three goats on the edge of the moor, and he intends to spend the money on a roof.""",
    "tyler": """Council of Brenn names a new role for its engineer

The council of Brenn has given its chief engineer, Dora Whitlock, a second role: she will also be in charge of the
harbour. The role was vacant for a year. Prizes for the town's best gardens were awarded on the same evening, and the
mayor, Piet Landon, was born in the town seventy years ago, as he reminded everybody.""",
    "company": """Larkspur Batteries opens a plant in Hexmoor

The battery maker Larkspur opened its second plant in Hexmoor on Monday. It will make cells for buses and small ferries
and is the largest building in the district, longer than four football fields. The first one, in Dunmere, has been
running since 2016 and will go on with cells for tools and toys. The road to the site was widened in the summer.

The company was founded by two chemists, Ilse Brandauer and Tom Okoro, in a former bakery. It employs nine hundred
people, of whom three hundred and forty work in the new plant. Last year it made a loss of six million crowns, and the
bank of the province guarantees its loans until 2031.

In 2016 a fire destroyed a storehouse in Dunmere; nobody was hurt, but the schools of the town stayed closed for two
days. Since then a brigade of its own stands ready at every plant. The neighbours in Hexmoor have asked for a siren.""",
    "museum": """Museum of clocks returns to Fennick

The museum of clocks has reopened in Fennick after a flood four years ago. Its oldest piece is a water clock of 1640
that a monk called Brother Anselm built. The director is Greta Molnar, who used to mend church clocks.

Fennick is a town of eight thousand people at the foot of the Varr hills. Visitors can also see a bell foundry there,
and the inn beside the bridge serves smoked trout. Trains from the coast stop twice a day.

In Lisbrook a second house will show wrist watches from next spring. It has cost two million crowns so far.""",
    "census": """Two harbours, two counts

Port Hallow has forty-one thousand inhabitants, the census office reports, two thousand fewer than ten years ago.
Many young people move inland because rents have doubled.

In Sandrey the count gave nineteen thousand inhabitants, slightly more than before. Its shipyard is hiring welders.""",
    "es": """Una maestra gana la regata de Puerto Bruma

La maestra Lucía Ferrán ganó el domingo la regata de Puerto Bruma con un velero de madera que había restaurado durante
seis inviernos. Llegó a la meta doce minutos antes que el segundo, el médico Andrés Colomer. Participaron treinta y
ocho barcos de cuatro países.

El velero se llama Gaviota y fue construido en 1931 en un astillero que ya no existe. Su abuelo lo compró por el precio
de dos vacas. Ferrán da clases de matemáticas en una escuela rural y tiene cuarenta y cuatro años.

En 1987 la regata se suspendió por una tormenta que hundió tres barcos. Desde entonces la organiza el club náutico, que
preside Marina Ochoa.""",
    "de": """Brücke bei Aulendorf gesperrt

Die Holzbrücke bei Niederaulen ist seit Dienstag gesperrt. Die Gutachterin Hanna Reuschel fand bei einer Prüfung Fäule
in den tragenden Balken. Sie arbeitet für ein Büro in Marlach und hat schon achtzig Brücken untersucht.

Die Brücke stammt aus dem Jahr 1908 und wurde nach dem Hochwasser von 1954 angehoben. Damals half das ganze Dorf mit
Seilen und Ochsen. Die Reparatur soll 400.000 Kronen kosten und bis Ostern dauern.

Der Wirt Alois Kern klagt, dass kaum noch Gäste kommen. Für die Schulkinder fährt jetzt ein Kleinbus.""",
    "fr": """Une horlogère élue maire de Valmorin

L'horlogère Élise Tarrand a été élue maire de Valmorin dimanche avec cinquante-huit pour cent des voix. Elle succède à
Bernard Loiseau, qui dirigeait la commune depuis 1995.

Tarrand est née à Grandlieu et répare des pendules depuis l'âge de quinze ans. Elle promet de rouvrir la piscine et de
planter six cents arbres. Son adversaire, le notaire Paul Vasseur, a reconnu sa défaite avant minuit.

À Saint-Orens, c'est le pharmacien Luc Maréchal qui l'a emporté avec treize voix d'avance.""",
    "ru": """Учёные нашли корабль у острова Верес

Экспедиция под руководством Марины Столяровой нашла у острова Верес корабль, затонувший в 1742 году. Судно лежит на
глубине сорока метров и хорошо сохранилось. На борту обнаружили посуду и семь пушек.

Столярова преподаёт археологию в университете Каменска. Она начала поиски двенадцать лет назад после того, как рыбак
подарил ей старую карту. Корабль назывался «Святая Анна» и вёз зерно.

Подъём обойдётся в двадцать миллионов рублей. В том году, когда он затонул, на острове жили только монахи.""",
    "zh": """青石镇女子面馆老板获奖

面馆老板林秀云星期五获得了省里的创业奖。她的面馆开在青石镇老码头旁边，每天卖出六百碗面。评委说她教会了许多年轻人做面。

林秀云今年五十一岁，以前是纺织厂的工人。工厂在二〇〇三年关闭以后，她用借来的三千元开了店。她的丈夫负责买菜。

奖金是十万元。她打算用这笔钱在山里建一所厨师学校。""",
    "it": """Il treno di Valscura torna a correre

Il trenino di Valscura ha ripreso servizio sabato dopo nove anni. Lo guida la macchinista Teresa Bonaldi, che ha
trentadue anni e abita a Pietralunga. La linea è lunga ventisei chilometri e attraversa undici gallerie.

Fu costruita nel 1911 da ottocento operai. In quell'anno una frana uccise quattro di loro vicino al ponte grande. Il
biglietto costa cinque corone e i bambini viaggiano gratis.""",
    "pt": """Padeiro de Vila Morna bate recorde

O padeiro Joaquim Seabra assou no sábado o maior pão do país, com trinta e um metros de comprimento. Ele trabalhou com
doze ajudantes durante dezenove horas na praça de Vila Morna.

Seabra herdou a padaria da avó e toca acordeão numa banda. O pão foi distribuído entre as escolas da cidade. O recorde
anterior, de vinte e sete metros, pertencia a Rosa Quintela.""",
}

PRIZE = "Who won the Alder Prize?"
PLANT = "Who opened a plant in Hexmoor?"
CLOCKS = "Where has the museum of clocks reopened?"
COUNT = "How many inhabitants does Port Hallow have?"

PAIRS = [
    (PRIZE, "What is his job?", "prize", "piano tuner"),
    (PRIZE, "Where was he born?", "prize", "Tolverstone"),
    (PRIZE, "Who is his editor?", "prize", "Maud Perrin"),
    (PRIZE, "What does the winner want to do with the money?", "prize", "a roof"),
    (PRIZE, "What is it worth?", "prize", "fifteen thousand"),
    (PRIZE, "And what is the novel about?", "prize", "a family that keeps a light"),
    (PLANT, "Who founded the company?", "company", "Ilse Brandauer"),
    (PLANT, "How many people does the company employ in all its plants together?", "company", "nine hundred"),
    ("When did the first plant in Dunmere begin to run?", "What was destroyed that year?", "company", "storehouse"),
    (CLOCKS, "How many people live there?", "museum", "eight thousand"),
    (CLOCKS, "And in Lisbrook?", "museum", "Lisbrook"),
    ("What is the oldest piece in the museum of clocks?", "Who built it?", "museum", "Brother Anselm"),
    (COUNT, "And in Sandrey?", "census", "nineteen thousand"),
    (COUNT, "Why do they leave?", "census", "rents have doubled"),
    ("¿Quién ganó la regata de Puerto Bruma?", "¿Cuántos años tiene?", "es", "cuarenta y cuatro"),
    ("¿Quién ganó la regata de Puerto Bruma?", "¿A qué se dedica ella?", "es", "matemáticas"),
    ("¿Con qué barco ganó Lucía Ferrán?", "¿Cómo se llama?", "es", "Gaviota"),
    ("¿Cuándo se suspendió la regata?", "¿Qué pasó ese año?", "es", "tormenta"),
    ("Wer fand Fäule in der Brücke bei Niederaulen?", "Für wen arbeitet sie?", "de", "Marlach"),
    ("Wann wurde die Brücke bei Niederaulen angehoben?", "Wer half damals?", "de", "das ganze Dorf"),
    ("Warum ist die Holzbrücke gesperrt?", "Und was kostet die Reparatur?", "de", "400.000"),
    ("Qui a été élue maire de Valmorin ?", "Où est-elle née ?", "fr", "Grandlieu"),
    ("Qui a été élue maire de Valmorin ?", "Et à Saint-Orens ?", "fr", "Luc Maréchal"),
    ("Кто нашёл корабль у острова Верес?", "Где она преподаёт?", "ru", "Каменска"),
    ("Что нашла экспедиция у острова Верес?", "А как он назывался?", "ru", "Святая Анна"),
    ("谁获得了省里的创业奖？", "她今年多少岁？", "zh", "五十一岁"),
    ("谁获得了省里的创业奖？", "她打算怎么用奖金？", "zh", "厨师学校"),
    ("Chi guida il trenino di Valscura?", "Quanti anni ha?", "it", "trentadue"),
    ("Quando fu costruita la linea di Valscura?", "Che cosa successe in quell'anno?", "it", "frana"),
    ("Quem assou o maior pão do país?", "Que instrumento ele toca?", "pt", "acordeão"),
]
