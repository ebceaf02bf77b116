"""Which sentence tells the answer, and what other articles have to say in it."""

from collections.abc import Iterable

from retrieval.answer_types import AnswerType
from retrieval.answers import WEIGHTS, considered, score, telling
from retrieval.catalog import Entry, Head
from retrieval.evidence import Question, read
from retrieval.passages import passages
from retrieval.ranking import Ranked
from retrieval.records import Article

PARADE = "The parade began at noon. Mayor Ada Stone opened it. It rained."


def question(words: str, kind: AnswerType = AnswerType.ANY) -> Question:
    """A question of words that weigh the same."""
    terms = words.split()
    return Question(words, {term: i for i, term in enumerate(terms)}, frozenset(), (1.0,) * len(terms), 2.0, kind)


def articles(*texts: str, title: str | None = None) -> list[Article]:
    """English articles."""
    return [Article(f"a{i}", text, title=title, language="en") for i, text in enumerate(texts)]


def told(asked: Question, *texts: str, title: str | None = None) -> str:
    """The telling sentence of the first of some articles."""
    pairs = [(article, passages(article)[0]) for article in articles(*texts, title=title)]
    return telling(read(asked, pairs)[0]).sentence.exact


def ranked(texts: Iterable[str]) -> list[tuple[Ranked, Article]]:
    """Articles of one passage each, ranked alike."""
    return [
        (Ranked(Entry(i, i, passages(article)[0], []), Head(i, article.id, None), 1.0, 1.0, {}), article)
        for i, article in enumerate(articles(*texts))
    ]


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
    asked = question("parad open", AnswerType.PERSON)
    lines = [line for line, _ in read(asked, [(a, passages(a)[0]) for a in articles(PARADE, title="Parade")])[0]]
    assert lines[1].title == {0}
    assert lines[1].held == {1}


def test_a_second_sentence_is_marked_when_it_comes_close() -> None:
    """Two sentences that say nearly the same are both marked; one far behind isn't."""
    asked = question("open parad")
    article = articles("They opened the parade. He opened it. It rained.")[0]
    marked = telling(read(asked, [(article, passages(article)[0])])[0])
    assert marked.sentence.exact == "They opened the parade."
    assert marked.second is None
    article = articles("It rained. They opened the parade. The parade is open.")[0]
    marked = telling(read(asked, [(article, passages(article)[0])])[0])
    assert marked.second is not None
    assert (marked.sentence.exact, marked.second.exact) == ("They opened the parade.", "The parade is open.")


def test_offsets_of_sentences_are_exact() -> None:
    """A sentence is cut from the article's own text, whatever stands before it."""
    article = articles("😀 U.S. stocks fell on Jan. 5. Mr. Lee sold.\n\n“Why?” he asked. 😀 Nobody knew.")[0]
    passage = passages(article)[0]
    lines = [line.sentence for line, _ in read(question("sold"), [(article, passage)])[0]]
    assert [s.exact for s in lines] == [article.text[s.start : s.end] for s in lines]
    assert [s.exact for s in lines][:2] == ["😀 U.S. stocks fell on Jan. 5.", "Mr. Lee sold."]


def test_no_sentence_crosses_a_paragraph() -> None:
    """A paragraph that ends without a full stop ends its sentence."""
    article = articles("What the mayor wants to do:\n\nThe parade began. It went on\nfor hours")[0]
    (passage,) = passages(article)
    lines = [line.sentence.exact for line, _ in read(question("parad"), [(article, passage)])[0]]
    assert lines == ["What the mayor wants to do:", "The parade began.", "It went on\nfor hours"]


def test_candidates_keep_their_order() -> None:
    """Reading closely changes no order, and each candidate comes with the sentences of its own passage."""
    texts = ["The parade was long.", "Ada Stone opened the parade. It rained."]
    found = considered(question("open parad", AnswerType.PERSON), ranked(texts))
    assert [one.article.id for one in found] == ["a0", "a1"]
    assert [[line.sentence.exact for line in one.lines] for one in found] == [
        ["The parade was long."],
        ["Ada Stone opened the parade.", "It rained."],
    ]
    assert found[1].telling.sentence.exact == "Ada Stone opened the parade."


def test_the_score_is_a_linear_sum() -> None:
    """A sign that is there twice as much adds twice as much."""
    article = articles(PARADE)[0]
    ((_, signs), *_) = read(question("parad noon"), [(article, passages(article)[0])])[0]
    assert score(signs) == sum(WEIGHTS[i] * signs[i] for i in range(len(signs)))
    assert score(signs._replace(covered=2 * signs.covered)) - score(signs) == WEIGHTS.covered * signs.covered
