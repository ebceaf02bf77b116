"""To whom an article gives some of its words: each step of it, at its edges."""

import pytest

from retrieval import Article
from retrieval.citing import speakers
from retrieval.citing.attributive_clauses import Speaker
from retrieval.citing.speakers import _leads
from retrieval.citing.speech import _is_label, labels, speech, spoken_at
from retrieval.records import Place


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Finance Minister Lena Holt", "Lena Holt"),
        ("Lena Holt's", "Lena Holt"),
        ("St. Anna Holt", "St. Anna Holt"),
        ("Mayor", "Mayor"),
        ("Dr. Jr.", "Dr. Jr."),
        ("Mayor Dr. Lena Holt", "Lena Holt"),
        ("Lena Holt Mayor", "Lena Holt Mayor"),
        ("President Holt’s", "Holt"),
    ],
)
def test_a_name_without_its_titles(name: str, expected: str) -> None:
    """Offices and titles before it go; what is nothing but titles stays."""
    assert speakers._without_titles(name) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("He said “no.” Then “yes”, so.", 0, 29, "He said \x00\x00\x00\x00. Then \x00\x00\x00\x00\x00, so."),
        ("He said “no.” then.", 0, 19, "He said \x00\x00\x00\x00\x00 then."),
        ("He said “no.”", 0, 13, "He said \x00\x00\x00\x00."),
        ("“a” b “c”", 4, 9, "b \x00\x00\x00"),
        ("“abc” b", 2, 7, "\x00\x00\x00 b"),
        ("a “bcd” e", 0, 5, "a \x00\x00\x00"),
        ("“No!” “Yes”", 0, 11, "\x00\x00\x00\x00\x00 \x00\x00\x00\x00\x00"),
    ],
)
def test_quotations_are_masked(text: str, start: int, end: int, expected: str) -> None:
    """Each of their code points, but for a mark that ends the sentence around them."""
    assert speakers._masked(text, speech(text), start, end) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", " Two."]),
        ("Mr. Holt came. He left", ["Mr. Holt came.", " He left"]),
        ("One.  ", ["One."]),
        ("A. Holt came", ["A. Holt came"]),
        ("\x00\x00. \x00\x00", ["\x00\x00."]),
        ("no. 5 is it. so", ["no. 5 is it. so"]),
        ("It is 5 p.m. Holt left", ["It is 5 p.m. Holt left"]),
        ("It is 5 p.m.", ["It is 5 p.m."]),
        ("What? inc. Yes! So", ["What? inc. Yes!", " So"]),
        ("She said no. Holt left", ["She said no.", " Holt left"]),
        ("Nr. 5. So", ["Nr. 5.", " So"]),
    ],
)
def test_sentences_of_a_masked_text(text: str, expected: list[str]) -> None:
    """Not parted behind titles, initials and before small letters; none is only a quotation's."""
    assert speakers._sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", 4),
        (" . One. Two", 7),
        ("No end", 6),
        ("!! a", 4),
        ("Mr. Holt. x", 11),
        (".", 1),
        (". a b.", 6),
    ],
)
def test_where_a_sentence_ends(text: str, expected: int) -> None:
    """Behind its first full stop with words before it."""
    assert speakers._sentence_end(text) == expected


@pytest.mark.parametrize(
    ("masked", "at", "quotation", "expected"),
    [
        ("\x00\x00 said Ana. Then", 2, "“x,”", " said Ana."),
        ("\x00\x00 Ana left. Then", 2, "“x.”", None),
        ("\x00\x00 Ana said. Then", 2, "“x,”", " Ana said."),
        ("\x00\x00. Ana said", 2, "“x”", None),
        ("\x00\x00 — Ana Holt", 2, "“x.”", " — Ana Holt"),
        ("\x00\x00 (Ana Holt)", 2, "“x.”", " (Ana Holt)"),
        ("\x00\x00 Ana asked. x", 2, "“x?”", " Ana asked. x"),
        ("\x00\x00 Ana asked \x00\x00 x", 2, "“x?”", None),
        ("\x00\x00 Ana asked, \x00\x00 x", 2, "“x?”", " Ana asked, \x00\x00 x"),
        ("\x00\x00 Ana said \x00\x00 x", 2, "“x”", " Ana said \x00\x00 x"),
        ("\x00\x00… Ana", 2, "“x”", None),
    ],
)
def test_the_clause_behind_a_quotation(masked: str, at: int, quotation: str, expected: str | None) -> None:
    """To the end of its sentence; none where a new sentence begins."""
    assert speakers._clause_after(masked, at, quotation) == expected


@pytest.mark.parametrize(
    ("masked", "at", "expected"),
    [
        ("\x00\x00. Ana Holt said. Then", 2, "Ana Holt said."),
        ("\x00\x00. Ana Holt said so to us now. x", 2, ""),
        ("\x00\x00. Ana Holt said so to us all now. x", 2, ""),
        ("\x00\x00. It was Ana. x", 2, ""),
        ("\x00\x00. Ana \x00\x00 x. y", 2, ""),
        ("\x00\x00.", 2, ""),
    ],
)
def test_the_sentence_behind_a_quotation(masked: str, at: int, expected: str) -> None:
    """Where it is short and only names who spoke."""
    assert speakers._sentence_after(masked, at) == expected


@pytest.mark.parametrize(
    ("masked", "at", "expected"),
    [
        ("Ana said \x00\x00", 9, ("Ana said ", False)),
        ("One. Ana said \x00\x00", 14, (" Ana said ", False)),
        ("One. \x00\x00", 5, ("One. ", False)),
        ("\x00\x00, said Ana, \x00\x00", 14, (", said Ana, ", True)),
        ("\x00\x00. Ana said \x00\x00", 13, (" Ana said ", False)),
        ("\x00. Ana said \x00\x00", 12, (" Ana said ", False)),
        ("\x00\x00 and then \x00\x00", 12, ("\x00\x00 and then ", False)),
        ("\x00\x00\x00", 2, ("\x00\x00", False)),
        ("“x.” \x00. Ana wrote \x00", 18, (" Ana wrote ", False)),
    ],
)
def test_the_clause_before_a_quotation(masked: str, at: int, expected: tuple[str, bool]) -> None:
    """From the start of its sentence, and whether it follows another quotation."""
    assert speakers._clause_before(masked, at) == expected


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("« Le pont, a déclaré Anne Roy, est cher »", Speaker(names=("Anne Roy",), pronoun="", role="", guessed=False)),
        ("« Le pont, dit-elle, est cher »", Speaker(names=(), pronoun="f", role="", guessed=False)),
        ("« Le pont, Anne Roy, est cher »", None),
        ("« Le pont, et puis, est cher »", None),
        ("—This, dijo Pedro Ruiz —. x", Speaker(names=("Pedro Ruiz",), pronoun="", role="", guessed=False)),
        ("« x »", None),
        ("« Le pont, et puis, a déclaré Anne Roy, x »", None),
    ],
)
def test_a_speaker_named_within_the_marks(quotation: str, expected: Speaker | None) -> None:
    """Between commas or before a dash."""
    assert speakers._speaker_inside(quotation) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("ab ab ab", 0, 2, [(0, 2), (3, 5), (6, 8)]),
        ("ab ab ab", 3, 5, [(3, 5), (6, 8)]),
        ("abab", 0, 2, [(0, 2), (2, 4)]),
        ("abc", 1, 1, [(1, 1)]),
        ("“ab cd”\n\n“Ab,\ncd,” …", 1, 7, [(1, 7), (10, 16)]),
        ("… ab", 0, 1, [(0, 1)]),
    ],
)
def test_every_place_of_some_words(text: str, start: int, end: int, expected: list[tuple[int, int]]) -> None:
    """The one that is named first, and those behind it, whatever marks stand at them."""
    assert list(speakers._occurrences(text, Place("a", "", None, start, end, (1,), text[start:end]))) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MODERATOR", True),
        ("SPEAKER 1", True),
        ("The President", True),
        ("President Holt", False),
        ("Ana", False),
        ("5", True),
    ],
)
def test_a_label_of_an_office(name: str, expected: bool) -> None:
    """All its words are titles or figures."""
    assert speakers._is_office(name) is expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("One.\n\nTwo.\n\nThree.", 6, 8, (6, 10)),
        ("One.\n\nTwo.\n\nThree.", 2, 8, (0, 10)),
        ("One.\n\nTwo.", 4, 6, (4, 6)),
        ("One.\n\nTwo.\n\nThree.", 4, 7, (4, 10)),
        ("One.\n\nTwo.", 0, 4, (0, 4)),
        ("One.\n\nTwo.", 3, 12, (0, 12)),
    ],
)
def test_the_paragraphs_around_some_words(text: str, start: int, end: int, expected: tuple[int, int]) -> None:
    """Whole; the words themselves where they stand in none."""
    assert speakers._paragraph_around(Article("a", text), start, end) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ana Holt met Bea Holt.", "Holt", ("Ana Holt", "Bea Holt")),
        ("Ana Holt met Bea Lind.", "Ana", ("Ana Holt",)),
        ("Ana Holt met Bea Lind.", "Lind", ("Bea Lind",)),
        ("Ana Holt came.", "Roe", ()),
        ("Ana Holt came. Ana Maria Holt left.", "Holt", ("Ana Holt",)),
        ("Ana Holt met Tom Holt.", "Mr. Holt", ("Tom Holt",)),
        ("Ana Holt met Tom Holt.", "Ms. Holt", ("Ana Holt",)),
        ("Holt Lind met Ana Holt.", "Holt", ("Ana Holt",)),
        ("“Ana Holt” came.", "Holt", ()),
    ],
)
def test_the_people_of_a_last_or_first_name(text: str, name: str, expected: tuple[str, ...]) -> None:
    """Those with that last name before others, of the sex that a title tells."""
    assert speakers._named_people(text, name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HOLT: one.\n\nLIND: two.", ("HOLT",)),
        ("Holt: one.\n\nLind: two.\n\nHolt: three.", ("Holt",)),
        ("Holt: one.\n\nLind: two.", ()),
        ("Ana Holt: one.\n\nBea Lind: two.", ("Ana Holt",)),
        ("THE PRESIDENT: one.\n\nHOLT: two.", ()),
        ("Dr. Holt: one.\n\nLind: two.", ("Dr. Holt",)),
        ("HOLT, Lyon: one.\n\nLIND: two.\n\nAna Holt came.", ("Ana Holt",)),
        ("MODERATOR: one.\n\nHOLT: two.", ()),
    ],
)
def test_whom_a_label_names(text: str, expected: tuple[str, ...]) -> None:
    """A person, by the full name where there is one; no office, and no single word that stands once."""
    assert speakers._labelled(Article("a", text), labels(text)[0]).names == expected


@pytest.mark.parametrize(
    ("sentence", "name", "expected"),
    [
        ("Ana Holt came.", "Ana Holt", True),
        ("With Ana Holt came Tom Dale.", "Tom Dale", True),
        ("Tom Dale met Ana Holt.", "Ana Holt", False),
        ("\x00\x00, said Ana Holt.", "Ana Holt", True),
        ("Ana Holt said \x00\x00.", "Ana Holt", True),
        ("For Ana Holt it rained.", "Ana Holt", False),
        ("\x00\x00 said Tom Dale, \x00\x00 wrote Ana Holt.", "Ana Holt", True),
    ],
)
def test_who_leads_a_sentence(sentence: str, name: str, expected: bool) -> None:
    """Its subject, or who speaks in it."""
    assert _leads(sentence, name) is expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ana Holt came.", "Ana Holt", True),
        ("x", "Mayor Zyx", True),
        ("Zyx Qwo said so.", "Zyx Qwo", True),
        ("Zyx Qwo of it said so.", "Zyx Qwo", False),
        ("Zyx Qwo, he says", "Zyx Qwo", True),
        ("Zyx Qwo came", "Zyx Qwo", False),
        ("Ana Qwo came", "Qwo", True),
        ("Zyx Qwo came", "Qwo", False),
        ("x", "Qwo", False),
        ("Zyx Qwo, it then said", "Zyx Qwo", False),
    ],
)
def test_a_name_that_is_a_person_s(text: str, name: str, expected: bool) -> None:
    """By a title, a first name that is known, or what is said of it."""
    assert speakers._is_person(Article("a", text), name) is expected


@pytest.mark.parametrize(
    ("text", "office", "at", "expected"),
    [
        ("Mayor Lena Holt came. x", "mayor", 22, ("Lena Holt",)),
        ("Lena Holt, the mayor, came. x", "mayor", 27, ("Lena Holt",)),
        ("Mayor Lena Holt came. Mayor Tom Dale left.", "mayor", 40, ()),
        ("x. Mayor Lena Holt", "mayor", 2, ()),
        ("The mayor came", "mayor", 14, ()),
        ("Mayor Lena Holt came. Mayor Holt left.", "mayor", 38, ("Lena Holt",)),
        ("The mayor, Lena Holt, came", "mayor", 26, ("Lena Holt",)),
    ],
)
def test_whom_an_office_means(text: str, office: str, at: int, expected: tuple[str, ...]) -> None:
    """The only one who is introduced with it before."""
    assert speakers._meant_by_office(Article("a", text), office, at).names == expected


@pytest.mark.parametrize(
    ("text", "sex", "at", "expected"),
    [
        ("Ana Holt came. “x”", "f", 15, ("Ana Holt",)),
        ("Ana Holt came. “x”", "m", 15, ()),
        ("Ana Holt and Eva Lind came. “x”", "f", 28, ()),
        ("Ana Holt came.\n\nIt rained.\n\nIt snowed.\n\n“x”", "f", 41, ()),
        ("Ana Holt came.\n\nIt rained.\n\n“x”", "f", 29, ("Ana Holt",)),
        ("Ana Holt came. It rained. “x”", "f", 26, ("Ana Holt",)),
        ("For Ana Holt it rained. “x”", "f", 24, ()),
        ("Ana Holt came with Tom Dale. “x”", "f", 29, ("Ana Holt",)),
        ("Ana Holt came. Orvik Lanz denied it. “x”", "f", 37, ()),
        ("Ana Holt came. Lanz denied it. Orvik Lanz left. “x”", "f", 31, ()),
        ("Ana Holt came.\n\nOrvik Lanz, 43, left. “x”", "f", 38, ()),
        ("Ana Holt came. Mr Lanz denied it. “x”", "f", 34, ("Ana Holt",)),
        ("Ana Holt came. She saw Orvik Lanz. “x”", "f", 35, ()),
        ("Ana Holt came. It rained in Port Lanz. “x”", "f", 39, ("Ana Holt",)),
        ("Ana Holt came. Lyon voted. “x”", "f", 27, ("Ana Holt",)),
        ("Ana Holt came. Lanz shook her head. “x”", "f", 36, ()),
        ("Ana Holt came. Lanz shook his head. “x”", "f", 36, ("Ana Holt",)),
        ("Ana Holt came. Lanz, who cooks, wept. “x”", "f", 38, ()),
        ("Ana Holt came. The cook, who knew, wept. “x”", "f", 41, ()),
        ("Ana Holt came. A cook wept. “x”", "f", 28, ()),
        ("Ana Holt came. One cook wept. “x”", "f", 30, ()),
        ("Ana Holt came. Eine Frau weinte. “x”", "f", 33, ()),
        ("Tom Dale came. Ana Holt, who cooks, wept. “x”", "m", 42, ("Tom Dale",)),
    ],
)
def test_whom_a_pronoun_means(text: str, sex: str, at: int, expected: tuple[str, ...]) -> None:
    """The one person in the nearest sentence that names any, up to two paragraphs before."""
    assert speakers._meant_by_pronoun(Article("a", text, language="en"), sex, at).names == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("One.\n\n“Two.”", 0, 3, True),
        ("One.\n\n“Two.”", 7, 9, False),
        ("“One” x.\n\nTwo.", 10, 13, True),
    ],
)
def test_an_article_s_own_paragraph(text: str, start: int, end: int, expected: bool) -> None:
    """Has no quotation."""
    assert speakers._is_own(Article("a", text), start, end) is expected


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("HOLT: one.\n\nLIND: two.", 6, 9, "HOLT"),
        ("HOLT: one.\n\nLIND: two.", 18, 21, "LIND"),
        ("HOLT: one.\n\nLIND: two.", 0, 3, None),
        ("HOLT: one.\n\nLIND: two.\n\nmore", 24, 28, "LIND"),
        ("HOLT: one.\n\nmore", 12, 16, None),
        ("HOLT: one.\nmore", 11, 15, "HOLT"),
        ("x HOLT", 0, 1, None),
    ],
)
def test_the_label_above_some_words(text: str, start: int, end: int, expected: str | None) -> None:
    """The last before them; a single one holds for its paragraph."""
    label = speakers._label_at(Article("a", text), start, end)
    assert (label and label.name) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ana Holt said it rains.", "it rains", ("Ana Holt",)),
        ("It rains, Ana Holt said.", "It rains", ("Ana Holt",)),
        ("It rains. Ana Holt said.", "It rains", None),
        ("Ana Holt came, but it rains.", "it rains", None),
        ("Ana Holt said no; it rains.", "it rains", None),
        ("Ana Holt said:\n\nIt rains.", "It rains", ("Ana Holt",)),
        ("Ana Holt said:\n\nIt rains.", "\n\nIt rains", ("Ana Holt",)),
        ("Ana Holt said no, and it rains.", "it rains", None),
        ("Ana Holt came, which said it rains.", "it rains", None),
    ],
)
def test_who_is_reported_to_say_it(text: str, words: str, expected: tuple[str, ...] | None) -> None:
    """The clause before or behind, or the paragraph before with its colon."""
    start = text.index(words)
    speaker = speakers._reported_speaker(Article("a", text), start, start + len(words))
    assert (speaker and speaker.names) == expected


def test_a_pronoun_is_no_label_unless_it_is_shouted() -> None:
    """In capitals it may be initials."""
    assert [_is_label(name) for name in ("He", "HE", "Ada")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("It rained. Ana Petrov said the bridge would close.", "the bridge would close", ("Ana Petrov",)),
        ("The bridge would close, said Ana Petrov.", "The bridge would close", ("Ana Petrov",)),
        ("It rained in Weir.\n\nAna Petrov said the bridge would close.", "the bridge would close", ("Ana Petrov",)),
        (
            "First of all, it rained in Weir.\n\nThe bridge would close, said Tom Dale. Ana Petrov left.",
            "The bridge would close",
            ("Tom Dale",),
        ),
    ],
)
def test_who_reports_words_without_marks(text: str, words: str, names: tuple[str, ...]) -> None:
    """Before them or behind them in their sentence, in whichever paragraph."""
    start = text.index(words)
    speaker = speakers._reported_speaker(Article("a.txt", text), start, start + len(words))
    assert speaker is not None
    assert speaker.names == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Petrov said: “It is gone.”", ("Ana Petrov",)),
        ("Ana Petrov: “It is gone,” said Tom Dale.", ("Tom Dale",)),
        ("Ana Petrov said: “It is gone.” Tom Dale said nothing.", ("Ana Petrov",)),
        ("Ana Petrov: “It is gone”, said Tom Dale.", ("Tom Dale",)),
    ],
)
def test_a_colon_names_who_speaks_unless_a_comma_goes_on(text: str, names: tuple[str, ...]) -> None:
    """What follows a full stop is another sentence."""
    speaker = speakers._quotation_speaker(Article("a.txt", text), tuple(speech(text)), 0)
    assert speaker is not None
    assert speaker.names == names


@pytest.mark.parametrize(
    ("sentence", "name", "leads"),
    [
        ("Ana Petrov said \0\0\0.", "Ana Petrov", True),
        ("\0\0, said Ana Petrov, whom the mayor likes.", "Tom Dale", False),
        ("\0\0, said Ana Petrov.", "Ana Petrov", True),
        ("In Weir, \0\0\0, said Ana Petrov.", "Ana Petrov", True),
        ("Tom Dale saw Ana Petrov.", "Ana Petrov", False),
        ("Tom Dale saw Ana Petrov.", "Tom Dale", True),
        ("Rain fell. \0\0, said Ana Petrov.", "Tom Dale", False),
    ],
)
def test_whom_a_sentence_is_about(sentence: str, name: str, leads: bool) -> None:
    """Who speaks in it, or its subject."""
    assert _leads(sentence, name) is leads


def test_who_is_near_behind_words_may_speak_them() -> None:
    """That is a guess; whoever tells it knows so."""
    article = Article("a.txt", "“It is gone,” fumed Ana Petrov in Weir.")
    speaker = speakers.claimed_speaker(article, 1, 10)
    assert speaker == Speaker(("Ana Petrov",), guessed=True, loose=True)


def test_a_single_code_point_is_masked() -> None:
    """Also one that ends a sentence."""
    assert speakers._masked("“No.”", tuple(speech("“No.”")), 3, 4) == "\0"


@pytest.mark.parametrize(
    "text",
    [
        "", "“One,” she said. “Two.” He left. “Three.”", "— One, dit-elle. Two.\n— Three.\n\nFour «five» six.",
        "She “said\n— one, two\n— three” four.",
    ],
)  # fmt: skip
def test_what_is_spoken_between_two_places(text: str) -> None:
    """All that an article quotes there, also where a quotation goes on over lines of dialogue."""
    spans = speech(text)
    for start in range(len(text) + 1):
        for end in range(start + 1, len(text) + 2):
            expected = [i for i, (low, high) in enumerate(spans) if low < end and start < high]
            assert spoken_at(text, start, end) == expected
