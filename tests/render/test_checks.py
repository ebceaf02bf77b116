"""Verdicts in words for a person, and as JSON."""

import datetime
from dataclasses import replace

import pytest
from rich.console import Console, Group
from rich.text import Text

from bot.render import checks
from bot.render.checks import (
    PLACES_SHOWN,
    _sentence_text,
    check_json,
    check_text,
    difference_text,
    quotation_json,
    quotation_text,
    summary,
    verdict_words,
)
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

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def check(verdict: Verdict, difference: str | None = None, *remarks: Remark) -> Check:
    """A check with a verdict."""
    return Check("k7q2m9.1", verdict, "a.txt", 3, 9, difference, remarks)


def place(number: int, date: datetime.date | None = None) -> Place:
    """A place in an article of its own."""
    return Place(f"{number}.txt", f"Title {number}", date, 3, 9, (2, 3), "stands")


def quotation(verdict: QuoteVerdict, places: int = 1, difference: str | None = None) -> Quotation:
    """A verdict on a quotation."""
    return Quotation("q", "stands", verdict, tuple(map(place, range(places))), difference, ())


def shown(renderable: object) -> str:
    """What a terminal without colours shows."""
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get()


def test_every_verdict_is_said() -> None:
    """Each verdict has its sign, colour and sentence, and the remarks come after it."""
    for verdict in Verdict:
        text = shown(check_text(check(verdict, None, Remark("So it is.")), "A title"))
        assert text.startswith(f"{checks.SIGNS[verdict]} {verdict}  k7q2m9.1  A title\n  ")
        assert verdict_words(check(verdict, None, Remark("So it is."))).endswith(". So it is.")
    for quote_verdict in QuoteVerdict:
        text = shown(quotation_text(replace(quotation(quote_verdict), remarks=(Remark("So it is."),))))
        sign, _, meaning = checks.QUOTE_SIGNS[quote_verdict]
        assert text.startswith(f"{sign} {quote_verdict}\n  {meaning} So it is.")


@pytest.mark.parametrize(
    ("verdicts", "line"),
    [
        ([], "0 citations: nothing to check."),
        ([Verdict.GONE], "1 citation: 1 gone."),
        ([Verdict.GONE, Verdict.VERIFIED, Verdict.GONE], "3 citations: 1 verified, 2 gone."),
    ],
)
def test_all_verdicts_in_one_line(verdicts: list[Verdict], line: str) -> None:
    """How many there are of each, in their order, and when it was checked."""
    assert summary([check(verdict) for verdict in verdicts], NOW) == f"{line} Checked 2026-01-02 03:04 UTC."


def test_quotations_without_a_mark_are_counted_apart() -> None:
    """They are no citations."""
    checks = [check(Verdict.VERIFIED), replace(check(Verdict.ALTERED), citation="", quotation="So")]
    assert summary(checks, NOW).startswith("1 citation: 1 verified. Without a mark: 1 altered. Checked")
    assert check_json(checks[1])["citation"] is None


def test_what_a_verdict_means_here_comes_first() -> None:
    """Where it is known; an unknown citation is not said to be no longer there."""
    one = replace(check(Verdict.GONE, None, Remark("More.")), meaning=Remark("Unknown."), quotation="So")
    assert verdict_words(one) == one.note == "Unknown. More."
    assert shown(check_text(one)).splitlines()[1] == "  Unknown. More."
    other = replace(one, verdict=Verdict.VERIFIED, meaning=None, remarks=())
    lines = shown(check_text(replace(one, others=(one, other)))).splitlines()
    assert lines[2:] == ["  ✗ gone  “So” Unknown. More.", "  ✓ verified  “So”"]
    assert check_json(replace(one, others=(other,)))["others"] == [check_json(other)]


def test_what_stands() -> None:
    """The same words, wherever they are."""
    assert {verdict for verdict in Verdict if check(verdict).stands} == {Verdict.VERIFIED, Verdict.MOVED}


def test_a_place_names_who_wrote_it() -> None:
    """Publisher and authors stand behind the title, and in JSON beside it."""
    known = replace(place(1), authors=("Ana Ruiz", "Ben Cole"), source="Daily", url="https://daily.example/1")
    found = Quotation("q", "stands", QuoteVerdict.VERBATIM, (known,), None, ())
    assert "  undated  Title 1 · Daily · Ana Ruiz, Ben Cole  1.txt, characters 3-9" in shown(quotation_text(found))
    written = quotation_json(found, None)["places"][0]
    assert [written[name] for name in ("authors", "source", "url")] == [["Ana Ruiz", "Ben Cole"], "Daily", known.url]


def test_verdicts_as_json() -> None:
    """Every field under its name; what is unknown is null."""
    assert check_json(check(Verdict.ALTERED, "[-a-]", Remark("So."))) == {
        "citation": "k7q2m9.1", "verdict": "altered", "article": "a.txt", "start": 3, "end": 9,
        "difference": "[-a-]", "note": "So.", "also_at": [], "omitted": [], "cautions": [], "sentence": None,
        "quotation": None, "others": [],
    }  # fmt: skip
    found = Quotation("q", "x", QuoteVerdict.VERBATIM, (place(1, datetime.date(2024, 3, 16)), place(2)), None, ())
    value = quotation_json(found, 7)
    assert value["places"][0] == {
        "article": "1.txt", "title": "Title 1", "date": "2024-03-16", "start": 3, "end": 9, "paragraphs": [2, 3],
        "exact": "stands", "sentence": None, "authors": [], "source": None, "url": None,
    }  # fmt: skip
    assert value["places"][1]["date"] is None
    assert (value["id"], value["text"], value["verdict"], value["difference"], value["note"]) == (
        7, "x", "verbatim", None, None,
    )  # fmt: skip


def test_a_difference_is_coloured_and_keeps_its_brackets() -> None:
    """Deleted words are red, inserted ones green; a terminal code in them is made harmless."""
    text = difference_text("a [-b-]{+c\x1b[31m+} d")
    assert text.plain == "  a [-b-]{+c\ufffd[31m+} d"
    assert [(text.plain[span.start : span.end], span.style) for span in text.spans if span.style] == [
        ("[-b-]", "red"),
        ("{+c\ufffd[31m+}", "green"),
    ]
    assert "[-b-]{+c+}" in shown(check_text(check(Verdict.ALTERED, "a [-b-]{+c+}")))
    assert "[-b-]{+c+}" in shown(quotation_text(quotation(QuoteVerdict.ALTERED, difference="a [-b-]{+c+}")))


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (PLACES_SHOWN, f"Title {PLACES_SHOWN - 1}  {PLACES_SHOWN - 1}.txt, characters 3-9"),
        (PLACES_SHOWN + 1, "  … and 1 more."),
        (PLACES_SHOWN + 1_000, "  … and 1,000 more."),
    ],
)
def test_so_many_places_are_listed(count: int, last: str) -> None:
    """Ten places are shown, of more the rest is counted."""
    lines = shown(quotation_text(quotation(QuoteVerdict.VERBATIM, count))).splitlines()
    assert lines[-1].endswith(last)
    assert sum("characters" in line for line in lines) == min(count, PLACES_SHOWN)
    assert "  undated  Title 0" in lines[2]


def test_a_place_is_dated() -> None:
    """The date of an article is shown where it is known."""
    found = Quotation(None, "x", QuoteVerdict.VERBATIM, (place(1, datetime.date(2024, 3, 16)),), None, ())
    assert "  2024-03-16  Title 1" in shown(quotation_text(found))


HIDDEN = Caution(CautionKind.NEGATION, CautionPlace.OMITTED, "not")
AFTER = Caution(CautionKind.CONDITION, CautionPlace.AFTER, "unless")
SENTENCE = Sentence("He is not\nhere unless called.", 10, 35)


def test_what_an_ellipsis_leaves_out_is_shown() -> None:
    """The words left out, a line for each caution, and the sentence with the quotation bold and them underlined."""
    held = replace(place(1), start=10, end=24, exact=SENTENCE.exact[:14], sentence=SENTENCE)
    abridged = Quotation(
        None, "He is … here", QuoteVerdict.ABRIDGED, (held,), None, (Remark("One word."),), ("not",), (HIDDEN, AFTER)
    )
    assert shown(quotation_text(abridged)).splitlines() == [
        "✂ abridged",
        "  Word for word in the archive, except for what is left out. One word.",
        "  Left out: “not”",
        "  Caution: the ellipsis leaves out “not” (negation).",
        "  Caution: after the quotation, its sentence says “unless” (condition).",
        "  undated  Title 1  1.txt, characters 10-24",
        "  He is not here unless called.",
    ]
    group = quotation_text(abridged)
    assert isinstance(group, Group)
    whole = group.renderables[-1]
    assert isinstance(whole, Text)
    styled = [(whole.plain[span.start : span.end], span.style) for span in whole.spans if span.style]
    assert styled == [("He is not here", "bold"), ("not", "not bold underline")]
    value = quotation_json(abridged, None)
    assert value["omitted"] == ["not"]
    assert value["cautions"] == [
        {"kind": "negation", "where": "omitted", "words": "not"},
        {"kind": "condition", "where": "after", "words": "unless"},
    ]
    assert value["places"][0]["sentence"] == {"exact": SENTENCE.exact, "start": 10, "end": 35}
    assert str(value["note"]).endswith(
        "(negation). Caution: after the quotation, its sentence says “unless” (condition)."
    )


def test_a_draft_is_shown_with_its_sentence_and_copies() -> None:
    """The verdict on a draft's quotation has the same, and the articles that still have the old words."""
    drafted = replace(
        check(Verdict.ALTERED, "is {+not+}"), start=10, end=24, sentence=SENTENCE, omitted=("not",), cautions=(HIDDEN,),
        also_at=(place(2),),
    )  # fmt: skip
    assert shown(check_text(drafted)).splitlines()[2:] == [
        "  is {+not+}",
        "  Left out: “not”",
        "  Caution: the ellipsis leaves out “not” (negation).",
        "  He is not here unless called.",
        "  The old words are still in '2.txt'.",
    ]
    value = check_json(drafted)
    assert (value["omitted"], value["also_at"][0]["article"], value["sentence"]["start"]) == (["not"], "2.txt", 10)


@pytest.mark.parametrize(
    ("start", "end", "omitted", "styled"),
    [
        (10, 24, ["He"], [("He is not here", "bold"), ("He", "not bold underline")]),
        (13, 24, ["not"], [("is not here", "bold"), ("not", "not bold underline")]),
        (10, 24, ["is", "here"], [("He is not here", "bold"), ("is", "not bold underline"),
                                  ("here", "not bold underline")]),
        (10, 24, ["here", "is"], [("He is not here", "bold"), ("here", "not bold underline")]),
        (10, 24, ["unless"], [("He is not here", "bold")]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_underlined(
    start: int, end: int, omitted: list[str], styled: list[tuple[str, str]]
) -> None:
    """In order, within the quotation, wherever in it."""
    text = _sentence_text(SENTENCE, start, end, omitted)
    assert text.plain == "  He is not here unless called."
    assert [(text.plain[span.start : span.end], str(span.style)) for span in text.spans if span.style] == styled


@pytest.mark.parametrize(
    ("verdict", "sign"), [(QuoteVerdict.VERBATIM, "!"), (QuoteVerdict.ABRIDGED, "✂"), (QuoteVerdict.NOT_FOUND, "✗")]
)
def test_a_quotation_with_a_caution_has_no_tick(verdict: QuoteVerdict, sign: str) -> None:
    """A glance is not to tell that all is well; what is not well anyway keeps its sign."""
    assert shown(quotation_text(replace(quotation(verdict), cautions=(AFTER,)))).startswith(f"{sign} {verdict}")


@pytest.mark.parametrize(
    ("verdict", "plain", "cautioned"),
    [
        (Verdict.VERIFIED, "✓", "!"), (Verdict.MOVED, "→", "!"), (Verdict.ALTERED, "≠", "≠"), (Verdict.GONE, "✗", "✗"),
        (Verdict.UNREADABLE, "⚠", "⚠"),
    ],
)  # fmt: skip
def test_a_citation_with_a_caution_has_no_tick(verdict: Verdict, plain: str, cautioned: str) -> None:
    """Neither on its own nor among the other quotations of a mark."""
    careful = replace(check(verdict), cautions=(AFTER,))
    assert shown(check_text(check(verdict))).startswith(f"{plain} {verdict}")
    assert shown(check_text(careful)).startswith(f"{cautioned} {verdict}")
    whole = shown(check_text(replace(check(Verdict.VERIFIED), others=(careful,))))
    assert f"\n  {cautioned} {verdict}" in whole
