"""What somebody wrote: articles by the author whom a question names."""

import datetime
from collections.abc import Callable

import pytest

from retrieval import Searcher, UsageError
from retrieval.arrivals import require_follow

Opener = Callable[..., Searcher]

ARTICLES = {
    "car.md": "---\ntitle: Why I sold my car\nauthor: Ana Ruiz\ndate: 2024-08-20\n---\n\nI sold it in June. The bus to "
    "Hallam takes eighteen minutes.",
    "ferry.md": "---\ntitle: Ferry cut\nauthor: [Ana Ruiz, Ben Cole]\n---\n\nThe ferry runs twice a day. It is full.",
    "bus.md": "---\ntitle: The bus depot\nauthor: Tom Dale\ndate: 2024-10-02\n---\n\nThe bus, the bus and the bus: "
    "the depot of the bus company wrote to Ana Ruiz about the bus.",
}


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("What did Ana Ruiz write about the bus?", ["Why I sold my car"]),
        ("what has ruiz written", ["Why I sold my car", "Ferry cut"]),
        ("What did Ana Ruiz write about it?", ["Why I sold my car", "Ferry cut"]),
        ("Articles by Ben Cole", ["Ferry cut"]),
    ],
)
def test_articles_by_the_author_answer(opened_once: Opener, question: str, titles: list[str]) -> None:
    """Those with a word of what they are to be about, or all of them, newest first; none of another author."""
    answer = opened_once(ARTICLES).ask(question)
    assert [passage.citation.title for passage in answer.passages] == titles
    assert answer.answered
    assert not answer.missing_terms


@pytest.mark.parametrize("question", ["What did Ana Ruiz write about geese?", "What did Eva Ruiz write about geese?"])
def test_what_the_author_never_wrote_about_is_looked_for_everywhere(opened_once: Opener, question: str) -> None:
    """Nothing of theirs has a word of it, or nobody of that name wrote anything: no sure answer."""
    answer = opened_once(ARTICLES).ask(question)
    assert not answer.answered or answer.may_hold
    assert answer.provenance.get("listing") is None


def test_articles_by_an_author_are_narrowed_as_others(opened_once: Opener) -> None:
    """By days and by how many are wanted; an article without a day is in none."""
    searcher = opened_once(ARTICLES)
    assert len(searcher.ask("What has Ana Ruiz written?", limit=1).passages) == 1
    answer = searcher.ask("What has Ana Ruiz written?", since=datetime.date(2024, 1, 1))
    assert [passage.citation.title for passage in answer.passages] == ["Why I sold my car"]


def test_all_articles_of_an_author_are_not_followed(opened_once: Opener) -> None:
    """As those of some days are not: new ones can't be told from what was there by words."""
    answer = opened_once(ARTICLES).ask("What has Ana Ruiz written?")
    assert answer.provenance["listing"] == "authors"
    with pytest.raises(UsageError):
        require_follow(answer)


def mail(number: int, sender: str, receiver: str, words: str) -> str:
    """A message of some day in March 2024."""
    return (
        f"From: {sender} <s@x.example>\nTo: {receiver} <r@x.example>\nSubject: No. {number}\n"
        f"Date: {number} Mar 2024 09:00:00 +0000\n\n{words}\n"
    )


LETTERS = {
    "1.eml": mail(1, "Ana Ruiz", "Ben Cole", "The keys of the weir are with the miller, who wants forty pounds."),
    "2.eml": mail(2, "Ben Cole", "Ana Ruiz", "The keys of the weir were never his, and the board will not pay."),
    "3.eml": mail(3, "Ana Ruiz", "Tom Dale", "The pump arrives on Friday with two fitters from the harbour."),
    "column.md": "---\ntitle: Keys\nauthor: Ana Ruiz\ndate: 2024-03-03\n---\n\nA column about the keys of the weir.",
}


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Who did Ana Ruiz write to on 3 March 2024?", ["No. 3"]),
        ("To whom did Ana Ruiz write?", ["No. 3", "No. 1"]),
        ("What did Ana Ruiz write to Ben Cole?", ["No. 1"]),
        ("What did Ben Cole write to Ana Ruiz?", ["No. 2"]),
        ("What did Ana Ruiz write on 3 March 2024?", ["No. 3", "Keys"]),
    ],
)
def test_who_wrote_to_whom(opened_once: Opener, question: str, titles: list[str]) -> None:
    """Messages of whoever wrote, not those to them; only messages tell to whom something was written."""
    answer = opened_once(LETTERS).ask(question)
    assert [passage.citation.title for passage in answer.passages][: len(titles)] == titles
    assert answer.answered
