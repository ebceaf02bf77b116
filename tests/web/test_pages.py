"""The pages: what each of them shows, and that nothing of an article is ever markup."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path
from threading import Event
from urllib.parse import quote, urlencode

import pytest
from aiohttp import web
from lxml import html

from bot.exports import FORMATS
from bot.journal.store import Journal
from bot.open_archive import OpenArchive
from bot.opening import Opening
from bot.settings import Settings
from bot.web import pages
from bot.web.app import make_app
from bot.web.pages import DOWNLOADS
from bot.web.static import static_address, static_files
from retrieval import Searcher
from tests.conftest import QUESTION, SEED, SEEDS
from tests.web.conftest import ODD_IDS, Client, served
from tests.web.newsroom import HOSTILE, written

COST = "What does the repair of the dam cost?"
STORY = "The ferry Aurora ran aground off Skarholm on Friday night, and all 212 passengers were brought ashore."


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenArchive]:
    """The made-up archive, open for pages."""
    folder = tmp_path_factory.mktemp("newsroom")
    corpus, state = written(folder / "archive"), folder / "state"
    settings = Settings.from_env({"PINCITE_CORPUS": str(corpus), "PINCITE_STATE": str(state)})
    with closing(Searcher.open(corpus, state)) as searcher, closing(Journal(state)) as journal:
        yield OpenArchive(searcher, journal, settings, "web", print)


@pytest.fixture
async def news(newsroom: OpenArchive) -> AsyncIterator[Client]:
    """A client of the pages over the made-up archive."""
    async with served(newsroom) as client:
        yield client


@pytest.fixture
def ferry(corpus: Path, opened: Callable[..., Searcher], journal: Journal, settings: Settings) -> OpenArchive:
    """An archive of two articles that a test may change."""
    (corpus / "ferry.txt").write_text(f"The ferry\n\n{STORY} Nobody was hurt, said the harbour master.\n")
    (corpus / "mill.txt").write_text(
        "The mill\n\nThe old mill at Brae burned down in the spring, and will be rebuilt.\n"
    )
    return OpenArchive(opened(), journal, replace(settings, corpus=corpus), "web", print)


class Page:
    """A page that was served."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        self.text = text
        self.tree = html.document_fromstring(text)

    def all(self, path: str) -> list[str]:
        """The words of the elements that a path names, white space made one blank."""
        return [" ".join(element.text_content().split()) for element in self.tree.xpath(path)]

    def one(self, path: str) -> str:
        """The words, or the attribute, of the one element that a path names."""
        (found,) = self.tree.xpath(path)
        return str(found) if isinstance(found, str) else " ".join(found.text_content().split())


async def got(client: Client, path: str, status: int = 200) -> Page:
    """The page at a path."""
    async with client.get(path) as answer:
        assert answer.status == status, await answer.text()
        assert answer.content_type == "text/html"
        return Page(answer.status, await answer.text())


async def posted(client: Client, path: str, status: int = 200, **fields: str) -> Page:
    """The page that a form leads to."""
    async with client.post(path, data=fields) as answer:
        assert answer.status == status, await answer.text()
        return Page(answer.status, await answer.text())


def asking(question: str, **more: str) -> str:
    """Where a question is asked."""
    return f"/?{urlencode({'question': question, **more})}"


EVERY = [
    "/",
    asking(COST),
    asking("Who won the football cup in Marrakesh?"),
    asking("?"),
    "/quote",
    "/draft",
    "/articles",
    "/stats",
    "/article/posts/dam.md",
    "/article/inquiry.txt",
    "/article/nothing.txt",
    f"/article/{quote('report 2024 (final).pdf')}",
    "/answer/zzzzzz",
    "/nothing",
]


@pytest.mark.parametrize("path", EVERY)
async def test_a_page_is_sound_and_light(news: Client, path: str) -> None:
    """It has one headline, headings in order, labels for fields, no inline script or style, and up to 60 kB in all."""
    async with news.get(path) as answer:
        page = Page(answer.status, await answer.text())
    levels = [int(element.tag[1]) for element in page.tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = page.tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    fields = page.tree.xpath("//*[self::input[not(@type='hidden')] or self::textarea or self::select]/@id")
    assert set(fields) <= set(page.tree.xpath("//label/@for"))
    assert not page.tree.xpath("//script[not(@src)] | //style | //*[@style] | //iframe | //img")
    assert not page.tree.xpath("//@*[starts-with(name(), 'on')]")
    assert all(
        address.startswith("/static/") for address in page.tree.xpath("//script/@src | //link[@rel!='alternate']/@href")
    )
    sizes = [len(static_files()[name].data) for name in ("pincite.css", "pincite.js", "icon.svg")]
    assert len(page.text.encode()) + sum(sizes) <= 60_000
    assert page.tree.get("lang") == "en"
    assert page.one("//title").endswith("– Pincite")


async def test_a_question_is_answered_with_citations(news: Client) -> None:
    """The sentence is marked, the place told, what to copy is there, and a link leads to the very words."""
    page = await got(news, asking(COST))
    first = page.tree.xpath("//li[@id='passage-1']")[0]
    assert first.xpath(".//mark[@class='answer']")[0].text.startswith("The repair will cost 14 million crowns")
    told = " ".join(first.text_content().split())
    assert "“What it costs”, paragraphs 3–7" in told
    assert "lines 18–27 of posts/dam.md" in told or "lines" in told
    assert "The Valley Post · 16 March 2024 · Ana Ruiz, Olav Berg" in told
    (citation,) = re.findall(r"\[pincite:(\w{6}\.1)\]$", first.xpath(".//*[@id='mark-1']")[0].text)
    copied = first.xpath(".//*[@id='quotation-1']")[0].text
    assert copied.startswith("“The repair will cost 14 million crowns and take until October, the council was told.”")
    assert copied.endswith(f"(The dam at Lisholm, The Valley Post, 16 March 2024) [pincite:{citation}]")
    assert first.xpath(".//h2/a/@href") == [f"/article/posts/dam.md?citation={citation}#p3"]
    assert "https://example.org/dam" in first.xpath(".//a[contains(., 'Original')]/@href")[0]
    assert not first.xpath(".//*[contains(@class, 'verdict')]")
    assert re.search(r"as sure as this one", page.one("//section[@class='said']"))


async def test_what_is_copied_stands_in_a_draft(news: Client) -> None:
    """The quotation with its mark, pasted into a draft, is verified, in languages with other quotation marks, too."""
    for question in (
        COST,
        "¿Cuándo volverá el tranvía de Vallonegro?",
        "首班船载客多少人?",
        "كم كلف ترميم مكتبة الميناء؟",
    ):
        page = await got(news, asking(question))
        draft = await posted(news, "/draft", draft=f"{page.one('''//*[@id='quotation-1']''')}\n")
        assert draft.all("//p[@class='verdict good']/span/b") == ["verified."], draft.text


async def test_no_answer_is_said(news: Client) -> None:
    """With the words that occur nowhere; nothing says how sure it is."""
    page = await got(news, asking("Who won the football cup in Marrakesh?"))
    assert page.one("//h2[@id='outcome']") == "The archive does not seem to hold the answer"
    assert "Nowhere in the archive: won, football, cup, Marrakesh." in page.all("//section[@class='said']//li")
    assert not page.all("//p[@class='outcome']")


async def test_a_question_goes_on_from_an_answer(news: Client) -> None:
    """The form under an answer carries its id; the days and the publisher that were asked for stay in theirs."""
    page = await got(news, asking(COST, source="the valley post", since="2024-01-01"))
    after = page.one("//input[@name='after']/@value")
    assert page.one("//input[@name='source']/@value") == "the valley post"
    assert page.one("//input[@name='since']/@value") == "2024-01-01"
    assert page.tree.xpath("//details[@class='filters']/@open")
    told = page.one("//section[@class='said']/ul")
    assert "Only articles from 1 January 2024 on were searched; 4 articles without a date were left out" in told
    assert told.count("without a date") == 1
    further = await got(news, asking("And until when does it take?", after=after))
    assert "Continues from the last answer: The dam at Lisholm" in further.all("//section[@class='said']//li")
    link = page.one("//a[contains(., 'Feed')]/@href")
    assert link == f"/feed.xml?{urlencode({'q': COST, 'since': '2024-01-01', 'source': 'the valley post'})}"
    async with news.get(link) as feed:
        assert feed.status == 200


async def test_a_misspelled_word_and_copies_are_told(news: Client) -> None:
    """What a word was read as, and in which other articles the same words stand."""
    page = await got(news, asking("When did the Lisholm brigde reopen?"))
    assert "brigde does not occur in the archive; read as bridge." in page.all("//section[@class='said']//li")
    assert "The same words in 4 other articles" in page.all("//li[@id='passage-1']//summary")
    assert page.tree.xpath("//ul[@class='copies']//a/@href")[0].startswith("/article/wire/")


async def test_a_question_to_articles_in_a_language(news: Client) -> None:
    """The form proposes the languages by their names and keeps what was asked for; so does the list of articles."""
    page = await got(news, asking("Lisholm", language="Spanish"))
    assert page.one("//input[@name='language']/@value") == "Spanish"
    assert {"English", "Spanish", "Chinese"} <= set(page.tree.xpath("//datalist[@id='languages']/option/@value"))
    assert re.fullmatch(r"e\.g\. \w+, \w+", page.one("//input[@id='language']/@placeholder"))
    assert page.tree.xpath("//details[@class='filters']/@open")
    told = page.one("//section[@class='said']/ul")
    assert "Only articles in Spanish were searched" in told
    assert told.count("whose language is not known") <= 1
    assert set(page.tree.xpath("//blockquote/@lang")) <= {"es"}
    link = page.one("//a[contains(., 'Feed')]/@href")
    assert link == "/feed.xml?q=Lisholm&language=Spanish"
    listed = await got(news, "/articles?language=es,zh")
    assert set(listed.tree.xpath("//ol[@class='list']//h2/@lang")) == {"es", "zh"}
    assert listed.one("//input[@name='language']/@value") == "es,zh"
    assert "No article of this archive is in 'x'" in (await got(news, "/articles?language=x", 400)).one(
        "//*[@role='alert']"
    )


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"question": COST, "language": "Klingon"}, "No article of this archive is in 'Klingon'"),
        ({"question": "?"}, "no word"),
        ({"question": COST, "since": "soon"}, "write a day"),
        ({"question": COST, "source": "Nobody's Paper"}, "There is no source"),
        ({"question": COST, "since": "2024-02-01", "until": "2024-01-01"}, "No day is both"),
    ],
)
async def test_what_can_not_be_asked_is_told_above_the_form(
    news: Client, parameters: dict[str, str], sentence: str
) -> None:
    """Which keeps what was typed."""
    page = await got(news, f"/?{urlencode(parameters)}", 400)
    assert sentence in page.one("//*[@role='alert']")
    assert page.one("//input[@name='question']/@value") == parameters["question"]


async def test_other_parameters_than_ours_do_not_matter(news: Client) -> None:
    """Links that are shared get some appended; a page is shown all the same."""
    assert (await got(news, f"{asking(COST)}&fbclid=x&question=other")).all("//h1") == [COST]
    assert (await got(news, "/article/posts/dam.md?p=none&part=-1&words=9-2&citation=x")).all("//h1") == [
        "The dam at Lisholm"
    ]


async def permalink(client: Client, question: str) -> str:
    """Where the answer to a question stays."""
    page = await got(client, asking(question))
    return page.one("//a[contains(., 'Permanent link')]/@href")


async def test_citations_are_checked_as_of_now(ferry: OpenArchive, corpus: Path) -> None:
    """Verified, moved, altered with the difference, gone: as the article is edited, so is the page."""
    path = corpus / "ferry.txt"
    words = path.read_text()
    async with served(ferry) as client:
        answer = await permalink(client, "Where did the ferry Aurora run aground?")
        assert answer.startswith("/answer/")

        async def verdict(text: str | None) -> Page:
            if text is None:
                path.unlink()
            else:
                path.write_text(text)
            ferry.searcher.refresh(thorough=True, accept_removals=True)
            return await got(client, answer)

        page = await verdict(words)
        assert page.all("//li[@id='passage-1']//p[@class='verdict good']//b") == ["verified."]
        assert "1 citation: 1 verified. Checked " in page.one("//section[@class='said']")
        page = await verdict(
            f"The ferry\n\nA correction was made to this text on Monday, the editors say.\n\n{words[11:]}"
        )
        assert page.all("//p[@class='verdict moved']//b") == ["moved."]
        page = await verdict(words.replace("212", "220"))
        assert page.all("//p[@class='verdict odd']//b") == ["altered."]
        assert page.all("//p[@class='change']/del") == ["[deleted: 212]"]
        assert page.all("//p[@class='change']/ins") == ["[inserted: 220]"]
        article = page.tree.xpath("//li[@id='passage-1']//h2/a/@href")[0]
        shown = await got(client, article)
        assert shown.all("//p[@class='verdict odd']//b") == ["altered."]
        assert "212 passengers" in shown.one("//details//blockquote")
        assert "220 passengers" in shown.one("//div[@id='p1']")
        page = await verdict(None)
        assert page.all("//p[@class='verdict bad']//b") == ["gone."]
        assert not page.tree.xpath("//li[@id='passage-1']//h2/a")
        gone = await got(client, article, 404)
        assert "212 passengers" in gone.one("//main//blockquote")


async def test_an_answer_is_downloaded(news: Client) -> None:
    """In every format of the exports, as a file with a name; an unknown one is no page."""
    assert set(DOWNLOADS) == set(FORMATS)
    answer = await permalink(news, COST)
    links = (await got(news, answer)).tree.xpath("//a[@download]/@href")
    assert links == [f"{answer}/{form}" for form in DOWNLOADS]
    for link in links:
        async with news.get(link) as download:
            text = await download.text()
            assert download.status == 200
            name = answer.rpartition("/")[2]
            assert download.headers["Content-Disposition"].startswith(f'attachment; filename="pincite-{name}.')
        assert "The dam at Lisholm" in text
    assert download.content_type == "application/ld+json"
    await got(news, f"{answer}/exe", 404)
    await got(news, "/answer/zzzzzz/md", 404)


async def test_a_source_that_can_not_be_read_is_no_verdict(ferry: OpenArchive, corpus: Path) -> None:
    """It is told apart from one that is gone."""
    async with served(ferry) as client:
        answer = await permalink(client, "Where did the ferry Aurora run aground?")
        (corpus / "ferry.txt").write_bytes(b"\x00\x01\x02" * 99)
        ferry.searcher.refresh(thorough=True)
        page = await got(client, answer)
    assert page.all("//p[@class='verdict blind']//b") == ["unreadable."]


async def test_words_that_moved_to_another_article_are_shown_there(ferry: OpenArchive, corpus: Path) -> None:
    """The address of a citation stays good when its article is renamed."""
    async with served(ferry) as client:
        page = await got(client, asking("Where did the ferry Aurora run aground?"))
        article = page.tree.xpath("//li[@id='passage-1']//h2/a/@href")[0]
        (corpus / "ferry.txt").rename(corpus / "aurora.txt")
        ferry.searcher.refresh(thorough=True)
        async with client.get(article, allow_redirects=False) as answer:
            assert answer.status == 303
            where = answer.headers["Location"]
        assert where.startswith("/article/aurora.txt?citation=")
        assert where.endswith("#p1")
        assert (await got(client, where)).all("//p[@class='verdict moved']//b") == ["moved."]


async def test_cited_words_are_marked_in_their_article(news: Client) -> None:
    """All of the passage, and in it the sentence; paragraphs have their numbers, headings are such."""
    page = await got(news, asking(COST))
    address = page.tree.xpath("//li[@id='passage-1']//h2/a/@href")[0]
    shown = await got(news, address)
    assert shown.all("//mark[@class='answer']") == [
        "The repair will cost 14 million crowns and take until October, the council was told."
    ]
    assert len(shown.all("//div[contains(@class, 'cited')]")) == 5
    assert shown.all("//div[@class='article']/h2") == ["What it costs"]
    assert shown.all("//a[@class='number']") == [str(number) for number in range(1, 8)]
    assert shown.tree.xpath("//a[@class='number']/@href")[2] == "#p3"
    assert shown.all("//p[@class='tools']/a") == ["Go to the words, in paragraph 3"]
    assert "posts/dam.md" in shown.one("//header[@class='headline']")
    assert shown.one("//header[@class='headline']//a/@href") == "https://example.org/dam"


async def test_a_place_is_marked_without_a_citation(news: Client) -> None:
    """As the places of a quotation are."""
    found = await posted(news, "/quote", text="nobody in the valley has to leave")
    address = found.one("//ol[@class='places']//a/@href")
    assert re.fullmatch(r"/article/posts/dam\.md\?words=\d+-\d+#p2", address)
    assert (await got(news, address)).all("//div[@class='article']//mark") == ["nobody in the valley has to leave"]


@pytest.mark.parametrize(
    ("written", "span"),
    [("120-480", (120, 480)), ("0-1", (0, 1)), ("1-1", None), ("2-1", None), ("120", None), ("120-", None),
     ("-480", None), ("-", None), ("", None), ("a-b", None)],
)  # fmt: skip
def test_a_stretch_has_a_beginning_and_an_end_behind_it(written: str, span: tuple[int, int] | None) -> None:
    """What has not is none, and marks nothing."""
    assert pages._span(written) == span


async def test_a_printed_document_tells_its_pages(news: Client) -> None:
    """Each page's number stands above what begins on it."""
    page = await got(news, f"/article/{quote('report 2024 (final).pdf')}")
    assert page.all("//p[@class='page']") == ["Page 1", "Page 2", "Page 3"]


async def test_a_long_article_comes_in_parts(news: Client) -> None:
    """Each paragraph is in one of them, each part fits a page, and a paragraph that is asked for is there."""
    address, numbers = "/article/inquiry.txt", []
    while address:
        page = await got(news, address)
        assert len(page.text.encode()) < 42_000
        numbers += [int(number) for number in page.all("//a[@class='number']")]
        address = next(iter(page.tree.xpath("//a[@rel='next']/@href")), "")
    assert numbers == list(range(1, 400))
    assert (await got(news, "/article/inquiry.txt?p=250")).tree.xpath("//*[@id='p250']")
    last = await got(news, "/article/inquiry.txt?part=99")
    assert last.tree.xpath("//*[@id='p399']")
    assert not last.tree.xpath("//a[@rel='next']")
    first = await got(news, "/article/inquiry.txt")
    assert not first.tree.xpath("//a[@rel='prev']")
    second = await got(news, first.tree.xpath("//a[@rel='next']/@href")[0])
    assert (await got(news, second.tree.xpath("//a[@rel='prev']/@href")[0])).all("//a[@class='number']")[0] == "1"
    cited = await got(news, asking("Where lay barrel 333?"))
    assert (await got(news, cited.tree.xpath("//li[@id='passage-1']//h2/a/@href")[0])).all("//mark[@class='answer']")


@pytest.mark.parametrize(
    ("question", "language", "direction"),
    [
        ("כמה נוסעים עלו ברכבל בחיפה?", "he", "rtl"),
        ("كم كلف ترميم مكتبة الميناء؟", "ar", "rtl"),
        ("首班船载客多少人?", "zh", "ltr"),
    ],
)
async def test_every_script_is_set_in_its_direction(news: Client, question: str, language: str, direction: str) -> None:
    """The words and the title name their language and direction, on every page that shows them."""
    page = await got(news, asking(question))
    words = page.tree.xpath("//li[@id='passage-1']//blockquote")[0]
    assert (words.get("lang"), words.get("dir")) == (language, direction)
    article = await got(news, page.tree.xpath("//li[@id='passage-1']//h2/a/@href")[0])
    for path in ("//h1", "//div[@class='article']"):
        (element,) = article.tree.xpath(path)
        assert (element.get("lang"), element.get("dir")) == (language, direction)


async def test_nothing_of_an_article_is_markup(news: Client) -> None:
    """Neither title, publisher, author, text and id, nor what somebody types; only web addresses are links."""
    address = f"/article/{quote('https://example.org/a?b=c&d=<e>#f', safe='')}"
    hostile = [
        await got(news, address),
        await got(news, "/articles"),
        await got(news, "/stats"),
        await got(news, asking("Why did the mayor of Brackwater resign?")),
        await got(news, asking(HOSTILE)),
        await got(news, asking("?", source=HOSTILE, since=HOSTILE), 400),
        await posted(news, "/quote", text=f"over {HOSTILE} on Saturday", speaker=HOSTILE, article=HOSTILE),
        await posted(news, "/draft", 400, draft=f"It says {HOSTILE[1:]}"),
        await posted(news, "/draft", draft=f"“{HOSTILE} on Saturday” [pincite:aaaaaa.1] {HOSTILE}"),
        await got(news, f"/article/{quote(HOSTILE, safe='')}", 404),
        await got(news, f"/answer/{quote(HOSTILE, safe='')}", 404),
        await got(news, f"/{quote(HOSTILE)}", 404),
    ]
    for page in hostile:
        assert HOSTILE not in page.text
        assert "<script>" not in page.text
        assert not page.tree.xpath("//img | //a[starts-with(@href, 'javascript')]")
    assert HOSTILE in hostile[0].one("//h1")
    assert HOSTILE in unescape(hostile[4].one("//input[@name='question']/@value"))


async def test_every_id_has_a_page(odd: OpenArchive) -> None:
    """Whatever characters it has, the links of the list lead to it."""
    async with served(odd) as client:
        listed = await got(client, "/articles")
        titles = set()
        for address in listed.tree.xpath("//ol[@class='list']//h2/a/@href"):
            titles.add((await got(client, address)).one("//h1"))
    assert titles == {f"Bridge {number}" for number in range(len(ODD_IDS))}


async def test_an_article_is_found_by_what_names_it(news: Client) -> None:
    """A title or an address leads to the page of the article."""
    async with news.get("/article/The%20dam%20at%20Lisholm", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/article/posts/dam.md")


@pytest.mark.parametrize(
    ("text", "tone", "word"),
    [
        ("nobody in the valley has to leave", "good", "verbatim."),
        ("nobody in the valley had to leave", "odd", "altered."),
        ("The repair will cost 14 million crowns […] the council was told.", "odd", "abridged."),
        ("We shall rebuild the lighthouse before the winter comes.", "bad", "not found."),
        ("the dam", "blind", "too short."),
    ],
)
async def test_a_quotation_has_its_verdict(news: Client, text: str, tone: str, word: str) -> None:
    """As a sign, a word and a sentence; the form keeps what was pasted."""
    page = await posted(news, "/quote", text=text)
    assert page.all(f"//p[@class='verdict {tone}']//b") == [word]
    assert page.one("//textarea") == text
    assert page.one("//title").startswith(word.removesuffix(".").capitalize())


async def test_what_an_ellipsis_hides_is_shown(news: Client) -> None:
    """The words left out, each caution, and where they stand in the sentence."""
    page = await posted(news, "/quote", text="The repair will cost 14 million crowns […] the council was told.")
    assert page.all("//p[@class='small']/q") == ["and take until October"]
    assert any("until" in caution for caution in page.all("//p[@class='caution']"))
    assert page.all("//ol[@class='places']//mark/s") == ["and take until October"]


async def test_a_speaker_and_an_article_are_taken_into_account(news: Client) -> None:
    """A quotation of somebody else is misattributed."""
    page = await posted(news, "/quote", text="nobody in the valley has to leave", article="/nowhere/at/all")
    assert page.one("//input[@name='article']/@value") == "/nowhere/at/all"
    assert any("There is no article" in caution for caution in page.all("//p[@class='caution']"))
    page = await posted(news, "/quote", text="nobody in the valley has to leave", article="wire/1")
    assert page.all("//p[@class='verdict bad']//b") == ["misattributed."]


async def test_a_quotation_without_words_is_refused(news: Client) -> None:
    """In a sentence above the form."""
    for text in ("", "…", "“”"):
        assert (await posted(news, "/quote", 400, text=text)).one("//*[@role='alert']")
    assert (await got(news, "/quote?text=some+words")).one("//textarea") == "some words"


async def test_a_draft_is_checked_mark_by_mark(news: Client) -> None:
    """Every mark and every quotation without one, with its line, the difference and its sentence."""
    page = await got(news, asking(COST))
    answer = page.one("//input[@name='after']/@value")
    draft = (
        f"“The repair will cost 14 million crowns” [pincite:{answer}.1]\n\n"
        f"She said “nobody in the valley had to leave” [pincite:{answer}.2].\n\n"
        "And “the first lorry crossed it at noon”, [pincite:zzzzzz.1].\n"
    )
    page = await posted(news, "/draft", draft=draft)
    assert page.all("//ol[@class='results']//b[starts-with(., 'Line')]") == ["Line 1", "Line 3", "Line 5"]
    assert page.all("//p[@class='verdict good']//b") == ["verified."]
    assert page.all("//p[@class='verdict odd']//b") == ["altered."]
    assert page.all("//p[@class='verdict bad']//b") == ["gone."]
    assert page.all("//del") == ["[deleted: had]"]
    assert page.one("//p[@class='outcome']").startswith("1 verified, 1 altered, 1 gone. Checked 20")
    assert page.tree.xpath("//h3/a/@href")[0].startswith("/article/posts/dam.md?words=")
    assert page.all("//h3/a")[0] == "The dam at Lisholm"


async def test_a_draft_without_anything_to_check_is_told(news: Client) -> None:
    """Above the form, which keeps it."""
    page = await posted(news, "/draft", 400, draft="A mayor resigned.")
    assert "neither a quotation" in page.one("//*[@role='alert']")
    assert page.one("//textarea") == "A mayor resigned."


async def test_a_draft_needs_no_marks(news: Client) -> None:
    """Its quotations are looked up in all of the archive: what stands, what differs, what is not there, too short."""
    draft = (
        "He said “the first lorry crossed it at noon”.\n\nThen: “nobody in the valley had to leave”.\n\n"
        "“We shall rebuild the lighthouse before winter comes.” So “the dam” holds."
    )
    page = await posted(news, "/draft", draft=draft)
    assert page.all("//ol[@class='results']//p[contains(@class, 'verdict')]//b") == [
        "verified.", "altered.", "not found.", "too short.",
    ]  # fmt: skip
    assert page.all("//ol[@class='results']//b[starts-with(., 'Line')]") == ["Line 1", "Line 3", "Line 5", "Line 5"]
    assert page.all("//del") == ["[deleted: had]"]


async def test_only_forms_are_taken(news: Client) -> None:
    """What else is sent to them is refused, and so is a form from a page elsewhere."""
    async with news.post("/quote", json={"text": "x"}) as answer:
        assert answer.status == 415
    async with news.post("/quote", data={f"f{n}": "x" for n in range(50)}) as answer:
        assert answer.status == 400
    async with news.post("/quote", data={"text": "x"}, headers={"Origin": "https://elsewhere.example"}) as answer:
        assert answer.status == 403


async def test_articles_are_listed_newest_first(news: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page at a time, narrowed by title, days, publisher and kind of file; the links keep what narrows them."""
    monkeypatch.setattr(pages, "LISTED", 2)
    page = await got(news, "/articles?title=bridge")
    assert page.all("//ol[@class='list']//h2") == ["Bridge reopens (5)", "Bridge reopens (4)"]
    assert page.one("//p[@class='outcome']") == "5 articles, newest first."
    assert "Page 1 of 3" in page.one("//nav[@class='pager']")
    second = await got(news, page.one("//a[@rel='next']/@href"))
    assert second.all("//ol[@class='list']//h2") == ["Bridge reopens (3)", "Bridge reopens (2)"]
    assert second.one("//ol[@class='list']/@start") == "3"
    assert second.one("//a[@rel='prev']/@href") == "/articles?title=bridge&page=1"
    assert not page.tree.xpath("//a[@rel='prev']")
    third = await got(news, second.one("//a[@rel='next']/@href"))
    assert not third.tree.xpath("//a[@rel='next']")
    assert third.one("//a[@rel='prev']/@href") == "/articles?title=bridge&page=2"
    narrowed = await got(news, "/articles?since=2024-05-02&until=2024-05-02&source=w+2&kind=.jsonl")
    assert narrowed.all("//ol[@class='list']//h2") == ["Bridge reopens (2)"]
    assert narrowed.one("//option[@selected]") == ".jsonl"
    assert (await got(news, "/articles?title=nowhere")).one("//p[@class='outcome']") == "No article matches."
    assert (await got(news, f"/articles?page={10**8}")).all("//ol[@class='list']/li") == []
    assert "There is no source" in (await got(news, "/articles?source=x", 400)).one("//*[@role='alert']")


async def test_the_archive_is_told_in_figures(news: Client) -> None:
    """Counts, a histogram with its table, publishers, languages and kinds of file with links to their articles."""
    page = await got(news, "/stats")
    figures = dict(zip(page.all("//dl[@class='figures']//dt"), page.all("//dl[@class='figures']//dd"), strict=True))
    assert figures["articles"] == "13"
    assert figures["of them copies of another article"] == "4"
    table = dict(zip(page.all("//details//th[@scope='row']"), page.all("//details//td"), strict=True))
    assert table["May 2024"] == "5"
    may = page.one("//details//a[. = 'May 2024']/@href")
    assert may == "/articles?since=2024-05-01&until=2024-05-31"
    assert len((await got(news, may)).all("//ol[@class='list']/li")) == 5
    assert page.tree.xpath("//a[. = '.pdf']/@href") == ["/articles?kind=.pdf"]
    assert page.tree.xpath("//a[. = 'es']/@href") == ["/articles?language=es"]
    assert len(page.tree.xpath("//*[name()='rect']")) > 4


async def test_a_page_waits_for_what_takes_long(
    newsroom: OpenArchive, news: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so, shows what there is without a verdict, and loads again."""
    answer = await permalink(news, COST)
    article = (await got(news, answer)).tree.xpath("//li[@id='passage-1']//h2/a/@href")[0]
    may_end = Event()
    for name in ("statistics", "check_answer", "check"):
        work = getattr(newsroom, name)
        monkeypatch.setattr(newsroom, name, lambda *given, work=work: may_end.wait(99) and work(*given))
    monkeypatch.setattr(pages, "WAITING_SECONDS", 0.01)
    for path, sentence in (("/stats", "being counted"), (answer, "being compared"), (article, "being compared")):
        async with news.get(path) as page:
            assert page.headers["Refresh"] == "3"
            assert sentence in (shown := await page.text())
            assert "verified" not in shown
    may_end.set()
    monkeypatch.setattr(pages, "WAITING_SECONDS", 60)
    for path in ("/stats", answer, article):
        async with news.get(path) as page:
            assert "Refresh" not in page.headers


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [("/nothing", 404, "Not found"), ("/answer/zzzzzz", 404, "Not found"), ("/article/nothing.txt", 404, "Not found")],
)
async def test_what_goes_wrong_has_a_page(news: Client, path: str, status: int, heading: str) -> None:
    """In the same look, with a way on."""
    page = await got(news, path, status)
    assert page.one("//h1") == heading
    assert page.tree.xpath("//main//a[@href='/articles']")
    assert page.one("//p[@class='lead']")


async def test_an_archive_that_is_being_read_says_so(settings: Settings) -> None:
    """Every page does, with a status that tells to ask again."""
    from aiohttp.test_utils import TestClient, TestServer

    opening = Opening(lambda _: pytest.fail("it is not opened"))
    application: web.Application = make_app(opening, settings)
    async with TestClient(TestServer(application)) as client:
        for path in ("/", "/articles", asking(COST), "/answer/aaaaaa"):
            page = await got(client, path, 503)
            assert page.one("//h1") == "Not yet"
            assert "being opened" in page.one("//p[@class='lead']")


async def test_the_seeds_are_asked(page: Client) -> None:
    """A plain text without publisher and address has a page, too."""
    answer = await got(page, asking(QUESTION))
    assert answer.tree.xpath(f"//a[starts-with(@href, '/article/{SEED}?citation=')]")
    assert SEEDS.name in answer.one("//footer")


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("GZIP ; q=1", "gzip"),
        ("gzip;q=0, br", None),
        ("br", None),
        ("", None),
    ],
)
async def test_a_page_is_packed_for_whoever_takes_that(news: Client, accepted: str, packed: str | None) -> None:
    """The sheet is, too; both say that it depends on who asks."""
    sheet = static_address("pincite.css")
    for path in (asking(COST), sheet):
        async with news.get(path, headers={"Accept-Encoding": accepted}) as answer:
            assert answer.headers.get("Content-Encoding") == packed
            assert answer.headers["Vary"] == "Accept-Encoding"
