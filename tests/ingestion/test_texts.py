"""A catalog without the texts of its articles takes them from their files when they are needed, and keeps them."""

import gzip
import json
import random
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from retrieval import Answer, Searcher, timeline
from retrieval.errors import NotFound, SourceUnreadable, TextUnread
from retrieval.indexing.browsing import ArticleFilter, browse
from retrieval.indexing.statistics import statistics
from retrieval.ingestion.file_tasks import BEGINNING
from retrieval.ingestion.texts import FileTexts
from retrieval.readers import LIMITS
from retrieval.records import Verdict, digest
from retrieval.search import from_undamaged
from retrieval.storage import kept_texts
from retrieval.storage.kept_texts import Refusal, Textless, TextReader
from tests.conftest import write_jsonl
from tests.textless import rows_without_text, take_texts

Opener = Callable[..., Searcher]

FERRY = "The ferry Aurora sank off Osterholm on Monday. Nobody was hurt."
PIER = "# The pier\n\nThe pier of Osterholm was built by Ada Lind in 1907.\n"
NEWS = [
    {"id": "mayor", "title": "The mayor", "text": "Mayor Bruno Falk opened the market hall of Osterholm on Friday."},
    {"id": "lamp", "title": "The lamp", "text": "The lamp of the lighthouse was lit by the keeper Signe Dahl."},
]
PAGE = "<html><head><title>The mill</title></head><body><p>The mill of Osterholm grinds barley.</p></body></html>"


class Counted:
    """Reads texts as another reader does, and remembers of which files."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader
        self.files: list[str] = []

    def read(
        self, articles_by_file: Mapping[str, Collection[Textless]], refusals: dict[str, Refusal], *, whole: bool
    ) -> Iterator[tuple[str, str]]:
        """What the other reader gives."""
        self.files += articles_by_file
        yield from self._reader.read(articles_by_file, refusals, whole=whole)


@pytest.fixture
def folder(corpus: Path) -> Path:
    """An archive of files of several kinds."""
    (corpus / "ferry.txt").write_text(FERRY)
    (corpus / "pier.md").write_text(PIER)
    (corpus / "mill.html").write_text(PAGE)
    write_jsonl(corpus / "news.jsonl", *NEWS)
    return corpus


@pytest.fixture
def textless(folder: Path, state: Path, opened: Opener) -> Opener:
    """Opens that archive, whose catalog has no texts."""
    opened(engine="disk").close()
    take_texts(folder, state)

    def open_(**options: object) -> Searcher:
        return opened(engine="disk", **options)

    return open_


def counted(searcher: Searcher) -> Counted:
    """What counts the files that are read for texts from now on."""
    store = searcher.archive.catalog.texts
    assert store.reader is not None
    reader = store.reader = Counted(store.reader)
    return reader


def missing(searcher: Searcher) -> int:
    """How many rows have no text."""
    return rows_without_text(searcher.archive.corpus, searcher.archive.state.parent)


def test_a_catalog_without_texts_is_as_it_was_put_in(textless: Opener) -> None:
    """Its seals hold without them, and with them when they were read: nothing is being rebuilt."""
    searcher = textless(thorough=True)
    assert searcher.archive.mended == ()
    assert (searcher.changes.any, searcher.changes.notices, missing(searcher)) == (False, (), 5)
    assert [article.text for article in searcher.archive.articles()]
    assert missing(searcher) == 0
    searcher.refresh(thorough=True)
    assert searcher.archive.mended == ()


def test_each_text_is_that_of_its_file(folder: Path, textless: Opener, tmp_path: Path) -> None:
    """Of whatever kind that is; the articles are the same as those of a catalog that always had them."""
    other = Searcher.open(folder, tmp_path / "other", "memory")
    assert list(textless().archive.articles()) == list(other.archive.articles())
    other.close()


def test_a_question_reads_the_files_of_what_it_shows(textless: Opener) -> None:
    """Those that it doesn't show stay unread, and no file is read twice."""
    searcher = textless()
    reader = counted(searcher)
    answer = searcher.ask("Who lit the lamp of the lighthouse?", limit=1)
    assert answer.passages[0].text == NEWS[1]["text"]
    assert reader.files == ["news.jsonl"]
    assert missing(searcher) == 3, "the other article of that file is kept, too"
    assert searcher.ask("Who lit the lamp of the lighthouse?", limit=1).passages[0].text == answer.passages[0].text
    assert searcher.archive.article("mayor").text == NEWS[0]["text"]
    assert reader.files == ["news.jsonl"]
    searcher.close()
    again = textless()
    reader = counted(again)
    assert again.archive.article("lamp").text == NEWS[1]["text"]
    assert reader.files == []


def test_lists_read_no_file(textless: Opener) -> None:
    """What is known of an article besides its text is enough, but for the title of one that has none."""
    searcher = textless()
    reader = counted(searcher)
    listed = list(searcher.archive.outlines())
    with searcher.reading() as index:
        assert [each.id for each in browse(index, ArticleFilter(title="lamp"), 10).articles] == ["lamp"]
    assert reader.files == ["ferry.txt"]
    assert [(each.id, each.shown_title) for each in listed] == [
        ("ferry.txt", FERRY),
        ("lamp", "The lamp"),
        ("mayor", "The mayor"),
        ("mill.html", "The mill"),
        ("pier.md", "The pier"),
    ]
    assert [each.sha256 for each in listed] == [each.sha256 for each in searcher.archive.articles()]


def test_texts_that_came_with_others_of_their_file_are_given(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that were listed before their texts were kept with those of others of the file have them all the same."""
    texts = {f"Lamp {number} was lit on Friday." for number in range(3)}
    write_jsonl(corpus / "lamps.jsonl", *({"text": text} for text in texts))
    opened(engine="disk").close()
    take_texts(corpus, state)
    monkeypatch.setattr("retrieval.storage.catalog._LISTED", 2)
    assert {article.text for article in opened(engine="disk").archive.articles()} == texts


def test_an_article_without_a_title_that_cannot_be_read_is_listed_by_its_id(folder: Path, textless: Opener) -> None:
    """The list is whole, and shows no words that are not there."""
    searcher = textless()
    (folder / "ferry.txt").unlink()
    assert next(each.shown_title for each in searcher.archive.outlines()) == "ferry.txt"
    assert [each.id for each in searcher.archive.catalog.readable_articles(["ferry.txt", "lamp", "no"])] == ["lamp"]


def test_copies_are_named_without_reading_them(corpus: Path, state: Path, opened: Opener) -> None:
    """Only the file of the article that is shown is read."""
    words = " ".join(f"The lighthouse keeper number{number} lit the lamp of Osterholm." for number in range(12))
    for name in ("first", "second", "third"):
        write_jsonl(corpus / f"{name}.jsonl", {"id": name, "title": f"By {name}", "text": words})
    opened(engine="disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    reader = counted(searcher)
    (passage,) = searcher.ask("Which keeper lit the lamp of Osterholm?", limit=1).passages
    assert ([copy.title for copy in passage.copies], reader.files) == (["By second", "By third"], ["first.jsonl"])


def test_a_text_is_kept_in_every_row_that_has_its_hash(folder: Path, state: Path, opened: Opener) -> None:
    """A copy of it in another file need not be read."""
    (folder / "copy.txt").write_text(FERRY)
    opened(engine="disk").close()
    take_texts(folder, state)
    searcher = opened(engine="disk")
    assert searcher.archive.article("ferry.txt").text == FERRY
    assert missing(searcher) == 4


def test_nothing_but_the_indexed_words_is_shown(folder: Path, textless: Opener) -> None:
    """A file that was changed since is brought in line first, and what it says now is answered with."""
    searcher = textless()
    (folder / "ferry.txt").write_text("The ferry Aurora sank off Osterholm on Tuesday. Two were hurt.")
    answer = searcher.ask("When did the ferry Aurora sink?")
    assert "Tuesday" in answer.passages[0].text
    assert answer.notes == ()


def test_what_cannot_be_read_is_left_out_and_said(folder: Path, textless: Opener) -> None:
    """The others answer; without any other the question is not answered with a no."""
    searcher, writer = textless(), textless()
    with writer.archive.locked(wait=True):
        (folder / "ferry.txt").write_text("The ferry is safe.")
        answer = searcher.ask("Who built the pier of Osterholm?")
        assert answer.passages[0].citation.article == "pier.md"
        assert {passage.citation.article for passage in answer.passages} <= {"pier.md", "mill.html", "mayor", "lamp"}
        with pytest.raises(TextUnread, match=r"ferry\.txt has been changed or removed since it was read"):
            searcher.ask("Who was hurt when the ferry Aurora sank?")


def test_a_changed_text_is_no_error_to_a_check(folder: Path, textless: Opener, opened: Opener) -> None:
    """What is cited from a file is judged by what that says now, also where the catalog has no text of it."""
    first = textless()
    citation = first.ask("When did the ferry Aurora sink?").passages[0].citation
    assert first.check([citation])[0].verdict is Verdict.VERIFIED
    first.close()
    take_texts(folder, folder.parent / "state")
    searcher = textless()
    (folder / "ferry.txt").write_text(FERRY.replace("Monday", "Sunday"))
    assert searcher.check([citation], reread=False)[0].verdict is Verdict.ALTERED
    (folder / "ferry.txt").unlink()
    assert searcher.check([citation], reread=False)[0].verdict is Verdict.GONE


def test_a_catalog_that_can_only_be_read_keeps_texts_for_the_process(
    folder: Path, state: Path, textless: Opener
) -> None:
    """Each file is read once by it; nothing is written."""
    searcher = textless()
    searcher.archive.catalog.read_only = True
    reader = counted(searcher)
    for _ in range(2):
        assert searcher.archive.article("ferry.txt").text == FERRY
    assert reader.files == ["ferry.txt"]
    assert missing(searcher) == 5


def test_damage_to_a_text_that_was_kept_is_noticed(textless: Opener) -> None:
    """As that of any other: it is read anew, and that is said."""
    searcher = textless()
    before = searcher.ask("When did the ferry Aurora sink?", limit=1)
    connection = sqlite3.connect(searcher.archive.catalog.path)
    with connection:
        query = "UPDATE articles SET text = (SELECT text FROM articles WHERE id = 'mayor') WHERE id = 'ferry.txt'"
        searcher.archive.article("mayor")
        connection.execute(query)
    connection.close()
    after = searcher.ask("When did the ferry Aurora sink?", limit=1)
    assert after.passages[0].text == before.passages[0].text == FERRY


def test_texts_are_read_while_another_state_is_shown(folder: Path, textless: Opener) -> None:
    """What was kept after a thread began to read is found by it, and not read again."""
    searcher = textless()
    reader = counted(searcher)
    with searcher.reading() as index:
        assert index.catalog.article("ferry.txt").text == FERRY
        assert index.catalog.article("ferry.txt").text == FERRY
    assert reader.files == ["ferry.txt"]


@pytest.mark.slow
def test_a_large_file_of_lines_is_read_in_part(corpus: Path, state: Path, opened: Opener) -> None:
    """Only the lines around the article that is wanted; where it stands on another line now, all of it."""
    words = " ".join(f"word{number}" for number in range(1_300))
    records = [{"id": f"a{number}", "text": f"Ship number{number} came. {words}"} for number in range(200)]
    write_jsonl(corpus / "ships.jsonl", *records)
    opened(engine="disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    assert searcher.archive.article("a150").text == records[150]["text"]
    assert 0 < missing(searcher) < 200
    with (corpus / "ships.jsonl").open("a") as file:
        file.write(json.dumps({"id": "last", "text": "The last ship came."}) + "\n")
    connection = sqlite3.connect(searcher.archive.catalog.path)
    with connection:
        connection.execute("UPDATE articles SET record = 1 WHERE id = 'a199'")
    connection.close()
    assert searcher.archive.article("a199").text == records[199]["text"]
    assert missing(searcher) == 0


def test_the_whole_archive_is_read_for_the_index_of_phrases(textless: Opener) -> None:
    """A quotation is found in whatever article it stands, each file read once."""
    searcher = textless()
    reader = counted(searcher)
    quotation = searcher.quote("The mill of Osterholm grinds barley")
    assert [place.article for place in quotation.places] == ["mill.html"]
    assert sorted(reader.files) == ["ferry.txt", "mill.html", "news.jsonl", "pier.md"]


def test_an_article_is_changed_and_taken_out_without_its_text(folder: Path, textless: Opener) -> None:
    """The refresh reads what is there now, and needs no text of what was."""
    searcher = textless()
    (folder / "ferry.txt").write_text(FERRY.replace("Aurora", "Meridian"))
    (folder / "mill.html").unlink()
    changes = searcher.refresh()
    assert (changes.added, changes.changed, changes.removed) == (0, 1, 1)
    assert searcher.ask("the ferry Meridian").passages[0].citation.article == "ferry.txt"
    with pytest.raises(NotFound):
        searcher.archive.article("mill.html")


class Clocked:
    """A reader whose files take so many seconds and have nothing."""

    def __init__(self, seconds: float) -> None:
        self.now, self.seconds, self.reads = 100.0, seconds, 0

    def monotonic(self) -> float:
        return self.now

    def read(
        self, articles_by_file: Mapping[str, Collection[Textless]], *_: object, **__: object
    ) -> Iterator[tuple[str, str]]:
        """Nothing."""
        if articles_by_file:
            self.now += self.seconds
            self.reads += 1
        yield from ()


@pytest.mark.parametrize(("seconds", "pause"), [(5.0, 0.0), (10.0, 10.0), (90.0, 60.0)])
def test_what_was_looked_for_in_vain_for_long_is_not_looked_for_again_at_once(
    textless: Opener, monkeypatch: pytest.MonkeyPatch, seconds: float, pause: float
) -> None:
    """For as long as it took, a minute at most; what was looked for briefly is."""
    with closing(textless()) as searcher:
        catalog, reader = searcher.archive.catalog, Clocked(seconds)
        monkeypatch.setattr(kept_texts, "time", reader)
        catalog.texts.reader = reader
        (missing, *_) = catalog._textless([key for (key,) in catalog._rows("SELECT key FROM articles")])
        assert catalog.texts.texts([missing], whole=False)[1] is not None
        if pause:
            reader.now += pause - 0.01
            assert catalog.texts.texts([missing], whole=False)[1] is not None
            assert reader.reads == 1
            reader.now += 0.02
        assert catalog.texts.texts([missing], whole=False)[1] is not None
        assert reader.reads == 2


def test_an_unreadable_file_is_said(folder: Path, textless: Opener) -> None:
    """Never passed off as anything else."""
    searcher = textless()
    (folder / "ferry.txt").unlink()
    (folder / "ferry.txt").mkdir()
    with pytest.raises(SourceUnreadable, match=r"ferry\.txt is not a regular file\."):
        searcher.archive.article("ferry.txt")


def test_numbers_are_counted_without_reading_a_file(folder: Path, textless: Opener) -> None:
    """Terms by their hashes, titles and headings included: in a small archive exactly as many."""
    (folder / "notes.md").write_text("# Notes\n\n## Weather report\n\nRain fell on the quay.\n")
    searcher = textless()
    reader = counted(searcher)
    without = statistics(searcher.index)
    assert reader.files == []
    assert len(list(searcher.archive.articles())) == 6
    assert statistics(searcher.index).terms == without.terms > 30


def test_every_passage_is_given_as_documents_file_by_file(textless: Opener) -> None:
    """An engine that is filled anew gets the same terms; each file is read once."""
    searcher = textless()
    reader = counted(searcher)
    documents = list(searcher.archive.catalog.documents())
    assert sorted(reader.files) == ["ferry.txt", "mill.html", "news.jsonl", "pier.md"]
    assert list(searcher.archive.catalog.documents()) == documents
    assert len(documents) == 5


def test_a_quotation_is_judged_by_what_a_file_says_now(folder: Path, textless: Opener) -> None:
    """Also where nobody watches the folder."""
    searcher = textless()
    (folder / "ferry.txt").write_text("The ferry Meridian ran aground. Two were saved, said Ada Lind.")
    assert [place.article for place in searcher.quote("Two were saved").places] == ["ferry.txt"]


def test_words_as_they_are_written_are_looked_for_in_what_a_file_says_now(folder: Path, textless: Opener) -> None:
    """The same."""
    searcher = textless()
    (folder / "mill.html").write_text(PAGE.replace("grinds barley", "has burned down"))
    assert timeline(searcher, '"has burned down"').articles == 1


def test_a_quotation_is_looked_for_in_what_can_be_read(folder: Path, textless: Opener) -> None:
    """What can't be is said with every verdict, and looked into once it can be read again."""
    searcher, writer = textless(), textless()
    with writer.archive.locked(wait=True):
        (folder / "ferry.txt").rename(folder / "ferry.hidden")
        mill = searcher.quote("The mill of Osterholm grinds barley")
        assert (mill.stands, len(mill.remarks)) == (True, 1)
        assert "ferry.txt has been changed or removed" in mill.remarks[0]
        assert searcher.quote("sank off Osterholm on Monday").places == ()
        with pytest.raises(TextUnread, match=r"ferry\.txt has been changed or removed"):
            timeline(searcher, '"sank off"')
        (folder / "ferry.hidden").rename(folder / "ferry.txt")
        assert searcher.quote("sank off Osterholm on Monday").places[0].article == "ferry.txt"
        assert searcher.archive.catalog.left_without_phrases() == []


def test_a_bad_line_is_not_the_reason_for_another(folder: Path, textless: Opener) -> None:
    """A record that was edited is one whose file changed, whatever else can't be read there."""
    with (folder / "news.jsonl").open("a") as file:
        file.write("{no json\n")
    searcher, writer = textless(), textless()
    searcher.refresh()
    with writer.archive.locked(wait=True):
        write_jsonl(folder / "news.jsonl", {**NEWS[0], "text": "Another text."}, NEWS[1])
        with pytest.raises(TextUnread, match=r"^news\.jsonl has been changed or removed since it was read"):
            searcher.archive.article("mayor")


def test_a_file_that_took_long_in_vain_is_left_alone_for_a_while(
    textless: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions don't wait for it one after the other; then it is tried again."""

    class Slow(Counted):
        def read(
            self, articles_by_file: Mapping[str, Collection[Textless]], refusals: dict[str, Refusal], *, whole: bool
        ) -> Iterator[tuple[str, str]]:
            self.files += articles_by_file
            clock[0] += 10.0 if articles_by_file else 0.0
            yield from ()

    clock = [100.0]
    monkeypatch.setattr("retrieval.storage.kept_texts.time.monotonic", lambda: clock[0])
    searcher = textless()
    reader = searcher.archive.catalog.texts.reader
    assert reader is not None
    slow = searcher.archive.catalog.texts.reader = Slow(reader)
    for _ in range(2):
        with pytest.raises(TextUnread):
            searcher.archive.article("lamp")
        assert slow.files == ["news.jsonl"]
    clock[0] += 11.0
    with pytest.raises(TextUnread):
        searcher.archive.article("lamp")
    assert slow.files == ["news.jsonl", "news.jsonl"]


def test_texts_are_kept_while_another_process_writes(textless: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the catalog then, where each is found again, whatever was read after it."""

    def locked(*_args: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(kept_texts, "put_text", locked)
    searcher = textless()
    reader = counted(searcher)
    for article in ("ferry.txt", "pier.md", "ferry.txt", "pier.md"):
        assert searcher.archive.article(article).text
    assert reader.files == ["ferry.txt", "pier.md"]


@pytest.mark.parametrize("most", [0, 1])
def test_what_is_unread_is_left_out_again_and_again_but_not_for_ever(
    textless: Opener, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Another article each time: so often; the same one again: no more than twice."""
    monkeypatch.setattr("retrieval.search.MOST_UNREAD", 1 + most)
    searcher, asked = textless(), list[int]()

    def unread(articles: Callable[[int], set[int]]) -> list[int]:
        def answer(_index: object) -> Answer:
            asked.append(0)
            if len(asked) > 10:
                return searcher.ask("Who lit the lamp?")
            raise TextUnread({"a.txt": kept_texts.changed("a.txt")}, articles(len(asked)), ())

        asked.clear()
        with pytest.raises(TextUnread):
            from_undamaged(answer, searcher)
        return asked

    assert len(unread(lambda time: {time})) == 3 + most
    assert len(unread(lambda _: {1})) == 3


def test_two_threads_that_want_a_text_read_its_file_once(textless: Opener) -> None:
    """The second waits for the first, and then finds the text kept."""

    class Held(Counted):
        def read(
            self, articles_by_file: Mapping[str, Collection[Textless]], refusals: dict[str, Refusal], *, whole: bool
        ) -> Iterator[tuple[str, str]]:
            begun.set()
            assert go_on.wait(60)
            yield from super().read(articles_by_file, refusals, whole=whole)

    begun, go_on = threading.Event(), threading.Event()
    searcher = textless()
    reader = searcher.archive.catalog.texts.reader
    assert reader is not None
    held = searcher.archive.catalog.texts.reader = Held(reader)
    with ThreadPoolExecutor() as threads:
        first = threads.submit(lambda: searcher.archive.article("lamp").text)
        assert begun.wait(60)
        second = threads.submit(lambda: searcher.archive.article("mayor").text)
        go_on.set()
        assert (first.result(), second.result()) == (NEWS[1]["text"], NEWS[0]["text"])
    assert held.files == ["news.jsonl"]


def test_where_lines_begin_in_a_large_file_is_remembered(corpus: Path) -> None:
    """The second time nothing before the wanted piece is read; a file that changed is read from its beginning."""

    def written(letter: str) -> list[str]:
        texts = [f"Ship number{number} came. {letter * 20_000}" for number in range(200)]
        write_jsonl(corpus / "ships.jsonl", *({"text": text} for text in texts))
        return [digest(text) for text in texts]

    def found(*lines: int) -> set[int]:
        wanted = [Textless(line, "ships.jsonl", line, hashes[line - 1]) for line in lines]
        read = dict(reader.read({"ships.jsonl": wanted}, {}, whole=False))
        return {line for line in lines if hashes[line - 1] in read}

    reader, hashes = FileTexts(corpus, LIMITS, tuple), written("a")
    assert found(120) == {120}
    before = list(reader._places["ships.jsonl"].begin)
    assert (before[0], before[-1].line > 120) == (BEGINNING, True)
    assert [place.line for place in before] == sorted({place.line for place in before})
    data = (corpus / "ships.jsonl").read_bytes()
    assert all(data[:offset].count(b"\n") == line - 1 for line, offset in before)
    assert found(1, 60, 61, 120, 200) == {1, 60, 61, 120, 200}
    assert found(199) == {199}
    assert found(2, 200) == {2, 200}
    hashes = written("bb")
    assert found(150) == {150}
    assert reader._places["ships.jsonl"].begin[1].offset != before[1].offset


@pytest.mark.slow
def test_a_large_compressed_file_is_unpacked_twice_at_most(corpus: Path, state: Path, opened: Opener) -> None:
    """The first time for the lines that are wanted; then all of it is kept."""
    letters = random.Random(7)  # a sample, not a secret
    words = [" ".join(letters.choices(["salt", "rope", "lamp", "oar", "fog", "tide"], k=2_500)) for _ in range(200)]
    lines = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(words)]
    (corpus / "ships.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 1))
    opened(engine="disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    searcher.archive.article("a3")
    assert 0 < missing(searcher) < 200
    searcher.archive.article("a150")
    assert missing(searcher) == 0
