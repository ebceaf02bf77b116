"""English words whose forms a stemmer leaves apart: "won" is "win", "women" is "woman".

A closed class, as grammars list it, without forms that are mostly other words ("fed", "bases", "data", "leaves").
"""

_VERBS = """
arise arose arisen, awake awoke awoken, beat beaten, become became, begin began begun, bend bent, bite bit bitten,
bleed bled, blow blew blown, break broke broken, breed bred, bring brought, build built, burn burnt, buy bought,
catch caught, choose chose chosen, cling clung, come came, creep crept, deal dealt, dig dug, draw drew drawn,
dream dreamt, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feel felt, fight fought,
find found, flee fled, fly flew flown, forbid forbade forbidden, foresee foresaw foreseen, forget forgot forgotten,
forgive forgave forgiven, freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown,
hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led, learn learnt,
leave left, lend lent, light lit, lose lost, make made, mean meant, meet met, mistake mistook mistaken,
overcome overcame, overtake overtook overtaken, overthrow overthrew overthrown, pay paid, prove proven,
rebuild rebuilt, ride rode ridden, ring rang rung, rise rose risen, run ran, see saw seen, seek sought, sell sold,
send sent, shake shook shaken, shine shone, shoot shot, show shown, shrink shrank shrunk, sing sang sung,
sink sank sunk, sit sat, sleep slept, slide slid, speak spoke spoken, speed sped, spend spent, spin spun,
spring sprang sprung, stand stood, steal stole stolen, stick stuck, sting stung, strike struck stricken,
swear swore sworn, sweep swept, swim swam swum, swing swung, take took taken, teach taught, tear tore torn, tell told,
think thought, throw threw thrown, undergo underwent undergone, understand understood, undertake undertook undertaken,
wake woke woken, wear wore worn, weave wove woven, weep wept, win won, withdraw withdrew withdrawn, withhold withheld,
withstand withstood, write wrote written
"""

_NOUNS = """
analysis analyses, businessman businessmen, businesswoman businesswomen, chairman chairmen, child children,
congressman congressmen, congresswoman congresswomen, crisis crises, criterion criteria, diagnosis diagnoses,
fireman firemen, fisherman fishermen, foot feet, goose geese, gunman gunmen, half halves, hypothesis hypotheses,
knife knives, man men, mouse mice, phenomenon phenomena, policeman policemen, policewoman policewomen, shelf shelves,
spokesman spokesmen, spokeswoman spokeswomen, thief thieves, tooth teeth, wife wives, wolf wolves, woman women
"""

FORMS = tuple(row.strip() for row in f"{_VERBS},{_NOUNS}".split(","))
"""Each row: the form that a dictionary lists, then the forms that no rule makes of it, with spaces between them."""
