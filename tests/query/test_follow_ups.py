"""A question that depends on the one before it is understood with it; a new topic stands on its own."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation import Conversation
from bot.journal.codec import answer_json, parsed_answer
from bot.render.answers import answer_text
from retrieval import (
    Answer,
    Article,
    ContextDependence,
    Searcher,
    Sentence,
    answer_names,
    context_dependence,
    context_words,
    covered_words,
    names_something_else,
)
from retrieval.language import analyzer
from retrieval.query.follow_ups import CONTEXT_WORDS, _is_name, context_in, rewritten
from tests import conversations, held_out_dialogues
from tests.answers import answer as made
from tests.answers import passage
from tests.conftest import QUESTION
from tests.dialogues import ARTICLES, PAIRS
from tests.render.test_answers import drawn


@pytest.fixture(scope="module")
def dialogues(opened_once: Callable[..., Searcher]) -> Searcher:
    """The dialogues' articles."""
    return opened_once({f"{name}.txt": text for name, text in ARTICLES.items()})


@pytest.fixture
def talk(dialogues: Searcher) -> Callable[..., Answer]:
    """Asks questions one after another in a new chat over the dialogues' articles; gives the last answer."""

    def talk_(*questions: str, follow: bool = True) -> Answer:
        conversation = Conversation(dialogues, follow=follow)
        return [conversation.ask(question) for question in questions][-1]

    return talk_


@pytest.mark.slow
def test_dialogues(talk: Callable[..., Answer]) -> None:
    """All pairs of the dialogues but one are answered from the right passage; none carries words into a new topic."""
    wrong = []
    for before, now, depends, article, words in PAIRS:
        answer = talk(before, now)
        first = answer.passages[0]
        right = first.citation.article == f"{article}.txt" and words in first.text.replace("\n", " ")
        if not right or (answer.understood is not None and not depends):
            wrong.append((before, now, answer.understood, first.citation.article))
    assert len(wrong) <= 1, wrong


@pytest.mark.slow
def test_the_answer_sentence_answers_what_is_asked_now(talk: Callable[..., Answer]) -> None:
    """The words carried over tell which passage is meant; in it the question's own words choose the sentence."""
    follow_ups = [pair for pair in PAIRS if pair[2]]
    right = 0
    for before, now, _, _, words in follow_ups:
        right += words in talk(before, now).passages[0].sentence.exact.replace("\n", " ")
    assert (right, len(follow_ups)) == (55, 66)
    answer = talk("Why did the ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.passages[0].sentence.exact.startswith("The mediator is Ines Calloway")


@pytest.mark.slow
def test_what_the_answer_was_about_is_carried(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Of thirty follow-ups about the answer, in eight languages, all are answered from the right article."""
    for name, text in (conversations.ARTICLES | {f"other-{name}": text for name, text in ARTICLES.items()}).items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher, right, articles = opened(), 0, 0
    for before, now, article, words in conversations.PAIRS:
        conversation = Conversation(searcher)
        conversation.ask(before)
        first = conversation.ask(now).passages[0]
        articles += first.citation.article == f"{article}.txt"
        right += words in first.sentence.exact.replace("\n", " ")
    assert (articles, right) == (30, 26)


@pytest.mark.slow
def test_dialogues_held_out(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Of 28 follow-ups 27 are answered by the right sentence; 8 questions that stand on their own carry nothing."""
    for name, text in held_out_dialogues.ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher, right, carrying = opened(), 0, []
    for before, now, depends, article, words in held_out_dialogues.PAIRS:
        conversation = Conversation(searcher)
        conversation.ask(before)
        answer = conversation.ask(now)
        first = answer.passages[0]
        assert first.citation.article == f"{article}.txt"
        right += depends and words in first.sentence.exact.replace("\n", " ")
        carrying += [now] if not depends and (answer.understood or answer.topic) else []
    assert (right, carrying) == (27, [])


def test_the_language_of_the_question_before_is_likely(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """In an archive of two languages "And when?" goes on from an English question, whatever most articles are in."""
    (corpus / "en.txt").write_text("The mill at Osterby burned down. That was in May, Ada Rook said.", encoding="utf-8")
    for number in range(9):
        text = f"Die Mühle Nummer {number} steht noch und mahlt Roggen wie eh und je."
        (corpus / f"de{number}.txt").write_text(text, encoding="utf-8")
    conversation = Conversation(opened())
    conversation.ask("What burned down at Osterby?")
    answer = conversation.ask("And when?")
    assert answer.passages[0].citation.article == "en.txt"
    assert answer.understood == "And when? (burned Osterby)"
    assert [conversation.searcher.language(words) for words in ("And when?", "Und wann?")] == ["en", "de"]
    assert conversation.searcher.language("Osterby", "en") == "en"


LONG = """The Tern Medal goes to a gardener

The Tern Medal was awarded to Olive Prask on Monday. {filler}

{filler}

For eleven years her role in the society has been that of its treasurer. {filler}"""


def test_a_passage_without_a_word_of_the_question_is_looked_at(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """The article goes on two paragraphs later; another one, which has the question's words, is about others."""
    filler = "Rain fell on the square all evening long and the band played old tunes under a roof of sails. " * 6
    (corpus / "medal.txt").write_text(LONG.format(filler=filler))
    (corpus / "play.txt").write_text("The play\n\nHer role in the play, a role of a queen, was praised. He sang.\n")
    conversation = Conversation(opened())
    assert conversation.ask("Who was awarded the Tern Medal?").passages[0].citation.article == "medal.txt"
    first = conversation.ask("What is her role?").passages[0]
    assert first.citation.article == "medal.txt"
    assert "treasurer" in first.sentence.exact
    assert first.features["topic"] > 0


def test_days_hold_for_the_article_of_the_last_answer_as_well(talk: Callable[..., Answer], dialogues: Searcher) -> None:
    """Where the search is narrowed, its passages are no exception."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    narrowed = dialogues.ask("And who mediates?", topic=answer.topic, since=datetime.date(2020, 1, 1))
    assert all(passage.citation.article != "ferry.txt" for passage in narrowed.passages)


def test_a_question_that_stands_on_its_own_carries_nothing(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """It finds the same passage alone; the next one goes on from both."""
    (corpus / "mill.txt").write_text("Mill report\n\nThe mill was last repaired in 1990, builder Ada Rook said.\n")
    (corpus / "wall.txt").write_text("Wall\n\nThe wall was painted in June. It is 90 metres long.\n")
    conversation = Conversation(opened())
    conversation.ask("Who is Ada Rook?")
    answer = conversation.ask("Was the mill repaired?")
    assert (answer.understood, answer.topic) == (None, None)
    followed = conversation.ask("Who said that?")
    assert followed.understood is not None
    assert "Ada Rook" in followed.understood


def test_another_name_takes_the_place_of_the_one_before(talk: Callable[..., Answer]) -> None:
    """What the article of the last answer does not name is looked up elsewhere, asked for with the same words."""
    answer = talk("Who is the mayor of Quillon?", "And in Vestland?")
    assert answer.passages[0].citation.article == "election.txt"
    assert answer.topic is None
    assert "Quillon" not in (answer.understood or "")


@pytest.mark.parametrize(
    ("code", "sentence", "names"),
    [
        ("en", "Despite Ruth Amsler's speech, Ann Lee won.", "Ruth Amsler's Ann Lee"),
        ("es", "Según Ana Ruiz, hubo fiesta.", "Ana Ruiz"),
        ("en", "On Monday the prize went to Ada Rook of Lisbon.", "Ada Rook Lisbon"),
        ("en", "Rain fell on the Rook estate.", "Rook"),
        ("en", "Ada Rook came.", "Ada Rook"),
        ("de", "Der Preis ging an Ada Rook und die Stadt.", "Ada Rook"),
        ("en", "One Two Three Four Five came.", "One Two Three Four"),
    ],
)
def test_names_are_taken_from_the_answer(code: str, sentence: str, names: str) -> None:
    """The capitalised words of the answer sentence, but for its first, for days, and for German nouns."""
    given = made(replace(passage(1), sentence=Sentence(sentence, 0, len(sentence))))
    assert answer_names(given, "Who won?", code) == names
    assert answer_names(given, sentence, code) == ""
    assert answer_names(replace(given, passages=()), "Who won?", code) == ""


@pytest.mark.parametrize(
    ("code", "before", "carried", "words"),
    [
        ("de", "Wer ist Uwe Tänzer?", "Bahnsprecher Uwe Tänzer", ""),
        ("de", "wer ist uwe tänzer?", "Bahnsprecher Uwe Tänzer", ""),
        ("en", "Who is Lena Holt?", "Mayor Lena Holt", ""),
        ("en", "Who is Holt?", "Mayor Lena Holt's", ""),
        ("en", "Who is Lena Holt of Port Aldor?", "Mayor Lena Holt Aldor Line", "Port Aldor"),
        ("en", "Why do crews strike in Aldor Bay?", "Aldor Line", "crews strike Aldor Bay"),
        ("en", "Who is Lena Holt?", "Lena Park Holt", "Lena Holt"),
        ("en", "Who is Lena Holt?", "", "Lena Holt"),
    ],
)
def test_a_name_that_is_part_of_another_is_carried_once(code: str, before: str, carried: str, words: str) -> None:
    """A whole name, however it is typed; not a word of a longer name."""
    assert context_words(before, "And when?", code, carried=carried) == words


@pytest.mark.parametrize(
    ("text", "before", "now", "understood"),
    [
        (
            "Bahn\n\nDer Bahnsprecher Uwe Tänzer sagte am Montag, die Strecke werde gesperrt.\n",
            "Wer ist Uwe Tänzer?",
            "Und wann?",
            "Und wann? (Bahnsprecher Uwe Tänzer)",
        ),
        (
            "Harbour\n\nOn Monday the harbour was opened by Mayor Lena Holt and a band.\n",
            "Who is Lena Holt?",
            "And when was that?",
            "And when was that? (Mayor Lena Holt)",
        ),
    ],
)
def test_a_name_is_shown_once(
    corpus: Path, opened: Callable[..., Searcher], text: str, before: str, now: str, understood: str
) -> None:
    """With what the answer adds to it."""
    (corpus / "a.txt").write_text(text, encoding="utf-8")
    conversation = Conversation(opened())
    conversation.ask(before)
    assert conversation.ask(now).understood == understood


@pytest.mark.parametrize(
    ("code", "question", "elsewhere"),
    [
        ("en", "And in Porto?", True),
        ("en", "And in Lisbonn?", False),
        ("en", "And in 2021?", False),
        ("de", "Wie hoch ist der Umsatz in Lisbon?", False),
        ("de", "Und in Porto?", True),
        ("en", "Why?", False),
    ],
)
def test_a_name_that_the_article_lacks_tells_that_another_is_meant(code: str, question: str, elsewhere: bool) -> None:
    """Also in its title; a name that is misspelled, a figure or a German noun does not tell."""
    held = Article("a", "Lisbon", "The trams run.", None)
    assert names_something_else(question, held, code) is elsewhere


def test_the_mediators_are_told_and_not_who_leads(seeds: Searcher) -> None:
    """Of the same passage another sentence is marked."""
    conversation = Conversation(seeds)
    assert "David Barnea" in conversation.ask(QUESTION).passages[0].sentence.exact
    answer = conversation.ask("and who mediates?")
    assert "mediation efforts of the US, Qatar, and Egypt" in answer.passages[0].sentence.exact


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why do crews strike (and which retired judge mediates)", "The mediator is Ines Calloway"),
        ("How did the bridge at Karlo collapse (who is the minister)", "The minister of\ntransport"),
        ("How well does the vaccine work (what are the mild side effects)", "Side effects were mild"),
    ],
)
def test_a_parenthesis_of_the_question_itself_counts_fully(
    talk: Callable[..., Answer], question: str, sentence: str
) -> None:
    """Only words that come from the conversation are discounted in the choice of the sentence."""
    answer = talk(question)
    assert answer.understood is None
    assert answer.passages[0].sentence.exact.startswith(sentence)


def test_context_is_an_argument(talk: Callable[..., Answer], dialogues: Searcher) -> None:
    """Whoever calls `ask` may give the words of a conversation; they are kept apart from the question."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    again = dialogues.ask("And who mediates?", context="ferry crews strike Port Aldor", limit=3)
    assert (again.question, again.topic) == (answer.question, None)
    assert again.passages[0].sentence == answer.passages[0].sentence
    assert again.provenance["context"] == "ferry crews strike Port Aldor"
    assert answer.provenance["context"] == "Aldor Line ferry crews strike Port Aldor"
    assert answer.topic is not None
    assert (answer.provenance["topic"], answer.provenance["told"]) == ("ferry.txt", answer.topic.start)
    assert dialogues.ask("Who mediates?").provenance["context"] is None
    assert [word.word for word in dialogues.explain(again, 1).words][1:3] == ["ferry", "crews"]


@pytest.mark.parametrize(("question", "context"), [("Why (really)?", "a b"), ("Why (so)", "x (y"), ("Why?", "")])
def test_context_is_read_from_what_is_shown_where_the_question_is_known(question: str, context: str) -> None:
    """Brackets in either don't matter."""
    assert context_in(rewritten(question, context) if context else "", question) == context


def test_what_was_understood_is_shown(talk: Callable[..., Answer]) -> None:
    """The question stays as typed, and what it was understood as stands beside it, for people and programs."""
    answer = talk(PAIRS[0][0], "And who mediates?")
    assert answer.question == "And who mediates?"
    assert answer.understood == "And who mediates? (Aldor Line ferry crews strike Port Aldor)"
    written = answer_json(answer)
    assert written["understood_as"] == answer.understood
    title = "Ferry crews strike in Port Aldor"
    assert answer.topic is not None
    assert written["carried"] == {
        "words": "Aldor Line ferry crews strike Port Aldor", "answer": answer.topic.answer, "article": "ferry.txt",
        "title": title, "told": answer.topic.start,
    }  # fmt: skip
    shown = drawn(answer_text(answer, marks=True))
    assert f"Understood as: {answer.understood}" in shown
    assert f"Continues from the last answer: {title}" in shown
    assert answer_json(talk(PAIRS[0][0]))["carried"] is None


def test_a_third_question_depends_on_both(talk: Callable[..., Answer]) -> None:
    """The topic goes on through a question that itself depended on it, and words of both are carried."""
    answer = talk(PAIRS[0][0], "And who mediates?", "When did she invite them?")
    assert "Thursday" in answer.passages[0].text
    assert answer.understood is not None
    assert answer.understood.startswith("When did she invite them? (Ines Calloway mediates")
    assert "ferry crews strike Port" in answer.understood


def test_words_that_stand_nowhere_are_not_carried_over(talk: Callable[..., Answer]) -> None:
    """A word that the archive does not have must not spoil the next question as well."""
    answer = talk("Why did the zorgled ferry crews strike in Port Aldor?", "And who mediates?")
    assert answer.understood == "And who mediates? (Aldor Line ferry crews strike Port Aldor)"
    assert answer.unmatched_terms == ()


def test_a_new_topic_ends_the_old_one(talk: Callable[..., Answer]) -> None:
    """After a question of its own the next one depends on that, not on what came before."""
    answer = talk(PAIRS[0][0], "Who won the presidential election in Vestland?", "How old is she?")
    assert answer.passages[0].citation.article == "election.txt"
    assert "ferry" not in (answer.understood or "")


def test_starting_afresh_forgets(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """After that no question depends on one before, nor does any where following is off."""
    for name, text in ARTICLES.items():
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    searcher = opened()
    conversation = Conversation(searcher)
    conversation.ask(PAIRS[0][0])
    conversation.afresh()
    assert conversation.last is None
    assert conversation.ask("Who mediates?").understood is None
    each = Conversation(searcher, follow=False)
    each.ask(PAIRS[0][0])
    assert each.ask("Who mediates?").understood is None


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        ("en", "Why?", ContextDependence.DEPENDENT),
        ("en", "Is it true that Biden met Xi?", ContextDependence.SELF_CONTAINED),
        ("en", "What did Biden say about his plan?", ContextDependence.SELF_CONTAINED),
        ("en", "What happened there?", ContextDependence.DEPENDENT),
        ("en", "What did Biden say about it?", ContextDependence.DEPENDENT),
        ("en", "Who lived there then?", ContextDependence.DEPENDENT),
        ("en", "What else was built that year?", ContextDependence.DEPENDENT),
        ("en", "How many people does the company employ in the north?", ContextDependence.UNCLEAR),
        ("en", "How many people does the company of the two brothers employ?", ContextDependence.SELF_CONTAINED),
        ("es", "¿Qué pasó ese año?", ContextDependence.DEPENDENT),
        ("fr", "Que s'est-il passé cette année-là ?", ContextDependence.DEPENDENT),
        ("it", "Che cosa successe in quell'anno?", ContextDependence.DEPENDENT),
        ("pt", "O que aconteceu nesse ano?", ContextDependence.DEPENDENT),
        ("zh", "那年发生了什么？", ContextDependence.DEPENDENT),
        ("ja", "その年に何が起きた？", ContextDependence.DEPENDENT),
        ("ru", "Кто жил на острове в том году?", ContextDependence.DEPENDENT),
        ("ru", "Что случилось на этой неделе?", ContextDependence.UNCLEAR),
        ("de", "Wie viele Menschen wurden verletzt?", ContextDependence.UNCLEAR),
        ("de", "Wann kam Merkel nach Paris?", ContextDependence.SELF_CONTAINED),
        ("en", "!!!", ContextDependence.SELF_CONTAINED),
        ("en", "And what did Macron say?", ContextDependence.UNCLEAR),
        ("en", "and in 2021?", ContextDependence.DEPENDENT),
        ("en", "Which film won the award for the best director this week?", ContextDependence.SELF_CONTAINED),
        ("de", "Und wer vermittelt?", ContextDependence.DEPENDENT),
        ("de", "Wann wurde er gewählt?", ContextDependence.DEPENDENT),
        ("es", "¿Y quién media?", ContextDependence.DEPENDENT),
        ("es", "¿Quién ganó las elecciones en Francia?", ContextDependence.SELF_CONTAINED),
        ("fr", "Et pourquoi ?", ContextDependence.DEPENDENT),
        ("ru", "А кто посредник?", ContextDependence.DEPENDENT),
        ("ru", "Когда она родилась?", ContextDependence.DEPENDENT),
        ("zh", "那谁调停？", ContextDependence.DEPENDENT),
        ("zh", "黑豹队的防守丢了多少分？", ContextDependence.SELF_CONTAINED),
    ],
)
def test_dependence_is_told_by_the_words(code: str, question: str, expected: ContextDependence) -> None:
    """First words, pronouns and names tell whether a question depends on another, in several languages."""
    assert context_dependence(question, code) is expected


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        ("en", "cheap bread bakers city?", ContextDependence.UNCLEAR),  # four words
        ("en", "cheap bread bakers city tax?", ContextDependence.SELF_CONTAINED),  # five
        ("zh", "面包涨价了", ContextDependence.UNCLEAR),
        ("zh", "城里的面包价格上涨了", ContextDependence.SELF_CONTAINED),
        ("en", "Did ministers say their names?", ContextDependence.DEPENDENT),  # one word before the pronoun
        ("en", "Did ministers approve their plan?", ContextDependence.UNCLEAR),  # two
        ("en", "Did Biden say his name?", ContextDependence.SELF_CONTAINED),  # a name
        ("en", "Which did it 2021?", ContextDependence.DEPENDENT),  # a figure behind it
        ("en", "Members?", ContextDependence.UNCLEAR),  # the first word is capitalised anyway
        ("en", "NATO?", ContextDependence.SELF_CONTAINED),
        ("en", "¿2021?", ContextDependence.SELF_CONTAINED),
        ("en", "What’s his name?", ContextDependence.DEPENDENT),
        ("en", "It takes to win?", ContextDependence.UNCLEAR),
        ("xx", "who gave it?", ContextDependence.UNCLEAR),
        ("", "…", ContextDependence.SELF_CONTAINED),
    ],
)
def test_what_a_question_names_is_counted(code: str, question: str, expected: ContextDependence) -> None:
    """The bounds of how little it says, and of what stands before a pronoun."""
    assert context_dependence(question, code) is expected


def test_the_language_is_detected_where_it_is_not_given() -> None:
    """English where nothing tells it."""
    assert context_dependence("Und wer vermittelt dort?") is ContextDependence.DEPENDENT
    assert context_dependence("А кто посредник?", "xxx") is ContextDependence.DEPENDENT
    assert context_words("Кто ведёт переговоры в Катаре?", "А когда?") == "ведёт переговоры Катаре"
    assert context_words("Who won?", "2024") == "won"


def test_the_latest_words_are_taken() -> None:
    """As many as `CONTEXT_WORDS`, from the start of what was understood before, where the latest question stands."""
    many = [f"w{chr(97 + number)}q" for number in range(CONTEXT_WORDS + 1)]
    assert context_words(" ".join(many), "Why?") == " ".join(many[:-1])
    assert context_words(" ".join(many[1:]), "Why?") == " ".join(many[1:])


def test_runs_without_spaces_are_taken_whole() -> None:
    """Characters that touch are one run; what the question has itself parts it."""
    assert context_words("黑豹队 北京", "为什么？", "zh") == "黑豹队 北京"
    assert context_words("黑豹队北京", "黑豹队？", "zh") == "队北京"


@pytest.mark.parametrize(
    ("before", "question", "article"),
    [
        (("Who repaired the lock?", "How long did it take?"), "Who repaired the oven?", "oven.txt"),
        (("Who repaired the oven?", "When was that?", "and why?"), "Who repaired the lock?", "lock.txt"),
        (("Wer kaufte den Turm?", "Was kostete er?"), "Wer kaufte den Wagen?", "wagen.txt"),
        (("Wer kaufte den Turm?",), "Wie viele Kronen?", "turm.txt"),
        (("Who repaired the lock?",), "How many weeks?", "lock.txt"),
    ],
)
def test_a_question_in_the_same_words_about_something_else(
    corpus: Path, opened: Callable[..., Searcher], before: Sequence[str], question: str, article: str
) -> None:
    """It stands on its own, however much was asked in between; one that says too little goes on."""
    for name, text in {
        "lock": "The lock at Brevik was repaired by Nora Falk in the spring of 1987. The work took nine weeks.",
        "oven": "The oven of the village was repaired by Sten Hald last winter. It had cracked.",
        "turm": "Die Feuerwehr kaufte den Turm 1975 von Karl Beck. Er kostete 900 Kronen.",
        "wagen": "Die Gemeinde kaufte den Wagen 1982 von Anna Vogt. Er kostete 4000 Kronen.",
    }.items():
        (corpus / f"{name}.txt").write_text(text)
    conversation = Conversation(opened())
    for earlier in before:
        conversation.ask(earlier)
    answer = conversation.ask(question)
    assert (answer.answered, answer.passages[0].citation.article) == (True, article)


def test_covered_words_are_those_of_the_first_passage(talk: Callable[..., Answer]) -> None:
    """Or of its title; each word counts once, and without passages none does."""
    answer = talk("Who mediates in the ferry strike of Port Aldor?")
    first = answer.passages[0]
    assert "mediator" in first.text
    assert covered_words("the mediator, a retired judge, and zorgled", answer) == 3
    assert covered_words(f"{first.citation.title}?", answer) == len(analyzer.words(first.citation.title, "en")) > 0
    assert covered_words("mediator mediator", answer) == 1
    assert covered_words("mediator", replace(answer, passages=())) == 0


def test_words_are_carried_once_and_as_typed() -> None:
    """What the question has itself isn't carried, nor asking words or a year it replaces; a Chinese run stays one."""
    assert (
        context_words("Who leads the U.S. delegation to Qatar?", "And who joins the delegation?") == "leads U.S. Qatar"
    )
    assert context_words("Who won the Nobel Peace Prize in 2022?", "and in 2021?") == "won Nobel Peace Prize"
    assert context_words("黑豹队丢了多少分？", "为什么？", "zh") == "黑豹队丢了 分"


def test_an_answer_read_back_is_the_same(talk: Callable[..., Answer]) -> None:
    """What was understood and read survives the way to JSON and back."""
    answer = talk(PAIRS[0][0], "And why does she mediatess for Callowey?")
    assert answer.understood
    assert answer.corrections
    again = parsed_answer(answer_json(answer))
    assert again.topic == answer.topic is not None
    assert (again.understood, again.corrections) == (answer.understood, answer.corrections)


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        ("Did Tom see it?", "en", ["Tom"]),
        ("Did NATO see it?", "en", ["NATO"]),
        ("Was it in 2021?", "en", ["2021"]),
        ("Did he see it?", "en", []),
        ("Tom saw it?", "en", []),
        ("Did you see X?", "en", ["X"]),
        ("Did Pincite say it?", "en", ["Pincite"]),
    ],
)
def test_names_and_numbers_of_a_question(question: str, language: str, names: list[str]) -> None:
    """Words with capitals, but for the first."""
    words = analyzer.words(question, language)
    assert [word.text for word in words if _is_name(question, word, language)] == names
