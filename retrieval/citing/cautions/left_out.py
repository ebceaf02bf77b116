"""Words that turn a sentence when an ellipsis leaves them out, though a quotation may well begin or end beside them.

Somebody else's opinion becomes the article's own (`The bridge, critics say, will fall`), a demand becomes a fact (`The
mayor should resign`), a part becomes the whole (`less than`, `some of`), what is over goes on (`used to`), what was
forced seems free (`apologised, after being forced to`). Beside a quotation few of them take anything back. The rest is
in `language.cues`.
"""

import re
from functools import cache

from retrieval.citing.cautions.extent import FORCED, LESS, ROLES
from retrieval.citing.cautions.who_says import FEARS, SAYS
from retrieval.language.analyzer import code
from retrieval.language.cues import Cue, CueKind, pattern_of, readable
from retrieval.language.saying import PRONOUNS, word_set
from retrieval.language.sentences import sentences
from retrieval.records import Sentence

_WEAKENS = {
    "ar": "يجب|ينبغي|كان يجب|كان ينبغي|كان من المفترض|يمكن|سوف|كاد",
    "cs": "měl by|měla by|měli by|by měl|by měla|by měli|musí|musel*|může|mohou|mohl*|kdysi|dříve|"
    "bývalý|bývalá|bývalí|občas|někdy|hrozí|hrozil*|chce|chtějí|je třeba",
    "da": "bør|burde|skal|skulle|må|kan|kunne|engang|tidligere|forhenværende|undertiden|sommetider|truer med|"
    "truede med|vil",
    "de": "sollte|solltest|sollten|müsste|müssten|muss|müssen|musste|mussten|würde|würden|darf|dürfen|kann|können|"
    "konnte|konnten|früher|einst|ehemals|ehemalige*|will|wollen|gelegentlich|manchmal|zeitweise|droht|drohte",
    "el": "πρέπει|έπρεπε|μπορεί|μπορούσ*|κάποτε|πρώην|μερικές φορές|απειλεί|απειλούν|θέλει|θέλουν|οφείλ*",
    "en": "should|ought|must|would|can|used to|meant to|supposed to|once|formerly|former|has to|have to|had to|need to|"
    "needs to|vows to|vowed to|let go|sometimes|in part|wants to|want to|threatens to|threatened to|urged to|asked to|"
    "told to|blamed for|abandoned|opponents of|critics of|resisted|resists|would-be|the idea of|invented",
    "es": "debería|deberían|debe|deben|debía|debían|tendría que|tendrían que|tiene que|tienen que|puede|pueden|antes|"
    "solía|solían|a veces|amenaza con|amenazó con|quiere|quieren|ha de|han de|planea|inventó",
    "fi": "pitäisi|pitää|täytyy|täytyi|voi|voivat|saattaa|saattoi|entinen|entisen|aikoinaan|joskus|uhkaa|uhkasi|"
    "haluaa|haluavat",
    "fr": "doit|doivent|devait|devaient|faudrait|faut|peut|peuvent|pouvait|jadis|autrefois|ancien|ancienne|parfois|"
    "menace de|menacent de|menaçait de|veut|veulent|va|vont",
    "hu": "kellene|kell|kellett|lehet|tud|régen|egykor|egykori|volt|néha|fenyeget*|akar|akarnak",
    "id": "harus|seharusnya|sebaiknya|bisa|dapat|dulu|dahulu|mantan|kadang-kadang|mengancam|ingin|mau",
    "it": "dovrebbe|dovrebbero|deve|devono|doveva|dovevano|può|possono|poteva|una volta|un tempo|ex|a volte|talvolta|"
    "minaccia di|minacciano di|vuole|vogliono|bisogna|bisognerebbe|occorre",
    "ko": "해야 한다|해야 했다|할 수 있|한때|전직|때때로|원한다",
    "nl": "zou moeten|moet|moeten|moest|moesten|kan|kunnen|kon|konden|mag|mogen|vroeger|ooit|voormalig*|soms|dreigt|"
    "dreigde|wil|willen|hoort te|behoort te",
    "no": "bør|burde|skal|skulle|må|kan|kunne|engang|tidligere|forhenværende|iblant|truer med|truet med|vil",
    "pl": "powin*|musi|muszą|musiał*|może|mogą|mógł|mogła|dawniej|niegdyś|kiedyś|były|była|czasami|czasem|grozi|"
    "groził*|chce|chcą|trzeba|należy|ma zamiar",
    "pt": "deveria|deveriam|deve|devem|devia|deviam|teria que|teria de|tem que|têm que|tem de|pode|podem|podia|outrora|"
    "antigamente|costumava|às vezes|por vezes|ameaça|ameaçou|quer|querem|precisa|precisam",
    "ro": "ar trebui|trebuie|trebuia|poate|pot|putea|cândva|odinioară|fost|foști|fosta|uneori|amenință|vrea|vor",
    "ru": "должен|должна|должно|должны|следует|следовало|надо|нужно|может|могут|мог|могла|могли|раньше|прежде|когда-то|"
    "бывший|бывшая|бывшие|иногда|порой|грозит|грозил*|пригрозил*|хочет|хотят|обязан*",
    "sv": "bör|borde|måste|ska|skulle|kan|kunde|får|tidigare|förr|före detta|ibland|hotar|hotade|vill|ville",
    "tr": "*malı|*meli|*malıdır|*melidir|gerek*|lazım|zorunda*|eskiden|bazen|*ecekti|*acaktı|ister*|istiyor*",
    "uk": "повин*|мусить|мусять|може|можуть|міг|могла|могли|колись|раніше|колишн*|іноді|часом|погрожу*|хоче|хочуть|"
    "слід|треба",
    "vi": "phải|nên|có thể|từng|cựu|đôi khi|đe dọa|muốn",
    "zh": "必须|必須|应当|應當|本该|本該|本应|本應|该|該|要求|打算|想要|曾|曾经|曾經|前任|有时|有時|威胁|威脅|"
    "能够|能夠|可以",
}
"""What makes a fact of a duty, a wish, a possibility, or of what was once."""

_HERE = "\ue001"
"""Stands for an edge of an omission, or of a quotation."""
_LONGEST = 40
"""Code points that the longest of these words have."""

_SOURCES, _SHIFTS, _AMOUNTS, _ASIDES, _COMPULSION = "sources", "shifts", "amounts", "asides", "compulsion"
_OFFICES = "offices"
_TABLES = {
    _SOURCES: (CueKind.DOUBT, SAYS), _SHIFTS: (CueKind.DOUBT, _WEAKENS), _AMOUNTS: (CueKind.NUMBER, LESS),
    _ASIDES: (CueKind.DOUBT, FEARS), _COMPULSION: (CueKind.CONDITION, FORCED), _OFFICES: (CueKind.DOUBT, ROLES),
}  # fmt: skip
_UNSPACED = frozenset({"ja", "zh"})
_WORD = re.compile(r"[^\W_]+")
_WITH_IT = word_set("to be been have well soon also then still even sein être ser estar essere być zijn att")
"""Words that may stand between such a verb and what goes on after the ellipsis, which thereby is a fact."""
_SENTENCE_END = re.compile(r"[.!?](?:\s|\Z)|[。！？\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_FIRST_WORDS = re.compile(r"\W*+(?P<words>\w++(?:[^\w.!?]++\w++){0,3})")
_ENDS = (".", "!", "?", ":", "…", "。", "！", "？", ".”", '."', "!”", "?”", ".“", ".»")
_AROUND = 60
"""Code points on either side of an omission that tell whether a full stop in it ends a sentence."""

_MARK_OF_SPEECH = re.compile('[“”„«»"「」『』]')
_COMMA_HERE = re.compile(rf"[,،，、]\s*{_HERE}|{_HERE}\s*[,،，、]")
_BESIDE = 3
"""Code points around an omission in which quotation marks are its own: a comma and a space may be between."""


def turned_by_leaving_out(text: str, start: int, end: int, language: str | None) -> list[Cue]:
    """What turns a sentence where it is left out, in order; nothing in a language without a table.

    What names the speaker between two quotations of one article (`“It is late,” he said, “and cold.”`) does not, nor
    does what a left out sentence says.

    Args:
        text: An article's.
        start: Where the words begin that an ellipsis leaves out.
        end: Where they end.
        language: The ISO 639-1 code of the article.
    """
    omitted = text[start:end]
    if _SENTENCE_END.search(omitted) or _MARK_OF_SPEECH.search(text, max(0, start - _BESIDE), end + _BESIDE):
        return []
    plain, offsets = readable(omitted)
    tongue = code(language)
    aside = _COMMA_HERE.search(text[max(0, start - _BESIDE) : start] + _HERE + omitted[:_BESIDE])
    aside = aside and _COMMA_HERE.search(omitted[-_BESIDE:] + _HERE + text[end : end + _BESIDE])
    found = [
        Cue(_TABLES[name][0], omitted[slice(*span)], *span)
        for name, pattern in _patterns(tongue)
        for match in pattern.finditer(plain)
        if (aside or name != _ASIDES)
        and (tongue in _UNSPACED or _turns(name, plain[: match.start()], plain[match.end() :], match[0]))
        for span in [(offsets[match.start()], offsets[match.end()])]
    ]
    return sorted(found, key=lambda cue: (cue.start, -cue.end))


def _turns(table: str, before: str, after: str, cue: str) -> bool:
    """Whether a cue turns what is left: somebody is left out with the verb, or the rest goes on with another verb.

    Args:
        table: The table that the cue is of.
        before: What the omission has before it.
        after: What it has after it.
        cue: The cue.
    """
    if table in (_SOURCES, _ASIDES):
        return " " in cue or bool(_WORD.search(before) or _WORD.search(after))
    return table != _SHIFTS or all(word.lower() in _WITH_IT for word in _WORD.findall(after))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = ((name, row) for name, (_, table) in _TABLES.items() if (row := table.get(language)))
    return tuple((name, pattern_of(row, language)) for name, row in rows)


def joined_sentence(text: str, start: int, end: int, language: str | None) -> Cue | None:
    """How the sentence begins whose end an ellipsis joins to the beginning of another: `The nurse … was jailed`.

    Whom or what the rest is about is named there, so it counts as a name. None where the words before the ellipsis end
    their sentence, or those after it begin one, but for a word such as "Yesterday".

    Args:
        text: An article's.
        start: Where the words begin that an ellipsis leaves out.
        end: Where they end.
        language: The ISO 639-1 code of the article.
    """
    before = text[max(0, start - _LONGEST) : start].rstrip()
    if not before or before.endswith(_ENDS) or not _SENTENCE_END.search(text, start, end):
        return None
    low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
    # Within quotation marks a splitter of sentences splits none.
    low = max((mark.end() for mark in _MARK_OF_SPEECH.finditer(text, low, start)), default=low)
    closing = _MARK_OF_SPEECH.search(text, end, high)
    high = closing.start() if closing else high
    begun = [each for each in sentences(text, low, high, language) if start < each.start < end]
    begun += [Sentence("", blank.end(), end) for blank in _BLANK_LINE.finditer(text, start, end) if blank.end() < end]
    last = max(begun, key=lambda each: each.start, default=None)
    words = _FIRST_WORDS.match(text, last.start, end) if last else None
    if words is None or (
        " " not in words["words"] and words["words"].lower() not in PRONOUNS and language not in _UNSPACED
    ):
        return None
    return Cue(CueKind.NAME, words["words"], *words.span("words"))
