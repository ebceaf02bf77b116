"""Of an article that is gone no word is left: not in the suggestions, and in no file of the state."""

import re
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from retrieval import Searcher, StateError
from retrieval.engines.disk import DiskEngine, DocumentsOf
from retrieval.indexing import index, taken_out
from retrieval.records import Hit
from retrieval.storage import catalog
from retrieval.storage.leftovers import holds_leftovers
from retrieval.storage.packing import packed_text
from tests.conftest import write_jsonl
from tests.engines.stored_terms import terms_in_files
from tests.textless import take_texts

Opener = Callable[..., Searcher]

KEPT = ["The harbour of Brightwater was opened in spring.", "Ferries leave the harbour twice a day."]
SECRET = "Quillfeather confessed that the zyxbolonium was hidden in Mooncastle."
WORDS = ("quillfeather", "zyxbolonium", "mooncastle")


def unpacked(data: bytes) -> Iterator[bytes]:
    """What texts were packed in some bytes, as far as they go on there."""
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        reading = zlib.decompressobj()
        with suppress(zlib.error):
            for at in range(match.start(), match.start() + 10_000, 50):
                yield reading.decompress(data[at : at + 50])


def left(state: Path) -> set[str]:
    """The words of the article that are found in a file of a state."""
    data = b"".join(path.read_bytes() for path in state.rglob("*") if path.is_file())
    data = b"".join([data, *unpacked(data)]).lower()
    terms = {term for listed in state.rglob("index/meta.json") for term in terms_in_files(listed.parent)}
    in_index = {word for word in WORDS if any(term.startswith(word[:-2]) for term in terms)}
    return in_index | {word for word in WORDS if word.encode() in data or word[:-2].encode() in data}


def test_packed_words_are_found(tmp_path: Path) -> None:
    """So that none of them is overlooked."""
    (tmp_path / "a").write_bytes(
        b"before" + packed_text(SECRET.replace("Mooncastle", "") * 9) + b"after" + packed_text("Mooncastle")
    )
    assert left(tmp_path) == set(WORDS)


def listed(searcher: Searcher) -> set[str]:
    """The words that a misspelled one may be corrected to."""
    return {word for (word,) in searcher.archive.catalog._rows("SELECT word FROM spellings")}


def archive(corpus: Path, opened: Opener, engine: str = "memory") -> Searcher:
    """An archive of many articles, one of them the secret, that was searched in every way."""
    for number in range(30):
        (corpus / f"{number}.txt").write_text("\n\n".join([*KEPT, f"Number {number} " * 60]))
    (corpus / "secret.txt").write_text(f"{SECRET}\n\nMore of zyxbolonium. {SECRET} " + "Other words follow. " * 300)
    searcher = opened(engine=engine)
    assert searcher.quote(SECRET).places
    assert searcher.ask("zyxbolonum?").corrections[0].read_as == "zyxbolonium"
    return searcher


@pytest.mark.parametrize("engine", ["memory", "disk"])
@pytest.mark.parametrize("while_running", [True, False])
def test_words_go_with_the_file(corpus: Path, state: Path, opened: Opener, engine: str, *, while_running: bool) -> None:
    """Whether the program runs or starts later, a deleted file leaves nothing."""
    searcher = archive(corpus, opened, engine)
    assert left(state) == set(WORDS)
    (corpus / "secret.txt").unlink()
    if while_running:
        searcher.refresh()
    else:
        searcher.close()
        searcher = opened(engine=engine)
    assert left(state) == set()
    assert listed(searcher) & set(WORDS) == set()
    assert searcher.ask("zyxbolonum?").corrections == ()
    assert searcher.ask("When was the harbour opened?").passages
    assert searcher.quote(KEPT[0]).places
    assert not searcher.quote(SECRET).places


def test_words_go_from_a_large_index_too(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is too large to be written anew each time is, when an article goes, or a word that no other has."""
    monkeypatch.setattr(index, "REWRITTEN_PASSAGES", 3)
    rewritten: list[int] = []
    honest = DiskEngine.purge

    def purge(engine: DiskEngine, documents: DocumentsOf) -> None:
        rewritten.append(1)
        honest(engine, documents)

    monkeypatch.setattr(DiskEngine, "purge", purge)
    searcher = archive(corpus, opened, "disk")
    (corpus / "1.txt").write_text("\n\n".join([*KEPT, "Number 1."]))
    searcher.refresh()
    assert rewritten == []
    (corpus / "secret.txt").write_text("Mooncastle has a harbour.")
    searcher.refresh()
    assert searcher.ask("When was the harbour opened?").passages
    assert (left(state), len(rewritten)) == ({"mooncastle"}, 1)
    (corpus / "1.txt").unlink()
    searcher.refresh()
    assert (left(state), len(rewritten)) == ({"mooncastle"}, 2)
    (corpus / "secret.txt").unlink()
    searcher.refresh()
    assert (left(state), len(rewritten)) == (set(), 3)


def rewritten(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What of the state is cleared of words from now on: `catalog`, `engine`."""
    told: list[str] = []

    def looked(file: Path, without_words: Collection[int] = ()) -> bool:
        told.append("catalog")
        return holds_leftovers(file, without_words)

    honest = DiskEngine.purge

    def purge(engine: DiskEngine, documents: DocumentsOf) -> None:
        told.append("engine")
        honest(engine, documents)

    assert searcher.archive.is_kept
    monkeypatch.setattr(catalog, "holds_leftovers", looked)
    monkeypatch.setattr(DiskEngine, "purge", purge)
    return told


def test_a_catalog_with_pieces_of_words_is_written_anew(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One without them, or with pieces of numbers only, is left as it is."""
    searcher = archive(corpus, opened)
    statements: list[str] = []
    searcher.archive.catalog._connection.set_trace_callback(statements.append)
    for pieces, times in ((False, 0), (True, 1)):
        monkeypatch.setattr(catalog, "holds_leftovers", lambda _file, _without, pieces=pieces: pieces)
        (corpus / f"{int(pieces)}.txt").unlink()
        searcher.refresh()
        assert statements.count("VACUUM") == times


def test_nothing_is_written_anew_for_what_is_still_said(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edit that only adds lines, or moves some, takes no word away; what goes later goes altogether."""
    searcher = archive(corpus, opened, "disk")
    told = rewritten(searcher, monkeypatch)
    for lines in (KEPT, ["A first line.", *KEPT], [*KEPT, "A last line.", "A first line."]):
        (corpus / "added.txt").write_text("\n\n".join(["Opening hours", *lines]))
        searcher.refresh()
        assert searcher.quote(lines[-1]).places
        assert told == []
    text = (corpus / "secret.txt").read_text()
    (corpus / "secret.txt").write_text(f"{text}\n\nNobody knows by whom.")
    searcher.refresh()
    assert (told, left(state)) == ([], set(WORDS))
    assert searcher.quote(SECRET).places
    assert searcher.archive.catalog.taken_out_count() == 0
    (corpus / "secret.txt").unlink()
    searcher.refresh()
    assert (told, left(state)) == (["engine", "catalog"], set())


@pytest.mark.parametrize(
    "edit",
    [
        {"text": "Ferries leave.\nThe harbour opened in spring."},
        {"text": "The harbour opened in spring. Ferries leave.\nBoats."},
        {"title": "Ferries"},
        {"author": "Ann Other"},
        {"url": "https://other.example/harbour"},
        {"source": "The Other Gazette"},
        {"date": "2024-03-17"},
    ],
)
def test_all_is_written_anew_where_anything_went(
    corpus: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, edit: dict[str, str]
) -> None:
    """A line that is no longer there as it was, or whatever else was known of the article."""
    row = {
        "id": "1", "title": "Harbour", "author": "Ann Writer", "url": "https://a.example/harbour", "date": "2024-03-16",
        "source": "The Gazette", "text": "The harbour opened in spring.\nFerries leave.\nBoats.",
    }  # fmt: skip
    write_jsonl(corpus / "a.jsonl", row)
    searcher = opened(engine="disk")
    told = rewritten(searcher, monkeypatch)
    row["text"] += "\nMore."
    write_jsonl(corpus / "a.jsonl", row)
    searcher.refresh()
    assert (told, searcher.changes.changed) == ([], 1)
    write_jsonl(corpus / "a.jsonl", row | edit)
    searcher.refresh()
    assert (told, searcher.changes.changed) == (["engine", "catalog"], 1)


@contextmanager
def read_elsewhere(state: Path) -> Iterator[None]:
    """Somebody else reads the catalog, with its 31 articles, until the end."""
    (file,) = state.rglob("catalog.sqlite")
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM articles").fetchone() == (31,)
        yield


def test_what_went_before_is_cleared_beside_what_is_still_said(corpus: Path, state: Path, opened: Opener) -> None:
    """Whatever the catalog could not be cleared of while somebody read it is cleared later, also by another edit."""
    searcher = archive(corpus, opened)
    with read_elsewhere(state):
        (corpus / "secret.txt").unlink()
        searcher.refresh()
    (corpus / "1.txt").write_text((corpus / "1.txt").read_text() + "\n\nThe end.")
    searcher.refresh()
    assert left(state) == set()


def test_words_go_with_an_edit(corpus: Path, state: Path, opened: Opener) -> None:
    """What was struck out of an article is gone; what it still says stays, and so do words of others."""
    searcher = archive(corpus, opened)
    (corpus / "secret.txt").write_text("Mooncastle has a harbour.")
    searcher.refresh()
    assert left(state) == {"mooncastle"}
    assert {"mooncastle", "harbour"} <= listed(searcher)
    assert searcher.quote("Mooncastle has a harbour.").places


def test_words_go_with_a_record(corpus: Path, state: Path, opened: Opener) -> None:
    """One of many in a file goes; the words it shared with another stay, in the form that one has."""
    rows = [{"id": "1", "title": "Quillfeather", "text": SECRET}, {"id": "2", "text": "Mooncastle lies far away."}]
    write_jsonl(corpus / "a.jsonl", *rows, {"id": "3", "text": "Two moons and castles."})
    searcher = opened()
    write_jsonl(corpus / "a.jsonl", rows[1], {"id": "3", "text": "Two moons and castles."})
    searcher.refresh()
    assert left(state) == {"mooncastle"}
    assert {"mooncastle", "moons", "castles"} <= listed(searcher)


def test_a_form_goes_when_another_of_its_stem_stays(corpus: Path, opened: Opener) -> None:
    """The plural and the singular are one term: the word that no article has is not suggested any more."""
    (corpus / "a.txt").write_text("Many shipwrecks lie there.")
    (corpus / "b.txt").write_text("One shipwreck lies here.")
    searcher = opened()
    assert {"shipwrecks", "shipwreck"} <= listed(searcher)
    (corpus / "a.txt").unlink()
    searcher.refresh()
    assert listed(searcher) & {"shipwrecks", "shipwreck", "many", "there"} == {"shipwreck"}


@pytest.mark.parametrize("many", [0, 1, 200])
def test_the_list_is_that_of_a_fresh_build(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """Whether words are looked up or listed anew, the list is the one that the remaining articles give."""
    monkeypatch.setattr(taken_out, "MANY", many)
    monkeypatch.setattr("retrieval.live_index.MANY", many)
    searcher = archive(corpus, opened)
    (corpus / "secret.txt").unlink()
    (corpus / "7.txt").unlink()
    (corpus / "8.txt").write_text("Only this remains of the eighth.")
    searcher.refresh()
    rows = searcher.archive.catalog._rows("SELECT * FROM spellings")
    fresh = opened(rebuild=True)
    assert rows == fresh.archive.catalog._rows("SELECT * FROM spellings")
    assert left(state) == set()


def test_what_was_interrupted_is_done_next_time(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between taking an article out and clearing its words, the next start clears them."""
    searcher = archive(corpus, opened)
    (corpus / "secret.txt").unlink()
    monkeypatch.setattr("retrieval.live_index._forget_taken_out", lambda _index: False)
    searcher.refresh()
    assert left(state) == set(WORDS)
    searcher.close()
    monkeypatch.undo()
    opened()
    assert left(state) == set()


def test_words_that_can_not_be_taken_out_cost_no_answer(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk what is asked for is there, and that something is left is said; the next start clears it."""
    searcher = archive(corpus, opened)
    (corpus / "secret.txt").unlink()

    def full(*_arguments: object, **_options: object) -> None:
        raise StateError("The index can't be used (No space left on device).")

    with monkeypatch.context() as patch:
        patch.setattr(index.Index, "rewrite", full)
        changes = searcher.refresh()
        (notice,) = changes.notices
        assert notice.startswith("The index can't be used (No space left on device); words of articles that are gone")
        assert not searcher.archive.is_kept
        assert searcher.ask("Where do ferries leave?").passages
        assert not searcher.quote(SECRET).places
    assert left(state)
    searcher.close()
    assert opened().changes.notices == ()
    assert left(state) == set()


def test_one_who_reads_meanwhile_is_not_waited_for_long(corpus: Path, state: Path, opened: Opener) -> None:
    """What another process holds on to is cleared when that is done with it."""
    searcher = archive(corpus, opened)
    with read_elsewhere(state):
        (corpus / "secret.txt").unlink()
        searcher.refresh()
        assert not searcher.quote(SECRET).places
    searcher.refresh()
    assert left(state) == set()


class Counted:
    """An engine and a catalog of one term: how many passages have it, and how many were looked for each time."""

    def __init__(self, passages: int) -> None:
        self.passages = passages
        self.lots: list[int] = []

    def doc_freq(self, _term: str) -> int:
        return self.passages

    def term_counts(self) -> None:
        """Is only handed on."""

    def keys_with(self, _terms: list[str]) -> list[int]:
        assert self.passages <= taken_out.LOOKED_AT
        return list(range(self.passages))

    def search(self, _terms: list[str], limit: int, *, counted: object) -> list[Hit]:
        assert counted == self.term_counts
        return [Hit(key, 1.0) for key in range(min(limit, self.passages))]

    def texts_around(self, keys: list[int]) -> list[tuple[None, None, str]]:
        self.lots.append(len(keys))
        return [(None, None, f"passage {key}") for key in keys]


@pytest.mark.parametrize(
    ("passages", "lots"),
    [
        (1, [1]),
        (2, [2]),
        (3, [2, 1]),
        (7, [2, 4, 1]),
        (1_000, [2, 4, 12, 36, 108, 324, 514]),
        (1_001, [10, 1_000]),
    ],
)
def test_a_few_passages_are_looked_at_first(passages: int, lots: list[int]) -> None:
    """Then more and more of them, each once; of very many the best ones."""
    counted = Counted(passages)
    texts = [text for *_, text in taken_out._with_term("kiln", counted, counted)]  # type: ignore[arg-type]
    assert counted.lots == lots
    assert set(texts) == {f"passage {key}" for key in range(min(passages, taken_out.LOOKED_AT))}


def test_words_of_an_article_without_its_text_are_forgotten(corpus: Path, state: Path, opened: Opener) -> None:
    """Its passages tell which terms it had; those that no passage has now are suggested no more, without any text."""
    archive(corpus, opened, "disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    assert listed(searcher).issuperset(WORDS)
    (corpus / "secret.txt").unlink()
    (corpus / "0.txt").write_text("The harbour of Brightwater was closed.")
    searcher.refresh()
    assert listed(searcher).isdisjoint(WORDS)
    assert listed(searcher).issuperset({"harbour", "ferries", "brightwater", "closed"})
    assert searcher.archive.catalog.taken_out_count() == 0


def test_phrases_of_an_article_whose_text_was_lost_are_forgotten(corpus: Path, state: Path, opened: Opener) -> None:
    """The index of phrases is made anew where it can't be told which words to take out of it."""
    archive(corpus, opened, "disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    (corpus / "secret.txt").unlink()
    searcher.refresh()
    assert searcher.archive.catalog.phrase_index_size() == (0, 0)
    assert searcher.quote(KEPT[1]).places
    assert searcher.archive.catalog.phrase_index_size() == (30, 0)


def test_of_many_articles_without_texts_the_words_are_forgotten_that_nothing_has(
    corpus: Path, state: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is not made anew, for which every file would be read."""
    monkeypatch.setattr("retrieval.live_index.MANY", 0)
    archive(corpus, opened, "disk").close()
    take_texts(corpus, state)
    searcher = opened(engine="disk")
    (corpus / "secret.txt").unlink()
    monkeypatch.setattr(taken_out, "_list_anew", None)
    searcher.refresh()
    assert listed(searcher).isdisjoint(WORDS)
    assert listed(searcher).issuperset({"harbour", "ferries"})


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_forgotten(
    corpus: Path, state: Path, opened: Opener
) -> None:
    """What it may say too stays in the list; the refresh goes on."""
    (corpus / "also.txt").write_text("Quillfeather was seen in the harbour.")
    archive(corpus, opened, "disk").close()
    searcher = opened(engine="disk")
    assert searcher.archive.catalog.article("secret.txt").text
    take_texts(corpus, state, but="secret.txt")
    words = searcher.archive.catalog.texts
    words.reader = None
    (corpus / "secret.txt").unlink()
    searcher.index.archive.refresh()
    searcher.index.take_up(is_done=False)
    out = searcher.archive.catalog.taken_out(10)
    taken_out.forget_spellings(searcher.archive.catalog, searcher.index.engine, out, 30)
    assert "quillfeather" in listed(searcher)
