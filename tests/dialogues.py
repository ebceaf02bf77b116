"""Twelve short articles and ninety-six pairs of questions, made up: the second depends on the first, or not.

A pair is (asked before, asked now, whether it depends on that, the article that answers it, words of the passage that
does).
"""

ARTICLES = {
    "ferry": """Ferry crews strike in Port Aldor

Crews of the Aldor Line walked off their ships on Monday, leaving four thousand passengers on the quays of Port Aldor.
The union wants nine percent more pay; the company offered three. Talks broke down on Sunday night after eleven hours.

The mediator is Ines Calloway, a retired judge who settled the dockers' dispute two years ago. She has invited both
sides to the town hall on Thursday. The strike costs the company about two million crowns a day, its spokesman said.

The walkout began because the company wants to register its ships abroad, which the crews fear would cut their pensions.
Hospital deliveries to the islands go on, the union promised, with two boats that sail each morning at six.""",
    "bridge": """Bridge at Karlo gives way

The road bridge over the Sarn at Karlo fell into the river early on Saturday. Seven people were hurt, none of them
badly, because the police had closed one lane an hour before. The bridge was built in 1962 and last inspected in spring.

Engineers believe that a corroded cable snapped under the weight of two lorries that carried timber. The minister of
transport, Pavel Drost, promised to have all forty bridges of that type looked at by the end of the year.

A new bridge will cost thirty million crowns and take two years. Until then a ferry for cars crosses below the mill.""",
    "election": """Vestland elects a president

Marta Lindqvist won the presidential election in Vestland with fifty-three percent of the vote. Her opponent, the former
general Tomas Hale, conceded before midnight. Turnout was the highest since independence, at seventy-one percent.

Lindqvist, a doctor of forty-eight, promised to lower the price of medicine and to leave the customs union. She takes
office on the first of March in the old opera house, since the palace is under repair.

Hale said he would found a party of his own. Observers counted twelve complaints and called the vote fair.""",
    "lake": """Lake Mirren shrinks

Lake Mirren has lost a third of its water in ten years, researchers of the University of Brannock report. They measured
the shore by satellite every month. Cotton fields upstream take most of the water, and summers have become hotter.

Fishermen in the village of Osk have given up their boats; of sixty families nineteen remain. The government plans a
canal from the north, which would take until the end of the decade.

Salt from the dry bed is blown into the towns, and doctors see more coughs and sore eyes in children.""",
    "vaccine": """Vaccine against marsh fever passes trial

A vaccine against marsh fever protected eighty-two percent of those who got it, the Tarn Institute announced. The trial
had nine thousand volunteers in three countries and was led by Professor Adaeze Obi.

Side effects were mild: sore arms and a day of fever. The vaccine needs two doses, a month apart, and keeps for a year
in an ordinary refrigerator. A dose is to cost four crowns.

The regulator will decide in June. Marsh fever kills about six thousand people a year, most of them under five.""",
    "festival": """Film festival in Lunza opens

The film festival of Lunza opened on Friday with "The Salt Road", a story of two sisters who smuggle books. Its
director, Yusuf Demirel, received applause for ten minutes. Forty films compete for the Golden Heron.

The jury is headed by the actress Clara Voss. She said she wants to be surprised. Last year the prize went to a cartoon
about a lighthouse. Tickets cost eight crowns and were sold out within an hour.""",
    "cup": """Harborough win the cup

Harborough United won the national cup for the first time, beating Stellan City two to one after extra time. Joel Amadi
scored both goals, the second with his head in the last minute. Stellan had led through a penalty.

The final was played before fifty thousand people in the new arena at Greyfield. The coach, Birgit Sand, dedicated the
victory to her father, who founded the club's youth school. Harborough will play in the continental league next season.

Amadi, who is twenty, joined from a village team in August for a fee of nine thousand crowns.""",
    "merger": """Nordbank takes over Kestrel

Nordbank will buy its rival Kestrel for six billion crowns, both said on Wednesday. Together they have eleven million
customers. Two hundred branches will close and about three thousand jobs will go within four years.

The chief executive of the new bank is Henrik Moll. He said the merger was an answer to cheap credit from abroad. The
cartel office has to agree and will decide within ninety days. Kestrel's shares rose by a fifth.""",
    "wolves": """Wolves return to the Elm Valley

After a hundred and forty years wolves live in the Elm Valley again. A camera showed a pair with five cubs in May. They
came over the Grauen pass, the forest office thinks, from the herds' summer pastures in the east.

Shepherds lost twenty-six sheep this summer and ask for fences. The office pays half of what a fence costs and lends
dogs. The hunter Emil Krantz wants leave to shoot; the biologist Rosa Tell says there were too many deer.""",
    "probe": """Halcyon reaches Mars

The probe Halcyon entered an orbit around Mars on Tuesday after a journey of seven months. It weighs two tonnes and
carries a radar that looks for ice under the dust. Signals take thirteen minutes to the earth.

The flight is directed by Lin Qiao from the control centre in Maragh. She called the manoeuvre the longest half hour of
her life. A small lander will be dropped in autumn near the southern pole. The mission cost eight hundred million.""",
    "bread": """Bread becomes dearer in Quillon

A loaf costs a third more in Quillon than a year ago. Bakers blame the bad harvest and the price of gas. The city hands
out coupons to forty thousand households, which began on the first of the month.

The mayor, Oskar Feld, asks the state to lower the tax on flour. The finance ministry refused. Half of the small
bakeries may close before the spring, their guild fears; its head, Alma Roth, has baked for forty years.""",
    "theft": """Painting stolen from the Brandt museum

Thieves took a small Vermeer, "The Letter Reader", out of the Brandt museum in Loden in the night to Sunday. They came
through a skylight and were gone within four minutes. The alarm had been switched off for repairs.

The director, Simone Brandt, offers a reward of half a million crowns. The painting was insured for ninety million. It
had been lent by a family in the south. Inspector Jonas Wick suspects that someone of the staff helped.""",
}

FERRY = "Why do the ferry crews strike in Port Aldor?"
BRIDGE = "When did the bridge at Karlo collapse?"
VOTE = "Who won the presidential election in Vestland?"
LAKE = "How much water has Lake Mirren lost?"
VACCINE = "How well does the vaccine against marsh fever work?"
FESTIVAL = "Which film opened the festival in Lunza?"
CUP = "Who won the national cup final?"
MERGER = "How much does Nordbank pay for Kestrel?"
WOLVES = "Where have wolves returned?"
PROBE = "When did Halcyon reach Mars?"
BREAD = "How much dearer is bread in Quillon?"
THEFT = "What was stolen from the Brandt museum?"

PAIRS = [
    (FERRY, "And who mediates?", True, "ferry", "Ines Calloway"),
    (FERRY, "How much does it cost the company a day?", True, "ferry", "two million"),
    (FERRY, "What do they want?", True, "ferry", "nine percent"),
    (FERRY, "since when?", True, "ferry", "on Monday"),
    (FERRY, "What about the hospitals?", True, "ferry", "Hospital deliveries"),
    (FERRY, "How many passengers?", True, "ferry", "four thousand"),
    (BRIDGE, "How many people were hurt?", True, "bridge", "Seven people"),
    (BRIDGE, "Why?", True, "bridge", "corroded cable"),
    (BRIDGE, "When was it built?", True, "bridge", "1962"),
    (BRIDGE, "and what will a new one cost?", True, "bridge", "thirty million"),
    (BRIDGE, "Who is the minister?", True, "bridge", "Pavel Drost"),
    (VOTE, "How old is she?", True, "election", "forty-eight"),
    (VOTE, "When does she take office?", True, "election", "first of March"),
    (VOTE, "And the turnout?", True, "election", "seventy-one"),
    (VOTE, "Who was her opponent?", True, "election", "Tomas Hale"),
    (VOTE, "what did she promise?", True, "election", "price of medicine"),
    (VOTE, "Was the vote fair?", True, "election", "twelve complaints"),
    (LAKE, "Why is that?", True, "lake", "Cotton fields"),
    (LAKE, "Who measured it?", True, "lake", "University of Brannock"),
    (LAKE, "What does the government plan?", True, "lake", "canal"),
    (LAKE, "and the fishermen?", True, "lake", "village of Osk"),
    (VACCINE, "What are the side effects?", True, "vaccine", "sore arms"),
    (VACCINE, "how many doses?", True, "vaccine", "two doses"),
    (VACCINE, "Who led the trial?", True, "vaccine", "Adaeze Obi"),
    (VACCINE, "What will it cost?", True, "vaccine", "four crowns"),
    (FESTIVAL, "Who directed it?", True, "festival", "Yusuf Demirel"),
    (FESTIVAL, "And who heads the jury?", True, "festival", "Clara Voss"),
    (FESTIVAL, "How much are the tickets?", True, "festival", "eight crowns"),
    (CUP, "Who scored?", True, "cup", "Joel Amadi"),
    (CUP, "How many people watched it?", True, "cup", "fifty thousand"),
    (CUP, "Who is their coach?", True, "cup", "Birgit Sand"),
    (MERGER, "How many jobs will go?", True, "merger", "three thousand"),
    (MERGER, "Who will lead the new bank?", True, "merger", "Henrik Moll"),
    (MERGER, "And the branches?", True, "merger", "Two hundred"),
    (WOLVES, "How many cubs do they have?", True, "wolves", "five cubs"),
    (WOLVES, "What do the shepherds say?", True, "wolves", "twenty-six sheep"),
    (PROBE, "How much did the mission cost?", True, "probe", "eight hundred million"),
    (PROBE, "Who directs it?", True, "probe", "Lin Qiao"),
    (PROBE, "What does it weigh?", True, "probe", "two tonnes"),
    (BREAD, "What do the bakers blame?", True, "bread", "bad harvest"),
    (BREAD, "Who is the mayor?", True, "bread", "Oskar Feld"),
    (THEFT, "How did they get in?", True, "theft", "skylight"),
    (THEFT, "What is the reward?", True, "theft", "half a million"),
    (THEFT, "whom does the inspector suspect?", True, "theft", "staff"),
    (FERRY, "Who won the election in Vestland?", False, "election", "Marta Lindqvist"),
    (FERRY, "What was stolen from the Brandt museum?", False, "theft", "Vermeer"),
    (BRIDGE, "How much dearer is bread in Quillon?", False, "bread", "third more"),
    (BRIDGE, "Who leads the flight of the probe to Mars?", False, "probe", "Lin Qiao"),
    (VOTE, "Where did the wolves come from?", False, "wolves", "Grauen pass"),
    (VOTE, "Who scored for Harborough?", False, "cup", "Joel Amadi"),
    (LAKE, "What does a dose of the marsh fever vaccine cost?", False, "vaccine", "four crowns"),
    (LAKE, "Who heads the jury of the film festival?", False, "festival", "Clara Voss"),
    (VACCINE, "why do the ferry crews strike?", False, "ferry", "register its ships"),
    (VACCINE, "How did the thieves enter the museum?", False, "theft", "skylight"),
    (FESTIVAL, "how many jobs does the bank merger cost?", False, "merger", "three thousand"),
    (FESTIVAL, "When was the Karlo bridge built?", False, "bridge", "1962"),
    (CUP, "Who is the chief executive of Nordbank?", False, "merger", "Henrik Moll"),
    (CUP, "What does the probe look for under the dust?", False, "probe", "radar"),
    (MERGER, "how many sheep did wolves kill?", False, "wolves", "twenty-six sheep"),
    (MERGER, "Who mediates in the ferry strike?", False, "ferry", "Ines Calloway"),
    (WOLVES, "Did Marta Lindqvist say when she takes office?", False, "election", "first of March"),
    (PROBE, "Which minister promised to inspect his bridges?", False, "bridge", "Pavel Drost"),
    (BREAD, "Which village lost most of its fishermen?", False, "lake", "village of Osk"),
    (THEFT, "Is it true that Quillon hands out coupons for bread?", False, "bread", "coupons"),
    (FERRY, "And what does the firm offer?", True, "ferry", "the company offered three"),
    (FERRY, "who's the mediator", True, "ferry", "Ines Calloway"),
    (FERRY, "Are there deliveries to the islands?", True, "ferry", "Hospital deliveries"),
    (BRIDGE, "was anybody hurt", True, "bridge", "Seven people"),
    (BRIDGE, "How long will the new one take?", True, "bridge", "two years"),
    (BRIDGE, "What caused it?", True, "bridge", "corroded cable"),
    (VOTE, "What is her profession?", True, "election", "doctor"),
    (VOTE, "And what will Hale do?", True, "election", "party of his own"),
    (VOTE, "by how much?", True, "election", "fifty-three"),
    (LAKE, "Which crops are to blame?", True, "lake", "Cotton"),
    (LAKE, "what about health", True, "lake", "coughs"),
    (VACCINE, "When will the regulator decide?", True, "vaccine", "June"),
    (VACCINE, "how many volunteers were there", True, "vaccine", "nine thousand"),
    (FESTIVAL, "What is it about?", True, "festival", "two sisters"),
    (FESTIVAL, "who won last year?", True, "festival", "lighthouse"),
    (CUP, "And how old is the scorer?", True, "cup", "twenty"),
    (CUP, "Where was it played?", True, "cup", "Greyfield"),
    (MERGER, "who has to agree?", True, "merger", "cartel office"),
    (WOLVES, "How did they get there?", True, "wolves", "Grauen pass"),
    (PROBE, "What is on board?", True, "probe", "radar"),
    (BREAD, "who gets coupons?", True, "bread", "forty thousand"),
    (THEFT, "How long did it take them?", True, "theft", "four minutes"),
    (FERRY, "What did the probe around Mars cost?", False, "probe", "eight hundred million"),
    (BRIDGE, "who founded the youth school of Harborough?", False, "cup", "founded the club"),
    (VOTE, "Why is Lake Mirren shrinking?", False, "lake", "Cotton"),
    (LAKE, "When did the merger of Nordbank become public?", False, "merger", "Wednesday"),
    (VACCINE, "which painting was taken from the Brandt museum?", False, "theft", "Vermeer"),
    (CUP, "how dear is bread in Quillon now?", False, "bread", "third more"),
    (MERGER, "who directed The Salt Road?", False, "festival", "Yusuf Demirel"),
    (THEFT, "What did the strike in Port Aldor begin with?", False, "ferry", "register its ships"),
    (BREAD, "Do wolves live in the Elm Valley?", False, "wolves", "Elm Valley"),
    (WOLVES, "when does the new president of Vestland take office?", False, "election", "first of March"),
]
