"""JSON from outside: whatever it holds is read, or is one of our errors; what Pincite writes it reads again."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli.batch import BatchQuestion, batch_questions
from bot.cli.citations import _batch_quotation
from bot.journal.codec import answer_json, json_value, json_values, parsed_answer, parsed_citations
from bot.render.phrases import json_text, printable
from retrieval import UsageError
from tests.answers import answer, passage

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(),
    st.text(), st.text(st.characters(categories=["Cs", "Cc", "Cf"])),
    st.sampled_from(["2024-03-16", "0000-00-00", "TextQuoteSelector", "k7q2m9", 10**400, -(10**30), 1e308, ""]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4)),
    max_leaves=8,
)


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the values inside a value stand, itself first."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(place for key, child in inner for place in places(child, (*at, key)))]


def changed(value: Any, place: tuple[Any, ...], put: Callable[[], Any]) -> Any:
    """A copy of a value with another one in a place of it."""
    if not place:
        return put()
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[place[0]] = changed(copy[place[0]], place[1:], put)
    return copy


WHOLE = json.loads(json.dumps(answer_json(answer(passage(source="S", url="https://a.example"), passage(2)))))
"""An answer as Pincite writes it."""


@st.composite
def nearly_answers(draw: st.DrawFn) -> Any:
    """An answer of ours in which up to three values are other ones, or missing."""
    value = WHOLE
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(places(value)))
        value = changed(value, place, lambda: draw(VALUES))
    return value


def written(value: Any) -> str:
    """A value as JSON; NaN and Infinity as Python's module has them."""
    return json.dumps(value)


fewer = settings(max_examples=max(min(60, settings().max_examples), settings().max_examples // 4))
"""An answer that is nearly one takes long to think up: a quarter of the usual number is minutes, too."""


@given(st.one_of(VALUES, nearly_answers()), st.booleans())
@fewer
@example(value=WHOLE | {"passages": "x"}, twice=True)
def test_citations_to_check(value: Any, twice: bool) -> None:
    """`check FILE` reads citations, or says what is wrong."""
    text = written(value) + ("\n" + written(value) if twice else "")
    try:
        citations = [citation for value in json_values(text) for citation in parsed_citations(value)]
    except UsageError:
        return
    for citation in citations:
        assert all(
            isinstance(text, str) for text in (citation.article, citation.title, citation.exact, citation.sha256)
        )
        assert all(isinstance(text, str | None) for text in (citation.url, citation.heading, citation.source))
        assert isinstance(citation.start + citation.end, int)


@given(nearly_answers())
@fewer
def test_answers_of_the_journal(value: Any) -> None:
    """What a damaged row may hold is an answer that can be written again, or one of our errors."""
    try:
        read = parsed_answer(json_value(written(value)))
    except (UsageError, ValueError):
        return
    assert json_text(answer_json(read))


@given(st.text())
@example("[" * 100_000)
@example('{"a":' * 100_000)
@example("9" * 5_000)
@example("\ufeff{}")
@example("NaN")
def test_text_as_json(text: str) -> None:
    """Any text is JSON, or is said not to be."""
    with suppress(UsageError):
        json_values(text)


LINES = st.one_of(
    st.text(),
    VALUES.map(written),
    st.fixed_dictionaries(
        {},
        optional={
            "question": VALUES,
            "text": VALUES,
            "id": VALUES,
            "as_of": VALUES,
            "article": VALUES,
            "speaker": VALUES,
        },
    ).map(written),
)


@given(st.lists(LINES, max_size=4))
@example(['{"question": "x", "as_of": ["2024"]}', '{"question": "x", "as_of": 1e999}', '{"question": "\\ud800"}'])
def test_lines_of_questions(lines: list[str]) -> None:
    """Each line of `ask --from` is a question that can be encoded, nothing, or said to be wrong."""
    outcomes = list(batch_questions(lines))
    assert len(outcomes) == len(lines)
    for outcome in outcomes:
        assert isinstance(outcome, BatchQuestion | UsageError | None)
        if isinstance(outcome, BatchQuestion):
            assert outcome.text.encode().decode() == outcome.text
            assert json_text(outcome.id)


@given(LINES)
def test_lines_of_quotations(line: str) -> None:
    """Each line of `quote --from` is a quotation that can be encoded, or said to be wrong."""
    try:
        row = _batch_quotation(line)
    except UsageError:
        return
    fields = [row["text"], row.get("article") or "", row.get("speaker") or ""]
    assert [field.encode().decode() for field in fields] == fields


@given(VALUES)
def test_json_for_a_terminal(value: Any) -> None:
    """Whatever is written can be shown and encoded, and is the same when it is read."""
    text = json_text(value)
    assert text == printable(text)
    assert text.encode()
    assert json.dumps(json.loads(text)) == json.dumps(value)


@pytest.mark.parametrize("depth", [99, 100, 101, 800, 100_000])
def test_depth_has_a_limit(depth: int) -> None:
    """Up to a hundred values may stand in each other."""
    text = "[" * depth + "]" * depth
    if depth <= 100:
        assert json_text(json_value(text)) == text
    else:
        with pytest.raises(ValueError, match="nested more than 100 deep"):
            json_value(text)
