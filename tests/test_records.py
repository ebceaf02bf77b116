"""The nouns' few functions."""

import datetime

import pytest

from retrieval import Caution, CautionKind, CautionPlace, Check, Quotation, QuoteVerdict, Verdict, parsed_day


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
