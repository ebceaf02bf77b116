"""What news databases save as text, document by document."""

import pytest

from retrieval import Article, paragraphs
from retrieval.readers import read
from retrieval.readers.news_databases import is_database

FIRST = "The old mill burned down in the night, and nobody was hurt by the fire.\nIt will be built again."
SECOND = "The ferry sank in the storm, with all that was on it."


def articles(written: str, name: str = "a.txt") -> list[Article]:
    """The articles of a file without problems."""
    items = list(read(written.encode(), name))
    assert all(isinstance(item, Article) for item in items)
    return [item for item in items if isinstance(item, Article)]


def told(item: Article) -> tuple[str | None, str, tuple[str, ...], str | None]:
    """What an article's fields say."""
    return item.title, str(item.date), item.authors, item.source


TOLD = [
    ("The mill is gone", "2021-04-07", ("Ana Ruiz",), "Weir Post"),
    ("Ferry sinks", "2021-04-08", ("Ben Cole",), "Weir Post"),
]


def counted(number: int, title: str, day: str, author: str, body: str) -> str:
    """A document as LexisNexis saved it."""
    return (
        f"                  {number} of 2 DOCUMENTS\n\n                  Weir Post\n\n                {day}\n\n"
        f"{title}\n\n"
        f"BYLINE: {author}\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 412 words\n\n{body}\n\nLOAD-DATE: April 20, 2021\n\n"
        "LANGUAGE: ENGLISH\n\n              Copyright 2021 Weir Post\n                All Rights Reserved\n\n\n"
    )


LEXIS = counted(1, "The mill is gone", "April 7, 2021 Wednesday", "Ana Ruiz", FIRST) + counted(
    2, "Ferry sinks", "April 8, 2021 Thursday", "By Ben Cole, Staff", SECOND
)


def test_the_day_may_stand_below_other_lines() -> None:
    """Authors and whatever else the head of Factiva's documents has above it."""
    written = factiva("The mill is gone", "7 April 2021", "Ana Ruiz", FIRST)
    written = written.replace("412 words\n", "412 words\nWP\nBy Ben Cole\n")
    written += factiva("Ferry sinks", "8 April 2021", "Ben Cole", SECOND)
    assert [str(each.date) for each in articles(written)] == ["2021-04-07", "2021-04-08"]


def nexis(title: str, day: str, author: str, body: str) -> str:
    """A document as Nexis saves it."""
    return (
        f"{title}\n\nWeir Post\n\n{day}\n\nCopyright 2021 Weir Post All Rights Reserved\n\nSection: NEWS; Pg. 3\n\n"
        f"Length: 412 words\n\nByline: {author}\n\nBody\n\n{body}\n\nLoad-Date: April 20, 2021\n\nEnd of Document\n\n"
    )


def factiva(title: str, day: str, author: str, body: str) -> str:
    """A document as Factiva saves it."""
    return (
        f"{title}\n{author}\n412 words\n{day}\n08:15\nWeir Post\nWPOST\n3\nEnglish\nCopyright 2021 Weir Post\n\n"
        f"{body}\n\nDocument WPOST00020210407eh470001b\n\n"
    )


def test_documents_that_are_counted() -> None:
    """Their heads say newspaper, day, headline, author; what the database adds is left out."""
    found = articles(LEXIS)
    assert list(map(told, found)) == TOLD
    assert [item.text for item in found] == [f"The mill is gone\n\n{FIRST}", f"Ferry sinks\n\n{SECOND}"]
    assert [item.record for item in found] == [1, 2]
    assert [paragraph.heading for paragraph in paragraphs(found[0])] == [None]


def test_documents_that_end() -> None:
    """Below a list of their headlines."""
    both = nexis("The mill is gone", "April 7, 2021 Wednesday", "Ana Ruiz", FIRST)
    both += nexis("Ferry sinks", "April 8, 2021 Thursday", "Ben Cole", SECOND)
    assert list(map(told, articles(both.replace("\n", "\r\n")))) == TOLD


def test_documents_with_numbers() -> None:
    """Headline, author and day in one block; in a form with codes, each behind its own."""
    both = factiva("The mill is gone", "7 April 2021", "Ana Ruiz", FIRST)
    both += factiva("Ferry sinks", "8 April 2021", "By Ben Cole", SECOND)
    found = articles(both)
    assert list(map(told, found)) == TOLD
    assert found[0].language == "English"
    coded = (
        "HD\nThe mill is gone\nBY\nBy Ana Ruiz\nWC\n412 words\nPD\n7 April 2021\nSN\nWeir Post\n\n"
        f"LP\n{FIRST}\n\nTD\n{SECOND}\n\nAN\nDocument WPOST00020210407eh470001b\n"
    )
    (item,) = articles(coded)
    assert (told(item), item.text) == (TOLD[0], f"The mill is gone\n\n{FIRST}\n\n{SECOND}")


def test_lines_lead_back_to_the_file() -> None:
    """Of each document to its own."""
    paged = LEXIS.replace("                  2 of", "\f                  2 of")
    for item in articles(paged):
        begin = item.text.index("\n\n") + 2
        start, line = [place for place in item.lines or () if place[0] <= begin][-1]
        assert start == begin
        assert paged.split("\n")[line - 1] == item.text[begin:].split("\n")[0]


def test_texts_that_only_look_like_it() -> None:
    """Are texts; a document without a head that is known is an article, too."""
    (item,) = articles(f"The mill\n\n{FIRST}\n\nEnd of Document\n")
    assert (item.record, item.title) == (None, "The mill")
    assert articles(f"The mill\n\n{FIRST}\n\nDocument by document it was told.")[0].record is None
    found = articles(f"{LEXIS}\n 3 of 3 DOCUMENTS\n\n{'word ' * 40}\n")
    assert [item.title for item in found] == ["The mill is gone", "Ferry sinks", None]


LOOKS_LIKE_MORE = (
    "VOSS: Why did it burn?\n\nCopyright law of 1976 was no cause.\n\nNotes\n\n(c) The mill was old.\n\n"
    "IN THE NIGHT it burned.\n\nReferences are many.\n\nLA PAZ pays."
)


def test_words_that_look_like_what_the_database_adds() -> None:
    """Speakers, sentences about copyright, notes, and lines that begin with a code stay in the text."""
    head = ("Copyright row", "April 7, 2021 Wednesday", "Ana Ruiz", LOOKS_LIKE_MORE)
    coded = f"SE   News\nHD   Copyright row\nPD   7 April 2021\nLP   \n{LOOKS_LIKE_MORE}\nTD\nThe end.\n\nIN   x\n\n"
    codes = f"{coded}Document WPOST00020210407eh470001b\n"
    written = (nexis(*head), counted(1, *head), factiva(head[0], "7 April 2021", *head[2:]), codes)
    for item in (articles(one)[0] for one in written):
        assert item.title == "Copyright row"
        assert item.text.removesuffix("\n\nThe end.") == f"Copyright row\n\n{LOOKS_LIKE_MORE}"


def test_documents_with_unknown_heads_are_read_whole() -> None:
    """However short they are."""
    both = factiva("The mill is gone", "7 April 2021", "Ana Ruiz", FIRST)
    both += factiva("Ferry sinks", "8 April 2021", "Ben Cole", SECOND).replace("Copyright 2021 Weir Post", "")
    assert SECOND in articles(both)[1].text


def test_the_same_words_in_two_newspapers() -> None:
    """Are two articles."""
    one = nexis("The mill is gone", "April 7, 2021 Wednesday", "Ana Ruiz", FIRST)
    first, second = articles(one + one.replace("Weir Post", "Dam Post"))
    assert (first.text, first.source, second.source) == (second.text, "Weir Post", "Dam Post")
    assert first.id != second.id


def test_pages_do_not_shift_lines() -> None:
    """A form feed is no line of the file."""
    written = f"{counted(1, 'The mill', 'April 7, 2021', 'Ana Ruiz', FIRST)}\f{LEXIS}"
    last = articles(written)[-1]
    assert last.lines is not None
    begin, line = last.lines[-1]
    assert written.split("\n")[line - 1] == last.text[begin:] == SECOND


def test_a_memo_is_no_database() -> None:
    """A line that ends a document makes none."""
    memo = "MEMO\nTYPE: Internal\n12 March 2024\n\nThe mill is gone.\n\nLANGUAGE: none\n\nMore.\n\nEnd of Document\n"
    assert [item.text for item in articles(memo)] == [memo]


PROQUEST = """____________________________________________________________

Document 1 of 2

Mill burns down

Author: Ruiz, Ana

Publication info: Harbour Post ; Kessen. 16 Mar 2022: A.1.

ProQuest document link

Full text: The mill burned down on Monday.

Subject: it had none, the owner said.

Publication title: Harbour Post; Kessen

Publication date: Mar 16, 2022

Language of publication: English

ProQuest document ID: 123456

Last updated: 2022-03-17

____________________________________________________________

Document 2 of 2

Weir closed

Full text: The weir is closed.

Publication date: Mar 17, 2022
"""


def test_documents_of_proquest() -> None:
    """Their fields have names; the text is one of them."""
    contents = f"{'_' * 40}\n\nTable of contents\n\n1. Mill burns down\n\n"
    first, second = articles(contents + PROQUEST)
    assert told(first) == ("Mill burns down", "2022-03-16", ("Ruiz, Ana",), "Harbour Post")
    assert first.text == "Mill burns down\n\nThe mill burned down on Monday."
    assert told(second) == ("Weir closed", "2022-03-17", (), None)
    assert next(line for _, line in second.lines or ()) == 37


@pytest.mark.parametrize("edition", ["Final Edition", "Late Edition - Final", "All Editions", "Correction Appended"])
def test_the_edition_is_no_part_of_the_headline(edition: str) -> None:
    """It stands between the day and the headline."""
    written = nexis("Mill burns down", "March 16, 2022 Wednesday", "Ana Ruiz", "It burned down.")
    day = next(line for line in written.split("\n") if "March 16, 2022" in line)
    (article,) = articles(written.replace(day, f"{day}\n{edition}"))
    assert article.title == "Mill burns down"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("   1 of 2 DOCUMENTS\n\nThe mill", True),
        ("The DOCUMENTS of Weir", False),
        ("1 of 2 documents", False),
        ("Chapter 1\n\nThe mill is gone.", False),
        (f"{'x' * 2000}\n1 of 2 DOCUMENTS", False),
        ("Text\nEnd of Document\n", True),
        ("At the End of Document One", False),
    ],
)
def test_what_a_news_database_saved(text: str, is_one: bool) -> None:
    """It marks its documents, each on a line by itself."""
    assert is_database(text) is is_one
