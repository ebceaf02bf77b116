"""The nouns' few functions."""

import copy
import datetime
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
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
    Record,
    SpellingCorrection,
    Verdict,
    parsed_day,
    record,
)


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


@record
class Heard(SpellingCorrection):
    """A record with the values of another kind."""


def test_records_of_other_kinds_differ() -> None:
    """Even where all of their values are the same; and nothing else is equal to a record."""
    assert SpellingCorrection("bok", "book") != Heard("bok", "book")
    assert (PERIOD.since, PERIOD.until, PERIOD.words, PERIOD.asked_on) != PERIOD


def test_what_only_tells_of_an_article_takes_no_part_in_a_comparison() -> None:
    """Where its title came from, which reader made it, and the hash of its file."""
    article = Article("a", "The mill.")
    other = replace(article, provenance={"title": "heading"}, reader="text 1", file_sha256="0" * 64)
    assert (other, hash(other)) == (article, hash(article))
    assert replace(article, title="The mill") != article


@record
class Crate(Record):
    """A record with every sort of field."""

    number: int
    port: str
    weight: float = 1.5
    holds: dict[str, int] = field(default_factory=dict)
    seen: bool = field(default=False, compare=False, repr=False)


def test_a_record_is_made_of_values_and_names() -> None:
    """In the order of its fields, or by their names; what is not given is as the field says, made anew each time."""
    whole = Crate(1, "Osterholm", 1.5, {}, *[False])
    assert (whole.number, whole.port, whole.weight, whole.holds, whole.seen) == (1, "Osterholm", 1.5, {}, False)
    for crate in (Crate(1, "Osterholm"), Crate(1, port="Osterholm"), Crate(port="Osterholm", number=1, seen=True)):
        assert crate == whole
        assert crate.holds is not whole.holds
    assert [Crate(1, "a", 2.0).weight, Crate(1, "a", seen=True).seen, Crate(1, "a", holds={"b": 2}).holds] == [
        2.0, True, {"b": 2},
    ]  # fmt: skip
    assert Crate.__match_args__ == tuple(each.name for each in fields(Crate))
    assert repr(whole) == "Crate(number=1, port='Osterholm', weight=1.5, holds={})"
    assert not hasattr(whole, "__dict__")


@pytest.mark.parametrize(
    ("values", "named", "why"),
    [
        ((), {}, "Crate needs a value for number, port"),
        ((1,), {"weight": 2.0}, "Crate needs a value for port"),
        ((1, "a", 1.0, {}, True, 6), {}, "Crate has the fields number, port, weight, holds, seen, each of them once"),
        ((1, "a"), {"port": "b"}, "Crate has the fields"),
        ((1, "a"), {"colour": "b"}, "Crate has the fields"),
    ],
)
def test_a_record_has_its_fields_and_no_others(values: tuple[Any, ...], named: dict[str, Any], why: str) -> None:
    """As a function has its parameters."""
    with pytest.raises(TypeError, match=f"^{why}"):
        Crate(*values, **named)


def test_a_record_stays_as_it_is() -> None:
    """Nothing in it is put in place of another value, or taken out; it is copied and pickled whole."""
    crate: Any = Crate(1, "Osterholm", seen=True)
    for name in ("port", "colour"):
        with pytest.raises(FrozenInstanceError, match=f"^cannot assign to field '{name}'$"):
            setattr(crate, name, "b")
        with pytest.raises(FrozenInstanceError, match=f"^cannot delete field '{name}'$"):
            delattr(crate, name)
    for other in (copy.deepcopy(crate), pickle.loads(pickle.dumps(crate)), replace(crate)):
        assert (other, other.seen) == (crate, True)
    with pytest.raises(ValueError, match="shorter"):
        crate.__setstate__([1])


def test_of_many_records_the_next_are_made_alike() -> None:
    """By code that is written out for them, with the same fields and defaults; and so are those of a kind below."""
    for _ in range(200):
        Crate(1, "Osterholm")
    for crate in (Crate(1, "Osterholm"), Crate(1, port="Osterholm"), Crate(port="Osterholm", number=1, seen=True)):
        assert (crate.number, crate.port, crate.weight, crate.holds) == (1, "Osterholm", 1.5, {})
    assert Crate(1, "a").holds is not Crate(1, "a").holds
    assert [Crate(1, "a", 2.0).weight, Crate(1, "a", seen=True).seen, Crate(1, "a", holds={"b": 2}).holds] == [
        2.0, True, {"b": 2},
    ]  # fmt: skip
    values: tuple[Any, ...]
    named: dict[str, Any]
    for values, named in (((), {}), ((1,), {"weight": 2.0}), ((1, "a"), {"port": "b"}), ((1, "a"), {"colour": "b"})):
        with pytest.raises(TypeError):
            Crate(*values, **named)
    assert Sealed(1, "a", seal="x") == replace(Sealed(1, "a"), seal="x")
    assert Sealed(2, "a").seal == ""


@record
class Sealed(Crate):
    """A record with one field more than another kind."""

    seal: str = ""
