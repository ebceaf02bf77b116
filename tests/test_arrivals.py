"""Articles that come in: which of them answer a question as surely as `ask` does, and which say something new."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import ArrivalMark, Searcher, answers_among, arrived, says_anew
from retrieval.arrivals import Arrivals
from retrieval.engines.base import EVERYTHING
from tests.arrivals import FERRY, FRIDAY, MONDAY, QUESTION, SUNDAY, write, write_reports
from tests.conftest import write_jsonl

Opener = Callable[..., Searcher]


@pytest.fixture(params=["memory", "disk"])
def searcher(request: pytest.FixtureRequest, corpus: Path, opened: Opener) -> Searcher:
    """A searcher over some articles, with every engine."""
    write_reports(corpus)
    write(corpus, sunday=SUNDAY)
    return opened(engine=request.param)


def sure(searcher: Searcher, question: str, mark: ArrivalMark = ArrivalMark(), **options: object) -> list[str]:  # noqa: B008
    """The articles behind a mark that answer a question."""
    arrivals, _ = arrived(searcher, mark)
    (answers,) = answers_among(searcher, arrivals, [(question, options)])
    return [answer.passages[0].citation.article for answer in answers]


def test_only_what_came_in_is_looked_at(searcher: Searcher, corpus: Path) -> None:
    """A mark stands behind what was there; new, changed and renamed articles are behind it, others are not."""
    arrivals, mark = arrived(searcher)
    assert len(arrivals) == 7
    assert arrived(searcher, mark) == ([], mark)
    write(corpus, friday=FRIDAY, m1="Market report\n\nNothing rose.\n")
    (corpus / "m2.txt").rename(corpus / "m7.txt")
    searcher.refresh()
    arrivals, after = arrived(searcher, mark)
    assert sorted(arrival.article for arrival in arrivals) == ["friday.txt", "m1.txt", "m7.txt"]
    assert after.key == arrivals[-1].key > mark.key
    assert len(arrived(searcher, mark._replace(catalog=None))[0]) == 8


def test_an_article_answers_as_surely_as_ask_says(searcher: Searcher, corpus: Path) -> None:
    """What `ask` is sure of is found among what came in, and nothing that it would not answer with."""
    _, mark = arrived(searcher)
    write(corpus, friday=FRIDAY, ferry=FERRY)
    write_reports(corpus, range(6, 9))
    searcher.refresh()
    assert sure(searcher, QUESTION, mark) == ["friday.txt"]
    assert set(sure(searcher, QUESTION)) == {"sunday.txt", "friday.txt"}
    assert sure(searcher, "Who opened the old tunnel in Zurich?", mark) == []
    assert sure(searcher, "???", mark) == []
    assert sure(searcher, QUESTION, mark, source="Nobody") == []


def test_one_article_is_asked_alone(searcher: Searcher, corpus: Path) -> None:
    """Only its passages are given, under the scores and the confidence that it would have if it came first."""
    whole = searcher.ask(QUESTION)
    alone = searcher.ask(QUESTION, article="sunday.txt")
    assert alone.passages[0].citation.exact == whole.passages[0].citation.exact
    assert alone.passages[0].bm25 == pytest.approx(whole.passages[0].bm25)
    assert alone.confidence == pytest.approx(whole.confidence, abs=0.05)
    assert alone.provenance["article"] == "sunday.txt"
    other = searcher.ask(QUESTION, article="m1.txt")
    assert not other.answered
    assert {passage.citation.article for passage in other.passages} <= {"m1.txt"}
    assert searcher.ask(QUESTION, article="nowhere.txt").passages == ()


def test_filters_hold_for_what_comes_in(corpus: Path, opened: Opener) -> None:
    """An article outside of the days or of the publisher of a question is none of its news."""
    write_reports(corpus)
    day, source = "2024-03-16", "Daily"
    write(corpus, friday=f"---\ntitle: One\ndate: {day}\nsource: {source}\n---\n{FRIDAY}")
    (corpus / "friday.txt").rename(corpus / "friday.md")
    searcher = opened()
    (article,) = [each for each in searcher.archive.articles() if each.id == "friday.md"]
    assert article.date is not None
    after, before = article.date.replace(day=17), article.date.replace(day=15)
    assert sure(searcher, QUESTION, since=article.date) == ["friday.md"]
    assert sure(searcher, QUESTION, source="daily") == ["friday.md"]
    assert sure(searcher, QUESTION, language="en") == ["friday.md"]
    assert sure(searcher, QUESTION, language="Spanish") == []
    assert sure(searcher, QUESTION, since=after) == sure(searcher, QUESTION, until=before) == []
    assert sure(searcher, QUESTION, as_of=before) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "By how many percent did the price of wheat rise?",
        "What did the traders in Bern say on 16 March 2024?",
        "Which country has a new bridge?",
        "Where does the ferry run?",
    ],
)
def test_no_article_is_left_out_that_ask_is_sure_of(corpus: Path, opened: Opener, question: str) -> None:
    """Whatever is asked, what is left out unread would not have been answered with."""
    write_reports(corpus, range(60))
    write(corpus, sunday=SUNDAY, friday=FRIDAY, monday=MONDAY, ferry=FERRY)
    searcher = opened(engine="memory")
    arrivals, _ = arrived(searcher)
    with searcher.reading() as index:
        passages = Arrivals(index, arrivals)
        hopeful = passages.hopeful(question, index, EVERYTHING, None, searcher.calibration)
    left_out = [arrival.article for arrival in arrivals if arrival.article not in hopeful]
    for article in random.Random(3).sample(left_out, min(len(left_out), 20)):
        answer = searcher.ask(question, article=article)
        assert not answer.answered or answer.may_hold


@pytest.mark.parametrize(
    ("text", "is_news"),
    [
        (SUNDAY.replace("in Lindau", "in  Lindau").replace("opened", "opned"), False),
        (SUNDAY.replace("stopped in May", "runs no more") + "\n\nThere was music.\n", False),
        (SUNDAY.replace("Ruth Amsler", "Hans Meier"), True),
        (SUNDAY.replace("opened", "never opened"), True),
    ],
)
def test_an_edit_that_changes_no_answer_says_nothing_new(
    searcher: Searcher, corpus: Path, text: str, is_news: bool
) -> None:
    """White space, typing errors and other sentences change nothing of what was told; another answer does."""
    told = [searcher.ask(QUESTION).passages[0].text]
    write(corpus, sunday=text)
    searcher.refresh()
    answer = searcher.ask(QUESTION, article="sunday.txt")
    assert says_anew(searcher, answer, told, {"sunday.txt"}) is is_news


def test_a_copy_of_what_is_there_says_nothing_new(searcher: Searcher, corpus: Path) -> None:
    """The same words in another article are no news, unless the word that answers is another one."""
    longer = SUNDAY + "\n\nThree thousand guests came by boat, by train and on foot, and the band played until night.\n"
    write(corpus, sunday=longer)
    searcher.refresh()
    write(corpus, copy=longer, other=longer.replace("Ruth Amsler", "Hans Meier"))
    searcher.refresh()
    copy, other = (searcher.ask(QUESTION, article=name) for name in ("copy.txt", "other.txt"))
    assert not says_anew(searcher, copy, [], {"copy.txt"})
    assert says_anew(searcher, other, [longer], {"other.txt"})


def test_a_short_sentence_is_compared_with_its_passage(corpus: Path, opened: Opener) -> None:
    """A sentence of a few words may stand anywhere: the same ones in another passage are news all the same."""
    write_reports(corpus)
    write(corpus, one="The minister\n\nWho resigned? The minister of trade had lost a vote. She resigned.\n")
    searcher = opened()
    told = ["In Norway the head of the railway had to go. The minister resigned."]
    answer = searcher.ask("Which minister resigned?", article="one.txt")
    assert says_anew(searcher, answer, told, {"one.txt"})


def test_an_article_that_is_gone_says_nothing(searcher: Searcher, corpus: Path) -> None:
    """What was taken out a moment ago is not told."""
    write(corpus, monday=MONDAY)
    searcher.refresh()
    answer = searcher.ask(QUESTION, article="monday.txt")
    (corpus / "monday.txt").unlink()
    searcher.refresh()
    assert not says_anew(searcher, answer, [], {"monday.txt"})


def test_of_another_place_is_no_answer(corpus: Path, opened: Opener) -> None:
    """Though everything else is there, and the archive knows the place, another one is not asked about."""
    write_reports(corpus)
    write(corpus, other=SUNDAY.replace("Lindau", "Arbon"), ferry=FERRY)
    searcher = opened()
    assert sure(searcher, QUESTION) == []
    write(corpus, sunday=SUNDAY, monday=MONDAY)
    searcher.refresh()
    assert sorted(sure(searcher, QUESTION)) == ["monday.txt", "sunday.txt"]


def test_a_question_is_likeliest_in_the_language_that_is_followed(corpus: Path, opened: Opener) -> None:
    """As `ask` reads it: a word that many languages might have is looked for in the form that it has in this one."""
    rows = [{"id": f"en{n}", "language": "en", "text": f"Row {n}: the mines of minas."} for n in range(30)]
    rows.append({"id": "es", "language": "es", "text": "La mina se cerró."})
    searcher = opened(write_jsonl(corpus / "a.jsonl", *rows))
    assert sure(searcher, "minas", language="es") == ["es"]
