"""XML of several articles: notes, news."""

from retrieval import Article
from retrieval.articles.files import Problem
from retrieval.readers import read

NOTE = (
    "<note><title>Mill</title><created>20240316T101500Z</created><updated>20240420T101500Z</updated><note-attributes>"
    "<author>Ana Ruiz</author><source-url>https://x.example/a</source-url></note-attributes><content><![CDATA[<?xml "
    'version="1.0"?><!DOCTYPE en-note SYSTEM "x.dtd"><en-note><h1>The mill</h1><div>It <b>burned</b>.</div><div><br/>'
    "</div><div>Nobody knows why.</div><en-media hash='a'/></en-note>]]></content><resource/>"
    "</note>"
)


def test_notes_of_evernote() -> None:
    """Each is an article with its title, day, author and address; one without words is named."""
    empty = "<note><title>Nothing</title><content><![CDATA[<en-note/>]]></content></note>"
    article, problem = read(f"<en-export>{NOTE}{empty}</en-export>".encode(), "a.enex")
    assert isinstance(article, Article)
    assert isinstance(problem, Problem)
    assert article.text == "The mill\n\nIt burned.\n\nNobody knows why."
    assert (article.title, str(article.date), article.authors) == ("Mill", "2024-03-16", ("Ana Ruiz",))
    assert (article.url, article.record) == ("https://x.example/a", 1)
    assert problem == Problem("a.enex record 2", "has no text")


def news(body: str) -> str:
    """An item of NewsML."""
    return (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a"><itemMeta><provider literal="Wire"/>'
        "<versionCreated>2024-04-20T10:00:00Z</versionCreated><firstCreated>2024-03-16T10:00:00Z</firstCreated>"
        "</itemMeta><contentMeta><creator><name>The desk</name></creator><by>By Ana Ruiz</by><language tag='en'/>"
        f"<headline>Mill</headline></contentMeta><contentSet><inlineXML>{body}</inlineXML></contentSet></newsItem>"
    )


def test_news_of_agencies() -> None:
    """NewsML with NITF or a page inside, alone or several in a message."""
    nitf = (
        "<nitf><body><body.head/><body.content><p>It burned.</p><p>Nobody knows why.</p></body.content></body></nitf>"
    )
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>It burned.</p><p>Nobody knows why.</p></body></html>'
    for written in (news(nitf), news(page), f"<newsMessage><itemSet>{news(nitf)}</itemSet></newsMessage>"):
        (article,) = read(written.encode(), "a.xml")
        assert isinstance(article, Article)
        assert article.text == "It burned.\n\nNobody knows why."
        assert (article.id, article.title, article.authors) == ("urn:a", "Mill", ("Ana Ruiz",))
        assert (str(article.date), article.source, article.language) == ("2024-03-16", "Wire", "en")


def test_the_first_newsml() -> None:
    """With the names that elements had in it."""
    written = (
        "<NewsML><NewsItem><NewsManagement><FirstCreated>20240316T100000Z</FirstCreated></NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>Mill</HeadLine><ByLine>Ana Ruiz</ByLine></NewsLines><ContentItem><DataContent><p>It "
        "burned.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )
    (article,) = read(written.encode(), "a.xml")
    assert isinstance(article, Article)
    assert (article.text, article.title, article.authors) == ("It burned.", "Mill", ("Ana Ruiz",))
    assert str(article.date) == "2024-03-16"


def test_an_export_without_articles_is_named() -> None:
    """Nothing is left out in silence."""
    (problem,) = read(b"<en-export/>", "a.enex")
    assert problem == Problem("a.enex", "holds no articles")


def test_news_with_a_channel_is_no_feed() -> None:
    """Only the first element tells that a file is a feed, whatever comments stand before it."""
    item = news("").replace("<inlineXML></inlineXML>", "<inlineData><![CDATA[<p>It burned.</p>]]></inlineData>")
    message = f"<newsMessage><header><channel>TXT</channel></header><itemSet>{item}</itemSet></newsMessage>"
    (article,) = read(f"<?xml version='1.0'?><!-- <rss> -->{message}".encode(), "a.xml")
    assert isinstance(article, Article)
    assert (article.text, article.title) == ("It burned.", "Mill")
    record = "<article><title>A</title><text>It burned.</text></article>"
    records = f"<export><channel><articles>{record}</articles></channel></export>"
    (article,) = read(records.encode(), "a.xml")
    assert isinstance(article, Article)
    assert article.text == "It burned."
    feed = "<rss><channel><item><title>A</title><description>It burned.</description></item></channel></rss>"
    (article,) = read(
        f"<b>Warning</b> <?xml version='1.0'?><!-- <x> --><!DOCTYPE rss [<!ENTITY a 'b'>]>{feed}".encode(), "a.xml"
    )
    assert isinstance(article, Article)
    assert article.text == "It burned."


def test_of_a_wiki_page_only_the_last_revision_is_an_article() -> None:
    """Whatever their order; how many others there are is said, and the file is read all the same."""
    old, new = (
        f"<revision><timestamp>{day}T10:00:00Z</timestamp><text>{words}</text></revision>"
        for day, words in (("2019-03-16", "It stands."), ("2024-03-16", "It burned."))
    )
    for revisions in (old + new, new + old):
        written = f"<mediawiki><page><title>Mill</title><ns>0</ns>{revisions}</page></mediawiki>"
        article, problem = read(written.encode(), "a.xml")
        assert isinstance(article, Article)
        assert isinstance(problem, Problem)
        assert article.text == "It burned."
        assert problem.reason == "has pages that have older revisions, which are left out (1)"
        assert not problem.left_out
    (alone,) = read(f"<mediawiki><page><title>Mill</title>{old}</page></mediawiki>".encode(), "a.xml")
    assert isinstance(alone, Article)


def test_an_outline() -> None:
    """What has others below it is a heading, where it is a first one; a list of feeds is none."""
    outline = (
        '<opml version="2.0"><head><title>Mills</title><dateCreated>Sat, 16 Mar 2024 10:00:00 GMT</dateCreated>'
        '<ownerName>Ana Ruiz</ownerName></head><body><outline text="Lost"><outline text="The &lt;b&gt;wheel&lt;/b&gt;"'
        ' _note="of oak"/><outline text="1 &lt; 2"/></outline></body></opml>'
    )
    (got,) = read(outline.encode(), "a.opml")
    assert isinstance(got, Article)
    assert (got.title, str(got.date), got.authors) == ("Mills", "2024-03-16", ("Ana Ruiz",))
    assert got.text == "Lost\n\nThe wheel\n\nof oak\n\n1 < 2"
    (problem,) = read(outline.replace("_note", "xmlUrl").encode(), "a.opml")
    assert isinstance(problem, Problem)


def test_pages_in_the_backup_of_a_space_of_confluence() -> None:
    """As they are now, with their words, code and links; older versions and drafts are none."""

    def item(kind: str, number: int, **told: str) -> str:
        properties = "".join(f'<property name="{name}"><![CDATA[{value}]]></property>' for name, value in told.items())
        return f'<object class="{kind}"><id name="id">{number}</id>{properties}</object>'

    body = (
        '<p>It is <ac:link><ri:page ri:content-title="dry"/></ac:link>.</p><ac:structured-macro ac:name="code">'
        '<ac:parameter ac:name="language">py</ac:parameter><ac:plain-text-body><![CDATA[a < b]] ></ac:plain-text-body>'
        "</ac:structured-macro>"
    )
    backup = "".join([
        item("Page", 1, title="Pump", creationDate="2024-03-16 10:00:00.000", creator="u", contentStatus="current"),
        item("Page", 2, title="Pump", originalVersion="1"), item("Page", 3, title="Draft", contentStatus="draft"),
        item("BodyContent", 4, body=body, content="1"),
        item("ConfluenceUserImpl", 5, name="Ana Ruiz").replace(">5<", ">u<"),
    ])  # fmt: skip
    (article,) = read(f"<hibernate-generic>{backup}</hibernate-generic>".encode(), "entities.xml")
    assert isinstance(article, Article)
    assert (article.title, str(article.date), article.authors) == ("Pump", "2024-03-16", ("Ana Ruiz",))
    assert article.text == "It is dry.\n\na < b"
