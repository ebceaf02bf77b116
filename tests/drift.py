"""What happens to an archive after something of it was cited: seeded edits, each with the verdict it must lead to."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from retrieval.articles.blocks import paragraphs
from retrieval.citing.citations import cite
from retrieval.records import Article, Citation, Passage, Verdict

Files = dict[str, str]
"""The texts of an archive by their file's name."""


@dataclass
class Case:
    """A citation, the archive as it was then, and the archive as it is now."""

    rng: random.Random
    citation: Citation
    files: Files
    others: list[str]

    @property
    def name(self) -> str:
        return self.citation.article

    @property
    def text(self) -> str:
        return self.files[self.name]

    def write(self, text: str, name: str | None = None) -> None:
        self.files[name or self.name] = text

    def with_quote(self, quote: str) -> None:
        """Puts other words where the cited ones are."""
        self.write(self.text[: self.citation.start] + quote + self.text[self.citation.end :])


@dataclass(frozen=True)
class Outcome:
    """What a check must say: one of some verdicts, where, and a word of the note."""

    verdict: Verdict
    article: str | None = None
    note: str = ""
    difference: str = ""
    also_at: tuple[str, ...] = ()


Edit = Callable[[Case], Outcome | None]
"""Changes a case's files and tells what must come out; None when the case has nothing that this edit could change."""

EDITS: dict[str, Edit] = {}


def edit(function: Edit) -> Edit:
    """Adds an edit to the suite under its own name."""
    EDITS[function.__name__] = function
    return function


def cases(articles: list[Article], seed: int, count: int) -> Iterator[tuple[str, Case, Outcome]]:
    """So many cases over some articles, every edit in its turn."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        for name, change in EDITS.items():
            article = rng.choice(articles)
            neighbours = rng.sample(articles, min(6, len(articles)))
            files = {a.id: a.text for a in [article, *neighbours]}
            citation = _citation(article, rng)
            case = Case(rng, citation, files, [n.id for n in neighbours if n.id != article.id])
            if citation.exact.count(" ") > 20 and (outcome := change(case)) is not None:
                made += 1
                yield name, case, outcome


def _citation(article: Article, rng: random.Random) -> Citation:
    """A citation of one to three neighbouring paragraphs."""
    found = paragraphs(article)
    first = rng.randrange(len(found))
    chosen = [p for p in found[first : first + rng.randrange(1, 4)] if p.heading == found[first].heading]
    numbers = tuple(p.number for p in chosen)
    passage = Passage(article.id, numbers, chosen[0].heading, chosen[0].start, chosen[-1].end)
    return cite(article, passage, "k7q2m9.1")


# The words stay where they are


@edit
def untouched(_: Case) -> Outcome:
    return Outcome(Verdict.VERIFIED)


@edit
def word_changed_after(case: Case) -> Outcome | None:
    rest = case.text[case.citation.end :]
    if not rest.strip():
        return None
    case.write(case.text[: case.citation.end] + re.sub(r"\w+(?=\W*\Z)", "zeppelin", rest))
    return Outcome(Verdict.VERIFIED)


@edit
def sentence_added_after(case: Case) -> Outcome:
    case.write(case.text + "\n\nA correction was added to this article on Friday.")
    return Outcome(Verdict.VERIFIED)


@edit
def carriage_returns(case: Case) -> Outcome:
    case.write(case.text.replace("\n", "\r\n"))
    return Outcome(Verdict.VERIFIED)


@edit
def byte_order_mark(case: Case) -> Outcome:
    case.write("\ufeff" + case.text)
    return Outcome(Verdict.VERIFIED)


@edit
def copied_to_the_end(case: Case) -> Outcome:
    case.write(f"{case.text}\n\n{case.citation.exact}")
    return Outcome(Verdict.VERIFIED)


@edit
def merged_with_one_behind(case: Case) -> Outcome:
    other = case.rng.choice(case.others)
    case.write(f"{case.text}\n\n{case.files.pop(other)}")
    return Outcome(Verdict.VERIFIED)


# The words are the same, their style is not


def _restyled(case: Case, pattern: str, new: str | Callable[[re.Match[str]], str], note: str) -> Outcome | None:
    quote = re.sub(pattern, new, case.citation.exact)
    if quote == case.citation.exact:
        return None
    case.with_quote(quote)
    return Outcome(Verdict.VERIFIED, note=note)


@edit
def quotation_marks_straightened(case: Case) -> Outcome | None:
    return _restyled(case, "[‘’“”]", lambda m: "'" if m[0] in "‘’" else '"', "quotation marks")


@edit
def quotation_marks_curled(case: Case) -> Outcome | None:
    return _restyled(case, '"([^“”"]*)"', "“\\1”", "quotation marks")


@edit
def quotation_marks_french(case: Case) -> Outcome | None:
    return _restyled(case, '“([^“”"]*)”', "«\xa0\\1\xa0»", "quotation marks")


@edit
def dashes_doubled(case: Case) -> Outcome | None:
    return _restyled(case, " ?[—–] ?", " -- ", "dashes")


@edit
def ellipses_dotted(case: Case) -> Outcome | None:
    return _restyled(case, "…", "...", "ellipses")


@edit
def lines_wrapped(case: Case) -> Outcome | None:
    return _restyled(case, r"(\S+ \S+ \S+) (?=\S)", "\\1\n", "white space")


@edit
def spaces_doubled(case: Case) -> Outcome | None:
    return _restyled(case, r"\. (?=\S)", ".  ", "white space")


@edit
def letters_decomposed(case: Case) -> Outcome | None:
    return _restyled(case, "(?s).+", lambda m: unicodedata.normalize("NFD", m[0]), "Unicode form")


@edit
def soft_hyphens(case: Case) -> Outcome | None:
    return _restyled(case, r"(\w{4})(\w{4})", "\\1\xad\\2", "invisible characters")


# The words went elsewhere


@edit
def sentence_added_before(case: Case) -> Outcome:
    case.write(f"This article was corrected on Friday.\n\n{case.text}")
    return Outcome(Verdict.MOVED, case.name)


@edit
def sentence_removed_before(case: Case) -> Outcome | None:
    before = case.text[: case.citation.start]
    shorter = re.sub(r"\A\W*[^.]{20,}\.\s*", "", before)
    if shorter == before or case.citation.exact in shorter:
        return None
    case.write(shorter + case.text[case.citation.start :])
    return Outcome(Verdict.MOVED, case.name)


@edit
def decomposed_before(case: Case) -> Outcome | None:
    before = unicodedata.normalize("NFD", case.text[: case.citation.start])
    if len(before) == case.citation.start:
        return None
    case.write(before + case.text[case.citation.start :])
    return Outcome(Verdict.MOVED, case.name, note="Still in paragraph")


@edit
def paragraph_moved_to_the_end(case: Case) -> Outcome | None:
    rest = case.text[case.citation.end :]
    if not rest.strip():
        return None
    case.write(case.text[: case.citation.start].rstrip() + rest.rstrip() + "\n\n" + case.citation.exact)
    return Outcome(Verdict.MOVED, case.name)


@edit
def renamed(case: Case) -> Outcome:
    case.files["elsewhere.txt"] = case.files.pop(case.name)
    return Outcome(Verdict.MOVED, "elsewhere.txt")


@edit
def renamed_and_restyled(case: Case) -> Outcome | None:
    text = case.files.pop(case.name)
    case.files["elsewhere.txt"] = text.translate(str.maketrans("‘’“”", "''\"\""))
    changed = case.files["elsewhere.txt"] != text and re.search("[‘’“”]", case.citation.exact)
    return Outcome(Verdict.MOVED, "elsewhere.txt", note="quotation marks") if changed else None


@edit
def split_before(case: Case) -> Outcome | None:
    head, tail = case.text[: case.citation.start].rstrip(), case.text[case.citation.start :]
    if not head or len(tail) < len(case.citation.exact) + 40:
        return None
    case.write(head)
    case.write(tail, "part-two.txt")
    return Outcome(Verdict.MOVED, "part-two.txt", note="part-two.txt")


@edit
def split_after(case: Case) -> Outcome | None:
    head, tail = case.text[: case.citation.end], case.text[case.citation.end :].lstrip()
    if not tail:
        return None
    case.write(head)
    case.write(tail, "part-two.txt")
    return Outcome(Verdict.VERIFIED)


@edit
def split_around(case: Case) -> Outcome | None:
    head, tail = case.text[: case.citation.start].rstrip(), case.text[case.citation.end :].lstrip()
    above = head.rfind("\n") + 1
    if not head[:above].strip() or not tail or len(head) - above > len(case.citation.prefix) // 2:
        return None
    case.write(head[:above])
    case.write(f"{head[above:]}\n\n{case.citation.exact}", "part-two.txt")
    case.write(tail, "part-three.txt")
    return Outcome(Verdict.MOVED, "part-two.txt", note="part-two.txt")


@edit
def split_into_paragraphs(case: Case) -> Outcome | None:
    first, *others = case.citation.exact.split("\n\n")
    if len(others) != 1 or abs(len(first.split()) - len(others[0].split())) < 5:
        return None
    del case.files[case.name]
    case.write(first, "part-one.txt")
    case.write(others[0], "part-two.txt")
    longer = "part-one.txt" if len(first.split()) > len(others[0].split()) else "part-two.txt"
    return Outcome(Verdict.ALTERED, longer, difference="[-")


@edit
def merged_into_another(case: Case) -> Outcome:
    other = case.rng.choice(case.others)
    case.files[other] += "\n\n" + case.files.pop(case.name)
    return Outcome(Verdict.MOVED, other)


@edit
def merged_with_one_before(case: Case) -> Outcome:
    other = case.rng.choice(case.others)
    case.write(f"{case.files.pop(other)}\n\n{case.text}")
    return Outcome(Verdict.MOVED, case.name)


# Other words stand there


def _word_swapped(case: Case, pattern: str, new: str) -> Outcome | None:
    found = list(re.finditer(pattern, case.citation.exact))
    if not found:
        return None
    match = case.rng.choice(found)
    old = match[0]
    case.with_quote(case.citation.exact[: match.start()] + new + case.citation.exact[match.end() :])
    added = new.removeprefix(old).strip()
    return Outcome(Verdict.ALTERED, case.name, difference=f"{{+{added}+}}" if new else f"[-{old.strip()}-]")


@edit
def word_changed(case: Case) -> Outcome | None:
    return _word_swapped(case, r"\b[a-zà-ž]{4,}\b(?![’'-])", "zeppelins")


@edit
def number_changed(case: Case) -> Outcome | None:
    return _word_swapped(case, r"(?<![\w.,$])\d{2,}(?![\w.,]\w|\w)", "31337")


@edit
def negation_added(case: Case) -> Outcome | None:
    return _word_swapped(case, r"(?<= )was(?= )", "was not")


@edit
def word_removed(case: Case) -> Outcome | None:
    return _word_swapped(case, r"(?<= )[a-zà-ž]{4,} (?=\w)", "")


@edit
def first_word_changed(case: Case) -> Outcome | None:
    return _word_swapped(case, r"\A\w+(?![’'-])", "Zeppelins")


@edit
def last_word_lengthened(case: Case) -> Outcome | None:
    match = re.search(r"[a-z]{3,}(?=\W*\Z)", case.citation.exact)
    if match is None:
        return None
    case.with_quote(case.citation.exact[: match.end()] + "ing" + case.citation.exact[match.end() :])
    return Outcome(Verdict.ALTERED, case.name, difference=match[0] + "ing")


@edit
def capitals_changed(case: Case) -> Outcome | None:
    return _word_swapped(case, r"(?<=[a-z] )[a-z]{4,}(?= [a-z])", "SHOUTED")


@edit
def all_capitals(case: Case) -> Outcome:
    case.with_quote(case.citation.exact.upper())
    return Outcome(Verdict.ALTERED, case.name, difference="{+")


@edit
def sentence_removed(case: Case) -> Outcome | None:
    found = re.findall(r"\S[^.!?]*[.!?]+[”\"]?(?=\s|\Z)", case.citation.exact)
    lengths = [len(sentence.split()) for sentence in found]
    if len(found) < 3 or 2.5 * lengths[1] > len(case.citation.exact.split()):
        return None
    case.with_quote(case.citation.exact.replace(found[1], "", 1))
    return Outcome(Verdict.ALTERED, case.name, difference="[-")


@edit
def sentence_put_in(case: Case) -> Outcome | None:
    found = re.search(r"(?<=[a-z][.!?]) (?=[“A-Z])", case.citation.exact[100:-100])
    if found is None:
        return None
    new = " Officials declined to comment on any of this. "
    at = 100 + found.start()
    case.with_quote(case.citation.exact[:at] + new + case.citation.exact[at + 1 :])
    return Outcome(Verdict.ALTERED, case.name, difference="{+Officials declined to comment on any of this.+}")


# Nothing is left


@edit
def deleted(case: Case) -> Outcome:
    del case.files[case.name]
    return Outcome(Verdict.GONE, None, note="no article")


@edit
def paragraph_deleted(case: Case) -> Outcome | None:
    case.with_quote("")
    return Outcome(Verdict.GONE) if case.text.strip() else None


@edit
def replaced_by_another(case: Case) -> Outcome:
    case.write(case.files[case.rng.choice(case.others)])
    return Outcome(Verdict.GONE)


@edit
def words_alone_elsewhere(case: Case) -> Outcome:
    other = case.rng.choice(case.others)
    middle = case.files[other].find("\n\n") + 2 if "\n\n" in case.files[other] else 0
    text = case.files[other]
    case.files[other] = f"{text[:middle]}We quote: {case.citation.exact} So it was told.\n\n{text[middle:]}"
    del case.files[case.name]
    return Outcome(Verdict.GONE, None, note=other)


# Copies, and other names


@edit
def corrected_beside_a_copy(case: Case) -> Outcome | None:
    copy = case.text
    outcome = word_changed(case)
    if outcome is None:
        return None
    case.files["agency.txt"] = copy
    return Outcome(Verdict.ALTERED, case.name, difference="zeppelins", also_at=("agency.txt",))


@edit
def renamed_and_changed(case: Case) -> Outcome | None:
    outcome = word_changed(case)
    if outcome is None:
        return None
    case.files["elsewhere.txt"] = case.files.pop(case.name)
    return Outcome(Verdict.ALTERED, "elsewhere.txt", note="elsewhere.txt", difference="zeppelins")


@edit
def copied_and_deleted(case: Case) -> Outcome:
    case.files["agency.txt"] = case.files.pop(case.name)
    return Outcome(Verdict.MOVED, "agency.txt")


# Nothing can be looked at


@edit
def root_emptied(case: Case) -> Outcome:
    case.files.clear()
    return Outcome(Verdict.UNREADABLE, note="is empty now")
