"""The words shown with a citation, where sentences follow each other without a space."""

import pytest

from retrieval import Article, Check, Verdict
from retrieval.citing.shown_words import _whole

TEXT = "大坝昨天倒了。水来了。人们走了。"


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("水来了。", None),
        ("水来了", None),
        ("水来", "水来了。"),
        ("大坝昨天倒了。", None),
        ("人们走了。", None),
        ("昨天倒了。水来了。", "大坝昨天倒了。水来了。"),
    ],
)
def test_a_sentence_is_whole_without_those_that_touch_it(sentence: str, whole: str | None) -> None:
    """The one before ends where it begins, and the one after begins where it ends: neither is a part of it."""
    cited = Check("k7q2m9.1", Verdict.VERIFIED, "a.txt", 0, len(TEXT), None)
    folded = _whole(sentence, cited, Article("a.txt", TEXT, language="zh"))
    assert (folded and folded.text) == whole
