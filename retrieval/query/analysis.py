"""A question as typed → what is looked up: its language, its words as the archive has them, the days it names."""

import datetime
import math
import re
import time
from collections.abc import Container, Iterator, Sequence
from itertools import combinations, pairwise

from retrieval.analysis.features import Candidate, hashed
from retrieval.engines.base import Engine, idf
from retrieval.errors import QuestionError
from retrieval.indexing.index import Index
from retrieval.language import Word, analyzer, code, detect, german_verbs, spelling, variants
from retrieval.language.attributes import asked_attributes
from retrieval.language.common_names import MARK
from retrieval.language.detection import function_words, language_beside
from retrieval.language.expressions import expression, typed_expression
from retrieval.language.passives import deed
from retrieval.language.places import places
from retrieval.language.spelling import ArchiveWord, is_word
from retrieval.language.stopwords import function_places, is_greeting, light_words
from retrieval.query import dates
from retrieval.query.akin import WITHOUT_AKIN, akin_terms
from retrieval.query.answer_types import (
    AnswerType,
    age_asked,
    asking_places,
    counting_end,
    expected_answer_type,
    how_many_asked,
    measure_asked,
)
from retrieval.query.names import CAPITALISED_NOUNS, names
from retrieval.query.question import AskedAttribute, Question
from retrieval.query.rewording import compounds_of, joined_neighbours, parted, reworded
from retrieval.records import Period, SpellingCorrection

PMI_DISCOUNT = 0.15
"""The share of what two words have in common that neither is credited with.

Measured as `ranking.WEIGHTS` are: none at all costs .024 ± .011 nats a question, Hit@5 85.0 → 84.2 (undated
77.6 → 76.1); .1 and .2 do about as well.
"""

LEAST_IDF_SHARE = 0.3
"""The share of its idf that a word keeps, whatever it occurs with. A floor; no measurement of it is recorded."""

PAIRED_WORDS = 16
"""How many of a question's words, the rarest ones, are looked at in pairs: 120 pairs at most, each one look-up."""

COMMON_DOC_FREQ = 3_000
"""Of two words that both stand in more passages than this, nobody counts those that hold both: in a large archive that
would take a tenth of an answer's time, and such words weigh little already."""

ALONE = 0.9
"""Another way of writing a word is looked up as well when fewer than this share of the passages that hold it hold the
word's own term. With 1, "Covid-19" counts thrice wherever it stands: the area under the ROC curve of confidence on 400
news questions falls from .897 to .892 (undated; dated .917 to .913)."""

PRIOR_PASSAGES, PRIOR_DOC_FREQ = 100, 2
"""The passages by which an archive is thought larger, and how many of them have any word: a few passages alone can't
tell which words are rare. In a folder of three articles on one lake, "lake" would count for nothing and "when" for all.
With 30 or 300 passages confidence tells as well (areas under the ROC curve within .005)."""

LONG_WORD = 7
"""The fewest letters of a word that isn't nearly one of another language by chance. A guess."""

TIMELESS_NEWNESS = 0.25
"""How far newer articles are preferred by a question that names no time, beside 1 for one such as "this week". Hit@1 of
347 news questions without a time 65.4 → 66.3, speeches as before, and 1,500 questions of six words of articles of
any age 83.9 → 83.7; with 1 they are 66.6, 83 → 80, and 80.7."""

SAME_LANGUAGE = 10
"""How many times more the language of the question before counts: people go on in it. A guess, that function words of
another language still outweigh."""


def looked_at(question: str, index: Index) -> str:
    """The beginning of a question, as much of it as is looked at: of a longer one whole words, as far as it has any."""
    limit = index.archive.limits.question
    if len(question) <= limit:
        return question
    return re.split(r"\s\S*\Z", question[: limit + 1], maxsplit=1)[0][:limit]


def question_words(question: str, index: Index) -> list[Word]:
    """The words to look up, in the language of the question, which is one of the archive's.

    Raises:
        QuestionError: No word is left to look up.
    """
    looked_up = looked_at(question, index)
    language = question_language(question, index)
    words = (
        []
        if is_greeting(looked_up)
        else analyzer.words(looked_up, language, tuple(other for other in index.languages if other != language))
    )
    if words:
        return words
    if any(character.isalnum() for character in question):
        raise QuestionError("Every word of that question is too common to look up; say what or whom it is about.")
    raise QuestionError("There is no word in that question; ask in a few plain words.")


def question_language(question: str, index: Index) -> str | None:
    """The language that a question is asked in, one of the archive's; None in an archive without articles."""
    languages = index.languages
    return detect(looked_at(question, index), languages) if len(languages) > 1 else next(iter(languages), None)


def unheld_language(question: str, index: Index) -> str | None:
    """The language that a question is asked in, where no article is in it; None where that is open.

    An article of which the language is not known may be in any.
    """
    language = language_beside(looked_at(question, index), {code(held) for held in index.languages})
    # Most questions are in a language that is held: then nothing is counted.
    return language if language and sum(index.languages.values()) == index.catalog.article_count() else None


def spoken_language(question: str, before: str | None, index: Index) -> str | None:
    """The language that somebody speaks: likely that of the question before, or one of the archive's, or any other.

    Args:
        question: As typed; a few words alone hardly tell their language.
        before: The language of the question before it.
        index: Knows the languages of the archive.
    """
    question, among = looked_at(question, index), dict(index.languages)
    for language, count in ((before, SAME_LANGUAGE * sum(among.values())), (detect(question), 1)):
        if language:
            among[language] = among.get(language, 0) + count
    return detect(question, among)


def corrected(text: str, index: Index) -> tuple[list[Word], tuple[SpellingCorrection, ...]]:
    """The words to look up, each that occurs nowhere replaced by the archive's likely ones, and these corrections.

    Words that become the same term are given once. A correction that only another language's stem made necessary, or
    that is another way of writing the same word, is made, but not listed. A common word that is written as a name and
    occurs nowhere as one is left out, unless there is no other word.

    Raises:
        QuestionError: No word is left to look up.
    """
    text = looked_at(text, index)
    language = question_language(text, index)
    words = question_words(text, index)
    index.engine.expect(_counted_terms(words, text, index, language), COMMON_DOC_FREQ)
    words = reworded(words, text, index, language)
    index.engine.expect(_forms(words), COMMON_DOC_FREQ)
    words = [part for word in words for part in _parts(_with_variants(word, index, language), index, language)]
    by_term: dict[str, Word] = {}
    corrections = []
    for word in _without_unknown_names(words, index):
        inside = any(map(str.isalnum, text[: word.start]))
        as_name = inside and word.text[:1].isupper() and language not in CAPITALISED_NOUNS
        if not index.occurs(word) and (compounds := compounds_of(word, index, language)):
            word = word._replace(term=compounds[0], also=tuple(compounds[1:]))
        spellings = {} if index.occurs(word) else _likely_spellings(word, index, language, as_name=as_name)
        if spellings:
            if not any(_differ_by_accents_only(word.text, shown) for shown in spellings.values()):
                corrections.append(SpellingCorrection(word.text, ", ".join(spellings.values())))
            term, *also = spellings
            word = word._replace(term=term, also=tuple(also))
        by_term.setdefault(word.term, word)
    return list(by_term.values()), tuple(corrections)


def _counted_terms(words: Sequence[Word], text: str, index: Index, language: str | None) -> Iterator[str]:
    """The terms that are counted to see what is looked up: those of the words, and of other ways to write them."""
    yield from _forms(words)
    for word in words:
        yield from _other_terms(word, index, language)
    for _, joined in joined_neighbours(words, text, language):
        yield joined


def _forms(words: Sequence[Word]) -> Iterator[str]:
    """The terms of words, with those by which they are looked up as well."""
    return (form for word in words for form in (word.term, *word.also))


def _parts(word: Word, index: Index, language: str | None) -> list[Word]:
    """A word, or where it occurs nowhere the parts of it that do."""
    return ([] if index.occurs(word) else parted(word, index, language)) or [word]


def _without_unknown_names(words: Sequence[Word], index: Index) -> Sequence[Word]:
    """The words but for common words that are names nowhere; all of them if nothing else is left."""
    return [word for word in words if MARK not in word.term or index.occurs(word)] or words


def _with_variants(word: Word, index: Index, language: str | None) -> Word:
    """A word with the terms of the other ways in which the archive writes it; the first is its own if it has none.

    So it is with the other forms of a verb that a stemmer leaves apart. A term that hardly ever stands without the
    word's own would only count the word twice.
    """
    engine, also = index.engine, [*word.also, *_other_terms(word, index, language)]
    counts = {term: engine.doc_freq(term) for term in also if term != word.term}
    if engine.doc_freq(word.term):
        telling = [term for term, count in counts.items() if engine.co_doc_freq(term, word.term) < ALONE * count]
        return word._replace(also=tuple(telling))
    occurring = [term for term, count in counts.items() if count]
    return word._replace(term=occurring[0], also=tuple(occurring[1:])) if occurring else word


def _other_terms(word: Word, index: Index, language: str | None) -> Iterator[str]:
    """The terms of the other forms of a verb that a stemmer leaves apart, and of the other ways to write a word."""
    if code(language) == "de" and (word.text.islower() or word.text.endswith("ung")):
        forms = german_verbs.other_forms(word.text.lower())
        yield from {term for form in forms for term in analyzer.terms(form, language)}
    # Longer words than that are not in the list, however their pairs of letters are written; a long one has thousands.
    may_be_listed = len(word.text) <= 2 * index.archive.limits.word
    for written in variants.of_word(word.text.lower()) if may_be_listed else ():
        key = spelling.sound_key(written)
        yield from index.catalog.terms_spelled(*key, written) if key else ()


def _likely_spellings(word: Word, index: Index, language: str | None, *, as_name: bool) -> dict[str, str]:
    """The terms of the archive that a word was likely meant to be, best first → how they are shown.

    A word that is one in the language of the question was meant as it is, and none was meant to be one of another
    language; nor is a country another word. A name may be written in any way; so may what differs by accents or sounds
    exactly alike, with a capital.

    Args:
        word: A word that occurs nowhere.
        index: Says how words are spelled.
        language: Of the question.
        as_name: Whether the word is written as a name.
    """
    spellings: dict[str, str] = {}
    is_country = word.text.lower() in places(language)
    for likely in _likeliest(word.text, index):
        if is_country and not _differ_by_accents_only(word.text, likely.word):
            continue
        if as_name or _is_other_spelling(word, likely) or _is_slip(word.text, likely.word, language, index):
            spellings.setdefault(likely.term, likely.word.title() if word.text[0].isupper() else likely.word)
    return spellings


def _is_other_spelling(word: Word, likely: ArchiveWord) -> bool:
    """Whether a word of the archive is a word of a question in other letters: without accents, or as it sounds."""
    alike = spelling.sounds(spelling.letters(word.text)) == likely.sounds
    return _differ_by_accents_only(word.text, likely.word) or (alike and word.text[:1].isupper())


def _is_slip(text: str, likely: str, language: str | None, index: Index) -> bool:
    """Whether a word may be a slip: its language hasn't it, and no other language has the likely one, if short."""
    if is_word(spelling.letters(text), language):
        return False
    elsewhere = not is_word(likely, language) and any(is_word(likely, other) for other in index.languages)
    return not elsewhere or len(text) >= LONG_WORD


def _likeliest(text: str, index: Index) -> list[ArchiveWord]:
    """The words of the archive that a word which it doesn't have was likely meant to be."""
    letters = spelling.letters(text)
    key = spelling.sound_key(letters)
    if key is None:
        return []
    rows = index.archive.catalog.spellings(key.first, key.length - 1, key.length + 1)
    near = spelling.near(letters, [ArchiveWord(*row) for row in rows])
    index.engine.expect(likely.term for _, likely in near)
    return spelling.likeliest(letters, near, index.engine.doc_freq)


def _differ_by_accents_only(word: str, other: str) -> bool:
    """Whether two words are one but for capitals and accents."""
    return analyzer.terms(spelling.letters(word)) == analyzer.terms(spelling.letters(other))


def today(as_of: datetime.date | None) -> datetime.date:
    """The day from which "yesterday" counts."""
    return as_of or datetime.date(*time.localtime()[:3])


def listed_days(question: str, as_of: datetime.date | None, index: Index, *, narrowed: bool) -> Period | bool | None:
    """The days that a question asks about and nothing else: "What happened in March 2024?".

    True where it asks for the latest news, or what happened, without days, of days that the search is narrowed to; None
    for other questions.

    Args:
        question: As typed.
        as_of: The day from which "yesterday" counts; today when not given.
        index: Knows the languages that the question may be in.
        narrowed: Whether the search is narrowed to some days.
    """
    question, language = looked_at(question, index), question_language(question, index)
    period = dates.period(question, today(as_of), language)
    latest = None if period else _LATEST.search(question)
    if latest and _OF_THINGS.search(latest[0]):
        latest = None
    if not period and not latest and not (narrowed and _HAPPENED.search(question)):
        return None
    words = period.words if period else latest[0] if latest else ""
    rest = _HAPPENED.sub(" ", question.replace(words, " ") if words else question)
    return None if analyzer.words(rest, language, ()) else period or True


_OF_THINGS = expression(r"ver[sz]|release|update|issue|stand|版|버전|sürüm|durum|ver", re.IGNORECASE)
"""Of these the latest one is looked for, and not what there is."""


def asks_for_days(question: str, index: Index, *, after_such: bool) -> bool:
    """Whether a question asks for what there is of some days: what happened then, or days alone after such a question.

    Args:
        question: As typed.
        index: Knows the languages that the question may be in.
        after_such: Whether the question before asked so.
    """
    days = listed_days(question, None, index, narrowed=False)
    return bool(days) and (after_such or bool(_HAPPENED.search(question)))


_HAPPENED = typed_expression(
    r"\b(?:happen(?:ed|ing|s)?|occur(?:red|s)?|took place|changed?|changes|released|decided|"
    r"beschlossen|geändert|erschienen|cambió|decidió|décidé|changé|deciso|cambiato|decidiu|mudou|besloten|veranderd|"
    r"решили|изменилось|going on|events?|articles?|news|new|stories|reported|"
    r"passiert(?:e|en)?|geschah|geschehen|gab es|neues|neuigkeiten|nachrichten|meldungen|artikel|jahr(?:es)?|"
    r"pasó|pasado|ocurrió|sucedió|noticias|novedades|hubo|año|"
    r"s['’]est[- ]il passé|passé|arrivé|année|nouvelles|actualités?|articles|è|successo|accaduto|accadde|notizie|"
    r"novità|anno|published|"
    r"aconteceu|ocorreu|passou|notícias|novidades|ano|gebeurde|gebeurd|nieuws|jaar|stało|się|wydarzyło|działo|dzieje|roku|wiadomości|"
    r"hände|hänt|nyheter|skete|sket|skjedde|hendte|nyheder|ne oldu|oldu|neler|yılında|haberler(?:i)?|"
    r"произошло|случилось|было|новости|год[ау]?|г|сталося|відбулося|трапилося|новини|року|"
    r"έγινε|συνέβη|νέα|întâmplat|știri|noutăți|stalo|zprávy|novinky|történt|hírek|tapahtui|uutiset|"
    r"xảy ra|chuyện|tin tức|حدث|جرى|أخبار|हुआ|समाचार|खबरें)\b"
    r"|(?<!\w)['’](?:[dt][ae]n?)\b"
    r"|发生了?|有什么|新闻|に?(?:は)?(?:何が|どんなことが)?(?:起きま|起こりま|ありま)したか?|起きた|起こった|あった|何が"
    r"|の?出来事は?|ニュース"
    r"|에? ?무슨 일이|있었(?:습니까|나요|어요)|일어났(?:습니까|나요|어요)|뉴스|소식"
    r"|เกิดอะไรขึ้น|ข่าว|มีอะไร|(?:ใน)?(?:เดือน|ปี)",
    re.IGNORECASE,
)
"""Words that ask what there is of some days, in the languages that dates are read in."""


def unmatched_terms(
    question: str,
    words: Sequence[Word],
    period: Period | None,
    index: Index,
    as_of: datetime.date | None = None,
    told: Container[int] = (),
) -> tuple[str, ...]:
    """The words of a question that occur nowhere, as typed, but for those that were read as days or ask for a measure.

    Nor are words listed that name days, or a year, on which an article appeared, or days counted from today, nor those
    that are told in other words, or say little by themselves ("get", "since", or the function words of another
    language).

    In scripts without spaces words are looked up by pairs of characters, which mean nothing to a reader. There the
    neighbouring characters that no occurring pair contains are given together, but for those that only hold words
    together (`function_places`), and none that stands alone beside another: it may occur in other pairs.

    Args:
        question: What was looked up, as typed.
        words: Its words.
        period: The days that it names, with the words that say so.
        index: Says which words occur.
        as_of: The day from which "yesterday" counts; today when not given.
        told: The words that ask for what the first passage tells, by their numbers.
    """
    said_otherwise = {*_period_places(question, period), *_places_that_only_ask(question, words, index)}
    matched = {at for word in words if _is_pair(word) and index.occurs(word) for at in _places(word)}
    unmatched: dict[int, str] = {}
    for number, word in enumerate(words):
        if number in told or word.start in said_otherwise or index.occurs(word):
            continue
        if question[word.start : word.end] == word.text:
            unmatched |= {at: question[at] for at in _places(word) if at not in matched}
        else:
            unmatched[word.start] = word.text
    if unmatched:
        language = question_language(question, index)
        joining = function_words(unheld_language(question, index) or "") | function_words(code(language))
        needless = _days_of_articles(question, as_of, index) | function_places(question)
        needless |= {at for word in words if word.text.lower() in joining for at in _places(word)}
        unmatched = {at: shown for at, shown in unmatched.items() if at not in needless}
    listed = dict.fromkeys("".join(unmatched[at] for at in run) for run in _runs(sorted(unmatched)))
    return tuple(shown for shown in listed if len(shown) > 1 or re.search(rf"\b{re.escape(shown)}\b", question))


def _days_of_articles(question: str, as_of: datetime.date | None, index: Index) -> set[int]:
    """The places in a question that name days, or a year, on which an article appeared, or days counted from today."""
    named = dates.named_days(looked_at(question, index), today(as_of), question_language(question, index))
    return {
        at
        for days in named
        if days.asked_on or index.catalog.has_days(days.since.isoformat(), days.until.isoformat())
        for at in range(days.start, days.end)
    }


def _is_pair(word: Word) -> bool:
    """Whether a word is more than one character."""
    return word.end - word.start > 1


def _places(word: Word) -> range:
    """The code points of a question that are a word's."""
    return range(word.start, word.end)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Ascending numbers, those that follow each other directly together."""
    run = [*numbers[:1]]
    for before, number in pairwise(numbers):
        if number != before + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def analyzed(
    text: str,
    words: Sequence[Word],
    index: Index,
    *,
    context_start: int | None = None,
    quoted: Sequence[str] = (),
    paired: bool = True,
) -> Question:
    """A question with what ranking needs of each word; a name counts as often as its commonest form.

    Args:
        text: What is looked up: the question, and behind it the context words, if any.
        words: Its words, corrected.
        index: Counts them.
        context_start: The code point from which on the words are context words; without it none are.
        quoted: What stands in quotation marks.
        paired: Whether words are looked at in pairs, which takes most of the time: for `discounted_idf`.
    """
    engine, text = index.engine, looked_at(text, index)
    language = question_language(text, index)
    counts = _doc_freqs(words, engine)
    weights, passages = [idf(len(engine), count) for count in counts], len(engine) + PRIOR_PASSAGES
    named, context_start = names(text, words, language), len(text) if context_start is None else context_start
    attributes = tuple(_attributes(text[:context_start], words, language))
    counted = _counted(text, words, language, attributes)
    return Question(
        text=text,
        words={form: number for number, word in enumerate(words) for form in (word.term, *word.also)},
        names=named.union(_counted_nowhere(text[:context_start], counted, words, index)),
        weights=tuple(weights),
        discounted_idf=pmi_discounted(words, weights, engine) if paired else tuple(weights),
        max_idf=idf(len(engine), 0),
        answer_type=_answer_type(text, context_start, language),
        context=frozenset(number for number, word in enumerate(words) if word.start >= context_start),
        asking=_words_within(age_asked(text, language), words),
        light=_light(words, language),
        counted=counted,
        counted_too=_right_behind(counted, words, text),
        phrases=tuple(filter(None, (_phrase(words, tuple(index.languages)) for words in quoted))),
        numbers={number: word.text for number, word in enumerate(words) if any(map(str.isdigit, word.text))},
        steady_idf=tuple(idf(passages, count + PRIOR_DOC_FREQ) for count in counts),
        steady_max_idf=idf(passages, PRIOR_DOC_FREQ),
        attributes=attributes,
        deed=_with_other_forms(deed(text[:context_start], language), words, language),
        akin=akin_terms(words, named.union(_common(counts)), index.catalog, index.akin),
        language=language,
        newness=_newness(text, language),
        last_day=today(None).toordinal() + 1,  # It may be tomorrow already where an article was published.
    )


def _doc_freqs(words: Sequence[Word], engine: Engine) -> list[int]:
    """How many passages have each word in its commonest form."""
    engine.expect(_forms(words), COMMON_DOC_FREQ)
    return [engine.doc_freq(_commonest_form(word, engine)) for word in words]


def _light(words: Sequence[Word], language: str | None) -> frozenset[int]:
    """The words that say little by themselves."""
    light = light_words(code(language))
    return frozenset(number for number, word in enumerate(words) if word.text.lower() in light)


def _answer_type(text: str, context_start: int, language: str | None) -> AnswerType:
    """What a question asks for; what the one before asked for if that is open."""
    own = expected_answer_type(text[:context_start], language)
    return expected_answer_type(text, language) if own is AnswerType.ANY else own


def _common(counts: Sequence[int]) -> Iterator[int]:
    """The words that are too common to be missed, by how many passages have each."""
    return (number for number, count in enumerate(counts) if count > WITHOUT_AKIN)


def _newness(text: str, language: str | None) -> float:
    """How far newer articles are preferred, by what a question says of its time: 1 for "this week", 0 for "in 2015"."""
    named = dates.named_days(text, today(None), language)
    if any(days.asked_on for days in named):
        return 1.0
    return 0.0 if named else TIMELESS_NEWNESS


def _attributes(question: str, words: Sequence[Word], language: str | None) -> Iterator[AskedAttribute]:
    """The attributes that a question asks for."""
    for name, start, end in asked_attributes(question, language):
        asking = _words_within(range(start, end), words)
        looked_up = [words[number] for number in asking]
        first = min((word.start for word in looked_up), default=start)
        last = max((word.end for word in looked_up), default=end)
        yield AskedAttribute(name, question[first:last] if asking else question[start:end].lower(), asking)


def _with_other_forms(terms: frozenset[str], words: Sequence[Word], language: str | None) -> frozenset[str]:
    """Some terms with the others that their words are looked up by."""
    meant = (word for word in words if terms and not terms.isdisjoint(analyzer.terms(word.text, language)))
    return terms.union(*((word.term, *word.also) for word in meant))


def _words_within(places: range | None, words: Sequence[Word]) -> frozenset[int]:
    """The words that begin at some of these code points."""
    return frozenset(number for number, word in enumerate(words) if places and word.start in places)


def _counted(
    text: str, words: Sequence[Word], language: str | None, attributes: Sequence[AskedAttribute]
) -> int | None:
    """The word of a question whose number it asks for: the first one after "how many".

    None where that word asks for an attribute: "how many years old" counts no years.
    """
    behind = counting_end(text, language)
    after = (number for number, word in enumerate(words) if behind is not None and word.start >= behind)
    counted = next(after, None)
    return None if any(counted in asked.words for asked in attributes) else counted


def _right_behind(number: int | None, words: Sequence[Word], text: str) -> int | None:
    """The word of a question right behind another one, with nothing but white space between."""
    if number is None or number + 1 >= len(words):
        return None
    between = text[words[number].end : words[number + 1].start]
    return number + 1 if between.isspace() else None


def _counted_nowhere(text: str, counted: int | None, words: Sequence[Word], index: Index) -> Iterator[int]:
    """The word of things that are to be counted, where it occurs nowhere: who has none of them counts none."""
    language = question_language(text, index)
    if counted is not None and how_many_asked(text, language) and not index.occurs(words[counted]):
        yield from [counted] if words[counted].text.lower() not in light_words(code(language)) else []


def _phrase(quoted: str, languages: Sequence[str | None]) -> frozenset[tuple[int, ...]]:
    """Words in quotation marks as their hashed terms in order, in each language; a single term isn't a phrase."""
    by_language = (tuple(map(hashed, analyzer.terms(quoted, language))) for language in languages)
    return frozenset(terms for terms in by_language if len(terms) > 1)


def pmi_discounted(words: Sequence[Word], weights: Sequence[float], engine: Engine) -> tuple[float, ...]:
    """What each of a question's words says alone: its idf, less a share of what it has in common with each other word.

    Two words have in common how much oftener they occur together than chance would have it (pointwise mutual
    information; Church and Hanks, 1990): "social" and "media", "president" and "Biden" hardly say two things. Pieces of
    a run of characters without spaces overlap, so that they occur together anyway: they keep their idf. So do two words
    beside each other that are both common (`COMMON_DOC_FREQ`).

    Args:
        words: The words, in the order of the question.
        weights: Their idf.
        engine: Counts them.
    """
    in_common = [0.0] * len(words)
    rarest = sorted(_without_overlap(words), key=lambda number: -weights[number])[:PAIRED_WORDS]
    terms = {number: _commonest_form(words[number], engine) for number in rarest}
    counts = {number: engine.doc_freq(term) for number, term in terms.items()}
    for left, right in combinations(rarest, 2):
        if min(counts[left], counts[right]) > COMMON_DOC_FREQ:
            continue
        expected_count = counts[left] * counts[right] / max(len(engine), 1)
        count = engine.co_doc_freq(terms[left], terms[right])
        if count > expected_count:
            information = math.log(count / expected_count)
            in_common[left] += information
            in_common[right] += information
    return tuple(max(w - PMI_DISCOUNT * c, LEAST_IDF_SHARE * w) for w, c in zip(weights, in_common, strict=True))


def _without_overlap(words: Sequence[Word]) -> list[int]:
    """The words that share no character with the word before them or after them."""
    ends, starts = [0, *(word.end for word in words)], [*(word.start for word in words[1:]), math.inf]
    return [i for i, word in enumerate(words) if ends[i] <= word.start and word.end <= starts[i]]


def _commonest_form(word: Word, engine: Engine) -> str:
    """The form of a word that occurs in most passages."""
    return max((word.term, *word.also), key=engine.doc_freq)


def period_of(
    question: str, candidates: Sequence[Candidate], as_of: datetime.date | None, index: Index
) -> Period | None:
    """The days that a question names, if the article of any candidate appeared on one of them.

    Args:
        question: As typed.
        candidates: The passages that may answer it.
        as_of: The day from which "yesterday" counts; today when not given.
        index: Knows the languages that the question may be in.
    """
    period = dates.period(_unquoted(question, index), today(as_of), question_language(question, index))
    if period is None:
        return None
    first, last = period.since.toordinal(), period.until.toordinal()
    return period if any(c.day and first <= c.day <= last for c in candidates) else None


def period_from_today(question: str, as_of: datetime.date | None, index: Index) -> Period | None:
    """The days that a question names by how long ago they were, whether an article appeared then or not.

    Args:
        question: In plain words.
        as_of: The day it is asked as of; None: today.
        index: Where the articles are.
    """
    period = dates.period(_unquoted(question, index), today(as_of), question_language(question, index))
    return period if period and period.asked_on else None


_QUOTED = expression(r"[“”„«\"][^“”„«»\"\n]{8,400}[”“»\"]")
_SENTENCE = 4  # Words: "the mill burned down on Friday" is what somebody said, "March 2024" may be what is asked about.


def _unquoted(question: str, index: Index) -> str:
    """What is looked at of a question without the sentences in quotation marks, whose days are those of who said them.

    All of it is kept where nothing else is asked; what is left has its places.
    """
    text = looked_at(question, index)
    rest = _QUOTED.sub(lambda match: " " * len(match[0]) if len(match[0].split()) >= _SENTENCE else match[0], text)
    return rest if any(map(str.isalpha, rest)) else text


def words_of_period(text: str, words: Sequence[Word], period: Period | None, day: int | None) -> frozenset[int]:
    """The words of a question that say when, where they were read as days one of which is `day`; else none.

    Args:
        text: What is looked up, as typed.
        words: Its words.
        period: The days that it names, with the words that say so.
        day: The day of an article, as its proleptic Gregorian ordinal.
    """
    if period is None or day is None or not period.since.toordinal() <= day <= period.until.toordinal():
        return frozenset()
    places = _period_places(text, period)
    return frozenset(number for number, word in enumerate(words) if word.start in places)


def without_days_left_out(text: str, words: Sequence[Word], as_of: datetime.date | None, index: Index) -> list[Word]:
    """The words of a question but for those that name days only to leave them out, as "2024" in "before 2024".

    Args:
        text: What is looked up, as typed.
        words: Its words; if there are no others, all are kept.
        as_of: The day from which "yesterday" counts; today when not given.
        index: Where the articles are.
    """
    language = question_language(text, index)
    period = dates.period(_unquoted(text, index), today(as_of), language)
    if period is None:
        return list(words)
    named = dates.named_days(period.words, period.since, language)
    if not named or any(days.since <= period.until and period.since <= days.until for days in named):
        return list(words)
    places = _period_places(text, period)
    said_before = period.words[: named[0].start].split()
    if len(said_before) > 1 and any(map(str.isalnum, text[places.stop :])):
        return list(words)  # "before the March 2024 vote"
    return [word for word in words if word.start not in places] or list(words)


def words_that_only_ask(text: str, words: Sequence[Word], index: Index) -> frozenset[int]:
    """The words of a question that occur nowhere and tell nothing of what is asked: "long" in "how long", "get".

    How a question ends politely tells nothing even if it occurs.

    Args:
        text: The question.
        words: Its words.
        index: Where the articles are.
    """
    places, polite = _places_that_only_ask(text, words, index), _polite_places(text)
    asking = (n for n, word in enumerate(words) if word.start in places)
    return frozenset(n for n in asking if words[n].start in polite or not index.occurs(words[n]))


def _places_that_only_ask(text: str, words: Sequence[Word], index: Index) -> frozenset[int]:
    """The code points of a question at which it asks for a measure, and where words begin that say little."""
    language = question_language(text, index)
    light = light_words(code(language))
    return (
        measure_asked(text, language)
        | {*asking_places(text, language)}
        | _polite_places(text)
        | {word.start for word in words if word.text.lower() in light}
    )


def _polite_places(text: str) -> set[int]:
    """The code points of a question that only make one of it."""
    if text.isascii():
        return set()  # These are Korean and Japanese, and four looks for them take a moment.
    return {place for match in _ASKING_ONLY.finditer(text) for place in range(*match.span())}


_ASKING_ONLY = expression(
    r"(?:(?:되|됩|있|없|했|었|였|입|습|합|갔|왔)*(?:니까|나요|까요|가요|지요)|이?에요|예요|[어아여]요|인지|는지)\W*\Z"
    r"|(?:の?でしょう|です|ます|ました|ません|でした)か\W*\Z|왜|なぜ"
)
"""How a question ends politely in Korean and in Japanese, and their words for "why"."""


def _period_places(text: str, period: Period | None) -> range:
    """The code points of a text that say when."""
    start = text.find(period.words) if period else 0
    return range(start, start + len(period.words) if period else 0)


def days_near(period: Period | None, as_of: datetime.date | None) -> list[tuple[datetime.date, datetime.date]]:
    """The days near which articles are preferred, as first and last days: those that the question names, and `as_of`.

    Of a period up to `as_of` only its last day counts: of "this week", today's news comes first.
    """
    named = [(period.since, period.until)] if period and period.until != as_of else []
    return [*named, (as_of, as_of)] if as_of else named


_LATEST = typed_expression(
    r"\b(?:(?:latest|newest|most recent)(?: (?:news|versions?|releases?|updates?|issues?|articles?|posts?|reports?))?"
    r"(?= (?:about|on|of|from)\b)|(?:latest|newest|most recent) (?:news|versions?|releases?|updates?|articles?|posts?)|"
    r"what(?:['’]s| is) new(?=\W*\Z)|"
    r"(?:neuest|letzt|jüngst)e[nrs]? (?:nachricht\w*|neuigkeit\w*|meldung\w*|version|stand|artikel)|was gibt es neues|"
    r"(?:últimas|más recientes) (?:noticias|novedades)|última versión|lo último sobre|noticias más recientes|"
    r"dernières (?:nouvelles|infos|actualités)|dernière version|actualités les plus récentes|"
    r"ultim[ei] (?:notizie|novità)|ultima versione|notizie più recenti|"
    r"últimas (?:notícias|novidades)|última versão|notícias mais recentes|laatste (?:nieuws|versie|berichten)|"
    r"(?:najnowsz\w+|ostatni\w+) (?:wiadomości|wersj\w+|informacj\w+)|последни[ея] новост\w+|последняя версия|"
    r"останні новини|senaste (?:nytt|nyheterna|versionen)|son (?:haberler\w*|sürüm\w*|durum)|"
    r"τελευταία νέα|ultimele (?:știri|noutăți)|ultima versiune|tin mới nhất|آخر (?:الأخبار|أخبار|الأنباء))\b"
    r"|最新(?:的)?(?:新闻|消息|版本|情况|ニュース|情報|版)|최신 (?:소식|뉴스|버전)"
    r"|ताज़ा (?:खबर|समाचार)|ताजा (?:खबर|समाचार)|ข่าวล่าสุด",
    re.IGNORECASE,
)
"""What asks for the latest of what there is, in the languages that dates are read in."""


def latest_day(question: str, candidates: Sequence[Candidate]) -> Period | None:
    """The latest day on which an article of a candidate appeared, where a question asks for the latest news.

    Args:
        question: As typed.
        candidates: The passages that may answer it.
    """
    match = _LATEST.search(question)
    day = max((candidate.day or 0 for candidate in candidates), default=0) if match else 0
    if not match or not day:
        return None
    latest = datetime.date.fromordinal(day)
    return Period(latest, latest, match[0])
