"""What a short question names or says and its first passage doesn't hold."""

from collections.abc import Callable

import pytest

from retrieval import Searcher

Opener = Callable[..., Searcher]

TOWNS = {
    "en.md": "# Minutes of Lees\n\nOtto Bly complained of the drains. The clerk, Ida Holm, has retired after nineteen "
    "years. Her successor is Malte Burg, formerly of the council of Orme. Residents asked for sandbags, and the mayor "
    "of Lees said that five hundred had been ordered.\n\nThe lamps of the quay were broken on the night of 3 May.",
    "en2.md": "# The band of Quill\n\nThe band asks the town of Quill for drums. Its leader demands an answer. Forty "
    "geese were stolen at Tarn.",
    "es.md": "# El hospital\n\nEl sindicato pide doce enfermeras.",
    "es2.md": "# El puente\n\nIda Rebollo cruzó el puente de Valde en bicicleta.",
    "ru.md": "# Завод\n\nПрофсоюз требует пять окладов.",
    "ru2.md": "# Выборы\n\nГлавой Лога избрана Марина Дёмина, она врач.",
    "fr.md": "# La ferme\n\nLes travaux de la grange ont coûté 61 000 euros. Le bouc s'appelle Gaston.",
    "zh.md": "# 王明市图书馆\n\n王明市图书馆的经理孙丽周五宣布，图书馆从四月起停用。市民很长时间不能借书。",
    "ja.md": "# 図書館\n\n図書館の館長は山田さんです。市は長い間、閉館を考えていた。",
    "ar.md": "# مدرسة الأمل\n\nقال رئيس بلدية الزيتون إبراهيم العلي إن تكلفة الترميم تبلغ ستين ألف دينار.",
    "ar2.md": "# مهرجان الخيول\n\nفاز الحصان برق بسباق الخيول في مدينة الرملية يوم الجمعة.",
    "fr2.md": "# Le foin\n\nIl y a un tracteur de 1974 dans le pré.",
}


@pytest.mark.parametrize(
    "question",
    [
        "How many sandbags did Quill order?",
        "What does Otto Bly demand?",
        "How many geese has Otto Bly?",
        "Who stabbed Otto Bly?",
        "Who is the clerk of Orme?",
        "Who is the captain of the quay?",
        "Who broke the lamps of the quay?",
        "¿Qué pide Ida Rebollo?",
        "Чего требует Марина Дёмина?",
        "Qui a tué Gaston ?",
        "How much does Otto Bly spend a week?",
        "Who is Ivo Marsh of Lees?",
        "王明市市长是谁？",
        "谁是图书馆的馆长？",
        "市長は誰ですか",
        "من هو رئيس بلدية الرملية؟",
        "Combien a coûté le tracteur ?",
        "How many geese were plucked at Tarn?",
        "How much did Otto Bly steal?",
        "When were the windows of the quay broken?",
        "¿Quién cruzó el túnel de Valde en bicicleta?",
    ],
)
def test_what_the_passage_leaves_out_is_answered_with_reserve(opened_once: Opener, question: str) -> None:
    """Another town, a verb that is somebody else's, things that are counted elsewhere, a deed that nobody did."""
    answer = opened_once(TOWNS).ask(question)
    assert not answer.answered or answer.may_hold


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many sandbags did Lees order?", "five hundred"),
        ("What does the band ask for?", "drums"),
        ("Who is the clerk of Lees?", "Ida Holm"),
        ("¿Qué pide el sindicato?", "doce"),
        ("Чего требует профсоюз?", "пять"),
        ("图书馆的经理是谁？", "孙丽"),
        ("من هو رئيس بلدية الزيتون؟", "إبراهيم"),
        ("Combien ont coûté les travaux de la grange ?", "61 000"),
    ],
)
def test_what_the_passage_holds_is_sure(opened_once: Opener, question: str, told: str) -> None:
    """The town of the title, and the verb of whom it is said."""
    answer = opened_once(TOWNS).ask(question)
    assert answer.answered
    assert not answer.may_hold
    assert told in answer.passages[0].sentence.exact


LETTERS = {
    "letter.md": "---\ntitle: A letter\nauthor: Mary Holm\n---\n\nI suggest a second ferry, since the first "
    "one is always late.",
    "staff.md": "# The staff\n\nMary Holm retired in June after two decades. Mary Holm was the miller of Lees.",
    "tarn.md": "---\ntitle: Another letter\nauthor: Otto Bly\n---\n\nI suggest that nobody pays.",
}


@pytest.mark.parametrize(
    ("question", "article"),
    [("What does Mary Holm suggest?", "letter.md"), ("When did Mary Holm retire?", "staff.md")],
)
def test_what_somebody_says_in_their_own_article_comes_first(opened_once: Opener, question: str, article: str) -> None:
    """Where the best passage has their name and nothing else of what is asked; elsewhere the order stays."""
    answer = opened_once(LETTERS).ask(question)
    assert answer.passages[0].citation.article == article


JUDGMENTS = {
    "a.md": "---\ndate: 2001-07-12\n---\n# Judgment 10\n\nJudgment No. 10 of 12 July 2001 in case No. 11/2001, "
    "judge-rapporteur Todor Lenz. The law on fishing stands.",
    "b.md": "---\ndate: 2002-03-01\n---\n# Judgment 4\n\nJudgment No. 4 of 1 March 2002 in case No. 2 of 2002, "
    "judge-rapporteur Ana Weld. The law on mills falls.",
    "c.md": "---\ndate: 2005-09-03\n---\n# Opinion\n\nOpinion in Case C-402/05, advocate general Ivo Marsh. The "
    "accounts stay frozen.",
}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Who was judge-rapporteur in case 10/2001?", ("10/2001",)),
        ("Who was judge-rapporteur in case No. 4/2002?", ("4/2002",)),
        ("Who was judge-rapporteur in case 11/2001?", ()),
        ("Who was judge-rapporteur in case 2/2002?", ()),
        ("Who was advocate general in Case C-402/05?", ()),
        ("Who was judge-rapporteur in the judgment of 7/2001?", ()),
    ],
)
def test_a_number_of_two_parts_is_missing_where_its_parts_stand_apart(
    opened_once: Opener, question: str, missing: tuple[str, ...]
) -> None:
    """Judgment 10 in case 11/2001 tells nothing of case 10/2001; 2/2002 may be "2 of 2002", 7/2001 a month."""
    answer = opened_once(JUDGMENTS).ask(question)
    assert answer.missing_terms == missing
    assert not missing or not answer.answered or answer.may_hold


OPENING = {
    "tram.txt": "Tram\n\nThe tram cost a fortune. “I am glad,” said Heike Bohm. The mayor did not come to the opening.",
    "bees.txt": "Bees\n\nAnna Reed keeps bees. The warden, Tom Dale, retired. The baker was away.",
    "otters.txt": "Otters\n\nThe keeper is new. Her name is Ida Holt. Colin Brae came as well. He is the new vet.",
}


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [
        ("Who is the mayor?", False),
        ("Who is the baker?", False),
        ("Who is the warden?", True),
        ("Who is the keeper?", True),
        ("Who is the vet?", True),
    ],
)
def test_a_role_that_nobody_is_named_for_is_answered_with_reserve(
    opened_once: Opener, question: str, is_sure: bool
) -> None:
    """The name may stand in the sentence after it, and before it where a pronoun opens it."""
    answer = opened_once(OPENING).ask(question)
    assert answer.answered
    assert answer.may_hold is not is_sure


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The new timetable holds from 1 March 2026.", "Since when does the new timetable hold?"),
        ("La tubería de la calle es de 1962.", "¿De qué año es la tubería?"),
        ("Les abeilles sont arrivées en 2019.", "Quand les abeilles sont-elles arrivées ?"),
    ],
)
def test_words_that_only_ask_need_not_occur(opened_once: Opener, text: str, question: str) -> None:
    """Those that join words, and those that say what is measured."""
    answer = opened_once({"a.txt": f"Notes\n\n{text}", "b.txt": "Weather\n\nIt rained."}).ask(question)
    assert answer.answered
    assert not answer.may_hold
