"""The nouns' few functions."""

import copy
import datetime
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest

from retrieval import (
    Article,
    Caution,
    CautionKind,
    CautionPlace,
    Check,
    Period,
    Quotation,
    QuoteVerdict,
    SpellingCorrection,
    Verdict,
    parsed_bound,
    records,
)
from retrieval.records import parsed_day


@pytest.mark.parametrize(
    "written",
    ["2024-03-16", " 2024/03/16 ", "2024-03-16T23:59:00Z", "2024-03-16 00:00", "20240316", datetime.date(2024, 3, 16)],
)
def test_a_day_is_parsed(written: object) -> None:
    """A day of the calendar is understood with dashes, slashes or neither, and with a time after it."""
    assert parsed_day(written) == datetime.date(2024, 3, 16)


@pytest.mark.parametrize("written", ["", "soon", "2024-02-30", "16-03-2024", "2024-03-167", "2024-03-16x", 5, None])
def test_what_is_not_a_day_is_an_error(written: object) -> None:
    """Whatever is not a day of the calendar raises ValueError and nothing else."""
    with pytest.raises(ValueError, match=r"\S"):
        parsed_day(written)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        (" 2024-02 ", "2024-02-01", "2024-02-29"),
        ("2023/4", "2023-04-01", "2023-04-30"),
        ("2024-03-16", "2024-03-16", "2024-03-16"),
        (9999, "9999-01-01", "9999-12-31"),
    ],
)
def test_a_bound_may_be_a_month_or_a_year(written: object, first: str, last: str) -> None:
    """What begins with it begins on its first day, what ends with it on its last."""
    assert parsed_bound("since", written) == datetime.date.fromisoformat(first)
    assert {str(parsed_bound(name, written)) for name in ("until", "as_of")} == {last}


@pytest.mark.parametrize("written", ["0000", "2024-13", "2024-00x", "20245", "24", "2024-", None])
def test_what_is_no_bound(written: object) -> None:
    """Whatever is neither a day nor a month nor a year raises ValueError and nothing else."""
    for name in ("since", "until"):
        with pytest.raises(ValueError):  # noqa: PT011 # of whichever words
            parsed_bound(name, written)


HIDDEN = Caution(CautionKind.NEGATION, CautionPlace.OMITTED, "not")
OPEN = tuple(Caution(kind, None, "x") for kind in (CautionKind.SPEAKER, CautionKind.ARTICLE, CautionKind.BRACKETS))
AROUND = tuple(Caution(CautionKind.DOUBT, where, "maybe") for where in (CautionPlace.BEFORE, CautionPlace.AFTER))


def test_what_stands() -> None:
    """The same words, wherever they are, unless an ellipsis hides a word that turns them."""
    for cautions, verdicts, quote_verdicts in (
        ((), {Verdict.VERIFIED, Verdict.MOVED}, {QuoteVerdict.VERBATIM, QuoteVerdict.ABRIDGED}),
        ((*OPEN, *AROUND), {Verdict.VERIFIED, Verdict.MOVED}, {QuoteVerdict.VERBATIM, QuoteVerdict.ABRIDGED}),
        ((*OPEN, HIDDEN), set(), set()),
    ):
        checks = [Check("c", verdict, None, None, None, None, cautions=cautions) for verdict in Verdict]
        quotations = [Quotation(None, "x", verdict, (), None, cautions=cautions) for verdict in QuoteVerdict]
        assert {check.verdict for check in checks if check.stands} == verdicts
        assert {quotation.verdict for quotation in quotations if quotation.stands} == quote_verdicts


def test_each_caution_is_a_sentence_of_its_own() -> None:
    """No two read alike, and each names its word."""
    cues = [Caution(kind, where, "x") for kind in list(CautionKind)[:5] for where in CautionPlace]
    remarks = [caution.remark for caution in (*cues, *OPEN)]
    assert len(set(remarks)) == len(remarks) == 18
    assert all("x" in remark for remark in remarks)


PERIOD = Period(datetime.date(2024, 3, 1), datetime.date(2024, 3, 31), "in March 2024")


def test_records_are_compared_by_their_values() -> None:
    """Those of one kind with the same values are equal, one in a set, and shown with all of them."""
    for other in (replace(PERIOD), copy.copy(PERIOD), pickle.loads(pickle.dumps(PERIOD))):
        assert other is not PERIOD
        assert (other, hash(other), repr(other)) == (PERIOD, hash(PERIOD), repr(PERIOD))
    assert {PERIOD, replace(PERIOD), replace(PERIOD, words="of March")} == {PERIOD, replace(PERIOD, words="of March")}
    assert repr(HIDDEN) == f"Caution(kind={CautionKind.NEGATION!r}, where={CautionPlace.OMITTED!r}, words='not')"


@dataclass(frozen=True, slots=True)
class Heard(SpellingCorrection):
    """A record with the values of another kind."""


def test_records_of_other_kinds_differ() -> None:
    """Even where all of their values are the same; and nothing else is equal to a record."""
    assert SpellingCorrection("bok", "book") != Heard("bok", "book")
    values: object = (PERIOD.since, PERIOD.until, PERIOD.words, PERIOD.asked_on)
    assert values != PERIOD


def test_what_only_tells_of_an_article_takes_no_part_in_a_comparison() -> None:
    """Where its title came from, which reader made it, and the hash of its file."""
    article = Article("a", "The mill.")
    other = replace(article, provenance={"title": "heading"}, reader="text 1", file_sha256="0" * 64)
    assert (other, hash(other)) == (article, hash(article))
    assert replace(article, title="The mill") != article


KINDS = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_stays_as_it_is(kind: type[Any]) -> None:
    """Nothing in it is put in place of another value, or taken out, and nothing is put beside its fields."""
    record = kind(*[None for each in fields(kind)])
    for each in fields(kind):
        with pytest.raises(FrozenInstanceError):
            setattr(record, each.name, "b")
        with pytest.raises(FrozenInstanceError):
            delattr(record, each.name)
    assert not hasattr(record, "__dict__")
    assert pickle.loads(pickle.dumps(record)) == copy.deepcopy(record) == record
