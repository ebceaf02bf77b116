"""The JSON Schemas of what Pincite writes as JSON: what it writes meets them, with every field and no other."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from bot.journal.codec import answer_json
from bot.journal.timelines import timeline_json
from bot.render.articles import article_json, article_summary_json
from bot.render.checks import check_json, quotation_json
from bot.render.schemas import DEFINITIONS, reference, with_definitions
from bot.render.statistics import statistics_json
from retrieval import (
    Article,
    Caution,
    CautionKind,
    CautionPlace,
    Check,
    Copy,
    MentionCount,
    Period,
    Place,
    Quotation,
    QuoteVerdict,
    SourceFile,
    SpellingCorrection,
    Statistics,
    Timeline,
    Topic,
    Verdict,
)
from tests.answers import answer, passage, sentence

DAY = datetime.date(2024, 3, 16)
FILE = SourceFile("bridge.pdf", "0" * 64, (3, 4), 2, None, None, "pdf 3")
COPY = Copy("other.txt", "The bridge", DAY, "The Example", None)
PLACE = Place("bridge.txt", "The bridge", DAY, 100, 128, (2,), "The mayor opened the bridge.", sentence("It rained."))
CAUTIONS = (Caution(CautionKind.NEGATION, CautionPlace.OMITTED, "not"), Caution(CautionKind.SPEAKER, None, "Ana"))
ARTICLE = Article("bridge.txt", "It rained.\n\nThe mayor opened the bridge.", "The bridge", DAY, authors=("Ana",))
NUMBERS = Statistics(
    articles=1, paragraphs=2, passages=2, terms=7, languages={"en": 1}, files=1, kinds={".txt": 1},
    months={"2024-03": 1}, undated=0, copies=0, file_bytes=40, state_bytes=4_000, engine="memory",
    last_change=datetime.datetime(2024, 3, 17, tzinfo=datetime.UTC),
)  # fmt: skip

FULL = answer(
    replace(
        passage(file=FILE, authors=("Ana", "Boris"), url="https://news.example/a", heading="Weather"),
        second_sentence=sentence("Ana cheered."),
        copies=(COPY,),
        features={"passage": 1.5},
    ),
    understood="Who opened the bridge in March?",
    corrections=(SpellingCorrection("brigde", "bridge"),),
    period=Period(DAY, DAY, "on 16 March"),
    topic=Topic("k7q2m8", "bridge.txt", "The bridge", 0),
    unmatched_terms=("Zeppelin",),
)
CHECK = Check("k7q2m9.1", Verdict.ALTERED, "bridge.txt", 100, 128, "[-a-]{+the+}", (), (PLACE,), ("not",), CAUTIONS)
QUOTED = Quotation(None, "It rained", QuoteVerdict.ABRIDGED, (PLACE,), None, (), ("not",), CAUTIONS, 1)
SAID = Timeline(
    "dam", ("dam",), FULL, 1, 2, 0, MentionCount(0, 0, ()), {"2024-03": MentionCount(1, 2, ("bridge.txt",))}
)

WRITTEN: list[tuple[str, Any]] = [
    ("Answer", answer_json(FULL)),
    ("Answer", answer_json(answer())),
    ("Check", check_json(replace(CHECK, others=(CHECK,), sentence=sentence("It rained."), quotation="It rained"))),
    ("Check", check_json(Check("k7q2m9.1", Verdict.GONE, None, None, None, None))),
    ("Quotation", quotation_json(QUOTED, {"any": 1})),
    ("Quotation", quotation_json(Quotation(None, "It rained", QuoteVerdict.NOT_FOUND, (), None), None)),
    ("Article", article_json(ARTICLE, [2])),
    ("ArticleSummary", article_summary_json(replace(ARTICLE, date=None, title=None))),
    ("Statistics", statistics_json(NUMBERS, "seeds", "by events")),
    ("Timeline", timeline_json(SAID)),
    ("Timeline", timeline_json(replace(SAID, months={}, ends=answer(corrections=FULL.corrections)))),
    ("Statistics", statistics_json(NUMBERS._replace(months={}, last_change=None), "seeds", "by events")),
]


def closed(schema: Any) -> Any:
    """A schema whose objects take no field that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return inner | {"additionalProperties": False} if isinstance(inner.get("required"), list) else inner


def validator(name: str) -> Draft202012Validator:
    """What holds a value to a definition, without any other field; selectors are of two kinds."""
    definitions = closed(dict(DEFINITIONS)) | {"Selector": DEFINITIONS["Selector"]}
    return Draft202012Validator({**reference(name), "$defs": definitions})


@pytest.mark.parametrize(("name", "value"), WRITTEN)
def test_what_is_written_is_as_described(name: str, value: Any) -> None:
    """Every field that is written is described, and every one that is described is written."""
    validator(name).validate(value)
    assert value.keys() == DEFINITIONS[name]["properties"].keys()


@pytest.mark.parametrize(("name", "value"), WRITTEN)
def test_no_field_may_be_missing(name: str, value: dict[str, Any]) -> None:
    """What lacks a field is not what is described, whichever it is."""
    for field in value:
        with pytest.raises(ValidationError):
            validator(name).validate({key: value[key] for key in value if key != field})


def test_a_schema_comes_with_what_it_refers_to() -> None:
    """All that is referred to is there, and nothing else; each definition is a schema."""
    schema = with_definitions({"type": "object", "properties": {"quotations": reference("Quotation")}})
    assert schema["$defs"].keys() == {"Quotation", "Place", "Sentence", "Caution"}
    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema({"$defs": dict(DEFINITIONS)})
    assert with_definitions(reference("Check"))["$defs"].keys() == {"Check", "Place", "Sentence", "Caution"}
