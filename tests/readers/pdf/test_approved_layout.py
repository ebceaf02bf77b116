"""What is made of the lines of printed pages: columns, tables, notes, running heads, headings; and of a line less.

A page is drawn as text: a character is 5 points wide, a line 12 points high, in type of 10 points. A line that ends
with `*B` is in bold, with `*L` in larger, with `*S` in smaller type; four spaces part pieces of a line as wide white.
"""

import re
from collections.abc import Iterator

from syrupy.assertion import SnapshotAssertion

from retrieval.readers.pdf.layout import laid_out
from retrieval.readers.pdf.tables import Line
from tests.readers.readings import examples, table

SIZES = {"L": 14.0, "S": 8.0}
PAGE = "\n── page\n"


def pieces(art: str) -> Iterator[Line]:
    """The pieces of the lines of a page."""
    for n, row in enumerate(art.split("\n")):
        row, _, look = row.partition(" *")
        size = next((SIZES[each] for each in look if each in SIZES), 10.0)
        for piece in re.finditer(r"\S+(?: {1,3}\S+)*", row):
            gaps, words = [], piece[0]
            for white in re.finditer(r" {2,3}", words):
                count = len(words[: white.start()].split())
                gaps.append((count, 5.0 * (piece.start() + white.start()), 5.0 * (piece.start() + white.end())))
            left, right, bottom = 5.0 * piece.start(), 5.0 * piece.end(), 700.0 - 12 * n
            text = " ".join(words.split())
            yield Line(text, left, right, bottom, bottom + size, size, "B" in look, (), tuple(gaps))


def laid(art: str) -> list[str]:
    """The blocks of some pages, headings marked, with the page on which each begins."""
    result = laid_out([list(pieces(page)) for page in art.split(PAGE)])
    shown, start = [], 0
    for block in result.text.split("\n\n"):
        mark = "#" if (start, start + len(block)) in result.headings else "¶"
        begins = [f"page {page} at {at - start}" for at, page in result.pages if start <= at < start + len(block) + 2]
        shown.append(" ".join([mark, block, *begins]))
        start += len(block) + 2
    return [*shown, *(f"head: {head}" for head in result.heads)]


PARAGRAPHS = examples("""
The old mill on the quay *L
The harbour office said on Monday that the old mill on the
quay would be rebuilt by volun-
teers before the winter, and that the well-known weir would
stay.
  It burned down in March, when nobody was there to see it and
the well-
known weir was closed.
The weir *B
- one thing that was said about it
- another thing
7 people saw pages 12-
14 of the plan for the harbour and for the quay below it.
━━
Dear Ana, *L
The plan was read *B
and will be read again *B
by everyone who came to the quay on that day in March. *B
the mill burned down, they said, and would not be rebuilt at all
Is it known? *B
It is known to all who live there, said the man from the mill.
━━
Milk

Bread and butter for the journey down the river to the old weir

and on the other side of the page, where the words go on, they

stop. And here is what they said about it on the day after the

fire, which was

a Monday.
""")
NOTES = examples("""
The harbour office said on Monday that the old mill on the
quay would be rebuilt by the people of the town and that it

1 This is a note below the text. *S
2 Another one goes on over *S
two lines. *S
── page
was for good. Nobody knows who set it on fire in March.

Another paragraph that is full of words and more words here.
━━
small words that open a page *S
The harbour office said on Monday that the old mill on the

small words that end it *S
""")
HEADS = examples("""
Weir Post                                           page 1

The harbour office said on Monday that the old mill on the
quay would be rebuilt by the people of the town and that it
would be done.
── page
Weir Post                                           page 2

The second page has other words than the first one had, and
they are about the weir.
── page
Weir Post                                           page 3

The third page is the last one, and it is about the harbour
and the quay.
━━
Chapter 1: Boats *S

The harbour office said on Monday that the old mill on the
quay would be rebuilt.

3
── page
Chapter 2: Weirs *S

The second page has other words than the first one had, and
they are about the weir.

4
━━
Section 1 *B

The harbour office said on Monday that the old mill on the
quay would be rebuilt.
── page
Section 5 *B

The second page has other words than the first one had, and
they are about the weir.

Page 2 of 2
━━
3/16/24 9:30    The mill - Weir Post *S

The harbour office said on Monday that the old mill on the
quay would be rebuilt.

https://post.example/mill    1/2 *S
── page
3/16/24 9:30    The mill - Weir Post *S

The second page has other words than the first one had, and
they are about the weir.

https://post.example/mill    2/2 *S
""")
COLUMNS = examples("""
The old mill on the quay burned down in March, they said on Monday.
The harbour office said on Mon     a note about the weir that was
day that the old mill on the q     closed in the winter and would
uay would be rebuilt by people     be opened again in the spring
of the town before the winter,     when the water is high enough
and that the weir would stay       for the boats that come down.
━━
The harbour office said on Mon     a note about the weir that was
day that the old mill on the q     closed in the winter and would
uay would be rebuilt by people     be opened again in the spring
of the town before the winter,     when the water is high enough
A line across both of the columns says that all of it is only a guess.
and that the weir would stay       for the boats that come down.
as it is, whatever the council     They come in May and go again
says about it in the evening.      in September, as they always
Nobody was hurt, as they said.     did in the years before it.
━━
one two three four five    six seven eight nine ten    a boat came down the
from the old mill to it    of all that they said to    river and went on to
it was said on a Monday    the people of the town a    the sea where nobody
and nobody believed it.    day before the fire was.    had seen it again so
They went away at noon.    They came back at eight.    far as anyone knows.
━━
The harbour office said on Monday that the old mill
                                                         In short: the mill
on the quay would be rebuilt by people of the town and   has burned and will
                                                         be built again in a
nobody knew when that would be, or how it was to be
                                                         year or two, if the
paid for, since all of the money had gone to the weir    money is found.
which had been closed in winter.
""")
TABLES = examples("""
Of the fires in the district there were so many in each year:

Year      Fires     Mills
2019      12        3
2020      7         11
2021      140       2

The harbour office counted them and said that it was not enough.
━━
Name           Place          Day *B
Ana Ruiz       Osten          Monday
Bo             Ley            Tuesday
               Weir           Friday
Cy                            Sunday
━━
Name  Place  Day
Ana   Osten  May 3
Bo    Ley    May 4
Cyril Weir   June
Di           July
━━
Item             What it is for
Boats            to cross the river at
                 the weir

Mills            to grind the corn of
                 the whole district

Weirs            to hold the water
━━
1. one thing      that was said
2. another        that was not
3. the third      that is all
━━
Total:           14
Mills:           3
Weirs:           11
━━
Name Place Day
Ana           Osten          Monday
Bo            Ley            Tuesday
Nobody was there to see it, and so nothing more is known about it.
""")
NUMBERED = ("20 20", "19 19", "20 0", "20 19", "22 20", "22 22 22 4", "21 21 20", "25", "5!", "20!", "20! 20", "24! 3!")
"""How many lines of each page are numbered; the first five of those with an exclamation mark have no words."""


def numbered(counts: str) -> str:
    """How the pages begin and end."""
    pages = [
        "\n".join(
            f"{n:<4}said in court on a day" if n > 5 or "!" not in count else f"{n}"
            for n in range(1, int(count.strip("!")) + 1)
        )
        for count in counts.split()
    ]
    text = " ".join(laid(PAGE.join(pages)))
    return f"{text[:90]} … {text[-30:]}"


def test_paragraphs_and_headings(snapshot: SnapshotAssertion) -> None:
    """By white, indents, marks, type and where lines end."""
    assert table(laid, PARAGRAPHS) == snapshot


def test_notes_below_the_text(snapshot: SnapshotAssertion) -> None:
    """They come after the paragraph that goes on over the page."""
    assert table(laid, NOTES) == snapshot


def test_running_heads(snapshot: SnapshotAssertion) -> None:
    """What stands at the edges of pages and isn't text."""
    assert table(laid, HEADS) == snapshot


def test_columns(snapshot: SnapshotAssertion) -> None:
    """Columns, lines across them, boxes beside the text."""
    assert table(laid, COLUMNS) == snapshot


def test_tables(snapshot: SnapshotAssertion) -> None:
    """Rows with and without the names of their columns, cells of several lines, empty ones."""
    assert table(laid, TABLES) == snapshot


def test_numbered_lines(snapshot: SnapshotAssertion) -> None:
    """Courts number lines; a list has no other words."""
    assert "\n".join(f"{each}: {numbered(each)}" for each in NUMBERED) == snapshot
