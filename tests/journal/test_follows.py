"""Questions that are followed: told once, lost never, forgotten wholly."""

import datetime
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.journal.follows import Follow, FollowedAnswer, NewsState
from bot.journal.news import Lookout, number_of, same_follow
from bot.journal.store import Journal
from retrieval import Arrival, NotFound, Searcher, UsageError
from tests.answers import answer, passage
from tests.arrivals import FERRY, FRIDAY, MONDAY, QUESTION, SUNDAY, market_report, write, write_reports
from tests.journal.test_forgetting import everything

DOOR = "command line"
NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
FOLLOW = Follow("aaaaa1", "archive", DOOR, QUESTION, {"since": "2024-05-01"}, {}, NOW)

Opener = Callable[..., Searcher]


@pytest.fixture
def journal(state: Path) -> Iterator[Journal]:
    """A journal in the state folder."""
    with closing(Journal(state)) as opened_journal:
        yield opened_journal


@pytest.fixture
def searcher(corpus: Path, opened: Opener) -> Searcher:
    """A searcher over some articles, one of which answers the question."""
    write_reports(corpus)
    write(corpus, sunday=SUNDAY)
    return opened()


def articles(journal: Journal, *states: NewsState) -> list[str]:
    """The articles of the news that stands so, in order."""
    news = journal.follows.news(DOOR, *(states or (NewsState.WAITING,)))
    return [journal.answer(each.answer).passages[0].citation.article for _, each in news]


def begun(lookout: Lookout, question: str = QUESTION) -> Follow:
    """A question that is followed."""
    return lookout.begin(question, {}, DOOR, {})


# The store


def test_what_is_followed_is_kept(journal: Journal, state: Path) -> None:
    """A question, its bounds, since when and where it is told are there after a restart; ids are never the same."""
    first = journal.follows.add(FOLLOW, ["told"], [1, 2], 0, chat=7, person=8)
    second = journal.follows.add(replace(FOLLOW, since=NOW + datetime.timedelta(1)), [], [3], 1)
    assert first == FOLLOW
    assert second is not None
    assert second.id != first.id
    with closing(Journal(state)) as again:
        assert again.follows.all() == again.follows.of(DOOR) == [first, second]
        assert again.follows.all("other") == again.follows.of("telegram") == again.follows.of(DOOR, 8) == []
        assert again.follows.of(DOOR, 7) == [first]
        assert (again.follows.count_of(DOOR, 8), again.follows.count_of(DOOR, 7)) == (1, 0)
        assert again.follows.seen("archive") == {1, 2, 3}
        assert again.follows.known_passages(first) == ["told"]
        nothing_else = dict.fromkeys(("until", "as_of", "source", "language"))
        assert first.options == {"since": datetime.date(2024, 5, 1), **nothing_else}


def test_of_two_who_come_at_once_one_begins_again(journal: Journal) -> None:
    """Nothing is begun or recorded by whoever did not know what another one wrote meanwhile."""
    assert journal.follows.add(FOLLOW, [], [1], 0)
    assert journal.follows.add(FOLLOW, [], [2], 0) is None
    found = [FollowedAnswer(FOLLOW, answer(passage(id="bbbbb1.1"), id="bbbbb1"))]
    assert not journal.follows.record("archive", found, [3], 0)
    assert journal.follows.seen("archive") == {1}
    assert journal.follows.news(DOOR, *NewsState) == []
    assert journal.follows.record("archive", found, [3], 1)
    assert [each.answer for _, each in journal.follows.news(DOOR, NewsState.WAITING)] == ["bbbbb1"]


def test_news_has_an_id_of_its_own(journal: Journal) -> None:
    """An answer whose id another one has gets another id; of what nobody follows any more nothing is kept."""
    taken = answer(passage(id="bbbbb1.1"), id="bbbbb1")
    journal.keep(taken, "repl")
    assert journal.follows.add(FOLLOW, [], [], 0)
    gone = replace(FOLLOW, id="zzzzz9")
    assert journal.follows.record("archive", [FollowedAnswer(gone, taken), FollowedAnswer(FOLLOW, taken)], [], 1)
    ((follow, news),) = journal.follows.news(DOOR, NewsState.WAITING)
    assert follow == FOLLOW
    assert news.answer != "bbbbb1"
    assert journal.answer(news.answer).passages[0].citation.id == f"{news.answer}.1"
    assert len(journal.ids()) == 2
    assert journal.follows.known_passages(FOLLOW) == [taken.passages[0].text]


def test_what_was_being_sent_is_unsure_after_a_kill(journal: Journal) -> None:
    """It is not sent again, and not lost: only what was written down as told, or put back, is sure."""
    journal.follows.add(FOLLOW, [], [], 0)
    found = [FollowedAnswer(FOLLOW, answer(passage(id=f"bbbbb{n}.1"), id=f"bbbbb{n}")) for n in range(4)]
    journal.follows.record("archive", found, [], 1)
    sending, told, put_back, _ = (each for _, each in journal.follows.news(DOOR, NewsState.WAITING))
    journal.follows.put([sending, told, put_back], NewsState.SENDING)
    journal.follows.put([told], NewsState.TOLD)
    journal.follows.put([put_back], NewsState.WAITING)
    journal.follows.begin_again("telegram")
    assert len(journal.follows.news(DOOR, NewsState.SENDING)) == 1
    journal.follows.begin_again(DOOR)
    by = {progress: [each.answer for _, each in journal.follows.news(DOOR, progress)] for progress in NewsState}
    assert by == {
        NewsState.WAITING: ["bbbbb2", "bbbbb3"],
        NewsState.SENDING: [],
        NewsState.TOLD: ["bbbbb1"],
        NewsState.UNSURE: ["bbbbb0"],
        NewsState.REFUSED: [],
    }


def test_a_chat_that_takes_nothing_is_paused(journal: Journal) -> None:
    """What is followed there is told nothing until it goes on; a group that moves is told in its new place."""
    journal.follows.add(FOLLOW, [], [], 0, chat=7, person=8)
    journal.follows.pause(DOOR, 9, "blocked")
    assert [follow.paused for follow in journal.follows.all()] == [""]
    journal.follows.pause(DOOR, 7, "blocked")
    assert [follow.paused for follow in journal.follows.all()] == ["blocked"]
    journal.follows.pause(DOOR, 7, "")
    journal.follows.move(FOLLOW, {"chat": 70}, 70)
    assert journal.follows.of(DOOR, 7) == []
    assert [follow.address for follow in journal.follows.of(DOOR, 70)] == [{"chat": 70}]
    assert journal.notes() == []


@pytest.mark.parametrize(
    "forget",
    [
        lambda journal: journal.forget(chat=7),
        lambda journal: journal.forget(person=8),
        lambda journal: journal.forget_all(),
        lambda journal: journal.follows.end(DOOR, 8),
    ],
    ids=["chat", "person", "all", "unpaired"],
)
def test_forgetting_leaves_no_word(journal: Journal, state: Path, forget: Callable[[Journal], int]) -> None:
    """What was followed in a chat or by a person is gone from every file, with what was told of it."""
    follow = replace(FOLLOW, question="Where is the zanzibarquestion?")
    journal.follows.add(follow, ["passages of the zanzibaranswer"], [], 0, chat=7, person=8)
    journal.follows.add(replace(FOLLOW, id="other1"), [], [], 1, chat=9, person=9)
    assert b"zanzibar" in everything(state)
    forget(journal)
    assert b"zanzibar" not in everything(state)
    if journal.follows.all():
        assert [each.id for each in journal.follows.all()] == ["other1"]
    assert all(journal.follows.known_passages(each) == [] for each in (follow, FOLLOW))


def test_answers_of_an_age_leave_what_is_followed(journal: Journal) -> None:
    """`--older-than` and PINCITE_KEEP_DAYS are about answers: a question is followed until somebody ends it."""
    journal.follows.add(FOLLOW, [], [], 0, person=8)
    journal.forget(before=NOW + datetime.timedelta(days=1_000))
    journal.forget("aaaaa1", person=8)
    assert journal.follows.all() == [FOLLOW]
    journal.follows.remove(" AAAAA1 ")
    with pytest.raises(NotFound, match="follow list"):
        journal.follows.remove("aaaaa1")


def test_a_damaged_question_is_noted_and_not_told(journal: Journal, state: Path) -> None:
    """A flipped byte sends nobody's words to the wrong chat; others are told as ever, damaged words left out."""
    journal.follows.add(FOLLOW, ["told"], [], 0)
    journal.follows.add(replace(FOLLOW, id="other1"), [], [], 1)
    with closing(sqlite3.connect(state / "journal.sqlite")) as db, db:
        db.execute("UPDATE follows SET address = '{\"chat\": 5}' WHERE id = 'aaaaa1'")
        db.execute("UPDATE follow_words SET words = ?", (zlib.compress(b"[")[:-1],))
    assert [follow.id for follow in journal.follows.all()] == ["other1"]
    assert "follow remove aaaaa1" in " ".join(journal.notes())
    assert journal.follows.known_passages(FOLLOW) == []


def test_a_damaged_journal_keeps_what_is_followed(state: Path) -> None:
    """What can still be read is taken over when the file is set aside, news and what was told included."""
    with closing(Journal(state)) as journal:
        for number in range(20):
            journal.keep(answer(passage(id="x.1", text="word " * 3000, words="word"), id=f"c{number:05}"), "repl")
        journal.follows.add(FOLLOW, ["told"], [1], 0, person=8)
        journal.follows.record("archive", [FollowedAnswer(FOLLOW, answer(passage(id="bbbbb1.1"), id="bbbbb1"))], [2], 1)
    with closing(sqlite3.connect(state / "journal.sqlite")) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'answers'").fetchone()
    with (state / "journal.sqlite").open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with closing(Journal(state)) as journal:
        assert list(journal.all_citations()) == []
        assert "was damaged" in " ".join(journal.notes())
        assert journal.follows.all() == [FOLLOW]
        assert journal.follows.seen("archive") == {1, 2}
        assert journal.follows.known_passages(FOLLOW) == ["told", passage().text]
        assert journal.follows.version() == 2


# What comes in


def test_what_comes_in_is_news_once(journal: Journal, searcher: Searcher, corpus: Path) -> None:
    """Neither what was there nor what answers nothing is news; what answers is, once, whoever looks how often."""
    lookout = Lookout(searcher, journal.follows)
    begun(lookout)
    assert lookout.look() == 0
    write(corpus, friday=FRIDAY, ferry=FERRY, m9=market_report(9))
    searcher.refresh()
    assert lookout.look() == 1
    assert (lookout.look(), Lookout(searcher, journal.follows).look()) == (0, 0)
    write(corpus, monday=MONDAY)
    searcher.refresh()
    assert Lookout(searcher, journal.follows).look() == 1
    assert lookout.look() == 0
    assert articles(journal) == ["friday.txt", "monday.txt"]


def test_copies_edits_and_renames_are_no_news(journal: Journal, searcher: Searcher, corpus: Path) -> None:
    """Of several copies the first is told; edits, renames, what came back and a new index bring nothing."""
    lookout = Lookout(searcher, journal.follows)
    begun(lookout)
    write(corpus, friday=FRIDAY, copy=f"{FRIDAY}\n", again=FRIDAY.replace("rained", "rained  all day"))
    searcher.refresh()
    assert lookout.look() == 1
    write(corpus, friday=FRIDAY.replace("second new", "second, new"), sunday=SUNDAY.replace("Sunday", "sunday"))
    (corpus / "copy.txt").rename(corpus / "other.txt")
    searcher.refresh()
    assert lookout.look() == 0
    (corpus / "again.txt").unlink()
    searcher.refresh()
    write(corpus, again=FRIDAY)
    searcher.refresh()
    assert lookout.look() == 0
    write(corpus, sunday=SUNDAY.replace("Ruth Amsler", "Hans Meier"))
    searcher.refresh()
    assert lookout.look() == 1
    assert articles(journal)[-1] == "sunday.txt"


def test_what_came_in_while_nobody_looked(
    journal: Journal, searcher: Searcher, corpus: Path, state: Path, opened: Opener
) -> None:
    """It is looked at by the next start, also when the index was built anew meanwhile, and what was there is not."""
    begun(Lookout(searcher, journal.follows))
    searcher.close()
    write(corpus, friday=FRIDAY)
    for path in state.glob("*/catalog.sqlite*"):
        path.unlink()
    again = opened()
    assert Lookout(again, journal.follows).look() == 1
    assert articles(journal) == ["friday.txt"]


def test_each_question_has_its_own_news(journal: Journal, searcher: Searcher, corpus: Path) -> None:
    """One that is begun later is told nothing that came in before; all are told what comes in for them."""
    lookout = Lookout(searcher, journal.follows)
    first = begun(lookout)
    write(corpus, friday=FRIDAY)
    searcher.refresh()
    later = begun(Lookout(searcher, journal.follows), "Who opened the third new bridge in Lindau?")
    assert lookout.look() == 0
    write(corpus, monday=MONDAY)
    searcher.refresh()
    lookout.look()
    news = [(follow.id, journal.answer(each.answer)) for follow, each in journal.follows.news(DOOR, NewsState.WAITING)]
    told = [(identity, each.passages[0].citation.article) for identity, each in news]
    assert sorted(told) == sorted([(first.id, "friday.txt"), (first.id, "monday.txt"), (later.id, "monday.txt")])


def test_another_process_comes_in_between(journal: Journal, searcher: Searcher, corpus: Path, state: Path) -> None:
    """What two look at together is news once."""
    lookout = Lookout(searcher, journal.follows)
    begun(lookout)
    write(corpus, friday=FRIDAY)
    searcher.refresh()
    with closing(Journal(state)) as other:
        theirs = Lookout(searcher, other.follows)
        found = lookout._followed_answers  # the moment in between

        def slowly(*arguments: object) -> Iterator[FollowedAnswer]:
            theirs.look()
            return found(*arguments)  # type: ignore[arg-type]

        lookout._followed_answers = slowly  # type: ignore[method-assign, assignment]
        assert lookout.look() == 0
        assert articles(journal) == ["friday.txt"]


def test_questions_that_can_not_be_followed(journal: Journal, searcher: Searcher) -> None:
    """A question about nothing but days has no answer that comes in; nothing is begun."""
    lookout = Lookout(searcher, journal.follows)
    with pytest.raises(UsageError, match="certain days"):
        begun(lookout, "What happened yesterday?")
    with pytest.raises(UsageError, match="Nobody"):
        lookout.begin(QUESTION, {"source": "Nobody"}, DOOR, {})
    assert journal.follows.all() == []


def test_the_same_question_is_followed_already() -> None:
    """Capitals and white space don't matter, bounds do."""
    options = {"since": datetime.date(2024, 5, 1)}
    assert same_follow([FOLLOW], f"  {QUESTION.upper()}", options) is FOLLOW
    assert same_follow([FOLLOW], QUESTION, {}) is None
    assert same_follow([FOLLOW], "Who?", options) is None


def test_an_article_is_known_by_its_words() -> None:
    """Another text or another id is another article; the number fits SQLite."""
    numbers = {number_of(Arrival(1, *row)) for row in (("a", "1"), ("a", "2"), ("b", "1"), ("a1", ""))}
    assert len(numbers) == 4
    assert all(-(2**63) <= number < 2**63 for number in numbers)
    assert number_of(Arrival(1, "a", "1")) == number_of(Arrival(2, "a", "1"))


def test_a_name_that_nobody_knows_yet_is_not_a_similar_one(journal: Journal, searcher: Searcher, corpus: Path) -> None:
    """A word that is read as one that came in later is not that one; what was misspelled from the start is."""
    lookout = Lookout(searcher, journal.follows)
    begun(lookout, QUESTION.replace("Lindau", "Drolvik"))
    begun(lookout, QUESTION.replace("Lindau", "Lindauu"))
    write(corpus, other=MONDAY.replace("Lindau", "Brolvik"), monday=MONDAY)
    searcher.refresh()
    lookout.look()
    assert articles(journal) == ["monday.txt"]
