"""The tools: what each is called, what is said about it, what it takes and gives, and what it does."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.assistants import descriptions, looking_up
from bot.assistants.arguments import arguments_for
from bot.assistants.looking_up import AROUND, ARTICLES, PASSAGES, Arguments, Going, ToolResult
from bot.open_archive import LONGEST_CHECKED, OpenArchive
from bot.render.schemas import DEFINITIONS, Schema, reference, with_definitions
from bot.web.openapi import MOST_QUOTATIONS, MOST_REFERENCES

MOST_PASSAGES, MOST_ARTICLES, MOST_AROUND = 20, 100, 20
"""The most passages, listed articles, and paragraphs around one that a call gives: a conversation has room for them."""

LONGEST_QUESTION, LONGEST_QUOTATION, LONGEST_DRAFT = 4_096, LONGEST_CHECKED, 50_000
"""Characters of what is looked up."""

LONGEST_NAME = 2_000
"""Characters of an id, a title, an address or a person's name."""

LONGEST_DAY = 40
"""Characters of a day; a time after it is left out."""


class Tool(NamedTuple):
    """A tool; `takes` and `gives` are JSON Schemas."""

    name: str
    title: str
    description: str
    takes: Schema
    gives: Schema
    work: Callable[[OpenArchive, Arguments, Going], ToolResult]

    def arguments(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What it was given, if it takes that; raises `UsageError` otherwise."""
        return arguments_for(self.name, self.takes, values)


def _text(description: str, longest: int) -> Schema:
    return {"type": "string", "description": description, "minLength": 1, "maxLength": longest}


def _maybe(kind: str) -> Schema:
    return {"type": [kind, "null"]}


def _number(description: str, least: int, most: int, default: int | None = None) -> Schema:
    bounds: Schema = {"type": "integer", "description": description, "minimum": least, "maximum": most}
    return bounds if default is None else {**bounds, "default": default}


def takes(needed: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Arguments, of which some are needed, and no others."""
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def _gives(schema: Schema, **more: Schema) -> Schema:
    """A result: an object of some definition, or one with some more fields, or one of these fields alone."""
    properties = {**schema.get("properties", {}), **more}
    return with_definitions({"type": "object", "properties": properties, "required": list(properties)})


def _judged(name: str, **more: Schema) -> Schema:
    """Verdicts, each with some more fields, and whether the words can be relied on."""
    stands: Schema = {"type": "boolean", "description": "Whether the words may be given out as a quotation."}
    properties = {"stands": stands, **more}
    return {"type": "array", "items": {**reference(name), "properties": properties, "required": list(properties)}}


_SINCE = _text("Only articles from this day on, written as 2024-03-16, 2024-03 or 2024.", LONGEST_DAY)
_UNTIL = _text("Only articles up to this day.", LONGEST_DAY)
_AS_OF = _text("Answers as that day knew it: later articles are left out.", LONGEST_DAY)
_SOURCE = _text("Only articles by this publisher.", LONGEST_NAME)
_LANGUAGE = _text("Only articles in this language, such as es or Spanish; several: es,pt.", LONGEST_NAME)
QUESTION = _text("In the words and the language of the articles.", LONGEST_QUESTION)
_ARTICLE = _text("Its id, path, title or address.", LONGEST_NAME)
_NOTES: Schema = {
    "type": "array",
    "items": {"type": "string"},
    "description": "What to know about the archive or the result: what is missing now, what was left out.",
}
_WHOLE: Schema = {"type": "integer"}

TOOLS = (
    Tool(
        "ask",
        "Ask the archive",
        descriptions.ASK,
        takes(
            ("question",),
            question=QUESTION,
            limit=_number("Passages at most.", 1, MOST_PASSAGES, PASSAGES),
            since=_SINCE,
            until=_UNTIL,
            as_of=_AS_OF,
            source=_SOURCE,
            language=_LANGUAGE,
        ),
        _gives(DEFINITIONS["Answer"]),
        looking_up.ask,
    ),
    Tool(
        "quote",
        "Check quotations",
        descriptions.QUOTE,
        takes(
            ("quotations",),
            quotations={
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_QUOTATIONS,
                "items": takes(
                    ("text",),
                    text=_text("The words, … or [...] for what is left out.", LONGEST_QUOTATION),
                    article=_text("The article it is said to be from: id, path, title or address.", LONGEST_NAME),
                    speaker=_text("Who is said to have said it.", LONGEST_NAME),
                ),
            },
        ),
        _gives({}, quotations=_judged("Quotation", place_count=_WHOLE), notes=_NOTES),
        looking_up.quote,
    ),
    Tool(
        "check",
        "Check citations or a draft",
        descriptions.CHECK,
        takes(
            references={
                "type": "array",
                "description": "IDs of citations (k7q2m9.2) or answers (k7q2m9).",
                "minItems": 1,
                "maxItems": MOST_REFERENCES,
                "items": _text("An id.", LONGEST_NAME),
            },
            draft=_text("The text, in Markdown or plain.", LONGEST_DRAFT),
        ),
        _gives(
            {},
            checks=_judged("Check", file=_maybe("string"), line=_maybe("integer")),
            notes=_NOTES,
        ),
        looking_up.check,
    ),
    Tool(
        "show",
        "Show an article",
        descriptions.SHOW,
        takes(
            ("article",),
            article=_ARTICLE,
            paragraph=_number("Only this paragraph, and those around it.", 1, 10**9),
            around=_number("How many paragraphs before and after it.", 0, MOST_AROUND, AROUND),
        ),
        _gives(DEFINITIONS["Article"], text_start=_WHOLE, paragraph_count=_WHOLE, notes=_NOTES),
        looking_up.show,
    ),
    Tool(
        "articles",
        "List articles",
        descriptions.ARTICLES,
        takes(
            query=_text("What they are about, or a title.", LONGEST_QUESTION),
            since=_SINCE,
            until=_UNTIL,
            source=_SOURCE,
            language=_LANGUAGE,
            limit=_number("Articles at most.", 1, MOST_ARTICLES, ARTICLES),
        ),
        _gives({}, total=_WHOLE, articles={"type": "array", "items": reference("ArticleSummary")}, notes=_NOTES),
        looking_up.articles,
    ),
    Tool(
        "stats",
        "The archive in numbers",
        descriptions.STATS,
        takes(),
        _gives(DEFINITIONS["Statistics"], notes=_NOTES),
        looking_up.stats,
    ),
)
"""The tools, in the order in which they are listed."""
