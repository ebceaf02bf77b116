"""Verdicts on citations and quotations, and the edges of what they show."""

from typing import Any

import pytest

from bot.telegram_app.views.checks import answer_check_view, checks_view, difference_spans, quotation_view
from bot.telegram_app.views.html import Span
from bot.telegram_app.views.keyboards import Press
from retrieval import (
    Caution,
    CautionKind,
    CautionPlace,
    Check,
    Place,
    Quotation,
    QuoteVerdict,
    Remark,
    Sentence,
    Verdict,
)
from tests.telegram_app.views.conftest import DAY, OPTIONS, SAY, citation, kinds, presses, prose, short_answer, takes


def check(verdict: Verdict, **chosen: Any) -> Check:
    """A verdict on the first citation."""
    fields: dict[str, Any] = {"article": None, "start": None, "end": None, "difference": None}
    return Check("k7q2m9.1", verdict, **{**fields, **chosen})


def quotation(verdict: QuoteVerdict, places: int = 0, exact: str = "It holds.", **chosen: Any) -> Quotation:
    """A quotation that stands in some places."""
    fields: dict[str, Any] = {"id": None, "text": "It holds.", "difference": None}
    where = tuple(Place(f"news/{n}.txt", f"Title {n}", DAY, 0, 9, (n,), exact) for n in range(1, places + 1))
    return Quotation(verdict=verdict, places=where, **{**fields, **chosen})


def test_verdicts_on_an_answer() -> None:
    """As many citations as were checked, each with its verdict, and how many match; a way back to the answer."""
    verdicts = [check(Verdict.VERIFIED), check(Verdict.MOVED), check(Verdict.ALTERED), check(Verdict.GONE)]
    view = answer_check_view(short_answer(5), verdicts, SAY, OPTIONS)
    assert takes(view).splitlines() == [
        "1 of 4 citations match word for word.",
        "",
        "k7q2m9.1 ✅ verified: the same words in the same place",
        "The dam · March 16, 2024 · ¶ 3",
        "",
        "k7q2m9.2 ↪️ moved: the same words are now elsewhere",
        "The dam · March 16, 2024 · ¶ 3",
        "",
        "k7q2m9.3 ⚠️ altered: the words have changed",
        "The dam · March 16, 2024 · ¶ 3",
        "",
        "k7q2m9.4 ❌ gone: the passage is no longer there",
        "The dam · March 16, 2024 · ¶ 3",
    ]
    assert kinds(view) == []
    assert presses(view) == {"↩ Answer": Press("a", "k7q2m9")}


@pytest.mark.parametrize(
    ("size", "kind", "shown"),
    [(700, "quote", 700), (701, "folded", 701), (1500, "folded", 1500), (1501, "folded", None)],
)
def test_a_single_citation_comes_with_its_words(size: int, kind: str, shown: int | None) -> None:
    """Up to 1,500 characters of them, folded from 701 on; of two citations neither does."""
    cited = citation(exact=prose(size))
    view = checks_view([cited], [check(Verdict.VERIFIED)], SAY, OPTIONS)
    assert kinds(view) == [kind]
    quoted = takes(view).splitlines()[-1]
    assert (quoted == prose(size)) == (shown is not None)
    assert quoted.endswith("…") == (shown is None)
    assert kinds(checks_view([cited] * 2, [check(Verdict.VERIFIED)] * 2, SAY, OPTIONS)) == []
    assert presses(view) == {}


def test_no_citation_is_shown_without_its_verdict() -> None:
    """Nor a verdict without its citation: as many of one as of the other, or nothing."""
    for citations, verdicts in ((1, 2), (2, 1)):
        with pytest.raises(ValueError, match="zip"):
            checks_view([citation()] * citations, [check(Verdict.VERIFIED)] * verdicts, SAY, OPTIONS)


def test_what_a_verdict_means_here() -> None:
    """It stands in place of what the verdict means as a rule."""
    one = check(Verdict.GONE, meaning=Remark("{article!r} does not have these words", article="a"))
    assert "❌ 'a' does not have these words" in takes(checks_view([citation()], [one], SAY, OPTIONS))


def test_difference_and_remarks() -> None:
    """A difference is folded and has at most 500 characters; remarks stand in one line under it."""
    remarks = Remark("It moved."), Remark("It was restyled.")
    one = check(Verdict.ALTERED, difference="x" * 500, remarks=remarks)
    view = checks_view([citation()], [one], SAY, OPTIONS)
    assert takes(view).splitlines()[4:] == ["x" * 500, "It moved. It was restyled.", "The dam holds."]
    assert kinds(view) == ["folded", "quote"]
    longer = checks_view([citation()], [check(Verdict.ALTERED, difference="x" * 501)], SAY, OPTIONS)
    assert takes(longer).splitlines()[4:] == ["x" * 499 + "…", "The dam holds."]


@pytest.mark.parametrize(
    ("verdict", "heading"),
    [
        (QuoteVerdict.VERBATIM, "✅ Word for word in the archive."),
        (QuoteVerdict.ALTERED, "⚠️ Not word for word: the archive words it differently."),
        (QuoteVerdict.MISATTRIBUTED, "⚠️ The words are in the archive, but in another article or from another speaker."),
        (QuoteVerdict.NOT_FOUND, "❌ Not found in the archive."),
        (QuoteVerdict.ABRIDGED, "✂️ Word for word in the archive, except for what is left out."),
        (QuoteVerdict.TOO_SHORT, "❔ Too short to tell: such words occur anywhere."),
    ],
)
def test_verdict_on_a_quotation(verdict: QuoteVerdict, heading: str) -> None:
    """Each verdict in a sentence, with the remarks under it."""
    assert takes(quotation_view(quotation(verdict), SAY)) == heading
    remarked = quotation_view(quotation(verdict, remarks=(Remark("A note."), Remark("Another."))), SAY)
    assert takes(remarked).splitlines() == [heading, "A note. Another."]


@pytest.mark.parametrize(
    ("places", "more"), [(1, None), (3, None), (4, "… and 1 more place."), (5, "… and 2 more places.")]
)
def test_places_of_a_quotation(places: int, more: str | None) -> None:
    """Three places are shown, and it is said how many more there are."""
    shown = takes(quotation_view(quotation(QuoteVerdict.VERBATIM, places), SAY)).splitlines()
    first = [
        line for n in range(1, min(places, 3) + 1) for line in ("", f"Title {n} · March 16, 2024 · ¶ {n}", "It holds.")
    ]
    assert shown[1:] == [*first, *([more] if more else [])]


def test_long_words_of_a_quotation() -> None:
    """A place and a difference of more than 700 characters are folded; a title that is missing is the article's id."""
    for size, kind in ((700, "quote"), (701, "folded")):
        assert kinds(quotation_view(quotation(QuoteVerdict.VERBATIM, 1, "x" * size), SAY)) == [kind]
        assert kinds(quotation_view(quotation(QuoteVerdict.ALTERED, difference="x" * size), SAY)) == [kind]
    place = Place("news/dam.txt", "", None, 0, 9, (3,), "It holds.")
    untitled = Quotation(None, "It holds.", QuoteVerdict.VERBATIM, (place,), None)
    assert "news/dam.txt · undated · ¶ 3" in takes(quotation_view(untitled, SAY))
    titled = Quotation(None, "It holds.", QuoteVerdict.VERBATIM, (Place("n", "x" * 81, DAY, 0, 9, (3,), "?"),), None)
    assert f"{'x' * 79}… · March" in takes(quotation_view(titled, SAY))


@pytest.mark.parametrize(
    ("difference", "spans"),
    [
        ("the same", [("the same", "")]),
        ("[-old-]", [("old", "s")]),
        ("a {+new+} b", [("a ", ""), ("new", "u"), (" b", "")]),
        ("a [-old-] {+new+} b", [("a ", ""), ("old", "s"), (" ", ""), ("new", "u"), (" b", "")]),
        ("[-two\nlines-]", [("two\nlines", "s")]),
        ("[-a-]x[-b-]", [("a", "s"), ("x", ""), ("b", "s")]),
    ],
)
def test_difference_as_it_is_displayed(difference: str, spans: list[tuple[str, str]]) -> None:
    """Old words struck through, new ones underlined, what is between them as it is."""
    assert difference_spans(difference) == [Span(text, tag) for text, tag in spans]


HIDDEN = Caution(CautionKind.NEGATION, CautionPlace.OMITTED, "not")
SENTENCE = Sentence("He is not here unless called.", 10, 39)


def test_an_abridged_quotation_stands_in_its_sentence() -> None:
    """What was left out, a line a caution, and the whole sentence with the quotation in bold; a long one is folded."""
    place = Place("a.txt", "The dam", DAY, 10, 24, (1,), SENTENCE.exact[:14], SENTENCE)
    one = Quotation(None, "He … here", QuoteVerdict.ABRIDGED, (place,), None, (), ("is not", "b"), (HIDDEN,))
    view = quotation_view(one, SAY)
    assert takes(view).splitlines()[1:] == [
        "✂️ Left out: “is not / b”",
        "Caution: the ellipsis leaves out “not” (negation).",
        "",
        "The dam · March 16, 2024 · ¶ 1",
        SENTENCE.exact,
    ]
    assert [span.text for span in view.page[-1].spans if span.tag == "b"] == ["He is not here"]
    for size, kind in ((700, "quote"), (701, "folded")):
        sentence = Sentence("x" * size, 10, 10 + size)
        held = Place("a.txt", "The dam", DAY, 10, 24, (1,), "x" * 14, sentence)
        assert kinds(quotation_view(Quotation(None, "x", QuoteVerdict.VERBATIM, (held,), None), SAY)) == [kind]
    long = Quotation(None, "x", QuoteVerdict.ABRIDGED, (), None, (), ("y" * 301,))
    assert takes(quotation_view(long, SAY)).splitlines()[1] == f"✂️ Left out: “{'y' * 299}…”"


def test_a_check_tells_the_sentence_and_the_copies() -> None:
    """A draft's quotation in its sentence, what it leaves out, and up to three articles that have the old words."""
    copies = tuple(Place(f"{n}.txt", f"Title {n}" if n else "", DAY, 0, 9, (1,), "x") for n in range(4))
    drafted = check(
        Verdict.ALTERED, start=10, end=24, sentence=SENTENCE, omitted=("not",), cautions=(HIDDEN,), also_at=copies
    )
    view = checks_view([citation()] * 2, [drafted, check(Verdict.UNREADABLE)], SAY, OPTIONS)
    assert takes(view).splitlines()[4:] == [
        "✂️ Left out: “not”",
        "Caution: the ellipsis leaves out “not” (negation).",
        SENTENCE.exact,
        "The old words are still in: 0.txt, Title 1, Title 2.",
        "",
        "k7q2m9.1 🔌 unreadable: the source could not be checked",
        "The dam · March 16, 2024 · ¶ 3",
    ]


def test_a_caution_takes_the_tick_away() -> None:
    """Of words that stand; the caution is told below."""
    view = quotation_view(quotation(QuoteVerdict.VERBATIM, cautions=(HIDDEN,)), SAY)
    assert takes(view).splitlines()[:2] == [
        "⚠️ Word for word in the archive, with a caution:", "Caution: the ellipsis leaves out “not” (negation).",
    ]  # fmt: skip
    for verdict, symbol in ((Verdict.VERIFIED, "⚠️ verified"), (Verdict.MOVED, "⚠️ moved"), (Verdict.GONE, "❌ gone")):
        assert symbol in takes(checks_view([citation()], [check(verdict, cautions=(HIDDEN,))], SAY, OPTIONS))
