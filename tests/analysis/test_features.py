"""What ranking is given of passages and articles."""

import numpy as np
import pytest

from retrieval.analysis.features import (
    DAY_NAME,
    MOST_TERMS,
    NAME,
    NUMBER,
    OPENING_CHARACTERS,
    Candidate,
    PassageFeatures,
    Sought,
    among,
    hashed,
    hashes,
    opening_words,
    packed_article,
    packed_passage,
    unpacked_article,
    unpacked_passage,
)
from retrieval.analysis.passages import passages
from retrieval.analysis.sentence_terms import sentences_with_terms, with_terms
from retrieval.language.places import COUNTRY, STATE, places
from retrieval.records import Article, Hit, Passage, Sentence

TEXT = "Ada Stone flew to Georgia. There were 40 guests from New Zealand, and Bob Hill."
ARTICLE = Article("a", TEXT, title="A flight to Georgia", language="en")


def features_of(article: Article) -> PassageFeatures:
    """The features of an article's first passage."""
    passage = passages(article)[0]
    return unpacked_passage(packed_passage(article, passage, sentences_with_terms(article, [passage])[0]))


def test_the_features_of_a_passage_hold_its_terms_with_their_sentences() -> None:
    """Terms come back in order, as hashes, each with the number of its sentence."""
    features = features_of(ARTICLE)
    terms = ["ada", "stone", "fli", "georgia", "40", "guest", "new", "zealand", "bob", "hill"]
    assert features.terms.tolist() == [hashed(term) for term in terms]
    assert features.term_ends.tolist() == [4, 10]
    assert features.opening == 2


def test_the_features_of_a_passage_tell_what_could_answer() -> None:
    """Names, numbers and places are told apart; the first word of a sentence is no name for starting big."""
    features = features_of(ARTICLE)
    kinds = dict(zip(features.mentions.tolist(), features.mention_kinds.tolist(), strict=True))
    assert hashed("ada") not in kinds
    assert kinds[hashed("stone")] == NAME
    assert kinds[hashed("georgia")] == NAME | COUNTRY | STATE
    assert kinds[hashed("zealand")] == NAME | COUNTRY
    assert kinds[hashed("40")] == NUMBER
    assert features.mention_sentences.tolist() == [0, 0, 1, 1, 1, 1, 1]


def test_the_features_of_a_passage_hold_its_heading() -> None:
    """Its distinct terms, and whether it asks."""
    passage = passages(Article("a", "# Do dogs sail, and do cats sail?\n\nYes, they do sail.", language="en"))[0]
    features = unpacked_passage(packed_passage(ARTICLE, passage, []))
    assert features.heading.tolist() == sorted(map(hashed, ("dog", "sail", "cat")))
    assert features.heading_opening == opening_words("do DOGS run") != opening_words("Do cats run")
    assert features.heading_asks
    features = unpacked_passage(packed_passage(ARTICLE, passage._replace(heading="Dogs"), []))
    assert (features.heading.tolist(), features.heading_asks) == ([hashed("dog")], False)
    features = unpacked_passage(packed_passage(ARTICLE, passage._replace(heading=None), []))
    assert (features.heading.tolist(), features.heading_asks) == ([], False)


def by_hand(*sentences: tuple[int, list[str]]) -> PassageFeatures:
    """The features of a passage of an article without names, from the ends of its sentences and their terms."""
    passage = Passage("a", (1,), None, 10, 10_000)
    read = [with_terms(Sentence("it", end - 1, end), "en", terms) for end, terms in sentences]
    return unpacked_passage(packed_passage(Article("a", ""), passage, read))


@pytest.mark.parametrize(
    ("ends", "opening"),
    [([510], 1), ([509, 510], 2), ([509, 510, 511], 2), ([511], 1), ([9_000], 1), ([20] * 300, 255)],
)
def test_the_opening_is_what_ends_within_so_many_characters(ends: list[int], opening: int) -> None:
    """From the start of the passage, the last one included; one sentence at least, and no more than can be counted."""
    assert OPENING_CHARACTERS == 500
    assert by_hand(*((end, ["w"]) for end in ends)).opening == opening


def test_each_sentence_ends_behind_its_last_term() -> None:
    """One without any ends with the one before it, and none ends behind what is kept."""
    features = by_hand((20, ["w"] * 3), (30, []), (40, ["v"]), (50, ["u"] * MOST_TERMS), (60, ["t"]))
    assert features.term_ends.tolist() == [3, 3, 4, MOST_TERMS, MOST_TERMS]
    assert features.mention_ends.tolist() == [0] * 5


@pytest.mark.parametrize("count", [MOST_TERMS - 1, MOST_TERMS, MOST_TERMS + 1])
def test_the_first_terms_of_a_passage_are_kept(count: int) -> None:
    """As many as two bytes count."""
    features = by_hand((20, ["w"]), (30, ["v"] * (count - 1)))
    assert len(features.terms) == features.term_ends[-1] == min(count, MOST_TERMS)
    assert features.terms[:2].tolist() == [hashed("w"), hashed("v")]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Georgia won.", {"georgia": COUNTRY | STATE}),
        ("He won.", {}),
        ("Today Georgia's team won.", {"georgia": NAME | COUNTRY | STATE}),
        ("They left New Zealand.", {"new": NAME, "zealand": NAME | COUNTRY}),
        ("Zealand is old, not New", {"new": NAME}),
        ("On the France–Spain border", {"franc": NAME | COUNTRY, "spain": NAME | COUNTRY}),
        ("It took two (2) of them.", {"two": NUMBER, "2": NUMBER}),
        ("Seven of them and Seven more, “Ann” said.", {"seven": NUMBER | NAME, "ann": NAME}),
        ("one thing and another", {}),
        ("They met on Friday in June.", {"friday": NAME | DAY_NAME, "june": NAME | DAY_NAME}),
        ("Friday they may march.", {"friday": DAY_NAME}),
    ],
)
def test_what_a_word_could_be(sentence: str, kinds: dict[str, int]) -> None:
    """A capitalised word inside a sentence is a name; places and numbers are known anywhere."""
    features = features_of(Article("a", sentence, language="en"))
    known = dict(zip(features.mentions.tolist(), features.mention_kinds.tolist(), strict=True))
    assert known == {hashed(term): kind for term, kind in kinds.items()}


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("en", "They came with five.", [NUMBER]),
        ("de", "Es kamen dreiundzwanzig und acht.", [NUMBER, NUMBER]),
        ("es", "Vinieron cuarenta y tantos, o mil.", [NUMBER, NUMBER]),
        ("fr", "Il en reste douze, neuf ou une centaine.", [NUMBER, NUMBER]),
        ("it", "Tu sei qui con ventotto amici e trentatré cani.", [NUMBER, NUMBER]),
        ("pt", "Vieram catorze e duas.", [NUMBER, NUMBER]),
        ("ru", "Пришли сорок и двое.", [NUMBER, NUMBER]),
        ("pl", "Ten dom ma ten sam numer.", []),
        ("pl", "Przyszło dziesięć.", [NUMBER]),
    ],
)
def test_numbers_in_words_are_those_of_the_language(language: str, sentence: str, kinds: list[int]) -> None:
    """At the end of a sentence, too; what is a number in another language, or mostly something else, is none."""
    assert features_of(Article("a", sentence, language=language)).mention_kinds.tolist() == kinds


def test_days_in_small_letters_are_days_where_they_are_written_so() -> None:
    """In Spanish they are, whatever mark follows; in German and English the same letters are other words."""
    features = features_of(Article("a", "Salieron el viernes, 3 de marzo por fin. Llegó el «lunes».", language="es"))
    assert features.mention_kinds.tolist() == [DAY_NAME, NUMBER, DAY_NAME, DAY_NAME]
    assert not len(features_of(Article("a", "Die vielen mai gingen.", language="de")).mentions)


def test_a_candidate_gives_its_hit_and_its_features() -> None:
    """Its key and score are the engine's; the features are unpacked when they are asked for."""
    passage = passages(ARTICLE)[0]
    packed = packed_passage(ARTICLE, passage, sentences_with_terms(ARTICLE, [passage])[0])
    packed_whole = packed_article(ARTICLE, hashes(["fly"]))
    candidate = Candidate(Hit(7, 2.5), 3, None, opens=True, packed=packed, packed_article=packed_whole)
    assert (candidate.key, candidate.bm25) == (7, 2.5)
    assert candidate.passage.terms.tolist() == unpacked_passage(packed).terms.tolist()
    assert candidate.whole.terms.tolist() == [hashed("fly")]


def test_the_terms_of_a_huge_article_are_cut() -> None:
    """As many distinct terms as two bytes count are kept, and the length is that of all."""
    features = unpacked_article(packed_article(Article("a", ""), hashes([f"w{i}" for i in range(MOST_TERMS + 5)])))
    assert (len(features.terms), len(features.counts), features.length) == (MOST_TERMS, MOST_TERMS, MOST_TERMS + 5)


@pytest.mark.parametrize(("count", "kept"), [(1, 1), (254, 254), (255, 255), (256, 255)])
def test_occurrences_are_counted_as_far_as_a_byte_counts(count: int, kept: int) -> None:
    """A term that occurs more often is not taken for a rarer one."""
    features = unpacked_article(packed_article(Article("a", ""), hashes(["w"] * count)))
    assert (features.counts.tolist(), features.length) == ([kept], count)


def test_an_article_counts_its_terms() -> None:
    """An article's features tell how often each term occurs, its title's terms, and its length."""
    features = unpacked_article(packed_article(ARTICLE, hashes(["guest", "fly", *["guest"] * 300])))
    counts = dict(zip(features.terms.tolist(), features.counts.tolist(), strict=True))
    assert counts == {hashed("guest"): 255, hashed("fly"): 1}
    assert features.terms.tolist() == sorted(features.terms.tolist())
    assert set(features.title.tolist()) == {hashed("flight"), hashed("georgia")}
    assert features.length == 302


@pytest.mark.parametrize("text", ["", "…", "中国的首都是北京。", "a" * 9_000, "Ab " * 70_000])
def test_any_text_has_features(text: str) -> None:
    """Nothing that an article can hold breaks its features, however long or odd."""
    article = Article("a", text, language=None)
    for passage in passages(article):
        sentences = sentences_with_terms(article, [passage])[0]
        features = unpacked_passage(packed_passage(article, passage, sentences))
        n_terms = sum(len(sentence.terms) for sentence in sentences)
        assert len(features.terms) == features.term_ends[-1] == min(n_terms, 0xFFFF)
        assert len(features.mentions) == len(features.mention_kinds) == features.mention_ends[-1]
    assert unpacked_article(packed_article(article, hashes([]))).length == 0


def test_countries_are_known_in_the_language_of_the_article() -> None:
    """A country goes by its name in the article's language; an unknown language has none."""
    assert places("es")["alemania"] == COUNTRY
    assert "alemania" not in places("en")
    assert places("xx") == {}


@pytest.mark.parametrize("wanted", [[], [7], [0, 7, 65_543], [131_079, 2**32 - 1]])
def test_the_places_of_a_few_hashes_among_many_are_found(wanted: list[int]) -> None:
    """Also of hashes whose last two bytes are those of others, as of 7, 65543 and 131079; and at either end."""
    many = np.array([7, 65_543, 8, 0, 131_079, 7, 2**32 - 1], np.uint32)
    expected = [at for at, value in enumerate(many.tolist()) if value in wanted]
    assert among(many, np.array(wanted, np.uint32)).tolist() == expected
    assert among(many[:0], np.array(wanted, np.uint32)).tolist() == []
    where, number = Sought(np.array(wanted, np.uint32)).among(many)
    assert where.tolist() == expected
    assert [wanted[each] for each in number.tolist()] == many[where].tolist()
