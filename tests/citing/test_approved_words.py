"""How words are compared, told apart and led to, and what differs from each example by a little: approved tables."""

from collections.abc import Iterator, Sequence

from syrupy.assertion import SnapshotAssertion

from retrieval.citing.alignment import best_alignment
from retrieval.citing.cautions.extent import quantity_before
from retrieval.citing.cautions.left_out import joined_sentence, turned_by_leaving_out
from retrieval.citing.clean_ups import says_the_same
from retrieval.citing.drafts.titles import is_title
from retrieval.citing.edit_script import edits
from retrieval.citing.folding import (
    Folded,
    cuts_a_word,
    fold,
    fold_quotation,
    may_hold,
    one_to_one,
    quoted_places,
    restyled,
)
from retrieval.citing.person_names import fit, gender, name_words
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.citing.text_fragments import fragment, resolved, searchable_page
from retrieval.citing.wording import wording
from retrieval.errors import UsageError
from tests.approved import near, table

FOLDED = (
    "“Yes,” she  said…. ", "20 % of $ 5", "a -- b — c-d", "wait . . . what....", "``No'' «\xa0oui\xa0» ‹\u202fnon »",
    "co\xado\u200bp",
    "Stra\u00dfe \u0130I Dvor\u030ca\u0301k", "well-\nknown re­\nread up -\n on", "20 % of 5 $ at 3 ° C or $ 5",
    "20 $5 notes, 20$ 5, % 5 % 6", "it said.[3] so² km² a[3] (word)[12] [1234]", "the tenants' ‘rent’ n't 'tis",
    "( in ) , [ out ] ; so !", "", " ", "…", "--", "-", "''", "日本 語「はい」", "각 각", "a\u0301\u0301", "«», x",
)  # fmt: skip
CUT = ("can't say 1,5 or well-known", "日本x語", "1.5", "isn’t", "a b")
WORDED = (
    "“We [of us] will … sell it” [sic]", "[W]e [the town] … sell", "they [...] left . . . at last", "one [of us] two",
    "[snip] a (…) b [etc.] c {…} d", "【中略】今日は…明日", "* * * and ***", "[Th]is [t]own [abc]", "…", "[…]", "[own]",
    "a (sic!) b [sic] [ sic. ]", "x [one … two] y", "state-of-the-art 1.5 don't", "no…", "「はい……いいえ」",
)  # fmt: skip
QUOTED = (
    "He said “no” and ‘yes’, so", "„Nein“, »ja«, «si» ‹ti› and ”hej”", '"It\'s the tenants\' rent," he said',
    "“One.\n\n“Two.” Three", "“One.\n\nTwo.” Three", "“He said ‘no, “never” again’ to us” then",
    "'tis the '90s 'n' all", "the tenants' rent and the owners' 'right'", "``TeX'' “ spaced ” «\xa0oui\xa0»",
    "「はい『いいえ』」と〝言う〟",
    "6' 2\" tall, (“a”)", "> “One\n> “Two”", "« Un.\n\n» Deux »", "‚a‘ ›b‹ »c»", "“open\nand on",
    "‘open and on", "“”", "‚a b’ c", "'it is' 'the box' fits", "the box' lid' x", "the cats' food is 'good'",
    "“a “ b”", "»a « b«", "‘a ’ b’", "the tenants' 'rent' and boss' x' y", "He said 'the tenants' rent' and left",
    "'the tenants' rent' is 'high'", "the tenants' rent\n\nthe owners' 'x'", "“a”b” c", "“a”_ b", "'' x ''", "' a'",
    "'a '", "“ ”", "« a", "a« b »", "x“a”", "(“a”)", "—“a”", "“a” “b”", "'a' 'b'", "‹ a ›",
)  # fmt: skip
ALIGNED = (
    "the army should enter the city at once", "Rain fell all night; the army", "it cost 1 million. Nobody paid it",
    "they left the old town hall and the new one. All of them did", "Then it was dawn", "zeppelin", "night fell",
)  # fmt: skip
TEXT = (
    "Rain fell all night. The army should enter the city at once and stop at the river, he said. Then it was dawn.\n\n"
    "It cost 1.5 million. Nobody — said the mayor — paid it.\nThey left the old hall, the new one, and the rest did."
)
SCRIPTS = ("a [-b-]{+c+} d", "[-a-] [-b-]", "{+a\nb+}", "[--]{++}", "a [-b {+c+}-] d+}", "")
PAGE = (
    "The mill burned down. Nobody was hurt, and the mill – old as it was – burned down again.\n\n"
    "“Well-known words”, she said. She said: no.\n\nShe said no. Then it rained...  And\xa0Zoë's café closed.\n\n"
    + "\n\n".join(
        f"Line {n} tells of the year {1900 + n % 3} and of nothing else in the world at all." for n in range(6)
    )
)
PASSAGES = (
    "The mill burned down", "the mill – old as it was – burned down", "burned down", "Well-known words", "She said",
    "she said", "no", "Then it rained...", "Zoë's café closed", "And\xa0Zoë's", "Line 1 tells", "the year 1901",
    "Line 2 tells of the year 1902 and of nothing else in the world at all.\n\nLine 3", "nothing else", "mill", ".",
    " ",
    PAGE[: PAGE.index("Line 1")], PAGE[PAGE.index("Line 4") :], PAGE,
)  # fmt: skip
PEOPLE = (
    "Ana Petrov | Petrov", "Mayor Ana Petrov | Petrova", "Dr. A. Petrov | Ana Petrov", "Bill Holt | William Holt",
    "Alexandra Holt | Alex Holt", "Ana Holt | Tom Holt", "Xyz Holt | Tom Holt", "Анна Орлова | Anna Orlova",
    "Орлову | Орлова", "Müller | Mueller", "O'Neill | Aoife O Neill", "van der Berg | Karl Berg", "王芳 | 王芳市长",
    "王芳 | Wang Fang", "Tchaikovsky | Tschaikowski", "Juan Carlos Ruiz Gil | Juan Ruiz", "Mayor | Tom Dale",
    "J. | John", "Ana Maria Holt | Ana Maria Dale", "Jr. | Tom Jr.", " | Tom", "Ale Holt | Alexandra Holt", "王芳 | 芳",
    "王芳 | 李明", "Орлов | Orlova", "Орлов | Orlov", "Орлов | Orlovskaya", "Орлов | Orlovym", "Орлов | Orlovymi",
    "Лев | Lev", "Ян | Yan", "Ana Ott | Ana Oth", "Neil | Aoife O'Neill", "Aoife O Neill | O'Neill",
    "A. Holt | B. Holt", "A. Holt | Ana Holt", "Ana Gil Ruiz | Ana Ruiz Gil", "Xyz Abc Holt | Tom Abc Holt",
    "Söder | Soeder", "Ed | Edward", "Holt | Tom Dale", "Ana | Ana Dale", "Maria Ana Holt | Ana Holt",
    "Tom Holt | Holt Dale", "Herr Holt | Frau Holt", "Mrs Holt | Tom Holt", "Mr. Holt | Tom Holt",
    "Mrs Holt | Alex Holt", "Mr Tom Holt | Mrs Tom Holt", "Eva Holt | Mr Holt", "Lee | Ana Lee", "Dr. Lee | Ana Lee",
    "Mr Lee | Ana Lee", "Abgeordnete Karl Ott | Karl Ott", "Mme Roy | M. Roy", "Ruth Ann Holt | Ruth Tom Holt",
)  # fmt: skip
TITLED = (
    "The novel “| The Long Way Home ”", "She said “| The Long Way Home. ”", "the film “| Nobody knows ”", "“| Home ”",
    "the song “| the long way ”", "“| THE LONG WAY ”", "a report, “| Way home ”", "the book, she said “| Way home ”",
)  # fmt: skip
OMISSIONS = (
    "en: The bridge[, critics say,] will fall", "en: The mayor [should] resign", "en: It holds [less than] 30 tons",
    "en: He [used to be] calm", "en: “It is late,” [he said,] “and cold.”", "en: He [said. He must] go",
    "en: He [said] go",
    "de: Die Brücke[, sagen Kritiker,] fällt", "fr: Le pont[, selon eux,] tombe", "zh: 桥[据说]塌了",
    "xx: He [must] go",
    "en: It [must soon then] end", "en: It [must by all means] end", "es: El puente [debería ser] viejo",
)  # fmt: skip
JOINED = (
    "en: The nurse [left. The mayor] was jailed", "en: The nurse [left] was jailed",
    "en: The nurse. [She left. The mayor] was jailed", "en: The nurse [left. Yesterday] it rained",
    "en: The nurse [left. Yesterday the mayor] was jailed", "en: The nurse [left. He] was jailed",
    "en: The nurse [left.\n\nThe mayor] was jailed", "en: [She left. The mayor] was jailed",
    "en: The nurse [left? The mayor] was jailed", "en: The nurse [left. The mayor left. The judge] was jailed",
    "en: The nurse [left. ]The mayor was jailed", "en: The nurse [met Dr. Lee and] was jailed",
    "en: The nurse [left! Ana Petrov, the mayor,] was jailed", "en: The nurse [left\n\nThe mayor] was jailed",
    "en: The nurse, [she said. The mayor] was jailed", "en: The nurse… [she said. The mayor] was jailed",
    "de: Die Pflegerin [ging. Der Bürgermeister] wurde verhaftet", "de: Die Pflegerin [ging. Gestern] regnete es",
    "zh: 护士[离开了。市长]被捕了", "zh: 护士[离开了]被捕了", "en: The nurse [left. the mayor] was jailed",
    "en: The nurse [left. They] were jailed",
)  # fmt: skip
BEFORE = (
    "en: Some of ", "en: Half the", "en: under", "en: Some of us", "en: less than\xa0", "de: die Hälfte", "zh: 大多数",
    "ru: половина", "xx: Some of", "fr: une partie d’",
)  # fmt: skip
CLEANED = (
    "The new bridge in Lindau cost 41 million francs.", "The new brigde in Lindau cost 41 million francs.",
    "The the new bridge in Lindau costs 41 million francs, said Amsler.", "The old bridge in Lindau cost 41 francs.",
    "The new bridge in Bern cost 41 million francs.", "New bridge, Lin-dau, did not cost 41 million francs",
)  # fmt: skip
CLEAN = "It rained. The new bridge in Lindau cost 41 million francs, said Ruth Amsler. Nobody was hurt."
STANDING = {"lindau", "bern", "amsler", "bridge", "francs", "the", "old", "new"}


def some(examples: Sequence[str], number: int) -> Iterator[str]:
    """All examples, and what differs by a little from the first ones."""
    yield from examples
    for example in examples[:number]:
        yield from near(example)


def _says_the_same(words: str) -> bool:
    return says_the_same(words, CLEAN, "en", STANDING.__contains__)


def _folded(folded: Folded) -> str:
    return f"{folded.text!r} {folded.offsets.tolist()}"


def _cuts(text: str) -> str:
    """A text with a bar wherever a cut falls in no word."""
    return "".join(f"{'' if cuts_a_word(text, at) else '|'}{text[at : at + 1]}" for at in range(len(text) + 1))


def _found(pair: str) -> str:
    words, text = (fold_quotation(each) for each in pair.split(" | "))
    places = [text.span(*span) for span in quoted_places(words.text, text.text)]
    return f"{[text.source[slice(*place)] for place in places]} {may_hold(words.text, text.source)}"


def _wording(text: str) -> str:
    try:
        read = wording(text)
    except UsageError as error:
        return str(error)
    return f"{read.pieces} {read.bracketed} {read.brackets} {read.words.text!r} {read.literal!r} {read.size}"


def _quoted(text: str) -> str:
    return " ".join(
        f"{span.start}-{span.end}{'' if span.closed else '…'}:{span.inner!r}" for span in quoted_spans(text)
    )


def _aligned(words: str) -> str:
    aligned = best_alignment(fold(words), fold(TEXT))
    if aligned is None:
        return "None"
    counts = (aligned.matched, aligned.words, aligned.longest_run, aligned.distance)
    return f"{aligned.start}-{aligned.end} {counts} {aligned.difference!r} {aligned.standing()}"


def _restyled(pair: str) -> str:
    old, new = pair.split(" | ")
    return ", ".join(restyled(old, new))


def _fragment(words: str) -> str:
    """The fragment for each place of some words, and how many places it names."""
    starts = [at for at in range(len(PAGE)) if PAGE.startswith(words, at)]
    fragments = [fragment(PAGE, at, at + len(words)) for at in starts]
    return " | ".join(
        f"{each} ×{sum(1 for _ in resolved(each, searchable_page(PAGE)))}" if each else "None" for each in fragments
    )


def _fits(pair: str) -> str:
    one, other = pair.split(" | ") if " | " in pair else (pair, "Tom")
    return f"{fit(one, other).value} {fit(other, one).value} {name_words(one)} {gender(one)!r}"


def _titled(text: str) -> bool:
    before, _, words = text.partition("| ")
    return is_title(before, words.removesuffix(" ”"))


def _turning(example: str) -> str:
    language, _, text = example.partition(": ")
    start, end = text.index("["), text.index("]") - 1
    cues = turned_by_leaving_out(text.replace("[", "").replace("]", ""), start, end, language)
    return str([(cue.kind.value, cue.words, cue.start, cue.end) for cue in cues])


def _joined(example: str) -> str:
    language, _, text = example.partition(": ")
    start, end = text.index("["), text.index("]") - 1
    cue = joined_sentence(text.replace("[", "").replace("]", ""), start, end, language)
    return str(cue and (cue.kind.value, cue.words, cue.start, cue.end))


def _quantity(example: str) -> str:
    language, _, text = example.partition(": ")
    cue = quantity_before(text, language)
    return str(cue and (cue.kind.value, cue.words, cue.start, cue.end))


def test_texts_are_folded_as_approved(snapshot: SnapshotAssertion) -> None:
    """Each with its way back; and where a cut may fall."""
    every = list(some(FOLDED, 2))
    assert table(lambda text: _folded(fold(text)), every) == snapshot(name="as they are")
    assert table(lambda text: _folded(fold_quotation(text)), every) == snapshot(name="as quotations")
    assert table(lambda text: f"{fold(text, case=True).text!r} {one_to_one(text)!r}", every) == snapshot(
        name="caseless"
    )
    assert table(_cuts, some(CUT, 1)) == snapshot(name="cuts")


def test_places_and_styles_are_found_as_approved(snapshot: SnapshotAssertion) -> None:
    """Words in a text, at the edges of words and of numbers; what two texts of the same words differ in."""
    pairs = (
        "cost 1 | it cost 1.5", "known | well-\nknown", "well-known | well-\nknown", "wellknown | well-known",
        "well known | well-\nknown", "can | can't can", "not | cannot not", "a | a a a", "日 | 日本日",
        "no | “no”no'no",
        "re-read | re-\nread", "rent | tenants’ rent’", "20% | 20 %", "x | y", "Straße | STRASSE", "co-op | co\xadop",
    )  # fmt: skip
    assert table(_found, pairs) == snapshot(name="places")
    styles = ("a b | a  b", '“a” | "a"', "a—b | a-b", "a... | a…", "a\xadb | ab", "é | e\u0301", "a | a", "a b | a\nb")
    assert table(_restyled, styles) == snapshot(name="styles")


def test_quotations_are_read_as_approved(snapshot: SnapshotAssertion) -> None:
    """Their pieces, what is the writer's own, and where they stand in a text."""
    assert table(_wording, some(WORDED, 3)) == snapshot(name="wording")
    assert table(_quoted, some(QUOTED, 4)) == snapshot(name="marks")


def test_differences_are_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """The nearest place of some words; an edit script and what is read from it."""
    assert table(_aligned, (each for example in ALIGNED for each in near(example))) == snapshot(name="alignments")
    assert table(lambda script: list(map(tuple, edits(script))), SCRIPTS) == snapshot(name="scripts")


def test_fragments_lead_as_approved(snapshot: SnapshotAssertion) -> None:
    """To each place of some words of a page, once."""
    assert table(_fragment, PASSAGES) == snapshot


def test_names_fit_as_approved(snapshot: SnapshotAssertion) -> None:
    """Two names, either way round; titles of works, which are none."""
    assert table(_fits, some(PEOPLE, 3)) == snapshot(name="people")
    assert table(_titled, some(TITLED, 2)) == snapshot(name="titles")


def test_what_turns_a_sentence_is_told_as_approved(snapshot: SnapshotAssertion) -> None:
    """What an omission leaves out, what stands before a quotation, what a clean-up edit may change."""
    assert table(_turning, OMISSIONS) == snapshot(name="left out")
    assert table(_joined, JOINED) == snapshot(name="joined")
    assert table(_quantity, (each for example in BEFORE for each in (example, f"{example} x"))) == snapshot(
        name="before"
    )
    assert table(_says_the_same, some(CLEANED, 2)) == snapshot(name="clean")
