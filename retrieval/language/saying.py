"""Words that tell who speaks, in the languages of the bot: verbs of saying, pronouns, titles, labels, first names.

The verbs are those that newspapers' style guides list for reported speech, in the forms that news uses: the present and
the tenses of the past, and participles after an auxiliary. All languages are read together, as an article may quote
another one's press; what would mislead in another language is left out.
"""


def word_set(row: str) -> frozenset[str]:
    """The words of a row as a set."""
    return frozenset(row.split())


_VERBS = {
    "en": (
        "said says say saying added adds adding wrote writes writing tweeted tweets posted posts stated "
        "states explained explains noted notes insisted insists argued argues replied replies warned warns "
        "announced announces recalled recalls continued continues concluded concludes claimed claims declared "
        "declares remarked remarks joked jokes quipped answered answers responded responds testified "
        "testifies acknowledged acknowledges admitted admits shouted shouts urged urges told tells telling "
        "asked asks called calls calling described describes whispered yelled muttered vowed vows promised "
        "promises predicted predicts suggested suggests reported reports stressed stresses emphasized "
        "emphasised observed observes commented comments complained complains confirmed confirms conceded "
        "concedes cautioned cautions countered counters pleaded demanded demands boasted exclaimed exclaims "
        "cried reiterated mused retorted reasoned agreed agrees disagreed thinks believes maintained "
        "maintains lamented laughed sighed tweeting stating repeated repeats swore"
    ),
    "de": (
        "sagte sagt sagten sagen gesagt erklärte erklärt erklärten betonte betont meinte meint ergänzte "
        "ergänzt berichtete berichtet schrieb schreibt fügte fügt teilte teilt kritisierte kritisiert warnte "
        "warnt forderte fordert bekräftigte bekräftigt versicherte versichert kündigte kündigt äußerte äußert "
        "entgegnete entgegnet antwortete antwortet fragte fragt rief ruft lobte lobt klagte klagt mahnte "
        "mahnt urteilte urteilt räumte räumt stellte stellt unterstrich unterstreicht widersprach "
        "widerspricht kommentierte kommentiert twitterte resümierte bilanzierte behauptete behauptet "
        "beteuerte beteuert erzählte erzählt erinnerte erinnert begründete begründet konstatierte erwiderte "
        "erwidert verkündete flüsterte lachte seufzte bestätigte bestätigt"
    ),
    "fr": (
        "dit dits disait déclare déclaré déclara déclarait affirme affirmé affirma affirmait explique "
        "expliqué expliqua expliquait ajoute ajouté ajouta précise précisé précisa souligne souligné souligna "
        "assure assuré assura estime estimé estima indique indiqué indiqua rappelle rappelé rappela raconte "
        "raconté raconta confie confié confia annonce annoncé annonça insiste insisté insista regrette "
        "regretté regretta répond répondu répondit demande demandé demanda lance lancé lança écrit écrivait "
        "poursuit poursuivi poursuivit conclut conclu reconnaît reconnu avertit averti dénonce dénoncé "
        "dénonça martèle martelé témoigne témoigné exclame exclamé commente commenté commenta plaide plaidé "
        "soupire réplique répliqué tweete tweeté résume résumé observe observé juge jugé détaille détaillé "
        "prévient prévenu déplore déploré promet promis constate constaté glisse glissé"
    ),
    "es": (
        "dijo dice dijeron dicen decía dicho afirmó afirma afirmaron afirmado aseguró asegura asegurado "
        "declaró declara declarado señaló señala señalado explicó explica explicado indicó indica indicado "
        "añadió añade añadido agregó agrega agregado comentó comenta comentado sostuvo sostiene manifestó "
        "manifiesta manifestado expresó expresa apuntó apunta apuntado insistió insiste insistido subrayó "
        "subraya subrayado destacó destaca destacado advirtió advierte advertido anunció anuncia anunciado "
        "recordó recuerda recordado reconoció reconoce reconocido lamentó lamenta lamentado respondió "
        "responde respondido contestó contesta preguntó pregunta precisó precisa precisado puntualizó "
        "concluyó concluye escribió escribe escrito relató relata contó cuenta admitió admite admitido "
        "criticó critica criticado denunció denuncia denunciado exclamó replicó reiteró reitera reiterado "
        "remarcó planteó opinó opina gritó susurró confesó confiesa aclaró aclara detalló detalla enfatizó "
        "aseveró prometió"
    ),
    "it": (
        "disse dissero dicono diceva detto afferma affermò affermato dichiara dichiarò dichiarato spiega "
        "spiegò spiegato aggiunge aggiunse aggiunto sottolinea sottolineò sottolineato commentato osserva "
        "osservò osservato assicura assicurato annuncia annunciò annunciato ricorda ricordò ricordato "
        "racconta raccontò raccontato replicato risponde rispose risposto chiede chiese chiesto scrive "
        "scrisse scritto conclude concluse concluso ammette ammise ammesso avverte avvertì avvertito precisò "
        "precisato sostenne sostenuto ribadisce ribadì ribadito denunciò denunciato confessa confessò esclama "
        "esclamò prosegue evidenzia evidenziato rileva rilevato promette promesso dice precisa sostiene "
        "lamentato"
    ),
    "pt": (
        "disse disseram diz dizem dizia afirmou afirmaram declarou explicou acrescentou acrescenta ressaltou "
        "ressalta destacou garantiu garante contou comentou avaliou avalia informou observou alertou alerta "
        "anunciou lembrou lembra reconheceu respondeu perguntou escreveu escreve concluiu sublinhou sublinha "
        "referiu refere salientou salienta frisou frisa defendeu considerou admitiu criticou indicou "
        "completou relatou reforçou reforça pontuou argumentou gritou assegurou prometeu questionou revelou "
        "revela enfatizou apontou"
    ),
    "ru": (
        "сказал сказала сказали говорит говорят говорил говорила заявил заявила заявили заявляет отметил "
        "отметила отмечает сообщил сообщила сообщает сообщили добавил добавила добавляет подчеркнул "
        "подчеркнула подчеркивает подчёркивает рассказал рассказала рассказывает пояснил пояснила поясняет "
        "объяснил объяснила объясняет считает ответил ответила отвечает спросил спросила спрашивает написал "
        "написала пишет признал признала признался призналась признаёт признает предупредил предупредила "
        "напомнил напомнила уточнил уточнила утверждает утверждал утверждала возразил возразила продолжил "
        "продолжила заключил заключила воскликнул воскликнула вспоминает вспомнил вспомнила настаивает "
        "пообещал пообещала прокомментировал прокомментировала констатировал констатировала указал указала "
        "крикнул крикнула заверил заверила полагает подтвердил подтвердила"
    ),
}

SAYING = frozenset(verb for verbs in _VERBS.values() for verb in verbs.split())
"""Forms of verbs of saying, in lower case."""

ONLY_BEFORE = word_set("told tells telling called calls calling described describes teilte fügte")
"""Of these the one who is told, or what is called, follows: said after a quotation they need a subject before them."""

REACTIONS = word_set(
    "disagreed agreed agrees laughed sighed disagree smiled widersprach widerspricht lachte seufzte repeated repeats "
    "called calls continued continues"
)
"""Of these, those that in a new sentence after a quotation are about somebody else: `“It is safe.” Amsel disagreed.`"""

UTTERANCES = word_set(
    "words verdict conclusion answer answers reply response comment comments advice message opinion assessment "
    "reaction warning promise plea explanation judgment judgement remark remarks statement argument question summary "
    "worten worte urteil fazit antwort kommentar rat botschaft meinung reaktion warnung versprechen erklärung frage "
    "palabras veredicto conclusión respuesta comentario mensaje opinión advertencia promesa explicación pregunta "
    "mots paroles verdict réponse commentaire conseil avis réaction avertissement promesse explication conclusion "
    "parole verdetto conclusione risposta commento consiglio messaggio opinione reazione avvertimento spiegazione "
    "domanda palavras veredito conclusão comentário conselho mensagem opinião reação aviso explicação pergunta "
    "resposta слова словами вердикт вывод ответ комментарий совет мнение реакция предупреждение обещание "
    "объяснение вопрос"
)
"""What somebody's words are called where they are announced as theirs: `Ruth Hall's verdict: “…”`."""

OF = word_set("of from von vom der des de di do da du del della d' d’")
"""What is between such a word and whose it is."""

PASSIVE = word_set(
    "was were been being is are be wurde wird wurden worden été fue fueron sido siendo stato stata viene foi "
    "foram был была были"
)
"""Auxiliaries before a verb of saying whose subject does not speak: `was told`, `wurde gefragt`."""

NOT_SAID = word_set(
    "not never didn't doesn't hasn't haven't don't won't nie niemals nicht jamais pas nunca jamás non mai não "
    "не никогда denied denies denying nooit niet nie nigdy asla"
)
"""Words between a subject and a verb of saying that take it back."""

SKIPPED = word_set(
    "has had have also then later again once who which that already still now soon just simply a ont avait "
    "avaient s'est s’est s' s’ aussi également encore ensuite ha han había habían también luego se lo le nos "
    "hanno aveva anche poi tinha havia também ainda depois hat hatte haben auch dann dazu bereits также уже "
    "тогда потом затем ещё еще would will did does to qui que der die das"
)
"""Words that may be between a subject and its verb of saying."""

ACCORDING = (
    "according to",
    "in the words of",
    "to quote",
    "quoting",
    "selon",
    "d'après",
    "d’après",
    "según",
    "de acuerdo con",
    "en palabras de",
    "secondo",
    "nelle parole di",
    "segundo",
    "de acordo com",
    "nas palavras de",
    "laut",
    "mit den worten von",
    "in den worten von",
    "nach den worten von",
    "по словам",
    "по мнению",
    "по данным",
    "selon les mots de",
    "dans les mots de",
    "pour reprendre les mots de",
    "pour citer",
    "con le parole di",
    "con las palabras de",
    "com as palavras de",
    "mit den worten",
)
"""What comes before whoever is the source of some words, in lower case."""

PRONOUNS = {
    "he": "m", "she": "f", "er": "m", "sie": "f", "il": "m", "elle": "f", "él": "m", "ella": "f", "lui": "m",
    "egli": "m", "lei": "f", "ele": "m", "ela": "f", "он": "m", "она": "f",
    "they": "", "i": "", "we": "", "it": "", "ich": "", "wir": "", "ils": "", "elles": "", "on": "",
    "ellos": "", "ellas": "",
    "loro": "",
    "eles": "", "elas": "", "они": "", "я": "", "you": "", "who": "", "one": "", "nous": "", "je": "",
}  # fmt: skip
"""Pronouns that may be the subject of a verb of saying: `m` for a man, `f` for a woman, empty for anybody."""

TITLES = {
    "m": (
        "mr mister sir lord herr herrn m monsieur señor sr don signor signore sig senhor seu господин "
        "president-elect sheikh king prince king emperor pope father brother baron duke"
    ),
    "f": (
        "mrs ms miss madam lady dame frau mme madame mlle señora sra señorita srta doña signora sig.ra "
        "senhora dona госпожа queen princess sister mother baroness duchess bürgermeisterin ministerin "
        "kanzlerin präsidentin sprecherin professorin députée ministra alcaldesa presidenta "
        "senadora"
    ),
    "": (
        "dr prof professor doctor rev reverend hon judge justice gov governor sen senator rep representative "
        "gen general lt col colonel maj major capt captain sgt sergeant cpl det detective insp inspector supt "
        "superintendent chief sheriff officer agent secretary minister president chancellor premier prime "
        "deputy vice mayor councillor councilor councilman councilwoman alderman commissioner ambassador "
        "chairman chairwoman chair chairperson congressman congresswoman assemblyman assemblywoman attorney "
        "director coach manager engineer mp mep ceo cfo former ex acting archbishop bishop cardinal rabbi "
        "imam pastor st saint admiral commander marshal lieutenant sir speaker majority minority leader "
        "spokesman spokeswoman spokesperson dean bürgermeister oberbürgermeister oberbürgermeisterin minister "
        "ministerpräsident ministerpräsidentin kanzler bundeskanzler bundeskanzlerin präsident professor "
        "sprecher polizeisprecher polizeisprecherin abgeordnete abgeordneter richter richterin direktor direktorin "
        "trainer maire ministre président présidente docteur professeur député sénateur sénatrice juge me "
        "maître directeur directrice porte-parole alcalde ministro presidente doctor dra profesor profesora "
        "diputado diputada senador juez jueza director directora portavoz gobernador gobernadora ing lic "
        "sindaco sindaca dottor dott dottoressa dott.ssa professore professoressa onorevole senatore "
        "senatrice prefeito prefeita doutor doutora deputado deputada senador governador governadora мэр "
        "министр президент губернатор депутат профессор доктор директор"
    ),
}
"""Titles and offices that come before a name, in lower case and without full stop, by whom they are given to."""

ALL_TITLES = frozenset(title for titles in TITLES.values() for title in titles.split())
"""The titles, whoever they are given to."""

OCCUPATIONS = word_set(
    "analyst economist strategist historian researcher scientist scholar lecturer teacher student resident "
    "neighbor neighbour lawyer solicitor barrister prosecutor striker goalkeeper midfielder defender captain "
    "pilot star actor actress singer musician artist designer architect farmer fisherman owner founder "
    "co-founder head boss lawmaker legislator politician correspondent reporter journalist editor columnist "
    "writer author novelist poet campaigner activist organizer organiser expert specialist adviser advisor aide "
    "envoy diplomat executive official employee worker veteran nurse physician surgeon psychologist sociologist "
    "epidemiologist virologist biologist physicist chemist geologist meteorologist forecaster climatologist "
    "engineer technician developer programmer investigator consultant negotiator organist curator librarian chef "
    "survivor witness candidate nominee co-chair cofounder trustee firefighter paramedic trooper ranger planner "
    "principal superintendent treasurer accountant auditor surveyor archivist conductor coach referee"
)
"""What people do, between the name of a house and theirs: `said Kessen Shipping analyst Ana Petrov`."""

SUFFIXES = word_set("jr sr ii iii iv phd md esq mp mep kc qc obe mbe cbe mba jd rn dds junior senior")
"""What comes after a name and is not part of it."""

PARTICLES = word_set(
    "de del della dello dei di da do dos das du des la le les lo von van der den dem zu zum zur ter ten vom "
    "af av al el ul ad ash as at az an bin ben ibn abu y e и st"
)
"""Small words inside of names."""

OPENERS = word_set(
    "the a an in on at but and or so yet for from by with without after before when while as if though "
    "although since because then later earlier now today yesterday tomorrow meanwhile however still also even "
    "only once asked speaking writing according like both that this these those there here his her their our "
    "my your its he she it they we you i no not yes what why how where who which to of about during under "
    "over near despite following amid among until some many most one two another other each every all last "
    "next first second nobody neither allegedly reportedly apparently supposedly angeblich vermutlich offenbar "
    "der die das ein eine einen einem einer des dem den und aber oder im am auf bei nach "
    "vor mit ohne von vom zu zum zur auch doch dann später heute gestern wie als wenn weil da dort hier seine "
    "ihre sein ihr er sie es wir ich laut für le la les l un une du de et mais ou en au aux dans sur sous "
    "avec sans pour par selon après avant quand comme puis aujourd'hui son sa ses leur il elle ils elles nous "
    "je ce cette ces cet el los las lo una unos unas y pero o con sin por para según tras antes cuando como "
    "luego ayer hoy su sus él ella del al este esta gli uno e ed ma nel nella senza per secondo dopo prima "
    "quando come poi ieri oggi suo sua os um uma mas na nos nas com sem segundo depois ontem hoje seu ele ela "
    "и а но или в на с без по для после до когда как потом вчера сегодня его её он она они мы я это этот эта"
)
"""Words that open a sentence with a capital letter, or stand among names, and are not names."""

DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday tue tues thu thurs january "
    "february march april may june july august september october november december feb apr jul "
    "aug sept sep oct nov dec montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz "
    "mai juni juli oktober dezember abend nachmittag"
)
"""Days and months that are capitalised, which may follow a name: `Holt said Monday`, `said Holt Monday`."""

NAMES_OF_MONTHS = frozenset(("april", "may", "june", "august", "juli", "mai", "morgen"))
"""Of these the ones that are first names, too."""

PREPOSITIONS = word_set(
    "of for from to with by at in on about against than like near over under after before between through "
    "into behind beside von für an mit bei nach vor über gegen aus durch de du des d' d’ pour par avec contre chez sur "
    "à au aux del para por con contra sobre a al en di da per su tra do dos das com em no na dell' о об от для с "
    "со у к из про"
)
"""Words after which a name is not the subject: `a spokesman for Ana Petrov`."""

ARTICLES = word_set(
    "the a an his her their its der die das ein eine des dem den einer le la les un une l' l’ el los las una "
    "il lo gli uno o os as um uma son sa ihr seine"
)
"""Words before an office or a thing; before a name they stand only where an office is part of it."""

NOBODY = word_set(
    "q a question answer frage antwort f r p d pregunta respuesta domanda risposta pergunta resposta вопрос "
    "ответ в о note correction update updated editor's editors warning caption photo image source sources "
    "related read more video watch listen contact address date time place location price phone email tel fax "
    "website summary results result total example examples tip tips hinweis quelle foto bild fotos info "
    "anmerkung korrektur kontakt légende crédit nota fuente imagen corrección contacto fonte immagine "
    "correzione contatti imagem correção contato примечание источник фото исправление"
)
"""Labels that name nobody."""

OFFICES = word_set(
    "moderator interviewer reporter host audience member unidentified male female voice narrator operator clerk court "
    "witness caller all man woman moderatorin animateur journaliste periodista moderador giornalista jornalista "
    "ведущий ведущая корреспондент the der die das le la el il lo o a question of"
)
"""Further words of labels that name an office, not a person: `MODERATOR`, `SPEAKER 1`, `THE COURT`."""

BODIES = word_set(
    "reuters afp ap dpa efe ansa lusa tass bbc cnn nbc abc cbs zdf ard times post news herald journal press "
    "agency tribune guardian gazette chronicle telegraph mirror observer zeitung kurier bote anzeiger presse "
    "agentur monde figaro diario periódico jornal giornale corriere газета агентство house ministry government "
    "department university college institute company corporation corp inc ltd llc gmbh bank party union police "
    "commission council committee court office group association federation foundation society centre center "
    "club fund army navy parliament senate congress ministerium regierung universität unternehmen partei polizei "
    "kommission rat gericht verband stiftung bundestag gouvernement ministère université entreprise parti "
    "conseil tribunal gobierno ministerio universidad empresa partido policía comisión consejo asociación "
    "governo ministero università azienda partito polizia commissione consiglio tribunale associazione "
    "ministério universidade polícia comissão conselho associação правительство министерство университет "
    "компания партия полиция комиссия совет суд банк"
)
"""Words in names of newspapers, agencies and bodies, whose words a person says or writes; in lower case."""

WORKS = word_set(
    "titled entitled headlined film movie book novel song album play poem essay series show episode podcast "
    "documentary paper magazine newspaper ballad opera musical painting exhibition sculpture game chapter "
    "headline slogan motto titel buch roman lied stück gedicht serie zeitung zeitschrift artikel ausstellung "
    "oper gemälde spiel sendung überschrift schlagzeile livre chanson pièce poème série journal opéra tableau "
    "intitulé intitulée titre libro novela película canción obra poema periódico revista titulado titulada "
    "título romanzo canzone poesia giornale rivista intitolato intitolata titolo quadro filme livro romance "
    "canção peça jornal exposição intitulado intitulada книга роман фильм песня пьеса стихотворение сериал "
    "газета журнал выставка картина опера книге романе фильме песне пьесе газете журнале книгу песню пьесу "
    "газету"
)
"""What a work is called before its title, in lower case: `the novel “The Long Way Home”`."""

MEN = word_set(
    "aaron adam adrian ahmed alan albert alberto alejandro alessandro alex alexander alexandre ali andré "
    "andrea andreas andrei andrew andrés anthony antoine anton antonio antónio arthur ben benjamin bernard "
    "bernd bill björn bob boris brad brandon brian bruce bruno carl carlo carlos charles chris christian "
    "christoph christopher chuck claude claus clemens colin craig daniel dave david denis dennis diego dieter "
    "dirk dmitri dmitry dominic dominik donald doug douglas ed eduardo edward emmanuel enrique eric erik "
    "ernesto étienne fabian fabio felipe felix fernando filippo florian francesco francis francisco franck "
    "frank franz fred frédéric friedrich gabriel gareth gary geoff george georg georges gérard gerhard "
    "giorgio giovanni giuseppe glenn gordon graham greg gregory guido guillaume günter gustavo hans harald "
    "harry heinrich heinz helmut henri henry herbert hugo ian igor ivan jack jacques jake james jan jason "
    "javier jean jeff jeffrey jens jeremy jerry jesús jim jimmy joachim joão joe joel johann john jon "
    "jonathan jordan jörg jorge josé josef joseph josh joshua juan jürgen julien julio justin karl keith ken "
    "kenneth kevin klaus konrad kurt kyle larry lars laurent lee leo leon leonardo lorenzo louis luca lucas "
    "luigi luis luiz lukas manuel marc marcel marco marcos mario mark markus martin mateo matt matteo matthew "
    "matthias maurice max michael michel miguel mike mikhail mohamed mohammed muhammad nathan neil nicholas "
    "nick nico nicolas nigel nikolai oleg oliver olivier omar oscar otto pablo paolo pascal pat patrick paul "
    "paulo pavel pedro peter phil philip philippe pierre pietro rafael rainer ralf ralph ramón raúl ray "
    "raymond ricardo richard rick rob robert roberto rodrigo roger roland rolf roman ron ronald roy rubén "
    "rudolf russell ryan salvatore sam samuel sean sebastian sébastien sergei sergey sergio seth simon stefan "
    "stefano stéphane stephen steve steven stuart sven tadeusz ted terry theo thierry thomas tim timothy "
    "tobias todd tom tommy tony tyler udo uwe victor vincent vincenzo vladimir volker walter warren wayne "
    "werner will william wolfgang xavier yuri yves zach александр алексей анатолий андрей антон борис вадим "
    "валерий василий виктор виталий владимир вячеслав геннадий георгий григорий денис дмитрий евгений егор "
    "иван игорь илья кирилл константин максим михаил никита николай олег павел пётр петр роман сергей степан "
    "фёдор юрий"
)
"""Frequent first names of men in the seven languages: what statistics offices list, in the spellings of news."""

WOMEN = word_set(
    "abigail adriana agnes aisha alana alejandra alessandra alexandra alice alicia alison amanda amélie amy "
    "ana anastasia angela angelika anita anja ann anna anne annette antonia ashley astrid barbara beatrice "
    "beatriz becky bettina bianca birgit brenda brigitte britta camilla camille carla carmen carol carole "
    "caroline catarina catherine cathy cécile céline chantal charlotte chiara chloé christina christine cindy "
    "claire clara claudia clémence concepción cristina cynthia daniela dawn deborah debbie denise diana diane "
    "dolores dominique donna doris dorothy edith elaine elena eleonora elisa elisabeth elise elizabeth ella "
    "ellen emily emma erica erika esther eva evelyn fatima federica fernanda fiona florence frances francesca "
    "françoise gabriela gabriele giorgia giovanna giulia gisela gloria grace greta hannah hanna heather heidi "
    "heike helen helena hélène hillary ilaria ines inés ingrid irene irina isabel isabella isabelle "
    "jacqueline jana jane janet janine jasmine jennifer jessica jill joan joana joanna johanna josefa jo "
    "joyce juana judith judy julia julie juliette karen karin karla kate katharina katherine kathleen kathrin "
    "kathy katie katja kelly kerstin kim kimberly kirsten kristen kristina laura lauren laurence léa lena "
    "leslie lilian lina linda lisa louise lucia lucía lucie luisa lydia maggie manon manuela margaret "
    "margarita margherita margit maria maría mariana marianne marie marina marion marlene marta martha "
    "martina mary mathilde megan melanie melissa mercedes mia michelle michaela mónica monica monika nadia "
    "nadine nancy natalia natalie nathalie nicole nina nora olga olivia pamela paola patricia paula pauline "
    "petra philippa pilar rachel rebecca regina renate rita roberta rosa rosario rose roxane ruth sabine "
    "sabrina sally samantha sandra sara sarah sharon sheila silke silvia simone sofia sofía sophia sophie "
    "stefanie stella stéphanie stephanie susan susana susanne suzanne sylvia sylvie tamara tanja tatiana "
    "teresa theresa tina tracy ulrike ursula ute valentina valeria valérie vanessa vera verónica veronica "
    "veronika victoria virginie viviane wendy yolanda yvonne zoé zoë александра алина алла анастасия анна "
    "валентина валерия вера виктория галина дарья евгения екатерина елена ирина ксения лариса любовь людмила "
    "марина мария надежда наталья наталия оксана ольга полина светлана софия татьяна юлия"
)
"""Frequent first names of women, as `MEN`."""

NICKNAMES = tuple(
    frozenset(row.split())
    for row in (
        "william bill billy will willy",
        "robert bob bobby rob robbie",
        "richard dick rick rich",
        "edward ted ed eddie ned",
        "james jim jimmy jamie",
        "john jack johnny jon",
        "elizabeth liz beth betty eliza lizzie",
        "margaret peggy maggie meg",
        "katherine catherine kathryn kate kathy katie cathy",
        "anthony tony",
        "joseph joe",
        "thomas tom tommy",
        "michael mike mick",
        "charles charlie chuck",
        "david dave",
        "daniel dan danny",
        "stephen steven steve",
        "benjamin ben",
        "alexander alex sasha",
        "andrew andy drew",
        "christopher chris",
        "matthew matt",
        "samuel sam",
        "gregory greg",
        "timothy tim",
        "ronald ron",
        "donald don",
        "kenneth ken",
        "patricia pat patty trish",
        "susan sue",
        "jennifer jen jenny",
        "deborah deb debbie",
        "nicholas nick",
        "patrick pat",
        "jeffrey jeff geoffrey geoff",
        "philip phil",
        "lawrence larry",
        "gerald gerry jerry",
        "victoria vicky tori",
        "rebecca becky",
        "jessica jess",
        "francisco paco",
        "josé pepe",
        "ignacio nacho",
        "владимир володя",
        "михаил миша mikhail",
        "александр саша",
    )
)
"""First names that are one person's."""
