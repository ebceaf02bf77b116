"""How far a negation, condition or doubt reaches in its sentence, and what a clause is about.

It reaches to the end of its clause, and not over every comma:
An approximation of ConText (Harkema et al., 2009): a cue reaches forward or backward until a word that ends its reach.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.language.analyzer import code, terms_of_word
from retrieval.language.cues import Cue, CueKind, cues
from retrieval.language.expressions import expression
from retrieval.language.number_words import counting_words
from retrieval.language.saying import SAYING

_THAT = {
    "cs": "že", "da": "at", "de": "dass|daß|ob", "en": "that|whether|if", "es": "que", "fr": "que|qu'|qu’|si",
    "it": "che", "nl": "dat|of", "no": "at", "pl": "że|żeby|iż", "pt": "que|se", "ro": "că", "ru": "что|чтобы|будто",
    "sv": "att", "tr": "ki", "uk": "що|щоб", "hi": "कि", "ar": "أن|أنّ|أنه|أنها|بأن", "fa": "که", "he": "ש|כי",
    "ca": "que", "hu": "hogy", "fi": "että", "el": "ότι|πως", "bg": "че", "id": "bahwa", "vi": "rằng",
    "sk": "že",
}  # fmt: skip
"""Words that begin what is said, believed or denied."""

_THAT_TOLD = {"ar": expression(r"(?<!\w)إن(?:ه|ها|ّ)?\Z")}
"""Such words that say "if" as well, where nobody says anything before them."""

_BREAKS = {
    "ar": "لكن|ولكن|بل|بينما", "cs": "ale|avšak|který|která|které|protože",
    "da": "men|og|eller|som|der|fordi|mens|selvom",
    "de": "aber|doch|sondern|jedoch|und|oder|weil|während|obwohl|sodass",
    "en": "(?<!nobody )(?<!no one )(?<!nothing )(?<!none )but|however|yet|although|though|while|whereas|which|who|whom|"
    "whose|because|since|and|or|so|when|where|after",
    "es": "pero|(?<!nadie )(?<!nada )sino|aunque|y|o|porque|mientras|cuando|donde|quien|cual",
    "fr": "mais|cependant|pourtant|et|ou|car|parce|tandis|alors|qui|dont|où|bien",
    "hi": "लेकिन|मगर|परंतु|परन्तु|और|जबकि|क्योंकि|जो", "id": "tetapi|namun|dan|karena|sementara|yang",
    "it": "ma|però|tuttavia|e|o|perché|mentre|quando|dove|il quale|cui|benché",
    "nl": "maar|echter|en|of|want|omdat|terwijl|hoewel",
    "pl": "ale|lecz|jednak|i|a|oraz|ponieważ|który|która|które|choć|gdy",
    "pt": "mas|porém|contudo|e|ou|porque|enquanto|embora|quando|onde", "ro": "dar|însă|și|sau|care|pentru că|deși",
    "ru": "но|однако|а|и|или|который|которая|которые|потому|хотя|когда|где|поскольку",
    "sv": "men|och|eller|som|eftersom|medan|fast|när|där", "tr": "ama|fakat|ancak|ve|çünkü|oysa",
    "uk": "але|однак|а|і|та|або|який|яка|які|бо|хоча|коли",
}  # fmt: skip
"""Words that begin another clause, where what comes before them no longer reaches; "nobody but Reed" is one clause."""

_STOPS = expression(r"[,;:，、；：،؛—–]|\s-+\s|[“”„«»\"「」()（）]")
_SENTENCE_END = expression(r"[.!?。！？]\Z")
# “I will resign,” she said, “if they ask me.”
_GOES_ON = expression(r"[^“„«\".!?;]{1,80}[,:]\s*[“„«\"]\s*")
_QUESTION = expression(r"[?？؟⁇]")
_ASKS_LAST = {"ja": expression(r"(?P<asks>[^。、「」\n]{0,6}か)[。\n]|(?P<whether>[^。、「」\n]{0,6}かどうか)")}
"""How a sentence ends that asks without a mark."""

_CLOSED_BEFORE = expression(r"[“”„«»\"「」『』]")
_ASKED_ALONE = 3
"""The most words between a comma and a question mark that ask about what comes before: `, right?`, `, ¿verdad?`."""

_RESUMED = {
    "de": "was",
    "en": "which (?:is|was) (?:a (?:lie|myth|joke)|false|untrue|wrong|not (?:true|so|the case))|or so|"
    "an? (?:error|mistake|claim|charge|allegation|accusation|assertion|lie|myth|hoax|falsehood|fiction|suggestion)",
    "es": "lo que|lo cual|o eso|cosa que",
    "fr": "ce qui|ce que|chose", "it": "il che|cosa che|ciò che|o così", "nl": "wat|of zo", "pl": "co|czemu",
    "pt": "o que|ou assim", "ru": "что|чего", "sv": "vilket|något",
}  # fmt: skip
"""How a clause begins that is about all of what comes before it: `…, which is a lie`, `…, or so the mayor says`."""

_THEN = {
    "ar": "فإن|فان|عندئذ|فعندها", "da": "så|da", "de": "dann|so|da", "en": "then|so|in that case", "es": "entonces",
    "fa": "آنگاه|پس", "fr": "alors", "he": "אז|אזי", "hi": "तो|तब", "hu": "akkor", "id": "maka", "it": "allora",
    "ja": "その場合は?", "ko": "그러면|그때는", "nl": "dan|zo", "no": "så|da", "pl": "to|wtedy|wówczas", "pt": "então",
    "ro": "atunci", "ru": "то|тогда", "sv": "så|då", "tr": "o zaman|o halde|öyleyse", "uk": "то|тоді", "vi": "thì",
    "zh": "那么|那麼|那|就|则|則",
}  # fmt: skip
"""How the main clause may begin after its condition: `If the banks agree, then |`."""

_SO_THAT = {"fr": expression(r"\bsi(?: [^\W\d_]{4,}+){1,2} qu[e'’]\Z")}
"""How what something led to is joined with a word that says "if" elsewhere: `si violent que |`."""

_COMMAS = ",，、،"
_ASIDE = expression(r",[^,.;:!?\n“”„«»\"]{1,80}+,(?=\s+(?:to|of|de|di|zu|te)\s*\Z)")
"""What stands between a cue and the word that joins it to a quotation: `refused, despite three letters, to |`."""

_STRONG_STOPS = expression(r"[;:；：؛—–]|\s-+\s")
_COLONS = (":", "：")
_SEMICOLONS = ";；؛"
_NEW_SUBJECT = expression(r"(?:the|an?|el|los|las|una?|der|eine?|les|gli|uma?|os|as|het|een|ett)\s", re.IGNORECASE)
"""How a clause begins that is about something else than the one before a semicolon."""

_DETERMINERS = {
    "de": r"d(?:er|ie|as|em|en|es)|eine?[nmrs]?|diese\w?|(?P<own>(?:sein|ihr)e?[nmrs]?)",
    "en": r"the|an?|this|that|these|those|our|my|(?P<own>his|her|its|their)",
    "es": r"el|l[ao]s?|un[ao]s?|un|est[ea]|est[ao]s|(?P<own>sus?)",
    "fr": r"l[ae]?s?|une?|des|ce|cet|cette|ces|(?P<own>son|sa|ses|leurs?)",
    "it": r"il|l[aoe]?|i|gli|un[ao]?|quest[aoie]|(?P<own>su[oae]|suoi|loro)",
    "nl": r"de|het|een|deze|dit|die|(?P<own>zijn|haar|hun)",
    "pt": r"[oa]s?|um|uma|uns|umas|est[ea]s?|(?P<own>seus?|suas?)",
    "sv": r"den|det|de|en|ett|(?P<own>hans|hennes|dess|deras|sin|sitt|sina)",
    "tr": r"bir|bu|şu|(?P<own>onun|onların)",
}
"""What comes before a noun: articles and the like, and as `own` what says whose it is."""

_BARE_SUBJECTS = frozenset({"ar", "cs", "da", "de", "en", "hi", "nl", "no", "pl", "ru", "sv", "tr", "uk"})
"""Languages in which a sentence may open with a noun that has nothing before it. (In Spanish that is the verb.)"""

_WORD_OR_ARTICLE = expression(r"[^\W_]+(?:-[^\W_]+)*")
_SHELL = expression(
    r"works?|projects?|construction|building|line|arbeit\w*|projekt\w*|bau\w*|obras?|trabajos?|proyecto|travaux|chantier"
    r"|projet|lavori|progetto|opera|trabalhos?|projeto|werk\w*|работ\w*|проект|строительств\w*|inşaat|工程|工事",
    re.IGNORECASE,
)
_OPENING, _CHARACTERS_OF_OPENING = 3, 2
_TOPIC = expression(r"([^\W\d_]{1,20}?)(?:さん|氏|君|ちゃん)?[はが]")
_SAME_TOPIC = expression(r"[他她它其该这那本此两兩]|彼女?|年齢|年|現在|今|当時|当人|本人|自身|自分")

_EDGE = " \t\n\xa0\u202f\"'“”‘’„‚«»‹›「」『』()[]"
_WORDS = expression(r"[^\W_]+(?:['’-][^\W_]+)*")

UNSPACED = frozenset({"ja", "th", "zh"})
_UNSPACED_SAYING = ("说", "說", "称", "稱", "表示", "述べ", "語っ", "言っ", "พูด", "กล่าว")
VERB_LAST = frozenset({"de", "nl", "ja", "ko", "tr", "hi", "hu"})
"""Languages that put the verb and its negation, or the negation alone, at the end of the clause."""

BEFORE, BEFORE_THAT, AFTER, AFTER_VERB_LAST, CONDITION_AFTER, TAIL = 4, 10, 3, 8, 6, 6
"""Words between a cue and a quotation: before it, before a "that" before it, after it, after it where the verb stands
last, a condition after it; and the words of a whole tail such as ", he falsely claimed". Fitted on news cut at the ends
of its clauses, which can't be published."""

CHARACTERS = 2
"""Characters that make a word of a script without spaces."""


def parts(sentence: str) -> Iterator[str]:
    """The parts of a sentence that are about something each: what stands between semicolons, colons and dashes."""
    return (part for part in _STRONG_STOPS.split(sentence) if any(map(str.isalnum, part)))


def opening(part: str, language: str | None) -> list[str]:
    """The words with which a part of a sentence says what it is about, up to three: "The old mill was sold".

    Empty where it opens with a pronoun, a preposition or, where verbs do, a verb.

    Args:
        part: As `parts` gives it.
        language: Its ISO 639-1 code.
    """
    tongue = code(language)
    if tongue in ("ja", "zh"):
        return _unspaced_opening(part, tongue)
    words = words_apart(part)
    first = 0
    while first < len(words) and (determiner(words[first], tongue) or is_number(words[first], tongue)):
        first += 1
    named = words and words[0][0].isupper() and (len(words) == 1 or words[1][0].isupper() or part[0].isspace())
    if not (first or tongue in _BARE_SUBJECTS or named):
        return []
    return noun_at(words, first, tongue)


def noun_at(words: Sequence[str], place: int, language: str) -> list[str]:
    """The words from a place on, up to three, until one that says nothing by itself.

    Args:
        words: As `words_apart` gives them.
        place: Where the first of them is.
        language: Their language, as a bare ISO 639-1 code.
    """
    meant: list[str] = []
    for word in words[place : place + _OPENING]:
        if determiner(word, language) or not terms_of_word(word, language):
            break
        meant.append(word)
    return meant


def words_apart(text: str) -> list[str]:
    """The words of a text; articles that are joined to theirs ("l'église") are words of their own."""
    return _WORD_OR_ARTICLE.findall(text)


def determiner(word: str, language: str) -> str | None:
    """Whether a word comes before a noun: "own" if it says whose that is, "any" if not, else None."""
    match = _determiner(language).fullmatch(word) if language in _DETERMINERS else None
    return match and ("own" if match["own"] else "any")


def has_articles(language: str) -> bool:
    """Whether most nouns of a language have articles, as far as they are listed."""
    return language in _DETERMINERS and language != "tr"


def means_all_of_it(word: str) -> bool:
    """Whether a noun mostly means what was told before: "The work cost 4,000 pounds"."""
    return _SHELL.fullmatch(word) is not None


def opens_with_number(part: str, language: str) -> bool:
    """Whether the first word of a part of a sentence is a number, in figures or not."""
    words = words_apart(part)
    return bool(words) and is_number(words[0], language)


def is_number(word: str, language: str) -> bool:
    """Whether a word is a number, in figures or not."""
    return word[0].isdigit() or word.lower() in counting_words(language)


def is_reported(before: str, language: str | None) -> bool:
    """Whether what comes before a word says that something is said, believed or known, which the word belongs to."""
    that = _that_anywhere(code(language))
    return that is not None and that.search(before) is not None


def that_at_end(before: str, language: str | None) -> int | None:
    """Where the word begins with which a text ends, if it begins what is said, believed or denied: `told us | that`."""
    tongue = code(language)
    patterns = filter(None, [_that(tongue), _THAT_TOLD.get(tongue)])
    match = next(filter(None, (that.search(before) for that in patterns)), None)
    return match and match.start()


def _unspaced_opening(part: str, language: str) -> list[str]:
    """What a part of a Japanese or Chinese sentence is about: its topic, or what it begins with."""
    topic = _TOPIC.search(part) if language == "ja" else None
    words = topic[1] if topic else part.strip()[:_CHARACTERS_OF_OPENING] if language == "zh" else ""
    return [] if not words.isalpha() or _SAME_TOPIC.search(words) else [words]


@cache
def _determiner(language: str) -> re.Pattern[str]:
    return re.compile(_DETERMINERS[language], re.IGNORECASE)


def touching_before(before: str, language: str | None) -> list[Cue]:
    """The cues before a quotation that reach into it, also over an aside between two commas.

    Args:
        before: What its sentence has before it.
        language: An ISO 639-1 code.
    """
    tongue = code(language)
    before = _ASIDE.sub("", before)
    every = cues(before, tongue)
    if not every:
        return []
    end = _without_then(before, len(before.rstrip(_EDGE)), tongue)
    if _SENTENCE_END.search(before[:end]):
        return []
    if (that := _that(tongue)) and (match := that.search(before[:end])):
        low = _last_end(_STRONG_STOPS, before, match.start())
        low = _last_end(_SO_THAT.get(tongue), before, end) or low
        return [cue for cue in every if low <= cue.start and _apart(before[cue.end : end], tongue) <= BEFORE_THAT]
    bare = before[:end].rstrip(" ,，、،:：")
    # "All but three of" is no clause of its own: a word that is part of a cue begins none.
    apart = [each for each in _found(_breaks(tongue), bare) if not any(_holds(cue, each) for cue in every)]
    clause = max(_last_end(_STOPS, bare, len(bare)), max(apart, default=0))
    saying = max(_last_end(_stops_but_that(tongue), bare, len(bare)), _last_end(_breaks(tongue), bare, len(bare)))
    if len(bare) < end:  # a clause before this one: "Unless the tenant agrees, …", "Reportedly, …"
        low = _last_end(_STOPS, bare, len(bare))
        announced = before[len(bare) : end].strip()
        return [
            cue
            for cue in every
            if (
                cue.start >= low
                and announced not in _COLONS
                and _opens(before[low : cue.start], cue, before[cue.end : end])
            )
            or (cue.start >= saying and _is_about_saying(cue, before[cue.end : len(bare)], tongue))
        ]
    return [
        cue
        for cue in every
        if (cue.start >= clause and _apart(before[cue.end : end], tongue) <= BEFORE)
        or (cue.start >= saying and _is_about_saying(cue, before[cue.end : end], tongue))
    ]


def _without_then(before: str, end: int, language: str) -> int:
    """Where a text ends without the "then" of a main clause that a comma parts from its condition."""
    then = _then(language)
    match = then.search(before[:end]) if then else None
    return match.end("comma") if match else end


def touching_after(after: str, language: str | None) -> list[Cue]:
    """The cues after a quotation that reach back into it.

    Args:
        after: What its sentence has after it.
        language: An ISO 639-1 code.
    """
    tongue = code(language)
    every = cues(after, tongue)
    if not every:
        return []
    start = len(after) - len(after.lstrip(_EDGE))
    begin = len(after) - len(after.lstrip(_EDGE + ",;:.，、；：،؛—–-"))
    first = _first_start(_STOPS, after, begin)
    clause = min(first, _first_start(_breaks(tongue), after, begin))
    another = begin > start or clause == begin
    limit = AFTER_VERB_LAST if tongue in VERB_LAST else AFTER
    touching = []
    goes_on = _GOES_ON.match(after, begin)
    for cue in every:
        if goes_on and cue.kind is CueKind.CONDITION and cue.start == goes_on.end():
            touching.append(cue)
            continue
        apart = _apart(after[begin : cue.start], tongue)
        if cue.kind is CueKind.CONDITION:
            touches = apart <= (1 if another else CONDITION_AFTER) and cue.start < (first if another else clause)
        elif another:
            of_others = any(char in _SEMICOLONS for char in after[start:begin]) and _NEW_SUBJECT.match(after, begin)
            resumes = (clause > begin and not of_others) or _resumes(after, begin, tongue)
            touches = resumes and cue.start < first and _apart(after[begin:first], tongue) <= TAIL
        else:
            touches = cue.start < clause and apart <= limit
        touching += [cue] if touches else []
    return touching


def asked_after(after: str, language: str | None) -> Cue | None:
    """The mark of a question that a quotation is part of, as a doubt: `Is it true that the water is clean?`.

    None where another clause asks, or the quotation's own marks close before it.

    Args:
        after: What its sentence has after the quotation.
        language: An ISO 639-1 code.
    """
    asks = _ASKS_LAST[code(language)].match(after) if code(language) in _ASKS_LAST else None
    if asks:
        words = asks["asks"] or asks["whether"]
        return Cue(CueKind.DOUBT, words, 0, len(words))
    mark = _QUESTION.search(after)
    if mark is None:
        return None
    between = after[: mark.start()]
    stop = _last_end(_STOPS, between, len(between))
    asked_alone = _apart(between[stop:], code(language)) <= _ASKED_ALONE and not opens_another(between[stop:], language)
    if _CLOSED_BEFORE.search(between) or (stop and not asked_alone):
        return None
    return Cue(CueKind.DOUBT, mark[0], *mark.span())


def opens_another(clause: str, language: str | None) -> bool:
    """Whether words begin another clause than the one before them: `… | because it rained`."""
    breaks = _breaks(code(language))
    return breaks is not None and breaks.match(clause.lstrip(_EDGE)) is not None


def _resumes(after: str, begin: int, language: str) -> bool:
    """Whether a clause after a quotation is about all of what is quoted."""
    pattern = _resumed(language)
    return pattern is not None and pattern.match(after, begin) is not None


@cache
def _resumed(language: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{_RESUMED[language]})\b", re.IGNORECASE) if language in _RESUMED else None


def _is_about_saying(cue: Cue, between: str, language: str) -> bool:
    """Whether a cue turns that somebody says what follows: `denied: “…”`, `It is not true that Ana Petrov said “…”`.

    Args:
        cue: A negation, condition or doubt.
        between: What is between it and the quotation.
        language: The language of both.
    """
    apart = _apart(between, language)
    if apart == 0:
        return cue.kind is not CueKind.CONDITION
    if language in UNSPACED:
        return apart <= BEFORE and any(verb in between for verb in _UNSPACED_SAYING)
    return apart <= BEFORE_THAT and any(word in SAYING for word in _WORDS.findall(between.casefold()))


def _opens(before: str, cue: Cue, after: str) -> bool:
    """Whether a cue opens a clause that a comma ends: a condition, or a doubt or negation that is all of it."""
    if len(_WORDS.findall(before)) > 1:
        return False
    return cue.kind is CueKind.CONDITION or len(_WORDS.findall(after)) == 0


def _apart(between: str, language: str) -> float:
    """How many words are between a cue and a quotation."""
    if language in UNSPACED:
        return sum(char.isalnum() for char in between) / CHARACTERS
    return len(_WORDS.findall(between))


def _last_end(pattern: re.Pattern[str] | None, text: str, end: int) -> int:
    """Where the last match ends before a code point; 0 when there is none."""
    return max((match.end() for match in pattern.finditer(text, 0, end)), default=0) if pattern else 0


def _found(pattern: re.Pattern[str] | None, text: str) -> list[int]:
    """Where the matches of a pattern end."""
    return [match.end() for match in pattern.finditer(text)] if pattern else []


def _holds(cue: Cue, end: int) -> bool:
    """Whether a word that ends at a code point is one of several words of a cue."""
    return cue.start < end <= cue.end and " " in cue.words


def _first_start(pattern: re.Pattern[str] | None, text: str, start: int) -> int:
    """Where the first match begins after a code point; the end of the text when there is none."""
    match = pattern.search(text, start) if pattern else None
    return match.start() if match else len(text)


@cache
def _that(language: str) -> re.Pattern[str] | None:
    if language not in _THAT:
        return None
    return re.compile(rf"(?<!\w)(?:{_THAT[language]})\Z", re.IGNORECASE)


@cache
def _that_anywhere(language: str) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{_THAT[language]})(?!\w)", re.IGNORECASE) if language in _THAT else None


@cache
def _then(language: str) -> re.Pattern[str] | None:
    if language not in _THEN:
        return None
    return re.compile(rf"(?P<comma>[{_COMMAS}])\s*(?:{_THEN[language]})\Z", re.IGNORECASE)


@cache
def _stops_but_that(language: str) -> re.Pattern[str]:
    """Where a clause ends, but for a comma before a "that": `bestritt, dass er sagte`."""
    if language not in _THAT:
        return _STOPS
    return re.compile(rf"(?:{_STOPS.pattern})(?!(?<=[,،，])\s*(?:{_THAT[language]})(?!\w))", re.IGNORECASE)


@cache
def _breaks(language: str) -> re.Pattern[str] | None:
    if language not in _BREAKS:
        return None
    # Subtle: in "so-called" no clause begins.
    return re.compile(rf"(?<![\w-])(?:{_BREAKS[language]})(?![\w-])", re.IGNORECASE)
