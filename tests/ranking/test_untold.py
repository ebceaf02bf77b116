"""What a question asks for and the first passage doesn't tell."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Conversation
from retrieval import Answer, Searcher
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]

VALLEY = {
    "mill.md": "# The Long Mill\n\nThe Long Mill was inspected in June. Tom Reed found rust on nine of its bolts. "
    "It stays open to visitors, who come by the hundred on Sundays.",
    "weir.md": "# The old weir\n\nThe weir was built in 1894 by Osric Vane, a mason from Lees. It has four sluices, "
    "and trout climb a ladder beside it in spring.",
    "club.md": "# Rowing club\n\nMalte Burg trains the young rowers. The boathouse closes when the river is high, and "
    "Karin Ohlsen keeps the key.",
    "fair.md": "# The fair\n\nThe fair drew a crowd of thousands. A pie contest ended in the rain, and the brass band "
    "of Lees played until the lamps went out.",
}


@pytest.fixture(scope="module")
def ask(opened_once: Opener) -> Callable[[str], Answer]:
    """Asks a question of four articles."""
    return opened_once(VALLEY).ask


@pytest.mark.parametrize(
    "question",
    [
        "When was the Long Mill built?",
        "Who designed the Long Mill?",
        "How high is the Long Mill?",
        "Who owns the weir?",
    ],
)
def test_the_right_name_without_what_is_asked_of_it_is_no_sure_answer(
    ask: Callable[[str], Answer], question: str
) -> None:
    """At most it may hold it."""
    answer = ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was the weir built?", "1894"),
        ("Who constructed the weir?", "Osric Vane"),
        ("When was the Long Mill inspected?", "June"),
        ("Who is the coach of the young rowers?", "Malte Burg"),
    ],
)
def test_what_is_told_stays_sure(ask: Callable[[str], Answer], question: str, told: str) -> None:
    """By the asked word, by another that says as much, or where nothing of the tables is asked for."""
    answer = ask(question)
    assert answer.answered
    assert not answer.may_hold
    assert told in answer.passages[0].text


@pytest.mark.parametrize(
    ("language", "text", "question", "sure"),
    [
        ("en", "The bridge at the ford was built in 1894 and has four arches.", "Who built the bridge?", False),
        ("en", "The bridge at the ford was built by masons in 1894.", "Who built the bridge?", True),
        ("en", "The bridge at the ford was built in 1894, when Osric Vane came.", "Who built the bridge?", True),
        ("de", "Die Brücke an der Furt wurde 1894 gebaut.", "Wer hat die Brücke an der Furt gebaut?", False),
        ("de", "Die Brücke an der Furt wurde 1894 von Maurern gebaut.", "Wer hat die Brücke an der Furt gebaut?", True),
        ("en", "The bridge at the ford was inspected on Tuesday.", "Who inspected the bridge?", False),
        ("en", "The bridge at the ford near Lees was swept in May. Ann Holm is ill.", "Who swept the bridge?", False),
        ("en", "The county swept the bridge at the ford.", "Who swept the bridge?", True),
        ("en", "A retired baker swept the bridge at the ford on Monday.", "Who swept the bridge?", True),
        ("de", "Die Brücke an der Furt wurde in Lees gefegt.", "Wer fegte die Brücke an der Furt?", False),
        ("de", "Das Amt fegte die Brücke an der Furt.", "Wer hat die Brücke an der Furt gefegt?", True),
        ("es", "El puente del vado fue barrido el lunes.", "¿Quién ha barrido el puente del vado?", False),
    ],
)
def test_who_did_something_is_not_told_by_its_day(
    corpus: Path, opened: Opener, language: str, text: str, question: str, sure: bool
) -> None:
    """Somebody must be named or said to do it, or stand after "by"."""
    write_jsonl(
        corpus / "a.jsonl",
        {"id": "a", "language": language, "text": text},
        *({"id": str(n), "language": language, "text": more} for n, more in enumerate(VALLEY.values()) if n != 1),
    )
    answer = opened().ask(question)
    assert (answer.answered and not answer.may_hold) is sure


@pytest.mark.parametrize(
    ("language", "question", "sure"),
    [
        ("en", "How many people live in Lees?", False),
        ("en", "How many people died in Lees?", True),
        ("en", "How many people live in Upper Weir?", True),
        ("en", "How many goats died in Lees?", False),
        ("de", "Wie viele Menschen leben in Lees?", False),
        ("de", "Wie viele Menschen starben in Lees?", True),
        ("de", "Wie viele Einwohner hat Lees?", False),
        ("es", "¿Cuántas personas viven en Lees?", False),
        ("es", "¿Cuántas personas murieron en Lees?", True),
    ],
)
def test_how_many_is_not_told_by_another_number(
    corpus: Path, opened: Opener, language: str, question: str, sure: bool
) -> None:
    """Of people who died, or of other things than those that are nowhere in the archive."""
    said = {
        "en": ["A fire broke out in Lees, and 12 people died in the old mill.", "Upper Weir is home to 4,120 people."],
        "de": ["In Lees brannte die alte Mühle, dabei starben 12 Menschen.", "Oberwehr hat 4120 Einwohner."],
        "es": ["En Lees ardió el molino viejo y murieron 12 personas.", "Represa tiene 4120 habitantes."],
    }[language]
    articles = [*said, *(f"{said[0][:3]} {word}." for word in ("quartz onyx opal", "jasper beryl agate"))]
    write_jsonl(
        corpus / "a.jsonl", *({"id": str(n), "language": language, "text": text} for n, text in enumerate(articles))
    )
    answer = opened().ask(question)
    assert (answer.answered and not answer.may_hold) is sure


def test_the_sentence_that_tells_what_is_asked_is_marked(corpus: Path, opened: Opener) -> None:
    """In whatever words, and not the one that has more words of the question."""
    text = (
        "The Orla Star is the last ferry on the lake. In summer the Orla Star sails daily with a crew of four, and the "
        "Orla Star rests in winter. She belongs to the Vane family of Lees. Her bell is older than she is."
    )
    (corpus / "ferry.md").write_text(f"# Ferries\n\n{text}", encoding="utf-8")
    (corpus / "fair.md").write_text(VALLEY["fair.md"], encoding="utf-8")
    ask = opened().ask
    assert ask("Who owns the Orla Star?").passages[0].sentence.exact == "She belongs to the Vane family of Lees."
    assert ask("When does the Orla Star rest?").passages[0].sentence.exact.endswith("rests in winter.")


def test_what_somebody_said_is_marked_and_not_what_leads_to_it(corpus: Path, opened: Opener) -> None:
    """A text without a word for it may be all somebody's own words, and is no less sure."""
    (corpus / "weir.md").write_text(
        "---\ntitle: The weir\ndate: 2023-03-04\n---\n\n"
        "Mayor Ida Holm has defended the plans for the weir in the council. They cost a lot.\n\n"
        "“Without it the mill will flood,” Holm said on Monday.",
        encoding="utf-8",
    )
    (corpus / "own.md").write_text("# Words of Tom Reed on trout\n\nTrout climb as they like.", encoding="utf-8")
    (corpus / "fair.md").write_text(VALLEY["fair.md"], encoding="utf-8")
    ask = opened().ask
    assert ask("What did Holm say about the weir?").passages[0].sentence.exact.startswith("“Without it")
    answer = ask("What does Tom Reed say about trout?")
    assert answer.answered
    assert (answer.may_hold, answer.missing_terms) == (False, ())


def test_what_is_not_told_is_named_once(ask: Callable[[str], Answer]) -> None:
    """As typed, beside the names that are missing; a word that occurs nowhere is among those that do not occur."""
    assert ask("When was the Long Mill built?").missing_terms == ("built",)
    assert ask("How old is Tom Reed?").missing_terms == ("old",)
    assert ask("How much is a visit to the Long Mill?").missing_terms == ("how much is",)
    nowhere = ask("Who owns the weir?")
    assert (nowhere.missing_terms, nowhere.unmatched_terms) == ((), ("owns",))
    assert ask("When was the weir built?").missing_terms == ()


def test_what_is_told_in_other_words_is_not_called_missing(ask: Callable[[str], Answer]) -> None:
    """Neither where the asking word occurs nowhere, nor the verb behind "how long"."""
    answer = ask("Who constructed the weir?")
    assert (answer.missing_terms, answer.unmatched_terms) == ((), ())
    assert ask("How long did the pie contest last?").unmatched_terms == ()
    assert ask("Who constructed the boathouse?").unmatched_terms == ("constructed",)


DOUBTFUL = {
    "farm.md": "# Holm Farm\n\nForty geese of Ida Holm were stolen on Monday. She told the police that a gate had been "
    "lifted. Ivo Reed keeps ninety ducks next door.",
    "weir.md": "# The weir at Lees\n\nThe weir stays shut for five months. The fish ladder was moved because the bank "
    "had slipped. Boats wait below.",
}


@pytest.mark.parametrize(
    "question",
    [
        "How many geese does Ida Holm have?",
        "How many geese has Ida Holm?",
        "How long is the weir?",
        "Why does the weir stay shut?",
        "Why were geese of Ida Holm stolen?",
    ],
)
def test_what_words_cannot_tell_is_answered_with_reserve(opened_once: Opener, question: str) -> None:
    """What was lost isn't what somebody has, a time is no length, and what happened no reason."""
    answer = opened_once(DOUBTFUL).ask(question)
    assert answer.may_hold


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many ducks does Ivo Reed have?", "ninety"),
        ("How long does the weir stay shut?", "five months"),
        ("Why was the fish ladder moved?", "because the bank"),
        ("How many geese were stolen?", "Forty"),
    ],
)
def test_what_words_tell_is_sure(opened_once: Opener, question: str, told: str) -> None:
    """A word of having, a time that is asked for, and a reason leave no doubt."""
    answer = opened_once(DOUBTFUL).ask(question)
    assert not answer.may_hold
    assert told in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Wieża w Lisie\n\nWieża w Lisie ma 40 metrów. Pilnuje jej Ida Holm.", "Kto zaprojektował wieżę w Lisie?"),
        ("Lis Kulesi\n\nLis Kulesi 40 metredir. Bekçisi Ida Holm her sabah gelir.", "Ida Holm kaç yaşında?"),
        ("Turnul din Lis\n\nTurnul din Lis are 40 de metri. Îl păzește Ida Holm.", "Cine a proiectat turnul din Lis?"),
        ("리스 탑\n\n리스의 탑은 40미터이다. 이다 홀름 씨가 탑을 지킨다.", "리스의 탑은 누가 설계했습니까?"),
        ("青塔\n\n青塔立在河边。何依达看守青塔。", "青塔是谁设计的？"),
    ],
)
def test_attributes_are_known_in_more_languages(opened_once: Opener, text: str, question: str) -> None:
    """Who designed it, or how old somebody is, isn't told by other names and numbers."""
    answer = opened_once({"tower.txt": text}).ask(question)
    assert not answer.answered or answer.may_hold


def test_thousands_with_a_space_are_the_same_number(opened_once: Opener) -> None:
    """A number that is asked without a space, or with a point, is neither missing nor in doubt."""
    ask = opened_once({"fete.md": "# La fête\n\nLa fête de Lens a attiré 2 300 visiteurs dimanche."}).ask
    for number in ("2300", "2.300"):
        answer = ask(f"Quelle fête a attiré {number} visiteurs ?")
        assert (answer.may_hold, answer.missing_terms, answer.unmatched_terms) == (False, (), ())
    assert ask("Quelle fête a attiré 2301 visiteurs ?").unmatched_terms == ("2301",)


def test_what_is_said_is_marked_where_nobody_is_named(opened_once: Opener) -> None:
    """In a question that goes on, whoever speaks may be meant."""
    text = 'Reeve of Lees is Ida Holm. She led the repair of the weir, which took a year. "It holds at last," she said.'
    conversation = Conversation(opened_once({"weir.md": f"# The weir holds\n\n{text}"}))
    conversation.ask("Who is reeve of Lees?")
    answer = conversation.ask("What did she say?")
    assert "holds at last" in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("language", "text", "question", "marked"),
    [
        ("el", "Η χορωδία τραγουδά στη Λαμία. Τη διευθύνει η Άννα Ρω.", "Ποιος διευθύνει τη χορωδία;", "Άννα"),
        ("tr", "Fırının çatısı akıyordu. Çatıyı Ali Usta onardı.", "Fırının çatısını kim onardı?", "Ali"),
        ("nl", "De klok van de kerk stond stil. Jan Smit smeerde hem.", "Wie smeerde de klok van de kerk?", "Jan"),
        ("en", "The well of the farm was dry. Ann Lee dug it deeper.", "Who dug the well of the farm?", "Ann"),
    ],
)
def test_who_did_it_is_told_where_the_verb_stands(
    corpus: Path, opened: Opener, language: str, text: str, question: str, marked: str
) -> None:
    """Behind the sentence that names what was done to."""
    write_jsonl(corpus / "a.jsonl", {"id": "a", "text": text, "language": language})
    sentence = opened().ask(question).passages[0].sentence
    assert sentence
    assert marked in sentence.exact


HALL = {
    "pool.md": "# The pool\n\nThe pool has a slide and two diving boards. Children like the slide. A café serves tea. "
    "On Sundays there is music. Dogs stay outside. The bridge beside it was built in 1931 by Nora Quill.",
    "hall.md": "# The sports hall\n\nThe sports hall has a new floor. A ticket for the hall costs four crowns.",
    "jam.md": "# Jam\n\nThe jam takes 6 lemons and a pound of sugar. It keeps for a year.",
    "soup.md": "# Leek soup\n\nThe soup takes leeks, cream and salt. It feeds four guests.",
}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("When was the diving board of the pool built?", True),
        ("Who built the sports hall?", True),
        ("When was the café built?", True),
        ("Who built the bridge beside the pool?", False),
        ("How much does a ticket for the sports hall cost?", False),
        ("How many lemons does the jam take?", False),
    ],
)
def test_what_is_told_of_something_else_is_not_told(opened_once: Opener, question: str, missing: bool) -> None:
    """Near what is asked stands no word for it, or only far from it."""
    answer = opened_once(HALL).ask(question)
    assert (not answer.answered or answer.may_hold) is missing


def test_what_is_counted_of_something_else_is_answered_with_reserve(opened_once: Opener) -> None:
    """The boards are those of the pool."""
    answer = opened_once(HALL).ask("How many boards did Nora Quill paint?")
    assert not answer.answered or answer.may_hold


def test_a_thing_that_is_not_near_is_named_as_missing(opened_once: Opener) -> None:
    """And not the word that asks for it, which stands there."""
    answer = opened_once(HALL).ask("When was the café built?")
    assert answer.missing_terms == ("café",)


def test_a_passage_that_tells_it_comes_before_one_that_does_not(corpus: Path, opened: Opener) -> None:
    """Where it has as much of what is asked."""
    for name, text in HALL.items():
        (corpus / name).write_text(text, encoding="utf-8")
    (corpus / "a.md").write_text("# Quoits\n\nQuoits and quoits again: quoits is played in May.", encoding="utf-8")
    (corpus / "b.md").write_text(
        "# Prices\n\nHere are all prices of the summer that the club of the town has set in its meeting. "
        "A season of quoits costs nine crowns, and for those under ten it is free of charge at all times.",
        encoding="utf-8",
    )
    answer = opened().ask("How much does quoits cost?")
    assert "nine crowns" in answer.passages[0].text


INN = {
    "de.txt": "Der Wirt der Mühle ist gestern gestürzt. Er liegt seit gestern mit Fieber in der Klinik. Es geht ihm "
    "besser. Das Haus bleibt zu. Gäste müssen warten.\n\nBürgermeister Udo Kern lobte die Feuerwehr. „Sie kam sofort“, "
    "sagte er.",
    "en.txt": "The landlord of the Crab has a parrot. It knows two songs. It sings at noon. It sleeps a lot. Nell Orme "
    "complained about the parrot in a letter. The council met on Monday and spoke of drains.\n\nOtto Bly keeps the inn "
    "at Lees.",
}


@pytest.mark.parametrize("question", ["Wie heißt der Wirt der Mühle?", "What is the name of the landlord of the Crab?"])
def test_a_name_that_is_not_told_is_answered_with_reserve(opened_once: Opener, question: str) -> None:
    """Somebody is spoken of, and not named."""
    answer = opened_once(INN).ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.parametrize(
    ("question", "sure"),
    [("What did Otto Bly say about the parrot?", False), ("Was sagte Udo Kern über die Feuerwehr?", True)],
)
def test_what_others_said_is_not_what_somebody_said(opened_once: Opener, question: str, sure: bool) -> None:
    """Their name must stand near a word for saying."""
    answer = opened_once(INN).ask(question)
    assert (answer.answered and not answer.may_hold) is sure


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("en", "The chapel at the ford closed in 1911 for want of singers.", "Why did the chapel at the ford close?"),
        ("en", "The chapel at the ford closed, as the roof had gone.", "Why did the chapel at the ford close?"),
        ("ko", "여울의 예배당이 문을 닫았다. 지붕 때문이다.", "여울의 예배당이 왜 문을 닫았습니까?"),
        ("ru", "Ярмарку в Броде отменили: воды было слишком много.", "Почему отменили ярмарку в Броде?"),
    ],
)
def test_a_reason_is_told_by_more_words(corpus: Path, opened: Opener, language: str, text: str, question: str) -> None:
    """It is no answer with reserve then."""
    more = ({"id": str(n), "language": "en", "text": text} for n, text in enumerate(VALLEY.values()))
    write_jsonl(corpus / "a.jsonl", {"id": "a", "language": language, "text": text}, *more)
    answer = opened().ask(question)
    assert answer.answered
    assert not answer.may_hold


PEOPLE = {
    "ferry.md": "# The ferry\n\nInes Vale, 38, is the new captain of the ferry to Orla. She succeeds Dougal Brae, who "
    "retired in May. Vale was born in Setubal and sailed on tankers. Brae says that he will miss the fog on the lake.",
    "pool.md": "# The pool\n\nThe pool is to be closed in May, the council of Lees decided. Clerk Ann Holm called it a "
    "pity for all children. A new boiler was too expensive.",
    **VALLEY,
}


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("How old is Ines Vale?", True),
        ("how old is dougal brae", False),
        ("Where was Ines Vale born?", True),
        ("Where was Dougal Brae born?", False),
        ("What did Dougal Brae say about the fog?", True),
        ("what did dougal brae say about the pool", False),
        ("what did ann holm say about the pool", True),
        ("What did Ann Holm say about the ferry?", False),
        ("who closed the ferry", False),
        ("who decided to close the pool", True),
        ("who decided to close the weir", False),
        ("How much is a ticket for the museum?", False),
        ("How much was the ferry's trombone?", False),
        ("who succeeds dougal brae", True),
    ],
)
def test_what_is_told_of_somebody_else_is_no_sure_answer(opened_once: Opener, question: str, sure: bool) -> None:
    """Another's age or birthplace, words about something else, a passage where nobody did it."""
    answer = opened_once(PEOPLE).ask(question)
    assert (answer.answered and not answer.may_hold) is sure


def test_a_follow_up_whose_own_words_are_nowhere_near_is_no_sure_answer(opened_once: Opener) -> None:
    """What it takes over from the question before doesn't make up for them."""
    conversation = Conversation(opened_once(PEOPLE))
    assert not conversation.ask("Who is the new captain of the ferry to Orla?").may_hold
    assert not conversation.ask("and who retired?").may_hold
    answer = conversation.ask("and for dogs?")
    assert not answer.answered or answer.may_hold


@pytest.mark.parametrize("question", ["Who is Dougal Brae?", "who is dougal brae"])
def test_who_somebody_is_stands_where_they_are_named(opened_once: Opener, question: str) -> None:
    """Not where another name stands."""
    answer = opened_once(PEOPLE).ask(question)
    assert answer.passages[0].sentence.exact.startswith("She succeeds Dougal Brae")


@pytest.mark.parametrize(
    ("language", "text", "question"),
    [
        ("ru", "Главный врач Ирина Мельник, которой сорок шесть лет, купила томограф.", "сколько лет ирине мельник"),
        ("zh", "院长梁国安今年五十四岁，他说病人太多。", "梁国安多大年纪"),
    ],
)
def test_an_age_in_words_is_told(corpus: Path, opened: Opener, language: str, text: str, question: str) -> None:
    """In languages whose number words the index takes for others."""
    more = {
        "ru": ["Рыбаки нашли старую лодку.", "Мост открыли в мае."],
        "zh": ["渔民找到一只旧船。", "大桥五月通车。"],
    }[language]
    write_jsonl(
        corpus / "a.jsonl",
        *({"id": str(n), "language": language, "text": each} for n, each in enumerate([text, *more])),
    )
    answer = opened().ask(question)
    assert answer.answered
    assert not answer.may_hold


@pytest.mark.parametrize(
    ("language", "texts", "question", "told"),
    [
        (
            "en",
            ["Anna Berg won 1,204 votes. She is 44 and a vet.", "Rolf Berg left."],
            "How old is Anna Berg?",
            "She is 44",
        ),
        ("fr", ["Anna Berg a gagné. Elle a 44 ans.", "Rolf Berg est parti."], "Quel âge a Anna Berg ?", "Elle a 44"),
        (
            "en",
            ["A diver was saved from Loch Brae. He was 52.", "Snow fell."],
            "How old was the diver saved from Loch Brae?",
            "52",
        ),
        (
            "en",
            ["The museum has been open since 1987. Curator Emil Horn has worked there since last year.", "Snow fell."],
            "Since when has Emil Horn worked there?",
            "last year",
        ),
        (
            "de",
            ["Das Museum ist seit 1987 offen. Emil Horn kam vor drei Jahren.", "Es schneit."],
            "Wann kam Emil Horn?",
            "drei Jahren",
        ),
    ],
)
def test_an_age_or_a_time_is_told_of_whom_the_sentence_before_names_and_in_words(
    corpus: Path, opened: Opener, language: str, texts: list[str], question: str, told: str
) -> None:
    """A pronoun that opens the sentence names nobody else, and days that count from the article's say when."""
    write_jsonl(
        corpus / "a.jsonl", *({"id": str(n), "language": language, "text": each} for n, each in enumerate(texts))
    )
    answer = opened().ask(question)
    assert not answer.missing_terms
    assert answer.answered
    assert not answer.may_hold
    assert told in answer.passages[0].sentence.exact


def test_what_is_counted_may_be_the_word_behind_another(corpus: Path, opened: Opener) -> None:
    """Three packs are told of, where it is asked how many wolf packs there are."""
    text = "Today we speak about the wolf in the Eifel. There are three packs, with seventeen animals."
    write_jsonl(corpus / "a.jsonl", {"id": "1", "text": text}, {"id": "2", "text": "It snowed."})
    answer = opened().ask("How many wolf packs are there in the Eifel?")
    assert answer.passages[0].sentence.exact.startswith("There are three packs")
