"""An archive and its journal, open for an entry point that serves many at once: all that one may ask of them.

Nothing here prints, and nothing knows the network. What a method gives becomes the JSON of the command line by
`answer_json`, `quotation_json`, `article_json`, `article_summary_json`, `statistics_json` and `Checked.as_json`.
"""

import datetime
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from bot.conversation import JSON_LIMIT, MOST, Conversation, require_some_day
from bot.journal.codec import json_values, parsed_citations
from bot.journal.rows import renamed
from bot.journal.store import Journal, only_cited, typed_id
from bot.render.checks import check_json
from bot.render.phrases import encodable
from bot.settings import SHOWN, Settings
from bot.subjects import Subject, check_subjects, cited, is_foreign, is_json, of_text
from retrieval import (
    Answer,
    Article,
    ArticleFilter,
    Browsed,
    Check,
    Citation,
    NotFound,
    Quotation,
    Searcher,
    StateError,
    Statistics,
    UsageError,
    browse,
    new_id,
    parsed_bound,
    statistics,
)

REMEMBERED = 2_000
"""Answers that are remembered though they are not kept: some 20 MB."""

LONGEST_CHECKED = 4_096
"""Code points of a quotation that is checked for others: a page and a half, which no article holds in a row. Where
words are nowhere, the time rises with the square of their length: 1 s of a processor for 4,000, 5 s for 8,000 in 3,270
articles."""

MOST_CHECKED = 500
"""Citations and quotations that are checked at once."""

MOST_QUOTATION_MARKS = 1_200
"""Quotation marks of a draft that is checked for others: where 600 quotations are in one paragraph, to read who says
each takes 3 s of a processor."""

CHECK_SECONDS = 20.0
"""How long checking may take; it is looked after each of them."""

LISTED = 20
"""How many articles a list holds unless a number is given."""

NAMESAKES = 3
"""Articles of the same name that are named by their ids."""

BOUNDS = ("since", "until", "as_of")
"""The days that a question may be limited to."""


class Checked(NamedTuple):
    """What was checked, and the verdict on it."""

    subject: Subject
    check: Check

    @property
    def as_json(self) -> dict[str, Any]:
        """The verdict as the command line prints it."""
        return check_json(self.check) | {"file": self.subject.file, "line": self.subject.line}


class ShownArticle(NamedTuple):
    """An article, the numbers of the paragraphs that its name marks, and of those that questions don't find."""

    article: Article
    marked: Sequence[int]
    not_indexed: frozenset[int]


class OpenArchive:
    """An archive that is open, with the journal of its answers. Safe to use from many threads."""

    def __init__(
        self, searcher: Searcher, journal: Journal, settings: Settings, entry_point: str, tell: Callable[[str], None]
    ) -> None:
        """What is open already; whoever opened it closes it.

        Args:
            searcher: Over the archive, which is watched, unless the settings say otherwise.
            journal: Keeps the answers.
            settings: Those it was opened with.
            entry_point: What the journal calls the place where is asked, such as `web`.
            tell: Takes a sentence for whoever runs the program: why answers are not kept.
        """
        self.searcher = searcher
        self.journal = journal
        self.settings = settings
        self._entry_point = entry_point
        self._tell = tell
        self._remembering = threading.RLock()
        self._unkept: OrderedDict[str, Answer] = OrderedDict()
        self._counting = threading.Lock()
        self._counted: tuple[str, Statistics] | None = None

    def ask(
        self, question: str, *, limit: int | None = None, after: str | None = None, keep: bool = True, **narrowed: Any
    ) -> Answer:
        """The answer to a question.

        Args:
            question: In plain words.
            limit: How many passages at most, from 1 to `MOST`; None: what the settings say, else `JSON_LIMIT`.
            after: The id of an answer that the question may continue from.
            keep: Whether the answer goes to the journal; otherwise the last `REMEMBERED` are remembered until the end.
            narrowed: What `Searcher.ask` takes besides: `NARROWING`, `all_copies`.

        Raises:
            QuestionError: There is no word in the question.
            UsageError: There is no such publisher or language, no day lies within the bounds, or the limit is too high.
            NotFound: There is no answer to continue from.
        """
        if limit is not None and not 1 <= limit <= MOST:
            raise UsageError(f"The limit is {limit}; give a whole number from 1 to {MOST}.")
        require_some_day(narrowed.get("since"), narrowed.get("until"), narrowed.get("as_of"))
        passages = limit or self.settings.limit or JSON_LIMIT
        conversation = Conversation(
            self.searcher, passages, self._in_journal if keep else self._in_memory, follow=bool(after)
        )
        if after:
            conversation.take_up(self.answer(after))
        return conversation.ask(encodable(question), **narrowed)

    def answer(self, identity: str) -> Answer:
        """An answer given before by its id; raises `NotFound` if there is none, or none any more.

        With the id of one of its citations, it has the passage cited only.
        """
        with self._remembering:
            unkept = self._unkept.get(typed_id(identity).partition(".")[0])
        return only_cited(unkept, identity) if unkept else self.journal.answer(identity)

    def forget(self, identity: str) -> None:
        """Deletes an answer for good; raises `NotFound` if there is none."""
        if self.answer(identity).id != typed_id(identity):
            raise NotFound(f"{typed_id(identity)!r} is a citation; an answer is forgotten whole, by its own ID.")
        with self._remembering:
            self._unkept.pop(typed_id(identity), None)
        self.journal.forget(identity)

    def quote(
        self, text: str, *, article: str | None = None, speaker: str | None = None, identity: str | None = None
    ) -> Quotation:
        """Whether a `text` is a quotation, of an `article` or by a `speaker` if named; `identity` comes back with it.

        Raises:
            UsageError: There is no word in the quotation, or it is longer than `LONGEST_CHECKED`.
        """
        _require_short(text)
        article, speaker = (encodable(name) if name else None for name in (article, speaker))
        return self.searcher.quote(encodable(text), article=article, speaker=speaker, identity=identity)

    def check(self, references: Sequence[str]) -> list[Checked]:
        """The verdict on the citations with some ids, or all those of answers with them.

        Raises:
            NotFound: There is no such answer or citation.
        """
        return self._checked(cited([citation for reference in references for citation in self._citations(reference)]))

    def check_given(self, value: Any) -> list[Checked]:
        """The verdict on each citation in answers or citations as plain values.

        Raises:
            UsageError: The values are of another form, or too many, or too long.
        """
        citations = parsed_citations(value)
        for citation in citations:
            _require_short(citation.exact)
        return self._checked(cited(citations))

    def check_answer(self, answer: Answer) -> list[Check]:
        """The verdict on each citation of an answer, in order."""
        return [checked.check for checked in self._checked(cited([it.citation for it in answer.passages]))]

    def check_text(self, text: str, name: str = "the draft", *, every: bool = False) -> list[Checked]:
        """The verdict on each mark and quotation of a draft, or on each citation of answers as JSON.

        Args:
            text: The draft, or the JSON.
            name: What the draft is called in verdicts and errors.
            every: Whether all is to be from the archive: quotations without a mark are left out otherwise where they
                are not from it, and all of them in a draft without any mark.

        Raises:
            UsageError: There is nothing to check in the draft, or too much, or the JSON holds no citations.
        """
        text = encodable(text)
        if is_json(text):
            return self.check_given(json_values(text))
        _require_few_marks(text, name)
        checked = self._checked(of_text(self.journal, name, text, alone=not every, every=every))
        return [it for it in checked if every or not is_foreign(it.check)]

    def _checked(self, subjects: Sequence[Subject]) -> list[Checked]:
        """The verdict on each subject; raises `UsageError` if these are too many, too long, or take too long."""
        _require_few(subjects)
        ends = time.monotonic() + CHECK_SECONDS

        def go_on(_check: Check) -> None:
            if time.monotonic() > ends:
                raise UsageError(f"That takes longer than {CHECK_SECONDS:.0f} seconds to check; check less at once.")

        # What is watched is in line with its files but for the last two seconds, and each source is read again anyway.
        reread = self.settings.watch.mode == "off"
        checks = check_subjects(subjects, self.searcher, go_on, reread=reread)
        return [Checked(subject, check) for subject, check in zip(subjects, checks, strict=True)]

    def show(self, name: str) -> list[ShownArticle]:
        """The articles that a person means by an id, path, title or address, `#N` after it marking a paragraph.

        Raises:
            NotFound: There is no such article, or no such paragraph in it.
        """
        archive = self.searcher.archive
        articles, paragraphs = archive.find(encodable(name))
        return [ShownArticle(article, paragraphs, archive.not_indexed(article)) for article in articles]

    def named(self, name: str) -> list[ShownArticle]:
        """The article with an id, or else those that a person means by it; raises what `show` does."""
        archive = self.searcher.archive
        try:
            article = archive.article(encodable(name))
        except NotFound:
            return self.show(name)
        return [ShownArticle(article, (), archive.not_indexed(article))]

    def articles(self, conditions: ArticleFilter, *, limit: int = LISTED, offset: int = 0) -> Browsed:
        """Up to `limit` of the articles that meet the `conditions`, newest first, after the first `offset` of them.

        Raises:
            UsageError: There is no such publisher or language, no day lies within the bounds, or the limit is too high.
        """
        if not 1 <= limit <= MOST:
            raise UsageError(f"The limit is {limit}; give a whole number from 1 to {MOST}.")
        require_some_day(conditions.since, conditions.until, None)
        with self.searcher.reading() as index:
            return browse(index, conditions, limit, offset)

    def statistics(self) -> Statistics:
        """The archive in numbers, counted anew when it has changed; that takes seconds for a million paragraphs."""
        with self._counting:
            version = self.searcher.archive.fingerprint()
            if self._counted is None or self._counted[0] != version:
                with self.searcher.reading() as index:
                    self._counted = version, statistics(index)
            return self._counted[1]

    def _citations(self, reference: str) -> list[Citation]:
        """The citations of an answer, or the one that is named."""
        return [passage.citation for passage in self.answer(reference).passages]

    def _in_journal(self, answer: Answer) -> Answer:
        """An answer as it is in the journal, under an id that is nobody else's."""
        with self._remembering:
            while answer.id in self._unkept:
                answer = renamed(answer, new_id())
            return self.journal.keep_or_tell(self._tell, answer, self._entry_point)

    def _in_memory(self, answer: Answer) -> Answer:
        """An answer that is remembered for a while, and not written down."""
        with self._remembering:
            while answer.id in self._unkept or self._is_taken(answer.id):
                answer = renamed(answer, new_id())
            self._unkept[answer.id] = answer
            if len(self._unkept) > REMEMBERED:
                self._unkept.popitem(last=False)
        return answer

    def _is_taken(self, identity: str) -> bool:
        """Whether the journal has an answer with an id; if it can't be read, it gives none out either."""
        with suppress(StateError):
            return self.journal.holds(identity)
        return False


_QUOTATION_MARKS = '"“”„‟«»‹›‘「」『』'
"""What opens and closes quotations; apostrophes are none."""


def _require_few(subjects: Sequence[Subject]) -> None:
    """Raises `UsageError` where there is more to check than is checked at once for others."""
    if len(subjects) > MOST_CHECKED:
        raise UsageError(f"There are {len(subjects):,} citations and quotations; check {MOST_CHECKED} at most at once.")
    for mark in filter(None, (subject.mark for subject in subjects)):
        for quotation in mark.quotations:
            _require_short(quotation.words, f" of line {quotation.line}")


def _require_few_marks(draft: str, name: str) -> None:
    """Raises `UsageError` where a draft has more quotations than are read for others."""
    if sum(map(draft.count, _QUOTATION_MARKS)) > MOST_QUOTATION_MARKS:
        raise UsageError(f"There are more than {MOST_QUOTATION_MARKS:,} quotation marks in {name}; check it in parts.")


def _require_short(words: str, where: str = "") -> None:
    """Raises `UsageError` where words are more than are checked for others."""
    if len(words) > LONGEST_CHECKED:
        advice = f"check {LONGEST_CHECKED:,} at most, or on the command line"
        raise UsageError(f"The quotation{where} has {len(words):,} characters; {advice}.")


def only_article(archive: OpenArchive, name: str) -> ShownArticle:
    """The article that a name means, where it means one alone.

    Raises:
        NotFound: There is no such article or paragraph, or there are several.
    """
    matches = archive.named(name)
    if len(matches) > 1:
        ids = ", ".join(repr(it.article.id) for it in matches[:NAMESAKES]) + (", …" if len(matches) > NAMESAKES else "")
        raise NotFound(f"{len(matches):,} articles are named {name[:SHOWN]!r}; give one by its id: {ids}.")
    return matches[0]


def narrowed(values: Mapping[str, str]) -> dict[str, Any]:
    """The days, publisher and languages that some arguments name, as `Searcher.ask` takes them; raises `UsageError`."""
    days = {name: day_given(name, values[name]) for name in BOUNDS if name in values}
    return days | {name: values[name] for name in ("source", "language") if name in values}


def day_given(name: str, text: str | None) -> datetime.date | None:
    """The first day that `since` gives, or the last that another argument does; None if it is not given or empty.

    Raises:
        UsageError: It is not a day; the message names the argument.
    """
    if text is None or not text.strip():
        return None
    try:
        return parsed_bound(name, text)
    except ValueError:
        raise UsageError(
            f"{name} is {text[:SHOWN]!r}; write a day as 2024-03-16, a month as 2024-03 or a year."
        ) from None
