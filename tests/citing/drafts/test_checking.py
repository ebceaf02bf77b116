"""Drafts with citation marks: which quotation belongs to which mark, and does it say what its source says?"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import (
    Article,
    CautionKind,
    CautionPlace,
    Check,
    Citation,
    Passage,
    Remark,
    Searcher,
    Verdict,
    marks,
    unmarked,
)
from retrieval.citing.citations import cite
from retrieval.citing.drafts.checking import quotation_check
from tests.conftest import QUESTION, SEEDS

OF = "[pincite:k7q2m9.1]"


@pytest.mark.parametrize(
    ("draft", "quotation"),
    [
        (f"He said “no way” {OF}.", "no way"),
        (f'He said "no way" {OF}.', "no way"),
        (f"Dit-il «\xa0non\xa0» {OF}.", "non"),
        (f"Er sagte „nein“ {OF}.", "nein"),
        (f"‘It’s a no’, she said {OF}.", "It’s a no"),
        (f"{OF} “no way”, he said.", "no way"),
        (f"First “one”, then “two” {OF}, then “three”.", "two"),
        (f"> Rain fell\n> all night. {OF}\n", "Rain fell all night."),
        (f"> Rain fell.\n>\n> — Somebody, 2024 {OF}\n", "Rain fell."),
        (f"> Rain fell.\n\n{OF} So it was.", "Rain fell."),
        (f"> Rain \\*fell\\*. {OF}", "Rain *fell*."),
        (f"> Rain fell.\n\n— {OF}", "Rain fell."),
        (f"“rain *fell* all **night**” {OF}", "rain fell all night"),
        (f"“rain * fell 2*3*4 snake_case_word” {OF}", "rain * fell 2*3*4 snake_case_word"),
        (f"Then <q>rain fell</q> {OF}", "rain fell"),
        (f"Then &ldquo;rain fell&rdquo; {OF}", "rain fell"),
        (f"Then &raquo;rain fell&laquo; {OF}", "rain fell"),
        (f"Nothing is quoted here. {OF}", None),
        (f"“Far away”{' and on' * 60} {OF}", None),
        (f"In one paragraph “no”.\n\nIn another {OF}.", None),
    ],
)
def test_the_quotation_next_to_a_mark(draft: str, quotation: str | None) -> None:
    """In its paragraph the nearest one before the mark, else behind it, or the block quote it stands in."""
    assert [mark.quotation for mark in marks(draft)] == [quotation]


def test_marks_are_read_leniently() -> None:
    """Capitals and spaces in a mark don't matter; its line is told, and other brackets are none."""
    found = list(marks("# Title [1]\n\n[Pincite: K7Q2M9.2]\n\n[pincite:k7q2m9] [pincite:]"))
    assert [(mark.reference, mark.line) for mark in found] == [("k7q2m9.2", 3), ("k7q2m9", 5)]


@pytest.fixture(scope="module")
def cited(opened_once: Callable[..., Searcher]) -> tuple[Searcher, Citation]:
    """The seeds, and a citation of the passage about the delegation."""
    searcher = opened_once({path.name: path.read_text(encoding="utf-8") for path in SEEDS.iterdir()})
    return searcher, searcher.ask(QUESTION).passages[0].citation


@pytest.mark.parametrize(
    ("words", "verdict", "told"),
    [
        ("“the mediation efforts of the US, Qatar, and Egypt”", Verdict.VERIFIED, None),
        ("“The delegation aims to […] talks with Hamas, facilitated by the mediation efforts”", Verdict.VERIFIED, None),
        ("“gained new momentum following Hamas’ recent proposal”", Verdict.VERIFIED, None),
        ("“the mediation efforts of the UK, Qatar, and Egypt”", Verdict.ALTERED, "[-UK-]{+US+}"),
        ("“Smotrich's criticism of the current approach”", Verdict.MOVED, None),
        ("“Nobody ever said anything like this to us”", Verdict.GONE, None),
        ("Nothing quoted.", Verdict.VERIFIED, None),
    ],
)
def test_the_words_of_a_draft_are_checked(
    cited: tuple[Searcher, Citation], words: str, verdict: Verdict, told: str | None
) -> None:
    """Right words stand, changed ones are told, words from elsewhere in the article are moved, others are gone."""
    searcher, citation = cited
    (check,) = searcher.check_draft((mark, [citation]) for mark in marks(f"{words} {OF}"))
    assert check.verdict is verdict
    assert told is None or told in (check.difference or "")


def test_a_mark_that_nobody_knows_is_gone(cited: tuple[Searcher, Citation]) -> None:
    """A mark with an id that is not in the journal does not stand."""
    (check,) = cited[0].check_draft((mark, []) for mark in marks("“Words” [pincite:222222.1]"))
    assert (check.citation, check.verdict) == ("222222.1", Verdict.GONE)


def test_a_mark_of_a_whole_answer_takes_its_best_citation(cited: tuple[Searcher, Citation]) -> None:
    """When a mark names an answer, the quotation may be from any of its passages."""
    searcher, citation = cited
    other = replace(citation, id="k7q2m9.2", exact="Words that are nowhere in it at all, not one.", start=0, end=46)
    (mark,) = marks("“facilitated by the mediation efforts” [pincite:k7q2m9]")
    (check,) = searcher.check_draft([(mark, [other, citation])])
    assert (check.citation, check.verdict) == (citation.id, Verdict.VERIFIED)


@pytest.mark.parametrize(
    ("draft", "quotation"),
    [
        (f"“no”{' ' * 200}{OF}", "no"),
        (f"“no”{' ' * 201}{OF}", None),
        (f"{OF}{' ' * 200}“no”", "no"),
        (f"{OF}{' ' * 201}“no”", None),
        (f"“no”{OF}", "no"),
        (f"{OF}“no”", "no"),
        (f"“one” {OF} “two”", "one"),
        (f"{OF} “two” “three”", "two"),
        (f"“so {OF} it is”", None),
        (f"> Rain.\n\nIt fell {OF}", None),
        (f"Rain.\n\n{OF} It fell.", None),
        (f"> Rain fell. {OF} And snow.", "Rain fell."),
        (f"> {OF} Rain fell.", "Rain fell."),
        (f"> Rain\nand “snow” {OF}", "Rain and “snow”"),
    ],
)
def test_a_quotation_is_near_its_mark(draft: str, quotation: str | None) -> None:
    """Exactly so far and no further, on either side; a block quote only when the mark is in it or right behind it."""
    assert [mark.quotation for mark in marks(draft)] == [quotation]


def test_the_line_of_a_mark_is_told() -> None:
    """Lines count from one over the whole draft, marks in one paragraph have their own."""
    draft = f"{OF}\n{OF} {OF}\n\n\n  text {OF}"
    assert [mark.line for mark in marks(draft)] == [1, 2, 2, 5]


def check_of(citation: Citation, article: Article, quotation: str) -> Check:
    """The check of a draft's words against a citation that stands where it was."""
    start, end = citation.start, citation.end
    return quotation_check(Check(citation.id, Verdict.VERIFIED, article.id, start, end, None), quotation, article)


TEXT = "First one comes here.\n\nThe harbour will be closed on Friday.\n\nThe harbour will be open on Monday."
SECOND, THIRD = TEXT.index("The harbour"), TEXT.rindex("The harbour")


@pytest.fixture
def passage() -> tuple[Citation, Article]:
    """A citation of the second of three paragraphs."""
    article = Article("a", TEXT)
    return cite(article, Passage("a", (2,), None, SECOND, TEXT.index("\n\n", SECOND)), "k7q2m9.1"), article


@pytest.mark.parametrize(
    ("quotation", "verdict", "start", "note"),
    [
        ("The harbour will be", Verdict.VERIFIED, SECOND, None),
        ("Friday", Verdict.VERIFIED, TEXT.index("Friday"), None),
        ("will be", Verdict.VERIFIED, TEXT.index("will be"), None),
        ("on Friday.", Verdict.VERIFIED, TEXT.index("on Friday"), None),
        ("The … on Friday", Verdict.VERIFIED, SECOND, None),
        ("will be open", Verdict.MOVED, TEXT.index("will be open"), "in paragraph 3."),
        ("one comes", Verdict.MOVED, TEXT.index("one comes"), "in paragraph 1."),
        ("Friday. The harbour", Verdict.MOVED, TEXT.index("Friday"), "in paragraph 2."),
        ("The harbour will be shut on Friday", Verdict.ALTERED, SECOND, "6 of 7 words are there."),
        ("harbour shut", Verdict.ALTERED, SECOND + 4, "1 of 2 words is there."),
        ("The harbour will closed on Friday", Verdict.ALTERED, SECOND, "The draft leaves out words of its source."),
        ("harbour shut down", Verdict.GONE, None, "not in the cited passage."),
        ("First two", Verdict.ALTERED, 0, "1 of 2 words is there."),
    ],
)
def test_where_a_drafts_words_stand(
    passage: tuple[Citation, Article], quotation: str, verdict: Verdict, start: int | None, note: str | None
) -> None:
    """In the cited passage they are verified, outside of it moved; half of them in order are an alteration."""
    found = check_of(*passage, quotation)
    assert (found.verdict, found.start) == (verdict, start)
    assert (found.note is None) if note is None else note in (found.note or "")


PIER = (
    "Ada Lind opened the harbour on Monday.\n\n"
    "The council said the pier will not be sold unless the ferry stops. Olav Berg disagreed with the plan.\n\n"
    "It rained."
)


@pytest.fixture(scope="module")
def pier(opened_once: Callable[..., Searcher]) -> tuple[Searcher, Citation]:
    """An archive of an article, and a citation of its second paragraph."""
    return _with_citation(opened_once({"pier.txt": PIER}))


@pytest.fixture
def changing_pier(corpus: Path, opened: Callable[..., Searcher]) -> tuple[Searcher, Citation]:
    """The same for a test that changes its files."""
    (corpus / "pier.txt").write_text(PIER)
    return _with_citation(opened())


def _with_citation(searcher: Searcher) -> tuple[Searcher, Citation]:
    start, end = PIER.index("The council"), PIER.index("\n\nIt")
    return searcher, cite(searcher.archive.article("pier.txt"), Passage("pier.txt", (2,), None, start, end), "k7q2m9.1")


@pytest.mark.parametrize(
    ("draft", "verdict", "note"),
    [
        (f"“the pier will not be sold” and “Olav Berg disagreed with the plan” {OF}", Verdict.VERIFIED, None),
        (
            f"“Olav Berg agreed with the plan” and “the pier will not be sold” {OF}",
            Verdict.ALTERED,
            "This is about the quotation “Olav Berg agreed with the plan”.",
        ),
        (
            f"“nobody ever said a thing like this” and “the pier will not be sold” {OF}",
            Verdict.GONE,
            "This is about the quotation “nobody ever said a thing like this”.",
        ),
        (f"“whatever else” and “the pier will not be sold” {OF}", Verdict.VERIFIED, "Caution: after the quotation"),
        (f"“the pier will be bought” and “whatever is it now” {OF}", Verdict.GONE, "not in the cited passage."),
        (f"“the pier” {OF}", Verdict.VERIFIED, "too short to tell"),
        (f"“—” {OF}", Verdict.VERIFIED, "There are no words in the quotation beside the mark"),
        (f"Nothing is quoted {OF}", Verdict.VERIFIED, "No quotation was found beside the mark"),
    ],
)
def test_of_several_quotations_the_one_that_does_not_stand_counts(
    pier: tuple[Searcher, Citation], draft: str, verdict: Verdict, note: str | None
) -> None:
    """The nearest first; of the others only those long enough to tell; what has no words can't be judged."""
    searcher, citation = pier
    (check,) = searcher.check_draft((mark, [citation]) for mark in marks(draft))
    assert check.verdict is verdict
    assert (check.note is None) if note is None else note in (check.note or "")


def test_an_omission_that_turns_the_words_is_an_alteration(pier: tuple[Searcher, Citation]) -> None:
    """The draft is told what it left out, and how its source reads; a harmless one stands."""
    searcher, citation = pier
    quotations = ("the pier will … be sold", "The council … the pier will not be sold")
    turned, harmless = searcher.check_draft(
        (mark, [citation]) for quotation in quotations for mark in marks(f"“{quotation}” {OF}")
    )
    assert (turned.verdict, turned.omitted) == (Verdict.ALTERED, ("not",))
    assert "not" in (turned.difference or "")
    assert [caution.kind.value for caution in turned.cautions if caution.where == "omitted"] == ["negation"]
    assert (harmless.verdict, harmless.omitted) == (Verdict.VERIFIED, ("said",))


def test_a_mark_whose_citations_can_not_be_known_is_unreadable(pier: tuple[Searcher, Citation]) -> None:
    """As where the answer is damaged in the journal: nothing says that the article is gone."""
    searcher, _ = pier
    damaged = Remark("The answer {answer!r} in the journal is damaged.", answer="k7q2m9")
    (check,) = searcher.check_draft((mark, damaged) for mark in marks(f"“the pier will not be sold” {OF}"))
    assert (check.verdict, check.note) == (Verdict.UNREADABLE, "The answer 'k7q2m9' in the journal is damaged.")


def test_a_draft_of_an_article_that_is_gone_is_gone(corpus: Path, changing_pier: tuple[Searcher, Citation]) -> None:
    """Its words are not looked at: there is nothing to compare them with."""
    searcher, citation = changing_pier
    (corpus / "other.txt").write_text("The ferry sails at noon from the old quay every day.")
    (corpus / "pier.txt").write_text("Something quite different stands here today, and nothing else.")
    (check,) = searcher.check_draft((mark, [citation]) for mark in marks(f"“the pier will not be sold” {OF}"))
    assert check.verdict is Verdict.GONE


def test_an_ellipsis_that_hides_a_denial_is_an_alteration() -> None:
    """The difference begins with the draft's first word and ends with its last, in the passage and beside it."""
    text = f"{TEXT} The market will not, they said, be open on Friday, however. Nobody came."
    article, at = Article("a", text, language="en"), text.index("The market")
    citation = cite(article, Passage("a", (3,), None, THIRD, len(text)), "k7q2m9.1")
    check = check_of(citation, article, "market will … be open on Friday")
    assert (check.verdict, check.start, check.omitted) == (Verdict.ALTERED, at + 4, ("not, they said",))
    assert check.difference == "market will {+not, they said,+} be open on Friday"
    expected = [("negation", "not"), ("doubt", "said")]
    assert [(caution.kind.value, caution.words) for caution in check.cautions] == expected


QUAY = (
    "The storm at Kessen\n\n"
    "“We lost nine cranes in one night, and the quay is shut,” said harbour master Erik Ravn. “It was a bad night.”\n\n"
    "Finance Minister Lena Holt promised money. “The state will pay for the quay,” she said. “But not twice.”\n\n"
    "The port will open again in May."
)
FERRY = "The ferry\n\n“The ferry sails at noon from the old quay,” said Ada Lind. “The ferry is safe.”"


@pytest.fixture(scope="module")
def harbour(opened_once: Callable[..., Searcher]) -> Searcher:
    """The articles on the quay and the ferry."""
    return opened_once({"quay.txt": QUAY, "ferry.txt": FERRY})


@pytest.fixture
def quay(harbour: Searcher) -> Callable[[str], list[Check]]:
    """Checks a draft: the first mark is a citation of all of the article on the quay."""
    passage = Passage("quay.txt", (1, 2, 3), None, QUAY.index("“We"), len(QUAY))
    citation = cite(harbour.archive.article("quay.txt"), passage, "k7q2m9.1")
    return lambda draft: harbour.check_draft(
        (mark, [citation] if mark.reference else []) for mark in [*marks(draft), *unmarked(draft)]
    )


NINE = "“We lost nine cranes in one night”"


@pytest.mark.parametrize(
    ("draft", "verdict", "told", "others"),
    [
        (f"{NINE}, he said. Later he added: “Nobody was hurt at all” {OF}", Verdict.GONE, None, ["verified"]),
        (f"{NINE} {OF}, he said. Later he added: “Nobody was hurt at all”", Verdict.GONE, "“Nobody was", ["verified"]),
        (
            f"{NINE} {OF}, he said. Later he added: “It was a good night”",
            Verdict.ALTERED,
            "“It was a good",
            ["verified"],
        ),
        (f"{NINE} {OF}, he said. He added: “It was a bad night”", Verdict.VERIFIED, None, ["verified"]),
        (f"{NINE} {OF}. Lind had said: “The ferry sails at noon”.", Verdict.VERIFIED, None, ["moved"]),
        (
            f"{NINE} and “the ferry sails at noon” {OF}",
            Verdict.GONE,
            "are not in 'quay.txt' but in 'ferry.txt'.",
            ["verified"],
        ),
        (f"{NINE}, the “experts” said {OF}", Verdict.VERIFIED, "“experts” is not there; it is too short", []),
        (f"{NINE} in “two nights” {OF}", Verdict.GONE, None, ["verified"]),
        (f"{NINE}, as in the film “The Long Way to Kessen” {OF}", Verdict.VERIFIED, "taken for a title", []),
        (f"The “experts” were wrong {OF}", Verdict.VERIFIED, "“experts” is not there", []),
        (f"Ravn spoke of “madness” {OF}", Verdict.VERIFIED, "“madness” is not there", []),
        (f"“Madness”, said Ravn {OF}", Verdict.GONE, None, []),
    ],
)
def test_every_quotation_of_a_paragraph_is_judged(
    quay: Callable[[str], list[Check]], draft: str, verdict: Verdict, told: str | None, others: list[str]
) -> None:
    """Beside the mark or farther off; a word set off and a title are said, and are no false quotation."""
    (check,) = quay(draft)
    assert (check.verdict, [it.verdict.value for it in check.others]) == (verdict, others)
    assert told is None or told in (check.note or "")


@pytest.mark.parametrize(
    ("draft", "verdict", "told", "cautions"),
    [
        (f"Lena Holt said: {NINE} {OF}", Verdict.ALTERED, "attributed to Erik Ravn, not to Lena Holt", []),
        (f"{NINE}, Holt said {OF}", Verdict.ALTERED, "attributed to Erik Ravn, not to Holt", []),
        (f"{NINE} {OF}, said Lena Holt.", Verdict.ALTERED, "attributed to Erik Ravn, not to Lena Holt", []),
        (f"> We lost nine cranes in one night\n>\n> — Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"Lena Holt war deutlich. „We lost nine cranes“, sagte sie {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"« We lost nine cranes », a déclaré Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"«We lost nine cranes», dijo Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"«We lost nine cranes», ha detto Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"“We lost nine cranes”, disse Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"«We lost nine cranes», — сказала Lena Holt {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"Peter Olsen said: {NINE} {OF}", Verdict.ALTERED, "not to Peter Olsen", []),
        (f"The finance minister said: {NINE} {OF}", Verdict.ALTERED, "not to Lena Holt", []),
        (f"{NINE}, she said {OF}", Verdict.VERIFIED, None, ["“she”"]),
        (f"The mayor said: {NINE} {OF}", Verdict.VERIFIED, None, ["“mayor”"]),
        (f"Lena Holt said “the port will open again in May” {OF}", Verdict.VERIFIED, None, ["Lena Holt"]),
        (f"Vestnik said: {NINE} {OF}", Verdict.VERIFIED, None, ["Vestnik"]),
        (f"Erik Ravn said: {NINE} {OF}", Verdict.VERIFIED, None, []),
        (f"{NINE}, Ravn said {OF}", Verdict.VERIFIED, None, []),
        (f"{NINE}, said harbour master Ravn {OF}", Verdict.VERIFIED, None, []),
        (f"{NINE}, he said {OF}", Verdict.VERIFIED, None, []),
        (f"The harbour master said: {NINE} {OF}", Verdict.VERIFIED, None, []),
        (f"“The state will pay for the quay”, the finance minister said {OF}", Verdict.VERIFIED, None, []),
        (f"As the report said, {NINE} {OF}", Verdict.VERIFIED, None, []),
        (f"The storm at Kessen reported: {NINE} {OF}", Verdict.VERIFIED, None, []),
        (f"Holt was there when they spoke of {NINE} {OF}", Verdict.VERIFIED, None, []),
    ],
)
def test_whom_a_draft_makes_say_the_words(
    quay: Callable[[str], list[Check]], draft: str, verdict: Verdict, told: str | None, cautions: list[str]
) -> None:
    """Somebody else's words are altered; what can't be told is a caution; a right name, office, pronoun is neither."""
    (check,) = quay(draft)
    assert (check.verdict, [it.words for it in check.cautions if it.kind.value == "speaker"]) == (verdict, cautions)
    assert told is None or told in (check.note or "")


@pytest.mark.parametrize(
    ("words", "verdict", "told"),
    [
        (f"Ravn said: {NINE}", Verdict.VERIFIED, "The quotation has no mark beside it; it is in 'quay.txt'."),
        (f"Holt said: {NINE}", Verdict.ALTERED, "attributed to Erik Ravn, not to Holt"),
        ("“We lost ten cranes in one night, and the quay is shut”", Verdict.ALTERED, "words it differently"),
        ("Ravn said: “We lost ten cranes”", Verdict.ALTERED, "words it differently"),
        ("“We lost ten cranes”", Verdict.GONE, "is not in the archive"),
        ("Holt said: “We lost ten cranes”", Verdict.GONE, "is not in the archive"),
        ("He said: “We lost ten cranes”", Verdict.GONE, "is not in the archive"),
        ("Nobody said: “We lost ten cranes”", Verdict.GONE, "is not in the archive"),
        ("“Something that is nobody's at all in there”", Verdict.GONE, "is not in the archive"),
        ("the so-called “experts”", Verdict.GONE, "is not in the archive"),
        ("“…”", Verdict.GONE, "is not in the archive"),
        ("the novel “The State Will Pay for the Pier”", Verdict.GONE, "is not in the archive"),
    ],
)
def test_a_quotation_without_a_mark_is_looked_up(
    quay: Callable[[str], list[Check]], words: str, verdict: Verdict, told: str
) -> None:
    """In the whole archive; it need not be from there, but what is must be right."""
    first, second = quay(f"{NINE} {OF}\n\n{words}")
    assert (first.citation, first.verdict) == ("k7q2m9.1", Verdict.VERIFIED)
    assert (second.citation, second.verdict) == ("", verdict)
    assert told in (second.note or "")


def test_a_quotation_may_be_from_any_citation_of_an_answer(harbour: Searcher) -> None:
    """Of two quotations beside the mark of an answer each has its own."""
    citations = [
        cite(harbour.archive.article(name), Passage(name, (1,), None, text.index("“"), len(text)), f"k7q2m9.{rank}")
        for rank, (name, text) in enumerate((("quay.txt", QUAY), ("ferry.txt", FERRY)), 1)
    ]
    (check,) = harbour.check_draft(
        (mark, citations) for mark in marks(f"{NINE} and “the ferry is safe” [pincite:k7q2m9]")
    )
    assert (check.citation, check.stands) == ("k7q2m9.2", True)
    assert [other.citation for other in check.others] == ["k7q2m9.1"]


@pytest.mark.parametrize(
    ("draft", "denied"),
    [
        (f"Dale denied saying “the boats leave at dawn” {OF}.", "denied"),
        (f"It is not true that Dale said “the boats leave at dawn” {OF}.", "not"),
        (f"“The boats leave at dawn”, Dale did not say {OF}.", "not"),
        (f"Karl Ott bestritt, „die Boote fahren bei Tag“ gesagt zu haben {OF}.", "bestritt"),
        (f"Омар Далев отрицал, что говорил «лодки уходят на заре» {OF}.", "отрицал"),
        (f"Dale said “the boats leave at dawn” {OF}.", ""),
        (f"Dale did not sleep: “The boats leave at dawn” {OF}.", ""),
    ],
)
def test_a_draft_may_take_back_that_words_were_said(draft: str, denied: str) -> None:
    """Its own negation is told, in its own language."""
    (mark,) = marks(draft)
    assert [quotation.denied for quotation in mark.quotations] == [denied]


@pytest.mark.parametrize(
    ("source", "cautions"),
    [
        ("Omar Dale said “the boats leave at dawn”.", [(CautionKind.NEGATION, None, "denied")]),
        ("Omar Dale never said “the boats leave at dawn”.", [(CautionKind.NEGATION, CautionPlace.BEFORE, "never")]),
    ],
)
def test_a_denial_of_the_draft_alone_is_a_caution(
    source: str, cautions: list[object], opened: Callable[..., Searcher], corpus: Path
) -> None:
    """The words stand; but the draft says that they were not said, and the source doesn't."""
    (corpus / "a.txt").write_text(source, encoding="utf-8")
    article = Article("a.txt", source)
    citation = cite(article, Passage("a.txt", (1,), None, 0, len(source)), "k7q2m9.1")
    (mark,) = marks(f"Dale denied saying “the boats leave at dawn” {OF}.")
    (check,) = opened().check_draft([(mark, [citation])])
    assert check.verdict is Verdict.VERIFIED
    assert [(it.kind, it.where, it.words) for it in check.cautions] == cautions
    assert all(it.words in str(it.remark) for it in check.cautions)


def test_a_draft_may_write_letters_in_other_forms() -> None:
    """The words stand within the passage, or outside it; how they differ is said."""
    text = "Всё было готово.\n\nПлотину ещё не продали."
    article = Article("a.txt", text, language="ru")
    citation = cite(article, Passage("a.txt", (2,), None, text.index("Плотину"), len(text)), "a.1")
    inside = check_of(citation, article, "плотину еще не продали")
    assert (inside.verdict, article.text[inside.start : inside.end]) == (Verdict.VERIFIED, "Плотину ещё не продали")
    assert list(map(str, inside.remarks)) == ["Restyled: ё and е."]
    assert check_of(citation, article, "все было готово").verdict is Verdict.MOVED
    assert check_of(citation, article, "плотину уже не продали").verdict is Verdict.ALTERED
