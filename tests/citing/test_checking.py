"""Checking citations: the drift suite, and what a single verdict says."""

import functools
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from retrieval import Article, Citation, Passage, Searcher, Shown, Verdict
from retrieval.citing.checking import _context, _resembles, check
from retrieval.citing.citations import cite
from retrieval.citing.source_details import paragraph_numbers, paragraphs_named
from retrieval.indexing.archive import Archive
from tests.conftest import write_jsonl
from tests.drift import EDITS, Case, Files, Outcome, cases
from tests.newsroom import articles

EACH = 2
"""How many cases of each edit the quick part of the drift suite has."""


def failure(name: str, case: Case, outcome: Outcome, archive: Archive) -> str | None:
    """Carries a case out in the folder of an archive; what is wrong with the verdict, or None."""
    # What is not there now was there when it was cited.
    put_files(archive.corpus, case.files or {case.name: case.citation.exact})
    archive.refresh(thorough=True)
    if not case.files:
        put_files(archive.corpus, {})
        archive.refresh(thorough=True)
    found = check(case.citation, archive)
    right = (
        found.verdict is outcome.verdict
        and outcome.article in (None, found.article)
        and outcome.note in (found.note or "")
        and outcome.difference in (found.difference or "")
        and {place.article for place in found.also_at} >= set(outcome.also_at)
    )
    return None if right else f"{name}: wanted {outcome}, got {found}"


def put_files(corpus: Path, files: Files) -> None:
    """Makes some files all that a folder holds."""
    for path in corpus.iterdir():
        if path.name not in files:
            path.unlink()
    for file, text in files.items():
        (corpus / file).write_text(text, encoding="utf-8", newline="")


@functools.cache
def quick_cases() -> dict[str, list[tuple[Case, Outcome]]]:
    """The cases of a quick part of the suite, by their edit."""
    by_edit: dict[str, list[tuple[Case, Outcome]]] = {name: [] for name in EDITS}
    run = cases(articles(7), seed=5, count=10_000)
    while any(len(made) < EACH for made in by_edit.values()):
        name, case, outcome = next(run)
        by_edit[name].append((case, outcome))
    return {name: made[:EACH] for name, made in by_edit.items()}


@pytest.fixture(scope="module")
def drifting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive to which one thing after another happens."""
    folder = tmp_path_factory.mktemp("drift")
    (folder / "corpus").mkdir()
    with closing(Archive(folder / "corpus", folder / "state")) as archive:
        yield archive


@pytest.mark.parametrize("edit", EDITS)
def test_every_edit_of_the_drift_suite_leads_to_its_verdict(edit: str, drifting: Archive) -> None:
    """Whatever happens to an archive, a citation's verdict says it: a quick part of the suite."""
    assert [wrong for case in quick_cases()[edit] if (wrong := failure(edit, *case, drifting))] == []


LINE = "The council will meet again on Friday to decide about the harbour."
NEWS = (
    f"It rained.\n\nAna Petrov spoke first. {LINE} Nobody clapped.\n\nNils Varga spoke last. {LINE} Then it was over."
)


@pytest.fixture
def cited(corpus: Path, opened: Callable[..., Searcher]) -> tuple[Searcher, Citation, Callable[..., None]]:
    """An article that says a line twice, a citation of the second time, and a way to put another in its place."""

    def write(text: str, name: str = "a", **known: Any) -> None:
        write_jsonl(corpus / "news.jsonl", {"id": name, "title": "A", "date": "2023-01-01", "text": text, **known})

    write(NEWS)
    searcher = opened()
    start = NEWS.rindex(LINE)
    whole = cite(searcher.archive.article("a"), Passage("a", (3,), None, start, start + len(LINE)), "k7q2m9.1")
    return searcher, whole, write


Cited = tuple[Searcher, Citation, Callable[..., None]]


def test_of_several_places_the_one_with_its_neighbours_is_meant(cited: Cited) -> None:
    """When the same words stand elsewhere too, prefix and suffix decide, then the distance."""
    searcher, citation, write = cited
    write(f"Nils Varga spoke last. {LINE} Then it was over.\n\n{NEWS[:130]} And again: {LINE}")
    (check,) = searcher.check([citation])
    assert (check.verdict, check.start) == (Verdict.MOVED, 23)
    write(f"{LINE} She said so.\n\nFiller stands here for a while.\n\nHe said: {LINE} Twice, as it were.")
    (check,) = searcher.check([citation])
    assert check.start is not None
    assert check.start > 60


def test_a_renamed_title_and_another_date_are_noted(cited: Cited) -> None:
    """The words stand; the note says that the article was re-titled and re-dated."""
    searcher, citation, write = cited
    write(NEWS, title="B", date="2023-02-02")
    (check,) = searcher.check([citation])
    assert check.verdict is Verdict.VERIFIED
    assert check.note == "The title was 'A' and is 'B'. The date was 2023-01-01 and is 2023-02-02."


@pytest.mark.parametrize(
    ("now", "note"),
    [
        (["Ana Ruiz", "Ben Cole"], None),
        (["Ana Ruiz"], "The authors were Ana Ruiz and Ben Cole and are Ana Ruiz."),
        ([], "The authors were Ana Ruiz and Ben Cole; the article names none now."),
    ],
)
def test_other_authors_are_noted(cited: Cited, now: list[str], note: str | None) -> None:
    """The words stand; the note says who wrote them then and now, unless the citation names nobody."""
    searcher, unsigned, write = cited
    write(NEWS, authors=now)
    signed = replace(unsigned, authors=("Ana Ruiz", "Ben Cole"))
    checks = searcher.check([signed, unsigned])
    assert [(check.verdict, check.note) for check in checks] == [(Verdict.VERIFIED, note), (Verdict.VERIFIED, None)]


FOREIGN = "The words shown with the citation are not the ones it cites."


@pytest.mark.parametrize(
    ("shown", "difference"),
    [
        (Shown(None, None, None), None),
        (Shown("", " ", ""), None),
        (Shown(LINE, LINE, LINE), None),
        (Shown(LINE.replace(" ", "\n"), LINE.replace(" ", "\n"), "Nobody clapped."), None),
        (Shown(LINE.replace("again", "never"), None, None), "[-never-]{+again+}"),
        (Shown(f"{LINE} Nobody clapped.", None, None), "[-Nobody clapped.-]"),
        (Shown("The council will meet again.", None, None), "{+on Friday"),
        (Shown(LINE, "The harbour burns.", None), "burns"),
        (Shown(LINE, "Nobody clapped.", None), "[-Nobody clapped"),
        (Shown(LINE, "gain on Friday", None), "gain"),
        (Shown(LINE, LINE, "Xyz qrs!"), "Xyz qrs!"),
    ],
)
def test_the_words_shown_are_those_cited(cited: Cited, shown: Shown, difference: str | None) -> None:
    """A passage shown is what is cited, its sentence is in it, a second one in the article; otherwise it is altered."""
    searcher, citation, write = cited
    (check,) = searcher.check([replace(citation, shown=shown)])
    if difference is None:
        assert (check.verdict, check.note, check.difference) == (Verdict.VERIFIED, None, None)
        return
    assert (check.verdict, check.note, check.start) == (Verdict.ALTERED, FOREIGN, citation.start)
    assert difference in (check.difference or "")
    write(f"It began.\n\n{NEWS}")
    (check,) = searcher.check([replace(citation, shown=shown)])
    assert (check.verdict, check.note) == (
        Verdict.ALTERED, f"{FOREIGN} Now in paragraph 4; it was cited from paragraph 3.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "second", "difference"),
    [
        ("The council will meet again", None, "meet again {+on Friday to decide about the harbour.+}"),
        ("to decide about the harbour.", None, "{+The council will meet again on Friday+} to decide"),
        (LINE[:-1], None, None),
        (LINE, "Nobody", "Nobody {+clapped.+}"),
    ],
)
def test_a_sentence_shown_is_whole(cited: Cited, sentence: str, second: str | None, difference: str | None) -> None:
    """A part of it that stands there is shortened, and what is left out is told."""
    searcher, citation, _ = cited
    (check,) = searcher.check([replace(citation, shown=Shown(LINE, sentence, second))])
    if difference is None:
        assert (check.verdict, check.note) == (Verdict.VERIFIED, None)
        return
    assert (check.verdict, check.note) == (Verdict.ALTERED, "The sentence shown with the citation is shortened.")
    assert difference in (check.difference or "")


def test_other_words_shown_make_no_verdict_better(cited: Cited) -> None:
    """What is gone stays gone, and it is said that other words are shown."""
    searcher, citation, write = cited
    write("Nothing of it.")
    (check,) = searcher.check([replace(citation, shown=Shown("Invented.", None, None))])
    assert (check.verdict, check.note) == (Verdict.GONE, f"'a' does not have these words. {FOREIGN}")


def test_only_what_stood_there_once_is_no_longer_there(cited: Cited) -> None:
    """That is known of a citation of the journal; not of one from elsewhere, nor of an article that is as it was."""
    searcher, citation, write = cited
    own = replace(citation, corpus=searcher.archive.state.name)
    invented = replace(own, exact="Nobody ever wrote a word of this.", prefix="", suffix="")
    changed = replace(own, exact=LINE.replace("Friday", "Monday"))
    nowhere = replace(citation, article="nowhere", exact=invented.exact)
    notes = [check.note for check in searcher.check([invented, changed, nowhere])]
    assert notes[0] == "'a' does not have these words."
    assert (notes[1] or "").startswith(
        "The citation's words differ from the article's, although the article has not changed"
    )
    assert notes[2] == "There is no article 'nowhere' in this archive."
    write("Nothing of it.")
    once, other = searcher.check([own, citation])
    assert (once.verdict, once.meaning, once.note) == (Verdict.GONE, None, "'a' no longer has these words.")
    assert (other.verdict, other.note) == (Verdict.GONE, "'a' does not have these words.")


def test_a_move_tells_the_paragraph(cited: Cited) -> None:
    """Whether moved words are still in their paragraph is told, and how far they went."""
    searcher, citation, write = cited
    write(NEWS.replace("It rained.", "It rained hard."))
    assert searcher.check([citation])[0].note == "Still in paragraph 3, 5 characters later."
    write("It began.\n\n" + NEWS)
    assert searcher.check([citation])[0].note == "Now in paragraph 4; it was cited from paragraph 3."


def test_an_article_that_says_it_differently_is_altered_whatever_copies_there_are(cited: Cited) -> None:
    """Corrected at home while another article has the old words, context and all: altered, and the copy is told."""
    searcher, citation, write = cited
    write(NEWS.replace("on Friday", "on Monday"))
    for name in ("copy.txt", "another.txt"):
        (searcher.archive.corpus / name).write_text(NEWS, encoding="utf-8")
    (check,) = searcher.check([citation])
    assert (check.verdict, check.article) == (Verdict.ALTERED, "a")
    assert "[-Friday-]{+Monday+}" in (check.difference or "")
    assert [place.article for place in check.also_at] == ["another.txt", "copy.txt"]
    assert all(place.exact == LINE == NEWS[place.start : place.end] for place in check.also_at)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (NEWS.replace("Friday", "Monday"), Verdict.ALTERED),
        (NEWS.replace("Friday", "Monday").replace("It rained.", "It snowed a lot."), Verdict.ALTERED),
        (NEWS, Verdict.MOVED),
        (f"In other news. {LINE} Nobody minded.".replace("Friday", "Monday"), Verdict.GONE),
        ("Nils Varga spoke last. Then it was over.", Verdict.GONE),
    ],
)
def test_an_article_renamed_and_edited_is_altered_there(cited: Cited, text: str, verdict: Verdict) -> None:
    """Words that changed are known by what stands around them, in a file or line of another name."""
    searcher, citation, write = cited
    write("Something else altogether happened in town.", name="b", title="B")
    for name, record in (("renamed.txt", None), ("renamed.jsonl", {"id": "z", "text": text})):
        path = searcher.archive.corpus / name
        path.write_text(json.dumps(record) if record else text, encoding="utf-8")
        (check,) = searcher.check([citation])
        assert (check.verdict, check.article) == (
            verdict,
            None if verdict is Verdict.GONE else (record and "z") or name,
        )
        if verdict is Verdict.ALTERED:
            assert "[-Friday-]{+Monday+}" in (check.difference or "")
            assert "There is no article 'a' in this archive; this is what" in (check.note or "")
        path.unlink()


@pytest.mark.parametrize(("opening", "after", "article"), [("I", "", "a"), ("You", "", None), ("You", "Nobody", "a")])
def test_what_stood_around_the_words_is_known_at_the_edges_of_the_text(
    cited: Cited, opening: str, after: str, article: str | None
) -> None:
    """The first word and the last one count: changed words beside them are altered, whatever copies there are."""
    searcher, citation, write = cited
    (searcher.archive.corpus / "copy.txt").write_text(f"Somebody said: {LINE} So it was.", encoding="utf-8")
    write(f"{opening} think the council will not even meet again on Monday to talk about harbours. {after}".strip())
    (check,) = searcher.check([replace(citation, prefix="I ", suffix=" Nobody")])
    assert (check.verdict, check.article) == ((Verdict.ALTERED, article) if article else (Verdict.GONE, None))


@pytest.mark.parametrize(("far", "verdict"), [(54, Verdict.ALTERED), (55, Verdict.GONE), (60, Verdict.GONE)])
def test_what_stood_around_the_words_is_looked_for_near_them(cited: Cited, far: int, verdict: Verdict) -> None:
    """Within 40 code points and twice the longer of prefix and suffix."""
    searcher, citation, write = cited
    (searcher.archive.corpus / "copy.txt").write_text(f"Somebody said: {LINE} So it was.", encoding="utf-8")
    write(f"{'Ana '.ljust(far - 1, 'x')} the council will not even meet again on Monday to talk about harbours. ")
    (check,) = searcher.check([replace(citation, prefix="Ana ", suffix=" Nobody")])
    assert check.verdict is verdict


def test_half_of_the_words_in_order_are_an_alteration(cited: Cited) -> None:
    """At least half of the words in order make an alteration, fewer mean that the quote is gone."""
    searcher, citation, write = cited
    write("The council will meet again, on a Saturday, who knows why and where.")
    assert searcher.check([citation])[0].verdict is Verdict.ALTERED
    write("The council will see, on a Saturday, who knows why and where it went.")
    assert searcher.check([citation])[0].verdict is Verdict.GONE


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({"exact": "", "end": 0}, Verdict.GONE),
        ({"exact": " … "}, Verdict.GONE),
        ({"start": -5}, Verdict.MOVED),
        ({"start": 10**9}, Verdict.MOVED),
        ({"prefix": "nothing of it", "suffix": ""}, Verdict.VERIFIED),
        ({"article": "no such article"}, Verdict.MOVED),
        ({"exact": "The council will meet again on Fri"}, Verdict.ALTERED),
    ],
)
def test_citations_of_others_are_judged_too(cited: Cited, change: dict[str, Any], verdict: Verdict) -> None:
    """Whatever stands in a citation that was made elsewhere, there is a verdict."""
    searcher, citation, _ = cited
    assert searcher.check([replace(citation, **change)])[0].verdict is verdict


def test_an_archive_that_is_empty_now_can_be_checked(cited: Cited) -> None:
    """Whether the last article is gone or its disk nobody knows; when the removal is accepted, there is no article."""
    searcher, citation, _ = cited
    (searcher.archive.corpus / "news.jsonl").unlink()
    (check,) = searcher.check([citation])
    assert check.verdict is Verdict.UNREADABLE
    assert "is empty now; answers still draw on what was known." in (check.note or "")
    searcher.refresh(accept_removals=True, may_be_empty=True)
    (check,) = searcher.check([citation])
    assert (check.verdict, check.note) == (Verdict.UNREADABLE, "There is no article in the archive.")


def test_how_far_words_moved_is_told_either_way(cited: Cited) -> None:
    """Later by one character, or earlier, or in other paragraphs."""
    searcher, citation, write = cited
    write(NEWS.replace("It rained.", "It rained.."))
    assert searcher.check([citation])[0].note == "Still in paragraph 3, 1 character later."
    write(NEWS.replace("It rained.", "Rain."))
    assert searcher.check([citation])[0].note == "Still in paragraph 3, 5 characters earlier."


def test_white_space_before_a_citation_is_no_part_of_its_place(cited: Cited) -> None:
    """A citation that begins with white space of another style is verified where its first word stands."""
    searcher, citation, write = cited
    write(NEWS.replace(f" {LINE} Then", f"\n{LINE} Then"))
    spaced = replace(citation, exact=f" {LINE}", start=citation.start - 1)
    (check,) = searcher.check([spaced])
    assert (check.verdict, check.start, check.end) == (Verdict.VERIFIED, citation.start, citation.end)


def test_a_start_before_the_text_is_not_counted_from_its_end(cited: Cited) -> None:
    """A negative start is nowhere, though a text has as many code points at its end."""
    searcher, citation, write = cited
    write(f"It rained. {LINE}")
    (check,) = searcher.check([replace(citation, start=-len(LINE), end=0)])
    assert (check.verdict, check.start) == (Verdict.MOVED, 11)


def test_the_old_place_comes_before_a_better_context(cited: Cited) -> None:
    """Words that stand where they were cited are verified, even when another place has the context that was cited."""
    searcher, citation, write = cited
    other = NEWS.replace("Nils Varga spoke last.", "Nobody at all spoke ..")
    write(f"{other.replace('again on', 'again  on')}\n\nNils Varga spoke last. {LINE} Then it was over.")
    (check,) = searcher.check([replace(citation, start=citation.start + 1, end=citation.end + 1)])
    assert (check.verdict, check.start) == (Verdict.VERIFIED, citation.start + 1)


def test_of_two_copies_the_same_text_is_meant(cited: Cited) -> None:
    """When a file was renamed and another has the passage too, the one with the text that was cited is told."""
    searcher, citation, _ = cited
    corpus = searcher.archive.corpus
    (corpus / "news.jsonl").unlink()
    (corpus / "first.txt").write_text(f"{NEWS}\n\nMore of it.", encoding="utf-8")
    (corpus / "second.txt").write_text(NEWS, encoding="utf-8")
    (check,) = searcher.check([citation])
    assert (check.verdict, check.article) == (Verdict.MOVED, "second.txt")


@pytest.mark.parametrize(
    ("before", "after", "prefix", "suffix", "count"),
    [
        ("", "", "", "", 2),
        ("", " more", "", "", 1),
        ("more ", "", "", "", 1),
        ("more ", " more", "", "", 0),
        ("he said: ", " and left", "said: ", " and", 2),
        ("he said: ", " and left", "says: ", " and", 1),
        ("he said: ", " and left", "said: ", " or", 1),
        ("he said: ", " and left", "says: ", " or", 0),
        ("he said: ", " and left", "… said: ", " and -", 2),
    ],
)
def test_context_is_counted(before: str, after: str, prefix: str, suffix: str, count: int) -> None:
    """Prefix and suffix count one each; an empty one means the edge of the text."""
    assert _context(f"{before}words{after}", len(before), len(before) + 5, prefix, suffix) == count


@pytest.mark.parametrize(
    ("start", "end", "numbers", "name"),
    [
        (0, 1, (1,), "paragraph 1"),
        (2, 3, (1,), "paragraph 1"),
        (3, 5, (), "no paragraph"),
        (2, 5, (1,), "paragraph 1"),
        (3, 6, (2,), "paragraph 2"),
        (5, 6, (2,), "paragraph 2"),
        (2, 6, (1, 2), "paragraphs 1-2"),
        (0, 13, (1, 2, 3), "paragraphs 1-3"),
    ],
)
def test_paragraphs_are_those_with_a_code_point_of_it(
    start: int, end: int, numbers: tuple[int, ...], name: str
) -> None:
    """A paragraph counts when a code point of it lies between the two, the first and last one too."""
    assert paragraph_numbers(Article("a", "one\n\ntwo\n\nsix"), start, end) == numbers
    assert paragraphs_named(numbers) == name


def test_the_same_words_under_the_same_title_are_not_altered(corpus: Path, opened: Callable[..., Searcher]) -> None:
    """Words that stand among others in an article of the same title did not come from the one that is gone."""
    (corpus / "a.txt").write_text(f"Council\n\nAna Petrov spoke first. {LINE} Nobody clapped.", encoding="utf-8")
    searcher = opened()
    article = searcher.archive.article("a.txt")
    start = article.text.index(LINE)
    citation = cite(article, Passage("a.txt", (1,), None, start, start + len(LINE)), "c")
    (corpus / "a.txt").unlink()
    (corpus / "b.txt").write_text(f"Council\n\nNils Varga wrote a letter: {LINE} That was all.", encoding="utf-8")
    (verdict,) = searcher.check([citation])
    assert (verdict.verdict, verdict.difference) == (Verdict.GONE, None)
    assert "b.txt" in (verdict.note or "")


def test_another_reader_of_the_file_is_noted(cited: Cited) -> None:
    """A citation that an earlier version of the reader made is checked by its words, and a remark says so."""
    searcher, citation, _ = cited
    assert citation.file is not None
    older = replace(citation, file=replace(citation.file, reader="jsonl 1"))
    now = searcher.archive.article("a").reader
    for cited_now, note in ((older, f"Re-read by {now}; it was cited as jsonl 1 reads it."), (citation, None)):
        found = check(cited_now, searcher.archive)
        assert (found.verdict, found.note) == (Verdict.VERIFIED, note)


@pytest.mark.parametrize(
    ("context", "text", "alike"),
    [
        ("", "", True),
        ("", "x", False),
        ("it rained all", "", False),
        ("it rained all", "it rained all day", True),
        ("it rained all", "it snowed all", True),
        ("it rained", "it snowed", False),
        ("it rained all day", "it was all x", False),
    ],
)
def test_what_resembles_a_context(context: str, text: str, alike: bool) -> None:
    """More than half of its words in order; an empty one only what is empty."""
    assert _resembles(context, text) is alike
