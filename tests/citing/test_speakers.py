"""Whom an article gives its words to, in the ways of seven languages' newspapers, of dialogues and transcripts."""

import random

import pytest

from retrieval import Article
from retrieval.citing import speakers as speakers_module
from retrieval.citing.attributive_clauses import UNNAMED, Speaker, people_in, speaker_after, speaker_before
from retrieval.citing.person_names import Fit
from retrieval.citing.speakers import MOST_IN_A_ROW, UNKNOWN, _leads, attribution, said_by
from retrieval.records import Place
from tests.attributions import LANGUAGES, case, figures

WORDS = "This will last"


def speakers(text: str, words: str = WORDS, **about: object) -> tuple[str, ...]:
    """The names to which the words are attributed in a text."""
    start = text.index(words)
    return attribution(Article("a", text, **about), start, start + len(words)).plain_names  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“This will last,” said Ana Rossi, smiling.", ("Ana Rossi",)),
        ("“This will last,” said a spokesman for Tom Dale.", ()),
        ("“This will last,” a spokesman for Mayor Tom Dale said.", ()),
        ("“This will last,” Tom Dale's lawyer said.", ()),
        ("“This will last,” said Tom Dale’s lawyer, Kim Ash.", ("Kim Ash",)),
        ("“This will last,” said Tom Dale’s lawyer Kim Ash.", ("Kim Ash",)),
        ("“This will last,” Kim Ash, spokeswoman for Tom Dale, said.", ("Kim Ash",)),
        ("“This will last,” said Ruth Hall, a spokesman for Tom Dale.", ("Ruth Hall",)),
        ("“This will last,” said University of Matera historian Dr. Ana Petrov.", ("Ana Petrov",)),
        ("“This will last,” said Kessen Shipping analyst Ana Petrov on Monday.", ("Ana Petrov",)),
        ("“This will last,” said White House spokeswoman Ana Petrov.", ("Ana Petrov",)),
        ("“This will last,” said Ana Petrov outside Kessen Hall.", ("Ana Petrov",)),
        ("“This will last,” said the mayor, Ana Rossi, on Monday.", ("Ana Rossi",)),
        ("“This will last,” the mayor, Ana Rossi, said.", ("Ana Rossi",)),
        ("“This will last,” Ana Rossi, 43, told reporters on Monday.", ("Ana Rossi",)),
        ("“This will last,” Ana Rossi (32) said.", ("Ana Rossi",)),
        ("“This will last,” Ana Rossi, who met Tom Dale in May, said.", ("Ana Rossi",)),
        ("“This will last,” according to Ana Rossi.", ("Ana Rossi",)),
        ("According to Ana Rossi, “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi said: “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi told Tom Dale: “This will last.”", ("Ana Rossi",)),
        ("Asked about Tom Dale, Ana Rossi said, “This will last.”", ("Ana Rossi",)),
        ("“This will last,” Rossi said on Monday. Ana Rossi was born in Lyon.", ("Ana Rossi",)),
        ("Ana Rossi called it “This will last” and said Tom Dale had lied.", ("Ana Rossi",)),
        ("Ana Rossi said Monday that “This will last”.", ("Ana Rossi",)),
        ("Hugo Haddad left. “This will last,” he said.", ("Hugo Haddad",)),
        ("Ana Rossi left. “This will last,” he said.", ()),
        ("Tom Dale left. The fire chief disagreed. “This will last,” he said.", ()),
        ("Mayor Tom Dale left. The mayor disagreed. “This will last,” he said.", ("Tom Dale",)),
        ("Mayor Ana Rossi met Tom Dale. The mayor disagreed. “This will last,” he said.", ()),
        ("Tom Dale left. The report said little. “This will last,” he said.", ("Tom Dale",)),
        ("Tom Dale left. The city council disagreed. “This will last,” he said.", ("Tom Dale",)),
        ("Mayor Ewa Holt said no. Orvik Lanz denied it. “This will last,” he said.", ()),
        ("Ana Rossi and Eva Lang left. “This will last,” she said.", ()),
        ("Mayor Lena Holt came. Tom Dale laughed. “This will last,” the mayor said.", ("Lena Holt",)),
        ("Lena Holt, the mayor of Lyon, came. “This will last,” the mayor said.", ("Lena Holt",)),
        ("“This will last,” the spokesman said.", ()),
        ("“This will last,” police said.", ()),
        ("“This will last,” she said. Ana Rossi left.", ()),
        ("“No,” Ana Rossi said. “This will last.”", ("Ana Rossi",)),
        ("“No,” Ana Rossi said, “This will last.”", ("Ana Rossi",)),
        ("“No,” said Ana Rossi, and Tom Dale replied, “This will last.”", ("Tom Dale",)),
        ("“No,” said Ana Rossi. Tom Dale nodded. “This will last.”", ()),
        ("“This will last,” said Dr. Ana Rossi Jr. Tom Dale left.", ("Ana Rossi Jr.",)),
        ("Tom Dale was called “This will last” by Ana Rossi.", ()),
        ("Tom Dale never said “This will last”.", ()),
        ("“This will last!” Ana Rossi shouted.", ("Ana Rossi",)),
        ("“This will last?” asked Ana Rossi.", ("Ana Rossi",)),
        ("“This will last.” — Ana Rossi", ("Ana Rossi",)),
        ("“This will last,” Ana Rossi and Tom Dale said.", ("Ana Rossi", "Tom Dale")),
        ("‘This will last,’ said Ana Rossi.", ("Ana Rossi",)),
        ("'This will last,' said Ana Rossi, who didn't stay.", ("Ana Rossi",)),
        ('"This will last," Ana Rossi wrote in a letter to Tom Dale.', ("Ana Rossi",)),
        ("In a letter to Tom Dale, Ana Rossi wrote: “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi was blunt: “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi said no to Tom Dale, adding that “This will last.”", ("Ana Rossi",)),
        ("“No,” Ana Rossi said.\n\nTom Dale: “This will last.”", ("Tom Dale",)),
        ("Ana Rossi said:\n\n“This will last.”", ("Ana Rossi",)),
        ("“One thing,” said Ana Rossi. “First.\n\n“This will last.”\n\nTom Dale left.", ("Ana Rossi",)),
        ("Ana Rossi said This will last.", ("Ana Rossi",)),
        ("This will last, Ana Rossi said.", ("Ana Rossi",)),
        ("This will last, according to Ana Rossi.", ("Ana Rossi",)),
        ("Ana Rossi’s verdict: “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi's verdict on Tom Dale's plan: “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi's conclusion was clear: “This will last.”", ("Ana Rossi",)),
        ("In Ana Rossi's own words, “This will last.”", ("Ana Rossi",)),
        ("Ana Rossi came. Her verdict: “This will last.”", ("Ana Rossi",)),
        ("Mayor Ana Rossi came. The mayor's verdict: “This will last.”", ("Ana Rossi",)),
        ("The verdict of Ana Rossi: “This will last.”", ("Ana Rossi",)),
        ("“This will last” was Ana Rossi's verdict.", ("Ana Rossi",)),
        ("“This will last,” in Ana Rossi's words. Tom Dale left.", ("Ana Rossi",)),
        ("Ana Rossi feared Tom Dale's verdict: “This will last.”", ("Tom Dale",)),
        ("Asked for Ana Rossi's verdict, Tom Dale said: “This will last.”", ("Tom Dale",)),
        ("Tom Dale recalled Ana Rossi's words: “This will last.”", ()),
        ("Ana Rossi read out the jury's verdict: “This will last.”", ()),
        ("The jury's verdict on Ana Rossi: “This will last.”", ()),
        ("The verdict of the jury on Ana Rossi: “This will last.”", ()),
        ("Ana Rossi's lawyer's verdict: “This will last.”", ()),
        ("The question of Ana Rossi's guilt: “This will last?”", ()),
        ("Ana Rossi's husband: “This will last.”", ()),
        ("Karl Otts Urteil: „This will last.“", ("Karl Ott",)),
        ("Das Fazit der Bürgermeisterin Eva Lang: „This will last.“", ("Eva Lang",)),
        ("Mit Eva Langs Worten: „This will last.“", ("Eva Lang",)),
        ("Le verdict d’Anne Roy : « This will last. »", ("Anne Roy",)),
        ("Pour reprendre les mots d’Anne Roy, « This will last ».", ("Anne Roy",)),
        ("La conclusión de Pedro Ruiz: «This will last».", ("Pedro Ruiz",)),
        ("Il verdetto di Giulia Neri: «This will last».", ("Giulia Neri",)),
        ("O veredito de João Silva: “This will last”.", ("João Silva",)),
        ("Ответ Анны Орловой: «This will last».", ("Анны Орловой",)),
        ("“This will last,” said Larch Ferries’ chief executive, Ana Rossi.", ("Ana Rossi",)),
        ("Larch Ferries' chief executive Ana Rossi said: “This will last.”", ("Ana Rossi",)),
        ("“This will last,” said Larch Ferries’ chief executive.", ()),
        ("“This will last,” said its chair, Ana Rossi, and its treasurer, Tom Dale.", ("Ana Rossi", "Tom Dale")),
        ("“This will last,” said Ana Rossi, its chair, and Tom Dale.", ("Ana Rossi", "Tom Dale")),
        ("“This will last,” said Ana Rossi, its chair, and Tom Dale agreed.", ("Ana Rossi",)),
        ("“This will last,” said Ana Rossi, its chair, and left.", ("Ana Rossi",)),
        ("“This will last,” Ana Rossi, head of the club, and Tom Dale, 43, said.", ("Ana Rossi", "Tom Dale")),
        ("“This will last,” said Ana Rossi, Tom Dale and Eva Lang.", ("Ana Rossi", "Tom Dale", "Eva Lang")),
        ("Ana Rossi, Tom Dale, and Eva Lang said: “This will last.”", ("Ana Rossi", "Tom Dale", "Eva Lang")),
        ("In Lyon, Tom Dale and Eva Lang said: “This will last.”", ("Tom Dale", "Eva Lang")),
        ("Ana Rossi, a farmer, left, and Tom Dale said: “This will last.”", ("Tom Dale",)),
        ("Ana Rossi, the chair, and Tom Dale said: “This will last.”", ("Ana Rossi", "Tom Dale")),
        ("„This will last“, sagten Karl Ott, der Wirt, und Eva Lang, die Wirtin.", ("Karl Ott", "Eva Lang")),
        ("« This will last », ont dit Anne Roy, la maire, et Marc Noël.", ("Anne Roy", "Marc Noël")),
        ("The firm says This will last, said its chief executive, Ana Rossi.", ("Ana Rossi",)),
        ("It is safe, and This will last, said its chief executive, Ana Rossi, on Monday.", ("Ana Rossi",)),
        ("This will last for a hundred years, said Ana Rossi.", ("Ana Rossi",)),
        ("Costs are up. This will last, the council's treasurer, Ana Rossi, told the Herald.", ("Ana Rossi",)),
        ("Tom Dale said no. This will last, according to Ana Rossi.", ("Ana Rossi",)),
        ("Tom Dale said This will last, and Ana Rossi said it would not.", ("Tom Dale",)),
        ("A spokesman said This will last, and Ana Rossi said it would not.", ()),
        ("Ana Rossi denied saying “This will last”.", ()),
        ("Ana Rossi never said “This will last”, Tom Dale insisted.", ()),
        ("“No,” wrote Ana Rossi to Tom Dale, who answered: “This will last.”", ("Tom Dale",)),
        ("“This will last,” wrote Ana Rossi to Tom Dale, who answered: “No.”", ("Ana Rossi",)),
        ("“Tom Dale told me ‘This will last’ and I believed him,” Ana Rossi said.", ()),
        ("Ana Rossi, along with Tom Dale, said: “This will last.”", ("Ana Rossi", "Tom Dale")),
        ("Ana Rossi put it in Tom Dale's words: “This will last.”", ()),
        ("Ana Rossi (Greens) and Tom Dale (Labour) said: “This will last.”", ("Ana Rossi", "Tom Dale")),
        ("“This will last,” said Ana Rossi (Greens) and Tom Dale (43).", ("Ana Rossi", "Tom Dale")),
        ("„This will last“, sagte Eva Lang zu Tom Dale.", ("Eva Lang",)),
        ("„This will last“, sagte Lang zu Dale. Eva Lang ist Wirtin.", ("Eva Lang",)),
        ("„This will last“, schrieb Eva Lang an Tom Dale.", ("Eva Lang",)),
        ("„This will last“, sagte Karl-Theodor zu Lenz.", ("Karl-Theodor zu Lenz",)),
        ("Auf die Frage von Tom Dale antwortete Eva Lang: „This will last.“", ("Eva Lang",)),
        ("Der Sprecher von Tom Dale antwortete Eva Lang: „This will last.“", ()),
        ("«This will last», le dijo a Ana Gil el alcalde Pedro Ruiz.", ("Pedro Ruiz",)),
        ("Завод не предупредил их. «This will last», — сказала Анна Орлова.", ("Анна Орлова",)),
        ("Según dijo Ana Gil a Pedro Ruiz, «This will last».", ("Ana Gil",)),
        ("«This will last», dijeron Ana Gil, alcaldesa, y Pedro Ruiz, concejal.", ("Ana Gil", "Pedro Ruiz")),
        ("«This will last», ha risposto a Luca Rossi la sindaca Giulia Neri.", ("Giulia Neri",)),
        ("“This will last”, disseram Ana Prado, autarca, e Rui Falcão.", ("Ana Prado", "Rui Falcão")),
        ("«This will last», — сказала Анна Орлова Ивану Петрову.", ("Анна Орлова",)),
        ("«This will last», — сказала Анна Ивановна Орлова.", ("Анна Ивановна Орлова",)),
        ("It was built in May.\n\n“This will last.” — Ana Rossi\n\nThe crowd cheered and went home.", ("Ana Rossi",)),
        ("„This will last“, sagte Bürgermeister Karl Ott am Montag. Jörg Müller widersprach.", ("Karl Ott",)),
        ("„This will last“, sagte die Sprecherin der Stadt, Eva Lang.", ("Eva Lang",)),
        ("„This will last“, sagte ein Sprecher der Polizei.", ()),
        ("„This will last“, so Karl Ott.", ("Karl Ott",)),
        ("„This will last“, erklärt der Abgeordnete Karl Ott (CDU).", ("Karl Ott",)),
        ("„This will last“, sagte er. Karl Ott lachte.", ()),
        ("Karl Ott sagte: „This will last.“", ("Karl Ott",)),
        ("Am Montag sagte Karl Ott: „This will last.“", ("Karl Ott",)),
        ("Laut Karl Ott ist das „This will last“.", ("Karl Ott",)),
        ("»This will last«, sagte Karl Ott.", ("Karl Ott",)),
        ("„This will last“, fügte Eva Lang hinzu.", ("Eva Lang",)),
        ("„This will last“, sagte Eva Lang. „Und teuer.“ Karl Ott widersprach.", ("Eva Lang",)),
        ("« This will last », a déclaré Anne Roy. Marc Noël a ri.", ("Anne Roy",)),
        ("« This will last », a déclaré la maire de Lyon, Anne Roy.", ("Anne Roy",)),
        ("« This will last », explique Anne Roy, ingénieure.", ("Anne Roy",)),
        ("« This will last », dit-elle.", ()),
        ("Anne Roy est venue. « This will last », a-t-elle déclaré.", ("Anne Roy",)),
        ("Selon Anne Roy, « This will last ».", ("Anne Roy",)),
        ("Pour Anne Roy, « This will last ».", ("Anne Roy",)),
        ("« This will last, a déclaré Anne Roy, et cher. »", ("Anne Roy",)),
        ("Anne Roy a déclaré : « This will last. »", ("Anne Roy",)),
        ("— This will last, dit Anne Roy.", ("Anne Roy",)),
        ("«This will last», dijo Pedro Ruiz. Ana Gil rio.", ("Pedro Ruiz",)),
        ("«This will last», afirmó el alcalde de Madrid, Pedro Ruiz.", ("Pedro Ruiz",)),
        ("«This will last», ha dicho la ministra Ana Gil.", ("Ana Gil",)),
        ("“This will last”, señaló Ruiz. Pedro Ruiz es alcalde.", ("Pedro Ruiz",)),
        ("Según Pedro Ruiz, «This will last».", ("Pedro Ruiz",)),
        ("—This will last —dijo Pedro Ruiz—. Y caro.", ("Pedro Ruiz",)),
        ("—No —dijo Pedro Ruiz—. This will last.", ("Pedro Ruiz",)),
        ("Pedro Ruiz aseguró que “This will last”.", ("Pedro Ruiz",)),
        ("«This will last», ha detto il sindaco Luca Rossi.", ("Luca Rossi",)),
        ("«This will last», spiega Giulia Neri.", ("Giulia Neri",)),
        ("Secondo Giulia Neri «This will last».", ("Giulia Neri",)),
        ("“This will last”, disse o prefeito João Silva.", ("João Silva",)),
        ("“This will last”, afirmou João Silva, de 40 anos.", ("João Silva",)),
        ("Segundo João Silva, “This will last”.", ("João Silva",)),
        ("«This will last», — сказал мэр Иван Петров.", ("Иван Петров",)),
        ("«This will last», — заявила Анна Орлова. Петров промолчал.", ("Анна Орлова",)),
        ("— This will last, — сказал Иван Петров. — И дорого.", ("Иван Петров",)),
        ("— Нет, — сказал Иван Петров. — This will last.", ("Иван Петров",)),
        ("По словам Ивана Петрова, «This will last».", ("Ивана Петрова",)),
        ("Иван Петров сказал: «This will last».", ("Иван Петров",)),
        ("Как сказала Анна Орлова, «This will last».", ("Анна Орлова",)),
        ("As Elena Voss put it, “This will last.”", ("Elena Voss",)),
        ("As mayor Elena Voss once put it: “This will last.”", ("Elena Voss",)),
        ("As he put it, “This will last.”", ()),
        ("To quote Elena Voss, “This will last.”", ("Elena Voss",)),
        ("Mit den Worten von Karl Ott: „This will last.“", ("Karl Ott",)),
        ("Como dijo Pedro Ruiz, «This will last».", ("Pedro Ruiz",)),
        ("En palabras de Pedro Ruiz: «This will last».", ("Pedro Ruiz",)),
        ("Para Pedro Ruiz, «This will last».", ("Pedro Ruiz",)),
        ("Nelle parole di Giulia Neri: «This will last».", ("Giulia Neri",)),
        ("Nas palavras de João Silva: “This will last”.", ("João Silva",)),
        ("VOSS (laughing): This will last.\n\nDAHL: No.", ("VOSS",)),
        ("Q: What?\n\nA: This will last.", ()),
        ("**Elena Voss:** This will last.\n\n**Kim Dahl:** No.", ("Elena Voss",)),
        ("Elena Voss: No.\n\nKim Dahl: Well.\n\nThis will last.", ("Kim Dahl",)),
        ("Interview with Elena Voss.\n\nVOSS: This will last.\n\nQ: No.", ("Elena Voss",)),
        ("[00:01:12] VOSS: This will last.\n[00:01:13] DAHL: no", ("VOSS",)),
        ("REP. JANE DOE: This will last.\n\nSEN. TOM DALE: No.", ("JANE DOE",)),
        ("THE PRESIDENT: This will last.\n\nQ: No.", ()),
    ],
)
def test_who_is_given_the_words(text: str, expected: tuple[str, ...]) -> None:
    """The subject of the verb of saying, in either order; nobody where the clause names nobody."""
    assert speakers(text) == expected


SCENE = """“The tower leans,” said surveyor Ida Brandt. Deputy mayor Otto Falk was away.

“We sold the barn,” said Hugo Prin. “It was too damp.” Al Roe bought it.

“The roof is sound,” said Ida Brandt. Deputy mayor Otto Falk disagreed. “It must come down,” he said.

Brandt told the Mail: “I counted every tile.”"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The tower leans", ("Ida Brandt",)),
        ("We sold the barn", ("Hugo Prin",)),
        ("It was too damp", ("Hugo Prin",)),
        ("The roof is sound", ("Ida Brandt",)),
        ("It must come down", ("Otto Falk",)),
        ("I counted every tile", ("Ida Brandt",)),
        ("Al Roe bought it", ()),
    ],
)
def test_a_clause_ends_with_its_sentence(words: str, expected: tuple[str, ...]) -> None:
    """Who begins the next sentence did not speak; a pronoun is the one person of the sentence before."""
    assert speakers(SCENE, words) == expected


HEARING = """Hearing on the quarry, second day.

MR. LUND: Why was the pump off?

DR. AMSEL (laughing): Nobody had paid for it.

(Applause.)

It was never turned on again.

THE CHAIR: Thank you.

Q: And the fence?

A: We have none.

MR. LUND: He told me, “the fence fell,” and I left. “It burned,” said Kim Ash.

Afternoon session

Coffee was served at noon, and everybody came back late."""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Why was the pump", ("LUND",)),
        ("Nobody had paid", ("AMSEL",)),
        ("never turned on", ("AMSEL",)),
        ("Thank you", ()),
        ("And the fence", ()),
        ("We have none", ()),
        ("He told me", ("LUND",)),
        ("It burned", ("Kim Ash",)),
        ("Hearing on", ()),
        ("Coffee was", ()),
    ],
)
def test_labels_of_a_transcript_hold_until_the_next(words: str, expected: tuple[str, ...]) -> None:
    """Offices, `Q` and `A` are nobody; a quotation with a speaker of its own is that one's; a heading ends it."""
    assert speakers(HEARING, words) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Note: This will last until May.",
        "Monday: This will last.\n\nTuesday: Rain.",
        "One thing is clear to all of us: This will last.",
        "He paused: This will last.",
    ],
)
def test_what_opens_a_line_is_not_always_a_label(text: str) -> None:
    """Notes, days and sentences with a colon name no speaker."""
    assert speakers(text) == ()


def test_an_article_s_own_words_are_its_authors() -> None:
    """Where no quotation is near; who else is said to have written them is unsure, not wrong."""
    article = Article("a", "This will last for years.\n\n“No,” said Kim Ash.", authors=("Ida Brandt",))
    place = Place("a", "", None, 0, 14, (1,), WORDS)
    assert said_by("Ida Brandt", [(article, place)])[0] is Fit.YES
    assert said_by("Kim Ash", [(article, place)]) == (Fit.UNSURE, ())


def judged(person: str, *texts: str) -> tuple[Fit, tuple[str, ...]]:
    """Whether a person said the words, by several articles."""
    places = []
    for number, text in enumerate(texts):
        start = text.index(WORDS)
        article = Article(str(number), text)
        places.append((article, Place(article.id, "", None, start, start + len(WORDS), (1,), WORDS)))
    return said_by(person, places)


def test_one_article_is_enough_and_all_are_needed_against_it() -> None:
    """Words are somebody else's only when every article that has them says so."""
    ida, kim, nobody = "“This will last,” said Ida Brandt.", "“This will last,” said Kim Ash.", "“This will last.”"
    assert judged("Brandt", kim, ida)[0] is Fit.YES
    assert judged("Max Orr", kim, ida) == (Fit.NO, ("Kim Ash", "Ida Brandt"))
    assert judged("Max Orr", kim, nobody)[0] is Fit.UNSURE
    assert judged("Max Orr", nobody)[0] is Fit.UNSURE
    assert judged("Max Orr")[0] is Fit.UNSURE
    assert judged("Ida Brandt", f"“This will last” is on a wall.\n\n{ida}")[0] is Fit.YES
    assert judged("Kim Ash", f"“This will last” is on a wall.\n\n{ida}") == (Fit.NO, ("Ida Brandt",))


def test_who_said_what_a_headline_quotes_is_read_below_it() -> None:
    """There the words end with a comma, not with the mark that ends the headline."""
    article = Article("a", "“This will last”\n\nIt snowed.\n\n“This will last,” said Ida Brandt.")
    headline = Place("a", "", None, 1, 16, (1,), "This will last”")
    assert said_by("Brandt", [(article, headline)])[0] is Fit.YES
    assert said_by("Kim Ash", [(article, headline)]) == (Fit.NO, ("Ida Brandt",))


def test_words_of_two_speakers_are_nobody_s() -> None:
    """A stretch over two quotations is one person's only when both are."""
    text = "“This will last,” said Ida Brandt. “It won’t,” said Kim Ash. “It will,” she added."
    start = text.index(WORDS)
    assert attribution(Article("a", text), start, text.index("won’t")) is UNKNOWN
    both = text.replace("Kim Ash", "Ida Brandt")
    assert attribution(Article("a", both), start, both.index("won’t")).plain_names == ("Ida Brandt",)


def test_a_last_name_is_the_one_person_s_who_has_it() -> None:
    """Two of one family can't be told apart by it, and a title helps."""
    family = "Ruth Hall and Tom Hall came. "
    assert speakers(f"{family}“This will last,” said Hall.") == ("Ruth Hall", "Tom Hall")
    assert speakers(f"{family}“This will last,” said Mrs. Hall.") == ("Ruth Hall",)
    assert judged("Kim Ash", f"{family}“This will last,” said Hall.")[0] is Fit.NO


def test_words_outside_of_all_paragraphs_have_no_speaker() -> None:
    """Between paragraphs nobody speaks."""
    assert attribution(Article("a", "Ana Rossi said so.\n\n\nAna Rossi said so."), 18, 20) is UNKNOWN


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_suite_of_attributions(language: str) -> None:
    """Of made-up attributions at most 1 % of wrong speakers are confirmed, 2 % of right ones denied, 95 % confirmed."""
    rng = random.Random(12)
    count = figures(case(rng, language) for _ in range(200 if language == "en" else 60))
    assert count["wrong speaker confirmed"] <= 0.01 * count["cases"]
    assert count["right speaker denied"] <= 0.02 * count["cases"]
    assert count["right speaker confirmed"] >= 0.95 * count["cases"]


@pytest.mark.parametrize(
    "text",
    [
        '“This will last," said Ida Brandt, a judge. "We know."',
        '"This will last,” Ida Brandt said.',
        "Many asked for it: “This will last,” Ida Brandt wrote to Kim Ash.",
        "“This will last.” Ida Brandt said.",
    ],
)
def test_marks_that_do_not_match(text: str) -> None:
    """A curly mark with a straight one, a colon that only leads on, a full stop where a comma should be."""
    assert speakers(text) == ("Ida Brandt",)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("said Jan Ramer", "Jan Ramer"),
        ("said June Carter", "June Carter"),
        ("said Ida Brandt Monday", "Ida Brandt"),
        ("Ida Brandt said Monday", "Ida Brandt"),
        ("sagte am Montag Karl Ott", "Karl Ott"),
    ],
)
def test_days_and_names(said: str, expected: str) -> None:
    """A day beside a name is no part of it; names that are months' are names."""
    assert speakers(f"“This will last,” {said}.") == (expected,)


@pytest.mark.parametrize("text", ["“This will last.” Kim Ash disagreed.", "“This will last,” said The Sun."])
def test_who_is_named_next_to_it_need_not_speak(text: str) -> None:
    """Neither whoever reacts in the next sentence, nor a newspaper."""
    assert speakers(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“This will last,” said the woman who had met Paul Reed.", ()),
        ("“This will last,” said a man whose boss is Paul Reed.", ()),
        ("« This will last », a déclaré la femme qui connaît Paul Reed.", ()),
        ("“This will last,” said Ida Brandt, who had met Paul Reed.", ("Ida Brandt",)),
        ("“This will last,” said Ida Brandt who had met Paul Reed.", ("Ida Brandt",)),
        ("MR. LUND: Yes.\n\nMS. ASH: No.\n\nThe hall was full.\n\n“This will last.” The crowd cheered.", ()),
    ],
)
def test_somebody_described_or_told_of_after_a_transcript_is_unknown(text: str, expected: tuple[str, ...]) -> None:
    """The names in a clause that describes who speaks are others'; labels hold for no quotation told of later."""
    start = text.index(WORDS)
    assert attribution(Article("a", text), start, start + len(WORDS)).names == expected


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("Ana Rossi was quoted as saying", ("Ana Rossi",)),
        ("Ana Rossi was later quoted as saying:", ("Ana Rossi",)),
        ("Tom Dale wrote that Ana Rossi was quoted as saying", ("Ana Rossi",)),
    ],
)
def test_who_is_quoted_as_saying_it_speaks(clause: str, names: tuple[str, ...]) -> None:
    """The subject is certain: it is not guessed from the names around."""
    speaker = speaker_before(clause)
    assert speaker is not None
    assert (speaker.names, speaker.guessed) == (names, False)


@pytest.mark.parametrize(
    "sentence", ["In the office of Tom Dale, Ana Rossi waited.", "With Tom Dale away, Ana Rossi opened the hall."]
)
def test_who_stands_after_a_preposition_leads_no_sentence(sentence: str) -> None:
    """The first name that may be a subject does."""
    assert _leads(sentence, "Ana Rossi")
    assert not _leads(sentence, "Tom Dale")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (", as Ana Rossi put it", None),
        (", in Matera, said Ana Rossi", None),
        (", behaupteten am Montag Karl Ott und Eva Lang", None),
        (", mayor Tom Dale, 43 said", None),
        (", Ana Rossi; Tom Dale said", None),
        (", never said", None),
        (", Ana Rossi) said", None),
        (", s’est exclamée Anne Roy", None),
        (" and Tom Dale left", None),
        (" — Mayor", None),
        (" — Ana Rossi of Matera", None),
        (", said", UNNAMED),
        (", On Monday said", None),
        (", it’s said", UNNAMED),
        (", Dale's said", UNNAMED),
        (", teilte die Polizei mit", UNNAMED),
        (", said the church of Lyon", UNNAMED),
        (", said the man who met Tom Dale", UNNAMED),
        (", said the mayor of Lyon, Tom", UNNAMED),
        (", the farmer from Lyon, 43, said", UNNAMED),
        (", a déclaré l’avocate d’Anne Roy", UNNAMED),
        (", a Guardian said", Speaker(role="guardian")),
        (", said The", UNNAMED),
        (", The said", None),
        (", behauptete sie", Speaker(pronoun="f")),
        (", he and Tom Dale said", Speaker(("Tom Dale",))),
        (", wie Karl Ott sagte", Speaker(("Karl Ott",))),
        (", der Winzer Karl Ott sagte", Speaker(("Karl Ott",))),
        (", fügte am Abend Eva Lang hinzu", Speaker(("Eva Lang",))),
        (", then quickly added Ana Rossi", Speaker(("Ana Rossi",))),
        (", Ana Rossi, a farmer from Lyon, 43, said", Speaker(("Ana Rossi",))),
        (", Hans van der Berg said", Speaker(("Hans van der Berg",))),
        (", said Tom Dale, Jr., on Monday", Speaker(("Tom Dale",))),
        (", said Ana Rossi Monday and Tom Dale", Speaker(("Ana Rossi", "Tom Dale"))),
        (", said the Bank of Lyon chief Ana Rossi", Speaker(("Ana Rossi",))),
        (", said the mayor, Tom", Speaker(("Tom",))),
        (", a déclaré l’ingénieur Anne Roy", Speaker(("Anne Roy",))),
        (" (Ana Rossi, Matera)", Speaker(("Ana Rossi",))),
    ],
)
def test_whom_a_clause_behind_a_quotation_names(clause: str, expected: Speaker | None) -> None:
    """None when nobody is said to speak; unnamed when somebody is, and it can't be read who."""
    assert speaker_after(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Ana Rossi said no and added:", Speaker(("Ana Rossi",))),
        ("She said no and wrote:", Speaker(pronoun="f")),
        ("Karl Ott sagte nein und fügte hinzu:", Speaker(("Karl Ott",))),
        ("Ana Rossi said no to Tom Dale and added:", UNNAMED),
        ("Ana Rossi told those who came and asked:", UNNAMED),
        ("Ana Rossi denied that he said so and added:", UNNAMED),
        ("The mayor met Tom Dale and said:", UNNAMED),
        ("Ana Rossi said no, added:", Speaker(("Ana Rossi",))),
        ("Said Ana Rossi:", Speaker(("Ana Rossi",))),
        ("behauptet Karl Ott:", Speaker(("Karl Ott",))),
        ("Tom Dale (43) said:", Speaker(("Tom Dale",))),
        ("43) said:", UNNAMED),
        ("43 said:", UNNAMED),
        ("Monday said:", UNNAMED),
        ("Meanwhile said:", UNNAMED),
        ("Monday Tom Dale said:", Speaker(("Tom Dale",))),
        ("Ana Rossi Monday said:", Speaker(("Ana Rossi",))),
        ("Meanwhile Ana Rossi said:", Speaker(("Ana Rossi",))),
        ("for mayor Tom Dale said:", UNNAMED),
        ("the former mayor said:", Speaker(role="former mayor")),
        ("a former mayor said:", UNNAMED),
        ("Police chief, 43, said:", UNNAMED),
        ("Ana Rossi and Tom Dale were blunt:", UNNAMED),
        ("He was blunt:", Speaker(pronoun="m")),
        ("and added:", UNNAMED),
        ("", None),
    ],
)
def test_whom_a_clause_before_a_quotation_names(clause: str, expected: Speaker | None) -> None:
    """The subject of the verb of saying; of two verbs that of both, unless somebody may have come in between."""
    assert speaker_before(clause) == expected


def test_a_clause_between_two_quotations_belongs_to_the_first_or_the_second() -> None:
    """Who stands behind a quotation said it; after a conjunction somebody else may go on."""
    assert speaker_before(", said Ana Rossi, adding", after_quotation=True) == Speaker(("Ana Rossi",))
    assert speaker_before(", said Ana Rossi, and Tom Dale replied", after_quotation=True) == Speaker(("Tom Dale",))


@pytest.mark.parametrize(
    ("sentence", "named", "subjects"),
    [
        ("Ana Rossi met Tom Dale’s son.", ["Ana Rossi", "Tom Dale’s"], ["Ana Rossi"]),
        ("Yesterday Ana Rossi met Kim Ash Monday.", ["Ana Rossi", "Kim Ash"], ["Ana Rossi", "Kim Ash"]),
        ("However, he met Ana at the house of Kim Ash.", ["Ana", "Kim Ash"], ["Ana"]),
        ("The Sun came: But Tom Dale left.", ["Sun", "Tom Dale"], ["Sun", "Tom Dale"]),
        ("However, nobody came.", [], []),
    ],
)
def test_people_of_a_sentence(sentence: str, named: list[str], subjects: list[str]) -> None:
    """In order; those that may be its subject don't follow a preposition, and own nothing."""
    assert people_in(sentence) == named
    assert people_in(sentence, subjects=True) == subjects


def in_a_row(number: int) -> str:
    """A paragraph in which Ana Rossi says something, and so many quotations follow it without a word between them."""
    others = "".join(f" “It rained {day} days.”" for day in range(number - 1))
    return f"“It snowed once,” said Ana Rossi.{others} “This will last.”"


@pytest.mark.slow
def test_quotations_in_a_row_are_read_by_way_of_each_other() -> None:
    """As far as a paragraph is read so; a thousand of them are no error, and each is read once."""
    assert speakers(in_a_row(MOST_IN_A_ROW)) == ("Ana Rossi",)
    assert speakers(in_a_row(MOST_IN_A_ROW + 1)) == ()
    assert speakers(in_a_row(1_000)) == ()
    speakers_module._quotation_speaker.cache_clear()
    text = in_a_row(40)
    for word in range(39):
        assert speakers(text, f"It rained {word} days") == ("Ana Rossi",)
    assert speakers_module._quotation_speaker.cache_info().misses <= 41


@pytest.mark.parametrize(
    ("language", "text", "person", "expected"),
    [
        ("en", "Had Dale said “{},” Hall noted, nobody would have left.", "Hall", Fit.UNSURE),
        ("en", "If Tom Dale, the mayor, had said “{}”, Ruth Hall said, it would stand.", "Ruth Hall", Fit.UNSURE),
        ("en", "If it rains, Ruth Hall said, “{}”.", "Ruth Hall", Fit.YES),
        ("en", "Did Ruth Hall say “{}”?", "Ruth Hall", Fit.UNSURE),
        ("en", "Ruth Hall would say “{}” if she were paid.", "Ruth Hall", Fit.UNSURE),
        ("en", "Ruth Hall wanted Tom Dale to say “{}”.", "Tom Dale", Fit.UNSURE),
        ("en", "Ruth Hall denies that Tom Dale said “{}”.", "Tom Dale", Fit.UNSURE),
        ("en", "To say “{}”, Ruth Hall said, is a lie.", "Ruth Hall", Fit.UNSURE),
        ("en", "“{}” is not what Ruth Hall said.", "Ruth Hall", Fit.UNSURE),
        ("en", "“{},” said the engineer. Ruth Hall nodded.", "Ruth Hall", Fit.UNSURE),
        ("en", "“Is it safe?” asked Ruth Hall. “{}.” Tom Dale smiled.", "Ruth Hall", Fit.UNSURE),
        ("en", "“Is it safe?” asked Ruth Hall. “{}?”", "Ruth Hall", Fit.YES),
        ("en", "Tom Dale said, according to Ruth Hall, “{}”.", "Tom Dale", Fit.YES),
        ("en", "Ruth Hall remembers her father saying “{}”.", "Ruth Hall", Fit.UNSURE),
        ("en", "Ruth Hall answered Tom Dale's claim that “{}”.", "Ruth Hall", Fit.UNSURE),
        ("de", "Hätte Tom Dahl gesagt „{}“, meinte Eva Lang, wäre keiner gegangen.", "Eva Lang", Fit.UNSURE),
        ("de", "„{}“, sagte Eva Lang nicht.", "Eva Lang", Fit.UNSURE),
        ("de", "Laut Eva Lang sagte Tom Dahl: „{}.“", "Tom Dahl", Fit.YES),
        ("es", "Si Luis Gil hubiera dicho «{}», señaló Ana Ruiz, nadie habría salido.", "Ana Ruiz", Fit.UNSURE),
        ("es", "Ana Ruiz leyó la carta de Luis Gil: «{}».", "Ana Ruiz", Fit.UNSURE),
        ("fr", "Si Luc Noël avait dit « {} », a noté Anne Roy, personne ne serait parti.", "Luc Noël", Fit.UNSURE),
        ("fr", "Anne Roy a lu la lettre de Luc Noël : « {}. »", "Anne Roy", Fit.UNSURE),
        ("ru", "Если бы Иван Петров сказал «{}», заметила Анна Орлова, все остались бы.", "Иван Петров", Fit.UNSURE),
        ("ru", "«{}», — сказал адвокат Анны Орловой.", "Анна Орлова", Fit.UNSURE),
        ("ru", "«{}», — сказал Анне Орловой Иван Петров.", "Иван Петров", Fit.YES),
        ("nl", "Ruth Smit heeft nooit gezegd: “{}.”", "Ruth Smit", Fit.UNSURE),
        ("pl", "Anna Nowak nigdy nie powiedziała: „{}”.", "Anna Nowak", Fit.UNSURE),
        ("zh", "王芳说，李明曾说：“{}。”", "李明", Fit.YES),
        ("zh", "据王芳称，李明说：“{}。”", "王芳", Fit.NO),
        ("zh", "如果李明说过“{}”，王芳说，谁也不会走。", "王芳", Fit.UNSURE),
    ],
)
def test_what_is_supposed_asked_denied_or_told_of_another_is_nobody_s_for_certain(
    language: str, text: str, person: str, expected: Fit
) -> None:
    """Who only supposes that somebody says it does not say it; nor does who is asked to, or whose lawyer speaks."""
    words = "大坝现在非常安全" if language == "zh" else "the dam is safe now"
    article = Article("a", text.format(words), language=language)
    at = article.text.index(words)
    assert attribution(article, at, at + len(words)).fit(person) is expected
