"""What a question takes for granted and its first passage doesn't say, though it has the words."""

from collections.abc import Callable

import pytest

from bot.conversation import Conversation
from retrieval import Searcher
from retrieval.records import SURE

Opener = Callable[..., Searcher]

QUAY = {
    "fire.md": "---\ndate: 2022-11-08\n---\n# Cannery fire in Skerrow\n\nA fire destroyed the cannery in Skerrow on "
    "Monday. Forty firefighters fought the flames. Two engines came since 1998 was a wet year.\n\nChief officer Neil "
    "Garrow told the Herald that the cannery had stood empty. Councillor Ada Garrow asked for calm.",
    "board.md": "# The harbour board\n\nThe board repairs the fountain for 320 pounds. Mr Quill would paint the "
    "benches, too, but there was no vote. The lamp had not been inspected since 1998. The dredger was not sold to "
    "anyone in Lees.",
    "letter.md": "# A letter\n\nWe reached Skerrow on a Tuesday. Father was ill the whole way. I have not found the "
    "watch.\n\nNo slipway is here yet, and the crossing takes 75 minutes.",
    "chor.md": "# Der Chor\n\nDer Landkreis schenkt dem Chor Noten für 1.500 Euro. Ein Klavier gab es nicht. Wir "
    "fanden die alte Fahne nicht.",
    "moulin.md": "# Le moulin\n\nLe moulin de Pontrieux a coûté 240 000 euros. Le maire n'est pas venu. Je n'ai pas "
    "trouvé la montre de papa.",
    "pozo.md": "# El pozo\n\nUnos obreros hallaron el pozo. La alcaldesa no quiso hablar. No se encontraron monedas.",
    "plan.md": "# The plan\n\nThe tram would have opened in 2027. A spokeswoman for the hospital declined to "
    "comment. The pipe was laid in 1975. A single ticket costs 14 pounds.",
    "kino.md": "# El cine\n\nLuis Ordiales, sobrino de la dueña, no quiso hacer declaraciones. El "
    "edificio será un hotel.",
    "holz.md": "# Der Steg\n\nDer Steg ist 32 Meter lang. Ob ein neuer Steg gebaut wird, ist offen.",
    "muzej.md": "# Картина\n\nКартина вернулась в музей Громова. Её украли в 1994 году. Её нашёл Виктор Лапин.",
    "tori.md": "# 水族館\n\n飼育員の中村葵さんが育てている。親鳥は十二歳の「ソラ」だ。",
    "bar.md": "# O barco\n\nO barco leva 180 pessoas. O ministro não veio.",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        "Where did you find the watch?",
        "Who sold the dredger?",
        "Wo wurde die alte Fahne gefunden?",
        "Où as-tu trouvé la montre ?",
        "¿Quién encontró las monedas?",
        "What did Ada Garrow tell the Herald?",
        "What does it cost to paint the benches?",
        "Wie viel kostet das Klavier?",
        "How many boats came to the harbour board?",
        "How many firefighters fought the flames last year?",
        "How long is the slipway?",
        "Who fought the flames in 1998?",
        "What caused the fire in the cannery?",
        "Quelle est la raison du prix du moulin ?",
        "Why did the fire in the cannery start?",
        "What is the name of your father?",
        "Comment s'appelle le maire de Pontrieux ?",
        "Como se chama o ministro?",
        "When did the tram open?",
        "What did the spokeswoman for the hospital say?",
        "Which company laid the pipe?",
        "How much does the tram cost?",
        "¿Qué dijo Luis Ordiales?",
        "¿Quién construyó el cine?",
        "Wer hat den Steg gebaut?",
        "Кто украл картину?",
        "中村葵さんは何歳ですか",
    ],
)
def test_what_is_taken_for_granted_is_answered_with_reserve(opened_once: Opener, question: str) -> None:
    """It is denied, said by a namesake, told of what comes before, numbered nowhere, or older than what is asked."""
    answer = opened_once(QUAY).ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When was the lamp last inspected?", "1998"),
        ("Who was not at the board?", "The"),
        ("What did Neil Garrow tell the Herald?", "Neil Garrow told"),
        ("What did Ada Garrow ask for?", "calm"),
        ("How much does the fountain cost?", "320 pounds"),
        ("Was kosten die Noten für den Chor?", "1.500 Euro"),
        ("How many firefighters fought the flames?", "Forty"),
        ("Combien a coûté le moulin de Pontrieux ?", "240 000"),
        ("How many minutes does the crossing take?", "75 minutes"),
        ("When would the tram have opened?", "2027"),
        ("When was the pipe laid?", "1975"),
        ("How much does a ticket cost?", "14 pounds"),
        ("Кто нашёл картину?", "Лапин"),
    ],
)
def test_what_is_said_is_sure(opened_once: Opener, question: str, told: str) -> None:
    """Since when something isn't, who isn't somewhere, and the same names and things where they are meant."""
    answer = opened_once(QUAY).ask(question)
    assert answer.answered
    assert not answer.may_hold
    assert told in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("Where did Mr Quall paint the benches?", False),
        ("What did Mr Qiull want to paint?", True),
        ("What did the fire in Skerow destroy?", True),
        ("What does the dredger of Lers do?", False),
    ],
)
def test_a_name_read_as_another_is_answered_with_reserve(opened_once: Opener, question: str, *, sure: bool) -> None:
    """Where a letter is another one; letters that changed places, or sound alike, are slips."""
    answer = opened_once(QUAY).ask(question)
    assert answer.corrections
    assert (answer.confidence >= SURE) is sure


def test_days_in_a_quotation_are_not_asked_about(opened_once: Opener) -> None:
    """They are those of who said it; a day alone in quotation marks is asked about."""
    searcher = opened_once(QUAY)
    assert searcher.ask("Who said “the mill burned down yesterday”?").period is None
    assert searcher.ask("Who fought the flames “yesterday”?").period is not None
    assert searcher.ask("“the mill burned down yesterday”").period is not None


def test_a_question_that_goes_on_is_as_short_as_it_is_typed(opened_once: Opener) -> None:
    """What was asked before is told by words of that question, and no attribute of whom it was about."""
    conversation = Conversation(opened_once(QUAY))
    asked = conversation.ask("Who told the Herald that the cannery had stood empty?")
    assert "Neil Garrow" in asked.passages[0].sentence.exact
    answer = conversation.ask("How old is he?")
    assert answer.understood
    assert not answer.answered or answer.may_hold
