"""Printed pages: reading order, whole words and paragraphs, and the page of each."""

import base64
import io
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypdf
import pypdfium2
import pytest
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, NumberObject
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from retrieval import Article, Problem, paragraphs
from retrieval.readers import read
from retrieval.readers.pdf.lines import LONGEST_CELL, lines_of
from retrieval.readers.rows import TableRow

Page = Callable[[Canvas], None]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)
"""A white picture of one point."""


def printed(*pages: Page, **properties: str) -> bytes:
    """A PDF of pages that functions draw."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setTitle(properties.get("title", ""))
    canvas.setAuthor(properties.get("author", ""))
    for draw in pages:
        canvas.setFont("Times-Roman", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(text: str, left: int = 72, top: int = 760, leading: int = 14) -> Page:
    """A page with lines below each other; an empty one is a blank line."""

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate(text.split("\n")):
            canvas.drawString(left, top - leading * n, line)

    return draw


def both(*pages: Page) -> Page:
    """A page that several functions draw."""

    def draw(canvas: Canvas) -> None:
        for page in pages:
            page(canvas)

    return draw


def article(data: bytes, name: str = "a.pdf") -> Article:
    """The article of a PDF, which must be its only item."""
    (item,) = read(data, name)
    assert isinstance(item, Article), item
    return item


LONG = "The harbour office said on Monday that the old mill on the quay would be\n"
PARAGRAPH = (
    LONG + "rebuilt by volun-\nteers before the winter, and that the well-known weir would stay as it\n"
    "is for good, whatever the council says about it. Nobody was hurt, it said."
)
WHOLE = (
    "The harbour office said on Monday that the old mill on the quay would be rebuilt by volunteers before the winter, "
    "and that the well-known weir would stay as it is for good, whatever the council says about it. "
    "Nobody was hurt, it said."
)


def test_lines_are_paragraphs_again() -> None:
    """Lines of a paragraph are joined, broken words made whole; white, and a short last line, part paragraphs."""
    got = article(printed(lines(f"{PARAGRAPH}\n\n{PARAGRAPH}")))
    assert got.text == f"{WHOLE}\n\n{WHOLE}"
    assert got.pages == ((0, 1),)


def test_indents_part_paragraphs() -> None:
    """A line that is indented after the end of a sentence opens a paragraph."""
    second = "It opens in May, when the road by the river is dry again, and"
    third = "the ferry, which is out of order, sails again to the other side of the bay."
    got = article(printed(both(lines(PARAGRAPH), lines(second, 84, 704), lines(third, 72, 690))))
    assert got.text.split("\n\n") == [WHOLE, f"{second} {third}"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the well-\nknown weir", "the well-known weir"),
        ("the Anglo-\nSaxon weir", "the Anglo-Saxon weir"),
        ("from 1914-\n1918 and on", "from 1914-1918 and on"),
        ("a dash -\nlike this", "a dash - like this"),
        ("the co-\noperation", "the cooperation"),
    ],
)
def test_hyphens_at_line_ends(text: str, words: str) -> None:
    """A hyphen goes with the line's end unless the word has it elsewhere, or before a capital or figure."""
    assert article(printed(lines(f"It is well-known here.\n\n{text}"))).text.split("\n\n")[1] == words


COLUMN = "\n".join(f"line {n} of the SIDE column is read here" for n in range(12))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_columns_are_read_one_after_the_other(order: tuple[int, int]) -> None:
    """Whatever the order in which they were drawn; what stands across them comes where it stands."""
    drawn = [lines(COLUMN.replace("SIDE", "left"), 72, 700), lines(COLUMN.replace("SIDE", "right"), 320, 700)]
    across = lines("What stands across both columns is read before them, to the very end of the line.", 72, 740)
    got = article(printed(both(*(drawn[i] for i in order), across)))
    assert got.text.startswith("What stands across")
    place = [got.text.index(words) for words in ("line 0 of the left", "line 11 of the left", "line 0 of the right")]
    assert place == sorted(place)


def test_columns_that_were_drawn_row_by_row() -> None:
    """Two columns whose lines were drawn in turn are two columns all the same."""
    left, right = COLUMN.replace("SIDE", "left").split("\n"), COLUMN.replace("SIDE", "right").split("\n")
    rows = [
        both(lines(a, 72, 700 - 14 * n), lines(b, 320, 700 - 14 * n))
        for n, (a, b) in enumerate(zip(left, right, strict=True))
    ]
    text = article(printed(both(*rows))).text
    assert text == " ".join([*left, *right])


def test_tables_are_read_by_rows() -> None:
    """Cells that stand on one height are a row, a paragraph of its own."""
    table = [("Year", "Fires", "Cost"), ("2022", "4", "12,000"), ("2023", "7", "31,000"), ("2024", "1", "900")]
    cells = [lines(cell, 72 + 120 * x, 700 - 14 * y) for y, row in enumerate(table) for x, cell in enumerate(row)]
    assert article(printed(both(*cells))).text == (
        "Year: 2022 | Fires: 4 | Cost: 12,000\n\nYear: 2023 | Fires: 7 | Cost: 31,000\n\n"
        "Year: 2024 | Fires: 1 | Cost: 900"
    )


def test_running_heads_and_page_numbers_are_no_text() -> None:
    """What stands apart at the edges of all pages is left out; what is like it inside the text stays."""
    pages = [
        both(
            lines("Harbour Post, yearly report", 72, 810),
            lines(
                f"{LONG}be on page {n}, and nobody is to look for another place, which is the only\n"
                "one that stands alone. Harbour Post, yearly report"
            ),
            lines(str(n), 300, 30),
        )
        for n in range(1, 5)
    ]
    text = article(printed(*pages)).text
    assert text.count("Harbour Post, yearly report") == 4
    assert not text.startswith("Harbour Post")
    assert all(f"page {n}, and" in text for n in range(1, 5))
    assert all(not part.strip().isdigit() for part in text.split("\n"))


def test_a_paragraph_goes_on_over_the_page() -> None:
    """It is one paragraph, and the map tells on which page each of its words stands."""
    got = article(printed(lines(LONG + LONG), lines("rebuilt in May. Nobody was hurt.\n\nA new paragraph.")))
    assert got.text.count("\n\n") == 1
    assert got.pages is not None
    (_, first), (start, second) = got.pages
    assert (first, second) == (1, 2)
    assert got.text[start:].startswith("rebuilt in May.")


def test_headings_are_known_by_their_type() -> None:
    """Larger or bold lines are headings, and the sections are theirs."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 20)
        canvas.drawString(72, 780, "Mill burns down")
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(72, 740, "The cause")
        canvas.setFont("Times-Roman", 11)
        lines(PARAGRAPH, 72, 720)(canvas)

    got = article(printed(draw))
    assert got.title == "Mill burns down"
    assert [p.heading for p in paragraphs(got)] == ["The cause"]


@pytest.mark.parametrize(
    ("title", "author", "name", "fields"),
    [
        ("Mill burns", "Ana Ruiz; Ben Cole", "a.pdf", ("Mill burns", ("Ana Ruiz", "Ben Cole"))),
        ("Microsoft Word - mill.doc", "Admin", "a.pdf", (None, ())),
        ("untitled", "anonymous", "a.pdf", (None, ())),
        ("(unspecified)", "(anonymous)", "a.pdf", (None, ())),
        ("mill_final2.indd", "", "a.pdf", (None, ())),
    ],
)
def test_properties_that_mean_something(title: str, author: str, name: str, fields: tuple[object, ...]) -> None:
    """Titles and authors that somebody wrote; not what programs put there."""
    got = article(printed(lines(PARAGRAPH), title=title, author=author), name)
    assert (got.title, got.authors) == fields


def test_the_day_of_a_pdf() -> None:
    """Its text's, else its file's name's, else the day it was made."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(lines(PARAGRAPH))))
    writer.add_metadata({"/CreationDate": "D:20220316101500+01'00'"})
    file = io.BytesIO()
    writer.write(file)
    got = article(file.getvalue())
    assert (str(got.date), got.provenance["date"]) == ("2022-03-16", "document properties")
    got = article(file.getvalue(), "2021-05-04-mill.pdf")
    assert (str(got.date), got.provenance["date"]) == ("2021-05-04", "file name")


def scan() -> bytes:
    """A page that is a picture."""
    return printed(lambda canvas: canvas.rect(72, 72, 400, 600, fill=1))


@pytest.mark.parametrize("scans", [0, 1, 2])
@pytest.mark.parametrize(("words", "read_at_all"), [("mill", True), ("cat", True), ("ox", False)])
def test_letters_are_counted_by_the_pages_that_are_no_pictures(scans: int, words: str, *, read_at_all: bool) -> None:
    """Of a page with as many letters as a document must have the text is read, however many scans stand beside it."""
    picture: Page = lambda canvas: canvas.drawImage(ImageReader(io.BytesIO(PNG)), 0, 0, 595, 842)  # noqa: E731
    items = list(read(printed(lines(words), *[picture] * scans), "a.pdf"))
    assert [item.text for item in items if isinstance(item, Article)] == ([words] if read_at_all else [])


def encrypted(user: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt=StandardEncryption(user, ownerPassword="o", canPrint=0))
    canvas.drawString(72, 700, WHOLE[:60])
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (scan(), "OCR"),
        (encrypted("secret"), "encrypted"),
        (b"", "is empty"),
        (b"%PDF-1.7\n", "is damaged"),
        (b"PK\x03\x04 no pdf", "is damaged"),
        (printed(lines(PARAGRAPH))[:300], "is damaged"),
        (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj", ""),
    ],
)
def test_what_can_not_be_read_is_named(data: bytes, words: str) -> None:
    """A scan, an encrypted, an empty and a damaged file are each named with the reason."""
    (problem,) = read(data, "a.pdf")
    assert isinstance(problem, Problem)
    assert problem.where == "a.pdf"
    assert words in problem.reason


def test_a_pdf_that_needs_no_password_to_read() -> None:
    """One that is only protected from changes is read."""
    assert article(encrypted("")).text == WHOLE[:60].strip()


AES = (
    "eNqNU02LHEUYDoggJV6E4EECteDcTPqt7yoYFjezO0RissvMugqyYH1uRmanNz09y66gl6BITh4kkB+RHxBCLjmJlwgevayKh/gDPIlY3TPZHRwP"
    "Nt1Nvc/71lNPvR+dnc3+VXKNoc6vvz3/CREMuHSfoW4XFTtVGWY+VrhrGLWJaOq1s0Z5DczTaImEKBSjIQgLmhMDwRMvLEmCBJKMgUhoNMTLdbS+"
    "juIkNMx06YTd06OIix17EKeo6JWzSY0JKm6OwhR/gnkOHOD9pa1sZWvP1nZcHqA5B264B6jY8FXZL6tDrFr7goD/59moGMRpOat8Zmg8/TLraBf4"
    "IrABUTGcubo1GzBLvW6nsQ0vbsTxcaxH3jbHzd/iVgwje708yZeBa9B+DACT/O03kquYdy409zJLNqdY/EuzWNL8QZwc1HewhsY/ratoD9FXu1de"
    "vf/3vR/O7o6+fu+XB98/WTM3Pn1r/4+POvdePP5x59lfZ6/xs3dvv3186RX85Qv08zdXer//+cZ377zp1aW1yx9/O3h08/W109PLX/Dn+0+r+w+b"
    "cxfUCwVyOWu4C9IRF7hiTjlwmhKuspksNx6ciZpGwcHqkELI/UC09pQZRU0MUWWL58T0d3MGT1Cxh7vKCBcCAyOEpUAcqESVTUIymZtJC88NVYpq"
    "ToMx0QB4QyM4IQLPqxCXW0stCe2P4rhtI7nSRnopbA/zXP7mt8gtoTqXBnNquJFZNW2oxnWegmJY20mwVUDFdtatnE4OjAZKA7OOccpUtEJy5kEr"
    "AnlNKEteJK1dHgZmpfbeikSo45ByFj7EXRl44w0WFOc8D1mSUtgUOBdMgmc0O3kUkUcltOVEcoBsy5SSBQI6s/TmXTqsw2K1MavvbB03rVVsln77"
    "KE6aoFu42Nga7tGLi8qXbTqsD/t4TtAY1blxkbKTKiYE2CA4f7AUggmc8DlGcqu2nsk5RghbxRRdwXLuVjBOVjHBVzFF5ComlrTUlR2NY9XWezj6"
    "POZrFIOyrDGbj977k1Rislhv5pbpemWdSNYF6SNVQolcZ0VFrhV4ywNd/z8hecS3Jr46PaqxfjnT09pWdZtMApKiTmdru4/+AT1ue9I="
)
"""A PDF with a field of a form, encrypted with AES for its owner alone, as signed ones are; compressed."""


def test_a_form_in_a_pdf_that_is_encrypted_by_aes() -> None:
    """Its text is read, without what only another package could decrypt."""
    assert article(zlib.decompress(base64.b64decode(AES))).text == "The mill burned down in the night."


def test_a_pdf_without_its_end_is_read() -> None:
    """A file whose table of contents is missing is put together again."""
    data = printed(lines(PARAGRAPH))
    assert article(data[: data.rindex(b"xref")]).text == WHOLE


def test_pypdf_is_tried_when_pdfium_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is the same, without columns."""
    import pypdfium2

    def fails(data: bytes) -> None:
        raise pypdfium2.PdfiumError("Failed to load document")

    monkeypatch.setattr(pypdfium2, "PdfDocument", fails)
    assert article(printed(lines(PARAGRAPH), lines(PARAGRAPH))).text == f"{WHOLE}\n\n{WHOLE}"


def test_a_page_that_is_printed_sideways() -> None:
    """It is read as if it were turned, and a stamp along the margin is no text."""

    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines(PARAGRAPH, 72, -100)(canvas)

    def stamped(canvas: Canvas) -> None:
        lines(PARAGRAPH)(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -20, "stamp along the margin")

    assert article(printed(sideways)).text == WHOLE
    assert article(printed(stamped)).text == WHOLE


def test_a_line_with_words_in_bold_in_its_middle_is_no_heading() -> None:
    """Most of a line tells; so does its size, where the mark of a note stands in its middle."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 760)
        for size, bold, words in (
            (11, False, "The old mill burned down on "), (11, True, "Friday night"), (11, False, ", and the council"),
        ):  # fmt: skip
            text.setFont("Times-Bold" if bold else "Times-Roman", size)
            text.textOut(words)
        canvas.drawText(text)
        canvas.setFont("Times-Roman", 11)
        canvas.drawString(72, 746, "met on Saturday morning to say what was to be done there.")

    got = article(printed(draw))
    assert got.text.startswith("The old mill burned down on Friday night, and the council met on Saturday morning")
    assert got.headings == ()


def test_a_heading_above_a_table_does_not_name_its_columns() -> None:
    """Though it has as many words as there are columns: it stands above the first of them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(72, 760, "What is known")
        canvas.setFont("Times-Roman", 11)
        for n, row in enumerate((("Year", "Fires", "Damage"), ("2021", "4", "1 million"), ("2024", "1", "2 million"))):
            for column, cell in enumerate(row):
                canvas.drawString(72 + 150 * column, 746 - 14 * n, cell)

    got = article(printed(draw))
    assert got.text.split("\n\n")[1:] == [
        "Year: 2021 | Fires: 4 | Damage: 1 million", "Year: 2024 | Fires: 1 | Damage: 2 million",
    ]  # fmt: skip


def test_words_above_a_row_of_names_do_not_name_columns() -> None:
    """A caption of as many words as there are columns, and about as wide."""
    rows = (("Table", "of", "repairs"), ("Year", "Cost", "Who"), ("1901", "200", "Town"), ("1950", "900", "State"))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 760, " ".join(rows[0]))
        for n, row in enumerate(rows[1:]):
            for column, cell in enumerate(row):
                canvas.drawString(72 + 50 * column, 746 - 14 * n, cell)

    assert article(printed(draw)).text.split("\n\n") == [
        "Table of repairs", "Year: 1901 | Cost: 200 | Who: Town", "Year: 1950 | Cost: 900 | Who: State",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "text"), [("1The minutes.", "1 The minutes."), ("12 Ibid.", "12 Ibid."), ("3A.", "3A.")]
)
def test_the_number_of_a_note_stands_apart_from_its_words(note: str, text: str) -> None:
    """Word processors set no white space between them."""

    def draw(canvas: Canvas) -> None:
        lines("It burned down on Friday, and it was seen from afar.")(canvas)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 90, note)

    assert article(printed(draw)).text.split("\n\n")[-1] == text


def test_the_outline_tells_the_headings() -> None:
    """A paragraph that the outline names is a heading, in whatever type."""

    def draw(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("1. The cause", "a")
        lines(f"{PARAGRAPH}\n\nThe cause\n\n{PARAGRAPH}")(canvas)

    assert [p.heading for p in paragraphs(article(printed(draw)))] == [None, "The cause"]


def test_pages_that_are_pictures_are_named() -> None:
    """The others are read."""

    def picture(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(PNG)), 0, 0, 595, 842)

    items = list(read(printed(lines(PARAGRAPH), picture), "a.pdf"))
    (problem,) = [item for item in items if isinstance(item, Problem)]
    (got,) = [item for item in items if isinstance(item, Article)]
    assert (got.text, problem.left_out) == (WHOLE, False)
    assert "OCR" in problem.reason
    assert problem.reason.endswith("(2)")


def test_what_is_typed_into_a_form() -> None:
    """Each field that is filled in is a paragraph."""

    def draw(canvas: Canvas) -> None:
        lines(PARAGRAPH)(canvas)
        canvas.acroForm.textfield(name="reason", value="The ferry was late", x=72, y=500)
        canvas.acroForm.textfield(name="empty", value="", x=72, y=400)

    assert article(printed(draw)).text == f"{WHOLE}\n\nreason: The ferry was late"


def test_notes_come_after_the_paragraph_that_goes_on_over_the_page() -> None:
    """A note below the text parts no sentence; its mark in the text is no figure of the sentence."""
    seen = "The mill burned down on Monday night, and nobody was hurt."

    def first(canvas: Canvas) -> None:
        lines(seen, 72, 760)(canvas)
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72 + canvas.stringWidth(seen, "Times-Roman", 11), 764, "1")
        canvas.setFont("Times-Roman", 11)
        lines("The harbour office said on Monday that the old mill on the quay would be", 72, 746)(canvas)
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(72, 80, "1 A note about the fire, for who reads on.")

    second = "rebuilt in May, and that the weir would stay as it is for good, whatever anyone says."
    text = article(printed(first, lines(second))).text
    assert text == (
        f"{seen} The harbour office said on Monday that the old mill "
        f"on the quay would be {second}\n\n1 A note about the fire, for who reads on."
    )


def test_bullets_and_short_items() -> None:
    """An item is a paragraph, its bullet beside it; so is a line that ends where the next word had room."""
    page = both(lines("They found:", 72, 760), lines("•\n•", 72, 740), lines("a lamp\na heap of straw", 100, 740),
                lines(f"{LONG}rebuilt.", 72, 700))  # fmt: skip
    assert article(printed(page)).text.split("\n\n")[:3] == ["They found:", "• a lamp", "• a heap of straw"]


def drawn(text: str) -> str:
    """A line of Hebrew or Arabic as it stands from the left: backwards, but not what it holds of names and figures."""
    letter = "[A-Za-zéñ0-9]"
    return re.sub(f"{letter}[A-Za-zéñ0-9.,/ -]*{letter}|{letter}", lambda match: match[0][::-1], text[::-1])


def with_letters_of_all(draw: Page) -> Page:
    """A page in type that has Hebrew and Arabic letters."""
    import matplotlib  # only now: every test process imports this module

    font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    registerFont(TTFont("DejaVu", font))

    def page(canvas: Canvas) -> None:
        canvas.setFont("DejaVu", 12)
        draw(canvas)

    return page


@pytest.mark.parametrize(
    "text",
    [
        "המגדל החדש של העיר נבנה בשנת 1872, לפני המלחמה.",
        "המגדל (הישן) של העיר עלה 1,250.75 לירות ביום 3/4/1901 בבוקר",
        "את המגדל בנתה Ada Lind מן העיר הגדולה",
        "את המגדל החדש של העיר הגדולה בנה J. R. Lindqvist-Cole לפני המלחמה",
        "את המגדל בנה José Peña בשנת 1872 מן העיר",
        "שָׁלוֹם לכולם בעיר הגדולה ליד הנהר",
        "في المدينة القديمة لا يوجد برج جديد بعد الحرب",
        "بني البرج في سنة 1872 على يد Ada Lind في المدينة",
    ],
)
def test_lines_of_hebrew_and_arabic_are_read_from_the_right(text: str) -> None:
    """Written from the left as they look: the words come as they are read, names and figures in them forwards."""

    def written(canvas: Canvas) -> None:
        canvas.drawRightString(520, 760, drawn(text))

    assert article(printed(with_letters_of_all(written))).text == text


@pytest.mark.parametrize("with_spaces", [True, False])
def test_letters_set_from_the_right(*, with_spaces: bool) -> None:
    """Written in the order in which they are read, the spaces between words typed or left white."""
    text = "המגדל החדש של העיר נבנה לפני המלחמה"

    def written(canvas: Canvas) -> None:
        left = 520.0
        for letter in text:
            left -= canvas.stringWidth(letter)
            if letter != " " or with_spaces:
                canvas.drawString(left, 760, letter)

    assert article(printed(with_letters_of_all(written))).text == text


@pytest.mark.parametrize("by_letter", [True, False])
@pytest.mark.parametrize(("white", "between"), [(1.5, " "), (1.4, "")])
def test_words_of_hebrew_are_parted_by_narrow_white(white: float, between: str, *, by_letter: bool) -> None:
    """Where neither the file nor pdfium has spaces: by 0.12 of the size of the type, and not after each letter."""
    words = ["המגדל", "החדש", "של", "העיר", "נבנה"]

    def written(canvas: Canvas) -> None:
        left = 520.0
        for word in words:
            for part in word if by_letter else [word]:
                left -= canvas.stringWidth(part)
                canvas.drawString(left, 760, part[::-1])
            left -= white

    assert article(printed(with_letters_of_all(written))).text == between.join(words)


def test_letters_of_hebrew_that_are_set_apart_are_words() -> None:
    """Where spaces are typed, they alone part words."""
    text = "המגדל החדש של העיר נבנה"

    def written(canvas: Canvas) -> None:
        left = 520.0
        for letter in text:
            left -= canvas.stringWidth(letter) + 1.5
            canvas.drawString(left, 760, letter)

    assert article(printed(with_letters_of_all(written))).text == text


def test_arabic_in_the_shapes_of_its_letters() -> None:
    """Letters are themselves whatever shape the file has of them, and a ligature of two is two, in their order."""
    shaped = "\ufefb \ufe91\ufeae\ufe9d \ufeb3\ufefc\ufee1"  # la, burj, salam in presentation forms

    def written(canvas: Canvas) -> None:
        canvas.drawRightString(520, 760, shaped[::-1])

    assert article(printed(with_letters_of_all(written))).text == "لا برج سلام"


@pytest.mark.parametrize(
    ("head", "name", "day"),
    [
        ("Harbour Post · 16 March 2022", "a.pdf", ("2022-03-16", "running head")),
        ("Harbour Post, yearly report", "a.pdf", ("None", None)),
        ("Harbour Post · 16 March 2022", "2021-05-04.pdf", ("2021-05-04", "file name")),
    ],
)
def test_the_day_in_running_heads(head: str, name: str, day: tuple[str, str | None]) -> None:
    """They are no text, and tell of when the paper is; a file's name comes first."""
    pages = [both(lines(head, 72, 810), lines(f"{LONG}be on page {n}."), lines(str(n), 300, 30)) for n in range(1, 4)]
    got = article(printed(*pages), name)
    if day[1] is None:
        assert got.provenance.get("date") in (None, "document properties")
    else:
        assert (str(got.date), got.provenance["date"]) == day
    assert head not in got.text


def cells(*rows: tuple[str, ...], at: tuple[float, ...], top: int = 600, steps: tuple[int, ...] = ()) -> Page:
    """A page with the cells of a table, each row so many points below the one before (14 unless said)."""

    def draw(canvas: Canvas) -> None:
        bottom = top
        for row, step in zip(rows, [*steps, *[14] * len(rows)], strict=False):
            for cell, left in zip(row, at, strict=False):
                canvas.drawString(left, bottom, cell)
            bottom -= step

    return draw


def below(*tables: Page) -> list[str]:
    """The paragraphs below a text on a page with it."""
    got = article(printed(both(lines(PARAGRAPH), *tables)))
    assert got.text.startswith(WHOLE)
    return got.text[len(WHOLE) :].strip().split("\n\n")


def test_the_columns_of_a_narrow_table() -> None:
    """White that runs through three rows parts them, be it little more than a space, with empty cells in it."""
    rows = [("Year", "Cost", "Paid by"), ("2021", "4 million", "county"), ("2022", "5 million", "bank")]
    at = (72, 101, 152)
    assert below(cells(*rows, at=at)) == [
        "Year: 2021 | Cost: 4 million | Paid by: county", "Year: 2022 | Cost: 5 million | Paid by: bank"
    ]  # fmt: skip
    gaps = [("Year", "Cost", "Paid by"), ("2021", "4 million", ""), ("2022", "", "bank"), ("2023", "7 million", "bank")]
    assert below(cells(*gaps, at=at)) == [
        "Year: 2021 | Cost: 4 million", "Year: 2022 | Paid by: bank", "Year: 2023 | Cost: 7 million | Paid by: bank"
    ]  # fmt: skip
    assert below(cells(*rows[:2], at=at)) == ["Year Cost Paid by", "2021 4 million county"]


def test_cells_of_several_lines() -> None:
    """Rows stand further apart than the lines of a cell, wherever a row's other cells are."""
    rows = [
        ("Item", "What was decided", "Cost"),
        ("", "The weir is opened on the first", ""),
        ("Weir", "of May, with a feast.", "4,000"),
        ("Bridge", "The bridge stays shut until", "12,500"),
        ("", "the engineer comes.", ""),
    ]
    at = (72, 130, 290)
    whole = [
        "Item: Weir | What was decided: The weir is opened on the first of May, with a feast. | Cost: 4,000",
        "Item: Bridge | What was decided: The bridge stays shut until the engineer comes. | Cost: 12,500",
    ]
    assert below(cells(*rows, at=at, steps=(20, 13, 20, 13, 13))) == whole
    assert len(below(cells(*rows, at=at))) == 5


@pytest.mark.parametrize(
    "rows",
    [
        [("1.", "Open the gate."), ("2.", "Let the water out."), ("3.", "Shut it.")],
        [("a)", "Open the gate."), ("b)", "Let the water out."), ("c)", "Shut it.")],
        [("•", "Open the gate."), ("•", "Let the water out."), ("•", "Shut it.")],
        [("Ana:", "Open it."), ("Ben:", "Shut it."), ("Eva:", "Leave it.")],
    ],
)
def test_what_is_no_table(rows: list[tuple[str, str]]) -> None:
    """Items of a list, and what stands behind a label."""
    assert below(cells(*rows, at=(72, 100))) == [f"{first} {second}" for first, second in rows]


def test_names_of_columns_in_bold_may_stand_elsewhere() -> None:
    """Around the middle of their columns, say."""
    rows = [("2021", "4 million"), ("2022", "5 million"), ("2023", "7 million")]

    def head(canvas: Canvas) -> None:
        canvas.setFont("Times-Bold", 11)
        canvas.drawString(70, 614, "Year")
        canvas.drawString(112, 614, "Cost")
        canvas.setFont("Times-Roman", 11)

    assert below(head, cells(*rows, at=(72, 103))) == [
        "Year: 2021 | Cost: 4 million", "Year: 2022 | Cost: 5 million", "Year: 2023 | Cost: 7 million"
    ]  # fmt: skip


FIRES = [("Year", "Fires", "Cost"), ("2021", "4", "12,000"), ("2022", "7", "31,000"), ("2023", "1", "900")]


def rows_of(table: Sequence[tuple[str, ...]]) -> list[str]:
    """The paragraphs of a table's rows."""
    return [" | ".join(f"{name}: {cell}" for name, cell in zip(table[0], row, strict=True)) for row in table[1:]]


def sides(top: int) -> Page:
    """Two columns of text."""
    return both(*(lines(COLUMN.replace("SIDE", side), at, top) for side, at in (("left", 72), ("right", 320))))


@pytest.mark.parametrize("count", [1, 5])
@pytest.mark.parametrize("at", [(72, 200, 400), (72, 200, 330)])
def test_a_table_below_two_columns(count: int, at: tuple[int, ...]) -> None:
    """The columns are read one after the other, then the table by rows, few or more than the text has lines."""
    table = [FIRES[0], *FIRES[1:] * count]
    text, *rows = article(printed(both(sides(700), cells(*table, at=at, top=510)))).text.split("\n\n")
    assert text == " ".join(COLUMN.replace("SIDE", side).replace("\n", " ") for side in ("left", "right"))
    assert rows == rows_of(table)


def test_a_table_above_two_columns() -> None:
    """It is read first, and the columns after it."""
    got = article(printed(both(cells(*FIRES, at=(72, 200, 400), top=700), sides(600)))).text.split("\n\n")
    assert got[:3] == rows_of(FIRES)
    assert got[3].startswith("line 0 of the left")
    assert got[3].endswith("line 11 of the right column is read here")


def test_a_table_within_one_of_two_columns_stays_there() -> None:
    """Beside it stands text, which is wider than a cell; so does one that no white sets off."""
    left, right = (COLUMN.replace("SIDE", side) for side in ("left", "right"))
    beside = cells(*FIRES, at=(320, 380, 440), top=700 - 13 * 14)
    got = article(printed(both(lines(f"{left}\n{left}", 72, 700), lines(right, 320, 700), beside))).text.split("\n\n")
    assert got[0].startswith(left.replace("\n", " "))
    assert got[-3:] == rows_of(FIRES)


def browser_page(address: str, number: str, *, day: str = "11/26/26, 5:39 AM", size: int = 8) -> Page:
    """A page as a browser prints it, with a text."""

    def draw(canvas: Canvas) -> None:
        lines(PARAGRAPH)(canvas)
        canvas.setFont("Times-Roman", size)
        canvas.drawString(24, 820, day)
        canvas.drawString(280, 820, "Works on the quay")
        canvas.drawString(24, 18, address)
        canvas.drawRightString(571, 18, number)

    return draw


@pytest.mark.parametrize("address", ["https://harbour.example/works?y=2021", "file:///home/ana/works.html"])
@pytest.mark.parametrize("number", ["1/1", "1 of 1", "Seite 1 von 1"])
def test_what_a_browser_prints_around_a_page(address: str, number: str) -> None:
    """Day, title, address and number of a page are no text, be it the only one."""
    assert article(printed(browser_page(address, number))).text == WHOLE


@pytest.mark.parametrize(
    ("address", "number", "size"),
    [
        ("The harbour office", "1/1", 8),
        ("https://harbour.example/works", "1/2", 8),
        ("https://harbour.example/works", "2/1", 8),
        ("https://harbour.example/works", "1/1", 11),
    ],
)
def test_what_only_looks_like_a_browsers(address: str, number: str, size: int) -> None:
    """Without an address, with another number, or in the type of the text it stays."""
    assert "Works on the quay" in article(printed(browser_page(address, number, size=size))).text


Spans = Mapping[tuple[int, int], tuple[int, int]]


def tagged(
    rows: Sequence[tuple[str, ...]],
    *,
    head: str = "/TH",
    spans: Spans = MappingProxyType({}),
    continued: bool = False,
    bold: int = 0,
) -> bytes:
    """A page that marks a table as one: its cells of several lines, around the middle of their rows.

    Args:
        rows: The words of its cells.
        head: What those of the first row are marked as.
        spans: How many columns and rows a cell spans, by the numbers of its row and of itself in it.
        continued: Whether nothing that is marked stands above the table, as where it goes on from a page before.
        bold: How many of its first rows are in bold.
    """

    def draw(canvas: Canvas) -> None:
        number, code = 0, vars(canvas)["_code"]
        code.append(f"/P <</MCID {sum(map(len, rows))}>> BDC")
        lines(PARAGRAPH, 72, 800)(canvas)
        code.append("EMC")
        for n, row in enumerate(rows):
            for column, cell in enumerate(row):
                code.append(f"/P <</MCID {number}>> BDC")  # reportlab has no way to mark content
                count = cell.count("\n")
                canvas.setFont("Helvetica-Bold" if n < bold else "Helvetica", 12)
                lines(cell, 72 + 70 * column, 700 - 32 * n + 7 * count)(canvas)
                code.append("EMC")
                number += 1

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(draw)))
    page = writer.pages[0]

    def element(kind: str, parent: Any) -> Any:
        about: dict[Any, Any] = {NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject(kind)}
        about |= {NameObject("/Pg"): page.indirect_reference, NameObject("/K"): ArrayObject()}
        added: Any = writer._add_object(DictionaryObject(about))
        if parent:
            added.get_object()[NameObject("/P")] = parent
            parent.get_object()["/K"].append(added)
        return added

    root: Any = element("/Root", None)
    root.get_object()[NameObject("/Type")] = NameObject("/StructTreeRoot")
    paragraph = None if continued else element("/P", root)
    table, cells = element("/Table", root), ArrayObject()
    for n, row in enumerate(rows):
        line = element("/TR", table)
        for column in range(len(row)):
            cells.append(element(head if n == 0 else "/TD", line))
            if span := spans.get((n, column)):
                names = (NameObject("/ColSpan"), NameObject("/RowSpan"))
                told: dict[Any, Any] = dict(zip(names, map(NumberObject, span), strict=True))
                told[NameObject("/O")] = NameObject("/Table")
                cells[-1].get_object()[NameObject("/A")] = DictionaryObject(told)
            cells[-1].get_object()["/K"].append(NumberObject(len(cells) - 1))
    if paragraph:
        paragraph.get_object()["/K"].append(NumberObject(len(cells)))
        cells.append(paragraph)
    page[NameObject("/StructParents")] = NumberObject(0)
    root.get_object()[NameObject("/ParentTree")] = DictionaryObject(
        {NameObject("/Nums"): ArrayObject([NumberObject(0), cells])}
    )
    writer.root_object[NameObject("/StructTreeRoot")] = root
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(value=True)})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


WORKS = [
    ("Place", "Begun", "What was done"),
    ("Crane\nStreet", "May\n2021", "A new roof, and after long talks with\nthe neighbours the wall by the river"),
    ("Weir", "2022", ""),
]


def test_a_table_that_the_page_marks_as_one() -> None:
    """Its cells are whole wherever their lines stand, as a browser centres them in their rows."""
    assert article(tagged(WORKS)).text.split("\n\n")[1:] == [
        (
            "Place: Crane Street | Begun: May 2021 | "
            "What was done: A new roof, and after long talks with the neighbours the wall by the river"
        ),
        "Place: Weir | Begun: 2022",
    ]


@pytest.mark.parametrize("names", [("What was it?", "The roof", "Who"), ("x" * 61, "The roof", "Who")])
def test_a_first_row_that_names_no_columns(names: tuple[str, ...]) -> None:
    """A word processor marks any first row; a question or a long text is the name of none."""
    assert f"{names[0]}:" not in article(tagged([names, *WORKS[1:]])).text


def test_a_marked_table_without_names() -> None:
    """Its rows are whole all the same; names that aren't marked as such stand above figures."""
    assert article(tagged(WORKS[1:], head="/TD")).text.split("\n\n")[1:] == [
        "Crane Street | May 2021 | A new roof, and after long talks with the neighbours the wall by the river",
        "Weir | 2022",
    ]
    # Nor need they where they are in bold, and no other row is.
    works = [("Pier", "Master"), ("North", "Ana Ruiz"), ("South", "Ben Cole")]
    named = ["Pier: North | Master: Ana Ruiz", "Pier: South | Master: Ben Cole"]
    assert article(tagged(works, head="/TD", bold=1)).text.split("\n\n")[1:] == named
    for count in (0, 3):
        plain = [" | ".join(row) for row in works]
        assert article(tagged(works, head="/TD", bold=count)).text.split("\n\n")[1:] == plain
    costs = [("Pier", "Cost"), ("North", "14 pounds"), ("South", "8 pounds")]
    named = ["Pier: North | Cost: 14 pounds", "Pier: South | Cost: 8 pounds"]
    assert article(tagged(costs, head="/TD")).text.split("\n\n")[1:] == named
    # What goes on from the page before has its names there.
    plain = [" | ".join(row) for row in costs]
    assert article(tagged(costs, head="/TD", continued=True)).text.split("\n\n")[1:] == plain


def test_a_table_goes_on_over_the_page_with_the_names_of_its_columns() -> None:
    """Those of the page before, where it has as many columns; a page without a table ends it."""
    names: list[TableRow] = []

    def rows(data: bytes) -> list[str]:
        """The rows of the table on the first page of a document."""
        document = pypdfium2.PdfDocument(data)
        page = document[0]
        return [line.text for line in lines_of(page.get_textpage(), page, names) if line.cells]

    more = [("Quay", "2023", "New stones"), ("Mill", "2024", "Nothing yet")]
    assert rows(tagged(WORKS))[-1] == "Place: Weir | Begun: 2022"
    named = [f"Place: {place} | Begun: {begun} | What was done: {done}" for place, begun, done in more]
    assert rows(tagged(more, head="/TD", continued=True)) == named
    assert rows(tagged(more, head="/TD", continued=True)) == named
    assert rows(tagged([row[:2] for row in more], head="/TD", continued=True)) == ["Quay | 2023", "Mill | 2024"]
    assert rows(tagged(more, head="/TD", continued=True)) == [" | ".join(row) for row in more]
    rows(tagged(WORKS))
    rows(printed(lines(PARAGRAPH, 72, 700)))
    assert rows(tagged(more, head="/TD", continued=True)) == [" | ".join(row) for row in more]


def test_a_title_with_the_name_of_the_site() -> None:
    """As browsers print it: the heading that opens the page is the title."""

    def draw(canvas: Canvas) -> None:
        canvas.setTitle("The mill is gone - Weir Post")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(72, 760, "The mill is gone")
        canvas.setFont("Times-Roman", 11)
        lines(PARAGRAPH, 72, 700)(canvas)

    assert article(printed(draw)).title == "The mill is gone"


def test_cells_that_span_others() -> None:
    """A name over two columns, a cell beside two rows, one below both names."""
    rows = [("Pier", "Built", "Cost"), ("North", "1904", "1 pound"), ("1961", "2 pounds"), ("South", "never")]
    spans = {(1, 0): (1, 2), (3, 1): (2, 1)}
    assert article(tagged(rows, spans=spans)).text.split("\n\n")[1:] == [
        "Pier: North | Built: 1904 | Cost: 1 pound",
        "Pier: North | Built: 1961 | Cost: 2 pounds",
        "Pier: South | Built: never | Cost: never",
    ]


def test_a_page_laid_out_by_a_table() -> None:
    """What is longer than a cell is text, read as it stands."""
    rows = [("Works", "News"), ("Crane", "\n".join([PARAGRAPH] * (LONGEST_CELL // len(PARAGRAPH) + 1)))]
    assert "Works: " not in article(tagged(rows)).text


def drawn_letters(text: str, names: str) -> bytes:
    """A PDF whose font draws its letters and calls them by names; `{}` is the number of each."""
    count = len(text)
    glyphs = " ".join(f"/{names.format(n)}" for n in range(count))
    procs = " ".join(f"/{names.format(n)} 6 0 R" for n in range(count))
    shown = "BT /F1 12 Tf 72 700 Td <" + "".join(f"{n + 33:02x}" for n in range(count)) + "> Tj ET"
    draw = "500 0 0 0 500 700 d1 0 0 400 700 re f"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        (
            f"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<<{procs}>>"
            f"/Encoding<</Type/Encoding/Differences[33 {glyphs}]>>/FirstChar 33/LastChar {32 + count}"
            f"/Widths[{' '.join(['500'] * count)}]/Resources<<>>>>"
        ),
        f"<</Length {len(draw)}>>stream\n{draw}\nendstream",
    ]
    file, table = "%PDF-1.4\n", "0000000000 65535 f \n"
    for n, each in enumerate(objects, 1):
        table += f"{len(file):010} 00000 n \n"
        file += f"{n} 0 obj\n{each}\nendobj\n"
    size = len(objects) + 1
    trailer = f"trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(file)}\n%%EOF\n"
    return f"{file}xref\n0 {size}\n{table}{trailer}".encode()


def test_pages_whose_fonts_do_not_tell_their_letters(tmp_path: Path) -> None:
    """They are named, not read as other signs; beside pages that tell them, as scans are."""
    untold = drawn_letters("The mill burned down.", "glyph{}")
    (problem,) = read(untold, "untold.pdf")
    assert isinstance(problem, Problem)
    assert str(problem.reason) == "doesn't tell the letters of its fonts: it needs text recognition (OCR) first"
    merged = pypdf.PdfWriter()
    merged.append(io.BytesIO(printed(lines("The harbour of Kessen is closed."))))
    merged.append(io.BytesIO(untold))
    merged.write(tmp_path / "both.pdf")
    problem, article = read((tmp_path / "both.pdf").read_bytes(), "both.pdf")
    assert isinstance(problem, Problem)
    assert str(problem.reason) == "has pages that need text recognition (OCR) first (2)"
    assert isinstance(article, Article)
    assert article.text == "The harbour of Kessen is closed."
