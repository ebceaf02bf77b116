"""An article is found by whatever name people have for it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval import CautionKind, NotFound, QuoteVerdict, Searcher
from retrieval.analysis.article_names import address_key, paths, title_key, without_paragraph
from tests.conftest import write_files, write_jsonl

ADDRESS = "https://www.herald.example/news/ferry/"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://www.herald.example/news/ferry",
        "http://herald.example/news/ferry/",
        "//herald.example/news/ferry",
        "HTTPS://WWW.Herald.Example/news/ferry/",
        "www.herald.example/news/ferry",
        "herald.example/news/ferry",
        " <https://www.herald.example/news/ferry/> ",
        "“https://www.herald.example/news/ferry/”",
        "https://www.herald.example:443/news/ferry/",
        "http://www.herald.example:80/news//ferry/",
        "https://m.herald.example/news/ferry/",
        "https://amp.herald.example/news/ferry/",
        "https://www.herald.example/news/ferry/amp/",
        "https://www.herald.example/news/ferry/index.html",
        "https://www.herald.example/news/ferry/index.php",
        "https://www.herald.example/news/%66erry/",
        "https://www.herald.example/news/ferry/#comments",
        "https://www.herald.example/news/ferry/#:~:text=the%20ferry",
        "https://www.herald.example/news/ferry/?utm_source=letter&utm_medium=mail",
        "https://www.herald.example/news/ferry/?fbclid=Iw1&gclid=x&ref=home&at_medium=RSS#top",
        "https://www.herald.example/\nnews/ferry/",
    ],
)
def test_an_address_is_known_however_it_is_pasted(pasted: str) -> None:
    """What browsers, newsletters and social networks add or leave out does not matter."""
    assert address_key(pasted) == address_key(ADDRESS) == "herald.example/news/ferry"


@pytest.mark.parametrize(
    "other",
    [
        "https://www.herald.example/news/ferries/",
        "https://www.herald.example/news/",
        "https://www.herald.example/News/ferry/",
        "https://sport.herald.example/news/ferry/",
        "https://www.herald.example/news/ferry/?page=2",
        "https://www.herald.example/news/ferry/?id=7&utm_source=x",
        "https://www.herald.example:8080/news/ferry/",
        "https://www.herald.example/news/ferry/#!/2",
    ],
)
def test_another_page_has_another_address(other: str) -> None:
    """Host, port, path and what a site names its pages by do matter."""
    assert address_key(other) not in (None, address_key(ADDRESS))


def test_other_parameters_count_in_any_order() -> None:
    """Those that name the page are kept; their order does not matter."""
    assert address_key("https://a.example/?b=2&id=1&utm_id=3") == address_key("a.example?id=1&b=2")
    assert address_key("https://a.example/?id=1") != address_key("https://a.example/?id=2")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://zeitung.example/m%C3%BCnchen", "zeitung.example/münchen"),
        ("https://xn--mnchen-3ya.example/a", "münchen.example/a"),
        ("https://zeitung.example/mu%CC%88nchen", "zeitung.example/münchen"),
    ],
)
def test_letters_beyond_ascii_are_the_same_encoded_and_not(left: str, right: str) -> None:
    """Percent-encoding, Punycode and the Unicode form make no difference."""
    assert address_key(left) == address_key(right)


@pytest.mark.parametrize("text", [None, "", "Ferry inquiry", "mailto:a@b.example", "http://[x/", "a.", "…", "No. 7"])
def test_other_texts_are_no_address(text: str | None) -> None:
    """Neither titles nor broken or foreign addresses."""
    assert address_key(text) is None


@pytest.mark.parametrize(
    "typed",
    [
        "“Ferry inquiry” opens – at last",
        "ferry inquiry opens - at last",
        "FERRY INQUIRY OPENS — AT LAST",
        '  "Ferry\u00a0inquiry"   opens – at last. ',
        "Ferry inquiry\nopens – at last…",
    ],
)
def test_a_title_is_known_however_it_is_typed(typed: str) -> None:
    """Capitals, quotation marks, white space, the kind of dash and the last full stop don't matter."""
    assert title_key(typed) == "ferry inquiry opens - at last"


def test_titles_of_other_words_differ() -> None:
    """Words, figures and accents count; of quotation marks alone nothing is left."""
    assert title_key("Ferry inquiries") != title_key("Ferry inquiry")
    assert title_key("Año") != title_key("Ano")
    assert title_key("“”") is title_key(None) is title_key("") is None


def test_paths_as_they_are_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `./`, backslashes, from the folder one is in, absolute, and as an address of a file."""
    monkeypatch.chdir(tmp_path)
    corpus = tmp_path / "press"
    inside = "deep/a b.md"
    for typed in (
        inside,
        f"./{inside}",
        "deep/../deep/a b.md",
        r"deep\a b.md",
        f"press/{inside}",
        str(corpus / inside),
        f"file://{corpus}/deep/a%20b.md",
    ):
        assert inside in set(paths(typed, corpus)), typed
    assert "one.txt" in set(paths("./one.txt", tmp_path / "one.txt"))
    assert list(paths(" ", corpus)) == list(paths("a\0b", corpus)) == []
    assert not any(path.startswith("..") for path in paths(str(corpus) + "ion/a.md", corpus))


def test_a_paragraph_behind_a_name() -> None:
    """`#` and figures at the end; nothing else."""
    assert without_paragraph("a.md#3") == ("a.md", 3)
    assert without_paragraph("a#b#12") == ("a#b", 12)
    assert without_paragraph("a.md") is without_paragraph("a.md#x") is without_paragraph("#3") is None


@pytest.fixture
def press(corpus: Path, opened: Callable[..., Searcher]) -> Searcher:
    """Three articles in files of their own, two with the same title, and a file of two more."""
    front = "---\ntitle: {}\ndate: 2024-03-1{}\nurl: {}\n---\n\n{}\n"
    (corpus / "ferry.md").write_text(
        front.format("'“Ferry” Inquiry'", 1, ADDRESS, "The ferry was never inspected after June.\n\nNobody asked."),
        encoding="utf-8",
    )
    for number, words in enumerate(("The old mill burned down at night.", "A new mill opens in the old barn."), 2):
        address = f"https://herald.example/?story={number}"
        (corpus / f"mill{number}.md").write_text(front.format("Mill news", number, address, words), encoding="utf-8")
    (corpus / "bare.txt").write_text("Nobody gave this text a title, and it has many words all the same.")
    write_jsonl(
        corpus / "both.jsonl",
        {"id": "x1", "text": "Swans slept on the frozen canal."},
        {"id": "x2", "text": "Geese left the canal in spring."},
    )
    return opened()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ferry.md", ["ferry.md"]),
        ("./ferry.md", ["ferry.md"]),
        ("ferry inquiry", ["ferry.md"]),
        ("„FERRY“  inquiry", ["ferry.md"]),
        ("herald.example/news/ferry#comments", ["ferry.md"]),
        ("herald.example/news/ferry#1", ["ferry.md"]),
        ("mill NEWS", ["mill2.md", "mill3.md"]),
        ("http://www.herald.example?utm_term=a&story=3", ["mill3.md"]),
        ("x2", ["x2"]),
        ("both.jsonl", ["x1", "x2"]),
        ("Nobody gave this text a title, and it has many words all the same.", ["bare.txt"]),
        ("ferry", []),
        ("https://herald.example/", []),
        ("", []),
    ],
)
def test_articles_are_found_by_any_name(press: Searcher, name: str, expected: list[str]) -> None:
    """By id, path, title and address; several of one name are all meant."""
    assert [article.id for article in press.archive.named(name)] == expected


def test_a_paragraph_of_an_article_by_any_name(press: Searcher) -> None:
    """`TITLE#2` and `ADDRESS#2` mean the second paragraph, and an article that has none is not meant."""
    for name in ("ferry.md", "Ferry inquiry", ADDRESS):
        articles, marked = press.archive.find(f"{name}#2")
        assert ([article.id for article in articles], marked) == (["ferry.md"], (2,))
    with pytest.raises(NotFound, match="Ferry inquiry has no paragraph 3; its paragraphs are 1 to 2"):
        press.archive.find("Ferry inquiry#3")
    assert len(press.archive.find("mill news#1")[0]) == 2
    assert press.archive.find(f"{ADDRESS}#comments")[1] == ()


def test_a_file_is_known_by_its_name_in_whatever_folder(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Whole, with a paragraph behind it too; of several files of that name each is meant, and a path means its own."""
    (corpus / "a").mkdir()
    (corpus / "b").mkdir()
    write_files(corpus, {"a/notes.md": "One.\n\nTwo.", "b/notes.md": "Three.", "b/my notes.md": "Four."})
    archive = opened().archive
    assert [article.id for article in archive.find("notes.md")[0]] == ["a/notes.md", "b/notes.md"]
    assert [article.id for article in archive.find("my notes.md")[0]] == ["b/my notes.md"]
    assert [article.id for article in archive.find("b/notes.md")[0]] == ["b/notes.md"]
    assert ([article.id for article in archive.find("notes.md#2")[0]], archive.find("notes.md#2")[1]) == (
        ["a/notes.md"],
        (2,),
    )
    for part in ("otes.md", "notes", "/notes.md"):
        with pytest.raises(NotFound):
            archive.find(part)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("inq", "; is 'Ferry inquiry' meant?"),
        ("INQUIRY fer", "; is 'Ferry inquiry' meant?"),
        ("news.md", "; is 'Mill news' meant?"),
        ("in", "."),
        ("%%%", "."),
        ("inquiry zeppelin", "."),
        ("“”", "."),
    ],
)
def test_what_may_have_been_meant_is_suggested(
    corpus: Path, opened: Callable[..., Searcher], typed: str, said: str
) -> None:
    """Up to three articles that have each of the words, or parts of words, in the title or the path."""
    (corpus / "x").mkdir()
    write_files(corpus, {"ferry.md": "# Ferry inquiry\n\nIt began.", "x/old-news.md": "# Mill news\n\nIt stopped."})
    with pytest.raises(NotFound) as raised:
        opened().archive.find(typed)
    assert str(raised.value) == f"There is no article {typed!r} in this archive{said}"


WORDS = "The ferry was never inspected after June"


@pytest.mark.parametrize("name", ["ferry.md", "./ferry.md", "FERRY inquiry", "herald.example/news/ferry?fbclid=1"])
def test_words_of_the_article_that_was_named(press: Searcher, name: str) -> None:
    """They are verbatim, without a caution."""
    quotation = press.quote(WORDS, article=name)
    assert (quotation.verdict, quotation.cautions, quotation.note) == (QuoteVerdict.VERBATIM, (), None)


def test_an_unknown_article_is_said_and_no_lie(press: Searcher) -> None:
    """The words are judged in the whole archive, with a caution that names the article as it was given."""
    for words, verdict in (
        (WORDS, QuoteVerdict.VERBATIM),
        (WORDS.replace("June", "May"), QuoteVerdict.ALTERED),
        ("Zeppelins crossed the purple desert twice", QuoteVerdict.NOT_FOUND),
    ):
        quotation = press.quote(words, article="https://elsewhere.example/a")
        assert quotation.verdict is verdict
        assert [(c.kind, c.where, c.words) for c in quotation.cautions] == [
            (CautionKind.ARTICLE, None, "https://elsewhere.example/a")
        ]
        assert "no article 'https://elsewhere.example/a' in the archive" in (quotation.note or "")


def test_any_article_of_that_name_may_be_meant(press: Searcher) -> None:
    """The words of either are its words; the words of none are misattributed."""
    for words in ("The old mill burned down at night", "A new mill opens in the old barn"):
        quotation = press.quote(words, article="Mill News")
        assert quotation.verdict is QuoteVerdict.VERBATIM
        assert quotation.note == "2 articles are named 'Mill News': any of them may be meant."
    assert press.quote(WORDS, article="Mill News").verdict is QuoteVerdict.MISATTRIBUTED
    changed = press.quote("A new mill opens in the old cellar", article="Mill News")
    assert (changed.verdict, len(changed.remarks)) == (QuoteVerdict.ALTERED, 2)


def test_names_follow_the_files(press: Searcher) -> None:
    """A title that was changed is found by its new words only."""
    path = press.archive.corpus / "ferry.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Inquiry", "Report"), encoding="utf-8")
    press.refresh(thorough=True)
    assert press.archive.named("ferry inquiry") == []
    assert [article.id for article in press.archive.named("ferry report")] == ["ferry.md"]


def test_names_are_looked_up_by_index(press: Searcher) -> None:
    """No look-up reads the whole table of articles, however many there are."""
    connection = press.archive.catalog._connection
    for column in ("title_key", "address_key", "path"):
        plan = connection.execute(f"EXPLAIN QUERY PLAN SELECT id FROM articles WHERE {column} = ?", ("x",)).fetchall()
        assert "USING INDEX" in str(plan), column


def test_names_that_are_not_text_are_not_found(press: Searcher) -> None:
    """Bytes that no path has, and an address that can't be read."""
    for name in (os.fsdecode(b"\xff.txt"), "http://[", "a\0b"):
        assert press.archive.named(name) == []
    assert json.dumps(press.archive.named("…")) == "[]"
