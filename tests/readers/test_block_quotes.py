"""Block quotations, known by their styles, and notes of documents stand in a draft as Markdown's."""

import io
import zipfile

import pytest

from retrieval import Problem, block_quotes, document_notes, marks, unmarked, with_block_quotes, with_notes
from retrieval.readers import odt as odt_reader

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
SAID, MORE, OWN = "The wheel turns again on Sundays.", "Flour is sold at the door.", "So the club reports."


def packed(**parts: str) -> bytes:
    """A document of some parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return data.getvalue()


def docx(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document of paragraphs, each with the id of its style; Zitat is Word's Quote in German."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for own, name, base in (("Zitat", "Quote", "a"), ("Mine", "Mine", "Zitat"), ("a", "Normal", ""))
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:del><w:r><w:delText>Old</w:delText></w:r></w:del>'
        f"<w:r><w:t>{text[:9]}</w:t></w:r><w:r><w:t xml:space='preserve'>{text[9:]}</w:t></w:r></w:p>"
        for style, text in paragraphs
    )
    return packed(
        word__styles=f"<w:styles {WORD}>{styles}</w:styles>",
        word__document=f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
    )


def odt(*paragraphs: tuple[str, str], flat: bool = False) -> bytes:
    """An OpenDocument text of paragraphs; P1 is made of LibreOffice's style of quotations."""
    body = "".join(f'<text:p text:style-name="{style}">{text}</text:p>' for style, text in paragraphs)
    whole = (
        f"<office:document-content {OPEN}><office:automatic-styles>"
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return whole.encode() if flat else packed(content=whole)


def rtf(*paragraphs: tuple[str, str]) -> bytes:
    """A rich text of paragraphs, each with how it is laid out; its style 7 is Word's Quote."""
    body = "".join(f"{{\\pard {look} {text}\\par}}\n" for look, text in paragraphs)
    return f"{{\\rtf1\\ansi{{\\stylesheet{{\\s0 Normal;}}{{\\s7\\i Quote;}}}}{body}}}".encode()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (docx(("a", OWN), ("Zitat", SAID), ("Mine", MORE)), "a.docx", [SAID, MORE]),
        (docx(("a", OWN)), "a.docx", []),
        (odt(("Standard", OWN), ("P1", SAID), ("Quotations", MORE)), "a.odt", [SAID, MORE]),
        (odt(("P1", SAID), flat=True), "a.fodt", [SAID]),
        (rtf(("\\li0", OWN), ("\\li720", SAID), ("\\s7", MORE), ("", OWN)), "a.rtf", [SAID, MORE]),
        (rtf(("\\li720", OWN), ("\\li720", SAID), ("\\li900\\b", MORE)), "a.rtf", []),
        (rtf(("", OWN), ("\\li720{\\listtext 1.}", SAID), ("\\li720", MORE), ("\\li0", OWN)), "a.rtf", []),
        (b"PK\3\4 damaged", "a.docx", []),
        (b"", "a.docx", []),
    ],
)
def test_paragraphs_in_a_style_of_quotations(data: bytes, name: str, expected: list[str]) -> None:
    """By the name that the style has in the file, or one that it is based on; in rich text also by its margin."""
    assert block_quotes(data, name) == expected


def test_block_quotes_in_the_text_of_a_document() -> None:
    """Those that follow each other are one; a paragraph that says the same, but is none, comes after it."""
    text = f"{OWN}\n\n{SAID}\n\n1. {MORE}\nAt ten.\n\n{OWN}\n\n{SAID}"
    assert with_block_quotes(text, [SAID, f"1.  {MORE} At ten."]) == (
        f"{OWN}\n\n> {SAID}\n>\n> 1. {MORE}\n> At ten.\n\n{OWN}\n\n{SAID}"
    )
    assert with_block_quotes(text, []) == text
    assert with_block_quotes("", ["", "…"]) == ""


def test_a_block_quotation_of_an_opendocument_text_is_judged() -> None:
    """With the mark behind it, and without one."""
    data = odt(("Standard", OWN), ("P1", SAID), ("Standard", "(The mill [pincite:k7q2m9.1])"), ("P1", MORE))
    (article,) = odt_reader.read(data, "a.odt")
    assert not isinstance(article, Problem)
    draft = with_block_quotes(article.text, block_quotes(data, "a.odt"))
    (mark,) = marks(draft)
    assert [quotation.words for quotation in mark.quotations] == [SAID]
    assert [quotation.words for each in unmarked(draft) for quotation in each.quotations] == [MORE]


MARKED = "[pincite:k7q2m9.1]"
_NOTE = f"<text:note><text:note-body><text:p>{MARKED}</text:p></text:note-body></text:note>"
NOTED_ODT = odt(("Standard", OWN), ("Standard", f"“{SAID}”{_NOTE} And it is dear."))
NOTED_DOCX = packed(
    word__document=f"<w:document {WORD}><w:body><w:p><w:r><w:t>{OWN}</w:t></w:r></w:p><w:p><w:r><w:t>“{SAID}”</w:t>"
    '</w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> And it is dear.</w:t></w:r></w:p></w:body>'
    "</w:document>",
    word__footnotes=f'<w:footnotes {WORD}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r>'
    f"<w:t>{MARKED}</w:t></w:r></w:p></w:footnote></w:footnotes>",
)


@pytest.mark.parametrize(("data", "name"), [(NOTED_ODT, "a.odt"), (NOTED_DOCX, "a.docx")])
def test_what_refers_to_a_note(data: bytes, name: str) -> None:
    """Word keeps notes in a part of their own, OpenDocument where they are referred to."""
    assert document_notes(data, name) == [(f"“{SAID}”", " And it is dear.", [MARKED])]


def test_rich_text_and_damage_have_no_notes_that_are_known() -> None:
    """They stand at the end of its text all the same."""
    assert document_notes(rtf(("", OWN)), "a.rtf") == document_notes(b"PK\3\4 damaged", "a.docx") == []


def test_a_mark_in_a_note_is_that_of_the_quotation_it_is_put_to() -> None:
    """As in Markdown: the one where it is referred to, of paragraphs that are alike the right one."""
    said, notes = (
        f"“{SAID}” And it is dear.",
        [(f"“{SAID}”", " And it is dear.", [MARKED]), ("Own", "", ["See there."])],
    )
    text = f"1. {said}\n\nOwn\n\n“{MORE}”\n\n{MARKED}\n\nSee there."
    draft = with_notes(text, notes)
    assert draft == text.replace(f"{SAID}”", f"{SAID}”[^note-1]").replace(MARKED, f"[^note-1]: {MARKED}")
    assert [quotation.words for mark in marks(draft) for quotation in mark.quotations] == [SAID]
    again = with_notes(f"{said}\n\n{said}\n\n{MARKED}\n\n{MARKED}", [notes[0], notes[0]])
    assert again.count("[^note-1]") == again.count("[^note-2]") == 2
    assert with_notes(text, [("Gone", "", [MARKED]), ("", "", [MARKED]), ("Own", "", ["[pincite:k7q2m9.7]"])]) == text
