"""The blocks of a text: paragraphs and headings, and what stands at its front."""

import datetime

import pytest

from retrieval import Article, paragraphs
from retrieval.articles.blocks import (
    UNSPACED_HEADING,
    UNSPACED_TITLE,
    Block,
    _headings_among,
    _is_long,
    _is_table,
    _without_frame,
    blocks,
    dateline,
    opening,
    title_in,
)
from retrieval.articles.openings import REMEMBERED

BODY = "body text goes on here, and it ends."


@pytest.mark.parametrize(
    ("text", "day", "offset"),
    [
        ("date 2024-03-16 Words", "2024-03-16", 16),
        ("date 2024-03-16", "2024-03-16", 15),
        ("Date: 2024-03-16\n\nWords", "2024-03-16", 17),
        ("\n date 2024-03-16 \t \n", "2024-03-16", 20),
        ("date 2024-02-30 Words", None, 0),
        ("date 2024-03-167 Words", None, 0),
        ("dated 2024-03-16 Words", None, 0),
        ("The date 2024-03-16 Words", None, 0),
        ("", None, 0),
    ],
)
def test_the_dateline_is_read(text: str, day: str | None, offset: int) -> None:
    """A date at the very front is read when the calendar has it, and the words begin after it."""
    assert dateline(text) == (datetime.date.fromisoformat(day) if day else None, offset)


def test_blocks_are_runs_of_lines_without_white_space_around_them() -> None:
    """Each block is where its words are; lines of blanks part blocks, and the dateline belongs to none."""
    text = "date 2024-03-16  one line,\nanother line.  \n \t\n\n  indented, at the end.\n"
    assert [text[start:end] for start, end, *_ in blocks(text)] == ["one line,\nanother line.", "indented, at the end."]
    assert blocks("") == blocks(" \n \n") == []
    assert blocks("date 2024-03-16") == []
    assert blocks("x") == [Block(0, 1, None)]


@pytest.mark.parametrize(
    ("block", "heading"),
    [
        ("# Marked", "Marked"),
        ("###### Marked ##", "Marked"),
        ("####### Seven marks.", None),
        ("#Not marked.", None),
        ("Underlined\n=", "Underlined"),
        ("Underlined\n---", "Underlined"),
        ("Not underlined\n--", None),
        ("Short and bare", "Short and bare"),
        ("Is it asked?", "Is it asked?"),
        ("It ends.", None),
        ("It ends?!", None),
        ("in lower case", None),
        ("- Item", None),
        ("1. item", None),
        ("1) Item", None),
        ("1. Item", "1. Item"),
        ("123) Item", None),
        ("1234 Items", "1234 Items"),
        ("2024", "2024"),
        ("See https://example.org", None),
        ("Two\nlines", None),
        (" ".join(["Word"] * 12), " ".join(["Word"] * 12)),
        (" ".join(["Word"] * 13), None),
        ("W" * 90, "W" * 90),
        ("W" * 91, None),
    ],
)
def test_what_is_a_heading(block: str, heading: str | None) -> None:
    """A line of its own above body text is a heading when it is marked, or short and not a sentence or an item."""
    assert [block.heading for block in blocks(f"{block}\n\n{BODY}")] == [heading, None]


def test_bare_headings_stand_alone() -> None:
    """Neighbouring short lines are a list, and at the end of a text there is nothing below a heading."""
    text = f"One\n\nTwo\n\n{BODY}\n\nThree\n\n{BODY}\n\nFour"
    assert [block.heading for block in blocks(text)] == [None, None, None, "Three", None, None]


def test_two_short_lines_at_the_front() -> None:
    """A title of several words above a subtitle is one, which stays a paragraph; above a numbered heading both are."""
    above = "The mill on the quay burned\n\nNobody was hurt"
    assert [b.heading for b in blocks(f"{above}\n\n{BODY}")] == ["The mill on the quay burned", None, None]
    assert [b.heading for b in blocks(f"MILLS\n\n1. Weirs\n\n{BODY}")] == ["MILLS", "1. Weirs", None]
    for second, is_heading in (("The quay", True), ("Nobody was hurt in it", False), ("Ana Ruiz", False)):
        for title, byline in (("The old mill burned", ""), ("Mill burned", "By Ana Ruiz\n\n")):
            got = [b.heading for b in blocks(f"{title}\n\n{byline}{second}\n\n{BODY}\n\nThe old town\n\n{BODY}")]
            assert got[len(got) - 4 :] == [second if is_heading else None, None, "The old town", None]
            assert got[0] == title
    assert [b.heading for b in blocks(f"1. Mills\n\n2. Weirs\n\n{BODY}")] == [None, None, None]
    assert [b.heading for b in blocks(f"{above}\n\n* * *\n\n{BODY}")] == [None, None, None]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("水车为什么停了？", "因为河水太浅，磨坊主奥托星期天说。"),
        ("水車はなぜ止まりましたか？", "川の水が少なかったからです。"),
        ("لماذا توقفت الطاحونة؟", "لأن النهر كان ضحلا، قال الطحان."),
        ("Why did it stop?", "Because the river was low, the miller said."),
    ],
)
def test_questions_head_their_answers_in_any_script(question: str, answer: str) -> None:
    """Whatever mark they end with; a statement is no heading."""
    text = f"{answer}\n\n{question}\n\n{answer}"
    assert [block.heading for block in blocks(text)] == [None, question, None]


def test_paragraphs_are_numbered_below_their_headings() -> None:
    """Headings are not counted; one that opens the article and repeats its title heads nothing."""
    text = f"# T\n\n{BODY}\n\n# S\n\n{BODY}\n\n{BODY}\n\n# T\n\n{BODY}"
    article = Article("a", text, title="T")
    numbered = [(paragraph.number, paragraph.heading) for paragraph in paragraphs(article)]
    assert numbered == [(1, None), (2, "S"), (3, "S"), (4, "T")]
    assert {text[paragraph.start : paragraph.end] for paragraph in paragraphs(article)} == {BODY}
    assert paragraphs(Article("a", text, title="Other"))[0].heading == "T"


@pytest.mark.parametrize("title", ["“Nobody checked it”", '"Nobody checked it"', "Amsel: «Nobody checked it»"])
def test_a_title_may_end_with_somebody_s_words(title: str) -> None:
    """Right above who wrote the text and when; elsewhere that is what somebody says."""
    assert title_in(f"{title}\n\nBy Carla Voss\n3 March 2025\n\n{BODY}") == title
    assert title_in(f"{title}\n\n3 March 2025\n\n{BODY}") == title
    assert title_in(f"{title}\n\n3 March 2025") == title
    assert title_in(f"{title}\n\n{BODY}") is None
    assert title_in(title) is None


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        (["WO", "The kiln and the weir"], "The kiln and the weir"),
        (["No. 20-16276", "The kiln and the weir"], "The kiln and the weir"),
        (["Case No. 8:16-cv-1261", "The kiln and the weir"], "The kiln and the weir"),
        (["No. 5", "The kiln and the weir"], "No. 5"),
        (["It", "The kiln and the weir"], "It"),
        (["WO"], "WO"),
    ],
)
def test_a_court_s_mark_above_the_title_is_none(opening: list[str], title: str) -> None:
    """Where a heading is below it; it is all there is elsewhere."""
    text = "\n\n".join([*opening, "The kiln of Osterholm is cold and grey, Ada Lind says, and will be for long."])
    starts = [text.index(heading) for heading in opening]
    headings = [(start, start + len(heading)) for start, heading in zip(starts, opening, strict=True)]
    assert title_in(text, headings) == title


@pytest.mark.parametrize(
    "line", ["“It was late.”", "“It was late,” she said. “Too late”", "”", "A line without marks."]
)
def test_a_sentence_above_a_day_is_no_title(line: str) -> None:
    """Nor is a mark alone."""
    assert title_in(f"{line}\n\n3 March 2025\n\n{BODY}") is None


def test_the_title_is_the_heading_that_opens_the_text() -> None:
    """A heading further down is not the title."""
    assert title_in(f"date 2024-03-16 # T\n\n{BODY}") == "T"
    assert title_in(f"{BODY}\n\n# T\n\n{BODY}") is None
    assert title_in("") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twelve chars", "twelve chars"),
        ("thirteen char", "thirteen…"),
        ("exactlytwelve", "exactlytwelv…"),
        ("exactly many words", "exactly many…"),
        ("well, then - goes on", "well, then…"),
        ("date 2024-03-16 a  b\n\nc", "a b c"),
        ("a" + " " * 48 + "b", "a"),
        ("a" + " " * 46 + "b", "a b"),
        ("", ""),
    ],
)
def test_the_opening_is_cut_at_a_word(text: str, expected: str) -> None:
    """As many whole words as fit, or the beginning of the only one; an ellipsis says that it was cut."""
    assert opening(text, 12) == expected


def test_indents_open_paragraphs() -> None:
    """A block whose first line is indented, and others are not, is cut where an indent follows a sentence's end."""
    text = '   The mill burned\ndown. It stood\n   in the town.\n\tNobody was hurt,\nit was said.\n   "Why?" he\nasked.'
    assert [text[start:end] for start, end, *_ in blocks(text)] == [
        "The mill burned\ndown. It stood\n   in the town.", "Nobody was hurt,\nit was said.", '"Why?" he\nasked.'
    ]  # fmt: skip
    poem = "  One line.\n  Two lines.\n  And three"
    assert len(blocks(poem)) == 1
    assert len(blocks("- One item.\n  More of it.\nAnd text")) == 1


def test_a_question_may_stand_right_below_a_heading() -> None:
    """Both are headings then; a name below a title is none."""
    asked = blocks(f"{BODY}\n\nQuestions\n\nWhen does it open?\n\n{BODY}")
    assert [block.heading for block in asked] == [None, "Questions", "When does it open?", None]
    asked = blocks(f"{BODY}\n\nOne\n\nTwo\n\nThree?\n\n{BODY}")
    assert not any(block.heading for block in asked)
    asked = blocks(f"Questions about the bridge\n\nWhen does it open?\n\n{BODY}")
    assert [block.heading for block in asked] == ["Questions about the bridge", "When does it open?", None]
    assert [block.heading for block in blocks(f"Bridge opens\n\nBy Ana Ruiz\n\n{BODY}")] == ["Bridge opens", None, None]


@pytest.mark.parametrize(
    "opening",
    [
        "The mill\n\nBy Ana Ruiz\n\n",
        "The mill\nBy Ana Ruiz and Ben Cole\n\n",
        "The mill\nBy Ana Ruiz and Ben Cole\n",
        "The mill\n\n7 April 2021\n\nBy Ana Ruiz\n\n",
        "The mill\nBy Ana Ruiz | 7 April 2021\n\n",
        "The mill\nBy Ana Ruiz | 7 April 2021\n",
        "The mill\nAna Ruiz\nHarbour Post, 7 April 2021\n\n",
        "The mill\nAna Ruiz\nHarbour Post, 7 April 2021\n",
        "7 April 2021\n\nThe mill\n\n",
        "The mill\n========\nby Ana Ruiz\n\n",
        "The mill\n--------\n",
    ],
)
def test_a_title_above_or_below_what_is_about_it(opening: str) -> None:
    """Who wrote it and when takes no title away, and none of it is a heading."""
    text = f"{opening}{BODY}"
    assert title_in(text) == "The mill"
    assert [block.heading for block in blocks(text) if block.heading] == ["The mill"]
    last = blocks(text)[-1]
    assert text[last.start : last.end] == BODY


def test_a_first_line_of_a_text_without_author_is_no_title() -> None:
    """Lines that only look alike stay a paragraph."""
    for text in (f"The mill\n{BODY}", f"The mill\nBy the river it stands.\n\n{BODY}", f"By Ana Ruiz\n\n{BODY}"):
        assert title_in(text) is None


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("1. Parking", "Cars may stand in the yard until six. After that the gate is shut."),
        ("Harbour crane sold", "The old crane was sold to a yard in Larvik on\nMonday. It had stood there long."),
        ("Who pays for it?", "The county pays two thirds of the costs, and the town pays the rest of it."),
        ("Öffnungszeiten", "Das Bad ist von Mai bis September jeden Tag von neun bis neunzehn Uhr geöffnet."),
    ],
)  # fmt: skip
def test_a_heading_right_above_its_paragraph(heading: str, below: str) -> None:
    """Without a blank line between, it is no part of the first sentence; it may open the text or stand inside it."""
    text = f"{BODY}\n\n{heading}\n{below}\n\n{BODY}"
    assert [(text[b.start : b.end], b.heading) for b in blocks(text)][1:3] == [(heading, heading), (below, None)]
    opened = blocks(f"{heading}\n{below}")
    assert [(b.heading, b.start, b.end) for b in opened][1] == (None, len(heading) + 1, len(f"{heading}\n{below}"))


@pytest.mark.parametrize(
    "block",
    [
        "Members of the harbour board met on Monday in the hall above the\nLarvik ferry office to talk about the sale.",
        "Members of the board met\nin the hall above the ferry office to talk about the crane, which is sold.",
        "Kari Holm\nStorgata 5\n3210 Sandefjord\nNorway is where she lives.",
        "The sea is wide and dark tonight, my dear\nThe stars above the harbour sing of ships and men.",
        "The board met on Monday.\nThe old crane was sold to a yard in Larvik, and it will be fetched in spring.",
        "Harbour crane sold\nThe old crane was sold to a yard in Larvik, and it will be fetched in spring by",
    ],
)
def test_a_first_line_that_is_no_heading(block: str) -> None:
    """Full lines, which a margin breaks, addresses, verses, sentences, and what doesn't end stay together."""
    assert [(b.heading, b.start, b.end) for b in blocks(f"{BODY}\n\n{block}\n\n{BODY}")][1][0] is None
    assert len(blocks(f"{BODY}\n\n{block}\n\n{BODY}")) == 3


def test_numbered_headings() -> None:
    """They head parts, and the first of them is not the title; items of a list stay items."""
    text = f"1. Introduction\n\n{BODY}\n\n2. The mill\n\n{BODY}\n\n2.1 Its wheel\n\n{BODY}\n\nIV. End\n\n{BODY}"
    headings = [block.heading for block in blocks(text) if block.heading]
    assert headings == ["1. Introduction", "2. The mill", "2.1 Its wheel", "IV. End"]
    assert title_in(text) is None
    items = f"{BODY}\n\n1. Plums\n\n2. Pears\n\n3. Apples\n\n{BODY}\n\n4. plums\n\n{BODY}"
    assert not any(block.heading for block in blocks(items))


@pytest.mark.parametrize("mark", ["***", "* * *", "---", "-----", "⁂", "§", "___", "=====", "#", "~ ~ ~", "• • •", "—"])
def test_what_parts_paragraphs_is_none(mark: str) -> None:
    """It makes no heading of what stands above it, but for the title, and parts sections."""
    text = f"The mill\n\n{mark}\n\n{BODY}\n\nAna Ruiz\n\n{mark}\n\n{BODY}"
    assert [(text[b.start : b.end], b.heading) for b in blocks(text)] == [
        ("The mill", "The mill"), (BODY, None), ("Ana Ruiz", None), (BODY, None)
    ]  # fmt: skip
    assert [block.heading for block in blocks(f"{BODY}\n\n…\n\n{BODY}")] == [None, None, None]


def test_a_mark_between_paragraphs_parts_them() -> None:
    """U+2029, which some programs write for a blank line; U+2028 ends a line inside one."""
    text = f"{BODY}\u2029The gate\u2028stood open.\u2029\u2029{BODY}\n"
    assert [text[block.start : block.end] for block in blocks(text)] == [BODY, "The gate\u2028stood open.", BODY]


def test_a_form_feed_parts_pages() -> None:
    """On a line of its own, and at the front of one."""
    text = f"\fThe gate\n\n{BODY}\n\f{BODY}\n\f\n{BODY}\f"
    assert [text[block.start : block.end] for block in blocks(text)] == ["The gate", BODY, BODY, BODY]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("Name        Votes\nAna Ruiz    120\nBen Cole    99", 3),
        ("Name      Votes\nAna Ruiz    120\nBen Cole     99", 3),
        ("Name\tVotes\nAna Ruiz\t120\nBen Cole\t99", 3),
        ("| Name | Votes |\n|------|-------|\n| Ana Ruiz | 120 |\n| Ben Cole | 99 |", 3),
        ("Name      Votes\n--------  -----\nAna Ruiz  120\nBen Cole  99", 3),
        ("The  weir  was built in  1880 by the engineer\nKarl  Maus,  who  came  from  Kessen  in\nthe  west.", 1),
        ("He said | she said\nand then nothing\nmore was said | at all", 1),
        ("Roses are red,\n    violets are blue,\nsugar is sweet,\n    and so are you.", 1),
        ("Name\tVotes\nAna Ruiz\t120", 1),
    ],
)
def test_rows_of_a_table_in_plain_text(table: str, rows: int) -> None:
    """Each is a paragraph; lines that white parts here and there are one."""
    got = paragraphs(Article("a", f"{BODY}\n\n{table}\n\n{BODY}"))[1:-1]
    assert len(got) == rows
    assert rows == 1 or all("\n" not in f"{BODY}\n\n{table}"[p.start : p.end] for p in got)


def test_what_is_remembered_of_a_text_can_not_be_changed() -> None:
    """Each who asks has a list of blocks of their own; a long text is not held for it."""
    first = blocks("Head\n\n" + BODY)
    first.clear()
    assert len(blocks("Head\n\n" + BODY)) == 2
    assert len(blocks(BODY + "\n\n" + "x" * REMEMBERED)) == 2


def test_verse_has_no_headings() -> None:
    """Stanzas of two lines, the second longer, are whole; three of them and nothing else, below a title, are a poem."""
    stanza = "The tide came in\nAnd all the bells along the long grey shore were ringing for the men."
    assert [b.heading for b in blocks("\n\n".join([stanza] * 3))] == [None] * 3
    assert [b.heading for b in blocks("\n\n".join(["THE TIDE", *[stanza] * 3]))] == ["THE TIDE", None, None, None]
    assert [b.heading for b in blocks("\n\n".join([stanza] * 2))] == ["The tide came in", None] * 2
    long = stanza.replace("men.", "men who never came back to the quay.")
    assert [b.heading for b in blocks("\n\n".join([long] * 3))] == ["The tide came in", None] * 3
    asked = stanza.replace("came in", "came in?")
    assert [b.heading for b in blocks("\n\n".join([asked] * 3))] == ["The tide came in?", None] * 3


def test_a_title_right_above_a_heading_of_its_text() -> None:
    """Both are headings, where a paragraph stands right below the second."""
    section = "The costs\nThe work costs two million, as the county says, and it is paid by all."
    text = f"Bridges\n\n{section}\n\n{BODY}"
    assert [b.heading for b in blocks(text)] == ["Bridges", "The costs", None, None]


def test_what_a_speaker_asks_in_a_transcript_without_blank_lines() -> None:
    """Each line is a paragraph, whoever asks in it."""
    text = "Ben: Why is it closed?\nAna: Because of the cracks that were found in two of its piers.\nBen: Until when?"
    assert [text[b.start : b.end] for b in blocks(text)] == text.split("\n")
    assert [b.heading for b in blocks(text)] == [None] * 3


@pytest.mark.parametrize("mark", ["Page 3", "[Page 3 of 7]", "--- Seite 3 ---", "- 3 -", "第3页"])
def test_page_numbers_are_neither_headings_nor_paragraphs(mark: str) -> None:
    """As scanning programs write them between pages."""
    assert [b.heading for b in blocks(f"{mark}\n\n{BODY}\n\n{mark}\n\n{BODY}")] == [None, None]
    assert title_in(f"{mark}\n\n{BODY}") is None


def test_a_frame_around_a_title_is_no_part_of_it() -> None:
    """Lines of asterisks, hyphens or equals signs above a block, and below it too."""
    for frame in ("* * * * *", "=======", "-------"):
        text = f"{frame}\nThe mill\n{frame}\n\n{BODY}"
        assert (title_in(text), [text[b.start : b.end] for b in blocks(text)]) == ("The mill", ["The mill", BODY])
    signed = f"{BODY}\n\n-- \nAna Ruiz\n\n{BODY}"
    assert not any(block.heading for block in blocks(signed))


def test_an_interview_without_a_title_has_none() -> None:
    """Its first question heads the first answer, as the others do theirs."""
    interview = f"Why did it burn?\n\n{BODY}\n\nWho saw it?\n\n{BODY}"
    assert title_in(interview) is None
    assert [b.heading for b in blocks(interview)] == ["Why did it burn?", None, "Who saw it?", None]
    assert title_in(f"Why did it burn?\n\n{BODY}\n\nThe fire\n\n{BODY}") == "Why did it burn?"


def test_what_somebody_says_in_a_conversation_is_no_heading() -> None:
    """A question among much else of the same person's; whoever only asks heads the answers."""
    talk = [f"Ana Ruiz: {BODY}", "Ben Cole: Why?", f"Ana Ruiz: {BODY}", f"Ben Cole: {BODY}", f"Ana Ruiz: {BODY}"]
    assert not any(block.heading for block in blocks("\n\n".join(talk)))
    asked = ["Ben Cole: Why?", f"Ana Ruiz: {BODY}", "Ben Cole: When?", f"Ana Ruiz: {BODY}"]
    assert [b.heading for b in blocks("\n\n".join(asked))] == [asked[0], None, asked[2], None]
    mostly = [*asked, "Ben Cole: Who?", f"Ana Ruiz: {BODY}", f"Ben Cole: {BODY}", f"Ana Ruiz: {BODY}"]
    assert sum(block.heading is not None for block in blocks("\n\n".join(mostly))) == 3


@pytest.mark.parametrize("chapter", ["CHAPTER IV.", "Chapter 4. The mill.", "Kapitel 4", "Глава IV."])
def test_chapters_are_headings(chapter: str) -> None:
    """With a full stop, too."""
    assert [b.heading for b in blocks(f"{BODY}\n\n{chapter}\n\n{BODY}")] == [None, chapter, None]
    assert not any(b.heading for b in blocks(f"{BODY}\n\nChapter and verse.\n\n{BODY}"))


@pytest.mark.parametrize(
    "block",
    [
        "Ruth Hall sagte: „Der Hafen bleibt offen.“",
        "Ruth Hall sagte: »Der Hafen bleibt offen.«",
        "Ruth Hall sagte: ‚Der Hafen bleibt offen.‘",
        "Ruth Hall řekla: „Přístav zůstane otevřený…“",
        "林涛说：「港口开放。」",
        "بندرگاہ کل دوبارہ کھلے گی۔",
        "Նավահանգիստը վաղը կբացվի։",
        "ወደቡ ነገ ይከፈታል።",
        "ဆိပ်ကမ်း မနက်ဖြန် ဖွင့်မည်။",
        "The harbour stays open.¹",
        "The harbour stays “open.”*",
        "Der Hafen bleibt offen. ■",
        "“港は「明日」開く。」”",
        "“The harbour stays open.” — Ruth Hall",
        '"The harbour stays open!" - Ruth Hall, mayor of Orvik',
        "„Der Hafen bleibt offen.“ (Ruth Hall)",
        "« Le port reste ouvert. » – Anne Roy",
        "Der Hafen bleibt offen!“",
        "Der Hafen bleibt offen. – dpa",
        "Der Hafen bleibt offen. dpa/lnw",
        "The harbour stays open. — AFP",
        "The harbour stays open. (Reuters)",
        "“The harbour stays open,” she said. /AFP/",
        "El puerto sigue abierto. EFE",
        "Порт открыт. ТАСС",
        "The harbour stays open. -30-",
        "The harbour stays open. ◆",
        "“It stays open,” she said. - Ruth Hall",
        "The harbour stays open. —Ruth Hall",
    ],
)
def test_a_sentence_that_ends_in_any_script_and_within_any_marks_is_no_heading(block: str) -> None:
    """In German and many other languages “, ‘ and « close; such words are cited."""
    text = f"The port\n\nIt was a long day for all of them.\n\n{block}\n\nThen the rain came, and they went home."
    bodies = paragraphs(Article("a", text))
    assert [text[each.start : each.end] for each in bodies][1] == block
    assert bodies[2].heading == bodies[0].heading


@pytest.mark.parametrize(
    "heading",
    [
        "Streit um die „Seebrücke“",
        "“The harbour stays open” – a visit to Orvik",
        "The U.S. – North Korea Summit",
        "What Reuters said",
        "„Der Hafen bleibt offen“",
        "「港口」的一天",
    ],
)
def test_a_heading_may_end_within_any_marks(heading: str) -> None:
    """Where no sentence ends in it."""
    text = f"It was a long day for all of them.\n\n{heading}\n\nThen the rain came, and they went home."
    assert [each.heading for each in paragraphs(Article("a", text))] == [None, heading]


@pytest.mark.parametrize(
    ("title", "sentence", "short", "body"),
    [
        (
            "เรือข้ามฟาก",
            "บริษัทเรือข้ามฟากจะเพิ่มเรืออีกสองลำในทะเลสาบตั้งแต่เดือนเมษายน ผู้อำนวยการกล่าวเมื่อวันจันทร์",
            "สภาเมืองขอเรื่องนี้มาตั้งแต่สะพานถูกปิด",
            "ตั๋วราคาสี่ยูโรเหมือนเดิมและเด็กเดินทางฟรีตลอดทั้งปีในทุกเส้นทางของบริษัทซึ่งดำเนินการมาตั้งแต่ปีก่อน และผู้อำนวยการกล่าวว่าจะไม่ขึ้นราคา",
        ),
        (
            "ເຮືອຂ້າມຟາກ",
            "ບໍລິສັດເຮືອຂ້າມຟາກຈະເພີ່ມເຮືອອີກສອງລຳໃນທະເລສາບຕັ້ງແຕ່ເດືອນເມສາ ຜູ້ອຳນວຍການກ່າວໃນວັນຈັນ",
            "ສະພາເມືອງຂໍເລື່ອງນີ້ມາຕັ້ງແຕ່ຂົວຖືກປິດ",
            "ປີ້ລາຄາສີ່ເອີໂຣຄືເກົ່າແລະເດັກນ້ອຍເດີນທາງຟຣີຕະຫຼອດທັງປີໃນທຸກເສັ້ນທາງຂອງບໍລິສັດທີ່ດຳເນີນການມາຕັ້ງແຕ່ປີກ່ອນແລະຜູ້ອຳນວຍການກ່າວວ່າຈະບໍ່ຂຶ້ນລາຄາ",
        ),
        (
            "សាឡាង",
            "ក្រុមហ៊ុនសាឡាងនឹងបន្ថែមទូកពីរទៀតនៅលើបឹងចាប់ពីខែមេសា នាយកបាននិយាយកាលពីថ្ងៃចន្ទ",
            "ក្រុមប្រឹក្សាបានស្នើសុំរឿងនេះតាំងពីស្ពានត្រូវបានបិទ",
            "សំបុត្រមានតម្លៃបួនអឺរ៉ូដូចមុន ហើយកុមារធ្វើដំណើរដោយឥតគិតថ្លៃ។",
        ),
    ],
)
def test_a_sentence_without_spaces_or_a_full_stop_is_no_heading(
    title: str, sentence: str, short: str, body: str
) -> None:
    """In Thai, Lao and Khmer one line is a paragraph as often as a heading; short ones are headings."""
    found = blocks(f"{title}\n\n{sentence}\n\n{short}\n\n{body}\n\n{title}\n\n{body}")
    assert [block.heading for block in found] == [title, None, None, None, title, None]


@pytest.mark.parametrize(
    ("lines", "is_table"),
    [
        (["a|b", "c|d", "e|f"], True),
        (["a\tb", "c\td", "e\tf"], True),
        (["a|b|c", "c|d", "e|f"], False),
        (["one word", "two of them", "or three words"], False),
        (["a|b", "", "-----", "c|d", "e|f"], True),
        (["weir   7", "mill   8", "quay   9"], True),
    ],
)
def test_rows_of_a_table(lines: list[str], is_table: bool) -> None:
    """Parted alike."""
    assert _is_table(lines * 2) is is_table


@pytest.mark.parametrize(
    ("block", "words"),
    [
        ("****\nThe mill is gone.\n****", "The mill is gone."),
        ("----\n\n The mill\n and more\n----", "The mill\n and more"),
        ("****\nThe mill is gone.", None),
        ("****\nThe mill\nis gone.", None),
        ("The mill\n****", None),
        ("****\n****", None),
    ],
)
def test_a_frame_is_not_part_of_its_words(block: str, words: str | None) -> None:
    """It has a line above and one below."""
    start, end = _without_frame(f"x{block}", 1, len(block) + 1)
    assert f"x{block}"[start:end] == (block if words is None else words)


LONG = "It is a long sentence that says what happened here, and ends with a full stop."


@pytest.mark.parametrize(
    ("blocks", "headings"),
    [
        (["The Mill", LONG], {0}),
        (["The Mill", "Why did it burn?", LONG], {0, 1}),
        ([LONG, "The Mill", "Why did it burn?", LONG], {1, 2}),
        (["The Mill", "Why did it burn?", LONG, "The Quay", "Who saw it?", LONG], {0, 1, 3, 4}),
        (["The Quay", "The Mill", "Why did it burn?", LONG], set()),
        ([LONG, "The Mill", "* * *"], set()),
        (["The Mill", "* * *", LONG], {0}),
        ([LONG, "The Mill"], set()),
    ],
)
def test_short_lines_that_head_others(blocks: list[str], headings: set[int]) -> None:
    """Alone above words, or a question right below one that is alone."""
    assert _headings_among(blocks) == headings


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[16.03.24, 10:20:30] Ana: It burned", "\u200e[16.03.24, 10:21:00] Ben: Who?"),
        ("3/16/24, 10:20\u202fAM - Ana: It burned", "3/16/24, 10:21\u202fAM - Ben: Who?"),
        ("16/03/2024, 10:20 p.\u00a0m. - Ana: It burned", "16/03/2024, 10:21 p.\u00a0m. - Ben joined"),
        ("[2024-03-16, 10:20] Ana: It burned", "[2024-03-16, 10:21] Ben: Who?"),
        ("[16-Mar-24 10:20] Ana: It burned", None),
        ("2024-03-16 10:20 <ana> It burned", "2024-03-16 10:21 <ben> Who?"),
    ],
)
def test_each_message_of_a_chat_is_a_paragraph(first: str, second: str | None) -> None:
    """With the lines that go on with it."""
    text = f"{first}\nand fell down\n{second or first}\nAsk Eva"
    spans = [text[block.start : block.end] for block in blocks(text)]
    assert spans == ([f"{first}\nand fell down", f"{second}\nAsk Eva"] if second else [text])


@pytest.mark.parametrize(
    ("block", "in_title", "in_heading"),
    [
        ("ข" * UNSPACED_HEADING, True, True),
        ("ข" * (UNSPACED_HEADING + 1), True, False),
        ("ข" * UNSPACED_TITLE, True, False),
        ("ข" * (UNSPACED_TITLE + 1), False, False),
        ("Über die lange Mühle am Fluss bei der Stadt Weir", True, True),
        ("Über" * 10 + "ข" * 40, True, True),
        ("Über" * 10 + "ข" * 41, False, False),
    ],
)
def test_how_long_a_heading_without_spaces_is(block: str, in_title: bool, in_heading: bool) -> None:
    """Where most of its letters are Thai or the like; at the front of a text twice as long."""
    assert (not _is_long(block, opens=True), not _is_long(block, opens=False)) == (in_title, in_heading)


def test_the_licence_around_a_book_is_about_it() -> None:
    """What Project Gutenberg writes before and after a book is not searched, and heads nothing."""
    mark = "OF THE PROJECT GUTENBERG EBOOK THE MILL ***"
    text = f"The Project Gutenberg eBook\n\nFor anyone.\n\n*** START {mark}\n\nCHAPTER I\n\nIt was cold.\n\n"
    whole = f"{text}*** END {mark}\n\nTHE LICENSE\n\nTo protect it, words."
    seen = [(whole[block.start : block.end], block.heading, block.about) for block in blocks(whole)]
    assert [words for words, _, about in seen if not about] == ["CHAPTER I", "It was cold."]
    assert [heading for _, heading, _ in seen if heading] == ["CHAPTER I"]
    assert not any(block.about for block in blocks(text.replace("GUTENBERG", "PRESS"))[:2])


def test_lines_with_blank_ones_between_them_are_together() -> None:
    """As programs take them out of a page: what goes on in the next line is one paragraph, up to a longer gap."""
    first = [
        "The mill at the weir of Lower Kessen burned down in the night to",
        "Monday, and the fire brigade is",
        "still",
    ]
    second = ["The boats in the harbour are safe as well, and so are the sheds", "that the fishers built before the"]
    third = [
        "But a part of it has to be found elsewhere, says the treasurer",
        "Ruth Hall, who would not tell",
        "how much.",
    ]
    paragraphs_of_lines = [[*first, "there."], [*second, "winter."], ["What it costs"], third]
    text = "\n\n\n\n".join("\n\n".join(lines) for lines in paragraphs_of_lines)

    found = blocks(text)

    assert [text[block.start : block.end].split("\n\n") for block in found] == paragraphs_of_lines
    assert [block.heading for block in found] == [None, None, "What it costs", None]


def test_short_paragraphs_are_not_lines() -> None:
    """A text of short paragraphs, each of which ends as a sentence does, stays as it is."""
    text = "\n\n".join(["The mill burned down.", "nobody was hurt."] * 8)

    assert len(blocks(text)) == 16
