"""What is asked of things every day, and the words that tell it: who built it, what it costs, when she was born.

A question asks for an attribute with one of some words ("When was the mill built?"), and a text that tells it has such
a word, too, or another that says as much ("erected in 1902", "dug by miners"). A text with the right names but none of
these words tells something else of them. The tables are closed: what newsrooms ask of people, places, bodies and
things, in the languages of the bot, and the commonest of it in others. They were written for
Pincite. Words that mostly mean something else (a "building"
is a house) don't tell.

Of 1,800 questions that the first passage answers, to archives of seven kinds, 17 % ask for an attribute of the tables,
and 1.5 % for one that it doesn't tell by them; of 60 questions about attributes that nobody gives, 65 %.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from retrieval.language.analyzer import code
from retrieval.language.expressions import TypedExpression, expression, typed_alike, typed_expression
from retrieval.language.normalisation import simplified
from retrieval.language.number_words import counting_words
from retrieval.language.quantities import quantity

# A row: the name of an attribute, the words that ask for it, and after " / " those that tell it without asking. "|"
# parts the words, "*" stands for the rest of a word, or for its beginning, "+" for one to six words, "#" for a number,
# "@" for a quantity as `quantities` knows it.
_ROWS = {
    "en": """
said: what did + say|what does + say|what do + say|what has + said|what have + said|what did + think|what does + think|
  what did + tell|what does + tell|what has + told
  / said|says|say|told|tells|added|adds|wrote|writes|replied|answered|warned|explained|argued|insisted|announced|
  claimed|stressed|declared|promised|according to|think*|thought|believe*|@quote
made: built|builder*|constructed|construction of|erected|build / builds|rebuilt|construct*|erect*|dug|laid|
  dates from|dating from|dates back|complete*|finish*|made|creat*|develop*|implement*
repaired: repair*|mended|mend|fixed / repair*|mend*|fix*|restor*|replac*|renovat*
founded: founded|founder*|founding|established|set up / establish*|foundation|start*|form|formed|create*|launch*|
  began|
  begun|since|opened|institut*|dates from|dates back
born: born|birthplace|birth|birthday / native of|grew up|comes from|came from
died: die|died|dies|death|dead|killed|passed away / deceased|late|funeral|buried|fatal*|lost their lives|
  lost his life|
  obituary|widow*|murder*|perish*|shot|bereavement|dying
age: how old|what age|the age of / age|ages|aged|years old|*-year-old|born|birthday|@age|@years
price: cost|costs|price*|how much is|how much are|how much was|fee|fees|fare|how expensive|how much do + pay|how much
  does + pay|charge|charges / costing|charge*|fares|free|pay|pays|paid|spen*|worth|expensive|cheap*|@money
salary: salar*|earn|earns|earned|wage*|get paid / earning|pay|paid|income|a year
people: population|how many inhabitants|number of inhabitants|how many residents|number of residents|people live /
  inhabitant*|resident*|live|home to|souls|@people
height: how high|how tall|height of|altitude / high|higher|tall|height|storey*|stories|above|@height
length: length of / long|length|@length
extent: how long is|how long are / long|length|mile*|@length|last*
duration: how long / long|length|last*|until|till|since|forever|@length|@duration
depth: how deep|depth of / deep|depth|deeper
width: how wide|width of / wide|width|broad
weight: how heavy|weigh|weighs|weight of / weigh*|heavy|heavier|@weight
speed: how fast|speed of|how quickly / speed*|fast*|quick*|mph|per hour|an hour|per second|knots|baud|second|seconds|
  km/h|m/s|kph|kmh
area: how big|how large|what size|area of / area|square|hectare*|acre*|size|big|large|@length|*m²|# ha
distance: how far|distance between|distance from / distance|far|away|from|@length
warmth: how hot|how cold|how warm|temperature / degree*|temperature*|*°*
rhythm: how often|how frequently / every|each|daily|weekly|monthly|yearly|annual*|once|twice|times|per|a day|a week|a
  month|a year|regular*
colour: what colour|what color|which colour|which color / red|blue|green|yellow|black|white|brown|grey|gray|orange|
  purple|pink|golden|silver
mayor: mayor|mayoress / mayor*
chair: chairs|chaired|chairman|chairwoman|chairperson|chair of|presides / chair*|presid*|head*|lead*
leader: heads|leads|who runs|manages|director of|manager of|head teacher|headteacher|headmaster|principal of / head*|
  lead*|led|run*|manag*|director*|principal|chief|boss|in charge
owner: own|owns|owner*|owned|belong|belongs / belong*|property|bought|buy*|purchas*|acquir*|landlord*
designer: designed|designer*|architect* / design*|drew|drawn|plans
inventor: invented|inventor* / invent*|devis*|develop*|creat*|patent*
finder: discovered|discoverer*|who found|when was + found|where was + found / discover*|found|find|finds|spot*|notic*|
  identif*
writer: who wrote|wrote|author of|writer of|written by / writ*|author*|penned|book by|novel by|play by|poem by|
  story by|stories by|article by|report by|essay by|text by|words by|lyrics by|song by|script by|column by|letter by|
  biography by|memoir by|sermon by
painter: painted|who paint* / paint*|portrait*|picture by|mural by|canvas by|fresco by|icon by|work by|works by|
  watercolour by|altarpiece by
composer: composed|composer* / compos*|music|wrote|written|song by|opera by|symphony by|piece by|score by|hymn by|
  tune by|anthem by|march by|work by|works by
spouse: marry|married|wife|husband|wedding|spouse / marr*|wed|bride|groom|couple|partner|widow*
studied: study|studied|graduate*|degree|educated / studi*|study*|educat*|attended|university|college|trained|learn*
winner: win|won|winner*|prize|awarded / wins|prize*|award*|champion*|victor*|beat|beats|beaten|first place|went to|
  triumph*|defeat*|gold|medal*|title
buyer: bought|buy|buyer*|purchased|acquired / buy*|purchas*|acquir*|sold|sale
seller: sold|sell|selling / sell*|sale*|bought|buy*
inaugurated: opened|inaugurat* / open*|inaugurat*|unveil*|start*|launch*
opened: open|opens|opening hours|reopen* / open*|inaugurat*|start*|from|o'clock|a.m.|p.m.|weekday*|daily
closed: close|closes|shut|closing time / clos*|shut*|until|till|end*
begun: does + begin|does + start|did + begin|did + start|will + begin|will + start|begins|starts / beg*n*|
  start*|from|open*|commenc*|launch*|at #
ended: ends|does + end|did + end|will + end|finishes / end*|finish*|until|till|over|clos*|conclu*|last*
mail: email|e-mail|mail address / @mail|email*|e-mail*
phone: phone|telephone / phone*|telephone*|call|ring|@phone
resigned: resign|resigned|retire|retired|step down|stepped down|quit / resign*|quit*|retir*|step*|leav*|left|stand down|
  stood down|handed|gave up|depart*
successor: succeeded|succeeds|successor*|replaced|replaces / succe*|replac*|follow*|new|next|take over|took over|
  chosen|appointed|elected
funder: fund|funded|financed|sponsor*|donated|who paid|who pays|who will pay|paid for|pays for|foot the bill|
  footed the bill / fund*|
  financ*|
  sponsor*|donat*|paid|pay*|gift|grant*|gave|give*|money|budget|cost*
dwelling: live|lives|lived|reside|resides|resided / reside*|live*|living|home|house|moved|dwell*
hired: hired|recruited|appointed / hire*|recruit*|appoint*|join*|new|named|came|employ*
hurt: injured|injuries|hurt|wounded / injur*|wound*|hospital*|casualt*|died|dead|killed|harm*|unharmed|unhurt|
  uninjured|first aid*|treated|treatment|ambulance*|burns|burned|burnt|broke|broken|fractur*|sprain*|bruis*|concuss*|
  scratch*|suffer*
arrested: arrested|jailed|convicted|sentenced / arrest*|jail*|convict*|sentenc*|prison*|custody|detain*|charged|court
stolen: stole|stolen|thief|thieves|robbed / steal*|theft*|rob*|burgl*|took|taken
staff: employ|employs|how many employees|number of employees|how many staff / employ*|staff*|work*|job*|volunteer*
supporter: in favour of|in favor of|voted for|supporter*|supported|supports|backed|backs / support*|back|backing|
  backed|favour*|favor*|for it|voted for|endorse*|welcome*|approv*|agree*|voted yes
opponent: was against|were against|is against|are against|voted against|spoke against|opposed|opposes|oppose|opponent*|
  objected|objects to|object to|opposition to / against|oppos*|object*|
  critici*|protest*|reject*|resist*|refus*|disagree*|no vote*|voted no
proposer: proposed|proposes|proposer*|suggested|whose idea|proposal come from / propos*|suggest*|idea|moved that|
  motion|initiat*|called for|calls for
giver: donated|donates|donor*|gave away|presented + with / donat*|donor*|gift*|gave|given|give*|bequeath*|left|
  present*
""",
    "de": """
said: was sagt*|was hat + gesagt|was haben + gesagt|was erzähl*|was hat + erzählt|was meint*|was hält / sagt*|
  gesagt|erklärt*|mein*|betont*|
  schr*eb*|
  antwort*|warn*|laut|zufolge|kündigt*|versprach*|findet|hält|so|@quote
made: gebaut|baute|bauten|erbaut*|errichtet*|erbauer*|baujahr / bau|bauzeit|bauarbeiten|fertig*|stammt aus|angelegt|
  vollendet|entstand*|entwickelt
repaired: repariert*|reparatur / repar*|instand*|saniert*|ersetzt|erneuert
founded: gegründet|gründete*|gründung|gründer* / *gründ*|seit|entst*|begann|ins leben|eröffnet*|geschaffen|besteht
born: geboren|geburtsort|geburtstag|geburtsjahr / gebor*|geburt*|stammt aus|aufgewachsen|gebürtig*
died: starb|stirbt|gestorben|tod|tot|ums leben / starb*|sterb*|tod*|tot*|verst*rben*|getötet|beerdig*|nachruf|witwe*
age: wie alt|welches alter|welchem alter / jahre alt|alter|gebor*|geburtstag|@age|@years
price: kostet*|kosten|preis*|eintritt|wie teuer|gekostet|gebühr* / kost*|*preis*|*gebühr*|bezahl*|zahl*|gratis|frei|
  ausgegeben|*beitrag*|@money
salary: verdient*|verdienst|gehalt|lohn / verdien*|*gehalt*|*lohn*|einkommen|bezahl*
people: wie viele einwohner*|einwohnerzahl*|zahl der einwohner|bevölkerung*|menschen leben|menschen wohnen|
  leute leben|leute wohnen / *einwohner*|*bevölkerung*|bewohner*|leben|seelen|
  @people
height: wie hoch ist der|wie hoch ist das|wie hoch ist die|höhe / hoch|hohe*|höhe*|höher|stockwerk*|steigt|stieg|
  beträgt|@length|@money|prozent
duration: wie lange|wie lang war*|wie lang + dauer*|dauer / lang*|dauer*|seit|@duration|uhr|bis
length: länge / lang*|länge*|@length
extent: wie lang ist|wie lang sind / lang*|länge*|@length|dauer*
depth: wie tief|tiefe / tief*
width: wie breit|breite / breit*
weight: wie schwer|wiegt|wiegen|gewicht / schwer*|wieg*|wog|@weight
speed: wie schnell|geschwindigkeit|tempo / schnell*|km/h|stundenkilometer*|sekunde*|minuten|m/s
area: wie groß|fläche|größe / groß*|größ*|*fläche*|quadrat*|hektar*|@length|*m²|# ha
distance: wie weit|entfernung|entfernt / weit*|@length
warmth: wie warm|wie heiß|wie kalt|temperatur / grad|temperatur*|*°*
rhythm: wie oft|wie häufig / jede*|täglich*|wöchentlich*|monatlich*|jährlich*|mal|*mal|pro|einmal|zweimal|regelmäßig*
colour: welche farbe|welcher farbe / rot*|blau*|grün*|gelb*|schwarz*|weiß*|braun*|grau*|orange|lila|rosa
mayor: bürgermeister*|oberbürgermeister* / *bürgermeister*|rathauschef*
chair: vorsitzende*|vorsitz|wer leitet|leiter von|leiterin / *vorsitz*|*leit*|chef*|präsident*|führ*|nachfolger*
owner: gehört|gehören|besitzer*|eigentümer*|inhaber* / gehör*|besitz*|*eigentümer*|*kauf*|erw*rb*|verein|familie
possession: besitzt|besitzen / besitz*|hat|haben|gehör*|eigene*
designer: entworfen|entwarf|architekt* / entw*rf*|gestalt*|plan|pläne|geplant
inventor: erfunden|erfand|erfinder* / erf*nd*|entwick*|patent*
finder: entdeckt*|entdecker*|gefunden / entdeck*|fand|fanden|finde*|bemerk*
writer: geschrieben|schrieb|autor*|verfasser* / *schr*eb*|*schreib*|verfass*|buch von|roman von|gedicht von|stück von|
  lied von|artikel von|bericht von|brief von|märchen von|erzählung von|text|erstellt|entwick*|programmier*|
  stammt
painter: gemalt|malte / *mal*|gemälde*|bild*|altarbild*|fresko von|werk von|werke von
spouse: geheiratet|heiratet*|ehefrau|ehemann|verheiratet|hochzeit / *heirat*|ehe*|hochzeit*|frau|mann|paar
studied: studiert*|studium / stud*|universität*|hochschul*|gelernt
winner: gewann|gewonnen|gewinner*|sieger*|siegte / gewinn*|*sieg*|preis*|platz|erste*|*meister*|gold*|medaill*
buyer: gekauft|kaufte|käufer* / *kauf*|erw*rb*
seller: verkauft* / verkauf*|*kauf*
inaugurated: eröffnet*|eröffnung|eingeweiht / *öffn*|einweih*|eingeweiht|weihte|in betrieb|start*
opened: öffnet*|geöffnet|öffnungszeiten / *öffn*|uhr|ab|wieder|beginn*|start*
closed: schließt|geschlossen|schließung / *schließ*|schloss|zu|bis|ende*
begun: beginnt|beginnen|begann|begannen|startet / beginn*|begann|start*|ab|um #|los|anf*ng*
ended: endet*|läuft aus / end*|bis|läuft|lief|schluss
mail: mailadresse|e-mail*|email* / @mail|mail*
phone: telefon*|rufnummer / *nummer|ruf*|@phone
resigned: zurückgetreten|rücktritt|tritt + zurück|trat + zurück|ruhestand / *tritt*|trat|*treten|abgegeben|gab|
  aufgehört|verl*ss*|abschied*
successor: nachfolg*|folgte auf|folgt auf|ersetzt / folgt*|neue*|übern*mm*|gewählt
funder: finanziert*|bezahlte|bezahlt|gespendet|spendete|sponsor*|gestiftet|stiftete / finanz*|*zahl*|*spend*|*stift*|
  *schenk*|geld*|zuschuss|förder*|kam von
dwelling: wohnt*|wohnen|wohnort / wohn*|leb*|haus*|zog
hurt: verletzt*|verletzung* / *verletz*|krankenhaus*|klinik*|getötet|tote*|behandel*|unversehrt*|verbrannt*|
  verbrennung*|*brüche*|*bruch|gebrochen|brach|verstaucht|rettungswagen|notarzt*|schürfwunde*|prellung*
arrested: verhaftet|festgenommen|verurteilt / haft*|*nommen|*urteil*|gefängnis*|polizei*
stolen: gestohlen|stahl|dieb*|geklaut / *stahl|*raub*|mitgenommen|*diebstahl*
staff: wie viele mitarbeiter*|wie viele beschäftigte*|wie viele angestellte*|beschäftigt|wie viele leute arbeiten /
  mitarbeiter*|beschäftig*|angestellt*|arbeit*|personal|stellen
supporter: stimmte für|stimmten für|stimmte dafür|stimmten dafür|war dafür|waren dafür|befürwort*|unterstützt*|
  sprach sich für / für|dafür|befürwort*|unterstütz*|begrüß*|zugestimmt|zustimm*|stimmte zu|lobt*
opponent: war gegen|ist gegen|waren gegen|sind gegen|stimmte gegen|dagegen|gegner*|widersprach*|widersetz*|wehrte*|
  abgelehnt|lehnte* + ab / gegen|dagegen|gegner*|widerspr*|widersetz*|wehr*|wider*|ablehn*|abgelehnt|lehnt*|
  *protest*|kritisier*|einspruch|einwand|einwände
proposer: vorgeschlagen|schlug* + vor|vorschlag*|beantragt*|antrag|angeregt|regte + an / *schlag*|schlug*|schlägt|
  *antrag*|anreg*|angeregt|regte*|idee*|forder*|initiat*
giver: geschenkt|schenkte*|gespendet|spendete*|spender*|stiftete*|gestiftet|überreichte*|überreicht / *schenk*|
  *spend*|*spende|*stift*|überreich*|übergab*|übergeben|vermacht*|überl*ss*|gabe
""",
    "es": """
said: qué dijo|qué contó|qué cuenta|qué ha contado|qué dice|qué dijeron|qué dicen|qué ha dicho|qué opina*|
  qué declaró|qué piensa / dij*|dic*|dec*|afirm*|
  asegur*|señal*|explic*|añad*|agreg*|según|opin*|piens*|cree|@quote
made: construi*|construy*|edificó|edificad*|erigi* / constru*|levant*|obra*|termin*|inaugur*|data de
founded: fundad*|fundó|fundar*|fundador*|fundación de / fund*|cre*|desde|nació|comenz*|empez*|abri*|surgi*|establec*
born: nació|nacieron|nacid*|nacimiento / nacer|nace|naci*|natural de|oriund*|original de
died: muri*|murió|muere|muert*|fallec* / mor*|mur*|mat*|entierr*|enterr*|viud*|víctima*
age: qué edad|cuántos años tiene|cuántos años tenía / edad|cumpl*|nac*|@age|@years
price: cuesta*|costó|costaron|costo de|coste de|precio*|cuánto vale|tarifa|cuánto se paga / cuest*|cost*|vale*|pag*|
  gratis|gratuit*|entrada*|libre|@money
salary: sueldo|salario|cuánto gana|cuánto cobra / gan*|cobr*|ingres*|pag*
people: cuántos habitantes|número de habitantes|población de|cuántas personas viven|cuánta gente vive / habitante*|
  poblaci*|vecinos|viven|@people
height: qué altura|altura de|altitud|tan alto / alt*|pisos|@height
length: qué longitud|longitud de|cuánto mide* / larg*|longitud|mid*|@length
duration: cuánto dura*|cuánto duró|cuánto tardó|durante cuánto tiempo|cuánto tiempo dur* / larg*|dur*|hasta|desde|
  tard*|@duration
depth: profundidad|profund* / hond*
width: anchura|qué ancho / anch*
weight: cuánto pesa*|peso de / pes*|@weight
speed: velocidad|rápido / rápid*|por hora|segundo*|km/h|m/s
area: superficie|extensión de|qué tamaño / tamaño|cuadrad*|hectárea*|*m²|# ha
distance: qué distancia|lejos / dista*|@length
rhythm: con qué frecuencia|cada cuánto / cada|diari*|semanal*|mensual*|anual*|veces|vez|por
colour: qué color|de qué color / roj*|azul*|verde*|amarill*|negr*|blanc*|marrón|gris*|naranja|rosa
mayor: alcald*|intendente* / alcald*
chair: presidente de|presidenta de|preside|quién dirige|director de|directora de / presid*|dirig*|direct*|encabez*|
  lider*|jef*|cargo
owner: dueñ*|propietari*|pertenec* / propi*|pose*|compr*|familia|adquir*
designer: diseñ*|arquitect*|proyectó / proyect*|planos|dibuj*
inventor: invent* / desarroll*|cre*|patent*
finder: descubri*|quién encontró|dónde encontraron / descubr*|encontr*|hall*|apareci*
writer: escribi*|autor de|autora de|escrito por / escri*|autor*|libro de|novela de|poema de|
  artículo de|obra de|cuento de
painter: pintó|pintado / pint*|cuadro*|mural de|obra de|fresco de
spouse: se casó|casad*|boda|esposa|esposo|marido / cas*|espos*|mujer|pareja|novi*
studied: estudió|estudiaron|estudia|estudiado|estudiaba|estudios|gradu* / estud*|carrera|universi*|coleg*
winner: ganó|ganador*|ganaron|premio|venció / gan*|prem*|campe*|victori*|primer*|vencedor*
buyer: compró|comprador*|adquiri* / compr*|adqu*|vend*
seller: vendi* / vend*|venta*|compr*
inaugurated: abrió|abrieron|inaugur* / abr*|abier*|apert*|inaugur*
opened: abre|abren|abierto|horario / abr*|abier*|apert*|hora*|desde
closed: cierra|cerró|cierre / cerr*|cierr*|hasta
begun: comienza*|empieza*|comenzó|comenzaron|comenzará*|empezó|empezaron|empezará* / comenz*|comienz*|empez*|
  empiez*|inici*|desde|partir
ended: termina|acaba|finaliza / termin*|acab*|final*|hasta|fin
mail: correo electrónico|email|mail / @mail|correo
phone: teléfono* / llam*|@phone
resigned: renunci*|cesó en|dimit*|jubil* / dimisi*|retir*|dej*
successor: sucesor*|sucedió a|sustituy* / suce*|sustitu*|reemplaz*|nuev*
funder: financi*|quién pagó|patrocin*|donó / pag*|don*|diner*|subvenc*|fond*|presupuest*
dwelling: dónde vive|dónde vivía|reside / viv*|casa|residenc*|domicili*
hurt: herid*|lesion* / lesi*|hospital*|víctima*|muert*|iles*|atendid*|tratad*|ambulancia*|fractur*|quemadura*|
  contusi*|
  rompió
arrested: detuv*|detenid*|arrest*|condenad* / deten*|conden*|cárcel*|pres*|polic*
stolen: rob*|ladron* / hurt*|llev*
staff: cuántos empleados|cuántos trabajadores|número de empleados|emplea / emple*|trabaj*|plantilla|personal
supporter: a favor de|votó a favor|votaron a favor|apoya|apoyan|apoyó|apoyaron|partidari* / favor|apoy*|partidari*|
  defend*|defiend*|respald*|aprob*|aprueb*|celebr*
opponent: se opuso|se opusieron|se opone|se oponen|opuest* a|en contra|contrari* a|rechazó|rechazaron / opus*|opon*|
  opos*|
  contra|contrari*|rechaz*|protest*|critic*|discrep*|objet*
proposer: propuso|propusieron|propone|propuest*|sugirió|sugerid*|quién tuvo la idea|fue la idea / prop*|suger*|sugir*|
  idea|plante*|
  iniciativ*|pidi*|moción
giver: donó|donad*|donaron|regaló|regalad*|regalaron|obsequi* / don*|regal*|obsequi*|entreg*|ced*|leg*|ofrec*
repaired: reparó|repararon|repara|reparad*|reparación|arregló|arreglaron|arreglad*|arreglo|restaur* / repar*|
  arregl*|restaur*|obra*|reform*|rehabilit*|renov*|sustitu*|realiz*
warmth: qué temperatura|cuántos grados / grado*|temperatura*|*°*
""",
    "fr": """
said: que raconte*|qu'a raconté|que dit|qu'a dit|que disent|qu'ont dit|qu'a déclaré|que pense*|
  qu'est-ce que + dit|qu'en dit|qu'a-t-elle dit|
  qu'a-t-il dit / dit|dits|disent|disait|déclar*|affirm*|expliqu*|ajout*|selon|estim*|pens*|écri*|répond*|@quote
made: construi*|bâti*|édifié*|érigé* / constru*|élev*|achev*|travaux|date de|inaugur*
founded: fondé*|fondateur*|fondatrice*|fondation de / fond*|cré*|depuis|lanc*|ouver*|naiss*|né|établi*
born: né|née|naissance / nés|natif*|native|originaire
died: mort|morte|mourut|décédé*|meurt / mor*|décè*|mour*|tué*|enterr*|obsèques|veu*|victime*
age: quel âge / âg*|né|née|anniversaire|@age|@years
price: coût*|prix|tarif*|cher|combien paie / coût*|gratuit*|pay*|paie*|paya|frais|cotisation|entrée|@money
salary: combien gagne|salaire* / gagn*|rémunér*|revenu*|pay*
people: combien d'habitants|nombre d'habitants|population de|combien de personnes vivent|combien de gens vivent /
  habitant*|population|vivent|@people
height: quelle hauteur|hauteur de|altitude / haut*|étage*|@height
length: longueur / long*|mesur*|@length
duration: pendant combien de temps|combien de temps dur*|combien de temps + duré|durée / long*|dur*|jusqu*|depuis|
  @duration
depth: profondeur / profond*
width: largeur / larg*
weight: pèse|poids / pes*|lourd*|@weight
speed: vitesse / vite|rapid*|heure|seconde*|km/h|m/s
area: superficie|surface de|quelle taille / taille|carré*|hectare*|surface|*m²|# ha
distance: quelle distance|loin / distan*|@length
rhythm: quelle fréquence|combien de fois / chaque|tous les|toutes les|fois|par|quotidien*|mensuel*|annuel*|
  hebdomadaire*
colour: quelle couleur / roug*|bleu*|vert*|jaun*|noir*|blanc*|brun*|gris*|orange|rose
mayor: maire|mairesse / maires
chair: préside|président de|présidente de|dirige|directeur de|directrice de / présid*|dirig*|direct*|chef*|tête|
  responsable*
owner: propriétaire*|appartient|possède / apparten*|posséd*|achet*|famille|acqui*
designer: conçu*|architecte*|dessiné* / conce*|plans|dessin*
inventor: invent* / développ*|cré*|brevet*
finder: découver*|qui a trouvé|trouvé* / découvr*|trouv*|repér*
writer: écrit|auteur|autrice|auteure / écri*|aut*|livre de|roman de|poème de|article de|pièce de|conte de|rédig*
painter: peint / peint*|tableau*|fresque de|œuvre de|toile de
spouse: marié*|mariage|épous*|femme de|mari de / mari*|femme|couple|noces
studied: étudi*|diplôm* / étud*|universi*|école
winner: qui a gagné|gagnant*|remport*|vainqueur*|lauréat* / gagn*|prix|victoire*|premi*|champion*
buyer: achet*|acheteur* / acha*|acqui*|vend*
seller: vendu* / vend*|vent*|achet*
inaugurated: inaugur*|a ouvert|a été ouvert*|ont ouvert / ouv*|inaugur*
opened: ouvre|ouvert*|ouverture|horaires / ouvr*|heure*|dès|depuis
closed: ferme|fermé*|fermeture / ferm*|jusqu*
begun: commence|commencent|commencé|commenceront|commencera|débute|débutent / commenc*|début*|dès|partir|à #
ended: finit|se termine|prend fin / fin*|termin*|jusqu*|achev*
mail: courriel|adresse mail|e-mail / @mail|courriel*
phone: téléphone / appel*|numéro|@phone
resigned: démission*|retraite / quitt*|laiss*|départ*
successor: success*|succède|remplac* / succéd*|nouve*
funder: financ*|qui a payé|qui paie|sponsor* / pay*|pai*|argent|subvention*|don|dons|fonds|budget
dwelling: habite|vit / viv*|maison*|résid*|domicile
hurt: bless* / hôpita*|victime*|mort*|tué*|indemne*|soign*|ambulance*|fractur*|brûl*|cass*|contusion*|sans mal|se
  faire mal
arrested: a été arrêté*|condamn* / arrêt*|arrest*|prison*|polic*
stolen: volé*|voleur* / vol|vols|cambriol*|emport*
staff: combien d'employés|combien de salariés|nombre d'employés|emploie / employ*|salari*|travaill*|effectif*
supporter: favorable* à|favorable* au|voté pour|soutient|soutiennent|soutenu|partisan* / favorable*|pour|sout*|
  approuv*|défend*|salu*|partisan*
opponent: s'opposa*|s'opposai*|s'oppose*|s'est opposé*|s'y est opposé*|s'est-il opposé|est contre|était contre|
  étaient contre|voté contre|
  opposant*|hostile* à|contesté* / oppos*|contre|hostile*|contest*|refus*|protest*|critiqu*|rejet*|désaccord
proposer: proposé*|propose|proposa|suggéré*|suggéra|idée de qui|eu l'idée / propos*|suggér*|suggèr*|idée*|initiativ*|
  demand*|réclam*
giver: offert*|offrit|donné*|légué* / offr*|offert*|don|dons|donn*|donat*|légu*|lègu*|cadeau*|remis*|cédé*
repaired: réparé*|réparation*|restauré*|rénové* / répar*|restaur*|rénov*|rempla*|refait*|travaux|remis*
warmth: quelle température|combien de degrés / degré*|température*|*°*
""",
    "it": """
said: cosa ha raccontato|cosa racconta|cosa ha detto|cosa hanno detto|cosa dice|cosa disse|che ha detto|
  cosa pensa / dett*|dice|dicono|diss*|
  dichiar*|afferm*|spieg*|aggiun*|secondo|pens*|scri*|rispo*|@quote
made: costrui*|edificat*|eretto|eretta / costruz*|costrutt*|finit*|termin*|risale|lavori|inaugur*|realizz*
founded: fondat*|fondò|fondatore*|fondatrice / fond*|crea*|dal|nac*|nasc*|nat*|inizi*|apert*|istitui*
born: nato|nata|nacque / nasc*|nac*|originari*
died: morto|morta|morì|mort*|decedut* / mor*|scompar*|uccis*|funeral*|vedov*|vittim*
age: quanti anni ha|che età / età|nato|nata|compi*|@age|@years
price: costa*|costo|prezz*|tariff*|quanto si paga / cost*|gratis|gratuit*|pag*|quota|ingresso|biglietto|@money
salary: guadagn*|stipendio|salario / pag*|reddit*
people: quanti abitanti|numero di abitanti|popolazione|quante persone vivono|quante persone abitano / abitant*|
  vivono|@people
height: quanto è alto|quanto è alta|altezza|altitudine / alt*|pian*|@height
length: lunghezza / lung*|misura*|@length
extent: quanto è lungo|quanto è lunga|quanto sono lunghi|quanto sono lunghe / lung*|misura*|dur*|@length
duration: quanto dura*|quanto è durat*|per quanto tempo|quanto tempo dura* / lung*|dur*|fino|@duration
depth: profond* / fondale*
width: largh* / larg*
weight: pesa|peso di / pes*|@weight
speed: velocità|veloce / veloc*|all'ora|second*|km/h|m/s
area: superficie|quanto è grande|estensione / quadrat*|ettar*|grand*|*m²|# ha
distance: quanto dista|distanza|lontano / dist*|@length
rhythm: ogni quanto|quante volte / ogni|volt*|giornalier*|settimanal*|mensil*|annual*|tutti i|tutte le
colour: che colore|di che colore / ross*|blu|azzurr*|verd*|giall*|ner*|bianc*|marron*|grigi*|aranc*|rosa
mayor: sindac* / sindaci
chair: presidente|presiede|dirige|direttore|direttrice / presid*|dirig*|direzion*|dirett*|guid*|capo|carica
owner: proprietari*|appartiene|possiede / appart*|poss*|compr*|acquist*|famiglia
designer: progettat*|progettista|architett* / progett*|disegn*
inventor: inventat*|inventore / inven*|svilupp*|brevett*
finder: scopert*|scoprì|chi ha trovato / scopr*|trov*|ritrov*
writer: scritto|scrisse|autore|autrice / scri*|autor*|libro di|romanzo di|poesia di|articolo di|opera di
painter: dipint*|dipinse / dipin*|quadr*|pitt*
spouse: sposat*|sposò|matrimonio|moglie|marito / spos*|nozze|coppia
studied: studiat*|studiò|laureat* / studi*|laure*|universit*|scuol*
winner: vinto|vinse|vincitor*|vincitrice|premio / vin*|premi*|campion*|vittori*|prim*
buyer: comprat*|acquistat* / compr*|acquist*|vend*
seller: vendut* / vend*|compr*
inaugurated: inaugur*|ha aperto|è stato aperto|è stata aperta|aprì / inaugur*|apr*|apert*
opened: apre|aperto|aperta|apertura|orari* / apr*|apert*|ore|dal
closed: chiude|chiuso|chiusa|chiusura / chiu*|fino
begun: comincia|cominciano|inizia|iniziano|inizierà|inizieranno / cominc*|inizi*|dal|alle
ended: finisce|termina / fin*|termin*|conclu*
mail: email|e-mail|posta elettronica / @mail|indirizzo
phone: telefono / chiam*|numero|@phone
resigned: dimess*|dimission*|pensione / lasci*|ritir*
successor: successore|succed*|sostitui* / sostit*|nuov*
funder: finanzi*|chi ha pagato|chi paga|sponsor* / pag*|sold*|contribut*|don*|fond*
dwelling: abita|vive / abit*|viv*|casa|risied*
hurt: ferit* / ospedal*|vittim*|mort*|illes*|incolum*|curat*|medicat*|ambulanza|frattur*|ustion*|contusion*
arrested: arrestat*|condannat* / arrest*|condann*|carcer*|poliz*
stolen: rubat*|ladr* / rub*|furt*|portat*
staff: quanti dipendenti|quanti impiegati|numero di dipendenti / dipendent*|impieg*|lavor*|personale
supporter: a favore|favorevol*|votato per|votò per|sostiene|sostengono|ha sostenuto|appoggia* / favor*|per|sost*|
  appogg*|approv*|difend*|esult*
opponent: si oppose|si è oppost*|si sono oppost*|si oppone|contrari* a*|era contro|è contro|ha votato contro|respinto|
  rifiutato / oppo*|contr*|respin*|rifiut*|protest*|critic*|dissen*
proposer: propost*|propose|propone|suggerit*|suggerì|di chi è stata l'idea|idea di chi / propo*|suggeri*|idea|
  iniziativ*|chiest*|chiese|mozione
giver: donat*|donò|regalat*|regalò|offert* / don*|regal*|offr*|offert*|consegn*|lasci*
repaired: riparat*|riparò|riparazione|aggiustat*|restaurat*|restaurò / ripar*|aggiust*|restaur*|rifatt*|rinnov*|
  ristruttur*|lavori|sostitu*
warmth: che temperatura|quale temperatura|quanti gradi / grad*|temperatura*|*°*
""",
    "pt": """
said: que contou|que disse*|que diz|que dizem|que pensa*|que afirmou|que declarou / diss*|diz*|afirm*|declar*|
  explic*|acrescent*|
  segundo|pens*|escrev*|respond*|@quote
made: construíd*|construiu|erguid* / constru*|ergu*|obra*|termin*|conclu*|inaugur*|data de
founded: fundad*|fundou|fundador*|fundação d* / fund*|cri*|desde|nasceu|começ*|abri*|surgi*
born: nasceu|nascid*|nascimento / nasc*|natural de
died: morreu|morte|mort*|falec* / morr*|enterr*|viúv*|vítima*
age: que idade|qual a idade|quantos anos tem / idade|complet*|nasc*|@age|@years
price: custa*|custou|preço*|tarifa|quanto se paga / cust*|grátis|gratuit*|pag*|entrada|quota|taxa|bilhete|@money
salary: salário|ganha|ordenado / ganh*|receb*|pag*
people: quantos habitantes|número de habitantes|população d*|quantas pessoas vivem|quantas pessoas moram /
  habitante*|popula*|morador*|vivem|@people
height: que altura|altura d*|altitude / alt*|andar*|@height
length: comprimento / long*|comprid*|extens*|med*|@length
duration: quanto tempo dur*|durante quanto tempo|quanto dura*|quanto durou / long*|dur*|até|desde|demor*|@duration
depth: profundidade / profund*|fund*
width: largura / larg*
weight: pesa|peso d* / pes*|@weight
speed: velocidade / veloz*|rápid*|por hora|segundo*|km/h|m/s
area: superfície|área d*|que tamanho / tamanho|quadrad*|hectare*|*m²|# ha
distance: que distância|longe / dist*|@length
rhythm: com que frequência|quantas vezes / cada|vez*|diári*|semana*|mensa*|anua*|tod*
colour: que cor|de que cor / vermelh*|azu*|verde*|amarel*|pret*|branc*|castanh*|cinz*|laranja|rosa
mayor: prefeit*|presidente da câmara / autarca*
chair: presidente d*|preside|dirige|diretor*|diretora / presid*|dirig*|diret*|lider*|chef*|cargo
owner: don* d*|proprietári*|pertence|possui / dono*|dona*|poss*|pertenc*|compr*|família|adquir*
designer: projetou|projetad*|arquitet* / projet*|desenh*
inventor: invent* / desenvolv*|cri*|patent*
finder: descobri*|quem encontrou / descob*|encontr*|ach*|aparec*
writer: escreveu|escrit*|autor d*|autora d* / escrev*|autor*|livro de|romance de|poema de|artigo de|obra de
painter: pintou|pintad* / pint*|quadro*
spouse: casou|casad*|casamento|esposa|marido / cas*|espos*|mulher|noiv*
studied: estud*|formou / form*|universi*|escola*
winner: venceu|vencedor*|ganhou|prémio|prêmio / venc*|ganh*|prémi*|prêmi*|campe*|vitóri*|primeir*
buyer: comprou|comprador* / compr*|adquir*|vend*
seller: vendeu|vendid* / vend*|compr*
inaugurated: abriu|abriram|inaugur* / abr*|abert*|inaugur*
opened: abre|abrem|abert*|horário / abr*|hora*|desde
closed: fecha|fechou|encerr* / fech*|até
begun: começa|começam|começou|começaram|inicia / começ*|iníci*|inici*|partir
ended: termina|acaba / termin*|acab*|fim|até|final*
mail: email|e-mail|correio / @mail|endereço
phone: telefone / lig*|número|@phone
resigned: renunci*|demiti*|aposent*|reform* / demiss*|deix*|saíd*
successor: sucessor*|sucede|substitu* / suced*|nov*
funder: financi*|quem pagou|quem paga|patrocin* / pag*|dinheiro|subsíd*|do*|fund*|verba*
dwelling: mora|vive / mor*|viv*|casa|resid*
hurt: ferid* / hospita*|vítima*|mort*|iles*|tratad*|ambulância*|fratur*|queimad*|contus*|partiu
arrested: preso*|presa*|detid*|condenad* / pris*|pres*|det*|conden*|políci*
stolen: roub*|ladr* / furt*|lev*
staff: quantos empregados|quantos funcionários|número de funcionários|emprega / empreg*|funcion*|trabalh*
supporter: a favor|favoráve*|apoia|apoiam|apoiou|apoiaram / favor*|apoi*|defend*|aprov*|saud*
opponent: opôs|opuseram|opõe|foi contra|era contra|é contra|estava contra|votou contra|contrári* a*|rejeitou|
  rejeitaram / op*s*|opõe*|contra|contrári*|rejeit*|
  protest*|critic*|recus*|discord*
proposer: propôs|propuseram|propõe|propost*|sugeriu|sugerid*|quem teve a ideia|foi a ideia / prop*|suger*|ideia|
  iniciativ*|
  pediu|moção|partiu d*
giver: doou|doad*|ofereceu|oferecid*|deu de presente / do*|oferec*|ofert*|entreg*|deix*|ced*
repaired: reparou|reparad*|reparação|arranjou|consertou|consertad*|restaur* / repar*|arranj*|conserto*|consert*|
  restaur*|obra*|renov*|substitu*|remodel*
warmth: que temperatura|quantos graus|qual a temperatura / grau*|temperatura*|*°*
""",
    "ru": """
said: что рассказ*|что сообщил*|что сказал*|что говор*|что заяв*|что думает / сказа*|говор*|заяв*|отмет*|
  подчеркн*|добавил*|по слов*|счита*|
  дума*|ответ*|пояснил*|@quote
made: построен*|построил*|возвед*|возвел*|сооруж* / *стро*|возв*|соору*|завер*|законч*|сдал*|созда*
founded: основан*|основал*|основатель*|учрежден|учреждён|учреждена|учреждено|
  учредил* / основ*|созда*|учре*|возник*|появ*|откры*|начал*
born: родил*|рожден*|родом / рожд*|урожен*
died: умер*|погиб*|сконча*|смерт* / убит*|убил*|похорон*|вдов*|жертв*|гибел*
age: сколько лет|какой возраст|каком возрасте / возраст*|родил*|исполн*|@age|@years
price: стоит|стоить|обойд*|обош*|стоил*|стоимост*|цен*|сколько платят / сто*|цен*|плат*|бесплат*|опла*|аренд*|@money
salary: зарплат*|зарабатыва*|оклад / получа*|доход*|плат*
people: население|сколько жителей|число жителей|численность|проживает|сколько человек жив*|сколько людей жив* /
  насел*|жител*|жив*|прожив*|@people
height: какова высота|какой высоты|высота|высоту / выс*|этаж*|@height
length: какова длина|какой длины|длина / длин*|протяж*|тян*|@length
duration: сколько длит*|сколько длил*|как долго|сколько времени / дли*|продолж*|долго|@duration|с #|по #|до #
depth: глубин* / глубок*
width: ширин* / широк*
weight: весит|вес|весил* / вес*|тяж*|@weight
speed: скорост*|быстро / быстр*|в час|секунд*|км/ч|м/с
area: площадь|размер / площад*|квадрат*|гектар*|размер*|*м²|# га
distance: как далеко|расстояние / далек*|расстоян*|@length
rhythm: как часто / каждый|каждую|каждые|ежедн*|еженед*|ежемес*|ежегод*|раз|раза
colour: какого цвета|какой цвет / красн*|син*|зелен*|зелён*|желт*|жёлт*|черн*|чёрн*|бел*|коричн*|сер*|оранж*|розов*
mayor: мэр* / градонач*|глава|главы|главе|главу|главой
chair: возглавля*|председател*|директор*|руководит*|руководител* / возглав*|руковод*|глав*|начальник*|завед*
owner: владеет|владелец*|принадлеж*|хозяин* / владе*|собствен*|куп*
designer: спроектир*|архитектор*|проектиров* / проект*|чертеж*
inventor: изобр* / разработ*|созда*|патент*
finder: обнаруж*|кто наш*|кто открыл / наш*|найд*|откр*|замет*
writer: написал*|автор*|написан* / пис*|пиш*|сочин*
spouse: женил*|замуж|свадьб*|жен*|муж* / брак*|супруг*|пар*
studied: учил*|окончил*|закончил* / уч*|университет*|институт*|школ*|образован*
winner: победил*|победител*|выиграл*|премию|приз / побе*|выигр*|преми*|приз*|чемпион*|перв*
buyer: купил*|приобр* / куп*|покуп*|прода*
seller: продал*|продан* / прода*|куп*
inaugurated: открыл* / откр*
opened: откро*|открыва*|открыт* / откр*|час*
closed: закрыл*|закро*|закрыва*|закрыт* / закр*|до
begun: начал*|начин*|начнёт* / нач*|старт*|с #
ended: заканчива*|законч*|кончил* / конч*|конец|заверш*|до
mail: почт*|email|e-mail / @mail|адрес*
phone: телефон* / звон*|номер*|@phone
resigned: отставк*|уволил*|пенси* / уш*|покин*|остав*
successor: преемник*|сменил*|заменил* / смен*|замен*|нов*
funder: финанс*|оплатил*|кто платит|пожертв*|спонсор* / плат*|оплат*|деньг*|средств*|бюджет*
dwelling: живёт|живет|прожива*|жил|жила / жив*|жил*|дом*
hurt: ранен*|пострада*|травм* / больниц*|погиб*|невредим*|лечен*|скор* помощ*|перелом*|ожог*|ушиб*|слома*
arrested: арест*|задерж*|пригов* / тюр*|полиц*|суд*
stolen: украл*|украд*|краж*|вор / воры|похи*
staff: сколько сотрудников|число сотрудников|сколько работников|число работников / сотрудник*|работ*|персонал*
supporter: был за|была за|были за|голосовал* за|проголосовал* за / за|
  поддерж*|сторонник*|одобр*|приветств*
opponent: был против|была против|были против|кто против|выступ* против|голосовал* против|возражал*|возразил*|
  воспротивил*|противник* / против*|возра*|воспротив*|отказ*|отверг*|протест*|
  критик*
proposer: предложил*|предлагал*|предложен*|чья идея|кому принадлежит идея / предл*|идея|идею|идеи|инициатив*|требов*|
  потреб*|попросил*
giver: подарил*|пожертвовал*|передал* + в дар|преподн* / подар*|дар*|пожертв*|переда*|преподн*|завеща*|отдал*
repaired: починил*|починк*|отремонтир*|ремонт*|отреставр* / почин*|ремонт*|отремонт*|реставр*|восстан*|замен*|исправ*
warmth: какой температур*|какая температура|сколько градусов / градус*|температур*|*°*
""",
    "nl": """
made: gebouwd|bouwde|bouwden|bouwer*|bouwjaar|aangelegd / *bouw*|aangelegd|opgetrokken|voltooid|dateert|gemaakt|
  ontwikkel*
founded: opgericht|oprichter*|gesticht / *richt*|gesticht|sinds|begonnen|gestart|ontstaan|bestaat|geopend
born: geboren|geboorteplaats|geboortejaar / gebor*|geboort*|komt uit|afkomstig|opgegroeid
died: overleden|overleed|stierf|gestorven|dood / overl*|stierf|sterv*|dood|gedood|begraven|omgekomen|weduw*
age: hoe oud|welke leeftijd / jaar oud|werd #|wordt #|is #|leeftijd|gebor*|verjaar*|-jarige|*jarige|@age
price: kost|kosten|kostte|prijs|hoe duur|tarief / kost*|prijs*|betaal*|gratis|tarie*|euro*|@money
salary: verdient|verdienen|salaris|loon / verdien*|salaris*|loon*|inkomen|betaal*
height: hoe hoog|hoogte / hoog*|hoogte*|verdieping*|@height
length: lengte / lengte*|lang*|@length
extent: hoe lang is|hoe lang zijn / lang|lengte|duur*|@length
duration: hoe lang / duur*|lang|tot|sinds|@duration|uur|minuten|weken|maanden|jaar|dagen
depth: hoe diep|diepte / diep*
width: hoe breed|breedte / breed*
weight: hoe zwaar|weegt|wegen|gewicht / weeg*|woog|zwaar*|zware|gewicht*|@weight
mayor: burgemeester / burgemeester*
chair: voorzitter|voorzitster|wie leidt|leider|leidster|directeur van|directrice van /
  voorzit*|leid*|directeur|directrice|baas|hoofd
owner: eigenaar|eigenares|van wie is|wie bezit / eigenaar*|eigenares|eigendom|bezit*|koop*|kocht*|familie
designer: ontworpen|ontwierp|ontwerper|architect / ontw*rp*|architect*|getekend|plan*
finder: ontdekte|ontdekt|wie vond|gevonden / ontdek*|vond|vonden|gevonden|trof
writer: wie schreef|geschreven|auteur|schrijver / schr*v*|schreef|auteur*|boek van|roman van|
  gedicht van|stuk van|artikel van|verhaal van
painter: schilderde|geschilderd|schilder / schilder*|doek
spouse: getrouwd|trouwde|echtgeno* / *trouw*|huwelijk*|echtgeno*|man|vrouw
funder: betaalde|gefinancierd|financierde|betaalt / betaal*|financ*|subsidie*|schonk*|gift*|sponsor*
repaired: gerepareerd|hersteld|gerestaureerd / repar*|herstel*|restaur*|vervangen
said: wat zei*|wat zegt|wat heeft + gezegd|wat hebben + gezegd|wat vindt|wat vond|wat vertel* / zei|zeiden|zeg*|gezegd|
  volgens|aldus|vindt|vond|vertel*|meen*|noem*|verklaar*|waarschuw*|belooft|beloofde|antwoord*|@quote
people: hoeveel inwoners|aantal inwoners|inwonertal|bevolking|hoeveel mensen wonen / *inwoner*|*bevolking*|bewoner*|
  woon*|wonen|@people
speed: hoe snel|snelheid / snel*|km/u|per uur|kilometer per|seconde*|m/s
area: hoe groot|oppervlakte|welke grootte / groot*|oppervlakte|vierkante|hectare*|*m²|# ha
distance: hoe ver|afstand / ver|afstand*|@length
warmth: hoe warm|hoe heet|hoe koud|temperatuur|hoeveel graden / graden|temperatuur|*°*
rhythm: hoe vaak|hoe dikwijls / elke|ieder*|dagelijks*|wekelijks*|maandelijks*|jaarlijks*|keer|per|eenmaal
colour: welke kleur / rood|rode|blauw*|groen*|geel|gele|zwart*|wit|witte|bruin*|grijs|grijze|oranje|roze|paars*
inventor: uitgevonden|vond + uit|uitvinder* / uitgevonden|uitvind*|ontwikkel*|patent*|octrooi*|bedacht*
composer: componeerde|gecomponeerd|componist* / compon*|muziek|lied van|opera van|symfonie van|werk van|stuk van
studied: studeerde|gestudeerd|studeert / stud*|universiteit*|hogeschool|opleiding
winner: won|wonnen|gewonnen|winnaar*|winnares|zege / won|wonnen|win*|gewon*|prijs|zege*|versloeg*|verslagen|*kampioen*|
  eerste|goud*|medaille*|titel
buyer: kocht|kochten|gekocht|koopt / koop*|kocht*|gekocht|koper*|verko*|overgenomen|overn*
seller: verkocht*|verkoper*|verkoopt / verko*|koop*|kocht*
inaugurated: opende|openden|geopend|opening|ingehuldigd / *open*|ingehuldigd|onthuld*|start*
opened: open|opent|openingstijden|gaat + open / open*|geopend|uur|vanaf|start*|begin*
closed: sluit|gesloten|dicht|sluiting / sluit*|sloot|gesloten|dicht|tot
begun: begint|beginnen|begon|begonnen|start|startte / beg*n*|start*|vanaf|om #|op #
ended: eindigt|eindigde|afgelopen|duurt tot / eind*|tot|afgelopen|voorbij|slot
mail: e-mail*|email*|mailadres / @mail|mail*
phone: telefoon*|bellen|belt / *nummer|bel|belt|bellen|@phone
resigned: afgetreden|trad + af|treedt + af|stapt + op|stapte + op|opgestapt|ontslag|vertrek van|vertrok|
  met pensioen / *tred*|treedt|trad|stapt*|opgestapt|ontslag*|vertrek*|vertrok*|neergelegd|neer|legt|legde|pensioen|
  afscheid|stopt*|gestopt
successor: opvolger*|opvolgster|volgt + op|volgde + op|opgevolgd|vervangt|vervangen|vervanger / opvolg*|opgevolgd|
  vervang*|nieuwe|overgenomen|neemt
dwelling: woont|wonen|woonde*|woonplaats / woon*|wonen|leeft|leven|huis|verhuis*|uit
hired: aangenomen|aangesteld|benoemd / aangenomen|aangesteld|benoem*|nieuwe|in dienst|begint|begon
hurt: gewond|gewonden|geblesseerd|letsel / *wond*|ziekenhuis|geblesseerd|slachtoffer*|gedood|doden|behandel*|ongedeerd|
  brak|gebroken|breuk|ambulance*|brandwond*|kneuz*
arrested: gearresteerd|aangehouden|veroordeeld|opgepakt / arrest*|gearresteerd|aangehouden|veroordeel*|opgepakt|
  gevang*|politie|cel
stolen: gestolen|wie stal|dief|dieven|geroofd / gestol*|stal|stelen|dief*|*roof*|roof*|meegenomen|weggenomen|ontvreemd
staff: hoeveel werknemers|hoeveel medewerkers|aantal werknemers|aantal medewerkers|hoeveel mensen werken /
  werknemer*|medewerker*|personeel*|werk*|banen
supporter: stemde voor|stemden voor|stemde + voor|voorstander*|steunt|steunen|steunde* / voor|voorstander*|steun*|
  gesteund|juich*
opponent: was tegen|waren tegen|is tegen|zijn tegen|stemde* + tegen|tegenstander*|verzette*|verzet|bezwaar*|afgewezen|
  wees + af / tegen*|verzet*|bezwaar*|afgewezen|wees|
  protest*|kritiek|kritisch|weiger*
proposer: stelde + voor|voorgesteld|voorstel*|stelt + voor|wiens idee / voorstel*|voorgesteld|stelt|stelde|idee|
  initiatief*|pleit*|vroeg
giver: schonk|geschonken|gedoneerd|doneerde|schenker* / schonk*|geschonken|schenk*|gedoneer*|doneer*|gift*|cadeau|gaf|
  gegeven|overhandig*
""",
    "sv": """
said: vad sa|vad sade|vad säger|vad har + sagt|vad tycker|vad tyckte|vad anser|vad menar
  / sa|sade|säg*|sagt|enligt|anser|ansåg|tyck*|mena*|berätta*|förklar*|varna*|svara*|hävda*|kalla*|lova*|tror|trodde|
  @quote
made: byggd*|byggt*|byggts|bygga*|uppförd*|anlades|anlagd* / *bygg*|uppför*|anla*|rest|restes|färdig*|invig*|från #|
  gjord*
repaired: reparera*|renovera*|restaurera*|lagad*|lagat / repar*|renover*|restaur*|laga*|byt*|ersätt*
founded: grundad*|grundar*|grundat*|bildad*|startad*|startat / grund*|bilda*|start*|sedan|inrätta*|uppstod|instifta*
born: född|föddes|födda|födelse* / född*|född|föddes|födelse*|kommer från|uppvuxen|växte
died: dog|död|döda|dött|avled|avlidit|omkom* / dog|död*|dött|avled*|avlid*|omk*m*|begrav*|änk*|dräpt*
age: hur gammal|hur gamla|vilken ålder / *år gammal|år gamla|*åring*|*årig*|fyll*|ålder|född*|@age|@years
price: kostar|kostade|kostat|kostnad*|pris|priset|hur dyr*|avgift* / kost*|*pris*|betal*|avgift*|gratis|*dyr*|@money
salary: tjänar|tjänade|lön|lönen / tjän*|*lön|*löne*|inkomst*|betal*
people: hur många invånare|antal invånare|folkmängd*|hur många bor|befolkning* /
  *invånar*|*befolkning*|folkmängd*|bor|bodde|bofast*|boende|själar
height: hur hög*|höjd|höjden / *hög*|*höjd*|våning*|@height
length: längd|längden / *läng*|*lång*|@length
extent: hur lång är|hur långt är|hur långa är / lång*|läng*|@length|timm*|minut*
duration: hur länge|hur lång tid / länge|tid*|till|sedan|var*|@duration|timm*|minut*|veck*|månad*|år|dag|dagar
depth: hur djup*|djup|djupet / djup*
width: hur bred*|bredd|bredden / bred*
weight: hur tung*|väger|vägde|vikt|vikten / väg*|*vikt*|tung*|*kilo*|gram|ton|@weight
speed: hur snabb*|hur fort|hastighet* / snabb*|fort|hastighet*|km/h|per timme|i timmen|sekund*|knop
area: hur stor är|hur stort är|yta|ytan|areal* / stor*|*yta*|areal*|kvadrat*|hektar*|*m²|# ha
distance: hur långt|avstånd* / långt|avstånd*|@length|mil
warmth: hur varm*|hur kall*|temperatur*|hur många grader / grader|temperatur*|*°*
rhythm: hur ofta / varje|varannan|dagligen|veckovis|årligen|gång*|per
colour: vilken färg / röd*|röt*|blå*|grön*|gul*|svart*|vit|vita|vitt|brun*|grå*|orange|rosa|lila
mayor: borgmästar*|kommunalråd* / borgmästar*|kommunalråd*|kommunstyrelse*
chair: ordförande*|vem leder|ledare|direktör*|chef för / ordförande*|led*|*chef*|*direktör*|föreståndar*|rektor*
owner: ägare|ägaren|äger|ägde|ägs|vems / äg*|tillhör*|köp*|familje*
designer: ritat|ritade|ritad|formgiv*|arkitekt* / rita*|formgiv*|*arkitekt*|skiss*|plan*
finder: upptäck*|hittat|hittade|hittades|fann / upptäck*|hitta*|fann|funn*
writer: skrev|skrivit|författa*|författar* / skrev|skriv*|författ*|av
painter: målat|målade|målar* / mål*|duk*
composer: komponera*|tonsatt*|kompositör* / kompon*|tonsatt*|musik*|av
inventor: uppfann|uppfunn*|uppfinn* / uppf*nn*|patent*|utveckl*
spouse: gift|gifte|make|maka|hustru / gift*|mak*|hustru*|äkten*|bröllop*|man|fru
studied: studera*|läste|utbilda* / stud*|universitet*|högskol*|utbilda*|läste
winner: vann|vunnit|vinnare*|seger*|segrar* / vann|vunn*|vinn*|seg*|pris*|etta|först*|guld*|medalj*|titel*|besegra*|
  *mästar*
buyer: köpt*|köpte|köper|köpare* / köp*|sål*|sälj*|överta*|förvärva*
seller: sålde|sålt|säljer|säljare* / sål*|sälj*|köp*
inaugurated: invig* / *invig*|öppna*|premiär*
opened: öppnar|öppnade|öppnat|öppnas|öppen|öppet|öppettid* / *öpp*|klockan|från|start*
closed: stänger|stängde|stängt|stängd|stängs|läggs + ned|lades + ned|nedlagd* / *stäng*|nedl*|lägg*|lades|lagts|
  upphör*|till
begun: börjar|började|börjat|startar|inled* / börj*|start*|inled*|*start*|från|klockan|den #
ended: slutar|slutade|slutat|avsluta* / slut*|avslut*|till|upphör*|över
resigned: avgick|avgått|avgår|slutar som|slutade som / avg*|slut*|lämna*|pension*|avsked*
successor: efterträd*|tar över efter|tog över efter|ersätter|ersatte / efterträd*|efterföljar*|ersätt*|ersatt*|ny|nya|
  över
dwelling: bor|bodde|bosatt|hemort* / bor|bodde|bosatt*|hem*|hus*|flytta*
hired: anställd*|anställt*|utsedd*|utsågs / anställ*|utsedd*|utsågs|ny|nya|börja*|tillträd*
hurt: skadad*|skadades|skador / skad*|sjukhus*|döda*|oskadd*|bruten|brutit|ambulans*|offer
arrested: gripen|greps|gripits|häkta*|dömd*|anhållen|anhölls / grip*|greps|häkt*|döm*|anhåll*|anhölls|fäng*|polis*
stolen: stulen|stulet|stulits|stals|stal|tjuv* / st*l*|tjuv*|rån*|försv*|bort
staff: hur många anställda|antal anställda|hur många arbetar|hur många jobbar / anställ*|medarbet*|personal*|arbet*|
  jobb*
funder: betalade|betalar|betalat|finansiera*|bekosta* / betal*|finans*|bekosta*|bidrag*|skänk*|gåv*|spons*|stå*
supporter: röstade för|röstade ja|anhängare|stödde|stöder|stödjer / för|ja|stöd*|anhängare|bifall*|välkomn*
opponent: var emot|är emot|mot förslag*|röstade mot|röstade nej|motståndar*|motsatte / emot|mot|nej|motst*|motsatt*|
  avsl*|protest*|kritik*|kritis*|reserver*|överklag*
proposer: föreslog|föreslagit|föreslår|vems idé|vems förslag / före*|idé*|initiativ*|motion*|vill|ville
giver: skänkte|skänkt|donera*|gav / skänk*|doner*|gav|gett|givit|gåv*|testament*
mail: e-post*|mejl*|mailadress* / @mail|mejl*|e-post*
phone: telefon*|ringa / *nummer|ring*|@phone
""",
    "da": """
made: bygget|byggede|byggeår|opført|anlagt / *byg*|opfør*|anlag*|rejst|færdig*|fra #
founded: grundlag*|stiftet|oprettet / grundl*|stift*|opret*|start*|siden
born: født|fødested|fødselsdag / født*|føds*|kommer fra|vokse*
died: døde|død|omkom*|afgået / død*|omk*m*|afgået|begrav*|enk*|dræbt*
age: hvor gammel|hvor gamle|hvilken alder / år gammel|år gamle|*-årig*|*årig*|fyld*|alder|født*|@age|@years
price: koster|kostede|kostet|pris|prisen|hvor dyr*|hvor meget skal + betale / kost*|*pris*|betal*|gratis|*dyr*|@money
salary: tjener|tjente|løn|lønnen / tjen*|*løn*|indkomst*|betal*
people: hvor mange indbyggere|antal indbyggere|indbyggertal*|hvor mange bor|befolkning* /
  *indbygger*|*befolkning*|beboer*|bor|boede|sjæle
height: hvor høj*|højde* / *høj*|etage*|@height
length: længde* / *læng*|lang*|@length
duration: hvor længe|hvor lang tid / læng*|tid*|til|siden|var*|@duration|time*|minut*|uge*|måned*|år|dag|dage
depth: hvor dyb*|dybde* / dyb*
width: hvor bred*|bredde* / bred*
weight: hvor tung*|hvor meget vejer|vejer|vejede|vægt* / vej*|*vægt*|tung*|*kilo*|ton|@weight
mayor: borgmester* / *borgmester*
chair: formand*|forkvinde*|hvem leder|leder af|direktør* / *formand*|forkvinde*|led*|*chef*|*direktør*
owner: ejer|ejeren|ejes|ejede|hvem tilhører / ej*|tilhør*|køb*|famili*
designer: tegnet|tegnede|arkitekt*|designe* / tegn*|*arkitekt*|design*|plan*
finder: opdage*|fandt|fundet / opdag*|fandt|fund*
writer: skrev|skrevet|forfatter* / skrev*|skriv*|forfatt*|af
painter: malede|malet|maler* / mal*
winner: vandt|vundet|vinder* / vandt|vund*|vind*|sejr*|pris*|først*|guld*|medalje*|*mester*
spouse: gift|mand til|kone til|ægte* / gift*|mand*|kone*|ægte*|bryllup*
resigned: gik af|går af|fratrådt|fratræd*|trak sig / af|fratr*|stop*|forlad*|forlod|pension*|afsked*|trak|trækker
successor: efterfølg*|afløs*|afløser / efterfølg*|afløs*|erstat*|ny|nye
opponent: var imod|er imod|stemte imod|stemte nej|modstander* / imod|mod|nej|modst*|afvis*|protest*|kritik*|kritis*
funder: betalte|betaler|finansiere* / betal*|finans*|tilskud*|støt*|gave*|spons*
""",
    "no": """
made: bygd|bygget|bygde|byggeår|oppført|anlagt / *byg*|oppfør*|anlag*|reist|ferdig*|fra #
founded: grunnlag*|stiftet|opprettet / grunnl*|stift*|oppret*|start*|siden
born: født|fødested|fødselsdag / født*|føds*|kommer fra|vokste
died: døde|død|omkom*|gikk bort / død*|omk*m*|begrav*|enke*|drept*
age: hvor gammel|hvor gamle|hvilken alder / år gammel|år gamle|*-åring*|*åring*|*årig*|fyl*|alder|født*|@age|@years
price: koster|kostet|pris|prisen|hvor dyr*|hvor mye må + betale / kost*|*pris*|betal*|gratis|*dyr*|@money
salary: tjener|tjente|lønn|lønnen / tjen*|*lønn*|inntekt*|betal*
people: hvor mange innbyggere|antall innbyggere|innbyggertall*|hvor mange bor|befolkning* /
  *innbygger*|*befolkning*|beboer*|bor|bodde|sjeler
height: hvor høy*|høyde* / *høy*|etasje*|@height
length: lengde* / *leng*|lang*|@length
duration: hvor lenge|hvor lang tid / leng*|tid*|til|siden|var*|@duration|time*|minutt*|uke*|måned*|år|dag|dager
depth: hvor dyp*|dybde* / dyp*|dybde*
width: hvor bred*|bredde* / bred*
weight: hvor tung*|hvor mye veier|veier|veide|vekt* / vei*|*vekt*|tung*|*kilo*|tonn|@weight
mayor: ordfører*|borgermester* / ordfører*|borgermester*
chair: leder|lederen|styreleder*|hvem leder|direktør* / *led*|*sjef*|*direktør*
owner: eier|eieren|eies|eide|hvem tilhører / eie*|eide|tilhør*|kjøp*|famili*
designer: tegnet|arkitekt*|designe* / tegn*|*arkitekt*|design*|plan*
finder: oppdage*|fant|funnet / oppdag*|fant|fun*
writer: skrev|skrevet|forfatter* / skrev*|skriv*|forfatt*|av
painter: malte|malt|maler* / mal*
winner: vant|vunnet|vinner* / vant|vun*|vinn*|seier*|pris*|først*|gull*|medalje*|*mester*
spouse: gift|ekte* / gift*|mann*|kone*|ekte*|bryllup*
resigned: gikk av|går av|fratråd*|fratrer|trakk seg / av|fratr*|slutt*|forlot|pensjon*|avskjed*|trakk|trekker
successor: etterfølg*|avløs*|etterkommer / etterfølg*|avløs*|erstatt*|ny|nye
opponent: var imot|er imot|stemte imot|stemte nei|motstander* / imot|mot|nei|motst*|avvis*|protest*|kritikk*|kritisk*
funder: betalte|betaler|finansiere* / betal*|finans*|tilskudd*|støtt*|gave*|spons*
""",
    "pl": """
made: zbudowa*|wybudowa*|wzniesion*|budowniczy / *budow*|wzni*|powsta*|ukończ*|pochodzi z
founded: założ*|założyciel* / założ*|powsta*|od|utworz*|istnieje|powoła*
born: urodz* / urodz*|pochodzi|ur.
died: zmar*|umar*|śmierć / zmar*|umar*|śmier*|zgin*|zabit*|pogrzeb*
age: ile + lat ma|ile lat|w jakim wieku|wiek / -letni*|*letni*|lat|lata|wiek*|urodz*|@age
price: kosztuje|kosztowa*|koszt|cena|ceny|ile trzeba zapłacić / koszt*|cen*|zapłac*|płac*|bezpłat*|darmo*|złot*|zł
height: jak wysok*|wysokość / wyso*|@height
length: długość|długości|ile metrów długości / dług*|@length
extent: jak długi|jak długa|jak długie / dług*|@length
duration: jak długo|ile trwa* / trwa*|długo|do|od|godzin*|dni|tygodni*|miesi*|lat
depth: głęboko*|jak głębok* / głębo*
width: szeroko*|jak szerok* / szero*
weight: ile waż*|waga / waż*|wag*|kilogram*|@weight
mayor: burmistrz*|prezydent miasta|wójt* / burmistrz*|prezydent*|wójt*
chair: przewodnicz*|prezes*|dyrektor*|kieruje|kto prowadzi / przewodnicz*|prezes*|dyrektor*|kier*|prowadz*|szef*
owner: właściciel*|do kogo należy|należy do / właściciel*|należ*|kupi*|wykupi*|własno*
designer: zaprojektowa*|projektant*|architekt* / *projekt*|architekt*|plan*
finder: znalaz*|odkry* / znal*|odkry*|natrafi*
writer: napisa*|autor* / napisa*|autor*|pisz*|pisa*
painter: namalowa*|malarz* / *malow*|obraz*|malar*
winner: wygra*|zwycię* / wygra*|zwycię*|zdoby*|nagrod*|pokona*
spouse: mąż|żona|żonaty|mężatka|ślub|poślubi* / mąż|męż*|żon*|ślub*|małż*
funder: sfinansowa*|zapłaci*|sponsor* / finans*|zapłac*|dofinans*|dotac*|sponsor*|przekaza*
""",
    "tr": """
made: inşa et*|inşa edil*|kim yaptı|kim yapmış|kim yaptırdı|ne zaman yapıldı|yapımcı* / inşa*|
  yapıldı|yapılmış|yapılan|yaptır*|yapım*|mimar*|tarihli|kalma
founded: kurdu|kuruldu|kurucu*|kurulmuş / kur*|açıl*|beri
born: doğdu|doğum*|doğmuş / doğ*|aslen
died: öldü|ölmüş|ölüm*|vefat / öl*|vefat*|hayatını|cenaze*
age: kaç yaş*|yaşı / yaş*|doğ*|@age
price: kaç lira*|fiyatı*|ne kadara|ücret*|kaça / lira*|fiyat*|ücret*|tl|@money|bedava|tuttu|mal ol*
height: yüksekliği*|kaç metre yüksek*|ne kadar yüksek* / yüksek*|@height
length: uzunluğu*|kaç metre uzun*|ne kadar uzun* / uzun*|@length
duration: ne kadar sür*|kaç saat|kaç gün|kaç ay|kaç yıl sür* / sür*|saat*|gün*|hafta*|ay*|yıl*|dakika*
depth: derinliği*|ne kadar derin* / derin*
width: genişliği*|ne kadar geniş* / geniş*
weight: ağırlığı*|kaç kilo* / ağır*|kilo*|gram*|ton*
mayor: belediye başkanı / başkan*
chair: müdürü kim*|müdürü|başkanı kim*|yönetici*|kim yönetiyor / müdür*|başkan*|yönet*
owner: sahibi*|kime ait / sahi*|ait*|satın*
designer: tasarladı|tasarlayan|mimarı*|çizdi / tasar*|mimar*|çiz*|proje*
finder: buldu|bulan|keşfetti / bul*|keşf*
writer: yazdı|yazarı*|yazan / yaz*
spouse: evli|evlendi|eşi|karısı|kocası / evl*|eşi*|kocas*|karıs*
""",
    "ro": """
made: construit*|a construi*|ridicat*|constructor* / constru*|ridic*|înălț*|datează
founded: fondat*|înființat*|întemeiat*|fondator* / fond*|înființ*|întemei*|creat*|din anul|din 19*
born: născut*|nașterii|naștere / născ*|naș*|originar*
died: a murit|murit|mort|decedat*|moartea / mur*|mort*|moart*|deced*|uci*|înmormânt*
age: câți ani are|câți ani avea|ce vârstă|vârsta / vârst*|de ani|născut*|@age|ani
price: costă|costat|preț*|cât costă / cost*|preț*|plăt*|gratuit*|lei|euro|@money
height: înălțime*|cât de înalt* / înalt*|înălțim*|@height
length: lungime*|ce lungime / lung*|@length|măsoar*
duration: cât durează|cât a durat|cât timp|durata / dur*|până|ore|zile|săptămâni|luni|ani
depth: adâncime* / adânc*
width: lățime* / lat|lăți*
weight: cât cântărește|greutate* / cânt*|greut*|kilogram*|tone
mayor: primar* / primar*|edil*
chair: președinte*|director* / președint*|director*|conduc*|șef*
owner: proprietar*|aparține|deține / proprietar*|apart*|deți*|cumpăr*
designer: proiectat*|a desenat|arhitect* / proiect*|arhitect*|desen*|planuri
finder: descoperit*|a găsit|găsit* / descoper*|găs*
writer: a scris|scris de|autor* / scri*|autor*
painter: pictat*|a pictat|pictor* / pict*|tablou*
winner: a câștigat|câștigător* / câștig*|premi*|învins*
""",
    "el": """
made: έχτισε|χτίστηκε|κατασκεύασε|κατασκευάστηκε|χτίσει / χτ*|κατασκ*|χρονολογείται|ανεγ*|οικοδομ*
founded: ίδρυσε|ιδρύθηκε|ιδρυτής|ιδρύτρια / ίδρυ*|ιδρύ*|από το
born: γεννήθηκε|γέννησης / γεννή*|γέννη*|κατάγεται
died: πέθανε|θάνατος|απεβίωσε|σκοτώθηκε / πέθ*|θάν*|απεβ*|νεκρ*|σκοτ*|κηδεία*
age: πόσων χρονών|πόσων ετών|ποια ηλικία|τι ηλικία|ηλικία / χρονών|ετών|ηλικ*|γεννή*|@age
price: κοστίζει|κόστισε|τιμή|κόστος / κόστ*|κοστ*|τιμ*|πληρ*|δωρεάν|ευρώ|@money
height: ύψος|πόσο ψηλ* / ύψο*|ψηλ*|@height
length: μήκος|πόσο μακρύ* / μήκο*|μακρ*|@length
duration: πόσο διήρκεσε|πόσο διαρκεί|διάρκεια|πόσο καιρό|πόσο κράτησε / διαρκ*|διήρκ*|διάρκ*|κράτησ*|μέχρι|έως|
  χρόνια|μήνες|ώρες|ημέρες|
  μέρες
depth: βάθος|πόσο βαθ* / βάθο*|βαθ*
width: πλάτος / πλάτ*|φαρδ*
weight: βάρος|ζυγίζει|πόσο ζυγ* / βάρ*|ζυγ*|κιλά|τόνο*
mayor: δήμαρχο* / δήμαρχ*|δημάρχ*
chair: πρόεδρο*|διευθυντ* / πρόεδρ*|προέδρ*|διευθ*|επικεφαλής
owner: ιδιοκτήτη*|ανήκει|κατέχει / ιδιοκτ*|ανήκ*|αγόρ*
designer: σχεδίασε|σχεδιάστηκε|αρχιτέκτον* / σχεδ*|σχέδ*|αρχιτ*
finder: ανακάλυψε|βρήκε|βρέθηκε / ανακ*|βρ*
writer: έγραψε|συγγραφέα* / γρά*|έγρα*|συγγραφ*
painter: ζωγράφισε|ζωγράφος / ζωγρ*|πίνακ*
""",
    "hi": """
made: किसने बनाया|किसने बनवाया|कंपनी ने बनाया|कब बना|कब बनाया|निर्माण किसने|निर्माण कब / बना|बनवा|निर्म
founded: स्थापना|स्थापित / स्थाप|शुरू
born: जन्म|पैदा / जन्म|पैदा
died: मृत्यु|मौत|निधन|मरे|मारे / मृत्यु|मौत|निधन|मर|मार
age: उम्र|आयु|कितने साल का|कितने साल की|कितने वर्ष का / उम्र|आयु|वर्षीय|साल का|साल की|साल के|जन्म
price: कीमत|दाम|कितने का|कितने की|लागत|टिकट कितने / कीमत|दाम|लागत|रुप|मुफ़्त|मुफ्त|खर्च
height: ऊँचाई|ऊंचाई|कितना ऊँचा|कितनी ऊँची / ऊँच|ऊंच|मीटर|फ़ुट|फुट
length: लंबाई|लम्बाई|कितना लंबा|कितनी लंबी / लंब|लम्ब|मीटर|किमी
depth: गहराई|कितना गहरा|कितनी गहरी / गह
weight: वज़न|वजन / वज़न|वजन|किलो|टन
owner: मालिक|किसका है|स्वामी / मालिक|स्वाम|खरीद
designer: डिज़ाइन|डिजाइन|वास्तुकार / डिज़ाइन|डिजाइन|वास्तु|नक्शा
chair: अध्यक्ष|निदेशक|प्रधानाचार्य / अध्यक्ष|निदेशक|प्रमुख|प्रधान
finder: किसने खोजा|खोज किसने|किसने ढूँढा / खोज|ढूँढ|मिल
writer: किसने लिखा|लेखक / लिख|लेखक
""",
    "ar": """
said: ماذا قال*|ماذا يقول*|ماذا تقول*|ماذا صرح*|ما رأي / قال*|يقول*|تقول*|صرح*|أضاف*|أكد*|أعلن*|أوضح*|@quote
made: بنى|بناه|بناها|شيد*|أنشأ*|بني|بنيت / بنى|بناه|بناها|بني|بنيت|بنته|*بناء*|*البناء|شيد*|تشييد*|أنش*|إنشاء*
founded: أسس*|تأسس*|مؤسس* / *أسس*|*أسيس*|*مؤسس*|منذ
born: ولد|ولدت|مولد|ميلاد / ولد*|مولد*|ميلاد*|*مواليد
died: توفي|توفيت|مات|ماتت|وفاة / *وف*|مات*|موت*|قتل*|مقتل*
age: كم عمر*|كم يبلغ عمر*|عمر / عمر*|عاما|عامًا|أعوام|سنة|*بالغ*|ولد*
price: كم سعر*|سعر*|ثمن*|كم يكلف*|كم تكلف*|تكلفة* / سعر*|ثمن*|كلف*|تكل*|*دينار*|*دولار*|ريال*|درهم*|جنيه*|مجان*
height: ارتفاع*|كم يبلغ ارتفاع* / *رتفاع*|متر*|أمتار
length: طول|كم يبلغ طول*|ما طول / طول*|متر*|أمتار|كيلو*
depth: عمق* / عمق*|عميق*
weight: وزن* / وزن*|*كيلو*|طن
owner: مالك*|يملك*|لمن / *ملك*|*مالك*|اشتر*
designer: صمم*|مصمم*|مهندس* / *صمم*|*تصميم*|*مهندس*
chair: مدير*|رئيس*|يرأس / *مدير*|*رئيس*|يرأس|ترأس
finder: اكتشف*|عثر*|وجد* / *كتشف*|*كتشاف*|عثر*|وجد*
writer: كتب|كتبت|مؤلف*|كاتب* / كتب*|*مؤلف*|*كاتب*|ألف*
painter: رسم*|رسام* / *رسم*|*رسام*|لوحة
""",
    "vi": """
made: ai xây|xây dựng khi nào|xây năm nào|xây khi nào / xây*|dựng|hoàn thành|khởi công
founded: thành lập|sáng lập / lập|từ năm
born: sinh năm|sinh ngày|sinh ra|nơi sinh / sinh|quê
died: qua đời|mất năm|chết / qua đời|mất|chết|tử vong|thiệt mạng
age: bao nhiêu tuổi|mấy tuổi|tuổi / tuổi|sinh năm
price: giá bao nhiêu|bao nhiêu tiền|giá vé|chi phí / giá|đồng|tiền|chi phí|miễn phí|usd
height: cao bao nhiêu|chiều cao / cao|mét
length: dài bao nhiêu|chiều dài / dài|mét|km
depth: sâu bao nhiêu|độ sâu / sâu
width: rộng bao nhiêu|chiều rộng / rộng
weight: nặng bao nhiêu|cân nặng / nặng|kg|tấn|cân
owner: chủ sở hữu|thuộc về ai|ai sở hữu / sở hữu|thuộc|chủ|mua
designer: thiết kế|kiến trúc sư / thiết kế|kiến trúc sư|bản vẽ
finder: phát hiện|tìm thấy / phát hiện|tìm
writer: ai viết|tác giả / viết|tác giả
painter: ai vẽ|họa sĩ / vẽ|họa sĩ|tranh
chair: hiệu trưởng|giám đốc|chủ tịch / hiệu trưởng|giám đốc|chủ tịch|đứng đầu|trưởng
""",
    "zh": """
said: 怎么说|说了什么|说什么|怎么看|如何评价|怎么评价 / 说|表示|指出|认为|称|回答|介绍|@quote
made: 谁建|谁修建|谁造|何时建|什么时候建|哪年建|哪一年建|建造者|建成 / 建|造|竣工|完工|修
founded: 创立|成立|创办|创建|创始人 / 创|成立|建立|始于|办
born: 出生|诞生 / 生于|出生|诞生|生|人
died: 去世|逝世|死于|何时死|遇难 / 去世|逝|死|亡|卒|遇难
age: 多大年纪|多大岁数|几岁|多少岁|年龄|年纪 / 岁|年龄|生于|出生
price: 多少钱|价格|票价|费用|花费|售价 / 元|钱|价|费|免|币|块|万|镑|欧
height: 多高|高度 / 高|米|层
duration: 多长时间|多少时间|多久 / 年|月|天|日|时|分|周|秒|世纪|从|至|到
length: 多长|长度|全长 / 长约|长达|总长|长为|米|公里|千米|里长|尺长
depth: 多深|深度 / 深
width: 多宽|宽度 / 宽
weight: 多重|重量 / 重约|重达|体重|重为|公斤|吨|克|斤|磅
owner: 谁拥有|主人|所有者|属于谁 / 拥有|属于|主人|所有|买|收购
designer: 谁设计|设计的|设计师|设计者|建筑师 / 设计|建筑师|图纸
finder: 谁发现|谁找到|发现者 / 发现|找到
inventor: 谁发明|发明者 / 发明|研制
writer: 谁写|作者 / 写|作者|著|撰
painter: 谁画|画家 / 画|绘
spouse: 妻子|丈夫|配偶|嫁给 / 妻|夫|婚|嫁|娶|配偶
""",
    "ja": """
made: 誰が建てた|誰が造った|誰が作った|いつ建てられ|いつ建った|建築年 / 建|造|作|竣工|完成
founded: 設立|創立|創業|創設|開業 / 設立|創|開業|始ま
born: 生まれ|出生|誕生 / 生まれ|出身|誕生|生|歳
died: 亡くな|死亡|死去|死んだ / 亡|死|没|逝去
age: 何歳|年齢|いくつですか / 歳|才|年齢|生まれ|代
price: いくら|値段|料金|費用|価格|何円 / 円|料|費|無料|価格|値
height: 高さ|どのくらい高い|何階建て / 高|メートル|階|m
length: 長さ|全長|どのくらい長い / 長|メートル|キロ|km|m
depth: 深さ|水深 / 深
width: 幅 / 幅
weight: 重さ|重量|体重|何キロ|何グラム / 重|キロ|グラム|トン|kg
owner: 持ち主|所有者|誰のもの|オーナー|誰が所有 / 所有|持ち主|オーナー|買|購入
designer: 設計した|設計者|建築家|誰が設計 / 設計|建築家|デザイン
finder: 誰が発見|誰が見つけ|発見者|発見した / 発見|見つ
writer: 誰が書い|著者|作者 / 書|著|作者
painter: 誰が描い|画家 / 描|画
""",
    "ko": """
made: 누가 지었|누가 만들|누가 건설|언제 지어|언제 세워|언제 건설 / 지었|지어|세워|세운|건설|건립|완공|만들
founded: 설립|창립|창설|창업 / 설립|창립|창설|세워|창업|시작
born: 태어났|출생|탄생 / 태어|출생|출신|생
died: 사망|죽었|별세|세상을 떠 / 사망|죽|별세|떠났|숨
age: 몇 살|나이|연세 / 살|세|나이|태어
price: 얼마예요|가격|요금|비용|몇 원|얼마인가요 / 원|가격|요금|비용|무료|료
height: 높이 / 높|미터|층|m
length: 길이 / 길이|미터|킬로|km|m
depth: 깊이 / 깊
width: 너비|폭 / 너비|폭
weight: 무게|몸무게|몇 킬로 / 무게|킬로|그램|톤|kg
owner: 주인|소유자|누구의 것 / 소유|주인|구입|샀|매입
designer: 설계했|설계한|설계자|건축가|디자인 / 설계|건축가|디자인
finder: 누가 발견|누가 찾|발견자 / 발견|찾
writer: 누가 썼|저자|작가|누가 쓴 / 썼|쓴|저자|작가|지은
painter: 누가 그렸|화가 / 그렸|그린|화가
""",
    "th": """
made: ใครสร้าง|สร้างเมื่อ|สร้างขึ้นเมื่อ|ผู้สร้าง / สร้าง|แล้วเสร็จ
founded: ก่อตั้ง|ผู้ก่อตั้ง / ก่อตั้ง|ตั้งขึ้น|ตั้งแต่
born: เกิดเมื่อ|เกิดที่|เกิดปี / เกิด
died: เสียชีวิต|ตายเมื่อ|ถึงแก่กรรม / เสียชีวิต|ตาย|ถึงแก่
age: อายุ / อายุ|ปี
price: ราคา|กี่บาท|ค่าใช้จ่าย / ราคา|บาท|ค่า|ฟรี
height: สูงเท่า|ความสูง|สูงกี่ / สูง|เมตร
length: ยาวเท่า|ความยาว|ยาวกี่ / ยาว|เมตร
depth: ลึกเท่า|ความลึก|ลึกกี่ / ลึก
weight: หนักเท่า|น้ำหนัก|หนักกี่ / หนัก|กิโล|ตัน
owner: เจ้าของ / เจ้าของ|ซื้อ
designer: ออกแบบ|สถาปนิก / ออกแบบ|สถาปนิก
finder: ใครพบ|ค้นพบ / พบ
writer: ใครเขียน|ผู้เขียน|ผู้แต่ง / เขียน|แต่ง
""",
}

_NUMBER = r"(?:\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"

_WITHOUT_EDGES = frozenset({"hi", "ja", "ko", "th", "zh"})
"""Languages whose words have no spaces between them, or endings in letters or marks of which tables have none."""

_FIGURE = expression(r"\d")
_NO_LETTERS = expression(r"[\W\d_]+|@.*")
_NO_PLAIN_LETTERS = expression(r"[^a-z]+")


class Attribute(NamedTuple):
    """What a question asks for: the name of an attribute, and where its words are in the question, in code points."""

    name: str
    start: int
    end: int


def asked_attributes(question: str, language: str | None) -> list[Attribute]:
    """The attributes that a question asks for, each once, in order; none in a language without a table."""
    attributes: dict[str, Attribute] = {}
    for row, match in _matches(_alike(question, language), _asking(code(language))):
        lasted = _LASTED.get(code(language)) if row.name == "age" else None
        if (lasted and lasted.match(question, match.end())) or question.startswith(" ago", match.end()):
            continue
        if _is_name(question, match.start(), match[0], code(language)):
            continue
        start = match.end() - len(match[0].split()[-1]) if row.is_parted else match.start()
        attributes.setdefault(row.name, Attribute(row.name, start, match.end()))
    return list(attributes.values())


_LASTED = {
    language: expression(pattern, re.IGNORECASE)
    for language, pattern in {
        "ru": r" (?!был[аои]?\b|будет|исполн)(?:\w+(?:л[аои]?|лось|лась|лся|лись|ет|ит|ют|ят|тся)|назад|подряд|не)\b",
        "pl": r" (?!ma\b|miał|liczy|skończy|kończy)(?:\w+(?:ł[aoy]?|li|ano|ono|ęto|uje)|temu|nie)\b",
    }.items()
}
"""What comes behind "how many years" where nobody's age is asked: "сколько лет строили", for how long it was built."""


def _is_name(question: str, start: int, words: str, language: str) -> bool:
    """Whether what looks like asking words is a name: "Roberto" asks for no robber, "Malte" for no painter.

    Args:
        question: As typed.
        start: Where they begin in it.
        words: In lower case.
        language: An ISO 639-1 code.
    """
    inside = any(map(str.isalnum, question[:start]))
    if not (inside and question[start : start + 1].isupper()) or question.isupper():
        return False
    # Where nouns have capitals, too, a name is two of them in a row.
    return language != "de" or question[start + len(words) :][:2].lstrip().istitle()


def _matches(text: str, table: Sequence["_Asking"]) -> Iterator[tuple["_Asking", re.Match[str]]]:
    """The words of a text that ask for something, from left to right; of those at one place, the first of the table."""
    alike = typed_alike(text)
    rows = [row for row in table if any(piece in alike for piece in row.pieces)]
    end = 0
    while hits := [(match.start(), n, match) for n, row in enumerate(rows) if (match := row.words.search(text, end))]:
        _, n, match = min(hits)
        yield rows[n], match
        end = match.end()


def tells(text: str, attribute: str, language: str | None) -> bool:
    """Whether a text has a word that tells an attribute; in a language without a table it may.

    Args:
        text: What may tell it.
        attribute: The name of what was asked for.
        language: Of the text, as an ISO 639-1 code.
    """
    pattern = _telling(code(language), attribute)
    return pattern is None or pattern.search(_alike(text, language)) is not None


def told_from(text: str, attribute: str, language: str | None) -> int | None:
    """Where in a text the first word begins that tells an attribute, in code points; None if none does.

    Args:
        text: What may tell it.
        attribute: The name of what was asked for.
        language: Of the text, as an ISO 639-1 code.
    """
    pattern = _telling(code(language), attribute)
    match = pattern.search(_alike(text, language)) if pattern else None
    return match.start() if match else None


def _alike(text: str, language: str | None) -> str:
    """A text in the letters of the table: in lower case, and in simplified characters."""
    return simplified(text) if code(language) == "zh" else text.lower()


_ABOUT = {
    language: typed_expression(pattern, re.IGNORECASE)
    for language, pattern in {
        "en": r".*\b(?:say|said|think|thinks|says)\b.*?\b(?:about|on|regarding|concerning|of)\b(.+)",
        "de": r".*\b(?:über|zu[mr]?|von|vom|bezüglich|wegen)\b(.+)",
        "es": r".*\b(?:sobre|acerca del?|respecto al?|del?)\b(.+)",
        "fr": r".*\b(?:sur|au sujet d\w+|à propos d\w+|concernant|du|des|de)\b(.+)",
        "it": r".*\b(?:su|sul|sulla|sullo|sui|sugli|sulle|riguardo a\w*|di|del|della|dei|delle)\b(.+)",
        "pt": r".*\b(?:sobre|acerca d\w+|a respeito d\w+|d[aeo]s?)\b(.+)",
        "nl": r".*\b(?:over|van)\b(.+)",
        "pl": r".*\b(?:o|na temat|w sprawie)\b(.+)",
        "ru": r".*\b(?:об?|обо|про|насч[её]т|по поводу)\b(.+)",
        "uk": r".*\b(?:про|щодо|стосовно)\b(.+)",
        "sv": r".*\bom\b(.+)",
        "zh": r".*?(?:对于?|关于|谈到|就)(.+?)(?:怎么|有什么|是怎么|说|问题|如何)",
        "ar": r".*(?<!\w)(?:عن|بشأن|حول|في|بخصوص)\b(.+)",
    }.items()
}
"""Behind which word a question what somebody said names what it was about."""


def said_about(question: str, language: str | None) -> str:
    """What it is asked about that somebody said: "the strike" of "What did she say about the strike?"; or nothing.

    Args:
        question: One that asks what somebody said, as typed.
        language: Its ISO 639-1 code; nothing is known in a language without a row.
    """
    pattern = _ABOUT.get(code(language))
    match = pattern.match(question) if pattern else None
    return match[1] if match else ""


_COUNTS = frozenset({"people", "staff"})
"""Attributes that only a number tells; what else is measured is told otherwise, too ("free", "until June")."""

DOUBTED = frozenset({"extent"})
"""Attributes that other words may tell as well: "How long is the course?" is told in metres, or in hours."""

NEVER_MISSED = frozenset({"said"})
"""Attributes that a text need not have a word for: all of it may be what somebody said."""

_SENTENCE_END = expression(r"[.!?…]\s+|\n+")
_WORD = expression(r"[^\W\d_]+")


def lacks_number(text: str, attribute: str, language: str | None) -> bool:
    """Whether an attribute is a number, and no sentence of a text that has its words has one.

    Args:
        text: What may tell it.
        attribute: The name of what was asked for.
        language: Of the text, as an ISO 639-1 code.
    """
    if attribute not in _COUNTS:
        return False
    numbers = counting_words(code(language))
    sentences = (each for each in _SENTENCE_END.split(text) if tells(each, attribute, language))
    return all(numbers.isdisjoint(_WORD.findall(each.lower())) and not _FIGURE.search(each) for each in sentences)


class _Asking(NamedTuple):
    """Words that ask for an attribute, and pieces of letters of which a text with any of these words has one.

    They are parted where other words are between them, such as "does the fair end": only the last one asks.
    """

    name: str
    is_parted: bool
    pieces: frozenset[str]
    words: TypedExpression


@cache
def _asking(language: str) -> tuple[_Asking, ...]:
    """The words that ask for attributes, each attribute's compiled when a question may have them: all take 8 ms."""
    return tuple(
        _Asking(
            name,
            is_parted,
            frozenset(map(_piece, some.split("|"))),
            typed_expression(rf"{_any_of(some, language)}(?!['’])"),
        )
        for name, (words, _) in _table(language).items()
        for is_parted in (False, True)
        if (some := _whole(words, with_words_between=is_parted))
    )


def _piece(word: str) -> str:
    """The longest piece of the words of a row that a text has which has them, with accents or without."""
    pieces = _NO_LETTERS.split(typed_alike(word))
    plain = [each for piece in pieces for each in _NO_PLAIN_LETTERS.split(piece)]
    return max(plain, key=len) or max(pieces, key=len)


def _whole(words: str, *, with_words_between: bool) -> str:
    """Those of the words of a row that have other words between them, or those that don't."""
    return "|".join(word for word in words.split("|") if ("+" in word) == with_words_between)


@cache
def _telling(language: str, name: str) -> re.Pattern[str] | None:
    """Words that tell an attribute; None if the table of a language has no such row."""
    asking_words, telling_words = _table(language).get(name, ("", ""))
    if not telling_words:
        return None
    return re.compile(f"{_any_of(asking_words, language)}|{_any_of(telling_words, language)}")


@cache
def _table(language: str) -> dict[str, tuple[str, str]]:
    """For each attribute the words that ask for it, and those that tell it, as they are in the table."""
    rows_of_lines = _ROWS.get(language, "").replace("|\n  ", "|").replace("\n  ", " ").strip().splitlines()
    rows = (row.partition(": ") for row in rows_of_lines)
    rows_of_words = ((name, words.partition(" / ")) for name, _, words in rows)
    return {name: (asking_words, telling_words) for name, (asking_words, _, telling_words) in rows_of_words}


def _any_of(words: str, language: str) -> str:
    """A regular expression for any of the words of a row."""
    patterns = {word: quantity(word, language) for word in words.split("|")}
    others = "|".join(_spelled(word) for word, of_numbers in patterns.items() if of_numbers is None)
    whole = others if language in _WITHOUT_EDGES else rf"(?<!\w)(?:{others})(?!\w)"
    return "(?:" + "|".join([*filter(None, patterns.values()), whole]) + ")"


def _spelled(word: str) -> str:
    """A word of a row, or several with spaces between them, as a regular expression."""
    escaped = re.escape(word).replace(r"\ ", r"\s").replace("'", "['’]").replace(r"\*", r"[\w'’-]*")
    return escaped.replace(r"\+", r"\S+(?:\s\S+){0,5}").replace(r"\#", _NUMBER)
