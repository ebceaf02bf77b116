"""XML of articles and of records: text, headings, notes, title, authors and day."""

import pytest
from lxml import etree

from retrieval import Article, Problem, paragraphs
from retrieval.articles.hints import Hints, People
from retrieval.readers import read
from retrieval.readers.xml_file import _days

JATS = (
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd"><article xml:lang="en"><front><journal-meta>'
    "<journal-title-group><journal-title>Kiln Studies</journal-title></journal-title-group></journal-meta>"
    "<article-meta><title-group><article-title>Cold <italic>kilns</italic></article-title></title-group>"
    '<contrib-group><contrib contrib-type="author"><name><surname>Ruiz</surname><given-names>Ana</given-names></name>'
    '</contrib><contrib contrib-type="editor"><name><surname>X</surname><given-names>One</given-names></name></contrib>'
    "</contrib-group><pub-date><year>2024</year></pub-date><pub-date><day>16</day><month>3</month><year>2024</year>"
    "</pub-date><abstract><p>In brief.</p></abstract></article-meta></front><body><sec><title>Methods</title>"
    '<p>We <bold>looked</bold>.<xref ref-type="fn" rid="f">1</xref></p><table-wrap><caption><p>Kilns</p></caption>'
    "<table><tr><th>Year</th><th>Fires</th></tr><tr><td>2022</td><td>4</td></tr></table></table-wrap></sec></body>"
    '<back><fn-group><fn id="f"><label>1</label><p>Twice.</p></fn></fn-group></back></article>'
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Cold kilns</title><author>'
    "<persName><forename>Ana</forename> <surname>Ruiz</surname></persName></author></titleStmt><publicationStmt>"
    '<publisher>Kiln Studies</publisher><date when="2024-03-16">March</date></publicationStmt><sourceDesc><p>Born.</p>'
    "</sourceDesc></fileDesc></teiHeader><text><front><div><p>In brief.</p></div></front><body><div>"
    "<head>Methods</head>"
    '<p>We <choice><sic>loked</sic><corr>looked</corr></choice>.<note place="foot">Twice.</note></p>'
    '<p>He said <q>no</q> to it, <hi rend="strikethrough">and</hi>see <ref target="x">that</ref>.</p></div>'
    "</body></text></TEI>"
)
DOCBOOK = (
    '<article xmlns="http://docbook.org/ns/docbook"><info><title>Cold kilns</title><author><personname><firstname>Ana'
    "</firstname><surname>Ruiz</surname></personname></author><pubdate>2024-03-16</pubdate></info>"
    "<para>In brief.</para>"
    "<section><title>Methods</title><para>We looked.<footnote><para>Twice.</para></footnote></para><itemizedlist>"
    "<listitem><para>Oak</para></listitem></itemizedlist></section></article>"
)
FICTION = (
    '<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info><author><first-name>Ana'
    "</first-name><last-name>Ruiz</last-name></author><book-title>Cold kilns</book-title><date value='2024-03-16'/>"
    "<lang>en</lang></title-info></description><body><section><p>In brief.</p></section><section><title><p>Methods</p>"
    "</title><p>We looked.</p></section></body><body name='notes'><section><p>Twice.</p></section></body>"
    "<binary id='a'>iVBORw0KGgo</binary></FictionBook>"
)
NITF = (
    '<nitf><head><title>Cold kilns</title><docdata><date.issue norm="20240316T100000Z"/></docdata></head><body>'
    "<body.head><hedline><hl1>Cold kilns</hl1></hedline><byline>By <person>Ana Ruiz</person></byline></body.head>"
    "<body.content><p>In brief.</p><hl2>Methods</hl2><p>We looked.</p><p>Twice.</p></body.content></body></nitf>"
)


@pytest.mark.parametrize(
    ("data", "name"), [(JATS, "a.xml"), (TEI, "a.xml"), (DOCBOOK, "a.xml"), (FICTION, "a.fb2"), (NITF, "a.nitf")]
)
def test_articles_in_xml(data: str, name: str) -> None:
    """The header tells title, author and day; notes are at the end."""
    (got,) = read(data.encode(), name)
    assert isinstance(got, Article)
    assert (got.title, got.authors, str(got.date)) == ("Cold kilns", ("Ana Ruiz",), "2024-03-16")
    assert got.text.startswith("In brief.\n\nMethods\n\nWe looked.\n\n")
    assert got.text.endswith("Twice.")
    assert [p.heading for p in paragraphs(got)][:2] == [None, "Methods"]
    assert not any(word in got.text for word in ("Born", "loked", "and", "iVBOR"))
    assert got.source == ("Kiln Studies" if data in (JATS, TEI) else None)


def test_structure_in_xml() -> None:
    """Tables, quotations within a line, links."""
    (got,) = read(JATS.encode(), "a.xml")
    assert isinstance(got, Article)
    assert "Kilns\n\nYear: 2022 | Fires: 4" in got.text
    (got,) = read(TEI.encode(), "a.xml")
    assert isinstance(got, Article)
    assert "He said “no” to it, see that." in got.text


RECORDS = (
    "<export><generator>x</generator><articles>{}</articles></export>",
    "<articles>{}</articles>",
    "<add>{}</add>",
)


@pytest.mark.parametrize("around", RECORDS)
def test_records_in_xml(around: str) -> None:
    """Each is an article with the fields that are elements, or, in Solr, named by an attribute."""
    plain = "<article id='{0}'><headline>Kiln {0}</headline><author>Ana Ruiz</author><author>Ben Cole</author>"
    plain += "<pubdate>2024-03-16</pubdate><body><p>It <i>burned</i> {0} times.</p><p>Twice.</p></body></article>"
    solr = (
        "<article><field name='id'>{0}</field><field name='title'>Kiln {0}</field><field name='author'>Ana Ruiz</field>"
    )
    solr += "<field name='author'>Ben Cole</field><field name='date'>2024-03-16</field>"
    solr += "<field name='text'>It burned {0} times.\n\nTwice.</field></article>"
    for record in (plain, solr):
        got = list(read(around.format(record.format(1) + record.format(2)).encode(), "a.xml"))
        assert [isinstance(item, Article) and (item.id, item.title, item.record) for item in got] == [
            ("1", "Kiln 1", 1),
            ("2", "Kiln 2", 2),
        ]
        assert isinstance(got[1], Article)
        assert (got[1].text, got[1].authors) == ("It burned 2 times.\n\nTwice.", ("Ana Ruiz", "Ben Cole"))


@pytest.mark.parametrize(
    "data",
    [
        "<urlset><url><loc>https://x.example</loc></url></urlset>",
        "<project><name>x</name><dependencies><dependency><id>1</id></dependency></dependencies></project>",
        "<article/>",
        "not XML",
        "<a>" * 3000,
    ],
)
def test_other_xml_is_named(data: str) -> None:
    """Settings and maps of sites hold no articles."""
    (item,) = read(data.encode(), "a.xml")
    assert isinstance(item, Problem)


def test_a_day_in_three_columns() -> None:
    """Year, month and day."""
    (got,) = read(b"year,month,day,text\n2024,3,16,It burned down.\n", "a.csv")
    assert isinstance(got, Article)
    assert str(got.date) == "2024-03-16"


LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title level="s">All letters</title>'
    '<title type="iso-date">1904-09-09</title><title level="a">Bertha Adler to Karl Weiss</title>'
    '<author>Adler, Bertha von</author></titleStmt><publicationStmt><date when="2023-05-17">2023</date>'
    "</publicationStmt><sourceDesc><bibl><date>16 March 1999</date></bibl></sourceDesc></fileDesc><profileDesc>"
    "<correspDesc><correspAction type='sent'>{date}</correspAction><correspAction type='received'>"
    "<date when='1904-09-12'/></correspAction></correspDesc></profileDesc></teiHeader><text><body>"
    "<opener><dateline>Weir, Friday</dateline><salute>Dear Karl,</salute></opener>"
    "<p>I read <title>The Kiln</title> and <title>The Mill</title> to<space unit='chars'/>night, "
    "»<quote>slowly</quote>«, as <app><lem>you</lem><rdg>they</rdg></app> said.<note><ref target='x'/>.</note></p>"
    "<closer>Yours <signed>Bertha</signed></closer><postscript><p>Soon more.</p></postscript>"
    "<address><addrLine>Mr Weiss</addrLine><addrLine>Lower Quay</addrLine></address>"
    "<lg><l>The mill is cold,</l><l>the kiln is old.</l></lg></body><back><listPerson><person>"
    "<persName>Weiss</persName><birth>1862</birth></person></listPerson><listBibl><bibl><title>The Kiln</title></bibl>"
    "</listBibl></back></text>"
    "</TEI>"
)


def test_a_letter_in_tei() -> None:
    """Its own title and parts in their places; what the edition keeps of people and books is no text of it."""
    (got,) = read(LETTER.format(date="<date when='1904-09-09'/>").encode(), "a.xml")
    assert isinstance(got, Article)
    assert (got.title, got.authors) == ("Bertha Adler to Karl Weiss", ("Adler, Bertha von",))
    assert got.text.split("\n\n") == [
        "Weir, Friday",
        "Dear Karl,",
        "I read The Kiln and The Mill to night, »slowly«, as you said.",
        "Yours Bertha",
        "Soon more.",
        "Mr Weiss\nLower Quay",
        "The mill is cold,\nthe kiln is old.",
    ]
    assert not got.headings


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("<date when='1904-09-09'>9. 9. 1904</date>", "1904-09-09"),
        ("<date notBefore='1904-09-09' notAfter='1904-09-09'/>", "1904-09-09"),
        ("<date when-iso='1904-09-09' cert='high'/>", "1904-09-09"),
        ("<date when='1904-09-09'>[9.?] 9. 1904</date>", None),
        ("<date when='1904-09-09' cert='low'/>", None),
        ("<date notBefore='1904-09-01' notAfter='1904-09-30'/>", None),
        ("<date when='1904-09'/>", None),
        ("<persName>Bertha</persName>", None),
    ],
)
def test_the_day_of_a_letter(date: str, day: str | None) -> None:
    """It is the day on which it was sent, and never that of its edition."""
    (got,) = read(LETTER.format(date=date).encode(), "a.xml")
    assert isinstance(got, Article)
    assert (got.date and str(got.date)) == day


def test_a_day_that_an_edition_doubts_is_not_taken_from_the_name_of_the_file() -> None:
    """Whoever called the file so doubts it, too; a document without a day takes that of its file's name."""
    letter = LETTER.replace('<date when="2023-05-17">2023</date>', "").replace("<date>16 March 1999</date>", "")
    sent = "<correspAction type='sent'>{date}</correspAction>"
    doubted = letter.format(date="<date notBefore='1904-09-09' notAfter='1904-09-30'/>")
    for xml, day in ((doubted, None), (letter.replace(sent, ""), "1904-09-10")):
        (got,) = read(xml.encode(), "letters/1904-09-10_adler.xml")
        assert isinstance(got, Article)
        assert (got.date and str(got.date)) == day


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        ("<persName>Bertha Adler</persName><orgName>Weir Kilns</orgName>", ("Bertha Adler", "Weir Kilns")),
        ("<persName><forename>Bertha</forename><surname>Adler</surname></persName>", ("Bertha Adler",)),
        ("<persName>Bertha Adler (?)</persName>", ()),
        ("<persName cert='low'>Bertha Adler</persName>", ()),
        ("<persName>[Bertha Adler]</persName>", ()),
        ("<persName>N. N.</persName>", ()),
        ("<date when='1904-09-09'/>", ()),
    ],
)
def test_who_sent_a_letter_wrote_it(sender: str, authors: tuple[str, ...]) -> None:
    """Where its edition names no author, and doesn't doubt the sender; whoever got it is none."""
    letter = LETTER.replace("<author>Adler, Bertha von</author>", "")
    letter = letter.format(date=sender).replace("<date when='1904-09-12'/>", "<persName>Karl</persName>")
    assert _parsed(letter).authors == authors


def test_words_go_on_where_a_line_ends_in_them() -> None:
    """At a hyphen, however an edition says so; the name of a publisher has no address."""
    got = _parsed(
        "<TEI><teiHeader><fileDesc><publicationStmt><publisher><email>a@b.example</email><orgName>Kiln Press</orgName>"
        "<address><addrLine>Quay 1</addrLine></address></publisher></publicationStmt></fileDesc></teiHeader><text>"
        "<body><p>It bur<lb rendition='#hyphen'/> ned, twi<lb break='no' n='2'/>ce, in<lb/>May.</p></body></text></TEI>"
    )
    assert (got.text, got.source) == ("It burned, twice, in May.", "Kiln Press")


def _parsed(xml: str) -> Article:
    """The article of a document."""
    (got,) = read(xml.encode(), "a.xml")
    assert isinstance(got, Article)
    return got


def test_a_corpus_in_tei() -> None:
    """Each document is an article."""
    letters = LETTER.format(date="<date when='1904-09-09'/>"), TEI
    got = list(read(f"<teiCorpus><teiHeader/>{''.join(letters)}</teiCorpus>".encode(), "a.xml"))
    assert [isinstance(item, Article) and (item.id, item.title, item.record) for item in got] == [
        ("a.xml#1", "Bertha Adler to Karl Weiss", 1),
        ("a.xml#2", "Cold kilns", 2),
    ]


TREC = (
    "<DOC>\n<DOCNO> K1 </DOCNO>\n<HEAD>Cold kilns</HEAD>\n<BYLINE>By ANA RUIZ</BYLINE>\n<TEXT>\n<P>\nIt burned.\n<P>\n"
    "Twice.\n</TEXT>\n</DOC>\n<DOC>\n<DOCNO>K2</DOCNO><TEXT>It was rebuilt.</TEXT></DOC>\n"
)
REUTERS = (
    '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="K1"><DATE>26-FEB-1987 15:01:01.79</DATE><TEXT>&#2;<TITLE>Cold'
    " kilns</TITLE><DATELINE>WEIR, Feb 26 -</DATELINE><BODY>It burned.\n\nTwice.\n&#3;</BODY></TEXT></REUTERS>\n"
    '<REUTERS NEWID="K2"><TEXT><TITLE>More</TITLE><BODY>It was rebuilt.</BODY></TEXT></REUTERS>'
)


@pytest.mark.parametrize("data", [TREC, REUTERS])
@pytest.mark.parametrize("name", ["a.sgml", "a.sgm", "a.xml"])
def test_a_collection_without_a_root(data: str, name: str) -> None:
    """Each document is an article, also where a paragraph has no end: none is lost without a word."""
    got = list(read(data.encode(), name))
    assert [isinstance(item, Article) and (item.id, item.text) for item in got] == [
        ("K1", "It burned.\n\nTwice."),
        ("K2", "It was rebuilt."),
    ]
    assert isinstance(got[0], Article)
    assert got[0].title == "Cold kilns"


def test_words_beside_marked_up_ones_in_a_record() -> None:
    """They are text as well."""
    (got,) = read(b"<a><b><title>T</title><body>Before. <p>Within.</p> Behind.</body></b></a>", "a.xml")
    assert isinstance(got, Article)
    assert got.text == "Before.\n\nWithin.\n\nBehind."


LAW = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification><FRBRWork>'
    '<FRBRdate date="2024-03-16" name="enacted"/></FRBRWork><FRBRExpression><FRBRdate date="2025-01-01" name="x"/>'
    "</FRBRExpression></identification></meta><preface><p>The <docTitle>Kiln Act</docTitle>{day}</p></preface><body>"
    "<section><num>1</num><heading>Kilns<authorialNote><p>See the guide.</p></authorialNote></heading><subsection>"
    "<num>(1)</num><content><p>A kiln is cold.</p></content></subsection><subsection><num>(2)</num><content>"
    "<p>Nobody heats it.</p></content></subsection></section></body></act></akomaNtoso>"
)
DEBATE = (
    '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><debate><meta><identification><FRBRWork>'
    '<FRBRdate date="2024-05-01" name="Hearing"/><FRBRdate date="2024-03-16" name="sitting"/></FRBRWork>'
    "</identification></meta><debateBody><debateSection><heading>Kilns</heading><speech><from>Ms Ruiz:</from><p>Is it "
    "cold?</p></speech><speech><from>Mr Cole:</from><p>It is.</p></speech></debateSection></debateBody></debate>"
    "</akomaNtoso>"
)


def test_a_law() -> None:
    """Numbers stand in the line of what they number; the day is that of the law, as its own words tell it first."""
    (law,) = read(LAW.format(day="").encode(), "a.xml")
    assert isinstance(law, Article)
    assert law.text == ("The Kiln Act\n\n1 Kilns\n\n(1) A kiln is cold.\n\n(2) Nobody heats it.\n\nSee the guide.")
    assert [each.heading for each in paragraphs(law)][1:] == ["1 Kilns"] * 3
    assert (law.title, str(law.date)) == ("Kiln Act", "2024-03-16")
    (dated,) = read(LAW.format(day=' of <docDate date="2024-03-10">10 March</docDate>').encode(), "a.xml")
    assert isinstance(dated, Article)
    assert (str(dated.date), dated.text.split("\n")[0]) == ("2024-03-10", "The Kiln Act of 10 March")


def test_a_debate() -> None:
    """Who speaks stands before what they say; of two days of a work none is taken but where only one is its own."""
    (debate,) = read(DEBATE.encode(), "a.xml")
    assert isinstance(debate, Article)
    assert debate.text == "Kilns\n\nMs Ruiz: Is it cold?\n\nMr Cole: It is."
    assert str(debate.date) == "2024-03-16"
    (doubted,) = read(DEBATE.replace("Hearing", "tabled").encode(), "a.xml")
    assert isinstance(doubted, Article)
    assert doubted.date is None


ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout><Page><PrintSpace><TextBlock><TextLine><String '
    'CONTENT="It"/><SP/><String CONTENT="bur" SUBS_TYPE="HypPart1" SUBS_CONTENT="burned"/><HYP CONTENT="-"/></TextLine>'
    '<TextLine><String CONTENT="ned" SUBS_TYPE="HypPart2" SUBS_CONTENT="burned"/><String CONTENT="down."/></TextLine>'
    '</TextBlock><TextBlock><TextLine><String CONTENT="No-"/></TextLine><TextLine><String CONTENT="body"/><String '
    'CONTENT="knows."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>'
)
PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page><TextRegion><TextLine>'
    "<Word><TextEquiv><Unicode>It</Unicode></TextEquiv></Word><TextEquiv><Unicode>It bur-</Unicode></TextEquiv>"
    "</TextLine><TextLine><TextEquiv><Unicode>ned down.</Unicode></TextEquiv></TextLine><TextEquiv><Unicode>It bur-\n"
    "ned down.</Unicode></TextEquiv></TextRegion><TextRegion><TextEquiv><Unicode>Nobody knows.</Unicode></TextEquiv>"
    "</TextRegion></Page></PcGts>"
)


@pytest.mark.parametrize("written", [ALTO, PAGE])
def test_scanned_pages(written: str) -> None:
    """Their blocks are paragraphs, and words that a line's end parts are whole."""
    (page,) = read(written.encode(), "a.xml")
    assert isinstance(page, Article)
    assert page.text == "It burned down.\n\nNobody knows."


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "US-ASCII", "UTF-8"])
def test_xml_that_says_another_encoding_than_its_own(declared: str) -> None:
    """What is UTF-8 is read as that; what isn't, as it says."""
    item = "<item><title>K</title><description>Löschte Fässer.</description></item>"
    rss = f"<rss><channel><title>K</title>{item}</channel></rss>"
    for body in ("<articles><article><title>K</title><text>Löschte Fässer.</text></article></articles>", rss):
        (article,) = read(f'<?xml version="1.0" encoding="{declared}"?>{body}'.encode(), "a.xml")
        assert isinstance(article, Article)
        assert article.text == "Löschte Fässer."
    (article,) = read(f'<?xml version="1.0" encoding="iso-8859-1"?>{rss}'.encode("iso-8859-1"), "a.xml")
    assert isinstance(article, Article)
    assert article.text == "Löschte Fässer."


@pytest.mark.parametrize(("attribute", "day"), [(' when="2021-04-07"', "2021-04-07"), ("", "7 April 2021")])
def test_a_day_is_told_by_an_attribute_or_else_by_words(attribute: str, day: str) -> None:
    """The first of them is for programs."""
    tree = etree.fromstring(f"<TEI><publicationStmt><date{attribute}>7 April 2021</date></publicationStmt></TEI>")
    assert list(_days(tree)) == [day]


DEBATE_IN_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc><listPerson>
<person xml:id="RuizAna"><persName><surname>Ruiz</surname><forename>Ana</forename></persName></person>
<person xml:id="ColeBen"><persName>Ben Cole</persName></person></listPerson></particDesc></profileDesc></teiHeader>
<text><body><div type="debateSection"><head>On mills</head><note type="time">It is nine.</note>
<note type="speaker">The Speaker:</note><u who="#RuizAna"><seg>Good day.</seg><seg>Ms Ruiz has the word.</seg></u>
<u who="#RuizAna"><seg>It burned.<kinesic type="applause"><desc>Applause</desc></kinesic> It was
old.<note type="comment">(Laughs)</note></seg><vocal><desc>No!</desc></vocal><seg>I said <gap reason="x"/>so.</seg></u>
<u who="#ColeBen">Thank you.</u><u who="#Nobody"><seg><w>The</w> <w join="right">mill</w> <pc>.</pc></seg></u>
</div></body></text></TEI>"""


def test_a_debate_in_tei() -> None:
    """A turn begins with who speaks, each of its parts is a paragraph, and what happens is told in brackets."""
    (article,) = read(DEBATE_IN_TEI.encode(), "debate.xml")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == [
        "On mills", "It is nine.", "The Speaker (Ana Ruiz): Good day.", "Ms Ruiz has the word.",
        "Ana Ruiz: It burned. (Applause) It was old. (Laughs)", "(No!)", "I said so.", "Ben Cole: Thank you.",
        "The mill.",
    ]  # fmt: skip


def test_notes_of_fictionbook_lose_their_numbers() -> None:
    """Where they are called, and above them; the title of a chapter may be a number."""
    body = "<body><section><title><p>1</p></title><p>It fell.<a type='note' href='#n'>[1]</a></p></section></body>"
    note = "<section id='n'><title><p>1</p></title><p>Twice.</p></section>"
    notes = f"<body name='notes'><title><p>Notes</p></title>{note}</body>"
    (item,) = read(f"<FictionBook>{body}{notes}</FictionBook>".encode(), "a.fb2")
    assert isinstance(item, Article)
    assert item.text == "1\n\nIt fell.\n\nNotes\n\nTwice."


def uslm(root: str, inner: str, space: str = "http://schemas.gpo.gov/xml/uslm") -> bytes:
    """A document of United States Legislative Markup."""
    names = f'xmlns="{space}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<{root} {names}>{inner}</{root}>".encode()


BILL = (
    "<meta><dc:title>118 HR 7: To light the kilns.</dc:title><processedDate>2025-01-01</processedDate></meta><preface>"
    '<slugLine>HR 7 IH</slugLine><dc:type>H. R. </dc:type><docNumber>7</docNumber><currentChamber display="no">IN THE '
    'HOUSE</currentChamber><action><date date="2024-03-16">March 16, 2024</date><actionDescription>Ms. Ruiz introduced'
    "</actionDescription></action></preface><main><toc><referenceItem>Sec. 1</referenceItem></toc><title><num>TITLE I—"
    "</num><heading>KILNS</heading><section><num>SEC. 2. </num><sidenote><p>Deadline.</p></sidenote><heading>LIGHTING."
    "</heading><subsection><num>(a) </num><heading>In general.—</heading><chapeau>The potter shall<page>131 STAT. 14"
    "</page>—</chapeau><paragraph><num>(1) </num><content>light it<footnote><num>1</num><p>Or have it lit.</p>"
    "</footnote>; and</content></paragraph><paragraph><num>(2) </num><heading>Wood.—</heading><subparagraph>"
    "<num>(A) </num><content><p>fell oak.</p><p>Not ash.</p></content></subparagraph></paragraph></subsection>"
    "</section></title>{end}</main>"
)


def test_a_bill_of_congress() -> None:
    """Numbers and run-in headings begin their lines; what stands in margins or is not displayed is not read."""
    text = (
        "H. R. 7 March 16, 2024\n\nMs. Ruiz introduced\n\nTITLE I— KILNS\n\nSEC. 2. LIGHTING.\n\n(a) In general.— The "
        "potter shall—\n\n(1) light it; and\n\n(2) Wood.— (A) fell oak.\n\nNot ash."
    )
    for root, space in (
        ("bill", "http://schemas.gpo.gov/xml/uslm"),
        ("uscDoc", "http://xml.house.gov/schemas/uslm/1.0"),
    ):
        (bill,) = read(uslm(root, BILL.format(end=""), space), "a.xml")
        assert isinstance(bill, Article)
        assert bill.text == f"{text}\n\n1 Or have it lit."
        assert (bill.title, str(bill.date), bill.id) == ("118 HR 7: To light the kilns.", "2024-03-16", "a.xml")
        assert [bill.text[each[0] : each[1]] for each in bill.headings or ()] == ["TITLE I— KILNS", "SEC. 2. LIGHTING."]
    end = "<action><actionDescription>Approved April 2, 2024.</actionDescription></action>"
    (law,) = read(uslm("pLaw", BILL.format(end=end)), "a.xml")
    assert isinstance(law, Article)
    assert str(law.date) == "2024-04-02"


def test_an_issue_of_the_federal_register() -> None:
    """Each document in it is an article, by its subject, and of the day of the issue."""
    inner = (
        "<meta><dc:title>R</dc:title></meta><preface><subject>{n} kilns</subject></preface><main><p>Cold.</p></main>"
    )
    notices = "".join(f"<component><notice>{inner.format(n=n)}</notice></component>" for n in (7, 8))
    header = "<meta><dc:title>Issue</dc:title><dc:date>2024-03-16</dc:date></meta>"
    issue = uslm("frDoc", f"{header}<main><collection>{notices}</collection></main>")
    articles = [item for item in read(issue, "a.xml") if isinstance(item, Article)]
    assert [(each.title, str(each.date), each.record) for each in articles] == [
        ("7 kilns", "2024-03-16", 1), ("8 kilns", "2024-03-16", 2),
    ]  # fmt: skip
    assert articles[1].text == "8 kilns\n\nCold."


BOOK = (
    '<!DOCTYPE article PUBLIC "-//OASIS//DTD DocBook V4.1//EN" [<!ENTITY weir "Weir &amp; Co"><!ENTITY kiln "Kiln">]>'
    "<article><{head}><title>The &kiln;</title><author><firstname>Ana</firstname><surname>Ruiz</surname></author>"
    "<othercredit><firstname>Ben</firstname><contrib>Converted it</contrib></othercredit><pubdate>{day}</pubdate>"
    "<revhistory><revision><date>2025-01-01</date></revision></revhistory><abstract><para>Told.</para></abstract></{head}>"
    "<sect1><title>Caf&eacute;</title><para>It is cold&mdash;still.<!-- old --></para><note><para>Mind it."
    "</para></note><para>Then wood.<footnote><para>Oak.</para></footnote></para></sect1></article>"
)


@pytest.mark.parametrize(
    ("head", "day", "date"),
    [
        ("articleinfo", "2024-03-16", "2024-03-16"),
        ("artheader", "v1.40 2024-03-16", "2024-03-16"),
        ("articleinfo", "v1.1.8g, 16 March 2024", "2024-03-16"),
        ("articleinfo", "$Date: 2024-03-16 $", "2024-03-16"),
        ("articleinfo", "v2.0, March 2024", "None"),
        ("articleinfo", "$Date$", "None"),
    ],
)
def test_an_article_in_docbook_with_an_abstract_is_read_whole(head: str, day: str, date: str) -> None:
    """Its boxes stand where they are, its footnotes at its end, and letters that have names are letters."""
    (article,) = read(BOOK.format(head=head, day=day).encode(), "a.xml")
    assert isinstance(article, Article)
    assert article.text == "Café\n\nIt is cold—still.\n\nMind it.\n\nThen wood.\n\nOak."
    assert (article.title, article.authors, str(article.date)) == ("The Kiln", ("Ana Ruiz",), date)


@pytest.mark.parametrize("root", ["sect1", "sect2", "appendix", "preface", "chapter"])
def test_books_in_docbook_a_file_a_section(root: str) -> None:
    """In the encoding that its letters tell, where it says none."""
    words = "Naše pec je studená, a nikdo ji netopí, protože je léto."
    written = f"<{root}><title>Kilns</title><para>{words}</para></{root}>"
    for data in (written.encode("iso-8859-2"), written.encode()):
        (article,) = read(data, "a.xml")
        assert isinstance(article, Article)
        assert article.text == f"Kilns\n\n{words}"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("<p>Caf&eacute; &amp; &lt;b&gt;</p>", "Café & <b>"),
        ("<p>&own;, &outer;, &nested;.</p>", "cold, , ."),
        ("<p><![CDATA[&eacute; it is]]></p>", "&eacute; it is"),
    ],
)
def test_letters_that_have_names(written: str, seen: str) -> None:
    """As in HTML, and short words of the file's own; nothing from elsewhere, no markup, nothing that names others."""
    names = '<!ENTITY own "cold"><!ENTITY outer SYSTEM "file:///etc/passwd"><!ENTITY nested "&own;&own;">'
    document = f"<!DOCTYPE TEI [{names}]><TEI><text><body>{written}</body></text></TEI>"
    (article,) = read(document.encode(), "a.xml")
    assert isinstance(article, Article)
    assert article.text == seen


def test_a_bill_in_the_older_markup_of_congress() -> None:
    """Its numbers and headings begin the lines of their words; its day is that of its header, else of what was done."""
    bill = (
        '<?xml version="1.0"?><!DOCTYPE bill PUBLIC "-//US Congress//DTDs/bill.dtd//EN" "bill.dtd"><bill>'
        '<metadata><dublinCore xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>118 HR 99 IH: Mill Act</dc:title>'
        "<dc:rights>not copied</dc:rights></dublinCore></metadata><form><legis-num>H. R. 99</legis-num>"
        '<action><action-date date="20240316">March 16, 2024</action-date><action-desc>Mr. Cole introduced the bill'
        "</action-desc></action><official-title>To keep mills safe.</official-title></form><legis-body>"
        "<section><enum>1.</enum><header>Wheels</header><subsection><enum>(a)</enum><text>Every wheel shall be"
        " inspected</text><paragraph><enum>(1)</enum><text>each year.</text></paragraph></subsection></section>"
        "</legis-body></bill>"
    )
    (got,) = read(bill.encode(), "BILLS-118hr99ih.xml")
    assert isinstance(got, Article)
    assert (got.title, str(got.date)) == ("118 HR 99 IH: Mill Act", "2024-03-16")
    assert got.text.split("\n\n")[1:] == [
        "Mr. Cole introduced the bill", "To keep mills safe.", "1. Wheels", "(a) Every wheel shall be inspected",
        "(1) each year.",
    ]  # fmt: skip


def test_of_what_is_nested_too_deep_the_words_are_read() -> None:
    """Without their marks, but none is lost."""
    deep = "".join(f"<level><content>Words {n}.</content>" for n in range(200))
    (got,) = read(uslm("bill", f"<main>{deep}{'</level>' * 200}</main>"), "a.xml")
    assert isinstance(got, Article)
    assert [f"Words {n}." in got.text for n in range(200)] == [True] * 200


def test_who_speaks_in_a_debate_may_be_listed_in_another_file() -> None:
    """By the key of a turn; an office alone above a turn doesn't say who that is."""
    turns = (
        '<note type="speaker">The chair:</note><u who="#RuizAna"><seg>We begin.</seg></u>'
        '<note type="speaker">Mr Ek:</note><u who="#EkBo"><seg>It burned.</seg></u>'
        '<u who="people.xml#EkBo"><seg>Twice.</seg></u><u who="#Nobody"><seg>No.</seg></u>'
    )
    debate = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div>{turns}</div></body></text></TEI>'
    hints = Hints(people=People({"ruizana": "Ana Ruiz", "ekbo": "Bo Ek"}))
    (article,) = read(debate.encode(), "a.xml", hints)
    assert isinstance(article, Article)
    assert article.text == "The chair (Ana Ruiz): We begin.\n\nMr Ek: It burned.\n\nBo Ek: Twice.\n\nNo."


@pytest.mark.parametrize("kind", ['pub-type="nihms-submitted"', 'date-type="received"', 'pub-type="pmc-release"'])
def test_a_day_on_which_a_manuscript_came_is_none_of_an_article(kind: str) -> None:
    """The day on which the article appeared is."""
    before = f"<pub-date {kind}><day>1</day><month>1</month><year>2023</year></pub-date>"
    (article,) = read(JATS.replace("<pub-date>", f"{before}<pub-date>", 1).encode(), "a.xml")
    assert isinstance(article, Article)
    assert str(article.date) == "2024-03-16"


def test_the_day_of_a_book_in_docbook() -> None:
    """Also where it is only called a date."""
    info = "<bookinfo><title>Dams</title><date>16 March 2024</date></bookinfo>"
    book = f"<book>{info}<chapter><para>It holds.</para></chapter></book>"
    (article,) = read(book.encode(), "a.xml")
    assert isinstance(article, Article)
    assert str(article.date) == "2024-03-16"


def test_what_an_editor_says_of_a_gap_is_none_of_the_text() -> None:
    """What happens while somebody speaks is."""
    inner = "<gap><desc>Contents removed</desc></gap><u><seg>We begin.</seg><vocal><desc>Applause</desc></vocal></u>"
    debate = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><div>{inner}</div></body></text></TEI>'
    (article,) = read(debate.encode(), "a.xml")
    assert isinstance(article, Article)
    assert article.text == "We begin.\n\n(Applause)"


DITA = """<!DOCTYPE task PUBLIC "-//OASIS//DTD DITA Task//EN" "task.dtd">
<task id="a" xml:lang="en"><title>The pump</title>
<shortdesc>It lifts water.</shortdesc><!-- old --><?x y?>
<prolog><author>Ana Ruiz</author><critdates><created date="2021-04-07"/><revised
modified="2022-01-01"/></critdates></prolog><taskbody><prereq>The tank is dry.</prereq><steps><step><cmd>Open it.</cmd>
<info>It is red.</info></step><step><cmd>Wait.</cmd></step></steps><note>Keep off.</note><simpletable>
<sthead><stentry>Part</stentry><stentry>Life</stentry></sthead>
<strow><stentry>Seal</stentry><stentry>2 years</stentry></strow></simpletable>
</taskbody></task>"""


def test_a_topic_of_dita() -> None:
    """Steps with what belongs to them, boxes in their place; who made it and when."""
    (article,) = read(DITA.encode(), "a.dita")
    assert isinstance(article, Article)
    assert (article.title, article.authors, str(article.date)) == ("The pump", ("Ana Ruiz",), "2021-04-07")
    words = article.text.split("\n\n")
    assert words[:2] == ["The pump", "It lifts water."]
    assert [words.index(each) for each in ("Open it.", "It is red.", "Keep off.")] == [3, 4, 6]
    assert words[-1] == "Part: Seal | Life: 2 years"


HTML_TABLE = """<table>
<thead><tr><th rowspan="2">Site</th><th colspan="2">Growth</th></tr><tr><th>wet</th><th>dry</th></tr></thead>
<tbody><tr><td rowspan="2">A</td><td>x</td><td>y</td></tr><tr><td>z</td><td>w</td></tr></tbody></table>"""
CALS_TABLE = """<table><tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/>
<thead><row><entry morerows="1">Site</entry><entry namest="b" nameend="c">Growth</entry></row>
<row><entry>wet</entry><entry>dry</entry></row></thead>
<tbody><row><entry morerows="1">A</entry><entry>x</entry><entry>y</entry></row>
<row><entry>z</entry><entry>w</entry></row></tbody></tgroup></table>"""


@pytest.mark.parametrize("table", [HTML_TABLE, CALS_TABLE])
def test_cells_that_span_rows_and_columns(table: str) -> None:
    """As JATS and DocBook say it; the month of a day may be a name."""
    day = "<pub-date><day>7</day><month>Apr</month><year>2021</year></pub-date>"
    head = f"<front><article-meta>{day}</article-meta></front>"
    (article,) = read(f"<article>{head}<body><sec><p>It grows.</p>{table}</sec></body></article>".encode(), "a.xml")
    assert isinstance(article, Article)
    rows = ["Site: A | Growth wet: x | Growth dry: y", "Site: A | Growth wet: z | Growth dry: w"]
    assert article.text.split("\n\n") == ["It grows.", *rows]
    assert str(article.date) == "2021-04-07"
