"""Marks of irony, capital letters and headings that a quotation has otherwise than its source."""

from dataclasses import replace

import pytest

from retrieval.citing.cautions.unlike_source import unlike_source
from retrieval.records import Article, Caution, CautionKind


@pytest.mark.parametrize(
    ("quotation", "text", "expected"),
    [
        ("The generous offer went to all", "The “generous” offer went to all.", [("marks", "generous")]),
        ("The 'generous' offer went to all", "The “generous” offer went to all.", []),
        ("The *generous* offer went to all", "The “generous” offer went to all.", []),
        ("generous", "“generous”", []),
        ("It was mislaid, nothing more", "It was ‘mislaid’, nothing more", [("marks", "mislaid")]),
        ("He sang Hotel California twice", "He sang “Hotel California” twice.", []),
        ("We left, she said, and won", "“We left,” she said, “and won”", []),
        ("Das großzügige Angebot galt", "Das „großzügige“ Angebot galt.", [("marks", "großzügige")]),
        ("这种优质工程很多", "这种“优质”工程很多。", [("marks", "优质")]),
        ("The polish firm in Leeds won", "The Polish firm in Leeds won.", [("capitals", "Polish")]),
        ("In Leeds they March in May", "In Leeds they march in May.", [("capitals", "march")]),
        ("the polish firm won", "The Polish firm won.", []),
        ("The Firm In Leeds Won The Prize", "The firm in Leeds won the prize.", []),
        ("THE POLISH FIRM IN LEEDS WON", "The Polish firm in Leeds won.", []),
        ("It rained in Leeds. the firm won", "It rained in Leeds. The firm won.", []),
    ],
)
def test_marks_of_irony_and_capitals_that_a_quotation_drops(
    quotation: str, text: str, expected: list[tuple[str, str]]
) -> None:
    """Who sets a word apart doesn't mean it; a name is another word in small letters, if others kept theirs."""
    cautions = unlike_source([quotation], Article("a.txt", text), [(0, len(text.rstrip(".。")))])
    assert [(caution.kind.value, caution.words) for caution in cautions] == expected


def test_a_heading_is_not_text() -> None:
    """It may say what nobody says: whoever quotes it gets a caution, unless the text says it as well."""
    text = (
        "Press review\n\nMayor sells the harbour\n\nSo ran a headline. The mayor sells nothing.\n\nIt is so: no sale."
    )
    article = Article("a.md", text, headings=((0, 12), (14, 37)))
    spans = {words: (text.index(words), text.index(words) + len(words)) for words in ("sells the harbour", "no sale")}
    cautions = [list(unlike_source([words], article, [span])) for words, span in spans.items()]
    assert cautions == [[Caution(CautionKind.HEADING, None, "Mayor sells the harbour")], []]
    again = replace(article, text=text + " The mayor sells the harbour after all.")
    assert list(unlike_source(["sells the harbour"], again, [spans["sells the harbour"]])) == []


def test_a_mark_of_irony_at_the_beginning() -> None:
    """It stands before the place of the words; where one of speech does, those of words in it count."""
    text = "「格安」の料金は二倍になった。“It was ‘mislaid’, nothing more,” he said."
    for quotation, words in (("格安の料金は二倍になった", "格安"), ("It was mislaid, nothing more", "mislaid")):
        start = text.index(quotation[:2])
        end = text.index("。") if start == 1 else text.index(",”")
        cautions = unlike_source([quotation], Article("a.txt", text), [(start, end)])
        assert [caution.words for caution in cautions] == [words]
