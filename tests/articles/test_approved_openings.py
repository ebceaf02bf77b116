"""The first lines of texts, and what differs from them by a little: approved as tables."""

from itertools import chain

from syrupy.assertion import SnapshotAssertion

from retrieval import Article, paragraphs
from retrieval.articles.blocks import blocks, is_interview, opening, title_in
from retrieval.articles.openings import day_on_line, is_diary, opening_authors, opening_lines
from tests.approved import near_lines, table

BODY = "The mill burned down on Friday, and nobody was hurt."
OPENINGS = (
    f"The mill burns down\nAna Ruiz\n7 April 2021\n\n{BODY}",
    f"The mill burns down\n\nBy Ana Ruiz and Ben Cole\n\n{BODY}",
    f"Ana Ruiz\n7 April 2021\n\nThe mill burns down\n\n{BODY}",
    f"The mill burns down\nSmall fires\nKessen\n7 April 2021\n{BODY}",
    f"Reuters\nThe mill burns down\nAna Ruiz, Staff Writer\n{BODY}",
    f"FOR IMMEDIATE RELEASE\nContact: Ana Ruiz\nPhone: 555-0100\nKessen Council\n7 April 2021\nThe mill burns\n{BODY}",
    f"Title: The mill\nDate: 2021-04-07\n- more\n\n{BODY}",
    f"The mill burns down\n\nTitle: The mill\nSubject: fires\n\n{BODY}",
    f"The mill burns down\nAna Ruiz\nBen Cole\nMaría Vidal\n{BODY}",
    f"Das Feuer\nVon Max Frei\n03.04.2021\n{BODY}",
    f"{BODY}\n\nYours faithfully,\nAna Ruiz\nKessen",
    f"1 May 2021\n\n{BODY}\n\n2 May 2021\n\nIt rained.",
    f"{BODY}\n\nIt rained.\n\nPublished: 7 April 2021\nBy Ana Ruiz",
    f"Harbour Post\nNews\nThe mill burns down\nReuters\n{BODY}",
    f"ANA RUIZ, HOST:\n{BODY}\nBEN COLE:\nIt rained.",
    "台北大火\n（新華社北京4月7日電 記者李明）\n2021年4月7日\n磨坊在星期五被燒毀。",
)
"""A title, authors, a day, an agency, fields, a farewell."""

TWELVE = "One two three four five six seven eight nine ten eleven twelve"
NINETY = "Mill " * 18
BLOCKS = (
    f"{TWELVE}\n\n{BODY}\n\n{TWELVE} more\n\n{BODY}",
    f"{NINETY[:90]}\n\n{BODY}\n\nX{NINETY[:90]}\n\n{BODY}",
    f"# The mill\n\n{BODY}\n\nWho did it?\nNobody knows.\n\n***\n\n{BODY}",
    f"The mill\n========\n{BODY}\n\nA fire\n---\nIt rained.",
    f"***\nThe mill\n***\n\n{BODY}\n\n- 3 -\n\nPage 3 of 7\n\nIt rained.",
    "A title of four\n\nThe subtitle here\n\nIt rained and rained.\n\nThe end\n\nIt stopped.",
    "The mill\n\n1. The fire\n\nIt rained and rained.\n\n2. The flood\n\nIt stopped.",
    f"The fire\nThe fire of Friday night has burned down the old mill of Kessen.\n\n{BODY}",
    "The fire\nIt burned down the old mill of.\n\nThe fire\nIt burned down the old mill of Kessen.",
    "Roses\n\nRed is the rose,\nand the violet,\n\nSugar is sweet,\nand so are you,\n\nHoney is sweet,\nand so too.",
    "Why?\n\nBecause it burned.\n\nWhen did it burn?\n\nOn Friday, it is said.",
    "ROTH: Why?\n\nIt burned.\n\nROTH: When?\n\nOn Friday.\n\nROTH: It rained.\n\nVOSS: No.\n\nROTH: Yes, and more.",
    "It burned.\nIt rained.\nIt stopped.\n\nIt burned.\nIt rained.",
    "Name\tAge\tTown\nAna\t30\tKessen\nBen\t40\tBrück\n\n| a | b |\n|---|---|\n| c | d |",
    "Name   Age   Town\nAna    30    Kessen\nBen    40    Brück",
    "  It burned all night\nlong.\n  It rained\nand stopped.\n\tIt ended.",
    "[16.03.24, 10:20:30] Ana: It burned.\n[16.03.24, 10:21] Ben: When?\non Friday\n3/16/24, 10:20 AM - Ana: So.",
    f"Fire in town. – dpa\n\n{BODY} – Ana Ruiz\n\n{BODY} (dpa)\n\n“We stay.” — Ruth Hall, mayor\n\n{BODY}",
    "CHAPTER IV.\n\nIt burned.\n\nPart 2: The flood\n\nIt rained.\n\nLetter X. To Ana.\n\nIt stopped.",
    f"WO\n\nNo. 20-16276\n\nUnited States v. Roth\n\n{BODY}",
    f"{'ก' * 60}\n\n{BODY}\n\n{'ก' * 31}\n\n{BODY}\n\n{'ก' * 30}\n\n{BODY}",
    f"Red is the rose:\n\n- oak\n- elm\n\n1) oak\n\n{BODY}\n\nhttps://example.org\n\n{BODY}",
    f"“The mill is gone”\nBy Ana Ruiz\n\n{BODY}",
    f"date 2024-03-16 The mill\n\n{BODY}",
)
"""Headings and what is none, paragraphs, tables, verse, turns of a conversation."""


def _told(text: str) -> str:
    """The blocks of a text (a heading, words about the text, a paragraph), its authors, its day, its title."""
    kinds = [("#" if it.heading else "@" if it.about else "", it) for it in blocks(text)]
    parts = [f"{kind}{text[it.start : it.end]!r}{'' if it.heading in (None, text[it.start : it.end]) else it.heading}"
             for kind, it in kinds]  # fmt: skip
    about = [
        f"{text[start:][:12]!r} {''.join('01'[each] for each in it[2:])}" for start, it in opening_lines(text).items()
    ]
    facts = [*opening_authors(text), str(day_on_line(text) or "-"), str(title_in(text)), *about]
    facts += ["interview"] if is_interview(text) else []
    facts += ["diary"] if is_diary(text, [it[:2] for _, it in kinds if it.heading]) else []
    return f"{' | '.join(parts).replace(repr(BODY), 'BODY')} … {'; '.join(facts)}"


def test_opening_lines_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """What the first lines say of a text, and which blocks they leave."""
    assert table(_told, chain.from_iterable(map(near_lines, OPENINGS))).replace(BODY, "BODY") == snapshot


def test_blocks_are_parted_as_approved(snapshot: SnapshotAssertion) -> None:
    """Headings and paragraphs."""
    assert table(_told, chain.from_iterable(map(near_lines, BLOCKS))).replace(BODY, "BODY") == snapshot


def test_blocks_below_known_headings_are_parted_as_approved(snapshot: SnapshotAssertion) -> None:
    """Where headings are known, the title may have a caption or a day above it."""

    def told(text: str) -> str:
        lines = text.split("\n\n")
        outcomes = []
        for n in range(len(lines)):
            start = len("\n\n".join([*lines[:n], ""]))
            headings = ((start, start + len(lines[n])),)
            article = Article("a", text, lines[n], path="a.txt", headings=headings)
            parts = [f"{it.heading}: {text[it.start : it.end]!r}" for it in paragraphs(article)]
            outcomes.append(f"{title_in(text, headings)} … {parts}")
        return " / ".join(outcomes).replace(repr(BODY), "BODY")

    five = "One two three four five"
    texts = (
        f"{five}\n\nThe mill\n\n{BODY}", f"{five} six\n\nThe mill\n\n{BODY}", f"{five}.\n\nThe mill\n\n{BODY}",
        f"One\ntwo\n\nThe mill\n\n{BODY}", f"No. 20-16276\n\nThe mill\n\n{BODY}", f"7 April 2021\n\nThe mill\n\n{BODY}",
        f"a\n\nb\n\nc\n\nd\n\ne\n\n{BODY}", f"By Ana Ruiz\n\nTitle: The mill\n\n{BODY}",
    )  # fmt: skip
    assert table(told, texts).replace(BODY, "BODY") == snapshot


def test_the_first_words_are_shown_as_approved(snapshot: SnapshotAssertion) -> None:
    """Cut at the limit, and not inside a word."""
    texts = (
        "a bc def",
        "By Ana Ruiz\n\nThe mill, burned",
        "abcdefghij",
        "date 2024-03-16 ",
        "",
        " \n a – b",
        "the mill; b",
    )
    rows = [f"{text!r} {n} → {opening(text, n)!r}" for text in texts for n in (1, 2, 4, 5, 7, 8, 9, 10)]
    assert "\n".join(rows) == snapshot
