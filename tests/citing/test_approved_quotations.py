"""Verdicts on quotations, speakers, drafts and citations after drift, over one small archive: approved tables."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from retrieval import Article, Check, Citation, Passage, Quotation, Searcher, marks, unmarked
from retrieval.citing.citations import cite
from retrieval.citing.drafts.marks import DraftQuotation
from retrieval.citing.ellipses import reading
from retrieval.citing.folding import fold_quotation
from retrieval.citing.speakers import attribution, claimed_speaker
from retrieval.citing.wording import wording
from tests.approved import near, table

NEWS = {
    "early.txt": "date 2023-01-05 The council met.\n\n“We will never sell the harbour,” said Ana Petrov, the mayor. "
    "“It is ours.” The crowd cheered, and some of the fishermen wept.\n\n“It is what it is,” Nils Varga, a fisherman, "
    "told us. He added: “We are used to that.” Tom Dale asked: “Will you pay?” “Today,” she said.",
    "late.txt": "date 2023-06-01 A year on.\n\nMayor Ana Petrov had promised: “We will never sell the harbour.” "
    "Then she sold it. If the banks agree, the new bridge will cost 1.5 million crowns, critics say, and it will not "
    "open before May 2025.\n\nAnd that was\n\nthat, people said, as they do. The old well-\nknown ferry stays.",
    "later.txt": "The new bridge will cost 1.5 million crowns, and it will open in May. The new bridge is long and, "
    "by order of the council, the new bridge is closed at night.",
    "zh.txt": "北京市政府周二宣布，新的图书馆将于明年春天开放。\n\n市长王芳说：“我们等了很久，终于等到了。”",
}
LONGER = "Unless the tide turns, the committee of seven engineers from Kotka will inspect each of the nine dams twice"
NEWS["dams.txt"] = f"{LONGER}, as Greta Haddad, its chair, told the Herald. “Nobody slept,” she said."
QUOTATIONS = (
    "“We will never sell the harbour,” said Ana", "the new bridge will cost 1.5 million crowns", "It is what it is",
    "The new bridge … closed at night", "We will never sell the harbour. It is ours", "我们等了很久，终于等到了",
)  # fmt: skip
SINGLE = (
    "well-known ferry", "wellknown ferry stays", "that was that", "that … people", "the […] bridge is closed",
    "ours",
    "If … the new bridge will cost", "the new bridge will … crowns", "it will … open before May",
    "Will you pay? Today",
    "The new bridge [over the bay] is closed", "the new bridge [of 2025] will cost 1.5", "used to … pay", "新的图书馆",
    "图书", "the harbour … the harbour", "We will never sell the harbour we will never",
    "zeppelins over the bay at night",
    "the committee of seven engineers will inspect the dams",
    "the committee of eight engineers from Rome will see dams",
    "the committee will inspect each of the nine dams twice",
    "committee of seven engineers from Kotka will paint boats",
    "We will never sell the harbour. We are used to that.", "the crowd cheered",
    "some of the fishermen wept and left",
    "engineers from Kotka will repair each of the nine", "of seven engineers", "dams twice, as Greta",
    "nobody slept well",
)  # fmt: skip
SPOKEN = (
    "We will never sell the harbour | Ana Petrov", "We will never sell the harbour | Tom Dale",
    "It is ours | Petrov",
    "We are used to that | Nils Varga", "We are used to that | Ana Petrov", "Will you pay | Tom Dale",
    "Today | she",
    "The crowd cheered | Ana Petrov", "We will always sell the harbour | Ana Petrov", "我们等了很久 | 王芳",
    "We will always sell the harbour | Tom Dale", "我们等了很久 | 李明", "Nobody slept | Greta Haddad",
    "Nobody slept | x",
)  # fmt: skip
HOMES = (
    "We will never sell the harbour | early.txt", "We will never sell the harbour | later.txt", "ours | early.txt",
    "We will never sell the harbour | none", "We will never sell the harbour | LATER.txt",
    "the new bridge will cost | dams.txt", "dam | dams.txt",
    "x y z | dams.txt",
    "We will always sell the harbour | dams.txt", "the new bridge will cost two crowns | later.txt",
)  # fmt: skip
DRAFTS = (
    "“We will never sell the harbour,” said Ana Petrov [pincite:aaaaa2.1]. “It is ours,” she said.",
    "Ana Petrov never said “We will never sell the harbour” [pincite:aaaaa2.1].",
    "She said “one”, then “two” [pincite:aaaaa2.1], then “three”. “Four.” “Five” [pincite:aaaaa2.2] and “six”.",
    "> We will never sell\n> the harbour. [pincite:aaaaa2.1] It is ours.\n\n— Ana Petrov [pincite:aaaaa2.2]",
    "As he put it [pincite:aaaaa2.1]:\n\n> It is ours.\n\n“None.”",
    "“A thing”[^1] and “another”.\n\n[^1]: [pincite:aaaaa2.1] [pincite:aaaaa2.2]\n\nThe novel “The Long Way Home”.",
    "- “One” [pincite:aaaaa2.1]\n- “Two”\n\n| “Three” | [PINCITE: aaaaa2.3 ] |",
    "[pincite:aaaaa2.1] “After,” he said. “B.”",
)  # fmt: skip
ONE, TWO = "[pincite:aaaaa2.1]", "[pincite:aaaaa2.2]"
MARKED = (
    *(f"“One” {'x' * n} {ONE}" for n in (197, 198, 199)), *(f"{ONE} {'x' * n} “One”" for n in (197, 198, 199)),
    *(f"> One.\n> Two.\n\n— {'x' * n} {ONE}" for n in (96, 97, 98)), f"“One” {ONE} “Two” {TWO}",
    f"“One”. {ONE} {TWO}", f"{ONE} “One” {TWO} “Two”", f"“One” and “Two.” And “Three” {ONE}",
    f"“One” {ONE} and “Two” {TWO}.", f"“One” {ONE}. He said “Two” {TWO}.", f"“One”, “Two” and “Three” {ONE}",
    f"“One.” “Two” {ONE} goes on. “Three” {TWO}", f"> One. {ONE} Two. {TWO} Three.", f"> {ONE} One.",
    f"> One.\n\n(Source) {ONE}", f"> One.\n\nSource {ONE}", f"> One.\n\n{ONE}", f"See {ONE}:\n\n> One.",
    f"See {ONE}.\n\n> One.", f"See {ONE}:\n\n> One. {TWO}", f"See {ONE}：\n\n> One.", f"| “One” | {ONE} | “Two” |",
    f"- “One”\n- {ONE}", f"1. “One” {ONE}\n2. “Two”", f"“One”[^1]. “Two”[^2].\n\n[^1]: {ONE}\n[^2]: {TWO}",
    f"“One”\n\n{ONE}", f"“One” {ONE}\n“Two” {TWO}", f"He “One {ONE}” left", f"{ONE}“One”", f"“One”{ONE}“Two”",
)  # fmt: skip
"""A mark as far from a quotation as it may be, and a step farther; between two; in lists, tables and block quotes."""

SAID = (
    "“This will last,” said Ana Rossi, the mayor. Tom Dale left.", "Ana Rossi told Tom Dale: “This will last.”",
    "“This will last,” a spokesman for Mayor Tom Dale said on Monday.", "Tom Dale left. “This will last,” he said.",
    "„This will last“, sagte Karl Ott zu Eva Lang.", "« This will last », a déclaré la maire de Lyon, Anne Roy.",
    "ANA ROSSI: This will last.\nTOM DALE: No.", "— This will last, dijo Ana Gil.\n— No.",
    "市长王芳说：“This will last。”",
)  # fmt: skip


@pytest.fixture(scope="module")
def news(opened_once: Callable[..., Searcher]) -> Searcher:
    """An archive in which several articles have the same words or nearly."""
    return opened_once(NEWS, "memory")


def _verdict(found: Quotation) -> str:
    """All of a verdict on a quotation, in a line."""
    places = [(place.article, place.start, place.end, place.paragraphs, place.exact) for place in found.places]
    sentence = found.places[0].sentence if found.places else None
    cautions = [
        (caution.kind.value, caution.where and caution.where.value, caution.words) for caution in found.cautions
    ]
    around = sentence and (sentence.start, sentence.end)
    parts = (places, around, found.omitted, found.difference, cautions, list(map(str, found.remarks)), found.stands)
    return f"{found.verdict} {' '.join(str(part) for part in parts if part)}"


def test_quotations_are_judged_as_approved(news: Searcher, snapshot: SnapshotAssertion) -> None:
    """Verbatim, abridged, altered, elsewhere, somebody else's, too short or nowhere."""
    examples = [*SINGLE, *(each for example in QUOTATIONS for each in near(example) if any(map(str.isalnum, each)))]
    assert table(lambda text: _verdict(news.quote(text)), examples) == snapshot(name="alone")

    def spoken(pair: str) -> str:
        words, _, person = pair.partition(" | ")
        return _verdict(news.quote(words, speaker=person))

    def at_home(pair: str) -> str:
        words, _, article = pair.partition(" | ")
        return _verdict(news.quote(words, article=article))

    assert table(spoken, SPOKEN) == snapshot(name="by a speaker")
    assert table(at_home, HOMES) == snapshot(name="from an article")


def test_pieces_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Where an article has the pieces of a quotation, and what else is left out where they stand again."""
    article = Article("a", NEWS["later.txt"] + "\n\n" + NEWS["late.txt"], language="en")

    def read(text: str) -> str:
        how = reading(wording(text), article, fold_quotation(article.text))
        if how is None:
            return "None"
        hidden = [[(each.kind.value, each.words) for each in row] for row in (how.hidden, how.otherwise)]
        return f"{how.start}-{how.end} {how.omitted(article)} {hidden} {how.literal} {how.is_whole}"

    examples = ("the new bridge … may", "new bridge … crowns", "the … bridge … closed", "it will […] open", "a … b")
    assert (
        table(read, (each for example in examples for each in near(example) if any(map(str.isalnum, each)))) == snapshot
    )


def test_speakers_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Whom an article makes say some words, as a name that is certain or as one that is claimed."""

    def who(text: str) -> str:
        article = Article("a", text, language="en", authors=("Kim Ash",))
        start = text.find("This will last")
        if start < 0:
            return "-"
        end = start + len("This will last")
        claimed = claimed_speaker(article, start, end)
        return f"{attribution(article, start, end).plain_names} {claimed and tuple(claimed)}"

    examples = [each for example in SAID for each in near(example) if "This will last" in each]
    assert table(who, examples) == snapshot


def _citation(news: Searcher, name: str, words: str) -> Citation:
    article = news.archive.article(name)
    start = article.text.index(words)
    whole = Passage(name, (2,), None, start, start + len(words))
    return replace(cite(article, whole, f"aaaaa2.{len(name)}"), corpus=news.archive.state.name)


def _checked(check: Check) -> str:
    """All of a verdict on a citation, in a line."""
    also_at = [(place.article, place.start, place.end) for place in check.also_at]
    cautions = [(caution.kind.value, caution.words) for caution in check.cautions]
    others = [(str(other.verdict), other.quotation) for other in check.others]
    parts = (check.quotation, check.difference, list(map(str, check.remarks)), check.meaning, also_at, cautions, others)
    where = f"{check.article} {check.start}-{check.end}" if check.article else ""
    return f"{check.verdict} {where} {' '.join(str(part) for part in parts if part)} {check.stands}"


def test_citations_are_checked_as_approved(news: Searcher, snapshot: SnapshotAssertion) -> None:
    """What a citation says otherwise than its article: its words, its place, its context, what it is about."""
    words = "“We will never sell the harbour,” said Ana Petrov, the mayor."
    plain = _citation(news, "early.txt", words)
    file = plain.file
    assert file is not None
    changed = {
        "as it was": plain, "later": replace(plain, start=plain.start + 1, end=plain.end + 1),
        "earlier": replace(plain, start=plain.start - 1, end=plain.end - 1),
        "far": replace(plain, start=9_000, end=9_060),
        "longer": replace(plain, end=plain.end + 1), "negative": replace(plain, start=-1, end=plain.end),
        "paragraph": replace(plain, paragraphs=(3,)), "paragraphs": replace(plain, paragraphs=(2, 3)),
        "no paragraph": replace(plain, paragraphs=()), "heading": replace(plain, heading="Old"),
        "title": replace(plain, title="Old"), "no title": replace(plain, title=""), "day": replace(plain, date=None),
        "authors": replace(plain, authors=("Kim Ash",)), "source": replace(plain, source="Herald"),
        "address": replace(plain, url="https://a.example/"), "link": replace(plain, link="https://a.example/#x"),
        "reader": replace(plain, file=replace(file, reader="text 0")),
        "page": replace(plain, file=replace(file, page=2)),
        "lines": replace(plain, file=replace(file, lines=(3, 4))),
        "record": replace(plain, file=replace(file, record=2)),
        "path": replace(plain, file=replace(file, path="other.txt")), "no file": replace(plain, file=None),
        "prefix": replace(plain, prefix="Nobody knew."), "suffix": replace(plain, suffix=" Nobody knew."),
        "no context": replace(plain, prefix="", suffix=""), "hash": replace(plain, sha256="0"),
        "hash and paragraph": replace(plain, sha256="0", paragraphs=(3,)), "corpus": replace(plain, corpus="other"),
        "no corpus": replace(plain, corpus=None), "no words": replace(plain, exact="", end=plain.start),
        "blanks": replace(plain, exact=f"  {words} ", start=plain.start - 2), "part": replace(plain, exact=words[1:9]),
        "cut": replace(plain, exact=words[:-7]), "elsewhere": replace(plain, article="dams.txt"),
        "nowhere": replace(plain, article="none.txt"),
        "nowhere, alone": replace(plain, article="x", prefix="a", suffix="b"),
        "unknown": replace(plain, article="none.txt", exact="zeppelins over the bay"),
        "styles": replace(plain, exact='"We will never  sell the harbour," said Ana Petrov, the mayor.'),
        "capitals": replace(plain, exact=words.upper()),
        "half": replace(plain, exact="We will never sell our old boats"),
        "less": replace(plain, exact="We may never ever give up our old boats"),
        "changed": replace(plain, exact=words.replace("never", "always")),
        "changed, another corpus": replace(plain, exact=words.replace("never", "always"), corpus="other"),
        "changed elsewhere": replace(plain, exact=words.replace("never", "always"), article="none.txt"),
        "changed elsewhere, alone": replace(
            plain, exact=words.replace("never", "always"), article="none.txt", prefix="x", suffix="x", title="x"
        ),
    }  # fmt: skip
    assert table(lambda name: _checked(*news.check([changed[name]])), changed) == snapshot


def _in_draft(it: DraftQuotation) -> tuple[object, ...]:
    return it.words, it.line, it.speaker and tuple(it.speaker), it.beside, it.title, it.denied


def test_marks_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """The quotation next to each, the others that are its own, and those that have none."""

    def read(draft: str) -> str:
        rows = [(it.reference, it.line, it.quotation, it.others) for it in marks(draft)]
        return f"{rows} {[(it.line, it.quotation) for it in unmarked(draft)]}"

    assert table(read, MARKED) == snapshot


def test_drafts_are_checked_as_approved(news: Searcher, snapshot: SnapshotAssertion) -> None:
    """Marks and what belongs to them, and the verdict on each when it stands for the words of an article."""
    citation = _citation(
        news, "early.txt", "“We will never sell the harbour,” said Ana Petrov, the mayor. “It is ours.”"
    )

    def read(draft: str) -> str:
        every = [*marks(draft), *unmarked(draft)]
        return "\n  ".join(
            f"{mark.reference or '-'} {mark.line} {[_in_draft(each) for each in mark.quotations]} "
            f"{_checked(*news.check_draft([(mark, [citation])]))}"
            for mark in every
        )

    examples = [*DRAFTS, *near(DRAFTS[1])]
    assert table(read, examples) == snapshot
