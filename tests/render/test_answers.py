"""Answers and articles as text and JSON."""

import datetime
import io
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.journal.codec import answer_json
from bot.render.answers import AROUND, LONGEST_SHOWN, answer_text, interpretation, remarks, shown_stretch
from bot.render.articles import article_json
from bot.render.phrases import names_text
from retrieval import Period, Remark, Searcher, SourceFile, SpellingCorrection
from tests.answers import START, TEXT, answer, passage, sentence
from tests.conftest import QUESTION, SEED, SEEDS, write_jsonl

Opener = Callable[..., Searcher]

DAY = datetime.date(2024, 3, 16)


def drawn(rendered: object, **console: object) -> str:
    screen = io.StringIO()
    Console(file=screen, **console).print(rendered, highlight=False, soft_wrap="force_terminal" not in console)  # type: ignore[arg-type]
    return screen.getvalue()


def test_json_has_the_agreed_form(seeds: Searcher) -> None:
    """Every key is there, in its form, with nothing unknown left out."""
    answer = answer_json(seeds.ask(QUESTION, limit=1))
    assert {
        "id",
        "question",
        "asked_at",
        "answered",
        "confidence",
        "passages",
        "unmatched_terms",
        "read_as",
        "understood_as",
        "elapsed_ms",
    } <= answer.keys()
    passage = answer["passages"][0]
    assert passage.keys() >= {"rank", "score", "text", "sentence", "citation"}
    assert passage["sentence"].keys() == {"exact", "start", "end"}
    citation = passage["citation"]
    quote, position = citation.pop("selector")
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == passage["text"]
    assert position == {"type": "TextPositionSelector", "start": 1268, "end": 1879}
    article = article_json(seeds.archive.article(SEED))
    assert article["text"][1268:1879] == passage["text"]
    assert citation == {
        "id": f"{answer['id']}.1", "article": SEED, "date": "2024-03-16", "source": None, "url": None, "link": None,
        "title": "Amidst escalating tensions and stalled prisoner exchange negotiations…",
        "authors": [],
        "heading": "The Israeli Delegation's Mission to Qatar", "paragraphs": [3], "sha256": article["sha256"],
        "file": {"path": SEED, "sha256": sha256((SEEDS / SEED).read_bytes()).hexdigest(), "lines": [9, 9], "page": None,
                 "record": None, "member": None, "reader": "text 2"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "reader", "told"),
    [
        ((12, 14), "markdown 2", "lines 12-14 of posts/dam.md"),
        ((12, 12), "markdown 2", "line 12 of posts/dam.md"),
        ((12, 14), "text 1", None),
        (None, "jsonl 2", None),
    ],
)
def test_the_lines_of_a_page_are_told(lines: tuple[int, int] | None, reader: str, told: str | None) -> None:
    """Where the text is not the file's own, the lines of the file lead to the words."""
    file = SourceFile("posts/dam.md", "", lines, None, None, None, reader)
    shown = passage(1)
    cited = replace(shown, citation=replace(shown.citation, file=file))
    console = Console(file=io.StringIO(), width=100)
    console.print(answer_text(replace(answer(), passages=(cited,)), marks=True))
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    assert (told or "posts/dam.md") in text if told else "posts/dam.md" not in text


@pytest.mark.parametrize(
    ("article", "member", "named"),
    [
        ("posts/dam.md", None, "    lines 12-14 of posts/dam.md · "),
        ("posts.zip/dam.md", "dam.md", "    lines 12-14 of posts.zip/dam.md · "),
        ("number 7", None, "    lines 12-14 of posts/dam.md · number 7 · "),
    ],
)
def test_a_file_is_named_once(article: str, member: str | None, named: str) -> None:
    """With the lines in it, and with the archive it is packed in; an article of another name is named, too."""
    file = SourceFile("posts.zip" if member else "posts/dam.md", "", (12, 14), None, None, member, "markdown 2")
    shown = passage(1)
    cited = replace(shown, citation=replace(shown.citation, article=article, file=file))
    text = drawn(answer_text(replace(answer(), passages=(cited,)), marks=True), width=100)
    assert f"\n{named}{cited.citation.id}\n" in text
    assert text.count("dam.md") == 1


def test_plain_text_marks_the_sentence_and_wraps_nothing(seeds: Searcher) -> None:
    """In a pipe the answer sentence stands between asterisks and lines stay whole."""
    answer = seeds.ask(QUESTION, limit=1)
    passage = answer.passages[0]
    lines = drawn(answer_text(answer, marks=True), width=40).splitlines()
    assert lines[1] == passage.text.replace(passage.sentence.exact, f"**{passage.sentence.exact}**")
    assert "\x1b" not in "".join(lines)


def test_a_terminal_shows_it_bold(seeds: Searcher) -> None:
    """On a terminal the sentence is bold, and no asterisk is added."""
    shown = drawn(answer_text(seeds.ask(QUESTION, limit=1), marks=False), force_terminal=True, width=10_000)
    assert "\x1b[1mDespite Smotrich's vehement opposition" in shown
    assert "*" not in shown


def test_control_codes_of_articles_reach_no_terminal(corpus: Path, opened: Opener) -> None:
    """An article can't move the cursor or rename the window of who reads it."""
    write_jsonl(
        corpus / "a.jsonl", {"id": "\x1b]0;id\x07", "title": "\x1b[2Jtitle", "text": "Harbour \x1b[31mred\x07 \x9b1m."}
    )
    shown = drawn(answer_text(opened().ask("harbour"), marks=True))
    assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert "Harbour \ufffd[31mred" in shown


@pytest.mark.parametrize(
    ("narrowed", "said"),
    [
        ({"as_of": DAY}, "Only articles up to 16 March 2024 were searched."),
        ({"since": DAY}, "Only articles from 16 March 2024 on were searched."),
        ({"since": DAY, "until": DAY}, "Only articles from 16 March 2024 to 16 March 2024 were searched."),
        ({"until": DAY, "as_of": DAY.replace(day=17)}, "Only articles up to 16 March 2024 were searched."),
    ],
)
def test_an_answer_says_to_which_days_it_was_narrowed(seeds: Searcher, narrowed: dict[str, Any], said: str) -> None:
    """Whoever reads an answer, or that there is none, knows which articles were left out; else nothing is said."""
    assert said in drawn(answer_text(seeds.ask(QUESTION, **narrowed), marks=True))
    assert "searched" not in drawn(answer_text(seeds.ask(QUESTION), marks=True))


def test_undated_articles_that_were_left_out_are_counted(corpus: Path, opened: Opener) -> None:
    """By an answer's text, and by its notes for programs; without days nothing is left out."""
    write_jsonl(corpus / "a.jsonl", *({"id": str(n), "text": f"Harbour {n}."} for n in range(2)))
    searcher = opened()
    answer = searcher.ask("harbour", since=DAY)
    assert "up to" not in drawn(answer_text(answer, marks=True))
    assert "were searched; 2 articles without a date were left out." in drawn(answer_text(answer, marks=True))
    assert answer.notes == ("Articles without a date were left out: 2.",)
    assert searcher.ask("harbour").notes == ()
    write_jsonl(
        corpus / "a.jsonl", {"id": "0", "text": "Harbour."}, {"id": "1", "date": "2024-03-16", "text": "Harbour."}
    )
    searcher.refresh()
    answer = searcher.ask("harbour", as_of=DAY)
    assert "were searched; 1 article without a date was left out." in drawn(answer_text(answer, marks=True))


def test_an_answer_says_to_which_languages_it_was_narrowed(corpus: Path, opened: Opener) -> None:
    """By their names, with how many articles were left out since their language is not known."""
    rows = [
        {"id": "en", "language": "en", "text": "The harbour of Talheim."},
        {"id": "es", "language": "es", "text": "El puerto de Talheim."},
    ]
    searcher = opened(write_jsonl(corpus / "a.jsonl", *rows))

    def told(**narrowed: Any) -> str:
        return drawn(answer_text(searcher.ask("Talheim", **narrowed), marks=True))

    assert "Only articles in Spanish were searched." in told(language="es")
    assert "Only articles in English or Spanish were searched." in told(language="inglés, es")
    both = told(language="Spanish", since=DAY)
    assert both.index("Only articles from") < both.index("Only articles in Spanish were searched.")
    write_jsonl(corpus / "a.jsonl", *rows, {"id": "0", "text": "1,204"})
    searcher.refresh()
    assert "in Spanish were searched; 1 article whose language is not known was left out." in told(language="es")
    write_jsonl(corpus / "a.jsonl", *rows, {"id": "0", "text": "1,204"}, {"id": "1", "text": "77"})
    searcher.refresh()
    assert "; 2 articles whose language is not known were left out." in told(language="es")


def test_the_whole_of_an_answer_in_a_pipe() -> None:
    """Each passage stands after an empty line: its words, its rank and source, place, link, and ids."""
    link = "https://news.example/a#:~:text=mayor"
    first = passage(1, source="The Example", url="https://news.example/a", link=link)
    second = passage(2, words="Ana cheered.", url="https://news.example/b", date=None)
    assert drawn(answer_text(answer(first, second), marks=True)).splitlines() == [
        "",
        "It rained. **The mayor opened the bridge.** Ana cheered.",
        "[1] The bridge · 16 March 2024 · The Example",
        f"    paragraph 2, characters {START}-{START + len(TEXT)}",
        f"    {link}",
        "    bridge.txt · k7q2m9.1",
        "",
        "It rained. The mayor opened the bridge. **Ana cheered.**",
        "[2] The bridge · no date",
        f"    paragraph 2, characters {START}-{START + len(TEXT)}",
        "    https://news.example/b",
        "    bridge.txt · k7q2m9.2",
    ]


@pytest.mark.parametrize(
    ("second", "shown"),
    [
        ("It rained.", "_It rained._ **The mayor opened the bridge.** Ana cheered."),
        ("Ana cheered.", "It rained. **The mayor opened the bridge.** _Ana cheered._"),
    ],
)
def test_a_second_sentence_is_marked_lightly(second: str, shown: str) -> None:
    """It stands before or after the answer sentence, underlined or between underscores."""
    marked = answer(replace(passage(), second_sentence=sentence(second)))
    assert drawn(answer_text(marked, marks=True)).splitlines()[1] == shown
    bold = drawn(answer_text(marked, marks=False), force_terminal=True, width=200)
    assert f"\x1b[4m{second}\x1b[0m" in bold
    assert "\x1b[1mThe mayor opened the bridge.\x1b[0m" in bold
    assert "_" not in bold


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({}, ["This archive does not seem to hold the answer."]),
        (
            {"unmatched_terms": ("zeppelin\x07", "umbrella")},
            ["This archive does not seem to hold the answer.", "Not in the archive: zeppelin\ufffd, umbrella."],
        ),
        (
            {"passages": (passage(),)},
            ["This archive does not seem to hold the answer.", "The closest passages:"],
        ),
        (
            {"notes": (Remark("Ask in {held}.", held="German"), Remark("Left out: {count}.", count=3))},
            ["This archive does not seem to hold the answer.", "Ask in German."],
        ),
    ],
)
def test_an_answer_that_is_none_says_why(values: dict[str, object], lines: list[str]) -> None:
    """Words that match nothing are named, and passages are said to be only the closest."""
    shown = drawn(answer_text(answer(answered=False, **values), marks=True)).splitlines()
    assert shown[: len(lines) + 1] == [*lines, ""][: len(shown)]


def test_how_a_question_was_understood_stands_first() -> None:
    """Context, corrections and preferred days each have a line; a period of one day names it once."""
    asked = answer(
        passage(),
        understood="Who\x07? (bridge)",
        corrections=(SpellingCorrection("brigde", "bridge"),),
        period=Period(DAY, DAY.replace(day=17), "in mid March"),
    )
    lines = drawn(answer_text(asked, marks=True)).splitlines()
    assert lines[:4] == [
        "Understood as: Who\ufffd? (bridge)",
        "brigde does not occur in the archive; read as bridge.",
        "“in mid March” read as 16 March 2024 to 17 March 2024; articles from around that time are preferred.",
        "",
    ]
    one_day = interpretation(answer(passage(), period=Period(DAY, DAY, "that day")))
    assert one_day == ["“that day” read as 16 March 2024; articles from around that time are preferred."]
    counted = answer(passage(), period=Period(DAY, DAY, "today", DAY))
    read = "“today” read as 16 March 2024, counted from 16 March 2024; "
    assert interpretation(counted) == [f"{read}articles from around that time are preferred."]
    before = replace(counted, passages=(passage(date=DAY.replace(day=15)), passage(date=None)))
    assert interpretation(before) == [f"{read}no passage found is from that time."]
    listed = answer(passage(), period=Period(DAY, DAY, "today"), provenance={"listing": "days"})
    assert interpretation(listed)[0].endswith("; the articles of these days, newest first.")
    others = replace(listed, passages=(passage(date=None),))
    assert interpretation(others)[0].endswith("; the articles of these days and others that name them, newest first.")
    assert interpretation(answer(passage())) == []


def test_where_there_is_nothing_of_some_days_the_newest_day_is_said() -> None:
    """Other remarks are not repeated there."""
    newest = Remark("The newest article is from {day}.", day=DAY)
    nothing = answer(provenance={"listing": "days"}, notes=(Remark("Left out: {count}.", count=3), newest))
    assert drawn(answer_text(nothing, marks=True)).splitlines() == [
        "This archive holds no article of these days, and none that names them.",
        "The newest article is from 2024-03-16.",
    ]


def test_on_a_terminal_the_citation_is_indented() -> None:
    """Place and ids stand under the source, four columns in."""
    shown = drawn(
        answer_text(answer(passage(source="S")), marks=False), width=80, force_terminal=True, color_system=None
    )
    assert [line.rstrip() for line in shown.splitlines()] == [
        "",
        TEXT,
        "[1] The bridge · 16 March 2024 · S",
        f"    paragraph 2, characters {START}-{START + len(TEXT)}",
        "    bridge.txt · k7q2m9.1",
    ]


def test_authors_are_named_beside_a_citation(corpus: Path, opened: Opener) -> None:
    """The first three of them, after the publisher; with commas in their names a semicolon parts them."""
    authors = ["Ana Ruiz", "Ben Cole", "Cy Dahl", "Di Falk"]
    write_jsonl(
        corpus / "a.jsonl", {"id": "1", "title": "Kiln", "authors": authors, "source": "Post", "text": "Harbour."}
    )
    answer = opened().ask("harbour")
    assert "[1] Kiln · no date · Post · Ana Ruiz, Ben Cole, Cy Dahl + 1" in drawn(answer_text(answer, marks=True))
    assert answer.passages[0].citation.authors == tuple(authors)
    assert answer_json(answer)["passages"][0]["citation"]["authors"] == authors
    assert names_text(["Ruiz, Ana", "Cole, Ben"]) == "Ruiz, Ana; Cole, Ben"
    assert names_text([]) == ""


@pytest.mark.parametrize(
    ("confidence", "answered", "said"), [(0.49, True, True), (0.5, True, False), (0.1, False, False)]
)
def test_an_answer_with_reserve_says_so(confidence: float, answered: bool, said: bool) -> None:
    """Between an answer and none; whoever reads it is told, the passages stay."""
    given = answer(passage(1), confidence=confidence, answered=answered)
    shown = drawn(answer_text(given, marks=True))
    assert ("This may hold the answer, but it is not certain." in shown) is said is given.may_hold
    assert passage(1).sentence.exact in shown


@pytest.mark.parametrize(("confidence", "answered"), [(0.9, True), (0.4, True), (0.1, False)])
def test_a_word_that_occurs_nowhere_is_told_once(confidence: float, answered: bool) -> None:
    """Of sure answers, too: a reader may see that what was asked is not what is answered."""
    given = answer(passage(1), confidence=confidence, answered=answered, unmatched_terms=("built",))
    assert drawn(answer_text(given, marks=True)).count("Not in the archive: built.") == 1


def test_what_the_first_passage_lacks_is_told() -> None:
    """By name, in a line of its own."""
    lacking = answer(passage(1), missing_terms=("2019", "Malta"))
    assert interpretation(lacking) == ["The first passage doesn't say: 2019, Malta."]


def test_a_very_long_passage_is_shown_around_its_sentence(corpus: Path, opened: Opener) -> None:
    """As an answer of an older journal may have it: whole words, how much is left out is said, and JSON has all."""
    text = "Nothing happens here today. " * 200 + "The harbour is green. " + "Nothing happens there either. " * 200
    write_jsonl(corpus / "a.jsonl", {"id": "1", "title": "Kiln", "text": text})
    answer = opened().ask("Which harbour is green?", limit=1)
    citation = replace(answer.passages[0].citation, start=0, end=len(text), exact=text)
    passage = replace(answer.passages[0], text=text, citation=citation)
    answer = replace(answer, passages=(passage,))
    first, last = shown_stretch(passage)
    shown = drawn(answer_text(answer, marks=True), width=100_000)
    assert passage.text[:100] == text[:100]
    assert f"… {passage.text[first : first + 40]}" in shown
    assert passage.text[first - 1] == passage.text[last] == " "
    assert 1_100 < last - first <= 2 * AROUND + len("The harbour is green.")
    assert "here today. **The harbour is green.** Nothing happens" in shown
    assert f"{len(passage.text) - (last - first):,} of its {len(passage.text):,} characters are not shown" in shown
    assert answer_json(answer)["passages"][0]["text"] == passage.text


@pytest.mark.parametrize("size", [LONGEST_SHOWN, LONGEST_SHOWN + AROUND + 1])
def test_a_passage_of_a_screen_is_shown_whole(corpus: Path, opened: Opener, size: int) -> None:
    """What is longer is cut, also where it is a single sentence or a single word."""
    for text in ("harbour " + "x" * (size - 8), ("harbour " * size)[: size - 1] + "."):
        write_jsonl(corpus / "a.jsonl", {"id": "1", "text": text})
        (passage,) = opened().ask("harbour", limit=1).passages
        citation = replace(passage.citation, start=0, end=size, exact=text)
        sentence = passage.sentence._replace(exact=text, start=0, end=size)
        passage = replace(passage, text=text, citation=citation, sentence=sentence)
        first, last = shown_stretch(passage)
        assert (first == 0 and last == len(passage.text)) == (len(passage.text) <= LONGEST_SHOWN)
        assert 0 <= first < last <= len(passage.text)


def test_what_is_to_be_known_now_stands_above_the_passages() -> None:
    """But for what is said when the archive is opened, and what was left out, which stands beside the days."""
    notes = (
        Remark("{reason}; answers still draw on what was known.", reason="3 files are missing"),
        Remark("Articles without a date were left out: {count}.", count=3),
        Remark("Another program is reading the archive now; this is its state of {when}.", when="2024-03-16 10:00 UTC"),
    )
    lines = [part.plain for part in remarks(answer(passage(), notes=notes))]
    assert lines == ["Another program is reading the archive now; this is its state of 2024-03-16 10:00 UTC."]
    timeline = [part.plain for part in remarks(answer(passage(), notes=notes, provenance={"timeline": "ends"}))]
    assert timeline[: len(notes)] == list(notes)
