"""Subtitles as a transcript."""

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import read


def article(data: str | bytes, name: str = "a.srt") -> Article:
    """The article of a file of subtitles, which must be its only item."""
    (item,) = read(data if isinstance(data, bytes) else data.encode(), name)
    assert isinstance(item, Article), item
    return item


def said(data: str | bytes, name: str = "a.srt") -> list[str]:
    """What is said in a file, by paragraph."""
    return article(data, name).text.split("\n\n")


def cues(*shown: tuple[float, float, str]) -> str:
    """A file of cues, each from and to some seconds."""
    return "\n\n".join(
        f"{n}\n00:00:{start:06.3f} --> 00:00:{end:06.3f}\n{words}" for n, (start, end, words) in enumerate(shown, 1)
    )


VTT = """WEBVTT - The mill
Kind: captions
Language: en

NOTE
made by hand

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Ana Ruiz>The mill burned <i>down</i>

00:00:04.000 --> 00:00:06.000
<v Ana Ruiz>in the night &amp; nobody saw it.

00:00:06.000 --> 00:00:08.000
<v.loud Ben Cole>Nobody?
"""


def test_what_is_said_and_by_whom() -> None:
    """Without time codes, numbers, notes and looks; its head has the title and the language."""
    got = article(VTT, "a.vtt")
    assert got.text == "Ana Ruiz: The mill burned down in the night & nobody saw it.\n\nBen Cole: Nobody?"
    assert (got.title, got.language, got.reader) == ("The mill", "en", "subtitles 5")
    assert [paragraph.heading for paragraph in paragraphs(got)] == [None, None]


def test_lines_lead_back_to_the_file() -> None:
    """Each line of words to its own."""
    got = article(cues((1, 2, "The mill"), (2, 3, "burned\ndown.")).replace("\n", "\r\n"))
    assert got.text == "The mill burned down."
    assert got.lines == ((0, 3), (9, 7), (16, 8))


def test_paragraphs_end_at_pauses_and_when_they_are_long() -> None:
    """Behind a sentence at a short pause, or when there is enough; without one only at a long pause."""
    assert said(cues((1, 2, "One,"), (3.9, 5, "two."), (6.9, 8, "Three."), (10, 11, "Four."))) == [
        "One, two. Three.", "Four.",
    ]  # fmt: skip
    assert said(cues((1, 2, "one"), (6, 7, "two"), (12.1, 13, "three"))) == ["one two", "three"]
    sentences = cues(*((n, n + 1, f"{n} {'word ' * 19}end.") for n in range(1, 9)))
    assert [len(words.split("end.")) - 1 for words in said(sentences)] == [6, 2]
    lines = cues(*((n, n + 1, f"{n} {'word ' * 59}") for n in range(1, 9)))
    assert len(said(lines)) > 1


def test_turns_are_paragraphs() -> None:
    """Behind a hyphen, angle brackets or a name."""
    assert said(cues((1, 2, "- Why?\n- It burned."), (2, 3, ">> When?"), (3, 4, "ANA: At night"))) == [
        "Why?", "It burned.", "When?", "ANA: At night",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["-5 degrees.", "–5 degrees.", "-- and then?", "--- no", "-> on", "— — —"])
def test_what_begins_with_a_minus_or_an_arrow_is_kept(words: str) -> None:
    """A hyphen announces a turn only before its words."""
    assert said(cues((1, 2, "Cold?"), (2, 3, f"- {words}"), (3, 4, words)))[0].endswith(words)
    assert said(cues((1, 2, words))) == [words]
    assert said(cues((1, 2, "- 5 boats."), (2, 3, "-No."))) == ["5 boats.", "No."]


def test_what_rolls_up_is_read_once() -> None:
    """As programs that listen write it: each line again below the next one."""
    rolling = """WEBVTT

00:00:00.000 --> 00:00:02.000
the<00:00:00.500><c> mill</c>

00:00:02.000 --> 00:00:02.010
the mill

00:00:02.010 --> 00:00:04.000
the mill
burned<00:00:02.500><c> down</c>
"""
    assert said(rolling, "a.vtt") == ["the mill burned down"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}The mill\n2\n00:00:02,000 --> 00:00:03,000\nburned.",
            "The mill burned.",
        ),
        ("1\n00:00:01,000 --> 00:00:02,000\nThe mill\n\nburned.\n", "The mill burned."),
        ("0:00:01.000,0:00:02.000\nThe mill\n\n0:00:02.000,0:00:03.000\nburned.\n", "The mill burned."),
        ("1\n01:02,5 --> 01:03,5\nThe mill burned in 1904\n", "The mill burned in 1904"),
    ],
)
def test_files_as_people_have_them(data: str, words: str) -> None:
    """Without blank lines between cues, with some inside, without hours, of YouTube."""
    assert said(data) == [words]


def test_old_encodings_and_days_in_names() -> None:
    """As in plain text."""
    got = article(
        cues((1, 2, "Старая мельница сгорела ночью, и никто этого не видел.")).encode("cp1251"), "2021-04-07.srt"
    )
    assert (got.text, str(got.date)) == ("Старая мельница сгорела ночью, и никто этого не видел.", "2021-04-07")


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b"Words.", "has no text"), (b"WEBVTT\n\n", "has no text"), (b"\0\1", "is not text")],
)
def test_files_without_cues_are_named(data: bytes, reason: str) -> None:
    """With a reason."""
    (item,) = read(data, "a.vtt")
    assert isinstance(item, Problem)
    assert item.reason == reason


def test_names_of_cues() -> None:
    """Are no words, whatever they are made of; what is said in braces is."""
    cues = "c1-d2/16-0\n00:00:00.000 --> 00:00:02.000\nThe weir\n\nintro\n"
    cues += "00:00:02.000 --> 00:00:03.000\n{laughs} is old.\n"
    assert article(f"WEBVTT\n\n{cues}", "a.vtt").text == "The weir {laughs} is old."


def test_what_is_said_again() -> None:
    """By somebody else, or twice at once, is no line that rolls up."""
    cues = "00:00.000 --> 00:01.000\n<v Ana>No.\n\n00:01.000 --> 00:02.000\n<v Ben>No.\n\n"
    cues += "00:02.000 --> 00:03.000\n- Why?\n- Why?\n\n00:03.000 --> 00:04.000\n- Why?\n"
    assert article(f"WEBVTT\n\n{cues}", "a.vtt").text == "Ana: No.\n\nBen: No.\n\nWhy?\n\nWhy?"


def test_a_cue_that_names_nobody() -> None:
    """Is not what the one before it said; the second line of a cue is."""
    cues = "00:00.000 --> 00:01.000\n<v Ana>The weir\nis old.\n\n00:01.000 --> 00:02.000\nIt is\n\n"
    cues += "00:02.000 --> 00:03.000\nnew.\n\n00:03.000 --> 00:04.000\n<v Ana>No.\n"
    assert article(f"WEBVTT\n\n{cues}", "a.vtt").text == "Ana: The weir is old.\n\nIt is new.\n\nAna: No."


SCRIPT = """[Script Info]
; Title: no
Title: The mill

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,not this
Dialogue: 0,0:00:06.20,0:00:08.00,Default,Ben Cole,0,0,0,,{\\an8}Who rebuilt it?
Dialogue: 0,0:00:01.00,0:00:03.50,Default,Ana Ruiz,0,0,0,,It burned, they say,\\N{by hand}in {\\i1}1790{\\i0} < 1800.
Dialogue: 1,0:00:03.00,0:00:03.50,Default,,0,0,0,,{\\an7\\p1}m 0 0 l 100 0 100 100{\\p0}
"""


def test_scripts() -> None:
    """What is said in `.ass`, in the order of its times, without remarks, looks and drawings."""
    got = article(SCRIPT, "a.ass")
    assert got.text == "Ana Ruiz: It burned, they say, in 1790 < 1800.\n\nBen Cole: Who rebuilt it?"
    assert (got.title, got.lines) == ("The mill", ((0, 13), (48, 12)))
    old = SCRIPT.replace("Layer,", "Marked,").replace("Ana Ruiz", "NTP").replace("Title: The mill", "Title: <untitled>")
    got = article(old, "a.ssa")
    assert got.text == "It burned, they say, in 1790 < 1800.\n\nBen Cole: Who rebuilt it?"
    assert got.title is None


@pytest.mark.parametrize("name", ["a.ttml", "a.dfxp", "a.xml"])
def test_captions_in_xml(name: str) -> None:
    """Line breaks are spaces, a pause parts paragraphs, what is told about a cue is none of its words."""
    timed = """<tt xmlns="http://www.w3.org/ns/ttml" xmlns:m="http://www.w3.org/ns/ttml#metadata"
 xmlns:s="http://www.w3.org/ns/ttml#styling" xmlns:p="http://www.w3.org/ns/ttml#parameter" p:tickRate="10"
 xml:lang="en"><head><metadata><m:title>The mill</m:title>
<m:agent xml:id="a"><m:name>Ana Ruiz</m:name></m:agent></metadata></head>
<body><div>
<p begin="00:00:01.000" end="00:00:02:12" m:agent="a">
<metadata>white</metadata>The <span>mill<br/>burned</span> down.</p>
<p begin="3s" dur="1s"><span s:ruby="container">
<span s:ruby="base">Nobody</span><span s:ruby="text">no</span></span></p>
<p><span begin="40t" end="50t">saw it.</span></p>
<p begin="10s" end="12s">- Who?<br/>- Ben.</p>
</div></body></tt>"""
    got = article(timed, name)
    assert got.text == "Ana Ruiz: The mill burned down.\n\nNobody saw it.\n\nWho?\n\nBen."
    assert (got.title, got.language) == ("The mill", "en")
    assert got.lines == ((0, 6), (19, 7), (33, 8), (40, 10), (49, 11), (55, 11))


def test_captions_without_words() -> None:
    """In XML, and other XML called like them, are named."""
    for data in ("<tt/>", "<tt><body><div><p begin='1s'> </p></div></body></tt>", "<rss/>", "[Script Info]\n"):
        (item,) = read(data.encode(), "a.ttml")
        assert isinstance(item, Problem)
        assert item.reason == "has no text"
