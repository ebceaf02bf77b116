"""What texts tell: attributes, reasons, deeds, names, possessions, cues and how far they reach; approved as tables."""

from syrupy.assertion import SnapshotAssertion

from retrieval.language.analyzer import terms
from retrieval.language.attributes import asked_attributes, lacks_number, said_about, tells
from retrieval.language.clauses import asked_after, touching_after, touching_before
from retrieval.language.cues import cues, names, numbers
from retrieval.language.naming import asks_for_a_name, tells_a_name
from retrieval.language.passives import deed, leaves_open_by_whom, names_somebody, says_by_whom, tells_who_did
from retrieval.language.possessions import asks_what_one_has, tells_what_one_has
from retrieval.language.reasons import gives_reason
from tests.approved import by_language, lines, table

ASKED = {
    "en": (
        "How old was Ana when she died?",
        "What did the mayor say about the strike?",
        "When does the fair end?",
        "How many people live there?",
        "How many inhabitants and staff has it?",
        "How long is the course?",
        "Who built the mill's tower?",
        "What is it?",
        "How high is it, and how wide?",
    ),
    "de": ("Wie hoch ist die Mühle?", "Was hat sie über den Streik gesagt?", "Wer hat sie gebaut?"),
    "fr": ("Quel age a-t-elle?", "Combien coûte l'entrée?"),
    "zh": ("他怎么说罢工的问题", "多少钱"),
    "ar": ("كم عمره",),
    "xx": ("How old is it?",),
}
TOLD = {
    "en": (
        "Ana, 48, is 48 years old; the mill cost £5 in 1904. It has 12,000 people.",
        "It took two hours ago.",
        "It is two hours long, for 48 years.",
        "The tower is 12 m high; Ana was 71.",
        "Call 030 123456 or a@b.cd",
        "“Yes,” she said.",
        "Some people live there. Twelve staff work here.",
        "Nobody lives there",
        "It was built because of the flood.",
    ),
    "de": (
        "Sie ist 44 Jahre alt, die Mühle 12 Meter hoch und kostet 5 €.",
        "Der 44-jährige Müller wurde 71.",
        "Seit 44 Jahren; das 10-jährige Bestehen.",
    ),
    "es": ("Tiene 44 años y cuesta 5 euros.", "Hace 44 años."),
    "ru": ("Ему сорок два года, дом стоит 5 рублей.", "через сорок лет"),
    "zh": ("他48岁，5元。",),
    "xx": ("48 years",),
}
ATTRIBUTES = (
    "age",
    "price",
    "people",
    "staff",
    "height",
    "length",
    "extent",
    "duration",
    "made",
    "said",
    "phone",
    "mail",
    "nothing",
)


def test_attributes_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """What a question asks for, about what; which attributes a text tells, and which lack their number."""
    assert by_language(lambda text, it: (list(asked_attributes(text, it)), said_about(text, it)), ASKED) == snapshot

    def told(text: str, tongue: str) -> str:
        attributes = [it for it in ATTRIBUTES if tells(text, it, tongue)]
        lacking = [it for it in ATTRIBUTES if lacks_number(text, it, tongue)]
        return f"{' '.join(attributes)} | {' '.join(lacking)} | {gives_reason(text, tongue):d}"

    assert by_language(told, TOLD) == snapshot(name="texts")


DEEDS = {
    "en": (
        "The bridge was first inspected by the mayor in May.",
        "The bridge was old and then it was not inspected.",
        "The mayor inspected the bridge.",
        "On Monday inspected.",
        "The bridge was inspected on Monday in Kessen.",
        "The bridge was inspected. Ana Ruiz left.",
    ),
    "de": (
        "Die Brücke wurde am Montag von Ana Ruiz inspiziert.",
        "Die Brücke wurde inspiziert.",
        "Inspiziert hat die Brücke der Bürgermeister.",
    ),
    "ru": ("Мост осмотрен мэром.", "Мост осмотрен в понедельник.", "Мэр осмотрел мост."),
    "xx": ("The bridge was inspected.",),
}
WHO = {
    "en": ("Who inspected the bridge?", "Who was inspected?"),
    "de": ("Wer hat die Brücke inspiziert?", "Wer inspizierte die Brücke?", "Wer wurde inspiziert?"),
    "ru": ("Кто осмотрел мост?", "Кто построил мост?", "Кто был там?"),
    "xx": ("Who inspected it?",),
}


def test_deeds_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Who did something: asked, told by a name, by a noun, or left open."""
    verbs = {tongue: deed(questions[0], tongue) for tongue, questions in WHO.items()}
    asked = {tongue: [sorted(deed(it, tongue)) for it in questions] for tongue, questions in WHO.items()}

    def told(text: str, tongue: str) -> str:
        facts = (
            says_by_whom(text, tongue),
            leaves_open_by_whom([text], verbs[tongue], tongue),
            leaves_open_by_whom([text, "By Ana."], verbs[tongue], tongue),
            tells_who_did(text, verbs[tongue], set(terms("bridge Brücke мост", tongue)), tongue),
            names_somebody(text, tongue),
            names_somebody(text, tongue, opens=True),
        )
        return "".join(f"{fact:d}" for fact in facts)

    assert lines(asked, by_language(told, DEEDS)) == snapshot


HAD = {
    "en": (
        "She has, all in all, some thirty black-faced sheep.",
        "Sheep: 30",
        "Thirty sheep of hers were killed.",
        "She has one two three four five 30 big sheep.",
        "30 of the sheep",
        "No sheep",
    ),
    "de": ("Ihre Herde zählt dreißig Schafe.", "Dreißig Schafe starben."),
    "xx": ("thirty sheep",),
}
HAVING = {
    "en": (
        "How many sheep does Joan Pell have?",
        "How many sheep has Ida?",
        "How many goals has Ida scored?",
        "How many sheep does she have?",
    ),
    "de": ("Wie viele Schafe besitzt Ida Pell?",),
    "fr": ("Combien de moutons a-t-elle?",),
    "xx": ("How many sheep has Ida?",),
}
CALLED = {
    "en": ("What is the name of the inn?", "The inn is called Swan.", "The inn is old", "the “Swan”"),
    "de": ("Wie heißt der Wirt?", "Der Wirt war Karl Voss.", "Der Wirt war alt."),
    "xx": ("What is its name?",),
}


def test_possessions_and_names_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """How many somebody has; what somebody is called."""
    things = set(terms("sheep Schafe", "en")) | set(terms("Schafe", "de"))
    had = by_language(lambda text, it: (tells_what_one_has(text, things, it), tells_what_one_has(text, (), it)), HAD)
    asked = by_language(asks_what_one_has, HAVING)
    called = by_language(
        lambda text, it: (
            asks_for_a_name(text, it),
            *(tells_a_name(text, it, capitals=each) for each in (True, False)),
        ),
        CALLED,
    )
    assert lines(had, "", asked, "", called) == snapshot


SENTENCES = {
    "en": (
        "If Frau Dr. Ana Ruiz may not pay 3.5 or twenty-one, it isn't so. The U.S. I saw",
        "She has hardly any; hardly no one denied it.",
        "I met A. B. Cole",
        "not e\u0301 n\u200bo",
        "As if not",
    ),
    "de": ("Frau Ruiz sah nicht zwei Mühlen, wenn Karl Voss kam.", "Der Wirt Karl sah Mühlen"),
    "fr": ("Il n'a que deux moulins, peut-être.",),
    "zh": ("他没有三个磨坊，如果下雨。",),
    "xx": ("Not 3 of Ana",),
}
AROUND = {
    "en": (
        "She denied that",
        "She denied: ",
        "It is not true that Ana said ",
        "Unless the tenant agrees, ",
        "Reportedly, ",
        "He did not, but she said ",
        "No one two three four five ",
        "It is false. ",
        "If one two, and then ",
    ),
    "de": ("Sie bestritt, dass er sagte, ", "Er sagte nicht, ", "Wenn es regnet, sagte sie "),
    "zh": ("他没有说", "他没有在那里的磨坊说"),
    "xx": ("not ",),
}
BEHIND = {
    "en": (
        ", which is a lie.",
        " is not true",
        ", right?",
        ", he falsely claimed.",
        ' she said, "if they ask me',
        ", is it?",
        "” is it?",
        ", and who is it?",
        " a b c not",
        " a b c d not",
        " one two three four five six if so",
        ", if so, no",
    ),
    "de": (" sagte sie an jenem Tag nicht.", " stimmt a b c d e f g h nicht.", ", was gelogen ist?"),
    "zh": ("不是真的吗？",),
    "xx": (" not?",),
}


def test_cues_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """Negations, conditions, doubts, numbers and names of a sentence; those that reach into what is quoted."""

    def told(text: str, tongue: str) -> str:
        found = (*cues(text, tongue), *numbers(text, tongue))
        named = [[it.words for it in names(text, tongue, opens=opens)] for opens in (True, False)]
        return f"{[(it.kind[:4], it.words, it.start) for it in found]} {named}"

    before = by_language(lambda text, it: [each.words for each in touching_before(text, it)], AROUND)
    after = by_language(
        lambda text, it: ([each.words for each in touching_after(text, it)], asked_after(text, it)), BEHIND
    )
    assert lines(by_language(told, SENTENCES), "", before, "", after) == snapshot
    assert table(
        lambda it: [each[2:] for each in cues(it, "en")], ("nonot no", "NOT", "ain't", "no one no")
    ) == snapshot(name="words")
