"""What people write about an article → its fields."""

import json

import pytest

from retrieval import Article, Problem, paragraphs
from retrieval.articles.dates import day
from retrieval.articles.metadata import described, is_draft, known_fields, plain
from retrieval.readers import read


def record(**fields: object) -> Article:
    """The article of a record with a text and these fields."""
    (article,) = read(json.dumps({"text": "The mill burned down.", **fields}).encode(), "a.jsonl")
    assert isinstance(article, Article)
    return article


def test_names_of_fields_in_any_capitals() -> None:
    """Capitals, hyphens and underscores don't matter, and the more trusted name comes first."""
    article = record(
        Headline="A mill", name="b", datePublished="2021-04-07", created="2020-01-01", canonicalURL="https://example.org/a",
        **{"site-name": "The Courier", "BYLINE": "Ana Ruiz", "in_Language": "en"},
    )  # fmt: skip
    assert (article.title, str(article.date), article.url) == ("A mill", "2021-04-07", "https://example.org/a")
    assert (article.source, article.authors, article.language) == ("The Courier", ("Ana Ruiz",), "en")
    assert set(article.provenance.values()) == {"record"}


def test_the_first_value_that_means_something_counts() -> None:
    """Blanks, "nan", `published: true`, weekdays and empty lists are passed over."""
    article = record(
        title=" ", headline="nan", post_title="A mill", date="Wednesday", published=True, publishedAt=["2021-04-07"],
        authors=["", None], author="null", byline="By Ana Ruiz", source={"id": None, "name": None},
        publisher={"name": "C"},
    )  # fmt: skip
    assert (article.title, str(article.date), article.authors) == ("A mill", "2021-04-07", ("Ana Ruiz",))
    assert article.source == "C"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"text": " ", "body": "Words."}, "Words."),
        ({"text": {"html": "<p>x</p>"}, "content": "Words."}, "Words."),
        ({"text": None, "content": {"rendered": "<p>Words.</p>"}}, "Words."),
        ({"text": ["Words.", "", "More."]}, "Words.\n\nMore."),
        ({"text": [{"type": "p", "text": "Words."}, {"type": "img"}, "More."]}, "Words.\n\nMore."),
        ({"text": "nan", "maintext": "Words."}, "Words."),
        ({"text": None, "paragraphs": ["Words.", "More."]}, "Words.\n\nMore."),
        ({"text": 5, "articleBody": "Words."}, "Words."),
        ({"text": None, "content": {"lead": "No.", "full_text": "Words."}}, "Words."),
        ({"text": None, "body_xhtml": "<p>Words.</p>"}, "Words."),
        ({"text": None, "body": {"storage": {"value": "<p>Words.</p>", "representation": "storage"}}}, "Words."),
        ({"text": None, "title": "NaN", "newstext": "Words."}, "Words."),
        ({"text": None, "treść": "Words.", "title": "A"}, "Words."),
    ],
)
def test_where_the_text_of_a_record_is(fields: dict[str, object], text: str) -> None:
    """Under any usual name, as words, a list of paragraphs, or an object that holds it."""
    assert record(**fields).text == text


@pytest.mark.parametrize("name", ["published_ts", "publishedAtMs", "date_epoch", "pub_date_utc", "publicado_em"])
def test_how_a_day_is_written_may_stand_behind_its_name(name: str) -> None:
    """Also in milliseconds; what was changed then is no day of the article."""
    assert str(record(**{name: 1710547200000}).date) == "2024-03-16"
    assert record(updated_ts=1710547200000).date is None


@pytest.mark.parametrize("name", ["Zeitung", "medio", "Veículo", "källa", "媒体", "Источник"])
def test_a_source_in_other_languages(name: str) -> None:
    """As tables of news call it."""
    assert record(**{name: "The Courier"}).source == "The Courier"


def test_fields_one_level_down() -> None:
    """Those of the record itself are trusted more."""
    (article,) = read(b'{"_id": "7", "_source": {"title": "A", "body": "Words.", "date": "2021-04-07"}}', "a.jsonl")
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text, str(article.date)) == ("7", "A", "Words.", "2021-04-07")
    assert record(title="A", metadata={"title": "B", "author": "Ana Ruiz"}).title == "A"
    assert record(title="A", metadata={"title": "B", "author": "Ana Ruiz"}).authors == ("Ana Ruiz",)
    assert record(metadata="none").title is None


def test_ids_are_names() -> None:
    """An id may be any word, and is never taken for nothing; without one the address is the id."""
    assert record(id="nan").id == "nan"
    assert record(id=0).id == "0"
    assert record(_id={"$oid": "5f"}).id == "5f"
    assert record(id=" ", link="https://example.org/a").id == "https://example.org/a"
    assert record().id.startswith("a.jsonl#")


def test_addresses() -> None:
    """One with a scheme is better than a path on a site that isn't named."""
    assert record(permalink="/a/", canonical_url="https://example.org/a").url == "https://example.org/a"
    assert record(permalink="/a/").url is None
    assert record(url="/a/").url == "/a/"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Fish &amp; chips &#8217;til &nope; &x", "Fish & chips ’til &nope; &x"),
        ("The <i>Aurora</i> sails", "The Aurora sails"),
        ("a < b and c > d", "a < b and c > d"),
        ("R&D", "R&D"),
        ("The <del>old </del>~~dull~~mill", "The mill"),
    ],
)
def test_titles_as_they_are_seen(written: str, seen: str) -> None:
    """Entities are decoded, tags of a word left out, and other signs kept."""
    assert plain(written) == seen
    assert record(title=written).title == seen


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        ({"draft": True}, True), ({"draft": "true"}, True), ({"draft": "no"}, False), ({"draft": False}, False),
        ({"published": False}, True), ({"published": "false"}, True), ({"published": "2021-04-07"}, False),
        ({"published": True}, False), ({"published": 0}, False), ({"status": "draft"}, True),
        ({"post_status": "Draft"}, True),
        ({"status": "publish"}, False), ({}, False), ({"title": "draft"}, False),
    ],
)  # fmt: skip
def test_drafts_say_so(fields: dict[str, object], draft: bool) -> None:
    """What its fields call a draft is left out, and that is said."""
    assert is_draft(fields) == draft
    line = json.dumps({"text": "Words.", **fields}).encode()
    page = "".join(f"{key}: {str(value).lower()}\n" for key, value in fields.items())
    for item in (*read(line, "a.jsonl"), *read(f"---\n{page}---\nWords.".encode(), "a.md")):
        assert isinstance(item, Problem if draft else Article)
        assert not isinstance(item, Problem) or "draft" in item.reason


def test_where_title_and_date_came_from() -> None:
    """Front matter, else the text, else the file's name."""
    cases = {
        b"---\ntitle: A\ndate: 2021-04-07\nauthor: Ana Ruiz\n---\nWords.": ("front matter", "front matter"),
        b"# A\n\nApril 7, 2021\n\nWords.": ("text", "text"),
        b"Words and more words, and so it ends.": (None, "file name"),
    }
    for data, told in cases.items():
        (article,) = read(data, "2021-04-07.md")
        assert isinstance(article, Article)
        assert str(article.date) == "2021-04-07"
        assert (article.provenance.get("title"), article.provenance["date"]) == told
    (article,) = read(b'{"text": "Words."}', "2021-04-07.jsonl")
    assert isinstance(article, Article)
    assert article.date is None


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("{{ site.title }} news", "news"),
        ("News | {{ site.title }}", "News"),
        ("{% if x %}News{% endif %}", "News"),
        ("{{ site.title }}", None),
        ("<%= name %>", None),
        ("Braces {like these} stay", "Braces {like these} stay"),
    ],
)
def test_what_a_generator_fills_in_is_no_title(written: str, seen: str | None) -> None:
    """The marks of templates are never shown."""
    assert record(title=written).title == seen


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Titel": "Mühle", "Datum": "7. April 2021", "Autor": "Ana Ruiz", "Inhalt": "Sie brannte."},
         ("Mühle", "2021-04-07", ("Ana Ruiz",), "Sie brannte.")),
        ({"Überschrift": "Mühle", "Erscheinungsdatum": "07.04.2021", "Verfasser/in": "Ana Ruiz",
          "Text": "Sie brannte."}, ("Mühle", "2021-04-07", ("Ana Ruiz",), "Sie brannte.")),
        ({"título": "Molino", "fecha": "7 de abril de 2021", "autores": ["Ana Ruiz"], "texto": "Ardió."},
         ("Molino", "2021-04-07", ("Ana Ruiz",), "Ardió.")),
        ({"标题": "磨坊", "日期": "2021年4月7日", "作者": "王小明", "正文": "烧了。"},
         ("磨坊", "2021-04-07", ("王小明",), "烧了。")),
        ({"webTitle": "Mill", "webPublicationDate": "2021-04-07T10:00:00Z", "fields": {"bodyText": "Burned."}},
         ("Mill", "2021-04-07", (), "Burned.")),
        ({"headline": {"main": "Mill"}, "pub_date": "2021-04-07T10:00:00+0000", "byline": {"original": "By Ana Ruiz"},
          "body": "Burned."}, ("Mill", "2021-04-07", ("Ana Ruiz",), "Burned.")),
        ({"node": {"title": "Mill", "published": 1617782400, "body": {"value": "Burned."}}},
         ("Mill", "2021-04-07", (), "Burned.")),
    ],
)  # fmt: skip
def test_names_of_fields_in_other_languages_and_programs(
    fields: dict[str, object], expected: tuple[object, ...]
) -> None:
    """What people call them at home, and what well-known programs write."""
    (item,) = read(json.dumps(fields).encode(), "a.jsonl")
    assert isinstance(item, Article)
    assert (item.title, str(item.date), item.authors, item.text) == expected


def test_texts_under_other_names() -> None:
    """Sections with their headings, and a column that is called after the article."""
    sections = [{"heading": "Fire", "text": "The mill burned down."}, {"title": "Flood", "text": "The weir broke."}]
    (item,) = read(json.dumps({"title": "T", "sections": sections}).encode(), "a.jsonl")
    assert isinstance(item, Article)
    assert item.text == "Fire\n\nThe mill burned down.\n\nFlood\n\nThe weir broke."
    assert [p.heading for p in paragraphs(item)] == ["Fire", "Flood"]
    (item,) = read(b"Article,Date,Heading\nThe mill burned down again.,2021-04-07,Fire\n", "a.csv")
    assert isinstance(item, Article)
    assert (item.title, str(item.date), item.text) == ("Fire", "2021-04-07", "The mill burned down again.")
    (problem,) = read(b'{"article": "mill-7", "title": "Fire"}', "a.jsonl")
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("VOSS: Why did it close?\n\nBecause the pumps failed, and nobody came.", None),
        ("\u200fהטחנה נשרפה\n\nהטחנה נשרפה בלילה, אמר המהנדס אתמול בערב.", "הטחנה נשרפה"),
        ("Why did it close?\n\nBecause the pumps failed, and nobody came.", "Why did it close?"),
    ],
)
def test_titles_of_plain_text(written: str, title: str | None) -> None:
    """What somebody asks is none, and marks of direction are no part of one."""
    (item,) = read(written.encode(), "a.txt")
    assert isinstance(item, Article)
    assert item.title == title


@pytest.mark.parametrize("name", ["a.text", "a.mkd", "a.mdown", "a.mkdn"])
def test_other_endings_of_text(name: str) -> None:
    """They are read as .txt and .md are."""
    (item,) = read(b"# The mill\n\nIt burned down.", name)
    assert isinstance(item, Article)
    assert item.title == "The mill"


LONG = "The old weir was opened again on a wet Monday in spring, and the mayor cut the ribbon with a pair of shears."


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"date": "2021-04-07", "lead_paragraph": LONG}, LONG),
        ({"date": "2021-04-07", "description": LONG, "summary": "Short."}, LONG),
        ({"date": "2021-04-07", "summary": LONG, "text": "All of it."}, "All of it."),
        ({"question": "Who opened it?", "answer": "The mayor did."}, "The mayor did."),
        ({"message": LONG, "from": "Ana Ruiz", "date": "2021-04-07"}, LONG),
        ({"text": [{"speaker": "Ana:", "text": "Is it open?"}, {"who": "Ben", "text": "It is."}]},
         "Ana: Is it open?\n\nBen: It is."),
        ({"text": ["It is ", {"type": "bold", "text": "open"}, "."]}, "It is open."),
        ({"text": ["It is open.", {"type": "paragraph", "text": "It was shut."}]}, "It is open.\n\nIt was shut."),
    ],
)  # fmt: skip
def test_where_else_the_text_of_a_record_is(fields: dict[str, object], text: str) -> None:
    """In what sums an article up, where it has a day and nothing else; in answers, messages and what people say."""
    (item,) = read(json.dumps(fields).encode(), "a.jsonl")
    assert isinstance(item, Article), item
    assert item.text == text


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "kiln", "description": "A program for kilns.", "author": "Ana Ruiz"},
        {"timestamp": "2021-04-07T10:00:00", "level": "info", "message": "The kiln was started."},
    ],
)
def test_records_of_programs_hold_no_article(fields: dict[str, object]) -> None:
    """What describes a program, and what it notes."""
    (problem,) = read(json.dumps(fields).encode(), "a.jsonl")
    assert isinstance(problem, Problem)


def test_who_sent_a_message_is_its_author() -> None:
    """In other records the field says where something comes from."""
    assert record(**{"from": "Ana Ruiz", "message_id": 7}).authors == ("Ana Ruiz",)
    assert record(**{"from": "Kessen"}).authors == ()
    assert record(speaker="Ana Ruiz", delivered="2021-04-07").authors == ("Ana Ruiz",)


def test_the_language_tells_the_order_of_a_day_in_figures() -> None:
    """Of those that have one order; in English it may be two."""
    german = (
        "Das alte Wehr wurde an einem nassen Montag wieder geöffnet, und die Bürgermeisterin schnitt ein Band durch."
    )
    (item,) = read(json.dumps({"datum": "04.05.2021", "text": german}).encode(), "a.jsonl")
    assert isinstance(item, Article)
    assert (str(item.date), item.provenance["date"]) == ("2021-05-04", "record")
    (item,) = read(json.dumps({"date": "04/05/2021", "text": LONG}).encode(), "a.jsonl")
    assert isinstance(item, Article)
    assert item.date is None


@pytest.mark.parametrize(
    ("written", "text", "date"),
    [
        ("1400/01/18", "پل تازه شهر دیروز با حضور مردم گشایش یافت و همه شادمان بودند.", "2021-04-07"),
        ("1400-02-31", "پل تازه شهر دیروز با حضور مردم گشایش یافت و همه شادمان بودند.", "2021-05-21"),
        ("1400/07/31", "پل تازه شهر دیروز با حضور مردم گشایش یافت و همه شادمان بودند.", None),
        ("1445-09-06", "افتتح الجسر الجديد أمس في المدينة بحضور جمع كبير من الناس.", None),
        ("6 رمضان 1445", "افتتح الجسر الجديد أمس في المدينة بحضور جمع كبير من الناس.", None),
        ("1402-12-26", "The charter was sealed in the abbey on the feast of Stephen.", "1402-12-26"),
    ],
)
def test_years_of_iran_and_of_the_moon(written: str, text: str, date: str | None) -> None:
    """A text in Persian has the sun's, which are certain; those of the moon are not."""
    article = record(date=written, text=text)
    assert article.date == (day(date) if date else None)


@pytest.mark.parametrize(
    "name", ["Fecha", "datum", "Date de publication", "data", "ημερομηνία", "Datum vydání", "Data publicării"]
)
def test_the_name_of_a_field_tells_the_order_of_its_figures(name: str) -> None:
    """However short the text is."""
    assert record(**{name: "04/05/2021"}).date == day("2021-05-04")
    assert record(**{name: "2021-05-04"}).date == day("2021-05-04")


@pytest.mark.parametrize(
    ("written", "source"),
    [
        ({"title": "The mill", "url": "https://c.example/2021/mill"}, None),
        ({"title": "The Courier", "url": "https://c.example/"}, "The Courier"),
        ({"title": "The mill", "name": "The Courier", "url": "https://c.example/2021/mill"}, "The Courier"),
        ("Unknown Newspaper", None), ("(newspaper not visible), Page 3", None), ("unbekannt", None), ("未知", None),
        ("Source not available", None), ("Not Alone Magazine", "Not Alone Magazine"),
        ("The Unknown Post", "The Unknown Post"), ("Unknowable Weekly", "Unknowable Weekly"),
        ("Twitter for iPhone", None), ("Twitter Web App", None), ("TweetDeck", None),
        ("News for Android users", "News for Android users"),
    ],
)  # fmt: skip
def test_a_publisher_that_nobody_knows_is_none(written: object, source: str | None) -> None:
    """Whoever copied an article says so where the name should be."""
    (got,) = read(json.dumps({"text": "It burned.", "source": written}).encode(), "a.json")
    assert isinstance(got, Article)
    assert got.source == source


def test_an_export_of_facebook() -> None:
    """Posts and messages with their people and days, and their letters as they were typed."""
    words = "Der gro\\u00c3\\u009fe Ofen brannte \\u00e2\\u0080\\u0093 zweimal."
    post = f'{{"timestamp": 1710543600, "data": [{{"post": "{words}"}}]}}'
    message = '{"sender_name": "J\\u00c3\\u00b6rg Adler", "timestamp_ms": 1710543600000, "content": "It burned."}'
    got = [item for text in (f"[{post}]", f'{{"messages": [{message}]}}') for item in read(text.encode(), "a.json")]
    assert [isinstance(item, Article) and (item.text, item.authors, str(item.date)) for item in got] == [
        ("Der große Ofen brannte – zweimal.", (), "2024-03-15"),
        ("It burned.", ("Jörg Adler",), "2024-03-15"),
    ]


@pytest.mark.parametrize("letters", ["\\u00e4", "\\u00c3\\u00a4 \\u2013", "\\\\u00c3\\\\u00a4", "Ã¤"])
def test_other_letters_are_as_they_are_written(letters: str) -> None:
    """Only a file in which all escapes are bytes of UTF-8 is taken for one of Facebook's."""
    written = f'{{"text": "It burned, {letters}."}}'
    (got,) = read(written.encode(), "a.json")
    assert isinstance(got, Article)
    assert got.text == json.loads(written)["text"]


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"url": "https://weir.example/2024/03/16/kilns"}, "2024-03-16"),
        ({"permalink": "/articles/2024-3-16_kilns/"}, "2024-03-16"), ({"path": "2024/03/16/Kilns"}, "2024-03-16"),
        ({"slug": "2024-03-16-kilns"}, "2024-03-16"),
        # What it links to is of some other day, and a field for the day counts, also where it tells none.
        ({"link": "https://weir.example/2024/03/16/kilns"}, None), ({"url": "https://weir.example/id/20240316"}, None),
        ({"url": "https://weir.example/2024/13/16/kilns"}, None), ({"url": "/2024/03/16/x", "date": "c. 1904"}, None),
    ],
)  # fmt: skip
def test_the_day_in_an_address(fields: dict[str, str], day: str | None) -> None:
    """Only the article's own address tells it."""
    (got,) = read(json.dumps({"text": "It burned.", **fields}).encode(), "a.json")
    assert isinstance(got, Article)
    assert (got.date and str(got.date)) == day
    assert got.provenance.get("date") == (day and "address")


@pytest.mark.parametrize(
    ("text", "day", "where"),
    [
        ("The mill is gone.", "2021-04-07", "address"),
        ("8 April 2021\n\nThe mill is gone.", "2021-04-08", "text"),
        ("8 April 2021\n\nIt rained.\n\n9 April 2021\n\nThe mill is gone.", None, None),
    ],
)
def test_a_day_of_an_address_is_the_last_that_is_looked_at(text: str, day: str | None, where: str | None) -> None:
    """Not for a diary, each of whose parts has its own."""
    days = [(text.index(each), text.index(each) + 12) for each in ("8 April 2021", "9 April 2021") if each in text]
    headings = tuple(days) if len(days) > 1 else None
    url = "https://weir.example/2021/04/07/mill"
    got = described({"url": url}, "JSON", "a.json", text, id="a", headings=headings)
    assert (got.date and got.date.isoformat(), got.provenance.get("date")) == (day, where)


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("en", "en"),
        ("pt-BR", "pt-BR"),
        ("Portuguese (Brazil)", "Portuguese (Brazil)"),
        ("zh#+OPTIONS: H:6", None),
        ("?", None),
    ],
)
def test_what_a_language_is_called(written: str, language: str | None) -> None:
    """A code or a name; what else stands there tells none."""
    assert known_fields({"language": written}).get("language") == language


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("newsTitle news_date newscontent newsSource newsURL", "title date text source url"),
        ("Speech Title,speech_date,speakerName,speech-text", "title date authors text"),
        ("MetadataSubject,MetadataDateSent,MetadataFrom,ExtractedBodyText", "title date authors text"),
        ("headline.main,pub_date,byline.original,lead_paragraph", "title date authors text"),
        ("title.rendered,date_gmt,content.rendered,link", "title date text url"),
        ("from_name,subject,date,body", "authors title date text"),
        ("Titre de l'article,Date de parution,Contenu de l'article", "title date text"),
        ("titulo_noticia,fecha_noticia,texto_noticia", "title date text"),
        ("reviewText reviewerName", "text -"),
        ("message_text,error_text", "- -"),
        ("body,post_modified,date_modified,image_title,section_name,file_name,user_name", "text - - - - - -"),
        ("body,metadata_id,article_language", "text - -"),
        ("headline,article_title,text", "title - text"),
    ],
)
def test_names_of_several_words(names: str, expected: str) -> None:
    """What an article is may stand before or behind the name of a field; a text only where it is an article's."""
    values = {
        "title": "A mill",
        "date": "2021-04-07",
        "authors": "Ana Ruiz",
        "source": "C",
        "url": "https://x.example/1",
    }
    fields = expected.split()
    columns = names.split("," if "," in names else None)
    row = {column: values.get(field, "x 1 2021-04-08") for column, field in zip(columns, fields, strict=True)}
    text = next((column for column, field in zip(columns, fields, strict=True) if field == "text"), None)
    items = list(read(json.dumps({**row, **({text: "The mill burned down."} if text else {})}).encode(), "a.jsonl"))
    if text is None or expected == "text -":
        assert isinstance(items[0], Problem)
        return
    assert isinstance(items[0], Article)
    got = {
        "title": items[0].title, "date": str(items[0].date or ""), "authors": "".join(items[0].authors),
        "source": items[0].source, "url": items[0].url,
    }  # fmt: skip
    assert {field: value for field, value in got.items() if value} == {f: values[f] for f in fields if f in values}


@pytest.mark.parametrize(
    ("field", "account", "authors"),
    [
        ("user", {"name": "Ana Ruiz", "screen_name": "anaruiz"}, ("Ana Ruiz",)),
        ("account", {"display_name": "Ana Ruiz", "acct": "ana@post.example"}, ("Ana Ruiz",)),
        ("user", {"name": "Ana Ruiz"}, ()),
    ],
)
def test_whose_account_a_short_message_is_of(field: str, account: dict[str, str], authors: tuple[str, ...]) -> None:
    """Where it is plainly an account: with a name for its site beside that of a person."""
    assert record(**{field: account}).authors == authors


def test_what_a_service_says_of_a_text_that_it_cuts_is_none_of_its_words() -> None:
    """The ellipsis before it stays."""
    written = {"title": "The mill", "content": "The mill burned, said the may\u2026 [+1234 chars]"}
    (got,) = read(json.dumps([written]).encode(), "a.json")
    assert isinstance(got, Article)
    assert got.text == "The mill burned, said the may\u2026"


def test_what_a_site_says_of_a_post_that_is_gone_is_no_text_and_nobody() -> None:
    """As dumps of Reddit have it."""
    (got,) = read(json.dumps([{"title": "Mill", "selftext": "[removed]", "author": "[deleted]"}]).encode(), "a.json")
    assert isinstance(got, Problem)
    assert record(author="[deleted]").authors == ()
    assert record(author="Ana Ruiz^[Weir University]").authors == ("Ana Ruiz",)


def test_what_drupal_and_yoast_know_of_a_page() -> None:
    """Whether it is published, and by whom."""
    page = {"title": "Fire", "body": {"value": "<p>The mill burned down.</p>"}}
    records = [{"id": n, "attributes": {**page, "status": n == "b"}} for n in "ab"]
    problem, article = read(json.dumps({"data": records}).encode(), "a.json")
    assert (str(getattr(problem, "reason", "")), getattr(article, "id", "")) == ("is marked as a draft", "b")
    assert record(author=7, yoast_head_json={"author": "Ana Ruiz"}).authors == ("Ana Ruiz",)
    assert record(autora="Ana Ruiz").authors == ("Ana Ruiz",)


def test_a_text_under_two_names_of_texts() -> None:
    """Such as its paragraphs, in a database's own object as well."""
    paragraphs = ["The mill burned down.", "Nobody was hurt."]
    wrapped = {"docs": [{"_source": {"headline": {"main": "Fire"}, "body_paragraphs": paragraphs}}]}
    rows = {
        "rows": [{"key": "1", "value": {"rev": "1"}, "doc": {"title": "Fire", "body_text": "\n\n".join(paragraphs)}}]
    }
    for value in (wrapped, rows):
        (article,) = read(json.dumps(value).encode(), "a.json")
        assert isinstance(article, Article)
        assert (article.title, article.text) == ("Fire", "The mill burned down.\n\nNobody was hurt.")
