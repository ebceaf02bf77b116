"""Is it the person whom a draft makes say some words, to whom the article gives them?

The rule for a name is that of `quote --speaker` (`speakers.said_by`). A draft names its speaker in passing: where its
name may be that of a house or a newspaper, or stands for an office or a pronoun, there is a caution at most.
"""

import re
from collections.abc import Sequence

from retrieval.citing.attributive_clauses import Speaker
from retrieval.citing.eastern_speakers import eastern_name
from retrieval.citing.folding import fold_words
from retrieval.citing.person_names import Fit, fit, fits, gender, name_words
from retrieval.citing.speakers import claimed_speaker, held_by, names_mentioned, people_named, said_by
from retrieval.citing.speech import labels
from retrieval.language.saying import ALL_TITLES, BODIES, MEN, WOMEN
from retrieval.records import Article, Caution, CautionKind, Place, Remark

_CLAUSE_END = re.compile(r"[!?“”„«»\"\n]|\.\s")

_PRONOUNS = {"m": "he", "f": "she"}
_Places = Sequence[tuple[Article, Place]]
_Verdict = tuple[tuple[Remark, ...], tuple[Caution, ...]]
_NONE: _Verdict = (), ()


def not_theirs(speaker: str, names: Sequence[str]) -> Remark:
    """That an article gives some words to others than a speaker."""
    return Remark("The words are attributed to {names}, not to {speaker}.", names=names, speaker=speaker)


def unread(speaker: str) -> Caution:
    """That it can't be read whether a speaker said some words."""
    return Caution(CautionKind.SPEAKER, None, speaker)


def claim_verdict(speaker: Speaker | None, places: _Places) -> _Verdict:
    """What speaks against a draft's speaker: a remark when the words are somebody else's, a caution when it is unsure.

    Args:
        speaker: Whom the draft makes say the words; None when it makes nobody.
        places: Where the words stand, one place an article.
    """
    if speaker is None or not places:
        return _NONE
    if speaker.names:
        return _of_guess(speaker, places) if speaker.guessed else _of_names(speaker.names, places)
    if speaker.role:
        return _of_office(speaker.role, places)
    return _of_pronoun(speaker.pronoun, places)


def _of_names(names: Sequence[str], places: _Places) -> _Verdict:
    """What speaks against some people, of whom one is enough."""
    if any(_is_source(name, article) for name in names for article, _ in places):
        return _NONE
    if all(name.casefold() in BODIES for name in names):
        return _NONE  # "Police said"
    results = [said_by(name, places) for name in names]
    if any(fitting is Fit.YES for fitting, _ in results):
        return _NONE
    claimed = " / ".join(names)
    speakers = tuple(dict.fromkeys(name for _, others in results for name in others))
    # Who writes an article may be said to say what it says, but not what somebody else says in an interview.
    texts = [article for article, _ in places if not labels(article.text)]
    written_by = any(fits(name, article.authors) is Fit.YES for name in names for article in texts)
    sure = all(fitting is Fit.NO for fitting, _ in results) and not written_by
    if sure and all(_is_person(name, article, speakers) for name in names for article, _ in places):
        return (not_theirs(claimed, speakers),), ()
    return (), (unread(claimed),)


def _of_guess(speaker: Speaker, places: _Places) -> _Verdict:
    """What speaks against people of whom it is not sure that the draft makes them speak: those the article names."""
    people = [person for article, _ in places for person in people_named(article)]
    fitting_names = tuple(name for name in speaker.names if any(fit(name, person) is Fit.YES for person in people))
    remarks, _ = _of_names(fitting_names, places) if fitting_names else _NONE
    if remarks and speaker.loose:
        return (), (unread(fitting_names[0]),)
    return remarks, ()


def _of_office(role: str, places: _Places) -> _Verdict:
    """What speaks against the one who holds an office, as the article describes it."""
    words = set(role.replace(".", "").split())
    holders = {name for article, _ in places for name in held_by(article, role)}
    if holders:
        remarks, cautions = _of_names(tuple(sorted(holders)), places)
        return remarks, cautions if words & ALL_TITLES else ()
    if not words & ALL_TITLES:
        return _NONE  # "the report said"
    for article, place in places:
        teller = claimed_speaker(article, place.start, place.end)
        if teller and teller.role and (set(teller.role.split()) <= words or words <= set(teller.role.split())):
            return _NONE
        if teller and any(_stands_near(role, name, article.text) for name in teller.names):
            return _NONE
    return (), (unread(f"“{role}”"),)


def _of_pronoun(pronoun: str, places: _Places) -> _Verdict:
    """What speaks against a man or a woman whom nobody named: that everybody who says the words is the other."""
    tellers = [claimed_speaker(article, place.start, place.end) for article, place in places]
    sexes = {
        sex
        for teller in tellers
        for sex in (map(gender, teller.names) if teller and teller.names else [teller.pronoun if teller else ""])
    }
    contradicts = pronoun in _PRONOUNS and sexes and sexes <= set(_PRONOUNS) - {pronoun}
    return ((), (unread(f"“{_PRONOUNS[pronoun]}”"),)) if contradicts else _NONE


def _is_source(name: str, article: Article) -> bool:
    """Whether a name is the title of an article, or that of who published it."""
    words = fold_words(name, case=True)
    if words in (fold_words(article.title or "", case=True), fold_words(article.id, case=True)):
        return True
    return bool(article.source) and words in fold_words(article.source or "", case=True)


def _is_person(name: str, article: Article, others: Sequence[str]) -> bool:
    """Whether a name is plainly a person's: by a first name, a title, the article, its labels, or two words of it.

    Args:
        name: The name.
        article: The article that may name the person.
        others: Who says the words there: a name beside one of theirs may be that of a house they speak for.
    """
    name_parts = [word.rstrip(".").casefold() for word in name.split()]
    if any(word in BODIES for word in name_parts):
        return False
    if eastern_name(name) or any(word in MEN or word in WOMEN or word in ALL_TITLES for word in name_parts):
        return True
    words = name_words(name)
    if any(fit(name, label.name) is Fit.YES for label in labels(article.text)):
        return True
    namesakes = [person for person in people_named(article) if fit(name, person) is Fit.YES]
    if namesakes or (len(words) > 1 and not all(word in fold_words(article.text, case=True) for word in words)):
        return True
    whole = [person for person in names_mentioned(article) if fit(name, person) is Fit.YES]
    return bool(whole) and not any(_stands_near(name.casefold(), other, article.text) for other in others)


def _stands_near(role: str, name: str, text: str) -> bool:
    """Whether an office or a house and the last word of a name are in one clause somewhere in a text."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return any(role in clause and last in clause for clause in _CLAUSE_END.split(text.casefold()))
