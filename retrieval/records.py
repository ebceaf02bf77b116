"""The nouns, in the order data meets them. Frozen, slotted, no I/O.

Every `start` and `end` here counts Unicode code points from the start of `Article.text`; an end is exclusive.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple, Self


def digest(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal; lone surrogates are hashed as they are."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parsed_day(text: object) -> datetime.date:
    """The day written as 2024-03-16 or 2024/03/16; a time after it is left out.

    Raises:
        ValueError: It is not a day of the calendar in this form.
    """
    day = re.split(r"[T\s]", str(text).strip(), maxsplit=1)[0]
    return datetime.date.fromisoformat(day.replace("/", "-"))


def parsed_bound(name: str, text: object) -> datetime.date:
    """The first day that is meant where a stretch begins (`since`), else the last: of a day, a month or a year.

    Raises:
        ValueError: It is not written as 2024-03-16, 2024-03 or 2024.
    """
    stretch = re.fullmatch(r"([0-9]{4})(?:[-/]([0-9]{1,2}))?", str(text).strip())
    if stretch is None:
        return parsed_day(text)
    year, month = int(stretch[1]), int(stretch[2] or 0)
    if name == "since":
        return datetime.date(year, month or 1, 1)
    return datetime.date(year, month or 12, monthrange(year, month or 12)[1])


Heading = tuple[int, int]
"""Start and end of a heading in a text."""

LineStart = tuple[int, int]
"""An offset in a text and the 1-based line of the file that begins there; each line feed after it counts one on."""

PageStart = tuple[int, int]
"""An offset in a text and the 1-based page of the file on which the words from there on stand."""


@dataclass(frozen=True, slots=True)
class Article:
    """One document, as a reader extracted it from a file.

    `id` is stable: its path inside the archive, or the id its record carries. `text` has line feeds as line ends and is
    what a person sees: for plain text all of the file, for a page its words without markup. `path` is relative to
    the archive; `record` is the 1-based line of a `.jsonl`.

    `headings` are the blocks that are headings; None if the text has to show it. `lines` lead back into
    the file, sorted by offset; None if the file's lines are not those of the text. `provenance` says where title,
    date, authors, URL, source and language came from, and `reader` which reader, in which version, made the text.
    `file_sha256` is that of the file's bytes, where the catalog gave the article. `lines` are empty if a person
    can't count lines in the file. `pages` are where the pages of a printed document begin, sorted by offset; `member`
    is the path inside a file of files, such as a `.zip`.
    """

    id: str
    text: str
    title: str | None = None
    date: datetime.date | None = None
    url: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    path: str = ""
    record: int | None = None
    headings: tuple[Heading, ...] | None = None
    lines: tuple[LineStart, ...] | None = None
    provenance: Mapping[str, str] = field(default_factory=dict, compare=False)
    reader: str = field(default="", compare=False)
    file_sha256: str = field(default="", compare=False)
    pages: tuple[PageStart, ...] | None = None
    member: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class ArticleOutline:
    """What is known about an article but for its text, which lists of articles need not have.

    `shown_title` is the title to show: the article's, else its opening words; its id where these can't be read now.
    """

    id: str
    title: str | None
    shown_title: str
    date: datetime.date | None
    url: str | None
    source: str | None
    authors: tuple[str, ...]
    language: str | None
    path: str
    record: int | None
    sha256: str
    reader: str
    provenance: Mapping[str, str] = field(compare=False)


class Paragraph(NamedTuple):
    """A body paragraph: `number` counts from 1 and leaves headings out; `heading` is the one it is under.

    `about` marks one that gives only the author or the day of the article: it never answers a question.
    """

    article: str
    number: int
    heading: str | None
    start: int
    end: int
    about: bool = False


class Passage(NamedTuple):
    """The unit that is indexed and ranked: neighbouring paragraphs of one section, or part of a long one."""

    article: str
    paragraphs: tuple[int, ...]
    heading: str | None
    start: int
    end: int


class Hit(NamedTuple):
    """What an engine gives: the key of a passage and its BM25 score."""

    key: int
    score: float


class Sentence(NamedTuple):
    """A sentence of an article: `exact == article.text[start:end]`."""

    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Where a person without Pincite finds the words of a citation.

    `path` is relative to the archive, `sha256` that of the file's bytes, empty if it isn't known. `lines` are
    1-based, both included, None if the words are in a record; `record` is the 1-based line or record of a `.jsonl`.
    `page` and `member` are for formats with pages or files in them. `reader` made the text, in its version.
    """

    path: str
    sha256: str
    lines: tuple[int, int] | None
    page: int | None
    record: int | None
    member: str | None
    reader: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The words that a file shows a reader with a citation: the passage and its marked sentences, if they are given."""

    text: str | None
    sentence: str | None
    second_sentence: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands, as the W3C's TextQuoteSelector and TextPositionSelector, and what it was cut from.

    `title` is what to show: the article's title, else its opening words. `sha256` is that of the whole article text.
    `link` is the URL with a text fragment that names the words and nothing else, the plain URL if none was found
    that does, and None if it was not wanted.
    `authors` are the article's. `file` says where the words stand on disk, if that is known. `corpus` names the archive
    it was cited from, if the journal knows it; it depends on where that archive is on this machine, and goes
    into no JSON. `shown` are the words given beside it in a file that is checked.
    """

    id: str
    article: str
    title: str
    date: datetime.date | None
    source: str | None
    url: str | None
    heading: str | None
    paragraphs: tuple[int, ...]
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    sha256: str
    link: str | None = None
    file: SourceFile | None = None
    corpus: str | None = field(default=None, compare=False)
    authors: tuple[str, ...] = ()
    shown: Shown | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article that has most of a passage's words in their order: its id, the title to show, and what is known.

    Differences of a word here and there don't matter.
    """

    article: str
    title: str
    date: datetime.date | None
    source: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class AnswerPassage:
    """One passage of an answer, verbatim, with its answer sentence; `rank` counts from 1.

    `second_sentence` is the next best answer sentence when it comes close. `copies` are the other articles that have
    the same words, earliest first. `bm25` is the engine's score,
    `features` what each feature of the ranking gave to `score`.
    """

    rank: int
    score: float
    text: str
    sentence: Sentence
    citation: Citation
    second_sentence: Sentence | None = None
    bm25: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class WordContribution:
    """A word of the question and what a passage has of it, its title and heading counted in.

    `read_as` is the term it was looked up by, `count` how often the passage has that, `passages` how many of the
    archive have it, `share` its part of the passage's BM25 score, from 0 to 1.
    """

    word: str
    read_as: str
    count: int
    passages: int
    share: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage has its rank: what it has of each word, and what each feature added to its score."""

    rank: int
    score: float
    bm25: float
    words: tuple[WordContribution, ...]
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class SpellingCorrection:
    """A word of the question that occurs nowhere, and the archive's word that it was read as."""

    word: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a question asks about, both included, and its words that say so.

    `asked_on` is the day from which "yesterday", or a month without a year, counts; None for days that depend on none.
    """

    since: datetime.date
    until: datetime.date
    words: str
    asked_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What the answer before a question was about: the article of its first passage, and the sentence that was marked.

    `answer` is the id of that answer, `start` where its answer sentence starts in the article, in code points.
    """

    answer: str
    article: str
    title: str
    start: int


SURE = 0.5
"""From this confidence on, an answer is given without reserve."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Ranked passages, best first; `answered` is false when none of them is believed to hold the answer.

    `confidence` is between 0 and 1; `unmatched_terms` are words of the question that occur nowhere in the archive,
    and `corrections` those that were looked up as another. `understood` is what was looked up when the question was
    asked with words of the previous one.
    `period` are the days whose articles were preferred because the question names them.
    `provenance` tells what the answer depends on besides the question: archive state, analyzer, engine, parameters.
    `notes` say what a reader should know about the archive: what is missing now, what was damaged and read again.
    `missing_terms` are the names and numbers of the question that the archive has, but the first passage lacks, and
    words that ask for something that this passage doesn't say ("built", "How old").
    `topic` is what the previous answer was about, if the question was looked up as continuing from it.
    """

    id: str
    question: str
    asked_at: datetime.datetime
    answered: bool
    confidence: float
    passages: tuple[AnswerPassage, ...]
    unmatched_terms: tuple[str, ...]
    elapsed_ms: float
    corrections: tuple[SpellingCorrection, ...] = ()
    understood: str | None = None
    provenance: Mapping[str, str | int | None] = field(default_factory=dict)
    period: Period | None = None
    notes: tuple["Remark", ...] = ()
    missing_terms: tuple[str, ...] = ()
    topic: Topic | None = None

    @property
    def may_hold(self) -> bool:
        """Whether the archive only may hold the answer: the first passage is more likely wrong than right."""
        return self.answered and self.confidence < SURE


@dataclass(frozen=True, slots=True)
class MentionCount:
    """How many articles of a month say some words, in how many sentences, and the ids of the first of them.

    Of articles that are copies of each other the earliest counts.
    """

    articles: int
    sentences: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """When some words were said: first, last, and how often by month.

    An article says them if one of its sentences has all of them, in any form; `exact` are those that are in
    quotation marks and are looked for as they are written. `ends` has the sentences in which they were said first and
    last, cited, and everything else that an answer has. `articles` and `sentences` count those without a day, too;
    `undated` are only those. `copies` are the articles that are not counted because they repeat an earlier one.
    `months` are those in which an article says them, as `2024-03`, earliest first.
    """

    words: str
    exact: tuple[str, ...]
    ends: Answer
    articles: int
    sentences: int
    copies: int
    undated: MentionCount
    months: Mapping[str, MentionCount]

    def with_ends(self, ends: Answer) -> "Timeline":
        """The same with its citations as they are kept."""
        return replace(self, ends=ends)


Value = str | int | datetime.date | Sequence[str]
"""What a remark is about: a name, a language or another remark, a count, a day, or a row of names and remarks."""


class LanguageName(str):
    """What a language is called in English, as part of a remark, and its ISO 639-1 code, by which others call it."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, name: str, /, code: str) -> Self:
        """The name of the language with this code."""
        language_name = super().__new__(cls, name)
        language_name.code = code
        return language_name


class Remark(str):
    """A sentence for a person, or a part of one, in English, with what it takes to say it in another language.

    `text` is the English sentence with `{names}` in it, `values` is what they stand for; without values `text` is taken
    as it is.
    """

    __slots__ = ("text", "values")
    text: str
    values: Mapping[str, Value]

    def __new__(cls, text: str, /, **values: Value) -> Self:
        """The remark that `text` makes with `values`."""
        filled = {name: _in_english(value) for name, value in values.items()}
        remark = super().__new__(cls, text.format(**filled) if values else text)
        remark.text, remark.values = text, values
        return remark


def _in_english(value: Value) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, str | datetime.date):
        return str(value)
    return " and ".join([", ".join(value[:-1]), value[-1]] if len(value) > 1 else value)


class Verdict(StrEnum):
    """What checking a citation against its source can say."""

    VERIFIED = "verified"
    MOVED = "moved"
    ALTERED = "altered"
    GONE = "gone"
    UNREADABLE = "unreadable"


class CautionKind(StrEnum):
    """What to be careful about: words that change the meaning, or what could not be judged."""

    NEGATION = "negation"
    CONDITION = "condition"
    DOUBT = "doubt"
    NUMBER = "number"
    NAME = "name"
    SPEAKER = "speaker"
    ARTICLE = "article"
    BRACKETS = "brackets"
    MARKS = "marks"
    CAPITALS = "capitals"
    HEADING = "heading"


class CautionPlace(StrEnum):
    """Where the words of a caution are: left out of the quotation, or before or after it in its sentence."""

    OMITTED = "omitted"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Caution:
    """A reason to read a quotation's source before relying on it; it never makes words verbatim that are not.

    `words` are the word that changes the meaning, verbatim, or the name that could not be judged; `where` is None for
    what is not about the words of the source: a speaker, an article, the writer's brackets, marks or capital letters
    that the source has and the quotation hasn't, a heading that is quoted, or a negation by which a draft takes back
    that its quotation was said. An omitted speaker is a second one whose words are joined with the first one's.
    """

    kind: CautionKind
    where: CautionPlace | None
    words: str

    @property
    def remark(self) -> Remark:
        """The caution as a sentence for a person."""
        words = self.words
        if self.kind is CautionKind.SPEAKER and self.where is CautionPlace.OMITTED:
            return Remark("Caution: from “{words}” on, somebody else may be speaking.", words=words)
        if self.kind is CautionKind.SPEAKER:
            return Remark("Caution: the article doesn't make clear whether {speaker} said this.", speaker=words)
        if self.kind is CautionKind.ARTICLE:
            return Remark(
                "There is no article {article!r} in the archive, so the whole archive was searched.", article=words
            )
        if self.kind is CautionKind.BRACKETS:
            return Remark("Caution: “{words}” in brackets is the writer's, not the source's.", words=words)
        if self.kind is CautionKind.MARKS:
            return Remark("Caution: the source has “{words}” in quotation marks, the quotation hasn't.", words=words)
        if self.kind is CautionKind.CAPITALS:
            return Remark("Caution: the source writes “{words}”, with other capital letters.", words=words)
        if self.kind is CautionKind.HEADING:
            return Remark("Caution: “{words}” is a heading there, not a sentence of the text.", words=words)
        kind = _CUES[self.kind]
        if self.where is None:
            return Remark(
                "Caution: the draft says “{words}” about it, and its source doesn't ({kind}).", words=words, kind=kind
            )
        if self.where is CautionPlace.BEFORE:
            return Remark(
                "Caution: before the quotation, its sentence says “{words}” ({kind}).", words=words, kind=kind
            )
        if self.where is CautionPlace.AFTER:
            return Remark("Caution: after the quotation, its sentence says “{words}” ({kind}).", words=words, kind=kind)
        return Remark("Caution: the ellipsis leaves out “{words}” ({kind}).", words=words, kind=kind)


_CUES = {
    CautionKind.NEGATION: Remark("negation"),
    CautionKind.CONDITION: Remark("condition"),
    CautionKind.DOUBT: Remark("doubt"),
    CautionKind.NUMBER: Remark("number"),
    CautionKind.NAME: Remark("name"),
}


def _without_hidden_cue(cautions: Sequence[Caution]) -> bool:
    """Whether no caution is about words that an ellipsis leaves out."""
    return all(caution.where is not CautionPlace.OMITTED for caution in cautions)


def _note(remarks: Sequence[Remark], cautions: Sequence[Caution]) -> str | None:
    """Remarks and cautions in English; None when there are none."""
    return " ".join([*remarks, *(caution.remark for caution in cautions)]) or None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation is in an article; `exact` is what the article says there.

    `sentence` is the whole sentence around it, or the sentences from its first to its last word. `authors`, `source`
    and `url` are the article's.
    """

    article: str
    title: str
    date: datetime.date | None
    start: int
    end: int
    paragraphs: tuple[int, ...]
    exact: str
    sentence: Sentence | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one citation: where the words are now, how they differ, and remarks for a person.

    `also_at` are places of the cited words besides the one that was judged. `meaning` is what the verdict means if
    that is not what it usually means: an unknown citation is not gone. When it is about a draft, `citation` is empty
    for a quotation without a mark, `quotation` is the one that was judged, `omitted` are the words that its ellipses
    leave out, verbatim, `sentence` is the whole sentence around it, `others` are the verdicts on the mark's others.
    """

    citation: str
    verdict: Verdict
    article: str | None
    start: int | None
    end: int | None
    difference: str | None
    remarks: tuple[Remark, ...] = ()
    also_at: tuple[Place, ...] = ()
    omitted: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    sentence: Sentence | None = None
    meaning: Remark | None = None
    quotation: str | None = None
    others: tuple["Check", ...] = ()

    @property
    def stands(self) -> bool:
        """Whether the citation can be relied on: the words are there, and no ellipsis hides a change of meaning."""
        return self.verdict in (Verdict.VERIFIED, Verdict.MOVED) and _without_hidden_cue(self.cautions)

    @property
    def needs_care(self) -> bool:
        """Whether the words are there, but there is a caution to read before anyone relies on them."""
        return self.verdict in (Verdict.VERIFIED, Verdict.MOVED) and bool(self.cautions)

    @property
    def note(self) -> str | None:
        """What the verdict means here, remarks and cautions in English; None when there are none."""
        return _note([*filter(None, [self.meaning]), *self.remarks], self.cautions)


class QuoteVerdict(StrEnum):
    """What looking up a quotation in the archive can say."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not found"
    ABRIDGED = "abridged"
    TOO_SHORT = "too short"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The verdict on a quotation: the places that have it, or nearly have it, one per article, earliest first.

    `omitted` are the words of the first place that its ellipses leave out, verbatim. `origins` counts the places whose
    articles aren't copies of another.
    """

    id: str | None
    text: str
    verdict: QuoteVerdict
    places: tuple[Place, ...]
    difference: str | None
    remarks: tuple[Remark, ...] = ()
    omitted: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    origins: int = 0

    @property
    def stands(self) -> bool:
        """Whether the quotation can be relied on: word for word, and no ellipsis hides what changes its meaning."""
        faithful = self.verdict in (QuoteVerdict.VERBATIM, QuoteVerdict.ABRIDGED)
        return faithful and _without_hidden_cue(self.cautions)

    @property
    def needs_care(self) -> bool:
        """Whether it is word for word, but there is a caution to read before anyone relies on it."""
        return self.verdict is QuoteVerdict.VERBATIM and bool(self.cautions)

    @property
    def note(self) -> str | None:
        """The remarks and cautions in English; None when there are none."""
        return _note(self.remarks, self.cautions)
