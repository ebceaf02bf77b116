"""One chat: a question goes in, an answer comes out; what was asked before is known to the next question."""

import datetime
from collections.abc import Callable
from typing import Any

from retrieval import (
    Answer,
    ContextDependence,
    NotFound,
    QuestionError,
    Searcher,
    SourceUnreadable,
    Topic,
    UsageError,
    answer_names,
    context_dependence,
    context_words,
    covered_words,
    lacks_words,
    names_something_else,
    rewritten,
)

SHOWN = 3
"""How many passages an answer shows to a person."""

JSON_LIMIT = 10
"""How many passages an answer as JSON holds unless a limit is given."""

MOST = 100
"""The greatest limit: fewer than the candidates that are ranked, so that it can be met."""

COVERED_SHARE = 0.5
"""Where only the passage tells whether context words were meant: this share of them must be in it, and this share of
those of the question's own words that are in the passage found without them. 95 of the 96 pairs in `tests/dialogues.py`
are right with it, as with .4 and .6; with .3 and .7, 94 and 92."""


class Conversation:
    """What one person asks, one question after another."""

    def __init__(
        self,
        searcher: Searcher,
        limit: int = SHOWN,
        keep: Callable[[Answer], Answer] | None = None,
        *,
        follow: bool = True,
    ) -> None:
        """Begins a chat.

        Args:
            searcher: Answers the questions.
            limit: How many passages an answer has at most.
            keep: Writes each answer down and gives it back with the ids to show.
            follow: Whether a question may depend on the previous one.
        """
        self.searcher = searcher
        self.limit = limit
        self._keep = keep
        self.last: Answer | None = None
        self._follow = follow
        self._before = ""
        self._language: str | None = None

    def ask(self, question: str, **options: Any) -> Answer:
        """The answer to a question; takes what `Searcher.ask` takes and raises what it raises.

        A question that depends on the previous one takes words from there, and the answer's `understood` says so.
        """
        options = {"limit": self.limit, **options}
        can_depend = self._follow and self._before
        self._language = self.searcher.language(question, self._language) if self._follow else None
        dependence = context_dependence(question, self._language) if can_depend else ContextDependence.SELF_CONTAINED
        if dependence is ContextDependence.SELF_CONTAINED or self._asks_for_days(question, dependence):
            answer = self.searcher.ask(question, **options)
            self._before = question
        else:
            answer = self._answer_in_context(question, dependence, options)
        return self._remembered(answer)

    def unanswerable(self, question: str, **narrowing: Any) -> Answer:
        """The answer to a question with nothing in it to look up, narrowed as one to `Searcher.ask`: none."""
        return self._remembered(self.searcher.unanswerable(question, **narrowing))

    def afresh(self) -> None:
        """Forgets what was asked: the next question stands on its own."""
        self.last = None
        self._before = ""
        self._language = None

    def take_up(self, answer: Answer) -> None:
        """Goes on from an answer given before, here or elsewhere: the next question may depend on its question."""
        self.last = answer
        self._before = answer.understood or answer.question
        self._language = self.searcher.language(self._before)

    def keep_apart(self, answer: Answer) -> Answer:
        """An answer to something else than a question, written down; the next question does not depend on it."""
        self.afresh()
        return self._remembered(answer)

    def _remembered(self, answer: Answer) -> Answer:
        """The answer, written down and remembered."""
        self.last = self._keep(answer) if self._keep else answer
        return self.last

    def _asks_for_days(self, question: str, dependence: ContextDependence) -> bool:
        """Whether a question asks for what there is of some days, which needs nothing from before: "And in 1911?"."""
        after_such = self.last is not None and self.last.provenance.get("listing") == "days"
        may = after_such or dependence is ContextDependence.UNCLEAR
        return may and self.searcher.asks_for_days(question, after_such=after_such)

    def _topic(self) -> Topic | None:
        """What the last answer was about."""
        if self.last is None or not self.last.passages:
            return None
        first = self.last.passages[0]
        return Topic(self.last.id, first.citation.article, first.citation.title, first.sentence.start)

    def _carried(self, question: str, dependence: ContextDependence) -> tuple[str, Topic | None]:
        """The words and the topic that a question takes over from what was asked and answered before.

        Of these words the ones that occur nowhere are left behind. A name that the article of the last answer lacks
        tells that another one is meant; without a pronoun it stands in place of the names before.
        """
        topic, names = self._topic(), True
        if topic is not None and self._asks_elsewhere(question, topic):
            topic, names = None, dependence is ContextDependence.DEPENDENT
        words_so_far, language = f"{question} {self._before}", self._language
        carried_names = answer_names(self.last, words_so_far, language) if self.last and names else ""
        nowhere = self.last.unmatched_terms if self.last else ()
        context = context_words(self._before, question, language, names=names, carried=carried_names).split()
        context = [word for word in context if word not in nowhere]
        return " ".join([*carried_names.split(), *context]), topic

    def _asks_elsewhere(self, question: str, topic: Topic) -> bool:
        """Whether a question names what the article of the last answer lacks; true if that can't be read."""
        try:
            article = self.searcher.archive.article(topic.article)
        except (NotFound, SourceUnreadable):
            return True
        return names_something_else(question, article, self._language)

    def _answer_in_context(self, question: str, dependence: ContextDependence, options: dict[str, Any]) -> Answer:
        """The answer to a question with words of the previous one, or without where that fits it better.

        One that finds the same passage without them stands on its own; the next one still continues from both.
        """
        context, topic = self._carried(question, dependence)
        in_context = self.searcher.ask(question, context=context, topic=topic, **options)
        self._before = rewritten(question, context) if context else question
        if not (context or topic) or dependence is ContextDependence.DEPENDENT:
            return in_context
        try:
            alone = self.searcher.ask(question, **options)
        except QuestionError:
            return in_context
        if alone.answered and _first(alone) == _first(in_context):
            return alone
        language = self._language
        continues = covered_words(context, in_context, language) >= COVERED_SHARE * len(context.split())
        on_topic = topic is not None and _first(in_context)[:1] == (topic.article,)
        fits = covered_words(question, in_context, language) >= COVERED_SHARE * covered_words(question, alone, language)
        # What is asked stands elsewhere word for word, and hardly here.
        if alone.answered and not alone.may_hold and not lacks_words(question, alone, language):
            fits = in_context.answered and not lacks_words(question, in_context, language)
        if (continues or on_topic) and fits:
            return in_context
        self._before = question
        return alone


def require_some_day(since: datetime.date | None, until: datetime.date | None, as_of: datetime.date | None) -> None:
    """Raises `UsageError` when no day lies inside the bounds of a question.

    Args:
        since: The first day.
        until: The last day.
        as_of: The day it is asked as of, which is a last day, too.
    """
    last = min(filter(None, (until, as_of)), default=None)
    if since and last and last < since:
        raise UsageError(f"No day is both from {since} on and up to {last}; give a later end or an earlier start.")


def mentions_in(
    searcher: Searcher,
    words: str,
    days: tuple[datetime.date, datetime.date] | None,
    limit: int,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    source: str | None = None,
    language: str | None = None,
) -> Answer:
    """What was said on some days, as far as a search is not narrowed to others.

    Args:
        searcher: Over the archive.
        words: What is said.
        days: The first and the last; None: by articles of which no day is known.
        limit: The most articles to give.
        since: Only articles published on this day or later.
        until: Only articles published on this day or earlier.
        source: Only articles of this publisher.
        language: Only articles in this language, or these, as for `Searcher.ask`.

    Raises:
        UsageError: None of the days is left, or there is no such publisher or language.
        QuestionError: There is no word to look up.
    """
    from retrieval import mentions

    if days is None:
        return mentions(searcher, words, limit=limit, source=source, language=language, undated=True)
    first, last = max(days[0], since or days[0]), min(days[1], until or days[1])
    require_some_day(first, last, None)
    return mentions(searcher, words, limit=limit, since=first, until=last, source=source, language=language)


def _first(answer: Answer) -> tuple[str, ...]:
    """Where the first passage of an answer stands: its article and its words."""
    return next(((passage.citation.article, passage.text) for passage in answer.passages), ())
