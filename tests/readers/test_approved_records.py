"""JSON, tables, feeds and XML of records: what is read of small ones, and of such with a line less."""

from syrupy.assertion import SnapshotAssertion

from tests.readers.readings import examples, reading, table

LINES = examples("""
{"id": "a", "title": "The mill", "text": "It burned.", "date": "03/04/2024", "author": "Ana Ruiz"}
{"id": "b", "text": "It burned.", "date": "13/04/2024", "url": "https://post.example/b"}
{"text": "# Fire\\n\\nIt **burned**."}
{"text": "<p>It burned.</p><p>Twice</p>"}
{"text": "a &amp; b", "draft": true}
[{"text": "One."}, {"text": "Two."}]
{"text": "One."} {"text": "Two."}
{"title": "no text"}
// a comment
{"text": "One.",} // slips
nothing
3
━━
[
{"text": "One.", "id": 1},
{"text": "Two.", "lang": "de"},
]
━━
{
"text": "One."
}
{"text": "---\\ntitle: In front\\n---\\nTwo."}
""")
JSON = examples("""
{"version": "https://jsonfeed.org/version/1", "title": "Weir Post",
"items": [
{"id": "1", "content_html": "<p>One.</p>", "date_published": "2024-03-16"},
{"id": "2", "content_text": "Two.", "authors": [{"name": "Ana Ruiz"}]},
3
]}
━━
{"title": "The mill",
"text": "It burned.",
"published": "16 March 2024"}
━━
{"a": {"text": "One."},
"b": {"text": "Two."}
}
━━
{"columns": ["title", "text"],
"data": [["The mill", "It burned."],
["The weir", "It did not."]]}
━━
{"title": ["A", "B"],
"text": ["One.", "Two."]}
━━
{"title": {"0": "A", "1": "B"},
"text": {"0": "One.", "1": "Two."}}
━━
window.data = {"db": [{"data": {"posts": [
{"id": 1, "title": "A", "html": "<p>One.</p>", "plaintext": "Unseen."},
{"id": 2, "title": "B", "plaintext": "Two."}
],
"users": [{"id": 7, "name": "Ana Ruiz"}, {"id": 8, "name": "Bo"}],
"posts_authors": [{"post_id": 1, "author_id": 7},
{"post_id": 2, "author_id": 8}, {"post_id": 1, "author_id": 9}]
}}]};
━━
{"one": {"text": "Only."}}
━━
[["title", "text"],
["A", "One."]]
""")
CSV = examples("""
sep=;
The mills;;
title;text;date
The mill;"It burned
down.";03.04.2024
The weir;It did not.;13.04.2024
;;
title;text;date
No text;;
━━
title,text,date
One,"It burned, they say.",45367
Two,It did not.,45368
━━
text
One sentence, with a comma.
Two.
━━
'id','text'
'1','It burned.'
'2','It\\'s gone.'
━━
https://post.example/a|2024-03-16|The mill on the quay|It burned down in March, when nobody was there to see it.
https://post.example/b|2024-03-17|The weir of Osten|It did not burn, which everybody in the town was glad of that day.
━━
title|text
The "old" mill|It burned.
The weir|"It" did not.
━━
title,text
"The \\"old\\" mill",It burned.
━━
title,name,day
The mill,Ana,Monday
The weir,Bo,Friday
━━
1,2
3,4
━━
a
b
c
d
title,text
The mill,It burned.
""")
FEED = examples("""
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Weir Post</title>
<language>en</language>
<item><title>The mill</title><link>https://post.example/a</link>
<guid>a</guid><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Sat, 16 Mar 2024 10:00:00 GMT</pubDate>
<description>&lt;h2&gt;Fire&lt;/h2&gt;&lt;p&gt;It burned.&lt;/p&gt;</description></item>
<item><author>ana@post.example (Ana Ruiz)</author>
<description>One [caption id=1]x[/caption] [kept]

Two</description></item>
<item><title>Empty</title></item>
</channel></rss>
━━
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Weir Post</title>
<author><name>Ana Ruiz</name></author>
<entry><id>1</id><title>The mill</title>
<updated>2024-03-16T10:00:00Z</updated>
<summary>Short.</summary>
<content type="html">It burned.</content></entry>
</feed>
━━
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login>ar</wp:author_login>
<wp:author_display_name>Ana Ruiz</wp:author_display_name></wp:author>
<item><title>A</title><description>One.</description>
<wp:status>draft</wp:status></item>
<item><title>B</title><description>Two.</description>
<wp:post_type>attachment</wp:post_type></item>
</channel></rss>
""")
XML = examples("""
<?xml version="1.0"?>
<export><articles>
<article id="1"><title>The mill</title>
<text>It burned.</text>
<author>Ana Ruiz</author><author>Bo Ray</author></article>
<article><title>The weir</title><text><p>One.</p><p>Two.</p></text></article>
</articles></export>
━━
<DOC><DOCNO>1</DOCNO><HL>The mill</HL>
<TEXT>It burned.</TEXT></DOC>
<DOC><DOCNO>2</DOCNO>
<TEXT><p>One.
<p>Two.</TEXT></DOC>
━━
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title level="s">Letters</title>
<title type="main">To Bo</title><title type="sub">x</title>
<author><persName><forename>Ana</forename><surname>Ruiz</surname></persName></author></titleStmt>
<publicationStmt><publisher>Post</publisher><date when="2020">2020</date></publicationStmt>
<sourceDesc><bibl><date when="1921-05-03">3 May</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><head>Letter</head><opener><salute>Dear Bo</salute></opener>
<p>The <choice><sic>mil</sic><corr>mill</corr></choice> <del>x</del>burned<note>Not so.</note>
in <title>The Post</title>, <q>they say</q>, “<q>so</q>”.<lb break="no"/>x</p>
<lg><l>One</l><l>Two</l></lg>
<list><head>Mills</head><item>a</item></list></body></text></TEI>
━━
<article><front><article-meta><title-group><article-title>The mill</article-title></title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>Ruiz</surname><given-names>Ana</given-names></name></contrib>
<contrib contrib-type="editor"><name><surname>Ray</surname></name></contrib></contrib-group>
<pub-date pub-type="epub"><day>16</day><month>3</month><year>2024</year></pub-date>
</article-meta></front>
<body><sec><title>Fire</title><p>It burned<xref ref-type="fn">1</xref>.</p>
<table-wrap><caption><title>Mills</title></caption><table><tr><th>Name</th><th>Year</th></tr>
<tr><td>Old</td><td>1921</td></tr></table></table-wrap></sec></body>
<back><fn-group><fn><label>1</label><p>A note.</p></fn></fn-group>
<ref-list><ref>Ray, B.</ref></ref-list></back></article>
━━
<mediawiki><siteinfo><sitename>Weirwiki</sitename><base>https://w.example/wiki/Main</base></siteinfo>
<page><title>The mill</title><ns>0</ns>
<revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>Old.</text></revision>
<revision><timestamp>2021-01-01T00:00:00Z</timestamp><text>'''New'''.</text></revision></page>
<page><title>Talk</title><ns>1</ns><revision><text>Talk.</text></revision></page>
<page><title>Gone</title><revision><text>#REDIRECT [[Mill]]</text></revision></page>
</mediawiki>
━━
<alto><Layout><Page><PrintSpace><TextBlock>
<TextLine><String CONTENT="The"/><SP/><String CONTENT="mi-" SUBS_TYPE="HypPart1" SUBS_CONTENT="mill"/></TextLine>
<TextLine><String CONTENT="ll" SUBS_TYPE="HypPart2" SUBS_CONTENT="mill"/><String CONTENT="bur¬"/></TextLine>
<TextLine><String CONTENT="ned."/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="End-"/></TextLine><TextLine><String CONTENT="Ana"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>
━━
<en-export><note><title>The mill</title>
<content><![CDATA[<en-note><div>It burned.</div></en-note>]]></content>
<created>20240316T100000Z</created>
<note-attributes><author>Ana Ruiz</author></note-attributes></note>
<note><title>Empty</title></note></en-export>
""")


def test_lines_of_json(snapshot: SnapshotAssertion) -> None:
    """A record on each line, or over several."""
    assert table(reading("a.jsonl"), LINES) == snapshot


def test_json(snapshot: SnapshotAssertion) -> None:
    """Lists, tables, feeds and databases."""
    assert table(reading("a.json"), JSON) == snapshot


def test_tables(snapshot: SnapshotAssertion) -> None:
    """With and without the names of their columns, whatever parts their cells."""
    assert table(reading("a.csv"), CSV) == snapshot


def test_feeds(snapshot: SnapshotAssertion) -> None:
    """RSS, Atom and the exports of blogs."""
    assert table(reading("a.xml"), FEED) == snapshot


def test_xml(snapshot: SnapshotAssertion) -> None:
    """Records, collections, letters, papers, dumps of wikis, scans, notes."""
    assert table(reading("a.xml"), XML) == snapshot
