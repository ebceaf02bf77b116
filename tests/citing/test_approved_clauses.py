"""Who speaks by the clause before or after a quotation, and by all of an article: approved tables."""

from syrupy.assertion import SnapshotAssertion

from retrieval import Article
from retrieval.citing.attributive_clauses import Speaker, people_in, speaker_after, speaker_before
from retrieval.citing.claims import claim_verdict
from retrieval.citing.eastern_speakers import eastern_speaker
from retrieval.citing.speakers import attribution, claimed_speaker, held_by, people_named
from retrieval.citing.speech import labels, speech
from retrieval.records import Place
from tests.approved import near, table

CLAUSES = (
    "said the mayor, Ana Petrov, on Monday", "Ana Petrov, who met Tom Dale in May, told reporters that",
    "if Tom Dale, the mayor, had said", "Asked by Tom Dale whether it is so, Ana Petrov denied saying",
    "as Ana Petrov’s lawyer Kim Ash put it", "sagte Eva Lang nicht zu Karl Ott", "a déclaré hier la maire, Anne Roy",
)  # fmt: skip
MORE = (
    "", ",", "—", "(", "said", "said said Ana", "Ana said", "sagte Eva Lang", "sagte nicht", "Ana Petrov denied saying",
    "denied saying", "saying", "A letter has Ana Petrov saying", "Ana remembers her father saying", "her father saying",
    "quoted as saying Ana Petrov", "Ana Petrov was quoted as saying", "if Ana says", "If Ana says", "If, says Ana",
    "If Ana",
    "Should Ana Petrov say", "To say", "Told to say", "to say Ana Petrov", "Has Ana said", "has Ana said", "dit-elle",
    "a-t-il dit", "a dit", "teilte Eva Lang mit", "fügte Eva Lang hinzu", "quickly said Ana", "ly said Ana",
    "so Karl Ott",
    "according to the mayor", "according to Ana Petrov and Tom Dale, 43",
    "Ana Petrov, head of the club, and Tom Dale said",
    "Ana Petrov, Tom Dale and Eva Lang said", "In Lyon, Tom Dale said", "Mayor Ana Petrov said", "the mayor said",
    "he said",
    "Ana Petrov's verdict:", "the verdict of Ana Petrov:", "Karl Otts Urteil:", "in Ana Petrov's words",
    "Ana was blunt:",
    "Ana Petrov (Greens) said", "Ana Petrov never said", "Ana Petrov might have said", "Nobody said", "police said",
    "a spokesman for Tom Dale said", "Tom Dale's spokesman said", "Tom Dale’s lawyer, Kim Ash, said", "O'Neill said",
    "Ana Petrov said Tom Dale said", "Ana Petrov told Tom Dale", "Tom Dale was told by Ana Petrov",
    "says Ana van der Berg",
    "dijo a Ana Gil el alcalde Pedro Ruiz", "сказала Анна Орлова", "по словам Анны Орловой", "ha detto Luca Rossi",
)  # fmt: skip
EDGES = (
    "so Ott", "so", "was not", "were never meant", "Tom Dale's claim stands", "Tom Dale's claim",
    "Según dijo Ana Gil", "según Ana Gil", "denies that Ana Petrov said", "He denied that Ana Petrov said",
    "The man that denied Tom Dale money said", "Laut Eva Lang sagte Tom Dahl", "Laut Eva Lang sagte",
    "Laut der Stadt sagte Tom Dahl", "It rained, said Petrov, who answered",
    "It rained, said Ana Petrov to Tom Dale, who answered", "Petrov, who answered", "вот слова Анны Орловой",
    "это были слова Анны Орловой", "Das Urteil:", "Ruth Halls Urteil:", "Petrov, Dale and Lang said",
    "Ana Petrov, Tom Dale, Eva Lang and Kim Ash said", "ha risposto a la sindaca Giulia Neri",
    "ha risposto a Luca Rossi la sindaca Giulia Neri", "said Tom Dale, Jr., on Monday",
    "The farmer Tom Dale, Jr., said", "As put it", "As Ana put it", "Para Ana Gil", "Para Ana Gil ahora",
    "Hall's own blunt verdict:", "Hall's own very blunt verdict:", "her own verdict:", "The words of Ana Petrov:",
    "The own words of Ana Petrov:", "It was the verdict of Ana Petrov:", "Tom Dale put it in Ana Petrov's words:",
    "a spokesman for the mayor said", "der Sprecher des Bürgermeisters sagte", "der Bürgermeister sagte",
    "Annes Urteil:", "Halls Urteil:", "Nicht Karl Ott sagte", "Laut Polizei sagte Tom Dahl",
    "Ana Petrov said no and added", "Ana Petrov said that Tom Dale left and added", "Ana Petrov came and said",
    "Ana Petrov never said no and added", "was quoted as saying", "Ana was quoted as saying",
    "also later then said Ana Petrov", "also later then auch said Ana Petrov", "duly said Ana Petrov",
    "fly said Ana Petrov", "Ana Petrov duly said", "Ana Petrov badly said", "Ana Petrov Badly said",
    "Ana Petrov (of the city Greens) said", "Ana Petrov (of the old city Greens) said", "Ana Petrov, 43, said",
    "Ana Petrov, said", "Petrov, a farmer from Lyon, 43, said", "the mayor, Ana Rossi, said",
    "the mayor, the chair, said", "Ana Petrov, along with Tom Dale, said", "along with Tom Dale, said",
    "with him said", "von sie sagte", "sie sagte", "Ana Petrov 43 said", "43 said", "On Monday Ana Petrov said",
    "Ana Petrov Monday said", "Monday said", "the Mayor said", "Mayor said", "and Ana Petrov said",
    "Tom and Ana Petrov said", "Ana Petrov, a farmer, and Tom Dale said", "Ana Petrov, Eva Lang, and Tom Dale said",
    "In Lyon, and Tom Dale said", "It rained, and Tom Dale said", "Ana Petrov, who left, and Tom Dale said",
    "Ana Petrov, treasurer of the club, and Tom Dale, its chair, said",
    "the treasurer, Ana Petrov, and the chair, Tom Dale, said",
    "said Ana Petrov, very good old friend, and Tom Dale, chair",
    "said Ana Petrov, very good and old close friend, and Tom Dale, chair", "сказал адвокат Анны Орловой",
    "сказал Орловой", "сказала Анна Орлова Ивану Далеву", "спросила Рута Галина Омара Далева",
    "сказала Анна Ивановна Орлова Иванова", "said the mayor of the town, Lyon", "said the mayor, Petrov",
    "said the mayor of the town, Ana Petrov", "said University of Matera historian Ana Rossi",
    "said Matera historian Ana Rossi", "said Kessen Shipping analyst Ana Petrov", "said Tom Dale analyst Ana Petrov",
    "said Ana Petrov Monday", "said Ana Petrov and Tom Dale and the mayor", "said The Ana Petrov",
    "sagte der Sprecher der Stadt", "sagte der Abgeordnete Karl Ott", "sagte der Karl Ott",
    "a friend for the old local mayor Tom Dale said", "a friend for the old mayor Tom Dale said",
    "Karl von der Leyen said", "von der Leyen said", "sagte Karl zu Lenz", "sagte Ruth zu Tom Dale",
    "asked Ruth Hall Omar Dale", "asked Ruth Hall Tom Dale", "Petrov and not Dale said", "Not Tom Dale said",
    "It was Ana Petrov, not Tom Dale, who said", "Ana Petrov, not Tom Dale, not Eva Lang, said",
    "selon l’ingénieur Roy", "D’Angelo said", "dell’Acqua said", "the city mayor said",
    "the very old city mayor said", "the so very old city mayor said", "a mayor said", "the mayor of Lyon said",
    "- Ana Petrov", "(Ana Petrov)", "— Ana Petrov said", "— the mayor", "(Mayor)", "Ana Petrov, Tom Dale recalled",
    "Tom Dale recalled Ana Petrov telling him", "If he knew, Ana Petrov said", "did Ruth Hall say",
    "Tom Dale told Ana Petrov to say", "Ana Petrov should say", "No, Ana Petrov said", "adding",
    "Ana Petrov left, adding", "Ana Petrov said it, adding", "dit-il", "a-t-elle ajouté", "a-t-on",
)  # fmt: skip
"""One step on either side of what a rule of the grammar counts: words between, in front, behind; marks; capitals."""

ARTICLES = (
    "Mayor Ana Petrov came. “It will last,” Petrov said. Tom Petrov left.",
    "Ana Lee and Bo Lee came. “It will last,” Lee said.",
    "Ana Lee and Bo Lee came. “It will last,” Mr Lee said.", "Ana Lee and Bo Lee came. “It will last,” Ms. Lee said.",
    "Lee Dale and Bo Lee came. “It will last,” Lee said.",
    "Kelly Dale came. “It will last,” Kelly said. Tom Dale left.",
    "Tom Dale left. “It will last,” he said.", "Tom Dale left. Eva Lang came. “It will last,” she said. He laughed.",
    "Mayor Ana Petrov left. “No,” said Tom Dale. “It will last,” the mayor said.",
    "“He said ‘It will last’ to us,” Ana Lee said.",
    "Ann: It will last.\nTom: No.\nQ: So?", "ANN: It will last.", "Note: It will last.\nMonday: No.",
    "— It will last, said Ann.",
    "— It will last — dijo Ana Gil —. No.", "“No,” said Ann Lee. “It will last.”", "Ann Lee said:\n\n“It will last.”",
    "“One,” said Ann Lee. “Two.\n\n“It will last.”", "“No.” “It will last.” Ann Lee laughed.",
    "It will last, Ann Lee said.",
    "Ann Lee said it will. It will last.", "I say so. It will last.", "“It will last,” fumed Ann Lee.",
    "“It will last.” — Ann Lee",
    "王芳市长说：“It will last。”", "佐藤花子会長は「It will last」と述べた。",
    "王芳说：“不。”李明问：“It will last。”",
    "“It will last” 王芳表示，“不”。", "如果王芳说“It will last”。", "「It will last」と話したのは佐藤さんだ。",
)  # fmt: skip
SPOKEN = (
    "“It will last,” so Ann Lee left.", "“It will last, Ann Lee said, for long.”",
    "“It will last, said Ann Lee, for long.”", "“It will last, says she, for long.”",
    "It will last, said its head, Ann Lee.", "It will last, said its head.", "“No”“It will last,” said Ann Lee.",
    "“No,” said Tom Dale, “It will last.”", "“No,” said Tom Dale. “It will last.” “So,” said Ann Lee.",
    "“No,” said Tom Dale.\n\n“It will last.”",
    "Tom Dale spoke. “It will last.” He left the room at once and nobody ever saw him.",
    "“It will last!” Ann Lee said.", "“It will last?” Ann Lee asked. “No.”", "“It will last” — Ann Lee, in May.",
    "“It will last” (Ann Lee)", "Ann Lee said that it will not. Then: It will last.",
    "Mr. Lee said “It will last.” Ms. Lee did not.", "Ann Lee’s verdict: “It will last.”",
    "Asked about it, Ann Lee said: “It will last.”", "If Ann Lee says “It will last”, fine.",
    "Ann Lee never said “It will last”.", "Nobody said “It will last”.", "A: It will last.\nB: No.\nA: Yes.",
    "Q: So?\nA: It will last.", "ANN LEE: Yes.\nIt will last.\nTOM DALE: No.",
    "ANN LEE: Yes.\n\nIt will last.\n\nTOM DALE: No.\n\nLEE: So.", "— No.\n— It will last, dijo Ana Gil.",
    "— It will last.\n— No, dijo Ana Gil.", "The mayor, Ann Lee, came. “It will last,” the mayor said.",
    "Ann Lee, the mayor, came. “It will last,” said the mayor.",
    "Ann Lee, the mayor, came. “It will last,” said the mayor on Monday.", "“It will last,” said nobody.",
    "“It will last.” Ann Lee said so.",
    "Ann Lee, the mayor, came. Tom Dale, the mayor of Rome, left. “It will last,” said the mayor.",
    "Ann Lee came. “It will last,” she said. Ann Lee laughed; Tom Dale did not.",
    "Ann Lee and Eva Dale came. “It will last,” she said.", "Ann Lee came with Tom Dale. “It will last,” he said.",
    "“It will last,” Lee, 43, said. Ann Lee is a farmer.",
    "“It will last,” Dr. Lee said. Dr. Ann Lee, a vet, came with Tom Lee.", "„It will last“, so Karl Ott.",
    "„It will last“, sagte sie. Eva Lang lachte.", "李明说，“It will last”。王芳笑了。", "“It will last”。李明说。",
    "记者：It will last？\n王芳：不。", "据李明说，“It will last”。", "李明：“It will last。”",
    "「It will last」と佐藤さん。",
    "佐藤氏は「It will last」と語った。鈴木氏は否定した。", "“It will last.” Ann Lee said it to us.",
    "“It will last.” Ann Lee said it again to every one of us there that day.", "Ann Lee laughed. “It will last.”",
    "Ann Lee: “It will last.”", "Ann Lee was blunt: “It will last.”", "“It will last,” a friend of Ann Lee said.",
    "“It will last,” Lee’s lawyer, Kim Ash, said.", "“It will last,” the Herald said.",
    "“It will last,” said Police.", "It will last, but “no,” said Ann Lee.",
    "“No,” said Ann Lee. It will last. “So.”", "Ann Lee said “no”. Tom Dale: “It will last.”",
    "“It will last,” said Ann Lee and Tom Dale.", "“It will last,” said neither Ann Lee nor Tom Dale.",
    "“It will last”, dit-il. Paul Roy rit.", "« It will last », selon Anne Roy.",
    "«It will last», — сказала Анна Орлова.", "The “It will last” song by Ann Lee",
    "Ann Lee said she was told “It will last”.", "Tom Dale, Ann Lee said, was told: “It will last.”",
    "According to Ann Lee, “It will last.” Tom Dale agreed.", "“It will last,” Ann Lee told Tom Dale.",
    "“It will last,” Tom Dale was told by Ann Lee.",
)  # fmt: skip
"""Who speaks by the whole of an article: labels, dashes, the sentence behind, an office, a pronoun, a surname."""

CLAIMS = (
    Speaker(("Ana Petrov",)), Speaker(("Tom Dale",)), Speaker(("Xyz",)), Speaker(("Police",)), Speaker(("Herald",)),
    None,
    Speaker(("Ana Petrov",), guessed=True), Speaker(("Tom Dale",), guessed=True, loose=True), Speaker(role="mayor"),
    Speaker(role="minister"), Speaker(role="report"), Speaker(pronoun="m"), Speaker(pronoun="f"), Speaker(("Kim Ash",)),
)  # fmt: skip


def _who(speaker: Speaker | None) -> str:
    """A speaker in short; `~` before one that is guessed, `?` for somebody."""
    if speaker is None:
        return "-"
    sure = f"{'~' * speaker.guessed}{'~' * speaker.loose}{'not ' * speaker.denied}"
    return sure + (" + ".join(speaker.names) or speaker.pronoun or speaker.role or "?")


def _clause(clause: str) -> str:
    after = [speaker_after(clause), speaker_after(clause, german=True)]
    before = [speaker_before(clause), speaker_before(clause, after_quotation=True)]
    people = [people_in(clause), people_in(clause, subjects=True)]
    return f"{' | '.join(map(_who, after + before))} | {' | '.join(', '.join(each) for each in people)}"


def test_clauses_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """After a quotation, also a German one; before it, also behind another; the people, and those who are subjects."""
    every = [*MORE, *EDGES, *(each for example in CLAUSES for each in near(example))]
    assert table(_clause, every) == snapshot


def _attributed(text: str) -> str:
    article = Article("a", text, language="en", authors=("Kim Ash",))
    start = text.index("It will last")
    end = start + len("It will last")
    eastern = eastern_speaker(text[: start - 1], text[start - 1 : end + 1], text[end + 1 :])
    names, claimed = attribution(article, start, end).names, claimed_speaker(article, start, end)
    about = [speech(text), [tuple(each) for each in labels(text)], people_named(article), held_by(article, "mayor")]
    return f"{names} {_who(claimed)} {_who(eastern)} {' '.join(map(str, filter(None, about)))}"


def test_articles_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """To whom an article gives some words, what it quotes, its labels, its people and who holds an office."""
    assert table(_attributed, (*ARTICLES, *SPOKEN)) == snapshot


def test_claims_are_judged_as_approved(snapshot: SnapshotAssertion) -> None:
    """A draft's speaker against an article's: another one, the same, an office, a pronoun, a house."""
    texts = {text: Article("a", text, title="Xyz", source="The Herald", authors=("Kim Ash",)) for text in ARTICLES[:5]}

    def judged(text: str) -> str:
        start = text.index("It will last")
        places = [(texts[text], Place("a", "A", None, start, start + 12, (1,), "It will last"))]
        verdicts = [claim_verdict(claim, places) for claim in CLAIMS]
        return "\n  ".join(
            f"{claim and _who(claim)}: {[*map(str, remarks), *(caution.words for caution in cautions)]}"
            for claim, (remarks, cautions) in zip(CLAIMS, verdicts, strict=True)
        )

    assert table(judged, texts) == snapshot
