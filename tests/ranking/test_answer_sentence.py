"""Which sentence tells the answer, and what other articles have to say in it."""

import pytest

from retrieval.indexing.catalog import Kept
from retrieval.indexing.features import Candidate, article_sketch, lines, read_article, read_passage, sketched
from retrieval.indexing.passages import passages
from retrieval.indexing.sentences import packed_lines
from retrieval.query.answer_types import AnswerType
from retrieval.query.question import Question
from retrieval.ranking.answer_sentence import WEIGHTS, Considered, considered, score
from retrieval.ranking.evidence import Signs
from retrieval.ranking.passages import Ranked
from retrieval.records import Article, Hit

PARADE = "The parade began at noon. Mayor Ada Stone opened it. It rained."


def question(words: str, kind: AnswerType = AnswerType.ANY) -> Question:
    """A question of words that weigh the same."""
    terms = words.split()
    even = (1.0,) * len(terms)
    return Question(words, {term: i for i, term in enumerate(terms)}, frozenset(), even, even, 2.0, kind)


def closely(asked: Question, *texts: str, title: str = "") -> list[Considered]:
    """English articles of one passage each, ranked alike and read closely."""
    candidates = []
    for i, text in enumerate(texts):
        article = Article(f"a{i}", text, title=title, language="en")
        (passage,) = passages(article)
        read = lines(article, passage)
        kept = Kept(i, i, None, passage, packed_lines(read, passage.start, "en"))
        sketch = read_passage(sketched(article, passage, read)[1])
        before = Candidate(
            Hit(i, 1.0), i, None, opens=True, passage=sketch, whole=read_article(article_sketch(article, []))
        )
        candidates.append((Ranked(kept, 1.0, 1.0, {}), before))
    return considered(asked, candidates)


def words(found: Considered, text: str) -> tuple[str, str | None]:
    """The telling sentence of an article's only passage, and the second one."""
    telling = found.telling
    return text[slice(*telling.sentence)], text[slice(*telling.second)] if telling.second else None


def told(asked: Question, *texts: str) -> str:
    """The telling sentence of the first of some articles."""
    return words(closely(asked, *texts)[0], texts[0])[0]


def test_the_sentence_with_most_of_the_question_tells() -> None:
    """With nothing else to go by, the words of the question decide."""
    assert told(question("rain"), PARADE) == "It rained."
    assert told(question("parad noon"), PARADE) == "The parade began at noon."


def test_who_is_answered_by_a_name() -> None:
    """Where a person is asked for, a sentence with a name beats one with as many words of the question."""
    text = "Someone opened the parade. Ada Stone opened the parade."
    assert told(question("open parad"), text) == "Someone opened the parade."
    assert told(question("open parad", AnswerType.PERSON), text) == "Ada Stone opened the parade."


def test_how_many_is_answered_by_a_number() -> None:
    """Where a number is asked for, a sentence with one beats one with as many words of the question."""
    text = "Visitors came to the parade. The parade had 400 visitors."
    assert told(question("visitor parad", AnswerType.NUMBER), text) == "The parade had 400 visitors."


def test_articles_that_agree_decide() -> None:
    """Of two names, the one that other articles give in answer to the question is believed."""
    text = "Ben Cole opened the parade in spring. Ada Stone opened the parade in autumn."
    asked = question("open parad", AnswerType.PERSON)
    assert told(asked, text).startswith("Ben Cole")
    assert told(asked, text, "Ada Stone opened the parade.", "The parade was opened by Ada Stone.").startswith("Ada")


def test_words_of_the_title_are_taken_as_given() -> None:
    """A sentence need not repeat its title to count as saying it."""
    (found,) = closely(question("parad open", AnswerType.PERSON), PARADE, title="Parade")
    assert found.titled.tolist() == [True, False]
    assert found.held.tolist() == [[True, False, False], [False, True, False]]


def test_a_second_sentence_is_marked_when_it_comes_close() -> None:
    """Two sentences that say nearly the same are both marked; one far behind isn't."""
    asked = question("open parad")
    text = "They opened the parade. He opened it. It rained."
    assert words(closely(asked, text)[0], text) == ("They opened the parade.", None)
    text = "It rained. They opened the parade. The parade is open."
    assert words(closely(asked, text)[0], text) == ("They opened the parade.", "The parade is open.")


def test_candidates_keep_their_order() -> None:
    """Reading closely changes no order, and each candidate comes with what its own sentences hold."""
    texts = ["The parade was long.", "Ada Stone opened the parade. It rained."]
    found = closely(question("open parad", AnswerType.PERSON), *texts)
    assert [one.ranked.kept.article for one in found] == [0, 1]
    assert [one.held.tolist() for one in found] == [[[False], [True]], [[True, False], [True, False]]]
    assert words(found[1], texts[1])[0] == "Ada Stone opened the parade."


def test_nothing_found_is_nothing_read() -> None:
    """Without candidates there is nothing to read closely."""
    assert considered(question("parad"), []) == []


@pytest.mark.parametrize("text", ["…", "The of and.", "中国的首都是北京。", "The. Of. And. A parade.", "A. " * 400])
def test_any_passage_can_be_read(text: str) -> None:
    """Sentences without a term, and passages of hundreds of them, have a telling sentence too."""
    found = closely(question("parad"), text, PARADE)
    assert words(found[0], text)[0].strip()
    assert words(found[1], PARADE)[0] == "The parade began at noon."


def test_an_article_has_one_vote() -> None:
    """A name counts as often as articles give it, not as often as it is written; the further ones count less."""
    asked = question("open parad", AnswerType.PERSON)
    once = closely(asked, "Ada opened the parade. It rained.")[0].telling.signs.name
    twice = closely(asked, "Ada opened the parade. Ada opened the parade.")[0].telling.signs.name
    others = closely(asked, *["Ada opened the parade. It rained."] * 4)[0].telling.signs.name
    assert (once, twice, others) == (1.0, 1.0, 2.0)


def test_the_score_is_a_linear_sum() -> None:
    """A sign that is there twice as much adds twice as much."""
    signs = Signs(*(0.1 * i for i in range(len(WEIGHTS))))
    assert score(signs) == sum(WEIGHTS[i] * signs[i] for i in range(len(signs)))
    assert score(signs._replace(name=1.0)) - score(signs._replace(name=0.0)) == pytest.approx(WEIGHTS.name)
