"""To whom an article gives some of its words: by the clause beside a quotation, a label, a dash of dialogue.

The grammar of news in English, German, Spanish, French, Italian, Portuguese and Russian. Where it can't be read who
speaks, that is the answer: a name that merely stands nearby is nobody's attribution.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from retrieval.articles.blocks import blocks, paragraphs
from retrieval.citing.attributive_clauses import UNNAMED, Speaker, people_in, speaker_after, speaker_before
from retrieval.citing.eastern_speakers import eastern_speaker, is_eastern
from retrieval.citing.person_names import Fit, fit, fits, gender, name_words
from retrieval.citing.quotation_marks import quoted_spans
from retrieval.citing.speech import Label, is_nobody, labels, speech, spoken_at
from retrieval.language.saying import (
    ALL_TITLES,
    BODIES,
    MEN,
    OFFICES,
    ONLY_BEFORE,
    REACTIONS,
    SAYING,
    SUFFIXES,
    WOMEN,
    WORKS,
)
from retrieval.records import Article, Place

NAMED_WITHIN = 4
"""How many words after the comma of a quotation a name may end that is regarded as its speaker's."""

PARAGRAPHS_BEFORE = 2
"""How many paragraphs back the person may stand for whom a pronoun stands."""

MOST_IN_A_ROW = 50
"""After this many quotations of a paragraph that name nobody it can't be read who still speaks; each is read by way of
the previous one."""

_NO_FULL_STOP = frozenset(
    (
        "st",
        "vs",
        "mt",
        "no",
        "bzw",
        "ca",
        "nr",
        "etc",
        "p.m",
        "a.m",
        "jan",
        "feb",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "co",
    )
)
_ABBREVIATIONS = ALL_TITLES | SUFFIXES | _NO_FULL_STOP
_WHOLE_WORDS = frozenset(title for title in ALL_TITLES if len(title) > 5) | frozenset(
    ("mayor", "judge", "chief", "coach", "agent", "dean", "king", "queen", "pope", "lady", "maire", "juge", "juez")
)
"""Titles that are words with nothing left out: a full stop after one ends its sentence."""
_BEFORE_NUMBERS = frozenset(("no", "nr"))
"""Abbreviations only before a number: otherwise somebody says no."""

_PAPERS = frozenset(
    ("report", "statement", "study", "letter", "bericht", "rapport", "informe", "rapporto", "relatório")
)
"""What says things, too, but isn't a person whom a pronoun may stand for."""

_INDEFINITE = frozenset(("an", "another", "ein", "eine", "un", "une", "una", "um", "uma"))
"""What somebody is introduced with, besides `a` and `one`, which mean other things in other languages."""

_SOMEBODY = re.compile(r"\bwho\b")
_OWN = {"m": re.compile(r"\bhis\b"), "f": re.compile(r"\bher\b")}

_OFFICES = ALL_TITLES | OFFICES
_FULL_STOP = re.compile(r"(?<![\w.’'-])([\w.’'-]*)([.!?…]+)[\"”’»“)\]]*(?=\s|\Z)")
_GERMAN = ("„", "»", "‚", "›")
_CLOSED = re.compile(r"[.!?…][\"”’»“‘«\s]*\Z")
_QUESTION = re.compile(r"[?？]\W{0,9}\Z")
_ASKED = re.compile(
    r"\b(?:ask(?:ed|s)|fragte|fragt|preguntó|pregunta|demanda|demande|a demandé|chiese|chiede|ha chiesto|perguntou|"
    r"спросил[аи]?|спрашивает|vroeg|zapytał[a]?)\b"
)
_ENDS_WITH_COLON = re.compile(r":\s*\Z")
_ENDED = re.compile(r"[.!?…][\"”’»“)\]]*\s*\Z")
_FULL_STOP_INSIDE = re.compile(r"[.…]\W*\Z")
_NEW_SENTENCE = REACTIONS | frozenset(("that", "it", "no", "yes", "he", "she", "they", "the"))

SHORT_SENTENCE = 6
"""The most words of a sentence after a quotation that only names the speaker; a longer one begins something new."""

_PERSONAL = 2
"""The fewest words of a name that is regarded as a person's when nothing else says so."""


class Attribution(NamedTuple):
    """Who says some words: names as the article writes them, each alone or together; none where it can't be read."""

    names: tuple[str, ...] = ()

    def fit(self, person: str) -> Fit:
        """Whether a person may be meant; `UNSURE` where nobody is named."""
        return fits(person, self.names) if self.names else Fit.UNSURE

    @property
    def plain_names(self) -> tuple[str, ...]:
        """The names without titles before them."""
        return tuple(dict.fromkeys(_without_titles(name) for name in self.names))


UNKNOWN = Attribution()
"""It can't be read who speaks."""


def attribution(article: Article, start: int, end: int) -> Attribution:
    """To whom an article gives the words between two of its code points.

    Args:
        article: What to read.
        start: Where the words begin.
        end: Where they end.
    """
    text = article.text
    spans = speech(text)
    inside = spoken_at(text, start, end)
    if len(inside) == 1 and _is_quoted_within(text, spans[inside[0]], start, end):
        return UNKNOWN
    label = _label_at(article, start, end)
    if inside:
        speakers = [_quotation_speaker(article, spans, i) for i in inside]
        speaker_names = {
            _full(article, speaker, spans[i][0]).names for speaker, i in zip(speakers, inside, strict=True) if speaker
        }
        if any(speakers):
            return Attribution(next(iter(speaker_names))) if len(speaker_names) == 1 and all(speakers) else UNKNOWN
    if label is not None:
        # Marks in a later paragraph: after a transcript the article may go on, and quote others.
        goes_on = inside and re.search(r"\n\s*\n", article.text[label.words : start])
        return UNKNOWN if goes_on or is_nobody(label.name) else _labelled(article, label)
    if inside:
        return UNKNOWN
    reported = _reported_speaker(article, start, end)
    if reported:
        return Attribution(_full(article, reported, start).names)
    return Attribution(article.authors) if article.authors and _is_own(article, start, end) else UNKNOWN


def _is_quoted_within(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Whether somebody quotes some words of another, within their own: `“He said ‘no’ to me,” she said`.

    Args:
        text: The article's.
        span: Their quotation, with its marks.
        start: Where the words begin.
        end: Where they end.
    """
    low, high = span[0] + 1, span[1] - 1
    return any(low + it.start <= start and end <= low + it.end and it.closed for it in quoted_spans(text[low:high]))


def claimed_speaker(article: Article, start: int, end: int) -> Speaker | None:
    """Whom a text makes say some words: by name, or only by a pronoun or an office; None when it names nobody.

    A name is `guessed` where it stands alone before a colon, or after the comma of a quotation with a verb that is not
    known.

    Args:
        article: What to read.
        start: Where the words begin.
        end: Where they end.
    """
    names = attribution(article, start, end).names
    if names:
        return Speaker(names)
    spans = speech(article.text)
    inside = spoken_at(article.text, start, end)
    speakers = [_quotation_speaker(article, spans, i) or _named_after_comma(article, spans, i) for i in inside]
    return next((it for it in speakers if it and (it.names or it.pronoun or it.role)), None)


def _named_after_comma(article: Article, spans: tuple[tuple[int, int], ...], index: int) -> Speaker | None:
    """The first person after `“…,”`, at most a few words away: `fumed Ana Petrov`, `as Ana Petrov put it`."""
    end = spans[index][1]
    _, high = _paragraph_around(article, *spans[index])
    behind = _masked(article.text, spans, end, high)
    if not (article.text[:end].rstrip('"”’»“').endswith(",") or behind.lstrip().startswith(",")):
        return None
    words = behind[: _sentence_end(behind)].lstrip(" ,").split()
    names = people_in(" ".join(words[:NAMED_WITHIN]))
    return Speaker((names[0],), guessed=True, loose=True) if names else None


def held_by(article: Article, office: str) -> tuple[str, ...]:
    """Who holds an office by what an article says about it; nobody where it says so of several, or of none."""
    return _meant_by_office(article, office, len(article.text)).names


def people_named(article: Article) -> list[str]:
    """The people whom an article names in full outside of quotations: those that are plainly persons."""
    return [name for name in _people(article.text) if _is_person(article, name)]


def names_mentioned(article: Article) -> tuple[str, ...]:
    """The names of two words and more in an article outside of quotations, people's or not."""
    return _people(article.text)


def said_by(person: str, places: Iterable[tuple[Article, Place]]) -> tuple[Fit, tuple[str, ...]]:
    """Whether a person said some words wherever they stand, and to whom the articles give them instead.

    One article that gives them to the person is enough. They are somebody else's only when every article that has them
    says so; an article's authors are never named as somebody else.

    Args:
        person: The name that is asked for.
        places: Where the words stand, one place an article; their other places there count, too.
    """
    results: list[Fit] = []
    names: list[str] = []
    for article, place in places:
        attributions = [attribution(article, start, end) for start, end in _occurrences(article.text, place)]
        others = [each for each in attributions if each.names != article.authors]
        fitting = [each.fit(person) for each in attributions]
        results.append(
            Fit.YES if Fit.YES in fitting else Fit.NO if Fit.NO in [it.fit(person) for it in others] else Fit.UNSURE
        )
        names += [name for each in others for name in each.plain_names]
    verdict = Fit.YES if Fit.YES in results else Fit.NO if results and set(results) == {Fit.NO} else Fit.UNSURE
    return verdict, tuple(dict.fromkeys(names))


def _occurrences(text: str, place: Place) -> Iterator[tuple[int, int]]:
    """Where the words of a place are in its article: the place itself, and those after it, as under a headline.

    Capital letters and what is between and around the words don't matter.
    """
    yield place.start, place.end
    if words := re.findall(r"\w+", place.exact):
        again = re.compile(r"\W+".join(words), re.IGNORECASE)
        yield from (match.span() for match in again.finditer(text, place.end))


@lru_cache(maxsize=2 * MOST_IN_A_ROW)
def _quotation_speaker(article: Article, spans: tuple[tuple[int, int], ...], index: int) -> Speaker | None:
    """The speaker that the text around a quotation names; None when it names none."""
    text, (start, end) = article.text, spans[index]
    low, high = _paragraph_around(article, start, end)
    masked = _masked(text, spans, low, high)
    if is_eastern(masked):
        eastern = eastern_speaker(masked[: start - low], text[start:end], masked[end - low :])
        return eastern or _continued(article, spans, index, masked, low)
    behind = _clause_after(masked, end - low, text[start:end])
    german = text[start] in _GERMAN or article.language == "de"
    after = speaker_after(behind, german=german) if behind else None
    opening, follows = _clause_before(masked, start - low)
    before = speaker_before(opening, after_quotation=follows) if opening.strip() else None
    if follows and index and _may_answer(text, spans[index - 1], spans[index], opening):
        before = UNNAMED
    if before and before.denied and not (after and after.names and _ENDED.search(opening)):
        return before  # in its own sentence; a sentence that ended denies nothing of what somebody else says
    comma = re.search(r",\W*\Z", text[start:end]) or (behind or "").lstrip().startswith(",")
    if before and _ENDS_WITH_COLON.search(opening) and not (comma and after and after.names):
        return before
    if after and not (before and before.names and not after.names and not after.pronoun and not after.role):
        return after
    return (
        before
        or _speaker_inside(text[start:end])
        or _continued(article, spans, index, masked, low)
        or _announced(article, spans, low, start)
        or (speaker_after(_sentence_after(masked, end - low)) if behind is None else None)
    )


def _clause_after(masked: str, at: int, quotation: str) -> str | None:
    """What follows a quotation in its sentence; None if a new sentence begins.

    Args:
        masked: The paragraph, quotations masked.
        at: Where the quotation ends in it.
        quotation: The quotation with its marks.
    """
    clause = masked[at : at + _sentence_end(masked[at:])]
    stripped = clause.lstrip()
    opens = stripped[:1].isupper() and not _is_signature(clause)
    if stripped[:1] in (".", "…") or (opens and _FULL_STOP_INSIDE.search(quotation)):
        return None
    is_question = opens and re.search(r"[!?]\W*\Z", quotation) is not None
    return None if is_question and "\0" in clause and not re.search(r",\s*\0", clause) else clause


def _is_signature(clause: str) -> bool:
    """Whether a clause names the speaker after a dash or in brackets."""
    return clause.lstrip()[:1] in ("—", "–", "-", "(")


def _sentence_after(masked: str, at: int) -> str:
    """The sentence after a finished quotation, where it only says who spoke; else empty."""
    rest = masked[at:].lstrip(" .…")
    sentence = rest[: _sentence_end(rest)]
    words = re.findall(r"[\w’'-]+", sentence)
    more = "\0" in sentence or len(words) > SHORT_SENTENCE or any(word.lower() in _NEW_SENTENCE for word in words)
    return "" if more else sentence


def _clause_before(masked: str, at: int) -> tuple[str, bool]:
    """What precedes a quotation in its sentence, and whether that follows another quotation directly."""
    begin = 0
    for match in _FULL_STOP.finditer(masked[:at]):
        if _ends_sentence(masked, match) and masked[match.end() : at].strip():
            begin = match.end()
    opening = masked[begin:at]
    last = opening.rfind("\0")
    if last >= 0 and begin + last + 1 < at:
        tail = opening[last + 1 :]
        if _CLOSED.search(masked[: begin + last + 1]) and tail.strip()[:1].isupper():
            return tail, False
        if speaker_after(tail):
            return tail, True
    return opening, False


def _speaker_inside(quotation: str) -> Speaker | None:
    """The speaker of `« Le pont, a déclaré Anne Roy, est trop cher »`: named between commas within the marks."""
    for match in re.finditer(r",\s*(?:[—–-]\s*)?([^,«»“”]{3,80}?)(?:,|\s[—–-])", quotation):
        words = match[1].split()
        if words and words[0].islower():
            speaker = speaker_after(match[1])
            if speaker and (speaker.names or speaker.pronoun):
                return speaker
    return None


def _continued(
    article: Article, spans: tuple[tuple[int, int], ...], index: int, masked: str, low: int
) -> Speaker | None:
    """The speaker of the previous quotation in the same paragraph, when nobody else comes between.

    Args:
        article: What is read.
        spans: Its quotations.
        index: Which of them is looked at.
        masked: Its paragraph, quotations masked.
        low: Where that paragraph begins.
    """
    if not index or spans[index - 1][0] < low:
        return None
    if index > MOST_IN_A_ROW and spans[index - MOST_IN_A_ROW][0] >= low:
        return UNNAMED
    earlier = spans[index - 1]
    speaker = _quotation_speaker(article, spans, index - 1)
    between = masked[earlier[1] - low : spans[index][0] - low]
    if speaker is None:
        return None
    clause_end = _sentence_end(between)
    others = people_in(between[clause_end:])
    own = _full(article, speaker, earlier[0]).names
    if any(fits(name, own) is not Fit.YES for name in others):
        return UNNAMED
    if _may_answer(article.text, earlier, spans[index], between):
        return UNNAMED
    alternating = "\n" in article.text[earlier[1] : spans[index][0]] and not between.strip(" \n—–-")
    return UNNAMED if alternating else speaker


def _may_answer(text: str, earlier: tuple[int, int], span: tuple[int, int], between: str) -> bool:
    """Whether a quotation may be somebody's answer to the one before it: `“Is it safe?” asked Ruth Hall. “It is.”`.

    Args:
        text: The article's.
        earlier: The quotation before it.
        span: The quotation.
        between: What is between them.
    """
    asked = _QUESTION.search(text[earlier[0] : earlier[1]]) and _ASKED.search(between) and _ENDED.search(between)
    return bool(asked) and not _QUESTION.search(text[span[0] : span[1]])


def _announced(article: Article, spans: tuple[tuple[int, int], ...], low: int, start: int) -> Speaker | None:
    """The speaker announced by the previous paragraph, which ends with a colon: `Ana Petrov said:`."""
    own_spans = _paragraph_spans(article)
    previous = own_spans[: bisect_right(own_spans, low, key=itemgetter(1))]
    if not previous or article.text[low:start].strip():
        return None
    own = _masked(article.text, spans, *previous[-1])
    if not _ENDS_WITH_COLON.search(own):
        return None
    opening, follows = _clause_before(own, len(own))
    return speaker_before(opening, after_quotation=follows)


def _reported_speaker(article: Article, start: int, end: int) -> Speaker | None:
    """The speaker of words that stand without marks in a sentence: `Ana Petrov said the bridge would close`.

    Or `…, said Ana Petrov.`: who speaks may be named after them, also where others spoke in their sentence before.
    """
    spans = speech(article.text)
    low, high = _paragraph_around(article, start, end)
    masked = _masked(article.text, spans, low, high)
    opening = _opening(masked, start - low)
    behind = masked[end - low :][: _sentence_end(masked[end - low :])]
    if opening.strip() and not re.search(r";|, (?:and|but|which|who|while|aber|mais|pero)\b[^,]*\Z", opening):
        speaker = speaker_before(opening)
        if speaker and (speaker.names or speaker.pronoun):
            return speaker
        return _named_behind(behind) or speaker
    if not opening.strip():
        if behind.lstrip().startswith(","):
            return speaker_after(behind)
        announced = _announced(article, spans, low, start)
        if announced:
            return announced
    return _named_behind(behind)


def _opening(masked: str, at: int) -> str:
    """What precedes some words in their sentence; nothing where they open it."""
    return "" if _ENDED.search(masked[:at]) and not _sentence_goes_on(masked, at) else _clause_before(masked, at)[0]


def _sentence_goes_on(masked: str, at: int) -> bool:
    """Whether the full stop before a place ends no sentence."""
    stops = [match for match in _FULL_STOP.finditer(masked[:at]) if not masked[match.end() : at].strip()]
    return not any(_ends_sentence(masked, match) for match in stops)


def _named_behind(behind: str) -> Speaker | None:
    """Who is named at the end of the rest of a sentence: `…, said its head, Ana Petrov.`; None if nobody is."""
    for comma in re.finditer(r",\s*(?=(\w+))", behind):
        if comma[1] in SAYING - ONLY_BEFORE and "\0" not in behind:
            speaker = speaker_after(behind[comma.start() :])
            return speaker if speaker and speaker.names else None
    return None


def _is_own(article: Article, start: int, end: int) -> bool:
    """Whether words are in a paragraph without any quotation or verb of saying: they are the article's own."""
    low, high = _paragraph_around(article, start, end)
    return not any(low <= span[0] < high for span in speech(article.text))


def _label_at(article: Article, start: int, end: int) -> Label | None:
    """The label of a transcript that some words are under; None when under none."""
    above = [label for label in labels(article.text) if label.start <= start]
    if not above or end <= above[-1].words:
        return None
    label = above[-1]
    between = article.text[label.words : start]
    if len(labels(article.text)) == 1 and re.search(r"\n\s*\n", between):
        return None
    headed = any(block.heading is not None and label.words < block.start <= start for block in blocks(article.text))
    return None if headed else label


def _labelled(article: Article, label: Label) -> Attribution:
    """Who a label names: a person by their full name, where the article has one of that last name; else unknown."""
    name = re.sub(r"\s*[,(].*", "", label.name)
    words = name_words(name)
    office = name.casefold().split()[0].rstrip(".") in ("the", "der", "die", "le", "la", "el", "il", "o")
    if office or not words or _is_office(name):
        return UNKNOWN
    people = _named_people(article.text, name)
    if people:
        return Attribution(people)
    titled = any(word.rstrip(".").casefold() in _ABBREVIATIONS for word in name.split())
    personal = label.shouted or titled or len(words) >= _PERSONAL
    is_repeated = sum(other.name == label.name for other in labels(article.text)) > 1
    return Attribution((name,)) if personal or is_repeated else UNKNOWN


def _is_office(name: str) -> bool:
    """Whether all words of a name are titles or offices: `MODERATOR`, `SPEAKER 1`, `The President`."""
    return all(word.rstrip(".").casefold() in _OFFICES or not word.isalpha() for word in re.findall(r"[\w.]+", name))


def _full(article: Article, speaker: Speaker, at: int) -> Attribution:
    """The people whom a clause means: full names for last names, people for pronouns and offices where one fits."""
    if speaker.guessed and all(len(name_words(n)) == 1 and _expanded(article, n) == (n,) for n in speaker.names):
        return UNKNOWN  # "Conclusion: …"
    if speaker.names:
        return Attribution(tuple(dict.fromkeys(it for name in speaker.names for it in _expanded(article, name))))
    if speaker.pronoun in ("m", "f"):
        return _meant_by_pronoun(article, speaker.pronoun, at)
    return _meant_by_office(article, speaker.role, at) if speaker.role else UNKNOWN


def _expanded(article: Article, name: str) -> tuple[str, ...]:
    """The full names in an article that a name may be short for; the name itself when there are none."""
    return (_named_people(article.text, name) if len(name_words(name)) == 1 else ()) or (name,)


def _named_people(text: str, name: str) -> tuple[str, ...]:
    """The people whom an article names in full and who have a last or first name."""
    words = name_words(name)
    namesakes = [person for person in _people(text) if fit(name, person) is Fit.YES]
    namesakes = [person for person in namesakes if len(name_words(person)) > len(words)]
    by_last = [person for person in namesakes if name_words(person)[-1] == words[-1]]
    candidates = by_last or namesakes
    distinct: list[str] = []
    for person in candidates:
        if not any(fit(person, other) is Fit.YES for other in distinct):
            distinct.append(person)
    # A last name may be a first name as well, such as Lee: before it only a title, or a first name, tells the sex.
    sex = gender(name.rpartition(" ")[0] if by_last else name)
    fitting = [person for person in distinct if not sex or gender(person) in ("", sex)]
    return tuple(fitting or distinct)


@lru_cache(maxsize=32)
def _people(text: str) -> tuple[str, ...]:
    """The names of two words and more in a text, outside of quotations, each once."""
    return tuple(
        dict.fromkeys(
            name
            for line in _masked(text, speech(text), 0, len(text)).split("\n")
            for sentence in _sentences(line)
            for name in people_in(sentence)
            if len(name_words(name)) >= _PERSONAL
        )
    )


def _meant_by_pronoun(article: Article, sex: str, at: int) -> Attribution:
    """The one person whom a pronoun can mean: the only one in the nearest earlier sentence that names any.

    Args:
        article: What is read.
        sex: `m` or `f`.
        at: Where the quotation begins.
    """
    for sentence in _sentences_before(article, at):
        names = [name for name in people_in(sentence) if _is_person(article, name)]
        fitting: list[str] = []
        for name in (person for short in names for person in _expanded(article, short)):
            if gender(name) in ("", sex) and not any(fit(name, other) is Fit.YES for other in fitting):
                fitting.append(name)
        if len(fitting) == 1:
            return Attribution((fitting[0],)) if _leads(sentence, fitting[0]) else UNKNOWN
        if fitting or _may_be_about_a_stranger(article, sentence, sex):
            return UNKNOWN
        if not names and (office := _speaking_office(sentence)):
            holders = _meant_by_office(article, office, at)
            return holders if all(gender(name) in ("", sex) for name in holders.names) else UNKNOWN
    return UNKNOWN


def _may_be_about_a_stranger(article: Article, sentence: str, sex: str) -> bool:
    """Whether a sentence may be about somebody else for whom a pronoun can stand.

    That is a subject with a full name that may be a person's, or with something of `his`; somebody whom it introduces
    (`A neighbour came.`); anybody `who` does something.

    Args:
        article: What is read.
        sentence: One of its sentences that names nobody the pronoun is known to fit, quotations masked.
        sex: `m` or `f`, as the pronoun tells.
    """
    subject = next(iter(people_in(sentence, subjects=True)), None)
    if subject is None or not _is_person(article, subject):
        first = [*sentence.casefold().split(maxsplit=1), ""][0]
        if _SOMEBODY.search(sentence) or first in _INDEFINITE or (first in ("a", "one") and article.language == "en"):
            return True
    if subject is None or _is_person(article, subject):
        return False
    full = [name for name in _expanded(article, subject) if len(name_words(name)) >= _PERSONAL]
    return any(gender(name) in ("", sex) for name in full) or (not full and bool(_OWN[sex].search(sentence)))


def _speaking_office(sentence: str) -> str:
    """The office that speaks in a sentence which names nobody: `The fire chief disagreed.`; empty if none does."""
    speaker = speaker_before(sentence)
    return speaker.role if speaker and speaker.role and speaker.role.split()[-1] not in BODIES | WORKS | _PAPERS else ""


def _leads(sentence: str, name: str) -> bool:
    """Whether a person is who a sentence is about: its subject, or who speaks in it."""
    speakers = [speaker_after(clause) for clause in re.split("\0+", sentence) if clause.strip()]
    speakers += [speaker_before(sentence.split("\0", maxsplit=1)[0])]
    if any(it and fits(name, it.names) is Fit.YES for it in speakers if it and it.names):
        return True
    subjects = people_in(sentence, subjects=True)
    return bool(subjects) and fit(name, subjects[0]) is Fit.YES


def _is_person(article: Article, name: str) -> bool:
    """Whether a name is a person's: it has a first name or a title that is known, or is one of a full name here."""
    words = [word.casefold().rstrip(".") for word in name.split()]
    if any(word in MEN or word in WOMEN or word in _ABBREVIATIONS for word in words):
        return True
    if len(name_words(name)) >= _PERSONAL:
        return any(
            re.search(rf"{re.escape(name)}\W{{1,3}}(?:\w+\s)?\b{verb}", article.text) for verb in ("said", "says")
        )
    return any(
        any(word.casefold() in MEN | WOMEN for word in person.split()) for person in _named_people(article.text, name)
    )


def _meant_by_office(article: Article, office: str, at: int) -> Attribution:
    """The one person whom an article introduces with an office before some place: `Mayor Lena Holt`."""
    text = _masked(article.text, speech(article.text), 0, len(article.text))[:at]
    pattern = re.escape(office)
    name = r"((?:[^\W\d_a-zа-яß-öø-ÿ](?:[\w’'-]{0,2}\.|[\w’'-]*)\s?){1,4})"
    introduced = re.findall(rf"(?i:\b{pattern}),?\s{name}", text)
    introduced += re.findall(
        rf"{name.replace(' ?', ' ')}, (?i:(?:the |der |die |le |la |el |il |o |a )?{pattern})\b", text
    )
    people: list[str] = []
    for match in introduced:
        for person in (it for short in people_in(f"x {match.strip()}") for it in _expanded(article, short)):
            if not any(fit(person, other) is Fit.YES for other in people):
                people.append(person)
    return Attribution((people[0],)) if len(people) == 1 else UNKNOWN


def _sentences_before(article: Article, at: int) -> Iterator[str]:
    """The sentences before a place, nearest first, quotations masked: of its paragraph and some before it."""
    spans = speech(article.text)
    own = [p for p in paragraphs(article) if p.start < at]
    for paragraph in reversed(own[-PARAGRAPHS_BEFORE - 1 :]):
        yield from reversed(_sentences(_masked(article.text, spans, paragraph.start, min(paragraph.end, at))))


def _sentences(masked: str) -> list[str]:
    """The sentences of a text whose quotations are masked."""
    sentences, begin = [], 0
    for match in _FULL_STOP.finditer(masked):
        if _ends_sentence(masked, match):
            sentences.append(masked[begin : match.end()])
            begin = match.end()
    return [sentence for sentence in [*sentences, masked[begin:]] if sentence.strip(" \0\n")]


def _sentence_end(masked: str) -> int:
    """Where the first sentence of a text ends whose quotations are masked."""
    for match in _FULL_STOP.finditer(masked):
        if (masked[: match.start()].strip() or match[1]) and _ends_sentence(masked, match):
            return match.end()
    return len(masked)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: not after a title or an initial, nor before a small letter."""
    word = match[1].rstrip(".").casefold()
    rest = text[match.end() :].lstrip()
    numbered = word not in _BEFORE_NUMBERS or rest[:1].isdigit()
    shortened = word in _ABBREVIATIONS and word not in _WHOLE_WORDS
    if match[2] == "." and numbered and (shortened or (len(word) == 1 and word.isalpha())):
        return not rest
    return not rest[:1].islower()


@lru_cache(maxsize=8)
def _masked(text: str, spans: tuple[tuple[int, int], ...], start: int, end: int) -> str:
    r"""A part of a text with `\\0` for every code point of a quotation, but the marks that end its sentence."""
    parts, at = [], start
    for low, high in spans:
        if high <= at or low >= end:
            continue
        low, high = max(low, at), min(high, end)
        closing = (
            "."
            if _CLOSED.search(text[low:high]) and re.match(r"\s+[^\W\d_a-zа-яß-öø-ÿ“«„\"]|\s*\Z", text[high:end])
            else "\0"
        )
        parts += [text[at:low], "\0" * (high - low - 1), closing if closing == "\0" or high - low > 1 else "\0"]
        at = high
    return "".join([*parts, text[at:end]])


def _paragraph_around(article: Article, start: int, end: int) -> tuple[int, int]:
    """The paragraphs that some words are in; the words themselves if there are none."""
    spans = _paragraph_spans(article)
    first = bisect_right(spans, start, key=itemgetter(1))
    own = spans[first : bisect_left(spans, end, lo=first, key=itemgetter(0))]
    return (min(own[0][0], start), max(own[-1][1], end)) if own else (start, end)


@lru_cache(maxsize=4)
def _paragraph_spans(article: Article) -> tuple[tuple[int, int], ...]:
    """Where each paragraph of an article begins and ends; read once for all the places of a quotation."""
    return tuple((each.start, each.end) for each in paragraphs(article))


def _without_titles(name: str) -> str:
    """A name without the offices and titles before it: `Finance Minister Lena Holt` is Lena Holt."""
    words = re.sub(r"[’']s?\Z", "", name).split()
    titles = [i for i, word in enumerate(words[:-1]) if word.casefold().rstrip(".") in ALL_TITLES - {"st", "saint"}]
    behind = words[titles[-1] + 1 :] if titles else words
    return (
        " ".join(behind)
        if any(name_words(word) and word.rstrip(".").casefold() not in SUFFIXES for word in behind)
        else name
    )
