"""Office documents, books and feeds: text, headings, notes and properties; hostile ones are named."""

import io
import zipfile

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.readers import read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>'
    "<dcterms:created>{made}</dcterms:created></cp:coreProperties>"
)


def packed(**parts: str) -> bytes:
    """A ZIP file of parts, their names with `__` for `/` and `_` for the last `.`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            folder, _, base = name.rpartition("__")
            stem, _, ending = base.rpartition("_")
            archive.writestr("/".join(filter(None, [folder.replace("__", "/"), f"{stem}.{ending}"])), text)
    return file.getvalue()


def para(text: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word(
    body: str,
    title: str = "Mill &amp; weir",
    author: str = "Ana Ruiz",
    made: str = "2022-03-16T10:00:00Z",
    styles: str = "",
    numbering: str = "",
) -> bytes:
    """A Word document."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        **{
            "[Content_Types]_xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels___rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word__document_xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word__styles_xml": f"<w:styles {W}>"
            '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
            f"{styles}</w:styles>",
            "word___rels__document.xml_rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships"><Relationship Id="r1" Type="{rel}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r2" Type="{rel}/numbering" Target="numbering.xml"/></Relationships>',
            **({"word__numbering_xml": f"<w:numbering {W}>{numbering}</w:numbering>"} if numbering else {}),
            "docProps__core_xml": CORE.format(title=title, author=author, made=made),
        }
    )


def article(data: bytes, name: str) -> Article:
    """The article of a file, which must be its only item."""
    (item,) = read(data, name)
    assert isinstance(item, Article), item
    return item


TABLE = "<w:tbl>{}</w:tbl>".format(
    "".join(
        f"<w:tr>{''.join(f'<w:tc>{para(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in (("Year", "Fires"), ("2022", "4"))
    )
)


def named_columns(first: str, second: str, style: str = "", look: str = "") -> str:
    """A table of a Word document with a row below another, whose paragraphs are in some style each."""
    rows = (f"<w:tr>{''.join(f'<w:tc>{para(word, look)}</w:tc>' for word in words)}</w:tr>" for words, look in
            ((("Who", "Where"), first), (("Ana", "Thun"), second)))  # fmt: skip
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook {look}/></w:tblPr>{"".join(rows)}</w:tbl>'


@pytest.mark.parametrize(
    ("table", "are_names"),
    [
        (named_columns("Head", "Body"), True),
        (named_columns("From", "Body"), True),
        (named_columns("Head", "Head"), False),
        (named_columns("Body", "Body"), False),
        (named_columns("Light", "Body"), False),
        (named_columns("", "", "List", 'w:firstRow="1"'), True),
        (named_columns("", "", "List", 'w:val="04A0"'), True),
        (named_columns("", "", "List", 'w:firstRow="0" w:val="04A0"'), False),
        (named_columns("", "", "List", 'w:val="0480"'), False),
        (named_columns("", "", "Grid", 'w:firstRow="1"'), False),
        (named_columns("", "", "List", 'w:val="first row"'), False),
    ],
)
def test_a_first_row_in_bold_names_the_columns_of_a_word_document(table: str, are_names: bool) -> None:
    """By the style of its paragraphs, or by that of the table, if the table shows it."""
    looks = (("Body", "", ""), ("Head", "", "<w:b/>"), ("From", "Head", ""), ("Light", "Head", '<w:b w:val="0"/>'))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
        for name, based, look in looks
    )
    row = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles += "".join(
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/>{inner}</w:style>'
        for name, inner in (("List", row), ("Grid", row.replace("firstRow", "lastRow")))
    )
    text = article(word(table, styles=styles), "a.docx").text
    assert text == ("Who: Ana | Where: Thun" if are_names else "Who | Where\n\nAna | Thun")


def test_a_first_row_in_bold_names_the_columns_of_other_documents() -> None:
    """By its words or paragraphs, in OpenDocument and rich text."""

    def row(before: str, after: str, *words: str) -> str:
        cells = (f"<table:table-cell>{before}{word}{after}</table:table-cell>" for word in words)
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    below = row("<text:p>", "</text:p>", "Ana", "Thun")
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:s="urn:style"'
    styles = (
        f'<s:style {fo} s:name="H" s:family="paragraph"><s:text-properties fo:font-weight="bold"/></s:style>'
        f'<s:style {fo} s:name="P1" s:family="paragraph" s:parent-style-name="H"/>'
        f'<s:style {fo} s:name="L" s:family="text"><s:text-properties fo:font-weight="normal"/></s:style>'
    )
    for before, after, are_names in (
        ('<text:p text:style-name="P1">', "</text:p>", True),
        ('<text:p><text:span text:style-name="H">', "</text:span></text:p>", True),
        ('<text:p><text:span text:style-name="L">', "</text:span></text:p>", False),
    ):
        table = f"<table:table>{row(before, after, 'Who', 'Where')}{below}</table:table>"
        text = article(open_document(table, styles), "a.odt").text
        assert text == ("Who: Ana | Where: Thun" if are_names else "Who | Where\n\nAna | Thun")
    rows = r"\b Who\cell Where\cell\row", r"\b0 Ana\cell Thun\cell\row"
    rich = "".join(rf"\trowd\cellx1\cellx2\intbl{row}" for row in rows)
    assert article(rf"{{\rtf1 {rich}}}".encode(), "a.rtf").text == "Who: Ana | Where: Thun"


def test_a_word_document() -> None:
    """Headings, tables, insertions without deletions; title, author and day of its properties."""
    changed = (
        "<w:p><w:r><w:t>It is </w:t></w:r><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>still </w:t></w:r></w:ins><w:r><w:t>there.</w:t></w:r></w:p>"
    )
    got = article(word(para("The mill", "H1") + para("It burned &lt;down&gt;.") + TABLE + changed), "a.docx")
    assert got.text == "The mill\n\nIt burned <down>.\n\nYear: 2022 | Fires: 4\n\nIt is still there."
    assert (got.title, got.authors, str(got.date)) == ("Mill & weir", ("Ana Ruiz",), "2022-03-16")
    assert {p.heading for p in paragraphs(got)} == {"The mill"}
    assert got.provenance["date"] == "document properties"


@pytest.mark.parametrize(
    ("title", "author", "made"),
    [
        ("Microsoft Word - a.doc", "Admin", "2013-12-23T23:15:00Z"),
        ("Document1", "python-docx", ""),
        ("", "Microsoft Office User", "yesterday"),
        ("mill-2021-04-07", "anonymous\u2060", ""),
        ("2021_Mill report", "", ""),
        ("Documento1", "Usuario de Windows", ""),
        ("Présentation PowerPoint", "Utilisateur Windows", ""),
        ("Без имени 1", "Пользователь", ""),
        ("Ohne Titel", "Windows-Benutzer", ""),
        ("Neues Textdokument", "Benutzer", ""),
        ("Title of document", "Your Name", ""),
        ("[No title]", "(unspecified)", ""),
        ("Layout 1", "Acrobat Distiller", ""),
        ("scan0001", "Canon iR-ADV C3520", ""),
        ("Print", "HP", ""),
        ("Web page", "Mozilla", ""),
        ("無題", "ユーザー", ""),
    ],
)
def test_properties_that_mean_nothing(title: str, author: str, made: str) -> None:
    """What programs and templates put there is no title, author or day; a heading is the title."""
    got = article(word(para("The mill", "T") + para("It burned."), title, author, made), "a.docx")
    assert (got.title, got.authors, got.date) == ("The mill", (), None)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("The new document", "Anna Autor"),
        ("Title fight in Kessen", "Max Office"),
        ("Layout of the harbour", "Corelli, Ana"),
        ("Document of 1904", "Ana Namer"),
    ],
)
def test_properties_that_are_like_those(title: str, author: str) -> None:
    """A placeholder is the whole of it."""
    got = article(word(para("The mill", "T") + para("It burned."), title, author, ""), "a.docx")
    assert (got.title, got.authors) == (title, (author,))


OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)


def open_document(body: str, styles: str = "") -> bytes:
    """An OpenDocument text."""
    meta = (
        "<office:meta><dc:title>Mill</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator>"
        "<meta:creation-date>2022-03-16T10:00:00</meta:creation-date></office:meta>"
    )
    return packed(
        mimetype_="application/vnd.oasis.opendocument.text",
        content_xml=f"<office:document-content {OPEN}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        meta_xml=f"<office:document-meta {OPEN}>{meta}</office:document-meta>",
        styles_xml=f"<office:document-styles {OPEN}>{styles}</office:document-styles>",
    )


def test_an_open_document() -> None:
    """Headings, spaces, breaks, lists, tables; notes at the end, deletions and comments nowhere."""
    got = article(
        open_document(
            "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
            '<text:h text:outline-level="1">The mill</text:h><text:p>It<text:s/>burned<text:note><text:note-citation>1'
            "</text:note-citation><text:note-body><text:p>Twice.</text:p></text:note-body></text:note> &amp; "
            "<text:span>fell</text:span>.</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item>"
            "<text:list-item><text:p>Two</text:p></text:list-item></text:list><table:table><table:table-row>"
            "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
            "</table:table-cell></table:table-row></table:table>"
            "<text:p><office:annotation><text:p>No.</text:p></office:annotation>End.</text:p>"
        ),
        "a.odt",
    )
    assert got.text == "The mill\n\nIt burned & fell.\n\nOne\nTwo\n\na | b\n\nEnd.\n\nTwice."
    assert (got.title, got.authors, str(got.date)) == ("Mill", ("Ana Ruiz",), "2022-03-16")


def test_head_rows_and_merged_cells_of_an_open_document() -> None:
    """Rows that are marked as names of columns are; a cell that spans columns stands in each."""

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(words: str, look: str = "") -> str:
        return f"<table:table-cell{look}><text:p>{words}</text:p></table:table-cell>"

    head = f"<table:table-header-rows>{row(*map(cell, ('When', 'Who', 'Why')))}</table:table-header-rows>"
    merged = cell("unknown", ' table:number-columns-spanned="2"')
    body = row(cell("May"), merged, "<table:covered-table-cell/>")
    got = article(open_document(f"<table:table>{head}{body}</table:table>"), "a.odt")
    assert got.text == "When: May | Who: unknown | Why: unknown"


@pytest.mark.parametrize(
    ("parent", "is_heading"), [("Heading_20_2", True), ("Head", True), ("Title", True), ("Text_20_body", False)]
)
def test_paragraphs_of_an_open_document_are_headings_by_their_style(parent: str, is_heading: bool) -> None:
    """Word processors write the first heading of a page that they took over as a paragraph in a style of its own."""
    styles = (
        '<style:style xmlns:style="s" style:name="Head" style:family="paragraph" style:default-outline-level="3"/>'
        f'<style:style xmlns:style="s" style:name="P1" style:family="paragraph" style:parent-style-name="{parent}"/>'
    )
    body = '<text:p text:style-name="P1">The fire</text:p><text:p>It burned down in the night.</text:p>'
    got = article(open_document(body, styles), "a.odt")
    assert got.text == "The fire\n\nIt burned down in the night."
    assert [got.text[start:end] for start, end in got.headings or ()] == ["The fire"] * is_heading


def test_the_title_of_a_picture_is_not_that_of_its_document() -> None:
    """In a single file both are `title`."""
    body = '<svg:title xmlns:svg="s">Mill</svg:title>It burned.'
    meta = "<office:meta><dc:title>The weir</dc:title></office:meta>"
    text = f"<office:body><office:text><text:p>{body}</text:p></office:text></office:body>"
    assert article(f"<office:document {OPEN}>{meta}{text}</office:document>".encode(), "a.fodt").title == "The weir"


def test_rich_text() -> None:
    """Paragraphs and characters of rich text, and its properties."""
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Die M\'fchle}{\author Ana Ruiz}"
        rb"{\creatim\yr2022\mo3\dy16}}\f0 The mill \b burned\b0  down. \'8cuvre \u8212?\par Two.\par}"
    )
    got = article(data, "a.rtf")
    assert got.text == "The mill burned down. Œuvre —\n\nTwo."
    assert (got.title, got.authors, str(got.date)) == ("Die Mühle", ("Ana Ruiz",), "2022-03-16")


def test_characters_that_rich_text_writes_as_two_surrogates() -> None:
    """Both numbers make one; a lone one is none."""
    data = (
        rb"{\rtf1\ansi{\info{\title Ride \u-10179?\u-8638?}}"
        rb"On a \u-10180?\u-8370? it {\uc0\u55357\u56842} said, \u-10179?.}"
    )
    got = article(data, "a.rtf")
    assert (got.title, got.text) == ("Ride \U0001f642", "On a \U0001f34e it \U0001f60a said, \ufffd.")


def book(*chapters: str, sheet: str = "", **more: str) -> bytes:
    """An EPUB of chapters, and the item of a style sheet."""
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return packed(
        mimetype_="application/epub+zip",
        **{"META-INF__container_xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
           '<rootfile full-path="OEBPS/p.opf"/></rootfiles></container>',
           "OEBPS__p_opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
           "<metadata><dc:title>The Mill</dc:title><dc:creator>Ana Ruiz</dc:creator><dc:creator>Ben Cole</dc:creator>"
           "<dc:date>2022-03-16</dc:date><dc:publisher>Quay Press</dc:publisher>"
           "<dc:language>en</dc:language></metadata>"
           f"<manifest>{items}{sheet}</manifest><spine>{order}</spine></package>"},
        **{f"OEBPS__c{n}_xhtml": f"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{chapter}"
           "</body></html>" for n, chapter in enumerate(chapters)},
        **more,
    )  # fmt: skip


def test_who_only_illustrated_a_book_is_no_author() -> None:
    """As its second edition says it, and its third; where nobody is said to have written it, all are named."""
    second = ' xmlns:opf="http://www.idpf.org/2007/opf" opf:role="ill"'
    plain = book("<p>It burned.</p>")
    assert article(_with(plain, "<dc:creator>Ben", f"<dc:creator{second}>Ben"), "a.epub").authors == ("Ana Ruiz",)
    third = '<meta refines="#b" property="role">trl</meta><dc:creator id="b">Ben'
    assert article(_with(plain, "<dc:creator>Ben", third), "a.epub").authors == ("Ana Ruiz",)
    both = _with(
        _with(plain, "<dc:creator>Ben", f"<dc:creator{second}>Ben"), "<dc:creator>Ana", f"<dc:creator{second}>Ana"
    )
    assert article(both, "a.epub").authors == ("Ana Ruiz", "Ben Cole")


def test_a_book_is_called_as_its_package_says() -> None:
    """Though none of its stories says a word of its title: a publisher fills in no template."""
    tale = "<h1>The pilot</h1><p>He rowed out at four and found the bark aground, below the light.</p>"
    got = article(_with(book(tale * 4), "The Mill", "Harbour Tales"), "a.epub")
    assert (got.title, got.authors) == ("Harbour Tales", ("Ana Ruiz", "Ben Cole"))


def _with(data: bytes, old: str, new: str) -> bytes:
    """A book with other words in its package."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["OEBPS/p.opf"] = parts["OEBPS/p.opf"].replace(old.encode(), new.encode())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return written.getvalue()


def test_a_book_is_one_article() -> None:
    """Its chapters stand in reading order, each under its heading."""
    got = article(book("<h1>One</h1><p>It burned.</p>", "<h1>Two</h1><p>It fell.</p>"), "a.epub")
    assert got.text == "One\n\nIt burned.\n\nTwo\n\nIt fell."
    assert [p.heading for p in paragraphs(got)] == ["One", "Two"]
    assert (got.title, got.authors, str(got.date)) == ("The Mill", ("Ana Ruiz", "Ben Cole"), "2022-03-16")
    assert (got.source, got.language) == ("Quay Press", "en")


def test_the_contents_of_a_book_tell_its_headings() -> None:
    """Of one whose headings look like one and are not marked; a list of pages tells none."""
    listed = '<ol><li><a href="c0.xhtml">The  fire</a></li></ol>'
    nav = f'<nav epub:type="toc">{listed}</nav><nav epub:type="page-list"><a>7</a></nav>'
    got = article(
        book(
            '<p class="x">The fire</p><p>It burned.</p><p>7</p><p>It fell.</p>',
            OEBPS__n_xhtml=f"<html xmlns:epub='http://www.idpf.org/2007/ops'><body>{nav}</body></html>",
            sheet='<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>',
        ),
        "a.epub",
    )
    assert [p.heading for p in paragraphs(got)] == ["The fire", "The fire", "The fire"]
    ncx = "<ncx><navMap><navPoint><navLabel><text>The fire</text></navLabel></navPoint></navMap></ncx>"
    got = article(
        book(
            "<p>The fire</p><p>It burned.</p><p>The fire</p>",
            OEBPS__t_ncx=ncx,
            sheet='<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/>',
        ),
        "a.epub",
    )
    assert [p.heading for p in paragraphs(got)] == ["The fire", "The fire"]


def test_a_cell_of_several_lines_is_one_of_a_table() -> None:
    """Word parts its lines as paragraphs."""
    cells = [[para("Name"), para("Address")], [para("Ada"), para("Quay 1") + para("Kessen")]]
    rows = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in cells)
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    got = article(word(f"<w:tbl>{table}</w:tbl>{para('It burned.')}"), "a.docx")
    assert got.text == "Name: Ada | Address: Quay 1 Kessen\n\nIt burned."


def test_items_of_atom_are_by_the_authors_of_the_feed() -> None:
    """Where they name none."""
    feed = ATOM.replace("<author><name>Ana Ruiz</name></author>", "").replace(
        "</title><entry>", "</title><author><name>Eva Berg</name></author><entry>"
    )
    assert article(feed.encode(), "a.xml").authors == ("Eva Berg",)


RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><language>en</language><item>'
    "<title>Mill &amp;amp; weir</title><link>http://p.example/1</link><guid>g1</guid><author>a@b.example (Ana Ruiz)"
    "</author><pubDate>Wed, 16 Mar 2022 10:00:00 GMT</pubDate><description>&lt;p&gt;It was &lt;b&gt;never&lt;/b&gt; "
    "found.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item><item><title>Empty</title></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry><title>Mill</title><id>g1</id>'
    '<link href="http://p.example/1"/><author><name>Ana Ruiz</name></author><published>2022-03-16T10:00:00Z</published>'
    '<updated>2023-01-01T00:00:00Z</updated><content type="html">&lt;p&gt;It was never found.&lt;/p&gt;</content>'
    "</entry></feed>"
)


@pytest.mark.parametrize(("data", "name"), [(RSS, "a.rss"), (RSS, "a.xml"), (ATOM, "a.atom")])
def test_feeds(data: str, name: str) -> None:
    """An item is an article with the id, address, author and day that it has."""
    got = next(iter(read(data.encode(), name)))
    assert isinstance(got, Article)
    assert (got.id, got.url, str(got.date), got.record) == ("g1", "http://p.example/1", "2022-03-16", 1)
    assert (got.text, got.source, got.authors) == ("It was never found.", "Harbour Post", ("Ana Ruiz",))
    assert got.title in ("Mill & weir", "Mill")


def test_an_export_of_a_blog() -> None:
    """Its paragraphs are parted by blank lines without tags, and its day has a name of its own."""
    blog = (
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/'
        'content/"><channel><title>Post</title><item><title>Mill</title><wp:post_date>2022-03-16 10:00</wp:post_date>'
        "<content:encoded><![CDATA[It <b>burned</b>.\n\nAll of it.]]></content:encoded></item></channel></rss>"
    )
    (got,) = read(blog.encode(), "a.xml")
    assert isinstance(got, Article)
    assert (str(got.date), got.text) == ("2022-03-16", "It burned.\n\nAll of it.")
    (got,) = read(blog.replace("All of", "<p>All of").encode(), "a.xml")
    assert isinstance(got, Article)
    assert got.text == "It burned.\n\nAll of it."


BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.docx"), (b"PK\x03\x04", "a.docx"), (b"text", "a.odt"), (word("")[:300], "a.docx"), (b"", "a.rtf"),
        (packed(word__document_xml="<w:document"), "a.docx"), (packed(a_txt="x"), "a.docx"),
        (packed(a_txt="x"), "a.odt"),
        (packed(a_txt="x"), "a.epub"), (b"\xd0\xcf\x11\xe0" + bytes(600), "a.docx"), (word(""), "a.docx"),
        (packed(word__document_xml=f"{BOMB}]><w:document><w:body>{para('&j;')}</w:body></w:document>"), "a.docx"),
        (packed(content_xml=f"{BOMB}]><x>&j;</x>"), "a.odt"), (book(), "a.epub"), (open_document(""), "a.odt"),
        (packed(content_xml="<x><!DOCTYPE"), "a.odt"), (b"plain", "a.rtf"), (b"{\\rtf1", "a.rtf"),
        (b"{\\rtf1" + b"{" * 50_000, "a.rtf"), (b"", "a.rss"), (b"<sitemap/>", "a.xml"), (b"<rss", "a.rss"),
        (b"<rss><channel></channel></rss>", "a.rss"),
        (f"{BOMB}]><rss><channel><item><title>&j;</title></item></channel></rss>".encode(), "a.rss"),
        (book("<p>x</p>", **{"META-INF__encryption_xml": '<x><CipherReference URI="OEBPS/c0.xhtml"/></x>'}), "a.epub"),
        (book("<p>x</p>", **{"META-INF__encryption_xml": "<x><CipherReference URI='OEBPS/c%30.xhtml'/></x>"}),
         "a.epub"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_named(data: bytes, name: str) -> None:
    """Empty, damaged, encrypted and hostile files are a problem each, in a sentence that was foreseen."""
    (problem,) = read(data, name)
    assert isinstance(problem, Problem)
    assert "can't be read (" not in problem.reason, problem
    assert "root:" not in problem.reason


def test_entities_from_elsewhere_stay_there() -> None:
    """An entity that names a file is not read."""
    for kind, body in (("a.rss", "<rss><channel><item><description>&a;</description></item></channel></rss>"),
                       ("a.html", "<p>&a;</p>")):  # fmt: skip
        data = f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{body}"
        assert "root:" not in str(list(read(data.encode(), kind)))


def test_rich_text_with_headings_rows_and_notes() -> None:
    """As word processors write them: styles and outline levels, cells, notes cut out of the sentence, hidden words."""
    written = (
        r"{\rtf1\ansi\ansicpg1252{\stylesheet{\s0 Normal;}{\s1\sbasedon0\b heading 1;}}"
        r"\pard\plain\s1 The mill\par\pard\plain\s0 It burned.{\super\chftn}{\*\footnote\chftn A note.} Nobody was"
        r" hurt{\v  at all}.\par{\pard\outlinelevel1 Losses\par}"
        r"\trowd\cellx1\cellx2\pard\intbl Year\cell Fires\cell\row\trowd\cellx1\cellx2\pard\intbl 2022\cell 4\cell\row"
        r"\pard\bullet\tab an item\par}"
    )
    got = article(written.encode(), "a.rtf")
    assert got.text == (
        "The mill\n\nIt burned. Nobody was hurt.\n\nLosses\n\nYear: 2022 | Fires: 4\n\nan item\n\nA note."
    )
    assert [got.text[start:end] for start, end in got.headings or ()] == ["The mill", "Losses"]


@pytest.mark.parametrize(
    ("look", "is_heading"),
    [
        (r"\qc \f0 \sa180 \li0 \fi0 \b \fs36 ", True),
        (r"\sb5\sa200\sl276\slmult1\b\f0\fs28\lang9 ", True),
        (r"\f0\b\fs24 ", False),
        (r"\f0\fs36 ", False),
        (r"\f0\b0\fs36 ", False),
        (r"\f0\brdrb\fs36 ", False),
        (r"\intbl\b\fs36 ", False),
    ],
)
def test_a_bold_large_line_of_rich_text_is_a_heading(look: str, is_heading: bool) -> None:
    """Where no style says so, as by simple programs; the first one is the title."""
    written = (
        rf"{{\rtf1\ansi{{\pard {look}The m\u252?hle burned\par}}{{\pard \f0 \fs24 It {{\b\fs40 burned}} down.\par}}}}"
    )
    got = article(written.encode(), "a.rtf")
    assert got.text == "The mühle burned\n\nIt burned down."
    assert [got.text[start:end] for start, end in got.headings or ()] == ["The mühle burned"] * is_heading
    if is_heading:
        assert (got.title, [p.heading for p in paragraphs(got)]) == ("The mühle burned", [None])


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            (
                r"\trowd\cellx1\cellx2\pard\intbl Out\cell\pard\intbl\itap2 In\nestcell Inner\nestcell"
                r"{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}{\nonesttables\par}\pard\intbl\cell\row"
            ),
            "Out | In Inner",
        ),
        (
            (
                r"\trowd\cellx1\cellx2\pard\intbl Out\par\pard\intbl\itap2 In\nestcell Inner\nestcell"
                r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\cell\trowd\cellx1\cellx2\cell\cell\row"
            ),
            "Out In Inner",
        ),
    ],
)
def test_tables_inside_tables_of_rich_text(row: str, text: str) -> None:
    """Their words stand in the row around them, whichever program wrote it; a row is no heading."""
    other = r"\trowd\cellx1\cellx2\pard\intbl Three\cell Four\cell\row"
    got = article((r"{\rtf1\ansi\pard It burned.\par" + row + other + r"\pard It fell.\par}").encode(), "a.rtf")
    assert got.text == f"It burned.\n\n{text}\n\nThree | Four\n\nIt fell."
    assert got.headings == ()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\v Secret \v0 It burned\deleted  not\deleted0 .", "It burned."),
        (r"{\v Secret {\b and }bold }It burned.", "It burned."),
        (r"{\fonttbl{\f0\fcharset204 T;}{\f1\fcharset0 A;}}\f0 \'cc\'e5\'eb\f1  \'e9t\'e9", "Мел été"),
        (r"{\fonttbl{\f0\fcharset128 M;}}\f0 \'93\'fa\'96\'7b\'83A", "日本ア"),
        (r"{\fonttbl{\f0\fcharset178 A;}{\f1\fcharset177 B;}}\f0 \'e3\'d1\'cd\'c8\'c7\f1  \'f9\'ec", "مرحبا של"),
        (r"{\fonttbl{\f0\fcharset134 S;}}{\f0\'d6\'d0\'b9\'fa} Caf\'e9", "中国 Café"),
        (r"{\upr{M}{\*\ud{\u1052?}}}\uc2\u1077xx\uc0\u1083 .", "Мел."),
        (r"{\header Post \chpgn\par}{\footerl Foot\par}It burned.{\*\annotation Why?}", "It burned."),
        (r"{\field{\*\fldinst HYPERLINK a}{\fldrslt The mill}} burned.", "The mill burned."),
        (r"Up{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In a box.}}{\shprslt No.}}.", "In a box.\n\nUp."),
        (r"{\*\do\dptxbx{\dptxbxtext In a box.\par}}It fell.", "In a box.\n\nIt fell."),
        (r"Lost:\par{\pntext\'b7\tab}one\par{\listtext\tab 2.}two\par\pard End.", "Lost:\n\none\n2. two\n\nEnd."),
        (r"It{\footnote\ftnalt End.} fell.{\footnote\chftn One.}{\footnote Two.}", "It fell.\n\nOne.\n\nTwo.\n\nEnd."),
        ("It\\\nfell.\\\r\n", "It\n\nfell."),
        (r"{\object{\*\objdata 01}{\result It fell.}}{\pict\bin3 }}}}", "It fell."),
        (r"{\mmath{\*\moMath{\mr E=mc}}{\mmathPict x}}", "E=mc"),
    ],
)  # fmt: skip
def test_rich_text_is_read_as_it_is_seen(written: str, text: str) -> None:
    """Hidden words, encodings of fonts, what is said twice, running heads, boxes, lists, notes, merged cells."""
    assert article(rf"{{\rtf1\ansi\ansicpg1252{written}}}".encode("latin-1"), "a.rtf").text == text


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            (
                r"\trhdr\cellx999\cellx1999 Who\cell Why\cell", r"\clvmgf\cellx999\cellx1999 Ana\cell fun\cell",
                r"\clvmrg\cellx999\cellx1999\cell gain\cell",
            ),
            "Who: Ana | Why: fun\n\nWho: Ana | Why: gain",
        ),
        (
            (
                r"\trhdr\cellx999\cellx1999\cellx2999 A\cell B\cell C\cell",
                r"\clmgf\cellx999\clmrg\cellx1999\cellx2999 x\cell\cell y\cell",
                r"\cellx999\cellx2999 z\cell w\cell", r"\cellx2999 all\cell",
            ),
            "A: x | B: x | C: y\n\nA: z | B: w | C: w\n\nall",
        ),
    ],
)  # fmt: skip
def test_merged_cells_of_rich_text(rows: tuple[str, ...], text: str) -> None:
    """They stand in each of their columns and rows, whether they are marked as merged or only wider."""
    written = "".join(rf"\trowd{row}\row" for row in rows)
    assert article(rf"{{\rtf1\ansi{written}\pard It fell.}}".encode(), "a.rtf").text == f"{text}\n\nIt fell."


def test_a_heading_of_rich_text_that_opens_with_another_script() -> None:
    """Its first letter keeps the figures that stand for it, and only those."""
    written = r"{\rtf1\ansi{\pard \b \fs36 \u1052?\u1077?\u1083?\par}{\pard \fs24 It fell.\par}}"
    assert article(written.encode(), "a.rtf").text == "Мел\n\nIt fell."


def test_hidden_words_formulas_and_page_breaks_in_word() -> None:
    """Hidden words are out, formulas are words, and a new page parts lines."""
    math = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>E=mc</m:t></m:r>'
        "</m:oMath>"
    )
    body = (
        "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        f'<w:r><w:br w:type="page"/></w:r><w:r><w:t xml:space="preserve">it is </w:t></w:r>{math}</w:p>'
    )
    assert article(word(body), "a.docx").text == "Seen\nit is E=mc"


def run(words: str) -> str:
    """A run of words of a Word document."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


RUBY = "<w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f'{run("By ")}<w:fldSimple w:instr=" AUTHOR ">{run("Ana Ruiz")}</w:fldSimple>{run(".")}', "By Ana Ruiz."),
        (f'<w:dir w:val="rtl"><w:bdo w:val="rtl">{run("the mill")}</w:bdo></w:dir>{run(" burned")}', "the mill burned"),
        (f"<w:r>{RUBY.format(run('a'), run('東'))}<w:t>と</w:t>{RUBY.format(run('b'), run('京'))}</w:r>", "東と京"),
        (f"{run('Seen')}<w:r><w:rPr><w:vanish/></w:rPr>{RUBY.format(run('x'), run('hidden'))}</w:r>", "Seen"),
        (f'{run("Name: ")}<w:sdt><w:sdtPr/><w:sdtContent>{run("Ana Ruiz")}</w:sdtContent></w:sdt>', "Name: Ana Ruiz"),
        (
            f'{run("Name:")}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run("x")}</w:sdtContent></w:sdt>',
            "Name:",
        ),
        (f"<w:moveFrom>{run('It burned ')}</w:moveFrom>{run('It')}<w:moveTo>{run(' stays')}</w:moveTo>", "It stays"),
    ],
)  # fmt: skip
def test_words_in_fields_directions_and_controls(inner: str, text: str) -> None:
    """What a person sees of them, without what says how to fill them in."""
    assert article(word(f"<w:p>{inner}</w:p>"), "a.docx").text == text


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("By <text:author-name>Ana</text:author-name> on <text:date>16 March</text:date>.", "By Ana on 16 March."),
        ("<text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>京", "東京"),
        ("See <text:bookmark-ref>page <text:span>3</text:span></text:bookmark-ref>.", "See page 3."),
        ("Name:<text:placeholder>Type it</text:placeholder><text:script>x</text:script>", "Name:"),
        ('Seen<text:hidden-text text:is-hidden="true"> hidden</text:hidden-text>', "Seen"),
        ('Seen<text:hidden-text text:is-hidden="false"> too</text:hidden-text>', "Seen too"),
        ('Seen</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>Hidden', "Seen"),
        ('Seen</text:p><text:section text:display="none"><text:p>No</text:p></text:section><text:p>too', "Seen\n\ntoo"),
        ("Seen<office:annotation><text:p>Why?</text:p></office:annotation>.", "Seen."),
        ("Seen<text:illustration-index-source>x</text:illustration-index-source>", "Seen"),
    ],
)  # fmt: skip
def test_words_in_fields_of_an_open_document(inner: str, text: str) -> None:
    """What a person sees of them, without what is hidden or to be typed."""
    assert article(open_document(f"<text:p>{inner}</text:p>"), "a.odt").text == text


def test_a_cell_that_was_deleted_is_no_text() -> None:
    """As long as the change isn't accepted, it is only marked."""
    cells = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{para('Gone')}</w:tc><w:tc>{para('Kept')}</w:tc>"
    assert article(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"), "a.docx").text == "Kept"


@pytest.mark.parametrize(("at", "name"), [(40, "a.odt"), (60, "a.docx"), (60, "a.epub")])
def test_damaged_parts_are_named(at: int, name: str) -> None:
    """Bytes that can't be unpacked are damage, in words that say so."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for part in ("content.xml", "word/document.xml", "META-INF/container.xml"):
            made.writestr(part, "<a>" + "The mill burned down. " * 200 + "</a>")
    data = bytearray(file.getvalue())
    for n in range(at, len(data) - 400, 13):
        data[n] ^= 0x5A
    (problem,) = read(bytes(data), name)
    assert isinstance(problem, Problem)
    assert "is damaged" in problem.reason


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


@pytest.mark.parametrize(
    ("mark", "shown"), [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True), ('<w:vanish w:val="false"/>', True)]
)
def test_words_that_are_hidden_no_more(mark: str, shown: bool) -> None:
    """A style's hiding can be taken back for some words."""
    hidden = f'<w:r><w:rPr>{mark}</w:rPr><w:t xml:space="preserve"> not</w:t></w:r>'
    body = f"<w:p><w:r><w:t>It burned</w:t></w:r>{hidden}<w:r><w:t>.</w:t></w:r></w:p>"
    assert article(word(body), "a.docx").text == f"It burned{' not' * shown}."


def test_a_paragraph_whose_mark_is_hidden_is_read() -> None:
    """Only runs are hidden; a formula elsewhere makes the document be rewritten."""
    body = (
        f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>It burned.</w:t></w:r></w:p>"
        f"<w:p><m:oMath {MATH}><m:r><m:t>a</m:t></m:r><m:r><m:t>+b</m:t></m:r></m:oMath></w:p>"
    )
    assert article(word(body), "a.docx").text == "It burned.\n\na+b"


def with_note(document: bytes, mark: str, note: str) -> bytes:
    """A Word document with a footnote."""
    file = io.BytesIO(document)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(
            "word/footnotes.xml", f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'
        )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="r2" Type="{rel}/footnotes" Target="footnotes.xml"/></Relationships>'
    rewritten = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(rewritten, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/_rels/document.xml.rels":
                part = part.replace(b"</Relationships>", more.encode())
            new.writestr(info, part.replace(b"MARK", mark.encode()))
    return rewritten.getvalue()


def test_a_word_document_s_notes_stand_at_its_end() -> None:
    """Without the figures that lead to them and back."""
    document = word("<w:p><w:r><w:t>It burned.</w:t></w:r>MARK</w:p>")
    noted = with_note(document, '<w:r><w:footnoteReference w:id="2"/></w:r>', para("Twice, it is said."))
    assert article(noted, "a.docx").text == "It burned.\n\nTwice, it is said."


def test_hidden_words_of_a_note_are_no_text() -> None:
    """Nor those that are struck out; nor is a field in it lost."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    hidden = "".join(f"<w:r><w:rPr><w:{look}/></w:rPr><w:t>x </w:t></w:r>" for look in ("vanish", "dstrike"))
    note = f'<w:p>{run("Twice, ")}{hidden}<w:fldSimple w:instr=" REF ">{run("it is said.")}</w:fldSimple></w:p>'
    noted = with_note(word("<w:p><w:r><w:t>It burned.</w:t></w:r>MARK</w:p>"), mark, note)
    assert article(noted, "a.docx").text == "It burned.\n\nTwice, it is said."


def test_a_word_document_without_properties() -> None:
    """Its title is its heading."""
    document = io.BytesIO()
    whole = io.BytesIO(word(para("The mill", "T") + para("It burned.")))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(document, "w") as new:
        for info in old.infolist():
            if not info.filename.startswith("docProps"):
                new.writestr(info, old.read(info))
    got = article(document.getvalue(), "a.docx")
    assert (got.title, got.authors, got.date) == ("The mill", (), None)


@pytest.mark.parametrize("body", ["", "<w:p/>", para(" "), "<w:p><w:r><w:drawing/></w:r></w:p>"])
def test_a_word_document_of_nothing_has_no_text(body: str) -> None:
    """Empty paragraphs and pictures are no words."""
    (problem,) = read(word(body), "a.docx")
    assert isinstance(problem, Problem)
    assert problem.reason == "has no text"


def styled(styles: str, body: str, **parts: str) -> bytes:
    """An OpenDocument text with styles of its own, and other parts."""
    names = f'{OPEN} xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    names += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    return packed(
        content_xml=f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        **parts,
    )


def test_an_encrypted_open_document_is_named() -> None:
    """Its manifest says so; what is packed can't be told from damage."""
    manifest = (
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    data = packed(content_xml="\x07\x12not XML", **{"META-INF__manifest_xml": manifest})
    (problem,) = read(data, "a.odt")
    assert isinstance(problem, Problem)
    assert problem.reason == "is encrypted: its text can't be read without the password"


def test_hidden_words_of_an_open_document_are_left_out() -> None:
    """Spans and paragraphs in a style that is not displayed; what follows them is."""
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="true"/></style:style>'
    )
    body = (
        '<text:p>It <text:span text:style-name="T1">never <text:span>ever</text:span> </text:span>'
        '<text:span text:style-name="T2">burned</text:span>.</text:p>'
        '<text:p text:style-name="T1">A secret.</text:p><text:p>It fell.</text:p>'
    )
    assert article(styled(styles, body), "a.odt").text == "It burned.\n\nIt fell."


def test_a_style_that_comes_from_title_is_one() -> None:
    """As word processors make one for each change of a paragraph's look."""
    styles = '<style:style style:name="P7" style:parent-style-name="Title"/>'
    got = article(styled(styles, '<text:p text:style-name="P7">The mill</text:p><text:p>It burned.</text:p>'), "a.odt")
    assert (got.title, [got.text[start:end] for start, end in got.headings or ()]) == ("The mill", ["The mill"])


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>E</mi><mo>=</mo><mn>4</mn></math>', "It is E=4"),
        ("<svg/>", "It is"),
        (None, "It is"),
    ],
)
def test_formulas_of_an_open_document_are_words(formula: str | None, text: str) -> None:
    """They are documents of their own in the package; other objects, and those that are not there, are none."""
    parts = {"Object 1__content_xml": formula} if formula else {}
    for place in ("./Object 1", "Object 1/"):
        body = f'<text:p>It is <draw:frame><draw:object xlink:href="{place}"/></draw:frame></text:p>'
        assert article(styled("", body, **parts), "a.odt").text == text


def test_an_open_document_in_which_elements_stand_too_deep_is_read_in_bounds() -> None:
    """What stands within a hundred others is left out, the rest is read."""
    deep = "<text:span>" * 150 + "Deep." + "</text:span>" * 150
    assert article(styled("", f"<text:p>It burned. {deep}</text:p><text:p>It fell.</text:p>"), "a.odt").text == (
        "It burned.\n\nIt fell."
    )


def test_a_heading_below_the_sixth_level_is_one() -> None:
    """HTML has six levels."""
    body = '<text:h text:outline-level="9">The wheel</text:h><text:p>It turned.</text:p>'
    got = article(styled("", body), "a.odt")
    assert [got.text[start:end] for start, end in got.headings or ()] == ["The wheel"]
    assert (got.authors, got.date) == ((), None)


@pytest.mark.parametrize(("mark", "struck"), [("strike", True), ("dstrike", True), ("b", False)])
def test_struck_words_in_word_are_left_out(mark: str, struck: bool) -> None:
    """Struck once or twice; what is bold stays."""
    run = f'<w:r><w:rPr><w:{mark}/></w:rPr><w:t xml:space="preserve"> not</w:t></w:r>'
    got = article(word(f"<w:p><w:r><w:t>It burned</w:t></w:r>{run}<w:r><w:t>.</w:t></w:r></w:p>"), "a.docx")
    assert got.text == ("It burned." if struck else "It burned not.")


@pytest.mark.parametrize(("line", "struck"), [("solid", True), ("none", False)])
def test_struck_words_of_an_open_document_are_left_out(line: str, struck: bool) -> None:
    """As the style of the words says."""
    style = (
        '<style:style xmlns:style="s" style:name="T9"><style:text-properties '
        f'style:text-line-through-style="{line}"/></style:style>'
    )
    got = article(
        open_document(f'{style}<text:p>It burned<text:span text:style-name="T9"> not</text:span>.</text:p>'), "a.odt"
    )
    assert got.text == ("It burned." if struck else "It burned not.")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"It costs {\strike 70\emdash \u8364?} {80} euros.", "It costs 80 euros."),
        (r"It costs \strike 70 \b marks\b0 \strike0 80 euros.", "It costs 80 euros."),
        (r"It costs {\striked1 70 }\striked0 80 euros.", "It costs 80 euros."),
        (r"It costs \strike 70 \plain 80 euros.", "It costs 80 euros."),
        (r"It costs \strike0 80 euros.", "It costs 80 euros."),
        (r"{\strike It costs 70.\par }It costs 80.", "It costs 80."),
    ],
)
def test_struck_words_of_rich_text_are_left_out(written: str, text: str) -> None:
    """Until they are struck no more, or their group ends."""
    assert article(rf"{{\rtf1\ansi {written}\par}}".encode(), "a.rtf").text == text


@pytest.mark.parametrize(
    ("look", "text"),
    [
        ('<w:rPr><w:rStyle w:val="Gone"/></w:rPr>', "It burned."),
        ('<w:rPr><w:rStyle w:val="Child"/></w:rPr>', "It burned."),
        ('<w:rPr><w:rStyle w:val="Back"/></w:rPr>', "It burned not."),
        ('<w:rPr><w:rStyle w:val="Gone"/><w:strike w:val="0"/></w:rPr>', "It burned not."),
        ('<w:rPr><w:rStyle w:val="None"/></w:rPr>', "It burned not."),
        ('<w:rPr><w:vanish/></w:rPr>', "It burned."),
    ],
)  # fmt: skip
def test_styles_of_word_strike_words_out(look: str, text: str) -> None:
    """Those that come from such a one do, too, unless they or the words say otherwise."""
    styles = "".join(
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>{rest}</w:style>'
        for name, rest in (
            ("Gone", "<w:rPr><w:strike/></w:rPr>"),
            ("Child", '<w:basedOn w:val="Gone"/>'),
            ("Back", '<w:basedOn w:val="Gone"/><w:rPr><w:strike w:val="false"/></w:rPr>'),
            ("None", '<w:basedOn w:val="None"/>'),
        )
    )
    run = f'<w:r>{look}<w:t xml:space="preserve"> not</w:t></w:r>'
    body = f"<w:p><w:r><w:t>It burned</w:t></w:r>{run}<w:r><w:t>.</w:t></w:r></w:p>"
    assert article(word(body, styles=styles), "a.docx").text == text
    struck = para("All of this is gone.", "Gone") + para("This is not.")
    assert article(word(struck, styles=styles), "a.docx").text == "This is not."


@pytest.mark.parametrize(
    ("name", "text"),
    [("Gone", "It burned."), ("Child", "It burned."), ("Back", "It burned not."), ("P", "It burned not.")],
)
def test_named_styles_of_an_open_document_strike_words_out(name: str, text: str) -> None:
    """And so do those of the document that come from them."""
    styles = (
        '<style:style xmlns:style="s" style:name="Gone"><style:text-properties style:text-line-through-style="solid"/>'
        '</style:style><style:style xmlns:style="s" style:name="Back" style:parent-style-name="Gone">'
        '<style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    own = '<style:style xmlns:style="s" style:name="Child" style:parent-style-name="Gone"/>'
    body = f'{own}<text:p>It burned<text:span text:style-name="{name}"> not</text:span>.</text:p>'
    assert article(open_document(body, styles), "a.odt").text == text
    whole = (
        '<text:p text:style-name="Gone">It is gone. <text:span text:style-name="Back">It stands.</text:span></text:p>'
    )
    assert article(open_document(whole, styles), "a.odt").text == "It stands."


@pytest.mark.parametrize("rule", ["text-decoration: line-through", "display : none"])
def test_style_sheets_of_a_book_strike_words_out_or_hide_them(rule: str) -> None:
    """Those that stand beside its chapters."""
    got = article(
        book(
            '<p>It <span class="x">never </span>burned.</p>',
            OEBPS__s_css=f".x {{ {rule} }}",
            sheet='<item id="s" href="s.css" media-type="text/css"/>',
        ),
        "a.epub",
    )
    assert got.text == "It burned."


WORDPRESS = """<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Weir Post</title>
<wp:author><wp:author_login><![CDATA[aruiz]]></wp:author_login><wp:author_display_name><![CDATA[Ana Ruiz]]>
</wp:author_display_name></wp:author>
<item><title>The mill</title><dc:creator><![CDATA[aruiz]]></dc:creator><content:encoded><![CDATA[<!-- wp:paragraph -->
<p>It burned down.</p>
<!-- /wp:paragraph -->

<h2>The fire</h2>

Nobody saw it.

[caption id="a"]<img src="x.jpg" alt=""> The mill in March[/caption]

[gallery ids="1,2"]

It was [not] found.]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>
<item><title>x</title><content:encoded>A picture.</content:encoded><wp:post_type>attachment</wp:post_type></item>
</channel></rss>"""


def test_the_export_of_a_blog_in_wordpress() -> None:
    """Paragraphs with and without tags, no shortcodes, authors by the names that readers see, no pictures."""
    (got,) = read(WORDPRESS.encode(), "a.xml")
    assert isinstance(got, Article)
    assert (got.title, got.authors) == ("The mill", ("Ana Ruiz",))
    assert got.text.split("\n\n") == [
        "It burned down.", "The fire", "Nobody saw it.", "The mill in March", "It was [not] found.",
    ]  # fmt: skip


def test_the_export_of_a_blog_in_blogger() -> None:
    """Its settings and comments are no articles."""
    kind = "http://schemas.google.com/g/2005#kind"
    entries = [
        f'<entry><id>{name}</id><category scheme="{kind}" term="http://schemas.google.com/blogger/2008/kind#{name}"/>'
        f"<title>The {name}</title><content>Words of the {name}.</content></entry>"
        for name in ("settings", "post", "comment")
    ]
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Weir Post</title>{"".join(entries)}</feed>'
    (got,) = read(feed.encode(), "a.xml")
    assert isinstance(got, Article)
    assert (got.title, got.record) == ("The post", 2)


def test_a_text_in_a_single_file_of_xml() -> None:
    """A flat OpenDocument text has its properties, styles and words in one."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("meta", "meta"))
    )
    data = (
        f'<?xml version="1.0"?><office:document {names} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title>The Mill</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator></office:meta><office:body>"
        '<office:text><text:h text:outline-level="1">Fire</text:h><text:p>It burned.</text:p></office:text>'
        "</office:body></office:document>"
    )
    got = article(data.encode(), "a.fodt")
    assert (got.title, got.authors, got.text) == ("The Mill", ("Ana Ruiz",), "Fire\n\nIt burned.")


@pytest.mark.parametrize(
    ("properties", "is_heading"),
    [
        ('<w:basedOn w:val="O"/>', True), ('<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', True),
        ('<w:basedOn w:val="O"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', False), ("", False),
    ],
)  # fmt: skip
def test_styles_of_word_are_headings_by_their_outline(properties: str, is_heading: bool) -> None:
    """Whatever they are called, and whichever style has the level."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="O"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        f"</w:style><w:style w:type='paragraph' w:styleId='N'><w:name w:val=\"Editor's head\"/>{properties}</w:style>"
    )
    got = article(word(para("The fire", "N") + para("It burned down in the night."), styles=styles), "a.docx")
    assert got.text == "The fire\n\nIt burned down in the night."
    assert [got.text[start:end] for start, end in got.headings or ()] == ["The fire"] * is_heading


def test_a_byline_counts_before_who_typed_a_document() -> None:
    """Word fills in who is logged in; several names in a property are given by somebody."""
    body = para("By Eva Berg and Ben Cole") + para("It burned down in the night, and nobody was in it.")
    assert article(word(body), "a.docx").authors == ("Eva Berg", "Ben Cole")
    assert article(word(body, author="Ana Ruiz; Bo Dahl"), "a.docx").authors == ("Ana Ruiz", "Bo Dahl")
    assert article(word(para("It burned.")), "a.docx").authors == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("author", "authors"),
    [
        ("dgoltz", ()), ("NOutley", ()), ("Jsmith", ()), ("JKN011", ()), ("DBOLDEN", ()), ("Preferred Customer", ()),
        ("KESSEN\\aruiz", ()), ("aruiz;bcole", ()), ("HP_Besitzer", ()), ("Sekretariat", ()),
        ("Unknown Author", ()), ("Kugler", ("Kugler",)), ("O’Neill", ("O’Neill",)), ("王芳", ("王芳",)),
        ("ana ruiz", ("ana ruiz",)), ("van der Knijff", ("van der Knijff",)),
    ],
)  # fmt: skip
def test_the_name_of_an_account_is_no_author(author: str, authors: tuple[str, ...]) -> None:
    """A word of small letters, of capitals, or with both inside of it; a surname is one."""
    assert article(word(para("It burned."), "Mill", author), "a.docx").authors == authors


@pytest.mark.parametrize("title", ["Unknown Title", "mill_report", "CV_Ruiz"])
def test_names_of_files_and_blanks_are_no_titles(title: str) -> None:
    """Nor what a program puts there."""
    assert article(word(para("The mill", "T") + para("It burned."), title), "a.docx").title == "The mill"


@pytest.mark.parametrize(
    ("title", "own", "about"),
    [
        ("Sound of Osterholm", True, "rain on the quay"), ("Sound of Osterholm", False, "rain in Osterholm"),
        ("Osterholm", False, "rain on the quay"), ("memo", True, "rain on the quay"),
        ("Gazette 52 of 2021", False, "number 52 of 2021"),
    ],
)  # fmt: skip
def test_a_title_left_from_another_document(title: str, own: bool, about: str) -> None:
    """None of its words and numbers is in the text, which has a title of its own; neither is its author this one's."""
    text = para("Minutes of the weir", "T") + para(f"The committee met in {about}. " + "They spoke of the weir. " * 10)
    got = article(word(text, title, "Ken Otter"), "a.docx")
    assert (got.title, got.authors) == (("Minutes of the weir", ()) if own else (title, ("Ken Otter",)))


@pytest.mark.parametrize(
    ("heading", "title"),
    [("Monsieur le Président,", None), ("Dear friends:", None), ("Dear friends", "Dear friends"), ("Liebe!", "Liebe!")],
)
def test_a_greeting_that_is_marked_as_a_heading_is_no_title(heading: str, title: str | None) -> None:
    """Its comma or colon tells."""
    got = article(word(para(heading, "H1") + para("The harbours of Kessen have been closed."), ""), "a.docx")
    assert got.title == title
