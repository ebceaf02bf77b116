"""What tools are given: what they take passes, and anything else is told in one sentence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistants.tools import TOOLS
from bot.web.openapi import MOST_QUOTATIONS
from retrieval import UsageError

TAKEN = {tool.name: tool.arguments for tool in TOOLS}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["text", "b"]), inner),
    max_leaves=3,
)


@pytest.mark.parametrize(
    ("tool", "given_arguments", "sentence"),
    [
        ("ask", {}, "ask needs 'question', and it is not given."),
        ("ask", {"question": None}, "ask needs 'question', and it is not given."),
        ("ask", {"question": ""}, "question is empty; give at least one character."),
        ("ask", {"question": 7}, "question is 7; give text."),
        ("ask", {"question": ["Who?"]}, "question is a list; give text."),
        ("ask", {"question": "Who?", "limit": "5"}, "limit is '5'; give a whole number."),
        ("ask", {"question": "Who?", "": 1}, "ask has no argument ''; it takes question,"),
        ("ask", {"question": "Who?", "limit": True}, "limit is True; give a whole number."),
        ("ask", {"question": "Who?", "limit": 0}, "limit is 0; give a whole number from 1 to 20."),
        ("ask", {"question": "Who?", "limit": 21}, "limit is 21; give a whole number from 1 to 20."),
        ("ask", {"question": "Who?", "limit": 2.5}, "limit is 2.5; give a whole number."),
        (
            "ask",
            {"question": "Who?", "limit": 10**5000},
            "limit is a number beyond all bounds; give a whole number from 1",
        ),
        ("ask", {"question": "Who?", "limit": 10**18}, "limit is a number beyond all bounds; give"),
        ("ask", {"question": "Who?", "limit": 10**18 - 1}, "limit is 999999999999999999; give"),
        ("ask", {"question": "Who?", "limit": -(10**18)}, "limit is a number beyond all bounds; give"),
        ("ask", {"question": "?" * 4097}, "question has 4,097 characters; give 4,096 at most."),
        (
            "ask",
            {"question": "Who?", "top_k": 5},
            "ask has no argument 'top_k'; it takes question, limit, since, until, as_of, source, language.",
        ),
        ("stats", {"a\x1bb": 1}, "stats has no argument 'a\\x1bb'; it takes none."),
        ("quote", {"quotations": "It rained."}, "quotations is 'It rained.'; give a list."),
        ("quote", {"quotations": []}, "quotations is empty; give at least one entry."),
        ("quote", {"quotations": [{"text": "a"}] * 51}, "quotations has 51 entries; give 50 at most in one call."),
        ("quote", {"quotations": ["It rained."]}, "quotations[0] is 'It rained.'; give an object."),
        ("quote", {"quotations": [{"text": "a"}, {}]}, "quotations[1] needs 'text', and it is not given."),
        (
            "quote",
            {"quotations": [{"text": "a", "who": "Ana"}]},
            "quotations[0] has no argument 'who'; it takes text, article, speaker.",
        ),
        ("check", {"references": {"a": 1}}, "references is an object; give a list."),
        ("check", {"references": ["k7q2m9", 5]}, "references[1] is 5; give text."),
        ("show", {"article": "a", "paragraph": -1}, "paragraph is -1; give a whole number from 1 to 1000000000."),
    ],
)
def test_what_is_not_taken_is_told_in_a_sentence(tool: str, given_arguments: dict[str, Any], sentence: str) -> None:
    """Where it stands, what it is, and what to give instead."""
    with pytest.raises(UsageError) as refused:
        TAKEN[tool](given_arguments)
    assert str(refused.value).startswith(sentence)


def test_what_is_meant_is_taken() -> None:
    """Null is what is not given, 5.0 is 5, and a lone surrogate is a sign that no text has."""
    assert TAKEN["ask"]({"question": "Who\ud800?", "limit": 5.0, "since": None, "source": ""}) == {
        "question": "Who\ufffd?",
        "limit": 5,
    }
    assert len(TAKEN["quote"]({"quotations": [{"text": "a"}] * MOST_QUOTATIONS})["quotations"]) == 50
    assert TAKEN["ask"]({"question": "?" * 4096, "limit": 20})["limit"] == 20
    assert TAKEN["stats"]({}) == {}


@given(
    st.sampled_from(TOOLS), st.dictionaries(st.sampled_from(["question", "quotations", "limit", "article", "x"]), JSON)
)
def test_any_json_is_taken_or_told(tool: Any, arguments: dict[str, Any]) -> None:
    """No other error comes of it, and the sentence stays short whatever stands there."""
    sentence = ""
    try:
        json.dumps(tool.arguments(arguments))
    except UsageError as error:
        sentence = str(error)
    assert len(sentence) < 400
    assert "\n" not in sentence
