"""How far a cue reaches in its sentence, and what that is about, in many languages."""

import pytest

from retrieval.language.clauses import is_reported, opening, parts, touching_after, touching_before

BEFORE = [
    ("en", "It is not true that Ana Rossi said ", "not"),
    ("en", "Ana Rossi allegedly said: ", "allegedly"),
    ("en", "Ana Rossi denied: ", "denied"),
    ("en", "Ana Rossi did not sleep: ", ""),
    ("en", "Ana Rossi did not sleep and said: ", ""),
    ("de", "Karl Ott bestritt, ", "bestritt"),
    ("de", "Karl Ott bestritt, dass er sagte: ", "bestritt"),
    ("de", "Er schlief nicht, Karl Ott sagte: ", ""),
    ("ru", "Омар Далев отрицал, что говорил ", "отрицал"),
    ("zh", "李强否认说过：", "否认"),
    ("en", "It is not true that ", "not"),
    ("en", "He denied that ", "denied"),
    ("en", "If the tenant agrees, ", "If"),
    ("en", "Allegedly, ", "Allegedly"),
    ("en", "He did not come, and ", ""),
    ("en", "Although nobody came, ", ""),
    ("en", "No evidence shows that ", "No"),
    ("en", "Nobody believes ", "Nobody"),
    ("en", "Nobody but ", "Nobody"),
    ("en", "Nothing came, but ", ""),
    ("es", "Nadie sino ", "Nadie"),
    ("de", "Es ist nicht wahr, dass ", "nicht"),
    ("de", "Falls der Mieter zustimmt, ", "Falls"),
    ("de", "Niemand kam, und ", ""),
    ("es", "No es cierto que ", "No"),
    ("es", "Si el inquilino acepta, ", "Si"),
    ("es", "No vino, pero ", ""),
    ("fr", "Il n'est pas vrai que ", "n'|pas"),
    ("fr", "Il ne vint pas, et ", ""),
    ("it", "Non è vero che ", "Non"),
    ("pt", "Não é verdade que ", "Não"),
    ("ru", "Неправда, что ", "Неправда"),
    ("ru", "Он не сказал, что ", "не"),
    ("pl", "To nie prawda, że ", "nie"),
    ("nl", "Het is niet waar dat ", "niet"),
    ("hi", "यह सच नहीं है कि ", "नहीं"),
    ("zh", "他没有说", "没"),
    ("zh", "并不是说", "不"),
    ("ar", "ليس صحيحا أن ", "ليس"),
    ("en", "It is not true, he said, that ", "not"),
    ("en", "“If they ask me.” ", ""),
    ("en", "Unless the tenant and the owner agree, ", "Unless"),
    ("en", "The man who is not tall knows it; he says that ", ""),
    ("en", "Not one of the seventeen members of that old and very proud town council says that ", ""),
    ("en", "It was never a “", "never"),
    ("en", "He was never seen by any of them there and ", ""),
    ("en", "", ""),
    ("sw", "Si kweli kwamba ", ""),
    (None, "It is not true that ", ""),
]
"""What stands before a quotation, and the words that reach into it."""

AFTER = [
    ("en", " unless the tenant agrees.", "unless"),
    ("en", ", but only if the tenant agrees.", "only"),
    ("en", ", and nobody came.", ""),
    ("en", ", which was never built.", ""),
    ("en", " is not true.", "not"),
    ("en", ", the mayor denied.", "denied"),
    ("de", " nicht.", "nicht"),
    ("de", ", es sei denn, der Mieter stimmt zu.", "es sei denn"),
    ("de", ", sagte er.", ""),
    ("es", " salvo que el inquilino acepte.", "salvo"),
    ("fr", " sauf si le locataire accepte.", "sauf|si"),
    ("it", ", a meno che l'inquilino accetti.", "a meno che"),
    ("pt", ", a menos que o inquilino aceite.", "a menos que"),
    ("ru", ", если жилец согласен.", "если"),
    ("pl", ", chyba że najemca się zgodzi.", "chyba że"),
    ("nl", ", tenzij de huurder akkoord gaat.", "tenzij"),
    ("tr", " iddiası doğru değil.", "iddiası|değil"),
    ("hi", " यदि किरायेदार सहमत हो।", "यदि"),
    ("ja", "とは言っていない。", "ない"),
    ("ja", "わけではない。", "ない"),
    ("zh", ",除非房客同意。", "除非"),
    ("ar", " إلا إذا وافق المستأجر.", "إلا|إذا"),
    ("en", ", he said on Monday.", ""),
    ("en", ",” she said on Monday, “if they ask me.”", "if"),
    ("en", ",” she said. “If they ask me, I will.”", ""),
    ("en", "” is what he never said.", "never"),
    ("en", ", he said, and nobody would have said that this was allegedly so.", ""),
    ("en", " and did not come back.", ""),
    ("en", " with three months' notice only if the tenant agrees.", "only|if"),
    ("en", "", ""),
    (None, " unless it rains.", ""),
]
"""What stands after a quotation, and the words that reach back into it."""


@pytest.mark.parametrize(("language", "before", "words"), BEFORE)
def test_what_reaches_forward(language: str | None, before: str, words: str) -> None:
    """A cue reaches over "that" and, as a condition, over one comma; not out of a clause of its own."""
    assert "|".join(cue.words for cue in touching_before(before, language)) == words


@pytest.mark.parametrize(("language", "after", "words"), AFTER)
def test_what_reaches_back(language: str | None, after: str, words: str) -> None:
    """A condition that begins the next clause reaches back, a negation only as the predicate or in a short tail."""
    assert "|".join(cue.words for cue in touching_after(after, language)) == words


@pytest.mark.parametrize(
    ("part", "language", "words"),
    [
        ("The old mill was sold.", "en", ["old", "mill"]),
        ("His wife Ann is 70.", "en", ["wife", "Ann"]),
        ("Six women painted it.", "en", ["women", "painted"]),
        ("She is 70.", "en", []),
        ("In 1923 the hall was built.", "en", []),
        ("La ermita fue construida en 1702.", "es", ["ermita"]),
        ("Fue construida en 1702.", "es", []),
        ("Vendió la casa.", "es", []),
        ("Marta Vera vendió la casa.", "es", ["Marta", "Vera", "vendió"]),
        ("L'église de Lees brûle.", "fr", ["église"]),
        ("Die Orgel ist alt.", "de", ["Orgel"]),
        ("Амбар построили в 1910 году.", "ru", ["Амбар", "построили"]),
        ("В 1910 году его построили.", "ru", []),
        ("石桥长二十米。", "zh", ["石桥"]),
        ("它长二十米。", "zh", []),
        ("神社は一八八〇年に建てられた。", "ja", ["神社"]),
        ("彼女は五十三歳だ。", "ja", []),
        ("", "en", []),
        ("-" * 160 + " " * 9_000, "en", []),
    ],
)
def test_what_opens_a_part_of_a_sentence_says_what_it_is_about(part: str, language: str, words: list[str]) -> None:
    """A noun with what stands before it, or a name; no pronoun, preposition or verb."""
    assert opening(part, language) == words


def test_semicolons_and_colons_part_a_sentence() -> None:
    """A part without letters is none."""
    assert [*parts("It cost 9 pounds; a ticket: none; -")] == ["It cost 9 pounds", " a ticket", " none"]


def test_what_somebody_says_is_reported() -> None:
    """Only behind a word that begins it, as far as a language has one."""
    assert is_reported("The clerk told the board that ", "en")
    assert not is_reported("The clerk told the board ", "en")
    assert not is_reported("The clerk told the board that ", "xx")
